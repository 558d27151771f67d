//! What the command line promises, held against the program itself.

use std::process::{Command, Output, Stdio};

use serde_json::Value;

mod answers;
mod assumptions;
mod caseload;
mod course;
mod explain;
mod export;
mod files;
mod forms;
mod law;
mod long;
mod many;
mod mistakes;
mod new;
mod page;
mod parts;
mod play;
mod sensitivity;
mod sweep;
mod tables;
mod tree;

const CASE: &str = "microsoft-ireland";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/microsoft-ireland.toml");
const COMMANDS: [&str; 22] = [
    "run",
    "why",
    "decisions",
    "play",
    "deadline",
    "forecast",
    "compare",
    "sweep",
    "sensitivity",
    "caseload",
    "tree",
    "merge",
    "list",
    "new",
    "check",
    "assumptions",
    "explain",
    "law",
    "schema",
    "page",
    "serve",
    "export",
];

/// A program that has run.
struct Ran {
    said: String,
    output: Output,
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
    for name in ["COMITY_LOG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

fn comity<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Ran {
    let arguments: Vec<&str> = arguments.into_iter().collect();
    ran(program().args(&arguments), &arguments.join(" "))
}

fn ran(command: &mut Command, words: &str) -> Ran {
    let output = command.stdin(Stdio::null()).output().expect("the program starts");
    Ran { said: format!("comity {words}"), output }
}

/// `run` of the shipped case with further arguments.
fn run<'a>(more: impl IntoIterator<Item = &'a str>) -> Ran {
    comity(["run", CASE].into_iter().chain(more))
}

impl Ran {
    fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("UTF-8")
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("UTF-8")
    }

    #[track_caller]
    fn code(self, code: i32) -> Ran {
        let found = self.output.status.code();
        assert_eq!(found, Some(code), "{}\n{}", self.said, self.stderr());
        self
    }

    #[track_caller]
    fn stdout_contains(self, text: &str) -> Ran {
        assert!(self.stdout().contains(text), "{}: no {text:?} in\n{}", self.said, self.stdout());
        self
    }

    #[track_caller]
    fn stderr_contains(self, text: &str) -> Ran {
        assert!(self.stderr().contains(text), "{}: no {text:?} in\n{}", self.said, self.stderr());
        self
    }

    #[track_caller]
    fn stdout_is_empty(self) -> Ran {
        assert_eq!(self.stdout(), "", "{}", self.said);
        self
    }

    #[track_caller]
    fn stderr_is_empty(self) -> Ran {
        assert_eq!(self.stderr(), "", "{}", self.said);
        self
    }

    #[track_caller]
    fn json(self) -> Value {
        let ran = self.code(0).stderr_is_empty();
        serde_json::from_slice(&ran.output.stdout).expect("JSON")
    }

    /// Wrong usage: code 2, nothing on standard output, the mistake and its cure on standard error.
    #[track_caller]
    fn refused(self, message: &str, cure: &str) -> Ran {
        self.code(2).stdout_is_empty().stderr_contains(message).stderr_contains(cure)
    }
}

