//! A comparison of caseloads: the same files, each with the same luck, before other desks.

use std::ops::Range;

use crate::cli::caseload::{
    self, Alike, Loaded, check_counted, fixed_warm_ups, hashes, longest_warm_up, say_notes, warn,
};
use crate::cli::exit::{Exit, Problem, Trouble};
use crate::cli::forecast::exit;
use crate::cli::load::SetArguments;
use crate::cli::many::{
    Format, Shown, interrupted, nothing_finished, obey_interrupts_of_replications, partial_text,
    replications_option,
};
use crate::cli::output::{Color, Target, json, table};
use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::measure::Measure;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::{By, Measured, bounded, measures, periods};
use crate::experiment::estimate::{Estimate, Level, mean};
use crate::experiment::partial::{self, Partial};
use crate::report::caseload::compare::{CaseloadComparison, Row, csv, svg, text};
use crate::report::caseload::course::Course;
use crate::report::caseload::offices;
use crate::report::caseload::text::overload_words;
use crate::report::lines::quoted;
use crate::report::study::Study;
use crate::sim::Time;
use crate::sim::time::DAY;

use super::{Arguments, MOST};

/// What is asked, read.
struct Question<'a> {
    arguments: &'a Arguments,
    labels: Vec<String>,
    all: Vec<Loaded>,
}

/// What was run: the books of each alternative, from when on they are counted, which replications they are, and how many
/// were asked for.
struct Reached {
    all_books: Vec<Vec<Books>>,
    warm: Time,
    numbers: Range<u64>,
    asked: u64,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let partial = arguments.many.partial;
    check_form(&arguments.shown, partial)?;
    let numbers = arguments.many.replications(arguments.replications)?;
    let question = Question::read(arguments, color)?;
    let setups = question.setups();
    if partial {
        fixed_warm_ups(&question.all)?;
    }
    question.say_doubts(&setups)?;
    obey_interrupts_of_replications();
    let (all, asked) = (&question.all, numbers.end - numbers.start);
    let work = asked.saturating_mul(all.len() as u64);
    let (mut all_books, warm) = arguments.many.with_replications(work, |crew| {
        let warm = longest_warm_up(all, &numbers, crew)?;
        let pairs = all.iter().zip(&setups);
        let books = pairs.map(|(loaded, setup)| loaded.run(setup, numbers.clone(), warm, crew));
        Ok::<_, Trouble>((books.collect::<Result<Vec<Vec<Books>>, _>>()?, warm))
    })?;
    let finished = all_books.iter().map(Vec::len).min().unwrap_or(0);
    if finished == 0 {
        return Err(nothing_finished());
    }
    all_books.iter_mut().for_each(|books| books.truncate(finished));
    let numbers = numbers.start..numbers.start + finished as u64;
    if partial {
        let counted = partial::Counted::Caseloads(all_books);
        let partial = Partial::new(words(arguments), hashes(&question.all), numbers, counted);
        arguments.target.write(&partial_text(&partial)?)?;
        return Ok(exit(&[]));
    }
    let reached = Reached { all_books, warm, numbers, asked };
    question.write(&setups, reached, &arguments.shown, &arguments.target)
}

/// Shows the books of replications that were run elsewhere, of scenarios and files with these hashes.
pub(in crate::cli) fn show(
    arguments: &Arguments,
    (all_books, numbers): (Vec<Vec<Books>>, Range<u64>),
    counted: &[String],
    (shown, target): (&Shown, &Target),
    color: Color,
) -> Result<Exit, Trouble> {
    check_form(shown, false)?;
    let question = Question::read(arguments, color)?;
    let asked = numbers.end - numbers.start;
    let all: Vec<&Loaded> = question.all.iter().collect();
    check_counted(&all, &all_books, asked, counted)?;
    let setups = question.setups();
    let warm = fixed_warm_ups(&question.all)?.into_iter().max().unwrap_or(Time(0));
    question.write(&setups, Reached { all_books, warm, numbers, asked }, shown, target)
}

