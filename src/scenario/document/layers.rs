//! What a scenario put together from several texts may rely on.

use super::*;
use crate::scenario::diagnostic::{Place, narrate, render, to_json};
use proptest::prelude::*;
use std::path::Path;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

/// The first of the files with all it names.
fn put_together(
    files: &[(&str, &str)],
    sets: &[&str],
) -> (Document, Vec<Diagnostic>, tempfile::TempDir) {
    let folder = folder(files);
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    let (document, found) = assemble("main.toml", files[0].1, &sets, Some(folder.path()));
    (document, found, folder)
}

fn sound(files: &[(&str, &str)], sets: &[&str]) -> Document {
    let (document, found, _folder) = put_together(files, sets);
    assert_eq!(found, []);
    document
}

/// The message and label of the only mistake.
fn only(files: &[(&str, &str)], sets: &[&str]) -> (String, String, Place) {
    let (document, found, _folder) = put_together(files, sets);
    let [one] = &found[..] else { panic!("{found:?}") };
    let span = one.span().expect("a place");
    (
        one.message.clone(),
        document.sources().text(&span).to_owned(),
        document.sources().place(span.start),
    )
}

#[test]
fn headed_tables_are_merged_and_everything_else_is_replaced() {
    let base =
        "a = 1\nlist = [1, 2]\n[t]\nx = 1\ny = { p = 1, q = 2 }\n[t.u]\nk = 1\n[[r]]\nid = \"r\"\n";
    let main = "base = \"b.toml\"\nlist = [3]\nt.y = { q = 3 }\n[t.u]\nl = 2\n[[r]]\nid = \"s\"\n";
    let document = sound(&[("main.toml", main), ("b.toml", base)], &[]);
    assert_eq!(
        document.written(),
        "{ a = 1, base = \"b.toml\", list = [3], r = [{ id = \"s\" }], \
         t = { u = { k = 1, l = 2 }, x = 1, y = { q = 3 } } }"
    );
}

#[test]
fn a_dotted_key_reaches_into_a_table_that_the_base_has_in_braces() {
    let files =
        [("main.toml", "base = \"b.toml\"\nt.y.q = 3\n"), ("b.toml", "t.y = { p = 1, q = 2 }\n")];
    let document = sound(&files, &[]);
    assert_eq!(document.find("t.y").expect("there").value, "{ p = 1, q = 3 }");
}

#[test]
fn a_table_on_top_of_a_list_changes_what_it_names_in_it() {
    let base = "[[r]]\nid = \"a\"\nx = 1\no = [{ name = \"n\", p = 0.4 }, { name = \"m\", p = 0.6 }]\n\
                [[r]]\nid = \"b\"\nx = 2\n";
    let main = "base = \"b.toml\"\nr.a.o.n.p = 0.5\nr.a.o.m.p = 0.5\n[r.b]\nx = 3\n";
    let document = sound(&[("main.toml", main), ("b.toml", base)], &[]);
    assert_eq!(
        document.find("r").expect("there").value,
        "[{ id = \"a\", o = [{ name = \"n\", p = 0.5 }, { name = \"m\", p = 0.5 }], x = 1 }, \
         { id = \"b\", x = 3 }]"
    );
    let found = document.find("r.b.x").expect("there");
    assert_eq!((found.place.line, found.replaced[0].value.as_str()), (5, "2"));
    assert_eq!(document.find("r.a.o.n.p").expect("there").replaced[0].value, "0.4");
}

#[test]
fn a_name_that_no_list_below_has_is_a_mistake_where_it_is_written() {
    let base = "[[r]]\nid = \"first\"\nx = 1\n";
    let main = "base = \"b.toml\"\n[r.frist]\nx = 3\n";
    let (message, at, place) = only(&[("main.toml", main), ("b.toml", base)], &[]);
    assert_eq!(message, "`r` is a list, and nothing in it is called `frist`");
    assert_eq!((at.as_str(), place.line), ("frist", 2));
    let main = "channels = [\"us-ie-mlat\"]\nchannel.us-ie-mlat.stage.b44.basis = \"law\"\n";
    let (message, ..) = only(&[("main.toml", main)], &[]);
    assert_eq!(message, "`stage` is a list, and nothing in it is called `b44`");
}

