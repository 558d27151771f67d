//! Running, and explaining what-ifs that cannot be had: which other choice would bring a point up?

use crate::law::Matter;
use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::report::lines::asked;
use crate::scenario::Scenario;
use crate::simulate::{Driver, Failure, Run, Terms, run};

use super::exit::{Exit, Problem, Trouble};
use super::output::program_fault;
use super::terms::options;

/// The most ways named to bring a point up.
const MOST_WAYS: usize = 3;
/// With how many seeds a way is tried, to tell a road from an accident.
const TRIES: u64 = 8;

/// Runs a case in place.
pub(super) fn quietly(scenario: &Scenario, terms: &Terms) -> Result<Run, Failure> {
    run(scenario, terms, Driver::InPlace, &mut |_: &Matter| ())
}

/// Runs a case, and turns every way in which there is no result into words.
pub(super) fn run_or_explain(
    scenario: &Scenario,
    terms: &Terms,
    driver: Driver,
    watch: &mut dyn FnMut(&Matter),
) -> Result<Run, Trouble> {
    let run = run(scenario, terms, driver, watch).map_err(|why| explain(scenario, why))?;
    // A what-if of whoever asks may cut off one that is part of the scenario: it has the last word.
    let missed = run.never_arose.iter();
    let missed = missed.filter(|choice| terms.choices.is_empty() || terms.choices.contains(choice));
    let problems: Vec<Problem> =
        missed.map(|choice| never_arose(scenario, terms, *choice)).collect();
    if problems.is_empty() {
        return Ok(run);
    }
    Err(Trouble::all(Exit::Usage, problems))
}

/// Why a case cannot be run, and what to do about it.
pub(super) fn explain(scenario: &Scenario, failure: Failure) -> Trouble {
    match failure {
        Failure::Barred { choice, on, why } => Trouble::usage(Problem::new(
            format!(
                "the law closes {} here: {}",
                scenario.choice_words(choice),
                scenario.closed_words(why, on)
            ),
            format!(
                "choose another option of `{}`, or change an earlier decision",
                scenario.point_name(choice.point)
            ),
        )),
        Failure::Fault(fault) => program_fault(&format!("{fault:?}")),
        Failure::NoRuntime(error) => Trouble::fault(
            format!("the live driver cannot start: {error}"),
            "try --driver in-place: the result is the same",
        ),
    }
}

/// A what-if that never comes up, and which other choice would bring it up.
pub(super) fn never_arose(scenario: &Scenario, terms: &Terms, wanted: Choice) -> Problem {
    let name = match wanted.occurrence {
        1 => scenario.point_name(wanted.point).to_owned(),
        nth => format!("{}#{nth}", scenario.point_name(wanted.point)),
    };
    let others = terms.choices.len() > 1;
    let message = match (terms.from, others) {
        (Some(_), _) => format!("{name} does not come up with seed {}", terms.seed),
        (None, true) => format!("{name} is never reached with the other choices made"),
        (None, false) => format!("{name} is never reached on this record"),
    };
    let ways = ways_to(scenario, terms, wanted);
    let mut cures: Vec<String> = Vec::new();
    if !ways.is_empty() {
        cures.push(format!("it is reached with: {}", ways.join(", or ")));
    }
    if terms.from.is_some() {
        cures.push("by odds another --seed may bring it up".to_owned());
    }
    if cures.is_empty() {
        let name = asked(&scenario.name, &scenario.sets);
        cures.push(format!("no single other choice brings it up; see: comity decisions {name}"));
    }
    Problem::new(message, cures.join("; "))
}

/// The single choices that would make a point come up, the surest first.
fn ways_to(scenario: &Scenario, terms: &Terms, wanted: Choice) -> Vec<String> {
    let mut found: Vec<Way> = Vec::new();
    for point in scenario.points() {
        if terms.choices.iter().any(|one| (one.point, one.occurrence) == (point, 1)) {
            continue;
        }
        for option in 0..scenario.options(point).len() {
            let choice = Choice { point, occurrence: 1, option: option as u8 };
            let seeds = (0..TRIES).map(|step| terms.seed.wrapping_add(step));
            let hits: Vec<u64> =
                seeds.filter(|seed| comes_up(scenario, terms, wanted, choice, *seed)).collect();
            if let Some(seed) = hits.first().copied() {
                found.push(Way { choice, seed, hits: hits.len() });
            }
        }
    }
    // With the seed at hand first, then by how often, then the nearest gate.
    found.sort_by_key(|way| {
        let nearness = distance(way.choice.point, wanted.point);
        (way.seed != terms.seed, usize::MAX - way.hits, nearness, way.choice.option)
    });
    let words = found.into_iter().map(|way| {
        let one = Terms { from: None, until: None, choices: vec![way.choice], ..terms.clone() };
        let mut words = options(scenario, &one).trim().to_owned();
        if way.seed != terms.seed {
            words.push_str(&format!(" --seed {}", way.seed));
        }
        words
    });
    words.take(MOST_WAYS).collect()
}

/// A choice that makes a point come up: the first seed with which it does, and with how many.
struct Way {
    choice: Choice,
    seed: u64,
    hits: usize,
}

/// Points stand in the order in which a case reaches them: the nearest before is the likeliest gate.
fn distance(from: PointId, to: PointId) -> u16 {
    if from <= to { to.0 - from.0 } else { u16::MAX / 2 + (from.0 - to.0) }
}

fn comes_up(scenario: &Scenario, terms: &Terms, wanted: Choice, way: Choice, seed: u64) -> bool {
    let mut trial = Terms { seed, ..terms.clone() };
    trial.choices.push(way);
    let run = quietly(scenario, &trial);
    run.is_ok_and(|run| !run.never_arose.contains(&wanted) && !run.never_arose.contains(&way))
}
