//! Assumptions: for each point the odds of its options and the time it takes, each with its basis.

use crate::law::answers::{Assumption, Takes, Variant};
use crate::law::authority::{AuthorityId, Catalogue};
use crate::law::comity;
use crate::law::point::{Point, SPECS};
use crate::scenario::basis::{self, Basis, STRENGTHS};
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, nearest};
use crate::scenario::document::{Kind, Spanned, Table, Value};
use crate::scenario::reference::Reference;
use crate::scenario::takes;
use crate::scenario::weighing::{self, Weighed};

/// The range in which a number may lie, if one is stated.
pub type Range = Option<(f64, f64)>;

/// What is assumed of one point, in words.
#[derive(Clone, Debug, Default)]
pub struct Assumed {
    /// The odds, in the order of the options.
    pub odds: Vec<f64>,
    /// What the odds rest on.
    pub odds_basis: Option<Basis>,
    /// The time, in words; `None` for a decision taken when it is asked.
    pub takes: Option<String>,
    /// What the time rests on.
    pub takes_basis: Option<Basis>,
    /// `strong`, `medium` or `weak`.
    pub strength: Option<String>,
    /// Where the numbers come from.
    pub reference: Option<Reference>,
    /// Whether the odds were changed on top of the file whose strength and reference these are.
    pub odds_changed: bool,
    /// The same of the time.
    pub takes_changed: bool,
    /// The range in which the chance of each option may lie, in the order of the options.
    pub ranges: Vec<Range>,
    /// The factors out of which the odds come, if the ruling weighs factors.
    pub factors: Vec<Weighed>,
    /// What is assumed instead under a condition.
    pub variants: Vec<AssumedVariant>,
    /// The shared factors of its channel that multiply its time.
    pub scaled_by: Vec<String>,
}

/// What is assumed of a point instead, under a condition.
#[derive(Clone, Debug)]
pub struct AssumedVariant {
    /// The condition, as a scenario writes it.
    pub when: String,
    /// The odds, if they are others.
    pub odds: Option<Vec<f64>>,
    /// What they rest on.
    pub odds_basis: Option<Basis>,
    /// The time in words, if it is another.
    pub takes: Option<String>,
    /// What it rests on.
    pub takes_basis: Option<Basis>,
    /// Where the numbers come from.
    pub reference: Option<Reference>,
}

impl Assumed {
    /// Whether `strength` and `reference` speak of a number that stands here.
    pub fn is_spoken_of(&self) -> bool {
        let odds = self.odds_basis.is_none() || self.odds_changed;
        let takes = self.takes_basis.is_none() || self.takes_changed;
        !odds || !takes || !(self.odds_changed || self.takes_changed)
    }

    /// Whether a number in it is a guess.
    pub fn is_guess(&self) -> bool {
        [self.odds_basis, self.takes_basis].contains(&Some(Basis::Guess))
    }
}

/// The assumptions of a file, in words and in the form a run uses, by point.
pub struct Assumptions {
    /// In words.
    pub assumed: Vec<Assumed>,
    /// For runs.
    pub compiled: Vec<Assumption>,
}

/// The most variants of one point or stage: a run looks at them each time it comes there.
pub(super) const MOST_VARIANTS: usize = 50;

/// Points whose day the law fixes; they need no assumption.
pub const FIXED_BY_LAW: [Point; 4] =
    [Point::WindowCloses, Point::DateCertain, Point::NoticeLapses, Point::PetitionLapses];

fn none() -> Assumption {
    Assumption {
        odds: Vec::new(),
        takes: Takes::NoTime,
        scale: 1.0,
        regimes: Vec::new(),
        frail: None,
        variants: Vec::new(),
    }
}

