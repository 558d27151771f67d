//! Cases as rows, one an entry: JSON Lines, and CSV with lists joined by `;`.
//!
//! Both leave out the objects of OCEL and their states. An order that was stayed is there as the entry that stayed it.

use super::{Case, Event};

/// The columns, in order: the members of an event.
pub(super) const COLUMNS: [&str; 15] = [
    "case",
    "n",
    "time",
    "event",
    "from",
    "to",
    "point",
    "choice",
    "status",
    "precision",
    "path",
    "authority",
    "responds_to",
    "cause",
    "outcome",
];

/// Adds the entries of a case, each as a JSON object on a line of its own.
///
/// # Errors
///
/// When they cannot be written, which does not happen in memory.
pub fn add_json(case: &Case<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    for event in case.events(&case.end().fate.name(case.scenario)) {
        serde_json::to_writer(&mut *out, &event)?;
        out.push(b'\n');
    }
    Ok(())
}

/// The names of the columns, as a row.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn head() -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Adds the entries of a case as rows.
///
/// # Errors
///
/// As [`head`].
pub fn add_csv(case: &Case<'_>, out: &mut Vec<u8>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    for event in case.events(&case.end().fate.name(case.scenario)) {
        writer.write_record(row(&event))?;
    }
    Ok(writer.flush()?)
}

fn row(event: &Event<'_>) -> [String; COLUMNS.len()] {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    let answered: Vec<String> = event.responds_to.iter().map(u32::to_string).collect();
    [
        event.case.to_string(),
        event.n.to_string(),
        event.time.clone(),
        event.event.clone(),
        event.from.to_owned(),
        event.to.join(";"),
        word(event.point),
        word(event.choice),
        event.status.to_owned(),
        word(event.precision),
        word(event.path),
        event.authority.join(";"),
        answered.join(";"),
        event.cause.map(|cause| cause.to_string()).unwrap_or_default(),
        event.outcome.to_owned(),
    ]
}
