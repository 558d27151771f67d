//! Computing legal time: when a period set by a rule, a statute or a regulation ends.
//!
//! Six counting rules are known ([`Rule`]). [`count`] applies one and explains itself day by
//! day; [`due`] gives the bare date, cheaply, from the same core. Fixed dates ([`fixed`]),
//! retention periods ([`retention`]), extensions ([`extend`]) and the extra days after service
//! ([`served`]) are separate because they are computed differently.
//!
//! All times are civil times at the forum; changes to and from summer time are not modelled. A
//! period in days runs to the end of its last day. When a day ends for filing is another matter:
//! electronic filing runs to midnight in the court's time zone, other filing to the scheduled
//! closing of the clerk's office.
//!
//! Counting does not refuse dates before a rule took its present form; see
//! [`Rule::in_force_from`]. This is a model for study, not legal advice.

use std::fmt;

use jiff::civil::{Date, DateTime, date};
use serde::{Deserialize, Serialize};

use crate::law::holiday::{self, Holiday, Place};
pub use crate::law::holiday::{Direction, Forum, Rule, Switches};

#[cfg(test)]
mod tests;

/// Longest period that can be counted, in days. Longer ones are refused.
pub const MAX_DAYS: u32 = 36_500;

/// Longest period that can be counted, in hours.
pub const MAX_HOURS: u32 = MAX_DAYS * 24;

/// Length of one preservation period, in days; it may be renewed once (18 U.S.C. 2703(f)(2)).
pub const RETENTION_DAYS: u32 = 90;

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// Days, 1 to [`MAX_DAYS`].
    Days(u32),
    /// Hours, 1 to [`MAX_HOURS`].
    Hours(u32),
}

/// How a paper that starts a period was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Through the court's electronic system or by other electronic means consented to.
    Electronic,
    /// By mail, by leaving it with the clerk, or by other means consented to.
    MailOrOther,
}

impl Service {
    /// Days added to a period that starts with this kind of service on `day`: 3, or 0 for
    /// electronic service since 2016-12-01 (Fed. R. Crim. P. 45(c), Fed. R. Civ. P. 6(d), Fed.
    /// R. App. P. 26(c)).
    pub fn extra_days(self, day: Date) -> u32 {
        match self {
            Service::Electronic if day >= date(2016, 12, 1) => 0,
            Service::Electronic | Service::MailOrOther => 3,
        }
    }
}

/// Why a period could not be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountError {
    /// The period has no length.
    Zero,
    /// The period is longer than [`MAX_DAYS`] or [`MAX_HOURS`].
    TooLong(Length),
    /// The count leaves the calendar (years -9999 to 9999).
    OutOfRange,
    /// The rule says nothing about this kind of counting, named in words.
    NotCovered(Rule, &'static str),
    /// The rule is not one the forum with this identifier counts by.
    WrongForum(Rule, &'static str),
}

impl fmt::Display for CountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CountError::Zero => f.write_str("a period must be at least one day or one hour long"),
            CountError::TooLong(_) => {
                write!(f, "a period can be at most {MAX_DAYS} days or {MAX_HOURS} hours long")
            }
            CountError::OutOfRange => {
                f.write_str("the period runs outside the calendar, years -9999 to 9999")
            }
            CountError::NotCovered(rule, what) => {
                write!(f, "{} does not say how to count {what}", rule.citation())
            }
            CountError::WrongForum(rule, forum) => {
                write!(f, "{} is not counted with the holidays of `{forum}`", rule.citation())
            }
        }
    }
}

impl std::error::Error for CountError {}

/// Last day of a period of `days` days that runs forward from `from`, with default switches.
///
/// The quick form of [`count`], with the same result wherever that has one. It never fails: no
/// days gives `from`, more than [`MAX_DAYS`] counts as [`MAX_DAYS`], a date past the calendar
/// becomes its last day, and a rule used in another country's forum sees none of its holidays.
pub fn due(rule: Rule, forum: &Forum, from: Date, days: u32) -> Date {
    let counter =
        Counter { rule, forum, direction: Direction::Forward, switches: &Switches::DEFAULT };
    match counter.days(from, days.min(MAX_DAYS)) {
        Ok(span) => span.due,
        Err(CountError::Zero) => from,
        Err(_) => Date::MAX,
    }
}

