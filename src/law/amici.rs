//! Friends of the court. Their briefs inform; they change nothing about finality.

use std::ops::RangeInclusive;

use crate::law::chambers::{Context, Period};
use crate::law::clock;
use crate::law::decision::{PointId, decision};
use crate::law::message::{Paper, Side, Supports};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;

decision! {
    /// D08. Whether a friend of the court files, and for which side.
    Brief at Amicus {
        ForProvider = "for-provider" [R_AP29] "A brief for the provider. No procedural effect.",
        ForNeither = "for-neither" [R_AP29] "A brief for neither side. No procedural effect.",
        ForGovernment = "for-government" [R_AP29] "A brief for the Government. No procedural effect.",
        WithLeave = "with-leave" [X_LEAVE] "A brief after its day, by leave of court. No procedural effect.",
        DiplomaticNote = "diplomatic-note" [R_AP29, IE_AMICUS] "A foreign state writes to the executive instead; nothing reaches the docket's merits.",
        Silent = "stay-silent" [R_AP29, IE_AMICUS] "Nothing is filed; silence waives nothing.",
    }
}

impl Brief {
    /// The side a brief takes; `None` if nothing is filed in court.
    pub fn supports(self) -> Option<Supports> {
        match self {
            Brief::ForProvider | Brief::WithLeave => Some(Supports::Provider),
            Brief::ForNeither => Some(Supports::Neither),
            Brief::ForGovernment => Some(Supports::Government),
            Brief::DiplomaticNote | Brief::Silent => None,
        }
    }
}

/// The slots for amicus briefs: three before the district judge, three before the court of appeals, two
/// in the Supreme Court. The number of the slot is the occurrence of the decision.
const DISTRICT_SLOTS: RangeInclusive<u16> = 1..=3;
const CIRCUIT_SLOTS: RangeInclusive<u16> = 4..=6;
const PETITIONER_SLOT: u16 = 7;
const RESPONDENT_SLOT: u16 = 8;

/// The friends of the court.
pub struct Amici;

impl Desk for Amici {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::ObjectionsFiled(Side::Provider) => {
                self.expect_briefs(DISTRICT_SLOTS, clock::AMICUS, cx)
            }
            Paper::OpeningBrief(Side::Provider) => {
                self.expect_briefs(CIRCUIT_SLOTS, clock::AMICUS, cx)
            }
            Paper::GovernmentMeritsBrief => {
                let slots = PETITIONER_SLOT..=PETITIONER_SLOT;
                self.expect_briefs(slots, clock::AMICUS_IN_SUPREME_COURT, cx)
            }
            Paper::ProviderMeritsBrief => {
                let slots = RESPONDENT_SLOT..=RESPONDENT_SLOT;
                self.expect_briefs(slots, clock::AMICUS_IN_SUPREME_COURT, cx)
            }
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Amicus) => self.file(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl Amici {
    fn expect_briefs(
        &self,
        slots: RangeInclusive<u16>,
        period: Period,
        cx: &mut Context,
    ) -> Outcome {
        let (today, prompted_by) = (cx.today(), cx.world.ground.cause);
        // Before the district judge there is no rule for amici, only leave of court; the same week is assumed.
        let due = match *slots.start() {
            1 => period.ends(today, &cx.world.forums),
            _ => cx.deadline(period, Office::Amici, prompted_by, today),
        };
        for slot in slots {
            cx.calendar_nth(Point::Amicus, slot, due);
        }
        Ok(())
    }

    fn file(&self, cx: &mut Context) -> Outcome {
        let slot = cx.world.ground.occurrence;
        let court = court_of(slot);
        if !cx.posture().contested() || !is_before(court, cx) {
            return Ok(());
        }
        let choice = cx.decide::<Brief>()?;
        let paper = match choice.supports() {
            Some(supports) => {
                Paper::AmicusBrief { slot, supports, with_leave: choice == Brief::WithLeave }
            }
            None if choice == Brief::DiplomaticNote => Paper::DiplomaticNote,
            None => return Ok(()),
        };
        let answers = Some(cx.world.ground.cause).filter(|cause| *cause > 0);
        // A diplomatic note goes to the executive, not to the court.
        let to = if paper == Paper::DiplomaticNote { Office::Prosecutor } else { court };
        cx.file(paper, &[to], &[answers]);
        Ok(())
    }
}

fn court_of(slot: u16) -> Office {
    match slot {
        slot if DISTRICT_SLOTS.contains(&slot) => Office::District,
        slot if CIRCUIT_SLOTS.contains(&slot) => Office::Circuit,
        _ => Office::Supreme,
    }
}

/// Whether the case is still before the court for which the brief was meant.
fn is_before(court: Office, cx: &Context) -> bool {
    match court {
        Office::District => cx.posture().district.is_none(),
        other => {
            cx.posture().appeal_pending_in() == Some(other) && cx.posture().vacatur_motion.is_none()
        }
    }
}
