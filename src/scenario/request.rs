//! What the request says of itself: what is wanted, where it lies, and who could produce it.

use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::Table;

/// The request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What is wanted.
    pub what: String,
    /// The country where it is stored: an ISO 3166 code, or `unknown`.
    pub stored_in: String,
    /// The country from which whoever holds it controls it.
    pub controlled_from: String,
    /// Whose data it is, if that is said.
    pub custodian: Option<String>,
    /// Who holds it, if that is said.
    pub holder: Option<String>,
    /// `ordinary` or `emergency`.
    pub urgency: String,
    /// Whether a copy was preserved before the case opened.
    pub preserved: bool,
}

/// The words for how urgent a request is.
const URGENCIES: [&str; 2] = ["ordinary", "emergency"];

impl Request {
    /// Reads `[request]`; an absent one says nothing.
    pub fn read(root: &Table<'_>) -> Request {
        let Some(table) = root.table("request") else { return Request::default() };
        let required = |key: &str| table.required_str(key).map(|text| text.value.to_owned());
        let optional = |key: &str| table.str(key).map(|text| text.value.to_owned());
        let request = Request {
            what: required("what").unwrap_or_default(),
            stored_in: read_country("stored_in", &table),
            controlled_from: read_country("controlled_from", &table),
            custodian: optional("custodian"),
            holder: optional("holder"),
            urgency: read_urgency(&table),
            preserved: table.bool("preserved").is_some_and(|yes| yes.value),
        };
        table.finish();
        request
    }

    /// What it says in one word, by the key a condition uses.
    pub fn said(&self) -> [(&'static str, &str); 3] {
        [
            ("stored_in", self.stored_in.as_str()),
            ("controlled_from", self.controlled_from.as_str()),
            ("urgency", self.urgency.as_str()),
        ]
    }
}

/// Two capital letters, or `unknown`. Codes are not looked up: a class may invent a country.
fn read_country(key: &str, table: &Table<'_>) -> String {
    let Some(text) = table.required_str(key) else { return String::new() };
    let is_code = text.value.len() == 2 && text.value.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code && text.value != "unknown" {
        table.report(
            Diagnostic::error("bad-country", format!("`{}` is not a country code", text.value))
                .at(text.span, "expected two capital letters")
                .help("write a code such as \"IE\" or \"US\", or \"unknown\""),
        );
    }
    text.value.to_owned()
}

fn read_urgency(table: &Table<'_>) -> String {
    let Some(text) = table.str("urgency") else { return URGENCIES[0].to_owned() };
    if !URGENCIES.contains(&text.value) {
        table.report(
            Diagnostic::error("unknown-name", format!("a request cannot be `{}`", text.value))
                .at(text.span, "expected ordinary or emergency")
                .help_if(did_you_mean(text.value, URGENCIES.into_iter())),
        );
    }
    text.value.to_owned()
}
