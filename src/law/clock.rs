//! The periods that drive a case: what is due, in how many days, under which rule.

use crate::law::Forums;
use crate::law::authority::*;
use crate::law::calendar::Rule;
use crate::law::chambers::Period;
use crate::law::message::Side;
use crate::law::point::Point;

/// Writes the periods, and the list of them.
macro_rules! periods {
    ($(
        $(#[$doc:meta])*
        $name:ident: $what:literal,
            $days:literal, $words:literal, $rule:ident, [$($authority:ident),*], [$($act:ident),*];
    )+) => {
        $(
            $(#[$doc])*
            pub const $name: Period = Period {
                what: $what,
                days: $days,
                words: $words,
                rule: Rule::$rule,
                authority: &[$($authority),*],
                acts: &[$(Point::$act),*],
            };
        )+

        /// Every period, in the order in which a case reaches them.
        pub const PERIODS: &[Period] = &[$($name),+];
    };
}

periods! {
    /// A warrant is executed within the time it states, at most 14 days.
    EXECUTE: "execute the warrant",
        14, "14 days", Crim45, [R_CRP41, R_CRP45], [Service];

    /// The statutory motion: 14 days from service, or as extended.
    STATUTORY_MOTION: "move to modify or quash under 2703(h)",
        14, "14 days", Crim45, [US_2703H, R_CRP45], [StatutoryMotion];

    /// Objections to a magistrate judge's order: 14 days, or as the court sets.
    OBJECTIONS: "object to the magistrate judge's order",
        14, "14 days", Crim45, [R_CRP59, R_CRP45], [FileObjections, ProsecutorObjections];

    /// The longer schedule for objections that goes with a stay by consent. Its terms are not known; in
    /// S.D.N.Y. the objections came 42 days after the order, so that is what the model allows.
    OBJECTIONS_BY_SCHEDULE: "object, on the longer schedule that goes with the stay (inferred: its terms are not known)",
        42, "42 days", Crim45, [R_CRP59, X_CONSENT], [FileObjections];

    /// Notice of appeal in a civil case with the United States a party.
    NOTICE: "file a notice of appeal",
        60, "60 days", App26, [R_AP4, R_AP26], [Notice];

    /// The Government's notice of appeal from an order that vacates criminal process.
    GOVERNMENT_NOTICE: "file the Government's notice of appeal",
        30, "30 days", App26, [R_AP4, US_3731, R_AP26], [Appeal];

    /// The appellant's brief: the Second Circuit lets it name a day up to 91 days out.
    OPENING_BRIEF_CA2: "file the appellant's brief",
        91, "up to 91 days", App26, [R_CA2_31_2, R_AP31, R_AP26], [OpeningBrief, GovernmentBrief];

    /// The appellee's brief: the same.
    ANSWERING_BRIEF_CA2: "file the appellee's brief",
        91, "up to 91 days", App26, [R_CA2_31_2, R_AP31, R_AP26], [AnsweringBrief, ProviderAnswer];

    /// The appellant's brief in any other circuit.
    OPENING_BRIEF: "file the appellant's brief",
        40, "40 days", App26, [R_AP31, R_AP26], [OpeningBrief, GovernmentBrief];

    /// The appellee's brief in any other circuit.
    ANSWERING_BRIEF: "file the appellee's brief",
        30, "30 days", App26, [R_AP31, R_AP26], [AnsweringBrief, ProviderAnswer];

    /// The reply brief.
    REPLY_BRIEF: "file the reply brief",
        21, "21 days", App26, [R_AP31, R_AP26], [ReplyBrief];

    /// An amicus brief in the court of appeals, after the brief of the side it supports.
    AMICUS: "file an amicus brief",
        7, "7 days", App26, [R_AP29, R_AP26], [Amicus];

    /// A petition for rehearing in a civil case with the United States a party.
    REHEARING: "petition for rehearing",
        45, "45 days", App26, [R_AP40A1, R_AP26], [RehearingPetition];

    /// A petition for rehearing in a criminal case: an appeal under 18 U.S.C. 3731 is one.
    REHEARING_CRIMINAL: "petition for rehearing",
        14, "14 days", App26, [R_AP40A1, R_AP26], [RehearingPetition];

    /// A petition for certiorari.
    CERTIORARI: "petition for certiorari",
        90, "90 days", Scotus30, [R_SC13, US_2101C, R_SC30], [Petition, ProviderPetition];

    /// The longest extension of the time for certiorari, counted from the day it was due.
    CERTIORARI_EXTENDED: "petition for certiorari, extended",
        60, "60 days more", Scotus30, [R_SC13, US_2101C, R_SC30], [Petition];

    /// A brief in opposition to certiorari, without an extension.
    BRIEF_IN_OPPOSITION: "file the brief in opposition",
        30, "30 days", Scotus30, [R_SC15, R_SC30], [BriefInOpposition];

    /// The petitioner's brief on the merits.
    PETITIONER_MERITS: "file the petitioner's brief on the merits",
        45, "45 days", Scotus30, [R_SC25, R_SC30], [GovernmentMerits, ProviderMerits];

    /// The respondent's brief on the merits.
    RESPONDENT_MERITS: "file the respondent's brief on the merits",
        30, "30 days", Scotus30, [R_SC25, R_SC30], [ProviderMerits, GovernmentMerits];

    /// An amicus brief in the Supreme Court.
    AMICUS_IN_SUPREME_COURT: "file an amicus brief on the merits",
        7, "7 days", Scotus30, [R_SC37, R_SC30], [Amicus];
}

/// The time for a petition for rehearing, by who appealed: the provider from a contempt, which is docketed as civil, or
/// the Government under 18 U.S.C. 3731.
pub fn rehearing(appellant: Side) -> Period {
    match appellant {
        Side::Provider => REHEARING,
        Side::Government => REHEARING_CRIMINAL,
    }
}

/// The time for the appellant's brief in the court of appeals of a case.
pub fn opening_brief(forums: &Forums) -> Period {
    if forums.circuit.id == SECOND_CIRCUIT { OPENING_BRIEF_CA2 } else { OPENING_BRIEF }
}

/// The time for the appellee's brief in the court of appeals of a case.
pub fn answering_brief(forums: &Forums) -> Period {
    if forums.circuit.id == SECOND_CIRCUIT { ANSWERING_BRIEF_CA2 } else { ANSWERING_BRIEF }
}
