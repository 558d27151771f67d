//! `comity sweep`: values varied, on the same cases at every point.

mod caseload;

use std::ops::Range;

use clap::{Args, ValueEnum};

use crate::experiment::compare::{self, Alternative, Comparison};
use crate::experiment::partial::{self, Partial};
use crate::experiment::require::Measure;
use crate::experiment::sweep::design::Design;
use crate::experiment::sweep::{Axis, MOST_AXES, MOST_POINTS, result};
use crate::report::lines::quoted;
use crate::report::study::Study;
use crate::report::sweep::csv::csv;
use crate::report::sweep::svg::svg;
use crate::report::sweep::text::text;
use crate::report::sweep::{SweepReport, conclude, measure_words, unit_of};
use crate::scenario::Scenario;

use super::exit::{Exit, Problem, Trouble};
use super::forecast::{HORIZON, exit};
use super::load::{self, SetArguments};
use super::many::{
    LevelArgument, ManyArguments, Shown, cases_option, explained, interrupted, obey_interrupts,
    partial_text,
};
use super::merge::other_texts;
use super::output::{Color, Drawn, Forms, Target};
use super::path::{Asked, alternative};
use super::terms::TermsArguments;
use super::vary;

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
they tie. A chance takes the others of its decision with it, in proportion.")]
pub(super) struct Arguments {
    /// The scenario: a name from `comity list`, or the path of a file
    scenario: String,
    /// A value, from where to where, and by how much: KEY=30..90:15 days; may be repeated
    #[arg(long, value_name = "KEY=FROM..TO:STEP", required = true)]
    vary: Vec<String>,
    /// Of many cases through the same offices: what is measured is one of `comity caseload`, such as in_time
    #[arg(long, conflicts_with_all = ["paths", "count", "cases", "partial"])]
    caseload: bool,
    /// With --caseload, how many replications to run at every point
    #[arg(long, value_name = "N", default_value = "5", requires = "caseload")]
    replications: u64,
    /// With --caseload, how many years to simulate, instead of those of the scenario
    #[arg(long, value_name = "YEARS", requires = "caseload")]
    years: Option<f64>,
    /// Say where what is measured passes this: 0.95, 95% or 180
    #[arg(long, value_name = "VALUE")]
    goal: Option<String>,
    /// At every point, the scenario with this path alone: warrant, or treaty@generic
    #[arg(long = "path", value_name = "PATH")]
    paths: Vec<String>,
    /// What is measured: days_without_data, p_data_180 (by any day), p_data or p_<outcome>
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

/// How many values a grid has where no step is given.
const EVENLY: u32 = 5;

/// What is asked, read.
struct Question {
    scenario: Scenario,
    axes: Vec<Axis>,
    design: Design,
    points: Vec<Vec<f64>>,
    measure: Measure,
}

/// A question with the alternatives at each of its points: a mistake at any of them is found before the first is run.
struct Prepared {
    question: Question,
    all: Vec<Vec<Alternative>>,
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
    let prepared = Prepared::read(arguments, color)?;
    obey_interrupts();
    let work = (cases.end - cases.start).saturating_mul(prepared.all.len() as u64);
    let counted = arguments.many.with_crew(work, |crew| {
        let mut counted: Vec<Comparison> = Vec::new();
        for alternatives in &prepared.all {
            let point = compare::run(alternatives, cases.clone(), crew)
                .map_err(|trouble| explained(trouble, alternatives))?;
            let Some(point) = point else { break };
            counted.push(point.lean());
        }
        Ok::<_, Trouble>(counted)
    })?;
    if partial {
        return write_partial(arguments, &prepared, counted, cases);
    }
    let report = prepared.report(arguments, &counted, cases, arguments.level)?;
    write(&report, &arguments.drawn)
}

/// Writes the counts of these cases at every point.
fn write_partial(
    arguments: &Arguments,
    prepared: &Prepared,
    counted: Vec<Comparison>,
    cases: Range<u64>,
) -> Result<Exit, Trouble> {
    if counted.len() < prepared.all.len() {
        let message = "interrupted before every point was counted; nothing was written";
        let problem = Problem::new(message, "ask for fewer cases, or wait");
        return Err(Trouble::all(Exit::Interrupted, vec![problem]));
    }
    let counted = partial::Counted::Sweep(counted);
    let partial = Partial::new(asked(arguments), prepared.hashes(), cases, counted);
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
    let prepared = Prepared::read(arguments, color)?;
    let as_many = |(one, alternatives): (&Comparison, &Vec<Alternative>)| {
        one.each.len() == alternatives.len()
    };
    let fits =
        counted.len() == prepared.all.len() && counted.iter().zip(&prepared.all).all(as_many);
    if prepared.hashes() != hashes || !fits {
        return Err(other_texts(&[&prepared.question.scenario.name]));
    }
    write(&prepared.report(arguments, &counted, cases, shown.level)?, &drawn)
}

impl Prepared {
    fn read(arguments: &Arguments, color: Color) -> Result<Prepared, Trouble> {
        let question = read(arguments, color)?;
        let at = |at: &Vec<f64>| alternatives(arguments, &question, at, color);
        let all = question.points.iter().map(at).collect::<Result<_, _>>()?;
        Ok(Prepared { question, all })
    }

    /// The hashes of the scenarios at all points.
    fn hashes(&self) -> Vec<String> {
        self.all.iter().flatten().map(|one| one.scenario.hash.clone()).collect()
    }

