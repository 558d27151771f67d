//! A decision tree: the one form its text, its drawing and its diagram are made from; what `tree --json` prints.

pub mod mermaid;
pub mod svg;
pub mod text;
mod words;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::fate::Fate;
use crate::experiment::tree::merge::{Leaf, ROUNDING};
use crate::experiment::tree::shape::{Cut, Place, Share, Spread, What, shape};
use crate::experiment::tree::{Ending, Grown, Over, Shown, Times};
use crate::law::decision::PointId;
use crate::law::office::Office;
use crate::report::decisions::head;
use crate::report::fate;
use crate::report::record::{Drawn, Manifest, manifest, produced_by};
use crate::scenario::{Basis, Scenario};
use crate::simulate::{Failure, Terms};

/// A decision tree, whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TreeReport {
    /// What made this result, so that it can be made again.
    pub manifest: Manifest,
    /// What was walked, and what is shown of it.
    pub extent: Extent,
    /// The tree, from where the case starts.
    pub tree: PlaceRecord,
    /// How the case can end, with all that was walked, shown or not; the likeliest first. With `extent.not_walked`
    /// their chances add up to 1.
    pub outcomes: Vec<OutcomeRecord>,
    /// Known ends of the paths that no branch reached.
    pub unreached: Vec<String>,
    /// Where the law closes what somebody chose or what the record shows.
    pub dead_ends: Vec<DeadEndRecord>,
    /// The decisions between several open options, and how many of their odds are guesses.
    pub decisions: Drawn,
}

/// What was walked, and what is shown of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Extent {
    /// With how many sets of times the branches were walked: those of the first cases of the seed.
    pub sets_of_times: u64,
    /// Whether every time was at its median instead.
    pub median_times: bool,
    /// The branches walked, with all sets of times together.
    pub branches: u64,
    /// The chance that was not walked: every outcome may have up to so much more.
    pub not_walked: f64,
    /// The smallest chance of a way that is shown by itself.
    pub prune: f64,
    /// How many levels are shown; null: all.
    pub depth: Option<usize>,
    /// The decisions that make nodes; null: all but those of the friends of the court, who change nothing.
    pub points: Option<Vec<String>>,
}

/// Where a way has come to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaceRecord {
    /// The chance of coming here.
    pub chance: f64,
    /// The chance that all the data comes, given that the case comes here.
    pub data: Bounds,
    /// What follows.
    #[serde(flatten)]
    pub follows: Follows,
}

/// Between which bounds a chance lies; they differ by what was not walked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Bounds {
    /// It is not less.
    pub at_least: f64,
    /// It is not more.
    pub at_most: f64,
}

/// What follows at a place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Follows {
    /// Something is decided.
    Decision {
        /// The decision point.
        point: String,
        /// The how-manieth time it is asked, from 1.
        occurrence: u16,
        /// Who decides.
        decider: String,
        /// Whether that is who asks for the data or who holds it, and no court or authority.
        by_a_party: bool,
        /// What is decided.
        question: String,
        /// What the odds rest on: `law`, `data` or `guess`.
        basis: Option<String>,
        /// The options.
        ways: Vec<Way>,
        /// What of them is not shown; with it the odds add up to 1.
        less_likely: Option<LessLikely>,
    },
    /// What comes next depends on the times, and on decisions that are not shown.
    Next {
        /// What may come.
        ways: Vec<Way>,
        /// What of it is not shown; with it the odds add up to 1.
        less_likely: Option<LessLikely>,
    },
    /// The case ends, or its last day comes.
    End(EndRecord),
    /// It cannot go on: the law closes what somebody chose or what the record shows.
    DeadEnd {
        /// Why.
        why: String,
    },
    /// It goes on, but that is not shown.
    More {
        /// In how many ways it is known to end.
        ways: u64,
    },
}

/// One way to go on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Way {
    /// The option; null where nothing is chosen.
    pub option: Option<String>,
    /// Its odds here, averaged over the times.
    pub odds: f64,
    /// Where it leads.
    pub to: PlaceRecord,
}

/// The ways that are not shown at a place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LessLikely {
    /// Their odds here, together.
    pub odds: f64,
    /// Their chance.
    pub chance: f64,
    /// The chance that all the data comes, given one of them.
    pub data: Bounds,
    /// In how many ways they are known to end.
    pub ways: u64,
}

