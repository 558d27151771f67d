//! When what happens is counted, and over what time.

use serde_json::Value;

use crate::cli::comity;

use super::{DESKS, IRELAND, caseload, caseload_of, measured, one_desk, parsed, written};

/// Regulation (EU) 2023/1543, arts. 10 and 12: in an emergency the data is produced within eight hours, and the enforcing
/// authority looks after the fact. So how long that takes changes nothing of when the data is there.
#[test]
fn the_data_of_an_emergency_is_there_before_the_authority_has_looked() {
    let produced = ["g5e", "g5f"].map(|stage| {
        let outcome = format!("channel.eu-e-evidence.stage.{stage}.outcome");
        [format!("{outcome}.late.p=0"), format!("{outcome}.produced.p=0.97")]
    });
    let mut sets: Vec<String> = produced.concat();
    sets.push(format!("{DESKS}=400"));
    let few = format!("{DESKS}=9");
    let mut ask = vec!["compare", IRELAND, "--caseload", "--years", "0.2", "--or-set", &few];
    sets.iter().for_each(|set| ask.extend(["--set", set.as_str()]));
    ask.extend(["--replications", "2", "--json"]);
    let said = parsed(comity(ask));
    let rows = said["rows"].as_array().expect("rows");
    let less = |name: &str| {
        let row = rows.iter().find(|row| row["name"] == name).expect("a row");
        row["against_first"][0]["value"].as_f64().expect("a number")
    };
    assert_eq!(less("days_obtained:emergency"), 0.0);
    assert!(less("wait_days@enforcing-authority:emergency") > 0.5);
}

#[test]
fn what_comes_at_midnight_comes_on_the_day_that_begins() {
    let one_day = "from = 2013-09-01\nuntil = 2013-09-01";
    let text = one_desk(1, "{ exponential = \"1 hours\" }", one_day);
    let (_folder, path) = written(&text.replace("per_year = 1\n", "every = \"2 days\"\n"));
    let said = caseload(&[&path, "-n", "1", "--by", "month"]);
    let periods = said["summary"]["periods"].as_array().expect("periods");
    let came = |month: &str| {
        let period = periods.iter().find(|one| one["from"] == format!("{month}-01"));
        period.expect("a month")["came"]["value"].as_f64()
    };
    assert_eq!((came("2013-08"), came("2013-09")), (Some(0.0), Some(1.0)));
}

/// Points that differ in how long they are, or in what is left out of them, are each what a caseload by itself is.
#[test]
fn a_sweep_over_the_time_leaves_out_of_each_point_what_it_would_by_itself() {
    let rule = "caseload.warm_up=\"mser-5\"";
    let ask = ["sweep", "oia-2014", "--caseload", "--replications", "2", "--json", "--set", rule];
    let vary = ["--measure", "pending", "--vary", "caseload.years=1..4:3"];
    let swept = parsed(comity(ask.into_iter().chain(vary)));
    for (place, years) in ["1", "4"].into_iter().enumerate() {
        let said = caseload(&["oia-2014", "-n", "2", "--years", years, "--set", rule]);
        let (pending, ..) = measured(&said, "pending");
        assert_eq!(swept["points"][place]["measured"][0]["value"].as_f64(), Some(pending));
    }
}

#[test]
fn files_that_were_there_on_the_first_day_have_numbers_too() {
    let (_folder, path) = written(&one_desk(100, "{ exponential = \"1 hours\" }", "backlog = 50"));
    let ask = |number: &str| comity(["caseload", &path, "--years", "1", "--file", number]);
    let refused = ask("100000").code(2).stderr();
    let (_, last) = refused.split_once("a number from 1 to ").expect("a cure");
    let last = last.split_whitespace().next().expect("a number");
    let said: Value = parsed(comity(["caseload", &path, "--years", "1", "--file", last, "--json"]));
    assert_eq!(said["file"]["number"].to_string(), last);
    assert!(last.parse::<u32>().expect("a number") > 120, "{last}");
}

#[test]
fn an_hour_beyond_all_days_is_refused() {
    let set = "caseload.office.oia.hours=\"1193047:00-1193048:00\"";
    comity(["caseload", "oia-2014", "--set", set]).refused("are no hours", "09:00-17:00");
}

/// The number in line is its mean over time, and not that of the moments at which days end: an office that opens at noon
/// has the longest line then. L = lambda W, also in an office that closes.
#[test]
fn the_number_in_line_is_the_mean_over_all_of_the_time() {
    let hours = "\"00:00-12:00\"";
    let text = one_desk(3652, "{ exponential = \"1 hours\" }", "").replace("\"always\"", hours);
    let (_folder, path) = written(&text);
    let said = caseload(&[&path, "-n", "2"]);
    let [line, wait, came] =
        ["line@oia", "wait_days@oia", "came"].map(|name| measured(&said, name).0);
    let files = came * wait / 365.25;
    assert!((line / files - 1.0).abs() < 0.02, "{line} in line, and {files} by Little's law");
}

/// Whoever is at work when his desk is given up finishes the file.
#[test]
fn no_more_than_all_of_the_desks_time_is_worked() {
    let fewer = "[[caseload.office.oia.since]]\ndate = 2014-01-01\ndesks = 1\nbasis = \"guess\"\n\
                 [caseload.office.oia.work";
    let text = one_desk(3652, "{ exponential = \"20 days\" }", "")
        .replace("desks = 1\n", "desks = 200\n")
        .replace("[caseload.office.oia.work", fewer);
    let (_folder, path) = written(&text);
    let said = caseload(&[&path, "-n", "1", "--years", "1", "--by", "year", "--set", NOTHING]);
    let periods = said["summary"]["periods"].as_array().expect("periods");
    let worked = &periods[1]["offices"][0]["utilisation"]["value"];
    assert_eq!(worked.as_f64(), Some(1.0));
}

