//! The schema and the readers know the same keys, everywhere.
//!
//! The reader remembers which keys it asked for in which table. Read over every file that comes with the program
//! and over `tests/files/every-key.toml`, that must be what the schema has there. A table of the schema has the
//! name of its place; what authors name as they like, and the many decision points, are one place each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::{channel, scenario};
use crate::law::point::SPECS;
use crate::scenario::check;
use crate::scenario::document::{Reader, assemble};
use crate::scenario::library::{CHANNELS, SCENARIOS};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");

/// A table of the schema by its place, and the table.
type Placed<'a> = (String, &'a Value);

/// What stands at a place, with everything that binds the same value, or the items of the same list.
fn expand<'a>(schema: &'a Value, (place, node): Placed<'a>, found: &mut Vec<Placed<'a>>) {
    if let Some(name) = node["$ref"].as_str() {
        let target = schema.pointer(name.trim_start_matches('#')).expect("what is referred to");
        expand(schema, (name.to_owned(), target), found);
    }
    for key in ["allOf", "anyOf", "oneOf", "prefixItems"] {
        for (number, one) in node[key].as_array().into_iter().flatten().enumerate() {
            expand(schema, (format!("{place}/{key}/{number}"), one), found);
        }
    }
    // Beside the items of a list stand the changes to them, by id.
    if node["items"].is_object() {
        for key in ["items", "additionalProperties"] {
            expand(schema, (format!("{place}/{key}"), &node[key]), found);
        }
    } else {
        found.push((place, node));
    }
}

/// What a key of a table leads to.
fn step<'a>((place, node): &Placed<'a>, key: &str) -> Option<Placed<'a>> {
    match node["properties"].get(key) {
        Some(inner) => Some((format!("{place}/properties/{key}"), inner)),
        None if node["additionalProperties"].is_object() => {
            Some((format!("{place}/additionalProperties"), &node["additionalProperties"]))
        }
        None => None,
    }
}

/// The tables of the schema that bind the table at a path of the reader.
fn tables_at<'a>(schema: &'a Value, path: &str) -> Vec<Placed<'a>> {
    let mut here = Vec::new();
    expand(schema, ("#".to_owned(), schema), &mut here);
    for key in path.split('.').filter(|key| !key.is_empty()) {
        let mut next = Vec::new();
        for table in &here {
            if let Some(inner) = step(table, key) {
                expand(schema, inner, &mut next);
            }
        }
        here = next;
    }
    here
}

/// Every table of the schema.
fn all_tables<'a>(schema: &'a Value, node: Placed<'a>, found: &mut BTreeMap<String, &'a Value>) {
    let mut here = Vec::new();
    expand(schema, node, &mut here);
    for table in here {
        if found.insert(table.0.clone(), table.1).is_some() {
            continue;
        }
        let named = table.1["properties"].as_object().into_iter().flat_map(|keys| keys.keys());
        for key in named.map(String::as_str).chain(["any other"]) {
            if let Some(inner) = step(&table, key) {
                all_tables(schema, inner, found);
            }
        }
    }
}

/// A place without the names that say nothing of which keys there are: the tables of all decision points are
/// one place, and their options one key.
fn general(place: &str) -> String {
    let mut words: Vec<&str> = place.split('/').collect();
    if let ["#", "properties", "decide", "properties", group, ..] = &mut words[..] {
        *group = "<group>";
    }
    if let ["#", "properties", "decide", "properties", _, "properties", point, ..] = &mut words[..]
    {
        *point = "<point>";
    }
    if let Some(at) = words.iter().position(|word| *word == "factors")
        && let Some(factor) = words.get_mut(at + 2)
    {
        *factor = "<factor>";
    }
    words.join("/").replace("/properties", "").replace("/additionalProperties", ".<name>")
}

/// Which keys were asked for, by the path of the table, over all files.
fn asked() -> BTreeSet<(String, String)> {
    let with_channel = |name: &str| {
        format!("base = \"microsoft-ireland\"\nexpect = []\nchannels = [\"{name}\"]\n")
    };
    let shipped =
        SCENARIOS.iter().map(|shipped| (shipped.name.to_owned(), shipped.text.to_owned()));
    let channels =
        CHANNELS.iter().map(|shipped| (shipped.path.to_owned(), with_channel(shipped.name)));
    let own = std::fs::read_to_string(format!("{FILES}/every-key.toml")).expect("a file");
    let all = shipped.chain(channels).chain([("every-key.toml".to_owned(), own)]);
    let mut asked = BTreeSet::new();
    for (name, text) in all {
        let (document, found) = assemble(&name, &text, &[], Some(Path::new(FILES)));
        let reader = Reader::new(&document);
        check::read(&name, &[], &reader, &document);
        assert_eq!((found, reader.take()), (Vec::new(), Vec::new()), "{name}");
        asked.append(&mut reader.asked());
    }
    asked
}

/// Keys that a reader asks for where no file can have them, only to say so in better words.
const ASKED_TO_REFUSE: [(&str, &[&str], &str); 2] = [
    ("#/decide/<group>/<point>", &["odds", "odds_basis", "range"], "a step that only takes time"),
    ("#/$defs/length-of-a-part", &["by", "mixture", "on"], "a part of a mixture"),
];

fn is_asked_to_refuse(place: &str, key: &str) -> bool {
    ASKED_TO_REFUSE.iter().any(|(at, keys, _)| *at == place && keys.contains(&key))
}

/// The tables whose keys the reader goes through one by one: the points, which a test below counts.
const GONE_THROUGH: [&str; 2] = ["#/decide", "#/decide/<group>"];

