//! What many cases cost: how the work grows with alternatives and shrinks with threads, and that memory does not grow
//! with the number of cases.
//!
//! `cargo bench --bench many` prints three tables for `forecast microsoft-ireland --from 2014-08-29` and for `compare` on
//! the same. Rounds to be compared are interleaved, and the ratio is the median of the ratios within a round. Peak memory
//! is what the system says of this process (Linux only), from the fewest cases to the most.
//!
//! Version 0.1.0: two threads gain 1.94; each alternative added to a comparison costs 1.15 times the first, the pairs it
//! makes included; 13.1 MiB at ten thousand, a million and ten million cases, a million in 2.7 seconds on two cores.
//! Where the time of a case goes stands in `floor.rs`.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use comity::experiment::compare::{Alternative, Comparer};
use comity::experiment::forecast::{Forecaster, Frame};
use comity::experiment::many::{Counting, Crew, count};
use comity::law::chambers::noon;
use comity::scenario::Scenario;
use comity::simulate::Terms;
use jiff::civil::date;

mod common;
mod peak;

use common::{middle, shipped};
use peak::peak;

/// How many rounds there are.
const ROUNDS: usize = 9;
/// The cases of a round.
const CASES: u64 = 40_000;
/// Alternatives of one comparison.
const ALTERNATIVES: [usize; 4] = [1, 2, 3, 4];

static GO: AtomicBool = AtomicBool::new(false);

fn main() {
    let scenario = shipped("microsoft-ireland", &[]);
    let terms = Terms { seed: 1, from: Some(date(2014, 8, 29)), ..Terms::default() };
    let frame = Frame { origin: noon(date(2014, 8, 29)), horizon: 1825 };
    let forecaster = || Forecaster::new(&scenario, &terms, frame);
    threads(&forecaster);
    alternatives(&scenario, &terms, frame);
    memory(&forecaster);
}

/// The seconds that some cases take.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the wall clock")]
fn seconds<C: Counting>(cases: u64, threads: usize, begin: impl Fn() -> C + Sync) -> f64 {
    let crew = Crew { threads, stop: &GO, done: &|_| () };
    let start = Instant::now();
    let counted = count(0..cases, crew, begin);
    assert!(counted.is_ok_and(|(_, reached)| reached.end == cases), "every case runs");
    start.elapsed().as_secs_f64()
}

fn threads<C: Counting>(begin: &(impl Fn() -> C + Sync)) {
    let rounds = (0..ROUNDS).map(|_| (seconds(CASES, 1, begin), seconds(CASES, 2, begin)));
    let rounds: Vec<(f64, f64)> = rounds.collect();
    let a_case = |of: fn(&(f64, f64)) -> f64| middle(rounds.iter().map(of)) / CASES as f64 * 1e9;
    let ratio = middle(rounds.iter().map(|(one, two)| one / two));
    println!("{:<28} {:>9} {:>9} {:>7}", "forecast, ns a case", "1 thread", "2 threads", "gain");
    println!(
        "{:<28} {:>9.0} {:>9.0} {ratio:>7.2}\n",
        "microsoft-ireland",
        a_case(|r| r.0),
        a_case(|r| r.1)
    );
}

fn alternatives(scenario: &Scenario, terms: &Terms, frame: Frame) {
    let one = |number: usize| Alternative {
        label: number.to_string(),
        scenario: scenario.clone(),
        terms: terms.clone(),
        frame,
    };
    let all: Vec<Vec<Alternative>> =
        ALTERNATIVES.iter().map(|many| (0..*many).map(one).collect()).collect();
    let round =
        |_| all.iter().map(|these| seconds(CASES / 4, 1, || Comparer::new(these))).collect();
    let rounds: Vec<Vec<f64>> = (0..ROUNDS).map(round).collect();
    println!("{:<28} {:>9} {:>9}", "compare, alternatives", "ns a case", "x one");
    for (place, many) in ALTERNATIVES.iter().enumerate() {
        let a_case = middle(rounds.iter().map(|round| round[place])) * 4e9 / CASES as f64;
        let ratio = middle(rounds.iter().map(|round| round[place] / round[0]));
        println!("{many:<28} {a_case:>9.0} {ratio:>9.2}");
    }
    println!();
}

fn memory<C: Counting>(begin: &(impl Fn() -> C + Sync)) {
    println!("{:<28} {:>9} {:>12} {:>9}", "forecast, cases", "seconds", "cases/second", "peak MiB");
    for cases in [10_000, 1_000_000, 10_000_000] {
        let seconds = seconds(cases, 0, begin);
        let peak = peak().map_or_else(|| "-".to_owned(), |peak| format!("{peak:.1}"));
        println!("{cases:<28} {seconds:>9.2} {:>12.0} {peak:>9}", cases as f64 / seconds);
    }
}
