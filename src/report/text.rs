//! The docket for people: title, entries, deadlines, outcome, in 80 columns.

use jiff::civil::Date;

use crate::law::authority::Catalogue;
use crate::law::office::Office;
use crate::law::strategy::Path;
use crate::report::lesson;
use crate::report::lines::{WIDTH, asked, count, day, fitting, shell_lines, wrap};
use crate::report::record::{
    DeadlineRecord, DeletionRecord, DeskRecord, Drawn, EntryRecord, Manifest, Outcome, RunRecord,
    Tally, days_between,
};
use crate::scenario::Scenario;

/// Under an entry's heading.
const INDENT: &str = "     ";
/// How many characters of citations an entry shows: two lines.
const CITATIONS: usize = 145;

/// The whole report.
pub fn report(scenario: &Scenario, record: &RunRecord) -> String {
    let mut out = heading(scenario, record);
    for one in &record.entries {
        out.push_str(&entry(scenario, one));
    }
    out.push_str(&closing(scenario, record));
    out
}

/// What stands above the entries.
pub fn heading(scenario: &Scenario, record: &RunRecord) -> String {
    let manifest = &record.manifest;
    let mut out = wrap(&scenario.title, "", "");
    for line in [&scenario.caption, &scenario.dockets.join("; ")] {
        if !line.is_empty() {
            out.push_str(&wrap(line, "", ""));
        }
    }
    out.push_str(&lesson::above(scenario));
    let mut terms = vec![format!("Seed {}", manifest.seed)];
    terms.extend(manifest.set.iter().map(|set| format!("set {set}")));
    terms.extend(manifest.from.map(|from| format!("record to {}, then odds", day(from))));
    terms.extend(manifest.until.map(|until| match scenario.known_until {
        Some(known) if known == until => format!("known to {}", day(known)),
        _ => format!("stops on {}", day(until)),
    }));
    terms.extend(manifest.choices.iter().map(|choice| format!("what if {choice}")));
    out.push_str(&wrap(&(terms.join("; ") + "."), "", ""));
    out.push('\n');
    let legend = "Each entry: number, step in the record (-: none, it follows in law or was simulated), date, day since the case opened, from > \
         to. `c.` marks an approximate day; `n.d.` a step of which no day was found: it is placed \
         between its neighbours, on a day that is drawn.";
    out.push_str(&wrap(legend, "", ""));
    out.push('\n');
    out
}

/// One entry, three lines or more and an empty one.
pub fn entry(scenario: &Scenario, entry: &EntryRecord) -> String {
    let mut out = entry_heading(scenario, entry);
    let mut text = entry.text.clone();
    if !entry.responds_to.is_empty() {
        let numbers: Vec<String> = entry.responds_to.iter().map(u32::to_string).collect();
        text.push_str(&format!("  [answers {}]", numbers.join(", ")));
    }
    out.push_str(&wrap(&text, INDENT, INDENT));
    if let Some(neighbours) = neighbours(scenario, entry) {
        out.push_str(&wrap(&neighbours, INDENT, INDENT));
    }
    if let Some(desk) = &entry.desk {
        out.push_str(&wrap(&at_desk(desk), INDENT, INDENT));
    }
    if let Some(confidence) = unsure(entry) {
        out.push_str(&wrap(&confidence, INDENT, INDENT));
    }
    if entry.status == "chosen"
        && let (Some(point), Some(choice)) = (&entry.point, &entry.choice)
    {
        out.push_str(&wrap(&format!("What if: {point}={choice}."), INDENT, INDENT));
    }
    let cited = cited(&scenario.authorities, &entry.authority);
    if !cited.is_empty() {
        out.push_str(&wrap(&cited, INDENT, INDENT));
    }
    out.push('\n');
    out
}

/// How long a file waited for a desk, and how long it lay there.
fn at_desk(desk: &DeskRecord) -> String {
    let days = |days: f64| match days {
        short if short < 1.0 => format!("{:.1} hours", short * 24.0),
        long => format!("{long:.1} days"),
    };
    let came = day(desk.came);
    match (&desk.taken_up, desk.by_time) {
        (Some(taken_up), false) => format!(
            "Came on {came}, waited {} for a desk; taken up on {}, there for {}.",
            days(desk.waited_days),
            day(*taken_up),
            days(desk.at_desk_days)
        ),
        (Some(_), true) => format!(
            "Came on {came}, waited {} for a desk; not decided when the time was up.",
            days(desk.waited_days)
        ),
        (None, _) => {
            format!("Came on {came}, waited {}; no desk took it up.", days(desk.waited_days))
        }
    }
}

