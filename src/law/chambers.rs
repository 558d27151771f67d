//! What every office can do: file a paper, write a letter, calendar a matter, decide, note a deadline.

use jiff::civil::Date;
use tracing::level_filters::LevelFilter;

use crate::law::Matter;
use crate::law::Stop;
use crate::law::answers::When;
use crate::law::authority::{self, AuthorityId};
use crate::law::calendar::Rule;
use crate::law::case::Posture;
use crate::law::channel::{Channels, desk};
use crate::law::day;
use crate::law::decision::{Decision, PointId};
use crate::law::desks::Arrival;
use crate::law::docket::{Acts, Deadline, Entry, Status};
use crate::law::message::{Behind, Due, EntryNumber, Mail, Paper, ProducedBy};
use crate::law::office::{Desk, Office, Offices, Outcome};
use crate::law::point::Point;
use crate::law::season;
use crate::law::strategy::{self, Path};
use crate::sim::time::DAY;
use crate::sim::{Actor, Envelope, Fault, Halt, Time};

/// What an office may do while it has one paper before it.
pub type Context = crate::sim::Context<Matter>;

/// Why the office at work may file what it files: it becomes part of the entry.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The entry that brought this about.
    pub cause: EntryNumber,
    /// The decision or step at work.
    pub point: Option<PointId>,
    /// The how-manieth time it is asked.
    pub occurrence: u16,
    /// The option taken.
    pub choice: Option<u8>,
    /// Recorded, chosen or simulated.
    pub status: Status,
    /// The record line it stands for; the first entry filed takes it.
    pub line: Option<u16>,
    /// Whether an entry has been made of it.
    pub entered: bool,
    /// The calendared step that is being done, whatever decision it carries out.
    pub step: Option<PointId>,
}

impl Default for Ground {
    fn default() -> Ground {
        Ground {
            cause: 0,
            point: None,
            occurrence: 0,
            choice: None,
            status: Status::Recorded,
            line: None,
            entered: false,
            step: None,
        }
    }
}

/// When a calendared matter comes up, unless the record says.
enum Timing {
    /// After the time the scenario assumes.
    Assumed,
    /// As an act that must be done by this moment.
    By(Time),
    /// At the moment the law fixes.
    On(Time),
    /// After the time the scenario assumes, but no later than this.
    Until(Time),
}

/// An office at its address: it opens the mail, notes why it is at work, and hands the paper to the desk.
pub struct Seat<D>(pub D);

impl<D: Desk> Actor<Matter> for Seat<D> {
    fn receive(&mut self, envelope: &Envelope<Mail>, cx: &mut Context) -> Outcome {
        if LevelFilter::current() >= LevelFilter::DEBUG {
            return self.open_while_watched(&envelope.message, cx);
        }
        self.open(&envelope.message, cx)
    }
}

impl<D: Desk> Seat<D> {
    #[cold]
    fn open_while_watched(&mut self, mail: &Mail, cx: &mut Context) -> Outcome {
        let _span = tracing::debug_span!("office", id = cx.my_office().id()).entered();
        self.open(mail, cx)
    }

    /// Opens one piece of mail, then looks at the strategy, and whether anything is left to be done.
    #[inline(always)]
    fn open(&mut self, mail: &Mail, cx: &mut Context) -> Outcome {
        match *mail {
            Mail::Filed(paper, entry) => {
                cx.world.ground = cx.ground_after(entry, Behind::default());
                self.read(paper, cx)?;
            }
            Mail::Letter(Paper::TakePath(path), entry, behind) => {
                cx.world.ground = cx.ground_after(entry, behind);
                self.take(path, cx)?;
            }
            Mail::Letter(paper, entry, behind) => {
                cx.world.ground = cx.ground_after(entry, behind);
                self.read(paper, cx)?;
            }
            Mail::Due(due) => {
                cx.world.ground = cx.ground_of(due);
                match Channels::stage_at(due.point) {
                    Some(_) => desk::end_stage(due.point, cx)?,
                    None => self.0.act(due.point, cx)?,
                }
            }
            Mail::Review => cx.world.ground = Ground::default(),
        }
        strategy::review(cx);
        if cx.posture().is_over() && !cx.world.strategy.is_under_way() {
            return Err(Halt::Stop(Stop::Closed));
        }
        Ok(())
    }

