//! Every file in `tests/bad/` gets exactly the message recorded beside it. A `.toml` file is a whole file; a
//! `.change` file is a list of changes to the seed case, so that it shows the mistake and nothing else.
//!
//! To record anew: `UPDATE_EXPECT=1 cargo test --test it diagnostics`, then read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use comity::experiment::audit::replay;
use comity::scenario::check::{Checked, check};
use comity::scenario::diagnostic::{Diagnostic, render};
use comity::scenario::library;

fn bad_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("tests/bad").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "toml" || kind == "change"));
    files.sort();
    files
}

/// The text of a bad file. In a list of changes `-` gives a line of the seed case and `+` what to put there.
pub(crate) fn text_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a file");
    if path.extension().is_some_and(|kind| kind == "toml") {
        return text;
    }
    let mut whole = library::SCENARIOS[0].text.to_owned();
    let mut lines = text.lines().filter(|line| !line.starts_with('#')).peekable();
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

/// The mistakes in what is written, or else those that a run shows.
fn mistakes(checked: &Checked) -> Vec<Diagnostic> {
    match &checked.scenario {
        None => checked.diagnostics.clone(),
        Some(scenario) => replay(scenario, &checked.document).err().unwrap_or_default(),
    }
}

#[test]
fn every_bad_file_gets_exactly_its_message() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let files = bad_files();
    assert!(files.len() >= 15, "{} bad files", files.len());
    for path in files {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned() + ".toml";
        let checked = check(&name, &text_of(&path));
        let found = mistakes(&checked);
        assert!(!found.is_empty(), "{name} is not bad");
        let rendered = render(&found, checked.sources(), false);
        let expected = path.with_extension("txt");
        if update {
            fs::write(&expected, &rendered).expect("written");
        }
        let recorded = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(rendered, recorded, "{name}: the message has changed");
    }
}
