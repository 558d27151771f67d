//! Answers: JSON at once, or lines of JSON as the work goes on; and refusals, each with its cause and cure.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use serde::Serialize;
use tokio::sync::mpsc;

use crate::ask::refusal::{Blame, Problem, Refusal};
use crate::scenario::diagnostic::JsonDiagnostic;

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    error: Said,
    /// After so many seconds there may be room.
    retry_after: Option<u64>,
}

/// A refusal as it is written.
#[derive(Debug, Serialize)]
struct Said {
    problems: Vec<Problem>,
    /// The mistakes of a scenario, for programs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<JsonDiagnostic>,
    /// The same as `comity check` prints them.
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Serialize)]
struct Whole<'a> {
    error: &'a Said,
}

impl Refused {
    pub(super) fn new(
        status: StatusCode,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) -> Refused {
        let problems = vec![Problem::new(message, cure)];
        Refused::of(status, problems)
    }

    fn of(status: StatusCode, problems: Vec<Problem>) -> Refused {
        let error = Said { problems, diagnostics: Vec::new(), text: String::new() };
        Refused { status, error, retry_after: None }
    }

    /// The server has too much to do.
    pub(super) fn busy(message: impl Into<String>) -> Refused {
        Refused::for_now(message, "try again in a few seconds, or ask for fewer cases")
    }

    /// There is no room, but soon there may be.
    pub(super) fn for_now(message: impl Into<String>, cure: &str) -> Refused {
        let refused = Refused::new(StatusCode::SERVICE_UNAVAILABLE, message, cure);
        Refused { retry_after: Some(2), ..refused }
    }

    /// A scenario that cannot be run.
    pub(super) fn mistakes(
        message: String,
        diagnostics: Vec<JsonDiagnostic>,
        text: String,
    ) -> Refused {
        let mut refused =
            Refused::new(StatusCode::UNPROCESSABLE_ENTITY, message, "mend the text and try again");
        (refused.error.diagnostics, refused.error.text) = (diagnostics, text);
        refused
    }

    /// It as a line of an answer that has begun.
    pub(super) fn line(&self) -> String {
        serde_json::to_string(&Whole { error: &self.error }).unwrap_or_default()
    }

    /// It as it goes over a connection on which there is no request to answer.
    pub(super) fn bare(&self) -> String {
        let body = self.line() + "\n";
        let retry = self.retry_after.map(|seconds| format!("retry-after: {seconds}\r\n"));
        format!(
            "HTTP/1.1 {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{}connection: close\r\n\r\n{body}",
            self.status,
            body.len(),
            retry.unwrap_or_default()
        )
    }
}

impl From<Refusal> for Refused {
    fn from(Refusal { blame, problems }: Refusal) -> Refused {
        let status = match blame {
            Blame::Question => StatusCode::UNPROCESSABLE_ENTITY,
            Blame::Program => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Refused::of(status, problems)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = (self.status, of_json(self.line() + "\n")).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A value as `--json` prints it.
pub(super) fn json(value: &impl Serialize) -> Result<Response, Refused> {
    let text = serde_json::to_string_pretty(value).map_err(unwritable)?;
    Ok(of_json(text + "\n").into_response())
}

pub(super) fn unwritable(error: serde_json::Error) -> Refused {
    Refusal::program(&error.to_string()).into()
}

fn of_json(text: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], text)
}

/// Set once nobody waits for an answer any more.
pub(super) type Stop = Arc<AtomicBool>;

/// Stops the work when whoever waits for it goes away.
pub(super) struct StopOnDrop(pub(super) Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Lines of JSON as they come. When the client closes the connection, the work behind them is stopped.
pub(super) struct Lines {
    pub(super) lines: mpsc::Receiver<String>,
    pub(super) _stop: StopOnDrop,
}

impl HttpBody for Lines {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let line = self.lines.poll_recv(cx);
        line.map(|line| line.map(|line| Ok(Frame::data(Bytes::from(line + "\n")))))
    }
}

impl IntoResponse for Lines {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::new(self)).into_response()
    }
}
