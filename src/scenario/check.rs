//! From the file as written to a scenario that can be run, with every mistake on the way.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::law::Forums;
use crate::law::amici::Brief;
use crate::law::answers::{Assumption, Choice, Plan};
use crate::law::authority::Catalogue;
use crate::law::calendar::Forum;
use crate::law::chambers::{end_of_day, noon};
use crate::law::channel::{Channels, MOST_CHANNELS};
use crate::law::country::Country;
use crate::law::decision::{Decision, PointId};
use crate::law::point::Point;
use crate::law::window::Windows;
use crate::law::wording::{Filers, Names};
use crate::scenario::caseload::kinds;
use crate::scenario::condition::Vocabulary;
use crate::scenario::diagnostic::{Diagnostic, Severity, Sources, did_you_mean, limit, listing};
use crate::scenario::document::{Document, Entry, Kind, Reader, Spanned, Table, Value, assemble};
use crate::scenario::info::Info;
use crate::scenario::points::Points;
use crate::scenario::request::Request;
use crate::scenario::{
    Caseload, Expectation, Lesson, Line, Scenario, assume, authorities, calendar, caseload, cast,
    channel, data, doubt, expectation, lesson, library, line, strategy,
};
use crate::sim::draw::PointKey;

/// A file read: the scenario, if it can be run, and all that is wrong with it.
pub struct Checked {
    /// The scenario; `None` if there is an error.
    pub scenario: Option<Scenario>,
    /// The scenario of each kind of files of its caseload, if it has one: one stream after the other.
    pub kinds: Vec<Scenario>,
    /// Errors and warnings, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into, put together.
    pub document: Document,
}

impl Checked {
    /// The texts the diagnostics point into.
    pub fn sources(&self) -> &Sources {
        self.document.sources()
    }
}

/// The longest a case may run: 20 years.
pub(super) const LONGEST_DAYS: i64 = 7_300;

/// Checks a text. `name` is what the user called it: a shipped name, or a path from which the paths in the
/// text are found.
pub fn check(name: &str, text: &str) -> Checked {
    check_with(name, text, &[])
}

/// Checks a text with values set on top of it, each as `key.path=value`.
pub fn check_with(name: &str, text: &str, sets: &[String]) -> Checked {
    check_in(name, text, sets, library::folder_of(name).as_deref())
}

/// The same where `folder` says what paths in the text are relative to. Without a folder only files that
/// come with the program can be named, and nothing is read from the disk.
pub fn check_in(name: &str, text: &str, sets: &[String], folder: Option<&Path>) -> Checked {
    let mut checked = check_alone(name, text, sets, folder);
    let Some(scenario) = &checked.scenario else { return checked };
    match kinds::read(kinds::Whole { scenario, document: &checked.document, text, folder }) {
        Ok(kinds) => checked.kinds = kinds,
        Err(found) => {
            checked.scenario = None;
            checked.diagnostics = limit([checked.diagnostics, found].concat());
        }
    }
    checked
}

/// The same without a look at the kinds of files of a caseload.
pub(super) fn check_alone(
    name: &str,
    text: &str,
    sets: &[String],
    folder: Option<&Path>,
) -> Checked {
    let (document, mut diagnostics) = assemble(name, text, sets, folder);
    let reader = Reader::new(&document);
    let scenario = read(name, sets, &reader, &document);
    diagnostics.extend(reader.take());
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let scenario = scenario.filter(|_| !wrong);
    diagnostics.extend(scenario.iter().flat_map(|scenario| doubt::look_at(scenario, &document)));
    Checked { scenario, kinds: Vec::new(), diagnostics: limit(diagnostics), document }
}

