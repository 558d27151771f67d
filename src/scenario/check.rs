//! From the file as written to a scenario that can be run, with every mistake on the way.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::law::Forums;
use crate::law::amici::Brief;
use crate::law::answers::Plan;
use crate::law::authority::Catalogue;
use crate::law::calendar::Forum;
use crate::law::decision::{Decision, PointId};
use crate::law::office::Office;
use crate::law::point::Point;
use crate::law::wording::{Filers, Names};
use crate::scenario::diagnostic::{Diagnostic, Severity, Source, did_you_mean};
use crate::scenario::document::{Document, Reader, Table};
use crate::scenario::{Line, Scenario, assume, authorities, channel, library, line};

/// What a run of the file must show.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// `path=ending`.
    Outcome {
        /// `warrant` or `treaty`.
        path: String,
        /// The ending.
        ending: String,
    },
    /// A step on a day.
    Entry {
        /// The step's number.
        id: String,
        /// The date.
        on: Date,
        /// The day since the case opened, if given.
        day: Option<i64>,
    },
}

/// A file read: the scenario, if it can be run, and all that is wrong with it.
pub struct Checked {
    /// The scenario; `None` if there is an error.
    pub scenario: Option<Scenario>,
    /// Errors and warnings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The text they point into.
    pub source: Source,
}

/// The longest a case may run: 20 years.
const LONGEST_DAYS: i64 = 7_300;

/// Checks a text. `name` is what the user called it.
pub fn check(name: &str, text: &str) -> Checked {
    let (document, mut diagnostics) = Document::parse(name, text);
    let reader = Reader::new(&document);
    let scenario = read(name, text, &reader, &mut diagnostics);
    diagnostics.extend(reader.take());
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().map_or(0, |span| span.start));
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let source = document.source().clone();
    Checked { scenario: scenario.filter(|_| !wrong), diagnostics, source }
}

fn read(
    name: &str,
    text: &str,
    reader: &Reader<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Scenario> {
    let root = reader.root();
    let string =
        |key: &str| root.str(key).map(|text| text.value.trim().to_owned()).unwrap_or_default();
    let title = root.required_str("title").map(|title| title.value.to_owned());
    let (caption, summary) = (string("caption"), string("summary"));
    let dockets =
        root.strings("dockets").into_iter().map(|docket| docket.value.to_owned()).collect();
    let opens = root.required_date("opens");
    read_request(&root);
    let offices = read_cast(&root);
    let forums = read_courts(&root);
    let sources = read_sources(&root);
    let record = line::read(&root, opens.as_ref().map(|opens| opens.value), &sources);
    let assumptions = assume::read(&root);
    let expectations = read_expectations(&root, &record.lines);
    let mut catalogue = Catalogue::default();
    authorities::read(&root, "authority", &mut catalogue);
    let treaty = read_channel(&root, &catalogue, diagnostics);
    root.finish();

    let opens = opens?.value;
    let treaty = treaty?;
    let mut assumed = assumptions.assumed;
    assumed.extend(treaty.read.assumed);
    let mut compiled = assumptions.compiled;
    compiled.extend(treaty.read.compiled);
    let mut lines_of = vec![Vec::new(); compiled.len()];
    for (number, line) in (0u16..).zip(&record.compiled) {
        lines_of[usize::from(line.point.0)].push(number);
    }
    Some(Scenario {
        name: name.to_owned(),
        hash: hash(&[text, treaty.text]),
        title: title?,
        caption,
        dockets,
        summary,
        opens,
        horizon: opens.checked_add(Span::new().days(LONGEST_DAYS)).unwrap_or(Date::MAX),
        names: Names { offices, filers: filers(&record.lines) },
        forums: forums?,
        plan: Plan {
            lines: record.compiled,
            lines_of,
            shown: record.lines.iter().flat_map(|line| line.also.iter().copied()).collect(),
            chosen: Vec::new(),
            assumptions: compiled,
            record_until: None,
            frailty: treaty.read.frailty,
        },
        record: record.lines,
        assumed,
        sources,
        expectations,
        authorities: Arc::new(catalogue),
        channel: Arc::new(treaty.read.channel),
    })
}

fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn read_request(root: &Table<'_>) {
    if let Some(request) = root.table("request") {
        for key in ["what", "stored_in", "controlled_from"] {
            request.required_str(key);
        }
        request.finish();
    }
}

/// The names shown for the offices; an office nobody names is shown by its id.
fn read_cast(root: &Table<'_>) -> Vec<String> {
    let mut names: Vec<String> = Office::ALL.iter().map(|office| office.id().to_owned()).collect();
    let Some(cast) = root.required_table("cast") else { return names };
    for entry in cast.entries() {
        let Some(office) = Office::find(entry.key.value) else {
            let ids = Office::ALL.iter().map(|office| office.id());
            cast.report(
                Diagnostic::error(
                    "unknown-office",
                    format!("there is no office `{}`", entry.key.value),
                )
                .at(entry.key.span.clone(), "unknown office")
                .help_if(did_you_mean(entry.key.value, ids)),
            );
            continue;
        };
        if let Some(name) = cast.str(entry.key.value) {
            names[office as usize] = name.value.to_owned();
        }
    }
    names
}

fn read_courts(root: &Table<'_>) -> Option<Forums> {
    let courts = root.required_table("courts")?;
    let find = |key: &str| {
        let text = courts.required_str(key)?;
        let forum = Forum::find(text.value);
        if forum.is_none() {
            let ids = Forum::ALL.iter().map(|forum| forum.id);
            courts.report(
                Diagnostic::error("unknown-court", format!("there is no court `{}`", text.value))
                    .at(text.span, "expected a court's CourtListener id")
                    .help_if(did_you_mean(text.value, ids)),
            );
        }
        forum
    };
    let (district, circuit) = (find("district"), find("circuit"));
    let (supreme, foreign) = (find("supreme"), find("foreign"));
    courts.finish();
    Some(Forums { district: district?, circuit: circuit?, supreme: supreme?, foreign: foreign? })
}

fn read_sources(root: &Table<'_>) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    if let Some(table) = root.table("sources") {
        for entry in table.entries() {
            if let Some(text) = table.str(entry.key.value) {
                sources.insert(entry.key.value.to_owned(), text.value.trim().to_owned());
            }
        }
    }
    sources
}

