//! `comity tree`: every way a case can go, with its chance, as a decision tree.

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};

use crate::experiment::tree::shape::Cut;
use crate::experiment::tree::{Grown, Shown, Times, grow};
use crate::law::decision::PointId;
use crate::report::lines::asked;
use crate::report::tree::{mermaid, report, svg, text};
use crate::scenario::Scenario;
use crate::simulate::Terms;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, Target, json};
use super::search::{explain, never_arose};
use super::terms::{TermsArguments, in_prospect, options, unknown_point};

/// Arguments of `tree`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity tree treaty-first
  comity tree microsoft-ireland --from 2014-08-29 --depth 4
  comity tree microsoft-ireland --points district.review,circuit.panel
  comity tree treaty-first --times median
  comity tree e-evidence --format svg -o tree.svg

Given the times, chances are exact: no way is drawn by lot. What the times
change is averaged over --times cases. Decisions left out by --points are summed
over. A tree that is too large to read gets smaller with --points, and with
--times median, which walks it once, every time at its median. What is pruned or not walked keeps its chance: every level adds up.
Where the record of a case is whole and neither --from nor --what-if is given,
nothing of it after the first day is used.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    /// With the times of how many cases the branches are walked, or `median`: every time at its median
    #[arg(long, value_name = "N", default_value = "20")]
    times: String,
    /// The smallest chance of a way that is shown by itself: 0.02 or 2%
    #[arg(long, value_name = "CHANCE", default_value = "2%")]
    prune: String,
    /// Show only so many levels; if not given all, in a drawing or diagram 6
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
    /// Show only these decisions, with commas between them
    #[arg(long, value_name = "POINTS", value_delimiter = ',')]
    points: Vec<String>,
    /// The most branches walked with each set of times
    #[arg(long, value_name = "N", default_value = "5000")]
    branches: u64,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Svg,
    Json,
    Mermaid,
}

/// How many levels of a tree can be looked at on a page.
const DRAWN_LEVELS: usize = 6;

impl Format {
    fn drawn(self) -> bool {
        matches!(self, Format::Svg | Format::Mermaid)
    }
}

impl Arguments {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// What is asked of a scenario, read.
struct Asked {
    terms: Terms,
    times: Times,
    shown: Shown,
    cut: Cut,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let asked = read(arguments, &scenario)?;
    let Asked { terms, times, shown, cut } = &asked;
    let grown = grow(&scenario, terms, *times, arguments.branches.max(1), shown)
        .map_err(|failure| explain(&scenario, failure))?;
    all_arose(&scenario, terms, &grown)?;
    let command = command(&scenario, arguments, &asked);
    let report = report(&scenario, terms, &grown, (*times, shown, *cut), command);
    let target = &arguments.target;
    match arguments.format() {
        Format::Text => target.write(&text::text(&scenario, &report)),
        Format::Svg => target.write_with(&report.manifest, &svg::svg(&scenario, &report)),
        Format::Json => target.write(&json(&report)?),
        Format::Mermaid => {
            target.write_with(&report.manifest, &mermaid::mermaid(&scenario, &report))
        }
    }
}

/// Reads everything that is asked; every mistake is found at once.
fn read(arguments: &Arguments, scenario: &Scenario) -> Result<Asked, Trouble> {
    let terms = arguments.terms.read(scenario).map(|terms| in_prospect(terms, scenario));
    let mut problems = Vec::new();
    let times = read_times(&arguments.times).map_err(|problem| problems.push(problem)).ok();
    let prune = read_chance(&arguments.prune).map_err(|problem| problems.push(problem)).ok();
    let points = read_points(&arguments.points, scenario, &mut problems);
    let shown = if points.is_empty() { Shown::Procedure } else { Shown::Only(points) };
    match (terms, times, prune) {
        (Ok(terms), Some(times), Some(prune)) if problems.is_empty() => {
            let depth = arguments.depth.or(arguments.format().drawn().then_some(DRAWN_LEVELS));
            Ok(Asked { terms, times, shown, cut: Cut { prune, depth } })
        }
        (Err(trouble), ..) => Err(problems.into_iter().fold(trouble, Trouble::and)),
        _ => Err(Trouble::all(Exit::Usage, problems)),
    }
}

/// More sets of times than this would tell nothing new, and take long.
const MOST_TIMES: u64 = 10_000;

fn read_times(text: &str) -> Result<Times, Problem> {
    if text == "median" {
        return Ok(Times::Median);
    }
    let cases = text.parse().ok().filter(|cases| (1..=MOST_TIMES).contains(cases));
    cases.map(Times::Cases).ok_or_else(|| {
        Problem::new(
            format!("--times `{text}` is not a number of cases"),
            format!("give a number from 1 to {MOST_TIMES}, or `median`"),
        )
    })
}

/// A chance as a share or in per cent.
fn read_chance(text: &str) -> Result<f64, Problem> {
    let read = match text.trim().strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => text.trim().parse(),
    };
    read.ok().filter(|chance| (0.0..1.0).contains(chance)).ok_or_else(|| {
        Problem::new(
            format!("--prune `{text}` is not a chance below 1"),
            "give a share such as 0.02, or per cent such as 2%; 0 shows every way",
        )
    })
}

fn read_points(
    names: &[String],
    scenario: &Scenario,
    problems: &mut Vec<Problem>,
) -> BTreeSet<PointId> {
    let mut points = BTreeSet::new();
    for name in names {
        match scenario.find_point(name.trim()) {
            None => problems.push(unknown_point(name.trim(), scenario)),
            Some(point) if scenario.options(point).is_empty() => problems.push(Problem::new(
                format!("nothing is decided at `{name}`: it only takes time"),
                format!("see: comity decisions {}", asked(&scenario.name, &scenario.sets)),
            )),
            Some(point) => {
                points.insert(point);
            }
        }
    }
    points
}

/// A what-if that comes up in no branch is a mistake of whoever asks; one of the scenario may be cut off by it.
fn all_arose(scenario: &Scenario, terms: &Terms, grown: &Grown) -> Result<(), Trouble> {
    let missed = grown.never_arose.iter();
    let missed = missed.filter(|choice| terms.choices.is_empty() || terms.choices.contains(choice));
    let problems: Vec<Problem> =
        missed.map(|choice| never_arose(scenario, terms, *choice)).collect();
    if problems.is_empty() { Ok(()) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

/// The command that makes a tree again.
fn command(scenario: &Scenario, arguments: &Arguments, read: &Asked) -> String {
    let case = asked(&scenario.name, &scenario.sets);
    let Asked { terms, times, cut, .. } = read;
    let times = match times {
        Times::Cases(cases) => cases.to_string(),
        Times::Median => "median".to_owned(),
    };
    let mut command = format!(
        "comity tree {case} --seed {}{} --times {times} --prune {} --branches {}",
        terms.seed,
        options(scenario, terms),
        cut.prune,
        arguments.branches.max(1)
    );
    command.push_str(&cut.depth.map(|depth| format!(" --depth {depth}")).unwrap_or_default());
    if !arguments.points.is_empty() {
        command.push_str(&format!(" --points {}", arguments.points.join(",")));
    }
    command
}
