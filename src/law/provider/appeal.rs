//! The provider after contempt: notice, appeal, certiorari, and the new warrant.

use super::{
    AfterAffirmance, AfterWaiver, BriefInOpposition, FineResponse, Mootness, NewWarrant, Notice,
    Provider, a_week_on,
};
use crate::law::case::CertiorariStage;
use crate::law::chambers::{Context, Period, calendar, calendar_date, day_after};
use crate::law::clock;
use crate::law::message::{NewWarrantAnswer, NoReview, NoticeKind, Paper, Sanction, Side};
use crate::law::office::{Office, Outcome};
use crate::law::point::Point;
use crate::law::rule;

impl Provider {
    pub(super) fn give_notice(&self, cx: &mut Context) -> Outcome {
        let Some(contempt) = cx.posture().contempt else { return Ok(()) };
        if !cx.posture().contested() || cx.posture().on_appeal() {
            return Ok(());
        }
        let last_day = clock::NOTICE.ends(calendar_date(contempt.at), &cx.world.forums);
        if cx.today() > last_day {
            return self.give_late_notice(cx);
        }
        let first = cx.posture().first_notice;
        let no_first = "no earlier notice is pending that could be relied on";
        let closed =
            |notice| (notice == Notice::RelyOnFirst && first.is_none()).then_some(no_first);
        let notice = match cx.decide_among::<Notice>(closed)? {
            // With no earlier notice to amend, the notice is a new one.
            Notice::Amend if first.is_none() => Notice::New,
            notice => notice,
        };
        let to = [Office::District, Office::Circuit, Office::Prosecutor];
        let answers = [Some(contempt.entry), first];
        match notice {
            Notice::Amend => {
                cx.file(Paper::NoticeOfAppeal(NoticeKind::Amended), &to, &answers);
            }
            Notice::New => {
                cx.file(Paper::NoticeOfAppeal(NoticeKind::New), &to, &answers);
            }
            Notice::RelyOnFirst => cx.calendar_on(Point::NoticeLapses, day_after(last_day)),
            Notice::Wait => cx.calendar_on(Point::Notice, day_after(last_day)),
        }
        Ok(())
    }

    pub(super) fn give_late_notice(&self, cx: &mut Context) -> Outcome {
        let contempt = cx.posture().contempt.map(|contempt| contempt.entry);
        let notice = Paper::NoticeOfAppeal(NoticeKind::Late);
        cx.file(notice, &[Office::District, Office::Circuit, Office::Prosecutor], &[contempt]);
        Ok(())
    }

    pub(super) fn after_dismissal(&self, why: NoReview, cx: &mut Context) -> Outcome {
        if why == NoReview::NotFinal {
            return self.propose_by(a_week_on(cx), cx);
        }
        self.after_last_review(cx)
    }

    /// No review is left: the order binds.
    pub(super) fn after_last_review(&self, cx: &mut Context) -> Outcome {
        let lost = cx.posture().circuit.is_none_or(|ruling| ruling.winner == Side::Government);
        if !lost || !cx.posture().data_wanted() || !cx.posture().must_produce() {
            return Ok(());
        }
        match cx.decide::<AfterWaiver>()? {
            AfterWaiver::Comply => calendar(cx, Point::Production),
            AfterWaiver::Refuse => self.refuse_after_loss(cx),
        }
    }

    pub(super) fn refuse_after_loss(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().circuit.or(cx.posture().district).map(|ruling| ruling.entry);
        cx.file(Paper::Declined, &[Office::District], &[order]);
        Ok(())
    }

    pub(super) fn yield_to(&self, sanction: Sanction, cx: &mut Context) -> Outcome {
        match sanction {
            Sanction::FineAccruing => self.answer_fine(cx),
            Sanction::None | Sanction::FineStayed => calendar(cx, Point::Production),
        }
    }

