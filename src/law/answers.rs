//! The one seam where uncertainty is resolved: who answers a decision, and with what.
//!
//! A handler asks; the answer is, in this order, what somebody chose (a what-if), what the record says
//! happened, or a keyed draw from the scenario's odds. After a choice departs from the record, later
//! records no longer bind, except events from outside the case (a statute), which keep their day.

pub mod asking;
pub mod assumption;
pub mod chance;
pub mod journal;
pub mod walk;

use std::sync::Arc;

use crate::law::Stop;
use crate::law::answers::asking::Asking;
pub use crate::law::answers::assumption::{Assumption, Regimes, Takes, Variant};
use crate::law::answers::chance::Chance;
use crate::law::answers::journal::{Draw, Given, Journal};
use crate::law::answers::walk::Walk;
use crate::law::chambers::calendar_date;
use crate::law::condition::Known;
use crate::law::data::{Deletion, Life};
use crate::law::decision::PointId;
use crate::law::docket::{Precision, Status};
use crate::law::office::Outcome;
use crate::law::point::Point;
use crate::law::window::{Closed, Windows};
use crate::sim::distribution::{Distribution, by_deadline};
use crate::sim::draw::{Aspect, PointKey, Seed};
use crate::sim::{Halt, Time};

/// One line of the record: a step that happened.
#[derive(Clone, Debug)]
pub struct Line {
    /// The step's number in the study of the case: `E20`.
    pub id: String,
    /// The day, at noon; `None` where only the neighbours are known.
    pub on: Option<Time>,
    /// How well the day is known.
    pub precision: Precision,
    /// The point, and the how-manieth time it is asked.
    pub point: PointId,
    /// The how-manieth time, from 1.
    pub occurrence: u16,
    /// The option that was chosen.
    pub choice: Option<u8>,
    /// An event from outside the case: it keeps its day whatever the parties do.
    pub exogenous: bool,
}

/// A choice the record shows without a step of its own, or one somebody makes in a what-if.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where.
    pub point: PointId,
    /// The how-manieth time it is asked, from 1.
    pub occurrence: u16,
    /// The option, by its place.
    pub option: u8,
}

/// Everything about a run that does not change from case to case.
#[derive(Clone, Debug)]
pub struct Plan {
    /// When the case opens: nothing in the record lies before it.
    pub opens: Time,
    /// The record, in its order.
    pub lines: Vec<Line>,
    /// For each point, the lines that fix it, by occurrence.
    pub lines_of: Vec<Vec<u16>>,
    /// What the record shows of choices without a step of their own.
    pub shown: Vec<Choice>,
    /// What somebody chose.
    pub chosen: Vec<Choice>,
    /// The assumption for each point, by its number.
    pub assumptions: Vec<Assumption>,
    /// The key of each point's draws, by its number.
    pub keys: Vec<PointKey>,
    /// The record binds up to this moment; `None`: to its end.
    pub record_until: Option<Time>,
    /// What the record does not show has not happened up to this moment; `None`: nothing is known of that.
    pub known_until: Option<Time>,
    /// For each channel the distribution of the factor that makes a whole case slow or fast in it; 1.0 stands
    /// for 10^6. One draw makes a case slow in all of them.
    pub frailties: Vec<Option<Distribution>>,
    /// How long the data lives if nobody holds a copy; `None` if nobody deletes it.
    pub life: Option<Life>,
    /// Whether a copy of the data was preserved on the day the case opens.
    pub preserved: bool,
    /// On which days the law of the day leaves which options open.
    pub windows: Windows,
}

/// Seconds in which the shared factor is tabulated: a factor of 1 is this many.
pub const FRAILTY_UNIT: f64 = 1_000_000.0;

/// Answers for one case at a time.
pub struct Answers {
    plan: Arc<Plan>,
    chance: Chance,
    /// The key under which the shared slowness of a case is drawn.
    frailty_key: PointKey,
    frailties: Vec<f64>,
    /// Whether the record or a what-if says anything of a point; of the others the odds alone decide.
    told: Vec<bool>,
    /// When each line of the record took place in this case, up to the last of unknown day that somebody asked for;
    /// such days are drawn.
    placed: Vec<Time>,
    /// How often each point was asked.
    asked: Vec<u16>,
    /// The last choice made at each point, for variants.
    taken: Vec<Option<u8>>,
    /// Which of the chosen what-ifs came up.
    arisen: Vec<bool>,
    /// On which assumptions this case has drawn, by the point's number.
    drawn: Vec<bool>,
    departed: bool,
    /// The weights of the options at hand.
    weights: Vec<f64>,
    /// Every option in turn, instead of by odds.
    walk: Option<Box<Walk>>,
    /// What was answered, if somebody wants to know.
    journal: Option<Box<Journal>>,
    /// Which decisions somebody wants to make.
    asking: Option<Box<Asking>>,
}

