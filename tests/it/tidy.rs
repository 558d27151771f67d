//! The shape of the sources: which module may import which, and how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module may import from itself and from those before it.
const LADDER: [&str; 9] =
    ["sim", "law", "scenario", "simulate", "experiment", "report", "ask", "web", "cli"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().collect();
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

pub(crate) fn all_sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 30, "the sources are there");
    found
}

/// The module a file belongs to: the first folder, or the file's own name.
fn module(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(root).expect("a file of src");
    let first =
        inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_go_one_way() {
    for path in all_sources() {
        let Some(height) = LADDER.iter().position(|name| *name == module(&path)) else { continue };
        let text = fs::read_to_string(&path).expect("a file");
        for (above, name) in LADDER.iter().enumerate().skip(height + 1) {
            for reach in [format!("crate::{name}::"), format!("crate::{{{name}")] {
                // Links in documentation may point anywhere.
                let imports =
                    |line: &str| !line.trim_start().starts_with("//") && line.contains(&reach);
                let line = text.lines().position(imports);
                assert_eq!(
                    line,
                    None,
                    "{}: {} imports {name} (step {above})",
                    path.display(),
                    LADDER[height]
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    for path in all_sources() {
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.starts_with("//!"), "{} does not say what it is", path.display());
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}

#[test]
fn results_depend_on_no_wall_clock_and_no_global_randomness() {
    let banned =
        ["SystemTime::now", "Instant::now", "rand::rng()", "thread_rng", "HashMap", "HashSet"];
    for path in all_sources() {
        if !["sim", "law", "scenario", "simulate", "experiment"].contains(&module(&path).as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        for name in banned {
            assert!(!text.contains(name), "{} uses {name}", path.display());
        }
    }
}
