//! The deadlines of a case as a calendar: iCalendar (RFC 5545), an all-day event for each last day, or the moment where
//! time runs by the hour.
//!
//! It leaves out the docket itself, and the courts' time zones: a moment is written as UTC, as the virtual clock has it.

use crate::law::office::Office;
use crate::report::lines::day;
use crate::report::record::{DeadlineRecord, RunRecord};
use crate::scenario::Scenario;

/// The most bytes of a line.
const WIDTH: usize = 75;

/// The calendar.
pub fn calendar(scenario: &Scenario, record: &RunRecord) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//comity//deadlines of a simulated case//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&scenario.title)));
    let notice = escaped(&record.manifest.notice);
    let command = escaped(&record.manifest.command);
    line(&mut out, &format!("X-WR-CALDESC:{notice} Made by: {command}"));
    for (deadline, n) in record.deadlines.iter().zip(1..) {
        event(&mut out, scenario, record, deadline, n);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(
    out: &mut String,
    scenario: &Scenario,
    record: &RunRecord,
    deadline: &DeadlineRecord,
    n: u32,
) {
    let whose = Office::find(&deadline.whose)
        .map_or(deadline.whose.as_str(), |office| scenario.names.of(office));
    let digits = |date: jiff::civil::Date| date.to_string().replace('-', "");
    let manifest = &record.manifest;
    line(out, "BEGIN:VEVENT");
    let (hash, seed) = (&manifest.scenario_hash, manifest.seed);
    line(out, &format!("UID:{hash}-{seed}-{n}@comity.invalid"));
    // When the entry was made, not when the file was: the same run is the same bytes.
    line(out, &format!("DTSTAMP:{}T000000Z", digits(deadline.from)));
    match &deadline.time {
        Some(time) => {
            let time = time.replace(':', "");
            line(out, &format!("DTSTART:{}T{time}00Z", digits(deadline.due)));
        }
        None => line(out, &format!("DTSTART;VALUE=DATE:{}", digits(deadline.due))),
    }
    let what = format!("{}: {}", whose, deadline.what);
    line(out, &format!("SUMMARY:{}", escaped(&what)));
    line(out, &format!("DESCRIPTION:{}", escaped(&description(deadline))));
    line(out, &format!("CATEGORIES:{}", deadline.kind));
    line(out, &format!("STATUS:{}", if deadline.replaced { "CANCELLED" } else { "CONFIRMED" }));
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

fn description(deadline: &DeadlineRecord) -> String {
    let from = day(deadline.from);
    let mut text = format!("{} from {from} (entry {}).", deadline.period, deadline.entry);
    match deadline.precision.as_deref() {
        Some("unknown") => text.push_str(" No day of that entry was found: both days are drawn."),
        Some("approx") => text.push_str(" The day of that entry is approximate."),
        _ => {}
    }
    if deadline.replaced {
        text.push_str(" A later day was set.");
    }
    if let Some(entry) = deadline.done_by {
        text.push_str(&format!(" Done by entry {entry}."));
    }
    if !deadline.authority.is_empty() {
        text.push_str(&format!(" Authority: {}.", deadline.authority.join(", ")));
    }
    text
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line of content, folded: what is longer goes on after a line break and a blank.
fn line(out: &mut String, content: &str) {
    let mut room = WIDTH;
    for c in content.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = WIDTH - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5545, 3.1 and 3.3.11.
    #[test]
    fn lines_are_folded_at_75_bytes_without_splitting_a_letter_and_text_is_escaped() {
        let long = "é".repeat(80);
        let mut out = String::new();
        line(&mut out, &long);
        assert!(out.split("\r\n").all(|line| line.len() <= WIDTH));
        assert_eq!(out.replace("\r\n ", "").trim_end(), long);
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
