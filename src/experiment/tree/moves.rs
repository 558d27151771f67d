//! How the ends of a case hang on the odds of its decisions, one or several of them.
//!
//! The chance of a branch is a product of odds. Branches that met the same decisions alike and end alike change alike
//! whatever odds are moved; so their sums say exactly what any odds would give, and no branch need be walked again.

use std::collections::BTreeMap;

use crate::experiment::branches::Branch;
use crate::law::decision::PointId;
use crate::scenario::Scenario;

/// A decision as a branch met it: the options that were open, as bits, and the one taken.
pub type Met = (u64, u8);

/// How branches met the decisions, how they end, and the chance of that.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// Each way in which some branch met a decision, with its number.
    meetings: BTreeMap<(PointId, Vec<Met>), usize>,
    /// The chance of all branches that met the decisions so, by the numbers of the ways, and end so.
    kinds: BTreeMap<(Vec<usize>, usize), f64>,
}

/// Branches that met the decisions alike and end alike.
#[derive(Clone, Copy, Debug)]
pub struct Kind<'a> {
    /// The places, among [`Moves::meetings`], of the ways in which they met them; in ascending order.
    pub met: &'a [usize],
    /// How they end.
    pub ending: usize,
    /// The chance of all of them.
    pub chance: f64,
}

impl Moves {
    /// Adds a branch of that chance and ending.
    pub fn add(&mut self, branch: &Branch<'_>, chance: f64, ending: usize, scenario: &Scenario) {
        let mut met: BTreeMap<PointId, Vec<Met>> = BTreeMap::new();
        for fork in branch.walk.forks() {
            let own = &scenario.plan.assumptions[usize::from(fork.point.0)].odds;
            if let Some(open) = open_at(branch.walk.odds(fork), own) {
                met.entry(fork.point).or_default().push((open, fork.taken));
            }
        }
        let number = |meeting| {
            let next = self.meetings.len();
            *self.meetings.entry(meeting).or_insert(next)
        };
        let mut kind: Vec<usize> = met.into_iter().map(number).collect();
        kind.sort_unstable();
        *self.kinds.entry((kind, ending)).or_default() += chance;
    }

    /// The ways in which some branch met a decision, each with what it met; in the order of their numbers.
    pub fn meetings(&self) -> Vec<(PointId, &[Met])> {
        let mut all: Vec<_> = self.meetings.iter().collect();
        all.sort_unstable_by_key(|(_, number)| **number);
        all.into_iter().map(|((point, met), _)| (*point, met.as_slice())).collect()
    }

    /// The kinds of branches.
    pub fn kinds(&self) -> impl Iterator<Item = Kind<'_>> {
        self.kinds.iter().map(|((met, ending), chance)| Kind {
            met,
            ending: *ending,
            chance: *chance,
        })
    }
}

/// The options open between which a decision chose by its own odds; none where it had no choice, or where the case has
/// given it other odds.
fn open_at(odds: &[f64], own: &[f64]) -> Option<u64> {
    const ALIKE: f64 = 1e-9;
    let open = |place: &usize| odds[*place] > 0.0;
    let places: Vec<usize> = (0..odds.len()).filter(open).collect();
    if places.len() < 2 || odds.len() > 64 {
        return None;
    }
    let all: f64 = places.iter().filter_map(|place| own.get(*place)).sum();
    let alike =
        |place: &usize| own.get(*place).is_some_and(|p| (p / all - odds[*place]).abs() < ALIKE);
    places.iter().all(alike).then(|| places.iter().fold(0, |bits, place| bits | 1 << place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_a_decisions_own_where_they_are_so_among_those_open() {
        let own = [0.2, 0.5, 0.3];
        assert_eq!(open_at(&own, &own), Some(0b111));
        assert_eq!(open_at(&[0.4, 0.0, 0.6], &own), Some(0b101));
        assert_eq!(open_at(&[0.5, 0.0, 0.5], &own), None, "the case has given it other odds");
        assert_eq!(open_at(&[0.0, 1.0, 0.0], &own), None, "it has no choice");
    }
}
