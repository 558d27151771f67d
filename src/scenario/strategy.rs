//! `[[path]]`: which path is taken when.

use crate::law::channel::WARRANT;
use crate::law::condition::Condition;
use crate::law::strategy::{MOST_STEPS, Path, Step};
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::Table;

/// Reads every `[[path]]`. `paths` are the words for the channels, in their order.
pub fn read(root: &Table<'_>, paths: &[String], known: &Vocabulary<'_>) -> Vec<Step> {
    let vocabulary = Vocabulary { paths: Some(paths), ..*known };
    let mut steps = Vec::new();
    for table in root.tables_up_to("path", MOST_STEPS) {
        let take = read_take(&table, paths);
        let when = table.table("when").map(|when| vocabulary.read_whole(&when));
        table.finish();
        let when = when.unwrap_or(Some(Condition::Settled(true)));
        steps.extend(take.zip(when).map(|(take, when)| Step { take, when }));
    }
    steps
}

fn read_take(table: &Table<'_>, paths: &[String]) -> Option<Path> {
    let word = table.required_str("take")?;
    if word.value == WARRANT {
        return Some(Path::Warrant);
    }
    let found = paths.iter().position(|path| path == word.value);
    if found.is_none() && !table.may_be_lost("path", word.value) {
        let names = || paths.iter().map(String::as_str).chain([WARRANT]);
        table.report(
            Diagnostic::error("unknown-path", format!("there is no path `{}`", word.value))
                .at(word.span, "no channel of this scenario has this path word")
                .help_if(did_you_mean(word.value, names()))
                .help_if(
                    (paths.is_empty())
                        .then(|| "name its table: channels = [\"us-ie-mlat\"]".to_owned()),
                ),
        );
    }
    found.map(|number| Path::Channel(number as u8))
}
