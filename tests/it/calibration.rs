//! The stage tables, summed up, against the figures they are calibrated to: 200,000 cases each, with working days
//! off, as the figures were drawn. The shift that working days make is printed: `cargo test calibration --
//! --nocapture`.

use std::thread;

use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::diagnostic::render;
use comity::sim::time::DAY;
use comity::simulate::{Batch, Terms};

/// Cases for each row.
const CASES: u64 = 200_000;

/// Cases for the shift that working days make.
const SHIFT_CASES: u64 = 20_000;

/// What a row of the table says: the chance that the data comes, then in days the mean, and the 5th, 25th, 50th,
/// 75th and 95th percentile of the time to it where it comes.
struct Row {
    name: &'static str,
    scenario: &'static str,
    choices: &'static [&'static str],
    /// What ends the count.
    until: Until,
    obtained: f64,
    mean: f64,
    quantiles: [f64; 5],
    /// The chance that the data is there by a day.
    by_day: &'static [(i64, f64)],
}

#[derive(Clone, Copy)]
enum Until {
    Data,
    DistrictRuling,
    CircuitRuling,
    SupremeRuling,
}

/// The days after which it came, of the cases in which it did, in rising order.
fn sample(scenario: &Scenario, row: &Row, cases: u64) -> Vec<f64> {
    let choices =
        row.choices.iter().map(|text| scenario.points.parse_choice(text).expect("a choice"));
    let terms = Terms { choices: choices.collect(), ..Terms::default() };
    let half = |cases: std::ops::Range<u64>| {
        let mut batch = Batch::new(scenario, &terms, false);
        let mut days = Vec::new();
        for number in cases {
            let (matter, _) = batch.case(number).expect("it comes to an end");
            let posture = &matter.posture;
            let at = match row.until {
                Until::Data => posture.produced.map(|(_, at)| at),
                Until::DistrictRuling => posture.district.map(|ruling| ruling.at),
                Until::CircuitRuling => posture.circuit.map(|ruling| ruling.at),
                Until::SupremeRuling => posture.ending.map(|(_, at)| at),
            };
            days.extend(at.map(|at| (at - matter.opened) as f64 / DAY as f64));
        }
        days
    };
    let mut days = thread::scope(|scope| {
        let other = scope.spawn(|| half(cases / 2..cases));
        let mut days = half(0..cases / 2);
        days.extend(other.join().expect("it ends"));
        days
    });
    days.sort_by(f64::total_cmp);
    days
}

