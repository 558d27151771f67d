//! `comity compare`: alternatives on the same cases.

pub(super) mod caseload;

use std::ops::Range;

use clap::Args;

use crate::experiment::compare::summary::{check, summary};
use crate::experiment::compare::{Alternative, Comparer, Comparison, MOST};
use crate::experiment::many::count;
use crate::experiment::partial::{self, Partial};
use crate::experiment::require::{Checked, Requirement};
use crate::report::compare::svg::svg;
use crate::report::compare::{CompareManifest, CompareReport, text};
use crate::report::lines::{self, quoted};
use crate::report::measures;
use crate::report::study::Study;

use super::exit::{Exit, Problem, Trouble};
use super::forecast::{HORIZON, exit};
use super::load::{self, SetArguments};
use super::long::{self, no_cases};
use super::many::{
    Format, ManyArguments, Shown, cases_option, explained, interrupted, obey_interrupts,
    partial_text,
};
use super::output::{Color, Target, json, table};
use super::path::{Asked, alternative};
use super::terms::{TermsArguments, options};

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity compare microsoft-ireland --path warrant --path treaty
  comity compare treaty-first contested-warrant -n 100000
  comity compare microsoft-ireland --from 2014-08-29 --or circuit.panel=affirm
  comity compare treaty-first contested-warrant --format csv -o both.csv
  comity compare treaty-first contested-warrant --format svg -o both.svg
  comity compare oia-2014 --caseload --or-set caseload.office.oia.desks=22
  comity compare treaty-first --or-set decide.provider.motion.takes='\"3 days\"'

Every alternative meets the same cases: the same luck wherever both draw it.
The first is what the others are set against. With --path an alternative starts
anew on the day the case opens and sets out on that path alone; what is decided
on the way may still open another. A path whose channel has presets is taken at
each of them, or at one: --path treaty@generic.")]
pub(super) struct Arguments {
    /// Scenarios: names from `comity list`, or paths of files
    #[arg(required = true)]
    scenarios: Vec<String>,
    /// The scenario with this path alone: warrant, or the word for a channel's path
    #[arg(long = "path", value_name = "PATH")]
    paths: Vec<String>,
    /// The scenario with this choice made: point=option
    #[arg(long = "or", value_name = "POINT=OPTION")]
    ors: Vec<String>,
    /// The scenario with this value changed
    #[arg(long = "or-set", value_name = "KEY=VALUE")]
    or_sets: Vec<String>,
    /// Compare what many cases through the same offices show: comity caseload
    #[arg(long, conflicts_with_all = ["paths", "ors", "count", "require", "horizon"])]
    pub(super) caseload: bool,
    /// With --caseload, how many replications to run; or these, with --cases
    #[arg(
        long,
        value_name = "N",
        default_value = "10",
        requires = "caseload",
        conflicts_with = "cases"
    )]
    replications: u64,
    /// With --caseload, how many years to simulate, instead of those of the scenario
    #[arg(long, allow_negative_numbers = true, value_name = "YEARS", requires = "caseload")]
    years: Option<f64>,
    /// With --caseload, let files of a stream come as they were counted: requests=FILE; may be repeated
    #[arg(long = "arrivals", value_name = "STREAM=FILE", requires = "caseload")]
    arrivals: Vec<String>,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    many: ManyArguments,
    /// The days without the data are counted up to this day
    #[arg(long, value_name = "DAYS", default_value_t = HORIZON)]
    horizon: u32,
    #[command(flatten)]
    pub(super) shown: Shown,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    if arguments.caseload {
        return caseload::obey(arguments, color);
    }
    let alternatives = alternatives(arguments, color)?;
    let cases = arguments.many.cases()?;
    check_labels(&arguments.shown.requirements()?, &alternatives)?;
    arguments.shown.level()?;
    arguments.shown.check(arguments.many.partial)?;
    if arguments.shown.format() == Format::Long {
        return rows(arguments, &alternatives, cases);
    }
    obey_interrupts();
    let all = cases.end - cases.start;
    let counted = arguments.many.with_crew(all, |crew| -> Result<(Comparison, _), _> {
        let (sum, reached) = count(cases, crew, || Comparer::new(&alternatives))?;
        Ok((sum.counted(), reached))
    });
    let (counted, reached) = counted.map_err(|trouble| explained(trouble, &alternatives))?;
    if arguments.many.partial {
        let hashes = alternatives.iter().map(|one| one.scenario.hash.clone()).collect();
        let counted = partial::Counted::Comparison(Box::new(counted));
        let partial = Partial::new(asked(arguments), hashes, reached, counted);
        arguments.target.write(&partial_text(&partial)?)?;
        return Ok(exit(&[]));
    }
    show(arguments, &alternatives, &counted, reached, &arguments.shown, &arguments.target)
}

/// Shows what was counted.
pub(super) fn show(
    arguments: &Arguments,
    alternatives: &[Alternative],
    counted: &Comparison,
    reached: Range<u64>,
    shown: &Shown,
    target: &Target,
) -> Result<Exit, Trouble> {
    let seed = alternatives[0].terms.seed;
    let mut compared = summary(alternatives, counted, shown.level()?, seed);
    compared.required = checked(&shown.requirements()?, alternatives, counted)?;
    let manifests = studies(alternatives, &reached);
    let report = CompareReport { manifests, command: command(arguments, &reached), compared };
    match shown.format() {
        Format::Text => target.write(&text(&report))?,
        Format::Json => target.write(&json(&report)?)?,
        Format::Csv => {
            target.write_with(&report.manifest(), &table(measures::compare(&report))?)?
        }
        Format::Svg => target.write_with(&report.manifest(), &svg(&report))?,
        Format::Long => return Err(no_cases()),
    };
    Ok(exit(&report.compared.required))
}

