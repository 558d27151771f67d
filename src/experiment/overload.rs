//! Offices that are given as much work as their desks can do, or more: known before anything is run.

use std::collections::BTreeMap;

use crate::experiment::caseload::load::{Load, loads};
use crate::experiment::caseload::setup::Setup;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Document, dotted};
use crate::scenario::{Caseload, Scenario};
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
    /// What it is given, and what comes of it.
    pub fn words(&self) -> String {
        let year = |(year, share): &(u32, f64)| match share.is_finite() {
            true => format!("{year} ({:.0} %)", share * 100.0),
            false => format!("{year} (there is no desk)"),
        };
        let years: Vec<String> = self.years.iter().map(year).collect();
        let (word, years) = match &years[..] {
            [only] => ("year", only.clone()),
            [rest @ .., last] => ("years", format!("{} and {last}", rest.join(", "))),
            [] => ("no year", String::new()),
        };
        let then = match self.to_the_end {
            true => "its line grows without end",
            false => "its line grows, and shrinks later",
        };
        format!(
            "as much work as its desks can do, or more, in {word} {years}: unless files leave unheard, {then}"
        )
    }
}

/// Doubts about the desks of a scenario; `kinds` are the scenarios of its kinds of files. A file that cannot be run says so
/// when it is.
pub fn doubts(scenario: &Scenario, kinds: &[Scenario], document: &Document) -> Vec<Diagnostic> {
    let Some(caseload) = &scenario.caseload else { return Vec::new() };
    let setup = Setup::new(scenario, caseload, kinds, &BTreeMap::new());
    let loads = loads(&setup, &Terms { seed: 1, ..Terms::default() }).unwrap_or_default();
    let doubt = |one: Overload| {
        let message = format!("this office is given {}", one.words());
        let help = "give it more desks, or say under `work` what follows when nobody decides in time: lapses, gives_up";
        let place = document.span(&dotted(&["caseload", "office", &one.office, "desks"]));
        let doubt = Diagnostic::warning("overload", message).help(help);
        place.map_or(doubt.clone(), |place| doubt.at(place, desks_of(caseload, &one.office)))
    };
    overloads(&loads).into_iter().map(doubt).collect()
}

fn desks_of(caseload: &Caseload, office: &str) -> String {
    let changes = caseload.offices.iter().find(|one| one.office.id() == office);
    match changes.map_or(0, |one| one.desks.len()) {
        0 | 1 => "so many desks".to_owned(),
        _ => "so many desks to begin with".to_owned(),
    }
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
        let words: Vec<String> = found.iter().map(Overload::words).collect();
        assert_eq!(found.len(), 2, "{words:?}");
        assert!(words[0].contains("in years 2 (100 %) and 3 (130 %)"), "{words:?}");
        assert!(words[0].ends_with("its line grows without end"), "{words:?}");
        assert!(words[1].contains("in year 1 (there is no desk)"), "{words:?}");
        assert!(words[1].ends_with("and shrinks later"), "{words:?}");
    }
}
