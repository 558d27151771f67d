//! The periods that drive a case: what is due, in how many days, under which rule.

use crate::law::authority::*;
use crate::law::calendar::Rule;
use crate::law::chambers::Period;
use crate::law::point::Point;

const fn period(
    what: &'static str,
    days: u32,
    words: &'static str,
    rule: Rule,
    authority: &'static [AuthorityId],
    acts: &'static [Point],
) -> Period {
    Period { what, days, words, rule, authority, acts }
}

/// A warrant is executed within the time it states, at most 14 days.
pub const EXECUTE: Period = period(
    "execute the warrant",
    14,
    "14 days",
    Rule::Crim45,
    &[R_CRP41, R_CRP45],
    &[Point::Service],
);

/// The statutory motion: 14 days from service, or as extended.
pub const STATUTORY_MOTION: Period = period(
    "move to modify or quash under 2703(h)",
    14,
    "14 days",
    Rule::Crim45,
    &[US_2703H, R_CRP45],
    &[Point::StatutoryMotion],
);

/// Objections to a magistrate judge's order: 14 days, or as the court sets.
pub const OBJECTIONS: Period = period(
    "object to the magistrate judge's order",
    14,
    "14 days",
    Rule::Crim45,
    &[R_CRP59, R_CRP45],
    &[Point::FileObjections, Point::ProsecutorObjections],
);

/// The longer schedule for objections that goes with a stay by consent. Its terms are not known; in
/// S.D.N.Y. the objections came 42 days after the order, so that is what the model allows.
pub const OBJECTIONS_BY_SCHEDULE: Period = period(
    "object, on the longer schedule that goes with the stay (inferred: its terms are not known)",
    42,
    "42 days",
    Rule::Crim45,
    &[R_CRP59, X_CONSENT],
    &[Point::FileObjections],
);

/// Notice of appeal in a civil case with the United States a party.
pub const NOTICE: Period = period(
    "file a notice of appeal",
    60,
    "60 days",
    Rule::App26,
    &[R_AP4, R_AP26],
    &[Point::Notice],
);

/// The Government's notice of appeal from an order that vacates criminal process.
pub const GOVERNMENT_NOTICE: Period = period(
    "file the Government's notice of appeal",
    30,
    "30 days",
    Rule::App26,
    &[R_AP4, US_3731, R_AP26],
    &[Point::Appeal],
);

/// The appellant's brief: the Second Circuit lets it name a day up to 91 days out.
pub const OPENING_BRIEF: Period = period(
    "file the appellant's brief",
    91,
    "up to 91 days",
    Rule::App26,
    &[R_CA2_31_2, R_AP31, R_AP26],
    &[Point::OpeningBrief, Point::GovernmentBrief],
);

/// The appellee's brief: the same.
pub const ANSWERING_BRIEF: Period = period(
    "file the appellee's brief",
    91,
    "up to 91 days",
    Rule::App26,
    &[R_CA2_31_2, R_AP31, R_AP26],
    &[Point::AnsweringBrief, Point::ProviderAnswer],
);

/// The reply brief.
pub const REPLY_BRIEF: Period = period(
    "file the reply brief",
    21,
    "21 days",
    Rule::App26,
    &[R_AP31, R_AP26],
    &[Point::ReplyBrief],
);

/// An amicus brief in the court of appeals, after the brief of the side it supports.
pub const AMICUS: Period =
    period("file an amicus brief", 7, "7 days", Rule::App26, &[R_AP29, R_AP26], &[Point::Amicus]);

/// A petition for rehearing in a civil case with the United States a party.
pub const REHEARING: Period = period(
    "petition for rehearing",
    45,
    "45 days",
    Rule::App26,
    &[R_AP40A1, R_AP26],
    &[Point::RehearingPetition],
);

/// A petition for certiorari.
pub const CERTIORARI: Period = period(
    "petition for certiorari",
    90,
    "90 days",
    Rule::Scotus30,
    &[R_SC13, US_2101C, R_SC30],
    &[Point::Petition, Point::ProviderPetition],
);

/// The longest extension of the time for certiorari, counted from the day it was due.
pub const CERTIORARI_EXTENDED: Period = period(
    "petition for certiorari, extended",
    60,
    "60 days more",
    Rule::Scotus30,
    &[R_SC13, US_2101C, R_SC30],
    &[Point::Petition],
);

/// A brief in opposition to certiorari, without an extension.
pub const BRIEF_IN_OPPOSITION: Period = period(
    "file the brief in opposition",
    30,
    "30 days",
    Rule::Scotus30,
    &[R_SC15, R_SC30],
    &[Point::BriefInOpposition],
);

/// The petitioner's brief on the merits.
pub const PETITIONER_MERITS: Period = period(
    "file the petitioner's brief on the merits",
    45,
    "45 days",
    Rule::Scotus30,
    &[R_SC25, R_SC30],
    &[Point::GovernmentMerits, Point::ProviderMerits],
);

/// The respondent's brief on the merits.
pub const RESPONDENT_MERITS: Period = period(
    "file the respondent's brief on the merits",
    30,
    "30 days",
    Rule::Scotus30,
    &[R_SC25, R_SC30],
    &[Point::ProviderMerits, Point::GovernmentMerits],
);

/// An amicus brief in the Supreme Court.
pub const AMICUS_IN_SUPREME_COURT: Period = period(
    "file an amicus brief on the merits",
    7,
    "7 days",
    Rule::Scotus30,
    &[R_SC37, R_SC30],
    &[Point::Amicus],
);
