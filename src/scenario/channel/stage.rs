//! One stage of a channel: who holds the file, what is done with it, in which time, and how it can end.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::law::answers::{Assumption, Takes, Variant};
use crate::law::calendar::Rule;
use crate::law::channel::{HoursFrom, Limit, LimitLength, Stage, StageEnd, StageOutcome};
use crate::law::message::PathEnd;
use crate::law::window;
use crate::scenario::assume::{self, Assumed, AssumedVariant, read_basis};
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Kind, Spanned, Table, Value};
use crate::scenario::factor::Factor;
use crate::scenario::reference::Reference;
use crate::scenario::takes;

use super::read_office;

/// The rules by which a limit is counted: Regulation 1182/71, the federal rules, every day.
pub(in crate::scenario) const LIMIT_RULES: [&str; 3] = ["eu", "us", "fixed"];

/// The most ways in which a stage can end.
pub(in crate::scenario) const MOST_OUTCOMES: usize = 50;

/// What the stages of one channel share while they are read.
pub(super) struct Context<'a> {
    pub(super) number: u8,
    pub(super) path: &'a str,
    pub(super) numbers: &'a BTreeMap<String, u16>,
    pub(super) factors: &'a [Factor],
    /// Where the numbers come from that do not say it themselves.
    pub(super) reference: Option<&'a Reference>,
    pub(super) vocabulary: &'a Vocabulary<'a>,
}

