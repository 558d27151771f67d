//! What many cases say, in forms for other programs, and the manifests beside them.

use serde_json::Value;

use super::forms::hold_to_schema;
use super::{comity, run};

const FORECAST: [&str; 4] = ["forecast", "microsoft-ireland", "--from", "2014-08-29"];
const COMPARE: [&str; 3] = ["compare", "treaty-first", "contested-warrant"];

/// A question in a form, about few cases.
fn asked(question: &[&'static str], more: &[&str]) -> super::Ran {
    comity(question.iter().chain(&["-n", "400"]).chain(more).copied().collect::<Vec<_>>())
}

fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn every_forecast_and_comparison_is_valid_against_its_schema_and_a_broken_one_is_not() {
    for (of, question, place) in [
        ("forecast", &FORECAST as &[&'static str], "forecast"),
        ("forecast", &["forecast", "e-evidence", "--until", "2027-06-01"], "forecast"),
        ("compare", &COMPARE, "compared"),
    ] {
        let report = asked(question, &["--json"]).code(0).json();
        hold_to_schema(of, &report, &[place, "cases"]);
    }
}

#[test]
fn the_table_of_a_forecast_has_the_numbers_of_its_json() {
    let json = asked(&FORECAST, &["--json"]).code(0).json();
    let table = rows(&asked(&FORECAST, &["--format", "csv"]).code(0).stdout());
    for by in json["forecast"]["data_by_day"].as_array().expect("days") {
        let day = by["day"].to_string();
        let of_day = |row: &&std::collections::BTreeMap<String, String>| {
            row["measure"] == "data_by_day" && row["of"] == day
        };
        let row = table.iter().find(of_day).expect("a row");
        let number = |column: &str| row[column].parse::<f64>().expect("a number");
        let same = |column: &str, in_json: &Value| {
            let apart = number(column) - in_json.as_f64().expect("a number");
            assert!(apart.abs() < 1e-12, "{column}: {apart}");
        };
        same("value", &by["chance"]["value"]);
        same("high", &by["chance"]["interval"]["high"]);
        assert_eq!((number("level"), row["unit"].as_str()), (0.95, "share"));
    }
    let outcomes = table.iter().filter(|row| row["measure"] == "outcome");
    let sum: f64 = outcomes.map(|row| row["value"].parse::<f64>().expect("a share")).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn the_table_of_a_comparison_has_rows_of_each_alternative_and_of_each_pair() {
    let table = rows(&asked(&COMPARE, &["--format", "csv"]).code(0).stdout());
    let days = |alternative: &str, against: &str| {
        let found = table.iter().find(|row| {
            row["alternative"] == alternative
                && row["against"] == against
                && row["measure"] == "days_without_data"
        });
        let row = found.expect("a row");
        (row["value"].parse::<f64>().expect("a number"), row["p"].is_empty())
    };
    let (first, no_p) = days("treaty-first", "");
    let (second, _) = days("contested-warrant", "");
    let (difference, none) = days("contested-warrant", "treaty-first");
    assert!(no_p && !none);
    assert!((second - first - difference).abs() < 1e-9);
}

#[test]
fn a_form_without_room_for_its_manifest_has_it_in_a_file_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("result").display().to_string();
    let manifest = || {
        let text = std::fs::read_to_string(format!("{path}.manifest.json")).expect("a manifest");
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    asked(&FORECAST, &["--format", "csv", "-o", &path]).code(0).stdout_is_empty();
    assert_eq!(manifest(), asked(&FORECAST, &["--json"]).json()["manifest"]);
    asked(&COMPARE, &["--format", "csv", "-o", &path]).code(0);
    let compared = asked(&COMPARE, &["--json"]).json();
    assert_eq!(manifest()["manifests"], compared["manifests"]);
    assert_eq!(manifest()["command"], compared["command"]);
    for format in ["csv", "jsonl"] {
        run(["--format", format, "-o", &path]).code(0);
        assert_eq!(manifest(), run(["--json"]).json()["manifest"]);
    }
    for format in ["svg", "mermaid"] {
        let tree = ["tree", "treaty-first", "--times", "median", "--format", format, "-o", &path];
        comity(tree).code(0);
        let drawn = manifest()["command"].as_str().expect("a command").to_owned();
        assert!(drawn.starts_with("comity tree treaty-first"), "{drawn}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn a_result_whose_manifest_cannot_be_written_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv");
    std::fs::create_dir(folder.path().join("rows.csv.manifest.json")).expect("a folder");
    let name = path.to_str().expect("UTF-8");
    run(["--format", "csv", "-o", name]).code(1).stderr_contains("rows.csv.manifest.json");
    assert!(!path.exists());
}

#[test]
fn json_is_short_for_the_format_of_many_cases_too() {
    for question in [&FORECAST as &[&'static str], &COMPARE] {
        asked(question, &["--json", "--format", "csv"]).code(2).stdout_is_empty();
    }
}
