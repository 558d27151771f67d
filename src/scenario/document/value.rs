//! The values of a scenario file in their several shapes.

use super::{MOST_ITEMS, Reader, Table};
use crate::scenario::assume::trim;
use crate::scenario::diagnostic::Diagnostic;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// The keys of a table, each with its place and what it holds.
pub(super) type Tree = BTreeMap<String, (Range<usize>, Node)>;

/// A value as it was read, and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) content: Content,
    /// Whether it is written in braces, and so is replaced as a whole.
    pub(super) braces: bool,
    /// What stood here in the file this one is based on.
    pub(super) under: Option<Box<Node>>,
}

/// What a value was read as.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(String),
    Integer(i64),
    Float(f64),
    Truth(bool),
    Date(Date),
    /// A number too large to keep, or not finite.
    BadNumber,
    /// A time, or a date with a time.
    BadDate,
    List(Vec<Node>),
    Table(Tree),
}

/// What a key should hold, to say so and to say how to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    /// Text that is a number with its unit; the usual unit.
    Measure(&'static str),
    Integer,
    Number,
    Truth,
    Date,
    Table,
    /// A table in a list of them.
    OneOfTables,
    Tables,
    Texts,
    /// A text in a list of them.
    OneOfTexts,
    Any,
}

impl Shape {
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Text => "text in quotes",
            Self::Measure(_) => "a number with its unit in quotes",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Truth => "true or false",
            Self::Date => "a date",
            Self::Table | Self::OneOfTables => "a table",
            Self::Tables => "a list of tables",
            Self::Texts | Self::OneOfTexts => "a list of texts",
            Self::Any => "a value",
        }
    }

    /// How a missing key of this shape is written.
    pub(super) fn example(self, key: &str, path: &str) -> String {
        match self {
            Self::Text | Self::OneOfTexts => format!("add `{key} = \"...\"`"),
            Self::Measure(unit) => format!("add `{key} = \"3 {unit}\"`, or how long it is"),
            Self::Integer => format!("add `{key} = ` and a whole number"),
            Self::Number => format!("add `{key} = ` and a number"),
            Self::Truth => format!("add `{key} = true` or `{key} = false`"),
            Self::Date => format!("add `{key} = ` and a date such as 2024-05-01"),
            Self::Table => format!("add a table with the header `[{path}]`"),
            Self::OneOfTables => format!("add a table with the header `[[{path}]]`"),
            Self::Tables => format!("add at least one table with the header `[[{path}]]`"),
            Self::Texts => format!("add `{key} = [\"...\"]`"),
            Self::Any => format!("add `{key} = ` and its value"),
        }
    }

    /// How to turn what stands there into this shape.
    fn cure(self, value: &Value<'_>, leaf: &str) -> Option<String> {
        let raw = value.raw_text();
        match (self, &value.kind) {
            (Self::Text, Kind::Integer(_) | Kind::Float(_) | Kind::Bool(_) | Kind::Date(_)) => {
                Some(format!("write it in quotes: \"{raw}\""))
            }
            (Self::Measure(unit), Kind::Integer(_) | Kind::Float(_)) => {
                Some(format!("write it with its unit, in quotes: \"{raw} {unit}\""))
            }
            (Self::Integer, Kind::String(text)) if text.parse::<i64>().is_ok() => {
                Some(format!("write it without quotes: {text}"))
            }
            (Self::Number, Kind::String(text)) if text.parse::<f64>().is_ok() => {
                Some(format!("write it without quotes: {text}"))
            }
            (Self::Number, Kind::String(text)) => {
                as_number(text).map(|number| format!("write {} without quotes", trim(number)))
            }
            (Self::Truth, Kind::String(text)) if matches!(*text, "true" | "false") => {
                Some(format!("write it without quotes: {text}"))
            }
            (Self::Texts, Kind::String(_)) => Some(format!("write it in brackets: [{raw}]")),
            (Self::Table, Kind::Array(_)) => {
                Some(format!("there is only one `{leaf}`: write its header in single brackets"))
            }
            (Self::Tables, Kind::Table(_)) => {
                Some(format!("there may be several: write the header as `[[{}]]`", value.path))
            }
            _ => None,
        }
    }

    /// How a value of this shape is written.
    fn sample(self, path: &str) -> Option<String> {
        match self {
            Self::Text => Some("write text in quotes, such as \"...\"".to_owned()),
            Self::Measure(unit) => {
                Some(format!("write a number with its unit, such as \"3 {unit}\""))
            }
            Self::Integer => Some("write a whole number, such as 3".to_owned()),
            Self::Number => Some("write a number, such as 3 or 0.5".to_owned()),
            Self::Truth => Some("write true or false, without quotes".to_owned()),
            Self::Date => Some("write year-month-day without quotes: 2024-05-01".to_owned()),
            Self::Table => {
                let leaf = path.rsplit('.').next().unwrap_or_default();
                Some(format!("write its keys in braces: {leaf} = {{ ... }}"))
            }
            Self::OneOfTables | Self::Tables => {
                Some(format!("write `[[{path}]]` above each of its tables"))
            }
            Self::Texts => Some("write texts in brackets, such as [\"...\", \"...\"]".to_owned()),
            Self::OneOfTexts => {
                let leaf = path.rsplit('.').next().unwrap_or_default();
                Some(format!("write a list instead of headers: {leaf} = [\"...\", \"...\"]"))
            }
            Self::Any => None,
        }
    }
}

/// The number that a text with a percent sign or a decimal comma stands for.
fn as_number(text: &str) -> Option<f64> {
    let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
    match text.trim().strip_suffix('%') {
        Some(share) => number(share).map(|share| share / 100.0),
        None => number(text),
    }
}

