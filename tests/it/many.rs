//! Many cases: the same whoever counts them, exact where two alternatives are alike, and in line with what is known.

use std::sync::atomic::AtomicBool;

use comity::experiment::compare::summary::{Compared, summary as compared};
use comity::experiment::compare::{Alternative, Comparer, Comparison};
use comity::experiment::estimate::Level;
use comity::experiment::forecast::{Counted, Forecaster, Frame};
use comity::experiment::many::{Crew, count};
use comity::law::chambers::noon;
use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::scenario::diagnostic::render;
use comity::scenario::library;
use comity::simulate::Terms;
use jiff::civil::date;

static GO: AtomicBool = AtomicBool::new(false);

pub(crate) fn crew(threads: usize) -> Crew<'static> {
    Crew { threads, stop: &GO, done: &|_| () }
}

pub(crate) fn shipped(name: &str, sets: &[&str]) -> Scenario {
    let found = library::find(name).unwrap_or_else(|missing| panic!("{}", missing.message));
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    let checked = check_with(&found.name, &found.text, &sets);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

pub(crate) fn frame(scenario: &Scenario, terms: &Terms) -> Frame {
    Frame { origin: noon(terms.from.unwrap_or(scenario.opens)), horizon: 1825 }
}

fn forecast(
    scenario: &Scenario,
    terms: &Terms,
    cases: std::ops::Range<u64>,
    threads: usize,
) -> Counted {
    let frame = frame(scenario, terms);
    let counted = count(cases, crew(threads), || Forecaster::new(scenario, terms, frame));
    counted.expect("it counts").0.counted()
}

fn alternative(label: &str, scenario: Scenario) -> Alternative {
    let terms = Terms::default();
    let frame = frame(&scenario, &terms);
    Alternative { label: label.to_owned(), scenario, terms, frame }
}

fn compare(
    alternatives: &[Alternative],
    cases: std::ops::Range<u64>,
    threads: usize,
) -> Comparison {
    let counted = count(cases, crew(threads), || Comparer::new(alternatives));
    counted.expect("it counts").0.counted()
}

fn show(alternatives: &[Alternative], cases: u64) -> Compared {
    compared(alternatives, &compare(alternatives, 0..cases, 2), Level::default(), 1)
}

/// To the byte, not only in value: what is counted is written to files.
fn bytes(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it is written")
}

#[test]
fn a_forecast_is_the_same_on_any_number_of_threads_and_over_any_split_of_its_cases() {
    let scenario = shipped("microsoft-ireland", &[]);
    let terms = Terms { from: Some(date(2014, 8, 29)), ..Terms::default() };
    let whole = bytes(&forecast(&scenario, &terms, 0..6_000, 1));
    for threads in [2, 8] {
        assert!(bytes(&forecast(&scenario, &terms, 0..6_000, threads)) == whole, "{threads}");
    }
    for cuts in [vec![1], vec![3_999, 4_000, 4_001], vec![700, 1_234, 5_999]] {
        let mut sum = Counted::default();
        let ends = cuts.iter().copied().chain([6_000]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        // The last part first: the order of the parts does not matter either.
        let parts: Vec<_> = starts.zip(ends).collect();
        for (start, end) in parts.into_iter().rev() {
            sum.add(&forecast(&scenario, &terms, start..end, 2));
        }
        assert!(bytes(&sum) == whole, "{cuts:?}");
    }
}

#[test]
fn a_comparison_is_the_same_on_any_number_of_threads_and_over_any_split_of_its_cases() {
    let both =
        ["treaty-first", "contested-warrant"].map(|name| alternative(name, shipped(name, &[])));
    let whole = bytes(&compare(&both, 0..3_000, 1));
    for threads in [2, 8] {
        assert!(bytes(&compare(&both, 0..3_000, threads)) == whole, "{threads}");
    }
    let mut sum = compare(&both, 2_000..3_000, 2);
    sum.add(&compare(&both, 0..999, 1));
    sum.add(&compare(&both, 999..2_000, 2));
    assert!(bytes(&sum) == whole);
}

#[test]
fn a_scenario_compared_with_itself_differs_in_nothing() {
    let twice = ["a", "b"].map(|label| alternative(label, shipped("both-at-once", &[])));
    let compared = show(&twice, 3_000);
    let against = &compared.against_first[0];
    assert_eq!((against.same, against.moved, against.flipped), (3_000, 0, 0));
    let differences =
        against.data_by_day.iter().chain([&against.data_ever, &against.days_without_data]);
    for tested in differences {
        let interval = tested.difference.interval;
        assert_eq!((tested.difference.value, interval.low, interval.high), (0.0, 0.0, 0.0));
        assert_eq!(tested.p, 1.0);
    }
    assert_eq!((against.draws_dropped, against.draws_added), (0, 0));
    assert_eq!(compared.best, [0.5, 0.5]);
}

/// The Irish court refuses one application in a hundred. A reform that ends this changes those cases and no others.
#[test]
fn a_reform_that_touches_one_case_in_a_hundred_changes_those_and_no_others() {
    let reform = [
        "channel.us-ie-mlat.stage.b7.outcome.refused.p=0",
        "channel.us-ie-mlat.stage.b7.outcome.adjourned.p=0.05",
    ];
    let pair = [
        alternative("as it is", shipped("treaty-first", &[])),
        alternative("reformed", shipped("treaty-first", &reform)),
    ];
    let compared = show(&pair, 40_000);
    let against = &compared.against_first[0];
    let lost =
        |name: &str| compared.alternatives[0].outcomes.iter().find(|one| one.outcome == name);
    let refused = lost("treaty-refused").expect("some are refused").share.value * 40_000.0;
    assert!(against.flipped > 200 && (against.flipped as f64) < refused, "{}", against.flipped);
    assert_eq!(
        (against.moved, against.lost),
        (0, 0),
        "nobody loses by it, and no other case moves"
    );
    assert_eq!(against.same + against.flipped, 40_000);
    let parted: u64 = against.partings.iter().map(|parting| parting.cases).sum();
    assert_eq!(parted, against.flipped);
    assert!(
        against.partings[0].place.starts_with("treaty.order: refused"),
        "{:?}",
        against.partings
    );
}

/// The comparison that the published figures allow: the treaty is sooner than a court of appeals whatever its pace, and
/// at the European average as soon as a district judge, who rules after 266 days at the median.
#[test]
fn the_treaty_is_sooner_than_the_court_of_appeals_and_ties_with_the_district_judge() {
    let alone = |path: &str| format!("path=[{{ take = \"{path}\" }}]");
    let mut all = vec![alternative(
        "warrant",
        shipped("microsoft-ireland", &["record=[]", "expect=[]", &alone("warrant")]),
    )];
    for pace in ["expedited", "central", "generic"] {
        let pace_set = format!("channel.us-ie-mlat.factor.k_ie.use=\"{pace}\"");
        let sets = ["record=[]", "expect=[]", &alone("treaty"), &pace_set];
        all.push(alternative(pace, shipped("microsoft-ireland", &sets)));
    }
    let compared = show(&all, 20_000);
    let race = |data: &str, court: &str| {
        let mut races = compared.races.iter();
        let race = races.find(|race| race.data == data && race.court == court);
        race.unwrap_or_else(|| panic!("{data} against {court}"))
    };
    for pace in ["expedited", "central", "generic"] {
        let race = race(pace, "circuit");
        let (data, ruling) = (race.median_data.expect("a day"), race.median_ruling.expect("a day"));
        assert!(data.high.expect("an end") < ruling.low.expect("an end"), "{pace}");
        assert!(race.data_first.interval.low > 0.85, "{pace}: {:?}", race.data_first);
    }
    let tie = race("generic", "district");
    let (data, ruling) = (tie.median_data.expect("a day"), tie.median_ruling.expect("a day"));
    assert!((data.value - ruling.value).abs() <= 5, "{} and {}", data.value, ruling.value);
    assert!((0.45..0.55).contains(&tie.data_first.value), "{:?}", tie.data_first);
    assert!(race("central", "district").data_first.interval.low > 0.65);
}
