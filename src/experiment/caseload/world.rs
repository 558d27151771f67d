//! One replication: files come in, wait for desks, are worked on, and go off the books.
//!
//! The law of each file is that of a single case, run by the same offices ([`Batch::visit`]): up to the next staffed
//! desk, and from its beginning again once it has left that desk. What happens at desks, and only that, depends on the
//! other files and is decided here.

mod desk;
mod file;

use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::setup::{Comes, Setup, Task};
use crate::experiment::fate::{End, Fate};
use crate::law::desks::Visit;
use crate::law::message::PathEnd;
use crate::scenario::caseload::Closing;
use crate::sim::agenda::Agenda;
use crate::sim::arrival::gap;
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};
use crate::sim::staff::Station;
use crate::sim::time::DAY;
use crate::sim::{Fault, Time};
use crate::simulate::{Batch, Failure, Terms, Visited};

use desk::Leaving;
use file::{File, Ticket, visit, waits};

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Files of a stream come.
    Arrives(u16),
    /// The files with which a stream begins come, all at once.
    Begins(u16),
    /// A file comes to a desk; the number says which state of the file it was planned in.
    Comes(u32, u64),
    /// Something happens in the file beside what its desk does.
    Looks(u32, u64),
    /// A desk is done with a visit.
    Done(u32, Ticket),
    /// The time that the law allows for a visit is up.
    Due(u32, Ticket),
    /// Whoever asked gives up.
    GivesUp(u32, Ticket),
    /// An office opens, or its number of desks changes.
    Opens(u16),
    /// The data of a file is there, and something is still done on it.
    Obtains(u32, u64),
    /// A file has ended, with or without the data.
    Ends(u32, u64),
    /// A file goes off the books.
    Closes(u32),
}

/// The world of a replication.
pub struct World<'a> {
    setup: &'a Setup<'a>,
    seed: Seed,
    batches: Vec<Batch>,
    stations: Vec<Station>,
    /// When each office is next told that it opens.
    opens: Vec<Option<Time>>,
    agenda: Agenda<Event>,
    files: Vec<File>,
    free: Vec<u32>,
    came: u64,
    /// On the books, and asleep among them.
    pending: u32,
    asleep: u32,
    last_change: Time,
    warm: Time,
    streams: Vec<Coming>,
    books: Books,
    /// How many files have come in, those of a backlog among them.
    arrived: u64,
    /// Which of them is watched, its serial number once it has come, and what it leaves.
    watch: Option<u64>,
    serial: Option<u64>,
    watched: Option<(u16, Visited)>,
    today: usize,
    /// How much work each office had done by the beginning of the day.
    worked: Vec<i64>,
    /// By the end of the warm-up: the area under the number on the books, and the same of each line.
    area_when_warm: i128,
    lines_when_warm: Vec<i128>,
}

/// How far a stream has come.
#[derive(Clone, Copy, Default)]
struct Coming {
    /// How many batches have come.
    batches: u64,
    /// How many files.
    files: u64,
    /// The place on the clock of rate one.
    clock: f64,
}

/// What a replication leaves.
pub struct Left {
    /// The books.
    pub books: Books,
    /// How many files came in, those of a backlog among them.
    pub arrived: u64,
    /// The number of the kind of the file that was to be watched, and the file, if it came.
    pub watched: Option<(u16, Visited)>,
}

/// The serial number of a place whose file has gone off the books.
const GONE: u64 = u64::MAX / Ticket::VISITS - 1;

/// Runs a replication. Counted is what ends after `warm`; the visits of the `watch`th file to come, from 1, are kept.
///
/// # Errors
///
/// The file that cannot be run.
pub fn replication(
    setup: &Setup<'_>,
    terms: &Terms,
    number: u64,
    warm: Time,
    watch: Option<u64>,
) -> Result<Left, Failure> {
    let seed = seed_of(terms.seed, number);
    let terms = Terms { seed, ..terms.clone() };
    let batches = setup.kinds.iter().map(|kind| {
        let mut batch = Batch::new(kind.scenario, &terms, false);
        batch.share(kind.staffed.clone());
        batch
    });
    let mut world = World {
        setup,
        seed: Seed(seed),
        batches: batches.collect(),
        stations: setup.stations(),
        opens: vec![None; setup.offices.len()],
        agenda: Agenda::new(),
        files: Vec::new(),
        free: Vec::new(),
        came: 0,
        pending: 0,
        asleep: 0,
        last_change: setup.opens,
        warm,
        streams: vec![Coming::default(); setup.streams.len()],
        books: Books::new(setup.days(), setup.kinds.len(), setup.offices.len()),
        arrived: 0,
        watch,
        serial: None,
        watched: None,
        today: 0,
        worked: vec![0; setup.offices.len()],
        area_when_warm: 0,
        lines_when_warm: vec![0; setup.offices.len()],
    };
    world.run()?;
    Ok(world.close_books())
}

