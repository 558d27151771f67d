//! `[lesson]`: what a teacher does with a scenario. A question to predict, what answers it, and the key.
//!
//! The key cannot go stale unseen: an answer that is right names the `[[expect]]` rows that show it, or a run of the
//! lesson says what its output must show.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::law::authority::{AuthorityId, Catalogue};
use crate::scenario::Expectation;
use crate::scenario::assume::authorities;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its place in the order of teaching, from 1.
    pub number: u32,
    /// What is taught, in a few words.
    pub teaches: String,
    /// What is to be predicted.
    pub question: String,
    /// The last day of which the docket may be seen before the question is answered; none: nothing of it.
    pub asked_on: Option<Date>,
    /// The possible answers.
    pub answers: Vec<Answer>,
    /// The commands that show the answer; empty: the scenario itself, run.
    pub runs: Vec<Showing>,
    /// What the run shows.
    pub reveal: String,
    /// What is asked at the end.
    pub closing: String,
    /// What is to be said to that.
    pub closing_answer: String,
    /// What the answers rest on.
    pub authority: Vec<AuthorityId>,
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub says: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong.
    pub because: String,
    /// What shows that it is right: steps of the record and outcomes that are expected.
    pub shown_by: Vec<String>,
}

/// A command that shows the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The command.
    pub command: String,
    /// What stands in its output, whatever the blanks between the words.
    pub shows: Vec<String>,
}

/// The most lessons that can be put in order.
pub(super) const MOST_LESSONS: i64 = 99;

/// The most answers that can be told apart by letters.
pub(super) const MOST_ANSWERS: usize = 8;

/// The keys that a lesson must have.
pub(super) const KEYS: [&str; 8] =
    ["number", "teaches", "question", "reveal", "closing", "closing_answer", "authority", "answer"];

/// What a lesson is read against.
pub(super) struct Known<'a> {
    /// The first day of the case, and the last.
    pub days: Option<(Date, Date)>,
    /// What a run must show.
    pub expectations: &'a [Expectation],
    /// The authorities.
    pub authorities: &'a Catalogue,
}

/// Reads `[lesson]`, if there is one.
pub(super) fn read(root: &Table<'_>, known: &Known<'_>) -> Option<Lesson> {
    let table = root.table("lesson")?;
    let texts = ["teaches", "question", "reveal", "closing", "closing_answer"];
    table.require_all(&KEYS);
    let number = read_number(&table);
    let [teaches, question, reveal, closing, closing_answer] =
        texts.map(|key| said(table.required_str(key), &table));
    let asked_on = table.date("asked_on").filter(|day| is_in_the_case(day, known.days, &table));
    let authority = read_authority(&table, known.authorities);
    let runs: Vec<_> = table.array_of_tables("run").iter().map(read_run).collect();
    let shows = runs.iter().any(|run| run.as_ref().is_none_or(|run| !run.shows.is_empty()));
    let expected = expected(root, known.expectations);
    let answers = read_answers(&table, expected.as_ref(), shows);
    table.finish();
    Some(Lesson {
        number: number?,
        teaches: teaches?,
        question: question?,
        asked_on: asked_on.map(|day| day.value),
        answers: answers?,
        runs: runs.into_iter().collect::<Option<_>>()?,
        reveal: reveal?,
        closing: closing?,
        closing_answer: closing_answer?,
        authority,
    })
}

fn read_number(table: &Table<'_>) -> Option<u32> {
    let number = table.required_integer("number")?;
    if (1..=MOST_LESSONS).contains(&number.value) {
        return u32::try_from(number.value).ok();
    }
    table.report(
        Diagnostic::error("bad-lesson", format!("there is no lesson {}", number.value))
            .at(number.span, format!("expected a whole number from 1 to {MOST_LESSONS}"))
            .help("number the lessons in the order in which they are taught"),
    );
    None
}

/// A text that says something.
fn said(text: Option<Spanned<&str>>, table: &Table<'_>) -> Option<String> {
    let text = text?;
    let words = text.value.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        table.report(
            Diagnostic::error("empty-text", "this says nothing")
                .at(text.span, "an empty text")
                .help("write a sentence"),
        );
        return None;
    }
    Some(words)
}

/// A question cannot be asked on a day on which there is no docket.
fn is_in_the_case(day: &Spanned<Date>, days: Option<(Date, Date)>, table: &Table<'_>) -> bool {
    let Some((opens, last)) = days else { return true };
    if (opens..=last).contains(&day.value) {
        return true;
    }
    table.report(
        Diagnostic::error("out-of-order", "the question is asked on no day of the case")
            .at(day.span.clone(), format!("the case runs from {opens} to {last}"))
            .help("give the last day of which the docket may be seen before the answer"),
    );
    false
}

