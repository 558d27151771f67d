//! Is a scenario sound, and does it show what it says it shows? What `comity check` says of a file, and the server of a text.

use serde::Serialize;

use crate::experiment::audit::{self, Paths, Replay};
use crate::experiment::overload;
use crate::report::expect::{unmet, words};
use crate::report::lines::{count, list, wrap};
use crate::report::record::record;
use crate::scenario::Scenario;
use crate::scenario::check::Checked;
use crate::scenario::diagnostic::{Diagnostic, JsonDiagnostic, Place, Severity, to_json};
use crate::scenario::document::Document;
use crate::simulate::Terms;

use super::terms::command;

/// What was found in one file.
#[derive(Serialize)]
pub struct File {
    /// The name it was asked for by.
    pub file: String,
    /// The values set on top of it.
    pub set: Vec<String>,
    /// Whether it can be run.
    pub sound: bool,
    /// Its mistakes.
    pub diagnostics: Vec<JsonDiagnostic>,
    /// How many of its expectations a run meets.
    pub expectations_met: u32,
    /// And those that it does not.
    pub unmet: Vec<Unmet>,
    /// How many of its assumptions are guesses.
    pub guesses: usize,
    /// How many there are.
    pub assumptions: usize,
    /// What walking the branches showed, if that was asked for.
    pub paths: Option<Paths>,
}

/// An expectation that is not met.
#[derive(Serialize)]
pub struct Unmet {
    /// What is expected.
    pub expected: String,
    /// What a run shows instead.
    pub but: String,
    /// Where that is expected.
    pub place: Option<Place>,
    /// Whether the file says so itself, and not one that it is based on.
    pub own: bool,
}

/// Looks at a file on top of which `set` is set: as it is written, at a run of its record, and with a number of branches
/// at so many of them.
pub fn look_at(
    name: &str,
    set: &[String],
    checked: &Checked,
    branches: Option<u64>,
) -> (File, Vec<Diagnostic>) {
    let mut found = checked.diagnostics.clone();
    let mut file = File {
        file: name.to_owned(),
        set: set.to_vec(),
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
        if let Some(branches) = branches {
            let paths = audit::paths(scenario, &checked.document, branches.max(1));
            found.extend(paths.diagnostics.iter().cloned());
            file.paths = Some(paths);
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

/// What walking the branches showed, in lines of at most 80 columns.
fn paths_lines(name: &str, paths: &Paths) -> String {
    let Paths { walks, branches, covered, open_at_end, unreached, .. } = paths;
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
pub fn verdict(file: &File) -> String {
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
