//! A caseload for people, in 80 columns.

use crate::experiment::caseload::load::Load;
use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::{Measured, PeriodOfOffice, Summary};
use crate::experiment::estimate::Estimate;
use crate::experiment::overload::{Overload, overloads};
use crate::report::caseload::{CaseloadReport, OfficeWords, between, figure};
use crate::report::forecast::thousands;
use crate::report::lines::{capital, columns, day, per_cent, shell_lines, wrap};
use crate::report::record::NOTICE;

/// The report as text.
pub fn text(report: &CaseloadReport) -> String {
    let CaseloadReport { manifest, title, offices, summary, .. } = report;
    let mut out = wrap(title, "", "");
    out.push_str(&wrap(&intro(report), "", ""));
    out.push_str("\nThe books\n");
    out.push_str(&measured(summary, None));
    out.push_str("\n  In the course of time\n");
    out.push_str(&course(summary));
    for (number, office) in offices.iter().enumerate() {
        out.push_str(&format!("\n{}\n", capital(&office.name)));
        out.push_str(&wrap(&office.words, "  ", "  "));
        out.push_str(&measured(summary, Some(&office.id)));
        out.push_str("\n  In the course of time\n");
        out.push_str(&course_of(summary, number));
    }
    out.push('\n');
    out.push_str(&notes(report));
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out.push_str(&shell_lines(&manifest.command, "  "));
    out
}

fn intro(report: &CaseloadReport) -> String {
    let Summary { from, to, replications, asked, files, level, .. } = &report.summary;
    let each = files / (*replications).max(1);
    let times = match replications {
        1 => "one replication".to_owned(),
        times => format!("{times} replications, with {} % intervals", per_cent(*level)),
    };
    let short =
        if replications < asked { format!(" of the {asked} asked for") } else { String::new() };
    format!(
        "{} files from {} to {}, seed {}: {times}{short}.",
        thousands(each),
        day(*from),
        day(*to),
        report.manifest.seed
    )
}

fn table(measures: &[&Measured]) -> String {
    let row = |one: &&Measured| {
        let Measured { words, unit, estimate, .. } = one;
        [format!("  {words}"), figure(estimate.value, *unit), between(estimate, *unit)]
    };
    let rows: Vec<_> = measures.iter().map(row).collect();
    // The first row is no header: a blank one makes the columns of numbers stand to the right.
    let blank = [String::new(), String::new(), String::new()];
    columns(&[vec![blank], rows].concat()).trim_start_matches('\n').to_owned()
}

/// What is measured of everything, or of an office: as a whole, and by kind and class of files.
fn measured(summary: &Summary, office: Option<&str>) -> String {
    let mine = summary.measures.iter().filter(|one| one.office.as_deref() == office);
    let whole = |one: &&Measured| one.kind.is_none() && one.class.is_none();
    let mut out = table(&mine.clone().filter(whole).collect::<Vec<_>>());
    let kinds: Vec<_> = mine.clone().filter(|one| one.kind.is_some()).collect();
    let classes: Vec<_> = mine.filter(|one| one.class.is_some()).collect();
    for (name, some) in [("kind", kinds), ("class", classes)] {
        if !some.is_empty() {
            out.push('\n');
            out.push_str(&split(name, &some));
        }
    }
    out
}

/// A row for each kind or class of files, with the three things that are measured of it.
fn split(name: &str, measures: &[&Measured]) -> String {
    let of_office = measures.first().is_some_and(|one| one.office.is_some());
    let head = match of_office {
        true => ["days of waiting", "", "nine in ten within", "", "in time", ""],
        false => ["came a year", "", "with the data", "", "days to it", ""],
    };
    let label = [format!("  {name}")].into_iter();
    let mut rows = vec![label.chain(head.map(str::to_owned)).collect::<Vec<_>>()];
    for three in measures.chunks(3) {
        let Measured { kind, class, .. } = three[0];
        let class = class.map(|class| class.to_string());
        let label = kind.clone().or(class).unwrap_or_default();
        let mut row = vec![format!("  {label}")];
        for (place, one) in three.iter().enumerate() {
            let interval = between(&one.estimate, one.unit);
            // Three intervals would not fit in 80 columns.
            let wanted = if of_office { place == 2 } else { place > 0 };
            row.push(figure(one.estimate.value, one.unit));
            row.push(if wanted { interval } else { String::new() });
        }
        rows.push(row);
    }
    columns(&rows)
}

