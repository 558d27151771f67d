//! What a page holds: one case, every single departure from it, and what both rest on. The page only shows it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::experiment::departures::{Crossing, Leads, Way};
use crate::experiment::estimate::{Estimate, Interval};
use crate::experiment::forecast::summary::{ByDay, Forecast, OutcomeShare};
use crate::law::office::Office;
use crate::report::assumptions::{Assumptions, assumptions};
use crate::report::decisions::{self, Decisions, consequence};
use crate::report::fate;
use crate::report::lesson::Whole;
use crate::report::list::Said;
use crate::report::record::RunRecord;
use crate::report::text::{name, neighbours, outcome_words};
use crate::report::tree::TreeReport;
use crate::report::why::AuthorityRecord;
use crate::scenario::Scenario;

mod moves;
mod paths;
mod world;

pub use moves::Moves;
pub use paths::Paths;
pub use world::{World, Worlds};

/// Everything on a page.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// The case, as `comity run --json` prints it.
    pub run: RunRecord,
    /// How it ended, in one sentence without a full stop.
    pub ended: String,
    /// What stands over it.
    pub head: Head,
    /// What the scenario says of itself, under its headings.
    pub info: Vec<Said>,
    /// What is asked and answered, if it is a lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Whole>,
    /// Who takes part, by the ids of their offices.
    pub cast: BTreeMap<String, Member>,
    /// Between which days an entry lies whose day was not found, by its number.
    pub neighbours: BTreeMap<u32, String>,
    /// Every decision and step, as `comity decisions --json` prints them.
    pub decisions: Decisions,
    /// Every number it rests on, as `comity assumptions --json` prints them.
    pub assumptions: Assumptions,
    /// The authorities that are cited anywhere, by their ids.
    pub authorities: BTreeMap<String, AuthorityRecord>,
    /// The sources of the record.
    pub sources: BTreeMap<String, String>,
    /// The decisions that came up, with the options not taken.
    pub crossings: Vec<CrossingRecord>,
    /// Where those options lead.
    pub worlds: Worlds,
    /// What could be expected before anything was known.
    pub prospect: Option<Prospect>,
    /// The decision tree, as `comity tree --json` prints it.
    pub tree: TreeReport,
    /// How its ends hang on the odds of each decision.
    pub moves: Moves,
    /// Its paths beside each other, where there are several and nothing is chosen.
    pub paths: Option<Paths>,
}

/// What stands over a page.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// What the case is called.
    pub title: String,
    /// Its caption.
    pub caption: String,
    /// Its docket numbers.
    pub dockets: Vec<String>,
    /// What happened, what is asked, how it ended.
    pub summary: String,
    /// What is demanded.
    pub what: String,
    /// The country where it is stored, or `unknown`.
    pub stored_in: String,
    /// The country from which whoever holds it controls it, or `unknown`.
    pub controlled_from: String,
    /// The first day.
    pub opens: Date,
    /// The last day a run may reach.
    pub horizon: Date,
    /// How many simulated cases stand behind every forecast.
    pub cases: u64,
    /// The command that writes this page again.
    pub command: String,
}

/// Who holds an office.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// The name shown.
    pub name: String,
    /// The last day of that name, and the name after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub later: Option<(Date, String)>,
}

/// A decision that came up.
#[derive(Clone, Debug, Serialize)]
pub struct CrossingRecord {
    /// The decision point.
    pub point: String,
    /// The how-manieth time it was asked.
    pub occurrence: u16,
    /// The entry that shows it.
    pub entry: u32,
    /// Who decided.
    pub decider: String,
    /// What was decided; null if it does not show.
    pub taken: Option<String>,
    /// What could be expected once it was decided as it was, and the rest left to the odds.
    pub prospect: Option<Prospect>,
    /// The options not taken.
    pub ways: Vec<WayRecord>,
}

/// An option that was not taken.
#[derive(Clone, Debug, Serialize)]
pub struct WayRecord {
    /// Its name.
    pub option: String,
    /// Why the law closes it here, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// Where it leads, by its place among the worlds; null if nothing on the docket changes.
    pub world: Option<usize>,
}

/// A forecast in short.
#[derive(Clone, Debug, Serialize)]
pub struct Prospect {
    /// The day from which its days are counted.
    pub day_zero: Date,
    /// The ways to end with their shares, the likeliest first.
    pub outcomes: Vec<Share>,
    /// The chance that the data is there by the end of a day.
    pub by_day: Vec<ByDay>,
    /// The day by which half of the cases with data have it.
    pub median: Option<i64>,
}

/// A way to end.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// In words.
    pub words: String,
    /// Whether the data is there.
    pub data: bool,
    /// Its share of the cases.
    pub share: Estimate,
}

/// What the parts of a page are made of.
pub struct Parts<'a> {
    /// The run, in words and names.
    pub run: RunRecord,
    /// The decisions that came up in it.
    pub crossings: &'a [Crossing],
    /// The forecast of each of them as it was decided.
    pub decided: Vec<Option<Forecast>>,
    /// The forecast of each option that leads elsewhere, in their order, and the command that shows it.
    pub forecasts: Vec<(Option<Forecast>, String)>,
    /// The forecast of the case as it opens.
    pub prospect: Option<Forecast>,
    /// The tree, and how its ends hang on the odds of each decision.
    pub tree: (TreeReport, Moves),
    /// Its paths beside each other, if that is shown.
    pub paths: Option<Paths>,
    /// How many cases stand behind a forecast.
    pub cases: u64,
    /// The command that writes the page.
    pub command: String,
}

