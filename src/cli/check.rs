//! `comity check`: is the scenario sound, and does it show what it says it shows?

use clap::Args;
use serde::Serialize;

use crate::ask::check::{File, look_at, verdict};
use crate::scenario::diagnostic::{narrate, render};

use super::exit::{Exit, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Paths of files, or names from `comity list`
    #[arg(required = true, value_name = "FILES")]
    scenarios: Vec<String>,
    #[command(flatten)]
    set: SetArguments,
    /// Print JSON
    #[arg(long, conflicts_with = "plain")]
    json: bool,
    /// Mistakes as sentences, one a line, for screen readers
    #[arg(long)]
    plain: bool,
    /// Also walk the branches by odds, as if nothing of the record were known: what is never reached?
    #[arg(long)]
    paths: bool,
    /// The most branches walked with each set of times
    #[arg(long, value_name = "N", default_value = "20000", requires = "paths")]
    branches: u64,
    #[command(flatten)]
    target: Target,
}

#[derive(Serialize)]
struct Report {
    program: &'static str,
    version: &'static str,
    files: Vec<File>,
}

/// How the command ends for a file.
fn exit(file: &File) -> Exit {
    match (file.sound, file.unmet.is_empty()) {
        (false, _) => Exit::Invalid,
        (true, false) => Exit::Unmet,
        (true, true) => Exit::Done,
    }
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let color = arguments.target.is_stdout() && color.on(&std::io::stdout());
    let (mut text, mut files) = (String::new(), Vec::new());
    let mut missing: Option<Trouble> = None;
    for name in &arguments.scenarios {
        let checked = match load::checked(name, &arguments.set) {
            Ok(checked) => checked,
            Err(trouble) => {
                missing = Some(match missing {
                    Some(known) => known.and_all(trouble),
                    None => trouble,
                });
                continue;
            }
        };
        let branches = arguments.paths.then_some(arguments.branches);
        let (file, found) = look_at(name, &arguments.set.sets, &checked, branches);
        text.push_str(&match arguments.plain {
            true => narrate(&found, checked.sources()),
            false => render(&found, checked.sources(), color),
        });
        text.push_str(&verdict(&file));
        files.push(file);
    }
    let found = files.iter().map(exit).min_by_key(|exit| match exit {
        Exit::Invalid => 0,
        Exit::Unmet => 1,
        _ => 2,
    });
    if arguments.json {
        let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        text = json(&Report { program, version, files })?;
    }
    arguments.target.write(&text)?;
    missing.map_or(Ok(found.unwrap_or(Exit::Done)), Err)
}
