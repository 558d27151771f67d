//! The JSON Schemas of the language: what is sound fits them, and what is wrong in its keys or types does not.

use std::collections::BTreeMap;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use comity::scenario::check::check_in;
use comity::scenario::diagnostic::Severity;
use comity::scenario::document::assemble;
use comity::scenario::library::{CHANNELS, SCENARIOS, Shipped};
use comity::scenario::schema;
use serde_json::Value;
use toml::Value as Toml;

use crate::diagnostics::text_of;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");

/// A schema, ready to be used.
pub(crate) struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    pub(crate) fn new(schema: Value) -> Validator {
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("schema.json", schema).expect("a resource");
        let mut schemas = Schemas::new();
        let index = compiler.compile("schema.json", &mut schemas).expect("a schema");
        Validator { schemas, index }
    }

    /// What is wrong with a value, in the words of the validator.
    pub(crate) fn mistakes(&self, value: &Toml) -> Option<String> {
        self.mistakes_in(&json(value))
    }

    /// The same of a JSON text.
    pub(crate) fn mistakes_in(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// A text as a tree.
pub(crate) fn parsed(text: &str) -> Toml {
    Toml::Table(toml::from_str(text).expect("TOML"))
}

/// A value as an editor sees it: a date is text.
fn json(value: &Toml) -> Value {
    match value {
        Toml::String(text) => Value::from(text.as_str()),
        Toml::Integer(number) => Value::from(*number),
        Toml::Float(number) => Value::from(*number),
        Toml::Boolean(truth) => Value::from(*truth),
        Toml::Datetime(date) => Value::from(date.to_string()),
        Toml::Array(items) => items.iter().map(json).collect(),
        Toml::Table(table) => {
            table.iter().map(|(key, value)| (key.as_str(), json(value))).collect()
        }
    }
}

/// A value as a scenario writes it.
fn written(value: &Toml) -> String {
    match value {
        Toml::String(text) => format!("{text:?}").replace("\\'", "'"),
        Toml::Array(items) => {
            format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", "))
        }
        Toml::Table(table) => {
            let keys = table.iter().map(|(key, value)| format!("{key:?} = {}", written(value)));
            format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
        }
        Toml::Float(number) => format!("{number:?}"),
        Toml::Datetime(date) => date.to_string(),
        Toml::Integer(_) | Toml::Boolean(_) => json(value).to_string(),
    }
}

#[test]
fn every_file_that_comes_with_the_program_fits_its_schema_and_names_it() {
    let sorts: [(&[Shipped], Value, &str); 2] = [
        (SCENARIOS, schema::scenario(), "schema/scenario.json\n"),
        (CHANNELS, schema::channel(), "schema/channel.json\n"),
    ];
    for (files, schema, file) in sorts {
        // Editors that do not know the dialect take it for draft 7.
        let mut older = schema.clone();
        older["$schema"] = Value::from("http://json-schema.org/draft-07/schema#");
        for schema in [Validator::new(schema), Validator::new(older)] {
            for shipped in files {
                assert_eq!(schema.mistakes(&parsed(shipped.text)), None, "{}", shipped.path);
                let up = "../".repeat(shipped.path.matches('/').count());
                let directive = format!("#:schema {up}{file}");
                assert!(shipped.text.starts_with(&directive), "{}: {directive}", shipped.path);
            }
        }
    }
}

/// Files of `tests/bad` in which a schema can know what is wrong, and a word of what it says.
const BAD: [(&str, &str); 20] = [
    ("authority-with-mistakes.change", "'refrence' not allowed"),
    ("condition-of-unknown-word.change", "'traffic'"),
    ("empty.toml", "missing properties 'title', 'opens', 'courts', 'cast', 'decide'"),
    ("expectation-nobody-can-meet.toml", "'warrant=won'"),
    ("length-in-months.change", "'4 months'"),
    ("length-without-unit.change", "'134'"),
    ("missing-assumption.change", "'arguement' not allowed"),
    ("missing-choice.change", "missing properties 'choice'"),
    ("misspelt-key.change", "'storedin' not allowed"),
    ("no-scenario.toml", "missing properties 'opens'"),
    ("odds-of-unknown-option.change", "'denny' not allowed"),
    ("odds-over-one.change", "must be <=1.0"),
    ("season-without-basis.toml", "missing properties 'basis'"),
    ("uniform-of-one.change", "minimum 2 items required"),
    ("unknown-basis.change", "'law', 'data', 'guess'"),
    ("unknown-court.change", "'scotus'"),
    ("unknown-office.change", "'congres' not allowed"),
    ("unknown-option-in-record.change", "'grant-unopposed', 'deny-opposed'"),
    ("variant-of-unknown-choice.change", "=(lift-stay|do-nothing|"),
    ("wrong-types.change", "want string, but got number"),
];

