//! `comity page`: one HTML file for the classroom.

use std::sync::Arc;

use clap::Args;

use crate::ask::page::{Extent, Gathering};
use crate::ask::paths::side_by_side;
use crate::web::html;

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::many::{Effort, interrupted, obey_interrupts};
use super::output::{Color, Target, program_fault};
use super::terms::TermsArguments;

/// Arguments of `page`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity page microsoft-ireland -o microsoft-ireland.html
  comity page e-evidence --seed 7 -n 1000 -o e-evidence.html
  comity page treaty-first -n 1000 -o treaty-first.html

The file needs nothing else: no server, no network, no account. It opens with a
double click, and its address holds what is shown. In it: the docket, why every
entry is there, every single departure from it with its docket and a forecast
from -n cases, the decision tree, and a handout with its key to print.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    effort: Effort,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    let effort = &arguments.effort;
    effort.cases()?;
    obey_interrupts();
    let extent = Extent { cases: effort.count(), ..Extent::OF_A_FILE };
    let again =
        |sets: &[String]| load::scenario(&arguments.scenario, &arguments.set.with_all(sets), color);
    let paths = side_by_side(&scenario, &terms, again)?;
    let mut gathering = Gathering::begin(Arc::new(scenario), terms, extent, paths)?;
    while gathering.left() > 0 {
        effort.with_crew(extent.cases, |crew| gathering.step(crew))?;
    }
    if interrupted() {
        // Half a page would look like a whole one.
        return Ok(Exit::Interrupted);
    }
    let text = html(&gathering.finish()?).map_err(|error| program_fault(&error.to_string()))?;
    arguments.target.write(&text)
}
