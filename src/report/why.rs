//! Why one entry is there: what is assumed, because of which rule, from what, and what else could have come.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::law::authority::{Authority, Catalogue};
use crate::report::decisions::{PointRecord, basis_words};
use crate::report::lines::{asked, day, shell_lines, wrap};
use crate::report::record::{EntryRecord, Manifest, Outcome, RunRecord};
use crate::report::text::{cited, entry, neighbours, outcome_words};
use crate::scenario::Scenario;

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// What made the run.
    pub manifest: Manifest,
    /// The entry asked about.
    pub entry: EntryRecord,
    /// What is assumed of its point, and of the points it shows; the first is its own.
    pub assuming: Vec<PointRecord>,
    /// Where the record has it from.
    pub sources: BTreeMap<String, String>,
    /// What it rests on.
    pub because: Vec<AuthorityRecord>,
    /// The entries it follows from.
    pub from: Vec<EntryRecord>,
    /// The way back to the first entry, nearest first.
    pub chain: Vec<u32>,
    /// What else could have been decided.
    pub otherwise: Vec<Otherwise>,
}

/// One authority.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorityRecord {
    /// Its id in data files.
    pub id: String,
    /// How a court cites it.
    pub citation: String,
    /// What it says.
    pub holding: String,
    /// How well that is known.
    pub evidence: &'static str,
    /// Whether it could be relied on that day.
    pub in_force: bool,
    /// Where a reader finds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Its address on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl AuthorityRecord {
    /// An authority as it stood on a day.
    pub fn new(authority: &Authority, on: Date) -> AuthorityRecord {
        AuthorityRecord {
            id: authority.id.clone().into_owned(),
            citation: authority.citation.clone().into_owned(),
            holding: authority.holding.clone().into_owned(),
            evidence: authority.evidence.as_str(),
            in_force: authority.in_force(on),
            reference: authority.reference.clone().map(Cow::into_owned),
            url: authority.url.clone().map(Cow::into_owned),
        }
    }
}

/// The other options at one point.
#[derive(Clone, Debug, Serialize)]
pub struct Otherwise {
    /// The point.
    pub point: String,
    /// The how-manieth time it was asked.
    pub occurrence: u16,
    /// What was decided.
    pub decided: String,
    /// What was not.
    pub options: Vec<Alternative>,
}

/// One option that was not taken.
#[derive(Clone, Debug, Serialize)]
pub struct Alternative {
    /// Its name.
    pub option: String,
    /// Its chance where the record does not speak.
    pub odds: Option<f64>,
    /// Where it leads.
    pub leads_to: String,
    /// What it rests on.
    pub authority: Vec<String>,
    /// Why the law closes it here, if it does.
    pub closed: Option<String>,
    /// What the run would have come to with the same seed.
    pub outcome: Option<Outcome>,
    /// The command that shows it.
    pub command: String,
}

/// The authorities of an entry.
pub fn authorities(catalogue: &Catalogue, entry: &EntryRecord) -> Vec<AuthorityRecord> {
    let found = entry.authority.iter().filter_map(|id| catalogue.find(id));
    found.map(|id| AuthorityRecord::new(catalogue.get(id), entry.date)).collect()
}

/// The entries an entry follows from: those it answers, then the one whose arrival led to it.
pub fn follows_from(record: &RunRecord, entry: &EntryRecord) -> Vec<EntryRecord> {
    let mut numbers = entry.responds_to.clone();
    numbers.extend(entry.cause.filter(|cause| !numbers.contains(cause)));
    numbers.into_iter().filter_map(|n| find(record, n)).cloned().collect()
}

/// The way from an entry back to the first, each caused by the next.
pub fn chain(record: &RunRecord, entry: &EntryRecord) -> Vec<u32> {
    let mut chain = Vec::new();
    let mut next = entry.cause.or(entry.responds_to.first().copied());
    // Every cause is an earlier entry; a record that said otherwise must not hold us up for ever.
    while let Some(n) = next.filter(|n| chain.last().unwrap_or(&entry.n) > n) {
        chain.push(n);
        next = find(record, n).and_then(|one| one.cause.or(one.responds_to.first().copied()));
    }
    chain
}

fn find(record: &RunRecord, n: u32) -> Option<&EntryRecord> {
    record.entries.iter().find(|entry| entry.n == n)
}

/// The answer for people.
pub fn text(scenario: &Scenario, record: &RunRecord, why: &Why) -> String {
    let mut out = grounds(scenario, record, why);
    for one in &why.otherwise {
        out.push_str(&otherwise(scenario, why, one));
    }
    if why.otherwise.is_empty() {
        out.push_str("\nOtherwise\n");
        out.push_str(&wrap(&nothing_decided(record, why), "  ", "  "));
    }
    out.push_str(&format!("\n{}\n", why.manifest.notice));
    out
}

