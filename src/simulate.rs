//! Scenario + seed + choices → docket: the one place where a cast is assembled and run.

use std::sync::Arc;

use jiff::civil::Date;

use crate::law::answers::asking::Pending;
use crate::law::answers::{Answers, Choice, Plan};
use crate::law::calendar::RETENTION_DAYS;
use crate::law::case::Posture;
use crate::law::chambers::{Ground, end_of_day, noon};
use crate::law::channel::desk::at_rest;
use crate::law::data::Data;
use crate::law::decision::PointId;
use crate::law::desks::{Arrival, Desks, Visit};
use crate::law::docket::Docket;
use crate::law::message::{Behind, EntryNumber, Mail, Paper};
use crate::law::office::Office;
use crate::law::strategy::{self, Strategy};
use crate::law::window::Closed;
use crate::law::{Matter, Stop, cast};
use crate::scenario::Scenario;
use crate::sim::draw::Seed;
use crate::sim::time::DAY;
use crate::sim::{
    Actor, Context, End, Fault, Limits, Pace, Time, run_in_place, run_live, run_while,
};

/// What to run: everything that fixes a result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// The number that fixes every draw.
    pub seed: u64,
    /// The record binds to the end of this day; after it, odds. `None`: the whole record.
    pub from: Option<Date>,
    /// The run stops at the end of this day.
    pub until: Option<Date>,
    /// What somebody chose.
    pub choices: Vec<Choice>,
}

impl Terms {
    /// The day at whose end the run stops, if it does: where it was told to, or, in a replay, where what is known
    /// of the case ends.
    pub fn stops_on(&self, scenario: &Scenario) -> Option<Date> {
        let replay = self.from.is_none() && scenario.choices_with(&self.choices).is_empty();
        self.until.or(scenario.known_until.filter(|_| replay))
    }
}

/// Which driver runs the cast. The result is the same.
#[derive(Clone, Copy, Debug)]
pub enum Driver {
    /// A tokio task with a mailbox for every office, paced by real time if asked.
    Live(Option<Pace>),
    /// A plain loop.
    InPlace,
}

/// How a run ended, when nothing was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The data is there and no court has the case, or nobody had anything left to do.
    Closed,
    /// The case was still open on the last day simulated.
    Horizon,
    /// Somebody must decide before it can go on.
    Pending,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// An option is closed by law in the posture or on the day in which it would come up.
    Barred {
        /// The choice.
        choice: Choice,
        /// The day on which it comes up.
        on: Date,
        /// Why it is closed.
        why: Closed,
    },
    /// A mistake in the program.
    Fault(Fault),
    /// The live driver could not start.
    NoRuntime(String),
}

/// A finished run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The official record.
    pub docket: Docket,
    /// What stands at the end.
    pub posture: Posture,
    /// What is left of the data.
    pub data: Data,
    /// How it ended.
    pub finish: Finish,
    /// The choices that never came up.
    pub never_arose: Vec<Choice>,
    /// How often each point came up, by its number.
    pub asked: Vec<u16>,
    /// The points on whose odds or times it drew.
    pub drawn: Vec<PointId>,
    /// Its visits to desks that it shared with other cases.
    pub visits: Vec<Visit>,
}

/// A decision that must be made before a run can go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The decision.
    pub pending: Pending,
    /// The entry that brought it about; zero if it begins the case.
    pub cause: EntryNumber,
}

/// No case needs more deliveries than this; one that does has a loop without end.
const BUDGET: u64 = 1_000_000;

/// Runs one case and keeps its docket.
///
/// `watch` is called after every delivery of the live driver.
///
/// # Errors
///
/// When a choice is closed by law, when the cast has a fault, when the live driver cannot start.
pub fn run(
    scenario: &Scenario,
    terms: &Terms,
    driver: Driver,
    watch: &mut dyn FnMut(&Matter),
) -> Result<Run, Failure> {
    let _span = tracing::info_span!("case", scenario = %scenario.name, seed = terms.seed).entered();
    let mut cx = open(scenario, terms, true);
    begin(&mut cx, scenario, Seed(terms.seed), 0);
    let limits = limits(scenario, terms);
    let (cx, end) = match driver {
        Driver::InPlace => {
            let end = run_in_place(&mut cast(), &mut cx, limits);
            (Some(cx), end)
        }
        Driver::Live(pace) => run_live(cast(), cx, limits, pace, watch)
            .map_err(|error| Failure::NoRuntime(error.to_string()))?,
    };
    let finish = finish(end)?;
    let Some(cx) = cx else {
        return Err(Failure::Fault(Fault::Broken("the world was lost with an actor".to_owned())));
    };
    Ok(finished(cx, finish))
}

