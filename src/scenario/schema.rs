//! The language as a JSON Schema, so that editors complete and check scenario files as they are written.
//!
//! It says a second time what the readers beside it say first: which keys there are, what they mean, and what
//! may stand there. A test holds it to them key by key (`schema/tests.rs`). What a schema cannot know, such as
//! whether odds add up to 1, `comity check` says.
//!
//! | question | file |
//! | --- | --- |
//! | Which shapes can a value have? | `schema/shape.rs` |
//! | How are lengths of time written? | `schema/length.rs` |
//! | How are sources, conditions and choices written? | `schema/terms.rs` |
//! | Which keys has a scenario? | `schema/case.rs` |
//! | Which keys has a caseload? | `schema/caseload.rs` |
//! | Which keys has a lesson? | `schema/lesson.rs` |
//! | Which keys has a decision point? | `schema/decide.rs` |
//! | Which keys has a channel? | `schema/channel.rs` |
//! | What must a file have that is based on no other? | `schema/whole.rs` |
//! | What does one key mean? | `schema/meaning.rs` |
//!
//! Editors read it with simpler eyes than the standard: Taplo offers nothing from a table that has `allOf` beside
//! its keys, ignores what stands beside a `$ref`, and calls a whole subtree wrong if it is one of several forms.
//! So `allOf` stands in branches of its own, and a value with two forms has the keys of both, each of which
//! binds only values of its kind.

mod case;
mod caseload;
mod channel;
mod decide;
mod length;
mod lesson;
mod meaning;
mod shape;
mod terms;
#[cfg(test)]
mod tests;
mod whole;

use serde_json::{Value, json};

pub use meaning::meaning;
use shape::{Keys, named, needing, table};

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a scenario file.
pub fn scenario() -> Value {
    let mut schema = table("A scenario of comity.", case::keys_of_a_case());
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!("Scenario");
    // On top of another file any part may be left out.
    schema["if"] = json!({ "required": ["base"] });
    schema["else"] = whole::scenario();
    schema["$defs"] = named([shared_by_both(), case::definitions()].concat());
    schema
}

/// The schema of a file with the stages of a channel.
pub fn channel() -> Value {
    let keys = channel::keys_of_a_channel(channel::Place::File);
    let mut schema =
        needing(table("A channel of comity: its stages.", keys), &["path", "title", "stage"]);
    schema["dependentRequired"] = channel::crossing();
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!("Channel");
    schema["$defs"] = named(shared_by_both());
    schema
}

/// What the tables of both kinds of files share.
fn shared_by_both() -> Keys {
    [length::definitions(), terms::definitions(), channel::definitions()].concat()
}
