//! From the name of a scenario, and what is set on top of it, to a scenario that can be run.

use std::path::Path;

use clap::Args;

use crate::report::lines::asked;
use crate::scenario::Scenario;
use crate::scenario::check::{Checked, check_with};
use crate::scenario::diagnostic::{Severity, render};
use crate::scenario::library;

use super::exit::{Exit, Problem, Trouble};
use super::output::Color;

/// What is changed in a scenario before anything else is done.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SetArguments {
    /// Change a value of the scenario; may be repeated: decide.district.stay.takes="3 days"
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) sets: Vec<String>,
}

impl SetArguments {
    /// The same with one value more.
    pub(super) fn with(&self, set: &str) -> SetArguments {
        let sets = self.sets.iter().cloned().chain([set.to_owned()]);
        SetArguments { sets: sets.collect() }
    }

    /// The same with all of these.
    pub(super) fn with_all<'a>(&self, sets: impl IntoIterator<Item = &'a String>) -> SetArguments {
        sets.into_iter().fold(self.clone(), |all, one| all.with(one))
    }

    /// The same for a caseload of so many years, if that is said.
    pub(super) fn with_years(&self, years: Option<f64>) -> SetArguments {
        self.with_all(&years.map(|years| format!("caseload.years={years:?}")))
    }
}

/// Finds and checks a scenario, runnable or not.
pub(super) fn checked(name: &str, set: &SetArguments) -> Result<Checked, Trouble> {
    match library::find(name) {
        Ok(found) => Ok(check_with(&found.name, &found.text, &set.sets)),
        Err(missing) => {
            // A file that is there but cannot be read is not the user's wording.
            let exit = if Path::new(name).exists() { Exit::Fault } else { Exit::Usage };
            Err(Trouble::all(exit, vec![Problem::new(missing.message, missing.help)]))
        }
    }
}

/// Finds a scenario that can be run; its mistakes are the answer otherwise.
pub(super) fn scenario(name: &str, set: &SetArguments, color: Color) -> Result<Scenario, Trouble> {
    with_kinds(name, set, color).map(|(scenario, _)| scenario)
}

/// The same with the scenarios of the kinds of files of its caseload.
pub(super) fn with_kinds(
    name: &str,
    set: &SetArguments,
    color: Color,
) -> Result<(Scenario, Vec<Scenario>), Trouble> {
    let mut checked = checked(name, set)?;
    match checked.scenario.take() {
        Some(scenario) => Ok((scenario, checked.kinds)),
        None => Err(mistakes(name, set, &checked, color)),
    }
}

/// The mistakes as they are shown, and whose they are: the file's, or those of what was set.
pub(super) fn mistakes(name: &str, set: &SetArguments, checked: &Checked, color: Color) -> Trouble {
    let shown = render(&checked.diagnostics, checked.sources(), color.on(&std::io::stderr()));
    let wrong = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let count = if wrong == 1 { "1 mistake".to_owned() } else { format!("{wrong} mistakes") };
    let sound = !set.sets.is_empty()
        && self::checked(name, &SetArguments::default()).is_ok_and(|one| one.scenario.is_some());
    if sound {
        let message = format!("with what is set, {name} has {count}; nothing was run");
        let help = format!("to see what a key is: comity explain {} KEY", asked(name, &[]));
        return Trouble::laid_out(Exit::Usage, shown, Problem::new(message, help));
    }
    let help = format!("mend the file and see: comity check {}", asked(name, &set.sets));
    let problem = Problem::new(format!("{name} has {count}; nothing was run"), help);
    Trouble::laid_out(Exit::Invalid, shown, problem)
}
