//! Simulates what happens to a demand for data that crosses a border.
//!
//! Offices (prosecutor, courts, provider, central authorities, legislature, friends of the court) are
//! actors. They exchange papers on a virtual calendar as a scenario file says, and the program keeps the
//! docket: who did what, when, to whom, on what authority, because of which earlier entry, and how it ended.
//!
//! The modules in reading order; each imports only from those before it, and a test holds that.
//!
//! - [`sim`]: the kernel. Time, the future event list, actors, drivers, keyed draws. Knows no law.
//! - [`law`]: the domain. What each office does, the rules, the docket, the counting of days.
//! - [`scenario`]: the language. A file as written, checked, with every mistake explained.
//! - [`simulate`]: scenario + seed + choices → docket.
//! - [`experiment`]: questions that take many runs: every branch of a case, its decision tree, and what many cases say.
//! - [`report`]: one file per form of output, each a pure function of results.
//! - [`ask`]: a question as somebody asks it, by the command line or over the server, and its answer or refusal.
//! - [`web`]: the page: one HTML file that holds a whole case, or the same on a local server.
//! - [`cli`]: arguments in, calls out.

pub mod ask;
pub mod cli;
pub mod experiment;
pub mod law;
pub mod report;
pub mod scenario;
pub mod sim;
pub mod simulate;
pub mod web;
