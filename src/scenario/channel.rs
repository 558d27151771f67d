//! A channel's table: its stages, its shared factors, its slow seasons, what the law attaches to its requests.
//!
//! Stages lead to one another by name, and conditions speak of stages of any channel, so the names of all
//! stages are gathered first ([`names`]) and the tables read after ([`read`]).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::law::answers::{Assumption, FRAILTY_UNIT};
use crate::law::channel::{Channel, Channels, MOST_STAGES};
use crate::law::office::Office;
use crate::law::point::Point;
use crate::law::season::Season;
use crate::law::window;
use crate::scenario::assume::{self, Assumed};
use crate::scenario::calendar;
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Kind, Spanned, Table, dotted};
use crate::scenario::factor::{self, Factor};
use crate::scenario::graph;
use crate::scenario::number::{Number, Support};
use crate::scenario::points::StageNames;
use crate::scenario::reference::Reference;
use crate::sim::distribution::Distribution;

use stage::Context;
pub(super) use stage::{LIMIT_RULES, ends_of_a_stage};

mod consequence;
mod crossing;
mod stage;

/// The most slow seasons of a channel.
const MOST_SEASONS: usize = 20;

/// The most consequences of a pending request that a channel may name.
const MOST_CONSEQUENCES: usize = 20;

/// The bounds of the frailty: at the lower all cases are alike, at the upper one in twenty takes 4000 times as long
/// as usual.
const WEAKEST_FRAILTY: f64 = 0.001;
const STRONGEST_FRAILTY: f64 = 5.0;

/// The slowest that an office may work in a season.
const SLOWEST: f64 = 0.01;

/// The channels as read: the tables themselves, and what they assume of each stage.
#[derive(Default)]
pub struct Read {
    /// The channels and their stages.
    pub channels: Channels,
    /// What is assumed of each stage, in words.
    pub assumed: Vec<Assumed>,
    /// And for runs.
    pub compiled: Vec<Assumption>,
    /// The distribution of the factor that a case shares in each channel.
    pub frailties: Vec<Option<Distribution>>,
    /// The shared factors.
    pub factors: Vec<Factor>,
    /// The numbers that belong to no stage, with what they rest on.
    pub numbers: Vec<Number>,
}

impl Read {
    /// The words for their paths, in their order.
    pub fn paths(&self) -> Vec<String> {
        self.channels.list.iter().map(|channel| channel.path.clone()).collect()
    }
}

