//! What every paper is called, what it rests on, whom it favours, and how the docket puts it.
//!
//! The table of papers is in `wording/texts.rs`; this file fills in the names.

use jiff::civil::Date;

use crate::law::authority::AuthorityId;
use crate::law::message::{Defence, Paper, Supports};
use crate::law::office::Office;

mod defence;
mod names;
mod resting;
mod row;
mod texts;

pub use names::{Filers, Later, Names};
pub use resting::{papers_on, test_on};

/// Whom a ruling favours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Winner {
    /// The United States.
    Government,
    /// The provider.
    Provider,
    /// Both sides asked for it.
    Joint,
    /// The votes were even.
    Tie,
    /// Nobody.
    Neither,
}

impl Winner {
    /// The word for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Winner::Government => "government",
            Winner::Provider => "provider",
            Winner::Joint => "joint",
            Winner::Tie => "tie",
            Winner::Neither => "neither",
        }
    }
}

/// A ruling, as a tally of wins counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What was ruled on: `magistrate`, `stay`, `panel`.
    pub stage: &'static str,
    /// Whom it favours.
    pub winner: Winner,
}

/// What the table says of one paper.
struct Row {
    event: &'static str,
    authority: &'static [AuthorityId],
    ruling: Option<Ruling>,
    /// The sentence, with blanks in braces.
    text: &'static str,
}

impl Paper {
    /// Its name: `order-denying-motion`, `stay-lifted`.
    pub fn event(self) -> &'static str {
        texts::row(self).event
    }

    /// What it rests on, most important first.
    ///
    /// Empty only for the papers of channels: a channel brings its own.
    pub fn authority(self) -> &'static [AuthorityId] {
        texts::row(self).authority
    }

    /// Whom it favours, if it is a ruling between the two sides.
    ///
    /// A paper of the full court or of the Supreme Court does not say who asked for review. That is
    /// taken to be the Government, after the panel ruled for the provider, as in the recorded case.
    pub fn ruling(self) -> Option<Ruling> {
        let ruling = texts::row(self).ruling?;
        match self {
            Paper::RehearingDenied { votes_for, voting }
                if u16::from(votes_for) * 2 == u16::from(voting) =>
            {
                Some(Ruling { winner: Winner::Tie, ..ruling })
            }
            Paper::HeldInContempt { agreed: true, .. } => {
                Some(Ruling { winner: Winner::Joint, ..ruling })
            }
            _ => Some(ruling),
        }
    }
}

/// What a paper rests on where the two sides argue about `defence`.
pub fn authority(paper: Paper, defence: Defence) -> &'static [AuthorityId] {
    defence::variant(paper, defence).map_or_else(|| paper.authority(), |variant| variant.authority)
}

