//! Every point of a scenario: who decides what, with which odds, how long it takes, and on what basis.

use serde::Serialize;

use crate::law::decision::PointId;
use crate::law::office::Office;
use crate::law::point::Point;
use crate::report::lines::{WIDTH, asked, wrap};
use crate::report::record::NOTICE;
use crate::report::text::name;
use crate::scenario::{Assumed, Reference, Scenario};

/// All points of one scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Decisions {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The scenario's name, or its path.
    pub scenario: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the scenario's texts.
    pub scenario_hash: String,
    /// The values set on top of the scenario's files, as `key=value`.
    pub set: Vec<String>,
    /// How many assumptions are guesses.
    pub guesses: usize,
    /// How many assumptions there are.
    pub assumptions: usize,
    /// What this is and is not.
    pub notice: &'static str,
    /// Where something is decided: those with a number first, by number.
    pub decisions: Vec<PointRecord>,
    /// Where time passes and nothing is decided.
    pub steps: Vec<PointRecord>,
}

/// One point.
#[derive(Clone, Debug, Serialize)]
pub struct PointRecord {
    /// `D01` to `D28`, if it has a number.
    pub id: Option<&'static str>,
    /// Its name.
    pub point: String,
    /// Who decides or acts.
    pub decider: String,
    /// The step of the record it belongs to; the first, if there are several.
    pub entry: Option<String>,
    /// What is decided or done.
    pub question: String,
    /// The options; empty for a step.
    pub options: Vec<OptionRecord>,
    /// How long it takes, in words; null where it is decided when it is asked.
    pub takes: Option<String>,
    /// What the numbers rest on.
    pub basis: BasisRecord,
    /// `strong`, `medium` or `weak`.
    pub strength: Option<String>,
    /// Where the numbers come from.
    pub source: Option<String>,
}

/// One option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionRecord {
    /// Its name.
    pub name: String,
    /// Whether the record took it.
    pub recorded: bool,
    /// Its chance where the record does not speak.
    pub odds: Option<f64>,
    /// What it rests on.
    pub authority: Vec<String>,
    /// Where it leads.
    pub leads_to: String,
}

/// What numbers rest on: `law`, `data` or `guess`.
#[derive(Clone, Debug, Serialize)]
pub struct BasisRecord {
    /// The odds.
    pub odds: Option<&'static str>,
    /// The time.
    pub time: Option<&'static str>,
}

/// All points of a scenario.
pub fn decisions(scenario: &Scenario) -> Decisions {
    let all = scenario.points().map(|point| point_record(scenario, point));
    let (mut decisions, steps): (Vec<_>, Vec<_>) = all.partition(|one| !one.options.is_empty());
    // The sort is stable: those without a number keep the order in which a case reaches them.
    decisions.sort_by_key(|one| (one.id.is_none(), one.id));
    let (guesses, assumptions) = scenario.guesses();
    Decisions {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        scenario: scenario.name.clone(),
        scenario_hash: scenario.hash.clone(),
        set: scenario.sets.clone(),
        guesses,
        assumptions,
        notice: NOTICE,
        decisions,
        steps,
    }
}

/// One point, in words.
pub fn point_record(scenario: &Scenario, point: PointId) -> PointRecord {
    let none = Assumed::default();
    let assumed = scenario.assumed.get(usize::from(point.0)).unwrap_or(&none);
    let reference = assumed.reference.as_ref().filter(|_| assumed.is_spoken_of());
    let entry = scenario.step_of(point).map(|line| line.id.clone());
    let (id, decider, question) = head(scenario, point);
    PointRecord {
        id,
        point: scenario.point_name(point).to_owned(),
        decider: decider.id().to_owned(),
        entry,
        question,
        options: options(scenario, point, assumed),
        takes: assumed.takes.clone(),
        basis: BasisRecord {
            odds: assumed.odds_basis.map(|basis| basis.as_str()),
            time: assumed.takes_basis.filter(|_| assumed.takes.is_some()).map(|b| b.as_str()),
        },
        strength: assumed.strength.clone().filter(|_| assumed.is_spoken_of()),
        source: reference.map(Reference::to_string),
    }
}

/// Its number in the study of the case, who decides or acts, and what.
pub fn head(scenario: &Scenario, point: PointId) -> (Option<&'static str>, Office, String) {
    let decider = scenario.decider(point);
    match (Point::numbered(point.0), stage(scenario, point)) {
        (Some(point), _) => (point.spec().id, decider, point.spec().question.to_owned()),
        (None, Some(stage)) => (None, decider, stage.document.clone()),
        (None, None) => (None, decider, String::new()),
    }
}

fn stage(scenario: &Scenario, point: PointId) -> Option<&crate::law::channel::Stage> {
    scenario.stage(point)
}

