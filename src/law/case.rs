//! The posture of a case: what its docket, read from the top, says stands today.
//!
//! Offices keep no notes; each asks the posture. It changes in one place only, [`Posture::apply`], when a
//! paper is entered, so the docket and the posture cannot disagree.

use crate::law::channel::{File, MOST_CHANNELS, Standing};
use crate::law::message::{
    Affirmance, Disposition, EntryNumber, NoReview, NoticeKind, Paper, PathEnd, Process,
    ProducedBy, Sanction, Side,
};
use crate::law::office::Office;
use crate::sim::Time;

/// A ruling that stands: the entry that made it, and whom it favours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The entry.
    pub entry: EntryNumber,
    /// The day it was made.
    pub at: Time,
    /// The side it favours: the Government if the provider must produce.
    pub winner: Side,
}

/// A contempt that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContemptOrder {
    /// The entry.
    pub entry: EntryNumber,
    /// The day it was made: the clock for the notice of appeal starts here.
    pub at: Time,
    /// What it costs.
    pub sanction: Sanction,
}

/// Where an appeal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appeal {
    /// No notice, or the appeal is over.
    None,
    /// A notice is on the docket that has no effect yet.
    Premature,
    /// The court of appeals has the case.
    Accepted {
        /// Who appeals.
        by: Side,
    },
}

/// Where a petition for certiorari stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertiorariStage {
    /// No petition, or it is over.
    None,
    /// Filed, not yet ruled on.
    Pending {
        /// The petitioner.
        by: Side,
    },
    /// Granted: the case is in the Supreme Court.
    Granted {
        /// The petitioner.
        by: Side,
    },
}

/// How the warrant path ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The data was produced under the process.
    Produced,
    /// Only records other than content, or data in the United States, were produced; the rest was given up.
    ProducedInPart,
    /// The process was quashed as to the data abroad.
    Quashed,
    /// The Government withdrew it.
    Withdrawn,
    /// No court would issue it.
    Refused,
    /// The provider lost its appeal for want of a timely, ripe notice.
    AppealDismissed,
    /// A statute overtook the case and the rulings were vacated.
    MootVacated,
}

impl Ending {
    /// Every one.
    pub const ALL: [Ending; 7] = [
        Ending::Produced,
        Ending::ProducedInPart,
        Ending::Quashed,
        Ending::Withdrawn,
        Ending::Refused,
        Ending::AppealDismissed,
        Ending::MootVacated,
    ];

    /// Its name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Ending::Produced => "produced",
            Ending::ProducedInPart => "produced-in-part",
            Ending::Quashed => "quashed",
            Ending::Withdrawn => "withdrawn",
            Ending::Refused => "refused",
            Ending::AppealDismissed => "appeal-dismissed",
            Ending::MootVacated => "moot-vacated",
        }
    }
}

