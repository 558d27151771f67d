//! A channel file: the stage table of a treaty path.

use std::collections::BTreeMap;

use crate::law::answers::{Assumption, FRAILTY_UNIT, Takes};
use crate::law::authority::{AuthorityId, Catalogue};
use crate::law::channel::{Channel, Stage, StageEnd, StageOutcome};
use crate::law::message::TreatyFailure;
use crate::law::office::Office;
use crate::scenario::assume::{Assumed, Basis};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Document, Reader, Table};
use crate::scenario::takes;
use crate::sim::distribution::Distribution;

/// A channel as read: the table itself, and what it assumes of each stage.
pub struct Read {
    /// The stages.
    pub channel: Channel,
    /// What is assumed of each, in words.
    pub assumed: Vec<Assumed>,
    /// And for runs.
    pub compiled: Vec<Assumption>,
    /// The distribution of the factor a whole case shares.
    pub frailty: Option<Distribution>,
}

/// Reads a channel file whose stages rest on authorities of the catalogue.
pub fn read(document: &Document, catalogue: &Catalogue) -> (Option<Read>, Vec<Diagnostic>) {
    let reader = Reader::new(document);
    let root = reader.root();
    let id = root.required_str("id");
    let title = root.required_str("title");
    check_authorities(&root, catalogue);
    let k_ie = root.float("k_ie").map_or(1.0, |k| k.value);
    let frailty = read_frailty(&root);
    let tables = root.required_array_of_tables("stage");
    let numbers = stage_numbers(&tables);
    let mut read = Read {
        channel: Channel {
            id: id.map_or_else(String::new, |id| id.value.to_owned()),
            title: title.map_or_else(String::new, |title| title.value.to_owned()),
            stages: Vec::new(),
        },
        assumed: Vec::new(),
        compiled: Vec::new(),
        frailty,
    };
    for table in tables {
        if let Some((stage, assumed, compiled)) = read_stage(&table, &numbers, k_ie, catalogue) {
            read.channel.stages.push(stage);
            read.assumed.push(assumed);
            read.compiled.push(compiled);
        }
        table.finish();
    }
    root.finish();
    let complete = read.channel.stages.len() == numbers.len() && !numbers.is_empty();
    (complete.then_some(read), reader.take())
}

/// The factor a whole case shares: exp(N(-s²/2, s)), which has mean 1.
fn read_frailty(root: &Table<'_>) -> Option<Distribution> {
    let table = root.table("frailty")?;
    let s = table.required_float("s");
    table.value("range");
    table.finish();
    let s = s?;
    let median = libm::exp(-s.value * s.value / 2.0) * FRAILTY_UNIT;
    let q95 = median * libm::exp(1.644_853_626_951_472_2 * s.value);
    match Distribution::lognormal(median, q95) {
        Ok(distribution) => Some(distribution),
        Err(_) => {
            root.report(
                Diagnostic::error(
                    "bad-distribution",
                    format!("the frailty cannot have s = {}", s.value),
                )
                .at(s.span, "s lies above 0; 0.3 is usual"),
            );
            None
        }
    }
}

