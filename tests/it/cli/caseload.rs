//! `comity caseload`, and `compare` and `sweep` of caseloads.

mod asked;
mod counted;
mod goal;
mod interrupted;
mod shown;

use std::path::PathBuf;

use serde_json::Value;

use super::forms::hold_to_schema;
use super::{Ran, comity};

const IRELAND: &str = "ireland-e-evidence";
const DESKS: &str = "caseload.office.enforcing-authority.desks";

fn caseload(more: &[&str]) -> Value {
    let said = parsed(caseload_of(more));
    hold_to_schema("caseload", &said, &["summary", "files"]);
    said
}

fn caseload_of(more: &[&str]) -> Ran {
    comity(["caseload"].iter().chain(more).copied().chain(["--json"]))
}

/// What was printed; standard error may have told of progress, or of too much work.
fn parsed(ran: Ran) -> Value {
    serde_json::from_str(&ran.code(0).stdout()).expect("JSON")
}

/// A measure: its value and its interval.
fn measured(said: &Value, name: &str) -> (f64, f64, f64) {
    let all = said["summary"]["measures"].as_array().expect("measures");
    let one = all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name}"));
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let estimate = &one["estimate"];
    let ends = &estimate["interval"];
    (number(&estimate["value"]), number(&ends["low"]), number(&ends["high"]))
}