#[test]
fn bases_may_have_bases_found_from_where_they_are_named() {
    let document = sound(
        &[
            ("main.toml", "base = \"sub/b.toml\"\na = 1\n"),
            ("sub/b.toml", "base = \"c.toml\"\na = 2\nb = 2\n"),
            ("sub/c.toml", "a = 3\nb = 3\nc = 3\n"),
        ],
        &[],
    );
    let value = |key| document.find(key).expect("there").value;
    assert_eq!((value("a"), value("b"), value("c")), ("1".into(), "2".into(), "3".into()));
    assert_eq!(value("base"), "\"sub/b.toml\"", "that of the file itself");
}

#[test]
fn a_value_remembers_every_place_it_stood_at() {
    let document = sound(
        &[
            ("main.toml", "base = \"b.toml\"\n[t]\nodds = { x = 0.2 }\n"),
            ("b.toml", "base = \"c.toml\"\n[t]\nodds = { x = 0.3, y = 0.7 }\n"),
            ("c.toml", "\n\n[t]\n  odds = { x = 0.4 }\n"),
        ],
        &["t.odds.x=0.1"],
    );
    let found = document.find("t.odds.x").expect("there");
    let at = |place: &Place| {
        let file =
            Path::new(&place.file).file_name().map(|name| name.to_string_lossy().into_owned());
        format!("{}:{}:{}", file.unwrap_or_default(), place.line, place.column)
    };
    assert_eq!((found.value.as_str(), at(&found.place)), ("0.1", "--set:1:10".to_owned()));
    let earlier: Vec<_> =
        found.replaced.iter().map(|old| (old.value.as_str(), at(&old.place))).collect();
    assert_eq!(
        earlier,
        [
            ("0.2", "main.toml:3:14".to_owned()),
            ("0.3", "b.toml:3:14".to_owned()),
            ("0.4", "c.toml:4:16".to_owned())
        ]
    );
}

#[test]
fn an_unknown_key_comes_with_what_there_is_in_its_place() {
    let document = sound(&[("main.toml", "[t.u]\nk = 1\n[[r]]\nid = \"r1\"\n")], &[]);
    let missing = document.find("t.u.x").expect_err("not there");
    assert_eq!((missing.known.as_str(), missing.part.as_str()), ("t.u", "x"));
    assert_eq!(missing.candidates, ["k"]);
    assert_eq!(document.find("r.r2").expect_err("not there").candidates, ["r1"]);
    assert_eq!(document.find("x").expect_err("not there").candidates, ["r", "t"]);
    for odd in ["", ".", "a..b", "= 1", "a = 1\nb", "{}"] {
        assert!(document.find(odd).is_err(), "{odd}");
    }
}

#[test]
fn a_file_that_is_not_there_or_based_on_itself_is_one_mistake() {
    let (message, at, place) = only(&[("main.toml", "base = \"microsoft-irland\"\nx = 1\n")], &[]);
    assert_eq!(message, "there is no scenario called `microsoft-irland`");
    assert_eq!((at.as_str(), place.line), ("\"microsoft-irland\"", 1));
    let (message, ..) = only(&[("main.toml", "base = \"b.toml\"")], &[]);
    assert!(message.contains("b.toml` cannot be read"), "{message}");
    let files = [("main.toml", "base = \"b.toml\""), ("b.toml", "\nbase = \"./b.toml\"\n")];
    let (message, _, place) = only(&files, &[]);
    assert!(message.ends_with("b.toml` is based on itself"), "{message}");
    assert!(place.file.ends_with("b.toml") && place.line == 2);
    let (message, ..) = only(&[("main.toml", "base = 3")], &[]);
    assert_eq!(message, "`base` should be text in quotes, but it is a number");
}

#[test]
fn a_tower_of_bases_may_be_eight_high() {
    for (height, high) in [(MOST_BASES, true), (MOST_BASES + 1, false)] {
        let name = |n: usize| if n == 0 { "main.toml".to_owned() } else { format!("{n}.toml") };
        let text = |n: usize| match n == height {
            true => String::new(),
            false => format!("base = \"{}\"\n", name(n + 1)),
        };
        let files: Vec<_> = (0..=height).map(|n| (name(n), text(n))).collect();
        let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let (_, found, _folder) = put_together(&files, &[]);
        assert_eq!(found.is_empty(), high, "{height}");
    }
}

