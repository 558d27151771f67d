//! A sweep as text, and its findings in sentences.

use super::{Correlation, SweepReport, TieResult, figure, figure_between, signed};
use crate::experiment::estimate::Estimate;
use crate::experiment::sweep::tie::Tie;
use crate::experiment::sweep::{Axis, PointResult};
use crate::report::caseload::text::left_out;
use crate::report::forecast::thousands;
use crate::report::lines::{capital, columns, count, list, per_cent, shell_lines, wrap};
use crate::report::record::NOTICE;

/// The most columns of a table of two values.
const MOST_COLUMNS: usize = 8;

/// The report as text.
pub fn text(report: &SweepReport) -> String {
    let mut out = heading(report);
    out.push_str(&match &report.axes[..] {
        [_, second] if report.design == "grid" && second.values.len() <= MOST_COLUMNS => {
            matrices(report)
        }
        _ => rows(report),
    });
    for finding in &report.findings {
        out.push_str(&wrap(finding, "", ""));
    }
    out.push('\n');
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out + &shell_lines(&report.manifest.command, "  ")
}

fn heading(report: &SweepReport) -> String {
    let keys: Vec<String> = report.axes.iter().map(named).collect();
    let mut out = wrap(&format!("Sweep of {}: {}", report.manifest.scenario, list(&keys)), "", "");
    let (first, end) = report.manifest.cases;
    let cases = end - first;
    let counted = if cases == 1 { report.counted.trim_end_matches('s') } else { report.counted };
    let mut intro = format!(
        "{}{}, the same {} {counted} at each, seed {}. Measured: {}{}.",
        count(report.points.len() as u32, "point", "points"),
        added(report),
        thousands(cases),
        report.manifest.seed,
        report.measure_words,
        match report.measure == "days_without_data" {
            true => format!(", of the first {}", report.horizon),
            false => String::new(),
        },
    );
    if cases == 1 && report.counted == "replications" {
        intro.push_str(" One alone gives no intervals.");
    } else if report.alternatives.len() < 3 {
        intro.push_str(&format!(" In brackets: {} % intervals.", per_cent(report.level)));
    }
    if let Some(days) = report.warm_up_days.and_then(left_out) {
        intro.push_str(&format!(" {days} left out."));
    }
    if report.points.len() < report.asked {
        let more = report.asked - report.points.len();
        intro.push_str(&format!(" Interrupted: {more} more had been asked for."));
    }
    out.push_str(&wrap(&intro, "", ""));
    out.push('\n');
    out
}

/// How many points were added to those asked for.
fn added(report: &SweepReport) -> String {
    match report.added.len() {
        0 => String::new(),
        1 => " (1 of them added to find where the goal is passed)".to_owned(),
        many => format!(" ({many} of them added to find where the goal is passed)"),
    }
}

fn named(axis: &Axis) -> String {
    match &axis.unit {
        Some(unit) => format!("{} in {unit}", axis.key),
        None => axis.key.clone(),
    }
}

/// One row a point.
fn rows(report: &SweepReport) -> String {
    let letter = |place: usize| match report.axes.len() {
        1 => report.axes[0].unit.clone().unwrap_or_else(|| "value".to_owned()),
        _ => char::from(b'a' + place as u8).to_string(),
    };
    let mut head: Vec<String> = (0..report.axes.len()).map(letter).collect();
    head.extend(report.alternatives.iter().cloned());
    if report.alternatives.len() == 2 {
        head.push("difference".to_owned());
    }
    let row = |point: &PointResult| {
        let mut row: Vec<String> = point.at.iter().map(|value| short(*value)).collect();
        match &point.measured[..] {
            [only] => row.push(figure_between(only, report)),
            all => row.extend(all.iter().map(|one| figure(one.value, report))),
        }
        if let [difference] = &point.against_first[..] {
            row.push(difference_between(difference, report));
        }
        row
    };
    let mut table = vec![head];
    table.extend(report.points.iter().map(row));
    let mut out = String::new();
    if report.axes.len() > 1 {
        for (place, axis) in report.axes.iter().enumerate() {
            out.push_str(&wrap(&format!("{}: {}", letter(place), named(axis)), "", "   "));
        }
        out.push('\n');
    }
    out + &columns(&table) + "\n"
}

