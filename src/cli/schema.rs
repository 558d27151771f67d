//! `comity schema`: what a file may hold, for editors and programs.

use clap::{Args, ValueEnum};
use schemars::Schema;

use crate::report::caseload::CaseloadReport;
use crate::report::caseload::compare::CaseloadComparison;
use crate::report::caseload::docket::FileRecord;
use crate::report::compare::CompareReport;
use crate::report::forecast::ForecastReport;
use crate::report::play::record::PlayRecord;
use crate::report::record::RunRecord;
use crate::report::sensitivity::SensitivityReport;
use crate::report::sweep::SweepReport;
use crate::report::tree::TreeReport;
use crate::scenario::schema;

use super::exit::{Exit, Trouble};
use super::output::{Target, json, program_fault};

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity schema
  comity schema channel
  comity schema -o comity-scenario.schema.json

An editor with Taplo (in VS Code: Even Better TOML) completes and checks a file
that begins with the line
  #:schema ./comity-scenario.schema.json
What a schema cannot know, comity check says.")]
pub(super) struct Arguments {
    /// What it is the schema of
    #[arg(value_name = "WHAT", default_value = "scenario")]
    of: Of,
    #[command(flatten)]
    target: Target,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// A scenario
    Scenario,
    /// The stages of a channel, in a file of their own
    Channel,
    /// What `comity run --json` prints
    Run,
    /// What `comity play --json` prints
    Play,
    /// What `comity tree --json` prints
    Tree,
    /// What `comity forecast --json` prints
    Forecast,
    /// What `comity compare --json` prints
    Compare,
    /// What `comity sweep --json` prints
    Sweep,
    /// What `comity sensitivity --json` prints
    Sensitivity,
    /// What `comity caseload --json` prints
    Caseload,
    /// What `comity compare --caseload --json` prints
    CaseloadCompare,
    /// What `comity caseload --file N --json` prints
    CaseloadFile,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments) -> Result<Exit, Trouble> {
    let schema = match arguments.of {
        Of::Scenario => Schema::try_from(schema::scenario()),
        Of::Channel => Schema::try_from(schema::channel()),
        Of::Run => Ok(schemars::schema_for!(RunRecord)),
        Of::Play => Ok(schemars::schema_for!(PlayRecord)),
        Of::Tree => Ok(schemars::schema_for!(TreeReport)),
        Of::Forecast => Ok(schemars::schema_for!(ForecastReport)),
        Of::Compare => Ok(schemars::schema_for!(CompareReport)),
        Of::Sweep => Ok(schemars::schema_for!(SweepReport)),
        Of::Sensitivity => Ok(schemars::schema_for!(SensitivityReport)),
        Of::Caseload => Ok(schemars::schema_for!(CaseloadReport)),
        Of::CaseloadCompare => Ok(schemars::schema_for!(CaseloadComparison)),
        Of::CaseloadFile => Ok(schemars::schema_for!(FileRecord)),
    };
    let schema = schema.map_err(|error| program_fault(&error.to_string()))?;
    arguments.target.write(&json(&schema)?)
}
