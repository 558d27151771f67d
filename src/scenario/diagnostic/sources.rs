//! The texts a scenario is put together from, in one space of addresses: a place in any of them is one
//! number, and a span need not say which text it lies in.

use std::ops::Range;

use serde::Serialize;

/// A text and the name its readers know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source called `name` that reads `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// Several texts, one after the other in one space of addresses. The first is the file the user named, and
/// its addresses are the places of its own bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    main: Source,
    /// Each further text with the address of its first byte.
    others: Vec<(usize, Source)>,
}

impl From<Source> for Sources {
    fn from(main: Source) -> Self {
        Self { main, others: Vec::new() }
    }
}

impl Sources {
    /// Adds a text and gives the address of its first byte.
    pub fn add(&mut self, source: Source) -> usize {
        let (base, last) =
            self.others.last().map_or((0, &self.main), |(base, source)| (*base, source));
        // One address lies between two texts, so that the end of one is not the start of the next.
        let base = base + last.text.len() + 1;
        self.others.push((base, source));
        base
    }

    /// The file the user named.
    pub fn main(&self) -> &Source {
        &self.main
    }

    /// All texts, each with the address of its first byte, in the order of their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Source)> {
        let others = self.others.iter().map(|(base, source)| (*base, source));
        std::iter::once((0, &self.main)).chain(others)
    }

    /// The text an address lies in, with the address of its first byte.
    pub fn at(&self, offset: usize) -> (usize, &Source) {
        let before = self.others.partition_point(|(base, _)| *base <= offset);
        let other = before.checked_sub(1).and_then(|last| self.others.get(last));
        other.map_or((0, &self.main), |(base, source)| (*base, source))
    }

    /// What stands at a span; nothing if it lies outside, or does not fit the characters there.
    pub fn text(&self, span: &Range<usize>) -> &str {
        let (base, source) = self.at(span.start);
        let inside = span.start - base..span.end.saturating_sub(base);
        source.text.get(inside).unwrap_or_default()
    }

    /// An address as people count it.
    pub fn place(&self, offset: usize) -> Place {
        let (base, source) = self.at(offset);
        let Position { line, column } = Lines::new(&source.text).position(offset - base);
        Place { file: source.name.clone(), line, column }
    }
}

/// A place in one of several files, as people count it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, by the name the user knows it by.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// A place as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// Where each line of a text starts, so that many places can be looked up in one text.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`; a line ends at `\n` or `\r\n`.
    pub fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(after_breaks.map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The text itself.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The index, from 0, of the line that holds a byte.
    pub fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, from 0, without its line break.
    pub fn range(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let next = self.starts.get(index + 1).copied();
        let mut end = next.map_or(self.text.len(), |next| next - 1);
        if next.is_some() && end > start && self.text.as_bytes()[end - 1] == b'\r' {
            end -= 1;
        }
        start..end
    }

    /// The place of a byte; one that lies outside the text counts as its end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        let index = self.index(offset);
        let start = self.starts.get(index).copied().unwrap_or(0);
        Position { line: index + 1, column: self.text[start..offset].chars().count() + 1 }
    }

    /// A span that lies within the text, on character boundaries, with its ends in order.
    fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let start = floor_boundary(self.text, span.start);
        let mut end = span.end.clamp(start, self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}

/// The last character boundary at or before `offset`.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// One of several texts with its lines found.
pub(super) struct Text<'a> {
    /// The address of its first byte.
    pub(super) base: usize,
    /// The name its readers know it by.
    pub(super) name: &'a str,
    /// Its lines, by the places of its own bytes.
    pub(super) lines: Lines<'a>,
}

impl Text<'_> {
    /// The places of its own bytes a span covers, within the text and on character boundaries.
    pub(super) fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let own = span.start.saturating_sub(self.base)..span.end.saturating_sub(self.base);
        self.lines.clamp(&own)
    }
}

/// All texts with their lines found, to look up many places.
pub(super) struct Texts<'a> {
    main: Text<'a>,
    others: Vec<Text<'a>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        let text = |(base, source): (usize, &'a Source)| Text {
            base,
            name: &source.name,
            lines: Lines::new(&source.text),
        };
        let others = sources.others.iter().map(|(base, source)| text((*base, source)));
        Self { main: text((0, &sources.main)), others: others.collect() }
    }

    /// The file the user named.
    pub(super) fn main(&self) -> &Text<'a> {
        &self.main
    }

    /// All of them, in the order of their addresses.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Text<'a>> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// The one an address lies in.
    pub(super) fn of(&self, offset: usize) -> &Text<'a> {
        let before = self.others.partition_point(|text| text.base <= offset);
        before.checked_sub(1).and_then(|last| self.others.get(last)).unwrap_or(&self.main)
    }

    /// The places of both ends of a span.
    pub(super) fn ends(&self, span: &Range<usize>) -> (Position, Position) {
        let text = self.of(span.start);
        let own = text.clamp(span);
        (text.lines.position(own.start), text.lines.position(own.end))
    }
}
