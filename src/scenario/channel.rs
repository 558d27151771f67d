//! A channel's table: its stages, its shared factors, its slow seasons.
//!
//! Stages lead to one another by name, and conditions speak of stages of any channel, so the names of all
//! stages are gathered first ([`names`]) and the tables read after ([`read`]).

use std::collections::BTreeMap;

use crate::law::answers::{Assumption, FRAILTY_UNIT, Takes, Variant};
use crate::law::authority::Catalogue;
use crate::law::calendar::Rule;
use crate::law::channel::{
    Channel, Channels, Limit, LimitLength, MOST_STAGES, Stage, StageEnd, StageOutcome,
};
use crate::law::message::PathEnd;
use crate::law::office::Office;
use crate::law::season::Season;
use crate::scenario::assume::{self, Assumed, AssumedVariant, read_basis};
use crate::scenario::calendar;
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table, dotted};
use crate::scenario::factor::{self, Factor};
use crate::scenario::graph;
use crate::scenario::number::{Number, Support};
use crate::scenario::points::StageNames;
use crate::scenario::reference::Reference;
use crate::scenario::takes;
use crate::sim::distribution::Distribution;

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

/// The names of the stages of one channel and of their outcomes, as far as they are there.
pub fn names(table: &Table<'_>) -> Vec<StageNames> {
    let stage = |stage: &Table<'_>| StageNames {
        name: stage.str("name").map(|name| name.value.to_owned()).unwrap_or_default(),
        outcomes: stage
            .array_of_tables("outcome")
            .iter()
            .filter_map(|outcome| outcome.str("name"))
            .map(|name| name.value.to_owned())
            .collect(),
    };
    table.array_of_tables("stage").iter().map(stage).collect()
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
    let slow = table.array_of_tables("slow");
    let slow =
        slow.iter().filter_map(|season| read_season(id, season, &mut read.numbers)).collect();
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
    let whole = own.iter().zip(outcomes).all(|(stage, outcomes)| stage.outcomes.len() == outcomes);
    if own.len() == places.len() && whole {
        graph::look_at(own, first, &places, &table);
    }
    table.finish();
    read.channels.list.push(Channel {
        id: id.to_owned(),
        path,
        title: title.unwrap_or_default(),
        summary: summary.unwrap_or_default(),
        demander: demander.unwrap_or(Office::Prosecutor),
        overlay,
        authority,
        first,
        slow,
    });
    read.frailties.push(frailty);
    read.factors.extend(factors);
}

/// The tables of the stages, as many as a case may have.
fn read_stages<'a>(table: &Table<'a>, before: usize) -> Vec<Table<'a>> {
    let mut stages = table.required_array_of_tables("stage");
    let room = MOST_STAGES - before;
    if let Some(beyond) = stages.get(room) {
        let message = format!("the channels of a case may have at most {MOST_STAGES} stages");
        table.report(
            Diagnostic::error("too-many-stages", message).at(beyond.span(), "one too many"),
        );
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
    }
    path.value.to_owned()
}

/// The factor a whole case shares: exp(N(-s²/2, s)), which has mean 1.
fn read_frailty(
    channel: &str,
    table: &Table<'_>,
    numbers: &mut Vec<Number>,
) -> Option<Distribution> {
    let table = table.table("frailty")?;
    let s = table.required_float("s")?;
    numbers.push(Number {
        key: dotted(&["channel", channel, "frailty", "s"]),
        name: format!("{channel} frailty"),
        what: "frailty",
        when: None,
        words: format!("s = {}: one factor for a whole case, of mean 1", s.value),
        support: Support::read(&table, &s),
    });
    let median = libm::exp(-s.value * s.value / 2.0) * FRAILTY_UNIT;
    let q95 = median * libm::exp(1.644_853_626_951_472_2 * s.value);
    let built = if s.value > 0.0 { Distribution::lognormal(median, q95).ok() } else { None };
    if built.is_none() {
        table.report(
            Diagnostic::error(
                "bad-distribution",
                format!("the frailty cannot have s = {}", s.value),
            )
            .at(s.span, "s lies above 0; 0.3 is usual"),
        );
    }
    table.finish();
    built
}

