//! What the reader of a diagnostic may rely on.

use super::*;
use proptest::prelude::*;

fn source(text: &str) -> Sources {
    Source::new("cases/a.toml", text).into()
}

#[test]
fn a_mistake_is_drawn_with_its_place_cause_and_cure() {
    let text = "[case]\ncourt = \"paris\"\ntakes = \"magistrat\"\n";
    let mistake = Diagnostic::error("unknown-name", "nobody is called `magistrat`")
        .at(31..42, "not known")
        .also(15..22, "the court named here has no such seat")
        .help("did you mean `magistrate`?");
    let expected = r#"error[unknown-name]: nobody is called `magistrat`
 --> cases/a.toml:3:9
  |
2 | court = "paris"
  |         ------- the court named here has no such seat
3 | takes = "magistrat"
  |         ^^^^^^^^^^^ not known
  |
  = help: did you mean `magistrate`?

"#;
    assert_eq!(render(std::slice::from_ref(&mistake), &source(text), false), expected);
    let spoken = "Error unknown-name at line 3, column 9: nobody is called `magistrat`.
There: not known.
Line 2, column 9: the court named here has no such seat.
Help: did you mean `magistrate`?
";
    assert_eq!(narrate(&[mistake], &source(text)), spoken);
}

#[test]
fn colour_is_given_only_when_asked_for() {
    let mistake = [Diagnostic::warning("odd", "odd").at(0..1, "here")];
    assert!(render(&mistake, &source("a = 1"), true).contains('\u{1b}'));
    assert!(!render(&mistake, &source("a = 1"), false).contains('\u{1b}'));
}

#[test]
fn a_message_cannot_command_the_terminal_or_break_its_line() {
    let mistake =
        [Diagnostic::error("x", "a\u{1b}[31m\nb").help("c\u{1b}[0m\r\nd").at(0..1, "\u{7}")];
    for shown in [render(&mistake, &source("a\u{1b}[31m"), false), narrate(&mistake, &source("a"))]
    {
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\r']), "{shown:?}");
    }
    assert_eq!(narrate(&mistake, &source("a")).lines().count(), 3);
}

#[test]
fn columns_count_characters_and_programs_get_both_ends() {
    let mistake = [Diagnostic::error("x", "m").at(9..13, "l")];
    let json = to_json(&mistake, &source("é = 1\r\nüö = \"ß\"\r\n"));
    let place = (json[0].line, json[0].column, json[0].end_line, json[0].end_column);
    assert_eq!(place, (Some(2), Some(1), Some(2), Some(4)));
    let json = serde_json::to_value(&json).expect("plain data");
    assert_eq!(json[0]["severity"], "error");
    assert_eq!(json[0]["file"], "cases/a.toml");
    assert_eq!(json[0]["labels"][0]["text"], "l");
    assert!(json[0]["help"].is_null());
}

#[test]
fn a_column_drawn_is_the_column_stated() {
    for (text, at) in
        [("\té = x", 5), ("a\r\n\u{4e2d}\u{6587} b", 10), ("a\n", 2), ("", 0), ("ab", 2)]
    {
        let mistake = [Diagnostic::error("x", "m").at(at..at, "here")];
        let json = to_json(&mistake, &source(text));
        let place =
            format!(":{}:{}\n", json[0].line.expect("a line"), json[0].column.expect("a column"));
        let drawn = render(&mistake, &source(text), false);
        assert!(drawn.contains(&place), "{place:?} in {drawn}");
    }
}

#[test]
fn a_mistake_of_the_whole_file_has_no_place() {
    let mistake = [Diagnostic::error("too-large", "the file is too long")];
    assert_eq!(
        render(&mistake, &source(""), false),
        "error[too-large]: the file is too long\n--> cases/a.toml\n\n"
    );
    assert_eq!(narrate(&mistake, &source("")), "Error too-large: the file is too long.\n");
    assert_eq!(to_json(&mistake, &source(""))[0].line, None);
}

