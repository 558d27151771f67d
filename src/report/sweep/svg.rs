//! A sweep as a drawing: curves over one value, a map of two, or a panel for each of many.

use super::text::{short, tie_ends};
use super::{Series, SweepReport, figure, signed};
use crate::experiment::estimate::Estimate;
use crate::experiment::sweep::{Axis, PointResult};
use crate::report::chart::{COLORS, NAME, Plot, SMALL, Scale, TITLE, apart};
use crate::report::lines::{capital, list};
use crate::report::svg::{Drawing, INK, Side, fitted, leading};

/// How wide the drawing is.
const WIDTH: f64 = 760.0;
/// Where the plot of one value begins, and how large it is.
const CORNER: (f64, f64) = (70.0, 92.0);
const SIZE: (f64, f64) = (500.0, 300.0);

/// The report as a drawing; what it shows in words is its description.
pub fn svg(report: &SweepReport) -> String {
    let body = match (&report.axes[..], report.design) {
        ([_], _) => SIZE.1 + 70.0,
        ([first, _], "grid") => CELL.1 * first.values.len() as f64 + 35.0,
        (axes, _) => PANEL.1 * axes.len().div_ceil(2) as f64,
    };
    let notes: Vec<String> =
        report.findings.iter().flat_map(|one| fitted(one, NAME.size, WIDTH - 60.0, 8)).collect();
    let below = CORNER.1 + body;
    let height = below + leading(NAME.size) * notes.len() as f64 + 10.0;
    let keys: Vec<String> = report.axes.iter().map(|axis| axis.key.clone()).collect();
    let title = format!("{}: {}", report.manifest.scenario, report.measure_words);
    let description = format!("Varied: {}. {}", list(&keys), report.findings.join(" "));
    let mut drawing = Drawing::new(WIDTH, height, &title, &description);
    drawing.lines((20.0, 28.0), Side::Right, TITLE, &fitted(&title, TITLE.size, WIDTH - 40.0, 2));
    match (&report.axes[..], report.design) {
        ([axis], _) => curves(&mut drawing, report, axis),
        ([first, second], "grid") => map(&mut drawing, report, first, second),
        _ => panels(&mut drawing, report),
    }
    drawing.lines((20.0, below), Side::Right, NAME, &notes);
    drawing.finish()
}

/// How the ticks of what is measured are written.
fn tick(report: &SweepReport) -> fn(f64) -> String {
    match report.of_shares() {
        true => |value| format!("{:.0} %", value * 100.0),
        false => |value| format!("{value:.0}"),
    }
}

fn name_of(axis: &Axis) -> String {
    match &axis.unit {
        Some(unit) => format!("{}, {unit}", axis.key),
        None => axis.key.clone(),
    }
}

/// A curve for each alternative with its interval, and a line where two tie.
fn curves(drawing: &mut Drawing, report: &SweepReport, axis: &Axis) {
    let all = || report.points.iter().flat_map(|point| &point.measured);
    let ends = all().flat_map(|one| [one.interval.low, one.interval.high]);
    let plot = Plot {
        corner: CORNER,
        size: SIZE,
        x: Scale { from: axis.from, to: axis.to },
        y: Scale::around(ends),
    };
    plot.axes(drawing, &name_of(axis), (&capital(&report.measure_words), tick(report)));
    let mut points: Vec<_> = report.points.iter().collect();
    points.sort_by(|a, b| a.at[0].total_cmp(&b.at[0]));
    let mut labels = Vec::new();
    for (place, label) in report.alternatives.iter().enumerate() {
        let color = COLORS[place % COLORS.len()];
        let along = |of: fn(&Estimate) -> f64| -> Vec<(f64, f64)> {
            points.iter().map(|point| plot.at(point.at[0], of(&point.measured[place]))).collect()
        };
        let mut band = along(|one| one.interval.low);
        band.extend(along(|one| one.interval.high).into_iter().rev());
        drawing.area(&band, color);
        let curve = along(|one| one.value);
        drawing.line(&curve, color, false);
        labels.extend(curve.last().map(|(_, at)| (*at + 4.0, label.clone())));
        for at in curve {
            drawing.circle(at, 2.5, color);
        }
    }
    for (at, label) in apart(labels, |_| 15.0, (CORNER.1, CORNER.1 + SIZE.1 + 15.0)) {
        drawing.text((CORNER.0 + SIZE.0 + 10.0, at), Side::Right, NAME, &label);
    }
    let ties = report.ties.iter().flat_map(|one| &one.ties).map(|tie| ("tie at", tie));
    let reached = report.reached.iter().flat_map(|one| &one.ties);
    for (what, tie) in ties.chain(reached.map(|tie| ("passed at", tie))) {
        let (x, top) = plot.at(tie.at, plot.y.to);
        drawing.line(&[(x, top), (x, top + SIZE.1)], INK, true);
        // The interval is a bar across the foot of the line, open to the edge where it has no end.
        let foot = top + SIZE.1 - 6.0;
        let [left, right] = [tie.low.unwrap_or(axis.from), tie.high.unwrap_or(axis.to)];
        let [left, right] = [left, right].map(|end| plot.at(end, plot.y.to).0);
        drawing.rectangle((left, foot), ((right - left).max(2.0), 4.0), 2.0, INK);
        let words = format!("{what} {} ({})", short(tie.at), tie_ends(tie, axis));
        let side = if tie.at > (axis.from + axis.to) / 2.0 { Side::Left } else { Side::Right };
        let x = if side == Side::Left { x - 4.0 } else { x + 4.0 };
        drawing.text((x, top + 12.0), side, SMALL, &words);
    }
    if let Some(goal) = report.goal.filter(|goal| plot.y.from <= *goal && *goal <= plot.y.to) {
        let (left, at) = plot.at(axis.from, goal);
        drawing.line(&[(left, at), (left + SIZE.0, at)], INK, true);
    }
}

