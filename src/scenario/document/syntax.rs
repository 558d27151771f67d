//! Reading TOML that may be broken: keeps what can be kept, and puts the parser's errors in the
//! words of a scenario's author, who need not know TOML.

use super::value::{Content, Node, Tree};
use super::{DEEPEST, Damage, too_deep};
use crate::scenario::diagnostic::{Diagnostic, Lines};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::{DeTable, DeValue, Error};

/// How many parts a dotted key may have. The parser allows 80 in each of 80 nested tables, and
/// freeing a tree that deep overflows the stack of a test thread.
const LONGEST_KEY: usize = 16;

/// Parses what can be parsed. The parser leaves out all that follows a line without `=`, and files
/// what follows a header without its bracket under a wrong name, so such lines are blanked and the
/// rest is parsed again. Gives a place instead if the tree is too deep there. All places are bytes of
/// this text.
pub(super) fn read(text: &str) -> Result<(Tree, Vec<Diagnostic>, Damage), Range<usize>> {
    let lines = Lines::new(text);
    let mut found = Vec::new();
    let readable = without_long_keys(text, &mut found);
    let (mut root, mut errors) = DeTable::parse_recoverable(&readable);
    let mut unread = unread_lines(&errors, &lines, text);
    let mended;
    if !unread.is_empty() {
        errors.retain(|error| unread.contains(&lines.index(start(error))));
        // Why a line is left out is worth more than what else is wrong on it.
        errors.sort_by_key(|error| !spoils_what_follows(error.message()));
        let blank = blanked(&readable, unread.iter().map(|line| lines.range(*line)));
        // Without an opening quote, what was text may now be keys.
        mended = without_long_keys(&blank, &mut found);
        let (again, more) = DeTable::parse_recoverable(&mended);
        errors.extend(more);
        root = again;
    }
    let cut_short = errors.iter().any(|error| swallows_the_rest(error.message()));
    let mut damage = Damage { cut_short, ..Damage::default() };
    // What was read on a broken line is a guess, whether its mistakes are shown or not.
    unread.extend(errors.iter().map(|error| lines.index(start(error))));
    if cut_short {
        errors = without_echoes(errors);
    }
    let mut about_commas = BTreeSet::new();
    let mut broken: BTreeSet<usize> =
        found.iter().filter_map(|one| Some(lines.index(one.span()?.start))).collect();
    let mut commas = commas(&errors, text, &lines);
    for error in errors {
        let line = lines.index(start(&error));
        if let Some(slip) = commas.remove(&line) {
            found.push(slip);
            broken.insert(line);
            about_commas.insert(line);
        }
        if about_commas.contains(&line) {
            continue;
        }
        // What follows on a broken line is mostly an echo of its first mistake.
        if broken.insert(line) || stands_alone(error.message()) {
            found.push(syntax(&error, text, &lines));
        }
    }
    broken.extend(unread);
    damage.lines.extend(broken.into_iter().map(|line| lines.range(line)));
    let unread_words = damage.lines.iter().flat_map(|line| words(&text[line.clone()]));
    damage.words.extend(unread_words.map(str::to_owned));
    Ok((tree(root.into_inner(), DEEPEST, text)?, found, damage))
}

/// The lines that lack a comma between two keys, or have one in a number: what else the parser finds there is no
/// help.
fn commas(errors: &[Error], text: &str, lines: &Lines<'_>) -> BTreeMap<usize, Diagnostic> {
    let mut found = BTreeMap::new();
    let mut looked_at = BTreeSet::new();
    for error in errors {
        let line = lines.index(start(error));
        // A line is looked at once: it may be the whole file, and have a thousand errors.
        let in_number = looked_at.insert(line).then(|| decimal_comma(lines.range(line), text));
        if let Some(slip) = in_number.flatten().or_else(|| lost_comma(error, text)) {
            found.entry(line).or_insert(slip);
        }
    }
    found
}

/// `p = 0,85`.
fn decimal_comma(line: Range<usize>, text: &str) -> Option<Diagnostic> {
    let is_digit = |c: char| c.is_ascii_digit();
    let number = |part: &str| part.chars().take_while(|c| is_digit(*c)).count();
    let at = text[line.clone()].match_indices('=').find_map(|(at, _)| {
        let rest = &text[line.start + at + 1..line.end];
        let blank = rest.len() - rest.trim_start().len();
        let whole = number(&rest[blank..]);
        let after = rest[blank + whole..].strip_prefix(',')?;
        let end = blank + whole + 1 + number(after);
        let start = line.start + at + 1;
        (whole > 0 && number(after) > 0).then_some(start + blank..start + end)
    })?;
    let meant = text[at.clone()].replace(',', ".");
    Some(
        Diagnostic::error("syntax", "a number has a point, not a comma")
            .at(at, "a comma in a number")
            .help(format!("write {meant}")),
    )
}