#[test]
fn what_is_wrong_in_its_keys_or_types_does_not_fit() {
    let schema = Validator::new(schema::scenario());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    for (name, words) in BAD {
        let said = schema.mistakes(&parsed(&text_of(&folder.join(name)))).unwrap_or_default();
        assert!(said.contains(words), "{name}: no {words:?} in {said:?}");
    }
}

/// The way to a value: keys, and places in lists as `[0]`.
type Way = Vec<String>;

/// The ways to everything in a tree.
fn ways(value: &Toml, way: &[String], found: &mut Vec<Way>) {
    let inner: Vec<(String, &Toml)> = match value {
        Toml::Table(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Toml::Array(items) => {
            (0..).zip(items).map(|(n, item): (usize, _)| (format!("[{n}]"), item)).collect()
        }
        _ => return,
    };
    for (key, value) in inner {
        let way = [way, &[key]].concat();
        found.push(way.clone());
        ways(value, &way, found);
    }
}

/// What a way leads to.
fn at<'a>(tree: &'a mut Toml, way: &[String]) -> &'a mut Toml {
    way.iter().fold(tree, |tree, key| match key.strip_prefix('[') {
        Some(number) => &mut tree[number.trim_end_matches(']').parse::<usize>().expect("a place")],
        None => &mut tree[key.as_str()],
    })
}

/// One way to each place of the language: names of an author's choosing, and places in lists, are all the same.
fn one_of_each(tree: &Toml) -> Vec<Way> {
    const NAMED: [&str; 7] = ["cast", "sources", "calendar", "presets", "odds", "range", "factors"];
    let mut all = Vec::new();
    ways(tree, &[], &mut all);
    let general = |way: &Way| {
        let above = std::iter::once("").chain(way.iter().map(String::as_str));
        let named = |(above, key): (&str, &String)| {
            let one_of_many = NAMED.contains(&above) || key.starts_with('[');
            if one_of_many { "*".to_owned() } else { key.clone() }
        };
        above.zip(way).map(named).collect::<Vec<_>>()
    };
    let mut first: BTreeMap<Vec<String>, Way> = BTreeMap::new();
    for way in all {
        first.entry(general(&way)).or_insert(way);
    }
    first.into_values().collect()
}

/// A folder with a file that is based on no other, and its tree: `every-key.toml` on top of its base. Points that
/// it says nothing of take no time, so that it is read in a moment.
fn whole() -> (tempfile::TempDir, Toml) {
    let text = std::fs::read_to_string(format!("{FILES}/every-key.toml")).expect("a file");
    let (document, _) = assemble("every-key.toml", &text, &[], Some(Path::new(FILES)));
    let Toml::Table(mut whole) = parsed(&format!("all = {}", document.written()))["all"].clone()
    else {
        panic!("a table");
    };
    whole.remove("base");
    whole["channels"] = Toml::from(["every-key-channel", "own"].map(Toml::from).to_vec());
    whole["channel"].as_table_mut().expect("channels").remove("us-ie-mlat");
    let own = parsed(&text);
    for (group, points) in whole["decide"].as_table_mut().expect("groups") {
        for (name, point) in points.as_table_mut().expect("points") {
            let is_own = own["decide"].get(group).is_some_and(|group| group.get(name).is_some());
            let point = point.as_table_mut().expect("a point");
            if !is_own && point.contains_key("takes") {
                point.insert("takes".to_owned(), Toml::from("0 days"));
                point.remove("when");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    (folder, Toml::Table(whole))
}

/// The text of a tree: a line a key. A table is written key by key, so that on top of another it changes those
/// alone; only lengths of time and references are values of their own, given whole.
fn toml_of(tree: &Toml) -> String {
    let mut lines = Vec::new();
    write_lines(tree, "", &mut lines);
    lines.concat()
}

fn write_lines(value: &Toml, path: &str, lines: &mut Vec<String>) {
    const VALUES: [&str; 4] = [".takes", ".duration", ".deleted", ".reference"];
    match value {
        Toml::Table(table)
            if !table.is_empty() && !VALUES.iter().any(|end| path.ends_with(end)) =>
        {
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                write_lines(value, &path, lines);
            }
        }
        _ => lines.push(format!("{path} = {}\n", written(value))),
    }
}

/// The codes of the mistakes that the reader finds.
fn codes(tree: &Toml, folder: &Path) -> Vec<&'static str> {
    let checked = check_in("x.toml", &toml_of(tree), &[], Some(folder));
    // A file of all keys has a record and a caseload, which no case has.
    let errors = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| one.code).filter(|code| *code != "has-record").collect()
}

