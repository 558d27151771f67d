//! `[decide]`: one table for each fixed decision point, with exactly its options.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::law::comity::{Factor, Test, test_at};
use crate::law::decision::OptionSpec;
use crate::law::point::{SPECS, Spec};
use crate::scenario::assume::FIXED_BY_LAW;

use super::shape::{
    Keys, keys, list, number, pairing, shared, shared_as, table, table_by_name, text_or,
};
use super::terms::{condition_keys, says_when};

/// A chance.
pub(super) fn chance(about: &str) -> Value {
    number(about, (0.0, 1.0))
}

/// The points by the group that the first word of their name makes.
pub(super) fn groups() -> BTreeMap<&'static str, Vec<(&'static str, &'static Spec)>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for spec in SPECS {
        let (group, name) = spec.name.split_once('.').unwrap_or((spec.name, ""));
        groups.entry(group).or_default().push((name, spec));
    }
    groups
}

/// `[decide]`.
pub(super) fn table_of_points() -> Value {
    let group = |(group, points): (&str, Vec<(&str, &Spec)>)| {
        let points = points.into_iter().map(|(name, spec)| (name.to_owned(), point(spec)));
        let about = format!("The points of {group}.");
        (group.to_owned(), table(&about, points.collect()))
    };
    let about = "What is assumed of each decision point and step.";
    table(about, groups().into_iter().map(group).collect())
}

fn point(spec: &Spec) -> Value {
    let id = spec.id.map(|id| format!("{id}. ")).unwrap_or_default();
    let by_law = match FIXED_BY_LAW.contains(&spec.point) {
        true => ". The law fixes the day, so nothing has to be assumed",
        false => "",
    };
    let about = format!("{id}{}{by_law} ({})", spec.question, spec.decider.id());
    let when = "What is assumed instead under a condition; the first that holds counts.";
    let mut point = match spec.options {
        [] => Keys::new(),
        _ => decision(spec),
    };
    point.extend(keys([
        ("takes", shared_as("length", "How long it takes (default: it is done at once).")),
        ("takes_basis", shared("basis")),
        ("strength", shared("strength")),
        ("reference", shared("reference")),
        ("when", list(when, when_at(spec))),
    ]));
    table(&about, point)
}

/// The keys of a point that has options.
fn decision(spec: &Spec) -> Keys {
    let range = spec.options.iter().map(|option| (option.name.to_owned(), shared("range")));
    let about = "The range in which the chance of an option may lie: [lowest, highest].";
    let mut decision = keys([
        ("odds", odds(spec)),
        ("odds_basis", shared("basis")),
        ("range", table(about, range.collect())),
    ]);
    if let Some(test) = test_at(spec.point) {
        decision.extend(keys([("factors", factors(test))]));
    }
    decision
}

/// The chance of each option. A ruling that weighs factors may leave it to them.
fn odds(spec: &Spec) -> Value {
    let option = |option: &OptionSpec| {
        (option.name.to_owned(), chance(&format!("{} Its chance, from 0 to 1.", option.leads_to)))
    };
    let options = spec.options.iter().map(option).collect();
    let about = "The chance of each option, from 0 to 1. They add up to 1.";
    if test_at(spec.point).is_none() {
        return table(about, options);
    }
    let about = format!("{about} Or \"factors\", out of which they come.");
    text_or(table(&about, options), "^factors$")
}

fn factors(test: &Test) -> Value {
    let score = "From 0, it speaks for the Government, to 1, it speaks for the provider.";
    let factor = |factor: &Factor| {
        let row = keys([
            ("weight", number("How much it counts beside the others.", (0.0, 1000.0))),
            ("score", number(score, (0.0, 1.0))),
            ("basis", shared("basis")),
            ("reference", shared("reference")),
        ]);
        (factor.name.to_owned(), table(factor.question, row))
    };
    table("The factors that the court weighs.", test.factors.iter().map(factor).collect())
}

/// What is assumed under a condition, with the odds of any point.
pub(super) fn when() -> Value {
    let odds = "The chance of each option, from 0 to 1. They add up to 1.";
    let more = keys([
        ("odds", table_by_name(odds, chance("A chance."))),
        ("odds_basis", shared("basis")),
        ("takes", shared_as("length", "How long it takes.")),
        ("takes_basis", shared("basis")),
        ("reference", shared("reference")),
    ]);
    variant(more, "takes")
}

/// A table with a condition and what is assumed under it: odds, a time at `time_key`, or both.
pub(super) fn variant(numbers: Keys, time_key: &str) -> Value {
    let keys = [condition_keys("condition"), numbers].concat();
    let basis = format!("{time_key}_basis");
    let pairs = [("odds", "odds_basis"), ("odds_basis", "odds"), (time_key, basis.as_str())];
    let mut variant = pairing(table("What is assumed under a condition.", keys), &pairs);
    variant["anyOf"] = says_when();
    variant["if"] = json!({ "required": ["odds"] });
    variant["else"] = json!({ "required": [time_key] });
    variant
}

/// What is assumed of one point under a condition: its own options, or time alone.
fn when_at(spec: &Spec) -> Value {
    if spec.options.is_empty() {
        return json!({ "allOf": [shared("when"), { "properties": { "odds": false } }] });
    }
    let (group, name) = spec.name.split_once('.').unwrap_or((spec.name, ""));
    let odds = format!("#/properties/decide/properties/{group}/properties/{name}/properties/odds");
    let odds =
        json!({ "allOf": [{ "$ref": odds }, { "type": "object", "required": options(spec) }] });
    json!({ "allOf": [shared("when"), { "properties": { "odds": odds } }] })
}

/// The names of the options of a point.
pub(super) fn options(spec: &Spec) -> Vec<&'static str> {
    spec.options.iter().map(|option| option.name).collect()
}