/// `[[slow]]`: a season in which some offices work more slowly.
fn read_season(channel: &str, table: &Table<'_>, numbers: &mut Vec<Number>) -> Option<Season> {
    let names = table.required_strings("offices");
    let offices: Vec<Office> = names.iter().filter_map(|name| find_office(name, table)).collect();
    let (from, to) = (month_day("from", table), month_day("to", table));
    let speed = table.required_float("speed");
    numbers.extend(speed.as_ref().map(|speed| season_number(channel, table, speed)));
    let speed = speed.filter(|speed| {
        let fits = speed.value > 0.0 && speed.value <= 1.0;
        if !fits {
            table.report(
                Diagnostic::error("bad-speed", format!("nobody works at speed {}", speed.value))
                    .at(speed.span.clone(), "expected a number above 0 and at most 1")
                    .help("0.5: half a day's work in a day"),
            );
        }
        fits
    });
    for entry in table.entries() {
        let message = format!("there is no key `{}` in a slow season", entry.key.value);
        table.report(Diagnostic::error("unknown-key", message).at(entry.key.span, "unknown key"));
    }
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
        support: Support::read(table, speed),
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
    let mut numbers = BTreeMap::new();
    for (number, table) in (first..).zip(tables) {
        let Some(id) = table.required_str("id") else { continue };
        if numbers.insert(id.value.to_owned(), number).is_some() {
            table.report(
                Diagnostic::error("duplicate-id", format!("there are two stages `{}`", id.value))
                    .at(id.span, "used before"),
            );
        }
    }
    numbers
}

/// What the stages of one channel share while they are read.
struct Context<'a> {
    number: u8,
    path: &'a str,
    numbers: &'a BTreeMap<String, u16>,
    factors: &'a [Factor],
    /// Where the numbers come from that do not say it themselves.
    reference: Option<&'a Reference>,
    vocabulary: &'a Vocabulary<'a>,
}

impl Context<'_> {
    fn read_stage(&self, table: &Table<'_>) -> Option<(Stage, Assumed, Assumption)> {
        let name = self.read_name(table);
        let office = read_office("office", table);
        let document = table.required_str("document");
        let authority = assume::authorities(table, self.vocabulary.authorities);
        let duration = table.required_value("duration");
        let length = duration.as_ref().and_then(|value| takes::read(value, table));
        let span = duration.map_or(table.span(), |value| value.span);
        let basis = read_basis(table, "basis", &span);
        let odds_basis =
            if table.has("odds_basis") { read_basis(table, "odds_basis", &span) } else { basis };
        let strength = assume::one_of(table, "strength", &assume::STRENGTHS);
        let reference = Reference::read(table).or_else(|| self.reference.cloned());
        let (scale, frail) = self.read_scale(table);
        let limit = read_limit(table, self.vocabulary.authorities);
        let any_day = table.bool("any_day").is_some_and(|yes| yes.value);
        let (outcomes, odds, ranges) = self.read_outcomes(table);
        let if_gone = read_if_gone(table, &outcomes);
        let (variants, for_runs) = self.read_variants(table, &outcomes);
        let length = length?;
        report_missing_limit(&length.takes, &limit, table);
        let assumed = Assumed {
            odds: odds.clone(),
            odds_basis: odds_basis.filter(|_| odds.len() > 1),
            takes: (!matches!(length.takes, Takes::NoTime)).then_some(length.words),
            takes_basis: basis,
            strength,
            reference,
            ranges,
            factors: Vec::new(),
            variants,
        };
        let scaled = |factor: &&Factor| scale.contains(&factor.name.as_str());
        let used = || self.factors.iter().filter(scaled);
        let compiled = Assumption {
            odds,
            takes: length.takes,
            scale: used().filter(|one| one.since.is_empty()).map(|one| one.value).product(),
            regimes: used().filter(|one| !one.since.is_empty()).map(Factor::regimes).collect(),
            frail: frail.then_some(self.number),
            variants: for_runs,
        };
        let stage = Stage {
            channel: self.number,
            id: table.str("id")?.value.to_owned(),
            name: name?,
            office: office?,
            document: document?.value.to_owned(),
            authority,
            any_day,
            limit,
            if_gone,
            outcomes,
        };
        Some((stage, assumed, compiled))
    }

    fn read_name(&self, table: &Table<'_>) -> Option<String> {
        let name = table.required_str("name")?;
        let prefix = format!("{}.", self.path);
        if !self.path.is_empty() && !name.value.starts_with(&prefix) {
            table.report(
                Diagnostic::error(
                    "bad-stage-name",
                    format!("`{}` is no stage of this path", name.value),
                )
                .at(name.span, "the name of a stage starts with the word of its path")
                .help(format!("write \"{prefix}...\"")),
            );
        }
        Some(name.value.to_owned())
    }

    /// The shared factors on the time, and whether the case's own slowness is one of them.
    fn read_scale<'a>(&self, table: &Table<'a>) -> (Vec<&'a str>, bool) {
        let names = table.strings("scale");
        for name in &names {
            let known =
                || self.factors.iter().map(|factor| factor.name.as_str()).chain(["frailty"]);
            if !known().any(|factor| factor == name.value) {
                table.report(
                    Diagnostic::error(
                        "unknown-factor",
                        format!("there is no shared factor `{}`", name.value),
                    )
                    .at(name.span.clone(), "unknown factor")
                    .help_if(did_you_mean(name.value, known()))
                    .help_if(known().nth(1).is_none().then(|| {
                        "add it: [channel.<name>.factor.<its name>] with value and basis".to_owned()
                    })),
                );
            }
        }
        let frail = names.iter().any(|name| name.value == "frailty");
        (names.into_iter().map(|name| name.value).collect(), frail)
    }

    fn read_outcomes(
        &self,
        table: &Table<'_>,
    ) -> (Vec<StageOutcome>, Vec<f64>, Vec<assume::Range>) {
        let (mut outcomes, mut odds, mut ranges) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.required_array_of_tables("outcome") {
            let p = row.required_float("p").filter(|p| assume::is_chance(p, &row));
            ranges.push(p.as_ref().and_then(|p| assume::range_around("range", p.value, &row)));
            odds.push(p.map_or(0.0, |p| p.value));
            outcomes.extend(self.read_outcome(&row, &outcomes));
            row.finish();
        }
        assume::check_sum(&odds, table.span(), table);
        (outcomes, odds, ranges)
    }

    fn read_outcome(&self, row: &Table<'_>, before: &[StageOutcome]) -> Option<StageOutcome> {
        let name = row.required_str("name");
        if let Some(name) = &name
            && before.iter().any(|outcome| outcome.name == name.value)
        {
            row.report(
                Diagnostic::error(
                    "duplicate-id",
                    format!("there are two outcomes `{}`", name.value),
                )
                .at(name.span.clone(), "used before"),
            );
        }
        let leads_to = self.read_end(row);
        let words = row.required_str("words");
        let at_most = small("at_most", 1..=100, row);
        let holds = row.str("holds");
        let holds_days = holds.and_then(|text| whole_days(&text, row));
        let delivers = read_delivers(row, leads_to);
        Some(StageOutcome {
            name: name?.value.to_owned(),
            leads_to: leads_to?,
            at_most: at_most.unwrap_or(0),
            holds_days,
            delivers,
            words: words?.value.to_owned(),
        })
    }

    fn read_end(&self, row: &Table<'_>) -> Option<StageEnd> {
        let to = row.required_str("to")?;
        let end = match to.value.strip_prefix("end:") {
            Some("obtained") => Some(StageEnd::Obtained),
            Some(word) => ends_of_a_stage().find(|end| end.as_str() == word).map(StageEnd::Ended),
            None => self.numbers.get(to.value).map(|number| StageEnd::Stage(*number)),
        };
        if end.is_none() {
            let words: Vec<String> = ["obtained"]
                .into_iter()
                .chain(ends_of_a_stage().map(PathEnd::as_str))
                .map(|word| format!("end:{word}"))
                .collect();
            let names = self.numbers.keys().chain(&words).map(String::as_str);
            row.report(
                Diagnostic::error("unknown-stage", format!("there is no stage `{}`", to.value))
                    .at(to.span, "leads nowhere")
                    .help_if(did_you_mean(to.value, names)),
            );
        }
        end
    }

    /// `[[stage.when]]`: other odds or another time under a condition, in words and for runs.
    fn read_variants(
        &self,
        table: &Table<'_>,
        outcomes: &[StageOutcome],
    ) -> (Vec<AssumedVariant>, Vec<Variant>) {
        let names: Vec<&str> = outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
        let whens = table.array_of_tables("when").into_iter();
        let read = |when| assume::read_variant(&names, "duration", self.vocabulary, when);
        whens.filter_map(read).unzip()
    }
}

