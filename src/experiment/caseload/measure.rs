//! What is measured of a replication, one number each.

use crate::experiment::caseload::books::{Books, KindBook, VisitBook};
use crate::experiment::caseload::setup::{Setup, YEAR};
use crate::sim::Time;
use crate::sim::time::DAY;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Files that came, a year.
    Came,
    /// Files that went off the books, a year.
    Closed,
    /// Files on the books, on average.
    Pending,
    /// Files on the books on the last day.
    PendingEnd,
    /// Of those, the ones on which nothing is done any more.
    AsleepEnd,
    /// The share of the files that ended which brought the data.
    Obtained,
    /// The days to the data, on average over the files that brought it.
    DaysObtained,
    /// The days before a desk takes a file up, on average.
    WaitDays,
    /// The days in which nine files of ten are taken up.
    WaitDays90,
    /// Files in line, on average.
    Line,
    /// Files in line on the last day.
    LineEnd,
    /// The share of the visits with a legal limit that a desk decided within it.
    InTime,
    /// The share of the desks' working time that is worked, at most 1.
    Utilisation,
}

/// In what a measure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Files.
    Files,
    /// Files a year.
    FilesAYear,
    /// A share of 1.
    Share,
    /// Days.
    Days,
}

/// Something to measure, of everything, of one kind of file, or of one office and perhaps one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What.
    pub what: What,
    /// The number of the office.
    pub office: Option<usize>,
    /// The class of files.
    pub class: Option<usize>,
    /// The number of the kind of file.
    pub kind: Option<usize>,
}

impl What {
    /// All of them, those of an office last.
    pub const ALL: [What; 13] = [
        What::Came,
        What::Closed,
        What::Pending,
        What::PendingEnd,
        What::AsleepEnd,
        What::Obtained,
        What::DaysObtained,
        What::WaitDays,
        What::WaitDays90,
        What::Line,
        What::LineEnd,
        What::InTime,
        What::Utilisation,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            What::Came => "came",
            What::Closed => "closed",
            What::Pending => "pending",
            What::PendingEnd => "pending_end",
            What::AsleepEnd => "asleep_end",
            What::Obtained => "obtained",
            What::DaysObtained => "days_obtained",
            What::WaitDays => "wait_days",
            What::WaitDays90 => "wait_days_90",
            What::Line => "line",
            What::LineEnd => "line_end",
            What::InTime => "in_time",
            What::Utilisation => "utilisation",
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            What::Came => "files that came, a year",
            What::Closed => "files that went off the books, a year",
            What::Pending => "files on the books, on average",
            What::PendingEnd => "files on the books on the last day",
            What::AsleepEnd => "of them asleep: nothing is done any more",
            What::Obtained => "share of the ended files with the data",
            What::DaysObtained => "days to the data, on average",
            What::WaitDays => "days before a desk takes a file up",
            What::WaitDays90 => "nine in ten are taken up within (days)",
            What::Line => "files in line, on average",
            What::LineEnd => "files in line on the last day",
            What::InTime => "share decided within the legal limit",
            What::Utilisation => "share of the desks' time worked",
        }
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        match self {
            What::Came | What::Closed => Unit::FilesAYear,
            What::Pending | What::PendingEnd | What::AsleepEnd | What::Line | What::LineEnd => {
                Unit::Files
            }
            What::Obtained | What::InTime | What::Utilisation => Unit::Share,
            What::DaysObtained | What::WaitDays | What::WaitDays90 => Unit::Days,
        }
    }

    /// Whether it is measured at an office.
    pub fn is_of_office(self) -> bool {
        matches!(
            self,
            What::WaitDays
                | What::WaitDays90
                | What::Line
                | What::LineEnd
                | What::InTime
                | What::Utilisation
        )
    }

    /// Whether it can be measured of one kind of file, or of one class.
    pub fn is_of_some(self) -> bool {
        matches!(
            self,
            What::Came
                | What::Obtained
                | What::DaysObtained
                | What::WaitDays
                | What::WaitDays90
                | What::InTime
        )
    }
}

impl Measure {
    /// Of everything.
    pub fn of_all(what: What) -> Measure {
        Measure { what, office: None, class: None, kind: None }
    }

    /// Its name: `in_time@enforcing-authority`; with `#0` of a class, with `:emergency` of a kind.
    pub fn name(self, setup: &Setup<'_>) -> String {
        let mut name = self.what.name().to_owned();
        if let Some(office) = self.office {
            name.push_str(&format!("@{}", setup.offices[office].staffed.office.id()));
        }
        if let Some(class) = self.class {
            name.push_str(&format!("#{class}"));
        }
        if let Some(kind) = self.kind {
            name.push_str(&format!(":{}", setup.kinds[kind].name));
        }
        name
    }

