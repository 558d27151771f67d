//! The provider that holds the data: what it can choose, and what it does up to the contempt. Its appeal is
//! in `provider/appeal.rs`. In the seed case: Microsoft.

mod appeal;

use jiff::civil::Date;

use crate::law::authority;
use crate::law::calendar::RETENTION_DAYS;
use crate::law::chambers::{Context, Period, calendar, calendar_date};
use crate::law::clock;
use crate::law::decision::{PointId, decision};
use crate::law::docket::{Acts, Deadline};
use crate::law::message::{
    Affirmance, Defence, EntryNumber, NoticeKind, Paper, Process, ProducedBy, Sanction, Side,
};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;
use crate::law::rule;
use crate::sim::Time;
use crate::sim::time::DAY;

decision! {
    /// D03. What the provider does when the content turns out to be abroad.
    Response at Response {
        Move = "move-to-vacate" [X_INHERENT, R_CRP17C] "Data in the United States is produced, and the provider moves to vacate the rest.",
        ProduceAll = "produce-all" [US_2703A, US_2703E] "Everything is produced within weeks; no precedent is made.",
        Refuse = "refuse-without-motion" [X_INHERENT] "The Government must move to compel: the same question, with the provider as respondent.",
        TellIreland = "tell-ireland" [US_2705B] "Ireland learns of the warrant, which may lead to proceedings there; the motion to vacate follows all the same.",
        Statute = "statutory-motion" [US_2703H] "A motion to modify or quash within 14 days of service: open if the law of a qualifying foreign government forbids disclosure and the subscriber is neither a US person nor lives in the United States.",
        Comity = "comity-motion" [US_CLOUD103C, C_AEROSPATIALE] "A motion to quash on common-law comity, which the CLOUD Act leaves untouched: open whatever state's law forbids disclosure.",
    }
}

decision! {
    /// D06. What the provider does after the magistrate judge's order to comply.
    Objections at Objections {
        Object = "object" [US_636, R_CRP59] "Objections to the district judge, with a stay by consent meanwhile.",
        Miss = "miss-window" [US_636, R_CRP59] "No objection in time: review is waived, the order stands, and an appeal cannot reach its merits.",
        Comply = "comply" [US_2703A] "The data is produced.",
        Refuse = "refuse" [US_636E] "The magistrate judge certifies the facts, and the district judge decides contempt and merits together.",
        Unstayed = "object-without-stay" [US_636, R_CRP59] "Objections to the district judge within 14 days. Nobody asks for a stay, and the Government does not press the order meanwhile.",
    }
}

decision! {
    /// What the provider does when no review of the order is left.
    AfterWaiver at AfterWaiver {
        Comply = "comply" [US_2703A] "The data is produced.",
        Refuse = "refuse" [US_401] "Contempt, with a fine that accrues.",
    }
}

decision! {
    /// D10. How the provider seeks review in the court of appeals.
    ReviewRoute at ReviewRoute {
        StayAndNotice = "stay-and-notice" [US_1291, R_AP8] "A stay, then a notice of appeal at once: premature, because nothing is final.",
        Contempt = "ask-for-contempt" [C_COBBLEDICK, US_401] "The provider refuses openly and asks to be held in contempt: an appealable order about a month earlier.",
        AgreedOrder = "agreed-order" [X_CONSENT, US_401] "The Government's offer of an agreed final order is taken: the same contempt, weeks earlier.",
        Mandamus = "mandamus" [US_1651] "A petition for mandamus: denied, because contempt is an adequate remedy.",
        Certified = "certified-appeal" [US_1292B] "An application under 1292(b): refused, because this is no civil action.",
        Comply = "comply" [US_2703A] "The data is produced; any appeal is moot.",
    }
}

decision! {
    /// D13. How the provider answers the motion to lift the stay.
    Opposition at Opposition {
        Oppose = "oppose" [US_1291, C_GRIGGS] "It argues that the order is final and the notice divested the court; the judge rules.",
        Agree = "agree-to-contempt" [X_CONSENT, US_401] "A joint stipulation of contempt at once.",
        Comply = "comply" [US_2703A] "The data is produced; any appeal is moot.",
    }
}