    /// Takes a path of the strategy.
    fn take(&mut self, path: Path, cx: &mut Context) -> Outcome {
        cx.world.strategy.arrived();
        match path {
            Path::Warrant => self.0.read(Paper::OpenMatter, cx),
            Path::Channel(path) => {
                // What a strategy does beside the record is the scenario's doing.
                cx.world.ground.status = Status::Simulated;
                desk::request(path, cx)
            }
        }
    }

    /// Hands a paper to the desk. Papers of channels can be read by every office.
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        if desk::is_mine(paper) {
            return desk::read(paper, cx);
        }
        if let Paper::Produced(ProducedBy::Channel(path)) = paper
            && cx.world.channels.list[usize::from(path)].demander == cx.my_office()
        {
            desk::withdraw_rest(cx);
            if cx.my_office() != Office::Prosecutor {
                return Ok(());
            }
        }
        self.0.read(paper, cx)
    }
}

impl Context {
    /// What stands on the docket today.
    pub fn posture(&self) -> &Posture {
        &self.world.posture
    }

    /// Whether the law has answered that the place of storage does not matter: the CLOUD Act was law when the case
    /// opened, or was passed since.
    pub fn reach_is_settled(&self) -> bool {
        let opened = calendar_date(self.world.opened);
        let act = self.world.authorities.get(authority::US_2713);
        self.world.posture.act.is_some() || act.in_force(opened)
    }

    /// The office at work.
    pub fn my_office(&self) -> Office {
        Office::at(self.me).unwrap_or(Office::Parties)
    }

    /// Today's date.
    pub fn today(&self) -> Date {
        calendar_date(self.now)
    }

    /// What follows by itself from an entry is recorded if the entry is, and simulated otherwise.
    fn follows_from(&self, entry: EntryNumber) -> Status {
        match self.world.docket.entry(entry) {
            Some(Entry { status: Status::Recorded, .. }) => Status::Recorded,
            Some(_) => Status::Simulated,
            None if self.world.answers.departed() => Status::Simulated,
            None => Status::Recorded,
        }
    }

    fn ground_after(&self, entry: EntryNumber, behind: Behind) -> Ground {
        let Behind { carries_out, drawn } = behind;
        let status = match carries_out {
            Some(_) => Status::Chosen,
            None if drawn => Status::Simulated,
            None => self.follows_from(entry),
        };
        Ground {
            cause: entry,
            point: carries_out.map(|(point, _)| point),
            choice: carries_out.map(|(_, choice)| choice),
            status,
            ..Ground::default()
        }
    }

    fn ground_of(&self, due: Due) -> Ground {
        let binds = |line| !self.world.answers.departed() || self.world.answers.is_exogenous(line);
        let line = due.line.filter(|line| binds(*line));
        let status = match (line, due.carries_out) {
            (Some(_), _) => Status::Recorded,
            (None, Some(_)) => Status::Chosen,
            (None, None) => Status::Simulated,
        };
        let carried = due.carries_out.filter(|_| line.is_none());
        Ground {
            cause: due.cause,
            point: Some(carried.map_or(due.point, |(point, _)| point)),
            occurrence: due.occurrence,
            choice: carried.map(|(_, choice)| choice),
            status,
            line,
            entered: false,
            step: Some(due.point),
        }
    }

    /// Files a paper: enters it on the docket and sends it to each addressee. Gives its number.
    pub fn file(
        &mut self,
        paper: Paper,
        to: &[Office],
        responds_to: &[Option<EntryNumber>],
    ) -> EntryNumber {
        self.file_as(self.my_office(), paper, to, responds_to)
    }

    /// Files a paper for both parties. Gives its number.
    pub fn file_jointly(
        &mut self,
        paper: Paper,
        to: &[Office],
        responds_to: &[Option<EntryNumber>],
    ) -> EntryNumber {
        self.file_as(Office::Parties, paper, to, responds_to)
    }

