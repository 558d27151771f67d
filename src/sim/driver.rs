//! The two drivers: a tokio task with a mailbox for every actor, and a plain loop.
//!
//! Both take the next delivery from the same future event list and hand it to the same handler, one at
//! a time. The live driver exists to be watched (and paced by real time); the loop exists to be fast.

use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::mpsc;

use super::actor::{Actor, Address, Context, Envelope, Fault, Halt, World};
use super::queue::Next;
use super::time::{DAY, Time};

/// Where a run must stop even if there is more to do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// No delivery later than this is made.
    pub horizon: Time,
    /// No more deliveries than this are made: the guard against a loop without end.
    pub deliveries: u64,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub enum End<S> {
    /// Nobody had anything left to do.
    Quiet,
    /// The next delivery lay beyond the horizon.
    Horizon,
    /// The world was no longer as wanted.
    Held,
    /// The budget of deliveries was used up.
    Budget,
    /// A handler stopped the run.
    Stopped(S),
    /// The cast is wrong.
    Fault(Fault),
}

/// Real time per day of virtual time.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long one virtual day takes.
    pub per_day: Duration,
}

/// Runs the cast in place: each delivery is a call. The position in `actors` is the address.
pub fn run_in_place<W: World>(
    actors: &mut [Box<dyn Actor<W>>],
    cx: &mut Context<W>,
    limits: Limits,
) -> End<W::Stop> {
    run_while(actors, cx, limits, |_| true)
}

/// The same as long as the world is as wanted after each delivery.
pub fn run_while<W: World>(
    actors: &mut [Box<dyn Actor<W>>],
    cx: &mut Context<W>,
    limits: Limits,
    wanted: impl Fn(&W) -> bool,
) -> End<W::Stop> {
    let mut left = limits.deliveries;
    loop {
        let number = match next_delivery(cx, limits, &mut left) {
            Ok(number) => number,
            Err(end) => return end,
        };
        let Some(actor) = actors.get_mut(usize::from(cx.me.0)) else {
            return nobody_there(&cx.envelope(number));
        };
        if let Err(halt) = actor.receive(&cx.envelope(number), cx) {
            return ended_by(halt);
        }
        if !wanted(&cx.world) {
            return End::Held;
        }
    }
}

/// What a live run leaves: its world, unless an actor took it down with it, and how it ended.
pub type Finished<W> = (Option<Context<W>>, End<<W as World>::Stop>);

/// Runs the cast as tokio tasks, each waiting on its own mailbox, with one delivery in flight.
///
/// `watch` is called after every delivery with the world as it then stands. With a [`Pace`] the driver
/// sleeps between deliveries; the virtual clock, and so the result, is the same.
///
/// # Errors
///
/// When the runtime cannot be built (no more file descriptors, for instance).
pub fn run_live<W: World>(
    actors: Vec<Box<dyn Actor<W>>>,
    cx: Context<W>,
    limits: Limits,
    pace: Option<Pace>,
    watch: &mut dyn FnMut(&W),
) -> std::io::Result<Finished<W>> {
    let runtime = Builder::new_current_thread().enable_time().build()?;
    Ok(runtime.block_on(deliver_to_tasks(actors, cx, limits, pace, watch)))
}

/// One delivery on its way to a task: the mail, and the world that comes with it.
type Delivery<W> = (Envelope<<W as World>::Message>, Box<Context<W>>);

/// What a task hands back: the world, and how the reading went.
type Receipt<W> = (Box<Context<W>>, Result<(), Halt<<W as World>::Stop>>);

async fn deliver_to_tasks<W: World>(
    actors: Vec<Box<dyn Actor<W>>>,
    cx: Context<W>,
    limits: Limits,
    pace: Option<Pace>,
    watch: &mut dyn FnMut(&W),
) -> Finished<W> {
    let (receipts_out, mut receipts) = mpsc::channel::<Receipt<W>>(1);
    let mailboxes: Vec<mpsc::Sender<Delivery<W>>> =
        actors.into_iter().map(|actor| open_mailbox(actor, receipts_out.clone())).collect();
    drop(receipts_out);

    let mut cx = Box::new(cx);
    let mut left = limits.deliveries;
    loop {
        let before = cx.now;
        let number = match next_delivery(&mut cx, limits, &mut left) {
            Ok(number) => number,
            Err(end) => return (Some(*cx), end),
        };
        let envelope = cx.envelope(number);
        if let Some(pace) = pace {
            tokio::time::sleep(real_time(pace, cx.now - before)).await;
        }
        let to = envelope.to;
        let Some(mailbox) = mailboxes.get(usize::from(to.0)) else {
            return (Some(*cx), nobody_there(&envelope));
        };
        if mailbox.send((envelope, cx)).await.is_err() {
            return (None, task_ended(to));
        }
        let Some((returned, outcome)) = receipts.recv().await else {
            return (None, task_ended(to));
        };
        cx = returned;
        watch(&cx.world);
        if let Err(halt) = outcome {
            return (Some(*cx), ended_by(halt));
        }
    }
}