decision! {
    /// D15. What the parties propose once the order is live.
    Proposal at Proposal {
        Stipulate = "stipulated-contempt" [X_CONSENT, US_401] "A joint stipulation: civil contempt without sanctions for now, both sides reserving their positions.",
        Contest = "contested-contempt" [US_401] "Motion, opposition and ruling; whether a sanction follows is open.",
        FineStayed = "fined-stayed" [X_CONSENT, C_GOOGLE_CONTEMPT] "A daily fine, stayed until after affirmance.",
        FineNow = "fined-unstayed" [US_401, C_MARCRICH_FINE] "A daily fine that accrues at once: strong pressure to produce.",
        Comply = "comply" [US_2703A] "The data is produced; any appeal is moot.",
        MissDate = "miss-date" [US_401] "An order to show cause, and probably an unfriendly contempt.",
        OwnMotion = "own-motion" [US_401, C_COBBLEDICK, C_GOOGLE_CONTEMPT] "The provider itself moves to be held in contempt, on terms it proposes; the Government may want heavier ones.",
    }
}

decision! {
    /// Whether the provider pays a fine that accrues, or produces.
    FineResponse at Fine {
        Refuse = "refuse" [C_MARCRICH_FINE] "The fine accrues while the appeal runs.",
        Produce = "produce" [US_2703A] "The data is produced; any appeal is moot.",
    }
}

decision! {
    /// D17. Which notice of appeal follows the contempt.
    Notice at Notice {
        Amend = "amend" [R_AP3, R_AP4] "The first notice is amended to add the contempt: jurisdiction is secured.",
        New = "new-notice" [R_AP3, R_AP4] "A separate notice, with the same effect.",
        RelyOnFirst = "rely-on-first" [R_AP4A2, C_FIRSTIER] "Only the premature notice stands: it does not ripen, and the appeal is dismissed.",
        Wait = "wait-too-long" [R_AP4] "The notice comes after 60 days: dismissed.",
    }
}

decision! {
    /// What the provider does after losing the appeal.
    AfterAffirmance at AfterAffirmance {
        Comply = "comply" [US_2703A] "The data is produced.",
        Certiorari = "certiorari" [US_1254, R_AP41D] "A petition for certiorari with the provider as petitioner; the mandate may be stayed meanwhile.",
        Refuse = "refuse" [US_401] "The reserved sanctions open: a fine that accrues.",
    }
}

decision! {
    /// D22. Whether the provider opposes the Government's petition.
    BriefInOpposition at BriefInOpposition {
        Oppose = "oppose" [R_SC15] "A brief in opposition that points to Congress.",
        Acquiesce = "acquiesce" [R_SC15] "The provider agrees that the question should be settled nationally; a grant is more likely.",
    }
}

decision! {
    /// D26. How the provider answers the motion to vacate as moot.
    Mootness at Mootness {
        Agree = "agree" [C_MUNSINGWEAR] "Both sides agree that nothing is left to decide.",
        Resist = "resist-vacatur" [C_BANCORP] "It argues that the Government caused the mootness; the Court still chooses how to dispose.",
        MoveToQuash = "move-to-quash" [US_CLOUD103C] "A motion against the new warrant: 2703(h) is not open for Ireland, common-law comity is.",
    }
}

decision! {
    /// D28. How the provider answers the new warrant.
    NewWarrant at NewWarrant {
        Comply = "comply" [US_2703A, US_2713] "The data is produced under the new warrant. Expected; not confirmed.",
        Comity = "comity-motion" [US_CLOUD103C] "A motion to quash on common-law comity; courts usually order production.",
        Refuse = "refuse" [US_401] "The road of contempt begins again, under the new Act.",
        NotConfirmed = "not-confirmed" [US_2713] "What the record knows: the answer is not confirmed by any primary source. It cannot be drawn.",
    }
}

/// The provider.
pub struct Provider;

