//! Every paper that passes between offices.
//!
//! What a paper is called, what it rests on and how it reads stands in [`crate::law::wording`]; what it
//! does to the case stands in [`crate::law::case`].

use jiff::civil::Date;

use crate::law::authority::AuthorityId;
use crate::law::decision::PointId;
use crate::law::strategy::Path;

/// The number of a docket entry, from 1. Zero stands for "before the first entry".
pub type EntryNumber = u32;

/// What is in an envelope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mail {
    /// A paper on the docket, with its number there.
    Filed(Paper, EntryNumber),
    /// A letter between offices that is not docketed, with the entry that prompted it and the decision behind it.
    Letter(Paper, EntryNumber, Behind),
    /// A matter the reader had calendared comes up.
    Due(Due),
    /// A day on which the strategy is looked at again.
    Review,
}

/// The decision behind a letter, as far as no entry shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Behind {
    /// The what-if the letter carries out: where it was made, and the option.
    pub carries_out: Option<(PointId, u8)>,
    /// The decision was drawn, so what follows is simulated.
    pub drawn: bool,
}

/// A matter that comes up on the reader's own calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// What was calendared.
    pub point: PointId,
    /// The how-manieth time this point was asked in this case, from 1.
    pub occurrence: u16,
    /// The docket entry because of which it was calendared.
    pub cause: EntryNumber,
    /// The record line that fixed the day, if one did.
    pub line: Option<u16>,
    /// The what-if this step carries out: where it was made, and the option.
    pub carries_out: Option<(PointId, u8)>,
}

/// The two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The United States.
    Government,
    /// The provider.
    Provider,
}

impl Side {
    /// The other side.
    pub fn other(self) -> Side {
        match self {
            Side::Government => Side::Provider,
            Side::Provider => Side::Government,
        }
    }
}

/// The process served on the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// A search warrant under 18 U.S.C. 2703(a).
    Warrant,
    /// A court order with notice under 18 U.S.C. 2703(b)(1)(B) and (d).
    CourtOrder,
    /// A demand for records other than content, 18 U.S.C. 2703(c).
    NonContent,
    /// The new warrant after the CLOUD Act.
    Replacement,
}

/// Why the provider says it need not produce: what the two sides argue about from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Defence {
    /// The process does not reach data stored abroad.
    #[default]
    Territory,
    /// The statutory motion of 18 U.S.C. 2703(h): the law of a qualifying foreign government forbids it.
    Statute,
    /// Common-law comity: the law of another state forbids it.
    Comity,
}

/// What a contempt costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sanction {
    /// Nothing for now.
    None,
    /// A daily fine, stayed until the appeal is decided.
    FineStayed,
    /// A daily fine that accrues at once.
    FineAccruing,
}

/// Whom an amicus brief supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supports {
    /// The provider.
    Provider,
    /// Neither side.
    Neither,
    /// The Government.
    Government,
}

/// Which notice of appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// From the order to comply, before any contempt.
    First,
    /// The first notice, amended to add the contempt.
    Amended,
    /// A fresh notice from the contempt.
    New,
    /// A notice from the contempt after its time.
    Late,
    /// The Government's, from an order that vacates the process.
    Government,
}

/// Why a court of appeals does not reach the merits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReview {
    /// Neither obedience nor contempt: nothing final to appeal.
    NotFinal,
    /// No notice followed the contempt.
    NoNotice,
    /// The notice came too late.
    Late,
}

/// How the district judge rules on the magistrate judge's order to comply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affirmance {
    /// Affirmed, and a stay announced.
    StayAnnounced,
    /// Affirmed, with no stay.
    NoStay,
    /// Affirmed, and the case closed with a final order.
    Closed,
}

/// How a court of appeals or the Supreme Court disposes of the order to comply, or of its vacatur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// The ruling below stands.
    Affirmed,
    /// The ruling below falls.
    Reversed,
    /// The votes are even, so the ruling below stands, without precedent.
    EvenlyDivided,
    /// Not reached, because review was waived by a missed objection.
    Waived,
    /// The new statute answers the question, so the ruling below stands.
    UnderTheAct,
}

/// How the provider answers the new warrant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewWarrantAnswer {
    /// It moves to quash on common-law comity.
    Comity,
    /// It refuses.
    Refused,
    /// It answered in a way the record does not settle.
    NotConfirmed,
}

