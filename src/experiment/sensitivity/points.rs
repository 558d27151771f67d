//! Many points of a design, each evaluated by itself. They are handed out in their order, one to a thread; whatever a
//! point needs is made, used and dropped there, so that no more of it is held than there are threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::ThreadPoolBuilder;

use crate::experiment::many::{Crew, Trouble};

/// The number of a point, and what came out there.
type Found<T, E> = (usize, Result<Option<T>, E>);

/// What came out at the points, in their order: at all of them, or if the work was stopped at the first ones without a
/// gap. `evaluate` is given the number of a point and a crew of one thread, and answers `None` if it was stopped.
///
/// # Errors
///
/// The threads could not be started; within, the mistake of the first point that has one, on any number of threads.
pub fn evaluate<T: Send, E: Send>(
    points: usize,
    crew: Crew<'_>,
    evaluate: impl Fn(usize, Crew<'_>) -> Result<Option<T>, E> + Sync,
) -> Result<Result<Vec<T>, E>, Trouble> {
    let threads = match crew.threads {
        0 => rayon::current_num_threads(),
        threads => threads,
    };
    let pool = ThreadPoolBuilder::new().num_threads(threads.min(points).max(1)).build();
    let pool = pool.map_err(|error| Trouble::NoThreads(error.to_string()))?;
    let next = AtomicUsize::new(0);
    let give_up = AtomicBool::new(false);
    let results: Mutex<Vec<Found<T, E>>> = Mutex::new(Vec::new());
    pool.broadcast(|_| {
        while !crew.stop.load(Ordering::Relaxed) && !give_up.load(Ordering::Relaxed) {
            let point = next.fetch_add(1, Ordering::Relaxed);
            if point >= points {
                break;
            }
            let result = evaluate(point, Crew { threads: 1, ..crew });
            if result.is_err() {
                give_up.store(true, Ordering::Relaxed);
            }
            let held = results.lock();
            held.unwrap_or_else(std::sync::PoisonError::into_inner).push((point, result));
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(point, _)| *point);
    let mut reached = Vec::new();
    let mut whole = true;
    for (place, (point, result)) in results.into_iter().enumerate() {
        match result {
            // Points below it were handed out before, so this is the first mistake whoever found it.
            Err(error) => return Ok(Err(error)),
            Ok(Some(value)) if whole && point == place => reached.push(value),
            Ok(_) => whole = false,
        }
    }
    Ok(Ok(reached))
}

#[cfg(test)]
mod tests {
    use super::*;

    static GO: AtomicBool = AtomicBool::new(false);

    #[test]
    fn results_come_in_the_order_of_the_points_on_any_number_of_threads() {
        for threads in [1, 2, 5] {
            let crew = Crew { threads, stop: &GO, done: &|_| () };
            let squares = evaluate(100, crew, |point, _| Ok::<_, ()>(Some(point * point)));
            let squares = squares.expect("threads").expect("no mistake");
            assert_eq!(squares, (0..100).map(|point| point * point).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_mistake_is_the_one_that_is_told() {
        for threads in [1, 2, 5] {
            let crew = Crew { threads, stop: &GO, done: &|_| () };
            let fails = |point, _: Crew<'_>| if point < 7 { Ok(Some(point)) } else { Err(point) };
            assert_eq!(evaluate(100, crew, fails).expect("threads"), Err(7), "{threads}");
        }
    }

    #[test]
    fn what_is_stopped_keeps_the_first_points_without_a_gap() {
        let stop = AtomicBool::new(false);
        let crew = Crew { threads: 3, stop: &stop, done: &|_| () };
        let some = evaluate(100, crew, |point, crew: Crew<'_>| {
            if point == 20 {
                stop.store(true, Ordering::Relaxed);
                return Ok(None);
            }
            Ok::<_, ()>((!crew.stop.load(Ordering::Relaxed) || point < 20).then_some(point))
        });
        assert_eq!(some.expect("threads"), Ok((0..20).collect::<Vec<_>>()));
    }
}
