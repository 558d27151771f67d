//! `comity export`: event logs and timelines, held against `run`, against `forecast` and against their own formats.

use std::collections::{BTreeMap, BTreeSet};

use comity::scenario::library::SCENARIOS;
use roxmltree::Document;
use serde_json::{Value, json};

use super::comity;
use crate::schema::Validator;

const FORMATS: [&str; 6] = ["ocel", "ocel-xml", "xes", "jsonl", "csv", "trace"];

fn export(scenario: &str, format: &str, more: &[&str]) -> String {
    let words = ["export", scenario, "--format", format].into_iter().chain(more.iter().copied());
    let ran = comity(words).code(0);
    let ran = if format == "xes" { ran } else { ran.stderr_is_empty() };
    ran.stdout()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(parsed).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

fn ocel(scenario: &str, more: &[&str]) -> Value {
    parsed(&export(scenario, "ocel", more))
}

/// The values of an attribute of an object, with the day from which on each holds.
fn values(object: &Value, name: &str) -> Vec<(String, String)> {
    let own = list(object, "attributes").iter().filter(|one| one["name"] == name);
    own.map(|one| (text(one, "time")[..10].to_owned(), text(one, "value").to_owned())).collect()
}

fn object<'a>(log: &'a Value, id: &str) -> &'a Value {
    list(log, "objects").iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}"))
}

// What is in them.

#[test]
fn every_form_of_one_case_has_the_entries_of_its_run() {
    for more in [&[] as &[&str], &["--from", "2014-08-29", "--seed", "5"]] {
        let words = ["run", "microsoft-ireland", "--json"].into_iter().chain(more.iter().copied());
        let run = comity(words).json();
        let entries = list(&run, "entries");
        let get = |format| export("microsoft-ireland", format, more);
        let rows = lines(&get("jsonl"));
        assert_eq!(rows.len(), entries.len());
        for (row, entry) in rows.iter().zip(entries) {
            for key in [
                "n",
                "event",
                "from",
                "to",
                "point",
                "choice",
                "status",
                "precision",
                "authority",
                "responds_to",
                "cause",
            ] {
                assert_eq!(row[key], entry[key], "{key} of {row}");
            }
            assert!(text(row, "time").starts_with(text(entry, "date")), "{row}");
        }
        let log = parsed(&get("ocel"));
        for (event, row) in list(&log, "events").iter().zip(&rows) {
            assert_eq!((&event["type"], &event["time"]), (&row["event"], &row["time"]));
        }
        assert_eq!(list(&log, "events").len(), rows.len());
        assert_eq!(get("csv").lines().count(), 1 + rows.len());
        let xes = get("xes");
        let xes = Document::parse(&xes).expect("XML");
        assert_eq!(xes.descendants().filter(|node| node.has_tag_name(EVENT)).count(), rows.len());
        let trace = parsed(&get("trace"));
        let of_entry = |mark: &&Value| mark["ph"] == "X" && mark["args"]["n"].is_u64();
        assert_eq!(list(&trace, "traceEvents").iter().filter(of_entry).count(), rows.len());
    }
}

const EVENT: (&str, &str) = ("http://www.xes-standard.org/", "event");

#[test]
fn the_outcomes_of_the_cases_of_a_log_are_those_that_the_forecast_counts() {
    let asked = ["-n", "1500"];
    let report = comity(["forecast", "treaty-first", "-n", "1500", "--json"]).json();
    let rows = lines(&export("treaty-first", "jsonl", &asked));
    let outcomes: BTreeMap<u64, &str> = rows
        .iter()
        .map(|row| (row["case"].as_u64().expect("a case"), text(row, "outcome")))
        .collect();
    assert_eq!(outcomes.len(), 1_500);
    let log = ocel("treaty-first", &asked);
    let cases = || list(&log, "objects").iter().filter(|one| one["type"] == "case");
    for one in list(&report["forecast"], "outcomes") {
        let share = one["share"]["value"].as_f64().expect("a share");
        let expected = (share * 1_500.0).round() as usize;
        let name = text(one, "outcome");
        assert_eq!(outcomes.values().filter(|own| **own == name).count(), expected, "{name}");
        let own = cases().filter(|case| values(case, "outcome")[0].1 == name);
        assert_eq!(own.count(), expected, "{name}");
    }
    let produced = cases().filter(|case| values(case, "produced")[0].1 == "yes").count();
    let with_data = outcomes.values().filter(|own| own.starts_with("data-by-")).count();
    assert_eq!(produced, with_data);
}

