//! The Supreme Court: certiorari, argument, judgment, and what it does when a statute overtakes a case.

use jiff::civil::{Date, date};

use crate::law::case::CertiorariStage;
use crate::law::chambers::{Context, calendar, noon};
use crate::law::decision::{PointId, decision};
use crate::law::message::{Paper, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;
use crate::law::rule;

decision! {
    /// D23. Whether the Court hears the Government's case.
    Certiorari at Certiorari {
        Grant = "grant" [US_1254, R_SC10] "Briefs, argument, judgment.",
        Deny = "deny" [US_1254, R_SC10] "The ruling of the court of appeals stands; a later statute may still let the Government apply again.",
    }
}

decision! {
    /// Whether the Court hears the provider's case.
    ProviderCertiorari at ProviderCertiorari {
        Grant = "grant" [US_1254, R_SC10] "Briefs, argument, judgment, with the provider as petitioner.",
        Deny = "deny" [US_1254, R_SC10] "The order to comply is final.",
    }
}

decision! {
    /// D27. How the Court disposes of a case a statute has overtaken.
    Disposition at Disposition {
        Vacate = "vacate-as-moot" [C_MUNSINGWEAR, C_GALIOTO] "Moot: the judgment is vacated and the rulings below with it; nobody wins.",
        Improvident = "dismiss-as-improvident" [US_1254] "The writ is dismissed: the ruling of the court of appeals survives as its own law.",
        Merits = "decide-merits" [US_1254] "The old warrant is decided on the merits.",
        RemandUnderAct = "remand-under-act" [US_2713] "Vacated and remanded for reconsideration under the Act.",
    }
}

decision! {
    /// How the Court rules on the merits.
    Merits at Merits {
        Affirm = "affirm" [US_1254] "The judgment of the court of appeals stands.",
        Reverse = "reverse" [US_1254] "It falls, and the other side wins.",
    }
}

/// The Supreme Court.
pub struct Supreme;

impl Desk for Supreme {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::Petition(Side::Government) => calendar(cx, Point::Certiorari),
            Paper::Petition(Side::Provider) => calendar(cx, Point::ProviderCertiorari),
            Paper::MootnessConceded | Paper::VacaturResisted => calendar(cx, Point::Disposition),
            Paper::Produced(_) => self.dismiss_moot(cx),
            Paper::TimeExtended { .. }
            | Paper::BriefInOpposition { .. }
            | Paper::GovernmentMeritsBrief
            | Paper::ProviderMeritsBrief
            | Paper::AmicusBrief { .. }
            | Paper::ActPassed
            | Paper::NoAct
            | Paper::OldWarrantLetter
            | Paper::VacaturMotion
            | Paper::PetitionWithdrawn
            | Paper::Withdrawn => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Certiorari | Point::ProviderCertiorari) => self.rule_on_petition(cx),
            Some(Point::SupremeArgument) => self.hear(cx),
            Some(Point::Merits) => self.decide_in_term(cx),
            Some(Point::Disposition) => self.dispose(cx),
            _ => cx.unaccepted(point),
        }
    }
}

/// Who speaks in this Court.
const PARTIES: [Office; 2] = [Office::SolicitorGeneral, Office::Provider];

impl Supreme {
    fn rule_on_petition(&self, cx: &mut Context) -> Outcome {
        let CertiorariStage::Pending { by } = cx.posture().certiorari else { return Ok(()) };
        let keeps_terms = cx.world.working_days && cx.world.ground.line.is_none();
        if let Some(october) = end_of_recess(cx.today()).filter(|_| keeps_terms) {
            let point = match by {
                Side::Government => Point::Certiorari,
                Side::Provider => Point::ProviderCertiorari,
            };
            cx.calendar_again(point.into(), noon(october));
            return Ok(());
        }
        if cx.posture().vacatur_motion.is_some() {
            return Ok(()); // The motion to vacate disposes of the petition too.
        }
        let petition = cx.posture().petition;
        let granted = match by {
            Side::Government => cx.decide::<Certiorari>()? == Certiorari::Grant,
            Side::Provider => cx.decide::<ProviderCertiorari>()? == ProviderCertiorari::Grant,
        };
        if !granted {
            cx.file(Paper::CertiorariDenied(by), &PARTIES, &[petition]);
            return Ok(());
        }
        let entry = cx.file(Paper::CertiorariGranted(by), &PARTIES, &[petition]);
        cx.because(entry);
        calendar(cx, Point::SupremeArgument)
    }

    fn hear(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_supreme_court() {
            return Ok(());
        }
        let keeps_terms = cx.world.working_days;
        if let Some(october) = next_session(cx.today()).filter(|_| keeps_terms) {
            cx.calendar_on(Point::SupremeArgument, october);
            return Ok(());
        }
        let petition = cx.posture().petition;
        let argued = cx.file(Paper::ArguedInSupremeCourt, &PARTIES, &[petition]);
        cx.because(argued);
        match keeps_terms {
            true => cx.calendar_until(Point::Merits, end_of_term(cx.today())),
            false => cx.calendar(Point::Merits),
        }
        Ok(())
    }

