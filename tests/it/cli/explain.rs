//! `explain`: one value of a scenario, wherever it comes from.

use serde_json::Value;

use super::{CASE, changed, comity};

fn explain<'a>(scenario: &'a str, arguments: impl IntoIterator<Item = &'a str>) -> Value {
    comity(["explain", scenario, "--json"].into_iter().chain(arguments)).json()
}

/// A scenario on top of another on top of the shipped one.
fn layers() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    let point = "[decide.district.stay]\ntakes_basis = \"guess\"\n";
    let text = |base: &str, takes: &str| {
        format!("base = \"{base}\"\ntitle = \"x\"\n\n{point}takes = \"{takes}\"\n")
    };
    write("lower.toml", &text(CASE, "5 days")).expect("a file");
    write("upper.toml", &text("lower.toml", "3 days")).expect("a file");
    let path = folder.path().join("upper.toml").to_str().expect("UTF-8").to_owned();
    (folder, path)
}

#[test]
fn a_value_comes_with_its_place_and_what_it_replaced_the_newest_first() {
    let (_folder, path) = layers();
    let key = "decide.district.stay.takes";
    let found = explain(&path, [key, "--set", "decide.district.stay.takes=1 day"]);
    assert_eq!((&found["key"], &found["value"]), (&key.into(), &"\"1 day\"".into()));
    assert_eq!(found["place"]["file"], "--set");
    let replaced = found["replaced"].as_array().expect("a list");
    let values: Vec<&str> = replaced.iter().filter_map(|old| old["value"].as_str()).collect();
    assert_eq!(values[..2], ["\"3 days\"", "\"5 days\""]);
    assert!(values[2].starts_with("{ median = "), "{values:?}");
    let file = |number: usize| replaced[number]["place"]["file"].as_str().expect("a file");
    assert!(file(0).ends_with("upper.toml") && file(1).ends_with("lower.toml"));
    assert_eq!(file(2), "scenarios/microsoft-ireland.toml");
    assert_eq!(replaced[0]["place"]["line"], 6);
    comity(["explain", &path, key])
        .code(0)
        .stderr_is_empty()
        .stdout_contains("= \"3 days\"")
        .stdout_contains("upper.toml:6")
        .stdout_contains("Replaced  \"5 days\"");
}

#[test]
fn the_name_of_a_point_stands_for_its_table() {
    for (name, path) in [
        ("district.stay", "decide.district.stay"),
        ("district.stay.odds", "decide.district.stay.odds"),
        ("treaty.legal-check", "channel.us-ie-mlat.stage.b4"),
        ("treaty.legal-check.duration", "channel.us-ie-mlat.stage.b4.duration"),
    ] {
        assert_eq!(explain(CASE, [name]), explain(CASE, [path]), "{name}");
    }
}

#[test]
fn a_point_is_explained_with_its_question_its_office_and_its_options() {
    let stay = explain(CASE, ["district.stay"]);
    assert_eq!(stay["point"]["id"], "D11");
    assert_eq!(stay["point"]["question"], "Shall the order be stayed pending appeal?");
    assert_eq!(stay["point"]["decider"], "district");
    assert_eq!(stay["point"]["decider_name"], "Chief Judge Preska");
    assert_eq!(stay["point"]["options"][0]["name"], "grant-unopposed");
    let check = explain(CASE, ["channel.us-ie-mlat.stage.b4.outcome.refused.p"]);
    assert_eq!(check["value"], "0.02");
    assert_eq!(check["point"]["decider"], "central-authority");
    assert_eq!(check["point"]["options"].as_array().map(Vec::len), Some(3));
    let draft = explain(CASE, ["treaty.draft"]);
    assert_eq!(draft["point"]["options"].as_array().map(Vec::len), Some(0), "it only takes time");
    assert_eq!(explain(CASE, ["request"])["point"], Value::Null);
}

#[test]
fn the_keys_of_a_table_stand_under_the_files_they_come_from() {
    let (_folder, path) = layers();
    let text = comity(["explain", &path, "district.stay"]).code(0).stdout();
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in\n{text}"));
    assert!(at("upper.toml\n") < at("takes       = \"3 days\""));
    assert!(at("takes       = \"3 days\"") < at("In scenarios/microsoft-ireland.toml"));
    assert!(at("In scenarios/microsoft-ireland.toml") < at("odds        = {"));
}

#[test]
fn a_scenario_with_mistakes_elsewhere_is_explained_all_the_same() {
    let (_folder, path) = changed("opens = 2013-12-04", "opens = \"soon\"");
    comity(["explain", &path, "district.stay"])
        .code(0)
        .stdout_contains("Chief Judge Preska")
        .stderr_contains("comity check");
    // A value that makes the scenario wrong is shown; one that could not be set is not.
    let set = "decide.district.stay.odds.deny-opposed=0.3";
    comity(["explain", CASE, "district.stay.odds.deny-opposed", "--set", set])
        .code(0)
        .stdout_contains("= 0.3")
        .stdout_contains("set on the command line")
        .stderr_contains("cannot be run");
    comity(["explain", CASE, "title", "--set", "title"]).refused("has no `=`", "key=value");
}

#[test]
fn an_unknown_key_is_met_with_the_nearest_at_its_place() {
    comity(["explain", CASE, "decide.district.stay.takse"])
        .refused("no key `takse` in decide.district.stay", "did you mean `takes`?");
    comity(["explain", CASE, "district.sty"])
        .refused("no key `district.sty`", "did you mean `district.stay`?");
    comity(["explain", CASE, "channel.us-ie-mlat.stage.b44"])
        .refused("no key `b44` in channel.us-ie-mlat.stage", "did you mean `b4`?");
    comity(["explain", CASE, "title.x"]).refused("no key `x` in title", "nothing more");
    comity(["explain", CASE, "zzz"]).refused("no key `zzz`", "the keys there are");
    comity(["explain", CASE, ""]).refused("no key ``", "the keys there are");
    comity(["explain", CASE, "objections.lapse"]).refused("the law computes its day", "decisions");
}

#[test]
fn a_key_says_what_it_means() {
    for (key, words) in [
        ("channel.us-ie-mlat.consequence", "while it is pending"),
        ("channel.us-ie-mlat.stage.b4.duration", "How long"),
        ("opens", "The first day."),
    ] {
        comity(["explain", CASE, key])
            .code(0)
            .stdout_contains("  Means     ")
            .stdout_contains(words);
    }
    // Of a decision the question below says it.
    let text = comity(["explain", CASE, "district.stay"]).code(0).stdout();
    assert!(!text.contains("Means"), "{text}");
}
