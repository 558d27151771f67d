//! Shares that grow as the days go by: step curves with their bands, a label at the end of each, marks on days, and
//! below them the table of the same numbers.

use super::{NAME, Plot, SMALL, Scale, TITLE, apart, pen};
use crate::experiment::estimate::Estimate;
use crate::experiment::forecast::summary::{ByDay, DAYS};
use crate::report::forecast::{ends, percent};
use crate::report::lines::list;
use crate::report::svg::{Drawing, Face, GREY, INK, LINE, Side, fitted, leading, number, width_of};

/// What a drawing shows.
pub struct Picture<'a> {
    /// Its title.
    pub title: String,
    /// What was run, below the title.
    pub intro: String,
    /// What a share is of, above the plot.
    pub of: &'a str,
    /// The curves, in the order of the table.
    pub curves: Vec<Curve<'a>>,
    /// Days that are marked.
    pub marks: Vec<Mark>,
    /// The plot reaches this day at least, if cases are followed so far.
    pub at_least: i64,
    /// The horizon: the plot reaches it unless little moves in most of the days up to it.
    pub horizon: i64,
    /// What is said below the table.
    pub notes: Vec<String>,
}

/// One curve.
pub struct Curve<'a> {
    /// What it is called.
    pub name: String,
    /// It, from day 0 to the last day.
    pub points: &'a [ByDay],
    /// The day by which half of what it ever comes to is there.
    pub half_by: Option<i64>,
    /// Whether its intervals stand in the table, and are drawn as a band unless there are too many.
    pub with_band: bool,
}

/// A marked day.
pub struct Mark {
    /// The day.
    pub day: i64,
    /// What it is.
    pub words: String,
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 20.0;
/// The plot: where it begins on the left, its width, and its height unless its labels need more.
const PLOT: (f64, f64, f64) = (70.0, 440.0, 300.0);
/// A label at the end of a curve: where its line and its text begin, and the most lines it has.
const LABEL: (f64, f64, usize) = (540.0, 572.0, 3);
/// The days that have a column.
const SHOWN: [i64; 5] = [30, 90, 180, 365, 730];
/// Where the first column of the table ends, and how far apart they are.
const COLUMNS: (f64, f64) = (290.0, 74.0);
/// How much wider than most a wide or a bold face may be.
const WIDE: f64 = 1.15;
/// What of a curve may lie beyond the plot.
const REST: f64 = 0.005;
/// The room a plot leaves after the last day on which much moves, if it ends before the horizon.
const AFTER: f64 = 1.2;
/// The most bands that can be told from one another.
pub const MOST_BANDS: usize = 6;
/// The face of the intervals in the table.
const FINE: Face = Face { size: 9.5, bold: false, color: GREY };
/// The face of the head of the table.
const HEAD: Face = Face { size: 11.0, bold: true, color: INK };

/// The share on a day: that of the last point up to it. Of no cases there is none.
fn at(points: &[ByDay], day: i64) -> Option<Estimate> {
    let next = points.partition_point(|by| by.day <= day);
    let last = points.get(next.checked_sub(1)?)?.chance;
    Some(last).filter(|share| share.value.is_finite())
}

impl Picture<'_> {
    /// It as SVG.
    pub fn svg(&self) -> String {
        let room = WIDTH - 2.0 * LEFT;
        let title = fitted(&self.title, WIDE * TITLE.size, room, 2);
        let intro = fitted(&self.intro, SMALL.size, room, 3);
        let intro_at = 28.0 + leading(TITLE.size) * title.len() as f64;
        let marks_at = intro_at + leading(SMALL.size) * intro.len() as f64 + 10.0;
        let top = marks_at + leading(SMALL.size) * self.marks.len() as f64 + 24.0;
        let plot = self.plot(top);
        let table_at = top + plot.size.1 + 66.0;
        let notes_at = table_at + self.table_height() + 14.0;
        let notes = self.notes.iter().flat_map(|note| fitted(note, SMALL.size, room, 4));
        let notes: Vec<String> = notes.collect();
        let height = notes_at + leading(SMALL.size) * notes.len() as f64 + 6.0;
        let mut drawing = Drawing::new(WIDTH, height, &self.title, &self.description());
        drawing.lines((LEFT, 28.0), Side::Right, TITLE, &title);
        drawing.lines((LEFT, intro_at), Side::Right, SMALL, &intro);
        self.marks(&mut drawing, &plot, marks_at);
        let hundredths = |share: f64| format!("{:.0} %", share * 100.0);
        let days: Vec<_> = ticks(&plot).iter().map(|day| (*day, number(*day))).collect();
        plot.axes_with(&mut drawing, ("days from day 0", &days), (self.of, hundredths));
        let bands = self.curves.iter().filter(|curve| curve.with_band).count() <= MOST_BANDS;
        for (place, curve) in self.curves.iter().enumerate().rev() {
            draw(&mut drawing, &plot, place, curve, bands && curve.with_band);
        }
        self.labels(&mut drawing, &plot);
        self.table(&mut drawing, table_at);
        drawing.lines((LEFT, notes_at), Side::Right, SMALL, &notes);
        drawing.finish()
    }

