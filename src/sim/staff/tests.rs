//! Queues whose answer is known in closed form (Gross, Shortle, Thompson and Harris, *Fundamentals of Queueing Theory*,
//! 4th ed., ch. 2, 3 and 5).

use super::*;
use crate::sim::agenda::Agenda;
use crate::sim::arrival::{Arrivals, gap};
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};
use crate::sim::time::DAY;

/// A day stands for one unit of time.
const UNIT: f64 = DAY as f64;

/// A queue: arrivals and services per unit of time.
struct Queue {
    arrivals: f64,
    desks: u32,
    discipline: Discipline,
    /// The class of a file, and how long its service takes, for two draws.
    service: fn(f64, f64) -> (u8, f64),
    /// How long a file waits before it gives up, for a draw.
    patience: fn(f64) -> f64,
}

const PLAIN: Queue = Queue {
    arrivals: 1.0,
    desks: 1,
    discipline: Discipline::FirstCome,
    service: |_, _| (0, 0.0),
    patience: |_| f64::INFINITY,
};

#[derive(Clone, Copy, PartialEq)]
enum Event {
    Arrives,
    Done,
    GivesUp(u32),
}

/// What one replication shows.
#[derive(Default)]
struct Shown {
    /// The mean wait of the files of each class that were taken up.
    waits: [f64; 2],
    taken_up: [f64; 2],
    gave_up: f64,
    arrived: f64,
    /// The mean number in the system, and the sum of the times in it.
    area: f64,
    spent: f64,
    /// How much of the desks' time was worked.
    worked: f64,
    /// The mean number in line.
    line: f64,
}

/// A replication of that many units of time, the first tenth of which is not counted for waits.
fn replication(queue: &Queue, units: i64, number: u64) -> Shown {
    let arrivals = Arrivals::new(0, std::iter::repeat_n(queue.arrivals, units as usize));
    let hours = Hours::always(0, 3 * units as usize);
    let desks = vec![(Time(0), queue.desks)];
    let mut station = Station::new(hours, desks, queue.discipline);
    let draw = |file: u32, what: &str| {
        Draws::new(Seed(number), file.into()).uniform(PointKey::of(what), 1, Aspect::Time)
    };
    let mut agenda = Agenda::new();
    let (mut shown, mut clock) = (Shown::default(), 0.0);
    let mut waits: Vec<bool> = Vec::new();
    let (mut before, mut inside) = (Time(0), 0.0);
    let mut arrived: Vec<Time> = Vec::new();
    let next = |clock: &mut f64, file: usize, agenda: &mut Agenda<Event>| {
        *clock += gap(draw(file as u32, "gap"));
        if let Some(at) = arrivals.moment(*clock) {
            agenda.put(at, Event::Arrives);
        }
    };
    next(&mut clock, 0, &mut agenda);
    while let Some((now, event)) = agenda.next(Time(i64::MAX)) {
        shown.area += inside * (now - before) as f64;
        before = now;
        match event {
            Event::Arrives => {
                let file = arrived.len() as u32;
                (inside, shown.arrived) = (inside + 1.0, shown.arrived + 1.0);
                arrived.push(now);
                waits.push(true);
                let (class, _) = (queue.service)(draw(file, "class"), 0.5);
                station.join(File { number: file, ticket: 0, joined: now, class, due: None });
                let patience = (queue.patience)(draw(file, "patience"));
                if patience.is_finite() {
                    agenda.put(now + (patience * UNIT) as i64, Event::GivesUp(file));
                }
                next(&mut clock, arrived.len(), &mut agenda);
            }
            Event::Done => {
                station.release(now);
                inside -= 1.0;
            }
            Event::GivesUp(file) if waits[file as usize] => {
                waits[file as usize] = false;
                station.left(now, |number, _| waits[number as usize]);
                (inside, shown.gave_up) = (inside - 1.0, shown.gave_up + 1.0);
                shown.spent += (now - arrived[file as usize]) as f64;
            }
            Event::GivesUp(_) => {}
        }
        while let Some(file) = station.take_up(now, |number, _| waits[number as usize]) {
            let number = file.number;
            waits[number as usize] = false;
            let (class, takes) = (queue.service)(draw(number, "class"), draw(number, "service"));
            let done = station.hours.finish(now, (takes * UNIT) as i64);
            agenda.put(done, Event::Done);
            shown.spent += (done - file.joined) as f64;
            shown.worked += takes;
            if file.joined.day() > units / 10 {
                shown.waits[usize::from(class)] += (now - file.joined) as f64 / UNIT;
                shown.taken_up[usize::from(class)] += 1.0;
            }
        }
    }
    shown.line = station.spent_by(before).waiting as f64 / (before - Time(0)) as f64;
    for class in 0..2 {
        shown.waits[class] /= shown.taken_up[class];
    }
    shown
}

