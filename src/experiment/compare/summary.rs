//! A comparison: what the counts of alternatives on the same cases say, with intervals on every difference.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::compare::{Alternative, Comparison, Counted, SECTIONS, last_day, pairs};
use crate::experiment::estimate::quantile::{self, QuantileEstimate};
use crate::experiment::estimate::{Estimate, Level, best, holm, mean, paired, share};
use crate::experiment::forecast::course::curve;
use crate::experiment::forecast::summary::{
    ByDay, DAYS, OutcomeShare, Precision, Ruling, outcomes, rulings,
};
use crate::experiment::pair::PairCounts;
use crate::experiment::require::{Checked, Requirement};
use crate::experiment::tally::{DayCounts, by_day, total};
use crate::sim::draw::Seed;

/// The most places named where flipped cases parted.
const PARTINGS: usize = 6;

/// Alternatives beside each other.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Compared {
    /// How many cases were run under each.
    pub cases: u64,
    /// The level of every interval.
    pub level: f64,
    /// The days without the data are counted up to this day.
    pub horizon: i64,
    /// Each alternative.
    pub alternatives: Vec<AlternativeResult>,
    /// Each alternative after the first, against the first.
    pub against_first: Vec<Difference>,
    /// The chance of each alternative to have the fewest days without the data on average.
    pub best: Vec<f64>,
    /// Which comes first: data, or a ruling under another alternative.
    pub races: Vec<RaceResult>,
    /// What was required, and whether it is met.
    pub required: Vec<Checked>,
}

/// One alternative.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AlternativeResult {
    /// What it is called.
    pub label: String,
    /// Its scenario.
    pub scenario: String,
    /// How its cases ended.
    pub outcomes: Vec<OutcomeShare>,
    /// The chance that the data is there by the end of a day.
    pub data_by_day: Vec<ByDay>,
    /// The chance that it ever comes, up to the last day simulated.
    pub data_ever: Estimate,
    /// The day by which half of the cases with data have it.
    pub median_day: Option<QuantileEstimate>,
    /// The mean of the days without the data.
    pub days_without_data: Estimate,
    /// How often and when each court first rules.
    pub rulings: Vec<Ruling>,
    /// The chance that the data is there, from each day on, up to the next; every interval is for its day alone.
    pub curve: Vec<ByDay>,
}

/// One alternative against the first: what is above zero is greater under it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Difference {
    /// The alternative.
    pub label: String,
    /// In the chance that the data is there by a day.
    pub data_by_day: Vec<Tested>,
    /// In the chance that it ever comes.
    pub data_ever: Tested,
    /// In the days without the data.
    pub days_without_data: Tested,
    /// In the day by which half of the cases with data have it.
    pub median_day: Option<Estimate>,
    /// Cases that end in the same way on the same day.
    pub same: u64,
    /// Cases that end in the same way on another day.
    pub moved: u64,
    /// Cases that end in another way.
    pub flipped: u64,
    /// Cases with data only under it.
    pub gained: u64,
    /// Cases with data only under the first.
    pub lost: u64,
    /// The share of the cases in which the data comes sooner under it.
    pub sooner: Estimate,
    /// The share in which it comes later.
    pub later: Estimate,
    /// Where the flipped cases parted, the most frequent places first.
    pub partings: Vec<Parting>,
    /// Draws of the first thousand cases that both make.
    pub draws_shared: u64,
    /// Draws of theirs that only the first makes.
    pub draws_dropped: u64,
    /// Draws that only this one makes.
    pub draws_added: u64,
}

/// A place where cases parted, and how many.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Parting {
    /// The decision, and the two options.
    pub place: String,
    /// How many cases.
    pub cases: u64,
}

/// A difference, and how often chance alone makes one as great.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Tested {
    /// The day it is about, if it is about one.
    pub day: Option<i64>,
    /// The difference.
    pub difference: Estimate,
    /// The p-value, adjusted for all of this comparison (Holm).
    pub p: f64,
}

/// Data under one alternative against a ruling under another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RaceResult {
    /// Whose data.
    pub data: String,
    /// Under which alternative the court rules.
    pub ruling: String,
    /// The court.
    pub court: String,
    /// In how many cases it rules.
    pub rulings: u64,
    /// The share of these in which the data is there first.
    pub data_first: Estimate,
    /// The day by which half of the data is there, where it comes.
    pub median_data: Option<QuantileEstimate>,
    /// The day by which half of the rulings are made.
    pub median_ruling: Option<QuantileEstimate>,
}