/// What the docket says stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is the number of the entry its name says, unless it says more"
)]
pub struct Posture {
    pub process: Option<Process>,
    pub issued: Option<EntryNumber>,
    /// When it issued: the provider's days to answer run from then.
    pub issued_at: Option<Time>,
    /// The process was limited to data stored in the United States.
    pub limited: bool,
    pub served: Option<EntryNumber>,
    pub motion: Option<EntryNumber>,
    /// The motion is the Government's, to compel, not the provider's, to vacate.
    pub moved_to_compel: bool,
    pub answered: Option<EntryNumber>,
    /// The magistrate judge's ruling on the reach of the process.
    pub magistrate: Option<Ruling>,
    pub objections: Option<EntryNumber>,
    /// The right to review was lost by not objecting in time.
    pub waived: bool,
    /// The district judge's ruling on that ruling.
    pub district: Option<Ruling>,
    /// The district judge closed the case with a final order.
    pub closed_below: bool,
    /// The stay in force.
    pub stay: Option<EntryNumber>,
    /// The motion to lift it that is pending.
    pub lifting_motion: Option<EntryNumber>,
    /// The stay was lifted, or never granted: the duty to produce is live.
    pub duty_is_live: bool,
    /// The order that lifted the stay and asked the parties how to proceed.
    pub lifted: Option<EntryNumber>,
    /// The notice filed before any contempt.
    pub first_notice: Option<EntryNumber>,
    /// The proposal for an agreed contempt, and what it would cost.
    pub stipulation: Option<(EntryNumber, Sanction)>,
    /// The contested motion for contempt or the order to show cause.
    pub contempt_motion: Option<(EntryNumber, Sanction)>,
    pub contempt: Option<ContemptOrder>,
    /// A contempt that a court of appeals vacated; it revives if that ruling falls.
    pub vacated_contempt: Option<ContemptOrder>,
    /// The court of appeals has stayed a fine.
    pub fine_stayed: bool,
    pub appeal: Appeal,
    pub last_brief: Option<EntryNumber>,
    /// The ruling of the court of appeals.
    pub circuit: Option<Ruling>,
    pub rehearing_petition: Option<EntryNumber>,
    /// The last order that started the clock for certiorari: the judgment, or the denial of rehearing.
    pub judgment: Option<(EntryNumber, Time)>,
    pub certiorari: CertiorariStage,
    pub petition: Option<EntryNumber>,
    pub supreme_argument: Option<EntryNumber>,
    pub act: Option<EntryNumber>,
    /// The new warrant under the Act, once issued.
    pub replacement: Option<EntryNumber>,
    pub vacatur_motion: Option<EntryNumber>,
    /// The Supreme Court sent the case back to be decided under the Act.
    pub remanded_under_the_act: bool,
    pub mootness_answer: Option<EntryNumber>,
    pub comity_motion: Option<EntryNumber>,
    /// Which ruling, if any, said that the provider need not answer the new warrant.
    pub comity_granted: bool,
    /// The rulings below were vacated.
    pub vacated: bool,
    pub produced: Option<(ProducedBy, Time)>,
    pub ending: Option<(Ending, Time)>,
    /// The file of each channel, in the order of the scenario.
    pub files: [File; MOST_CHANNELS],
}

impl Default for Posture {
    fn default() -> Posture {
        Posture {
            process: None,
            issued: None,
            issued_at: None,
            limited: false,
            served: None,
            motion: None,
            moved_to_compel: false,
            answered: None,
            magistrate: None,
            objections: None,
            waived: false,
            district: None,
            closed_below: false,
            stay: None,
            lifting_motion: None,
            duty_is_live: false,
            lifted: None,
            first_notice: None,
            stipulation: None,
            contempt_motion: None,
            contempt: None,
            vacated_contempt: None,
            fine_stayed: false,
            appeal: Appeal::None,
            last_brief: None,
            circuit: None,
            rehearing_petition: None,
            judgment: None,
            certiorari: CertiorariStage::None,
            petition: None,
            supreme_argument: None,
            act: None,
            replacement: None,
            vacatur_motion: None,
            remanded_under_the_act: false,
            mootness_answer: None,
            comity_motion: None,
            comity_granted: false,
            vacated: false,
            produced: None,
            ending: None,
            files: [File::default(); MOST_CHANNELS],
        }
    }
}

impl Posture {
    /// Whether the Government still lacks the data it asked for.
    pub fn data_wanted(&self) -> bool {
        self.produced.is_none()
    }

    /// Whether a request is under way in any channel.
    pub fn request_pending(&self) -> bool {
        self.files.iter().any(|file| file.standing == Standing::Pending)
    }

    /// The court in which the case is pending on appeal, if any.
    pub fn appeal_pending_in(&self) -> Option<Office> {
        match (self.certiorari, self.appeal) {
            (CertiorariStage::Pending { .. } | CertiorariStage::Granted { .. }, _) => {
                Some(Office::Supreme)
            }
            (CertiorariStage::None, Appeal::Accepted { .. } | Appeal::Premature) => {
                Some(Office::Circuit)
            }
            (CertiorariStage::None, Appeal::None) if self.rehearing_petition.is_some() => {
                Some(Office::Circuit)
            }
            (CertiorariStage::None, Appeal::None) => None,
        }
    }

    /// Whether nothing is left to be done: the data is there and no court has the case.
    pub fn is_over(&self) -> bool {
        let decided = self.ending.is_some() || self.issued.is_none();
        let elsewhere = self.request_pending() || self.appeal_pending_in().is_some();
        decided && !self.data_wanted() && !elsewhere
    }