/// How sure a recorded fact is, where that is less than high.
fn unsure(entry: &EntryRecord) -> Option<String> {
    let less = entry.confidence.as_deref().filter(|confidence| *confidence != "high")?;
    Some(format!("Confidence in this step: {less}."))
}

/// Number, step, date, day and status on the first line, names on the second.
fn entry_heading(scenario: &Scenario, entry: &EntryRecord) -> String {
    entry_line(entry) + &wrap(&people(scenario, entry), INDENT, INDENT)
}

/// Number, step, date, day and status.
pub fn entry_line(entry: &EntryRecord) -> String {
    let id = entry.id.as_deref().unwrap_or("-");
    let (date, since) = match entry.precision.as_deref() {
        Some("unknown") => ("n.d.".to_owned(), format!("c. {}", entry.day)),
        Some("approx") => (format!("c. {}", day(entry.date)), entry.day.to_string()),
        _ => (with_time(entry.date, &entry.time), entry.day.to_string()),
    };
    // A long step number takes room from the date, which `n.d.` leaves free.
    let step = format!("{id:<4} {date}");
    let width = if entry.time.is_some() { 22 } else { 19 };
    let left = format!("{:>3}  {step:<width$} day {since}", entry.n);
    let room = WIDTH.saturating_sub(left.chars().count());
    format!("{left}{:>room$}\n", entry.status)
}

/// `29 Aug 2026`, or `29 Aug 2026 14:10` where the hour counts.
fn with_time(date: Date, time: &Option<String>) -> String {
    match time {
        Some(time) => format!("{} {time}", day(date)),
        None => day(date),
    }
}

/// Whose paper an entry is, and who gets it.
pub fn people(scenario: &Scenario, entry: &EntryRecord) -> String {
    let called = |id| name_on(scenario, entry.date, id);
    let to: Vec<&str> = entry.to.iter().map(|id| called(id)).collect();
    match to[..] {
        [] => called(&entry.from).to_owned(),
        _ => format!("{} > {}", called(&entry.from), to.join("; ")),
    }
}

/// The name shown for an office.
pub fn name<'a>(scenario: &'a Scenario, id: &'a str) -> &'a str {
    Office::find(id).map_or(id, |office| scenario.names.of(office))
}

/// The name shown for an office on a day.
pub fn name_on<'a>(scenario: &'a Scenario, day: Date, id: &'a str) -> &'a str {
    Office::find(id).map_or(id, |office| scenario.names.on(day, office))
}

