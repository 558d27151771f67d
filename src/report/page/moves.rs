//! What a page needs to move the odds of some decisions and say exactly how the case then ends.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::experiment::tree::moves::Met;
use crate::experiment::tree::{self, Ending, Grown};
use crate::law::channel::Channels;
use crate::law::decision::PointId;
use crate::report::fate;
use crate::scenario::Scenario;

/// How the ends of a case hang on the odds of its decisions.
#[derive(Clone, Debug, Serialize)]
pub struct Moves {
    /// The ways to end, as the tree has them.
    pub ends: Vec<End>,
    /// The decisions whose odds can be moved.
    pub points: Vec<Movable>,
    /// The ways in which branches met one of them, the most frequent first.
    pub meetings: Vec<Meeting>,
    /// The kinds of branches, those that begin alike next to each other. Each is some numbers, one a letter
    /// (of `letter`): how many meetings it has in common with the kind before it, how many it has besides, those, and the
    /// place of the way to end.
    pub kinds: String,
    /// The chance of each kind by the odds of the scenario.
    pub chances: Vec<f64>,
}

/// A way to end.
#[derive(Clone, Debug, Serialize)]
pub struct End {
    /// In words.
    pub words: String,
    /// Whether all the data is there.
    pub data: bool,
    /// Its chance by the odds of the scenario.
    pub chance: f64,
}

/// A decision whose odds can be moved.
#[derive(Clone, Debug, Serialize)]
pub struct Movable {
    /// Its point.
    pub point: String,
    /// Where the scenario has its odds; none for a stage of a channel, which has each with its outcome.
    pub key: Option<String>,
    /// Its options.
    pub options: Vec<String>,
    /// The odds that the scenario gives it where all of them are open. One of 0 stays 0: no branch goes there.
    pub odds: Vec<f64>,
}

/// A way in which branches met a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Meeting {
    /// The place of the decision.
    pub point: usize,
    /// Each time: the options that were open, as bits, and the one taken.
    pub times: Vec<Met>,
}

impl Moves {
    /// Of a tree that was walked.
    pub fn new(scenario: &Scenario, grown: &Grown, moves: &tree::moves::Moves) -> Moves {
        let (ends, places) = ends(scenario, grown);
        let all = moves.meetings();
        let mut points: Vec<PointId> = all.iter().map(|(point, _)| *point).collect();
        points.sort_unstable();
        points.dedup();
        let order = by_frequency(all.len(), moves);
        let meeting = |number: &usize| {
            let (point, times) = all[*number];
            let point = points.binary_search(&point).unwrap_or(0);
            Meeting { point, times: times.to_vec() }
        };
        let meetings = order.iter().map(meeting).collect();
        let mut sums: BTreeMap<(Vec<usize>, usize), f64> = BTreeMap::new();
        let mut place_of = vec![0; order.len()];
        order.iter().zip(0..).for_each(|(number, place)| place_of[*number] = place);
        for kind in moves.kinds().filter(|kind| !kind.met.is_empty()) {
            let mut met: Vec<usize> = kind.met.iter().map(|number| place_of[*number]).collect();
            met.sort_unstable();
            *sums.entry((met, places[kind.ending])).or_default() += kind.chance;
        }
        let kinds = packed(sums.keys().map(|(met, end)| (met.as_slice(), *end)));
        let chances = sums.values().map(|chance| four_digits(*chance)).collect();
        let points = points.into_iter().map(|point| movable(scenario, point)).collect();
        Moves { ends, points, meetings, kinds, chances }
    }
}

/// The numbers of the meetings, those first that most kinds of branches have: so kinds begin alike.
fn by_frequency(meetings: usize, moves: &tree::moves::Moves) -> Vec<usize> {
    let mut often = vec![0_u64; meetings];
    for number in moves.kinds().flat_map(|kind| kind.met) {
        often[*number] += 1;
    }
    let mut order: Vec<usize> = (0..meetings).collect();
    order.sort_by_key(|number| std::cmp::Reverse(often[*number]));
    order
}