/// True if `day` is neither a weekend day nor a holiday of `forum`, state holidays included.
pub fn is_business_day(day: Date, forum: &Forum) -> bool {
    let direction = Direction::Forward;
    let rule = match forum.place {
        Place::SupremeCourt => Rule::Scotus30,
        Place::Ireland => Rule::IeS18h,
        // The civil, criminal and appellate rules share one definition of a holiday.
        _ => Rule::Crim45,
    };
    Counter { rule, forum, direction, switches: &Switches::DEFAULT }.idle(day).is_none()
}

/// Why a period cannot end on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Idle {
    Weekend,
    Holiday(Holiday),
    Closed,
}

/// The outcome of counting days, before it is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct DaySpan {
    /// Day 1.
    first: Date,
    /// Day n, before any roll.
    nominal: Date,
    /// Day n or the ordinary day it rolled to.
    rolled: Date,
    /// The end: later than `rolled` only where too few working days were in the period.
    due: Date,
}

/// The outcome of counting hours, before it is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HourSpan {
    /// When hour 1 begins.
    start: DateTime,
    /// When the last hour ends, before any roll.
    nominal: DateTime,
    /// The end.
    due: DateTime,
}

/// The one implementation of the counting rules; everything public goes through it.
struct Counter<'a> {
    rule: Rule,
    forum: &'a Forum,
    direction: Direction,
    switches: &'a Switches,
}

impl Counter<'_> {
    /// Refuses what the rule does not speak of.
    fn check(&self, length: Length) -> Result<(), CountError> {
        let irish = self.forum.place == Place::Ireland;
        if irish != matches!(self.rule, Rule::IeS18h | Rule::Eu1182) {
            return Err(CountError::WrongForum(self.rule, self.forum.id));
        }
        let refuse = |what| Err(CountError::NotCovered(self.rule, what));
        match (self.direction, length) {
            (Direction::Backward, Length::Hours(_)) => refuse("hours back from an event"),
            (Direction::Backward, _) if !self.rule.counts_backward() => {
                refuse("back from an event")
            }
            (_, Length::Hours(_)) if !self.rule.counts_hours() => refuse("a period in hours"),
            _ => Ok(()),
        }
    }

    fn holiday(&self, day: Date) -> Option<Holiday> {
        holiday::on_with(day, self.forum, self.direction, self.rule, self.switches)
    }

    /// Why `day` is not an ordinary day, or `None` if it is one.
    fn idle(&self, day: Date) -> Option<Idle> {
        if holiday::is_weekend(day) {
            return Some(Idle::Weekend);
        }
        self.holiday(day).map(Idle::Holiday)
    }

    /// As [`Counter::idle`], for the last day of a period in days, which an unreachable office
    /// also moves. The rules extend that time to a later day, so it is no ground to count back.
    fn no_last_day(&self, day: Date) -> Option<Idle> {
        self.idle(day).or_else(|| {
            let heeds = self.direction == Direction::Forward && self.rule != Rule::Eu1182;
            (heeds && self.switches.closed.contains(&day)).then_some(Idle::Closed)
        })
    }

    /// True if a period in days that ends on a weekend or holiday moves on.
    fn rolls(&self) -> bool {
        self.rule != Rule::IeS18h || self.switches.ie_roll
    }

    /// The day after `day`, in the direction of counting.
    fn next(&self, day: Date) -> Result<Date, CountError> {
        match self.direction {
            Direction::Forward => day.tomorrow(),
            Direction::Backward => day.yesterday(),
        }
        .map_err(|_| CountError::OutOfRange)
    }

    fn days(&self, from: Date, days: u32) -> Result<DaySpan, CountError> {
        check_length(Length::Days(days))?;
        // Ireland counts the trigger day itself; everyone else starts on the next one.
        let first = if self.rule == Rule::IeS18h { from } else { self.next(from)? };
        let sign = if self.direction == Direction::Forward { 1 } else { -1 };
        let nominal = add_days(first, sign * i64::from(days - 1))?;
        let mut rolled = nominal;
        while self.rolls() && self.no_last_day(rolled).is_some() {
            rolled = self.next(rolled)?;
        }
        let short = self.rule == Rule::Eu1182 && days >= 2;
        let due = if short { self.two_working_days(first, rolled)? } else { rolled };
        Ok(DaySpan { first, nominal, rolled, due })
    }

    /// The end of a period moved, if need be, so that it holds two working days.
    fn two_working_days(&self, first: Date, last: Date) -> Result<Date, CountError> {
        let (mut day, mut working) = (first, 0);
        loop {
            working += u32::from(self.idle(day).is_none());
            if working == 2 {
                return Ok(day.max(last));
            }
            day = self.next(day)?;
        }
    }

    fn hours(&self, from: DateTime, hours: u32) -> Result<HourSpan, CountError> {
        check_length(Length::Hours(hours))?;
        let european = self.rule == Rule::Eu1182;
        let start = if european && !self.switches.eu_literal_hours {
            // The hour in which the event falls is left out: start on the next full hour.
            add_hours(from.date().at(from.hour(), 0, 0, 0), 1)?
        } else {
            from
        };
        let nominal = add_hours(start, i64::from(hours))?;
        let mut last = nominal.date();
        while !european && self.idle(last).is_some() {
            last = self.next(last)?;
        }
        Ok(HourSpan { start, nominal, due: last.to_datetime(nominal.time()) })
    }
}

