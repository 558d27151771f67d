//! What can be asked, and under which path.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

use crate::ask::check::{File, look_at, verdict};
use crate::ask::paths::side_by_side;
use crate::ask::search::run_or_explain;
use crate::ask::terms::command;
use crate::report::record::record;
use crate::scenario::diagnostic::render;
use crate::scenario::library::SCENARIOS;
use crate::simulate::Driver;

use super::answer::{Refused, json};
use super::guard::{Guard, HEADERS};
use super::live;
use super::tasks::{EXTENT, Forecasting, Paging};
use super::turns::{Client, Count};
use super::wish::{self, TEXT, Wish};
use super::work::{Desk, Task};

/// The header in which a page says which one it is, so that it gets its share and no more.
const CLIENT: HeaderName = HeaderName::from_static("comity-client");

/// The most letters of it.
const LONGEST_CLIENT: usize = 64;

/// The cases of a forecast, if nothing is said of them.
const CASES: u64 = 10_000;

/// The most cases behind every forecast of a page, of which there may be a hundred.
const PAGE_CASES: u64 = 2_000;

/// Everything the server answers.
pub(super) fn router(guard: Guard, desk: Desk) -> Router {
    Router::new()
        .route("/", get(async || Html(live::first_page())))
        .route("/case", get(async || Html(live::frame())))
        .route("/assets/page.css", get(async || asset("text/css", live::style())))
        .route("/assets/page.js", get(async || asset("text/javascript", live::script())))
        .route("/api/status", get(status))
        .route("/api/text/{name}", get(text))
        .route("/api/run", post(run))
        .route("/api/check", post(check))
        .route("/api/forecast", post(forecast))
        .route("/api/page", post(page))
        .fallback(nothing)
        .method_not_allowed_fallback(no_method)
        .with_state(desk)
        .layer(from_fn_with_state(guard, guarded))
}

/// Lets through only who may ask, and says with every answer what may be done with it.
async fn guarded(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    tracing::debug!(method = %request.method(), path = request.uri().path(), "asked");
    let mut response = match guard.check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn asset(kind: &'static str, text: String) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}

async fn nothing(request: Request) -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        format!("there is nothing at {}", request.uri().path()),
        "begin at /",
    )
}

async fn no_method(request: Request) -> Refused {
    Refused::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("{} is not what {} answers", request.method(), request.uri().path()),
        "pages are asked for with GET, questions with POST",
    )
}

async fn status(State(desk): State<Desk>) -> Result<Response, Refused> {
    let count: Count = desk.turns.count(desk.limits.workers);
    json(&count)
}

/// The text of a scenario that comes with the program.
async fn text(Path(name): Path<String>) -> Result<Response, Refused> {
    let shipped = SCENARIOS.iter().find(|shipped| shipped.name == name);
    let shipped = shipped.ok_or_else(|| wish::unknown(&name))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], shipped.text).into_response())
}

/// Takes a question: who asks it, and what it is.
async fn take(desk: &Desk, headers: &HeaderMap, body: Body) -> Result<(Task, Wish), Refused> {
    let client = headers.get(CLIENT).and_then(|name| name.to_str().ok());
    let client: Client = client.filter(|name| name.len() <= LONGEST_CLIENT).map(str::to_owned);
    let wish = wish::read(headers, body, &desk.limits).await?;
    Ok((desk.enter(client)?, wish))
}

/// The same as `comity run --json`.
async fn run(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let (task, wish) = take(&desk, &headers, body).await?;
    let record = task.once(move || {
        let (scenario, terms) = wish.case()?;
        let run = run_or_explain(&scenario, &terms, Driver::InPlace, &mut |_| ())?;
        Ok(record(&scenario, &terms, &run, command(&scenario, &terms)))
    });
    json(&record.await?)
}

/// What was found in a text.
#[derive(Serialize)]
struct Found {
    /// The same as `comity check --json` has.
    file: File,
    /// The same as `comity check` prints.
    text: String,
}

/// The same as `comity check`, of a text.
async fn check(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let (task, wish) = take(&desk, &headers, body).await?;
    let found = task.once(move || {
        let text = wish.text().ok_or_else(wish::no_text)?;
        let checked = wish::checked(text);
        let (file, found) = look_at(TEXT, &[], &checked, None);
        let text = render(&found, checked.sources(), false) + &verdict(&file);
        Ok(Found { file, text })
    });
    json(&found.await?)
}

/// Lines of JSON: how far it is, and last what `comity forecast --json` prints, and its drawing.
async fn forecast(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let (task, wish) = take(&desk, &headers, body).await?;
    let cases = wish.cases(CASES, desk.limits.cases)?;
    let work = task.once(move || {
        let (scenario, terms) = wish.case()?;
        Ok(Forecasting::new(&scenario, terms, cases))
    });
    let work = work.await?;
    Ok(task.stream(work).into_response())
}

/// Lines of JSON: how far it is, and last everything that a page shows.
async fn page(
    State(desk): State<Desk>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let (task, wish) = take(&desk, &headers, body).await?;
    let cases = wish.cases(EXTENT.cases, PAGE_CASES)?;
    let work = task.once(move || {
        let (scenario, terms) = wish.case()?;
        // A text may be sound only as it stands: then it has no paths to compare, and a page all the same.
        let paths = side_by_side(&scenario, &terms, |sets| wish.again(sets)).unwrap_or_default();
        Paging::begin(scenario, terms, cases, paths)
    });
    let work = work.await?;
    Ok(task.stream(work).into_response())
}
