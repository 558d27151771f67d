//! The record: what happened, step by step, with its sources.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::law::answers::{self, Choice};
use crate::law::authority::{Authority, AuthorityId};
use crate::law::chambers::noon;
use crate::law::channel::Channels;
use crate::law::decision::PointId;
use crate::law::docket::Precision;
use crate::law::point::Point;
use crate::scenario::assume;
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};
use crate::scenario::points::Points;

/// One step of the record.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number: `E20`.
    pub id: String,
    /// The day, if it is known.
    pub on: Option<Date>,
    /// How well the day is known.
    pub precision: Precision,
    /// The step after which it is known to come, where that is not the one above it.
    pub after: Option<String>,
    /// The point it fixes.
    pub point: PointId,
    /// The option taken.
    pub choice: Option<u8>,
    /// `high`, `medium` or `low`: how sure the fact is.
    pub confidence: Option<String>,
    /// The same for its day, where that differs.
    pub day_confidence: Option<String>,
    /// Keys of `[sources]`.
    pub sources: Vec<String>,
    /// Who filed, for amici.
    pub filers: Vec<String>,
    /// How many briefs they filed, where not all filers are named.
    pub briefs: Option<u32>,
    /// What is particular to it.
    pub note: Option<String>,
    /// An event from outside the case.
    pub exogenous: bool,
    /// Choices it shows that have no step of their own.
    pub also: Vec<Choice>,
}

/// The words for how well a day is known.
pub(super) const PRECISIONS: [(&str, Precision); 3] = [
    ("exact", Precision::Exact),
    ("approx", Precision::Approximate),
    ("unknown", Precision::Unknown),
];

/// The record of a file.
#[derive(Default)]
pub struct Record {
    /// The steps, in order.
    pub lines: Vec<Line>,
    /// The steps in the form a run uses.
    pub compiled: Vec<answers::Line>,
    /// Every number was read, and each once.
    pub whole: bool,
}

/// What a step of the record can name.
pub struct Known<'a> {
    /// The points with their options, and the authorities.
    pub names: &'a Vocabulary<'a>,
    /// The keys of `[sources]`, unless it cannot be read.
    pub sources: Option<&'a BTreeMap<String, String>>,
    /// The stages, with what they rest on.
    pub channels: &'a Channels,
    /// The day the case opens and the last day of it, if they are known.
    pub days: Option<(Date, Date)>,
}

impl Known<'_> {
    /// What taking an option rests on: the principal authority of the option, or all those of a stage.
    fn rests_on(&self, (point, option): (PointId, Option<u8>)) -> Vec<AuthorityId> {
        if let Some(stage) = self.channels.stage(point) {
            return stage.authority.clone();
        }
        let options = Point::numbered(point.0).map_or(&[][..], |point| point.spec().options);
        let option = option.and_then(|option| options.get(usize::from(option)));
        option.and_then(|option| option.authority.first()).copied().into_iter().collect()
    }

    /// Reports a step whose law is not there on its day.
    fn check_force(
        &self,
        taken: (PointId, Option<u8>),
        on: Date,
        at: &Spanned<&str>,
        table: &Table<'_>,
    ) {
        let catalogue = self.names.authorities;
        for authority in self.rests_on(taken) {
            let authority = catalogue.get(catalogue.called(authority, on));
            if authority.in_force(on) {
                continue;
            }
            let Authority { id, force, .. } = authority;
            let message = format!("this step rests on `{id}`, not in force on {on}");
            table.report(
                Diagnostic::error("not-in-force", message)
                    .at(at.span.clone(), force.to_string())
                    .help(format!("correct the day or the step; what it is: comity law {id}")),
            );
        }
    }
}

/// Reads every `[[record]]`.
pub fn read(root: &Table<'_>, known: &Known<'_>) -> Record {
    let whole = root.length_of("record").is_some();
    let mut record = Record { whole, ..Record::default() };
    let mut before = Before { day: known.days.map(|(opens, _)| opens), ..Before::default() };
    let mut times_asked: BTreeMap<PointId, u16> = BTreeMap::new();
    for table in root.array_of_tables("record") {
        let line = read_line(&table, &mut before, known);
        table.finish();
        let Some(line) = line else {
            record.whole = false;
            continue;
        };
        let occurrence = times_asked.entry(line.point).or_default();
        *occurrence += 1;
        record.compiled.push(answers::Line {
            id: line.id.clone(),
            on: line.on.map(noon),
            precision: line.precision,
            point: line.point,
            occurrence: *occurrence,
            choice: line.choice,
            exogenous: line.exogenous,
        });
        record.lines.push(line);
    }
    record.whole &= !before.twice;
    if let Some((day, is_late)) = before.outside {
        report_other_days(day, is_late, root);
    }
    for (number, (shown, span)) in before.shown.iter().enumerate() {
        let decided = |one: &Choice| (one.point, one.occurrence) == (shown.point, shown.occurrence);
        let again = before.shown[..number].iter().any(|(one, _)| decided(one));
        if again || times_asked.get(&shown.point).is_some_and(|times| shown.occurrence <= *times) {
            root.report(decided_twice(*shown, span, known.names.points));
        }
    }
    record
}

