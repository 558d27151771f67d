//! Requirements on a result: `p_data_180 >= 0.8 @ 95%` is met if all of the interval is at 0.8 or above, not met if none
//! of it is, and undecided otherwise.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::driver::Cell;
use crate::experiment::estimate::{Estimate, Level, paired};
use crate::experiment::forecast::summary::{DAYS, Precision};
use crate::experiment::pair::PairCounts;
use crate::experiment::tally::{Counts, by_day, total};

/// A requirement as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Its text.
    pub text: String,
    /// The alternative it is about, by its label; `difference` for the second less the first; `None`: the only one.
    pub of: Option<String>,
    /// What is measured.
    pub measure: Measure,
    /// Whether it must be at least the bound; otherwise at most.
    pub at_least: bool,
    /// The bound.
    pub bound: f64,
    /// The level of the interval.
    pub level: Level,
}

/// What can be required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `p_data_180`: the chance that the data is there by the end of a day.
    DataBy(i64),
    /// `p_data`: the chance that it ever comes.
    DataEver,
    /// `p_warrant_quashed`: the share of an outcome.
    Outcome(String),
    /// `days_without_data`: their mean, up to the horizon.
    DaysWithout,
}

/// Whether a requirement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All of the interval is on the right side.
    Met,
    /// None of it is.
    NotMet,
    /// More cases would have to be run, or it is too close to say.
    Undecided,
}

impl Verdict {
    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not met",
            Verdict::Undecided => "undecided",
        }
    }
}

impl Requirement {
    /// Reads `[alternative:] measure >= bound [@ level%]`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Requirement, String> {
        let (claim, level) = match text.rsplit_once('@') {
            Some((claim, level)) if level.trim().ends_with('%') => (claim, read_level(level)?),
            _ => (text, Level::default()),
        };
        let (left, at_least, bound) = match (claim.split_once(">="), claim.split_once("<=")) {
            (Some((left, bound)), None) => (left, true, bound),
            (None, Some((left, bound))) => (left, false, bound),
            _ => return Err("it has no `>=` or `<=`".to_owned()),
        };
        let (of, measure) = match left.rsplit_once(':') {
            Some((of, measure)) => (Some(of.trim().to_owned()), measure),
            None => (None, left),
        };
        Ok(Requirement {
            text: text.trim().to_owned(),
            of,
            measure: Measure::parse(measure.trim())?,
            at_least,
            bound: read_bound(bound)?,
            level,
        })
    }

    /// Whether it holds, given the estimate at its level.
    pub fn verdict(&self, estimate: &Estimate) -> Verdict {
        let Estimate { interval, .. } = estimate;
        let (near, far) = match self.at_least {
            true => (interval.low >= self.bound, interval.high < self.bound),
            false => (interval.high <= self.bound, interval.low > self.bound),
        };
        match (near, far) {
            (true, _) => Verdict::Met,
            (_, true) => Verdict::NotMet,
            _ => Verdict::Undecided,
        }
    }
}

/// A requirement, what was measured, and whether that meets it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Checked {
    /// The requirement.
    pub requirement: String,
    /// What was measured, at the level of the requirement.
    pub measured: Estimate,
    /// Whether that meets it.
    pub verdict: Verdict,
}

impl Checked {
    /// A requirement on what was measured.
    pub fn new(requirement: &Requirement, measured: Estimate) -> Checked {
        let verdict = requirement.verdict(&measured);
        Checked { requirement: requirement.text.clone(), measured, verdict }
    }
}

impl Measure {
    /// It, in the counts of some cases: how they ended, and their days without the data.
    pub fn of(&self, counts: &Counts, all: Cell, squares: u128, precision: Precision) -> Estimate {
        let data = || counts.data();
        match self {
            Measure::DataBy(day) => precision.share(by_day(&data(), *day), counts.cases),
            Measure::DataEver => precision.share(total(&data()), counts.cases),
            Measure::Outcome(outcome) => precision.share(counts.of(outcome), counts.cases),
            Measure::DaysWithout => precision.mean(all.days, squares, all.cases),
        }
    }

    /// The second less the first, on the same cases; `None` where it is not counted case by case.
    pub fn difference(
        &self,
        pair: &PairCounts,
        first: &Counts,
        second: &Counts,
        level: Level,
    ) -> Option<Estimate> {
        if *self == Measure::DaysWithout {
            let squares = pair.squares as i128;
            return Some(paired::means(pair.differences, squares, first.cases, level));
        }
        let (both, one, other) = self.shared(pair, first, second)?;
        Some(paired::shares(both, other - both, one - both, first.cases, level))
    }

