//! Every number a scenario rests on, the guesses first: what it says, how well it is supported, and where it
//! comes from.

use serde::Serialize;

use crate::report::lines::{WIDTH, asked, count, quoted, shell_lines, wrap};
use crate::report::record::NOTICE;
use crate::report::table::written;
use crate::scenario::number::Number;
use crate::scenario::{Basis, Reference, Scenario};
use crate::simulate::Run;

/// The numbers of one scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Assumptions {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The scenario's name, or its path.
    pub scenario: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the scenario's texts.
    pub scenario_hash: String,
    /// The values set on top of the scenario's files, as `key=value`.
    pub set: Vec<String>,
    /// How many numbers there are; the odds of one decision count as one.
    pub numbers: usize,
    /// How many of them are guesses.
    pub guesses: usize,
    /// How many come from published figures or counted cases.
    pub data: usize,
    /// How many are set by law.
    pub law: usize,
    /// How many decisions and steps there are, as `comity check` counts them.
    pub points: usize,
    /// In how many of them some part is a guess.
    pub points_that_guess: usize,
    /// The run that drew on these numbers and no others, if one was asked about.
    pub drawn_by: Option<String>,
    /// The basis asked for, if only one was.
    pub only: Option<&'static str>,
    /// The numbers asked for: guesses, then data, then law, each in the order of the case.
    pub assumptions: Vec<Row>,
    /// What this is and is not.
    pub notice: &'static str,
}

/// One number.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What it is a number of.
    pub name: String,
    /// `odds`, `time`, `factor`, `frailty`, `season` or `deletion`.
    pub what: &'static str,
    /// The condition under which it holds.
    pub when: Option<String>,
    /// The number in words.
    pub value: String,
    /// `law`, `data` or `guess`.
    pub basis: Option<&'static str>,
    /// `strong`, `medium` or `weak`.
    pub strength: Option<String>,
    /// The range in which it may lie.
    pub range: Option<String>,
    /// Where it comes from.
    pub reference: Option<Reference>,
    /// The key under which a scenario has it.
    pub key: String,
}

impl Row {
    fn new(number: &Number) -> Row {
        let Number { key, name, what, when, words, support } = number.clone();
        Row {
            name,
            what,
            when,
            value: words,
            basis: support.basis.map(Basis::as_str),
            strength: support.strength,
            range: support.range,
            reference: support.reference,
            key,
        }
    }
}

/// The order in which they are shown.
const ORDER: [Basis; 3] = [Basis::Guess, Basis::Data, Basis::Law];

/// The numbers of a scenario; with `only`, those of one basis.
pub fn assumptions(scenario: &Scenario, only: Option<Basis>) -> Assumptions {
    list(scenario, &scenario.numbers(), scenario.guesses(), only)
}

/// The numbers on which a run drew; `command` is what makes it.
pub fn drawn(scenario: &Scenario, run: &Run, command: String, only: Option<Basis>) -> Assumptions {
    let numbers = scenario.numbers_among(&run.drawn);
    let guesses = scenario.guesses_among(run.drawn.iter().copied());
    Assumptions { drawn_by: Some(command), ..list(scenario, &numbers, guesses, only) }
}

fn list(
    scenario: &Scenario,
    numbers: &[Number],
    (points_that_guess, points): (usize, usize),
    only: Option<Basis>,
) -> Assumptions {
    let of = |basis: Basis| numbers.iter().filter(move |one| one.support.basis == Some(basis));
    let shown = ORDER.into_iter().filter(|basis| only.is_none_or(|only| only == *basis));
    Assumptions {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        scenario: scenario.name.clone(),
        scenario_hash: scenario.hash.clone(),
        set: scenario.sets.clone(),
        numbers: numbers.len(),
        guesses: of(Basis::Guess).count(),
        data: of(Basis::Data).count(),
        law: of(Basis::Law).count(),
        points,
        points_that_guess,
        drawn_by: None,
        only: only.map(Basis::as_str),
        assumptions: shown.flat_map(of).map(Row::new).collect(),
        notice: NOTICE,
    }
}

/// The columns, in order: the fields of a row.
const COLUMNS: [&str; 9] =
    ["name", "what", "when", "value", "basis", "strength", "range", "reference", "key"];

/// Comma-separated values: a header and one row a number.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn csv(assumptions: &Assumptions) -> Result<String, csv::Error> {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = assumptions.assumptions.iter().map(|row| {
        [
            row.name.clone(),
            row.what.to_owned(),
            or_empty(&row.when),
            row.value.clone(),
            row.basis.unwrap_or_default().to_owned(),
            or_empty(&row.strength),
            or_empty(&row.range),
            or_empty(&row.reference.as_ref().map(Reference::to_string)),
            row.key.clone(),
        ]
    });
    written(COLUMNS, rows)
}

