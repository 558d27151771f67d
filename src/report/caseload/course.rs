//! The course of one caseload or of several over time: panels below one another, each a plot of curves with their bands.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::Period;
use crate::experiment::estimate::Estimate;
use crate::report::caseload::figure;
use crate::report::chart::{NAME, Plot, SMALL, Scale, TITLE, apart};
use crate::report::forecast::thousands;
use crate::report::lines::{count, day};
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
/// About how many dates stand below a box.
const TICKS: i32 = 6;
/// A share that many a limit is held to.
const MARK: f64 = 0.95;

/// What the shares of a panel are.
pub(super) const IN_TIME: &str =
    "Decided within the legal limit, by the period in which it was up (dotted: 95 %)";

/// A caseload in the course of time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Course {
    /// The first day.
    #[schemars(with = "String")]
    pub from: Date,
    /// The last day.
    #[schemars(with = "String")]
    pub to: Date,
    /// Months, quarters or years.
    pub periods: Vec<Period>,
}

/// A curve over time.
pub(super) struct Curve {
    name: String,
    pen: Pen,
    points: Vec<(f64, Estimate)>,
}

/// Where a period has its point.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// What stands at its end.
    End,
    /// What is counted over it, at its middle.
    Middle,
}

/// A curve through all periods.
pub(super) fn curve(
    name: &str,
    pen: Pen,
    course: &Course,
    at: At,
    of: impl Fn(&Period) -> Estimate,
) -> Curve {
    let part = match at {
        At::End => 1.0,
        At::Middle => 0.5,
    };
    let at = |period: &Period| day_of(period.from) + part * f64::from(period.days);
    let points = course.periods.iter().map(|period| (at(period), of(period)));
    let points = points.filter(|(_, one)| one.value.is_finite()).collect();
    Curve { name: name.to_owned(), pen, points }
}

/// The number of a day.
fn day_of(date: Date) -> f64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() as f64 / 24.0
}

/// A panel: what it shows, whether that is a share, and its curves.
type Panel = (String, bool, Vec<Curve>);

/// Panels over the same days.
pub(super) struct Panels {
    title: String,
    replications: u64,
    days: (Date, Date),
    panels: Vec<Panel>,
}

impl Panels {
    /// None yet, over all days of the courses.
    pub(super) fn new(title: &str, courses: &[&Course], replications: u64) -> Panels {
        let from = courses.iter().map(|course| course.from).min().unwrap_or(Date::ZERO);
        let to = courses.iter().map(|course| course.to).max().unwrap_or(Date::ZERO);
        Panels { title: title.to_owned(), replications, days: (from, to), panels: Vec::new() }
    }

    /// Adds a panel of numbers of files.
    pub(super) fn files(&mut self, name: &str, curves: Vec<Curve>) {
        self.panels.push((name.to_owned(), false, curves));
    }

    /// Adds one of shares within the legal limit, if there was one.
    pub(super) fn shares(&mut self, name: &str, curves: Vec<Curve>) {
        if curves.iter().any(|curve| !curve.points.is_empty()) {
            self.panels.push((name.to_owned(), true, curves));
        }
    }

    /// The drawing; `words` stand below it and are its description.
    pub(super) fn finish(self, about: &str, words: &[String]) -> String {
        let notes: Vec<String> =
            words.iter().flat_map(|one| fitted(one, NAME.size, WIDTH - 40.0, 3)).collect();
        let below = TOP + self.panels.len() as f64 * PANEL - 20.0;
        let height = below + leading(NAME.size) * notes.len() as f64 + 12.0;
        let mut drawing = Drawing::new(WIDTH, height, &self.title, &words.join(" "));
        let title = fitted(&self.title, TITLE.size, WIDTH - 40.0, 2);
        drawing.lines((20.0, 28.0), Side::Right, TITLE, &title);
        let replications = count(self.replications as u32, "replication", "replications");
        let each = if self.replications > 1 { ", each point by itself" } else { "" };
        let about = format!("{replications}, {about}{each}.");
        drawing.text((20.0, 64.0), Side::Right, SMALL, &about);
        for (place, panel) in self.panels.iter().enumerate() {
            self.draw(&mut drawing, place as f64, panel);
        }
        drawing.lines((20.0, below), Side::Right, NAME, &notes);
        drawing.finish()
    }