#[test]
fn a_case_of_many_is_the_case_that_run_shows_where_both_ask_the_same() {
    let more = ["--from", "2014-08-29", "--seed", "9"];
    let alone = export("microsoft-ireland", "jsonl", &more);
    let first = export("microsoft-ireland", "jsonl", &[&more[..], &["-n", "1"]].concat());
    assert_eq!(alone, first);
    let part = export("microsoft-ireland", "csv", &[&more[..], &["--cases", "2..4"]].concat());
    let whole = export("microsoft-ireland", "csv", &[&more[..], &["-n", "4"]].concat());
    let (head, rows) = part.split_once('\n').expect("a first line");
    assert!(whole.starts_with(head) && whole.ends_with(rows));
}

/// 2703(a); E07 to E22 and E34, E51 of the record: an order that was in force, stayed, in force again, and fell twice.
#[test]
fn an_order_is_in_force_then_stayed_then_in_force_again_then_reversed_then_vacated() {
    let log = ocel("microsoft-ireland", &[]);
    let states = |id: &str| values(object(&log, id), "state");
    let stated = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        list.iter().map(|(day, state)| ((*day).to_owned(), (*state).to_owned())).collect()
    };
    let order = [
        ("2014-04-25", "in-force"),
        ("2014-04-25", "stayed"),
        ("2014-08-29", "in-force"),
        ("2016-07-14", "reversed"),
        ("2018-04-17", "vacated"),
    ];
    assert_eq!(states("c0:order7"), stated(&order));
    let stay = [("2014-08-01", "in-force"), ("2014-08-29", "lifted")];
    assert_eq!(states("c0:order16"), stated(&stay));
    let contempt = [("2014-09-08", "in-force"), ("2016-07-14", "vacated")];
    assert_eq!(states("c0:order24"), stated(&contempt));
    let notice =
        [("2014-08-12", "premature"), ("2014-09-09", "pending"), ("2016-07-14", "decided")];
    assert_eq!(states("c0:appeal18"), stated(&notice));
    let petition = [("2017-06-23", "pending"), ("2017-10-16", "granted"), ("2018-04-17", "moot")];
    assert_eq!(states("c0:appeal38"), stated(&petition));
    assert_eq!(values(object(&log, "c0:data"), "produced").last().expect("a value").1, "no");
}

#[test]
fn a_request_is_pending_until_the_data_comes_and_its_stages_follow_the_docket() {
    let log = ocel("treaty-first", &["-n", "40"]);
    let requests = list(&log, "objects").iter().filter(|one| one["type"] == "request");
    let mut obtained = 0;
    for request in requests {
        let states = values(request, "state");
        assert_eq!(states[0].1, "pending");
        assert!(states.len() <= 2, "{states:?}");
        obtained += usize::from(states.last().is_some_and(|(_, state)| state == "obtained"));
        let stages = values(request, "stage");
        assert!(stages.is_sorted_by_key(|(day, _)| day.clone()) && !stages.is_empty());
        assert_eq!(values(request, "path")[0].1, "treaty");
    }
    assert!(obtained > 20, "{obtained}");
}

// Their formats.

