//! What stands at the ends of a tree, in words, and its numbers as people write them.

use crate::experiment::fate::Fate;
use crate::experiment::tree::{Ending, Over};
use crate::law::case;
use crate::law::channel::{Channels, StageEnd, Standing};
use crate::law::message::{PathEnd, ProducedBy};
use crate::report::fate;
use crate::report::text::{goes_to_court, path_name, path_words, warrant_words};
use crate::scenario::Scenario;
use crate::simulate::Failure;

use super::{Bounds, Days, EndRecord};

/// The warrant path, as the outcome of a run has it.
pub(super) fn warrant(over: &Over) -> &'static str {
    match over.warrant {
        Some(ending) => ending.as_str(),
        None if over.in_court => "pending",
        None => "not-used",
    }
}

/// An outcome, and how every other path that was taken stands: `data by the treaty path; warrant quashed`.
pub(super) fn ending(scenario: &Scenario, over: &Over) -> String {
    let mut parts = vec![fate::words(&over.fate.name(scenario))];
    let by_warrant = over.fate == Fate::Data(ProducedBy::Warrant);
    let said = by_warrant || over.warrant.is_some_and(|how| over.fate == Fate::Warrant(how));
    if (over.in_court || over.warrant.is_some()) && !said {
        parts.push(format!("warrant {}", warrant_words(warrant(over))));
    }
    for ((number, channel), standing) in (0u8..).zip(&scenario.channels.list).zip(&over.paths) {
        let said = match over.fate {
            Fate::Data(ProducedBy::Channel(path)) => {
                path == number && *standing == Standing::Obtained
            }
            Fate::Channel(path, how) => path == number && *standing == Standing::Ended(how),
            _ => false,
        };
        if *standing != Standing::NotUsed && !said {
            let how = path_words(standing.as_str());
            parts.push(format!("{} path {how}", path_name(&channel.path)));
        }
    }
    parts.join("; ")
}

/// Why a branch cannot be run.
pub(super) fn dead_end(scenario: &Scenario, failure: &Failure) -> String {
    match failure {
        Failure::Barred { choice, on, why } => {
            let (choice, why) = (scenario.choice_words(*choice), scenario.closed_words(*why, *on));
            format!("the law closes {choice}: {why}")
        }
        Failure::Fault(fault) => format!("{fault:?}"),
        Failure::NoRuntime(why) => why.clone(),
    }
}

/// Known ends of the paths of a case that none of these endings is.
pub(super) fn unreached(scenario: &Scenario, endings: &[Ending]) -> Vec<String> {
    let reached: Vec<&Over> = endings
        .iter()
        .filter_map(|ending| match ending {
            Ending::Over(over) => Some(over),
            Ending::DeadEnd(_) => None,
        })
        .collect();
    let mut words = Vec::new();
    if goes_to_court(scenario) && !reached.iter().any(|over| over.in_court) {
        words.push("the warrant path (never taken)".to_owned());
    } else if goes_to_court(scenario) {
        let never = |how: &case::Ending| !reached.iter().any(|over| over.warrant == Some(*how));
        let all = case::Ending::ALL.into_iter().filter(never);
        words.extend(all.map(|how| format!("warrant {}", warrant_words(how.as_str()))));
    }
    for (path, channel) in scenario.channels.list.iter().enumerate() {
        let stands = |how: Standing| reached.iter().any(|over| over.paths.get(path) == Some(&how));
        let name = path_name(&channel.path);
        let all: Vec<Standing> = known_ends(&scenario.channels, path);
        let never: Vec<Standing> = all.iter().copied().filter(|how| !stands(*how)).collect();
        if never.len() == all.len() && !stands(Standing::Pending) {
            words.push(format!("the {name} path (never taken)"));
            continue;
        }
        words.extend(never.iter().map(|how| format!("{name} path {}", path_words(how.as_str()))));
    }
    words
}

/// How the stages of a channel can end it, in the order of its table.
fn known_ends(channels: &Channels, path: usize) -> Vec<Standing> {
    let stages = channels.stages.iter().filter(|stage| usize::from(stage.channel) == path);
    let outcomes = stages.flat_map(|stage| &stage.outcomes);
    let mut ends = Vec::new();
    for outcome in outcomes {
        let end = match outcome.leads_to {
            StageEnd::Stage(_) => continue,
            StageEnd::Obtained => Standing::Obtained,
            StageEnd::Ended(PathEnd::Withdrawn | PathEnd::Unavailable) => continue,
            StageEnd::Ended(how) => Standing::Ended(how),
        };
        if !ends.contains(&end) {
            ends.push(end);
        }
    }
    ends
}

/// How many ways are not shown by themselves.
pub(super) fn unlikely(ways: u64) -> String {
    match ways {
        0 => "ways that were not walked".to_owned(),
        1 => "1 less likely way".to_owned(),
        ways => format!("{ways} less likely ways"),
    }
}

/// A way that goes on, but not on paper.
pub(super) fn goes_on(ways: u64) -> String {
    match ways {
        0 => "goes on, and was not walked".to_owned(),
        1 => "goes on, not shown, to 1 end".to_owned(),
        ways => format!("goes on, not shown, to {ways} ends"),
    }
}

/// A chance in per cent, with the digits that say something: `81.6 %`, `4 %`, `0.35 %`.
pub(super) fn percent(chance: f64) -> String {
    let percent = 100.0 * chance;
    if percent > 99.95 && chance < 1.0 - 1e-9 {
        return "over 99.9 %".to_owned();
    }
    if percent > 0.0 && percent < 0.005 {
        return "under 0.01 %".to_owned();
    }
    let digits = if percent < 1.0 { 2 } else { 1 };
    let text = format!("{percent:.digits$}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

/// `43 %`, or `41 to 46 %` where that much was not walked.
pub(super) fn between(bounds: Bounds) -> String {
    let (least, most) = (percent(bounds.at_least), percent(bounds.at_most));
    if least == most { least } else { format!("{} to {most}", least.trim_end_matches(" %")) }
}

/// `day 412 (300 to 610)`, or `day 412` where all times agree.
pub(super) fn on(days: Days) -> String {
    let Days { median, p5, p95 } = days;
    if p5 == p95 { format!("day {median}") } else { format!("day {median} ({p5} to {p95})") }
}

/// When the data comes and the case is decided.
pub(super) fn when(decided: Option<Days>, data_on: Option<Days>) -> String {
    match (data_on, decided) {
        (Some(data), Some(decided)) if data != decided => {
            format!("data on {}, decided on {}", on(data), on(decided))
        }
        (Some(data), Some(_)) => on(data),
        (Some(data), None) => format!("data on {}, then open to the last day", on(data)),
        (None, Some(decided)) => on(decided),
        (None, None) => "open to the last day".to_owned(),
    }
}

/// The same of a way that ends.
pub(super) fn end_when(end: &EndRecord) -> String {
    when(end.decided, end.data_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_have_the_digits_that_say_something() {
        let shown = [1.0, 0.99999, 0.816, 0.0425, 0.04, 0.0035, 0.00001, 0.0];
        let words =
            ["100 %", "over 99.9 %", "81.6 %", "4.2 %", "4 %", "0.35 %", "under 0.01 %", "0 %"];
        assert_eq!(shown.map(percent), words);
    }

    #[test]
    fn a_chance_that_was_not_walked_whole_is_a_range() {
        assert_eq!(between(Bounds { at_least: 0.41, at_most: 0.455 }), "41 to 45.5 %");
        assert_eq!(between(Bounds { at_least: 0.41, at_most: 0.41 }), "41 %");
    }
}
