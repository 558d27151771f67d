//! What many cases through the same offices cost: one replication of `ireland-e-evidence` on one core.
//!
//! `cargo bench --bench caseload` prints a row for ten thousand, a hundred thousand and a million files: events, the time
//! of one, and the peak memory of this process so far (Linux only). The time of an event should not grow with the number
//! of files. The last row is the scenario as it is: three years, about 900,000 files.
//!
//! Version 0.1.0: 0.74 to 0.84 microseconds an event whatever the number, 1.8 seconds for the three years, 17 MiB.

use std::collections::BTreeMap;
use std::time::Instant;

use comity::experiment::caseload::setup::Setup;
use comity::experiment::caseload::world::replication;
use comity::scenario::Scenario;
use comity::simulate::Terms;

mod common;
mod peak;

use common::{middle, shipped};
use peak::peak;

const NAME: &str = "ireland-e-evidence";
/// The years of each row: about 10^4, 10^5 and 10^6 files, then the scenario as it is.
const YEARS: [f64; 4] = [1.0 / 30.0, 1.0 / 3.0, 10.0 / 3.0, 3.0];
/// How often each is run.
const ROUNDS: [usize; 4] = [9, 5, 1, 1];

fn main() {
    println!(
        "{:<10} {:>9} {:>10} {:>9} {:>10} {:>9}",
        "years", "files", "events", "seconds", "ns/event", "peak MiB"
    );
    for (years, rounds) in YEARS.into_iter().zip(ROUNDS) {
        row(years, rounds);
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the wall clock")]
fn row(years: f64, rounds: usize) {
    let sets = vec![format!("caseload.years={years:?}")];
    let scenario = shipped(NAME, &sets);
    let caseload = scenario.caseload.clone().expect("a caseload");
    let kinds: Vec<Scenario> = caseload
        .streams
        .iter()
        .flat_map(|stream| &stream.kinds)
        .map(|kind| shipped(NAME, &[sets.clone(), kind.sets.clone()].concat()))
        .collect();
    let setup = Setup::new(&scenario, &caseload, &kinds, &BTreeMap::new());
    let terms = Terms { seed: 1, ..Terms::default() };
    let (mut files, mut events, mut times) = (0, 0, Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        let left = replication(&setup, &terms, 0, setup.opens, None);
        times.push(start.elapsed().as_secs_f64());
        let Ok(left) = left else { panic!("every file runs") };
        files = left.books.days.iter().map(|day| day.came).sum();
        events = left.books.events;
    }
    let seconds = middle(times.into_iter());
    let peak = peak().map_or_else(|| "-".to_owned(), |peak| format!("{peak:.1}"));
    let each = seconds / events as f64 * 1e9;
    println!("{years:<10.3} {files:>9} {events:>10} {seconds:>9.2} {each:>10.0} {peak:>9}");
}
