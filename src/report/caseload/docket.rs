//! The docket of one file of a caseload: that of a single case, with what it is among the others.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::report::lines::{capital, shell_lines, wrap};
use crate::report::record::RunRecord;
use crate::report::text::{ending, entry, heading};
use crate::scenario::Scenario;

/// The docket of a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileRecord {
    /// What it is among the others.
    pub file: FileWords,
    /// Its docket.
    #[serde(flatten)]
    pub record: RunRecord,
}

/// A file among the others.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileWords {
    /// The how-manieth to come in the first replication, from 1.
    pub number: u64,
    /// The stream it came in.
    pub stream: String,
    /// Its kind.
    pub kind: String,
    /// Its class: 0 is the most urgent.
    pub class: u8,
    /// The day on which it came.
    #[schemars(with = "String")]
    pub came: Date,
}

/// The docket as text; `next` are commands that show more.
pub fn text(scenario: &Scenario, record: &FileRecord, next: &[String]) -> String {
    let FileRecord { file, record } = record;
    let FileWords { number, stream, kind, class, .. } = file;
    let of = match stream == kind {
        true => format!("of the stream {stream}"),
        false => format!("of the kind {kind} in the stream {stream}"),
    };
    let about = format!("{}: file {number}, {of}, class {class}", scenario.title);
    let titled = Scenario { title: about, ..scenario.clone() };
    let mut out = heading(&titled, record);
    for one in &record.entries {
        out.push_str(&entry(scenario, one));
    }
    out.push_str(&ending(scenario, record));
    out.push_str(&wrap(&capital(&record.manifest.notice), "", ""));
    out.push_str("The same again:\n");
    out.push_str(&shell_lines(&record.manifest.command, "  "));
    out.push_str("Next:\n");
    next.iter().for_each(|command| out.push_str(&shell_lines(command, "  ")));
    out
}
