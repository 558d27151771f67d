//! One authority, or one regime: what it says, how well that is known, and what rests on it.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::law::authority::{Authority, AuthorityId, Catalogue};
use crate::law::regime::{self, REGIMES, Regime};
use crate::report::law::uses::{ChannelUse, Uses};
use crate::report::law::{Entry, Mark, RegimeRecord};
use crate::report::lines::{asked, day, list, wrap};
use crate::report::record::NOTICE;
use crate::scenario::Scenario;

/// The whole answer on one authority.
#[derive(Clone, Debug, Serialize)]
pub struct OneAuthority {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The authority.
    #[serde(flatten)]
    pub entry: Entry,
    /// What its mark of evidence means.
    pub evidence_means: &'static str,
    /// Where a reader finds it.
    pub reference: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// How it stands on the day asked for.
    pub on: Option<OnDay>,
    /// What took its place.
    pub successor: Option<Cited>,
    /// Those whose place it took.
    pub predecessors: Vec<Cited>,
    /// The regimes that rest on it.
    pub regimes: Vec<RegimeRecord>,
    /// What else rests on it.
    pub used_by: Uses,
    /// What this is and is not.
    pub notice: &'static str,
}

/// The whole answer on one regime.
#[derive(Clone, Debug, Serialize)]
pub struct OneRegime {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The regime.
    #[serde(flatten)]
    pub regime: RegimeRecord,
    /// How it stands on the day asked for.
    pub on: Option<OnDay>,
    /// What it rests on says.
    pub holding: String,
    /// How well that is known.
    pub evidence: Mark,
    /// What this is and is not.
    pub notice: &'static str,
}

/// A day, and whether the law in question was law on it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OnDay {
    /// The day.
    pub day: Date,
    /// Whether it was.
    pub in_force: bool,
}

/// An authority by its id and how it is cited.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// Its id.
    pub id: String,
    /// How a court cites it.
    pub citation: String,
}

/// An authority of the program, or the first that a scenario brings along under that id.
pub fn authority(id: &str, scenarios: &[Scenario], on: Option<Date>) -> Option<OneAuthority> {
    let built_in = Catalogue::default();
    if let Some(known) = built_in.find(id) {
        return Some(one(known, &built_in, None, scenarios, on));
    }
    let own =
        scenarios.iter().find_map(|scenario| Some((scenario.authorities.find(id)?, scenario)));
    own.map(|(known, by)| one(known, &by.authorities, Some(&by.name), scenarios, on))
}

fn one(
    id: AuthorityId,
    catalogue: &Catalogue,
    by: Option<&str>,
    scenarios: &[Scenario],
    on: Option<Date>,
) -> OneAuthority {
    let authority = catalogue.get(id);
    let cited = |id: AuthorityId| {
        let Authority { id, citation, .. } = catalogue.get(id);
        Cited { id: id.clone().into_owned(), citation: citation.clone().into_owned() }
    };
    let regimes = REGIMES.iter().filter(|regime| regime.authority == id);
    OneAuthority {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        entry: Entry::new(authority, by),
        evidence_means: authority.evidence.meaning(),
        reference: authority.reference.clone().map(Cow::into_owned),
        url: authority.url.clone().map(Cow::into_owned),
        on: on.map(|day| OnDay { day, in_force: authority.in_force(day) }),
        successor: catalogue.successor(id).map(cited),
        predecessors: catalogue.predecessors(id).map(cited).collect(),
        regimes: regimes.map(|regime| RegimeRecord::new(regime, catalogue)).collect(),
        used_by: Uses::of(&authority.id, by.is_none().then_some(id), scenarios),
        notice: NOTICE,
    }
}

/// A regime by its name.
pub fn regime(id: &str, on: Option<Date>) -> Option<OneRegime> {
    let regime: &Regime = regime::find(id)?;
    let built_in = Catalogue::default();
    let authority = built_in.get(regime.authority);
    Some(OneRegime {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        regime: RegimeRecord::new(regime, &built_in),
        on: on.map(|day| OnDay { day, in_force: regime.governs(day) }),
        holding: authority.holding.clone().into_owned(),
        evidence: Mark::new(authority.evidence),
        notice: NOTICE,
    })
}

/// A line with its label, broken under itself.
fn labelled(label: &str, text: &str) -> String {
    wrap(text, &format!("  {label:<13} "), &" ".repeat(16))
}