    /// The numbers in words.
    fn description(&self) -> String {
        let each = self.curves.iter().filter_map(|curve| {
            let last = curve.points.last()?;
            let by = |day: &i64| {
                let share = at(curve.points, *day).filter(|_| *day < last.day)?;
                Some(format!("{} by day {day}", percent(share.value)))
            };
            let mut shares: Vec<String> = SHOWN.iter().filter_map(by).collect();
            shares.push(format!("{} by day {}, the last", percent(last.chance.value), last.day));
            let half = curve.half_by.map(|day| format!("; half of it by day {day}"));
            Some(format!("{}: {}{}.", curve.name, list(&shares), half.unwrap_or_default()))
        });
        let marks = self.marks.iter().map(|mark| format!("{}.", mark.words));
        let all: Vec<String> = [self.intro.clone()].into_iter().chain(each).chain(marks).collect();
        all.join(" ")
    }

    /// The last day of the cases that are followed longest.
    fn last_day(&self) -> i64 {
        let ends = self.curves.iter().filter_map(|curve| Some(curve.points.last()?.day));
        ends.max().unwrap_or(0)
    }

    /// The plot, up to a day after which hardly anything moves.
    fn plot(&self, top: f64) -> Plot {
        let still = |curve: &Curve<'_>| {
            let end = curve.points.last()?.chance.value;
            curve.points.iter().find(|by| end - by.chance.value <= REST).map(|by| by.day)
        };
        let still = self.curves.iter().filter_map(still).max().unwrap_or(0);
        let moves = (still as f64 * AFTER).ceil() as i64;
        let to = if 2 * still < self.horizon { moves } else { self.horizon.max(still) };
        let to = to.max(self.at_least).min(self.last_day()).max(1);
        let shares = self.curves.iter().filter_map(|curve| {
            let Estimate { value, interval } = curve.points.last()?.chance;
            Some(if curve.with_band { interval.high } else { value })
        });
        let shares = shares.chain([0.0]);
        let height = PLOT.2.max(self.label_lines().map(|lines| label_height(&lines)).sum());
        Plot {
            corner: (PLOT.0, top),
            size: (PLOT.1, height),
            x: Scale { from: 0.0, to: to as f64 },
            y: Scale::around(shares),
        }
    }

    fn label_lines(&self) -> impl Iterator<Item = Vec<String>> {
        self.curves.iter().map(|curve| {
            let share = curve.points.last().map(|by| percent(by.chance.value));
            let words = format!("{}  {}", share.unwrap_or_default(), curve.name);
            fitted(&words, NAME.size, WIDTH - LABEL.1 - 6.0, LABEL.2)
        })
    }

    /// A label beside the end of each curve, with a piece of the curve's line.
    fn labels(&self, drawing: &mut Drawing, plot: &Plot) {
        let ends = self.curves.iter().zip(self.label_lines()).enumerate();
        let ends = ends.filter_map(|(place, (curve, lines))| {
            let share = at(curve.points, plot.x.to as i64)?.value;
            let (_, y) = plot.at(plot.x.to, share);
            Some((y, (place, y, lines)))
        });
        let right = plot.corner.0 + plot.size.0;
        let room = (plot.corner.1 + 4.0, plot.corner.1 + plot.size.1 + 14.0);
        let placed = apart(ends.collect(), |(_, _, lines)| label_height(lines), room);
        for (label, (place, y, lines)) in placed {
            drawing.line(&[(right + 2.0, y), (LABEL.0 - 2.0, label)], LINE, true);
            drawing.curve(&[(LABEL.0, label), (LABEL.1 - 6.0, label)], pen(place));
            drawing.lines((LABEL.1, label + 4.0), Side::Right, NAME, &lines);
        }
    }

    /// A dotted line on each marked day, with its words above the plot. The first day stands highest, so that no line
    /// goes through the words of another.
    fn marks(&self, drawing: &mut Drawing, plot: &Plot, at: f64) {
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by_key(|mark| mark.day);
        for (row, mark) in marks.into_iter().enumerate() {
            let (x, bottom) = plot.at(mark.day as f64, plot.y.from);
            let text_at = at + leading(SMALL.size) * row as f64;
            let beyond = if mark.day as f64 > plot.x.to { " (beyond the plot)" } else { "" };
            let words = format!("{}{beyond}", mark.words);
            let most = WIDTH - LEFT - width_of(&words, WIDE * SMALL.size);
            drawing.text((x.min(most).max(LEFT), text_at), Side::Right, SMALL, &words);
            if mark.day as f64 <= plot.x.to {
                drawing.line(&[(x, text_at + 4.0), (x, bottom)], INK, true);
            }
        }
    }

    /// The lines of each row's name.
    fn row_names(&self) -> impl Iterator<Item = Vec<String>> {
        let room = COLUMNS.0 - LEFT - 70.0;
        self.curves.iter().map(move |curve| fitted(&curve.name, SMALL.size, room, 2))
    }

    fn table_height(&self) -> f64 {
        let rows = self.row_names().zip(&self.curves).map(|(name, curve)| row_height(&name, curve));
        leading(SMALL.size) + rows.sum::<f64>()
    }

    /// The points on the named days and the last as rows of text; intervals below the shares.
    fn table(&self, drawing: &mut Drawing, top: f64) {
        let last = self.last_day();
        let days: Vec<i64> = SHOWN.into_iter().filter(|day| *day < last).collect();
        let right = self.table_head(drawing, top, &days);
        let mut y = top + leading(SMALL.size) + 5.0;
        for (curve, name) in self.curves.iter().zip(self.row_names()) {
            drawing.lines((LEFT, y), Side::Right, Face { color: INK, ..SMALL }, &name);
            if let Some(day) = curve.half_by {
                drawing.text((right, y), Side::Left, SMALL, &day.to_string());
            }
            let below = y + leading(SMALL.size) - 1.0;
            let shown = days.iter().copied().chain([last]).enumerate();
            let shown = shown.filter_map(|(place, day)| Some((place, at(curve.points, day)?)));
            for (place, share) in shown {
                drawing.text((column(place), y), Side::Left, SMALL, &percent(share.value));
                if curve.with_band {
                    drawing.text((column(place), below), Side::Left, FINE, &ends(&share));
                }
            }
            y += row_height(&name, curve);
        }
    }

    /// The head of the table, and where its last column ends.
    fn table_head(&self, drawing: &mut Drawing, top: f64, days: &[i64]) -> f64 {
        let mut heads: Vec<String> = days.iter().map(i64::to_string).collect();
        heads.push("last day".to_owned());
        if self.curves.iter().any(|curve| curve.half_by.is_some()) {
            heads.push("half by".to_owned());
        }
        drawing.text((LEFT, top), Side::Right, HEAD, "By day");
        for (place, head) in heads.iter().enumerate() {
            drawing.text((column(place), top), Side::Left, HEAD, head);
        }
        let right = column(heads.len() - 1);
        drawing.line(&[(LEFT, top + 4.0), (right, top + 4.0)], LINE, false);
        right
    }
}

