//! Conditions as a scenario writes them: a table of keys that must all hold.

use crate::law::authority::Catalogue;
use crate::law::case::Ending;
use crate::law::channel::{Standing, WARRANT};
use crate::law::condition::Condition;
use crate::law::day;
use crate::law::message::PathEnd;
use crate::law::regime;
use crate::scenario::check::LONGEST_DAYS;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean, listing, nearest};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::points::Points;
use crate::scenario::request::{self, Request};

/// What the tables of one scenario can name.
pub struct Vocabulary<'a> {
    /// The points.
    pub points: &'a Points,
    /// What the request says of itself: known, so such conditions are settled at once.
    pub request: &'a Request,
    /// The authorities.
    pub authorities: &'a Catalogue,
    /// The words for the channels' paths, in their order, where a condition may speak of how they ended: in
    /// a strategy. `None` where it may not: in the odds of a decision.
    pub paths: Option<&'a [String]>,
}

/// The keys of a condition; the last two only where it may speak of the case as it stands.
const KEYS: [&str; 16] = [
    "chose",
    "law",
    "since",
    "before",
    "stored_in",
    "controlled_from",
    "data",
    "subscriber_of",
    "subscriber_in",
    "urgency",
    "preserved",
    "all",
    "any",
    "not",
    "ended",
    "day",
];

/// The most parts of one condition, parts of parts included.
const MOST_PARTS: usize = 100;

impl Vocabulary<'_> {
    /// The keys that can stand in a condition here.
    fn keys(&self) -> &'static [&'static str] {
        if self.paths.is_some() { &KEYS } else { &KEYS[..KEYS.len() - 2] }
    }

    /// Whether a table has a condition key, readable or not.
    pub fn says_something(&self, table: &Table<'_>) -> bool {
        table.keys().any(|key| KEYS.contains(&key))
    }

    /// Reads the condition keys of a table that may have others; `None` if no condition could be read.
    pub fn read(&self, table: &Table<'_>) -> Option<Condition> {
        self.report_misplaced(table);
        let mut all = Vec::new();
        all.extend(table.str("chose").map(|text| self.chose(&text, table)));
        all.extend(table.str("law").map(|text| law(&text, table)));
        all.extend(table.date("since").map(|day| Condition::Since(day::start(day.value))));
        all.extend(table.date("before").map(|day| Condition::Before(day::start(day.value))));
        for (key, said) in self.request.said() {
            let word = request::read_said(key, table);
            all.extend(word.map(|word| Condition::Settled(said == word)));
        }
        let preserved = table.bool("preserved");
        all.extend(preserved.map(|yes| Condition::Settled(self.request.preserved == yes.value)));
        if let Some(paths) = self.paths {
            all.extend(table.str("ended").map(|text| ended(&text, paths, table)));
            all.extend(table.integer("day").map(|day| age(&day, table)));
        }
        let many = |key: &str| {
            let tables = table.has(key).then(|| table.array_of_tables(key))?;
            Some(tables.iter().filter_map(|one| self.read_whole(one)).collect())
        };
        all.extend(many("all").map(Condition::All));
        all.extend(many("any").map(Condition::Any));
        let not = table.table("not").and_then(|one| self.read_whole(&one));
        all.extend(not.map(|one| Condition::Not(Box::new(one))));
        let whole = match all.len() {
            0 => return None,
            1 => all.pop()?,
            _ => Condition::All(all),
        };
        if parts(&whole) > MOST_PARTS {
            let message = format!("a condition may have at most {MOST_PARTS} parts");
            table.report(Diagnostic::error("too-many", message).at(table.span(), "too many"));
            return Some(Condition::Settled(false));
        }
        Some(whole)
    }

    /// Reads a table that is nothing but a condition.
    pub fn read_whole(&self, table: &Table<'_>) -> Option<Condition> {
        let condition = self.read(table);
        let strange = table.entries();
        if condition.is_none() && strange.is_empty() && !self.says_something(table) {
            table.report(
                Diagnostic::error("empty-condition", "this condition says nothing")
                    .at(table.span(), "no condition here")
                    .help(format!("conditions are {}", listing(self.keys()))),
            );
        }
        for entry in strange {
            let name = entry.key.value;
            let message = format!("there is no condition `{name}`");
            table.report(
                Diagnostic::error("unknown-key", message)
                    .at(entry.key.span, "unknown condition")
                    .help(format!("conditions are {}", listing(self.keys())))
                    .help_if(did_you_mean(name, self.keys().iter().copied())),
            );
        }
        condition
    }

    /// Conditions that cannot be asked here are no unknown keys, but need a word of their own.
    fn report_misplaced(&self, table: &Table<'_>) {
        for key in &KEYS[self.keys().len()..] {
            let is_there = table.keys().any(|known| known == *key);
            let Some(value) = is_there.then(|| table.value(key)).flatten() else { continue };
            let message = format!("the numbers of a decision cannot depend on `{key}`");
            table.report(
                Diagnostic::error("misplaced-condition", message)
                    .at(value.span, "only a path can wait for this")
                    .help(
                        "use `chose`, `law`, `since` or `before` here, or `when` below a [[path]]",
                    ),
            );
        }
    }

    fn chose(&self, text: &Spanned<&str>, table: &Table<'_>) -> Condition {
        match self.points.choice_at(text) {
            Ok(choice) => Condition::Chose(choice.point, choice.option),
            Err(mistake) => {
                table.report(mistake);
                Condition::Settled(false)
            }
        }
    }
}

