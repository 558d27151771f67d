//! A comparison as a drawing: when the data comes under each alternative.

use super::{CompareReport, intro};
use crate::report::chart::course::{Curve, MOST_BANDS, Picture};
use crate::report::lines::{list, per_cent};
use crate::report::record::NOTICE;

/// The report as a drawing; what it shows in words is its description.
pub fn svg(report: &CompareReport) -> String {
    let compared = &report.compared;
    let curves = compared.alternatives.iter().map(|one| Curve {
        name: one.label.clone(),
        points: &one.curve,
        half_by: one.median_day.as_ref().map(|half| half.value),
        with_band: true,
    });
    let names: Vec<String> = compared.alternatives.iter().map(|one| one.label.clone()).collect();
    let note = format!(
        "{}: {} % intervals for this number of cases, each for its day and its alternative alone; a difference is known more closely than they show, because the cases are the same. Circle: the day by which half of the cases with data have it. Cases that end without it, or not at all, are kept in every share (Aalen-Johansen).",
        if names.len() > MOST_BANDS { "Brackets" } else { "Bands and brackets" },
        per_cent(compared.level)
    );
    let picture = Picture {
        title: format!("When the data comes: {}", list(&names)),
        intro: intro(report),
        of: "share of all cases with the data",
        curves: curves.collect(),
        marks: Vec::new(),
        at_least: 0,
        horizon: compared.horizon,
        notes: vec![note, NOTICE.trim().to_owned()],
    };
    picture.svg()
}