/// How a way ends.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EndRecord {
    /// The outcome, of those that compete: `data-by-treaty`, `warrant-quashed`, `open`.
    pub outcome: String,
    /// In words, with how every path that was taken stands.
    pub words: String,
    /// The warrant path, as in the outcome of a run.
    pub warrant: String,
    /// The path of each channel, as in the outcome of a run.
    pub paths: BTreeMap<String, String>,
    /// By what the data came, as in the outcome of a run.
    pub produced_by: Option<String>,
    /// The day on which the case is decided, counted from its first; null where it is still open on the last.
    pub decided: Option<Days>,
    /// The day on which data comes.
    pub data_on: Option<Days>,
}

/// Days, over the sets of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Days {
    /// The median.
    pub median: i64,
    /// The 5th percentile.
    pub p5: i64,
    /// The 95th percentile.
    pub p95: i64,
}

/// One outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutcomeRecord {
    /// Its name.
    pub outcome: String,
    /// In words.
    pub words: String,
    /// Its chance, as far as walked.
    pub chance: f64,
    /// The day on which the case is decided.
    pub decided: Option<Days>,
    /// The day on which data comes.
    pub data_on: Option<Days>,
}

/// A branch that cannot be run.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeadEndRecord {
    /// Why.
    pub why: String,
    /// The chance of coming there.
    pub chance: f64,
}

/// Puts a tree into words and names.
pub fn report(
    scenario: &Scenario,
    terms: &Terms,
    grown: &Grown,
    (times, shown, cut): (Times, &Shown, Cut),
    command: String,
) -> TreeReport {
    let drawn = |points: &mut dyn Iterator<Item = PointId>| {
        let (guesses, assumptions) = scenario.guesses_among(points);
        Drawn { guesses, assumptions }
    };
    let drawn = drawn(&mut grown.drawn.iter().copied());
    let guessed =
        grown.decided.iter().filter(|point| basis(scenario, **point) == Some(Basis::Guess));
    let names = |points: &std::collections::BTreeSet<PointId>| {
        points.iter().map(|point| scenario.point_name(*point).to_owned()).collect()
    };
    let put = Put { scenario, endings: &grown.endings };
    TreeReport {
        manifest: Manifest { drawn, ..manifest(scenario, terms, command) },
        extent: Extent {
            sets_of_times: times.sets(),
            median_times: times == Times::Median,
            branches: grown.walked.branches,
            not_walked: tidy(grown.not_walked()),
            prune: cut.prune,
            depth: cut.depth,
            points: match shown {
                Shown::Procedure => None,
                Shown::Only(points) => Some(names(points)),
            },
        },
        tree: put.place(&shape(&grown.merged, &grown.endings, cut)),
        outcomes: outcomes(scenario, grown),
        unreached: words::unreached(scenario, &grown.endings),
        dead_ends: dead_ends(scenario, grown),
        decisions: Drawn { guesses: guessed.count(), assumptions: grown.decided.len() },
    }
}

fn basis(scenario: &Scenario, point: PointId) -> Option<Basis> {
    scenario.assumed.get(usize::from(point.0))?.odds_basis
}

/// A chance without the last digits, which are the rounding of sums.
fn tidy(chance: f64) -> f64 {
    const DIGITS: f64 = 1e15;
    (chance * DIGITS).round() / DIGITS
}

/// What a tree is put into words with.
struct Put<'a> {
    scenario: &'a Scenario,
    endings: &'a [Ending],
}

