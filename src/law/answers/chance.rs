//! Where the numbers of one case come from: its keyed draws, and for the draws a study makes anew those of another case.

use crate::law::answers::Answers;
use crate::law::decision::PointId;
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};

/// The draws to take from another case, so that a run shares the rest of its luck with this one.
#[derive(Clone, Debug)]
pub struct Redrawn {
    /// For each point, whether its choice and its time are drawn anew.
    pub points: Vec<[bool; 2]>,
    /// Whether the shared slowness of a case is.
    pub frailty: bool,
}

/// The number by which the case whose draws are taken instead is away: no study has so many cases.
const FAR: u64 = 1 << 62;

/// The numbers of one case.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    draws: Draws,
    other: Draws,
    redrawn: Option<Box<Redrawn>>,
}

impl Chance {
    pub(super) fn new() -> Chance {
        let draws = Draws::new(Seed(0), 0);
        Chance { draws, other: draws, redrawn: None }
    }

    /// Begins a case.
    pub(super) fn begin(&mut self, seed: Seed, case: u64) {
        self.draws = Draws::new(seed, case);
        if self.redrawn.is_some() {
            self.other = Draws::new(seed, case.wrapping_add(FAR));
        }
    }

    /// The number for one aspect of a point.
    pub(super) fn of(&self, point: PointId, key: PointKey, nth: u16, aspect: Aspect) -> f64 {
        let anew = self.redrawn.as_ref().is_some_and(|redrawn| {
            redrawn.points[usize::from(point.0)][usize::from(aspect == Aspect::Time)]
        });
        self.from(anew).uniform(key, nth, aspect)
    }

    /// The number for the shared slowness.
    pub(super) fn of_frailty(&self, key: PointKey) -> f64 {
        let anew = self.redrawn.as_ref().is_some_and(|redrawn| redrawn.frailty);
        self.from(anew).uniform(key, 0, Aspect::Time)
    }

    /// The number for what belongs to no point.
    pub(super) fn of_case(&self, key: PointKey) -> f64 {
        self.draws.uniform(key, 0, Aspect::Time)
    }

    fn from(&self, anew: bool) -> &Draws {
        if anew { &self.other } else { &self.draws }
    }
}

impl Answers {
    /// Takes some draws from another case from now on.
    pub fn redraw(&mut self, redrawn: Redrawn) {
        self.chance.redrawn = Some(Box::new(redrawn));
    }
}
