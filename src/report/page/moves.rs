//! What a page needs to move the odds of one decision and say exactly how the case then ends.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::experiment::tree::moves::Met;
use crate::experiment::tree::{self, Ending, Grown};
use crate::law::channel::Channels;
use crate::law::decision::PointId;
use crate::report::fate;
use crate::scenario::Scenario;

/// How the ends of a case hang on the odds of each decision.
#[derive(Clone, Debug, Serialize)]
pub struct Moves {
    /// The ways to end, as the tree has them.
    pub ends: Vec<End>,
    /// The decisions whose odds can be moved.
    pub points: Vec<Movable>,
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
    /// The branches that met it, by how they did.
    pub met: Vec<Meeting>,
}

/// Branches that met a decision alike.
#[derive(Clone, Debug, Serialize)]
pub struct Meeting {
    /// Each time: the options that were open, as bits, and the one taken.
    pub times: Vec<Met>,
    /// The places of the ways to end, and the chance of each by the odds of the scenario.
    pub ends: Vec<(usize, f64)>,
}

impl Moves {
    /// Of a tree that was walked.
    pub fn new(scenario: &Scenario, grown: &Grown, moves: &tree::moves::Moves) -> Moves {
        let (ends, places) = ends(scenario, grown);
        let points = moves.of().map(|(point, all)| {
            let mut met: BTreeMap<&[Met], BTreeMap<usize, f64>> = BTreeMap::new();
            for (times, ending, chance) in all {
                *met.entry(times).or_default().entry(places[ending]).or_default() += chance;
            }
            movable(scenario, point, met)
        });
        let points = points.collect();
        Moves { ends, points }
    }
}

fn movable(
    scenario: &Scenario,
    point: PointId,
    met: BTreeMap<&[Met], BTreeMap<usize, f64>>,
) -> Movable {
    let meeting = |(times, ends): (&[Met], BTreeMap<usize, f64>)| Meeting {
        times: times.to_vec(),
        ends: ends.into_iter().map(|(end, chance)| (end, short(chance))).collect(),
    };
    let name = scenario.point_name(point);
    Movable {
        point: name.to_owned(),
        key: Channels::stage_at(point).is_none().then(|| format!("decide.{name}.odds")),
        options: scenario.options(point).iter().map(|&option| option.to_owned()).collect(),
        odds: scenario.plan.assumptions[usize::from(point.0)].odds.clone(),
        met: met.into_iter().map(meeting).collect(),
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
