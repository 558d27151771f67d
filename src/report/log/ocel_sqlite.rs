//! OCEL 2.0 in its relational form: the log of [`super::ocel`] as rows for the tables of an SQLite database.
//!
//! `event` and `object` say the type of each; `event_<Type>` and `object_<Type>` what is said of it; `event_object` and
//! `object_object` what is related to what; `event_map_type` and `object_map_type` which table a type has. The first row
//! of an object has what holds from the first moment on of which something is said, and no `ocel_changed_field`; every
//! later row has one value. Other programs write 1970 into that first row, which would lose the moment.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use rusqlite::types::Value;

use crate::report::lines::capital;
use crate::scenario::Scenario;

use super::ocel::{
    Attribute, EventOut, OF_EVENTS, ObjectOut, Relation, Seen, TimedAttribute, Value as Said,
    object_types, offices, walk,
};
use super::{Case, Piece};

/// A row, and the table it belongs to.
pub struct Row {
    /// The table.
    pub table: Table,
    /// Its values, in the order of the columns.
    pub values: Vec<Value>,
}

/// A table of a log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Every event, and its type.
    Event,
    /// Every object, and its type.
    Object,
    /// What is said of the events of a type.
    OfEvents(String),
    /// What is said of the objects of a type.
    OfObjects(&'static str),
    /// Which object an event has to do with.
    EventObject,
    /// How objects are related.
    ObjectObject,
}

/// The moment of an object of which nothing is said, as OCEL has it.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Adds a case.
pub fn add(case: &Case<'_>, piece: &mut Piece) {
    let Piece { seen, rows, .. } = piece;
    let mut of_objects = Vec::new();
    let event_to = |event: &EventOut<'_>| {
        add_event(event, rows);
        Ok::<(), Infallible>(())
    };
    let object_to = |object: &ObjectOut<'_>| {
        add_object(object, &mut of_objects);
        Ok(())
    };
    let Ok(()) = walk(case, seen, event_to, object_to);
    rows.append(&mut of_objects);
}

/// The offices, which belong to no case.
pub fn tail(scenario: &Scenario, seen: &Seen) -> Vec<Row> {
    let mut rows = Vec::new();
    for office in offices(scenario, seen) {
        add_object(&office, &mut rows);
    }
    rows
}

fn add_event(event: &EventOut<'_>, rows: &mut Vec<Row>) {
    let one = |values| Row { table: Table::Event, values };
    rows.push(one(vec![text(&event.id), text(event.kind)]));
    let said = |name| event.attributes.iter().find(|one: &&Attribute<'_>| one.name == name);
    let values = OF_EVENTS.into_iter().map(|(name, _)| match said(name).map(|one| &one.value) {
        None => Value::Null,
        Some(Said::Number(number)) => Value::Integer(i64::from(*number)),
        Some(Said::Word(word)) => text(word),
        Some(Said::Text(whole)) => text(whole),
    });
    let values = [text(&event.id), text(event.time)].into_iter().chain(values).collect();
    rows.push(Row { table: Table::OfEvents(event.kind.to_owned()), values });
    relate(&Table::EventObject, &event.id, &event.relationships, rows);
}

fn add_object(object: &ObjectOut<'_>, rows: &mut Vec<Row>) {
    let one = |values| Row { table: Table::Object, values };
    rows.push(one(vec![text(&object.id), text(object.kind)]));
    let Some((kind, names)) = object_types().find(|(kind, _)| *kind == object.kind) else { return };
    let names: Vec<&str> = names.collect();
    let first = object.attributes.iter().map(|one| one.time.as_str()).min().unwrap_or(NEVER);
    let row = |at: &str, changed: Option<&str>, said: &[&TimedAttribute<'_>]| {
        let changed = changed.map_or(Value::Null, text);
        let value = |name| said.iter().find(|one| one.name == name).map(|one| text(one.value));
        let values = names.iter().map(|name| value(*name).unwrap_or(Value::Null));
        let values = [text(&object.id), text(at), changed].into_iter().chain(values).collect();
        Row { table: Table::OfObjects(kind), values }
    };
    let (at_first, mut later): (Vec<_>, Vec<_>) =
        object.attributes.iter().partition(|one| one.time == first);
    later.sort_by_key(|one| one.time.as_str());
    rows.push(row(first, None, &at_first));
    rows.extend(later.into_iter().map(|one| row(&one.time, Some(one.name), &[one])));
    relate(&Table::ObjectObject, &object.id, &object.relationships, rows);
}

fn relate(table: &Table, id: &str, relations: &[Relation], rows: &mut Vec<Row>) {
    rows.extend(relations.iter().map(|one| Row {
        table: table.clone(),
        values: vec![text(id), text(&one.object), text(one.qualifier)],
    }));
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// What makes the tables that every log has, with those of its types of object.
pub const TABLES: &str = "\
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT NOT NULL REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT NOT NULL REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id),
  ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)) WITHOUT ROWID;
CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id),
  ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)) WITHOUT ROWID;
";

/// The tables of the types that a log has, and how a row is put into each table.
#[derive(Default)]
pub struct Tables {
    inserts: BTreeMap<Table, String>,
    /// What tables are called, in small letters: SQL tells no others apart.
    taken: BTreeSet<String>,
}

impl Tables {
    /// How a row is put into a table, and before the first one what makes the table.
    pub fn insert(&mut self, table: &Table) -> (&str, Option<String>) {
        let made = (!self.inserts.contains_key(table)).then(|| self.make(table)).flatten();
        (self.inserts.get(table).map_or("", String::as_str), made)
    }

    /// What makes the tables of all types of object, whether there are some or not.
    pub fn of_objects(&mut self) -> String {
        object_types().filter_map(|(kind, _)| self.make(&Table::OfObjects(kind))).collect()
    }

    fn make(&mut self, table: &Table) -> Option<String> {
        let fixed = |name: &str, columns| (insert(name, columns), None);
        let (insert, made) = match table {
            Table::Event => fixed("event", 2),
            Table::Object => fixed("object", 2),
            Table::EventObject => fixed("event_object", 3),
            Table::ObjectObject => fixed("object_object", 3),
            Table::OfEvents(kind) => {
                let columns = OF_EVENTS.map(|(name, kind)| match kind {
                    "integer" => format!("{} INTEGER", quoted(name)),
                    _ => format!("{} TEXT", quoted(name)),
                });
                self.of_type("event", kind, "PRIMARY KEY ", &columns)
            }
            Table::OfObjects(kind) => {
                let names = object_types().find(|(name, _)| name == kind).into_iter();
                let columns = names.flat_map(|(_, names)| names);
                let changed = ["ocel_changed_field TEXT".to_owned()].into_iter();
                let columns = changed.chain(columns.map(|name| format!("{} TEXT", quoted(name))));
                self.of_type("object", kind, "", &columns.collect::<Vec<_>>())
            }
        };
        self.inserts.insert(table.clone(), insert);
        made
    }

    /// How a row is put into the table of a type, and what makes it.
    fn of_type(
        &mut self,
        what: &str,
        kind: &str,
        key: &str,
        columns: &[String],
    ) -> (String, Option<String>) {
        let map = self.name(what, kind);
        let name = quoted(&format!("{what}_{map}"));
        let made = format!(
            "INSERT INTO {what}_map_type VALUES ({}, {});\n\
             CREATE TABLE {name} (ocel_id TEXT {key}REFERENCES {what} (ocel_id), \
             ocel_time TIMESTAMP, {});\n",
            literal(kind),
            literal(&map),
            columns.join(", "),
        );
        (insert(&name, 2 + columns.len()), Some(made))
    }

    /// What a type is called in the name of its table: `data-set` is `DataSet`. No two types share a table.
    fn name(&mut self, what: &str, kind: &str) -> String {
        let words = kind.split(|c: char| !c.is_alphanumeric());
        let plain: String = words.map(capital).collect();
        let mut names = [plain.clone()].into_iter().chain((2..).map(|n| format!("{plain}_{n}")));
        let free = |name: &String| {
            let small = name.to_lowercase();
            // `event_Object` would be `event_object`.
            !["", "object"].contains(&small.as_str())
                && self.taken.insert(format!("{what}_{small}"))
        };
        names.find(free).unwrap_or(plain)
    }
}

fn insert(name: &str, columns: usize) -> String {
    format!("INSERT INTO {name} VALUES ({})", vec!["?"; columns].join(", "))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
