//! Forms of output. Each file is one form, a pure function of results: nothing here runs anything.

pub mod assumptions;
pub mod chart;
pub mod compare;
pub mod deadline;
pub mod decisions;
pub mod expect;
pub mod explain;
pub mod fate;
pub mod forecast;
pub mod law;
pub mod lines;
pub mod list;
pub mod measures;
pub mod new;
pub mod page;
pub mod record;
pub mod sensitivity;
pub mod study;
pub mod svg;
pub mod sweep;
pub mod table;
pub mod text;
pub mod tree;
pub mod why;
