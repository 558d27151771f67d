//! The keys of a scenario: what the case is, what happened, what a run must show.

use serde_json::{Value, json};

use crate::law::calendar::Forum;
use crate::law::case::Ending;
use crate::law::channel::{MOST_CHANNELS, Standing, WARRANT};
use crate::law::message::PathEnd;
use crate::law::office::Office;
use crate::law::point::{SPECS, Spec};
use crate::law::strategy::MOST_STEPS;
use crate::scenario::calendar::{MONTHS, MOST_HOLIDAYS, PLACES, WEEKDAYS};
use crate::scenario::info::HEADINGS;
use crate::scenario::library::{CHANNELS, SCENARIOS};
use crate::scenario::line::PRECISIONS;
use crate::scenario::request::{KINDS, URGENCIES};

use super::shape::{
    Keys, at_most, day, keys, list, list_or_changes, needing, one_of, shared, shared_as, table,
    table_by_name, text, text_like, text_or, texts, truth, whole, whole_number, word, word_or,
};
use super::terms::{self, COUNTRY, SAID};
use super::{caseload, channel, decide, lesson};

/// The word for the path of a channel.
pub(super) const PATH: &str = "[a-z-]+";

/// What the tables of a scenario share.
pub(super) fn definitions() -> Keys {
    let of_a_path = "condition-of-a-path";
    let more = keys([
        ("ended", ended()),
        ("day", whole_number("This many days or more since the case opened.")),
    ]);
    keys([
        ("record", record()),
        ("name-shown", name_shown()),
        ("holiday", holiday()),
        ("channel", channel::change()),
        ("when", decide::when()),
        (of_a_path, terms::condition(of_a_path, more)),
    ])
}

/// Every key of a scenario.
pub(super) fn keys_of_a_case() -> Keys {
    [head(), tables(), lists()].concat()
}

fn head() -> Keys {
    let names = SCENARIOS.iter().map(|shipped| shipped.name);
    let base = "The scenario this one is based on: a name from `comity list`, or the path of a file. What is not \
                said here is as there.";
    let known = "The last day of which anything is known: a replay of the record stops there.";
    keys([
        ("base", word_or(base, names, SAID)),
        ("title", text("What the scenario is called.")),
        ("caption", text("The caption of the case.")),
        ("dockets", texts("The docket numbers.")),
        ("summary", text("What happened, what is asked, how it ended.")),
        ("opens", day("The first day.")),
        ("known_until", day(known)),
        ("ends", day("The last day a run may reach (default: 20 years after the first).")),
    ])
}

fn tables() -> Keys {
    let heading = |(key, words): &(&str, &str)| ((*key).to_owned(), text_like(words, SAID));
    let info = "The eight headings under which a scenario says what it is and what it is not.";
    let cast = Office::ALL.map(|office| (office.id().to_owned(), shared("name-shown")));
    let sources = "The sources that steps of the record cite, each under a key of its own.";
    let working_days = "Whether courts and authorities act only on their working days, and slowly in their slow \
                        seasons (default: true).";
    let law = keys([("working_days", truth(working_days))]);
    let own =
        "The working days of countries that the program does not know, by names for [courts].";
    keys([
        ("info", table(info, HEADINGS.iter().map(heading).collect())),
        ("request", request()),
        ("courts", courts()),
        ("calendar", table_by_name(own, calendar())),
        ("cast", table("The names shown for the offices.", Vec::from(cast))),
        ("sources", table_by_name(sources, text("Where it is found."))),
        ("channel", channel::tables()),
        ("decide", decide::table_of_points()),
        ("law", table("How the calendar counts.", law)),
        ("data", data()),
        ("caseload", caseload::caseload()),
        ("lesson", lesson::lesson()),
    ])
}

/// The name of an office, or who holds it to which day and its name after that.
fn name_shown() -> serde_json::Value {
    let name = table(
        "The name shown for this office; or a table, where it is known only to a day who holds it.",
        keys([
            ("name", text("The name shown to that day.")),
            ("until", day("The last day for which it is known who holds the office.")),
            ("then", text("The name shown after it.")),
        ]),
    );
    text_or(name, "")
}

