//! A new scenario on top of another: its head, prompts for what it is about, and every assumption of the base as
//! a line that only has to be uncommented and changed.

use crate::law::decision::PointId;
use crate::law::point::Point;
use crate::report::lines::{self, list, wrap};
use crate::scenario::document::{Document, Finding, dotted, quoted};
use crate::scenario::info::HEADINGS;
use crate::scenario::number::Number;
use crate::scenario::prompt;
use crate::scenario::{Basis, Reference, Scenario};

/// What the new file is called.
pub struct Naming<'a> {
    /// Its path, as commands name it.
    pub file: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The base, as the file names it.
    pub base: &'a str,
}

/// The file an editor looks for to complete and check the new one, beside it. It need not be there.
pub const SCHEMA: &str = "comity-scenario.schema.json";

/// The text of the file. `document` is that of the base, which `scenario` was read from.
pub fn file(scenario: &Scenario, document: &Document, naming: &Naming<'_>) -> String {
    let mut out = head(scenario, naming);
    out.push_str(&record(scenario));
    out.push_str(&case(document));
    out.push_str(&section(
        "4  assumptions",
        &format!(
            "Every number of {}. A number you change rests on something else: uncomment its basis with \
             it, and say in `reference` where yours comes from. Odds add up to 1, and a range holds its \
             value.",
            scenario.title
        ),
    ));
    for point in scenario.points() {
        out.push_str(&point_text(scenario, document, point));
    }
    let mut last = "";
    for number in scenario.other_numbers.iter().filter(|number| number.when.is_none()) {
        out.push_str(&other_text(document, number, number.key == last));
        last = &number.key;
    }
    out
}

/// A line that is a value of the base: it begins with `#` and no blank.
fn value(key: &str, value: &str) -> String {
    format!("#{key} = {value}\n")
}

/// A remark, which begins with `#` and a blank.
fn remark(text: &str) -> String {
    wrap(&plain(text), "# ", "#   ")
}

/// Remarks that are no list.
fn prose(text: &str) -> String {
    wrap(&plain(text), "# ", "# ")
}

/// A text as a comment may hold it: TOML allows no control characters there.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn section(title: &str, text: &str) -> String {
    let rule = "#".repeat(80);
    format!("\n{rule}\n# {title}\n{}\n", prose(text))
}

fn head(scenario: &Scenario, naming: &Naming<'_>) -> String {
    let Naming { file, title, base } = naming;
    let what =
        format!("A scenario on top of {}: what is not said here is as there.", scenario.title);
    let mut out = format!("#:schema ./{SCHEMA}\n");
    out.push_str(&prose(&what));
    out.push_str(
        "#\n# 1  what it is     title, summary, the eight headings\n\
         # 2  the record     whether that of the base is kept\n\
         # 3  the case       request, cast, courts: lines of the base\n\
         # 4  assumptions    every number of the base\n#\n",
    );
    out.push_str(&prose(
        "Below, a line that begins with `#` and no blank is a value of the base: take the `#` away and \
         change it. Tables with a header of their own, such as [[authority]], go to the end of the file. What \
         a key means:",
    ));
    let case = lines::quoted(file);
    out.push_str(&format!("#   comity explain {} district.stay\n", plain(&case)));
    out.push_str(&format!("\nbase = {}\ntitle = {}\n", quoted(base), quoted(title)));
    out.push_str(&section("1  what it is", "Replace each text by yours."));
    out.push_str(&format!("summary = {}\n", quoted(prompt::SUMMARY)));
    for (key, _) in HEADINGS {
        out.push_str(&format!("info.{key} = {}\n", quoted(&asking(key, scenario, &case))));
    }
    out
}

/// What an author is asked for under a heading.
fn asking(heading: &str, scenario: &Scenario, case: &str) -> String {
    let prompt = prompt::HEADINGS.iter().find(|(key, _)| *key == heading);
    match (heading, prompt) {
        (_, Some((_, prompt))) => (*prompt).to_owned(),
        ("how_it_works", _) => {
            format!("What differs from {}, and on what law that rests.", scenario.title)
        }
        ("how_to_use_it", _) => format!("The commands to begin with: comity run {case}"),
        _ => format!("{}, on which this one is based.", scenario.title),
    }
}

fn record(scenario: &Scenario) -> String {
    let mut out = section(
        "2  the record",
        "So written, nothing has happened yet: every run is drawn by odds from the first day, and no \
         result is expected. To change a case that did happen, take these lines out: the record of the \
         base then binds up to the first choice that departs from it, and its expectations are checked. \
         Write your own as [[record]] and [[expect]] at the end of the file.",
    );
    out.push_str("record = []\nexpect = []\n");
    for (key, is_said, empty) in [
        ("caption", !scenario.caption.is_empty(), "\"\""),
        ("dockets", !scenario.dockets.is_empty(), "[]"),
    ] {
        if is_said {
            out.push_str(&format!("{key} = {empty}\n"));
        }
    }
    out
}

