//! A sweep of a caseload: the same replications at every point, and between those of a grid where a goal is passed.

use crate::cli::caseload::{Alike, Loaded, longest_warm_up, say_notes, warn};
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::many::{interrupted, obey_interrupts_of_replications};
use crate::cli::output::Color;
use crate::cli::{load, vary};
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::setup::days_of;
use crate::experiment::caseload::summary::{estimate, unit_word};
use crate::experiment::estimate::{Estimate, Level};
use crate::experiment::many::Crew;
use crate::experiment::overload::overloads;
use crate::experiment::sweep::design::Design;
use crate::experiment::sweep::tie::next_whole;
use crate::experiment::sweep::{Axis, PointResult};
use crate::report::caseload::offices;
use crate::report::caseload::text::office_name;
use crate::report::lines::list;
use crate::report::study::Study;
use crate::report::sweep::{SweepReport, conclude};
use crate::scenario::Scenario;
use crate::sim::Time;

use super::question::{axes_and_design, blank, check_goal, goal};
use super::{Arguments, again, write};

/// The most points that are added to find where a goal is passed: halving a step of a thousand takes ten for each of three.
const MOST_ADDED: usize = 40;

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let level = arguments.level.read()?;
    let (axes, design) = read(arguments)?;
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let sweep = Sweep { arguments, scenario: &scenario, axes: &axes, level, color };
    let at = design.points(&axes, arguments.terms.seed);
    // A mistake at any point is found before the first is run.
    let all: Vec<At> = at.iter().map(|at| sweep.at(at)).collect::<Result<_, _>>()?;
    let Some(first) = all.first() else { return Ok(Exit::Done) };
    check_goal(arguments, unit_word(first.measure.what.unit()))?;
    say_notes(all.iter().map(|one| &one.loaded));
    warn_of_overload(&axes, &all)?;
    let whole = arguments.goal.is_some() && design == Design::Grid && sweep.is_whole(first);
    obey_interrupts_of_replications();
    let work = arguments.replications * all.len() as u64;
    let (points, added) = arguments.many.with_replications(work, |crew| {
        let warm = sweep.warm_ups(&all, crew)?;
        let mut points = Vec::new();
        for (one, warm) in all.iter().zip(&warm) {
            let Some(point) = sweep.measure(one, *warm, crew)? else {
                return Ok((points, Vec::new()));
            };
            points.push(point);
        }
        let added = if whole { sweep.refine(&mut points, warm[0], crew)? } else { Vec::new() };
        Ok::<_, Trouble>((points, added))
    })?;
    let cases = 0..arguments.replications;
    let command = again(arguments, arguments.level, &cases);
    let manifest = Study::new(&scenario, &first.loaded.terms, cases, interrupted(), command);
    let asked = all.len() + added.len();
    let report = SweepReport {
        measure_words: first.measure.what.words().to_owned(),
        unit: unit_word(first.measure.what.unit()),
        counted: "replications",
        alternatives: vec![arguments.scenario.clone()],
        whole: whole && next_whole(&beyond(arguments, &points)).is_none(),
        points,
        added,
        ..blank(arguments, manifest, axes.clone(), asked, level.get())
    };
    write(&conclude(report, design), &arguments.drawn)
}

