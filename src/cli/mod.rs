//! The command line: arguments in, calls out. Nothing is decided here.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod assumptions;
mod caseload;
mod check;
mod compare;
mod deadline;
mod decisions;
mod exit;
mod explain;
mod export;
mod forecast;
mod law;
mod list;
mod load;
mod logging;
mod long;
mod many;
mod merge;
mod new;
mod output;
mod page;
mod path;
mod play;
mod run;
mod schema;
mod sensitivity;
mod serve;
mod sweep;
mod terms;
mod tree;
mod vary;
mod why;

use crate::ask::search;
use crate::experiment::partial::{Counted, Partial};

use exit::{Exit, Trouble};
use output::Color;

/// What `comity` alone prints.
const FIRST_WORDS: &str = "\
comity simulates demands for data that cross a border: warrant and treaty.

  comity run microsoft-ireland                           a case as it happened
  comity why microsoft-ireland E20                       one step, and its law
  comity run microsoft-ireland --what-if district.review=reverse
  comity decisions microsoft-ireland                     what could be otherwise
  comity list                                            scenarios and lessons
  comity list lesson-1-warrant                           to teach: begin here

More: comity help, comity help run
";

const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

One case:
  run          Run a case and print its docket, as recorded or with a what-if
  why          Explain one entry: what stood, which rule, what else could be
  decisions    List every decision point with its options, odds and sources
  play         Take an office and decide for it, step by step; replay a play
  deadline     Count a period of time under a rule of court, day by day

Many cases:
  forecast     What can be expected: outcomes, times, drivers, with intervals
  compare      Alternatives on the same cases, with intervals on differences
  sweep        Values varied, on the same cases: where alternatives tie
  sensitivity  Which of the guesses a result hangs on
  tree         Show the decision tree: every way a case can go, and its chance
  caseload     Many cases through the same desks: lines, waiting, limits
  merge        Add up counts of parts of the cases, exactly

Your own scenario:
  list         List the scenarios that come with the program, or say more of one
  new          Write a new scenario on top of another, to fill in
  check        Check scenario files and what they say a run must show
  assumptions  List every number a scenario rests on, the guesses first
  explain      Show one value, where it stands, what it replaced and answers
  law          Show the regimes and authorities, and what rests on each
  schema       Print what a scenario file may hold, for editors

Share:
  page         Write one HTML file for the classroom: a case, its law, what-ifs
  serve        Show every case in a browser on this machine, and any what-if
  export       Write cases for others: handout and key, event logs, calendar

Options:
{options}{after-help}";

const CODES: &str = "\
Exit codes:
  0    done
  1    a fault of the program, or something could not be read or written
  2    wrong usage: an unknown scenario, point, option, court or rule, a what-if
       that cannot arise, a date outside the case
  3    the scenario is invalid
  4    an expectation in the scenario is not met
  5    what is required of a forecast or comparison is not met, or undecided
  130  interrupted

SCENARIO is a name from `comity list` or the path of a file.
Results go to standard output, everything else to standard error.
A model for teaching and what-ifs: not legal advice, and not a prediction.";

/// comity simulates demands for data that cross a border: what the warrant path
/// and the treaty path do, who decides what, and on what authority.
#[derive(Debug, Parser)]
#[command(version, help_template = TEMPLATE, after_help = CODES, max_term_width = 80)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    shared: Shared,
}

#[derive(Debug, Args)]
struct Shared {
    /// When to use colour: for diagnostics only, on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Log to standard error: a level (info) or a filter (comity::docket=info); also COMITY_LOG
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
    /// The form of the log
    #[arg(long, global = true, value_name = "FORM", default_value = "text")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a case and print its docket, as recorded or with a what-if
    Run(run::Arguments),
    /// Explain one entry: what stood, which rule, what else could be
    Why(why::Arguments),
    /// List every decision point with its options, odds and sources
    Decisions(decisions::Arguments),
    /// Take an office and decide for it, step by step; a play is a file that can be replayed
    Play(play::Arguments),
    /// Count a period of time under a rule of court, day by day
    Deadline(deadline::Arguments),
    /// What can be expected of a scenario: outcomes, times and drivers, with intervals
    Forecast(forecast::Arguments),
    /// Compare alternatives on the same cases, with intervals on every difference
    Compare(compare::Arguments),
    /// Vary values, on the same cases at every point; says where alternatives tie
    Sweep(sweep::Arguments),
    /// Show which of the guesses a result hangs on
    Sensitivity(sensitivity::Arguments),
    /// Show the decision tree: every way a case can go, and its chance
    Tree(tree::Arguments),
    /// Let many cases share the same offices: lines, waiting times, legal limits
    Caseload(caseload::Arguments),
    /// Add up the counts of parts of the cases, to exactly what one run would show
    Merge(merge::Arguments),
    /// List the scenarios that come with the program, or say more of one
    List(list::Arguments),
    /// Write a new scenario on top of another, to fill in
    New(new::Arguments),
    /// Check scenario files and what they say a run must show
    Check(check::Arguments),
    /// List every number a scenario rests on, the guesses first
    Assumptions(assumptions::Arguments),
    /// Show one value, where it stands, what it replaced and answers
    Explain(explain::Arguments),
    /// Show the regimes and authorities, and what rests on each
    Law(law::Arguments),
    /// Print what a scenario file may hold, for editors
    Schema(schema::Arguments),
    /// Write one HTML file for the classroom: a case, its law, its what-ifs
    Page(page::Arguments),
    /// Show every case in a browser on this machine, with any number of what-ifs
    Serve(serve::Arguments),
    /// Write cases for other programs: event logs, timeline, calendar, docket
    Export(export::Arguments),
}

