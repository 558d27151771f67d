//! Where particular choices lead, as the law has it.

use comity::law::docket::Status;
use comity::law::message::{Disposition, NoReview, NoticeKind, Paper, Process, Side};
use comity::report::record::{entries, outcome};
use comity::simulate::{Failure, Terms};
use jiff::civil::date;

use crate::support::{find, has, microsoft_ireland, run_of, terms, try_run};

fn position(run: &comity::simulate::Run, fits: impl Fn(Paper) -> bool) -> Option<u32> {
    find(run, fits).first().map(|(n, _)| *n)
}

/// 28 U.S.C. 1291: jurisdiction cannot be waived.
#[test]
fn doing_nothing_about_a_premature_appeal_ends_in_dismissal_then_contempt_and_a_second_appeal() {
    let mut second_appeals = 0;
    for seed in 0..200 {
        let run = run_of(seed, &["prosecutor.finality=do-nothing"]);
        let dismissed = position(&run, |paper| paper == Paper::AppealDismissed(NoReview::NotFinal));
        let dismissed = dismissed.expect("dismissed for want of jurisdiction");
        if let Some(contempt) =
            position(&run, |paper| matches!(paper, Paper::HeldInContempt { .. }))
        {
            assert!(dismissed < contempt);
            let second = position(&run, |paper| paper == Paper::AppealAccepted(Side::Provider));
            second_appeals += u32::from(second.is_some_and(|second| second > contempt));
        }
    }
    assert!(second_appeals > 100, "a second appeal follows: {second_appeals} of 200");
}

/// 28 U.S.C. 1651(a): contempt is an adequate remedy.
#[test]
fn mandamus_is_denied() {
    for seed in 0..200 {
        let run = run_of(seed, &["provider.review=mandamus"]);
        assert!(has(&run, |paper| paper == Paper::MandamusDenied));
    }
}

/// 28 U.S.C. 1292(b) is confined to civil actions.
#[test]
fn a_certified_appeal_is_refused() {
    let run = run_of(1, &["provider.review=certified-appeal"]);
    assert!(has(&run, |paper| paper == Paper::CertificationRefused));
}

/// Fed. R. Crim. P. 59(a): failure to object waives review.
#[test]
fn a_missed_objection_window_waives_review() {
    for seed in 0..200 {
        let run = run_of(seed, &["provider.objections=miss-window"]);
        let waived = find(&run, |paper| paper == Paper::ReviewWaived);
        let (_, entry) = waived.first().expect("the waiver is docketed");
        // The window of 14 days from 25 April 2014 closes on Friday, 9 May.
        assert_eq!(comity::law::chambers::calendar_date(entry.at), date(2014, 5, 12));
        for (_, entry) in find(&run, |paper| matches!(paper, Paper::Decided { .. })) {
            let Paper::Decided { disposition, .. } = entry.paper else { continue };
            assert_eq!(disposition, Disposition::Waived, "the merits are not reached");
        }
    }
}

/// S. Ct. R. 13.1 without the extension: 24 April 2017, so a ruling before the Act of 23 March 2018.
#[test]
fn a_petition_at_ninety_days_reaches_a_merits_ruling_before_the_act() {
    let mut rulings = 0;
    for seed in 0..300 {
        let run = run_of(seed, &["solicitor-general.certiorari=petition-at-90-days"]);
        let petition = find(&run, |paper| paper == Paper::Petition(Side::Government));
        assert_eq!(comity::law::chambers::calendar_date(petition[0].1.at), date(2017, 4, 24));
        assert!(!has(&run, |paper| paper == Paper::VacatedAsMoot), "no mootness with seed {seed}");
        let granted = has(&run, |paper| paper == Paper::CertiorariGranted(Side::Government));
        let ruling = find(&run, |paper| matches!(paper, Paper::MeritsDecided { .. }));
        assert_eq!(granted, !ruling.is_empty(), "a grant leads to a ruling");
        for (_, entry) in ruling {
            assert!(comity::law::chambers::calendar_date(entry.at) < date(2018, 3, 23));
            rulings += 1;
        }
    }
    assert!(rulings > 150, "{rulings} of 300");
}

/// S. Ct. R. 13.1 and 13.5: 90 + 60 days.
#[test]
fn an_extended_petition_is_filed_on_the_last_day() {
    let run = run_of(1, &["supreme.certiorari=deny"]);
    let petition = find(&run, |paper| paper == Paper::Petition(Side::Government));
    assert_eq!(comity::law::chambers::calendar_date(petition[0].1.at), date(2017, 6, 23));
}

/// 28 U.S.C. 1291; 2.1 of the study: contempt and a timely notice close the way to dismissal.
#[test]
fn a_panel_that_would_dismiss_finds_that_it_has_jurisdiction_and_decides() {
    for seed in 0..100 {
        let run = run_of(seed, &["circuit.panel=dismiss"]);
        let refused = position(&run, |paper| paper == Paper::DismissalRefused).expect("says so");
        let goes_on = |paper| matches!(paper, Paper::Decided { .. } | Paper::RemandedForFacts);
        assert!(position(&run, goes_on).expect("goes on") > refused);
    }
}

/// Fed. R. App. P. 4(a)(1)(B): 60 days from 8 September 2014 is Friday, 7 November.
#[test]
fn a_notice_after_sixty_days_is_dismissed() {
    let run = run_of(1, &["provider.notice=wait-too-long"]);
    let late = find(&run, |paper| paper == Paper::NoticeOfAppeal(NoticeKind::Late));
    assert_eq!(comity::law::chambers::calendar_date(late[0].1.at), date(2014, 11, 10));
    assert_eq!(outcome(microsoft_ireland(), &run).warrant, "appeal-dismissed");
}

