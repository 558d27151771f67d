//! Many cases on all cores. Cases are handed out in chunks, in their order; each worker keeps a world and counts of its
//! own, and the counts are whole numbers, so that the sum is the same whoever did what.

use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

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
    let pool = pool(&cases, CHUNK, crew)?;
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

/// Cases handed out at a time where each comes to a few words.
pub const FEW_WORDS: u64 = CHUNK;
/// The same where each comes to some dozens of lines, all of which wait for those before them.
pub const MANY_LINES: u64 = 16;

/// How many chunks of work there are for each thread before what they came to is handed over.
const CHUNKS_A_THREAD: usize = 16;

/// Runs the cases of a range and hands over what they come to in the order of their numbers, a chunk at a time,
/// whoever ran them; says up to which case: all of them unless the work was stopped, by the crew's sign or because
/// whoever takes it wants no more. Only some chunks a thread are held at a time.
///
/// `case` adds what a case comes to at the end of what its chunk of `at_a_time` cases has.
///
/// # Errors
///
/// The first case that cannot be run; the cases before its chunk have been handed over.
pub fn in_order<W: Send, T: Default + Send>(
    cases: Range<u64>,
    at_a_time: u64,
    crew: Crew<'_>,
    begin: impl Fn() -> W + Sync,
    case: impl Fn(&mut W, u64, &mut T) -> Result<(), Failure> + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) -> Result<Range<u64>, Trouble> {
    let pool = pool(&cases, at_a_time, crew)?;
    let idle: Mutex<Vec<W>> = Mutex::new(Vec::new());
    let lock = || idle.lock().unwrap_or_else(PoisonError::into_inner);
    let chunk = |chunk: Range<u64>| {
        if crew.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let waiting = lock().pop();
        let mut worker = waiting.unwrap_or_else(&begin);
        let mut all = T::default();
        for number in chunk.clone() {
            case(&mut worker, number, &mut all).map_err(|why| Trouble::Case(number, why))?;
        }
        lock().push(worker);
        (crew.done)(chunk.end - chunk.start);
        Ok(Some((chunk.end, all)))
    };
    let mut reached = cases.start;
    while reached < cases.end {
        let round = (pool.current_num_threads() * CHUNKS_A_THREAD) as u64;
        let starts = (0..round).map_while(|place| {
            let start = reached.checked_add(place * at_a_time)?;
            (start < cases.end).then(|| start..cases.end.min(start.saturating_add(at_a_time)))
        });
        let starts: Vec<Range<u64>> = starts.collect();
        let done: Vec<_> = pool.install(|| starts.into_par_iter().map(chunk).collect());
        for chunk in done {
            let Some((end, all)) = chunk? else { return Ok(cases.start..reached) };
            reached = end;
            if take(all).is_break() {
                return Ok(cases.start..reached);
            }
        }
    }
    Ok(cases.start..reached)
}

/// The threads for a range of cases.
pub(super) fn pool(
    cases: &Range<u64>,
    at_a_time: u64,
    crew: Crew<'_>,
) -> Result<ThreadPool, Trouble> {
    let chunks = (cases.end - cases.start).div_ceil(at_a_time).max(1);
    let threads = usize::try_from(chunks).map_or(crew.threads, |most| match crew.threads {
        0 => most.min(rayon::current_num_threads()),
        threads => threads.min(most),
    });
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Trouble::NoThreads(error.to_string()))
}

/// Keeps the failure of the lowest case, which is found whatever the number of threads: all cases below it were handed
/// out before.
fn keep_first(first: &Mutex<Option<(u64, Failure)>>, failed: (u64, Failure)) {
    let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// The numbers of the cases handed over, or of the one that fails.
    fn numbers(
        cases: Range<u64>,
        at_a_time: u64,
        threads: usize,
        fails_from: u64,
    ) -> Result<Vec<u64>, u64> {
        let crew = Crew { threads, stop: &GO, done: &|_| () };
        let case = |_: &mut (), number: u64, all: &mut Vec<u64>| {
            all.push(number);
            let failure = || Failure::Fault(Fault::Broken(number.to_string()));
            if number < fails_from { Ok(()) } else { Err(failure()) }
        };
        let mut taken = Vec::new();
        let take = |all: Vec<u64>| {
            taken.extend(all);
            ControlFlow::Continue(())
        };
        match in_order(cases.clone(), at_a_time, crew, || (), case, take) {
            Ok(reached) => {
                assert_eq!(reached, cases);
                Ok(taken)
            }
            Err(Trouble::Case(number, _)) => Err(number),
            Err(Trouble::NoThreads(why)) => panic!("{why}"),
        }
    }

    #[test]
    fn cases_are_handed_over_in_their_order_on_any_number_of_threads() {
        for threads in [1, 2, 8] {
            for at_a_time in [FEW_WORDS, MANY_LINES] {
                for cases in [0..0, 5..6, 3..1_000, 70..40_000] {
                    let found = numbers(cases.clone(), at_a_time, threads, u64::MAX);
                    assert_eq!(found, Ok(cases.collect()));
                }
                assert_eq!(numbers(0..40_000, at_a_time, threads, 30_001), Err(30_001));
            }
        }
    }

    #[test]
    fn whoever_takes_no_more_or_stops_has_the_first_cases_without_a_gap() {
        for threads in [1, 3] {
            let stop = AtomicBool::new(false);
            let crew = Crew { threads, stop: &stop, done: &|_| () };
            let case = |_: &mut (), number: u64, all: &mut Vec<u64>| {
                all.push(number);
                stop.fetch_or(number == 100_000, Ordering::Relaxed);
                Ok(())
            };
            for most in [2_000, usize::MAX] {
                stop.store(false, Ordering::Relaxed);
                let mut taken = Vec::new();
                let take = |all: Vec<u64>| {
                    taken.extend(all);
                    if taken.len() < most {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                };
                let reached =
                    in_order(0..1_000_000, CHUNK, crew, || (), case, take).expect("it runs");
                assert!(reached.end >= 2_000 && reached.end < 200_000, "{reached:?}");
                assert_eq!(taken, reached.collect::<Vec<_>>());
            }
        }
    }
}
