//! Cases as XES (IEEE 1849-2016): a case is a trace, an entry an event of it.
//!
//! An event of XES belongs to one trace and to nothing else. [`DROPPED`] says what is lost by that.

use std::io::Write;

use crate::scenario::Scenario;

use super::xml::Escaped;
use super::{Case, Event};

/// What XES has no place for, a line each.
pub const DROPPED: [&str; 5] = [
    "courts, parties, providers and authorities as objects: only their ids, as texts",
    "warrants, orders, appeals, requests and the data as objects",
    "their states over time: that an order was in force, stayed, in force again, reversed",
    "which entries act on, make or respond to which of them",
    "which entries an entry answers and follows from, as links: only their numbers, as texts",
];

/// What stands before the first trace.
pub fn head(scenario: &Scenario) -> String {
    format!(
        "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<log xes.version=\"1849-2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">
<extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>
<extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>
<extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>
<extension name=\"Lifecycle\" prefix=\"lifecycle\" uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>
<global scope=\"trace\"><string key=\"concept:name\" value=\"\"/><string key=\"outcome\" value=\"\"/></global>
<global scope=\"event\"><string key=\"concept:name\" value=\"\"/><date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/><string key=\"org:resource\" value=\"\"/><string key=\"lifecycle:transition\" value=\"complete\"/><int key=\"n\" value=\"0\"/><string key=\"status\" value=\"\"/></global>
<classifier name=\"Event\" keys=\"concept:name\"/>
<classifier name=\"Event and office\" keys=\"concept:name org:resource\"/>
<string key=\"concept:name\" value=\"{}\"/>
",
        Escaped(&scenario.name)
    )
}

/// What stands after the last.
pub const TAIL: &str = "</log>\n";

/// Adds a case.
pub fn add(case: &Case<'_>, out: &mut Vec<u8>) {
    let outcome = case.end().fate.name(case.scenario);
    out.extend_from_slice(b"<trace>");
    text(out, "concept:name", &case.number.to_string());
    text(out, "outcome", &outcome);
    out.push(b'\n');
    for event in case.events(&outcome) {
        add_event(&event, out);
    }
    out.extend_from_slice(b"</trace>\n");
}

fn add_event(event: &Event<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<event>");
    text(out, "concept:name", &event.event);
    typed(out, "date", "time:timestamp", &event.time);
    text(out, "org:resource", event.from);
    text(out, "lifecycle:transition", "complete");
    typed(out, "int", "n", &event.n.to_string());
    text(out, "status", event.status);
    let answered: Vec<String> = event.responds_to.iter().map(u32::to_string).collect();
    let cause = event.cause.map(|cause| cause.to_string());
    for (key, value) in [
        ("to", event.to.join(";").as_str()),
        ("precision", event.precision.unwrap_or_default()),
        ("point", event.point.unwrap_or_default()),
        ("choice", event.choice.unwrap_or_default()),
        ("path", event.path.unwrap_or_default()),
        ("authority", &event.authority.join(";")),
        ("responds_to", &answered.join(";")),
        ("cause", &cause.unwrap_or_default()),
    ] {
        if !value.is_empty() {
            text(out, key, value);
        }
    }
    out.extend_from_slice(b"</event>\n");
}

fn text(out: &mut Vec<u8>, key: &str, value: &str) {
    typed(out, "string", key, value);
}

/// Writing into memory cannot fail.
fn typed(out: &mut Vec<u8>, kind: &str, key: &str, value: &str) {
    let _ = write!(out, "<{kind} key=\"{key}\" value=\"{}\"/>", Escaped(value));
}
