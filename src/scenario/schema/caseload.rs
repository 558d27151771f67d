//! The keys of `[caseload]`: how many files come, who works on them, how long they are kept.

use serde_json::Value;

use crate::scenario::calendar::MONTHS;
use crate::scenario::caseload::{LINES, MOST_DESKS, MOST_FILES, MOST_STREAMS, MOST_YEARS};

use super::shape::{
    Keys, at_most, day, keys, list, list_or_changes, needing, number, shared, shared_as, table,
    table_by_name, text, text_like, texts, whole_number, whole_up_to, word,
};

/// What is said of a number beside it.
fn support() -> Keys {
    keys([
        ("basis", shared("basis")),
        ("range", shared("range")),
        ("reference", shared("reference")),
    ])
}

/// A length of time with what it rests on.
fn time(about: &str) -> Keys {
    keys([
        ("takes", shared_as("length", about)),
        ("basis", shared("basis")),
        ("strength", shared("strength")),
        ("range", text("The range in which the time may lie, in words.")),
        ("reference", shared("reference")),
    ])
}

/// The table.
pub(super) fn caseload() -> Value {
    let years = "How many years are simulated, from the day on which the scenario opens.";
    let warm = "What is left out at the beginning: so many days, or mser-5.";
    let closing =
        "How long a file stays on the books after its path ended so, by the end: dormant.";
    let asleep = "How many such files there are on the first day; they fell asleep one after the other before it.";
    let backlog = [("backlog", whole_number(asleep)), ("backlog_basis", shared("basis"))];
    let kept = [time("How long it stays."), keys(backlog)].concat();
    let keys = keys([
        ("years", number(years, (0.01, MOST_YEARS))),
        ("warm_up", text_like(warm, "^(mser-5|[0-9]+ (days?|weeks?))$")),
        ("stream", table_by_name("Files that come in, by a name of one's own.", stream())),
        ("office", table_by_name("The offices with desks, by their ids.", office())),
        ("closing", table_by_name(closing, table("A time on the books.", kept))),
    ]);
    table("Many cases through the same offices.", keys)
}

fn stream() -> Value {
    let per_year = "How many come in the first year, were there no growth (Poisson).";
    let growth = "By which share they grow from year to year: 0.05.";
    let months =
        "How many more or less than on average come in a month; those not named share the rest.";
    let each =
        MONTHS.map(|month| (month, number("1 is the average; 0.5 is half of it.", (0.0, 12.0))));
    let kind = [
        keys([
            ("name", text("Its name.")),
            ("p", number("The chance that a file is of this kind.", (0.0, 1.0))),
        ]),
        support(),
        kind(),
    ]
    .concat();
    let kind_changed = table("A kind of file.", kind.clone());
    let kind_whole = needing(table("A kind of file.", kind), &["name", "p"]);
    let kinds = "The mix: kinds of files, with chances that add up to 1.";
    let own = keys([
        ("title", text("What it is, in a few words.")),
        ("per_year", number(per_year, (0.0, MOST_FILES))),
        ("growth", number(growth, (-0.9, 10.0))),
        ("growth_basis", shared("basis")),
        ("months", table(months, keys(each))),
        ("months_basis", shared("basis")),
        ("every", text("Instead of by chance, one after every so long: 7 days.")),
        ("from", day("The first day on which one can come.")),
        ("until", day("The last.")),
        ("batch", whole_number("How many come together (default: 1).")),
        ("backlog", whole_number("How many wait on the first day (default: 0).")),
        ("backlog_basis", shared("basis")),
        ("kind", at_most(MOST_STREAMS, list_or_changes(kinds, kind_whole, kind_changed))),
    ]);
    table("Files that come in.", [own, support(), self::kind()].concat())
}

/// What tells the files of a kind from others.
fn kind() -> Keys {
    keys([
        ("class", whole_number("Its class in a line by priority: 0 is the most urgent.")),
        ("scenario", text("The scenario of which each file is a case (default: this one).")),
        ("set", texts("What is set on top of it, as key=value.")),
    ])
}

fn office() -> Value {
    let desks = |about: &str| whole_up_to(about, MOST_DESKS);
    let since = [
        keys([("date", day("The day.")), ("desks", desks("How many desks from that day on."))]),
        support(),
    ]
    .concat();
    let since = needing(table("Another number of desks from a day on.", since), &["date", "desks"]);
    let hours =
        "When it works on its working days: 09:00-17:00 (the default); or always, on every day.";
    let line = "Who is next (default: first-come).";
    let ageing = "In a line by priority, the time in which a waiting file gains a class: 30 days.";
    let patience = "How long whoever asked waits before giving up.";
    let work = "What its desks do, by the ids of stages.";
    let task = [
        time("The working time that it takes."),
        keys([
            ("lapses", text("The outcome that comes about when the time the law allows is up.")),
            ("gives_up", text("The outcome that comes about when whoever asked gives up.")),
        ]),
    ]
    .concat();
    let own = keys([
        ("desks", desks("How many desks it has.")),
        ("since", list("Other numbers, each from a day on, in the order of the days.", since)),
        ("hours", text_like(hours, "^(always|[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2})$")),
        ("hours_basis", shared("basis")),
        ("line", word(line, LINES)),
        ("ageing", text(ageing)),
        ("patience", table(patience, time("How long."))),
        ("work", table_by_name(work, table("What a desk does at a stage.", task))),
    ]);
    table("An office with desks.", [own, support()].concat())
}
