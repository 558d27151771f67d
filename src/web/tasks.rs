//! The two pieces of work that take longer than a turn: a forecast and a page.

use std::sync::Arc;

use serde::Serialize;
use tokio::time::{Duration, Instant};

use crate::ask::forecast::{HORIZON, Question};
use crate::ask::page::{Extent, Gathering, Origin, origin};
use crate::ask::refusal::Refusal;
use crate::experiment::compare::Alternative;
use crate::experiment::estimate::Level;
use crate::experiment::forecast::Counted;
use crate::experiment::forecast::summary::Precision;
use crate::experiment::many::Crew;
use crate::report::forecast::ForecastReport;
use crate::report::forecast::svg::svg;
use crate::report::page::{Page, Prospect};
use crate::scenario::Scenario;
use crate::simulate::Terms;

use super::answer::{Refused, unwritable};
use super::work::{Progress, Step, Work};

/// How long a turn should be: short enough that others do not wait, long enough to be worth beginning.
const TURN: Duration = Duration::from_millis(25);

/// The cases of the first turn.
const FIRST: u64 = 256;

/// A forecast as it is being counted.
pub(super) struct Forecasting {
    question: Question,
    cases: u64,
    counted: Counted,
    at_a_time: u64,
}

/// Its last line.
#[derive(Serialize)]
struct Told<'a> {
    forecast: &'a ForecastReport,
    /// In short, as the page shows forecasts.
    prospect: Prospect,
    /// When the data comes, drawn.
    svg: String,
}

impl Forecasting {
    pub(super) fn new(scenario: &Scenario, terms: Terms, cases: u64) -> Forecasting {
        let question = Question::new(scenario.clone(), terms, HORIZON);
        Forecasting { question, cases, counted: Counted::default(), at_a_time: FIRST }
    }

    fn report(&self) -> Result<Step, Refused> {
        let done = self.counted.all.cases;
        let precision = Precision { level: Level::default(), always: false };
        let report = self.question.report(&self.counted, 0..done, done < self.cases, precision)?;
        let svg = svg(&self.question.alternative().scenario, &report);
        let prospect = Prospect::new(&report.forecast);
        let told = Told { forecast: &report, prospect, svg };
        let line = serde_json::to_string(&told).map_err(unwritable)?;
        Ok(Step::Done(line))
    }
}

impl Work for Forecasting {
    fn step(&mut self, crew: Crew<'_>, is_over: bool) -> Result<Step, Refused> {
        let done = self.counted.all.cases;
        if done == self.cases || (is_over && done > 0) {
            return self.report();
        }
        let began = Instant::now();
        let end = self.cases.min(done + self.at_a_time);
        let (more, _) = self.question.count(done..end, crew)?;
        self.counted.add(&more);
        // The counts are whole numbers: how they are cut does not change what they come to.
        match began.elapsed() {
            short if short < TURN / 2 => self.at_a_time *= 2,
            long if long > TURN * 2 => self.at_a_time = (self.at_a_time / 2).max(FIRST),
            _ => {}
        }
        Ok(Step::More(Progress { done: self.counted.all.cases, of: self.cases }))
    }
}

/// What is run for a page that is asked for: enough to lay worlds side by side, and soon there.
pub(super) const EXTENT: Extent = Extent { cases: 500, times: 5, branches: 2_000 };

/// A page as it is being gathered.
pub(super) struct Paging {
    scenario: Arc<Scenario>,
    terms: Terms,
    /// None once it is put together.
    gathering: Option<Gathering>,
    origin: Option<Origin>,
    cases: u64,
}

/// Its last line.
#[derive(Serialize)]
struct Shown<'a> {
    page: &'a Page,
    /// The case without any choice, if some are made.
    origin: &'a Option<Origin>,
}

impl Paging {
    /// Runs the case and its departures.
    pub(super) fn begin(
        scenario: Arc<Scenario>,
        terms: Terms,
        cases: u64,
        paths: Vec<Alternative>,
    ) -> Result<Paging, Refused> {
        let extent = Extent { cases, ..EXTENT };
        let gathering = Gathering::begin(scenario.clone(), terms.clone(), extent, paths)?;
        Ok(Paging { scenario, terms, gathering: Some(gathering), origin: None, cases })
    }

    /// How far it is: forecasts, the case without choices, the tree.
    fn progress(&self, gathering: &Gathering) -> Step {
        let of = gathering.steps() as u64 + 2;
        Step::More(Progress { done: of - gathering.left() as u64 - 1, of })
    }
}

impl Work for Paging {
    fn step(&mut self, crew: Crew<'_>, is_over: bool) -> Result<Step, Refused> {
        if is_over {
            return Err(Refused::busy("the page was not finished in time"));
        }
        let Some(mut gathering) = self.gathering.take() else {
            return Err(Refusal::program("a page was asked for twice").into());
        };
        if gathering.left() > 0 {
            gathering.step(crew)?;
        } else if self.origin.is_none() && !self.terms.choices.is_empty() {
            self.origin = Some(origin(&self.scenario, &self.terms, self.cases, crew)?);
        } else {
            let page = gathering.finish()?;
            let shown = Shown { page: &page, origin: &self.origin };
            return Ok(Step::Done(serde_json::to_string(&shown).map_err(unwritable)?));
        }
        let step = self.progress(&gathering);
        self.gathering = Some(gathering);
        Ok(step)
    }
}
