//! What is done with one input: it is read, its mistakes are shown in every form, and if it is sound it is run.
//! The fuzzer does this with what it makes up, the tests with what it has kept.

use comity::experiment::audit;
use comity::experiment::branches::{Reach, Seen, walk};
use comity::report::record::record;
use comity::report::{assumptions, decisions, expect, text};
use comity::scenario::Scenario;
use comity::scenario::check::{Checked, check_in};
use comity::scenario::diagnostic::{Diagnostic, Severity, narrate, render, to_json};
use comity::simulate::{Batch, Driver, Failure, Terms, run};

/// Cases run of a sound scenario.
const CASES: u64 = 3;

/// Branches walked of it.
const BRANCHES: u64 = 30;

/// The numbers whose place is looked up.
const NUMBERS: usize = 10;

/// What stands in an input between the text and the values set on top of it, one a line.
const SETS: &str = "\n--set\n";

/// Reads an input; gives whether it is sound.
///
/// # Panics
///
/// When the program does what it must never do, whatever it is given.
pub(crate) fn drive(input: &str) -> bool {
    let (text, sets) = input.split_once(SETS).unwrap_or((input, ""));
    let sets: Vec<String> = sets.lines().map(str::to_owned).collect();
    let checked = check_in("input.toml", text, &sets, None);
    show(&checked.diagnostics, &checked);
    let Some(scenario) = &checked.scenario else {
        let grave = |one: &Diagnostic| one.severity == Severity::Error;
        assert!(checked.diagnostics.iter().any(grave), "refused without a word");
        return false;
    };
    show(&audit::replay(scenario, &checked.document).diagnostics, &checked);
    show(&audit::paths(scenario, &checked.document, CASES).diagnostics, &checked);
    for number in scenario.numbers().iter().take(NUMBERS) {
        let found = checked.document.find(&number.key);
        assert!(found.is_ok() || number.key.ends_with(".when"), "{} is nowhere", number.key);
    }
    decisions::text(scenario, &decisions::decisions(scenario));
    assumptions::text(scenario, &assumptions::assumptions(scenario, None));
    play(scenario);
    true
}

/// Shows what was found, in every form.
fn show(found: &[Diagnostic], checked: &Checked) {
    let drawn = render(found, checked.sources(), false);
    let told = narrate(found, checked.sources());
    let listed = to_json(found, checked.sources());
    assert_eq!(found.is_empty(), drawn.is_empty() && told.is_empty() && listed.is_empty());
}

/// Runs a few cases by the record, a few by the odds alone, and a few branches.
fn play(scenario: &Scenario) {
    let terms = Terms { seed: 1, ..Terms::default() };
    let by_odds = Terms { from: scenario.opens.yesterday().ok(), ..terms.clone() };
    for terms in [&terms, &by_odds] {
        let mut batch = Batch::new(scenario, terms, true);
        for case in 0..CASES {
            if let Err(failure) = batch.case(case) {
                tolerated(scenario, &failure);
            }
        }
    }
    match run(scenario, &terms, Driver::InPlace, &mut |_| ()) {
        Ok(run) => {
            let record = record(scenario, &terms, &run, String::new());
            for expected in &scenario.expectations {
                expect::unmet(expected, &record);
            }
            text::report(scenario, &record);
        }
        Err(failure) => tolerated(scenario, &failure),
    }
    let reach = Reach { most: BRANCHES, case: 0, time: Some(0.5), pass_over: None };
    let walked = walk(scenario, &by_odds, reach, &mut Seen::new(scenario), &mut |branch| {
        if let Err(failure) = &branch.finish {
            tolerated(scenario, failure);
        }
    });
    if let Err(failure) = walked {
        tolerated(scenario, &failure);
    }
}

/// An author may choose, or record, what the law closes; everything else is the program's fault.
fn tolerated(scenario: &Scenario, failure: &Failure) {
    match failure {
        Failure::Barred { choice, on, why } => {
            scenario.choice_words(*choice);
            scenario.closed_words(*why, *on);
        }
        other => panic!("{other:?}"),
    }
}
