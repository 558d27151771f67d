//! `comity list`: what comes with the program.

use clap::Args;
use serde::Serialize;

use crate::report::lines::wrap;
use crate::scenario::check::check;
use crate::scenario::library::{CHANNELS, SCENARIOS, Shipped, heading};

use super::exit::{Exit, Trouble};
use super::output::{Target, json};

/// Arguments of `list`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct List {
    scenarios: Vec<Listed>,
    channels: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    name: String,
    title: String,
    summary: String,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments) -> Result<Exit, Trouble> {
    let list = List {
        scenarios: SCENARIOS.iter().map(scenario).collect(),
        channels: CHANNELS.iter().map(channel).collect(),
    };
    let text = if arguments.json { json(&list)? } else { text(&list) };
    arguments.target.write(&text)
}

fn scenario(shipped: &Shipped) -> Listed {
    let scenario = check(shipped.name, shipped.text).scenario;
    let (title, summary) = scenario.map(|one| (one.title, one.summary)).unwrap_or_default();
    Listed { name: shipped.name.to_owned(), title, summary: first_sentence(&summary) }
}

fn channel(shipped: &Shipped) -> Listed {
    let (title, summary) = heading(shipped);
    Listed { name: shipped.name.to_owned(), title, summary: first_sentence(&summary) }
}

/// The first sentence, without stopping at the dot of an abbreviation in capitals.
fn first_sentence(text: &str) -> String {
    let end = text.match_indices(". ").find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
    });
    end.map_or(text, |(at, _)| &text[..=at]).to_owned()
}

fn text(list: &List) -> String {
    let mut out = String::from("Scenarios\n");
    let section = |listed: &[Listed], out: &mut String| {
        for one in listed {
            out.push_str(&wrap(&format!("{}: {}", one.name, one.title), "  ", "  "));
            out.push_str(&wrap(&one.summary, "    ", "    "));
        }
    };
    section(&list.scenarios, &mut out);
    out.push_str("\nChannels: stage tables a scenario can name\n");
    section(&list.channels, &mut out);
    if let Some(first) = list.scenarios.first() {
        out.push_str(&format!("\nNext: comity run {}\n", first.name));
    }
    out
}
