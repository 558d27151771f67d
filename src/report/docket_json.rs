//! The docket with the key names that CourtListener uses for dockets and their entries, so that what reads those reads
//! this. What it has no key for stands under `comity`.
//!
//! One docket holds the entries of all courts, because a case of this program is one matter. It leaves out what the
//! model does not have: ids and documents of PACER, parties' lawyers, and dates of entry apart from those of filing. A day
//! of the record that nobody found is drawn: `precision` under `comity` is then `unknown`.

use jiff::civil::Date;
use serde::Serialize;

use crate::report::record::{EntryRecord, Manifest, RunRecord};
use crate::scenario::Scenario;

/// A docket.
#[derive(Debug, Serialize)]
pub struct DocketJson<'a> {
    court_id: &'a str,
    case_name: &'a str,
    docket_number: String,
    date_filed: Date,
    date_terminated: Option<Date>,
    date_last_filing: Option<Date>,
    docket_entries: Vec<DocketEntry<'a>>,
    comity: Comity<'a>,
}

/// An entry of it.
#[derive(Debug, Serialize)]
struct DocketEntry<'a> {
    entry_number: u32,
    date_filed: Date,
    time_filed: Option<&'a str>,
    description: &'a str,
    recap_documents: [(); 0],
    comity: &'a EntryRecord,
}

/// What a docket says of itself.
#[derive(Debug, Serialize)]
struct Comity<'a> {
    manifest: &'a Manifest,
}

/// The docket of a run.
pub fn docket<'a>(scenario: &'a Scenario, record: &'a RunRecord) -> DocketJson<'a> {
    let entry = |one: &'a EntryRecord| DocketEntry {
        entry_number: one.n,
        date_filed: one.date,
        time_filed: one.time.as_deref(),
        description: &one.text,
        recap_documents: [],
        comity: one,
    };
    let name = if scenario.caption.is_empty() { &scenario.title } else { &scenario.caption };
    DocketJson {
        court_id: scenario.forums.district.id,
        case_name: name,
        docket_number: scenario.dockets.join("; "),
        date_filed: scenario.opens,
        date_terminated: record.outcome.closed,
        date_last_filing: record.entries.last().map(|entry| entry.date),
        docket_entries: record.entries.iter().map(entry).collect(),
        comity: Comity { manifest: &record.manifest },
    }
}
