//! A forecast as a drawing: when the data comes, and when cases end without it.

use super::{ForecastReport, intro, percent, real_words};
use crate::experiment::forecast::course::OTHER;
use crate::experiment::forecast::summary::{Forecast, OutcomeShare};
use crate::experiment::tally::{brings_data, has_day};
use crate::report::chart::course::{Curve, Mark, Picture};
use crate::report::fate;
use crate::report::lines::per_cent;
use crate::report::record::NOTICE;
use crate::scenario::Scenario;

/// The report as a drawing; what it shows in words is its description.
pub fn svg(scenario: &Scenario, report: &ForecastReport) -> String {
    let ForecastReport { manifest, forecast } = report;
    let mut curves = vec![data(forecast)];
    curves.extend(forecast.ends_without_data.iter().map(|end| Curve {
        name: if end.of == OTHER { "no data: other ends".to_owned() } else { fate::words(&end.of) },
        points: &end.curve,
        half_by: None,
        with_band: false,
    }));
    let real = forecast.real_end.as_ref();
    let picture = Picture {
        title: format!("Forecast: {}", scenario.title),
        intro: intro(scenario, manifest, forecast),
        of: "share of all cases",
        curves,
        marks: marks(forecast),
        at_least: real.map_or(0, |real| real.day),
        horizon: forecast.days_without_data.horizon,
        notes: vec![note(forecast), open_words(forecast), NOTICE.trim().to_owned()],
    };
    picture.svg()
}

/// The curve of the data, named after the path that brings it where only one does.
fn data(forecast: &Forecast) -> Curve<'_> {
    let mut paths = forecast.outcomes.iter().filter(|one| brings_data(&one.outcome));
    let name = match (paths.next(), paths.next()) {
        (Some(OutcomeShare { outcome, .. }), None) => fate::words(outcome),
        (None, _) => "data".to_owned(),
        _ => "data, by any path".to_owned(),
    };
    let half = forecast.days_to_data.iter().find(|one| one.part == 0.5);
    Curve {
        name,
        points: &forecast.curve,
        half_by: half.map(|half| half.day.value),
        with_band: true,
    }
}

fn marks(forecast: &Forecast) -> Vec<Mark> {
    let horizon = forecast.days_without_data.horizon;
    let mut marks = Vec::new();
    if horizon < forecast.last_day {
        marks.push(Mark { day: horizon, words: format!("Horizon: day {horizon}") });
    }
    marks.extend(
        forecast.real_end.as_ref().map(|real| Mark { day: real.day, words: real_words(real) }),
    );
    marks
}

/// What no curve shows: the cases that have come to no end.
fn open_words(forecast: &Forecast) -> String {
    let horizon = forecast.days_without_data.horizon;
    let over = forecast.outcomes.iter().filter_map(|one| one.by_horizon);
    let over = over.fold(0.0, |sum, one| sum + one.value);
    let open = forecast.outcomes.iter().filter(|one| !has_day(&one.outcome));
    let open = open.fold(0.0, |sum, one| sum + one.share.value);
    format!(
        "Come to no end, and kept in all shares: {} by day {horizon}, {} by the last day, {}.",
        percent((1.0 - over).max(0.0)),
        percent(open),
        forecast.last_day
    )
}

fn note(forecast: &Forecast) -> String {
    let holds = match forecast.always_valid {
        true => "that hold at any number of cases",
        false => "for this number of cases",
    };
    format!(
        "Band and brackets: {} % intervals {holds}, each for its day alone. Each curve is the share of all cases that have come to that end, with the other ends competing (Aalen-Johansen).{}",
        per_cent(forecast.level),
        if forecast.days_to_data.is_empty() {
            ""
        } else {
            " Circle: the day by which half of the cases with data have it."
        }
    )
}