#[test]
fn relying_on_the_first_notice_loses_the_appeal() {
    let run = run_of(1, &["provider.notice=rely-on-first"]);
    assert!(has(&run, |paper| paper == Paper::AppealDismissed(NoReview::NoNotice)));
    assert_eq!(outcome(microsoft_ireland(), &run).warrant, "appeal-dismissed");
}

/// 28 U.S.C. 46(c).
#[test]
fn one_more_vote_means_rehearing_and_a_tie_then_affirms_the_district_court() {
    let choices = ["circuit.en-banc=five-of-eight", "circuit.en-banc-merits=tie"];
    let mut decided = 0;
    for seed in 0..200 {
        let Ok(run) = try_run(&terms(seed, &choices)) else { continue };
        if has(&run, |paper| paper == Paper::EnBancDecided(Disposition::EvenlyDivided)) {
            decided += 1;
            let text = outcome(microsoft_ireland(), &run);
            assert_ne!(text.warrant, "quashed", "the Government wins without precedent");
        }
    }
    assert!(decided > 50, "{decided} of 200");
}

#[test]
fn producing_everything_ends_the_case_within_weeks_and_makes_no_precedent() {
    let run = run_of(1, &["provider.response=produce-all"]);
    let outcome = outcome(microsoft_ireland(), &run);
    assert_eq!(
        (outcome.warrant.as_str(), outcome.produced_by.as_deref()),
        ("produced", Some("warrant"))
    );
    assert!(!has(&run, |paper| matches!(paper, Paper::MotionDenied { .. })));
}

#[test]
fn a_stay_denied_leads_to_contempt_without_a_premature_notice() {
    let run = run_of(1, &["district.stay=deny-opposed"]);
    assert!(!has(&run, |paper| paper == Paper::NoticeOfAppeal(NoticeKind::First)));
}

#[test]
fn without_the_act_the_supreme_court_decides_by_the_end_of_june_2018() {
    for seed in 0..200 {
        let run = run_of(seed, &["congress.act=no-act"]);
        let ruling = find(&run, |paper| matches!(paper, Paper::MeritsDecided { .. }));
        let (_, entry) = ruling.first().expect("a ruling on the merits");
        assert!(comity::law::chambers::calendar_date(entry.at) <= date(2018, 6, 30));
    }
}

#[test]
fn the_act_keeps_its_day_in_every_world_that_reaches_it() {
    for choice in
        ["prosecutor.after-panel=let-stand", "district.review=reverse", "supreme.certiorari=deny"]
    {
        for seed in 0..50 {
            for (_, act) in find(&run_of(seed, &[choice]), |paper| paper == Paper::ActPassed) {
                assert_eq!(comity::law::chambers::calendar_date(act.at), date(2018, 3, 23));
                assert_eq!(act.status, Status::Recorded);
            }
        }
    }
}

#[test]
fn a_quashed_warrant_is_sought_again_under_the_act() {
    let run = run_of(1, &["supreme.certiorari=deny"]);
    let again = |paper| matches!(paper, Paper::Issued { process: Process::Replacement, .. });
    assert!(has(&run, again));
}

#[test]
fn a_choice_marks_its_entry_chosen_and_what_follows_simulated() {
    let run = run_of(1, &["district.review=affirm-without-stay"]);
    let entries = entries(microsoft_ireland(), &run);
    let chosen = entries.iter().position(|entry| entry.status == "chosen").expect("one is chosen");
    assert_eq!(entries[chosen].date, date(2014, 7, 31), "on the day the record has for it");
    assert!(entries[..chosen].iter().all(|entry| entry.status == "recorded"));
    // Congress acts from outside the case: what it did stays recorded.
    let mut later = entries[chosen + 1..].iter().filter(|entry| entry.from != "congress");
    assert!(later.all(|entry| entry.status == "simulated"));
}

#[test]
fn an_option_the_law_closes_is_refused_with_the_reason() {
    let closed = terms(1, &["prosecutor.instrument=court-order", "circuit.panel=reverse"]);
    let mut reasons =
        (0..200).filter_map(|seed| match try_run(&Terms { seed, ..closed.clone() }) {
            Err(Failure::Barred { on, why, .. }) => Some(microsoft_ireland().closed_words(why, on)),
            _ => None,
        });
    assert!(reasons.next().expect("some seed reaches the panel").contains("Marc Rich"));
}

/// The day of the news article: the record to 29 August 2014, simulated after.
#[test]
fn from_a_date_the_record_binds_to_that_day_and_odds_after_it() {
    let from = |seed| Terms { seed, from: Some(date(2014, 8, 29)), ..Terms::default() };
    let mut futures = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let run = try_run(&from(seed)).expect("runs");
        let entries = entries(microsoft_ireland(), &run);
        let last_known = entries.iter().position(|e| e.id.as_deref() == Some("E20")).expect("E20");
        assert!(entries[..=last_known].iter().all(|entry| entry.status == "recorded"));
        assert!(entries[last_known + 1..].iter().all(|entry| entry.status == "simulated"));
        assert!(entries[last_known + 1..].iter().all(|entry| entry.date >= date(2014, 8, 29)));
        futures.insert(format!("{:?}", outcome(microsoft_ireland(), &run)));
    }
    assert!(futures.len() > 20, "other seeds give other futures: {}", futures.len());
}
