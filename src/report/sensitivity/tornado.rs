//! A tornado: for people, and as a drawing.

use super::{Unit, heading, interrupted, one_or_many};
use crate::experiment::estimate::Estimate;
use crate::experiment::sensitivity::tornado::{End, Swing, Tornado};
use crate::report::forecast::thousands;
use crate::report::lines::{columns, per_cent, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::svg::{Drawing, Face, GREY, INK, LINE, Side};

/// The tornado as text.
pub(super) fn text(manifest: &Study, tornado: &Tornado) -> String {
    let mut intro = format!(
        "Each guess at the low and the high end of its range, all else as it is, on the same {} cases, seed {}. In brackets: {} % intervals.",
        thousands(tornado.cases),
        manifest.seed,
        per_cent(tornado.level),
    );
    intro.push_str(&interrupted(tornado.guesses.len(), tornado.asked, "guesses were moved"));
    let scale = scale(tornado);
    let mut out = heading(manifest, &tornado.measure, tornado.base.as_ref(), &intro);
    for swing in &tornado.guesses {
        out.push_str(&one(swing, &scale));
    }
    out + &notes(tornado)
}

/// How figures of a measure are written, and how long a bar may be.
struct Scale {
    unit: Unit,
    widest: f64,
}

fn scale(tornado: &Tornado) -> Scale {
    let ends = tornado.guesses.iter().flat_map(|one| [&one.low, &one.high]);
    let widest = ends.map(|end| end.difference.value.abs()).fold(0.0, f64::max);
    Scale { unit: Unit::of(&tornado.measure), widest }
}

impl Scale {
    fn signed(&self, value: f64) -> String {
        self.unit.signed(value)
    }

    /// How far a difference reaches of a length, to either side.
    fn part(&self, difference: f64, length: f64) -> f64 {
        if self.widest > 0.0 { difference / self.widest * length } else { 0.0 }
    }
}

/// How many characters a bar may have to either side.
const BAR: usize = 10;

fn one(swing: &Swing, scale: &Scale) -> String {
    let rows = [&swing.low, &swing.high].map(|end| {
        let Estimate { value, interval } = end.difference;
        [
            format!("  {}", end.value),
            scale.unit.level(end.measured.value),
            scale.signed(value),
            format!("({} to {})", scale.signed(interval.low), scale.signed(interval.high)),
            bar(end, scale),
        ]
    });
    let mark = if swing.distinct { "" } else { "  (not told from nothing)" };
    wrap(&format!("{}{mark}", swing.key), "", "  ") + &columns(&rows)
}

/// The difference as a bar on either side of none.
fn bar(end: &End, scale: &Scale) -> String {
    let reach = scale.part(end.difference.value, BAR as f64);
    let long = reach.abs().round() as usize;
    let (left, right) = if reach < 0.0 { (long, 0) } else { (0, long) };
    format!("{}{}|{}", " ".repeat(BAR - left.min(BAR)), "#".repeat(left), "#".repeat(right))
}

fn notes(tornado: &Tornado) -> String {
    let mut out = String::from("\n");
    out.push_str(&wrap(&finding(tornado), "", ""));
    let without = one_or_many(
        tornado.without_range,
        "1 guess states no range, and was not moved.",
        "guesses state no range, and were not moved.",
    );
    out.push_str(&wrap(&without, "", ""));
    if tornado.guesses.iter().any(|swing| !swing.distinct) {
        let text = "Not told from nothing: of so many differences, chance alone brings about one like it too often (Holm). More cases may tell more.";
        out.push_str(&wrap(text, "", ""));
    }
    out
}

/// What it comes to.
fn finding(tornado: &Tornado) -> String {
    let words = super::words(&tornado.measure);
    match tornado.guesses.first() {
        None => "No guess that states a range was moved.".to_owned(),
        Some(widest) if !tornado.guesses.iter().any(|one| one.distinct) => format!(
            "No guess is told from nothing by itself; the widest swing of {words} is that of {}.",
            widest.key
        ),
        Some(widest) => {
            let unit = Unit::of(&tornado.measure);
            let told = tornado.guesses.iter().filter(|one| one.distinct).count();
            format!(
                "Moved by itself, {} swings {words} the most: by {}. Of {}, {told} are told from nothing.",
                widest.key,
                unit.amount(widest.swing),
                one_or_many(tornado.guesses.len(), "1 guess", "guesses"),
            )
        }
    }
}

/// Measures of the drawing.
const WIDTH: f64 = 760.0;
const ROW: f64 = 46.0;
const TOP: f64 = 70.0;
const REACH: f64 = 260.0;

/// The tornado as a drawing: the low end light, the high end dark.
pub(super) fn svg(manifest: &Study, tornado: &Tornado) -> String {
    let scale = scale(tornado);
    let height = TOP + ROW * tornado.guesses.len() as f64 + 40.0;
    let title = format!("What {} hangs on: {}", tornado.measure, manifest.scenario);
    let words = tornado.guesses.iter().map(|one| {
        let (low, high) = (one.low.difference.value, one.high.difference.value);
        format!("{}: {} to {}", one.key, scale.signed(low), scale.signed(high))
    });
    let words = words.collect::<Vec<_>>().join("; ");
    let description = format!(
        "Difference at the low and the high end of each guess. {words}. {}",
        finding(tornado)
    );
    let mut drawing = Drawing::new(WIDTH, height, &title, &description);
    let bold = Face { size: 15.0, bold: true, color: INK };
    drawing.text((16.0, 26.0), Side::Right, bold, &title);
    let small = Face { size: 12.0, bold: false, color: GREY };
    let base = tornado.base.map(|base| scale.unit.level(base.value)).unwrap_or_default();
    let note = format!("0: as it is, {base}. Light: low end. Dark: high end. Dotted: interval.");
    drawing.text((16.0, 46.0), Side::Right, small, &note);
    for (number, swing) in tornado.guesses.iter().enumerate() {
        row(&mut drawing, TOP + ROW * number as f64, swing, &scale);
    }
    let middle = WIDTH / 2.0;
    drawing.line(&[(middle, TOP - 6.0), (middle, height - 30.0)], LINE, false);
    drawing.text((16.0, height - 12.0), Side::Right, small, NOTICE.trim());
    drawing.finish()
}

fn row(drawing: &mut Drawing, top: f64, swing: &Swing, scale: &Scale) {
    let middle = WIDTH / 2.0;
    let mark = if swing.distinct { "" } else { " (not told from nothing)" };
    let face = Face { size: 12.0, bold: false, color: INK };
    drawing.text((16.0, top + 10.0), Side::Right, face, &format!("{}{mark}", swing.key));
    for (end, down, fill) in [(&swing.low, 15.0, "#ffffff"), (&swing.high, 27.0, "#9a9a9a")] {
        let at = |difference: f64| middle + scale.part(difference, REACH);
        let Estimate { value, interval } = end.difference;
        let (from, to) = (middle.min(at(value)), middle.max(at(value)));
        drawing.rectangle((from, top + down), (to - from, 10.0), 0.0, fill);
        let held = |x: f64| x.clamp(16.0, WIDTH - 16.0);
        let line = top + down + 5.0;
        let ends = [(held(at(interval.low)), line), (held(at(interval.high)), line)];
        drawing.line(&ends, INK, true);
        let words = format!("{}: {}", end.value, scale.signed(value));
        let (x, side) = match value < 0.0 {
            true => (held(from.min(ends[0].0)) - 6.0, Side::Left),
            false => (held(to.max(ends[1].0)) + 6.0, Side::Right),
        };
        drawing.text((x, line + 4.0), side, face, &words);
    }
}
