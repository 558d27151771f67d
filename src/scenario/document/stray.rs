//! A key where nobody asks for it: misspelt, in the wrong table, or unknown.

use super::Table;
use crate::scenario::diagnostic::{Diagnostic, listing, nearest};

/// Keys that stand at the top of a file, above its first header.
const AT_THE_TOP: [&str; 10] = [
    "base",
    "caption",
    "channels",
    "choose",
    "dockets",
    "ends",
    "known_until",
    "opens",
    "summary",
    "title",
];

/// Keys of a channel that could be taken for tables of the file.
const OF_A_CHANNEL: [&str; 7] =
    ["consequence", "demander", "factor", "frailty", "overlay", "slow", "stage"];

impl Table<'_> {
    /// Reports each key nobody asked for. Call it when the table is read.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        let strange: Vec<_> = self.raw.iter().filter(|(key, _)| !asked.contains(*key)).collect();
        for (name, (span, _)) in &strange {
            if self.reader.has_enough() {
                return;
            }
            // A key that the file gives as well cannot be what its neighbour was meant to be.
            let given = |key: &str| self.raw.get(key).is_some_and(|(span, _)| self.is_own(span));
            let absent = asked.iter().filter(|key| !given(key));
            let near = nearest(name, absent.map(String::as_str)).map(str::to_owned);
            // Where one key is missing and one is too many, the one stands for the other.
            let near = near.or_else(|| self.only_missing().filter(|_| strange.len() == 1));
            let help = match (self.belongs(name), &near) {
                (Some(elsewhere), _) => Some(elsewhere),
                (None, Some(near)) => Some(format!("did you mean `{near}`?")),
                (None, None) => self.known_keys(),
            };
            self.stands_for(near.as_deref());
            let message = format!("there is no key `{name}` {}", self.place());
            self.report(
                Diagnostic::error("unknown-key", message)
                    .at(span.clone(), "unknown key")
                    .help_if(help),
            );
        }
    }

    /// Where a key belongs that is known, but not here.
    fn belongs(&self, name: &str) -> Option<String> {
        let listed = |keys: &[&str]| keys.contains(&name);
        if self.path.is_empty() {
            let channels =
                self.raw.get("channel").and_then(|_| self.reader.document.channels().first());
            let id = channels.map_or("<name>", |channel| channel.value.as_str());
            return listed(&OF_A_CHANNEL)
                .then(|| format!("it belongs to a channel: write channel.{id}.{name}"));
        }
        listed(&AT_THE_TOP)
            .then(|| format!("move `{name}` to the top of the file, above the first header"))
    }

    /// The help for an unknown key that is like none of those asked for.
    fn known_keys(&self) -> Option<String> {
        let asked = self.asked.borrow();
        let known: Vec<&str> = asked.iter().map(String::as_str).collect();
        match known.as_slice() {
            [] => Some("nothing can be set here".to_owned()),
            [only] => Some(format!("the only key here is `{only}`")),
            _ => Some(format!("the keys here are {}", listing(&known))),
        }
    }
}