fn stage_numbers(tables: &[Table<'_>]) -> BTreeMap<String, u8> {
    let mut numbers = BTreeMap::new();
    for (number, table) in (0u8..=u8::MAX).zip(tables) {
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

fn read_stage(
    table: &Table<'_>,
    numbers: &BTreeMap<String, u8>,
    k_ie: f64,
    catalogue: &Catalogue,
) -> Option<(Stage, Assumed, Assumption)> {
    let name = table.required_str("name");
    let office = read_office(table);
    let document = table.required_str("document");
    let authority = check_authorities(table, catalogue);
    let length = table.required_value("duration").and_then(|value| takes::read(&value, table));
    let basis = table.str("basis").map(|basis| basis.value.to_owned());
    let strength = table.str("strength").map(|strength| strength.value.to_owned());
    let scale = table.strings("scale");
    for factor in &scale {
        if !["k_ie", "frailty"].contains(&factor.value) {
            table.report(
                Diagnostic::error(
                    "unknown-name",
                    format!("there is no shared factor `{}`", factor.value),
                )
                .at(factor.span.clone(), "expected k_ie or frailty"),
            );
        }
    }
    let (outcomes, odds) = read_outcomes(table, numbers);
    let length = length?;
    let stage = Stage {
        id: table.str("id")?.value.to_owned(),
        name: name?.value.to_owned(),
        office: office?,
        document: document?.value.to_owned(),
        authority,
        outcomes,
    };
    let basis = if basis.as_deref() == Some("data") { Basis::Data } else { Basis::Guess };
    let assumed = Assumed {
        odds: odds.clone(),
        odds_basis: (odds.len() > 1).then_some(basis),
        takes: (!matches!(length.takes, Takes::NoTime)).then_some(length.words),
        takes_basis: Some(basis),
        strength,
        reference: None,
    };
    let compiled = Assumption {
        odds,
        takes: length.takes,
        scale: if scale.iter().any(|factor| factor.value == "k_ie") { k_ie } else { 1.0 },
        frail: scale.iter().any(|factor| factor.value == "frailty"),
        variants: Vec::new(),
    };
    Some((stage, assumed, compiled))
}

fn read_office(table: &Table<'_>) -> Option<Office> {
    let text = table.required_str("office")?;
    let office = Office::find(text.value);
    if office.is_none() {
        let names = Office::ALL.iter().map(|office| office.id());
        table.report(
            Diagnostic::error("unknown-office", format!("there is no office `{}`", text.value))
                .at(text.span, "unknown office")
                .help_if(did_you_mean(text.value, names)),
        );
    }
    office
}

/// Reads `authority` and reports those that are not in the catalogue.
fn check_authorities(table: &Table<'_>, catalogue: &Catalogue) -> Vec<AuthorityId> {
    let mut found = Vec::new();
    for id in table.strings("authority") {
        match catalogue.find(id.value) {
            Some(authority) => found.push(authority),
            None => {
                let names = catalogue.all().map(|known| catalogue.get(known).id.as_ref());
                table.report(
                    Diagnostic::error(
                        "unknown-authority",
                        format!("there is no authority `{}`", id.value),
                    )
                    .at(id.span, "not in the catalogue")
                    .help_if(did_you_mean(id.value, names)),
                );
            }
        }
    }
    found
}

fn read_outcomes(
    table: &Table<'_>,
    numbers: &BTreeMap<String, u8>,
) -> (Vec<StageOutcome>, Vec<f64>) {
    let (mut outcomes, mut odds) = (Vec::new(), Vec::new());
    for row in table.array_of_tables("outcome") {
        let name = row.required_str("name");
        let leads_to = read_end(&row, numbers);
        let p = row.required_float("p");
        let words = row.required_str("words");
        let at_most =
            row.integer("at_most").and_then(|limit| u8::try_from(limit.value).ok()).unwrap_or(0);
        row.value("range");
        if let (Some(name), Some(leads_to), Some(p), Some(words)) = (name, leads_to, p, words) {
            odds.push(p.value);
            outcomes.push(StageOutcome {
                name: name.value.to_owned(),
                leads_to,
                at_most,
                words: words.value.to_owned(),
            });
        }
        row.finish();
    }
    let sum: f64 = odds.iter().sum();
    if (sum - 1.0).abs() > 1e-9 {
        table.report(
            Diagnostic::error("odds-sum", format!("the outcomes add up to {sum:.3}, not 1"))
                .at(table.span(), "this stage has to end in one of them"),
        );
    }
    (outcomes, odds)
}

fn read_end(row: &Table<'_>, numbers: &BTreeMap<String, u8>) -> Option<StageEnd> {
    const ENDS: [(&str, StageEnd); 4] = [
        ("end:obtained", StageEnd::Obtained),
        ("end:refused", StageEnd::Failed(TreatyFailure::Refused)),
        ("end:abandoned", StageEnd::Failed(TreatyFailure::Abandoned)),
        ("end:no-data", StageEnd::Failed(TreatyFailure::NoData)),
    ];
    let to = row.required_str("to")?;
    let end = ENDS.iter().find(|(name, _)| *name == to.value).map(|(_, end)| *end);
    let found = end.or_else(|| numbers.get(to.value).map(|number| StageEnd::Stage(*number)));
    if found.is_none() {
        let names = numbers.keys().map(String::as_str).chain(ENDS.iter().map(|(name, _)| *name));
        row.report(
            Diagnostic::error("unknown-stage", format!("there is no stage `{}`", to.value))
                .at(to.span, "leads nowhere")
                .help_if(did_you_mean(to.value, names)),
        );
    }
    found
}
