//! Every number a scenario rests on, one by one: what it says, and what it rests on itself.

use crate::law::decision::PointId;
use crate::scenario::assume::{self, Basis, Range};
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
    /// What it is: `odds`, `time`, `factor`, `frailty`, `season`, `deletion`. The factors of a ruling are those it
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
    /// Where it comes from.
    pub reference: Option<Reference>,
}

impl Support {
    /// Reads what stands beside a number that belongs to no point.
    pub(super) fn read(table: &Table<'_>, number: &Spanned<f64>) -> Support {
        let range = assume::range_around("range", number.value, Some(number.span.clone()), table);
        Support {
            basis: assume::read_basis(table, "basis", &number.span),
            strength: None,
            range: range.map(between),
            reference: Reference::read(table),
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
    /// Every number, in the order of the case: the points, the stages, what channels share, the data.
    pub fn numbers(&self) -> Vec<Number> {
        let mut all: Vec<Number> = Vec::new();
        for (point, assumed) in self.points().zip(&self.assumed) {
            all.extend(self.numbers_of(point, assumed));
        }
        all.extend(self.other_numbers.iter().cloned());
        all
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
        let support = |basis, range| Support {
            basis,
            strength: assumed.strength.clone(),
            range,
            reference: assumed.reference.clone(),
        };
        let mut numbers = Vec::new();
        if assumed.odds_basis.is_some() {
            let words = match assumed.factors.is_empty() {
                true => self.odds_words(point, &assumed.odds),
                false => format!("{}, out of its factors", self.odds_words(point, &assumed.odds)),
            };
            let support = support(assumed.odds_basis, self.range_words(point, &assumed.ranges));
            numbers.push(number(odds_key, "odds", None, words, support));
        }
        if assumed.takes_basis.is_some() {
            let words = assumed.takes.clone().unwrap_or_else(|| "at once".to_owned());
            let support = support(assumed.takes_basis, None);
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

/// A chance as a scenario writes it; one that comes out of factors may have more digits than anybody means.
fn chance_words(chance: f64) -> String {
    let whole = chance.to_string();
    if whole.len() <= 10 { whole } else { format!("{chance:.4}") }
}
