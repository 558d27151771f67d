//! What a number rests on, and whether it still does where a file changes it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::Table;

/// What a number rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A rule of law.
    Law,
    /// A published figure, or counted cases.
    Data,
    /// Nothing but judgement.
    Guess,
}

impl Basis {
    /// Every basis under its word.
    pub const ALL: [(&'static str, Basis); 3] =
        [("law", Basis::Law), ("data", Basis::Data), ("guess", Basis::Guess)];

    /// The basis of that word.
    pub fn find(word: &str) -> Option<Basis> {
        Basis::ALL.iter().find(|(name, _)| *name == word).map(|(_, basis)| *basis)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Basis::Law => "law",
            Basis::Data => "data",
            Basis::Guess => "guess",
        }
    }
}

/// A number without a basis is a mistake: nobody could say what the answer rests on. So is one that was changed and
/// keeps what the number below it rested on, unless that was a guess; set on the command line, it is one. `of` is where
/// the number stands.
pub(super) fn read(table: &Table<'_>, key: &str, of: &[Place]) -> Option<Basis> {
    let at = of.first().cloned().unwrap_or_else(|| table.span());
    if !table.has(key) {
        let message = format!("`{}` has a number without a basis", table.path());
        table.report_missing(
            &[key],
            Diagnostic::error("missing-basis", message)
                .at(at, "what does this rest on?")
                .help(format!("add {key} = \"law\", \"data\" or \"guess\"")),
        );
    }
    let text = table.str(key)?;
    let found = Basis::find(text.value);
    let changed = of.iter().find(|place| table.is_above(place, &text.span));
    if let Some(changed) = changed.filter(|_| found.is_some_and(|basis| basis != Basis::Guess)) {
        if table.is_set(changed) {
            return Some(Basis::Guess);
        }
        let message = format!("this number is changed, and no longer rests on {}", text.value);
        table.report_missing(
            &[key],
            Diagnostic::error("missing-basis", message)
                .at(changed.clone(), "what does this rest on?")
                .also(text.span.clone(), "what the number below rests on")
                .help(format!(
                    "add {key} = \"guess\", or \"law\" or \"data\" with a `reference` of its own"
                )),
        );
    }
    if found.is_none() {
        let names = Basis::ALL.iter().map(|(name, _)| *name);
        table.report(
            Diagnostic::error("unknown-basis", format!("a number cannot rest on `{}`", text.value))
                .at(text.span, "expected law, data or guess")
                .help_if(did_you_mean(text.value, names)),
        );
    }
    found
}

/// Where something stands.
type Place = std::ops::Range<usize>;

/// Whether a number was changed on top of the reference beside it, or of a stage that has that of its channel.
pub(super) fn is_changed(table: &Table<'_>, of: &[Place]) -> bool {
    let said = ["reference", "id"].iter().find_map(|key| table.places(key).into_iter().next());
    said.is_some_and(|said| of.iter().any(|place| table.is_above(place, &said)))
}

/// How well a number is supported: by a figure for this very quantity, for a neighbouring one, or by none.
pub(super) const STRENGTHS: [&str; 3] = ["strong", "medium", "weak"];
