//! `comity export`: one case or many, for other programs.

use std::ops::Range;

use clap::{Args, ValueEnum};

use crate::experiment::compare::Alternative;
use crate::experiment::departures::departures;
use crate::report::docket_json::docket;
use crate::report::ics::calendar;
use crate::report::lines::{asked, quoted};
#[cfg(feature = "parquet")]
use crate::report::log::columns;
use crate::report::long::BASE;
use crate::report::record::record;
use crate::report::sequence::sequence;
use crate::report::sheet::Case;
use crate::report::study::Study;
use crate::scenario::Scenario;
use crate::simulate::{Driver, Terms};

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::many::{Extent, cases_option, interrupted};
use super::output::{Color, Target, json};
use super::path::alternative;
use super::search::{explain, run_or_explain};
use super::terms::{TermsArguments, option_words};

#[cfg(feature = "sqlite")]
mod database;
mod log;

use log::Form;

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity export microsoft-ireland -o case.ocel.json
  comity export treaty-first -n 1000 -o requests.ocel.json
  comity export treaty-first -n 1000 --format csv -o requests.csv
  comity export treaty-first --cases 500..1000 --format jsonl -o half.jsonl
  comity export contested-warrant -n 1000 --format xes -o warrants.xes
  comity export microsoft-ireland --format ocel-xml -o case.ocel.xml
  comity export microsoft-ireland --format trace -o case.trace.json
  comity export treaty-first --format ics -o deadlines.ics
  comity export lesson-3-stay --format handout -o handout.md
  comity export lesson-3-stay --format key -o key.md
  comity export treaty-first --format mermaid

Without -n and --cases it is the case that `run` shows; with them, the cases
that `forecast` counts, in their order. Case 17 is the same in both.

ocel      OCEL 2.0 in JSON. Events touch warrants, orders, appeals, requests,
          the data and offices (by, to, before, makes, acts on, responds to);
          orders and the rest have states in time: in force, stayed, reversed
ocel-xml  the same in XML
ocel-sqlite  the same as an SQLite database (feature sqlite)
xes       IEEE 1849: a trace for every case; says what it drops
jsonl     a JSON object for every entry
csv       a row for every entry, lists joined by ;
parquet   the same rows with types, lists as lists (feature parquet)
arrow     the same as an Arrow IPC file, also known as Feather (feature parquet)
trace     a timeline for ui.perfetto.dev: a track for every office and matter,
          arrows from cause to entry
ics       the deadlines of one case as an iCalendar
docket-json  the docket of one case, with the key names of CourtListener
handout   what students get: a case without its answers, to print (Markdown);
          of a lesson its question, else every decision; --from shows the
          record to that day
key       what the teacher keeps: the answers, with their authorities
mermaid   who sent whom which paper, as a Mermaid sequence diagram

The virtual clock knows no time zones; its hours are written as UTC. What was
written when somebody interrupts is a whole file of the first cases. The Python
package has the features; cargo builds them with --features parquet,sqlite.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    extent: Extent,
    /// Which form
    #[arg(long, value_name = "FORMAT", default_value = "ocel")]
    format: Format,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Object-centric event log, OCEL 2.0 in JSON
    Ocel,
    /// The same in XML
    OcelXml,
    /// The same as an SQLite database
    OcelSqlite,
    /// Event log with one case notion, IEEE 1849
    Xes,
    /// A JSON object for every entry
    Jsonl,
    /// A row for every entry
    Csv,
    /// The same rows as a Parquet file
    Parquet,
    /// The same rows as an Arrow IPC file
    Arrow,
    /// Timeline of a case or a few, as a Chrome trace
    Trace,
    /// Deadlines of a case, as an iCalendar
    Ics,
    /// Docket of a case, with the key names of CourtListener
    DocketJson,
    /// Sheet for students, without the answers
    Handout,
    /// The answers to it
    Key,
    /// Papers of a case as a Mermaid sequence diagram
    Mermaid,
}

impl Format {
    /// The form in which cases are written one after the other; none for what is of one case, or not built in.
    fn of_cases(self) -> Option<Form> {
        Some(match self {
            Format::Ocel => Form::Ocel,
            Format::OcelXml => Form::OcelXml,
            #[cfg(feature = "sqlite")]
            Format::OcelSqlite => Form::OcelSqlite,
            Format::Xes => Form::Xes,
            Format::Jsonl => Form::Jsonl,
            Format::Csv => Form::Csv,
            #[cfg(feature = "parquet")]
            Format::Parquet => Form::Table(columns::Form::Parquet),
            #[cfg(feature = "parquet")]
            Format::Arrow => Form::Table(columns::Form::Arrow),
            Format::Trace => Form::Trace,
            #[cfg(not(feature = "sqlite"))]
            Format::OcelSqlite => return None,
            #[cfg(not(feature = "parquet"))]
            Format::Parquet | Format::Arrow => return None,
            Format::Ics | Format::DocketJson | Format::Handout | Format::Key | Format::Mermaid => {
                return None;
            }
        })
    }

