//! A sweep of a caseload: the same replications at every point, and between those of a grid where a goal is passed.

use std::ops::Range;

use crate::cli::caseload::{
    Alike, Loaded, check_counted, fixed_warm_ups, hashes, longest_warm_up, say_notes, warn,
};
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::many::{LevelArgument, Shown, interrupted, obey_interrupts_of_replications};
use crate::cli::output::{Color, Drawn, Target};
use crate::cli::{load, vary};
use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::setup::days_of;
use crate::experiment::caseload::summary::{estimate, unit_word};
use crate::experiment::estimate::{Estimate, Level};
use crate::experiment::many::Crew;
use crate::experiment::overload::overloads;
use crate::experiment::partial;
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
use crate::sim::time::DAY;

use super::question::{axes_and_design, blank, check_goal, goal};
use super::{Arguments, again, write, write_partial};

/// The most points that are added to find where a goal is passed: halving a step of a thousand takes ten for each of three.
const MOST_ADDED: usize = 40;

/// A sweep as it is asked for, read.
struct Sweep<'a> {
    arguments: &'a Arguments,
    scenario: Scenario,
    axes: Vec<Axis>,
    design: Design,
    color: Color,
}

/// The caseload at a point, and what is measured of it.
struct At {
    at: Vec<f64>,
    loaded: Loaded,
    measure: Measure,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let level = arguments.level.read()?;
    let numbers = arguments.many.replications(arguments.replications)?;
    let sweep = Sweep::read(arguments, color)?;
    let all = sweep.points()?;
    let refined = sweep.is_refined(&all[0]);
    if arguments.many.partial {
        return sweep.write_partial(&all, refined, numbers);
    }
    say_notes(all.iter().map(|one| &one.loaded));
    warn_of_overload(&sweep.axes, &all)?;
    obey_interrupts_of_replications();
    let work = (numbers.end - numbers.start).saturating_mul(all.len() as u64);
    let reached = arguments.many.with_replications(work, |crew| {
        let warm = sweep.warm_ups(&all, &numbers, crew)?;
        let warm_up_days = alike_days(&all, &warm);
        let mut points = Vec::new();
        for (one, warm) in all.iter().zip(&warm) {
            let Some(books) = one.run(*warm, &numbers, crew)? else {
                return Ok(Reached { points, added: Vec::new(), warm_up_days });
            };
            points.push(one.point(&books, *warm, level));
        }
        let added = match refined {
            true => sweep.refine(&mut points, (warm[0], level), &numbers, crew)?,
            false => Vec::new(),
        };
        Ok::<_, Trouble>(Reached { points, added, warm_up_days })
    })?;
    sweep.write(&all, reached, numbers, arguments.level, &arguments.drawn)
}

/// Shows the books of replications that were run elsewhere, of scenarios and files with these hashes.
pub(in crate::cli) fn show(
    arguments: &Arguments,
    (all_books, numbers): (Vec<Vec<Books>>, Range<u64>),
    counted: &[String],
    (shown, target): (&Shown, &Target),
    color: Color,
) -> Result<Exit, Trouble> {
    let drawn = shown.drawn(target)?;
    let level = shown.level()?;
    let sweep = Sweep::read(arguments, color)?;
    let all = sweep.points()?;
    let count = numbers.end - numbers.start;
    let loaded: Vec<&Loaded> = all.iter().map(|one| &one.loaded).collect();
    check_counted(&loaded, &all_books, count, counted)?;
    let warm = fixed_warm_ups(loaded)?;
    let points = all.iter().zip(&all_books).zip(&warm);
    let points = points.map(|((one, books), warm)| one.point(books, *warm, level)).collect();
    let reached = Reached { points, added: Vec::new(), warm_up_days: alike_days(&all, &warm) };
    sweep.write(&all, reached, numbers, shown.level, &drawn)
}

/// What came out.
struct Reached {
    points: Vec<PointResult>,
    /// The values of those that were added.
    added: Vec<f64>,
    warm_up_days: Option<i64>,
}

/// The days of warm-up of all points, if they are the same.
fn alike_days(all: &[At], warm: &[Time]) -> Option<i64> {
    let opens = all[0].loaded.setup().opens;
    warm.iter().all(|one| *one == warm[0]).then_some((warm[0] - opens) / DAY)
}

impl At {
    /// The books of these replications; nothing if not all were finished.
    fn run(
        &self,
        warm: Time,
        numbers: &Range<u64>,
        crew: Crew<'_>,
    ) -> Result<Option<Vec<Books>>, Trouble> {
        let books = self.loaded.run(&self.loaded.setup(), numbers.clone(), warm, crew)?;
        Ok((books.len() as u64 == numbers.end - numbers.start).then_some(books))
    }

    /// What comes out.
    fn point(&self, books: &[Books], warm: Time, level: Level) -> PointResult {
        let measured = vec![estimate(self.measure, &self.loaded.setup(), books, warm, level)];
        PointResult { at: self.at.clone(), measured, against_first: Vec::new() }
    }
}