fn lists() -> Keys {
    let shipped = CHANNELS.iter().map(|shipped| shipped.name);
    let about = "The channels of the case: names from `comity list`, paths of files, or names of tables in [channel].";
    let channels = list(about, word_or("A channel.", shipped, SAID));
    let path = list("Which path is taken when (default: the court track at once).", path());
    let (own, about) = (shared("own-authority"), "Authorities that the program does not know.");
    let authority = list_or_changes(about, terms::whole_authority(), own);
    let about = "What happened, step by step in order.";
    keys([
        ("channels", at_most(MOST_CHANNELS, channels)),
        ("choose", list("What-ifs that are part of the scenario.", shared("choice"))),
        ("path", at_most(MOST_STEPS, path)),
        ("authority", authority),
        ("record", list_or_changes(about, step(), shared("record"))),
        ("expect", list("What a run of the scenario must show.", expectation())),
    ])
}

fn request() -> Value {
    let country = |about: &str| {
        text_like(&format!("{about}: two capital letters (ISO 3166), or unknown."), COUNTRY)
    };
    let preserved = "Whether a copy was preserved before the case opened (default: false).";
    table(
        "What is asked for, where it lies, and who could produce it.",
        keys([
            ("what", text("What is wanted.")),
            ("stored_in", country("The country where it is stored")),
            ("controlled_from", country("The country from which whoever holds it controls it")),
            ("data", word("The kind of data (default: content).", KINDS)),
            ("custodian", text("Whose data it is.")),
            ("subscriber_of", country("The country whose national the subscriber is")),
            ("subscriber_in", country("The country where the subscriber lives")),
            ("forbidden_by", country("The country whose law forbids disclosure, if one does")),
            ("holder", text("Who holds it.")),
            ("urgency", word("How urgent the request is (default: ordinary).", URGENCIES)),
            ("preserved", truth(preserved)),
        ]),
    )
}

fn courts() -> Value {
    let ids = || Forum::ALL.iter().map(|forum| forum.id);
    let court = |about: &str| word(about, ids());
    let country = |about: &str| {
        word_or(&format!("{about}: ie, or the name of a table in [calendar]."), ids(), SAID)
    };
    table(
        "Whose holidays count where: courts by their CourtListener ids.",
        keys([
            ("district", court("The district court.")),
            ("circuit", court("The court of appeals.")),
            ("supreme", court("The Supreme Court.")),
            ("foreign", country("The country the channels lead to")),
            ("requesting", country("The country that asks, if it is another")),
        ]),
    )
}

fn calendar() -> Value {
    let day = word("A day.", WEEKDAYS.iter().map(|(name, _)| *name));
    let weekend = list("The days on which nobody works (default: saturday and sunday).", day);
    let holiday = whole("holiday", &["name", "on"]);
    let holidays = list_or_changes("Its holidays.", holiday, shared("holiday"));
    table(
        "The working days of a country.",
        keys([
            ("name", text("The name of the country.")),
            ("weekend", weekend),
            ("holiday", at_most(MOST_HOLIDAYS, holidays)),
            ("reference", shared("reference")),
        ]),
    )
}

fn holiday() -> Value {
    let places = one_of(PLACES.iter().map(|(name, _)| *name));
    let weekdays = one_of(WEEKDAYS.iter().map(|(name, _)| *name));
    let months = one_of(MONTHS);
    let days = format!(
        "^([0-9]+-[0-9]+|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|easter( [+-] [0-9]+)?|{places} {weekdays} of {months})$"
    );
    let about = "The day: \"05-01\", \"first monday of june\", \"last monday of october\", \"easter + 1\", or once on \
                 \"2022-03-18\".";
    let on = text_like(about, &days);
    table("A holiday.", keys([("name", text("What it is called.")), ("on", on)]))
}

fn data() -> Value {
    let support = || {
        [
            ("basis", shared("basis")),
            ("strength", shared("strength")),
            ("range", text("The range in which the time may lie, in words.")),
            ("reference", shared("reference")),
        ]
    };
    let learned = table(
        "What a user does who learns of the case.",
        keys(support().into_iter().chain([
            (
                "after",
                shared_as("length", "The time from the opening until the user learns of it."),
            ),
            ("deleted", shared_as("length", "The time from then until the user deletes the data.")),
        ])),
    );
    table(
        "How long the data lives if nobody holds a copy.",
        keys(support().into_iter().chain([
            ("deleted", shared_as("length", "The time until its user deletes it.")),
            ("learned", learned),
        ])),
    )
}

/// How the path of a channel can end without the data.
fn ends() -> impl Iterator<Item = &'static str> {
    PathEnd::ALL.into_iter().map(PathEnd::as_str)
}

/// How the court track can end.
fn endings() -> impl Iterator<Item = &'static str> {
    Ending::ALL.into_iter().map(Ending::as_str)
}

