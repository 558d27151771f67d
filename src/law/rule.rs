//! The doctrines two or more offices apply. Each answers a question with a value and its authority.
//!
//! A rule never fails: that the law says no is an answer.

use jiff::civil::Date;

use crate::law::authority::*;
use crate::law::case::{ContemptOrder, Posture};
use crate::law::message::{Disposition, NoReview, NoticeKind, Process, Sanction, Side};
use crate::law::office::Office;

/// Whether a ruling can be appealed today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appealable {
    /// It is final.
    Now(AuthorityId),
    /// It is not final yet.
    NotYet(AuthorityId),
}

/// Whether a side may appeal in this posture.
///
/// A provider told to comply has nothing final to appeal until it disobeys and is held in contempt
/// (Cobbledick, Ryan); contempt is final even without a sanction. The Government appeals an order that
/// vacates its process at once (18 U.S.C. 3731): it has nothing to disobey. Closing the case below does
/// not help the provider, because the exception for orders that end a proceeding is confined to the
/// subpoenas of administrative agencies (Construction Products Research).
pub fn appealable(posture: &Posture, appellant: Side) -> Appealable {
    match (appellant, posture.district_winner(), posture.contempt) {
        (Side::Provider, _, Some(_)) => Appealable::Now(US_1291),
        (Side::Provider, _, None) => Appealable::NotYet(C_COBBLEDICK),
        (Side::Government, Some(Side::Provider), _) => Appealable::Now(US_3731),
        (Side::Government, _, _) => Appealable::NotYet(US_1291),
    }
}

/// Whether a notice of appeal takes the case away from the district court.
///
/// Only a notice from a final decision does (Griggs); a premature one divests nobody (Rodgers).
pub fn divests(posture: &Posture, appellant: Side) -> bool {
    matches!(appealable(posture, appellant), Appealable::Now(_))
}

/// What a notice of appeal, or its absence, is worth after contempt; `None` if the appeal goes ahead.
///
/// A notice filed before the contempt does not ripen by itself: it must be amended or filed anew within
/// the clock (Fed. R. App. P. 4(a)(1)(B): 60 days with the United States a party).
pub fn defect(notice: Option<NoticeKind>, contempt: Option<ContemptOrder>) -> Option<NoReview> {
    match (notice, contempt) {
        (_, None) => Some(NoReview::NotFinal),
        (None | Some(NoticeKind::First), Some(_)) => Some(NoReview::NoNotice),
        (Some(NoticeKind::Late), Some(_)) => Some(NoReview::Late),
        (Some(NoticeKind::Amended | NoticeKind::New | NoticeKind::Government), Some(_)) => None,
    }
}

/// Whether an office may hold somebody in contempt. A magistrate judge certifies the facts to a district
/// judge, who punishes (28 U.S.C. 636(e)(6)).
pub fn may_hold_in_contempt(office: Office) -> Result<AuthorityId, AuthorityId> {
    match office {
        Office::District => Ok(US_401),
        _ => Err(US_636E),
    }
}

/// Whether sanctions may follow now.
///
/// An agreed contempt reserves them for the case that the ruling is affirmed and the provider still does
/// not comply; a contested contempt with a fine has them from the start.
pub fn sanctions_open(posture: &Posture, still_refuses: bool) -> bool {
    let affirmed = posture.circuit.is_none_or(|ruling| ruling.winner == Side::Government);
    match posture.contempt {
        Some(ContemptOrder { sanction: Sanction::FineAccruing, .. }) => true,
        Some(_) => affirmed && still_refuses,
        None => false,
    }
}

/// Whether a poll of the active judges grants rehearing en banc: a majority of those who may vote must
/// want it, so an even split denies it (28 U.S.C. 46(c); Fed. R. App. P. 35(a)).
pub fn rehearing_granted(votes_for: u8, voting: u8) -> bool {
    u16::from(votes_for) * 2 > u16::from(voting)
}

/// How a vote on the merits comes out. An even split affirms the judgment under review, without precedent.
pub fn merits_vote(to_reverse: u8, to_affirm: u8) -> Disposition {
    match to_reverse.cmp(&to_affirm) {
        std::cmp::Ordering::Greater => Disposition::Reversed,
        std::cmp::Ordering::Less => Disposition::Affirmed,
        std::cmp::Ordering::Equal => Disposition::EvenlyDivided,
    }
}

/// Whether mandamus lies. It does not while another remedy is adequate, and to refuse, be held in
/// contempt and appeal is one (28 U.S.C. 1651(a)).
pub fn mandamus_lies(posture: &Posture) -> bool {
    matches!(appealable(posture, Side::Provider), Appealable::Now(_))
        && posture.appeal_pending_in().is_none()
        && posture.contempt.is_none()
}

