//! Assumptions: for each point the odds of its options and the time it takes, each with its basis.

use crate::law::answers::{Assumption, Takes, Variant};
use crate::law::decision::PointId;
use crate::law::point::{Point, SPECS};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Kind, Table, Value};
use crate::scenario::takes;

/// What a number rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A rule of law.
    Law,
    /// A published figure, or counted cases.
    Data,
    /// Nothing but judgement.
    Guess,
}

impl Basis {
    const ALL: [(&'static str, Basis); 3] =
        [("law", Basis::Law), ("data", Basis::Data), ("guess", Basis::Guess)];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Law => "law",
            Basis::Data => "data",
            Basis::Guess => "guess",
        }
    }
}

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
    pub reference: Option<String>,
}

impl Assumed {
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

/// Points whose day the law fixes; they need no assumption.
const FIXED_BY_LAW: [Point; 4] =
    [Point::WindowCloses, Point::DateCertain, Point::NoticeLapses, Point::PetitionLapses];

fn none() -> Assumption {
    Assumption {
        odds: Vec::new(),
        takes: Takes::NoTime,
        scale: 1.0,
        frail: false,
        variants: Vec::new(),
    }
}

/// Reads `[decide]`: one table per point, named by the point.
pub fn read(root: &Table<'_>) -> Assumptions {
    let mut all = Assumptions {
        assumed: vec![Assumed::default(); SPECS.len()],
        compiled: vec![none(); SPECS.len()],
    };
    let mut seen = vec![false; SPECS.len()];
    if let Some(decide) = root.required_table("decide") {
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
                        read_point(point, entry.value, &mut all);
                    }
                    None => root.report(unknown_point(&name, entry.key.span.clone())),
                }
            }
        }
        report_missing(&seen, &decide);
    }
    all
}