/// `p = 0.85 words = "accepted"`.
fn lost_comma(error: &Error, text: &str) -> Option<Diagnostic> {
    if !error.message().starts_with("extra assignment between key-value pairs") {
        return None;
    }
    let before = text.get(..start(error))?.trim_end();
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let key = before.rsplit(|c| !is_word(c)).next().filter(|key| !key.is_empty())?;
    let at = before.len() - key.len();
    Some(
        Diagnostic::error("syntax", "a comma is missing between two keys")
            .at(at..before.len(), "expected `,` before this")
            .help(format!("put a comma before `{key}`")),
    )
}

/// Leaves out what follows the first sign of a bracket that is never closed: from there on the
/// parser takes keys for items of a list.
fn without_echoes(mut errors: Vec<Error>) -> Vec<Error> {
    let signs = ["array", "inline table", "key-value pairs"];
    let is_sign = |error: &Error| signs.iter().any(|sign| error.message().contains(sign));
    if !errors.iter().any(|error| error.message().starts_with("unclosed")) {
        return errors;
    }
    errors.sort_by_key(start);
    let Some(first) = errors.iter().position(is_sign) else { return errors };
    let at = start(&errors[first]);
    errors.swap(0, first);
    let mut kept = 0;
    errors.retain(|error| {
        kept += 1;
        kept == 1 || start(error) < at
    });
    errors
}

/// The words of a text, such as the parts of a dotted key.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .filter(|word| !word.is_empty())
}

/// The parser's tree as one that does not borrow the text; or where it is too deep.
fn tree(table: DeTable<'_>, left: usize, text: &str) -> Result<Tree, Range<usize>> {
    let entries = table.into_iter().map(|(key, value)| {
        let span = key.span();
        Ok((key.into_inner().into_owned(), (span, node(value, left, text)?)))
    });
    entries.collect()
}

fn node(value: toml::Spanned<DeValue<'_>>, left: usize, text: &str) -> Result<Node, Range<usize>> {
    let span = value.span();
    let braces = text.as_bytes().get(span.start) == Some(&b'{');
    let content = match value.into_inner() {
        DeValue::Table(_) | DeValue::Array(_) if left == 0 => return Err(span),
        DeValue::Table(table) => Content::Table(tree(table, left - 1, text)?),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| node(item, left - 1, text));
            Content::List(items.collect::<Result<_, _>>()?)
        }
        DeValue::String(text) => Content::Text(text.into_owned()),
        DeValue::Boolean(truth) => Content::Truth(truth),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Content::BadNumber, Content::Integer),
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Content::Float(number),
            _ => Content::BadNumber,
        },
        DeValue::Datetime(stamp) => local_date(&stamp).map_or(Content::BadDate, Content::Date),
    };
    Ok(Node { span, content, braces, under: None })
}

/// The date of a stamp that is a date and nothing more.
fn local_date(stamp: &toml::value::Datetime) -> Option<Date> {
    let toml::value::Datetime { date: Some(date), time: None, offset: None } = stamp else {
        return None;
    };
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(i16::try_from(date.year).ok()?, month, day).ok()
}