/// What the counts say. `seed` fixes the draws behind the chances to be best.
pub fn summary(
    alternatives: &[Alternative],
    counted: &Comparison,
    level: Level,
    seed: u64,
) -> Compared {
    let precision = Precision { level, always: false };
    let each = alternatives.iter().zip(&counted.each);
    let against_first = pairs(alternatives.len()).zip(&counted.pairs);
    let against_first = against_first.filter(|((one, _), _)| *one == 0);
    let mut against_first: Vec<Difference> = against_first
        .map(|((_, other), pair)| {
            let (first, second) = (&counted.each[0], &counted.each[other]);
            difference(&alternatives[other].label, first, second, pair, level)
        })
        .collect();
    adjust(&mut against_first);
    Compared {
        cases: counted.each.first().map_or(0, |first| first.all.cases),
        level: level.get(),
        horizon: alternatives.first().map_or(0, |first| first.frame.horizon),
        alternatives: each.map(|(one, counted)| result(one, counted, precision)).collect(),
        against_first,
        best: chances_to_be_best(counted, seed),
        races: races(alternatives, counted, precision),
        required: Vec::new(),
    }
}

/// A requirement on one alternative, or on the difference of the second and the first.
///
/// # Errors
///
/// Why it can be of none of them, in a sentence.
pub fn check(
    requirement: &Requirement,
    alternatives: &[Alternative],
    counted: &Comparison,
) -> Result<Checked, String> {
    let labels = || alternatives.iter().map(|one| one.label.as_str());
    let named = requirement.of.as_deref();
    if named == Some("difference") {
        let difference = counted.against_first(1, &requirement.measure, requirement.level);
        let measured = difference.ok_or_else(|| {
            format!("a difference is counted case by case of p_data, of days_without_data and of p_data_ by day {}", DAYS.map(|day| day.to_string()).join(", "))
        })?;
        return Ok(Checked::new(requirement, measured));
    }
    let place = labels().position(|label| Some(label) == named).ok_or_else(|| {
        let all = labels().collect::<Vec<_>>().join("`, `");
        format!("say of which alternative before a colon: `difference`, `{all}`")
    })?;
    let measured = counted.each[place].measured(&requirement.measure, requirement.level);
    Ok(Checked::new(requirement, measured))
}

fn result(one: &Alternative, counted: &Counted, precision: Precision) -> AlternativeResult {
    let (cases, level) = (counted.all.cases, precision.level);
    let data = counted.counts.data();
    let by = |day: i64| ByDay { day, chance: precision.share(by_day(&data, day), cases) };
    let last = last_day(&one.scenario, &one.terms, one.frame.origin);
    let (days, squares) = (i128::from(counted.all.days), counted.squares as i128);
    AlternativeResult {
        label: one.label.clone(),
        scenario: one.scenario.name.clone(),
        outcomes: outcomes(&counted.counts, one.frame.horizon, precision),
        data_by_day: DAYS.into_iter().filter(|day| *day <= last).map(by).collect(),
        data_ever: precision.share(total(&data), cases),
        median_day: quantile::of(&data, total(&data), 0.5, level),
        days_without_data: mean::of(days, squares, cases, level),
        rulings: rulings(&counted.counts, precision),
        curve: curve(&data, cases, last, precision),
    }
}

fn difference(
    label: &str,
    first: &Counted,
    second: &Counted,
    pair: &PairCounts,
    level: Level,
) -> Difference {
    let cases = first.all.cases;
    let (data, other) = (first.counts.data(), second.counts.data());
    let tested = |day: Option<i64>, both: u64, one: u64, other: u64| Tested {
        day,
        difference: paired::shares(both, other - both, one - both, cases, level),
        p: paired::shares_p_value(other - both, one - both),
    };
    let by = |(day, both): (&i64, &u64)| {
        tested(Some(*day), *both, by_day(&data, *day), by_day(&other, *day))
    };
    let (sum, squares) = (pair.differences, pair.squares as i128);
    let days_without_data = Tested {
        day: None,
        difference: paired::means(sum, squares, cases, level),
        p: paired::means_p_value(sum, squares, cases),
    };
    let of_all = |cases_so: u64| share::wilson(cases_so, cases, level);
    Difference {
        label: label.to_owned(),
        data_by_day: DAYS.iter().zip(&pair.both_by).map(by).collect(),
        data_ever: tested(None, total(&data) - pair.lost, total(&data), total(&other)),
        days_without_data,
        median_day: medians(first, second, level),
        same: pair.same,
        moved: pair.moved,
        flipped: pair.flipped,
        gained: pair.gained,
        lost: pair.lost,
        sooner: of_all(pair.sooner.1),
        later: of_all(pair.sooner.0),
        partings: partings(pair),
        draws_shared: pair.draws.0,
        draws_dropped: pair.draws.1,
        draws_added: pair.draws.2,
    }
}

