//! One test program: each extra one would link the whole crate again.

mod bounds;
mod calibration;
mod cli;
mod comity;
mod coverage;
mod determinism;
mod diagnostics;
mod doubts;
mod e_evidence;
mod fuzzed;
mod generated;
mod invariants;
mod law_in_time;
mod many;
mod oracles;
mod rates;
mod readme;
mod record;
mod scenarios;
mod schema;
mod sister_cases;
mod strategy;
mod support;
mod tidy;
mod tree;
mod what_if;