/// `path=end`, where the court track has ends of its own.
fn path_and_end(about: &str, of_the_courts: &str, of_a_channel: &str) -> Value {
    let mut end = text_like(about, &format!("^{PATH}=[a-z-]+$"));
    end["if"] = json!({ "pattern": format!("^{WARRANT}=") });
    end["then"] = json!({ "pattern": format!("={of_the_courts}$") });
    end["else"] = json!({ "pattern": format!("={of_a_channel}$") });
    end
}

fn ended() -> Value {
    path_and_end(
        "A path has ended so: treaty=refused, treaty=obtained, warrant=quashed, or treaty=failed for any end \
         without the data.",
        &one_of(endings().chain(["failed"])),
        &one_of(ends().chain([Standing::Obtained.as_str(), "failed"])),
    )
}

fn path() -> Value {
    let take =
        word_or("The path: warrant, or the `path` of a channel.", [WARRANT], &format!("^{PATH}$"));
    let when = shared_as("condition-of-a-path", "When it is taken; without it, at once.");
    needing(table("A path that is taken.", keys([("take", take), ("when", when)])), &["take"])
}

fn expectation() -> Value {
    let open = [Standing::NotUsed, Standing::Pending].map(Standing::as_str);
    let of_the_courts = one_of(endings().chain(open));
    let of_a_channel = one_of(ends().chain(open).chain([Standing::Obtained.as_str()]));
    let outcome =
        path_and_end("How a path stands in the end: path=ending.", &of_the_courts, &of_a_channel);
    let mut expected = table(
        "What a run must show: an outcome, or a step on a day.",
        keys([
            ("outcome", outcome),
            ("entry", text("A step of the record by its id.")),
            ("on", day("The day it must have.")),
            ("day", whole_number("The same as days since the case opened.")),
        ]),
    );
    expected["if"] = json!({ "required": ["outcome"] });
    expected["then"] = json!({ "maxProperties": 1 });
    expected["else"] = json!({ "required": ["entry", "on"] });
    expected
}

fn record() -> Value {
    let points = SPECS.iter().map(|spec| spec.name);
    let point = "The decision point or step that it fixes. All of them: comity decisions.";
    let precision = "How well the day is known: exact, approx (the best day given), or unknown.";
    let after = "The step above, by its id, after which it is known to come, where the order says more than that.";
    let exogenous = "An event from outside the case, which keeps its day whatever is chosen.";
    let mut record = table(
        "A step of the record.",
        keys([
            ("id", text("Its number, such as E20.")),
            ("on", day("The day. A step whose day is unknown has none.")),
            ("after", text(after)),
            ("precision", word(precision, PRECISIONS.map(|(word, _)| word))),
            ("point", word_or(point, points, "^\\S+\\.\\S+$")),
            ("choice", text("The option taken, if the point has options.")),
            ("also", list("Choices it shows that have no step of their own.", shared("choice"))),
            ("exogenous", truth(exogenous)),
            ("confidence", text("How sure the fact is: high, medium or low.")),
            ("day_confidence", text("The same for its day, where that differs.")),
            ("source", texts("Keys of [sources].")),
            ("filers", texts("Who filed, for friends of the court.")),
            ("briefs", whole_number("How many briefs they filed, where `filers` names only some.")),
            ("note", text("What is particular to it.")),
        ]),
    );
    record["if"] = json!({ "required": ["point"] });
    record["then"] = json!({ "allOf": Vec::from_iter(SPECS.iter().map(choice_at)) });
    record
}

/// At a fixed point only one of its options can be chosen; at a step that only takes time, none.
fn choice_at(spec: &Spec) -> Value {
    let choice = match spec.options {
        [] => json!(false),
        options => json!({ "enum": Vec::from_iter(options.iter().map(|option| option.name)) }),
    };
    json!({
        "if": { "properties": { "point": { "const": spec.name } } },
        "then": { "properties": { "choice": choice } },
    })
}

/// A step given whole: it has a day unless that is unknown, and a choice if there is one.
fn step() -> Value {
    let decisions = SPECS.iter().filter(|spec| !spec.options.is_empty()).map(|spec| spec.name);
    json!({
        "allOf": [
            shared("record"),
            { "required": ["id", "precision", "point"] },
            {
                "if": { "properties": { "precision": { "const": "unknown" } } },
                "then": { "properties": { "on": false } },
                "else": { "required": ["on"] },
            },
            {
                "if": { "properties": { "point": { "enum": Vec::from_iter(decisions) } } },
                "then": { "required": ["choice"] },
            },
        ],
    })
}
