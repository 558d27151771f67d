//! `comity why`: one entry, and everything behind it.

use clap::Args;

use crate::experiment::departures::with;
use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::report::decisions::{consequence, point_record};
use crate::report::record::{EntryRecord, RunRecord, outcome, record};
use crate::report::why::{Alternative, Otherwise, Why, authorities, chain, follows_from, text};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::nearest;
use crate::simulate::{Driver, Failure, Terms};

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};
use super::search::{quietly, run_or_explain};
use super::terms::{TermsArguments, command};

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity why microsoft-ireland E20
  comity why microsoft-ireland 26
  comity why microsoft-ireland 16 --what-if district.review=reverse")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    /// A step of the record (E20), a number on the docket (22) or a decision point
    entry: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    let run = run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
    let record = record(&scenario, &terms, &run, command(&scenario, &terms));
    let entry = find(&scenario, &record, &arguments.entry).map_err(Trouble::usage)?;
    let why = why(&scenario, &terms, &record, entry);
    let text = if arguments.json { json(&why)? } else { text(&scenario, &record, &why) };
    arguments.target.write(&text)
}

/// The entry a word names: by step, by number, or by decision point.
pub(super) fn find<'a>(
    scenario: &Scenario,
    record: &'a RunRecord,
    word: &str,
) -> Result<&'a EntryRecord, Problem> {
    let entries = &record.entries;
    let id =
        |entry: &&EntryRecord| entry.id.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(word));
    if let Some(entry) = entries.iter().find(id) {
        return Ok(entry);
    }
    if let Some(entry) = entries.iter().find(|entry| entry.point.as_deref() == Some(word)) {
        return Ok(entry);
    }
    // A choice without a step of its own is explained at the step that shows it.
    let step = scenario.find_point(word).and_then(|point| scenario.step_of(point));
    if let Some(step) = step
        && let Some(entry) = entries.iter().find(|entry| entry.id.as_ref() == Some(&step.id))
    {
        return Ok(entry);
    }
    let number = word.trim_start_matches('#').parse::<u32>().ok();
    if let Some(entry) = number.and_then(|n| entries.iter().find(|entry| entry.n == n)) {
        return Ok(entry);
    }
    let see =
        format!("the docket has entries 1 to {}; see: {}", entries.len(), record.manifest.command);
    let known = scenario.record.iter().any(|line| line.id.eq_ignore_ascii_case(word))
        || scenario.find_point(word).is_some();
    if known {
        return Err(Problem::new(format!("{word} does not happen in this run"), see));
    }
    let ids = entries.iter().filter_map(|entry| entry.id.as_deref());
    let near = if number.is_some() { None } else { nearest(word, ids) };
    let cure = near.map_or(see, |near| format!("did you mean `{near}`?"));
    Err(Problem::new(format!("the docket has no entry `{word}`"), cure))
}

/// What stands behind an entry, without what else could have come of it.
pub(super) fn grounds(scenario: &Scenario, record: &RunRecord, entry: &EntryRecord) -> Why {
    let (own, shown) = points_of(scenario, entry);
    let points = own.into_iter().chain(shown);
    let sources = entry.sources.iter();
    let source = |key: &String| Some((key.clone(), scenario.sources.get(key)?.clone()));
    Why {
        manifest: record.manifest.clone(),
        entry: entry.clone(),
        assuming: points.map(|point| point_record(scenario, point)).collect(),
        sources: sources.filter_map(source).collect(),
        because: authorities(&scenario.authorities, entry),
        from: follows_from(record, entry),
        chain: chain(record, entry),
        otherwise: Vec::new(),
    }
}

/// The point of an entry, and those of which the step of the record that it stands for shows the choice.
fn points_of(scenario: &Scenario, entry: &EntryRecord) -> (Option<PointId>, Vec<PointId>) {
    let own = entry.point.as_deref().and_then(|name| scenario.find_point(name));
    let is_recorded = entry.status == "recorded";
    let step =
        scenario.record.iter().find(|line| is_recorded && entry.id.as_ref() == Some(&line.id));
    (own, step.iter().flat_map(|line| &line.also).map(|choice| choice.point).collect())
}

