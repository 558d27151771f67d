//! `comity law`: the regimes in time, the catalogue of authorities, and one of them with what rests on it.

use clap::Args;
use jiff::civil::Date;

use crate::law::regime::REGIMES;
use crate::report::law::{self, Law, entry};
use crate::report::lines::list;
use crate::scenario::Scenario;
use crate::scenario::check::check;
use crate::scenario::diagnostic::nearest;
use crate::scenario::library::SCENARIOS;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};
use super::terms::parse_day;

/// Arguments of `law`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity law
  comity law --on 2014-08-29
  comity law us.2703h --on 2014-08-29
  comity law cloud-act")]
pub(super) struct Arguments {
    /// An authority (us.2703h) or a regime (cloud-act); without one, all of them
    id: Option<String>,
    /// The law of this day
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Also the authorities that this scenario brings along
    #[arg(long, value_name = "FILE")]
    scenario: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let on = arguments.on.as_deref().map(read_day).transpose();
    let scenarios = scenarios(arguments.scenario.as_deref(), color);
    let (on, scenarios) = match (on, scenarios) {
        (Ok(on), Ok(scenarios)) => (on, scenarios),
        (Err(problem), Err(trouble)) => return Err(trouble.and(problem)),
        (Err(problem), Ok(_)) => return Err(Trouble::usage(problem)),
        (Ok(_), Err(trouble)) => return Err(trouble),
    };
    arguments.target.write(&answer(arguments, &scenarios, on)?)
}

fn answer(
    arguments: &Arguments,
    scenarios: &[Scenario],
    on: Option<Date>,
) -> Result<String, Trouble> {
    let Some(id) = arguments.id.as_deref() else {
        let all = law::law(scenarios, on);
        return if arguments.json { json(&all) } else { Ok(law::text(&all)) };
    };
    if let Some(one) = entry::authority(id, scenarios, on) {
        return if arguments.json { json(&one) } else { Ok(entry::authority_text(&one)) };
    }
    if let Some(one) = entry::regime(id, on) {
        return if arguments.json { json(&one) } else { Ok(entry::regime_text(&one)) };
    }
    Err(Trouble::usage(unknown(id, &law::law(scenarios, None))))
}

fn read_day(text: &str) -> Result<Date, Problem> {
    parse_day(text).ok_or_else(|| {
        Problem::new(format!("--on: `{text}` is not a date"), "write a date as --on 2014-08-29")
    })
}

/// The scenario asked for, then those that come with the program.
fn scenarios(asked: Option<&str>, color: Color) -> Result<Vec<Scenario>, Trouble> {
    let first =
        asked.map(|name| load::scenario(name, &SetArguments::default(), color)).transpose()?;
    let others = SCENARIOS.iter().filter(|shipped| Some(shipped.name) != asked);
    let others = others.filter_map(|shipped| check(shipped.name, shipped.text).scenario);
    Ok(first.into_iter().chain(others).collect())
}

/// The most authorities named when an id is unknown but their citations have the word.
const MOST_CITED: usize = 5;

/// The mistake of an id that does not exist: whoever knows the section looks by the citation.
fn unknown(id: &str, law: &Law) -> Problem {
    let message = format!("there is no authority or regime `{id}`");
    let all = || law.groups.iter().flat_map(|group| &group.authorities);
    let word = id.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&word);
    let cited: Vec<String> = all()
        .filter(|one| has(&one.id) || has(&one.citation))
        .map(|one| format!("`{}`", one.id))
        .collect();
    if !cited.is_empty() && !word.is_empty() {
        let more = cited.len().saturating_sub(MOST_CITED);
        let mut named = cited[..cited.len() - more].to_vec();
        if more > 0 {
            named.push(format!("{more} more; see: comity law"));
        }
        return Problem::new(message, format!("it stands in the citation of {}", list(&named)));
    }
    let names = all().map(|one| one.id.as_str()).chain(REGIMES.iter().map(|regime| regime.id));
    let cure = match nearest(id, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "all of them: comity law; with those of a scenario: comity law --scenario FILE"
            .to_owned(),
    };
    Problem::new(message, cure)
}
