//! `comity sensitivity`: which of the guesses a result hangs on.

use std::ops::Range;

use clap::{Args, ValueEnum};

use crate::experiment::compare::{self, Alternative};
use crate::experiment::estimate::Level;
use crate::experiment::forecast::summary::DAYS;
use crate::experiment::require::Measure;
use crate::experiment::sensitivity::tornado::{self, Tornado};
use crate::experiment::sensitivity::{Guess, Guesses, sets};
use crate::report::lines::asked;
use crate::report::sensitivity::{TornadoReport, svg, text};
use crate::report::study::Study;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::did_you_mean;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::many::{Effort, LevelArgument, explained, interrupted, obey_interrupts};
use super::output::{Color, Target, json, say};
use super::path::alternative;
use super::terms::{TermsArguments, options};

/// Arguments of `sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity sensitivity treaty-first
  comity sensitivity microsoft-ireland --from 2014-08-29 --measure p_data_365
  comity sensitivity treaty-first --only channel.us-ie-mlat -n 20000
  comity sensitivity treaty-first --format svg -o treaty.svg

Each guess that states a range is set to its low and its high end, all else as
it is, and the same cases are run: the same luck wherever both draw it. Where
the chance of one option is moved, the others take the rest in proportion.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    /// What is measured: days_without_data, p_data, or by one of the days 30, 90, 180, 365, 730, 1095, 1825
    #[arg(long, value_name = "MEASURE", default_value = "days_without_data")]
    measure: String,
    /// Move these guesses only: a key, or what keys begin with; may be repeated
    #[arg(long, value_name = "KEY")]
    only: Vec<String>,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    effort: Effort,
    /// The days without the data are counted up to this day
    #[arg(long, value_name = "DAYS", default_value = "1825")]
    horizon: u32,
    #[command(flatten)]
    level: LevelArgument,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Svg,
    Json,
}

/// What is asked, read.
struct Asked {
    base: Alternative,
    guesses: Guesses,
    measure: Measure,
    level: Level,
    cases: Range<u64>,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let asked = read(arguments, color)?;
    obey_interrupts();
    let Guesses { ranged, .. } = &asked.guesses;
    let runs = asked.cases.end.saturating_mul(3).saturating_mul(ranged.len() as u64);
    if runs >= WORTH_SAYING {
        say(&format!("{} guesses, 3 values each: {runs} cases are run\n", ranged.len()));
    }
    let tornado = blow(arguments, &asked, color)?;
    let Alternative { scenario, terms, .. } = &asked.base;
    let command = command(arguments, &asked.base);
    let manifest = Study::new(scenario, terms, asked.cases, interrupted(), command);
    let report = TornadoReport { manifest, tornado };
    let target = &arguments.target;
    match if arguments.json { Format::Json } else { arguments.format } {
        Format::Json => target.write(&json(&report)?),
        Format::Text => target.write(&text(&report)),
        Format::Svg => target.write_with(&report.manifest, &svg(&report)),
    }?;
    Ok(if interrupted() { Exit::Interrupted } else { Exit::Done })
}

/// So many runs take a while: it is said before they begin.
const WORTH_SAYING: u64 = 500_000;

/// Moves one guess after another. What an interrupt leaves unfinished is left out.
fn blow(arguments: &Arguments, asked: &Asked, color: Color) -> Result<Tornado, Trouble> {
    let Asked { base, guesses, measure, level, cases } = asked;
    let mut tornado = Tornado {
        measure: arguments.measure.clone(),
        cases: cases.end,
        level: level.get(),
        base: None,
        guesses: Vec::new(),
        without_range: guesses.unstated,
    };
    let work = cases.end.saturating_mul(guesses.ranged.len() as u64);
    arguments.effort.with_crew(work, |crew| {
        for guess in &guesses.ranged {
            let (low, high) = guess.range;
            let three = [
                base.clone(),
                moved(arguments, base, guess, low, color)?,
                moved(arguments, base, guess, high, color)?,
            ];
            let compared = compare::run(&three, cases.clone(), crew)
                .map_err(|trouble| explained(trouble, &three))?;
            let Some(compared) = compared else { break };
            if let Some((measured, swing)) = tornado::swing(guess, &compared, measure, *level) {
                tornado.base = Some(measured);
                tornado.guesses.push(swing);
            }
        }
        Ok::<_, Trouble>(())
    })?;
    tornado::sort(&mut tornado.guesses);
    Ok(tornado)
}

/// The scenario with a guess moved.
fn moved(
    arguments: &Arguments,
    base: &Alternative,
    guess: &Guess,
    value: f64,
    color: Color,
) -> Result<Alternative, Trouble> {
    let sets = sets(&base.scenario, &[(guess, value)]);
    let set = sets.iter().fold(arguments.set.clone(), |all, one| all.with(one));
    let scenario = load::scenario(&arguments.scenario, &set, color)?;
    Ok(Alternative { label: format!("{} = {value}", guess.key), scenario, ..base.clone() })
}

/// Reads everything that is asked; every mistake is found at once.
fn read(arguments: &Arguments, color: Color) -> Result<Asked, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let mut problems = Vec::new();
    let measure = read_measure(&arguments.measure).map_err(|problem| problems.push(problem)).ok();
    let level = arguments.level.read();
    let guesses = only(Guesses::of(&scenario), &arguments.only, &scenario, &mut problems);
    let cases = arguments.effort.cases();
    let terms = arguments.terms.read(&scenario);
    match (terms, cases, level, measure) {
        (Ok(terms), Ok(cases), Ok(level), Some(measure)) if problems.is_empty() => {
            let base = alternative("as it is".to_owned(), scenario, terms, arguments.horizon);
            Ok(Asked { base, guesses, measure, level, cases })
        }
        (Err(trouble), ..) | (_, Err(trouble), ..) | (_, _, Err(trouble), _) => {
            Err(problems.into_iter().fold(trouble, Trouble::and))
        }
        _ => Err(Trouble::all(Exit::Usage, problems)),
    }
}

/// A measure whose differences are counted case by case.
fn read_measure(text: &str) -> Result<Measure, Problem> {
    let cure =
        "measure days_without_data, p_data, or p_data_ by day 30, 90, 180, 365, 730, 1095 or 1825";
    let measure = Measure::parse(text)
        .map_err(|why| Problem::new(format!("--measure `{text}`: {why}"), cure))?;
    let counted = match &measure {
        Measure::DataBy(day) => DAYS.contains(day),
        Measure::DataEver | Measure::DaysWithout => true,
        Measure::Outcome(_) => false,
    };
    match counted {
        true => Ok(measure),
        false => {
            let message = format!("--measure `{text}` is not counted case by case");
            Err(Problem::new(message, cure))
        }
    }
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

/// The command that makes this again.
fn command(arguments: &Arguments, base: &Alternative) -> String {
    let Alternative { scenario, terms, frame, .. } = base;
    let mut command = format!(
        "comity sensitivity {} --seed {}{} --measure {} --horizon {} --level {} -n {}",
        asked(&scenario.name, &scenario.sets),
        terms.seed,
        options(scenario, terms),
        arguments.measure,
        frame.horizon,
        arguments.level.per_cent(),
        arguments.effort.count(),
    );
    for key in &arguments.only {
        command.push_str(&format!(" --only {}", crate::report::lines::quoted(key)));
    }
    command
}