/// The citations of authorities, by their ids, each part once: some authorities share one.
pub fn citations<'a>(catalogue: &'a Catalogue, ids: &[String]) -> Vec<&'a str> {
    let mut parts: Vec<&str> = Vec::new();
    for id in ids.iter().filter_map(|id| catalogue.find(id)) {
        for part in catalogue.get(id).citation.split("; ") {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts
}

/// The citations of authorities on a line or two.
pub fn cited(catalogue: &Catalogue, ids: &[String]) -> String {
    fitting(&citations(catalogue, ids), "; ", CITATIONS)
}

/// Between which dated steps of the record a step without a day lies.
pub fn neighbours(scenario: &Scenario, entry: &EntryRecord) -> Option<String> {
    if entry.precision.as_deref() != Some("unknown") {
        return None;
    }
    let id = entry.id.as_deref()?;
    let at = scenario.record.iter().position(|line| line.id == id)?;
    // The order of the record may say more than is known.
    let known = scenario.record[at].after.as_ref();
    let known = known.and_then(|after| scenario.record[..at].iter().rposition(|l| l.id == *after));
    let above = &scenario.record[..known.map_or(at, |after| after + 1)];
    let before = above.iter().rev().find_map(|line| line.on);
    let before = day(before.unwrap_or(scenario.opens));
    let after = scenario.record[at + 1..].iter().find_map(|line| line.on);
    Some(match after {
        Some(after) => format!("Day not found: between {before} and {}.", day(after)),
        None => format!("Day not found: after {before}."),
    })
}

/// What stands below the entries.
pub fn closing(scenario: &Scenario, record: &RunRecord) -> String {
    let notice = wrap(&record.manifest.notice, "", "");
    ending(scenario, record) + &rests_on(scenario, record) + &notice + &next_steps(scenario, record)
}

/// What is due in a case, and how it ended.
pub fn ending(scenario: &Scenario, record: &RunRecord) -> String {
    let mut out = String::new();
    if !record.deadlines.is_empty() {
        out.push_str("Deadlines\n");
        let mut by_day: Vec<&DeadlineRecord> = record.deadlines.iter().collect();
        by_day.sort_by_key(|one| one.due);
        let width = by_day.iter().map(|one| due(one).chars().count()).max().unwrap_or(0).max(12);
        for one in by_day {
            out.push_str(&deadline(scenario, record, one, width));
        }
        out.push('\n');
    }
    out.push_str("Outcome\n");
    out.push_str(&outcome(scenario, record));
    out.push('\n');
    out.push_str(&lesson::below(scenario, &record.manifest));
    out
}

/// The day of an entry, no surer than it is.
fn about(entry: &EntryRecord) -> String {
    match entry.precision.as_deref() {
        Some("approx") => format!("c. {}", day(entry.date)),
        Some("unknown") => "on a day not found".to_owned(),
        _ => with_time(entry.date, &entry.time),
    }
}

/// Where something stands that runs while a request is pending.
fn pending(record: &RunRecord, deadline: &DeadlineRecord) -> String {
    let end = record.entries.iter().find(|entry| Some(entry.n) == deadline.done_by);
    let last = record.manifest.until.or(record.outcome.closed);
    match end {
        Some(end) if days_between(deadline.due, end.date) <= 0 => {
            let days = days_between(deadline.from, end.date);
            format!(" It ran {days} days, to entry {}, {}.", end.n, about(end))
        }
        None if last.is_some_and(|last| last <= deadline.due) => " Still pending.".to_owned(),
        _ => " Used up while the request was still pending.".to_owned(),
    }
}

/// Where a deadline stands: done, replaced, running, or over.
fn standing(record: &RunRecord, deadline: &DeadlineRecord) -> String {
    match deadline.kind.as_str() {
        "while-pending" => return pending(record, deadline),
        "retention" => return String::new(),
        _ if deadline.replaced => return " Replaced by a later day.".to_owned(),
        _ => {}
    }
    let act = record.entries.iter().find(|entry| Some(entry.n) == deadline.done_by);
    let Some(act) = act else { return not_done(record, deadline) };
    let (n, on) = (act.n, about(act));
    let unknown = Some("unknown");
    if act.precision.as_deref() == unknown || deadline.precision.as_deref() == unknown {
        return format!(" Done: entry {n}, {on}.");
    }
    match days_between(deadline.due, act.date) {
        ..=0 => format!(" Done in time: entry {n}, {on}.") + &further(record, deadline),
        // The record is of what courts accepted, so its late acts had more time than the rule gives.
        late if act.status == "recorded" => {
            format!(" Done {late} days after it, so the time was extended: entry {n}, {on}.")
        }
        late => format!(" Done {late} days late: entry {n}, {on}."),
    }
}

/// Where a deadline stands that no entry meets.
fn not_done(record: &RunRecord, deadline: &DeadlineRecord) -> String {
    let last_day = record.manifest.until.or(record.outcome.closed);
    let left = last_day.map(|last| days_between(last, deadline.due)).filter(|left| *left >= 0);
    let open = record.outcome.closed.is_none();
    match left {
        _ if deadline.precision.as_deref() == Some("unknown") => " No entry meets it.".to_owned(),
        Some(left) if open => format!(" Running: {left} days left."),
        Some(_) => " Fell away when the case ended.".to_owned(),
        None => " Not done.".to_owned(),
    }
}

/// The acts of others that came after the day.
fn further(record: &RunRecord, deadline: &DeadlineRecord) -> String {
    let late = record.entries.iter().filter(|entry| deadline.late.contains(&entry.n));
    let late = late.map(|entry| {
        let days = count(days_between(deadline.due, entry.date) as u32, "day", "days");
        let about = if entry.precision.as_deref() == Some("approx") { "c. " } else { "" };
        format!("entry {} ({about}{days} after it)", entry.n)
    });
    let late = late.collect::<Vec<_>>().join(", ");
    if late.is_empty() { late } else { format!(" Late: {late}.") }
}

/// The day on which a deadline ends, no surer than the day it is counted from.
fn due(deadline: &DeadlineRecord) -> String {
    match deadline.precision.as_deref() {
        Some("unknown") => "n.d.".to_owned(),
        Some("approx") => format!("c. {}", day(deadline.due)),
        _ => with_time(deadline.due, &deadline.time),
    }
}

/// From when a deadline is counted: a day that is only drawn is none to count from.
fn counted_from(deadline: &DeadlineRecord) -> String {
    match deadline.precision.as_deref() {
        Some("unknown") => format!("from entry {}, of which no day was found", deadline.entry),
        Some("approx") => format!("from c. {}, entry {}", day(deadline.from), deadline.entry),
        _ => format!("from {}, entry {}", day(deadline.from), deadline.entry),
    }
}

fn deadline(
    scenario: &Scenario,
    record: &RunRecord,
    deadline: &DeadlineRecord,
    width: usize,
) -> String {
    let whose = name_on(scenario, deadline.from, &deadline.whose);
    let at_most = if deadline.kind == "while-pending" { "at most " } else { "" };
    let DeadlineRecord { what, period, .. } = deadline;
    let from = counted_from(deadline);
    let text = format!("{whose}: {what} ({at_most}{period} {from}).");
    let due = format!("  {:<width$} ", due(deadline));
    let indent = " ".repeat(due.len());
    let mut out = wrap(&(text + &standing(record, deadline)), &due, &indent);
    let cited = cited(&scenario.authorities, &deadline.authority);
    out.push_str(&wrap(&cited, &indent, &indent));
    out
}

/// How the case ended, a line for each part of it.
pub fn outcome(scenario: &Scenario, record: &RunRecord) -> String {
    let (outcome, until) = (&record.outcome, record.manifest.until);
    let mut rows = Vec::new();
    if goes_to_court(scenario) {
        rows.push(("Warrant path".to_owned(), warrant_words(&outcome.warrant).to_owned()));
    }
    let paths = outcome.paths.iter();
    rows.extend(paths.map(|(path, end)| (path_label(path), path_words(end).to_owned())));
    rows.push(("Data".to_owned(), data_words(outcome)));
    if let Some(deletion) = &outcome.deletion {
        rows.push(("Deletion".to_owned(), deletion_words(record, deletion)));
    }
    rows.push(match (outcome.closed, until) {
        (Some(closed), _) => {
            ("Decided".to_owned(), format!("{}, day {}", day(closed), outcome.day))
        }
        (None, Some(until)) => ("Decided".to_owned(), format!("still open on {}", day(until))),
        (None, None) => {
            ("Decided".to_owned(), format!("still open on day {}, the last entry", outcome.day))
        }
    });
    let wins: Vec<String> = outcome
        .wins
        .iter()
        .map(|win| format!("{} ({}) {}", win.stage, win.n, win.winner))
        .collect();
    if !wins.is_empty() {
        rows.push(("Who won what".to_owned(), wins.join("; ")));
    }
    let counted = tally_words(&outcome.tally);
    if !counted.is_empty() {
        rows.push(("Papers".to_owned(), counted));
    }
    let longest = rows.iter().map(|(label, _)| label.chars().count()).max();
    let width = longest.unwrap_or(0).max(13);
    let line = |(label, text): (String, String)| {
        wrap(&text, &format!("  {label:<width$} "), &" ".repeat(width + 3))
    };
    rows.into_iter().map(line).collect()
}

/// Whether the court track is a path of this case: it is, unless a strategy leaves it out.
pub fn goes_to_court(scenario: &Scenario) -> bool {
    let steps = &scenario.strategy;
    steps.is_empty() || steps.iter().any(|step| step.take == Path::Warrant)
}

/// How the warrant path ended, in words.
pub fn warrant_words(ending: &str) -> &str {
    match ending {
        "produced-in-part" => "produced in part",
        "appeal-dismissed" => "appeal dismissed",
        "moot-vacated" => "moot; all rulings vacated",
        "no-data" => "no data was left",
        "not-used" => "not used",
        "pending" => "still open",
        other => other,
    }
}

/// `Treaty path`.
fn path_label(path: &str) -> String {
    let name = path_name(path);
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} path", letters.as_str())
}

