//! `comity assumptions`: every number a scenario rests on, the guesses first.

use clap::{Args, ValueEnum};

use crate::report::assumptions::{assumptions, csv, text};
use crate::scenario::Basis;

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json, program_fault};

/// Arguments of `assumptions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity assumptions microsoft-ireland
  comity assumptions microsoft-ireland --basis data
  comity assumptions microsoft-ireland --csv -o assumptions.csv")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    /// Only the numbers that rest on this
    #[arg(long)]
    basis: Option<WhichBasis>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print comma-separated values
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WhichBasis {
    Guess,
    Data,
    Law,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let only = arguments.basis.map(|basis| match basis {
        WhichBasis::Guess => Basis::Guess,
        WhichBasis::Data => Basis::Data,
        WhichBasis::Law => Basis::Law,
    });
    let all = assumptions(&scenario, only);
    let text = match (arguments.json, arguments.csv) {
        (true, _) => json(&all)?,
        (_, true) => csv(&all).map_err(|error| program_fault(&error.to_string()))?,
        _ => text(&scenario, &all),
    };
    arguments.target.write(&text)
}
