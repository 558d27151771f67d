//! Who speaks to whom, and from when periods run: what crosses a border goes by the authorities on either side, and a
//! day that nobody found is no day to count from.

use comity::law::answers::Choice;
use comity::law::chambers::calendar_date;
use comity::law::docket::{Acts, Entry};
use comity::law::message::{NoticeKind, Paper, PathEnd, Sanction};
use comity::law::office::Office;
use comity::law::point::Point;
use comity::report::record::{RunRecord, record};
use comity::report::text::report;
use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::simulate::{Driver, Run, Terms, run};

use crate::support::{find, has, microsoft_ireland, run_of};

/// A shipped scenario, whatever its expectations.
fn scenario(name: &str) -> Scenario {
    let text = format!("base = \"{name}\"\nexpect = []\n");
    check_with("offices.toml", &text, &[]).scenario.expect("sound")
}

/// A what-if of a scenario.
fn choice(scenario: &Scenario, (name, option): (&str, &str)) -> Choice {
    let point = scenario.find_point(name).expect(name);
    let place = scenario.options(point).iter().position(|known| *known == option);
    Choice { point, occurrence: 1, option: place.expect(option) as u8 }
}

/// Runs under several seeds, as far as what is chosen comes up in them.
fn runs<'a>(
    scenario: &'a Scenario,
    seeds: u64,
    chosen: &[(&str, &str)],
) -> impl Iterator<Item = Run> + 'a {
    let choices: Vec<_> = chosen.iter().map(|one| choice(scenario, *one)).collect();
    (0..seeds).filter_map(move |seed| {
        let terms = Terms { seed, choices: choices.clone(), ..Terms::default() };
        run(scenario, &terms, Driver::InPlace, &mut |_| ()).ok()
    })
}

fn recorded(name: &str) -> (Scenario, RunRecord) {
    let scenario = check_with(&format!("{name}-here.toml"), &format!("base = \"{name}\"\n"), &[]);
    let scenario = scenario.scenario.expect("sound");
    let run = run(&scenario, &Terms::default(), Driver::InPlace, &mut |_| ()).expect("it ends");
    let record = record(&scenario, &Terms::default(), &run, String::new());
    (scenario, record)
}

fn goes(entry: &Entry, from: Office, to: &[Office]) -> bool {
    entry.from == from && entry.to.iter().eq(to.iter().copied())
}

/// TIAS 13137 art. 2; 2008 Act s. 6: requests, and what comes of them, pass between the two Central Authorities.
#[test]
fn word_that_nothing_is_left_comes_back_by_the_two_central_authorities() {
    let gone = scenario("treaty-first");
    let mut seen = 0;
    for run in runs(&gone, 20, &[("treaty.production", "no-data")]) {
        let ended =
            find(&run, |paper| matches!(paper, Paper::PathEnded { how: PathEnd::NoData, .. }));
        let Some((_, ended)) = ended.first() else { continue };
        assert!(goes(ended, Office::Oia, &[Office::Prosecutor]), "{ended:?}");
        let answer = run.docket.entry(ended.responds_to[0]).expect("it answers something");
        assert!(goes(answer, Office::Subsidiary, &[Office::CentralAuthority]), "{answer:?}");
        seen += 1;
    }
    assert!(seen > 10, "{seen} of 20");
}

/// The same by the central authority of the state that asks, which handed the request over.
#[test]
fn what_a_foreign_request_yields_goes_to_the_foreign_central_authority_first() {
    let request = scenario("foreign-request-2013");
    let produced = runs(&request, 50, &[]).filter_map(|run| {
        let found = find(&run, |paper| matches!(paper, Paper::Produced(_)));
        found.first().map(|(_, entry)| *entry)
    });
    let produced = Vec::from_iter(produced);
    let (from, to) = (Office::RequestingCentralAuthority, [Office::RequestingAuthority]);
    assert!(produced.len() > 20 && produced.iter().all(|entry| goes(entry, from, &to)));
}

