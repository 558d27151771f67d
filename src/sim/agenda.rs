//! A future event list for many matters in one world: what happens when, by (time, sequence).
//!
//! The list of one case ([`super::queue`]) keeps every paper it ever held, since papers answer one another. Here an
//! event is a few numbers and is forgotten once it has happened, so a world may run for ever.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Time;

/// What is to happen, in the order of time; at the same moment, in the order in which it was put down.
pub struct Agenda<E> {
    heap: BinaryHeap<Planned<E>>,
    sequence: u64,
}

struct Planned<E> {
    at: Time,
    sequence: u64,
    event: E,
}

impl<E> Planned<E> {
    fn key(&self) -> (Time, u64) {
        (self.at, self.sequence)
    }
}

// The heap has the greatest on top, and the first comes first.
impl<E> Ord for Planned<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

impl<E> PartialOrd for Planned<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for Planned<E> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl<E> Eq for Planned<E> {}

impl<E> Agenda<E> {
    /// An empty one.
    #[must_use]
    pub fn new() -> Agenda<E> {
        Agenda { heap: BinaryHeap::new(), sequence: 0 }
    }

    /// Puts an event down.
    pub fn put(&mut self, at: Time, event: E) {
        let sequence = self.sequence;
        self.sequence += 1;
        self.heap.push(Planned { at, sequence, event });
    }

    /// Takes the next event, unless it lies beyond the horizon.
    pub fn next(&mut self, horizon: Time) -> Option<(Time, E)> {
        if self.heap.peek()?.at > horizon {
            return None;
        }
        self.heap.pop().map(|planned| (planned.at, planned.event))
    }

    /// How many events were ever put down.
    #[must_use]
    pub fn put_down(&self) -> u64 {
        self.sequence
    }
}

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Agenda::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_time_and_then_as_they_were_put_down() {
        let mut agenda = Agenda::new();
        for (at, event) in [(5, 'c'), (3, 'a'), (5, 'd'), (3, 'b'), (9, 'e')] {
            agenda.put(Time(at), event);
        }
        let mut order = String::new();
        while let Some((_, event)) = agenda.next(Time(8)) {
            order.push(event);
        }
        assert_eq!(order, "abcd");
        assert_eq!(agenda.next(Time(9)), Some((Time(9), 'e')));
        assert_eq!(agenda.next(Time(i64::MAX)), None);
    }
}
