//! How long the data lives: a user may delete it, and a copy somebody holds outlives that.

use crate::sim::Time;
use crate::sim::distribution::Distribution;

/// How long the data lives if nobody holds a copy.
#[derive(Clone, Debug)]
pub struct Life {
    /// The time until its user deletes it in the ordinary course.
    pub deleted: Distribution,
    /// What the user does on learning of the case, if that is modelled.
    pub learned: Option<Learned>,
}

/// What a user does who learns that somebody is after the data.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The time from the opening of the case until the user learns of it.
    pub after: Distribution,
    /// The time from then until the user deletes the data for that reason.
    pub deleted: Distribution,
}

impl Life {
    /// When the data is deleted in a case that opened then: for the one reason or for the other, whichever is
    /// first. `luck` gives the draw under a name.
    pub fn ends(&self, opened: Time, luck: impl Fn(&str) -> f64) -> Deletion {
        let ordinary = opened + self.deleted.sample(luck("data.deleted"));
        let for_the_case = self.learned.as_ref().map(|learned| {
            let told = opened + learned.after.sample(luck("data.learned.after"));
            Deletion {
                at: told + learned.deleted.sample(luck("data.learned.deleted")),
                learned: Some(told),
            }
        });
        let first = for_the_case.filter(|deletion| deletion.at < ordinary);
        first.unwrap_or(Deletion { at: ordinary, learned: None })
    }
}

/// When the user deletes the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deletion {
    /// The moment.
    pub at: Time,
    /// When the user learned of the case, if that is the reason.
    pub learned: Option<Time>,
}

/// What is left of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Data {
    /// When the account's user deletes it, if it is known that it will be.
    pub deleted: Option<Deletion>,
    /// The copy that is held: when it was taken, and until when it is held.
    pub copy: Option<(Time, Time)>,
}

impl Data {
    /// Whether the data can still be produced: it is in the account, or in a copy taken in time.
    pub fn is_there(&self, now: Time) -> bool {
        self.in_account(now) || self.held(now)
    }

    fn in_account(&self, now: Time) -> bool {
        self.deleted.is_none_or(|deleted| now < deleted.at)
    }

    fn held(&self, now: Time) -> bool {
        self.copy.is_some_and(|(taken, until)| now <= until && self.in_account(taken))
    }

    /// A copy is held from now until then: what there is now, or, while an earlier copy is still held, that one.
    pub fn hold(&mut self, now: Time, until: Time) {
        let kept = self.copy.filter(|_| self.held(now));
        let taken = kept.map_or(now, |(taken, _)| taken);
        let until = kept.map_or(until, |(_, before)| until.max(before));
        self.copy = Some((taken, until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::time::DAY;

    const DELETED: Data =
        Data { deleted: Some(Deletion { at: Time(100), learned: None }), copy: None };

    #[test]
    fn a_copy_taken_in_time_outlives_the_deletion_until_the_hold_ends() {
        let mut data = DELETED;
        data.hold(Time(50), Time(200));
        assert!(data.is_there(Time(150)));
        assert!(data.is_there(Time(200)));
        assert!(!data.is_there(Time(201)));
    }

    #[test]
    fn a_renewed_hold_keeps_the_first_copy_and_a_lapsed_one_does_not() {
        let mut data = DELETED;
        data.hold(Time(50), Time(120));
        data.hold(Time(120), Time(300));
        assert!(data.is_there(Time(300)));
        let mut lapsed = DELETED;
        lapsed.hold(Time(50), Time(90));
        lapsed.hold(Time(110), Time(300));
        assert!(!lapsed.is_there(Time(150)));
    }

    #[test]
    fn a_user_who_learns_of_the_case_deletes_no_later_than_one_who_does_not() {
        let days = |days: i64| Distribution::fixed((days * DAY) as f64).expect("a length");
        let learned = |after| Some(Learned { after: days(after), deleted: days(7) });
        let ends = |learned| Life { deleted: days(90), learned }.ends(Time(0), |_| 0.5);
        let ordinary = Deletion { at: Time(90 * DAY), learned: None };
        assert_eq!(ends(None), ordinary);
        assert_eq!(ends(learned(300)), ordinary);
        let for_the_case = Deletion { at: Time(37 * DAY), learned: Some(Time(30 * DAY)) };
        assert_eq!(ends(learned(30)), for_the_case);
    }

    #[test]
    fn nobody_can_copy_what_is_gone() {
        let mut data = DELETED;
        data.hold(Time(101), Time(300));
        assert!(!data.is_there(Time(102)));
    }
}