/// A row for each first value, a column for each second one.
fn matrices(report: &SweepReport) -> String {
    let [first, second] = &report.axes[..] else { return String::new() };
    let mut out = String::new();
    for series in report.series() {
        let head = format!("{}: down {}, across {}", series.name, named(first), named(second));
        out.push_str(&wrap(&head, "", "  "));
        let mut table = vec![vec![String::new()]];
        table[0].extend(second.values.iter().map(|value| short(*value)));
        for value in &first.values {
            let mut row = vec![short(*value)];
            let here = report.points.iter().zip(&series.values).filter(|(p, _)| p.at[0] == *value);
            row.extend(here.map(|(_, estimate)| cell(estimate, report)));
            if row.len() == 1 {
                continue;
            }
            row.resize(table[0].len(), String::new());
            table.push(row);
        }
        out.push_str(&columns(&table));
        out.push('\n');
    }
    if report.alternatives.len() > 1 {
        let legend = format!("~: the {} % interval holds zero.", per_cent(report.level));
        out.push_str(&wrap(&legend, "", ""));
    }
    out
}

fn cell(estimate: &Estimate, report: &SweepReport) -> String {
    match report.alternatives.len() {
        1 => figure(estimate.value, report),
        _ if holds_zero(estimate) => format!("~{}", signed(estimate.value, report)),
        _ => signed(estimate.value, report),
    }
}

fn holds_zero(estimate: &Estimate) -> bool {
    estimate.interval.low <= 0.0 && 0.0 <= estimate.interval.high
}

fn difference_between(estimate: &Estimate, report: &SweepReport) -> String {
    let Estimate { value, interval } = estimate;
    let ends = [interval.low, interval.high].map(|end| signed(end, report));
    format!("{} ({} to {})", signed(*value, report), ends[0], ends[1])
}

