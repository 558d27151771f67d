//! The Solicitor General, who speaks for the Government in the Supreme Court.

use crate::law::case::CertiorariStage;
use crate::law::chambers::{Context, calendar, calendar_date};
use crate::law::clock;
use crate::law::decision::{PointId, decision};
use crate::law::message::{Paper, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;

decision! {
    /// D21. Whether and when the Solicitor General petitions for certiorari.
    CertiorariRoute at CertiorariRoute {
        Extend = "extend" [R_SC13, US_2101C] "The time is extended by 60 days and the petition filed on the last day: the Act comes before the ruling.",
        At90Days = "petition-at-90-days" [R_SC13, US_1254] "Granted in June, argued in the autumn, decided before the Act: a ruling on the merits and no mootness.",
        None = "no-petition" [R_SC13] "The time runs out: quashed as to the data abroad.",
    }
}

/// The Solicitor General.
pub struct SolicitorGeneral;

impl Desk for SolicitorGeneral {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::RehearingDenied { .. } => self.choose_route(cx),
            Paper::Petition(Side::Government) => self.petition_by_rule(cx),
            Paper::CertiorariGranted(by) => self.brief_merits(by, cx),
            Paper::ProviderMeritsBrief => self.answer_merits(cx),
            Paper::VacaturMotion => calendar(cx, Point::VacaturMotion),
            Paper::PetitionWithdrawn => self.withdraw_petition(cx),
            // What is left to do is for the prosecutor.
            Paper::MeritsDecided { .. } => {
                cx.write(Office::Prosecutor, paper);
                Ok(())
            }
            Paper::CertiorariDenied(_)
            | Paper::Petition(Side::Provider)
            | Paper::MootnessConceded
            | Paper::VacaturResisted
            | Paper::BriefInOpposition { .. }
            | Paper::ArguedInSupremeCourt
            | Paper::ActPassed
            | Paper::AppealMoot
            | Paper::VacatedAsMoot
            | Paper::DismissedAsImprovident
            | Paper::RemandedUnderTheAct => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Extension) => self.extend(cx),
            Some(Point::Petition) => self.petition(cx),
            Some(Point::PetitionLapses) => self.let_lapse(cx),
            Some(Point::GovernmentMerits) => self.file_merits_brief(cx),
            Some(Point::VacaturMotion) => self.move_to_vacate(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl SolicitorGeneral {
    fn choose_route(&self, cx: &mut Context) -> Outcome {
        let Some((denial, _)) = cx.posture().judgment else { return Ok(()) };
        let today = cx.today();
        let due = cx.deadline(clock::CERTIORARI, Office::SolicitorGeneral, denial, today);
        match cx.decide::<CertiorariRoute>()? {
            CertiorariRoute::Extend => cx.calendar_by(Point::Extension, due),
            CertiorariRoute::At90Days => cx.calendar_on(Point::Petition, due),
            CertiorariRoute::None => cx.calendar_on(Point::PetitionLapses, due),
        }
        Ok(())
    }

    /// Applications for more time go to the Circuit Justice.
    fn extend(&self, cx: &mut Context) -> Outcome {
        let Some((denial, at)) = cx.posture().judgment else { return Ok(()) };
        let from = calendar_date(at);
        let due = clock::CERTIORARI.ends(from, &cx.world.forums);
        let until = clock::CERTIORARI_EXTENDED.ends(due, &cx.world.forums);
        let extended = Paper::TimeExtended { until };
        let entry = cx.file(extended, &[Office::Supreme, Office::Provider], &[Some(denial)]);
        cx.deadline(clock::CERTIORARI_EXTENDED, Office::SolicitorGeneral, entry, due);
        cx.because(entry);
        cx.calendar_by(Point::Petition, until);
        Ok(())
    }

    /// A petition straight from the judgment of the panel.
    fn petition_by_rule(&self, cx: &mut Context) -> Outcome {
        let Some((judgment, at)) = cx.posture().judgment else { return Ok(()) };
        let from = calendar_date(at);
        let due = cx.deadline(clock::CERTIORARI, Office::SolicitorGeneral, judgment, from);
        cx.calendar_on(Point::Petition, due);
        Ok(())
    }

    fn petition(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let judgment = cx.posture().judgment.map(|(entry, _)| entry);
        let petition = Paper::Petition(Side::Government);
        cx.file(petition, &[Office::Supreme, Office::Provider], &[judgment]);
        Ok(())
    }

    fn let_lapse(&self, cx: &mut Context) -> Outcome {
        let judgment = cx.posture().judgment.map(|(entry, _)| entry);
        cx.file(Paper::NoPetition, &[Office::Provider, Office::Prosecutor], &[judgment]);
        Ok(())
    }

    fn brief_merits(&self, by: Side, cx: &mut Context) -> Outcome {
        if by != Side::Government {
            return Ok(());
        }
        let (granted, today) = (cx.world.ground.cause, cx.today());
        let due = cx.deadline(clock::PETITIONER_MERITS, Office::SolicitorGeneral, granted, today);
        cx.calendar_by(Point::GovernmentMerits, due);
        Ok(())
    }

    /// As respondent, the Government answers the provider's brief.
    fn answer_merits(&self, cx: &mut Context) -> Outcome {
        if cx.posture().certiorari != (CertiorariStage::Granted { by: Side::Provider }) {
            return Ok(());
        }
        let (brief, today) = (cx.world.ground.cause, cx.today());
        let due = cx.deadline(clock::RESPONDENT_MERITS, Office::SolicitorGeneral, brief, today);
        cx.calendar_by(Point::GovernmentMerits, due);
        Ok(())
    }

    fn file_merits_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_supreme_court() {
            return Ok(());
        }
        let petition = cx.posture().petition;
        let to = [Office::Supreme, Office::Provider, Office::Amici];
        cx.file(Paper::GovernmentMeritsBrief, &to, &[petition]);
        Ok(())
    }

    fn move_to_vacate(&self, cx: &mut Context) -> Outcome {
        if cx.posture().appeal_pending_in() != Some(Office::Supreme) {
            return Ok(());
        }
        let (act, replacement) = (cx.posture().act, cx.posture().replacement);
        cx.file(Paper::VacaturMotion, &[Office::Supreme, Office::Provider], &[act, replacement]);
        Ok(())
    }

    fn withdraw_petition(&self, cx: &mut Context) -> Outcome {
        let petition = cx.posture().petition;
        cx.file(Paper::PetitionWithdrawn, &[Office::Supreme, Office::Provider], &[petition]);
        Ok(())
    }
}
