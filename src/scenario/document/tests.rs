//! What a walk over a scenario file may rely on.

use super::*;
use crate::scenario::diagnostic::{narrate, render, to_json};
use proptest::prelude::*;

/// Walks a small case as a scenario's reader would, and gives all that is wrong.
fn check(text: &str) -> (Sources, Vec<Diagnostic>) {
    let (document, mut found) = Document::parse("a.toml", text);
    let reader = Reader::new(&document);
    walk(&reader);
    found.extend(reader.take());
    (document.sources().clone(), limit(found))
}

fn walk(reader: &Reader<'_>) {
    let root = reader.root();
    root.required_str("title");
    root.required_date("on");
    root.integer("count");
    root.float("odds");
    root.bool("open");
    root.strings("source");
    if let Some(decide) = root.table("decide") {
        for entry in decide.entries() {
            match entry.value.kind {
                Kind::Table(seat) => {
                    seat.required_value("motion");
                    seat.finish();
                }
                _ => entry.value.wrong_type("a table of odds"),
            }
        }
        decide.finish();
    }
    for record in root.array_of_tables("record") {
        record.required_str("id");
        record.str("holder");
        record.finish();
    }
    root.finish();
}

fn codes(text: &str) -> Vec<String> {
    let (source, found) = check(text);
    let list = to_json(&found, &source).into_iter();
    list.map(|one| format!("{}:{}", one.line.unwrap_or(0), one.code)).collect()
}

const HEAD: &str = "title = \"x\"\non = 2024-05-01\n";

#[test]
fn a_right_file_has_no_mistakes_and_gives_its_values_with_places() {
    let text = "title = \"x\"\non = 2024-05-01\nodds = 1\nsource = [\"a\", \"b\"]\n[decide.seat]\nmotion = 1\n[[record]]\nid = \"r\"\n";
    assert_eq!(codes(text), [""; 0]);
    let (document, _) = Document::parse("a.toml", text);
    let reader = Reader::new(&document);
    let root = reader.root();
    assert_eq!(root.str("title"), Some(Spanned { value: "x", span: 8..11 }));
    assert_eq!(root.date("on").map(|on| on.value), Some(jiff::civil::date(2024, 5, 1)));
    assert_eq!(root.float("odds").map(|odds| odds.value), Some(1.0), "a whole number will do");
    let sources: Vec<&str> = root.strings("source").iter().map(|one| one.value).collect();
    assert_eq!(sources, ["a", "b"]);
    let seat = root.table("decide").and_then(|decide| decide.table("seat")).expect("a seat");
    assert_eq!(seat.path(), "decide.seat");
    assert_eq!(&text[seat.span()], "[decide.seat]");
}

#[test]
fn all_mistakes_are_reported_in_one_go() {
    let text = r#"titel = "Été"
on = "2024-05-01"
count = "5"
open = yes
colour 5
[decide.magistrate]
[[record]]
holder = 7
"#;
    let expected = r#"error[unknown-key]: there is no key `titel` at the top of the file
 --> a.toml:1:1
  |
1 | titel = "Été"
  | ^^^^^ unknown key
  |
  = help: did you mean `title`?

error[bad-date]: `on` is text, not a date
 --> a.toml:2:6
  |
2 | on = "2024-05-01"
  |      ^^^^^^^^^^^^ the quotes make this text
  |
  = help: write the date without quotes: on = 2024-05-01

error[wrong-type]: `count` should be a whole number, but it is text
 --> a.toml:3:9
  |
3 | count = "5"
  |         ^^^ expected a whole number, found text
  |
  = help: write it without quotes: 5

error[syntax]: text must stand in quotes
 --> a.toml:4:8
  |
4 | open = yes
  |        ^^^ no quotes around this
  |
  = help: write "yes" if it is text, and true or false if it is a choice

error[syntax]: this line has no `=` and so says nothing
 --> a.toml:5:8
  |
5 | colour 5
  |        ^ expected `=`
  |
  = help: write `name = value`, or start the line with `#` if it is a remark

error[missing-key]: `motion` is missing in `decide.magistrate`
 --> a.toml:6:1
  |
6 | [decide.magistrate]
  | ^^^^^^^^^^^^^^^^^^^ `motion` should be given here
  |
  = help: add `motion = ` and its value

error[missing-key]: `id` is missing in `record`
 --> a.toml:7:1
  |
7 | [[record]]
  | ^^^^^^^^^^ `id` should be given here
  |
  = help: add `id = "..."`

error[wrong-type]: `record.holder` should be text in quotes, but it is a whole number
 --> a.toml:8:10
  |
8 | holder = 7
  |          ^ expected text in quotes, found a whole number
  |
  = help: write it in quotes: "7"

"#;
    let (source, found) = check(text);
    assert_eq!(render(&found, &source, false), expected);
}

