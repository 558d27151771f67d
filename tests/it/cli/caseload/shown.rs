//! How a caseload is shown: the docket of a file, a comparison, the course of time, drawings.

use serde_json::Value;

use crate::cli::comity;
use crate::cli::forms::hold_to_schema;

use super::{DESKS, IRELAND};

fn compared(more: &[&str]) -> String {
    let set = format!("{DESKS}=45");
    let ask = ["compare", IRELAND, "--caseload", "--years", "0.2", "--or-set", &set];
    comity(ask.into_iter().chain(more.iter().copied())).code(0).stdout()
}

/// A command of a result, asked for again.
fn again(command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().filter(|word| *word != "\\").collect();
    let words: Vec<String> = words.iter().map(|word| word.replace('\'', "")).collect();
    comity(words.iter().skip(1).map(String::as_str)).code(0).stdout()
}

#[test]
fn the_docket_of_a_file_names_its_kind_and_class_and_is_made_again_by_its_command() {
    let ask = ["caseload", IRELAND, "--years", "0.1", "--file", "900"];
    let json = comity(ask.into_iter().chain(["--json"])).code(0).stdout();
    let said: Value = serde_json::from_str(&json).expect("JSON");
    hold_to_schema("caseload-file", &said, &["file", "number"]);
    assert_eq!(said["file"]["number"], 900);
    assert_eq!(said["file"]["stream"], "orders");
    let command = said["manifest"]["command"].as_str().expect("a command");
    assert_eq!(again(&format!("{command} --json")), json);
    let text = comity(ask).code(0).stdout();
    assert_eq!(again(command), text);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(": file 900, of the kind ") && words.contains(", class "), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    // The commands it names show this file, or run: `why` would explain another case.
    let (_, next) = text.split_once("Next:\n").expect("commands");
    assert!(!text.contains("comity why") && next.contains("--file 901"), "{next}");
}

#[test]
fn a_day_of_work_at_a_desk_is_told_in_hours() {
    let text = comity(["caseload", "oia-2014", "--file", "9000"]).code(0).stdout();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!text.contains(" 0.0 days"), "{text}");
}

/// Three kinds have the same measures at one office: each block of rows says whose it is.
#[test]
fn the_rows_of_a_kind_at_an_office_say_so() {
    let text = compared(&["--replications", "2"]);
    for kind in ["identification", "content-or-traffic", "emergency"] {
        let head = format!("The Irish enforcing authority, kind {kind}\n  days before a desk");
        assert!(text.contains(&head), "{text}");
    }
}

#[test]
fn a_comparison_has_words_and_keeps_its_signs() {
    let text = compared(&["--replications", "3"]);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("\nThe books\n") && text.contains("\nThe Irish enforcing authority\n"));
    assert!(text.contains("\nFiles of the kind emergency\n"), "{text}");
    assert!(text.contains("days before a desk takes a") && !text.contains("came:"), "{text}");
    // Whatever may be nothing still says in which direction it was.
    let marked = || text.split_whitespace().filter(|word| word.starts_with('~') && *word != "~:");
    assert!(marked().count() > 0, "{text}");
    assert!(marked().all(|word| "+-".contains(&word[1..2])), "{text}");
}

#[test]
fn a_comparison_of_one_replication_claims_no_interval() {
    let text = compared(&["--replications", "1"]);
    assert!(!text.contains('~') && text.contains("One alone gives no intervals"), "{text}");
    assert!(!text.contains("1 replications"), "{text}");
}

#[test]
fn caseloads_side_by_side_are_drawn_with_a_curve_for_each() {
    let svg = compared(&["--replications", "2", "--format", "svg"]);
    let drawing = roxmltree::Document::parse(&svg).expect("XML");
    let has = |tag: &str| drawing.descendants().filter(|node| node.has_tag_name(tag)).count();
    assert!(has("title") == 1 && has("desc") == 1, "{svg}");
    let curves = drawing.descendants().filter(|node| node.has_tag_name("polyline"));
    assert!(curves.count() >= 6, "{svg}");
    assert!(svg.contains("1 Sep 2026") && svg.contains("Decided within the legal limit"), "{svg}");
    let ask = ["compare", IRELAND, "--caseload", "--or-set", "caseload.years=1"];
    let long = ask.into_iter().chain(["--format", "long"]);
    comity(long).refused("no rows for each case", "--format csv");
}

#[test]
fn a_drawing_of_a_single_period_shows_it() {
    let ask = ["caseload", IRELAND, "--years", "0.02", "-n", "2", "--format", "svg"];
    let svg = comity(ask).code(0).stdout();
    let drawing = roxmltree::Document::parse(&svg).expect("XML");
    let dots = drawing.descendants().filter(|node| node.has_tag_name("circle")).count();
    assert!(dots >= 2, "{svg}");
    assert!(svg.contains("18 Aug 2026"), "{svg}");
}

#[test]
fn the_course_of_time_has_intervals_and_long_numbers_their_commas() {
    let text = comity(["caseload", "oia-2014", "-n", "3", "--by", "year"]).code(0).stdout();
    let row = text.lines().find(|line| line.starts_with("  2012-01-01")).expect(&text);
    assert!(row.contains(" ±"), "{row}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("The first 1,443 days are left out"), "{words}");
    assert!(!words.contains(" -0 "), "{words}");
}

#[test]
fn a_sweeps_drawing_shows_the_interval_within_which_the_goal_is_passed() {
    let vary = format!("{DESKS}=40..60:20");
    let ask = ["sweep", IRELAND, "--caseload", "--years", "0.3", "--measure", "in_time"];
    let more = ["--replications", "2", "--goal", "95%", "--vary", &vary, "--format", "svg"];
    let svg = comity(ask.into_iter().chain(more)).code(0).stdout();
    let (_, words) = svg.split_once("passed at ").expect("where");
    let (words, _) = words.split_once('<').expect("an end");
    assert!(words.contains(" (") && words.ends_with(')'), "{words}");
}

/// What oia-2014 hangs on is among its numbers, and before those of a single case.
#[test]
fn the_backlog_and_the_hours_are_among_the_numbers_and_a_caseloads_own_come_first() {
    let said = comity(["assumptions", "oia-2014", "--json"]).code(0).json();
    let rows = said["assumptions"].as_array().expect("rows");
    let whats = |what: &str| rows.iter().filter(|row| row["what"] == what).count();
    assert!(whats("backlog") > 0 && whats("hours") > 0, "{rows:?}");
    let guesses: Vec<&Value> = rows.iter().filter(|row| row["basis"] == "guess").collect();
    let own = guesses.iter().take_while(|row| row["name"] == "caseload").count();
    assert_eq!(own, guesses.iter().filter(|row| row["name"] == "caseload").count());
    assert!(own > 4, "{own}");
}
