//! Every number a scenario rests on, one by one: what it says, and what it rests on itself.

use std::collections::BTreeSet;

use crate::law::decision::PointId;
use crate::scenario::assume::{self, Range};
use crate::scenario::basis::{self, Basis};
use crate::scenario::document::{Spanned, Table, dotted};
use crate::scenario::reference::Reference;
use crate::scenario::weighing::Weighed;
use crate::scenario::{Assumed, Scenario};

/// One number, or the odds of one decision.
#[derive(Clone, Debug)]
pub struct Number {
    /// The key under which a scenario has it. A list that has no ids is named as a whole.
    pub key: String,
    /// What it is a number of: a point (`district.stay`), or a part of a channel (`us-ie-mlat k_ie`).
    pub name: String,
    /// What it is: `odds`, `time`, `factor`, `frailty`, `season`, `deletion`, `desks`, `backlog`. The factors of a ruling are those it
    /// weighs, the factors of a channel those that multiply its times.
    pub what: &'static str,
    /// The condition under which it holds, as a scenario writes it.
    pub when: Option<String>,
    /// The number in words.
    pub words: String,
    /// What it rests on.
    pub support: Support,
}

/// What a number rests on.
#[derive(Clone, Debug, Default)]
pub struct Support {
    /// Law, data, or a guess.
    pub basis: Option<Basis>,
    /// `strong`, `medium` or `weak`.
    pub strength: Option<String>,
    /// The range in which it may lie, in words.
    pub range: Option<String>,
    /// The same as numbers, where it is the range of one number that can be set at the key.
    pub ends: Option<(f64, f64)>,
    /// Where it comes from.
    pub reference: Option<Reference>,
}

impl Support {
    /// Reads what stands beside a number that belongs to no point.
    pub(super) fn read(table: &Table<'_>, number: &Spanned<f64>) -> Support {
        let place = std::slice::from_ref(&number.span);
        let range = assume::range_around("range", number.value, Some(number.span.clone()), table);
        Support {
            basis: basis::read(table, "basis", place),
            strength: None,
            range: range.map(between),
            ends: range,
            reference: Reference::read(table).filter(|_| !basis::is_changed(table, place)),
        }
    }

    /// Looks at what stands beside a number that is missing, so that it is not taken for unknown.
    pub(super) fn skip(table: &Table<'_>) {
        for key in ["basis", "range", "reference"] {
            table.has(key);
        }
    }
}

/// A range in words.
pub(super) fn between((low, high): (f64, f64)) -> String {
    format!("{low} to {high}")
}

impl Scenario {
    /// Every number, in the order of the case: those of its caseload, the points, the stages, what channels share, the data.
    pub fn numbers(&self) -> Vec<Number> {
        let mut all: Vec<Number> = Vec::new();
        for (point, assumed) in self.points().zip(&self.assumed) {
            all.extend(self.numbers_of(point, assumed));
        }
        all.extend(self.other_numbers.iter().cloned());
        all.sort_by_key(|number| number.name != "caseload");
        all
    }

    /// The numbers of some points, what multiplies their times, and how long the data lives.
    pub fn numbers_among(&self, points: &[PointId]) -> Vec<Number> {
        let mut shared: BTreeSet<String> = BTreeSet::from(["data".to_owned()]);
        let mut numbers: Vec<Number> = Vec::new();
        for point in points {
            let Some(assumed) = self.assumed.get(usize::from(point.0)) else { continue };
            numbers.extend(self.numbers_of(*point, assumed));
            let Some(stage) = self.stage(*point) else { continue };
            let channel = &self.channels.list[usize::from(stage.channel)].id;
            shared.extend(assumed.scaled_by.iter().map(|name| format!("{channel} {name}")));
            shared.insert(format!("{channel} {}", stage.office.id()));
        }
        let is_shared = |number: &&Number| match number.what {
            "season" => season_words(number).any(|name| shared.contains(&name)),
            _ => shared.contains(&number.name),
        };
        numbers.extend(self.other_numbers.iter().filter(is_shared).cloned());
        numbers
    }

