//! `[[expect]]`: what a scenario says a run of it must show.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::law::case::Ending;
use crate::law::channel::{Channel, Channels, Stage, StageEnd, Standing, WARRANT};
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

/// Reads every `[[expect]]`. Without `channels` it is not known how their paths can end.
pub(super) fn read(
    root: &Table<'_>,
    lines: &[Line],
    channels: Option<&Channels>,
) -> Vec<Expectation> {
    let mut expectations = Vec::new();
    for table in root.array_of_tables("expect") {
        expectations.extend(match table.str("outcome") {
            Some(text) => read_outcome(&text, &table, channels),
            None => read_entry(&table, lines),
        });
        table.finish();
    }
    expectations
}

fn read_outcome(
    text: &Spanned<&str>,
    table: &Table<'_>,
    channels: Option<&Channels>,
) -> Option<Expectation> {
    let mistake = match text.value.split_once('=') {
        Some((path, ending)) => match channels.and_then(|all| mistake_in(path, ending, all)) {
            None => {
                let (path, ending) = (path.to_owned(), ending.to_owned());
                return Some(Expectation::Outcome { path, ending });
            }
            Some(mistake) => mistake.at(text.span.clone(), "no run can show this"),
        },
        None => Diagnostic::error("bad-expectation", format!("`{}` is no outcome", text.value))
            .at(text.span.clone(), "expected path=ending")
            .help("write \"warrant=moot-vacated\" or \"treaty=not-used\""),
    };
    table.report(mistake);
    None
}

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
    let own = channels.stages.iter().filter(|stage| stage.channel == number);
    let ends = own.flat_map(|stage: &Stage| &stage.outcomes).filter_map(|o| match o.leads_to {
        StageEnd::Stage(_) => None,
        StageEnd::Obtained => Some(Standing::Obtained),
        StageEnd::Ended(how) => Some(Standing::Ended(how)),
    });
    let any = [
        Standing::NotUsed,
        Standing::Pending,
        Standing::Ended(PathEnd::Withdrawn),
        Standing::Ended(PathEnd::Unavailable),
    ];
    ends.chain(any).map(Standing::as_str).collect()
}

fn read_entry(table: &Table<'_>, lines: &[Line]) -> Option<Expectation> {
    let id = table.required_str("entry")?;
    if !lines.iter().any(|line| line.id == id.value) {
        table.report(
            Diagnostic::error("unknown-step", format!("the record has no step `{}`", id.value))
                .at(id.span.clone(), "unknown step")
                .help_if(did_you_mean(id.value, lines.iter().map(|line| line.id.as_str()))),
        );
    }
    let on = table.required_date("on")?;
    let day = table.integer("day").map(|day| day.value);
    Some(Expectation::Entry { id: id.value.to_owned(), on: on.value, day })
}
