//! Points on the virtual clock.

use std::ops::{Add, Sub};

/// Seconds in a day. The virtual clock knows no leap seconds and no time zones.
pub const DAY: i64 = 86_400;

/// A point on the virtual clock: whole seconds since the start of 1970, negative before it.
///
/// The kernel attaches no calendar to it; the law does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

impl Time {
    /// The number of the day this point falls on, counted from 1 January 1970.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }
}

impl Add<i64> for Time {
    type Output = Time;

    /// The point `seconds` later; saturates at the ends of the clock.
    fn add(self, seconds: i64) -> Time {
        Time(self.0.saturating_add(seconds))
    }
}

impl Sub for Time {
    type Output = i64;

    /// The seconds from `earlier` to `self`; saturates.
    fn sub(self, earlier: Time) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}
