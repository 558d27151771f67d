//! The tree of a case: the decisions left to the odds, the chance of every way through them, and how each ends.
//!
//! Branches are walked with the times of several cases. With given times the chance of a branch is exact; over the
//! cases it is averaged. Branches that decide alike, in the same order, are one way; what the times change, what comes
//! up next or how it ends, divides that way. Decisions that are not shown are summed over: the tree is then that of
//! the case seen without them. What is not walked, or not shown, keeps its chance, so that every level adds up.

pub mod merge;
pub mod moves;
pub mod shape;

use std::collections::BTreeSet;

use crate::law::Matter;
use crate::law::answers::Choice;
use crate::law::case;
use crate::law::chambers::calendar_date;
use crate::law::channel::Standing;
use crate::law::decision::PointId;
use crate::law::message::ProducedBy;
use crate::law::point::Point;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::simulate::{Failure, Terms};

use super::branches::{Branch, Reach, Seen, Walked, walk};
use super::fate::{End, Fate};
use merge::{Day, Merged};

/// With which times the branches are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Those of so many cases, from case 0 on.
    Cases(u64),
    /// Every time at its median.
    Median,
}

impl Times {
    /// How many sets of times there are.
    pub fn sets(self) -> u64 {
        match self {
            Times::Cases(cases) => cases,
            Times::Median => 1,
        }
    }
}

/// Which decisions make nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All but those of the friends of the court, who change nothing.
    Procedure,
    /// These only.
    Only(BTreeSet<PointId>),
}

impl Shown {
    /// Whether a decision makes a node.
    pub fn shows(&self, point: PointId) -> bool {
        match self {
            Shown::Procedure => point != Point::Amicus,
            Shown::Only(points) => points.contains(&point),
        }
    }
}

/// How a way ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// It comes to an end, or to the last day.
    Over(Over),
    /// It cannot be run: the law closes what somebody chose or what the record shows.
    DeadEnd(Failure),
}

impl Ending {
    /// Whether all the data came.
    pub fn has_data(&self) -> bool {
        matches!(self, Ending::Over(over) if over.fate.has_data())
    }
}

/// How a case stood at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Over {
    /// The outcome, of those that compete.
    pub fate: Fate,
    /// Whether the court track was taken.
    pub in_court: bool,
    /// How the court track ended.
    pub warrant: Option<case::Ending>,
    /// How the path of each channel stands.
    pub paths: Vec<Standing>,
    /// By what data came, all or part.
    pub data: Option<ProducedBy>,
}

/// What walking the branches of a case gave.
pub struct Grown {
    /// The ways, merged.
    pub merged: Merged,
    /// How they end.
    pub endings: Vec<Ending>,
    /// What was walked, with all sets of times together.
    pub walked: Walked,
    /// Which options were taken.
    pub seen: Seen,
    /// The decisions with more than one open option.
    pub decided: BTreeSet<PointId>,
    /// The points on whose odds or times any branch drew.
    pub drawn: BTreeSet<PointId>,
    /// The what-ifs that came up in no branch.
    pub never_arose: Vec<Choice>,
}

/// Walks the branches of a scenario, at most `most` with each set of times.
///
/// # Errors
///
/// A mistake in the program.
pub fn grow(
    scenario: &Scenario,
    terms: &Terms,
    times: Times,
    most: u64,
    shown: &Shown,
) -> Result<Grown, Failure> {
    grow_watched(scenario, terms, times, most, shown, &mut |_, _, _| ())
}

/// The same; `watch` is told of every branch, with its chance over all sets of times and the number of its ending.
///
/// # Errors
///
/// A mistake in the program.
pub fn grow_watched(
    scenario: &Scenario,
    terms: &Terms,
    times: Times,
    most: u64,
    shown: &Shown,
    watch: &mut dyn FnMut(&Branch<'_>, f64, usize),
) -> Result<Grown, Failure> {
    let mut grown = Grown {
        merged: Merged::default(),
        endings: Vec::new(),
        walked: Walked::default(),
        seen: Seen::new(scenario),
        decided: BTreeSet::new(),
        drawn: BTreeSet::new(),
        never_arose: scenario.choices_with(&terms.choices),
    };
    let pass_over = passed_over(scenario, shown);
    let time = (times == Times::Median).then_some(0.5);
    let weight = 1.0 / times.sets() as f64;
    for case in 0..times.sets() {
        let reach = Reach { most, case, time, pass_over };
        let mut seen = grown.seen.clone();
        let walked = walk(scenario, terms, reach, &mut seen, &mut |branch| {
            let ending = grown.add(branch, weight, shown, scenario);
            watch(branch, weight * branch.chance, ending);
        })?;
        grown.seen = seen;
        grown.walked.branches += walked.branches;
        grown.walked.left += walked.left;
        grown.walked.chance += weight * walked.chance;
    }
    Ok(grown)
}

/// Friends of the court change nothing that follows, unless the scenario says that something hangs on their briefs.
fn passed_over(scenario: &Scenario, shown: &Shown) -> Option<PointId> {
    let amicus = PointId::from(Point::Amicus);
    let variants = scenario.plan.assumptions.iter().flat_map(|one| &one.variants);
    let conditions = variants.map(|variant| &variant.when);
    let steps = scenario.strategy.iter().map(|step| &step.when);
    let hangs_on_it = conditions.chain(steps).any(|condition| condition.asks_of(amicus));
    (!hangs_on_it && !shown.shows(amicus)).then_some(amicus)
}

impl Grown {
    /// Gives the number of the ending.
    fn add(
        &mut self,
        branch: &Branch<'_>,
        weight: f64,
        shown: &Shown,
        scenario: &Scenario,
    ) -> usize {
        let ending = match &branch.finish {
            Ok(_) => Ending::Over(over(branch.matter, scenario)),
            Err(failure) => Ending::DeadEnd(failure.clone()),
        };
        let known = self.endings.iter().position(|one| *one == ending);
        let number = known.unwrap_or_else(|| {
            self.endings.push(ending);
            self.endings.len() - 1
        });
        for fork in branch.walk.forks() {
            if branch.walk.odds(fork).iter().filter(|odds| **odds > 0.0).count() > 1 {
                self.decided.insert(fork.point);
            }
        }
        let answers = &branch.matter.answers;
        self.drawn.extend(answers.drawn());
        if !self.never_arose.is_empty() {
            let missed: Vec<Choice> = answers.never_arose().collect();
            self.never_arose.retain(|choice| missed.contains(choice));
        }
        self.merged.add(branch, weight, shown, number, day(branch.matter, scenario));
        number
    }

    /// The chance that was not walked.
    pub fn not_walked(&self) -> f64 {
        let rest = 1.0 - self.merged.known();
        if rest > merge::ROUNDING { rest } else { 0.0 }
    }
}

fn over(matter: &Matter, scenario: &Scenario) -> Over {
    let posture = &matter.posture;
    let files = posture.files.iter().take(scenario.channels.list.len());
    Over {
        fate: End::of(posture).fate,
        in_court: posture.process.is_some(),
        warrant: posture.ending.map(|(how, _)| how),
        paths: files.map(|file| file.standing).collect(),
        data: posture.produced.map(|(by, _)| by),
    }
}

/// The days on which a case was decided and the data came, counted from its first.
fn day(matter: &Matter, scenario: &Scenario) -> Day {
    let since = |at: Time| {
        let span = scenario.opens.until(calendar_date(at));
        span.map_or(0, |span| i64::from(span.get_days()))
    };
    let posture = &matter.posture;
    Day { decided: posture.closed_at().map(since), data: posture.produced.map(|(_, at)| since(at)) }
}
