//! Offices that are given as much work as their desks can do, or more: known before anything is run.

use std::collections::BTreeMap;

use crate::experiment::caseload::load::{Load, loads};
use crate::experiment::caseload::setup::Setup;
use crate::scenario::Scenario;
use crate::scenario::caseload::Stream;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Document, dotted};
use crate::simulate::Terms;

/// An office that is given so much.
#[derive(Clone, Debug, PartialEq)]
pub struct Overload {
    /// The office.
    pub office: String,
    /// The years of the caseload in which it is, from 1, each with the share of the desks' time that the work would take:
    /// 1 or more, infinite where no desk works.
    pub years: Vec<(u32, f64)>,
    /// Whether it still is in the last one.
    pub to_the_end: bool,
}

/// Those among the loads, in their order.
pub fn overloads(loads: &[Load]) -> Vec<Overload> {
    let offices = loads.chunk_by(|one, next| one.office == next.office);
    let found = offices.filter_map(|mine| {
        let over = |load: &&Load| load.given > 0.0 && load.utilisation() >= 1.0;
        let years: Vec<(u32, f64)> =
            mine.iter().filter(over).map(|load| (load.year, load.utilisation())).collect();
        let to_the_end = mine.last().as_ref().is_some_and(over);
        let office = mine.first()?.office.clone();
        (!years.is_empty()).then_some(Overload { office, years, to_the_end })
    });
    found.collect()
}

impl Overload {
    /// In which years it is given so much, and what share of the desks' time it would take.
    pub fn years_in_words(&self) -> String {
        let year = |(year, share): &(u32, f64)| match share.is_finite() {
            true => format!("{year} ({:.0} %)", share * 100.0),
            false => format!("{year} (there is no desk)"),
        };
        let years: Vec<String> = self.years.iter().map(year).collect();
        match &years[..] {
            [only] => format!("year {only}"),
            [rest @ .., last] => format!("years {} and {last}", rest.join(", ")),
            [] => "no year".to_owned(),
        }
    }

    /// What comes of it.
    pub fn then(&self) -> &'static str {
        match self.to_the_end {
            true => "unless files leave unheard, its line grows without end",
            false => "unless files leave unheard, its line grows, and shrinks later",
        }
    }
}

/// What is said of a stream of which no file comes.
pub fn nothing_comes(stream: &Stream) -> String {
    format!("no file of the stream `{}` comes", stream.name)
}

/// Doubts about the caseload of a scenario, its desks and its streams; `kinds` are the scenarios of its kinds of files. A
/// file that cannot be run says so when it is.
pub fn doubts(scenario: &Scenario, kinds: &[Scenario], document: &Document) -> Vec<Diagnostic> {
    let Some(caseload) = &scenario.caseload else { return Vec::new() };
    let setup = Setup::new(scenario, caseload, kinds, &BTreeMap::new());
    let loads = loads(&setup, &Terms { seed: 1, ..Terms::default() }).unwrap_or_default();
    let doubt = |one: Overload| {
        let message = "this office is given as much work as it can do, or more";
        let help =
            format!("{}; give it more desks, or say what `lapses` or `gives_up`", one.then());
        let doubt = Diagnostic::warning("overload", message).help(help);
        match document.span(&dotted(&["caseload", "office", &one.office, "desks"])) {
            Some(place) => doubt.at(place, format!("in {}", one.years_in_words())),
            None => doubt,
        }
    };
    let nothing = |stream: &Stream| {
        let doubt = Diagnostic::warning("no-files", nothing_comes(stream))
            .help("give it files, days within the caseload, or leave it out");
        match document.span(&dotted(&["caseload", "stream", &stream.name])) {
            Some(place) => doubt.at(place, "on no day of the caseload"),
            None => doubt,
        }
    };
    overloads(&loads).into_iter().map(doubt).chain(setup.empty_streams().map(nothing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(office: &str, year: u32, given: f64, possible: f64) -> Load {
        Load { office: office.to_owned(), year, given, possible }
    }

    #[test]
    fn an_office_is_overloaded_in_the_years_in_which_it_has_no_time_left() {
        let loads = [
            load("oia", 1, 99.0, 100.0),
            load("oia", 2, 100.0, 100.0),
            load("oia", 3, 130.0, 100.0),
            load("agent", 1, 5.0, 0.0),
            load("agent", 2, 5.0, 10.0),
            load("police", 1, 0.0, 0.0),
        ];
        let found = overloads(&loads);
        let words: Vec<String> = found.iter().map(Overload::years_in_words).collect();
        assert_eq!(words, ["years 2 (100 %) and 3 (130 %)", "year 1 (there is no desk)"]);
        assert!(found[0].to_the_end && !found[1].to_the_end);
    }
}
