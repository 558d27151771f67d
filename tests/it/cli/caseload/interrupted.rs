//! An interrupt before anything is finished: nothing is printed, no file is touched, and what goes on is said.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cli::program;

use super::{DESKS, IRELAND};

/// Runs a command that takes seconds, interrupts it soon, and gives its exit code and what it said.
fn interrupted(words: &[&str]) -> (Option<i32>, String) {
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
    std::thread::sleep(Duration::from_millis(1500));
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().expect("kill");
    errors.read_to_string(&mut said).expect("UTF-8");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.stdout.is_empty(), "{words:?}: {}", String::from_utf8_lossy(&output.stdout));
    (output.status.code(), said)
}

#[test]
fn nothing_is_written_where_nothing_is_finished_and_what_goes_on_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kept.txt");
    std::fs::write(&path, "as it was").expect("a file");
    let path = path.to_str().expect("UTF-8");
    // So few desks are warned of, and the first alternative is not over for seconds.
    let few = format!("{DESKS}=1");
    let first = ["--set", &few, "--replications", "200", "-o", path];
    let vary = format!("{DESKS}=1..2:1");
    let compare = ["compare", IRELAND, IRELAND, "--caseload"];
    let sweep = ["sweep", IRELAND, "--caseload", "--measure", "in_time", "--vary", &vary];
    let caseload = ["caseload", IRELAND, "--years", "3", "-n", "1", "--set", &few];
    for words in [[&compare[..], &first].concat(), [&sweep[..], &first[2..]].concat()] {
        let (code, said) = interrupted(&words);
        assert_eq!(code, Some(130), "{said}");
        assert!(said.contains("error: interrupted before anything was finished"), "{said}");
        assert_eq!(std::fs::read_to_string(path).expect("a file"), "as it was");
    }
    let said = interrupted_whole(&caseload);
    assert!(said.contains("interrupted: the replications that are running"), "{said}");
}

/// The same where the replication that is running is finished, and shown.
fn interrupted_whole(words: &[&str]) -> String {
    let child = program()
        .args(words)
        .args(["-o", "/dev/null"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_millis(1500));
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().expect("kill");
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8(output.stderr).expect("UTF-8")
}
