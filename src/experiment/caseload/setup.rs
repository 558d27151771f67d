//! What the replications of a caseload have in common: who comes when, which desks there are, and what they do.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::law::chambers::calendar_date;
use crate::law::channel::Channels;
use crate::law::day;
use crate::law::decision::PointId;
use crate::law::office::Office;
use crate::scenario::caseload::{Closing, Pattern, Staffed, Stream};
use crate::scenario::{Caseload, Scenario};
use crate::sim::Time;
use crate::sim::arrival::Arrivals;
use crate::sim::distribution::Distribution;
use crate::sim::draw::PointKey;
use crate::sim::staff::{Day, Hours, Station};
use crate::sim::time::DAY;

/// The days in a year, on average.
pub const YEAR: f64 = 365.25;

/// How many files came on each day, counted elsewhere.
pub type Counted = Vec<(Date, u32)>;

/// A caseload, ready to be run.
pub struct Setup<'a> {
    /// The beginning of the first day.
    pub opens: Time,
    /// The end of the last one.
    pub ends: Time,
    /// The offices with desks.
    pub offices: Vec<OfficeSetup<'a>>,
    /// The streams of files.
    pub streams: Vec<StreamSetup<'a>>,
    /// The kinds of all streams, one stream after the other.
    pub kinds: Vec<KindSetup<'a>>,
    /// How long a file whose path ended so stays on the books.
    pub closing: &'a [Closing],
}

/// An office with desks.
pub struct OfficeSetup<'a> {
    /// As the scenario has it.
    pub staffed: &'a Staffed,
    hours: Hours,
    desks: Vec<(Time, u32)>,
}

/// A stream of files.
pub struct StreamSetup<'a> {
    /// As the scenario has it.
    pub stream: &'a Stream,
    /// When its files come.
    pub comes: Comes,
    /// The first moment at which one can come, and the first at which none does any more.
    pub span: (Time, Time),
    /// The key of its draws.
    pub key: PointKey,
    /// The number of its first file as a case: by its name, so that its files have their luck whatever other streams there
    /// are. All numbers stay below 2^53, which other programs can read.
    pub first_case: u64,
    /// The number of its first kind among all, and the chance of each.
    pub kinds: (usize, Vec<f64>),
}

/// When the files of a stream come.
pub enum Comes {
    /// By chance.
    ByChance(Arrivals),
    /// One batch after every so many seconds.
    Every(i64),
    /// As they were counted elsewhere: each by itself, spread evenly over its day.
    Counted(Vec<Time>),
}

/// A kind of file.
pub struct KindSetup<'a> {
    /// Its name.
    pub name: &'a str,
    /// The number of its stream.
    pub stream: usize,
    /// Its class: 0 is the most urgent.
    pub class: u8,
    /// The scenario of which it is a case.
    pub scenario: &'a Scenario,
    /// What desks do at each of its points, by the number of the point.
    tasks: Vec<Option<Task<'a>>>,
    /// Which points have such a task.
    pub staffed: Arc<[bool]>,
}

/// What a desk does at a stage.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// The number of the office.
    pub office: usize,
    /// The working time it takes.
    pub takes: &'a Distribution,
    /// The key of its draws.
    pub key: PointKey,
    /// The key of the draws of how long whoever asked waits.
    pub patience: PointKey,
    /// What comes about when the time the law allows is up.
    pub lapses: Option<u8>,
    /// What comes about when whoever asked gives up.
    pub gives_up: Option<u8>,
}

/// How many days a caseload lasts.
pub fn days_of(caseload: &Caseload) -> i64 {
    (caseload.years * YEAR) as i64
}

impl<'a> KindSetup<'a> {
    /// What a desk does at a point, if one does anything there.
    pub fn task(&self, point: PointId) -> Option<Task<'a>> {
        self.tasks[usize::from(point.0)]
    }
}

