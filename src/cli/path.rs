//! Alternatives by the path they take: the warrant, or a channel at each of its presets.

use crate::ask::paths::{Alone, alone};
use crate::experiment::compare::Alternative;
use crate::scenario::Scenario;

use super::exit::Trouble;
use super::load::{self, SetArguments};
use super::output::Color;
use super::terms::TermsArguments;

pub(super) use crate::ask::forecast::alternative;

/// What is asked of every alternative alike.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// What is set on top of the scenario.
    pub(super) set: &'a SetArguments,
    /// Seed, dates and what-ifs.
    pub(super) terms: &'a TermsArguments,
    /// The days without the data are counted up to this day.
    pub(super) horizon: u32,
    /// When to use colour in mistakes.
    pub(super) color: Color,
}

impl Asked<'_> {
    /// A path by itself, from the day the case opens; at each preset of its channel, if it has some.
    pub(super) fn path(
        self,
        name: &str,
        scenario: &Scenario,
        path: &str,
    ) -> Result<Vec<Alternative>, Trouble> {
        let paths = alone(scenario, path).map_err(Trouble::usage)?;
        let taken = paths.into_iter().map(|Alone { label, sets }| {
            let scenario = load::scenario(name, &self.set.with_all(&sets), self.color)?;
            let terms = self.terms.read(&scenario)?;
            Ok(alternative(label, scenario, terms, self.horizon))
        });
        taken.collect()
    }
}
