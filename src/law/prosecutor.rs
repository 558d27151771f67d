//! The United States Attorney, who wants the data. In the Supreme Court the Government speaks through the
//! Solicitor General (`solicitor_general.rs`).
//!
//! In the seed case: the U.S. Attorney for the Southern District of New York.

mod appeal;

use crate::law::chambers::{Context, calendar, calendar_date};
use crate::law::channel::desk;
use crate::law::clock;
use crate::law::decision::{PointId, decision};
use crate::law::message::{NoticeKind, Paper, Process, ProducedBy, Sanction, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;

decision! {
    /// D01. Which instrument the prosecutor takes for the content of the mail.
    Instrument at Instrument {
        Warrant = "warrant" [US_2703A, US_2703B1B, R_CRP41]
            "A search warrant on the provider in the United States. If the data is there, it comes in days; where it is, the agents do not know.",
        Treaty = "treaty" [T_US_IE, IE_2008]
            "A request to Ireland under the treaty: central authority, Irish court order, transmission. It yields the data or a refusal.",
        CourtOrder = "court-order" [US_2703B1B, US_2703D, C_WARSHAK, C_MARCRICH]
            "A court order with notice to the customer. The statute allows it for older content, practice asks for a warrant; as a pure subpoena it is tested by control, so the panel's ground for reversal falls away.",
        NonContent = "non-content" [US_2703C]
            "Only records other than content: produced, and no foreign question arises.",
        PreserveFirst = "preserve-first" [US_2703F, T_US_IE]
            "A preservation letter freezes the data for 90 days, renewable once, while a treaty request runs.",
    }
}

decision! {
    /// What the prosecutor does after a magistrate judge refused the application.
    AfterRefusal at AfterRefusal {
        Resubmit = "resubmit" [US_2703A, R_CRP41] "A better application to the same magistrate judge.",
        DistrictJudge = "district-judge" [US_636] "The application goes to a district judge.",
    }
}

decision! {
    /// D04. How the Government answers the motion to vacate.
    Answer at Answer {
        Oppose = "oppose" [US_2703A] "Opposition, reply and argument; the magistrate judge rules.",
        Withdraw = "withdraw" [T_US_IE] "The warrant is withdrawn and a treaty request made instead.",
        Narrow = "narrow" [US_2703C] "The warrant is narrowed to what has been produced: records other than content.",
        Contempt = "contempt-at-once" [US_636E, US_401] "A motion for contempt, which a magistrate judge can only certify to a district judge.",
        TreatyToo = "treaty-in-parallel" [US_2703A, T_US_IE] "Opposition, and a treaty request beside it.",
    }
}

decision! {
    /// D07. Whether the Government consents to a stay during review by the district judge.
    ConsentStay at ConsentStay {
        Consent = "consent" [X_CONSENT] "The order is stayed by consent, on a longer schedule for the objections.",
        Oppose = "oppose" [R_AP8, C_NKEN] "The provider must show the usual stay factors; if it fails, it must obey or be certified for contempt at once.",
    }
}

decision! {
    /// Whether the Government objects after the magistrate judge vacated the process.
    Objections at ProsecutorObjections {
        Object = "object" [US_636, R_CRP59] "The district judge reviews the order that vacated the process.",
        LetStand = "let-stand" [US_636, R_CRP59] "The order stands: quashed as to data abroad.",
    }
}

decision! {
    /// D12. What the Government does about an appeal from an order that is not final.
    Finality at Finality {
        LiftStay = "lift-stay" [US_1291, C_COBBLEDICK] "A letter-motion to lift the stay and, if the provider refuses, to hold it in contempt.",
        Nothing = "do-nothing" [US_1291] "The appeal is briefed, but jurisdiction cannot be waived: it is dismissed, and contempt and a second appeal follow, up to a year later.",
        Dismiss = "move-to-dismiss" [US_1291, C_COBBLEDICK] "A motion in the court of appeals, likely granted in two to four months; then contempt.",
        Treaty = "turn-to-treaty" [T_US_IE] "The warrant is withdrawn and a treaty request made.",
    }
}

decision! {
    /// Whether the Government appeals from an order of the district court that vacates the process.
    AppealRoute at Appeal {
        Appeal = "appeal" [US_3731, US_1291] "The court of appeals hears the Government without any contempt.",
        LetStand = "let-stand" [US_1291] "The order stands: quashed as to data abroad.",
    }
}

decision! {
    /// D19. What the Government does after losing the appeal.
    AfterPanel at AfterPanel {
        Rehearing = "rehearing" [R_AP35, R_AP40A1] "A petition for rehearing within 45 days, or as extended; the active judges vote.",
        Certiorari = "certiorari-at-once" [US_1254, R_SC13] "A petition within 90 days of the judgment: a decision one Term earlier, before the Act, so a ruling on the merits.",
        LetStand = "let-stand" [T_US_IE] "Quashed as to the data abroad, as law of this circuit alone; a treaty request instead.",
        Elsewhere = "new-warrants-elsewhere" [US_2703A, US_2711_3] "New warrants in a district outside the circuit, where the Government won every reported case.",
        Congress = "ask-congress" [US_ART1] "The ruling stands until a statute changes the law; then a new warrant.",
    }
}

decision! {
    /// D25. What the Government does once the Act is law.
    AfterAct at AfterAct {
        NewWarrant = "new-warrant" [US_2703A, US_2713, C_MUNSINGWEAR] "A new warrant under the Act replaces the old one, and the Government moves to vacate the judgment below as moot.",
        OldOnly = "old-warrant-only" [US_2713] "Only the argument that the Act validates the old warrant: the case stays alive and is decided.",
        Withdraw = "withdraw" [X_CONSENT] "Everything is withdrawn; the ruling of the court of appeals stands as precedent.",
    }
}

/// The United States Attorney.
pub struct Prosecutor;

impl Desk for Prosecutor {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::OpenMatter => self.choose_instrument(cx),
            Paper::ApplicationRefused => self.after_refusal(cx),
            Paper::Issued { rider: true, .. } => {
                let issued = cx.posture().issued;
                cx.file(Paper::RiderObjected, &[Office::District], &[issued]);
                Ok(())
            }
            Paper::Issued { process: Process::Replacement, .. } => self.move_to_vacate(cx),
            Paper::Issued { .. } | Paper::RiderStruck | Paper::RiderUpheld => {
                self.prepare_service(cx)
            }
            Paper::Declined => self.answer_refusal(cx),
            Paper::MotionToVacate(_) => calendar(cx, Point::Answer),
            Paper::MotionGranted | Paper::CompulsionDenied => self.after_grant(cx),
            Paper::Abated => self.request_treaty(cx),
            Paper::StayProposed => self.consider_stay(cx),
            Paper::ObjectionsFiled(Side::Provider) => calendar(cx, Point::DistrictBrief),
            Paper::OrderReversed | Paper::GrantAffirmed => self.after_reversal(cx),
            Paper::NoticeOfAppeal(NoticeKind::First) => self.question_finality(cx),
            Paper::ContemptRefused | Paper::ContemptMotion(_) => {
                calendar(cx, Point::ContemptMotion)
            }
            Paper::AppealAccepted(Side::Government) => self.open_briefing(cx),
            Paper::OpeningBrief(Side::Provider) => self.brief_by_rule(cx),
            Paper::Decided { .. } => self.after_panel(cx),
            Paper::ActPassed => self.after_act(cx),
            Paper::MeritsDecided { .. } | Paper::ComityDenied => self.after_merits(cx),
            Paper::Produced(ProducedBy::Channel(_)) => self.drop_process(cx),
            Paper::Produced(_) => {
                desk::withdraw_rest(cx);
                Ok(())
            }
            _ => self.note(paper, cx),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Draft) => self.apply(cx),
            Some(Point::Service) => self.serve(cx),
            Some(Point::Compel) => self.compel(cx),
            Some(Point::Answer) => self.answer(cx),
            Some(Point::ConsentStay) => self.answer_stay_proposal(cx),
            Some(Point::ProsecutorObjections) => self.object_or_not(cx),
            Some(Point::DistrictBrief) => self.brief_below(cx),
            Some(Point::Finality) => self.act_on_finality(cx),
            Some(Point::ContemptMotion) => self.move_for_contempt(cx),
            Some(Point::Appeal) => self.appeal_or_not(cx),
            Some(Point::GovernmentBrief) => self.file_opening_brief(cx),
            Some(Point::AnsweringBrief) => self.file_answering_brief(cx),
            Some(Point::RehearingPetition) => self.petition_for_rehearing(cx),
            Some(then @ (Point::LetRulingStand | Point::ApplyElsewhere | Point::AskCongress)) => {
                self.let_ruling_stand(then, cx)
            }
            _ => cx.unaccepted(point),
        }
    }
}

