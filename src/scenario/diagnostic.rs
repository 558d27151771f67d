//! What is wrong in a scenario: one mistake with its code, place, cause and cure, and how it is
//! shown to people, to programs and to screen readers.

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use serde::Serialize;
use std::fmt::Write as _;
use std::ops::Range;

pub use sources::{Lines, Place, Position, Source, Sources};
use sources::{Text, Texts, floor_boundary};

mod sources;
#[cfg(test)]
mod tests;

/// The most mistakes shown at once; the rest are only counted.
pub const MOST_SHOWN: usize = 200;
/// The most candidates compared when a near name is looked for.
const MOST_CANDIDATES: usize = 1000;
/// Names longer than this are not compared, since comparing costs the product of both lengths.
const LONGEST_NAME: usize = 100;
/// The longest list of names given when none of them is near.
const SHORT_LIST: usize = 5;
/// How many bytes after a caret are handed to the renderer; no terminal shows more.
const LINE_REACH: usize = 2000;

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// The scenario can be run, but perhaps not as its author meant.
    Warning,
}

/// A place in the source with a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The bytes it covers, as [`Sources`] counts them; may lie anywhere, since it is clamped when
    /// shown.
    pub span: Range<usize>,
    /// The remark.
    pub text: String,
    /// Whether this is the mistake itself rather than a place that explains it.
    pub primary: bool,
}

/// One mistake in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of mistake, such as `unknown-name`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where; empty if the mistake concerns the file as a whole.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// How many mistakes this one stands for, when it says "and N more".
    hidden: usize,
}

impl Diagnostic {
    fn new(code: &'static str, severity: Severity, message: String) -> Self {
        Self { code, severity, message, labels: Vec::new(), help: None, hidden: 0 }
    }

    /// A mistake that keeps the scenario from running.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// A mistake that does not keep the scenario from running.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    /// Says where the mistake is.
    #[must_use]
    pub fn at(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into(), primary: true });
        self
    }

    /// Adds a place that explains the mistake.
    #[must_use]
    pub fn also(mut self, span: Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into(), primary: false });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        self.help_if(Some(text.into()))
    }

    /// Says what to do about it, if anything is known; keeps the help it has otherwise.
    #[must_use]
    pub fn help_if(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// Where the mistake is: the first primary label, or else the first label.
    pub fn span(&self) -> Option<Range<usize>> {
        let label = self.labels.iter().find(|label| label.primary).or(self.labels.first());
        label.map(|label| label.span.clone())
    }
}

/// Puts mistakes in the order of the text, drops repeats, and keeps the first [`MOST_SHOWN`] with
/// a last one that counts the rest. Doing it again changes nothing, so lists that were cut short
/// can be joined and cut again.
pub fn limit(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| {
        (diagnostic.hidden, diagnostic.span().map_or(0, |span| span.start))
    });
    diagnostics.dedup_by(|later, one| later.hidden == 0 && later == one);
    let shown = diagnostics.iter().filter(|one| one.hidden == 0).count().min(MOST_SHOWN);
    let rest = diagnostics.split_off(shown);
    if !rest.is_empty() {
        let hidden: usize = rest.iter().map(|one| one.hidden.max(1)).sum();
        let grave = rest.iter().any(|one| one.severity == Severity::Error);
        let severity = if grave { Severity::Error } else { Severity::Warning };
        let more = Diagnostic::new("more-mistakes", severity, format!("and {hidden} more"));
        let help = "mend the mistakes above and try again";
        diagnostics.push(Diagnostic { hidden, ..more.help(help) });
    }
    diagnostics
}

/// Draws the mistakes for people, in the manner of rustc, with ASCII characters only besides those
/// of the source itself.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let texts = Texts::new(sources);
    let mut out = String::new();
    for diagnostic in limit(diagnostics.to_vec()) {
        out.push_str(&renderer.render(&[group(&diagnostic, &texts)]));
        out.push_str("\n\n");
    }
    out
}

