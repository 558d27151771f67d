//! A play: somebody takes an office and decides for it, one decision after the other.
//!
//! A play is a scenario, a seed and the choices made so far. To go on or to take a choice back is to run again with a
//! longer or a shorter list; nothing else is kept.

pub mod file;
pub mod prospect;
pub mod role;

use jiff::civil::Date;

use crate::law::answers::Choice;
use crate::law::chambers::calendar_date;
use crate::law::office::Office;
use crate::law::window::Closed;
use crate::scenario::Scenario;
use crate::simulate::{Failure, Finish, Run, Terms, Waiting, run_until_asked};

/// A choice made in a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// What was chosen, and where.
    pub choice: Choice,
    /// When.
    pub on: Date,
    /// What the record shows of this decision, unless the play had left it before.
    pub recorded: Option<u8>,
}

/// A play, as far as it has come.
#[derive(Clone, Debug)]
pub struct Play<'a> {
    scenario: &'a Scenario,
    given: Terms,
    roles: Vec<Office>,
    made: Vec<Made>,
    run: Run,
    waiting: Option<Waiting>,
}

/// Why a choice cannot be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Nothing is asked: the case is over.
    Over,
    /// There is no option of that number.
    NoOption,
    /// The law closes it, on this day.
    Closed(Closed, Date),
    /// The case cannot be run on after it.
    Failure(Failure),
}

impl<'a> Play<'a> {
    /// Begins a play of these offices. `given` holds what is decided already: the seed, the last day of the record that
    /// is followed, and what-ifs.
    ///
    /// # Errors
    ///
    /// As [`run_until_asked`].
    pub fn begin(
        scenario: &'a Scenario,
        given: Terms,
        roles: Vec<Office>,
    ) -> Result<Play<'a>, Failure> {
        let (run, waiting) = run_until_asked(scenario, &given, &roles)?;
        Ok(Play { scenario, given, roles, made: Vec::new(), run, waiting })
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// What was decided before the play.
    pub fn given(&self) -> &Terms {
        &self.given
    }

    /// The offices that are played.
    pub fn roles(&self) -> &[Office] {
        &self.roles
    }

    /// The choices, in their order.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// The case up to the decision that waits, or to its end.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The decision that waits; `None` at the end.
    pub fn waiting(&self) -> Option<&Waiting> {
        self.waiting.as_ref()
    }

    /// Everything that fixes the case as it stands.
    pub fn terms(&self) -> Terms {
        let mut terms = self.given.clone();
        terms.choices.extend(self.made.iter().map(|made| made.choice));
        terms
    }

    /// Takes an option of the decision that waits, and plays on to the next.
    ///
    /// # Errors
    ///
    /// A refusal, after which the play stands where it stood.
    pub fn choose(&mut self, option: u8) -> Result<(), Refusal> {
        let Waiting { pending, .. } = self.waiting.as_ref().ok_or(Refusal::Over)?;
        let on = calendar_date(pending.at);
        match pending.closed.get(usize::from(option)) {
            None => return Err(Refusal::NoOption),
            Some(Some(why)) => return Err(Refusal::Closed(*why, on)),
            Some(None) => {}
        }
        let choice = Choice { point: pending.point, occurrence: pending.occurrence, option };
        self.made.push(Made { choice, on, recorded: pending.recorded });
        self.again().map_err(|failure| {
            self.made.pop();
            Refusal::Failure(failure)
        })
    }

    /// Takes the last choice back, and gives it; `None` if there is none.
    ///
    /// # Errors
    ///
    /// As [`run_until_asked`].
    pub fn back(&mut self) -> Result<Option<Made>, Failure> {
        let Some(last) = self.made.pop() else { return Ok(None) };
        self.again()?;
        Ok(Some(last))
    }

    fn again(&mut self) -> Result<(), Failure> {
        let (run, waiting) = run_until_asked(self.scenario, &self.terms(), &self.roles)?;
        (self.run, self.waiting) = (run, waiting);
        Ok(())
    }

    /// Whether the case has come to rest before its last day.
    pub fn is_closed(&self) -> bool {
        self.run.finish == Finish::Closed
    }

