//! What only runs can show to be wrong with a scenario: a what-if that never comes up, an option that no branch
//! takes, a branch that cannot be run.

use crate::law::answers::{Assumption, Choice};
use crate::law::chambers::noon;
use crate::law::condition::Condition;
use crate::law::decision::PointId;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Document;
use crate::sim::Time;
use crate::simulate::{Driver, Failure, Finish, Run, Terms, run};

use super::branches::{Reach, Seen, Walked, walk};

/// Runs the scenario as it stands: its record, and the what-ifs that are part of it.
///
/// # Errors
///
/// What the run shows to be wrong with the scenario.
pub fn replay(scenario: &Scenario, document: &Document) -> Result<Run, Vec<Diagnostic>> {
    let terms = Terms { seed: 1, ..Terms::default() };
    let run = run(scenario, &terms, Driver::InPlace, &mut |_| ());
    let run = run.map_err(|failure| vec![stopped(scenario, document, &failure)])?;
    let never = run.never_arose.iter().map(|choice| never_arises(scenario, document, *choice));
    let never: Vec<Diagnostic> = never.collect();
    if never.is_empty() { Ok(run) } else { Err(never) }
}

fn never_arises(scenario: &Scenario, document: &Document, choice: Choice) -> Diagnostic {
    let words = scenario.choice_words(choice);
    let message = format!("`{words}` is chosen, but never comes up");
    placed(scenario, document, choice, Diagnostic::error("never-arises", message))
        .help("choose at an earlier point so that the case comes here, or leave this out")
}

fn stopped(scenario: &Scenario, document: &Document, failure: &Failure) -> Diagnostic {
    match failure {
        Failure::Barred { choice, on, why } => {
            let words = scenario.choice_words(*choice);
            let why = scenario.closed_words(*why, *on);
            let message = format!("the law closes `{words}` here: {why}");
            placed(scenario, document, *choice, Diagnostic::error("closed-by-law", message))
                .help("choose another option, or change an earlier decision")
        }
        other => Diagnostic::error("cannot-run", format!("the case cannot be run: {other:?}")),
    }
}

/// Puts a mistake at the line of `choose` it is about.
fn placed(
    scenario: &Scenario,
    document: &Document,
    choice: Choice,
    mistake: Diagnostic,
) -> Diagnostic {
    let number = scenario.chosen.iter().position(|own| *own == choice);
    match number.and_then(|number| document.spans_in("choose").get(number).cloned()) {
        Some(span) => mistake.at(span, "this what-if"),
        None => mistake,
    }
}

/// What walking the branches of a scenario showed.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// How often the branches were walked, each time with other times.
    pub walks: u64,
    /// The branches walked in all.
    pub branches: u64,
    /// The smallest share of the probability that a walk covered, from 0 to 1.
    pub covered: f64,
    /// Whether every walk came to its end.
    pub complete: bool,
    /// The largest share of the probability, of what a walk covered, that was still open on the last day.
    pub open_at_end: f64,
    /// The options with odds above 0 that no branch took, at points that came up.
    pub unreached: Vec<String>,
    /// The decisions that never came up: parts of the court track or of a channel that this case does not use.
    pub unused: Vec<String>,
    /// Mistakes: own options that no branch takes, and a branch that cannot be run.
    pub diagnostics: Vec<Diagnostic>,
}

/// The times with which branches are walked: each at its median, at its 5th and at its 95th percentile.
const TIMES: [f64; 3] = [0.5, 0.05, 0.95];

/// If an option is still not reached then, with the times of this many cases as well.
const MORE_CASES: u64 = 5;

/// Walks the branches of a sound scenario from its first day, as if nothing of its record were known, with at
/// most `most` branches for each set of times.
pub fn paths(scenario: &Scenario, document: &Document, most: u64) -> Paths {
    let terms = Terms { from: scenario.opens.yesterday().ok(), ..Terms::default() };
    let mut seen = Seen::new(scenario);
    let mut paths = Paths { covered: 1.0, complete: true, ..Paths::default() };
    let fixed = TIMES.into_iter().map(|time| Reach { most, case: 0, time: Some(time) });
    let drawn = (0..MORE_CASES).map(|case| Reach { most, case, time: None });
    for (number, reach) in fixed.chain(drawn).enumerate() {
        let open_ends = unreached(scenario, &seen).iter().any(|(point, _)| seen.came_up(*point));
        if number >= TIMES.len() && !open_ends {
            break;
        }
        let mut open = 0.0;
        let walked = walk(scenario, &terms, reach, &mut seen, &mut |branch| {
            open += if branch.finish == Finish::Horizon { branch.chance } else { 0.0 };
        });
        match walked {
            Ok(walked) => paths.add(walked, open),
            Err(end) => {
                paths.diagnostics.push(dead_end(scenario, &end.failure));
                return paths;
            }
        }
    }
    for (point, option) in unreached(scenario, &seen) {
        paths.diagnostics.extend(unreached_by_own_fault(scenario, document, point, option));
        if seen.came_up(point) {
            paths.unreached.push(scenario.choice_words(Choice { point, occurrence: 1, option }));
        }
    }
    let decisions = scenario.points().filter(|point| scenario.options(*point).len() > 1);
    let unused = decisions.filter(|point| !seen.came_up(*point));
    paths.unused = unused.map(|point| scenario.point_name(point).to_owned()).collect();
    paths
}

