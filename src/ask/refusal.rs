//! Why a question has no answer: everything that is wrong, at once, each with its cure.

use serde::Serialize;

/// One thing that is wrong: what and where in a sentence, and the cure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// What to do about it, if that is known.
    pub cure: Option<String>,
}

impl Problem {
    /// Says what is wrong and what to do about it.
    pub fn new(message: impl Into<String>, cure: impl Into<String>) -> Problem {
        Problem { message: message.into(), cure: Some(cure.into()) }
    }

    /// The same where a cure may be unknown.
    pub fn with(message: impl Into<String>, cure: Option<String>) -> Problem {
        Problem { message: message.into(), cure }
    }

    /// What is wrong and what to do about it, in one line.
    pub fn line(&self) -> String {
        let cure = self.cure.iter().map(|cure| format!("; {cure}"));
        self.message.clone() + &cure.collect::<String>()
    }
}

/// Where the mistake lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// In what was asked.
    Question,
    /// In the program, or in the machine it runs on.
    Program,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where the mistake lies.
    pub blame: Blame,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl Refusal {
    /// One mistake in what was asked.
    pub fn question(problem: Problem) -> Refusal {
        Refusal::of_question(vec![problem])
    }

    /// Several of them.
    pub fn of_question(problems: Vec<Problem>) -> Refusal {
        Refusal { blame: Blame::Question, problems }
    }

    /// A mistake of the program, or of the machine.
    pub fn fault(message: impl Into<String>, cure: impl Into<String>) -> Refusal {
        Refusal { blame: Blame::Program, problems: vec![Problem::new(message, cure)] }
    }

    /// A mistake of the program, not of its user.
    pub fn program(what: &str) -> Refusal {
        Refusal::fault(
            format!("the program made a mistake: {what}"),
            "please report it with the command you gave",
        )
    }

    /// The same with one mistake more.
    #[must_use]
    pub fn and(mut self, problem: Problem) -> Refusal {
        self.problems.push(problem);
        self
    }
}
