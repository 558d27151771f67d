//! The state of a warrant, an order, an appeal or a request, from what the docket says stands.

use crate::law::case::{Appeal, CertiorariStage, Posture, Ruling};
use crate::law::data::Data;
use crate::law::message::{EntryNumber, Paper, ProducedBy, Sanction, Side};
use crate::sim::Time;

use super::history::brought_all;

/// A court whose ruling on the reach of the process can fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bench {
    Magistrate,
    District,
    Circuit,
}

/// A thing whose state is read off the posture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tracked {
    /// The process over which the case is fought, and the entry that issued it.
    Warrant(EntryNumber),
    /// The new warrant after the CLOUD Act.
    NewWarrant,
    /// A ruling on the reach of the process.
    Ruling { bench: Bench, entry: EntryNumber, winner: Side },
    /// A stay.
    Stay(EntryNumber),
    /// A contempt.
    Contempt(EntryNumber),
    /// An order that nothing in the model can undo.
    Final,
    /// An appeal to the court of appeals.
    Appeal,
    /// A petition for rehearing.
    Rehearing,
    /// A petition for certiorari.
    Certiorari,
    /// A request in a channel.
    Request(u8),
}

const IN_FORCE: &str = "in-force";
const VACATED: &str = "vacated";
const SUPERSEDED: &str = "superseded";
const MOOT: &str = "moot";
const PENDING: &str = "pending";

impl Tracked {
    /// The ruling on the reach of the process that an entry made, and whom it favours.
    pub(super) fn ruling_made(posture: &Posture, n: EntryNumber) -> Option<(Tracked, Side)> {
        let benches = [Bench::Magistrate, Bench::District, Bench::Circuit];
        benches.into_iter().find_map(|bench| {
            let Ruling { entry, winner, .. } = bench.ruling(posture)?;
            (entry == n).then_some((Tracked::Ruling { bench, entry, winner }, winner))
        })
    }

    /// Whether it is a ruling of a trial court.
    pub(super) fn is_ruling_below(&self) -> bool {
        matches!(self, Tracked::Ruling { bench: Bench::Magistrate | Bench::District, .. })
    }

    /// Whether it is a ruling of the court of appeals.
    pub(super) fn is_of_the_court_of_appeals(&self) -> bool {
        matches!(self, Tracked::Ruling { bench: Bench::Circuit, .. })
    }

    /// Its state after a paper, if it was in the state `before`.
    pub(super) fn state(
        self,
        posture: &Posture,
        paper: Paper,
        before: Option<&'static str>,
    ) -> &'static str {
        match self {
            Tracked::Warrant(entry) => warrant(posture, entry, before),
            Tracked::NewWarrant => new_warrant(posture, paper, before),
            Tracked::Ruling { bench, entry, winner } => ruling(posture, bench, entry, winner),
            Tracked::Stay(entry) => stay(posture, paper, entry, before),
            Tracked::Contempt(entry) => contempt(posture, entry),
            Tracked::Final => IN_FORCE,
            Tracked::Appeal => appeal(posture, paper, before),
            Tracked::Rehearing => rehearing(posture, paper, before),
            Tracked::Certiorari => certiorari(posture, paper, before),
            Tracked::Request(path) => posture.files[usize::from(path)].standing.as_str(),
        }
    }
}

impl Bench {
    fn ruling(self, posture: &Posture) -> Option<Ruling> {
        match self {
            Bench::Magistrate => posture.magistrate,
            Bench::District => posture.district,
            Bench::Circuit => posture.circuit,
        }
    }

    /// The rulings of higher courts.
    fn above(self, posture: &Posture) -> impl Iterator<Item = Ruling> {
        let circuit = posture.circuit.filter(|_| self != Bench::Circuit);
        let district = posture.district.filter(|_| self == Bench::Magistrate);
        district.into_iter().chain(circuit)
    }
}