/// A row for each period: the books.
fn course(summary: &Summary) -> String {
    let asleep = summary.periods.iter().any(|period| period.asleep.value > 0.0);
    let head = ["  from", "came", "closed", "with the data", "days to it", "on the books"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows[0].extend(asleep.then(|| "asleep".to_owned()));
    for period in &summary.periods {
        let mut row = vec![
            format!("  {}", period.from),
            files(&period.came, false),
            files(&period.closed, false),
            figure(period.obtained.value, Unit::Share),
            figure(period.days_obtained.value, Unit::Days),
            files(&period.pending, true),
        ];
        row.extend(asleep.then(|| files(&period.asleep, false)));
        rows.push(row);
    }
    columns(&rows)
}

/// A row for each period: an office.
fn course_of(summary: &Summary, office: usize) -> String {
    let of = |period: usize| &summary.periods[period].offices[office];
    let limited = (0..summary.periods.len()).any(|period| of(period).in_time.value.is_finite());
    let head = ["  from", "in line", "days of waiting", "time worked"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows[0].extend(limited.then(|| "in time".to_owned()));
    for period in &summary.periods {
        let PeriodOfOffice { line, wait_days, utilisation, in_time, .. } = &period.offices[office];
        let mut row = vec![
            format!("  {}", period.from),
            files(line, true),
            days(wait_days),
            share(utilisation, false),
        ];
        row.extend(limited.then(|| share(in_time, true)));
        rows.push(row);
    }
    columns(&rows)
}

/// A number of days, with how far its interval reaches.
fn days(estimate: &Estimate) -> String {
    let reach = reach(estimate).map(|reach| format!(" ±{}", figure(reach, Unit::Days)));
    figure(estimate.value, Unit::Days) + &reach.unwrap_or_default()
}

/// A number of files, with how far its interval reaches.
fn files(estimate: &Estimate, with_reach: bool) -> String {
    let whole = |value: f64| figure(value.round(), Unit::Files).trim_end_matches(".0").to_owned();
    let reach = reach(estimate).filter(|_| with_reach);
    let reach = reach.map(|reach| format!(" ±{}", whole(reach.ceil()))).unwrap_or_default();
    whole(estimate.value) + &reach
}

/// A share in hundredths, with how far its interval reaches.
fn share(estimate: &Estimate, with_reach: bool) -> String {
    let reach = reach(estimate).filter(|_| with_reach);
    let reach = reach.map(|reach| format!(" ±{:.1}", reach * 100.0)).unwrap_or_default();
    figure(estimate.value, Unit::Share) + &reach
}

/// How far the interval reaches from the value at most; a bound that nothing can pass may cut it off on one side.
fn reach(Estimate { value, interval }: &Estimate) -> Option<f64> {
    let reach = (interval.high - value).max(value - interval.low);
    reach.is_finite().then_some(reach)
}

fn notes(report: &CaseloadReport) -> String {
    let Summary { warm_up_days, trend, little, loads, replications, .. } = &report.summary;
    let mut out = String::new();
    if let Some(days) = left_out(*warm_up_days) {
        out.push_str(&wrap(&format!("{days} left out of all but the course of time."), "", ""));
    }
    for words in overload_words(loads, &report.offices) {
        out.push_str(&wrap(&words, "", ""));
    }
    let Some(steady) =
        steadiness(trend.value, (trend.interval.low, trend.interval.high), *replications)
    else {
        return out;
    };
    out.push_str(&wrap(&steady, "", ""));
    if little.a_day > 0.0 {
        let text = format!(
            "Little's law over all of the time, with the files of the first day: {} on the books are {:.1} a day times {:.1} \
             days each; it holds to the second in every replication.",
            thousands(little.on_the_books.round() as u64),
            little.a_day,
            little.days_each
        );
        out.push_str(&wrap(&text, "", ""));
    }
    let (guesses, all) = (report.numbers.1, report.numbers.0);
    let text = format!(
        "Of the {all} numbers of the caseload itself {guesses} are guesses (comity assumptions shows them all)."
    );
    out.push_str(&wrap(&text, "", ""));
    out
}

/// The days at the beginning that are left out, if there are any: `The first 90 days are`.
pub fn left_out(warm_up_days: i64) -> Option<String> {
    match warm_up_days {
        ..=0 => None,
        1 => Some("The first day is".to_owned()),
        many => Some(format!("The first {} days are", thousands(many.unsigned_abs()))),
    }
}

/// Whether the number on the books still grows.
fn steadiness(trend: f64, (low, high): (f64, f64), replications: u64) -> Option<String> {
    let whole = |value: f64| thousands(value.abs().round() as u64);
    let signed = |value: f64| {
        let sign = if value.round() < 0.0 { "-" } else { "+" };
        sign.to_owned() + &whole(value)
    };
    if replications < 2 {
        return Some(format!(
            "The number on the books changed by {} a year; more replications would say whether that is chance.",
            signed(trend)
        ));
    }
    let ends = format!("({} to {})", signed(low), signed(high));
    Some(match (low > 0.0, high < 0.0) {
        (true, _) => {
            format!("Not steady: the number on the books grew by {} a year {ends}.", whole(trend))
        }
        (_, true) => {
            format!("Not steady: the number on the books fell by {} a year {ends}.", whole(trend))
        }
        _ => format!(
            "No trend in the number on the books is told from chance: {} a year {ends}.",
            signed(trend)
        ),
    })
}

/// What is said of the offices that are given as much work as their desks can do, or more.
pub fn overload_words(loads: &[Load], offices: &[OfficeWords]) -> Vec<String> {
    let words = |one: &Overload| {
        format!(
            "{} is given as much work as it can do, or more, in {}: {}.",
            office_name(&one.office, offices),
            one.years_in_words(),
            one.then()
        )
    };
    overloads(loads).iter().map(words).collect()
}

/// The name of an office, at the beginning of a sentence.
pub fn office_name(id: &str, offices: &[OfficeWords]) -> String {
    let named = offices.iter().find(|office| office.id == id);
    capital(named.map_or(id, |office| office.name.as_str()))
}
