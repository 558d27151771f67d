//! `comity new`: a scenario file on top of another, sound from the first moment.

use std::path::{Component, Path};

use clap::Args;

use crate::report::lines::quoted;
use crate::report::new::{Naming, SCHEMA, file};
use crate::scenario::check::check;
use crate::scenario::library::{SCENARIOS, identity_of};

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::output::{Color, put, say};

/// Arguments of `new`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity new my-case.toml
  comity new variant.toml --from microsoft-ireland")]
pub(super) struct Arguments {
    /// The file to write
    #[arg(value_name = "NAME.toml")]
    file: String,
    /// The scenario it is based on: a name from `comity list`, or the path of a file
    #[arg(long, value_name = "SCENARIO", default_value = "microsoft-ireland")]
    from: String,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let Arguments { file: name, from, force } = arguments;
    let problems = refusals(arguments);
    let checked = load::checked(from, &SetArguments::default());
    let checked = match (checked, problems.is_empty()) {
        (Ok(checked), true) => checked,
        (Ok(_), false) => return Err(Trouble::all(Exit::Usage, problems)),
        (Err(trouble), _) => return Err(problems.into_iter().fold(trouble, Trouble::and)),
    };
    let Some(base) = &checked.scenario else {
        return Err(load::mistakes(from, &SetArguments::default(), &checked, color));
    };
    let naming = Naming { file: name, title: &title(name), base: &named(from, Path::new(name)) };
    let text = file(base, &checked.document, &naming);
    let new = check(name, &text);
    if new.scenario.is_none() {
        return Err(load::mistakes(name, &SetArguments::default(), &new, color));
    }
    put(Path::new(name), &text, *force)?;
    let case = quoted(name);
    let schema = Path::new(name).with_file_name(SCHEMA);
    let schema = quoted(&schema.display().to_string());
    say(&format!(
        "{name} is written, on top of {from}. Open it in an editor, and then:\n  comity check {case}\n  \
         comity run {case}\n  comity explain {case} district.stay\n\
         So that an editor with Taplo (Even Better TOML) completes it:\n  comity schema -o {schema}\n"
    ));
    Ok(Exit::Done)
}

/// Everything that speaks against the file that was asked for.
fn refusals(arguments: &Arguments) -> Vec<Problem> {
    let Arguments { file, from, force } = arguments;
    let path = Path::new(file);
    let mut problems = Vec::new();
    if path.extension().is_none_or(|extension| extension != "toml") {
        problems.push(Problem::new(
            format!("`{file}` does not end in .toml, as a scenario file does"),
            format!("comity new {}", quoted(&format!("{file}.toml"))),
        ));
    }
    if path.exists() && identity_of(file) == identity_of(from) {
        problems.push(Problem::new(
            format!("{file} cannot be based on itself"),
            "give another name for the new file, or another --from",
        ));
    } else if path.exists() && !force {
        problems.push(Problem::new(
            format!("{file} is there already, and nothing was written"),
            "give another name, or replace it with --force",
        ));
    }
    problems
}

/// The title a file begins with: `my-case.toml` is called `My case`.
fn title(file: &str) -> String {
    let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// The base as the new file names it: by its name if it comes with the program, else by the way to it from
/// the folder of the file.
fn named(from: &str, file: &Path) -> String {
    if SCENARIOS.iter().any(|shipped| shipped.name == from) {
        return from.to_owned();
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let ends = whole(folder.unwrap_or(Path::new("."))).zip(whole(Path::new(from)));
    let way = ends.and_then(|(start, end)| way(&start, &end)).unwrap_or_else(|| from.to_owned());
    // A file may have the name of a scenario that comes with the program.
    if way.contains('/') || way.ends_with(".toml") { way } else { format!("./{way}") }
}

/// The way from a folder to a file; none if they lie on two disks.
fn way(from: &Path, to: &Path) -> Option<String> {
    let parts = |path: &Path| {
        let part = |part: Component<'_>| part.as_os_str().to_string_lossy().into_owned();
        path.components().map(part).collect::<Vec<_>>()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    let way: Vec<String> = up.chain(to[shared..].iter().cloned()).collect();
    (shared > 0).then(|| way.join("/"))
}
