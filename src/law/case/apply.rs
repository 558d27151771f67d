//! What each paper does to the posture of a case.

use crate::law::case::{
    Appeal, CertiorariStage, ContemptOrder, Ending, FirstRulings, Posture, Ruling,
};
use crate::law::channel::{File, Standing};
use crate::law::message::{
    Affirmance, Disposition, EntryNumber, NoReview, NoticeKind, Paper, PathEnd, Process,
    ProducedBy, Sanction, Side,
};
use crate::sim::Time;

impl Posture {
    /// Takes an entry into account.
    #[inline]
    pub fn apply(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        // Most papers of a long case: a file goes from desk to desk, and everything stands where it stood.
        if !matches!(paper, Paper::Stage { .. }) {
            self.apply_to_all(paper, entry, at);
        }
    }

    fn apply_to_all(&mut self, paper: Paper, entry: EntryNumber, at: Time) {
        self.apply_process(paper, entry, at);
        self.apply_trial_court(paper, entry, at);
        self.apply_stay_and_contempt(paper, entry, at);
        self.apply_appeal(paper, entry, at);
        self.apply_supreme_court(paper, entry, at);
        self.apply_channel(paper, at);
        self.note_first_rulings();
        self.settle(at);
    }

    fn note_first_rulings(&mut self) {
        let FirstRulings { magistrate, district, circuit, .. } = self.first;
        let or = |first: Option<Time>, now: Option<Ruling>| first.or(now.map(|ruling| ruling.at));
        self.first.magistrate = or(magistrate, self.magistrate);
        self.first.district = or(district, self.district);
        self.first.circuit = or(circuit, self.circuit);
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

    pub(super) fn end(&mut self, ending: Ending, at: Time) {
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
            Paper::Served(_) => {
                self.served = Some(entry);
                self.served_at = Some(at);
            }
            Paper::Narrowed => self.apply_production(ProducedBy::InPart, at),
            Paper::Withdrawn => self.end(Ending::Withdrawn, at),
            Paper::Produced(by) => self.apply_production(by, at),
            Paper::NothingLeft => self.end(Ending::NoData, at),
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
            Paper::MotionToVacate(defence) => {
                self.motion = Some(entry);
                self.defence = defence;
            }
            Paper::MotionToCompel => {
                self.motion = Some(entry);
                self.moved_to_compel = true;
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
            Paper::FactsCertified => self.contempt_motion = Some((entry, Sanction::None)),
            Paper::OrderToShowCause => {
                self.contempt_motion = Some((entry, Sanction::FineAccruing));
                self.stay = None;
                self.duty_is_live = true;
            }
            Paper::AsksToBeHeld => self.stipulation = Some((entry, Sanction::None)),
            Paper::ContemptRefused => self.stipulation = None,
            Paper::HeldInContempt { sanction, .. } => self.hold_in_contempt(entry, at, sanction),
            // Its cost is left out of what follows.
            Paper::HeldAtACostNotConfirmed => self.hold_in_contempt(entry, at, Sanction::None),
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

    fn hold_in_contempt(&mut self, entry: EntryNumber, at: Time, sanction: Sanction) {
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
        let here = matches!(self.certiorari, CertiorariStage::Granted { .. });
        let judgment = matches!(
            paper,
            Paper::MeritsDecided { .. }
                | Paper::RemandedUnderTheAct
                | Paper::DismissedAsImprovident
                | Paper::VacatedAsMoot
        );
        if here && judgment {
            self.first.supreme.get_or_insert(at);
        }
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
