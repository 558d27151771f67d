//! `comity decisions`: what could be decided, by whom, with which odds.

use clap::Args;

use crate::report::decisions::{decisions, text};

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};

/// Arguments of `decisions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity decisions microsoft-ireland
  comity decisions microsoft-ireland --json")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let all = decisions(&scenario);
    let text = if arguments.json { json(&all)? } else { text(&scenario, &all) };
    arguments.target.write(&text)
}
