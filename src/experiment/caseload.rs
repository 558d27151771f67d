//! Many cases through the same offices: replications of one world in which files wait for desks.

pub mod books;
pub mod load;
pub mod measure;
pub mod setup;
pub mod summary;
pub mod world;

use std::ops::Range;
use std::sync::atomic::Ordering;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::experiment::caseload::books::{Balance, Books};
use crate::experiment::caseload::setup::Setup;
use crate::experiment::estimate::warm_up;
use crate::experiment::many::{Crew, Trouble, pool};
use crate::scenario::caseload::WarmUp;
use crate::sim::time::DAY;
use crate::sim::{Fault, Time};
use crate::simulate::{Failure, Terms};

/// The moment from which on these replications are counted. Where the warm-up goes by a rule, they are run once to see how
/// long it is.
///
/// # Errors
///
/// The first replication with a file that cannot be run.
pub fn warm_up(
    setup: &Setup<'_>,
    rule: WarmUp,
    terms: &Terms,
    numbers: Range<u64>,
    crew: Crew<'_>,
) -> Result<Time, Trouble> {
    let days = match rule {
        WarmUp::Days(days) => days,
        WarmUp::Mser5 => {
            let quiet = Crew { done: &|_| (), ..crew };
            warm_up_days(&run(setup, terms, numbers, setup.opens, quiet)?)
        }
    };
    Ok(warm_after(setup, days))
}

/// The moment from which on is counted, after so many days of warm-up. What happened before it is in the course of time
/// alone.
pub fn warm_after(setup: &Setup<'_>, days: i64) -> Time {
    setup.opens + days * DAY
}

/// Runs these replications, and counts what happens after the warm-up: the books of each in their order, of all, or where
/// the work was stopped of the first ones without a gap. The crew is told of every one.
///
/// # Errors
///
/// The first replication with a file that cannot be run.
pub fn run(
    setup: &Setup<'_>,
    terms: &Terms,
    numbers: Range<u64>,
    warm: Time,
    crew: Crew<'_>,
) -> Result<Vec<Books>, Trouble> {
    let pool = pool(&numbers, 1, crew)?;
    let one = |number: u64| {
        if crew.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let left = world::replication(setup, terms, number, warm, None);
        (crew.done)(1);
        let books = left.and_then(|left| balanced(left.books));
        books.map(Some).map_err(|failure| Trouble::Case(number, failure))
    };
    let all: Vec<Result<Option<Books>, Trouble>> =
        pool.install(|| numbers.into_par_iter().map(one).collect());
    let mut books = Vec::new();
    for one in all {
        match one? {
            Some(one) => books.push(one),
            None => break,
        }
    }
    Ok(books)
}

/// The books, if they balance. By Little's law the area under the number in a place is the time that files spent in it: on
/// the books, in each line, and at the desks of each office.
fn balanced(books: Books) -> Result<Books, Failure> {
    let offices = books.offices.iter().flat_map(|office| [office.line, office.desks]);
    let mut all = offices.chain([books.all]);
    match all.find(|balance| balance.area != balance.spent) {
        None => Ok(books),
        Some(Balance { area, spent }) => {
            let why = format!("the books do not balance: {area} and {spent} seconds");
            Err(Failure::Fault(Fault::Broken(why)))
        }
    }
}

/// How many days at the beginning are left out, of what these replications show of the number on the books.
fn warm_up_days(books: &[Books]) -> i64 {
    let days = books.first().map_or(0, |one| one.days.len());
    let mean = |day: usize| {
        let sum: f64 = books.iter().map(|one| f64::from(one.days[day].pending)).sum();
        sum / books.len() as f64
    };
    warm_up::mser5(&(0..days).map(mean).collect::<Vec<_>>()) as i64
}
