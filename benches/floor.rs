//! How far the batch engine is from the floor: a hand-written loop of the same process.
//!
//! `cargo bench --bench floor` prints a table. Two processes are compared: the treaty request of `treaty-first`, with
//! working days and slow seasons, against a loop without any queue; and the outline of `benches/outline.toml`, two paths
//! side by side through eleven offices, against a loop with a FIFO for now and a heap for later. Each loop must give
//! every case the outcome and the moment that the engine gives it, or nothing is printed. Rounds of both are interleaved;
//! read the ratios, the machine decides the rest.
//!
//! Version 0.1.0: 2.5 times the floor for `treaty-first`, 2.9 for the outline (target: 3). Without link-time optimisation
//! the loop of the outline alone gains, and its ratio is a tenth more. An alternative costs as much as the first
//! scenario: nothing is shared but the draws. Where the time of the outline goes, in per cent:
//!
//! | | |
//! | --- | ---: |
//! | opening mail, the ground of an entry, entering papers, calendaring (`chambers.rs`) | 23 |
//! | drawing times: keyed draw, table, factors (`answers.rs`, `distribution.rs`) | 21 |
//! | the queue and the loop over it (`queue.rs`, `driver.rs`) | 19 |
//! | decisions: what-ifs, record, odds (`answers.rs`) | 15 |
//! | moving the file from stage to stage (`channel/desk.rs`) | 13 |
//! | making the world new for a case, and opening it (`simulate.rs`) | 6 |
//! | the posture, and the rest | 3 |
//!
//! The loop pays for drawing and for its queue as well; those are two fifths of the engine's time.

use comity::law::case::Posture;
use comity::law::chambers::{end_of_day, noon};
use comity::law::channel::{File, Standing};
use comity::law::message::PathEnd;
use comity::scenario::Scenario;
use comity::sim::Time;
use comity::simulate::{Batch, Terms};
use jiff::civil::date;

#[path = "common.rs"]
mod common;
#[path = "floor/outline.rs"]
mod outline;
#[path = "floor/rounds.rs"]
mod rounds;
#[path = "floor/treaty.rs"]
mod treaty;

use common::{read, shipped};
use outline::{Court, Ended, Treaty};
use rounds::{Contest, median};

/// The seed of every run here.
const SEED: u64 = 1;

/// The cases in which floor and engine are held against each other.
const SAME: u64 = 20_000;

fn main() {
    let treaty_first = shipped("treaty-first", &[]);
    let outline = read("outline", include_str!("outline.toml"), &[]);
    let microsoft = shipped("microsoft-ireland", &[]);
    same_treaty(&treaty_first);
    same_outline(&outline);
    the_reference_shares_come_out(&outline);
    println!("{:<30} {:>9} {:>9} {:>7}", "ns a case", "floor", "engine", "ratio");
    compare_treaty(&treaty_first);
    compare_outline(&outline);
    println!();
    println!("{:<30} {:>9} {:>9}", "engine alone", "ns/case", "x one");
    alternatives(&treaty_first);
    let from = Terms { from: Some(date(2014, 8, 29)), ..terms() };
    let mut batch = Batch::new(&microsoft, &from, false);
    let futures = median(|case| batch.case(case).is_ok());
    println!("{:<30} {futures:>9.0}", "microsoft-ireland from 2014-08-29");
}

fn terms() -> Terms {
    Terms { seed: SEED, ..Terms::default() }
}

fn batch(scenario: &Scenario) -> Batch {
    Batch::new(scenario, &terms(), false)
}

fn posture(batch: &mut Batch, case: u64) -> &Posture {
    &batch.case(case).expect("the case runs").0.posture
}

fn treaty_floor(scenario: &Scenario) -> treaty::Floor {
    treaty::Floor::new(SEED, noon(scenario.opens), end_of_day(scenario.horizon))
}

fn outline_floor(scenario: &Scenario) -> outline::Floor {
    outline::Floor::new(SEED, noon(scenario.opens))
}

/// Each case of `treaty-first` ends in the loop as it ends in the engine, to the second.
fn same_treaty(scenario: &Scenario) {
    let (floor, mut batch) = (treaty_floor(scenario), batch(scenario));
    for case in 0..SAME {
        let File { standing, ended } = posture(&mut batch, case).files[0];
        assert_eq!(floor.case(case), (standing, ended), "case {case}");
    }
}

/// Each case of the outline ends in the loop as it ends in the engine, to the second.
fn same_outline(scenario: &Scenario) {
    let (mut floor, mut batch) = (outline_floor(scenario), batch(scenario));
    for case in 0..SAME {
        assert_eq!(floor.case(case), of_engine(posture(&mut batch, case)), "case {case}");
    }
}