    /// Whether the court of appeals is hearing the case: it has it, and nobody says it is moot.
    pub fn on_appeal(&self) -> bool {
        matches!(self.appeal, Appeal::Accepted { .. }) && self.vacatur_motion.is_none()
    }

    /// Whether the active judges are at work on a rehearing.
    pub fn in_rehearing(&self) -> bool {
        self.rehearing_petition.is_some() && self.vacatur_motion.is_none()
    }

    /// Whether the Supreme Court is hearing the case: it has agreed to, and nobody says it is moot.
    pub fn in_supreme_court(&self) -> bool {
        let granted = matches!(self.certiorari, CertiorariStage::Granted { .. });
        granted && self.vacatur_motion.is_none()
    }

    /// Whether the fight over the first process is still on.
    pub fn contested(&self) -> bool {
        self.ending.is_none()
    }

    /// The ruling of the district court that an appeal would bring up.
    pub fn district_winner(&self) -> Option<Side> {
        self.district.or(self.magistrate).map(|ruling| ruling.winner)
    }

    /// Whether the provider is bound to produce today: the duty is live, or it is in contempt of it.
    pub fn must_produce(&self) -> bool {
        self.duty_is_live || self.contempt.is_some()
    }

    /// No court will issue the process.
    pub fn refuse_for_good(&mut self, at: Time) {
        self.end(Ending::Refused, at);
    }

    /// Takes an entry into account.
    pub fn apply(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        self.apply_process(paper, entry, at);
        self.apply_trial_court(paper, entry, at);
        self.apply_stay_and_contempt(paper, entry, at);
        self.apply_appeal(paper, entry, at);
        self.apply_supreme_court(paper, entry, at);
        self.apply_channel(paper, at);
        self.settle(at);
    }

    /// The new warrant replaced the old one. Where the old one is on appeal, that court disposes of it; once
    /// no court has it, it ends as the last ruling left it.
    fn settle(&mut self, at: Time) {
        let replaced = matches!(self.produced, Some((ProducedBy::Replacement, _)));
        if replaced && self.appeal_pending_in().is_none() {
            let upheld = self.circuit.is_some_and(|ruling| ruling.winner == Side::Government);
            self.end(if upheld { Ending::Produced } else { Ending::Withdrawn }, at);
        }
    }

    fn end(&mut self, ending: Ending, at: Time) {
        // How the path ended is decided once: data produced later under a lost case does not rewrite it.
        self.ending.get_or_insert((ending, at));
    }

    fn apply_process(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        match paper {
            Paper::Issued { process: Process::Replacement, .. } => {
                self.replacement = Some(entry);
                if self.appeal_pending_in().is_none() {
                    self.end(Ending::Withdrawn, at); // Replaced, with no court left to dispose of the old one.
                }
            }
            Paper::Issued { process, rider } => {
                self.process = Some(process);
                self.issued = Some(entry);
                self.issued_at = Some(at);
                self.limited = rider;
            }
            Paper::RiderStruck => self.limited = false,
            Paper::ApplicationRefused => self.issued = None,
            Paper::Served(_) => self.served = Some(entry),
            Paper::Narrowed => self.apply_production(ProducedBy::InPart, at),
            Paper::Withdrawn => self.end(Ending::Withdrawn, at),
            Paper::Produced(by) => self.apply_production(by, at),
            Paper::ComityMotion => self.comity_motion = Some(entry),
            Paper::ComityGranted => self.comity_granted = true,
            _ => {}
        }
    }

    fn apply_production(&mut self, by: ProducedBy, at: Time) {
        self.produced = Some((by, at));
        match by {
            ProducedBy::Warrant => self.end(Ending::Produced, at),
            ProducedBy::InPart => self.end(Ending::ProducedInPart, at),
            ProducedBy::Replacement | ProducedBy::Elsewhere | ProducedBy::Channel(_) => {}
        }
    }

