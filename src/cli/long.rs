//! `--format long`: the rows of every case, written as the cases are run.

use std::ops::{ControlFlow, Range};

use serde::Serialize;

use crate::experiment::cases::CaseRunner;
use crate::experiment::compare::Alternative;
use crate::experiment::many::{FEW_WORDS, in_order};
use crate::report::long::{LongRows, head};
use crate::sim::Fault;
use crate::simulate::Failure;

use super::exit::{Exit, Problem, Trouble};
use super::many::{ManyArguments, explained, interrupted, obey_interrupts};
use super::output::{Target, program_fault, say};

/// Writes the rows of the cases under every alternative. `manifest` is what made those that were run.
pub(super) fn write<M: Serialize>(
    alternatives: &[Alternative],
    cases: Range<u64>,
    many: &ManyArguments,
    target: &Target,
    manifest: impl FnOnce(Range<u64>) -> M,
) -> Result<Exit, Trouble> {
    let in_memory = |error: csv::Error| program_fault(&error.to_string());
    let mut stream = target.stream()?;
    stream.write(&head().map_err(in_memory)?)?;
    obey_interrupts();
    let all = cases.end - cases.start;
    let mut trouble = None;
    let run = many.with_crew(all, |crew| {
        let begin = || alternatives.iter().map(CaseRunner::new).collect();
        let take = |rows: LongRows| {
            let rows = rows.into_bytes().map_err(in_memory);
            match rows.and_then(|rows| stream.write(&rows)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(why) => {
                    trouble = Some(why);
                    ControlFlow::Break(())
                }
            }
        };
        in_order(cases, FEW_WORDS, crew, begin, case, take)
    });
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    let reached = run.map_err(|trouble| explained(trouble, alternatives))?;
    let (start, end) = (reached.start, reached.end);
    stream.finish(&manifest(reached))?;
    if !interrupted() {
        return Ok(Exit::Done);
    }
    say(&format!("interrupted: the rows of the cases {start}..{end} are whole, and kept\n"));
    Ok(Exit::Interrupted)
}

/// Adds the rows of a case under each alternative.
fn case(
    runners: &mut Vec<CaseRunner<'_>>,
    number: u64,
    rows: &mut LongRows,
) -> Result<(), Failure> {
    for runner in runners {
        let result = runner.case(number)?;
        let added = rows.add(runner.alternative, number, &result);
        added.map_err(|error| Failure::Fault(Fault::Broken(error.to_string())))?;
    }
    Ok(())
}

/// The mistake of asking counts for what became of each case.
pub(super) fn no_cases() -> Trouble {
    Trouble::usage(Problem::new(
        "counts of many cases do not say what became of each",
        "write the rows of each part with --cases A..B --format long, and put them together",
    ))
}