/// Reads `[decide]`: one table per point, named by the point.
pub fn read(root: &Table<'_>, vocabulary: &Vocabulary<'_>) -> Assumptions {
    let mut all = Assumptions {
        assumed: vec![Assumed::default(); SPECS.len()],
        compiled: vec![none(); SPECS.len()],
    };
    let mut seen = vec![false; SPECS.len()];
    let Some(decide) = root.required_table("decide") else { return all };
    for group in decide.entries() {
        let Kind::Table(points) = &group.value.kind else {
            group.value.wrong_type("a table of points");
            continue;
        };
        for entry in points.entries() {
            let name = format!("{}.{}", group.key.value, entry.key.value);
            match Point::find(&name) {
                Some(point) => {
                    seen[point as usize] = true;
                    read_point(point, entry.value, vocabulary, &mut all);
                }
                None => {
                    // What is misspelt is not missing as well.
                    let names = SPECS.iter().map(|spec| spec.name);
                    let meant = nearest(&name, names).and_then(Point::find);
                    if let Some(meant) = meant {
                        seen[meant as usize] = true;
                    }
                    root.report(not_fixed(&name, entry.key.span, vocabulary));
                }
            }
        }
    }
    report_missing(&seen, &decide);
    all
}

/// The mistake of a point that does not exist, or whose numbers stand elsewhere.
fn not_fixed(name: &str, at: std::ops::Range<usize>, vocabulary: &Vocabulary<'_>) -> Diagnostic {
    if vocabulary.points.find(name).is_some() {
        let message = format!("`{name}` is a stage of a channel, and its numbers stand there");
        return Diagnostic::error("stage-in-decide", message)
            .at(at, "no decision of the court track")
            .help("change it under [channel.<name>.stage.<id>] or with --set");
    }
    let names = SPECS.iter().map(|spec| spec.name);
    Diagnostic::error("unknown-point", format!("there is no decision point `{name}`"))
        .at(at, "unknown decision point")
        .help("comity decisions shows them all")
        .help_if(did_you_mean(name, names))
}

fn report_missing(seen: &[bool], decide: &Table<'_>) {
    for spec in SPECS {
        if !seen[spec.point as usize] && !FIXED_BY_LAW.contains(&spec.point) {
            let message = format!("nothing is assumed of `{}`", spec.name);
            decide.report(
                Diagnostic::error("missing-assumption", message)
                    .at(decide.span(), format!("`[decide.{}]` is missing", spec.name))
                    .help(format!("it answers: {}", spec.question)),
            );
        }
    }
}

fn read_point(point: Point, value: Value<'_>, vocabulary: &Vocabulary<'_>, all: &mut Assumptions) {
    let Kind::Table(table) = value.kind else {
        value.wrong_type("a table");
        return;
    };
    let options: Vec<&str> = point.spec().options.iter().map(|option| option.name).collect();
    let (odds, odds_basis, factors) = read_decision(point, &options, &table);
    let (length, takes_basis) = read_time("takes", &table);
    let strength = one_of(&table, "strength", &STRENGTHS);
    let reference = Reference::read(&table);
    let ranges = read_ranges(&options, &odds, &table);
    let whens = table.tables_up_to("when", MOST_VARIANTS).into_iter();
    let variants = whens.filter_map(|when| read_variant(&options, "takes", vocabulary, when));
    let (variants, for_runs) = variants.unzip();
    let compiled = Assumption {
        odds: odds.clone(),
        takes: length.as_ref().map_or(Takes::NoTime, |length| length.takes.clone()),
        variants: for_runs,
        ..none()
    };
    all.compiled[point as usize] = compiled;
    all.assumed[point as usize] = Assumed {
        odds,
        odds_basis,
        takes: length.map(|length| length.words),
        takes_basis,
        strength,
        reference,
        odds_changed: basis::is_changed(&table, &table.places("odds")),
        takes_changed: basis::is_changed(&table, &table.places("takes")),
        ranges,
        factors,
        variants,
        scaled_by: Vec::new(),
    };
    table.finish();
}