/// The keys a table of the schema has. Of a table by options or factors, one that stands for them all.
fn keys_of(place: &str, table: &Value) -> BTreeSet<String> {
    if GONE_THROUGH.contains(&place) {
        return BTreeSet::new();
    }
    let own = table["properties"].as_object().into_iter().flat_map(|keys| keys.keys());
    own.map(|key| general_key(place, key)).collect()
}

fn general_key(place: &str, key: &str) -> String {
    let decide = "#/decide/<group>/<point>";
    let is = |table: &str| place == format!("{decide}/{table}");
    match key {
        _ if is("odds") || is("range") || place.ends_with("/items/allOf/1/odds") => "<option>",
        _ if is("factors") => "<factor>",
        _ => key,
    }
    .to_owned()
}

#[test]
fn the_reader_asks_for_no_key_that_the_schema_does_not_know_at_that_place() {
    let schema = scenario();
    for (path, key) in asked() {
        let tables = tables_at(&schema, &path);
        assert!(!tables.is_empty(), "the schema has no place for `{path}`");
        let knows = |table: &Placed<'_>| step(table, &key).is_some();
        let refused = |table: &Placed<'_>| is_asked_to_refuse(&general(&table.0), &key);
        let known = tables.iter().any(knows) || tables.iter().any(refused);
        assert!(known, "add `{key}` to src/scenario/schema: a reader asks for it in [{path}]");
    }
}

#[test]
fn the_schema_has_no_key_that_the_reader_does_not_ask_for() {
    let schema = scenario();
    let mut asked_at: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, key) in asked() {
        for (place, _) in tables_at(&schema, &path) {
            let place = general(&place);
            let key = general_key(&place, &key);
            asked_at.entry(place).or_default().insert(key);
        }
    }
    let mut all = BTreeMap::new();
    all_tables(&schema, ("#".to_owned(), &schema), &mut all);
    for (place, table) in all {
        let place = general(&place);
        let asked = asked_at.get(&place).cloned().unwrap_or_default();
        let unread: Vec<_> = keys_of(&place, table).difference(&asked).cloned().collect();
        assert!(unread.is_empty(), "no reader asks for {unread:?} at {place}, or no file shows it");
    }
}

/// The tables in which authors name things as they like; everywhere else a key is known or a mistake.
const NAMED_BY_AUTHORS: [&str; 11] = [
    "#/calendar",
    "#/caseload/closing",
    "#/caseload/office",
    "#/caseload/office.<name>/work",
    "#/caseload/stream",
    "#/channel",
    "#/sources",
    "#/$defs/channel/factor",
    "#/$defs/factor/presets",
    "#/$defs/when/odds",
    "#/$defs/when-in-a-stage/odds",
];

#[test]
fn a_table_is_closed_unless_its_keys_are_names_of_an_authors_choosing() {
    let schema = scenario();
    let mut all = BTreeMap::new();
    all_tables(&schema, ("#".to_owned(), &schema), &mut all);
    let mut open = BTreeSet::new();
    for (place, table) in all {
        if table["additionalProperties"].is_object() {
            open.insert(general(&place));
        } else if table["properties"].is_object() && table["type"].is_string() {
            assert_eq!(table["additionalProperties"], false, "{place}");
        }
    }
    assert_eq!(open, NAMED_BY_AUTHORS.map(str::to_owned).into());
}

#[test]
fn every_point_is_there_with_exactly_its_options() {
    let schema = scenario();
    let keys = |table: &Value| -> BTreeSet<String> {
        table["properties"].as_object().into_iter().flat_map(|keys| keys.keys().cloned()).collect()
    };
    let groups = &schema["properties"]["decide"];
    let mut points = 0;
    for group in keys(groups) {
        points += keys(&groups["properties"][group]).len();
    }
    assert_eq!(points, SPECS.len());
    for spec in SPECS {
        let (group, name) = spec.name.split_once('.').expect("two words");
        let point = &groups["properties"][group]["properties"][name];
        assert!(point["description"].as_str().is_some_and(|text| text.contains(spec.question)));
        let options: BTreeSet<String> =
            spec.options.iter().map(|one| one.name.to_owned()).collect();
        for table in ["odds", "range"] {
            assert_eq!(keys(&point["properties"][table]), options, "{} {table}", spec.name);
        }
    }
}

#[test]
fn a_channel_has_the_same_keys_in_a_file_of_its_own() {
    let (scenario, channel) = (scenario(), channel());
    let keys = |table: &Value| {
        Vec::from_iter(table["properties"].as_object().expect("keys").keys().cloned())
    };
    assert_eq!(keys(&channel), keys(&scenario["$defs"]["channel"]));
    for (name, shared) in channel["$defs"].as_object().expect("definitions") {
        assert_eq!(*shared, scenario["$defs"][name], "{name}");
    }
}

/// Every table of keys and every list in a schema, whatever it means.
fn all_objects<'a>(node: &'a Value, found: &mut Vec<&'a Map<String, Value>>) {
    match node {
        Value::Object(object) => {
            found.push(object);
            object.values().for_each(|inner| all_objects(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| all_objects(inner, found)),
        _ => {}
    }
}

/// As `collect_schemas` and `collect_child_schemas` do in taplo-common/src/schema/mod.rs.
#[test]
fn an_editor_that_reads_as_taplo_does_sees_every_key() {
    let schema = scenario();
    let mut objects = Vec::new();
    all_objects(&schema, &mut objects);
    for object in objects {
        let beside = |key: &str| object.keys().filter(|other| *other != key).collect::<Vec<_>>();
        if object.contains_key("$ref") {
            assert!(beside("$ref").iter().all(|key| *key == "description"), "{object:?}");
        }
        if object.get("allOf").is_some_and(Value::is_array) {
            assert_eq!(beside("allOf"), [""; 0], "{object:?}");
        }
    }
}
