//! `comity sensitivity`: which of the guesses a result hangs on.

mod points;
mod read;
mod tornado;

use clap::{Args, ValueEnum};

use crate::report::lines::{asked, quoted};
use crate::report::sensitivity::csv::csv;
use crate::report::sensitivity::{SensitivityReport, Shown, svg, text};
use crate::report::study::Study;

use super::exit::{Exit, Trouble};
use super::forecast::{HORIZON, exit};
use super::load::SetArguments;
use super::many::{Effort, LevelArgument, interrupted, obey_interrupts};
use super::output::{Color, Drawn, Forms, say};
use super::terms::{TermsArguments, options};

use read::{Asked, Design};

/// Arguments of `sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity sensitivity treaty-first
  comity sensitivity treaty-first --method morris -n 500
  comity sensitivity treaty-first --method sobol --samples 16 -n 500
  comity sensitivity microsoft-ireland --from 2014-08-29 --measure p_data_365
  comity sensitivity treaty-first --only channel.us-ie-mlat -n 20000
  comity sensitivity treaty-first --format svg -o treaty.svg

Each guess that states a range is moved in it, and the same cases are run at
every point: the same luck wherever both draw it. Where the chance of one option
is moved, the others take the rest in proportion; where those that are moved
come to more than 1, they are scaled to it.

tornado: each guess by itself at either end of its range. morris: all of them,
one after the other, from R places drawn (R times one more than there are
guesses); cheap, and it shows which depend on others. sobol: the share of each
in the variance (N times two more than there are guesses). Both of the latter
learn more from few cases at many points than from many cases at few.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    /// How the guesses are moved
    #[arg(long, value_name = "METHOD", default_value = "tornado")]
    method: Method,
    /// What is measured: days_without_data, p_data, or by one of the days 30, 90, 180, 365, 730, 1095, 1825; with
    /// morris or sobol also by any day, and p_<outcome>
    #[arg(long, value_name = "MEASURE", default_value = "days_without_data")]
    measure: String,
    /// Move these guesses only: a key, or what keys begin with; may be repeated
    #[arg(long, value_name = "KEY")]
    only: Vec<String>,
    /// With morris: from how many places the guesses are moved [default: 20]
    #[arg(long, value_name = "R")]
    trajectories: Option<u32>,
    /// With morris: into how many levels a range is divided, an even number [default: 4]
    #[arg(long, value_name = "P")]
    levels: Option<u32>,
    /// With sobol: how many base samples, best a power of two [default: 64]
    #[arg(long, value_name = "N")]
    samples: Option<u32>,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    effort: Effort,
    /// The days without the data are counted up to this day
    #[arg(long, value_name = "DAYS", default_value_t = HORIZON)]
    horizon: u32,
    #[command(flatten)]
    level: LevelArgument,
    #[command(flatten)]
    drawn: Drawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Each guess at either end of its range
    Tornado,
    /// Elementary effects: mu*, mu and sigma
    Morris,
    /// The indices S1 and ST of Sobol'
    Sobol,
}

/// So many runs take a while: it is said before they begin.
const WORTH_SAYING: u64 = 500_000;

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let asked = read::read(arguments, color)?;
    obey_interrupts();
    let (guesses, values) = (asked.guesses.ranged.len(), asked.points());
    let runs = asked.cases.end.saturating_mul(values);
    if runs >= WORTH_SAYING {
        say(&format!("{guesses} guesses, {values} points: {runs} cases are run\n"));
    }
    if let Design::Sobol { samples } = asked.design
        && !samples.is_power_of_two()
    {
        let better = samples.checked_next_power_of_two().unwrap_or(samples);
        say(&format!(
            "warning: {samples} is no power of two, and the points lie less evenly\n  help: --samples {better}\n"
        ));
    }
    let shown = match asked.design {
        Design::Tornado => Shown::Tornado(tornado::blow(arguments, &asked, color)?),
        Design::Morris { trajectories, levels } => {
            Shown::Morris(points::morris(arguments, &asked, (trajectories, levels), color)?)
        }
        Design::Sobol { samples } => {
            Shown::Sobol(points::sobol(arguments, &asked, samples, color)?)
        }
    };
    write(arguments, &asked, shown)
}

fn write(arguments: &Arguments, asked: &Asked, shown: Shown) -> Result<Exit, Trouble> {
    let scenario = &asked.base.scenario;
    let command = command(arguments, asked);
    let cases = asked.cases.clone();
    let manifest = Study::new(scenario, &asked.base.terms, cases, interrupted(), command);
    let report = SensitivityReport { manifest, shown };
    arguments.drawn.write(&report, &report.manifest, Forms { text, svg, csv })?;
    Ok(exit(&[]))
}

/// The command that makes this again.
fn command(arguments: &Arguments, asked_for: &Asked) -> String {
    let (base, design) = (&asked_for.base, asked_for.design);
    let method = match design {
        Design::Tornado => String::new(),
        Design::Morris { trajectories, levels } => {
            format!(" --method morris --trajectories {trajectories} --levels {levels}")
        }
        Design::Sobol { samples } => format!(" --method sobol --samples {samples}"),
    };
    let mut command = format!(
        "comity sensitivity {}{method} --seed {}{} --measure {} --horizon {} --level {} -n {}",
        asked(&base.scenario.name, &base.scenario.sets),
        base.terms.seed,
        options(&base.scenario, &base.terms),
        quoted(&arguments.measure),
        base.frame.horizon,
        arguments.level.per_cent(),
        arguments.effort.count(),
    );
    for key in &arguments.only {
        command.push_str(&format!(" --only {}", quoted(key)));
    }
    command
}