impl<'a> Sweep<'a> {
    /// Reads what is varied, and how; every mistake in that is found at once.
    fn read(arguments: &'a Arguments, color: Color) -> Result<Sweep<'a>, Trouble> {
        let mut problems = Vec::new();
        let (axes, design) = axes_and_design(arguments, &mut problems);
        if !problems.is_empty() {
            return Err(Trouble::all(Exit::Usage, problems));
        }
        let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
        Ok(Sweep { arguments, scenario, axes, design, color })
    }

    /// All points of the design: a mistake at any is found before the first is run.
    fn points(&self) -> Result<Vec<At>, Trouble> {
        let points = self.design.points(&self.axes, self.arguments.terms.seed);
        let all: Vec<At> = points.iter().map(|at| self.at(at)).collect::<Result<_, _>>()?;
        check_goal(self.arguments, unit_word(all[0].measure.what.unit()))?;
        Ok(all)
    }

    fn at(&self, at: &[f64]) -> Result<At, Trouble> {
        let arguments = self.arguments;
        let set = arguments.set.with_years(arguments.years);
        let set = vary::set_at(&self.scenario, &self.axes, at, set).map_err(Trouble::usage)?;
        let arrivals = &arguments.arrivals;
        let alike = Alike { terms: &arguments.terms, arrivals, color: self.color };
        let loaded = Loaded::read(&arguments.scenario, &set, alike)?;
        let measure = Measure::parse(&arguments.measure, &loaded.setup()).map_err(|why| {
            let cure = "write it as in --measure in_time, or --measure wait_days@oia";
            Trouble::usage(Problem::new(format!("--measure: {why}"), cure))
        })?;
        Ok(At { at: at.to_vec(), loaded, measure })
    }

    /// Whether points are added to find where the goal is passed: one value is varied, and the scenario takes nothing there
    /// but whole numbers.
    fn is_refined(&self, first: &At) -> bool {
        let ([axis], true) = (&self.axes[..], self.design == Design::Grid) else { return false };
        let whole = axis.unit.is_none() && axis.values.iter().all(|value| value.fract() == 0.0);
        self.arguments.goal.is_some() && whole && self.at(&[first.at[0] + 0.5]).is_err()
    }

    /// Runs these replications at every point and writes their books, to be put together with others.
    fn write_partial(
        &self,
        all: &[At],
        refined: bool,
        numbers: Range<u64>,
    ) -> Result<Exit, Trouble> {
        let arguments = self.arguments;
        arguments.drawn.check_partial()?;
        if refined {
            return Err(Trouble::usage(Problem::new(
                "which points are added to find the goal goes by all replications, so they cannot be run in parts",
                "leave --goal out, and vary in steps of 1",
            )));
        }
        let warm = fixed_warm_ups(all.iter().map(|one| &one.loaded))?;
        obey_interrupts_of_replications();
        let work = (numbers.end - numbers.start).saturating_mul(all.len() as u64);
        let all_books = arguments.many.with_replications(work, |crew| {
            let pairs = all.iter().zip(warm);
            let books = pairs.map(|(one, warm)| one.run(warm, &numbers, crew));
            books.collect::<Result<Option<Vec<Vec<Books>>>, Trouble>>()
        })?;
        let whole = all_books.is_some();
        let counted = partial::Counted::Caseloads(all_books.unwrap_or_default());
        let hashes = hashes(all.iter().map(|one| &one.loaded));
        write_partial(arguments, hashes, (counted, whole), numbers)
    }

    /// From when on each point is counted: all over the same time, unless that is what is varied.
    fn warm_ups(
        &self,
        all: &[At],
        numbers: &Range<u64>,
        crew: Crew<'_>,
    ) -> Result<Vec<Time>, Trouble> {
        let loaded = || all.iter().map(|one| &one.loaded);
        let span = |one: &Loaded| (days_of(&one.caseload), one.caseload.warm_up);
        if loaded().all(|one| span(one) == span(&all[0].loaded)) {
            return Ok(vec![longest_warm_up(loaded(), numbers, crew)?; all.len()]);
        }
        loaded().map(|one| longest_warm_up([one], numbers, crew)).collect()
    }

    /// Runs whole numbers between the points of a grid until the neighbours of those at which the goal is passed are known,
    /// and says which were added.
    fn refine(
        &self,
        points: &mut Vec<PointResult>,
        (warm, level): (Time, Level),
        numbers: &Range<u64>,
        crew: Crew<'_>,
    ) -> Result<Vec<f64>, Trouble> {
        let mut added = Vec::new();
        while added.len() < MOST_ADDED
            && let Some(value) = next_whole(&beyond(self.arguments, points))
        {
            let one = self.at(&[value])?;
            let Some(books) = one.run(warm, numbers, crew)? else { break };
            let place = points.partition_point(|known| known.at[0] < value);
            points.insert(place, one.point(&books, warm, level));
            added.push(value);
        }
        Ok(added)
    }

    /// Writes what came out at the points, with those that were added.
    fn write(
        &self,
        all: &[At],
        Reached { points, added, warm_up_days }: Reached,
        numbers: Range<u64>,
        level: LevelArgument,
        drawn: &Drawn,
    ) -> Result<Exit, Trouble> {
        let (arguments, first) = (self.arguments, &all[0]);
        let command = again(arguments, level, &numbers);
        let terms = &first.loaded.terms;
        let manifest = Study::new(&self.scenario, terms, numbers, interrupted(), command);
        let asked = all.len() + added.len();
        let whole = self.is_refined(first) && next_whole(&beyond(arguments, &points)).is_none();
        let report = SweepReport {
            measure_words: first.measure.what.words().to_owned(),
            unit: unit_word(first.measure.what.unit()),
            counted: "replications",
            alternatives: vec![arguments.scenario.clone()],
            whole,
            warm_up_days,
            points,
            added,
            ..blank(arguments, manifest, self.axes.clone(), asked, level.read()?.get())
        };
        write(&conclude(report, self.design), drawn)
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
