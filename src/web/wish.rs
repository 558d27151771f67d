//! What a request asks for. Everything travels in it: a scenario by its name or as a text, a seed, days and choices.
//! A text can name scenarios and channels that come with the program, and nothing on the disk.

use std::sync::{Arc, LazyLock, OnceLock};

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use tokio::time::timeout;

use crate::ask::terms::Words;
use crate::report::lines::count;
use crate::scenario::Scenario;
use crate::scenario::check::{Checked, check, check_in};
use crate::scenario::diagnostic::{Severity, did_you_mean, render, to_json};
use crate::scenario::library::SCENARIOS;
use crate::simulate::Terms;

use super::answer::Refused;
use super::limits::Limits;

/// What a text that is sent is called in its mistakes and in commands.
pub(super) const TEXT: &str = "my-case.toml";

/// A question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    /// The name of a scenario that comes with the program.
    scenario: Option<String>,
    /// Or the text of one.
    text: Option<String>,
    /// The number that fixes every draw.
    #[serde(default = "first_seed")]
    seed: u64,
    /// The record is followed to the end of this day.
    from: Option<String>,
    /// The run stops at the end of this day.
    until: Option<String>,
    /// What is decided otherwise, each as `point=option`.
    #[serde(default)]
    choices: Vec<String>,
    /// How many cases to run.
    pub(super) cases: Option<u64>,
}

fn first_seed() -> u64 {
    1
}

/// Reads the body of a request.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<Wish, Refused> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
    if kind != Some("application/json") {
        return Err(Refused::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a question is asked in JSON",
            "send the header Content-Type: application/json",
        ));
    }
    let bytes = timeout(limits.slow, axum::body::to_bytes(body, limits.body));
    let bytes = bytes.await.map_err(|_| {
        Refused::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("the question was not there within {} seconds", limits.slow.as_secs_f64()),
            "send it in one go",
        )
    })?;
    let bytes = bytes.map_err(|_| too_large(limits))?;
    let wish: Wish = serde_json::from_slice(&bytes).map_err(|error| {
        Refused::new(
            StatusCode::BAD_REQUEST,
            format!("the question cannot be read: {error}"),
            r#"ask as in {"scenario": "microsoft-ireland", "seed": 1, "choices": ["district.review=reverse"]}"#,
        )
    })?;
    if wish.choices.len() > limits.choices {
        return Err(Refused::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{} choices are more than {}", wish.choices.len(), limits.choices),
            "ask with fewer",
        ));
    }
    Ok(wish)
}

fn too_large(limits: &Limits) -> Refused {
    Refused::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("the question is larger than {} KiB, or broke off", limits.body / 1024),
        "a scenario on top of another, with `base`, is short; run long files with comity run FILE",
    )
}

/// A scenario that comes with the program, read when it is first asked for.
fn shipped(name: &str) -> Result<Arc<Scenario>, Refused> {
    static READ: LazyLock<Vec<OnceLock<Option<Arc<Scenario>>>>> =
        LazyLock::new(|| SCENARIOS.iter().map(|_| OnceLock::new()).collect());
    let place = SCENARIOS.iter().position(|shipped| shipped.name == name);
    let found = place.and_then(|place| {
        let sound = || check(SCENARIOS[place].name, SCENARIOS[place].text).scenario.map(Arc::new);
        READ[place].get_or_init(sound).clone()
    });
    found.ok_or_else(|| unknown(name))
}

/// A name that no scenario has.
pub(super) fn unknown(name: &str) -> Refused {
    let cure = did_you_mean(name, SCENARIOS.iter().map(|shipped| shipped.name));
    let cure = cure.unwrap_or_else(|| "the first page lists those there are".to_owned());
    let message = format!("no scenario called `{name}` comes with the program");
    Refused::new(StatusCode::NOT_FOUND, message, cure)
}

/// A question about a text without one.
pub(super) fn no_text() -> Refused {
    Refused::new(StatusCode::UNPROCESSABLE_ENTITY, "there is no text to check", "give it as `text`")
}

/// Checks a text: nothing it names is looked for on the disk.
pub(super) fn checked(text: &str) -> Checked {
    check_in(TEXT, text, &[], None)
}

impl Wish {
    /// The text that is sent, if one is.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The scenario that is asked about.
    fn scenario(&self) -> Result<Arc<Scenario>, Refused> {
        match (&self.scenario, &self.text) {
            (Some(name), None) => shipped(name),
            (None, Some(text)) => sound(&checked(text)),
            _ => Err(Refused::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "a question is about one scenario",
                "give its name as `scenario`, or its text as `text`",
            )),
        }
    }

    /// The scenario that is asked about, with more set on top of it.
    pub(super) fn again(&self, sets: &[String]) -> Result<Scenario, Refused> {
        let mut checked = match (&self.scenario, &self.text) {
            (Some(name), None) => {
                let shipped = SCENARIOS.iter().find(|shipped| shipped.name == name);
                let shipped = shipped.ok_or_else(|| unknown(name))?;
                check_in(shipped.name, shipped.text, sets, None)
            }
            (_, text) => check_in(TEXT, text.as_deref().unwrap_or_default(), sets, None),
        };
        checked.scenario.take().ok_or_else(|| mistaken(&checked))
    }

    /// What fixes the result besides the scenario.
    fn terms(&self, scenario: &Scenario) -> Result<Terms, Refused> {
        let Wish { seed, from, until, choices, .. } = self;
        let words =
            Words { seed: *seed, from: from.as_deref(), until: until.as_deref(), what_if: choices };
        Ok(words.read(scenario)?)
    }

    /// The scenario, and what fixes the result besides it.
    pub(super) fn case(&self) -> Result<(Arc<Scenario>, Terms), Refused> {
        let scenario = self.scenario()?;
        let terms = self.terms(&scenario)?;
        Ok((scenario, terms))
    }

    /// How many cases are asked for.
    pub(super) fn cases(&self, otherwise: u64, most: u64) -> Result<u64, Refused> {
        match self.cases.unwrap_or(otherwise) {
            0 => Err(Refused::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "no case is to be run",
                "give `cases` a number above 0",
            )),
            cases if cases <= most => Ok(cases),
            cases => Err(Refused::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("{cases} cases are more than the {most} that are run for one request"),
                format!("ask for fewer, or let the program count them: comity forecast -n {cases}"),
            )),
        }
    }
}

fn sound(checked: &Checked) -> Result<Arc<Scenario>, Refused> {
    checked.scenario.clone().map(Arc::new).ok_or_else(|| mistaken(checked))
}

/// The mistakes of a text.
fn mistaken(checked: &Checked) -> Refused {
    let wrong = checked.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let count = count(u32::try_from(wrong).unwrap_or(u32::MAX), "mistake", "mistakes");
    Refused::mistakes(
        format!("the text has {count}; nothing was run"),
        to_json(&checked.diagnostics, checked.sources()),
        render(&checked.diagnostics, checked.sources(), false),
    )
}