/// An authority for people.
pub fn authority_text(one: &OneAuthority) -> String {
    let entry = &one.entry;
    let mut out = wrap(&format!("{}: {}", entry.id, entry.citation), "", "  ");
    out.push_str(&wrap(&entry.holding, "  ", "  "));
    out.push('\n');
    out.push_str(&labelled("In force", &entry.in_force));
    out.push_str(&one.on.map(|on| on_text(on, "in force", "not in force")).unwrap_or_default());
    for old in &one.predecessors {
        out.push_str(&labelled("Replaces", &format!("{} ({})", old.citation, old.id)));
    }
    if let Some(new) = &one.successor {
        out.push_str(&labelled("Replaced by", &format!("{} ({})", new.citation, new.id)));
    }
    out.push_str(&labelled("Evidence", &format!("{}: {}", entry.evidence, one.evidence_means)));
    for (label, text) in [("Found in", &one.reference), ("On the web", &one.url)] {
        out.push_str(&text.as_ref().map(|text| labelled(label, text)).unwrap_or_default());
    }
    if let Some(scenario) = &entry.scenario {
        out.push_str(&labelled("Brought by", scenario));
    }
    for regime in &one.regimes {
        let text = format!("{}, {}: {}", regime.id, regime.days(), regime.changes);
        out.push_str(&labelled("Regime", &text));
    }
    out.push('\n');
    if !one.predecessors.is_empty() {
        let old: Vec<String> = one.predecessors.iter().map(|old| old.id.clone()).collect();
        let text = format!("From its first day it stands behind what rested on {}.", list(&old));
        out.push_str(&wrap(&text, "", ""));
    }
    out.push_str(&uses_text(one));
    out.push_str(&next_steps(one));
    out
}

fn on_text(on: OnDay, yes: &str, no: &str) -> String {
    labelled(&day(on.day), if on.in_force { yes } else { no })
}

fn uses_text(one: &OneAuthority) -> String {
    let uses = &one.used_by;
    if uses.is_empty() {
        let more = if one.predecessors.is_empty() { "Nothing" } else { "Nothing else" };
        return format!("{more} that comes with the program rests on it.\n");
    }
    let mut out = String::from("What rests on it\n");
    let names = |names: &[String]| names.join(", ");
    let mut section = |title: &str, text: String| {
        if !text.is_empty() {
            out.push_str(&wrap(title, "  ", "  "));
            out.push_str(&wrap(&text, "      ", "      "));
        }
    };
    let open = match &one.successor {
        None => "Options that are open only while it is in force:".to_owned(),
        Some(new) => format!("Options that are open only while it, or {}, is in force:", new.id),
    };
    section(&open, names(&uses.options));
    section("Options that rest on it besides another authority:", names(&uses.further_options));
    section("Papers on the docket:", uses.papers.join(", "));
    if let Some(test) = uses.test {
        let papers = format!("on a motion under {test}, from the opposition to the last ruling");
        section("Every paper:", papers);
    }
    let periods: Vec<String> =
        uses.periods.iter().map(|one| format!("{} ({})", one.what, one.length)).collect();
    section("Periods:", periods.join("; "));
    section(
        "Days are counted by it with:",
        match uses.counting_rule {
            Some(rule) => format!("comity deadline --rule {rule}"),
            None => String::new(),
        },
    );
    for channel in &uses.channels {
        let title = format!("Channel {}, in {}:", channel.channel, list(&channel.scenarios));
        section(&title, channel_text(channel));
    }
    out
}

fn channel_text(channel: &ChannelUse) -> String {
    let mut parts = Vec::new();
    if channel.request {
        parts.push("a request can be made only while it is in force".to_owned());
    }
    if !channel.stages.is_empty() {
        parts.push(format!("stages {}", channel.stages.join(", ")));
    }
    if !channel.limits.is_empty() {
        parts.push(format!("it limits the time of {}", channel.limits.join(", ")));
    }
    if !channel.consequences.is_empty() {
        parts.push(channel.consequences.join("; "));
    }
    parts.join("; ")
}

/// A decision it stands behind, or the law of the day on which it began.
fn next_steps(one: &OneAuthority) -> String {
    let mut out = String::from("Next:\n");
    let own = one.entry.scenario.as_ref();
    if let Some(scenario) = own.or(one.used_by.channels.iter().find_map(|c| c.scenarios.first())) {
        out.push_str(&format!("  comity decisions {}\n", asked(scenario, &[])));
    }
    if let Some(regime) = one.regimes.first() {
        out.push_str(&format!("  comity law {}\n", regime.id));
    }
    match one.entry.from.as_ref().filter(|from| from.len() == 10) {
        Some(from) => out.push_str(&format!("  comity law --on {from}\n")),
        None => out.push_str("  comity law\n"),
    }
    out
}

/// A regime for people.
pub fn regime_text(one: &OneRegime) -> String {
    let regime = &one.regime;
    let mut out = wrap(&format!("{}: {}", regime.id, regime.changes), "", "  ");
    out.push('\n');
    out.push_str(&labelled("Governs", &regime.days()));
    out.push_str(
        &one.on.map(|on| on_text(on, "it governs", "it does not govern")).unwrap_or_default(),
    );
    out.push_str(&labelled("Rests on", &format!("{} ({})", regime.citation, regime.authority)));
    out.push_str(&labelled("It says", &one.holding));
    let Mark { mark, meaning } = &one.evidence;
    out.push_str(&labelled("Evidence", &format!("{mark}: {meaning}")));
    out.push('\n');
    out.push_str(&wrap(
        &format!(
            "In a scenario, other odds or another time while it governs: [[decide.district.review.when]] \
             with law = \"{}\".",
            regime.id
        ),
        "",
        "  ",
    ));
    out.push_str(&format!("Next:\n  comity law {}\n", regime.authority));
    if let Some(from) = regime.from {
        out.push_str(&format!("  comity law --on {from}\n"));
    }
    out
}
