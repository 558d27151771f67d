//! `comity page`: one HTML file for the classroom.

use std::sync::Arc;

use clap::Args;

use crate::ask::page::{Extent, Gathering};
use crate::experiment::compare::summary::summary;
use crate::experiment::compare::{self, Alternative};
use crate::experiment::estimate::Level;
use crate::experiment::many::Crew;
use crate::law::channel::{StageEnd, WARRANT};
use crate::report::lines::asked;
use crate::report::page::{Page, Paths};
use crate::report::text::goes_to_court;
use crate::scenario::Scenario;
use crate::simulate::Terms;
use crate::web::html;

use super::exit::{Exit, Trouble};
use super::forecast::HORIZON;
use super::load::{self, SetArguments};
use super::many::{Effort, explained, interrupted, obey_interrupts};
use super::output::{Color, Target, program_fault};
use super::path::Asked;
use super::terms::TermsArguments;

/// Arguments of `page`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity page microsoft-ireland -o microsoft-ireland.html
  comity page e-evidence --seed 7 -n 1000 -o e-evidence.html
  comity page treaty-first -n 1000 -o treaty-first.html

The file needs nothing else: no server, no network, no account. It opens with a
double click, and its address holds what is shown. In it: the docket, why every
entry is there, every single departure from it with its docket and a forecast
from -n cases, the decision tree, and a handout with its key to print.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    effort: Effort,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let terms = arguments.terms.read(&scenario)?;
    let effort = &arguments.effort;
    effort.cases()?;
    obey_interrupts();
    let extent = Extent { cases: effort.count(), ..Extent::OF_A_FILE };
    let paths = paths(arguments, &scenario, &terms, color)?;
    let mut gathering = Gathering::begin(Arc::new(scenario), terms, extent)?;
    while gathering.left() > 0 {
        effort.with_crew(extent.cases, |crew| gathering.step(crew))?;
    }
    let compared = beside_each_other(arguments, &paths)?;
    if interrupted() {
        // Half a page would look like a whole one.
        return Ok(Exit::Interrupted);
    }
    let page = Page { paths: compared, ..gathering.finish()? };
    let text = html(&page).map_err(|error| program_fault(&error.to_string()))?;
    arguments.target.write(&text)
}

/// Each path of a case by itself, where there are several and nothing of the case is chosen or known beforehand.
fn paths(
    arguments: &Arguments,
    scenario: &Scenario,
    terms: &Terms,
    color: Color,
) -> Result<Vec<Alternative>, Trouble> {
    let as_it_is = Terms { seed: terms.seed, ..Terms::default() };
    let channels = scenario.channels.list.iter().zip(0..);
    let channels = channels.filter(|(one, number)| !one.overlay && yields(scenario, *number));
    let mut words: Vec<&str> = goes_to_court(scenario).then_some(WARRANT).into_iter().collect();
    words.extend(channels.map(|(channel, _)| channel.path.as_str()));
    if words.len() < 2 || *terms != as_it_is {
        return Ok(Vec::new());
    }
    let (set, terms) = (&arguments.set, &arguments.terms);
    let alike = Asked { set, terms, horizon: HORIZON, color };
    let all = words.iter().map(|word| alike.path(&arguments.scenario, scenario, word));
    Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// Whether a channel can bring the data; a request to keep it does not.
fn yields(scenario: &Scenario, channel: u8) -> bool {
    let mut stages = scenario.channels.stages.iter().filter(|stage| stage.channel == channel);
    stages.any(|stage| stage.outcomes.iter().any(|one| one.leads_to == StageEnd::Obtained))
}

/// They on the same cases; nothing if there are none, or if the work was stopped.
fn beside_each_other(
    arguments: &Arguments,
    paths: &[Alternative],
) -> Result<Option<Paths>, Trouble> {
    let Some(first) = paths.first() else { return Ok(None) };
    let count = arguments.effort.count();
    let run = |crew: Crew<'_>| compare::run(paths, 0..count, crew);
    let counted = arguments.effort.with_crew(count, run);
    let Some(counted) = counted.map_err(|trouble| explained(trouble, paths))? else {
        return Ok(None);
    };
    let compared = summary(paths, &counted, Level::default(), first.terms.seed);
    let mut taken: Vec<&str> =
        paths.iter().filter_map(|path| path.label.split('@').next()).collect();
    taken.dedup();
    let taken: Vec<String> = taken.iter().map(|word| format!(" --path {word}")).collect();
    let command = format!(
        "comity compare {}{} --seed {} -n {count}",
        asked(&arguments.scenario, &arguments.set.sets),
        taken.concat(),
        first.terms.seed
    );
    Ok(Some(Paths::new(&compared, command)))
}
