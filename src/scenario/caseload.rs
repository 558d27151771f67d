//! `[caseload]`: many cases through the same offices. How many come, who works on them, and how long they are kept on
//! the books.

pub(super) mod kinds;
mod office;
mod stream;

pub(super) use office::LINES;
pub use office::{Staffed, Work};
pub use stream::{Kind, Pattern, Stream};

use jiff::civil::Date;

use crate::law::answers::Takes;
use crate::law::message::PathEnd;
use crate::scenario::assume;
use crate::scenario::basis;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, listing};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::number::{Number, Support};
use crate::scenario::points::Points;
use crate::scenario::reference::Reference;
use crate::scenario::takes;
use crate::sim::distribution::Distribution;

/// The longest a caseload may run, in years.
pub(super) const MOST_YEARS: f64 = 19.0;
/// The most streams of files, and the most kinds in one.
pub(super) const MOST_STREAMS: usize = 16;
/// The most desks of an office.
pub(super) const MOST_DESKS: i64 = 100_000;
/// The most files expected of a stream in a year.
pub(super) const MOST_FILES: f64 = 10_000_000.0;

/// Many cases through the same offices.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// How many years are simulated, from the day on which the scenario opens; above 0.
    pub years: f64,
    /// What is left out at the beginning.
    pub warm_up: WarmUp,
    /// The streams of files, in the order of the scenario.
    pub streams: Vec<Stream>,
    /// The offices with desks, in the order of the scenario.
    pub offices: Vec<Staffed>,
    /// How long a file whose path ended so is kept on the books after it.
    pub closing: Vec<Closing>,
}

/// How long files whose path ended so are kept on the books.
#[derive(Clone, Debug)]
pub struct Closing {
    /// The end.
    pub end: PathEnd,
    /// How long, from the end on.
    pub kept: Distribution,
    /// How many such files there are on the first day; they fell asleep one after the other before it.
    pub backlog: u32,
}

/// What is left out at the beginning, while the offices fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WarmUp {
    /// So many days.
    Days(i64),
    /// As many as the fifth marginal standard error rule cuts off.
    Mser5,
}

/// What the caseload is read against.
pub(super) struct Known<'a> {
    /// The points by name.
    pub points: &'a Points,
    /// The stages of the channels.
    pub channels: &'a crate::law::channel::Channels,
    /// The day on which the scenario opens, and the last it may reach.
    pub days: Option<(Date, Date)>,
    /// The first day that is not simulated any more.
    pub ends: Option<Date>,
}

