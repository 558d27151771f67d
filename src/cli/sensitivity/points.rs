//! `--method morris` and `--method sobol`: the guesses moved together, at the points of a design.

use std::slice;

use crate::experiment::estimate::Estimate;
use crate::experiment::many::Crew;
use crate::experiment::sensitivity::gauge::{self, Beside};
use crate::experiment::sensitivity::points::evaluate;
use crate::experiment::sensitivity::screening::{
    Morris, Outcome, Setting, Sobol, apportion, screen,
};
use crate::experiment::sensitivity::{Guess, is_crowded, morris as walks, sobol as sets};
use crate::sim::draw::Seed;

use super::super::exit::Trouble;
use super::super::many::explained;
use super::super::output::Color;
use super::Arguments;
use super::read::Asked;

/// Screens the guesses.
pub(super) fn morris(
    arguments: &Arguments,
    asked: &Asked,
    (trajectories, levels): (u32, u32),
    color: Color,
) -> Result<Morris, Trouble> {
    let seed = Seed(asked.base.terms.seed);
    let guesses = &asked.guesses.ranged;
    let names: Vec<&str> = guesses.iter().map(|guess| guess.key.as_str()).collect();
    let width = guesses.len() + 1;
    let at = |point: usize| {
        let mut walk = walks::trajectory(&names, levels, (point / width) as u64, seed);
        walk.points.swap_remove(point % width)
    };
    let (base, outcomes) = run(arguments, asked, color, at)?;
    let setting = setting(arguments, asked, base);
    Ok(screen(setting, guesses, (levels, trajectories), &outcomes, (asked.level, seed)))
}

/// Divides the variance among the guesses.
pub(super) fn sobol(
    arguments: &Arguments,
    asked: &Asked,
    samples: u32,
    color: Color,
) -> Result<Sobol, Trouble> {
    let seed = Seed(asked.base.terms.seed);
    let guesses = &asked.guesses.ranged;
    let width = guesses.len() + 2;
    let at = |point: usize| {
        sets::row(guesses.len(), (point / width) as u32, seed).swap_remove(point % width)
    };
    let (base, outcomes) = run(arguments, asked, color, at)?;
    let setting = setting(arguments, asked, base);
    Ok(apportion(setting, guesses, samples, &outcomes, (asked.level, seed)))
}

fn setting(arguments: &Arguments, asked: &Asked, base: Option<Estimate>) -> Setting {
    Setting {
        measure: arguments.measure.clone(),
        cases: asked.cases.end,
        level: asked.level.get(),
        base,
        without_range: asked.guesses.unstated,
    }
}

/// Runs the scenario as it is, then at every point of the design, each loaded, run and dropped by one thread. `at` says
/// where in the unit cube a point lies. What an interrupt leaves unfinished is left out.
fn run(
    arguments: &Arguments,
    asked: &Asked,
    color: Color,
    at: impl Fn(usize) -> Vec<f64> + Sync,
) -> Result<(Option<Estimate>, Vec<Outcome>), Trouble> {
    let Asked { base, guesses, measure, level, cases, .. } = asked;
    let work = cases.end.saturating_mul(asked.points());
    let points = usize::try_from(asked.points() - 1).unwrap_or(usize::MAX);
    arguments.effort.with_crew(work, |crew| {
        let fails = |trouble| explained(trouble, slice::from_ref(base));
        let counted = gauge::run(base, Beside::Nothing, cases.clone(), crew).map_err(fails)?;
        let Some((as_it_is, _)) = counted else { return Ok((None, Vec::new())) };
        let point = |number: usize, crew: Crew<'_>| {
            let shares = at(number);
            let moved: Vec<(&Guess, f64)> = guesses
                .ranged
                .iter()
                .zip(shares)
                .map(|(guess, share)| (guess, guess.at(share)))
                .collect();
            let alternative = asked.moved(arguments, &moved, color)?;
            let counted = gauge::run(&alternative, Beside::Nothing, cases.clone(), crew)
                .map_err(|trouble| explained(trouble, slice::from_ref(&alternative)))?;
            let crowded = is_crowded(&base.scenario, &moved);
            Ok::<_, Trouble>(
                counted.map(|(counted, _)| Outcome::new(&counted, measure, *level, crowded)),
            )
        };
        let outcomes = evaluate(points, crew, point).map_err(fails)??;
        Ok((Some(as_it_is.measured(measure, *level)), outcomes))
    })
}
