//! At the desks: files come, are taken up, and leave, decided or by lapse of time.

use crate::experiment::caseload::setup::KindSetup;
use crate::law::desks::Visit;
use crate::sim::Time;
use crate::sim::draw::{Aspect, Draws};
use crate::sim::staff::File as InLine;
use crate::sim::time::DAY;
use crate::simulate::Failure;

use super::file::{Ticket, visit, waits};
use super::{Event, World};

/// How a file leaves a desk, or the line before it.
#[derive(Clone, Copy)]
pub(super) enum Leaving {
    /// A desk has decided.
    Decided,
    /// Nobody has: with the outcome that time brings, or with none where the whole file has ended.
    Undecided(Option<u8>),
}

/// Whether the time for a visit is up, and with it the visit.
fn has_lapsed(kind: &KindSetup<'_>, visit: &Visit, now: Time) -> bool {
    let lapses = kind.task(visit.came.point).is_some_and(|task| task.lapses.is_some());
    lapses && visit.came.due.is_some_and(|due| due <= now)
}

impl World<'_> {
    /// A file comes to a desk.
    pub(super) fn come(&mut self, number: u32, now: Time) {
        let setup = self.setup;
        let file = &mut self.files[number as usize];
        let Some(arrival) = file.next.take() else { return };
        let kind = &setup.kinds[usize::from(file.kind)];
        let Some(task) = kind.task(arrival.point) else { return };
        let visit = file.visits.len();
        file.visits.push(Visit { came: arrival, taken_up: None, left: None, outcome: None });
        let ticket = Ticket::new(file.serial, visit);
        self.stations[task.office].join(InLine {
            number,
            ticket: ticket.0,
            joined: now,
            class: kind.class,
            due: arrival.due,
        });
        if let Some(due) = arrival.due.filter(|_| task.lapses.is_some()) {
            self.agenda.put(due.max(now), Event::Due(number, ticket));
        }
        if let (Some(patience), true) =
            (&setup.offices[task.office].staffed.patience, task.gives_up.is_some())
        {
            let (case, nth) = (file.case, arrival.occurrence);
            let u = Draws::new(self.seed, case).uniform(task.patience, nth, Aspect::Time);
            self.agenda.put(now + patience.sample(u), Event::GivesUp(number, ticket));
        }
        if let Some(at) = file.beside {
            self.agenda.put(at.max(now), Event::Looks(number, file.state));
        }
        self.take_up(task.office, now);
    }

    /// Free desks of an office take up the files that are next.
    pub(super) fn take_up(&mut self, office: usize, now: Time) {
        let setup = self.setup;
        loop {
            let files = &self.files;
            // A file whose time is up in this second is not taken up any more: that it leaves comes next.
            let waits = |number: u32, ticket: u64| {
                let kind = &setup.kinds[usize::from(files[number as usize].kind)];
                visit(files, number, Ticket(ticket))
                    .is_some_and(|visit| visit.waits() && !has_lapsed(kind, visit, now))
            };
            let Some(next) = self.stations[office].take_up(now, waits) else { break };
            let ticket = Ticket(next.ticket);
            let file = &mut self.files[next.number as usize];
            let visit = &mut file.visits[ticket.visit()];
            visit.taken_up = Some(now);
            let kind = &setup.kinds[usize::from(file.kind)];
            let Some(task) = kind.task(visit.came.point) else { continue };
            let (visit, number) = (*visit, usize::from(file.kind));
            let draws = Draws::new(self.seed, file.case);
            let u = draws.uniform(task.key, visit.came.occurrence, Aspect::Time);
            let done = self.stations[office].hours.finish(now, task.takes.sample(u));
            self.agenda.put(done, Event::Done(next.number, ticket));
            self.enter_wait((office, number), now - visit.came.at, now);
        }
        let station = &self.stations[office];
        if station.waiting() > 0 && !station.hours.is_open(now) && self.opens[office].is_none() {
            self.opens[office] = station.hours.next_open(now);
            if let Some(at) = self.opens[office] {
                self.agenda.put(at, Event::Opens(office as u16));
            }
        }
    }

    /// A file leaves a desk, or the line before it.
    pub(super) fn leave(
        &mut self,
        number: u32,
        ticket: Ticket,
        now: Time,
        leaving: Leaving,
    ) -> Result<(), Failure> {
        if let Some(office) = self.step_out(number, ticket, now, leaving) {
            self.take_up(office, now);
        }
        self.advance(number, now)
    }

    /// The visit is over, and its desk or its place in the line free. Gives the office.
    pub(super) fn step_out(
        &mut self,
        number: u32,
        ticket: Ticket,
        now: Time,
        leaving: Leaving,
    ) -> Option<usize> {
        let task = self.task_of(number, ticket.visit())?;
        let file = &mut self.files[number as usize];
        let (kind, visit) = (usize::from(file.kind), &mut file.visits[ticket.visit()]);
        let (decided, outcome) = match leaving {
            Leaving::Decided => (true, None),
            Leaving::Undecided(outcome) => (false, outcome),
        };
        (visit.left, visit.outcome) = (Some(now), outcome);
        let visit = *visit;
        let files = &self.files;
        let station = &mut self.stations[task.office];
        match visit.taken_up {
            Some(_) => station.release(now),
            None => station.left(now, |number, ticket| waits(files, number, Ticket(ticket))),
        }
        self.enter_time(&visit, task.office, now);
        // Whoever left undecided before the limit was up neither kept it nor broke it.
        if let Some(due) = visit.came.due
            && (decided || now >= due)
        {
            self.enter_limit((task.office, kind), due, decided && now <= due);
        }
        Some(task.office)
    }

    /// Enters how long a file waited for a desk.
    fn enter_wait(&mut self, (office, kind): (usize, usize), waited: i64, now: Time) {
        const HOUR: i64 = DAY / 24;
        if let Some(day) = self.books.days.get_mut(self.today) {
            day.offices[office].taken_up += 1;
            day.offices[office].waited += waited;
        }
        if now >= self.warm {
            let book = &mut self.books.offices[office].visits[kind];
            book.waited += i128::from(waited);
            let hours = waited / HOUR + i64::from(waited % HOUR > 0);
            *book.waits.entry(hours).or_default() += 1;
        }
    }

    /// Enters the time that a visit took, in line and at a desk.
    pub(super) fn enter_time(&mut self, visit: &Visit, office: usize, until: Time) {
        let taken_up = visit.taken_up.unwrap_or(until);
        let book = &mut self.books.offices[office];
        book.line.spent += i128::from(taken_up - visit.came.at);
        book.desks.spent += i128::from(until - taken_up);
    }

    /// Enters whether a visit kept the limit of the law: on the day on which the limit was up.
    pub(super) fn enter_limit(&mut self, (office, kind): (usize, usize), due: Time, in_time: bool) {
        let setup = self.setup;
        if due < setup.opens || due >= setup.ends {
            return;
        }
        let book = &mut self.books.offices[office].visits[kind];
        if due >= self.warm {
            book.limited += 1;
            book.in_time += u64::from(in_time);
        }
        let day = usize::try_from((due - setup.opens) / DAY).unwrap_or(0);
        if let Some(day) = self.books.days.get_mut(day) {
            day.offices[office].limited += 1;
            day.offices[office].in_time += u32::from(in_time);
        }
    }
}
