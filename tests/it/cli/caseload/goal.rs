//! `comity sweep --caseload --goal`: how many desks?

use serde_json::Value;

use crate::cli::forms::hold_to_schema;
use crate::cli::{Ran, comity};

use super::{DESKS, IRELAND, parsed};

/// Desks that are the same all the time, over some months, with further words.
fn sweep(vary: &str, more: &[&str]) -> Ran {
    let vary = format!("{DESKS}={vary}");
    let since = "caseload.office.enforcing-authority.since=[]";
    let ask = ["sweep", IRELAND, "--caseload", "--years", "0.4", "--measure", "in_time"];
    let rest = ["--replications", "3", "--vary", &vary, "--set", since];
    comity(ask.into_iter().chain(rest).chain(more.iter().copied()))
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// The goal as it is answered: the whole number and its interval.
fn answer(said: &Value) -> (f64, f64, f64) {
    let tie = &said["reached"][0]["ties"][0];
    (number(&tie["low"]), number(&tie["at"]), number(&tie["high"]))
}

/// Every whole number measured by itself says which desks reach the goal, and at which that cannot be told.
#[test]
fn a_coarse_grid_finds_the_whole_number_of_desks_that_a_fine_one_finds() {
    let coarse = parsed(sweep("20..110:90", &["--goal", "95%", "--json"]));
    hold_to_schema("sweep", &coarse, &["asked"]);
    let (low, at, high) = answer(&coarse);
    assert!(low.fract() == 0.0 && at.fract() == 0.0 && high.fract() == 0.0, "{low} {at} {high}");
    assert!(20.0 < low && low <= at && at <= high && high < 110.0, "{low} {at} {high}");
    let fine = parsed(sweep(&format!("{}..{}:1", low - 2.0, high + 2.0), &["--json"]));
    let mut held = Vec::new();
    for point in fine["points"].as_array().expect("points") {
        let (desks, one) = (number(&point["at"][0]), &point["measured"][0]);
        assert_eq!(number(&one["value"]) >= 0.95, desks >= at, "{desks}: {one}");
        let ends = [&one["interval"]["low"], &one["interval"]["high"]].map(number);
        held.extend((ends[0] <= 0.95 && 0.95 <= ends[1]).then_some(desks));
    }
    let (first, last) = (held.first().copied(), held.last().copied());
    assert_eq!((low, high), (first.unwrap_or(at).min(at), last.unwrap_or(at).max(at)), "{held:?}");
    let added = coarse["added"].as_array().expect("added").len();
    assert_eq!(coarse["points"].as_array().map(Vec::len), Some(2 + added));
    assert!((3..=40).contains(&added), "{added}");
}

#[test]
fn the_answer_is_a_sentence_with_a_whole_number_and_says_how_many_points_were_added() {
    let text = sweep("40..60:20", &["--goal", "0.95"]).code(0).stdout();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("of them added to find where the goal is passed"), "{text}");
    let (_, rest) = words.split_once(&format!("passes 95.0 % where {DESKS} is ")).expect(&words);
    let at = rest.split(' ').next().expect("a number");
    assert!(at.parse::<u32>().is_ok_and(|at| (41..=60).contains(&at)), "{rest}");
}

#[test]
fn a_goal_in_the_wrong_unit_is_refused_with_the_right_one() {
    let refused = |measure: &str, goal: &str, message: &str, cure: &str| {
        let vary = "caseload.office.oia.desks=17..19:1";
        let ask = ["sweep", "oia-2014", "--caseload", "--vary", vary];
        comity(ask.into_iter().chain(["--measure", measure, "--goal", goal]))
            .refused(message, cure);
    };
    refused("in_time", "95", "in_time is a share, between 0 and 1", "--goal 0.95, or --goal 95%");
    refused("in_time", "9500", "in_time is a share", "--goal 0.95, or --goal 95%");
    refused("wait_days", "30%", "wait_days is no share, but in days", "--goal 30");
    let vary = "decide.provider.motion.takes=5..60 days";
    let ask = ["sweep", "treaty-first", "--vary", vary, "--measure", "p_data_730"];
    comity(ask.into_iter().chain(["--goal", "80"])).refused("p_data_730 is a share", "--goal 80%");
}

#[test]
fn one_replication_alone_has_no_interval_and_says_so() {
    let desks = format!("{DESKS}=40..60:20");
    let ask = ["sweep", IRELAND, "--caseload", "--years", "0.1", "--measure", "in_time"];
    let words = ask.into_iter().chain(["--replications", "1", "--goal", "95%", "--vary", &desks]);
    let text = comity(words).code(0).stdout();
    assert!(text.contains("the same 1 replication at each"), "{text}");
    assert!(text.contains("One alone gives no intervals"), "{text}");
    assert!(!text.contains("inf"), "{text}");
}

/// What is measured where work never ends depends on how long is simulated: that is said before anything is run.
#[test]
fn points_at_which_an_office_never_catches_up_are_named_in_a_sweep_and_a_comparison() {
    let said = |ran: Ran| ran.code(0).stderr().split_whitespace().collect::<Vec<_>>().join(" ");
    let swept = said(sweep("5..100:95", &[]));
    let where_ = format!("until the end where {DESKS} is 5:");
    assert!(swept.contains("warning: The Irish enforcing authority is given"), "{swept}");
    assert!(swept.contains(&where_), "{swept}");
    let five = format!("{DESKS}=5");
    let ask = ["compare", IRELAND, "--caseload", "--years", "0.1", "--replications", "1"];
    let compared = said(comity(ask.into_iter().chain(["--or-set", &five])));
    assert!(compared.contains(&format!("warning: {five}: The Irish enforcing")), "{compared}");
}
