//! The shapes of values: small words for pieces of a schema, each with what the value means.

use serde_json::{Map, Value, json};

/// Keys and the schemas of their values.
pub(super) type Keys = Vec<(String, Value)>;

/// Keys under their names.
pub(super) fn keys<'a>(keys: impl IntoIterator<Item = (&'a str, Value)>) -> Keys {
    keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Keys as the object that a schema has them in.
pub(super) fn named(keys: Keys) -> Value {
    Value::Object(Map::from_iter(keys))
}

/// Text.
pub(super) fn text(about: &str) -> Value {
    json!({ "description": about, "type": "string" })
}

/// Text of this form.
pub(super) fn text_like(about: &str, pattern: &str) -> Value {
    json!({ "description": about, "type": "string", "pattern": pattern })
}

/// One of these words.
pub(super) fn word<'a>(about: &str, words: impl IntoIterator<Item = &'a str>) -> Value {
    json!({ "description": about, "enum": Vec::from_iter(words) })
}

/// One of these words, which an editor offers, or another of this form.
pub(super) fn word_or<'a>(
    about: &str,
    words: impl IntoIterator<Item = &'a str>,
    pattern: &str,
) -> Value {
    // An editor shows what an alternative says, not what stands above the two.
    let one_of = word(about, words);
    json!({ "description": about, "anyOf": [one_of, text_like(about, pattern)] })
}

/// A date without quotes. Editors see it as text.
pub(super) fn day(about: &str) -> Value {
    json!({ "description": about, "type": "string", "format": "date" })
}

/// True or false.
pub(super) fn truth(about: &str) -> Value {
    json!({ "description": about, "type": "boolean" })
}

/// A whole number.
pub(super) fn whole_number(about: &str) -> Value {
    json!({ "description": about, "type": "integer" })
}

/// A whole number from 0 to a bound.
pub(super) fn whole_up_to(about: &str, to: i64) -> Value {
    json!({ "description": about, "type": "integer", "minimum": 0, "maximum": to })
}

/// A number within bounds, both included.
pub(super) fn number(about: &str, (from, to): (f64, f64)) -> Value {
    json!({ "description": about, "type": "number", "minimum": from, "maximum": to })
}

/// A number above 0, perhaps up to a bound.
pub(super) fn above_zero(about: &str, to: Option<f64>) -> Value {
    let mut number = json!({ "description": about, "type": "number", "exclusiveMinimum": 0 });
    if let Some(to) = to {
        number["maximum"] = json!(to);
    }
    number
}

/// A list.
pub(super) fn list(about: &str, item: Value) -> Value {
    json!({ "description": about, "type": "array", "items": item })
}

/// The same schema for a list of at most so many items.
pub(super) fn at_most(most: usize, mut list: Value) -> Value {
    list["maxItems"] = json!(most);
    list
}

/// A list of a fixed number of values.
pub(super) fn list_of(count: usize, about: &str, item: Value) -> Value {
    json!({ "description": about, "type": "array", "items": item, "minItems": count, "maxItems": count })
}

/// A list of texts.
pub(super) fn texts(about: &str) -> Value {
    list(about, json!({ "type": "string" }))
}

/// A table with these keys and no others.
pub(super) fn table(about: &str, keys: Keys) -> Value {
    json!({
        "description": about,
        "type": "object",
        "properties": named(keys),
        "additionalProperties": false,
    })
}

/// The same schema for a table in whose place a text of this form may stand.
pub(super) fn text_or(mut table: Value, pattern: &str) -> Value {
    table["type"] = json!(["string", "object"]);
    table["pattern"] = json!(pattern);
    table
}

/// A table whose keys are names of the author's choosing.
pub(super) fn table_by_name(about: &str, each: Value) -> Value {
    json!({ "description": about, "type": "object", "additionalProperties": each })
}

/// The same schema for a table that must have these keys.
pub(super) fn needing<K: AsRef<str>>(mut schema: Value, keys: &[K]) -> Value {
    schema["required"] = keys.iter().map(AsRef::as_ref).collect();
    schema
}

/// The same schema for a table that has the second key of a pair if it has the first.
pub(super) fn pairing(mut schema: Value, pairs: &[(&str, &str)]) -> Value {
    let pairs = pairs.iter().map(|(key, other)| ((*key).to_owned(), json!([other])));
    schema["dependentRequired"] = named(pairs.collect());
    schema
}

/// A schema that several places share.
pub(super) fn shared(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A schema that several places share, and what the value means here.
pub(super) fn shared_as(name: &str, about: &str) -> Value {
    json!({ "description": about, "$ref": format!("#/$defs/{name}") })
}

/// A shared table, given whole: it has at least these keys.
pub(super) fn whole(name: &str, keys: &[&str]) -> Value {
    json!({ "allOf": [shared(name), { "required": keys }] })
}

/// A list of tables; or, on top of a file that has the list, a table that changes those it names.
pub(super) fn list_or_changes(about: &str, item: Value, change: Value) -> Value {
    json!({
        "description": about,
        "anyOf": [{ "description": about, "type": "array" }, { "description": about, "type": "object" }],
        "items": item,
        "additionalProperties": change,
    })
}

/// Words as the alternatives of a pattern.
pub(super) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(literal).collect();
    format!("({})", words.join("|"))
}

/// Text as a pattern that it alone fits.
pub(super) fn literal(text: &str) -> String {
    text.replace('.', "\\.")
}