#[test]
fn a_misspelt_key_is_one_mistake_not_two() {
    assert_eq!(codes("titel = \"x\"\non = 2024-05-01\n"), ["1:unknown-key"]);
}

#[test]
fn a_misspelt_key_is_not_taken_for_one_that_is_there() {
    let (_, found) = check(&format!("{HEAD}titel = 1\n"));
    let help = found[0].help.as_deref();
    assert_eq!(
        help,
        Some(
            "the keys here are `count`, `decide`, `odds`, `on`, `open`, `record`, `source` and `title`"
        )
    );
}

#[test]
fn an_empty_file_lacks_its_required_keys_at_its_start() {
    assert_eq!(codes(""), ["1:missing-key", "1:missing-key"]);
    assert_eq!(codes("\u{feff}"), ["1:missing-key", "1:missing-key"]);
}

#[test]
fn every_wrong_shape_says_what_was_expected() {
    let text = format!(
        "{HEAD}count = 1.5\nodds = \"0.5\"\nopen = \"true\"\nsource = \"S\"\nrecord = {{ id = \"a\" }}\n[[decide]]\n"
    );
    let (_, found) = check(&text);
    let said: Vec<_> =
        found.iter().map(|one| (one.code, one.help.as_deref().unwrap_or("none"))).collect();
    assert_eq!(
        said,
        [
            ("wrong-type", "write a whole number, such as 3"),
            ("wrong-type", "write it without quotes: 0.5"),
            ("wrong-type", "write it without quotes: true"),
            ("wrong-type", "write it in brackets: [\"S\"]"),
            ("wrong-type", "there may be several: write the header as `[[record]]`"),
            ("wrong-type", "there is only one `decide`: write its header in single brackets"),
        ]
    );
}

#[test]
fn an_item_of_the_wrong_shape_does_not_spoil_the_list() {
    let (document, _) = Document::parse("a.toml", "source = [\"a\", 2, \"c\"]");
    let reader = Reader::new(&document);
    let texts: Vec<&str> = reader.root().strings("source").iter().map(|one| one.value).collect();
    assert_eq!(texts, ["a", "c"]);
    assert_eq!(reader.take().len(), 1);
}

#[test]
fn numbers_and_dates_no_scenario_can_hold_are_refused() {
    let text = format!("{HEAD}count = 99999999999999999999\nodds = nan\n");
    assert_eq!(codes(&text), ["3:bad-number", "4:bad-number"]);
    for date in ["2024-05-01T10:00:00", "10:00:00", "2024-02-30", "2024-5-1", "\"2024-05-01\""] {
        assert_eq!(codes(&format!("title = \"x\"\non = {date}\n")), ["2:bad-date"], "{date}");
    }
}

#[test]
fn a_key_given_twice_is_reported_at_the_second() {
    assert_eq!(codes(&format!("{HEAD}title = \"y\"\n")), ["3:duplicate-key"]);
    assert_eq!(codes(&format!("{HEAD}[decide]\n[decide]\n")), ["4:duplicate-key"]);
}

#[test]
fn a_line_that_cannot_be_read_costs_no_other_line() {
    assert_eq!(codes("title \"x\"\non = 2024-05-01\nbad = 1\n"), ["1:syntax", "3:unknown-key"]);
    assert_eq!(
        codes("title: x\non: 2024-05-01\n[[record]]\n"),
        ["1:syntax", "2:syntax", "3:missing-key"]
    );
}

#[test]
fn a_broken_header_is_one_mistake_whatever_its_table_says() {
    let text = format!("{HEAD}[[record]\nid = 1\nx = 2\n[[record]]\nid = \"a\"\ny = 1\n");
    assert_eq!(codes(&text), ["3:syntax", "8:unknown-key"]);
}

#[test]
fn an_open_bracket_or_quote_is_not_reported_on_every_line_after_it() {
    assert_eq!(codes("title = \"x\"\nsource = [\"a\"\non = 2024-05-01\nodds = 1\n"), ["3:syntax"]);
    assert_eq!(codes("title = \"\"\"x\non = 2024-05-01\n"), ["3:syntax"]);
    assert_eq!(codes("title = \"x\non = 2024-05-01\n"), ["1:syntax"]);
}

#[test]
fn a_name_on_a_broken_line_may_be_hidden_and_another_may_not() {
    let (document, _) = Document::parse("a.toml", "anna \"x\"\nbob = 1\n");
    assert!(document.may_hide("anna"));
    assert!(!document.may_hide("bob"));
    let (document, _) = Document::parse("a.toml", "anna = 1");
    assert!(!document.may_hide("anna"));
}

