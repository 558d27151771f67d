//! The scenarios of the kinds of files of a caseload: each must be as sound as the one that names it. What is wrong with
//! it is said where the kind says what it is.

use std::ops::Range;
use std::path::Path;

use crate::scenario::Scenario;
use crate::scenario::check::{Checked, check_alone};
use crate::scenario::diagnostic::{Diagnostic, Severity, listing};
use crate::scenario::document::{Document, SET, dotted};
use crate::scenario::library::{self, Sort};

use super::{Kind, Stream};

/// The most mistakes that are shown of one kind: they may all follow from one value.
const MOST_SHOWN: usize = 5;

/// A text that has a caseload.
#[derive(Clone, Copy)]
pub(in crate::scenario) struct Whole<'a> {
    /// What it says.
    pub scenario: &'a Scenario,
    /// With all places in it.
    pub document: &'a Document,
    /// The text itself.
    pub text: &'a str,
    /// What paths in it are relative to.
    pub folder: Option<&'a Path>,
}

/// The scenario of each kind, one stream after the other; or everything that is wrong with them.
pub(in crate::scenario) fn read(whole: Whole<'_>) -> Result<Vec<Scenario>, Vec<Diagnostic>> {
    let (mut kinds, mut found) = (Vec::new(), Vec::new());
    for stream in whole.scenario.caseload.iter().flat_map(|caseload| &caseload.streams) {
        for kind in &stream.kinds {
            let place = Place::new(whole, stream, kind);
            match place.read(kind).and_then(|read| place.has_outcomes(read)) {
                Ok(read) => kinds.push(read),
                Err(mistakes) => found.extend(mistakes),
            }
        }
    }
    if found.is_empty() { Ok(kinds) } else { Err(found) }
}

/// A kind in the text.
struct Place<'a> {
    whole: Whole<'a>,
    name: &'a str,
    /// The key of the table that says what it is.
    table: String,
}

impl<'a> Place<'a> {
    fn new(whole: Whole<'a>, stream: &'a Stream, kind: &'a Kind) -> Place<'a> {
        let table = dotted(&["caseload", "stream", &stream.name]);
        let row = dotted(&["caseload", "stream", &stream.name, "kind", &kind.name]);
        let table = if whole.document.span(&row).is_some() { row } else { table };
        Place { whole, name: &kind.name, table }
    }

    /// What is set on top of a kind stands behind what is set on top of all.
    fn read(&self, kind: &Kind) -> Result<Scenario, Vec<Diagnostic>> {
        let Whole { scenario, text, folder, .. } = self.whole;
        let Some(other) = &kind.scenario else {
            self.without_record(scenario)?;
            if kind.sets.is_empty() {
                return Ok(scenario.clone());
            }
            let sets = [&scenario.sets[..], &kind.sets].concat();
            let checked = check_alone(&scenario.name, text, &sets, folder);
            return self.sound(checked, scenario.sets.len());
        };
        let file = library::open(other, folder, Sort::Scenario).map_err(|missing| {
            let mistake = Diagnostic::error("unknown-base", missing.message);
            vec![mistake.at(self.at("scenario"), "of which these are cases").help(missing.help)]
        })?;
        let name = if file.folder.is_some() { &file.name } else { other };
        let check = |sets: &[String]| check_alone(name, &file.text, sets, file.folder.as_deref());
        // Another scenario has no desks of this one, and begins when this one does.
        let mine = scenario.sets.iter().filter(|set| !set.trim_start().starts_with("caseload."));
        let mut sets: Vec<String> = mine.cloned().collect();
        let given = sets.len();
        sets.extend(kind.sets.iter().cloned().chain([format!("opens={}", scenario.opens)]));
        let checked = check(&sets);
        if checked.scenario.is_none()
            && let Some(plain) = &check(&[]).scenario
        {
            self.without_record(plain)?; // Its steps cannot come before its day: that follows.
        }
        let read = self.sound(checked, given)?;
        self.without_record(&read)?;
        Ok(read)
    }

    /// The scenario, if it has what comes about at desks when a time is up: for its files nothing else would.
    fn has_outcomes(&self, read: Scenario) -> Result<Scenario, Vec<Diagnostic>> {
        let offices = self.whole.scenario.caseload.iter().flat_map(|caseload| &caseload.offices);
        let all = offices.flat_map(|staffed| staffed.work.iter().map(move |work| (staffed, work)));
        let mut mistakes = Vec::new();
        for (staffed, work) in all {
            let point = read.channels.stage_of(staffed.office, &work.stage);
            let Some(options) = point.map(|point| read.options(point)) else { continue };
            for outcome in [&work.lapses, &work.gives_up].into_iter().flatten() {
                if options.contains(&outcome.as_str()) {
                    continue;
                }
                let message = format!(
                    "files of the kind `{}`: `{}` has no outcome `{outcome}`",
                    self.name, work.stage
                );
                let mistake = Diagnostic::error("unknown-option", message)
                    .at(self.at("scenario"), "where a time is up at a desk, it would not end")
                    .help(format!("its outcomes are {}", listing(&options)));
                mistakes.push(mistake);
            }
        }
        if mistakes.is_empty() { Ok(read) } else { Err(mistakes) }
    }

    /// The scenario, or its first mistakes, each at the value that brings it about.
    fn sound(&self, checked: Checked, given: usize) -> Result<Scenario, Vec<Diagnostic>> {
        let mistakes = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let placed = |one: &Diagnostic| {
            let label = one.labels.iter().find(|label| label.primary);
            let label = label.map_or("", |label| label.text.as_str());
            let message = format!("files of the kind `{}`: {}", self.name, one.message);
            Diagnostic::error(one.code, message)
                .at(self.blamed(one, &checked, given), label)
                .help_if(one.help.clone())
        };
        let placed: Vec<Diagnostic> = mistakes.map(placed).take(MOST_SHOWN).collect();
        checked.scenario.ok_or(placed)
    }

    /// The item of `set` that a mistake lies in, or what else the kind says of itself.
    fn blamed(&self, mistake: &Diagnostic, checked: &Checked, given: usize) -> Range<usize> {
        let item = mistake.span().and_then(|span| {
            if checked.sources().at(span.start).1.name != SET {
                return None;
            }
            let before = checked.sources().iter().filter(|(from, _)| *from <= span.start);
            let number = before.filter(|(_, source)| source.name == SET).count();
            let items = self.whole.document.spans_in(&format!("{}.set", self.table));
            items.get(number.checked_sub(given + 1)?).cloned()
        });
        item.unwrap_or_else(|| self.at("scenario"))
    }

    /// Where the kind says a thing, or the next that says what it is.
    fn at(&self, key: &str) -> Range<usize> {
        let keys = [format!("{}.{key}", self.table), format!("{}.set", self.table)];
        let last = [self.table.clone(), "caseload".to_owned()];
        let spans = keys.iter().chain(&last).filter_map(|key| self.whole.document.span(key));
        spans.into_iter().next().unwrap_or_default()
    }

    /// Files are drawn by odds.
    fn without_record(&self, read: &Scenario) -> Result<(), Vec<Diagnostic>> {
        if read.record.is_empty() {
            return Ok(());
        }
        let message = format!("{} has a record of one case, and cannot be many files", read.name);
        let help =
            "base it on a scenario without a record, such as contested-warrant, or add record = []";
        let mistake = Diagnostic::error("has-record", message);
        Err(vec![mistake.at(self.at("scenario"), "a caseload draws each by odds").help(help)])
    }
}
