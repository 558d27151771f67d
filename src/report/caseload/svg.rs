//! A caseload as a drawing: the books, the lines before the desks and the share within the legal limit, over time.

use crate::experiment::caseload::summary::{PeriodOfOffice, Summary};
use crate::experiment::estimate::Estimate;
use crate::report::caseload::course::{At, Course, Curve, IN_TIME, Panels, curve};
use crate::report::caseload::{CaseloadReport, between, figure};
use crate::report::chart::pen;
use crate::report::lines::{capital, per_cent};

/// The report as a drawing; what it shows in words is its description.
pub fn svg(report: &CaseloadReport) -> String {
    let summary = &report.summary;
    let course = Course { from: summary.from, to: summary.to, periods: summary.periods.clone() };
    let mut panels = Panels::new(&report.title, &[&course], summary.replications);
    let mut books = vec![curve("on the books", pen(0), &course, At::End, |period| period.pending)];
    if summary.periods.iter().any(|period| period.asleep.value > 0.0) {
        books.push(curve("of them asleep", pen(1), &course, At::End, |period| period.asleep));
    }
    panels.files("Files at the end of each period", books);
    panels.files(
        "Files in line at the end of each period",
        of_offices(&course, At::End, |one| one.line),
    );
    panels.shares(IN_TIME, of_offices(&course, At::Middle, |one| one.in_time));
    let about =
        format!("seed {}. Bands: {} % intervals", report.manifest.seed, per_cent(summary.level));
    panels.finish(&about, &words(summary))
}

fn of_offices(course: &Course, at: At, of: fn(&PeriodOfOffice) -> Estimate) -> Vec<Curve> {
    let offices = course.periods.first().map_or(&[][..], |period| &period.offices[..]);
    let one = |(number, office): (usize, &PeriodOfOffice)| {
        curve(&office.office, pen(number), course, at, |period| of(&period.offices[number]))
    };
    offices.iter().enumerate().map(one).collect()
}

/// The table of the drawing: the main measures with their intervals.
fn words(summary: &Summary) -> Vec<String> {
    let main = summary.measures.iter().filter(|one| one.class.is_none() && one.kind.is_none());
    let said = main.map(|one| {
        let at = one.office.as_ref().map(|office| format!("{office}: ")).unwrap_or_default();
        let value = figure(one.estimate.value, one.unit);
        let sentence = format!("{at}{}: {value} {}", one.words, between(&one.estimate, one.unit));
        capital(sentence.trim_end()) + "."
    });
    said.collect()
}