impl Context<'_> {
    /// Reads a stage, in words and for runs.
    pub(super) fn read_stage(&self, table: &Table<'_>) -> Option<(Stage, Assumed, Assumption)> {
        table.require_all(&["id", "name", "office", "document", "duration", "basis", "outcome"]);
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
        let limit = self.read_limit(table);
        let any_day = table.bool("any_day").is_some_and(|yes| yes.value);
        let (outcomes, odds, ranges) = self.read_outcomes(table);
        let if_gone = read_if_gone(table, &outcomes);
        let (variants, for_runs) = self.read_variants(table, &outcomes);
        let length = length?;
        let has_limit = limit.is_some() || table.has("limit");
        report_missing_limit(&length.takes, has_limit, table);
        report_lateness_without_limit(&outcomes, has_limit, table);
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
            in_force: window::of_all(&authority, self.vocabulary.authorities),
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
        let short = name.value.len() <= prefix.len();
        if !self.path.is_empty() && (short || !name.value.starts_with(&prefix)) {
            table.report(
                Diagnostic::error(
                    "bad-stage-name",
                    format!("`{}` is no stage of this path", name.value),
                )
                .at(name.span, "the name of a stage starts with the word of its path")
                .help(format!(
                    "write \"{prefix}{}\"",
                    name.value.rsplit('.').next().unwrap_or("...")
                )),
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
        table.required_value("outcome");
        let rows = table.tables_up_to("outcome", MOST_OUTCOMES);
        for row in &rows {
            row.require_all(&["name", "to", "p", "words"]);
            let p = row.required_float("p").filter(|p| assume::is_chance(p, row));
            ranges.push(match &p {
                Some(p) => assume::range_around("range", p.value, Some(p.span.clone()), row),
                None => row.value("range").and(None),
            });
            odds.extend(p.map(|p| p.value));
            outcomes.extend(self.read_outcome(row, &outcomes));
            row.finish();
        }
        let list = table.value("outcome").filter(|list| matches!(list.kind, Kind::Array(_)));
        match list {
            Some(list) if rows.is_empty() => table.report(
                Diagnostic::error("no-outcome", "this stage never ends")
                    .at(list.span, "no outcome")
                    .help("write outcome = [{ name = \"done\", to = \"end:obtained\", p = 1.0, words = \"...\" }]"),
            ),
            Some(list) if table.length_of("outcome") == Some(odds.len()) => {
                assume::check_sum(&odds, odds_span(&rows, &list, table), table);
            }
            _ => {}
        }
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
                .at(name.span.clone(), "used before")
                .help("give each outcome of a stage a name of its own"),
            );
        }
        let leads_to = self.read_end(row);
        let words = row.required_str("words");
        // What cannot be read still limits the outcome.
        let at_most =
            if row.has("at_most") { small("at_most", 1..=100, row).or(Some(1)) } else { None };
        let holds = row.str("holds");
        let holds_days = holds.and_then(|text| whole_days(&text, row));
        let by = row.str("holds_by");
        let holds_by =
            by.and_then(|text| assume::authority(&text, row, self.vocabulary.authorities));
        let delivers = read_delivers(row, leads_to);
        let late = row.bool("late").is_some_and(|late| late.value);
        Some(StageOutcome {
            name: name?.value.to_owned(),
            leads_to: leads_to?,
            at_most: at_most.unwrap_or(0),
            holds_days,
            holds_by,
            delivers,
            late,
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
            let message = match to.value.strip_prefix("end:") {
                Some(end) => format!("no stage ends a path as `{end}`"),
                None => format!("there is no stage `{}`", to.value),
            };
            row.report(
                Diagnostic::error("unknown-stage", message)
                    .at(to.span, "leads nowhere")
                    .help(format!("name a stage of this channel, or an end: {}", words.join(", ")))
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
        let whens = table.tables_up_to("when", assume::MOST_VARIANTS).into_iter();
        let read = |when| assume::read_variant(&names, "duration", self.vocabulary, when);
        whens.filter_map(read).unzip()
    }

    /// `limit = { period = "10 days", rule = "eu", authority = "eu.epo" }`.
    fn read_limit(&self, table: &Table<'_>) -> Option<Limit> {
        let limit = match table.value("limit")? {
            Value { kind: Kind::Table(limit), .. } => limit,
            other => {
                let mistake = other.mismatch("a table");
                table.report(mistake.help(
                    "write limit = { period = \"10 days\", rule = \"eu\", authority = \"...\" }",
                ));
                return None;
            }
        };
        let period = limit.required_str("period");
        let rule = limit.required_str("rule");
        let authority = limit.required_str("authority");
        let authority = authority
            .and_then(|text| assume::authority(&text, &limit, self.vocabulary.authorities));
        let rule = rule.filter(|rule| is_limit_rule(rule, &limit));
        let what = limit.str("what").map(|what| what.value.trim().to_owned());
        let from = limit.strings("from");
        let from = from.iter().filter_map(|id| self.find_stage(id, &limit)).collect();
        limit.finish();
        let period = period?;
        let Some((count, unit)) = whole_period(period.value) else {
            report_period(&period, table);
            return None;
        };
        let length = limit_length(count, unit, rule?.value);
        Some(Limit { what, from, length, words: period.value.to_owned(), authority: authority? })
    }

    /// A stage of this channel by its id.
    fn find_stage(&self, id: &Spanned<&str>, table: &Table<'_>) -> Option<u16> {
        find_stage(id, self.numbers, table)
    }
}

/// A stage of a channel by its id.
pub(super) fn find_stage(
    id: &Spanned<&str>,
    numbers: &BTreeMap<String, u16>,
    table: &Table<'_>,
) -> Option<u16> {
    let found = numbers.get(id.value).copied();
    if found.is_none() {
        let message = format!("there is no stage `{}`", id.value);
        table.report(
            Diagnostic::error("unknown-stage", message)
                .at(id.span.clone(), "expected the id of a stage of this channel")
                .help_if(did_you_mean(id.value, numbers.keys().map(String::as_str))),
        );
    }
    found
}

fn is_limit_rule(rule: &Spanned<&str>, limit: &Table<'_>) -> bool {
    let known = LIMIT_RULES.contains(&rule.value);
    if !known {
        limit.report(
            Diagnostic::error("unknown-rule", format!("there is no rule `{}`", rule.value))
                .at(rule.span.clone(), "expected eu, us or fixed")
                .help("eu: Regulation 1182/71; us: the federal rules; fixed: every day counts"),
        );
    }
    known
}

/// What a limit is counted in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hours,
    Days,
    WorkingDays,
}

/// A limit in whole hours, days or working days, up to ten years.
fn whole_period(text: &str) -> Option<(u32, Unit)> {
    let (words, unit) = match text.split_once(" working ") {
        Some((count, "day" | "days")) => (format!("{count} days"), Unit::WorkingDays),
        _ if text.contains("hour") => (text.to_owned(), Unit::Hours),
        _ => (text.to_owned(), Unit::Days),
    };
    let (length, most) = if unit == Unit::Hours { (3600.0, 87_600.0) } else { (86_400.0, 3650.0) };
    let count = takes::seconds(&words)? / length;
    let whole = (1.0..=most).contains(&count) && count.fract() == 0.0;
    whole.then_some((count as u32, unit))
}

fn limit_length(count: u32, unit: Unit, rule: &str) -> LimitLength {
    match (unit, rule) {
        (Unit::Hours, "eu") => LimitLength::Hours(count, HoursFrom::TheNextHour),
        (Unit::Hours, _) => LimitLength::Hours(count, HoursFrom::TheMoment),
        (Unit::WorkingDays, _) => LimitLength::WorkingDays(count),
        (Unit::Days, "eu") => LimitLength::Days(count, Rule::Eu1182),
        (Unit::Days, "us") => LimitLength::Days(count, Rule::Crim45),
        (Unit::Days, _) => LimitLength::PlainDays(count),
    }
}

fn report_period(period: &Spanned<&str>, table: &Table<'_>) {
    let message = format!("`{}` is no period the law sets", period.value);
    table.report(
        Diagnostic::error("bad-limit", message)
            .at(period.span.clone(), "expected whole days or hours, at most 3650 days")
            .help("write \"10 days\", \"5 working days\" or \"8 hours\""),
    );
}

/// Where the odds of a stage stand: in its outcomes, or at the one that a file changes in those of its base.
fn odds_span(rows: &[Table<'_>], list: &Value<'_>, table: &Table<'_>) -> Range<usize> {
    let chances = || rows.iter().filter_map(|row| row.value("p")).map(|p| p.span);
    let changed = chances().find(|span| table.is_own(span) && !table.is_own(&list.span));
    match rows {
        [only] => only.span(),
        _ => changed.unwrap_or(list.span.clone()),
    }
}

const LIMIT_IS_WRITTEN: &str =
    "add limit = { period = \"10 days\", rule = \"eu\", authority = \"...\" }";

/// An act that comes by a deadline needs one.
fn report_missing_limit(takes: &Takes, has_limit: bool, table: &Table<'_>) {
    if matches!(takes, Takes::ByDeadline) && !has_limit {
        table.report(
            Diagnostic::error("missing-limit", "this stage ends by a deadline, but has none")
                .at(table.span(), "`limit` is missing")
                .help(LIMIT_IS_WRITTEN),
        );
    }
}

/// Nothing is late without a limit.
fn report_lateness_without_limit(outcomes: &[StageOutcome], has_limit: bool, table: &Table<'_>) {
    let late = outcomes.iter().find(|outcome| outcome.late && !has_limit);
    if let Some(StageOutcome { name, .. }) = late {
        let message = format!("`{name}` is an outcome of lateness, but this stage has no limit");
        table.report(
            Diagnostic::error("missing-limit", message)
                .at(table.span(), "`limit` is missing")
                .help(LIMIT_IS_WRITTEN),
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
            .at(text.span.clone(), "unknown outcome")
            .help_if(did_you_mean(text.value, names)),
        );
    }
    let found = found?;
    if outcomes.get(found).is_some_and(|outcome| outcome.at_most > 0) {
        table.report(
            Diagnostic::error("stuck-stage", "a file can be stuck here once the data is gone")
                .at(text.span, "this outcome is closed once the file has gone back often")
                .help("name an outcome without `at_most`"),
        );
    }
    u8::try_from(found).ok()
}

/// How a stage can end a path without the data: the other ends befall a path from outside.
pub(in crate::scenario) fn ends_of_a_stage() -> impl Iterator<Item = PathEnd> {
    let from_outside = |end: &PathEnd| matches!(end, PathEnd::Withdrawn | PathEnd::Unavailable);
    PathEnd::ALL.into_iter().filter(move |end| !from_outside(end))
}

/// A small whole number within bounds.
fn small(key: &str, bounds: RangeInclusive<i64>, row: &Table<'_>) -> Option<u8> {
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
