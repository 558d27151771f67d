//! A caseload as a drawing: the books, the lines before the desks and the share within the legal limit, over time.

use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::{Period, Summary};
use crate::experiment::estimate::Estimate;
use crate::report::caseload::{CaseloadReport, between, figure};
use crate::report::chart::{NAME, Plot, SMALL, Scale, TITLE, apart, pen};
use crate::report::forecast::thousands;
use crate::report::svg::{Drawing, INK, Pen, Side, fitted, leading};

/// How wide the drawing is.
const WIDTH: f64 = 760.0;
/// How much room a panel takes, and the box in it.
const PANEL: f64 = 250.0;
const SIZE: (f64, f64) = (480.0, 150.0);
/// Where the first panel begins.
const TOP: f64 = 120.0;
/// Where the boxes begin.
const LEFT: f64 = 80.0;

/// A curve over time.
struct Curve {
    name: String,
    pen: Pen,
    of: Box<dyn Fn(&Period) -> Estimate>,
}

/// The report as a drawing; what it shows in words is its description.
pub fn svg(report: &CaseloadReport) -> String {
    let summary = &report.summary;
    let limited = |period: &Period| period.offices.iter().any(|one| one.in_time.value.is_finite());
    let in_time = summary.periods.iter().any(limited);
    let panels = if in_time { 3.0 } else { 2.0 };
    let words = words(summary);
    let notes: Vec<String> =
        words.iter().flat_map(|one| fitted(one, NAME.size, WIDTH - 40.0, 3)).collect();
    let below = TOP + panels * PANEL - 20.0;
    let height = below + leading(NAME.size) * notes.len() as f64 + 12.0;
    let mut drawing = Drawing::new(WIDTH, height, &report.title, &words.join(" "));
    drawing.lines(
        (20.0, 28.0),
        Side::Right,
        TITLE,
        &fitted(&report.title, TITLE.size, WIDTH - 40.0, 2),
    );
    let about = format!(
        "{} replications, seed {}. Bands: {} % intervals, each point by itself.",
        summary.replications,
        report.manifest.seed,
        summary.level * 100.0
    );
    drawing.text((20.0, 64.0), Side::Right, SMALL, &about);
    let mut books = vec![curve("on the books", pen(0), |period| period.pending)];
    if summary.periods.iter().any(|period| period.asleep.value > 0.0) {
        books.push(curve("of them asleep", pen(1), |period| period.asleep));
    }
    panel(&mut drawing, summary, 0.0, ("Files at the end of each period", None), books);
    let lines = of_offices(summary, |office, period| period.offices[office].line);
    panel(&mut drawing, summary, 1.0, ("Files in line", None), lines);
    if in_time {
        let shares = of_offices(summary, |office, period| period.offices[office].in_time);
        let name = ("Decided within the legal limit, by when it was up (dotted: 95 %)", Some(0.95));
        panel(&mut drawing, summary, 2.0, name, shares);
    }
    drawing.lines((20.0, below), Side::Right, NAME, &notes);
    drawing.finish()
}

fn curve(name: &str, pen: Pen, of: impl Fn(&Period) -> Estimate + 'static) -> Curve {
    Curve { name: name.to_owned(), pen, of: Box::new(of) }
}

fn of_offices(summary: &Summary, of: fn(usize, &Period) -> Estimate) -> Vec<Curve> {
    let offices = summary.periods.first().map_or(&[][..], |period| &period.offices[..]);
    let one = |(number, office): (usize, &crate::experiment::caseload::summary::PeriodOfOffice)| {
        curve(&office.office, pen(number), move |period| of(number, period))
    };
    offices.iter().enumerate().map(one).collect()
}

