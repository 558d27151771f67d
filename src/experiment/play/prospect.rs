//! What could be expected of the choices of a play: many cases in which they are fixed and everybody else decides by the
//! odds.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::fate::End;
use crate::experiment::forecast::summary::{
    ByDay, OutcomeShare, Part, Precision, WithinHorizon, summary,
};
use crate::experiment::forecast::{Counted, Frame};
use crate::experiment::play::Play;
use crate::experiment::tally::{by_day, has_day};
use crate::law::answers::Choice;
use crate::scenario::Scenario;
use crate::sim::time::DAY;
use crate::simulate::Terms;

/// What many cases with some choices fixed come to, seen from how one play ended.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Prospect {
    /// The choices that were fixed, as `point=option`.
    pub choices: Vec<String>,
    /// The command that makes the forecast.
    pub command: String,
    /// How the cases ended, as in a forecast.
    pub outcomes: Vec<OutcomeShare>,
    /// The chance that the data is there by the end of a day.
    pub data_by_day: Vec<ByDay>,
    /// By when the given part of the cases with data have it.
    pub days_to_data: Vec<Part>,
    /// The days without the data, of the days up to the horizon.
    pub days_without_data: WithinHorizon,
    /// The share of the cases that ended as the play did.
    pub same_end: Estimate,
    /// The share that had ended, in whatever way, by the day on which the play did; null where it was still open.
    pub over_by_then: Option<Estimate>,
}

/// The terms of the forecast in which these choices are fixed: nothing of the record is used after the day to whose end
/// the play followed it, and nothing at all where it followed it as long as it could.
pub fn terms(play: &Play<'_>, choices: impl IntoIterator<Item = Choice>) -> Terms {
    let (scenario, given) = (play.scenario(), play.given());
    let from = given.from.or((!scenario.record.is_empty()).then_some(scenario.opens));
    let mut all = given.choices.clone();
    for choice in choices {
        all.retain(|one| (one.point, one.occurrence) != (choice.point, choice.occurrence));
        all.push(choice);
    }
    Terms { from, choices: all, ..given.clone() }
}

impl Prospect {
    /// What the counts of a forecast say, beside how the play ended.
    pub fn new(
        play: &Play<'_>,
        terms: &Terms,
        counted: &Counted,
        (frame, last_day): (Frame, i64),
        precision: Precision,
        command: String,
    ) -> Prospect {
        let scenario: &Scenario = play.scenario();
        let forecast = summary(scenario, counted, frame, last_day, precision);
        let end = End::of(&play.run().posture);
        let name = end.fate.name(scenario);
        let same = forecast.outcomes.iter().find(|one| one.outcome == name);
        let same_end = same.map_or_else(|| precision.share(0, forecast.cases), |one| one.share);
        let over_by = |day: i64| {
            let over = counted.counts.fates.iter().filter(|(name, _)| has_day(name));
            precision.share(over.map(|(_, days)| by_day(days, day)).sum(), forecast.cases)
        };
        Prospect {
            choices: terms.choices.iter().map(|choice| scenario.choice_words(*choice)).collect(),
            command,
            same_end,
            over_by_then: end.at.map(|at| over_by((at - frame.origin).div_euclid(DAY))),
            outcomes: forecast.outcomes,
            data_by_day: forecast.data_by_day,
            days_to_data: forecast.days_to_data,
            days_without_data: forecast.days_without_data,
        }
    }
}