fn start(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// The lines to read the text without: those without `=`, and each section with a broken header.
fn unread_lines(errors: &[Error], lines: &Lines<'_>, text: &str) -> BTreeSet<usize> {
    let mut unread = BTreeSet::new();
    for error in errors.iter().filter(|error| spoils_what_follows(error.message())) {
        let first = lines.index(start(error));
        unread.insert(first);
        if error.message().starts_with("unclosed") {
            let inside = |line: &usize| !text[lines.range(*line)].trim_start().starts_with('[');
            let last = lines.index(text.len());
            unread.extend((first + 1..=last).take_while(inside));
        }
    }
    unread
}

fn spoils_what_follows(message: &str) -> bool {
    ["key with no value", "unclosed table", "unclosed array table"]
        .iter()
        .any(|part| message.starts_with(part))
}

/// The text with spaces, byte for byte, in place of some of it.
fn blanked(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        bytes[span].fill(b' ');
    }
    // Whole lines and single dots are blanked, so no character is cut in half.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a syntax error leaves no telling which keys come after it.
fn swallows_the_rest(message: &str) -> bool {
    ["multi-line", "recur", "unclosed array,", "unclosed inline table"]
        .iter()
        .any(|part| message.contains(part))
}

/// Whether a syntax error is about one value, so that others on its line are no echo of it.
fn stands_alone(message: &str) -> bool {
    message.starts_with("string values must be quoted") || message.starts_with("invalid date")
}

/// Takes the dots out of keys with too many parts and reports them. Splits the text into strings,
/// comments and the rest exactly as the parser does, broken text included.
fn without_long_keys(text: &str, found: &mut Vec<Diagnostic>) -> String {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mut dots, mut long) = (Vec::new(), Vec::new());
    while at < bytes.len() {
        match bytes[at] {
            b'.' => dots.push(at),
            b'=' | b',' | b'[' | b']' | b'{' | b'}' | b'\n' => {
                settle(&mut dots, &mut long, found);
            }
            _ => {}
        }
        at = match bytes[at] {
            b'#' => find(bytes, at, |byte| byte == b'\n' || byte == b'\r'),
            quote @ (b'"' | b'\'') => string_end(bytes, at, quote),
            byte if ends_word(byte) => at + 1,
            _ => find(bytes, at, ends_word),
        };
    }
    settle(&mut dots, &mut long, found);
    blanked(text, long.into_iter().map(|dot| dot..dot + 1))
}

/// Whether a bare word ends before this byte. A quote does not end it: the parser takes it for part
/// of a word that lacks its first quote.
fn ends_word(byte: u8) -> bool {
    b".=,[]{} \t#\r\n".contains(&byte)
}

/// Ends a key: its dots are marked for removal if they are too many.
fn settle(dots: &mut Vec<usize>, long: &mut Vec<usize>, found: &mut Vec<Diagnostic>) {
    if let (Some(first), Some(last)) = (dots.first(), dots.last())
        && dots.len() >= LONGEST_KEY
    {
        let message = format!("this key has more than {LONGEST_KEY} parts");
        let help = "no key of a scenario has so many dots; text must stand in quotes";
        found.push(Diagnostic::error("too-deep", message).at(*first..last + 1, "here").help(help));
        long.append(dots);
    }
    dots.clear();
}

/// The first byte from `at` on that fits, or the end.
fn find(bytes: &[u8], at: usize, fits: impl Fn(u8) -> bool) -> usize {
    bytes[at..].iter().position(|byte| fits(*byte)).map_or(bytes.len(), |found| at + found)
}