    /// The feature that the program was built without and that this form needs.
    fn lacks(self) -> Option<&'static str> {
        match self {
            Format::OcelSqlite if !cfg!(feature = "sqlite") => Some("sqlite"),
            Format::Parquet | Format::Arrow if !cfg!(feature = "parquet") => Some("parquet"),
            _ => None,
        }
    }

    /// The word for it.
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// More cases than this cannot be told apart on one timeline.
const MOST_TRACED: u64 = 100;

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    if let Some(feature) = arguments.format.lacks() {
        return Err(not_built_in(arguments.format, feature));
    }
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    let cases = arguments.extent.cases()?;
    match (arguments.format.of_cases(), cases) {
        (Some(form), cases) => write_cases(arguments, form, scenario, terms, cases),
        (None, None) => write_one(arguments, &scenario, &terms),
        (None, Some(_)) => Err(Trouble::usage(Problem::new(
            format!("--format {} is of one case", arguments.format.word()),
            "leave -n and --cases out; another --seed is another case",
        ))),
    }
}

/// The mistake of asking for a form that this program was built without.
fn not_built_in(format: Format, feature: &str) -> Trouble {
    Trouble::usage(Problem::new(
        format!("--format {} is not built into this program", format.word()),
        format!("build it: `cargo install --path . --features {feature}`; `pip install .` has it"),
    ))
}

/// Writes cases one after the other.
fn write_cases(
    arguments: &Arguments,
    form: Form,
    scenario: Scenario,
    terms: Terms,
    cases: Option<Range<u64>>,
) -> Result<Exit, Trouble> {
    let many = cases.is_some();
    let one = if many {
        alternative(BASE.to_owned(), scenario, terms, 0)
    } else {
        run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
        let given = terms.clone();
        Alternative { terms: given, ..alternative(BASE.to_owned(), scenario, terms, 0) }
    };
    let cases = cases.unwrap_or(0..1);
    if form == Form::Trace && cases.end - cases.start > MOST_TRACED {
        let ten = format!("--cases {}..{}", cases.start, cases.start + 10);
        return Err(Trouble::usage(Problem::new(
            format!("{} cases are too many for one timeline", cases.end - cases.start),
            format!("give at most {MOST_TRACED}, such as {ten}"),
        )));
    }
    log::write(&one, cases, form, &arguments.extent, &arguments.target, |reached| {
        let which = if many { format!(" {}", cases_option(&reached)) } else { String::new() };
        let command = command(arguments.format, &one.scenario, &one.terms, &which);
        Study::new(&one.scenario, &one.terms, reached, interrupted(), command)
    })
}

/// Writes what is of one case.
fn write_one(arguments: &Arguments, scenario: &Scenario, terms: &Terms) -> Result<Exit, Trouble> {
    let run = run_or_explain(scenario, terms, Driver::InPlace, &mut |_| ())?;
    let record = record(scenario, terms, &run, command(arguments.format, scenario, terms, ""));
    let target = &arguments.target;
    match arguments.format {
        Format::Ics => target.write_with(&record.manifest, &calendar(scenario, &record)),
        Format::Mermaid => target.write(&sequence(scenario, &record)),
        Format::Handout | Format::Key => {
            // The question of a lesson needs no decisions.
            let crossings = match scenario.lesson {
                Some(_) => Vec::new(),
                None => departures(scenario, terms, &run).map_err(|why| explain(scenario, why))?,
            };
            let case = Case { scenario, record: &record, crossings: &crossings };
            let key = arguments.format == Format::Key;
            target.write(&if key { case.key() } else { case.handout() })
        }
        _ => target.write(&json(&docket(scenario, &record))?),
    }
}

/// The command that makes it again.
fn command(format: Format, scenario: &Scenario, terms: &Terms, which: &str) -> String {
    let words = option_words(scenario, terms);
    let options: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let (name, options) = (asked(&scenario.name, &scenario.sets), options.join(" "));
    format!("comity export {name} {options}{which} --format {}", format.word())
}