/// How a case of the outline ended in the engine: `outline.toml` says how its ends are to be read.
fn of_engine(posture: &Posture) -> Ended {
    let [court, treaty, ..] = posture.files;
    let court_path = match court.standing {
        Standing::Ended(PathEnd::Refused) => Some(Court::Denied),
        Standing::Obtained => Some(Court::Disclosed),
        Standing::Ended(PathEnd::Cleared) => Some(Court::VacatedByMagistrate),
        Standing::Ended(PathEnd::Lapsed) => Some(Court::VacatedByDistrict),
        Standing::Ended(PathEnd::Sanctioned) => Some(Court::Enforced),
        Standing::Ended(PathEnd::Abandoned) => Some(Court::Quashed),
        _ => None,
    };
    let treaty_path = match treaty.standing {
        Standing::Obtained => Some(Treaty::Obtained),
        Standing::Ended(PathEnd::Refused) => Some(Treaty::Refused),
        Standing::Ended(PathEnd::Abandoned) => Some(Treaty::DeniedByCourt),
        _ => None,
    };
    Ended { court: court_path.zip(court.ended), treaty: treaty_path.zip(treaty.ended) }
}

/// The shares and means that other engines reached over four million cases come out within three standard errors.
fn the_reference_shares_come_out(scenario: &Scenario) {
    const CASES: u64 = 200_000;
    let mut floor = outline_floor(scenario);
    let ended: Vec<Ended> = (0..CASES).map(|case| floor.case(case)).collect();
    let court = |how| share(&ended, |one| one.court.is_some_and(|(ended, _)| ended == how));
    let treaty = |how| share(&ended, |one| one.treaty.is_some_and(|(ended, _)| ended == how));
    for (name, share, reference) in [
        ("denied", court(Court::Denied), 0.030),
        ("disclosed", court(Court::Disclosed), 0.388),
        ("vacated by the magistrate judge", court(Court::VacatedByMagistrate), 0.116),
        ("vacated by the district judge", court(Court::VacatedByDistrict), 0.140),
        ("enforced", court(Court::Enforced), 0.193),
        ("quashed", court(Court::Quashed), 0.133),
        ("obtained by treaty", treaty(Treaty::Obtained), 0.903),
        ("refused", treaty(Treaty::Refused), 0.050),
        ("denied by the foreign court", treaty(Treaty::DeniedByCourt), 0.047),
    ] {
        let error = (reference * (1.0 - reference) / CASES as f64).sqrt();
        // The reference is rounded to a tenth of a per cent.
        assert!((share - reference).abs() < 3.0 * error + 0.0005, "{name}: {share}");
    }
    let opens = noon(scenario.opens);
    let lasted = |at: Option<Time>| (at.map_or(0, |at| at - opens)) as f64 / 86_400.0;
    let court = ended.iter().map(|one| lasted(one.court.map(|(_, at)| at)));
    let treaty = ended.iter().map(|one| lasted(one.treaty.map(|(_, at)| at)));
    mean_is("court", &court.collect::<Vec<_>>(), 358.8);
    mean_is("treaty", &treaty.collect::<Vec<_>>(), 225.4);
    let a_case = |number: u64| number as f64 / CASES as f64;
    let (letters, delays) = (a_case(floor.letters), a_case(floor.delays));
    assert!((letters - 27.2).abs() < 0.2, "{letters} letters a case");
    println!("outline: {letters:.1} letters and {delays:.1} delays a case in the floor\n");
}

fn share(ended: &[Ended], is: impl Fn(&Ended) -> bool) -> f64 {
    ended.iter().filter(|one| is(one)).count() as f64 / ended.len() as f64
}

fn mean_is(name: &str, days: &[f64], reference: f64) {
    let n = days.len() as f64;
    let mean = days.iter().sum::<f64>() / n;
    let variance = days.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let error = (variance / n).sqrt();
    assert!((mean - reference).abs() < 3.0 * error + 0.05, "{name}: {mean} days");
}

fn compare_treaty(scenario: &Scenario) {
    let (floor, mut batch) = (treaty_floor(scenario), batch(scenario));
    let contest = Contest::of(|case| floor.case(case), |case| batch.case(case).is_ok());
    println!("{:<30} {contest}", "treaty-first");
}

fn compare_outline(scenario: &Scenario) {
    let (mut floor, mut batch) = (outline_floor(scenario), batch(scenario));
    let contest = Contest::of(|case| floor.case(case), |case| batch.case(case).is_ok());
    println!("{:<30} {contest}", "outline");
}

/// What a comparison costs: the same cases under one scenario, two, and four.
fn alternatives(scenario: &Scenario) {
    let mut one = 0.0;
    for many in [1, 2, 4] {
        let mut batches: Vec<Batch> = (0..many).map(|_| batch(scenario)).collect();
        let cost =
            median(|case| batches.iter_mut().filter_map(|batch| batch.case(case).ok()).count());
        if many == 1 {
            one = cost;
        }
        let name = format!("treaty-first, {many} alternative(s)");
        println!("{name:<30} {cost:>9.0} {:>9.2}", cost / one);
    }
}
