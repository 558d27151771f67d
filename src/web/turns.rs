//! Who works next. A request is worked on in turns of some milliseconds, and takes a new turn for each, so that no long
//! one stands in the way of a short one.
//!
//! Between clients the next turn goes to the one that was worked for least; a client that comes new starts where the
//! least of those present stands, so that nobody gains by coming late. Within a client it goes to the request that was
//! worked for least. Clients that do not say who they are share one account, and cannot take the last places.
//!
//! That holds off a client that asks for much, not one that gives itself many names: on one machine nothing tells whose
//! a name is, and whoever means harm there can take the processor without asking.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::limits::Limits;

/// Who asks: what the page calls itself, or nobody in particular.
pub(super) type Client = Option<String>;

/// The turns of a server.
pub(super) struct Turns {
    state: Mutex<State>,
    open: usize,
    each: usize,
    kept: usize,
}

#[derive(Default)]
struct State {
    free: usize,
    /// The number of the next ticket.
    next: u64,
    clients: BTreeMap<Client, Account>,
    tickets: BTreeMap<u64, Open>,
    waiting: Vec<Waiting>,
}

/// A client with requests under way.
struct Account {
    requests: usize,
    worked: Duration,
}

/// A request under way.
struct Open {
    client: Client,
    worked: Duration,
}

struct Waiting {
    ticket: u64,
    call: oneshot::Sender<Turn>,
}

/// Why a request is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// There are too many of all clients.
    All,
    /// There are too many of this one.
    Client,
}

/// How many requests there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Count {
    /// Taken, and not answered yet.
    pub(super) open: usize,
    /// Of those, being worked on.
    pub(super) working: usize,
}

impl Turns {
    pub(super) fn new(limits: &Limits) -> Arc<Turns> {
        let state = State { free: limits.workers, ..State::default() };
        let Limits { open, each, kept, .. } = *limits;
        Arc::new(Turns { state: Mutex::new(state), open, each, kept })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a request, unless there are too many.
    pub(super) fn enter(self: &Arc<Self>, client: Client) -> Result<Ticket, Full> {
        let mut state = self.lock();
        let kept = if client.is_some() { 0 } else { self.kept };
        if state.tickets.len() >= self.open.saturating_sub(kept) {
            return Err(Full::All);
        }
        let least = state.clients.values().map(|account| account.worked).min();
        let account = Account { requests: 0, worked: least.unwrap_or_default() };
        let is_named = client.is_some();
        let account = state.clients.entry(client.clone()).or_insert(account);
        if is_named && account.requests >= self.each {
            return Err(Full::Client);
        }
        account.requests += 1;
        let number = state.next;
        state.next += 1;
        state.tickets.insert(number, Open { client, worked: Duration::ZERO });
        Ok(Ticket { turns: self.clone(), number })
    }

    /// How many requests there are.
    pub(super) fn count(&self, workers: usize) -> Count {
        let state = self.lock();
        Count { open: state.tickets.len(), working: workers.saturating_sub(state.free) }
    }
}

/// A request that was taken. Dropping it is the end of it.
pub(super) struct Ticket {
    turns: Arc<Turns>,
    number: u64,
}

impl Ticket {
    /// Waits for the next turn.
    pub(super) async fn turn(&self) -> Turn {
        let called = {
            let mut state = self.turns.lock();
            if state.free > 0 && state.waiting.is_empty() {
                state.free -= 1;
                return state.begin(&self.turns, self.number);
            }
            let (call, called) = oneshot::channel();
            state.waiting.push(Waiting { ticket: self.number, call });
            called
        };
        match called.await {
            Ok(turn) => turn,
            // The list of those who wait is never thrown away while somebody is on it.
            Err(_) => {
                Turn { turns: self.turns.clone(), ticket: self.number, client: None, began: None }
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut state = self.turns.lock();
        let Some(Open { client, .. }) = state.tickets.remove(&self.number) else { return };
        let number = self.number;
        state.waiting.retain(|one| one.ticket != number);
        if let Some(account) = state.clients.get_mut(&client) {
            account.requests -= 1;
            if account.requests == 0 {
                state.clients.remove(&client);
            }
        }
    }
}

/// The right to work, for as long as it is held.
pub(super) struct Turn {
    turns: Arc<Turns>,
    ticket: u64,
    /// Whose it is, which is charged for it even if the request is gone when it ends.
    client: Client,
    /// None once it has been given back.
    began: Option<Instant>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(began) = self.began else { return };
        let mut state = self.turns.lock();
        let worked = began.elapsed();
        if let Some(open) = state.tickets.get_mut(&self.ticket) {
            open.worked += worked;
        }
        if let Some(account) = state.clients.get_mut(&self.client) {
            account.worked += worked;
        }
        state.free += 1;
        state.call_next(&self.turns);
    }
}

impl State {
    fn begin(&self, turns: &Arc<Turns>, ticket: u64) -> Turn {
        let client = self.tickets.get(&ticket).and_then(|open| open.client.clone());
        Turn { turns: turns.clone(), ticket, client, began: Some(Instant::now()) }
    }

    /// How much was worked for a client, and for the request; then who came first.
    fn rank(&self, ticket: u64) -> Option<(Duration, Duration, u64)> {
        let open = self.tickets.get(&ticket)?;
        let account = self.clients.get(&open.client)?;
        Some((account.worked, open.worked, ticket))
    }

