//! Many cases in long form: a row for each case and each thing that is known of it, as pandas and R read them.

use crate::experiment::cases::CaseResult;
use crate::experiment::compare::Alternative;

/// The columns. `set` is the alternative, `base` where there is but one; `value` is empty where there is none.
const COLUMNS: [&str; 6] = ["scenario", "set", "seed", "case", "metric", "value"];

/// The name of an alternative that stands by itself.
pub const BASE: &str = "base";

/// Rows of some cases, as they are added.
pub struct LongRows {
    writer: csv::Writer<Vec<u8>>,
}

impl Default for LongRows {
    fn default() -> LongRows {
        LongRows { writer: csv::Writer::from_writer(Vec::new()) }
    }
}

/// The names of the columns, as a row.
///
/// # Errors
///
/// When a row cannot be written, which does not happen in memory.
pub fn head() -> Result<Vec<u8>, csv::Error> {
    let mut rows = LongRows::default();
    rows.writer.write_record(COLUMNS)?;
    rows.into_bytes()
}

impl LongRows {
    /// Adds the rows of one case under one alternative: its `outcome`, whether the data was `produced` (all of it: 1, or
    /// 0), the `path` by which it came, `days_to_data`, `days_to_end` and `days_without_data` up to the horizon.
    ///
    /// # Errors
    ///
    /// When a row cannot be written, which does not happen in memory.
    pub fn add(
        &mut self,
        alternative: &Alternative,
        number: u64,
        result: &CaseResult,
    ) -> Result<(), csv::Error> {
        let Alternative { label, scenario, terms, .. } = alternative;
        let outcome = result.fate.name(scenario);
        let path = if result.fate.has_data() { outcome.strip_prefix("data-by-") } else { None };
        let day = |day: Option<u64>| day.map(|day| day.to_string()).unwrap_or_default();
        let (seed, number) = (terms.seed.to_string(), number.to_string());
        for (metric, value) in [
            ("outcome", outcome.as_str()),
            ("produced", if result.data.is_some() { "1" } else { "0" }),
            ("path", path.unwrap_or_default()),
            ("days_to_data", &day(result.data)),
            ("days_to_end", &day(result.ended)),
            ("days_without_data", &result.without.to_string()),
        ] {
            self.writer.write_record([&scenario.name, label, &seed, &number, metric, value])?;
        }
        Ok(())
    }

    /// The rows as text.
    ///
    /// # Errors
    ///
    /// When they cannot be written, which does not happen in memory.
    pub fn into_bytes(self) -> Result<Vec<u8>, csv::Error> {
        self.writer.into_inner().map_err(|error| error.into_error().into())
    }
}
