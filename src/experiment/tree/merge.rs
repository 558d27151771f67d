//! Ways through a case, merged from branches: those that decide alike, in the same order, are one.

use crate::experiment::branches::Branch;
use crate::law::decision::PointId;

use super::Shown;

/// What is smaller than this is taken for the rounding of sums.
pub const ROUNDING: f64 = 1e-12;

/// A decision, the how-manieth of its kind, and an option: a step of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Where.
    pub point: PointId,
    /// The how-manieth time it was asked, from 1.
    pub occurrence: u16,
    /// What was chosen.
    pub option: u8,
}

/// When a case ended, in days since it opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// When the last open path was decided; `None` while one still is.
    pub decided: Option<i64>,
    /// When data came.
    pub data: Option<i64>,
}

/// Where a way divides, or ends. The number of a node is its place.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The chance of coming here.
    pub chance: f64,
    /// What can be decided next, and where it leads.
    pub steps: Vec<(Step, usize)>,
    /// How the case can end here.
    pub ends: Vec<Leaf>,
}

/// One way that ends.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// How, by its number.
    pub ending: usize,
    /// Its chance.
    pub chance: f64,
    /// When, with each set of times, and the chance of that.
    pub days: Vec<(f64, Day)>,
}

/// All ways. Node 0 is where the case starts; a node comes after the one it hangs on.
#[derive(Clone, Debug)]
pub struct Merged {
    nodes: Vec<Node>,
}

impl Default for Merged {
    fn default() -> Merged {
        Merged { nodes: vec![Node { chance: 1.0, ..Node::default() }] }
    }
}

impl Merged {
    /// Adds a branch, walked with a set of times of that weight, which ended so on that day.
    pub(super) fn add(
        &mut self,
        branch: &Branch<'_>,
        weight: f64,
        shown: &Shown,
        ending: usize,
        day: Day,
    ) {
        let (mut here, mut chance) = (0, weight);
        for (place, fork) in branch.walk.forks().iter().enumerate() {
            let odds = branch.walk.odds(fork);
            let step = |option| Step { point: fork.point, occurrence: fork.occurrence, option };
            // What is open in one way only is no decision.
            let open = odds.iter().filter(|odds| **odds > 0.0).count();
            if open > 1 && shown.shows(fork.point) {
                // An earlier branch came to what this one was told, and left the chance of every option there.
                if place >= branch.told {
                    for (option, odds) in (0u8..).zip(odds).filter(|(_, odds)| **odds > 0.0) {
                        let next = self.after(here, step(option));
                        self.nodes[next].chance += chance * odds;
                    }
                }
                here = self.after(here, step(fork.taken));
            }
            chance *= odds[usize::from(fork.taken)];
        }
        let ends = &mut self.nodes[here].ends;
        let at = ends.iter().position(|leaf| leaf.ending == ending).unwrap_or_else(|| {
            ends.push(Leaf { ending, chance: 0.0, days: Vec::new() });
            ends.len() - 1
        });
        ends[at].chance += chance;
        ends[at].days.push((chance, day));
    }

    /// The node after a step.
    fn after(&mut self, here: usize, step: Step) -> usize {
        if let Some((_, next)) = self.nodes[here].steps.iter().find(|(known, _)| *known == step) {
            return *next;
        }
        let next = self.nodes.len();
        self.nodes.push(Node::default());
        self.nodes[here].steps.push((step, next));
        next
    }

    /// The nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All ways that end.
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        self.nodes.iter().flat_map(|node| &node.ends)
    }

    /// The chance of all ways that were walked to their end.
    pub fn known(&self) -> f64 {
        self.leaves().map(|leaf| leaf.chance).sum()
    }
}
