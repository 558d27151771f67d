//! What many tables share: what a number rests on, authorities, conditions, choices.

use serde_json::{Value, json};

use crate::law::authority::{Catalogue, Evidence};
use crate::law::office::Office;
use crate::law::point::SPECS;
use crate::law::regime::REGIMES;
use crate::scenario::basis::{Basis, STRENGTHS};
use crate::scenario::request::{KINDS, URGENCIES};

use super::shape::{
    Keys, day, keys, list, list_of, literal, needing, one_of, shared, shared_as, table, text,
    text_like, text_or, truth, whole, word, word_or,
};

/// A country as a request has it.
pub(super) const COUNTRY: &str = "^([A-Z]{2}|unknown)$";

/// A word that says something.
pub(super) const SAID: &str = "\\S";

/// What both schemas share.
pub(super) fn definitions() -> Keys {
    let range = "The range in which the number may lie: [lowest, highest].";
    keys([
        ("basis", basis()),
        ("strength", strength()),
        ("reference", reference()),
        ("range", list_of(2, range, json!({ "type": "number" }))),
        ("office", word("An office.", seats())),
        ("authority", authority()),
        ("own-authority", own_authority()),
        ("choice", choice()),
        ("condition", condition("condition", keys([]))),
    ])
}

/// The offices with an address of their own.
fn seats() -> impl Iterator<Item = &'static str> {
    Office::ALL.into_iter().filter(|office| *office != Office::Parties).map(Office::id)
}

fn basis() -> Value {
    let about = "What the number rests on: a rule of law, data, or nothing but a guess.";
    word(about, Basis::ALL.map(|(word, _)| word))
}

fn strength() -> Value {
    let about = "How well the numbers are supported: by a figure for this very quantity (strong), for a \
                 neighbouring one (medium), or by none (weak).";
    word(about, STRENGTHS)
}

/// The authorities that something rests on.
pub(super) fn authorities(about: &str) -> Value {
    list(about, shared("authority"))
}

fn authority() -> Value {
    let catalogue = Catalogue::default();
    let ids: Vec<String> =
        catalogue.all().map(|authority| catalogue.get(authority).id.to_string()).collect();
    let about = "The id of an authority. All of them: comity law. One of your own: [[authority]].";
    word_or(about, ids.iter().map(String::as_str), "^\\S+$")
}

fn own_authority() -> Value {
    table(
        "An authority of one's own: the law of a country that the program does not know.",
        keys([
            ("id", text_like("A short word without spaces, such as \"xx.act-7\".", "^\\S+$")),
            ("citation", text("How it is cited.")),
            ("holding", text("What it says, in one plain sentence.")),
            ("from", day("The first day on which it could be relied on.")),
            ("to", day("The last day on which it could be relied on.")),
            ("in_force", truth("False: proposed, signed or published, but not in force.")),
            ("evidence", word("How well it is known.", Evidence::ALL.map(Evidence::as_str))),
            ("reference", text("Where a reader finds it: a page, a collection.")),
            ("url", text("Its address on the web.")),
        ]),
    )
}

/// An authority of one's own, given whole.
pub(super) fn whole_authority() -> Value {
    whole("own-authority", &["id", "citation", "holding", "evidence"])
}

fn reference() -> Value {
    let about = "Where a number comes from: a remark, or a work and the place in it.";
    let work = keys([
        ("title", text_like("The work.", SAID)),
        ("pinpoint", text("The place in it: a section, a page, a table.")),
        ("url", text("Its address on the web.")),
        ("note", text("How it was read, or what else there is to say about it.")),
    ]);
    text_or(needing(table(about, work), &["title"]), SAID)
}

/// `point=option`. For a fixed point the option must be one of its own; other points are stages.
fn choice() -> Value {
    let all: Vec<String> = SPECS
        .iter()
        .flat_map(|spec| {
            spec.options.iter().map(move |option| format!("{}={}", spec.name, option.name))
        })
        .collect();
    let about = "A choice: point=option, or point#2=option for the second time the point is asked.";
    let mut choice =
        word_or(about, all.iter().map(String::as_str), "^[^=#]+(#[1-9][0-9]*)?=[^=]+$");
    let decisions = SPECS.iter().filter(|spec| !spec.options.is_empty());
    let known = decisions.map(|spec| {
        let point = format!("^{}(#[0-9]+)?=", literal(spec.name));
        let options = one_of(spec.options.iter().map(|option| option.name));
        json!({ "if": { "pattern": point }, "then": { "pattern": format!("={options}$") } })
    });
    choice["if"] = json!({ "type": "string" });
    choice["then"] = json!({ "allOf": Vec::from_iter(known) });
    choice
}

/// A table that is nothing but a condition. `nested` is its name, for the conditions in it.
pub(super) fn condition(nested: &str, more: Keys) -> Value {
    let about = "A condition. All of its keys must hold.";
    let mut condition = table(about, [condition_keys(nested), more].concat());
    condition["minProperties"] = json!(1);
    condition
}

/// The keys of a condition, in a table that may have others.
pub(super) fn condition_keys(nested: &str) -> Keys {
    let regimes = REGIMES.iter().map(|regime| regime.id);
    let law = "This regime governs on the day. All of them: comity law.";
    let country = |about: &str| text_like(about, COUNTRY);
    keys([
        ("chose", shared_as("choice", "This was chosen: point=option.")),
        ("law", word(law, regimes)),
        ("since", day("On this day or later.")),
        ("before", day("Before this day.")),
        ("stored_in", country("The request says that the data is stored in this country.")),
        ("controlled_from", country("The request says that it is controlled from this country.")),
        ("data", word("The request is for this kind of data.", KINDS)),
        ("subscriber_of", country("The subscriber is a national of this country.")),
        ("subscriber_in", country("The subscriber lives in this country.")),
        ("urgency", word("How urgent the request is.", URGENCIES)),
        ("preserved", truth("Whether a copy was preserved before the case opened.")),
        ("all", list("Every one of these conditions holds.", shared(nested))),
        ("any", list("At least one of these conditions holds.", shared(nested))),
        ("not", shared_as(nested, "This condition does not hold.")),
    ])
}

/// The names of the keys of a condition.
pub(super) fn says_when() -> Value {
    let keys = condition_keys("condition");
    keys.into_iter().map(|(key, _)| json!({ "required": [key] })).collect()
}
