//! The kernel: virtual time, the future event list, actors with mailboxes, two drivers, keyed draws, staff.
//!
//! *Invariant:* nothing here knows that courts exist. Two deliveries are ordered by (time, sequence),
//! and by nothing else, so a run never depends on a scheduler, a thread or a wall clock.

pub mod actor;
pub mod agenda;
pub mod arrival;
pub mod distribution;
pub mod draw;
pub mod driver;
pub mod queue;
pub(crate) mod special;
pub mod staff;
pub mod time;

pub use actor::{Actor, Address, Context, Envelope, Fault, Halt, World};
pub use driver::{End, Limits, Pace, run_in_place, run_live, run_while};
pub use time::Time;
