//! `[[expect]]`: what a scenario says a run of it must show.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::law::case::Ending;
use crate::law::channel::{Channel, Channels, Standing, WARRANT};
use crate::law::message::PathEnd;
use crate::scenario::Line;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::scenario::document::{Spanned, Table};

/// What a run of the file must show.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// `path=ending`.
    Outcome {
        /// `warrant`, or the word for the path of a channel.
        path: String,
        /// The ending.
        ending: String,
    },
    /// A step on a day.
    Entry {
        /// The step's number.
        id: String,
        /// The date.
        on: Date,
        /// The day since the case opened, if given.
        day: Option<i64>,
    },
}

/// Reads every `[[expect]]`. Without `lines` it is not known which steps there are, without `channels` not how
/// their paths can end.
pub(super) fn read(
    root: &Table<'_>,
    opens: Option<Date>,
    lines: Option<&[Line]>,
    channels: Option<&Channels>,
) -> Vec<Expectation> {
    let mut expectations = Vec::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut lost: Vec<Spanned<&str>> = Vec::new();
    for table in root.array_of_tables("expect") {
        let expected = match table.has("outcome") || !table.has("entry") {
            true => read_outcome(&table, channels),
            false => read_entry(&table, opens, lines, &mut lost),
        };
        table.finish();
        let Some((expected, place)) = expected else { continue };
        let before = expectations.iter().position(|one| contradicts(one, &expected));
        if let Some(before) = before {
            let message = "no run can show both of these";
            root.report(
                Diagnostic::error("contradiction", message)
                    .at(place.clone(), "this contradicts what is expected above")
                    .also(places[before].clone(), "expected here")
                    .help("keep the one that is meant"),
            );
        }
        expectations.push(expected);
        places.push(place);
    }
    if let Some(first) = lost.first() {
        report_lost(first, lost.len() - 1, root);
    }
    expectations
}

/// A record that was changed under the expectations of its base: one mistake, where it was changed.
fn report_lost(first: &Spanned<&str>, more: usize, root: &Table<'_>) {
    let record = root.value("record").map(|record| record.span);
    let place = record.filter(|record| root.is_own(record)).unwrap_or(first.span.clone());
    let message = match more {
        0 => format!("the base expects the step `{}`, which this record lacks", first.value),
        1 => format!("the base expects `{}` and 1 more step that this record lacks", first.value),
        _ => format!(
            "the base expects `{}` and {more} more steps that this record lacks",
            first.value
        ),
    };
    root.report(
        Diagnostic::error("unknown-step", message)
            .at(place, "the record of this file")
            .help("add `expect = []`, or what this record shows instead"),
    );
}

/// Whether a run that shows one cannot show the other.
fn contradicts(one: &Expectation, other: &Expectation) -> bool {
    match (one, other) {
        (
            Expectation::Outcome { path, ending },
            Expectation::Outcome { path: same, ending: other },
        ) => path == same && ending != other,
        (Expectation::Entry { id, on, .. }, Expectation::Entry { id: same, on: other, .. }) => {
            id == same && on != other
        }
        _ => false,
    }
}

/// What is expected, and where the file says so.
type Placed = Option<(Expectation, Range<usize>)>;

fn read_outcome(table: &Table<'_>, channels: Option<&Channels>) -> Placed {
    if !table.has("outcome") {
        table.report_missing(
            &["outcome", "entry", "on"],
            Diagnostic::error("missing-key", "this expects nothing")
                .at(table.span(), "`outcome` or `entry` should be given here")
                .help(
                    "write outcome = \"treaty=not-used\", or entry = \"E20\" and on = 2014-08-29",
                ),
        );
        return None;
    }
    let text = table.str("outcome")?;
    let mistake = match text.value.split_once('=') {
        Some((path, ending)) => match channels.and_then(|all| mistake_in(path, ending, all)) {
            None => {
                let (path, ending) = (path.to_owned(), ending.to_owned());
                return Some((Expectation::Outcome { path, ending }, text.span));
            }
            Some(mistake) => mistake.at(text.span, "no run can show this"),
        },
        None => Diagnostic::error("bad-expectation", format!("`{}` is no outcome", text.value))
            .at(text.span, "expected path=ending")
            .help("write \"warrant=moot-vacated\" or \"treaty=not-used\""),
    };
    let below = (!table.is_own(&table.span())).then(|| EXPECTED_BELOW.to_owned());
    table.report(mistake.help_if(below));
    None
}

