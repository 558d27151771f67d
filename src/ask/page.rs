//! Everything that a page shows, run step by step: the case, every single departure from it, a forecast of each, the tree.

use std::sync::Arc;

use serde::Serialize;

use crate::experiment::branches::Branch;
use crate::experiment::compare::{Alternative, last_day};
use crate::experiment::departures::{Crossing, Leads, departures, with};
use crate::experiment::estimate::Level;
use crate::experiment::forecast::summary::{Forecast, Precision, summary};
use crate::experiment::forecast::{Forecaster, Frame};
use crate::experiment::many::{Crew, Trouble as ManyTrouble, count};
use crate::experiment::tree::shape::Cut;
use crate::experiment::tree::{self, Shown, Times, grow_watched};
use crate::law::answers::Choice;
use crate::law::chambers::{calendar_date, noon};
use crate::law::docket::Status;
use crate::report::lines::asked;
use crate::report::page::{Moves, Page, Parts, Prospect, page};
use crate::report::record::record;
use crate::report::text::outcome_words;
use crate::report::tree::{TreeReport, report};
use crate::scenario::Scenario;
use crate::simulate::{Driver, Failure, Run, Terms};

use super::forecast::HORIZON;
use super::refusal::Refusal;
use super::search::{explain, explain_many, quietly, run_or_explain};
use super::terms::{command, in_prospect, options};

/// How much is run for a page.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// The cases behind every forecast.
    pub cases: u64,
    /// The sets of times with which the branches of the tree are walked.
    pub times: u64,
    /// The most branches walked with each of them.
    pub branches: u64,
}

impl Extent {
    /// That of a page that is written once and read often.
    pub const OF_A_FILE: Extent = Extent { cases: 10_000, times: 20, branches: 5_000 };
}

/// What of the tree a page shows.
const CUT: Cut = Cut { prune: 0.02, depth: Some(10) };

/// A page as it is being made.
pub struct Gathering {
    scenario: Arc<Scenario>,
    terms: Terms,
    extent: Extent,
    run: Run,
    crossings: Vec<Crossing>,
    /// The terms of every forecast, in the order of [`Gathering::finish`]; none where none can be had.
    wanted: Vec<Option<Terms>>,
    /// The forecasts made so far; none where the law closes in some cases what was chosen.
    made: Vec<Option<Forecast>>,
}

impl Gathering {
    /// Runs the case and every single departure from it.
    ///
    /// # Errors
    ///
    /// A choice that the law closes, or that never comes up, with what would bring it up.
    pub fn begin(
        scenario: Arc<Scenario>,
        terms: Terms,
        extent: Extent,
    ) -> Result<Gathering, Refusal> {
        let run = run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
        let crossings = departures(&scenario, &terms, &run);
        let crossings = crossings.map_err(|why| explain(&scenario, why))?;
        let departed = elsewhere(&crossings).map(|choice| Some(with(&terms, choice)));
        let decided = crossings.iter().map(|one| as_decided(&terms, &run, one));
        let opening = Some(in_prospect(terms.clone(), &scenario));
        let wanted = departed.chain(decided).chain([opening]).collect();
        Ok(Gathering { scenario, terms, extent, run, crossings, wanted, made: Vec::new() })
    }

    /// How many forecasts the page has.
    pub fn steps(&self) -> usize {
        self.wanted.len()
    }

    /// How many are still to be made.
    pub fn left(&self) -> usize {
        self.wanted.len() - self.made.len()
    }

    /// Makes the next one. If the crew is told to stop, it holds only the cases that were reached.
    ///
    /// # Errors
    ///
    /// A mistake of the program.
    pub fn step(&mut self, crew: Crew<'_>) -> Result<(), Refusal> {
        let Some(wanted) = self.wanted.get(self.made.len()) else { return Ok(()) };
        let made = match wanted {
            Some(terms) => forecast(&self.scenario, terms, self.extent.cases, crew)?,
            None => None,
        };
        self.made.push(made);
        Ok(())
    }

    /// Grows the tree and puts the page together.
    ///
    /// # Errors
    ///
    /// A mistake of the program.
    pub fn finish(self) -> Result<Page, Refusal> {
        let tree = self.tree()?;
        let written_by = self.command();
        let Gathering { scenario, terms, extent, run, crossings, made, .. } = self;
        let mut made = made.into_iter();
        let departed = elsewhere(&crossings)
            .map(|choice| command(&scenario, &with(&terms, choice)))
            .map(|command| (made.next().flatten(), command));
        let forecasts = departed.collect();
        let decided = crossings.iter().map(|_| made.next().flatten()).collect();
        let parts = Parts {
            run: record(&scenario, &terms, &run, command(&scenario, &terms)),
            crossings: &crossings,
            decided,
            forecasts,
            prospect: made.next().flatten(),
            tree,
            cases: extent.cases,
            command: written_by,
        };
        Ok(page(&scenario, parts))
    }

