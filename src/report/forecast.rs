//! A forecast for people, in 80 columns.

pub mod svg;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::estimate::quantile::QuantileEstimate;
use crate::experiment::forecast::summary::{Forecast, OutcomeShare, RealEnd};
use crate::experiment::require::Checked;
use crate::report::fate;
use crate::report::lines::{asked, columns, day, per_cent, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::text::warrant_words;
use crate::scenario::{Basis, Scenario};

/// A forecast, with what made it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ForecastReport {
    /// What made it.
    pub manifest: Study,
    /// What can be expected.
    pub forecast: Forecast,
}

/// The most drivers the text shows.
const DRIVERS: usize = 8;

/// The report as text.
pub fn text(scenario: &Scenario, report: &ForecastReport) -> String {
    let ForecastReport { manifest, forecast } = report;
    let mut out = heading(scenario, manifest, forecast);
    out.push_str(&outcomes(forecast));
    out.push_str(&data(forecast));
    out.push_str(&rulings(forecast));
    if let Some(real) = &forecast.real_end {
        out.push_str(&real_end(real));
    }
    out.push_str(&drivers(forecast));
    out.push_str(&required(&forecast.required));
    out.push_str(&closing(scenario, manifest, forecast));
    out
}

/// What was required, and the verdicts.
pub fn required(checked: &[Checked]) -> String {
    let mut out = String::new();
    for one in checked {
        let Estimate { value, interval } = one.measured;
        let text = format!(
            "Required: {}. Measured: {} ({} to {}). {}.",
            one.requirement,
            figure(value),
            figure(interval.low),
            figure(interval.high),
            one.verdict.words()
        );
        out.push_str(&wrap(&text, "", "  "));
    }
    if out.is_empty() { out } else { out + "\n" }
}

/// A number as precisely as it is worth.
fn figure(number: f64) -> String {
    if number.abs() < 10.0 { format!("{number:.4}") } else { format!("{number:.1}") }
}

fn heading(scenario: &Scenario, manifest: &Study, forecast: &Forecast) -> String {
    let mut out = wrap(&format!("Forecast: {}", scenario.title), "", "");
    let mut text = intro(scenario, manifest, forecast);
    let level = format!("{} %", per_cent(forecast.level));
    text.push_str(&match forecast.always_valid {
        true => format!(" In brackets: {level} intervals that hold at any number of cases."),
        false => format!(" In brackets: {level} intervals for the number of cases."),
    });
    out.push_str(&wrap(&text, "", ""));
    out.push('\n');
    out
}

/// What was run.
fn intro(scenario: &Scenario, manifest: &Study, forecast: &Forecast) -> String {
    let known = match manifest.from {
        Some(from) if from > scenario.opens => "what is known then is as recorded",
        Some(_) => "of the record only this day is used",
        None if scenario.record.is_empty() => "nothing is recorded",
        None => "as recorded up to what is chosen",
    };
    let mut text = format!(
        "{} cases from {}, day 0 ({known}), to day {}. Seed {}.",
        thousands(forecast.cases),
        day(forecast.day_zero),
        forecast.last_day,
        manifest.seed,
    );
    for one in &forecast.what_ifs {
        let often = percent(one.came_up.value);
        text.push_str(&format!(" What if {}: it comes up in {often} of the cases.", one.choice));
    }
    text
}

fn outcomes(forecast: &Forecast) -> String {
    let mut rows = vec![["How it ends", "share", "", "half by day"].map(str::to_owned)];
    for OutcomeShare { outcome, share, median_day, .. } in &forecast.outcomes {
        rows.push([
            fate::words(outcome),
            percent(share.value),
            ends(share),
            median_day.as_ref().map_or_else(String::new, |at| at.value.to_string()),
        ]);
    }
    columns(&rows) + "\n"
}

fn data(forecast: &Forecast) -> String {
    let mut rows = vec![["The data is there", "chance", ""].map(str::to_owned)];
    for by in &forecast.data_by_day {
        rows.push([format!("by day {}", by.day), percent(by.chance.value), ends(&by.chance)]);
    }
    let mut out = columns(&rows);
    let part = |part: f64| forecast.days_to_data.iter().find(|one| one.part == part);
    if let (Some(half), Some(low), Some(high)) = (part(0.5), part(0.05), part(0.95)) {
        let text = format!(
            "Where it comes, half of it is there by day {}; one in twenty by day {}, nineteen in twenty by day {}.",
            quantile(&half.day),
            low.day.value,
            high.day.value
        );
        out.push_str(&wrap(&text, "", ""));
    }
    let without = &forecast.days_without_data;
    let Estimate { value, interval } = without.mean;
    let text = format!(
        "Days without it, of the first {}: {value:.1} on average ({:.1} to {:.1}), cases that never get it included.",
        without.horizon, interval.low, interval.high
    );
    out.push_str(&wrap(&text, "", ""));
    out.push('\n');
    out
}