/// How a stage can end a path without the data: the other ends befall a path from outside.
pub(super) fn ends_of_a_stage() -> impl Iterator<Item = PathEnd> {
    let from_outside = |end: &PathEnd| matches!(end, PathEnd::Withdrawn | PathEnd::Unavailable);
    PathEnd::ALL.into_iter().filter(move |end| !from_outside(end))
}

fn read_office(key: &str, table: &Table<'_>) -> Option<Office> {
    let text = table.required_str(key)?;
    find_office(&text, table)
}

fn find_office(text: &Spanned<&str>, table: &Table<'_>) -> Option<Office> {
    let office = Office::find(text.value).filter(|office| *office != Office::Parties);
    if office.is_none() {
        let names = Office::ALL.iter().map(|office| office.id());
        table.report(
            Diagnostic::error("unknown-office", format!("there is no office `{}`", text.value))
                .at(text.span.clone(), "unknown office")
                .help_if(did_you_mean(text.value, names)),
        );
    }
    office
}

/// The rules by which a limit is counted: Regulation 1182/71, the federal rules, every day.
pub(super) const LIMIT_RULES: [&str; 3] = ["eu", "us", "fixed"];

/// `limit = { period = "10 days", rule = "eu", authority = "eu.epo" }`.
fn read_limit(table: &Table<'_>, catalogue: &Catalogue) -> Option<Limit> {
    let limit = table.table("limit")?;
    let period = limit.required_str("period");
    let rule = limit.required_str("rule");
    let authority = limit.required_str("authority");
    let authority = authority.and_then(|text| assume::authority(&text, &limit, catalogue));
    let known = rule.filter(|rule| {
        let known = LIMIT_RULES.contains(&rule.value);
        if !known {
            limit.report(
                Diagnostic::error("unknown-rule", format!("there is no rule `{}`", rule.value))
                    .at(rule.span.clone(), "expected eu, us or fixed")
                    .help("eu: Regulation 1182/71; us: the federal rules; fixed: every day counts"),
            );
        }
        known
    });
    limit.finish();
    let (period, rule) = (period?, known?.value);
    let seconds = takes::seconds(period.value).map(|seconds| seconds as i64);
    let hours = seconds.filter(|seconds| *seconds > 0 && *seconds % 3600 == 0).map(|s| s / 3600);
    let Some(hours) = hours.and_then(|hours| u32::try_from(hours).ok()).filter(|h| *h <= 87_600)
    else {
        table.report(
            Diagnostic::error("bad-limit", format!("`{}` is no period the law sets", period.value))
                .at(period.span, "expected whole days or hours, at most 3650 days")
                .help("write \"10 days\" or \"8 hours\""),
        );
        return None;
    };
    let in_hours = period.value.contains("hour");
    let length = match rule {
        _ if in_hours => LimitLength::Hours(hours),
        "eu" => LimitLength::Days(hours / 24, Rule::Eu1182),
        "us" => LimitLength::Days(hours / 24, Rule::Crim45),
        _ => LimitLength::PlainDays(hours / 24),
    };
    Some(Limit { length, words: period.value.to_owned(), authority: authority? })
}

