//! `comity check`: is the scenario sound, and does it show what it says it shows?

use clap::Args;
use serde::Serialize;

use crate::report::expect::{unmet, words};
use crate::report::lines::count;
use crate::report::record::record;
use crate::scenario::Scenario;
use crate::scenario::check::Checked;
use crate::scenario::diagnostic::{JsonDiagnostic, narrate, render, to_json};
use crate::simulate::{Failure, Terms};

use super::exit::{Exit, Trouble};
use super::load;
use super::output::{Color, Target, json};
use super::search::quietly;
use super::terms::command;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Paths of files, or names from `comity list`
    #[arg(required = true, value_name = "FILES")]
    scenarios: Vec<String>,
    /// Print JSON
    #[arg(long, conflicts_with = "plain")]
    json: bool,
    /// Mistakes as sentences, one a line, for screen readers
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Report {
    program: &'static str,
    version: &'static str,
    files: Vec<File>,
}

/// What was found in one file.
#[derive(Serialize)]
struct File {
    file: String,
    sound: bool,
    diagnostics: Vec<JsonDiagnostic>,
    /// Why the record cannot be replayed, if it cannot.
    fault: Option<String>,
    expectations_met: u32,
    unmet: Vec<Unmet>,
    guesses: usize,
    assumptions: usize,
}

#[derive(Serialize)]
struct Unmet {
    expected: String,
    but: String,
}

impl File {
    fn exit(&self) -> Exit {
        match (self.sound, self.unmet.is_empty()) {
            (false, _) => Exit::Invalid,
            (true, false) => Exit::Unmet,
            (true, true) => Exit::Done,
        }
    }
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let color = arguments.target.is_stdout() && color.on(&std::io::stdout());
    let (mut text, mut files) = (String::new(), Vec::new());
    let mut missing: Option<Trouble> = None;
    for name in &arguments.scenarios {
        let checked = match load::checked(name) {
            Ok(checked) => checked,
            Err(trouble) => {
                missing = Some(match missing {
                    Some(known) => known.and_all(trouble),
                    None => trouble,
                });
                continue;
            }
        };
        let file = look_at(name, &checked);
        text.push_str(&match arguments.plain {
            true => narrate(&checked.diagnostics, checked.sources()),
            false => render(&checked.diagnostics, checked.sources(), color),
        });
        text.push_str(&verdict(&file));
        files.push(file);
    }
    let found = files.iter().map(File::exit).min_by_key(|exit| match exit {
        Exit::Invalid => 0,
        Exit::Unmet => 1,
        _ => 2,
    });
    if arguments.json {
        let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        text = json(&Report { program, version, files })?;
    }
    arguments.target.write(&text)?;
    missing.map_or(Ok(found.unwrap_or(Exit::Done)), Err)
}

fn look_at(name: &str, checked: &Checked) -> File {
    let mut file = File {
        file: name.to_owned(),
        sound: checked.scenario.is_some(),
        diagnostics: to_json(&checked.diagnostics, checked.sources()),
        fault: None,
        expectations_met: 0,
        unmet: Vec::new(),
        guesses: 0,
        assumptions: 0,
    };
    if let Some(scenario) = &checked.scenario {
        (file.guesses, file.assumptions) = scenario.guesses();
        replay(scenario, &mut file);
    }
    file
}

/// Runs the record and holds the expectations against it.
fn replay(scenario: &Scenario, file: &mut File) {
    let terms = Terms { seed: 1, ..Terms::default() };
    let run = match quietly(scenario, &terms) {
        Ok(run) => run,
        Err(failure) => {
            file.sound = false;
            file.fault = Some(match failure {
                Failure::Fault(fault) => format!("{fault:?}"),
                other => format!("{other:?}"),
            });
            return;
        }
    };
    let record = record(scenario, &terms, &run, command(scenario, &terms));
    for expected in &scenario.expectations {
        match unmet(expected, &record) {
            None => file.expectations_met += 1,
            Some(but) => file.unmet.push(Unmet { expected: words(expected), but }),
        }
    }
}

/// One line on a file, and one for each expectation that is not met.
fn verdict(file: &File) -> String {
    let name = &file.file;
    if let Some(fault) = &file.fault {
        return format!("{name}: the record cannot be replayed: {fault}\n");
    }
    if !file.sound {
        let wrong = u32::try_from(file.diagnostics.len()).unwrap_or(u32::MAX);
        return format!("{name}: not sound; {}\n", count(wrong, "mistake", "mistakes"));
    }
    let met = count(file.expectations_met, "expectation", "expectations");
    let mut out = format!(
        "{name}: sound; {met} met; {} of {} assumptions are guesses\n",
        file.guesses, file.assumptions
    );
    for Unmet { expected, but } in &file.unmet {
        out.push_str(&format!("{name}: expected {expected}, but {but}\n"));
    }
    out
}