/// A scenario in a folder of its own.
fn written(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("mine.toml");
    std::fs::write(&path, text).expect("a file");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

/// An office of one desk that never closes, and to which each file comes once.
fn one_desk(per_year: u32, work: &str, more: &str) -> String {
    format!(
        "base = \"foreign-request-2013\"\ntitle = \"One desk\"\n[law]\nworking_days = false\n[caseload]\nyears = 4\nwarm_up = \"300 days\"\n\
         [caseload.stream.requests]\nper_year = {per_year}\nbasis = \"guess\"\n{more}\n\
         [caseload.office.oia]\ndesks = 1\nbasis = \"guess\"\nhours = \"always\"\n\
         [caseload.office.oia.work.c3]\ntakes = {work}\nbasis = \"guess\"\n"
    )
}

/// M/M/1: the wait is rho / (mu - lambda). Independent delays before the desk leave the Poisson
/// process of the arrivals one, where no office has a day off.
#[test]
fn one_desk_has_the_waits_of_m_m_1_within_its_own_interval() {
    let (_folder, path) = written(&one_desk(3652, "{ exponential = \"1.92 hours\" }", ""));
    let said = caseload(&[&path, "-n", "16", "--level", "99.9"]);
    // Ten files a day, twelve and a half of which can be done: 0.8 / 2.5 days.
    let (value, low, high) = measured(&said, "wait_days@oia");
    assert!(low < 0.32 && 0.32 < high, "{value} ({low} to {high})");
    assert!(high - low < 0.1, "the interval says too little: {low} to {high}");
    let (worked, ..) = measured(&said, "utilisation@oia");
    assert!((worked - 0.8).abs() < 0.02, "{worked}");
}

/// Industry letter of 2015: more than 11,000 pending; Review Group 2013: about ten months.
#[test]
fn both_published_figures_of_2014_come_out_together() {
    let said = caseload(&["oia-2014", "-n", "8"]);
    let (pending, ..) = measured(&said, "pending_end");
    assert!((11_000.0..11_400.0).contains(&pending), "{pending}");
    let (_, low, high) = measured(&said, "days_obtained");
    assert!(low < 304.0 && 304.0 < high, "{low} to {high}");
    let (came, ..) = measured(&said, "came");
    assert!((2_900.0..3_100.0).contains(&came), "{came}");
}

/// Little's law at the figures of 2014: were it a steady state, 55 of 100 would sleep if they are kept six years, 40 if
/// eight.
#[test]
fn a_steady_state_of_eleven_thousand_takes_as_many_sleepers_as_little_says() {
    for (years, asleep, others) in [(6.0, 0.55, 0.45), (8.0, 0.40, 0.6)] {
        let days = (years * 365.25) as u32;
        let (sufficient, deficient, refused) =
            (others * 0.553_409, others * 0.417_046, others * 0.029_545);
        let text = format!(
            "base = \"foreign-request-2013\"\ntitle = \"A steady state\"\nopens = 2009-10-19\nexpect = []\n\
             [channel.foreign-us-mlat.factor.k_oia]\nvalue = 1.5\nsince = []\nbasis = \"guess\"\n\
             [channel.foreign-us-mlat.stage.c3]\noutcome.sufficient.p = {sufficient}\n\
             outcome.deficient.p = {deficient}\noutcome.deficient.range = [0.0, 1.0]\noutcome.refused.p = {refused}\n\
             outcome.dormant.p = {asleep}\noutcome.dormant.range = [0.0, 1.0]\n\
             [caseload]\nyears = 14\nwarm_up = \"3652 days\"\n\
             [caseload.stream.requests]\nper_year = 3000\nbasis = \"data\"\n\
             [caseload.closing.dormant]\ntakes = \"{days} days\"\nbasis = \"guess\"\n"
        );
        let (_folder, path) = written(&text);
        let said = caseload(&[&path, "-n", "3"]);
        let (pending, ..) = measured(&said, "pending");
        assert!((pending / 11_000.0 - 1.0).abs() < 0.1, "{years} years: {pending}");
    }
}

#[test]
fn the_same_comes_out_on_any_number_of_threads_and_by_its_own_command() {
    let ask = |threads: &str| {
        let short = ["--years", "1.5", "--set", "caseload.warm_up=mser-5"];
        let more = [&["oia-2014", "-n", "5", "--threads", threads], &short[..]].concat();
        caseload_of(&more).code(0).stdout()
    };
    assert_eq!(ask("1"), ask("2"));
    assert_eq!(ask("1"), ask("8"));
    let said: Value = serde_json::from_str(&ask("1")).expect("JSON");
    let command = said["manifest"]["command"].as_str().expect("a command");
    let words: Vec<&str> = command.split(' ').skip(1).chain(["--json"]).collect();
    assert_eq!(comity(words).code(0).stdout(), ask("1"));
}

/// Each file has its own luck: where nobody waits a desk more changes nothing, and elsewhere it changes no arrival.
#[test]
fn a_desk_more_changes_the_waits_and_no_other_draw() {
    let compare = |first: &str, other: &str| {
        let (first, other) = (format!("{DESKS}={first}"), format!("{DESKS}={other}"));
        let ask = ["compare", IRELAND, "--caseload", "--years", "0.25", "--replications", "3"];
        let more = ["--set", &first, "--or-set", &other, "--json"];
        let said = parsed(comity(ask.into_iter().chain(more)));
        hold_to_schema("caseload-compare", &said, &["replications"]);
        said
    };
    let difference = |said: &Value, name: &str| {
        let rows = said["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["name"] == name).expect(name);
        let one = &row["against_first"][0];
        (one["value"].as_f64(), one["interval"]["high"].as_f64())
    };
    let idle = compare("4000", "4001");
    for row in idle["rows"].as_array().expect("rows").iter() {
        let (name, one) = (&row["name"], &row["against_first"][0]);
        let is_utilisation = name.as_str().is_some_and(|name| name.starts_with("utilisation"));
        assert!(is_utilisation || one["value"] == 0.0, "{name}: {one}");
    }
    let busy = compare("30", "45");
    assert_eq!(difference(&busy, "came"), (Some(0.0), Some(0.0)));
    let (waits, at_most) = difference(&busy, "wait_days@enforcing-authority");
    assert!(waits < Some(-1.0) && at_most < Some(0.0), "{waits:?} {at_most:?}");
}

#[test]
fn a_file_that_nobody_looks_at_in_time_lapses_and_the_data_comes_all_the_same() {
    let set = format!("{DESKS}=1");
    let said = caseload(&[IRELAND, "-n", "2", "--years", "0.3", "--set", &set]);
    let (in_time, ..) = measured(&said, "in_time@enforcing-authority#1");
    assert!(in_time < 0.1, "{in_time}");
    let (obtained, ..) = measured(&said, "obtained:content-or-traffic");
    assert!(obtained > 0.9, "{obtained}");
}

/// Two classes before one desk: the urgent wait less; who gives up goes as the scenario says.
#[test]
fn the_urgent_wait_less_and_the_impatient_leave() {
    let kinds = "[[caseload.stream.requests.kind]]\nname = \"urgent\"\np = 0.3\nbasis = \"guess\"\nclass = 0\n\
                 [[caseload.stream.requests.kind]]\nname = \"other\"\np = 0.7\nbasis = \"guess\"\nclass = 1\n";
    let text = one_desk(4400, "\"2 hours\"", kinds) + "gives_up = \"dormant\"\n";
    let text = text.replace("hours = \"always\"\n", "hours = \"always\"\nline = \"priority\"\n")
        + "[caseload.office.oia.patience]\ntakes = { exponential = \"20 days\" }\nbasis = \"guess\"\n";
    let (_folder, path) = written(&text);
    let said = caseload(&[&path, "-n", "3"]);
    let (urgent, ..) = measured(&said, "wait_days@oia#0");
    let (other, ..) = measured(&said, "wait_days@oia#1");
    assert!(urgent < 0.3 && other > 3.0 * urgent, "{urgent} and {other}");
    // More comes than can be done, and what gives up keeps the line short.
    let (line, ..) = measured(&said, "line_end@oia");
    assert!(line < 200.0, "{line}");
}

#[test]
fn an_office_with_too_much_to_do_is_named_before_anything_is_run() {
    let set = format!("{DESKS}=5");
    let ran = caseload_of(&[IRELAND, "-n", "1", "--years", "0.1", "--set", &set]).code(0);
    let said = ran.stderr().split_whitespace().collect::<Vec<_>>().join(" ");
    let warning =
        "warning: The Irish enforcing authority is given as much work as it can do, or more";
    assert!(said.contains(warning), "{said}");
    assert!(said.contains("its line grows without end"), "{said}");
}

#[test]
fn the_text_fits_the_page_and_the_table_has_a_row_for_every_number() {
    let text = comity(["caseload", "oia-2014", "-n", "3", "--by", "year"]).code(0).stdout();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("Little's law"), "{text}");
    let table = comity(["caseload", "oia-2014", "-n", "2", "--format", "csv"]).code(0).stdout();
    assert!(table.starts_with("from,measure,value,low,high\n,came,"), "{table}");
    let svg = comity(["caseload", "oia-2014", "-n", "2", "--format", "svg"]).code(0).stdout();
    let drawing = roxmltree::Document::parse(&svg).expect("XML");
    assert!(drawing.descendants().any(|node| node.has_tag_name("desc")));
}

/// Everything is counted when it happens, so what is measured of all of the time is what its one period shows.
#[test]
fn what_is_measured_of_all_of_the_time_is_what_its_one_period_shows() {
    let set = format!("{DESKS}=9");
    let said = caseload(&[IRELAND, "-n", "1", "--years", "0.3", "--by", "year", "--set", &set]);
    let period = &said["summary"]["periods"][0];
    assert_eq!(said["summary"]["periods"].as_array().map(Vec::len), Some(1));
    let office = &period["offices"][0];
    for (name, shown) in [
        ("in_time@enforcing-authority", &office["in_time"]),
        ("wait_days@enforcing-authority", &office["wait_days"]),
        ("utilisation@enforcing-authority", &office["utilisation"]),
        ("line_end@enforcing-authority", &office["line"]),
        ("obtained", &period["obtained"]),
        ("days_obtained", &period["days_obtained"]),
        ("pending_end", &period["pending"]),
    ] {
        let (value, ..) = measured(&said, name);
        assert_eq!(shown["value"].as_f64(), Some(value), "{name}");
    }
    let (in_time, ..) = measured(&said, "in_time@enforcing-authority");
    assert!(
        (0.01..0.9).contains(&in_time),
        "nine desks keep some limits and break others: {in_time}"
    );
}

/// As many fell asleep on one day before the first as on another, so half of them are gone after half of the time.
#[test]
fn those_asleep_on_the_first_day_leave_one_after_the_other() {
    let none = "channel.foreign-us-mlat.stage.c3.outcome";
    let sets =
        ["sufficient.p=0.7", "deficient.p=0.282", "dormant.p=0"].map(|one| format!("{none}.{one}"));
    let mut ask = vec!["oia-2014", "-n", "1", "--by", "year"];
    sets.iter().for_each(|set| ask.extend(["--set", set.as_str()]));
    let said = caseload(&ask);
    let periods = said["summary"]["periods"].as_array().expect("periods");
    let asleep = |place: usize| periods[place]["asleep"]["value"].as_f64().expect("a number");
    // On the last day of 2013, 4.2 of 8 years have passed.
    let left = 8300.0 * (1.0 - 4.2 / 8.0);
    assert!((asleep(4) / left - 1.0).abs() < 0.05, "{} and not {left}", asleep(4));
}

/// Regulation 1182/71, art. 3: a period of days ends with its last day, after the office has closed. So no desk takes up a
/// file in the second in which it lapses.
#[test]
fn no_desk_takes_up_a_file_only_to_see_it_lapse() {
    let set = format!("{DESKS}=10");
    let mut lapsed = 0;
    for number in (2000..2400).map(|number| number.to_string()) {
        let ask = ["caseload", IRELAND, "--years", "0.1", "--set", &set, "--file", &number];
        let said = parsed(comity(ask.into_iter().chain(["--json"])));
        let entries = said["entries"].as_array().expect("entries");
        for desk in entries.iter().map(|entry| &entry["desk"]).filter(|desk| desk.is_object()) {
            lapsed += u32::from(desk["by_time"] == true);
            let stayed = desk["at_desk_days"].as_f64().expect("days");
            assert!(desk["taken_up"].is_null() || stayed > 0.0, "{desk}");
        }
        if lapsed == 4 {
            break;
        }
    }
    assert_eq!(lapsed, 4, "ten desks cannot look at all");
}

#[test]
fn what_cannot_be_asked_of_a_caseload_is_refused() {
    comity(["caseload", "treaty-first"]).refused("has no [caseload]", "ireland-e-evidence");
    let short = ["caseload", "oia-2014", "--years", "2"];
    comity(short).refused("a warm-up of 1,443 days leaves nothing to count of 730", "--years");
    let years =
        ["compare", IRELAND, "--caseload", "--years", "0.1", "--or-set", "caseload.years=0.2"];
    comity(years).refused("over another time", "the same years");
    comity(["caseload", "oia-2014", "-n", "0"]).refused("0 replications", "-n 10");
    comity(["caseload", "oia-2014", "--years", "40"])
        .refused("`years` cannot be 40", "from 0.01 to 19")
        .refused("1 mistake", "explain");
    let sweep = ["sweep", "oia-2014", "--caseload", "--vary", "caseload.office.oia.desks=17..19:1"];
    comity(sweep).refused("`days_without_data` is not measured of a caseload", "in_time");
    let one = ["compare", "oia-2014", "--caseload"];
    comity(one).refused("1 caseloads", "--or-set");
}

#[test]
fn files_come_as_they_were_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("requests.csv");
    let path = path.to_str().expect("UTF-8");
    let day = |day: u32| format!("2009-11-{day:02},{day}\n");
    let all: String = (1..=30).map(day).collect();
    std::fs::write(path, format!("date,count\n{all}")).expect("a file");
    let arrivals = format!("requests={path}");
    let ask = ["oia-2014", "-n", "2", "--years", "0.3", "--by", "month", "--arrivals", &arrivals];
    let said = caseload(&[&ask[..], &["--set", "caseload.warm_up=\"0 days\""]].concat());
    let periods = said["summary"]["periods"].as_array().expect("periods");
    let came: Vec<f64> =
        periods.iter().map(|one| one["came"]["value"].as_f64().expect("a number")).collect();
    assert_eq!(came[..3], [0.0, 465.0, 0.0]);
}