/// Writes what becomes of each case under each alternative.
fn rows(
    arguments: &Arguments,
    alternatives: &[Alternative],
    cases: Range<u64>,
) -> Result<Exit, Trouble> {
    long::write(alternatives, cases, &arguments.many, &arguments.target, |reached| {
        let command = command(arguments, &reached) + " --format long";
        CompareManifest { manifests: studies(alternatives, &reached), command }
    })
}

/// What made each alternative.
fn studies(alternatives: &[Alternative], reached: &Range<u64>) -> Vec<Study> {
    let study = |one: &Alternative| {
        Study::new(&one.scenario, &one.terms, reached.clone(), interrupted(), again(one))
    };
    alternatives.iter().map(study).collect()
}

/// The command that makes the comparison again.
fn command(arguments: &Arguments, reached: &Range<u64>) -> String {
    let words: Vec<String> = asked(arguments).iter().map(|word| quoted(word)).collect();
    format!("comity {} {}", words.join(" "), cases_option(reached))
}

/// The words that ask for the comparison.
fn asked(arguments: &Arguments) -> Vec<String> {
    let mut words = vec!["compare".to_owned()];
    words.extend(arguments.scenarios.iter().cloned());
    for (option, values) in [
        ("--path", &arguments.paths),
        ("--or", &arguments.ors),
        ("--or-set", &arguments.or_sets),
        ("--set", &arguments.set.sets),
    ] {
        words.extend(values.iter().flat_map(|value| [option.to_owned(), value.clone()]));
    }
    words.extend(arguments.terms.words());
    words.extend(["--horizon".to_owned(), arguments.horizon.to_string()]);
    words
}

/// Whether every requirement names an alternative, before anything is run for it.
fn check_labels(required: &[Requirement], alternatives: &[Alternative]) -> Result<(), Trouble> {
    let nothing = Comparer::new(alternatives).counted();
    checked(required, alternatives, &nothing).map(|_| ())
}

fn checked(
    required: &[Requirement],
    alternatives: &[Alternative],
    counted: &Comparison,
) -> Result<Vec<Checked>, Trouble> {
    let check = |one: &Requirement| {
        check(one, alternatives, counted).map_err(|why| {
            Problem::new(
                format!("--require `{}`: {why}", one.text),
                "write it as in --require 'difference: p_data_180 >= 0'",
            )
        })
    };
    let checked: Result<Vec<Checked>, Problem> = required.iter().map(check).collect();
    checked.map_err(Trouble::usage)
}

/// The forecast of one alternative by itself.
fn again(one: &Alternative) -> String {
    let case = lines::asked(&one.scenario.name, &one.scenario.sets);
    format!(
        "comity forecast {case}{} --seed {}",
        options(&one.scenario, &one.terms),
        one.terms.seed
    )
}

/// The alternatives, in the order in which they are asked for.
pub(super) fn alternatives(
    arguments: &Arguments,
    color: Color,
) -> Result<Vec<Alternative>, Trouble> {
    let mut all = Vec::new();
    let one = arguments.scenarios.len() == 1;
    let alike =
        Asked { set: &arguments.set, terms: &arguments.terms, horizon: arguments.horizon, color };
    for name in &arguments.scenarios {
        let scenario = load::scenario(name, &arguments.set, color)?;
        let taken = arguments.paths.iter().map(|path| alike.path(name, &scenario, path));
        let taken: Vec<Alternative> =
            taken.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        // With paths to take, the scenario is what they are paths of, and none by itself.
        if taken.is_empty() {
            let terms = arguments.terms.read(&scenario)?;
            all.push(alternative(name.clone(), scenario, terms, arguments.horizon));
        }
        all.extend(taken.into_iter().map(|mut path| {
            if !one {
                path.label = format!("{name}, {}", path.label);
            }
            path
        }));
        for choice in &arguments.ors {
            let scenario = load::scenario(name, &arguments.set, color)?;
            let terms = arguments.terms.with_choice(choice).read(&scenario)?;
            let label = if one { choice.clone() } else { format!("{name}, {choice}") };
            all.push(alternative(label, scenario, terms, arguments.horizon));
        }
        for set in &arguments.or_sets {
            let scenario = load::scenario(name, &arguments.set.with(set), color)?;
            let terms = arguments.terms.read(&scenario)?;
            let label = if one { set.clone() } else { format!("{name}, {set}") };
            all.push(alternative(label, scenario, terms, arguments.horizon));
        }
    }
    told_apart(&mut all);
    match all.len() {
        1 => Err(Trouble::usage(Problem::new(
            "there is nothing to compare it with",
            "name a second scenario, or give --path, --or or --or-set",
        ))),
        2..=MOST => Ok(all),
        many => Err(Trouble::usage(Problem::new(
            format!("{many} alternatives are too many"),
            format!("compare at most {MOST} at a time"),
        ))),
    }
}

/// Two alternatives of one name are told apart by a number.
fn told_apart(all: &mut [Alternative]) {
    for place in 1..all.len() {
        let (before, rest) = all.split_at_mut(place);
        let own = &mut rest[0].label;
        let same = before
            .iter()
            .filter(|one| one.label == *own || one.label.starts_with(&format!("{own} (")));
        let same = same.count();
        if same > 0 {
            *own = format!("{own} ({})", same + 1);
        }
    }
}