/// The sentence the docket of that day shows where the two sides argue about `defence`.
pub fn text(paper: Paper, defence: Defence, names: &Names, on: Date) -> String {
    let mut sentence = String::new();
    let variant = defence::variant(paper, defence).map(|variant| variant.text);
    let mut rest = variant.unwrap_or_else(|| texts::row(paper).text);
    while let Some((before, blank, after)) = next_blank(rest) {
        sentence.push_str(before);
        let value = match blank {
            "test" => defence::test(defence).to_owned(),
            _ => fill(blank, paper, names, on),
        };
        if sentence.is_empty() || sentence.ends_with(". ") {
            push_capitalised(&mut sentence, &value);
        } else {
            sentence.push_str(&value);
        }
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

/// Splits `a {blank} b` into `a `, `blank` and ` b`.
fn next_blank(template: &str) -> Option<(&str, &str, &str)> {
    let (before, tail) = template.split_once('{')?;
    let (blank, after) = tail.split_once('}')?;
    Some((before, blank, after))
}

fn push_capitalised(sentence: &mut String, value: &str) {
    let mut letters = value.chars();
    sentence.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    sentence.push_str(letters.as_str());
}

/// What goes into a blank. A blank that the paper cannot fill stays visible.
fn fill(blank: &str, paper: Paper, names: &Names, on: Date) -> String {
    let name = |office| names.on(on, office).to_owned();
    match (blank, paper) {
        ("provider", _) => name(Office::Provider),
        ("magistrate", _) => name(Office::Magistrate),
        ("district", _) => name(Office::District),
        ("foreign", _) => name(Office::CentralAuthority),
        ("filers", Paper::AmicusBrief { slot, supports, .. }) => names.filers_in(slot, supports),
        ("support", Paper::AmicusBrief { supports, .. }) => match supports {
            Supports::Provider => format!("support for {}", name(Office::Provider)),
            Supports::Neither => "argument for neither side".to_owned(),
            Supports::Government => "support for the Government".to_owned(),
        },
        ("day", Paper::StayLifted { report_by: day, .. } | Paper::TimeExtended { until: day }) => {
            day.strftime("%-d %b %Y").to_string()
        }
        (
            "votes",
            Paper::RehearingDenied { votes_for, voting }
            | Paper::RehearingGranted { votes_for, voting },
        ) => format!("{votes_for} of {voting} votes"),
        ("stage", Paper::Stage { stage, .. }) => (stage + 1).to_string(),
        _ => format!("{{{blank}}}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date};

    use super::*;
    use crate::law::authority::{Authority, Catalogue};
    use crate::law::channel::desk;
    use crate::law::message::{
        Affirmance, Disposition, NewWarrantAnswer, NoReview, NoticeKind, PathEnd, Process,
        ProducedBy, Sanction, Side,
    };
    use crate::law::strategy::Path;

    /// Papers that can be filed by the day on which the stay was lifted.
    const EARLY: &[Paper] = &[
        Paper::OpenMatter,
        Paper::ApplicationFor(Process::Warrant),
        Paper::ApplicationFor(Process::CourtOrder),
        Paper::ApplicationFor(Process::NonContent),
        Paper::ApplicationRefused,
        issued(Process::Warrant, false),
        issued(Process::Warrant, true),
        issued(Process::CourtOrder, false),
        issued(Process::CourtOrder, true),
        issued(Process::NonContent, false),
        issued(Process::NonContent, true),
        Paper::RiderObjected,
        Paper::RiderStruck,
        Paper::RiderUpheld,
        Paper::PreservationLetter,
        Paper::Served(Process::Warrant),
        Paper::Served(Process::CourtOrder),
        Paper::Served(Process::NonContent),
        Paper::PartialProduction,
        Paper::Produced(ProducedBy::Warrant),
        Paper::Produced(ProducedBy::InPart),
        Paper::Produced(ProducedBy::Channel(0)),
        Paper::NothingLeft,
        Paper::NoticeToIreland,
        Paper::MotionToVacate(Defence::Territory),
        Paper::Declined,
        Paper::MotionToCompel,
        Paper::OppositionToCompel,
        Paper::Narrowed,
        Paper::Withdrawn,
        Paper::OppositionToMotion,
        Paper::ReplyOnMotion,
        Paper::MotionForContempt,
        Paper::FactsCertified,
        Paper::MotionDenied { in_part: false },
        Paper::MotionDenied { in_part: true },
        Paper::MotionGranted,
        Paper::Compelled { in_part: false },
        Paper::Compelled { in_part: true },
        Paper::CompulsionDenied,
        Paper::Abated,
        Paper::StayProposed,
        Paper::StayedOnConsent,
        Paper::StayOpposed,
        Paper::StayGrantedByMagistrate,
        Paper::StayRefusedByMagistrate,
        Paper::ReviewWaived,
        Paper::ObjectionsFiled(Side::Provider),
        Paper::ObjectionsFiled(Side::Government),
        brief(0, Supports::Provider, false),
        brief(1, Supports::Provider, true),
        brief(2, Supports::Government, false),
        brief(3, Supports::Neither, true),
        Paper::DiplomaticNote,
        Paper::GovernmentBriefBelow,
        Paper::ProviderReplyBelow,
        Paper::OrderAffirmed(Affirmance::StayAnnounced),
        Paper::OrderAffirmed(Affirmance::NoStay),
        Paper::OrderAffirmed(Affirmance::Closed),
        Paper::OrderReversed,
        Paper::RemandedToMagistrate,
        Paper::FindingsByMagistrate,
        Paper::GrantAffirmed,
        Paper::GrantReversed,
        Paper::StayApplication,
        Paper::Stayed,
        Paper::StayDenied,
        Paper::WrittenOrder,
        Paper::CertificationSought,
        Paper::CertificationRefused,
        Paper::MotionToLiftStay,
        Paper::OppositionToLifting,
        lifted(false),
        lifted(true),
        Paper::StayKept,
        Paper::OrderToShowCause,
        Paper::Stipulation(Sanction::None),
        Paper::Stipulation(Sanction::FineStayed),
        Paper::Stipulation(Sanction::FineAccruing),
        Paper::ContemptMotion(Sanction::None),
        Paper::ContemptMotion(Sanction::FineStayed),
        Paper::ContemptMotion(Sanction::FineAccruing),
        Paper::HeldInContempt { sanction: Sanction::None, agreed: true },
        Paper::HeldInContempt { sanction: Sanction::None, agreed: false },
        Paper::AsksToBeHeld,
        Paper::HeldInContempt { sanction: Sanction::FineStayed, agreed: true },
        Paper::HeldInContempt { sanction: Sanction::FineAccruing, agreed: true },
        Paper::HeldAtACostNotConfirmed,
        Paper::ContemptRefused,
        Paper::FineRefused,
        Paper::NoticeOfAppeal(NoticeKind::First),
        Paper::NoticeOfAppeal(NoticeKind::Amended),
        Paper::NoticeOfAppeal(NoticeKind::New),
        Paper::NoticeOfAppeal(NoticeKind::Government),
        Paper::DocketedPremature,
        Paper::AppealAccepted(Side::Provider),
        Paper::AppealAccepted(Side::Government),
        Paper::BriefedAnyway,
        Paper::MotionToDismissAppeal,
        Paper::MandamusPetition,
        Paper::MandamusDenied,
        Paper::FineStayMotion,
        Paper::FineStayed,
        Paper::FineStayDenied,
        Paper::TakePath(Path::Warrant),
        Paper::Requested(0),
        Paper::Stage { stage: 1, outcome: 0 },
        Paper::PathEnded { path: 0, how: PathEnd::Refused },
        Paper::NotInForce { path: 0, authority: crate::law::authority::EU_EPO },
    ];

    /// Papers that come later, but can come before the CLOUD Act.
    const LATER: &[Paper] = &[
        Paper::SanctionsOrdered,
        Paper::Produced(ProducedBy::Elsewhere),
        Paper::NoticeOfAppeal(NoticeKind::Late),
        Paper::AppealDismissed(NoReview::NotFinal),
        Paper::AppealDismissed(NoReview::NoNotice),
        Paper::AppealDismissed(NoReview::Late),
        Paper::OpeningBrief(Side::Provider),
        Paper::OpeningBrief(Side::Government),
        Paper::AnsweringBrief(Side::Provider),
        Paper::AnsweringBrief(Side::Government),
        Paper::ReplyBrief,
        brief(4, Supports::Provider, false),
        brief(4, Supports::Government, true),
        brief(6, Supports::Neither, true),
        brief(7, Supports::Neither, false),
        brief(8, Supports::Provider, true),
        Paper::ArguedOnAppeal,
        Paper::DismissalRefused,
        decided(Disposition::Affirmed, Side::Provider),
        decided(Disposition::Affirmed, Side::Government),
        decided(Disposition::Reversed, Side::Provider),
        decided(Disposition::Reversed, Side::Government),
        decided(Disposition::EvenlyDivided, Side::Provider),
        decided(Disposition::EvenlyDivided, Side::Government),
        decided(Disposition::Waived, Side::Provider),
        decided(Disposition::Waived, Side::Government),
        Paper::RemandedForFacts,
        Paper::FactsFound,
        Paper::LetStand,
        Paper::RehearingPetition,
        Paper::RehearingDenied { votes_for: 4, voting: 8 },
        Paper::RehearingGranted { votes_for: 5, voting: 8 },
        Paper::EnBancDecided(Disposition::Affirmed),
        Paper::EnBancDecided(Disposition::Reversed),
        Paper::EnBancDecided(Disposition::EvenlyDivided),
        Paper::EnBancDecided(Disposition::Waived),
        Paper::ElsewhereApplication,
        Paper::ElsewhereRuled(Side::Government),
        Paper::ElsewhereRuled(Side::Provider),
        Paper::CongressAsked,
        Paper::AppealMoot,
        Paper::TimeExtended { until: Date::constant(2017, 6, 23) },
        Paper::NoPetition,
        Paper::Petition(Side::Government),
        Paper::Petition(Side::Provider),
        Paper::BriefInOpposition { acquiesces: false },
        Paper::BriefInOpposition { acquiesces: true },
        Paper::CertiorariGranted(Side::Government),
        Paper::CertiorariGranted(Side::Provider),
        Paper::CertiorariDenied(Side::Government),
        Paper::CertiorariDenied(Side::Provider),
        Paper::GovernmentMeritsBrief,
        Paper::ProviderMeritsBrief,
        Paper::ArguedInSupremeCourt,
        Paper::BillIntroduced,
        Paper::ActPassed,
        Paper::NoAct,
        Paper::PetitionWithdrawn,
        Paper::VacaturMotion,
        Paper::MootnessConceded,
        Paper::VacaturResisted,
        Paper::VacatedAsMoot,
        Paper::DismissedAsImprovident,
        Paper::MeritsDecided { reversed: false, winner: Side::Provider },
        Paper::MeritsDecided { reversed: true, winner: Side::Provider },
        Paper::MeritsDecided { reversed: false, winner: Side::Government },
        Paper::MeritsDecided { reversed: true, winner: Side::Government },
        Paper::RemandExecuted,
    ];

    /// Papers that presuppose the CLOUD Act.
    const UNDER_THE_ACT: &[Paper] = &[
        Paper::ApplicationFor(Process::Replacement),
        issued(Process::Replacement, false),
        issued(Process::Replacement, true),
        Paper::Served(Process::Replacement),
        Paper::Produced(ProducedBy::Replacement),
        decided(Disposition::UnderTheAct, Side::Provider),
        Paper::EnBancDecided(Disposition::UnderTheAct),
        Paper::OldWarrantLetter,
        Paper::MotionToVacate(Defence::Statute),
        Paper::MotionToVacate(Defence::Comity),
        Paper::ComityMotion,
        Paper::ComityDenied,
        Paper::ComityGranted,
        Paper::NewWarrantAnswered(NewWarrantAnswer::Comity),
        Paper::NewWarrantAnswered(NewWarrantAnswer::Refused),
        Paper::NewWarrantAnswered(NewWarrantAnswer::NotConfirmed),
        Paper::RemandedUnderTheAct,
    ];

    const fn brief(slot: u16, supports: Supports, with_leave: bool) -> Paper {
        Paper::AmicusBrief { slot, supports, with_leave }
    }

    const fn lifted(fine: bool) -> Paper {
        Paper::StayLifted { report_by: Date::constant(2014, 9, 5), fine }
    }

    const fn decided(disposition: Disposition, appellant: Side) -> Paper {
        Paper::Decided { disposition, appellant }
    }

    const fn issued(process: Process, rider: bool) -> Paper {
        Paper::Issued { process, rider }
    }

    fn every_paper() -> impl Iterator<Item = Paper> {
        [EARLY, LATER, UNDER_THE_ACT].into_iter().flatten().copied()
    }

    fn text(paper: Paper, names: &Names) -> String {
        super::text(paper, Defence::Territory, names, date(2014, 8, 29))
    }

    fn names() -> Names {
        let mut offices: Vec<_> = Office::ALL.iter().map(|office| office.id().to_owned()).collect();
        offices[Office::Magistrate as usize] = "Magistrate Judge Francis".to_owned();
        offices[Office::District as usize] = "Chief Judge Preska".to_owned();
        offices[Office::Provider as usize] = "Microsoft".to_owned();
        let filers = |supports| Filers {
            names: vec!["Verizon".to_owned()],
            supports: Some(supports),
            briefs: None,
        };
        let filers = vec![filers(Supports::Provider); 8];
        Names { offices, later: Vec::new(), filers }
    }

    fn rest_on_law_in_force(papers: &[Paper], on: Date) {
        let catalogue = Catalogue::default();
        for paper in papers {
            for authority in paper.authority() {
                let Authority { id, .. } = catalogue.get(*authority);
                assert!(catalogue.get(*authority).in_force(on), "{paper:?} rests on {id} on {on}");
            }
        }
    }

    #[test]
    fn event_names_are_kebab_case_and_unique_but_for_the_court_an_amicus_writes_to() {
        let mut names = BTreeSet::new();
        for (event, _) in texts::EVENTS {
            assert!(
                event.split('-').all(|word| {
                    !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase())
                }),
                "{event}"
            );
            assert!(names.insert(event) || event.starts_with("amicus-brief"), "{event} twice");
        }
    }

    #[test]
    fn the_papers_tested_here_use_every_row_of_the_table() {
        let tested: BTreeSet<_> = every_paper().map(Paper::event).collect();
        assert_eq!(tested, texts::EVENTS.iter().map(|(event, _)| *event).collect());
    }

    #[test]
    fn a_paper_is_found_by_each_authority_it_rests_on() {
        for paper in every_paper() {
            for authority in paper.authority() {
                assert!(papers_on(*authority).contains(&paper.event()), "{paper:?}");
            }
        }
        assert_eq!(papers_on(crate::law::authority::EU_EPO), [""; 0]);
    }

    #[test]
    fn papers_filed_by_august_2014_rest_on_the_law_of_that_time() {
        rest_on_law_in_force(EARLY, date(2013, 12, 4));
        rest_on_law_in_force(EARLY, date(2014, 8, 29));
    }

    #[test]
    fn later_papers_rest_on_law_in_force_throughout_the_case() {
        rest_on_law_in_force(LATER, date(2014, 8, 29));
        rest_on_law_in_force(LATER, date(2018, 3, 22));
        rest_on_law_in_force(EARLY, date(2019, 12, 31));
        rest_on_law_in_force(LATER, date(2019, 12, 31));
    }

    #[test]
    fn papers_under_the_act_rest_on_law_in_force_from_its_first_day() {
        rest_on_law_in_force(UNDER_THE_ACT, date(2018, 3, 23));
        rest_on_law_in_force(UNDER_THE_ACT, date(2019, 12, 31));
    }

    #[test]
    fn every_paper_rests_on_something_but_those_of_a_channel() {
        for paper in every_paper() {
            let of_channel =
                desk::is_mine(paper) || matches!(paper, Paper::Produced(ProducedBy::Channel(_)));
            assert_eq!(paper.authority().is_empty(), of_channel, "{paper:?}");
            let ids: BTreeSet<_> = paper.authority().iter().collect();
            assert_eq!(ids.len(), paper.authority().len(), "{paper:?} rests on one thing twice");
        }
    }

    #[test]
    fn no_step_of_the_case_rests_on_the_rulings_in_the_case() {
        let catalogue = Catalogue::default();
        for paper in every_paper() {
            let mut all = paper.authority().iter().map(|authority| catalogue.get(*authority));
            assert!(!all.any(|one| one.id.starts_with("c.msft")), "{paper:?}");
        }
    }

    #[test]
    fn every_text_is_short_and_ends_with_a_full_stop() {
        let names = names();
        let defences = [Defence::Territory, Defence::Statute, Defence::Comity];
        let of =
            |paper| defences.map(|defence| super::text(paper, defence, &names, date(2014, 8, 29)));
        for text in every_paper().flat_map(of) {
            assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
            assert!(text.chars().count() < 230, "{} letters: {text}", text.chars().count());
            assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
            assert!(text.starts_with(|letter: char| letter.is_uppercase()), "{text}");
        }
    }

    #[test]
    fn the_recorded_case_has_ten_rulings_in_the_known_order() {
        use Winner::{Government, Joint, Neither, Provider, Tie};
        let record = [
            issued(Process::Warrant, false),
            Paper::MotionDenied { in_part: false },
            Paper::StayedOnConsent,
            Paper::OrderAffirmed(Affirmance::StayAnnounced),
            Paper::Stayed,
            Paper::WrittenOrder,
            Paper::DocketedPremature,
            lifted(false),
            Paper::HeldInContempt { sanction: Sanction::None, agreed: true },
            Paper::AppealAccepted(Side::Provider),
            decided(Disposition::Reversed, Side::Provider),
            Paper::RehearingDenied { votes_for: 4, voting: 8 },
            Paper::TimeExtended { until: Date::constant(2017, 6, 23) },
            Paper::CertiorariGranted(Side::Government),
            Paper::ActPassed,
            issued(Process::Replacement, false),
            Paper::VacatedAsMoot,
            Paper::RemandExecuted,
            Paper::NewWarrantAnswered(NewWarrantAnswer::NotConfirmed),
        ];
        let tally: Vec<_> = record.into_iter().filter_map(Paper::ruling).collect();
        let wanted = [
            ("magistrate", Government),
            ("district", Government),
            ("stay", Provider),
            ("lifting", Government),
            ("contempt", Joint),
            ("panel", Provider),
            ("en-banc", Tie),
            ("certiorari", Government),
            ("statute", Government),
            ("supreme", Neither),
        ];
        assert_eq!(tally, wanted.map(|(stage, winner)| Ruling { stage, winner }));
    }

    #[test]
    fn an_even_poll_is_a_tie_and_a_smaller_one_a_win_for_the_provider() {
        let winner =
            |votes_for| Paper::RehearingDenied { votes_for, voting: 8 }.ruling().unwrap().winner;
        assert_eq!(winner(4), Winner::Tie);
        assert_eq!(winner(3), Winner::Provider);
    }

    #[test]
    fn lifting_a_stay_is_said_to_be_no_contempt() {
        assert_eq!(
            text(lifted(false), &names()),
            "Chief Judge Preska lifts the stay. The order to comply is live again; that is no \
             contempt yet. The parties shall report by joint letter by 5 Sep 2014 how to proceed."
        );
    }

    #[test]
    fn a_poll_names_the_votes_for_rehearing() {
        let denied = text(Paper::RehearingDenied { votes_for: 4, voting: 8 }, &names());
        assert!(denied.contains("with 4 of 8 votes for it"), "{denied}");
    }

    #[test]
    fn a_name_is_capitalised_only_where_a_sentence_begins() {
        let names = Names::default();
        let refused =
            text(Paper::HeldInContempt { sanction: Sanction::None, agreed: true }, &names);
        assert!(refused.starts_with("District holds provider in civil contempt"), "{refused}");
        let withdrawn = text(Paper::Withdrawn, &names);
        assert!(withdrawn.contains("process. Provider owes"), "{withdrawn}");
    }
}