/// Reads everything: first what names can refer to, then what refers to it.
pub(super) fn read(
    name: &str,
    sets: &[String],
    reader: &Reader<'_>,
    document: &Document,
) -> Option<Scenario> {
    let root = reader.root();
    report_no_base(&root, document);
    let head = read_head(&root);
    let request = Request::read(&root);
    let forums = read_courts(&root);
    let cast = cast::read(&root);
    let sources = read_sources(&root);
    let tables = channel_tables(&root, document);
    let points = Points::new(channel::names(&tables));
    let catalogue = authorities::read(&root, tables.iter().map(|(_, table)| table));
    let vocabulary =
        Vocabulary { points: &points, request: &request, authorities: &catalogue, paths: None };
    let mut channels = channel::Read::default();
    for (id, table) in tables {
        channel::read(id, table, &vocabulary, &mut channels);
    }
    let strategy = strategy::read(&root, &channels.paths(), &vocabulary);
    let chosen = read_chosen(&root, &points);
    let record = read_record(&root, &vocabulary, sources.as_ref(), &channels.channels, head.days);
    let assumptions = assume::read(&root, &vocabulary);
    let working_days = read_law(&root);
    let life = data::read(&root, &mut channels.numbers);
    let caseload = read_caseload(&root, &points, head.days, &mut channels);
    let expectations = read_expectations(&root, head.days, &record, &channels.channels);
    let lesson = read_lesson(&root, head.days, &expectations, &catalogue);
    root.has("base"); // What it is based on has been read already.
    root.finish();

    let (opens, horizon) = head.days?;
    let compiled = [assumptions.compiled, channels.compiled].concat();
    let plan = Plan {
        frailties: channels.frailties,
        life,
        preserved: request.preserved,
        known_until: head.known_until.map(end_of_day),
        windows: Windows::new(&catalogue, opens, horizon),
        ..plan(opens, &record, &points, compiled)
    };
    Some(Scenario {
        name: name.to_owned(),
        hash: hash(document.sources()),
        sets: sets.to_vec(),
        title: head.title?,
        caption: head.caption,
        dockets: head.dockets,
        summary: head.summary,
        info: head.info.of(&root, lesson.is_some()),
        lesson,
        opens,
        known_until: head.known_until,
        horizon,
        names: Names { filers: filers(&record.lines), ..cast },
        forums: forums?,
        plan,
        record: record.lines,
        assumed: [assumptions.assumed, channels.assumed].concat(),
        sources: sources.unwrap_or_default(),
        expectations,
        request,
        points,
        authorities: Arc::new(catalogue),
        channels: Arc::new(channels.channels),
        factors: channels.factors,
        other_numbers: channels.numbers,
        strategy,
        chosen,
        working_days,
        caseload,
    })
}

fn read_record(
    root: &Table<'_>,
    names: &Vocabulary<'_>,
    sources: Option<&BTreeMap<String, String>>,
    channels: &Channels,
    days: Option<(Date, Date)>,
) -> line::Record {
    line::read(root, &line::Known { names, sources, channels, days })
}

fn read_caseload(
    root: &Table<'_>,
    points: &Points,
    days: Option<(Date, Date)>,
    channels: &mut channel::Read,
) -> Option<Caseload> {
    let known = caseload::Known { points, channels: &channels.channels, days, ends: None };
    caseload::read(root, &known, &mut channels.numbers)
}

fn read_expectations(
    root: &Table<'_>,
    days: Option<(Date, Date)>,
    record: &line::Record,
    channels: &Channels,
) -> Vec<Expectation> {
    // What a channel or a step that could not be read may show is not known.
    let whole = root.length_of("channels") == Some(channels.list.len())
        && channels.list.iter().all(|channel| !channel.path.is_empty());
    let lines = record.whole.then_some(record.lines.as_slice());
    expectation::read(root, days.map(|(opens, _)| opens), lines, whole.then_some(channels))
}

fn read_lesson(
    root: &Table<'_>,
    days: Option<(Date, Date)>,
    expectations: &[Expectation],
    authorities: &Catalogue,
) -> Option<Lesson> {
    lesson::read(root, &lesson::Known { days, expectations, authorities })
}

/// A file that is based on nothing and assumes nothing of the decisions is not one that lacks many things: its author
/// does not know that there are bases, or lost the line.
fn report_no_base(root: &Table<'_>, document: &Document) {
    const BROUGHT: [&str; 5] = ["title", "opens", "courts", "cast", "decide"];
    let has = |key: &&str| root.keys().any(|known| known == *key) || document.may_hide(key);
    if ["base", "decide"].iter().any(has) {
        return;
    }
    root.lose("base");
    root.excuse(&BROUGHT);
    root.report_missing(
        &["base"],
        Diagnostic::error("missing-key", "this file is based on no scenario, and is none by itself")
            .at(root.span(), "`base` should be given here")
            .help("add `base = \"microsoft-ireland\"` and say what differs; comity new writes such a file"),
    );
}

/// What a file says of itself at its top.
struct Head {
    title: Option<String>,
    caption: String,
    dockets: Vec<String>,
    summary: String,
    info: Info,
    /// The day the case opens, and the last a run may reach.
    days: Option<(Date, Date)>,
    known_until: Option<Date>,
}