/// The cure where it is the base that expects what this file rules out.
const EXPECTED_BELOW: &str =
    "the file this one is based on expects it: add `expect = []` to expect nothing of that";

/// What is wrong with an outcome: no such path, or the path cannot end so.
fn mistake_in(path: &str, ending: &str, channels: &Channels) -> Option<Diagnostic> {
    let endings = match channels.find(path) {
        Some(number) => endings_of(number, channels),
        None if path == WARRANT => {
            let rest = [Standing::NotUsed.as_str(), Standing::Pending.as_str()];
            Ending::ALL.into_iter().map(Ending::as_str).chain(rest).collect()
        }
        None => {
            let paths = channels.list.iter().map(|channel: &Channel| channel.path.as_str());
            let message = format!("there is no path `{path}`");
            let mistake = Diagnostic::error("unknown-path", message);
            return Some(mistake.help_if(did_you_mean(path, paths.chain([WARRANT]))));
        }
    };
    if endings.contains(ending) {
        return None;
    }
    let listed: Vec<&str> = endings.iter().copied().collect();
    let near = nearest(ending, endings.into_iter()).map(|near| format!("did you mean `{near}`?"));
    let message = format!("the path `{path}` cannot end as `{ending}`");
    let mistake = Diagnostic::error("impossible-outcome", message);
    Some(mistake.help(format!("it can be {}", listed.join(", "))).help_if(near))
}

/// How the path of a channel can stand at the end of a run: what its stages lead to, and what can befall any.
fn endings_of(number: u8, channels: &Channels) -> BTreeSet<&'static str> {
    let any = [
        Standing::NotUsed,
        Standing::Pending,
        Standing::Ended(PathEnd::Withdrawn),
        Standing::Ended(PathEnd::Unavailable),
    ];
    channels.ends(number).chain(any).map(Standing::as_str).collect()
}

fn read_entry<'a>(
    table: &Table<'a>,
    opens: Option<Date>,
    lines: Option<&[Line]>,
    lost: &mut Vec<Spanned<&'a str>>,
) -> Placed {
    let id = table.required_str("entry")?;
    let (on, day) = (table.required_date("on"), table.integer("day"));
    if let Some(lines) = lines
        && !lines.iter().any(|line| line.id == id.value)
    {
        if !table.is_own(&id.span) {
            lost.push(id);
            return None;
        }
        table.report(
            Diagnostic::error("unknown-step", format!("the record has no step `{}`", id.value))
                .at(id.span, "unknown step")
                .help("take the expectation out, or add the step")
                .help_if(did_you_mean(id.value, lines.iter().map(|line| line.id.as_str()))),
        );
    }
    let on = on?;
    if let (Some(opens), Some(day)) = (opens, &day) {
        report_other_day(opens, &on, day, table);
    }
    let expected =
        Expectation::Entry { id: id.value.to_owned(), on: on.value, day: day.map(|day| day.value) };
    Some((expected, on.span))
}

/// A day of the case is a day of the calendar: the two must agree.
fn report_other_day(opens: Date, on: &Spanned<Date>, day: &Spanned<i64>, table: &Table<'_>) {
    let age = opens.until(on.value).map_or(0, |span| i64::from(span.get_days()));
    // Where only the day of the opening was changed, the run shows what is no longer met.
    if age != day.value && table.is_own(&day.span) {
        let message = format!("{} is not day {} of this case", on.value, day.value);
        table.report(
            Diagnostic::error("contradiction", message)
                .at(day.span.clone(), format!("it is day {age}"))
                .also(on.span.clone(), "this day")
                .help(format!("days are counted from {opens}, which is day 0")),
        );
    }
}