/// What twenty replications show of a number, and the half of a 99.9 % interval (t, 19 degrees of freedom: 3.883).
fn estimate(queue: &Queue, units: i64, of: impl Fn(&Shown) -> f64) -> (f64, f64) {
    const TIMES: u64 = 20;
    let found: Vec<f64> = (0..TIMES).map(|number| of(&replication(queue, units, number))).collect();
    let mean = found.iter().sum::<f64>() / TIMES as f64;
    let squares: f64 = found.iter().map(|one| (one - mean) * (one - mean)).sum();
    (mean, 3.883 * (squares / (TIMES - 1) as f64 / TIMES as f64).sqrt())
}

#[track_caller]
fn agrees((found, half): (f64, f64), exact: f64, at_most: f64) {
    assert!((found - exact).abs() < half, "{found} instead of {exact}, give or take {half}");
    assert!(half < at_most * exact, "the interval says too little: {half} of {exact}");
}

fn exponential(u: f64, mean: f64) -> f64 {
    mean * gap(u)
}

/// The chance to wait before c desks with a load of `a` (Erlang 1917).
fn erlang_c(desks: u32, load: f64) -> f64 {
    let mut blocked = 1.0;
    for desk in 1..=desks {
        blocked = load * blocked / (f64::from(desk) + load * blocked);
    }
    let rho = load / f64::from(desks);
    blocked / (1.0 - rho * (1.0 - blocked))
}

/// M/M/1: the wait is rho / (mu - lambda).
#[test]
fn one_desk_with_exponential_times_has_the_waits_of_m_m_1() {
    let queue = Queue { arrivals: 0.7, service: |_, u| (0, exponential(u, 1.0)), ..PLAIN };
    agrees(estimate(&queue, 20_000, |one| one.waits[0]), 0.7 / 0.3, 0.1);
}

/// M/M/c: the wait is C(c, a) / (c mu - lambda).
#[test]
fn several_desks_have_the_waits_of_erlang_c() {
    let queue =
        Queue { arrivals: 4.0, desks: 5, service: |_, u| (0, exponential(u, 1.0)), ..PLAIN };
    assert!((erlang_c(5, 4.0) - 0.554_113).abs() < 1e-6);
    agrees(estimate(&queue, 6_000, |one| one.waits[0]), erlang_c(5, 4.0) / (5.0 - 4.0), 0.1);
}

/// M/G/1 (Pollaczek 1930, Khintchine 1932): lambda E[S²] / 2 (1 - rho), here for service between 0 and 1.6.
#[test]
fn one_desk_with_any_times_has_the_waits_of_pollaczek_and_khintchine() {
    let queue = Queue { arrivals: 0.9, service: |_, u| (0, 1.6 * u), ..PLAIN };
    let exact = 0.9 * (1.6 * 1.6 / 3.0) / (2.0 * (1.0 - 0.9 * 0.8));
    agrees(estimate(&queue, 20_000, |one| one.waits[0]), exact, 0.1);
}

