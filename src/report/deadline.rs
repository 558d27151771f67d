//! A counted period: when it ends, and how the days were counted.

use serde::Serialize;

use crate::law::authority::Catalogue;
use crate::law::calendar::{Computation, Direction, Forum, Length, Rule, Step};
use crate::report::lines::{day, wrap};
use crate::report::record::NOTICE;
use crate::report::why::AuthorityRecord;

/// A counted period, with an extension if one was given.
#[derive(Clone, Debug, Serialize)]
pub struct DeadlineReport {
    /// The end: a date for a period in days, a date and time for one in hours.
    pub due: String,
    /// The end before the extension; null without one.
    pub due_before_extension: Option<String>,
    /// The counting rule.
    pub rule: Rule,
    /// Whose holidays count.
    pub court: Forum,
    /// What it is counted from.
    pub from: String,
    /// How long it is.
    pub length: Length,
    /// Which way it runs.
    pub direction: Direction,
    /// How many days it was extended by.
    pub extended_by: Option<u32>,
    /// The days that decided the result.
    pub steps: Vec<Step>,
    /// The authorities applied.
    pub authorities: Vec<AuthorityRecord>,
    /// How they are cited, with those of each holiday met.
    pub citations: Vec<&'static str>,
    /// Reasons to read the result with care.
    pub caveats: Vec<String>,
    /// What this is and is not.
    pub notice: &'static str,
}

/// Puts a computation, and its extension, into one report.
pub fn report(
    rule: Rule,
    court: Forum,
    length: Length,
    count: Computation,
    extension: Option<(u32, Computation)>,
) -> DeadlineReport {
    let end = |one: &Computation| match length {
        Length::Days(_) => one.due.date().to_string(),
        Length::Hours(_) => one.due.strftime("%Y-%m-%dT%H:%M").to_string(),
    };
    let from = match length {
        Length::Days(_) => count.from.date().to_string(),
        Length::Hours(_) => count.from.strftime("%Y-%m-%dT%H:%M").to_string(),
    };
    let (before, direction, day) = (end(&count), count.direction, count.from.date());
    let Computation { mut steps, mut authorities, mut citations, mut caveats, .. } = count;
    let mut due = before.clone();
    let mut extended_by = None;
    if let Some((days, more)) = extension {
        due = end(&more);
        extended_by = Some(days);
        steps.extend(more.steps);
        authorities.extend(more.authorities);
        citations.extend(more.citations);
        caveats.extend(more.caveats);
    }
    let catalogue = Catalogue::default();
    let authority = |id| Some(AuthorityRecord::new(catalogue.get(catalogue.find(id)?), day));
    DeadlineReport {
        due,
        due_before_extension: extended_by.map(|_| before),
        rule,
        court,
        from,
        length,
        direction,
        extended_by,
        steps,
        authorities: unique(authorities).into_iter().filter_map(authority).collect(),
        citations: unique(citations),
        caveats: unique(caveats),
        notice: NOTICE,
    }
}

fn unique<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

/// The report for people.
pub fn text(report: &DeadlineReport) -> String {
    let mut out = wrap(&format!("Due {}", spoken(report)), "", "");
    out.push('\n');
    let (length, unit) = match report.length {
        Length::Days(n) => (n, if n == 1 { "day" } else { "days" }),
        Length::Hours(n) => (n, if n == 1 { "hour" } else { "hours" }),
    };
    let way = match report.direction {
        Direction::Forward => "after",
        Direction::Backward => "before",
    };
    let asked = format!(
        "{length} {unit} {way} {}, counted by {} with the holidays of: {}.",
        report.from,
        report.rule.citation(),
        report.court.name
    );
    out.push_str(&wrap(&asked, "", ""));
    if let (Some(days), Some(before)) = (report.extended_by, &report.due_before_extension) {
        let extended = format!("It would have ended on {before}; {days} days were added to that.");
        out.push_str(&wrap(&extended, "", ""));
    }
    out.push('\n');
    for step in &report.steps {
        let short: String = step.weekday.chars().take(3).collect();
        let first = format!("  {short} {:<12} ", day(step.date));
        out.push_str(&wrap(&step.note, &first, &" ".repeat(first.chars().count())));
    }
    out.push('\n');
    for one in &report.authorities {
        out.push_str(&wrap(
            &format!("{}: {} [{}]", one.citation, one.holding, one.evidence),
            "",
            "  ",
        ));
    }
    let known: Vec<&str> = report.authorities.iter().map(|one| one.citation.as_str()).collect();
    let others = report.citations.iter().filter(|citation| !known.contains(citation));
    let others: Vec<&str> = others.copied().collect();
    if !others.is_empty() {
        out.push_str(&wrap(&format!("Applied: {}", others.join("; ")), "", "  "));
    }
    for caveat in &report.caveats {
        out.push_str(&wrap(&format!("Take care: {caveat}"), "", "  "));
    }
    out.push_str(&format!("{NOTICE}\n"));
    out
}

/// The end as people say it: `Wednesday, 12 Feb 2014`, with the time for a period in hours.
fn spoken(report: &DeadlineReport) -> String {
    let Some(last) = report.steps.last() else { return report.due.clone() };
    let date = format!("{}, {}", last.weekday, day(last.date));
    match report.due.split_once('T') {
        Some((_, time)) => format!("{date}, {time}"),
        None => format!("{date} ({})", report.due),
    }
}
