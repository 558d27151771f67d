//! The division of the variance among the guesses: for people, and as a drawing.

use super::{Unit, heading, idle, interrupted, keyed, notes, short, words};
use crate::experiment::estimate::Estimate;
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::screening::{Apportioned, Sobol};
use crate::report::chart::{NAME, SMALL, TITLE};
use crate::report::forecast::{percent, thousands};
use crate::report::lines::{per_cent, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::svg::{Drawing, INK, LINE, Side, fitted, leading};

/// The division as text.
pub(super) fn text(manifest: &Study, sobol: &Sobol) -> String {
    let setting = &sobol.setting;
    let mut intro = format!(
        "Indices of Sobol': every guess uniform in its range and independent of the others, {} base samples; the same {} cases at each of {} points, seed {}. In brackets: {} % intervals.",
        thousands(sobol.samples as u64),
        thousands(setting.cases),
        thousands(sobol.points as u64),
        manifest.seed,
        per_cent(setting.level),
    );
    let asked = sobol.asked as usize;
    intro.push_str(&interrupted(sobol.samples, asked, "base samples were finished"));
    let mut out = heading(manifest, &setting.measure, setting.base.as_ref(), &intro);
    out.push_str(&table(sobol));
    out.push('\n');
    for finding in findings(sobol) {
        out.push_str(&wrap(&finding, "", ""));
    }
    out + &notes(setting, sobol.points, sobol.crowded)
}

/// How many characters a bar of all of the variance has.
const BAR: f64 = 20.0;

/// A line with the key of each guess that brings something, and one with its figures.
fn table(sobol: &Sobol) -> String {
    if sobol.guesses.is_empty() {
        return String::new();
    }
    let head = ["S1", "", "ST", "", ""].map(str::to_owned);
    let rows = sobol.guesses.iter().filter(|one| is_moving(one)).map(|one| {
        let (first, total) = (&one.indices.first, &one.indices.total);
        let bar = (total.value.clamp(0.0, 1.0) * BAR).round() as usize;
        let figures =
            [share(first.value), ends(first), share(total.value), ends(total), "#".repeat(bar)];
        (format!("{} ({} to {})", one.key, short(one.low), short(one.high)), figures)
    });
    keyed(head, rows)
}

/// Whether it brings anything.
fn is_moving(one: &Apportioned) -> bool {
    one.indices.total.value > 0.0
}

/// An index; nothing has no sign.
fn share(index: f64) -> String {
    let text = format!("{index:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

fn ends(one: &Estimate) -> String {
    format!("({} to {})", share(one.interval.low), share(one.interval.high))
}

/// What differs from case to case, in words.
fn of_a_case(measure: &str) -> String {
    match Measure::parse(measure) {
        Ok(Measure::DaysWithout) => "the days without the data".to_owned(),
        Ok(Measure::DataBy(day)) => format!("whether the data is there by day {day}"),
        Ok(Measure::DataEver) => "whether the data ever comes".to_owned(),
        Ok(Measure::Outcome(outcome)) => format!("whether a case ends as {outcome}"),
        Err(_) => measure.to_owned(),
    }
}

/// What it comes to.
fn findings(sobol: &Sobol) -> Vec<String> {
    let setting = &sobol.setting;
    let (what, unit) = (words(&setting.measure), Unit::of(&setting.measure));
    let (Some(first), Some(from_guesses)) = (sobol.guesses.first(), sobol.from_guesses) else {
        return vec![match sobol.points {
            0 => "No guess that states a range was moved.".to_owned(),
            _ => format!("No guess changes {what} at all."),
        }];
    };
    let mut all = vec![
        "S1: the share of the variance over the ranges that a guess brings by itself; ST: by itself and together with others.".to_owned(),
        format!(
            "Over these ranges {what} is {} on average, with a standard deviation of {}.",
            unit.level(sobol.mean),
            unit.plain(sobol.variance.sqrt()),
        ),
    ];
    all.extend(sobol.alone.map(|alone| {
        format!(
            "One by one the guesses bring {} {} of that variance; what is missing to 1 they bring together.",
            share(alone.value),
            ends(&alone),
        )
    }));
    all.push(format!(
        "Of the variance of {} from case to case, {} comes from not knowing these guesses, the rest from chance whatever they are; the most of it from {} (ST {:.2}).",
        of_a_case(&setting.measure),
        percent(from_guesses),
        first.key,
        first.indices.total.value,
    ));
    if let Some(luck) = sobol.luck {
        all.push(format!(
            "At most {} of the variance over the ranges is the luck of {} cases a point.",
            percent(luck),
            thousands(setting.cases),
        ));
    }
    all.push(
        "The share that a forecast gives is another: what comes from draws whose odds or times are guesses, with the guesses as they are.".to_owned(),
    );
    let still = sobol.guesses.iter().filter(|one| !is_moving(one));
    all.extend(idle(still.map(|one| one.key.as_str())));
    all
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 20.0;
/// Where nothing lies, and how far it is from there to everything.
const ZERO: f64 = 100.0;
const REACH: f64 = 520.0;
const TOP: f64 = 96.0;
const ROW: f64 = 48.0;

/// The division as a drawing: bars of S1, light, and of ST, dark.
pub(super) fn svg(manifest: &Study, sobol: &Sobol) -> String {
    let findings: Vec<String> = findings(sobol);
    // The first explains the letters, as the drawing does by itself.
    let shown = findings.iter().skip(usize::from(findings.len() > 1));
    let note: Vec<String> = shown.flat_map(|one| fitted(one, NAME.size, WIDTH - 40.0, 4)).collect();
    let moving: Vec<&Apportioned> = sobol.guesses.iter().filter(|one| is_moving(one)).collect();
    let bottom = TOP + ROW * moving.len() as f64;
    let below = bottom + 44.0;
    let height = below + leading(NAME.size) * note.len() as f64 + 24.0;
    let title = format!("What {} hangs on: {}", sobol.setting.measure, manifest.scenario);
    let each = sobol.guesses.iter().map(|one| {
        let (first, total) = (one.indices.first.value, one.indices.total.value);
        format!("{}: S1 {}, ST {}", one.key, share(first), share(total))
    });
    let each = each.collect::<Vec<_>>().join("; ");
    let description =
        format!("Share of each guess in the variance. {each}. {}", findings.join(" "));
    let mut drawing = Drawing::new(WIDTH, height, &title, &description);
    drawing.lines((LEFT, 28.0), Side::Right, TITLE, &fitted(&title, TITLE.size, WIDTH - 40.0, 1));
    let words = format!(
        "Share of the variance over the ranges, {} base samples. Light: S1, by itself. Dark: ST, with others too. Lines: {} % intervals.",
        thousands(sobol.samples as u64),
        per_cent(sobol.setting.level)
    );
    drawing.lines((LEFT, 50.0), Side::Right, SMALL, &fitted(&words, SMALL.size, WIDTH - 40.0, 2));
    if !moving.is_empty() {
        scale(&mut drawing, bottom);
    }
    for (number, one) in moving.iter().enumerate() {
        row(&mut drawing, TOP + ROW * number as f64, one);
    }
    drawing.lines((LEFT, below), Side::Right, NAME, &note);
    drawing.text((LEFT, height - 10.0), Side::Right, SMALL, NOTICE.trim());
    drawing.finish()
}

/// Where a share lies. What lies beside the scale is drawn at its edge.
fn at(share: f64) -> f64 {
    ZERO + share.clamp(-0.15, 1.12) * REACH
}

fn scale(drawing: &mut Drawing, bottom: f64) {
    for tick in [0.0, 0.2, 0.4, 0.6, 0.8, 1.0] {
        drawing.line(&[(at(tick), TOP - 8.0), (at(tick), bottom)], LINE, tick > 0.0);
        drawing.text((at(tick), bottom + 15.0), Side::Middle, SMALL, &format!("{tick:.1}"));
    }
}

fn row(drawing: &mut Drawing, top: f64, one: &Apportioned) {
    let key = format!("{}  ({} to {})", one.key, short(one.low), short(one.high));
    drawing.lines(
        (ZERO + 4.0, top + 8.0),
        Side::Right,
        NAME,
        &fitted(&key, NAME.size, WIDTH - 40.0, 1),
    );
    for (index, down, fill) in
        [(&one.indices.first, 13.0, "#ffffff"), (&one.indices.total, 25.0, "#9a9a9a")]
    {
        let Estimate { value, interval } = *index;
        let (from, to) = (at(0.0).min(at(value)), at(0.0).max(at(value)));
        drawing.rectangle((from, top + down), (to - from, 11.0), 0.0, fill);
        let middle = top + down + 5.5;
        let (low, high) = (at(interval.low), at(interval.high));
        drawing.line(&[(low, middle), (high, middle)], INK, false);
        for end in [low, high] {
            drawing.line(&[(end, middle - 3.0), (end, middle + 3.0)], INK, false);
        }
        let right = high.max(to) + 6.0;
        drawing.text((right, middle + 4.0), Side::Right, SMALL, &share(value));
    }
}
