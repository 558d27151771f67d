//! A comparison for people, in 80 columns.

pub mod svg;

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::compare::summary::{
    AlternativeResult, Compared, Difference, RaceResult, Tested,
};
use crate::experiment::estimate::Estimate;
use crate::report::fate;
use crate::report::forecast::{chance, court, ends, percent, required, thousands};
use crate::report::lines::{columns, per_cent, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;

/// A comparison, with what made each alternative.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareReport {
    /// What made each alternative, in their order.
    pub manifests: Vec<Study>,
    /// The command that makes this result again.
    pub command: String,
    /// What they show.
    pub compared: Compared,
}

/// What made a comparison, for a file beside a form that has no room for it.
#[derive(Clone, Debug, Serialize)]
pub struct CompareManifest {
    /// As in the report.
    pub manifests: Vec<Study>,
    /// As in the report.
    pub command: String,
}

impl CompareReport {
    /// What made it.
    pub fn manifest(&self) -> CompareManifest {
        CompareManifest { manifests: self.manifests.clone(), command: self.command.clone() }
    }
}

/// The report as text.
pub fn text(report: &CompareReport) -> String {
    let compared = &report.compared;
    let names: Vec<&str> = compared.alternatives.iter().map(|one| one.label.as_str()).collect();
    let mut out = wrap(&format!("Compared: {}", names.join("; ")), "", "");
    let brackets = format!(" In brackets: {} % intervals.", per_cent(compared.level));
    out.push_str(&wrap(&(intro(report) + &brackets), "", ""));
    out.push('\n');
    out.push_str(&side_by_side(compared));
    for difference in &compared.against_first {
        out.push_str(&against(difference, names.first().unwrap_or(&""), compared));
    }
    out.push_str(&races(&compared.races));
    out.push_str(&outcomes(&compared.alternatives));
    out.push_str(&required(&compared.required));
    out.push_str(NOTICE);
    out.push_str("\nThe same again:\n");
    out.push_str(&format!("  {}\n", report.command));
    out
}

/// What was run.
fn intro(report: &CompareReport) -> String {
    format!(
        "The same {} cases under each, seed {}. Days from day 0 of each.",
        thousands(report.compared.cases),
        report.manifests.first().map_or(0, |one| one.seed),
    )
}

/// The days of the table; all days are in the JSON.
const SHOWN: [i64; 4] = [90, 180, 365, 730];

fn side_by_side(compared: &Compared) -> String {
    let head = ["Data by day", "90", "180", "365", "730", "ever", "half by", "best"];
    let mut rows = vec![head.map(str::to_owned)];
    for (one, best) in compared.alternatives.iter().zip(&compared.best) {
        let by = |day: i64| {
            let found = one.data_by_day.iter().find(|by| by.day == day);
            found.map_or_else(String::new, |by| percent(by.chance.value))
        };
        let [a, b, c, d] = SHOWN.map(by);
        let half = one.median_day.as_ref().map_or_else(String::new, |at| at.value.to_string());
        let ever = percent(one.data_ever.value);
        rows.push([one.label.clone(), a, b, c, d, ever, half, percent(*best)]);
    }
    let mut days = vec![["Days without the data", "mean", ""].map(str::to_owned)];
    for one in &compared.alternatives {
        let Estimate { value, interval } = one.days_without_data;
        let ends = format!("({:.1} to {:.1})", interval.low, interval.high);
        days.push([one.label.clone(), format!("{value:.1}"), ends]);
    }
    let note = format!(
        "half by: the day by which half of the cases with data have it. best: the chance that it has the fewest days without the data on average, of the first {}.",
        compared.horizon
    );
    columns(&rows) + &wrap(&note, "", "") + "\n" + &columns(&days) + "\n"
}

