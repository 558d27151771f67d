//! A decision tree as a drawing, in the form lawyers draw by hand: from left to right, a box where somebody decides,
//! the odds on the branches, and at the right edge the chance, the outcome and the day of each end.

use crate::report::svg::{Drawing, Face, GREY, INK, LINE, Side, fitted, leading};
use crate::report::text::name;
use crate::scenario::Scenario;

use super::words::{between, end_when, goes_on, percent, unlikely, when};
use super::{Follows, LessLikely, PlaceRecord, TreeReport, Way};

const MARGIN: f64 = 24.0;
/// How wide a box is, and the branch to the next.
const BOX: f64 = 176.0;
const BRANCH: f64 = 140.0;
/// How high an end is.
const ROW: f64 = 54.0;
/// Where the first end stands, below title and headings.
const TOP: f64 = 118.0;
/// Below the last end: the key and the notice.
const FOOT: f64 = 96.0;
/// The columns at the right edge.
const CHANCE: f64 = 62.0;
const OUTCOME: f64 = 250.0;
const DAY: f64 = 190.0;

/// How much wider bold text is.
const BOLDER: f64 = 1.08;

const PARTY: &str = "#e8eff8";
const AUTHORITY: &str = "#fdf1dc";
const WHITE: &str = "#ffffff";

const TITLE: Face = Face { size: 19.0, bold: true, color: INK };
const HEAD: Face = Face { size: 12.0, bold: true, color: INK };
const LABEL: Face = Face { size: 11.5, bold: true, color: INK };
const PLAIN: Face = Face { size: 11.5, bold: false, color: INK };
const SMALL: Face = Face { size: 10.5, bold: false, color: GREY };

/// The drawing.
pub fn svg(scenario: &Scenario, report: &TreeReport) -> String {
    let title = format!("Decision tree: {}", scenario.title);
    let levels = levels(&report.tree);
    let ends_at = MARGIN + levels as f64 * (BOX + BRANCH);
    let width = ends_at + 24.0 + CHANCE + OUTCOME + DAY + MARGIN;
    let height = TOP + rows(&report.tree) * ROW + FOOT;
    let drawing = Drawing::new(width, height, &title, &description(report));
    let mut chart = Chart { scenario, drawing, ends_at, next_row: TOP };
    chart.head(&title, report, width);
    let root = chart.place(&report.tree, 0);
    if levels == 0 {
        chart.end(&report.tree, MARGIN, root);
    }
    chart.foot(height, &report.manifest.command, &report.manifest.notice);
    chart.drawing.finish()
}

/// What the drawing shows, for those who do not see it: the first decision, and every outcome.
pub fn description(report: &TreeReport) -> String {
    let mut lines = vec![format!(
        "A tree of decisions from left to right. The data comes in {}.",
        between(report.tree.data)
    )];
    if let Follows::Decision { question, ways, .. } = &report.tree.follows {
        let ways = ways
            .iter()
            .filter_map(|way| Some(format!("{} {}", way.option.as_deref()?, percent(way.odds))));
        let ways: Vec<String> = ways.collect();
        let stop = if question.ends_with('?') { "" } else { "." };
        lines.push(format!("First: {question}{stop} Odds: {}.", ways.join(", ")));
    }
    lines.push("Outcomes, with all that was walked:".to_owned());
    for one in &report.outcomes {
        let when = when(one.decided, one.data_on);
        lines.push(format!("{}: {}; {when}.", percent(one.chance), one.words));
    }
    if report.extent.not_walked > 0.0 {
        lines.push(format!("{}: not walked.", percent(report.extent.not_walked)));
    }
    lines.push("The whole tree in words: leave --format svg out.".to_owned());
    lines.join("\n")
}

/// The ways and the rest at a place.
fn parts(place: &PlaceRecord) -> (&[Way], Option<&LessLikely>) {
    match &place.follows {
        Follows::Decision { ways, less_likely, .. } | Follows::Next { ways, less_likely } => {
            (ways, less_likely.as_ref())
        }
        _ => (&[], None),
    }
}

/// How many boxes stand in a row at most.
fn levels(place: &PlaceRecord) -> usize {
    let (ways, rest) = parts(place);
    let deepest = ways.iter().map(|way| levels(&way.to)).max();
    deepest.map_or(usize::from(rest.is_some()), |deepest| deepest + 1)
}

/// How many rows a place takes: one for each end, and at least two for a box.
fn rows(place: &PlaceRecord) -> f64 {
    let (ways, rest) = parts(place);
    if ways.is_empty() && rest.is_none() {
        return 1.0;
    }
    let own: f64 = ways.iter().map(|way| rows(&way.to)).sum();
    (own + if rest.is_some() { 1.0 } else { 0.0 }).max(2.0)
}