    /// The tree of a page: as `comity tree` draws it, and deeper; and how its ends hang on each decision.
    fn tree(&self) -> Result<(TreeReport, Moves), Refusal> {
        let Gathering { scenario, extent: Extent { times, branches, .. }, .. } = self;
        let terms = &in_prospect(self.terms.clone(), scenario);
        let (sets, shown) = (Times::Cases(*times), Shown::Procedure);
        let mut moves = tree::moves::Moves::default();
        let mut watch = |branch: &Branch<'_>, chance, ending| {
            moves.add(branch, chance, ending, scenario);
        };
        let grown = grow_watched(scenario, terms, sets, *branches, &shown, &mut watch);
        let grown = grown.map_err(|why| explain(scenario, why))?;
        let command = format!(
            "comity tree {} --seed {}{} --times {times} --prune {} --branches {branches} --depth 10",
            asked(&scenario.name, &scenario.sets),
            terms.seed,
            options(scenario, terms),
            CUT.prune,
        );
        let moves = Moves::new(scenario, &grown, &moves);
        Ok((report(scenario, terms, &grown, (sets, &shown, CUT), command), moves))
    }

    /// The command that writes the page as a file.
    fn command(&self) -> String {
        let Gathering { scenario, terms, extent, .. } = self;
        format!(
            "comity page {} --seed {}{} -n {}",
            asked(&scenario.name, &scenario.sets),
            terms.seed,
            options(scenario, terms),
            extent.cases,
        )
    }
}

/// A case without the choices that were made, to lay beside what they led to.
#[derive(Clone, Debug, Serialize)]
pub struct Origin {
    /// How it ended, in one sentence without a full stop.
    pub ended: String,
    /// What could be expected of it.
    pub prospect: Option<Prospect>,
}

/// The same case with nothing decided otherwise.
///
/// # Errors
///
/// A mistake of the program.
pub fn origin(
    scenario: &Scenario,
    terms: &Terms,
    cases: u64,
    crew: Crew<'_>,
) -> Result<Origin, Refusal> {
    let terms = Terms { choices: Vec::new(), ..terms.clone() };
    let run = quietly(scenario, &terms).map_err(|why| explain(scenario, why))?;
    let run = record(scenario, &terms, &run, String::new());
    let prospect = forecast(scenario, &in_prospect(terms, scenario), cases, crew)?;
    let prospect = prospect.as_ref().map(Prospect::new);
    Ok(Origin { ended: outcome_words(&run.outcome), prospect })
}

/// The choices that lead to another docket.
fn elsewhere(crossings: &[Crossing]) -> impl Iterator<Item = Choice> + '_ {
    let ways = crossings.iter().flat_map(|crossing| &crossing.ways);
    ways.filter(|way| matches!(way.leads, Leads::Elsewhere { .. })).map(|way| way.choice)
}

/// A decision as it was made, for a forecast: the record to the end of its day, or the same choice, and then the odds.
fn as_decided(terms: &Terms, run: &Run, crossing: &Crossing) -> Option<Terms> {
    let (point, occurrence) = (crossing.point, crossing.occurrence);
    let entry = run.docket.entries.get(crossing.entry - 1);
    match (entry, crossing.taken) {
        (Some(entry), _) if entry.status == Status::Recorded => {
            Some(Terms { from: Some(calendar_date(entry.at)), ..terms.clone() })
        }
        (_, Some(option)) => Some(with(terms, Choice { point, occurrence, option })),
        _ => None,
    }
}

/// A forecast; none where the law closes in some cases what was chosen.
fn forecast(
    scenario: &Scenario,
    terms: &Terms,
    cases: u64,
    crew: Crew<'_>,
) -> Result<Option<Forecast>, Refusal> {
    // All days on a page are counted from the first of the case, so that they can be laid side by side.
    let origin = noon(scenario.opens);
    let last_day = last_day(scenario, &Terms { from: None, ..terms.clone() }, origin);
    let frame = Frame { origin, horizon: i64::from(HORIZON).min(last_day) };
    let precision = Precision { level: Level::default(), always: false };
    match count(0..cases, crew, || Forecaster::new(scenario, terms, frame)) {
        Ok((sum, _)) => {
            let counted = sum.counted();
            Ok(Some(summary(scenario, &counted, frame, last_day, precision)))
        }
        Err(ManyTrouble::Case(_, Failure::Barred { .. })) => Ok(None),
        Err(trouble) => {
            let (label, scenario, terms) = (String::new(), scenario.clone(), terms.clone());
            Err(explain_many(trouble, &[Alternative { label, scenario, terms, frame }]))
        }
    }
}
