//! Outcomes that compete, in time: the estimator of Aalen and Johansen (1978, "An empirical transition matrix for
//! non-homogeneous Markov chains based on censored observations"), and with one outcome that of Kaplan and Meier
//! (1958).
//!
//! The share that has met one fate by a day is not one less a Kaplan-Meier curve in which the other fates count as
//! cut off: that would be the share in a world without the other fates.

use serde::Serialize;

use super::share::score;
use super::{Estimate, Level};

/// Where a curve moves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The day on which it does.
    pub day: i64,
    /// The cases that were neither over nor cut off before that day.
    pub at_risk: u64,
    /// Those of them that make it move.
    pub events: u64,
    /// The share from that day on, and the interval for it.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// The variance of the share.
    pub variance: f64,
}

/// A share of all cases, as the days go by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// Before the first step.
    pub start: Estimate,
    /// Where it moves, in the order of the days.
    pub steps: Vec<Step>,
}

/// What has become of the cases, day by day. On every day the shares add up to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curves {
    /// For each outcome, the share that has come to it (cumulative incidence).
    pub causes: Vec<Curve>,
    /// The share that has come to none (Kaplan-Meier).
    pub waiting: Curve,
}

/// The share on a day.
#[must_use]
pub fn at(curve: &Curve, day: i64) -> Estimate {
    let next = curve.steps.partition_point(|step| step.day <= day);
    next.checked_sub(1).map_or(curve.start, |last| curve.steps[last].estimate)
}

/// The curves of cases of which some are cut off. `events` has for each day how many came to each outcome, `censored`
/// how many were cut off with none, both in the order of the days. Who is cut off on a day was still there on that
/// day.
///
/// The variances are Greenwood's (1926), and for the outcomes the same carried through the estimator. The intervals
/// are Rothman's (1978): Wilson's, for as many cases as would have that variance if none were cut off. So they are
/// Wilson's where none is, end neither below 0 nor above 1, and know of an upper end before the first event.
#[must_use]
pub fn aalen_johansen(events: &[(i64, Vec<u64>)], censored: &[(i64, u64)], level: Level) -> Curves {
    let causes = events.iter().map(|(_, counts)| counts.len()).max().unwrap_or(0);
    let ended: u64 = events.iter().flat_map(|(_, counts)| counts).sum();
    let cases = ended + censored.iter().map(|(_, count)| count).sum::<u64>();
    let mut table = Table {
        at_risk: cases,
        known: cases,
        log_variance: 0.0,
        waiting: Growing::new(1.0, level),
        causes: vec![Incidence::new(level); causes],
    };
    let mut cuts = censored.iter().peekable();
    for (day, counts) in events {
        while let Some((_, count)) = cuts.next_if(|(cut, _)| cut < day) {
            table.at_risk -= count;
            table.known -= count;
        }
        table.pass(*day, counts);
    }
    let Table { known, waiting, causes, .. } = table;
    let finish = |incidence: Incidence| incidence.growing.finish(known);
    Curves { causes: causes.into_iter().map(finish).collect(), waiting: waiting.finish(known) }
}

/// The life table as it is read, day by day.
struct Table {
    /// Cases neither over nor cut off.
    at_risk: u64,
    /// Cases not cut off.
    known: u64,
    /// Greenwood's sum: the variance of the logarithm of the share that waits.
    log_variance: f64,
    waiting: Growing,
    causes: Vec<Incidence>,
}

impl Table {
    /// A day on which cases come to their outcomes.
    fn pass(&mut self, day: i64, counts: &[u64]) {
        let events = counts.iter().sum::<u64>();
        if events == 0 {
            return;
        }
        let moment = Moment { day, at_risk: self.at_risk, known: self.known };
        for (cause, count) in self.causes.iter_mut().zip(counts) {
            cause.pass(moment, *count, self.waiting.value, self.log_variance);
        }
        self.at_risk -= events;
        let (all, left) = (moment.at_risk as f64, self.at_risk as f64);
        if self.at_risk > 0 {
            self.log_variance += events as f64 / (all * left);
        }
        let value = self.waiting.value * left / all;
        self.waiting.step(moment, events, value, value * value * self.log_variance);
    }
}

/// A day, the cases that may come to an outcome on it, and the cases not cut off before it.
#[derive(Clone, Copy)]
struct Moment {
    day: i64,
    at_risk: u64,
    known: u64,
}

/// The share with one outcome, as it grows.
#[derive(Clone)]
struct Incidence {
    growing: Growing,
    variance: f64,
    /// The covariance of the share with the logarithm of the share that waits, less a part of the latter: what a
    /// later event adds to the variance because it depends on how many were left.
    covariance: f64,
}

impl Incidence {
    fn new(level: Level) -> Incidence {
        Incidence { growing: Growing::new(0.0, level), variance: 0.0, covariance: 0.0 }
    }

    /// The multinomial variance of each day's hazards, carried through the estimator; kept up to date in place of a
    /// sum over all earlier days.
    fn pass(&mut self, moment: Moment, events: u64, waiting: f64, log_variance: f64) {
        if events == 0 {
            return;
        }
        let all = moment.at_risk as f64;
        let hazard = events as f64 / all;
        let rise = waiting * hazard;
        self.variance += rise * (rise * log_variance + 2.0 * self.covariance)
            + waiting * waiting * hazard * (1.0 - hazard) / all;
        self.covariance += rise * log_variance - waiting * hazard / all;
        self.growing.step(moment, events, self.growing.value + rise, self.variance);
    }
}

/// A curve up to the day that is read.
#[derive(Clone)]
struct Growing {
    value: f64,
    level: Level,
    /// As many cases as would have the variance if none were cut off.
    effective: f64,
    start: Estimate,
    steps: Vec<Step>,
}

impl Growing {
    fn new(value: f64, level: Level) -> Growing {
        let start = Estimate { value, interval: score(value, 0.0, level) };
        Growing { value, level, effective: 0.0, start, steps: Vec::new() }
    }

    /// The cases not cut off say how sure it is that nothing happens before the first step.
    fn begin(&mut self, known: u64) {
        self.effective = known as f64;
        self.start.interval = score(self.start.value, self.effective, self.level);
    }

    fn step(&mut self, moment: Moment, events: u64, value: f64, variance: f64) {
        /// What rounding may leave where nothing should be left.
        const NOTHING: f64 = 1e-12;
        if self.steps.is_empty() {
            self.begin(moment.known);
        }
        self.value = if 1.0 - value < NOTHING { 1.0 } else { value };
        let spread = self.value * (1.0 - self.value);
        // Where all or none are there, the variance says nothing.
        if spread > 0.0 {
            self.effective = spread / variance;
        }
        let interval = score(self.value, self.effective, self.level);
        let estimate = Estimate { value: self.value, interval };
        let Moment { day, at_risk, .. } = moment;
        self.steps.push(Step { day, at_risk, events, estimate, variance });
    }

    fn finish(mut self, known: u64) -> Curve {
        if self.steps.is_empty() {
            self.begin(known);
        }
        Curve { start: self.start, steps: self.steps }
    }
}

#[cfg(test)]
mod tests;
