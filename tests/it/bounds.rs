//! What a file may hold: whatever is too long is refused with one word, and costs neither time nor memory.

use comity::scenario::check::{Checked, check};
use comity::scenario::diagnostic::MOST_SHOWN;
use comity::scenario::document::LONGEST_FILE;

const BASE: &str = "base = \"microsoft-ireland\"\n";

/// A head, then one piece after the other until the file is as long as a file may be.
fn filled(head: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    for number in 0.. {
        let piece = piece(number);
        if text.len() + piece.len() + 2 > LONGEST_FILE {
            break;
        }
        text.push_str(&piece);
    }
    text
}

/// The messages of one code.
fn said<'a>(checked: &'a Checked, code: &str) -> Vec<&'a str> {
    let of_code = checked.diagnostics.iter().filter(|one| one.code == code);
    of_code.map(|one| one.message.as_str()).collect()
}

#[test]
fn a_channel_that_is_named_many_times_is_not_read_many_times() {
    let text = filled(&format!("{BASE}channels = ["), |_| "\"us-ie-mlat\",".to_owned()) + "]";
    let checked = check("mine.toml", &text);
    assert_eq!(said(&checked, "too-many"), ["a case may have at most 8 channels"]);
    assert_eq!(said(&checked, "duplicate-id").len(), 7);
    assert!(checked.sources().iter().count() < 12);
}

/// A key, and how the items of its list are written.
type List = (&'static str, fn(usize) -> String);

#[test]
fn a_list_that_is_too_long_is_one_mistake() {
    let items: [List; 4] = [
        ("choose", |n| format!("\"district.review#{}=reverse\",", n + 1)),
        ("dockets", |_| "\"1\",".to_owned()),
        ("expect", |_| "{ outcome = \"treaty=not-used\" },".to_owned()),
        ("record", |n| {
            format!("{{ id = \"R{n}\", precision = \"unknown\", point = \"service.warrant\" }},")
        }),
    ];
    for (key, item) in items {
        let expect = if key == "record" { "expect = []\n" } else { "" };
        let text = filled(&format!("{BASE}{expect}{key} = ["), item) + "]";
        let checked = check("mine.toml", &text);
        assert_eq!(said(&checked, "too-many"), [format!("`{key}` has more than 1000 items")]);
    }
}

#[test]
fn a_scenario_has_so_many_lengths_of_time_and_no_more() {
    // A mixture counts with its parts: the tables are what costs.
    let variant = |number: usize| {
        format!(
            "[[decide.{}.when]]\nsince = 2014-01-{:02}\n\
             takes = {{ mixture = [{{ share = 0.5, takes = \"1 to {} days\" }}, \
             {{ share = 0.5, takes = \"2 to 9 days\" }}] }}\ntakes_basis = \"guess\"\n",
            [
                "circuit.panel",
                "circuit.argument",
                "district.review",
                "supreme.argument",
                "magistrate.motion"
            ][number % 5],
            1 + number % 28,
            2 + number
        )
    };
    let text: String = (0..240).map(variant).collect();
    let checked = check("mine.toml", &(BASE.to_owned() + &text));
    assert_eq!(said(&checked, "too-many"), ["a scenario may give at most 600 lengths of time"]);
    let few: String = (0..100).map(variant).collect();
    assert!(check("mine.toml", &(BASE.to_owned() + &few)).scenario.is_some());
}

#[test]
fn a_condition_has_so_many_parts_and_no_more() {
    let with = |parts: usize| {
        let days: Vec<String> = (0..parts).map(|day| format!("{{ day = {day} }}")).collect();
        format!("{BASE}[[path]]\ntake = \"warrant\"\nwhen = {{ any = [{}] }}\n", days.join(", "))
    };
    assert!(check("mine.toml", &with(99)).scenario.is_some());
    assert_eq!(
        said(&check("mine.toml", &with(100)), "too-many"),
        ["a condition may have at most 100 parts"]
    );
}

#[test]
fn a_file_full_of_mistakes_is_looked_into_until_nobody_would_read_on() {
    for piece in [
        |n: usize| format!("[decide.group{n}.point]\na = 1\n"),
        |n: usize| format!("cast.offfice{n} = \"x\"\n"),
        |n: usize| format!("[[authority]]\nid = \"a{n}\"\nevidence = \"sauce\"\n"),
    ] {
        let checked = check("mine.toml", &filled(BASE, piece));
        assert_eq!(checked.diagnostics.len(), MOST_SHOWN + 1);
        let last = checked.diagnostics.last().expect("the last");
        assert_eq!(last.code, "more-mistakes");
    }
}