/// What is varied, and how; every mistake in what is asked is found at once.
fn read(arguments: &Arguments) -> Result<(Vec<Axis>, Design), Trouble> {
    let mut problems = Vec::new();
    let read = axes_and_design(arguments, &mut problems);
    if arguments.replications == 0 {
        let cure = "give --replications a number above 0, such as --replications 5";
        problems.push(Problem::new("no replication is to be run", cure));
    }
    if problems.is_empty() { Ok(read) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

/// What is the same at all points.
struct Sweep<'a> {
    arguments: &'a Arguments,
    scenario: &'a Scenario,
    axes: &'a [Axis],
    level: Level,
    color: Color,
}

/// The caseload at a point, and what is measured of it.
struct At {
    at: Vec<f64>,
    loaded: Loaded,
    measure: Measure,
}

impl Sweep<'_> {
    fn at(&self, at: &[f64]) -> Result<At, Trouble> {
        let arguments = self.arguments;
        let set = arguments.set.with_years(arguments.years);
        let set = vary::set_at(self.scenario, self.axes, at, set).map_err(Trouble::usage)?;
        let arrivals = &arguments.arrivals;
        let alike = Alike { terms: &arguments.terms, arrivals, color: self.color };
        let loaded = Loaded::read(&arguments.scenario, &set, alike)?;
        let measure = Measure::parse(&arguments.measure, &loaded.setup()).map_err(|why| {
            let cure = "write it as in --measure in_time, or --measure wait_days@oia";
            Trouble::usage(Problem::new(format!("--measure: {why}"), cure))
        })?;
        Ok(At { at: at.to_vec(), loaded, measure })
    }

    /// From when on each point is counted: all over the same time, unless that is what is varied.
    fn warm_ups(&self, all: &[At], crew: Crew<'_>) -> Result<Vec<Time>, Trouble> {
        let numbers = 0..self.arguments.replications;
        let loaded = || all.iter().map(|one| &one.loaded);
        let span = |one: &Loaded| (days_of(&one.caseload), one.caseload.warm_up);
        if loaded().all(|one| span(one) == span(&all[0].loaded)) {
            return Ok(vec![longest_warm_up(loaded(), &numbers, crew)?; all.len()]);
        }
        loaded().map(|one| longest_warm_up([one], &numbers, crew)).collect()
    }

    /// What comes out at a point; nothing if it was not finished.
    fn measure(
        &self,
        one: &At,
        warm: Time,
        crew: Crew<'_>,
    ) -> Result<Option<PointResult>, Trouble> {
        let (count, setup) = (self.arguments.replications, one.loaded.setup());
        let books = one.loaded.run(&setup, 0..count, warm, crew)?;
        if (books.len() as u64) < count {
            return Ok(None);
        }
        let measured = vec![estimate(one.measure, &setup, &books, warm, self.level)];
        Ok(Some(PointResult { at: one.at.clone(), measured, against_first: Vec::new() }))
    }

    /// Whether one value is varied, and the scenario takes nothing there but whole numbers.
    fn is_whole(&self, first: &At) -> bool {
        let [axis] = self.axes else { return false };
        let whole = axis.unit.is_none() && axis.values.iter().all(|value| value.fract() == 0.0);
        whole && self.at(&[first.at[0] + 0.5]).is_err()
    }

    /// Runs whole numbers between the points of a grid until the neighbours of those at which the goal is passed are known,
    /// and says which were added.
    fn refine(
        &self,
        points: &mut Vec<PointResult>,
        warm: Time,
        crew: Crew<'_>,
    ) -> Result<Vec<f64>, Trouble> {
        let mut added = Vec::new();
        while added.len() < MOST_ADDED
            && let Some(value) = next_whole(&beyond(self.arguments, points))
            && let Some(point) = self.measure(&self.at(&[value])?, warm, crew)?
        {
            let place = points.partition_point(|known| known.at[0] < value);
            points.insert(place, point);
            added.push(value);
        }
        Ok(added)
    }
}

/// By how much what is measured lies above the goal at each point.
fn beyond(arguments: &Arguments, points: &[PointResult]) -> Vec<(f64, Estimate)> {
    let goal = goal(arguments).ok().flatten().unwrap_or(f64::NAN);
    points.iter().filter_map(|point| Some((point.at[0], point.beyond(0, goal)?))).collect()
}

/// Says at which points an office is given as much work as it can do, or more, until the end.
fn warn_of_overload(axes: &[Axis], all: &[At]) -> Result<(), Trouble> {
    let mut found: Vec<(String, Vec<&At>)> = Vec::new();
    for one in all {
        let setup = one.loaded.setup();
        for over in overloads(&one.loaded.loads(&setup)?).into_iter().filter(|one| one.to_the_end) {
            match found.iter_mut().find(|(office, _)| *office == over.office) {
                Some((_, points)) => points.push(one),
                None => found.push((over.office, vec![one])),
            }
        }
    }
    for (office, points) in found {
        let named = offices(&points[0].loaded.scenario, &points[0].loaded.caseload);
        let values: Vec<String> = points.iter().map(|one| one.at[0].to_string()).collect();
        let at = match axes {
            [axis] if values.len() <= 10 => format!("where {} is {}", axis.key, list(&values)),
            _ => format!("at {} of {} points", points.len(), all.len()),
        };
        warn(&format!(
            "{} is given as much work as it can do, or more, until the end {at}: unless files leave unheard, its \
             line grows without end there, and what is measured depends on how long is simulated.",
            office_name(&office, &named)
        ));
    }
    Ok(())
}
