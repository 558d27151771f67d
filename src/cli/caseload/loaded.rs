//! A caseload as it is asked for, by itself, in a comparison or at a point of a sweep.

use std::ops::Range;

use crate::ask::search::explain;
use crate::cli::exit::{Problem, Trouble};
use crate::cli::load::{self, SetArguments};
use crate::cli::many::explained_replication;
use crate::cli::merge::other_texts;
use crate::cli::output::{Color, say};
use crate::cli::terms::TermsArguments;
use crate::experiment::caseload;
use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::load::{Load, loads};
use crate::experiment::caseload::setup::Setup;
use crate::experiment::many::Crew;
use crate::experiment::overload::nothing_comes;
use crate::report::forecast::thousands;
use crate::report::lines::wrap;
use crate::scenario::caseload::WarmUp;
use crate::scenario::{Caseload, Scenario};
use crate::sim::Time;
use crate::simulate::Terms;

use super::arrivals;

/// What is asked of all caseloads of a command alike.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Alike<'a> {
    /// Seed and what-ifs.
    pub(in crate::cli) terms: &'a TermsArguments,
    /// Files that say how many of a stream come.
    pub(in crate::cli) arrivals: &'a [String],
    /// When to use colour in mistakes.
    pub(in crate::cli) color: Color,
}

/// A scenario with a caseload, and the scenarios of its kinds of files.
pub(in crate::cli) struct Loaded {
    /// The scenario.
    pub(in crate::cli) scenario: Scenario,
    /// Its caseload.
    pub(in crate::cli) caseload: Caseload,
    /// What fixes a result.
    pub(in crate::cli) terms: Terms,
    /// The streams of which it was counted how many come.
    pub(in crate::cli) arrivals: arrivals::Read,
    /// The scenario of each kind, one stream after the other.
    pub(super) kinds: Vec<Scenario>,
}

impl Loaded {
    /// Finds everything that is asked.
    pub(in crate::cli) fn read(
        name: &str,
        set: &SetArguments,
        alike: Alike<'_>,
    ) -> Result<Loaded, Trouble> {
        let (scenario, kinds) = load::with_kinds(name, set, alike.color)?;
        let Some(caseload) = scenario.caseload.clone() else {
            return Err(Trouble::usage(Problem::new(
                format!("{name} has no [caseload]: it is one case"),
                "take one that has, such as ireland-e-evidence, or add the table: comity schema",
            )));
        };
        alike.terms.have_no_days()?;
        let terms = alike.terms.read(&scenario)?;
        let arrivals = arrivals::read(alike.arrivals, &scenario, &caseload)?;
        let of_files = arrivals.files.iter().map(|file| file.files as f64).sum();
        report_no_room(name, of_files)?;
        let loaded = Loaded { scenario, caseload, terms, arrivals, kinds };
        report_no_room(name, files_of(&loaded.setup()))?;
        Ok(loaded)
    }

    /// It in the form that is run.
    pub(in crate::cli) fn setup(&self) -> Setup<'_> {
        Setup::new(&self.scenario, &self.caseload, &self.kinds, &self.arrivals.counted)
    }

    fn notes(&self) -> Vec<String> {
        let setup = self.setup();
        let nothing = setup.empty_streams().map(nothing_comes);
        self.arrivals.notes.iter().cloned().chain(nothing).collect()
    }

    /// How much work its offices are given.
    pub(in crate::cli) fn loads(&self, setup: &Setup<'_>) -> Result<Vec<Load>, Trouble> {
        let loads = loads(setup, &self.terms);
        Ok(loads.map_err(|failure| explain(&self.scenario, failure))?)
    }

    /// The hashes of all it is about: the scenario, those of the kinds of files, and the files of arrivals.
    pub(super) fn hashes(&self) -> Vec<String> {
        let Loaded { scenario, kinds, arrivals, .. } = self;
        let scenarios = [scenario].into_iter().chain(kinds).map(|scenario| scenario.hash.clone());
        scenarios.chain(arrivals.files.iter().map(|file| file.sha256.clone())).collect()
    }

    /// Whether these are so many books with the days, offices and kinds of this caseload.
    fn fits(&self, books: &[Books], count: u64) -> bool {
        let setup = self.setup();
        let blank = Books::new(setup.days(), setup.kinds.len(), setup.offices.len());
        books.len() as u64 == count && books.iter().all(|one| one.is_like(&blank))
    }

    /// The moment from which on is counted, where that does not depend on what was run.
    ///
    /// # Errors
    ///
    /// A warm-up that goes by what all replications show together, or that leaves nothing.
    pub(super) fn fixed_warm_up(&self, setup: &Setup<'_>) -> Result<Time, Trouble> {
        report_no_time(&self.caseload, setup)?;
        match self.caseload.warm_up {
            WarmUp::Days(days) => Ok(caseload::warm_after(setup, days)),
            WarmUp::Mser5 => Err(Trouble::usage(Problem::new(
                "how long the warm-up is goes by all replications, so they cannot be run in parts",
                "set it, as in --set caseload.warm_up='365 days'",
            ))),
        }
    }

    /// From when on these replications of it are counted.
    pub(in crate::cli) fn warm_up(
        &self,
        setup: &Setup<'_>,
        numbers: Range<u64>,
        crew: Crew<'_>,
    ) -> Result<Time, Trouble> {
        report_no_time(&self.caseload, setup)?;
        let warm = caseload::warm_up(setup, self.caseload.warm_up, &self.terms, numbers, crew);
        warm.map_err(|trouble| explained_replication(trouble, &self.scenario))
    }

    /// Runs these replications of it.
    pub(in crate::cli) fn run(
        &self,
        setup: &Setup<'_>,
        numbers: Range<u64>,
        warm: Time,
        crew: Crew<'_>,
    ) -> Result<Vec<Books>, Trouble> {
        let books = caseload::run(setup, &self.terms, numbers, warm, crew);
        books.map_err(|trouble| explained_replication(trouble, &self.scenario))
    }
}

