//! What the benchmarks have in common.

use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::library;

/// A scenario that comes with the program.
pub(crate) fn shipped(name: &str) -> Scenario {
    let found = library::find(name).unwrap_or_else(|missing| panic!("{}", missing.message));
    read(name, &found.text)
}

/// A scenario that must be sound.
pub(crate) fn read(name: &str, text: &str) -> Scenario {
    check(name, text).scenario.unwrap_or_else(|| panic!("{name} is not sound"))
}

/// The median of some values.
pub(crate) fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
