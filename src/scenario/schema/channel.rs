//! The keys of a channel: in a file of its own, or as changes to one in a scenario.

use serde_json::{Value, json};

use crate::law::message::PathEnd;
use crate::scenario::channel::{LIMIT_RULES, ends_of_a_stage};
use crate::scenario::library::CHANNELS;

use super::case::PATH;
use super::decide::{chance, variant};
use super::length::time;
use super::shape::{
    Keys, above_zero, day, keys, list, list_or_changes, named, needing, shared, shared_as, table,
    table_by_name, text, text_like, texts, truth, whole, whole_number, word, word_or,
};
use super::terms::{SAID, authorities, whole_authority};

/// Where a channel is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file of its own, which has nothing below it: its lists are lists.
    File,
    /// In a scenario, perhaps on top of the channel's file.
    Scenario,
}

/// What the tables of a channel share.
pub(super) fn definitions() -> Keys {
    keys([
        ("stage", stage()),
        ("outcome", outcome()),
        ("factor", factor()),
        ("frailty", frailty()),
        ("slow", slow()),
        ("consequence", consequence()),
        ("when-in-a-stage", when()),
    ])
}

/// `[channel]` in a scenario.
pub(super) fn tables() -> Value {
    let shipped = CHANNELS.iter().map(|shipped| (shipped.name.to_owned(), shared("channel")));
    let about = "Channels of one's own, and changes to others, each under its name.";
    let mut tables = table(about, shipped.collect());
    tables["additionalProperties"] = shared("channel");
    tables
}

/// What the tables of channels must have in a file that is based on no other. One with a list of stages is
/// whole, unless the rest of it is in a file that comes with the program.
pub(super) fn whole_tables() -> Value {
    let shipped = CHANNELS.iter().map(|shipped| (shipped.name.to_owned(), json!(true)));
    let own = json!({
        "if": { "properties": { "stage": { "type": "array" } }, "required": ["stage"] },
        "then": {
            "required": ["path", "title"],
            "dependentRequired": crossing(),
            "properties": {
                "factor": { "additionalProperties": { "required": FACTOR } },
                "frailty": { "required": FRAILTY },
            },
        },
    });
    json!({ "properties": named(shipped.collect()), "additionalProperties": own })
}

/// A request that is sent is answered, and the other way round.
pub(super) fn crossing() -> Value {
    json!({ "sent": ["answered"], "answered": ["sent"] })
}

/// `[channel.<name>]` in a scenario.
pub(super) fn change() -> Value {
    let about = "A channel, or changes to one: [channel.<name>.stage.<id>] changes a stage, \
                 [channel.<name>.stage.<id>.outcome.<name>] an outcome.";
    table(about, keys_of_a_channel(Place::Scenario))
}

/// Every key of a channel.
pub(super) fn keys_of_a_channel(place: Place) -> Keys {
    let (stage, authority) = (whole_stage(), whole_authority());
    let stages = "Its stages; a request starts at the first.";
    let own = "Authorities that the program does not know.";
    let (stages, own, factor, frailty) = match place {
        Place::File => (
            list(stages, stage),
            list(own, authority),
            whole("factor", &FACTOR),
            whole("frailty", &FRAILTY),
        ),
        Place::Scenario => (
            list_or_changes(stages, stage, shared("stage")),
            list_or_changes(own, authority, shared("own-authority")),
            shared("factor"),
            shared("frailty"),
        ),
    };
    let path = "The word for its path, such as treaty; warrant is the court track.";
    let demander = "Who makes the request and gets the data (default: the prosecutor).";
    let overlay = "It runs beside the other paths and asks for no data: what a production may bring on \
                   the provider (default: false).";
    let pending = "What the law attaches to a request while it is pending.";
    let sent = "The stage, by its id, with whose end the request leaves for the authority abroad: what the law \
                attaches to it runs from then until it is answered, and word of its end, or of its withdrawal, \
                goes by the offices on either side.";
    let factors = "Numbers that multiply the times of several stages at once.";
    keys([
        ("id", text("The name of its table in a scenario (default: the name of the file).")),
        ("path", text_like(path, &format!("^{PATH}$"))),
        ("title", text("What it is called.")),
        ("summary", text("What it is for, in a sentence or two.")),
        ("demander", shared_as("office", demander)),
        ("overlay", truth(overlay)),
        ("authority", authorities("What must be in force on the day the request is made.")),
        ("own_authority", own),
        ("reference", shared("reference")),
        ("factor", table_by_name(factors, factor)),
        ("frailty", frailty),
        ("slow", list("Seasons in which some offices work more slowly.", slow())),
        ("consequence", list(pending, consequence())),
        ("sent", text(sent)),
        ("answered", text("The stage, by its id, with whose end the answer is back.")),
        ("stage", stages),
    ])
}

