//! Forms of output. Each file is one form, a pure function of results: nothing here runs anything.

pub mod record;
