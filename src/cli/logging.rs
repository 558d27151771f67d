//! What the engine says of itself, on standard error: off unless asked for, and never part of a result.

use tracing_subscriber::EnvFilter;

use super::LogFormat;
use super::exit::{Problem, Trouble};
use super::output::Color;

/// Starts the log, if one is asked for.
pub(super) fn start(filter: Option<&str>, form: LogFormat, color: Color) -> Result<(), Trouble> {
    let Some(filter) = filter.filter(|filter| !filter.trim().is_empty()) else { return Ok(()) };
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        Trouble::usage(Problem::new(
            format!("`{filter}` is not a log filter: {error}"),
            "write a level (error, warn, info, debug, trace), or comity::docket=info",
        ))
    })?;
    // No clock: a log of the same run is the same log. No complaints of its own: they would panic when
    // standard error is closed.
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(color.on(&std::io::stderr()))
        .log_internal_errors(false)
        .without_time();
    let started = match form {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(|error| super::output::program_fault(&error.to_string()))
}
