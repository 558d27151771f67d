//! `comity export`: one case or many, for other programs.

use clap::{Args, ValueEnum};

use crate::experiment::compare::Alternative;
use crate::report::lines::{asked, quoted};
use crate::report::long::BASE;
use crate::report::study::Study;
use crate::simulate::Driver;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::many::{Extent, cases_option, interrupted};
use super::output::{Color, Target};
use super::path::alternative;
use super::search::run_or_explain;
use super::terms::{TermsArguments, option_words};

mod log;

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

Without -n and --cases it is the case that `run` shows; with them, the cases
that `forecast` counts, in their order. Case 17 is the same in both.

ocel      OCEL 2.0 in JSON. Events touch warrants, orders, appeals, requests,
          the data and offices (by, to, before, makes, acts on, responds to);
          orders and the rest have states in time: in force, stayed, reversed
ocel-xml  the same in XML
xes       IEEE 1849: a trace for every case; says what it drops
jsonl     a JSON object for every entry
csv       a row for every entry, lists joined by ;
trace     a timeline for ui.perfetto.dev: a track for every office and matter,
          arrows from cause to entry

The virtual clock knows no time zones; its hours are written as UTC. What was
written when somebody interrupts is a whole file of the first cases.")]
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
    /// Event log with one case notion, IEEE 1849
    Xes,
    /// A JSON object for every entry
    Jsonl,
    /// A row for every entry
    Csv,
    /// Timeline of a case or a few, as a Chrome trace
    Trace,
}

impl Format {
    /// The word for it.
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// More cases than this cannot be told apart on one timeline.
const MOST_TRACED: u64 = 100;

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    let cases = arguments.extent.cases()?;
    let one = match &cases {
        Some(_) => alternative(BASE.to_owned(), scenario, terms, 0),
        None => {
            run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
            let given = terms.clone();
            Alternative { terms: given, ..alternative(BASE.to_owned(), scenario, terms, 0) }
        }
    };
    let many = cases.is_some();
    let cases = cases.unwrap_or(0..1);
    if arguments.format == Format::Trace && cases.end - cases.start > MOST_TRACED {
        return Err(Trouble::usage(Problem::new(
            format!("{} cases are too many for one timeline", cases.end - cases.start),
            format!(
                "give at most {MOST_TRACED}, such as --cases {0}..{1}",
                cases.start,
                cases.start + 10
            ),
        )));
    }
    log::write(&one, cases, arguments.format, &arguments.extent, &arguments.target, |reached| {
        let Alternative { scenario, terms, .. } = &one;
        let options: Vec<String> =
            option_words(scenario, terms).iter().map(|word| quoted(word)).collect();
        let which = if many { format!(" {}", cases_option(&reached)) } else { String::new() };
        let command = format!(
            "comity export {} {}{which} --format {}",
            asked(&scenario.name, &scenario.sets),
            options.join(" "),
            arguments.format.word(),
        );
        Study::new(scenario, terms, reached, interrupted(), command)
    })
}