    fn draw(&self, drawing: &mut Drawing, place: f64, (name, share, curves): &Panel) {
        let (from, to) = (day_of(self.days.0), day_of(self.days.1) + 1.0);
        let values = curves.iter().flat_map(|curve| &curve.points);
        let ends = values.flat_map(|(_, one)| [one.value, one.interval.low, one.interval.high]);
        let y = match share {
            true => Scale { from: 0.0, to: 1.0 },
            false => Scale::around(ends.chain([0.0])),
        };
        let corner = (LEFT, TOP + place * PANEL);
        let plot = Plot { corner, size: SIZE, x: Scale { from, to }, y };
        let written: fn(f64) -> String = match share {
            true => |value| format!("{:.0} %", value * 100.0),
            false => |value| thousands(value.round() as u64),
        };
        plot.axes_with(drawing, ("", &ticks(self.days)), (name, written));
        let unit = if *share { Unit::Share } else { Unit::Files };
        let labels = curves.iter().filter_map(|curve| curve.draw(drawing, &plot, unit)).collect();
        for (at, label) in apart(labels, |_| 15.0, (corner.1, corner.1 + SIZE.1 + 15.0)) {
            let room = WIDTH - LEFT - SIZE.0 - 14.0;
            let label = fitted(&label, NAME.size, room, 1);
            drawing.lines((LEFT + SIZE.0 + 10.0, at), Side::Right, NAME, &label);
        }
        if *share {
            let (_, at) = plot.at(from, MARK);
            drawing.line(&[(LEFT, at), (LEFT + SIZE.0, at)], INK, true);
        }
    }
}

impl Curve {
    /// Draws it with its band, and gives the place of its label. One point alone is a dot with a bar.
    fn draw(&self, drawing: &mut Drawing, plot: &Plot, unit: Unit) -> Option<(f64, String)> {
        let (_, last) = self.points.last()?;
        let along = |of: &dyn Fn(&Estimate) -> f64| -> Vec<(f64, f64)> {
            self.points.iter().map(|(x, one)| plot.at(x.min(plot.x.to), of(one))).collect()
        };
        let low = along(&|one| one.interval.low.max(plot.y.from));
        let high = along(&|one| one.interval.high.min(plot.y.to));
        let line = along(&|one| one.value);
        let known = self.points.iter().all(|(_, one)| one.interval.high.is_finite());
        match (known, line.len()) {
            (false, _) => {}
            (true, 1) => drawing.line(&[low[0], high[0]], self.pen.color, false),
            (true, _) => {
                let band: Vec<(f64, f64)> = low.into_iter().chain(high.into_iter().rev()).collect();
                drawing.area(&band, self.pen.color);
            }
        }
        match &line[..] {
            [only] => drawing.circle(*only, 3.0, self.pen.color),
            all => drawing.curve(all, self.pen),
        }
        let end = line.last()?.1;
        Some((end + 4.0, format!("{}: {}", self.name, figure(last.value, unit))))
    }
}

/// The beginnings of months or years, so that a few stand below a box; where there are none, the first day and the last.
fn ticks((from, to): (Date, Date)) -> Vec<(f64, String)> {
    let month_of = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    let months = month_of(to) - month_of(from);
    let every = [1, 2, 3, 6, 12, 24, 36, 48, 60];
    let every = every.into_iter().find(|every| months / every <= TICKS).unwrap_or(60);
    let first = |month: i32| {
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
    };
    let all = (month_of(from)..=month_of(to)).filter(|month| month.rem_euclid(every) == 0);
    let dates: Vec<Date> =
        all.filter_map(first).filter(|date| (from..=to).contains(date)).collect();
    let dates = if dates.len() < 2 { vec![from, to] } else { dates };
    dates.into_iter().map(|date| (day_of(date), day(date))).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_few_dates_stand_below_a_box_however_long_it_is() {
        for days in [3, 20, 70, 200, 400, 900, 1800, 6900] {
            let from = date(2009, 10, 19);
            let to = from.saturating_add(jiff::Span::new().days(days));
            let ticks = ticks((from, to));
            assert!((2..=8).contains(&ticks.len()), "{days}: {ticks:?}");
            assert!(ticks.windows(2).all(|pair| pair[0].0 < pair[1].0), "{days}: {ticks:?}");
        }
    }
}
