//! `[info]`: the eight headings under which every scenario says what it is and what it is not.
//!
//! They are those of the NetLogo models library, so that a teacher who knows one collection can read the other.
//! In a text an empty line begins a new paragraph, and a line that starts with `comity ` is a command.

use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Table;

/// The headings: the key in the file, and the words on a page.
pub const HEADINGS: [(&str, &str); 8] = [
    ("what_is_it", "What is it?"),
    ("how_it_works", "How it works"),
    ("how_to_use_it", "How to use it"),
    ("things_to_notice", "Things to notice"),
    ("things_to_try", "Things to try"),
    ("extending_the_model", "Extending the model"),
    ("related_scenarios", "Related scenarios"),
    ("credits_and_references", "Credits and references"),
];

/// The texts under the headings, in their order; empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The texts.
    pub texts: [String; HEADINGS.len()],
}

impl Info {
    /// Reads `[info]`. A scenario may go without, but not with an empty heading.
    pub fn read(root: &Table<'_>) -> Info {
        let Some(table) = root.table("info") else { return Info::default() };
        table.require_all(&HEADINGS.map(|(key, _)| key));
        let mut info = Info::default();
        for ((key, _), text) in HEADINGS.iter().zip(&mut info.texts) {
            let Some(written) = table.required_str(key) else { continue };
            *text = written.value.trim().to_owned();
            if text.is_empty() {
                table.report(
                    Diagnostic::error("empty-heading", format!("`{key}` says nothing"))
                        .at(written.span, "an empty text")
                        .help("write a sentence, or leave the whole of `[info]` out"),
                );
            }
        }
        table.finish();
        info
    }

    /// The headings that say something, with their texts.
    pub fn said(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = HEADINGS.iter().zip(&self.texts);
        all.filter(|(_, text)| !text.is_empty()).map(|((_, words), text)| (*words, text.as_str()))
    }
}