/// How the data was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProducedBy {
    /// Under the first process.
    Warrant,
    /// Only what was never in dispute: records other than content, and data in the United States.
    InPart,
    /// Under the new warrant after the CLOUD Act.
    Replacement,
    /// Under a new warrant from another district.
    Elsewhere,
    /// By a channel, named by its place in the scenario.
    Channel(u8),
}

/// How the path of a channel ends without bringing the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEnd {
    /// Whoever had to decide said no.
    Refused,
    /// Whoever asked gave up.
    Abandoned,
    /// There was no data left to produce.
    NoData,
    /// Nobody works on the file any more.
    Dormant,
    /// Its time ran out.
    Lapsed,
    /// A copy of the data is held: a preservation that did its work.
    Held,
    /// Whoever had to produce was fined instead.
    Sanctioned,
    /// The recipient takes it to court.
    Contested,
    /// Part of the data was produced, and the rest withheld.
    InPart,
    /// The data went to somebody who had no right to it.
    Misdirected,
    /// Nothing follows.
    Cleared,
    /// The data came by another path first.
    Withdrawn,
    /// An authority it rests on was not in force.
    Unavailable,
}

impl Paper {
    /// Whether it demands, orders or obeys a demand for data wherever it is stored: from 23 March 2018 on that rests
    /// on 18 U.S.C. 2713 as well.
    pub fn reaches_abroad(self) -> bool {
        matches!(
            self,
            Paper::Issued { process: Process::Warrant | Process::CourtOrder, rider: false }
                | Paper::MotionDenied { in_part: false }
                | Paper::Compelled { in_part: false }
                | Paper::Produced(ProducedBy::Warrant)
        )
    }

    /// Whether that stage is over with it.
    pub fn ends_stage(self, wanted: Option<u16>) -> bool {
        matches!(self, Paper::Stage { stage, .. } if Some(stage) == wanted)
    }

    /// Whether the request on that path is over with it, with the data or without.
    pub fn ends_request(self, path: u8) -> bool {
        match self {
            Paper::Produced(ProducedBy::Channel(ended))
            | Paper::PathEnded { path: ended, .. }
            | Paper::NotInForce { path: ended, .. } => ended == path,
            _ => false,
        }
    }
}

impl PathEnd {
    /// Every one.
    pub const ALL: [PathEnd; 13] = [
        PathEnd::Refused,
        PathEnd::Abandoned,
        PathEnd::NoData,
        PathEnd::Dormant,
        PathEnd::Lapsed,
        PathEnd::Held,
        PathEnd::Sanctioned,
        PathEnd::Contested,
        PathEnd::InPart,
        PathEnd::Misdirected,
        PathEnd::Cleared,
        PathEnd::Withdrawn,
        PathEnd::Unavailable,
    ];

    /// Its name in scenarios and output.
    pub fn as_str(self) -> &'static str {
        match self {
            PathEnd::Refused => "refused",
            PathEnd::Abandoned => "abandoned",
            PathEnd::NoData => "no-data",
            PathEnd::Dormant => "dormant",
            PathEnd::Lapsed => "lapsed",
            PathEnd::Held => "held",
            PathEnd::Sanctioned => "sanctioned",
            PathEnd::Contested => "contested",
            PathEnd::InPart => "in-part",
            PathEnd::Misdirected => "misdirected",
            PathEnd::Cleared => "cleared",
            PathEnd::Withdrawn => "withdrawn",
            PathEnd::Unavailable => "unavailable",
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            PathEnd::Refused => "refused; it ends without the data",
            PathEnd::Abandoned => "given up; it ends without the data",
            PathEnd::NoData => "no data is left to produce",
            PathEnd::Dormant => "dormant; nobody works on it any more",
            PathEnd::Lapsed => "its time has run out",
            PathEnd::Held => "a copy of the data is held",
            PathEnd::Sanctioned => "a sanction is imposed",
            PathEnd::Contested => "contested; it goes to court",
            PathEnd::InPart => "part of the data is produced, the rest withheld",
            PathEnd::Misdirected => "the data went to somebody who had no right to it",
            PathEnd::Cleared => "nothing follows",
            PathEnd::Withdrawn => "withdrawn, because the data came by another path first",
            PathEnd::Unavailable => "not open on this day",
        }
    }
}

