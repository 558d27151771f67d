//! `comity run`: one case, whole.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::report::record::{RunRecord, entry_record, record};
use crate::report::{table, text};
use crate::scenario::Scenario;
use crate::scenario::takes::seconds;
use crate::sim::Pace;
use crate::sim::time::DAY;
use crate::simulate::{Driver, Terms};

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{self, Color, Target, json, print, program_fault};
use super::search::run_or_explain;
use super::terms::{TermsArguments, command};

/// Arguments of `run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity run microsoft-ireland
  comity run microsoft-ireland --from 2014-08-29 --seed 7
  comity run microsoft-ireland --what-if prosecutor.instrument=treaty
  comity run microsoft-ireland --set request.urgency=emergency
  comity run microsoft-ireland --format csv -o docket.csv")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    /// Which driver: a task and a mailbox for every office, or a plain loop; the result is the same
    #[arg(long, value_name = "DRIVER", default_value = "live")]
    driver: WhichDriver,
    /// Real time for virtual time, such as 1d=100ms or 1w=1s; text is then printed as it happens
    #[arg(long, value_name = "VIRTUAL=REAL")]
    pace: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum WhichDriver {
    Live,
    InPlace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let pace = arguments.pace.as_deref().map(read_pace).transpose();
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color);
    let (pace, scenario) = match (pace, scenario) {
        (Ok(pace), Ok(scenario)) => (pace, scenario),
        (Err(problem), Ok(scenario)) => return Err(with_terms(arguments, &scenario, problem)),
        (Err(problem), Err(trouble)) => return Err(trouble.and(problem)),
        (_, Err(trouble)) => return Err(trouble),
    };
    let terms = arguments.terms.read(&scenario)?;
    let driver = match (arguments.driver, pace) {
        (WhichDriver::Live, pace) => Driver::Live(pace),
        (WhichDriver::InPlace, None) => Driver::InPlace,
        (WhichDriver::InPlace, Some(_)) => {
            return Err(Trouble::usage(Problem::new(
                "--pace does not go with --driver in-place",
                "only the live driver waits; leave --driver out",
            )));
        }
    };
    let format = if arguments.json { Format::Json } else { arguments.format };
    if pace.is_some() && format == Format::Text && arguments.target.is_stdout() {
        return perform(&scenario, &terms, driver);
    }
    let run = run_or_explain(&scenario, &terms, driver, &mut |_| ())?;
    let record = record(&scenario, &terms, &run, command(&scenario, &terms));
    let text = put(&scenario, &record, format)?;
    match format {
        Format::Text | Format::Json => arguments.target.write(&text),
        Format::Jsonl | Format::Csv => arguments.target.write_with(&record.manifest, &text),
    }
}

/// A mistake in the pace, with those in the terms.
fn with_terms(arguments: &Arguments, scenario: &Scenario, problem: Problem) -> Trouble {
    match arguments.terms.read(scenario) {
        Ok(_) => Trouble::usage(problem),
        Err(trouble) => trouble.and(problem),
    }
}

fn put(scenario: &Scenario, record: &RunRecord, format: Format) -> Result<String, Trouble> {
    match format {
        Format::Text => Ok(text::report(scenario, record)),
        Format::Json => json(record),
        Format::Jsonl => {
            table::json_lines(&record.entries).map_err(|error| program_fault(&error.to_string()))
        }
        Format::Csv => output::table(table::csv(&record.entries)),
    }
}

/// Prints each entry when it happens. The case is run once without waiting first, so that a mistake shows
/// before the curtain and not in the middle of the play.
fn perform(scenario: &Scenario, terms: &Terms, driver: Driver) -> Result<Exit, Trouble> {
    let rehearsed = run_or_explain(scenario, terms, Driver::InPlace, &mut |_| ())?;
    let rehearsed = record(scenario, terms, &rehearsed, command(scenario, terms));
    print(&text::heading(scenario, &rehearsed))?;
    let mut printed = 0;
    let run = run_or_explain(scenario, terms, driver, &mut |matter| {
        let entries = &matter.docket.entries;
        for (entry, n) in entries.iter().zip(1..).skip(printed) {
            let line = text::entry(scenario, &entry_record(scenario, entry, n));
            if let Err(trouble) = print(&line) {
                // The driver cannot be stopped from here, and to play on for nobody would take as long.
                std::process::exit(i32::from(trouble.report().code()));
            }
        }
        printed = entries.len();
    })?;
    let record = record(scenario, terms, &run, command(scenario, terms));
    print(&text::closing(scenario, &record))
}

/// Reads `1d=100ms`: so much virtual time takes so much real time.
fn read_pace(text: &str) -> Result<Pace, Problem> {
    let pace = text.split_once('=').and_then(|(virtual_span, real_span)| {
        let days = span(virtual_span).filter(|span| *span > 0.0)? / DAY as f64;
        Duration::try_from_secs_f64(span(real_span)? / days).ok()
    });
    let wrong = || {
        Problem::new(
            format!("--pace `{text}` is not a pace"),
            "write virtual=real with the units ms, s, m, h, d and w, such as 1d=100ms or 1w=1s",
        )
    };
    pace.map(|per_day| Pace { per_day }).ok_or_else(wrong)
}

/// The seconds in `100ms` or `1w`.
fn span(text: &str) -> Option<f64> {
    const UNITS: [(&str, &str, f64); 6] = [
        ("ms", "seconds", 0.001),
        ("s", "seconds", 1.0),
        ("m", "minutes", 1.0),
        ("h", "hours", 1.0),
        ("d", "days", 1.0),
        ("w", "weeks", 1.0),
    ];
    let text = text.trim();
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = text.split_at(at);
    let (_, name, factor) = UNITS.iter().find(|(short, ..)| *short == unit)?;
    Some(seconds(&format!("{} {name}", number.trim()))? * factor)
}
