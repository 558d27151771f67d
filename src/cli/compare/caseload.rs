//! A comparison of caseloads: the same files, each with the same luck, before other desks.

use crate::cli::caseload::{Alike, Loaded, longest_warm_up, say_notes, warn};
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::forecast::exit;
use crate::cli::load::SetArguments;
use crate::cli::many::{Format, interrupted, nothing_finished, obey_interrupts_of_replications};
use crate::cli::output::{Color, json, table};
use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::{By, Measured, bounded, measures, periods};
use crate::experiment::estimate::{Estimate, Level, mean};
use crate::report::caseload::compare::{CaseloadComparison, Row, csv, svg, text};
use crate::report::caseload::course::Course;
use crate::report::caseload::offices;
use crate::report::caseload::text::overload_words;
use crate::report::lines::{asked, quoted};
use crate::report::study::Study;
use crate::sim::Time;

use super::{Arguments, MOST};

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let level = arguments.shown.level()?;
    let format = arguments.shown.format();
    if format == Format::Long {
        return Err(Trouble::usage(Problem::new(
            "a comparison of caseloads has no rows for each case",
            "take --format csv for a row for every number, or json",
        )));
    }
    let (labels, all) = alternatives(arguments, color)?;
    let setups: Vec<Setup<'_>> = all.iter().map(Loaded::setup).collect();
    check_alike(&labels, &setups)?;
    say_notes(&all);
    for words in overloaded(&labels, &all, &setups)? {
        warn(&words);
    }
    obey_interrupts_of_replications();
    let count = arguments.replications;
    let (mut all_books, warm) =
        arguments.many.with_replications(count * all.len() as u64, |crew| {
            let warm = longest_warm_up(&all, &(0..count), crew)?;
            let pairs = all.iter().zip(&setups);
            let books = pairs.map(|(loaded, setup)| loaded.run(setup, 0..count, warm, crew));
            Ok::<_, Trouble>((books.collect::<Result<Vec<Vec<Books>>, _>>()?, warm))
        })?;
    let finished = all_books.iter().map(Vec::len).min().unwrap_or(0);
    if finished == 0 {
        return Err(nothing_finished());
    }
    all_books.iter_mut().for_each(|books| books.truncate(finished));
    let study = |loaded: &Loaded| {
        let cases = 0..finished as u64;
        Study::new(&loaded.scenario, &loaded.terms, cases, interrupted(), command(arguments))
    };
    let report = CaseloadComparison {
        manifests: all.iter().map(study).collect(),
        alternatives: labels,
        offices: offices(&all[0].scenario, &all[0].caseload),
        replications: finished as u64,
        asked: count,
        level: level.get(),
        rows: rows(&setups, (&all_books, warm), level),
        courses: setups
            .iter()
            .zip(&all_books)
            .map(|(setup, books)| course(setup, books, level))
            .collect(),
    };
    let target = &arguments.target;
    match format {
        Format::Json => target.write(&json(&report)?)?,
        Format::Csv => target.write_with(&report.manifests, &table(csv(&report))?)?,
        Format::Svg => target.write_with(&report.manifests, &svg(&report))?,
        _ => target.write(&text(&report))?,
    };
    Ok(exit(&[]))
}

/// What is measured of one is measured of all, and over the same time.
fn check_alike(labels: &[String], setups: &[Setup<'_>]) -> Result<(), Trouble> {
    let names = |setup: &Setup<'_>| -> Vec<String> {
        measures(setup).iter().map(|measure| measure.name(setup)).collect()
    };
    let (first, time) = (names(&setups[0]), (setups[0].opens, setups[0].ends));
    for (label, setup) in labels.iter().zip(setups) {
        if names(setup) != first {
            return Err(Trouble::usage(Problem::new(
                format!("{label} has other offices or kinds of files than {}", labels[0]),
                "compare caseloads that differ in numbers",
            )));
        }
        if (setup.opens, setup.ends) != time {
            return Err(Trouble::usage(Problem::new(
                format!("{label} is simulated over another time than {}", labels[0]),
                "give both the same first day and the same years",
            )));
        }
    }
    Ok(())
}

