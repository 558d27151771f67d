//! A play in the form every other form is made from: what `play --json` prints.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::play::{Made, Play};
use crate::law::chambers::calendar_date;
use crate::law::docket::Precision;
use crate::law::office::Office;
use crate::law::window::Closed;
use crate::report::decisions::{consequence, head};
use crate::report::lines::day;
use crate::report::play::ending::EndingRecord;
use crate::report::play::posture;
use crate::report::record::{
    DeadlineRecord, EntryRecord, Manifest, Outcome, RunRecord, days_between,
};
use crate::scenario::Scenario;
use crate::simulate::Waiting;

/// A play, as far as it has come.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlayRecord {
    /// What made it. Its choices are the what-ifs, then those of the play.
    pub manifest: Manifest,
    /// The offices that are played.
    pub roles: Vec<String>,
    /// The choices of the play, in their order.
    pub made: Vec<MadeRecord>,
    /// The docket so far.
    pub entries: Vec<EntryRecord>,
    /// The deadlines the entries set running.
    pub deadlines: Vec<DeadlineRecord>,
    /// The decision that waits; null at the end.
    pub pending: Option<DecisionRecord>,
    /// How the case ended; null while a decision waits.
    pub outcome: Option<Outcome>,
    /// The path taken beside history and beside what could be expected; null while a decision waits.
    pub ending: Option<EndingRecord>,
}

/// A choice of a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MadeRecord {
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// The decision point.
    pub point: String,
    /// The how-manieth time it was asked, from 1.
    pub occurrence: u16,
    /// What was chosen.
    pub option: String,
    /// What was really decided; null where the play had left the record, or the record shows nothing.
    pub recorded: Option<String>,
}

impl MadeRecord {
    /// A choice in names.
    pub fn new(scenario: &Scenario, made: &Made) -> MadeRecord {
        let Made { choice, on, recorded } = *made;
        let named = |option| scenario.option_name(choice.point, option).to_owned();
        MadeRecord {
            date: on,
            point: scenario.point_name(choice.point).to_owned(),
            occurrence: choice.occurrence,
            option: named(choice.option),
            recorded: recorded.map(named),
        }
    }

    /// Its place, with `#n` for the nth time.
    pub fn place(&self) -> String {
        match self.occurrence {
            1 => self.point.clone(),
            nth => format!("{}#{nth}", self.point),
        }
    }
}

/// A decision that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionRecord {
    /// The how-manieth decision of the play.
    pub number: usize,
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// Whether nobody knows the day, and it is drawn.
    pub day_is_drawn: bool,
    /// That day, in days since the case opened.
    pub day: i64,
    /// The decision point.
    pub point: String,
    /// The how-manieth time it is asked, from 1.
    pub occurrence: u16,
    /// `D01` to `D28`, if it has a number.
    pub id: Option<&'static str>,
    /// Whose decision it is.
    pub decider: String,
    /// Whether both sides decide it together.
    pub together: bool,
    /// What is decided.
    pub question: String,
    /// The entry that led to it; null if it begins the case.
    pub because: Option<u32>,
    /// Where things stand, in sentences.
    pub posture: Vec<String>,
    /// What can be chosen.
    pub options: Vec<OptionAtHand>,
}

/// One option of a decision that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptionAtHand {
    /// Its number, from 1.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// What it rests on.
    pub authority: Vec<String>,
    /// Where it leads.
    pub leads_to: String,
    /// Why the law closes it here; null if it is open.
    pub closed: Option<String>,
}

/// The decision that waits, in words and names.
pub fn decision(play: &Play<'_>, record: &RunRecord) -> Option<DecisionRecord> {
    let Waiting { pending, cause } = play.waiting()?;
    let (scenario, point) = (play.scenario(), pending.point);
    let (id, decider, asked) = head(scenario, point);
    let date = calendar_date(pending.at);
    let question = match scenario.stage(point) {
        Some(_) => format!("{asked}: with what result?", asked = asked.trim_end_matches('.')),
        None => asked,
    };
    Some(DecisionRecord {
        number: play.made().len() + 1,
        date,
        day_is_drawn: !pending.departed && is_of_no_known_day(play, pending.occurrence),
        day: days_between(scenario.opens, date),
        point: scenario.point_name(point).to_owned(),
        occurrence: pending.occurrence,
        id,
        decider: decider.id().to_owned(),
        together: decider == Office::Parties,
        question,
        because: Some(*cause).filter(|cause| *cause > 0),
        posture: posture::lines(scenario, play.run(), record, date),
        options: options(scenario, play, date),
    })
}

fn options(scenario: &Scenario, play: &Play<'_>, date: Date) -> Vec<OptionAtHand> {
    let Some(Waiting { pending, .. }) = play.waiting() else { return Vec::new() };
    let names = scenario.options(pending.point);
    let of = |(place, (name, closed)): (usize, (&&str, &Option<Closed>))| {
        let (authority, leads_to) = consequence(scenario, pending.point, place);
        OptionAtHand {
            number: place + 1,
            name: (*name).to_owned(),
            authority,
            leads_to,
            closed: closed.map(|why| scenario.closed_words(why, date)),
        }
    };
    names.iter().zip(&pending.closed).enumerate().map(of).collect()
}

/// Whether the decision that waits is a step of the record of which nobody knows the day.
fn is_of_no_known_day(play: &Play<'_>, occurrence: u16) -> bool {
    let Some(Waiting { pending, .. }) = play.waiting() else { return false };
    let mut lines = play.scenario().plan.lines.iter();
    lines.any(|line| {
        (line.point, line.occurrence) == (pending.point, occurrence)
            && line.precision == Precision::Unknown
            && play.given().from.is_none()
    })
}

/// The day of a decision, no surer than it is.
pub(super) fn date_words(decision: &DecisionRecord) -> String {
    match decision.day_is_drawn {
        true => format!("on a day not found, here {}", day(decision.date)),
        false => day(decision.date),
    }
}
