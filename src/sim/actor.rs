//! Actors, their addresses and the mail between them.

use std::fmt;

use super::Time;
use super::queue::{Next, Queue};

/// Where mail is delivered: the number of an actor in the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(pub u16);

/// One piece of mail.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<M> {
    /// Who sent it.
    pub from: Address,
    /// Who shall read it.
    pub to: Address,
    /// What it says.
    pub message: M,
}

/// What all actors of one simulation share, and what they say to each other.
///
/// The shared state travels with the delivery: whoever is reading mail holds it, nobody else can.
pub trait World: Send + Sized + 'static {
    /// What is in an envelope.
    type Message: Copy + fmt::Debug + Send + 'static;
    /// Why a handler may stop the run before its end.
    type Stop: fmt::Debug + Send + 'static;
}

/// Somebody who reads mail.
///
/// Reading never suspends: an actor that needs time sends itself mail for later and goes on reading,
/// so that a statute can reach a judge who has the matter under advisement.
pub trait Actor<W: World>: Send {
    /// Reads one piece of mail and does what follows from it.
    ///
    /// # Errors
    ///
    /// A [`Halt`] ends the run: a fault in the cast, or a stop the world knows.
    fn receive(
        &mut self,
        envelope: &Envelope<W::Message>,
        cx: &mut Context<W>,
    ) -> Result<(), Halt<W::Stop>>;
}

/// Why a run ended inside a handler.
#[derive(Debug, Clone, PartialEq)]
pub enum Halt<S> {
    /// The cast is wrong: mail that nobody accepts, an address nobody holds.
    Fault(Fault),
    /// The world asked for the end.
    Stop(S),
}

/// A mistake in how the cast is put together. It names both sides.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Mail for an address nobody holds.
    NobodyThere {
        /// Who sent it.
        from: Address,
        /// The empty address.
        to: Address,
    },
    /// Mail that the addressee has no use for.
    Unaccepted {
        /// Who sent it.
        from: Address,
        /// Who refused it.
        to: Address,
        /// The mail, as the programmer sees it.
        message: String,
    },
    /// An actor's task ended in the middle of a run.
    TaskEnded {
        /// The actor that is gone.
        actor: Address,
    },
    /// A rule was broken inside the world, with the sentence that says which.
    Broken(String),
}

/// What an actor may do while it reads one piece of mail.
pub struct Context<W: World> {
    /// The virtual time of this delivery.
    pub now: Time,
    /// Who is reading.
    pub me: Address,
    /// Who sent the mail being read.
    pub sender: Address,
    /// The state all actors share.
    pub world: W,
    queue: Queue<W::Message>,
}

impl<W: World> Context<W> {
    /// A world at rest at `start`.
    pub fn new(world: W, start: Time) -> Context<W> {
        Context {
            now: start,
            me: Address(u16::MAX),
            sender: Address(u16::MAX),
            world,
            queue: Queue::new(),
        }
    }

    /// Puts the clock back to `start` and forgets all mail; the world itself is the caller's to reset.
    pub fn rewind(&mut self, start: Time) {
        self.now = start;
        self.queue.clear();
    }

    /// Sends mail that arrives at once, after everything sent before it.
    #[inline(always)]
    pub fn send(&mut self, to: Address, message: W::Message) {
        self.send_at(self.now, to, message);
    }

    /// Sends mail that arrives at `at`, or at once if that is past.
    #[inline(always)]
    pub fn send_at(&mut self, at: Time, to: Address, message: W::Message) {
        let envelope = Envelope { from: self.me, to, message };
        self.queue.push(self.now, at, envelope);
    }

    /// Takes the next delivery up to `horizon`, and moves the clock to it.
    // In each loop of a driver: as a call of its own it costs a twentieth of a case.
    #[inline(always)]
    pub(super) fn next(&mut self, horizon: Time) -> Next {
        let next = self.queue.pop(horizon);
        if let Next::Delivery(at, number) = next {
            let Envelope { from, to, .. } = self.queue.envelope(number);
            (self.now, self.me, self.sender) = (at, to, from);
        }
        next
    }

    /// When the next delivery is due, if there is one.
    #[must_use]
    pub fn next_at(&self) -> Option<Time> {
        self.queue.next_at()
    }

    /// The envelope of a number.
    #[inline]
    pub(super) fn envelope(&self, number: u32) -> Envelope<W::Message> {
        self.queue.envelope(number)
    }
}
