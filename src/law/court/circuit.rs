//! The court of appeals: its panel, and its active judges sitting en banc. In the seed case: the Second
//! Circuit.
//!
//! The first question is always its own jurisdiction: an appeal before contempt is docketed and has no
//! effect; pressed, it is dismissed. Nobody can waive that.

use crate::law::case::Appeal;
use crate::law::chambers::{Context, calendar};
use crate::law::decision::{PointId, decision};
use crate::law::message::{Disposition, NoReview, NoticeKind, Paper, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;
use crate::law::rule;

decision! {
    /// Whether a fine is stayed pending appeal.
    StayRuling at CircuitStay {
        Grant = "grant" [R_AP8A2, C_NKEN] "The fine is stayed until the appeal is decided.",
        Deny = "deny" [R_AP8A2, C_NKEN] "The fine accrues from the day the court below named.",
    }
}

decision! {
    /// D18. What the panel does with the contempt and the order under it.
    Panel at Panel {
        Reverse = "reverse" [US_1291, C_MORRISON, C_RJR, C_TOUHY] "Reversed, contempt vacated, remanded to quash as to content stored abroad.",
        Affirm = "affirm" [US_1291, US_2703A] "The contempt stands; the reserved sanctions open if the provider still refuses. Certiorari may follow.",
        Remand = "remand" [US_1291] "Back for the customer's nationality and place: 6 to 12 months, then a new submission.",
        Dismiss = "dismiss" [US_1291] "Closed by the contempt and a timely notice: the court has jurisdiction, says so, and goes on to the merits.",
    }
}

decision! {
    /// Whether process was rightly vacated, on the Government's appeal.
    GovernmentAppeal at GovernmentAppeal {
        Affirm = "affirm" [US_3731, C_MORRISON] "The process stays quashed as to content stored abroad.",
        Reverse = "reverse" [US_2703A, US_3731] "The process is enforced; the provider must produce or go on.",
    }
}

decision! {
    /// D20. How the poll of the eight active judges who may vote comes out.
    EnBancPoll at EnBancPoll {
        FourOfEight = "four-of-eight" [US_46C, R_AP35] "An even split: rehearing is denied and the panel's ruling stands.",
        FiveOfEight = "five-of-eight" [US_46C, R_AP35] "A majority: rehearing en banc, 9 to 15 months more.",
    }
}

decision! {
    /// How the court sitting en banc votes, by the same eight votes.
    EnBancMerits at EnBancMerits {
        Tie = "tie" [US_46C] "Four to four: the district court's judgment is affirmed by an equally divided court. The Government wins without precedent.",
        FiveToThree = "five-to-three" [US_46C] "Five to three: the district court's judgment is affirmed.",
    }
}

/// The panel.
pub struct Circuit;

impl Desk for Circuit {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::NoticeOfAppeal(kind) => self.docket(kind, cx),
            Paper::BriefedAnyway | Paper::MotionToDismissAppeal | Paper::StayKept => {
                calendar(cx, Point::Jurisdiction)
            }
            Paper::MandamusPetition => calendar(cx, Point::Mandamus),
            Paper::FineStayMotion => calendar(cx, Point::CircuitStay),
            Paper::ReplyBrief | Paper::AnsweringBrief(Side::Provider) => {
                calendar(cx, Point::Argument)
            }
            Paper::FactsFound => calendar(cx, Point::Panel),
            Paper::Produced(_) | Paper::Withdrawn => self.dismiss_moot(cx),
            Paper::MootnessConceded | Paper::VacaturResisted => self.vacate_as_moot(cx),
            Paper::VacatedAsMoot | Paper::RemandedUnderTheAct => calendar(cx, Point::Mandate),
            Paper::OpeningBrief(_)
            | Paper::AnsweringBrief(Side::Government)
            | Paper::AmicusBrief { .. }
            | Paper::VacaturMotion
            | Paper::OldWarrantLetter => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Jurisdiction) => self.rule_on_jurisdiction(cx),
            Some(Point::Mandamus) => self.rule_on_mandamus(cx),
            Some(Point::CircuitStay) => self.rule_on_stay(cx),
            Some(Point::Argument) => self.hear(cx),
            Some(Point::Panel) => self.decide(cx),
            Some(Point::GovernmentAppeal) => self.decide_for_government(cx),
            Some(Point::Mandate) if cx.posture().remanded_under_the_act => {
                self.reconsider_under_the_act(cx)
            }
            Some(Point::Mandate) => self.execute_remand(cx),
            _ => cx.unaccepted(point),
        }
    }
}

