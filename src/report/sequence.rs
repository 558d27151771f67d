//! The papers of a case as a Mermaid sequence diagram: an arrow from whose paper it is to everyone who gets it. Its title
//! and description are for those who do not see it.
//!
//! It leaves out the texts, the authorities and the deadlines: `handout` and `key` have those.

use crate::report::lines::{capital, day};
use crate::report::mermaid::{bare, one_line};
use crate::report::record::{EntryRecord, RunRecord};
use crate::report::text::{name_on, outcome_words};
use crate::scenario::Scenario;

/// The diagram.
pub fn sequence(scenario: &Scenario, record: &RunRecord) -> String {
    let offices = offices(&record.entries);
    let mut out = format!("%% {}\n", one_line(&record.manifest.command));
    out.push_str("sequenceDiagram\n");
    out.push_str(&format!("  accTitle: {}\n", bare(&format!("Messages: {}", scenario.title))));
    out.push_str(&format!("  accDescr: {}\n", bare(&description(record, offices.len()))));
    for (place, (office, entry)) in offices.iter().enumerate() {
        let name = name_on(scenario, entry.date, office);
        out.push_str(&format!("  participant o{place} as {}\n", bare(name)));
    }
    let place = |id: &str| offices.iter().position(|(office, _)| *office == id).unwrap_or(0);
    for entry in &record.entries {
        arrows(&mut out, entry, &place);
    }
    out
}

/// Everybody who sends or gets a paper, in the order in which they come up, with the entry that brings each up.
fn offices(entries: &[EntryRecord]) -> Vec<(&str, &EntryRecord)> {
    let mut found: Vec<(&str, &EntryRecord)> = Vec::new();
    for entry in entries {
        for office in std::iter::once(&entry.from).chain(&entry.to) {
            if found.iter().all(|(known, _)| known != office) {
                found.push((office, entry));
            }
        }
    }
    found
}

fn description(record: &RunRecord, offices: usize) -> String {
    let entries = record.entries.len();
    let span = match (record.entries.first(), record.entries.last()) {
        (Some(first), Some(last)) => format!(", {} to {}", day(first.date), day(last.date)),
        _ => String::new(),
    };
    let ended = outcome_words(&record.outcome);
    format!("{entries} papers between {offices} offices{span}. {}.", capital(&ended))
}

/// The paper goes to the first it names, a copy to every other; what is filed with nobody is a note to oneself.
fn arrows(out: &mut String, entry: &EntryRecord, place: &impl Fn(&str) -> usize) {
    let about = match entry.precision.as_deref() {
        Some("unknown") => "n.d.".to_owned(),
        Some("approx") => format!("c. {}", day(entry.date)),
        _ => day(entry.date),
    };
    let what = capital(&entry.event.replace('-', " "));
    let label = bare(&format!("{}. {what}, {about}", entry.n));
    let from = place(&entry.from);
    let Some((first, others)) = entry.to.split_first() else {
        out.push_str(&format!("  o{from}->>o{from}: {label}\n"));
        return;
    };
    out.push_str(&format!("  o{from}->>o{}: {label}\n", place(first)));
    for other in others {
        out.push_str(&format!("  o{from}-->>o{}: {}. copy\n", place(other), entry.n));
    }
}
