//! Staff: desks at which files are worked on, one at a time, and the line in which the others wait.
//!
//! A file joins the line, a desk takes it up when it is its turn and the office is open, and works on it for its
//! time. Work once begun is not given up for a more urgent file, but it rests while the office is closed. Desks come
//! and go by date; one that is given up finishes what it has.

mod hours;
mod line;
#[cfg(test)]
mod tests;

pub use hours::{Day, Hours};
pub use line::{Discipline, File, Line};

use super::Time;

/// An office with desks and a line before them.
pub struct Station {
    /// When it works, and how fast.
    pub hours: Hours,
    /// How many desks it has, each number from a moment on; before the first, none.
    desks: Vec<(Time, u32)>,
    /// How many of them are at work.
    busy: u32,
    line: Line,
    spent: Spent,
    /// Up to when that is counted.
    counted: Time,
}

/// What an office has spent so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Seconds of files in line.
    pub waiting: i128,
    /// Seconds of files at desks, whether or not the office was open.
    pub busy: i128,
    /// Milliseconds of work done, of one desk at full speed.
    pub worked: i64,
}

impl Station {
    /// An office that has so many desks from these moments on, in the order of time.
    #[must_use]
    pub fn new(hours: Hours, desks: Vec<(Time, u32)>, discipline: Discipline) -> Station {
        let line = Line::new(discipline);
        Station { hours, desks, busy: 0, line, spent: Spent::default(), counted: Time(0) }
    }

    /// How many desks there are at a moment.
    #[must_use]
    pub fn desks_at(&self, now: Time) -> u32 {
        let later = self.desks.partition_point(|(since, _)| *since <= now);
        later.checked_sub(1).map_or(0, |last| self.desks[last].1)
    }

    /// The moments at which the number of desks changes.
    pub fn changes(&self) -> impl Iterator<Item = Time> {
        self.desks.iter().map(|(since, _)| *since)
    }

    /// How much work the desks could do from one moment to another, in milliseconds of one desk at full speed.
    #[must_use]
    pub fn capacity(&self, from: Time, to: Time) -> i64 {
        let mut sum: i64 = 0;
        for (place, (since, desks)) in self.desks.iter().enumerate() {
            let until = self.desks.get(place + 1).map_or(to, |(next, _)| (*next).min(to));
            let since = (*since).max(from);
            if since < until {
                let one = self.hours.work_between(since, until);
                sum = sum.saturating_add(one.saturating_mul(i64::from(*desks)));
            }
        }
        sum
    }

    /// What has been spent up to a moment, which must not lie before the last thing that happened here.
    pub fn spent_by(&mut self, now: Time) -> Spent {
        if self.busy > 0 || self.waiting() > 0 {
            let seconds = i128::from(now - self.counted);
            self.spent.waiting += seconds * i128::from(self.waiting());
            self.spent.busy += seconds * i128::from(self.busy);
            let work = self.hours.work_between(self.counted, now);
            self.spent.worked += work * i64::from(self.busy);
        }
        self.counted = now;
        self.spent
    }

    /// A file joins the line.
    pub fn join(&mut self, file: File) {
        self.spent_by(file.joined);
        self.line.join(file);
    }

    /// A waiting file has left the line without being taken up. `waits` says of a ticket whether it still does.
    pub fn left(&mut self, now: Time, waits: impl Fn(u32, u64) -> bool) {
        self.spent_by(now);
        self.line.left(waits);
    }

    /// How many files wait.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.line.waiting()
    }

    /// How many are worked on.
    #[must_use]
    pub fn busy(&self) -> u32 {
        self.busy
    }

    /// The next file to be taken up now, if a desk is free and the office open; the desk is busy from now on.
    /// `waits` says of a ticket whether it still waits.
    pub fn take_up(&mut self, now: Time, waits: impl Fn(u32, u64) -> bool) -> Option<File> {
        if self.busy >= self.desks_at(now) || !self.hours.is_open(now) {
            return None;
        }
        self.spent_by(now);
        let next = self.line.next(waits)?;
        self.busy += 1;
        Some(next)
    }

    /// A desk is free again.
    pub fn release(&mut self, now: Time) {
        self.spent_by(now);
        self.busy -= 1;
    }
}
