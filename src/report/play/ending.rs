//! The end of a play: how the case ended, the path beside history, and both beside what could be expected.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::Estimate;
use crate::experiment::fate::End;
use crate::experiment::play::prospect::Prospect;
use crate::experiment::play::{Made, Play};
use crate::law::chambers::calendar_date;
use crate::report::fate;
use crate::report::forecast::{ends, percent, thousands};
use crate::report::lines::{columns, day, per_cent, shell_lines, wrap};
use crate::report::play::record::MadeRecord;
use crate::report::record::{RunRecord, days_between};
use crate::report::text::outcome;
use crate::scenario::Scenario;

/// How a play ended, beside history and beside what could be expected.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EndingRecord {
    /// How the case ended, as a forecast names it: `warrant-quashed`.
    pub outcome: String,
    /// The day on which it ended; null if it was still open on the last day simulated.
    #[schemars(with = "Option<String>")]
    pub on: Option<Date>,
    /// What these offices really decided and the play never came to.
    pub not_reached: Vec<MadeRecord>,
    /// The what-ifs that never came up.
    pub never_arose: Vec<String>,
    /// What could be expected; null if that could not be counted.
    pub expected: Option<Expected>,
    /// Why it could not be counted.
    pub no_forecast: Option<String>,
}

/// What could be expected of the choices of the play, beside others.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Expected {
    /// How many cases each forecast has.
    pub cases: u64,
    /// Day 0 of all its days.
    #[schemars(with = "String")]
    pub day_zero: Date,
    /// The level of every interval.
    pub level: f64,
    /// With the choices of the play.
    pub yours: Prospect,
    /// With the choices these offices really made, or, where there is no history, with none fixed.
    pub beside: Prospect,
}

/// How the play ended.
pub fn ending(
    play: &Play<'_>,
    history: &[Made],
    forecast: Option<Result<Expected, String>>,
) -> EndingRecord {
    let scenario = play.scenario();
    let end = End::of(&play.run().posture);
    let place = |made: &Made| (made.choice.point, made.choice.occurrence);
    let reached = |made: &&Made| {
        play.made().iter().any(|own| place(own) == place(made) && own.recorded.is_some())
    };
    let not_reached = history.iter().filter(|made| !reached(made));
    let never_arose = play.run().never_arose.iter().map(|choice| scenario.choice_words(*choice));
    let (expected, no_forecast) = match forecast {
        None => (None, None),
        Some(Ok(expected)) => (Some(expected), None),
        Some(Err(why)) => (None, Some(why)),
    };
    EndingRecord {
        outcome: end.fate.name(scenario),
        on: end.at.map(calendar_date),
        not_reached: not_reached.map(|made| MadeRecord::new(scenario, made)).collect(),
        never_arose: never_arose.collect(),
        expected,
        no_forecast,
    }
}

/// The end for people.
pub fn text(
    scenario: &Scenario,
    record: &RunRecord,
    made: &[MadeRecord],
    ending: &EndingRecord,
) -> String {
    let mut out = match ending.on {
        Some(on) => format!("THE END. {}, day {}\n", day(on), days_between(scenario.opens, on)),
        None => {
            let last = record.manifest.until.unwrap_or(scenario.horizon);
            format!("THE END. Still open on {}\n", day(last))
        }
    };
    out.push_str("\nOutcome\n");
    out.push_str(&outcome(scenario, record));
    out.push_str(&path(made, ending));
    for choice in &ending.never_arose {
        out.push_str(&wrap(&format!("The what-if {choice} never came up."), "", ""));
    }
    match (&ending.expected, &ending.no_forecast) {
        (Some(expected), _) => out.push_str(&prospects(made, ending, expected)),
        (None, Some(why)) => out.push_str(&wrap(&format!("No forecast: {why}."), "\n", "")),
        (None, None) => {}
    }
    out.push('\n');
    out
}

/// Whether the record says anything of what these offices decided.
fn has_history(made: &[MadeRecord], ending: &EndingRecord) -> bool {
    !ending.not_reached.is_empty() || made.iter().any(|one| one.recorded.is_some())
}

