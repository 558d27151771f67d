//! How often the intervals hold what they are for, measured: in 94 to 96 of 100 studies, out of 20,000 of each kind.
//! One that may be looked at after every case must in 95 of 100 never miss, from the first to the five-thousandth.
//! The rates are printed: `cargo test coverage -- --nocapture`.

use std::thread;

use comity::experiment::estimate::{
    Estimate, Interval, Level, curve, mean, paired, quantile, share,
};
use comity::experiment::forecast::summary::{Precision, summary};
use comity::experiment::forecast::{Counted, Forecaster};
use comity::experiment::many::Counting;
use comity::experiment::sensitivity::morris;
use comity::sim::distribution::Distribution;
use comity::sim::draw::{Aspect, CaseKey, KeyedRng, PointKey, Seed};
use comity::sim::time::DAY;
use comity::simulate::Terms;
use rand::RngExt;

use crate::many::{frame, shipped};

const STUDIES: u64 = 20_000;

/// Of those that are looked at after every case.
const LONG_STUDIES: u64 = 4_000;

/// How often each of the claims of a study is true, over so many studies, each with luck of its own.
fn rates<const CLAIMS: usize>(
    name: &str,
    studies: u64,
    study: impl Fn(&mut KeyedRng) -> [bool; CLAIMS] + Sync,
) -> [f64; CLAIMS] {
    let half = |numbers: std::ops::Range<u64>| {
        let mut held = [0_u32; CLAIMS];
        for number in numbers {
            let key = CaseKey::new(Seed(1), number);
            let mut luck = KeyedRng::open(key, PointKey::of(name), 0, Aspect::Choice);
            for (count, claim) in held.iter_mut().zip(study(&mut luck)) {
                *count += u32::from(claim);
            }
        }
        held
    };
    let (one, other) = thread::scope(|scope| {
        let other = scope.spawn(|| half(studies / 2..studies));
        (half(0..studies / 2), other.join().expect("it ends"))
    });
    std::array::from_fn(|claim| f64::from(one[claim] + other[claim]) / studies as f64)
}

/// Measures a kind of study and holds its intervals to their level.
fn hold<const CLAIMS: usize>(name: &str, study: impl Fn(&mut KeyedRng) -> [bool; CLAIMS] + Sync) {
    let rates = rates(name, STUDIES, study);
    println!("{name}: {rates:.4?}");
    for rate in rates {
        assert!((0.94..=0.96).contains(&rate), "{name}: {rates:?}");
    }
}

fn holds(interval: Interval, truth: f64) -> bool {
    interval.low <= truth && truth <= interval.high
}

/// How many of `n` tries of chance `p` succeed.
fn successes(luck: &mut KeyedRng, n: u64, p: f64) -> u64 {
    (0..n).map(|_| u64::from(luck.random::<f64>() < p)).sum()
}

/// Lengths in whole days.
struct Days(Distribution);

impl Days {
    /// With this median and 95th percentile.
    fn lognormal(median: f64, q95: f64) -> Days {
        let days = |days: f64| days * DAY as f64;
        Days(Distribution::lognormal(days(median), days(q95)).expect("sound parameters"))
    }

    fn draw(&self, luck: &mut KeyedRng) -> i64 {
        (self.0.sample_seconds(luck.random()) / DAY as f64 + 0.5) as i64
    }

    /// The share that takes at most so many days.
    fn within(&self, day: i64) -> f64 {
        self.0.cdf((day as f64 + 0.5) * DAY as f64)
    }

    /// The first day by which a share of them is over.
    fn quantile(&self, share: f64) -> i64 {
        (0..).find(|day| self.within(*day) >= share).expect("it is reached")
    }

    /// The mean, counting no day after `horizon`.
    fn mean_until(&self, horizon: i64) -> f64 {
        (0..horizon).map(|day| 1.0 - self.within(day)).sum()
    }
}

/// Longer than any case here.
const FOREVER: i64 = 100_000;

/// How many there are of each, in order.
fn tally<T: Ord + Copy>(mut items: Vec<T>) -> Vec<(T, u64)> {
    items.sort_unstable();
    let counted = items.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len() as u64));
    counted.collect()
}

/// The sum of whole numbers, and of their squares.
fn sums(numbers: impl Iterator<Item = i64>) -> (i128, i128) {
    numbers.map(i128::from).fold((0, 0), |(sum, squares), x| (sum + x, squares + x * x))
}

