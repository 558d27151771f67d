//! A file on the books, and the tickets of its visits to desks.

use crate::experiment::fate::Fate;
use crate::law::desks::{Arrival, Visit};
use crate::sim::Time;

/// A visit of a file to a desk: the number of the file among all that ever came, and of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(pub(super) u64);

impl Ticket {
    pub(super) const VISITS: u64 = 256;

    pub(super) fn new(file: u64, visit: usize) -> Ticket {
        Ticket(file * Ticket::VISITS + visit as u64)
    }

    pub(super) fn visit(self) -> usize {
        (self.0 % Ticket::VISITS) as usize
    }

    pub(super) fn is_of(self, file: u64) -> bool {
        self.0 / Ticket::VISITS == file
    }
}

/// A file on the books.
pub(super) struct File {
    /// Its number among all that ever came.
    pub(super) serial: u64,
    pub(super) kind: u16,
    /// Its number as a case.
    pub(super) case: u64,
    pub(super) opened: Time,
    pub(super) visits: Vec<Visit>,
    /// The desk it goes to next, if that is planned.
    pub(super) next: Option<Arrival>,
    /// When something else happens in it after that, whatever becomes of it at the desk.
    pub(super) beside: Option<Time>,
    /// How it ends, if that is planned.
    pub(super) fate: Fate,
    /// Whether the books have that.
    pub(super) counted: bool,
    /// Rises with everything that changes what happens next.
    pub(super) state: u64,
    /// Whether nothing is done on it any more.
    pub(super) asleep: bool,
}

/// The visit of a ticket, if the file at that place is still the one that has it.
pub(super) fn visit(files: &[File], number: u32, ticket: Ticket) -> Option<&Visit> {
    let file = files.get(number as usize)?;
    file.visits.get(ticket.visit()).filter(|_| ticket.is_of(file.serial))
}

/// Whether the visit of a ticket is in line.
pub(super) fn waits(files: &[File], number: u32, ticket: Ticket) -> bool {
    visit(files, number, ticket).is_some_and(Visit::waits)
}
