//! Where a value of a scenario comes from: the file and line it stands at, and what it replaced there.

use std::ops::Range;

use serde::Serialize;

use super::value::{Content, Node, Tree};
use super::{Document, SET, Table, set};
use crate::scenario::diagnostic::Place;

/// A value of a scenario and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The dotted path of its key.
    pub path: String,
    /// What it is: `text`, `a number`, `a table` and so on.
    pub shape: &'static str,
    /// The value as a scenario writes it.
    pub value: String,
    /// Where it stands: the header of a table, or the value itself.
    pub place: Place,
    /// What it replaced, the latest first.
    pub replaced: Vec<Earlier>,
    /// The keys in it, or the ids of the tables in it, if it is a table or a list of tables.
    pub keys: Vec<String>,
}

/// A value that another file, or the command line, has replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// The value as a scenario writes it.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// There is no such key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoKey {
    /// The dotted path as far as there is something; empty if there is nothing of it.
    pub known: String,
    /// The part after it that is not there.
    pub part: String,
    /// What could stand in its place.
    pub candidates: Vec<String>,
}

impl Document {
    /// The value at a dotted path, such as `decide.district.stay.odds.deny`. Tables in a list are named by
    /// their `id`.
    ///
    /// # Errors
    ///
    /// When there is no such key; what there is instead is in the answer.
    pub fn find(&self, path: &str) -> Result<Finding, NoKey> {
        let keys = set::read_key(path).ok_or_else(|| self.no_key(path))?;
        let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
        let (first, rest) = keys.split_first().ok_or_else(|| self.no_key(path))?;
        let mut node = &self.root.get(*first).ok_or_else(|| self.no_key(first))?.1;
        let mut earlier = below(node);
        for (depth, key) in rest.iter().enumerate() {
            let inner = child(node, key).ok_or_else(|| NoKey {
                known: dotted(&keys[..=depth]),
                part: (*key).to_owned(),
                candidates: names(node),
            })?;
            let old = earlier.iter().filter_map(|old| child(old, key));
            let old: Vec<&Node> =
                old.flat_map(|old| std::iter::once(old).chain(below(old))).collect();
            node = inner;
            earlier = below(node);
            earlier.extend(old);
        }
        let place = |node: &Node| self.sources.place(node.span.start);
        let earlier =
            earlier.into_iter().map(|old| Earlier { value: show(old), place: place(old) });
        // A value that was changed only in part holds the rest of what it replaced.
        let mut replaced: Vec<Earlier> = Vec::new();
        for old in earlier {
            if old.place != place(node) && replaced.iter().all(|known| known.place != old.place) {
                replaced.push(old);
            }
        }
        Ok(Finding {
            path: dotted(&keys),
            shape: node.shape(),
            value: show(node),
            place: place(node),
            replaced,
            keys: names(node),
        })
    }

