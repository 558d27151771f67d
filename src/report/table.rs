//! Tables for spreadsheets; the docket as one, and as one JSON object a line.

use crate::report::record::EntryRecord;

/// The columns, in order: the fields of an entry.
const COLUMNS: [&str; 20] = [
    "n",
    "id",
    "date",
    "time",
    "day",
    "from",
    "to",
    "event",
    "point",
    "choice",
    "status",
    "precision",
    "confidence",
    "day_confidence",
    "responds_to",
    "cause",
    "authority",
    "text",
    "note",
    "sources",
];

/// Comma-separated values: a header and one row an entry. Lists are joined by `;`.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn csv(entries: &[EntryRecord]) -> Result<String, csv::Error> {
    written(COLUMNS, entries.iter().map(row))
}

/// Comma-separated values: the columns, then the rows.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub(super) fn written<Row>(
    columns: impl IntoIterator<Item = impl AsRef<[u8]>>,
    rows: impl IntoIterator<Item = Row>,
) -> Result<String, csv::Error>
where
    Row: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A number with all its digits; nothing for what is none.
pub(super) fn figure(number: f64) -> String {
    if number.is_finite() { number.to_string() } else { String::new() }
}

fn row(entry: &EntryRecord) -> [String; COLUMNS.len()] {
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let numbers: Vec<String> = entry.responds_to.iter().map(u32::to_string).collect();
    [
        entry.n.to_string(),
        or_empty(&entry.id),
        entry.date.to_string(),
        or_empty(&entry.time),
        entry.day.to_string(),
        entry.from.clone(),
        entry.to.join(";"),
        entry.event.clone(),
        or_empty(&entry.point),
        or_empty(&entry.choice),
        entry.status.clone(),
        or_empty(&entry.precision),
        or_empty(&entry.confidence),
        or_empty(&entry.day_confidence),
        numbers.join(";"),
        entry.cause.map(|cause| cause.to_string()).unwrap_or_default(),
        entry.authority.join(";"),
        entry.text.clone(),
        or_empty(&entry.note),
        entry.sources.join(";"),
    ]
}

/// One JSON object a line, one line an entry.
///
/// # Errors
///
/// When an entry cannot be written, which does not happen in memory.
pub fn json_lines(entries: &[EntryRecord]) -> serde_json::Result<String> {
    let mut out = String::new();
    for entry in entries {
        out.push_str(&serde_json::to_string(entry)?);
        out.push('\n');
    }
    Ok(out)
}
