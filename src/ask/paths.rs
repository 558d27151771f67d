//! The paths of a case: which there are, what is set to take one alone, and several beside each other on the same cases.

use crate::experiment::compare::summary::summary;
use crate::experiment::compare::{Alternative, Comparison};
use crate::experiment::estimate::Level;
use crate::law::channel::{StageEnd, WARRANT};
use crate::report::lines::asked;
use crate::report::page::Paths;
use crate::report::text::goes_to_court;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{did_you_mean, listing};
use crate::scenario::document::dotted;
use crate::simulate::Terms;

use super::forecast::{HORIZON, alternative};
use super::refusal::Problem;

/// A path by itself, from the day the case opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// What it is called: `warrant`, `treaty@central`.
    pub label: String,
    /// What is set on top of the scenario.
    pub sets: Vec<String>,
}

/// A path by itself; at each preset of its channel, if it has some and none is named.
///
/// # Errors
///
/// A path or a preset that the scenario does not have.
pub fn alone(scenario: &Scenario, path: &str) -> Result<Vec<Alone>, Problem> {
    let (word, preset) = path.split_once('@').map_or((path, None), |(word, p)| (word, Some(p)));
    let channel = scenario.channels.list.iter().find(|channel| channel.path == word);
    if channel.is_none() && word != WARRANT {
        return Err(unknown_path(word, scenario));
    }
    let factor = channel.and_then(|channel| {
        let mut own = scenario.factors.iter().filter(|factor| factor.channel == channel.id);
        own.find(|factor| !factor.presets.is_empty())
    });
    let presets: Vec<Option<&str>> = match (factor, preset) {
        (Some(factor), None) => {
            factor.presets.iter().map(|(preset, _)| Some(preset.as_str())).collect()
        }
        (Some(_), Some(preset)) => vec![Some(preset)],
        (None, Some(preset)) => {
            return Err(Problem::new(
                format!("the path `{word}` has no preset `{preset}`"),
                format!("leave it out: --path {word}"),
            ));
        }
        (None, None) => vec![None],
    };
    let at = |preset: Option<&str>| {
        let taken = format!("path=[{{ take = \"{word}\" }}]");
        let mut sets = vec!["record=[]".to_owned(), "expect=[]".to_owned(), taken];
        let mut label = word.to_owned();
        if let (Some(factor), Some(preset)) = (factor, preset) {
            let key = dotted(&["channel", &factor.channel, "factor", &factor.name, "use"]);
            sets.push(format!("{key}={preset:?}"));
            label = format!("{word}@{preset}");
        }
        Alone { label, sets }
    };
    Ok(presets.into_iter().map(at).collect())
}

fn unknown_path(word: &str, scenario: &Scenario) -> Problem {
    let paths = scenario.channels.list.iter().map(|channel| channel.path.as_str());
    let known: Vec<&str> = [WARRANT].into_iter().chain(paths).collect();
    let cure = did_you_mean(word, known.iter().copied());
    let cure = cure.unwrap_or_else(|| format!("its paths are {}", listing(&known)));
    Problem::new(format!("{} has no path `{word}`", scenario.name), cure)
}

/// Every path of a case by itself, where there are several and nothing of the case is chosen or known beforehand.
/// `again` reads the scenario with more set on top of it.
///
/// # Errors
///
/// What `again` says.
pub fn side_by_side<E>(
    scenario: &Scenario,
    terms: &Terms,
    again: impl Fn(&[String]) -> Result<Scenario, E>,
) -> Result<Vec<Alternative>, E> {
    let as_it_is = Terms { seed: terms.seed, ..Terms::default() };
    let words = words(scenario);
    if words.len() < 2 || *terms != as_it_is {
        return Ok(Vec::new());
    }
    let paths = words.iter().flat_map(|word| alone(scenario, word).unwrap_or_default());
    let taken = paths.map(|Alone { label, sets }| {
        Ok(alternative(label, again(&sets)?, as_it_is.clone(), HORIZON))
    });
    taken.collect()
}

/// The paths that can bring the data, the warrant first.
fn words(scenario: &Scenario) -> Vec<&str> {
    let channels = scenario.channels.list.iter().zip(0..);
    let channels = channels.filter(|(one, number)| !one.overlay && yields(scenario, *number));
    let warrant = goes_to_court(scenario).then_some(WARRANT);
    warrant.into_iter().chain(channels.map(|(channel, _)| channel.path.as_str())).collect()
}

/// Whether a channel can bring the data; a request to keep it does not.
fn yields(scenario: &Scenario, channel: u8) -> bool {
    let mut stages = scenario.channels.stages.iter().filter(|stage| stage.channel == channel);
    stages.any(|stage| stage.outcomes.iter().any(|one| one.leads_to == StageEnd::Obtained))
}

/// What so many cases say of them, with the command that says the same.
pub(super) fn compared(
    scenario: &Scenario,
    terms: &Terms,
    paths: &[Alternative],
    counted: &Comparison,
    cases: u64,
) -> Paths {
    let compared = summary(paths, counted, Level::default(), terms.seed);
    let taken: String = words(scenario).iter().map(|word| format!(" --path {word}")).collect();
    let name = asked(&scenario.name, &scenario.sets);
    let command = format!("comity compare {name}{taken} --seed {} -n {cases}", terms.seed);
    Paths::new(&compared, command)
}