/// A paper: what one office says to others.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each paper's title is its name; crate::law::wording says it in full"
)]
pub enum Paper {
    // Getting the process.
    OpenMatter,
    ApplicationFor(Process),
    ApplicationRefused,
    Issued { process: Process, rider: bool },
    RiderObjected,
    RiderStruck,
    RiderUpheld,
    PreservationLetter,
    Served(Process),
    PartialProduction,
    Produced(ProducedBy),
    NothingLeft,
    NoticeToIreland,
    MotionToVacate(Defence),
    Declined,
    MotionToCompel,
    OppositionToCompel,
    Narrowed,
    Withdrawn,
    // Before the magistrate judge.
    OppositionToMotion,
    ReplyOnMotion,
    MotionForContempt,
    FactsCertified,
    MotionDenied { in_part: bool },
    MotionGranted,
    Compelled { in_part: bool },
    CompulsionDenied,
    Abated,
    StayProposed,
    StayedOnConsent,
    StayOpposed,
    StayGrantedByMagistrate,
    StayRefusedByMagistrate,
    ReviewWaived,
    // Before the district judge.
    ObjectionsFiled(Side),
    AmicusBrief { slot: u16, supports: Supports, with_leave: bool },
    DiplomaticNote,
    GovernmentBriefBelow,
    ProviderReplyBelow,
    OrderAffirmed(Affirmance),
    OrderReversed,
    RemandedToMagistrate,
    FindingsByMagistrate,
    GrantAffirmed,
    GrantReversed,
    StayApplication,
    Stayed,
    StayDenied,
    WrittenOrder,
    CertificationSought,
    CertificationRefused,
    MotionToLiftStay,
    OppositionToLifting,
    StayLifted { report_by: Date, fine: bool },
    StayKept,
    OrderToShowCause,
    Stipulation(Sanction),
    ContemptMotion(Sanction),
    ContemptRefused,
    HeldInContempt { sanction: Sanction, agreed: bool },
    HeldAtACostNotConfirmed,
    AsksToBeHeld,
    FineRefused,
    SanctionsOrdered,
    // Before the court of appeals.
    NoticeOfAppeal(NoticeKind),
    DocketedPremature,
    AppealAccepted(Side),
    BriefedAnyway,
    MotionToDismissAppeal,
    AppealDismissed(NoReview),
    MandamusPetition,
    MandamusDenied,
    FineStayMotion,
    FineStayed,
    FineStayDenied,
    OpeningBrief(Side),
    AnsweringBrief(Side),
    ReplyBrief,
    ArguedOnAppeal,
    DismissalRefused,
    Decided { disposition: Disposition, appellant: Side },
    RemandedForFacts,
    FactsFound,
    LetStand,
    RehearingPetition,
    RehearingDenied { votes_for: u8, voting: u8 },
    RehearingGranted { votes_for: u8, voting: u8 },
    EnBancDecided(Disposition),
    ElsewhereApplication,
    ElsewhereRuled(Side),
    CongressAsked,
    AppealMoot,
    // Before the Supreme Court.
    TimeExtended { until: Date },
    NoPetition,
    Petition(Side),
    BriefInOpposition { acquiesces: bool },
    CertiorariGranted(Side),
    CertiorariDenied(Side),
    GovernmentMeritsBrief,
    ProviderMeritsBrief,
    ArguedInSupremeCourt,
    BillIntroduced,
    ActPassed,
    NoAct,
    OldWarrantLetter,
    PetitionWithdrawn,
    VacaturMotion,
    MootnessConceded,
    VacaturResisted,
    ComityMotion,
    ComityDenied,
    ComityGranted,
    NewWarrantAnswered(NewWarrantAnswer),
    VacatedAsMoot,
    DismissedAsImprovident,
    MeritsDecided { reversed: bool, winner: Side },
    RemandedUnderTheAct,
    RemandExecuted,
    // The strategy, and the channels.
    TakePath(Path),
    Requested(u8),
    Stage { stage: u16, outcome: u8 },
    PathEnded { path: u8, how: PathEnd },
    NotInForce { path: u8, authority: AuthorityId },
}
