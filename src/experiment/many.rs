//! Many cases on all cores. Cases are handed out in chunks, in their order; each worker keeps a world and counts of its
//! own, and the counts are whole numbers, so that the sum is the same whoever did what.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::ThreadPoolBuilder;

use crate::simulate::Failure;

/// Cases handed out at a time: some milliseconds of work, so that an interrupt is obeyed at once.
const CHUNK: u64 = 256;

/// Counts that one worker makes of the cases it is given.
pub trait Counting: Send {
    /// Runs one case and counts it.
    ///
    /// # Errors
    ///
    /// As [`crate::simulate::run`].
    fn case(&mut self, number: u64) -> Result<(), Failure>;

    /// Adds what another worker counted.
    fn add(&mut self, other: Self);
}

/// Who does the work, and who is told of it.
#[derive(Clone, Copy)]
pub struct Crew<'a> {
    /// How many threads; 0 for one a core.
    pub threads: usize,
    /// Set from outside: no further case is begun.
    pub stop: &'a AtomicBool,
    /// Told how many more cases are done.
    pub done: &'a (dyn Fn(u64) + Sync),
}

/// Why there are no counts.
#[derive(Debug)]
pub enum Trouble {
    /// A case cannot be run: the first one in the order of their numbers.
    Case(u64, Failure),
    /// The threads could not be started.
    NoThreads(String),
}

/// Counts the cases of a range and says up to which case: all of them unless the work was stopped, and always the
/// first ones without a gap.
///
/// # Errors
///
/// The first case that cannot be run.
pub fn count<C: Counting>(
    cases: Range<u64>,
    crew: Crew<'_>,
    begin: impl Fn() -> C + Sync,
) -> Result<(C, Range<u64>), Trouble> {
    let chunks = (cases.end - cases.start).div_ceil(CHUNK).max(1);
    let threads = usize::try_from(chunks).map_or(crew.threads, |most| match crew.threads {
        0 => most.min(rayon::current_num_threads()),
        threads => threads.min(most),
    });
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Trouble::NoThreads(error.to_string()))?;
    let next = AtomicU64::new(cases.start);
    let first_failure: Mutex<Option<(u64, Failure)>> = Mutex::new(None);
    let give_up = AtomicBool::new(false);
    let counted = pool.broadcast(|_| {
        let mut own = begin();
        while !crew.stop.load(Ordering::Relaxed) && !give_up.load(Ordering::Relaxed) {
            let start = next.fetch_add(CHUNK, Ordering::Relaxed);
            if start >= cases.end {
                break;
            }
            let end = cases.end.min(start.saturating_add(CHUNK));
            let failed = (start..end).find_map(|number| Some((number, own.case(number).err()?)));
            if let Some(failed) = failed {
                give_up.store(true, Ordering::Relaxed);
                keep_first(&first_failure, failed);
            }
            (crew.done)(end - start);
        }
        own
    });
    if let Some((number, failure)) = first_failure.into_inner().unwrap_or_default() {
        return Err(Trouble::Case(number, failure));
    }
    let reached = cases.end.min(next.into_inner());
    let mut counted = counted.into_iter();
    let mut sum = counted.next().unwrap_or_else(&begin);
    counted.for_each(|own| sum.add(own));
    Ok((sum, cases.start..reached))
}

/// Keeps the failure of the lowest case, which is found whatever the number of threads: all cases below it were handed
/// out before.
fn keep_first(first: &Mutex<Option<(u64, Failure)>>, failed: (u64, Failure)) {
    let mut first = first.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if first.as_ref().is_none_or(|(number, _)| failed.0 < *number) {
        *first = Some(failed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::Fault;

    /// Adds up the numbers of its cases.
    struct Sum {
        total: u64,
        fails_from: u64,
    }

    impl Counting for Sum {
        fn case(&mut self, number: u64) -> Result<(), Failure> {
            if number >= self.fails_from {
                return Err(Failure::Fault(Fault::Broken(number.to_string())));
            }
            self.total += number;
            Ok(())
        }

        fn add(&mut self, other: Sum) {
            self.total += other.total;
        }
    }

    static GO: AtomicBool = AtomicBool::new(false);

    fn sum(cases: Range<u64>, threads: usize, fails_from: u64) -> Result<(u64, Range<u64>), u64> {
        let crew = Crew { threads, stop: &GO, done: &|_| () };
        match count(cases, crew, || Sum { total: 0, fails_from }) {
            Ok((sum, reached)) => Ok((sum.total, reached)),
            Err(Trouble::Case(number, _)) => Err(number),
            Err(Trouble::NoThreads(why)) => panic!("{why}"),
        }
    }

    #[test]
    fn every_case_is_counted_once_on_any_number_of_threads() {
        for threads in [1, 2, 3, 8] {
            for cases in [0..0, 5..6, 0..CHUNK, 3..1000, 0..10_000] {
                let total = cases.clone().sum();
                assert_eq!(sum(cases.clone(), threads, u64::MAX), Ok((total, cases)), "{threads}");
            }
        }
    }

    #[test]
    fn the_first_case_that_fails_is_named_on_any_number_of_threads() {
        for threads in [1, 2, 8] {
            assert_eq!(sum(0..10_000, threads, 1_234), Err(1_234));
        }
    }

    #[test]
    fn what_is_stopped_has_counted_the_first_cases_without_a_gap() {
        let stop = AtomicBool::new(false);
        let seen = AtomicU64::new(0);
        let done = |cases| {
            if seen.fetch_add(cases, Ordering::Relaxed) > 2_000 {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let crew = Crew { threads: 3, stop: &stop, done: &done };
        let begin = || Sum { total: 0, fails_from: u64::MAX };
        let (sum, reached) = count(0..1_000_000, crew, begin).expect("it counts");
        assert!(reached.end >= 2_000 && reached.end < 1_000_000, "{reached:?}");
        assert_eq!(sum.total, reached.sum::<u64>());
    }
}
