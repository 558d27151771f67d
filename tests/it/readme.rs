//! The README says nothing that is not so.

use std::fs;
use std::process::Command;

fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README")
}

fn comity(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_comity")).args(arguments).output().expect("runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "comity {arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_docket_on_the_first_screen_is_what_the_command_prints() {
    let readme = readme();
    let (_, after) = readme.split_once("```text\n").expect("an excerpt");
    let (excerpt, _) = after.split_once("```").expect("its end");
    assert!(excerpt.lines().count() >= 10, "ten lines of the docket");
    let docket = comity(&["run", "microsoft-ireland"]);
    assert!(docket.contains(excerpt), "the README shows another docket:\n{excerpt}");
}

#[test]
fn every_command_in_the_readme_works() {
    // What a command writes goes there.
    let folder = tempfile::tempdir().expect("a folder");
    let mut commands = 0;
    for line in readme().lines() {
        let command = line.trim_start_matches("$ ").split('#').next().unwrap_or_default().trim();
        let Some(arguments) = command.strip_prefix("comity") else { continue };
        let is_example = line.starts_with("$ ") && !arguments.contains("my-case.toml");
        if is_example && arguments.trim_start().starts_with("serve") {
            let words: Vec<String> = arguments.split_whitespace().map(str::to_owned).collect();
            crate::serve::opens_and_ends(&words);
        } else if is_example {
            let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
            program.args(arguments.split_whitespace()).current_dir(folder.path());
            let output = program.output().expect("runs");
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "comity {arguments}: {error}");
            commands += 1;
        }
    }
    assert!(commands >= 8, "{commands} commands");
}

#[test]
fn the_share_of_guesses_in_the_readme_is_the_scenarios_own() {
    let (guesses, all) = crate::support::microsoft_ireland().guesses();
    let claim = format!("of {all} assumptions, {guesses} rest on a guess");
    assert!(readme().contains(&claim), "now: {claim}");
}

#[test]
fn every_file_the_readme_sends_a_reader_to_is_there() {
    for word in readme()
        .split('`')
        .filter(|word| word.starts_with("src/") || word.starts_with("scenarios/"))
    {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/").to_owned() + word;
        assert!(std::path::Path::new(&path).exists(), "{word}");
    }
}