    /// What was counted at the first points, or at all of them.
    fn report(
        self,
        arguments: &Arguments,
        counted: &[Comparison],
        cases: Range<u64>,
        level: LevelArgument,
    ) -> Result<SweepReport, Trouble> {
        let Prepared { question: Question { scenario, axes, design, points, measure }, all } = self;
        let first = &all[0];
        let command = again(arguments, level, &cases);
        let manifest = Study::new(&scenario, &first[0].terms, cases, interrupted(), command);
        let level = level.read()?;
        let points = points.into_iter().zip(counted);
        let report = SweepReport {
            measure_words: measure_words(&measure),
            unit: unit_of(&measure),
            counted: "cases",
            horizon: first[0].frame.horizon,
            alternatives: first.iter().map(|one| one.label.clone()).collect(),
            points: points.map(|(at, counted)| result(at, counted, &measure, level)).collect(),
            ..blank(arguments, manifest, axes, all.len(), level.get())
        };
        Ok(conclude(report, design))
    }
}

/// A report that says what is asked, and nothing of what came out.
fn blank(
    arguments: &Arguments,
    manifest: Study,
    axes: Vec<Axis>,
    asked: usize,
    level: f64,
) -> SweepReport {
    SweepReport {
        manifest,
        measure: arguments.measure.clone(),
        measure_words: String::new(),
        unit: "",
        counted: "",
        horizon: 0,
        level,
        design: arguments.design.name(),
        axes,
        alternatives: Vec::new(),
        asked,
        points: Vec::new(),
        ties: Vec::new(),
        goal: goal(arguments).unwrap_or_default(),
        reached: Vec::new(),
        correlations: Vec::new(),
        findings: Vec::new(),
    }
}

/// What is to be reached.
fn goal(arguments: &Arguments) -> Result<Option<f64>, Problem> {
    let Some(text) = &arguments.goal else { return Ok(None) };
    let (number, of) = match text.strip_suffix('%') {
        Some(hundredths) => (hundredths, 100.0),
        None => (text.as_str(), 1.0),
    };
    match number.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(number / of)),
        _ => Err(Problem::new(
            format!("--goal `{text}` is no number"),
            "write it as in --goal 95% or --goal 180",
        )),
    }
}

fn write(report: &SweepReport, drawn: &Drawn) -> Result<Exit, Trouble> {
    drawn.write(report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// What is varied, and how; mistakes in it are added to those found.
fn axes_and_design(arguments: &Arguments, problems: &mut Vec<Problem>) -> (Vec<Axis>, Design) {
    let read = arguments.vary.iter().map(|text| vary::read(text, EVENLY));
    let axes: Vec<Axis> =
        read.filter_map(|axis| axis.map_err(|problem| problems.push(problem)).ok()).collect();
    problems.extend(goal(arguments).err());
    let design = match arguments.design {
        Layout::Grid => Design::Grid,
        Layout::Lhs => Design::LatinHypercube(arguments.points),
        Layout::Sobol => Design::Sobol(arguments.points),
    };
    let size = design.size(&axes);
    if axes.len() > MOST_AXES {
        let message = format!("{} values are too many to vary together", axes.len());
        problems.push(Problem::new(message, format!("vary at most {MOST_AXES}")));
    }
    if !(2..=MOST_POINTS).contains(&size) && problems.is_empty() {
        let message = format!("the design has {size} points");
        let cure = format!("it may have 2 to {MOST_POINTS}: give a larger step, or --points");
        problems.push(Problem::new(message, cure));
    }
    (axes, design)
}

/// Reads everything that is asked; every mistake is found at once.
fn read(arguments: &Arguments, color: Color) -> Result<Question, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let mut problems = Vec::new();
    let (axes, design) = axes_and_design(arguments, &mut problems);
    let measure = Measure::parse(&arguments.measure).map_err(|why| {
        let cure = "write it as in --measure p_data_180, or add --caseload";
        problems.push(Problem::new(format!("--measure: {why}"), cure));
    });
    match measure {
        Ok(measure) if problems.is_empty() => {
            let points = design.points(&axes, arguments.terms.seed);
            Ok(Question { scenario, axes, design, points, measure })
        }
        _ => Err(Trouble::all(Exit::Usage, problems)),
    }
}

/// The alternatives at a point.
fn alternatives(
    arguments: &Arguments,
    question: &Question,
    at: &[f64],
    color: Color,
) -> Result<Vec<Alternative>, Trouble> {
    let set = vary::set_at(&question.scenario, &question.axes, at, arguments.set.clone());
    let set = set.map_err(Trouble::usage)?;
    let alike = Asked { set: &set, terms: &arguments.terms, horizon: arguments.horizon, color };
    let name = &arguments.scenario;
    if arguments.paths.is_empty() {
        let scenario = load::scenario(name, &set, color)?;
        let terms = arguments.terms.read(&scenario)?;
        return Ok(vec![alternative(name.clone(), scenario, terms, arguments.horizon)]);
    }
    let paths = arguments.paths.iter().map(|path| alike.path(name, &question.scenario, path));
    Ok(paths.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
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
        let replications = arguments.replications.to_string();
        vec!["--caseload".to_owned(), "--replications".to_owned(), replications]
    } else {
        vec!["--horizon".to_owned(), arguments.horizon.to_string()]
    });
    words
        .extend(arguments.years.iter().flat_map(|years| ["--years".to_owned(), years.to_string()]));
    words
}

/// The command that makes the sweep again.
fn again(arguments: &Arguments, level: LevelArgument, cases: &Range<u64>) -> String {
    let words: Vec<String> = asked(arguments).iter().map(|word| quoted(word)).collect();
    let command = format!("comity {} --level {}", words.join(" "), level.per_cent());
    match arguments.caseload {
        true => command,
        false => format!("{command} {}", cases_option(cases)),
    }
}
