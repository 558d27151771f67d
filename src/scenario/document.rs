//! A scenario as a tree with places: reads TOML, mends what it can, and lets a walk over the tree
//! collect every mistake instead of stopping at the first. The tree may be put together from several texts.

use super::diagnostic::{Diagnostic, Source, Sources, limit, listing, nearest};
use jiff::civil::Date;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use assemble::{MOST_BASES, SET, assemble};
pub use find::{Earlier, Finding, NoKey, dotted, parts, quoted};
pub use value::{Array, Kind, Value};
use value::{Content, Shape, Tree};

mod assemble;
mod echo;
mod find;
#[cfg(test)]
mod layers;
mod merge;
mod set;
mod stray;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

/// The longest file that is read.
pub const LONGEST_FILE: usize = 1 << 20;
/// How deep tables and lists may lie in one another.
pub const DEEPEST: usize = 64;
/// How many items a list may have.
pub const MOST_ITEMS: usize = 1000;
/// So many mistakes are collected; after them lists are no longer looked into, since every further mistake costs
/// the search for a near name.
const MOST_FOUND: usize = 1000;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The bytes of the source it was read from.
    pub span: Range<usize>,
}

/// A scenario: the texts it is put together from, and its tree as far as it could be read.
#[derive(Debug, Clone)]
pub struct Document {
    sources: Sources,
    root: Tree,
    /// Where the root begins, to say that something is missing in it.
    start: Range<usize>,
    /// What could not be read, text by text.
    damage: Vec<Damage>,
    channels: Vec<Spanned<String>>,
}

/// What the parser could not read of one text, so that the walk does not complain about the gaps.
#[derive(Debug, Clone, Default)]
struct Damage {
    /// The lines with syntax errors or not read because of them, in order.
    lines: Vec<Range<usize>>,
    /// The words on those lines.
    words: BTreeSet<String>,
    /// Whether keys may be missing anywhere: the tree stops short of the end of the file.
    cut_short: bool,
    /// Whether nothing was read at all.
    refused: bool,
}

impl Damage {
    fn refused() -> Self {
        Self { refused: true, ..Self::default() }
    }

    fn may_hide(&self, name: &str) -> bool {
        let Self { words, cut_short, refused, .. } = self;
        let on_broken_line = || syntax::words(name).all(|word| words.contains(word));
        *cut_short || *refused || (!words.is_empty() && on_broken_line())
    }

    /// Whether a place lies on a line that could not be read.
    fn holds(&self, start: usize) -> bool {
        let after = self.lines.partition_point(|line| line.start <= start);
        after > 0 && start <= self.lines[after - 1].end
    }
}

/// Reads one text on its own. A text that is too long is emptied, since no place in it will be shown.
fn read(source: &mut Source) -> (Tree, Vec<Diagnostic>, Damage) {
    let length = source.text.len();
    if length > LONGEST_FILE {
        source.text = String::new();
        let message = format!("the file is too long: {length} bytes");
        let help = format!("a scenario may have at most {LONGEST_FILE} bytes; split it");
        let mistake = Diagnostic::error("too-large", message).help(help);
        return (Tree::new(), vec![mistake], Damage::refused());
    }
    match syntax::read(&source.text) {
        Ok((root, found, damage)) => (root, limit(found), damage),
        Err(span) => (Tree::new(), vec![too_deep(span)], Damage::refused()),
    }
}

impl Document {
    /// Reads one text that stands alone, and says all that is wrong with its syntax. The document can
    /// be walked in any case; what the text should have said where it is broken is not missed a second
    /// time.
    pub fn parse(name: impl Into<String>, text: impl Into<String>) -> (Self, Vec<Diagnostic>) {
        let mut source = Source::new(name, text);
        let (root, found, damage) = read(&mut source);
        let (sources, damage) = (Sources::from(source), vec![damage]);
        (Self { sources, root, start: 0..0, damage, channels: Vec::new() }, found)
    }

    /// The texts the document was put together from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Whether `name` may well be given where a file could not be read, so that to call it
    /// missing or unknown would only echo a syntax error.
    pub fn may_hide(&self, name: &str) -> bool {
        self.damage.iter().any(|damage| damage.may_hide(name))
    }

    /// The channels named in `channels`: for each that was found, the name of its table in `[channel]`,
    /// and where it was asked for.
    pub fn channels(&self) -> &[Spanned<String>] {
        &self.channels
    }
}

