//! `[caseload.office.<id>]`: who works on the files of an office, when, in which order, and for how long.

use jiff::civil::Date;

use crate::law::decision::PointId;
use crate::law::office::Office;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, listing};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::number::{Number, Support};
use crate::scenario::takes;
use crate::sim::distribution::{Distribution, LONGEST};
use crate::sim::staff::Discipline;
use crate::sim::time::DAY;

use super::{Known, MOST_DESKS, covered, read_length, whole};

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
        let read = read_office((office, name), known, &table, numbers);
        table.finish();
        offices.extend(read);
    }
    offices
}

/// Reads an office by the id it is given; of one that is not known, which has been said, what else is wrong is found.
fn read_office(
    (office, id): (Option<Office>, &str),
    known: &Known<'_>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Staffed> {
    let desks = read_desks(id, known, table, numbers);
    let patience = table.table("patience").and_then(|row| {
        let said = |words: &str| format!("{id}: whoever asked waits {words}");
        let patience = read_length("takes", "patience", said, &row, numbers);
        row.finish();
        patience
    });
    let work = read_work((office, id), known, table, numbers);
    if let (Some(_), false) = (&patience, work.iter().any(|work| work.gives_up.is_some())) {
        table.report(
            Diagnostic::error("nothing-follows", "nobody can give up at this office")
                .at(table.span(), "`patience` leads nowhere")
                .help("say which outcome follows, at one stage or more: gives_up = \"abandoned\""),
        );
    }
    let hours = read_hours(id, table, numbers);
    let discipline = read_discipline(table);
    Some(Staffed { office: office?, desks, hours, discipline, patience, work })
}

/// `desks = 40`, and `[[since]]` with a date and another number.
fn read_desks(
    id: &str,
    known: &Known<'_>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Vec<(Option<Date>, u32)> {
    let opens = known.days.map(|(opens, _)| opens);
    let first = read_number_of_desks(id, None, table, numbers);
    // Desks that come when all is over are none.
    let comes = |date: Date| known.ends.is_none_or(|ends| date < ends);
    let mut none_ever = first == Some(0);
    let mut desks = vec![(None, first.unwrap_or(1))];
    for row in table.tables_up_to("since", MOST_CHANGES) {
        let date = row.required_date("date");
        let day = date.as_ref().map(|date| date.value);
        let count = read_number_of_desks(id, day, &row, numbers);
        none_ever &= count == Some(0) || day.is_some_and(|day| !comes(day));
        if let Some(date) = date {
            let before = desks.last().and_then(|(before, _)| *before).or(opens);
            if before.is_some_and(|before| before >= date.value) {
                report_disorder(&date, desks.len() > 1, &row);
            }
            desks.push((Some(date.value), count.unwrap_or(1)));
        }
        row.finish();
    }
    if none_ever {
        let at = table.value("desks").map_or_else(|| table.span(), |value| value.span);
        table.report(
            Diagnostic::error("no-desks", "nobody would ever work on a file here")
                .at(at, "no desk at any time that is simulated")
                .help(
                    "give it one desk at least, or leave the office out: then it never lets wait",
                ),
        );
    }
    desks
}

/// A number of desks from a day on that is not later than the one before it, or than the first.
fn report_disorder(date: &Spanned<Date>, has_before: bool, row: &Table<'_>) {
    let (what, cure) = match has_before {
        true => ("not later than the day above it", "put the days in the order in which they come"),
        false => (
            "not later than the day on which the scenario opens",
            "give the desks of the first day as `desks` of the office itself",
        ),
    };
    row.report(
        Diagnostic::error("out-of-order", "the days of an office are out of order")
            .at(date.span.clone(), what)
            .help(cure),
    );
}

/// The number, if it is one.
fn read_number_of_desks(
    id: &str,
    since: Option<Date>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<u32> {
    let number = table.required_integer("desks");
    let number = number.filter(|number| {
        let fits = (0..=MOST_DESKS).contains(&number.value);
        if !fits {
            whole("desks", (0, MOST_DESKS), table);
        }
        fits
    });
    let Some(number) = number else {
        Support::skip(table);
        return None;
    };
    let as_float = Spanned { value: number.value as f64, span: number.span };
    numbers.push(Number {
        key: format!("{}.desks", table.path()),
        name: "caseload".to_owned(),
        what: "desks",
        when: since.map(|date| format!("since = {date}")),
        words: format!("{id}: {} desks", number.value),
        support: Support::read(table, &as_float),
    });
    Some(number.value as u32)
}

/// `hours = "09:00-17:00"`, or `"always"`.
fn read_hours(id: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> Option<(u32, u32)> {
    const OFFICE_HOURS: (u32, u32) = (9 * 3600, 17 * 3600);
    let Some(text) = table.str("hours") else {
        table.has("hours_basis");
        return Some(OFFICE_HOURS);
    };
    numbers.push(covered("hours", format!("{id}: hours {}", text.value), table));
    if text.value == "always" {
        return None;
    }
    let clock = |text: &str| {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let at = hour.checked_mul(3600)?.checked_add(minute.checked_mul(60)?)?;
        Some(at).filter(|at| minute < 60 && i64::from(*at) <= DAY)
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
    let fits = seconds.is_some_and(|ageing| (60.0..=LONGEST).contains(&ageing));
    if let Some(text) = ageing.filter(|_| !ages || !fits) {
        let what = match ages {
            true => "expected a minute or more, and 200 years at most",
            false => "expected in a line by priority alone",
        };
        table.report(
            Diagnostic::error("bad-duration", format!("no file ages by `{}`", text.value))
                .at(text.span, what)
                .help("write line = \"priority\" and ageing = \"30 days\""),
        );
    }
    discipline.unwrap_or(Discipline::FirstCome)
}

/// The words for who is next.
pub(in crate::scenario) const LINES: [&str; 3] = ["first-come", "priority", "earliest-deadline"];

/// `[caseload.office.<id>.work.<stage>]`.
fn read_work(
    (office, id): (Option<Office>, &str),
    known: &Known<'_>,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Vec<Work> {
    let Some(all) = table.required_table("work") else { return Vec::new() };
    let mut work = Vec::new();
    for entry in all.entries() {
        let stage = entry.key.value;
        let Some(row) = all.table(stage) else { continue };
        let point = office.and_then(|office| find_stage(office, &entry.key, known, &row));
        let said = |words: &str| format!("{id}, {stage}: {words} of work");
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
    if let Some(found) = known.channels.stage_of(office, id.value) {
        return Some(found);
    }
    let stages = &known.channels.stages;
    let elsewhere = stages.iter().find(|stage| stage.id == id.value);
    let mine = stages.iter().filter(|stage| stage.office == office);
    let names: Vec<&str> = mine.map(|stage| stage.id.as_str()).collect();
    let message = match elsewhere {
        Some(stage) => format!("`{}` is a stage of {}", id.value, stage.office.id()),
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