/// What a factor given whole must have.
const FACTOR: [&str; 2] = ["value", "basis"];

/// What a frailty given whole must have.
const FRAILTY: [&str; 2] = ["s", "basis"];

/// A stage given whole.
fn whole_stage() -> Value {
    let rest = json!({
        "required": ["id", "name", "office", "document", "duration", "basis", "outcome"],
        "properties": {
            "limit": { "required": ["period", "rule", "authority"] },
            "outcome": { "type": "array" },
        },
    });
    let by_deadline = json!({
        "if": { "properties": { "duration": { "required": ["by"], "type": "object" } } },
        "then": { "required": ["limit"] },
    });
    let lateness = json!({
        "if": { "properties": { "outcome": { "type": "array", "contains": {
            "type": "object", "properties": { "late": { "const": true } }, "required": ["late"],
        } } }, "required": ["outcome"] },
        "then": { "required": ["limit"] },
    });
    json!({ "allOf": [shared("stage"), rest, by_deadline, lateness] })
}

fn stage() -> Value {
    let name = "Its name as a decision point: the word of the path, a dot, and a word of its own.";
    let authority = "What it rests on; all of it must be in force when the stage ends.";
    let scale = "What multiplies its time: names of tables in [factor], and frailty.";
    let outcome = whole("outcome", &["name", "to", "p", "words"]);
    let outcomes = "How it can end. The chances add up to 1.";
    let when = "What is assumed instead under a condition; the first that holds counts.";
    table(
        "A stage of a channel.",
        keys([
            ("id", text("Its number in its table, such as b4.")),
            ("name", text(name)),
            ("office", shared_as("office", "Who holds the file.")),
            ("document", text("What is done with it, or which paper comes out.")),
            ("authority", authorities(authority)),
            ("duration", shared_as("length", "How long it takes.")),
            ("basis", shared("basis")),
            ("odds_basis", shared("basis")),
            ("strength", shared("strength")),
            ("reference", shared("reference")),
            ("scale", texts(scale)),
            ("limit", limit()),
            ("any_day", truth("Whether it can end on a day on which the office is closed.")),
            ("if_gone", text("The outcome, by its name, if the data is gone by then.")),
            ("outcome", list_or_changes(outcomes, outcome, shared("outcome"))),
            ("when", list(when, shared("when-in-a-stage"))),
        ]),
    )
}

fn limit() -> Value {
    let period = text_like(
        "Whole days, working days or hours, such as \"10 days\", \"5 working days\" or \"8 hours\".",
        "^[0-9.]+ (working )?[a-z]+$",
    );
    let from = "The stages, by their ids, with whose end it begins to run: the last of them that came (default: \
                when the stage is taken up).";
    let rule = "How it is counted: by Regulation 1182/71 (eu), by the federal rules (us), or every day (fixed).";
    table(
        "The time the law allows for it.",
        keys([
            (
                "what",
                text("What is due, such as \"serve the warrant\" (default: what the stage does)."),
            ),
            ("period", period),
            ("from", texts(from)),
            ("rule", word(rule, LIMIT_RULES)),
            ("authority", shared_as("authority", "What sets it.")),
        ]),
    )
}

