//! The strategy of whoever wants the data: which path is taken, and when.
//!
//! A strategy is part of a scenario. Without one the court track starts at once, and a treaty request is
//! made only where a decision turns to it.

use crate::law::chambers::Context;
use crate::law::condition::{Condition, Known};
use crate::law::message::{Behind, Mail, Paper};
use crate::law::office::Office;
use crate::sim::Time;
use crate::sim::time::DAY;

/// A path to data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// The court track.
    Warrant,
    /// A channel, by its place in the scenario.
    Channel(u8),
}

/// One step of a strategy.
#[derive(Clone, Debug)]
pub struct Step {
    /// The path to take.
    pub take: Path,
    /// When.
    pub when: Condition,
}

/// The steps of a case, and which of them have been taken.
#[derive(Clone, Debug, Default)]
pub struct Strategy {
    /// The steps, in the order of the scenario; at most 16.
    pub steps: Vec<Step>,
    taken: u16,
    /// The paths that are taken, but whose offices have not read of it yet.
    under_way: u8,
    /// When it is looked at, apart from the entries: first on the day the case opens, then on the days it names.
    moments: Vec<Time>,
}

/// The most steps a strategy may have.
pub const MOST_STEPS: usize = 16;

impl Strategy {
    /// A strategy of these steps, for a case that opens then.
    pub fn new(steps: Vec<Step>, opened: Time) -> Strategy {
        let mut strategy = Strategy { steps, ..Strategy::default() };
        strategy.open_on(opened);
        strategy
    }

    /// The same for a case that opens then.
    pub fn open_on(&mut self, opened: Time) {
        let whens = self.steps.iter().map(|step| &step.when);
        let days = whens.clone().flat_map(Condition::days).map(|days| opened + days * DAY);
        self.moments.clear();
        self.moments.extend(days.chain(whens.flat_map(Condition::moments)));
        self.moments.sort_unstable();
        self.moments.dedup();
        self.moments.insert(0, opened);
        self.moments.retain(|moment| *moment >= opened);
    }

    /// Whether a step has not been taken yet.
    fn waits(&self) -> bool {
        (self.taken.trailing_ones() as usize) < self.steps.len()
    }

    /// Whether the court track is one of the paths: it is the only one where there is no strategy.
    pub fn goes_to_court(&self) -> bool {
        self.steps.is_empty() || self.steps.iter().any(|step| step.take == Path::Warrant)
    }

    /// Whether some office has still to read that its path is taken.
    pub(super) fn is_under_way(&self) -> bool {
        self.under_way > 0
    }

    /// An office has read that its path is taken.
    pub(super) fn arrived(&mut self) {
        self.under_way -= 1;
    }

    fn is_taken(&self, step: usize) -> bool {
        self.taken & (1 << step) != 0
    }

    /// Whether a path has been taken by some step. A case has one court track, and one request of each channel.
    fn has_taken(&self, path: Path) -> bool {
        let steps = self.steps.iter().enumerate();
        steps.filter(|(_, step)| step.take == path).any(|(number, _)| self.is_taken(number))
    }
}

/// Starts a case: looks at the strategy, and sees to it that it is looked at again on the days it names.
pub fn open(cx: &mut Context) {
    (cx.world.strategy.taken, cx.world.strategy.under_way) = (0, 0);
    if cx.world.strategy.steps.is_empty() {
        cx.send(
            Office::Prosecutor.address(),
            Mail::Letter(Paper::OpenMatter, 0, Behind::default()),
        );
        return;
    }
    for number in 0..cx.world.strategy.moments.len() {
        let moment = cx.world.strategy.moments[number];
        cx.send_at(moment, Office::Prosecutor.address(), Mail::Review);
    }
}

/// Takes every path whose time has come.
#[inline]
pub(super) fn review(cx: &mut Context) {
    if cx.world.strategy.waits() {
        take_what_has_come(cx);
    }
}

fn take_what_has_come(cx: &mut Context) {
    for number in 0..cx.world.strategy.steps.len() {
        let step = &cx.world.strategy.steps[number];
        let known = Known {
            now: cx.now,
            taken: cx.world.answers.taken(),
            case: Some((cx.world.opened, &cx.world.posture)),
        };
        if cx.world.strategy.is_taken(number) || !step.when.holds(&known) {
            continue;
        }
        let take = step.take;
        let again = cx.world.strategy.has_taken(take);
        cx.world.strategy.taken |= 1 << number;
        let (to, overlay) = match take {
            Path::Warrant => (Office::Prosecutor, false),
            Path::Channel(path) => {
                let channel = &cx.world.channels.list[usize::from(path)];
                (channel.demander, channel.overlay)
            }
        };
        if again || (!overlay && !cx.posture().data_wanted()) {
            continue;
        }
        let cause = cx.world.ground.cause;
        cx.send(to.address(), Mail::Letter(Paper::TakePath(take), cause, Behind::default()));
        cx.world.strategy.under_way += 1;
    }
}