fn read_head(root: &Table<'_>) -> Head {
    let string =
        |key: &str| root.str(key).map(|text| text.value.trim().to_owned()).unwrap_or_default();
    let dockets = root.strings("dockets").into_iter().map(|docket| docket.value.to_owned());
    let opens = root.required_date("opens").filter(|opens| is_in_reach(opens, root));
    let opens = opens.map(|opens| opens.value);
    let ends =
        root.date("ends").filter(|ends| opens.is_none_or(|opens| is_later(ends, opens, root)));
    let known_until = root.date("known_until");
    if let (Some(opens), Some(known)) = (opens, &known_until)
        && known.value < opens
    {
        root.report(
            Diagnostic::error("out-of-order", "what is known ends before the case opens")
                .at(known.span.clone(), format!("earlier than {opens}"))
                .help("correct `known_until` or `opens`"),
        );
    }
    Head {
        title: root.required_str("title").map(|title| title.value.to_owned()),
        caption: string("caption"),
        dockets: dockets.collect(),
        summary: string("summary"),
        info: Info::read(root),
        days: opens.map(|opens| (opens, last_day(opens, ends.map(|ends| ends.value)))),
        known_until: known_until.map(|known| known.value),
    }
}

/// The years in which a case may open: the law and the holidays of others have not been looked up.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2100;

fn is_in_reach(opens: &Spanned<Date>, root: &Table<'_>) -> bool {
    let fits = YEARS.contains(&opens.value.year());
    if !fits {
        let (first, last) = (YEARS.start(), YEARS.end());
        root.report(
            Diagnostic::error("bad-date", format!("a case cannot open in {}", opens.value.year()))
                .at(opens.span.clone(), format!("expected a day in the years {first} to {last}"))
                .help("the law and the holidays of other years are not known here"),
        );
    }
    fits
}

/// The last day that is asked for lies after the first, and within what a case may last.
fn is_later(ends: &Spanned<Date>, opens: Date, root: &Table<'_>) -> bool {
    let latest = last_day(opens, None);
    let mistake = if ends.value <= opens {
        Diagnostic::error("out-of-order", "the case ends before it opens")
            .at(ends.span.clone(), format!("not later than {opens}"))
            .help("correct `ends` or `opens`")
    } else if ends.value > latest {
        Diagnostic::error("out-of-order", "a case runs for 20 years at most")
            .at(ends.span.clone(), format!("later than {latest}"))
            .help("leave `ends` out, or give an earlier day")
    } else {
        return true;
    };
    root.report(mistake);
    false
}

/// The last day a run may reach, unless the scenario names an earlier one.
fn last_day(opens: Date, ends: Option<Date>) -> Date {
    let latest = opens.checked_add(Span::new().days(LONGEST_DAYS)).unwrap_or(Date::MAX);
    ends.map_or(latest, |ends| ends.min(latest))
}

/// What a run of the record and of these assumptions goes by.
fn plan(opens: Date, record: &line::Record, points: &Points, compiled: Vec<Assumption>) -> Plan {
    Plan {
        opens: noon(opens),
        lines_of: lines_of(record, compiled.len()),
        lines: record.compiled.clone(),
        shown: record.lines.iter().flat_map(|line| line.also.iter().copied()).collect(),
        chosen: Vec::new(),
        keys: points.all().map(|point| PointKey::of(points.name(point))).collect(),
        assumptions: compiled,
        record_until: None,
        known_until: None,
        frailties: Vec::new(),
        life: None,
        preserved: false,
        windows: Windows::default(),
    }
}

/// For each point the lines of the record that fix it.
fn lines_of(record: &line::Record, points: usize) -> Vec<Vec<u16>> {
    let mut lines_of = vec![Vec::new(); points];
    for (number, line) in (0u16..).zip(&record.compiled) {
        if let Some(lines) = lines_of.get_mut(usize::from(line.point.0)) {
            lines.push(number);
        }
    }
    lines_of
}

/// `[law]`: how the calendar counts.
fn read_law(root: &Table<'_>) -> bool {
    let Some(table) = root.table("law") else { return true };
    let working_days = table.bool("working_days").is_none_or(|yes| yes.value);
    table.finish();
    working_days
}

/// `choose`: the what-ifs that are part of the scenario.
fn read_chosen(root: &Table<'_>, points: &Points) -> Vec<Choice> {
    let mut chosen: Vec<Choice> = Vec::new();
    for text in root.strings("choose") {
        match points.choice_at(&text) {
            Ok(choice) => {
                let same =
                    |one: &Choice| (one.point, one.occurrence) == (choice.point, choice.occurrence);
                if chosen.iter().any(same) {
                    let name = points.name(choice.point);
                    root.report(
                        Diagnostic::error("decided-twice", format!("`{name}` is chosen twice"))
                            .at(text.span, "chosen before")
                            .help(format!("for the second time it is asked write {name}#2=...")),
                    );
                }
                chosen.push(choice);
            }
            Err(mistake) => root.report(mistake),
        }
    }
    chosen
}