/// The size of a cell of the map.
const CELL: (f64, f64) = (74.0, 30.0);

/// A cell for each pair of values, with its number, darker where it is more; and the line on which two tie.
fn map(drawing: &mut Drawing, report: &SweepReport, first: &Axis, second: &Axis) {
    let series = report.series();
    let Some(Series { name, values }) = series.first() else { return };
    let size = |one: &&Estimate| one.value.abs();
    let most = values.iter().map(size).fold(f64::MIN_POSITIVE, f64::max);
    let wide = CELL.0.min((WIDTH - CORNER.0 - 30.0) / second.values.len() as f64);
    let left = CORNER.0 + 30.0;
    let head = format!(
        "{}{}: down {}, across {}",
        capital(name),
        if report.ties.is_empty() { "" } else { " (dotted: they tie)" },
        name_of(first),
        name_of(second)
    );
    drawing.lines((20.0, 52.0), Side::Right, SMALL, &fitted(&head, SMALL.size, WIDTH - 40.0, 2));
    let place = |values: &[f64], value: f64| values.iter().position(|known| *known == value);
    for (value, column) in second.values.iter().zip(0..) {
        let x = left + (f64::from(column) + 0.5) * wide;
        drawing.text((x, CORNER.1 - 6.0), Side::Middle, SMALL, &format!("{value}"));
    }
    for (value, row) in first.values.iter().zip(0..) {
        let y = CORNER.1 + (f64::from(row) + 0.5) * CELL.1 + 4.0;
        drawing.text((left - 8.0, y), Side::Left, SMALL, &format!("{value}"));
    }
    let corner = |point: &PointResult| {
        let row = place(&first.values, point.at[0])?;
        let column = place(&second.values, point.at[1])?;
        Some((left + column as f64 * wide, CORNER.1 + row as f64 * CELL.1))
    };
    let cells = || {
        let placed = report.points.iter().zip(values);
        placed.filter_map(|(point, estimate)| Some((corner(point)?, *estimate)))
    };
    for (corner, estimate) in cells() {
        drawing.rectangle(corner, (wide, CELL.1), 0.0, &shade(estimate.value / most));
    }
    let across = |value| Some(left + (place(&second.values, value)? as f64 + 0.5) * wide);
    drawing.line(&tie_line(report, first, across), INK, true);
    for ((x, y), estimate) in cells() {
        let text = match report.alternatives.len() {
            1 => figure(estimate.value, report),
            _ => signed(estimate.value, report),
        };
        drawing.text((x + wide / 2.0, y + CELL.1 / 2.0 + 4.0), Side::Middle, NAME, &text);
    }
}

/// Where the second alternative ties with the first on the map, for every second value at which it does.
fn tie_line(
    report: &SweepReport,
    first: &Axis,
    across: impl Fn(f64) -> Option<f64>,
) -> Vec<(f64, f64)> {
    let rows = first.values.len() - 1;
    let scale = Scale { from: first.values[0], to: first.values[rows] };
    let down = |at: f64| CORNER.1 + (scale.share(at) * rows as f64 + 0.5) * CELL.1;
    let own = report.ties.iter().filter(|one| report.alternatives.get(1) == Some(&one.label));
    own.filter_map(|one| Some((across(one.second?)?, down(one.ties.first()?.at)))).collect()
}

/// White at nought, blue above it and brown below, so light that black reads on it.
fn shade(part: f64) -> String {
    let part = part.clamp(-1.0, 1.0);
    let (red, green, blue) = if part < 0.0 { (235.0, 190.0, 150.0) } else { (160.0, 195.0, 235.0) };
    let mix = |full: f64| (255.0 + (full - 255.0) * part.abs()).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(red), mix(green), mix(blue))
}

/// The room of a panel.
const PANEL: (f64, f64) = (360.0, 220.0);

/// For each value a panel of points: what was measured against it.
fn panels(drawing: &mut Drawing, report: &SweepReport) {
    let series = report.series();
    let Some(Series { name, values }) = series.first() else { return };
    let y = Scale::around(values.iter().map(|one| one.value));
    for (place, axis) in report.axes.iter().enumerate() {
        let (column, row) = ((place % 2) as f64, (place / 2) as f64);
        let plot = Plot {
            corner: (70.0 + column * PANEL.0, CORNER.1 + row * PANEL.1),
            size: (PANEL.0 - 90.0, PANEL.1 - 80.0),
            x: Scale { from: axis.from, to: axis.to },
            y,
        };
        let [x_name] = &fitted(&name_of(axis), NAME.size, PANEL.0 - 20.0, 1)[..] else { continue };
        plot.axes(drawing, x_name, (name, tick(report)));
        for (point, estimate) in report.points.iter().zip(values) {
            drawing.circle(plot.at(point.at[place], estimate.value), 3.0, COLORS[0]);
        }
    }
}
