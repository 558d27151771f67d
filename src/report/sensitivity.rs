//! Which of the guesses a result hangs on: for people, in 80 columns, as a drawing and as a table.

pub mod csv;
mod morris;
mod sobol;
mod tornado;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::screening::{Morris, Setting, Sobol};
use crate::experiment::sensitivity::tornado::Tornado;
use crate::report::forecast::{self, thousands};
use crate::report::lines::{columns, list, shell_lines, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::sweep::measure_words;

/// What moving the guesses shows, with what made it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SensitivityReport {
    /// What made it.
    pub manifest: Study,
    /// What it shows.
    #[serde(flatten)]
    pub shown: Shown,
}

/// What it shows, by the method.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Each guess at either end of its range.
    Tornado(Tornado),
    /// Elementary effects.
    Morris(Morris),
    /// Shares of the variance.
    Sobol(Sobol),
}

/// The report as text.
pub fn text(report: &SensitivityReport) -> String {
    let manifest = &report.manifest;
    let mut out = match &report.shown {
        Shown::Tornado(tornado) => tornado::text(manifest, tornado),
        Shown::Morris(morris) => morris::text(manifest, morris),
        Shown::Sobol(sobol) => sobol::text(manifest, sobol),
    };
    out.push('\n');
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out + &shell_lines(&manifest.command, "  ")
}

/// The report as a drawing.
pub fn svg(report: &SensitivityReport) -> String {
    let manifest = &report.manifest;
    match &report.shown {
        Shown::Tornado(tornado) => tornado::svg(manifest, tornado),
        Shown::Morris(morris) => morris::svg(manifest, morris),
        Shown::Sobol(sobol) => sobol::svg(manifest, sobol),
    }
}

/// How figures of a measure are written: days, or shares in hundredths.
#[derive(Clone, Copy)]
struct Unit {
    shares: bool,
}

impl Unit {
    fn of(measure: &str) -> Unit {
        Unit { shares: measure.starts_with("p_") }
    }

    /// A value of the measure.
    fn level(self, value: f64) -> String {
        if self.shares { format!("{:.2} %", value * 100.0) } else { format!("{value:.1}") }
    }

    /// A difference of two, with its sign.
    fn signed(self, value: f64) -> String {
        forecast::signed(value, self.shares)
    }

    /// A size, without a sign.
    fn plain(self, value: f64) -> String {
        if self.shares { format!("{:.2}", value * 100.0) } else { format!("{value:.1}") }
    }

    /// A size with its unit.
    fn amount(self, value: f64) -> String {
        format!(
            "{} {}",
            self.plain(value),
            if self.shares { "points of a hundred" } else { "days" }
        )
    }

    /// As it is drawn: a share in hundredths.
    fn drawn(self, value: f64) -> f64 {
        if self.shares { value * 100.0 } else { value }
    }

    /// Its name on a scale.
    fn name(self) -> &'static str {
        if self.shares { "hundredths" } else { "days" }
    }
}

/// The measure in words.
fn words(measure: &str) -> String {
    Measure::parse(measure).map_or_else(|_| measure.to_owned(), |one| measure_words(&one))
}

/// The first lines: what is shown, how it was made, and what comes out with every number as it is.
fn heading(manifest: &Study, measure: &str, base: Option<&Estimate>, intro: &str) -> String {
    let mut out = wrap(&format!("What {measure} hangs on: {}", manifest.scenario), "", "");
    out.push_str(&wrap(intro, "", ""));
    if let Some(Estimate { value, interval }) = base {
        let level = |value: f64| Unit::of(measure).level(value);
        out.push_str(&format!(
            "With every number as it is: {} ({} to {})\n",
            level(*value),
            level(interval.low),
            level(interval.high)
        ));
    }
    out + "\n"
}

/// What an interrupt left: nothing to say if all was finished.
fn interrupted(done: usize, asked: usize, what: &str) -> String {
    match done < asked {
        true => format!(" Interrupted: {done} of {asked} {what}."),
        false => String::new(),
    }
}

fn one_or_many(number: usize, one: &str, many: &str) -> String {
    if number == 1 { one.to_owned() } else { format!("{number} {many}") }
}

/// What is to be said of points where guesses are moved together.
fn notes(setting: &Setting, points: usize, crowded: usize) -> String {
    let mut out = one_or_many(
        setting.without_range,
        "1 guess states no range, and was not moved.",
        "guesses state no range, and were not moved.",
    );
    if crowded > 0 {
        out.push_str(&format!(
            " At {} of {} points the chances moved at one decision did not fit into 1, and were scaled to it.",
            thousands(crowded as u64),
            thousands(points as u64),
        ));
    }
    wrap(&out, "", "")
}

/// Those that change nothing in any case, in a sentence.
fn idle<'a>(keys: impl Iterator<Item = &'a str>) -> Option<String> {
    let keys: Vec<String> = keys.map(str::to_owned).collect();
    (!keys.is_empty()).then(|| format!("Changes nothing in any of these cases: {}.", list(&keys)))
}

/// The rows of a table below its header, each with its key in a line of its own above it.
fn keyed<const WIDE: usize>(
    head: [String; WIDE],
    rows: impl Iterator<Item = (String, [String; WIDE])>,
) -> String {
    let (keys, rows): (Vec<String>, Vec<[String; WIDE]>) = rows.unzip();
    let rows: Vec<[String; WIDE]> = std::iter::once(head).chain(rows).collect();
    let aligned = columns(&rows);
    let mut lines = aligned.lines().map(|line| format!("  {line}\n"));
    let mut out = lines.next().unwrap_or_default();
    for (key, line) in keys.iter().zip(lines) {
        out.push_str(&wrap(key, "", "  "));
        out.push_str(&line);
    }
    out
}

/// A value of a range, without the dust of binary fractions.
fn short(value: f64) -> String {
    format!("{}", (value * 1e6).round() / 1e6)
}
