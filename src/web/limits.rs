//! What the server gives at most, to one request and to all.

use std::time::Duration;

/// The limits of a server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of the body of a request.
    pub body: usize,
    /// The most cases of one forecast.
    pub cases: u64,
    /// The most what-ifs of one request.
    pub choices: usize,
    /// How long a request may take, from its head to its answer.
    pub time: Duration,
    /// How long its head, and then its body, may be on the way.
    pub slow: Duration,
    /// The most requests that are worked on or wait.
    pub open: usize,
    /// The most of them from one client that says who it is.
    pub each: usize,
    /// The places among them that are kept for such clients.
    pub kept: usize,
    /// The most connections.
    pub connections: usize,
    /// How many requests are worked on at the same time.
    pub workers: usize,
    /// How long what is under way may go on once the server is told to stop.
    pub grace: Duration,
}

impl Limits {
    /// Those of `comity serve`, on a machine with so many cores.
    pub fn for_cores(cores: usize) -> Limits {
        Limits {
            body: 256 * 1024,
            cases: 200_000,
            choices: 50,
            time: Duration::from_secs(60),
            slow: Duration::from_secs(10),
            open: 128,
            each: 6,
            kept: 8,
            connections: 256,
            workers: cores.max(1),
            grace: Duration::from_secs(5),
        }
    }
}