impl Prosecutor {
    /// Papers that are only for the file.
    fn note(&self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::NewWarrantAnswered(_)
            | Paper::PartialProduction
            | Paper::NothingLeft
            | Paper::OppositionToCompel
            | Paper::ReplyOnMotion
            | Paper::StayGrantedByMagistrate
            | Paper::StayRefusedByMagistrate
            | Paper::ProviderReplyBelow
            | Paper::OppositionToLifting
            | Paper::NoticeOfAppeal(_)
            | Paper::AnsweringBrief(Side::Provider)
            | Paper::ReplyBrief
            | Paper::MotionDenied { .. }
            | Paper::Compelled { .. }
            | Paper::FineRefused
            | Paper::FactsCertified
            | Paper::ReviewWaived
            | Paper::FindingsByMagistrate
            | Paper::RemandedToMagistrate
            | Paper::OrderAffirmed(_)
            | Paper::GrantReversed
            | Paper::WrittenOrder
            | Paper::Stayed
            | Paper::StayDenied
            | Paper::CertificationRefused
            | Paper::StayLifted { .. }
            | Paper::StayKept
            | Paper::OrderToShowCause
            | Paper::HeldInContempt { .. }
            | Paper::HeldAtACostNotConfirmed
            | Paper::SanctionsOrdered
            | Paper::DocketedPremature
            | Paper::AppealAccepted(Side::Provider)
            | Paper::AppealDismissed(_)
            | Paper::MandamusDenied
            | Paper::ArguedOnAppeal
            | Paper::DismissalRefused
            | Paper::RemandedForFacts
            | Paper::FactsFound
            | Paper::RehearingDenied { .. }
            | Paper::RehearingGranted { .. }
            | Paper::EnBancDecided(_)
            | Paper::AppealMoot
            | Paper::VacatedAsMoot
            | Paper::RemandExecuted
            | Paper::ElsewhereRuled(_)
            | Paper::NoPetition
            | Paper::AsksToBeHeld
            | Paper::MootnessConceded
            | Paper::VacaturResisted
            | Paper::ComityMotion
            | Paper::ComityGranted
            | Paper::DiplomaticNote => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn choose_instrument(&self, cx: &mut Context) -> Outcome {
        match cx.decide::<Instrument>()? {
            Instrument::Warrant => self.draft(Process::Warrant, cx),
            Instrument::CourtOrder => self.draft(Process::CourtOrder, cx),
            Instrument::NonContent => self.draft(Process::NonContent, cx),
            Instrument::Treaty => self.request_treaty(cx)?,
            Instrument::PreserveFirst => {
                let letter = cx.file(Paper::PreservationLetter, &[Office::Provider], &[]);
                crate::law::provider::hold_preserved_data(letter, cx);
                self.request_treaty(cx)?;
            }
        }
        Ok(())
    }

    fn draft(&self, process: Process, cx: &mut Context) {
        cx.world.posture.process = Some(process);
        cx.calendar(Point::Draft);
    }

    fn apply(&self, cx: &mut Context) -> Outcome {
        if cx.posture().data_wanted() {
            self.apply_for(cx.posture().process.unwrap_or(Process::Warrant), cx);
        }
        Ok(())
    }

    /// An application is made ex parte; it reaches the docket with the ruling on it.
    fn apply_for(&self, process: Process, cx: &mut Context) {
        cx.write(Office::Magistrate, Paper::ApplicationFor(process));
    }

    fn after_refusal(&self, cx: &mut Context) -> Outcome {
        let process = cx.posture().process.unwrap_or(Process::Warrant);
        if cx.sender == Office::District.address() {
            return Ok(());
        }
        match cx.decide::<AfterRefusal>()? {
            AfterRefusal::Resubmit => self.apply_for(process, cx),
            AfterRefusal::DistrictJudge => {
                cx.write(Office::District, Paper::ApplicationFor(process))
            }
        }
        Ok(())
    }

    fn prepare_service(&self, cx: &mut Context) -> Outcome {
        let is_warrant = cx.posture().process == Some(Process::Warrant);
        let Some(issued) = cx.posture().issued.filter(|_| is_warrant) else {
            return calendar(cx, Point::Service);
        };
        let today = cx.today();
        let due = cx.deadline(clock::EXECUTE, Office::Prosecutor, issued, today);
        cx.calendar_until(Point::Service, due);
        Ok(())
    }

    fn serve(&self, cx: &mut Context) -> Outcome {
        let process = cx.posture().process.unwrap_or(Process::Warrant);
        let issued = cx.posture().issued;
        cx.file(Paper::Served(process), &[Office::Provider], &[issued]);
        Ok(())
    }

    /// A provider that refuses without a motion puts the Government to one (the pattern of 2017).
    fn answer_refusal(&self, cx: &mut Context) -> Outcome {
        let posture = cx.posture();
        if posture.contempt.is_some()
            || posture.magistrate.is_some()
            || posture.replacement.is_some()
        {
            return calendar(cx, Point::ContemptMotion);
        }
        calendar(cx, Point::Compel)
    }

    fn compel(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let served = cx.posture().served;
        cx.file(Paper::MotionToCompel, &[Office::Magistrate, Office::Provider], &[served]);
        Ok(())
    }

    fn answer(&self, cx: &mut Context) -> Outcome {
        // The data may have come by another path in the meantime, and the process be withdrawn.
        if !cx.posture().contested() {
            return Ok(());
        }
        let motion = cx.posture().motion;
        let court_and_provider = [Office::Magistrate, Office::Provider];
        match cx.decide::<Answer>()? {
            Answer::Oppose => {
                cx.file(Paper::OppositionToMotion, &court_and_provider, &[motion]);
            }
            Answer::TreatyToo => {
                cx.file(Paper::OppositionToMotion, &court_and_provider, &[motion]);
                self.request_treaty(cx)?;
            }
            Answer::Withdraw => self.withdraw(&court_and_provider, cx)?,
            Answer::Narrow => {
                let narrowed = cx.file(Paper::Narrowed, &court_and_provider, &[motion]);
                cx.because(narrowed);
                desk::withdraw_rest(cx);
            }
            Answer::Contempt => {
                cx.file(Paper::MotionForContempt, &court_and_provider, &[motion]);
            }
        }
        Ok(())
    }

    fn withdraw(&self, to: &[Office], cx: &mut Context) -> Outcome {
        let issued = cx.posture().issued;
        cx.file(Paper::Withdrawn, to, &[issued]);
        self.request_treaty(cx)
    }

    /// A treaty request, if the scenario has a treaty and none has been made.
    fn request_treaty(&self, cx: &mut Context) -> Outcome {
        match cx.world.channels.treaty() {
            Some(treaty) => desk::request(treaty, cx),
            None => Ok(()),
        }
    }

    /// With the data in hand by another path, the process is withdrawn.
    fn drop_process(&self, cx: &mut Context) -> Outcome {
        let (issued, contested) = (cx.posture().issued, cx.posture().contested());
        if issued.is_some() && contested {
            cx.file(Paper::Withdrawn, &[Office::Provider], &[issued]);
        }
        Ok(())
    }

    /// An answer is of use only while objections can still be made.
    fn consider_stay(&self, cx: &mut Context) -> Outcome {
        let ordered = cx.posture().magistrate.map_or(cx.now, |order| order.at);
        let due = clock::OBJECTIONS.ends(calendar_date(ordered), &cx.world.forums);
        cx.calendar_until(Point::ConsentStay, due);
        Ok(())
    }

    fn answer_stay_proposal(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        match cx.decide::<ConsentStay>()? {
            // Both sides sign it, so it is sent to the court alone.
            ConsentStay::Consent => {
                let stay = cx.file_jointly(Paper::StayedOnConsent, &[Office::Magistrate], &[order]);
                cx.because(stay);
                cx.write(Office::Provider, Paper::StayedOnConsent);
            }
            ConsentStay::Oppose => {
                cx.file(Paper::StayOpposed, &[Office::Magistrate, Office::Provider], &[order]);
            }
        }
        Ok(())
    }

    fn after_grant(&self, cx: &mut Context) -> Outcome {
        let Some(order) = cx.posture().magistrate else { return Ok(()) };
        let today = cx.today();
        let due = cx.deadline(clock::OBJECTIONS, Office::Prosecutor, order.entry, today);
        cx.calendar_by(Point::ProsecutorObjections, due);
        Ok(())
    }

    fn object_or_not(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        match cx.decide::<Objections>()? {
            Objections::Object => {
                let objections = Paper::ObjectionsFiled(Side::Government);
                cx.file(objections, &[Office::District, Office::Provider], &[order]);
            }
            Objections::LetStand => {
                cx.file(Paper::LetStand, &[Office::Provider], &[order]);
            }
        }
        Ok(())
    }

    fn brief_below(&self, cx: &mut Context) -> Outcome {
        if cx.posture().district.is_some() || !cx.posture().contested() {
            return Ok(()); // The judge ruled, or the case ended, before the brief was in.
        }
        let objections = cx.posture().objections;
        cx.file(Paper::GovernmentBriefBelow, &[Office::District, Office::Provider], &[objections]);
        Ok(())
    }

    /// A notice from an order that closed the case leaves nothing below to lift: the appeal itself decides.
    fn question_finality(&self, cx: &mut Context) -> Outcome {
        if cx.posture().closed_below {
            return Ok(());
        }
        calendar(cx, Point::Finality)
    }

    fn act_on_finality(&self, cx: &mut Context) -> Outcome {
        let notice = cx.posture().first_notice;
        let stay = cx.posture().stay;
        match cx.decide::<Finality>()? {
            Finality::LiftStay => {
                cx.file(
                    Paper::MotionToLiftStay,
                    &[Office::District, Office::Provider],
                    &[stay, notice],
                );
            }
            Finality::Nothing => {
                cx.file(Paper::BriefedAnyway, &[Office::Circuit], &[notice]);
            }
            Finality::Dismiss => {
                cx.file(
                    Paper::MotionToDismissAppeal,
                    &[Office::Circuit, Office::Provider],
                    &[notice],
                );
            }
            Finality::Treaty => {
                self.withdraw(&[Office::District, Office::Circuit, Office::Provider], cx)?
            }
        }
        Ok(())
    }

    fn move_for_contempt(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        let order = cx.posture().district.or(cx.posture().magistrate).map(|ruling| ruling.entry);
        // Whether a sanction follows is for the court.
        let motion = Paper::ContemptMotion(Sanction::None);
        cx.file(motion, &[Office::District, Office::Provider], &[order]);
        Ok(())
    }
}