const BOTH: [Office; 2] = [Office::Provider, Office::Prosecutor];

impl Circuit {
    /// Dockets a notice of appeal and asks whether it has any effect.
    fn docket(&self, kind: NoticeKind, cx: &mut Context) -> Outcome {
        let notice = Some(cx.world.ground.cause);
        if kind == NoticeKind::Government {
            debug_assert!(matches!(
                rule::appealable(cx.posture(), Side::Government),
                rule::Appealable::Now(_)
            ));
            cx.file(Paper::AppealAccepted(Side::Government), &BOTH, &[notice]);
            return Ok(());
        }
        match rule::defect(Some(kind), cx.posture().contempt) {
            None => {
                cx.file(Paper::AppealAccepted(Side::Provider), &BOTH, &[notice]);
                Ok(())
            }
            Some(NoReview::NotFinal) => self.docket_premature(notice, cx),
            Some(why) => {
                cx.file(Paper::AppealDismissed(why), &BOTH, &[notice]);
                Ok(())
            }
        }
    }

    /// A premature notice is docketed and has no effect. Where nothing is left below to ripen, because the
    /// case was closed, the court takes up its own jurisdiction.
    fn docket_premature(&self, notice: Option<u32>, cx: &mut Context) -> Outcome {
        if cx.posture().closed_below {
            cx.calendar(Point::Jurisdiction);
        }
        cx.file(Paper::DocketedPremature, &BOTH, &[notice]);
        Ok(())
    }

    fn rule_on_jurisdiction(&self, cx: &mut Context) -> Outcome {
        let premature = cx.posture().appeal == Appeal::Premature;
        let ripe = rule::divests(cx.posture(), Side::Provider);
        if !premature || ripe || !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let notice = cx.posture().first_notice;
        cx.file(Paper::AppealDismissed(NoReview::NotFinal), &BOTH, &[notice]);
        Ok(())
    }

    fn rule_on_mandamus(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        debug_assert!(!rule::mandamus_lies(cx.posture()));
        let petition = Some(cx.world.ground.cause);
        cx.file(Paper::MandamusDenied, &BOTH, &[petition]);
        Ok(())
    }

    fn rule_on_stay(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() {
            return Ok(());
        }
        let motion = Some(cx.world.ground.cause);
        let paper = match cx.decide::<StayRuling>()? {
            StayRuling::Grant => Paper::FineStayed,
            StayRuling::Deny => Paper::FineStayDenied,
        };
        cx.file(paper, &[Office::District, Office::Provider], &[motion]);
        Ok(())
    }

    fn hear(&self, cx: &mut Context) -> Outcome {
        let Appeal::Accepted { by } = cx.posture().appeal else { return Ok(()) };
        let brief = cx.posture().last_brief;
        let argued = cx.file(Paper::ArguedOnAppeal, &BOTH, &[brief]);
        cx.because(argued);
        calendar(cx, if by == Side::Government { Point::GovernmentAppeal } else { Point::Panel })
    }

    fn decide(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let under_review = cx.posture().contempt.map(|contempt| contempt.entry);
        if !rule::merits_reviewable(cx.posture()) {
            return self.announce(Disposition::Waived, Side::Provider, cx);
        }
        match self.vote(cx)? {
            Panel::Reverse => self.announce(Disposition::Reversed, Side::Provider, cx),
            Panel::Affirm => self.announce(Disposition::Affirmed, Side::Provider, cx),
            Panel::Remand => {
                cx.file(
                    Paper::RemandedForFacts,
                    &[Office::District, Office::Provider],
                    &[under_review],
                );
                Ok(())
            }
            // A motion to dismiss, or the court's own doubt, fails: contempt is final and the notice timely.
            Panel::Dismiss => {
                cx.file(Paper::DismissalRefused, &BOTH, &[under_review]);
                cx.world.ground.point = None;
                self.decide(cx)
            }
        }
    }

