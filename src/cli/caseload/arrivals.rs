//! `--arrivals STREAM=FILE`: how many files of a stream come on each day, counted elsewhere.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Span;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::cli::exit::{Exit, Problem, Trouble};
use crate::experiment::caseload::setup::{Counted, days_of};
use crate::report::caseload::ArrivalsFile;
use crate::report::forecast::thousands;
use crate::report::lines::day;
use crate::scenario::diagnostic::did_you_mean;
use crate::scenario::{Caseload, Scenario};

/// The most mistakes of one file that are shown.
const MOST_SHOWN: usize = 10;
/// The most files that come on a day.
const MOST_A_DAY: u32 = 1_000_000;

/// What the files say, by stream, and what they are.
#[derive(Default)]
pub(in crate::cli) struct Read {
    /// How many of a stream come.
    pub(super) counted: BTreeMap<String, Counted>,
    /// The files themselves.
    pub(super) files: Vec<ArrivalsFile>,
    /// What is to be known of them before anything is run.
    pub(super) notes: Vec<String>,
}

/// Reads every file; every mistake in them is found at once.
pub(super) fn read(
    arguments: &[String],
    scenario: &Scenario,
    caseload: &Caseload,
) -> Result<Read, Trouble> {
    let (mut problems, mut read) = (Vec::new(), Read::default());
    for argument in arguments {
        let one = read_one(argument, caseload)
            .and_then(|one| cut(one, scenario, caseload, &mut read.notes).map_err(|one| vec![one]));
        match one {
            Ok((_, file)) if read.counted.contains_key(&file.stream) => {
                let message = format!("--arrivals: the stream `{}` is given twice", file.stream);
                problems.push(Problem::new(message, "put both into one file, or leave one out"));
            }
            Ok((counted, file)) => {
                read.counted.insert(file.stream.clone(), counted);
                read.files.push(file);
            }
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

/// Leaves out what lies outside the time in which files of the stream come, and notes that.
fn cut(
    (counted, mut file): (Counted, ArrivalsFile),
    scenario: &Scenario,
    caseload: &Caseload,
    notes: &mut Vec<String>,
) -> Result<(Counted, ArrivalsFile), Problem> {
    let path = &file.file;
    let last_day = Span::new().days(days_of(caseload) - 1);
    let ends = scenario.opens.saturating_add(last_day);
    let stream = caseload.streams.iter().find(|stream| stream.name == file.stream);
    let from = stream.and_then(|stream| stream.from).unwrap_or(scenario.opens).max(scenario.opens);
    let until = stream.and_then(|stream| stream.until).unwrap_or(ends).min(ends);
    let span = format!("{} to {}", day(from), day(until));
    let of = |days: &[(Date, u32)]| days.iter().map(|(_, count)| u64::from(*count)).sum::<u64>();
    let all = of(&counted);
    let kept: Counted =
        counted.into_iter().filter(|(date, _)| (from..=until).contains(date)).collect();
    let (Some((first, _)), Some((last, _))) = (kept.first(), kept.last()) else {
        let message =
            format!("{path} has no day from {span}, in which files of `{}` come", file.stream);
        return Err(Problem::new(
            message,
            "give days of that time, or change it: --set opens=..., --years",
        ));
    };
    (file.files, file.left_out) = (of(&kept), all - of(&kept));
    if file.left_out > 0 {
        let (out, all) = (thousands(file.left_out), thousands(all));
        notes.push(format!("{path}: {out} of {all} files come outside {span}, and are left out"));
    }
    if (*first, *last) != (from, until) {
        let given = format!("{} to {}", day(*first), day(*last));
        notes.push(format!("{path} has the days {given}; on the others from {span} none come"));
    }
    Ok((kept, file))
}

fn read_one(argument: &str, caseload: &Caseload) -> Result<(Counted, ArrivalsFile), Vec<Problem>> {
    let one = |message: String, cure: String| vec![Problem::new(message, cure)];
    let Some((stream, path)) = argument.split_once('=') else {
        let cure = "write it as in --arrivals requests=requests.csv".to_owned();
        return Err(one(format!("--arrivals `{argument}` names no file"), cure));
    };
    let names = caseload.streams.iter().map(|stream| stream.name.as_str());
    if !names.clone().any(|name| name == stream) {
        let cure = did_you_mean(stream, names.clone());
        let all = names.collect::<Vec<_>>().join(", ");
        let cure = cure.unwrap_or_else(|| format!("the streams are {all}"));
        return Err(one(format!("--arrivals: there is no stream `{stream}`"), cure));
    }
    let text = std::fs::read_to_string(Path::new(path)).map_err(|error| {
        let cure = "name a file with a line for each day: date,count".to_owned();
        one(format!("{path} cannot be read: {}", error.kind()), cure)
    })?;
    let counted = counts(path, &text)?;
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let (stream, file) = (stream.to_owned(), path.to_owned());
    Ok((counted, ArrivalsFile { stream, file, sha256, files: 0, left_out: 0 }))
}

/// The counts of a text: `date,count`, a line for every day in their order.
fn counts(path: &str, text: &str) -> Result<Counted, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut problems = Vec::new();
    let mut wrong = |line: u64, what: String, cure: &str| {
        problems.push(Problem::new(format!("{path}:{line}: {what}"), cure));
    };
    let heads = reader.headers().is_ok_and(|heads| heads.iter().eq(["date", "count"]));
    if !heads {
        wrong(1, "the first line is not `date,count`".to_owned(), "put it there");
    }
    let mut counted: Vec<(Date, u32)> = Vec::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                wrong(line, "this line cannot be read".to_owned(), "save the file as UTF-8");
                continue;
            }
        };
        let line = row.position().map_or(1, csv::Position::line);
        let date = row.get(0).and_then(|text| text.trim().parse::<Date>().ok());
        let count = row.get(1).and_then(|text| text.trim().parse::<u32>().ok());
        let count = count.filter(|count| *count <= MOST_A_DAY && row.len() == 2);
        let (Some(date), Some(count)) = (date, count) else {
            let what =
                format!("`{}` is no day and count", row.iter().collect::<Vec<_>>().join(","));
            wrong(line, what, "write a day and a whole number: 2014-08-29,12");
            continue;
        };
        match counted.last().map(|(before, _)| (*before, before.tomorrow().ok())) {
            Some((before, _)) if date <= before => {
                wrong(line, format!("{date} does not come after {before}"), "sort the days");
            }
            Some((before, next)) if next != Some(date) => {
                let what = format!("the days between {before} and {date} are missing");
                wrong(line, what, "give every day a line, with the count 0 where nothing came");
            }
            _ => {}
        }
        counted.push((date, count));
    }
    if counted.is_empty() && problems.is_empty() {
        let cure = "give every day a line: 2014-08-29,12";
        problems.push(Problem::new(format!("{path} has no days"), cure));
    }
    let more = problems.len().saturating_sub(MOST_SHOWN);
    problems.truncate(MOST_SHOWN);
    if more > 0 {
        problems.push(Problem::with(format!("{path}: {more} more mistakes"), None));
    }
    if problems.is_empty() { Ok(counted) } else { Err(problems) }
}
