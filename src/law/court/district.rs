//! The district judge: reviews the magistrate judge, stays, lifts stays, holds in contempt.
//!
//! In the seed case: Chief Judge Preska of the Southern District of New York.

use jiff::Span;
use jiff::civil::Date;

use crate::law::chambers::{Context, calendar, day_after};
use crate::law::decision::{PointId, decision};
use crate::law::docket::{Acts, Deadline};
use crate::law::message::{Affirmance, EntryNumber, Paper, Process, Sanction, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;
use crate::law::{authority, rule};

decision! {
    /// Whether the district judge issues what the magistrate judge refused.
    Application at DistrictApplication {
        Issue = "issue" [US_636] "The process issues.",
        Refuse = "refuse" [US_636] "No process: the warrant path ends.",
    }
}

decision! {
    /// Whether the limit to data stored in the United States stands.
    Rider at Rider {
        Strike = "strike" [US_636] "The limit falls; the whole warrant is served.",
        Uphold = "uphold" [US_636] "The limit stands: only data in the United States is produced.",
    }
}

decision! {
    /// D09. How the district judge rules on the order to comply.
    Review at Review {
        Affirm = "affirm" [US_636, R_CRP59] "Affirmed from the bench, and a stay announced so that the provider can appeal.",
        AffirmNoStay = "affirm-without-stay" [US_636, R_CRP59] "Affirmed, and the duty is live at once: an appealable order about a month earlier.",
        AffirmAndClose = "affirm-and-close" [US_636, US_1291] "Affirmed and closed: the provider's argument for finality is stronger, the court of appeals must rule on its jurisdiction, and under Cobbledick and Ryan dismisses.",
        Reverse = "reverse" [US_636, R_CRP41B] "Reversed: the Government appeals without contempt.",
        Remand = "remand" [US_636] "Back for facts, such as the customer's residence: 60 to 150 days.",
    }
}

decision! {
    /// How the district judge rules on an order that vacated the process.
    GovernmentReview at GovernmentReview {
        Reverse = "reverse" [US_636, US_2703A] "The process is enforced after all; the provider seeks review.",
        Affirm = "affirm" [US_636, R_CRP41B] "The process stays vacated; the Government may appeal without contempt.",
    }
}

decision! {
    /// D11. Whether the order is stayed pending appeal.
    StayRuling at StayRuling {
        Grant = "grant-unopposed" [X_INHERENT, R_AP8] "Unopposed and granted: execution is stayed pending an expedited appeal.",
        Deny = "deny-opposed" [R_AP8, C_NKEN] "The Government opposes, because nothing is final; denied, and the duty is live a month earlier.",
    }
}

decision! {
    /// D14. Whether the stay is lifted.
    LiftStay at LiftStay {
        Lift = "lift" [US_1291, C_COBBLEDICK, C_RODGERS] "Lifted; the parties report by joint letter how to proceed.",
        Keep = "keep-stay" [US_1291] "The order is treated as final; the court of appeals must rule on its jurisdiction.",
        ContemptNow = "contempt-at-once" [US_401] "Contempt needs notice and a chance to be heard, so it begins with an order to show cause.",
        Fine = "lift-with-fine" [US_401, R_AP8A2] "Lifted with a date certain and a daily fine: an unfriendly contempt.",
    }
}

decision! {
    /// D16. Whether the agreed contempt is entered.
    ContemptRuling at Contempt {
        SoOrder = "so-order" [US_401, X_CONSENT] "The provider is held in contempt as proposed: a final order exists.",
        Refuse = "refuse-consent" [US_1291] "No contempt by consent; back to a contested motion.",
        AddFine = "add-fine" [US_401] "Contempt, with a daily fine that is stayed pending the appeal.",
        NotConfirmed = "not-confirmed" [US_401] "What a record knows: contempt, but no source confirms the sanction. It cannot be drawn.",
    }
}

decision! {
    /// How a contested motion for contempt ends.
    ContestedContempt at ContestedContempt {
        NoSanction = "without-sanction" [US_401] "Contempt without a sanction for now.",
        Fine = "daily-fine" [US_401, C_MARCRICH_FINE] "Contempt, and a fine that accrues.",
        NotInContempt = "not-in-contempt" [US_636E, US_636] "On certified facts the judge decides the merits too, and sides with the provider: the Government may appeal without contempt.",
    }
}

/// The district judge.
pub struct District;

impl Desk for District {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::ApplicationFor(_) => calendar(cx, Point::DistrictApplication),
            Paper::RiderObjected => calendar(cx, Point::Rider),
            Paper::ObjectionsFiled(Side::Provider) | Paper::FindingsByMagistrate => {
                calendar(cx, Point::Review)
            }
            Paper::ObjectionsFiled(Side::Government) => calendar(cx, Point::GovernmentReview),
            Paper::FactsCertified | Paper::ContemptMotion(_) => self.hear_contempt(cx),
            Paper::StayApplication => calendar(cx, Point::StayRuling),
            Paper::CertificationSought => self.refuse_certification(cx),
            Paper::MotionToLiftStay => calendar(cx, Point::LiftStay),
            Paper::Stipulation(_) | Paper::AsksToBeHeld => calendar(cx, Point::Contempt),
            Paper::OrderToShowCause => self.order_to_show_cause(cx),
            Paper::Declined => self.order_sanctions(cx),
            Paper::RemandedForFacts => calendar(cx, Point::DistrictFindings),
            Paper::ReviewWaived
            | Paper::FineStayed
            | Paper::FineStayDenied
            | Paper::GovernmentBriefBelow
            | Paper::ProviderReplyBelow
            | Paper::AmicusBrief { .. }
            | Paper::OppositionToLifting
            | Paper::NoticeOfAppeal(_)
            | Paper::Withdrawn
            | Paper::OldWarrantLetter
            | Paper::RemandExecuted => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::DistrictApplication) => self.rule_on_application(cx),
            Some(Point::Rider) => self.rule_on_rider(cx),
            Some(Point::Review) => self.review(cx),
            Some(Point::GovernmentReview) => self.review_for_government(cx),
            Some(Point::WrittenOrder) => self.enter_written_order(cx),
            Some(Point::StayRuling) => self.rule_on_stay(cx),
            Some(Point::LiftStay) => self.rule_on_lifting(cx),
            Some(Point::DateCertain) => self.enforce_date_certain(cx),
            Some(Point::Contempt) => self.rule_on_stipulation(cx),
            Some(Point::ContestedContempt | Point::ShowCause) => self.rule_on_contempt(cx),
            Some(Point::DistrictFindings) => self.find_facts(cx),
            _ => cx.unaccepted(point),
        }
    }
}