fn why(scenario: &Scenario, terms: &Terms, record: &RunRecord, entry: &EntryRecord) -> Why {
    let (own, shown) = points_of(scenario, entry);
    let mut otherwise = Vec::new();
    if let (Some(point), Some(choice)) = (own, &entry.choice) {
        let decided = scenario.options(point).iter().position(|name| name == choice);
        if let Some(option) = decided.filter(|_| scenario.options(point).len() > 1) {
            let taken = Choice { point, occurrence: 1, option: option as u8 };
            let occurrence = occurrence(scenario, terms, record, entry, taken);
            otherwise.push(others(scenario, terms, Choice { occurrence, ..taken }));
        }
    }
    for point in &shown {
        let known = scenario.plan.shown.iter().find(|choice| choice.point == *point);
        otherwise.extend(known.map(|taken| others(scenario, terms, *taken)));
    }
    Why { otherwise, ..grounds(scenario, record, entry) }
}

/// The how-manieth time the point was asked when this entry was made. An entry does not carry it, so it is
/// found by asking: choosing the same option at the right time, and only then, makes this entry a choice.
fn occurrence(
    scenario: &Scenario,
    terms: &Terms,
    record: &RunRecord,
    entry: &EntryRecord,
    taken: Choice,
) -> u16 {
    if entry.status == "chosen" {
        let chosen = terms.choices.iter().filter(|known| known.point == taken.point);
        let mut same = chosen.filter(|known| known.option == taken.option);
        return same.next().map_or(1, |known| known.occurrence);
    }
    let asked = record.entries.iter().filter(|one| one.point == entry.point).count();
    let times = 1..=u16::try_from(asked).unwrap_or(u16::MAX);
    let is_it = |nth: &u16| {
        let trial = with(terms, Choice { occurrence: *nth, ..taken });
        let index = usize::try_from(entry.n).unwrap_or(0).saturating_sub(1);
        quietly(scenario, &trial).is_ok_and(|run| {
            let chosen = crate::law::docket::Status::Chosen;
            run.docket.entries.get(index).is_some_and(|one| one.status == chosen)
        })
    };
    times.into_iter().find(is_it).unwrap_or(1)
}

fn others(scenario: &Scenario, terms: &Terms, taken: Choice) -> Otherwise {
    let options = scenario.options(taken.point);
    let alternatives = (0..options.len()).filter(|option| *option != usize::from(taken.option));
    Otherwise {
        point: scenario.point_name(taken.point).to_owned(),
        occurrence: taken.occurrence,
        decided: scenario.option_name(taken.point, taken.option).to_owned(),
        options: alternatives
            .map(|option| alternative(scenario, terms, Choice { option: option as u8, ..taken }))
            .collect(),
    }
}

fn alternative(scenario: &Scenario, terms: &Terms, choice: Choice) -> Alternative {
    let number = usize::from(choice.option);
    let (authority, leads_to) = consequence(scenario, choice.point, number);
    let trial = with(terms, choice);
    let (outcome, closed) = match quietly(scenario, &trial) {
        Ok(run) if run.never_arose.iter().all(|missed| !trial.choices.contains(missed)) => {
            (Some(outcome(scenario, &run)), None)
        }
        Ok(_) => (None, None),
        Err(Failure::Barred { on, why, .. }) => (None, Some(scenario.closed_words(why, on))),
        Err(failure) => (None, Some(format!("{failure:?}"))),
    };
    let assumed = scenario.assumed.get(usize::from(choice.point.0));
    Alternative {
        option: scenario.option_name(choice.point, choice.option).to_owned(),
        odds: assumed.and_then(|assumed| assumed.odds.get(number)).copied(),
        leads_to,
        authority,
        closed,
        outcome,
        command: command(scenario, &trial),
    }
}
