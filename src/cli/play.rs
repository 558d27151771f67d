//! `comity play`: somebody takes an office and decides for it, in the terminal.

use std::path::PathBuf;

use clap::Args;

use crate::experiment::play::{Play, Refusal};
use crate::report::lines::{asked, quoted};
use crate::report::play::ending::{EndingRecord, ending};
use crate::report::play::record::{MadeRecord, PlayRecord, decision};
use crate::report::record::{RunRecord, record};
use crate::simulate::Finish;

use super::exit::{Exit, Problem, Trouble};
use super::load::SetArguments;
use super::output::{Color, json, print, put};
use super::search::explain;
use super::terms::{TermsArguments, options};

mod begin;
mod listen;
mod prospects;
mod session;

/// Arguments of `play`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity play microsoft-ireland --as provider
  comity play microsoft-ireland --as microsoft -o my.play.toml
  comity play my.play.toml
  comity play microsoft-ireland --as district --from 2014-08-28
  comity play treaty-first --as central-authority --seed 7
  comity play treaty-first --as all
  comity play microsoft-ireland --as provider --json

At each decision of that office the case stops and says where things stand and
what can be chosen; type a number, or ? for help. The other offices do what they
really did as long as you do, and then decide by the odds. A play is a file of
a few lines: scenario, seed, choices. Played again it is the same to the byte.")]
pub(super) struct Arguments {
    /// A name from `comity list`, the path of a scenario, or that of a play
    scenario: String,
    /// Whose decisions are yours: an office, or the name of who holds it; may be repeated, or `all`
    #[arg(long = "as", value_name = "ROLE")]
    roles: Vec<String>,
    /// Make this choice, in order, before anything is asked; may be repeated
    #[arg(long = "choose", value_name = "POINT=OPTION")]
    choices: Vec<String>,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    /// How many cases the forecasts at the end have; 0 for none
    #[arg(short = 'n', long = "count", value_name = "N", default_value = "2000")]
    count: u64,
    /// Ask nothing: print the decision that waits after these choices, or the end, as JSON
    #[arg(long)]
    json: bool,
    /// Keep the play in this file, from the first choice on; with --json, the JSON
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let opened = begin::open(arguments, color)?;
    let mut play = Play::begin(&opened.scenario, opened.given.clone(), opened.roles.clone())
        .map_err(|failure| explain(&opened.scenario, failure))?;
    // Whatever is wrong with the choices is said before the first word of the play.
    let mut rehearsed = play.clone();
    opened.replay(&mut rehearsed, color, &mut |_| Ok(()))?;
    if arguments.json {
        let text = json(&play_record(&rehearsed, arguments.count)?)?;
        return match &arguments.output {
            None => print(&text),
            Some(path) => put(path, &text, true),
        };
    }
    let mut session = session::Session::new(arguments.count, arguments.output.clone());
    session.open(&play)?;
    opened.replay(&mut play, color, &mut |play| session.replayed(play))?;
    session.go_on(play)
}

/// The play in the form every other form is made from.
fn play_record(play: &Play<'_>, count: u64) -> Result<PlayRecord, Trouble> {
    let (scenario, run) = (play.scenario(), docket_so_far(play));
    let pending = decision(play, &run);
    let over = pending.is_none();
    let ending = if over { Some(ending_of(play, count)?) } else { None };
    Ok(PlayRecord {
        roles: play.roles().iter().map(|role| role.id().to_owned()).collect(),
        made: play.made().iter().map(|made| MadeRecord::new(scenario, made)).collect(),
        pending,
        outcome: over.then(|| run.outcome.clone()),
        ending,
        manifest: run.manifest,
        entries: run.entries,
        deadlines: run.deadlines,
    })
}

/// The docket as it stands, in words.
fn docket_so_far(play: &Play<'_>) -> RunRecord {
    record(play.scenario(), &play.terms(), play.run(), command(play))
}

/// The end, beside history and beside what could be expected.
fn ending_of(play: &Play<'_>, count: u64) -> Result<EndingRecord, Trouble> {
    let failed = |failure| explain(play.scenario(), failure);
    let history = play.history().map_err(failed)?;
    let expected = match count {
        0 => None,
        count => Some(prospects::count_both(play, &history, count)?),
    };
    Ok(ending(play, &history, expected))
}

/// The command that comes to this point again.
fn command(play: &Play<'_>) -> String {
    let (scenario, given) = (play.scenario(), play.given());
    let mut command = format!("comity play {}", asked(&scenario.name, &scenario.sets));
    for role in play.roles() {
        command.push_str(&format!(" --as {}", role.id()));
    }
    command.push_str(&format!(" --seed {}{}", given.seed, options(scenario, given)));
    for made in play.made() {
        command.push_str(&format!(" --choose {}", quoted(&scenario.choice_words(made.choice))));
    }
    command
}

/// Why a choice cannot be made, and what to do about it.
fn refused(play: &Play<'_>, option: &str, refusal: Refusal) -> Trouble {
    let scenario = play.scenario();
    match refusal {
        Refusal::Over => Trouble::usage(Problem::new(
            "nothing is decided any more: the case is over",
            "take a choice back, or leave",
        )),
        Refusal::NoOption => Trouble::usage(Problem::new(
            format!("`{option}` is no option here"),
            "take one of those shown",
        )),
        Refusal::Closed(why, on) => Trouble::usage(Problem::new(
            format!("the law closes {option} here: {}", scenario.closed_words(why, on)),
            "take another option",
        )),
        Refusal::Failure(failure) => explain(scenario, failure).into(),
    }
}

/// Whether the play has come to its end.
fn is_over(play: &Play<'_>) -> bool {
    play.run().finish != Finish::Pending
}