fn read_authority(table: &Table<'_>, catalogue: &Catalogue) -> Vec<AuthorityId> {
    let named = table.required_strings("authority");
    if let (true, Some(place)) = (named.is_empty(), table.value("authority"))
        && table.length_of("authority") == Some(0)
    {
        table.report(
            Diagnostic::error("no-authority", "the key of this lesson rests on nothing")
                .at(place.span, "an empty list")
                .help("name what the answers rest on, by the ids that `comity law` shows"),
        );
    }
    authorities(table, catalogue)
}

fn read_run(table: &Table<'_>) -> Option<Showing> {
    let command = table.required_str("command");
    let shows = table.strings("shows").into_iter().map(|text| said(Some(text), table));
    let shows: Option<Vec<String>> = shows.collect();
    let sound = command.as_ref().filter(|command| {
        let sound = command.value.trim().starts_with("comity ");
        if !sound {
            table.report(
                Diagnostic::error("bad-command", format!("`{}` is no command", command.value))
                    .at(command.span.clone(), "a command of this program begins with `comity`")
                    .help("write it as it is typed, such as \"comity run microsoft-ireland\""),
            );
        }
        sound
    });
    let command = said(sound.cloned(), table);
    table.finish();
    Some(Showing { command: command?, shows: shows? })
}

/// What is expected, by the words that `shown_by` names it with; `None` if that is not known.
fn expected(root: &Table<'_>, expectations: &[Expectation]) -> Option<BTreeSet<String>> {
    let word = |one: &Expectation| match one {
        Expectation::Outcome { path, ending } => format!("{path}={ending}"),
        Expectation::Entry { id, .. } => id.clone(),
    };
    // Who sets something on top to see what then happens need not say what to expect.
    let is_set = root.places("expect").iter().any(|place| root.is_set(place));
    let whole = !is_set && root.length_of("expect") == Some(expectations.len());
    whole.then(|| expectations.iter().map(word).collect())
}

fn read_answers(
    lesson: &Table<'_>,
    expected: Option<&BTreeSet<String>>,
    shows: bool,
) -> Option<Vec<Answer>> {
    if !lesson.has("answer") {
        lesson.required_array_of_tables("answer");
        return None;
    }
    let tables = lesson.tables_up_to("answer", MOST_ANSWERS);
    let answers: Vec<Option<Answer>> =
        tables.iter().map(|table| read_answer(table, expected, shows)).collect();
    let answers: Vec<Answer> = answers.into_iter().collect::<Option<_>>()?;
    let right = answers.iter().filter(|answer| answer.right).count();
    let (message, help) = match (answers.len(), right) {
        (0 | 1, _) => ("there is nothing to choose among", "give at least two answers"),
        (_, 0) => ("no answer is right", "write `right = true` under the one that is"),
        (all, right) if all == right => ("every answer is right", "add one that is not"),
        _ => return Some(answers),
    };
    let place = lesson.value("answer").map_or(lesson.span(), |list| list.span);
    let place = tables.first().map_or(place, Table::span);
    lesson.report(Diagnostic::error("bad-lesson", message).at(place, "the answers").help(help));
    None
}

fn read_answer(
    table: &Table<'_>,
    expected: Option<&BTreeSet<String>>,
    shows: bool,
) -> Option<Answer> {
    table.require_all(&["says", "because"]);
    let says = said(table.required_str("says"), table);
    let right = table.bool("right").is_some_and(|right| right.value);
    let because = said(table.required_str("because"), table);
    let named = table.strings("shown_by");
    for text in &named {
        report_unexpected(text, expected, table);
    }
    if right && named.is_empty() && !shows && !table.has("shown_by") {
        table.report(
            Diagnostic::error("untied-answer", "nothing shows that this answer is right")
                .at(table.span(), "`shown_by` should be given here")
                .help(
                    "name what [[expect]] says of it, such as shown_by = [\"E20\"], or let a \
                     [[lesson.run]] say what it `shows`",
                ),
        );
    }
    table.finish();
    let shown_by = named.into_iter().map(|text| text.value.to_owned()).collect();
    Some(Answer { says: says?, right, because: because?, shown_by })
}

/// What shows an answer must itself be held against a run.
fn report_unexpected(text: &Spanned<&str>, expected: Option<&BTreeSet<String>>, table: &Table<'_>) {
    let Some(expected) = expected.filter(|all| !all.contains(text.value)) else { return };
    let message = format!("nothing is expected of `{}`", text.value);
    let near = did_you_mean(text.value, expected.iter().map(String::as_str));
    table.report(
        Diagnostic::error("not-expected", message)
            .at(text.span.clone(), "no [[expect]] of this scenario")
            .help(near.unwrap_or_else(|| {
                "add an [[expect]] with that `entry` or `outcome`: a run is held against it"
                    .to_owned()
            })),
    );
}