    fn vote(&self, cx: &mut Context) -> Outcome<Panel> {
        let ground = cx.world.ground;
        let again = match ground.point {
            Some(_) => ground.occurrence > 1,
            None => true,
        };
        let territorial = rule::territorial_objection(cx.posture().process);
        cx.decide_among(|ruling| match ruling {
            Panel::Remand if again => Some("the facts were found on the first remand"),
            Panel::Dismiss if again => Some("the court has found that it has jurisdiction"),
            Panel::Reverse => territorial.err(),
            _ => None,
        })
    }

    fn announce(&self, disposition: Disposition, appellant: Side, cx: &mut Context) -> Outcome {
        let under_review = match appellant {
            Side::Provider => cx.posture().contempt.map(|contempt| contempt.entry),
            Side::Government => cx.posture().district.map(|ruling| ruling.entry),
        };
        cx.file(Paper::Decided { disposition, appellant }, &BOTH, &[under_review]);
        Ok(())
    }

    fn decide_for_government(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().on_appeal() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let disposition = match cx.decide::<GovernmentAppeal>()? {
            GovernmentAppeal::Affirm => Disposition::Affirmed,
            GovernmentAppeal::Reverse => Disposition::Reversed,
        };
        self.announce(disposition, Side::Government, cx)
    }

    /// Production before judgment moots the appeal, and so does withdrawal of the process.
    fn dismiss_moot(&self, cx: &mut Context) -> Outcome {
        // A motion to vacate as moot, once made, disposes of the case and of the rulings below with it.
        if cx.posture().appeal_pending_in() != Some(Office::Circuit)
            || cx.posture().vacatur_motion.is_some()
        {
            return Ok(());
        }
        let cause = Some(cx.world.ground.cause);
        cx.file(Paper::AppealMoot, &BOTH, &[cause]);
        Ok(())
    }

    /// A statute moots a case that is still here: the rulings below are vacated.
    fn vacate_as_moot(&self, cx: &mut Context) -> Outcome {
        let motion = cx.posture().vacatur_motion;
        cx.file(Paper::VacatedAsMoot, &BOTH, &[motion]);
        Ok(())
    }

    /// Under the Act location is irrelevant: the order to comply stands, unless a new warrant has replaced it.
    fn reconsider_under_the_act(&self, cx: &mut Context) -> Outcome {
        if cx.posture().replacement.is_some() {
            return self.vacate_as_moot(cx);
        }
        self.announce(Disposition::UnderTheAct, Side::Provider, cx)
    }

    fn execute_remand(&self, cx: &mut Context) -> Outcome {
        let remand = Some(cx.world.ground.cause);
        cx.file(
            Paper::RemandExecuted,
            &[Office::District, Office::Provider, Office::Prosecutor],
            &[remand],
        );
        Ok(())
    }
}

/// The active judges.
pub struct EnBanc;

impl Desk for EnBanc {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::RehearingPetition => calendar(cx, Point::EnBancPoll),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::EnBancPoll) => self.poll(cx),
            Some(Point::EnBancMerits) => self.decide(cx),
            _ => cx.unaccepted(point),
        }
    }
}

/// The active judges who were not recused and could vote.
const VOTING: u8 = 8;

impl EnBanc {
    fn poll(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_rehearing() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let petition = cx.posture().rehearing_petition;
        let votes_for = match cx.decide::<EnBancPoll>()? {
            EnBancPoll::FourOfEight => 4,
            EnBancPoll::FiveOfEight => 5,
        };
        if rule::rehearing_granted(votes_for, VOTING) {
            let granted = Paper::RehearingGranted { votes_for, voting: VOTING };
            cx.file(granted, &BOTH, &[petition]);
            return calendar(cx, Point::EnBancMerits);
        }
        let denied = Paper::RehearingDenied { votes_for, voting: VOTING };
        cx.file(
            denied,
            &[Office::SolicitorGeneral, Office::Provider, Office::Prosecutor],
            &[petition],
        );
        Ok(())
    }

    /// The judgment under review is the district court's, so an even vote affirms that court.
    fn decide(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_rehearing() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let ruling = cx.posture().circuit.map(|ruling| ruling.entry);
        let disposition = match cx.decide::<EnBancMerits>()? {
            EnBancMerits::Tie => rule::merits_vote(4, 4),
            EnBancMerits::FiveToThree => rule::merits_vote(3, 5),
        };
        cx.file(Paper::EnBancDecided(disposition), &BOTH, &[ruling]);
        Ok(())
    }
}
