//! The one form every other form of a run is made from: what `run --json` prints.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::law::authority::AuthorityId;
use crate::law::case::Posture;
use crate::law::chambers::calendar_date;
use crate::law::data::{Data, Deletion};
use crate::law::decision::PointId;
use crate::law::desks::Visit;
use crate::law::docket::{Acts, Deadline, Entry, Precision, Status};
use crate::law::message::{NoticeKind, Paper, Process, ProducedBy, Sanction};
use crate::law::wording::Winner;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;
use crate::simulate::{Run, Terms};

/// One run of one case, whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RunRecord {
    /// What made this result, so that it can be made again.
    pub manifest: Manifest,
    /// The docket.
    pub entries: Vec<EntryRecord>,
    /// The deadlines the entries set running.
    pub deadlines: Vec<DeadlineRecord>,
    /// How it ended.
    pub outcome: Outcome,
}

/// What made a result.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Manifest {
    /// Always `comity`.
    pub program: String,
    /// The program's version.
    pub version: String,
    /// The scenario's name, or its path.
    pub scenario: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the scenario's texts: its own, those it is based on, what
    /// is set, and its channels'.
    pub scenario_hash: String,
    /// The values set on top of the scenario's files, as `key=value`.
    pub set: Vec<String>,
    /// The number that fixes every draw.
    pub seed: u64,
    /// The record binds to the end of this day; null: the whole record.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// The run stopped at the end of this day; null: it ran to its end.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// What was chosen, as `point=option`.
    pub choices: Vec<String>,
    /// The command that makes this result again.
    pub command: String,
    /// How many assumptions of the scenario are guesses.
    pub guesses: usize,
    /// How many assumptions it has.
    pub assumptions: usize,
    /// On which of them this run drew.
    pub drawn: Drawn,
    /// What this is and is not.
    pub notice: String,
}

/// The assumptions on which a run drew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Drawn {
    /// How many of them are guesses.
    pub guesses: usize,
    /// How many there are.
    pub assumptions: usize,
    /// The keys of their numbers, and of what is shared with others: `comity assumptions --drawn` lists them.
    pub keys: Vec<String>,
}

/// What every report says of itself.
pub const NOTICE: &str =
    "A model for teaching and what-ifs: not legal advice, and not a prediction.";

/// One line of the docket.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryRecord {
    /// Its number.
    pub n: u32,
    /// The step's number in the study of the case, where the record has one.
    pub id: Option<String>,
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// The hour and minute, `14:10`, where the request is an emergency; null where the day is what counts.
    pub time: Option<String>,
    /// Days since the case opened.
    pub day: i64,
    /// Whose paper it is.
    pub from: String,
    /// Who gets it.
    pub to: Vec<String>,
    /// What it is, in one word.
    pub event: String,
    /// The decision or step it came out of.
    pub point: Option<String>,
    /// The option chosen there.
    pub choice: Option<String>,
    /// `recorded`, `chosen` or `simulated`.
    pub status: String,
    /// How well the day of a recorded step is known: `exact`, `approx` or `unknown`; null if not recorded.
    pub precision: Option<String>,
    /// How sure a recorded fact is: `high`, `medium`, `low` or `none`; null if that is not said.
    pub confidence: Option<String>,
    /// The same for its day, where that differs.
    pub day_confidence: Option<String>,
    /// The entries it answers.
    pub responds_to: Vec<u32>,
    /// The entry whose arrival led to it.
    pub cause: Option<u32>,
    /// What it rests on.
    pub authority: Vec<String>,
    /// What happened, in a sentence or two.
    pub text: String,
    /// What is particular to this step in the record.
    pub note: Option<String>,
    /// Where the record has it from.
    pub sources: Vec<String>,
    /// The visit to a desk, shared with other cases, that it ended; only in a caseload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<DeskRecord>,
}