/// The days of this case were changed under the record of its base: one mistake, where they were changed.
fn report_other_days(day: Date, is_late: bool, root: &Table<'_>) {
    let ends = root.value("ends").filter(|_| is_late);
    let message = "the record this file is based on does not fit the days of this case";
    let mistake = Diagnostic::error("out-of-order", message)
        .help("add `record = []` to go by the odds alone, or leave the days as they are");
    root.report(match ends.or_else(|| root.value("opens")) {
        Some(place) => mistake.at(place.span, format!("it has a step on {day}")),
        None => mistake,
    });
}

/// The mistake of a step that shows what another step decides.
fn decided_twice(shown: Choice, span: &Range<usize>, points: &Points) -> Diagnostic {
    let name = points.name(shown.point);
    Diagnostic::error("decided-twice", format!("`{name}` is decided by another step as well"))
        .at(span.clone(), "decided twice")
        .help(format!("keep one; for the second time it is asked write {name}#2=..."))
}

/// What the steps above one say.
#[derive(Default)]
struct Before {
    /// Where each number stands.
    ids: BTreeMap<String, Range<usize>>,
    /// A number was given twice.
    twice: bool,
    /// The latest day.
    day: Option<Date>,
    /// The first step of a base that lies outside the days of this case, and whether it comes too late.
    outside: Option<(Date, bool)>,
    /// What steps show that is decided elsewhere.
    shown: Vec<(Choice, Range<usize>)>,
}

fn read_line(table: &Table<'_>, before: &mut Before, known: &Known<'_>) -> Option<Line> {
    table.require_all(&["id", "precision", "point"]);
    let id = table.required_str("id").map(|id| before.new_id(id, table));
    let on = read_day(table, before, known);
    let precision = read_precision(table);
    let after = before.step_before(table);
    let exogenous = table.bool("exogenous").is_some_and(|exogenous| exogenous.value);
    let taken = read_choice(table, on, known);
    let also = read_shown(table, on, before, known);
    let sources = read_sources(table, known.sources);
    let filers = table.strings("filers").into_iter().map(|filer| filer.value.to_owned());
    let confidence = assume::one_of(table, "confidence", &CONFIDENCE);
    let day_confidence = assume::one_of(table, "day_confidence", &CONFIDENCE);
    let (filers, briefs, note) = (filers.collect(), read_briefs(table), table.str("note"));
    let (point, choice) = taken?;
    Some(Line {
        id: id?,
        on,
        precision,
        after,
        point,
        choice,
        confidence,
        day_confidence,
        sources,
        filers,
        briefs,
        note: note.map(|note| note.value.trim().to_owned()),
        exogenous,
        also,
    })
}

/// How sure a fact is; `none` for a day that nobody found.
const CONFIDENCE: [&str; 4] = ["high", "medium", "low", "none"];

impl Before {
    /// The number of a step, which no step above may have.
    fn new_id(&mut self, id: Spanned<&str>, table: &Table<'_>) -> String {
        if let Some(first) = self.ids.get(id.value) {
            self.twice = true;
            table.report(
                Diagnostic::error("duplicate-id", format!("there are two steps `{}`", id.value))
                    .at(id.span.clone(), "used a second time")
                    .also(first.clone(), "first used here")
                    .help("give each step a number of its own"),
            );
        }
        self.ids.insert(id.value.to_owned(), id.span);
        id.value.to_owned()
    }

    /// `after`: a step above, after which this one is known to come.
    fn step_before(&self, table: &Table<'_>) -> Option<String> {
        let after = table.str("after")?;
        if !self.ids.contains_key(after.value) {
            let message = format!("there is no step `{}` above this one", after.value);
            table.report(
                Diagnostic::error("unknown-step", message)
                    .at(after.span, "expected the `id` of a step above")
                    .help_if(did_you_mean(after.value, self.ids.keys().map(String::as_str))),
            );
        }
        Some(after.value.to_owned())
    }
}

/// `briefs = 23`: how many friends of the court filed, where `filers` names only some.
fn read_briefs(table: &Table<'_>) -> Option<u32> {
    let briefs = table.integer("briefs")?;
    let number = u32::try_from(briefs.value).ok().filter(|number| (1..=1000).contains(number));
    if number.is_none() {
        let message = format!("`briefs` cannot be {}", briefs.value);
        table.report(
            Diagnostic::error("bad-number", message)
                .at(briefs.span, "expected a whole number from 1 to 1000"),
        );
    }
    number
}