/// What stands behind the entry, for people; not what else could have come of it.
pub fn grounds(scenario: &Scenario, record: &RunRecord, why: &Why) -> String {
    let mut out = entry(scenario, &why.entry);
    out.push_str(&assuming(scenario, why));
    out.push_str("\nBecause\n");
    for authority in &why.because {
        let force = if authority.in_force { "" } else { "; not in force on that day" };
        let mark = format!("{} [{}{force}]", authority.citation, authority.evidence);
        out.push_str(&wrap(&mark, "  ", "    "));
        out.push_str(&wrap(&authority.holding, "    ", "    "));
        for found in authority.reference.iter().chain(&authority.url) {
            out.push_str(&wrap(found, "    ", "    "));
        }
    }
    out.push_str(&from(record, why));
    out
}

fn assuming(scenario: &Scenario, why: &Why) -> String {
    let mut out = String::from("Assuming\n");
    for point in &why.assuming {
        let id = point.id.map(|id| format!("{id} ")).unwrap_or_default();
        out.push_str(&wrap(&format!("{id}{}: {}", point.point, point.question), "  ", "    "));
        out.push_str(&wrap(&basis_words(point), "    ", "    "));
        if let Some(source) = &point.source {
            out.push_str(&wrap(source, "    ", "    "));
        }
    }
    if why.assuming.is_empty() {
        out.push_str("  Nothing: it follows by law from what came before.\n");
    }
    match why.entry.status.as_str() {
        "recorded" if why.entry.id.is_some() => {
            out.push_str("  The record binds here: the odds played no part.\n");
        }
        "chosen" => out.push_str("  It was chosen: a what-if.\n"),
        "simulated" => out.push_str("  It was drawn by these odds, or follows from what was.\n"),
        _ => {}
    }
    out.push_str(&neighbours(scenario, &why.entry).map(|n| format!("  {n}\n")).unwrap_or_default());
    out.push_str(&confidence(&why.entry));
    if let Some(note) = &why.entry.note {
        out.push_str(&wrap(note, "  Note: ", "    "));
    }
    for (key, source) in &why.sources {
        out.push_str(&wrap(source, &format!("  {key}: "), "    "));
    }
    out
}

/// How sure the fact is, and its day where that differs.
fn confidence(entry: &EntryRecord) -> String {
    let Some(fact) = &entry.confidence else { return String::new() };
    match &entry.day_confidence {
        Some(day) => format!("  Confidence: {fact} in the fact, {day} in its day.\n"),
        None => format!("  Confidence: {fact}.\n"),
    }
}

fn from(record: &RunRecord, why: &Why) -> String {
    let mut out = String::from("\nFrom\n");
    for one in &why.from {
        let id = one.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        let line = format!("{}{id}, {}: {}", one.n, day(one.date), one.text);
        out.push_str(&wrap(&line, "  ", "    "));
    }
    let further = why.chain.iter().skip_while(|n| why.from.iter().any(|one| one.n == **n));
    let steps: Vec<String> = further
        .filter_map(|n| find(record, *n))
        .map(|one| format!("{} {}", one.n, one.event))
        .collect();
    if !steps.is_empty() {
        out.push_str(&wrap(&steps.join(" < "), "  and back to the first: ", "    "));
    }
    if why.from.is_empty() {
        out.push_str("  Nothing on the docket: it begins something.\n");
    }
    out
}

fn otherwise(scenario: &Scenario, why: &Why, one: &Otherwise) -> String {
    let nth = if one.occurrence > 1 { format!("#{}", one.occurrence) } else { String::new() };
    let decided = if one.decided.is_empty() { "" } else { &one.decided };
    let mut out = format!("\nOtherwise, at {}{nth} (it was {decided})\n", one.point);
    for alternative in &one.options {
        let odds = alternative.odds.map(|odds| format!(" [odds {odds:.3}]")).unwrap_or_default();
        out.push_str(&wrap(
            &format!("{}{odds}: {}", alternative.option, alternative.leads_to),
            "  ",
            "    ",
        ));
        let authority = cited(&scenario.authorities, &alternative.authority);
        if !authority.is_empty() {
            out.push_str(&wrap(&authority, "    ", "    "));
        }
        let comes_to = match (&alternative.closed, &alternative.outcome) {
            (Some(why), _) => format!("Closed by law here: {why}."),
            (None, Some(outcome)) => {
                format!("Then, with seed {}: {}.", why.manifest.seed, outcome_words(outcome))
            }
            (None, None) => "It does not come up.".to_owned(),
        };
        out.push_str(&wrap(&comes_to, "    ", "    "));
    }
    let first = one.options.iter().find(|option| option.outcome.is_some());
    if let Some(option) = first {
        out.push_str("  See:\n");
        out.push_str(&shell_lines(&option.command, "    "));
    }
    out
}

/// What to say of a step at which nobody decided anything.
fn nothing_decided(record: &RunRecord, why: &Why) -> String {
    let decision = why.chain.iter().filter_map(|n| find(record, *n)).find(|e| e.choice.is_some());
    match decision {
        Some(one) => {
            let id = one.id.clone().unwrap_or_else(|| one.n.to_string());
            let (point, choice) = (one.point.as_deref(), one.choice.as_deref());
            format!(
                "Nothing was decided here. The last decision on the way was {}={}, entry {}: comity \
                 why {} {id}",
                point.unwrap_or("?"),
                choice.unwrap_or("?"),
                one.n,
                asked(&why.manifest.scenario, &why.manifest.set)
            )
        }
        None => "Nothing was decided here, nor on the way to it.".to_owned(),
    }
}
