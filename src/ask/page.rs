//! Everything that a page shows, run step by step: the case, every single departure from it, a forecast of each, the tree.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::experiment::branches::Branch;
use crate::experiment::compare::{self, Alternative, Comparison, last_day};
use crate::experiment::departures::{Crossing, Leads, Way, departures, with};
use crate::experiment::estimate::Level;
use crate::experiment::forecast::summary::{Forecast, Precision, summary};
use crate::experiment::forecast::{Forecaster, Frame};
use crate::experiment::many::{Crew, Trouble as ManyTrouble, count};
use crate::experiment::tree::shape::Cut;
use crate::experiment::tree::{self, Shown, Times, grow_watched};
use crate::law::answers::{Choice, Line};
use crate::law::chambers::{calendar_date, end_of_day, noon};
use crate::law::docket::Status;
use crate::report::lines::asked;
use crate::report::page::{Moves, Page, Parts, Prospect, page};
use crate::report::record::record;
use crate::report::text::outcome_words;
use crate::report::tree::{TreeReport, report};
use crate::scenario::Scenario;
use crate::simulate::{Driver, Failure, Run, Terms};

use super::forecast::HORIZON;
use super::paths;
use super::refusal::Refusal;
use super::search::{explain, explain_many, quietly, run_or_explain};
use super::terms::{command, in_prospect, options, same_place};

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
    /// The paths of the case, each by itself; none if they are not to be laid beside each other.
    paths: Vec<Alternative>,
    /// What was counted of them so far.
    compared: Comparison,
    /// So many cases.
    compared_to: u64,
}

/// In so many steps the paths are compared.
const COMPARED_IN: u64 = 4;

impl Gathering {
    /// Runs the case and every single departure from it. `paths` are laid beside each other.
    ///
    /// # Errors
    ///
    /// A choice that the law closes, or that never comes up, with what would bring it up.
    pub fn begin(
        scenario: Arc<Scenario>,
        terms: Terms,
        extent: Extent,
        paths: Vec<Alternative>,
    ) -> Result<Gathering, Refusal> {
        let run = run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
        let crossings = departures(&scenario, &terms, &run);
        let crossings = crossings.map_err(|why| explain(&scenario, why))?;
        let departed = elsewhere(&crossings, &terms).map(Some);
        let decided = crossings.iter().map(|one| as_decided(&scenario, &terms, &run, one));
        let opening = Some(in_prospect(terms.clone(), &scenario));
        let wanted = departed.chain(decided).chain([opening]).collect();
        Ok(Gathering {
            scenario,
            terms,
            extent,
            run,
            crossings,
            wanted,
            made: Vec::new(),
            paths,
            compared: Comparison::default(),
            compared_to: 0,
        })
    }

    /// In how many steps the page is gathered: its forecasts, and the comparison of its paths.
    pub fn steps(&self) -> usize {
        self.wanted.len() + if self.paths.is_empty() { 0 } else { COMPARED_IN as usize }
    }

    /// How many are still to be made.
    pub fn left(&self) -> usize {
        let compared = self.compared_to * COMPARED_IN / self.extent.cases.max(1);
        self.steps() - self.made.len() - if self.paths.is_empty() { 0 } else { compared as usize }
    }

    /// Makes the next one. If the crew is told to stop, it holds only the cases that were reached.
    ///
    /// # Errors
    ///
    /// A mistake of the program.
    pub fn step(&mut self, crew: Crew<'_>) -> Result<(), Refusal> {
        let Some(wanted) = self.wanted.get(self.made.len()) else { return self.compare(crew) };
        let made = match wanted {
            Some(terms) => forecast(&self.scenario, terms, self.extent.cases, crew)?,
            None => None,
        };
        self.made.push(made);
        Ok(())
    }