    /// The text at a dotted path, if it is there and text.
    pub fn text(&self, path: &str) -> Option<&str> {
        match &self.at(path)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Where the value at a dotted path stands, if it is there.
    pub fn span(&self, path: &str) -> Option<Range<usize>> {
        self.at(path).map(|node| node.span.clone())
    }

    /// Where the items of the list at a dotted path stand.
    pub fn spans_in(&self, path: &str) -> Vec<Range<usize>> {
        match self.at(path).map(|node| &node.content) {
            Some(Content::List(items)) => items.iter().map(|item| item.span.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Where a key of the table at a place in a list stands.
    pub fn span_in(&self, list: &str, place: usize, key: &str) -> Option<Range<usize>> {
        let Content::List(items) = &self.at(list)?.content else { return None };
        child(items.get(place)?, key).map(|node| node.span.clone())
    }

    fn at(&self, path: &str) -> Option<&Node> {
        let keys = set::read_key(path)?;
        let (first, rest) = keys.split_first()?;
        let node = &self.root.get(first.value.as_str())?.1;
        rest.iter().try_fold(node, |node, key| child(node, key.value.as_str()))
    }

    /// Whether a place lies in the file itself or was set on top of it, not in one it is based on.
    pub fn is_own(&self, span: &Range<usize>) -> bool {
        self.sources.at(span.start).0 == 0 || self.is_set(span)
    }

    /// Whether a place lies in what was set on the command line.
    pub fn is_set(&self, span: &Range<usize>) -> bool {
        self.sources.at(span.start).1.name == SET
    }

    /// Whether one place lies in a text that goes on top of the text of the other: the file itself on those it is
    /// based on, what is set on all of them.
    pub fn is_above(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        // Set, then the file itself, then what it is based on.
        let rank = |span: &Range<usize>| (self.is_set(span), self.is_own(span));
        rank(one) > rank(other)
    }

    fn no_key(&self, part: &str) -> NoKey {
        let candidates = self.root.keys().cloned().collect();
        NoKey { known: String::new(), part: part.to_owned(), candidates }
    }

    /// The whole of it as a table in braces, without places.
    pub fn written(&self) -> String {
        braces(&self.root)
    }
}

impl Table<'_> {
    /// The keys, asked for or not.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.raw.keys().map(String::as_str)
    }

    /// Where the value at a key stands, and all that is in it. Does not count as asking for it.
    pub fn places(&self, key: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        if let Some((_, node)) = self.raw.get(key) {
            add_places(node, &mut places);
        }
        places
    }

    /// Whether one place lies in a text that goes on top of that of the other.
    pub fn is_above(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        self.reader.document.is_above(one, other)
    }

    /// Whether a place lies in what was set on the command line.
    pub fn is_set(&self, place: &Range<usize>) -> bool {
        self.reader.document.is_set(place)
    }

    /// The value at a key as a scenario writes it. Does not count as asking for it.
    pub fn written(&self, key: &str) -> Option<String> {
        self.raw.get(key).map(|(_, node)| show(node))
    }
}

/// What a value replaced, and what that replaced, and so on.
fn below(node: &Node) -> Vec<&Node> {
    std::iter::successors(node.under.as_deref(), |node| node.under.as_deref()).collect()
}

/// Adds the place of a value, and those of all that is in it.
fn add_places(node: &Node, places: &mut Vec<Range<usize>>) {
    places.push(node.span.clone());
    match &node.content {
        Content::Table(tree) => tree.values().for_each(|(_, inner)| add_places(inner, places)),
        Content::List(items) => items.iter().for_each(|inner| add_places(inner, places)),
        _ => {}
    }
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.content {
        Content::Table(tree) => tree.get(key).map(|(_, node)| node),
        Content::List(items) => items.iter().find(|item| item.id() == Some(key)),
        _ => None,
    }
}

/// The names of what can be found in it.
fn names(node: &Node) -> Vec<String> {
    match &node.content {
        Content::Table(tree) => tree.keys().cloned().collect(),
        Content::List(items) => items.iter().filter_map(Node::id).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The keys of a dotted path.
pub fn parts(path: &str) -> Vec<String> {
    let keys = set::read_key(path).unwrap_or_default();
    keys.into_iter().map(|key| key.value).collect()
}

/// The dotted path through these keys.
pub fn dotted(keys: &[&str]) -> String {
    keys.iter().map(|key| written_key(key)).collect::<Vec<_>>().join(".")
}

fn written_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key) }
}

/// A value as a scenario writes it.
fn show(node: &Node) -> String {
    match &node.content {
        Content::Text(text) => quoted(text),
        Content::Integer(number) => number.to_string(),
        Content::Float(number) => format!("{number:?}"),
        Content::Truth(truth) => truth.to_string(),
        Content::Date(date) => date.to_string(),
        Content::BadNumber | Content::BadDate => "?".to_owned(),
        Content::List(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Content::Table(tree) => braces(tree),
    }
}

fn braces(tree: &Tree) -> String {
    let entry =
        |(key, (_, node)): (&String, &(_, Node))| format!("{} = {}", written_key(key), show(node));
    match tree.iter().map(entry).collect::<Vec<_>>() {
        entries if entries.is_empty() => "{}".to_owned(),
        entries => format!("{{ {} }}", entries.join(", ")),
    }
}

/// Text as a scenario writes it: in quotes, on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