    /// A case that is argued is decided in its Term, unless a motion to vacate it as moot came first.
    fn decide_in_term(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().in_supreme_court() {
            return Ok(());
        }
        self.decide_merits(cx)
    }

    fn decide_merits(&self, cx: &mut Context) -> Outcome {
        let CertiorariStage::Granted { by: petitioner } = cx.posture().certiorari else {
            return Ok(());
        };
        let argued = cx.posture().supreme_argument;
        let territorial = rule::territorial_objection(cx.posture().process);
        // Only the ruling for the provider rests on where the data is.
        let provider_wins =
            if petitioner == Side::Provider { Merits::Reverse } else { Merits::Affirm };
        let closed = |ruling| if ruling == provider_wins { territorial.err() } else { None };
        let reversed = cx.decide_among::<Merits>(closed)? == Merits::Reverse;
        let winner = if reversed { petitioner } else { petitioner.other() };
        cx.file(Paper::MeritsDecided { reversed, winner }, &PARTIES, &[argued]);
        Ok(())
    }

    fn dispose(&self, cx: &mut Context) -> Outcome {
        if cx.posture().appeal_pending_in() != Some(Office::Supreme) {
            return Ok(());
        }
        let (motion, answer) = (cx.posture().vacatur_motion, cx.posture().mootness_answer);
        let below = [Office::Circuit, Office::SolicitorGeneral, Office::Provider];
        let argued = cx.posture().supreme_argument.is_some();
        let closed = |disposition| match disposition {
            Disposition::Improvident | Disposition::Merits if !argued => {
                Some("the case has not been argued")
            }
            _ => None,
        };
        match cx.decide_among::<Disposition>(closed)? {
            Disposition::Vacate => {
                cx.file(Paper::VacatedAsMoot, &below, &[motion, answer]);
            }
            Disposition::RemandUnderAct => {
                cx.file(Paper::RemandedUnderTheAct, &below, &[motion, answer]);
            }
            Disposition::Improvident => {
                cx.file(Paper::DismissedAsImprovident, &below[1..], &[motion, answer]);
            }
            Disposition::Merits => self.decide_merits(cx)?,
        }
        Ok(())
    }

    /// Data produced before judgment leaves nothing to decide.
    fn dismiss_moot(&self, cx: &mut Context) -> Outcome {
        if cx.posture().appeal_pending_in() != Some(Office::Supreme)
            || cx.posture().vacatur_motion.is_some()
        {
            return Ok(());
        }
        let production = Some(cx.world.ground.cause);
        cx.file(Paper::AppealMoot, &PARTIES, &[production]);
        Ok(())
    }
}

/// The Court hears argument from October to April: a case ready in between waits for the first Monday of October.
fn next_session(ready: Date) -> Option<Date> {
    (5..=9).contains(&ready.month()).then(|| first_monday_of_october(ready.year()))
}

/// The Court rules on no petition in its summer recess: one that is ready then waits for the first Monday of October.
fn end_of_recess(ready: Date) -> Option<Date> {
    let october = first_monday_of_october(ready.year());
    (ready.month() >= 7 && ready < october).then_some(october)
}

fn first_monday_of_october(year: i16) -> Date {
    let first = date(year, 10, 1);
    first.nth_weekday_of_month(1, jiff::civil::Weekday::Monday).unwrap_or(first)
}

/// The last day by which the Court decides a case argued on `argued`: the end of June of its Term.
///
/// By custom, not by rule. A Term begins in October.
pub fn end_of_term(argued: Date) -> Date {
    let year = if argued.month() >= 10 { argued.year().saturating_add(1) } else { argued.year() };
    date(year.clamp(-9999, 9999), 6, 30).max(argued)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The petition of 23 June 2017 was granted on 16 October 2017: 115 days, over a summer recess.
    #[test]
    fn no_petition_is_ruled_on_in_the_summer_recess() {
        for day in [date(2017, 7, 1), date(2017, 8, 15), date(2017, 10, 1)] {
            assert_eq!(end_of_recess(day), Some(date(2017, 10, 2)), "{day}");
        }
        for day in [date(2017, 6, 30), date(2017, 10, 2), date(2017, 10, 16), date(2018, 1, 5)] {
            assert_eq!(end_of_recess(day), None, "{day}");
        }
    }

    /// Argument on 27 February 2018: without the Act, a decision by the end of June 2018.
    #[test]
    fn a_case_argued_in_february_is_decided_by_the_end_of_june() {
        assert_eq!(end_of_term(date(2018, 2, 27)), date(2018, 6, 30));
        assert_eq!(end_of_term(date(2017, 10, 10)), date(2018, 6, 30));
    }
}