/// The members and types of OCEL 2.0 JSON, after its specification.
fn schema_of_ocel() -> Value {
    let relations = json!({"type": "array", "items": {"type": "object", "additionalProperties": false,
        "required": ["objectId", "qualifier"],
        "properties": {"objectId": {"type": "string"}, "qualifier": {"type": "string"}}}});
    let types = json!({"type": "array", "items": {"type": "object", "additionalProperties": false,
        "required": ["name", "attributes"], "properties": {"name": {"type": "string"},
        "attributes": {"type": "array", "items": {"type": "object", "additionalProperties": false,
            "required": ["name", "type"], "properties": {"name": {"type": "string"},
            "type": {"enum": ["string", "time", "integer", "float", "boolean"]}}}}}}});
    let value = json!({"type": ["string", "number", "boolean"]});
    let time = json!({"type": "string", "format": "date-time"});
    let text = json!({"type": "string", "minLength": 1});
    json!({"type": "object", "additionalProperties": false,
        "required": ["eventTypes", "objectTypes", "events", "objects"],
        "properties": {"eventTypes": types, "objectTypes": types,
            "events": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                "required": ["id", "type", "time", "attributes", "relationships"],
                "properties": {"id": text, "type": text, "time": time, "relationships": relations,
                    "attributes": {"type": "array", "items": {"type": "object",
                        "additionalProperties": false, "required": ["name", "value"],
                        "properties": {"name": text, "value": value}}}}}},
            "objects": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                "required": ["id", "type", "attributes", "relationships"],
                "properties": {"id": text, "type": text, "relationships": relations,
                    "attributes": {"type": "array", "items": {"type": "object",
                        "additionalProperties": false, "required": ["name", "value", "time"],
                        "properties": {"name": text, "value": value, "time": time}}}}}}}})
}

/// The attributes that each type declares.
fn declared(log: &Value, types: &str) -> BTreeMap<String, BTreeSet<String>> {
    let name = |one: &Value| text(one, "name").to_owned();
    let own = list(log, types).iter();
    own.map(|one| (name(one), list(one, "attributes").iter().map(name).collect())).collect()
}

fn check_ocel(log: &Value, schema: &Validator) {
    assert_eq!(schema.mistakes_in(log), None);
    let mut ids = BTreeMap::new();
    for object in list(log, "objects") {
        assert!(ids.insert(text(object, "id"), text(object, "type")).is_none(), "{object}");
    }
    let mut events = BTreeSet::new();
    let mut related = BTreeSet::new();
    let mut last = BTreeMap::new();
    for event in list(log, "events") {
        let id = text(event, "id");
        assert!(events.insert(id) && !ids.contains_key(id), "{id}");
        let case = id.split_once(':').expect("a case").0;
        let before = last.insert(case, text(event, "time"));
        assert!(before.is_none_or(|before| before <= text(event, "time")), "{event}");
        for relation in list(event, "relationships") {
            assert!(ids.contains_key(text(relation, "objectId")), "{relation} of {event}");
            related.insert(text(relation, "objectId"));
        }
    }
    // Some programs drop objects that no event is about.
    assert_eq!(related.len(), ids.len());
    for object in list(log, "objects") {
        for relation in list(object, "relationships") {
            assert!(ids.contains_key(text(relation, "objectId")), "{relation} of {object}");
        }
    }
    for (kind, types) in [("events", "eventTypes"), ("objects", "objectTypes")] {
        let declared = declared(log, types);
        for reserved in ["object", "map_type"] {
            assert!(!declared.contains_key(reserved));
        }
        for one in list(log, kind) {
            let own = &declared[text(one, "type")];
            let mut attributes = list(one, "attributes").iter().map(|one| text(one, "name"));
            assert!(attributes.all(|name| own.contains(name)), "{one}");
        }
    }
}

#[test]
fn ocel_of_every_scenario_fits_its_schema_and_every_relation_leads_somewhere() {
    let schema = Validator::new(schema_of_ocel());
    for scenario in SCENARIOS {
        check_ocel(&ocel(scenario.name, &["-n", "25"]), &schema);
        check_ocel(&ocel(scenario.name, &[]), &schema);
    }
}

