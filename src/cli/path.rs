//! Alternatives by the path they take: the warrant, or a channel at each of its presets.

use crate::experiment::compare::Alternative;
use crate::law::channel::WARRANT;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{did_you_mean, listing};
use crate::scenario::document::dotted;

use super::exit::{Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::Color;
use super::terms::TermsArguments;

pub(super) use crate::ask::forecast::alternative;

/// What is asked of every alternative alike.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// What is set on top of the scenario.
    pub(super) set: &'a SetArguments,
    /// Seed, dates and what-ifs.
    pub(super) terms: &'a TermsArguments,
    /// The days without the data are counted up to this day.
    pub(super) horizon: u32,
    /// When to use colour in mistakes.
    pub(super) color: Color,
}

impl Asked<'_> {
    /// A path by itself, from the day the case opens; at each preset of its channel, if it has some.
    pub(super) fn path(
        self,
        name: &str,
        scenario: &Scenario,
        path: &str,
    ) -> Result<Vec<Alternative>, Trouble> {
        let (word, preset) = path.split_once('@').map_or((path, None), |(word, p)| (word, Some(p)));
        let channel = scenario.channels.list.iter().find(|channel| channel.path == word);
        if channel.is_none() && word != WARRANT {
            return Err(Trouble::usage(unknown_path(word, scenario)));
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
                return Err(Trouble::usage(Problem::new(
                    format!("the path `{word}` has no preset `{preset}`"),
                    format!("leave it out: --path {word}"),
                )));
            }
            (None, None) => vec![None],
        };
        let alone = format!("path=[{{ take = \"{word}\" }}]");
        let mut all = Vec::new();
        for preset in presets {
            let mut set = self.set.with("record=[]").with("expect=[]").with(&alone);
            let mut label = word.to_owned();
            if let (Some(factor), Some(preset)) = (factor, preset) {
                let key = dotted(&["channel", &factor.channel, "factor", &factor.name, "use"]);
                set = set.with(&format!("{key}={preset:?}"));
                label = format!("{word}@{preset}");
            }
            let scenario = load::scenario(name, &set, self.color)?;
            let terms = self.terms.read(&scenario)?;
            all.push(alternative(label, scenario, terms, self.horizon));
        }
        Ok(all)
    }
}

fn unknown_path(word: &str, scenario: &Scenario) -> Problem {
    let paths = scenario.channels.list.iter().map(|channel| channel.path.as_str());
    let known: Vec<&str> = [WARRANT].into_iter().chain(paths).collect();
    let cure = did_you_mean(word, known.iter().copied());
    let cure = cure.unwrap_or_else(|| format!("its paths are {}", listing(&known)));
    Problem::new(format!("{} has no path `{word}`", scenario.name), cure)
}
