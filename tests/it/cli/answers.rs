//! `why`, `decisions` and `deadline`: what stands behind a result.

use serde_json::Value;

use super::{CASE, comity, run};

#[test]
fn why_says_what_stood_which_rule_and_what_else_could_have_come() {
    let ran = comity(["why", CASE, "E20"]).code(0).stderr_is_empty();
    let text = ran.stdout();
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in\n{text}"));
    assert!(at("Assuming") < at("Because") && at("Because") < at("\nFrom"));
    assert!(at("\nFrom") < at("\nOtherwise"));
    ran.stdout_contains("D14 district.lift-stay")
        .stdout_contains("28 U.S.C. 1291 [unconfirmed, high]")
        .stdout_contains("The courts of appeals review final decisions.")
        .stdout_contains("20 (E18), 12 Aug 2014")
        .stdout_contains("keep-stay [odds")
        .stdout_contains("Then, with seed 1:");
}

#[test]
fn an_entry_is_named_by_its_step_its_number_or_its_point() {
    let by_step = comity(["why", CASE, "E20"]).code(0).stdout();
    for word in ["e20", "22", "#22", "district.lift-stay"] {
        assert_eq!(comity(["why", CASE, word]).code(0).stdout(), by_step, "{word}");
    }
}

#[test]
fn what_why_says_would_have_come_is_what_a_run_gives() {
    let why = comity(["why", CASE, "E14", "--json"]).json();
    let options = why["otherwise"][0]["options"].as_array().expect("options");
    assert!(options.len() >= 3);
    for option in options {
        let command = option["command"].as_str().expect("a command");
        let record = comity(command.split_whitespace().skip(1).chain(["--json"])).json();
        assert_eq!(record["outcome"], option["outcome"], "{command}");
    }
}

#[test]
fn a_step_shows_the_choices_the_record_makes_without_a_step() {
    comity(["why", CASE, "E01"])
        .code(0)
        .stdout_contains("D01 prosecutor.instrument")
        .stdout_contains("Otherwise, at prosecutor.instrument (it was warrant)")
        .stdout_contains("treaty request");
}

#[test]
fn where_nothing_was_decided_why_points_at_the_last_decision() {
    comity(["why", CASE, "E16"]).code(0).stdout_contains("Nothing was decided here");
}

#[test]
fn every_entry_of_every_kind_of_run_can_be_explained() {
    for more in [&[] as &[&str], &["--what-if", "prosecutor.instrument=treaty"]] {
        let record = run(more.iter().copied().chain(["--json"])).json();
        for n in 1..=record["entries"].as_array().expect("entries").len() {
            let n = n.to_string();
            let arguments = ["why", CASE, &n, "--json"];
            let why = comity(arguments.into_iter().chain(more.iter().copied())).json();
            assert_eq!(why["entry"]["n"].to_string(), n);
            let chain = why["chain"].as_array().expect("a chain");
            let root = chain.last().map_or(n.clone(), Value::to_string);
            let root = &record["entries"][root.parse::<usize>().expect("a number") - 1];
            assert_eq!(root["cause"], Value::Null, "entry {n} hangs in the air");
        }
    }
}

#[test]
fn an_occurrence_is_found_for_a_point_asked_more_than_once() {
    let why = comity(["why", CASE, "E11", "--json"]).json();
    assert_eq!(why["otherwise"][0]["point"], "amici.brief");
    assert_eq!(why["otherwise"][0]["occurrence"], 3);
}

#[test]
fn an_entry_that_is_not_there_is_refused() {
    comity(["why", CASE, "99"]).refused("no entry `99`", "entries 1 to");
    comity(["why", CASE, "E98"]).refused("no entry `E98`", "did you mean");
    comity(["why", CASE, "E48", "--until", "2014-01-01"])
        .refused("E48 does not happen in this run", "entries 1 to");
}

#[test]
fn decisions_have_all_twenty_eight_in_order_with_odds_that_sum_to_one() {
    let all = comity(["decisions", CASE, "--json"]).json();
    assert_eq!(all["program"], "comity");
    let decisions = all["decisions"].as_array().expect("decisions");
    let ids: Vec<&str> = decisions.iter().filter_map(|one| one["id"].as_str()).collect();
    let expected: Vec<String> = (1..=28).map(|number| format!("D{number:02}")).collect();
    assert_eq!(ids, expected);
    assert!(decisions.len() > 28 && decisions[..28].iter().all(|one| one["id"].is_string()));
    for one in decisions {
        let options = one["options"].as_array().expect("options");
        let sum: f64 = options.iter().filter_map(|option| option["odds"].as_f64()).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{}: {sum}", one["point"]);
        assert!(options.iter().all(|option| option["leads_to"] != ""), "{}", one["point"]);
        assert!(one["basis"]["odds"].is_string(), "{}", one["point"]);
    }
    for one in all["steps"].as_array().expect("steps") {
        assert_eq!(one["options"].as_array().map(Vec::len), Some(0));
    }
}