/// When something comes up.
pub struct When {
    /// The moment.
    pub at: Time,
    /// The how-manieth time it was asked.
    pub occurrence: u16,
    /// The record line that fixed it, if one did.
    pub line: Option<u16>,
}

/// What is asked, and when.
#[derive(Clone, Copy)]
struct Asked {
    point: PointId,
    occurrence: u16,
    now: Time,
}

impl Asked {
    /// The stop for an option that is closed.
    fn barred(self, option: u8, why: Closed) -> Halt<Stop> {
        let Asked { point, occurrence, now } = self;
        Halt::Stop(Stop::Barred { point, occurrence, option, on: calendar_date(now), why })
    }
}

/// Says, for an option, why the docket closes it today, if it does.
type ByDocket<'a> = &'a dyn Fn(u8) -> Option<&'static str>;

/// What was chosen.
pub struct What {
    /// The option, by its place.
    pub option: u8,
    /// Who chose.
    pub status: Status,
}

/// Whether a choice at this point changes what follows in the courts. A friend of the court has no procedural effect,
/// and a request beside the case has none until it brings the data; the record goes on meanwhile.
fn departs(point: PointId) -> bool {
    point != Point::Amicus && Point::numbered(point.0).is_some()
}

impl Answers {
    /// Answers for the cases of one plan.
    pub fn new(plan: Arc<Plan>) -> Answers {
        let points = plan.assumptions.len();
        let mut told = vec![false; points];
        let choices = plan.shown.iter().chain(&plan.chosen).map(|choice| choice.point);
        plan.lines.iter().map(|line| line.point).chain(choices).for_each(|point| {
            told[usize::from(point.0)] = true;
        });
        Answers {
            chance: Chance::new(),
            frailty_key: PointKey::of("frailty"),
            frailties: vec![1.0; plan.frailties.len()],
            told,
            placed: Vec::with_capacity(plan.lines.len()),
            asked: vec![0; points],
            taken: vec![None; points],
            arisen: vec![false; plan.chosen.len()],
            drawn: vec![false; points],
            departed: false,
            weights: Vec::new(),
            walk: None,
            journal: None,
            asking: None,
            plan,
        }
    }

    /// Begins a case.
    pub fn begin(&mut self, seed: Seed, case: u64) {
        self.chance.begin(seed, case);
        self.asked.fill(0);
        self.taken.fill(None);
        self.arisen.fill(false);
        self.drawn.fill(false);
        self.placed.clear();
        self.departed = false;
        if let Some(walk) = &mut self.walk {
            walk.begin();
        }
        if let Some(journal) = &mut self.journal {
            journal.begin();
        }
        if self.plan.frailties.iter().any(Option::is_some) {
            let u = self.fixed_time().unwrap_or_else(|| self.chance.of_frailty(self.frailty_key));
            self.note(Draw::Frailty, 0, Given::Luck, Some(u));
            for (drawn, factor) in self.frailties.iter_mut().zip(&self.plan.frailties) {
                *drawn = factor.as_ref().map_or(1.0, |f| f.sample_seconds(u) / FRAILTY_UNIT);
            }
        }
    }

    /// Lets every option have its turn, branch by branch, instead of drawing by odds.
    pub fn walk(&mut self) -> &mut Walk {
        self.walk.get_or_insert_default()
    }

    /// What the last run of a walk noted.
    pub fn walked(&self) -> Option<&Walk> {
        self.walk.as_deref()
    }

    /// The share of its distribution at which every time comes out, if a walk wants that.
    fn fixed_time(&self) -> Option<f64> {
        self.walk.as_ref().and_then(|walk| walk.time)
    }

    /// The number that fixes the time of a point.
    fn luck(&self, point: PointId, occurrence: u16) -> f64 {
        let drawn = || self.chance.of(point, self.key(point), occurrence, Aspect::Time);
        self.fixed_time().unwrap_or_else(drawn)
    }

    fn key(&self, point: PointId) -> PointKey {
        self.plan.keys[usize::from(point.0)]
    }

    /// The plan it answers for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The what-ifs that never came up in this case.
    pub fn never_arose(&self) -> impl Iterator<Item = Choice> {
        self.plan.chosen.iter().zip(&self.arisen).filter(|(_, arisen)| !**arisen).map(|(c, _)| *c)
    }