/// The choices beside those really made.
fn path(made: &[MadeRecord], ending: &EndingRecord) -> String {
    let has_history = has_history(made, ending);
    let title = if has_history { "Your path beside history" } else { "Your path" };
    let mut out = format!("\n{title}\n");
    if made.is_empty() {
        out.push_str("  You were never asked.\n");
    }
    let mut rows = vec![vec!["  decision".to_owned(), "you".to_owned()]];
    if has_history {
        rows[0].push("history".to_owned());
    }
    let none = || "-".to_owned();
    for one in made {
        let mut row = vec![format!("  {}", one.place()), one.option.clone()];
        row.extend(has_history.then(|| one.recorded.clone().unwrap_or_else(none)));
        rows.push(row);
    }
    for one in &ending.not_reached {
        rows.push(vec![format!("  {}", one.place()), none(), one.option.clone()]);
    }
    if rows.len() > 1 {
        out.push_str(&columns(&rows));
    }
    if has_history && rows.iter().skip(1).any(|row| row.iter().any(|cell| cell == "-")) {
        let text = "-: on your path it was not decided, or history had gone another way before.";
        out.push_str(&wrap(text, "  ", "  "));
    }
    out
}

/// What could be expected, side by side.
fn prospects(made: &[MadeRecord], ending: &EndingRecord, expected: &Expected) -> String {
    let Expected { cases, day_zero, level, yours, beside } = expected;
    let mut out = String::from("\nWhat could be expected\n");
    let (with, other) = match has_history(made, ending) {
        true => ("those really made", "history's choices"),
        false => ("none of them fixed", "no choice fixed"),
    };
    let text = format!(
        "{} cases each with your choices fixed, and with {with}. Everybody else decides by the odds \
         from {}; days are counted from there. In brackets: {} % intervals.",
        thousands(*cases),
        day(*day_zero),
        per_cent(*level),
    );
    out.push_str(&wrap(&text, "  ", "  "));
    out.push('\n');
    let mut rows = vec![vec![String::new(), "your choices".to_owned(), other.to_owned()]];
    let mut row = |label: String, of: &dyn Fn(&Prospect) -> Option<String>| {
        let none = || "-".to_owned();
        let (own, beside) = (of(yours), of(beside));
        if own.is_some() || beside.is_some() {
            rows.push(vec![label, own.unwrap_or_else(none), beside.unwrap_or_else(none)]);
        }
    };
    for by in yours.data_by_day.iter().filter(|by| [365, 1095, 1825].contains(&by.day)) {
        let of = |prospect: &Prospect| {
            let same = prospect.data_by_day.iter().find(|one| one.day == by.day);
            same.map(|one| chance(&one.chance))
        };
        row(format!("  data by day {}", by.day), &of);
    }
    row("  median day, if data".to_owned(), &|prospect| {
        let half = prospect.days_to_data.iter().find(|part| part.part == 0.5)?;
        Some(format!("day {}", half.day.value))
    });
    row("  ended as yours did".to_owned(), &|prospect| Some(chance(&prospect.same_end)));
    if let Some(on) = ending.on {
        let by = days_between(*day_zero, on);
        row(format!("  over by day {by}, as yours"), &|prospect| {
            prospect.over_by_then.as_ref().map(chance)
        });
    }
    out.push_str(&columns(&rows));
    out.push('\n');
    out.push_str(&wrap(&where_it_lies(ending, expected), "  ", "  "));
    out.push_str("  The same at length:\n");
    for prospect in [yours, beside] {
        out.push_str(&shell_lines(&prospect.command, "    "));
    }
    out
}

/// Where the result of the play lies among the cases with the same choices.
fn where_it_lies(ending: &EndingRecord, expected: &Expected) -> String {
    let yours = &expected.yours;
    let ended = fate::words(&ending.outcome);
    let share = percent(yours.same_end.value);
    let likeliest = yours.outcomes.first().filter(|one| one.outcome != ending.outcome);
    let so = match (yours.outcomes.len(), likeliest) {
        (0 | 1, None) => "With your choices every case ends so.".to_owned(),
        (_, None) => {
            format!("With your choices {share} of the cases end so, more than in any other way.")
        }
        (_, Some(one)) => format!(
            "With your choices {share} of the cases end so; most often, in {}, it is: {}.",
            percent(one.share.value),
            fate::words(&one.outcome)
        ),
    };
    format!("Your result: {ended}. {so}")
}

fn chance(estimate: &Estimate) -> String {
    format!("{} {}", percent(estimate.value), ends(estimate))
}