/// A prosecutor has no business with a foreign minister: the Office of International Affairs withdraws the request.
#[test]
fn a_request_that_was_sent_is_withdrawn_through_the_authority_that_sent_it() {
    let mut seen = 0;
    for seed in 0..200 {
        let run = run_of(seed, &["magistrate.application=issue-with-rider"]);
        let event = |paper| microsoft_ireland().event(paper);
        let sent = find(&run, |paper| event(paper) == "treaty-send");
        let withdrawn =
            find(&run, |paper| matches!(paper, Paper::PathEnded { how: PathEnd::Withdrawn, .. }));
        for (n, entry) in withdrawn {
            if sent.iter().any(|(before, _)| *before < n) {
                assert!(goes(&entry, Office::Prosecutor, &[Office::Oia]), "{entry:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

/// Regulation (EU) 2016/679: the regulator hears of a disclosure later, or never; nobody asks for an examination.
#[test]
fn the_regulator_is_told_nothing_when_the_data_is_produced() {
    let overlay = scenario("gdpr-overlay");
    for run in runs(&overlay, 20, &[]) {
        let theirs = |paper| overlay.event(paper).starts_with("gdpr-");
        for (_, entry) in find(&run, theirs) {
            assert!(!entry.to.contains(Office::Regulator), "{entry:?}");
            let first = matches!(entry.paper, Paper::Requested(_));
            assert!(!first || entry.from == Office::Provider, "{entry:?}");
        }
    }
}

/// In the Supreme Court the Solicitor General speaks for the United States, as in E35 and E46 of the record.
#[test]
fn a_judgment_of_the_supreme_court_goes_to_the_solicitor_general() {
    let run = run_of(1, &["congress.act=no-act"]);
    let decided = find(&run, |paper| matches!(paper, Paper::MeritsDecided { .. }));
    let (_, entry) = decided.first().expect("decided on the merits");
    assert!(goes(entry, Office::Supreme, &[Office::SolicitorGeneral, Office::Provider]));
}

/// Who signs a stay by consent does not receive it.
#[test]
fn a_stay_by_consent_goes_to_the_court_alone() {
    let run = run_of(1, &[]);
    let stay = find(&run, |paper| paper == Paper::StayedOnConsent);
    assert!(stay.iter().all(|(_, entry)| goes(entry, Office::Parties, &[Office::Magistrate])));
    assert!(has(&run, |paper| matches!(paper, Paper::ObjectionsFiled(_))), "the case goes on");
}

/// 28 U.S.C. 636(e)(6); 18 U.S.C. 401(3): a fine enforces a clear order, and answers the certified facts.
#[test]
fn no_fine_runs_while_the_motion_is_undecided_and_no_order_made() {
    let fined = |sanction| matches!(sanction, Sanction::FineAccruing | Sanction::FineStayed);
    for seed in 0..200 {
        let run = run_of(seed, &["prosecutor.answer=contempt-at-once"]);
        let contempts = find(&run, |paper| matches!(paper, Paper::HeldInContempt { .. }));
        let Some((_, contempt)) = contempts.first() else { continue };
        let Paper::HeldInContempt { sanction, .. } = contempt.paper else { continue };
        let ordered = find(&run, |paper| matches!(paper, Paper::MotionDenied { .. }));
        if !ordered.iter().any(|(_, order)| order.at <= contempt.at) {
            assert!(!fined(sanction), "seed {seed}");
            let facts = run.docket.entry(contempt.responds_to[0]).expect("it answers something");
            assert_eq!(facts.paper, Paper::FactsCertified);
        }
    }
}

/// Fed. R. App. P. 4(b)(1), 40(a)(1); 18 U.S.C. 3731: an appeal of the Government is criminal from its notice to the
/// petition for rehearing. That of the provider from its contempt was docketed as civil (14-2985-cv).
#[test]
fn an_appeal_is_civil_or_criminal_throughout() {
    let days = |run: &Run, point: Point| {
        let ends = |acts| matches!(acts, Acts::Points(points) if points.contains(&point));
        let found = run.docket.deadlines.iter().find(|one| ends(one.acts));
        found.map(|one| one.period.to_string())
    };
    let mut seen = 0;
    for seed in 0..100 {
        let run = run_of(seed, &["magistrate.motion=grant", "district.government-review=affirm"]);
        if has(&run, |paper| paper == Paper::NoticeOfAppeal(NoticeKind::Government)) {
            assert_eq!(days(&run, Point::Appeal).as_deref(), Some("30 days"));
            let rehearing = days(&run, Point::RehearingPetition);
            assert!(rehearing.as_ref().is_none_or(|days| days == "14 days"), "{rehearing:?}");
            seen += usize::from(rehearing.is_some());
        }
    }
    assert!(seen > 10, "{seen} of 100");
    assert_eq!(days(&run_of(1, &[]), Point::RehearingPetition).as_deref(), Some("45 days"));
}

/// E01 of a sister case has no day (E.D. Pa., August 2016), so neither has what is counted from it.
#[test]
fn a_period_counted_from_a_day_nobody_found_is_given_no_day() {
    let (scenario, record) = recorded("google-ed-pa");
    let unknown: Vec<_> =
        record.deadlines.iter().filter(|one| one.precision.as_deref() == Some("unknown")).collect();
    assert!(!unknown.is_empty());
    let shown = report(&scenario, &record);
    for one in unknown {
        let day = one.due.strftime("%-d %b %Y").to_string();
        assert!(!shown.contains(&format!("  {day} ")), "{day} in\n{shown}");
    }
    assert!(shown.contains("n.d."));
}

/// The extension of the time for certiorari runs from the day the rule gives, whenever it was granted: 23 June 2017.
#[test]
fn an_extended_time_is_exact_though_the_day_it_was_granted_is_not_known() {
    let (scenario, record) = recorded("microsoft-ireland");
    let shown = report(&scenario, &record);
    assert!(shown.contains("  23 Jun 2017 "), "{shown}");
}

/// Of the step after the new warrant only that order is known: E45 < E50.
#[test]
fn a_bound_that_nobody_has_is_not_printed() {
    let (scenario, record) = recorded("microsoft-ireland");
    let shown = report(&scenario, &record);
    let e50 = &shown[shown.find("E50").expect("E50")..];
    assert!(e50.contains("Day not found: after 30 Mar 2018."), "{e50}");
}

/// No source names the magistrate judge who issued the warrant of 30 March 2018 (E45), or who executed the remand (E49).
#[test]
fn who_held_an_office_is_said_only_for_the_time_it_is_known() {
    let (scenario, record) = recorded("microsoft-ireland");
    let shown = report(&scenario, &record);
    let later = &shown[shown.find("E45").expect("E45")..];
    assert!(!later.contains("Francis") && !later.contains("Preska"), "{later}");
    assert!(shown.contains("Chief Judge Preska lifts the stay."));
}

/// Two briefs came after the seventh day: 19 December (by general knowledge) and 23 December 2014.
#[test]
fn briefs_after_the_amicus_day_are_said_to_be_late() {
    let run = run_of(1, &[]);
    let amicus = run.docket.deadlines.iter().find(|one| one.whose == Office::Amici);
    let late = &amicus.expect("the day of the amici").late;
    let days =
        late.iter().filter_map(|n| run.docket.entry(*n)).map(|entry| calendar_date(entry.at));
    let days = days.map(|day| day.to_string());
    assert_eq!(Vec::from_iter(days), ["2014-12-19", "2014-12-23"]);
}

/// 18 U.S.C. 2703(f)(2): ninety days, which do not move over a weekend.
#[test]
fn the_days_of_retention_stand_among_the_deadlines() {
    let kept = scenario("preservation-lapses");
    for run in runs(&kept, 5, &[("preservation.snapshot", "held")]) {
        let copies: Vec<_> =
            run.docket.deadlines.iter().filter(|one| one.acts == Acts::Retention).collect();
        assert!(!copies.is_empty());
        for copy in copies {
            let days = copy.from.until(copy.due).expect("days").get_days();
            assert_eq!((copy.period.as_ref(), days), ("90 days", 90));
        }
    }
}
