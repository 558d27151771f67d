//! Caseloads side by side, replication by replication.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::unit_name;
use crate::experiment::estimate::Estimate;
use crate::report::caseload::course::{At, Course, IN_TIME, Panels, curve};
use crate::report::caseload::text::{left_out, office_name};
use crate::report::caseload::{OfficeWords, between, figure};
use crate::report::chart::pen;
use crate::report::forecast::thousands;
use crate::report::lines::{broken, capital, columns, per_cent, shell_lines, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::table;

/// Caseloads side by side.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseloadComparison {
    /// What made each; their cases are replications.
    pub manifests: Vec<Study>,
    /// What they are called.
    pub alternatives: Vec<String>,
    /// The offices of the first, with what they have.
    pub offices: Vec<OfficeWords>,
    /// The replications of each.
    pub replications: u64,
    /// How many were asked for.
    pub asked: u64,
    /// How many days at the beginning are left out of what is measured.
    pub warm_up_days: i64,
    /// The level of every interval.
    pub level: f64,
    /// What is measured.
    pub rows: Vec<Row>,
    /// Each alternative in the course of time.
    pub courses: Vec<Course>,
}

/// One measure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// It in words.
    pub words: &'static str,
    /// Its unit.
    #[serde(serialize_with = "unit_name")]
    #[schemars(with = "String")]
    pub unit: Unit,
    /// The office, if it is of one.
    pub office: Option<String>,
    /// The class of files, if it is of one.
    pub class: Option<usize>,
    /// The kind of file, if it is of one.
    pub kind: Option<String>,
    /// Of each alternative.
    pub each: Vec<Estimate>,
    /// Of each further alternative less the first, in the same replications.
    pub against_first: Vec<Estimate>,
}

/// The comparison as text: a table for each further alternative.
pub fn text(report: &CaseloadComparison) -> String {
    let mut out = wrap(&format!("Caseloads compared: {}", report.alternatives[0]), "", "  ");
    out.push_str(&wrap(&intro(report), "", ""));
    for (place, label) in report.alternatives.iter().enumerate().skip(1) {
        out.push('\n');
        out.push_str(&wrap(&format!("with {label}"), "", "  "));
        out.push_str(&table(report, place));
    }
    out.push('\n');
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out + &shell_lines(&report.manifests[0].command, "  ")
}

fn intro(report: &CaseloadComparison) -> String {
    let CaseloadComparison { replications, asked, level, .. } = report;
    let seed = report.manifests[0].seed;
    let short = match replications < asked {
        true => format!(" of the {} asked for", thousands(*asked)),
        false => String::new(),
    };
    let left_out = left_out(report.warm_up_days).map(|days| format!(" {days} left out."));
    let intro = match replications {
        1 => format!("The same replication{short}, seed {seed}. One alone gives no intervals."),
        many => format!(
            "The same {} replications{short}, seed {seed}; in brackets {} % intervals of the difference. ~: the interval \
             holds zero.",
            thousands(*many),
            per_cent(*level)
        ),
    };
    intro + &left_out.unwrap_or_default()
}

/// How wide a measure in words may be.
const WORDS: usize = 28;

/// The rows of an alternative, under what they are measured of.
fn table(report: &CaseloadComparison, place: usize) -> String {
    let mut rows = vec![["", "first", "this", "difference", ""].map(str::to_owned)];
    let mut heads = vec![None];
    let mut last = None;
    for row in &report.rows {
        let Some([first, this, difference, ends]) = numbers(row, place) else { continue };
        let of = measured_of(row, &report.offices);
        heads.push((last.as_ref() != Some(&of)).then(|| of.clone()));
        last = Some(of);
        let mut lines = broken(row.words, WORDS - 2, WORDS - 4).into_iter();
        let words = format!("  {}", lines.next().unwrap_or_default());
        rows.push([words, first, this, difference, ends]);
        for more in lines {
            rows.push([format!("    {more}").as_str(), "", "", "", ""].map(str::to_owned));
            heads.push(None);
        }
    }
    let table = columns(&rows);
    let lines = table.lines().zip(heads);
    lines
        .map(|(line, head)| head.map_or_else(String::new, |head| head + "\n") + line + "\n")
        .collect()
}

/// What a row is measured of.
fn measured_of(row: &Row, offices: &[OfficeWords]) -> String {
    let of = match (&row.office, &row.kind) {
        (Some(office), Some(kind)) => format!("{}, kind {kind}", office_name(office, offices)),
        (Some(office), None) => office_name(office, offices),
        (None, Some(kind)) => format!("Files of the kind {kind}"),
        (None, None) => "The books".to_owned(),
    };
    of + &row.class.map(|class| format!(", class {class}")).unwrap_or_default()
}

