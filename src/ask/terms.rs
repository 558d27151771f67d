//! The words that fix a result: seed, dates and what-ifs, read against a scenario with every mistake at once, and written
//! again as the options of a command.

use std::ops::Range;

use jiff::civil::Date;

use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::report::lines::{asked, quoted};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{did_you_mean, listing, nearest};
use crate::simulate::Terms;

use super::refusal::{Problem, Refusal};

/// What fixes a result besides the scenario, as somebody wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The number that fixes every draw.
    pub seed: u64,
    /// The last day on which the record is followed.
    pub from: Option<&'a str>,
    /// The day at whose end to stop.
    pub until: Option<&'a str>,
    /// The what-ifs.
    pub what_if: &'a [String],
}

impl Words<'_> {
    /// Reads them against a scenario.
    ///
    /// # Errors
    ///
    /// Every mistake in them.
    pub fn read(self, scenario: &Scenario) -> Result<Terms, Refusal> {
        let mut problems = Vec::new();
        let mut day = |name: &str, text: Option<&str>| {
            let read = text.map(|text| read_day(name, text, scenario));
            read.and_then(|read| read.map_err(|problem| problems.push(problem)).ok())
        };
        let (from, until) = (day("--from", self.from), day("--until", self.until));
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            problems.push(Problem::new(
                format!("--from {from} is later than --until {until}"),
                "the record is followed to --from, and the run stops at --until",
            ));
        }
        let mut choices: Vec<Choice> = Vec::new();
        for text in self.what_if {
            match read_choice("--what-if", text, scenario) {
                Ok(choice) => match choices.iter().find(|known| same_place(known, &choice)) {
                    Some(known) => problems.push(decided_twice(scenario, *known, choice)),
                    None => choices.push(choice),
                },
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            return Ok(Terms { seed: self.seed, from, until, choices });
        }
        Err(Refusal::of_question(problems))
    }
}

/// A whole record leaves nothing to expect: without a day or a what-if what is asked is asked on the first day.
pub fn in_prospect(terms: Terms, scenario: &Scenario) -> Terms {
    let binds = !scenario.record.is_empty() && scenario.choices_with(&terms.choices).is_empty();
    let from = terms.from.or(binds.then_some(scenario.opens));
    Terms { from, ..terms }
}

/// Whether two choices are made at the same point the same time it is asked.
pub fn same_place(one: &Choice, other: &Choice) -> bool {
    (one.point, one.occurrence) == (other.point, other.occurrence)
}

fn decided_twice(scenario: &Scenario, known: Choice, choice: Choice) -> Problem {
    let name = scenario.point_name(choice.point);
    let (first, second) = (scenario.choice_words(known), scenario.choice_words(choice));
    Problem::new(
        format!("`{name}` is decided twice: {first} and {second}"),
        format!("keep one; for the second time it is asked in a case write {name}#2=..."),
    )
}

/// Reads a day of the case.
fn read_day(argument: &str, text: &str, scenario: &Scenario) -> Result<Date, Problem> {
    let (first, last) = (scenario.opens, scenario.horizon);
    let range = || format!("give a day from {first} to {last}, such as {argument} {first}");
    let day = parse_day(text)
        .ok_or_else(|| Problem::new(format!("{argument}: `{text}` is not a date"), range()))?;
    if day < first {
        let message = format!("{argument} {day} is before the case opens");
        return Err(Problem::new(message, range()));
    }
    if day > last {
        let message = format!("{argument} {day} is after the last day a run may reach");
        return Err(Problem::new(message, range()));
    }
    Ok(day)
}

/// A date as data files write it or as reports print it.
pub fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = (text.len() == 10).then(|| Date::strptime("%Y-%m-%d", text).ok()).flatten();
    iso.or_else(|| Date::strptime("%d %b %Y", text).ok())
}

