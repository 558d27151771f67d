//! What a sweep asks, read: the values varied, the points of the design, and the alternatives at each of them.

use std::ops::Range;

use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::load;
use crate::cli::many::{LevelArgument, interrupted};
use crate::cli::output::Color;
use crate::cli::path::{Asked, alternative};
use crate::cli::sweep::{Arguments, Layout, again};
use crate::cli::vary;
use crate::experiment::compare::{Alternative, Comparison};
use crate::experiment::require::Measure;
use crate::experiment::sweep::design::Design;
use crate::experiment::sweep::{Axis, MOST_AXES, MOST_POINTS, result};
use crate::report::study::Study;
use crate::report::sweep::{SweepReport, conclude, measure_words, unit_of};
use crate::scenario::Scenario;

/// How many values a grid has where no step is given.
const EVENLY: u32 = 5;

/// What is asked, read.
pub(super) struct Question {
    scenario: Scenario,
    axes: Vec<Axis>,
    design: Design,
    points: Vec<Vec<f64>>,
    measure: Measure,
    /// The alternatives at each point.
    pub(super) all: Vec<Vec<Alternative>>,
}

impl Question {
    /// Reads it; every mistake is found at once, and one at any point before the first is run.
    pub(super) fn read(arguments: &Arguments, color: Color) -> Result<Question, Trouble> {
        let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
        let mut problems = Vec::new();
        let (axes, design) = axes_and_design(arguments, &mut problems);
        let measure = Measure::parse(&arguments.measure).map_err(|why| {
            let cure = "write it as in --measure p_data_180, or add --caseload";
            problems.push(Problem::new(format!("--measure: {why}"), cure));
        });
        let (Ok(measure), true) = (measure, problems.is_empty()) else {
            return Err(Trouble::all(Exit::Usage, problems));
        };
        check_goal(arguments, unit_of(&measure))?;
        let points = design.points(&axes, arguments.terms.seed);
        let at = |at: &Vec<f64>| alternatives(arguments, &scenario, &axes, at, color);
        let all = points.iter().map(at).collect::<Result<_, _>>()?;
        Ok(Question { scenario, axes, design, points, measure, all })
    }

    /// The name of its scenario.
    pub(super) fn name(&self) -> &str {
        &self.scenario.name
    }

    /// The hashes of the scenarios at all points.
    pub(super) fn hashes(&self) -> Vec<String> {
        self.all.iter().flatten().map(|one| one.scenario.hash.clone()).collect()
    }

    /// What was counted at the first points, or at all of them.
    pub(super) fn report(
        self,
        arguments: &Arguments,
        counted: &[Comparison],
        cases: Range<u64>,
        level: LevelArgument,
    ) -> Result<SweepReport, Trouble> {
        let Question { scenario, axes, design, points, measure, all } = self;
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

/// What is varied, and how; mistakes in it are added to those found.
pub(super) fn axes_and_design(
    arguments: &Arguments,
    problems: &mut Vec<Problem>,
) -> (Vec<Axis>, Design) {
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

/// The alternatives at a point.
fn alternatives(
    arguments: &Arguments,
    scenario: &Scenario,
    axes: &[Axis],
    at: &[f64],
    color: Color,
) -> Result<Vec<Alternative>, Trouble> {
    let set = vary::set_at(scenario, axes, at, arguments.set.clone());
    let set = set.map_err(Trouble::usage)?;
    let alike = Asked { set: &set, terms: &arguments.terms, horizon: arguments.horizon, color };
    let name = &arguments.scenario;
    if arguments.paths.is_empty() {
        let scenario = load::scenario(name, &set, color)?;
        let terms = arguments.terms.read(&scenario)?;
        return Ok(vec![alternative(name.clone(), scenario, terms, arguments.horizon)]);
    }
    let paths = arguments.paths.iter().map(|path| alike.path(name, scenario, path));
    Ok(paths.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// A report that says what is asked, and nothing of what came out.
pub(super) fn blank(
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
        warm_up_days: None,
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
pub(super) fn goal(arguments: &Arguments) -> Result<Option<f64>, Problem> {
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
pub(super) fn check_goal(arguments: &Arguments, unit: &str) -> Result<(), Trouble> {
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
