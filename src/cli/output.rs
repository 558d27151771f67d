//! Writing: standard output or a file, whole or not at all. The one place where a closed pipe is met.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;
use tempfile::NamedTempFile;

use super::exit::{Exit, Problem, Trouble, visible};

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether colour goes to this stream.
    pub(super) fn on(self, stream: &impl IsTerminal) -> bool {
        let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stream.is_terminal() && unset("NO_COLOR"),
        }
    }
}

/// Where the result goes.
#[derive(Clone, Debug, Args)]
pub(super) struct Target {
    /// Write to this file instead of standard output, whole or not at all; a form without room for its manifest gets
    /// one beside it, FILE.manifest.json
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Target {
    /// Whether the result goes to standard output.
    pub(super) fn is_stdout(&self) -> bool {
        self.file.is_none()
    }

    /// Writes the result.
    pub(super) fn write(&self, text: &str) -> Result<Exit, Trouble> {
        match &self.file {
            None => print(text),
            Some(path) => put(path, text, true),
        }
    }

    /// Writes a result that does not say what made it. A file gets its manifest beside it, and none is written
    /// without.
    pub(super) fn write_with(
        &self,
        manifest: &impl Serialize,
        text: &str,
    ) -> Result<Exit, Trouble> {
        let mut stream = self.stream()?;
        stream.write(text.as_bytes())?;
        stream.finish(manifest)
    }

    /// A way to write a result piece by piece.
    pub(super) fn stream(&self) -> Result<Stream<'_>, Trouble> {
        let Some(path) = &self.file else { return Ok(Stream::Stdout) };
        // The one mistake that a file beside it does not show.
        if path.is_dir() {
            return Err(cannot_be_written(path, &ErrorKind::IsADirectory.into()));
        }
        let file = beside(path).map_err(|error| cannot_be_written(path, &error))?;
        Ok(Stream::File(file, path))
    }
}

/// What is kept of a result until its place has come: a file without a name, which is gone when the program is.
pub(super) struct Kept(File);

impl Kept {
    /// Adds a piece.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.0.write_all(bytes).map_err(|error| cannot_be_kept(&error))
    }

    /// Writes what was kept, without its first `skip` bytes.
    pub(super) fn put_into(mut self, skip: u64, stream: &mut Stream<'_>) -> Result<(), Trouble> {
        self.0.seek(SeekFrom::Start(skip)).map_err(|error| cannot_be_kept(&error))?;
        let mut piece = vec![0; 1 << 20];
        loop {
            match self.0.read(&mut piece).map_err(|error| cannot_be_kept(&error))? {
                0 => return Ok(()),
                length => stream.write(&piece[..length])?,
            }
        }
    }
}

fn cannot_be_kept(error: &std::io::Error) -> Trouble {
    Trouble::fault(
        format!("what is to be written later cannot be kept in a file: {}", error.kind()),
        "free some space, or write fewer cases",
    )
}

/// A result as it is written: to standard output at once, to a file that is there when it is whole.
pub(super) enum Stream<'a> {
    Stdout,
    File(NamedTempFile, &'a Path),
}

impl Stream<'_> {
    /// Writes a piece.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        match self {
            Stream::Stdout => print_bytes(bytes).map(|_| ()),
            Stream::File(file, path) => {
                file.write_all(bytes).map_err(|error| cannot_be_written(path, &error))
            }
        }
    }

    /// A place for what is to be written later: beside the file, or where temporary files go.
    pub(super) fn keep(&self) -> Result<Kept, Trouble> {
        let file = match self {
            Stream::Stdout => tempfile::tempfile(),
            Stream::File(_, path) => tempfile::tempfile_in(folder_of(path)),
        };
        file.map(Kept).map_err(|error| cannot_be_kept(&error))
    }

    /// A file of its own for a form that is not written from the top to the end, at the same place as [`Stream::keep`].
    #[cfg(feature = "sqlite")]
    pub(super) fn work_on(&self) -> Result<NamedTempFile, Trouble> {
        match self {
            Stream::Stdout => NamedTempFile::new(),
            Stream::File(_, path) => beside(path),
        }
        .map_err(|error| cannot_be_kept(&error))
    }

    /// The result is what stands in that file.
    #[cfg(feature = "sqlite")]
    pub(super) fn take(&mut self, whole: NamedTempFile) -> Result<(), Trouble> {
        if let Stream::File(file, _) = self {
            *file = whole;
            return Ok(());
        }
        let opened = whole.reopen().map_err(|error| cannot_be_kept(&error))?;
        Kept(opened).put_into(0, self)
    }

    /// Nothing more comes: a file is put in its place, after its manifest beside it.
    pub(super) fn finish(self, manifest: &impl Serialize) -> Result<Exit, Trouble> {
        let Stream::File(file, path) = self else { return Ok(Exit::Done) };
        let mut beside = path.as_os_str().to_owned();
        beside.push(".manifest.json");
        put(Path::new(&beside), &json(manifest)?, true)?;
        let kept = keep(file, path, true);
        kept.map(|()| Exit::Done).map_err(|error| cannot_be_written(path, &error))
    }
}