/// The shipped scenario with something changed, in a folder of its own.
fn changed(from: &str, to: &str) -> (tempfile::TempDir, String) {
    let text = std::fs::read_to_string(FILE).expect("the shipped scenario");
    assert!(text.contains(from), "{from}");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

// Help.

#[test]
fn without_arguments_examples_come_first_and_fit_a_glance() {
    let ran = comity([]).code(0).stderr_is_empty().stdout_contains("comity run microsoft-ireland");
    assert!(ran.stdout().lines().count() <= 10);
    assert!(ran.stdout().contains("comity help"));
}

#[test]
fn every_example_of_the_first_words_and_of_the_help_works() {
    let mut pages = vec![comity([]).stdout()];
    pages.extend(COMMANDS.map(|name| comity(["help", name]).code(0).stdout()));
    let folder = tempfile::tempdir().expect("a folder");
    let mut tried = 0;
    // A long example goes on behind a backslash.
    let pages: Vec<String> = pages.iter().map(|page| page.replace(" \\\n      ", " ")).collect();
    for line in pages.iter().flat_map(|page| page.lines()) {
        let Some(example) = line.strip_prefix("  comity ") else { continue };
        // In the first words a remark follows after several blanks.
        let words = shell_words(example.split("   ").next().unwrap_or_default());
        match words[0].as_str() {
            // It goes on until it is told to stop.
            "serve" => crate::serve::opens_and_ends(&words),
            _ => drop(ran(program().args(&words).current_dir(folder.path()), example).code(0)),
        }
        tried += 1;
    }
    assert!(tried >= 12, "{tried}");
}

/// The words of a command as a shell takes them, single quotes and all.
fn shell_words(command: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in command.trim().chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

#[test]
fn the_help_lists_every_command_and_every_exit_code() {
    let help = comity(["--help"]).code(0).stderr_is_empty();
    for command in COMMANDS {
        assert!(help.stdout().contains(&format!("\n  {command} ")), "{command}");
        comity([command, "--help"]).code(0).stderr_is_empty();
    }
    for code in ["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "130"] {
        assert!(help.stdout().contains(&format!("\n  {code}")), "{code}");
    }
    assert_eq!(comity(["help"]).code(0).stdout(), help.stdout());
    comity(["--version"]).code(0).stdout_contains("comity ");
}

#[test]
fn no_line_of_a_report_is_wider_than_eighty_columns() {
    for arguments in [
        &["run", CASE] as &[&str],
        &["run", CASE, "--what-if", "prosecutor.instrument=treaty"],
        &["run", CASE, "--from", "2014-08-29", "--seed", "5"],
        &["why", CASE, "E20"],
        &["why", CASE, "E01"],
        &["decisions", CASE],
        &["list"],
        &["assumptions", CASE],
        &["explain", CASE, "district.stay"],
        &["explain", CASE, "summary"],
        &["explain", CASE, "record"],
        &["law"],
        &["law", "--on", "2014-08-29"],
        &["law", "us.2703a"],
        &["law", "t.us-ie"],
        &["tree", "treaty-first"],
        &["tree", CASE, "--times", "2", "--branches", "500", "--prune", "0.5%"],
        &["law", "cloud-act"],
        &["deadline", "--rule", "app26", "--court", "ca2", "--from", "2014-08-29", "--days", "60"],
        &["help"],
        &[],
    ] {
        for line in comity(arguments.iter().copied()).code(0).stdout().lines() {
            // A command is not broken: it is there to be copied.
            let command = line.trim_start().starts_with("comity ") || line.contains("See: comity");
            assert!(command || line.chars().count() <= 80, "{arguments:?}: {line}");
        }
    }
}

// Runs.

#[test]
fn the_record_comes_out_as_the_case_went() {
    run([])
        .code(0)
        .stderr_is_empty()
        .stdout_contains("Microsoft Ireland\n")
        .stdout_contains(" 22  E20  29 Aug 2014    day 268 ")
        .stdout_contains("     Chief Judge Preska > ")
        .stdout_contains("[answers 20, 16]")
        .stdout_contains("Warrant path  moot; all rulings vacated")
        .stdout_contains("Treaty path   not used")
        .stdout_contains("17 Apr 2018, day 1595")
        .stdout_contains("not legal advice")
        .stdout_contains("comity why microsoft-ireland E20");
}

#[test]
fn a_recorded_run_says_nothing_of_guesses_and_a_simulated_one_does() {
    assert!(!run([]).stdout().contains("Rests on:"));
    run(["--from", "2014-08-29"]).code(0).stdout_contains("Rests on:").stdout_contains("guesses");
}

#[test]
fn days_that_nobody_found_are_not_given_as_days() {
    let text = run([]).stdout();
    let served = text.split("\n\n").find(|entry| entry.contains("  E02  ")).expect("E02");
    assert!(served.contains("n.d.") && served.contains("between 4 Dec 2013 and 18 Dec 2013"));
    assert!(text.contains("c. 4 Sep 2014"));
}

#[test]
fn a_what_if_is_marked_and_what_follows_is_simulated() {
    let ran = run(["--what-if", "district.review=reverse"]).code(0);
    ran.stdout_contains("chosen")
        .stdout_contains("What if: district.review=reverse.")
        .stdout_contains("simulated");
}

#[test]
fn the_treaty_path_can_be_taken_instead() {
    let record = run(["--what-if", "prosecutor.instrument=treaty", "--json"]).json();
    assert_eq!(record["outcome"]["warrant"], "not-used");
    assert_ne!(record["outcome"]["treaty"], "not-used");
}

#[test]
fn a_run_stops_where_it_is_told_to() {
    let record = run(["--until", "2014-09-05", "--json"]).json();
    let entries = record["entries"].as_array().expect("entries");
    assert!(entries.iter().all(|entry| entry["date"].as_str() <= Some("2014-09-05")));
    assert_eq!(record["outcome"]["closed"], Value::Null);
    run(["--until", "2014-09-05"]).code(0).stdout_contains("still open on 5 Sep 2014");
}

#[test]
fn a_day_may_be_written_as_reports_print_it() {
    let iso = run(["--until", "2014-09-05"]).code(0).stdout();
    assert_eq!(iso, run(["--until", "5 Sep 2014"]).code(0).stdout());
}

#[test]
fn both_drivers_print_the_same_bytes() {
    for more in [
        &[] as &[&str],
        &["--from", "2014-08-29", "--seed", "7"],
        &["--what-if", "prosecutor.instrument=treaty"],
        &["--what-if", "district.review=reverse", "--seed", "3"],
    ] {
        let with = |driver| {
            let all = more.iter().copied().chain(["--json", "--driver", driver]);
            run(all).code(0).stdout()
        };
        assert_eq!(with("live"), with("in-place"), "{more:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_run() {
    let with = |seed| run(["--from", "2014-08-29", "--seed", seed, "--format", "csv"]).stdout();
    assert_eq!(with("7"), with("7"));
    assert_ne!(with("7"), with("8"));
}

#[test]
fn the_command_in_the_manifest_makes_the_result_again() {
    let first = run(["--from", "2014-08-29", "--what-if", "parties.proposal=comply", "--json"]);
    let record: Value = serde_json::from_str(&first.stdout()).expect("JSON");
    let command = record["manifest"]["command"].as_str().expect("a command").to_owned();
    let words = command.split_whitespace().skip(1).chain(["--json"]);
    assert_eq!(comity(words).code(0).stdout(), first.stdout());
}

#[test]
fn the_log_does_not_change_a_byte_of_the_result() {
    let quiet = run(["--json"]).code(0).stderr_is_empty().stdout();
    for form in ["text", "json"] {
        let loud = run(["--json", "--log", "trace", "--log-format", form]).code(0);
        assert_eq!(loud.stdout(), quiet);
        assert!(loud.stderr().contains("comity::docket"), "{form}");
    }
    let by_environment = ran(
        program().args(["run", CASE, "--json"]).env("COMITY_LOG", "comity::docket=info"),
        "run with COMITY_LOG",
    );
    assert_eq!(by_environment.stdout(), quiet);
    assert!(by_environment.stderr().contains("entered"));
}

#[test]
fn a_pace_changes_when_lines_come_and_not_what_they_say() {
    let plain = run(["--until", "2014-04-25"]).code(0).stdout();
    let paced = run(["--until", "2014-04-25", "--pace", "1w=1ms"]).code(0).stdout();
    assert_eq!(plain, paced);
    let json = run(["--until", "2014-04-25", "--json", "--pace", "1w=1ms"]).code(0).stdout();
    assert_eq!(json, run(["--until", "2014-04-25", "--json"]).stdout());
}
