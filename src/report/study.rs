//! What made a result of many cases, so that it can be made again.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::report::record::NOTICE;
use crate::scenario::Scenario;
use crate::simulate::Terms;

/// What made a result of many cases.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Study {
    /// Always `comity`.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// The scenario's name, or its path.
    pub scenario: String,
    /// As in the manifest of a run.
    pub scenario_hash: String,
    /// The values set on top of the scenario's files.
    pub set: Vec<String>,
    /// The number that fixes every draw.
    pub seed: u64,
    /// The record binds to the end of this day; null: the whole record.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Every case stopped at the end of this day.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// What was chosen, as `point=option`.
    pub choices: Vec<String>,
    /// The first case, and the one after the last.
    pub cases: (u64, u64),
    /// The work was interrupted: more cases had been asked for.
    pub interrupted: bool,
    /// The command that makes this result again.
    pub command: String,
    /// What this is and is not.
    pub notice: &'static str,
}

impl Study {
    /// Of some cases of a scenario under these terms.
    pub fn new(
        scenario: &Scenario,
        terms: &Terms,
        cases: std::ops::Range<u64>,
        interrupted: bool,
        command: String,
    ) -> Study {
        Study {
            program: "comity",
            version: env!("CARGO_PKG_VERSION"),
            scenario: scenario.name.clone(),
            scenario_hash: scenario.hash.clone(),
            set: scenario.sets.clone(),
            seed: terms.seed,
            from: terms.from,
            until: terms.until,
            choices: terms.choices.iter().map(|choice| scenario.choice_words(*choice)).collect(),
            cases: (cases.start, cases.end),
            interrupted,
            command,
            notice: NOTICE,
        }
    }
}
