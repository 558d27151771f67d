//! What is asked of a caseload and cannot be meant: days, files of arrivals, kinds of files.

use crate::cli::comity;

use super::{IRELAND, caseload, caseload_of, measured, parsed, written};

#[test]
fn a_day_of_one_case_is_refused_by_all_three_commands() {
    let vary = "caseload.office.oia.desks=17..19:1";
    let compare = ["compare", "oia-2014", "--caseload", "--or-set", "caseload.years=2"];
    let sweep = ["sweep", "oia-2014", "--caseload", "--measure", "came", "--vary", vary];
    let ask: [&[&str]; 3] = [&["caseload", "oia-2014"], &compare, &sweep];
    for words in ask {
        for day in ["--from", "--until"] {
            let words = words.iter().copied().chain([day, "2012-01-01"]);
            comity(words).refused(&format!("{day} is a day of one case"), "--years");
        }
    }
}

/// A file of counts with so many a day from a day in October 2009 on.
fn counted(first: u32, days: u32, each: u32) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("requests.csv");
    let lines: String =
        (first..first + days).map(|day| format!("2009-10-{day:02},{each}\n")).collect();
    std::fs::write(&path, format!("date,count\n{lines}")).expect("a file");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, format!("requests={path}"))
}

const SHORT: [&str; 6] =
    ["oia-2014", "--years", "0.3", "--set", "caseload.warm_up=\"0 days\"", "--arrivals"];

#[test]
fn files_counted_before_the_first_day_and_days_without_a_line_are_noted() {
    // The scenario opens on 19 October 2009: six of these days lie before it, seven from it on.
    let (_folder, arrivals) = counted(13, 13, 3);
    let ran = caseload_of(&[&SHORT[..], &[&arrivals, "-n", "1"]].concat()).code(0);
    let said = ran.stderr().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("18 of 39 files come outside 19 Oct 2009 to"), "{said}");
    assert!(said.contains("has the days 19 Oct 2009 to 25 Oct 2009; on the others"), "{said}");
    let file = &parsed(ran)["arrivals"][0];
    assert_eq!((file["files"].as_u64(), file["left_out"].as_u64()), (Some(21), Some(18)));
}

#[test]
fn a_file_of_counts_with_no_day_of_the_caseload_is_refused_and_so_are_two_for_one_stream() {
    let (_folder, arrivals) = counted(1, 10, 3);
    let ran = caseload_of(&[&SHORT[..], &[&arrivals]].concat());
    ran.refused("has no day from 19 Oct 2009 to", "--years");
    let (_folder, arrivals) = counted(19, 10, 3);
    let ran = caseload_of(&[&SHORT[..], &[&arrivals, "--arrivals", &arrivals]].concat());
    ran.refused("the stream `requests` is given twice", "put both into one file");
}

#[test]
fn more_files_than_there_is_room_for_are_refused_before_they_are_made() {
    let (_folder, arrivals) = counted(19, 13, 1_000_000);
    let ran = caseload_of(&[&SHORT[..], &[&arrivals]].concat());
    ran.refused("about 13,000,000 files come", "--years");
    let set = "caseload.stream.requests.per_year=9000000";
    caseload_of(&["oia-2014", "--set", set]).refused("a replication has room for", "--years");
}

#[test]
fn compare_and_sweep_take_files_of_arrivals_too() {
    let (_folder, arrivals) = counted(19, 10, 30);
    let set = "caseload.warm_up=\"0 days\"";
    let alike = ["--years", "0.3", "--replications", "2", "--arrivals", &arrivals, "--set", set];
    let desks = "caseload.office.oia.desks=19";
    let ask = ["compare", "oia-2014", "--caseload", "--json", "--or-set", desks];
    let compared = parsed(comity(ask.into_iter().chain(alike)));
    let came = compared["rows"][0]["each"][0]["value"].as_f64().expect("a number");
    let said = caseload(&[&SHORT[..], &[&arrivals, "-n", "1"]].concat());
    assert_eq!(measured(&said, "came").0, came);
    let vary = "caseload.office.oia.desks=18..19:1";
    let ask = ["sweep", "oia-2014", "--caseload", "--json", "--measure", "came", "--vary", vary];
    let swept = parsed(comity(ask.into_iter().chain(alike)));
    assert_eq!(swept["points"][0]["measured"][0]["value"].as_f64(), Some(came));
    let again = swept["manifest"]["command"].as_str().expect("a command");
    assert!(again.contains(&format!("--arrivals {arrivals}")), "{again}");
}

/// The values set on the command line are not those of the other scenario's desks.
#[test]
fn a_kind_that_is_a_case_of_another_scenario_is_run_whatever_is_set_of_the_desks() {
    let text = format!(
        "base = \"{IRELAND}\"\ntitle = \"Another\"\n[caseload.stream.orders.kind.emergency]\n\
         scenario = \"e-evidence\"\n"
    );
    let (_folder, path) = written(&text);
    let set = "caseload.office.enforcing-authority.desks=60";
    let said = caseload(&[&path, "-n", "1", "--years", "0.05", "--set", set]);
    assert!(measured(&said, "came:emergency").0 > 0.0);
}

/// Where a kind of files is set wrongly the file is named, and `check` finds it before anything is run.
#[test]
fn check_and_the_run_name_the_line_of_a_kind_that_cannot_be() {
    let text = format!(
        "base = \"{IRELAND}\"\ntitle = \"Mine\"\n[caseload.stream.orders.kind.emergency]\n\
         set = [\"request.urgency=emergncy\"]\n"
    );
    let (_folder, path) = written(&text);
    for words in [["check", &path], ["caseload", &path]] {
        let ran = comity(words).code(3);
        let said = ran.stdout() + &ran.stderr();
        assert!(said.contains("mine.toml:4:8"), "{said}");
        assert!(said.contains("files of the kind `emergency`"), "{said}");
        assert!(!said.contains("--set:"), "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 120), "{said}");
    }
}

#[test]
fn what_an_offices_desks_cannot_do_is_said_by_check_at_its_desks() {
    let (_folder, path) = written(&super::one_desk(9000, "\"2 hours\"", ""));
    let said = comity(["check", &path]).code(0).stdout();
    assert!(said.contains("warning[overload]: this office is given as much work"), "{said}");
    assert!(said.contains("in years 1 (20"), "{said}");
    // The last line begins with the path of the file, however long it is.
    let mut lines = said.lines().filter(|line| !line.contains("mine.toml"));
    assert!(lines.all(|line| line.chars().count() <= 80), "{said}");
}
