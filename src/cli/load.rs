//! From the name of a scenario to a scenario that can be run.

use std::path::Path;

use crate::report::lines::quoted;
use crate::scenario::Scenario;
use crate::scenario::check::{Checked, check};
use crate::scenario::diagnostic::{Severity, render};
use crate::scenario::library;

use super::exit::{Exit, Problem, Trouble};
use super::output::Color;

/// Finds and checks a scenario, runnable or not.
pub(super) fn checked(name: &str) -> Result<Checked, Trouble> {
    match library::find(name) {
        Ok(found) => Ok(check(&found.name, &found.text)),
        Err(missing) => {
            // A file that is there but cannot be read is not the user's wording.
            let exit = if Path::new(name).exists() { Exit::Fault } else { Exit::Usage };
            Err(Trouble::all(exit, vec![Problem::new(missing.message, missing.help)]))
        }
    }
}

/// Finds a scenario that can be run; its mistakes are the answer otherwise.
pub(super) fn scenario(name: &str, color: Color) -> Result<Scenario, Trouble> {
    let Checked { scenario, diagnostics, document } = checked(name)?;
    if let Some(scenario) = scenario {
        return Ok(scenario);
    }
    let wrong = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let shown = render(&diagnostics, document.sources(), color.on(&std::io::stderr()));
    let count = if wrong == 1 { "1 mistake".to_owned() } else { format!("{wrong} mistakes") };
    let help = format!("mend the file and see: comity check {}", quoted(name));
    let problem = Problem::new(format!("{name} has {count}; nothing was run"), help);
    Err(Trouble::invalid(shown, problem))
}
