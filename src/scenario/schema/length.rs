//! Lengths of time: a number and its unit, a range, or a distribution by name.

use serde_json::{Value, json};

use crate::scenario::takes::{MOST_PARTS, MOST_ROWS, UNITS};

use super::shape::{
    Keys, day, keys, list, list_of, needing, number, one_of, pairing, shared_as, table, text_like,
    text_or, word,
};

/// What the tables with lengths of time share.
pub(super) fn definitions() -> Keys {
    let part = [distributions(), shape()].concat();
    let whole = [part.clone(), mixture_and_deadline()].concat();
    keys([("length", length(whole)), ("length-of-a-part", length(part))])
}

/// The pattern of a number and its unit.
fn number_and_unit() -> String {
    format!("[0-9.]+ {}s?", one_of(UNITS.map(|(unit, _)| unit)))
}

/// A number and its unit: `14 days`.
pub(super) fn time(about: &str) -> Value {
    text_like(about, &format!("^{}$", number_and_unit()))
}

/// A text, or a table that has exactly one of these forms.
fn length(forms: Keys) -> Value {
    let about = "A length of time: \"14 days\", the range \"30 to 90 days\" that holds nine cases of ten, or a \
                 table that names a distribution, such as { median = \"35 days\", q95 = \"90 days\" }. The units \
                 are seconds, minutes, hours, days and weeks.";
    let names = forms.iter().map(|(name, _)| name.as_str());
    let first = names.filter(|name| !["q95", "shape"].contains(name));
    let one: Vec<Value> = first.map(|name| json!({ "required": [name] })).collect();
    let unit = one_of(UNITS.map(|(unit, _)| unit));
    let pattern = format!("^([0-9.]+( {unit}s?)? to )?{}$", number_and_unit());
    let pairs = [("median", "q95"), ("q95", "median"), ("gamma", "shape"), ("weibull", "shape")];
    let mut length = pairing(text_or(table(about, forms), &pattern), &pairs);
    length["if"] = json!({ "type": "object" });
    length["then"] = json!({ "oneOf": one });
    length
}

/// The distributions that are written as a table.
fn distributions() -> Keys {
    let several = |count, about| list_of(count, about, time("A number and its unit."));
    let share = number("The share that is done by then.", (0.0, 1.0));
    let mut row = list_of(2, "A length of time, and the share that is done by then.", json!({}));
    row["prefixItems"] = json!([time("A number and its unit."), share]);
    let weibull = "Weibull with this scale, which 63 cases of 100 do not exceed. Needs shape: below 1, what has \
                   lasted long lasts longer; above 1, it is about to end.";
    keys([
        ("median", time("Lognormal: half of all cases take no longer. Needs q95.")),
        ("q95", time("Lognormal: 95 cases of 100 take no longer. Needs median.")),
        (
            "uniform",
            several(2, "Any length from the first to the second, each as likely as the next."),
        ),
        (
            "triangular",
            several(3, "Shortest, most likely, longest; rising and falling in straight lines."),
        ),
        (
            "pert",
            several(3, "Shortest, most likely, longest; rising and falling in a bell (PERT)."),
        ),
        ("exponential", time("With this mean: a wait that does not remember how long it was.")),
        ("gamma", time("With this mean. Needs shape: 1 is exponential; the higher, the narrower.")),
        ("weibull", time(weibull)),
        (
            "empirical",
            rows("Lengths and the shares that are done by then, rising to 1.", row, MOST_ROWS),
        ),
    ])
}

fn shape() -> Keys {
    keys([("shape", number("The shape of gamma or weibull.", (0.1, 1000.0)))])
}

/// What a part of a mixture cannot be.
fn mixture_and_deadline() -> Keys {
    let part = keys([
        ("share", number("The share of the cases that it has.", (0.0, 1.0))),
        ("takes", shared_as("length-of-a-part", "How long these take.")),
    ]);
    let part = needing(table("A part of a mixture.", part), &["share", "takes"]);
    let about = "Several lengths of time, each with its share of the cases.";
    keys([
        ("mixture", rows(about, part, MOST_PARTS)),
        ("by", word("On the last day that the law allows, or before.", ["deadline"])),
        ("on", day("An event from outside: on this day, whatever the case does.")),
    ])
}

fn rows(about: &str, row: Value, most: usize) -> Value {
    let mut rows = list(about, row);
    rows["minItems"] = json!(1);
    rows["maxItems"] = json!(most);
    rows
}