/// A visit to a desk. Waiting and work are told apart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeskRecord {
    /// When the file came.
    #[schemars(with = "String")]
    pub came: Date,
    /// How long it waited, in days.
    pub waited_days: f64,
    /// When a desk took it up; null if none did.
    #[schemars(with = "Option<String>")]
    pub taken_up: Option<Date>,
    /// How long it then lay there, nights and weekends included, in days.
    pub at_desk_days: f64,
    /// Whether nobody decided: the time was up, or whoever asked gave up.
    pub by_time: bool,
}

/// A deadline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeadlineRecord {
    /// What is due.
    pub what: String,
    /// By whom.
    pub whose: String,
    /// The entry that set it running.
    pub entry: u32,
    /// The day it is counted from.
    #[schemars(with = "String")]
    pub from: Date,
    /// How long it is.
    pub period: String,
    /// Its last day.
    #[schemars(with = "String")]
    pub due: Date,
    /// The hour and minute it ends, where it runs by the hour; null where it runs by the day.
    pub time: Option<String>,
    /// The rule that sets it, and the rule that counts it.
    pub authority: Vec<String>,
    /// The entry by which it was done, in time or late; null if it was not done.
    pub done_by: Option<u32>,
    /// Whether a later day was set for the same act.
    pub replaced: bool,
    /// How well the day it is counted from is known, and so its last day: `exact`, `approx` or `unknown`, where both
    /// days are drawn; null if that day is not recorded.
    pub precision: Option<String>,
    /// Acts that would have met it and came after its last day.
    pub late: Vec<u32>,
    /// `act`: something to be done in time; `while-pending`: what the law attaches to a request while it is pending;
    /// `retention`: the time for which a copy is held.
    pub kind: String,
}

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// The warrant path: `produced`, `produced-in-part`, `quashed`, `withdrawn`, `refused`,
    /// `appeal-dismissed`, `moot-vacated`, `no-data`, `pending` or `not-used`.
    pub warrant: String,
    /// The path of each channel, by its word, such as `treaty`: `not-used`, `pending`, `obtained`, `refused`,
    /// `abandoned`, `no-data`, `dormant`, `lapsed`, `held`, `sanctioned`, `contested`, `in-part`, `misdirected`,
    /// `cleared`, `withdrawn` or `unavailable`.
    pub paths: BTreeMap<String, String>,
    /// By what the data came: `warrant`, `in-part`, `replacement-warrant`, `warrant-elsewhere` or the word of a
    /// channel's path; null if it did not come, or if that is not confirmed.
    pub produced_by: Option<String>,
    /// The day it came.
    #[schemars(with = "Option<String>")]
    pub produced_on: Option<Date>,
    /// When the user of the account deletes the data in this case; null if that is not modelled.
    pub deletion: Option<DeletionRecord>,
    /// The day the case was decided; null while a path is pending.
    #[schemars(with = "Option<String>")]
    pub closed: Option<Date>,
    /// That day, in days since the case opened; while pending, the last day simulated.
    pub day: i64,
    /// How many papers of each kind there were.
    pub tally: Tally,
    /// Who won each ruling, in order.
    pub wins: Vec<Win>,
}

/// When the user of the account deletes the data, as drawn, be it in the course of the case or after it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DeletionRecord {
    /// The day.
    #[schemars(with = "String")]
    pub on: Date,
    /// The day on which the user learned of the case, if that is the reason.
    #[schemars(with = "Option<String>")]
    pub learned_on: Option<Date>,
    /// The last day on which somebody holds a copy taken before; null if nobody took one.
    #[schemars(with = "Option<String>")]
    pub copy_until: Option<Date>,
}

/// How many papers of each kind a docket has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[expect(missing_docs, reason = "each field counts the papers its name says")]
pub struct Tally {
    pub warrants: u32,
    pub motions_to_vacate: u32,
    pub stays_by_consent: u32,
    pub stays_by_district_judge: u32,
    pub stays_lifted: u32,
    pub notices_of_appeal: u32,
    pub contempts: u32,
    pub fines: u32,
    pub rehearing_petitions: u32,
    pub certiorari_petitions: u32,
    pub statutes: u32,
    pub requests: u32,
}