/// The numbers of a row; none where nothing was measured.
fn numbers(row: &Row, place: usize) -> Option<[String; 4]> {
    let (first, this) = (row.each[0].value, row.each.get(place)?.value);
    let difference = row.against_first.get(place - 1)?;
    if !first.is_finite() || !this.is_finite() {
        return None;
    }
    Some([
        figure(first, row.unit),
        figure(this, row.unit),
        signed(difference, row.unit),
        signed_between(difference, row.unit),
    ])
}

/// A difference with its sign, behind a mark if it may be none.
fn signed(Estimate { value, interval }: &Estimate, unit: Unit) -> String {
    let none = interval.low == 0.0 && interval.high == 0.0;
    let open = !interval.high.is_finite();
    let zero = !open && !none && interval.low <= 0.0 && 0.0 <= interval.high;
    let mark = if zero { "~" } else { "" };
    format!("{mark}{}{}", sign(*value), figure(value.abs(), unit))
}

fn sign(value: f64) -> &'static str {
    if value < 0.0 { "-" } else { "+" }
}

/// The interval of a difference, with signs.
fn signed_between(difference: &Estimate, unit: Unit) -> String {
    if !difference.interval.high.is_finite() {
        return between(difference, unit);
    }
    let end = |value: f64| {
        let size = figure(value.abs(), unit);
        format!("{}{}", sign(value), size.trim_end_matches(" %"))
    };
    format!("({} to {})", end(difference.interval.low), end(difference.interval.high))
}

/// The comparison as a drawing: the books, each line and each share in time, with a curve for each alternative.
pub fn svg(report: &CaseloadComparison) -> String {
    let short = |label: &String| short_label(label).to_owned();
    let names: Vec<String> = report.alternatives.iter().map(short).collect();
    let labelled = || names.iter().zip(&report.courses).enumerate();
    let title = format!("Caseloads compared: {}", report.alternatives.join("; "));
    let all: Vec<&Course> = report.courses.iter().collect();
    let mut panels = Panels::new(&title, &all, report.replications);
    let books = labelled().map(|(place, (label, course))| {
        curve(label, pen(place), course, At::End, |period| period.pending)
    });
    panels.files("Files on the books at the end of each period", books.collect());
    for (number, office) in report.offices.iter().enumerate() {
        let name = |what: &str| match report.offices.len() {
            1 => what.to_owned(),
            _ => format!("{}: {what}", capital(&office.name)),
        };
        let lines = labelled().map(|(place, (label, course))| {
            curve(label, pen(place), course, At::End, |period| period.offices[number].line)
        });
        panels.files(&name("Files in line at the end of each period"), lines.collect());
        let shares = labelled().map(|(place, (label, course))| {
            curve(label, pen(place), course, At::Middle, |period| period.offices[number].in_time)
        });
        panels.shares(&name(IN_TIME), shares.collect());
    }
    let about =
        format!("seed {}. Bands: {} % intervals", report.manifests[0].seed, per_cent(report.level));
    panels.finish(&about, &words(report))
}

/// What stands beside a curve: of a value that is set the last part of its key, `desks=22`.
fn short_label(label: &str) -> &str {
    let key = label.split_once('=').map_or(0, |(key, _)| key.rfind('.').map_or(0, |dot| dot + 1));
    &label[key..]
}

/// The drawing in words: the main differences.
fn words(report: &CaseloadComparison) -> Vec<String> {
    let main = report.rows.iter().filter(|row| row.class.is_none() && row.kind.is_none());
    let said = main.flat_map(|row| {
        let of = measured_of(row, &report.offices);
        report.alternatives.iter().enumerate().skip(1).filter_map(move |(place, label)| {
            let [first, this, difference, ends] = numbers(row, place)?;
            let what = row.words;
            Some(
                format!("{label}. {of}, {what}: {first}, here {this}, {difference} {ends}")
                    .trim_end()
                    .to_owned()
                    + ".",
            )
        })
    });
    said.collect()
}

/// The comparison as CSV.
///
/// # Errors
///
/// None in memory.
pub fn csv(report: &CaseloadComparison) -> Result<String, ::csv::Error> {
    let mut rows = Vec::new();
    for row in &report.rows {
        let first = report.alternatives.iter().map(|label| (label.as_str(), ""));
        let less = report.alternatives[1..].iter();
        let less = less.map(|label| (label.as_str(), report.alternatives[0].as_str()));
        let estimates = row.each.iter().chain(&row.against_first);
        for ((label, less), Estimate { value, interval }) in first.chain(less).zip(estimates) {
            let [value, low, high] = [*value, interval.low, interval.high].map(table::figure);
            let [label, less, name] = [label, less, &row.name].map(str::to_owned);
            rows.push([label, less, name, value, low, high]);
        }
    }
    table::written(["alternative", "less", "measure", "value", "low", "high"], rows)
}