/// The table of the drawing: the main measures with their intervals.
fn words(summary: &Summary) -> Vec<String> {
    let main = summary.measures.iter().filter(|one| one.class.is_none() && one.kind.is_none());
    let said = main.map(|one| {
        let at = one.office.as_ref().map(|office| format!("{office}: ")).unwrap_or_default();
        let value = figure(one.estimate.value, one.unit);
        format!("{at}{}: {value} {}", one.words, between(&one.estimate, one.unit))
            .trim_end()
            .to_owned()
            + "."
    });
    said.collect()
}

/// When a period ends, in years.
fn end_of(period: &Period) -> f64 {
    year_of(period.from) + f64::from(period.days) / 365.25
}

fn year_of(date: jiff::civil::Date) -> f64 {
    f64::from(date.year()) + (f64::from(date.day_of_year()) - 1.0) / 365.25
}

fn panel(
    drawing: &mut Drawing,
    summary: &Summary,
    place: f64,
    (name, mark): (&str, Option<f64>),
    curves: Vec<Curve>,
) {
    let values = || {
        let all = summary.periods.iter();
        all.flat_map(|period| curves.iter().map(|curve| (curve.of)(period)).collect::<Vec<_>>())
    };
    let ends = values().flat_map(|one| [one.value, one.interval.low, one.interval.high]);
    let share = mark.is_some();
    let y = match share {
        true => Scale { from: 0.0, to: 1.0 },
        false => Scale::around(ends.chain([0.0])),
    };
    let (from, to) = (year_of(summary.from), year_of(summary.to));
    let corner = (LEFT, TOP + place * PANEL);
    let plot = Plot { corner, size: SIZE, x: Scale { from, to }, y };
    let years = (summary.from.year() + 1..=summary.to.year()).map(f64::from);
    let every = ((to - from) / 8.0).ceil().max(1.0);
    let ticks: Vec<(f64, String)> = years
        .filter(|year| year.rem_euclid(every) == 0.0)
        .map(|year| (year, format!("1 Jan {year}")))
        .collect();
    let written: fn(f64) -> String = match share {
        true => |value| format!("{:.0} %", value * 100.0),
        false => |value| thousands(value.round() as u64),
    };
    plot.axes_with(drawing, ("", &ticks), (name, written));
    let mut labels = Vec::new();
    for curve in &curves {
        labels.extend(draw(drawing, &plot, summary, curve));
    }
    for (at, label) in apart(labels, |_| 15.0, (corner.1, corner.1 + SIZE.1 + 15.0)) {
        drawing.text((LEFT + SIZE.0 + 10.0, at), Side::Right, NAME, &label);
    }
    if let Some(mark) = mark {
        let (_, at) = plot.at(from, mark);
        drawing.line(&[(LEFT, at), (LEFT + SIZE.0, at)], INK, true);
    }
}

/// Draws a curve with its band, and gives the place of its label.
fn draw(
    drawing: &mut Drawing,
    plot: &Plot,
    summary: &Summary,
    curve: &Curve,
) -> Option<(f64, String)> {
    let points: Vec<(f64, Estimate)> = summary
        .periods
        .iter()
        .map(|period| (end_of(period).min(plot.x.to), (curve.of)(period)))
        .filter(|(_, one)| one.value.is_finite())
        .collect();
    let along = |of: &dyn Fn(&Estimate) -> f64| -> Vec<(f64, f64)> {
        points.iter().map(|(x, one)| plot.at(*x, of(one))).collect()
    };
    let known = points.iter().all(|(_, one)| one.interval.high.is_finite());
    if known && summary.replications > 1 {
        let mut band = along(&|one| one.interval.low.max(plot.y.from));
        band.extend(along(&|one| one.interval.high.min(plot.y.to)).into_iter().rev());
        drawing.area(&band, curve.pen.color);
    }
    let line = along(&|one| one.value);
    drawing.curve(&line, curve.pen);
    let (_, last) = points.last()?;
    let unit = if plot.y.to == 1.0 { Unit::Share } else { Unit::Files };
    Some((line.last()?.1 + 4.0, format!("{}: {}", curve.name, figure(last.value, unit))))
}