/// The odds of a point, what they rest on, and the factors they come out of if they do.
fn read_decision(
    point: Point,
    options: &[&str],
    table: &Table<'_>,
) -> (Vec<f64>, Option<Basis>, Vec<Weighed>) {
    let weighed = comity::test_at(point).and_then(|test| weighing::read(test, table));
    let by_factors =
        table.value("odds").filter(|value| matches!(value.kind, Kind::String("factors")));
    if let Some(value) = by_factors {
        table.has("odds_basis");
        let Some((factors, odds)) = weighed else {
            if !table.has("factors") {
                table.report(
                    Diagnostic::error(
                        "missing-key",
                        "there are no factors the odds could come out of",
                    )
                    .at(value.span, "`factors` is missing")
                    .help("give every option its odds, or a ruling on comity its factors"),
                );
            }
            return (Vec::new(), None, Vec::new());
        };
        let basis = factors.iter().filter_map(|factor| factor.basis).max();
        return (odds, basis, factors);
    }
    let (odds, basis) = read_odds(options, table);
    if !options.is_empty() && !table.has("odds") {
        report_missing_odds(options, table);
    }
    (odds, basis, Vec::new())
}

fn report_missing_odds(options: &[&str], table: &Table<'_>) {
    let point = table.path().trim_start_matches("decide.");
    table.report_missing(
        &["odds"],
        Diagnostic::error("missing-odds", format!("`{point}` has options but no odds"))
            .at(table.span(), "`odds` should be given here")
            .help(format!("the options are {}", options.join(", "))),
    );
}

fn read_time(key: &str, table: &Table<'_>) -> (Option<takes::Length>, Option<Basis>) {
    let basis = format!("{key}_basis");
    let Some(value) = table.value(key) else {
        table.has(&basis);
        return (None, None);
    };
    let length = takes::read(&value, table);
    (length, basis::read(table, &basis, &table.places(key)))
}

/// A word that must be one of a few.
pub(super) fn one_of(table: &Table<'_>, key: &str, words: &[&'static str]) -> Option<String> {
    let text = table.str(key)?;
    if !words.contains(&text.value) {
        table.report(
            Diagnostic::error("unknown-name", format!("`{key}` cannot be `{}`", text.value))
                .at(text.span, format!("expected {}", words.join(", ")))
                .help_if(did_you_mean(text.value, words.iter().copied())),
        );
    }
    Some(text.value.to_owned())
}

/// Reads `odds`: a table with a chance for every option.
fn read_odds(options: &[&str], table: &Table<'_>) -> (Vec<f64>, Option<Basis>) {
    let Some(value) = table.value("odds") else {
        table.has("odds_basis");
        return (Vec::new(), None);
    };
    let basis = basis::read(table, "odds_basis", &table.places("odds"));
    let place = table.path().trim_start_matches("decide.").trim_end_matches(".when").to_owned();
    let Kind::Table(odds) = &value.kind else {
        let each: Vec<String> = options.iter().map(|option| format!("{option} = ...")).collect();
        let mistake = value.mismatch("a table of odds");
        table.report(mistake.help(format!("write odds = {{ {} }}", each.join(", "))));
        return (Vec::new(), basis);
    };
    if options.is_empty() {
        table.report(
            Diagnostic::error("odds-without-options", format!("`{place}` only takes time"))
                .at(value.span.clone(), "there is nothing to choose here")
                .help("remove the odds"),
        );
        return (Vec::new(), basis);
    }
    odds.require_all(options);
    let chances: Vec<Option<f64>> =
        options.iter().map(|option| read_chance(option, odds)).collect();
    for entry in odds.entries() {
        let message = format!("`{place}` has no option `{}`", entry.key.value);
        odds.stands_for(nearest(entry.key.value, options.iter().copied()));
        odds.report(
            Diagnostic::error("unknown-option", message)
                .at(entry.key.span.clone(), "unknown option")
                .help_if(did_you_mean(entry.key.value, options.iter().copied())),
        );
    }
    let chances = chances.into_iter().collect::<Option<Vec<f64>>>().unwrap_or_default();
    if !chances.is_empty() {
        check_sum(&chances, value.span.clone(), odds);
    }
    (chances, basis)
}