/// The seed of a replication. That of the first is the study's.
fn seed_of(seed: u64, replication: u64) -> u64 {
    seed.wrapping_add(replication.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

impl<'a> World<'a> {
    fn run(&mut self) -> Result<(), Failure> {
        for office in 0..self.stations.len() {
            let changes: Vec<Time> = self.stations[office].changes().collect();
            changes.into_iter().for_each(|at| self.agenda.put(at, Event::Opens(office as u16)));
        }
        self.put_to_sleep();
        for stream in 0..self.setup.streams.len() {
            let first = self.setup.streams[stream].span.0;
            self.agenda.put(first, Event::Begins(stream as u16));
            self.plan_arrival(stream, first);
        }
        // What would happen at midnight after the last day belongs to a day that is not there.
        let last = Time(self.setup.ends.0 - 1);
        while let Some((now, event)) = self.agenda.next(last) {
            self.end_days_until(now);
            self.happen(now, event)?;
        }
        self.end_days_until(self.setup.ends);
        Ok(())
    }

    /// Ends the days that are over: at midnight, before anything else happens then.
    fn end_days_until(&mut self, now: Time) {
        while self.today < self.books.days.len() {
            let midnight = self.setup.opens + (self.today as i64 + 1) * DAY;
            if now < midnight {
                break;
            }
            self.end_day(midnight);
        }
    }

    fn happen(&mut self, now: Time, event: Event) -> Result<(), Failure> {
        match event {
            Event::Arrives(stream) => {
                for _ in 0..self.setup.streams[usize::from(stream)].together() {
                    let number = self.arrive(usize::from(stream), now)?;
                    self.count_arrival(number, now);
                }
                self.plan_arrival(usize::from(stream), now);
            }
            Event::Begins(stream) => {
                for _ in 0..self.setup.streams[usize::from(stream)].stream.backlog {
                    self.arrive(usize::from(stream), now)?;
                    self.books.stock += 1;
                }
            }
            Event::Comes(file, state) if self.is_in(file, state) => self.come(file, now),
            Event::Looks(file, state) if self.is_in(file, state) => self.advance(file, now)?,
            Event::Done(file, ticket) if self.is_open(file, ticket) => {
                self.leave(file, ticket, now, Leaving::Decided)?;
            }
            Event::Due(file, ticket) if self.is_open(file, ticket) => {
                let lapses = self.task_of(file, ticket.visit()).and_then(|task| task.lapses);
                self.leave(file, ticket, now, Leaving::Undecided(lapses))?;
            }
            Event::GivesUp(file, ticket) if self.waits(file, ticket) => {
                let gives_up = self.task_of(file, ticket.visit()).and_then(|task| task.gives_up);
                self.leave(file, ticket, now, Leaving::Undecided(gives_up))?;
            }
            Event::Opens(office) => {
                self.opens[usize::from(office)] = None;
                self.take_up(usize::from(office), now);
            }
            Event::Obtains(file, state) if self.is_in(file, state) => self.count_end(file, now),
            Event::Ends(file, state) if self.is_in(file, state) => self.end(file, now),
            Event::Closes(file) => self.close(file, now),
            _ => {} // Planned in a state that has passed.
        }
        Ok(())
    }

    /// Plans when the next files of a stream come.
    fn plan_arrival(&mut self, stream: usize, now: Time) {
        let setup = &self.setup.streams[stream];
        let coming = &mut self.streams[stream];
        let at = match &setup.comes {
            Comes::Counted(moments) => {
                let next = usize::try_from(coming.batches).unwrap_or(usize::MAX);
                moments.get(next).copied()
            }
            Comes::ByChance(arrivals) => {
                let draws = Draws::new(self.seed, coming.batches);
                coming.clock += gap(draws.uniform(setup.key, 1, Aspect::Time));
                arrivals.moment(coming.clock)
            }
            Comes::Every(seconds) => {
                let next = if coming.batches == 0 { setup.span.0 } else { now + *seconds };
                Some(next).filter(|next| *next < setup.span.1)
            }
        };
        coming.batches += 1;
        if let Some(at) = at {
            self.agenda.put(at, Event::Arrives(stream as u16));
        }
    }

    /// A file comes in. Gives its place.
    fn arrive(&mut self, stream: usize, now: Time) -> Result<u32, Failure> {
        let setup = &self.setup.streams[stream];
        let coming = &mut self.streams[stream];
        let case = setup.first_case + coming.files;
        coming.files += 1;
        let kind = setup.kinds.0 + self.draw_kind(stream, case);
        let number = self.enter(kind, case, now);
        self.arrived += 1;
        if self.watch == Some(self.arrived) {
            self.serial = Some(self.files[number as usize].serial);
        }
        self.advance(number, now)?;
        Ok(number)
    }

    /// Enters in the books that a file has come in.
    fn count_arrival(&mut self, number: u32, now: Time) {
        let kind = usize::from(self.files[number as usize].kind);
        if let Some(day) = self.books.days.get_mut(self.today) {
            day.came += 1;
        }
        if now >= self.warm {
            self.books.kinds[kind].came += 1;
        }
    }

    /// A file is entered on the books.
    fn enter(&mut self, kind: usize, case: u64, now: Time) -> u32 {
        let file = File {
            serial: self.came,
            kind: kind as u16,
            case,
            opened: now,
            visits: Vec::new(),
            next: None,
            beside: None,
            fate: Fate::Open,
            counted: false,
            state: 0,
            asleep: false,
        };
        self.came += 1;
        let number = match self.free.pop() {
            Some(number) => {
                // What was planned for the file that had this place must not come to this one.
                let state = self.files[number as usize].state + 1;
                self.files[number as usize] = File { state, ..file };
                number
            }
            None => {
                self.files.push(file);
                (self.files.len() - 1) as u32
            }
        };
        self.change(now, 1);
        number
    }

    fn draw_kind(&self, stream: usize, case: u64) -> usize {
        let setup = &self.setup.streams[stream];
        let odds = &setup.kinds.1;
        if odds.len() == 1 {
            return 0;
        }
        let mut left = Draws::new(self.seed, case).uniform(setup.key, 1, Aspect::Choice);
        let found = odds.iter().position(|p| {
            left -= p;
            left < 0.0
        });
        found.unwrap_or(odds.len() - 1)
    }

    /// Runs the law of a file as far as it goes without knowing more of desks, and plans what comes of it.
    fn advance(&mut self, number: u32, now: Time) -> Result<(), Failure> {
        let file = &mut self.files[number as usize];
        if file.visits.len() as u64 >= Ticket::VISITS {
            let endless = "a file comes to desks without end".to_owned();
            return Err(Failure::Fault(Fault::Broken(endless)));
        }
        file.state += 1;
        let state = file.state;
        let batch = &mut self.batches[usize::from(file.kind)];
        let come = batch.visit(file.case, file.opened, &file.visits, self.setup.ends)?;
        (file.next, file.beside) = (come.to, come.next);
        let posture = &batch.matter().posture;
        let end = End::of(posture);
        if let Some(arrival) = come.to {
            self.agenda.put(arrival.at.max(now), Event::Comes(number, state));
        }
        // A review after the fact may still be at a desk when the data is there.
        let is_open = |visit: &Visit| visit.left.is_none();
        let follows = posture.follow_ups > 0 && file.visits.iter().any(is_open);
        let goes_on = come.to.is_some() || follows;
        match end.at {
            Some(at) if !goes_on => {
                file.fate = end.fate;
                let last = file.visits.iter().filter_map(|visit| visit.left).max();
                let ends = at.max(last.unwrap_or(at)).max(now);
                self.agenda.put(ends, Event::Ends(number, state));
            }
            Some(at) if end.data().is_some() && !file.counted => {
                file.fate = end.fate;
                self.agenda.put(at.max(now), Event::Obtains(number, state));
            }
            _ => {}
        }
        Ok(())
    }

    /// A file has ended: it leaves the desks it is still at, and the books unless it is kept on them.
    fn end(&mut self, number: u32, now: Time) {
        let serial = self.files[number as usize].serial;
        for visit in 0..self.files[number as usize].visits.len() {
            let ticket = Ticket::new(serial, visit);
            if self.is_open(number, ticket)
                && let Some(office) = self.step_out(number, ticket, now, Leaving::Undecided(None))
            {
                self.take_up(office, now);
            }
        }
        if !self.files[number as usize].counted {
            self.count_end(number, now);
        }
        let kept = match self.files[number as usize].fate {
            Fate::Channel(_, end) => self.kept(number, end),
            _ => None,
        };
        match kept {
            Some(seconds) => {
                self.files[number as usize].asleep = true;
                self.asleep += 1;
                self.agenda.put(now + seconds, Event::Closes(number));
            }
            None => self.close(number, now),
        }
    }

    /// Enters in the books how a file has ended.
    fn count_end(&mut self, number: u32, now: Time) {
        let file = &mut self.files[number as usize];
        file.counted = true;
        let File { fate, opened, kind, .. } = *file;
        let (with, seconds) = (fate.has_data(), now - opened);
        if let Some(day) = self.books.days.get_mut(self.today) {
            day.obtained += u32::from(with);
            day.obtained_seconds += if with { seconds } else { 0 };
            day.lost += u32::from(!with);
        }
        if now >= self.warm {
            let book = &mut self.books.kinds[usize::from(kind)];
            book.obtained += u64::from(with);
            book.obtained_seconds += if with { i128::from(seconds) } else { 0 };
            book.lost += u64::from(!with);
        }
    }

    /// How long a file that ended so stays on the books.
    fn kept(&self, number: u32, end: PathEnd) -> Option<i64> {
        let closing = self.setup.closing.iter().find(|closing| closing.end == end)?;
        Some(self.closing_time(closing, self.files[number as usize].case))
    }

    fn closing_time(&self, closing: &Closing, case: u64) -> i64 {
        let key = PointKey::of("caseload.closing");
        closing.kept.sample(Draws::new(self.seed, case).uniform(key, 1, Aspect::Time))
    }

    /// The files that sleep on the first day: they came before it, and are on the books from it on.
    fn put_to_sleep(&mut self) {
        let setup = self.setup;
        let mut case = u64::MAX >> 8;
        for closing in setup.closing {
            for _ in 0..closing.backlog {
                let left = self.left_to_sleep(closing, case);
                let number = self.enter(0, case, setup.opens);
                self.books.stock += 1;
                self.files[number as usize].asleep = true;
                self.asleep += 1;
                self.agenda.put(setup.opens + left, Event::Closes(number));
                case -= 1;
            }
        }
    }

    /// How much longer a file stays that already sleeps on the first day. As many are taken to have fallen asleep on one
    /// day as on another, so some day is drawn, and how long the file is kept, until it is one that would still be there.
    fn left_to_sleep(&self, closing: &Closing, case: u64) -> i64 {
        const LONGEST: f64 = 0.999;
        const TRIES: u16 = 1000;
        let longest = closing.kept.sample(LONGEST).max(1);
        let draws = Draws::new(self.seed, case);
        let drawn = |name: &str, nth: u16| draws.uniform(PointKey::of(name), nth, Aspect::Time);
        let left = (1..=TRIES).map(|nth| {
            let kept = closing.kept.sample(drawn("caseload.closing", nth));
            kept - (longest as f64 * drawn("caseload.asleep-for", nth)) as i64
        });
        left.into_iter().find(|left| *left > 0).unwrap_or(longest)
    }

    /// A file goes off the books.
    fn close(&mut self, number: u32, now: Time) {
        self.change(now, -1);
        let file = &mut self.files[number as usize];
        self.asleep -= u32::from(file.asleep);
        self.books.all.spent += i128::from(now - file.opened);
        if let Some(day) = self.books.days.get_mut(self.today) {
            day.closed += 1;
        }
        file.state += 1;
        let watched = self.serial == Some(file.serial);
        let visits = std::mem::take(&mut file.visits);
        let visited =
            Visited { case: file.case, opened: file.opened, visits, horizon: self.setup.ends };
        let kind = file.kind;
        file.serial = GONE;
        if watched {
            self.watched = Some((kind, visited));
        }
        self.free.push(number);
    }

    /// The number on the books changes.
    fn change(&mut self, now: Time, by: i32) {
        self.books.all.area += i128::from(self.pending) * i128::from(now - self.last_change);
        self.last_change = now;
        self.pending = self.pending.saturating_add_signed(by);
    }

    fn end_day(&mut self, now: Time) {
        if let Some(day) = self.books.days.get_mut(self.today) {
            (day.pending, day.asleep) = (self.pending, self.asleep);
            let stations = self.stations.iter_mut().zip(&mut self.worked);
            for (office, (station, before)) in day.offices.iter_mut().zip(stations) {
                let worked = station.spent_by(now).worked;
                (office.line, office.worked) = (station.waiting(), worked - *before);
                *before = worked;
            }
        }
        self.today += 1;
        if now == self.warm {
            self.change(now, 0);
            self.area_when_warm = self.books.all.area;
            let lines = self.stations.iter_mut().map(|station| station.spent_by(now).waiting);
            self.lines_when_warm = lines.collect();
        }
    }

    fn is_in(&self, file: u32, state: u64) -> bool {
        self.files[file as usize].state == state
    }

    fn visit(&self, file: u32, ticket: Ticket) -> Option<&Visit> {
        visit(&self.files, file, ticket)
    }

    fn waits(&self, file: u32, ticket: Ticket) -> bool {
        waits(&self.files, file, ticket)
    }

    fn is_open(&self, file: u32, ticket: Ticket) -> bool {
        self.visit(file, ticket).is_some_and(|visit| visit.left.is_none())
    }

    fn task_of(&self, number: u32, visit: usize) -> Option<Task<'a>> {
        let setup = self.setup;
        let file = &self.files[number as usize];
        setup.kinds[usize::from(file.kind)].task(file.visits.get(visit)?.came.point)
    }

    /// Closes the books on the last day: what is still on them has spent its time so far.
    fn close_books(mut self) -> Left {
        let ends = self.setup.ends;
        self.change(ends, 0);
        for file in self.files.iter().filter(|file| file.serial != GONE) {
            self.books.all.spent += i128::from(ends - file.opened);
            if self.serial == Some(file.serial) {
                let File { kind, case, opened, .. } = *file;
                let visits = file.visits.clone();
                self.watched = Some((kind, Visited { case, opened, visits, horizon: ends }));
            }
        }
        self.count_what_is_at_desks();
        self.books.pending_area = self.books.all.area - self.area_when_warm;
        let stations = self.stations.iter_mut().zip(&self.lines_when_warm);
        for (book, (station, when_warm)) in self.books.offices.iter_mut().zip(stations) {
            book.capacity = station.capacity(self.warm, ends);
            let spent = station.spent_by(ends);
            book.line_area = spent.waiting - when_warm;
            (book.line.area, book.desks.area) = (spent.waiting, spent.busy);
        }
        self.books.events = self.agenda.put_down();
        Left { books: self.books, arrived: self.arrived, watched: self.watched }
    }

    /// What is at a desk or in line on the last day has been there so long, and what is late is late.
    fn count_what_is_at_desks(&mut self) {
        let ends = self.setup.ends;
        let mut open = Vec::new();
        for (number, file) in self.files.iter().enumerate().filter(|(_, file)| file.serial != GONE)
        {
            for (place, visit) in file.visits.iter().enumerate() {
                let task = self.task_of(number as u32, place);
                if let Some(task) = task.filter(|_| visit.left.is_none()) {
                    open.push((*visit, task.office, usize::from(file.kind)));
                }
            }
        }
        for (visit, office, kind) in open {
            self.enter_time(&visit, office, ends);
            if let Some(due) = visit.came.due {
                self.enter_limit((office, kind), due, false);
            }
        }
    }
}
