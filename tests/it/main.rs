//! One test program: each extra one would link the whole crate again.

mod bounds;
mod calibration;
mod cli;
mod comity;
mod determinism;
mod diagnostics;
mod doubts;
mod e_evidence;
mod fuzzed;
mod generated;
mod invariants;
mod law_in_time;
mod offices;
mod rates;
mod readme;
mod record;
mod scenarios;
mod schema;
mod sister_cases;
mod strategy;
mod support;
mod tidy;
mod what_if;
