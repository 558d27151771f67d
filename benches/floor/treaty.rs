//! The treaty request of `treaty-first` as one hand-written loop, with its working days and slow seasons.
//!
//! Only one file moves, so no queue is needed: the loop goes from desk to desk. Everything the scenario file says of the
//! request stands here as code; nothing is looked up, checked or recorded. Draws, lengths and calendars are those of the
//! engine, so both give the same cases.

use comity::law::channel::Standing;
use comity::law::country::Country;
use comity::law::holiday::Forum;
use comity::law::message::PathEnd;
use comity::law::office::{Office, Offices};
use comity::law::season::{self, Season};
use comity::sim::Time;
use comity::sim::distribution::Distribution;
use comity::sim::draw::{Aspect, Draws, PointKey, Seed};
use comity::sim::time::DAY;

/// The desks, in the order of the channel's table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Desk {
    Draft,
    Review,
    Edits,
    Send,
    LegalCheck,
    Supplement,
    SecondCheck,
    Transmit,
    Application,
    Order,
    AdjournedOrder,
    Production,
    JudicialReview,
    Return,
    Delivery,
}

/// Whose holidays a desk keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    American,
    /// And works at half speed in August and over Christmas.
    Irish(Office),
    /// A company.
    None,
}

/// What is done at a desk takes so long.
struct Work {
    key: PointKey,
    /// `None`: it is done at once.
    length: Option<Distribution>,
    /// Whether the case's own slowness makes it longer.
    frail: bool,
    keeps: Keeps,
}

const DESKS: usize = Desk::Delivery as usize + 1;

/// The loop.
pub(crate) struct Floor {
    work: [Work; DESKS],
    frailty: (PointKey, Distribution),
    seasons: [Season; 2],
    american: Country,
    irish: Country,
    seed: Seed,
    opens: Time,
    horizon: Time,
}

fn days(days: f64) -> f64 {
    days * DAY as f64
}

fn work(name: &str, median: f64, q95: f64, frail: bool, keeps: Keeps) -> Work {
    let length =
        (median > 0.0).then(|| Distribution::lognormal(days(median), days(q95)).expect("a length"));
    Work { key: PointKey::of(name), length, frail, keeps }
}

fn all_work() -> [Work; DESKS] {
    let central = Keeps::Irish(Office::CentralAuthority);
    let police = Keeps::Irish(Office::Police);
    let court = Keeps::Irish(Office::ForeignCourt);
    let high_court = Keeps::Irish(Office::ForeignHighCourt);
    [
        work("treaty.draft", 14.0, 45.0, false, Keeps::American),
        work("treaty.review", 21.0, 75.0, true, Keeps::American),
        work("treaty.edits", 7.0, 21.0, false, Keeps::American),
        work("treaty.send", 3.0, 14.0, true, Keeps::American),
        work("treaty.legal-check", 21.0, 75.0, true, central),
        work("treaty.supplement", 30.0, 120.0, true, Keeps::American),
        work("treaty.second-check", 10.0, 40.0, true, central),
        work("treaty.transmit", 21.0, 75.0, true, central),
        work("treaty.application", 21.0, 75.0, true, police),
        work("treaty.order", 0.0, 0.0, false, court),
        work("treaty.adjourned-order", 14.0, 42.0, false, court),
        work("treaty.production", 10.0, 30.0, false, Keeps::None),
        work("treaty.judicial-review", 300.0, 1200.0, false, high_court),
        work("treaty.return", 14.0, 45.0, true, police),
        work("treaty.delivery", 5.0, 21.0, true, Keeps::American),
    ]
}

/// August and Christmas in Ireland.
fn seasons() -> [Season; 2] {
    let offices = Offices::of(&[
        Office::CentralAuthority,
        Office::Police,
        Office::ForeignCourt,
        Office::ForeignHighCourt,
    ]);
    [
        Season { offices, from: (8, 1), to: (8, 31), speed: 0.5 },
        Season { offices, from: (12, 22), to: (1, 2), speed: 0.5 },
    ]
}

