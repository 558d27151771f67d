//! Event logs of cases, as pandas, R and process-mining tools read them: each entry of the docket an event, each thing
//! it is about an object whose state changes with the entries.
//!
//! What each form leaves out is said at the head of its file. None has the sentences of the docket, its notes and
//! sources, or the deadlines: those are in `comity run --json`.

use jiff::civil::Date;
use serde::Serialize;

use crate::experiment::fate::End;
use crate::law::case::Posture;
use crate::law::chambers::{calendar_date, noon};
use crate::law::channel::WARRANT;
use crate::law::data::Data;
use crate::law::docket::{Docket, Entry, Precision};
use crate::law::message::{Paper, ProducedBy};
use crate::report::record::precision;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;

#[cfg(feature = "parquet")]
pub mod columns;
pub mod history;
pub mod ocel;
#[cfg(feature = "sqlite")]
pub mod ocel_sqlite;
pub mod ocel_xml;
pub mod rows;
mod states;
pub mod trace;
pub mod xes;
mod xml;

/// A case that was run, with its docket.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// What was run.
    pub scenario: &'a Scenario,
    /// The number of the case.
    pub number: u64,
    /// Its record.
    pub docket: &'a Docket,
    /// What stands at its end.
    pub posture: &'a Posture,
    /// What is left of the data.
    pub data: &'a Data,
}

/// Some cases of a log, as they are written.
#[derive(Default)]
pub struct Piece {
    /// Their events.
    pub events: Vec<u8>,
    /// Their objects, in the forms that have some.
    pub objects: Vec<u8>,
    /// Their types of event, and their offices.
    pub seen: ocel::Seen,
    /// Their events, in the forms that have columns.
    #[cfg(feature = "parquet")]
    pub columns: Option<Box<columns::Columns>>,
    /// Their events and objects, in the form that is a database.
    #[cfg(feature = "sqlite")]
    pub rows: Vec<ocel_sqlite::Row>,
}

/// One entry as an event.
#[derive(Clone, Debug, Serialize)]
pub struct Event<'a> {
    /// The number of the case.
    pub case: u64,
    /// The number of the entry in it, from 1.
    pub n: u32,
    /// When, on the virtual clock.
    #[serde(skip)]
    pub at: Time,
    /// When: ISO 8601. The virtual clock knows no time zones; its hours are written as UTC.
    pub time: String,
    /// What it is, in one word.
    pub event: String,
    /// Whose paper it is.
    pub from: &'static str,
    /// Who gets it.
    pub to: Vec<&'static str>,
    /// The decision or step it came out of.
    pub point: Option<&'a str>,
    /// The option chosen there.
    pub choice: Option<&'a str>,
    /// `recorded`, `chosen` or `simulated`.
    pub status: &'static str,
    /// How well a recorded day is known: `exact`, `approx` or `unknown`.
    pub precision: Option<&'static str>,
    /// The path it belongs to: `warrant`, or the word of a channel; none for the matter as a whole.
    pub path: Option<&'a str>,
    /// The ids of what it rests on.
    pub authority: Vec<&'a str>,
    /// The entries it answers.
    pub responds_to: Vec<u32>,
    /// The entry whose arrival led to it.
    pub cause: Option<u32>,
    /// How the case ended, in the words of `forecast`.
    pub outcome: &'a str,
}

impl<'a> Case<'a> {
    /// How it ended, and when.
    pub fn end(&self) -> End {
        End::of(self.posture)
    }

    /// When the last entry was made; when it opened, if there is none.
    pub fn last(&self) -> Time {
        let opened = || noon(self.scenario.opens);
        self.docket.entries.last().map_or_else(opened, |entry| entry.at)
    }

    /// Its entries as events, in their order. `outcome` is the name of its end.
    pub fn events<'b>(&self, outcome: &'b str) -> impl Iterator<Item = Event<'b>>
    where
        'a: 'b,
    {
        let case = *self;
        let mut before: Option<(Date, Option<Precision>)> = None;
        case.docket.entries.iter().zip(1..).map(move |(entry, n)| {
            let event = case.event(entry, n, before, outcome);
            before = Some((calendar_date(entry.at), event.1));
            event.0
        })
    }

    fn event<'b>(
        &self,
        entry: &Entry,
        n: u32,
        before: Option<(Date, Option<Precision>)>,
        outcome: &'b str,
    ) -> (Event<'b>, Option<Precision>)
    where
        'a: 'b,
    {
        let scenario = self.scenario;
        let precision = precision(scenario, entry, before);
        let authorities = scenario.authority(entry).into_iter();
        let choice = entry.point.zip(entry.choice);
        let event = Event {
            case: self.number,
            n,
            at: entry.at,
            time: instant(entry.at),
            event: scenario.event(entry.paper),
            from: entry.from.id(),
            to: entry.to.iter().map(|office| office.id()).collect(),
            point: entry.point.map(|point| scenario.point_name(point)),
            choice: choice.map(|(point, option)| scenario.option_name(point, option)),
            status: entry.status.as_str(),
            precision: precision.map(Precision::as_str),
            path: path(scenario, entry.paper),
            authority: authorities.map(|id| scenario.authorities.get(id).id.as_ref()).collect(),
            responds_to: entry.responds_to.into_iter().filter(|n| *n > 0).collect(),
            cause: Some(entry.cause).filter(|n| *n > 0),
            outcome,
        };
        (event, precision)
    }
}

/// The path a paper belongs to.
fn path(scenario: &Scenario, paper: Paper) -> Option<&str> {
    let channel = match paper {
        Paper::Stage { stage, .. } => scenario.channels.stages[usize::from(stage)].channel,
        Paper::Requested(path)
        | Paper::PathEnded { path, .. }
        | Paper::NotInForce { path, .. }
        | Paper::Produced(ProducedBy::Channel(path)) => path,
        Paper::OpenMatter
        | Paper::TakePath(_)
        | Paper::BillIntroduced
        | Paper::ActPassed
        | Paper::NoAct => return None,
        _ => return Some(WARRANT),
    };
    Some(&scenario.channels.list[usize::from(channel)].path)
}

/// `2014-08-29T12:00:00Z`.
pub fn instant(at: Time) -> String {
    let second = at.0.rem_euclid(DAY);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{}T{hour:02}:{minute:02}:{:02}Z", calendar_date(at), second % 60)
}
