//! The record: what happened, step by step, with its sources.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::law::answers::{self, Choice};
use crate::law::authority::{Authority, AuthorityId};
use crate::law::chambers::noon;
use crate::law::channel::Channels;
use crate::law::decision::PointId;
use crate::law::docket::Precision;
use crate::law::point::Point;
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Spanned, Table};

/// One step of the record.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number: `E20`.
    pub id: String,
    /// The day, if it is known.
    pub on: Option<Date>,
    /// How well the day is known.
    pub precision: Precision,
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
}

/// What a step of the record can name.
pub struct Known<'a> {
    /// The points with their options, and the authorities.
    pub names: &'a Vocabulary<'a>,
    /// The keys of `[sources]`.
    pub sources: &'a BTreeMap<String, String>,
    /// The stages, with what they rest on.
    pub channels: &'a Channels,
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
pub fn read(root: &Table<'_>, opens: Option<Date>, known: &Known<'_>) -> Record {
    let mut record = Record::default();
    let mut ids = BTreeSet::new();
    let mut last: Option<Date> = opens;
    let mut times_asked: BTreeMap<PointId, u16> = BTreeMap::new();
    for table in root.array_of_tables("record") {
        let Some(line) = read_line(&table, &mut ids, &mut last, known) else {
            table.finish();
            continue;
        };
        table.finish();
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
    record
}

fn read_line(
    table: &Table<'_>,
    ids: &mut BTreeSet<String>,
    last: &mut Option<Date>,
    known: &Known<'_>,
) -> Option<Line> {
    let id = table.required_str("id");
    if let Some(id) = &id
        && !ids.insert(id.value.to_owned())
    {
        table.report(
            Diagnostic::error("duplicate-id", format!("there are two steps `{}`", id.value))
                .at(id.span.clone(), "used before"),
        );
    }
    let on = read_day(table, last);
    let precision = read_precision(table);
    let exogenous = table.bool("exogenous").is_some_and(|exogenous| exogenous.value);
    let (point, choice) = read_choice(table, on, known)?;
    let also = read_shown(table, on, known);
    let sources = read_sources(table, known.sources);
    let confidence = |key| table.str(key).map(|text| text.value.to_owned());
    Some(Line {
        id: id?.value.to_owned(),
        on,
        precision,
        point,
        choice,
        confidence: confidence("confidence"),
        day_confidence: confidence("day_confidence"),
        sources,
        filers: table.strings("filers").into_iter().map(|filer| filer.value.to_owned()).collect(),
        note: table.str("note").map(|note| note.value.trim().to_owned()),
        exogenous,
        also,
    })
}

fn read_day(table: &Table<'_>, last: &mut Option<Date>) -> Option<Date> {
    let on = table.date("on")?;
    if let Some(last) = *last
        && on.value < last
    {
        table.report(
            Diagnostic::error(
                "out-of-order",
                format!("this step is dated {}, before {last}", on.value),
            )
            .at(on.span.clone(), "earlier than the step above it, or than the day the case opens")
            .help("the record stands in the order in which things happened"),
        );
    }
    *last = Some(on.value);
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
        table.str("choice");
        return None;
    };
    let Some(choice) = table.str("choice") else {
        let options = points.options(point);
        if !options.is_empty() {
            table.report(
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

fn read_shown(table: &Table<'_>, on: Option<Date>, known: &Known<'_>) -> Vec<Choice> {
    let mut shown = Vec::new();
    for text in table.strings("also") {
        match known.names.points.choice_at(&text) {
            Ok(choice) => {
                if let Some(on) = on {
                    known.check_force((choice.point, Some(choice.option)), on, &text, table);
                }
                shown.push(choice);
            }
            Err(mistake) => table.report(mistake),
        }
    }
    shown
}

fn read_sources(table: &Table<'_>, sources: &BTreeMap<String, String>) -> Vec<String> {
    let cited = table.strings("source");
    for source in &cited {
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