/// The distributions that take a while to be tabulated.
const SLOW: [&[&str]; 2] = [&["decide", "district", "stay", "takes"], &["data", "deleted"]];

/// A change to one place of a tree: the way to it, and what the readers and the schema say of it afterwards.
struct Tried {
    way: String,
    codes: Vec<&'static str>,
    mistakes: Option<String>,
}

/// Changes every place of the language in turn. `change` says whether there was anything to change.
fn try_each(tree: &Toml, folder: &Path, change: impl Fn(&mut Toml, &str) -> bool) -> Vec<Tried> {
    let schema = Validator::new(schema::scenario());
    let each = one_of_each(tree).into_iter().map(move |way| {
        let mut changed = tree.clone();
        for slow in
            SLOW.iter().filter(|slow| !way.iter().zip(**slow).all(|(one, other)| one == other))
        {
            let slow: Way = slow.iter().map(|key| (*key).to_owned()).collect();
            *at(&mut changed, &slow) = Toml::from("1 day");
        }
        let (key, above) = way.split_last()?;
        change(at(&mut changed, above), key).then(|| Tried {
            way: way.join("."),
            codes: codes(&changed, folder),
            mistakes: schema.mistakes(&changed),
        })
    });
    let tried: Vec<Tried> = each.flatten().collect();
    assert!(tried.len() >= 100, "only {} places", tried.len());
    tried
}

/// Puts a value of another type in the place of one.
fn retype(holder: &mut Toml, key: &str) -> bool {
    let value = at(holder, &[key.to_owned()]);
    *value = if value.is_str() { Toml::from(7) } else { Toml::from("seven") };
    true
}

/// Takes a key away.
fn remove(holder: &mut Toml, key: &str) -> bool {
    match holder {
        Toml::Table(table) => table.remove(key).is_some(),
        _ => false,
    }
}

/// Adds a key that nobody knows.
fn add(holder: &mut Toml, key: &str) -> bool {
    let table = at(holder, &[key.to_owned()]).as_table_mut();
    table.is_some_and(|table| table.insert("zzz".to_owned(), Toml::from(true)).is_none())
}

#[test]
fn whatever_stands_where_another_type_belongs_is_refused_by_both() {
    let (folder, tree) = whole();
    assert_eq!(codes(&tree, folder.path()), [""; 0]);
    for Tried { way, codes, mistakes } in try_each(&tree, folder.path(), retype) {
        assert_eq!(codes.is_empty(), mistakes.is_none(), "{way}: {codes:?}, {mistakes:?}");
    }
}

#[test]
fn a_key_that_nobody_knows_is_refused_by_both() {
    let (folder, tree) = whole();
    for Tried { way, codes, mistakes } in try_each(&tree, folder.path(), add) {
        assert_eq!(codes.is_empty(), mistakes.is_none(), "{way}: {codes:?}, {mistakes:?}");
    }
    let mut top = tree;
    top.as_table_mut().expect("a table").insert("zzz".to_owned(), Toml::from(true));
    assert_eq!(codes(&top, folder.path()), ["unknown-key"]);
    let said = Validator::new(schema::scenario()).mistakes(&top).unwrap_or_default();
    assert!(said.contains("'zzz' not allowed"), "{said}");
}

#[test]
fn a_key_that_must_be_there_is_missed_by_both() {
    let (folder, tree) = whole();
    for Tried { way, codes, mistakes } in try_each(&tree, folder.path(), remove) {
        let is_missed = |code: &&str| code.starts_with("missing-") || code.starts_with("empty-");
        // Which outcomes a stage has, and so needs odds for, is its author's choice.
        let can_be_known = !(way.contains(".stage.") && way.contains(".odds."));
        let missed = can_be_known && codes.iter().any(is_missed);
        assert!(!missed || mistakes.is_some(), "{way}: only the reader misses it: {codes:?}");
        assert!(
            mistakes.is_none() || !codes.is_empty(),
            "{way}: only the schema does: {mistakes:?}"
        );
    }
}

#[test]
fn on_top_of_another_file_the_schema_misses_only_what_the_reader_misses() {
    let (folder, base) = whole();
    std::fs::write(folder.path().join("base.toml"), toml_of(&base)).expect("written");
    let text = std::fs::read_to_string(format!("{FILES}/every-key.toml")).expect("a file");
    let mut tree = parsed(&text);
    tree["base"] = Toml::from("base.toml");
    tree["channels"] = base["channels"].clone();
    tree["channel"].as_table_mut().expect("channels").remove("us-ie-mlat");
    assert_eq!(codes(&tree, folder.path()), [""; 0]);
    for Tried { way, codes, mistakes } in try_each(&tree, folder.path(), remove) {
        assert!(mistakes.is_none() || !codes.is_empty(), "{way}: {mistakes:?}");
    }
}
