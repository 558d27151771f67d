//! The future event list: deliveries not yet made, by (time, sequence).

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

use super::Time;
use super::actor::Envelope;

/// The future event list.
///
/// Most mail is delivered at the moment it is sent, so it waits in a plain queue; only mail for a later
/// moment pays for the heap. Together they still give strict (time, sequence) order.
pub struct Queue<M> {
    at_once: VecDeque<Scheduled<M>>,
    later: BinaryHeap<Scheduled<M>>,
    next_sequence: u64,
}

struct Scheduled<M> {
    at: Time,
    sequence: u64,
    envelope: Envelope<M>,
}

impl<M> Queue<M> {
    /// An empty list.
    pub fn new() -> Queue<M> {
        Queue { at_once: VecDeque::new(), later: BinaryHeap::new(), next_sequence: 0 }
    }

    /// Forgets every delivery and starts counting again, keeping the memory for the next case.
    pub fn clear(&mut self) {
        self.at_once.clear();
        self.later.clear();
        self.next_sequence = 0;
    }

    /// Schedules a delivery. `now` decides whether it waits in the plain queue or in the heap.
    pub fn push(&mut self, now: Time, at: Time, envelope: Envelope<M>) {
        let scheduled = Scheduled { at: at.max(now), sequence: self.next_sequence, envelope };
        self.next_sequence += 1;
        if scheduled.at == now {
            self.at_once.push_back(scheduled)
        } else {
            self.later.push(scheduled)
        }
    }

    /// The moment of the next delivery.
    pub fn next_time(&self) -> Option<Time> {
        match (self.at_once.front(), self.later.peek()) {
            (Some(front), Some(top)) => Some(front.at.min(top.at)),
            (Some(front), None) => Some(front.at),
            (None, top) => top.map(|top| top.at),
        }
    }

    /// Takes the next delivery: the earliest, and among those of one moment the one sent first.
    pub fn pop(&mut self) -> Option<(Time, Envelope<M>)> {
        let from_heap = match (self.at_once.front(), self.later.peek()) {
            (Some(front), Some(top)) => (top.at, top.sequence) < (front.at, front.sequence),
            (None, _) => true,
            (Some(_), None) => false,
        };
        let next = if from_heap { self.later.pop() } else { self.at_once.pop_front() };
        next.map(|scheduled| (scheduled.at, scheduled.envelope))
    }

    /// How many deliveries are waiting.
    pub fn len(&self) -> usize {
        self.at_once.len() + self.later.len()
    }

    /// Whether nothing is waiting.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<M> Default for Queue<M> {
    fn default() -> Self {
        Queue::new()
    }
}

/// Reversed, because the standard heap gives the greatest first.
impl<M> Ord for Scheduled<M> {
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.sequence).cmp(&(self.at, self.sequence))
    }
}

impl<M> PartialOrd for Scheduled<M> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M> PartialEq for Scheduled<M> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<M> Eq for Scheduled<M> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sim::Address;

    fn envelope(message: usize) -> Envelope<usize> {
        Envelope { from: Address(0), to: Address(0), sent: Time(0), message }
    }

    proptest! {
        #[test]
        fn deliveries_come_out_by_time_then_by_the_order_they_were_sent(
            sends in prop::collection::vec((0i64..5, prop::bool::ANY), 1..60)
        ) {
            let mut queue = Queue::new();
            let mut now = Time(0);
            let mut waiting: Vec<(i64, usize)> = Vec::new();
            for (number, (delay, then_pop)) in sends.into_iter().enumerate() {
                queue.push(now, now + delay, envelope(number));
                waiting.push((now.0 + delay, number));
                if then_pop {
                    waiting.sort();
                    let (at, number) = waiting.remove(0);
                    let (popped_at, popped) = queue.pop().expect("one is waiting");
                    prop_assert_eq!((popped_at.0, popped.message), (at, number));
                    now = popped_at;
                }
            }
        }
    }
}