    fn file_as(
        &mut self,
        from: Office,
        paper: Paper,
        to: &[Office],
        responds_to: &[Option<EntryNumber>],
    ) -> EntryNumber {
        let entry = if self.world.docket.keeps() {
            let step = self.world.ground.step.or(self.world.ground.point);
            let entry = self.entry(from, paper, to, responds_to);
            self.world.docket.enter(step, entry)
        } else {
            self.world.docket.count_on()
        };
        self.world.ground.line = None;
        self.world.ground.entered = true;
        if LevelFilter::current() >= LevelFilter::INFO {
            self.tell(entry, from, paper);
        }
        self.world.posture.apply(paper, entry, self.now);
        for office in to {
            self.send(office.address(), Mail::Filed(paper, entry));
        }
        entry
    }

    #[cold]
    fn tell(&self, entry: EntryNumber, from: Office, paper: Paper) {
        tracing::info!(target: "comity::docket", n = entry, date = %self.today(), from = from.id(), ?paper, "entered");
    }

    /// The entry that a paper makes.
    fn entry(
        &self,
        from: Office,
        paper: Paper,
        to: &[Office],
        responds_to: &[Option<EntryNumber>],
    ) -> Entry {
        let ground = self.world.ground;
        let mut answered = responds_to.iter().flatten().copied();
        Entry {
            at: self.now,
            from,
            to: Offices::of(to),
            paper,
            point: ground.point,
            choice: ground.choice,
            status: ground.status,
            line: ground.line,
            responds_to: [answered.next().unwrap_or(0), answered.next().unwrap_or(0)],
            cause: ground.cause,
            defence: match paper {
                Paper::MotionToVacate(defence) => defence,
                _ => self.world.posture.defence,
            },
        }
    }

    /// Writes a letter that is not docketed.
    pub fn write(&mut self, to: Office, paper: Paper) {
        let Ground { cause, status, entered, .. } = self.world.ground;
        let drawn = status == Status::Simulated && !entered;
        let behind = Behind { carries_out: self.chosen_and_not_entered(), drawn };
        self.send(to.address(), Mail::Letter(paper, cause, behind));
    }

    /// What is calendared or written next comes of this entry.
    pub fn because(&mut self, entry: EntryNumber) {
        self.world.ground.cause = entry;
    }

    /// Calendars a matter: it comes up at this office after the time the scenario assumes, or as recorded.
    pub fn calendar(&mut self, point: impl Into<PointId>) {
        self.calendar_with(point.into(), None, Timing::Assumed);
    }

    /// Calendars an act that must be done by a day.
    pub fn calendar_by(&mut self, point: Point, due: Date) {
        self.calendar_with(point.into(), None, Timing::By(noon(due)));
    }

    /// Calendars a matter for the day the law fixes, or the next on which the office's courts are open.
    pub fn calendar_on(&mut self, point: Point, day: Date) {
        self.calendar_with(point.into(), None, Timing::On(noon(day)));
    }

    /// Calendars a matter that comes up after its time, but no later than a day.
    pub fn calendar_until(&mut self, point: Point, latest: Date) {
        self.calendar_with(point.into(), None, Timing::Until(noon(latest)));
    }

    /// Calendars one of several like matters under its own number.
    pub fn calendar_nth(&mut self, point: Point, occurrence: u16, due: Date) {
        self.calendar_with(point.into(), Some(occurrence), Timing::By(noon(due)));
    }

    /// Calendars the end of a stage of a channel. `due` is when the time the law allows is up: the act comes
    /// by then if the table says so. Otherwise the work is slowed in the seasons that slow this office.
    pub fn calendar_stage(&mut self, stage: u16, due: Option<Time>) {
        let point = Channels::point(stage);
        let by = due.filter(|_| self.world.answers.keeps_deadline(point));
        let occurrence = self.world.answers.next_occurrence(point);
        if self.world.desks.as_ref().is_some_and(|desks| desks.staffs(point)) {
            return self.come_to_desk(stage, Arrival { point, occurrence, at: self.now, due });
        }
        let when = self.world.answers.when(point, occurrence, self.now, by, None);
        let stage = &self.world.channels.stages[usize::from(stage)];
        let latest = due.filter(|_| by.is_some() || stage.can_be_late());
        let mut at = when.at;
        if when.line.is_none() {
            if self.world.working_days {
                let seasons = &self.world.channels.list[usize::from(stage.channel)].slow;
                if by.is_none() {
                    at = season::finish(self.now, at - self.now, self.my_office(), seasons);
                }
                if !stage.any_day && self.my_office().keeps_office_days() {
                    at = self.on_a_working_day(at, latest);
                }
            }
            at = latest.map_or(at, |latest| at.min(latest.max(self.now)));
        }
        self.remind(point, when, at, None);
    }

