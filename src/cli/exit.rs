//! How a command ends: documented exit codes, and what is said when something is wrong.

use std::io::Write;

use crate::ask::refusal::{Blame, Refusal};

pub(super) use crate::ask::refusal::Problem;

/// How a command ended. The codes are part of the interface and stand in `comity --help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// It did what it was asked.
    Done,
    /// A mistake in the program, or something could not be read or written.
    Fault,
    /// What was asked makes no sense.
    Usage,
    /// The scenario cannot be run.
    Invalid,
    /// The scenario can be run, but does not show what it says it must.
    Unmet,
    /// What was required of a result of many cases is not met, or cannot be decided.
    Required,
    /// It was interrupted, and what was finished is kept.
    Interrupted,
}

impl Exit {
    /// The code the shell sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Fault => 1,
            Exit::Usage => 2,
            Exit::Invalid => 3,
            Exit::Unmet => 4,
            Exit::Required => 5,
            Exit::Interrupted => 130,
        }
    }
}

/// Why a command could not do what it was asked: everything that is wrong, at once.
#[derive(Debug)]
pub(super) struct Trouble {
    exit: Exit,
    problems: Vec<Problem>,
    /// Text that is already laid out, such as diagnostics with carets.
    laid_out: String,
}

impl Trouble {
    /// One mistake in what was asked.
    pub(super) fn usage(problem: Problem) -> Trouble {
        Trouble::all(Exit::Usage, vec![problem])
    }

    /// Several things that are wrong.
    pub(super) fn all(exit: Exit, problems: Vec<Problem>) -> Trouble {
        Trouble { exit, problems, laid_out: String::new() }
    }

    /// A mistake of the program, or of the machine.
    pub(super) fn fault(message: impl Into<String>, cure: impl Into<String>) -> Trouble {
        Trouble::all(Exit::Fault, vec![Problem::new(message, cure)])
    }

    /// A scenario that cannot be run, with the mistakes as they are shown.
    pub(super) fn laid_out(exit: Exit, laid_out: String, problem: Problem) -> Trouble {
        Trouble { exit, problems: vec![problem], laid_out }
    }

    /// Nobody reads the output any more. That is no mistake: who pipes into `head` has seen enough.
    pub(super) fn nobody_listens() -> Trouble {
        Trouble::all(Exit::Done, Vec::new())
    }

    /// The same with one mistake more.
    pub(super) fn and(mut self, problem: Problem) -> Trouble {
        self.problems.push(problem);
        self
    }

    /// The same with the mistakes of another; the graver exit code stays.
    pub(super) fn and_all(mut self, other: Trouble) -> Trouble {
        if other.exit == Exit::Fault {
            self.exit = Exit::Fault;
        }
        self.problems.extend(other.problems);
        self
    }

    /// All of it in one line.
    pub(super) fn line(&self) -> String {
        self.problems.iter().map(Problem::line).collect::<Vec<_>>().join(". ")
    }

    /// Says it on standard error. That this may fail is no reason to fail differently.
    pub(super) fn report(&self) -> Exit {
        let mut text = self.laid_out.clone();
        for problem in &self.problems {
            text.push_str(&format!("error: {}\n", visible(&problem.message)));
            if let Some(cure) = &problem.cure {
                text.push_str(&format!("  help: {}\n", visible(cure)));
            }
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
        self.exit
    }
}

impl From<Refusal> for Trouble {
    fn from(Refusal { blame, problems }: Refusal) -> Trouble {
        let exit = match blame {
            Blame::Question => Exit::Usage,
            Blame::Program => Exit::Fault,
        };
        Trouble::all(exit, problems)
    }
}

/// What the user typed may hold control characters; they must not command the terminal.
pub(super) fn visible(text: &str) -> String {
    let shown = |c: char| if c.is_control() && c != '\n' { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}
