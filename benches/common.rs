//! What the benchmarks have in common.

use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::scenario::library;

/// A scenario that comes with the program, with values set on top.
pub(crate) fn shipped(name: &str, sets: &[String]) -> Scenario {
    let found = library::find(name).unwrap_or_else(|missing| panic!("{}", missing.message));
    read(name, &found.text, sets)
}

/// A scenario that must be sound, with values set on top.
pub(crate) fn read(name: &str, text: &str, sets: &[String]) -> Scenario {
    check_with(name, text, sets).scenario.unwrap_or_else(|| panic!("{name} is not sound"))
}

/// The median of some values.
pub(crate) fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