fn check_length(length: Length) -> Result<(), CountError> {
    match length {
        Length::Days(0) | Length::Hours(0) => Err(CountError::Zero),
        Length::Days(n) if n > MAX_DAYS => Err(CountError::TooLong(length)),
        Length::Hours(n) if n > MAX_HOURS => Err(CountError::TooLong(length)),
        Length::Days(_) | Length::Hours(_) => Ok(()),
    }
}

fn add_days(day: Date, days: i64) -> Result<Date, CountError> {
    let span = jiff::Span::new().try_days(days).map_err(|_| CountError::OutOfRange)?;
    day.checked_add(span).map_err(|_| CountError::OutOfRange)
}

fn add_hours(at: DateTime, hours: i64) -> Result<DateTime, CountError> {
    let span = jiff::Span::new().try_hours(hours).map_err(|_| CountError::OutOfRange)?;
    at.checked_add(span).map_err(|_| CountError::OutOfRange)
}

/// What a day does in a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// Not part of the period.
    No,
    /// Counted.
    Yes,
    /// The period would end here or was carried here, but moves on.
    Rolled,
    /// The period ends here.
    Last,
}

/// One day of a computation that matters to its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub date: Date,
    /// English name of its weekday.
    pub weekday: String,
    /// What the day does.
    pub counts: Counts,
    /// Why, in words, with the authority.
    pub note: String,
}

/// A computed date and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Computation {
    /// Rule applied; `None` for a retention period, which no counting rule governs.
    pub rule: Option<Rule>,
    /// Forum whose holidays counted; `None` where holidays play no part.
    pub forum: Option<Forum>,
    /// The trigger. Its time of day matters only to periods in hours.
    pub from: DateTime,
    /// Length of the period; `None` for a fixed date.
    pub length: Option<Length>,
    /// Which way the period runs.
    pub direction: Direction,
    /// The end: for days, the last day at 00:00 (the period runs to the end of that day); for
    /// hours, the exact time.
    pub due: DateTime,
    /// The days that decided the result, in the order of counting.
    pub steps: Vec<Step>,
    /// Catalogue identifiers of the authorities applied.
    pub authorities: Vec<&'static str>,
    /// Citations of the rule and of each holiday met.
    pub citations: Vec<&'static str>,
    /// Reasons to read the result with care, as sentences; usually none.
    pub caveats: Vec<String>,
}

impl Computation {
    /// A computation without steps, due on the day of its trigger.
    fn new(from: DateTime, authority: &'static str, citation: &'static str) -> Computation {
        Computation {
            rule: None,
            forum: None,
            from,
            length: None,
            direction: Direction::Forward,
            due: from,
            steps: Vec::new(),
            authorities: vec![authority],
            citations: vec![citation],
            caveats: Vec::new(),
        }
    }

    fn step(&mut self, date: Date, counts: Counts, note: String) {
        self.steps.push(Step { date, weekday: date.strftime("%A").to_string(), counts, note });
    }

    fn cite(&mut self, citation: &'static str) {
        if !self.citations.contains(&citation) {
            self.citations.push(citation);
        }
    }
}

