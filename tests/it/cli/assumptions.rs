//! `assumptions`: every number a scenario rests on.

use serde_json::Value;

use super::{CASE, comity};

fn assumptions<'a>(scenario: &'a str, more: impl IntoIterator<Item = &'a str>) -> Value {
    comity(["assumptions", scenario, "--json"].into_iter().chain(more)).json()
}

fn rows(all: &Value) -> &Vec<Value> {
    all["assumptions"].as_array().expect("rows")
}

fn row<'a>(all: &'a Value, name: &str, what: &str) -> &'a Value {
    let is_it = |row: &&Value| row["name"] == name && row["what"] == what && row["when"].is_null();
    let found = rows(all).iter().find(is_it);
    found.unwrap_or_else(|| panic!("no {what} of {name}"))
}

/// Everything a scenario can have beside points and stages.
fn with_more() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("more.toml");
    let text = "base = \"microsoft-ireland\"\ntitle = \"More\"\n\
                [data]\ndeleted = \"400 days\"\nbasis = \"guess\"\nreference = \"nobody knows\"\n\
                [[channel.us-ie-mlat.slow]]\noffices = [\"police\"]\nfrom = \"08-01\"\n\
                to = \"08-31\"\nspeed = 0.5\nbasis = \"data\"\nrange = [0.3, 1]\n\
                reference = { title = \"Annual report\", pinpoint = \"p. 3\" }\n\
                [[channel.us-ie-mlat.factor.k_ie.since]]\ndate = 2018-05-25\nvalue = 2.0\n";
    std::fs::write(&path, text).expect("a file");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

#[test]
fn guesses_come_first_then_data_then_law_and_all_are_counted() {
    let all = assumptions(CASE, []);
    let bases: Vec<&str> = rows(&all).iter().filter_map(|row| row["basis"].as_str()).collect();
    assert_eq!(bases.len(), rows(&all).len(), "none is without a basis");
    let count = |basis: &str| bases.iter().filter(|known| **known == basis).count();
    for (key, basis) in [("guesses", "guess"), ("data", "data"), ("law", "law")] {
        assert_eq!(all[key], count(basis), "{basis}");
    }
    assert_eq!(all["numbers"], bases.len());
    let order = ["guess", "data", "law"];
    assert!(bases.is_sorted_by_key(|basis| order.iter().position(|known| known == basis)));
    let names: Vec<&str> = rows(&all).iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names[0], "prosecutor.instrument", "in the order of the case");
    let report = comity(["check", CASE, "--json"]).json();
    assert_eq!(all["points"], report["files"][0]["assumptions"]);
    assert_eq!(all["points_that_guess"], report["files"][0]["guesses"]);
}

#[test]
fn every_point_and_stage_is_there_with_its_odds_and_its_time() {
    let all = assumptions(CASE, []);
    let decisions = comity(["decisions", CASE, "--json"]).json();
    for list in ["decisions", "steps"] {
        for point in decisions[list].as_array().expect(list) {
            let name = point["point"].as_str().expect("a name");
            if point["basis"]["odds"].is_string() {
                assert_eq!(row(&all, name, "odds")["basis"], point["basis"]["odds"], "{name}");
            }
            if point["takes"].is_string() {
                assert_eq!(row(&all, name, "time")["value"], point["takes"], "{name}");
            }
        }
    }
    let stage = row(&all, "treaty.legal-check", "odds");
    assert_eq!(stage["value"], "accepted 0.784, returned 0.196, refused 0.02");
    assert_eq!(stage["range"], "returned 0.1 to 0.35, refused 0.005 to 0.05");
    assert_eq!(stage["strength"], "weak");
}

#[test]
fn what_holds_under_a_condition_is_a_number_too() {
    let all = assumptions(CASE, []);
    let known = rows(&all).iter().find(|row| row["when"].is_string()).expect("a condition");
    assert!(known["when"].as_str().is_some_and(|when| when.starts_with("chose = ")), "{known}");
}

#[test]
fn factors_frailty_seasons_and_the_life_of_the_data_keep_what_they_rest_on() {
    let (_folder, path) = with_more();
    let all = assumptions(&path, []);
    assert_eq!(row(&all, "us-ie-mlat k_ie", "factor")["range"], "0.5 to 2");
    assert_eq!(row(&all, "us-ie-mlat frailty", "frailty")["basis"], "guess");
    let season = row(&all, "us-ie-mlat from 08-01 to 08-31", "season");
    assert_eq!(season["basis"], "data");
    assert_eq!(season["reference"]["pinpoint"], "p. 3");
    assert_eq!(season["range"], "0.3 to 1");
    let life = row(&all, "data", "deletion");
    assert_eq!(life["reference"]["note"], "nobody knows");
    let later = rows(&all).iter().find(|row| row["when"] == "since = 2018-05-25").expect("since");
    assert_eq!(later["basis"], "guess", "it rests on what the factor rests on");
    assert_eq!(later["value"], "times 2");
}

/// 18 U.S.C. 2703(h)(3) lists eight factors; each is a judgement of its own.
#[test]
fn the_factors_that_a_ruling_weighs_are_numbers_beside_the_odds_they_come_to() {
    let all = assumptions(CASE, []);
    let ruling = "magistrate.statutory-motion";
    let is_factor = |row: &&Value| row["name"] == ruling && row["what"] == "factor";
    assert_eq!(rows(&all).iter().filter(is_factor).count(), 8);
    let odds = row(&all, ruling, "odds")["value"].as_str().expect("odds");
    assert!(odds.ends_with("out of its factors"), "{odds}");
}