fn read_chance(option: &str, odds: &Table<'_>) -> Option<f64> {
    let chance = odds.required_float(option)?;
    is_chance_of(option, &chance, odds).then_some(chance.value)
}

/// Whether the number at `p` is a chance; says so if not.
pub(super) fn is_chance(p: &Spanned<f64>, table: &Table<'_>) -> bool {
    let name = table.str("name").map_or("this outcome", |name| name.value);
    is_chance_of(name, p, table)
}

fn is_chance_of(option: &str, chance: &Spanned<f64>, table: &Table<'_>) -> bool {
    let fits = (0.0..=1.0).contains(&chance.value);
    if !fits {
        let message = format!("the chance of `{option}` cannot be {}", chance.value);
        let percent = Some(chance.value)
            .filter(|value| (2.0..=100.0).contains(value))
            .map(|value| format!("for {value} in a hundred write {}", trim(value / 100.0)));
        table.report(
            Diagnostic::error("bad-odds", message)
                .at(chance.span.clone(), "a chance lies between 0 and 1")
                .help_if(percent),
        );
    }
    fits
}

/// Chances add up to 1.
pub(super) fn check_sum(chances: &[f64], span: std::ops::Range<usize>, table: &Table<'_>) {
    let sum: f64 = chances.iter().sum();
    if (sum - 1.0).abs() > 1e-9 {
        let short = Some(trim(sum)).filter(|short| short != "1");
        let sum = short.unwrap_or_else(|| format!("{sum:.12}").trim_end_matches('0').to_owned());
        table.report(
            Diagnostic::error("odds-sum", format!("the odds add up to {sum}, not 1"))
                .at(span, "these should add up to 1")
                .help("every option has a chance, and one of them happens"),
        );
    }
}

