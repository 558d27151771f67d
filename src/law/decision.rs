//! Decision points: who chooses, among which options, on what authority, and where each option leads.
//!
//! The options of a point stand in the file of the office that decides (the `decision!` macro writes them); the
//! table of all points is [`crate::law::point`]. Odds and times are the scenario's business.

use crate::law::authority::AuthorityId;
use crate::law::point::Point;

/// One option of a decision point.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The name scenarios and commands use.
    pub name: &'static str,
    /// What the choice rests on.
    pub authority: &'static [AuthorityId],
    /// Where it leads, in words.
    pub leads_to: &'static str,
}

/// A closed set of options, as an enum. Written by the `decision!` macro.
pub trait Decision: Copy + PartialEq + 'static {
    /// The point at which it is taken.
    const POINT: Point;
    /// The options, in the order of the variants.
    const OPTIONS: &'static [OptionSpec];
    /// The variants, in the same order.
    const ALL: &'static [Self];
}

/// The number of a decision point: the fixed ones of [`Point`] first, then the stages of the channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId(pub u16);

impl From<Point> for PointId {
    fn from(point: Point) -> PointId {
        PointId(point as u16)
    }
}

impl PartialEq<Point> for PointId {
    fn eq(&self, point: &Point) -> bool {
        self.0 == *point as u16
    }
}

/// Writes a [`Decision`]: an enum and, for each variant, the option's name, authorities and consequence.
macro_rules! decision {
    (
        $(#[$doc:meta])*
        $name:ident at $point:ident {
            $($variant:ident = $option:literal [$($authority:ident),*] $leads_to:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $leads_to] $variant,)+
        }

        impl $crate::law::decision::Decision for $name {
            const POINT: $crate::law::point::Point = $crate::law::point::Point::$point;
            const OPTIONS: &'static [$crate::law::decision::OptionSpec] = &[
                $($crate::law::decision::OptionSpec {
                    name: $option,
                    authority: &[$($crate::law::authority::$authority),*],
                    leads_to: $leads_to,
                },)+
            ];
            const ALL: &'static [Self] = &[$($name::$variant,)+];
        }
    };
}
pub(crate) use decision;
