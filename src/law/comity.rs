//! The two tests by which a court weighs the law of another state against its own process: the factors, who
//! names them, and the chance that they add up to.
//!
//! A court does not add numbers. The weights and scores are a model's way of saying how far each factor speaks
//! for the provider, and are guesses wherever no ruling gives a measure.

use crate::law::authority::{AuthorityId, C_AEROSPATIALE, US_2703H};
use crate::law::point::Point;

/// A factor a court weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Its name in scenarios.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
}

/// A list of factors and what names them.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// What names them.
    pub authority: AuthorityId,
    /// They, in the order of that authority.
    pub factors: &'static [Factor],
}

const fn factor(name: &'static str, question: &'static str) -> Factor {
    Factor { name, question }
}

/// 18 U.S.C. 2703(h)(3)(A) to (H): the interests of justice.
pub const STATUTORY: Test = Test {
    authority: US_2703H,
    factors: &[
        factor(
            "us-interests",
            "(A) How weak are the interests of the United States and of the investigation?",
        ),
        factor(
            "foreign-interest",
            "(B) How strong is the qualifying government's interest in preventing disclosure?",
        ),
        factor("penalties", "(C) How likely, wide and heavy are the penalties on the provider?"),
        factor(
            "subscriber",
            "(D) How far is the subscriber, by place and nationality, from the United States?",
        ),
        factor("provider-ties", "(E) How loose are the provider's ties to the United States?"),
        factor("importance", "(F) How little does the investigation need the data?"),
        factor("alternatives", "(G) How likely is timely access by less harmful means?"),
        factor(
            "foreign-authority",
            "(H) How weak is the interest of a foreign authority that asked for help?",
        ),
    ],
};

/// Restatement (Third) of Foreign Relations Law s. 442 as used in Aerospatiale, 482 U.S. 522 (1987), with the
/// hardship and the good faith that the Second Circuit adds.
pub const COMMON_LAW: Test = Test {
    authority: C_AEROSPATIALE,
    factors: &[
        factor("importance", "How little does the investigation need the data?"),
        factor("specificity", "How unspecific is the request?"),
        factor("origin", "Did the data originate outside the United States?"),
        factor("alternatives", "How good are other means of getting it?"),
        factor(
            "competing-interests",
            "How far do the other state's interests outweigh those of the United States?",
        ),
        factor("hardship", "How hard would compliance be on the provider?"),
        factor("good-faith", "How far has the provider acted in good faith?"),
    ],
};

/// The test behind a ruling, if the ruling weighs factors.
pub fn test_at(point: Point) -> Option<&'static Test> {
    match point {
        Point::StatutoryRuling => Some(&STATUTORY),
        Point::Comity => Some(&COMMON_LAW),
        _ => None,
    }
}

/// The chance that the process is quashed: the mean of the scores, each between 0 (it speaks for the Government)
/// and 1 (it speaks for the provider), by weight. `None` if no factor has a weight.
pub fn chance_to_quash(weighed: &[(f64, f64)]) -> Option<f64> {
    let total: f64 = weighed.iter().map(|(weight, _)| weight).sum();
    let scored: f64 = weighed.iter().map(|(weight, score)| weight * score).sum();
    (total > 0.0).then(|| (scored / total).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 18 U.S.C. 2703(h)(3).
    #[test]
    fn the_statute_has_eight_factors_lettered_a_to_h() {
        let letters = STATUTORY.factors.iter().map(|factor| &factor.question[..3]);
        let expected = ["(A)", "(B)", "(C)", "(D)", "(E)", "(F)", "(G)", "(H)"];
        assert!(letters.eq(expected));
    }

    #[test]
    fn the_chance_lies_between_the_lowest_score_and_the_highest() {
        assert_eq!(chance_to_quash(&[(1.0, 0.0), (1.0, 0.0)]), Some(0.0));
        assert_eq!(chance_to_quash(&[(1.0, 1.0), (3.0, 0.0)]), Some(0.25));
        assert_eq!(chance_to_quash(&[(0.0, 1.0)]), None);
    }
}
