//! What is shown of a tree: where a way divides, down to a smallest chance and a depth. Nothing is lost: what is
//! cut off stays as one share.

use crate::law::decision::PointId;

use super::Ending;
use super::merge::{Day, Leaf, Merged, Node, ROUNDING, Step};

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The smallest chance of a way that is shown by itself.
    pub prune: f64,
    /// How many levels are shown; `None`: all.
    pub depth: Option<usize>,
}

/// The chance of something, and what is known of how it goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The chance.
    pub chance: f64,
    /// The part of it that was walked to its end.
    pub known: f64,
    /// The part of it that is known to bring the data.
    pub data: f64,
    /// In how many ways it is known to end.
    pub ways: u64,
}

impl Share {
    fn add(&mut self, other: Share) {
        self.chance += other.chance;
        self.known += other.known;
        self.data += other.data;
        self.ways += other.ways;
    }
}

/// Where a way has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The chance of coming here, and of what follows.
    pub share: Share,
    /// What follows.
    pub what: What,
}

/// What follows at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Something is decided.
    Decision {
        /// Where.
        point: PointId,
        /// The how-manieth time it is asked.
        occurrence: u16,
        /// The options with a chance, in their order.
        ways: Vec<(u8, Place)>,
        /// What of them is not shown.
        rest: Option<Share>,
    },
    /// What comes next depends on the times, and on the decisions that are not shown.
    Next {
        /// What may come, the likeliest first.
        ways: Vec<Place>,
        /// What of it is not shown.
        rest: Option<Share>,
    },
    /// The case ends.
    End {
        /// How, by its number.
        ending: usize,
        /// When it is decided.
        decided: Option<Spread>,
        /// When data comes.
        data: Option<Spread>,
    },
    /// It goes on, but that is not shown.
    More,
}

/// How days spread over the sets of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The 5th percentile.
    pub low: i64,
    /// The median.
    pub median: i64,
    /// The 95th percentile.
    pub high: i64,
}

impl Spread {
    /// Of days with weights; `None` if there are none.
    pub fn of(mut days: Vec<(f64, i64)>) -> Option<Spread> {
        days.sort_by_key(|(_, day)| *day);
        let total: f64 = days.iter().map(|(weight, _)| weight).sum();
        let last = days.last()?.1;
        let at = |share: f64| {
            let mut sum = 0.0;
            let reached = days.iter().find(|(weight, _)| {
                sum += weight;
                sum >= share * total - ROUNDING
            });
            reached.map_or(last, |(_, day)| *day)
        };
        Some(Spread { low: at(0.05), median: at(0.5), high: at(0.95) })
    }

    /// Of one of the days of some ways.
    pub fn over<'a>(
        leaves: impl Iterator<Item = &'a Leaf>,
        which: impl Fn(&Day) -> Option<i64>,
    ) -> Option<Spread> {
        let days = leaves.flat_map(|leaf| &leaf.days);
        Spread::of(days.filter_map(|(weight, day)| Some((*weight, which(day)?))).collect())
    }
}

/// What is shown of the merged ways.
pub fn shape(merged: &Merged, endings: &[Ending], cut: Cut) -> Place {
    Shaper { nodes: merged.nodes(), shares: shares(merged, endings), endings, cut }.place(0, 0)
}

/// What is known beneath each node.
fn shares(merged: &Merged, endings: &[Ending]) -> Vec<Share> {
    let nodes = merged.nodes();
    let mut shares = vec![Share::default(); nodes.len()];
    for (number, node) in nodes.iter().enumerate().rev() {
        let mut share = Share::default();
        node.ends.iter().for_each(|leaf| share.add(of_leaf(leaf, endings)));
        node.steps.iter().for_each(|(_, next)| share.add(shares[*next]));
        shares[number] = Share { chance: node.chance, ..share };
    }
    shares
}

fn of_leaf(leaf: &Leaf, endings: &[Ending]) -> Share {
    let data = if endings[leaf.ending].has_data() { leaf.chance } else { 0.0 };
    Share { chance: leaf.chance, known: leaf.chance, data, ways: 1 }
}

struct Shaper<'a> {
    nodes: &'a [Node],
    shares: Vec<Share>,
    endings: &'a [Ending],
    cut: Cut,
}

/// What may come next at a node.
enum Coming<'a> {
    Decision(Vec<(Step, usize)>),
    End(&'a Leaf),
}

impl<'a> Shaper<'a> {
    fn place(&self, number: usize, level: usize) -> Place {
        let share = self.shares[number];
        let coming = self.coming(&self.nodes[number]);
        let all: f64 = coming.iter().map(|one| self.share(one).chance).sum();
        let whole = share.chance - all <= ROUNDING;
        let deep = self.cut.depth.is_some_and(|depth| level >= depth);
        match &coming[..] {
            [Coming::End(leaf)] if whole => self.end(leaf),
            [] => Place { share, what: What::More },
            _ if deep => Place { share, what: What::More },
            [Coming::Decision(steps)] => self.decision(share, steps, level),
            _ => self.next(share, &coming, level),
        }
    }

