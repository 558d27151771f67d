//! What a case is about, and how that changed: warrants, orders, appeals, requests and the data, each with the states
//! it was in, as the docket says when it is read again from the top.

use crate::law::case::Posture;
use crate::law::docket::Entry;
use crate::law::message::{EntryNumber, NoticeKind, Paper, Process, ProducedBy, Side};
use crate::scenario::Scenario;
use crate::sim::Time;

use super::Case;
use super::states::{Tracked, data_state, produced_state, sanction_state};

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The matter as a whole.
    Case,
    /// A warrant or another process that a court issues.
    Warrant,
    /// An order or a judgment.
    Order,
    /// An appeal, a petition for rehearing or for certiorari.
    Appeal,
    /// A request in a channel.
    Request,
    /// The data.
    DataSet,
}

impl Kind {
    /// Every one.
    pub const ALL: [Kind; 6] =
        [Kind::Case, Kind::Warrant, Kind::Order, Kind::Appeal, Kind::Request, Kind::DataSet];

    /// Its name in event logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Case => "case",
            Kind::Warrant => "warrant",
            Kind::Order => "order",
            Kind::Appeal => "appeal",
            Kind::Request => "request",
            Kind::DataSet => "data-set",
        }
    }

    /// What is said of it. All of it is text; `produced` of a case is `yes` or `no`.
    pub fn attributes(self) -> &'static [&'static str] {
        match self {
            Kind::Case => &["outcome", "produced"],
            Kind::Warrant => &["kind", "state"],
            Kind::Order => &["kind", "favours", "state", "sanction"],
            Kind::Appeal => &["kind", "state"],
            Kind::Request => &["path", "channel", "state", "stage"],
            Kind::DataSet => &["what", "stored-in", "state", "produced"],
        }
    }
}