#[test]
fn a_label_over_several_lines_is_drawn_on_its_first() {
    let drawn = render(
        &[Diagnostic::error("x", "m").at(4..17, "here")],
        &source("a = [\n  1,\n  2\n]\n"),
        false,
    );
    assert_eq!(drawn, "error[x]: m\n --> cases/a.toml:1:5\n  |\n1 | a = [\n  |     ^ here\n\n");
}

#[test]
fn mistakes_beyond_the_limit_are_counted_once_however_often_lists_are_cut() {
    let many = |from: usize, count: usize| -> Vec<Diagnostic> {
        (from..from + count).map(|at| Diagnostic::warning("x", "m").at(at..at, "")).collect()
    };
    let mut joined = limit(many(0, 300));
    assert_eq!(joined.len(), MOST_SHOWN + 1);
    assert_eq!(joined[MOST_SHOWN].message, "and 100 more");
    assert_eq!(joined[MOST_SHOWN].severity, Severity::Warning);
    joined.extend(many(1000, 5));
    joined.push(Diagnostic::error("x", "m").at(2000..2000, ""));
    let cut = limit(joined);
    assert_eq!(cut[MOST_SHOWN].message, "and 106 more");
    assert_eq!(cut[MOST_SHOWN].severity, Severity::Error, "an error may not be lost");
    assert_eq!(limit(cut.clone()), cut);
}

#[test]
fn mistakes_come_in_the_order_of_the_text_without_repeats() {
    let at = |place: usize| Diagnostic::error("x", "m").at(place..place, "");
    assert_eq!(limit(vec![at(5), at(1), at(5)]), [at(1), at(5)]);
}

#[test]
fn the_nearest_name_is_the_one_a_slip_away() {
    let names = ["magistrate", "minister", "court-of-appeal", "id"];
    let near = |name| nearest(name, names.into_iter());
    assert_eq!(near("magistrat"), Some("magistrate"));
    assert_eq!(near("mnister"), Some("minister"));
    assert_eq!(near("mniister"), Some("minister"));
    assert_eq!(near("Court_of_Appeal"), Some("court-of-appeal"));
    assert_eq!(near("court"), Some("court-of-appeal"), "a beginning is near");
    assert_eq!(near("minister"), None, "a name is not its own correction");
    assert_eq!(near("prosecutor"), None);
    assert_eq!(near("x"), None, "two letters are too few to be alike");
    assert_eq!(near(""), None);
    assert_eq!(near(&"m".repeat(100_000)), None);
}

#[test]
fn a_short_list_is_given_when_nothing_is_near() {
    let help = |names: &[&str]| did_you_mean("prosecutor", names.iter().copied());
    assert_eq!(help(&["prosecuter"]).as_deref(), Some("did you mean `prosecuter`?"));
    assert_eq!(help(&["a", "b", "c"]).as_deref(), Some("there are `a`, `b` and `c`"));
    assert_eq!(help(&["a"]).as_deref(), Some("the only one here is `a`"));
    assert_eq!(help(&["a", "b", "c", "d", "e", "f"]), None);
    assert_eq!(help(&[]), None);
}

#[test]
fn places_at_both_ends_of_the_longest_file_are_drawn_soon() {
    let text = "a = 1\n".repeat(1 << 17);
    let mistake = |at: usize| Diagnostic::error("x", "m").at(text.len() - at..text.len(), "l");
    let mistakes: Vec<_> = (0..200).map(|at| mistake(at).also(at..at + 1, "first")).collect();
    assert!(!render(&mistakes, &source(&text), false).is_empty());
}

proptest! {
    #[test]
    fn no_span_in_any_text_makes_a_panic(
        text in "(\\PC|\r|\n|\t|\u{7f}){0,40}",
        spans in prop::collection::vec((0..200usize, 0..200usize, any::<bool>()), 0..5),
    ) {
        let label = |(start, end, primary)| Label { span: start..end, text: "x".into(), primary };
        let mut mistake = Diagnostic::error("x", text.clone()).help(text.clone());
        mistake.labels = spans.into_iter().map(label).collect();
        let (mistakes, source) = ([mistake], source(&text));
        render(&mistakes, &source, false);
        render(&mistakes, &source, true);
        narrate(&mistakes, &source);
        to_json(&mistakes, &source);
    }
}
