//! One value of a scenario: what it is, where it stands, what it replaced; and what a point it belongs to
//! asks. It reads the document and not the scenario, so it can explain a file that cannot be run.

use serde::Serialize;

use crate::law::point::{SPECS, Spec};
use crate::report::lines::{WIDTH, asked, quoted, wrap};
use crate::scenario::diagnostic::Place;
use crate::scenario::document::{Document, Earlier, Finding, NoKey, SET, dotted};

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The scenario's name, or its path.
    pub scenario: String,
    /// The values set on top of the scenario's files, as `key=value`.
    pub set: Vec<String>,
    /// The dotted path of the key.
    pub key: String,
    /// What stands there: `text`, `a number`, `a table` and so on.
    pub shape: &'static str,
    /// The value as a scenario writes it.
    pub value: String,
    /// Where it stands.
    pub place: Place,
    /// What it replaced, the latest first.
    pub replaced: Vec<Earlier>,
    /// What can be explained in it: its keys, or the tables in it by their ids.
    pub keys: Vec<Key>,
    /// The decision point or step it belongs to.
    pub point: Option<Asks>,
}

/// A key of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Key {
    /// The key.
    pub key: String,
    /// Its value as a scenario writes it.
    pub value: String,
    /// Where that stands.
    pub place: Place,
}

/// What a point asks, of whom, and what can be answered.
#[derive(Clone, Debug, Serialize)]
pub struct Asks {
    /// Its name.
    pub point: String,
    /// `D01` to `D28`, if it has a number.
    pub id: Option<&'static str>,
    /// What is decided or done.
    pub question: String,
    /// The office that decides or acts.
    pub decider: String,
    /// What the scenario calls it.
    pub decider_name: String,
    /// What can be chosen, and where it leads; empty for a step that only takes time.
    pub options: Vec<Answer>,
}

/// An option of a point.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub leads_to: String,
}

/// A point that has a table in a scenario, and the path of that table.
struct Home {
    name: String,
    path: String,
    spec: Option<&'static Spec>,
}

/// Explains the value at a dotted key, or the table of the point of that name.
///
/// # Errors
///
/// When there is no such key; what there is instead is in the answer.
pub fn explain(
    document: &Document,
    scenario: &str,
    sets: &[String],
    key: &str,
) -> Result<Explanation, NoKey> {
    let homes = homes(document);
    let found = find(document, &homes, key)?;
    let inside = |home: &&Home| within(&found.path, &home.path).is_some();
    let point = homes.iter().find(inside).map(|home| asks(document, home));
    let keys = keys(document, &found);
    let Finding { path, shape, value, place, replaced, .. } = found;
    Ok(Explanation {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        scenario: scenario.to_owned(),
        set: sets.to_vec(),
        key: path,
        shape,
        value,
        place,
        replaced,
        keys,
        point,
    })
}

/// A key as it is written, or with the name of a point in place of the path of its table.
fn find(document: &Document, homes: &[Home], key: &str) -> Result<Finding, NoKey> {
    let missing = match document.find(key) {
        Ok(found) => return Ok(found),
        Err(missing) => missing,
    };
    let home = homes.iter().find_map(|home| Some((home, within(key, &home.name)?)));
    match home {
        Some((home, rest)) => document.find(&format!("{}{rest}", home.path)),
        // Nothing begins so: whoever wrote it may have meant a point.
        None if missing.known.is_empty() => {
            let names = homes.iter().map(|home| home.name.clone());
            let candidates = missing.candidates.into_iter().chain(names).collect();
            Err(NoKey { part: key.to_owned(), candidates, ..missing })
        }
        None => Err(missing),
    }
}