impl Desk for Provider {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::Served(process) => self.respond(process, cx),
            Paper::OppositionToMotion => calendar(cx, Point::Reply),
            Paper::MotionToCompel => calendar(cx, Point::CompelOpposition),
            Paper::MotionDenied { .. } | Paper::Compelled { .. } => self.after_magistrate(cx),
            Paper::StayedOnConsent => {
                let ordered = cx.posture().magistrate.map_or(cx.now, |order| order.at);
                self.object_by(clock::OBJECTIONS_BY_SCHEDULE, calendar_date(ordered), cx)
            }
            Paper::StayGrantedByMagistrate => self.object_by(clock::OBJECTIONS, cx.today(), cx),
            Paper::StayRefusedByMagistrate => self.refuse_openly(cx),
            Paper::GovernmentBriefBelow => calendar(cx, Point::DistrictReply),
            Paper::OrderAffirmed(kind) => self.after_affirmed_order(kind, cx),
            Paper::GrantReversed => self.seek_review(cx),
            Paper::CertificationRefused => ask_for_stay(cx),
            Paper::Stayed => calendar(cx, Point::FirstNotice),
            Paper::MotionToLiftStay => calendar(cx, Point::Opposition),
            Paper::ReviewWaived => self.after_last_review(cx),
            Paper::StayLifted { fine: true, .. } => self.seek_stay_of_fine(cx),
            Paper::StayLifted { report_by, fine: false } => self.propose_by(report_by, cx),
            Paper::StayDenied | Paper::MandamusDenied => self.propose_by(a_week_on(cx), cx),
            Paper::AppealDismissed(why) => self.after_dismissal(why, cx),
            Paper::HeldInContempt { sanction, .. } => self.after_contempt(sanction, cx),
            Paper::HeldAtACostNotConfirmed => self.after_contempt(Sanction::None, cx),
            Paper::AppealAccepted(Side::Provider) => self.open_briefing(cx),
            Paper::OpeningBrief(Side::Government) => self.answer_by_rule(cx),
            Paper::AnsweringBrief(Side::Government) => self.reply_by_rule(cx),
            Paper::Decided { .. } | Paper::EnBancDecided(_) => self.after_appeal(cx),
            Paper::SanctionsOrdered => self.answer_fine(cx),
            Paper::Petition(Side::Government) => self.answer_petition(cx),
            Paper::CertiorariGranted(Side::Provider) => {
                self.brief_merits(clock::PETITIONER_MERITS, cx)
            }
            Paper::CertiorariDenied(Side::Provider) => self.after_last_review(cx),
            Paper::GovernmentMeritsBrief => self.answer_merits(cx),
            Paper::VacaturMotion => calendar(cx, Point::Mootness),
            Paper::MeritsDecided { .. } => self.after_last_review(cx),
            Paper::Issued { process: Process::Replacement, .. } => calendar(cx, Point::NewWarrant),
            Paper::ComityDenied => calendar(cx, Point::Production),
            Paper::RiderStruck | Paper::RiderUpheld => Ok(()),
            _ => self.note(paper, cx),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Response) => self.decide_response(cx),
            Some(Point::Production) => self.produce(cx),
            Some(Point::Motion) => self.move_to_vacate(Defence::Territory, cx),
            Some(Point::StatutoryMotion) => self.move_to_vacate(Defence::Statute, cx),
            Some(Point::ComityMotion) => self.move_to_vacate(Defence::Comity, cx),
            Some(Point::CompelOpposition) => self.oppose_compulsion(cx),
            Some(Point::Reply) => self.reply(cx),
            Some(Point::FileObjections) => self.file_objections(cx),
            Some(Point::DistrictReply) => self.reply_below(cx),
            Some(Point::FirstNotice) => self.give_first_notice(cx),
            Some(Point::Opposition) => self.oppose_lifting(cx),
            Some(Point::Proposal) => self.propose(cx),
            Some(Point::Notice) => self.give_notice(cx),
            Some(Point::NoticeLapses) => self.press_first_notice(cx),
            Some(Point::OpeningBrief) => self.file_opening_brief(cx),
            Some(Point::ProviderAnswer) => self.file_answer(cx),
            Some(Point::ReplyBrief) => self.file_reply_brief(cx),
            Some(Point::AfterAffirmance) => self.decide_after_affirmance(cx),
            Some(Point::ProviderPetition) => self.petition(cx),
            Some(Point::BriefInOpposition) => self.file_brief_in_opposition(cx),
            Some(Point::ProviderMerits) => self.file_merits_brief(cx),
            Some(Point::Mootness) => self.answer_mootness(cx),
            Some(Point::NewWarrant) => self.answer_new_warrant(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl Provider {
    /// Papers that are only for the file.
    fn note(&self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::PreservationLetter
            | Paper::Withdrawn
            | Paper::Narrowed
            | Paper::MotionForContempt
            | Paper::FactsCertified
            | Paper::MotionGranted
            | Paper::CompulsionDenied
            | Paper::Abated
            | Paper::StayOpposed
            | Paper::ObjectionsFiled(_)
            | Paper::OrderReversed
            | Paper::GrantAffirmed
            | Paper::RemandedToMagistrate
            | Paper::FindingsByMagistrate
            | Paper::WrittenOrder
            | Paper::StayKept
            | Paper::OrderToShowCause
            | Paper::ContemptMotion(_)
            | Paper::ContemptRefused
            | Paper::DocketedPremature
            | Paper::AppealAccepted(_)
            | Paper::NoticeOfAppeal(_)
            | Paper::MotionToDismissAppeal
            | Paper::FineStayed
            | Paper::FineStayDenied
            | Paper::ArguedOnAppeal
            | Paper::DismissalRefused
            | Paper::RemandedForFacts
            | Paper::FactsFound
            | Paper::LetStand
            | Paper::RehearingPetition
            | Paper::RehearingDenied { .. }
            | Paper::RehearingGranted { .. }
            | Paper::AppealMoot
            | Paper::TimeExtended { .. }
            | Paper::NoPetition
            | Paper::CertiorariGranted(_)
            | Paper::CertiorariDenied(_)
            | Paper::ArguedInSupremeCourt
            | Paper::ActPassed
            | Paper::OldWarrantLetter
            | Paper::PetitionWithdrawn
            | Paper::ComityGranted
            | Paper::VacatedAsMoot
            | Paper::DismissedAsImprovident
            | Paper::RemandedUnderTheAct
            | Paper::RemandExecuted => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    /// Whoever is served keeps what there is until the case is over.
    fn respond(&self, process: Process, cx: &mut Context) -> Outcome {
        let (now, served) = (cx.now, cx.posture().served);
        if !cx.world.data.is_there(now) {
            cx.file(Paper::NothingLeft, &[Office::Prosecutor], &[served]);
            return Ok(());
        }
        cx.world.data.hold(now, Time(i64::MAX));
        if process == Process::NonContent || cx.posture().limited {
            return calendar(cx, Point::Production);
        }
        calendar(cx, Point::Response)
    }

    fn decide_response(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let served = cx.posture().served;
        let (on, settled) = (cx.today(), cx.reach_is_settled());
        let conflict = cx.world.conflict.clone();
        let closed = |response| match response {
            Response::Move | Response::TellIreland => settled.then_some(rule::REACH_IS_SETTLED),
            Response::Statute => rule::statutory_motion(&conflict, on).err(),
            Response::Comity => rule::comity_motion(&conflict).err(),
            Response::ProduceAll | Response::Refuse => None,
        };
        match cx.decide_among::<Response>(closed)? {
            Response::ProduceAll => calendar(cx, Point::Production),
            Response::Move => self.produce_part_and_move(served, cx),
            Response::TellIreland => {
                cx.file(Paper::NoticeToIreland, &[Office::CentralAuthority], &[served]);
                self.produce_part_and_move(served, cx)
            }
            Response::Refuse => {
                cx.file(Paper::PartialProduction, &[Office::Prosecutor], &[served]);
                cx.file(Paper::Declined, &[Office::Prosecutor], &[served]);
                Ok(())
            }
            Response::Statute => self.prepare_statutory_motion(served, cx),
            Response::Comity => calendar(cx, Point::ComityMotion),
        }
    }

    /// The motion must be made within 14 days of service; what is asked for is preserved meanwhile.
    fn prepare_statutory_motion(&self, served: Option<EntryNumber>, cx: &mut Context) -> Outcome {
        let Some(entry) = served else { return Ok(()) };
        let on = cx.posture().served_at.map_or(cx.today(), calendar_date);
        let due = cx.deadline(clock::STATUTORY_MOTION, Office::Provider, entry, on);
        cx.calendar_by(Point::StatutoryMotion, due);
        Ok(())
    }

    fn produce_part_and_move(&self, served: Option<EntryNumber>, cx: &mut Context) -> Outcome {
        cx.file(Paper::PartialProduction, &[Office::Prosecutor], &[served]);
        // A warrant customarily gives 14 days to answer; the motion came exactly 14 days after issue.
        let issued = cx.posture().issued_at.unwrap_or(cx.now);
        let due = clock::EXECUTE.ends(calendar_date(issued), &cx.world.forums);
        cx.calendar_by(Point::Motion, due);
        Ok(())
    }

    /// Production ends the fight over the process under which it is made, and moots a pending appeal.
    fn produce(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() {
            return Ok(());
        }
        let posture = cx.posture();
        let (by, answers) = match posture.process {
            _ if posture.replacement.is_some() => (ProducedBy::Replacement, posture.replacement),
            Some(Process::NonContent) => (ProducedBy::InPart, posture.served),
            _ if posture.limited => (ProducedBy::InPart, posture.served),
            _ => (ProducedBy::Warrant, posture.served),
        };
        let court = posture.appeal_pending_in();
        let mut to = vec![Office::Prosecutor];
        to.extend(court);
        cx.file(Paper::Produced(by), &to, &[answers]);
        Ok(())
    }

    fn move_to_vacate(&self, defence: Defence, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let served = cx.posture().served;
        let motion = Paper::MotionToVacate(defence);
        cx.file(motion, &[Office::Magistrate, Office::Prosecutor], &[served]);
        Ok(())
    }

    fn oppose_compulsion(&self, cx: &mut Context) -> Outcome {
        if cx.posture().magistrate.is_some() || !cx.posture().contested() {
            return Ok(()); // Ruled on before the opposition was in.
        }
        let motion = cx.posture().motion;
        cx.file(Paper::OppositionToCompel, &[Office::Magistrate, Office::Prosecutor], &[motion]);
        Ok(())
    }

    fn reply(&self, cx: &mut Context) -> Outcome {
        if cx.posture().magistrate.is_some() || !cx.posture().contested() {
            return Ok(()); // Ruled on before the reply was in.
        }
        let opposition = cx.posture().answered;
        cx.file(Paper::ReplyOnMotion, &[Office::Magistrate, Office::Prosecutor], &[opposition]);
        Ok(())
    }

    fn after_magistrate(&self, cx: &mut Context) -> Outcome {
        let Some(order) = cx.posture().magistrate else { return Ok(()) };
        let today = cx.today();
        cx.deadline(clock::OBJECTIONS, Office::Provider, order.entry, today);
        match cx.decide::<Objections>()? {
            Objections::Object => cx.write(Office::Prosecutor, Paper::StayProposed),
            Objections::Miss => cx.write(Office::Magistrate, Paper::ReviewWaived),
            Objections::Comply => cx.calendar(Point::Production),
            Objections::Refuse => self.refuse_openly(cx)?,
            Objections::Unstayed => {
                self.object_by(clock::OBJECTIONS, calendar_date(order.at), cx)?
            }
        }
        Ok(())
    }

    /// The time for objections runs from the order, or from the day the court set another time.
    fn object_by(&self, period: Period, from: Date, cx: &mut Context) -> Outcome {
        let Some(order) = cx.posture().magistrate else { return Ok(()) };
        let due = cx.deadline(period, Office::Provider, order.entry, from);
        cx.calendar_by(Point::FileObjections, due);
        Ok(())
    }

    fn file_objections(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        let to = [Office::District, Office::Prosecutor, Office::Amici];
        cx.file(Paper::ObjectionsFiled(Side::Provider), &to, &[order]);
        Ok(())
    }

    fn refuse_openly(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        cx.file(Paper::Declined, &[Office::Magistrate], &[order]);
        Ok(())
    }

    fn reply_below(&self, cx: &mut Context) -> Outcome {
        if cx.posture().district.is_some() || !cx.posture().contested() {
            return Ok(()); // Ruled on before the reply was in.
        }
        let objections = cx.posture().objections;
        cx.file(Paper::ProviderReplyBelow, &[Office::District, Office::Prosecutor], &[objections]);
        Ok(())
    }

    fn after_affirmed_order(&self, kind: Affirmance, cx: &mut Context) -> Outcome {
        match kind {
            Affirmance::StayAnnounced => self.seek_review(cx),
            Affirmance::Closed => calendar(cx, Point::FirstNotice),
            Affirmance::NoStay => self.propose_by(a_week_on(cx), cx),
        }
    }

    fn seek_review(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().district.map(|ruling| ruling.entry);
        match cx.decide::<ReviewRoute>()? {
            ReviewRoute::StayAndNotice => ask_for_stay(cx),
            ReviewRoute::Contempt => {
                cx.file(Paper::AsksToBeHeld, &[Office::District, Office::Prosecutor], &[order]);
                Ok(())
            }
            ReviewRoute::AgreedOrder => {
                cx.file_jointly(Paper::Stipulation(Sanction::None), &[Office::District], &[order]);
                Ok(())
            }
            ReviewRoute::Mandamus => {
                cx.file(Paper::MandamusPetition, &[Office::Circuit], &[order]);
                Ok(())
            }
            ReviewRoute::Certified => {
                cx.file(Paper::CertificationSought, &[Office::District], &[order]);
                Ok(())
            }
            ReviewRoute::Comply => calendar(cx, Point::Production),
        }
    }

    fn give_first_notice(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        let order = cx.posture().district.map(|ruling| ruling.entry);
        let notice = Paper::NoticeOfAppeal(NoticeKind::First);
        cx.file(notice, &[Office::District, Office::Circuit, Office::Prosecutor], &[order]);
        Ok(())
    }

    fn oppose_lifting(&self, cx: &mut Context) -> Outcome {
        let motion = cx.posture().lifting_motion;
        if motion.is_none() || !cx.posture().contested() {
            return Ok(()); // Ruled on before the opposition was in.
        }
        match cx.decide::<Opposition>()? {
            Opposition::Oppose => {
                cx.file(
                    Paper::OppositionToLifting,
                    &[Office::District, Office::Prosecutor],
                    &[motion],
                );
            }
            Opposition::Agree => {
                cx.file_jointly(Paper::Stipulation(Sanction::None), &[Office::District], &[motion]);
            }
            Opposition::Comply => cx.calendar(Point::Production),
        }
        Ok(())
    }

    fn propose_by(&self, due: Date, cx: &mut Context) -> Outcome {
        if cx.posture().contested() && cx.posture().contempt.is_none() {
            cx.calendar_by(Point::Proposal, due);
        }
        Ok(())
    }

    fn propose(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        let ruling = cx.posture().district.map(|ruling| ruling.entry);
        let order = cx.posture().lifted.or(ruling);
        let stipulate = |sanction, cx: &mut Context| {
            cx.file_jointly(Paper::Stipulation(sanction), &[Office::District], &[order]);
        };
        match cx.decide::<Proposal>()? {
            Proposal::Stipulate => stipulate(Sanction::None, cx),
            Proposal::FineStayed => stipulate(Sanction::FineStayed, cx),
            Proposal::FineNow => stipulate(Sanction::FineAccruing, cx),
            Proposal::Contest => {
                cx.write(Office::Prosecutor, Paper::ContemptMotion(Sanction::None))
            }
            Proposal::Comply => cx.calendar(Point::Production),
            Proposal::MissDate => cx.write(Office::District, Paper::OrderToShowCause),
            Proposal::OwnMotion => {
                cx.file(Paper::AsksToBeHeld, &[Office::District, Office::Prosecutor], &[order]);
            }
        }
        Ok(())
    }

    /// A date certain with a fine leaves one way before it: a stay from the court of appeals.
    fn seek_stay_of_fine(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().district.map(|ruling| ruling.entry);
        cx.file(Paper::FineStayMotion, &[Office::Circuit], &[order]);
        Ok(())
    }

    fn after_contempt(&self, sanction: Sanction, cx: &mut Context) -> Outcome {
        let Some(contempt) = cx.posture().contempt else { return Ok(()) };
        let affirmed = cx.posture().circuit.is_some_and(|ruling| ruling.winner == Side::Government);
        if affirmed || cx.posture().replacement.is_some() {
            return self.yield_to(sanction, cx); // The question has been decided; contempt opens no new review.
        }
        let today = cx.today();
        cx.deadline(clock::NOTICE, Office::Provider, contempt.entry, today);
        if sanction == Sanction::FineAccruing
            && cx.decide::<FineResponse>()? == FineResponse::Produce
        {
            return calendar(cx, Point::Production);
        }
        calendar(cx, Point::Notice)
    }
}

/// Asks the district judge for a stay; the application was made in open court, so it is not docketed.
fn ask_for_stay(cx: &mut Context) -> Outcome {
    cx.write(Office::District, Paper::StayApplication);
    Ok(())
}

/// When no court set a day, the parties are given a week, as on 29 August 2014.
fn a_week_on(cx: &Context) -> Date {
    let week = jiff::Span::new().days(7);
    cx.today().checked_add(week).unwrap_or(cx.today())
}

/// A preservation letter holds existing data for 90 days, and once more on renewal (2703(f)). It is a
/// period of retention, not of action: it does not roll over weekends.
pub(super) fn hold_preserved_data(letter: EntryNumber, cx: &mut Context) {
    let (from, now) = (cx.today(), cx.now);
    cx.world.data.hold(now, now + i64::from(RETENTION_DAYS) * DAY);
    for (what, days) in
        [("keep the preserved data", 90), ("keep the preserved data, if renewed", 180)]
    {
        let due = from.checked_add(jiff::Span::new().days(days)).unwrap_or(from);
        cx.note_deadline(Deadline {
            what: what.into(),
            whose: Office::Provider,
            entry: letter,
            from,
            period: if days == 90 { "90 days" } else { "90 days more" }.into(),
            due,
            to_the_hour: None,
            authority: (&[authority::US_2703F]).into(),
            acts: Acts::Retention,
            done_by: 0,
            late: Vec::new(),
            replaced: false,
        });
    }
}