/// The factor a whole case shares: exp(N(-s²/2, s)), in millionths.
fn frailty(s: f64) -> Distribution {
    let median = libm::exp(-s * s / 2.0) * 1_000_000.0;
    let q95 = median * libm::exp(1.644_853_626_951_472_2 * s);
    Distribution::lognormal(median, q95).expect("a length")
}

impl Floor {
    pub(crate) fn new(seed: u64, opens: Time, horizon: Time) -> Floor {
        let country = |id| Country::known(Forum::find(id).expect("a forum"));
        Floor {
            work: all_work(),
            frailty: (PointKey::of("frailty"), frailty(0.3)),
            seasons: seasons(),
            american: country("nysd"),
            irish: country("ie"),
            seed: Seed(seed),
            opens,
            horizon,
        }
    }

    /// Runs one case: how the request ended, and when.
    pub(crate) fn case(&self, number: u64) -> (Standing, Option<Time>) {
        let draws = Draws::new(self.seed, number);
        let (key, factor) = &self.frailty;
        let frailty = factor.sample_seconds(draws.uniform(*key, 0, Aspect::Time)) / 1_000_000.0;
        let mut asked = [0; DESKS];
        let (mut returns, mut now, mut desk) = (0, self.opens, Desk::Draft);
        loop {
            let work = &self.work[desk as usize];
            asked[desk as usize] += 1;
            let occurrence = asked[desk as usize];
            now = self.done(work, now, occurrence, &draws, frailty);
            if now > self.horizon {
                return (Standing::Pending, None);
            }
            let u = || draws.uniform(work.key, occurrence, Aspect::Choice);
            let ended = |how| (Standing::Ended(how), Some(now));
            desk = match desk {
                Desk::Draft => Desk::Review,
                Desk::Review if u() < 0.6 => Desk::Send,
                Desk::Review => Desk::Edits,
                Desk::Edits => Desk::Send,
                Desk::Send => Desk::LegalCheck,
                Desk::LegalCheck => match u() {
                    u if u < 0.784 => Desk::Transmit,
                    u if u - 0.784 < 0.196 => {
                        returns += 1;
                        Desk::Supplement
                    }
                    _ => return ended(PathEnd::Refused),
                },
                Desk::Supplement if u() < 0.9 => Desk::SecondCheck,
                Desk::Supplement => return ended(PathEnd::Abandoned),
                Desk::SecondCheck if returns >= 3 || u() < 0.85 => Desk::Transmit,
                Desk::SecondCheck => {
                    returns += 1;
                    Desk::Supplement
                }
                Desk::Transmit => Desk::Application,
                Desk::Application => Desk::Order,
                Desk::Order => match u() {
                    u if u < 0.95 => Desk::Production,
                    u if u - 0.95 < 0.04 => Desk::AdjournedOrder,
                    _ => return ended(PathEnd::Refused),
                },
                Desk::AdjournedOrder => Desk::Production,
                Desk::Production => match u() {
                    u if u < 0.97 => Desk::Return,
                    u if u - 0.97 < 0.02 => return ended(PathEnd::NoData),
                    _ => Desk::JudicialReview,
                },
                Desk::JudicialReview if u() < 0.7 => Desk::Return,
                Desk::JudicialReview => return ended(PathEnd::Refused),
                Desk::Return => Desk::Delivery,
                Desk::Delivery => return (Standing::Obtained, Some(now)),
            };
        }
    }

    /// When work that begins now is done, on a day on which the office is open.
    fn done(&self, work: &Work, now: Time, occurrence: u16, draws: &Draws, frailty: f64) -> Time {
        let length = work.length.as_ref().map_or(0, |length| {
            let scale = if work.frail { frailty } else { 1.0 };
            let seconds = length.sample(draws.uniform(work.key, occurrence, Aspect::Time));
            (seconds as f64 * scale) as i64
        });
        match work.keeps {
            Keeps::None => now + length,
            Keeps::American => next_open(&self.american, now + length),
            Keeps::Irish(office) => {
                next_open(&self.irish, season::finish(now, length, office, &self.seasons))
            }
        }
    }
}

fn next_open(country: &Country, at: Time) -> Time {
    country.next_open(at).unwrap_or(at)
}