#[test]
fn ocel_in_xml_is_the_log_in_json() {
    let more = ["-n", "60", "--from", "2014-08-29"];
    let log = ocel("microsoft-ireland", &more);
    let xml = export("microsoft-ireland", "ocel-xml", &more);
    let xml = Document::parse(&xml).expect("XML");
    let names: Vec<&str> = xml
        .root_element()
        .children()
        .filter(|node| node.is_element())
        .map(|node| node.tag_name().name())
        .collect();
    assert_eq!(names, ["object-types", "event-types", "objects", "events"]);
    for (parents, key) in [("events", "events"), ("objects", "objects")] {
        let parent = xml.root_element().children().find(|node| node.has_tag_name(parents));
        let found: Vec<_> =
            parent.expect("it is there").children().filter(|node| node.is_element()).collect();
        assert_eq!(found.len(), list(&log, key).len());
        for (node, one) in found.iter().zip(list(&log, key)) {
            assert_eq!(node.attribute("id"), one["id"].as_str());
            assert_eq!(node.attribute("type"), one["type"].as_str());
            assert_eq!(node.attribute("time"), one["time"].as_str());
            let attributes = node.descendants().filter(|node| node.has_tag_name("attribute"));
            for (node, one) in attributes.zip(list(one, "attributes")) {
                let value = one["value"].as_str().map_or(one["value"].to_string(), str::to_owned);
                assert_eq!(node.attribute("name"), one["name"].as_str());
                assert_eq!(node.attribute("time"), one["time"].as_str());
                assert_eq!(node.text().unwrap_or_default(), value);
            }
            let related = node.descendants().filter(|node| node.has_tag_name("relationship"));
            let related: Vec<_> = related.collect();
            assert_eq!(related.len(), list(one, "relationships").len());
            for (node, one) in related.iter().zip(list(one, "relationships")) {
                assert_eq!(node.attribute("object-id"), one["objectId"].as_str());
                assert_eq!(node.attribute("qualifier"), one["qualifier"].as_str());
            }
        }
    }
}

#[test]
fn xes_has_a_trace_for_every_case_and_says_what_it_drops() {
    let ran = comity(["export", "contested-warrant", "--format", "xes", "-n", "50"]).code(0);
    let ran =
        ran.stderr_contains("XES has no place for:").stderr_contains("stayed, in force again");
    let xes = ran.stdout();
    let xes = Document::parse(&xes).expect("XML");
    let log = xes.root_element();
    assert_eq!(log.attribute("xes.version"), Some("1849-2016"));
    let traces = log.children().filter(|node| node.tag_name().name() == "trace");
    assert_eq!(traces.count(), 50);
    let key = |node: &roxmltree::Node<'_, '_>, key: &str| {
        node.children().any(|child| child.attribute("key") == Some(key))
    };
    for event in xes.descendants().filter(|node| node.has_tag_name(EVENT)) {
        assert!(key(&event, "concept:name") && key(&event, "time:timestamp"));
    }
}

/// Slices of one track lie beside or within each other, and an arrow leaves and ends in one.
#[test]
fn a_timeline_opens_no_slice_it_does_not_close_and_every_arrow_has_two_ends() {
    for scenario in ["microsoft-ireland", "treaty-first", "e-evidence"] {
        let trace = parsed(&export(scenario, "trace", &["-n", "5"]));
        let marks = list(&trace, "traceEvents");
        let number = |mark: &Value, key: &str| mark[key].as_i64().expect("a number");
        let mut tracks: BTreeMap<(i64, i64), Vec<(i64, i64)>> = BTreeMap::new();
        for mark in marks.iter().filter(|mark| mark["ph"] == "X") {
            let (from, length) = (number(mark, "ts"), number(mark, "dur"));
            assert!(from >= 0 && length > 0, "{mark}");
            let track = (number(mark, "pid"), number(mark, "tid"));
            tracks.entry(track).or_default().push((from, from + length));
        }
        for slices in tracks.values_mut() {
            slices.sort_unstable();
            let apart = slices.windows(2).all(|two| two[0].1 <= two[1].0);
            assert!(apart, "{scenario}: {slices:?}");
        }
        let mut arrows: BTreeMap<i64, Vec<(&str, i64)>> = BTreeMap::new();
        for mark in marks.iter().filter(|mark| mark["cat"] == "cause") {
            let at = number(mark, "ts");
            let slices = &tracks[&(number(mark, "pid"), number(mark, "tid"))];
            assert!(slices.iter().any(|(from, to)| (*from..*to).contains(&at)), "{mark}");
            arrows.entry(number(mark, "id")).or_default().push((text(mark, "ph"), at));
        }
        assert!(arrows.len() > 20);
        for arrow in arrows.values() {
            assert_eq!([arrow[0].0, arrow[1].0, "f"], ["s", "f", "f"]);
            assert!(arrow.len() == 2 && arrow[0].1 <= arrow[1].1, "{arrow:?}");
        }
    }
}

