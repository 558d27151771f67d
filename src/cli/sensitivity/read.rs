//! What is asked of `sensitivity`, read; every mistake is found at once.

use std::ops::Range;

use crate::experiment::compare::Alternative;
use crate::experiment::estimate::Level;
use crate::experiment::forecast::summary::DAYS;
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::sobol::{MOST_INPUTS, MOST_SAMPLES};
use crate::experiment::sensitivity::{Guess, Guesses, sets};
use crate::report::lines::asked;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::did_you_mean;

use super::super::exit::{Exit, Problem, Trouble};
use super::super::load;
use super::super::output::Color;
use super::super::path::alternative;
use super::{Arguments, Method};

/// How the guesses are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Design {
    /// Each by itself.
    Tornado,
    /// In trajectories on a grid.
    Morris {
        /// How many.
        trajectories: u32,
        /// How fine the grid is.
        levels: u32,
    },
    /// Over two sets of points.
    Sobol {
        /// How many points a set has.
        samples: u32,
    },
}

/// What is asked.
pub(super) struct Asked {
    pub(super) base: Alternative,
    pub(super) guesses: Guesses,
    pub(super) design: Design,
    pub(super) measure: Measure,
    pub(super) level: Level,
    pub(super) cases: Range<u64>,
}

impl Asked {
    /// How many points there are at which the cases are run, the one with every number as it is among them.
    pub(super) fn points(&self) -> u64 {
        let guesses = self.guesses.ranged.len() as u64;
        match self.design {
            Design::Tornado => 2 * guesses + 1,
            _ if guesses == 0 => 1,
            Design::Morris { trajectories, .. } => u64::from(trajectories) * (guesses + 1) + 1,
            Design::Sobol { samples } => u64::from(samples) * (guesses + 2) + 1,
        }
    }

    /// The scenario with guesses moved.
    pub(super) fn moved(
        &self,
        arguments: &Arguments,
        moved: &[(&Guess, f64)],
        color: Color,
    ) -> Result<Alternative, Trouble> {
        let sets = sets(&self.base.scenario, moved);
        let set = arguments.set.with_all(&sets);
        let scenario = load::scenario(&arguments.scenario, &set, color)?;
        let Alternative { label, terms, frame, .. } = &self.base;
        Ok(Alternative { label: label.clone(), scenario, terms: terms.clone(), frame: *frame })
    }
}

/// Reads everything that is asked.
pub(super) fn read(arguments: &Arguments, color: Color) -> Result<Asked, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let mut problems = Vec::new();
    let design = design(arguments, &mut problems);
    let measure = measure(arguments).map_err(|problem| problems.push(problem)).ok();
    let level = arguments.level.read();
    let guesses = only(Guesses::of(&scenario), &arguments.only, &scenario, &mut problems);
    let many = guesses.ranged.len();
    if arguments.method == Method::Sobol && many > MOST_INPUTS {
        let message = format!("{many} guesses are too many for --method sobol");
        let cure = format!("move at most {MOST_INPUTS} with --only, or use --method morris");
        problems.push(Problem::new(message, cure));
    }
    let cases = arguments.effort.cases();
    let terms = arguments.terms.read(&scenario);
    match (terms, cases, level, measure) {
        (Ok(terms), Ok(cases), Ok(level), Some(measure)) if problems.is_empty() => {
            let base = alternative("as it is".to_owned(), scenario, terms, arguments.horizon);
            Ok(Asked { base, guesses, design, measure, level, cases })
        }
        (Err(trouble), ..) | (_, Err(trouble), ..) | (_, _, Err(trouble), _) => {
            Err(problems.into_iter().fold(trouble, Trouble::and))
        }
        _ => Err(Trouble::all(Exit::Usage, problems)),
    }
}

/// The most levels of a grid, and the most trajectories: more than anybody waits for.
const MOST_LEVELS: u32 = 100;
const MOST_TRAJECTORIES: u32 = 100_000;

/// How the guesses are moved. An option of another method is a mistake.
fn design(arguments: &Arguments, problems: &mut Vec<Problem>) -> Design {
    let Arguments { method, trajectories, levels, samples, .. } = arguments;
    for (option, given, own) in [
        ("--trajectories", trajectories, Method::Morris),
        ("--levels", levels, Method::Morris),
        ("--samples", samples, Method::Sobol),
    ] {
        if given.is_some() && *method != own {
            let name = if own == Method::Morris { "morris" } else { "sobol" };
            let message = format!("{option} is for --method {name}");
            problems.push(Problem::new(message, format!("add --method {name}, or leave it out")));
        }
    }
    let (trajectories, levels) = (trajectories.unwrap_or(20), levels.unwrap_or(4));
    let samples = samples.unwrap_or(64);
    if !(2..=MOST_TRAJECTORIES).contains(&trajectories) {
        let message = format!("--trajectories {trajectories} is none from which effects are told");
        let cure = format!("give 2 to {MOST_TRAJECTORIES}, such as --trajectories 20");
        problems.push(Problem::new(message, cure));
    }
    if !(2..=MOST_LEVELS).contains(&levels) || levels % 2 == 1 {
        let message = format!("--levels {levels}: half of the levels must be a whole number");
        let cure = format!("give an even number from 2 to {MOST_LEVELS}, such as --levels 4");
        problems.push(Problem::new(message, cure));
    }
    if !(2..=MOST_SAMPLES).contains(&samples) {
        let message =
            format!("--samples {samples}: that many points have no variance, or are not there");
        let cure = format!("give 2 to {MOST_SAMPLES}, best a power of two, such as --samples 64");
        problems.push(Problem::new(message, cure));
    }
    match method {
        Method::Tornado => Design::Tornado,
        Method::Morris => Design::Morris { trajectories, levels },
        Method::Sobol => Design::Sobol { samples },
    }
}

/// The measure; for a tornado one whose differences are counted case by case.
fn measure(arguments: &Arguments) -> Result<Measure, Problem> {
    let text = &arguments.measure;
    let cure =
        "measure days_without_data, p_data, or p_data_ by day 30, 90, 180, 365, 730, 1095 or 1825";
    let measure = Measure::parse(text)
        .map_err(|why| Problem::new(format!("--measure `{text}`: {why}"), cure))?;
    let counted = match &measure {
        Measure::DataBy(day) => DAYS.contains(day),
        Measure::DataEver | Measure::DaysWithout => true,
        Measure::Outcome(_) => false,
    };
    if counted || arguments.method != Method::Tornado {
        return Ok(measure);
    }
    let message = format!("--measure `{text}` is not counted case by case");
    Err(Problem::new(message, format!("{cure}; or use --method morris")))
}

/// The guesses that are asked for.
fn only(
    mut guesses: Guesses,
    keys: &[String],
    scenario: &Scenario,
    problems: &mut Vec<Problem>,
) -> Guesses {
    let meant = |key: &str, guess: &Guess| {
        guess.key.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    for key in keys {
        if !guesses.ranged.iter().any(|guess| meant(key, guess)) {
            let known = guesses.ranged.iter().map(|guess| guess.key.as_str());
            let cure = did_you_mean(key, known).unwrap_or_else(|| {
                format!("see: comity assumptions {}", asked(&scenario.name, &scenario.sets))
            });
            let message = format!("--only {key}: no guess of that key states a range");
            problems.push(Problem::new(message, cure));
        }
    }
    if !keys.is_empty() {
        guesses.ranged.retain(|guess| keys.iter().any(|key| meant(key, guess)));
    }
    guesses
}
