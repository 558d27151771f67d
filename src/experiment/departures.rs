//! Every single departure from a run: each decision that came up in it, taken each other way, with the same seed. Friends
//! of the court, who change nothing that follows, are not asked in this count and left out.

use jiff::civil::Date;

use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::law::docket::{Docket, Entry, Status};
use crate::law::window::Closed;
use crate::scenario::Scenario;
use crate::simulate::{Driver, Failure, Run, Terms, run};

/// A decision that came up in a run.
#[derive(Clone, Debug)]
pub struct Crossing {
    /// Where it was made.
    pub point: PointId,
    /// The how-manieth time it was asked, from 1.
    pub occurrence: u16,
    /// What was decided, if the docket tells: the option that changes nothing.
    pub taken: Option<u8>,
    /// The entry that shows it, from 1: its own, or the first that would have been another.
    pub entry: usize,
    /// The other options, in their order.
    pub ways: Vec<Way>,
    /// The choices of the run that were made before it. Who decides otherwise here leaves the later ones open.
    pub before: Vec<Choice>,
}

/// An option that was not taken.
#[derive(Clone, Debug)]
pub struct Way {
    /// The choice.
    pub choice: Choice,
    /// Where it leads.
    pub leads: Leads,
}

/// Where an option leads.
#[derive(Clone, Debug)]
pub enum Leads {
    /// To another docket, of which so many entries are those of the run it departs from.
    Elsewhere {
        /// The run.
        run: Box<Run>,
        /// The entries both have.
        same: usize,
    },
    /// To the same docket.
    Nowhere,
    /// Nowhere: the law closes it on that day.
    Closed {
        /// The day.
        on: Date,
        /// Why.
        why: Closed,
    },
}

/// The departures from a run, in the order of the docket. `base` is what `terms` run to.
///
/// # Errors
///
/// A mistake in the program.
pub fn departures(
    scenario: &Scenario,
    terms: &Terms,
    base: &Run,
) -> Result<Vec<Crossing>, Failure> {
    let mut found = Vec::new();
    // What has no docket has no entry at which anything could part.
    let points = scenario.points().filter(|_| !base.docket.entries.is_empty());
    for point in points {
        let options = scenario.options(point).len();
        let asked = base.asked.get(usize::from(point.0)).copied().unwrap_or(0);
        for occurrence in (1..=asked).filter(|_| options > 1) {
            found.extend(crossing(scenario, terms, base, (point, occurrence), options)?);
        }
    }
    // The sort is stable: decisions that show on one entry keep the order in which a case reaches them.
    found.sort_by_key(|one| one.entry);
    Ok(found)
}

/// One decision with its options; none if no option leads elsewhere.
fn crossing(
    scenario: &Scenario,
    terms: &Terms,
    base: &Run,
    (point, occurrence): (PointId, u16),
    options: usize,
) -> Result<Option<Crossing>, Failure> {
    let mut ways = Vec::new();
    // The options that cannot be had beside the choices made in the run.
    let mut at_odds = Vec::new();
    // The options that change nothing, with the entry that shows each, if one does.
    let mut idle: Vec<(u8, Option<usize>)> = Vec::new();
    for option in 0..options {
        let choice = Choice { point, occurrence, option: option as u8 };
        let leads = match tried(scenario, terms, choice)? {
            Tried::NeverArose => continue,
            Tried::AtOdds => {
                at_odds.push(choice);
                continue;
            }
            Tried::Closed(leads) => leads,
            Tried::Run(run) => match parts(&base.docket, &run.docket) {
                Some(same) => Leads::Elsewhere { run, same },
                None => {
                    idle.push((choice.option, shown_by(base, &run, choice)));
                    Leads::Nowhere
                }
            },
        };
        ways.push(Way { choice, leads });
    }
    let taken = idle.iter().find(|(_, shown)| shown.is_some()).or(idle.first()).copied();
    ways.retain(|way| taken.is_none_or(|(option, _)| option != way.choice.option));
    let first = ways.iter().filter_map(|way| match way.leads {
        Leads::Elsewhere { same, .. } => Some(same + 1),
        _ => None,
    });
    let Some(first) = first.min() else { return Ok(None) };
    let entry = taken.and_then(|(_, shown)| shown).unwrap_or(first);
    let taken = taken.map(|(option, _)| option);
    let entry = entry.clamp(1, base.docket.entries.len().max(1));
    let is_before = |choice: &&Choice| {
        let shown = entry_of(base, **choice);
        shown.is_none_or(|shown| {
            (shown, choice.point, choice.occurrence) <= (entry, point, occurrence)
        })
    };
    let before: Vec<Choice> = terms.choices.iter().filter(is_before).copied().collect();
    if before.len() < terms.choices.len() {
        let free = Terms { choices: before.clone(), ..terms.clone() };
        ways.extend(at_odds.into_iter().map(|choice| Way { choice, leads: Leads::Nowhere }));
        ways.sort_by_key(|way| way.choice.option);
        ways = again(scenario, &free, base, ways)?;
    }
    Ok(Some(Crossing { point, occurrence, taken, entry, ways, before }))
}

