//! A case as a Chrome trace (JSON Array/Object Format, as Perfetto and `chrome://tracing` open it): its calendar as a
//! timeline.
//!
//! Each office has a track, and each warrant, order, appeal and request, and the data. On the track of an office a slice is the
//! time from the arrival of what led to an entry to the entry; on the others a slice is a state. Arrows lead from an
//! entry to those it caused. A virtual second is a second of the trace, counted from midnight of the day the case
//! opens, so that a day of the trace is a day of the case.
//!
//! It leaves out who gets a paper other than as a text, and the ids of objects.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::law::chambers::noon;
use crate::law::docket::Entry;
use crate::law::office::Office;
use crate::sim::Time;
use crate::sim::time::DAY;

use super::history::{History, Kind, Object};
use super::ocel::push;
use super::{Case, Event};

/// What happens at once is shown this wide, in seconds, so that it can be seen and pointed at.
const LEAST: i64 = 6 * 3600;
/// The numbers of the tracks of things begin here; those of offices are below.
const THINGS: u64 = 1_000_000;
/// An office that has several matters in hand has as many tracks.
const LANES: u64 = 1_000;
/// Arrows of a case have numbers of their own.
const ARROWS: u64 = 1_000_000;

/// What stands before the first event, whose comma is left out.
pub const HEAD: &str = "{\"displayTimeUnit\": \"ms\",\n\"traceEvents\": [";

/// What stands after the last.
pub const TAIL: &str = "\n]}\n";

/// A slice or a point on a track.
#[derive(Serialize)]
struct Mark<'a> {
    ph: &'static str,
    pid: u64,
    tid: u64,
    /// Microseconds.
    ts: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<i64>,
    name: &'a str,
    cat: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    /// An arrow ends at the slice around its point.
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<&'static str>,
    #[serde(skip_serializing_if = "Value::is_null")]
    args: Value,
}

/// When an entry was in hand, in seconds since midnight of the first day.
#[derive(Clone, Copy)]
struct InHand {
    from: i64,
    to: i64,
    track: u64,
}

/// Adds a case: each event after a comma and a line break.
///
/// # Errors
///
/// When it cannot be written, which does not happen in memory.
pub fn add(case: &Case<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let pid = case.number + 1;
    let title = format!("{}, case {}", case.scenario.name, case.number);
    push(out, &json!({"ph": "M", "pid": pid, "name": "process_name", "args": {"name": title}}))?;
    let midnight = noon(case.scenario.opens) + -DAY / 2;
    let work = in_hand(case, midnight);
    let mut tracks = BTreeMap::new();
    for (entry, work) in case.docket.entries.iter().zip(&work) {
        let lane = work.track % LANES;
        let name = case.scenario.names.of(entry.from);
        let more = if lane == 0 { String::new() } else { format!(" ({})", lane + 1) };
        tracks.entry(work.track).or_insert_with(|| format!("{name}{more}"));
    }
    let history = History::of(case);
    let things = || (THINGS..).zip(&history.objects).filter(|(_, one)| one.kind != Kind::Case);
    tracks.extend(things().map(|(track, object)| (track, title_of(object))));
    for (track, name) in &tracks {
        let named = json!({"ph": "M", "pid": pid, "tid": track, "name": "thread_name", "args": {"name": name}});
        push(out, &named)?;
        let place = json!({"ph": "M", "pid": pid, "tid": track, "name": "thread_sort_index", "args": {"sort_index": track}});
        push(out, &place)?;
    }
    let outcome = case.end().fate.name(case.scenario);
    for (event, slice) in case.events(&outcome).zip(&work) {
        add_entry(out, pid, &event, *slice)?;
        let causes = event.cause.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
        if let Some(cause) = causes.and_then(|place| work.get(place)) {
            add_arrow(out, pid, &event, *cause, *slice)?;
        }
    }
    for (track, object) in things() {
        add_states(out, pid, track, object, case.last(), midnight)?;
    }
    Ok(())
}