    /// Puts the stage at work on the calendar once more.
    pub fn calendar_again(&mut self, point: PointId, at: Time) {
        let occurrence = self.world.ground.occurrence;
        self.remind(point, When { occurrence, line: None, at }, at, None);
    }

    /// Puts a matter on this office's calendar.
    #[inline]
    pub(super) fn remind(
        &mut self,
        point: PointId,
        when: When,
        at: Time,
        carries_out: Option<(PointId, u8)>,
    ) {
        let cause = self.world.ground.cause;
        let due = Due { point, occurrence: when.occurrence, cause, line: when.line, carries_out };
        self.send_at(at, self.me, Mail::Due(due));
    }

    fn calendar_with(&mut self, point: PointId, occurrence: Option<u16>, timing: Timing) {
        let occurrence = occurrence.unwrap_or_else(|| self.world.answers.next_occurrence(point));
        let (deadline, fixed_by_law, last) = match timing {
            Timing::Assumed => (None, None, None),
            Timing::By(due) => (Some(due), None, Some(due)),
            Timing::On(day) => (None, Some(day), None),
            Timing::Until(latest) => (None, None, Some(latest)),
        };
        let when = self.world.answers.when(point, occurrence, self.now, deadline, fixed_by_law);
        let carries_out = self.choice_to_carry_out(point);
        let at = match when.line {
            Some(line) if self.world.answers.day_is_drawn(line) => self.on_a_drawn_day(when.at),
            Some(_) => when.at,
            None => self.on_a_working_day(when.at, last),
        };
        self.remind(point, when, at, carries_out);
    }

    /// A step without options that is calendared in the same breath as a chosen decision carries that choice
    /// out, so its entry is marked chosen.
    fn choice_to_carry_out(&self, point: PointId) -> Option<(PointId, u8)> {
        let is_step = Point::numbered(point.0).is_some_and(|point| point.spec().options.is_empty());
        self.chosen_and_not_entered().filter(|_| is_step)
    }

    /// The what-if at work, as long as no entry shows it.
    fn chosen_and_not_entered(&self) -> Option<(PointId, u8)> {
        let Ground { point, choice, status, entered, .. } = self.world.ground;
        let open = status == Status::Chosen && !entered;
        if open { point.zip(choice) } else { None }
    }

    /// An act of an office falls on a day when its courts are open: the next one, or where that would pass
    /// `last`, the one before. Where none is left before `last`, it is late and falls on the next one.
    fn on_a_working_day(&self, at: Time, last: Option<Time>) -> Time {
        let at = last.map_or(at, |last| at.min(last.max(self.now)));
        if !self.world.working_days {
            return at;
        }
        let country = self.world.forums.of(self.my_office());
        match (country.next_open(at), last) {
            (Some(next), Some(last)) if next > last => {
                country.last_open(at, self.now).unwrap_or(next)
            }
            (next, _) => next.unwrap_or(at),
        }
    }

    /// A step of the record whose day is only drawn falls on a working day too: the last one up to the day drawn,
    /// so that it does not come after the steps that follow it.
    fn on_a_drawn_day(&self, at: Time) -> Time {
        if !self.world.working_days {
            return at;
        }
        let country = self.world.forums.of(self.my_office());
        country.last_open(at, self.now).unwrap_or(at)
    }

    /// Asks what is decided at a point where every option is open.
    ///
    /// # Errors
    ///
    /// As [`Context::decide_among`].
    pub fn decide<D: Decision>(&mut self) -> Outcome<D> {
        self.decide_among(|_| None)
    }

