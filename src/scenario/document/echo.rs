//! One slip is one mistake: what only follows from another mistake is not reported, or is taken back.

use super::{Damage, Table};
use crate::scenario::diagnostic::{Diagnostic, nearest};
use std::ops::Range;

impl Table<'_> {
    /// Adds the mistake that none of these keys is there. It is taken back if one is there, but misspelt.
    pub fn report_missing(&self, keys: &[&str], mistake: Diagnostic) {
        if keys.iter().any(|key| self.missing.borrow().contains_key(*key)) {
            return; // Their absence has been reported.
        }
        let known = keys.iter().map(|key| ((*key).to_owned(), Some(mistake.clone())));
        self.missing.borrow_mut().extend(known);
        if self.path.is_empty() {
            // The start of the file stands for all of it, even if its first line is broken.
            self.reader.found.borrow_mut().push(mistake);
        } else {
            self.report(mistake);
        }
    }

    /// Says of keys that their absence has been reported.
    pub fn excuse(&self, keys: &[&str]) {
        self.missing.borrow_mut().extend(keys.iter().map(|key| ((*key).to_owned(), None)));
    }

    /// The key that should be there is not missing but misspelt.
    pub fn stands_for(&self, missing: Option<&str>) {
        let reported = missing.and_then(|key| self.missing.borrow_mut().remove(key)).flatten();
        if let Some(mistake) = reported {
            self.reader.retract(&mistake);
        }
    }

    /// The one key whose absence was reported, if it is one.
    pub(super) fn only_missing(&self) -> Option<String> {
        let missing = self.missing.borrow();
        let (key, mistake) = missing.iter().next().filter(|_| missing.len() == 1)?;
        mistake.as_ref().map(|_| key.clone())
    }

    /// Whether a key is not there, but one that is much like it.
    pub fn misspells(&self, key: &str) -> bool {
        let near = |other: &String| nearest(other, std::iter::once(key)).is_some();
        !self.raw.contains_key(key) && self.raw.keys().any(near)
    }

    /// Says that a name of this kind could not be read: one that is not found may be it.
    pub fn lose(&self, kind: &'static str) {
        self.reader.lost.borrow_mut().insert(kind);
    }

    /// Whether `name` may be the name of something of this kind that could not be read.
    pub fn may_be_lost(&self, kind: &'static str, name: &str) -> bool {
        self.reader.lost.borrow().contains(kind) || self.reader.document.may_hide(name)
    }

    /// Whether something between two places could not be read.
    pub fn is_broken(&self, span: &Range<usize>) -> bool {
        let touches = |line: &Range<usize>| line.start < span.end && span.start < line.end;
        let breaks = |damage: &Damage| damage.lines.iter().any(touches);
        self.reader.document.damage.iter().any(breaks)
    }
}
