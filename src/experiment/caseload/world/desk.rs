//! At the desks: files come, are taken up, and leave, decided or by lapse of time.

use crate::law::desks::Visit;
use crate::sim::Time;
use crate::sim::draw::{Aspect, Draws};
use crate::sim::staff::File as InLine;
use crate::sim::time::DAY;
use crate::simulate::Failure;

use super::file::{Ticket, waits};
use super::{Event, World};

impl World<'_> {
    /// A file comes to a desk.
    pub(super) fn come(&mut self, number: u32, now: Time) {
        let setup = self.setup;
        let file = &mut self.files[number as usize];
        let Some(arrival) = file.next.take() else { return };
        let kind = &setup.kinds[usize::from(file.kind)];
        let Some(task) = kind.tasks[usize::from(arrival.point.0)] else { return };
        let visit = file.visits.len();
        file.visits.push(Visit { came: arrival, taken_up: None, left: None, outcome: None });
        let ticket = Ticket::new(file.serial, visit);
        let due = arrival.due.filter(|due| *due > now);
        self.stations[task.office].join(InLine {
            number,
            ticket: ticket.0,
            joined: now,
            class: kind.class,
            due: arrival.due,
        });
        if let Some(due) = due.filter(|_| task.lapses.is_some()) {
            self.agenda.put(due, Event::Due(number, ticket));
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
            let waits = |number: u32, ticket: u64| waits(files, number, Ticket(ticket));
            let Some(next) = self.stations[office].take_up(now, waits) else { break };
            let ticket = Ticket(next.ticket);
            let file = &mut self.files[next.number as usize];
            let visit = &mut file.visits[ticket.visit()];
            visit.taken_up = Some(now);
            let kind = &setup.kinds[usize::from(file.kind)];
            let Some(task) = kind.tasks[usize::from(visit.came.point.0)] else { continue };
            let draws = Draws::new(self.seed, file.case);
            let u = draws.uniform(task.key, visit.came.occurrence, Aspect::Time);
            let done = self.stations[office].hours.finish(now, task.takes.sample(u));
            self.agenda.put(done, Event::Done(next.number, ticket));
        }
        let station = &self.stations[office];
        if station.waiting() > 0 && !station.hours.is_open(now) && self.opens[office].is_none() {
            self.opens[office] = station.hours.next_open(now);
            if let Some(at) = self.opens[office] {
                self.agenda.put(at, Event::Opens(office as u16));
            }
        }
    }

    /// A file leaves a desk, or the line before it: decided, or with an outcome that came about by time.
    pub(super) fn leave(
        &mut self,
        number: u32,
        ticket: Ticket,
        now: Time,
        outcome: Option<u8>,
    ) -> Result<(), Failure> {
        if let Some(office) = self.step_out(number, ticket, now, outcome) {
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
        outcome: Option<u8>,
    ) -> Option<usize> {
        let task = self.task_of(number, ticket.visit())?;
        let file = &mut self.files[number as usize];
        let visit = &mut file.visits[ticket.visit()];
        (visit.left, visit.outcome) = (Some(now), outcome);
        let visit = *visit;
        let class = usize::from(self.setup.kinds[usize::from(file.kind)].class);
        let files = &self.files;
        let station = &mut self.stations[task.office];
        match visit.taken_up {
            Some(_) => station.release(),
            None => station.left(|number, ticket| waits(files, number, Ticket(ticket))),
        }
        self.enter_visit(&visit, task.office, class, now);
        Some(task.office)
    }

    /// Enters a visit that is over in the books.
    fn enter_visit(&mut self, visit: &Visit, office: usize, class: usize, now: Time) {
        const HOUR: i64 = DAY / 24;
        let book = &mut self.books.offices[office];
        if let Some(taken_up) = visit.taken_up {
            let from = taken_up.max(self.warm);
            book.worked += self.stations[office].hours.work_between(from, now);
        }
        if visit.came.at < self.warm {
            return;
        }
        if let Some(taken_up) = visit.taken_up {
            let waited = taken_up - visit.came.at;
            book.waited[class] += i128::from(waited);
            *book.waits[class].entry(waited / HOUR).or_default() += 1;
        }
        if let Some(due) = visit.came.due {
            let in_time = visit.outcome.is_none() && now <= due;
            self.enter_limit(office, class, due, in_time);
        }
    }

    /// Enters whether a visit kept the limit of the law.
    pub(super) fn enter_limit(&mut self, office: usize, class: usize, due: Time, in_time: bool) {
        let book = &mut self.books.offices[office];
        book.limited[class] += 1;
        book.in_time[class] += u64::from(in_time);
        let day = usize::try_from((due - self.setup.opens).div_euclid(DAY)).unwrap_or(0);
        if let Some((limited, kept)) = book.limited_by_day.get_mut(day) {
            *limited += 1;
            *kept += u32::from(in_time);
        }
    }
}
