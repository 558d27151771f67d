//! `sent` and `answered`: the stages at which a request crosses the border, and its answer comes back.

use std::collections::BTreeMap;

use crate::law::channel::{Crossing, Stage, StageEnd};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Table;

use super::stage::find_stage;

/// The crossing of a channel whose stages, numbered from `first`, have been read.
pub(super) fn read(
    table: &Table<'_>,
    numbers: &BTreeMap<String, u16>,
    (stages, first): (&[Stage], u16),
) -> Option<Crossing> {
    let (sent, answered) = (table.str("sent"), table.str("answered"));
    if let (Some(one), None) | (None, Some(one)) = (&sent, &answered) {
        let missing = if sent.is_some() { "answered" } else { "sent" };
        table.report(
            Diagnostic::error("missing-key", format!("`{missing}` is missing"))
                .at(one.span.clone(), "a request that is sent is answered, and the other way round")
                .help(format!("name the stage: {missing} = \"...\"")),
        );
    }
    let (sent, answered) = sent.zip(answered)?;
    let number = |id| find_stage(id, numbers, table);
    let (number_sent, answered) = (number(&sent), number(&answered));
    let (number_sent, answered) = number_sent.zip(answered)?;
    let stage = |number: u16| stages.get(usize::from(number.checked_sub(first)?));
    let leaves = stage(number_sent)?;
    let mut ends = leaves.outcomes.iter().map(|outcome| outcome.leads_to);
    let next = ends.find_map(|end| match end {
        StageEnd::Stage(next) => stage(next),
        StageEnd::Obtained | StageEnd::Ended(_) => None,
    });
    if next.is_none() {
        let message = format!("nobody takes the request up after `{}`", sent.value);
        table.report(
            Diagnostic::error("unknown-stage", message)
                .at(sent.span.clone(), "no outcome of it leads to another stage")
                .help("name the stage with whose end the request leaves for the authority abroad"),
        );
    }
    let (home, abroad) = (leaves.office, next?.office);
    Some(Crossing { sent: number_sent, answered, home, abroad })
}