#[test]
fn wilsons_interval_holds_a_share() {
    for (n, p) in [(400, 0.05), (400, 0.3), (400, 0.9), (1000, 0.02), (1000, 0.5), (2000, 0.01)] {
        hold(&format!("share {p} of {n}"), |luck| {
            let estimate = share::wilson(successes(luck, n, p), n, Level::default());
            [holds(estimate.interval, p)]
        });
    }
}

#[test]
fn order_statistics_hold_a_quantile() {
    let days = Days::lognormal(600.0, 1600.0);
    for (n, came) in [(400, 1.0), (1000, 1.0), (1000, 0.8)] {
        let asked = [0.25, 0.5, 0.75];
        let truths = asked.map(|q| days.quantile(q / came));
        hold(&format!("quantiles of {n}, {came} come"), |luck| {
            let came = successes(luck, n, came);
            let tally = tally((0..came).map(|_| days.draw(luck)).collect());
            let held = |place: usize| {
                let estimate = quantile::of(&tally, n, asked[place], Level::default());
                let estimate = estimate.expect("it is reached");
                let (low, high) = (estimate.low.unwrap_or(0), estimate.high.unwrap_or(FOREVER));
                low <= truths[place] && truths[place] <= high
            };
            [held(0), held(1), held(2)]
        });
    }
}

/// Cases with two fates, of which one in ten meets neither, cut off by the end of the study or before.
struct Competing {
    chances: [f64; 2],
    days: [Days; 2],
}

impl Competing {
    const HORIZON: i64 = 1000;

    fn new() -> Competing {
        Competing {
            chances: [0.6, 0.3],
            days: [Days::lognormal(300.0, 800.0), Days::lognormal(150.0, 500.0)],
        }
    }

    /// The curves of `n` cases, a third of them cut off at any time up to the horizon.
    fn study(&self, luck: &mut KeyedRng, n: u64) -> curve::Curves {
        let (mut events, mut censored) = (Vec::new(), Vec::new());
        for _ in 0..n {
            let fate = luck.random::<f64>();
            let cut = (3.0 * luck.random::<f64>()).min(1.0);
            let cut = (cut * Competing::HORIZON as f64) as i64;
            let over = match fate {
                _ if fate < self.chances[0] => Some(0),
                _ if fate < self.chances[0] + self.chances[1] => Some(1),
                _ => None,
            };
            match over.map(|cause: usize| (self.days[cause].draw(luck), cause)) {
                Some((day, cause)) if day <= cut => events.push((day, cause)),
                _ => censored.push(cut),
            }
        }
        let mut table: Vec<(i64, Vec<u64>)> = Vec::new();
        for ((day, cause), count) in tally(events) {
            match table.last_mut() {
                Some((last, counts)) if *last == day => counts[cause] += count,
                _ => {
                    let mut counts = vec![0; 2];
                    counts[cause] = count;
                    table.push((day, counts));
                }
            }
        }
        curve::aalen_johansen(&table, &tally(censored), Level::default())
    }

    fn incidence(&self, cause: usize, day: i64) -> f64 {
        self.chances[cause] * self.days[cause].within(day)
    }

    fn waiting(&self, day: i64) -> f64 {
        1.0 - self.incidence(0, day) - self.incidence(1, day)
    }
}

#[test]
fn the_curves_hold_on_each_day_and_so_does_the_area_under_them() {
    let model = Competing::new();
    let horizon = 730;
    let area: f64 = (0..horizon).map(|day| model.waiting(day)).sum();
    for n in [400, 1000] {
        hold(&format!("curves of {n}"), |luck| {
            let curves = model.study(luck, n);
            let of = |cause: usize, day: i64| {
                let estimate = curve::at(&curves.causes[cause], day);
                holds(estimate.interval, model.incidence(cause, day))
            };
            let waits =
                |day: i64| holds(curve::at(&curves.waiting, day).interval, model.waiting(day));
            let restricted = mean::restricted(&curves.waiting, horizon, Level::default());
            let area = holds(restricted.interval, area);
            let (early, middle, late) = (120, 365, 730);
            [
                of(0, early),
                of(0, middle),
                of(0, late),
                of(1, early),
                of(1, middle),
                of(1, late),
                waits(early),
                waits(middle),
                waits(late),
                area,
            ]
        });
    }
}

#[test]
fn students_interval_holds_a_mean() {
    for (n, q95) in [(400, 800.0), (2000, 1200.0)] {
        let days = Days::lognormal(300.0, q95);
        let truth = days.mean_until(FOREVER);
        hold(&format!("mean of {n}, one in twenty beyond {q95}"), |luck| {
            let (sum, squares) = sums((0..n).map(|_| days.draw(luck)));
            [holds(mean::of(sum, squares, n, Level::default()).interval, truth)]
        });
    }
}

