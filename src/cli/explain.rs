//! `comity explain`: one value of a scenario, where it comes from, and what it answers.

use clap::Args;

use crate::law::point::Point;
use crate::report::explain::{explain, text};
use crate::report::lines::asked;
use crate::scenario::assume::FIXED_BY_LAW;
use crate::scenario::check::Checked;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{NoKey, SET, assemble};
use crate::scenario::library;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json, say};

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity explain microsoft-ireland district.stay
  comity explain microsoft-ireland decide.district.stay.takes
  comity explain microsoft-ireland treaty.legal-check
  comity explain microsoft-ireland channel.us-ie-mlat.factor.k_ie
  comity explain microsoft-ireland request --set request.urgency=emergency")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    /// A dotted key, through lists by id; or a decision point, for its table
    key: String,
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
    let Arguments { scenario, key, set, .. } = arguments;
    let checked = load::checked(scenario, set)?;
    if is_wrongly_set(scenario, set) {
        return Err(load::mistakes(scenario, set, &checked, color));
    }
    let explained = explain(&checked.document, scenario, &set.sets, key);
    let explained =
        explained.map_err(|missing| Trouble::usage(unknown(arguments, &checked, missing)))?;
    let text = if arguments.json { json(&explained)? } else { text(&explained) };
    arguments.target.write(&text)?;
    if checked.scenario.is_none() {
        let case = asked(scenario, &set.sets);
        say(&format!("note: the scenario cannot be run as it is; see: comity check {case}\n"));
    }
    Ok(Exit::Done)
}

/// Whether something that was set could not be read or put in its place, so that the answer would be about
/// another value. That the scenario is wrong with it is no reason not to show it.
fn is_wrongly_set(name: &str, set: &SetArguments) -> bool {
    let Ok(file) = library::find(name) else { return false };
    let folder = library::folder_of(name);
    let (document, found) = assemble(&file.name, &file.text, &set.sets, folder.as_deref());
    let mut places = found.iter().filter_map(Diagnostic::span);
    places.any(|span| document.sources().at(span.start).1.name == SET)
}

/// The longest list of keys given when none is near.
const MOST_KEYS: usize = 12;

fn unknown(arguments: &Arguments, checked: &Checked, missing: NoKey) -> Problem {
    let Arguments { scenario, key, set, .. } = arguments;
    let case = asked(scenario, &set.sets);
    if Point::find(key).is_some_and(|point| FIXED_BY_LAW.contains(&point)) {
        return Problem::new(
            format!("nothing is assumed of `{key}`: the law computes its day"),
            format!("see who acts there: comity decisions {case}"),
        );
    }
    let NoKey { known, part, candidates } = missing;
    let place = if known.is_empty() { scenario } else { &known };
    let names = || candidates.iter().map(String::as_str);
    let cure = did_you_mean(&part, names()).unwrap_or_else(|| {
        let all: Vec<&str> = names().take(MOST_KEYS).collect();
        let more = if candidates.len() > all.len() { " and more" } else { "" };
        match all[..] {
            [] => format!("nothing more can be explained in `{place}`"),
            _ => format!("the keys there are {}{more}", all.join(", ")),
        }
    });
    let broken = match checked.scenario {
        Some(_) => String::new(),
        None => format!("; the scenario has mistakes: comity check {case}"),
    };
    Problem::new(format!("there is no key `{part}` in {place}"), cure + &broken)
}
