//! `reference`: where a number comes from. A remark, or a work with the place in it.

use std::fmt;

use serde::Serialize;

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Kind, Table};

/// Where a number comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The work it is in, if one is named.
    pub title: Option<String>,
    /// The place in it: a section, a page, a table.
    pub pinpoint: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// What there is to say about it: how it was read, or that nothing was found.
    pub note: Option<String>,
}

impl Reference {
    /// Reads `reference`: a text, or a table with `title` and, if need be, `pinpoint`, `url` and `note`.
    pub(super) fn read(table: &Table<'_>) -> Option<Reference> {
        let value = table.value("reference")?;
        let whole = match &value.kind {
            Kind::String(text) => Some(Reference { note: said(text), ..Reference::default() }),
            Kind::Table(inner) => Some(Reference::read_table(inner)),
            _ => {
                value.wrong_type("text, or a table with `title` and `pinpoint`");
                return None;
            }
        };
        let whole = whole.filter(|whole| *whole != Reference::default());
        if whole.is_none()
            && !matches!(&value.kind, Kind::Table(inner) if inner.keys().next().is_some())
        {
            table.report(
                Diagnostic::error("empty-reference", "this reference says nothing")
                    .at(value.span, "expected where the number comes from")
                    .help("write a sentence, or leave `reference` out"),
            );
        }
        whole
    }

    fn read_table(inner: &Table<'_>) -> Reference {
        let text = |key: &str| inner.str(key).and_then(|text| said(text.value));
        let reference = Reference {
            title: inner.required_str("title").and_then(|text| said(text.value)),
            pinpoint: text("pinpoint"),
            url: text("url"),
            note: text("note"),
        };
        inner.finish();
        reference
    }
}

/// The text without space around it; `None` if nothing is left.
fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// `Title, pinpoint. Note. https://...`
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let work: Vec<&str> =
            [&self.title, &self.pinpoint].into_iter().flatten().map(String::as_str).collect();
        let work = Some(work.join(", ")).filter(|work| !work.is_empty());
        let parts: Vec<String> =
            [work, self.note.clone()].into_iter().flatten().map(|part| sentence(&part)).collect();
        f.write_str(&parts.join(" "))?;
        match &self.url {
            Some(url) if parts.is_empty() => f.write_str(url),
            Some(url) => write!(f, " {url}"),
            None => Ok(()),
        }
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_as_sentences() {
        let text = |text: &str| Some(text.to_owned());
        let whole = Reference {
            title: text("Criminal Resource Manual"),
            pinpoint: text("275"),
            url: text("https://example.org"),
            note: text("a year or more"),
        };
        assert_eq!(
            whole.to_string(),
            "Criminal Resource Manual, 275. a year or more. https://example.org"
        );
        let note = Reference { note: text("No figure was found."), ..Reference::default() };
        assert_eq!(note.to_string(), "No figure was found.");
    }
}