/// RFC 5545: lines of at most 75 bytes, each ended by CR and LF.
#[test]
fn a_calendar_has_an_event_for_every_deadline_on_its_day() {
    for (scenario, form) in [("treaty-first", ""), ("e-evidence-emergency", "T")] {
        let run = comity(["run", scenario, "--json"]).json();
        let calendar = export(scenario, "ics", &[]);
        assert!(
            calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77)
        );
        let unfolded = calendar.replace("\r\n ", "");
        let starts: Vec<&str> =
            unfolded.lines().filter(|line| line.starts_with("DTSTART")).collect();
        let deadlines = list(&run, "deadlines");
        assert_eq!(starts.len(), deadlines.len());
        assert!(!deadlines.is_empty() && starts.iter().any(|start| start.contains(form)));
        for (start, deadline) in starts.iter().zip(deadlines) {
            let day = text(deadline, "due").replace('-', "");
            let by_the_hour = deadline["time"].is_string();
            let plain = format!("DTSTART;VALUE=DATE:{day}");
            let ours = if by_the_hour { format!("DTSTART:{day}T") } else { plain };
            assert!(start.starts_with(&ours), "{start}: {deadline}");
        }
        let count = |word: &str| unfolded.lines().filter(|line| *line == word).count();
        assert_eq!(count("BEGIN:VEVENT"), deadlines.len());
        assert_eq!(count("END:VEVENT"), deadlines.len());
    }
}

#[test]
fn a_docket_under_the_names_of_courtlistener_has_the_entries_of_the_run() {
    let run = comity(["run", "microsoft-ireland", "--json"]).json();
    let docket = parsed(&export("microsoft-ireland", "docket-json", &[]));
    assert_eq!((text(&docket, "court_id"), text(&docket, "date_filed")), ("nysd", "2013-12-04"));
    assert!(text(&docket, "docket_number").contains("13-mj-2814"));
    assert_eq!(docket["date_terminated"], run["outcome"]["closed"]);
    let (entries, ours) = (list(&run, "entries"), list(&docket, "docket_entries"));
    assert_eq!(ours.len(), entries.len());
    for (one, entry) in ours.iter().zip(entries) {
        assert_eq!((&one["entry_number"], &one["date_filed"]), (&entry["n"], &entry["date"]));
        assert_eq!((&one["description"], &one["comity"]), (&entry["text"], entry));
    }
}

#[test]
fn the_first_entries_of_the_record_are_logged_as_they_always_were() {
    let log = ocel("microsoft-ireland", &[]);
    insta::assert_json_snapshot!("first-events", list(&log, "events")[..9]);
    let orders = ["c0:order7", "c0:order16", "c0:appeal18"].map(|id| object(&log, id).clone());
    insta::assert_json_snapshot!("an-order-a-stay-an-appeal", orders);
}

// How they are written.

#[test]
fn every_form_is_the_same_on_any_number_of_threads() {
    for format in FORMATS {
        let count = if format == "trace" { "90" } else { "1000" };
        let on = |threads| {
            let more = ["--from", "2014-08-29", "-n", count, "--threads", threads];
            export("microsoft-ireland", format, &more)
        };
        let one = on("1");
        assert!(["2", "8"].into_iter().all(|threads| on(threads) == one), "{format}");
    }
}

