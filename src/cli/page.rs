//! `comity page`: one HTML file for the classroom.

use clap::Args;

use crate::experiment::compare::{Alternative, last_day};
use crate::experiment::departures::{Crossing, Leads, departures, with};
use crate::experiment::estimate::Level;
use crate::experiment::forecast::summary::{Forecast, Precision, summary};
use crate::experiment::forecast::{Forecaster, Frame};
use crate::experiment::many::{Trouble as ManyTrouble, count};
use crate::experiment::tree::shape::Cut;
use crate::experiment::tree::{Shown, Times, grow};
use crate::law::answers::Choice;
use crate::law::chambers::{calendar_date, noon};
use crate::law::docket::Status;
use crate::report::lines::asked;
use crate::report::page::{Page, Parts, page};
use crate::report::record::record;
use crate::report::tree::{TreeReport, report};
use crate::scenario::Scenario;
use crate::simulate::{Driver, Failure, Run, Terms};
use crate::web::html;

use super::exit::{Exit, Trouble};
use super::forecast::HORIZON;
use super::load::{self, SetArguments};
use super::many::{Effort, explained, interrupted, obey_interrupts};
use super::output::{Color, Target, program_fault};
use super::search::{explain, run_or_explain};
use super::terms::{TermsArguments, command, in_prospect, options};

/// Arguments of `page`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity page microsoft-ireland -o microsoft-ireland.html
  comity page e-evidence --seed 7 -n 1000 -o e-evidence.html
  comity page treaty-first -n 1000 -o treaty-first.html

The file needs nothing else: no server, no network, no account. It opens with a
double click, and its address holds what is shown. In it: the docket, why every
entry is there, every single departure from it with its docket and a forecast
from -n cases, the decision tree, and a handout with its key to print.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    effort: Effort,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    arguments.effort.cases()?;
    obey_interrupts();
    let page = gather(&scenario, &terms, &arguments.effort)?;
    if interrupted() {
        // Half a page would look like a whole one.
        return Ok(Exit::Interrupted);
    }
    let text = html(&page).map_err(|error| program_fault(&error.to_string()))?;
    arguments.target.write(&text)
}

/// Runs everything that a page shows.
fn gather(scenario: &Scenario, terms: &Terms, effort: &Effort) -> Result<Page, Trouble> {
    let run = run_or_explain(scenario, terms, Driver::InPlace, &mut |_| ())?;
    let crossings = departures(scenario, terms, &run).map_err(|why| explain(scenario, why))?;
    let ways = crossings.iter().flat_map(|crossing| &crossing.ways);
    let elsewhere = ways.filter(|way| matches!(way.leads, Leads::Elsewhere { .. }));
    let forecasts = elsewhere.map(|way| departed(scenario, terms, way.choice, effort));
    let forecasts = forecasts.collect::<Result<_, _>>()?;
    let decided = crossings.iter().map(|one| as_decided(scenario, terms, &run, one, effort));
    let parts = Parts {
        decided: decided.collect::<Result<_, _>>()?,
        run: record(scenario, terms, &run, command(scenario, terms)),
        crossings: &crossings,
        forecasts,
        prospect: forecast(scenario, &in_prospect(terms.clone(), scenario), effort)?,
        tree: tree(scenario, &in_prospect(terms.clone(), scenario))?,
        cases: effort.count(),
        command: page_command(scenario, terms, effort),
    };
    Ok(page(scenario, parts))
}

/// The forecast of one departure, and the command that shows its docket.
fn departed(
    scenario: &Scenario,
    terms: &Terms,
    choice: Choice,
    effort: &Effort,
) -> Result<(Option<Forecast>, String), Trouble> {
    let terms = with(terms, choice);
    Ok((forecast(scenario, &terms, effort)?, command(scenario, &terms)))
}

/// The forecast of a decision as it was made: the record to the end of its day, or the same choice, and then the odds.
fn as_decided(
    scenario: &Scenario,
    terms: &Terms,
    run: &Run,
    crossing: &Crossing,
    effort: &Effort,
) -> Result<Option<Forecast>, Trouble> {
    let (point, occurrence) = (crossing.point, crossing.occurrence);
    let entry = run.docket.entries.get(crossing.entry - 1);
    let terms = match (entry, crossing.taken) {
        (Some(entry), _) if entry.status == Status::Recorded => {
            Terms { from: Some(calendar_date(entry.at)), ..terms.clone() }
        }
        (_, Some(option)) => with(terms, Choice { point, occurrence, option }),
        _ => return Ok(None),
    };
    forecast(scenario, &terms, effort)
}

/// A forecast; none where the law closes in some cases what was chosen.
fn forecast(
    scenario: &Scenario,
    terms: &Terms,
    effort: &Effort,
) -> Result<Option<Forecast>, Trouble> {
    // All days on a page are counted from the first of the case, so that they can be laid side by side.
    let origin = noon(scenario.opens);
    let last_day = last_day(scenario, &Terms { from: None, ..terms.clone() }, origin);
    let frame = Frame { origin, horizon: i64::from(HORIZON).min(last_day) };
    let cases = effort.cases()?;
    let counted = effort.with_crew(effort.count(), |crew| {
        count(cases, crew, || Forecaster::new(scenario, terms, frame))
    });
    let precision = Precision { level: Level::default(), always: false };
    match counted {
        Ok((sum, _)) => {
            let counted = sum.counted();
            Ok(Some(summary(scenario, &counted, frame, last_day, precision)))
        }
        Err(ManyTrouble::Case(_, Failure::Barred { .. })) => Ok(None),
        Err(trouble) => {
            let (label, scenario, terms) = (String::new(), scenario.clone(), terms.clone());
            Err(explained(trouble, &[Alternative { label, scenario, terms, frame }]))
        }
    }
}

/// The tree of a page: as `comity tree` draws it, and deeper.
const CUT: Cut = Cut { prune: 0.02, depth: Some(10) };
const BRANCHES: u64 = 5_000;
const TIMES: u64 = 20;

fn tree(scenario: &Scenario, terms: &Terms) -> Result<TreeReport, Trouble> {
    let (times, shown) = (Times::Cases(TIMES), Shown::Procedure);
    let grown = grow(scenario, terms, times, BRANCHES, &shown);
    let grown = grown.map_err(|why| explain(scenario, why))?;
    let command = format!(
        "comity tree {} --seed {}{} --times {TIMES} --prune {} --branches {BRANCHES} --depth 10",
        asked(&scenario.name, &scenario.sets),
        terms.seed,
        options(scenario, terms),
        CUT.prune,
    );
    Ok(report(scenario, terms, &grown, (times, &shown, CUT), command))
}

fn page_command(scenario: &Scenario, terms: &Terms, effort: &Effort) -> String {
    format!(
        "comity page {} --seed {}{} -n {}",
        asked(&scenario.name, &scenario.sets),
        terms.seed,
        options(scenario, terms),
        effort.count(),
    )
}