/// One mistake as the renderer wants it.
fn group<'a>(diagnostic: &'a Diagnostic, texts: &'a Texts<'a>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code);
    let mut group = if let Some(span) = diagnostic.span() {
        // The text with the mistake comes first, then those that explain it.
        let own = texts.of(span.start);
        let others = texts.iter().filter(|text| text.base != own.base);
        title.elements(std::iter::once(own).chain(others).filter_map(|text| {
            let holds = |label: &&Label| texts.of(label.span.start).base == text.base;
            let labels: Vec<&Label> = diagnostic.labels.iter().filter(holds).collect();
            (!labels.is_empty()).then(|| snippet(&labels, text))
        }))
    } else {
        // The closing remark concerns no place, and a path under it would say otherwise.
        let origin = (diagnostic.hidden == 0).then(|| Origin::path(texts.main().name));
        Group::with_title(title).elements(origin)
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(folded(&one_line(help))));
    }
    group
}

/// The lines of one mistake with their carets. Only those lines are handed to the renderer, which
/// reads all it gets anew each time.
fn snippet<'a>(
    labels: &[&'a Label],
    text: &'a Text<'a>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let lines = &text.lines;
    // A label over several lines is drawn on its first: the rest would bury the mistake.
    let spans: Vec<Range<usize>> = (labels.iter())
        .map(|label| {
            let span = text.clamp(&label.span);
            let line = lines.range(lines.index(span.start));
            span.start..span.end.min(line.end.max(span.start))
        })
        .collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let end = lines.range(lines.index(last)).end.max(last);
    // The front of a long line stays, since the renderer counts the column from it.
    let window = lines.range(lines.index(first)).start
        ..floor_boundary(lines.text(), end.min(last.saturating_add(LINE_REACH)));
    let line_start = lines.index(first) + 1;
    let annotations = labels.iter().zip(spans).map(|(label, span)| {
        let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = (!label.text.is_empty()).then(|| one_line(&label.text));
        kind.span(span.start - window.start..span.end - window.start).label(text)
    });
    Snippet::source(&lines.text()[window.clone()])
        .path(text.name)
        .line_start(line_start)
        .annotations(annotations.collect::<Vec<_>>())
}

/// How wide a line of help is, so that it fits a terminal with what the renderer puts before it.
const HELP_WIDTH: usize = 66;

/// A text in lines of that width; a word that is longer stays whole.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for unit in units(text) {
        let size = unit.chars().count();
        if length > 0 && length + 1 + size > HELP_WIDTH {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(&unit);
        length += size;
    }
    out
}

/// The words of a text, with what is to be copied kept together: text in quotes or brackets, and `key = value`.
fn units(text: &str) -> Vec<String> {
    let count = |unit: &str, signs: &[char]| unit.matches(signs).count();
    let is_open = |unit: &str| {
        count(unit, &['"']) % 2 == 1
            || count(unit, &['`']) % 2 == 1
            || count(unit, &['{', '[']) > count(unit, &['}', ']'])
            || unit.ends_with(" =")
    };
    let mut units: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match units.last_mut() {
            Some(unit) if is_open(unit) || word == "=" => unit.push_str(&format!(" {word}")),
            _ => units.push(word.to_owned()),
        }
    }
    let parts = units.into_iter().flat_map(|unit| match unit.chars().count() {
        ..=HELP_WIDTH => vec![unit],
        _ => unit.split(' ').map(str::to_owned).collect(),
    });
    parts.collect()
}

/// A text that cannot break out of its line nor command the terminal.
fn one_line(text: &str) -> String {
    normalize_untrusted_str(&text.replace("\r\n", " ").replace(['\n', '\r'], " "))
}

/// A place with a remark, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonLabel {
    /// The file it lies in, by the name the user knows it by.
    pub file: String,
    /// The line it starts on, from 1.
    pub line: usize,
    /// The column it starts at, from 1, in characters.
    pub column: usize,
    /// The line it ends on, from 1.
    pub end_line: usize,
    /// The column just after its end, from 1, in characters.
    pub end_column: usize,
    /// The remark.
    pub text: String,
    /// Whether this is the mistake itself.
    pub primary: bool,
}

/// A mistake, for programs. The place is that of its primary label, and absent if the mistake
/// concerns the scenario as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonDiagnostic {
    /// The kind of mistake.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file it lies in: the path as the user gave it, or that of a file it is based on.
    pub file: String,
    /// The line it starts on, from 1.
    pub line: Option<usize>,
    /// The column it starts at, from 1, in characters.
    pub column: Option<usize>,
    /// The line it ends on, from 1.
    pub end_line: Option<usize>,
    /// The column just after its end, from 1, in characters.
    pub end_column: Option<usize>,
    /// All its places.
    pub labels: Vec<JsonLabel>,
    /// What to do about it.
    pub help: Option<String>,
}