    /// The points on whose odds or times this case has drawn.
    pub fn drawn(&self) -> impl Iterator<Item = PointId> {
        let drawn = self.drawn.iter().enumerate().filter(|(_, drawn)| **drawn);
        drawn.map(|(point, _)| PointId(point as u16))
    }

    /// When the line of the record took place in this case.
    fn placed(&mut self, line: u16) -> Time {
        let line = usize::from(line);
        self.plan.lines[line].on.unwrap_or_else(|| {
            self.place_record_to(line);
            self.placed[line]
        })
    }

    /// Whether the day of a line of the record is not known, but drawn.
    pub fn day_is_drawn(&self, line: u16) -> bool {
        self.plan.lines[usize::from(line)].on.is_none()
    }

    /// Puts every line up to this one on the clock. A line without a day is drawn from its assumption, on condition
    /// that it falls between its neighbours: nothing more is known, and nothing more is claimed.
    fn place_record_to(&mut self, last: usize) {
        let mut previous = self.placed.iter().copied().fold(self.plan.opens, Time::max);
        for number in self.placed.len()..=last {
            let line = &self.plan.lines[number];
            let at = line.on.unwrap_or_else(|| {
                let next = self.plan.lines[number..].iter().find_map(|later| later.on);
                self.place_between(previous, next, line)
            });
            self.placed.push(at);
            previous = previous.max(at);
        }
    }

    fn place_between(&self, previous: Time, next: Option<Time>, line: &Line) -> Time {
        let u = self.luck(line.point, line.occurrence);
        let room = next.map(|next| (next - previous).max(0));
        match (&self.plan.assumptions[usize::from(line.point.0)].takes, room) {
            (Takes::Length(length), room) => previous + length.sample_within(u, 0, room),
            (Takes::On(day), _) => previous.max(*day),
            (Takes::NoTime | Takes::ByDeadline, Some(room)) => previous + (u * room as f64) as i64,
            (Takes::NoTime | Takes::ByDeadline, None) => previous,
        }
    }

    /// The record line for the `occurrence`th asking of a point, whether or not it still binds.
    fn line_of(&self, point: PointId, occurrence: u16) -> Option<u16> {
        let lines = &self.plan.lines_of[usize::from(point.0)];
        lines
            .iter()
            .copied()
            .find(|line| self.plan.lines[usize::from(*line)].occurrence == occurrence)
    }

    /// Whether the record still speaks at this moment.
    fn record_binds(&self, at: Time) -> bool {
        !self.departed && self.plan.record_until.is_none_or(|until| at <= until)
    }

    /// Counts one more asking of a point.
    pub fn next_occurrence(&mut self, point: PointId) -> u16 {
        let asked = &mut self.asked[usize::from(point.0)];
        *asked += 1;
        *asked
    }

    /// When the matter comes up: as recorded, at the moment the law fixes, or after a drawn time.
    pub fn when(
        &mut self,
        point: PointId,
        occurrence: u16,
        now: Time,
        deadline: Option<Time>,
        fixed_by_law: Option<Time>,
    ) -> When {
        let told = self.told[usize::from(point.0)];
        let line = told.then(|| self.line_of(point, occurrence)).flatten();
        if let Some(line) = line.filter(|line| !self.departed || self.is_exogenous(*line)) {
            let at = self.placed(line);
            if at >= now && (self.is_exogenous(line) || self.record_binds(at)) {
                let is_drawn = self.plan.lines[usize::from(line)].on.is_none();
                self.drawn[usize::from(point.0)] |= is_drawn;
                // After the record's last day an event from outside keeps its day, but is no longer known.
                let known = self.plan.record_until.is_none_or(|until| at <= until);
                self.note(Draw::Length(point), occurrence, Given::At(at), None);
                return When { at, occurrence, line: known.then_some(line) };
            }
        }
        let at = fixed_by_law.unwrap_or_else(|| self.draw_time(point, occurrence, now, deadline));
        When { at: at.max(now), occurrence, line: None }
    }