    /// How often chance alone brings about such a difference; `None` where it is not counted case by case.
    pub fn p_value(&self, pair: &PairCounts, first: &Counts, second: &Counts) -> Option<f64> {
        if *self == Measure::DaysWithout {
            let squares = pair.squares as i128;
            return Some(paired::means_p_value(pair.differences, squares, first.cases));
        }
        let (both, one, other) = self.shared(pair, first, second)?;
        Some(paired::shares_p_value(other - both, one - both))
    }

    /// The cases with the data under both, under the first and under the second, if it is the chance of that and they
    /// are counted.
    fn shared(
        &self,
        pair: &PairCounts,
        first: &Counts,
        second: &Counts,
    ) -> Option<(u64, u64, u64)> {
        let (one, other) = (first.data(), second.data());
        match self {
            Measure::DataBy(day) => {
                let place = DAYS.iter().position(|known| known == day)?;
                let both = *pair.both_by.get(place)?;
                Some((both, by_day(&one, *day), by_day(&other, *day)))
            }
            Measure::DataEver => Some((total(&one) - pair.lost, total(&one), total(&other))),
            Measure::DaysWithout | Measure::Outcome(_) => None,
        }
    }

    /// Reads `p_data_180`, `p_data`, `p_warrant_quashed` or `days_without_data`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Measure, String> {
        match text {
            "p_data" => return Ok(Measure::DataEver),
            "days_without_data" => return Ok(Measure::DaysWithout),
            _ => {}
        }
        if let Some(day) = text.strip_prefix("p_data_").and_then(|day| day.parse().ok()) {
            return if (0..=36_500).contains(&day) {
                Ok(Measure::DataBy(day))
            } else {
                Err(format!("day {day} is not one of 0 to 36500"))
            };
        }
        match text.strip_prefix("p_") {
            Some(outcome) if !outcome.is_empty() => Ok(Measure::Outcome(outcome.replace('_', "-"))),
            _ => Err(format!(
                "`{text}` is no measure; there are p_data_180 (by any day), p_data, p_<outcome> and days_without_data"
            )),
        }
    }
}

fn read_level(text: &str) -> Result<Level, String> {
    let number = text.trim().trim_end_matches('%').trim();
    let level = number.parse().ok().and_then(|level: f64| Level::new(level / 100.0));
    level.ok_or_else(|| format!("`{number}` is no level: write @ 95%"))
}

/// `0.8` or `80%`.
fn read_bound(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 0.01));
    let bound = number.trim().parse().ok().filter(|bound: &f64| bound.is_finite());
    bound.map(|bound| bound * unit).ok_or_else(|| format!("`{text}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::estimate::Interval;

    fn between(low: f64, high: f64) -> Estimate {
        Estimate { value: (low + high) / 2.0, interval: Interval { low, high } }
    }

    #[test]
    fn a_requirement_is_met_not_met_or_undecided_by_its_whole_interval() {
        let least = Requirement::parse("p_data_180 >= 0.8 @ 95%").expect("it is one");
        assert_eq!(least.verdict(&between(0.80, 0.85)), Verdict::Met);
        assert_eq!(least.verdict(&between(0.70, 0.79)), Verdict::NotMet);
        assert_eq!(least.verdict(&between(0.79, 0.85)), Verdict::Undecided);
        let most = Requirement::parse("treaty: days_without_data <= 300").expect("it is one");
        assert_eq!(most.of.as_deref(), Some("treaty"));
        assert_eq!(most.verdict(&between(280.0, 300.0)), Verdict::Met);
        assert_eq!(most.verdict(&between(301.0, 310.0)), Verdict::NotMet);
    }

    #[test]
    fn an_outcome_is_named_with_either_stroke_and_a_bound_in_hundredths_or_not() {
        let one = Requirement::parse("p_warrant_quashed <= 20%").expect("it is one");
        assert_eq!(one.measure, Measure::Outcome("warrant-quashed".to_owned()));
        assert_eq!((one.bound, one.at_least), (0.2, false));
    }

    #[test]
    fn what_is_no_requirement_is_explained() {
        for (text, part) in [
            ("p_data_180", "`>=`"),
            ("speed >= 3", "`speed` is no measure"),
            ("p_data_99999 >= 0.1", "day 99999"),
            ("p_data >= much", "`much` is no number"),
            ("p_data >= 0.1 @ 100%", "no level"),
        ] {
            let why = Requirement::parse(text).expect_err(text);
            assert!(why.contains(part), "{text}: {why}");
        }
    }
}