fn too_deep(span: Range<usize>) -> Diagnostic {
    let message = format!("tables and lists lie more than {DEEPEST} deep in one another");
    Diagnostic::error("too-deep", message)
        .at(span, "too deep")
        .help("nothing in a scenario needs more than a few levels")
}

/// Collects the mistakes of a walk over one document. Finish each table, then call
/// [`Reader::take`].
#[derive(Debug)]
pub struct Reader<'a> {
    document: &'a Document,
    found: RefCell<Vec<Diagnostic>>,
    /// How many lengths of time were asked for.
    lengths: Cell<usize>,
    /// The kinds of names of which one or more could not be read.
    lost: RefCell<BTreeSet<&'static str>>,
    /// Each key that was asked for and the path of its table, to be held against the schema.
    #[cfg(test)]
    asked: RefCell<BTreeSet<(String, String)>>,
}

impl<'a> Reader<'a> {
    /// A walk over `document`, of which nothing is known to be wrong yet.
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            found: RefCell::default(),
            lengths: Cell::default(),
            lost: RefCell::default(),
            #[cfg(test)]
            asked: RefCell::default(),
        }
    }

    /// The table that is the whole file.
    pub fn root(&'a self) -> Table<'a> {
        Table::new(self, &self.document.root, self.document.start.clone(), String::new())
    }

    /// Adds a mistake, unless its line has a syntax error: what was read there is a guess.
    pub fn report(&self, diagnostic: Diagnostic) {
        let start = diagnostic.span().map(|span| span.start);
        let is_guess =
            |damage: &Damage| damage.refused || start.is_some_and(|start| damage.holds(start));
        if !self.document.damage.iter().any(is_guess) && !self.has_enough() {
            self.found.borrow_mut().push(diagnostic);
        }
    }

    /// Whether more mistakes were found than anybody will read.
    fn has_enough(&self) -> bool {
        self.found.borrow().len() >= MOST_FOUND
    }

    /// Takes back a mistake that turns out to be part of another.
    fn retract(&self, mistake: &Diagnostic) {
        let mut found = self.found.borrow_mut();
        // Looked for from the end, where the mistakes of a table lie that was just read.
        let same =
            |one: &Diagnostic| one.message == mistake.message && one.span() == mistake.span();
        if let Some(index) = found.iter().rposition(same) {
            found.remove(index);
        }
    }

    /// What stands at a span.
    fn source_text(&self, span: &Range<usize>) -> &'a str {
        self.document.sources.text(span)
    }

    /// Each key that was asked for, after the path of its table.
    #[cfg(test)]
    pub(super) fn asked(&self) -> BTreeSet<(String, String)> {
        self.asked.borrow().clone()
    }

    /// Takes what was found so far, in the order of the text and cut to a bearable number.
    pub fn take(&self) -> Vec<Diagnostic> {
        limit(self.found.take())
    }
}

/// A key of a table, where it stands, and what it holds.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: Spanned<&'a str>,
    /// What it holds.
    pub value: Value<'a>,
}

/// A table, and which of its keys were asked for.
#[derive(Debug)]
pub struct Table<'a> {
    reader: &'a Reader<'a>,
    raw: &'a Tree,
    span: Range<usize>,
    path: String,
    asked: RefCell<BTreeSet<String>>,
    /// The keys known to be missing, with the mistake that was reported of each; `None` if it is not of this key
    /// alone.
    missing: RefCell<BTreeMap<String, Option<Diagnostic>>>,
}

impl<'a> Table<'a> {
    fn new(reader: &'a Reader<'a>, raw: &'a Tree, span: Range<usize>, path: String) -> Self {
        Self { reader, raw, span, path, asked: RefCell::default(), missing: RefCell::default() }
    }

