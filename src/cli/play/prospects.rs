//! The two forecasts at the end of a play: with its choices fixed, and with those really made.

use std::sync::atomic::AtomicBool;

use crate::experiment::compare::last_day;
use crate::experiment::estimate::Level;
use crate::experiment::forecast::Forecaster;
use crate::experiment::forecast::summary::Precision;
use crate::experiment::many::{Crew, Trouble as ManyTrouble, count};
use crate::experiment::play::prospect::{Prospect, terms};
use crate::experiment::play::{Made, Play};
use crate::report::lines::asked;
use crate::report::play::ending::Expected;
use crate::scenario::Scenario;
use crate::simulate::{Failure, Terms};

use super::super::exit::Trouble;
use super::super::forecast::HORIZON;
use super::super::many::explained;
use super::super::output::program_fault;
use super::super::path::alternative;
use super::super::terms::options;

/// The level of its intervals, if nothing is said of it.
const LEVEL: f64 = 0.95;

/// Both forecasts, or why they cannot be had: in some case the law closes a choice.
pub(super) fn count_both(
    play: &Play<'_>,
    history: &[Made],
    cases: u64,
) -> Result<Result<Expected, String>, Trouble> {
    let yours = terms(play, play.made().iter().map(|made| made.choice));
    let beside = terms(play, history.iter().map(|made| made.choice));
    let mut both = Vec::new();
    for terms in [&yours, &beside] {
        match prospect(play, terms, cases)? {
            Ok(prospect) => both.push(prospect),
            Err(why) => return Ok(Err(why)),
        }
    }
    let day_zero = yours.from.unwrap_or(play.scenario().opens);
    let mut both = both.into_iter();
    match (both.next(), both.next()) {
        (Some(yours), Some(beside)) => {
            Ok(Ok(Expected { cases, day_zero, level: LEVEL, yours, beside }))
        }
        _ => Err(program_fault("a forecast is missing")),
    }
}

fn prospect(
    play: &Play<'_>,
    terms: &Terms,
    cases: u64,
) -> Result<Result<Prospect, String>, Trouble> {
    let scenario = play.scenario();
    let one = alternative(String::new(), scenario.clone(), terms.clone(), HORIZON);
    let frame = one.frame;
    let last_day = last_day(scenario, &one.terms, frame.origin);
    let Some(level) = Level::new(LEVEL) else { return Err(program_fault("no level")) };
    let precision = Precision { level, always: false };
    let stop = AtomicBool::new(false);
    let crew = Crew { threads: 0, stop: &stop, done: &|_| () };
    match count(0..cases, crew, || Forecaster::new(scenario, terms, frame)) {
        Ok((sum, _)) => {
            let command = command(scenario, terms, cases);
            let counted = sum.counted();
            let at = (frame, last_day);
            Ok(Ok(Prospect::new(play, terms, &counted, at, precision, command)))
        }
        Err(ManyTrouble::Case(number, Failure::Barred { choice, on, why })) => Ok(Err(format!(
            "in case {number} the law closes {}: {}",
            scenario.choice_words(choice),
            scenario.closed_words(why, on)
        ))),
        Err(trouble) => Err(explained(trouble, &[one])),
    }
}

fn command(scenario: &Scenario, terms: &Terms, cases: u64) -> String {
    let name = asked(&scenario.name, &scenario.sets);
    let options = options(scenario, terms);
    format!("comity forecast {name} -n {cases} --seed {}{options}", terms.seed)
}
