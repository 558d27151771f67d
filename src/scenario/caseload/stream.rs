//! `[caseload.stream.<name>]`: files that come in, how many and of what kind.

use jiff::civil::Date;

use crate::scenario::basis::{self, Basis};
use crate::scenario::calendar::MONTHS;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Spanned, Table};
use crate::scenario::number::{Number, Support};
use crate::scenario::takes;
use crate::sim::distribution::LONGEST;

use super::{MOST_FILES, MOST_STREAMS, bounded, read_backlog, whole};

/// Files that come in.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Its name.
    pub name: String,
    /// What it is, in a few words.
    pub title: String,
    /// How many come, and when.
    pub pattern: Pattern,
    /// How many come together, from 1.
    pub batch: u32,
    /// How many wait on the first day.
    pub backlog: u32,
    /// The first day on which one can come, if not that on which the scenario opens.
    pub from: Option<Date>,
    /// The last, if not that on which the caseload ends.
    pub until: Option<Date>,
    /// What kinds of files there are, with odds that add up to 1.
    pub kinds: Vec<Kind>,
}

/// How many files come, and when.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// By chance (Poisson), so many a year when the scenario opens.
    ByChance {
        /// How many in the first year, were there no growth.
        per_year: f64,
        /// By which share they grow from year to year, above -1.
        growth: f64,
        /// How many more or less than on average come in each month, from January; 1 on average.
        months: [f64; 12],
    },
    /// One after every so many seconds.
    Every(i64),
}

/// A kind of file.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its name; that of the stream if there is one kind alone.
    pub name: String,
    /// The chance that a file is of this kind.
    pub p: f64,
    /// Its class: 0 is the most urgent.
    pub class: u8,
    /// The scenario of which it is a case; `None`: this one.
    pub scenario: Option<String>,
    /// What is set on top of that scenario, as `key=value`.
    pub sets: Vec<String>,
}

/// Reads every stream.
pub(super) fn read(
    caseload: &Table<'_>,
    days: Option<(Date, Date)>,
    numbers: &mut Vec<Number>,
) -> Vec<Stream> {
    let Some(all) = caseload.required_table("stream") else { return Vec::new() };
    let (mut streams, mut names) = (Vec::new(), Vec::new());
    for entry in all.entries() {
        let Some(table) = all.table(entry.key.value) else { continue };
        streams.push(read_stream(&entry.key, days, &table, (numbers, &mut names)));
        table.finish();
    }
    report_twins(&names, &all);
    if streams.is_empty() || streams.len() > MOST_STREAMS {
        let message = format!("a caseload has {} streams", streams.len());
        all.report(
            Diagnostic::error("bad-number", message)
                .at(all.span(), format!("expected 1 to {MOST_STREAMS}"))
                .help("write [caseload.stream.requests] with per_year = 1000"),
        );
    }
    streams
}

/// The name of a kind of files, and where it stands.
type Named<'a> = Spanned<&'a str>;

/// What is measured of a kind is asked for by its name.
fn report_twins(names: &[Named<'_>], all: &Table<'_>) {
    for (place, name) in names.iter().enumerate() {
        let Some(first) = names[..place].iter().find(|known| known.value == name.value) else {
            continue;
        };
        let message = format!("there are two kinds of files called `{}`", name.value);
        all.report(
            Diagnostic::error("duplicate-name", message)
                .at(name.span.clone(), "used a second time")
                .also(first.span.clone(), "first used here")
                .help("give each kind a name of its own, in all streams"),
        );
    }
}

fn read_stream<'a>(
    name: &Named<'a>,
    days: Option<(Date, Date)>,
    table: &Table<'a>,
    (numbers, names): (&mut Vec<Number>, &mut Vec<Named<'a>>),
) -> Stream {
    let title = table.str("title").map_or(name.value, |text| text.value).to_owned();
    let pattern = match table.has("every") {
        true => read_every(table),
        false => read_by_chance(&title, table, numbers),
    };
    let (from, until) = read_days(days, table);
    let backlog = read_backlog(&title, table, numbers);
    Stream {
        name: name.value.to_owned(),
        title,
        pattern,
        batch: whole("batch", (1, 1000), table).unwrap_or(1) as u32,
        backlog,
        from,
        until,
        kinds: read_kinds(name, table, (numbers, names)),
    }
}

/// The first day on which a file can come, and the last.
fn read_days(days: Option<(Date, Date)>, table: &Table<'_>) -> (Option<Date>, Option<Date>) {
    let (from, until) = (table.date("from"), table.date("until"));
    for day in [&from, &until].into_iter().flatten() {
        if days.is_some_and(|(first, last)| day.value < first || day.value > last) {
            table.report(
                Diagnostic::error("bad-date", format!("{} lies outside the scenario", day.value))
                    .at(day.span.clone(), "before it opens, or after the last day it may reach"),
            );
        }
    }
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        table.report(
            Diagnostic::error(
                "out-of-order",
                "the last day is before the first, so no file ever comes",
            )
            .at(until.span.clone(), format!("earlier than {}", from.value))
            .also(from.span.clone(), "the first day")
            .help("correct `from` or `until`"),
        );
    }
    (from.map(|day| day.value), until.map(|day| day.value))
}

