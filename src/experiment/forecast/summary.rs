//! A forecast: what the counts of many cases say, with intervals.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::driver::share_of_variance;
use crate::experiment::estimate::quantile::QuantileEstimate;
use crate::experiment::estimate::{Estimate, Interval, Level, mean, normal, quantile, share};
use crate::experiment::fate::End;
use crate::experiment::forecast::course::{EndCourse, curve, ends_without_data};
use crate::experiment::forecast::{Counted, Frame};
use crate::experiment::require::Checked;
use crate::experiment::tally::{COURTS, Counts, DayCounts, by_day, has_day, total};
use crate::law::chambers::calendar_date;
use crate::scenario::{Basis, Scenario};
use crate::sim::time::DAY;
use crate::simulate::{Driver, Failure, Terms, run};

/// The days by which it is said how likely the data is there.
pub const DAYS: [i64; 7] = [30, 90, 180, 365, 730, 1095, 1825];

/// The parts of the cases with data of which it is said by when they have it.
const PARTS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// What can be expected.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Forecast {
    /// How many cases were run.
    pub cases: u64,
    /// Day 0 of all days below.
    #[schemars(with = "String")]
    pub day_zero: Date,
    /// The last day simulated, counted from day 0.
    pub last_day: i64,
    /// The level of every interval.
    pub level: f64,
    /// The intervals hold at every number of cases at once, so that one may stop when they are narrow enough.
    pub always_valid: bool,
    /// How the cases ended: the shares add up to 1.
    pub outcomes: Vec<OutcomeShare>,
    /// The chance that the data is there by the end of a day.
    pub data_by_day: Vec<ByDay>,
    /// By when the given part of the cases with data have it.
    pub days_to_data: Vec<Part>,
    /// The days without the data, of the days up to the horizon: the mean over all cases.
    pub days_without_data: WithinHorizon,
    /// In which share of the cases each what-if came up.
    pub what_ifs: Vec<WhatIf>,
    /// How often and when each court first rules.
    pub rulings: Vec<Ruling>,
    /// What explains the differences between cases, the greatest first.
    pub drivers: Vec<DrawShare>,
    /// The share of the variance of the days without the data that comes from draws that rest on guesses.
    pub from_guesses: Option<Estimate>,
    /// What happened, where the record goes on after day 0.
    pub real_end: Option<RealEnd>,
    /// What was required, and whether it is met.
    pub required: Vec<Checked>,
    /// The chance that the data is there, from each day on, up to the next; every interval is for its day alone.
    pub curve: Vec<ByDay>,
    /// The same for each way to end without it.
    pub ends_without_data: Vec<EndCourse>,
}

/// One way for a case to end.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutcomeShare {
    /// Its name: `data-by-treaty`, `warrant-quashed`, `open`.
    pub outcome: String,
    /// Its share of the cases by the last day simulated.
    pub share: Estimate,
    /// Its share by the horizon.
    pub by_horizon: Option<Estimate>,
    /// The day by which half of these cases had ended so.
    pub median_day: Option<QuantileEstimate>,
}

/// A chance by a day.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct ByDay {
    /// The day.
    pub day: i64,
    /// The chance.
    pub chance: Estimate,
}

/// A day by which a part of the cases have what they wait for.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Part {
    /// The part.
    pub part: f64,
    /// The day.
    pub day: QuantileEstimate,
}

/// A mean up to a horizon.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct WithinHorizon {
    /// The horizon, in days from day 0.
    pub horizon: i64,
    /// The mean.
    pub mean: Estimate,
}

/// A what-if, and how often it came up.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WhatIf {
    /// `point=option`.
    pub choice: String,
    /// The share of the cases.
    pub came_up: Estimate,
}

/// A court's first ruling.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Ruling {
    /// `magistrate`, `district`, `circuit` or `supreme`.
    pub court: &'static str,
    /// The share of the cases in which it rules after day 0.
    pub share: Estimate,
    /// The day by which half of its rulings are there.
    pub median_day: Option<QuantileEstimate>,
}

