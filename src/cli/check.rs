//! `comity check`: is the scenario sound, and does it show what it says it shows?

use clap::Args;
use serde::Serialize;

use crate::experiment::audit::{self, Paths, Replay};
use crate::experiment::overload;
use crate::report::expect::{unmet, words};
use crate::report::lines::{count, list, wrap};
use crate::report::record::record;
use crate::scenario::Scenario;
use crate::scenario::check::Checked;
use crate::scenario::diagnostic::{
    Diagnostic, JsonDiagnostic, Place, Severity, narrate, render, to_json,
};
use crate::scenario::document::Document;
use crate::simulate::Terms;

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};
use super::terms::command;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Paths of files, or names from `comity list`
    #[arg(required = true, value_name = "FILES")]
    scenarios: Vec<String>,
    #[command(flatten)]
    set: SetArguments,
    /// Print JSON
    #[arg(long, conflicts_with = "plain")]
    json: bool,
    /// Mistakes as sentences, one a line, for screen readers
    #[arg(long)]
    plain: bool,
    /// Also walk the branches by odds, as if nothing of the record were known: what is never reached?
    #[arg(long)]
    paths: bool,
    /// The most branches walked with each set of times
    #[arg(long, value_name = "N", default_value = "20000", requires = "paths")]
    branches: u64,
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
    /// The values set on top of it.
    set: Vec<String>,
    sound: bool,
    diagnostics: Vec<JsonDiagnostic>,
    expectations_met: u32,
    unmet: Vec<Unmet>,
    guesses: usize,
    assumptions: usize,
    /// What walking the branches showed, if that was asked for.
    paths: Option<Walked>,
}

#[derive(Serialize)]
struct Walked {
    /// How often the branches were walked, each time with other times.
    walks: u64,
    /// The branches walked in all.
    branches: u64,
    /// The smallest share of the probability that a walk covered, from 0 to 1.
    covered: f64,
    /// Whether every walk came to its end.
    complete: bool,
    /// The largest share that was still open on the last day.
    open_at_end: f64,
    /// Options with a chance that no branch took, at points that came up.
    unreached: Vec<String>,
    /// Decisions that never came up.
    unused: Vec<String>,
}

#[derive(Serialize)]
struct Unmet {
    expected: String,
    but: String,
    /// Where that is expected.
    place: Option<Place>,
    /// Whether the file says so itself, and not one that it is based on.
    own: bool,
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
        let checked = match load::checked(name, &arguments.set) {
            Ok(checked) => checked,
            Err(trouble) => {
                missing = Some(match missing {
                    Some(known) => known.and_all(trouble),
                    None => trouble,
                });
                continue;
            }
        };
        let (file, found) = look_at(name, &checked, arguments);
        text.push_str(&match arguments.plain {
            true => narrate(&found, checked.sources()),
            false => render(&found, checked.sources(), color),
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

/// Looks at a file: as it is written, at a run of its record, and if asked at every branch.
fn look_at(name: &str, checked: &Checked, arguments: &Arguments) -> (File, Vec<Diagnostic>) {
    let mut found = checked.diagnostics.clone();
    let mut file = File {
        file: name.to_owned(),
        set: arguments.set.sets.clone(),
        sound: checked.scenario.is_some(),
        diagnostics: Vec::new(),
        expectations_met: 0,
        unmet: Vec::new(),
        guesses: 0,
        assumptions: 0,
        paths: None,
    };
    if let Some(scenario) = &checked.scenario {
        (file.guesses, file.assumptions) = scenario.guesses();
        found.extend(replay(scenario, &checked.document, &mut file));
        found.extend(overload::doubts(scenario, &checked.kinds, &checked.document));
        if arguments.paths {
            let paths = audit::paths(scenario, &checked.document, arguments.branches.max(1));
            found.extend(paths.diagnostics.iter().cloned());
            file.paths = Some(walked(paths));
        }
    }
    file.sound &= found.iter().all(|one| one.severity != Severity::Error);
    file.diagnostics = to_json(&found, checked.sources());
    (file, found)
}

/// Runs the record and holds the expectations against it. What is wrong with the scenario itself is the answer.
fn replay(scenario: &Scenario, document: &Document, file: &mut File) -> Vec<Diagnostic> {
    let Replay { run, diagnostics } = audit::replay(scenario, document);
    let Some(run) = run else { return diagnostics };
    let terms = Terms { seed: 1, ..Terms::default() };
    let record = record(scenario, &terms, &run, command(scenario, &terms));
    let mut spans = document.spans_in("expect").into_iter();
    for expected in &scenario.expectations {
        let span = spans.next();
        match unmet(expected, &record) {
            None => file.expectations_met += 1,
            Some(but) => file.unmet.push(Unmet {
                expected: words(expected),
                but,
                own: span.as_ref().is_none_or(|span| document.is_own(span)),
                place: span.map(|span| document.sources().place(span.start)),
            }),
        }
    }
    diagnostics
}

fn walked(paths: Paths) -> Walked {
    let Paths { walks, branches, covered, complete, open_at_end, unreached, unused, .. } = paths;
    Walked { walks, branches, covered, complete, open_at_end, unreached, unused }
}

/// What walking the branches showed, in lines of at most 80 columns.
fn paths_lines(name: &str, paths: &Walked) -> String {
    let Walked { walks, branches, covered, open_at_end, unreached, .. } = paths;
    let extent = if paths.complete {
        "all there are".to_owned()
    } else {
        format!("at least {:.1} % of the probability", 100.0 * covered)
    };
    let reached = match unreached.len() {
        0 => "every option with a chance is reached where it comes up".to_owned(),
        1 => "1 option is never reached".to_owned(),
        many => format!("{many} options are never reached"),
    };
    let mut text = format!(
        "{name}: {branches} branches walked, {extent}, with {walks} sets of times; {reached}"
    );
    if !unreached.is_empty() {
        text.push_str(&format!(": {}", list(unreached)));
    }
    match paths.unused.len() {
        0 => {}
        1 => text.push_str("; 1 decision never comes up"),
        many => text.push_str(&format!("; {many} decisions never come up")),
    }
    if *open_at_end > 0.0 {
        let share = 100.0 * open_at_end;
        text.push_str(&format!("; at most {share:.2} % of it is still open on the last day"));
    }
    wrap(&text, "", "  ")
}

/// One line on a file, and one for each expectation that is not met.
fn verdict(file: &File) -> String {
    let name = &file.file;
    if !file.sound {
        let wrong = u32::try_from(file.diagnostics.len()).unwrap_or(u32::MAX);
        return format!("{name}: not sound; {}\n", count(wrong, "mistake", "mistakes"));
    }
    let met = count(file.expectations_met, "expectation", "expectations");
    let mut out = format!(
        "{name}: sound; {met} met; {} of {} assumptions are guesses\n",
        file.guesses, file.assumptions
    );
    out.push_str(&file.paths.as_ref().map(|paths| paths_lines(name, paths)).unwrap_or_default());
    for Unmet { expected, but, place, own } in &file.unmet {
        let place = place.as_ref().map(|Place { file, line, .. }| match own {
            true => format!(" (line {line})"),
            false => format!(" ({file}:{line})"),
        });
        let place = place.unwrap_or_default();
        out.push_str(&wrap(&format!("{name}: expected {expected}{place}, but {but}"), "", "  "));
    }
    if file.unmet.iter().any(|one| !one.own) {
        let help = "what a file expects that this one is based on is expected here too: give [[expect]] of its own, or \
                    expect = []";
        out.push_str(&wrap(help, "  help: ", "    "));
    }
    out
}