fn options(scenario: &Scenario, point: PointId, assumed: &Assumed) -> Vec<OptionRecord> {
    let option = |number: usize, name: &str| {
        let choice = number as u8;
        let in_lines =
            |line: &crate::scenario::Line| line.point == point && line.choice == Some(choice);
        let in_shown =
            |shown: &crate::law::answers::Choice| shown.point == point && shown.option == choice;
        let (authority, leads_to) = consequence(scenario, point, number);
        OptionRecord {
            name: name.to_owned(),
            recorded: scenario.record.iter().any(in_lines)
                || scenario.plan.shown.iter().any(in_shown),
            odds: assumed.odds.get(number).copied(),
            authority,
            leads_to,
        }
    };
    let names = scenario.options(point);
    names.iter().enumerate().map(|(number, name)| option(number, name)).collect()
}

/// What an option rests on and where it leads.
pub fn consequence(scenario: &Scenario, point: PointId, option: usize) -> (Vec<String>, String) {
    if let Some(point) = Point::numbered(point.0) {
        return match point.spec().options.get(option) {
            Some(option) => (scenario.ids(option.authority), option.leads_to.to_owned()),
            None => (Vec::new(), String::new()),
        };
    }
    let Some(stage) = stage(scenario, point) else { return (Vec::new(), String::new()) };
    let words = stage.outcomes.get(option).map(|outcome| outcome.words.clone());
    (scenario.ids(&stage.authority), words.unwrap_or_default())
}

/// All points for people.
pub fn text(scenario: &Scenario, decisions: &Decisions) -> String {
    let mut out = format!("Decisions in {}\n\n", scenario.title);
    out.push_str(&wrap(
        "Each: number, name, who decides, step of the record. `*` marks what the record shows. The \
         number is the chance where the record does not speak; its basis is law, data or guess.",
        "",
        "",
    ));
    out.push('\n');
    for one in &decisions.decisions {
        out.push_str(&point_text(scenario, one));
    }
    out.push_str("Steps that only take time\n\n");
    for one in &decisions.steps {
        out.push_str(&point_text(scenario, one));
    }
    let Decisions { guesses, assumptions, .. } = decisions;
    out.push_str(&format!("{guesses} of {assumptions} assumptions are guesses.\n{NOTICE}\n"));
    if let Some(one) = decisions.decisions.iter().find(|one| one.point == "district.review") {
        let other = one.options.iter().find(|option| !option.recorded);
        if let Some(option) = other {
            out.push_str(&format!(
                "Next:\n  comity run {} --what-if {}={}\n",
                asked(&decisions.scenario, &decisions.set),
                one.point,
                option.name
            ));
        }
    }
    out
}

const INDENT: &str = "     ";

fn point_text(scenario: &Scenario, one: &PointRecord) -> String {
    let left = format!("{:<4} {}", one.id.unwrap_or("-"), one.point);
    let step = one.entry.as_ref().map(|entry| format!(" ({entry})")).unwrap_or_default();
    let right = format!("{}{step}", name(scenario, &one.decider));
    let used = left.chars().count() + right.chars().count();
    let mut out = if used + 2 <= WIDTH {
        format!("{left}{}{right}\n", " ".repeat(WIDTH - used))
    } else {
        format!("{left}\n") + &wrap(&right, INDENT, INDENT)
    };
    out.push_str(&wrap(&one.question, INDENT, INDENT));
    let widest = one.options.iter().map(|option| option.name.len()).max().unwrap_or(0);
    for option in &one.options {
        let mark = if option.recorded { '*' } else { ' ' };
        let odds = option.odds.map(|odds| format!("{odds:.3}")).unwrap_or_default();
        let first = format!("   {mark} {:<widest$} {odds:>5}  ", option.name);
        let rest = " ".repeat(12);
        out.push_str(&wrap(&option.leads_to, &first, &rest));
    }
    out.push_str(&wrap(&basis_words(one), INDENT, INDENT));
    if let Some(source) = &one.source {
        out.push_str(&wrap(source, INDENT, INDENT));
    }
    out.push('\n');
    out
}

/// What the numbers of a point are and rest on, in words.
pub fn basis_words(one: &PointRecord) -> String {
    let mut parts = Vec::new();
    if let Some(basis) = one.basis.odds {
        parts.push(format!("Basis of the odds: {basis}."));
    }
    match (&one.takes, one.basis.time) {
        (Some(takes), Some(basis)) => parts.push(format!("Takes: {takes} ({basis}).")),
        (Some(takes), None) => parts.push(format!("Takes: {takes}.")),
        (None, _) if one.options.is_empty() => parts.push("Takes: as the law computes.".to_owned()),
        (None, _) => parts.push("Decided when it is asked.".to_owned()),
    }
    parts.extend(one.strength.as_ref().map(|strength| format!("Support: {strength}.")));
    parts.join(" ")
}
