//! The law the program knows: the regimes in time, and the catalogue of authorities with the days on which
//! each can be relied on.

use jiff::civil::Date;
use serde::Serialize;

use crate::law::authority::{Authority, Catalogue, Evidence, Force};
use crate::law::regime::{REGIMES, Regime};
use crate::report::lines::{WIDTH, day, wrap};
use crate::report::record::NOTICE;
use crate::scenario::Scenario;

pub mod entry;
pub mod uses;

/// The regimes and the catalogue, all of it or what is there on one day.
#[derive(Clone, Debug, Serialize)]
pub struct Law {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The day, if one was asked for.
    pub on: Option<Date>,
    /// The regimes; with a day, those that govern on it.
    pub regimes: Vec<RegimeRecord>,
    /// With a day, the regimes that begin next after it.
    pub next: Vec<RegimeRecord>,
    /// How many authorities are shown.
    pub authorities: usize,
    /// Of them, those of which no first day is known: they are shown on every day before their last.
    pub without_first_day: usize,
    /// What the marks of evidence mean, as far as they are shown.
    pub marks: Vec<Mark>,
    /// The authorities; with a day, those in force on it.
    pub groups: Vec<Group>,
    /// What this is and is not.
    pub notice: &'static str,
}

/// A mark of how well a holding is known.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// The mark.
    pub mark: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

impl Mark {
    /// A mark with its meaning.
    pub fn new(evidence: Evidence) -> Mark {
        Mark { mark: evidence.as_str(), meaning: evidence.meaning() }
    }
}

/// Authorities of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// What they are.
    pub name: String,
    /// They, by their ids.
    pub authorities: Vec<Entry>,
}

/// One authority.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its id in data files.
    pub id: String,
    /// How a court cites it.
    pub citation: String,
    /// What it says.
    pub holding: String,
    /// When it can be relied on, in words.
    pub in_force: String,
    /// The first day, or the year where only that is known; null where none is known or it is not in force.
    pub from: Option<String>,
    /// The last day; null while it lasts.
    pub to: Option<Date>,
    /// Whether there is no day on which it could be relied on.
    pub never: bool,
    /// How well the holding is known.
    pub evidence: &'static str,
    /// The scenario that brings it along, if the program does not.
    pub scenario: Option<String>,
}

/// One regime.
#[derive(Clone, Debug, Serialize)]
pub struct RegimeRecord {
    /// Its name in scenarios.
    pub id: &'static str,
    /// The first day, if one is known.
    pub from: Option<Date>,
    /// The last day; null while it lasts.
    pub to: Option<Date>,
    /// What changed with it.
    pub changes: &'static str,
    /// What it rests on.
    pub authority: String,
    /// How a court cites that.
    pub citation: String,
}

/// The kinds of authorities, by the first part of their ids.
const KINDS: [(&[&str], &str); 9] = [
    (&["us"], "United States: Constitution, statutes, regulations"),
    (&["r"], "United States: rules of court"),
    (&["x"], "Without a rule: consent, leave, and what a court may do of itself"),
    (&["c"], "United States: decisions"),
    (&["t", "ea"], "Treaties, and executive agreements under the CLOUD Act"),
    (&["ie"], "Ireland"),
    (&["eu"], "European Union"),
    (&["coe"], "Council of Europe"),
    (&["uk"], "United Kingdom"),
];

