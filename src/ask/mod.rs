//! A question as somebody asks it: words read against a scenario, the runs that answer it, and why there is no answer, with
//! cause and cure. The command line and the server ask alike, and get the same.

pub mod check;
pub mod forecast;
pub mod page;
pub mod paths;
pub mod refusal;
pub mod search;
pub mod terms;
