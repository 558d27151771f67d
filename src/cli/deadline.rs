//! `comity deadline`: a period of time, counted day by day under a rule of court.

use clap::{Args, ValueEnum};
use jiff::civil::DateTime;

use crate::law::calendar::{
    Computation, CountError, Direction, Forum, Length, Rule, Service, Switches, count, extend,
    served,
};
use crate::report::deadline::{report, text};
use crate::scenario::diagnostic::nearest;

use super::exit::{Exit, Problem, Trouble};
use super::output::{Target, json};
use super::terms::parse_day;

/// Arguments of `deadline`.
#[derive(Debug, Args)]
#[command(after_help = "\
Rules:  crim45, civ6, app26 (US federal), scotus30 (Supreme Court),
        ie-s18h (Ireland), eu-1182 (European Union)
Courts: nysd, ca2, scotus, ie ... (CourtListener ids)

Examples:
  comity deadline --rule crim45 --court nysd --from 2014-01-29 --days 14
  comity deadline --rule crim45 --court nysd --from 2014-08-29T10:00 --hours 72
  comity deadline --rule scotus30 --from 2017-01-24 --days 90 --extend 60
  comity deadline --rule civ6 --court nysd --from 2014-09-22 --days 7 --backward")]
pub(super) struct Arguments {
    /// The counting rule
    #[arg(long)]
    rule: String,
    /// Whose holidays count; needed where the rule serves several courts
    #[arg(long)]
    court: Option<String>,
    /// The event: a date (2014-01-29), or with a time for hours (2014-08-29T10:00)
    #[arg(long, value_name = "DATE")]
    from: String,
    /// The length in days
    #[arg(long, value_name = "N", required_unless_present = "hours", conflicts_with = "hours")]
    days: Option<u32>,
    /// The length in hours
    #[arg(long, value_name = "N")]
    hours: Option<u32>,
    /// Count back from the event
    #[arg(long)]
    backward: bool,
    /// Further days, counted from the day it would have ended (S. Ct. R. 13.5)
    #[arg(long, value_name = "N", conflicts_with_all = ["backward", "hours"])]
    extend: Option<u32>,
    /// How the paper that starts the period was served: adds days under the federal rules
    #[arg(long, value_name = "HOW", conflicts_with_all = ["backward", "hours"])]
    service: Option<How>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum How {
    Electronic,
    Mail,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments) -> Result<Exit, Trouble> {
    let rule = find_rule(&arguments.rule);
    let court = find_court(arguments.court.as_deref(), rule.as_ref().ok().copied());
    let length = match (arguments.days, arguments.hours) {
        (_, Some(hours)) => Length::Hours(hours),
        (days, None) => Length::Days(days.unwrap_or_default()),
    };
    let from = read_from(&arguments.from, length);
    let (rule, court, from) = match (rule, court, from) {
        (Ok(rule), Ok(court), Ok(from)) => (rule, court, from),
        (rule, court, from) => {
            let problems = [rule.err(), court.err(), from.err()];
            return Err(Trouble::all(Exit::Usage, problems.into_iter().flatten().collect()));
        }
    };
    let counted = counted(arguments, rule, court, from, length)
        .map_err(|error| Trouble::usage(refusal(error)))?;
    let extension = match arguments.extend {
        None => None,
        Some(days) => {
            let more = extend(rule, court, counted.due.date(), days, &Switches::DEFAULT)
                .map_err(|error| Trouble::usage(refusal(error)))?;
            Some((days, more))
        }
    };
    let report = report(rule, *court, length, counted, extension);
    let text = if arguments.json { json(&report)? } else { text(&report) };
    arguments.target.write(&text)
}

fn counted(
    arguments: &Arguments,
    rule: Rule,
    court: &Forum,
    from: DateTime,
    length: Length,
) -> Result<Computation, CountError> {
    let switches = Switches::DEFAULT;
    let direction = if arguments.backward { Direction::Backward } else { Direction::Forward };
    match (arguments.service, length) {
        (Some(how), Length::Days(days)) => {
            let service = match how {
                How::Electronic => Service::Electronic,
                How::Mail => Service::MailOrOther,
            };
            served(rule, court, from.date(), days, service, &switches)
        }
        _ => count(rule, court, from, length, direction, &switches),
    }
}

fn refusal(error: CountError) -> Problem {
    let cure = match error {
        CountError::Zero => "give a length of at least 1 with --days or --hours",
        CountError::TooLong(_) => "give a shorter --days, --hours or --extend",
        CountError::OutOfRange => "give an earlier --from or a shorter period",
        CountError::NotCovered(..) => "crim45, civ6 and app26 cover hours, backward and service",
        CountError::WrongForum(..) => {
            "ie-s18h and eu-1182 go with --court ie, the other rules with a US court"
        }
    };
    Problem::new(error.to_string(), cure)
}

fn find_rule(id: &str) -> Result<Rule, Problem> {
    Rule::find(id).ok_or_else(|| {
        let ids = Rule::ALL.iter().map(|rule| rule.id());
        let cure = match nearest(id, ids.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the rules are {}", ids.collect::<Vec<_>>().join(", ")),
        };
        Problem::new(format!("--rule: there is no counting rule `{id}`"), cure)
    })
}

/// The court asked for; where a rule belongs to one court, that one.
fn find_court(id: Option<&str>, rule: Option<Rule>) -> Result<&'static Forum, Problem> {
    let only = match rule {
        Some(Rule::Scotus30) => Some("scotus"),
        Some(Rule::IeS18h | Rule::Eu1182) => Some("ie"),
        // An unknown rule is one mistake, not two.
        None => Some("nysd"),
        Some(Rule::Crim45 | Rule::Civ6 | Rule::App26) => None,
    };
    let Some(id) = id.or(only) else {
        return Err(Problem::new(
            "--court is missing: this rule counts with the holidays of the court",
            "add --court nysd, or another court by its CourtListener id",
        ));
    };
    let ids = || Forum::ALL.iter().map(|forum| forum.id);
    Forum::find(id).ok_or_else(|| {
        let cure = match nearest(id, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the courts are {}", ids().collect::<Vec<_>>().join(", ")),
        };
        Problem::new(format!("--court: there is no court `{id}`"), cure)
    })
}

/// Reads the event: hours need a time of day.
fn read_from(text: &str, length: Length) -> Result<DateTime, Problem> {
    let day = parse_day(text).map(|day| day.at(0, 0, 0, 0));
    let moment = || {
        let moment = DateTime::strptime("%Y-%m-%dT%H:%M", text);
        moment.or_else(|_| DateTime::strptime("%Y-%m-%d %H:%M", text)).ok()
    };
    match (day, length) {
        (Some(_), Length::Hours(_)) => Err(Problem::new(
            format!("--from {text} has no time of day, and hours run from a time"),
            format!("write --from {text}T10:00"),
        )),
        (Some(day), Length::Days(_)) => Ok(day),
        (None, _) => moment().ok_or_else(|| {
            Problem::new(
                format!("--from: `{text}` is not a date"),
                "write a date as 2014-01-29, or with a time as 2014-08-29T10:00",
            )
        }),
    }
}
