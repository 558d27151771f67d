//! Running, and explaining what-ifs that cannot be had: which other choice would bring a point up?

use crate::experiment::compare::Alternative;
use crate::experiment::many::Trouble as ManyTrouble;
use crate::law::Matter;
use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::report::forecast::thousands;
use crate::report::lines::{asked, quoted};
use crate::scenario::Scenario;
use crate::simulate::{Batch, Driver, Failure, Run, Terms, run};

use super::refusal::{Problem, Refusal};
use super::terms::options;

/// The most ways named to bring a point up.
const MOST_WAYS: usize = 3;
/// With how many seeds a way is tried, to tell a road from an accident.
const TRIES: u64 = 8;

/// Runs a case in place.
pub fn quietly(scenario: &Scenario, terms: &Terms) -> Result<Run, Failure> {
    run(scenario, terms, Driver::InPlace, &mut |_: &Matter| ())
}

/// Runs a case, and turns every way in which there is no result into words.
pub fn run_or_explain(
    scenario: &Scenario,
    terms: &Terms,
    driver: Driver,
    watch: &mut dyn FnMut(&Matter),
) -> Result<Run, Refusal> {
    let run = run(scenario, terms, driver, watch).map_err(|why| explain(scenario, why))?;
    // A what-if of whoever asks may cut off one that is part of the scenario: it has the last word.
    let missed = run.never_arose.iter();
    let missed = missed.filter(|choice| terms.choices.is_empty() || terms.choices.contains(choice));
    let problems: Vec<Problem> =
        missed.map(|choice| never_arose(scenario, terms, *choice)).collect();
    if problems.is_empty() {
        return Ok(run);
    }
    Err(Refusal::of_question(problems))
}

/// Why a case cannot be run, and what to do about it.
pub fn explain(scenario: &Scenario, failure: Failure) -> Refusal {
    match failure {
        Failure::Barred { choice, on, why } => Refusal::question(Problem::new(
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
        Failure::Fault(fault) => Refusal::program(&format!("{fault:?}")),
        Failure::NoRuntime(error) => Refusal::fault(
            format!("the live driver cannot start: {error}"),
            "try --driver in-place: the result is the same",
        ),
    }
}

/// A case that cannot be run under one of the alternatives, or threads that cannot be started.
pub fn explain_many(trouble: ManyTrouble, alternatives: &[Alternative]) -> Refusal {
    match trouble {
        ManyTrouble::Case(number, failure) => explain_case(number, failure, alternatives),
        ManyTrouble::NoThreads(why) => {
            Refusal::fault(format!("the threads could not be started: {why}"), "try --threads 1")
        }
    }
}

/// How many of the first cases are run to say how often the law closes a what-if.
const LOOKED_AT: u64 = 1_000;
/// With another choice besides, a what-if comes up in one of so many cases, or the choice is no way to it.
const COMES_UP_WITHIN: u64 = 100;

/// Why one of many cases cannot be run under one of the alternatives, and what to do about it: where the law closes a
/// what-if, in how many cases it does, and with which other choice it never does.
fn explain_case(number: u64, failure: Failure, alternatives: &[Alternative]) -> Refusal {
    let fails =
        |one: &&Alternative| Batch::new(&one.scenario, &one.terms, false).case(number).is_err();
    // The failure speaks of the points of the alternative whose case it was. None fails where it was a case with its
    // guesses drawn anew, of the only one there is.
    let failed = alternatives.iter().find(fails);
    let Some(Alternative { scenario, terms, .. }) = failed.or(alternatives.first()) else {
        return Refusal::program(&format!("case {number} of nothing failed: {failure:?}"));
    };
    let Failure::Barred { choice, .. } = failure else {
        let more = format!("this is case {number}");
        return explain(scenario, failure).and(Problem::with(more, None));
    };
    let explained = explain(scenario, failure);
    let closed = tried(scenario, terms, choice, false).closed;
    let all = thousands(LOOKED_AT);
    if closed == LOOKED_AT {
        return explained
            .and(Problem::with(format!("so it does in each of the first {all} cases"), None));
    }
    let among = if failed.is_some() { format!(" (case {number} is one)") } else { String::new() };
    let message =
        format!("so it does in {closed} of the first {all} cases{among}, and not in the others");
    let ways = ways_open(scenario, terms, choice);
    let cure = match ways.len() {
        0 => "no single other choice opens it in all of them".to_owned(),
        _ => format!("it is open wherever it comes up with: {}", ways.join(", or ")),
    };
    explained.and(Problem::new(message, cure))
}

/// What the first cases say of a what-if.
#[derive(Clone, Copy, Debug, Default)]
struct Tried {
    /// In how many it came up, and the law closed it.
    closed: u64,
    /// In how many it was made.
    made: u64,
}

/// Runs the first cases; as a way, only until it is no way to have the what-if wherever it comes up.
fn tried(scenario: &Scenario, terms: &Terms, wanted: Choice, as_way: bool) -> Tried {
    let mut batch = Batch::new(scenario, terms, false);
    let mut tried = Tried::default();
    for number in 0..LOOKED_AT {
        match batch.case(number) {
            Ok((matter, _)) => {
                let missed = matter.answers.never_arose().any(|missed| missed == wanted);
                tried.made += u64::from(!missed);
            }
            Err(_) => tried.closed += 1,
        }
        let seldom = tried.made == 0 && number + 1 >= COMES_UP_WITHIN;
        if as_way && (tried.closed > 0 || seldom) {
            break;
        }
    }
    tried
}

/// The single further choices with which a what-if is open whenever it comes up, the most frequent first.
fn ways_open(scenario: &Scenario, terms: &Terms, wanted: Choice) -> Vec<String> {
    let way = |choice: Choice| {
        let mut more = terms.clone();
        more.choices.push(choice);
        let Tried { closed, made } = tried(scenario, &more, wanted, true);
        (closed == 0 && made > 0).then_some((made, choice))
    };
    let mut found: Vec<(u64, Choice)> = other_choices(scenario, terms).filter_map(way).collect();
    let nearness = |choice: &Choice| distance(choice.point, wanted.point);
    found.sort_by_key(|(made, choice)| (std::cmp::Reverse(*made), nearness(choice)));
    let words = found
        .into_iter()
        .map(|(_, choice)| format!("--what-if {}", quoted(&scenario.choice_words(choice))));
    words.take(MOST_WAYS).collect()
}

/// Every first choice at a point at which none is made.
fn other_choices<'a>(
    scenario: &'a Scenario,
    terms: &'a Terms,
) -> impl Iterator<Item = Choice> + 'a {
    let made = |point| terms.choices.iter().any(|one| (one.point, one.occurrence) == (point, 1));
    scenario.points().filter(move |point| !made(*point)).flat_map(|point| {
        (0..scenario.options(point).len()).map(move |option| Choice {
            point,
            occurrence: 1,
            option: option as u8,
        })
    })
}

/// A what-if that never comes up, and which other choice would bring it up.
pub fn never_arose(scenario: &Scenario, terms: &Terms, wanted: Choice) -> Problem {
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
    for choice in other_choices(scenario, terms) {
        let seeds = (0..TRIES).map(|step| terms.seed.wrapping_add(step));
        let hits: Vec<u64> =
            seeds.filter(|seed| comes_up(scenario, terms, wanted, choice, *seed)).collect();
        if let Some(seed) = hits.first().copied() {
            found.push(Way { choice, seed, hits: hits.len() });
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