fn warrant(posture: &Posture, entry: EntryNumber, before: Option<&'static str>) -> &'static str {
    if posture.issued.is_some_and(|issued| issued != entry) {
        return SUPERSEDED;
    }
    match (posture.ending, posture.served) {
        (Some((ending, _)), _) => ending.as_str(),
        (None, Some(_)) => "served",
        (None, None) => before.unwrap_or("issued"),
    }
}

fn new_warrant(posture: &Posture, paper: Paper, before: Option<&'static str>) -> &'static str {
    match (posture.produced, paper) {
        (Some((ProducedBy::Replacement, _)), _) => "produced",
        _ if posture.comity_granted => "quashed",
        (_, Paper::Served(_)) => "served",
        _ => before.unwrap_or("issued"),
    }
}

/// A ruling falls when a higher court rules for the other side, and stands again when that ruling falls. One that binds
/// the provider does not bind while it is stayed.
fn ruling(posture: &Posture, bench: Bench, entry: EntryNumber, winner: Side) -> &'static str {
    let Some(now) = bench.ruling(posture) else {
        let undone = posture.vacated || posture.remanded_under_the_act;
        return if undone { VACATED } else { SUPERSEDED };
    };
    if now.entry != entry {
        return SUPERSEDED;
    }
    if now.winner != winner || bench.above(posture).any(|higher| higher.winner != winner) {
        return "reversed";
    }
    let stayed = bench != Bench::Circuit && winner == Side::Government && posture.stay.is_some();
    if stayed { "stayed" } else { IN_FORCE }
}

fn stay(
    posture: &Posture,
    paper: Paper,
    entry: EntryNumber,
    before: Option<&'static str>,
) -> &'static str {
    match (posture.stay, before) {
        (Some(stay), _) if stay == entry => IN_FORCE,
        (_, Some(ended)) if ended != IN_FORCE => ended,
        (Some(_), _) => SUPERSEDED,
        (None, _) => match paper {
            Paper::StayLifted { .. } => "lifted",
            Paper::VacatedAsMoot => VACATED,
            _ => "ended",
        },
    }
}

fn contempt(posture: &Posture, entry: EntryNumber) -> &'static str {
    if posture.contempt.is_some_and(|contempt| contempt.entry == entry) {
        IN_FORCE
    } else if posture.contempt.is_some() {
        SUPERSEDED
    } else {
        VACATED
    }
}

fn appeal(posture: &Posture, paper: Paper, before: Option<&'static str>) -> &'static str {
    let was = before.unwrap_or("filed");
    match (posture.appeal, paper) {
        (Appeal::Premature, _) => "premature",
        (Appeal::Accepted { .. }, _) => PENDING,
        (Appeal::None, Paper::AppealDismissed(_)) => "dismissed",
        _ if !matches!(was, "filed" | "premature" | PENDING) => was,
        (Appeal::None, Paper::Decided { .. } | Paper::EnBancDecided(_)) => "decided",
        (Appeal::None, Paper::AppealMoot | Paper::VacatedAsMoot) => MOOT,
        (Appeal::None, _) => was,
    }
}

fn rehearing(posture: &Posture, paper: Paper, before: Option<&'static str>) -> &'static str {
    let was = before.unwrap_or(PENDING);
    match paper {
        _ if !matches!(was, PENDING | "granted") => was,
        Paper::RehearingGranted { .. } => "granted",
        Paper::RehearingDenied { .. } => "denied",
        Paper::EnBancDecided(_) => "decided",
        Paper::AppealMoot | Paper::VacatedAsMoot => MOOT,
        _ if posture.rehearing_petition.is_none() && was == PENDING => "ended",
        _ => was,
    }
}

fn certiorari(posture: &Posture, paper: Paper, before: Option<&'static str>) -> &'static str {
    let was = before.unwrap_or(PENDING);
    match (posture.certiorari, paper) {
        _ if !matches!(was, PENDING | "granted") => was,
        (CertiorariStage::Pending { .. }, _) => PENDING,
        (CertiorariStage::Granted { .. }, _) => "granted",
        (CertiorariStage::None, Paper::CertiorariDenied(_)) => "denied",
        (CertiorariStage::None, Paper::PetitionWithdrawn) => "withdrawn",
        (CertiorariStage::None, Paper::DismissedAsImprovident) => "dismissed",
        (CertiorariStage::None, Paper::MeritsDecided { .. }) => "decided",
        (CertiorariStage::None, Paper::RemandedUnderTheAct) => "remanded",
        (CertiorariStage::None, Paper::AppealMoot | Paper::VacatedAsMoot) => MOOT,
        (CertiorariStage::None, _) => "ended",
    }
}

/// What a contempt costs, in one word.
pub(super) fn sanction_state(sanction: Sanction) -> &'static str {
    match sanction {
        Sanction::None => "none",
        Sanction::FineStayed => "fine-stayed",
        Sanction::FineAccruing => "fine-accruing",
    }
}

/// Whether the data was produced, in one word.
pub(super) fn produced_state(by: Option<ProducedBy>) -> &'static str {
    match by {
        None => "no",
        Some(by) if brought_all(by) => "yes",
        Some(_) => "in-part",
    }
}

/// What happened to the data in the account while the case went on, after it opened.
pub(super) fn data_state(data: &Data, last: Time) -> impl Iterator<Item = (Time, &'static str)> {
    let deleted = data.deleted.map(|deletion| (deletion.at, "deleted"));
    let in_time = move |taken| deleted.is_none_or(|(at, _)| taken < at);
    let taken = data.copy.filter(|(taken, _)| in_time(*taken)).map(|(at, _)| (at, "preserved"));
    taken.into_iter().chain(deleted).filter(move |(at, _)| *at <= last)
}
