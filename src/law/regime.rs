//! The regimes: which law governs on a day.

use jiff::civil::Date;

/// A regime.
pub struct Regime {
    /// Its name.
    pub id: &'static str,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// They.
pub const REGIMES: &[Regime] =
    &[Regime { id: "cloud-act", from: Some(Date::constant(2018, 3, 23)), to: None }];

/// The regime of that name.
pub fn find(id: &str) -> Option<&'static Regime> {
    REGIMES.iter().find(|regime| regime.id == id)
}