/// Runs one case in place, up to the first decision of these offices that the terms do not answer, if there is one. The
/// offices also make the decisions that the two sides make together.
///
/// # Errors
///
/// As [`run`].
pub fn run_until_asked(
    scenario: &Scenario,
    terms: &Terms,
    roles: &[Office],
) -> Result<(Run, Option<Waiting>), Failure> {
    let mut cx = open(scenario, terms, true);
    cx.world.answers.ask_at(|point| scenario.decides(point, roles));
    begin(&mut cx, scenario, Seed(terms.seed), 0);
    let finish = finish(run_in_place(&mut cast(), &mut cx, limits(scenario, terms)))?;
    let cause = cx.world.ground.cause;
    let pending = cx.world.answers.take_pending();
    let waiting = pending.map(|pending| Waiting { pending, cause });
    Ok((finished(cx, finish), waiting))
}

fn finished(cx: Context<Matter>, finish: Finish) -> Run {
    let never_arose = cx.world.answers.never_arose().collect();
    let asked = cx.world.answers.asked().to_vec();
    let drawn = cx.world.answers.drawn().collect();
    let Matter { docket, posture, data, desks, .. } = cx.world;
    let visits = desks.map(|desks| desks.visits().to_vec()).unwrap_or_default();
    Run { docket, posture, data, finish, never_arose, asked, drawn, visits }
}

/// A case among others that share its offices.
#[derive(Clone, Debug, PartialEq)]
pub struct Visited {
    /// Its number.
    pub case: u64,
    /// When it opened.
    pub opened: Time,
    /// Its visits to desks.
    pub visits: Vec<Visit>,
    /// The last moment of the caseload.
    pub horizon: Time,
}

/// Runs a case whose visits to desks are known, and keeps its docket. `staffed` are the points that have desks, by
/// their numbers.
///
/// # Errors
///
/// As [`run`].
pub fn run_visited(
    scenario: &Scenario,
    terms: &Terms,
    staffed: Arc<[bool]>,
    visited: &Visited,
) -> Result<Run, Failure> {
    let mut cx = open(scenario, terms, true);
    cx.world.desks = Some(Box::new(Desks::new(staffed)));
    begin_among(&mut cx, Seed(terms.seed), visited.case, visited.opened, &visited.visits);
    let limits = Limits { horizon: visited.horizon, deliveries: BUDGET };
    let end = run_in_place(&mut cast(), &mut cx, limits);
    let finish = finish(end)?;
    Ok(finished(cx, finish))
}

/// Runs many cases of one scenario in place, one after the other, in one world that is reused.
pub struct Batch {
    cast: Vec<Box<dyn Actor<Matter>>>,
    cx: Context<Matter>,
    start: Time,
    limits: Limits,
    seed: Seed,
}

impl Batch {
    /// A batch under these terms. Dockets are kept only if asked.
    pub fn new(scenario: &Scenario, terms: &Terms, keep_dockets: bool) -> Batch {
        Batch {
            cast: cast(),
            cx: open(scenario, terms, keep_dockets),
            start: noon(scenario.opens),
            limits: limits(scenario, terms),
            seed: Seed(terms.seed),
        }
    }

    /// Who answers its decisions, to be told what else to note or to draw.
    pub fn answers(&mut self) -> &mut Answers {
        &mut self.cx.world.answers
    }

    /// The world as the last case left it.
    pub fn matter(&self) -> &Matter {
        &self.cx.world
    }

    /// Runs one case and shows the world as it then stands.
    ///
    /// # Errors
    ///
    /// As [`run`].
    pub fn case(&mut self, number: u64) -> Result<(&Matter, Finish), Failure> {
        self.cx.rewind(self.start);
        reset(&mut self.cx, self.seed, number);
        let finish = finish(run_in_place(&mut self.cast, &mut self.cx, self.limits))?;
        Ok((&self.cx.world, finish))
    }
}

impl Batch {
    /// Runs one branch and shows the world as it then stands: `told` are the options to take at the decisions
    /// that the odds would make, in their order, the likeliest being taken after them. Times are those of case
    /// `number`, or each at the given share of its distribution; the decision to `pass_over` is no fork. Where
    /// there is no result, as in [`run`], the world is as far as it came.
    pub fn branch(
        &mut self,
        number: u64,
        told: &[u8],
        time: Option<f64>,
        pass_over: Option<PointId>,
    ) -> (&Matter, Result<Finish, Failure>) {
        self.cx.world.answers.walk().tell(told, time, pass_over);
        let finish = self.case(number).map(|(_, finish)| finish);
        (&self.cx.world, finish)
    }
}

/// How far a case came that shares its offices with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Come {
    /// The desk to which it came anew; `None` if it needs no further one.
    pub to: Option<Arrival>,
    /// When something else happens in it, whatever becomes of its file at that desk.
    pub next: Option<Time>,
}

