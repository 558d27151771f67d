//! What a scenario says a run of it must show, held against a run.

use crate::law::channel::WARRANT;
use crate::report::lines::day;
use crate::report::record::RunRecord;
use crate::scenario::Expectation;

/// What an expectation asks for, as the file writes it.
pub fn words(expected: &Expectation) -> String {
    match expected {
        Expectation::Outcome { path, ending } => format!("{path}={ending}"),
        Expectation::Entry { id, on, day: None } => format!("{id} on {}", day(*on)),
        Expectation::Entry { id, on, day: Some(since) } => {
            format!("{id} on {}, day {since}", day(*on))
        }
    }
}

/// Why an expectation is not met; `None` if it is.
pub fn unmet(expected: &Expectation, record: &RunRecord) -> Option<String> {
    match expected {
        Expectation::Outcome { path, ending } => {
            let found = match path.as_str() {
                WARRANT => Some(&record.outcome.warrant),
                path => record.outcome.paths.get(path),
            };
            let Some(found) = found else { return Some(format!("there is no path {path}")) };
            (found != ending).then(|| format!("it is {path}={found}"))
        }
        Expectation::Entry { id, on, day: since } => {
            let Some(entry) = record.entries.iter().find(|entry| entry.id.as_ref() == Some(id))
            else {
                return Some("there is no such entry".to_owned());
            };
            let right = entry.date == *on && since.is_none_or(|since| since == entry.day);
            (!right).then(|| format!("it is on {}, day {}", day(entry.date), entry.day))
        }
    }
}