/// A condition and all it is made of.
fn parts(condition: &Condition) -> usize {
    1 + match condition {
        Condition::All(many) | Condition::Any(many) => many.iter().map(parts).sum(),
        Condition::Not(one) => parts(one),
        _ => 0,
    }
}

/// The age of the case in days.
fn age(day: &Spanned<i64>, table: &Table<'_>) -> Condition {
    if !(0..=LONGEST_DAYS).contains(&day.value) {
        table.report(
            Diagnostic::error("bad-number", format!("a case is never {} days old", day.value))
                .at(day.span.clone(), format!("expected a whole number from 0 to {LONGEST_DAYS}")),
        );
        return Condition::Settled(false);
    }
    Condition::Day(day.value)
}

/// A regime holds from one day to another, so the law of a day is a condition on the day.
fn law(text: &Spanned<&str>, table: &Table<'_>) -> Condition {
    let Some(regime) = regime::find(text.value) else {
        let names = regime::REGIMES.iter().map(|regime| regime.id);
        table.report(
            Diagnostic::error("unknown-regime", format!("there is no regime `{}`", text.value))
                .at(text.span.clone(), "unknown regime")
                .help(format!("the regimes are {}", listing(&names.clone().collect::<Vec<_>>())))
                .help_if(did_you_mean(text.value, names)),
        );
        return Condition::Settled(false);
    };
    let from = regime.from.map(|day| Condition::Since(day::start(day)));
    let to = regime.to.and_then(|day| day.tomorrow().ok());
    let to = to.map(|after| Condition::Before(day::start(after)));
    Condition::All(from.into_iter().chain(to).collect())
}

/// `treaty=refused`, `warrant=quashed`, `treaty=failed`.
fn ended(text: &Spanned<&str>, paths: &[String], table: &Table<'_>) -> Condition {
    match read_ended(text, paths) {
        Ok(condition) => condition,
        Err(mistake) if mistake.code == "unknown-path" && table.may_be_lost("path", text.value) => {
            Condition::Settled(false)
        }
        Err(mistake) => {
            table.report(mistake.at(text.span.clone(), "no such end of a path"));
            Condition::Settled(false)
        }
    }
}

fn read_ended(text: &Spanned<&str>, paths: &[String]) -> Result<Condition, Diagnostic> {
    let Some((path, end)) = text.value.split_once('=') else {
        let message = format!("`{}` is not the end of a path", text.value);
        return Err(Diagnostic::error("bad-condition", message)
            .help("write path=end, such as treaty=refused or warrant=quashed"));
    };
    if path == WARRANT {
        if end == "failed" {
            return Ok(Condition::WarrantFailed);
        }
        let found = Ending::ALL.into_iter().find(|ending| ending.as_str() == end);
        let names = Ending::ALL.into_iter().map(Ending::as_str).chain(["failed"]);
        return found.map(Condition::WarrantEnded).ok_or_else(|| unknown_end(path, end, names));
    }
    let Some(number) = paths.iter().position(|known| known == path) else {
        let names = paths.iter().map(String::as_str).chain([WARRANT]);
        return Err(Diagnostic::error("unknown-path", format!("there is no path `{path}`"))
            .help_if(did_you_mean(path, names)));
    };
    let number = number as u8;
    if end == "failed" {
        return Ok(Condition::PathFailed(number));
    }
    let without_data = PathEnd::ALL.into_iter().map(Standing::Ended);
    let standings = without_data.chain([Standing::Obtained]);
    let found = standings.clone().find(|standing| standing.as_str() == end);
    let names = standings.map(Standing::as_str).chain(["failed"]);
    found
        .map(|standing| Condition::PathEnded(number, standing))
        .ok_or_else(|| unknown_end(path, end, names))
}

fn unknown_end<'a>(
    path: &str,
    end: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all: Vec<&str> = names.clone().collect();
    Diagnostic::error("unknown-end", format!("the path `{path}` cannot end as `{end}`"))
        .help(format!("it can end as {}", all.join(", ")))
        .help_if(nearest(end, names).map(|near| format!("did you mean `{near}`?")))
}
