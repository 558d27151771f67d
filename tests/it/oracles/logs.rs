//! Event logs as pm4py, pandas and DuckDB read them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Question, ask, question};
use crate::features;

/// Writes a log of these cases, and says where.
fn export(folder: &tempfile::TempDir, name: &str, words: &[&str]) -> String {
    export_by(Path::new(env!("CARGO_BIN_EXE_comity")), folder, name, words)
}

/// The same, by a program with other features.
fn export_by(program: &Path, folder: &tempfile::TempDir, name: &str, words: &[&str]) -> String {
    let path = folder.path().join(name).display().to_string();
    let output = Command::new(program)
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

/// How often something is said of an object later than from the first moment on: a row each in a database.
fn later(log: &Value) -> usize {
    let of = |object: &Value| {
        let times = || list(object, "attributes").iter().filter_map(|one| one["time"].as_str());
        let first = times().min();
        times().filter(|time| Some(*time) != first).count()
    };
    list(log, "objects").iter().map(of).sum()
}

/// Many, and some whose orders are appealed, stayed and reversed.
const CASES: [&[&str]; 2] =
    [&["rogatory", "-n", "10000"], &["microsoft-ireland", "--from", "2014-08-29", "-n", "300"]];

/// The counts of events, objects, links and changes, and those of each type; of the model that pm4py discovers, how
/// often one event of a case follows another.
#[test]
fn pm4py_reads_object_centric_logs_with_every_count_equal_and_discovers_a_model() {
    for words in CASES {
        let folder = tempfile::tempdir().expect("a folder");
        let path = export(&folder, "log.json", words);
        let log: Value = serde_json::from_str(&read(&path)).expect("JSON");
        let (events, objects) = (list(&log, "events"), list(&log, "objects"));
        let links =
            |from: &[Value]| from.iter().map(|one| list(one, "relationships").len()).sum::<usize>();
        let kind = |of: &[Value]| -> Vec<f64> {
            counts(of.iter().map(|object| object["type"].as_str().expect("a type")))
        };
        let ours = |changes: usize| -> Vec<f64> {
            let all = [events.len(), objects.len(), links(events), links(objects), changes];
            let all = all.into_iter().map(|count| count as f64);
            all.chain(kind(events)).chain(kind(objects)).collect()
        };
        let asked =
            |what: &str, path: &str, ours| question(json!({"ask": what, "path": path}), ours);
        let mut questions = vec![asked("ocel", &path, ours(changes(&log)))];
        // The other forms hold the same; some cases show that in a tenth of the time.
        let some = words != CASES[0];
        if some {
            let xml = export(&folder, "log.xml", &[words, &["--format", "ocel-xml"]].concat());
            questions.push(asked("ocel", &xml, ours(changes(&log))));
        }
        if let Some(program) = features::program().filter(|_| some) {
            let words = [words, &["--format", "ocel-sqlite"]].concat();
            let database = export_by(&program, &folder, "log.sqlite", &words);
            questions.push(asked("ocel_sqlite", &database, ours(later(&log))));
        }
        let cases = objects.iter().filter(|one| one["type"] == "case").count();
        let model = [events.len() - cases, cases, cases].map(|count| count as f64).to_vec();
        questions.push(asked("ocdfg", &path, model));
        ask("logs.py", &questions);
    }
}

#[test]
fn pm4py_reads_xes_with_every_count_equal_and_discovers_a_model() {
    for words in CASES {
        let folder = tempfile::tempdir().expect("a folder");
        let rows = rows(&export(&folder, "log.jsonl", &[words, &["--format", "jsonl"]].concat()));
        let xes = export(&folder, "log.xes", &[words, &["--format", "xes"]].concat());
        let word = |key: &'static str| {
            counts(rows.iter().map(move |row| row[key].as_str().expect("a word")))
        };
        let cases = rows.iter().filter(|row| row["n"] == 1).count();
        let mut ours = vec![rows.len() as f64, cases as f64];
        ours.extend(word("event"));
        ours.extend(word("from"));
        ours.extend([rows.len() - cases, cases, cases].map(|count| count as f64));
        ask("logs.py", &[question(json!({"ask": "xes", "path": xes}), ours)]);
    }
}

fn rows(path: &str) -> Vec<Value> {
    read(path).lines().map(|row| serde_json::from_str(row).expect("JSON")).collect()
}

/// Whole columns added up: how many rows, cases and cases with data there are, the entries that others follow from or
/// answer, how many are addressed and cited, the seconds of all times, and how often each event is there.
fn sums(rows: &[Value]) -> Vec<f64> {
    let of = |key: &'static str| rows.iter().map(move |row| &row[key]);
    let produced = rows.iter().filter(|row| row["outcome"] == "data-by-treaty");
    let mut with_data: Vec<u64> = produced.filter_map(|row| row["case"].as_u64()).collect();
    with_data.dedup();
    let second = |time: &Value| -> i64 {
        let time: jiff::Timestamp = time.as_str().expect("a time").parse().expect("RFC 3339");
        time.as_second()
    };
    let length = |key| -> usize { of(key).map(|list| list.as_array().map_or(0, Vec::len)).sum() };
    let answered = of("responds_to").filter_map(Value::as_array).flatten();
    let sums = [
        rows.len() as f64,
        rows.iter().filter(|row| row["n"] == 1).count() as f64,
        of("cause").filter_map(Value::as_u64).sum::<u64>() as f64,
        with_data.len() as f64,
        length("to") as f64,
        length("authority") as f64,
        answered.filter_map(Value::as_u64).sum::<u64>() as f64,
        of("time").map(second).sum::<i64>() as f64,
    ];
    let events = counts(of("event").map(|event| event.as_str().expect("a word")));
    sums.into_iter().chain(events).collect()
}

#[test]
fn pandas_and_duckdb_read_the_rows_of_ten_thousand_cases_with_every_count_equal() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = |format| ["treaty-first", "-n", "10000", "--format", format];
    let json_lines = export(&folder, "log.jsonl", &words("jsonl"));
    let csv = export(&folder, "log.csv", &words("csv"));
    let ours = sums(&rows(&json_lines));
    let of = |name: &str, path: &str| question(json!({"ask": name, "path": path}), ours.clone());
    let mut questions = vec![of("json_lines", &json_lines), of("csv", &csv)];
    if let Some(program) = features::program() {
        let by = |name, format| export_by(&program, &folder, name, &words(format));
        let (parquet, arrow) = (by("log.parquet", "parquet"), by("log.arrow", "arrow"));
        questions.push(of("parquet", &parquet));
        questions.push(of("duckdb", &parquet));
        questions.push(of("arrow", &arrow));
    }
    ask("logs.py", &questions);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_whole_table_and_a_whole_database_of_the_first_cases() {
    let Some(program) = features::program() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut questions: Vec<Question> = Vec::new();
    for format in ["parquet", "arrow", "ocel-sqlite"] {
        let path = folder.path().join(format).display().to_string();
        let mut child = Command::new(&program)
            .args(["export", "treaty-first", "-n", "90000000", "--threads", "2"])
            .args(["--format", format, "-o", &path])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(2_000));
        let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(kill.expect("a signal").success());
        assert_eq!(child.wait().expect("an end").code(), Some(130), "{format}");
        let manifest = read(&format!("{path}.manifest.json"));
        let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
        assert_eq!(manifest["interrupted"], true);
        let end = manifest["cases"][1].as_f64().expect("an end");
        let asked = json!({"ask": "cases", "path": path, "form": format});
        questions.push(question(asked, [end, end - 1.0]));
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 6);
    ask("logs.py", &questions);
}
