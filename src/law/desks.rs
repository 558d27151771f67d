//! The desks of staffed offices, as one case sees them.
//!
//! Where many cases share an office, the time of a stage is not drawn: the file waits until a desk takes it up, and how
//! long that is depends on all the others. A case says when it comes to a desk, and is told when it left it.

use std::sync::Arc;

use crate::law::answers::When;
use crate::law::chambers::{Context, calendar_date, end_of_day};
use crate::law::channel::LimitLength;
use crate::law::decision::PointId;
use crate::law::docket::Status;
use crate::sim::Time;

/// What a case knows of the desks it has come to.
#[derive(Clone, Debug, Default)]
pub struct Desks {
    /// Which points are staffed, by their numbers.
    staffed: Arc<[bool]>,
    visits: Vec<Visit>,
    /// The desk to which it has come anew.
    at: Option<Arrival>,
}

/// A file that comes to a staffed office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The stage.
    pub point: PointId,
    /// The how-manieth time, from 1.
    pub occurrence: u16,
    /// When.
    pub at: Time,
    /// When the time the law allows for it is up, if it sets one.
    pub due: Option<Time>,
}

/// A visit to a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When the file came, and where.
    pub came: Arrival,
    /// When a desk took it up, if one did.
    pub taken_up: Option<Time>,
    /// When it left; `None`: it is still there.
    pub left: Option<Time>,
    /// What became of it without anybody's decision: its time was up, or whoever asked gave up.
    pub outcome: Option<u8>,
}

impl Visit {
    /// Whether it is in line.
    pub fn waits(&self) -> bool {
        self.taken_up.is_none() && self.left.is_none()
    }

    fn is_of(&self, point: PointId, occurrence: u16) -> bool {
        (self.came.point, self.came.occurrence) == (point, occurrence)
    }
}

impl Desks {
    /// Staffed at these points, by their numbers.
    pub fn new(staffed: Arc<[bool]>) -> Desks {
        Desks { staffed, ..Desks::default() }
    }

    /// Begins a case of which these visits are known.
    pub fn begin(&mut self, visits: &[Visit]) {
        self.visits.clear();
        self.visits.extend_from_slice(visits);
        self.at = None;
    }

    /// Whether a stage is staffed.
    pub(super) fn staffs(&self, point: PointId) -> bool {
        self.staffed.get(usize::from(point.0)).is_some_and(|staffed| *staffed)
    }

    /// The file comes to a desk: when it leaves it, if that is known.
    pub(super) fn come(&mut self, arrival: Arrival) -> Option<Time> {
        let Arrival { point, occurrence, .. } = arrival;
        match self.visits.iter().find(|visit| visit.is_of(point, occurrence)) {
            Some(visit) => visit.left,
            None => {
                self.at.get_or_insert(arrival);
                None
            }
        }
    }

    /// What became of the file without a decision, if that happened.
    pub(super) fn outcome(&self, point: PointId, occurrence: u16) -> Option<u8> {
        self.visits.iter().find(|visit| visit.is_of(point, occurrence))?.outcome
    }

    /// The desk to which it has come, and of which nothing is known yet.
    pub fn at(&self) -> Option<Arrival> {
        self.at
    }

    /// The visits that were known.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }
}

/// When the time is up. A single case does everything at noon; where files wait for the same desks the hour counts, and
/// a period of days runs to the end of its last one (Regulation (EEC, Euratom) 1182/71, art. 3; Fed. R. Crim. P. 45(a)).
fn last_moment(length: LimitLength, due: Time) -> Time {
    match length {
        LimitLength::Days(..) | LimitLength::WorkingDays(_) => end_of_day(calendar_date(due)),
        LimitLength::PlainDays(_) | LimitLength::Hours(..) => due,
    }
}

impl Context {
    /// Puts the end of a stage on the calendar at which the file leaves its desk, if that is known yet.
    #[cold]
    pub(super) fn come_to_desk(&mut self, stage: u16, mut arrival: Arrival) {
        let limit = self.world.channels.stages[usize::from(stage)].limit.as_ref();
        let due = limit.zip(arrival.due).map(|(limit, due)| last_moment(limit.length, due));
        arrival.due = due.or(arrival.due);
        let left = self.world.desks.as_mut().and_then(|desks| desks.come(arrival));
        if let Some(left) = left {
            let Arrival { point, occurrence, .. } = arrival;
            self.remind(point, When { occurrence, line: None, at: left }, left, None);
        }
    }

    /// What became of the file at a desk without anybody's decision, if that happened: it is taken as decided.
    #[cold]
    pub fn decided_by_time(&mut self, point: PointId) -> Option<u8> {
        let desks = self.world.desks.as_ref()?;
        let option = desks.outcome(point, self.world.ground.occurrence)?;
        self.world.answers.settle(point, option);
        let ground = &mut self.world.ground;
        (ground.choice, ground.status, ground.line) = (Some(option), Status::Simulated, None);
        Some(option)
    }
}
