//! Other worlds: each what a case would have come to with one decision taken otherwise. Their dockets are alike in most,
//! so what several have in common is kept once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::experiment::departures::{Crossing, Leads};
use crate::experiment::forecast::summary::Forecast;
use crate::report::record::{DeadlineRecord, EntryRecord, RunRecord, record};
use crate::report::text::outcome_words;
use crate::scenario::Scenario;
use crate::simulate::{Run, Terms};

use super::Prospect;

/// All of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Worlds {
    /// What entries are, apart from when and why they came: the number, days, status and links of these are those of
    /// the first entry of the kind, and mean nothing.
    pub acts: Vec<EntryRecord>,
    /// Every deadline that the case itself does not have.
    pub deadlines: Vec<DeadlineRecord>,
    /// The worlds, in the order of the decisions and options.
    pub list: Vec<World>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct World {
    /// The choice that leads there, `point=option`.
    pub choice: String,
    /// So many entries, from the first, are those of the case.
    pub same: usize,
    /// The entries after them.
    pub rows: Vec<Row>,
    /// Its deadlines: those of the case by their places, and behind them those of all worlds.
    pub deadlines: Vec<usize>,
    /// How it ends, in one sentence without a full stop.
    pub ended: String,
    /// The day it is decided; null while it is open.
    pub closed: Option<Date>,
    /// The day the data came.
    pub produced_on: Option<Date>,
    /// What can be expected, where every later decision is left to the odds; null where some cases cannot be run.
    pub prospect: Option<Prospect>,
    /// The command that runs it.
    pub command: String,
}

/// An entry of another world: its act, date, hour, status, the entries it answers and the one that led to it.
#[derive(Clone, Debug, Serialize)]
pub struct Row(usize, Date, Option<String>, String, Vec<u32>, Option<u32>);

impl Worlds {
    /// Those of some decisions, with their forecasts.
    pub(super) fn new(
        scenario: &Scenario,
        base: &RunRecord,
        crossings: &[Crossing],
        forecasts: Vec<(Option<Forecast>, String)>,
    ) -> Worlds {
        let mut worlds = Worlds::default();
        let mut known = Known::default();
        let ways = crossings.iter().flat_map(|crossing| &crossing.ways);
        let elsewhere = ways.filter_map(|way| match &way.leads {
            Leads::Elsewhere { run, same } => Some((way.choice, run, *same)),
            _ => None,
        });
        for ((choice, run, same), (forecast, command)) in elsewhere.zip(forecasts) {
            let docket = docket(scenario, run);
            let rows = docket.entries.iter().skip(same);
            let rows = rows.map(|entry| worlds.row(entry, &mut known)).collect();
            let deadlines = docket.deadlines.iter();
            let deadlines = deadlines.map(|one| worlds.deadline(one, base, &mut known)).collect();
            worlds.list.push(World {
                choice: scenario.choice_words(choice),
                same,
                rows,
                deadlines,
                ended: outcome_words(&docket.outcome),
                closed: docket.outcome.closed,
                produced_on: docket.outcome.produced_on,
                prospect: forecast.as_ref().map(Prospect::new),
                command,
            });
        }
        worlds
    }

    fn row(&mut self, entry: &EntryRecord, known: &mut Known) -> Row {
        let act = EntryRecord {
            n: 0,
            day: 0,
            date: Date::default(),
            time: None,
            status: String::new(),
            responds_to: Vec::new(),
            cause: None,
            ..entry.clone()
        };
        let number = known.acts.entry(key(&act)).or_insert_with(|| {
            self.acts.push(EntryRecord { date: entry.date, ..act });
            self.acts.len() - 1
        });
        Row(
            *number,
            entry.date,
            entry.time.clone(),
            entry.status.clone(),
            entry.responds_to.clone(),
            entry.cause,
        )
    }

    fn deadline(&mut self, one: &DeadlineRecord, base: &RunRecord, known: &mut Known) -> usize {
        if known.deadlines.is_empty() {
            known.deadlines = base.deadlines.iter().map(key).zip(0..).collect();
        }
        *known.deadlines.entry(key(one)).or_insert_with(|| {
            self.deadlines.push(one.clone());
            base.deadlines.len() + self.deadlines.len() - 1
        })
    }
}

/// What was met before, by all that is written of it.
#[derive(Default)]
struct Known {
    acts: BTreeMap<String, usize>,
    deadlines: BTreeMap<String, usize>,
}

fn key(one: &impl Serialize) -> String {
    serde_json::to_string(one).unwrap_or_default()
}

/// A run in words and names; nobody reads its manifest.
fn docket(scenario: &Scenario, run: &Run) -> RunRecord {
    record(scenario, &Terms::default(), run, String::new())
}