const BOTH: [Office; 2] = [Office::Provider, Office::Prosecutor];

impl District {
    fn rule_on_application(&self, cx: &mut Context) -> Outcome {
        let process = cx.posture().process.unwrap_or(Process::Warrant);
        match cx.decide::<Application>()? {
            Application::Issue => {
                cx.file(Paper::Issued { process, rider: false }, &[Office::Prosecutor], &[]);
            }
            Application::Refuse => {
                cx.file(Paper::ApplicationRefused, &[Office::Prosecutor], &[]);
                let now = cx.now;
                cx.world.posture.refuse_for_good(now);
            }
        }
        Ok(())
    }

    fn rule_on_rider(&self, cx: &mut Context) -> Outcome {
        let issued = cx.posture().issued;
        let paper = match cx.decide::<Rider>()? {
            Rider::Strike => Paper::RiderStruck,
            Rider::Uphold => Paper::RiderUpheld,
        };
        cx.file(paper, &BOTH, &[issued]);
        Ok(())
    }

    /// Review is de novo on the law; the ruling of July 2014 came from the bench.
    fn review(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let (objections, order) =
            (cx.posture().objections, cx.posture().magistrate.map(|r| r.entry));
        let again = cx.world.ground.occurrence > 1;
        let territorial = rule::territorial_objection(cx.posture().process);
        let closed = |ruling| match ruling {
            Review::Remand if again => Some("the facts were found on the first remand"),
            Review::Reverse => territorial.err(),
            _ => None,
        };
        let affirmed = |kind| Paper::OrderAffirmed(kind);
        let paper = match cx.decide_among::<Review>(closed)? {
            Review::Affirm => affirmed(Affirmance::StayAnnounced),
            Review::AffirmNoStay => affirmed(Affirmance::NoStay),
            Review::AffirmAndClose => affirmed(Affirmance::Closed),
            Review::Reverse => Paper::OrderReversed,
            Review::Remand => {
                cx.file(
                    Paper::RemandedToMagistrate,
                    &[Office::Magistrate, Office::Provider],
                    &[order],
                );
                return Ok(());
            }
        };
        let ruling = cx.file(paper, &BOTH, &[objections, order]);
        if matches!(paper, Paper::OrderAffirmed(_)) {
            cx.because(ruling);
            cx.calendar(Point::WrittenOrder);
        }
        Ok(())
    }

