//! The arguments that fix a result: seed, dates and what-ifs. Every mistake in them is found at once.

use clap::Args;
use jiff::civil::Date;

use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::report::lines::{asked, quoted};
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{did_you_mean, listing, nearest};
use crate::simulate::Terms;

use super::exit::{Exit, Problem, Trouble};

/// What fixes a result besides the scenario.
#[derive(Clone, Debug, Args)]
pub(super) struct TermsArguments {
    /// The number that fixes every draw
    #[arg(long, value_name = "N", default_value = "1")]
    pub(super) seed: u64,
    /// Follow the record to the end of this day (2014-08-29), then draw by odds
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Stop at the end of this day
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Decide otherwise: district.review=reverse, or point#2=option for the second time it is asked
    #[arg(long = "what-if", value_name = "POINT=OPTION")]
    what_if: Vec<String>,
}

impl TermsArguments {
    /// The same with one choice more.
    pub(super) fn with_choice(&self, choice: &str) -> TermsArguments {
        let mut more = self.clone();
        more.what_if.push(choice.to_owned());
        more
    }

    /// Whether any of them is given.
    pub(super) fn are_given(&self) -> bool {
        let TermsArguments { seed, from, until, what_if } = self;
        *seed != 1 || from.is_some() || until.is_some() || !what_if.is_empty()
    }

    /// Many cases before the same desks have no day on which one of them stands: they are drawn from the first day to
    /// the last.
    pub(super) fn have_no_days(&self) -> Result<(), Trouble> {
        let given = [("--from", &self.from), ("--until", &self.until)];
        let given = given.into_iter().filter_map(|(name, day)| day.as_ref().map(|_| name));
        let problems: Vec<Problem> = given
            .map(|name| {
                let cure = "leave it out; --years says how long, and --set opens=2014-08-29 from which day on";
                Problem::new(format!("{name} is a day of one case, and a caseload has many"), cure)
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(Trouble::all(Exit::Usage, problems)) }
    }

    /// The words that give these, as they were given.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec!["--seed".to_owned(), self.seed.to_string()];
        for (name, day) in [("--from", &self.from), ("--until", &self.until)] {
            words.extend(day.iter().flat_map(|day| [name.to_owned(), day.clone()]));
        }
        words.extend(
            self.what_if.iter().flat_map(|choice| ["--what-if".to_owned(), choice.clone()]),
        );
        words
    }

    /// Reads them against a scenario.
    pub(super) fn read(&self, scenario: &Scenario) -> Result<Terms, Trouble> {
        let mut problems = Vec::new();
        let mut day = |name: &str, text: &Option<String>| {
            let read = text.as_deref().map(|text| read_day(name, text, scenario));
            read.and_then(|read| read.map_err(|problem| problems.push(problem)).ok())
        };
        let (from, until) = (day("--from", &self.from), day("--until", &self.until));
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            problems.push(Problem::new(
                format!("--from {from} is later than --until {until}"),
                "the record is followed to --from, and the run stops at --until",
            ));
        }
        let mut choices: Vec<Choice> = Vec::new();
        for text in &self.what_if {
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
        Err(Trouble::all(Exit::Usage, problems))
    }
}

/// A whole record leaves nothing to expect: without a day or a what-if what is asked is asked on the first day.
pub(super) fn in_prospect(terms: Terms, scenario: &Scenario) -> Terms {
    let binds = !scenario.record.is_empty() && scenario.choices_with(&terms.choices).is_empty();
    let from = terms.from.or(binds.then_some(scenario.opens));
    Terms { from, ..terms }
}

/// Whether two choices are made at the same point the same time it is asked.
pub(super) fn same_place(one: &Choice, other: &Choice) -> bool {
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
pub(super) fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = (text.len() == 10).then(|| Date::strptime("%Y-%m-%d", text).ok()).flatten();
    iso.or_else(|| Date::strptime("%d %b %Y", text).ok())
}

/// Reads `point=option` or `point#2=option`, stages of the treaty channel included.
pub(super) fn read_choice(
    argument: &str,
    text: &str,
    scenario: &Scenario,
) -> Result<Choice, Problem> {
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
pub(super) fn unknown_point(name: &str, scenario: &Scenario) -> Problem {
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
pub(super) fn command(scenario: &Scenario, terms: &Terms) -> String {
    let mut command =
        format!("comity run {} --seed {}", asked(&scenario.name, &scenario.sets), terms.seed);
    command.push_str(&options(scenario, terms));
    command
}

/// The options that make these terms, as the words of a command.
pub(super) fn option_words(scenario: &Scenario, terms: &Terms) -> Vec<String> {
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
pub(super) fn options(scenario: &Scenario, terms: &Terms) -> String {
    let mut text = String::new();
    for (name, day) in [("--from", terms.from), ("--until", terms.until)] {
        text.push_str(&day.map(|day| format!(" {name} {day}")).unwrap_or_default());
    }
    for choice in &terms.choices {
        text.push_str(&format!(" --what-if {}", quoted(&scenario.choice_words(*choice))));
    }
    text
}