/// Why an interlocutory appeal cannot be certified: 28 U.S.C. 1292(b) is confined to civil actions.
pub const CERTIFICATION_IS_FOR_CIVIL_ACTIONS: AuthorityId = US_1292B;

/// The governments whose law a motion under 18 U.S.C. 2703(h) can be built on at a date: those with an
/// executive agreement in force. Ireland has never been one.
pub fn qualifying_foreign_government(country: &str, on: Date) -> bool {
    let agreement = match country {
        "GB" => EA_UK,
        "AU" => EA_AU,
        _ => return false,
    };
    Catalogue::default().get(agreement).in_force(on)
}

/// What is known of a conflict of laws, and of the person whose data it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// The country whose law forbids disclosure, as an ISO 3166 code; `None` if none is said to.
    pub law_of: Option<String>,
    /// The subscriber is reasonably believed to be neither a US person nor resident in the United States.
    pub subscriber_is_foreign: bool,
}

/// Whether a provider may move under 18 U.S.C. 2703(h): the disclosure must risk breaking the law of a qualifying
/// foreign government, and the subscriber be neither a US person nor resident in the United States.
pub fn statutory_motion(conflict: &Conflict, on: Date) -> Result<AuthorityId, &'static str> {
    match &conflict.law_of {
        None => Err("no foreign law is said to forbid disclosure"),
        Some(country) if !qualifying_foreign_government(country, on) => Err(
            "the law that forbids disclosure is not that of a qualifying foreign government, which has an \
             executive agreement in force",
        ),
        Some(_) if !conflict.subscriber_is_foreign => Err(
            "the subscriber must be neither a US person nor live in the United States, and the request \
             does not say so",
        ),
        Some(_) => Ok(US_2703H),
    }
}

/// Whether a provider may move on common-law comity, which section 103(c) of the CLOUD Act leaves untouched: the
/// law of some other state must forbid disclosure.
pub fn comity_motion(conflict: &Conflict) -> Result<AuthorityId, &'static str> {
    match conflict.law_of {
        None => Err("no foreign law is said to forbid disclosure"),
        Some(_) => Ok(US_CLOUD103C),
    }
}

/// Why it is no defence any more that the data is stored abroad: 18 U.S.C. 2713.
pub const REACH_IS_SETTLED: &str =
    "the CLOUD Act has answered where the data may be stored (18 U.S.C. 2713)";

/// Whether it is a defence that the data is stored abroad. Against a warrant it may be; a court order with
/// notice is tested by control, like a subpoena (Marc Rich, 707 F.2d 663).
pub fn territorial_objection(process: Option<Process>) -> Result<(), &'static str> {
    match process {
        Some(Process::CourtOrder) => Err(
            "a court order is tested by control, like a subpoena (Marc Rich): location is no defence",
        ),
        _ => Ok(()),
    }
}

