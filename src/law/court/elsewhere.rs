//! Another district court, outside the circuit, where the Government may seek a new warrant.
//!
//! Every reported court outside the Second Circuit that ruled between 2016 and 2018 sided with the
//! Government.

use crate::law::chambers::{Context, calendar};
use crate::law::decision::{PointId, decision};
use crate::law::message::{Paper, ProducedBy, Side};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;

decision! {
    /// Whether another court enforces a new warrant for the same data.
    Ruling at ElsewhereRuling {
        Compel = "compel" [US_2703A, C_GOOGLE_EDPA] "The provider is compelled, and produces.",
        Quash = "quash" [US_2703A, C_MSFT_2D] "The new warrant falls like the first.",
    }
}

/// The other court.
pub struct Elsewhere;

impl Desk for Elsewhere {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::ElsewhereApplication => calendar(cx, Point::ElsewhereRuling),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::ElsewhereRuling) => self.rule(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl Elsewhere {
    fn rule(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() {
            return Ok(());
        }
        match cx.decide::<Ruling>()? {
            Ruling::Compel => {
                let ruling =
                    cx.file(Paper::ElsewhereRuled(Side::Government), &[Office::Prosecutor], &[]);
                cx.file(
                    Paper::Produced(ProducedBy::Elsewhere),
                    &[Office::Prosecutor],
                    &[Some(ruling)],
                );
            }
            Ruling::Quash => {
                cx.file(Paper::ElsewhereRuled(Side::Provider), &[Office::Prosecutor], &[]);
            }
        }
        Ok(())
    }
}