struct Chart<'a> {
    scenario: &'a Scenario,
    drawing: Drawing,
    /// Where the ends stand.
    ends_at: f64,
    /// The upper edge of the next row.
    next_row: f64,
}

impl Chart<'_> {
    fn head(&mut self, title: &str, report: &TreeReport, width: f64) {
        let room = width - 2.0 * MARGIN;
        let title = fitted(title, TITLE.size, room, 1);
        self.drawing.lines((MARGIN, MARGIN + 14.0), Side::Right, TITLE, &title);
        let data = format!(
            "The data comes in {}. On the branches: option, odds.",
            between(report.tree.data)
        );
        let data = fitted(&data, PLAIN.size, room, 2);
        self.drawing.lines((MARGIN, MARGIN + 36.0), Side::Right, PLAIN, &data);
        let y = TOP - 22.0;
        let mut x = self.ends_at + 24.0;
        for (head, wide) in [("Chance", CHANCE), ("Outcome", OUTCOME), ("Day (5 to 95 %)", DAY)] {
            self.drawing.text((x, y), Side::Right, HEAD, head);
            x += wide;
        }
        self.drawing.line(&[(self.ends_at, y + 8.0), (x, y + 8.0)], LINE, false);
    }

    /// Draws a place and what follows, and gives the height at which it stands.
    fn place(&mut self, place: &PlaceRecord, level: usize) -> f64 {
        let (ways, rest) = parts(place);
        let top = self.next_row;
        let mut heights: Vec<f64> = ways.iter().map(|way| self.place(&way.to, level + 1)).collect();
        if rest.is_some() || ways.is_empty() {
            heights.push(self.row());
        }
        if let (true, None) = (ways.is_empty(), rest) {
            return heights[0];
        }
        // A box is higher than a row.
        self.next_row = self.next_row.max(top + 2.0 * ROW);
        let middle = (heights[0] + heights[heights.len() - 1]) / 2.0;
        let left = MARGIN + level as f64 * (BOX + BRANCH);
        for (way, y) in ways.iter().zip(&heights) {
            let option = way.option.clone().unwrap_or_else(|| coming(&way.to));
            self.branch((left + BOX, middle), *y, &option, way.odds, false);
            if parts(&way.to).0.is_empty() {
                self.end(&way.to, left + BOX + BRANCH, *y);
            }
        }
        if let (Some(rest), Some(y)) = (rest, heights.last()) {
            self.branch((left + BOX, middle), *y, "less likely", rest.odds, true);
            self.less_likely(rest, left + BOX + BRANCH, *y);
        }
        self.decision(place, left, middle);
        middle
    }

    /// The middle of the next row.
    fn row(&mut self) -> f64 {
        self.next_row += ROW;
        self.next_row - ROW / 2.0
    }

    /// From the edge of a box to where the way goes on, with the option above it and the odds below.
    fn branch(&mut self, from: (f64, f64), y: f64, option: &str, odds: f64, dotted: bool) {
        let turn = from.0 + 16.0;
        let to = from.0 + BRANCH;
        self.drawing.line(&[from, (turn, from.1), (turn, y), (to, y)], LINE, dotted);
        let face = if dotted { SMALL } else { LABEL };
        let lines = fitted(option, face.size, BRANCH - 22.0, 2);
        let up = (lines.len() as f64 - 1.0) * leading(face.size) + 4.0;
        self.drawing.lines((turn + 6.0, y - up), Side::Right, face, &lines);
        self.drawing.text((turn + 6.0, y + 13.0), Side::Right, PLAIN, &percent(odds));
    }

    /// A box with who decides and what; a square at its edge where a party decides, a circle where others do.
    fn decision(&mut self, place: &PlaceRecord, left: f64, middle: f64) {
        let (who, question, party) = match &place.follows {
            Follows::Decision { decider, question, by_a_party, .. } => {
                (name(self.scenario, decider), question.as_str(), *by_a_party)
            }
            _ => ("The times", "What comes next?", false),
        };
        let inner = BOX - 22.0;
        let who = fitted(who, LABEL.size, inner / BOLDER, 2);
        let question = fitted(question, PLAIN.size, inner, 3);
        let step = leading(PLAIN.size);
        let lines = who.len() + question.len() + 1;
        let height = step * lines as f64 + 10.0;
        let (fill, radius) = if party { (PARTY, 0.0) } else { (AUTHORITY, 16.0) };
        let top = middle - height / 2.0;
        self.drawing.rectangle((left, top), (BOX, height), radius, fill);
        let x = left + 9.0;
        self.drawing.lines((x, top + step), Side::Right, LABEL, &who);
        let below = top + step * (who.len() as f64 + 1.0);
        self.drawing.lines((x, below), Side::Right, PLAIN, &question);
        let y = top + height - 6.0;
        self.drawing.text((x, y), Side::Right, SMALL, &format!("data {}", between(place.data)));
        self.symbol((left + BOX, middle), party);
    }

    fn symbol(&mut self, at: (f64, f64), party: bool) {
        let (x, y) = at;
        if party {
            self.drawing.rectangle((x - 6.0, y - 6.0), (12.0, 12.0), 0.0, WHITE);
        } else {
            self.drawing.circle(at, 6.5, WHITE);
        }
    }

    /// An end at the right edge: a triangle if the case ends there, its chance, its outcome and its day.
    fn end(&mut self, place: &PlaceRecord, from: f64, y: f64) {
        self.leader(from, y);
        let (is_end, words, day) = match &place.follows {
            Follows::End(end) => (true, end.words.clone(), end_when(end)),
            Follows::DeadEnd { why } => (true, format!("dead end: {why}"), String::new()),
            Follows::More { ways } => {
                (false, format!("{}; data {}", goes_on(*ways), between(place.data)), String::new())
            }
            _ => (false, String::new(), String::new()),
        };
        if is_end {
            let x = self.ends_at;
            self.drawing.polygon(&[(x, y), (x + 12.0, y - 7.0), (x + 12.0, y + 7.0)], WHITE);
        } else {
            self.dots(y);
        }
        self.columns(y, place.chance, &words, &day, if is_end { PLAIN } else { SMALL });
    }

    fn less_likely(&mut self, rest: &LessLikely, from: f64, y: f64) {
        self.leader(from, y);
        self.dots(y);
        let words = format!("{}; data {}", unlikely(rest.ways), between(rest.data));
        self.columns(y, rest.chance, &words, "", SMALL);
    }

    fn leader(&mut self, from: f64, y: f64) {
        if self.ends_at > from {
            self.drawing.line(&[(from, y), (self.ends_at, y)], LINE, true);
        }
    }

    fn dots(&mut self, y: f64) {
        for dot in 0..3 {
            let x = self.ends_at + 3.0 + 5.0 * f64::from(dot);
            self.drawing.circle((x, y), 1.2, INK);
        }
    }

    fn columns(&mut self, y: f64, chance: f64, words: &str, day: &str, face: Face) {
        let x = self.ends_at + 24.0;
        let bold = Face { bold: true, ..face };
        self.drawing.text((x, y + 4.0), Side::Right, bold, &percent(chance));
        let step = leading(face.size);
        let cells = [(x + CHANCE, OUTCOME, words), (x + CHANCE + OUTCOME, DAY, day)];
        for (x, wide, text) in cells.into_iter().filter(|(.., text)| !text.is_empty()) {
            let lines = fitted(text, face.size, wide - 12.0, 3);
            let up = (lines.len() as f64 - 1.0) * step / 2.0;
            self.drawing.lines((x, y + 4.0 - up), Side::Right, face, &lines);
        }
    }

    /// The key, the command and the notice.
    fn foot(&mut self, height: f64, command: &str, notice: &str) {
        let y = height - FOOT + 30.0;
        let mut x = MARGIN;
        let key = [
            "whoever asks for the data or holds it decides",
            "a court, an authority or the times decide",
            "the case ends",
            "not shown",
        ];
        for (number, words) in key.iter().enumerate() {
            match number {
                0 => self.symbol((x + 6.0, y - 4.0), true),
                1 => self.symbol((x + 6.0, y - 4.0), false),
                2 => {
                    let (left, middle) = (x, y - 4.0);
                    let right = left + 12.0;
                    let shape = [(left, middle), (right, middle - 7.0), (right, middle + 7.0)];
                    self.drawing.polygon(&shape, WHITE);
                }
                _ => (0..3).for_each(|dot| {
                    let x = x + 2.0 + 5.0 * f64::from(dot);
                    self.drawing.circle((x, y - 4.0), 1.2, INK);
                }),
            }
            self.drawing.text((x + 20.0, y), Side::Right, PLAIN, words);
            x += 44.0 + crate::report::svg::width_of(words, PLAIN.size);
        }
        self.drawing.text((MARGIN, y + 24.0), Side::Right, SMALL, command);
        self.drawing.text((MARGIN, y + 42.0), Side::Right, SMALL, notice);
    }
}

/// What may come where nothing is chosen.
fn coming(place: &PlaceRecord) -> String {
    match &place.follows {
        Follows::Decision { point, .. } => point.clone(),
        Follows::Next { .. } => "something else".to_owned(),
        Follows::End(_) => "the end".to_owned(),
        Follows::DeadEnd { .. } => "a dead end".to_owned(),
        Follows::More { .. } => "other decisions".to_owned(),
    }
}
