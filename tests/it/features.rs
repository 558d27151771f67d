//! The program with every feature, as the Python package has it: it says what the program without them says, and writes
//! the forms that need one as it writes the others. What other programs read in them is asked in `oracles`.
//!
//! It needs a Python in which the package is installed, named by `COMITY_PYTHON_PACKAGE`; `.ci/run` makes one.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program with every feature. Without one it says so.
pub(crate) fn program() -> Option<PathBuf> {
    let python = env::var_os("COMITY_PYTHON_PACKAGE");
    if python.is_none() {
        println!("left out: COMITY_PYTHON_PACKAGE names no Python that has the package");
    }
    let beside = Path::new(&python?).with_file_name("comity");
    assert!(beside.exists(), "{} is not there", beside.display());
    Some(beside)
}

fn output(program: &Path, words: &[&str]) -> Output {
    Command::new(program).args(words).env_remove("COMITY_LOG").output().expect("it starts")
}

/// A command whose result would change with how numbers are drawn, added up, ordered or written.
const COMMANDS: [&str; 16] = [
    "list",
    "schema",
    "law --on 2014-08-29",
    "assumptions treaty-first --json",
    "deadline --rule crim45 --court nysd --from 2014-01-29 --days 14",
    "run microsoft-ireland --from 2014-08-29 --seed 5 --json",
    "run e-evidence --json",
    "tree treaty-first --json",
    "forecast microsoft-ireland --from 2014-08-29 -n 500 --json",
    "forecast treaty-first -n 300 --format long",
    "compare microsoft-ireland --path warrant --path treaty -n 300 --json",
    "sweep treaty-first --vary channel.us-ie-mlat.factor.k_ie.value=0.5..2 -n 200 --json",
    "sensitivity treaty-first --method sobol -n 64 --json",
    "caseload ireland-e-evidence --years 0.05 -n 2 --json",
    "export microsoft-ireland --from 2014-08-29 -n 300",
    "export e-evidence -n 300 --format csv",
];

/// Features of shared crates add up: `num-traits` with `std`, which Parquet turns on, has changed draws elsewhere.
#[test]
fn every_command_says_the_same_with_the_features_as_without() {
    let Some(with) = program() else { return };
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').collect();
        let [one, other] =
            [&with, Path::new(env!("CARGO_BIN_EXE_comity"))].map(|program| output(program, &words));
        assert!(one.status.success(), "{command}: {}", String::from_utf8_lossy(&one.stderr));
        assert!(one == other, "{command} differs with the features");
    }
}

#[test]
fn a_form_that_needs_a_feature_is_the_same_on_any_number_of_threads_and_its_command_makes_it_again()
{
    let Some(with) = program() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("log").display().to_string();
    for format in ["ocel-sqlite", "parquet", "arrow"] {
        // Some hundred thousand rows: more than one group.
        let words = ["export", "treaty-first", "--cases", "3..7000", "--format", format];
        let on = |threads| [&words[..], &["--threads", threads]].concat();
        let ran = output(&with, &[&on("2")[..], &["-o", &path]].concat());
        assert!(ran.status.success() && ran.stdout.is_empty() && ran.stderr.is_empty(), "{ran:?}");
        let written = std::fs::read(&path).expect("a log");
        let manifest = std::fs::read(format!("{path}.manifest.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
        let command = manifest["command"].as_str().expect("a command");
        let again: Vec<&str> = command.split_whitespace().skip(1).collect();
        assert!(output(&with, &again).stdout == written, "{command}");
        assert!(output(&with, &on("1")).stdout == written, "{format} on one thread");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2);
}

/// SQL tells no names apart by capitals, and a table that is made twice would end the log.
#[test]
fn types_that_would_share_a_table_have_one_each() {
    let Some(with) = program() else { return };
    let set = "channel.us-zz-mlat.stage.z3.name=treaty.legalcheck";
    let words = ["export", "invented-country", "--set", set, "-n", "50", "--format", "ocel-sqlite"];
    let ran = output(&with, &words);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let written = String::from_utf8_lossy(&ran.stdout);
    for table in ["event_TreatyLegalCheck", "event_TreatyLegalcheck_2"] {
        assert!(written.contains(&format!("\"{table}\"")), "{table}");
    }
}