    /// Asks what is decided. `closed` says why the law closes an option in this posture, if it does.
    ///
    /// # Errors
    ///
    /// A stop when a closed option was chosen; a fault when the record has one.
    pub fn decide_among<D: Decision>(
        &mut self,
        closed: impl Fn(D) -> Option<&'static str>,
    ) -> Outcome<D> {
        let closed =
            |option: u8| D::ALL.get(usize::from(option)).and_then(|option| closed(*option));
        let option = self.decide_by_number(D::POINT.into(), D::ALL.len(), &closed)?;
        let chosen = D::ALL.get(usize::from(option)).copied();
        chosen.ok_or_else(|| {
            Halt::Fault(Fault::Broken(format!("{:?} has no option {option}", D::POINT)))
        })
    }

    /// Asks what is decided at a point whose options come from a table.
    ///
    /// # Errors
    ///
    /// As [`Context::decide_among`].
    pub fn decide_by_number(
        &mut self,
        point: PointId,
        options: usize,
        closed: &dyn Fn(u8) -> Option<&'static str>,
    ) -> Outcome<u8> {
        let ground = &self.world.ground;
        let here = ground.point == Some(point) && ground.choice.is_none();
        let occurrence =
            if here { ground.occurrence } else { self.world.answers.next_occurrence(point) };
        let what = self.world.answers.what(point, occurrence, self.now, options, closed)?;
        let ground = &mut self.world.ground;
        ground.status = match what.status {
            // A choice that the record shows on a day that was drawn is not a recorded step.
            Status::Recorded if here => ground.status,
            status => status,
        };
        if !here || ground.status == Status::Simulated {
            ground.line = None;
        }
        (ground.point, ground.choice) = (Some(point), Some(what.option));
        (ground.occurrence, ground.entered) = (occurrence, false);
        Ok(what.option)
    }

    /// Notes a deadline that an entry set running.
    pub fn note_deadline(&mut self, deadline: Deadline) {
        self.world.docket.note(deadline);
    }

    /// Counts a period under a rule, notes it as a deadline of `whose`, and gives its last day.
    pub fn deadline(
        &mut self,
        period: Period,
        whose: Office,
        entry: EntryNumber,
        from: Date,
    ) -> Date {
        let due = period.ends(from, &self.world.forums);
        if !self.world.docket.keeps() {
            return due;
        }
        self.note_deadline(Deadline {
            what: period.what.into(),
            whose,
            entry,
            from,
            period: period.words.into(),
            due,
            to_the_hour: None,
            authority: period.authority.into(),
            acts: Acts::Points(period.acts),
            done_by: 0,
            late: Vec::new(),
            replaced: false,
        });
        due
    }

    /// The fault for a paper this office has no use for.
    pub fn unaccepted<T>(&self, paper: impl std::fmt::Debug) -> Outcome<T> {
        let fault =
            Fault::Unaccepted { from: self.sender, to: self.me, message: format!("{paper:?}") };
        Err(Halt::Fault(fault))
    }
}

/// Calendars a matter and is done: the last line of many handlers.
pub(super) fn calendar(cx: &mut Context, point: Point) -> Outcome {
    cx.calendar(point);
    Ok(())
}

/// A period the law sets.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// What must be done in it.
    pub what: &'static str,
    /// Its length in days.
    pub days: u32,
    /// Its length in words.
    pub words: &'static str,
    /// The rule by which the days are counted.
    pub rule: Rule,
    /// What sets the period, and what counts it.
    pub authority: &'static [AuthorityId],
    /// The acts that meet it.
    pub acts: &'static [Point],
}

impl Period {
    /// Its last day, counted from `from` with the holidays of the court the rule belongs to.
    pub fn ends(&self, from: Date, forums: &crate::law::Forums) -> Date {
        forums.counting(self.rule).due(self.rule, from, self.days)
    }
}

/// The day after: the first on which something that was due is late.
pub fn day_after(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// The day a moment falls on.
pub fn calendar_date(at: Time) -> Date {
    day::date(at.day())
}

/// The last second of a day.
pub fn end_of_day(day: Date) -> Time {
    day::start(day) + (DAY - 1)
}

/// Noon of a day. Papers whose hour is not known are filed at noon.
pub fn noon(day: Date) -> Time {
    day::start(day) + DAY / 2
}