#[test]
fn a_log_in_a_file_has_its_manifest_beside_it_and_its_command_makes_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for more in [
        &[] as &[&str],
        &["-n", "30"],
        &["--cases", "3..20", "--set", "channel.us-ie-mlat.factor.k_ie.value=2"],
    ] {
        for format in FORMATS {
            let path = folder.path().join("log").display().to_string();
            let words = ["export", "treaty-first", "--format", format, "-o", &path];
            comity(words.into_iter().chain(more.iter().copied())).code(0).stdout_is_empty();
            let written = std::fs::read_to_string(&path).expect("a log");
            let manifest = std::fs::read_to_string(format!("{path}.manifest.json"));
            let manifest = parsed(&manifest.expect("a manifest"));
            let command = text(&manifest, "command").strip_prefix("comity ").expect("a command");
            assert!(
                comity(super::shell_words(command).iter().map(String::as_str)).code(0).stdout()
                    == written
            );
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

#[test]
fn what_cannot_be_exported_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log").display().to_string();
    let asked = |more: &[&str]| {
        let words = ["export", "yahoo-md-fla", "-o", &path].into_iter();
        comity(words.chain(more.iter().copied()))
    };
    asked(&["-n", "0"]).refused("no case is to be run", "-n 10000");
    asked(&["--cases", "9..3"]).refused("is no range of cases", "--cases 0..500000");
    asked(&["--format", "trace", "-n", "5000"])
        .refused("too many for one timeline", "--cases 0..10");
    asked(&["--format", "ics", "-n", "5"]).refused("is of one case", "another --seed");
    let closed = "district.contested-contempt=daily-fine";
    asked(&["--what-if", closed, "-n", "400"]).refused("the law closes", "prosecutor.answer");
    asked(&["--what-if", "prosecutor.instrument=treaties"]).refused("has no option", "treaty");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[cfg(not(any(feature = "parquet", feature = "sqlite")))]
#[test]
fn a_form_that_is_not_built_in_is_named_in_the_help_and_refused_with_what_builds_it() {
    let help = comity(["help", "export"]).code(0).stdout();
    for (format, feature) in
        [("ocel-sqlite", "sqlite"), ("parquet", "parquet"), ("arrow", "parquet")]
    {
        assert!(
            help.contains(&format!("{format} ")) && help.contains(&format!("feature {feature}"))
        );
        comity(["export", "treaty-first", "--format", format])
            .refused("is not built into this program", &format!("--features {feature}"));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_whole_log_of_the_first_cases() {
    for format in ["ocel", "ocel-xml", "xes", "jsonl"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        let mut child = super::program()
            .args(["export", "treaty-first", "-n", "90000000", "--threads", "2"])
            .args(["--format", format, "-o"])
            .arg(&path)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(1_000));
        let id = child.id().to_string();
        let kill = std::process::Command::new("kill").args(["-INT", &id]).status();
        assert!(kill.expect("a signal").success());
        assert_eq!(child.wait().expect("an end").code(), Some(130), "{format}");
        let mut said = String::new();
        let mut stderr = child.stderr.take().expect("standard error");
        std::io::Read::read_to_string(&mut stderr, &mut said).expect("text");
        let manifest = std::fs::read_to_string(folder.path().join("log.manifest.json"));
        let manifest = parsed(&manifest.expect("a manifest"));
        assert_eq!(manifest["interrupted"], true);
        let end = manifest["cases"][1].as_u64().expect("an end");
        assert!(end > 0 && said.contains(&format!("has the cases 0..{end}")), "{format}: {said}");
        let log = std::fs::read_to_string(&path).expect("a log");
        let cases = match format {
            "ocel" => {
                let log = parsed(&log);
                check_ocel(&log, &Validator::new(schema_of_ocel()));
                list(&log, "objects").iter().filter(|one| one["type"] == "case").count()
            }
            "jsonl" => {
                let cases = lines(&log).into_iter().map(|row| row["case"].as_u64());
                cases.collect::<BTreeSet<_>>().len()
            }
            _ => {
                let xml = Document::parse(&log).expect("XML");
                let is_case = |node: &roxmltree::Node<'_, '_>| {
                    node.tag_name().name() == "trace" || node.attribute("type") == Some("case")
                };
                xml.descendants().filter(is_case).count()
            }
        };
        assert_eq!(cases as u64, end, "{format}");
    }
}