/// The rest of a path behind another, if it is that path or goes on from it.
fn within<'a>(path: &'a str, start: &str) -> Option<&'a str> {
    path.strip_prefix(start).filter(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Every point with a table in the document.
fn homes(document: &Document) -> Vec<Home> {
    let fixed = SPECS.iter().map(|spec| Home {
        name: spec.name.to_owned(),
        path: format!("decide.{}", spec.name),
        spec: Some(spec),
    });
    let fixed = fixed.filter(|home| document.span(&home.path).is_some());
    let mut homes: Vec<Home> = fixed.collect();
    for channel in document.channels() {
        let list = dotted(&["channel", &channel.value, "stage"]);
        let ids = document.find(&list).map(|found| found.keys).unwrap_or_default();
        homes.extend(ids.iter().filter_map(|id| {
            let path = dotted(&["channel", &channel.value, "stage", id]);
            let name = document.text(&format!("{path}.name"))?.to_owned();
            Some(Home { name, path, spec: None })
        }));
    }
    homes
}

fn asks(document: &Document, home: &Home) -> Asks {
    let text = |key: &str| {
        let text = document.text(&format!("{}.{key}", home.path));
        text.unwrap_or_default().to_owned()
    };
    let decider = home.spec.map_or_else(|| text("office"), |spec| spec.decider.id().to_owned());
    let cast = dotted(&["cast", &decider]);
    let shown = document.text(&cast).or_else(|| document.text(&format!("{cast}.name")));
    let shown = shown.unwrap_or(&decider).to_owned();
    Asks {
        point: home.name.clone(),
        id: home.spec.and_then(|spec| spec.id),
        question: home.spec.map_or_else(|| text("document"), |spec| spec.question.to_owned()),
        decider_name: shown,
        options: match home.spec {
            Some(spec) => spec.options.iter().map(|one| answer(one.name, one.leads_to)).collect(),
            None => outcomes(document, &home.path),
        },
        decider,
    }
}

fn answer(name: &str, leads_to: &str) -> Answer {
    Answer { name: name.to_owned(), leads_to: leads_to.to_owned() }
}

/// The outcomes of a stage; a stage with one decides nothing.
fn outcomes(document: &Document, stage: &str) -> Vec<Answer> {
    let list = format!("{stage}.outcome");
    let names = document.find(&list).map(|found| found.keys).unwrap_or_default();
    let words = |name: &str| document.text(&format!("{list}.{}.words", dotted(&[name])));
    let all = names.iter().map(|name| answer(name, words(name).unwrap_or_default()));
    if names.len() > 1 { all.collect() } else { Vec::new() }
}

/// The keys of a table, those set on the command line first, then file by file.
fn keys(document: &Document, found: &Finding) -> Vec<Key> {
    let read = found.keys.iter().filter_map(|key| {
        let inner = document.find(&format!("{}.{}", found.path, dotted(&[key]))).ok()?;
        Some(Key { key: key.clone(), value: inner.value, place: inner.place })
    });
    let mut keys: Vec<Key> = read.collect();
    let file = |place: &Place| {
        let number = document.sources().iter().position(|(_, source)| source.name == place.file);
        (place.file != SET, number)
    };
    keys.sort_by_key(|key| (file(&key.place), key.place.line, key.place.column));
    keys
}

/// Where a value stands: `mine.toml:12`.
fn at(place: &Place) -> String {
    match place.file.as_str() {
        SET => "set on the command line".to_owned(),
        file => format!("{file}:{}", place.line),
    }
}

/// The answer for people.
pub fn text(explanation: &Explanation) -> String {
    let Explanation { key, shape, value, place, replaced, keys, point, .. } = explanation;
    let mut out = wrap(key, "", "  ");
    if is_shown_whole(explanation) {
        out.push_str(&wrap(value, "  = ", "    "));
    }
    let parts = if *shape == "a table" { "keys" } else { "parts" };
    let what = match keys.len() {
        0 => (*shape).to_owned(),
        1 => format!("{shape} with 1 {}", parts.trim_end_matches('s')),
        many => format!("{shape} with {many} {parts}"),
    };
    out.push_str(&format!("\n  What      {what}\n"));
    out.push_str(&format!("  Stands    {}\n", at(place)));
    for old in replaced {
        let text = format!("{}  ({})", old.value, at(&old.place));
        out.push_str(&wrap(&text, "  Replaced  ", "            "));
    }
    out.push_str(&point.as_ref().map(point_text).unwrap_or_default());
    if !is_shown_whole(explanation) {
        out.push_str(&keys_text(keys));
    }
    out.push_str(&next_steps(explanation));
    out
}

/// Whether the value says it all: it has no keys, or it is short and they all stand on its line.
fn is_shown_whole(explanation: &Explanation) -> bool {
    let Explanation { value, place, keys, .. } = explanation;
    let beside = |key: &Key| (&key.place.file, key.place.line) == (&place.file, place.line);
    keys.is_empty() || (value.chars().count() <= WIDTH - 4 && keys.iter().all(beside))
}

fn point_text(point: &Asks) -> String {
    let id = point.id.map(|id| format!("{id} ")).unwrap_or_default();
    let mut out = format!("\n{id}{}\n", point.point);
    out.push_str(&wrap(&point.question, "  ", "  "));
    let verb = if point.options.is_empty() { "Done" } else { "Decided" };
    let by = match point.decider_name == point.decider {
        true => point.decider.clone(),
        false => format!("{} ({})", point.decider_name, point.decider),
    };
    out.push_str(&wrap(&format!("{verb} by {by}."), "  ", "  "));
    let widest = point.options.iter().map(|one| one.name.chars().count()).max().unwrap_or(0);
    for Answer { name, leads_to } in &point.options {
        let first = format!("    {name:<widest$}  ");
        out.push_str(&wrap(leads_to, &first, &" ".repeat(widest + 6)));
    }
    out
}

/// The keys of a table, a line each, under the files they stand in.
fn keys_text(keys: &[Key]) -> String {
    let mut out = String::new();
    let widest = keys.iter().map(|key| key.key.chars().count()).max().unwrap_or(0).min(24);
    for (number, Key { key, value, place }) in keys.iter().enumerate() {
        if number == 0 || keys[number - 1].place.file != place.file {
            let heading = match place.file.as_str() {
                SET => "Set on the command line".to_owned(),
                file => format!("In {file}"),
            };
            out.push_str(&format!("\n{heading}\n"));
        }
        let line = if place.file == SET { String::new() } else { format!(":{}", place.line) };
        out.push_str(&format!("{}\n", cut(&format!("  {line:<6} {key:<widest$} = {value}"))));
    }
    out
}

/// A line that fits, or its beginning.
fn cut(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    line.chars().take(WIDTH - 3).collect::<String>().trim_end().to_owned() + "..."
}

/// What is in it, or how to change it.
fn next_steps(explanation: &Explanation) -> String {
    let Explanation { scenario, set, key, value, keys, place, .. } = explanation;
    let case = asked(scenario, set);
    // A name says all it has to say; a number or a table may not.
    let inner = keys.iter().find(|key| !key.value.starts_with('"')).or(keys.first());
    let command = match inner {
        Some(inner) if !is_shown_whole(explanation) => {
            let inner = format!("{key}.{}", dotted(&[&inner.key]));
            format!("comity explain {case} {}", quoted(&inner))
        }
        _ if value.chars().count() <= WIDTH && place.file != SET => {
            format!("comity run {case} --set {}", quoted(&format!("{key}={value}")))
        }
        _ => format!("comity decisions {case}"),
    };
    format!("\nNext:\n  {command}\n")
}
