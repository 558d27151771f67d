//! Every option in turn: who answers when all branches of a case are walked.
//!
//! A run follows the options it is told to take at the first decisions that the odds would make, then takes the
//! likeliest one each time, and notes what else could have been taken. Running again with one more option
//! told leads into the next branch, until none is left.

use crate::law::decision::PointId;

/// What a run is told, and what it noted.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The options to take, decision by decision.
    told: Vec<u8>,
    /// Every time comes out at this share of its distribution, in (0, 1); `None`: times are drawn.
    pub(super) time: Option<f64>,
    /// A decision that changes nothing: it is no fork, and its likeliest option stands for all.
    pass_over: Option<PointId>,
    forks: Vec<Fork>,
    odds: Vec<f64>,
}

/// A decision that the odds would have made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Where.
    pub point: PointId,
    /// The how-manieth time it was asked, from 1.
    pub occurrence: u16,
    /// The option that was taken.
    pub taken: u8,
    /// Where its odds begin, and how many there are.
    odds: (usize, usize),
}

impl Walk {
    /// Makes it ready for the next run.
    pub fn tell(&mut self, options: &[u8], time: Option<f64>, pass_over: Option<PointId>) {
        self.told.clear();
        self.told.extend_from_slice(options);
        self.time = time;
        self.pass_over = pass_over;
    }

    /// Forgets the run before.
    pub(super) fn begin(&mut self) {
        self.forks.clear();
        self.odds.clear();
    }

    /// Takes an option at a decision, given the weight of each; a weight of 0 closes it. `None` if all do.
    pub(super) fn take(
        &mut self,
        point: PointId,
        occurrence: u16,
        weights: impl Iterator<Item = f64>,
    ) -> Option<u8> {
        let first = self.odds.len();
        self.odds.extend(weights);
        let own = &mut self.odds[first..];
        let total: f64 = own.iter().sum();
        if total <= 0.0 {
            self.odds.truncate(first);
            return None;
        }
        own.iter_mut().for_each(|weight| *weight /= total);
        let likeliest = (0..own.len()).rev().max_by(|a, b| own[*a].total_cmp(&own[*b]))?;
        if self.pass_over == Some(point) {
            self.odds.truncate(first);
            return Some(likeliest as u8);
        }
        let told = self.told.get(self.forks.len());
        let taken = told.map_or(likeliest as u8, |told| *told);
        let odds = (first, own.len());
        self.forks.push(Fork { point, occurrence, taken, odds });
        Some(taken)
    }

    /// The decisions of the last run, in their order.
    pub fn forks(&self) -> &[Fork] {
        &self.forks
    }

    /// The odds of every option at one of them, closed ones 0; they add up to 1.
    pub fn odds(&self, fork: &Fork) -> &[f64] {
        &self.odds[fork.odds.0..fork.odds.0 + fork.odds.1]
    }

    /// The chance of the branch the last run took, times being what they were.
    pub fn chance(&self) -> f64 {
        self.forks.iter().map(|fork| self.odds(fork)[usize::from(fork.taken)]).product()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: PointId = PointId(7);

    #[test]
    fn an_untold_run_takes_the_likeliest_option_and_the_first_of_equals() {
        let mut walk = Walk::default();
        walk.begin();
        assert_eq!(walk.take(HERE, 1, [0.2, 0.5, 0.3].into_iter()), Some(1));
        assert_eq!(walk.take(HERE, 2, [2.0, 2.0].into_iter()), Some(0));
        assert_eq!(walk.odds(&walk.forks()[1]), [0.5, 0.5]);
        assert_eq!(walk.chance(), 0.25);
    }

    #[test]
    fn a_told_run_takes_what_it_is_told() {
        let mut walk = Walk::default();
        walk.tell(&[2], None, None);
        walk.begin();
        assert_eq!(walk.take(HERE, 1, [0.2, 0.5, 0.3].into_iter()), Some(2));
        assert_eq!(walk.take(HERE, 2, [0.2, 0.5, 0.3].into_iter()), Some(1));
    }

    #[test]
    fn a_decision_passed_over_is_no_fork() {
        let mut walk = Walk::default();
        walk.tell(&[0], None, Some(HERE));
        walk.begin();
        assert_eq!(walk.take(HERE, 1, [0.2, 0.8].into_iter()), Some(1));
        assert_eq!(walk.take(PointId(8), 1, [0.2, 0.8].into_iter()), Some(0));
        assert_eq!(walk.chance(), 0.2);
    }

    #[test]
    fn where_everything_is_closed_nothing_is_taken() {
        let mut walk = Walk::default();
        assert_eq!(walk.take(HERE, 1, [0.0, 0.0].into_iter()), None);
        assert!(walk.forks().is_empty());
    }
}