    /// The dotted path from the start of the file; empty for the file itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The header of the table, the whole of it if it is written in braces, or the start of the
    /// file.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Adds a mistake to those of the walk.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic);
    }

    /// Counts the lengths of time in the whole scenario: the number of the one that is read now, from 1.
    pub fn number_of_length(&self) -> usize {
        self.reader.lengths.set(self.reader.lengths.get() + 1);
        self.reader.lengths.get()
    }

    /// Whether there is such a key, whatever it holds. Counts as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.ask(key);
        self.raw.contains_key(key)
    }

    /// Remembers that a key is known here.
    fn ask(&self, key: &str) {
        #[cfg(test)]
        self.reader.asked.borrow_mut().insert((self.path.clone(), key.to_owned()));
        self.asked.borrow_mut().insert(key.to_owned());
    }

    /// What stands at a key, of whatever shape.
    pub fn value(&self, key: &str) -> Option<Value<'a>> {
        self.ask(key);
        let (_, node) = self.raw.get(key)?;
        Value::read(self.reader, node, self.path_of(key))
    }

    /// The keys nobody has asked for so far, in the order of the text. They count as asked for:
    /// use this where keys are names of the author's choosing, after the fixed ones.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        if self.reader.has_enough() {
            return Vec::new();
        }
        let mut entries: Vec<_> = self.raw.iter().collect();
        entries.sort_by_key(|(_, (span, _))| span.start);
        entries.retain(|(key, _)| self.asked.borrow_mut().insert((*key).clone()));
        let read = entries.into_iter().filter_map(|(key, (span, node))| {
            let value = Value::read(self.reader, node, self.path_of(key))?;
            Some(Entry { key: Spanned { value: key.as_str(), span: span.clone() }, value })
        });
        read.collect()
    }

    /// The text at a key.
    pub fn str(&self, key: &str) -> Option<Spanned<&'a str>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::String(text) => Some(Spanned { value: text, span: value.span }),
            _ => value.not(Shape::Text),
        }
    }

    /// The text at a key that says a number with its unit, `unit` being the usual one.
    pub fn measure(&self, key: &str, unit: &'static str) -> Option<Spanned<&'a str>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::String(text) => Some(Spanned { value: text, span: value.span }),
            _ => value.not(Shape::Measure(unit)),
        }
    }

    /// The whole number at a key.
    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Integer(number) => Some(Spanned { value: number, span: value.span }),
            _ => value.not(Shape::Integer),
        }
    }

    /// The number at a key, whole or not; always finite.
    pub fn float(&self, key: &str) -> Option<Spanned<f64>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Float(number) => Some(Spanned { value: number, span: value.span }),
            Kind::Integer(number) => Some(Spanned { value: number as f64, span: value.span }),
            _ => value.not(Shape::Number),
        }
    }

    /// The truth value at a key.
    pub fn bool(&self, key: &str) -> Option<Spanned<bool>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Bool(truth) => Some(Spanned { value: truth, span: value.span }),
            _ => value.not(Shape::Truth),
        }
    }

    /// The date at a key.
    pub fn date(&self, key: &str) -> Option<Spanned<Date>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Date(date) => Some(Spanned { value: date, span: value.span }),
            _ => value.not(Shape::Date),
        }
    }

    /// The table at a key.
    pub fn table(&self, key: &str) -> Option<Table<'a>> {
        let value = self.value(key)?;
        match value.kind {
            Kind::Table(table) => Some(table),
            _ => value.not(Shape::Table),
        }
    }

    /// The tables at a key, in order; none if it is absent.
    pub fn array_of_tables(&self, key: &str) -> Vec<Table<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Kind::Array(array) = &value.kind else {
            return value.not(Shape::Tables).unwrap_or_default();
        };
        let tables = array.items().filter_map(|item| match item.kind {
            Kind::Table(table) => Some(table),
            _ => item.not(Shape::OneOfTables),
        });
        tables.collect()
    }

    /// The same where there may be at most so many; those beyond are reported.
    pub fn tables_up_to(&self, key: &str, most: usize) -> Vec<Table<'a>> {
        let mut tables = self.array_of_tables(key);
        // A list that is too long for any purpose has been reported.
        if let Some(beyond) = tables.get(most).filter(|_| self.length_of(key) <= Some(MOST_ITEMS)) {
            let message = format!("`{}` may be given at most {most} times", self.path_of(key));
            self.report(Diagnostic::error("too-many", message).at(beyond.span(), "one too many"));
        }
        tables.truncate(most);
        tables
    }

    /// How many items the list at a key has, 0 if there is none; `None` if there is something else.
    pub fn length_of(&self, key: &str) -> Option<usize> {
        match self.raw.get(key).map(|(_, node)| &node.content) {
            None => Some(0),
            Some(Content::List(items)) => Some(items.len()),
            Some(_) => None,
        }
    }

    /// The texts in the list at a key, in order; none if it is absent.
    pub fn strings(&self, key: &str) -> Vec<Spanned<&'a str>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Kind::Array(array) = &value.kind else {
            return value.not(Shape::Texts).unwrap_or_default();
        };
        // Headers in double brackets are one slip, however many.
        let items: Vec<Value<'a>> = array.items().collect();
        if let Some(table) = items.iter().find(|item| matches!(item.kind, Kind::Table(_))) {
            return table.not(Shape::OneOfTexts).unwrap_or_default();
        }
        let texts = items.into_iter().filter_map(|item| match item.kind {
            Kind::String(text) => Some(Spanned { value: text, span: item.span }),
            _ => item.not(Shape::Text),
        });
        texts.collect()
    }

    /// What stands at a key that must be there, of whatever shape.
    pub fn required_value(&self, key: &str) -> Option<Value<'a>> {
        self.require(key, Shape::Any).value(key)
    }

    /// The text at a key that must be there.
    pub fn required_str(&self, key: &str) -> Option<Spanned<&'a str>> {
        self.require(key, Shape::Text).str(key)
    }

    /// The text at a key that must be there and says a number with its unit.
    pub fn required_measure(&self, key: &str, unit: &'static str) -> Option<Spanned<&'a str>> {
        self.require(key, Shape::Measure(unit)).measure(key, unit)
    }

    /// The whole number at a key that must be there.
    pub fn required_integer(&self, key: &str) -> Option<Spanned<i64>> {
        self.require(key, Shape::Integer).integer(key)
    }

    /// The number at a key that must be there.
    pub fn required_float(&self, key: &str) -> Option<Spanned<f64>> {
        self.require(key, Shape::Number).float(key)
    }

    /// The truth value at a key that must be there.
    pub fn required_bool(&self, key: &str) -> Option<Spanned<bool>> {
        self.require(key, Shape::Truth).bool(key)
    }

    /// The date at a key that must be there.
    pub fn required_date(&self, key: &str) -> Option<Spanned<Date>> {
        self.require(key, Shape::Date).date(key)
    }

    /// The table at a key that must be there.
    pub fn required_table(&self, key: &str) -> Option<Table<'a>> {
        self.require(key, Shape::Table).table(key)
    }

    /// The tables at a key that must be there.
    pub fn required_array_of_tables(&self, key: &str) -> Vec<Table<'a>> {
        self.require(key, Shape::Tables).array_of_tables(key)
    }

    /// The list of texts at a key that must be there.
    pub fn required_strings(&self, key: &str) -> Vec<Spanned<&'a str>> {
        self.require(key, Shape::Texts).strings(key)
    }

    /// Reports the keys that must be there and are not, if there are several: all in one. What is misspelt is not
    /// missing; of one that is, its getter has more to say.
    pub fn require_all(&self, keys: &[&str]) {
        let strange = self.raw.keys().filter(|key| !keys.contains(&key.as_str()));
        let meant: Vec<&str> =
            strange.filter_map(|key| nearest(key, keys.iter().copied())).collect();
        let absent = |key: &&&str| !self.raw.contains_key(**key) && !meant.contains(*key);
        let missing: Vec<&str> = keys.iter().filter(absent).copied().collect();
        if missing.len() < 2 || missing.iter().any(|key| self.reader.document.may_hide(key)) {
            return;
        }
        self.excuse(&missing);
        let message = format!("`{}` lacks {}", self.path, listing(&missing));
        self.report(
            Diagnostic::error("missing-key", message)
                .at(self.span.clone(), "these should be given here")
                .help(format!("{} are all needed", listing(keys))),
        );
    }

    /// Whether a place lies in the file itself or was set on top of it, not in one it is based on.
    pub fn is_own(&self, span: &Range<usize>) -> bool {
        self.reader.document.is_own(span)
    }

    /// The table itself, with a report if the key is absent.
    fn require(&self, key: &str, shape: Shape) -> &Self {
        let known = self.raw.contains_key(key) || self.missing.borrow().contains_key(key);
        if known || self.reader.document.may_hide(key) {
            return self;
        }
        let message = format!("`{key}` is missing {}", self.place());
        let mistake = Diagnostic::error("missing-key", message)
            .at(self.span.clone(), format!("`{key}` should be given here"))
            .help(shape.example(key, &self.path_of(key)));
        self.report_missing(&[key], mistake);
        self
    }

    /// Where the table is, for a message.
    fn place(&self) -> String {
        if self.path.is_empty() {
            "at the top of the file".to_owned()
        } else {
            format!("in `{}`", self.path)
        }
    }

    /// The dotted path of a key.
    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}