/// An act that comes by a deadline needs one.
fn report_missing_limit(takes: &Takes, limit: &Option<Limit>, table: &Table<'_>) {
    if matches!(takes, Takes::ByDeadline) && limit.is_none() && !table.has("limit") {
        table.report(
            Diagnostic::error("missing-limit", "this stage ends by a deadline, but has none")
                .at(table.span(), "`limit` is missing")
                .help("add limit = { period = \"10 days\", rule = \"eu\", authority = \"...\" }"),
        );
    }
}

/// The outcome of a stage if the data is gone.
fn read_if_gone(table: &Table<'_>, outcomes: &[StageOutcome]) -> Option<u8> {
    let text = table.str("if_gone")?;
    let found = outcomes.iter().position(|outcome| outcome.name == text.value);
    if found.is_none() {
        let names = outcomes.iter().map(|outcome| outcome.name.as_str());
        table.report(
            Diagnostic::error(
                "unknown-option",
                format!("this stage has no outcome `{}`", text.value),
            )
            .at(text.span, "unknown outcome")
            .help_if(did_you_mean(text.value, names)),
        );
    }
    found.map(|number| number as u8)
}

/// A small whole number within bounds.
fn small(key: &str, bounds: std::ops::RangeInclusive<i64>, row: &Table<'_>) -> Option<u8> {
    let number = row.integer(key)?;
    if !bounds.contains(&number.value) {
        let (low, high) = (bounds.start(), bounds.end());
        row.report(
            Diagnostic::error("bad-number", format!("`{key}` cannot be {}", number.value))
                .at(number.span, format!("expected a whole number from {low} to {high}")),
        );
        return None;
    }
    u8::try_from(number.value).ok()
}

/// `delivers = true`: the data is there, and the file goes on to another stage.
fn read_delivers(row: &Table<'_>, leads_to: Option<StageEnd>) -> bool {
    let Some(delivers) = row.bool("delivers").filter(|delivers| delivers.value) else {
        return false;
    };
    if matches!(leads_to, Some(StageEnd::Obtained | StageEnd::Ended(_))) {
        row.report(
            Diagnostic::error(
                "nothing-follows",
                "this outcome delivers the data, and nothing follows",
            )
            .at(delivers.span, "`to` names no stage")
            .help("write to = \"end:obtained\" alone; `delivers` is for files that go on"),
        );
    }
    true
}

fn whole_days(text: &Spanned<&str>, row: &Table<'_>) -> Option<u32> {
    let days = takes::seconds(text.value).map(|seconds| seconds / 86_400.0);
    let whole = days.filter(|days| *days >= 1.0 && *days <= 3650.0 && days.fract() == 0.0);
    if whole.is_none() {
        row.report(
            Diagnostic::error("bad-duration", format!("nobody holds a copy for `{}`", text.value))
                .at(text.span.clone(), "expected whole days, at most 3650")
                .help("write holds = \"90 days\""),
        );
    }
    whole.map(|days| days as u32)
}
