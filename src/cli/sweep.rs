//! `comity sweep`: values varied, on the same cases at every point.

mod caseload;

use clap::{Args, ValueEnum};

use crate::experiment::compare::{self, Alternative};
use crate::experiment::require::Measure;
use crate::experiment::sweep::design::Design;
use crate::experiment::sweep::{Axis, MOST_AXES, MOST_POINTS, PointResult, result};
use crate::report::lines::{asked as case, quoted};
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
    Effort, LevelArgument, explained, interrupted, nothing_finished, obey_interrupts,
};
use super::output::{Color, Drawn, Forms};
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
    caseload: bool,
    /// With --caseload, how many replications to run at every point
    #[arg(long, value_name = "N", default_value = "5", requires = "caseload")]
    replications: u64,
    /// With --caseload, how many years to simulate, instead of those of the scenario
    #[arg(long, value_name = "YEARS", requires = "caseload")]
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
    effort: Effort,
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

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    if arguments.caseload {
        return caseload::obey(arguments, color);
    }
    let level = arguments.level.read()?;
    let cases = arguments.effort.cases()?;
    let question = read(arguments, color)?;
    // A mistake at any point is found before the first is run.
    let all: Vec<Vec<Alternative>> = question
        .points
        .iter()
        .map(|at| alternatives(arguments, &question, at, color))
        .collect::<Result<_, _>>()?;
    obey_interrupts();
    let work = (cases.end - cases.start) * all.len() as u64;
    let results = arguments.effort.with_crew(work, |crew| {
        let mut results: Vec<PointResult> = Vec::new();
        for (at, alternatives) in question.points.iter().zip(&all) {
            let counted = compare::run(alternatives, cases.clone(), crew)
                .map_err(|trouble| explained(trouble, alternatives))?;
            let Some(counted) = counted else { break };
            results.push(result(at.clone(), &counted, &question.measure, level));
        }
        Ok::<_, Trouble>(results)
    })?;
    let first = &all[0];
    let manifest =
        Study::new(&question.scenario, &first[0].terms, cases, interrupted(), again(arguments));
    let report = SweepReport {
        measure_words: measure_words(&question.measure),
        unit: unit_of(&question.measure),
        counted: "cases",
        horizon: first[0].frame.horizon,
        alternatives: first.iter().map(|one| one.label.clone()).collect(),
        points: results,
        ..blank(arguments, manifest, question.axes, all.len(), level.get())
    };
    show(arguments, &conclude(report, question.design))
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
        added: Vec::new(),
        whole: false,
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

/// Whether the goal can be reached by something of that unit.
fn check_goal(arguments: &Arguments, unit: &str) -> Result<(), Trouble> {
    let (Some(text), Some(goal)) = (&arguments.goal, goal(arguments).map_err(Trouble::usage)?)
    else {
        return Ok(());
    };
    let measure = &arguments.measure;
    let problem = match (unit == "share", text.ends_with('%')) {
        (true, per_cent) if !(0.0..=1.0).contains(&goal) => {
            let meant = if per_cent { goal } else { goal / 100.0 };
            let cure = match (0.0..=1.0).contains(&meant) {
                true => format!("write --goal {meant}, or --goal {text}%"),
                false => "write it as in --goal 0.95, or --goal 95%".to_owned(),
            };
            let message = format!("--goal {text}: {measure} is a share, between 0 and 1");
            Problem::new(message, cure)
        }
        (false, true) => {
            let message = format!("--goal {text}: {measure} is no share, but in {unit}");
            let number = text.trim_end_matches('%').trim();
            Problem::new(message, format!("write --goal {number}"))
        }
        _ => return Ok(()),
    };
    Err(Trouble::usage(problem))
}

fn show(arguments: &Arguments, report: &SweepReport) -> Result<Exit, Trouble> {
    if report.points.is_empty() {
        return Err(nothing_finished());
    }
    arguments.drawn.write(report, &report.manifest, Forms { text, svg, csv })?;
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
            check_goal(arguments, unit_of(&measure))?;
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

/// The command that makes the sweep again.
fn again(arguments: &Arguments) -> String {
    let mut words =
        vec![format!("comity sweep {}", case(&arguments.scenario, &arguments.set.sets))];
    for (option, values) in [("--vary", &arguments.vary), ("--path", &arguments.paths)] {
        words.extend(values.iter().map(|value| format!("{option} {}", quoted(value))));
    }
    words.push(format!("--measure {}", quoted(&arguments.measure)));
    words.extend(arguments.goal.as_ref().map(|goal| format!("--goal {}", quoted(goal))));
    if arguments.design != Layout::Grid {
        words.push(format!("--design {} --points {}", arguments.design.name(), arguments.points));
    }
    words.extend(arguments.terms.words().iter().map(|word| quoted(word)));
    if arguments.caseload {
        words.push(format!("--caseload --replications {}", arguments.replications));
        words.extend(arguments.years.map(|years| format!("--years {years}")));
        words.extend(arguments.arrivals.iter().map(|file| format!("--arrivals {}", quoted(file))));
        words.push(format!("--level {}", arguments.level.per_cent()));
        return words.join(" ");
    }
    words.push(format!("--horizon {} --level {}", arguments.horizon, arguments.level.per_cent()));
    words.push(format!("-n {}", arguments.effort.count()));
    words.join(" ")
}
