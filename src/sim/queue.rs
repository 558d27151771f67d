//! The future event list: deliveries not yet made, by (time, sequence).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Time;
use super::actor::Envelope;

/// The future event list.
///
/// Most mail is delivered at the moment it is sent, so it waits in a plain queue; only mail for a later
/// moment pays for the heap. Together they still give strict (time, sequence) order. Queue and heap hold numbers: the
/// envelopes lie still, in the order in which they were sent, until the case is over.
pub struct Queue<M> {
    sent: Vec<Envelope<M>>,
    /// All of it is due at `moment`: the clock cannot pass it. The first so many have been taken.
    at_once: Vec<u32>,
    taken: usize,
    moment: Time,
    later: BinaryHeap<Reverse<(Time, u32)>>,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A delivery: when, and its number.
    Delivery(Time, u32),
    /// Something, but only beyond the horizon.
    Beyond,
    /// Nothing.
    Nothing,
}

impl<M: Copy> Queue<M> {
    /// An empty list.
    pub fn new() -> Queue<M> {
        Queue {
            sent: Vec::new(),
            at_once: Vec::new(),
            taken: 0,
            moment: Time(0),
            later: BinaryHeap::new(),
        }
    }

    /// Forgets every delivery and starts counting again, keeping the memory for the next case.
    pub fn clear(&mut self) {
        self.sent.clear();
        self.at_once.clear();
        self.taken = 0;
        self.later.clear();
    }

    /// Schedules a delivery. `now` decides whether it waits in the plain queue or in the heap.
    // Inlined, mail is written once, where it is kept; as an argument it would be put together first.
    #[inline(always)]
    pub fn push(&mut self, now: Time, at: Time, envelope: Envelope<M>) {
        let sequence = self.sent.len() as u32;
        self.sent.push(envelope);
        if at <= now {
            self.moment = now;
            self.at_once.push(sequence);
        } else {
            self.later.push(Reverse((at, sequence)));
        }
    }

    /// Takes the next delivery: the earliest, and among those of one moment the one sent first. None is taken that lies
    /// beyond `horizon`.
    #[inline(always)]
    pub fn pop(&mut self, horizon: Time) -> Next {
        let put_off = self.later.peek().map(|Reverse(first)| *first);
        if let Some(front) = self.at_once.get(self.taken) {
            let front = (self.moment, *front);
            // What was put off to this very moment may have been sent earlier.
            if put_off.is_none_or(|put_off| front < put_off) {
                return self.take(front, horizon);
            }
        }
        match put_off {
            None => Next::Nothing,
            Some((at, _)) if at > horizon => Next::Beyond,
            Some((at, number)) => {
                self.later.pop();
                Next::Delivery(at, number)
            }
        }
    }

    /// Takes the front of the plain queue.
    #[inline(always)]
    fn take(&mut self, (at, number): (Time, u32), horizon: Time) -> Next {
        if at > horizon {
            return Next::Beyond;
        }
        self.taken += 1;
        if self.taken == self.at_once.len() {
            self.at_once.clear();
            self.taken = 0;
        }
        Next::Delivery(at, number)
    }

    /// The envelope of a number, waiting or not.
    #[inline]
    pub fn envelope(&self, number: u32) -> Envelope<M> {
        self.sent[number as usize]
    }

    /// When the next delivery is due, if one waits.
    pub fn next_at(&self) -> Option<Time> {
        let put_off = self.later.peek().map(|Reverse((at, _))| *at);
        let at_once = (self.taken < self.at_once.len()).then_some(self.moment);
        at_once.into_iter().chain(put_off).min()
    }

    /// How many deliveries are waiting.
    pub fn len(&self) -> usize {
        self.at_once.len() - self.taken + self.later.len()
    }

    /// Whether nothing is waiting.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<M: Copy> Default for Queue<M> {
    fn default() -> Self {
        Queue::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sim::Address;

    fn envelope(message: usize) -> Envelope<usize> {
        Envelope { from: Address(0), to: Address(0), message }
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
                    let Next::Delivery(popped_at, popped) = queue.pop(Time(i64::MAX)) else {
                        panic!("one is waiting")
                    };
                    prop_assert_eq!((popped_at.0, queue.envelope(popped).message), (at, number));
                    now = popped_at;
                }
            }
        }
    }
}