/// Who won one ruling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Win {
    /// The entry.
    pub n: u32,
    /// The court or body.
    pub stage: String,
    /// `government`, `provider`, `joint`, `tie` or `neither`.
    pub winner: String,
}

/// Puts a run into words and names.
pub fn record(scenario: &Scenario, terms: &Terms, run: &Run, command: String) -> RunRecord {
    let entries = entries(scenario, run);
    let deadlines = run.docket.deadlines.iter();
    RunRecord {
        manifest: Manifest {
            drawn: drawn(scenario, &run.drawn),
            ..manifest(scenario, terms, command)
        },
        deadlines: deadlines.map(|one| deadline(scenario, one, &entries)).collect(),
        entries,
        outcome: outcome(scenario, run),
    }
}

/// The assumptions at these points.
pub(super) fn drawn(scenario: &Scenario, points: &[PointId]) -> Drawn {
    let (guesses, assumptions) = scenario.guesses_among(points.iter().copied());
    let numbers = scenario.numbers_among(points).into_iter();
    let mut keys: Vec<String> = numbers.map(|number| number.key).collect();
    keys.dedup();
    Drawn { guesses, assumptions, keys }
}

/// What made the result.
pub fn manifest(scenario: &Scenario, terms: &Terms, command: String) -> Manifest {
    let (guesses, assumptions) = scenario.guesses();
    Manifest {
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: scenario.name.clone(),
        scenario_hash: scenario.hash.clone(),
        set: scenario.sets.clone(),
        seed: terms.seed,
        from: terms.from,
        until: terms.stops_on(scenario),
        choices: terms.choices.iter().map(|choice| scenario.choice_words(*choice)).collect(),
        command,
        guesses,
        assumptions,
        drawn: Drawn::default(),
        notice: NOTICE.to_owned(),
    }
}

/// The lines of the docket.
pub fn entries(scenario: &Scenario, run: &Run) -> Vec<EntryRecord> {
    let mut before = None;
    let numbered = run.docket.entries.iter().zip(1..);
    numbered
        .map(|(entry, n)| {
            let mut record = entry_record(scenario, entry, n);
            record.desk = desk(entry, &run.visits);
            let precision = precision(scenario, entry, before);
            before = Some((record.date, precision));
            record.precision = precision.map(|precision| precision.as_str().to_owned());
            record
        })
        .collect()
}

/// How well the day of a recorded entry is known, after one of that day and precision. What follows at once from a
/// step is no surer of its day than the step.
pub fn precision(
    scenario: &Scenario,
    entry: &Entry,
    before: Option<(Date, Option<Precision>)>,
) -> Option<Precision> {
    if entry.status != Status::Recorded {
        return None;
    }
    match entry.line {
        Some(line) => Some(scenario.record[usize::from(line)].precision),
        None => before.filter(|(day, _)| *day == calendar_date(entry.at))?.1,
    }
}

/// One line of the docket.
pub fn entry_record(scenario: &Scenario, entry: &Entry, n: u32) -> EntryRecord {
    let line = entry.line.map(|line| &scenario.record[usize::from(line)]);
    let date = calendar_date(entry.at);
    let recorded = |precision: Precision| precision.as_str().to_owned();
    let is_recorded = entry.status == Status::Recorded;
    EntryRecord {
        n,
        id: line.map(|line| line.id.clone()),
        date,
        time: scenario.runs_by_the_hour().then(|| time_of_day(entry.at)),
        day: days_between(scenario.opens, date),
        from: entry.from.id().to_owned(),
        to: entry.to.iter().map(|office| office.id().to_owned()).collect(),
        event: scenario.event(entry.paper),
        point: entry.point.map(|point| scenario.point_name(point).to_owned()),
        choice: entry.point.zip(entry.choice).map(|(p, c)| scenario.option_name(p, c).to_owned()),
        status: entry.status.as_str().to_owned(),
        precision: line.filter(|_| is_recorded).map(|line| recorded(line.precision)),
        confidence: line.filter(|_| is_recorded).and_then(|line| line.confidence.clone()),
        day_confidence: line.filter(|_| is_recorded).and_then(|line| line.day_confidence.clone()),
        responds_to: entry.responds_to.into_iter().filter(|n| *n > 0).collect(),
        cause: Some(entry.cause).filter(|n| *n > 0),
        authority: scenario.ids(&scenario.authority(entry)),
        text: scenario.text(entry),
        note: line.filter(|_| is_recorded).and_then(|line| line.note.clone()),
        sources: line.filter(|_| is_recorded).map(|line| line.sources.clone()).unwrap_or_default(),
        desk: None,
    }
}

