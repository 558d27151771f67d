//! Event logs as pm4py and pandas read them.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};

use super::{ask, question};

/// Writes a log of these cases, and says where.
fn export(folder: &tempfile::TempDir, name: &str, words: &[&str]) -> String {
    let path = folder.path().join(name).display().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_comity"))
        .arg("export")
        .args(words)
        .args(["-o", &path])
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    path
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).expect("a log")
}

fn counts<'a>(words: impl Iterator<Item = &'a str>) -> Vec<f64> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts.into_values().map(f64::from).collect()
}

fn list<'a>(log: &'a Value, key: &str) -> &'a [Value] {
    log[key].as_array().expect("a list")
}

/// How often an attribute of an object became another.
fn changes(log: &Value) -> usize {
    let of = |object: &Value| {
        let names = list(object, "attributes").iter().map(|one| one["name"].as_str());
        let mut names: Vec<_> = names.collect();
        let all = names.len();
        names.dedup();
        all - names.len()
    };
    list(log, "objects").iter().map(of).sum()
}

const CASES: [&str; 5] = ["microsoft-ireland", "--from", "2014-08-29", "-n", "2000"];

/// The counts of events, objects, links and changes, and those of each type; of the model that pm4py discovers, how
/// often one event of a case follows another.
#[test]
fn pm4py_reads_object_centric_logs_with_every_count_equal_and_discovers_a_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = export(&folder, "log.json", &CASES);
    let log: Value = serde_json::from_str(&read(&path)).expect("JSON");
    let (events, objects) = (list(&log, "events"), list(&log, "objects"));
    let links = |from: &[Value]| from.iter().map(|one| list(one, "relationships").len()).sum();
    let (links_of_events, links_of_objects): (usize, usize) = (links(events), links(objects));
    let all = [events.len(), objects.len(), links_of_events, links_of_objects, changes(&log)];
    let kind = |one: &'static str, of: &[Value]| -> Vec<f64> {
        counts(of.iter().map(|object| object[one].as_str().expect("a type")))
    };
    let mut ours: Vec<f64> = all.map(|count| count as f64).to_vec();
    ours.extend(kind("type", events));
    ours.extend(kind("type", objects));
    let xml = export(&folder, "log.xml", &[&CASES[..], &["--format", "ocel-xml"]].concat());
    let of_xml = question(json!({"ask": "ocel", "path": xml}), ours.clone());
    let of_json = question(json!({"ask": "ocel", "path": path}), ours);
    let follow = (events.len() - 2_000) as f64;
    let model = question(json!({"ask": "ocdfg", "path": path}), [follow, 2_000.0, 2_000.0]);
    ask("logs.py", &[of_json, of_xml, model]);
}

#[test]
fn pm4py_reads_xes_with_every_count_equal_and_discovers_a_model() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = read(&export(&folder, "log.jsonl", &[&CASES[..], &["--format", "jsonl"]].concat()));
    let rows: Vec<Value> =
        rows.lines().map(|row| serde_json::from_str(row).expect("JSON")).collect();
    let xes = export(&folder, "log.xes", &[&CASES[..], &["--format", "xes"]].concat());
    let word =
        |key: &'static str| counts(rows.iter().map(move |row| row[key].as_str().expect("a word")));
    let mut ours = vec![rows.len() as f64, 2_000.0];
    ours.extend(word("event"));
    ours.extend(word("from"));
    ours.extend([(rows.len() - 2_000) as f64, 2_000.0, 2_000.0]);
    ask("logs.py", &[question(json!({"ask": "xes", "path": xes}), ours)]);
}

#[test]
fn pandas_reads_the_rows_of_ten_thousand_cases_with_every_count_equal() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["treaty-first", "-n", "10000", "--format"];
    let json_lines = export(&folder, "log.jsonl", &[&words[..], &["jsonl"]].concat());
    let csv = export(&folder, "log.csv", &[&words[..], &["csv"]].concat());
    let rows = read(&json_lines);
    let rows: Vec<Value> =
        rows.lines().map(|row| serde_json::from_str(row).expect("JSON")).collect();
    let answered: u64 = rows.iter().filter_map(|row| row["cause"].as_u64()).sum();
    let produced = rows.iter().filter(|row| row["outcome"] == "data-by-treaty");
    let mut with_data: Vec<u64> = produced.filter_map(|row| row["case"].as_u64()).collect();
    with_data.dedup();
    let mut ours = vec![rows.len() as f64, 10_000.0, answered as f64, with_data.len() as f64];
    ours.extend(counts(rows.iter().map(|row| row["event"].as_str().expect("a word"))));
    let of = |name: &str, path: &str| question(json!({"ask": name, "path": path}), ours.clone());
    ask("logs.py", &[of("json_lines", &json_lines), of("csv", &csv)]);
}