    /// The measure of a name; where there is one office it need not be said.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn parse(text: &str, setup: &Setup<'_>) -> Result<Measure, String> {
        let (rest, kind) = split(text, ':');
        let (rest, class) = split(rest, '#');
        let (name, office) = split(rest, '@');
        let what = What::ALL.into_iter().find(|what| what.name() == name).ok_or_else(|| {
            let names: Vec<&str> = What::ALL.into_iter().map(What::name).collect();
            format!("`{name}` is not measured of a caseload: {}", names.join(", "))
        })?;
        let office = match office {
            None if what.is_of_office() => match setup.offices.len() {
                1 => Some(0),
                _ => return Err(format!("of which office? write {name}@OFFICE")),
            },
            None => None,
            Some(id) => Some(find(id, setup.offices.iter().map(|one| one.staffed.office.id()))?),
        };
        let class = class.map(|class| {
            class.parse::<usize>().map_err(|_| format!("`{class}` is no class of files"))
        });
        let class = class.transpose()?;
        let is_known =
            |class: usize| setup.kinds.iter().any(|kind| usize::from(kind.class) == class);
        if let Some(unknown) = class.filter(|class| !is_known(*class)) {
            return Err(format!("no file is of the class {unknown}"));
        }
        let kind = kind.map(|kind| find(kind, setup.kinds.iter().map(|one| one.name)));
        let kind = kind.transpose()?;
        let fits = office.is_some() == what.is_of_office()
            && (class.is_none() && kind.is_none() || what.is_of_some());
        if fits {
            Ok(Measure { what, office, class, kind })
        } else {
            Err(format!("`{text}` is not measured"))
        }
    }

    /// What it is of a replication; not a number where there is nothing to measure.
    pub fn of(self, books: &Books, setup: &Setup<'_>, warm: Time) -> f64 {
        let years = (setup.ends - warm) as f64 / DAY as f64 / YEAR;
        let days = books.days.iter().skip(((warm - setup.opens) / DAY) as usize);
        let mean = |area: i128| area as f64 / (setup.ends - warm) as f64;
        let last = books.days.last();
        let counts = |number: &usize| self.counts(*number, setup);
        let kinds = || (0..setup.kinds.len()).filter(counts).map(|number| &books.kinds[number]);
        let place = self.office.unwrap_or(0);
        let visits = || -> Vec<&VisitBook> {
            let office = self.office.map(|office| &books.offices[office].visits);
            let kinds = (0..setup.kinds.len()).filter(counts);
            office.map_or_else(Vec::new, |visits| kinds.map(|number| &visits[number]).collect())
        };
        match self.what {
            What::Came => kinds().map(|book| book.came as f64).sum::<f64>() / years,
            What::Closed => days.clone().map(|day| f64::from(day.closed)).sum::<f64>() / years,
            What::Pending => mean(books.pending_area),
            What::PendingEnd => last.map_or(f64::NAN, |day| f64::from(day.pending)),
            What::AsleepEnd => last.map_or(f64::NAN, |day| f64::from(day.asleep)),
            What::Obtained => obtained_share(kinds()),
            What::DaysObtained => days_obtained(kinds()),
            What::WaitDays => wait_days(&visits()),
            What::WaitDays90 => wait_quantile(&visits(), 0.9),
            What::Line => mean(books.offices[place].line_area),
            What::LineEnd => last.map_or(f64::NAN, |day| f64::from(day.offices[place].line)),
            What::InTime => in_time(&visits()),
            What::Utilisation => {
                let worked: i64 = days.clone().map(|day| day.offices[place].worked).sum();
                share_worked(worked, books.offices[place].capacity)
            }
        }
    }

    /// Whether files of this kind are measured.
    fn counts(self, kind: usize, setup: &Setup<'_>) -> bool {
        let of_class = |class| usize::from(setup.kinds[kind].class) == class;
        self.kind.is_none_or(|one| one == kind) && self.class.is_none_or(of_class)
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn find<'a>(name: &str, all: impl Iterator<Item = &'a str> + Clone) -> Result<usize, String> {
    all.clone()
        .position(|one| one == name)
        .ok_or_else(|| format!("there is no `{name}` here: {}", all.collect::<Vec<_>>().join(", ")))
}

/// The share of the desks' time that was worked. Whoever is at work when his desk is given up finishes the file, so more
/// can be worked than the desks that are left could: that is all of their time.
pub fn share_worked(worked: i64, possible: i64) -> f64 {
    let share = worked as f64 / possible as f64;
    if share > 1.0 && possible > 0 { 1.0 } else { share }
}

fn obtained_share<'a>(kinds: impl Iterator<Item = &'a KindBook>) -> f64 {
    let (with, all) = kinds
        .fold((0, 0), |(with, all), book| (with + book.obtained, all + book.obtained + book.lost));
    with as f64 / all as f64
}

fn days_obtained<'a>(kinds: impl Iterator<Item = &'a KindBook>) -> f64 {
    let (seconds, files) = kinds.fold((0, 0), |(seconds, files), book| {
        (seconds + book.obtained_seconds, files + book.obtained)
    });
    mean_days(seconds, files)
}

/// As the periods have it, to the last bit.
fn mean_days(seconds: i128, files: u64) -> f64 {
    seconds as f64 / (files as i64 * DAY) as f64
}

fn wait_days(visits: &[&VisitBook]) -> f64 {
    let (seconds, files) = visits.iter().fold((0, 0), |(seconds, files), book| {
        (seconds + book.waited, files + book.waits.values().sum::<u64>())
    });
    mean_days(seconds, files)
}

fn wait_quantile(visits: &[&VisitBook], share: f64) -> f64 {
    let mut all: Vec<(i64, u64)> = Vec::new();
    all.extend(visits.iter().flat_map(|book| &book.waits).map(|(hours, files)| (*hours, *files)));
    all.sort_unstable();
    let needed = share * all.iter().map(|(_, files)| files).sum::<u64>() as f64;
    let mut below = 0;
    let found = all.iter().find(|(_, files)| {
        below += files;
        below as f64 >= needed
    });
    found.map_or(f64::NAN, |(hours, _)| *hours as f64 / 24.0)
}

fn in_time(visits: &[&VisitBook]) -> f64 {
    let (kept, limited) = visits
        .iter()
        .fold((0, 0), |(kept, limited), book| (kept + book.in_time, limited + book.limited));
    kept as f64 / limited as f64
}
