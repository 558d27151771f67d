//! What comes with the program, and what one scenario says of itself.

use serde::Serialize;

use crate::report::lesson::{self, Question};
use crate::report::lines::wrap;
use crate::scenario::Scenario;
use crate::scenario::document::Document;
use crate::scenario::info::HEADINGS;
use crate::scenario::library::{CHANNELS, GROUPS, SCENARIOS, Shipped, heading};

/// Everything that comes with the program.
#[derive(Serialize)]
pub struct List {
    /// The scenarios, group by group.
    pub scenarios: Vec<Listed>,
    /// The channels.
    pub channels: Vec<Listed>,
}

/// A file that comes with the program.
#[derive(Serialize)]
pub struct Listed {
    /// The group of a scenario; a channel has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
}

/// What one file says of itself.
#[derive(Serialize)]
pub struct About {
    /// The name it was asked for by.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// The file the summary is from, if it is that of one below.
    pub summary_from: Option<String>,
    /// The headings under which it says more, with the texts.
    pub info: Vec<Said>,
    /// What it asks, if it is a lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Question>,
}

/// A heading and its text.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// The heading.
    pub heading: &'static str,
    /// The text, as it is written.
    pub text: String,
    /// The file it is from, if it is one below.
    pub from: Option<String>,
}

/// Everything that comes with the program.
pub fn list() -> List {
    let mut group = None;
    let scenarios = SCENARIOS.iter().map(|shipped| {
        let begins = GROUPS.iter().find(|(_, first)| *first == shipped.name);
        group = begins.map(|(title, _)| *title).or(group);
        listed(shipped, group)
    });
    List {
        scenarios: scenarios.collect(),
        channels: CHANNELS.iter().map(|shipped| listed(shipped, None)).collect(),
    }
}

fn listed(shipped: &Shipped, group: Option<&'static str>) -> Listed {
    let (title, summary) = heading(shipped);
    Listed { group, name: shipped.name, title, summary }
}

/// What a scenario says of itself, and what only the files say that it is based on.
pub fn about(scenario: &Scenario, document: &Document) -> About {
    let below = |key: &str| {
        let span = document.span(key).filter(|span| !document.is_own(span))?;
        Some(document.sources().place(span.start).file)
    };
    let said = |(heading, text): (&'static str, &str)| {
        let key = HEADINGS.iter().find(|(_, words)| *words == heading).map(|(key, _)| *key);
        let from = key.and_then(|key| below(&format!("info.{key}")));
        Said { heading, text: text.to_owned(), from }
    };
    About {
        name: scenario.name.clone(),
        title: scenario.title.clone(),
        summary: scenario.summary.clone(),
        summary_from: below("summary"),
        info: scenario.info.said().map(said).collect(),
        lesson: Question::of(scenario),
    }
}

/// What a channel says of itself.
pub fn about_channel(shipped: &Shipped) -> About {
    let (title, summary) = heading(shipped);
    let name = shipped.name.to_owned();
    About { name, title, summary, summary_from: None, info: Vec::new(), lesson: None }
}

/// One line for each file, under the heading of its group.
pub fn text(list: &List) -> String {
    let names = list.scenarios.iter().chain(&list.channels).map(|one| one.name.chars().count());
    let width = names.max().unwrap_or(0);
    let mut out = String::new();
    let mut group = None;
    for one in &list.scenarios {
        if one.group != group {
            out.push_str(if group.is_none() { "" } else { "\n" });
            out.push_str(&format!("{}\n", one.group.unwrap_or("Scenarios")));
            group = one.group;
        }
        out.push_str(&line(one, width));
    }
    out.push_str("\nChannels: tables of stages that a scenario can name\n");
    for one in &list.channels {
        out.push_str(&line(one, width));
    }
    if let Some(first) = list.scenarios.first() {
        let name = first.name;
        out.push_str(&format!("\nNext: comity list {name}, then comity run {name}\n"));
    }
    if let Some(lesson) = list.scenarios.iter().find(|one| one.name.starts_with("lesson-")) {
        out.push_str(&format!("To teach: comity list {}, and so on in their order\n", lesson.name));
    }
    out
}

fn line(one: &Listed, width: usize) -> String {
    let first = format!("  {:<width$}  ", one.name);
    wrap(&one.title, &first, &" ".repeat(first.chars().count()))
}

/// The page of one file.
pub fn page(about: &About) -> String {
    let mut out = wrap(&format!("{}: {}", about.name, about.title), "", "");
    out.push('\n');
    let mut last = &None;
    out.push_str(&said_by(&about.summary_from, &mut last));
    out.push_str(&wrap(&about.summary, "", ""));
    if let Some(question) = &about.lesson {
        out.push('\n');
        out.push_str(&lesson::page(&about.name, question));
    }
    for Said { heading, text, from } in &about.info {
        out.push('\n');
        out.push_str(&said_by(from, &mut last));
        out.push_str(&format!("{heading}\n"));
        out.push_str(&paragraphs(text));
    }
    out
}

/// Whose words follow, where it is no longer the same file.
fn said_by<'a>(from: &'a Option<String>, last: &mut &'a Option<String>) -> String {
    let is_new = *last != from;
    *last = from;
    let words = from.as_ref().map(|file| format!("From {file}, on which this file is based:"));
    words.filter(|_| is_new).map(|words| wrap(&words, "", "") + "\n").unwrap_or_default()
}

/// A text in lines: paragraphs are broken anew, commands stay as they are.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    let mut prose = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        let is_command = line.starts_with("comity ");
        if (is_command || line.is_empty()) && !prose.is_empty() {
            out.push_str(&wrap(&std::mem::take(&mut prose), "  ", "  "));
        }
        if is_command {
            out.push_str(&format!("    {line}\n"));
        } else {
            prose.push_str(&format!("{line} "));
            prose = prose.trim_start().to_owned();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_begins_with_a_scenario_that_is_there_and_in_order() {
        let place = |name: &str| SCENARIOS.iter().position(|shipped| shipped.name == name);
        let places: Vec<Option<usize>> = GROUPS.iter().map(|(_, first)| place(first)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert_eq!(places[0], Some(0), "the first scenario is in a group");
    }

    #[test]
    fn prose_is_broken_anew_and_a_command_is_not() {
        let long = "comity run microsoft-ireland --what-if ".to_owned() + &"x".repeat(80);
        let text = format!("One\nline.\n\n{long}\ncomity list\n\nTwo.");
        assert_eq!(
            paragraphs(&text),
            format!("  One line.\n    {long}\n    comity list\n  Two.\n")
        );
    }
}
