//! What a scenario must have that is based on no other. On top of another it may leave out anything.

use serde_json::{Value, json};

use crate::law::comity::test_at;
use crate::law::point::Spec;
use crate::scenario::assume::FIXED_BY_LAW;
use crate::scenario::info::HEADINGS;
use crate::scenario::lesson::KEYS;

use super::channel;
use super::decide::{groups, options};
use super::shape::named;

/// What must be there, table by table.
pub(super) fn scenario() -> Value {
    let headings: Vec<&str> = HEADINGS.iter().map(|(key, _)| *key).collect();
    json!({
        "required": ["title", "opens", "courts", "cast", "decide"],
        "properties": {
            "info": { "required": headings },
            "request": { "required": ["what", "stored_in", "controlled_from"] },
            "courts": { "required": ["district", "circuit", "supreme", "foreign"] },
            "calendar": { "additionalProperties": {
                "required": ["name"],
                "properties": { "holiday": { "type": "array" } },
            } },
            "cast": { "additionalProperties": {
                "if": { "type": "object" },
                "then": { "required": ["name", "until", "then"] },
            } },
            "channel": channel::whole_tables(),
            "data": { "required": ["deleted", "basis"], "properties": {
                "learned": { "required": ["after", "deleted", "basis"] },
            } },
            "caseload": caseload(),
            "lesson": { "required": KEYS, "properties": {
                "answer": { "minItems": 2, "items": { "required": ["says", "because"] } },
                "run": { "items": { "required": ["command"] } },
            } },
            "authority": { "type": "array" },
            "record": { "type": "array" },
            "decide": points(),
        },
    })
}

/// A caseload says how many files come and who works on them.
fn caseload() -> Value {
    let time = json!({ "required": ["takes", "basis"] });
    json!({
        "required": ["years", "stream"],
        "properties": {
            "stream": { "additionalProperties": {
                "if": { "required": ["every"] },
                "else": { "required": ["per_year", "basis"] },
                "dependentRequired": { "growth": ["growth_basis"], "months": ["months_basis"] },
                "properties": { "kind": {
                    "type": "array",
                    "items": { "required": ["name", "p", "basis"] },
                } },
            } },
            "office": { "additionalProperties": {
                "required": ["desks", "basis", "work"],
                "properties": {
                    "since": { "items": { "required": ["date", "desks", "basis"] } },
                    "patience": time,
                    "work": { "additionalProperties": time },
                },
            } },
            "closing": { "additionalProperties": time },
        },
    })
}

/// Every point must have its table but those whose day the law fixes.
fn points() -> Value {
    let mut all = json!({ "required": [], "properties": {} });
    for (group, points) in groups() {
        let assumed = points.iter().filter(|(_, spec)| !FIXED_BY_LAW.contains(&spec.point));
        let assumed: Vec<&str> = assumed.map(|(name, _)| *name).collect();
        if let (false, Some(groups)) = (assumed.is_empty(), all["required"].as_array_mut()) {
            groups.push(json!(group));
        }
        let points = points.iter().map(|(name, spec)| ((*name).to_owned(), point(spec)));
        all["properties"][group] =
            json!({ "required": assumed, "properties": named(points.collect()) });
    }
    all
}

/// A point has the odds of its options; every number has a basis.
fn point(spec: &Spec) -> Value {
    let time = json!({ "takes": ["takes_basis"] });
    if spec.options.is_empty() {
        return json!({ "dependentRequired": time });
    }
    let mut point = json!({
        "required": ["odds"],
        "dependentRequired": time,
        "properties": { "odds": { "required": options(spec) } },
    });
    match test_at(spec.point) {
        None => point["required"] = json!(["odds", "odds_basis"]),
        Some(test) => {
            let names: Vec<&str> = test.factors.iter().map(|factor| factor.name).collect();
            let row = json!({ "required": ["weight", "score", "basis"] });
            point["properties"]["factors"] =
                json!({ "required": names, "additionalProperties": row });
            point["if"] = json!({ "properties": { "odds": { "type": "string" } } });
            point["then"] = json!({ "required": ["factors"] });
            point["else"] = json!({ "required": ["odds_basis"] });
        }
    }
    point
}
