//! Why lengths of time do not make a distribution, and the checks that say so.

use std::error::Error;
use std::fmt;

use super::{DAY, LONGEST};

/// A parameter as an error names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// What it is, to begin a sentence with: "the median".
    pub name: &'static str,
    /// Its value in seconds.
    pub seconds: f64,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (amount, unit) = match self.seconds / DAY {
            days if days != 0.0 && days == days.floor() => (days, "day"),
            _ => (self.seconds, "second"),
        };
        write!(f, "{} ({amount} {unit}{})", self.name, if amount == 1.0 { "" } else { "s" })
    }
}

/// Why lengths of time do not make a distribution. Displayed as a sentence without its full stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DistributionError {
    /// Infinite, or not a number.
    NotFinite(&'static str),
    /// Below zero, where zero would do.
    Negative(Parameter),
    /// Zero or below, where the family needs more.
    NotPositive(Parameter),
    /// Beyond [`LONGEST`].
    TooLong(Parameter),
    /// The first is below the second, and must not be.
    Below(Parameter, Parameter),
    /// The first is not above the second, and must be.
    NotAbove(Parameter, Parameter),
    /// The number that shapes the family does not lie within its bounds.
    BadShape(f64),
    /// The shares of a table or of a mixture are not shares of a whole.
    BadShares,
}

impl fmt::Display for DistributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite(name) => write!(f, "{name} must be a finite number"),
            Self::Negative(length) => write!(f, "{length} must not be negative"),
            Self::NotPositive(length) => write!(f, "{length} must be more than zero"),
            Self::TooLong(length) => write!(f, "{length} must not be longer than 200 years"),
            Self::Below(high, low) => write!(f, "{high} must not be below {low}"),
            Self::NotAbove(high, low) => write!(f, "{high} must be above {low}"),
            Self::BadShape(shape) => {
                write!(f, "the shape cannot be {shape}: it lies between 0.1 and 1000")
            }
            Self::BadShares => f.write_str(
                "the shares must lie between 0 and 1: rising to 1 in a table, adding up to 1 in a mixture",
            ),
        }
    }
}

impl Error for DistributionError {}

pub(super) fn length(name: &'static str, seconds: f64) -> Result<Parameter, DistributionError> {
    let parameter = Parameter { name, seconds };
    if !seconds.is_finite() {
        Err(DistributionError::NotFinite(name))
    } else if seconds < 0.0 {
        Err(DistributionError::Negative(parameter))
    } else if seconds > LONGEST {
        Err(DistributionError::TooLong(parameter))
    } else {
        Ok(parameter)
    }
}

pub(super) fn positive(name: &'static str, seconds: f64) -> Result<Parameter, DistributionError> {
    match length(name, seconds) {
        Ok(parameter) | Err(DistributionError::Negative(parameter)) if seconds <= 0.0 => {
            Err(DistributionError::NotPositive(parameter))
        }
        checked => checked,
    }
}

pub(super) fn not_below(high: Parameter, low: Parameter) -> Result<(), DistributionError> {
    if high.seconds < low.seconds { Err(DistributionError::Below(high, low)) } else { Ok(()) }
}

pub(super) fn above(high: Parameter, low: Parameter) -> Result<(), DistributionError> {
    if high.seconds > low.seconds { Ok(()) } else { Err(DistributionError::NotAbove(high, low)) }
}

pub(super) fn shape_number(shape: f64) -> Result<(), DistributionError> {
    if (0.1..=1000.0).contains(&shape) { Ok(()) } else { Err(DistributionError::BadShape(shape)) }
}