/// Counts a period under `rule`, with the holidays of `forum`, and explains the result.
///
/// `from` is the trigger: the event a forward period follows or a backward period precedes.
///
/// # Errors
///
/// A period of no length or over [`MAX_DAYS`] or [`MAX_HOURS`]; a result outside years -9999 to
/// 9999; a kind of counting the rule does not cover (hours or backward counts under Sup. Ct. R.
/// 30.1 or Irish law, backward counts under Regulation 1182/71); a US rule in Ireland or an Irish
/// or EU rule elsewhere.
pub fn count(
    rule: Rule,
    forum: &Forum,
    from: DateTime,
    length: Length,
    direction: Direction,
    switches: &Switches,
) -> Result<Computation, CountError> {
    let counter = Counter { rule, forum, direction, switches };
    counter.check(length)?;
    let mut out = Computation::new(from, rule.authority(), rule.citation());
    (out.rule, out.forum) = (Some(rule), Some(*forum));
    (out.length, out.direction) = (Some(length), direction);
    match length {
        Length::Days(days) => {
            counter.explain_days(days, counter.days(from.date(), days)?, &mut out)
        }
        Length::Hours(hours) => counter.explain_hours(hours, counter.hours(from, hours)?, &mut out),
    }
    if out.citations.iter().any(|citation| citation.starts_with("5 U.S.C. 6103")) {
        out.authorities.push("us.6103");
    }
    if let Some(start) = rule.in_force_from().filter(|start| from.date() < *start) {
        let cite = rule.citation();
        out.caveats.push(format!("{cite} took the form applied here on {start}."));
    }
    if rule.is_federal_trio() && direction == Direction::Forward && forum.local_list_missing() {
        let id = forum.id;
        out.caveats
            .push(format!("State holidays that count in `{id}` are not held: federal only."));
    }
    Ok(out)
}

/// Extends a period by `days` counted from the day it would have ended, as when a Justice adds up
/// to 60 days under Sup. Ct. R. 13.5. Whether an extension of that length may be given is not
/// checked.
///
/// # Errors
///
/// As [`count`].
pub fn extend(
    rule: Rule,
    forum: &Forum,
    from_due: Date,
    days: u32,
    switches: &Switches,
) -> Result<Computation, CountError> {
    let from = midnight(from_due);
    let mut out = count(rule, forum, from, Length::Days(days), Direction::Forward, switches)?;
    if let Some(step) = out.steps.first_mut() {
        step.note = format!("the period would have ended here; {}", step.note);
    }
    Ok(out)
}

/// Counts a forward period in days that starts with service, adding the extra days that
/// [`Service::extra_days`] gives after the period has expired.
///
/// # Errors
///
/// As [`count`]; also any rule other than the three federal ones, which alone add days.
pub fn served(
    rule: Rule,
    forum: &Forum,
    from: Date,
    days: u32,
    service: Service,
    switches: &Switches,
) -> Result<Computation, CountError> {
    let cite = match rule {
        Rule::Crim45 => "Fed. R. Crim. P. 45(c)",
        Rule::Civ6 => "Fed. R. Civ. P. 6(d)",
        Rule::App26 => "Fed. R. App. P. 26(c)",
        _ => return Err(CountError::NotCovered(rule, "extra days after service")),
    };
    let (length, forward) = (Length::Days(days), Direction::Forward);
    let mut out = count(rule, forum, midnight(from), length, forward, switches)?;
    out.citations.push(cite);
    let extra = service.extra_days(from);
    let Some(end) = out.steps.last_mut().filter(|_| extra > 0) else {
        if let Some(step) = out.steps.first_mut() {
            step.note.push_str(&format!("; electronic service adds no days ({cite})"));
        }
        return Ok(out);
    };
    end.counts = Counts::Yes;
    end.note.push_str(&format!(", and {extra} days are added for service ({cite})"));
    let added = count(rule, forum, out.due, Length::Days(extra), forward, switches)?;
    out.due = added.due;
    out.steps.extend(added.steps.into_iter().skip(1));
    added.citations.into_iter().for_each(|citation| out.cite(citation));
    if out.authorities.len() < added.authorities.len() {
        out.authorities = added.authorities;
    }
    Ok(out)
}

/// A date set as such ("by 5 September"): nothing is counted and nothing rolls, because `rule`
/// computes periods only.
pub fn fixed(rule: Rule, day: Date) -> Computation {
    let cite = rule.citation();
    let mut out = Computation::new(midnight(day), rule.authority(), cite);
    out.rule = Some(rule);
    let note = format!("a fixed date: {cite} computes periods, so nothing is counted or moved");
    out.step(day, Counts::Last, note);
    out
}