/// Starts an actor's task and gives back its mailbox.
fn open_mailbox<W: World>(
    mut actor: Box<dyn Actor<W>>,
    receipts: mpsc::Sender<Receipt<W>>,
) -> mpsc::Sender<Delivery<W>> {
    let (mailbox, mut mail) = mpsc::channel::<Delivery<W>>(1);
    tokio::spawn(async move {
        while let Some((envelope, mut cx)) = mail.recv().await {
            let outcome = actor.receive(&envelope, &mut cx);
            if receipts.send((cx, outcome)).await.is_err() {
                break;
            }
        }
    });
    mailbox
}

/// The number of the next delivery, or how the run ends before it.
#[inline(always)]
fn next_delivery<W: World>(
    cx: &mut Context<W>,
    limits: Limits,
    left: &mut u64,
) -> Result<u32, End<W::Stop>> {
    match cx.next(limits.horizon) {
        Next::Nothing => Err(End::Quiet),
        Next::Beyond => Err(End::Horizon),
        Next::Delivery(..) if *left == 0 => Err(End::Budget),
        Next::Delivery(_, number) => {
            *left -= 1;
            Ok(number)
        }
    }
}

fn real_time(pace: Pace, seconds: i64) -> Duration {
    let days = seconds.max(0) as f64 / DAY as f64;
    // A gap of decades at a slow pace would overflow; nobody waits longer than a day for one delivery.
    Duration::try_from_secs_f64(pace.per_day.as_secs_f64() * days)
        .unwrap_or(Duration::from_secs(86_400))
        .min(Duration::from_secs(86_400))
}

fn nobody_there<M, S>(envelope: &Envelope<M>) -> End<S> {
    End::Fault(Fault::NobodyThere { from: envelope.from, to: envelope.to })
}

fn task_ended<S>(actor: Address) -> End<S> {
    End::Fault(Fault::TaskEnded { actor })
}

fn ended_by<S>(halt: Halt<S>) -> End<S> {
    match halt {
        Halt::Stop(stop) => End::Stopped(stop),
        Halt::Fault(fault) => End::Fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two players who count a ball up, each hit a day after the last.
    struct Court {
        hits: Vec<(i64, u16, u32)>,
    }

    impl World for Court {
        type Message = u32;
        type Stop = &'static str;
    }

    struct Player {
        other: Address,
        stops_at: u32,
    }

    impl Actor<Court> for Player {
        fn receive(
            &mut self,
            envelope: &Envelope<u32>,
            cx: &mut Context<Court>,
        ) -> Result<(), Halt<&'static str>> {
            cx.world.hits.push((cx.now.0, cx.me.0, envelope.message));
            if envelope.message == self.stops_at {
                return Err(Halt::Stop("the rally is over"));
            }
            cx.send_at(cx.now + DAY, self.other, envelope.message + 1);
            Ok(())
        }
    }

    fn cast(stops_at: u32, other_of_second: u16) -> Vec<Box<dyn Actor<Court>>> {
        let player = |other| Box::new(Player { other: Address(other), stops_at }) as Box<_>;
        vec![player(1), player(other_of_second)]
    }

    fn opening() -> Context<Court> {
        let mut cx = Context::new(Court { hits: Vec::new() }, Time(0));
        cx.send(Address(0), 0);
        cx
    }

    fn limits(horizon_days: i64, deliveries: u64) -> Limits {
        Limits { horizon: Time(horizon_days * DAY), deliveries }
    }

    #[test]
    fn both_drivers_make_the_same_deliveries_and_end_the_same_way() {
        for (stops_at, second, limits) in [
            (7, 0, limits(100, 100)),
            (90, 0, limits(5, 100)),
            (90, 0, limits(100, 4)),
            (90, 9, limits(100, 100)),
        ] {
            let mut in_place = opening();
            let end_in_place = run_in_place(&mut cast(stops_at, second), &mut in_place, limits);
            let mut seen = 0;
            let (live, end_live) =
                run_live(cast(stops_at, second), opening(), limits, None, &mut |_| seen += 1)
                    .expect("a runtime");
            let live = live.expect("the world comes back");
            assert_eq!(end_in_place, end_live);
            assert_eq!(in_place.world.hits, live.world.hits);
            assert_eq!(seen, live.world.hits.len());
        }
    }

    #[test]
    fn mail_for_nobody_is_a_fault_that_names_both_sides() {
        let mut cx = opening();
        let end = run_in_place(&mut cast(90, 9), &mut cx, limits(100, 100));
        assert_eq!(end, End::Fault(Fault::NobodyThere { from: Address(1), to: Address(9) }));
    }

    #[test]
    fn an_actor_that_panics_is_reported_and_does_not_hang_the_run() {
        struct Panics;
        impl Actor<Court> for Panics {
            fn receive(
                &mut self,
                _: &Envelope<u32>,
                _: &mut Context<Court>,
            ) -> Result<(), Halt<&'static str>> {
                panic!("a broken actor")
            }
        }
        let (world, end) =
            run_live(vec![Box::new(Panics)], opening(), limits(9, 9), None, &mut |_| ())
                .expect("a runtime");
        assert!(world.is_none());
        assert_eq!(end, End::Fault(Fault::TaskEnded { actor: Address(0) }));
    }
}
