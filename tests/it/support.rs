//! What the tests share: the seed case, runs of it, and a way to every point.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use comity::law::answers::Choice;
use comity::law::decision::PointId;
use comity::law::docket::Entry;
use comity::law::message::Paper;
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::library;
use comity::simulate::{Driver, Failure, Run, Terms, run};

/// The seed case, read once.
pub(crate) fn microsoft_ireland() -> &'static Scenario {
    static SCENARIO: OnceLock<Scenario> = OnceLock::new();
    SCENARIO.get_or_init(|| {
        let shipped = library::SCENARIOS[0];
        check(shipped.name, shipped.text).scenario.expect("the seed case is sound")
    })
}

/// A what-if as the command line writes it.
pub(crate) fn choice(text: &str) -> Choice {
    let scenario = microsoft_ireland();
    let (name, option) = text.split_once('=').expect("point=option");
    let (name, occurrence) = match name.split_once('#') {
        Some((name, nth)) => (name, nth.parse().expect("a number")),
        None => (name, 1),
    };
    let point = scenario.find_point(name).expect("a point");
    let place = scenario.options(point).iter().position(|known| *known == option);
    Choice { point, occurrence, option: place.expect("an option") as u8 }
}

/// Terms with these what-ifs.
pub(crate) fn terms(seed: u64, choices: &[&str]) -> Terms {
    Terms { seed, choices: choices.iter().map(|text| choice(text)).collect(), ..Terms::default() }
}

/// A run in place.
pub(crate) fn try_run(terms: &Terms) -> Result<Run, Failure> {
    run(microsoft_ireland(), terms, Driver::InPlace, &mut |_| ())
}

/// A run in place that must come to an end.
pub(crate) fn run_of(seed: u64, choices: &[&str]) -> Run {
    try_run(&terms(seed, choices)).expect("the run comes to an end")
}

/// The numbers and entries of the papers that fit.
pub(crate) fn find(run: &Run, fits: impl Fn(Paper) -> bool) -> Vec<(u32, Entry)> {
    let numbered = (1..).zip(&run.docket.entries);
    numbered.filter(|(_, entry)| fits(entry.paper)).map(|(n, entry)| (n, *entry)).collect()
}

/// Whether a paper that fits is on the docket.
pub(crate) fn has(run: &Run, fits: impl Fn(Paper) -> bool) -> bool {
    run.docket.entries.iter().any(|entry| fits(entry.paper))
}

/// Every option of every point.
pub(crate) fn every_option() -> Vec<Choice> {
    let scenario = microsoft_ireland();
    let options = scenario.points().flat_map(|point| {
        let count = scenario.options(point).len();
        (0..count).map(move |option| Choice { point, occurrence: 1, option: option as u8 })
    });
    options.collect()
}

/// For every option, by point and place: the fewest other what-ifs after which it can be taken, and a seed
/// with which it can.
pub(crate) type Ways = BTreeMap<(PointId, u8), (Vec<Choice>, u64)>;

/// A way to every option that is a choice at all.
pub(crate) fn ways() -> &'static Ways {
    static WAYS: OnceLock<Ways> = OnceLock::new();
    WAYS.get_or_init(|| {
        let mut ways = BTreeMap::new();
        let mut before: Vec<Vec<Choice>> = vec![Vec::new()];
        for _ in 0..3 {
            look_for_points(&before, &mut ways);
            before = longer(&ways);
        }
        ways
    })
}

fn look_for_points(before: &[Vec<Choice>], ways: &mut Ways) {
    for choice in every_option() {
        if ways.contains_key(&(choice.point, choice.option)) {
            continue;
        }
        let found = before.iter().find_map(|way| {
            let choices = [way.clone(), vec![choice]].concat();
            let seeds = 0..if way.is_empty() { 1 } else { 25 };
            let comes_up = |seed: &u64| {
                let terms = Terms { seed: *seed, choices: choices.clone(), ..Terms::default() };
                try_run(&terms).is_ok_and(|run| run.never_arose.is_empty())
            };
            seeds.into_iter().find(comes_up).map(|seed| (way.clone(), seed))
        });
        if let Some(found) = found {
            ways.insert((choice.point, choice.option), found);
        }
    }
}

/// Each way known so far with one more what-if at a point it reaches.
fn longer(ways: &Ways) -> Vec<Vec<Choice>> {
    let one_more = |choice: Choice| {
        let (way, _) = ways.get(&(choice.point, choice.option))?;
        Some([way.clone(), vec![choice]].concat())
    };
    every_option().into_iter().filter_map(one_more).collect()
}
