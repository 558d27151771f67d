//! Every file in `tests/bad/` gets exactly the message recorded beside it. A `.toml` file is a whole file; a
//! `.change` file is a list of changes to the seed case, so that it shows the mistake and nothing else; a `.set` file
//! holds values set on top of the seed case, one a line. A file that begins with `# comity check --paths` is also
//! walked branch by branch.
//!
//! To record anew: `UPDATE_EXPECT=1 cargo test --test it diagnostics`, then read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use comity::experiment::audit::{paths, replay};
use comity::experiment::overload;
use comity::scenario::check::{Checked, check_in, check_with};
use comity::scenario::diagnostic::{Diagnostic, render};
use comity::scenario::library;

use crate::tidy;

/// Where the bad files are, from the folder the tests are run in.
const FOLDER: &str = "tests/bad";

/// Branches walked of a file that asks for it.
const BRANCHES: u64 = 200;

/// The reason of those that only a play file can show.
const IN_A_PLAY: &str = "the file would be a play: tests/it/cli/play.rs";

/// Codes that no file here can show, each with the reason.
const SHOWN_ELSEWHERE: [(&str, &str); 10] = [
    ("too-large", "the file would have a megabyte: src/scenario/document/tests.rs"),
    ("more-mistakes", "the file would have two hundred mistakes: src/scenario/diagnostic/tests.rs"),
    ("missing-assumption", "only a file without a base can lack one: a test below"),
    ("cannot-run", "it takes a fault of the program"),
    ("unknown-form", IN_A_PLAY),
    ("bad-seed", IN_A_PLAY),
    ("day-outside", IN_A_PLAY),
    ("not-asked", IN_A_PLAY),
    ("closed", IN_A_PLAY),
    ("dead-end", "it takes a branch that the law closes and the odds do not: none is known"),
];

fn bad_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("tests/bad").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind != "txt"));
    files.sort();
    files
}

/// The text of a bad file: its own, or the seed case with its changes.
pub(crate) fn text_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a file");
    if path.extension().is_some_and(|kind| kind == "change") { changed(path, &text) } else { text }
}

/// Checks a bad file as it is called for; a path in it is one in this folder.
fn checked(path: &Path) -> Checked {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned() + ".toml";
    let (text, folder) = (text_of(path), Some(Path::new(FOLDER)));
    if path.extension().is_some_and(|kind| kind == "set") {
        let sets: Vec<String> = text.lines().map(str::to_owned).collect();
        return check_in(&name, library::SCENARIOS[0].text, &sets, folder);
    }
    check_in(&name, &text, &[], folder)
}

/// The seed case with changes: `-` gives a line of it and `+` what to put there.
fn changed(path: &Path, changes: &str) -> String {
    let mut whole = library::SCENARIOS[0].text.to_owned();
    let mut lines = changes.lines().filter(|line| !line.starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        let Some(old) = line.strip_prefix("- ") else { continue };
        let mut new = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("+ ") || *line == "+") {
            new.push(line.get(2..).unwrap_or_default());
        }
        assert!(whole.contains(old), "{}: `{old}` is not in the seed case", path.display());
        whole = whole.replacen(old, &new.join("\n"), 1);
    }
    whole
}

/// The mistakes in what is written, and those that a run shows.
fn mistakes(checked: &Checked) -> Vec<Diagnostic> {
    let mut found = checked.diagnostics.clone();
    if let Some(scenario) = &checked.scenario {
        found.extend(replay(scenario, &checked.document).diagnostics);
        found.extend(overload::doubts(scenario, &checked.kinds, &checked.document));
        if checked.sources().main().text.starts_with("# comity check --paths") {
            found.extend(paths(scenario, &checked.document, BRANCHES).diagnostics);
        }
    }
    found
}

