//! A comparison of caseloads: the same files, each with the same luck, before other desks.

use crate::cli::caseload::Loaded;
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::forecast::exit;
use crate::cli::load::SetArguments;
use crate::cli::many::{Format, interrupted, obey_interrupts};
use crate::cli::output::{Color, json, table};
use crate::experiment::caseload::Ran;
use crate::experiment::caseload::measure::What;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::measures;
use crate::experiment::estimate::{Level, mean};
use crate::report::caseload::compare::{CaseloadComparison, Row, csv, text};
use crate::report::lines::{asked, quoted};
use crate::report::study::Study;

use super::{Arguments, MOST};

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let level = arguments.shown.level()?;
    let format = arguments.shown.format();
    if matches!(format, Format::Svg | Format::Long) {
        return Err(Trouble::usage(Problem::new(
            "a comparison of caseloads has no such form",
            "take --format text, json or csv; comity caseload draws one of them",
        )));
    }
    let (labels, all) = alternatives(arguments, color)?;
    let setups: Vec<Setup<'_>> = all.iter().map(Loaded::setup).collect();
    let names = |setup: &Setup<'_>| -> Vec<String> {
        measures(setup).iter().map(|measure| measure.name(setup)).collect()
    };
    if let Some(place) = (1..setups.len()).find(|place| names(&setups[*place]) != names(&setups[0]))
    {
        return Err(Trouble::usage(Problem::new(
            format!("{} has other offices or kinds of files than {}", labels[place], labels[0]),
            "compare caseloads that differ in numbers",
        )));
    }
    obey_interrupts();
    let count = arguments.replications;
    let all_ran = arguments.many.with_replications(count * all.len() as u64, |crew| {
        let mut all_ran = Vec::new();
        for (loaded, setup) in all.iter().zip(&setups) {
            all_ran.push(loaded.run(setup, 0..count, crew)?);
        }
        Ok::<_, Trouble>(all_ran)
    })?;
    let finished = all_ran.iter().map(|ran| ran.books.len()).min().unwrap_or(0);
    // All have the same measures, in the same places.
    let rows = measures(&setups[0]).into_iter().map(|measure| {
        let of = |(setup, ran): (&Setup<'_>, &Ran)| {
            let books = ran.books.iter().take(finished);
            books.map(|one| measure.of(one, setup, ran.warm)).collect()
        };
        let values: Vec<Vec<f64>> = setups.iter().zip(&all_ran).map(of).collect();
        row(measure.name(&setups[0]), measure.what, &values, level)
    });
    let study = |loaded: &Loaded| {
        let cases = 0..finished as u64;
        Study::new(&loaded.scenario, &loaded.terms, cases, interrupted(), command(arguments))
    };
    let report = CaseloadComparison {
        manifests: all.iter().map(study).collect(),
        alternatives: labels,
        replications: finished as u64,
        level: level.get(),
        rows: rows.collect(),
    };
    let target = &arguments.target;
    match format {
        Format::Json => target.write(&json(&report)?)?,
        Format::Csv => target.write_with(&report.manifests, &table(csv(&report))?)?,
        _ => target.write(&text(&report))?,
    };
    Ok(exit(&[]))
}

/// What one measure shows of each alternative, and each further one less the first, replication by replication.
fn row(name: String, what: What, values: &[Vec<f64>], level: Level) -> Row {
    let less = |other: &Vec<f64>| {
        let pairs = other.iter().zip(&values[0]);
        mean::of_values(&pairs.map(|(one, first)| one - first).collect::<Vec<_>>(), level)
    };
    Row {
        name,
        words: what.words(),
        unit: what.unit(),
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
    let read = |name: &str, set: &SetArguments| Loaded::read(name, set, &arguments.terms, color);
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
    words.extend(arguments.terms.words().iter().map(|word| quoted(word)));
    words.push(format!("--replications {}", arguments.replications));
    words.join(" ")
}