    fn apply_trial_court(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        let for_side = |winner| Some(Ruling { entry, at, winner });
        match paper {
            Paper::MotionToVacate | Paper::MotionToCompel => {
                self.motion = Some(entry);
                self.moved_to_compel = paper == Paper::MotionToCompel;
            }
            Paper::OppositionToMotion => self.answered = Some(entry),
            Paper::MotionDenied { .. } | Paper::Compelled { .. } => {
                self.magistrate = for_side(Side::Government);
            }
            Paper::MotionGranted | Paper::CompulsionDenied => {
                self.magistrate = for_side(Side::Provider)
            }
            Paper::ObjectionsFiled(_) => self.objections = Some(entry),
            Paper::ReviewWaived => {
                self.waived = true;
                self.duty_is_live = true;
            }
            Paper::OrderAffirmed(_) | Paper::GrantReversed => {
                self.district = for_side(Side::Government);
            }
            Paper::OrderReversed | Paper::GrantAffirmed => self.district = for_side(Side::Provider),
            Paper::LetStand | Paper::NoPetition => self.end(Ending::Quashed, at),
            _ => {}
        }
        if let Paper::OrderAffirmed(kind) = paper {
            self.closed_below = kind == Affirmance::Closed;
            self.duty_is_live = kind != Affirmance::StayAnnounced;
        }
    }

    fn apply_stay_and_contempt(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        match paper {
            Paper::StayedOnConsent | Paper::StayGrantedByMagistrate | Paper::Stayed => {
                self.stay = Some(entry);
                self.duty_is_live = false;
            }
            Paper::StayRefusedByMagistrate | Paper::StayDenied | Paper::StayLifted { .. } => {
                // The duty is live again. Nobody is in contempt and nothing is owed yet.
                self.stay = None;
                self.lifting_motion = None;
                self.duty_is_live = true;
                if matches!(paper, Paper::StayLifted { .. }) {
                    self.lifted = Some(entry);
                }
            }
            Paper::MotionToLiftStay => self.lifting_motion = Some(entry),
            Paper::StayKept => self.lifting_motion = None,
            Paper::Stipulation(sanction) => {
                self.stipulation = Some((entry, sanction));
                self.lifting_motion = None;
            }
            Paper::ContemptMotion(sanction) => self.contempt_motion = Some((entry, sanction)),
            Paper::OrderToShowCause => {
                self.contempt_motion = Some((entry, Sanction::FineAccruing));
                self.stay = None;
                self.duty_is_live = true;
            }
            Paper::AsksToBeHeld => self.stipulation = Some((entry, Sanction::None)),
            Paper::ContemptRefused => self.stipulation = None,
            Paper::HeldInContempt { sanction, .. } => {
                self.contempt = Some(ContemptOrder { entry, at, sanction });
                self.stay = None;
                self.stipulation = None;
                self.contempt_motion = None;
                // On certified facts the judge decides contempt and merits together.
                if self.replacement.is_none() {
                    let upheld = Ruling { entry, at, winner: Side::Government };
                    self.district.get_or_insert(upheld);
                }
            }
            Paper::SanctionsOrdered => {
                if let Some(contempt) = &mut self.contempt {
                    contempt.sanction = Sanction::FineAccruing;
                }
            }
            Paper::FineStayed => {
                self.fine_stayed = true;
                if let Some(contempt) = &mut self.contempt {
                    contempt.sanction = Sanction::FineStayed;
                }
            }
            _ => {}
        }
    }

    fn apply_appeal(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        match paper {
            Paper::NoticeOfAppeal(NoticeKind::First) => self.first_notice = Some(entry),
            Paper::DocketedPremature => self.appeal = Appeal::Premature,
            Paper::AppealAccepted(by) => self.appeal = Appeal::Accepted { by },
            Paper::AppealDismissed(why) => {
                self.appeal = Appeal::None;
                self.first_notice = None;
                if why == NoReview::NotFinal {
                    // A stay pending the appeal ends with it.
                    self.stay = None;
                    self.duty_is_live = true;
                } else {
                    self.end(Ending::AppealDismissed, at);
                }
            }
            Paper::AppealMoot => {
                self.appeal = Appeal::None;
                self.rehearing_petition = None;
                self.certiorari = CertiorariStage::None;
            }
            Paper::OpeningBrief(_) | Paper::AnsweringBrief(_) | Paper::ReplyBrief => {
                self.last_brief = Some(entry);
            }
            Paper::Decided { disposition, appellant } => {
                let winner = if disposition == Disposition::Reversed {
                    appellant
                } else {
                    appellant.other()
                };
                self.decide_on_appeal(winner, entry, at);
            }
            Paper::EnBancDecided(_) => self.decide_on_appeal(Side::Government, entry, at),
            Paper::RehearingPetition => self.rehearing_petition = Some(entry),
            Paper::RehearingDenied { .. } => {
                self.rehearing_petition = None;
                self.judgment = Some((entry, at));
            }
            _ => {}
        }
    }

