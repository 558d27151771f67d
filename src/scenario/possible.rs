//! Whether a condition can ever hold in a case: what its days, its odds and its paths leave open.

use crate::law::answers::Assumption;
use crate::law::case::Posture;
use crate::law::chambers::{calendar_date, end_of_day, noon};
use crate::law::channel::{Channels, StageEnd, Standing};
use crate::law::condition::{Condition, Known};
use crate::law::decision::PointId;
use crate::law::message::PathEnd;
use crate::law::strategy::Path;
use crate::scenario::Scenario;
use crate::sim::Time;
use crate::sim::time::DAY;

impl Scenario {
    /// Why a condition can never hold, in a few words; `None` where it can, or where that is not known.
    pub(super) fn why_never(&self, condition: &Condition) -> Option<String> {
        match condition {
            // What the request says of itself is what scenarios differ in.
            Condition::Settled(_) => None,
            Condition::Since(day) => (*day > self.last()).then(|| self.last_words()),
            Condition::Before(day) => {
                (*day <= self.first()).then(|| format!("the case opens on {}", self.opens))
            }
            Condition::Day(days) => {
                (self.first() + days * DAY > self.last()).then(|| self.last_words())
            }
            Condition::Chose(point, option) => self.why_never_chosen(*point, *option),
            Condition::WarrantEnded(_) | Condition::WarrantFailed => self.why_idle(Path::Warrant),
            Condition::PathEnded(path, standing) => {
                self.why_idle(Path::Channel(*path)).or_else(|| self.why_no_end(*path, *standing))
            }
            Condition::PathFailed(path) => self.why_idle(Path::Channel(*path)),
            Condition::All(all) => {
                all.iter().find_map(|one| self.why_never(one)).or_else(|| self.why_no_day(all))
            }
            Condition::Any(any) => {
                let mut reasons = any.iter().map(|one| self.why_never(one));
                let first = reasons.next().unwrap_or_else(|| Some("it has no part".to_owned()))?;
                reasons.all(|reason| reason.is_some()).then_some(first)
            }
            Condition::Not(one) => {
                self.always_holds(one).then(|| "what it excludes is always so".to_owned())
            }
        }
    }

    /// Whether a condition holds the moment the case opens.
    pub(super) fn holds_at_once(&self, condition: &Condition) -> bool {
        let taken = vec![None; self.plan.assumptions.len()];
        let case = Some((self.first(), &Posture::default()));
        condition.holds(&Known { now: self.first(), taken: &taken, case })
    }

    /// Whether a path is taken by a step of the strategy, or by the courts' own decisions.
    pub(super) fn takes(&self, path: Path) -> bool {
        let by_step = |path: Path| self.strategy.iter().any(|step| step.take == path);
        let courts = self.strategy.is_empty() || by_step(Path::Warrant);
        match path {
            Path::Warrant => courts,
            Path::Channel(number) => {
                by_step(path) || (courts && self.channels.treaty() == Some(number))
            }
        }
    }

    /// The paths that never begin though a step takes each of them, since they wait for one another.
    pub(super) fn stuck(&self) -> Vec<Path> {
        let mut begun: Vec<Path> = Vec::new();
        while let Some(next) = self
            .strategy
            .iter()
            .find(|step| !begun.contains(&step.take) && self.can_begin(&step.when, &begun))
        {
            begun.push(next.take);
        }
        // What the courts turn to themselves waits for nothing but them.
        let treaty = self.channels.treaty().map(Path::Channel);
        let turned_to = |path: &Path| Some(*path) == treaty && begun.contains(&Path::Warrant);
        let steps = self.strategy.iter().map(|step| step.take);
        steps.filter(|path| !begun.contains(path) && !turned_to(path)).collect()
    }

    /// Whether what a condition says of ends of paths can come about once these have begun.
    fn can_begin(&self, condition: &Condition, begun: &[Path]) -> bool {
        // A path that nothing takes is another doubt.
        let can_end = |path: Path| begun.contains(&path) || !self.takes(path);
        match condition {
            Condition::WarrantEnded(_) | Condition::WarrantFailed => can_end(Path::Warrant),
            Condition::PathEnded(path, _) | Condition::PathFailed(path) => {
                can_end(Path::Channel(*path))
                    || self.channels.treaty() == Some(*path) && begun.contains(&Path::Warrant)
            }
            Condition::All(all) => all.iter().all(|one| self.can_begin(one, begun)),
            Condition::Any(any) => any.iter().any(|one| self.can_begin(one, begun)),
            _ => true,
        }
    }

