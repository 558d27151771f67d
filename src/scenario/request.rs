//! What the request says of itself: what is wanted, where it lies, and who could produce it.

use crate::law::rule::Conflict;
use crate::scenario::assume;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Spanned, Table};

/// The request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is wanted.
    pub what: String,
    /// The country where it is stored: an ISO 3166 code, or `unknown`.
    pub stored_in: String,
    /// The country from which whoever holds it controls it.
    pub controlled_from: String,
    /// The kind of data: `content`, `traffic`, `subscriber` or `domain` (who registered one).
    pub data: String,
    /// Whose data it is, if that is said.
    pub custodian: Option<String>,
    /// The country whose national the subscriber is.
    pub subscriber_of: String,
    /// The country where the subscriber lives.
    pub subscriber_in: String,
    /// The country whose law forbids disclosure, if one does.
    pub forbidden_by: Option<String>,
    /// Who holds it, if that is said.
    pub holder: Option<String>,
    /// `ordinary` or `emergency`.
    pub urgency: String,
    /// Whether a copy was preserved before the case opened.
    pub preserved: bool,
}

/// The kinds of data the law tells apart.
pub(super) const KINDS: [&str; 4] = ["content", "traffic", "subscriber", "domain"];

/// What stands for a country that is not said.
const UNKNOWN: &str = "unknown";

/// The words for how urgent a request is.
pub(super) const URGENCIES: [&str; 2] = ["ordinary", "emergency"];

impl Request {
    /// Reads `[request]`; an absent one says nothing.
    pub fn read(root: &Table<'_>) -> Request {
        let Some(table) = root.table("request") else { return Request::unsaid() };
        let required = |key: &str| table.required_str(key).map(|text| text.value.to_owned());
        let optional = |key: &str| table.str(key).map(|text| text.value.to_owned());
        let request = Request {
            what: required("what").unwrap_or_default(),
            stored_in: read_country(table.required_str("stored_in"), &table),
            controlled_from: read_country(table.required_str("controlled_from"), &table),
            data: read_word("data", &KINDS, &table),
            custodian: optional("custodian"),
            subscriber_of: read_country(table.str("subscriber_of"), &table),
            subscriber_in: read_country(table.str("subscriber_in"), &table),
            forbidden_by: table
                .has("forbidden_by")
                .then(|| read_country(table.str("forbidden_by"), &table)),
            holder: optional("holder"),
            urgency: read_word("urgency", &URGENCIES, &table),
            preserved: table.bool("preserved").is_some_and(|yes| yes.value),
        };
        table.finish();
        request
    }

    /// A request of which nothing is known.
    fn unsaid() -> Request {
        let unknown = || UNKNOWN.to_owned();
        let first = |words: &[&str]| words.first().map(|word| (*word).to_owned());
        Request {
            what: String::new(),
            stored_in: unknown(),
            controlled_from: unknown(),
            data: first(&KINDS).unwrap_or_default(),
            custodian: None,
            subscriber_of: unknown(),
            subscriber_in: unknown(),
            forbidden_by: None,
            holder: None,
            urgency: first(&URGENCIES).unwrap_or_default(),
            preserved: false,
        }
    }

    /// The conflict of laws it speaks of.
    pub fn conflict(&self) -> Conflict {
        let abroad = |country: &str| country != "US" && country != UNKNOWN;
        Conflict {
            law_of: self.forbidden_by.clone(),
            subscriber_is_foreign: abroad(&self.subscriber_of) && abroad(&self.subscriber_in),
        }
    }

    /// What it says in one word, by the key a condition uses.
    pub fn said(&self) -> [(&'static str, &str); 6] {
        [
            ("stored_in", self.stored_in.as_str()),
            ("controlled_from", self.controlled_from.as_str()),
            ("data", self.data.as_str()),
            ("subscriber_of", self.subscriber_of.as_str()),
            ("subscriber_in", self.subscriber_in.as_str()),
            ("urgency", self.urgency.as_str()),
        ]
    }
}

/// Two capital letters, or `unknown`, which a request that does not say means. Codes are not looked up: a class
/// may invent a country.
fn read_country(text: Option<Spanned<&str>>, table: &Table<'_>) -> String {
    let Some(text) = text else { return UNKNOWN.to_owned() };
    let is_code =
        |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code(text.value) && text.value != UNKNOWN {
        let capital = Some(text.value.to_uppercase()).filter(|code| is_code(code));
        let help = capital.map(|code| format!("write \"{code}\""));
        table.report(
            Diagnostic::error("bad-country", format!("`{}` is not a country code", text.value))
                .at(text.span, "expected two capital letters")
                .help("write a code such as \"IE\" or \"US\", or \"unknown\"")
                .help_if(help),
        );
    }
    text.value.to_owned()
}

/// Reads a word of the request where a condition speaks of it: one that no request can say never holds.
pub(super) fn read_said(key: &str, table: &Table<'_>) -> Option<String> {
    match key {
        "data" => assume::one_of(table, key, &KINDS),
        "urgency" => assume::one_of(table, key, &URGENCIES),
        _ => table.str(key).map(|text| read_country(Some(text), table)),
    }
}

/// One of a few words; the first is meant where nothing is said.
fn read_word(key: &str, words: &[&'static str], table: &Table<'_>) -> String {
    let word = assume::one_of(table, key, words);
    word.unwrap_or_else(|| words.first().copied().unwrap_or_default().to_owned())
}
