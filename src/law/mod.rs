//! The domain: offices that exchange papers, the rules they follow, and the record they keep.
//!
//! | question | file |
//! | --- | --- |
//! | What does the Second Circuit do? | `court/circuit.rs` |
//! | When can an order be appealed? | `rule.rs`, [`rule::appealable`] |
//! | What does a court weigh when another state's law forbids disclosure? | `comity.rs` |
//! | What does a paper do to the case? | `case/apply.rs`, [`case::Posture::apply`] |
//! | What can be decided, and where does it lead? | `point.rs`, and the file of whoever decides |
//! | How are fourteen court days counted? | `calendar.rs` |
//! | What stands behind a step? | `wording.rs`, `authority.rs` |
//! | Which steps does a treaty request take? | `scenarios/channels/`, run by `channel/desk.rs` |
//! | Which path is taken when? | `strategy.rs` |
//! | When are the offices of a country open? | `country.rs` |
//!
//! *Invariant:* nothing here knows scenario files, terminals or statistics.

pub mod amici;
pub mod answers;
pub mod authority;
pub mod calendar;
pub mod case;
pub mod chambers;
pub mod channel;
pub mod clock;
pub mod comity;
pub mod condition;
pub mod country;
pub mod court;
pub mod data;
pub mod day;
pub mod decision;
pub mod desks;
pub mod docket;
pub mod holiday;
pub mod legislature;
pub mod message;
pub mod office;
pub mod point;
pub mod prosecutor;
pub mod provider;
pub mod regime;
pub mod rule;
pub mod season;
pub mod solicitor_general;
pub mod strategy;
pub mod window;
pub mod wording;

use std::sync::Arc;

use jiff::civil::Date;

use crate::law::answers::Answers;
use crate::law::authority::Catalogue;
use crate::law::calendar::{Forum, Rule};
use crate::law::case::Posture;
use crate::law::chambers::Ground;
use crate::law::channel::desk::{ChannelOffice, Progress};
use crate::law::channel::{Channels, MOST_CHANNELS};
use crate::law::country::Country;
use crate::law::data::Data;
use crate::law::decision::PointId;
use crate::law::desks::Desks;
use crate::law::docket::Docket;
use crate::law::message::{EntryNumber, Mail};
use crate::law::office::{ADDRESSES, Desk, Office};
use crate::law::rule::Conflict;
use crate::law::strategy::Strategy;
use crate::law::window::Closed;
use crate::sim::{Actor, Time, World};

/// What all offices of one case share: its docket, its posture, and whoever answers decisions.
pub struct Matter {
    /// The official record.
    pub docket: Docket,
    /// What the record says stands.
    pub posture: Posture,
    /// Who answers decisions.
    pub answers: Answers,
    /// Whose holidays count where.
    pub forums: Forums,
    /// The authorities of the case.
    pub authorities: Arc<Catalogue>,
    /// When the case opened.
    pub opened: Time,
    /// The channels.
    pub channels: Arc<Channels>,
    /// Where the file of each channel is.
    pub progress: [Progress; MOST_CHANNELS],
    /// When each stage of the channels last ended, and the entry that says so.
    pub stage_ends: Vec<Option<(Time, EntryNumber)>>,
    /// Which path is taken when.
    pub strategy: Strategy,
    /// What is left of the data.
    pub data: Data,
    /// Which foreign law forbids disclosure, if one does.
    pub conflict: Arc<Conflict>,
    /// Whether courts and authorities act only on their working days, and slowly in their slow seasons.
    pub working_days: bool,
    /// Why the office at work may file what it files.
    pub ground: Ground,
    /// The desks it shares with other cases; `None` where it has every office to itself.
    pub desks: Option<Box<Desks>>,
}

/// The courts and countries of a case, for counting days.
#[derive(Clone, Debug)]
pub struct Forums {
    /// The district court.
    pub district: &'static Forum,
    /// The court of appeals.
    pub circuit: &'static Forum,
    /// The Supreme Court.
    pub supreme: &'static Forum,
    /// The holidays that the three courts keep.
    courts: [Country; 3],
    /// The country the channels lead to.
    pub foreign: Country,
    /// The country that asks.
    pub requesting: Country,
}

impl Forums {
    /// Three courts: district, circuit, supreme; the country the channels lead to, and the one that asks.
    pub fn new(courts: [&'static Forum; 3], foreign: Country, requesting: Country) -> Forums {
        let [district, circuit, supreme] = courts;
        let courts = courts.map(Country::known);
        Forums { district, circuit, supreme, courts, foreign, requesting }
    }

    /// The court whose holidays count under a rule.
    pub fn counting(&self, rule: Rule) -> &Country {
        let [district, circuit, supreme] = &self.courts;
        match rule {
            Rule::App26 => circuit,
            Rule::Scotus30 => supreme,
            _ => district,
        }
    }

    /// Whose holidays an office keeps.
    pub fn of(&self, office: Office) -> &Country {
        let [district, circuit, supreme] = &self.courts;
        match office {
            Office::Circuit | Office::EnBanc => circuit,
            Office::Supreme | Office::SolicitorGeneral => supreme,
            Office::CentralAuthority
            | Office::Police
            | Office::ForeignCourt
            | Office::ForeignHighCourt
            | Office::ForeignMinistry
            | Office::EnforcingAuthority
            | Office::Regulator
            | Office::Subsidiary => &self.foreign,
            Office::RequestingAuthority
            | Office::RequestingCourt
            | Office::RequestingCentralAuthority
            | Office::DesignatedAuthority => &self.requesting,
            _ => district,
        }
    }
}

/// Why the law stops a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stop {
    /// Nothing is left to be done.
    Closed,
    /// Somebody wants to decide here and has not.
    Pending,
    /// Somebody chose an option that the law closes in this posture or on this day, or no option is open.
    Barred {
        /// Where.
        point: PointId,
        /// The how-manieth time it was asked.
        occurrence: u16,
        /// The option.
        option: u8,
        /// The day.
        on: Date,
        /// Why it is closed.
        why: Closed,
    },
}

impl World for Matter {
    type Message = Mail;
    type Stop = Stop;
}

/// The cast, in the order of addresses.
pub fn cast() -> Vec<Box<dyn Actor<Matter>>> {
    let cast: Vec<Box<dyn Actor<Matter>>> = vec![
        seat(prosecutor::Prosecutor),
        seat(solicitor_general::SolicitorGeneral),
        seat(court::magistrate::Magistrate),
        seat(court::district::District),
        seat(court::circuit::Circuit),
        seat(court::circuit::EnBanc),
        seat(court::supreme::Supreme),
        seat(provider::Provider),
        seat(amici::Amici),
        seat(legislature::Congress),
        seat(court::elsewhere::Elsewhere),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
        seat(ChannelOffice),
    ];
    debug_assert_eq!(cast.len(), ADDRESSES);
    cast
}

fn seat(desk: impl Desk + 'static) -> Box<dyn Actor<Matter>> {
    Box::new(chambers::Seat(desk))
}