/// The mistakes in a form for programs.
pub fn to_json(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<JsonDiagnostic> {
    let texts = Texts::new(sources);
    let list = limit(diagnostics.to_vec()).into_iter();
    list.map(|diagnostic| {
        let span = diagnostic.span();
        let file = span.as_ref().map_or(texts.main(), |span| texts.of(span.start)).name.to_owned();
        let place = span.map(|span| texts.ends(&span));
        let labels = diagnostic.labels.into_iter().map(|label| {
            let (start, end) = texts.ends(&label.span);
            JsonLabel {
                file: texts.of(label.span.start).name.to_owned(),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                text: label.text,
                primary: label.primary,
            }
        });
        JsonDiagnostic {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message,
            file,
            line: place.map(|(start, _)| start.line),
            column: place.map(|(start, _)| start.column),
            end_line: place.map(|(_, end)| end.line),
            end_column: place.map(|(_, end)| end.column),
            labels: labels.collect(),
            help: diagnostic.help,
        }
    })
    .collect()
}

/// The mistakes as plain sentences, one a line, for screen readers and Braille displays.
pub fn narrate(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let texts = Texts::new(sources);
    // The file the user named goes without saying.
    let file = |offset: usize| match texts.of(offset) {
        text if text.base == texts.main().base => String::new(),
        text => format!(" of {}", one_line(text.name)),
    };
    let mut out = String::new();
    for diagnostic in limit(diagnostics.to_vec()) {
        let severity = match diagnostic.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        let place = diagnostic.span().map(|span| {
            let (Position { line, column }, _) = texts.ends(&span);
            format!(" at line {line}, column {column}{}", file(span.start))
        });
        let (place, message) = (place.unwrap_or_default(), sentence(&diagnostic.message));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{severity} {}{place}: {message}", diagnostic.code);
        for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
            let text = sentence(&label.text);
            let _ = if diagnostic.span().as_ref() == Some(&label.span) {
                writeln!(out, "There: {text}")
            } else {
                let (Position { line, column }, _) = texts.ends(&label.span);
                let file = file(label.span.start);
                writeln!(out, "Line {line}, column {column}{file}: {text}")
            };
        }
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "Help: {}", sentence(help));
        }
    }
    out
}

/// The text with a stop at its end, unless it has one.
fn sentence(text: &str) -> String {
    let text = one_line(text.trim());
    if text.ends_with(['.', '?', '!', ':']) { text } else { text + "." }
}

/// The candidate most like `name`: the same but for case and dashes, or a few slips away, or the
/// one that goes on where `name` stops.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain_name(name)?;
    let length = wanted.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.take(MOST_CANDIDATES) {
        let Some(other) = plain_name(candidate) else { continue };
        let other_length = other.chars().count();
        // One slip in three letters: more would be another word.
        let cutoff = length.max(other_length) / 3;
        let begins = length.min(other_length) >= 3
            && (other.starts_with(&wanted) || wanted.starts_with(&other));
        let distance = if other == wanted {
            0
        } else if length.abs_diff(other_length) > cutoff && !begins {
            continue;
        } else {
            match strsim::damerau_levenshtein(&wanted, &other) {
                distance if distance <= cutoff => distance,
                // A beginning counts as near, but any likeness in length counts as nearer.
                distance if begins => LONGEST_NAME + distance,
                _ => continue,
            }
        };
        if candidate != name && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// A name as it is compared; none if it is empty or too long to compare.
fn plain_name(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > LONGEST_NAME {
        return None;
    }
    let dashed = |c: char| if c == '_' || c == ' ' { '-' } else { c };
    Some(name.to_lowercase().chars().map(dashed).collect())
}

/// The help for an unknown name: the nearest candidate, or all of them if they are few.
pub fn did_you_mean<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let candidates: Vec<&str> = candidates.take(MOST_CANDIDATES).collect();
    if let Some(near) = nearest(name, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    match candidates.len() {
        0 => None,
        1 => Some(format!("the only one here is `{}`", candidates[0])),
        2..=SHORT_LIST => Some(format!("there are {}", listing(&candidates))),
        _ => None,
    }
}

/// Names as a list in a sentence: `a`, `b` and `c`.
pub fn listing(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