/// What stands at a key.
#[derive(Debug)]
pub enum Kind<'a> {
    /// Text in quotes.
    String(&'a str),
    /// A whole number.
    Integer(i64),
    /// A finite number with a fraction or an exponent.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date without a time.
    Date(Date),
    /// A list, or a series of tables in double brackets.
    Array(Array<'a>),
    /// A table.
    Table(Table<'a>),
}

/// A value of any shape.
#[derive(Debug)]
pub struct Value<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Its dotted path from the start of the file.
    pub path: String,
    reader: &'a Reader<'a>,
}

impl<'a> Value<'a> {
    /// Reads one value; says so and gives none if it is a number or a date no scenario can hold.
    pub(super) fn read(reader: &'a Reader<'a>, node: &'a Node, path: String) -> Option<Self> {
        let span = node.span.clone();
        // The parser puts an empty span to a value it could not read, and has said so.
        if span.is_empty() {
            return None;
        }
        let kind = match &node.content {
            Content::Text(text) => Kind::String(text),
            Content::Integer(number) => Kind::Integer(*number),
            Content::Float(number) => Kind::Float(*number),
            Content::Truth(truth) => Kind::Bool(*truth),
            Content::Date(date) => Kind::Date(*date),
            Content::List(items) => {
                let items = bounded(reader, items, &path);
                Kind::Array(Array { reader, items, path: path.clone() })
            }
            Content::Table(tree) => {
                Kind::Table(Table::new(reader, tree, span.clone(), path.clone()))
            }
            Content::BadNumber | Content::BadDate => {
                reader.report(unusable(node, &path));
                return None;
            }
        };
        Some(Self { kind, span, path, reader })
    }

    /// Says that something else was expected here, such as "a name or a table".
    pub fn wrong_type(&self, expected: &str) {
        self.reader.report(self.mismatch(expected));
    }

    /// The mistake that something else was expected here, to be added to and then reported.
    pub fn mismatch(&self, expected: &str) -> Diagnostic {
        let found = self.found();
        let message = format!("`{}` should be {expected}, but it is {found}", self.path);
        Diagnostic::error("wrong-type", message)
            .at(self.span.clone(), format!("expected {expected}, found {found}"))
    }

    /// Says that another shape was expected here and how to get there. Gives the nothing a getter
    /// then has to give.
    pub(super) fn not<T>(&self, shape: Shape) -> Option<T> {
        // A second header for the same key could not be read, and says what is wrong with the first.
        let is_header = matches!((shape, &self.kind), (Shape::Tables, Kind::Table(_)));
        if !is_header || !self.reader.document.may_hide(self.leaf()) {
            self.reader.report(self.mistaken_for(shape));
        }
        None
    }

    /// The last part of its path.
    fn leaf(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }

    fn mistaken_for(&self, shape: Shape) -> Diagnostic {
        let leaf = self.leaf();
        if let (Shape::Date, Kind::String(text)) = (shape, &self.kind)
            && text.parse::<Date>().is_ok()
        {
            let message = format!("`{}` is text, not a date", self.path);
            return Diagnostic::error("bad-date", message)
                .at(self.span.clone(), "the quotes make this text")
                .help(format!("write the date without quotes: {leaf} = {text}"));
        }
        let help = shape.cure(self, leaf).or_else(|| shape.sample(&self.path));
        self.mismatch(shape.describe()).help_if(help)
    }

    fn found(&self) -> &'static str {
        match self.kind {
            Kind::String(_) => "text",
            Kind::Integer(_) => "a whole number",
            Kind::Float(_) => "a number with a fraction",
            Kind::Bool(_) => "true or false",
            Kind::Date(_) => "a date",
            Kind::Array(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// The value as it is written, if it is short enough to be repeated.
    fn raw_text(&self) -> &'a str {
        let text = self.reader.source_text(&self.span);
        if text.len() > 60 || text.contains('\n') { "..." } else { text }
    }
}

/// The items of a list that are looked at, and a word on those that are too many.
fn bounded<'a>(reader: &'a Reader<'a>, items: &'a [Node], path: &str) -> &'a [Node] {
    if reader.has_enough() {
        return &[];
    }
    let Some(beyond) = items.get(MOST_ITEMS) else { return items };
    let message = format!("`{path}` has more than {MOST_ITEMS} items");
    reader.report(
        Diagnostic::error("too-many", message)
            .at(beyond.span.clone(), "one too many")
            .help("no list of a scenario is so long"),
    );
    &items[..MOST_ITEMS]
}

/// What is wrong with a number or a date that cannot be kept.
fn unusable(node: &Node, path: &str) -> Diagnostic {
    if matches!(node.content, Content::BadDate) {
        return Diagnostic::error("bad-date", format!("`{path}` should be a date alone"))
            .at(node.span.clone(), "this has a time of day or a zone, or lacks the date")
            .help("write year-month-day, such as 2024-05-01");
    }
    Diagnostic::error("bad-number", format!("`{path}` cannot be this number"))
        .at(node.span.clone(), "too large, or not finite")
        .help("write a finite number of at most 18 digits")
}

/// A list.
#[derive(Debug)]
pub struct Array<'a> {
    reader: &'a Reader<'a>,
    items: &'a [Node],
    path: String,
}

impl<'a> Array<'a> {
    /// The items in order. They have the path of the list.
    pub fn items(&self) -> impl Iterator<Item = Value<'a>> {
        self.items.iter().filter_map(|node| Value::read(self.reader, node, self.path.clone()))
    }
}