/// `every = "7 days"`.
fn read_every(table: &Table<'_>) -> Pattern {
    report_both(table);
    Support::skip(table);
    for key in ["growth_basis", "months_basis"] {
        table.has(key);
    }
    let text = table.required_str("every");
    if let Some(text) = &text {
        let seconds = takes::seconds(text.value);
        if let Some(seconds) = seconds.filter(|seconds| (60.0..=LONGEST).contains(seconds)) {
            return Pattern::Every(seconds as i64);
        }
        table.report(
            Diagnostic::error("bad-duration", format!("no files come every `{}`", text.value))
                .at(text.span.clone(), "expected a minute or more, and 200 years at most")
                .help("write every = \"7 days\""),
        );
    }
    Pattern::Every(86_400)
}

/// Files come at fixed times, or by chance.
fn report_both(table: &Table<'_>) {
    let every = table.places("every").into_iter().next();
    let both = ["per_year", "growth", "months"].into_iter().filter(|key| table.has(key));
    let both: Vec<&str> = both.collect();
    let place = both.first().and_then(|key| table.places(key).into_iter().next());
    let (Some(place), Some(every)) = (place, every) else { return };
    let message = format!("files come by `every` or by `{}`, not by both", both[0]);
    table.report(
        Diagnostic::error("contradiction", message)
            .at(place, "by chance, so many a year")
            .also(every, "one after every so long")
            .help("leave one of them out; `growth` and `months` go with `per_year`"),
    );
}

