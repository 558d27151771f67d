//! The scenarios and channels that come with the program. A name and a path are interchangeable. The one
//! place where a file of the language is read from the disk.

use std::path::{Path, PathBuf};

use crate::scenario::diagnostic::nearest;
use crate::scenario::document::{Document, Reader};

/// A file that comes with the program.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its name.
    pub name: &'static str,
    /// Where it stands in the repository.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Lists files under their names, folder by folder.
macro_rules! shipped {
    ($($folder:literal: [$($name:literal,)+])+) => {
        &[$($(Shipped {
            name: $name,
            path: concat!($folder, $name, ".toml"),
            text: include_str!(concat!("../../", $folder, $name, ".toml")),
        },)+)+]
    };
}

/// The scenarios, in the order in which `comity list` shows them.
pub const SCENARIOS: &[Shipped] = shipped! { "scenarios/": [
    "microsoft-ireland",
    "google-ed-pa",
    "google-ed-wis",
    "yahoo-md-fla",
    "google-nd-cal",
    "google-cd-cal",
    "google-nd-ala",
    "treaty-first",
    "both-at-once",
    "in-order",
    "preservation-first",
    "no-stay",
    "friendly-contempt",
    "fined-contempt",
    "unfriendly-contempt",
    "appeal-without-contempt",
    "petition-at-90-days",
    "no-cloud-act",
    "uncontested-warrant",
    "contested-warrant",
    "after-the-cloud-act",
    "statutory-motion",
    "treaty-paces",
    "preservation-lapses",
    "user-learns",
    "rogatory",
    "emergency",
    "foreign-request-2013",
    "foreign-request-weeks",
    "uk-order",
    "order-to-uk",
    "australian-order",
    "e-evidence",
    "ireland-e-evidence",
    "oia-2014",
    "e-evidence-conflict",
    "e-evidence-emergency",
    "gdpr-overlay",
    "second-protocol",
    "invented-country",
] "scenarios/lessons/": [
    "lesson-1-warrant",
    "lesson-2-control",
    "lesson-3-stay",
    "lesson-4-finality",
    "lesson-5-treaty",
    "lesson-6-comity",
    "lesson-7-mootness",
    "lesson-8-backlog",
] };

/// The groups of scenarios, each with the first scenario in it.
pub const GROUPS: &[(&str, &str)] = &[
    ("The case, and its sisters, as recorded", "microsoft-ireland"),
    ("The case, with one thing changed", "treaty-first"),
    ("Warrants, by the law of the day", "uncontested-warrant"),
    ("Other paths to the data", "treaty-paces"),
    ("Other law", "uk-order"),
    ("Law of your own", "second-protocol"),
    ("Lessons, in teaching order", "lesson-1-warrant"),
];

/// The channels: tables of stages a scenario can name.
pub const CHANNELS: &[Shipped] = shipped! { "scenarios/channels/": [
    "us-sca-warrant",
    "us-ie-mlat",
    "foreign-us-mlat",
    "letters-rogatory",
    "emergency-2702",
    "preservation-2703f",
    "uk-us-agreement",
    "us-uk-agreement",
    "au-us-agreement",
    "eu-e-evidence",
    "eu-e-preservation",
    "coe-224",
    "eu-gdpr48",
] };

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A scenario.
    Scenario,
    /// A channel.
    Channel,
}

impl Sort {
    /// Those that come with the program.
    pub fn shipped(self) -> &'static [Shipped] {
        match self {
            Sort::Scenario => SCENARIOS,
            Sort::Channel => CHANNELS,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Sort::Scenario => "scenario",
            Sort::Channel => "channel",
        }
    }
}

/// A file found, whether shipped or on disk.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the user knows it by.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The folder that paths in it are relative to; `None` if it is shipped: it then names shipped files
    /// only.
    pub folder: Option<PathBuf>,
    /// The same for two names of one file.
    pub identity: String,
}

/// Why a file could not be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// What a file says of itself: its title and its summary.
pub fn heading(shipped: &Shipped) -> (String, String) {
    let (document, _) = Document::parse(shipped.path, shipped.text);
    let reader = Reader::new(&document);
    let root = reader.root();
    let text = |key: &str| root.str(key).map(|text| text.value.trim().to_owned());
    (text("title").unwrap_or_default(), text("summary").unwrap_or_default())
}

/// Finds a scenario by name or path. A shipped name wins over a file of the same name; write `./name` for
/// the file.
///
/// # Errors
///
/// When there is neither, or the file cannot be read.
pub fn find(name: &str) -> Result<Found, NotFound> {
    let found = open(name, Some(Path::new("")), Sort::Scenario)?;
    Ok(Found { name: name.to_owned(), ..found })
}

/// The folder that paths in a scenario called `name` are relative to; `None` if it is a shipped one.
pub fn folder_of(name: &str) -> Option<PathBuf> {
    let shipped = SCENARIOS.iter().any(|shipped| shipped.name == name);
    (!shipped).then(|| parent(Path::new(name)))
}

/// The same for two names of one scenario.
pub fn identity_of(name: &str) -> String {
    match SCENARIOS.iter().find(|shipped| shipped.name == name) {
        Some(shipped) => shipped.path.to_owned(),
        None => identity(Path::new(name)),
    }
}

/// Opens the file that a text lying in `folder` calls `name`: a shipped name, or a path relative to the
/// folder. Without a folder only shipped files are within reach, and the disk is not touched.
///
/// # Errors
///
/// When there is neither, or the file cannot be read.
pub fn open(name: &str, folder: Option<&Path>, sort: Sort) -> Result<Found, NotFound> {
    if let Some(shipped) = sort.shipped().iter().find(|shipped| shipped.name == name) {
        let (name, identity) = (shipped.path.to_owned(), shipped.path.to_owned());
        return Ok(Found { name, text: shipped.text.to_owned(), folder: None, identity });
    }
    let Some(folder) = folder else { return Err(unknown(name, sort, false)) };
    let path = folder.join(name);
    let looks_like_path = name.contains(['/', '\\']) || name.ends_with(".toml");
    if !looks_like_path && !path.exists() {
        return Err(unknown(name, sort, true));
    }
    let shown = path.display().to_string();
    match std::fs::read(&path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => {
                let (folder, identity) = (Some(parent(&path)), identity(&path));
                Ok(Found { name: shown, text, folder, identity })
            }
            Err(_) => Err(NotFound {
                message: format!("`{shown}` is not a text file"),
                help: format!("a {} is a TOML file in UTF-8", sort.word()),
            }),
        },
        Err(error) => Err(NotFound {
            message: format!("`{shown}` cannot be read: {error}"),
            help: format!("`comity list` shows the {}s that come with the program", sort.word()),
        }),
    }
}

fn parent(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

fn identity(path: &Path) -> String {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    path.display().to_string()
}

fn unknown(name: &str, sort: Sort, paths: bool) -> NotFound {
    let names = || sort.shipped().iter().map(|shipped| shipped.name);
    let help = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the {}s are: {}{}",
            sort.word(),
            names().collect::<Vec<_>>().join(", "),
            if paths { "; or give the path of a file" } else { "" }
        ),
    };
    NotFound { message: format!("there is no {} called `{name}`", sort.word()), help }
}
