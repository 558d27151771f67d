//! Forms of output, where they go, and that they are the same whatever else is asked.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::{CASE, Ran, changed, comity, program, run};

const SCHEMAS: [(&str, &str); 12] = [
    ("scenario", "Scenario"),
    ("channel", "Channel"),
    ("run", "RunRecord"),
    ("play", "PlayRecord"),
    ("tree", "TreeReport"),
    ("forecast", "ForecastReport"),
    ("compare", "CompareReport"),
    ("sweep", "SweepReport"),
    ("sensitivity", "SensitivityReport"),
    ("caseload", "CaseloadReport"),
    ("caseload-compare", "CaseloadComparison"),
    ("caseload-file", "FileRecord"),
];

/// `UPDATE=1 cargo test schema` writes the files anew.
#[test]
fn the_schemas_that_are_checked_in_are_those_the_program_prints() {
    for (of, _) in SCHEMAS {
        let path = schema_file(of);
        let printed = comity(["schema", of]).code(0).stderr_is_empty().stdout();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &printed).expect("a schema");
        }
        let checked_in = std::fs::read_to_string(&path).expect("a schema");
        assert!(checked_in == printed, "{path}: run UPDATE=1 cargo test schema");
    }
}

/// Holds a result to the schema that is checked in, and the schema to refusing it with a number replaced by a word.
#[track_caller]
pub(super) fn hold_to_schema(of: &str, report: &Value, number: &[&str]) {
    let text = std::fs::read_to_string(schema_file(of)).expect("a schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema");
    if let Err(error) = schemas.validate(report, index) {
        panic!("{of}: {error:#}");
    }
    let mut broken = report.clone();
    let place = number.iter().fold(&mut broken, |value, key| &mut value[*key]);
    assert!(place.is_number(), "{number:?}: {report}");
    *place = Value::from("many");
    assert!(schemas.validate(&broken, index).is_err(), "{of}: {number:?} may be a word");
}

pub(super) fn schema_file(of: &str) -> String {
    format!("{}/schema/{of}.json", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_schema_is_that_of_a_scenario_unless_another_is_asked_for() {
    assert_eq!(comity(["schema"]).stdout(), comity(["schema", "scenario"]).stdout());
    for (of, title) in SCHEMAS {
        assert_eq!(comity(["schema", of]).json()["title"], title);
    }
    comity(["schema", "treaty"]).code(2).stdout_is_empty().stderr_contains("possible values");
}

#[test]
fn every_run_is_valid_against_the_schema_and_a_broken_one_is_not() {
    let text = std::fs::read_to_string(schema_file("run")).expect("schema/run.json");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("run.json", schema).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("run.json", &mut schemas).expect("a schema");
    for more in [
        &[] as &[&str],
        &["--until", "2014-01-01"],
        &["--from", "2014-08-29"],
        &["--what-if", "prosecutor.instrument=treaty"],
    ] {
        let record = run(more.iter().copied().chain(["--json"])).json();
        if let Err(error) = schemas.validate(&record, index) {
            panic!("{more:?}: {error}");
        }
        let mut broken = record;
        broken["outcome"]["day"] = Value::from("soon");
        assert!(schemas.validate(&broken, index).is_err());
    }
}

#[test]
fn lines_and_rows_are_the_entries_one_for_one() {
    let record = run(["--json"]).json();
    let entries = record["entries"].as_array().expect("entries");
    let lines = run(["--format", "jsonl"]).code(0).stdout();
    let parsed: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(&parsed, entries);

    let table = run(["--format", "csv"]).code(0).stdout();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns: Vec<String> =
        reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let fields: Vec<&String> = entries[0].as_object().expect("an object").keys().collect();
    let mut sorted: Vec<&String> = columns.iter().collect();
    sorted.sort();
    let mut fields_sorted = fields.clone();
    fields_sorted.sort();
    assert_eq!(sorted, fields_sorted);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), entries.len());
    let to = columns.iter().position(|column| column == "to").expect("to");
    assert_eq!(&rows[3][to], "prosecutor;magistrate");
}

#[test]
fn json_is_short_for_the_format_and_cannot_contradict_it() {
    assert_eq!(run(["--json"]).stdout(), run(["--format", "json"]).stdout());
    run(["--json", "--format", "csv"]).code(2).stdout_is_empty();
}

#[test]
fn a_file_gets_the_same_bytes_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.json");
    std::fs::write(&path, "old").expect("a file");
    let name = path.to_str().expect("UTF-8");
    run(["--json", "-o", name]).code(0).stdout_is_empty().stderr_is_empty();
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), run(["--json"]).stdout());
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[test]
fn output_that_cannot_be_written_is_an_error_with_its_path() {
    let missing = "/nowhere/at/all/run.json";
    run(["-o", missing]).code(1).stdout_is_empty().stderr_contains(missing).stderr_contains("help");
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().to_str().expect("UTF-8");
    run(["-o", name]).code(1).stderr_contains(name);
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn a_failed_run_leaves_the_old_file_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("run.json");
    std::fs::write(&path, "old").expect("a file");
    run(["--what-if", "circuit.en-banc-merits=tie", "-o", path.to_str().expect("UTF-8")]).code(2);
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "old");
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let child = program().args(["run", CASE]).stdout(full).stderr(Stdio::piped()).spawn();
    let output = child.and_then(|child| child.wait_with_output()).expect("the program");
    let ran = Ran { said: "run > /dev/full".to_owned(), output };
    ran.code(1).stderr_contains("standard output cannot be written");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    for arguments in [
        &["run", CASE] as &[&str],
        &["run", CASE, "--json"],
        &["run", CASE, "--pace", "1w=1ms"],
        &["decisions", CASE],
        &["help"],
        &[],
    ] {
        let mut child = program()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let ran = Ran { said: format!("{arguments:?} | true"), output };
        ran.code(0).stderr_is_empty();
    }
}

#[test]
fn colour_goes_to_nobody_who_did_not_ask() {
    let (_folder, path) = changed("opens = 2013-12-04", "opens = 2013-13-04");
    assert!(!comity(["check", &path]).code(3).stdout().contains('\u{1b}'));
    comity(["check", &path, "--color", "always"]).code(3).stdout_contains("\u{1b}[");
    assert!(!comity(["check", &path, "--color", "never"]).code(3).stdout().contains('\u{1b}'));
}
