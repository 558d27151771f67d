//! The arguments and the manners of commands that run many cases: how many, on how many threads, progress on standard
//! error, and an end at once when they are interrupted, with what is finished.

use std::io::{IsTerminal, stderr};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ask::search::{explain, explain_many};
use crate::experiment::compare::Alternative;
use crate::experiment::estimate::Level;
use crate::experiment::many::{Crew, Trouble as ManyTrouble};
use crate::experiment::partial::Partial;
use crate::experiment::require::Requirement;
use crate::scenario::Scenario;

use super::exit::{Exit, Problem, Trouble};
use super::long::no_cases;
use super::output::{Drawn, DrawnFormat, Target, counts_have_one_form, program_fault, say};

pub(super) use crate::ask::terms::cases_option;

/// How many cases, and who works on them.
#[derive(Clone, Debug, Args)]
pub(super) struct Effort {
    /// How many cases to run
    #[arg(short = 'n', long = "count", value_name = "N", default_value = "10000")]
    count: u64,
    /// Threads to work on; 0 for one a core. The result is the same
    #[arg(long, value_name = "N", default_value = "0")]
    threads: usize,
}

/// How many replications, and who works on them.
#[derive(Clone, Debug, Args)]
pub(super) struct Replications {
    /// How many replications to run
    #[arg(short = 'n', long = "count", value_name = "N", default_value = "10")]
    count: u64,
    /// Run these replications only: 0..5 are the first half of ten
    #[arg(long, value_name = "A..B", conflicts_with = "count")]
    cases: Option<String>,
    /// Write the books of each, to be put together with others by `comity merge`
    #[arg(long)]
    pub(super) partial: bool,
    /// Threads to work on; 0 for one a core. The result is the same
    #[arg(long, value_name = "N", default_value = "0")]
    threads: usize,
}

/// The most replications: the books of all of them are kept.
const MOST_REPLICATIONS: u64 = 10_000;

impl Replications {
    /// Which to run.
    pub(super) fn numbers(&self) -> Result<Range<u64>, Trouble> {
        which_replications(self.cases.as_deref(), ("-n", self.count))
    }

    /// Does something with a crew, whose progress is shown.
    pub(super) fn with_crew<T>(&self, all: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        with_crew(self.threads, Progress::of_replications(all), work)
    }
}

/// One case or many, and who works on them.
#[derive(Clone, Debug, Args)]
pub(super) struct Extent {
    /// So many of the cases that `forecast` counts, instead of the one that `run` shows
    #[arg(short = 'n', long = "count", value_name = "N")]
    count: Option<u64>,
    /// These of them only: 0..500000 are the first half of a million
    #[arg(long, value_name = "A..B", conflicts_with = "count")]
    cases: Option<String>,
    /// Threads to work on; 0 for one a core. The result is the same
    #[arg(long, value_name = "N", default_value = "0")]
    threads: usize,
}

/// Which cases, and what becomes of their counts.
#[derive(Clone, Debug, Args)]
pub(super) struct ManyArguments {
    #[command(flatten)]
    effort: Effort,
    /// Run these cases only: 0..500000 are the first half of a million
    #[arg(long, value_name = "A..B", conflicts_with = "count")]
    cases: Option<String>,
    /// Write the counts, to be added up with others by `comity merge`
    #[arg(long)]
    pub(super) partial: bool,
}

/// How wide intervals are.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct LevelArgument {
    /// The level of the intervals, in per cent
    #[arg(long, value_name = "PER_CENT", default_value = "95")]
    level: f64,
}

/// What of the counts is shown.
#[derive(Clone, Debug, Args)]
pub(super) struct Shown {
    /// Exit with 5 unless this is met: 'p_data_180 >= 0.8 @ 95%'; may be repeated
    #[arg(long = "require", value_name = "REQUIREMENT")]
    require: Vec<String>,
    #[command(flatten)]
    pub(super) level: LevelArgument,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The forms of what many cases say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// All of it, with its manifest
    Json,
    /// A row for every number, for spreadsheets
    Csv,
    /// When the data comes, as a drawing
    Svg,
    /// Rows for every case, for statistics programs: scenario,set,seed,case,metric,value
    Long,
}

impl Shown {
    /// The form.
    pub(super) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// The level of the intervals.
    pub(super) fn level(&self) -> Result<Level, Trouble> {
        self.level.read()
    }

    /// It as it was given.
    pub(super) fn level_per_cent(&self) -> f64 {
        self.level.per_cent()
    }

    /// Whether the form goes with what else is asked.
    pub(super) fn check(&self, partial: bool) -> Result<(), Trouble> {
        let form = match self.format() {
            Format::Text | Format::Json => return Ok(()),
            Format::Csv => "csv",
            Format::Svg => "svg",
            Format::Long => "long",
        };
        if partial {
            let cure = match self.format() {
                Format::Long => "leave --partial out: rows of --cases A..B can be put together",
                _ => "give the form to `comity merge`, which adds the counts up",
            };
            return Err(counts_have_one_form(form, cure));
        }
        if self.format() == Format::Long && !self.require.is_empty() {
            return Err(Trouble::usage(Problem::new(
                "--format long writes what became of each case, and checks no requirement",
                "give --require in a command of its own, without --format long",
            )));
        }
        Ok(())
    }

