//! Questions that take many runs of one scenario.

pub mod audit;
pub mod branches;
pub mod caseload;
pub mod cases;
pub mod chance;
pub mod compare;
pub mod departures;
pub mod driver;
pub mod estimate;
pub mod fate;
pub mod forecast;
pub mod guess;
pub mod many;
pub mod overload;
pub mod pair;
pub mod partial;
pub mod play;
pub mod require;
pub mod sensitivity;
pub mod sweep;
pub mod tally;
pub mod tree;