/// A value with no more digits than anybody needs.
pub(super) fn short(value: f64) -> String {
    let digits = if value.abs() < 10.0 { 4 } else { 1 };
    let text = format!("{value:.digits$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// What the points come to.
pub(super) fn findings(report: &SweepReport) -> Vec<String> {
    if report.points.len() < 2 {
        return Vec::new();
    }
    let mut measured = report.points.iter().flat_map(|point| &point.measured);
    if measured.all(|one| !one.value.is_finite()) {
        return vec![format!(
            "At no point was there anything to measure: {}.",
            report.measure_words
        )];
    }
    let reached = report.reached.iter().filter_map(|one| goal_in_words(one, report));
    let mut all = match (report.ties.is_empty(), report.correlations.is_empty()) {
        (false, _) => report.ties.iter().map(|one| tie_in_words(one, report)).collect(),
        (_, false) => report.series().into_iter().map(|one| moves(&one.name, report)).collect(),
        _ => vec![goes(report)],
    };
    all.extend(reached);
    all
}

/// Where an alternative passes the goal.
fn goal_in_words(result: &TieResult, report: &SweepReport) -> Option<String> {
    let axis = &report.axes[0];
    let goal = figure(report.goal?, report);
    let what = &report.measure_words;
    let given = given(result, report);
    let places: Vec<String> = result.ties.iter().map(|tie| passed_at(tie, report)).collect();
    let sentence = match places.is_empty() {
        true => format!("{given}{what} passes {goal} nowhere in the range."),
        false => format!("{given}{what} passes {goal} where {} is {}.", axis.key, list(&places)),
    };
    Some(match report.alternatives.len() {
        1 => capital(&sentence),
        _ => format!("{}: {sentence}", result.label),
    })
}

/// With which second value.
fn given(result: &TieResult, report: &SweepReport) -> String {
    match (result.second, report.axes.get(1)) {
        (Some(second), Some(axis)) => format!("with {} at {}, ", axis.key, with_unit(second, axis)),
        _ => String::new(),
    }
}

/// A tie with its interval, and what lies on either side.
fn place_of(tie: &Tie, axis: &Axis) -> String {
    let sides = if tie.rises { "less below it, more above" } else { "more below it, less above" };
    format!("{} ({}; {sides})", with_unit(tie.at, axis), tie_ends(tie, axis))
}

/// Where a goal is passed: of whole numbers the first on the far side of it.
fn passed_at(tie: &Tie, report: &SweepReport) -> String {
    let axis = &report.axes[0];
    if !report.points.iter().all(|point| point.measured[0].interval.high.is_finite()) {
        let sides = if tie.rises { "less below it" } else { "more below it" };
        return format!("{} ({sides}; one replication gives no interval)", with_unit(tie.at, axis));
    }
    if !report.whole {
        return place_of(tie, axis);
    }
    let side = if tie.rises { "that or more" } else { "that or less" };
    format!("{} ({}; {side} from there on)", with_unit(tie.at, axis), tie_ends(tie, axis))
}

/// From where to where the only alternative goes.
fn goes(report: &SweepReport) -> String {
    let (axis, first) = (&report.axes[0], &report.points[0]);
    let last = &report.points[report.points.len() - 1];
    let (from, to) = (with_unit(first.at[0], axis), with_unit(last.at[0], axis));
    let still = |point: &PointResult| point.measured[0].value == first.measured[0].value;
    if report.points.iter().all(still) {
        let what = &report.measure_words;
        return format!("From {from} to {to} {} makes no difference to {what}.", axis.key);
    }
    format!(
        "As {} goes from {from} to {to}, {} goes from {} to {}.",
        axis.key,
        report.measure_words,
        figure_between(&first.measured[0], report),
        figure_between(&last.measured[0], report),
    )
}

fn with_unit(value: f64, axis: &Axis) -> String {
    match &axis.unit {
        Some(unit) => format!("{} {unit}", short(value)),
        None => short(value),
    }
}

fn tie_in_words(result: &TieResult, report: &SweepReport) -> String {
    let (first, axis, label) = (&report.alternatives[0], &report.axes[0], &result.label);
    let given = capital(&given(result, report));
    let what = &report.measure_words;
    let places: Vec<String> = result.ties.iter().map(|tie| place_of(tie, axis)).collect();
    match places.is_empty() {
        true => format!(
            "{given}{label} {} {first} in {what} wherever {} lies in the range.",
            apart(result, report),
            axis.key
        ),
        false => format!(
            "{given}{label} ties with {first} in {what} where {} is {}.",
            axis.key,
            list(&places)
        ),
    }
}

pub(super) fn tie_ends(tie: &Tie, axis: &Axis) -> String {
    match (tie.low, tie.high) {
        (Some(low), Some(high)) => format!("{} to {}", short(low), short(high)),
        (None, Some(high)) => format!("{} or less, up to {}", short(axis.from), short(high)),
        (Some(low), None) => format!("{} to {} or more", short(low), short(axis.to)),
        (None, None) => "anywhere in the range".to_owned(),
    }
}

/// How an alternative that never ties stands to the first.
fn apart(result: &TieResult, report: &SweepReport) -> &'static str {
    let place = report.alternatives.iter().position(|label| *label == result.label).unwrap_or(1);
    let here = |point: &&PointResult| point.at.get(1).copied() == result.second;
    let differences = report.points.iter().filter(here);
    let differences: Vec<&Estimate> =
        differences.filter_map(|point| point.against_first.get(place - 1)).collect();
    match () {
        () if differences.iter().all(|one| holds_zero(one)) => "cannot be told from",
        () if differences.iter().all(|one| one.value >= 0.0) => "has more than",
        () => "has less than",
    }
}

/// With which value a series moves most.
fn moves(name: &str, report: &SweepReport) -> String {
    let mut own: Vec<&Correlation> =
        report.correlations.iter().filter(|one| one.of == name).collect();
    let size = |one: &Correlation| one.ranks.unwrap_or(0.0).abs();
    own.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let words = own.iter().map(|one| match one.ranks {
        Some(ranks) => format!("{} ({ranks:+.2})", one.key),
        None => format!("{} (not at all)", one.key),
    });
    let words: Vec<String> = words.collect();
    let what = &report.measure_words;
    format!("How {what} moves, {name} (correlation of ranks): {}.", list(&words))
}