/// A path in a sentence: its word, or what the word abbreviates in capitals.
pub fn path_name(path: &str) -> String {
    const ABBREVIATIONS: [&str; 3] = ["sca", "mlat", "gdpr"];
    if ABBREVIATIONS.contains(&path) { path.to_uppercase() } else { path.to_owned() }
}

/// How the path of a channel ended, in words.
pub fn path_words(ending: &str) -> &str {
    match ending {
        "not-used" => "not used",
        "pending" => "still open",
        "abandoned" => "given up",
        "no-data" => "no data was left",
        "lapsed" => "its time ran out",
        "held" => "a copy is held",
        "sanctioned" => "a sanction",
        "in-part" => "produced in part",
        "cleared" => "nothing followed",
        "unavailable" => "not open on that day",
        other => other,
    }
}

/// What the user of the account does, whom nobody's paper reports: `its user deletes the data on 4 Mar 2014`.
fn deletion_words(record: &RunRecord, deletion: &DeletionRecord) -> String {
    let DeletionRecord { on, learned_on, copy_until } = deletion;
    let last_entry = record.entries.last().map(|entry| entry.date);
    let last = record.outcome.closed.or(record.manifest.until).or(last_entry);
    let is_over = |date: Date| last.is_none_or(|last| date <= last);
    if !is_over(*on) && record.outcome.closed.is_none() {
        return "its user has not deleted the data by then".to_owned();
    }
    let verb = if is_over(*on) { "deletes" } else { "would delete" };
    let learned = learned_on.map(|date| {
        let verb = if is_over(date) { "learns" } else { "would learn" };
        format!("{verb} of the case on {} and ", day(date))
    });
    let copy = match copy_until {
        Some(until) => format!("a copy is held to {}", day(*until)),
        None => "nobody holds a copy".to_owned(),
    };
    format!("its user {}{verb} the data on {}; {copy}", learned.unwrap_or_default(), day(*on))
}