/// Reads the arguments of this process, does what they say, and gives the exit code.
pub fn main() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os()).code())
}

fn run_with(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(refusal) => return print_refusal(&refusal),
    };
    match obey(arguments) {
        Ok(exit) => exit,
        Err(trouble) => trouble.report(),
    }
}

/// Help and version are refusals to clap, but not to the user.
fn print_refusal(refusal: &clap::Error) -> Exit {
    match refusal.print() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::Fault,
        _ if refusal.use_stderr() => Exit::Usage,
        _ => Exit::Done,
    }
}

fn obey(arguments: Arguments) -> Result<Exit, Trouble> {
    let Shared { color, log, log_format } = arguments.shared;
    let log = log.or_else(|| std::env::var("COMITY_LOG").ok());
    logging::start(log.as_deref(), log_format, color)?;
    match arguments.command {
        None => output::print(FIRST_WORDS),
        Some(Command::Run(arguments)) => run::obey(&arguments, color),
        Some(Command::Why(arguments)) => why::obey(&arguments, color),
        Some(Command::Decisions(arguments)) => decisions::obey(&arguments, color),
        Some(Command::Play(arguments)) => play::obey(&arguments, color),
        Some(Command::Deadline(arguments)) => deadline::obey(&arguments),
        Some(Command::Forecast(arguments)) => forecast::obey(&arguments, color),
        Some(Command::Compare(arguments)) => compare::obey(&arguments, color),
        Some(Command::Sweep(arguments)) => sweep::obey(&arguments, color),
        Some(Command::Sensitivity(arguments)) => sensitivity::obey(&arguments, color),
        Some(Command::Tree(arguments)) => tree::obey(&arguments, color),
        Some(Command::Caseload(arguments)) => caseload::obey(&arguments, color),
        Some(Command::Merge(arguments)) => merge::obey(&arguments, color),
        Some(Command::List(arguments)) => list::obey(&arguments, color),
        Some(Command::New(arguments)) => new::obey(&arguments, color),
        Some(Command::Check(arguments)) => check::obey(&arguments, color),
        Some(Command::Assumptions(arguments)) => assumptions::obey(&arguments, color),
        Some(Command::Explain(arguments)) => explain::obey(&arguments, color),
        Some(Command::Law(arguments)) => law::obey(&arguments, color),
        Some(Command::Schema(arguments)) => schema::obey(&arguments),
        Some(Command::Page(arguments)) => page::obey(&arguments, color),
        Some(Command::Serve(arguments)) => serve::obey(&arguments),
        Some(Command::Export(arguments)) => export::obey(&arguments, color),
    }
}

/// Shows counts as the command that asked for them would have.
fn show_partial(
    partial: Partial,
    shown: &many::Shown,
    target: &output::Target,
    color: Color,
) -> Result<Exit, Trouble> {
    let words = ["comity".to_owned()].into_iter().chain(partial.asked.iter().cloned());
    let asked = Arguments::try_parse_from(words).ok().and_then(|asked| asked.command);
    let reached = partial.cases.0..partial.cases.1;
    match (asked, partial.counted) {
        (Some(Command::Forecast(asked)), Counted::Forecast(counted)) => {
            let question = forecast::Question::read(&asked, color)?;
            merge::same_texts(&[question.scenario()], &partial.scenario_hashes)?;
            question.show(&counted, reached, false, shown, target)
        }
        (Some(Command::Compare(asked)), Counted::Comparison(counted)) => {
            let alternatives = compare::alternatives(&asked, color)?;
            let scenarios: Vec<_> = alternatives.iter().map(|one| &one.scenario).collect();
            merge::same_texts(&scenarios, &partial.scenario_hashes)?;
            compare::show(&asked, &alternatives, &counted, reached, shown, target)
        }
        (Some(Command::Compare(asked)), Counted::Caseloads(books)) if asked.caseload => {
            let books = (books, reached);
            compare::caseload::show(&asked, books, &partial.scenario_hashes, (shown, target), color)
        }
        (Some(Command::Sweep(asked)), Counted::Caseloads(books)) if asked.caseload => {
            let books = (books, reached);
            sweep::caseload::show(&asked, books, &partial.scenario_hashes, (shown, target), color)
        }
        (Some(Command::Sweep(asked)), Counted::Sweep(counted)) => {
            let counted = (counted, reached);
            sweep::show(&asked, counted, &partial.scenario_hashes, (shown, target), color)
        }
        (Some(Command::Caseload(asked)), Counted::Caseload(books)) => {
            let books = (books, reached);
            caseload::show(&asked, books, &partial.scenario_hashes, (shown, target), color)
        }
        _ => Err(merge::no_question(&partial.asked)),
    }
}