    /// What is required; every mistake in it at once.
    pub(super) fn requirements(&self) -> Result<Vec<Requirement>, Trouble> {
        let mut problems = Vec::new();
        let read = self.require.iter().filter_map(|text| match Requirement::parse(text) {
            Ok(requirement) => Some(requirement),
            Err(why) => {
                let cure = "write it as in --require 'p_data_180 >= 0.8 @ 95%'";
                problems.push(Problem::new(format!("--require `{text}`: {why}"), cure));
                None
            }
        });
        let read: Vec<Requirement> = read.collect();
        if problems.is_empty() { Ok(read) } else { Err(Trouble::all(Exit::Usage, problems)) }
    }
}

impl Shown {
    /// It as a report that can be drawn is asked for, whose numbers are nothing that can be required.
    pub(super) fn drawn(&self, target: &Target) -> Result<Drawn, Trouble> {
        if !self.require.is_empty() {
            return Err(Trouble::usage(Problem::new(
                "--require is about a forecast or a comparison",
                "leave it out, or merge what one of them counted",
            )));
        }
        let format = match self.format() {
            Format::Text => DrawnFormat::Text,
            Format::Json => DrawnFormat::Json,
            Format::Csv => DrawnFormat::Csv,
            Format::Svg => DrawnFormat::Svg,
            Format::Long => return Err(no_cases()),
        };
        Ok(Drawn::new(format, target.clone()))
    }
}

impl LevelArgument {
    /// The level.
    pub(super) fn read(self) -> Result<Level, Trouble> {
        Level::new(self.level / 100.0).ok_or_else(|| {
            Trouble::usage(Problem::new(
                format!("--level {} is no level", self.level),
                "give a number above 0 and below 100, such as --level 95",
            ))
        })
    }

    /// It as it was given.
    pub(super) fn per_cent(self) -> f64 {
        self.level
    }
}

impl Effort {
    /// How many cases are asked for.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The cases to run.
    pub(super) fn cases(&self) -> Result<Range<u64>, Trouble> {
        first_cases(self.count)
    }

    /// Does something with a crew, whose progress is shown.
    pub(super) fn with_crew<T>(&self, cases: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        with_crew(self.threads, Progress::new(cases), work)
    }

    /// The same with replications, each of which is worth telling.
    pub(super) fn with_replications<T>(&self, all: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        with_crew(self.threads, Progress::of_replications(all), work)
    }
}

impl Extent {
    /// The cases asked for; none for the one that `run` shows.
    pub(super) fn cases(&self) -> Result<Option<Range<u64>>, Trouble> {
        match (&self.cases, self.count) {
            (Some(text), _) => range_of_cases(text).map(Some),
            (None, Some(count)) => first_cases(count).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Does something with a crew, whose progress is shown.
    pub(super) fn with_crew<T>(&self, cases: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        with_crew(self.threads, Progress::new(cases), work)
    }
}

fn first_cases(count: u64) -> Result<Range<u64>, Trouble> {
    match count {
        0 => Err(Trouble::usage(Problem::new(
            "no case is to be run",
            "give -n a number above 0, such as -n 10000",
        ))),
        count => Ok(0..count),
    }
}

/// Reads `A..B`.
fn range_of_cases(text: &str) -> Result<Range<u64>, Trouble> {
    let ends = text
        .split_once("..")
        .and_then(|(start, end)| Some(start.trim().parse().ok()?..end.trim().parse().ok()?));
    ends.filter(|cases: &Range<u64>| !cases.is_empty()).ok_or_else(|| {
        Trouble::usage(Problem::new(
            format!("--cases `{text}` is no range of cases"),
            "give the first case and the one after the last, such as --cases 0..500000",
        ))
    })
}

/// The option of a comparison or a sweep that asks for these replications.
pub(super) fn replications_option(numbers: &Range<u64>) -> String {
    match numbers.start {
        0 => format!("--replications {}", numbers.end),
        _ => format!("--cases {}..{}", numbers.start, numbers.end),
    }
}

/// These replications, or so many: the first ones.
fn which_replications(
    these: Option<&str>,
    (option, count): (&str, u64),
) -> Result<Range<u64>, Trouble> {
    let numbers = these.map_or(Ok(0..count), range_of_cases)?;
    let count = numbers.end - numbers.start;
    if (1..=MOST_REPLICATIONS).contains(&count) {
        return Ok(numbers);
    }
    Err(Trouble::usage(Problem::new(
        format!("{count} replications cannot be run"),
        format!("give {option} a number from 1 to {MOST_REPLICATIONS}, such as {option} 10"),
    )))
}

fn with_crew<T>(threads: usize, progress: Progress, work: impl FnOnce(Crew<'_>) -> T) -> T {
    let done = |more| progress.done(more);
    let crew = Crew { threads, stop: &INTERRUPTED, done: &done };
    let result = work(crew);
    progress.bar.finish_and_clear();
    result
}

impl ManyArguments {
    /// The cases to run.
    pub(super) fn cases(&self) -> Result<Range<u64>, Trouble> {
        match &self.cases {
            Some(text) => range_of_cases(text),
            None => self.effort.cases(),
        }
    }

    /// Of caseloads, the replications to run: these, or so many.
    pub(super) fn replications(&self, count: u64) -> Result<Range<u64>, Trouble> {
        which_replications(self.cases.as_deref(), ("--replications", count))
    }

    /// Does something with a crew, whose progress is shown.
    pub(super) fn with_crew<T>(&self, cases: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        self.effort.with_crew(cases, work)
    }

    /// The same with replications, each of which is worth telling.
    pub(super) fn with_replications<T>(&self, all: u64, work: impl FnOnce(Crew<'_>) -> T) -> T {
        self.effort.with_replications(all, work)
    }
}

/// Set once somebody has asked the program to stop.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether somebody has.
pub(super) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// From now on an interrupt ends the work and keeps what is finished; a second one ends the program.
pub(super) fn obey_interrupts() {
    at_each_interrupt(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(Exit::Interrupted.code()));
        }
    });
}

/// The same where what is running goes on for seconds.
pub(super) fn obey_interrupts_of_replications() {
    at_each_interrupt(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(Exit::Interrupted.code()));
        }
        say(
            "interrupted: the replications that are running are finished first; once more ends at once\n",
        );
    });
}