/// `stay-granted, entry 16`.
fn title_of(object: &Object) -> String {
    let word = |name| object.values.iter().find(|(own, ..)| *own == name);
    let (_, _, kind) = match word("kind").or(word("path")) {
        Some(kind) => kind,
        None => return "the data".to_owned(),
    };
    let of = if object.kind == Kind::Request { " request" } else { "" };
    format!("{kind}{of}, entry {}", object.made_by)
}

/// From when to when each entry was in hand, and on which track. Slices of one track must not overlap.
fn in_hand(case: &Case<'_>, midnight: Time) -> Vec<InHand> {
    let entries = &case.docket.entries;
    let span = |entry: &Entry| {
        let to = entry.at - midnight;
        let arrived = case.docket.entry(entry.cause).map_or(to, |cause| cause.at - midnight);
        (arrived.min(to - LEAST), to)
    };
    let mut order: Vec<(usize, (i64, i64))> =
        entries.iter().enumerate().map(|(place, entry)| (place, span(entry))).collect();
    order.sort_by_key(|(place, (from, _))| (*from, *place));
    let mut free: BTreeMap<Office, Vec<i64>> = BTreeMap::new();
    let mut work = vec![InHand { from: 0, to: 0, track: 0 }; entries.len()];
    for (place, (from, to)) in order {
        let office = entries[place].from;
        let lanes = free.entry(office).or_default();
        let lane = lanes.iter().position(|until| *until <= from).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(until) => *until = to,
            None => lanes.push(to),
        }
        let track = (office as u64 + 1) * LANES + (lane as u64).min(LANES - 1);
        work[place] = InHand { from, to, track };
    }
    work
}

const MICRO: i64 = 1_000_000;

fn add_entry(
    out: &mut Vec<u8>,
    pid: u64,
    event: &Event<'_>,
    slice: InHand,
) -> serde_json::Result<()> {
    let mark = Mark {
        ph: "X",
        pid,
        tid: slice.track,
        ts: slice.from * MICRO,
        dur: Some((slice.to - slice.from) * MICRO),
        name: &event.event,
        cat: event.status,
        id: None,
        bp: None,
        args: json!({
            "n": event.n, "time": event.time, "status": event.status, "to": event.to.join(";"),
            "point": event.point, "choice": event.choice, "path": event.path,
            "authority": event.authority.join(";"), "responds_to": event.responds_to,
            "cause": event.cause,
        }),
    };
    push(out, &mark)
}

/// An arrow from the end of the cause to where the entry was taken in hand.
fn add_arrow(
    out: &mut Vec<u8>,
    pid: u64,
    event: &Event<'_>,
    cause: InHand,
    slice: InHand,
) -> serde_json::Result<()> {
    let leaves = cause.to * MICRO - 1;
    let id = Some(event.case * ARROWS + u64::from(event.n));
    let point = |ph, tid, ts, bp| Mark {
        ph,
        pid,
        tid,
        ts,
        dur: None,
        name: "leads to",
        cat: "cause",
        id,
        bp,
        args: Value::Null,
    };
    push(out, &point("s", cause.track, leaves, None))?;
    push(out, &point("f", slice.track, leaves.max(slice.from * MICRO), Some("e")))
}

/// The states of a thing, one after the other, to the last day.
fn add_states(
    out: &mut Vec<u8>,
    pid: u64,
    track: u64,
    object: &Object,
    last: Time,
    midnight: Time,
) -> serde_json::Result<()> {
    let states: Vec<(Time, &str)> = object.states().collect();
    let ends = states.iter().skip(1).map(|(at, _)| *at).chain([last]);
    for ((at, state), end) in states.iter().zip(ends) {
        let mark = Mark {
            ph: "X",
            pid,
            tid: track,
            ts: (*at - midnight) * MICRO,
            dur: Some((end - *at).max(1) * MICRO),
            name: state,
            cat: object.kind.as_str(),
            id: None,
            bp: None,
            args: Value::Null,
        };
        push(out, &mark)?;
    }
    Ok(())
}
