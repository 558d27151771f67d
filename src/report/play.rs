//! A play for people: lines that are only ever added, in 80 columns, so that a screen reader, a pipe and a printer show
//! the same.

pub mod ending;
pub mod posture;
pub mod record;

use crate::experiment::play::{Made, Play};
use crate::law::docket::{Entry, Status};
use crate::law::office::Office;
use crate::report::lesson::Question;
use crate::report::lines::{capital, count, day, fitting, list, shell_lines, wrap};
use crate::report::play::record::{DecisionRecord, OptionAtHand, date_words};
use crate::report::record::{EntryRecord, Manifest, RunRecord};
use crate::report::text::{citations, entry, entry_line, name, people};
use crate::scenario::Scenario;

const INDENT: &str = "     ";

/// How many characters of citations an option shows: a line.
const CITATIONS: usize = 66;

/// What can be typed.
pub const HELP: &str = "\
You can type
  2, or a name      take that option; the beginning of a name is enough
  why               what led to this decision
  why 12            what stands behind entry 12
  history           your choices, and what was really decided here
  back              take your last choice back; again for the one before
  docket            every entry so far, with its authorities
  options           where things stand and the options once more
  save my.play.toml keep the play in a file: comity play my.play.toml goes on
  quit              leave; how to go on is said then
";

/// What can be typed at the end.
pub const HELP_AT_THE_END: &str = "\
You can type
  back              take your last choice back and decide otherwise
  why 12            what stands behind entry 12
  history           your choices beside what was really decided
  docket            every entry, with its authorities
  save my.play.toml keep the play in a file
  quit              leave
";

/// What stands above the play.
pub fn heading(scenario: &Scenario, play: &Play<'_>) -> String {
    let mut out = wrap(&scenario.title, "", "");
    for line in [&scenario.caption, &scenario.dockets.join("; ")] {
        if !line.is_empty() {
            out.push_str(&wrap(line, "", ""));
        }
    }
    if let Some(question) = Question::of(scenario) {
        out.push_str(&wrap(&question.title(), "", ""));
        out.push_str("Predict first:\n");
        out.push_str(&question.lines("  "));
    }
    let roles: Vec<String> = play.roles().iter().map(|role| role_words(scenario, *role)).collect();
    out.push_str(&wrap(&format!("You play {}.", list(&roles)), "", ""));
    out.push_str(&wrap(&others(play), "", ""));
    let given: Vec<String> =
        play.given().choices.iter().map(|choice| scenario.choice_words(*choice)).collect();
    if !given.is_empty() {
        out.push_str(&wrap(&format!("Given: {}.", given.join(", ")), "", ""));
    }
    out.push('\n');
    out
}

/// `Microsoft (provider)`.
fn role_words(scenario: &Scenario, role: Office) -> String {
    let name = scenario.names.of(role);
    if name == role.id() { name.to_owned() } else { format!("{name} ({})", role.id()) }
}

/// Whether what happens up to the first decision is what really happened.
fn follows_record(play: &Play<'_>) -> bool {
    let happened = |entry: &Entry| entry.status == Status::Recorded && entry.line.is_some();
    let known = play.waiting().is_some_and(|waiting| waiting.pending.recorded.is_some());
    known || play.run().docket.entries.iter().any(happened)
}

/// Who answers for the others.
fn others(play: &Play<'_>) -> String {
    let seed = play.given().seed;
    let after = format!("by the odds of the scenario, with seed {seed}");
    match play.given().from {
        _ if !follows_record(play) => format!("The others decide {after}."),
        Some(from) => {
            format!(
                "Up to {} everything is as recorded; then the others decide {after}.",
                day(from)
            )
        }
        None => format!(
            "The others do what they really did as long as you decide as it was really decided; once \
             you do not, they decide {after}."
        ),
    }
}

/// Entries in short, one after the other.
pub fn entries_in_short(scenario: &Scenario, entries: &[EntryRecord]) -> String {
    entries.iter().map(|one| in_short(scenario, one)).collect()
}

fn in_short(scenario: &Scenario, entry: &EntryRecord) -> String {
    let text = format!("{}: {}", people(scenario, entry), entry.text);
    entry_line(entry) + &wrap(&text, INDENT, INDENT) + "\n"
}

/// A decision that waits: the question, where things stand, and what can be chosen.
pub fn decision(scenario: &Scenario, decision: &DecisionRecord) -> String {
    let DecisionRecord { number, question, .. } = decision;
    let who = capital(&decider(scenario, decision));
    let when = format!("{}, {}", date_words(decision), day_words(decision));
    let mut out = wrap(&format!("DECISION {number}. {who}, {when}"), "", "  ");
    out.push_str(&wrap(question, "", ""));
    let id = decision.id.map(|id| format!("{id}, ")).unwrap_or_default();
    out.push_str(&wrap(&format!("({id}{})", decision.point), "", ""));
    if decision.together {
        out.push_str(&wrap("Both sides decide this together: you speak for both.", "", ""));
    }
    out.push_str("\nWhere things stand\n");
    for line in &decision.posture {
        out.push_str(&wrap(line, "  ", "    "));
    }
    out.push_str("\nOptions, with what is at stake and the authority\n");
    for option in &decision.options {
        out.push_str(&one_option(scenario, option));
    }
    out
}

fn decider(scenario: &Scenario, decision: &DecisionRecord) -> String {
    match Office::find(&decision.decider) {
        Some(Office::Parties) => "both sides".to_owned(),
        Some(office) => scenario.names.on(decision.date, office).to_owned(),
        None => decision.decider.clone(),
    }
}