/// How much one draw explains.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DrawShare {
    /// The draw: a point, `district.stay`, or its time, `district.stay time`.
    pub draw: String,
    /// What its odds or its time rest on.
    pub basis: Option<Basis>,
    /// The share of the variance that it explains by itself.
    pub share: f64,
}

/// How the case really ended.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RealEnd {
    /// The outcome.
    pub outcome: String,
    /// How the court track ended, if it was taken.
    pub warrant: Option<&'static str>,
    /// The date.
    #[schemars(with = "String")]
    pub on: Date,
    /// The day, counted from day 0.
    pub day: i64,
    /// The share of the simulated cases whose court track ended in this way.
    pub same: Estimate,
    /// The share that had ended, in whatever way, by that day.
    pub over_by_then: Estimate,
}

/// How the intervals of a forecast are made.
#[derive(Clone, Copy, Debug)]
pub struct Precision {
    /// Their level.
    pub level: Level,
    /// They hold at every number of cases at once.
    pub always: bool,
}

impl Precision {
    /// A share.
    pub fn share(self, part: u64, all: u64) -> Estimate {
        match self.always {
            true => share::always_valid(part, all, self.level),
            false => share::wilson(part, all, self.level),
        }
    }

    fn quantile(self, days: &DayCounts, part: f64) -> Option<QuantileEstimate> {
        let all = total(days);
        match self.always {
            true => quantile::always_valid(days, all, part, self.level),
            false => quantile::of(days, all, part, self.level),
        }
    }

    /// A mean of whole numbers.
    pub fn mean(self, sum: u64, squares: u128, all: u64) -> Estimate {
        let (sum, squares) = (i128::from(sum), squares as i128);
        match self.always {
            true => mean::always_valid(sum, squares, all, self.level),
            false => mean::of(sum, squares, all, self.level),
        }
    }
}

/// What the counts say. `last_day` is the last day simulated.
pub fn summary(
    scenario: &Scenario,
    counted: &Counted,
    frame: Frame,
    last_day: i64,
    precision: Precision,
) -> Forecast {
    let cases = counted.all.cases;
    let data = counted.counts.data();
    let by = |day: i64| ByDay { day, chance: precision.share(by_day(&data, day), cases) };
    let part = |part: f64| Some(Part { part, day: precision.quantile(&data, part)? });
    Forecast {
        cases,
        day_zero: calendar_date(frame.origin),
        last_day,
        level: precision.level.get(),
        always_valid: precision.always,
        outcomes: outcomes(&counted.counts, frame.horizon, precision),
        data_by_day: DAYS.into_iter().filter(|day| *day <= last_day).map(by).collect(),
        days_to_data: PARTS.into_iter().filter_map(part).collect(),
        days_without_data: WithinHorizon {
            horizon: frame.horizon,
            mean: precision.mean(counted.all.days, counted.squares, cases),
        },
        what_ifs: what_ifs(counted, precision),
        rulings: rulings(&counted.counts, precision),
        drivers: drivers(scenario, counted),
        from_guesses: from_guesses(counted, precision.level),
        real_end: None,
        required: Vec::new(),
        curve: curve(&data, cases, last_day, precision),
        ends_without_data: ends_without_data(&counted.counts, last_day, precision),
    }
}

/// The ways in which cases ended.
pub fn outcomes(counts: &Counts, horizon: i64, precision: Precision) -> Vec<OutcomeShare> {
    let cases = counts.cases;
    let outcome = |(name, days): (&String, &DayCounts)| OutcomeShare {
        outcome: name.clone(),
        share: precision.share(total(days), cases),
        by_horizon: has_day(name).then(|| precision.share(by_day(days, horizon), cases)),
        median_day: precision.quantile(days, 0.5).filter(|_| has_day(name)),
    };
    let mut all: Vec<OutcomeShare> = counts.fates.iter().map(outcome).collect();
    // The likeliest first, what is still open last.
    let place = |one: &OutcomeShare| (!has_day(&one.outcome), -one.share.value);
    all.sort_by(|one, other| {
        place(one).partial_cmp(&place(other)).unwrap_or(std::cmp::Ordering::Equal)
    });
    all
}