    fn decide_on_appeal(&mut self, winner: Side, entry: EntryNumber, at: Time) {
        self.circuit = Some(Ruling { entry, at, winner });
        self.judgment = Some((entry, at));
        self.appeal = Appeal::None;
        self.rehearing_petition = None;
        self.duty_is_live = winner == Side::Government;
        match winner {
            Side::Provider => {
                self.vacated_contempt = self.contempt.take().or(self.vacated_contempt)
            }
            Side::Government => self.revive_contempt(),
        }
    }

    fn apply_supreme_court(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        match paper {
            Paper::Petition(by) => {
                self.certiorari = CertiorariStage::Pending { by };
                self.petition = Some(entry);
            }
            Paper::CertiorariGranted(by) => self.certiorari = CertiorariStage::Granted { by },
            Paper::CertiorariDenied(by) => {
                self.certiorari = CertiorariStage::None;
                if by == Side::Government {
                    self.end(Ending::Quashed, at);
                }
            }
            Paper::ArguedInSupremeCourt => self.supreme_argument = Some(entry),
            Paper::ActPassed => self.act = Some(entry),
            Paper::VacaturMotion => self.vacatur_motion = Some(entry),
            Paper::MootnessConceded | Paper::VacaturResisted => self.mootness_answer = Some(entry),
            Paper::PetitionWithdrawn => self.certiorari = CertiorariStage::None,
            Paper::DismissedAsImprovident => {
                self.certiorari = CertiorariStage::None;
                self.end(Ending::Quashed, at);
            }
            Paper::MeritsDecided { winner, .. } => self.decide_merits(winner, at),
            Paper::RemandedUnderTheAct => {
                self.certiorari = CertiorariStage::None;
                self.vacatur_motion = None;
                self.remanded_under_the_act = true;
                self.circuit = None;
                self.appeal = Appeal::Accepted { by: Side::Provider };
            }
            Paper::VacatedAsMoot => self.vacate_everything(at),
            _ => {}
        }
    }

    fn decide_merits(&mut self, winner: Side, at: Time) {
        self.certiorari = CertiorariStage::None;
        if let Some(ruling) = &mut self.circuit {
            ruling.winner = winner;
        }
        match winner {
            Side::Provider => self.end(Ending::Quashed, at),
            Side::Government => {
                self.duty_is_live = true;
                self.revive_contempt();
            }
        }
    }

    /// When the ruling that vacated a contempt falls, the contempt stands again.
    fn revive_contempt(&mut self) {
        self.contempt = self.contempt.or(self.vacated_contempt.take());
    }

    /// Vacatur wipes out every ruling on the old process; the new warrant is untouched.
    fn vacate_everything(&mut self, at: Time) {
        self.certiorari = CertiorariStage::None;
        self.appeal = Appeal::None;
        self.rehearing_petition = None;
        self.magistrate = None;
        self.district = None;
        self.contempt = None;
        self.vacated_contempt = None;
        self.stipulation = None;
        self.contempt_motion = None;
        self.circuit = None;
        self.stay = None;
        self.duty_is_live = false;
        self.vacated = true;
        self.end(Ending::MootVacated, at);
    }

    fn apply_channel(&mut self, paper: Paper, at: Time) {
        let (path, standing) = match paper {
            Paper::Requested(path) => (path, Standing::Pending),
            Paper::Produced(ProducedBy::Channel(path)) => (path, Standing::Obtained),
            Paper::PathEnded { path, how } => (path, Standing::Ended(how)),
            Paper::NotInForce { path, .. } => (path, Standing::Ended(PathEnd::Unavailable)),
            _ => return,
        };
        let ended = (standing != Standing::Pending).then_some(at);
        self.files[usize::from(path)] = File { standing, ended };
    }
}
