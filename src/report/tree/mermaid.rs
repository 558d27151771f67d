//! A decision tree as a Mermaid flowchart, which GitHub and many editors draw. Its title and its description are for
//! those who do not see it: Mermaid says nothing else to a screen reader.

use crate::report::mermaid::{one_line, quoted};
use crate::report::text::name;
use crate::scenario::Scenario;

use super::words::{between, end_when, goes_on, percent, unlikely};
use super::{Follows, LessLikely, PlaceRecord, TreeReport, Way};

/// The diagram.
pub fn mermaid(scenario: &Scenario, report: &TreeReport) -> String {
    let title = one_line(&format!("Decision tree: {}", scenario.title));
    let mut out = format!("%% {}\n", one_line(&report.manifest.command));
    out.push_str("flowchart LR\n");
    out.push_str(&format!("  accTitle: {title}\n  accDescr {{\n"));
    for line in super::svg::description(report).lines() {
        out.push_str(&format!("    {}\n", line.replace(['{', '}'], "")));
    }
    out.push_str("  }\n");
    Chart { scenario, out: &mut out, nodes: 0 }.place(&report.tree);
    out
}

struct Chart<'a> {
    scenario: &'a Scenario,
    out: &'a mut String,
    nodes: usize,
}

impl Chart<'_> {
    /// Draws what follows at a place, and gives its node.
    fn place(&mut self, place: &PlaceRecord) -> usize {
        let (open, close, label) = self.node(place);
        let number = self.add(open, close, &label);
        if let Follows::Decision { ways, less_likely, .. } | Follows::Next { ways, less_likely } =
            &place.follows
        {
            for way in ways {
                self.way(number, way);
            }
            if let Some(rest) = less_likely {
                self.rest(number, rest);
            }
        }
        number
    }

    /// The shape and the words of a node: a box where a party decides, a stadium where a court or an authority does
    /// or the times do, a flag at an end.
    fn node(&self, place: &PlaceRecord) -> (&'static str, &'static str, String) {
        match &place.follows {
            Follows::Decision { decider, by_a_party, question, .. } => {
                let label = format!("{}: {question}", name(self.scenario, decider));
                if *by_a_party { ("[", "]", label) } else { ("([", "])", label) }
            }
            Follows::Next { .. } => ("([", "])", "What comes next?".to_owned()),
            Follows::End(end) => (">", "]", format!("{}; {}", end.words, end_when(end))),
            Follows::DeadEnd { why } => (">", "]", format!("dead end: {why}")),
            Follows::More { ways } => {
                (">", "]", format!("{}; data {}", goes_on(*ways), between(place.data)))
            }
        }
    }

    fn add(&mut self, open: &str, close: &str, label: &str) -> usize {
        let number = self.nodes;
        self.nodes += 1;
        self.out.push_str(&format!("  n{number}{open}\"{}\"{close}\n", quoted(label)));
        number
    }

    fn way(&mut self, from: usize, way: &Way) {
        let to = self.place(&way.to);
        let option = way.option.as_deref().unwrap_or("then");
        self.edge(from, &format!("{option} {}", percent(way.odds)), to);
    }

    fn rest(&mut self, from: usize, rest: &LessLikely) {
        let label = format!("{}; data {}", unlikely(rest.ways), between(rest.data));
        let to = self.add(">", "]", &label);
        self.edge(from, &percent(rest.odds), to);
    }

    fn edge(&mut self, from: usize, label: &str, to: usize) {
        self.out.push_str(&format!("  n{from} -->|\"{}\"| n{to}\n", quoted(label)));
    }
}