/// What is said of offices that are given as much work as they can do, or more, under each alternative.
fn overloaded(
    labels: &[String],
    all: &[Loaded],
    setups: &[Setup<'_>],
) -> Result<Vec<String>, Trouble> {
    let mut said = Vec::new();
    for ((label, loaded), setup) in labels.iter().zip(all).zip(setups) {
        let named = offices(&loaded.scenario, &loaded.caseload);
        let words = overload_words(&loaded.loads(setup)?, &named);
        said.extend(words.iter().map(|words| format!("{label}: {words}")));
    }
    Ok(said)
}

/// An alternative in the course of time.
fn course(setup: &Setup<'_>, books: &[Books], level: Level) -> Course {
    const FEW_YEARS: i64 = 2 * 366;
    let by = if setup.days() <= FEW_YEARS { By::Month } else { By::Quarter };
    let (from, to) = setup.first_and_last();
    Course { from, to, periods: periods(setup, books, by, level) }
}

/// All measures, which stand in the same places for all alternatives.
fn rows(setups: &[Setup<'_>], (all_books, warm): (&[Vec<Books>], Time), level: Level) -> Vec<Row> {
    let of_one = |measure: Measure| {
        let of = |(setup, books): (&Setup<'_>, &Vec<Books>)| {
            books.iter().map(|one| measure.of(one, setup, warm)).collect()
        };
        let values: Vec<Vec<f64>> = setups.iter().zip(all_books).map(of).collect();
        row(measure, &setups[0], &values, level)
    };
    measures(&setups[0]).into_iter().map(of_one).collect()
}

/// What one measure shows of each alternative, and each further one less the first, replication by replication. One in
/// which there was nothing to measure is left out where there was not.
fn row(measure: Measure, setup: &Setup<'_>, values: &[Vec<f64>], level: Level) -> Row {
    let less = |other: &Vec<f64>| {
        let pairs = other.iter().zip(&values[0]);
        mean::of_values(&pairs.map(|(one, first)| one - first).collect::<Vec<_>>(), level)
    };
    let of_one = |one: &Vec<f64>| bounded(mean::of_values(one, level), measure.what.unit());
    let each: Vec<Estimate> = values.iter().map(of_one).collect();
    let against_first = values[1..].iter().map(less).collect();
    let Measured { name, words, unit, office, class, kind, .. } =
        Measured::new(measure, setup, each[0]);
    Row { name, words, unit, office, class, kind, each, against_first }
}

/// The alternatives, with what they are called.
fn alternatives(
    arguments: &Arguments,
    color: Color,
) -> Result<(Vec<String>, Vec<Loaded>), Trouble> {
    let set = arguments.set.with_years(arguments.years);
    let alike = Alike { terms: &arguments.terms, arrivals: &arguments.arrivals, color };
    let read = |name: &str, set: &SetArguments| Loaded::read(name, set, alike);
    let (mut labels, mut all) = (Vec::new(), Vec::new());
    for name in &arguments.scenarios {
        labels.push(name.clone());
        all.push(read(name, &set)?);
    }
    for or in &arguments.or_sets {
        labels.push(or.clone());
        all.push(read(&arguments.scenarios[0], &set.with(or))?);
    }
    if (2..=MOST).contains(&all.len()) && arguments.replications > 0 {
        return Ok((labels, all));
    }
    Err(Trouble::usage(Problem::new(
        format!(
            "{} caseloads in {} replications cannot be compared",
            all.len(),
            arguments.replications
        ),
        format!("give 2 to {MOST} scenarios, or --or-set KEY=VALUE, and one replication or more"),
    )))
}

/// The command that makes it again.
fn command(arguments: &Arguments) -> String {
    let names: Vec<String> = arguments.scenarios[1..].iter().map(|name| quoted(name)).collect();
    let first = asked(&arguments.scenarios[0], &arguments.set.sets);
    let mut words = vec![format!("comity compare {}", [vec![first], names].concat().join(" "))];
    words.push("--caseload".to_owned());
    words.extend(arguments.or_sets.iter().map(|or| format!("--or-set {}", quoted(or))));
    words.extend(arguments.years.map(|years| format!("--years {years}")));
    words.extend(arguments.arrivals.iter().map(|file| format!("--arrivals {}", quoted(file))));
    words.extend(arguments.terms.words().iter().map(|word| quoted(word)));
    words.push(format!("--level {}", arguments.shown.level_per_cent()));
    words.push(format!("--replications {}", arguments.replications));
    words.join(" ")
}