impl<'a> Setup<'a> {
    /// The caseload of a scenario; `kinds` are the scenarios of the kinds of its streams, one stream after the other, and
    /// `counted` the streams of which it is known how many came on each day.
    pub fn new(
        scenario: &'a Scenario,
        caseload: &'a Caseload,
        kinds: &'a [Scenario],
        counted: &BTreeMap<String, Counted>,
    ) -> Setup<'a> {
        let opens = day::start(scenario.opens);
        let days = days_of(caseload);
        let ends = opens + days * DAY;
        let offices: Vec<OfficeSetup<'a>> = caseload
            .offices
            .iter()
            .map(|staffed| OfficeSetup::new(scenario, staffed, opens, days))
            .collect();
        let mut streams = Vec::new();
        let mut all = Vec::new();
        for (number, stream) in caseload.streams.iter().enumerate() {
            let first = all.len();
            for (kind, scenario) in stream.kinds.iter().zip(&kinds[first..]) {
                let tasks = tasks(scenario, &caseload.offices);
                let staffed = tasks.iter().map(Option::is_some).collect();
                let name = kind.name.as_str();
                let class = kind.class;
                all.push(KindSetup { name, stream: number, class, scenario, tasks, staffed });
            }
            let odds = stream.kinds.iter().map(|kind| kind.p).collect();
            let counted = counted.get(&stream.name);
            streams.push(StreamSetup::new(stream, counted, (opens, ends), (first, odds)));
        }
        Setup { opens, ends, offices, streams, kinds: all, closing: &caseload.closing }
    }

    /// The streams of which no file comes.
    pub fn empty_streams(&self) -> impl Iterator<Item = &'a Stream> {
        let (opens, ends) = (self.opens, self.ends);
        let is_empty = move |stream: &&StreamSetup<'a>| stream.expected_between(opens, ends) <= 0.0;
        self.streams.iter().filter(is_empty).map(|stream| stream.stream)
    }

    /// The offices as they open, with nobody in line.
    pub fn stations(&self) -> Vec<Station> {
        let station = |office: &OfficeSetup<'_>| {
            Station::new(office.hours.clone(), office.desks.clone(), office.staffed.discipline)
        };
        self.offices.iter().map(station).collect()
    }

    /// Its first day, and its last.
    pub fn first_and_last(&self) -> (Date, Date) {
        (day::date(self.opens.day()), day::date(self.ends.day() - 1))
    }

    /// How many days it lasts.
    pub fn days(&self) -> i64 {
        (self.ends - self.opens) / DAY
    }
}

impl<'a> OfficeSetup<'a> {
    fn new(
        scenario: &'a Scenario,
        staffed: &'a Staffed,
        opens: Time,
        days: i64,
    ) -> OfficeSetup<'a> {
        let since = |date: Option<Date>| date.map_or(opens, day::start);
        let desks = staffed.desks.iter().map(|(date, count)| (since(*date), *count)).collect();
        let hours = match staffed.hours {
            None => Hours::always(opens.day(), days as usize),
            Some(hours) => {
                let days = (0..days)
                    .map(|day| working_day(scenario, staffed.office, hours, opens.day() + day));
                Hours::new(opens.day(), days.collect())
            }
        };
        OfficeSetup { staffed, hours, desks }
    }
}

/// A day of an office: closed on those of its country, and slow in the seasons that its channels name.
fn working_day(
    scenario: &Scenario,
    office: Office,
    (opens, closes): (u32, u32),
    number: i64,
) -> Day {
    let date = calendar_date(Time(number * DAY));
    if scenario.working_days && !scenario.forums.of(office).is_open(date) {
        return Day::CLOSED;
    }
    let seasons = scenario.channels.list.iter().flat_map(|channel| &channel.slow);
    let slow = seasons.filter(|season| season.offices.contains(office) && season.holds(date));
    let speed = slow.map(|season| season.speed).fold(1.0, f64::min);
    Day { opens, closes, speed: ((speed * 1000.0).round() as u32).max(1) }
}

