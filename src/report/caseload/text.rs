//! A caseload for people, in 80 columns.

use crate::experiment::caseload::load::Load;
use crate::experiment::caseload::measure::Unit;
use crate::experiment::caseload::summary::{Measured, PeriodOfOffice, Summary};
use crate::report::caseload::{CaseloadReport, between, figure};
use crate::report::forecast::{percent, thousands};
use crate::report::lines::{capital, columns, count, day, list, shell_lines, wrap};
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
        times => format!("{times} replications, with {} % intervals", level * 100.0),
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
    let head =
        ["  from", "came", "closed", "with the data", "days to it", "on the books", "asleep"];
    let mut rows = vec![head.map(str::to_owned)];
    for period in &summary.periods {
        rows.push([
            format!("  {}", period.from),
            whole(period.came.value),
            whole(period.closed.value),
            figure(period.obtained.value, Unit::Share),
            figure(period.days_obtained.value, Unit::Days),
            whole(period.pending.value),
            whole(period.asleep.value),
        ]);
    }
    columns(&rows)
}

/// A row for each period: an office.
fn course_of(summary: &Summary, office: usize) -> String {
    let head = ["  from", "in line", "days of waiting", "", "time worked", "in time", ""];
    let mut rows = vec![head.map(str::to_owned)];
    for period in &summary.periods {
        let PeriodOfOffice { line, wait_days, utilisation, in_time, .. } = &period.offices[office];
        rows.push([
            format!("  {}", period.from),
            whole(line.value),
            figure(wait_days.value, Unit::Days),
            between(wait_days, Unit::Days),
            figure(utilisation.value, Unit::Share),
            figure(in_time.value, Unit::Share),
            between(in_time, Unit::Share),
        ]);
    }
    columns(&rows)
}

fn whole(files: f64) -> String {
    figure(files.round(), Unit::Files).trim_end_matches(".0").to_owned()
}

fn notes(report: &CaseloadReport) -> String {
    let Summary { warm_up_days, trend, little, loads, replications, .. } = &report.summary;
    let mut out = String::new();
    if *warm_up_days > 0 {
        let text = format!(
            "The first {} are left out of all but the course of time.",
            count(*warm_up_days as u32, "day", "days")
        );
        out.push_str(&wrap(&text, "", ""));
    }
    for words in overload_words(loads) {
        out.push_str(&wrap(&words, "", ""));
    }
    let Some(steady) =
        steadiness(trend.value, (trend.interval.low, trend.interval.high), *replications)
    else {
        return out;
    };
    out.push_str(&wrap(&steady, "", ""));
    let text = format!(
        "Little's law: {} on the books are {:.1} a day times {:.1} days each; it holds to the second in every replication.",
        thousands(little.on_the_books.round() as u64),
        little.a_day,
        little.days_each
    );
    out.push_str(&wrap(&text, "", ""));
    let (guesses, all) = (report.numbers.1, report.numbers.0);
    let text = format!(
        "Of the {all} numbers of the caseload itself {guesses} are guesses (comity assumptions shows them all)."
    );
    out.push_str(&wrap(&text, "", ""));
    out
}

/// Whether the number on the books still grows.
fn steadiness(trend: f64, (low, high): (f64, f64), replications: u64) -> Option<String> {
    let ends = format!("({low:.0} to {high:.0})");
    Some(match (low > 0.0, high < 0.0) {
        _ if replications < 2 => format!(
            "The number on the books changed by {trend:+.0} a year; more replications would say whether that is chance."
        ),
        (true, _) => {
            format!("Not steady: the number on the books grew by {trend:.0} a year {ends}.")
        }
        (_, true) => {
            format!("Not steady: the number on the books fell by {:.0} a year {ends}.", -trend)
        }
        _ => format!(
            "No trend in the number on the books is told from chance: {trend:+.0} a year {ends}."
        ),
    })
}

/// What is said of the offices that are given more work than they can do.
pub fn overload_words(loads: &[Load]) -> Vec<String> {
    let mut words = Vec::new();
    let mut offices: Vec<&str> = loads.iter().map(|load| load.office.as_str()).collect();
    offices.dedup();
    for office in offices {
        let mine: Vec<&Load> = loads.iter().filter(|load| load.office == office).collect();
        let over: Vec<String> = mine
            .iter()
            .filter(|load| load.utilisation() >= 1.0)
            .map(|load| format!("year {} ({})", load.year, percent(load.utilisation())))
            .collect();
        if over.is_empty() {
            continue;
        }
        let for_ever = mine.last().is_some_and(|load| load.utilisation() >= 1.0);
        let then = if for_ever {
            "its line grows without end"
        } else {
            "its line grows, and shrinks later"
        };
        words.push(format!(
            "{office} is given more work than its desks can do in {}: unless files leave unheard, {then}.",
            list(&over)
        ));
    }
    words
}
