//! `comity list`: what comes with the program, and what one scenario says of itself.

use clap::Args;

use crate::report::list::{about, about_channel, list, page, text};
use crate::scenario::library::CHANNELS;

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};

/// Arguments of `list`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity list
  comity list contested-warrant
  comity list us-ie-mlat")]
pub(super) struct Arguments {
    /// A scenario, or a channel, of which more is to be said
    name: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let text = match &arguments.name {
        None => {
            let list = list();
            if arguments.json { json(&list)? } else { text(&list) }
        }
        Some(name) => {
            let channel = CHANNELS.iter().find(|shipped| shipped.name == name);
            let about = match channel {
                Some(channel) => about_channel(channel),
                None => {
                    let set = SetArguments::default();
                    let checked = load::checked(name, &set)?;
                    match &checked.scenario {
                        Some(scenario) => about(scenario, &checked.document),
                        None => return Err(load::mistakes(name, &set, &checked, color)),
                    }
                }
            };
            if arguments.json { json(&about)? } else { page(&about) }
        }
    };
    arguments.target.write(&text)
}