/// Puts a page together.
pub fn page(scenario: &Scenario, parts: Parts<'_>) -> Page {
    let Parts { run, crossings, decided, forecasts, prospect, tree, paths, cases, command } = parts;
    let worlds = Worlds::new(scenario, &run, crossings, forecasts);
    let cited = cited(scenario, &run, &worlds);
    let between =
        |entry| Some((entry, neighbours(scenario, run.entries.get(entry as usize - 1)?)?));
    Page {
        ended: outcome_words(&run.outcome),
        head: head(scenario, cases, command),
        info: said(scenario),
        lesson: Whole::of(scenario, &run),
        cast: cast(scenario),
        neighbours: (1..=run.entries.len() as u32).filter_map(between).collect(),
        decisions: decisions::decisions(scenario),
        assumptions: assumptions(scenario, None),
        authorities: cited,
        sources: scenario.sources.clone(),
        crossings: crossing_records(scenario, crossings, &decided),
        worlds,
        prospect: prospect.as_ref().map(Prospect::new),
        tree: tree.0,
        moves: tree.1,
        paths,
        run,
    }
}

fn head(scenario: &Scenario, cases: u64, command: String) -> Head {
    Head {
        title: scenario.title.clone(),
        caption: scenario.caption.clone(),
        dockets: scenario.dockets.clone(),
        summary: scenario.summary.clone(),
        what: scenario.request.what.clone(),
        stored_in: scenario.request.stored_in.clone(),
        controlled_from: scenario.request.controlled_from.clone(),
        opens: scenario.opens,
        horizon: scenario.horizon,
        cases,
        command,
    }
}

fn said(scenario: &Scenario) -> Vec<Said> {
    let said = scenario.info.said();
    said.map(|(heading, text)| Said { heading, text: text.to_owned(), from: None }).collect()
}

fn cast(scenario: &Scenario) -> BTreeMap<String, Member> {
    let member = |office: Office| {
        let later = scenario.names.later.iter().find(|later| later.office == office);
        let later = later.map(|later| (later.until, later.name.clone()));
        (office.id().to_owned(), Member { name: name(scenario, office.id()).to_owned(), later })
    };
    Office::ALL.into_iter().map(member).collect()
}

/// The authorities of everything on the page, each as it stood when it was first relied on.
fn cited(
    scenario: &Scenario,
    run: &RunRecord,
    worlds: &Worlds,
) -> BTreeMap<String, AuthorityRecord> {
    let mut found: BTreeMap<String, AuthorityRecord> = BTreeMap::new();
    let mut note = |ids: &[String], on: Date| {
        for id in ids.iter().filter_map(|id| scenario.authorities.find(id)) {
            let record = AuthorityRecord::new(scenario.authorities.get(id), on);
            found.entry(record.id.clone()).or_insert(record);
        }
    };
    for entry in run.entries.iter().chain(&worlds.acts) {
        note(&entry.authority, entry.date);
    }
    for deadline in run.deadlines.iter().chain(&worlds.deadlines) {
        note(&deadline.authority, deadline.from);
    }
    if let Some(lesson) = &scenario.lesson {
        note(&scenario.ids(&lesson.authority), scenario.horizon);
    }
    for point in scenario.points() {
        for option in 0..scenario.options(point).len() {
            note(&consequence(scenario, point, option).0, scenario.opens);
        }
    }
    found
}

fn crossing_records(
    scenario: &Scenario,
    crossings: &[Crossing],
    decided: &[Option<Forecast>],
) -> Vec<CrossingRecord> {
    let mut worlds = 0;
    let record = |(one, decided): (&Crossing, &Option<Forecast>)| CrossingRecord {
        point: scenario.point_name(one.point).to_owned(),
        occurrence: one.occurrence,
        entry: one.entry as u32,
        decider: decisions::head(scenario, one.point).1.id().to_owned(),
        taken: one.taken.map(|option| scenario.option_name(one.point, option).to_owned()),
        prospect: decided.as_ref().map(Prospect::new),
        ways: one.ways.iter().map(|way| way_record(scenario, way, &mut worlds)).collect(),
    };
    crossings.iter().zip(decided).map(record).collect()
}

/// An option, which takes the next place among the worlds if it leads to one.
fn way_record(scenario: &Scenario, way: &Way, worlds: &mut usize) -> WayRecord {
    let elsewhere = matches!(way.leads, Leads::Elsewhere { .. });
    let place = *worlds;
    *worlds += usize::from(elsewhere);
    WayRecord {
        option: scenario.option_name(way.choice.point, way.choice.option).to_owned(),
        closed: match &way.leads {
            Leads::Closed { on, why } => Some(scenario.closed_words(*why, *on)),
            _ => None,
        },
        world: elsewhere.then_some(place),
    }
}

impl Prospect {
    /// That of a forecast.
    pub fn new(forecast: &Forecast) -> Prospect {
        let share = |one: &OutcomeShare| Share {
            words: fate::words(&one.outcome),
            data: one.outcome.starts_with("data-by-"),
            share: short(one.share),
        };
        let day = |one: &ByDay| ByDay { day: one.day, chance: short(one.chance) };
        let half = forecast.days_to_data.iter().find(|one| one.part == 0.5);
        Prospect {
            day_zero: forecast.day_zero,
            outcomes: forecast.outcomes.iter().map(share).collect(),
            by_day: forecast.data_by_day.iter().map(day).collect(),
            median: half.map(|one| one.day.value),
        }
    }
}

/// To four digits: a page shows two or three.
fn short(estimate: Estimate) -> Estimate {
    let round = |number: f64| (number * 1e4).round() / 1e4;
    let Interval { low, high } = estimate.interval;
    Estimate {
        value: round(estimate.value),
        interval: Interval { low: round(low), high: round(high) },
    }
}
