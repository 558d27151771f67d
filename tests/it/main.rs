//! One test program: each extra one would link the whole crate again.

mod cli;
mod determinism;
mod diagnostics;
mod invariants;
mod readme;
mod record;
mod support;
mod tidy;
mod what_if;