#[test]
fn a_file_too_long_or_too_deep_is_refused_with_one_mistake() {
    assert_eq!(codes(&"# \n".repeat(LONGEST_FILE / 3 + 1)), ["0:too-large"]);
    let nested = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(codes(&nested(65)), ["1:too-deep"]);
    assert_eq!(codes(&format!("{HEAD}{}", nested(64))), ["3:unknown-key"]);
    assert!(codes(&nested(500_000)).contains(&"1:too-deep".to_owned()));
}

#[test]
fn no_depth_of_keys_and_brackets_overflows_the_stack() {
    let parts = |count: usize| vec!["a"; count].join(".");
    for key in [parts(16), parts(79), parts(400_000), "a . ".repeat(200_000)] {
        let times = (1_000_000 / key.len()).clamp(1, 90);
        let open = format!("{{{key} = ").repeat(times);
        for text in [
            format!("z = {open}1{}", "}".repeat(times)),
            format!("z = {open}"),
            format!("title = \"\"\"\n{key} = 1\n\"\"\"\n[{key}]\n[[{key}.b]]\n"),
            format!("x \"\"\"\nz = {open}\n"),
            format!("{key} = 1\n"),
        ] {
            if text.len() <= LONGEST_FILE {
                assert!(!check(&text).1.is_empty());
            }
        }
    }
}

#[test]
fn dots_in_text_and_remarks_are_no_deep_key() {
    let dots = ".".repeat(100);
    let text = format!(
        "title = \"{dots}\\\"{dots}\" # {dots}\non = 2024-05-01\nsource = ['{dots}', \"\"\"\n{dots}\"\"\"\"\"]\n"
    );
    assert_eq!(codes(&text), [""; 0]);
    let bare = format!("title = wait{dots}\non = 2024-05-01\n");
    assert_eq!(codes(&bare), ["1:syntax", "1:too-deep"], "but they are in a bare word");
}

#[test]
fn fixed_keys_and_names_of_the_authors_choosing_can_stand_in_one_table() {
    let (document, _) = Document::parse("a.toml", "[decide]\nzoe = 1\nrule = \"x\"\nanna = 2\n");
    let reader = Reader::new(&document);
    let decide = reader.root().table("decide").expect("a table");
    decide.str("rule");
    let names: Vec<&str> = decide.entries().iter().map(|entry| entry.key.value).collect();
    assert_eq!(names, ["zoe", "anna"], "in the order of the text");
    decide.finish();
    assert_eq!(reader.take(), []);
}

/// Shows all that is wrong in every form.
fn show(text: &str) {
    let (source, found) = check(text);
    render(&found, &source, true);
    narrate(&found, &source);
    to_json(&found, &source);
}

#[test]
fn no_long_file_of_one_piece_hangs_or_overflows() {
    let pieces = [
        "[",
        "]",
        "{",
        "=",
        ".",
        "\"",
        "'",
        "\n",
        "\r",
        ",",
        "a",
        "é",
        "a=1\n",
        "a b\n",
        "[a]\n",
        "[[a]]\n",
        "[a\n",
        "a.b.c=",
        "a=[",
        "a={",
        "\"\"\"",
        "'''\n",
        "#\n",
        "\\",
        "[[record]]\n",
        "[[record]]\nhodler=1\nidd=2\n",
        "a = x\n",
        "[decide.a]\n",
        "\u{0}",
        "\t",
        "a=1,",
        "a.",
    ];
    for piece in pieces {
        show(&piece.repeat(LONGEST_FILE / 4 / piece.len()));
    }
    let keys: String = (0..20_000).map(|index| format!("k{index} = 1\n")).collect();
    show(&keys);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_makes_a_panic(text in "\\PC*") {
        show(&text);
    }

    #[test]
    fn no_pieces_of_toml_make_a_panic(pieces in prop::collection::vec(
        prop::sample::select(vec![
            "title", "on", "record", "decide", "a", "é", " = ", "=", ".", "[", "]", "[[", "]]",
            "{", "}", ",", "\n", "\r\n", "\r", "\t", "\"", "'", "\"\"\"", "'''", "\\", "#", "1",
            "2024-05-01", "true", "nan", "0x", "1e999", "\u{feff}", "\u{0}", "\u{4e2d}",
            "[[record]]\n", "[decide.a]\n", "motion = ", "id = \"x\"\n", ": ",
        ]),
        0..40,
    )) {
        show(&pieces.concat());
    }
}
