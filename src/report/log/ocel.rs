//! Cases as an object-centric event log: OCEL 2.0 (RWTH, October 2023) in JSON.
//!
//! An event is an entry of the docket. It belongs to its case (`in`), is somebody's (`by`), goes to courts (`before`) and
//! to others (`to`), and makes, `acts on` or `responds to` warrants, orders, appeals, requests and the data. Offices
//! are the same objects in every case; everything else belongs to one. Attributes of objects have times: an order is in
//! force, stayed, in force again, reversed. Which other entries an event answers and follows from is in its attributes,
//! because OCEL relates events to objects only.
//!
//! A log is written in pieces, as cases are run: the events at once, objects and types after the last event. The order
//! of the members of a JSON object has no meaning.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::law::chambers::noon;
use crate::law::office::Office;
use crate::law::wording::Names;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;

use super::history::{History, Kind, Object};
use super::{Case, Event, Piece, instant};

/// What is said of an event, and the OCEL type of it.
pub(super) const OF_EVENTS: [(&str, &str); 9] = [
    ("n", "integer"),
    ("status", "string"),
    ("precision", "string"),
    ("point", "string"),
    ("choice", "string"),
    ("path", "string"),
    ("authority", "string"),
    ("responds_to", "string"),
    ("cause", "string"),
];

/// Words for types that break the SQL form of OCEL, into which other programs turn logs.
const RESERVED: [&str; 2] = ["object", "map_type"];

/// The types of office, in the order of their definitions.
pub(super) const OFFICES: [&str; 4] = ["authority", "court", "party", "provider"];

/// Which types of event and which offices a log has so far.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub(super) events: BTreeSet<String>,
    pub(super) offices: BTreeSet<Office>,
}

impl Seen {
    /// Adds what another piece of the log has.
    pub fn add(&mut self, other: Seen) {
        self.events.extend(other.events);
        self.offices.extend(other.offices);
    }
}

/// An event as OCEL has it.
#[derive(Serialize)]
pub(super) struct EventOut<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) time: &'a str,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) relationships: Vec<Relation>,
}

/// An object as OCEL has it.
#[derive(Serialize)]
pub(super) struct ObjectOut<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) attributes: Vec<TimedAttribute<'a>>,
    pub(super) relationships: Vec<Relation>,
}

#[derive(Serialize)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'static str,
    pub(super) value: Value<'a>,
}

#[derive(Serialize)]
pub(super) struct TimedAttribute<'a> {
    pub(super) name: &'static str,
    pub(super) value: &'a str,
    pub(super) time: String,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Value<'a> {
    Number(u32),
    Word(&'a str),
    Text(String),
}

#[derive(Serialize)]
pub(super) struct Relation {
    #[serde(rename = "objectId")]
    pub(super) object: String,
    pub(super) qualifier: &'static str,
}