/// The names of the stages of all channels and of their outcomes, as far as they are there.
pub fn names(channels: &[(&str, Table<'_>)]) -> Vec<StageNames> {
    let mut places: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut names = Vec::new();
    for stage in channels.iter().flat_map(|(_, table)| table.array_of_tables("stage")) {
        let name = stage.str("name");
        if let Some(name) = &name {
            if let Some(mistake) = name_taken(name, places.get(name.value)) {
                stage.report(mistake);
            }
            places.entry(name.value).or_insert(name.span.clone());
        }
        let outcomes = stage.array_of_tables("outcome");
        let outcomes = outcomes.iter().filter_map(|outcome| outcome.str("name"));
        names.push(StageNames {
            name: name.map(|name| name.value.to_owned()).unwrap_or_default(),
            outcomes: outcomes.map(|name| name.value.to_owned()).collect(),
        });
    }
    names
}

/// A stage is a decision point, and what-ifs find it by its name.
fn name_taken(name: &Spanned<&str>, first: Option<&Range<usize>>) -> Option<Diagnostic> {
    let mistake = |message: String| Diagnostic::error("duplicate-name", message);
    if Point::find(name.value).is_some() {
        let message = format!("`{}` is a decision of the court track", name.value);
        let mistake = mistake(message).at(name.span.clone(), "a stage cannot have its name");
        return Some(mistake.help("name the stage otherwise, or the path"));
    }
    let first = first?;
    let mistake = mistake(format!("there are two stages called `{}`", name.value));
    let mistake = mistake.at(name.span.clone(), "used a second time");
    Some(mistake.also(first.clone(), "first used here").help("give each stage a name of its own"))
}

/// Reads one channel and adds it to those read before.
pub fn read(id: &str, table: Table<'_>, vocabulary: &Vocabulary<'_>, read: &mut Read) {
    let number = read.channels.list.len() as u8;
    let first = read.channels.stages.len() as u16;
    table.str("id");
    let path = read_path(&table, &read.channels);
    let title = table.required_str("title").map(|title| title.value.to_owned());
    let summary = table.str("summary").map(|summary| summary.value.trim().to_owned());
    let demander = if table.has("demander") { read_office("demander", &table) } else { None };
    let overlay = table.bool("overlay").is_some_and(|yes| yes.value);
    let authority = assume::authorities(&table, vocabulary.authorities);
    let factors = factor::read(id, &table, &mut read.numbers);
    let frailty = read_frailty(id, &table, &mut read.numbers);
    let slow = table.tables_up_to("slow", MOST_SEASONS);
    let slow =
        slow.iter().filter_map(|season| read_season(id, season, &mut read.numbers)).collect();
    let consequences = table.tables_up_to("consequence", MOST_CONSEQUENCES);
    let consequences =
        consequences.iter().filter_map(|one| consequence::read(one, vocabulary.authorities));
    let consequences = consequences.collect();
    let stages = read_stages(&table, usize::from(first));
    let numbers = stage_numbers(&stages, first);
    let reference = Reference::read(&table);
    let context = Context {
        number,
        path: &path,
        numbers: &numbers,
        factors: &factors,
        reference: reference.as_ref(),
        vocabulary,
    };
    let places: Vec<_> = stages.iter().map(Table::span).collect();
    let lists: Vec<_> = stages.iter().flat_map(|stage| stage.places("outcome")).collect();
    for stage in stages {
        if let Some((stage, assumed, compiled)) = context.read_stage(&stage) {
            read.channels.stages.push(stage);
            read.assumed.push(assumed);
            read.compiled.push(compiled);
        }
        stage.finish();
    }
    let own = &read.channels.stages[usize::from(first)..];
    let outcomes = read.compiled[usize::from(first)..].iter().map(|stage| stage.odds.len());
    let whole = own
        .iter()
        .zip(outcomes)
        .all(|(stage, outcomes)| outcomes > 0 && stage.outcomes.len() == outcomes);
    let is_broken = |stage: &Range<usize>| table.is_broken(stage);
    if own.len() == places.len() && whole && !lists.iter().any(is_broken) {
        graph::look_at(own, first, &places, &table);
    }
    let crossing = crossing::read(&table, &numbers, (own, first));
    table.finish();
    read.channels.list.push(Channel {
        id: id.to_owned(),
        path,
        title: title.unwrap_or_default(),
        summary: summary.unwrap_or_default(),
        demander: demander.unwrap_or(Office::Prosecutor),
        overlay,
        in_force: window::of_all(&authority, vocabulary.authorities),
        authority,
        first,
        slow,
        consequences,
        crossing,
    });
    read.frailties.push(frailty);
    read.factors.extend(factors);
}

/// The tables of the stages, as many as a case may have.
fn read_stages<'a>(table: &Table<'a>, before: usize) -> Vec<Table<'a>> {
    let mut stages = table.required_array_of_tables("stage");
    let list = table.value("stage").filter(|list| matches!(list.kind, Kind::Array(_)));
    if let Some(list) = list.filter(|_| stages.is_empty()) {
        table.report(
            Diagnostic::error("no-stage", "this channel has no stage")
                .at(list.span, "nothing could be done with a request")
                .help(format!("add at least one table with the header `[[{}]]`", list.path)),
        );
    }
    let room = MOST_STAGES - before;
    if let Some(beyond) = stages.get(room) {
        let message = format!("the channels of a case may have at most {MOST_STAGES} stages");
        table.report(Diagnostic::error("too-many", message).at(beyond.span(), "one too many"));
        stages.truncate(room);
    }
    stages
}

fn read_path(table: &Table<'_>, before: &Channels) -> String {
    let Some(path) = table.required_str("path") else { return String::new() };
    if let Some(taken) = before.find(path.value) {
        let other = &before.list[usize::from(taken)].id;
        table.report(
            Diagnostic::error("duplicate-path", format!("two channels have the path `{}`", path.value))
                .at(path.span.clone(), format!("`{other}` has it too"))
                .help("a case tells its paths apart by this word: name one of the two channels, or change one"),
        );
    }
    let is_word = path.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if !is_word || path.value.is_empty() || path.value == crate::law::channel::WARRANT {
        table.report(
            Diagnostic::error("bad-path", format!("a path cannot be called `{}`", path.value))
                .at(path.span, "expected a word in small letters")
                .help("write a word such as \"treaty\"; `warrant` is the court track"),
        );
        return String::new();
    }
    if let Some(name) = name_below(&path, table) {
        table.report(
            Diagnostic::error("bad-path", "the path of this channel cannot be changed alone")
                .at(path.span, format!("its stages are called as `{}` is", name.value))
                .help("leave the path as it is, or copy the channel and rename its stages"),
        );
        return String::new();
    }
    path.value.to_owned()
}

/// The first stage of a table below that does not go by a path given above it.
fn name_below<'a>(path: &Spanned<&str>, table: &Table<'a>) -> Option<Spanned<&'a str>> {
    let stages = table.array_of_tables("stage");
    let name = stages.first()?.str("name")?;
    let prefix = format!("{}.", path.value);
    let changed = table.is_own(&path.span) && !table.is_own(&name.span);
    (changed && !name.value.starts_with(&prefix)).then_some(name)
}