fn data_words(outcome: &Outcome) -> String {
    let by = match outcome.produced_by.as_deref() {
        None => return "not produced, or not confirmed".to_owned(),
        Some("warrant") => "produced under the warrant",
        Some("in-part") => "produced in part",
        Some("replacement-warrant") => "produced under the new warrant",
        Some("warrant-elsewhere") => "produced under a warrant of another court",
        Some(path) => &format!("produced by the {} path", path_name(path)),
    };
    match outcome.produced_on {
        Some(on) => format!("{by} on {}", day(on)),
        None => by.to_owned(),
    }
}

/// How a case ended, in one sentence without a full stop.
pub fn outcome_words(outcome: &Outcome) -> String {
    let mut parts = Vec::new();
    if outcome.warrant != "not-used" {
        parts.push(format!("warrant {}", warrant_words(&outcome.warrant)));
    }
    for (path, end) in outcome.paths.iter().filter(|(_, end)| *end != "not-used") {
        parts.push(format!("{} path {}", path_name(path), path_words(end)));
    }
    if parts.is_empty() {
        parts.push("no path used".to_owned());
    }
    parts.push(format!("data {}", data_words(outcome)));
    parts.push(match outcome.closed {
        Some(closed) => format!("decided {}, day {}", day(closed), outcome.day),
        None => format!("open on day {}", outcome.day),
    });
    parts.join("; ")
}

fn tally_words(tally: &Tally) -> String {
    let counted = [
        (tally.warrants, "warrant", "warrants"),
        (tally.motions_to_vacate, "motion to vacate", "motions to vacate"),
        (tally.stays_by_consent, "stay by consent", "stays by consent"),
        (
            tally.stays_by_district_judge,
            "stay by the district judge",
            "stays by the district judge",
        ),
        (tally.stays_lifted, "stay lifted", "stays lifted"),
        (tally.notices_of_appeal, "notice of appeal", "notices of appeal"),
        (tally.contempts, "contempt", "contempts"),
        (tally.fines, "fine", "fines"),
        (tally.rehearing_petitions, "petition for rehearing", "petitions for rehearing"),
        (tally.certiorari_petitions, "petition for certiorari", "petitions for certiorari"),
        (tally.statutes, "statute", "statutes"),
        (tally.requests, "request", "requests"),
    ];
    let some = counted.into_iter().filter(|(number, ..)| *number > 0);
    some.map(|(number, one, many)| count(number, one, many)).collect::<Vec<_>>().join(", ")
}

