//! The line before the desks of an office, and who is next in it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::sim::Time;

/// Who is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    /// Whoever came first.
    FirstCome,
    /// The most urgent class, and in it whoever came first. With `ageing` a file gains a class for every so many
    /// seconds it has waited, so that nobody waits for ever.
    Priority {
        /// The time in which a waiting file gains a class, in seconds; `None`: it never does.
        ageing: Option<i64>,
    },
    /// Whose time is up first; those without a deadline after all others, whoever came first.
    EarliestDeadline,
}

/// A file in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Which one.
    pub number: u32,
    /// The number of this wait, which tells it from an earlier one of the same file.
    pub ticket: u64,
    /// When it joined.
    pub joined: Time,
    /// Its class: 0 is the most urgent.
    pub class: u8,
    /// When the time that the law allows for it is up.
    pub due: Option<Time>,
}

impl Discipline {
    /// The lowest is next. Both files of a pair age alike, so their order never changes while they wait.
    fn rank(self, file: &File) -> (i64, i64) {
        let (joined, class) = (file.joined.0, i64::from(file.class));
        match self {
            Discipline::FirstCome => (joined, 0),
            Discipline::Priority { ageing: None } => (class, joined),
            Discipline::Priority { ageing: Some(ageing) } => {
                (joined.saturating_add(class.saturating_mul(ageing)), class)
            }
            Discipline::EarliestDeadline => (file.due.map_or(i64::MAX, |due| due.0), joined),
        }
    }
}

/// Files that wait. Those that left are passed over when their turn comes.
pub struct Line {
    discipline: Discipline,
    heap: BinaryHeap<Waiting>,
    waiting: u32,
}

/// A file with its place; of equal places the earlier ticket is first.
struct Waiting {
    rank: (i64, i64),
    file: File,
}

impl Waiting {
    fn key(&self) -> ((i64, i64), u64) {
        (self.rank, self.file.ticket)
    }
}

// The heap has the greatest on top, and the lowest is next.
impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key().cmp(&self.key())
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Waiting {}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new(discipline: Discipline) -> Line {
        Line { discipline, heap: BinaryHeap::new(), waiting: 0 }
    }

    /// A file joins.
    pub fn join(&mut self, file: File) {
        let rank = self.discipline.rank(&file);
        self.heap.push(Waiting { rank, file });
        self.waiting += 1;
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        self.waiting
    }

    /// One file has left. `waits` says of a file and its ticket whether it still waits.
    pub fn left(&mut self, waits: impl Fn(u32, u64) -> bool) {
        const WORTH_SWEEPING: usize = 64;
        self.waiting -= 1;
        if self.heap.len() > WORTH_SWEEPING + 2 * self.waiting as usize {
            self.heap.retain(|Waiting { file, .. }| waits(file.number, file.ticket));
        }
    }

    /// Takes the next file out of the line.
    pub fn next(&mut self, waits: impl Fn(u32, u64) -> bool) -> Option<File> {
        while let Some(Waiting { file, .. }) = self.heap.pop() {
            if waits(file.number, file.ticket) {
                self.waiting -= 1;
                return Some(file);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(discipline: Discipline, files: &[(i64, u8, Option<i64>)]) -> Vec<u32> {
        let mut line = Line::new(discipline);
        for (number, (joined, class, due)) in files.iter().enumerate() {
            let (number, ticket) = (number as u32, number as u64);
            let (joined, due) = (Time(*joined), due.map(Time));
            line.join(File { number, ticket, joined, class: *class, due });
        }
        std::iter::from_fn(|| line.next(|_, _| true)).map(|file| file.number).collect()
    }

    #[test]
    fn each_discipline_has_its_order() {
        let files = [(0, 2, None), (10, 1, Some(90)), (20, 0, Some(40)), (20, 0, Some(30))];
        assert_eq!(order(Discipline::FirstCome, &files), [0, 1, 2, 3]);
        assert_eq!(order(Discipline::Priority { ageing: None }, &files), [2, 3, 1, 0]);
        assert_eq!(order(Discipline::EarliestDeadline, &files), [3, 2, 1, 0]);
    }

    #[test]
    fn a_file_that_has_waited_long_enough_passes_a_more_urgent_one() {
        let files = [(0, 1, None), (99, 0, None), (101, 0, None)];
        assert_eq!(order(Discipline::Priority { ageing: Some(100) }, &files), [1, 0, 2]);
    }

    /// Where no file can ever gain a class, the classes alone decide.
    #[test]
    fn ageing_that_takes_longer_than_time_lasts_leaves_the_classes_in_their_order() {
        let files = [(0, 9, None), (5, 2, None), (9, 1, None), (20, 0, None)];
        let endless = Discipline::Priority { ageing: Some(i64::MAX) };
        assert_eq!(order(endless, &files)[0], 3);
        let long = Discipline::Priority { ageing: Some(i64::MAX / 10) };
        assert_eq!(order(long, &files), [3, 2, 1, 0]);
    }

    #[test]
    fn who_left_is_passed_over_and_forgotten() {
        let mut line = Line::new(Discipline::FirstCome);
        for number in 0..1000 {
            let joined = Time(i64::from(number));
            line.join(File { number, ticket: 0, joined, class: 0, due: None });
        }
        for gone in 0..990 {
            line.left(|number, _| number > gone);
        }
        assert_eq!(line.waiting(), 10);
        assert!(line.heap.len() <= 100, "{} are kept", line.heap.len());
        assert_eq!(line.next(|number, _| number > 989).map(|file| file.number), Some(990));
        assert_eq!(line.waiting(), 9);
    }
}
