//! `[caseload.office.<id>]`: who works on the files of an office, when, in which order, and for how long.

use jiff::civil::Date;

use crate::law::decision::PointId;
use crate::law::office::Office;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, listing};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::number::{Number, Support};
use crate::scenario::takes;
use crate::sim::distribution::Distribution;
use crate::sim::staff::Discipline;
use crate::sim::time::DAY;

use super::{Known, MOST_DESKS, read_length, whole};

/// The most changes of the number of desks.
const MOST_CHANGES: usize = 100;

/// An office with desks.
#[derive(Clone, Debug)]
pub struct Staffed {
    /// Which one.
    pub office: Office,
    /// How many desks it has, each number from a day on; the first from the beginning.
    pub desks: Vec<(Option<Date>, u32)>,
    /// The seconds of the day at which it opens and closes; `None`: it never closes, on any day.
    pub hours: Option<(u32, u32)>,
    /// Who is next.
    pub discipline: Discipline,
    /// How long whoever asked waits before giving up, if anybody does.
    pub patience: Option<Distribution>,
    /// What its desks do.
    pub work: Vec<Work>,
}

/// What a desk does at one stage.
#[derive(Clone, Debug)]
pub struct Work {
    /// The stage, by the id it has in its table.
    pub stage: String,
    /// The working time it takes.
    pub takes: Distribution,
    /// The outcome that comes about when the time the law allows is up, if one does.
    pub lapses: Option<String>,
    /// The outcome that comes about when whoever asked gives up, if somebody can.
    pub gives_up: Option<String>,
}

/// Reads every office.
pub(super) fn read(
    caseload: &Table<'_>,
    known: &Known<'_>,
    numbers: &mut Vec<Number>,
) -> Vec<Staffed> {
    let Some(all) = caseload.table("office") else { return Vec::new() };
    let mut offices = Vec::new();
    for entry in all.entries() {
        let name = entry.key.value;
        let office = Office::ALL.into_iter().find(|office| office.id() == name);
        if office.is_none() {
            all.report(
                Diagnostic::error("unknown-office", format!("there is no office `{name}`"))
                    .at(entry.key.span.clone(), "unknown office")
                    .help(format!(
                        "an office has one of the ids {}",
                        listing(&Office::ALL.map(Office::id))
                    ))
                    .help_if(did_you_mean(name, Office::ALL.map(Office::id).into_iter())),
            );
        }
        let Some(table) = all.table(name) else { continue };
        let read = read_office(office.unwrap_or(Office::Parties), known, &table, numbers);
        table.finish();
        offices.extend(office.map(|_| read));
    }
    offices
}

fn read_office(
    office: Office,
    known: &Known<'_>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Staffed {
    let desks = read_desks(office, table, numbers);
    let patience = table.table("patience").and_then(|row| {
        let said = |words: &str| format!("{}: whoever asked waits {words}", office.id());
        let patience = read_length("takes", "patience", said, &row, numbers);
        row.finish();
        patience
    });
    let work = read_work(office, known, table, numbers);
    if let (Some(_), false) = (&patience, work.iter().any(|work| work.gives_up.is_some())) {
        table.report(
            Diagnostic::error("nothing-follows", "nobody can give up at this office")
                .at(table.span(), "`patience` leads nowhere")
                .help("say which outcome follows, at one stage or more: gives_up = \"abandoned\""),
        );
    }
    Staffed {
        office,
        desks,
        hours: read_hours(table),
        discipline: read_discipline(table),
        patience,
        work,
    }
}

