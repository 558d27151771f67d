//! The arguments that fix a result: seed, dates and what-ifs.

use clap::Args;

use crate::ask::terms::Words;
use crate::scenario::Scenario;
use crate::simulate::Terms;

use super::exit::{Exit, Problem, Trouble};

pub(super) use crate::ask::terms::{
    command, in_prospect, option_words, options, parse_day, read_choice, unknown_point,
};

/// What fixes a result besides the scenario.
#[derive(Clone, Debug, Args)]
pub(super) struct TermsArguments {
    /// The number that fixes every draw
    #[arg(long, value_name = "N", default_value = "1")]
    pub(super) seed: u64,
    /// Follow the record to the end of this day (2014-08-29), then draw by odds
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Stop at the end of this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Decide otherwise: district.review=reverse, or point#2=option for the second time it is asked
    #[arg(long = "what-if", value_name = "POINT=OPTION")]
    what_if: Vec<String>,
}

impl TermsArguments {
    /// The same with one choice more.
    pub(super) fn with_choice(&self, choice: &str) -> TermsArguments {
        let mut more = self.clone();
        more.what_if.push(choice.to_owned());
        more
    }

    /// Whether any of them is given.
    pub(super) fn are_given(&self) -> bool {
        let TermsArguments { seed, from, until, what_if } = self;
        *seed != 1 || from.is_some() || until.is_some() || !what_if.is_empty()
    }

    /// Many cases before the same desks have no day on which one of them stands: they are drawn from the first day to
    /// the last.
    pub(super) fn have_no_days(&self) -> Result<(), Trouble> {
        let given = [("--from", &self.from), ("--until", &self.until)];
        let given = given.into_iter().filter_map(|(name, day)| day.as_ref().map(|_| name));
        let problems: Vec<Problem> = given
            .map(|name| {
                let cure = "leave it out; --years says how long, and --set opens=2014-08-29 from which day on";
                Problem::new(format!("{name} is a day of one case, and a caseload has many"), cure)
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(Trouble::all(Exit::Usage, problems)) }
    }

    /// The words that give these, as they were given.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec!["--seed".to_owned(), self.seed.to_string()];
        for (name, day) in [("--from", &self.from), ("--until", &self.until)] {
            words.extend(day.iter().flat_map(|day| [name.to_owned(), day.clone()]));
        }
        words.extend(
            self.what_if.iter().flat_map(|choice| ["--what-if".to_owned(), choice.clone()]),
        );
        words
    }

    /// Reads them against a scenario.
    pub(super) fn read(&self, scenario: &Scenario) -> Result<Terms, Trouble> {
        let TermsArguments { seed, from, until, what_if } = self;
        let words = Words { seed: *seed, from: from.as_deref(), until: until.as_deref(), what_if };
        Ok(words.read(scenario)?)
    }
}