fn day_words(decision: &DecisionRecord) -> String {
    format!("day {}", decision.day)
}

fn one_option(scenario: &Scenario, option: &OptionAtHand) -> String {
    let first = format!("{:>3}. ", option.number);
    let mut out = match &option.closed {
        Some(_) => wrap(&format!("{}: CLOSED BY LAW", option.name), &first, INDENT),
        None => wrap(&option.name, &first, INDENT),
    };
    if let Some(why) = &option.closed {
        out.push_str(&wrap(&sentence(why), INDENT, INDENT));
        return out;
    }
    out.push_str(&wrap(&sentence(&option.leads_to), INDENT, INDENT));
    let cited = fitting(&citations(&scenario.authorities, &option.authority), "; ", CITATIONS);
    if !cited.is_empty() {
        out.push_str(&wrap(&format!("[{cited}]"), INDENT, INDENT));
    }
    out
}

/// A text as a sentence.
fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text } else { text + "." }
}

/// The line that asks for a choice, without a line break.
pub fn prompt(options: usize) -> String {
    match options {
        0 => "Over. back, docket, why N, save FILE, quit, or ?: ".to_owned(),
        _ => format!("Choose 1 to {options}, or ? for help: "),
    }
}

/// What was chosen, as the transcript has it.
pub fn chosen(scenario: &Scenario, made: &Made) -> String {
    wrap(&format!("CHOSEN: {}", scenario.choice_words(made.choice)), "", "  ") + "\n"
}

/// What was taken back.
pub fn taken_back(scenario: &Scenario, made: &Made) -> String {
    wrap(&format!("TAKEN BACK: {}", scenario.choice_words(made.choice)), "", "  ") + "\n"
}

/// Why we are here: the entry that led to the decision, and the way back from it.
pub fn why_here(scenario: &Scenario, record: &RunRecord, decision: &DecisionRecord) -> String {
    let cause = decision.because.and_then(|n| record.entries.iter().find(|one| one.n == n));
    let Some(cause) = cause else {
        return wrap("Nothing on the docket led to this: the case begins with it.", "", "") + "\n";
    };
    let mut out = String::from("This is decided because of\n\n");
    out.push_str(&entry(scenario, cause));
    let chain = crate::report::why::chain(record, cause);
    let steps: Vec<String> = chain
        .iter()
        .filter_map(|n| record.entries.iter().find(|one| one.n == *n))
        .map(|one| format!("{} {}", one.n, one.event))
        .collect();
    if !steps.is_empty() {
        out.push_str(&wrap(&steps.join(" < "), "and that because of: ", "  "));
    }
    out.push_str(&wrap(
        &format!("What stands behind an entry, with its authorities: why {}", cause.n),
        "",
        "",
    ));
    out.push('\n');
    out
}

/// The choices so far, and what was really decided here.
pub fn history(scenario: &Scenario, play: &Play<'_>) -> String {
    let mut out = String::from("Your choices\n");
    for (made, number) in play.made().iter().zip(1..) {
        let line = format!("{}, {}", scenario.choice_words(made.choice), day(made.on));
        out.push_str(&wrap(&line, &format!("{number:>3}. "), INDENT));
        out.push_str(&wrap(&really(scenario, made), INDENT, INDENT));
    }
    if play.made().is_empty() {
        out.push_str("  None yet.\n");
    }
    if let Some(waiting) = play.waiting() {
        let pending = &waiting.pending;
        out.push_str("Here\n");
        out.push_str(&wrap(
            &match pending.recorded {
                Some(option) => {
                    format!("Really decided: {}.", scenario.option_name(pending.point, option))
                }
                None if scenario.record.is_empty() => "This case has no history.".to_owned(),
                None if pending.departed => {
                    "The play has left what really happened; history says nothing here.".to_owned()
                }
                None => "The record shows no decision here.".to_owned(),
            },
            INDENT,
            INDENT,
        ));
    }
    out.push('\n');
    out
}

fn really(scenario: &Scenario, made: &Made) -> String {
    match made.recorded {
        Some(option) if option == made.choice.option => "As it was really decided.".to_owned(),
        Some(option) => {
            format!("Really decided: {}.", scenario.option_name(made.choice.point, option))
        }
        None => "History says nothing here.".to_owned(),
    }
}

/// Everything on the docket so far.
pub fn docket(scenario: &Scenario, record: &RunRecord) -> String {
    if record.entries.is_empty() {
        return "The docket is empty.\n\n".to_owned();
    }
    record.entries.iter().map(|one| entry(scenario, one)).collect()
}

/// Who can be played, with the number of decisions each may have.
pub fn roles(scenario: &Scenario, roles: &[(Office, usize)]) -> String {
    let width = roles.iter().map(|(office, _)| office.id().len()).max().unwrap_or(0);
    let line = |(office, decisions): &(Office, usize)| {
        let id = office.id();
        let shown = name(scenario, id);
        let decisions = count(*decisions as u32, "decision", "decisions");
        let called = if shown == id { String::new() } else { format!("{shown}, ") };
        let rest = " ".repeat(width + 4);
        wrap(&format!("{called}{decisions}"), &format!("  {id:<width$}  "), &rest)
    };
    roles.iter().map(line).collect()
}

/// What is said when a play is left: how to go on.
pub fn farewell(command: &str, manifest: &Manifest, is_over: bool) -> String {
    let what = if is_over { "The same play again:" } else { "To go on later:" };
    format!("{what}\n{}{}\n", shell_lines(command, "  "), manifest.notice)
}
