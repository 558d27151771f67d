//! `comity merge`: partial results of one question, added up.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::experiment::partial::{Mismatch, Partial, follows};
use crate::scenario::Scenario;

use super::exit::{Exit, Problem, Trouble};
use super::many::Shown;
use super::output::{Color, Target};

/// Arguments of `merge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity forecast treaty-first --cases 0..500 --partial -o a.json
  comity forecast treaty-first --cases 500..1000 --partial -o b.json
  comity merge a.json b.json
  comity sweep treaty-first --cases 0..500 --partial -o c.json \\
      --vary channel.us-ie-mlat.factor.k_ie.value=0.5..2
  comity merge c.json --format csv

The result is, to the byte, that of one run over all the cases; of a caseload
they are replications. Files may come in any order; a gap, an overlap, another question, another version or damage is
refused, and nothing is written.")]
pub(super) struct Arguments {
    /// Files that --partial wrote
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write a partial result of all of them, to be merged further
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let mut read = read_all(&arguments.files)?;
    read.sort_by_key(|(_, partial)| partial.cases);
    check_order(&read)?;
    let mut parts = read.into_iter().map(|(_, partial)| partial);
    let Some(mut whole) = parts.next() else {
        return Err(Trouble::usage(Problem::new("no file is given", "name at least one")));
    };
    parts.for_each(|next| whole.append(next));
    if arguments.partial {
        let Partial { asked, scenario_hashes, cases, counted, .. } = whole;
        let whole = Partial::new(asked, scenario_hashes, cases.0..cases.1, counted);
        return arguments.target.write(&super::many::partial_text(&whole)?);
    }
    super::show_partial(whole, &arguments.shown, &arguments.target, color)
}

/// Whether the scenarios have the texts that were counted.
pub(super) fn same_texts(scenarios: &[&Scenario], hashes: &[String]) -> Result<(), Trouble> {
    let now: Vec<&str> = scenarios.iter().map(|scenario| scenario.hash.as_str()).collect();
    if now == hashes {
        return Ok(());
    }
    let names: Vec<&str> = scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    Err(other_texts(&names))
}

/// The mistake of scenarios, or files that go with them, that have other texts than those that were counted.
pub(super) fn other_texts(names: &[&str]) -> Trouble {
    Trouble::usage(Problem::new(
        format!("{} was changed after the cases were counted", names.join(", ")),
        "merge with the texts that were counted, or count anew",
    ))
}

/// The mistake of files that answer nothing this program asks.
pub(super) fn no_question(asked: &[String]) -> Trouble {
    Trouble::usage(Problem::new(
        format!("`{}` is nothing that can be counted in parts", asked.join(" ")),
        "merge what `forecast`, `compare`, `sweep` or `caseload` wrote with --partial",
    ))
}

/// Reads every file; every one that cannot be used is named.
fn read_all(files: &[PathBuf]) -> Result<Vec<(&Path, Partial)>, Trouble> {
    let mut problems = Vec::new();
    let mut read = Vec::new();
    for file in files {
        match read_one(file) {
            Ok(partial) => read.push((file.as_path(), partial)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

fn read_one(file: &Path) -> Result<Partial, Problem> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Problem::new(format!("{shown} cannot be read: {error}"), "name files that --partial wrote")
    })?;
    let partial: Partial = serde_json::from_str(&text).map_err(|error| {
        Problem::new(
            format!("{shown} is no partial result, or not all of one: {error}"),
            "write it anew with --partial -o FILE",
        )
    })?;
    if !partial.is_whole() {
        return Err(Problem::new(
            format!("{shown} was changed after it was written"),
            "write it anew with --partial -o FILE",
        ));
    }
    if partial.version != env!("CARGO_PKG_VERSION") {
        return Err(Problem::new(
            format!(
                "{shown} was counted by version {}, and this is {}",
                partial.version,
                env!("CARGO_PKG_VERSION")
            ),
            "count all parts and merge them with one version",
        ));
    }
    Ok(partial)
}

/// Whether each has the cases that follow those of the one before; all places where that fails.
fn check_order(read: &[(&Path, Partial)]) -> Result<(), Trouble> {
    let mut problems = Vec::new();
    for pair in read.windows(2) {
        let [(one_file, one), (next_file, next)] = pair else { continue };
        let Err(mismatch) = follows(one, next) else { continue };
        let (one_file, next_file) = (one_file.display(), next_file.display());
        problems.push(match mismatch {
            Mismatch::Question => Problem::new(
                format!(
                    "{one_file} and {next_file} answer different questions: `{}` and `{}`",
                    one.asked.join(" "),
                    next.asked.join(" ")
                ),
                "merge what one command counted, only --cases being different",
            ),
            Mismatch::Version => Problem::new(
                format!("{one_file} and {next_file} were counted by different versions"),
                "count all parts with one version",
            ),
            Mismatch::Scenario => Problem::new(
                format!(
                    "{one_file} and {next_file} were counted from different texts of the scenario"
                ),
                "count all parts from the same files",
            ),
            Mismatch::Gap(from, to) => Problem::new(
                format!(
                    "cases {from}..{to} are missing between {one_file} ({}) and {next_file} ({})",
                    one.range(),
                    next.range()
                ),
                format!("count them: --cases {from}..{to} --partial -o FILE"),
            ),
            Mismatch::Overlap(from, to) => Problem::new(
                format!(
                    "cases {from}..{to} are both in {one_file} ({}) and in {next_file} ({})",
                    one.range(),
                    next.range()
                ),
                "leave one of the two out, or count one of them anew",
            ),
        });
    }
    if problems.is_empty() { Ok(()) } else { Err(Trouble::all(Exit::Usage, problems)) }
}