    fn review_for_government(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let (objections, order) =
            (cx.posture().objections, cx.posture().magistrate.map(|r| r.entry));
        match cx.decide::<GovernmentReview>()? {
            GovernmentReview::Reverse => {
                let ruling = cx.file(Paper::GrantReversed, &BOTH, &[objections, order]);
                cx.because(ruling);
                cx.calendar(Point::WrittenOrder);
            }
            GovernmentReview::Affirm => {
                cx.file(Paper::GrantAffirmed, &BOTH, &[objections, order]);
            }
        }
        Ok(())
    }

    fn enter_written_order(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        let ruling = cx.posture().district.map(|ruling| ruling.entry);
        cx.file(Paper::WrittenOrder, &BOTH, &[ruling]);
        Ok(())
    }

    fn rule_on_stay(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        let order = cx.posture().district.map(|ruling| ruling.entry);
        let paper = match cx.decide::<StayRuling>()? {
            StayRuling::Grant => Paper::Stayed,
            StayRuling::Deny => Paper::StayDenied,
        };
        cx.file(paper, &BOTH, &[order]);
        Ok(())
    }

    fn refuse_certification(&self, cx: &mut Context) -> Outcome {
        debug_assert_eq!(rule::CERTIFICATION_IS_FOR_CIVIL_ACTIONS, authority::US_1292B);
        let order = cx.posture().district.map(|ruling| ruling.entry);
        cx.file(Paper::CertificationRefused, &BOTH, &[order]);
        Ok(())
    }

    fn rule_on_lifting(&self, cx: &mut Context) -> Outcome {
        let Some(motion) = cx.posture().lifting_motion else { return Ok(()) };
        if !cx.posture().contested() || !cx.posture().data_wanted() {
            return Ok(());
        }
        // A premature notice took nothing away from this court, so it can rule.
        debug_assert!(!rule::divests(cx.posture(), Side::Provider));
        let stay = cx.posture().stay;
        let report_by = cx.today().checked_add(Span::new().days(7)).unwrap_or(cx.today());
        match cx.decide::<LiftStay>()? {
            LiftStay::Lift => {
                let lifted = Paper::StayLifted { report_by, fine: false };
                let entry = cx.file(lifted, &BOTH, &[Some(motion), stay]);
                let what = "report by joint letter how to proceed";
                self.name_day(entry, (what, Office::Parties, &[Point::Proposal]), report_by, cx);
            }
            LiftStay::Fine => {
                let lifted = Paper::StayLifted { report_by, fine: true };
                let entry = cx.file(lifted, &BOTH, &[Some(motion), stay]);
                let what = "comply, or be fined for every day after";
                self.name_day(entry, (what, Office::Provider, &[Point::Production]), report_by, cx);
                cx.because(entry);
                cx.calendar_on(Point::DateCertain, day_after(report_by));
            }
            LiftStay::Keep => {
                cx.file(
                    Paper::StayKept,
                    &[Office::Provider, Office::Circuit],
                    &[Some(motion), stay],
                );
            }
            LiftStay::ContemptNow => self.order_to_show_cause(cx)?,
        }
        Ok(())
    }

    /// A day the court names is not counted and does not roll.
    fn name_day(
        &self,
        entry: EntryNumber,
        (what, whose, acts): (&'static str, Office, &'static [Point]),
        due: Date,
        cx: &mut Context,
    ) {
        let from = cx.today();
        cx.note_deadline(Deadline {
            what: what.into(),
            whose,
            entry,
            from,
            period: "a day named by the court".into(),
            due,
            to_the_hour: None,
            authority: (&[authority::X_INHERENT]).into(),
            acts: Acts::Points(acts),
            done_by: 0,
            late: Vec::new(),
            replaced: false,
        });
    }

    /// The day passed without production: contempt, with the fine the order announced, unless it is stayed.
    fn enforce_date_certain(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || !cx.posture().contested() {
            return Ok(());
        }
        let stayed = cx.posture().fine_stayed;
        {
            let fine = if stayed { Sanction::FineStayed } else { Sanction::FineAccruing };
            self.hold_in_contempt(fine, false, cx)
        }
    }