fn read_by_chance(title: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> Pattern {
    let per_year = table.required_float("per_year");
    let mut rate = 0.0;
    if let Some(number) = &per_year {
        if (0.0..=MOST_FILES).contains(&number.value) {
            rate = number.value;
            numbers.push(Number {
                key: format!("{}.per_year", table.path()),
                name: "caseload".to_owned(),
                what: "arrivals",
                when: None,
                words: format!("{title}: {rate} a year"),
                support: Support::read(table, number),
            });
        } else {
            Support::skip(table);
            super::report_bounds("per_year", number, (0.0, MOST_FILES), table);
        }
    } else {
        Support::skip(table);
    }
    let growth = read_growth(title, table, numbers);
    let months = read_months(title, table, numbers);
    Pattern::ByChance { per_year: rate, growth, months }
}

fn read_growth(title: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> f64 {
    let Some(number) = table.float("growth") else {
        table.has("growth_basis");
        return 0.0;
    };
    let basis = basis::read(table, "growth_basis", std::slice::from_ref(&number.span));
    if !(-0.9..=10.0).contains(&number.value) {
        super::report_bounds("growth", &number, (-0.9, 10.0), table);
        return 0.0;
    }
    numbers.push(of_stream("growth", title, table, basis, format!("{} a year", number.value)));
    number.value
}

/// `months = { august = 0.6 }`: how many more or less come in a month than on average; those not named share the rest.
fn read_months(title: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> [f64; 12] {
    let mut months = [f64::NAN; 12];
    let Some(given) = table.table("months") else {
        table.has("months_basis");
        return [1.0; 12];
    };
    let basis = basis::read(table, "months_basis", &table.places("months"));
    for (number, name) in MONTHS.iter().enumerate() {
        if given.has(name) {
            months[number] = bounded(name, (0.0, 12.0), &given, true).unwrap_or(1.0);
        }
    }
    let words: Vec<String> = MONTHS
        .iter()
        .zip(months)
        .filter(|(_, factor)| !factor.is_nan())
        .map(|(name, factor)| format!("{name} {factor}"))
        .collect();
    given.finish();
    numbers.push(of_stream("months", title, table, basis, words.join(", ")));
    shared(months, table)
}

/// The months that are not named share what the named ones leave of twelve; all together are twelve.
fn shared(months: [f64; 12], table: &Table<'_>) -> [f64; 12] {
    const CLOSE: f64 = 1e-6;
    let named: f64 = months.iter().filter(|factor| !factor.is_nan()).sum();
    let rest = months.iter().filter(|factor| factor.is_nan()).count() as f64;
    let fits = if rest > 0.0 { named <= 12.0 + CLOSE } else { (named - 12.0).abs() <= CLOSE };
    if !fits && let Some(place) = table.places("months").into_iter().next() {
        table.report(
            Diagnostic::error("bad-number", format!("these months add up to {named}"))
                .at(place, "twelve months add up to 12, since 1 is the average")
                .help("lower some of them, or leave some out: those not named share the rest"),
        );
    }
    let each = if rest > 0.0 { ((12.0 - named) / rest).max(0.0) } else { 1.0 };
    months.map(|factor| if factor.is_nan() { each } else { factor })
}

fn of_stream(
    key: &str,
    title: &str,
    table: &Table<'_>,
    basis: Option<Basis>,
    words: String,
) -> Number {
    Number {
        key: format!("{}.{key}", table.path()),
        name: "caseload".to_owned(),
        what: "arrivals",
        when: None,
        words: format!("{title}: {key} {words}"),
        support: Support { basis, ..Support::default() },
    }
}

/// `[[caseload.stream.<name>.kind]]`: the mix of a stream; without it, one kind.
fn read_kinds<'a>(
    stream: &Named<'a>,
    table: &Table<'a>,
    (numbers, names): (&mut Vec<Number>, &mut Vec<Named<'a>>),
) -> Vec<Kind> {
    let rows = table.tables_up_to("kind", MOST_STREAMS);
    let Some(first) = rows.first() else {
        names.push(stream.clone());
        return vec![read_kind(stream.value.to_owned(), 1.0, table)];
    };
    let stream = stream.value;
    let mut kinds = Vec::new();
    for row in &rows {
        let name = row.required_str("name");
        names.extend(name.clone());
        if let Some(empty) = name.as_ref().filter(|name| name.value.trim().is_empty()) {
            let mistake = Diagnostic::error("empty-text", "a kind of files has no name");
            row.report(mistake.at(empty.span.clone(), "expected a word, such as \"urgent\""));
        }
        let name = name.map_or("", |text| text.value);
        let chance = row.required_float("p");
        match &chance {
            Some(p) if (0.0..=1.0).contains(&p.value) => numbers.push(Number {
                key: format!("{}.kind.{name}.p", table.path()),
                name: "caseload".to_owned(),
                what: "arrivals",
                when: None,
                words: format!("{stream}: {name} {}", p.value),
                support: Support::read(row, p),
            }),
            other => {
                Support::skip(row);
                other.iter().for_each(|p| super::report_bounds("p", p, (0.0, 1.0), row));
            }
        }
        kinds.push(read_kind(name.to_owned(), chance.map_or(0.0, |p| p.value), row));
        row.finish();
    }
    let sum: f64 = kinds.iter().map(|kind| kind.p).sum();
    if (sum - 1.0).abs() > 1e-9 {
        table.report(
            Diagnostic::error("bad-odds", format!("the kinds of `{stream}` add up to {sum}"))
                .at(first.span(), "their chances must add up to 1"),
        );
    }
    kinds
}

fn read_kind(name: String, p: f64, table: &Table<'_>) -> Kind {
    Kind {
        name,
        p,
        class: whole("class", (0, 9), table).unwrap_or(0) as u8,
        scenario: table.str("scenario").map(|text| text.value.to_owned()),
        sets: table.strings("set").into_iter().map(|text| text.value.to_owned()).collect(),
    }
}