/// Kinds of branches as [`Moves::kinds`] has them.
fn packed<'a>(kinds: impl Iterator<Item = (&'a [usize], usize)>) -> String {
    let mut out = String::new();
    let mut before: &[usize] = &[];
    for (met, end) in kinds {
        let common = met.iter().zip(before).take_while(|(one, other)| one == other).count();
        out.extend([letter(common), letter(met.len() - common)]);
        out.extend(met[common..].iter().map(|number| letter(*number)));
        out.push(letter(end));
        before = met;
    }
    out
}

/// A number as a letter: from `#` on, but for those that JSON or a script writes at length.
fn letter(number: usize) -> char {
    let mut code = number + usize::from(b'#');
    for left_out in [b'<', b'\\'] {
        code += usize::from(code >= usize::from(left_out));
    }
    // Behind the tilde come control characters, and far behind it halves of letters.
    if code > usize::from(b'~') {
        code += 0xa1 - 0x7f;
    }
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn movable(scenario: &Scenario, point: PointId) -> Movable {
    let name = scenario.point_name(point);
    Movable {
        point: name.to_owned(),
        key: Channels::stage_at(point).is_none().then(|| format!("decide.{name}.odds")),
        options: scenario.options(point).iter().map(|&option| option.to_owned()).collect(),
        odds: scenario.plan.assumptions[usize::from(point.0)].odds.clone(),
    }
}

/// The ways to end, the likeliest first, and for each ending that was walked its place among them.
fn ends(scenario: &Scenario, grown: &Grown) -> (Vec<End>, Vec<usize>) {
    let mut chances = vec![0.0; grown.endings.len()];
    for leaf in grown.merged.leaves() {
        chances[leaf.ending] += leaf.chance;
    }
    let named = |ending: &Ending| match ending {
        Ending::Over(over) => fate::words(&over.fate.name(scenario)),
        Ending::DeadEnd(_) => "closed by law".to_owned(),
    };
    let mut all: Vec<End> = Vec::new();
    for (ending, chance) in grown.endings.iter().zip(&chances) {
        let words = named(ending);
        match all.iter_mut().find(|end| end.words == words) {
            Some(end) => end.chance += chance,
            None => all.push(End { words, data: ending.has_data(), chance: *chance }),
        }
    }
    all.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    let place = |ending: &Ending| all.iter().position(|end| end.words == named(ending));
    let places = grown.endings.iter().map(|ending| place(ending).unwrap_or(0)).collect();
    all.iter_mut().for_each(|end| end.chance = short(end.chance));
    (all, places)
}

/// To ten digits after the point: a page shows three.
fn short(chance: f64) -> f64 {
    (chance * 1e10).round() / 1e10
}

/// To four digits, whatever its size: odds that are moved far make much of little.
fn four_digits(chance: f64) -> f64 {
    format!("{chance:.3e}").parse().unwrap_or(chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_no_other_and_none_is_written_at_length() {
        let letters: Vec<char> = (0..2_000).map(letter).collect();
        assert_eq!(letters.iter().collect::<String>().chars().count(), 2_000);
        assert!(letters.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(!letters.iter().any(|one| one.is_control() || ['"', '\\', '<'].contains(one)));
    }

    #[test]
    fn kinds_that_begin_alike_share_their_beginning() {
        let kinds: [(&[usize], usize); 3] = [(&[0, 1, 2], 0), (&[0, 1, 3], 1), (&[4], 0)];
        let codes = |text: &str| text.chars().map(|one| one as usize - 35).collect::<Vec<_>>();
        assert_eq!(codes(&packed(kinds.into_iter())), [0, 3, 0, 1, 2, 0, 2, 1, 3, 1, 0, 1, 4, 0]);
    }
}