/// Where the options lead once the later choices are open.
fn again(
    scenario: &Scenario,
    free: &Terms,
    base: &Run,
    ways: Vec<Way>,
) -> Result<Vec<Way>, Failure> {
    let mut found = Vec::new();
    for choice in ways.into_iter().map(|way| way.choice) {
        let leads = match tried(scenario, free, choice)? {
            Tried::NeverArose | Tried::AtOdds => continue,
            Tried::Closed(leads) => leads,
            Tried::Run(run) => match parts(&base.docket, &run.docket) {
                Some(same) => Leads::Elsewhere { run, same },
                None => Leads::Nowhere,
            },
        };
        found.push(Way { choice, leads });
    }
    Ok(found)
}

/// What a choice comes to beside others.
enum Tried {
    /// It is never asked for.
    NeverArose,
    /// It leads to a run.
    Run(Box<Run>),
    /// The law closes it.
    Closed(Leads),
    /// With it the law closes another choice that was made: there is no such world.
    AtOdds,
}

fn tried(scenario: &Scenario, terms: &Terms, choice: Choice) -> Result<Tried, Failure> {
    match run(scenario, &with(terms, choice), Driver::InPlace, &mut |_| ()) {
        Ok(run) if run.never_arose.contains(&choice) => Ok(Tried::NeverArose),
        Ok(run) => Ok(Tried::Run(Box::new(run))),
        Err(Failure::Barred { choice: barred, on, why }) if barred == choice => {
            Ok(Tried::Closed(Leads::Closed { on, why }))
        }
        Err(Failure::Barred { .. }) => Ok(Tried::AtOdds),
        Err(fault) => Err(fault),
    }
}

/// The entry that shows a choice made in a run.
fn entry_of(run: &Run, choice: Choice) -> Option<usize> {
    let shows =
        |entry: &&Entry| entry.point == Some(choice.point) && entry.status == Status::Chosen;
    let mut own = run.docket.entries.iter().zip(1..).filter(|(entry, _)| shows(entry));
    let own = own.find(|(entry, _)| entry.choice == Some(choice.option));
    own.map(|(_, number)| number)
}

/// The terms with one choice more, in place of any at the same point and time.
pub fn with(terms: &Terms, choice: Choice) -> Terms {
    let mut trial = terms.clone();
    let same = |one: &Choice| (one.point, one.occurrence) == (choice.point, choice.occurrence);
    trial.choices.retain(|known| !same(known));
    trial.choices.push(choice);
    trial
}

/// After how many entries two dockets part, if they do; whether an entry is recorded is no difference.
fn parts(one: &Docket, other: &Docket) -> Option<usize> {
    let what = |entry: &Entry| Entry { status: Status::Recorded, line: None, ..*entry };
    let pairs = one.entries.iter().zip(&other.entries);
    let same = pairs.take_while(|(one, other)| what(one) == what(other)).count();
    (same < one.entries.len().max(other.entries.len())).then_some(same)
}

/// The entry that shows a decision: the one that is chosen once the same is chosen there.
fn shown_by(base: &Run, chosen: &Run, choice: Choice) -> Option<usize> {
    let mut pairs = base.docket.entries.iter().zip(&chosen.docket.entries);
    let shows = |(before, after): (&Entry, &Entry)| {
        let own = after.point == Some(choice.point) && after.choice == Some(choice.option);
        own && after.status == Status::Chosen && before.status != Status::Chosen
    };
    pairs.position(shows).map(|index| index + 1)
}
