//! A forecast: what is asked, counted and told, with the command that asks it.

use std::ops::Range;

use crate::experiment::compare::{Alternative, last_day};
use crate::experiment::forecast::summary::{Precision, real_end, summary};
use crate::experiment::forecast::{Counted, Forecaster, Frame};
use crate::experiment::many::{Crew, count};
use crate::law::chambers::noon;
use crate::report::forecast::ForecastReport;
use crate::report::lines::quoted;
use crate::report::long::BASE;
use crate::report::study::Study;
use crate::scenario::Scenario;
use crate::simulate::Terms;

use super::refusal::Refusal;
use super::search::{explain, explain_many};
use super::terms::{cases_option, in_prospect, option_words};

/// The horizon of a forecast in days, if nothing is said of it: five years.
pub const HORIZON: u32 = 1825;

/// One alternative, seen from the day on which something is still to be expected.
pub fn alternative(label: String, scenario: Scenario, terms: Terms, horizon: u32) -> Alternative {
    let terms = in_prospect(terms, &scenario);
    let origin = noon(terms.from.unwrap_or(scenario.opens));
    let horizon = i64::from(horizon).min(last_day(&scenario, &terms, origin));
    Alternative { label, scenario, terms, frame: Frame { origin, horizon } }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    one: Alternative,
    last_day: i64,
}

impl Question {
    /// A scenario under these terms, up to so many days.
    pub fn new(scenario: Scenario, terms: Terms, horizon: u32) -> Question {
        let one = alternative(BASE.to_owned(), scenario, terms, horizon);
        let last_day = last_day(&one.scenario, &one.terms, one.frame.origin);
        Question { one, last_day }
    }

    /// What is run.
    pub fn alternative(&self) -> &Alternative {
        &self.one
    }

    /// The words that ask it.
    pub fn asked(&self) -> Vec<String> {
        let Alternative { scenario, terms, frame, .. } = &self.one;
        let mut words = vec!["forecast".to_owned(), scenario.name.clone()];
        words.extend(scenario.sets.iter().flat_map(|set| ["--set".to_owned(), set.clone()]));
        words.extend(option_words(scenario, terms));
        words.extend(["--horizon".to_owned(), frame.horizon.to_string()]);
        words
    }

    /// What made a result of the cases reached; `more` is what its command says besides.
    pub fn study(&self, reached: Range<u64>, interrupted: bool, more: &str) -> Study {
        let Alternative { scenario, terms, .. } = &self.one;
        let words: Vec<String> = self.asked().iter().map(|word| quoted(word)).collect();
        let command = format!("comity {} {}{more}", words.join(" "), cases_option(&reached));
        Study::new(scenario, terms, reached, interrupted, command)
    }

    /// Counts a range of cases, and says which were reached.
    ///
    /// # Errors
    ///
    /// A case that cannot be run, with what opens the way.
    pub fn count(
        &self,
        cases: Range<u64>,
        crew: Crew<'_>,
    ) -> Result<(Counted, Range<u64>), Refusal> {
        let Alternative { scenario, terms, frame, .. } = &self.one;
        let counted = count(cases, crew, || Forecaster::new(scenario, terms, *frame));
        let counted = counted.map(|(sum, reached)| (sum.counted(), reached));
        counted.map_err(|trouble| explain_many(trouble, std::slice::from_ref(&self.one)))
    }

    /// Tells what was counted.
    ///
    /// # Errors
    ///
    /// When the record, beside which it is laid, cannot be run.
    pub fn report(
        &self,
        counted: &Counted,
        reached: Range<u64>,
        interrupted: bool,
        precision: Precision,
    ) -> Result<ForecastReport, Refusal> {
        let Alternative { scenario, terms, frame, .. } = &self.one;
        let mut forecast = summary(scenario, counted, *frame, self.last_day, precision);
        if terms.choices.is_empty() && terms.from.is_some() && !scenario.record.is_empty() {
            forecast.real_end = real_end(scenario, counted, *frame, precision)
                .map_err(|failure| explain(scenario, failure))?;
        }
        Ok(ForecastReport { manifest: self.study(reached, interrupted, ""), forecast })
    }
}