#[test]
fn every_bad_file_gets_exactly_its_message() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let files = bad_files();
    assert!(files.len() >= 90, "{} bad files", files.len());
    let mut other = Vec::new();
    for path in files {
        let checked = checked(&path);
        let found = mistakes(&checked);
        if found.is_empty() {
            other.push(format!("{}: nothing wrong", path.display()));
        }
        let rendered = render(&found, checked.sources(), false);
        let expected = path.with_extension("txt");
        if update {
            fs::write(&expected, &rendered).expect("written");
        }
        if rendered != fs::read_to_string(&expected).unwrap_or_default() {
            other.push(format!("{}:\n{rendered}", path.display()));
        }
    }
    assert!(other.is_empty(), "these get another message:\n{}", other.join("\n"));
}

#[test]
fn every_message_has_a_place_and_says_what_to_do() {
    let mut without = BTreeSet::new();
    for path in bad_files() {
        for one in mistakes(&checked(&path)) {
            assert!(one.span().is_some(), "{}: {} has no place", path.display(), one.message);
            if one.help.is_none() {
                without.insert(one.code);
            }
        }
    }
    // Of these the message or the label says what is expected.
    let plain = [
        "bad-distribution",
        "bad-factor",
        "bad-number",
        "bad-odds",
        "range-misses-value",
        "too-many",
        "wrong-type",
    ];
    without.retain(|code| !plain.contains(code));
    assert!(without.is_empty(), "no cure is named for {without:?}");
}

#[test]
fn a_decision_of_which_nothing_is_assumed_is_missing() {
    let seed = library::SCENARIOS[0].text;
    let (before, rest) = seed.split_once("[decide.provider.production]").expect("it is there");
    let after = rest.find("\n[").expect("another table follows");
    let checked = check_with("mine.toml", &(before.to_owned() + &rest[after..]), &[]);
    let [only] = &checked.diagnostics[..] else { panic!("{:?}", checked.diagnostics) };
    assert_eq!(only.code, "missing-assumption");
    assert_eq!(only.message, "nothing is assumed of `provider.production`");
}

#[test]
fn every_code_of_the_sources_is_shown_by_a_bad_file() {
    let mut shown = BTreeSet::new();
    for path in bad_files() {
        let text = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        let heads =
            text.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
        shown.extend(
            heads.filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned())),
        );
    }
    let written = codes();
    assert!(written.len() > 60, "{} codes", written.len());
    for (code, reason) in SHOWN_ELSEWHERE {
        assert!(
            !shown.contains(code),
            "{code} is shown after all: strike it from the list ({reason})"
        );
        assert!(written.contains(code), "there is no code {code} any more");
    }
    let missing = |code: &&String| {
        !shown.contains(*code) && SHOWN_ELSEWHERE.iter().all(|(known, _)| known != code)
    };
    let missing: Vec<&String> = written.iter().filter(missing).collect();
    assert!(missing.is_empty(), "no file in tests/bad shows {missing:?}");
}

/// The codes in the sources: the first argument of every mistake that is made there.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in tidy::all_sources() {
        let is_test = path.components().any(|part| {
            ["tests.rs", "layers.rs"].map(std::ffi::OsStr::new).contains(&part.as_os_str())
        });
        let text = fs::read_to_string(&path).expect("a file");
        for head in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::new("] {
            for rest in text.split(head).skip(1).filter(|_| !is_test) {
                let code =
                    rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
                codes.extend(code.map(|(code, _)| code.to_owned()));
            }
        }
    }
    codes
}

#[test]
fn the_shipped_files_are_without_a_mistake_and_without_a_doubt() {
    for shipped in library::SCENARIOS {
        let checked = check_with(shipped.name, shipped.text, &[]);
        let mut found = mistakes(&checked);
        // A desk that cannot keep up is what these two are about.
        found.retain(|one| {
            let full = ["oia-2014", "lesson-8-backlog", "ireland-e-evidence"];
            one.code != "overload" || !full.contains(&shipped.name)
        });
        let rendered = render(&found, checked.sources(), false);
        assert!(found.is_empty(), "{}:\n{rendered}", shipped.name);
    }
}