    /// A fine that accrues with no review left is paid for a while; then the data comes.
    pub(super) fn answer_fine(&self, cx: &mut Context) -> Outcome {
        let contempt = cx.posture().contempt.map(|contempt| contempt.entry);
        if cx.decide::<FineResponse>()? == FineResponse::Refuse {
            cx.file(Paper::FineRefused, &[Office::Prosecutor], &[contempt]);
        }
        calendar(cx, Point::Production)
    }

    pub(super) fn open_briefing(&self, cx: &mut Context) -> Outcome {
        let Some(contempt) = cx.posture().contempt else { return Ok(()) };
        // The case was ready for briefing when the appealable order was made: 91 days from it fit the
        // real brief to the day.
        let ready = calendar_date(contempt.at);
        let due = cx.deadline(
            clock::opening_brief(&cx.world.forums),
            Office::Provider,
            contempt.entry,
            ready,
        );
        cx.calendar_by(Point::OpeningBrief, due);
        Ok(())
    }

    pub(super) fn file_opening_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() {
            return Ok(());
        }
        let contempt = cx.posture().contempt.map(|contempt| contempt.entry);
        let to = [Office::Circuit, Office::Prosecutor, Office::Amici];
        cx.file(Paper::OpeningBrief(Side::Provider), &to, &[contempt]);
        Ok(())
    }

    pub(super) fn answer_by_rule(&self, cx: &mut Context) -> Outcome {
        let Some(brief) = cx.posture().last_brief else { return Ok(()) };
        let today = cx.today();
        let due =
            cx.deadline(clock::answering_brief(&cx.world.forums), Office::Provider, brief, today);
        cx.calendar_by(Point::ProviderAnswer, due);
        Ok(())
    }

    pub(super) fn file_answer(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() {
            return Ok(());
        }
        let brief = cx.posture().last_brief;
        let answer = Paper::AnsweringBrief(Side::Provider);
        cx.file(answer, &[Office::Circuit, Office::Prosecutor], &[brief]);
        Ok(())
    }

    pub(super) fn reply_by_rule(&self, cx: &mut Context) -> Outcome {
        let Some(brief) = cx.posture().last_brief else { return Ok(()) };
        let today = cx.today();
        let due = cx.deadline(clock::REPLY_BRIEF, Office::Provider, brief, today);
        cx.calendar_by(Point::ReplyBrief, due);
        Ok(())
    }

    pub(super) fn file_reply_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() {
            return Ok(());
        }
        let brief = cx.posture().last_brief;
        cx.file(Paper::ReplyBrief, &[Office::Circuit, Office::Prosecutor], &[brief]);
        Ok(())
    }

    pub(super) fn after_appeal(&self, cx: &mut Context) -> Outcome {
        match cx.posture().circuit {
            Some(ruling) if ruling.winner == Side::Government && cx.posture().data_wanted() => {
                calendar(cx, Point::AfterAffirmance)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn decide_after_affirmance(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || !cx.posture().contested() {
            return Ok(());
        }
        match cx.decide::<AfterAffirmance>()? {
            AfterAffirmance::Comply => calendar(cx, Point::Production),
            AfterAffirmance::Refuse => self.refuse_after_loss(cx),
            AfterAffirmance::Certiorari => {
                let Some((judgment, at)) = cx.posture().judgment else { return Ok(()) };
                let from = calendar_date(at);
                let due = cx.deadline(clock::CERTIORARI, Office::Provider, judgment, from);
                cx.calendar_by(Point::ProviderPetition, due);
                Ok(())
            }
        }
    }

    pub(super) fn petition(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || !cx.posture().contested() {
            return Ok(());
        }
        let judgment = cx.posture().judgment.map(|(entry, _)| entry);
        cx.file(
            Paper::Petition(Side::Provider),
            &[Office::Supreme, Office::SolicitorGeneral],
            &[judgment],
        );
        Ok(())
    }

    pub(super) fn answer_petition(&self, cx: &mut Context) -> Outcome {
        let Some(petition) = cx.posture().petition else { return Ok(()) };
        let today = cx.today();
        let due = cx.deadline(clock::BRIEF_IN_OPPOSITION, Office::Provider, petition, today);
        cx.calendar_by(Point::BriefInOpposition, due);
        Ok(())
    }

    pub(super) fn file_brief_in_opposition(&self, cx: &mut Context) -> Outcome {
        if !matches!(cx.posture().certiorari, CertiorariStage::Pending { .. }) {
            return Ok(()); // The Court did not wait for it.
        }
        let petition = cx.posture().petition;
        let acquiesces = cx.decide::<BriefInOpposition>()? == BriefInOpposition::Acquiesce;
        let brief = Paper::BriefInOpposition { acquiesces };
        cx.file(brief, &[Office::Supreme, Office::SolicitorGeneral], &[petition]);
        Ok(())
    }

    /// The respondent answers the petitioner's brief; as petitioner the provider has briefed already.
    pub(super) fn answer_merits(&self, cx: &mut Context) -> Outcome {
        match cx.posture().certiorari {
            CertiorariStage::Granted { by: Side::Government } => {
                self.brief_merits(clock::RESPONDENT_MERITS, cx)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn brief_merits(&self, period: Period, cx: &mut Context) -> Outcome {
        let (prompted_by, today) = (cx.world.ground.cause, cx.today());
        let due = cx.deadline(period, Office::Provider, prompted_by, today);
        cx.calendar_by(Point::ProviderMerits, due);
        Ok(())
    }

    /// The time for a notice from the contempt has run; only the premature one is on the docket.
    pub(super) fn press_first_notice(&self, cx: &mut Context) -> Outcome {
        if cx.posture().contested() && cx.posture().data_wanted() {
            cx.write(Office::Circuit, Paper::NoticeOfAppeal(NoticeKind::First));
        }
        Ok(())
    }

    pub(super) fn file_merits_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_supreme_court() {
            return Ok(());
        }
        let petition = cx.posture().petition;
        let to = [Office::Supreme, Office::SolicitorGeneral, Office::Amici];
        cx.file(Paper::ProviderMeritsBrief, &to, &[petition]);
        Ok(())
    }

    pub(super) fn answer_mootness(&self, cx: &mut Context) -> Outcome {
        let motion = cx.posture().vacatur_motion;
        let Some(court) = cx.posture().appeal_pending_in() else { return Ok(()) };
        let government = match court {
            Office::Supreme => Office::SolicitorGeneral,
            _ => Office::Prosecutor,
        };
        let to = [court, government];
        match cx.decide::<Mootness>()? {
            Mootness::Agree => {
                cx.file(Paper::MootnessConceded, &to, &[motion]);
            }
            Mootness::Resist => {
                cx.file(Paper::VacaturResisted, &to, &[motion]);
            }
            Mootness::MoveToQuash => {
                cx.file(Paper::MootnessConceded, &to, &[motion]);
                self.move_on_comity(cx);
            }
        }
        Ok(())
    }

    /// Only common-law comity is open: 2703(h) needs a country with an executive agreement.
    pub(super) fn move_on_comity(&self, cx: &mut Context) {
        debug_assert!(!rule::qualifying_foreign_government("IE", cx.today()));
        let warrant = cx.posture().replacement;
        cx.file(Paper::ComityMotion, &[Office::Magistrate, Office::Prosecutor], &[warrant]);
    }

    pub(super) fn answer_new_warrant(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || cx.posture().comity_motion.is_some() {
            return Ok(());
        }
        let warrant = cx.posture().replacement;
        let answer = |answer, cx: &mut Context| {
            cx.file(Paper::NewWarrantAnswered(answer), &[Office::Prosecutor], &[warrant]);
        };
        match cx.decide::<NewWarrant>()? {
            NewWarrant::Comply => self.produce(cx)?,
            NewWarrant::Comity => self.move_on_comity(cx),
            NewWarrant::Refuse => {
                answer(NewWarrantAnswer::Refused, cx);
                cx.write(Office::Prosecutor, Paper::Declined);
            }
            NewWarrant::NotConfirmed => answer(NewWarrantAnswer::NotConfirmed, cx),
        }
        Ok(())
    }
}
