//! Rows for every case: `--format long` of `forecast` and `compare`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::comity;

const FORECAST: [&str; 4] = ["forecast", "microsoft-ireland", "--from", "2014-08-29"];
const COMPARE: [&str; 5] =
    ["compare", "treaty-first", "contested-warrant", "--or-set", "request.data=\"content\""];

fn long(question: &[&'static str], more: &[&str]) -> String {
    let words = question.iter().chain(&["--format", "long"]).chain(more).copied();
    comity(words.collect::<Vec<_>>()).code(0).stderr_is_empty().stdout()
}

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The values of a metric under a set, case by case.
fn values<'a>(rows: &'a [Row], set: &str, metric: &str) -> Vec<&'a str> {
    let own = rows.iter().filter(|row| row["set"] == set && row["metric"] == metric);
    own.map(|row| row["value"].as_str()).collect()
}

fn cases_of(share: &Value, cases: f64) -> usize {
    (share["value"].as_f64().expect("a share") * cases).round() as usize
}

#[test]
fn the_rows_of_the_cases_add_up_to_what_the_forecast_counts() {
    let rows = rows(&long(&FORECAST, &["-n", "1500"]));
    let report = comity(FORECAST.into_iter().chain(["-n", "1500", "--json"])).code(0).json();
    let forecast = &report["forecast"];
    let outcomes = values(&rows, "base", "outcome");
    assert_eq!(outcomes.len(), 1_500);
    for one in forecast["outcomes"].as_array().expect("outcomes") {
        let own = outcomes.iter().filter(|name| one["outcome"] == **name).count();
        assert_eq!(own, cases_of(&one["share"], 1_500.0), "{}", one["outcome"]);
    }
    let number = |text: &&str| text.parse::<u64>().ok();
    let days: Vec<u64> = values(&rows, "base", "days_to_data").iter().filter_map(number).collect();
    for by in forecast["data_by_day"].as_array().expect("days") {
        let own = days.iter().filter(|day| by["day"].as_u64().is_some_and(|by| **day <= by));
        assert_eq!(own.count(), cases_of(&by["chance"], 1_500.0), "{by}");
    }
    let produced = values(&rows, "base", "produced");
    assert_eq!(produced.iter().filter(|one| **one == "1").count(), days.len());
    let without: u64 = values(&rows, "base", "days_without_data").iter().filter_map(number).sum();
    let mean = forecast["days_without_data"]["mean"]["value"].as_f64().expect("a mean");
    assert!((without as f64 / 1_500.0 - mean).abs() < 1e-9, "{without}");
}

#[test]
fn a_path_and_a_day_stand_in_a_row_only_where_there_are_some() {
    let rows = rows(&long(&FORECAST, &["-n", "1500", "--until", "2016-01-01"]));
    let of = |metric: &str| values(&rows, "base", metric);
    let (paths, outcomes) = (of("path"), of("outcome"));
    let mut open = 0;
    for (place, outcome) in outcomes.iter().enumerate() {
        let brought = outcome.strip_prefix("data-by-");
        assert_eq!(paths[place], brought.unwrap_or_default());
        assert_eq!(of("days_to_data")[place].is_empty(), brought.is_none(), "{outcome}");
        assert_eq!(of("days_to_end")[place].is_empty(), *outcome == "open", "{outcome}");
        open += usize::from(*outcome == "open");
    }
    assert!(open > 100 && paths.contains(&"warrant"), "{open}");
}

#[test]
fn rows_stand_in_the_order_of_the_cases_on_any_number_of_threads() {
    let whole = long(&FORECAST, &["-n", "9000", "--threads", "1"]);
    for threads in ["2", "8"] {
        assert!(long(&FORECAST, &["-n", "9000", "--threads", threads]) == whole, "{threads}");
    }
    let cases = rows(&whole).into_iter().filter(|row| row["metric"] == "outcome");
    let cases: Vec<String> = cases.map(|row| row["case"].clone()).collect();
    assert_eq!(cases, (0..9_000).map(|case| case.to_string()).collect::<Vec<_>>());
}