/// The visit that an entry ended, if it ended one.
fn desk(entry: &Entry, visits: &[Visit]) -> Option<DeskRecord> {
    let ended =
        |visit: &&Visit| Some(visit.came.point) == entry.point && visit.left == Some(entry.at);
    let Visit { came, taken_up, left, outcome } = visits.iter().find(ended)?;
    let days = |from: Time, to: Time| (to - from) as f64 / DAY as f64;
    let until = taken_up.or(*left)?;
    Some(DeskRecord {
        came: calendar_date(came.at),
        waited_days: days(came.at, until),
        taken_up: taken_up.map(calendar_date),
        at_desk_days: taken_up.zip(*left).map_or(0.0, |(from, to)| days(from, to)),
        by_time: outcome.is_some(),
    })
}

/// `14:10`.
fn time_of_day(at: Time) -> String {
    let minutes = at.0.rem_euclid(DAY) / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Whole days from one date to another; negative if `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map(|span| i64::from(span.get_days())).unwrap_or_default()
}

fn deadline(scenario: &Scenario, deadline: &Deadline, entries: &[EntryRecord]) -> DeadlineRecord {
    let called = |id: &AuthorityId| scenario.authorities.called(*id, deadline.from);
    let authority: Vec<_> = deadline.authority.iter().map(called).collect();
    DeadlineRecord {
        what: deadline.what.to_string(),
        whose: deadline.whose.id().to_owned(),
        entry: deadline.entry,
        from: deadline.from,
        period: deadline.period.to_string(),
        due: deadline.due,
        time: deadline.to_the_hour.map(time_of_day),
        authority: scenario.ids(&authority),
        done_by: Some(deadline.done_by).filter(|n| *n > 0),
        replaced: deadline.replaced,
        precision: precision_of_its_day(deadline, entries),
        late: deadline.late.clone(),
        kind: match deadline.acts {
            Acts::Points(_) | Acts::Stage(_) => "act",
            Acts::EndOfRequest { .. } => "while-pending",
            Acts::Retention => "retention",
        }
        .to_owned(),
    }
}

/// How well the day is known from which a deadline is counted. A day a court names is counted from none.
fn precision_of_its_day(deadline: &Deadline, entries: &[EntryRecord]) -> Option<String> {
    let entry = entries.iter().find(|entry| entry.n == deadline.entry)?;
    // More time is counted from the day on which the first was up, whenever it was given.
    let counted = entry.date == deadline.from && !deadline.period.ends_with("more");
    entry.precision.clone().filter(|_| counted)
}

/// How the case ended.
pub fn outcome(scenario: &Scenario, run: &Run) -> Outcome {
    let posture = &run.posture;
    let closed = posture.closed_at().map(calendar_date);
    let last = run.docket.entries.last().map_or(scenario.opens, |entry| calendar_date(entry.at));
    Outcome {
        warrant: warrant_outcome(posture).to_owned(),
        paths: path_outcomes(scenario, posture),
        produced_by: posture.produced.map(|(by, _)| produced_by(scenario, by)),
        produced_on: posture.produced.map(|(_, at)| calendar_date(at)),
        deletion: run.data.deleted.map(|deletion| deletion_record(&run.data, deletion)),
        closed,
        day: days_between(scenario.opens, closed.unwrap_or(last)),
        tally: tally(scenario, run),
        wins: wins(run),
    }
}

fn deletion_record(data: &Data, deletion: Deletion) -> DeletionRecord {
    let copy = data.copy.filter(|(taken, _)| *taken < deletion.at);
    DeletionRecord {
        on: calendar_date(deletion.at),
        learned_on: deletion.learned.map(calendar_date),
        copy_until: copy.map(|(_, until)| calendar_date(until)),
    }
}

fn warrant_outcome(posture: &Posture) -> &'static str {
    match posture.ending {
        Some((ending, _)) => ending.as_str(),
        None if posture.process.is_none() => "not-used",
        None => "pending",
    }
}

/// How the path of each channel stands.
fn path_outcomes(scenario: &Scenario, posture: &Posture) -> BTreeMap<String, String> {
    let files = scenario.channels.list.iter().zip(&posture.files);
    files.map(|(channel, file)| (channel.path.clone(), file.standing.as_str().to_owned())).collect()
}

/// By what data came, by its word.
pub fn produced_by(scenario: &Scenario, by: ProducedBy) -> String {
    match by {
        ProducedBy::Warrant => "warrant".to_owned(),
        ProducedBy::InPart => "in-part".to_owned(),
        ProducedBy::Replacement => "replacement-warrant".to_owned(),
        ProducedBy::Elsewhere => "warrant-elsewhere".to_owned(),
        ProducedBy::Channel(path) => scenario.channels.list[usize::from(path)].path.clone(),
    }
}

/// Counts the papers by kind.
pub fn tally(scenario: &Scenario, run: &Run) -> Tally {
    let mut tally = Tally::default();
    for entry in &run.docket.entries {
        let counter = match entry.paper {
            Paper::Issued { process: Process::Warrant | Process::Replacement, .. } => {
                &mut tally.warrants
            }
            Paper::MotionToVacate(_) => &mut tally.motions_to_vacate,
            Paper::StayedOnConsent => &mut tally.stays_by_consent,
            Paper::Stayed => &mut tally.stays_by_district_judge,
            Paper::StayLifted { .. } => &mut tally.stays_lifted,
            Paper::NoticeOfAppeal(
                NoticeKind::First
                | NoticeKind::Amended
                | NoticeKind::New
                | NoticeKind::Late
                | NoticeKind::Government,
            ) => &mut tally.notices_of_appeal,
            Paper::HeldInContempt { sanction, .. } => {
                tally.fines += u32::from(sanction != Sanction::None);
                &mut tally.contempts
            }
            Paper::HeldAtACostNotConfirmed => &mut tally.contempts,
            Paper::SanctionsOrdered => &mut tally.fines,
            Paper::RehearingPetition => &mut tally.rehearing_petitions,
            Paper::Petition(_) => &mut tally.certiorari_petitions,
            Paper::ActPassed => &mut tally.statutes,
            Paper::Requested(path) if scenario.channels.list[usize::from(path)].overlay => continue,
            Paper::Requested(_) => &mut tally.requests,
            _ => continue,
        };
        *counter += 1;
    }
    tally
}

fn wins(run: &Run) -> Vec<Win> {
    let numbered = run.docket.entries.iter().zip(1..);
    let rulings = numbered.filter_map(|(entry, n)| entry.paper.ruling().map(|ruling| (n, ruling)));
    rulings
        .map(|(n, ruling)| Win {
            n,
            stage: ruling.stage.to_owned(),
            winner: match ruling.winner {
                Winner::Government => "government",
                Winner::Provider => "provider",
                Winner::Joint => "joint",
                Winner::Tie => "tie",
                Winner::Neither => "neither",
            }
            .to_owned(),
        })
        .collect()
}