    /// What these offices decided in the record, in its order; only what lies after the day to whose end it is
    /// followed. Empty where there is no record.
    ///
    /// # Errors
    ///
    /// As [`run_until_asked`].
    pub fn history(&self) -> Result<Vec<Made>, Failure> {
        let from = self.given.from;
        let whole = Terms { seed: self.given.seed, ..Terms::default() };
        let mut record = Play::begin(self.scenario, whole, self.roles.clone())?;
        while let Some(taken) = record.waiting().and_then(|waiting| waiting.pending.recorded) {
            match record.choose(taken) {
                Ok(()) => {}
                Err(Refusal::Failure(failure)) => return Err(failure),
                Err(Refusal::Over | Refusal::NoOption | Refusal::Closed(..)) => break,
            }
        }
        let after = |made: &Made| from.is_none_or(|from| made.on > from);
        Ok(record.made.into_iter().filter(after).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::check::check;
    use crate::scenario::library;

    fn scenario() -> Scenario {
        let shipped = library::SCENARIOS[0];
        check(shipped.name, shipped.text).scenario.expect("the seed case is sound")
    }

    fn words(scenario: &Scenario, made: &[Made]) -> Vec<String> {
        made.iter().map(|made| scenario.choice_words(made.choice)).collect()
    }

    #[test]
    fn who_follows_the_record_gets_the_case_as_it_went() {
        let scenario = scenario();
        for role in [Office::Provider, Office::District, Office::Prosecutor, Office::Supreme] {
            let mut play = Play::begin(&scenario, Terms::default(), vec![role]).expect("a play");
            let history = play.history().expect("a history");
            assert!(!history.is_empty(), "{role:?} decided something");
            while let Some(waiting) = play.waiting().cloned() {
                play.choose(waiting.pending.recorded.expect("the record knows")).expect("open");
            }
            assert_eq!(play.made(), history);
            let real = crate::simulate::run(
                &scenario,
                &Terms::default(),
                crate::simulate::Driver::InPlace,
                &mut |_| (),
            );
            let days = |run: &Run| -> Vec<_> {
                run.docket.entries.iter().map(|entry| (entry.at, entry.paper)).collect()
            };
            assert_eq!(days(play.run()), days(&real.expect("the record runs")), "{role:?}");
        }
    }

    #[test]
    fn the_docket_of_a_stop_is_the_beginning_of_every_later_one() {
        let scenario = scenario();
        for (seed, pick) in (0..40).flat_map(|seed| [(seed, 0), (seed, 1), (seed, 2)]) {
            let given = Terms { seed, ..Terms::default() };
            let roles = vec![Office::Provider, Office::Prosecutor, Office::District];
            let mut play = Play::begin(&scenario, given, roles).expect("a play");
            while let Some(waiting) = play.waiting().cloned() {
                let before = play.run().docket.entries.clone();
                let closed = &waiting.pending.closed;
                let open: Vec<_> = (0..closed.len()).filter(|at| closed[*at].is_none()).collect();
                play.choose(open[pick % open.len()] as u8).expect("an open option");
                assert_eq!(play.run().docket.entries[..before.len()], before, "seed {seed}");
            }
        }
    }

    #[test]
    fn a_choice_taken_back_was_never_made() {
        let scenario = scenario();
        let roles = vec![Office::Provider];
        let mut play = Play::begin(&scenario, Terms::default(), roles).expect("a play");
        let mut stops = vec![(play.run().clone(), play.waiting().cloned())];
        for _ in 0..3 {
            play.choose(
                stops.last().and_then(|(_, w)| w.as_ref()?.pending.recorded).expect("known"),
            )
            .expect("open");
            stops.push((play.run().clone(), play.waiting().cloned()));
        }
        for (run, waiting) in stops.iter().rev().skip(1) {
            assert!(play.back().expect("it runs").is_some());
            assert_eq!((play.run(), play.waiting()), (run, waiting.as_ref()));
        }
        assert_eq!(play.back(), Ok(None));
    }

    #[test]
    fn the_record_is_known_until_the_play_leaves_it() {
        let scenario = scenario();
        let roles = vec![Office::Provider];
        let mut play = Play::begin(&scenario, Terms::default(), roles).expect("a play");
        let first = play.waiting().expect("a decision").pending.clone();
        let other = (0..first.closed.len() as u8)
            .find(|one| Some(*one) != first.recorded && first.closed[usize::from(*one)].is_none());
        assert!(!first.departed);
        play.choose(other.expect("another option")).expect("open");
        assert_ne!(play.made()[0].recorded, Some(play.made()[0].choice.option));
        if let Some(next) = play.waiting() {
            assert!(next.pending.departed && next.pending.recorded.is_none());
        }
        assert_eq!(words(&scenario, play.made()).len(), 1);
    }

    #[test]
    fn what_lies_before_the_day_of_the_play_is_not_asked() {
        let scenario = scenario();
        let from = Some(jiff::civil::date(2014, 8, 28));
        let given = Terms { from, ..Terms::default() };
        let play = Play::begin(&scenario, given, vec![Office::District]).expect("a play");
        let waiting = play.waiting().expect("the stay is still there to be lifted");
        assert!(Some(calendar_date(waiting.pending.at)) > from);
        assert!(play.history().expect("a history").iter().all(|made| Some(made.on) > from));
    }
}
