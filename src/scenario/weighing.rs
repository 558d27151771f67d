//! `factors`: a ruling whose odds come out of the factors that the court weighs.

use serde::Serialize;

use crate::law::comity::{Test, chance_to_quash};
use crate::scenario::basis::{self, Basis, is_changed};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, listing, nearest};
use crate::scenario::document::Table;
use crate::scenario::reference::Reference;

/// A factor as a scenario weighs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weighed {
    /// Its name.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// How much it counts beside the others, from 0.
    pub weight: f64,
    /// From 0, it speaks for the Government, to 1, it speaks for the provider.
    pub score: f64,
    /// What weight and score rest on.
    pub basis: Option<Basis>,
    /// Where they come from.
    pub reference: Option<Reference>,
}

/// Reads `factors` below a ruling: every factor of its test, and the odds they add up to, denial first.
pub(super) fn read(test: &Test, table: &Table<'_>) -> Option<(Vec<Weighed>, Vec<f64>)> {
    let factors = table.table("factors")?;
    let names: Vec<&str> = test.factors.iter().map(|factor| factor.name).collect();
    factors.require_all(&names);
    let mut weighed = Vec::new();
    for factor in test.factors {
        let Some(row) = factors.required_table(factor.name) else { continue };
        let (weight, score) = (bounded("weight", 1000.0, &row), bounded("score", 1.0, &row));
        let places = [row.places("weight"), row.places("score")].concat();
        let basis = basis::read(&row, "basis", &places);
        let reference = Reference::read(&row).filter(|_| !is_changed(&row, &places));
        row.finish();
        if let (Some(weight), Some(score)) = (weight, score) {
            let (name, question) = (factor.name, factor.question);
            weighed.push(Weighed { name, question, weight, score, basis, reference });
        }
    }
    for entry in factors.entries() {
        factors.stands_for(nearest(entry.key.value, names.iter().copied()));
        let message = format!("there is no factor `{}` in this test", entry.key.value);
        factors.report(
            Diagnostic::error("unknown-factor", message)
                .at(entry.key.span, "unknown factor")
                .help(format!("its factors are {}", listing(&names)))
                .help_if(did_you_mean(entry.key.value, names.iter().copied())),
        );
    }
    if weighed.len() < test.factors.len() {
        return None;
    }
    let pairs: Vec<(f64, f64)> = weighed.iter().map(|one| (one.weight, one.score)).collect();
    let Some(chance) = chance_to_quash(&pairs) else {
        factors.report(
            Diagnostic::error("no-weight", "no factor has any weight")
                .at(factors.span(), "all weights are 0")
                .help("give at least one factor a weight above 0"),
        );
        return None;
    };
    Some((weighed, vec![1.0 - chance, chance]))
}

fn bounded(key: &str, most: f64, row: &Table<'_>) -> Option<f64> {
    let number = row.required_float(key)?;
    if (0.0..=most).contains(&number.value) {
        return Some(number.value);
    }
    row.report(
        Diagnostic::error("bad-number", format!("`{key}` cannot be {}", number.value))
            .at(number.span, format!("expected a number from 0 to {most}")),
    );
    None
}