    /// Runs some more cases under every path.
    fn compare(&mut self, crew: Crew<'_>) -> Result<(), Refusal> {
        let (from, all) = (self.compared_to, self.extent.cases);
        // The counts are whole numbers: how the cases are cut does not change what they come to.
        let step = from * COMPARED_IN / all.max(1) + 1;
        let to = (all * step).div_ceil(COMPARED_IN).min(all);
        let counted = compare::run(&self.paths, from..to, crew);
        let counted = counted.map_err(|trouble| explain_many(trouble, &self.paths))?;
        match counted {
            Some(counted) if from == 0 => self.compared = counted,
            Some(counted) => self.compared.add(&counted),
            None => self.paths.clear(),
        }
        self.compared_to = to;
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
        let Gathering { scenario, terms, extent, run, crossings, made, paths, compared, .. } = self;
        let paths = (!paths.is_empty())
            .then(|| paths::compared(&scenario, &terms, &paths, &compared, extent.cases));
        let mut made = made.into_iter();
        let departed = elsewhere(&crossings, &terms)
            .map(|terms| command(&scenario, &terms))
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
            paths,
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
    /// To the end of which day what could be expected follows the record: that of the first choice; null if it follows
    /// none.
    pub known_to: Option<Date>,
    /// What could be expected of it.
    pub prospect: Option<Prospect>,
}

/// The same case with nothing decided otherwise, seen from the day of the first choice.
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
    let run = |terms: &Terms| quietly(scenario, terms).map_err(|why| explain(scenario, why));
    let chosen = run(terms)?.docket.entries.into_iter().find(|one| one.status == Status::Chosen);
    let terms = Terms { choices: Vec::new(), ..terms.clone() };
    let base = record(scenario, &terms, &run(&terms)?, String::new());
    let binds = |day: &Date| terms.from.is_none_or(|from| *day <= from);
    let day = chosen.filter(|_| !scenario.record.is_empty()).map(|entry| calendar_date(entry.at));
    let seen = match day.filter(binds) {
        Some(day) => as_recorded_to(scenario, &terms, day),
        None => in_prospect(terms, scenario),
    };
    let prospect = forecast(scenario, &seen, cases, crew)?;
    let prospect = prospect.as_ref().map(Prospect::new);
    Ok(Origin { ended: outcome_words(&base.outcome), known_to: seen.from, prospect })
}

/// The terms of every option that leads to another docket, in the order of the options.
fn elsewhere<'a>(crossings: &'a [Crossing], terms: &'a Terms) -> impl Iterator<Item = Terms> + 'a {
    crossings.iter().flat_map(move |crossing| {
        let elsewhere = |way: &&Way| matches!(way.leads, Leads::Elsewhere { .. });
        let before = before(terms, crossing);
        crossing.ways.iter().filter(elsewhere).map(move |way| with(&before, way.choice))
    })
}

/// The terms with the choices only that were made before a decision.
fn before(terms: &Terms, crossing: &Crossing) -> Terms {
    Terms { choices: crossing.before.clone(), ..terms.clone() }
}

/// A decision as it was made, for a forecast: the record to the end of its day, or the same choice, and then the odds.
fn as_decided(scenario: &Scenario, terms: &Terms, run: &Run, crossing: &Crossing) -> Option<Terms> {
    let (point, occurrence) = (crossing.point, crossing.occurrence);
    let terms = &before(terms, crossing);
    let entry = run.docket.entries.get(crossing.entry - 1);
    match (entry, crossing.taken) {
        (Some(entry), _) if entry.status == Status::Recorded => {
            Some(as_recorded_to(scenario, terms, calendar_date(entry.at)))
        }
        (_, Some(option)) => Some(with(terms, Choice { point, occurrence, option })),
        _ => None,
    }
}

/// The record to the end of a day, and then the odds. Who departs from the record on that day still meets what comes
/// from outside the case as it came, an Act of Congress for instance; so must what is laid beside that.
fn as_recorded_to(scenario: &Scenario, terms: &Terms, day: Date) -> Terms {
    let lines = scenario.plan.lines.iter().filter(|line| line.exogenous);
    let later = lines.filter(|line| {
        let ends = terms.from.map(end_of_day);
        line.on.is_none_or(|on| on > end_of_day(day) && ends.is_none_or(|end| on <= end))
    });
    let events = later.filter_map(|line| {
        let Line { point, occurrence, choice, .. } = *line;
        choice.map(|option| Choice { point, occurrence, option })
    });
    let mut choices = terms.choices.clone();
    for event in events {
        if !choices.iter().any(|known| same_place(known, &event)) {
            choices.push(event);
        }
    }
    Terms { from: Some(day), choices, ..terms.clone() }
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