#[test]
fn a_file_of_counts_with_gaps_or_disorder_is_refused_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("requests.csv");
    let text = "date,count\n2009-11-02,4\n2009-11-04,4\n2009-11-03,1\n2009-11-05,many\n";
    std::fs::write(&path, text).expect("a file");
    let arrivals = format!("requests={}", path.display());
    let ran = caseload_of(&["oia-2014", "--arrivals", &arrivals]);
    let ran = ran.refused("requests.csv:3: the days between 2009-11-02", "the count 0");
    let ran = ran.refused("requests.csv:4: 2009-11-03 does not come after", "sort the days");
    ran.refused("requests.csv:5: `2009-11-05,many`", "a whole number");
    let wrong = ["oia-2014", "--arrivals", "request=x.csv"];
    caseload_of(&wrong).refused("there is no stream `request`", "did you mean `requests`?");
}

#[test]
fn the_docket_of_a_file_tells_waiting_from_work() {
    let said = comity(["caseload", "oia-2014", "--file", "9000", "--json"]).code(0).stdout();
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let entries = said["entries"].as_array().expect("entries");
    let desks: Vec<&Value> = entries.iter().map(|entry| &entry["desk"]).collect();
    let waited = desks.iter().filter_map(|desk| desk["waited_days"].as_f64());
    assert!(waited.clone().any(|days| days > 10.0), "{desks:?}");
    let text = comity(["caseload", "oia-2014", "--file", "9000"]).code(0).stdout();
    assert!(text.contains("days for a desk; taken up on"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    comity(["caseload", "oia-2014", "--file", "99999999"]).refused("there is no file", "from 1 to");
}

/// `mser-5` reads off the number on the books how much is left out; wherever a caseload is run, it is the same.
#[test]
fn a_warm_up_by_a_rule_is_the_same_for_a_caseload_a_sweep_and_a_comparison() {
    let rule = "caseload.warm_up=\"mser-5\"";
    let said = caseload(&["oia-2014", "-n", "3", "--set", rule]);
    let left_out = said["summary"]["warm_up_days"].as_i64().expect("days");
    assert!(left_out > 100, "{left_out}");
    let (came, ..) = measured(&said, "came");
    let desks = "caseload.office.oia.desks=18..19:1";
    let ask = ["sweep", "oia-2014", "--caseload", "--replications", "3", "--set", rule, "--json"];
    let swept = parsed(comity(ask.into_iter().chain(["--measure", "came", "--vary", desks])));
    assert_eq!(swept["points"][0]["measured"][0]["value"].as_f64(), Some(came));
    let ask = ["compare", "oia-2014", "oia-2014", "--caseload", "--replications", "3", "--json"];
    let compared = parsed(comity(ask.into_iter().chain(["--set", rule])));
    assert_eq!(compared["rows"][0]["each"][0]["value"].as_f64(), Some(came));
}