/// Whether the merits of the order to comply can still be reached on appeal: a missed objection waives
/// them (Fed. R. Crim. P. 59(a)).
pub fn merits_reviewable(posture: &Posture) -> bool {
    !posture.waived
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::case::Ruling;
    use crate::sim::Time;

    fn affirmed() -> Posture {
        let ruling = |entry| Ruling { entry, at: Time(0), winner: Side::Government };
        Posture { magistrate: Some(ruling(6)), district: Some(ruling(14)), ..Posture::default() }
    }

    fn contempt(sanction: Sanction) -> Option<ContemptOrder> {
        Some(ContemptOrder { entry: 22, at: Time(0), sanction })
    }

    /// Cobbledick v. United States, 309 U.S. 323 (1940); United States v. Ryan, 402 U.S. 530 (1971).
    #[test]
    fn an_order_to_comply_is_not_appealable_before_contempt() {
        assert_eq!(appealable(&affirmed(), Side::Provider), Appealable::NotYet(C_COBBLEDICK));
    }

    /// Memorandum and Order of 29 August 2014, 13-mj-2814 (S.D.N.Y.).
    #[test]
    fn a_lifted_stay_is_not_appealable_before_contempt() {
        let lifted = Posture { duty_is_live: true, stay: None, ..affirmed() };
        assert_eq!(appealable(&lifted, Side::Provider), Appealable::NotYet(C_COBBLEDICK));
        assert_eq!(lifted.contempt, None, "lifting a stay is no contempt");
    }

    /// United States v. Construction Products Research, 73 F.3d 464 (2d Cir. 1996).
    #[test]
    fn closing_the_case_does_not_make_the_order_final() {
        let closed = Posture { closed_below: true, ..affirmed() };
        assert_eq!(appealable(&closed, Side::Provider), Appealable::NotYet(C_COBBLEDICK));
    }

    /// Microsoft Corp. v. United States, 829 F.3d 197: the appeal from the stipulated contempt was heard.
    #[test]
    fn contempt_without_sanctions_is_final_enough() {
        let held = Posture { contempt: contempt(Sanction::None), ..affirmed() };
        assert_eq!(appealable(&held, Side::Provider), Appealable::Now(US_1291));
    }

    /// 18 U.S.C. 3731.
    #[test]
    fn the_government_needs_no_contempt_to_appeal() {
        let mut vacated = affirmed();
        vacated.district = Some(Ruling { entry: 14, at: Time(0), winner: Side::Provider });
        assert_eq!(appealable(&vacated, Side::Government), Appealable::Now(US_3731));
        assert_eq!(appealable(&affirmed(), Side::Government), Appealable::NotYet(US_1291));
    }

    /// United States v. Rodgers, 101 F.3d 247 (2d Cir. 1996); Griggs, 459 U.S. 56.
    #[test]
    fn a_premature_notice_neither_divests_nor_ripens_by_itself() {
        assert!(!divests(&affirmed(), Side::Provider));
        let held = contempt(Sanction::None);
        assert_eq!(defect(Some(NoticeKind::First), held), Some(NoReview::NoNotice));
        assert_eq!(defect(Some(NoticeKind::Amended), held), None);
        assert_eq!(defect(Some(NoticeKind::New), held), None);
    }

    /// 28 U.S.C. 636(e)(6).
    #[test]
    fn a_magistrate_judge_cannot_hold_in_contempt() {
        assert_eq!(may_hold_in_contempt(Office::Magistrate), Err(US_636E));
        assert_eq!(may_hold_in_contempt(Office::District), Ok(US_401));
    }

    /// The joint stipulation of September 2014, clause (b).
    #[test]
    fn sanctions_after_affirmance_need_continued_refusal() {
        let mut lost = Posture { contempt: contempt(Sanction::None), ..affirmed() };
        lost.circuit = Some(Ruling { entry: 31, at: Time(0), winner: Side::Government });
        assert!(!sanctions_open(&lost, false));
        assert!(sanctions_open(&lost, true));
        lost.circuit = Some(Ruling { entry: 31, at: Time(0), winner: Side::Provider });
        assert!(!sanctions_open(&lost, true));
    }

    /// Order of 24 January 2017, 855 F.3d 53: four of eight.
    #[test]
    fn an_even_poll_denies_rehearing_and_one_more_vote_grants_it() {
        assert!(!rehearing_granted(4, 8));
        assert!(rehearing_granted(5, 8));
    }

    /// 28 U.S.C. 46(c): an evenly divided court affirms.
    #[test]
    fn an_even_vote_on_the_merits_affirms() {
        assert_eq!(merits_vote(4, 4), Disposition::EvenlyDivided);
        assert_eq!(merits_vote(3, 5), Disposition::Affirmed);
        assert_eq!(merits_vote(5, 3), Disposition::Reversed);
    }

    /// 28 U.S.C. 1651(a).
    #[test]
    fn mandamus_does_not_lie_while_contempt_is_a_remedy() {
        assert!(!mandamus_lies(&affirmed()));
    }

    /// 18 U.S.C. 2703(h)(2)(A), 2523; the US-UK agreement, in force 3 October 2022.
    #[test]
    fn the_statutory_motion_needs_a_qualifying_government_and_a_foreign_subscriber() {
        let conflict = |country: &str, subscriber_is_foreign| Conflict {
            law_of: Some(country.to_owned()),
            subscriber_is_foreign,
        };
        let (before, after) = (date(2022, 10, 2), date(2022, 10, 3));
        assert_eq!(statutory_motion(&conflict("GB", true), after), Ok(US_2703H));
        assert!(statutory_motion(&conflict("GB", true), before).is_err());
        assert!(statutory_motion(&conflict("GB", false), after).is_err());
        assert!(statutory_motion(&conflict("IE", true), after).is_err());
        assert!(statutory_motion(&Conflict::default(), after).is_err());
    }

    /// CLOUD Act s. 103(c).
    #[test]
    fn comity_is_open_for_the_law_of_any_state() {
        let irish = Conflict { law_of: Some("IE".to_owned()), subscriber_is_foreign: false };
        assert_eq!(comity_motion(&irish), Ok(US_CLOUD103C));
        assert!(comity_motion(&Conflict::default()).is_err());
    }

    /// 18 U.S.C. 2703(h), 2523: no executive agreement with Ireland.
    #[test]
    fn ireland_has_never_been_a_qualifying_foreign_government() {
        assert!(!qualifying_foreign_government("IE", date(2018, 4, 3)));
        assert!(!qualifying_foreign_government("GB", date(2022, 10, 2)));
        assert!(qualifying_foreign_government("GB", date(2022, 10, 3)));
    }
}
