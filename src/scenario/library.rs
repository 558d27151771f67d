//! The scenarios and channels that come with the program. A name and a path are interchangeable.

use std::path::Path;

use crate::scenario::diagnostic::nearest;

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

/// The scenarios.
pub const SCENARIOS: &[Shipped] = &[Shipped {
    name: "microsoft-ireland",
    path: "scenarios/microsoft-ireland.toml",
    text: include_str!("../../scenarios/microsoft-ireland.toml"),
}];

/// The treaty channels.
pub const CHANNELS: &[Shipped] = &[Shipped {
    name: "us-ie-mlat",
    path: "scenarios/channels/us-ie-mlat.toml",
    text: include_str!("../../scenarios/channels/us-ie-mlat.toml"),
}];

/// A file found, whether shipped or on disk.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the user called it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Why a scenario could not be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Finds a scenario by name or path. A shipped name wins over a file of the same name; write `./name` for
/// the file.
///
/// # Errors
///
/// When there is neither, or the file cannot be read.
pub fn find(name: &str) -> Result<Found, NotFound> {
    if let Some(shipped) = SCENARIOS.iter().find(|shipped| shipped.name == name) {
        return Ok(Found { name: name.to_owned(), text: shipped.text.to_owned() });
    }
    let path = Path::new(name);
    let looks_like_path = name.contains(['/', '\\']) || name.ends_with(".toml");
    if !looks_like_path && !path.exists() {
        return Err(unknown(name));
    }
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Found { name: name.to_owned(), text }),
            Err(_) => Err(NotFound {
                message: format!("`{name}` is not a text file"),
                help: "a scenario is a TOML file in UTF-8".to_owned(),
            }),
        },
        Err(error) => Err(NotFound {
            message: format!("`{name}` cannot be read: {error}"),
            help: "`comity list` shows the scenarios that come with the program".to_owned(),
        }),
    }
}

fn unknown(name: &str) -> NotFound {
    let names = || SCENARIOS.iter().map(|shipped| shipped.name);
    let help = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the scenarios are: {}; or give the path of a file",
            names().collect::<Vec<_>>().join(", ")
        ),
    };
    NotFound { message: format!("there is no scenario called `{name}`"), help }
}