#[test]
fn tangos_interval_holds_a_difference_of_paired_shares() {
    for (n, first, second) in [
        (400, 0.05, 0.02),
        (400, 0.2, 0.1),
        (1000, 0.01, 0.001),
        (1000, 0.02, 0.0),
        (2000, 0.02, 0.02),
    ] {
        hold(&format!("{first} of {n} under the first alone, {second} under the second"), |luck| {
            let mut only = [0, 0];
            for _ in 0..n {
                let fate = luck.random::<f64>();
                only[0] += u64::from(fate < first);
                only[1] += u64::from(first <= fate && fate < first + second);
            }
            let estimate = paired::shares(0, only[0], only[1], n, Level::default());
            [holds(estimate.interval, first - second)]
        });
    }
}

#[test]
fn students_interval_holds_a_mean_of_paired_differences() {
    let days = Days::lognormal(60.0, 150.0);
    for (n, differ, longer) in [(400, 0.3, 0.7), (1000, 0.1, 1.0), (2000, 0.5, 0.7)] {
        // Of those that differ, some take longer and the others less long.
        let truth = differ * (2.0 * longer - 1.0) * days.mean_until(FOREVER);
        hold(&format!("mean difference of {n}, {differ} differ"), |luck| {
            let difference = |_| {
                let (fate, length) = (luck.random::<f64>(), days.draw(luck));
                match fate {
                    _ if fate < longer * differ => length,
                    _ if fate < differ => -length,
                    _ => 0,
                }
            };
            let (sum, squares) = sums((0..n).map(difference));
            [holds(paired::means(sum, squares, n, Level::default()).interval, truth)]
        });
    }
}

#[test]
fn sections_hold_a_difference_of_medians() {
    const SECTION: usize = 30;
    // The second takes a tenth longer, and then there is luck that the two do not share.
    let (shared, own) = (Days::lognormal(3000.0, 8000.0), Days::lognormal(100.0, 140.0));
    let median = |lengths: &mut [f64]| {
        lengths.sort_unstable_by(f64::total_cmp);
        (lengths[SECTION / 2 - 1] + lengths[SECTION / 2]) / 2.0
    };
    let truth = 3000.0 * 0.1;
    for count in [10, 20] {
        hold(&format!("median difference of {count} sections"), |luck| {
            let section = |_| {
                let (mut first, mut second) = ([0.0; SECTION], [0.0; SECTION]);
                for (first, second) in first.iter_mut().zip(&mut second) {
                    let length = shared.draw(luck) as f64;
                    *first = length * own.draw(luck) as f64 / 100.0;
                    *second = 1.1 * length * own.draw(luck) as f64 / 100.0;
                }
                median(&mut second) - median(&mut first)
            };
            let values: Vec<f64> = (0..count).map(section).collect();
            [holds(paired::sections(&values, Level::default()).interval, truth)]
        });
    }
}

/// How long one goes on looking.
const LAST: u64 = 5000;

/// For each number of cases up to [`LAST`] the least and the greatest count of successes for which an interval does
/// not miss, given one that only misses beyond them. Asks for each boundary only near that of one case fewer.
fn window(holds: impl Fn(u64, u64) -> bool) -> Vec<(u64, u64)> {
    let (mut least, mut most) = (0, 0);
    let ends = (1..=LAST).map(|n| {
        while !holds(least, n) {
            least += 1;
        }
        most = most.max(least);
        while most < n && holds(most + 1, n) {
            most += 1;
        }
        (least, most)
    });
    ends.collect()
}

#[test]
fn a_share_may_be_looked_at_after_every_case() {
    for p in [0.05, 0.3, 0.5] {
        let window = window(|k, n| holds(share::always_valid(k, n, Level::default()).interval, p));
        let [never_missed] = rates(&format!("share {p}, always"), LONG_STUDIES, |luck| {
            let mut count = 0;
            [window.iter().all(|(least, most)| {
                count += u64::from(luck.random::<f64>() < p);
                (*least..=*most).contains(&count)
            })]
        });
        println!("share {p}, always: {never_missed:.4}");
        assert!(never_missed >= 0.95, "{p}: {never_missed}");
    }
}