const NOTHING: &str = "caseload.warm_up=\"0 days\"";

/// Two streams, each of one kind.
fn two_streams(first: &str, second: &str) -> String {
    let stream = |name: &str, per_year: u32| {
        format!(
            "[caseload.stream.{name}]\nper_year = {per_year}\nbasis = \"guess\"\n\
             [[caseload.stream.{name}.kind]]\nname = \"{name}-kind\"\np = 1.0\nbasis = \"guess\"\n"
        )
    };
    let both = stream(first, 500) + &stream(second, 700);
    let text = one_desk(1, "{ exponential = \"1 hours\" }", "");
    text.replace("[caseload.stream.requests]\nper_year = 1\nbasis = \"guess\"\n\n", &both)
        .replace("desks = 1\n", "desks = 500\n")
}

/// A stream keeps its luck whatever others there are, and wherever they stand: otherwise nothing could be compared with
/// one more instrument.
#[test]
fn another_stream_changes_nothing_of_the_files_of_one() {
    let ask = |text: &str| {
        let (_folder, path) = written(text);
        let said = caseload(&[&path, "-n", "1", "--years", "2"]);
        ["came", "obtained", "days_obtained"]
            .map(|what| measured(&said, &format!("{what}:mine-kind")))
    };
    let mine = ask(&two_streams("mine", "other"));
    let after = ask(&two_streams("other", "mine").replace("= 500\nbasis", "= 499\nbasis"));
    let more = "[caseload.stream.a]\nper_year = 300\nbasis = \"guess\"\n[caseload.office.oia]";
    let beside = two_streams("mine", "other").replace("[caseload.office.oia]", more);
    assert!(mine.iter().all(|(value, ..)| value.is_finite() && *value > 0.0), "{mine:?}");
    let [mine, after, beside] = [mine, after, ask(&beside)].map(|all| format!("{all:?}"));
    assert_eq!(mine, beside);
    assert_ne!(mine, after, "it comes 700 times a year there, and 500 here");
}

#[test]
fn a_stream_of_which_no_file_comes_is_named() {
    let text = one_desk(100, "{ exponential = \"1 hours\" }", "from = 2019-01-01");
    let (_folder, path) = written(&text);
    let ran = caseload_of(&[&path, "-n", "1", "--set", "ends=2019-06-03"]);
    let ran = ran.code(0).stderr_contains("no file of the stream `requests` comes");
    assert!(!ran.stdout().contains("NaN"));
    let text = comity(["caseload", &path, "-n", "1", "--set", "ends=2019-06-03"]).code(0).stdout();
    assert!(!text.contains("NaN") && !text.contains("Little"), "{text}");
    let check = comity(["check", &path, "--set", "ends=2019-06-03"]).code(0).stdout();
    assert!(check.contains("warning[no-files]: no file of the stream `requests` comes"), "{check}");
}

#[test]
fn a_class_that_no_file_has_and_a_kind_without_a_name_are_refused() {
    let ask = ["sweep", IRELAND, "--caseload", "--measure", "in_time#7", "--vary"];
    let vary = format!("{DESKS}=9..30:21");
    comity(ask.into_iter().chain([vary.as_str()]))
        .refused("no file is of the class 7", "--measure");
    let text = two_streams("mine", "other").replace("\"mine-kind\"", "\"\"");
    let (_folder, path) = written(&text);
    caseload_of(&[&path]).code(3).stderr_contains("a kind of files has no name");
}

/// What lapses or is given up ends so: a kind whose scenario has no such outcome would wait for ever, and nobody know.
#[test]
fn a_kind_must_have_the_outcomes_that_its_desks_name() {
    let kinds = "[[caseload.stream.requests.kind]]\nname = \"plain\"\np = 0.5\nbasis = \"guess\"\n\
                 [[caseload.stream.requests.kind]]\nname = \"other\"\np = 0.5\nbasis = \"guess\"\n\
                 scenario = \"OTHER\"\n[caseload.office.oia]";
    let patience =
        "[caseload.office.oia.patience]\ntakes = { exponential = \"3 days\" }\nbasis = \"guess\"\n";
    let text = one_desk(100, "{ exponential = \"1 hours\" }\ngives_up = \"dormant\"", "")
        .replace("[caseload.office.oia]", kinds)
        + patience;
    let (folder, path) = written(&text);
    let rows = [
        "name = \"sufficient\", to = \"c4\", p = 0.5",
        "name = \"deficient\", to = \"c3r\", p = 0.4, at_most = 3",
        "name = \"asleep\", to = \"end:dormant\", p = 0.1",
    ];
    let row = |row: &str| format!("{{ {row}, words = \"so\" }}");
    let other = format!(
        "base = \"foreign-request-2013\"\ntitle = \"Other\"\n[channel.foreign-us-mlat.stage.c3]\n\
         odds_basis = \"guess\"\noutcome = [{}]\n",
        rows.map(row).join(", ")
    );
    std::fs::write(folder.path().join("other.toml"), other).expect("a file");
    let text = text.replace("OTHER", "other.toml");
    std::fs::write(&path, text).expect("a file");
    caseload_of(&[&path])
        .code(3)
        .stderr_contains("files of the kind `other`: `c3` has no outcome `dormant`");
}