/// The factor a whole case shares: exp(N(-s²/2, s)), which has mean 1.
fn read_frailty(
    channel: &str,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Distribution> {
    let table = table.table("frailty")?;
    let s = table.required_float("s").filter(|s| is_frailty(s, &table));
    let Some(s) = s else {
        Support::skip(&table);
        table.finish();
        return None;
    };
    numbers.push(Number {
        key: dotted(&["channel", channel, "frailty", "s"]),
        name: format!("{channel} frailty"),
        what: "frailty",
        when: None,
        words: format!("s = {}: one factor for a whole case, of mean 1", s.value),
        support: Support::read(&table, &s),
    });
    table.finish();
    let median = libm::exp(-s.value * s.value / 2.0) * FRAILTY_UNIT;
    let q95 = median * libm::exp(1.644_853_626_951_472_2 * s.value);
    Distribution::lognormal(median, q95).ok()
}

fn is_frailty(s: &Spanned<f64>, table: &Table<'_>) -> bool {
    let fits = (WEAKEST_FRAILTY..=STRONGEST_FRAILTY).contains(&s.value);
    if !fits {
        let message = format!("the frailty cannot have s = {}", s.value);
        let label = format!(
            "expected a number from {WEAKEST_FRAILTY} to {STRONGEST_FRAILTY}; 0.3 is usual"
        );
        table.report(Diagnostic::error("bad-distribution", message).at(s.span.clone(), label));
    }
    fits
}

/// `[[slow]]`: a season in which some offices work more slowly.
fn read_season(channel: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> Option<Season> {
    let names = table.required_strings("offices");
    let offices: Vec<Office> = names.iter().filter_map(|name| find_office(name, table)).collect();
    let (from, to) = (month_day("from", table), month_day("to", table));
    let speed = table.required_float("speed");
    match &speed {
        Some(speed) => numbers.push(season_number(channel, table, speed)),
        None => Support::skip(table),
    }
    let speed = speed.filter(|speed| {
        let fits = (SLOWEST..=1.0).contains(&speed.value);
        if !fits {
            table.report(
                Diagnostic::error("bad-speed", format!("nobody works at speed {}", speed.value))
                    .at(speed.span.clone(), format!("expected a number from {SLOWEST} to 1"))
                    .help("0.5: half a day's work in a day"),
            );
        }
        fits
    });
    table.finish();
    Some(Season {
        offices: crate::law::office::Offices::of(&offices),
        from: from?,
        to: to?,
        speed: speed?.value,
    })
}

/// The speed of a season, with what it rests on.
fn season_number(channel: &str, table: &Table<'_>, speed: &Spanned<f64>) -> Number {
    let text = |key: &str| table.str(key).map_or("?", |text| text.value);
    let offices = table.strings("offices").into_iter().map(|office| office.value);
    Number {
        key: dotted(&["channel", channel, "slow"]),
        name: format!("{channel} from {} to {}", text("from"), text("to")),
        what: "season",
        when: None,
        words: format!("speed {}: {}", speed.value, offices.collect::<Vec<_>>().join(", ")),
        // A season is one of a list without ids: no key sets its speed alone.
        support: Support { ends: None, ..Support::read(table, speed) },
    }
}

/// `08-31`: a day of every year.
fn month_day(key: &str, table: &Table<'_>) -> Option<(i8, i8)> {
    let text = table.required_str(key)?;
    let parsed = calendar::month_day(text.value);
    if parsed.is_none() {
        table.report(
            Diagnostic::error("bad-day", format!("`{}` is not a day of the year", text.value))
                .at(text.span, "expected month and day")
                .help("write \"08-31\" for 31 August"),
        );
    }
    parsed
}

fn stage_numbers(tables: &[Table<'_>], first: u16) -> BTreeMap<String, u16> {
    let mut places = BTreeMap::new();
    for (number, table) in (first..).zip(tables) {
        let Some(id) = table.required_str("id") else {
            table.lose("stage");
            continue;
        };
        if let Some((first, _)) = places.insert(id.value, (id.span.clone(), number)) {
            table.report(
                Diagnostic::error("duplicate-id", format!("there are two stages `{}`", id.value))
                    .at(id.span, "used a second time")
                    .also(first, "first used here")
                    .help("give each stage an id of its own: outcomes lead to it by this word"),
            );
            table.lose("stage");
        }
    }
    places.into_iter().map(|(id, (_, number))| (id.to_owned(), number)).collect()
}

fn read_office(key: &str, table: &Table<'_>) -> Option<Office> {
    let text = table.required_str(key)?;
    find_office(&text, table)
}

fn find_office(text: &Spanned<&str>, table: &Table<'_>) -> Option<Office> {
    let office = Office::find(text.value).filter(|office| *office != Office::Parties);
    if office.is_none() {
        let mine = |office: &&Office| **office != Office::Parties;
        let names = Office::ALL.iter().filter(mine).map(|office| office.id());
        table.report(
            Diagnostic::error("unknown-office", format!("there is no office `{}`", text.value))
                .at(text.span.clone(), "unknown office")
                .help(format!("the offices are {}", names.clone().collect::<Vec<_>>().join(", ")))
                .help_if(did_you_mean(text.value, names)),
        );
    }
    office
}