fn rulings(forecast: &Forecast) -> String {
    if forecast.rulings.is_empty() {
        return String::new();
    }
    let mut rows = vec![["First ruling of", "reached", "", "half by day"].map(str::to_owned)];
    for one in &forecast.rulings {
        let at = one.median_day.as_ref().map_or_else(String::new, |at| at.value.to_string());
        let share = percent(one.share.value);
        rows.push([court(one.court).to_owned(), share, ends(&one.share), at]);
    }
    columns(&rows) + "\n"
}

/// A court as the reports of many cases name it.
pub fn court(court: &str) -> &str {
    match court {
        "magistrate" => "the magistrate judge",
        "district" => "the district judge",
        "circuit" => "the court of appeals",
        "supreme" => "the Supreme Court",
        other => other,
    }
}

/// What happened, without the stop.
fn real_words(real: &RealEnd) -> String {
    let what = match real.warrant {
        Some(ending) => format!("the court track ended ({})", warrant_words(ending)),
        None => fate::words(&real.outcome),
    };
    format!("What happened: {what} on {}, day {}", day(real.on), real.day)
}

fn real_end(real: &RealEnd) -> String {
    let text = format!(
        "{}. It ends in this way in {} of the simulated cases; {} are over by that day.",
        real_words(real),
        percent(real.same.value),
        percent(real.over_by_then.value),
    );
    wrap(&text, "", "") + "\n"
}

fn drivers(forecast: &Forecast) -> String {
    if forecast.drivers.is_empty() {
        return String::new();
    }
    let head = ["What makes cases differ", "explains", "rests on"].map(str::to_owned);
    let mut rows = vec![head];
    for one in forecast.drivers.iter().take(DRIVERS) {
        let basis = one.basis.map_or("", Basis::as_str).to_owned();
        rows.push([one.draw.clone(), percent(one.share), basis]);
    }
    let note =
        "Of the variance of the days without the data, what one draw explains where it comes up.";
    columns(&rows) + &wrap(note, "", "") + "\n"
}

fn closing(scenario: &Scenario, manifest: &Study, forecast: &Forecast) -> String {
    let case = asked(&scenario.name, &scenario.sets);
    let mut out = String::new();
    if let Some(share) = &forecast.from_guesses {
        let text = format!(
            "Guesses: {} of that variance comes from draws whose odds or times are guesses (comity assumptions {case}).",
            chance(share)
        );
        out.push_str(&wrap(&text, "", ""));
    }
    out.push_str(NOTICE);
    out.push_str("\nNext:\n");
    let from = manifest.from.map_or_else(String::new, |from| format!(" --from {from}"));
    out.push_str(&format!("  comity run {case}{from} --seed 2\n"));
    out
}

/// `31.2 % (30.9 to 31.5)`.
pub fn chance(estimate: &Estimate) -> String {
    format!("{} {}", percent(estimate.value), ends(estimate))
}

/// `(30.9 to 31.5)`.
pub fn ends(estimate: &Estimate) -> String {
    format!("({} to {})", plain(estimate.interval.low), plain(estimate.interval.high))
}

/// `31.2 %`.
pub fn percent(share: f64) -> String {
    format!("{} %", plain(share))
}

/// A difference with its sign, of shares in hundredths; nothing has no sign but `+`.
pub fn signed(value: f64, of_shares: bool) -> String {
    let value = if value == 0.0 { 0.0 } else { value };
    if of_shares { format!("{:+.2}", value * 100.0) } else { format!("{value:+.1}") }
}

/// A share as a number of hundredths: more digits where it is small or nearly whole.
fn plain(share: f64) -> String {
    let hundredths = share * 100.0;
    match hundredths.min(100.0 - hundredths) {
        close if close <= 0.0 => format!("{hundredths:.0}"),
        close if close < 1.0 => format!("{hundredths:.2}"),
        _ => format!("{hundredths:.1}"),
    }
}

/// `day 172 (171 to 173)`, without the word.
fn quantile(estimate: &QuantileEstimate) -> String {
    let end = |day: Option<i64>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    format!("{} ({} to {})", estimate.value, end(estimate.low), end(estimate.high))
}

/// `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_more_digits_where_they_need_them() {
        let words = [0.0, 0.0004, 0.312, 0.9, 0.9996, 1.0].map(percent);
        assert_eq!(words, ["0 %", "0.04 %", "31.2 %", "90.0 %", "99.96 %", "100 %"]);
    }

    #[test]
    fn great_numbers_are_grouped() {
        assert_eq!([7, 999, 1_000, 1_234_567].map(thousands), ["7", "999", "1,000", "1,234,567"]);
    }
}