/// Reads the table, and adds its numbers; `None` if the scenario has none.
pub(super) fn read(
    root: &Table<'_>,
    known: &Known<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Caseload> {
    let table = root.table("caseload")?;
    let years = bounded("years", (0.01, MOST_YEARS), &table, true);
    report_no_room(years, known.days, &table);
    let ends = known.days.zip(years).map(|((opens, _), years)| end(opens, years));
    let known = &Known { ends, ..*known };
    let warm_up = read_warm_up(&table);
    let streams = stream::read(&table, known.days, numbers);
    let offices = office::read(&table, known, numbers);
    let closing = read_closing(&table, numbers);
    table.finish();
    Some(Caseload { years: years.unwrap_or(1.0), warm_up, streams, offices, closing })
}

/// The first day after so many years.
fn end(opens: Date, years: f64) -> Date {
    opens.saturating_add(jiff::Span::new().days((years * 365.25) as i64))
}

/// A caseload ends no later than the scenario may reach.
fn report_no_room(years: Option<f64>, days: Option<(Date, Date)>, table: &Table<'_>) {
    let (Some(years), Some((opens, last))) = (years, days) else { return };
    if end(opens, years) > last
        && let Some(value) = table.value("years")
    {
        let message = format!("{years} years from {opens} are more than the scenario may reach");
        table.report(
            Diagnostic::error("out-of-order", message)
                .at(value.span, format!("it ends on {last}"))
                .help("give fewer years, or a later `ends`"),
        );
    }
}

/// `warm_up = "365 days"`, or `"mser-5"`.
fn read_warm_up(table: &Table<'_>) -> WarmUp {
    let Some(text) = table.str("warm_up") else { return WarmUp::Days(0) };
    if text.value == "mser-5" {
        return WarmUp::Mser5;
    }
    let days = takes::seconds(text.value).map(|seconds| seconds / 86_400.0);
    match days.filter(|days| days.fract() == 0.0 && *days <= MOST_YEARS * 366.0) {
        Some(days) => WarmUp::Days(days as i64),
        None => {
            table.report(
                Diagnostic::error("bad-duration", format!("`{}` is no warm-up", text.value))
                    .at(text.span, "expected whole days, or mser-5")
                    .help("write warm_up = \"365 days\", or warm_up = \"mser-5\""),
            );
            WarmUp::Days(0)
        }
    }
}

/// `[caseload.closing.<end>]`: how long the file of a path that ended so stays on the books.
fn read_closing(table: &Table<'_>, numbers: &mut Vec<Number>) -> Vec<Closing> {
    let Some(all) = table.table("closing") else { return Vec::new() };
    let mut closing = Vec::new();
    for entry in all.entries() {
        let name = entry.key.value;
        let end = PathEnd::ALL.into_iter().find(|end| end.as_str() == name);
        if end.is_none() {
            let ends = PathEnd::ALL.into_iter().map(PathEnd::as_str);
            all.report(
                Diagnostic::error("unknown-end", format!("no path ends as `{name}`"))
                    .at(entry.key.span.clone(), "unknown end")
                    .help(format!("a path ends as {}", listing(&ends.clone().collect::<Vec<_>>())))
                    .help_if(did_you_mean(name, ends)),
            );
        }
        let Some(row) = all.table(name) else { continue };
        let said = |words: &str| format!("{words} on the books after it ended as {name}");
        let kept = read_length("takes", "closing", said, &row, numbers);
        let backlog = read_backlog(&format!("files that ended as {name}"), &row, numbers);
        row.finish();
        closing.extend(end.zip(kept).map(|(end, kept)| Closing { end, kept, backlog }));
    }
    closing
}

/// How many files there are on the first day.
fn read_backlog(of: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> u32 {
    let backlog = whole("backlog", (0, 1_000_000), table).unwrap_or(0) as u32;
    table.has("backlog_basis");
    if backlog > 0 {
        numbers.push(covered("backlog", format!("{of}: {backlog} on the first day"), table));
    }
    backlog
}

/// A number that rests on what the table it stands in does, unless `<key>_basis` says otherwise.
fn covered(key: &'static str, words: String, table: &Table<'_>) -> Number {
    let own = format!("{key}_basis");
    let places = table.places(key);
    let basis = match table.has(&own) {
        true => basis::read(table, &own, &places),
        false => basis::read(table, "basis", &places),
    };
    let reference = Reference::read(table).filter(|_| !basis::is_changed(table, &places));
    Number {
        key: format!("{}.{key}", table.path()),
        name: "caseload".to_owned(),
        what: key,
        when: None,
        words,
        support: Support { basis, reference, ..Support::default() },
    }
}

/// The length of time at a key, with what it rests on beside it.
fn read_length(
    key: &str,
    what: &'static str,
    said: impl Fn(&str) -> String,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Distribution> {
    let value = table.required_value(key);
    let places = table.places(key);
    let kept = !basis::is_changed(table, &places);
    let basis = (!places.is_empty()).then(|| basis::read(table, "basis", &places));
    table.has("basis");
    let support = Support {
        basis: basis.flatten(),
        strength: assume::one_of(table, "strength", &basis::STRENGTHS).filter(|_| kept),
        ends: None,
        range: table.str("range").map(|words| words.value.to_owned()),
        reference: Reference::read(table).filter(|_| kept),
    };
    let value = value?;
    let length = takes::read(&value, table)?;
    numbers.push(Number {
        key: format!("{}.{key}", table.path()),
        name: "caseload".to_owned(),
        what,
        when: None,
        words: said(&length.words),
        support,
    });
    if let Takes::Length(length) = length.takes {
        return Some(length);
    }
    table.report(
        Diagnostic::error("bad-duration", "this has to take some time")
            .at(value.span, "expected a length of time above 0")
            .help("write \"2 hours\", or { median = \"2 hours\", q95 = \"1 day\" }"),
    );
    None
}

/// The number at a key, within bounds.
fn bounded(key: &str, (low, high): (f64, f64), table: &Table<'_>, needed: bool) -> Option<f64> {
    let number = if needed { table.required_float(key) } else { table.float(key) }?;
    if (low..=high).contains(&number.value) {
        return Some(number.value);
    }
    report_bounds(key, &number, (low, high), table);
    None
}

fn report_bounds(key: &str, number: &Spanned<f64>, (low, high): (f64, f64), table: &Table<'_>) {
    table.report(
        Diagnostic::error("bad-number", format!("`{key}` cannot be {}", number.value))
            .at(number.span.clone(), format!("expected a number from {low} to {high}")),
    );
}

/// The whole number at a key, within bounds.
fn whole(key: &str, (low, high): (i64, i64), table: &Table<'_>) -> Option<i64> {
    let number = table.integer(key)?;
    if (low..=high).contains(&number.value) {
        return Some(number.value);
    }
    table.report(
        Diagnostic::error("bad-number", format!("`{key}` cannot be {}", number.value))
            .at(number.span, format!("expected a whole number from {low} to {high}")),
    );
    None
}