fn rests_on(scenario: &Scenario, record: &RunRecord) -> String {
    let Drawn { guesses, assumptions, .. } = &record.manifest.drawn;
    if is_all_recorded(record) {
        return String::new();
    }
    let drew = count(*assumptions as u32, "assumption", "assumptions");
    let case = asked(&scenario.name, &scenario.sets);
    let text = format!("Rests on: {drew} that this run drew on; guesses among them: {guesses}.");
    let terms = terms_of(&record.manifest);
    wrap(&text, "", "") + &shell_lines(&format!("comity assumptions {case} --drawn{terms}"), "  ")
}

fn is_all_recorded(record: &RunRecord) -> bool {
    record.entries.iter().all(|entry| entry.status == "recorded")
}

/// An entry worth asking about, and a decision worth changing.
fn next_steps(scenario: &Scenario, record: &RunRecord) -> String {
    let case = asked(&scenario.name, &scenario.sets);
    let find = |wanted: &dyn Fn(&&EntryRecord) -> bool| record.entries.iter().find(wanted);
    let entry = find(&|entry| entry.status == "chosen")
        .or_else(|| find(&|entry| entry.point.as_deref() == Some("district.lift-stay")))
        .or_else(|| record.entries.iter().rev().find(|entry| entry.choice.is_some()));
    let mut out = String::from("Next:\n");
    if let Some(entry) = entry {
        let id = entry.id.clone().unwrap_or_else(|| entry.n.to_string());
        let why = format!("comity why {case} {id}{}", terms_of(&record.manifest));
        out.push_str(&shell_lines(&why, "  "));
    }
    let other = match otherwise(scenario, record) {
        Some(choice) => format!("comity run {case} --what-if {choice}"),
        None => format!("comity decisions {case}"),
    };
    out + &shell_lines(&other, "  ")
}

/// A choice that would have come up and made a difference, where nothing is chosen yet.
fn otherwise(scenario: &Scenario, record: &RunRecord) -> Option<String> {
    if !record.manifest.choices.is_empty() || !scenario.chosen.is_empty() {
        return None;
    }
    let at = |name: &str| record.entries.iter().any(|entry| entry.point.as_deref() == Some(name));
    if at("district.review") {
        return Some("district.review=reverse".to_owned());
    }
    record.entries.iter().rev().find_map(|entry| other_end(scenario, entry))
}

/// The likeliest other end of a stage that an entry ends.
fn other_end(scenario: &Scenario, entry: &EntryRecord) -> Option<String> {
    let point = scenario.find_point(entry.point.as_deref()?)?;
    let stage = scenario.stage(point)?;
    let taken = stage.outcomes.iter().position(|one| Some(&one.name) == entry.choice.as_ref())?;
    // Where the data was gone nothing else was open.
    if stage.if_gone.map(usize::from) == Some(taken) {
        return None;
    }
    let odds = &scenario.assumed.get(usize::from(point.0))?.odds;
    let others = (0..odds.len()).filter(|other| *other != taken && odds[*other] > 0.0);
    let likeliest = others.rev().max_by(|a, b| odds[*a].total_cmp(&odds[*b]))?;
    Some(format!("{}={}", stage.name, stage.outcomes.get(likeliest)?.name))
}

/// The options that make these terms again; the usual seed is left out.
fn terms_of(manifest: &Manifest) -> String {
    let mut text = String::new();
    if manifest.seed != 1 {
        text.push_str(&format!(" --seed {}", manifest.seed));
    }
    for (name, day) in [("--from", manifest.from), ("--until", manifest.until)] {
        text.push_str(&day.map(|day| format!(" {name} {day}")).unwrap_or_default());
    }
    for choice in &manifest.choices {
        text.push_str(&format!(" --what-if {choice}"));
    }
    text
}