#[test]
fn rows_of_parts_put_together_are_the_rows_of_the_whole() {
    for question in [&FORECAST as &[&'static str], &COMPARE] {
        let whole = long(question, &["-n", "700"]);
        let mut together = long(question, &["--cases", "0..300"]);
        let (_, rest) = {
            let next = long(question, &["--cases", "300..700"]);
            let (head, rest) = next.split_once('\n').expect("a first line");
            (head.to_owned(), rest.to_owned())
        };
        together.push_str(&rest);
        assert!(together == whole, "{question:?}");
    }
}

#[test]
fn a_set_of_any_name_is_one_field() {
    let rows = rows(&long(&COMPARE, &["-n", "40"]));
    let set = "treaty-first, request.data=\"content\"";
    assert_eq!(values(&rows, set, "outcome"), values(&rows, "treaty-first", "outcome"));
    assert_eq!(rows.len(), 40 * 4 * 6);
    let first: Vec<&str> = rows.iter().step_by(6).map(|row| row["case"].as_str()).take(5).collect();
    assert_eq!(first, ["0", "0", "0", "0", "1"]);
}

#[test]
fn a_file_of_rows_has_its_manifest_beside_it_and_its_command_makes_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv").display().to_string();
    for question in [&FORECAST as &[&'static str], &COMPARE] {
        let words = question.iter().copied().chain(["--format", "long", "-n", "300", "-o", &path]);
        comity(words).code(0).stdout_is_empty().stderr_is_empty();
        let written = std::fs::read_to_string(&path).expect("rows");
        assert!(written == long(question, &["-n", "300"]));
        let manifest = std::fs::read_to_string(format!("{path}.manifest.json")).expect("a file");
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        let one = manifest.get("manifests").map_or(&manifest, |all| &all[0]);
        assert_eq!(one["cases"], serde_json::json!([0, 300]));
        let command = manifest["command"].as_str().expect("a command");
        assert!(command.ends_with("-n 300 --format long"), "{command}");
        if question == FORECAST {
            let again = command.strip_prefix("comity ").expect("a command").split(' ');
            assert!(comity(again).code(0).stdout() == written);
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn what_does_not_go_with_rows_of_cases_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv").display().to_string();
    let asked = |more: &[&str]| {
        let words = ["forecast", "treaty-first", "--format", "long", "-o", &path];
        comity(words.iter().chain(more).copied().collect::<Vec<_>>())
    };
    asked(&["--partial"]).refused("--partial writes counts", "put together");
    asked(&["--until-precision", "2%"]).refused("how many are enough", "-n");
    asked(&["--require", "p_data_365 >= 0.5"]).refused("checks no requirement", "of its own");
    let part = folder.path().join("part.json").display().to_string();
    comity(["forecast", "treaty-first", "-n", "9", "--partial", "-o", &part]).code(0);
    comity(["merge", &part, "--format", "long"])
        .refused("do not say what became of each", "--cases A..B --format long");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn counts_have_no_other_form_before_they_are_merged() {
    for form in ["svg", "csv"] {
        comity(["forecast", "treaty-first", "-n", "9", "--partial", "--format", form])
            .refused(&format!("--format {form} is another form"), "comity merge");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_the_rows_of_the_first_cases_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv");
    let mut child = super::program()
        .args(["forecast", "treaty-first", "--format", "long", "-n", "90000000", "--threads", "2"])
        .arg("-o")
        .arg(&path)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let id = child.id().to_string();
    let kill = std::process::Command::new("kill").args(["-INT", &id]).status();
    assert!(kill.expect("a signal").success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    let mut said = String::new();
    let mut stderr = child.stderr.take().expect("standard error");
    std::io::Read::read_to_string(&mut stderr, &mut said).expect("text");
    let manifest = std::fs::read_to_string(folder.path().join("rows.csv.manifest.json"));
    let manifest: Value = serde_json::from_str(&manifest.expect("a manifest")).expect("JSON");
    assert_eq!(manifest["interrupted"], true);
    let end = manifest["cases"][1].as_u64().expect("an end");
    assert!(said.contains(&format!("cases 0..{end} are whole")), "{said}");
    let text = std::fs::read_to_string(&path).expect("rows");
    assert_eq!(text.lines().count() as u64, 1 + 6 * end);
}