impl Paths {
    fn add(&mut self, walked: Walked, open: f64) {
        self.walks += 1;
        self.branches += walked.branches;
        self.covered = self.covered.min(walked.chance);
        self.complete &= walked.left == 0;
        self.open_at_end = self.open_at_end.max(open / walked.chance);
    }
}

/// The options with a chance that no branch has taken.
fn unreached(scenario: &Scenario, seen: &Seen) -> Vec<(PointId, u8)> {
    let mut unreached = Vec::new();
    for point in scenario.points() {
        let assumption = &scenario.plan.assumptions[usize::from(point.0)];
        let odds = odds_in_question(assumption, noon(scenario.opens));
        for option in 0..scenario.options(point).len() {
            let possible = odds.iter().any(|odds| odds.get(option).is_some_and(|p| *p > 0.0));
            if possible && !seen.has(point, option as u8) {
                unreached.push((point, option as u8));
            }
        }
    }
    unreached
}

/// The odds that may hold in this case. What the request says of itself, and which law governs on the first day,
/// settle some conditions; later law need not come into play before the case is over.
fn odds_in_question(assumption: &Assumption, opens: Time) -> Vec<&[f64]> {
    let mut all = Vec::new();
    for variant in &assumption.variants {
        let Some(odds) = &variant.odds else { continue };
        match settled(&variant.when, opens) {
            Some(false) => {}
            // The first that holds wins: what comes after it is never asked.
            Some(true) => {
                all.push(odds.as_slice());
                return all;
            }
            None => all.push(odds),
        }
    }
    all.push(&assumption.odds);
    all
}

/// Whether a condition holds on the first day, as far as that does not depend on what is decided.
fn settled(condition: &Condition, opens: Time) -> Option<bool> {
    let each = |many: &[Condition]| -> Vec<Option<bool>> {
        many.iter().map(|one| settled(one, opens)).collect()
    };
    match condition {
        Condition::Settled(truth) => Some(*truth),
        Condition::Since(day) => Some(opens >= *day),
        Condition::Before(day) => Some(opens < *day),
        Condition::All(many) => match each(many) {
            known if known.contains(&Some(false)) => Some(false),
            known => (!known.contains(&None)).then_some(true),
        },
        Condition::Any(many) => match each(many) {
            known if known.contains(&Some(true)) => Some(true),
            known => (!known.contains(&None)).then_some(false),
        },
        Condition::Not(one) => settled(one, opens).map(|truth| !truth),
        _ => None,
    }
}

/// Odds that the file itself states for what never happens are a mistake; those of a file it is based on, and
/// of a channel's table, are not.
fn unreached_by_own_fault(
    scenario: &Scenario,
    document: &Document,
    point: PointId,
    option: u8,
) -> Option<Diagnostic> {
    let (name, option) = (scenario.point_name(point), scenario.option_name(point, option));
    let path = match scenario.stage(point) {
        Some(stage) => {
            let channel = &scenario.channels.list[usize::from(stage.channel)].id;
            format!("channel.{channel}.stage.{}.outcome.{option}.p", stage.id)
        }
        None => format!("decide.{name}.odds.{option}"),
    };
    let span = document.span(&path).filter(|span| document.is_own(span))?;
    let message = format!("no branch takes {name}={option}");
    Some(
        Diagnostic::warning("unreached-option", message)
            .at(span, "has a chance, but never comes up")
            .help("change what leads here, or give it no odds"),
    )
}

fn dead_end(scenario: &Scenario, failure: &Failure) -> Diagnostic {
    let message = match failure {
        Failure::Barred { choice, on, why } => {
            let why = scenario.closed_words(*why, *on);
            format!(
                "a branch takes {}, which the law closes: {why}",
                scenario.choice_words(*choice)
            )
        }
        Failure::Fault(fault) => format!("a branch cannot be run: {fault:?}"),
        Failure::NoRuntime(why) => format!("a branch cannot be run: {why}"),
    };
    Diagnostic::error("dead-end", message)
}
