//! Which of the guesses a result hangs on: for people, in 80 columns, and as a drawing.

use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::sensitivity::tornado::{End, Swing, Tornado};
use crate::report::forecast::{signed, thousands};
use crate::report::lines::{columns, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::svg::{Drawing, Face, GREY, INK, LINE, Side};

/// A tornado, with what made it.
#[derive(Clone, Debug, Serialize)]
pub struct TornadoReport {
    /// What made it.
    pub manifest: Study,
    /// What it shows.
    pub tornado: Tornado,
}

/// The report as text.
pub fn text(report: &TornadoReport) -> String {
    let TornadoReport { manifest, tornado } = report;
    let mut out =
        wrap(&format!("What {} hangs on: {}", tornado.measure, manifest.scenario), "", "");
    let intro = format!(
        "Each guess at the low and the high end of its range, all else as it is, on the same {} cases, seed {}. In brackets: {} % intervals.",
        thousands(tornado.cases),
        manifest.seed,
        tornado.level * 100.0,
    );
    out.push_str(&wrap(&intro, "", ""));
    if let Some(base) = &tornado.base {
        let Estimate { value, interval } = base;
        let scale = scale(tornado);
        out.push_str(&format!(
            "With every number as it is: {} ({} to {})\n",
            scale.level(*value),
            scale.level(interval.low),
            scale.level(interval.high)
        ));
    }
    out.push('\n');
    for swing in &tornado.guesses {
        out.push_str(&one(swing, &scale(tornado)));
    }
    out.push_str(&notes(tornado));
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out.push_str(&format!("  {}\n", manifest.command));
    out
}

/// How figures of a measure are written, and how long a bar may be.
struct Scale {
    share: bool,
    widest: f64,
}

fn scale(tornado: &Tornado) -> Scale {
    let ends = tornado.guesses.iter().flat_map(|one| [&one.low, &one.high]);
    let widest = ends.map(|end| end.difference.value.abs()).fold(0.0, f64::max);
    Scale { share: tornado.measure.starts_with("p_"), widest }
}

impl Scale {
    fn level(&self, value: f64) -> String {
        if self.share { format!("{:.2} %", value * 100.0) } else { format!("{value:.1}") }
    }

    fn signed(&self, value: f64) -> String {
        signed(value, self.share)
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
            scale.level(end.measured.value),
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
    if tornado.guesses.is_empty() {
        out.push_str(&wrap("No guess that states a range was moved.", "", ""));
    }
    let without = match tornado.without_range {
        1 => "1 guess states no range, and was not moved.".to_owned(),
        many => format!("{many} guesses state no range, and were not moved."),
    };
    out.push_str(&wrap(&without, "", ""));
    if tornado.guesses.iter().any(|swing| !swing.distinct) {
        let text = "Not told from nothing: both intervals hold zero. More cases may tell more.";
        out.push_str(&wrap(text, "", ""));
    }
    out + "\n"
}

/// Measures of the drawing.
const WIDTH: f64 = 760.0;
const ROW: f64 = 46.0;
const TOP: f64 = 70.0;
const REACH: f64 = 260.0;

/// The report as a drawing: the low end light, the high end dark.
pub fn svg(report: &TornadoReport) -> String {
    let TornadoReport { manifest, tornado } = report;
    let scale = scale(tornado);
    let height = TOP + ROW * tornado.guesses.len() as f64 + 40.0;
    let title = format!("What {} hangs on: {}", tornado.measure, manifest.scenario);
    let words = tornado.guesses.iter().map(|one| {
        let (low, high) = (one.low.difference.value, one.high.difference.value);
        format!("{}: {} to {}", one.key, scale.signed(low), scale.signed(high))
    });
    let words = words.collect::<Vec<_>>().join("; ");
    let description = format!("Difference at the low and the high end of each guess. {words}");
    let mut drawing = Drawing::new(WIDTH, height, &title, &description);
    let bold = Face { size: 15.0, bold: true, color: INK };
    drawing.text((16.0, 26.0), Side::Right, bold, &title);
    let small = Face { size: 12.0, bold: false, color: GREY };
    let base = tornado.base.map(|base| scale.level(base.value)).unwrap_or_default();
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