    fn first(&self) -> Time {
        noon(self.opens)
    }

    fn last(&self) -> Time {
        end_of_day(self.horizon)
    }

    fn last_words(&self) -> String {
        format!("the last day of the case is {}", self.horizon)
    }

    /// Whether a condition holds from the first day to the last, whatever happens.
    fn always_holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Since(day) => *day <= self.first(),
            Condition::Before(day) => self.last() < *day,
            Condition::Day(days) => *days <= 0,
            Condition::All(all) => all.iter().all(|one| self.always_holds(one)),
            Condition::Any(any) => any.iter().any(|one| self.always_holds(one)),
            Condition::Not(one) => self.why_never(one).is_some(),
            _ => false,
        }
    }

    /// No day is both late enough and early enough.
    fn why_no_day(&self, all: &[Condition]) -> Option<String> {
        let (from, to) = all.iter().fold((self.first(), self.last()), narrowed);
        let words = || {
            format!(
                "no day is {} or later and {} or earlier",
                calendar_date(from),
                calendar_date(to)
            )
        };
        (from > to).then(words)
    }

    /// An option that neither the odds nor the record nor a what-if of the scenario takes.
    fn why_never_chosen(&self, point: PointId, option: u8) -> Option<String> {
        let Assumption { odds, variants, .. } = &self.plan.assumptions[usize::from(point.0)];
        let varied = variants.iter().filter_map(|variant| variant.odds.as_ref());
        let has_chance = |odds: &Vec<f64>| odds.get(usize::from(option)).is_some_and(|p| *p > 0.0);
        let here = |one: (PointId, u8)| one == (point, option);
        let recorded = self.record.iter().filter_map(|line| Some((line.point, line.choice?)));
        let shown = self.plan.shown.iter().chain(&self.chosen).map(|one| (one.point, one.option));
        let can = varied.chain([odds]).any(has_chance) || recorded.chain(shown).any(here);
        let words = || {
            format!(
                "`{}={}` has no chance",
                self.point_name(point),
                self.option_name(point, option)
            )
        };
        (!can).then(words)
    }

    fn why_idle(&self, path: Path) -> Option<String> {
        let words = || match path {
            Path::Warrant => "no step takes the court track".to_owned(),
            Path::Channel(path) => format!("nothing takes the path `{}`", self.path_word(path)),
        };
        (!self.takes(path)).then(words)
    }

    fn why_no_end(&self, path: u8, standing: Standing) -> Option<String> {
        let befalls = [PathEnd::Withdrawn, PathEnd::Unavailable].map(Standing::Ended);
        let can =
            befalls.contains(&standing) || self.channels.ends(path).any(|end| end == standing);
        let words = || {
            format!("no stage ends the path `{}` as `{}`", self.path_word(path), standing.as_str())
        };
        (!can).then(words)
    }

    /// The word for the path of a channel.
    pub(super) fn path_word(&self, channel: u8) -> &str {
        &self.channels.list[usize::from(channel)].path
    }
}

impl Channels {
    /// What the stages of a channel lead to, or bring on the way.
    pub(super) fn ends(&self, path: u8) -> impl Iterator<Item = Standing> {
        let own = self.stages.iter().filter(move |stage| stage.channel == path);
        own.flat_map(|stage| &stage.outcomes).filter_map(|outcome| match outcome.leads_to {
            StageEnd::Stage(_) => outcome.delivers.then_some(Standing::Obtained),
            StageEnd::Obtained => Some(Standing::Obtained),
            StageEnd::Ended(how) => Some(Standing::Ended(how)),
        })
    }
}

/// The days within others on which a condition on the day holds.
fn narrowed((first, last): (Time, Time), condition: &Condition) -> (Time, Time) {
    match condition {
        Condition::Since(day) => (first.max(*day), last),
        Condition::Before(day) => (first, last.min(*day + -1)),
        Condition::All(all) => all.iter().fold((first, last), narrowed),
        _ => (first, last),
    }
}
