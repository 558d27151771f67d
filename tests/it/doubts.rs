//! What a scenario says soundly and can hardly mean: when it is doubted, and when it is not.

use comity::scenario::check::check;
use comity::scenario::diagnostic::render;

/// The codes of the doubts about a sound file on top of the seed case.
fn doubts(text: &str) -> Vec<&'static str> {
    let text = format!("base = \"microsoft-ireland\"\nrecord = []\nexpect = []\n{text}");
    let checked = check("mine.toml", &text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    assert!(checked.scenario.is_some(), "{shown}");
    checked.diagnostics.iter().map(|one| one.code).collect()
}

const AGREEMENT: &str = "channels = [\"us-uk-agreement\"]\n[[path]]\ntake = \"agreement-us\"\n";

/// US-UK Agreement on Access to Electronic Data, in force 3 October 2022.
#[test]
fn a_path_that_the_law_of_the_first_day_does_not_have_is_doubted() {
    assert_eq!(doubts(&format!("opens = 2022-10-02\n{AGREEMENT}")), ["not-in-force"]);
    assert_eq!(doubts(&format!("opens = 2022-10-03\n{AGREEMENT}")), [""; 0]);
}

#[test]
fn a_refusal_that_the_file_expects_is_no_doubt() {
    let known = "[[expect]]\noutcome = \"agreement-us=unavailable\"\n";
    let text = format!("opens = 2014-02-03\n{AGREEMENT}{known}").replace("expect = []\n", "");
    let text = format!("base = \"microsoft-ireland\"\nrecord = []\n{text}");
    let checked = check("mine.toml", &text);
    assert!(
        checked.scenario.is_some() && checked.diagnostics.is_empty(),
        "{:?}",
        checked.diagnostics
    );
}

#[test]
fn a_path_that_waits_for_its_law_is_no_doubt() {
    let waits = format!("opens = 2014-02-03\n{AGREEMENT}when = {{ since = 2022-10-03 }}\n");
    assert_eq!(doubts(&waits), [""; 0]);
}

/// An authority in force on no day of the case closes the stages that every file comes to.
#[test]
fn a_first_stage_that_rests_on_no_law_of_the_case_is_doubted() {
    let stage = |id: &str, to: &str, authority: &str| {
        format!(
            "[[channel.own.stage]]\nid = \"{id}\"\nname = \"own.{id}\"\noffice = \"police\"\ndocument = \"d\"\n\
             authority = [\"{authority}\"]\nduration = \"9 days\"\nbasis = \"guess\"\n\
             outcome = [{{ name = \"on\", to = \"{to}\", p = 1.0, words = \"w\" }}]\n"
        )
    };
    let with = |force: &str| {
        format!(
            "channels = [\"own\"]\n[[path]]\ntake = \"own\"\n[[authority]]\nid = \"rt.1\"\ncitation = \"c\"\n\
             holding = \"h\"\nevidence = \"source\"\n{force}\n[channel.own]\npath = \"own\"\ntitle = \"Own\"\n\
             authority = []\n{}{}",
            stage("s1", "s2", "t.us-ie"),
            stage("s2", "end:obtained", "rt.1")
        )
    };
    assert_eq!(doubts(&with("in_force = false")), ["not-in-force"]);
    assert_eq!(doubts(&with("to = 2012-12-31")), ["not-in-force"]);
    assert_eq!(doubts(&with("from = 2015-01-01")), [""; 0], "it may be in force by then");
}

#[test]
fn a_channel_that_nothing_starts_is_doubted_unless_the_courts_can_turn_to_it() {
    let two = "channels = [\"us-ie-mlat\", \"letters-rogatory\"]\n";
    assert_eq!(doubts(two), ["idle-channel"]);
    assert_eq!(doubts("channels = [\"us-ie-mlat\"]\n"), [""; 0]);
    let no_court = format!("{two}[[path]]\ntake = \"rogatory\"\n");
    assert_eq!(doubts(&no_court), ["idle-channel"], "without a court track the treaty is idle");
    assert_eq!(doubts("[[path]]\ntake = \"warrant\"\n"), [""; 0]);
    // A channel that only the base names is none of this file's doing.
    assert_eq!(doubts("opens = 2014-02-03\n"), [""; 0]);
}

#[test]
fn a_condition_is_doubted_only_where_it_cannot_hold() {
    let path = |when: &str| {
        format!("ends = 2020-12-31\n[[path]]\ntake = \"warrant\"\nwhen = {{ {when} }}\n")
    };
    for never in [
        "since = 2021-01-01",
        "before = 2013-12-04",
        "day = 2600",
        "all = [{ day = 10 }, { since = 2021-01-01 }]",
        "any = [{ since = 2021-01-01 }, { before = 2013-12-01 }]",
        "any = []",
        "not = { since = 2013-01-01 }",
        "since = 2016-01-01, before = 2015-01-01",
        "law = \"ea-uk\"",
        "ended = \"treaty=failed\", not = { day = 0 }",
        "chose = \"provider.new-warrant=not-confirmed\"",
    ] {
        assert!(doubts(&path(never)).contains(&"never-holds"), "{never}");
    }
    for can in [
        "since = 2020-12-31",
        "before = 2013-12-05",
        "day = 2000",
        "any = [{ since = 2021-01-01 }, { day = 3 }]",
        "not = { since = 2014-01-01 }",
        "law = \"cloud-act\"",
        "chose = \"district.review=affirm\"",
        "stored_in = \"FR\"",
    ] {
        assert_eq!(doubts(&path(can)), [""; 0], "{can}");
    }
}

