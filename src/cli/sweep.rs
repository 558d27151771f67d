//! `comity sweep`: values varied, on the same cases at every point.

pub(super) mod caseload;
mod question;

use std::ops::Range;

use clap::{Args, ValueEnum};

use crate::experiment::compare::{self, Alternative, Comparison};
use crate::experiment::partial::{self, Partial};
use crate::report::lines::quoted;
use crate::report::sweep::SweepReport;
use crate::report::sweep::csv::csv;
use crate::report::sweep::svg::svg;
use crate::report::sweep::text::text;

use super::exit::{Exit, Problem, Trouble};
use super::forecast::{HORIZON, exit};
use super::load::SetArguments;
use super::many::{
    LevelArgument, ManyArguments, Shown, cases_option, explained, nothing_finished,
    obey_interrupts, partial_text, replications_option,
};
use super::merge::other_texts;
use super::output::{Color, Drawn, Forms, Target};
use super::terms::TermsArguments;
use question::Question;

/// Arguments of `sweep`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity sweep treaty-first --vary decide.provider.motion.takes='5..60:5 days'
  comity sweep microsoft-ireland --path warrant --path treaty@generic \\
      --vary channel.us-ie-mlat.stage.b6.duration='30..365:30 days'
  comity sweep microsoft-ireland --vary decide.circuit.panel.odds.affirm=0..1 \\
      --vary decide.magistrate.motion.odds.deny=0.5..1 --measure p_data_730
  comity sweep oia-2014 --caseload --measure wait_days --goal 30 \\
      --replications 3 --vary caseload.office.oia.desks=17..23:2
  comity sweep treaty-first --design sobol --points 16 \\
      --vary channel.us-ie-mlat.factor.k_ie.value=0.5..2 \\
      --vary channel.us-ie-mlat.stage.b2.outcome.edits.p=0.2..0.6

Without a step a grid has five values of each. With several paths it says where
they tie. A chance takes the others of its decision with it, in proportion. Of a
caseload with a goal, whole numbers between the values are run too, at most 40,
until it is known which of them pass it.")]
pub(super) struct Arguments {
    /// The scenario: a name from `comity list`, or the path of a file
    scenario: String,
    /// A value, from where to where, and by how much: KEY=30..90:15 days; may be repeated
    #[arg(long, value_name = "KEY=FROM..TO:STEP", required = true)]
    vary: Vec<String>,
    /// Of many cases through the same offices: what is measured is one of `comity caseload`, such as in_time
    #[arg(long, conflicts_with_all = ["paths", "count"])]
    pub(super) caseload: bool,
    /// With --caseload, how many replications to run at every point; or these, with --cases
    #[arg(
        long,
        value_name = "N",
        default_value = "5",
        requires = "caseload",
        conflicts_with = "cases"
    )]
    replications: u64,
    /// With --caseload, how many years to simulate, instead of those of the scenario
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", requires = "caseload")]
    years: Option<f64>,
    /// With --caseload, let files of a stream come as they were counted: requests=FILE; may be repeated
    #[arg(long = "arrivals", value_name = "STREAM=FILE", requires = "caseload")]
    arrivals: Vec<String>,
    /// Say where what is measured passes this: 0.95, 95% or 180
    #[arg(long, value_name = "VALUE")]
    goal: Option<String>,
    /// At every point, the scenario with this path alone: warrant, or treaty@generic
    #[arg(long = "path", value_name = "PATH")]
    paths: Vec<String>,
    /// What is measured: days_without_data, p_data_180 (by any day), p_data or p_<outcome>; of a caseload in_time,
    /// wait_days, pending_end, utilisation or another of those that its CSV names
    #[arg(long, value_name = "MEASURE", default_value = "days_without_data")]
    measure: String,
    /// How the points are laid out
    #[arg(long, value_name = "DESIGN", default_value = "grid")]
    design: Layout,
    /// How many points of a Latin hypercube or a Sobol' sequence
    #[arg(long, value_name = "N", default_value = "32")]
    points: u32,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    many: ManyArguments,
    /// The days without the data are counted up to this day
    #[arg(long, value_name = "DAYS", default_value_t = HORIZON)]
    horizon: u32,
    #[command(flatten)]
    level: LevelArgument,
    #[command(flatten)]
    drawn: Drawn,
}