/// A thing the case is about.
#[derive(Clone, Debug)]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// The entry that made it; zero for what was there from the first.
    pub made_by: EntryNumber,
    /// What is said of it from when on, in the order of the attributes and then of time.
    pub values: Vec<(&'static str, Time, String)>,
    /// Other objects, by their places, and how it is related to them.
    pub related: Vec<(usize, &'static str)>,
}

impl Object {
    fn last(&self, attribute: &str) -> Option<&str> {
        let own = self.values.iter().rev().find(|(name, ..)| *name == attribute);
        own.map(|(_, _, value)| value.as_str())
    }

    /// Notes a value if it is another than before.
    fn becomes(&mut self, attribute: &'static str, at: Time, value: &str) -> bool {
        let changes = self.last(attribute) != Some(value);
        if changes {
            self.values.push((attribute, at, value.to_owned()));
        }
        changes
    }

    /// Each attribute by time; of several values from the same moment on the last.
    fn put_in_order(&mut self) {
        let place = |name: &str| self.kind.attributes().iter().position(|one| *one == name);
        self.values.sort_by_key(|(name, at, _)| (place(name), *at));
        let mut kept: Vec<(&'static str, Time, String)> = Vec::with_capacity(self.values.len());
        for value in self.values.drain(..) {
            match kept.last_mut() {
                Some(last) if (last.0, last.1) == (value.0, value.1) => *last = value,
                _ => kept.push(value),
            }
        }
        self.values = kept;
    }

    /// The states it was in, and from when on.
    pub fn states(&self) -> impl Iterator<Item = (Time, &str)> {
        let own = self.values.iter().filter(|(name, ..)| *name == "state");
        own.map(|(_, at, value)| (*at, value.as_str()))
    }
}

/// The matter as a whole is the first object of every case, and the data the second.
const CASE: usize = 0;
const DATA: usize = 1;

/// What became of everything in a case.
pub struct History {
    /// The objects; their places are those in this list.
    pub objects: Vec<Object>,
    /// Which entry has to do with which object, and how; in the order of the entries. That every entry belongs to the
    /// case is not said.
    pub touches: Vec<(EntryNumber, usize, &'static str)>,
}

/// Reads a docket again from the top.
struct Reader<'a> {
    scenario: &'a Scenario,
    posture: Posture,
    followed: Vec<Followed>,
    history: History,
}

/// What a paper brings into being, and what is said of it from then on.
struct Made<'b> {
    kind: Kind,
    tracked: Tracked,
    about: Vec<(&'static str, &'b str)>,
}

/// An object whose state is read off the posture.
struct Followed {
    object: usize,
    tracked: Tracked,
    state: Option<&'static str>,
}

impl History {
    /// The history of a case.
    pub fn of(case: &Case<'_>) -> History {
        let opened = case.docket.entries.first().map_or(case.last(), |entry| entry.at);
        let mut reader = Reader {
            scenario: case.scenario,
            posture: Posture::default(),
            followed: Vec::new(),
            history: History { objects: Vec::new(), touches: Vec::new() },
        };
        reader.open(opened);
        for (entry, n) in case.docket.entries.iter().zip(1..) {
            reader.read(entry, n);
        }
        reader.close(case);
        let mut history = reader.history;
        for object in &mut history.objects {
            object.put_in_order();
        }
        history
    }
}

impl<'a> Reader<'a> {
    fn open(&mut self, at: Time) {
        let request = &self.scenario.request;
        self.add(Kind::Case, 0, at, &[]);
        let about = [("what", request.what.as_str()), ("stored-in", request.stored_in.as_str())];
        let data = self.add(Kind::DataSet, 0, at, &about);
        self.history.objects[data].related.push((CASE, "in"));
        self.history.objects[data].becomes("state", at, "in-account");
        self.history.objects[data].becomes("produced", at, "no");
    }

    fn add(
        &mut self,
        kind: Kind,
        made_by: EntryNumber,
        at: Time,
        about: &[(&'static str, &str)],
    ) -> usize {
        let values = about.iter().map(|(name, value)| (*name, at, (*value).to_owned())).collect();
        self.history.objects.push(Object { kind, made_by, values, related: Vec::new() });
        self.history.objects.len() - 1
    }

    /// Takes an entry into account.
    fn read(&mut self, entry: &Entry, n: EntryNumber) {
        if n == 1 {
            self.touch(n, DATA, "about");
        }
        self.posture.apply(entry.paper, n, entry.at);
        let made = self.make(entry, n);
        for place in 0..self.followed.len() {
            let Followed { object, tracked, state: before } = self.followed[place];
            let state = tracked.state(&self.posture, entry.paper, before);
            // Of two appeals, only the second is still to be decided.
            if before == Some(state) || self.latest(|one| *one == tracked) != Some(object) {
                continue;
            }
            self.followed[place].state = Some(state);
            self.history.objects[object].becomes("state", entry.at, state);
            if Some(object) != made {
                self.touch(n, object, "acts on");
            }
        }
        self.note_stage(entry, n);
        self.note_contempt(entry, n);
        self.note_data(entry, n);
        self.note_answers(entry, n);
    }

    /// An entry responds to what the entries that it answers made or acted on.
    fn note_answers(&mut self, entry: &Entry, n: EntryNumber) {
        for number in entry.responds_to.into_iter().chain([entry.cause]).filter(|n| *n > 0) {
            let touches = &self.history.touches;
            let first = touches.partition_point(|(earlier, ..)| *earlier < number);
            let last = touches.partition_point(|(earlier, ..)| *earlier <= number);
            for place in first..last {
                let (_, object, how) = self.history.touches[place];
                if matches!(how, "makes" | "acts on") && !self.has_touched(n, object) {
                    self.touch(n, object, "responds to");
                }
            }
        }
    }

    fn touch(&mut self, entry: EntryNumber, object: usize, how: &'static str) {
        self.history.touches.push((entry, object, how));
    }

    fn has_touched(&self, entry: EntryNumber, object: usize) -> bool {
        let own = self.history.touches.iter().rev().take_while(|(n, ..)| *n == entry);
        own.into_iter().any(|(_, touched, _)| *touched == object)
    }

    /// The object of the last kind of thing that is tracked.
    fn latest(&self, fits: impl Fn(&Tracked) -> bool) -> Option<usize> {
        self.followed.iter().rev().find(|one| fits(&one.tracked)).map(|one| one.object)
    }

    /// Makes what the entry brings into being, if it brings something.
    fn make(&mut self, entry: &Entry, n: EntryNumber) -> Option<usize> {
        let event = self.scenario.event(entry.paper);
        let Made { kind, tracked, about } = self.made(entry.paper, n, &event)?;
        let object = self.add(kind, n, entry.at, &about);
        let related = self.relations(kind, tracked);
        self.history.objects[object].related = related;
        self.followed.push(Followed { object, tracked, state: None });
        self.touch(n, object, "makes");
        Some(object)
    }

    /// What a paper makes.
    fn made<'b>(&self, paper: Paper, n: EntryNumber, event: &'b str) -> Option<Made<'b>>
    where
        'a: 'b,
    {
        let scenario: &'a Scenario = self.scenario;
        let of_kind = |kind, tracked, word| Made { kind, tracked, about: vec![("kind", word)] };
        Some(match paper {
            Paper::Issued { process, .. } => {
                let (tracked, word) = match process {
                    Process::Warrant => (Tracked::Warrant(n), "warrant"),
                    Process::CourtOrder => (Tracked::Warrant(n), "court-order"),
                    Process::NonContent => (Tracked::Warrant(n), "records"),
                    Process::Replacement => (Tracked::NewWarrant, "replacement-warrant"),
                };
                of_kind(Kind::Warrant, tracked, word)
            }
            Paper::Requested(path) | Paper::NotInForce { path, .. } => {
                let channel = &scenario.channels.list[usize::from(path)];
                let about = vec![("path", channel.path.as_str()), ("channel", channel.id.as_str())];
                Made { kind: Kind::Request, tracked: Tracked::Request(path), about }
            }
            Paper::NoticeOfAppeal(NoticeKind::Amended) if self.appeal_is_open() => return None,
            Paper::NoticeOfAppeal(_) => of_kind(Kind::Appeal, Tracked::Appeal, "appeal"),
            Paper::RehearingPetition => of_kind(Kind::Appeal, Tracked::Rehearing, "rehearing"),
            Paper::Petition(_) => of_kind(Kind::Appeal, Tracked::Certiorari, "certiorari"),
            _ => {
                let (tracked, winner) = self.order_made(paper, n)?;
                let favours = match winner {
                    Some(Side::Government) => "government",
                    Some(Side::Provider) => "provider",
                    None => "neither",
                };
                let about = vec![("kind", event), ("favours", favours)];
                Made { kind: Kind::Order, tracked, about }
            }
        })
    }

    /// The order that a paper is, and whom it favours.
    fn order_made(&self, paper: Paper, n: EntryNumber) -> Option<(Tracked, Option<Side>)> {
        Some(match paper {
            Paper::StayedOnConsent | Paper::StayGrantedByMagistrate | Paper::Stayed => {
                (Tracked::Stay(n), Some(Side::Provider))
            }
            Paper::HeldInContempt { .. } | Paper::HeldAtACostNotConfirmed => {
                (Tracked::Contempt(n), Some(Side::Government))
            }
            Paper::MeritsDecided { winner, .. } | Paper::ElsewhereRuled(winner) => {
                (Tracked::Final, Some(winner))
            }
            Paper::VacatedAsMoot | Paper::RemandedUnderTheAct | Paper::DismissedAsImprovident => {
                (Tracked::Final, None)
            }
            Paper::ComityGranted => (Tracked::Final, Some(Side::Provider)),
            Paper::ComityDenied => (Tracked::Final, Some(Side::Government)),
            _ => {
                let (tracked, winner) = Tracked::ruling_made(&self.posture, n)?;
                (tracked, Some(winner))
            }
        })
    }

    fn appeal_is_open(&self) -> bool {
        let appeal = self.followed.iter().rev().find(|one| one.tracked == Tracked::Appeal);
        matches!(appeal.and_then(|one| one.state), Some("filed" | "premature" | "pending"))
    }

    /// What a new object is related to: the warrant it is about, the order it stays, enforces or attacks.
    fn relations(&self, kind: Kind, tracked: Tracked) -> Vec<(usize, &'static str)> {
        let mut related = vec![(CASE, "in")];
        let warrant = || self.latest(|one| matches!(one, Tracked::Warrant(_)));
        let below = || self.latest(|one| one.is_ruling_below());
        let circuit = || self.latest(|one| one.is_of_the_court_of_appeals());
        let contempt = || self.latest(|one| matches!(one, Tracked::Contempt(_)));
        let more = match (kind, tracked) {
            (Kind::Warrant | Kind::Request, _) => Some((DATA, "demands")),
            (_, Tracked::Stay(_)) => below().map(|one| (one, "stays")),
            (_, Tracked::Contempt(_)) => below().map(|one| (one, "enforces")),
            (_, Tracked::Appeal) => contempt().or_else(below).map(|one| (one, "attacks")),
            (_, Tracked::Rehearing | Tracked::Certiorari) => {
                circuit().or_else(below).map(|one| (one, "attacks"))
            }
            (Kind::Order, _) => warrant().map(|one| (one, "on")),
            _ => None,
        };
        related.extend(more);
        related
    }

    /// A stage of a request that is over.
    fn note_stage(&mut self, entry: &Entry, n: EntryNumber) {
        let Paper::Stage { stage, .. } = entry.paper else { return };
        let channels = &self.scenario.channels;
        let stage = &channels.stages[usize::from(stage)];
        let on = |one: &Tracked| matches!(one, Tracked::Request(path) if *path == stage.channel);
        if let Some(object) = self.latest(on) {
            let values = &mut self.history.objects[object].values;
            values.push(("stage", entry.at, stage.name.clone()));
            self.touch(n, object, "acts on");
        }
    }

    /// What the contempt costs.
    fn note_contempt(&mut self, entry: &Entry, n: EntryNumber) {
        let Some(contempt) = self.posture.contempt else { return };
        let own = |one: &Tracked| matches!(one, Tracked::Contempt(made) if *made == contempt.entry);
        if let Some(object) = self.latest(own) {
            let sanction = sanction_state(contempt.sanction);
            let changed = self.history.objects[object].becomes("sanction", entry.at, sanction);
            if changed && !self.has_touched(n, object) {
                self.touch(n, object, "acts on");
            }
        }
    }

    fn note_data(&mut self, entry: &Entry, n: EntryNumber) {
        let by = self.posture.produced.map(|(by, _)| by);
        if self.history.objects[DATA].becomes("produced", entry.at, produced_state(by)) {
            self.touch(n, DATA, "acts on");
        }
    }

    /// What is known at the end.
    fn close(&mut self, case: &Case<'_>) {
        let end = case.end();
        let at = end.at.unwrap_or(case.last());
        let produced = if end.data().is_some() { "yes" } else { "no" };
        let outcome = end.fate.name(case.scenario);
        self.history.objects[CASE].values =
            vec![("outcome", at, outcome), ("produced", at, produced.to_owned())];
        for (at, state) in data_state(case.data, case.last()) {
            self.history.objects[DATA].values.push(("state", at, state.to_owned()));
        }
    }
}

/// Whether a way in which the data came brought all of it.
pub(super) fn brought_all(by: ProducedBy) -> bool {
    by != ProducedBy::InPart
}