#[test]
fn a_second_step_for_a_path_is_doubted_where_the_first_has_taken_it() {
    let steps = |first: &str, second: &str| {
        format!("[[path]]\ntake = \"treaty\"\n{first}\n[[path]]\ntake = \"treaty\"\n{second}\n")
    };
    assert_eq!(doubts(&steps("", "when = { day = 9 }")), ["taken-before"]);
    assert_eq!(
        doubts(&steps("when = { day = 9 }", "")),
        ["taken-before"],
        "whichever stands first"
    );
    assert_eq!(doubts(&steps("when = { day = 9 }", "when = { day = 9 }")), ["taken-before"]);
    let other = "when = { ended = \"warrant=failed\" }\n[[path]]\ntake = \"warrant\"";
    assert_eq!(doubts(&steps("when = { day = 90 }", other)), [""; 0]);
}

/// A file that goes on after it brought the data has obtained it, whatever it ends in.
#[test]
fn a_path_that_delivers_and_goes_on_can_be_obtained() {
    let stage = |id: &str, rest: &str| {
        format!(
            "[[channel.own.stage]]\nid = \"{id}\"\nname = \"own.{id}\"\noffice = \"police\"\ndocument = \"d\"\n\
             duration = \"9 days\"\nbasis = \"guess\"\noutcome = [{{ name = \"on\", {rest}, p = 1.0, words = \"w\" }}]\n"
        )
    };
    let text = format!(
        "channels = [\"own\"]\n[[path]]\ntake = \"own\"\n[[path]]\ntake = \"warrant\"\n\
         when = {{ ended = \"own=obtained\" }}\n[channel.own]\npath = \"own\"\ntitle = \"Own\"\n{}{}",
        stage("s1", "to = \"s2\", delivers = true"),
        stage("s2", "to = \"end:cleared\"")
    );
    assert_eq!(doubts(&text), [""; 0]);
    let expects = "[[expect]]\noutcome = \"own=obtained\"\n";
    let text = format!("base = \"microsoft-ireland\"\nrecord = []\n{text}{expects}");
    assert!(check("mine.toml", &text).scenario.is_some());
}

/// One stage that ends, in a channel of the file's own with this path.
fn channel(id: &str, path: &str) -> String {
    format!(
        "[channel.{id}]\npath = \"{path}\"\ntitle = \"Own\"\n[[channel.{id}.stage]]\nid = \"s1\"\nname = \"{path}.s1\"\n\
         office = \"police\"\ndocument = \"d\"\nduration = \"9 days\"\nbasis = \"guess\"\n\
         outcome = [{{ name = \"on\", to = \"end:obtained\", p = 1.0, words = \"w\" }}]\n"
    )
}

/// Without the word in `channels` a run would go to Ireland under foreign names.
#[test]
fn a_channel_that_is_described_and_not_named_is_doubted() {
    let take = "[[path]]\ntake = \"treaty\"\n";
    let own = channel("us-sy-mlat", "treaty");
    assert_eq!(doubts(&format!("{take}{own}")), ["unlisted-channel"]);
    assert_eq!(doubts(&format!("channels = [\"us-sy-mlat\"]\n{take}{own}")), [""; 0]);
}

#[test]
fn a_calendar_that_no_office_keeps_is_doubted() {
    let calendar = "[calendar.sy]\nname = \"Sylvania\"\n";
    assert_eq!(doubts(calendar), ["idle-calendar"]);
    for court in ["foreign", "requesting"] {
        assert_eq!(doubts(&format!("{calendar}[courts]\n{court} = \"sy\"\n")), [""; 0], "{court}");
    }
}

#[test]
fn paths_that_wait_for_one_another_are_doubted_once() {
    let steps = |first: &str, second: &str| {
        let step = |take: &str, when: &str| {
            let when =
                if when.is_empty() { String::new() } else { format!("when = {{ {when} }}\n") };
            format!("[[path]]\ntake = \"{take}\"\n{when}")
        };
        let channels = "channels = [\"us-ie-mlat\", \"letters-rogatory\"]\n";
        format!("{channels}{}{}", step("rogatory", first), step("treaty", second))
    };
    let (treaty, rogatory) = ("ended = \"treaty=failed\"", "ended = \"rogatory=failed\"");
    assert_eq!(doubts(&steps(treaty, rogatory)), ["never-holds"]);
    assert_eq!(doubts(&steps(treaty, "")), [""; 0]);
    assert_eq!(
        doubts(&steps(&format!("any = [{{ {treaty} }}, {{ day = 90 }}]"), rogatory)),
        [""; 0]
    );
    assert_eq!(doubts(&steps(&format!("{treaty}, day = 90"), rogatory)), ["never-holds"]);
    // The courts turn to the treaty by a decision of their own, whatever its step waits for.
    let courts = "[[path]]\ntake = \"warrant\"\n[[path]]\ntake = \"treaty\"\nwhen = { day = 9 }\n";
    assert_eq!(doubts(courts), [""; 0]);
}

#[test]
fn a_text_that_is_still_to_be_written_is_doubted() {
    let asked = "What happened or might happen, what is asked, and how it could end.";
    assert_eq!(doubts(&format!("summary = \"{asked}\"\n")), ["unfilled"]);
    assert_eq!(doubts("summary = \"A case of my own.\"\n"), [""; 0]);
}