/// The filers of each amicus slot and the side they took, by the order in which the record has them.
fn filers(lines: &[Line]) -> Vec<Filers> {
    let slots = lines.iter().filter(|line| line.point == PointId::from(Point::Amicus));
    let side = |line: &Line| Brief::ALL.get(usize::from(line.choice?))?.supports();
    slots.map(|line| Filers { names: line.filers.clone(), supports: side(line) }).collect()
}

fn read_expectations(root: &Table<'_>, lines: &[Line]) -> Vec<Expectation> {
    let mut expectations = Vec::new();
    for table in root.array_of_tables("expect") {
        expectations.extend(read_expectation(&table, lines));
        table.finish();
    }
    expectations
}

fn read_expectation(table: &Table<'_>, lines: &[Line]) -> Option<Expectation> {
    if let Some(outcome) = table.str("outcome") {
        let Some((path, ending)) = outcome.value.split_once('=') else {
            table.report(
                Diagnostic::error("bad-expectation", format!("`{}` is no outcome", outcome.value))
                    .at(outcome.span, "expected path=ending")
                    .help("write \"warrant=moot-vacated\" or \"treaty=not-used\""),
            );
            return None;
        };
        return Some(Expectation::Outcome { path: path.to_owned(), ending: ending.to_owned() });
    }
    let id = table.required_str("entry")?;
    if !lines.iter().any(|line| line.id == id.value) {
        table.report(
            Diagnostic::error("unknown-step", format!("the record has no step `{}`", id.value))
                .at(id.span.clone(), "unknown step")
                .help_if(did_you_mean(id.value, lines.iter().map(|line| line.id.as_str()))),
        );
    }
    let on = table.required_date("on")?;
    let day = table.integer("day").map(|day| day.value);
    Some(Expectation::Entry { id: id.value.to_owned(), on: on.value, day })
}

struct Treaty {
    read: channel::Read,
    text: &'static str,
}

fn read_channel(
    root: &Table<'_>,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Treaty> {
    let name = root.required_str("channel")?;
    let Some(shipped) = library::CHANNELS.iter().find(|shipped| shipped.name == name.value) else {
        let names = library::CHANNELS.iter().map(|shipped| shipped.name);
        root.report(
            Diagnostic::error("unknown-channel", format!("there is no channel `{}`", name.value))
                .at(name.span, "unknown channel")
                .help_if(did_you_mean(name.value, names)),
        );
        return None;
    };
    let (document, syntax) = Document::parse(shipped.path, shipped.text);
    let (read, mistakes) = channel::read(&document, catalogue);
    // A shipped channel is sound (a test holds that); should it not be, its mistakes must not vanish.
    for mistake in syntax.into_iter().chain(mistakes) {
        let message = format!("in {}: {}", shipped.path, mistake.message);
        diagnostics.push(Diagnostic::error(mistake.code, message).help_if(mistake.help));
    }
    Some(Treaty { read: read?, text: shipped.text })
}
