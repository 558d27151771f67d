//! Handout, key and message diagram: what a teacher prints of any case.

use super::{CASE, comity, run};

fn sheet(scenario: &str, format: &str, more: &[&str]) -> String {
    let words = ["export", scenario, "--format", format].into_iter().chain(more.iter().copied());
    comity(words).code(0).stderr_is_empty().stdout()
}

/// Without backslashes and line breaks.
fn plain(text: &str) -> String {
    text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_sheet_fits_a_page_of_eighty_columns_and_reads_as_markdown() {
    for scenario in [CASE, "treaty-first", "lesson-4-finality", "lesson-8-backlog"] {
        for format in ["handout", "key"] {
            let sheet = sheet(scenario, format, &[]);
            assert!(sheet.starts_with("# "), "{sheet}");
            for line in sheet.lines() {
                assert!(line.chars().count() <= 80, "{scenario} {format}: {line}");
                assert!(!line.ends_with(' ') && !line.contains('\t'), "{line:?}");
            }
            assert!(!sheet.contains("\n\n\n") && sheet.ends_with('\n'), "{scenario} {format}");
            assert!(sheet.contains("not legal advice"), "{scenario} {format}");
        }
    }
}

#[test]
fn a_handout_asks_every_decision_that_came_up_and_answers_none() {
    let handout = plain(&sheet(CASE, "handout", &[]));
    let key = plain(&sheet(CASE, "key", &[]));
    let decisions = comity(["decisions", CASE, "--json"]).json();
    let entries = run(["--json"]).json();
    let entries = entries["entries"].as_array().expect("entries");
    let mut asked = 0;
    for one in decisions["decisions"].as_array().expect("decisions") {
        let question = one["question"].as_str().expect("a question");
        // Friends of the court, who change nothing that follows, are not asked.
        if !handout.contains(question) {
            continue;
        }
        asked += 1;
        assert!(key.contains(question), "{question}");
        let recorded = one["options"].as_array().expect("options");
        for option in recorded {
            let leads = option["leads_to"].as_str().expect("words");
            let taken = option["recorded"] == true;
            assert!(handout.contains(leads) || !taken, "{question}: {leads}");
        }
    }
    assert!(asked >= 20, "{asked}");
    let told =
        entries.iter().filter(|entry| handout.contains(entry["text"].as_str().expect("text")));
    assert_eq!(told.count(), 0);
    assert!(
        entries.iter().all(|entry| key.contains(&plain(entry["text"].as_str().expect("text"))))
    );
    assert!(!handout.contains("vacated as moot") && key.contains("vacated as moot"));
}

#[test]
fn a_handout_shows_the_docket_as_far_as_the_record_is_followed_and_asks_what_comes_after() {
    let handout = plain(&sheet(CASE, "handout", &["--from", "2014-08-12"]));
    assert!(handout.contains("The docket to 12 Aug 2014"));
    assert!(handout.contains("The Government moves to lift the stay"));
    assert!(!handout.contains("lifts the stay. The order to comply is live again"));
    assert!(handout.contains("Shall the stay be lifted?"));
    assert!(!handout.contains("What after the magistrate judge's order to comply?"));
}

#[test]
fn a_sheet_explains_the_words_that_stand_on_it_and_no_others() {
    let handout = plain(&sheet("lesson-3-stay", "handout", &[]));
    let (_, words) = handout.split_once("## Words").expect("a glossary");
    assert!(words.contains("**stay**:") && words.contains("Nken v. Holder"), "{words}");
    assert!(!words.contains("**letter rogatory**"), "{words}");
}

#[test]
fn a_message_diagram_has_an_arrow_for_every_paper_and_a_copy_for_every_other_addressee() {
    for scenario in [CASE, "treaty-first", "e-evidence"] {
        let diagram = sheet(scenario, "mermaid", &[]);
        let run = comity(["run", scenario, "--json"]).json();
        let entries = run["entries"].as_array().expect("entries");
        let arrows = diagram.lines().filter(|line| line.contains("->>") && !line.contains("-->>"));
        assert_eq!(arrows.count(), entries.len(), "{scenario}");
        let others = entries.iter().map(|entry| entry["to"].as_array().expect("to").len());
        let copies: usize = others.map(|count| count.saturating_sub(1)).sum();
        assert_eq!(diagram.lines().filter(|line| line.contains("-->>")).count(), copies);
        let mut lines = diagram.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("%% comity export")));
        assert_eq!(lines.next(), Some("sequenceDiagram"));
        assert!(diagram.contains("  accTitle: ") && diagram.contains("  accDescr: "));
    }
}

#[test]
fn sheets_are_of_one_case() {
    for format in ["handout", "key", "mermaid"] {
        comity(["export", CASE, "--format", format, "-n", "5"])
            .refused(&format!("--format {format} is of one case"), "leave -n and --cases out");
    }
}