#[test]
fn a_quantile_may_be_looked_at_after_every_case() {
    // A day on which no case falls but by the rarest luck: what comes before it is then all that counts.
    for q in [0.5, 0.9] {
        let window = window(|before, n| {
            let mut days = vec![(1, before), (3, n - before)];
            days.retain(|(_, count)| *count > 0);
            let estimate = quantile::always_valid(&days, n, q, Level::default());
            estimate.is_some_and(|estimate| {
                estimate.low.is_none_or(|low| low <= 2)
                    && estimate.high.is_none_or(|high| high >= 2)
            })
        });
        let [never_missed] = rates(&format!("quantile {q}, always"), LONG_STUDIES, |luck| {
            let mut count = 0;
            [window.iter().all(|(least, most)| {
                count += u64::from(luck.random::<f64>() < q);
                (*least..=*most).contains(&count)
            })]
        });
        println!("quantile {q}, always: {never_missed:.4}");
        assert!(never_missed >= 0.95, "{q}: {never_missed}");
    }
}

#[test]
fn a_mean_may_be_looked_at_after_every_case_from_the_first_look_on() {
    let days = Days::lognormal(300.0, 800.0);
    let truth = days.mean_until(FOREVER);
    for differ in [1.0, 0.2, 0.05] {
        let [never_missed] =
            rates(&format!("mean, {differ} not zero, always"), LONG_STUDIES, |luck| {
                let (mut sum, mut squares) = (0, 0);
                [(1..=LAST).all(|n| {
                    if luck.random::<f64>() < differ {
                        let day = i128::from(days.draw(luck));
                        (sum, squares) = (sum + day, squares + day * day);
                    }
                    let estimate = mean::always_valid(sum, squares, n, Level::default());
                    holds(estimate.interval, truth * differ)
                })]
            });
        println!("mean, {differ} not zero, always: {never_missed:.4}");
        assert!(never_missed >= 0.95, "{differ}: {never_missed}");
    }
}

/// Many small forecasts of a shipped scenario, each of other cases: all of them together are the truth.
#[test]
fn a_forecast_as_a_whole_holds_what_all_cases_show() {
    const FORECASTS: u64 = 4_000;
    const CASES: u64 = 300;
    let scenario = shipped("treaty-first", &[]);
    let frame = frame(&scenario, &Terms::default());
    let cases = |numbers: std::ops::Range<u64>| -> Counted {
        let mut worker = Forecaster::new(&scenario, &Terms::default(), frame);
        numbers.for_each(|number| worker.case(number).expect("the case runs"));
        worker.counted()
    };
    let parts = |numbers: std::ops::Range<u64>| -> Vec<Counted> {
        numbers.map(|number| cases(number * CASES..(number + 1) * CASES)).collect()
    };
    let all: Vec<Counted> = thread::scope(|scope| {
        let other = scope.spawn(|| parts(FORECASTS / 2..FORECASTS));
        let one = parts(0..FORECASTS / 2);
        one.into_iter().chain(other.join().expect("it ends")).collect()
    });
    let shown = |counted: &Counted| -> [Estimate; 4] {
        let precision = Precision { level: Level::default(), always: false };
        let shown = summary(&scenario, counted, frame, 1825, precision);
        let by = |day| shown.data_by_day.iter().find(|by| by.day == day).expect("a day").chance;
        let refused = shown.outcomes.iter().find(|one| one.outcome == "treaty-refused");
        let refused = refused.expect("some are refused").share;
        [by(180), by(365), refused, shown.days_without_data.mean]
    };
    let mut whole = Counted::default();
    all.iter().for_each(|part| whole.add(part));
    let truth = shown(&whole).map(|estimate| estimate.value);
    let mut held = [0_u32; 4];
    for part in &all {
        for (place, estimate) in shown(part).iter().enumerate() {
            held[place] += u32::from(holds(estimate.interval, truth[place]));
        }
    }
    let rates = held.map(|held| f64::from(held) / FORECASTS as f64);
    println!("forecasts of treaty-first: {rates:.4?}");
    assert!(rates.iter().all(|rate| (0.94..=0.96).contains(rate)), "{rates:?}");
}

/// What the first of three inputs that multiply each other does: on four levels mu* is the mean of what the others make
/// of it, 1.5 times 1.5 times 2.
#[test]
fn the_interval_of_mu_star_holds_its_level() {
    let names = ["a", "b", "c"];
    let of = |x: &[f64]| 2.0 * x[0] * (1.0 + x[1]) * (1.0 + x[2]);
    hold("mu_star", |luck| {
        let seed = Seed(luck.random());
        let walks: Vec<morris::Trajectory> =
            (0..20).map(|number| morris::trajectory(&names, 4, number, seed)).collect();
        let points = walks.iter().flat_map(|walk| &walk.points);
        let results: Vec<f64> = points.map(|point| of(point)).collect();
        let found = morris::effects(&walks, &results, Level::default());
        [holds(found[0].mu_star.interval, 4.5)]
    });
}
