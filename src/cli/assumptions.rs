//! `comity assumptions`: every number a scenario rests on, the guesses first.

use clap::{Args, ValueEnum};

use crate::report::assumptions::{assumptions, csv, drawn, text};
use crate::scenario::Basis;
use crate::simulate::{Driver, Terms};

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json, program_fault};
use super::search::run_or_explain;
use super::terms::{TermsArguments, command};

/// Arguments of `assumptions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity assumptions microsoft-ireland
  comity assumptions microsoft-ireland --basis data
  comity assumptions treaty-first --drawn --seed 7
  comity assumptions microsoft-ireland --csv -o assumptions.csv")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    /// Only the numbers that rest on this
    #[arg(long)]
    basis: Option<WhichBasis>,
    /// Only the numbers on which a run drew: that of --seed, --from, --until and --what-if
    #[arg(long)]
    drawn: bool,
    #[command(flatten)]
    terms: TermsArguments,
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
    let terms = arguments.terms.read(&scenario)?;
    let all = match arguments.drawn {
        true => {
            let run = run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
            drawn(&scenario, &run, command(&scenario, &terms), only)
        }
        false if terms != (Terms { seed: 1, ..Terms::default() }) => {
            return Err(Trouble::usage(Problem::new(
                "--seed, --from, --until and --what-if say which run, but no run is asked about",
                "add --drawn to see the numbers on which that run drew",
            )));
        }
        false => assumptions(&scenario, only),
    };
    let text = match (arguments.json, arguments.csv) {
        (true, _) => json(&all)?,
        (_, true) => csv(&all).map_err(|error| program_fault(&error.to_string()))?,
        _ => text(&scenario, &all),
    };
    arguments.target.write(&text)
}