    /// The numbers of a point, those that hold under a condition last.
    fn numbers_of(&self, point: PointId, assumed: &Assumed) -> Vec<Number> {
        let (table, odds_key, time_key) = self.home(point);
        let number = |leaf: &str, what, when, words, support| Number {
            key: format!("{table}.{leaf}"),
            name: self.point_name(point).to_owned(),
            what,
            when,
            words,
            support,
        };
        let support = |basis, range, changed: bool| Support {
            basis,
            strength: assumed.strength.clone().filter(|_| !changed),
            range,
            ends: None,
            reference: assumed.reference.clone().filter(|_| !changed),
        };
        let mut numbers = Vec::new();
        if assumed.odds_basis.is_some() {
            let words = match assumed.factors.is_empty() {
                true => self.odds_words(point, &assumed.odds),
                false => format!("{}, out of its factors", self.odds_words(point, &assumed.odds)),
            };
            let range = self.range_words(point, &assumed.ranges);
            let support = support(assumed.odds_basis, range, assumed.odds_changed);
            numbers.push(number(odds_key, "odds", None, words, support));
        }
        if assumed.takes_basis.is_some() {
            let words = assumed.takes.clone().unwrap_or_else(|| "at once".to_owned());
            let support = support(assumed.takes_basis, None, assumed.takes_changed);
            numbers.push(number(time_key, "time", None, words, support));
        }
        for factor in &assumed.factors {
            let Weighed { name, weight, score, basis, reference, .. } = factor;
            let words = format!("{name}: weight {weight}, score {score}");
            let own = Support { basis: *basis, reference: reference.clone(), ..Support::default() };
            let key = format!("factors.{}", dotted(&[name]));
            numbers.push(number(&key, "factor", None, words, own));
        }
        for variant in &assumed.variants {
            let own = |basis| Support {
                basis,
                reference: variant.reference.clone(),
                ..Support::default()
            };
            let when = Some(variant.when.clone());
            if let Some(odds) = &variant.odds {
                let words = self.odds_words(point, odds);
                numbers.push(number("when", "odds", when.clone(), words, own(variant.odds_basis)));
            }
            if let Some(takes) = &variant.takes {
                let words = takes.clone();
                numbers.push(number("when", "time", when, words, own(variant.takes_basis)));
            }
        }
        numbers
    }

    /// Where the numbers of a point stand: its table, and the keys of its odds and its time.
    pub fn home(&self, point: PointId) -> (String, &'static str, &'static str) {
        let Some(stage) = self.stage(point) else {
            return (format!("decide.{}", self.point_name(point)), "odds", "takes");
        };
        let channel = self.channels.list.get(usize::from(stage.channel));
        let channel = channel.map_or("", |channel| channel.id.as_str());
        (dotted(&["channel", channel, "stage", &stage.id]), "outcome", "duration")
    }

    fn odds_words(&self, point: PointId, odds: &[f64]) -> String {
        let options = self.options(point);
        let chance = |(name, chance): (&&str, &f64)| format!("{name} {}", chance_words(*chance));
        options.iter().zip(odds).map(chance).collect::<Vec<_>>().join(", ")
    }

    fn range_words(&self, point: PointId, ranges: &[Range]) -> Option<String> {
        let options = self.options(point);
        let known = options.iter().zip(ranges).filter_map(|(name, range)| Some((name, (*range)?)));
        let words: Vec<String> =
            known.map(|(name, range)| format!("{name} {}", between(range))).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// The offices of a season, each behind its channel.
fn season_words(season: &Number) -> impl Iterator<Item = String> {
    let channel = season.name.split_whitespace().next().unwrap_or_default();
    let (_, offices) = season.words.split_once(": ").unwrap_or_default();
    offices.split(", ").map(move |office| format!("{channel} {office}"))
}

/// A chance as a scenario writes it; one that comes out of factors may have more digits than anybody means.
fn chance_words(chance: f64) -> String {
    let whole = chance.to_string();
    if whole.len() <= 10 { whole } else { format!("{chance:.4}") }
}