impl Put<'_> {
    fn place(&self, place: &Place) -> PlaceRecord {
        let share = place.share;
        let follows = match &place.what {
            What::Decision { point, occurrence, ways, rest } => {
                let named = ways.iter().map(|(option, to)| {
                    let name = self.scenario.option_name(*point, *option).to_owned();
                    self.way(share, Some(name), to)
                });
                self.decision(*point, *occurrence, named.collect(), less_likely(share, *rest))
            }
            What::Next { ways, rest } => Follows::Next {
                ways: ways.iter().map(|to| self.way(share, None, to)).collect(),
                less_likely: less_likely(share, *rest),
            },
            What::End { ending, decided, data } => match &self.endings[*ending] {
                Ending::Over(over) => Follows::End(self.end(over, *decided, *data)),
                Ending::DeadEnd(failure) => {
                    Follows::DeadEnd { why: words::dead_end(self.scenario, failure) }
                }
            },
            What::More => Follows::More { ways: share.ways },
        };
        PlaceRecord { chance: tidy(share.chance), data: bounds(share), follows }
    }

    fn way(&self, from: Share, option: Option<String>, to: &Place) -> Way {
        Way { option, odds: tidy(to.share.chance / from.chance), to: self.place(to) }
    }

    fn decision(
        &self,
        point: PointId,
        occurrence: u16,
        ways: Vec<Way>,
        less_likely: Option<LessLikely>,
    ) -> Follows {
        let (_, decider, question) = head(self.scenario, point);
        Follows::Decision {
            point: self.scenario.point_name(point).to_owned(),
            occurrence,
            decider: decider.id().to_owned(),
            by_a_party: is_party(decider),
            question,
            basis: basis(self.scenario, point).map(|basis| basis.as_str().to_owned()),
            ways,
            less_likely,
        }
    }

    fn end(&self, over: &Over, decided: Option<Spread>, data: Option<Spread>) -> EndRecord {
        let channels = self.scenario.channels.list.iter().zip(&over.paths);
        EndRecord {
            outcome: over.fate.name(self.scenario),
            words: words::ending(self.scenario, over),
            warrant: words::warrant(over).to_owned(),
            paths: channels
                .map(|(channel, standing)| (channel.path.clone(), standing.as_str().to_owned()))
                .collect(),
            produced_by: over.data.map(|by| produced_by(self.scenario, by)),
            decided: decided.map(days),
            data_on: data.map(days),
        }
    }
}

/// Whether an office asks for the data or holds it; the others are courts, authorities and lawmakers.
fn is_party(office: Office) -> bool {
    matches!(
        office,
        Office::Prosecutor
            | Office::SolicitorGeneral
            | Office::Provider
            | Office::Subsidiary
            | Office::Amici
            | Office::RequestingAuthority
            | Office::DesignatedAuthority
            | Office::Agent
            | Office::Parties
    )
}

fn less_likely(from: Share, rest: Option<Share>) -> Option<LessLikely> {
    rest.map(|rest| LessLikely {
        odds: tidy(rest.chance / from.chance),
        chance: tidy(rest.chance),
        data: bounds(rest),
        ways: rest.ways,
    })
}

fn bounds(share: Share) -> Bounds {
    let least = share.data / share.chance;
    let unknown = share.chance - share.known;
    let unknown = if unknown > ROUNDING { unknown / share.chance } else { 0.0 };
    Bounds { at_least: tidy(least.min(1.0)), at_most: tidy((least + unknown).min(1.0)) }
}

fn days(spread: Spread) -> Days {
    Days { median: spread.median, p5: spread.low, p95: spread.high }
}

/// The outcomes that compete, the likeliest first.
fn outcomes(scenario: &Scenario, grown: &Grown) -> Vec<OutcomeRecord> {
    let fate_of = |leaf: &Leaf| match &grown.endings[leaf.ending] {
        Ending::Over(over) => Some(over.fate),
        Ending::DeadEnd(_) => None,
    };
    let mut by_fate: BTreeMap<usize, (Fate, Vec<&Leaf>)> = BTreeMap::new();
    for leaf in grown.merged.leaves() {
        if let Some(fate) = fate_of(leaf) {
            by_fate.entry(fate.number()).or_insert((fate, Vec::new())).1.push(leaf);
        }
    }
    let one = |(fate, leaves): (Fate, Vec<&Leaf>)| {
        let outcome = fate.name(scenario);
        OutcomeRecord {
            words: fate::words(&outcome),
            outcome,
            chance: tidy(leaves.iter().map(|leaf| leaf.chance).sum()),
            decided: Spread::over(leaves.iter().copied(), |day| day.decided).map(days),
            data_on: Spread::over(leaves.iter().copied(), |day| day.data).map(days),
        }
    };
    let mut outcomes: Vec<OutcomeRecord> = by_fate.into_values().map(one).collect();
    outcomes.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    outcomes
}

fn dead_ends(scenario: &Scenario, grown: &Grown) -> Vec<DeadEndRecord> {
    let mut chances: BTreeMap<usize, f64> = BTreeMap::new();
    for leaf in grown.merged.leaves() {
        *chances.entry(leaf.ending).or_default() += leaf.chance;
    }
    let one = |(ending, chance): (usize, f64)| match &grown.endings[ending] {
        Ending::DeadEnd(failure) => Some((failure, chance)),
        Ending::Over(_) => None,
    };
    let dead = chances.into_iter().filter_map(one);
    let put = |(failure, chance): (&Failure, f64)| DeadEndRecord {
        why: words::dead_end(scenario, failure),
        chance: tidy(chance),
    };
    dead.map(put).collect()
}