/// The mistake of a point that does not exist.
pub fn unknown_point(name: &str, span: std::ops::Range<usize>) -> Diagnostic {
    let names = SPECS.iter().map(|spec| spec.name);
    Diagnostic::error("unknown-point", format!("there is no decision point `{name}`"))
        .at(span, "unknown decision point")
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

fn read_point(point: Point, value: Value<'_>, all: &mut Assumptions) {
    let Kind::Table(table) = value.kind else {
        value.wrong_type("a table");
        return;
    };
    let (odds, odds_basis) = read_odds(point, &table);
    let (length, takes_basis) = read_time(&table);
    let strength = one_of(&table, "strength", &["strong", "medium", "weak"]);
    let reference = table.str("reference").map(|text| text.value.trim().to_owned());
    read_ranges(point, &odds, &table);
    let variants =
        table.array_of_tables("when").into_iter().filter_map(|when| read_variant(point, when));
    let compiled = Assumption {
        odds: odds.clone(),
        takes: length.as_ref().map_or(Takes::NoTime, |length| length.takes.clone()),
        variants: variants.collect(),
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
    };
    table.finish();
}

fn read_time(table: &Table<'_>) -> (Option<takes::Length>, Option<Basis>) {
    let Some(value) = table.value("takes") else {
        table.has("takes_basis");
        return (None, None);
    };
    let length = takes::read(&value, table);
    (length, read_basis(table, "takes_basis", &value.span))
}

/// A number without a basis is a mistake: nobody could say what the answer rests on.
fn read_basis(table: &Table<'_>, key: &str, of: &std::ops::Range<usize>) -> Option<Basis> {
    let Some(text) = table.str(key) else {
        table.report(
            Diagnostic::error(
                "missing-basis",
                format!("`{}` has a number without a basis", table.path()),
            )
            .at(of.clone(), "what does this rest on?")
            .help(format!("add {key} = \"law\", \"data\" or \"guess\"")),
        );
        return None;
    };
    let found = Basis::ALL.iter().find(|(name, _)| *name == text.value);
    if found.is_none() {
        let names = Basis::ALL.iter().map(|(name, _)| *name);
        table.report(
            Diagnostic::error("unknown-basis", format!("a number cannot rest on `{}`", text.value))
                .at(text.span, "expected law, data or guess")
                .help_if(did_you_mean(text.value, names)),
        );
    }
    found.map(|(_, basis)| *basis)
}

fn one_of(table: &Table<'_>, key: &str, words: &[&'static str]) -> Option<String> {
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

fn read_odds(point: Point, table: &Table<'_>) -> (Vec<f64>, Option<Basis>) {
    let options = point.spec().options;
    let Some(value) = table.value("odds") else {
        table.has("odds_basis");
        if !options.is_empty() {
            let names: Vec<&str> = options.iter().map(|option| option.name).collect();
            table.report(
                Diagnostic::error(
                    "missing-odds",
                    format!("`{}` has options but no odds", point.spec().name),
                )
                .at(table.span(), "`odds` should be given here")
                .help(format!("the options are {}", names.join(", "))),
            );
        }
        return (Vec::new(), None);
    };
    let basis = read_basis(table, "odds_basis", &value.span);
    let Kind::Table(odds) = &value.kind else {
        value.wrong_type("a table of odds");
        return (Vec::new(), basis);
    };
    if options.is_empty() {
        table.report(
            Diagnostic::error(
                "odds-without-options",
                format!("`{}` only takes time", point.spec().name),
            )
            .at(value.span.clone(), "there is nothing to choose here")
            .help("remove the odds"),
        );
        return (Vec::new(), basis);
    }
    let chances: Vec<Option<f64>> =
        options.iter().map(|option| read_chance(option.name, odds)).collect();
    for entry in odds.entries() {
        let names = options.iter().map(|option| option.name);
        let message = format!("`{}` has no option `{}`", point.spec().name, entry.key.value);
        odds.report(
            Diagnostic::error("unknown-option", message)
                .at(entry.key.span.clone(), "unknown option")
                .help_if(did_you_mean(entry.key.value, names)),
        );
    }
    check_sum(&chances, value.span.clone(), odds);
    (chances.into_iter().map(Option::unwrap_or_default).collect(), basis)
}

fn read_chance(option: &str, odds: &Table<'_>) -> Option<f64> {
    let chance = odds.required_float(option)?;
    if (0.0..=1.0).contains(&chance.value) {
        return Some(chance.value);
    }
    odds.report(
        Diagnostic::error(
            "bad-odds",
            format!("the chance of `{option}` cannot be {}", chance.value),
        )
        .at(chance.span, "a chance lies between 0 and 1"),
    );
    None
}

fn check_sum(chances: &[Option<f64>], span: std::ops::Range<usize>, odds: &Table<'_>) {
    let Some(known) = chances.iter().copied().collect::<Option<Vec<f64>>>() else { return };
    let sum: f64 = known.iter().sum();
    if (sum - 1.0).abs() > 1e-9 {
        odds.report(
            Diagnostic::error("odds-sum", format!("the odds add up to {}, not 1", trim(sum)))
                .at(span, "these should add up to 1")
                .help("every option has a chance, and one of them happens"),
        );
    }
}

/// A sum without the dust of binary fractions.
fn trim(sum: f64) -> String {
    let text = format!("{sum:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A stated range must hold the chance it is a range of.
fn read_ranges(point: Point, odds: &[f64], table: &Table<'_>) {
    let Some(ranges) = table.table("range") else { return };
    for (option, chance) in point.spec().options.iter().zip(odds) {
        let Some(value) = ranges.value(option.name) else { continue };
        match bounds(&value) {
            Some((low, high)) if low <= *chance && *chance <= high => {}
            Some((low, high)) => ranges.report(
                Diagnostic::error(
                    "range-misses-value",
                    format!("the range of `{}` does not hold its chance", option.name),
                )
                .at(value.span.clone(), format!("{chance} is not between {low} and {high}")),
            ),
            None => value.wrong_type("two numbers, the lower first"),
        }
    }
    ranges.finish();
}

fn bounds(value: &Value<'_>) -> Option<(f64, f64)> {
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
        [low, high] if low <= high => Some((low, high)),
        _ => None,
    }
}

/// `[[decide.x.y.when]]`: other odds or another time after another decision went a certain way.
fn read_variant(point: Point, when: Table<'_>) -> Option<Variant> {
    let chose = when.required_str("chose").and_then(|chose| {
        let choice = parse_choice(chose.value);
        if let Err(mistake) = &choice {
            when.report(mistake.clone().at(chose.span.clone(), "no such choice"));
        }
        choice.ok()
    });
    let has_odds = when.has("odds");
    let odds = if has_odds { Some(read_odds(point, &when).0) } else { None };
    let (length, _) = read_time(&when);
    if odds.is_none() && length.is_none() {
        when.report(
            Diagnostic::error("empty-variant", "this variant changes nothing")
                .at(when.span(), "neither `odds` nor `takes`")
                .help("give the odds or the time that hold on this branch"),
        );
    }
    when.str("reference");
    when.finish();
    let (point, choice) = chose?;
    Some(Variant { point, choice, odds, takes: length.map(|length| length.takes) })
}

/// Reads `point=option`, for fixed points. The mistake has no place yet.
pub fn parse_choice(text: &str) -> Result<(PointId, u8), Diagnostic> {
    let Some((name, option)) = text.split_once('=') else {
        return Err(Diagnostic::error("bad-choice", format!("`{text}` is not a choice"))
            .help("write point=option, such as district.review=reverse"));
    };
    let Some(point) = Point::find(name) else {
        let names = SPECS.iter().map(|spec| spec.name);
        return Err(Diagnostic::error(
            "unknown-point",
            format!("there is no decision point `{name}`"),
        )
        .help_if(did_you_mean(name, names)));
    };
    let options = point.spec().options;
    match options.iter().position(|known| known.name == option) {
        Some(number) => Ok((point.into(), number as u8)),
        None => {
            let names = options.iter().map(|option| option.name);
            Err(Diagnostic::error("unknown-option", format!("`{name}` has no option `{option}`"))
                .help_if(did_you_mean(option, names)))
        }
    }
}
