//! Congress and the President. Their acts come from outside the case and keep their day.

use crate::law::chambers::{Context, calendar};
use crate::law::decision::{PointId, decision};
use crate::law::message::Paper;
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;

decision! {
    /// D24. Whether Congress passes the CLOUD Act.
    Act at Act {
        Enact = "enact" [US_ART1, US_CLOUD] "Location no longer matters (18 U.S.C. 2713); the Government takes a new warrant and the old case becomes moot.",
        NoAct = "no-act" [US_ART1] "The Supreme Court decides by the end of June 2018.",
    }
}

/// Congress and the President.
pub struct Congress;

impl Desk for Congress {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::OpenMatter => self.watch(cx),
            Paper::CongressAsked => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Bill) => self.introduce(cx),
            Some(Point::Act) => self.vote(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl Congress {
    /// A bill is of interest where a court may ask what it answers, and as long as the Act is not law.
    fn watch(&self, cx: &mut Context) -> Outcome {
        if cx.reach_is_settled() || !cx.world.strategy.goes_to_court() {
            return Ok(());
        }
        calendar(cx, Point::Bill)
    }

    fn introduce(&self, cx: &mut Context) -> Outcome {
        let bill = cx.file(Paper::BillIntroduced, &[], &[]);
        cx.because(bill);
        calendar(cx, Point::Act)
    }

    fn vote(&self, cx: &mut Context) -> Outcome {
        let bill = Some(cx.world.ground.cause);
        match cx.decide::<Act>()? {
            Act::Enact => cx.file(
                Paper::ActPassed,
                &[Office::Prosecutor, Office::SolicitorGeneral, Office::Supreme, Office::Provider],
                &[bill],
            ),
            Act::NoAct => cx.file(Paper::NoAct, &[Office::Supreme], &[bill]),
        };
        Ok(())
    }
}