/// M/M/c+M (Palm 1957): the stationary chances follow from the rates up and down; files give up at `theta` times the
/// mean number in the line.
#[test]
fn the_line_is_as_long_and_as_many_give_up_as_erlang_a_says() {
    let (arrivals, desks, theta) = (6.0, 5, 0.5);
    let queue = Queue {
        arrivals,
        desks,
        service: |_, u| (0, exponential(u, 1.0)),
        patience: |u| exponential(u, 2.0),
        ..PLAIN
    };
    let (mut chance, mut all, mut line) = (1.0, 1.0, 0.0);
    for inside in 1..200_u32 {
        let waiting = f64::from(inside.saturating_sub(desks));
        chance *= arrivals / (f64::from(inside.min(desks)) + theta * waiting);
        all += chance;
        line += waiting * chance;
    }
    let exact = theta * line / all / arrivals;
    agrees(estimate(&queue, 6_000, |one| one.gave_up / one.arrived), exact, 0.05);
    agrees(estimate(&queue, 6_000, |one| one.line), line / all, 0.05);
}

/// M/M/1 with two classes, work not given up (Cobham 1954): W1 = R / (1 - rho1), W2 = R / (1 - rho1) (1 - rho).
#[test]
fn the_urgent_wait_less_by_as_much_as_cobham_says() {
    let queue = Queue {
        arrivals: 0.8,
        discipline: Discipline::Priority { ageing: None },
        service: |class, u| (u8::from(class < 0.6), exponential(u, 1.0)),
        ..PLAIN
    };
    let (urgent, all, residual) = (0.8 * 0.4, 0.8, 0.8);
    let first = residual / (1.0 - urgent);
    agrees(estimate(&queue, 20_000, |one| one.waits[0]), first, 0.1);
    agrees(estimate(&queue, 20_000, |one| one.waits[1]), first / (1.0 - all), 0.15);
}

/// Little 1961, exact on a path that ends empty: the area under the number in the system is the sum of the times in it.
#[test]
fn the_area_under_the_number_inside_is_the_time_spent_inside() {
    let queue = Queue {
        arrivals: 6.0,
        desks: 5,
        service: |_, u| (0, exponential(u, 1.0)),
        patience: |u| exponential(u, 2.0),
        ..PLAIN
    };
    for number in 0..5 {
        let shown = replication(&queue, 500, number);
        assert_eq!(shown.area, shown.spent);
    }
}

/// Every draw belongs to a file: with one desk more the same files bring the same work.
#[test]
fn a_desk_more_changes_no_other_draw() {
    let queue =
        |desks| Queue { arrivals: 4.0, desks, service: |_, u| (0, exponential(u, 1.0)), ..PLAIN };
    let (five, six) = (replication(&queue(5), 800, 1), replication(&queue(6), 800, 1));
    assert_eq!(five.arrived, six.arrived);
    assert!((five.worked - six.worked).abs() < 1e-6, "the order of the sum alone differs");
    assert!(six.waits[0] < five.waits[0]);
}

#[test]
fn desks_come_and_go_by_date_and_one_given_up_finishes_what_it_has() {
    let hours = Hours::always(0, 100);
    let desks = vec![(Time(0), 2), (Time(10), 1)];
    let mut station = Station::new(hours, desks, Discipline::FirstCome);
    for number in 0..3 {
        station.join(File { number, ticket: 0, joined: Time(0), class: 0, due: None });
    }
    let takes = |station: &mut Station, at| station.take_up(Time(at), |_, _| true);
    assert!(takes(&mut station, 0).is_some() && takes(&mut station, 0).is_some());
    assert!(takes(&mut station, 0).is_none());
    station.release(Time(10));
    assert!(takes(&mut station, 10).is_none(), "the second desk is gone");
    station.release(Time(11));
    assert!(takes(&mut station, 11).is_some());
    assert_eq!(station.capacity(Time(0), Time(20)), 1000 * (2 * 10 + 10));
    let spent = Spent { waiting: 11, busy: 10 + 11 + 9, worked: 1000 * (10 + 11 + 9) };
    assert_eq!(station.spent_by(Time(20)), spent);
}