    /// Calls whoever is next until somebody comes.
    fn call_next(&mut self, turns: &Arc<Turns>) {
        while self.free > 0 {
            let places = 0..self.waiting.len();
            let next = places.min_by_key(|place| self.rank(self.waiting[*place].ticket));
            let Some(next) = next else { return };
            let Waiting { ticket, call } = self.waiting.swap_remove(next);
            match call.send(self.begin(turns, ticket)) {
                Ok(()) => self.free -= 1,
                // Gone: the turn was never taken.
                Err(mut turn) => turn.began = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(open: usize, each: usize) -> Arc<Turns> {
        Turns::new(&Limits { open, each, kept: 0, workers: 1, ..Limits::for_cores(1) })
    }

    fn named(name: &str) -> Client {
        Some(name.to_owned())
    }

    /// Lets the clients work in turns of a second each for so long, and counts how often each had one.
    async fn share(tickets: &[(&str, Ticket)], rounds: usize) -> BTreeMap<String, usize> {
        let mut had = BTreeMap::new();
        let mut held = Some(tickets[0].1.turn().await);
        let mut waiting: Vec<_> =
            tickets.iter().map(|(name, ticket)| (*name, ticket, Box::pin(ticket.turn()))).collect();
        for _ in 0..rounds {
            tokio::time::advance(Duration::from_secs(1)).await;
            // Everybody stands in the line before the turn is given back.
            let mut next = None;
            for (_, _, turn) in &mut waiting {
                assert!(now(turn).await.is_none(), "the only worker is busy");
            }
            drop(held.take());
            for (place, (_, _, turn)) in waiting.iter_mut().enumerate() {
                if let Some(turn) = now(turn).await {
                    next = Some((place, turn));
                }
            }
            let (place, turn) = next.expect("somebody is called");
            *had.entry(waiting[place].0.to_owned()).or_default() += 1;
            let ticket = waiting[place].1;
            waiting[place].2 = Box::pin(ticket.turn());
            held = Some(turn);
        }
        had
    }

    /// What a future has come to by now.
    async fn now<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        std::future::poll_fn(|cx| {
            std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(cx) {
                std::task::Poll::Ready(out) => Some(out),
                std::task::Poll::Pending => None,
            })
        })
        .await
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_with_many_requests_gets_no_more_than_one_with_one() {
        let turns = turns(100, 100);
        let mut tickets = vec![("modest", turns.enter(named("modest")).expect("room"))];
        for _ in 0..9 {
            tickets.push(("greedy", turns.enter(named("greedy")).expect("room")));
        }
        let had = share(&tickets, 100).await;
        assert!(had["modest"] >= 49, "{had:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_comes_new_is_worked_on_before_those_that_had_much() {
        let turns = turns(100, 100);
        let old: Vec<_> = (0..5).map(|_| ("old", turns.enter(None).expect("room"))).collect();
        share(&old, 25).await;
        let mut all = old;
        all.push(("new", turns.enter(None).expect("room")));
        let had = share(&all, 5).await;
        assert!(had["new"] >= 4, "{had:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_late_gains_nothing_on_the_others() {
        let turns = turns(100, 100);
        let first = vec![("early", turns.enter(named("early")).expect("room"))];
        share(&first, 50).await;
        let mut both = first;
        both.push(("late", turns.enter(named("late")).expect("room")));
        let had = share(&both, 40).await;
        assert!(had["early"] >= 19, "{had:?}");
    }

    #[tokio::test]
    async fn what_is_too_much_is_refused_and_room_comes_back() {
        let turns = turns(3, 2);
        let one = turns.enter(named("a")).expect("room");
        let _two = turns.enter(named("a")).expect("room");
        assert_eq!(turns.enter(named("a")).err(), Some(Full::Client));
        let _three = turns.enter(None).expect("room");
        assert_eq!(turns.enter(None).err(), Some(Full::All));
        drop(one);
        assert!(turns.enter(named("a")).is_ok());
    }

    #[tokio::test]
    async fn who_does_not_say_who_it_is_cannot_take_the_last_places() {
        let turns = Turns::new(&Limits { open: 5, each: 2, kept: 2, ..Limits::for_cores(1) });
        let unnamed: Vec<_> = (0..3).map(|_| turns.enter(None).expect("room")).collect();
        assert_eq!(turns.enter(None).err(), Some(Full::All));
        let _page = turns.enter(named("a")).expect("room");
        let _page = turns.enter(named("b")).expect("room");
        assert_eq!(turns.enter(named("c")).err(), Some(Full::All));
        drop(unnamed);
        assert!(turns.enter(None).is_ok());
    }

    #[tokio::test]
    async fn who_goes_away_while_waiting_keeps_no_turn() {
        let turns = turns(10, 10);
        let (one, two, three) = (
            turns.enter(None).expect("room"),
            turns.enter(None).expect("room"),
            turns.enter(None).expect("room"),
        );
        let held = one.turn().await;
        let mut waits = Box::pin(two.turn());
        assert!(now(&mut waits).await.is_none());
        let mut called = Box::pin(three.turn());
        assert!(now(&mut called).await.is_none());
        drop(waits);
        drop(two);
        drop(held);
        let turn = now(&mut called).await.expect("the third is called");
        drop(turn);
        // A turn that was given and never looked at comes back too.
        let held = one.turn().await;
        let mut unseen = Box::pin(three.turn());
        assert!(now(&mut unseen).await.is_none());
        drop(held);
        drop(unseen);
        assert_eq!(turns.count(1), Count { open: 2, working: 0 });
        let _again = one.turn().await;
    }
}