/// The end of the string that starts at `at`, closed or not.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let triple = [quote; 3];
    let long = bytes[at..].starts_with(&triple);
    let mut at = at + if long { 3 } else { 1 };
    while at < bytes.len() {
        if quote == b'"' && bytes[at] == b'\\' {
            at += if matches!(bytes.get(at + 1), Some(b'\\' | b'"')) { 2 } else { 1 };
        } else if long && bytes[at..].starts_with(&triple) {
            // Up to two quotes may stand just before the closing three.
            let more = bytes[at + 3..].iter().take(2).take_while(|byte| **byte == quote).count();
            return at + 3 + more;
        } else if !long && bytes[at] == quote {
            return at + 1;
        } else if !long && bytes[at] == b'\n' {
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// A syntax error in the words of a scenario's author, who need not know TOML.
fn syntax(error: &Error, text: &str, lines: &Lines<'_>) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let (raw, expected) =
        error.message().split_once(", expected ").unwrap_or((error.message(), ""));
    let here = text.get(span.clone()).unwrap_or_default();
    let line = text.get(lines.range(lines.index(span.start))).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default().trim_end_matches([' ', '\t']);
    if before.ends_with('=') && here.is_empty() {
        return Diagnostic::error("syntax", "there is no value after `=`")
            .at(span, "a value is missing")
            .help(
                "write a value: text in quotes, a number, a date such as 2024-05-01, or a list in \
             brackets",
            );
    }
    match raw {
        // A word that begins like `nan` or `inf` is taken for a number.
        "string values must be quoted" | "invalid float"
            if raw.starts_with("string") || here.starts_with(char::is_alphabetic) =>
        {
            Diagnostic::error("syntax", "text must stand in quotes")
                .at(span, "no quotes around this")
                .help(quoting_help(here))
        }
        "key with no value" => {
            Diagnostic::error("syntax", "this line has no `=` and so says nothing")
                .at(span, "expected `=`")
                .help(if line.contains(':') {
                    "write `name = value`, with `=` where the line has `:`"
                } else {
                    "write `name = value`, or start the line with `#` if it is a remark"
                })
        }
        "unclosed table" => Diagnostic::error("syntax", "the header is not closed")
            .at(span, "expected `]`")
            .help("end the header with `]`"),
        "unclosed array table" => Diagnostic::error("syntax", "the header is not closed")
            .at(span, "expected `]]`")
            .help("end a header that starts with `[[` with `]]`"),
        "duplicate key" => Diagnostic::error("duplicate-key", format!("`{here}` is given twice"))
            .at(span, "this is the second time")
            .help(given_twice(line.trim(), before)),
        "invalid date" => Diagnostic::error("bad-date", format!("there is no date `{here}`"))
            .at(span, format!("expected {expected}"))
            .help("write year-month-day, such as 2024-05-01"),
        "invalid boolean" => {
            Diagnostic::error("syntax", format!("`{here}` is neither true nor false"))
                .at(span, "here")
                .help("write `true` or `false` in small letters, or put text in quotes")
        }
        "invalid basic string" | "invalid literal string" if here.is_empty() => {
            Diagnostic::error("syntax", "the text is not closed")
                .at(span, format!("expected {expected}"))
                .help("end the text with the quote it starts with, on the same line")
        }
        "invalid unquoted key" => {
            Diagnostic::error("syntax", format!("`{here}` cannot stand in a bare key"))
                .at(span, format!("expected {expected}"))
                .help("put the key in quotes, or use letters, digits, `-` and `_` only")
        }
        "missing escaped value" => {
            Diagnostic::error("syntax", "nothing follows the backslash that it can mark")
                .at(span, "here")
                .help("write `\\\\` for a backslash, or use single quotes around the text")
        }
        "recursion limit" | "cannot recurse further; max recursion depth met" => too_deep(span),
        _ => other_syntax(raw, expected, span),
    }
}

/// What to do about a line whose key stands above as well.
fn given_twice(line: &str, above: &str) -> String {
    // `[[path]]` below `[path]`.
    let single = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_above = |single: &str| above.lines().any(|line| line.trim() == single);
    match line.starts_with('[') {
        true if single.is_some_and(|single| single.starts_with('[') && is_above(single)) => {
            format!("write the header above in double brackets as well: {line}")
        }
        true => "join the two; to write several of a kind, give each a header in `[[` and `]]`"
            .to_owned(),
        false => "keep one of the two".to_owned(),
    }
}

/// The rest of the syntax errors, in the parser's words.
fn other_syntax(raw: &str, expected: &str, span: Range<usize>) -> Diagnostic {
    let label = match expected {
        "" | "nothing" => "here".to_owned(),
        _ => format!("expected {expected}"),
    };
    let help = if raw.contains("array") {
        "a list is written [1, 2, 3]: see that each `[` has its `]`, with commas between"
    } else if raw.contains("inline table") || raw.contains("key-value pairs") {
        "a table on one line is written { a = 1, b = 2 }: see that each `{` has its `}`"
    } else if raw == "unexpected key or value" {
        "start a new line for each key"
    } else if raw == "unexpected leading zero" {
        "write the number without the zero, or in quotes if it is a name"
    } else {
        "text stands in quotes, numbers and dates without; a remark begins with `#`"
    };
    Diagnostic::error("syntax", raw).at(span, label).help(help)
}

/// How to write a bare text so that it is one.
fn quoting_help(here: &str) -> String {
    let curly = ['“', '”', '„', '‘', '’', '«', '»'];
    let bare = here.trim_matches(curly);
    if matches!(bare, "yes" | "no" | "on" | "off") {
        format!("write \"{bare}\" if it is text, and true or false if it is a choice")
    } else if bare.is_empty() || bare.len() > 60 || bare.contains(['"', '\\']) {
        "put the text between straight double quotes".to_owned()
    } else if bare.len() < here.len() {
        format!("use straight quotes: \"{bare}\"")
    } else {
        format!("write \"{bare}\"")
    }
}