/// Hands over the events and the objects of a case one by one.
pub(super) fn walk<E>(
    case: &Case<'_>,
    seen: &mut Seen,
    mut event_to: impl FnMut(&EventOut<'_>) -> Result<(), E>,
    mut object_to: impl FnMut(&ObjectOut<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let history = History::of(case);
    let outcome = case.end().fate.name(case.scenario);
    let mut touches = history.touches.iter().peekable();
    for event in case.events(&outcome) {
        let mut relationships = vec![relation(id(case.number, &history.objects[0]), "in")];
        relationships.extend(to_offices(&event, seen));
        while let Some((_, object, how)) = touches.next_if(|(n, ..)| *n == event.n) {
            relationships.push(relation(id(case.number, &history.objects[*object]), how));
        }
        let kind = allowed(&event.event);
        if !seen.events.contains(kind) {
            seen.events.insert(kind.to_owned());
        }
        event_to(&EventOut {
            id: event_id(case.number, event.n),
            kind,
            time: &event.time,
            attributes: attributes(&event),
            relationships,
        })?;
    }
    for object in &history.objects {
        let values = object.values.iter();
        let related = object.related.iter();
        object_to(&ObjectOut {
            id: id(case.number, object),
            kind: object.kind.as_str(),
            attributes: values.map(|(name, at, value)| timed(name, value, *at)).collect(),
            relationships: related
                .map(|(other, how)| relation(id(case.number, &history.objects[*other]), how))
                .collect(),
        })?;
    }
    Ok(())
}

fn relation(object: String, qualifier: &'static str) -> Relation {
    Relation { object, qualifier }
}

fn timed<'a>(name: &'static str, value: &'a str, at: Time) -> TimedAttribute<'a> {
    TimedAttribute { name, value, time: instant(at) }
}

/// A type that no form of OCEL reserves.
fn allowed(kind: &str) -> &str {
    match RESERVED.iter().position(|reserved| *reserved == kind) {
        Some(0) => "object-event",
        Some(_) => "map-type-event",
        None => kind,
    }
}

/// Whose it is, and to whom it goes.
fn to_offices(event: &Event<'_>, seen: &mut Seen) -> Vec<Relation> {
    let by = [(event.from, "by")];
    let to = event.to.iter().map(|id| (*id, ""));
    let mut relations = Vec::new();
    for (id, how) in by.into_iter().chain(to) {
        let Some(office) = Office::find(id) else { continue };
        seen.offices.insert(office);
        let how = match how {
            "" if office_kind(office) == "court" => "before",
            "" => "to",
            by => by,
        };
        relations.push(relation(id.to_owned(), how));
    }
    relations
}

fn attributes<'a>(event: &'a Event<'a>) -> Vec<Attribute<'a>> {
    let list = |items: Vec<String>| (!items.is_empty()).then(|| Value::Text(items.join(";")));
    let entry = |n: &u32| event_id(event.case, *n);
    let values = [
        Some(Value::Number(event.n)),
        Some(Value::Word(event.status)),
        event.precision.map(Value::Word),
        event.point.map(Value::Word),
        event.choice.map(Value::Word),
        event.path.map(Value::Word),
        (!event.authority.is_empty()).then(|| Value::Text(event.authority.join(";"))),
        list(event.responds_to.iter().map(entry).collect()),
        event.cause.map(|n| Value::Text(entry(&n))),
    ];
    let named = OF_EVENTS.into_iter().zip(values);
    named.filter_map(|((name, _), value)| Some(Attribute { name, value: value? })).collect()
}

fn event_id(case: u64, n: u32) -> String {
    format!("c{case}:e{n}")
}

/// Unlike that of an office, it begins with `c` and a digit.
fn id(case: u64, object: &Object) -> String {
    match object.kind {
        Kind::Case => format!("c{case}"),
        Kind::DataSet => format!("c{case}:data"),
        kind => format!("c{case}:{}{}", kind.as_str(), object.made_by),
    }
}

fn office_kind(office: Office) -> &'static str {
    match office {
        Office::Magistrate
        | Office::District
        | Office::Circuit
        | Office::EnBanc
        | Office::Supreme
        | Office::Elsewhere
        | Office::ForeignCourt
        | Office::ForeignHighCourt
        | Office::RequestingCourt => "court",
        Office::Provider | Office::Subsidiary => "provider",
        Office::Prosecutor
        | Office::SolicitorGeneral
        | Office::Amici
        | Office::Agent
        | Office::RequestingAuthority
        | Office::Parties => "party",
        Office::Congress
        | Office::Oia
        | Office::CentralAuthority
        | Office::Police
        | Office::RequestingCentralAuthority
        | Office::DesignatedAuthority
        | Office::StateDepartment
        | Office::ForeignMinistry
        | Office::EnforcingAuthority
        | Office::Regulator => "authority",
    }
}

/// The offices of a log as objects. They have no other attribute than what the scenario calls them, from when on.
pub(super) fn offices<'a>(
    scenario: &'a Scenario,
    seen: &'a Seen,
) -> impl Iterator<Item = ObjectOut<'a>> {
    let Names { later, .. } = &scenario.names;
    seen.offices.iter().map(move |office| {
        let first = timed("name", scenario.names.of(*office), noon(scenario.opens));
        let later = later.iter().filter(|later| later.office == *office);
        let later = later.map(|later| timed("name", &later.name, noon(later.until) + DAY));
        ObjectOut {
            id: office.id().to_owned(),
            kind: office_kind(*office),
            attributes: [first].into_iter().chain(later).collect(),
            relationships: Vec::new(),
        }
    })
}

/// What stands before the first event, whose comma is left out.
pub const HEAD: &str = "{\n\"events\": [";

/// What stands between the last event and the first object, whose comma is left out too.
pub const BETWEEN: &str = "\n],\n\"objects\": [";

/// Adds a case: each event and each object after a comma and a line break.
///
/// # Errors
///
/// When it cannot be written, which does not happen in memory.
pub fn add(case: &Case<'_>, piece: &mut Piece) -> serde_json::Result<()> {
    let Piece { events, objects, seen, .. } = piece;
    walk(case, seen, |event| push(events, event), |object| push(objects, object))
}

/// Adds a value after a comma and a line break.
pub(super) fn push(out: &mut Vec<u8>, value: &impl Serialize) -> serde_json::Result<()> {
    out.extend_from_slice(b",\n");
    serde_json::to_writer(out, value)
}

/// What comes after the objects of the last case: the offices, and the types.
///
/// # Errors
///
/// As [`add`].
pub fn tail(scenario: &Scenario, seen: &Seen) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::new();
    for office in offices(scenario, seen) {
        push(&mut out, &office)?;
    }
    out.extend_from_slice(b"\n],\n\"eventTypes\": ");
    let events = seen.events.iter().map(|name| Type::new(name, OF_EVENTS));
    serde_json::to_writer(&mut out, &events.collect::<Vec<_>>())?;
    out.extend_from_slice(b",\n\"objectTypes\": ");
    let objects = object_types().map(|(name, of)| Type::new(name, of.map(|name| (name, "string"))));
    serde_json::to_writer(&mut out, &objects.collect::<Vec<_>>())?;
    out.extend_from_slice(b"\n}\n");
    Ok(out)
}

/// Every type of object, and its attributes, all of which are text.
pub(super) fn object_types()
-> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let of_cases = Kind::ALL.into_iter().map(|kind| (kind.as_str(), kind.attributes()));
    let of_offices = OFFICES.into_iter().map(|kind| (kind, &["name"] as &[&str]));
    of_cases.chain(of_offices).map(|(name, of)| (name, of.iter().copied()))
}

#[derive(Serialize)]
struct Type<'a> {
    name: &'a str,
    attributes: Vec<TypeOfAttribute>,
}

#[derive(Serialize)]
struct TypeOfAttribute {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl Type<'_> {
    fn new(
        name: &str,
        attributes: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Type<'_> {
        let attributes = attributes.into_iter().map(|(name, kind)| TypeOfAttribute { name, kind });
        Type { name, attributes: attributes.collect() }
    }
}
