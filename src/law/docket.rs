//! The official record of a case: entries, and the deadlines they set running.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::law::authority::AuthorityId;
use crate::law::chambers::calendar_date;
use crate::law::decision::PointId;
use crate::law::message::{Defence, EntryNumber, Paper};
use crate::law::office::{Office, Offices};
use crate::law::point::Point;
use crate::sim::Time;

/// Whether an entry happened, was chosen, or was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// As the record has it.
    Recorded,
    /// Because somebody chose it: a what-if.
    Chosen,
    /// Drawn from the scenario's assumptions, or following from something drawn.
    Simulated,
}

impl Status {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Recorded => "recorded",
            Status::Chosen => "chosen",
            Status::Simulated => "simulated",
        }
    }
}

/// How well the day of a recorded step is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The day is known.
    Exact,
    /// The best day given; the sources differ or the day is worked out.
    Approximate,
    /// Only the neighbours are known; the day is placed between them.
    Unknown,
}

impl Precision {
    /// The word for it in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Exact => "exact",
            Precision::Approximate => "approx",
            Precision::Unknown => "unknown",
        }
    }
}

/// One line of the docket. Its text is made when somebody reads it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// When it was entered.
    pub at: Time,
    /// Whose paper it is.
    pub from: Office,
    /// Who gets it.
    pub to: Offices,
    /// What it is.
    pub paper: Paper,
    /// The decision or step it came out of, if one was asked for it.
    pub point: Option<PointId>,
    /// The option chosen there.
    pub choice: Option<u8>,
    /// Recorded, chosen or simulated.
    pub status: Status,
    /// The record line it stands for, if any.
    pub line: Option<u16>,
    /// The entries it answers; zero where there is none.
    pub responds_to: [EntryNumber; 2],
    /// The entry whose arrival led to it; zero for the first.
    pub cause: EntryNumber,
    /// What the two sides argue about.
    pub defence: Defence,
}

/// A deadline an entry set running.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// What is due.
    pub what: Cow<'static, str>,
    /// By whom.
    pub whose: Office,
    /// The entry that set it running.
    pub entry: EntryNumber,
    /// The day it is counted from.
    pub from: Date,
    /// How it is counted, in words: `14 days`.
    pub period: Cow<'static, str>,
    /// The last day.
    pub due: Date,
    /// The moment it ends, where it runs by the hour.
    pub to_the_hour: Option<Time>,
    /// The rule that sets it, and the rule by which it is counted.
    pub authority: Cow<'static, [AuthorityId]>,
    /// The acts that meet it.
    pub acts: Acts,
    /// The entry by which it was done, in time or late; zero while it has not been.
    pub done_by: EntryNumber,
    /// Further acts that would have met it, after its last day: briefs of other friends of the court.
    pub late: Vec<EntryNumber>,
    /// A later day was set for the same act.
    pub replaced: bool,
}

/// The acts that meet a deadline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Acts {
    /// Any of these steps.
    Points(&'static [Point]),
    /// The end of this stage of a channel.
    Stage(PointId),
    /// The end of a request, however and by whomever: what runs only while it is pending.
    EndOfRequest {
        /// Its path.
        path: u8,
        /// The stage with whose end its answer is back, if that is not the end of the path.
        answered: Option<u16>,
    },
    /// None: a copy is held to the end of it, and nobody need do anything.
    Retention,
}

impl Acts {
    /// Whether a step is one of them.
    fn hold(self, point: PointId) -> bool {
        match self {
            Acts::Points(points) => points.iter().any(|act| point == *act),
            Acts::Stage(stage) => stage == point,
            Acts::EndOfRequest { .. } | Acts::Retention => false,
        }
    }

    /// Whether the two share an act.
    fn meet(self, other: Acts) -> bool {
        match self {
            Acts::Points(points) => points.iter().any(|act| other.hold((*act).into())),
            Acts::Stage(stage) => other.hold(stage),
            Acts::EndOfRequest { .. } | Acts::Retention => false,
        }
    }
}

