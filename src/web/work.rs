//! Work on a request: in turns, on a bounded number of threads, until it is done, nobody waits for it, or its time is up.
//! A panic in it is an answer like any other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use crate::ask::refusal::Refusal;
use crate::experiment::many::Crew;

use super::answer::{Lines, Refused, Stop, StopOnDrop};
use super::limits::Limits;
use super::turns::{Client, Full, Ticket, Turns};

/// Where requests are worked on.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) limits: Limits,
    pub(super) turns: Arc<Turns>,
    /// Set once the server stops.
    pub(super) closing: Arc<AtomicBool>,
}

/// A request that is worked on.
pub(super) struct Task {
    ticket: Ticket,
    stop: Stop,
    until: Instant,
    limits: Limits,
    closing: Arc<AtomicBool>,
}

/// How far a piece of work is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// So much is done.
    pub(super) done: u64,
    /// Of so much.
    pub(super) of: u64,
}

/// What a turn came to.
pub(super) enum Step {
    /// There is more to do.
    More(Progress),
    /// It is done: the last line of the answer.
    Done(String),
}

/// Work that is done piece by piece.
pub(super) trait Work: Send + 'static {
    /// Does the next piece, of some milliseconds. Once the time is up it says what it has, if that is worth something.
    fn step(&mut self, crew: Crew<'_>, is_over: bool) -> Result<Step, Refused>;
}

/// Between two lines that say how far the work is.
const EVERY: Duration = Duration::from_millis(100);

impl Desk {
    pub(super) fn new(limits: Limits) -> Desk {
        Desk { limits, turns: Turns::new(&limits), closing: Arc::default() }
    }

    /// Takes a request, unless there are too many.
    pub(super) fn enter(&self, client: Client) -> Result<Task, Refused> {
        let ticket = self.turns.enter(client).map_err(|full| match full {
            Full::All => Refused::busy("the server has as many requests as it can take"),
            Full::Client => {
                let most = self.limits.each;
                Refused::busy(format!("this page has {most} requests under way, which is the most"))
            }
        })?;
        let (limits, closing) = (self.limits, self.closing.clone());
        let until = Instant::now() + limits.time;
        Ok(Task { ticket, stop: Stop::default(), until, limits, closing })
    }
}

impl Task {
    /// Does something in one turn.
    pub(super) async fn once<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        self.turn(work).await?
    }

    /// Works turn by turn, and says on the way how far it is.
    pub(super) fn stream(self, work: impl Work) -> Lines {
        let (send, lines) = mpsc::channel(4);
        let stop = StopOnDrop(self.stop.clone());
        tokio::spawn(self.go_on(work, send));
        Lines { lines, _stop: stop }
    }

    async fn go_on(self, mut work: impl Work, send: mpsc::Sender<String>) {
        let mut told = Instant::now();
        while !self.stop.load(Ordering::Relaxed) {
            let is_over = Instant::now() >= self.until || self.closing.load(Ordering::Relaxed);
            let stop = self.stop.clone();
            let worked = self.turn(move || {
                let crew = Crew { threads: 1, stop: &stop, done: &|_| () };
                let step = work.step(crew, is_over);
                (work, step)
            });
            let step = match worked.await {
                Ok((back, step)) => {
                    work = back;
                    step
                }
                Err(refused) => return self.say(&send, refused.line()).await,
            };
            match step {
                Ok(Step::Done(line)) => return self.say(&send, line).await,
                Err(refused) => return self.say(&send, refused.line()).await,
                Ok(Step::More(progress)) if told.elapsed() >= EVERY => {
                    told = Instant::now();
                    self.say(&send, progress.line()).await;
                }
                Ok(Step::More(_)) => {}
            }
        }
    }

    /// Writes a line; whoever does not read it in time is as good as gone.
    async fn say(&self, send: &mpsc::Sender<String>, line: String) {
        if send.send_timeout(line, self.limits.slow).await.is_err() {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Waits for a turn and works in it. A panic ends the work, and nothing else.
    async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refused> {
        // What is over its time still gets the turn in which it says what it has.
        let patience = self.until + self.limits.slow;
        let Ok(turn) = timeout_at(patience, self.ticket.turn()).await else {
            let seconds = self.limits.time.as_secs_f64();
            return Err(Refused::busy(format!("no worker was free within {seconds} seconds")));
        };
        let worked = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        worked.await.map_err(|_| Refusal::program("this request made it panic").into())
    }
}

impl Progress {
    /// It as a line.
    fn line(self) -> String {
        let Progress { done, of } = self;
        format!("{{\"progress\":{{\"done\":{done},\"of\":{of}}}}}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts its steps, and panics at one of them.
    struct Steps {
        done: u64,
        panics_at: u64,
        ends_at: u64,
    }

    impl Work for Steps {
        fn step(&mut self, _: Crew<'_>, is_over: bool) -> Result<Step, Refused> {
            self.done += 1;
            assert!(self.done != self.panics_at, "as it was told");
            if self.done == self.ends_at || is_over {
                return Ok(Step::Done(format!("{{\"done\":{},\"over\":{is_over}}}", self.done)));
            }
            Ok(Step::More(Progress { done: self.done, of: self.ends_at }))
        }
    }

    async fn last_line(desk: &Desk, work: Steps) -> String {
        let mut answer = desk.enter(None).expect("room").stream(work);
        let mut last = String::new();
        while let Some(line) = answer.lines.recv().await {
            last = line;
        }
        last
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_next_request_is_worked_on() {
        let desk = Desk::new(Limits::for_cores(1));
        let line = last_line(&desk, Steps { done: 0, panics_at: 3, ends_at: 5 }).await;
        assert!(line.contains("panic") && line.contains("please report it"), "{line}");
        let line = last_line(&desk, Steps { done: 0, panics_at: 0, ends_at: 5 }).await;
        assert_eq!(line, "{\"done\":5,\"over\":false}");
        assert_eq!(desk.turns.count(1).open, 0);
    }

    #[tokio::test]
    async fn what_takes_too_long_says_what_it_has() {
        let time = Duration::from_millis(20);
        let desk = Desk::new(Limits { time, ..Limits::for_cores(1) });
        let line = last_line(&desk, Steps { done: 0, panics_at: 0, ends_at: u64::MAX }).await;
        assert!(line.ends_with("\"over\":true}"), "{line}");
    }

    #[tokio::test]
    async fn work_stops_when_nobody_waits_for_it() {
        let desk = Desk::new(Limits::for_cores(1));
        let task = desk.enter(None).expect("room");
        let lines = task.stream(Steps { done: 0, panics_at: 0, ends_at: u64::MAX });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(desk.turns.count(1).open, 1);
        drop(lines);
        for _ in 0..100 {
            if desk.turns.count(1).open == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it works on");
    }
}