/// What the case is, but for its numbers: single keys, then tables whose keys are lines of their own.
fn case(document: &Document) -> String {
    let mut out = section("3  the case", "What is asked for, and who the offices are.");
    for key in ["opens", "ends", "channels", "choose", "path"] {
        // A way to a file is right only in the file that says it.
        let is_way = document.find(key).is_ok_and(|found| found.value.contains(".toml"));
        if !is_way {
            out.push_str(&line(document, key));
        }
    }
    for table in ["request", "courts", "law", "cast"] {
        let keys = document.find(table).map(|found| found.keys).unwrap_or_default();
        let mut found: Vec<Finding> =
            keys.iter().filter_map(|key| document.find(&dotted(&[table, key])).ok()).collect();
        found.sort_by(|one, other| one.place.cmp(&other.place));
        out.extend((!found.is_empty()).then_some('\n'));
        out.extend(found.iter().map(|one| value(&one.path, &one.value)));
    }
    out
}

/// The line of one key, if the base has it.
fn line(document: &Document, key: &str) -> String {
    document.find(key).map(|found| value(&found.path, &found.value)).unwrap_or_default()
}

/// The keys of a table that are numbers or say what a number rests on, in the order in which they are read.
const LEAVES: [&str; 13] = [
    "odds_basis",
    "takes",
    "takes_basis",
    "duration",
    "value",
    "use",
    "s",
    "deleted",
    "basis",
    "range",
    "strength",
    "since",
    "when",
];

fn point_text(scenario: &Scenario, document: &Document, point: PointId) -> String {
    let (table, _, _) = scenario.home(point);
    let Some(assumed) = scenario.assumed.get(usize::from(point.0)) else { return String::new() };
    if document.span(&table).is_none() {
        return String::new();
    }
    let (id, decider, question) = match (Point::numbered(point.0), scenario.stage(point)) {
        (Some(point), _) => {
            let spec = point.spec();
            (spec.id, spec.decider, spec.question)
        }
        (None, Some(stage)) => (None, stage.office, stage.document.as_str()),
        (None, None) => return String::new(),
    };
    let id = id.map(|id| format!("{id} ")).unwrap_or_default();
    let name = scenario.point_name(point);
    let mut out = remark(&format!("{id}{name}, {}: {question}", scenario.names.of(decider)));
    out.push_str(&rests_on(
        [assumed.odds_basis, assumed.takes_basis],
        assumed.strength.as_deref(),
        assumed.reference.as_ref(),
    ));
    out + &odds(scenario, document, point) + &leaves(document, &table)
}

/// The odds of a point in the order of its options: of a stage, a line an outcome.
fn odds(scenario: &Scenario, document: &Document, point: PointId) -> String {
    let (table, key, _) = scenario.home(point);
    let chance = |option: &&str| {
        let at = dotted(&[option]);
        let found = document.find(&format!("{table}.{key}.{at}")).ok()?;
        Some(format!("{at} = {}", found.value))
    };
    let options = scenario.options(point);
    if scenario.stage(point).is_none() {
        let chances: Vec<String> = options.iter().filter_map(chance).collect();
        let whole = value(&format!("{table}.{key}"), &format!("{{ {} }}", chances.join(", ")));
        return if chances.is_empty() { factors(scenario, document, point) } else { whole };
    }
    let lines = options.iter().flat_map(|option| {
        let at = dotted(&[option]);
        ["p", "range"].map(|leaf| line(document, &format!("{table}.{key}.{at}.{leaf}")))
    });
    lines.collect()
}

/// The factors that a ruling weighs, if its odds come out of them.
fn factors(scenario: &Scenario, document: &Document, point: PointId) -> String {
    let (table, key, _) = scenario.home(point);
    let mut out = line(document, &format!("{table}.{key}"));
    let assumed = scenario.assumed.get(usize::from(point.0));
    for factor in assumed.iter().flat_map(|assumed| &assumed.factors) {
        let row = format!("{table}.factors.{}", factor.name);
        out.push_str(&remark(factor.question));
        for leaf in ["weight", "score", "basis"] {
            out.push_str(&line(document, &format!("{row}.{leaf}")));
        }
    }
    out
}

/// What the numbers below rest on: `Guess; support weak. No figure was found.`
fn rests_on(
    bases: [Option<Basis>; 2],
    strength: Option<&str>,
    reference: Option<&Reference>,
) -> String {
    let mut words: Vec<String> = Vec::new();
    for basis in bases.into_iter().flatten().map(Basis::as_str) {
        if !words.iter().any(|known| known == basis) {
            words.push(basis.to_owned());
        }
    }
    let basis = (!words.is_empty()).then(|| format!("Basis: {}.", list(&words)));
    let support = strength.map(|word| format!("Support: {word}."));
    let parts = [basis, support, reference.map(Reference::to_string)];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if text.is_empty() { text } else { remark(&text) }
}

/// The lines of a table, the last of which asks for a source.
fn leaves(document: &Document, table: &str) -> String {
    let mut out = String::new();
    for leaf in LEAVES {
        out.push_str(&line(document, &format!("{table}.{leaf}")));
    }
    let asked = quoted(prompt::REFERENCE);
    out + &value(&format!("{table}.reference"), &asked) + "\n"
}

/// A number that belongs to no point. Seasons have no ids, so all of them are one line, at the first.
fn other_text(document: &Document, number: &Number, is_said: bool) -> String {
    let Number { key, name, what, words, support, .. } = number;
    let mut out = remark(&format!("{name}: {words}"));
    out.push_str(&rests_on(
        [support.basis, None],
        support.strength.as_deref(),
        support.reference.as_ref(),
    ));
    match key.rsplit_once('.') {
        Some((table, _)) if *what != "season" => out + &leaves(document, table),
        _ if is_said => out + "\n",
        _ => out + &line(document, key) + "\n",
    }
}
