//! Nobody has answered yet: a run stops at a decision that somebody wants to make, and says among what.

use crate::law::Stop;
use crate::law::answers::{Answers, Asked, ByDocket};
use crate::law::decision::PointId;
use crate::law::window::Closed;
use crate::sim::{Halt, Time};

/// A decision that waits for whoever makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Where.
    pub point: PointId,
    /// The how-manieth time it is asked, from 1.
    pub occurrence: u16,
    /// When.
    pub at: Time,
    /// Why each option is closed, if it is; in the order of the options.
    pub closed: Vec<Option<Closed>>,
    /// What the record shows of this decision, as long as nobody has left it.
    pub recorded: Option<u8>,
    /// Whether somebody's choice has left the record before.
    pub departed: bool,
}

/// Which decisions somebody makes, and the one that waits for it.
#[derive(Debug)]
pub(super) struct Asking {
    /// By the point's number.
    points: Vec<bool>,
    pending: Option<Pending>,
}

impl Answers {
    /// Somebody decides at these points: where nothing is chosen, the run stops. What the record says up to its
    /// last day stands.
    pub fn ask_at(&mut self, is_asked: impl Fn(PointId) -> bool) {
        let points = (0..self.asked.len()).map(|point| is_asked(PointId(point as u16)));
        self.asking = Some(Box::new(Asking { points: points.collect(), pending: None }));
        // So that a point of which nothing is told costs a run nothing.
        self.told.fill(true);
    }

    /// The decision at which the run has stopped, if it has.
    pub fn take_pending(&mut self) -> Option<Pending> {
        self.asking.as_mut()?.pending.take()
    }

    /// The stop at a decision that somebody wants to make, if this is one.
    #[cold]
    pub(super) fn wait(
        &mut self,
        at: Asked,
        options: usize,
        closed: ByDocket<'_>,
    ) -> Option<Halt<Stop>> {
        let Asked { point, occurrence, now } = at;
        let asking = self.asking.as_ref()?;
        let is_known = self.plan.record_until.is_some_and(|until| now <= until);
        if options < 2 || is_known || !asking.points[usize::from(point.0)] {
            return None;
        }
        let closed: Vec<_> =
            (0..options as u8).map(|option| self.barrier(at, option, closed)).collect();
        if let Some(Some(why)) = closed.iter().find(|_| closed.iter().all(Option::is_some)) {
            return Some(at.barred(0, *why));
        }
        let recorded = if self.departed { None } else { self.shown_by_record(point, occurrence) };
        let departed = self.departed;
        let pending = Pending { point, occurrence, at: now, closed, recorded, departed };
        self.asking.as_mut()?.pending = Some(pending);
        Some(Halt::Stop(Stop::Pending))
    }

    /// What the record shows of a decision, whether or not it binds.
    fn shown_by_record(&self, point: PointId, occurrence: u16) -> Option<u8> {
        let line = self.line_of(point, occurrence).map(|line| &self.plan.lines[usize::from(line)]);
        let shown =
            || self.plan.shown.iter().find(|c| (c.point, c.occurrence) == (point, occurrence));
        line.and_then(|line| line.choice).or_else(|| shown().map(|choice| choice.option))
    }
}
