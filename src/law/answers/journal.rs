//! What chance, the record or somebody answered in one case, in the order in which it was asked.
//!
//! Two runs of one case are laid side by side by it: the first place where they differ is the decision where they
//! parted. It is kept only where somebody looks at it.

use crate::law::answers::Answers;
use crate::law::decision::PointId;
use crate::sim::Time;

/// What a draw decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draw {
    /// Which option of a point is taken.
    Choice(PointId),
    /// How long a point takes.
    Length(PointId),
    /// How slow the offices of the channels are in this case as a whole.
    Frailty,
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub draw: Draw,
    /// The how-manieth time, from 1; 0 for what is asked once a case.
    pub occurrence: u16,
    /// The option, or the moment at which it comes up.
    pub given: Given,
    /// The number in [0, 1) that chance gave, if chance answered.
    pub luck: Option<f64>,
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// An option, by its place.
    Option(u8),
    /// A moment.
    At(Time),
    /// Nothing that can be told without the luck.
    Luck,
}

/// The answers of a case.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    answers: Vec<Answer>,
}

impl Journal {
    /// Forgets the case before.
    pub(super) fn begin(&mut self) {
        self.answers.clear();
    }

    /// Notes one more.
    pub(super) fn note(&mut self, answer: Answer) {
        self.answers.push(answer);
    }

    /// All of them, in their order.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// The first answers in which two runs differ; `None` on a side that has come to its end.
    pub fn parting<'a>(
        &'a self,
        other: &'a Journal,
    ) -> Option<(Option<&'a Answer>, Option<&'a Answer>)> {
        let same = |one: &Answer, other: &Answer| {
            (one.draw, one.occurrence, one.given) == (other.draw, other.occurrence, other.given)
        };
        let shared = self.answers.iter().zip(&other.answers);
        let place = shared.take_while(|(one, other)| same(one, other)).count();
        let (one, two) = (self.answers.get(place), other.answers.get(place));
        (one.is_some() || two.is_some()).then_some((one, two))
    }
}

impl Answers {
    /// Keeps a journal of each case from now on.
    pub fn keep_journal(&mut self) {
        self.journal.get_or_insert_default();
    }

    /// What was answered in this case, if a journal is kept.
    pub fn journal(&self) -> Option<&Journal> {
        self.journal.as_deref()
    }

    #[inline]
    pub(super) fn note(&mut self, draw: Draw, occurrence: u16, given: Given, luck: Option<f64>) {
        if let Some(journal) = &mut self.journal {
            journal.note(Answer { draw, occurrence, given, luck });
        }
    }
}
