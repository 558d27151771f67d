//! `[info]`: the eight headings under which every scenario says what it is and what it is not.
//!
//! They are those of the NetLogo models library, so that a teacher who knows one collection can read the other.
//! In a text an empty line begins a new paragraph, and a line that starts with `comity ` is a command.

use crate::scenario::diagnostic::{Diagnostic, listing, nearest};
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
    /// Reads `[info]`. A scenario may go without, but not with an empty heading, nor with one heading of its own and
    /// seven of the file it is based on, which are about that.
    pub fn read(root: &Table<'_>) -> Info {
        let Some(table) = root.table("info") else { return Info::default() };
        table.require_all(&HEADINGS.map(|(key, _)| key));
        report_half(&table);
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

    /// The same for a file that may be a lesson: what the file below says is about that file, and tells what a lesson
    /// asks.
    pub(super) fn of(self, root: &Table<'_>, is_lesson: bool) -> Info {
        let is_own = root.places("info").iter().any(|place| root.is_own(place));
        if is_lesson && !is_own { Info::default() } else { self }
    }

    /// The headings that say something, with their texts.
    pub fn said(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = HEADINGS.iter().zip(&self.texts);
        all.filter(|(_, text)| !text.is_empty()).map(|((_, words), text)| (*words, text.as_str()))
    }
}

/// Reports the headings that only the file below has, where this one has others.
fn report_half(table: &Table<'_>) {
    let own = |key: &str| table.places(key).first().is_some_and(|place| table.is_own(place));
    let headings = || HEADINGS.iter().map(|(key, _)| *key);
    let strange = table.keys().filter(|key| headings().all(|known| known != *key));
    // What is misspelt is not missing.
    let meant: Vec<&str> = strange.filter_map(|key| nearest(key, headings())).collect();
    let lacks = |key: &&str| table.has(key) && !own(key) && !meant.contains(key);
    let missing: Vec<&str> = headings().filter(lacks).collect();
    let given = HEADINGS.iter().find(|(key, _)| own(key));
    let first = given.and_then(|(key, _)| table.places(key).into_iter().next());
    if let Some(first) = first.filter(|_| !missing.is_empty()) {
        let message = format!("`info` lacks {}", listing(&missing));
        table.report(
            Diagnostic::error("missing-key", message)
                .at(first, "this heading is given, and those are not")
                .help("give all eight: those of the file below are about that file"),
        );
    }
}
