//! The same scenario, seed and choices give the same bytes, whatever runs them.

use comity::report::record::record;
use comity::simulate::{Batch, Driver, Terms, run};
use jiff::civil::date;
use proptest::prelude::*;

use crate::support::{choice, every_option, microsoft_ireland, terms};

fn json(terms: &Terms, driver: Driver) -> String {
    let scenario = microsoft_ireland();
    match run(scenario, terms, driver, &mut |_| ()) {
        Ok(run) => {
            serde_json::to_string(&record(scenario, terms, &run, String::new())).expect("JSON")
        }
        Err(failure) => format!("{failure:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn both_drivers_print_the_same_bytes(
        seed in any::<u64>(),
        which in any::<prop::sample::Index>(),
        from in prop::option::of(0i32..1700),
    ) {
        let options = every_option();
        let opens = microsoft_ireland().opens;
        let from = from.map(|days| opens.checked_add(jiff::Span::new().days(days)).expect("a date"));
        let terms = Terms { seed, choices: vec![options[which.index(options.len())]], from, until: None };
        prop_assert_eq!(json(&terms, Driver::Live(None)), json(&terms, Driver::InPlace));
    }
}

#[test]
fn the_same_seed_gives_the_same_future_and_another_seed_another() {
    let from = |seed| Terms { seed, from: Some(date(2014, 8, 29)), ..Terms::default() };
    assert_eq!(json(&from(7), Driver::InPlace), json(&from(7), Driver::InPlace));
    assert_ne!(json(&from(7), Driver::InPlace), json(&from(8), Driver::InPlace));
}

#[test]
fn a_case_of_a_batch_does_not_depend_on_the_cases_before_it() {
    let scenario = microsoft_ireland();
    let terms = Terms { seed: 3, from: Some(date(2014, 8, 29)), ..Terms::default() };
    let mut all = Batch::new(scenario, &terms, true);
    let dockets: Vec<_> =
        (0..50).map(|case| all.case(case).expect("runs").0.docket.entries.clone()).collect();
    for case in [49, 7, 23] {
        let mut alone = Batch::new(scenario, &terms, true);
        let docket = &alone.case(case).expect("runs").0.docket.entries;
        assert_eq!(docket, &dockets[case as usize]);
    }
}

/// Draws are keyed by decision, so a choice late in the case leaves everything before it alone.
#[test]
fn a_choice_moves_nothing_that_comes_before_it() {
    let from = Some(date(2014, 4, 25));
    for seed in 0..100 {
        let scenario = microsoft_ireland();
        let plain = Terms { seed, from, ..Terms::default() };
        let changed = Terms { choices: vec![choice("circuit.panel=affirm")], ..plain.clone() };
        let of = |terms: &Terms| run(scenario, terms, Driver::InPlace, &mut |_| ());
        let (Ok(plain), Ok(changed)) = (of(&plain), of(&changed)) else { continue };
        let parted = changed.docket.entries.iter().position(|e| e.status.as_str() == "chosen");
        let parted = parted.unwrap_or(changed.docket.entries.len());
        assert_eq!(plain.docket.entries[..parted], changed.docket.entries[..parted], "seed {seed}");
    }
}

#[test]
fn a_friend_of_the_court_who_stays_silent_changes_no_other_entry() {
    let texts = |choices: &[&str]| {
        let run = run(microsoft_ireland(), &terms(1, choices), Driver::InPlace, &mut |_| ())
            .expect("runs");
        let entries = comity::report::record::entries(microsoft_ireland(), &run);
        entries.into_iter().map(|entry| (entry.date, entry.text)).collect::<Vec<_>>()
    };
    let (with, without) = (texts(&[]), texts(&["amici.brief#6=stay-silent"]));
    assert_eq!(with.len(), without.len() + 1);
    assert!(without.iter().all(|entry| with.contains(entry)));
}