#[test]
fn without_a_folder_nothing_is_read_from_the_disk() {
    let text = format!("base = \"{}\"", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    let (_, found) = assemble("main.toml", &text, &[], None);
    assert_eq!(found[0].code, "unknown-base");
    let (_, found) = assemble("main.toml", "base = \"microsoft-ireland\"", &[], None);
    assert_eq!(found, []);
}

#[test]
fn the_file_of_a_channel_is_the_base_of_its_table() {
    let main = "channels = [\"us-ie-mlat\", \"c/own.toml\", \"here\"]\n[channel.us-ie-mlat.factor.k_ie]\nvalue = 2.0\n\
                [channel.here]\nstage = []\n";
    let own = "id = \"mine\"\n[[stage]]\nid = \"s\"\nduration = \"1 day\"\n";
    let files = [("main.toml", main), ("c/own.toml", own)];
    let document = sound(&files, &["channel.mine.stage.s.duration=3 days"]);
    let names: Vec<&str> = document.channels().iter().map(|one| one.value.as_str()).collect();
    assert_eq!(names, ["us-ie-mlat", "mine", "here"]);
    let value = |key| document.find(key).expect("there");
    assert_eq!(value("channel.us-ie-mlat.factor.k_ie.value").value, "2.0");
    assert_eq!(value("channel.us-ie-mlat.factor.k_ie.value").replaced[0].value, "1.0");
    assert_eq!(value("channel.us-ie-mlat.id").place.file, "scenarios/channels/us-ie-mlat.toml");
    assert_eq!(value("channel.mine.stage.s.duration").value, "\"3 days\"");
}

#[test]
fn a_channel_that_is_nowhere_or_named_twice_is_a_mistake() {
    let (message, at, _) = only(&[("main.toml", "channels = [\"us-ie-mlta\"]")], &[]);
    assert_eq!(message, "there is no channel called `us-ie-mlta`");
    assert_eq!(at, "\"us-ie-mlta\"");
    let twice = "channels = [\"us-ie-mlat\", \"us-ie-mlat\"]";
    assert_eq!(only(&[("main.toml", twice)], &[]).0, "the channel `us-ie-mlat` is named twice");
}

#[test]
fn a_value_is_set_as_toml_and_a_bare_word_as_text() {
    let main = [("main.toml", "[t]\nodds = { a = 1 }\n[[r]]\nid = \"r1\"\nx = 1\n")];
    for (set, key, value) in [
        ("t.n=3", "t.n", "3"),
        ("t.n = 0.5", "t.n", "0.5"),
        ("t.on=2014-01-02", "t.on", "2014-01-02"),
        ("t.word=affirm", "t.word", "\"affirm\""),
        ("t.time=3 days", "t.time", "\"3 days\""),
        ("t.time=\"3 days\"", "t.time", "\"3 days\""),
        ("t.list=[\"a\"]", "t.list", "[\"a\"]"),
        ("t.odds.b=2", "t.odds", "{ a = 1, b = 2 }"),
        ("t.odds={ b = 2 }", "t.odds", "{ b = 2 }"),
        ("r.r1.x=2", "r.r1.x", "2"),
        ("t.\"a=b\"=1", "t.\"a=b\"", "1"),
        ("t.eq=a=b", "t.eq", "\"a=b\""),
    ] {
        assert_eq!(sound(&main, &[set]).find(key).expect("there").value, value, "{set}");
    }
}

#[test]
fn a_mistake_in_what_is_set_has_its_caret_in_what_was_set() {
    let main = [("main.toml", "x = 1\n[[r]]\nid = \"r1\"\n")];
    for (set, message, at) in [
        ("x", "`--set x` has no `=`", "x"),
        ("x=", "there is no value after `=`", ""),
        ("x=[1,", "unclosed array", ""),
        ("x=1\ny=2", "one --set sets one key", "x=1\ny=2"),
        ("x.y=1", "`x` is a number, not a table", "y"),
        ("r.r2.y=1", "`r` is a list, and nothing in it is called `r2`", "r2"),
        (
            "base=b.toml",
            "`base` cannot be set: it is the file that everything else changes",
            "base",
        ),
    ] {
        let (found, text, place) = only(&main, &[set]);
        assert_eq!(
            (found.as_str(), text.as_str(), place.file.as_str()),
            (message, at, "--set"),
            "{set}"
        );
    }
}

#[test]
fn a_mistake_that_two_files_explain_shows_both() {
    let (document, _, _folder) =
        put_together(&[("main.toml", "base = \"b.toml\"\n"), ("b.toml", "x = 1\n")], &[]);
    let (base, _) = document.sources().iter().nth(1).expect("the base");
    let mistake = [Diagnostic::error("x", "m").at(7..15, "here").also(base..base + 1, "because")];
    let drawn = render(&mistake, document.sources(), false);
    assert!(drawn.contains("--> main.toml:1:8") && drawn.contains("b.toml:1:1"), "{drawn}");
    let json = to_json(&mistake, document.sources());
    assert!(json[0].labels[1].file.ends_with("b.toml") && json[0].file == "main.toml");
    let spoken = narrate(&mistake, document.sources());
    assert!(
        spoken.contains("at line 1, column 8: m.") && spoken.contains("b.toml: because."),
        "{spoken}"
    );
}

#[test]
fn a_broken_line_of_a_base_hides_what_may_stand_on_it() {
    let (document, found, _folder) =
        put_together(&[("main.toml", "base = \"b.toml\"\n"), ("b.toml", "title \"x\"\n")], &[]);
    assert_eq!(found.len(), 1);
    assert!(document.may_hide("title") && !document.may_hide("opens"));
}

/// Pieces of scenario files that fit together well enough to collide.
fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a = 1\n",
        "a.b = 2\n",
        "a = { b = 1 }\n",
        "[a]\n",
        "[a.b]\n",
        "[[a]]\n",
        "[[b]]\n",
        "b = [1]\n",
        "id = \"x\"\n",
        "c = \"d\"\n",
        "channel = \"us-ie-mlat\"\n",
        "channels = [\"a\", \"b\"]\n",
        "[channel.a]\n",
        "[channel]\n",
        "stage = 1\n",
        "base = \"microsoft-ireland\"\n",
        "base = 1\n",
        "\"",
        "[",
        "é",
        "{",
        "x\n",
        "channel = 1\n",
        "\u{0}",
        "base = \"main.toml\"\n",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

fn set() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "b",
        ".",
        "=",
        "1",
        "x",
        "{",
        "}",
        "[",
        "]",
        "channel",
        "channels",
        "\"",
        "é",
        " ",
        "base",
        "\n",
        "us-ie-mlat",
        "stage",
        "b4",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..8).prop_map(|pieces| pieces.concat())
}