/// A number without the dust of binary fractions.
pub(super) fn trim(sum: f64) -> String {
    let text = format!("{sum:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `range`: for some options, the range in which the chance may lie.
fn read_ranges(options: &[&str], odds: &[f64], table: &Table<'_>) -> Vec<Range> {
    let Some(ranges) = table.table("range") else { return vec![None; odds.len()] };
    let given = table.value("odds");
    let place = |option: &str| match &given.as_ref()?.kind {
        Kind::Table(odds) => odds.value(option).map(|chance| chance.span),
        _ => None,
    };
    let range = |(number, option): (usize, &&str)| {
        ranges.has(option);
        range_around(option, *odds.get(number)?, place(option), &ranges)
    };
    let read = options.iter().enumerate().map(range).collect();
    ranges.finish();
    read
}

/// The range at a key, which must hold the value it is the range of; `at` is where the value stands.
pub(super) fn range_around(
    key: &str,
    value: f64,
    at: Option<std::ops::Range<usize>>,
    table: &Table<'_>,
) -> Option<(f64, f64)> {
    let written = table.value(key)?;
    match pair(&written) {
        Some((first, second)) if first > second => {
            report_order((first, second), &written, table);
            None
        }
        Some((low, high)) if low <= value && value <= high => Some((low, high)),
        // A value may be set on the command line to see what lies beyond its range.
        Some(_)
            if at.as_ref().is_some_and(|at| table.is_set(at)) && !table.is_set(&written.span) =>
        {
            None
        }
        Some((low, high)) => {
            let what = if key == "range" { "the range" } else { &format!("the range of `{key}`") };
            let mistake =
                Diagnostic::error("range-misses-value", format!("{what} does not hold its value"));
            let label = format!("{value} is not between {low} and {high}");
            // Where a file changes a value under the range of its base, the value is what is wrong.
            let changed = at.filter(|at| table.is_own(at) && !table.is_own(&written.span));
            table.report(match changed {
                Some(at) => mistake
                    .at(at, label)
                    .also(written.span.clone(), "the range below")
                    .help(format!("give `{key}` as well, or a value that lies in it")),
                None => mistake.at(written.span.clone(), label),
            });
            None
        }
        None => {
            let mistake = written.mismatch("two numbers, the lower first");
            table.report(mistake.help("write a list of two numbers, such as [0.4, 0.6]"));
            None
        }
    }
}

/// The range with its numbers the wrong way round.
fn report_order((high, low): (f64, f64), written: &Value<'_>, table: &Table<'_>) {
    table.report(
        Diagnostic::error("out-of-order", "a range has its lower number first")
            .at(written.span.clone(), format!("{high} is more than {low}"))
            .help(format!("write [{low}, {high}]")),
    );
}

/// Two numbers in a list.
fn pair(value: &Value<'_>) -> Option<(f64, f64)> {
    let Kind::Array(items) = &value.kind else { return None };
    let numbers: Vec<f64> = items
        .items()
        .filter_map(|item| match item.kind {
            Kind::Float(number) => Some(number),
            Kind::Integer(number) => Some(number as f64),
            _ => None,
        })
        .collect();
    match numbers[..] {
        [one, other] => Some((one, other)),
        _ => None,
    }
}

/// `[[when]]` below a point or a stage: other odds or another time under a condition, in words and for runs.
pub(super) fn read_variant(
    options: &[&str],
    time_key: &str,
    vocabulary: &Vocabulary<'_>,
    when: Table<'_>,
) -> Option<(AssumedVariant, Variant)> {
    let condition = vocabulary.read(&when);
    if condition.is_none() && !vocabulary.says_something(&when) {
        when.report(
            Diagnostic::error("empty-condition", "this variant does not say when it holds")
                .at(when.span(), "no condition here")
                .help("add chose = \"point=option\", law = \"cloud-act\", since = 2018-03-23 or another condition"),
        );
    }
    let (odds, odds_basis) = match when.has("odds") {
        true => read_odds(options, &when),
        false => (Vec::new(), None),
    };
    let odds = when.has("odds").then_some(odds);
    let (length, takes_basis) = read_time(time_key, &when);
    if odds.is_none() && !when.has(time_key) {
        when.report_missing(
            &["odds", time_key],
            Diagnostic::error("empty-variant", "this variant changes nothing")
                .at(when.span(), format!("neither `odds` nor `{time_key}`"))
                .help("give the odds or the time that hold on this branch"),
        );
    }
    let assumed = AssumedVariant {
        when: condition_words(&when, time_key),
        odds: odds.clone(),
        odds_basis,
        takes: length.as_ref().map(|length| length.words.clone()),
        takes_basis,
        reference: Reference::read(&when),
    };
    when.finish();
    let takes = length.map(|length| length.takes);
    Some((assumed, Variant { when: condition?, odds, takes }))
}

/// What a variant says besides its numbers.
fn condition_words(when: &Table<'_>, time_key: &str) -> String {
    let time_basis = format!("{time_key}_basis");
    let numbers = ["odds", "odds_basis", time_key, &time_basis, "reference"];
    let others = when.keys().filter(|key| !numbers.contains(key));
    let said = others.filter_map(|key| Some(format!("{key} = {}", when.written(key)?)));
    said.collect::<Vec<_>>().join(", ")
}

/// Reads `authority` and reports those that are not in the catalogue.
pub(super) fn authorities(table: &Table<'_>, catalogue: &Catalogue) -> Vec<AuthorityId> {
    let ids = table.strings("authority");
    ids.iter().filter_map(|id| authority(id, table, catalogue)).collect()
}

/// The authority of that id.
pub(super) fn authority(
    id: &Spanned<&str>,
    table: &Table<'_>,
    catalogue: &Catalogue,
) -> Option<AuthorityId> {
    let found = catalogue.find(id.value);
    if found.is_none() && !table.may_be_lost("authority", id.value) {
        let names = catalogue.all().map(|known| catalogue.get(known).id.as_ref());
        table.report(
            Diagnostic::error("unknown-authority", format!("there is no authority `{}`", id.value))
                .at(id.span.clone(), "not in the catalogue")
                .help_if(did_you_mean(id.value, names)),
        );
    }
    found
}
