//! A comparison of caseloads: the same files, each with the same luck, before other desks.

use crate::cli::caseload::{Alike, Loaded, say_notes, warn};
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::forecast::exit;
use crate::cli::load::SetArguments;
use crate::cli::many::{Format, interrupted, nothing_finished, obey_interrupts_of_replications};
use crate::cli::output::{Color, json, table};
use crate::experiment::caseload::Ran;
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::{By, Summary, measures, summary};
use crate::experiment::estimate::{Level, mean};
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
    let all_ran = arguments.many.with_replications(count * all.len() as u64, |crew| {
        // Differences are those of the same time: the longest warm-up is that of all.
        let pairs = || all.iter().zip(&setups);
        let each = pairs().map(|(loaded, setup)| loaded.warm_up(setup, 0..count, crew));
        let each: Vec<Time> = each.collect::<Result<_, _>>()?;
        let warm = each.into_iter().max().unwrap_or(setups[0].opens);
        let ran = pairs().map(|(loaded, setup)| {
            Ok::<_, Trouble>(Ran { books: loaded.run(setup, 0..count, warm, crew)?, warm })
        });
        ran.collect::<Result<Vec<Ran>, Trouble>>()
    })?;
    let finished = all_ran.iter().map(|ran| ran.books.len()).min().unwrap_or(0);
    if finished == 0 {
        return Err(nothing_finished());
    }
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
        rows: rows(&setups, &all_ran, finished, level),
        courses: setups
            .iter()
            .zip(&all_ran)
            .map(|(setup, ran)| course(setup, ran, finished, level))
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
fn course(setup: &Setup<'_>, ran: &Ran, finished: usize, level: Level) -> Course {
    const FEW_YEARS: i64 = 2 * 366;
    let by = if setup.days() <= FEW_YEARS { By::Month } else { By::Quarter };
    let books = &ran.books[..finished];
    let asked = (finished as u64, Vec::new());
    let Summary { from, to, periods, .. } = summary(setup, books, (ran.warm, by, level), asked);
    Course { from, to, periods }
}

/// All measures, which stand in the same places for all alternatives.
fn rows(setups: &[Setup<'_>], all_ran: &[Ran], finished: usize, level: Level) -> Vec<Row> {
    let of_one = |measure: Measure| {
        let of = |(setup, ran): (&Setup<'_>, &Ran)| {
            let books = ran.books.iter().take(finished);
            books.map(|one| measure.of(one, setup, ran.warm)).collect()
        };
        let values: Vec<Vec<f64>> = setups.iter().zip(all_ran).map(of).collect();
        row(measure, &setups[0], &values, level)
    };
    measures(&setups[0]).into_iter().map(of_one).collect()
}

/// What one measure shows of each alternative, and each further one less the first, replication by replication.
fn row(measure: Measure, setup: &Setup<'_>, values: &[Vec<f64>], level: Level) -> Row {
    let less = |other: &Vec<f64>| {
        let pairs = other.iter().zip(&values[0]);
        mean::of_values(&pairs.map(|(one, first)| one - first).collect::<Vec<_>>(), level)
    };
    Row {
        name: measure.name(setup),
        words: measure.what.words(),
        unit: measure.what.unit(),
        office: measure.office.map(|office| setup.offices[office].staffed.office.id().to_owned()),
        class: measure.class,
        kind: measure.kind.map(|kind| setup.kinds[kind].name.to_owned()),
        each: values.iter().map(|one| mean::of_values(one, level)).collect(),
        against_first: values[1..].iter().map(less).collect(),
    }
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