impl<'a> StreamSetup<'a> {
    fn new(
        stream: &'a Stream,
        counted: Option<&Counted>,
        (opens, ends): (Time, Time),
        kinds: (usize, Vec<f64>),
    ) -> StreamSetup<'a> {
        let from = stream.from.map_or(opens, day::start).max(opens);
        let until = stream.until.map_or(ends, |date| day::start(date) + DAY).min(ends);
        let by_chance = |per_year: f64, growth: f64, months: &[f64; 12]| {
            let rate = |number: i64| {
                let date = day::date(number);
                let years = (number - opens.day()) as f64 / YEAR;
                let inside = from.day() <= number && Time(number * DAY) < until;
                let grown = libm::pow(1.0 + growth, years);
                let month = months[usize::from(date.month() as u8 - 1)];
                if inside { per_year / YEAR * grown * month / f64::from(stream.batch) } else { 0.0 }
            };
            Arrivals::new(opens.day(), (opens.day()..ends.day()).map(rate))
        };
        let comes = match (counted, &stream.pattern) {
            (Some(days), _) => Comes::Counted(moments(days, (from, until))),
            (None, Pattern::ByChance { per_year, growth, months }) => {
                Comes::ByChance(by_chance(*per_year, *growth, months))
            }
            (None, Pattern::Every(seconds)) => Comes::Every(*seconds),
        };
        let key = PointKey::of(&format!("caseload.stream.{}", stream.name));
        let first_case = key.top(29) << 24;
        StreamSetup { stream, comes, span: (from, until), key, first_case, kinds }
    }

    /// How many files come together.
    pub fn together(&self) -> u32 {
        match self.comes {
            Comes::Counted(_) => 1,
            Comes::ByChance(_) | Comes::Every(_) => self.stream.batch,
        }
    }

    /// How many files are expected to come from one moment to another, at the beginnings of days.
    pub fn expected_between(&self, from: Time, to: Time) -> f64 {
        let batches = match &self.comes {
            Comes::ByChance(arrivals) => arrivals.expected_by(to) - arrivals.expected_by(from),
            Comes::Every(seconds) => {
                let inside = to.min(self.span.1) - from.max(self.span.0);
                inside.max(0) as f64 / *seconds as f64
            }
            Comes::Counted(moments) => {
                let by = |at: Time| moments.partition_point(|moment| *moment < at) as f64;
                by(to) - by(from)
            }
        };
        let backlog = if (from..to).contains(&self.span.0) { self.stream.backlog } else { 0 };
        batches * f64::from(self.together()) + f64::from(backlog)
    }
}

/// The moments at which counted files come, within a span.
fn moments(days: &Counted, (from, until): (Time, Time)) -> Vec<Time> {
    let of_day = |(date, count): &(Date, u32)| {
        let (midnight, count) = (day::start(*date), i64::from(*count));
        (0..count).map(move |place| midnight + (2 * place + 1) * DAY / (2 * count))
    };
    days.iter().flat_map(of_day).filter(|at| from <= *at && *at < until).collect()
}

/// What the desks do at each point of a scenario.
fn tasks<'a>(scenario: &'a Scenario, offices: &'a [Staffed]) -> Vec<Option<Task<'a>>> {
    let mut tasks = vec![None; scenario.plan.keys.len()];
    for (number, stage) in scenario.channels.stages.iter().enumerate() {
        let point = Channels::point(number as u16);
        let found = offices.iter().enumerate().find_map(|(office, staffed)| {
            let mut work = staffed.work.iter();
            let work =
                work.find(|work| staffed.office == stage.office && work.stage == stage.id)?;
            Some((office, work))
        });
        let Some((office, work)) = found else { continue };
        let option = |name: &Option<String>| option_of(scenario, point, name.as_deref()?);
        tasks[usize::from(point.0)] = Some(Task {
            office,
            takes: &work.takes,
            key: scenario.plan.keys[usize::from(point.0)],
            patience: PointKey::of(&format!("caseload.patience.{}", stage.name)),
            lapses: option(&work.lapses),
            gives_up: option(&work.gives_up),
        });
    }
    tasks
}

fn option_of(scenario: &Scenario, point: PointId, name: &str) -> Option<u8> {
    let found = scenario.options(point).iter().position(|option| *option == name)?;
    u8::try_from(found).ok()
}
