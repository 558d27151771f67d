//! How long the data lives: a user may delete it, and a copy somebody holds outlives that.

use crate::sim::Time;

/// What is left of the data.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Data {
    /// When the account's user deletes it, if it is known that it will be.
    pub deleted: Option<Time>,
    /// The copy that is held: when it was taken, and until when it is held.
    pub copy: Option<(Time, Time)>,
}

impl Data {
    /// Whether the data can still be produced: it is in the account, or in a copy taken in time.
    pub fn is_there(&self, now: Time) -> bool {
        self.in_account(now) || self.held(now)
    }

    fn in_account(&self, now: Time) -> bool {
        self.deleted.is_none_or(|deleted| now < deleted)
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

    const DELETED: Data = Data { deleted: Some(Time(100)), copy: None };

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
    fn nobody_can_copy_what_is_gone() {
        let mut data = DELETED;
        data.hold(Time(101), Time(300));
        assert!(!data.is_there(Time(102)));
    }
}