impl Batch {
    /// Makes it share the offices of these points, by their numbers, with other cases.
    pub fn share(&mut self, staffed: Arc<[bool]>) {
        self.cx.world.desks = Some(Box::new(Desks::new(staffed)));
    }

    /// Runs a case that opened then, and of which these visits to desks are known, until it comes to a desk anew, to
    /// its end, or to the horizon. It is run from its beginning every time: its draws are keyed, so what happened
    /// before happens again.
    ///
    /// # Errors
    ///
    /// As [`run`].
    pub fn visit(
        &mut self,
        number: u64,
        opened: Time,
        visits: &[Visit],
        horizon: Time,
    ) -> Result<Come, Failure> {
        begin_among(&mut self.cx, self.seed, number, opened, visits);
        let limits = Limits { horizon, ..self.limits };
        let came = |matter: &Matter| matter.desks.as_ref().and_then(|desks| desks.at());
        let end = run_while(&mut self.cast, &mut self.cx, limits, |matter| came(matter).is_none());
        let next = self.cx.next_at().filter(|_| end == End::Held);
        finish(end)?;
        Ok(Come { to: came(&self.cx.world), next })
    }
}

fn open(scenario: &Scenario, terms: &Terms, keep_docket: bool) -> Context<Matter> {
    let plan = Plan {
        chosen: scenario.choices_with(&terms.choices),
        record_until: terms.from.map(end_of_day),
        ..scenario.plan.clone()
    };
    let matter = Matter {
        docket: Docket::new(keep_docket),
        posture: Posture::default(),
        answers: Answers::new(Arc::new(plan)),
        forums: scenario.forums.clone(),
        authorities: Arc::clone(&scenario.authorities),
        opened: noon(scenario.opens),
        channels: Arc::clone(&scenario.channels),
        progress: at_rest(),
        stage_ends: vec![None; scenario.channels.stages.len()],
        strategy: Strategy::new(scenario.strategy.clone(), noon(scenario.opens)),
        data: Data::default(),
        conflict: Arc::new(scenario.request.conflict()),
        working_days: scenario.working_days,
        ground: Ground::default(),
        desks: None,
    };
    Context::new(matter, noon(scenario.opens))
}

fn begin(cx: &mut Context<Matter>, scenario: &Scenario, seed: Seed, case: u64) {
    cx.rewind(noon(scenario.opens));
    reset(cx, seed, case);
}

/// Begins a case among others: it opened then, and of its visits to desks these are known.
fn begin_among(cx: &mut Context<Matter>, seed: Seed, case: u64, opened: Time, visits: &[Visit]) {
    cx.rewind(opened);
    if cx.world.opened != opened {
        cx.world.opened = opened;
        cx.world.strategy.open_on(opened);
    }
    reset(cx, seed, case);
    if let Some(desks) = &mut cx.world.desks {
        desks.begin(visits);
    }
}

/// Makes the world new for a case and opens the matter.
fn reset(cx: &mut Context<Matter>, seed: Seed, case: u64) {
    cx.world.docket.clear();
    cx.world.posture = Posture::default();
    cx.world.progress = at_rest();
    cx.world.stage_ends.fill(None);
    cx.world.ground = Ground::default();
    cx.world.answers.begin(seed, case);
    let opened = cx.world.opened;
    cx.world.data = Data { deleted: cx.world.answers.deletion(opened), copy: None };
    if cx.world.answers.plan().preserved {
        cx.world.data.hold(opened, opened + i64::from(RETENTION_DAYS) * DAY);
    }
    strategy::open(cx);
    cx.send(Office::Congress.address(), Mail::Letter(Paper::OpenMatter, 0, Behind::default()));
}

fn limits(scenario: &Scenario, terms: &Terms) -> Limits {
    let horizon = end_of_day(terms.stops_on(scenario).unwrap_or(scenario.horizon));
    Limits { horizon, deliveries: BUDGET }
}

fn finish(end: End<Stop>) -> Result<Finish, Failure> {
    match end {
        End::Quiet | End::Stopped(Stop::Closed) => Ok(Finish::Closed),
        End::Held | End::Horizon => Ok(Finish::Horizon),
        End::Stopped(Stop::Pending) => Ok(Finish::Pending),
        End::Stopped(Stop::Barred { point, occurrence, option, on, why }) => {
            Err(Failure::Barred { choice: Choice { point, occurrence, option }, on, why })
        }
        End::Budget => Err(Failure::Fault(Fault::Broken(
            "the case never came to rest: a loop without end".to_owned(),
        ))),
        End::Fault(fault) => Err(Failure::Fault(fault)),
    }
}