/// The hashes of several, one after the other.
pub(in crate::cli) fn hashes<'a>(all: impl IntoIterator<Item = &'a Loaded>) -> Vec<String> {
    all.into_iter().flat_map(Loaded::hashes).collect()
}

/// Whether books that were counted elsewhere, of texts with these hashes, are so many of each of these caseloads.
///
/// # Errors
///
/// Texts that are not what was counted.
pub(in crate::cli) fn check_counted(
    all: &[&Loaded],
    all_books: &[Vec<Books>],
    count: u64,
    counted: &[String],
) -> Result<(), Trouble> {
    let fits = all.len() == all_books.len()
        && all.iter().zip(all_books).all(|(one, books)| one.fits(books, count));
    if fits && hashes(all.iter().copied()) == counted {
        return Ok(());
    }
    Err(other_texts(&[&all[0].scenario.name]))
}

/// The moments from which on each is counted, where none depends on what was run.
///
/// # Errors
///
/// As [`Loaded::fixed_warm_up`].
pub(in crate::cli) fn fixed_warm_ups<'a>(
    all: impl IntoIterator<Item = &'a Loaded>,
) -> Result<Vec<Time>, Trouble> {
    all.into_iter().map(|one| one.fixed_warm_up(&one.setup())).collect()
}

/// The words that ask for so many years, and for files that come as they were counted.
pub(in crate::cli) fn words(years: Option<f64>, arrivals: &[String]) -> Vec<String> {
    let option = |option: &str, value: String| [option.to_owned(), value];
    let years = years.map(|years| option("--years", years.to_string()));
    let arrivals = arrivals.iter().map(|file| option("--arrivals", file.clone()));
    years.into_iter().chain(arrivals).flatten().collect()
}

/// The longest warm-up of all: what is laid side by side is of the same time.
pub(in crate::cli) fn longest_warm_up<'a>(
    all: impl IntoIterator<Item = &'a Loaded>,
    numbers: &Range<u64>,
    crew: Crew<'_>,
) -> Result<Time, Trouble> {
    let of = |one: &Loaded| one.warm_up(&one.setup(), numbers.clone(), crew);
    let each: Vec<Time> = all.into_iter().map(of).collect::<Result<_, _>>()?;
    Ok(each.into_iter().max().unwrap_or(Time(0)))
}

/// A warm-up must leave something of the run.
fn report_no_time(caseload: &Caseload, setup: &Setup<'_>) -> Result<(), Trouble> {
    let days = setup.days();
    match caseload.warm_up {
        WarmUp::Days(warm_up) if warm_up >= days => {
            let [warm_up, days] = [warm_up, days].map(|days| thousands(days.unsigned_abs()));
            Err(Trouble::usage(Problem::new(
                format!("a warm-up of {warm_up} days leaves nothing to count of {days}"),
                "simulate longer with --years, or leave out less: --set caseload.warm_up='90 days'",
            )))
        }
        _ => Ok(()),
    }
}

/// The most files of a replication: each that waits takes some hundred bytes.
const MOST_FILES: f64 = 10_000_000.0;

/// How many are expected to come.
fn files_of(setup: &Setup<'_>) -> f64 {
    let (opens, ends) = (setup.opens, setup.ends);
    setup.streams.iter().map(|stream| stream.expected_between(opens, ends)).sum()
}

fn report_no_room(name: &str, files: f64) -> Result<(), Trouble> {
    if files <= MOST_FILES {
        return Ok(());
    }
    let [files, most] = [files, MOST_FILES].map(|files| thousands(files.min(1e18) as u64));
    Err(Trouble::usage(Problem::new(
        format!("about {files} files come in {name}, and a replication has room for {most}"),
        "let fewer come, or take fewer years with --years",
    )))
}

/// Says what is to be known of the files of arrivals and of the streams, each thing once.
pub(in crate::cli) fn say_notes<'a>(all: impl IntoIterator<Item = &'a Loaded>) {
    let mut said: Vec<String> = Vec::new();
    for note in all.into_iter().flat_map(Loaded::notes) {
        if !said.contains(&note) {
            say(&wrap(&format!("note: {note}"), "", "  "));
            said.push(note);
        }
    }
}

/// Warns of something before it is run.
pub(in crate::cli) fn warn(words: &str) {
    say(&wrap(&format!("warning: {words}"), "", "  "));
}