#[test]
fn decisions_say_which_step_of_the_record_they_belong_to() {
    let all = comity(["decisions", CASE, "--json"]).json();
    let find = |name: &str| {
        let found = all["decisions"].as_array().expect("decisions").iter();
        found.into_iter().find(|one| one["point"] == name).expect("the point").clone()
    };
    assert_eq!(find("district.lift-stay")["entry"], "E20");
    assert_eq!(find("prosecutor.instrument")["entry"], "E01", "shown by a step of another point");
    assert_eq!(find("amici.brief")["entry"], "E09", "the first of several");
    assert_eq!(find("circuit.en-banc-merits")["entry"], Value::Null);
    let lift = find("district.lift-stay");
    let recorded: Vec<&Value> = lift["options"]
        .as_array()
        .expect("options")
        .iter()
        .filter(|option| option["recorded"] == true)
        .collect();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0]["name"], "lift");
    assert!(find("treaty.legal-check")["options"].as_array().expect("options").len() > 1);
}

#[test]
fn decisions_mark_the_recorded_option_and_every_guess() {
    comity(["decisions", CASE])
        .code(0)
        .stderr_is_empty()
        .stdout_contains("D14  district.lift-stay")
        .stdout_contains("* lift ")
        .stdout_contains("Basis of the odds: guess.")
        .stdout_contains(" assumptions are guesses");
}

fn deadline<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Value {
    comity(["deadline", "--json"].into_iter().chain(arguments)).json()
}

#[test]
fn a_deadline_is_counted_and_explained_day_by_day() {
    let asked = ["--rule", "crim45", "--court", "nysd", "--from", "2014-01-29", "--days", "14"];
    assert_eq!(deadline(asked)["due"], "2014-02-13");
    comity(["deadline"].into_iter().chain(asked))
        .code(0)
        .stdout_contains("Due Thursday, 13 Feb 2014")
        .stdout_contains("Lincoln's Birthday")
        .stdout_contains("Fed. R. Crim. P. 45");
}

#[test]
fn hours_are_counted_from_a_time_and_end_at_one() {
    let asked = ["--rule", "crim45", "--court", "nysd", "--from", "2014-08-29T10:00"];
    let hours = asked.into_iter().chain(["--hours", "72"]);
    assert_eq!(deadline(hours)["due"], "2014-09-02T10:00", "1 September is Labor Day");
}

#[test]
fn an_extension_runs_from_the_day_the_period_would_have_ended() {
    let asked = ["--rule", "scotus30", "--from", "2017-01-24", "--days", "90", "--extend", "60"];
    let found = deadline(asked);
    assert_eq!(found["due"], "2017-06-23");
    assert_eq!(found["due_before_extension"], "2017-04-24");
    assert_eq!(found["court"]["id"], "scotus");
}

#[test]
fn mail_adds_days_and_electronic_service_does_so_until_2016() {
    let asked = |how| ["--rule=crim45", "--court=nysd", "--from=2018-03-01", "--days=14", how];
    assert_eq!(deadline(asked("--service=electronic"))["due"], "2018-03-15");
    assert_eq!(deadline(asked("--service=mail"))["due"], "2018-03-19");
}

#[test]
fn the_court_is_known_where_the_rule_has_only_one() {
    for rule in ["ie-s18h", "eu-1182"] {
        let found = deadline(["--rule", rule, "--from", "2014-01-29", "--days", "7"]);
        assert_eq!(found["court"]["id"], "ie", "{rule}");
    }
    comity(["deadline", "--rule", "civ6", "--from", "2014-01-29", "--days", "7"])
        .refused("--court is missing", "--court nysd");
}

#[test]
fn a_period_that_cannot_be_counted_is_refused() {
    let asked = |more: &[&'static str]| {
        let start = ["deadline", "--court", "nysd", "--from", "2014-01-29"];
        comity(start.into_iter().chain(more.iter().copied()))
    };
    asked(&["--rule", "crm45", "--days", "1"]).refused("`crm45`", "did you mean `crim45`?");
    asked(&["--rule", "crim45", "--days", "0"]).refused("at least one day", "--days");
    asked(&["--rule", "crim45", "--days", "99999"]).refused("at most", "shorter");
    asked(&["--rule", "crim45", "--hours", "5"]).refused("no time of day", "2014-01-29T10:00");
    asked(&["--rule", "ie-s18h", "--days", "5"]).refused("holidays of `nysd`", "--court ie");
    asked(&["--rule", "crim45"]).code(2);
    asked(&["--rule", "crim45", "--days", "1", "--hours", "1"]).code(2);
    comity(["deadline", "--rule", "x", "--court", "nyds", "--from", "y", "--days", "1"])
        .refused("no counting rule `x`", "did you mean `nysd`?")
        .stderr_contains("`y` is not a date");
}