/// The form of a report that can be drawn, and where it goes.
#[derive(Clone, Debug, Args)]
pub(super) struct Drawn {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DrawnFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[command(flatten)]
    pub(super) target: Target,
}

/// The forms of a report that can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DrawnFormat {
    Text,
    Svg,
    Json,
    Csv,
}

/// How a report is written in each form that is not JSON.
pub(super) struct Forms<R> {
    pub(super) text: fn(&R) -> String,
    pub(super) svg: fn(&R) -> String,
    pub(super) csv: fn(&R) -> Result<String, csv::Error>,
}

impl Drawn {
    /// In this form, and there.
    pub(super) fn new(format: DrawnFormat, target: Target) -> Drawn {
        Drawn { format, json: false, target }
    }

    /// The mistake of asking for counts in another form than theirs, if it is made.
    pub(super) fn check_partial(&self) -> Result<(), Trouble> {
        let form = match self.format {
            DrawnFormat::Svg => "svg",
            DrawnFormat::Csv => "csv",
            DrawnFormat::Text | DrawnFormat::Json => return Ok(()),
        };
        Err(counts_have_one_form(form, "give the form to `comity merge`, which adds the counts up"))
    }

    /// Whether JSON is asked for.
    pub(super) fn is_json(&self) -> bool {
        self.json || self.format == DrawnFormat::Json
    }

    /// Writes a report and what made it.
    pub(super) fn write<R: Serialize>(
        &self,
        report: &R,
        manifest: &impl Serialize,
        forms: Forms<R>,
    ) -> Result<Exit, Trouble> {
        let target = &self.target;
        match self.format {
            _ if self.is_json() => target.write(&json(report)?),
            DrawnFormat::Svg => target.write_with(manifest, &(forms.svg)(report)),
            DrawnFormat::Csv => target.write_with(manifest, &table((forms.csv)(report))?),
            DrawnFormat::Text | DrawnFormat::Json => target.write(&(forms.text)(report)),
        }
    }
}

/// The mistake of asking for counts in another form than theirs.
pub(super) fn counts_have_one_form(form: &str, cure: &str) -> Trouble {
    let message = format!("--partial writes counts, and --format {form} is another form");
    Trouble::usage(Problem::new(message, cure))
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<Exit, Trouble> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<Exit, Trouble> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Trouble::nobody_listens()),
        Err(error) => Err(Trouble::fault(
            format!("standard output cannot be written: {error}"),
            "free some space, or write to another place with -o FILE",
        )),
    }
}

/// Says something beside the result, on standard error. That this may fail is no reason to fail.
pub(super) fn say(text: &str) {
    let _ = std::io::stderr().write_all(visible(text).as_bytes());
}

/// A value as JSON for people and programs, with a line break at its end.
pub(super) fn json(value: &impl Serialize) -> Result<String, Trouble> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n").map_err(|error| program_fault(&error.to_string()))
}

/// A table, which can always be written in memory.
pub(super) fn table(written: Result<String, csv::Error>) -> Result<String, Trouble> {
    written.map_err(|error| program_fault(&error.to_string()))
}

/// A mistake of the program, not of its user.
pub(super) fn program_fault(what: &str) -> Trouble {
    Trouble::fault(
        format!("the program made a mistake: {what}"),
        "please report it with the command you gave",
    )
}

/// Writes beside the file and renames, so that a reader never sees half of it. Unless it `may_replace` a file
/// that is there, none is.
pub(super) fn put(path: &Path, text: &str, may_replace: bool) -> Result<Exit, Trouble> {
    let written = beside(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        keep(file, path, may_replace)
    });
    match written {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && !may_replace => {
            Err(Trouble::usage(Problem::new(
                format!("{} is there already, and nothing was written", path.display()),
                "give another name, or replace it with --force",
            )))
        }
        Err(error) => Err(cannot_be_written(path, &error)),
    }
}

/// A file beside the one that is asked for.
fn beside(path: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".comity-").tempfile_in(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Puts it in the other's place.
fn keep(file: NamedTempFile, path: &Path, may_replace: bool) -> std::io::Result<()> {
    open_to_readers(file.as_file())?;
    let kept = if may_replace { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(|_| ()).map_err(|error| error.error)
}

fn cannot_be_written(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::fault(
        // The kind alone: the error names a temporary file nobody asked for.
        format!("{} cannot be written: {}", path.display(), error.kind()),
        "name a file in a folder that exists and that you may write to",
    )
}

/// A temporary file is private; a result is not.
#[cfg(unix)]
fn open_to_readers(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_readers(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
