//! The outline of `benches/outline.toml` as one hand-written loop: eleven parties, a FIFO for now, a heap for later.
//!
//! A party that reads a paper takes its time, which is a letter to itself for later; when that comes up it decides and
//! writes to whoever is next, with the copies and acknowledgements that offices send. Nothing is looked up, checked or
//! recorded: this is what the process costs at least. Draws and lengths are those of the engine, so both give the same
//! cases.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, VecDeque};

use comity::sim::Time;
use comity::sim::distribution::Distribution;
use comity::sim::draw::{Aspect, Draws, PointKey, Seed};
use comity::sim::time::DAY;

/// How the court path ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Court {
    Denied,
    Disclosed,
    VacatedByMagistrate,
    VacatedByDistrict,
    Enforced,
    Quashed,
}

/// How the treaty path ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treaty {
    Obtained,
    Refused,
    DeniedByCourt,
}

/// How a case came out: each path, and when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) court: Option<(Court, Time)>,
    pub(crate) treaty: Option<(Treaty, Time)>,
}

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Party {
    Prosecutor,
    Provider,
    Magistrate,
    District,
    Circuit,
    Supreme,
    Drafting,
    Central,
    Police,
    ForeignCourt,
    Subsidiary,
}

/// The two sides: one of them has lost the appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Provider,
    Government,
}

impl Side {
    fn other(self) -> Side {
        if self == Side::Provider { Side::Government } else { Side::Provider }
    }

    fn party(self) -> Party {
        if self == Side::Provider { Party::Provider } else { Party::Prosecutor }
    }
}

/// What a letter says. Those in the first person are letters to oneself: the time one takes is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Application,
    IRuleOnApplication,
    Warrant,
    IAnswer,
    Motion,
    IRuleOnMotion,
    Order,
    IObject,
    Objections,
    IReview,
    Affirmed,
    Refusal,
    IHoldInContempt,
    Contempt,
    IGiveNotice,
    Notice,
    IRuleOnAppeal,
    Copy,
    Lost(Side),
    IPetitionForRehearing(Side),
    RehearingPetition(Side),
    IRuleOnRehearing(Side),
    LostForGood(Side),
    IPetitionForCertiorari(Side),
    CertiorariPetition(Side),
    IRuleOnCertiorari(Side),
    IDecide(Side),
    CourtOver(Court),
    Request,
    IDraft,
    Deficient,
    IRedraft,
    Sent,
    Acknowledged,
    ICheck,
    Execution,
    IPrepare,
    ForeignApplication,
    IOrder,
    ProductionOrder,
    IProduce,
    Material,
    IReturn,
    TreatyOver(Treaty),
}

/// A letter for later. The order of those of one moment is that in which they were sent.
struct Later {
    at: Time,
    sequence: u32,
    to: Party,
    says: Says,
}

impl Ord for Later {
    fn cmp(&self, other: &Later) -> Ordering {
        (other.at, other.sequence).cmp(&(self.at, self.sequence))
    }
}