fn what_ifs(counted: &Counted, precision: Precision) -> Vec<WhatIf> {
    let came_up = |(choice, times): (&String, &u64)| WhatIf {
        choice: choice.clone(),
        came_up: precision.share(*times, counted.all.cases),
    };
    counted.what_ifs.iter().map(came_up).collect()
}

/// The first rulings of the courts.
pub fn rulings(counts: &Counts, precision: Precision) -> Vec<Ruling> {
    let ruling = |court: &'static str| {
        let days: DayCounts = counts.rulings.get(court)?.clone();
        let after: DayCounts = days.into_iter().filter(|(day, _)| *day > 0).collect();
        let share = precision.share(total(&after), counts.cases);
        (!after.is_empty()).then(|| Ruling {
            court,
            share,
            median_day: precision.quantile(&after, 0.5),
        })
    };
    COURTS.into_iter().filter_map(ruling).collect()
}

/// Every draw that explains a thousandth or more.
fn drivers(scenario: &Scenario, counted: &Counted) -> Vec<DrawShare> {
    let variance = counted.variance();
    let explained = |(draw, cells): (&String, &std::collections::BTreeMap<_, _>)| DrawShare {
        draw: draw.clone(),
        basis: basis(scenario, draw),
        share: share_of_variance(cells, counted.all.cases, variance),
    };
    let mut all: Vec<DrawShare> =
        counted.cells.iter().map(explained).filter(|draw| draw.share >= 0.001).collect();
    all.sort_by(|one, other| other.share.total_cmp(&one.share));
    all
}

/// What the odds or the time of a point rest on.
fn basis(scenario: &Scenario, draw: &str) -> Option<Basis> {
    let (name, time) = draw.strip_suffix(" time").map_or((draw, false), |name| (name, true));
    let Some(point) = scenario.find_point(name) else {
        let frailty = scenario.other_numbers.iter().find(|number| number.what == draw);
        return frailty?.support.basis;
    };
    let assumed = scenario.assumed.get(usize::from(point.0))?;
    if time { assumed.takes_basis } else { assumed.odds_basis }
}

fn from_guesses(counted: &Counted, level: Level) -> Option<Estimate> {
    let (share, error) = counted.twins.share(counted.variance())?;
    let reach = normal::upper((1.0 - level.get()) / 2.0) * error;
    let interval = Interval { low: (share - reach).max(0.0), high: (share + reach).min(1.0) };
    Some(Estimate { value: share, interval })
}

/// How the case ended that the record tells of, if it goes on after day 0.
///
/// # Errors
///
/// As [`run`].
pub fn real_end(
    scenario: &Scenario,
    counted: &Counted,
    frame: Frame,
    precision: Precision,
) -> Result<Option<RealEnd>, Failure> {
    let real = run(scenario, &Terms::default(), Driver::InPlace, &mut |_| ())?;
    let end = End::of(&real.posture);
    let Some(at) = end.at.filter(|at| *at > frame.origin) else { return Ok(None) };
    let day = (at - frame.origin).div_euclid(DAY);
    let outcome = end.fate.name(scenario);
    let warrant = real.posture.ending.map(|(ending, _)| ending.as_str());
    let same = warrant.and_then(|ending| counted.counts.warrants.get(ending));
    let over = counted.counts.fates.iter().filter(|(name, _)| has_day(name));
    let over: u64 = over.map(|(_, days)| by_day(days, day)).sum();
    let cases = counted.all.cases;
    Ok(Some(RealEnd {
        same: precision.share(same.map_or(0, |days| total(days)), cases),
        over_by_then: precision.share(over, cases),
        on: calendar_date(at),
        day,
        warrant,
        outcome,
    }))
}