/// The height of the label of a curve.
fn label_height(lines: &[String]) -> f64 {
    leading(NAME.size) * lines.len() as f64 + 4.0
}

/// The height of a row of the table.
fn row_height(name: &[String], curve: &Curve<'_>) -> f64 {
    let lines = name.len().max(if curve.with_band { 2 } else { 1 });
    leading(SMALL.size) * lines as f64 + 5.0
}

/// Where a column of the table ends.
fn column(place: usize) -> f64 {
    COLUMNS.0 + COLUMNS.1 * place as f64
}

/// The band and the steps of a curve, and a circle on the day by which half of it is there.
fn draw(drawing: &mut Drawing, plot: &Plot, place: usize, curve: &Curve<'_>, with_band: bool) {
    let pen = pen(place);
    if with_band {
        let mut band = steps(plot, curve.points, |one| one.interval.high);
        band.extend(steps(plot, curve.points, |one| one.interval.low).into_iter().rev());
        drawing.area(&band, pen.color);
    }
    drawing.curve(&steps(plot, curve.points, |one| one.value), pen);
    let half = curve.half_by.and_then(|day| Some((day, at(curve.points, day)?.value)));
    if let Some((day, share)) = half.filter(|(day, _)| *day as f64 <= plot.x.to) {
        drawing.circle(plot.at(day as f64, share), 3.5, "#ffffff");
    }
}

/// A line that stays where it is up to the next point, and there goes up.
fn steps(plot: &Plot, points: &[ByDay], of: fn(&Estimate) -> f64) -> Vec<(f64, f64)> {
    let within = |share: f64| share.clamp(plot.y.from, plot.y.to);
    let mut line: Vec<(f64, f64)> = Vec::new();
    let shown = |by: &&ByDay| by.day as f64 <= plot.x.to && by.chance.value.is_finite();
    for by in points.iter().filter(shown) {
        let (x, y) = plot.at(by.day as f64, within(of(&by.chance)));
        line.extend(line.last().map(|(_, before)| (x, *before)));
        line.push((x, y));
    }
    // Up to the edge of the plot, unless the cases are followed no further.
    let goes_on = points.last().is_some_and(|last| last.day as f64 > plot.x.to);
    let edge = line.last().map(|(_, y)| (plot.corner.0 + plot.size.0, *y));
    line.extend(edge.filter(|_| goes_on));
    line
}

/// The days that have a tick: those that are named, as far as their numbers have room.
fn ticks(plot: &Plot) -> Vec<f64> {
    const YEARS: [i64; 3] = [3650, 5475, 7300];
    let mut kept = Vec::new();
    let mut free = f64::NEG_INFINITY;
    for day in [0].into_iter().chain(DAYS).chain(YEARS) {
        let (x, _) = plot.at(day as f64, plot.y.from);
        let half = width_of(&day.to_string(), SMALL.size) / 2.0;
        if day as f64 <= plot.x.to && x - half > free {
            kept.push(day as f64);
            free = x + half + 4.0;
        }
    }
    if kept.len() < 4 { plot.x.ticks() } else { kept }
}
