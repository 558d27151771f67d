//! A caseload as it is asked for, and the report of the replications that were run of it, here or elsewhere.

use std::ops::Range;

use crate::cli::caseload::{Alike, Arguments, Loaded, Period, say_notes, warn};
use crate::cli::exit::Trouble;
use crate::cli::many::{LevelArgument, cases_option, interrupted};
use crate::cli::output::Color;
use crate::experiment::caseload::books::Books;
use crate::experiment::caseload::load::Load;
use crate::experiment::caseload::setup::Setup;
use crate::experiment::caseload::summary::{By, summary};
use crate::experiment::estimate::Level;
use crate::report::caseload::text::overload_words;
use crate::report::caseload::{CaseloadReport, numbers, offices};
use crate::report::lines::quoted;
use crate::report::study::Study;
use crate::sim::Time;

/// What is asked, read.
pub(super) struct Question<'a> {
    arguments: &'a Arguments,
    pub(super) loaded: Loaded,
}

/// What was run: the books of the replications, from when on they are counted, which they are, and how many were asked for.
pub(super) struct Reached {
    pub(super) books: Vec<Books>,
    pub(super) warm: Time,
    pub(super) numbers: Range<u64>,
    pub(super) asked: u64,
}

impl<'a> Question<'a> {
    /// Reads it.
    pub(super) fn read(arguments: &'a Arguments, color: Color) -> Result<Question<'a>, Trouble> {
        let set = arguments.set.with_years(arguments.years);
        let alike = Alike { terms: &arguments.terms, arrivals: &arguments.arrivals, color };
        let loaded = Loaded::read(&arguments.scenario, &set, alike)?;
        Ok(Question { arguments, loaded })
    }

    /// How much work the offices are given. Who is given too much is said before anything is run.
    pub(super) fn loads(&self, setup: &Setup<'_>) -> Result<Vec<Load>, Trouble> {
        let loads = self.loaded.loads(setup)?;
        let offices = offices(&self.loaded.scenario, &self.loaded.caseload);
        say_notes([&self.loaded]);
        overload_words(&loads, &offices).iter().for_each(|words| warn(words));
        Ok(loads)
    }

    /// The words that ask it, without what the course of time is shown by.
    fn words(&self) -> Vec<String> {
        let Arguments { scenario, set, years, arrivals, terms, .. } = self.arguments;
        let mut words = vec!["caseload".to_owned(), scenario.clone()];
        words.extend(set.sets.iter().flat_map(|set| ["--set".to_owned(), set.clone()]));
        words.extend(super::words(*years, arrivals));
        words.extend(terms.words());
        words
    }

    /// The words that ask it, without which replications.
    pub(super) fn asked(&self) -> Vec<String> {
        let mut words = self.words();
        words.extend(["--by".to_owned(), self.arguments.by.name().to_owned()]);
        words
    }

    /// The command that shows a file of the first replication.
    pub(super) fn command_of_file(&self, number: u64) -> String {
        format!("{} --file {number}", self.command_of_files())
    }

    /// The part of it that fixes every file.
    pub(super) fn command_of_files(&self) -> String {
        command(&self.words())
    }

    /// What the replications show.
    pub(super) fn report(
        &self,
        setup: &Setup<'_>,
        reached: Reached,
        level: LevelArgument,
        loads: Vec<Load>,
    ) -> Result<CaseloadReport, Trouble> {
        let Loaded { scenario, caseload, terms, .. } = &self.loaded;
        let Reached { books, warm, numbers: which, asked } = reached;
        let by = match self.arguments.by {
            Period::Month => By::Month,
            Period::Quarter => By::Quarter,
            Period::Year => By::Year,
        };
        let command = format!(
            "{} --level {} {}",
            command(&self.asked()),
            level.per_cent(),
            cases_option(&(which.start..which.start + asked))
        );
        let level: Level = level.read()?;
        Ok(CaseloadReport {
            manifest: Study::new(scenario, terms, which, interrupted(), command),
            title: scenario.title.clone(),
            offices: offices(scenario, caseload),
            numbers: numbers(scenario),
            arrivals: self.loaded.arrivals.files.clone(),
            summary: summary(setup, &books, (warm, by, level), (asked, loads)),
        })
    }
}

fn command(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("comity {}", words.join(" "))
}
