//! An interrupt before anything is finished: nothing is printed, no file is touched, and what goes on is said.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cli::program;

use super::{DESKS, IRELAND};

/// Runs a command that takes seconds, interrupts it soon, and gives its exit code, what it printed and what it said.
fn interrupted(words: &[&str]) -> (Option<i32>, String, String) {
    let mut child = program()
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // It warns before it runs, and obeys interrupts from then on.
    let mut errors = BufReader::new(child.stderr.take().expect("standard error"));
    let mut said = String::new();
    errors.read_line(&mut said).expect("a warning");
    std::thread::sleep(Duration::from_millis(1_000));
    let id = child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &id]).status();
    assert!(kill.expect("a signal").success());
    errors.read_to_string(&mut said).expect("UTF-8");
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"), said)
}

#[test]
fn nothing_is_written_where_nothing_is_finished_and_what_goes_on_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kept.txt");
    std::fs::write(&path, "as it was").expect("a file");
    let path = path.to_str().expect("UTF-8");
    // So few desks are warned of, and so many replications of the first alternative are not over soon.
    let few = format!("{DESKS}=1");
    let vary = format!("{DESKS}=1..2:1");
    let alike = ["--years", "0.5", "--replications", "300", "-o", path];
    let compare = ["compare", IRELAND, IRELAND, "--caseload", "--set", &few];
    let sweep = ["sweep", IRELAND, "--caseload", "--measure", "in_time", "--vary", &vary];
    for words in [[&compare[..], &alike].concat(), [&sweep[..], &alike].concat()] {
        let (code, printed, said) = interrupted(&words);
        assert_eq!((code, printed.as_str()), (Some(130), ""), "{said}");
        assert!(said.contains("interrupted: the replications that are running"), "{said}");
        assert!(said.contains("error: interrupted before anything was finished"), "{said}");
        assert_eq!(std::fs::read_to_string(path).expect("a file"), "as it was");
    }
}
