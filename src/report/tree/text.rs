//! A decision tree in 80 columns: an indented list of ways, each with its level, so that it can also be listened to.

use crate::report::lines::{asked, count, day, list, wrap};
use crate::report::record::Drawn;
use crate::report::text::name;
use crate::scenario::Scenario;

use super::words::{between, end_when, goes_on, percent, unlikely, when};
use super::{Extent, Follows, LessLikely, OutcomeRecord, PlaceRecord, TreeReport, Way};

/// The whole report.
pub fn text(scenario: &Scenario, report: &TreeReport) -> String {
    let mut out = heading(scenario, report);
    let mut tree = String::new();
    Ways { scenario, summed: report.extent.points.is_some(), out: &mut tree }
        .follows(&report.tree, 0);
    out.push_str(&tree);
    out.push('\n');
    out.push_str(&outcomes(report));
    out.push_str(&never(report));
    out.push_str(&closing(scenario, report));
    out
}

fn heading(scenario: &Scenario, report: &TreeReport) -> String {
    let manifest = &report.manifest;
    let mut out = wrap(&format!("Decision tree: {}", scenario.title), "", "");
    let mut terms = vec![walked(report)];
    terms.extend(manifest.set.iter().map(|set| format!("Set: {set}.")));
    terms.extend(manifest.from.map(|from| format!("Record to {}, then odds.", day(from))));
    terms.extend(manifest.until.map(|until| format!("Stops on {}.", day(until))));
    terms.extend(manifest.choices.iter().map(|choice| format!("What if {choice}.")));
    terms.extend(shown(&report.extent));
    out.push_str(&wrap(&terms.join(" "), "", ""));
    out.push('\n');
    out.push_str(&wrap(
        "Each line: level, odds of the option, option; in brackets the chance of coming there at all, and the chance \
         that all the data then comes. Days are counted from the first; in brackets where 90 % of them lie.",
        "",
        "",
    ));
    out.push('\n');
    out
}

/// With which times how much was walked.
fn walked(report: &TreeReport) -> String {
    let Extent { branches, not_walked, sets_of_times, median_times, .. } = &report.extent;
    let seed = report.manifest.seed;
    let times = match (median_times, sets_of_times) {
        (true, _) => "every time at its median".to_owned(),
        (false, 1) => format!("the times of case 0 of seed {seed}"),
        (false, sets) => format!("the times of {sets} cases of seed {seed}"),
    };
    let branches =
        if *branches == 1 { "1 branch".to_owned() } else { format!("{branches} branches") };
    let extent = match *not_walked > 0.0 {
        true => format!(
            "{} of the probability; {} was not walked",
            percent(1.0 - not_walked),
            percent(*not_walked)
        ),
        false => "all there are".to_owned(),
    };
    format!("{branches} walked, with {times}: {extent}. Given the times, the chances are exact.")
}

/// What of it is shown.
fn shown(extent: &Extent) -> Vec<String> {
    let mut shown = Vec::new();
    if extent.prune > 0.0 {
        shown.push(format!("Ways less likely than {} are shown together.", percent(extent.prune)));
    }
    shown.extend(extent.depth.map(|depth| format!("The first {depth} levels are shown.")));
    shown.extend(
        extent
            .points
            .as_ref()
            .map(|points| format!("Decisions other than {} are summed over.", list(points))),
    );
    shown
}

/// Writes the ways of a tree, one after the other.
struct Ways<'a> {
    scenario: &'a Scenario,
    /// Whether some decisions are not shown, but summed over.
    summed: bool,
    out: &'a mut String,
}

impl Ways<'_> {
    /// What follows at a place: the question, then each way.
    fn follows(&mut self, place: &PlaceRecord, level: usize) {
        let (ways, rest) = match &place.follows {
            Follows::Decision {
                point, occurrence, decider, question, ways, less_likely, ..
            } => {
                let nth = if *occurrence > 1 { format!("#{occurrence}") } else { String::new() };
                let decider = name(self.scenario, decider);
                self.say(level, &format!("{decider}: {question} [{point}{nth}]"));
                (ways, less_likely)
            }
            Follows::Next { ways, less_likely } => {
                self.say(
                    level,
                    match self.summed {
                        true => "What comes next depends on the times, and on decisions not shown:",
                        false => "What comes next depends on the times:",
                    },
                );
                (ways, less_likely)
            }
            _ => {
                self.say(level, &ended(place));
                return;
            }
        };
        for way in ways {
            self.way(way, level + 1);
        }
        if let Some(rest) = rest {
            self.rest(rest, level + 1);
        }
    }

    fn way(&mut self, way: &Way, level: usize) {
        let place = &way.to;
        let what = way.option.as_deref().map_or_else(|| coming(place), str::to_owned);
        let mut text = format!("{} {what} ({}", percent(way.odds), percent(place.chance));
        let ends = !matches!(place.follows, Follows::Decision { .. } | Follows::Next { .. });
        let data = format!("; data {}", between(place.data));
        match (ends, way.option.is_some()) {
            (true, true) => text.push_str(&format!("). {}", ended(place))),
            (true, false) => text.push_str(&format!("){}", after_coming(place))),
            (false, _) => text.push_str(&format!("{data})")),
        }
        self.line(level, &text);
        if !ends {
            self.follows(place, level);
        }
    }

    fn rest(&mut self, rest: &LessLikely, level: usize) {
        let ways = unlikely(rest.ways);
        let text = format!(
            "{} together: {ways} ({}; data {})",
            percent(rest.odds),
            percent(rest.chance),
            between(rest.data)
        );
        self.line(level, &text);
    }

    /// A line that begins with its level.
    fn line(&mut self, level: usize, text: &str) {
        let indent = indent(level);
        let first = format!("{level:>2}{}", &indent[2..]);
        self.out.push_str(&wrap(text, &first, &format!("{indent}   ")));
    }

    /// A line that goes on with what was said.
    fn say(&mut self, level: usize, text: &str) {
        let indent = indent(level) + "  ";
        self.out.push_str(&wrap(text, &indent, &indent));
    }
}

