//! OCEL 2.0 in XML: the same log as in JSON. Types stand first here and objects before events, so both are kept until the
//! last case was run.

use std::convert::Infallible;
use std::io::Write;

use crate::scenario::Scenario;

use super::ocel::{
    EventOut, OF_EVENTS, ObjectOut, Relation, Seen, Value, object_types, offices, walk,
};
use super::xml::Escaped;
use super::{Case, Piece};

/// Adds a case.
pub fn add(case: &Case<'_>, piece: &mut Piece) {
    let Piece { events, objects, seen, .. } = piece;
    let event_to = |event: &EventOut<'_>| {
        let (id, kind, time) = (Escaped(&event.id), Escaped(event.kind), event.time);
        put(
            events,
            format_args!("<event id=\"{id}\" type=\"{kind}\" time=\"{time}\"><attributes>"),
        );
        for one in &event.attributes {
            let name = one.name;
            put(events, format_args!("<attribute name=\"{name}\">"));
            match &one.value {
                Value::Number(number) => put(events, format_args!("{number}")),
                Value::Word(word) => put(events, format_args!("{}", Escaped(word))),
                Value::Text(text) => put(events, format_args!("{}", Escaped(text))),
            }
            put(events, format_args!("</attribute>"));
        }
        related(events, &event.relationships);
        put(events, format_args!("</event>\n"));
        Ok::<(), Infallible>(())
    };
    let object_to = |object: &ObjectOut<'_>| {
        put_object(objects, object);
        Ok(())
    };
    let Ok(()) = walk(case, seen, event_to, object_to);
}

/// Writing into memory cannot fail.
fn put(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}

fn put_object(out: &mut Vec<u8>, object: &ObjectOut<'_>) {
    let (id, kind) = (Escaped(&object.id), Escaped(object.kind));
    put(out, format_args!("<object id=\"{id}\" type=\"{kind}\"><attributes>"));
    for one in &object.attributes {
        let (name, time, value) = (one.name, &one.time, Escaped(one.value));
        put(out, format_args!("<attribute name=\"{name}\" time=\"{time}\">{value}</attribute>"));
    }
    related(out, &object.relationships);
    put(out, format_args!("</object>\n"));
}

fn related(out: &mut Vec<u8>, relations: &[Relation]) {
    put(out, format_args!("</attributes><objects>"));
    for one in relations {
        let (id, how) = (Escaped(&one.object), one.qualifier);
        put(out, format_args!("<relationship object-id=\"{id}\" qualifier=\"{how}\"/>"));
    }
    put(out, format_args!("</objects>"));
}

/// What stands before the objects.
pub fn head(seen: &Seen) -> Vec<u8> {
    let mut out = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n<object-types>\n".to_vec();
    for (name, of) in object_types() {
        put_type(&mut out, "object-type", name, of.map(|name| (name, "string")));
    }
    put(&mut out, format_args!("</object-types>\n<event-types>\n"));
    for name in &seen.events {
        put_type(&mut out, "event-type", name, OF_EVENTS.into_iter());
    }
    put(&mut out, format_args!("</event-types>\n<objects>\n"));
    out
}

fn put_type(
    out: &mut Vec<u8>,
    element: &str,
    name: &str,
    attributes: impl Iterator<Item = (&'static str, &'static str)>,
) {
    put(out, format_args!("<{element} name=\"{}\"><attributes>", Escaped(name)));
    for (name, kind) in attributes {
        put(out, format_args!("<attribute name=\"{name}\" type=\"{kind}\"/>"));
    }
    put(out, format_args!("</attributes></{element}>\n"));
}

/// What stands between the objects of the cases and the events: the offices.
pub fn between(scenario: &Scenario, seen: &Seen) -> Vec<u8> {
    let mut out = Vec::new();
    for office in offices(scenario, seen) {
        put_object(&mut out, &office);
    }
    put(&mut out, format_args!("</objects>\n<events>\n"));
    out
}

/// What stands after the events.
pub const TAIL: &str = "</events>\n</log>\n";
