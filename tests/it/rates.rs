//! The published rates that a channel or a court encodes come back out of it, within three standard errors.

use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::diagnostic::render;
use comity::simulate::{Batch, Terms};

const CASES: u64 = 60_000;

fn scenario(text: &str) -> Scenario {
    let text = format!("base = \"microsoft-ireland\"\nrecord = []\nexpect = []\n{text}");
    let checked = check("rates.toml", &text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

/// How often each option of a point was taken, among the cases in which the point came up.
fn shares(scenario: &Scenario, choices: &[&str], point: &str) -> (Vec<f64>, f64) {
    let choices = choices.iter().map(|text| scenario.points.parse_choice(text).expect("a choice"));
    let terms = Terms { choices: choices.collect(), ..Terms::default() };
    let mut batch = Batch::new(scenario, &terms, false);
    let point = scenario.find_point(point).expect("a point");
    let mut counts = vec![0_u64; scenario.options(point).len()];
    for number in 0..CASES {
        let (matter, _) = batch.case(number).expect("it comes to an end");
        if let Some(option) = matter.answers.taken()[usize::from(point.0)] {
            counts[usize::from(option)] += 1;
        }
    }
    let asked: u64 = counts.iter().sum();
    (counts.iter().map(|count| *count as f64 / asked as f64).collect(), asked as f64)
}

fn hold(scenario: &Scenario, choices: &[&str], point: &str, expected: &[(&str, f64)]) {
    let (shares, asked) = shares(scenario, choices, point);
    assert!(asked > 5_000.0, "{point} came up {asked} times");
    let id = scenario.find_point(point).expect("a point");
    for (option, rate) in expected {
        let place = scenario.options(id).iter().position(|known| known == option).expect(option);
        let error = 3.0 * (rate * (1.0 - rate) / asked).sqrt();
        let found = shares[place];
        assert!((found - rate).abs() <= error, "{point}={option}: {found:.4}, published {rate}");
    }
}

fn by(channel: &str, path: &str, opens: &str, more: &str) -> Scenario {
    scenario(&format!(
        "opens = {opens}\nchannels = [\"{channel}\"]\n{more}[[path]]\ntake = \"{path}\"\n"
    ))
}

/// Utah e-warrants 2017-2020, 138 Harv. L. Rev. 1959 (2025): 93 % approved at first, 98 % in the end. Facebook, first
/// half of 2020: 67 % with an order not to tell the user.
#[test]
fn warrants_are_approved_and_sealed_as_often_as_counted() {
    let sca = by("us-sca-warrant", "sca", "2015-02-02", "[request]\nstored_in = \"US\"\n");
    hold(&sca, &[], "sca.application", &[("issued", 0.93), ("refused", 0.02)]);
    hold(&sca, &[], "sca.non-disclosure", &[("forbidden", 0.67)]);
    // Two of a hundred are refused for good: 98 issue in the end.
    let (shares, asked) = shares(&sca, &[], "sca.non-disclosure");
    assert!((asked / CASES as f64 - 0.98).abs() < 0.005, "{shares:?}");
}

/// What providers did with data abroad: before the first motion, after it, after 829 F.3d 197, after the CLOUD Act.
#[test]
fn a_provider_answers_for_data_abroad_as_the_law_of_the_day_lets_it() {
    let abroad = "[request]\nstored_in = \"IE\"\n";
    for (opens, rates) in [
        ("2012-06-04", [("produce", 1.0), ("contest", 0.0)]),
        ("2015-02-02", [("produce", 0.99), ("contest", 0.01)]),
        ("2017-02-06", [("part-only", 0.90), ("produce", 0.05)]),
        ("2019-02-04", [("produce-abroad", 0.995), ("contest", 0.005)]),
    ] {
        hold(&by("us-sca-warrant", "sca", opens, abroad), &[], "sca.location", &rates);
    }
}

/// US-UK agreement, 3 Oct. 2022 to 15 Oct. 2024: 37 of 20,142 orders of the United Kingdom were production orders, 62
/// of 63 of the United States were for stored data.
#[test]
fn the_instruments_under_the_agreement_come_in_the_counted_shares() {
    let uk = by("uk-us-agreement", "agreement", "2023-02-06", "");
    hold(&uk, &[], "agreement.order", &[("production-order", 37.0 / 20_142.0)]);
    let us = by("us-uk-agreement", "agreement-us", "2023-02-06", "");
    hold(&us, &[], "agreement-us.warrant", &[("stored-data", 62.0 / 63.0)]);
}

/// SIRIUS reports, data years 2018 to 2022: 65.9 to 73 % of direct requests succeeded.
#[test]
fn direct_requests_succeed_as_often_as_voluntary_ones_did() {
    let protocol = by(
        "coe-224",
        "protocol",
        "2027-02-01",
        "[request]\ndata = \"subscriber\"\n\
         [[authority]]\nid = \"xx.in-force\"\ncitation = \"CETS 224, if it were in force\"\n\
         holding = \"The Protocol is in force.\"\nfrom = 2027-01-01\nevidence = \"assumption\"\n\
         [channel.coe-224]\nauthority = [\"xx.in-force\"]\n\
         stage.h0.authority = [\"xx.in-force\"]\nstage.h1.authority = [\"xx.in-force\"]\n",
    );
    hold(&protocol, &[], "protocol.direct-request", &[("answered", 0.70)]);
}

/// Certiorari: paid petitions 4.29 % (ten years to 2012), the Solicitor General's about 70 %.
#[test]
fn the_supreme_court_hears_petitions_as_often_as_counted() {
    let case = scenario("opens = 2013-12-04\n");
    let to_the_panel = [
        "prosecutor.instrument=warrant",
        "magistrate.application=issue",
        "provider.response=move-to-vacate",
        "prosecutor.answer=oppose",
        "magistrate.motion=deny",
        "provider.objections=object",
        "district.review=affirm",
        "provider.review=ask-for-contempt",
        "district.contempt=so-order",
        "provider.notice=new-notice",
    ];
    let private = ["circuit.panel=affirm", "provider.after-affirmance=certiorari"];
    hold(
        &case,
        &[&to_the_panel[..], &private].concat(),
        "supreme.private-certiorari",
        &[("grant", 0.043)],
    );
    let public = [
        "circuit.panel=reverse",
        "prosecutor.after-panel=certiorari-at-once",
        "provider.certiorari=oppose",
    ];
    hold(&case, &[&to_the_panel[..], &public].concat(), "supreme.certiorari", &[("grant", 0.70)]);
}

/// 3.c of the study: deficiency and dormancy at the Office of International Affairs (assumed, .3-.6 and .05-.50).
#[test]
fn the_stages_of_a_foreign_request_divide_as_the_table_says() {
    let mlat = by("foreign-us-mlat", "mlat", "2014-02-03", "");
    hold(
        &mlat,
        &[],
        "mlat.legal-review",
        &[("sufficient", 0.487), ("deficient", 0.367), ("refused", 0.026), ("dormant", 0.12)],
    );
    hold(&mlat, &[], "mlat.production", &[("no-data", 0.08)]);
}
