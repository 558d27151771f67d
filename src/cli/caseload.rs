//! `comity caseload`: many cases through the same offices.

mod arrivals;
mod loaded;
mod question;

use std::ops::Range;

use clap::{Args, ValueEnum};

use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::world::replication;
use crate::experiment::many::Crew;
use crate::experiment::partial::{self, Partial};
use crate::law::chambers::calendar_date;
use crate::report::caseload::csv::csv;
use crate::report::caseload::docket::{FileRecord, FileWords, text as docket_text};
use crate::report::caseload::svg::svg;
use crate::report::caseload::text::text;
use crate::report::record::record;
use crate::scenario::Scenario;
use crate::simulate::run_visited;

use super::exit::{Exit, Problem, Trouble};
use super::forecast::exit;
use super::load::SetArguments;
use super::many::{
    LevelArgument, Replications, Shown, nothing_finished, obey_interrupts_of_replications,
    partial_text,
};
use super::output::{Color, Drawn, Forms, Target, json};
use super::search::explain;
use super::terms::TermsArguments;
use question::{Question, Reached};

pub(super) use loaded::{
    Alike, Loaded, check_counted, fixed_warm_ups, hashes, longest_warm_up, say_notes, warn, words,
};

/// Arguments of `caseload`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity caseload oia-2014 --by year
  comity caseload ireland-e-evidence -n 2 --years 0.5 --by month
  comity caseload oia-2014 --set caseload.office.oia.desks=22
  comity caseload oia-2014 --format svg -o oia.svg
  comity caseload oia-2014 --file 9000
  comity caseload oia-2014 --cases 0..5 --partial -o a.json
  comity compare oia-2014 --caseload --or-set caseload.office.oia.desks=22
  comity sweep oia-2014 --caseload --measure wait_days --goal 30 \\
      --replications 3 --vary caseload.office.oia.desks=17..23:2

A replication is the whole time once, with every file in it. Each file has its
own luck, the same whatever desks there are: two runs that differ in desks
differ in nothing else.")]
pub(super) struct Arguments {
    /// The scenario: a name from `comity list`, or the path of a file, with a [caseload]
    scenario: String,
    /// How many years to simulate, instead of those of the scenario
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS")]
    years: Option<f64>,
    #[command(flatten)]
    effort: Replications,
    /// Let files of a stream come as they were counted: requests=FILE, with lines of date,count; may be repeated
    #[arg(long = "arrivals", value_name = "STREAM=FILE")]
    arrivals: Vec<String>,
    /// Print the docket of this file instead: 4711 is the 4,711th to come in the first replication
    #[arg(long = "file", value_name = "N", conflicts_with_all = ["count", "by", "format", "cases", "partial"])]
    number: Option<u64>,
    /// How long the periods are in which the course of time is shown
    #[arg(long, value_name = "PERIOD", default_value = "quarter")]
    by: Period,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    level: LevelArgument,
    #[command(flatten)]
    drawn: Drawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Period {
    Month,
    Quarter,
    Year,
}

impl Period {
    fn name(self) -> &'static str {
        match self {
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    arguments.level.read()?;
    let numbers = arguments.effort.numbers()?;
    let question = Question::read(arguments, color)?;
    let setup = question.loaded.setup();
    if let Some(number) = arguments.number {
        return docket(arguments, &question, &setup, number);
    }
    let Replications { partial, .. } = arguments.effort;
    if partial {
        arguments.drawn.check_partial()?;
        question.loaded.fixed_warm_up(&setup)?;
    }
    let loads = question.loads(&setup)?;
    obey_interrupts_of_replications();
    let (first, asked) = (numbers.start, numbers.end - numbers.start);
    let run = |crew: Crew<'_>| {
        let warm = question.loaded.warm_up(&setup, numbers.clone(), crew)?;
        let books = question.loaded.run(&setup, numbers, warm, crew)?;
        Ok::<_, Trouble>((books, warm))
    };
    let (books, warm) = arguments.effort.with_crew(asked, run)?;
    if books.is_empty() {
        return Err(nothing_finished());
    }
    let numbers = first..first + books.len() as u64;
    if partial {
        let counted = partial::Counted::Caseload(books);
        let partial = Partial::new(question.asked(), question.loaded.hashes(), numbers, counted);
        arguments.drawn.target.write(&partial_text(&partial)?)?;
        return Ok(exit(&[]));
    }
    let reached = Reached { books, warm, numbers, asked };
    let report = question.report(&setup, reached, arguments.level, loads)?;
    arguments.drawn.write(&report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// Shows the books of replications that were run elsewhere, of scenarios and files with these hashes.
pub(super) fn show(
    arguments: &Arguments,
    (books, numbers): (Vec<Books>, Range<u64>),
    hashes: &[String],
    (shown, target): (&Shown, &Target),
    color: Color,
) -> Result<Exit, Trouble> {
    let drawn = shown.drawn(target)?;
    shown.level()?;
    let question = Question::read(arguments, color)?;
    let setup = question.loaded.setup();
    let (loaded, asked) = (&question.loaded, numbers.end - numbers.start);
    let all_books = [books];
    check_counted(&[loaded], &all_books, asked, hashes)?;
    let loads = question.loads(&setup)?;
    let [books] = all_books;
    let reached = Reached { books, warm: loaded.fixed_warm_up(&setup)?, numbers, asked };
    let report = question.report(&setup, reached, shown.level, loads)?;
    drawn.write(&report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// Writes the docket of one file: how long it waited at which desk, and how long it lay there.
fn docket(
    arguments: &Arguments,
    question: &Question<'_>,
    setup: &Setup<'_>,
    number: u64,
) -> Result<Exit, Trouble> {
    let loaded = &question.loaded;
    let fails = |failure| explain(&loaded.scenario, failure);
    let left = replication(setup, &loaded.terms, 0, setup.opens, Some(number)).map_err(fails)?;
    let Some((kind, visited)) = left.watched else {
        let came = left.arrived;
        return Err(Trouble::usage(Problem::new(
            format!("there is no file {number}: {came} came"),
            format!("give --file a number from 1 to {came}"),
        )));
    };
    let kind = &setup.kinds[usize::from(kind)];
    // Its days are counted from the day on which it came.
    let scenario = Scenario { opens: calendar_date(visited.opened), ..kind.scenario.clone() };
    let terms = &loaded.terms;
    let run = run_visited(kind.scenario, terms, kind.staffed.clone(), &visited).map_err(fails)?;
    let file = FileWords {
        number,
        stream: setup.streams[kind.stream].stream.name.clone(),
        kind: kind.name.to_owned(),
        class: kind.class,
        came: scenario.opens,
    };
    let record = FileRecord {
        file,
        record: record(&scenario, terms, &run, question.command_of_file(number)),
    };
    let target = &arguments.drawn.target;
    if arguments.drawn.is_json() {
        return target.write(&json(&record)?);
    }
    let mut next = vec![question.command_of_files()];
    if number < left.arrived {
        next.insert(0, question.command_of_file(number + 1));
    }
    target.write(&docket_text(&scenario, &record, &next))
}