    fn draw_time(
        &mut self,
        point: PointId,
        occurrence: u16,
        now: Time,
        deadline: Option<Time>,
    ) -> Time {
        let assumption = &self.plan.assumptions[usize::from(point.0)];
        // While the record runs, what it does not show has not happened: draw on condition of that.
        let earliest = match self.plan.record_until.or(self.plan.known_until) {
            Some(until) if !self.departed => (until - now + 1).max(0),
            _ => 0,
        };
        let variant = fitting(assumption, now, &self.taken, |variant| variant.takes.is_some());
        let takes = variant.and_then(|v| v.takes.as_ref()).unwrap_or(&assumption.takes);
        match takes {
            // What takes no time has happened as soon as it can; the record need not show it.
            Takes::NoTime => return now,
            Takes::On(day) => return now.max(*day),
            Takes::Length(_) | Takes::ByDeadline => self.drawn[usize::from(point.0)] = true,
        }
        let u = self.luck(point, occurrence);
        let delay = match (takes, deadline) {
            (Takes::Length(length), _) => {
                let scale = assumption.scale_at(now) * self.frailty(assumption);
                let seconds = if earliest == 0 {
                    length.sample(u)
                } else {
                    length.sample_within(u, (earliest as f64 / scale).ceil() as i64, None)
                };
                if scale == 1.0 { seconds } else { (seconds as f64 * scale) as i64 }
            }
            (_, Some(deadline)) => by_deadline(u, (deadline - now).max(0)),
            (_, None) => 0,
        };
        let at = now + delay.max(earliest);
        self.note(Draw::Length(point), occurrence, Given::At(at), Some(u));
        at
    }

    fn frailty(&self, assumption: &Assumption) -> f64 {
        assumption.frail.map_or(1.0, |channel| self.frailties[usize::from(channel)])
    }

    /// The last choice made at each point.
    pub fn taken(&self) -> &[Option<u8>] {
        &self.taken
    }

    /// Whether an act at this point comes by its deadline instead of after a time.
    pub fn keeps_deadline(&self, point: PointId) -> bool {
        matches!(self.plan.assumptions[usize::from(point.0)].takes, Takes::ByDeadline)
    }

    /// Data that came by a path the record does not show leaves the record.
    pub fn depart_if_simulated(&mut self, status: Status) {
        self.departed |= status != Status::Recorded;
    }

    /// When the user deletes the data in this case, counted from `opened`; `None` if that is not modelled.
    pub fn deletion(&self, opened: Time) -> Option<Deletion> {
        let life = self.plan.life.as_ref()?;
        let drawn = |name: &str| self.chance.of_case(PointKey::of(name));
        Some(life.ends(opened, |name| self.fixed_time().unwrap_or_else(|| drawn(name))))
    }

    /// What is chosen at a point. `closed` says, for an option, why the docket closes it today, if it does;
    /// the law of the day may close more.
    ///
    /// # Errors
    ///
    /// A stop when somebody chose an option the law closes, when the law closes what the record shows, when no
    /// option is open, or when somebody wants to decide here and has not.
    pub fn what(
        &mut self,
        point: PointId,
        occurrence: u16,
        now: Time,
        options: usize,
        closed: ByDocket<'_>,
    ) -> Outcome<What> {
        let at = Asked { point, occurrence, now };
        let told = self.told[usize::from(point.0)];
        let chosen = told.then(|| self.chosen_at(point, occurrence)).flatten();
        // Who wants to decide has it told of every point.
        if told
            && self.asking.is_some()
            && chosen.is_none()
            && let Some(stop) = self.wait(at, options, closed)
        {
            return Err(stop);
        }
        let what = match chosen {
            Some(option) => self.take_choice(at, option, closed)?,
            None => match told.then(|| self.recorded_at(point, occurrence, now)).flatten() {
                Some(option) => match self.barrier(at, option, closed) {
                    None => What { option, status: Status::Recorded },
                    Some(why) => return Err(at.barred(option, why)),
                },
                None => What {
                    option: self.draw_option(at, options, closed)?,
                    status: Status::Simulated,
                },
            },
        };
        self.taken[usize::from(point.0)] = Some(what.option);
        if self.journal.is_some() && options > 1 {
            let u = self.chance.of(point, self.key(point), occurrence, Aspect::Choice);
            let luck = (what.status == Status::Simulated).then_some(u);
            self.note(Draw::Choice(point), occurrence, Given::Option(what.option), luck);
        }
        Ok(what)
    }

    /// Takes it that an option came about without anybody's decision.
    pub fn settle(&mut self, point: PointId, option: u8) {
        self.taken[usize::from(point.0)] = Some(option);
    }

    /// Why an option is closed.
    fn barrier(&self, at: Asked, option: u8, closed: ByDocket<'_>) -> Option<Closed> {
        barrier(&self.plan.windows, at, option, closed)
    }