#[test]
fn a_preset_in_use_is_what_one_would_change() {
    let all = assumptions(CASE, ["--set", "channel.us-ie-mlat.factor.k_ie.use=generic"]);
    let factor = row(&all, "us-ie-mlat k_ie", "factor");
    assert_eq!(factor["key"], "channel.us-ie-mlat.factor.k_ie.use");
    assert!(factor["value"].as_str().is_some_and(|value| value.starts_with("times 2 ")));
}

#[test]
fn a_key_named_here_can_be_explained_and_set() {
    let all = assumptions(CASE, []);
    for row in rows(&all).iter().step_by(7) {
        let key = row["key"].as_str().expect("a key");
        comity(["explain", CASE, key]).code(0).stderr_is_empty();
    }
    let set = "decide.district.stay.takes=3 days";
    let all = assumptions(CASE, ["--set", set]);
    assert_eq!(row(&all, "district.stay", "time")["value"], "3 days");
}

#[test]
fn one_basis_can_be_asked_for_and_the_totals_stay() {
    let (all, law) = (assumptions(CASE, []), assumptions(CASE, ["--basis", "law"]));
    assert_eq!((&law["numbers"], &law["guesses"]), (&all["numbers"], &all["guesses"]));
    assert_eq!(law["law"], rows(&law).len());
    assert!(rows(&law).iter().all(|row| row["basis"] == "law"));
    comity(["assumptions", CASE, "--basis", "hope"]).code(2);
    let text = comity(["assumptions", CASE, "--basis", "data"]).code(0).stderr_is_empty();
    text.stdout_contains("From data (").stdout_contains("counted as one");
}

#[test]
fn the_table_for_spreadsheets_has_a_row_a_number() {
    let csv = comity(["assumptions", CASE, "--csv"]).code(0).stderr_is_empty().stdout();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().expect("a header").get(0), Some("name"));
    assert_eq!(reader.records().count(), rows(&assumptions(CASE, [])).len());
}

/// The keys of the numbers on which a run drew, as the run lists them.
fn drawn_by(scenario: &str, terms: &[&str]) -> Vec<Value> {
    let run = comity(["run", scenario, "--json"].into_iter().chain(terms.iter().copied())).json();
    run["manifest"]["drawn"]["keys"].as_array().expect("keys").clone()
}

#[test]
fn the_numbers_that_a_run_drew_on_are_those_it_lists_and_no_others() {
    for terms in [&[] as &[&str], &["--seed", "7"], &["--what-if", "treaty.legal-check=refused"]] {
        let listed = assumptions("treaty-first", terms.iter().copied().chain(["--drawn"]));
        let mut keys: Vec<Value> = rows(&listed).iter().map(|row| row["key"].clone()).collect();
        let mut drawn = drawn_by("treaty-first", terms);
        for keys in [&mut keys, &mut drawn] {
            keys.sort_by_key(Value::to_string);
            keys.dedup();
        }
        assert_eq!(keys, drawn, "{terms:?}");
        assert!(!drawn.is_empty() && drawn.len() < rows(&assumptions("treaty-first", [])).len());
    }
}

/// Nothing of the court track is drawn where no warrant is asked for, though the record lacks days of it.
#[test]
fn a_run_draws_on_nothing_that_does_not_happen_in_it() {
    let of_a_court = |key: &Value| key.as_str().is_some_and(|key| key.starts_with("decide."));
    let drawn = drawn_by("treaty-first", &[]);
    assert!(!drawn.iter().any(of_a_court), "{drawn:?}");
}

#[test]
fn the_last_lines_of_a_run_name_the_command_that_lists_what_it_drew_on() {
    let text = comity(["run", "treaty-first", "--seed", "7"]).code(0).stdout();
    let command = "comity assumptions treaty-first --drawn --seed 7";
    assert!(text.lines().any(|line| line.trim() == command), "{text}");
    let listed = comity(command.split(' ').skip(1)).code(0).stderr_is_empty();
    listed.stdout_contains("comity run treaty-first --seed 7");
    comity(["assumptions", "treaty-first", "--seed", "7"])
        .refused("no run is asked about", "--drawn");
}

#[test]
fn a_changed_number_keeps_no_source_of_the_number_below_it() {
    let key = "decide.magistrate.motion.takes=3 days";
    let changed = ["--set", key, "--set", "decide.magistrate.motion.takes_basis=guess"];
    let found = assumptions("contested-warrant", changed);
    let found = row(&found, "magistrate.motion", "time");
    assert_eq!((&found["basis"], &found["reference"]), (&Value::from("guess"), &Value::Null));
    let below = assumptions("contested-warrant", []);
    let below = row(&below, "magistrate.motion", "time");
    assert_eq!(below["basis"], "data");
    assert!(!below["reference"].is_null());
}

/// Nobody has said what a number typed for a what-if rests on.
#[test]
fn a_number_set_on_the_command_line_is_a_guess_unless_its_basis_is_set_too() {
    let of_the_motion = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|set| ["--set", set]);
        let listed =
            comity(["assumptions", "treaty-first", "--json"].into_iter().chain(sets)).json();
        let is_it = |row: &&Value| row["key"] == "decide.provider.motion.takes";
        rows(&listed).iter().find(is_it).expect("listed")["basis"].clone()
    };
    assert_eq!(of_the_motion(&[]), "law");
    let sets = ["decide.provider.motion.takes=3 days", "decide.provider.motion.takes_basis=law"];
    assert_eq!(of_the_motion(&sets[..1]), "guess");
    assert_eq!(of_the_motion(&sets), "law");
}
