//! What rests on an authority: options, papers, periods, and the stages of channels.

use serde::Serialize;

use crate::law::authority::AuthorityId;
use crate::law::calendar::Rule;
use crate::law::channel::Channel;
use crate::law::clock::PERIODS;
use crate::law::point::SPECS;
use crate::law::wording;
use crate::scenario::Scenario;

/// Everything that rests on one authority.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Uses {
    /// Options that name it first: they are open only while it, or what took its place, is in force.
    pub options: Vec<String>,
    /// Options that name it after another.
    pub further_options: Vec<String>,
    /// Papers, by the names the docket has for them.
    pub papers: Vec<&'static str>,
    /// The test for which it stands, if it does: every paper on a motion under that test rests on it too.
    pub test: Option<&'static str>,
    /// Periods it sets or counts.
    pub periods: Vec<PeriodUse>,
    /// The counting rule it is, as `comity deadline` has it.
    pub counting_rule: Option<&'static str>,
    /// Channels that rest on it, in whole or at a stage.
    pub channels: Vec<ChannelUse>,
}

/// A period.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodUse {
    /// What must be done in it.
    pub what: &'static str,
    /// How long it is.
    pub length: &'static str,
}

/// A channel, and where in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChannelUse {
    /// The name of its table.
    pub channel: String,
    /// The scenarios that have it.
    pub scenarios: Vec<String>,
    /// Whether a request can be made only while the authority is in force.
    pub request: bool,
    /// The stages that rest on it, by their names as decision points.
    pub stages: Vec<String>,
    /// The stages whose time it limits, each with the time.
    pub limits: Vec<String>,
    /// What it attaches to a request while it is pending, and for how long at most.
    pub consequences: Vec<String>,
}

impl Uses {
    /// What rests on the authority of that id. One that a scenario brings along has no number in the program,
    /// so `built_in` is empty and only channels can rest on it.
    pub fn of(id: &str, built_in: Option<AuthorityId>, scenarios: &[Scenario]) -> Uses {
        let channels = channels(id, scenarios);
        let Some(authority) = built_in else { return Uses { channels, ..Uses::default() } };
        let mut uses = Uses { channels, ..Uses::default() };
        for spec in SPECS {
            for option in spec.options.iter().filter(|one| one.authority.contains(&authority)) {
                let name = format!("{}={}", spec.name, option.name);
                match option.authority.first() == Some(&authority) {
                    true => uses.options.push(name),
                    false => uses.further_options.push(name),
                }
            }
        }
        uses.papers = wording::papers_on(authority);
        uses.test = wording::test_on(authority);
        let periods = PERIODS.iter().filter(|period| period.authority.contains(&authority));
        uses.periods = periods.map(|one| PeriodUse { what: one.what, length: one.words }).collect();
        let rule = Rule::ALL.into_iter().find(|rule| rule.authority() == id);
        uses.counting_rule = rule.map(Rule::id);
        uses
    }

    /// Whether nothing rests on it.
    pub fn is_empty(&self) -> bool {
        let Uses { options, further_options, papers, test, periods, counting_rule, channels } =
            self;
        options.is_empty()
            && further_options.is_empty()
            && papers.is_empty()
            && test.is_none()
            && periods.is_empty()
            && counting_rule.is_none()
            && channels.is_empty()
    }
}

/// The channels of all scenarios that rest on it; what two scenarios have alike is said once.
fn channels(id: &str, scenarios: &[Scenario]) -> Vec<ChannelUse> {
    let mut all: Vec<ChannelUse> = Vec::new();
    for scenario in scenarios {
        for (number, channel) in (0u8..).zip(&scenario.channels.list) {
            let Some(found) = in_channel(id, scenario, number, channel) else { continue };
            let same = |known: &&mut ChannelUse| {
                let of = |one: &ChannelUse| ChannelUse { scenarios: Vec::new(), ..one.clone() };
                of(known) == of(&found)
            };
            match all.iter_mut().find(same) {
                Some(known) => known.scenarios.extend(found.scenarios),
                None => all.push(found),
            }
        }
    }
    all
}

fn in_channel(id: &str, scenario: &Scenario, number: u8, channel: &Channel) -> Option<ChannelUse> {
    let is_it = |authority: &AuthorityId| scenario.authorities.get(*authority).id == id;
    let stages = || scenario.channels.stages.iter().filter(|stage| stage.channel == number);
    let resting = stages().filter(|stage| stage.authority.iter().any(is_it));
    let limited = stages().filter_map(|stage| {
        let limit = stage.limit.as_ref().filter(|limit| is_it(&limit.authority))?;
        Some(format!("{} ({})", stage.name, limit.words))
    });
    let attached = channel.consequences.iter().filter(|one| is_it(&one.authority));
    let found = ChannelUse {
        channel: channel.id.clone(),
        scenarios: vec![scenario.name.clone()],
        request: channel.authority.iter().any(is_it),
        stages: resting.map(|stage| stage.name.clone()).collect(),
        limits: limited.collect(),
        consequences: attached.map(|one| format!("{} (at most {})", one.says, one.words)).collect(),
    };
    let some = found.request
        || !found.stages.is_empty()
        || !found.limits.is_empty()
        || !found.consequences.is_empty();
    some.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::authority::Catalogue;

    #[test]
    fn every_option_is_found_by_each_authority_it_rests_on() {
        let catalogue = Catalogue::default();
        for spec in SPECS {
            for option in spec.options {
                let name = format!("{}={}", spec.name, option.name);
                for (place, authority) in option.authority.iter().enumerate() {
                    let uses = Uses::of(&catalogue.get(*authority).id, Some(*authority), &[]);
                    let list = if place == 0 { uses.options } else { uses.further_options };
                    assert!(list.contains(&name), "{name} is not found");
                }
            }
        }
    }
}
