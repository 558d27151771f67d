//! How the ends of a case hang on the odds of one decision at a time.
//!
//! The chance of a branch is a product of odds. Where only those of one decision are moved, branches that met it alike
//! change alike; so a few sums say exactly what any odds would give, and no branch need be walked again.

use std::collections::BTreeMap;

use crate::experiment::branches::Branch;
use crate::law::decision::PointId;
use crate::scenario::Scenario;

/// A decision as a branch met it: the options that were open, as bits, and the one taken.
pub type Met = (u64, u8);

/// For each decision, how branches met it, how they end, and the chance of that.
#[derive(Clone, Debug, Default)]
pub struct Moves(BTreeMap<PointId, BTreeMap<(Vec<Met>, usize), f64>>);

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
        for (point, met) in met {
            *self.0.entry(point).or_default().entry((met, ending)).or_default() += chance;
        }
    }

    /// The decisions, each with how branches met it, how they end, and the chance of that.
    pub fn of(
        &self,
    ) -> impl Iterator<Item = (PointId, impl Iterator<Item = (&[Met], usize, f64)>)> {
        self.0.iter().map(|(point, all)| {
            let all = all.iter().map(|((met, ending), chance)| (met.as_slice(), *ending, *chance));
            (*point, all)
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