/// `desks = 40`, and `[[since]]` with a date and another number.
fn read_desks(
    office: Office,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Vec<(Option<Date>, u32)> {
    let mut desks = vec![(None, read_number_of_desks(office, None, table, numbers))];
    for row in table.tables_up_to("since", MOST_CHANGES) {
        let date = row.required_date("date");
        let count =
            read_number_of_desks(office, date.as_ref().map(|date| date.value), &row, numbers);
        if let Some(date) = date {
            if desks.last().is_some_and(|(before, _)| *before >= Some(date.value)) {
                row.report(
                    Diagnostic::error("out-of-order", "the days of an office are out of order")
                        .at(date.span, "not later than the day above it")
                        .help("put the days in the order in which they come"),
                );
            }
            desks.push((Some(date.value), count));
        }
        row.finish();
    }
    if desks.iter().all(|(_, count)| *count == 0) && table.has("desks") {
        let at = table.value("desks").map_or_else(|| table.span(), |value| value.span);
        table.report(
            Diagnostic::error("no-desks", "nobody would ever work on a file here")
                .at(at, "no desk at any time")
                .help(
                    "give it one desk at least, or leave the office out: then it never lets wait",
                ),
        );
    }
    desks
}

fn read_number_of_desks(
    office: Office,
    since: Option<Date>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> u32 {
    let number = table.required_integer("desks");
    let Some(number) = number else {
        Support::skip(table);
        return 0;
    };
    if !(0..=MOST_DESKS).contains(&number.value) {
        Support::skip(table);
        whole("desks", (0, MOST_DESKS), table);
        return 1;
    }
    let as_float = Spanned { value: number.value as f64, span: number.span };
    numbers.push(Number {
        key: format!("{}.desks", table.path()),
        name: "caseload".to_owned(),
        what: "desks",
        when: since.map(|date| format!("since = {date}")),
        words: format!("{}: {} desks", office.id(), number.value),
        support: Support::read(table, &as_float),
    });
    number.value as u32
}

/// `hours = "09:00-17:00"`, or `"always"`.
fn read_hours(table: &Table<'_>) -> Option<(u32, u32)> {
    const OFFICE_HOURS: (u32, u32) = (9 * 3600, 17 * 3600);
    let Some(text) = table.str("hours") else { return Some(OFFICE_HOURS) };
    if text.value == "always" {
        return None;
    }
    let clock = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        Some(hour * 3600 + minute * 60).filter(|at| minute < 60 && i64::from(*at) <= DAY)
    };
    let ends = text.value.split_once('-').and_then(|(a, b)| Some((clock(a)?, clock(b)?)));
    let hours = ends.filter(|(opens, closes)| opens < closes);
    if hours.is_none() {
        table.report(
            Diagnostic::error("bad-hours", format!("`{}` are no hours", text.value))
                .at(text.span, "expected when it opens and closes")
                .help("write hours = \"09:00-17:00\", or hours = \"always\""),
        );
    }
    Some(hours.unwrap_or(OFFICE_HOURS))
}

/// `line = "first-come"`, `"priority"`, with `ageing`, or `"earliest-deadline"`.
fn read_discipline(table: &Table<'_>) -> Discipline {
    let ageing = table.str("ageing");
    let seconds = ageing.as_ref().and_then(|text| takes::seconds(text.value));
    let line = table.str("line");
    let discipline = match line.as_ref().map_or("first-come", |text| text.value) {
        "first-come" => Some(Discipline::FirstCome),
        "priority" => Some(Discipline::Priority { ageing: seconds.map(|ageing| ageing as i64) }),
        "earliest-deadline" => Some(Discipline::EarliestDeadline),
        _ => None,
    };
    if let (None, Some(text)) = (discipline, &line) {
        table.report(
            Diagnostic::error("unknown-name", format!("no line goes by `{}`", text.value))
                .at(text.span.clone(), format!("expected {}", LINES.join(", ")))
                .help_if(did_you_mean(text.value, LINES.into_iter())),
        );
    }
    let ages = matches!(discipline, Some(Discipline::Priority { .. }));
    if let Some(text) = ageing.filter(|_| !ages || seconds.is_none_or(|ageing| ageing < 60.0)) {
        table.report(
            Diagnostic::error("bad-duration", format!("no file ages by `{}`", text.value))
                .at(text.span, "expected a minute or more, in a line by priority")
                .help("write line = \"priority\" and ageing = \"30 days\""),
        );
    }
    discipline.unwrap_or(Discipline::FirstCome)
}

/// The words for who is next.
pub(in crate::scenario) const LINES: [&str; 3] = ["first-come", "priority", "earliest-deadline"];

/// `[caseload.office.<id>.work.<stage>]`.
fn read_work(
    office: Office,
    known: &Known<'_>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Vec<Work> {
    let Some(all) = table.required_table("work") else { return Vec::new() };
    let mut work = Vec::new();
    for entry in all.entries() {
        let stage = entry.key.value;
        let Some(row) = all.table(stage) else { continue };
        let point = find_stage(office, &entry.key, known, &row);
        let said = |words: &str| format!("{}, {stage}: {words} of work", office.id());
        let takes = read_length("takes", "work", said, &row, numbers);
        let options = point.map(|point| known.points.options(point));
        let outcome = |key: &str| {
            let text = row.str(key)?;
            if let Some(options) = options.as_ref().filter(|all| !all.contains(&text.value)) {
                row.report(
                    Diagnostic::error(
                        "unknown-option",
                        format!("`{stage}` has no outcome `{}`", text.value),
                    )
                    .at(text.span, "unknown outcome")
                    .help_if(did_you_mean(text.value, options.iter().copied())),
                );
            }
            Some(text.value.to_owned())
        };
        let (lapses, gives_up) = (outcome("lapses"), outcome("gives_up"));
        row.finish();
        work.extend(takes.map(|takes| Work { stage: stage.to_owned(), takes, lapses, gives_up }));
    }
    if all.keys().next().is_none() {
        all.report(
            Diagnostic::error("no-work", "these desks have nothing to do")
                .at(all.span(), "no stage is named")
                .help("write work.c3 = { takes = \"6 hours\", basis = \"guess\" }, for a stage of this office"),
        );
    }
    work
}

/// The point of a stage; it is one of this office's.
fn find_stage(
    office: Office,
    id: &Spanned<&str>,
    known: &Known<'_>,
    row: &Table<'_>,
) -> Option<PointId> {
    let stages = || known.channels.stages.iter().enumerate();
    let mine = || stages().filter(|(_, stage)| stage.office == office);
    let found = mine().find(|(_, stage)| stage.id == id.value);
    if let Some((number, _)) = found {
        return Some(crate::law::channel::Channels::point(number as u16));
    }
    let elsewhere = stages().find(|(_, stage)| stage.id == id.value);
    let names: Vec<&str> = mine().map(|(_, stage)| stage.id.as_str()).collect();
    let message = match elsewhere {
        Some((_, stage)) => format!("`{}` is a stage of {}", id.value, stage.office.id()),
        None => format!("there is no stage `{}`", id.value),
    };
    row.report(
        Diagnostic::error("unknown-stage", message)
            .at(id.span.clone(), format!("not a stage of {}", office.id()))
            .help_if((!names.is_empty()).then(|| format!("it has {}", listing(&names))))
            .help_if(did_you_mean(id.value, names.iter().copied())),
    );
    None
}