/// The docket of one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Docket {
    /// The entries, in order; the first has number 1.
    pub entries: Vec<Entry>,
    /// The deadlines, in the order in which they began to run.
    pub deadlines: Vec<Deadline>,
    /// How many entries were made, kept or not.
    count: EntryNumber,
    /// Whether entries are kept. A batch that only wants outcomes keeps none.
    keep: bool,
}

impl Docket {
    /// An empty docket.
    pub fn new(keep: bool) -> Docket {
        Docket { entries: Vec::new(), deadlines: Vec::new(), count: 0, keep }
    }

    /// Forgets everything, keeping the memory for the next case.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.deadlines.clear();
        self.count = 0;
    }

    /// Whether entries are kept.
    pub fn keeps(&self) -> bool {
        self.keep
    }

    /// Enters a line and gives its number. `step` is what was done, for the deadlines it meets.
    pub fn enter(&mut self, step: Option<PointId>, entry: Entry) -> EntryNumber {
        self.count += 1;
        self.tick_off(step, &entry);
        self.entries.push(entry);
        self.count
    }

    /// The number of the next line, where lines are only counted.
    pub fn count_on(&mut self) -> EntryNumber {
        self.count += 1;
        self.count
    }

    /// The deadlines that the entry about to be made answers are done, in time or late.
    fn tick_off(&mut self, step: Option<PointId>, entry: &Entry) {
        let waits = |deadline: &&mut Deadline| deadline.done_by == 0 && !deadline.replaced;
        let open = self.deadlines.iter_mut().filter(waits);
        for deadline in open {
            let done = match deadline.acts {
                Acts::EndOfRequest { path, answered } => {
                    entry.paper.ends_request(path) || entry.paper.ends_stage(answered)
                }
                acts => deadline.whose == entry.from && step.is_some_and(|point| acts.hold(point)),
            };
            if done {
                deadline.done_by = self.count;
            }
        }
        self.note_further(step, entry);
    }

    /// Friends of the court are many: what one of them files after the day another has kept is late.
    fn note_further(&mut self, step: Option<PointId>, entry: &Entry) {
        let mine = |deadline: &&mut Deadline| {
            deadline.whose == entry.from && step.is_some_and(|point| deadline.acts.hold(point))
        };
        let Some(deadline) = self.deadlines.iter_mut().rev().find(mine) else { return };
        let further = entry.from == Office::Amici && deadline.done_by != self.count;
        if further && deadline.done_by > 0 && calendar_date(entry.at) > deadline.due {
            deadline.late.push(self.count);
        }
    }

    /// Notes a deadline.
    pub fn note(&mut self, deadline: Deadline) {
        if !self.keep {
            return;
        }
        let again = |known: &Deadline| {
            (known.entry, known.whose, known.due, known.acts)
                == (deadline.entry, deadline.whose, deadline.due, deadline.acts)
        };
        if self.deadlines.iter().any(again) {
            return;
        }
        for earlier in self.deadlines.iter_mut().filter(|earlier| earlier.done_by == 0) {
            let same = earlier.acts.meet(deadline.acts);
            earlier.replaced |=
                same && earlier.whose == deadline.whose && earlier.due < deadline.due;
        }
        self.deadlines.push(deadline);
    }

    /// The time for the end of a stage passes without the act: no entry meets the deadline any more.
    pub fn let_pass(&mut self, whose: Office, stage: PointId) {
        for deadline in &mut self.deadlines {
            if deadline.whose == whose && deadline.done_by == 0 && deadline.acts.hold(stage) {
                deadline.acts = Acts::Points(&[]);
            }
        }
    }

    /// The entry with a number, if there is one and entries are kept.
    pub fn entry(&self, number: EntryNumber) -> Option<&Entry> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.entries.get(index)
    }
}
