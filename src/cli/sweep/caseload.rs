//! A sweep of a caseload: the same replications at every point.

use crate::cli::caseload::Loaded;
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::many::{interrupted, obey_interrupts};
use crate::cli::output::Color;
use crate::cli::{load, vary};
use crate::experiment::caseload::Ran;
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::summary::{estimate, unit_word};
use crate::experiment::sweep::{Axis, PointResult};
use crate::report::study::Study;
use crate::report::sweep::{SweepReport, conclude};
use crate::scenario::Scenario;

use super::question::{axes_and_design, blank};
use super::{Arguments, again, write};

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let level = arguments.level.read()?;
    let mut problems = Vec::new();
    let (axes, design) = axes_and_design(arguments, &mut problems);
    if arguments.replications == 0 {
        let cure = "give --replications a number above 0, such as --replications 5";
        problems.push(Problem::new("no replication is to be run", cure));
    }
    if !problems.is_empty() {
        return Err(Trouble::all(Exit::Usage, problems));
    }
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let at = design.points(&axes, arguments.terms.seed);
    // A mistake at any point is found before the first is run.
    let point = |at: &Vec<f64>| loaded(arguments, &scenario, (&axes, at), color);
    let all: Vec<(Loaded, Measure)> = at.iter().map(point).collect::<Result<_, _>>()?;
    obey_interrupts();
    let count = arguments.replications;
    let work = count * all.len() as u64;
    let points = arguments.many.with_replications(work, |crew| {
        let mut points = Vec::new();
        for (at, (loaded, measure)) in at.iter().zip(&all) {
            let setup = loaded.setup();
            let Ran { books, warm } = loaded.run(&setup, 0..count, crew)?;
            if (books.len() as u64) < count {
                break;
            }
            let measured = vec![estimate(*measure, &setup, &books, warm, level)];
            points.push(PointResult { at: at.clone(), measured, against_first: Vec::new() });
        }
        Ok::<_, Trouble>(points)
    })?;
    let Some((loaded, measure)) = all.first() else { return Ok(Exit::Done) };
    let command = again(arguments, arguments.level, &(0..count));
    let manifest = Study::new(&scenario, &loaded.terms, 0..count, interrupted(), command);
    let report = SweepReport {
        measure_words: measure.what.words().to_owned(),
        unit: unit_word(measure.what.unit()),
        counted: "replications",
        alternatives: vec![arguments.scenario.clone()],
        points,
        ..blank(arguments, manifest, axes, all.len(), level.get())
    };
    write(&conclude(report, design), &arguments.drawn)
}

/// The caseload at a point, and what is measured of it.
fn loaded(
    arguments: &Arguments,
    scenario: &Scenario,
    (axes, at): (&[Axis], &[f64]),
    color: Color,
) -> Result<(Loaded, Measure), Trouble> {
    let set = arguments.set.with_years(arguments.years);
    let set = vary::set_at(scenario, axes, at, set).map_err(Trouble::usage)?;
    let loaded = Loaded::read(&arguments.scenario, &set, &arguments.terms, color)?;
    let setup = loaded.setup();
    let measure = Measure::parse(&arguments.measure, &setup).map_err(|why| {
        let cure = "write it as in --measure in_time, or --measure wait_days@oia";
        Trouble::usage(Problem::new(format!("--measure: {why}"), cure))
    })?;
    Ok((loaded, measure))
}
