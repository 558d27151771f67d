//! `comity caseload`: many cases through the same offices.

mod arrivals;
mod loaded;

use clap::{Args, ValueEnum};

use crate::experiment::caseload::Ran;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::{By, summary};
use crate::experiment::caseload::world::replication;
use crate::law::chambers::calendar_date;
use crate::report::caseload::csv::csv;
use crate::report::caseload::docket::{FileRecord, FileWords, text as docket_text};
use crate::report::caseload::svg::svg;
use crate::report::caseload::text::{overload_words, text};
use crate::report::caseload::{CaseloadReport, numbers, offices};
use crate::report::lines::{asked as case, quoted};
use crate::report::record::record;
use crate::report::study::Study;
use crate::scenario::Scenario;
use crate::simulate::run_visited;

use super::exit::{Exit, Problem, Trouble};
use super::forecast::exit;
use super::load::SetArguments;
use super::many::{
    LevelArgument, Replications, interrupted, nothing_finished, obey_interrupts_of_replications,
};
use super::output::{Color, Drawn, Forms, json};
use super::search::explain;
use super::terms::TermsArguments;

pub(super) use loaded::{Alike, Loaded, say_notes, warn};

/// Arguments of `caseload`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity caseload oia-2014 --by year
  comity caseload ireland-e-evidence -n 2 --years 0.5 --by month
  comity caseload oia-2014 --set caseload.office.oia.desks=22
  comity caseload oia-2014 --format svg -o oia.svg
  comity caseload oia-2014 --file 9000
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
    #[arg(long, value_name = "YEARS")]
    years: Option<f64>,
    #[command(flatten)]
    effort: Replications,
    /// Let files of a stream come as they were counted: requests=FILE, with lines of date,count; may be repeated
    #[arg(long = "arrivals", value_name = "STREAM=FILE")]
    arrivals: Vec<String>,
    /// Print the docket of this file instead: 4711 is the 4,711th to come in the first replication
    #[arg(long = "file", value_name = "N", conflicts_with_all = ["count", "by", "format"])]
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
    let level = arguments.level.read()?;
    let count = arguments.effort.count()?;
    let set = arguments.set.with_years(arguments.years);
    let alike = Alike { terms: &arguments.terms, arrivals: &arguments.arrivals, color };
    let loaded = Loaded::read(&arguments.scenario, &set, alike)?;
    let setup = loaded.setup();
    if let Some(number) = arguments.number {
        return docket(arguments, &loaded, &setup, number);
    }
    let loads = loaded.loads(&setup)?;
    let offices = offices(&loaded.scenario, &loaded.caseload);
    say_notes([&loaded]);
    overload_words(&loads, &offices).iter().for_each(|words| warn(words));
    obey_interrupts_of_replications();
    let ran = arguments.effort.with_crew(count, |crew| loaded.run(&setup, count, crew))?;
    let Ran { books, warm } = ran;
    if books.is_empty() {
        return Err(nothing_finished());
    }
    let by = match arguments.by {
        Period::Month => By::Month,
        Period::Quarter => By::Quarter,
        Period::Year => By::Year,
    };
    let done = books.len() as u64;
    let report = CaseloadReport {
        manifest: Study::new(
            &loaded.scenario,
            &loaded.terms,
            0..done,
            interrupted(),
            again(arguments),
        ),
        title: loaded.scenario.title.clone(),
        offices,
        numbers: numbers(&loaded.scenario),
        arrivals: loaded.arrivals.files.clone(),
        summary: summary(&setup, &books, (warm, by, level), (count, loads)),
    };
    arguments.drawn.write(&report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// Writes the docket of one file: how long it waited at which desk, and how long it lay there.
fn docket(
    arguments: &Arguments,
    loaded: &Loaded,
    setup: &Setup<'_>,
    number: u64,
) -> Result<Exit, Trouble> {
    let fails = |failure| explain(&loaded.scenario, failure);
    let left = replication(setup, &loaded.terms, 0, setup.opens, Some(number)).map_err(fails)?;
    let Some((kind, visited)) = left.watched else {
        let came: u64 = left.books.days.iter().map(|day| u64::from(day.came)).sum();
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
    let again = format!("{} --file {number}", case_again(arguments));
    let file = FileWords {
        number,
        stream: setup.streams[kind.stream].stream.name.clone(),
        kind: kind.name.to_owned(),
        class: kind.class,
        came: scenario.opens,
    };
    let record = FileRecord { file, record: record(&scenario, terms, &run, again) };
    let target = &arguments.drawn.target;
    if arguments.drawn.is_json() {
        return target.write(&json(&record)?);
    }
    let next = [format!("{} --file {}", case_again(arguments), number + 1), case_again(arguments)];
    target.write(&docket_text(&scenario, &record, &next))
}

/// The command that makes it again.
fn again(arguments: &Arguments) -> String {
    let (count, by) = (arguments.effort.asked(), arguments.by.name());
    let level = arguments.level.per_cent();
    format!("{} -n {count} --by {by} --level {level}", case_again(arguments))
}

/// The part of it that fixes every file.
fn case_again(arguments: &Arguments) -> String {
    let mut words =
        vec![format!("comity caseload {}", case(&arguments.scenario, &arguments.set.sets))];
    words.extend(arguments.years.map(|years| format!("--years {years}")));
    words.extend(arguments.arrivals.iter().map(|file| format!("--arrivals {}", quoted(file))));
    words.extend(arguments.terms.words().iter().map(|word| quoted(word)));
    words.join(" ")
}