fn against(difference: &Difference, first: &str, compared: &Compared) -> String {
    let Difference { label, same, moved, flipped, gained, lost, .. } = difference;
    let mut out = wrap(&format!("{label}, against {first}"), "", "");
    if *same == compared.cases {
        return out + "  No case differs.\n\n";
    }
    let mut rows = vec![["", "difference", "", "by chance"].map(str::to_owned)];
    let row = |name: String, tested: &Tested| {
        [
            name,
            signed_share(tested.difference.value),
            share_ends(&tested.difference),
            chance_alone(tested.p),
        ]
    };
    for tested in &difference.data_by_day {
        let Some(day) = tested.day.filter(|day| SHOWN.contains(day)) else { continue };
        rows.push(row(format!("  data by day {day}"), tested));
    }
    rows.push(row("  data ever".to_owned(), &difference.data_ever));
    let days = &difference.days_without_data;
    let in_days = |estimate: &Estimate| {
        let ends = format!("({:+.1} to {:+.1})", estimate.interval.low, estimate.interval.high);
        (format!("{:+.1}", estimate.value), ends)
    };
    let (value, ends_of) = in_days(&days.difference);
    rows.push(["  days without the data".to_owned(), value, ends_of, chance_alone(days.p)]);
    if let Some(median) = &difference.median_day {
        let (value, ends_of) = in_days(median);
        rows.push(["  half by, in days".to_owned(), value, ends_of, String::new()]);
    }
    out.push_str(&columns(&rows));
    let text = format!(
        "Case by case: sooner in {}, later in {}. {} end in another way ({} with data only under {label}, {} only under {first}), {} in the same way on another day, {} on the same day.",
        percent(difference.sooner.value),
        percent(difference.later.value),
        thousands(*flipped),
        thousands(*gained),
        thousands(*lost),
        thousands(*moved),
        thousands(*same),
    );
    out.push_str(&wrap(&text, "  ", "  "));
    out.push_str(&partings(difference));
    let text = format!(
        "Draws of the first cases: {} shared, {} dropped, {} added.",
        thousands(difference.draws_shared),
        thousands(difference.draws_dropped),
        thousands(difference.draws_added)
    );
    out.push_str(&wrap(&text, "  ", "  "));
    out + "\n"
}

fn partings(difference: &Difference) -> String {
    let part = |one: &crate::experiment::compare::summary::Parting| {
        format!("{} ({})", one.place, thousands(one.cases))
    };
    let places: Vec<String> = difference.partings.iter().map(part).collect();
    match places.is_empty() {
        true => String::new(),
        false => wrap(
            &format!("Where those that end in another way parted: {}.", places.join("; ")),
            "  ",
            "  ",
        ),
    }
}

/// The sentences about data and rulings: only of the courts in which most cases of a comparison end.
fn races(races: &[RaceResult]) -> String {
    let told = races.iter().filter(|race| race.court != "magistrate" && race.court != "supreme");
    let mut out = String::new();
    for race in told {
        let RaceResult { data, ruling, data_first, median_data, median_ruling, .. } = race;
        let (Some(arrives), Some(rules)) = (median_data, median_ruling) else { continue };
        let text = format!(
            "{data} against {} under {ruling}: half by day {} against day {}; the data is there first in {} of the cases in which it rules. {}",
            court(&race.court),
            arrives.value,
            rules.value,
            chance(data_first),
            verdict(data_first),
        );
        out.push_str(&wrap(&text, "", "  "));
    }
    if out.is_empty() { out } else { out + "\n" }
}

/// Neither is ahead if each is first about as often as not.
fn verdict(first: &Estimate) -> &'static str {
    match first.value {
        share if (0.45..=0.55).contains(&share) => "A tie.",
        share if share > 0.55 => "The data is sooner.",
        _ => "The ruling is sooner.",
    }
}

fn outcomes(alternatives: &[AlternativeResult]) -> String {
    let mut out = String::new();
    for one in alternatives {
        let mut rows = vec![[format!("How {} ends", one.label), String::new(), String::new()]];
        for outcome in one.outcomes.iter().filter(|outcome| outcome.share.value >= 0.005) {
            let share = &outcome.share;
            rows.push([
                format!("  {}", fate::words(&outcome.outcome)),
                percent(share.value),
                ends(share),
            ]);
        }
        out.push_str(&columns(&rows));
    }
    out + "\n"
}

/// `+41.2 %`.
fn signed_share(share: f64) -> String {
    format!("{:+.2} %", share * 100.0)
}

fn share_ends(estimate: &Estimate) -> String {
    let Estimate { interval, .. } = estimate;
    format!("({:+.2} to {:+.2})", interval.low * 100.0, interval.high * 100.0)
}

/// A p-value, as precisely as anybody needs it.
fn chance_alone(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".to_owned() } else { format!("{p:.4}") }
}