/// Whether the form can be given.
fn check_form(shown: &Shown, partial: bool) -> Result<(), Trouble> {
    shown.level()?;
    if shown.format() == Format::Long {
        return Err(Trouble::usage(Problem::new(
            "a comparison of caseloads has no rows for each case",
            "take --format csv for a row for every number, or json",
        )));
    }
    shown.check(partial)
}

impl<'a> Question<'a> {
    /// Reads it.
    fn read(arguments: &'a Arguments, color: Color) -> Result<Question<'a>, Trouble> {
        let (labels, all) = alternatives(arguments, color)?;
        let question = Question { arguments, labels, all };
        check_alike(&question.labels, &question.setups())?;
        Ok(question)
    }

    fn setups(&self) -> Vec<Setup<'_>> {
        self.all.iter().map(Loaded::setup).collect()
    }

    /// Says what is to be known before anything is run.
    fn say_doubts(&self, setups: &[Setup<'_>]) -> Result<(), Trouble> {
        say_notes(&self.all);
        for words in overloaded(&self.labels, &self.all, setups)? {
            warn(&words);
        }
        Ok(())
    }

    /// Writes what the replications show.
    fn write(
        &self,
        setups: &[Setup<'_>],
        reached: Reached,
        shown: &Shown,
        target: &Target,
    ) -> Result<Exit, Trouble> {
        let level = shown.level()?;
        let Reached { all_books, warm, numbers, asked } = reached;
        let command = command(self.arguments, shown, &numbers);
        let study = |one: &Loaded| {
            let cases = numbers.clone();
            Study::new(&one.scenario, &one.terms, cases, interrupted(), command.clone())
        };
        let pairs = setups.iter().zip(&all_books);
        let report = CaseloadComparison {
            manifests: self.all.iter().map(study).collect(),
            alternatives: self.labels.clone(),
            offices: offices(&self.all[0].scenario, &self.all[0].caseload),
            replications: numbers.end - numbers.start,
            asked,
            warm_up_days: (warm - setups[0].opens) / DAY,
            level: level.get(),
            rows: rows(setups, (&all_books, warm), level),
            courses: pairs.map(|(setup, books)| course(setup, books, level)).collect(),
        };
        match shown.format() {
            Format::Json => target.write(&json(&report)?)?,
            Format::Csv => target.write_with(&report.manifests, &table(csv(&report))?)?,
            Format::Svg => target.write_with(&report.manifests, &svg(&report))?,
            _ => target.write(&text(&report))?,
        };
        Ok(exit(&[]))
    }
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
    if (2..=MOST).contains(&all.len()) {
        return Ok((labels, all));
    }
    Err(Trouble::usage(Problem::new(
        format!("{} caseloads cannot be compared", all.len()),
        format!("give 2 to {MOST} scenarios, or --or-set KEY=VALUE"),
    )))
}

/// The words that ask it, without which replications.
fn words(arguments: &Arguments) -> Vec<String> {
    let mut words = vec!["compare".to_owned()];
    words.extend(arguments.scenarios.iter().cloned());
    words.push("--caseload".to_owned());
    for (option, values) in [("--set", &arguments.set.sets), ("--or-set", &arguments.or_sets)] {
        words.extend(values.iter().flat_map(|value| [option.to_owned(), value.clone()]));
    }
    words.extend(caseload::words(arguments.years, &arguments.arrivals));
    words.extend(arguments.terms.words());
    words
}

/// The command that makes it again.
fn command(arguments: &Arguments, shown: &Shown, numbers: &Range<u64>) -> String {
    let words: Vec<String> = words(arguments).iter().map(|word| quoted(word)).collect();
    let level = shown.level_per_cent();
    format!("comity {} --level {level} {}", words.join(" "), replications_option(numbers))
}