    fn rule_on_stipulation(&self, cx: &mut Context) -> Outcome {
        let Some((stipulation, sanction)) = cx.posture().stipulation else { return Ok(()) };
        if !cx.posture().contested() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        match cx.decide::<ContemptRuling>()? {
            ContemptRuling::SoOrder => self.hold_in_contempt(sanction, true, cx),
            ContemptRuling::AddFine => self.hold_in_contempt(Sanction::FineStayed, false, cx),
            ContemptRuling::NotConfirmed => {
                let order = cx.posture().district.map(|ruling| ruling.entry);
                cx.file(Paper::HeldAtACostNotConfirmed, &BOTH, &[Some(stipulation), order]);
                Ok(())
            }
            ContemptRuling::Refuse => {
                cx.file(Paper::ContemptRefused, &BOTH, &[Some(stipulation)]);
                Ok(())
            }
        }
    }

    fn hold_in_contempt(&self, sanction: Sanction, agreed: bool, cx: &mut Context) -> Outcome {
        debug_assert!(rule::may_hold_in_contempt(Office::District).is_ok());
        if cx.posture().contempt.is_some() {
            return Ok(());
        }
        let posture = cx.posture();
        let asked = posture.stipulation.or(posture.contempt_motion).map(|(entry, _)| entry);
        // Where nobody asked, the order that lifted the stay had named the day and the price.
        let asked = asked.or(posture.lifted);
        let order = posture.district.or(posture.magistrate).map(|ruling| ruling.entry);
        cx.file(Paper::HeldInContempt { sanction, agreed }, &BOTH, &[asked, order]);
        Ok(())
    }

    fn order_to_show_cause(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().district.map(|ruling| ruling.entry);
        let show_cause = cx.file(Paper::OrderToShowCause, &BOTH, &[order]);
        cx.because(show_cause);
        calendar(cx, Point::ShowCause)
    }

    fn hear_contempt(&self, cx: &mut Context) -> Outcome {
        calendar(cx, Point::ContestedContempt)
    }

    fn rule_on_contempt(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() || cx.posture().contempt.is_some() {
            return Ok(());
        }
        let posture = cx.posture();
        let decided = posture.district.is_some() || posture.waived || posture.replacement.is_some();
        let settled =
            "the order to comply stands: it was upheld, or not objected to, or the Act settles it";
        // A fine enforces a clear order; while the motion is open there is none beside the process.
        let ordered = decided || posture.magistrate.is_some();
        let unordered =
            "no court has ordered the provider to comply, so there is nothing a fine could enforce";
        let territorial = rule::territorial_objection(cx.posture().process);
        let closed = |ruling| match ruling {
            ContestedContempt::Fine if !ordered => Some(unordered),
            ContestedContempt::NotInContempt if decided => Some(settled),
            ContestedContempt::NotInContempt => territorial.err(),
            _ => None,
        };
        match cx.decide_among::<ContestedContempt>(closed)? {
            ContestedContempt::NoSanction => self.hold_in_contempt(Sanction::None, false, cx),
            ContestedContempt::Fine => self.hold_in_contempt(Sanction::FineAccruing, false, cx),
            ContestedContempt::NotInContempt => {
                let order = cx.posture().magistrate.map(|ruling| ruling.entry);
                cx.file(Paper::OrderReversed, &BOTH, &[order]);
                Ok(())
            }
        }
    }

    /// After affirmance, or when no review is left, refusal opens the sanctions that were reserved.
    fn order_sanctions(&self, cx: &mut Context) -> Outcome {
        if cx.posture().contempt.is_none() {
            return self.hear_contempt(cx);
        }
        if rule::sanctions_open(cx.posture(), true) {
            let contempt = cx.posture().contempt.map(|contempt| contempt.entry);
            cx.file(Paper::SanctionsOrdered, &BOTH, &[contempt]);
        }
        Ok(())
    }

    fn find_facts(&self, cx: &mut Context) -> Outcome {
        let remand = cx.posture().circuit.map(|ruling| ruling.entry);
        cx.file(Paper::FactsFound, &[Office::Circuit, Office::Provider], &[remand]);
        Ok(())
    }
}
