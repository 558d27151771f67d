//! Every branch of a scenario: each decision left to the odds, taken each way in turn.
//!
//! The chance of a branch is the product of the odds on its way, exactly, given the times. A branch that
//! holds an option no branch has taken yet comes first, then the likeliest; so a walk that stops early has seen
//! every option it could find, and most of the probability.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::law::Matter;
use crate::law::answers::walk::Walk;
use crate::law::decision::PointId;
use crate::scenario::Scenario;
use crate::simulate::{Batch, Failure, Finish, Terms};

/// How far to walk, and with which times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The most branches to walk.
    pub most: u64,
    /// The case whose times are taken.
    pub case: u64,
    /// Every time comes out at this share of its distribution instead, in (0, 1).
    pub time: Option<f64>,
    /// A decision that changes nothing that follows: its options are one way.
    pub pass_over: Option<PointId>,
}

/// One branch, as far as it went.
pub struct Branch<'a> {
    /// Its chance, given the times.
    pub chance: f64,
    /// The decisions on its way, and their odds.
    pub walk: &'a Walk,
    /// How many of them it was told: an earlier branch came to each of these too, and took another option at the last.
    pub told: usize,
    /// The world at its end.
    pub matter: &'a Matter,
    /// How it ended; a failure is a dead end.
    pub finish: Result<Finish, Failure>,
}

/// What a walk saw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Walked {
    /// The branches walked.
    pub branches: u64,
    /// The chance of all of them together; 1 if none is left, but for rounding.
    pub chance: f64,
    /// The branches known to be left.
    pub left: u64,
}

/// Which options were taken so far, by point.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How often each option of each point was taken.
    taken: Vec<Vec<bool>>,
}

impl Seen {
    /// Nothing yet.
    pub fn new(scenario: &Scenario) -> Seen {
        let options = scenario.points().map(|point| scenario.options(point).len().max(1));
        Seen { taken: options.map(|options| vec![false; options]).collect() }
    }

    /// Whether an option was taken.
    pub fn has(&self, point: PointId, option: u8) -> bool {
        let options = self.taken.get(usize::from(point.0));
        options.and_then(|options| options.get(usize::from(option))).copied().unwrap_or(false)
    }

    /// Whether the point was asked at all.
    pub fn came_up(&self, point: PointId) -> bool {
        self.taken.get(usize::from(point.0)).is_some_and(|options| options.contains(&true))
    }

    fn note(&mut self, point: PointId, option: u8) {
        let options = self.taken.get_mut(usize::from(point.0));
        if let Some(taken) = options.and_then(|options| options.get_mut(usize::from(option))) {
            *taken = true;
        }
    }
}

/// A branch that waits for its turn.
struct Waiting {
    told: Box<[u8]>,
    chance: f64,
    /// The option it was made for: where, and which.
    turn: (PointId, u8),
    number: u64,
}

impl Ord for Waiting {
    /// The likelier first; of equals the one found first.
    fn cmp(&self, other: &Waiting) -> Ordering {
        self.chance.total_cmp(&other.chance).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Waiting) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Waiting) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Waiting {}

/// Branches in the order of their turn.
#[derive(Default)]
struct Frontier {
    /// Those made for an option that had not been taken.
    new: BinaryHeap<Waiting>,
    known: BinaryHeap<Waiting>,
    number: u64,
}

impl Frontier {
    fn add(&mut self, told: &[u8], chance: f64, turn: (PointId, u8), seen: &Seen) {
        self.number += 1;
        let waiting = Waiting { told: told.into(), chance, turn, number: self.number };
        if seen.has(turn.0, turn.1) { self.known.push(waiting) } else { self.new.push(waiting) }
    }

    fn next(&mut self, seen: &Seen) -> Option<Waiting> {
        while let Some(waiting) = self.new.pop() {
            if !seen.has(waiting.turn.0, waiting.turn.1) {
                return Some(waiting);
            }
            self.known.push(waiting);
        }
        self.known.pop()
    }

    fn len(&self) -> u64 {
        (self.new.len() + self.known.len()) as u64
    }
}

/// Walks the branches of a scenario, and shows each. `seen` is filled, and says what has been seen before.
///
/// # Errors
///
/// A mistake in the program. A branch that the law closes is shown as a dead end.
pub fn walk(
    scenario: &Scenario,
    terms: &Terms,
    reach: Reach,
    seen: &mut Seen,
    visit: &mut dyn FnMut(&Branch<'_>),
) -> Result<Walked, Failure> {
    let mut batch = Batch::new(scenario, terms, false);
    let mut frontier = Frontier::default();
    let mut walked = Walked::default();
    let mut told: Box<[u8]> = Box::default();
    loop {
        let (matter, finish) = batch.branch(reach.case, &told, reach.time, reach.pass_over);
        if let Err(fault @ (Failure::Fault(_) | Failure::NoRuntime(_))) = finish {
            return Err(fault);
        }
        if let Some(walk) = matter.answers.walked() {
            let chance = walk.chance();
            note(walk, told.len(), seen, &mut frontier);
            walked.branches += 1;
            walked.chance += chance;
            visit(&Branch { chance, walk, told: told.len(), matter, finish });
        }
        walked.left = frontier.len();
        if walked.branches >= reach.most {
            return Ok(walked);
        }
        let Some(next) = frontier.next(seen) else { return Ok(walked) };
        told = next.told;
    }
}

/// Notes what a run took, and every other way it could have gone after what it was told.
fn note(walk: &Walk, told: usize, seen: &mut Seen, frontier: &mut Frontier) {
    let mut way: Vec<u8> = walk.forks().iter().map(|fork| fork.taken).collect();
    for fork in walk.forks() {
        seen.note(fork.point, fork.taken);
    }
    let mut chance = 1.0;
    for (place, fork) in walk.forks().iter().enumerate() {
        let odds = walk.odds(fork);
        if place >= told {
            for (option, chance_of_it) in (0u8..).zip(odds) {
                if option != fork.taken && *chance_of_it > 0.0 {
                    way[place] = option;
                    let turn = (fork.point, option);
                    frontier.add(&way[..=place], chance * chance_of_it, turn, seen);
                }
            }
            way[place] = fork.taken;
        }
        chance *= odds[usize::from(fork.taken)];
    }
}