fn partings(pair: &PairCounts) -> Vec<Parting> {
    let parting = |(place, cases): (&String, &u64)| Parting { place: place.clone(), cases: *cases };
    let mut all: Vec<Parting> = pair.partings.iter().map(parting).collect();
    all.sort_by(|one, other| other.cases.cmp(&one.cases).then(one.place.cmp(&other.place)));
    all.truncate(PARTINGS);
    all
}

/// The difference of the medians: seen in each part of the cases, since the two medians are of the same cases.
fn medians(first: &Counted, second: &Counted, level: Level) -> Option<Estimate> {
    let median = |days: &DayCounts| Some(quantile::of(days, total(days), 0.5, level)?.value as f64);
    let parts = first.sections.iter().zip(&second.sections);
    let differences: Vec<f64> =
        parts.filter_map(|(one, other)| Some(median(other)? - median(one)?)).collect();
    (differences.len() == SECTIONS).then(|| {
        let sections = paired::sections(&differences, level);
        // The value is that of all cases; the parts only say how much it varies.
        let whole = median(&second.counts.data()).zip(median(&first.counts.data()));
        let value = whole.map_or(sections.value, |(other, one)| other - one);
        Estimate { value, ..sections }
    })
}

/// Adjusts every p-value for all there are.
fn adjust(differences: &mut [Difference]) {
    let mut tested: Vec<&mut Tested> = Vec::new();
    for one in differences {
        tested.extend(&mut one.data_by_day);
        tested.push(&mut one.data_ever);
        tested.push(&mut one.days_without_data);
    }
    let adjusted = holm::adjusted(&tested.iter().map(|one| one.p).collect::<Vec<_>>());
    tested.into_iter().zip(adjusted).for_each(|(one, p)| one.p = p);
}

/// The chance that each has the fewest days without the data, given how much the means vary together.
fn chances_to_be_best(counted: &Comparison, seed: u64) -> Vec<f64> {
    let each = &counted.each;
    let cases = each.first().map_or(0, |first| first.all.cases) as f64;
    let means: Vec<f64> = each.iter().map(|one| -(one.all.days as f64) / cases).collect();
    let variance = |sum: f64, squares: f64| (squares / cases - (sum / cases).powi(2)).max(0.0);
    let own = |one: &Counted| variance(one.all.days as f64, one.squares as f64);
    let mut covariance: Vec<Vec<f64>> = vec![vec![0.0; each.len()]; each.len()];
    for (place, one) in each.iter().enumerate() {
        covariance[place][place] = own(one) / cases;
    }
    for ((one, other), pair) in pairs(each.len()).zip(&counted.pairs) {
        let apart = variance(pair.differences as f64, pair.squares as f64);
        let together = (own(&each[one]) + own(&each[other]) - apart) / 2.0 / cases;
        (covariance[one][other], covariance[other][one]) = (together, together);
    }
    best::chances(&means, &covariance, Seed(seed))
}

fn races(
    alternatives: &[Alternative],
    counted: &Comparison,
    precision: Precision,
) -> Vec<RaceResult> {
    let mut all = Vec::new();
    let median = |days: &DayCounts| quantile::of(days, total(days), 0.5, precision.level);
    for ((one, other), pair) in pairs(alternatives.len()).zip(&counted.pairs) {
        for (courts, data, counts) in
            [(one, other, &pair.data_before_ruling), (other, one, &pair.ruling_after_data)]
        {
            let own = &counted.each[data].counts.rulings;
            // A race is of two roads: not where the data itself comes through that court.
            for (court, (rulings, first)) in
                counts.iter().filter(|(court, _)| !own.contains_key(*court))
            {
                all.push(RaceResult {
                    data: alternatives[data].label.clone(),
                    ruling: alternatives[courts].label.clone(),
                    court: court.clone(),
                    rulings: *rulings,
                    data_first: precision.share(*first, *rulings),
                    median_data: median(&counted.each[data].counts.data()),
                    median_ruling: median(&counted.each[courts].counts.rulings[court]),
                });
            }
        }
    }
    all
}
