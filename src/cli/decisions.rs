//! `comity decisions`: what could be decided, by whom, with which odds.

use clap::Args;

use crate::report::decisions::{decisions, text};

use super::exit::{Exit, Trouble};
use super::load;
use super::output::{Color, Target, json};

/// Arguments of `decisions`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, color)?;
    let all = decisions(&scenario);
    let text = if arguments.json { json(&all)? } else { text(&scenario, &all) };
    arguments.target.write(&text)
}