fn hash(sources: &Sources) -> String {
    let mut hasher = Sha256::new();
    for (_, source) in sources.iter() {
        hasher.update(source.text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// `[courts]`: whose holidays count where. The two countries may be described in `[calendar.<id>]`.
fn read_courts(root: &Table<'_>) -> Option<Forums> {
    let own = calendar::read(root);
    let courts = root.required_table("courts")?;
    if root.may_be_lost("base", "base") {
        courts.excuse(&["district", "circuit", "supreme", "foreign"]);
    }
    let unknown = |text: Spanned<&str>, own: &[&str]| {
        if courts.may_be_lost("calendar", text.value) {
            return; // It may be the calendar that could not be read.
        }
        let described = (!own.is_empty()).then(|| format!("described here: {}", listing(own)));
        let ids = Forum::ALL.iter().map(|forum| forum.id).chain(own.iter().copied());
        courts.report(
            Diagnostic::error("unknown-court", format!("there is no court `{}`", text.value))
                .at(text.span, "expected a court's CourtListener id")
                .help("such as nysd, ca2 or scotus; a country is ie, or one described in [calendar.<id>]")
                .help_if(described)
                .help_if(did_you_mean(text.value, ids)),
        );
    };
    let court = |key: &str| {
        let text = courts.required_str(key)?;
        let forum = Forum::find(text.value);
        if forum.is_none() {
            unknown(text, &[]);
        }
        forum
    };
    let country = |key: &str| {
        let text = courts.required_str(key)?;
        let described = own.get(text.value).map(|own| Country::own(Arc::clone(own)));
        let country = described.or_else(|| Forum::find(text.value).map(Country::known));
        if country.is_none() {
            unknown(text, &own.keys().map(String::as_str).collect::<Vec<_>>());
        }
        country
    };
    let (district, circuit, supreme) = (court("district"), court("circuit"), court("supreme"));
    let foreign = country("foreign");
    let requesting = if courts.has("requesting") { country("requesting") } else { foreign.clone() };
    courts.finish();
    Some(Forums::new([district?, circuit?, supreme?], foreign?, requesting?))
}

/// The sources by their keys; `None` if there are some that cannot be read.
fn read_sources(root: &Table<'_>) -> Option<BTreeMap<String, String>> {
    let mut sources = BTreeMap::new();
    let Some(table) = root.table("sources") else {
        return (!root.has("sources")).then_some(sources);
    };
    for entry in table.entries() {
        let text = table.str(entry.key.value).map(|text| text.value.trim().to_owned());
        sources.insert(entry.key.value.to_owned(), text.unwrap_or_default());
    }
    Some(sources)
}

/// The filers of each amicus slot and the side they took, by the order in which the record has them.
fn filers(lines: &[Line]) -> Vec<Filers> {
    let slots = lines.iter().filter(|line| line.point == PointId::from(Point::Amicus));
    let side = |line: &Line| Brief::ALL.get(usize::from(line.choice?))?.supports();
    let filers = |line: &Line| Filers {
        names: line.filers.clone(),
        supports: side(line),
        briefs: line.briefs,
    };
    slots.map(filers).collect()
}

/// The tables of the channels the scenario names, in its order.
fn channel_tables<'a>(root: &Table<'a>, document: &'a Document) -> Vec<(&'a str, Table<'a>)> {
    // What is too long has been reported, and what is no text is no channel.
    let is_too_long = root.length_of("channels") > Some(MOST_CHANNELS);
    let named = if is_too_long { Vec::new() } else { root.strings("channels") };
    root.has("channels");
    let Some(tables) = root.table("channel") else { return Vec::new() };
    // One that is named and not whole has been reported where it is named.
    for name in named.iter().filter(|name| tables.keys().any(|key| key == name.value)) {
        tables.has(name.value);
    }
    let whole = document.channels().iter().map(|named| named.value.as_str());
    let found: Vec<_> = whole.filter_map(|name| Some((name, tables.table(name)?))).collect();
    if found.len() < named.len() {
        root.lose("path");
    }
    report_unused(&tables, document);
    found
}

/// Changes to a channel that the case does not have, or stages of one that says no path, are a slip of the pen. A
/// whole channel that is not used, or one that a file below this one changes, is not.
fn report_unused(channels: &Table<'_>, document: &Document) {
    let own = |entry: &Entry<'_>| document.is_own(&entry.key.span);
    for entry in channels.entries().into_iter().filter(own) {
        let (stages, path) = match &entry.value.kind {
            Kind::Table(table) => (table.value("stage"), table.value("path")),
            _ => (None, None),
        };
        if matches!(stages, Some(Value { kind: Kind::Array(_), .. })) {
            if path.is_some() {
                continue;
            }
            channels.lose("stage");
        }
        let names = document.channels().iter().map(|channel| channel.value.as_str());
        let message = format!("`channels` does not name `{}`", entry.key.value);
        channels.report(
            Diagnostic::error("unknown-channel", message)
                .at(entry.key.span.clone(), "not a channel of this case")
                .help_if(did_you_mean(entry.key.value, names)),
        );
    }
}
