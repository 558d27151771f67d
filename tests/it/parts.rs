//! Partial results: however the cases are cut and in whatever order the parts are put together, the bytes are those of
//! one count of them all.

use std::collections::BTreeMap;

use comity::experiment::caseload;
use comity::experiment::caseload::setup::Setup;
use comity::experiment::compare::{self, Alternative};
use comity::experiment::forecast::Forecaster;
use comity::experiment::many::count;
use comity::experiment::partial::{Counted, Partial, follows};
use comity::scenario::Scenario;
use comity::simulate::Terms;
use proptest::prelude::*;

use crate::many::{crew, frame, shipped};

fn partial(cases: std::ops::Range<u64>, counted: Counted) -> Partial {
    Partial::new(vec!["asked".to_owned()], vec!["hash".to_owned()], cases, counted)
}

fn forecast(scenario: &Scenario, cases: std::ops::Range<u64>) -> Partial {
    let terms = Terms::default();
    let begin = || Forecaster::new(scenario, &terms, frame(scenario, &terms));
    let (sum, reached) = count(cases, crew(1), begin).expect("it counts");
    partial(reached, Counted::Forecast(Box::new(sum.counted())))
}

/// A sweep of two points, each with two alternatives.
fn sweep(points: &[[Alternative; 2]], cases: std::ops::Range<u64>) -> Partial {
    let point = |alternatives: &[Alternative; 2]| {
        let counted = compare::run(alternatives, cases.clone(), crew(1)).expect("it counts");
        counted.expect("all of it").lean()
    };
    partial(cases.clone(), Counted::Sweep(points.iter().map(point).collect()))
}

fn replications(setup: &Setup<'_>, numbers: std::ops::Range<u64>) -> Partial {
    let warm = setup.opens;
    let books = caseload::run(setup, &Terms::default(), numbers.clone(), warm, crew(1));
    partial(numbers, Counted::Caseload(books.expect("it runs")))
}

fn bytes(partial: &Partial) -> String {
    serde_json::to_string(partial).expect("it is written")
}

/// Both, one after the other, through the text of a file as `merge` reads and writes it.
fn joined(one: &Partial, next: &Partial) -> Partial {
    assert_eq!(follows(one, next), Ok(()));
    let mut both: Partial = serde_json::from_str(&bytes(one)).expect("it is read");
    both.append(serde_json::from_str(&bytes(next)).expect("it is read"));
    let Partial { asked, scenario_hashes, cases, counted, .. } = both;
    Partial::new(asked, scenario_hashes, cases.0..cases.1, counted)
}

/// Puts neighbours together until one is left; `which` picks the next pair.
fn merged(mut parts: Vec<Partial>, mut which: impl FnMut(usize) -> usize) -> Partial {
    while parts.len() > 1 {
        let place = which(parts.len() - 1);
        let both = joined(&parts[place], &parts[place + 1]);
        parts.splice(place..place + 2, [both]);
    }
    parts.remove(0)
}

#[test]
fn one_seven_or_four_hundred_parts_come_to_the_same_bytes_in_any_order() {
    let scenario = shipped("treaty-first", &[]);
    let whole = bytes(&forecast(&scenario, 0..400));
    for parts in [1, 7, 400] {
        let cut = |part: u64| part * 400 / parts;
        let counted = (0..parts).map(|part| forecast(&scenario, cut(part)..cut(part + 1)));
        let counted: Vec<Partial> = counted.collect();
        let mut step = 0;
        let scattered = |pairs: usize| {
            step += 7919;
            step % pairs
        };
        for merged in [
            merged(counted.clone(), |_| 0),
            merged(counted.clone(), |pairs| pairs - 1),
            merged(counted, scattered),
        ] {
            assert!(bytes(&merged) == whole, "{parts} parts");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_sweep_and_a_caseload_come_to_the_same_bytes_however_they_are_cut(
        cuts in proptest::collection::btree_set(1_u64..6, 0..6),
        order in proptest::collection::vec(0_usize..100, 6),
    ) {
        let ends: Vec<u64> = [0].into_iter().chain(cuts.iter().copied()).chain([6]).collect();
        let ranges: Vec<_> = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
        let pick = || {
            let mut order = order.iter();
            move |pairs: usize| order.next().copied().unwrap_or(0) % pairs
        };
        let (points, whole) = &*SWEPT;
        let parts = ranges.iter().map(|range| sweep(points, range.clone())).collect();
        prop_assert_eq!(&bytes(&merged(parts, pick())), whole);
        let (scenario, whole) = &*SHARED;
        let caseload = scenario.caseload.as_ref().expect("a caseload");
        let kinds = [scenario.clone()];
        let setup = Setup::new(scenario, caseload, &kinds, &BTreeMap::new());
        let parts = ranges.iter().map(|range| replications(&setup, range.clone()));
        prop_assert_eq!(&bytes(&merged(parts.collect(), pick())), whole);
    }
}

type Swept = (Vec<[Alternative; 2]>, String);

static SWEPT: std::sync::LazyLock<Swept> = std::sync::LazyLock::new(|| {
    let at = |days: u32| {
        let set = format!("channel.us-ie-mlat.stage.b6.duration=\"{days} days\"");
        ["treaty-first", "both-at-once"].map(|name| {
            let (scenario, terms) = (shipped(name, &[&set]), Terms::default());
            let frame = frame(&scenario, &terms);
            Alternative { label: name.to_owned(), scenario, terms, frame }
        })
    };
    let points = vec![at(30), at(300)];
    let whole = bytes(&sweep(&points, 0..6));
    (points, whole)
});

static SHARED: std::sync::LazyLock<(Scenario, String)> = std::sync::LazyLock::new(|| {
    let scenario = shipped("oia-2014", &["caseload.years=0.1"]);
    let caseload = scenario.caseload.as_ref().expect("a caseload");
    let kinds = [scenario.clone()];
    let setup = Setup::new(&scenario, caseload, &kinds, &BTreeMap::new());
    let whole = bytes(&replications(&setup, 0..6));
    (scenario.clone(), whole)
});
