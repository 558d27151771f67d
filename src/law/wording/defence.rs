//! How papers read where the provider's defence is not the reach of the process but the law of another state: the
//! statutory motion of 18 U.S.C. 2703(h), or common-law comity. Papers that say nothing of the reach read as in
//! [`super::texts`] whatever the defence.
//!
//! `{test}` stands for the name of the test. What the paper rests on is the court's own authority, named in the
//! row, and that of the test.

use crate::law::authority::*;
use crate::law::message::{Affirmance, Defence, Disposition, Paper, Side};

/// What is different about a paper.
pub(super) struct Variant {
    /// What it rests on.
    pub(super) authority: &'static [AuthorityId],
    /// The sentence, with blanks in braces.
    pub(super) text: &'static str,
}

/// The name of the test, in a sentence.
pub(super) fn test(defence: Defence) -> &'static str {
    match defence {
        Defence::Territory => "the reach of the statute",
        Defence::Statute => "18 U.S.C. 2703(h)",
        Defence::Comity => "common-law comity",
    }
}

macro_rules! variants {
    ($($pattern:pat => [$($authority:ident)*] $text:literal;)+) => {
        /// What is different about a paper under a defence, if anything is.
        pub(super) fn variant(paper: Paper, defence: Defence) -> Option<Variant> {
            use Paper::*;
            match (paper, defence) {
                (_, Defence::Territory) => None,
                $(($pattern, Defence::Statute) => Some(Variant {
                    authority: &[US_2703H, $($authority),*],
                    text: $text,
                }),
                ($pattern, Defence::Comity) => Some(Variant {
                    authority: &[US_CLOUD103C, C_AEROSPATIALE, $($authority),*],
                    text: $text,
                }),)+
                _ => None,
            }
        }
    };
}

variants! {
    OppositionToMotion => []
        "The Government opposes the motion: under {test} its need for the data weighs more than the \
         foreign law.";
    ReplyOnMotion => []
        "{provider} replies, and the motion is argued under {test}. It is ready for decision.";
    MotionDenied { in_part: false } => [US_636]
        "Weighing the factors of {test}, {magistrate} denies the motion: {provider} must produce. The \
         district judge may review this; no appeal lies yet.";
    MotionGranted => [US_636]
        "Weighing the factors of {test}, {magistrate} grants the motion: the process falls. The \
         Government may seek review, and needs no contempt for it.";
    ObjectionsFiled(Side::Government) => [R_CRP59 US_636]
        "The Government objects to the order that quashes the process. The district judge will look at \
         it again.";
    GovernmentBriefBelow => [US_636]
        "The Government asks the district judge to affirm: the factors of {test} were weighed rightly.";
    ProviderReplyBelow => [R_CRP59]
        "{provider} replies in support of its objections under {test}. The district judge can now rule.";
    OrderAffirmed(Affirmance::StayAnnounced) => [US_636 R_CRP59]
        "{district} overrules the objections under {test}, affirms the order to comply and announces a \
         stay. Nobody is in contempt, so nothing is final yet.";
    OrderReversed => [US_636]
        "{district} sustains the objections under {test} and quashes the process. The Government may \
         appeal, without any contempt.";
    GrantAffirmed => [US_636]
        "{district} affirms: under {test} the process stays quashed. The Government may appeal, without \
         any contempt.";
    GrantReversed => [US_636 US_2703A]
        "{district} reverses: under {test} the process is enforced, and {provider} must comply. Only \
         contempt makes that appealable.";
    OpeningBrief(Side::Provider) => [R_AP28 R_AP31]
        "{provider} files its brief as appellant: under {test} the process should have been quashed. The \
         Government's time to answer runs.";
    OpeningBrief(Side::Government) => [R_AP28 R_AP31]
        "The Government files its brief as appellant: under {test} the process should have been \
         enforced. {provider}'s time to answer runs.";
    AnsweringBrief(Side::Provider) => [R_AP28 R_AP31]
        "{provider} files its brief as appellee: under {test} the process was rightly quashed.";
    AnsweringBrief(Side::Government) => [R_AP28 R_AP31]
        "The Government files its brief as appellee: under {test} the order to comply was right.";
    Decided { disposition: Disposition::Affirmed, appellant: Side::Provider } => [US_1291]
        "The court of appeals affirms under {test}: the contempt and the order to comply stand. If \
         {provider} still refuses, sanctions may follow.";
    Decided { disposition: Disposition::Reversed, appellant: Side::Provider } => [US_1291]
        "The court of appeals reverses the order to comply under {test}, vacates the contempt and remands \
         to quash the process.";
    Decided { disposition: Disposition::Affirmed, appellant: Side::Government } => [US_3731]
        "The court of appeals affirms: under {test} the process stays quashed, and {provider} need not \
         produce.";
    Decided { disposition: Disposition::Reversed, appellant: Side::Government } => [US_3731]
        "The court of appeals reverses under {test}: {provider} must comply, or be held in contempt.";
    LetStand => [R_SC13 R_AP4 R_CRP59]
        "The Government seeks no further review. The process stays quashed under {test}, and {provider} \
         need not produce.";
    GovernmentMeritsBrief => [R_SC25]
        "The Government files its brief on the merits: under {test} the process should be enforced.";
    ProviderMeritsBrief => [R_SC25]
        "{provider} files its brief on the merits: under {test} the process should be quashed.";
    MeritsDecided { winner: Side::Provider, .. } => [US_1254]
        "The Supreme Court rules for {provider}: under {test} the process is quashed. That is law for the \
         whole country.";
    MeritsDecided { winner: Side::Government, .. } => [US_1254]
        "The Supreme Court rules for the Government: under {test} {provider} must comply. That is law for \
         the whole country.";
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::authority::Catalogue;

    /// 18 U.S.C. 2703(h) and CLOUD Act s. 103(c), both of 23 March 2018.
    #[test]
    fn a_paper_rests_on_the_test_that_the_motion_invokes() {
        let paper = Paper::MotionDenied { in_part: false };
        let rests = |defence| variant(paper, defence).map(|variant| variant.authority.to_vec());
        assert_eq!(rests(Defence::Territory), None);
        assert_eq!(rests(Defence::Statute), Some(vec![US_2703H, US_636]));
        assert_eq!(rests(Defence::Comity), Some(vec![US_CLOUD103C, C_AEROSPATIALE, US_636]));
        for authority in rests(Defence::Comity).into_iter().chain(rests(Defence::Statute)).flatten()
        {
            assert!(Catalogue::default().get(authority).in_force(date(2018, 3, 23)));
        }
    }
}