/// Two blanks a level, up to where the lines would become too short to read.
fn indent(level: usize) -> String {
    const DEEPEST: usize = 16;
    " ".repeat(2 + 2 * level.min(DEEPEST))
}

/// What comes up at a place, where it may be one of several things.
fn coming(place: &PlaceRecord) -> String {
    match &place.follows {
        Follows::Decision { point, .. } => format!("{point} comes up"),
        Follows::Next { .. } => "something else".to_owned(),
        Follows::End(end) => format!("the end: {}", end.words),
        Follows::DeadEnd { why } => format!("a dead end: {why}"),
        Follows::More { .. } => "further decisions".to_owned(),
    }
}

/// What is left to say of a place after [`coming`].
fn after_coming(place: &PlaceRecord) -> String {
    match &place.follows {
        Follows::End(end) => format!(", {}", end_when(end)),
        Follows::More { .. } => format!(". {}", ended(place)),
        _ => String::new(),
    }
}

/// How a way ends, or that it goes on unseen.
fn ended(place: &PlaceRecord) -> String {
    match &place.follows {
        Follows::End(end) => format!("End: {}; {}.", end.words, end_when(end)),
        Follows::DeadEnd { why } => format!("Dead end: {why}."),
        Follows::More { ways } => {
            format!("This {}; data {}.", goes_on(*ways), between(place.data))
        }
        Follows::Decision { .. } | Follows::Next { .. } => String::new(),
    }
}

/// All outcomes, each a sentence: a list is easier to listen to than a table.
fn outcomes(report: &TreeReport) -> String {
    let mut out = String::from("Outcomes, with all that was walked\n");
    for one in &report.outcomes {
        let OutcomeRecord { words, chance, decided, data_on, .. } = one;
        let text = format!("{words}; {}", when(*decided, *data_on));
        out.push_str(&row(*chance, &text));
    }
    for dead in &report.dead_ends {
        out.push_str(&row(dead.chance, &format!("dead end: {}", dead.why)));
    }
    if report.extent.not_walked > 0.0 {
        let text = "not walked: each of these, or another end, may have up to so much more";
        out.push_str(&row(report.extent.not_walked, text));
    }
    out.push('\n');
    out
}

fn row(chance: f64, text: &str) -> String {
    wrap(text, &format!("  {:>12}  ", percent(chance)), &" ".repeat(16))
}

fn never(report: &TreeReport) -> String {
    let unreached = &report.unreached;
    if unreached.is_empty() {
        return wrap("Every known end of its paths is reached.", "", "");
    }
    let by = match report.extent.not_walked > 0.0 {
        true => "Reached by no branch that was walked",
        false => "Reached by no branch",
    };
    wrap(&format!("{by}: {}.", unreached.join("; ")), "", "")
}

fn closing(scenario: &Scenario, report: &TreeReport) -> String {
    let case = asked(&scenario.name, &scenario.sets);
    let Drawn { guesses, assumptions } = report.decisions;
    let drawn = report.manifest.drawn;
    let mut out = wrap(
        &format!(
            "Rests on: the odds of {}, {guesses} of them guesses; with the times, on {}, {} of them guesses in some \
             part (comity assumptions {case}).",
            count(assumptions as u32, "decision", "decisions"),
            count(drawn.assumptions as u32, "assumption", "assumptions"),
            drawn.guesses
        ),
        "",
        "",
    );
    out.push_str(&wrap(&report.manifest.notice, "", ""));
    out.push_str("Next:\n");
    if let Some((point, option)) = first_choice(&report.tree) {
        out.push_str(&format!("  comity tree {case} --what-if {point}={option}\n"));
    }
    let file = "tree.svg";
    out.push_str(&format!("  comity tree {case} --prune 0.05 --format svg -o {file}\n"));
    out
}

/// The first decision shown, and its likeliest option.
fn first_choice(place: &PlaceRecord) -> Option<(&str, &str)> {
    match &place.follows {
        Follows::Decision { point, occurrence: 1, ways, .. } => {
            let likeliest = ways.iter().max_by(|a, b| a.odds.total_cmp(&b.odds))?;
            Some((point, likeliest.option.as_deref()?))
        }
        Follows::Decision { ways, .. } | Follows::Next { ways, .. } => {
            ways.iter().find_map(|way| first_choice(&way.to))
        }
        _ => None,
    }
}