impl PartialOrd for Later {
    fn partial_cmp(&self, other: &Later) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Later {
    fn eq(&self, other: &Later) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Later {}

/// A step that takes time: the key of its draws, and how long it takes.
struct Step {
    key: PointKey,
    length: Distribution,
}

/// The steps of one side after the appeal.
struct AfterAppeal {
    choice: PointKey,
    rehearing_petition: Step,
    rehearing: Step,
    second_choice: PointKey,
    certiorari_petition: Step,
    certiorari: Step,
    merits: Step,
}

struct Steps {
    application: Step,
    answer: Step,
    motion: Step,
    objections: Step,
    review: Step,
    contempt: Step,
    notice: Step,
    appeal: Step,
    of_provider: AfterAppeal,
    of_government: AfterAppeal,
    draft: Step,
    redraft: Step,
    check: Step,
    execution: Step,
    order: Step,
    production: Step,
    back: Step,
}

fn days(days: f64) -> f64 {
    days * DAY as f64
}

fn uniform(low: f64, high: f64) -> Distribution {
    Distribution::uniform(days(low), days(high)).expect("a length")
}

fn fixed(length: f64) -> Distribution {
    Distribution::fixed(days(length)).expect("a length")
}

/// Lognormal with sigma 0.5, its 95th percentile written with six digits as in the file.
fn lognormal(median: f64) -> Distribution {
    let q95 = (median * libm::exp(0.5 * 1.644_853_626_951_472_2) * 1e6).round() / 1e6;
    Distribution::lognormal(days(median), days(q95)).expect("a length")
}

fn step(name: &str, length: Distribution) -> Step {
    Step { key: PointKey::of(name), length }
}

/// The steps of one side; the two sides share the tables of their lengths.
fn after_appeal(loser: &str, lengths: [Distribution; 5]) -> AfterAppeal {
    let named = |what: &str| format!("court.{what}-of-{loser}");
    let [rehearing_petition, rehearing, certiorari_petition, certiorari, merits] = lengths;
    AfterAppeal {
        choice: PointKey::of(&named("after-appeal")),
        rehearing_petition: step(&named("rehearing-petition"), rehearing_petition),
        rehearing: step(&named("rehearing"), rehearing),
        second_choice: PointKey::of(&named("after-rehearing")),
        certiorari_petition: step(&named("certiorari-petition"), certiorari_petition),
        certiorari: step(&named("certiorari"), certiorari),
        merits: step(&named("merits"), merits),
    }
}

impl Steps {
    fn new() -> Steps {
        let contempt = Distribution::triangular(days(2.0), days(5.0), days(10.0));
        let after = [
            uniform(14.0, 45.0),
            lognormal(90.0),
            uniform(60.0, 90.0),
            lognormal(75.0),
            lognormal(180.0),
        ];
        Steps {
            application: step("court.application", lognormal(2.0)),
            answer: step("court.answer", uniform(3.0, 14.0)),
            motion: step("court.motion", lognormal(100.0)),
            objections: step("court.objections", fixed(14.0)),
            review: step("court.review", lognormal(60.0)),
            contempt: step("court.contempt", contempt.expect("a length")),
            notice: step("court.notice", uniform(1.0, 14.0)),
            appeal: step("court.appeal", lognormal(500.0)),
            of_provider: after_appeal("provider", after.clone()),
            of_government: after_appeal("government", after),
            draft: step("treaty.draft", lognormal(60.0)),
            redraft: step("treaty.redraft", fixed(20.0)),
            check: step("treaty.check", lognormal(45.0)),
            execution: step("treaty.execution", fixed(30.0)),
            order: step("treaty.order", fixed(10.0)),
            production: step("treaty.production", fixed(14.0)),
            back: step("treaty.return", fixed(20.0)),
        }
    }

    fn of(&self, side: Side) -> &AfterAppeal {
        if side == Side::Provider { &self.of_provider } else { &self.of_government }
    }
}

/// The loop, with the memory it keeps from case to case.
pub(crate) struct Floor {
    steps: Steps,
    seed: Seed,
    opens: Time,
    now_waiting: VecDeque<(Party, Says)>,
    later: BinaryHeap<Later>,
    sequence: u32,
    /// How many letters were read, and how many of them had been for later.
    pub(crate) letters: u64,
    pub(crate) delays: u64,
}

/// What one case has at hand.
struct Case {
    now: Time,
    draws: Draws,
    drafts: u16,
    redrafts: u16,
    ended: Ended,
}

impl Case {
    /// The number that decides what happens at a step.
    fn luck(&self, key: PointKey, occurrence: u16) -> f64 {
        self.draws.uniform(key, occurrence, Aspect::Choice)
    }
}

impl Floor {
    pub(crate) fn new(seed: u64, opens: Time) -> Floor {
        Floor {
            steps: Steps::new(),
            seed: Seed(seed),
            opens,
            now_waiting: VecDeque::new(),
            later: BinaryHeap::new(),
            sequence: 0,
            letters: 0,
            delays: 0,
        }
    }

    /// Runs one case.
    pub(crate) fn case(&mut self, number: u64) -> Ended {
        let mut case = Case {
            now: self.opens,
            draws: Draws::new(self.seed, number),
            drafts: 0,
            redrafts: 0,
            ended: Ended { court: None, treaty: None },
        };
        self.now_waiting.clear();
        self.later.clear();
        self.sequence = 0;
        self.send(Party::Magistrate, Says::Application);
        self.send(Party::Drafting, Says::Request);
        loop {
            let (party, says) = match self.now_waiting.pop_front() {
                Some(letter) => letter,
                None => match self.later.pop() {
                    Some(later) => {
                        case.now = later.at;
                        self.delays += 1;
                        (later.to, later.says)
                    }
                    None => return case.ended,
                },
            };
            self.letters += 1;
            match party {
                Party::Prosecutor | Party::Provider => self.parties(party, says, &mut case),
                Party::Magistrate | Party::District => self.trial_courts(party, says, &mut case),
                Party::Circuit | Party::Supreme => self.courts_above(party, says, &mut case),
                _ => self.treaty(party, says, &mut case),
            }
        }
    }

    fn send(&mut self, to: Party, says: Says) {
        self.now_waiting.push_back((to, says));
    }

    fn remind(&mut self, to: Party, says: Says, at: Time) {
        self.later.push(Later { at, sequence: self.sequence, to, says });
        self.sequence += 1;
    }

    fn parties(&mut self, party: Party, says: Says, case: &mut Case) {
        match says {
            Says::Warrant => self.remind(party, Says::IAnswer, case.time(&self.steps.answer, 1)),
            Says::IAnswer if case.luck(self.steps.answer.key, 1) < 0.6 => {
                self.send(Party::Magistrate, Says::Motion)
            }
            Says::IAnswer => self.send(Party::Prosecutor, Says::CourtOver(Court::Disclosed)),
            Says::Order => self.remind(party, Says::IObject, case.time(&self.steps.objections, 1)),
            Says::IObject => self.send(Party::District, Says::Objections),
            Says::Affirmed => self.send(Party::District, Says::Refusal),
            Says::Contempt => {
                self.remind(party, Says::IGiveNotice, case.time(&self.steps.notice, 1))
            }
            Says::IGiveNotice => self.send(Party::Circuit, Says::Notice),
            Says::Lost(side) => {
                let u = case.luck(self.steps.of(side).choice, 1);
                if u < 0.5 {
                    let at = case.time(&self.steps.of(side).rehearing_petition, 1);
                    self.remind(party, Says::IPetitionForRehearing(side), at);
                } else {
                    // As the engine takes one weight after the other from the number.
                    self.certiorari_or_not(u - 0.5 < 0.3, side, case);
                }
            }
            Says::IPetitionForRehearing(side) => {
                self.send(Party::Circuit, Says::RehearingPetition(side))
            }
            Says::LostForGood(side) => {
                let u = case.luck(self.steps.of(side).second_choice, 1);
                self.certiorari_or_not(u < 0.6, side, case);
            }
            Says::IPetitionForCertiorari(side) => {
                self.send(Party::Supreme, Says::CertiorariPetition(side))
            }
            Says::Copy => {}
            Says::CourtOver(how) => case.ended.court = Some((how, case.now)),
            Says::Deficient => {
                case.redrafts += 1;
                let at = case.time(&self.steps.redraft, case.redrafts);
                self.remind(party, Says::IRedraft, at);
            }
            Says::IRedraft => self.send(Party::Drafting, Says::Request),
            Says::TreatyOver(how) => case.ended.treaty = Some((how, case.now)),
            _ => unreachable!("no letter for a party"),
        }
    }

    fn certiorari_or_not(&mut self, petitions: bool, side: Side, case: &Case) {
        if petitions {
            let at = case.time(&self.steps.of(side).certiorari_petition, 1);
            self.remind(side.party(), Says::IPetitionForCertiorari(side), at);
        } else {
            self.send(Party::Prosecutor, Says::CourtOver(lost_by(side)));
        }
    }

    fn trial_courts(&mut self, court: Party, says: Says, case: &mut Case) {
        let over = |how| (Party::Prosecutor, Says::CourtOver(how));
        let (to, says) = match says {
            Says::Application => {
                let at = case.time(&self.steps.application, 1);
                return self.remind(court, Says::IRuleOnApplication, at);
            }
            Says::IRuleOnApplication => match case.luck(self.steps.application.key, 1) < 0.97 {
                true => (Party::Provider, Says::Warrant),
                false => over(Court::Denied),
            },
            Says::Motion => {
                let at = case.time(&self.steps.motion, 1);
                return self.remind(court, Says::IRuleOnMotion, at);
            }
            Says::IRuleOnMotion => match case.luck(self.steps.motion.key, 1) < 0.8 {
                true => (Party::Provider, Says::Order),
                false => over(Court::VacatedByMagistrate),
            },
            Says::Objections => {
                let at = case.time(&self.steps.review, 1);
                return self.remind(court, Says::IReview, at);
            }
            Says::IReview => {
                // With a stay, without one, or not at all: whether there is a stay changes nothing in the outline.
                let u = case.luck(self.steps.review.key, 1);
                match u < 0.35 || u - 0.35 < 0.35 {
                    true => (Party::Provider, Says::Affirmed),
                    false => over(Court::VacatedByDistrict),
                }
            }
            Says::Refusal => {
                let at = case.time(&self.steps.contempt, 1);
                return self.remind(court, Says::IHoldInContempt, at);
            }
            Says::IHoldInContempt => (Party::Provider, Says::Contempt),
            _ => unreachable!("no letter for a trial court"),
        };
        self.send(to, says);
    }

    fn courts_above(&mut self, court: Party, says: Says, case: &mut Case) {
        let (to, says) = match says {
            Says::Notice => {
                let at = case.time(&self.steps.appeal, 1);
                return self.remind(court, Says::IRuleOnAppeal, at);
            }
            Says::IRuleOnAppeal => {
                let affirmed = case.luck(self.steps.appeal.key, 1) < 0.6;
                let loser = if affirmed { Side::Provider } else { Side::Government };
                self.send(loser.other().party(), Says::Copy);
                (loser.party(), Says::Lost(loser))
            }
            Says::RehearingPetition(side) => {
                let at = case.time(&self.steps.of(side).rehearing, 1);
                return self.remind(court, Says::IRuleOnRehearing(side), at);
            }
            Says::IRuleOnRehearing(side) => {
                let denied = case.luck(self.steps.of(side).rehearing.key, 1) < 0.95;
                let loser = if denied { side } else { side.other() };
                (loser.party(), Says::LostForGood(loser))
            }
            Says::CertiorariPetition(side) => {
                let at = case.time(&self.steps.of(side).certiorari, 1);
                return self.remind(court, Says::IRuleOnCertiorari(side), at);
            }
            Says::IRuleOnCertiorari(side) => {
                if case.luck(self.steps.of(side).certiorari.key, 1) >= 0.95 {
                    let at = case.time(&self.steps.of(side).merits, 1);
                    return self.remind(court, Says::IDecide(side), at);
                }
                (Party::Prosecutor, Says::CourtOver(lost_by(side)))
            }
            Says::IDecide(side) => {
                let reversed = case.luck(self.steps.of(side).merits.key, 1) < 0.6;
                let loser = if reversed { side.other() } else { side };
                (Party::Prosecutor, Says::CourtOver(lost_by(loser)))
            }
            _ => unreachable!("no letter for a court above"),
        };
        self.send(to, says);
    }

    fn treaty(&mut self, party: Party, says: Says, case: &mut Case) {
        let over = |how| (Party::Prosecutor, Says::TreatyOver(how));
        let (to, says) = match says {
            Says::Request => {
                case.drafts += 1;
                let at = case.time(&self.steps.draft, case.drafts);
                return self.remind(party, Says::IDraft, at);
            }
            Says::IDraft => match case.luck(self.steps.draft.key, case.drafts) < 0.7 {
                true => (Party::Central, Says::Sent),
                false => (Party::Prosecutor, Says::Deficient),
            },
            Says::Sent => {
                self.send(Party::Drafting, Says::Acknowledged);
                let at = case.time(&self.steps.check, 1);
                return self.remind(party, Says::ICheck, at);
            }
            Says::Acknowledged => return,
            Says::ICheck => match case.luck(self.steps.check.key, 1) < 0.95 {
                true => (Party::Police, Says::Execution),
                false => over(Treaty::Refused),
            },
            Says::Execution => {
                let at = case.time(&self.steps.execution, 1);
                return self.remind(party, Says::IPrepare, at);
            }
            Says::IPrepare => (Party::ForeignCourt, Says::ForeignApplication),
            Says::ForeignApplication => {
                let at = case.time(&self.steps.order, 1);
                return self.remind(party, Says::IOrder, at);
            }
            Says::IOrder => match case.luck(self.steps.order.key, 1) < 0.95 {
                true => (Party::Subsidiary, Says::ProductionOrder),
                false => over(Treaty::DeniedByCourt),
            },
            Says::ProductionOrder => {
                let at = case.time(&self.steps.production, 1);
                return self.remind(party, Says::IProduce, at);
            }
            Says::IProduce => (Party::Central, Says::Material),
            Says::Material => {
                let at = case.time(&self.steps.back, 1);
                return self.remind(party, Says::IReturn, at);
            }
            Says::IReturn => over(Treaty::Obtained),
            _ => unreachable!("no letter for an office of the treaty path"),
        };
        self.send(to, says);
    }
}

impl Case {
    /// When a step that begins now is done.
    fn time(&self, step: &Step, occurrence: u16) -> Time {
        self.now + step.length.sample(self.draws.uniform(step.key, occurrence, Aspect::Time))
    }
}

/// How the court path ends if that side loses it.
fn lost_by(side: Side) -> Court {
    if side == Side::Provider { Court::Enforced } else { Court::Quashed }
}
