//! The Government on appeal, after losing it, and once the Act is law.

use super::{AfterAct, AfterPanel, AppealRoute, Prosecutor};
use crate::law::chambers::Context;
use crate::law::clock;
use crate::law::message::{NoticeKind, Paper, Process, Side};
use crate::law::office::{Office, Outcome};
use crate::law::point::Point;

impl Prosecutor {
    pub(super) fn after_reversal(&self, cx: &mut Context) -> Outcome {
        let Some(order) = cx.posture().district else { return Ok(()) };
        let today = cx.today();
        let due = cx.deadline(clock::GOVERNMENT_NOTICE, Office::Prosecutor, order.entry, today);
        cx.calendar_by(Point::Appeal, due);
        Ok(())
    }

    pub(super) fn appeal_or_not(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let order = cx.posture().district.map(|ruling| ruling.entry);
        match cx.decide::<AppealRoute>()? {
            AppealRoute::Appeal => {
                let notice = Paper::NoticeOfAppeal(NoticeKind::Government);
                cx.file(notice, &[Office::Circuit, Office::District, Office::Provider], &[order]);
            }
            AppealRoute::LetStand => {
                cx.file(Paper::LetStand, &[Office::Provider], &[order]);
            }
        }
        Ok(())
    }

    pub(super) fn open_briefing(&self, cx: &mut Context) -> Outcome {
        let (accepted, today) = (cx.world.ground.cause, cx.today());
        let due = cx.deadline(
            clock::opening_brief(&cx.world.forums),
            Office::Prosecutor,
            accepted,
            today,
        );
        cx.calendar_by(Point::GovernmentBrief, due);
        Ok(())
    }

    pub(super) fn file_opening_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() {
            return Ok(());
        }
        let order = cx.posture().district.map(|ruling| ruling.entry);
        let brief = Paper::OpeningBrief(Side::Government);
        cx.file(brief, &[Office::Circuit, Office::Provider], &[order]);
        Ok(())
    }

    pub(super) fn brief_by_rule(&self, cx: &mut Context) -> Outcome {
        let Some(brief) = cx.posture().last_brief else { return Ok(()) };
        let today = cx.today();
        let due =
            cx.deadline(clock::answering_brief(&cx.world.forums), Office::Prosecutor, brief, today);
        cx.calendar_by(Point::AnsweringBrief, due);
        Ok(())
    }

    pub(super) fn file_answering_brief(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() {
            return Ok(());
        }
        let brief = cx.posture().last_brief;
        let answer = Paper::AnsweringBrief(Side::Government);
        cx.file(answer, &[Office::Circuit, Office::Provider], &[brief]);
        Ok(())
    }

    pub(super) fn after_panel(&self, cx: &mut Context) -> Outcome {
        let Some(ruling) = cx.posture().circuit else { return Ok(()) };
        if ruling.winner == Side::Government || !cx.posture().contested() {
            return Ok(());
        }
        let today = cx.today();
        // Whoever lost below appealed.
        let appellant = cx.posture().district_winner().map_or(Side::Provider, Side::other);
        let rehearing = clock::rehearing(appellant);
        let due = cx.deadline(rehearing, Office::Prosecutor, ruling.entry, today);
        match cx.decide::<AfterPanel>()? {
            AfterPanel::Certiorari => {
                cx.write(Office::SolicitorGeneral, Paper::Petition(Side::Government));
            }
            AfterPanel::Rehearing => cx.calendar_by(Point::RehearingPetition, due),
            AfterPanel::LetStand => cx.calendar_by(Point::LetRulingStand, due),
            AfterPanel::Elsewhere => cx.calendar_by(Point::ApplyElsewhere, due),
            AfterPanel::Congress => cx.calendar_by(Point::AskCongress, due),
        }
        Ok(())
    }

    pub(super) fn petition_for_rehearing(&self, cx: &mut Context) -> Outcome {
        let ruling = cx.posture().circuit.map(|ruling| ruling.entry);
        if cx.posture().contested() {
            cx.file(Paper::RehearingPetition, &[Office::EnBanc, Office::Provider], &[ruling]);
        }
        Ok(())
    }

    /// The ruling stands: what follows is a treaty request, a warrant elsewhere, or the hope for a statute.
    pub(super) fn let_ruling_stand(&self, then: Point, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() {
            return Ok(());
        }
        let ruling = cx.posture().circuit.map(|ruling| ruling.entry);
        cx.file(Paper::LetStand, &[Office::Provider], &[ruling]);
        match then {
            Point::ApplyElsewhere => {
                cx.file(Paper::ElsewhereApplication, &[Office::Elsewhere], &[ruling]);
            }
            Point::AskCongress => {
                cx.file(Paper::CongressAsked, &[Office::Congress], &[ruling]);
            }
            _ => self.request_treaty(cx)?,
        }
        Ok(())
    }

    /// The Act reopens the question for every process that has not brought the data.
    pub(super) fn after_act(&self, cx: &mut Context) -> Outcome {
        let posture = cx.posture();
        if !posture.data_wanted() || posture.issued.is_none() || posture.request_pending() {
            return Ok(());
        }
        let pending = posture.appeal_pending_in();
        let issued = posture.issued;
        match cx.decide::<AfterAct>()? {
            AfterAct::NewWarrant => self.apply_for(Process::Replacement, cx),
            AfterAct::OldOnly => {
                let court = pending.unwrap_or(Office::District);
                cx.file(Paper::OldWarrantLetter, &[court, Office::Provider], &[issued]);
            }
            AfterAct::Withdraw => {
                let court = match pending {
                    // In the Supreme Court the Solicitor General speaks.
                    Some(Office::Supreme) => {
                        cx.write(Office::SolicitorGeneral, Paper::PetitionWithdrawn);
                        Office::District
                    }
                    Some(court) => court,
                    None => Office::District,
                };
                cx.file(Paper::Withdrawn, &[court, Office::Provider], &[issued]);
            }
        }
        Ok(())
    }

    /// With a new warrant in hand the old case is moot, wherever it is pending.
    pub(super) fn move_to_vacate(&self, cx: &mut Context) -> Outcome {
        let (issued, replacement) = (cx.posture().issued, cx.posture().replacement);
        match cx.posture().appeal_pending_in() {
            Some(Office::Supreme) => cx.write(Office::SolicitorGeneral, Paper::VacaturMotion),
            Some(court) => {
                cx.file(Paper::VacaturMotion, &[court, Office::Provider], &[issued, replacement]);
            }
            None => {}
        }
        Ok(())
    }

    /// A loss on the merits after the Act leaves the new statute: the Government applies again.
    pub(super) fn after_merits(&self, cx: &mut Context) -> Outcome {
        let posture = cx.posture();
        let lost = posture.circuit.is_some_and(|ruling| ruling.winner == Side::Provider);
        if lost && posture.act.is_some() && posture.replacement.is_none() && posture.data_wanted() {
            cx.write(Office::Magistrate, Paper::ApplicationFor(Process::Replacement));
        }
        Ok(())
    }
}