fn read(text: &str) -> Scenario {
    let checked = check("calibration.toml", text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn quantile(days: &[f64], p: f64) -> f64 {
    days[((days.len() - 1) as f64 * p).round() as usize]
}

fn mean(days: &[f64]) -> f64 {
    days.iter().sum::<f64>() / days.len() as f64
}

/// Within 2 %, or two standard errors, or what the rounding of the published figure allows.
fn near(found: f64, expected: f64, standard_error: f64, rounding: f64) -> bool {
    (found - expected).abs() <= (0.02 * expected).max(2.0 * standard_error) + rounding
}

fn hold(row: &Row) {
    let off = format!("{}\n[law]\nworking_days = false\n", row.scenario);
    let days = sample(&read(&off), row, CASES);
    let n = CASES as f64;
    let obtained = days.len() as f64 / n;
    let of_share = |p: f64| (p * (1.0 - p) / n).sqrt();
    let name = row.name;
    assert!(
        near(obtained, row.obtained, of_share(row.obtained), 0.0005),
        "{name}: obtained {obtained:.4}, expected {}",
        row.obtained
    );
    let middle = mean(&days);
    let spread: f64 = days.iter().map(|day| (day - middle).powi(2)).sum();
    let of_mean = spread.sqrt() / days.len() as f64;
    assert!(
        near(middle, row.mean, of_mean, 0.5),
        "{name}: mean {middle:.1}, expected {}",
        row.mean
    );
    for (p, expected) in [0.05, 0.25, 0.5, 0.75, 0.95].into_iter().zip(row.quantiles) {
        let found = quantile(&days, p);
        assert!(near(found, expected, 0.0, 0.5), "{name}: q{p} {found:.1}, expected {expected}");
    }
    for (day, expected) in row.by_day {
        let found = days.partition_point(|at| *at <= *day as f64) as f64 / n;
        assert!(
            near(found, *expected, of_share(*expected), 0.005),
            "{name}: by day {day} {found:.4}, expected {expected}"
        );
    }
    let on = sample(&read(row.scenario), row, SHIFT_CASES);
    println!(
        "{name}: with working days mean {:+.1} days, median {:+.1}, 95th percentile {:+.1}, obtained {:+.4}",
        mean(&on) - middle,
        quantile(&on, 0.5) - quantile(&days, 0.5),
        quantile(&on, 0.95) - quantile(&days, 0.95),
        on.len() as f64 / SHIFT_CASES as f64 - obtained,
    );
}

/// A case of one channel, taken at once; more text may follow.
macro_rules! by {
    ($opens:literal, $channel:literal, $path:literal, $more:literal) => {
        concat!(
            "base = \"microsoft-ireland\"\nrecord = []\nexpect = []\nopens = ",
            $opens,
            "\nchannels = [\"",
            $channel,
            "\"]\n",
            $more,
            "[[path]]\ntake = \"",
            $path,
            "\"\n"
        )
    };
}

/// Foreign requests to the United States: the average of ten months (recommendation 34 of the Review Group, 2013)
/// and the band of 6 to 24 months (T-CY, 2014).
#[test]
fn requests_to_the_united_states_take_the_published_ten_months_in_2013() {
    hold(&Row {
        name: "c, k_oia 1.5",
        scenario: by!("2013-06-03", "foreign-us-mlat", "mlat", ""),
        choices: &[],
        until: Until::Data,
        obtained: 0.725,
        mean: 302.0,
        quantiles: [106.0, 175.0, 253.0, 372.0, 659.0],
        by_day: &[(90, 0.02), (180, 0.19), (365, 0.54)],
    });
}

#[test]
fn requests_to_the_united_states_are_quicker_after_2016() {
    hold(&Row {
        name: "c, k_oia 1.1",
        scenario: by!("2017-06-05", "foreign-us-mlat", "mlat", ""),
        choices: &[],
        until: Until::Data,
        obtained: 0.723,
        mean: 258.0,
        quantiles: [93.0, 152.0, 218.0, 317.0, 557.0],
        by_day: &[(90, 0.03), (180, 0.26), (365, 0.59)],
    });
}

/// The Department's own target of 2014: "a matter of weeks".
#[test]
fn the_target_of_weeks_would_still_take_four_months_at_the_median() {
    hold(&Row {
        name: "c, weeks",
        scenario: by!(
            "2017-06-05",
            "foreign-us-mlat",
            "mlat",
            "[channel.foreign-us-mlat.factor.k_oia]\nuse = \"weeks\"\n\
             [channel.foreign-us-mlat.stage.c3.outcome]\n\
             sufficient.p = 0.7372\ndeficient.p = 0.1843\ndeficient.range = [0.1, 0.3]\nrefused.p = 0.0285\ndormant.p = 0.05\n\
             [channel.foreign-us-mlat.stage.c3s.outcome]\nsufficient.p = 0.85\ndeficient.p = 0.15\n"
        ),
        choices: &[],
        until: Until::Data,
        obtained: 0.809,
        mean: 140.0,
        quantiles: [57.0, 87.0, 120.0, 169.0, 288.0],
        by_day: &[(90, 0.22), (180, 0.64), (365, 0.79)],
    });
}

/// Ireland's promise of 2014 and 2017: as expeditiously as possible.
#[test]
fn the_treaty_with_ireland_at_its_promised_pace() {
    hold(&Row {
        name: "b, expedited",
        scenario: by!(
            "2014-02-03",
            "us-ie-mlat",
            "treaty",
            "[channel.us-ie-mlat.factor.k_ie]\nuse = \"expedited\"\n"
        ),
        choices: &[],
        until: Until::Data,
        obtained: 0.927,
        mean: 140.0,
        quantiles: [67.0, 96.0, 124.0, 163.0, 257.0],
        by_day: &[(90, 0.18), (180, 0.76), (365, 0.92)],
    });
}

#[test]
fn the_treaty_with_ireland_at_a_middling_pace() {
    hold(&Row {
        name: "b, central",
        scenario: by!("2014-02-03", "us-ie-mlat", "treaty", ""),
        choices: &[],
        until: Until::Data,
        obtained: 0.925,
        mean: 193.0,
        quantiles: [92.0, 132.0, 173.0, 228.0, 356.0],
        by_day: &[(90, 0.04), (180, 0.50), (365, 0.88)],
    });
}

/// European Commission and European Judicial Network: ten months on average.
#[test]
fn the_treaty_with_ireland_at_the_european_average() {
    hold(&Row {
        name: "b, generic",
        scenario: by!(
            "2014-02-03",
            "us-ie-mlat",
            "treaty",
            "[channel.us-ie-mlat.factor.k_ie]\nuse = \"generic\"\n"
        ),
        choices: &[],
        until: Until::Data,
        obtained: 0.925,
        mean: 299.0,
        quantiles: [136.0, 201.0, 267.0, 359.0, 564.0],
        by_day: &[(180, 0.16), (365, 0.71)],
    });
}

/// Utah e-warrants, 93 and 98 %; the rest is assumed.
#[test]
fn an_uncontested_warrant_takes_three_weeks() {
    hold(&Row {
        name: "a, uncontested",
        scenario: by!("2014-02-03", "us-sca-warrant", "sca", "[request]\nstored_in = \"US\"\n"),
        choices: &[],
        until: Until::Data,
        obtained: 0.921,
        mean: 27.0,
        quantiles: [7.0, 13.0, 20.0, 33.0, 67.0],
        by_day: &[(30, 0.66), (90, 0.90), (180, 0.92), (365, 0.92)],
    });
}

const CONTESTED: &str = concat!(
    "base = \"contested-warrant\"\n",
    "[decide.magistrate.application]\nodds = { issue = 1.0, refuse = 0.0, issue-with-rider = 0.0 }\nodds_basis = \"guess\"\n"
);

const TO_THE_DISTRICT: &[&str] = &[
    "magistrate.application=issue",
    "prosecutor.answer=oppose",
    "magistrate.motion=deny",
    "provider.objections=object",
    "district.review=affirm",
];

/// Four reviews by district judges: 59, 97, 111 and 195 days.
#[test]
fn a_contested_warrant_reaches_the_district_judges_ruling() {
    hold(&Row {
        name: "a, to the district judge",
        scenario: CONTESTED,
        choices: TO_THE_DISTRICT,
        until: Until::DistrictRuling,
        obtained: 1.0,
        mean: 283.0,
        quantiles: [161.0, 215.0, 266.0, 332.0, 460.0],
        by_day: &[],
    });
}

const TO_THE_CIRCUIT: &[&str] = &[
    "magistrate.application=issue",
    "prosecutor.answer=oppose",
    "magistrate.motion=deny",
    "provider.objections=object",
    "district.review=affirm",
    "district.contempt=so-order",
    "provider.notice=new-notice",
    "circuit.panel=reverse",
];

/// Third Circuit, fiscal years 2010 to 2014: half within 12 months, three quarters within 16.
#[test]
fn a_contested_warrant_reaches_the_court_of_appeals_ruling() {
    hold(&Row {
        name: "a, to the circuit",
        scenario: CONTESTED,
        choices: TO_THE_CIRCUIT,
        until: Until::CircuitRuling,
        obtained: 1.0,
        mean: 724.0,
        quantiles: [453.0, 580.0, 693.0, 833.0, 1103.0],
        by_day: &[],
    });
}

/// No. 17-2: 115, 134 and 49 days.
#[test]
fn a_contested_warrant_reaches_the_supreme_courts_ruling() {
    let further: &[&str] = &[
        "prosecutor.after-panel=rehearing",
        "circuit.en-banc=four-of-eight",
        "solicitor-general.certiorari=extend",
        "supreme.certiorari=grant",
        "supreme.merits=affirm",
    ];
    let choices: Vec<&'static str> = [TO_THE_CIRCUIT, further].concat();
    hold(&Row {
        name: "a, to the Supreme Court",
        scenario: CONTESTED,
        choices: Box::leak(choices.into_boxed_slice()),
        until: Until::SupremeRuling,
        obtained: 1.0,
        mean: 1311.0,
        quantiles: [1008.0, 1158.0, 1283.0, 1433.0, 1707.0],
        by_day: &[],
    });
}

/// DOJ Criminal Resource Manual 275; 7 FAM 931.
#[test]
fn letters_rogatory_take_a_year_or_more() {
    hold(&Row {
        name: "d, letters rogatory",
        scenario: by!("2014-02-03", "letters-rogatory", "rogatory", ""),
        choices: &[],
        until: Until::Data,
        obtained: 0.60,
        mean: 425.0,
        quantiles: [148.0, 252.0, 365.0, 529.0, 902.0],
        by_day: &[(180, 0.06), (365, 0.30)],
    });
}