    fn coming(&self, node: &'a Node) -> Vec<Coming<'a>> {
        let mut coming: Vec<Coming<'_>> = Vec::new();
        let mut steps = node.steps.clone();
        steps.retain(|(_, next)| self.shares[*next].chance > ROUNDING);
        steps.sort_by_key(|(step, _)| *step);
        for same in steps.chunk_by(|(a, _), (b, _)| same_question(a, b)) {
            coming.push(Coming::Decision(same.to_vec()));
        }
        let ends = node.ends.iter().filter(|leaf| leaf.chance > ROUNDING);
        coming.extend(ends.map(Coming::End));
        coming
    }

    fn share(&self, coming: &Coming<'_>) -> Share {
        match coming {
            Coming::End(leaf) => of_leaf(leaf, self.endings),
            Coming::Decision(steps) => {
                let mut share = Share::default();
                steps.iter().for_each(|(_, next)| share.add(self.shares[*next]));
                share
            }
        }
    }

    fn end(&self, leaf: &Leaf) -> Place {
        let only = || std::iter::once(leaf);
        let decided = Spread::over(only(), |day| day.decided);
        let data = Spread::over(only(), |day| day.data);
        let what = What::End { ending: leaf.ending, decided, data };
        Place { share: of_leaf(leaf, self.endings), what }
    }

    fn decision(&self, share: Share, steps: &[(Step, usize)], level: usize) -> Place {
        let Some((Step { point, occurrence, .. }, _)) = steps.first().copied() else {
            return Place { share, what: What::More };
        };
        let likely = |(_, next): &&(Step, usize)| self.is_shown(self.shares[*next]);
        let shown: Vec<_> = steps.iter().filter(likely).collect();
        let rest = rest(share, shown.iter().map(|(_, next)| self.shares[*next]));
        let ways = shown.iter().map(|(step, next)| (step.option, self.place(*next, level + 1)));
        let ways: Vec<_> = ways.collect();
        if ways.is_empty() {
            return Place { share, what: What::More };
        }
        Place { share, what: What::Decision { point, occurrence, ways, rest } }
    }

    fn next(&self, share: Share, coming: &[Coming<'_>], level: usize) -> Place {
        let mut shown: Vec<&Coming<'_>> =
            coming.iter().filter(|one| self.is_shown(self.share(one))).collect();
        // The sort is stable: of equals the decision that comes first in a case.
        shown.sort_by(|a, b| self.share(b).chance.total_cmp(&self.share(a).chance));
        let rest = rest(share, shown.iter().map(|one| self.share(one)));
        let way = |one: &&Coming<'_>| match one {
            Coming::End(leaf) => self.end(leaf),
            Coming::Decision(_) if self.cut.depth.is_some_and(|depth| level + 1 >= depth) => {
                Place { share: self.share(one), what: What::More }
            }
            Coming::Decision(steps) => self.decision(self.share(one), steps, level + 1),
        };
        let ways: Vec<Place> = shown.iter().map(way).collect();
        if ways.is_empty() {
            return Place { share, what: What::More };
        }
        Place { share, what: What::Next { ways, rest } }
    }

    fn is_shown(&self, share: Share) -> bool {
        share.chance >= self.cut.prune - ROUNDING
    }
}

fn same_question(one: &Step, other: &Step) -> bool {
    (one.point, one.occurrence) == (other.point, other.occurrence)
}

/// What is left of a share when some parts of it are shown.
fn rest(all: Share, shown: impl Iterator<Item = Share>) -> Option<Share> {
    let mut sum = Share::default();
    shown.for_each(|one| sum.add(one));
    let chance = all.chance - sum.chance;
    (chance > ROUNDING).then(|| Share {
        chance,
        known: (all.known - sum.known).max(0.0),
        data: (all.data - sum.data).max(0.0),
        ways: all.ways - sum.ways,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_where_the_weight_lies() {
        let days = |days: &[(f64, i64)]| Spread::of(days.to_vec());
        assert_eq!(days(&[]), None);
        assert_eq!(days(&[(0.1, 7)]), Some(Spread { low: 7, median: 7, high: 7 }));
        let spread = days(&[(0.02, 9), (0.9, 5), (0.08, 1)]).expect("days");
        assert_eq!((spread.low, spread.median, spread.high), (1, 5, 5));
        let twenty: Vec<(f64, i64)> = (1..=20).map(|day| (0.05, day)).collect();
        assert_eq!(Spread::of(twenty), Some(Spread { low: 1, median: 10, high: 19 }));
    }

    #[test]
    fn what_is_not_shown_is_the_remainder() {
        let part = |chance| Share { chance, known: chance, data: 0.0, ways: 1 };
        let all = Share { chance: 1.0, known: 0.9, data: 0.2, ways: 3 };
        let rest = super::rest(all, [part(0.5), part(0.25)].into_iter()).expect("a rest");
        assert!((rest.chance - 0.25).abs() < 1e-15 && (rest.known - 0.15).abs() < 1e-15);
        assert_eq!((rest.data, rest.ways), (0.2, 1));
        assert_eq!(super::rest(part(0.5), std::iter::once(part(0.5))), None);
    }
}