/// The numbers for people.
pub fn text(scenario: &Scenario, assumptions: &Assumptions) -> String {
    let mut out = heading(scenario, assumptions);
    for basis in ORDER {
        let rows: Vec<&Row> = assumptions
            .assumptions
            .iter()
            .filter(|row| row.basis == Some(basis.as_str()))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let title = match basis {
            Basis::Guess => "Guesses",
            Basis::Data => "From data",
            Basis::Law => "From law",
        };
        out.push_str(&format!("{title} ({})\n\n", rows.len()));
        for entry in rows.chunk_by(|one, next| belong(one, next)) {
            out.push_str(&entry_text(entry));
        }
    }
    out.push_str(&format!("{NOTICE}\n"));
    out.push_str(&next_steps(assumptions));
    out
}

fn heading(scenario: &Scenario, all: &Assumptions) -> String {
    let mut out = wrap(&format!("What {} rests on", scenario.title), "", "");
    if let Some(command) = &all.drawn_by {
        out.push_str(&wrap("Only the numbers on which one run drew:", "", ""));
        out.push_str(&shell_lines(command, "  "));
    }
    let numbers = count(u32::try_from(all.numbers).unwrap_or(u32::MAX), "number", "numbers");
    out.push_str(&wrap(
        &format!(
            "{numbers}, the odds of a decision counted as one: {} are guesses, {} come from data and {} from law. At {} of the {} \
             decisions and steps some part is a guess.",
            all.guesses, all.data, all.law, all.points_that_guess, all.points
        ),
        "",
        "",
    ));
    out.push('\n');
    out.push_str(&wrap(
        "law: a rule sets it. data: a published figure, or counted cases. guess: judgement alone. \
         Support is strong for a figure on this very quantity, medium for one on its neighbour, weak for \
         none.",
        "",
        "",
    ));
    if let Some(mark) = scenario.sources.keys().next() {
        let case = asked(&all.scenario, &all.set);
        out.push_str(&wrap(&format!("A mark such as {mark} names a source:"), "", ""));
        out.push_str(&format!("  comity explain {case} sources.{mark}\n"));
    }
    out.push('\n');
    out
}

/// Whether two numbers are shown together.
fn belong(one: &Row, next: &Row) -> bool {
    (&one.name, &one.when) == (&next.name, &next.when)
}

const INDENT: &str = "      ";

/// The numbers of one name on one basis; a source they share is said once, below them.
fn entry_text(rows: &[&Row]) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let support = first.strength.as_ref().map(|word| format!("support {word}")).unwrap_or_default();
    let left = format!("  {}", first.name);
    let used = left.chars().count() + support.chars().count();
    let gap = " ".repeat(WIDTH.saturating_sub(used).max(2));
    let mut out = format!("{left}{gap}{support}").trim_end().to_owned() + "\n";
    if let Some(when) = &first.when {
        out.push_str(&wrap(&format!("where {when}"), INDENT, INDENT));
    }
    let labelled = |label: &str, text: &str| {
        wrap(text, &format!("{INDENT}{label:<9} "), &" ".repeat(INDENT.len() + 10))
    };
    for (number, row) in rows.iter().enumerate() {
        out.push_str(&labelled(row.what, &row.value));
        out.push_str(&row.range.as_ref().map(|text| labelled("range", text)).unwrap_or_default());
        let goes_on = rows.get(number + 1).is_some_and(|next| next.reference == row.reference);
        if let Some(reference) = row.reference.as_ref().filter(|_| !goes_on) {
            out.push_str(&wrap(&reference.to_string(), INDENT, INDENT));
        }
    }
    out.push('\n');
    out
}

/// One number in its place, and how to try another.
fn next_steps(assumptions: &Assumptions) -> String {
    let Some(row) = assumptions.assumptions.first() else { return String::new() };
    let case = asked(&assumptions.scenario, &assumptions.set);
    let mut out = format!("Next:\n  comity explain {case} {}\n", quoted(&row.key));
    if assumptions.only.is_none() && assumptions.guesses < assumptions.numbers {
        let all = match &assumptions.drawn_by {
            Some(run) => run.replacen("comity run", "comity assumptions", 1) + " --drawn",
            None => format!("comity assumptions {case}"),
        };
        out.push_str(&shell_lines(&format!("{all} --basis guess"), "  "));
    }
    out
}