/// How points are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// Every value with every other
    Grid,
    /// A Latin hypercube
    Lhs,
    /// The points of a Sobol' sequence
    Sobol,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Layout::Grid => "grid",
            Layout::Lhs => "lhs",
            Layout::Sobol => "sobol",
        }
    }
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    if arguments.caseload {
        return caseload::obey(arguments, color);
    }
    arguments.level.read()?;
    let cases = arguments.many.cases()?;
    let partial = arguments.many.partial;
    if partial {
        arguments.drawn.check_partial()?;
    }
    let question = Question::read(arguments, color)?;
    obey_interrupts();
    let work = (cases.end - cases.start).saturating_mul(question.all.len() as u64);
    let counted = arguments.many.with_crew(work, |crew| {
        let mut counted: Vec<Comparison> = Vec::new();
        for alternatives in &question.all {
            let point = compare::run(alternatives, cases.clone(), crew)
                .map_err(|trouble| explained(trouble, alternatives))?;
            let Some(point) = point else { break };
            counted.push(point.lean());
        }
        Ok::<_, Trouble>(counted)
    })?;
    if partial {
        let whole = counted.len() == question.all.len();
        let counted = partial::Counted::Sweep(counted);
        return write_partial(arguments, question.hashes(), (counted, whole), cases);
    }
    let report = question.report(arguments, &counted, cases, arguments.level)?;
    write(&report, &arguments.drawn)
}

/// Writes the counts of these cases, if they are those at every point.
fn write_partial(
    arguments: &Arguments,
    hashes: Vec<String>,
    (counted, whole): (partial::Counted, bool),
    cases: Range<u64>,
) -> Result<Exit, Trouble> {
    if !whole {
        let message = "interrupted before every point was counted; nothing was written";
        let problem = Problem::new(message, "ask for fewer cases, or wait");
        return Err(Trouble::all(Exit::Interrupted, vec![problem]));
    }
    let partial = Partial::new(asked(arguments), hashes, cases, counted);
    arguments.drawn.target.write(&partial_text(&partial)?)?;
    Ok(exit(&[]))
}

/// Shows what was counted elsewhere, of scenarios with these hashes.
pub(super) fn show(
    arguments: &Arguments,
    (counted, cases): (Vec<Comparison>, Range<u64>),
    hashes: &[String],
    (shown, target): (&Shown, &Target),
    color: Color,
) -> Result<Exit, Trouble> {
    let drawn = shown.drawn(target)?;
    let question = Question::read(arguments, color)?;
    let as_many = |(one, alternatives): (&Comparison, &Vec<Alternative>)| {
        one.each.len() == alternatives.len()
    };
    let fits =
        counted.len() == question.all.len() && counted.iter().zip(&question.all).all(as_many);
    if question.hashes() != hashes || !fits {
        return Err(other_texts(&[question.name()]));
    }
    write(&question.report(arguments, &counted, cases, shown.level)?, &drawn)
}

fn write(report: &SweepReport, drawn: &Drawn) -> Result<Exit, Trouble> {
    if report.points.is_empty() {
        return Err(nothing_finished());
    }
    drawn.write(report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// The words that ask for the sweep, without how many cases.
fn asked(arguments: &Arguments) -> Vec<String> {
    let mut words = vec!["sweep".to_owned(), arguments.scenario.clone()];
    for (option, values) in [
        ("--set", arguments.set.sets.as_slice()),
        ("--vary", arguments.vary.as_slice()),
        ("--path", arguments.paths.as_slice()),
        ("--measure", std::slice::from_ref(&arguments.measure)),
        ("--goal", arguments.goal.as_slice()),
    ] {
        words.extend(values.iter().flat_map(|value| [option.to_owned(), value.clone()]));
    }
    if arguments.design != Layout::Grid {
        let points = arguments.points.to_string();
        words.extend(["--design", arguments.design.name(), "--points", &points].map(str::to_owned));
    }
    words.extend(arguments.terms.words());
    words.extend(if arguments.caseload {
        vec!["--caseload".to_owned()]
    } else {
        vec!["--horizon".to_owned(), arguments.horizon.to_string()]
    });
    words.extend(super::caseload::words(arguments.years, &arguments.arrivals));
    words
}

/// The command that makes the sweep again.
fn again(arguments: &Arguments, level: LevelArgument, cases: &Range<u64>) -> String {
    let words: Vec<String> = asked(arguments).iter().map(|word| quoted(word)).collect();
    let cases = match arguments.caseload {
        true => replications_option(cases),
        false => cases_option(cases),
    };
    format!("comity {} --level {} {cases}", words.join(" "), level.per_cent())
}