    fn chosen_at(&mut self, point: PointId, occurrence: u16) -> Option<u8> {
        let number = self
            .plan
            .chosen
            .iter()
            .position(|choice| choice.point == point && choice.occurrence == occurrence)?;
        self.arisen[number] = true;
        Some(self.plan.chosen[number].option)
    }

    fn take_choice(&mut self, at: Asked, option: u8, closed: ByDocket<'_>) -> Outcome<What> {
        if let Some(why) = self.barrier(at, option, closed) {
            return Err(at.barred(option, why));
        }
        let Asked { point, occurrence, now } = at;
        if departs(point) && self.recorded_at(point, occurrence, now) != Some(option) {
            self.departed = true;
        }
        Ok(What { option, status: Status::Chosen })
    }

    fn recorded_at(&self, point: PointId, occurrence: u16, now: Time) -> Option<u8> {
        if let Some(line) = self.line_of(point, occurrence) {
            let line = &self.plan.lines[usize::from(line)];
            let known = self.plan.record_until.is_none_or(|until| now <= until);
            let binds = if line.exogenous { known } else { self.record_binds(now) };
            if binds && line.choice.is_some() {
                return line.choice;
            }
        }
        if !self.record_binds(now) {
            return None;
        }
        let mut shown = self.plan.shown.iter();
        let shown = shown.find(|c| c.point == point && c.occurrence == occurrence)?;
        Some(shown.option)
    }

    /// Draws among the open options; the odds of the others go to them in proportion. Where the odds give
    /// an open option no chance, the first open one.
    fn draw_option(&mut self, at: Asked, options: usize, closed: ByDocket<'_>) -> Outcome<u8> {
        let Asked { point, occurrence, now } = at;
        if options == 1 && self.walk.is_none() {
            return match self.barrier(at, 0, closed) {
                None => Ok(0),
                Some(why) => Err(at.barred(0, why)),
            };
        }
        let Answers { plan, chance, weights, walk, taken, drawn, .. } = self;
        let number = usize::from(point.0);
        let barrier = |option| barrier(&plan.windows, at, option, closed);
        let assumption = &plan.assumptions[number];
        let variant = fitting(assumption, now, taken, |variant| variant.odds.is_some());
        let odds = variant.and_then(|v| v.odds.as_deref()).unwrap_or(&assumption.odds);
        weights.clear();
        for option in 0..options {
            let odds = odds.get(option).copied().unwrap_or(0.0);
            weights.push(if barrier(option as u8).is_none() { odds } else { 0.0 });
        }
        drawn[number] |= options > 1;
        let picked = match walk {
            Some(walk) => walk.take(point, occurrence, weights.iter().copied()),
            None => pick(chance.of(point, plan.keys[number], occurrence, Aspect::Choice), weights),
        };
        let first_open = || (0..options as u8).find(|option| barrier(*option).is_none());
        match picked.or_else(first_open) {
            Some(option) => Ok(option),
            None => barrier(0).map_or(Ok(0), |why| Err(at.barred(0, why))),
        }
    }

    /// How often each point was asked, by its number.
    pub fn asked(&self) -> &[u16] {
        &self.asked
    }

    /// Whether somebody's choice has left the record.
    pub fn departed(&self) -> bool {
        self.departed
    }

    /// Whether the line is an event from outside the case.
    pub fn is_exogenous(&self, line: u16) -> bool {
        self.plan.lines[usize::from(line)].exogenous
    }
}

/// Why an option is closed: by the law of the day, or by the docket, of which `closed` knows.
fn barrier(windows: &Windows, at: Asked, option: u8, closed: ByDocket<'_>) -> Option<Closed> {
    let by_law = windows.closed(at.point.0, option, at.now);
    by_law.or_else(|| closed(option).map(Closed::Posture))
}

/// The option into whose part of the weights `u` falls; `None` if they have none.
fn pick(u: f64, weights: &[f64]) -> Option<u8> {
    let total: f64 = weights.iter().sum();
    let mut left = u * total;
    let mut last_open = None;
    for (option, weight) in weights.iter().enumerate() {
        if *weight > 0.0 {
            last_open = Some(option as u8);
            if left < *weight {
                break;
            }
            left -= weight;
        }
    }
    last_open
}

/// The first variant of the wanted kind whose condition holds.
fn fitting<'a>(
    assumption: &'a Assumption,
    now: Time,
    taken: &[Option<u8>],
    wanted: impl Fn(&Variant) -> bool,
) -> Option<&'a Variant> {
    let known = Known { now, taken, case: None };
    let mut variants = assumption.variants.iter();
    variants.find(|variant| wanted(variant) && variant.when.holds(&known))
}