fn read_day(table: &Table<'_>, before: &mut Before, known: &Known<'_>) -> Option<Date> {
    let on = table.date("on")?;
    let outside = known.days.filter(|(opens, last)| on.value < *opens || on.value > *last);
    if let Some((_, last)) = outside.filter(|_| !table.is_own(&on.span)) {
        before.outside.get_or_insert((on.value, on.value > last));
    } else if let Some((_, last)) = outside.filter(|(_, last)| on.value > *last) {
        let message = format!("this step is dated {}, after the case has ended", on.value);
        table.report(
            Diagnostic::error("out-of-order", message)
                .at(on.span.clone(), format!("the last day of the case is {last}"))
                .help("correct the day, or let `ends` be later: a case runs for 20 years at most"),
        );
    } else if let Some(day) = before.day
        && on.value < day
    {
        table.report(
            Diagnostic::error(
                "out-of-order",
                format!("this step is dated {}, before {day}", on.value),
            )
            .at(on.span.clone(), "earlier than the step above it, or than the day the case opens")
            .help("the record stands in the order in which things happened"),
        );
    }
    before.day = Some(on.value);
    Some(on.value)
}

fn read_precision(table: &Table<'_>) -> Precision {
    let Some(text) = table.required_str("precision") else { return Precision::Unknown };
    let Some((_, precision)) = PRECISIONS.iter().find(|(word, _)| *word == text.value) else {
        let names = PRECISIONS.iter().map(|(word, _)| *word);
        table.report(
            Diagnostic::error("unknown-name", format!("`{}` is no precision", text.value))
                .at(text.span, "expected exact, approx or unknown")
                .help_if(did_you_mean(text.value, names)),
        );
        return Precision::Unknown;
    };
    // A day that is there but could not be read has been reported as such.
    let has_day = table.has("on");
    if has_day == (*precision == Precision::Unknown) {
        let help = "a step whose day is unknown has no `on`; every other step has one";
        table.report(
            Diagnostic::error("precision-against-day", "the precision does not fit the day")
                .at(text.span, if has_day { "but `on` gives a day" } else { "but `on` is missing" })
                .help(help),
        );
    }
    *precision
}

fn read_choice(
    table: &Table<'_>,
    on: Option<Date>,
    known: &Known<'_>,
) -> Option<(PointId, Option<u8>)> {
    let points = known.names.points;
    let name = table.required_str("point")?;
    let Some(point) = points.find(name.value) else {
        table.report(points.unknown(name.value).at(name.span, "unknown decision point"));
        table.has("choice");
        return None;
    };
    let Some(choice) = table.str("choice") else {
        let options = points.options(point);
        if !options.is_empty() && !table.has("choice") {
            table.report_missing(
                &["choice"],
                Diagnostic::error(
                    "missing-choice",
                    format!("`{}` was decided, but how?", name.value),
                )
                .at(name.span, "`choice` is missing")
                .help(format!("the options are {}", options.join(", "))),
            );
        } else if let Some(on) = on {
            known.check_force((point, None), on, &name, table);
        }
        return Some((point, None));
    };
    let option = points.option(point, choice.value);
    let option = option.map_err(|mistake| {
        table.report(mistake.at(choice.span.clone(), "unknown option"));
    });
    if let (Some(on), Ok(option)) = (on, option) {
        known.check_force((point, Some(option)), on, &choice, table);
    }
    Some((point, option.ok()))
}

fn read_shown(
    table: &Table<'_>,
    on: Option<Date>,
    before: &mut Before,
    known: &Known<'_>,
) -> Vec<Choice> {
    let mut shown = Vec::new();
    for text in table.strings("also") {
        match known.names.points.choice_at(&text) {
            Ok(choice) => {
                if let Some(on) = on {
                    known.check_force((choice.point, Some(choice.option)), on, &text, table);
                }
                before.shown.push((choice, text.span));
                shown.push(choice);
            }
            Err(mistake) => table.report(mistake),
        }
    }
    shown
}

fn read_sources(table: &Table<'_>, sources: Option<&BTreeMap<String, String>>) -> Vec<String> {
    let cited = table.strings("source");
    for source in &cited {
        let Some(sources) = sources else { break };
        if !sources.contains_key(source.value) {
            table.report(
                Diagnostic::error(
                    "unknown-source",
                    format!("there is no source `{}`", source.value),
                )
                .at(source.span.clone(), "not in `[sources]`")
                .help_if(did_you_mean(source.value, sources.keys().map(String::as_str))),
            );
        }
    }
    cited.into_iter().map(|source| source.value.to_owned()).collect()
}
