//! What only runs can show to be wrong with a scenario: a what-if that never comes up, an option that no branch
//! takes, a branch that cannot be run.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::law::answers::{Assumption, Choice};
use crate::law::chambers::noon;
use crate::law::condition::Condition;
use crate::law::decision::PointId;
use crate::law::message::ProducedBy;
use crate::law::point::Point;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Document, dotted};
use crate::scenario::{Line, Scenario};
use crate::sim::Time;
use crate::simulate::{Driver, Failure, Finish, Run, Terms, run};

use super::branches::{Reach, Seen, Walked, walk};

/// What running a scenario as it stands showed.
#[derive(Debug)]
pub struct Replay {
    /// The run, if there is one and every what-if came up.
    pub run: Option<Run>,
    /// What it shows to be wrong with the scenario.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs the scenario as it stands: its record, and the what-ifs that are part of it.
pub fn replay(scenario: &Scenario, document: &Document) -> Replay {
    let terms = Terms { seed: 1, ..Terms::default() };
    let run = match run(scenario, &terms, Driver::InPlace, &mut |_| ()) {
        Ok(run) => run,
        Err(failure) => {
            let diagnostics = vec![stopped(scenario, document, &failure)];
            return Replay { run: None, diagnostics };
        }
    };
    let never = run.never_arose.iter().map(|choice| never_arises(scenario, document, *choice));
    let never: Vec<Diagnostic> = never.collect();
    if !never.is_empty() {
        return Replay { run: None, diagnostics: never };
    }
    let diagnostics = left_out(scenario, document, &run).into_iter().collect();
    Replay { run: Some(run), diagnostics }
}

/// The first step of the file's own record that the case never comes to. What a what-if or another path brings about
/// leaves the record, and says so itself.
fn left_out(scenario: &Scenario, document: &Document, run: &Run) -> Option<Diagnostic> {
    let by_channel = matches!(run.posture.produced, Some((ProducedBy::Channel(_), _)));
    if !scenario.chosen.is_empty() || by_channel {
        return None;
    }
    let mut times: BTreeMap<PointId, u16> = BTreeMap::new();
    let mut comes_up = |line: &Line| {
        let nth = times.entry(line.point).or_default();
        *nth += 1;
        // Friends of the court have their slots, and are not asked in turn.
        line.point == PointId::from(Point::Amicus) || run.asked[usize::from(line.point.0)] >= *nth
    };
    let known = |line: &&Line| line.on.is_none() || line.on <= scenario.known_until.or(line.on);
    let left: Vec<&Line> =
        scenario.record.iter().filter(|line| !comes_up(line)).filter(known).collect();
    let mut missing = left.into_iter();
    let first = missing.next()?;
    let place = document.span(&dotted(&["record", &first.id, "point"]));
    let place = place.filter(|place| document.is_own(place))?;
    let message = match missing.count() {
        0 => format!("the case never comes to the step `{}`", first.id),
        more => format!("the case never comes to the step `{}`, nor to {more} after it", first.id),
    };
    Some(
        Diagnostic::warning("step-left-out", message)
            .at(place, "the steps before it lead elsewhere")
            .help("correct the steps before it, or leave it out; comity decisions shows where options lead"),
    )
}

fn never_arises(scenario: &Scenario, document: &Document, choice: Choice) -> Diagnostic {
    let words = scenario.choice_words(choice);
    let message = format!("`{words}` is chosen, but never comes up");
    let mistake = Diagnostic::error("never-arises", message);
    let mistake = match place_of_choice(scenario, document, choice) {
        Some(span) => mistake.at(span, "this what-if"),
        None => mistake,
    };
    mistake.help("choose at an earlier point so that the case comes here, or leave this out")
}

fn stopped(scenario: &Scenario, document: &Document, failure: &Failure) -> Diagnostic {
    let Failure::Barred { choice, on, why } = failure else {
        return Diagnostic::error("cannot-run", format!("the case cannot be run: {failure:?}"));
    };
    let (words, why) = (scenario.choice_words(*choice), scenario.closed_words(*why, *on));
    let mistake =
        Diagnostic::error("closed-by-law", format!("the law closes `{words}` here: {why}"));
    if let Some(span) = place_of_choice(scenario, document, *choice) {
        let help = "choose another option, or change an earlier decision";
        return mistake.at(span, "this what-if").help(help);
    }
    match place_in_record(scenario, document, *choice) {
        Some(span) => mistake
            .at(span, format!("the case comes here on {on}"))
            .help("correct this step, or those before it from which the law draws this"),
        None => mistake.help("no option is open here: change the odds or the decisions before it"),
    }
}

/// The line of `choose` that makes a choice.
fn place_of_choice(
    scenario: &Scenario,
    document: &Document,
    choice: Choice,
) -> Option<Range<usize>> {
    let number = scenario.chosen.iter().position(|own| *own == choice)?;
    document.spans_in("choose").get(number).cloned()
}

/// The step of the record that makes a choice, or shows it.
fn place_in_record(
    scenario: &Scenario,
    document: &Document,
    choice: Choice,
) -> Option<Range<usize>> {
    let fixes = |line: &&Line| line.point == choice.point && line.choice == Some(choice.option);
    let nth = usize::from(choice.occurrence).checked_sub(1)?;
    let mut lines = scenario.record.iter();
    if let Some(line) =
        lines.clone().filter(|line| line.point == choice.point).nth(nth).filter(fixes)
    {
        return document.span(&dotted(&["record", &line.id, "choice"]));
    }
    let shows = lines.find(|line| line.also.contains(&choice))?;
    document.span(&dotted(&["record", &shows.id, "also"]))
}

/// What walking the branches of a scenario showed.
#[derive(Clone, Debug, Default, Serialize)]
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
    #[serde(skip)]
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
    let fixed =
        TIMES.into_iter().map(|time| Reach { most, case: 0, time: Some(time), pass_over: None });
    let drawn = (0..MORE_CASES).map(|case| Reach { most, case, time: None, pass_over: None });
    for (number, reach) in fixed.chain(drawn).enumerate() {
        let open_ends = unreached(scenario, &seen).iter().any(|(point, _)| seen.came_up(*point));
        if number >= TIMES.len() && !open_ends {
            break;
        }
        let (mut open, mut dead) = (0.0, None);
        let walked = walk(scenario, &terms, reach, &mut seen, &mut |branch| match &branch.finish {
            Ok(Finish::Horizon) => open += branch.chance,
            Ok(Finish::Closed | Finish::Pending) => {}
            Err(failure) => dead = dead.take().or(Some(failure.clone())),
        });
        match (walked, dead) {
            (Ok(walked), None) => paths.add(walked, open),
            (Err(failure), _) | (Ok(_), Some(failure)) => {
                paths.diagnostics.push(dead_end(scenario, &failure));
                return paths;
            }
        }
    }
    let mut idle: Option<PointId> = None;
    for (point, option) in unreached(scenario, &seen) {
        let place = own_odds(scenario, document, point, option);
        if seen.came_up(point) {
            let words = scenario.choice_words(Choice { point, occurrence: 1, option });
            paths.diagnostics.extend(place.map(|place| unreached_option(&words, place)));
            paths.unreached.push(words);
        } else if idle != Some(point) && place.is_some() {
            // All the options of a decision that never comes up are one mistake.
            idle = Some(point);
            paths.diagnostics.extend(place.map(|place| idle_point(scenario, point, place)));
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

/// Where the file itself gives an option its chance. Odds that it states for what never happens are a mistake; those
/// of a file it is based on, and of a channel's table, are not.
fn own_odds(
    scenario: &Scenario,
    document: &Document,
    point: PointId,
    option: u8,
) -> Option<Range<usize>> {
    let (name, option) = (scenario.point_name(point), scenario.option_name(point, option));
    let path = match scenario.stage(point) {
        Some(stage) => {
            let channel = &scenario.channels.list[usize::from(stage.channel)].id;
            format!("channel.{channel}.stage.{}.outcome.{option}.p", stage.id)
        }
        None => format!("decide.{name}.odds.{option}"),
    };
    document.span(&path).filter(|span| document.is_own(span))
}

fn unreached_option(words: &str, place: Range<usize>) -> Diagnostic {
    Diagnostic::warning("unreached-option", format!("no branch takes {words}"))
        .at(place, "has a chance, but never comes up")
        .help("change what leads here, or give it no odds")
}

fn idle_point(scenario: &Scenario, point: PointId, place: Range<usize>) -> Diagnostic {
    let name = scenario.point_name(point);
    Diagnostic::warning("unreached-option", format!("no branch comes to {name}"))
        .at(place, "has a chance, but is never decided")
        .help("change what leads here, or leave the odds as the base has them")
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
