//! Conditions as a scenario writes them: a table of keys that must all hold.

use crate::law::authority::Catalogue;
use crate::law::case::Ending;
use crate::law::chambers::noon;
use crate::law::channel::{Standing, WARRANT};
use crate::law::condition::Condition;
use crate::law::message::PathEnd;
use crate::law::regime;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::points::Points;
use crate::scenario::request::{self, Request};
use crate::sim::time::DAY;

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

impl Vocabulary<'_> {
    /// Reads the condition keys of a table that may have others; `None` if it has no condition key.
    pub fn read(&self, table: &Table<'_>) -> Option<Condition> {
        let mut all = Vec::new();
        all.extend(table.str("chose").map(|text| self.chose(&text, table)));
        all.extend(table.str("law").map(|text| law(&text, table)));
        all.extend(table.date("since").map(|day| Condition::Since(midnight(day.value))));
        all.extend(table.date("before").map(|day| Condition::Before(midnight(day.value))));
        for (key, said) in self.request.said() {
            let word = request::read_said(key, table);
            all.extend(word.map(|word| Condition::Settled(said == word)));
        }
        let preserved = table.bool("preserved");
        all.extend(preserved.map(|yes| Condition::Settled(self.request.preserved == yes.value)));
        if let Some(paths) = self.paths {
            all.extend(table.str("ended").map(|text| ended(&text, paths, table)));
            all.extend(table.integer("day").map(|day| Condition::Day(day.value)));
        }
        let many = |key: &str| {
            let tables = table.has(key).then(|| table.array_of_tables(key))?;
            Some(tables.iter().filter_map(|one| self.read_whole(one)).collect())
        };
        all.extend(many("all").map(Condition::All));
        all.extend(many("any").map(Condition::Any));
        let not = table.table("not").and_then(|one| self.read_whole(&one));
        all.extend(not.map(|one| Condition::Not(Box::new(one))));
        match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Condition::All(all)),
        }
    }

    /// Reads a table that is nothing but a condition.
    pub fn read_whole(&self, table: &Table<'_>) -> Option<Condition> {
        let condition = self.read(table);
        if condition.is_none() {
            table.report(
                Diagnostic::error("empty-condition", "this condition says nothing")
                    .at(table.span(), "no condition here")
                    .help(self.keys()),
            );
        }
        for entry in table.entries() {
            let message = format!("there is no condition `{}`", entry.key.value);
            table.report(
                Diagnostic::error("unknown-key", message)
                    .at(entry.key.span.clone(), "unknown condition")
                    .help(self.keys()),
            );
        }
        condition
    }

    fn keys(&self) -> &'static str {
        match self.paths {
            Some(_) => {
                "conditions are chose, law, since, before, stored_in, controlled_from, data, \
                 subscriber_of, subscriber_in, urgency, preserved, ended, day, all, any and not"
            }
            None => {
                "conditions are chose, law, since, before, stored_in, controlled_from, data, \
                 subscriber_of, subscriber_in, urgency, preserved, all, any and not"
            }
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

/// A regime holds from one day to another, so the law of a day is a condition on the day.
fn law(text: &Spanned<&str>, table: &Table<'_>) -> Condition {
    let Some(regime) = regime::find(text.value) else {
        let names = regime::REGIMES.iter().map(|regime| regime.id);
        table.report(
            Diagnostic::error("unknown-regime", format!("there is no regime `{}`", text.value))
                .at(text.span.clone(), "unknown regime")
                .help_if(did_you_mean(text.value, names)),
        );
        return Condition::Settled(false);
    };
    let from = regime.from.map(|day| Condition::Since(midnight(day)));
    let to = regime.to.and_then(|day| day.tomorrow().ok());
    let to = to.map(|after| Condition::Before(midnight(after)));
    Condition::All(from.into_iter().chain(to).collect())
}

/// `treaty=refused`, `warrant=quashed`, `treaty=failed`.
fn ended(text: &Spanned<&str>, paths: &[String], table: &Table<'_>) -> Condition {
    match read_ended(text, paths) {
        Ok(condition) => condition,
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
    let standing = PathEnd::ALL.into_iter().find(|how| how.as_str() == end).map(Standing::Ended);
    let names = PathEnd::ALL.into_iter().map(PathEnd::as_str).chain(["failed"]);
    match standing {
        Some(standing) => Ok(Condition::PathEnded(number, standing)),
        None => Err(unknown_end(path, end, names)),
    }
}

fn unknown_end<'a>(
    path: &str,
    end: &str,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all: Vec<&str> = names.clone().collect();
    Diagnostic::error("unknown-end", format!("the path `{path}` cannot end as `{end}`"))
        .help(format!("it can end as {}", all.join(", ")))
        .help_if(
            crate::scenario::diagnostic::nearest(end, names)
                .map(|near| format!("did you mean `{near}`?")),
        )
}

fn midnight(day: jiff::civil::Date) -> crate::sim::Time {
    noon(day) + -(DAY / 2)
}