/// Reads `point=option` or `point#2=option`, stages of the treaty channel included.
pub fn read_choice(argument: &str, text: &str, scenario: &Scenario) -> Result<Choice, Problem> {
    let Some((place, option)) = text.split_once('=') else {
        return Err(Problem::with(
            format!("{argument} `{text}` has no `=`"),
            Some(form_of(text, scenario)),
        ));
    };
    let (name, occurrence) = match place.split_once('#') {
        None => (place, 1),
        Some((name, nth)) => match nth.parse::<u16>() {
            Ok(nth) if nth > 0 => (name, nth),
            _ => {
                return Err(Problem::new(
                    format!("{argument} {text}: `#{nth}` does not say which time"),
                    format!("write {name}#2={option} for the second time it is asked"),
                ));
            }
        },
    };
    let Some(point) = scenario.find_point(name) else {
        return Err(unknown_point(name, scenario));
    };
    let options = scenario.options(point);
    match options.iter().position(|known| *known == option) {
        Some(number) => Ok(Choice { point, occurrence, option: number as u8 }),
        None => Err(unknown_option(scenario, point, option)),
    }
}

fn form_of(text: &str, scenario: &Scenario) -> String {
    let options = scenario.find_point(text).map(|point| scenario.options(point));
    match options.unwrap_or_default().first() {
        Some(option) => format!("write point=option, such as {text}={option}"),
        None => "write point=option, such as district.review=reverse".to_owned(),
    }
}

/// The mistake of a point that does not exist.
pub fn unknown_point(name: &str, scenario: &Scenario) -> Problem {
    let names = scenario.points().map(|point| scenario.point_name(point));
    let cure = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("see: comity decisions {}", asked(&scenario.name, &scenario.sets)),
    };
    Problem::new(format!("there is no decision point `{name}`"), cure)
}

fn unknown_option(scenario: &Scenario, point: PointId, option: &str) -> Problem {
    let name = scenario.point_name(point);
    let options = scenario.options(point);
    if options.is_empty() {
        return Problem::new(
            format!("nothing is decided at `{name}`: it only takes time"),
            format!("see: comity decisions {}", asked(&scenario.name, &scenario.sets)),
        );
    }
    let here = match nearest(option, options.iter().copied()) {
        Some(_) => did_you_mean(option, options.iter().copied()).unwrap_or_default(),
        None => format!("its options are {}", listing(&options)),
    };
    let elsewhere: Vec<&str> = scenario
        .points()
        .filter(|point| scenario.options(*point).contains(&option))
        .map(|point| scenario.point_name(point))
        .take(3)
        .collect();
    let cure = match elsewhere[..] {
        [] => here,
        _ => format!("{here}; `{option}` is an option at {}", listing(&elsewhere)),
    };
    Problem::new(format!("`{name}` has no option `{option}`"), cure)
}

/// The command that makes a result again.
pub fn command(scenario: &Scenario, terms: &Terms) -> String {
    let mut command =
        format!("comity run {} --seed {}", asked(&scenario.name, &scenario.sets), terms.seed);
    command.push_str(&options(scenario, terms));
    command
}

/// The options that make these terms, as the words of a command.
pub fn option_words(scenario: &Scenario, terms: &Terms) -> Vec<String> {
    let mut words = vec!["--seed".to_owned(), terms.seed.to_string()];
    for (name, day) in [("--from", terms.from), ("--until", terms.until)] {
        words.extend(day.iter().flat_map(|day| [name.to_owned(), day.to_string()]));
    }
    for choice in &terms.choices {
        words.extend(["--what-if".to_owned(), scenario.choice_words(*choice)]);
    }
    words
}

/// The options that make these terms, but for the seed.
pub fn options(scenario: &Scenario, terms: &Terms) -> String {
    let mut text = String::new();
    for (name, day) in [("--from", terms.from), ("--until", terms.until)] {
        text.push_str(&day.map(|day| format!(" {name} {day}")).unwrap_or_default());
    }
    for choice in &terms.choices {
        text.push_str(&format!(" --what-if {}", quoted(&scenario.choice_words(*choice))));
    }
    text
}

/// The option that asks for these cases.
pub fn cases_option(cases: &Range<u64>) -> String {
    match cases.start {
        0 => format!("-n {}", cases.end),
        start => format!("--cases {start}..{}", cases.end),
    }
}