/// A period for which records are kept (18 U.S.C. 2703(f)(2): [`RETENTION_DAYS`]). The day of the
/// request is excluded; the period ends on its last day, weekend or holiday or not, because
/// nothing has to be done then. For a renewal, count again from the first result.
///
/// # Errors
///
/// As [`count`], for lengths and range.
pub fn retention(from: Date, days: u32) -> Result<Computation, CountError> {
    check_length(Length::Days(days))?;
    let due = add_days(from, i64::from(days))?;
    let mut out = Computation::new(midnight(from), "us.2703f", "18 U.S.C. 2703(f)");
    (out.length, out.due) = (Some(Length::Days(days)), midnight(due));
    out.step(from, Counts::No, "day of the request, excluded".to_owned());
    let note = format!("day {days} of {days}: records need not be kept longer; no roll");
    out.step(due, Counts::Last, note);
    Ok(out)
}

impl Counter<'_> {
    /// Citation of a subparagraph, where the three federal rules number theirs alike.
    fn cite(&self, subparagraph: &str) -> String {
        let numbered = if self.rule.is_federal_trio() { subparagraph } else { "" };
        format!("{}{numbered}", self.rule.citation())
    }

    /// Describes a day that is not an ordinary one, and records the authority.
    fn describe(&self, day: Date, why: Idle, out: &mut Computation) -> String {
        let holiday = self.holiday(day);
        if let Some(holiday) = &holiday {
            out.cite(holiday.citation);
        }
        match (why, holiday) {
            (Idle::Weekend, None) => format!("a {}", day.strftime("%A")),
            (Idle::Weekend, Some(h)) => format!("a {} (and {})", day.strftime("%A"), h.name),
            (Idle::Closed, _) => "a day when the office is closed or out of reach".to_owned(),
            (Idle::Holiday(h), _) => {
                let kept = if h.observed { " (observed)" } else { "" };
                let by = self.cite(h.list.subparagraph().unwrap_or_default());
                format!("{}{kept}, a holiday ({}; {by})", h.name, h.citation)
            }
        }
    }

    fn explain_days(&self, days: u32, span: DaySpan, out: &mut Computation) {
        let trigger = out.from.date();
        if span.first == trigger {
            let by = self.cite("");
            out.step(trigger, Counts::Yes, format!("day 1: the day reckoned from counts ({by})"));
        } else {
            let by = self.cite("(1)(A)");
            out.step(trigger, Counts::No, format!("day of the event, excluded ({by})"));
            if span.first != span.nominal {
                let note = format!("day 1 of {days}: every day counts ({})", self.cite("(1)(B)"));
                out.step(span.first, Counts::Yes, note);
            }
        }
        out.due = midnight(span.due);
        let label = format!("day {days} of {days}");
        self.explain_end(&label, (span.nominal, span.rolled, span.due), out);
    }

    fn explain_hours(&self, hours: u32, span: HourSpan, out: &mut Computation) {
        let (from, start) = (out.from.strftime("%H:%M"), span.start.strftime("%H:%M"));
        let note = if span.start == out.from {
            format!("the hours run at once, from {start} ({})", self.cite("(2)"))
        } else {
            format!(
                "event at {from}: that hour is excluded, hours run from {start} ({})",
                self.cite("")
            )
        };
        out.step(out.from.date(), Counts::Yes, note);
        out.due = span.due;
        let (nominal, due) = (span.nominal.date(), span.due.date());
        let label = format!("hour {hours} of {hours} ends at {}", span.nominal.strftime("%H:%M"));
        self.explain_end(&label, (nominal, due, due), out);
    }

    /// Explains, day by day, how a period that first reached `nominal` came to end on `due`.
    fn explain_end(&self, label: &str, ends: (Date, Date, Date), out: &mut Computation) {
        let (nominal, rolled, due) = ends;
        let mut day = nominal;
        loop {
            let lead = if day == nominal { format!("{label}: ") } else { String::new() };
            let hours = matches!(out.length, Some(Length::Hours(_)));
            let why = if hours { self.idle(day) } else { self.no_last_day(day) };
            let text = why.map(|why| self.describe(day, why, out));
            let (counts, note) = match text {
                Some(text) if day != due => (Counts::Rolled, format!("{text}; the period runs on")),
                Some(text) => (Counts::Last, format!("{text}, but this period does not move on")),
                None if day != due => {
                    (Counts::Yes, "only one working day so far; two are required".to_owned())
                }
                None if due != rolled => {
                    (Counts::Last, "the second working day, the end".to_owned())
                }
                None if day == nominal => (Counts::Last, "the end".to_owned()),
                None => (Counts::Last, "an ordinary day, the end".to_owned()),
            };
            out.step(day, counts, lead + &note);
            match self.next(day) {
                Ok(next) if day != due => day = next,
                _ => break,
            }
        }
    }
}

fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}
