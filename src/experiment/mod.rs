//! Questions that take many runs of one scenario.

pub mod audit;
pub mod branches;
pub mod fate;
pub mod tree;
