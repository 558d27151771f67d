//! What one case costs: through each driver, and in a batch.
//!
//! `cargo bench`. Read the figures as ratios within one run; the machine decides the rest.

use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::library;
use comity::simulate::{Batch, Driver, Terms, run};
use divan::{Bencher, counter::ItemsCount};
use jiff::civil::date;

fn main() {
    divan::main();
}

fn scenario() -> Scenario {
    let shipped = library::SCENARIOS[0];
    check(shipped.name, shipped.text).scenario.expect("the seed case is sound")
}

fn the_day_of_the_article(seed: u64) -> Terms {
    Terms { seed, from: Some(date(2014, 8, 29)), ..Terms::default() }
}

/// The whole record, docket kept, a fresh world for the one case.
#[divan::bench]
fn record_in_place(bencher: Bencher<'_, '_>) {
    let scenario = scenario();
    bencher
        .bench(|| run(&scenario, &Terms::default(), Driver::InPlace, &mut |_| ()).expect("runs"));
}

/// The same on tokio tasks, one mailbox an office, one delivery in flight.
#[divan::bench]
fn record_live(bencher: Bencher<'_, '_>) {
    let scenario = scenario();
    bencher.bench(|| {
        run(&scenario, &Terms::default(), Driver::Live(None), &mut |_| ()).expect("runs")
    });
}

/// `run --from 2014-08-29`, a thousand cases in one world that is reused, dockets kept.
#[divan::bench]
fn thousand_futures_with_dockets(bencher: Bencher<'_, '_>) {
    thousand_futures(bencher, true);
}

/// The same without dockets: what a forecast needs.
#[divan::bench]
fn thousand_futures_without_dockets(bencher: Bencher<'_, '_>) {
    thousand_futures(bencher, false);
}

fn thousand_futures(bencher: Bencher<'_, '_>, keep_dockets: bool) {
    let scenario = scenario();
    let mut batch = Batch::new(&scenario, &the_day_of_the_article(1), keep_dockets);
    bencher.counter(ItemsCount::new(1_000usize)).bench_local(|| {
        for case in 0..1_000 {
            divan::black_box(batch.case(case).expect("runs"));
        }
    });
}

/// Reading and checking the scenario file, quantile tables included.
#[divan::bench]
fn read_scenario(bencher: Bencher<'_, '_>) {
    bencher.bench(scenario);
}