/// The whole of it. `scenarios` may bring authorities along; of two with one id the first is shown.
pub fn law(scenarios: &[Scenario], on: Option<Date>) -> Law {
    let built_in = Catalogue::default();
    let there = |authority: &Authority| on.is_none_or(|day| authority.in_force(day));
    let entries = |catalogue: &Catalogue, kinds: &[&str]| {
        let all = catalogue.all().map(|id| catalogue.get(id));
        let kind = |id: &str| id.split('.').next().is_some_and(|first| kinds.contains(&first));
        let shown = all.filter(|one| kind(&one.id) && there(one));
        shown.map(|one| Entry::new(one, None)).collect::<Vec<_>>()
    };
    let mut groups: Vec<Group> = Vec::new();
    for (kinds, name) in KINDS {
        groups.push(Group { name: name.to_owned(), authorities: entries(&built_in, kinds) });
    }
    for scenario in scenarios {
        let known = |one: &&Authority| {
            let mut shown = groups.iter().flat_map(|group| &group.authorities);
            shown.any(|known| known.id == one.id)
        };
        let own = own(&scenario.authorities).filter(|one| there(one) && !known(one));
        let authorities = own.map(|one| Entry::new(one, Some(&scenario.name))).collect();
        groups.push(Group { name: format!("Brought along by {}", scenario.name), authorities });
    }
    groups.retain(|group| !group.authorities.is_empty());
    let shown = || groups.iter().flat_map(|group| &group.authorities);
    let authorities = shown().count();
    let without_first_day = shown().filter(|one| one.from.is_none() && !one.never).count();
    let marks = Evidence::ALL.into_iter().map(Mark::new);
    let marks = marks.filter(|mark| shown().any(|one| one.evidence == mark.mark)).collect();
    let governs = |regime: &&Regime| on.is_none_or(|day| regime.governs(day));
    let record = |regime: &Regime| RegimeRecord::new(regime, &built_in);
    Law {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        on,
        regimes: REGIMES.iter().filter(governs).map(record).collect(),
        next: on.map(next).unwrap_or_default().into_iter().map(record).collect(),
        authorities,
        without_first_day,
        marks,
        groups,
        notice: NOTICE,
    }
}

/// The authorities a scenario brings along.
fn own(catalogue: &Catalogue) -> impl Iterator<Item = &Authority> {
    catalogue.all().filter(|id| catalogue.is_own(*id)).map(|id| catalogue.get(id))
}

/// The regimes that begin on the first day after this one on which any begins.
fn next(on: Date) -> Vec<&'static Regime> {
    let later = || REGIMES.iter().filter(move |regime| regime.from.is_some_and(|from| from > on));
    let first = later().filter_map(|regime| regime.from).min();
    later().filter(|regime| regime.from == first).collect()
}

impl Entry {
    /// An authority; `scenario` brings it along if the program does not.
    pub fn new(authority: &Authority, scenario: Option<&str>) -> Entry {
        let Authority { id, citation, force, holding, evidence, .. } = authority;
        let (from, to) = match *force {
            Force::Always | Force::NotInForce => (None, None),
            Force::Since(from) => (Some(from.to_string()), None),
            Force::SinceYear(year) => (Some(year.to_string()), None),
            Force::Between(from, to) => (Some(from.to_string()), Some(to)),
            Force::Until(to) => (None, Some(to)),
        };
        Entry {
            id: id.clone().into_owned(),
            citation: citation.clone().into_owned(),
            holding: holding.clone().into_owned(),
            in_force: force_words(*force),
            from,
            to,
            never: *force == Force::NotInForce,
            evidence: evidence.as_str(),
            scenario: scenario.map(str::to_owned),
        }
    }
}

impl RegimeRecord {
    /// A regime, and what it rests on.
    pub fn new(regime: &Regime, catalogue: &Catalogue) -> RegimeRecord {
        let Authority { id, citation, .. } = catalogue.get(regime.authority);
        RegimeRecord {
            id: regime.id,
            from: regime.from,
            to: regime.to,
            changes: regime.changes,
            authority: id.clone().into_owned(),
            citation: citation.clone().into_owned(),
        }
    }

    /// Its days: `23 Mar 2018 on`, `14 Jul 2016 to 22 Mar 2018`.
    pub fn days(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
            (Some(from), None) => format!("since {}", day(from)),
            (None, Some(to)) => format!("to {}", day(to)),
            (None, None) => "always".to_owned(),
        }
    }
}