fn tree(text: &str) -> Tree {
    Document::parse("x", text).0.root
}

fn written(root: Tree) -> String {
    let (document, _) = Document::parse("x", "");
    Document { root, ..document }.written()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_two_files_and_no_set_make_a_panic(
        main in text(),
        base in "\\PC{0,20}",
        sets in prop::collection::vec(set(), 0..3),
        key in set(),
    ) {
        let (document, found) = assemble("main.toml", &format!("{main}\nz = {base}"), &sets, None);
        render(&found, document.sources(), false);
        narrate(&found, document.sources());
        to_json(&found, document.sources());
        let _ = document.find(&key);
        let checked = crate::scenario::check::check_in("main.toml", &main, &sets, None);
        render(&checked.diagnostics, checked.sources(), false);
    }

    #[test]
    fn a_file_on_top_of_itself_is_itself(text in text()) {
        prop_assert_eq!(written(merge::merge(tree(&text), tree(&text), &mut Vec::new())), written(tree(&text)));
    }

    #[test]
    fn a_key_the_upper_file_does_not_have_keeps_its_value(below in text(), above in text()) {
        let (lower, upper) = (tree(&below), tree(&above));
        let whole = || merge::merge(lower.clone(), upper.clone(), &mut Vec::new());
        let merged = written(whole());
        let both = Document { root: whole(), ..Document::parse("x", "").0 };
        for key in lower.keys().filter(|key| !upper.contains_key(*key)) {
            let alone = Document { root: lower.clone(), ..Document::parse("x", "").0 };
            let value = |document: &Document| document.find(key).map(|found| found.value).ok();
            prop_assert_eq!(value(&both), value(&alone), "{} in {}", key, merged);
        }
        for key in upper.keys() {
            prop_assert!(both.root.contains_key(key));
        }
    }
}