/// An interrupt before there was anything to keep; no file is written.
pub(super) fn nothing_finished() -> Trouble {
    let cure = "ask for less, such as fewer years with --years, or wait";
    let problem = Problem::new("interrupted before anything was finished", cure);
    Trouble::all(Exit::Interrupted, vec![problem])
}

/// From now on something is done whenever somebody interrupts, and the program does not end of itself.
pub(super) fn at_each_interrupt(mut act: impl FnMut() + Send + 'static) {
    let wait = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                act();
            }
        });
    };
    // Without the thread an interrupt ends the program at once, as it does everywhere.
    let _ = std::thread::Builder::new().name("interrupts".to_owned()).spawn(wait);
}

/// How far the work is, on standard error: a bar on a terminal, a line for every tenth elsewhere.
struct Progress {
    bar: ProgressBar,
    what: &'static str,
    /// For so long nothing is said of it where lines are written.
    patience: Duration,
    all: u64,
    done: AtomicU64,
    lines: bool,
}

/// Replications that are over before this need no word.
const WORTH_WAITING: Duration = Duration::from_secs(2);

/// Work of fewer cases is over before anybody could read how far it is.
const WORTH_TELLING: u64 = 200_000;

impl Progress {
    fn new(all: u64) -> Progress {
        Progress::of("cases", Duration::ZERO, all, all >= WORTH_TELLING)
    }

    /// How many there are says nothing of how long they take.
    fn of_replications(all: u64) -> Progress {
        Progress::of("replications", WORTH_WAITING, all, all > 1)
    }

    fn of(what: &'static str, patience: Duration, all: u64, worth: bool) -> Progress {
        let terminal = stderr().is_terminal();
        let shown = terminal && worth;
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(&format!(
            "{{wide_bar}} {{human_pos}} of {{human_len}} {what}, {{per_sec}}, {{eta}} left"
        ));
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(all), target).with_style(style);
        Progress { bar, what, patience, all, done: AtomicU64::new(0), lines: !terminal && worth }
    }

    fn done(&self, cases: u64) {
        self.bar.inc(cases);
        let before = self.done.fetch_add(cases, Ordering::Relaxed);
        let tenth = |done: u64| u128::from(done) * 10 / u128::from(self.all.max(1));
        let due = tenth(before) != tenth(before + cases) && before + cases < self.all;
        if self.lines && due && self.bar.elapsed() >= self.patience {
            let rate = self.bar.per_sec();
            let left = (self.all - before - cases) as f64 / rate.max(0.001);
            let tenths = tenth(before + cases) * 10;
            let digits = if rate < 10.0 { 1 } else { 0 };
            let what = self.what;
            say(&format!("{tenths} % done, {rate:.digits$} {what} a second, {left:.0} s left\n"));
        }
    }
}

/// A case that cannot be run under one of the alternatives, or threads that cannot be started.
pub(super) fn explained(trouble: ManyTrouble, alternatives: &[Alternative]) -> Trouble {
    explain_many(trouble, alternatives).into()
}

/// A replication that cannot be run, or threads that cannot be started.
pub(super) fn explained_replication(trouble: ManyTrouble, scenario: &Scenario) -> Trouble {
    match trouble {
        ManyTrouble::Case(number, failure) => {
            let more = format!("this is a file of replication {number}");
            explain(scenario, failure)
                .and(Problem::new(more, "the other files may be sound"))
                .into()
        }
        ManyTrouble::NoThreads(_) => explained(trouble, &[]),
    }
}

/// The counts of these cases as a file has them.
pub(super) fn partial_text(partial: &Partial) -> Result<String, Trouble> {
    let text = serde_json::to_string(partial);
    text.map(|text| text + "\n").map_err(|error| program_fault(&error.to_string()))
}
