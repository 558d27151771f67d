//! `list` and `check`: scenario files, sound and broken.

use serde_json::Value;

use super::{CASE, FILE, changed, comity, run};

#[test]
fn the_list_names_every_scenario_and_channel() {
    comity(["list"]).code(0).stdout_contains(CASE).stdout_contains("us-ie-mlat");
    let list = comity(["list", "--json"]).json();
    assert_eq!(list["scenarios"][0]["name"], CASE);
    let channels = list["channels"].as_array().expect("a list");
    assert!(channels.iter().any(|channel| channel["name"] == "us-ie-mlat"));
    for listed in channels.iter().chain(list["scenarios"].as_array().expect("a list")) {
        assert!(listed["summary"].as_str().is_some_and(|text| !text.is_empty()), "{listed}");
    }
}

#[test]
fn a_sound_file_is_one_line() {
    let ran = comity(["check", CASE]).code(0).stderr_is_empty();
    assert_eq!(ran.stdout().lines().count(), 1);
    let report = comity(["check", CASE, "--json"]).json();
    let file = &report["files"][0];
    ran.stdout_contains(&format!(
        "microsoft-ireland: sound; {} expectations met; {} of {} assumptions are guesses",
        file["expectations_met"], file["guesses"], file["assumptions"]
    ));
}

#[test]
fn a_name_and_a_path_are_interchangeable() {
    let by_name = run(["--format", "csv"]).code(0).stdout();
    assert_eq!(comity(["run", FILE, "--format", "csv"]).code(0).stdout(), by_name);
    comity(["check", FILE]).code(0).stdout_contains(": sound; ");
}

#[test]
fn a_broken_file_is_shown_with_the_place_and_code_three() {
    let (_folder, path) =
        changed("point = \"district.lift-stay\"", "point = \"district.lift-sty\"");
    comity(["check", &path])
        .code(3)
        .stdout_contains("error[unknown-point]")
        .stdout_contains("^^^")
        .stdout_contains("did you mean `district.lift-stay`?");
    comity(["check", &path, "--plain"]).code(3).stdout_contains("Error unknown-point at line ");
    let report = comity(["check", &path, "--json"]).code(3);
    let report: Value = serde_json::from_str(&report.stdout()).expect("JSON");
    assert_eq!(report["files"][0]["sound"], false);
    assert_eq!(report["files"][0]["diagnostics"][0]["code"], "unknown-point");
    for command in ["run", "decisions"] {
        comity([command, &path])
            .code(3)
            .stdout_is_empty()
            .stderr_contains("error[unknown-point]")
            .stderr_contains("comity check");
    }
}

#[test]
fn an_expectation_that_is_not_met_is_code_four() {
    let (_folder, path) = changed("outcome = \"treaty=not-used\"", "outcome = \"treaty=pending\"");
    comity(["check", &path])
        .code(4)
        .stdout_contains(" expectations met")
        .stdout_contains("treaty=pending")
        .stdout_contains("treaty=not-used");
    let (_folder, path) = changed(
        "entry = \"E20\"\non = 2014-08-29\nday = 268",
        "entry = \"E20\"\non = 2014-08-28\nday = 267",
    );
    comity(["check", &path]).code(4).stdout_contains("day 267").stdout_contains("day 268");
}

#[test]
fn several_files_are_all_checked_and_the_gravest_code_wins() {
    let (_folder, unmet) = changed("outcome = \"treaty=not-used\"", "outcome = \"treaty=pending\"");
    let (_other, broken) = changed("opens = 2013-12-04", "opens = \"soon\"");
    comity(["check", CASE, &unmet]).code(4).stdout_contains("microsoft-ireland: sound");
    comity(["check", &unmet, &broken, CASE]).code(3).stdout_contains("microsoft-ireland: sound");
    comity(["check", CASE, "nope"])
        .code(2)
        .stdout_contains("microsoft-ireland: sound")
        .stderr_contains("`nope`");
}

#[test]
fn a_file_that_is_there_and_cannot_be_read_is_no_wrong_usage() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("binary.toml");
    std::fs::write(&path, [0xff, 0xfe, 0x00]).expect("a file");
    comity(["run", path.to_str().expect("UTF-8")]).code(1).stderr_contains("not a text file");
    comity(["run", folder.path().to_str().expect("UTF-8")])
        .code(1)
        .stderr_contains("cannot be read");
}

#[test]
fn what_the_user_typed_cannot_command_the_terminal() {
    let said = comity(["run", "evil\u{1b}[31m"]).code(2).stderr();
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

/// What a base expects is expected of a file on top of it, whose author should be told where that stands.
#[test]
fn an_expectation_that_is_not_met_says_where_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, "base = \"contested-warrant\"\n[[path]]\ntake = \"treaty\"\n")
        .expect("a file");
    let path = path.to_str().expect("UTF-8");
    comity(["check", path]).code(4).stdout_contains("expect = []");
    let report = comity(["check", path, "--json"]).code(4).stdout();
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let unmet = &report["files"][0]["unmet"][0];
    assert_eq!(unmet["place"]["file"], "scenarios/contested-warrant.toml");
    assert_eq!(unmet["own"], false);
}

#[test]
fn what_only_the_file_below_says_of_itself_is_shown_as_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, "base = \"contested-warrant\"\nsummary = \"Mine.\"\n").expect("a file");
    let path = path.to_str().expect("UTF-8");
    comity(["list", path])
        .code(0)
        .stdout_contains("From scenarios/contested-warrant.toml, on which this file is based:");
    let about = comity(["list", path, "--json"]).json();
    assert_eq!(about["summary_from"], Value::Null);
    assert_eq!(about["info"][0]["from"], "scenarios/contested-warrant.toml");
    let about = comity(["list", "contested-warrant", "--json"]).json();
    assert_eq!(about["info"][0]["from"], Value::Null);
}