/// When an authority can be relied on, in words that stand in a column.
pub fn force_words(force: Force) -> String {
    match force {
        Force::Always => "first day not known".to_owned(),
        Force::Since(from) => format!("since {}", day(from)),
        Force::SinceYear(year) => format!("since {year}"),
        Force::Between(from, to) => format!("{} to {}", day(from), day(to)),
        Force::Until(to) => format!("to {}", day(to)),
        Force::NotInForce => "not in force".to_owned(),
    }
}

/// All of it for people.
pub fn text(law: &Law) -> String {
    let mut out = match law.on {
        None => "The law comity knows\n\n".to_owned(),
        Some(on) => format!("The law on {}, as comity knows it\n\n", day(on)),
    };
    out.push_str(&timeline(law));
    out.push_str(&heading(law));
    for group in &law.groups {
        out.push_str(&format!("{}\n\n", group.name));
        for one in &group.authorities {
            out.push_str(&short(one));
        }
        out.push('\n');
    }
    out.push_str(&wrap(law.notice, "", ""));
    out.push_str("Next:\n  comity law us.2703h\n  comity law cloud-act\n");
    if law.on.is_none() {
        out.push_str("  comity law --on 2014-08-29\n");
    }
    out
}

fn timeline(law: &Law) -> String {
    let mut out = match law.on {
        None => wrap(
            "Regimes: what governed when, and what changed when it began. A scenario can name one: \
             law = \"cloud-act\".",
            "",
            "",
        ),
        Some(_) => "Regimes that govern on this day\n".to_owned(),
    };
    out.push('\n');
    for regime in &law.regimes {
        out.push_str(&regime_text(regime));
    }
    if law.regimes.is_empty() {
        out.push_str("  none known\n");
    }
    out.push('\n');
    if law.on.is_some() {
        let first = law.next.first().and_then(|regime| regime.from);
        out.push_str(&match first {
            Some(from) => format!("Next to begin, on {}\n\n", day(from)),
            None => "No regime known begins later.\n\n".to_owned(),
        });
        for regime in &law.next {
            out.push_str(&regime_text(regime));
        }
        if first.is_some() {
            out.push('\n');
        }
    }
    out
}

/// Under the first line of an authority or a regime.
const INDENT: &str = "      ";

fn regime_text(regime: &RegimeRecord) -> String {
    let mut out = format!("  {:<29} {}\n", regime.days(), regime.id);
    out.push_str(&wrap(regime.changes, INDENT, INDENT));
    out.push_str(&wrap(&format!("{} [{}]", regime.citation, regime.authority), INDENT, INDENT));
    out
}

/// What stands above the catalogue: how many, and what the marks mean.
fn heading(law: &Law) -> String {
    let Law { authorities, without_first_day, .. } = law;
    let what = match law.on {
        None => {
            format!("Catalogue: the {authorities} authorities that steps and options can rest on.")
        }
        Some(_) => format!(
            "Catalogue: the {authorities} authorities in force on this day. Of {without_first_day} of them \
             no first day is known; they are taken to be in force on every day before their last."
        ),
    };
    let mut out = wrap(
        &format!(
            "{what} Each: id, when it can be relied on, how well its content is known, citation."
        ),
        "",
        "",
    );
    out.push('\n');
    for Mark { mark, meaning } in &law.marks {
        out.push_str(&wrap(meaning, &format!("  {mark:<19} "), &" ".repeat(22)));
    }
    out.push('\n');
    out
}

/// An authority in two lines or a few.
fn short(one: &Entry) -> String {
    let left = format!("  {:<22} {}", one.id, one.in_force);
    let used = left.chars().count() + one.evidence.len();
    let mut out = match WIDTH.checked_sub(used).filter(|room| *room >= 2) {
        Some(room) => format!("{left}{}{}\n", " ".repeat(room), one.evidence),
        None => format!("{left}\n") + &wrap(one.evidence, INDENT, INDENT),
    };
    out.push_str(&wrap(&one.citation, INDENT, INDENT));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An authority of a new kind would otherwise be in the catalogue and on no page.
    #[test]
    fn every_authority_of_the_program_is_of_a_kind_that_is_shown() {
        assert_eq!(law(&[], None).authorities, Catalogue::default().all().count());
    }
}
