//! The graph of a channel's stages: every stage is reached, no file goes round for ever, and none is stuck.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::law::channel::{Stage, StageEnd};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::Table;

/// Looks at the stages of one channel, the first of which has the number `first`. `places` says where each
/// stands.
pub(super) fn look_at(stages: &[Stage], first: u16, places: &[Range<usize>], table: &Table<'_>) {
    let graph = Graph { stages, first };
    let reached = graph.reached();
    for (number, (stage, place)) in stages.iter().zip(places).enumerate() {
        if !reached.contains(&number) {
            let message = format!("no file ever comes to the stage `{}`", stage.id);
            table.report(
                Diagnostic::error("unreached-stage", message)
                    .at(place.clone(), "no outcome leads here")
                    .help(format!("let an outcome of another stage have to = \"{}\"", stage.id)),
            );
        }
        if !stage.outcomes.is_empty() && stage.outcomes.iter().all(|outcome| outcome.at_most > 0) {
            let message = format!("a file can be stuck at the stage `{}`", stage.id);
            table.report(
                Diagnostic::error("stuck-stage", message)
                    .at(place.clone(), "every outcome is closed once the file has gone back often")
                    .help("leave one outcome without `at_most`"),
            );
        }
    }
    if let Some(round) = graph.endless_round() {
        let names: Vec<&str> = round.iter().map(|number| stages[*number].id.as_str()).collect();
        let message = format!("a file can go round for ever: {}", names.join(", "));
        table.report(
            Diagnostic::error("endless-loop", message)
                .at(places[round[0]].clone(), "the round begins here")
                .help("say how often the file may go back: at_most = 3 on the outcome that returns it"),
        );
    }
}

/// Stages, numbered from 0, and the ways between them.
struct Graph<'a> {
    stages: &'a [Stage],
    first: u16,
}

impl Graph<'_> {
    /// The stages that follow one, with whether the way is limited.
    fn next(&self, number: usize) -> impl Iterator<Item = (usize, bool)> {
        self.stages[number].outcomes.iter().filter_map(|outcome| match outcome.leads_to {
            StageEnd::Stage(to) => {
                let to = usize::from(to.checked_sub(self.first)?);
                (to < self.stages.len()).then_some((to, outcome.at_most > 0))
            }
            StageEnd::Obtained | StageEnd::Ended(_) => None,
        })
    }

    fn reached(&self) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![0];
        while let Some(number) = waiting.pop() {
            if number < self.stages.len() && reached.insert(number) {
                waiting.extend(self.next(number).map(|(to, _)| to));
            }
        }
        reached
    }

    /// A way from a stage back to itself that nothing limits.
    fn endless_round(&self) -> Option<Vec<usize>> {
        let mut done = BTreeSet::new();
        (0..self.stages.len()).find_map(|start| self.round_from(start, &mut done))
    }

    /// Follows every unlimited way, deepest first, without calling itself: a channel may have many stages.
    fn round_from(&self, start: usize, done: &mut BTreeSet<usize>) -> Option<Vec<usize>> {
        let unlimited = |number: usize| {
            let ways = self.next(number).filter(|(_, limited)| !limited);
            ways.map(|(to, _)| to).collect::<Vec<_>>()
        };
        let mut way = vec![start];
        let mut open = vec![unlimited(start)];
        while let (Some(here), Some(ways)) = (way.last().copied(), open.last_mut()) {
            match ways.pop() {
                Some(to) if way.contains(&to) => {
                    let begin = way.iter().position(|number| *number == to)?;
                    return Some(way.split_off(begin));
                }
                Some(to) if !done.contains(&to) => {
                    way.push(to);
                    open.push(unlimited(to));
                }
                Some(_) => {}
                None => {
                    done.insert(here);
                    way.pop();
                    open.pop();
                }
            }
        }
        None
    }
}