fn outcome() -> Value {
    let ends = ends_of_a_stage().map(PathEnd::as_str);
    let ends: Vec<String> =
        ["obtained"].into_iter().chain(ends).map(|end| format!("end:{end}")).collect();
    let to = "The id of the stage it leads to, or how the path ends.";
    let mut to = word_or(to, ends.iter().map(String::as_str), SAID);
    to["if"] = json!({ "pattern": "^end:" });
    to["then"] = json!({ "enum": ends });
    let mut at_most =
        whole_number("How often a file may go back in one case before this outcome is closed.");
    (at_most["minimum"], at_most["maximum"]) = (json!(1), json!(100));
    table(
        "How a stage can end.",
        keys([
            ("name", text("Its name as an option.")),
            ("to", to),
            ("p", chance("Its chance, from 0 to 1.")),
            ("range", shared("range")),
            ("at_most", at_most),
            ("words", text("How it reads on the docket.")),
            ("holds", time("A copy of the data is held for so many days.")),
            ("holds_by", shared_as("authority", "What sets that time, if the law does.")),
            ("delivers", truth("The data is there, and the file goes on to another stage.")),
            (
                "late",
                truth("The time the law allows passes: it happens then, other outcomes by then."),
            ),
        ]),
    )
}

fn when() -> Value {
    let odds = "The chance of each outcome, from 0 to 1. They add up to 1.";
    let numbers = keys([
        ("odds", table_by_name(odds, chance("A chance."))),
        ("odds_basis", shared("basis")),
        ("duration", shared_as("length", "How long it takes.")),
        ("duration_basis", shared("basis")),
        ("reference", shared("reference")),
    ]);
    variant(numbers, "duration")
}

fn factor() -> Value {
    let value = |about: &str| above_zero(about, Some(1000.0));
    let since = table(
        "Another value from a day on.",
        keys([
            ("date", day("The day.")),
            ("value", value("The value from that day on.")),
            ("basis", shared("basis")),
            ("reference", shared("reference")),
        ]),
    );
    let since = needing(since, &["date", "value"]);
    let later = "Other values, each from a day on, in the order of the days.";
    table(
        "A number that multiplies the times of the stages that name it in `scale`.",
        keys([
            ("value", value("Its value.")),
            ("use", text("The preset whose value it has instead.")),
            ("presets", table_by_name("Values with a name.", value("A value."))),
            ("since", list(later, since)),
            ("basis", shared("basis")),
            ("range", shared("range")),
            ("reference", shared("reference")),
        ]),
    )
}

fn frailty() -> Value {
    table(
        "How much cases differ as a whole: one factor for all stages of a case, of mean 1.",
        keys([
            ("s", above_zero("Its spread, above 0; 0.3 is usual.", None)),
            ("basis", shared("basis")),
            ("range", shared("range")),
            ("reference", shared("reference")),
        ]),
    )
}

fn slow() -> Value {
    let speed = "How much of a day's work is done in a day: 0.5 is half of it.";
    let day_of_year = |about: &str| text_like(about, "^[0-9]{1,2}-[0-9]{1,2}$");
    let slow = table(
        "A season in which some offices work more slowly.",
        keys([
            ("offices", list("The offices.", shared("office"))),
            ("from", day_of_year("The first day, as month and day: \"08-01\".")),
            ("to", day_of_year("The last day, as month and day: \"08-31\".")),
            ("speed", above_zero(speed, Some(1.0))),
            ("basis", shared("basis")),
            ("range", shared("range")),
            ("reference", shared("reference")),
        ]),
    );
    needing(slow, &["offices", "from", "to", "speed", "basis"])
}

fn consequence() -> Value {
    let says = "What may happen while the request is pending, in words.";
    let at_most = "For how long at most, in whole years: \"3 years\".";
    let consequence = table(
        "What the law attaches to a request while it is pending.",
        keys([
            ("says", text(says)),
            ("at_most", text_like(at_most, "^[1-9][0-9]? years?$")),
            ("authority", shared_as("authority", "What allows it.")),
        ]),
    );
    needing(consequence, &["says", "at_most", "authority"])
}
