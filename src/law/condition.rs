//! Conditions: a closed table of what can be asked of a case, so that every branch can be checked.

use crate::law::case::{Ending, Posture};
use crate::law::channel::Standing;
use crate::law::decision::PointId;
use crate::sim::Time;
use crate::sim::time::DAY;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// True or false of this scenario, whatever happens: what the request says of itself.
    Settled(bool),
    /// That option was chosen the last time the point was decided.
    Chose(PointId, u8),
    /// The day has come.
    Since(Time),
    /// The day has not come yet.
    Before(Time),
    /// The court track has ended so.
    WarrantEnded(Ending),
    /// The court track has ended without the data.
    WarrantFailed,
    /// A channel's path has ended so.
    PathEnded(u8, Standing),
    /// A channel's path has ended without the data.
    PathFailed(u8),
    /// The case is that many days old.
    Day(i64),
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// What is known when a condition is looked at.
pub struct Known<'a> {
    /// The moment.
    pub now: Time,
    /// The last choice at each point.
    pub taken: &'a [Option<u8>],
    /// When the case opened, and what stands on its docket; a decision's odds do not look at these.
    pub case: Option<(Time, &'a Posture)>,
}

impl Known<'_> {
    fn stands(&self, test: impl Fn(&Posture) -> bool) -> bool {
        self.case.is_some_and(|(_, posture)| test(posture))
    }
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self, known: &Known<'_>) -> bool {
        match self {
            Condition::Settled(truth) => *truth,
            Condition::Chose(point, option) => known.taken[usize::from(point.0)] == Some(*option),
            Condition::Since(day) => known.now >= *day,
            Condition::Before(day) => known.now < *day,
            Condition::WarrantEnded(ending) => {
                known.stands(|case| case.ending.is_some_and(|(ended, _)| ended == *ending))
            }
            Condition::WarrantFailed => {
                known.stands(|case| case.ending.is_some() && case.data_wanted())
            }
            Condition::PathEnded(path, standing) => {
                known.stands(|case| case.files[usize::from(*path)].standing == *standing)
            }
            Condition::PathFailed(path) => known.stands(|case| {
                matches!(case.files[usize::from(*path)].standing, Standing::Ended(_))
            }),
            Condition::Day(days) => {
                known.case.is_some_and(|(opened, _)| known.now - opened >= days * DAY)
            }
            Condition::All(all) => all.iter().all(|one| one.holds(known)),
            Condition::Any(any) => any.iter().any(|one| one.holds(known)),
            Condition::Not(one) => !one.holds(known),
        }
    }

    /// Whether it looks at what was chosen at a point.
    pub fn asks_of(&self, point: PointId) -> bool {
        match self {
            Condition::Chose(asked, _) => *asked == point,
            Condition::All(many) | Condition::Any(many) => {
                many.iter().any(|one| one.asks_of(point))
            }
            Condition::Not(one) => one.asks_of(point),
            _ => false,
        }
    }

    /// The ages of the case, in days, on which it may come to hold by itself.
    pub fn days(&self) -> Vec<i64> {
        match self {
            Condition::Day(days) => vec![*days],
            Condition::All(many) | Condition::Any(many) => {
                many.iter().flat_map(Condition::days).collect()
            }
            Condition::Not(one) => one.days(),
            _ => Vec::new(),
        }
    }

    /// The moments at which it may come to hold by itself.
    pub fn moments(&self) -> Vec<Time> {
        match self {
            Condition::Since(day) | Condition::Before(day) => vec![*day],
            Condition::All(many) | Condition::Any(many) => {
                many.iter().flat_map(Condition::moments).collect()
            }
            Condition::Not(one) => one.moments(),
            _ => Vec::new(),
        }
    }
}
