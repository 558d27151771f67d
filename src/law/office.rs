//! Who takes part: the offices, their addresses, and what an office does with its mail.

use crate::law::Stop;
use crate::law::chambers::Context;
use crate::law::decision::PointId;
use crate::law::message::Paper;
use crate::sim::{Address, Halt};

/// How a handler ends: it goes on, or it halts the run.
pub type Outcome<T = ()> = Result<T, Halt<Stop>>;

/// An office that takes part in a case. Its number is its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Office {
    /// The United States Attorney who wants the data.
    Prosecutor,
    /// The Solicitor General, who speaks for the Government in the Supreme Court.
    SolicitorGeneral,
    /// The magistrate judge.
    Magistrate,
    /// The district judge.
    District,
    /// The panel of the court of appeals.
    Circuit,
    /// The active judges of the court of appeals.
    EnBanc,
    /// The Supreme Court.
    Supreme,
    /// The provider that holds the data.
    Provider,
    /// Those who file as friends of the court.
    Amici,
    /// Congress and the President.
    Congress,
    /// Another district court, where new warrants may be sought.
    Elsewhere,
    /// The Department of Justice's Office of International Affairs.
    Oia,
    /// The foreign central authority.
    CentralAuthority,
    /// The foreign police.
    Police,
    /// The foreign trial court.
    ForeignCourt,
    /// The foreign court of judicial review.
    ForeignHighCourt,
    /// The provider's foreign subsidiary, which holds the data.
    Subsidiary,
    /// The police or prosecutor of a state that asks.
    RequestingAuthority,
    /// The court of a state that asks.
    RequestingCourt,
    /// The central authority of a state that asks.
    RequestingCentralAuthority,
    /// The authority an executive agreement designates to send orders.
    DesignatedAuthority,
    /// The Department of State, which carries letters between courts.
    StateDepartment,
    /// The foreign ministry.
    ForeignMinistry,
    /// The authority that may refuse, or must enforce, a European order.
    EnforcingAuthority,
    /// Investigators who act without a prosecutor.
    Agent,
    /// The data protection authority.
    Regulator,
    /// Government and provider acting together. A signature, not an address: nobody reads its mail.
    Parties,
}

/// How many offices have an address.
pub const ADDRESSES: usize = Office::Parties as usize;

impl Office {
    /// Every office, in the order of addresses.
    pub const ALL: [Office; ADDRESSES + 1] = [
        Office::Prosecutor,
        Office::SolicitorGeneral,
        Office::Magistrate,
        Office::District,
        Office::Circuit,
        Office::EnBanc,
        Office::Supreme,
        Office::Provider,
        Office::Amici,
        Office::Congress,
        Office::Elsewhere,
        Office::Oia,
        Office::CentralAuthority,
        Office::Police,
        Office::ForeignCourt,
        Office::ForeignHighCourt,
        Office::Subsidiary,
        Office::RequestingAuthority,
        Office::RequestingCourt,
        Office::RequestingCentralAuthority,
        Office::DesignatedAuthority,
        Office::StateDepartment,
        Office::ForeignMinistry,
        Office::EnforcingAuthority,
        Office::Agent,
        Office::Regulator,
        Office::Parties,
    ];

    /// The name scenarios and output files use.
    pub fn id(self) -> &'static str {
        match self {
            Office::Prosecutor => "prosecutor",
            Office::SolicitorGeneral => "solicitor-general",
            Office::Magistrate => "magistrate",
            Office::District => "district",
            Office::Circuit => "circuit",
            Office::EnBanc => "en-banc",
            Office::Supreme => "supreme",
            Office::Provider => "provider",
            Office::Amici => "amici",
            Office::Congress => "congress",
            Office::Elsewhere => "elsewhere",
            Office::Oia => "oia",
            Office::CentralAuthority => "central-authority",
            Office::Police => "police",
            Office::ForeignCourt => "foreign-court",
            Office::ForeignHighCourt => "foreign-high-court",
            Office::Subsidiary => "subsidiary",
            Office::RequestingAuthority => "requesting-authority",
            Office::RequestingCourt => "requesting-court",
            Office::RequestingCentralAuthority => "requesting-central-authority",
            Office::DesignatedAuthority => "designated-authority",
            Office::StateDepartment => "state-department",
            Office::ForeignMinistry => "foreign-ministry",
            Office::EnforcingAuthority => "enforcing-authority",
            Office::Agent => "agent",
            Office::Regulator => "regulator",
            Office::Parties => "parties",
        }
    }

    /// Whether it acts only on days on which it is open: courts and authorities, not companies.
    pub fn keeps_office_days(self) -> bool {
        !matches!(
            self,
            Office::Provider | Office::Subsidiary | Office::Agent | Office::Amici | Office::Parties
        )
    }

    /// The office of that name.
    pub fn find(id: &str) -> Option<Office> {
        Office::ALL.into_iter().find(|office| office.id() == id)
    }

    /// Where its mail goes.
    pub fn address(self) -> Address {
        Address(self as u16)
    }

    /// The office at an address; `None` for an address nobody holds.
    pub fn at(address: Address) -> Option<Office> {
        Office::ALL.get(usize::from(address.0)).copied()
    }
}

/// Several offices, as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Offices(u32);

impl Offices {
    /// The offices listed.
    pub const fn of(offices: &[Office]) -> Offices {
        let mut bits = 0;
        let mut next = 0;
        while next < offices.len() {
            bits |= 1 << offices[next] as u32;
            next += 1;
        }
        Offices(bits)
    }

    /// Whether `office` is one of them.
    pub fn contains(self, office: Office) -> bool {
        self.0 & (1 << office as u32) != 0
    }

    /// They one by one, in the order of addresses.
    pub fn iter(self) -> impl Iterator<Item = Office> {
        Office::ALL.into_iter().filter(move |office| self.contains(*office))
    }
}

/// What an office does: it reads papers, and it acts when a matter it calendared comes up.
///
/// Offices keep no notes of their own. What a lawyer would look up on the docket, they look up on the
/// docket ([`crate::law::case::Posture`]); so a case can be run again, or left and taken up, from papers alone.
pub trait Desk: Send {
    /// Reads a paper, or a letter that is not docketed.
    ///
    /// # Errors
    ///
    /// A halt: a paper this office has no use for is a fault; a decision nobody has made stops the run.
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome;

    /// Does what was calendared.
    ///
    /// # Errors
    ///
    /// As [`Desk::read`].
    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome;
}
