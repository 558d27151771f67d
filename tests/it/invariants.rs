//! What must hold on every branch: the fifteen invariants, over every single what-if and many seeds.

use comity::law::authority::T_US_IE;
use comity::law::chambers::calendar_date;
use comity::law::docket::{Acts, Entry, Status};
use comity::law::message::{Disposition, NoReview, NoticeKind, Paper, ProducedBy, Sanction, Side};
use comity::law::office::Office;
use comity::law::point::Point;
use comity::scenario::Scenario;
use comity::sim::time::DAY;
use comity::simulate::{Failure, Run, Terms};

use crate::support::{every_option, find, has, microsoft_ireland, run_of, try_run, ways};

/// Seeds for each what-if.
const SEEDS: u64 = 1_000;

/// Options of a law that came five years after this case opened; `tests/it/comity.rs` takes them.
const UNDER_THE_ACT: [&str; 4] = [
    "provider.response=statutory-motion",
    "provider.response=comity-motion",
    "magistrate.statutory-motion=deny",
    "magistrate.statutory-motion=modify-or-quash",
];

#[test]
fn every_single_what_if_runs_to_an_end_and_keeps_every_invariant() {
    let scenario = microsoft_ireland();
    let ways = ways();
    let mut came_up = 0;
    for choice in every_option() {
        let words = scenario.choice_words(choice);
        let Some((before, seed)) = ways.get(&(choice.point, choice.option)) else {
            assert!(UNDER_THE_ACT.contains(&words.as_str()), "no way leads to {words}");
            continue;
        };
        assert!(
            !UNDER_THE_ACT.contains(&words.as_str()),
            "{words} came up before there was an Act"
        );
        let choices = [before.clone(), vec![choice]].concat();
        let seeds = *seed..*seed + SEEDS;
        for seed in seeds {
            let terms = Terms { seed, choices: choices.clone(), ..Terms::default() };
            let run = match try_run(&terms) {
                Ok(run) => run,
                // Off the record a seed can lead to a posture in which the law closes the option.
                Err(Failure::Barred { .. }) if !before.is_empty() => continue,
                Err(failure) => panic!("{words} with seed {seed}: {failure:?}"),
            };
            came_up += u64::from(run.never_arose.is_empty());
            let outcome = comity::report::record::outcome(scenario, &run);
            assert!(outcome.closed.is_some(), "{words} with seed {seed} is left open: {outcome:?}");
            check(scenario, &run, &format!("{words} with seed {seed}"));
        }
    }
    assert!(came_up > 100_000, "only {came_up} what-ifs came up");
}

#[test]
fn the_invariants_hold_on_futures_drawn_from_any_day() {
    let scenario = microsoft_ireland();
    for (month, day) in [(12, 4), (12, 18)] {
        check_from(scenario, jiff::civil::date(2013, month, day));
    }
    for year in 2014..2018 {
        for month in [1, 4, 8, 11] {
            check_from(scenario, jiff::civil::date(year, month, 29));
        }
    }
}

fn check_from(scenario: &Scenario, from: jiff::civil::Date) {
    for seed in 0..300 {
        let terms = Terms { seed, from: Some(from), ..Terms::default() };
        let run =
            try_run(&terms).unwrap_or_else(|failure| panic!("from {from}, {seed}: {failure:?}"));
        check(scenario, &run, &format!("from {from} with seed {seed}"));
    }
}

fn check(scenario: &Scenario, run: &Run, what: &str) {
    appeals_need_contempt_and_a_timely_notice(run, what);
    the_government_appeals_without_contempt(run, what);
    a_premature_notice_changes_nothing(run, what);
    a_lifted_stay_is_no_contempt(run, what);
    contempt_is_the_district_judges(run, what);
    sanctions_need_refusal(run, what);
    even_votes_change_nothing(run, what);
    vacatur_wipes_out_the_rulings(run, what);
    production_moots_the_appeal(run, what);
    the_treaty_is_there_on_every_day(scenario, run, what);
    every_step_rests_on_law_in_force(scenario, run, what);
    drawn_acts_fall_on_working_days(scenario, run, what);
    nobody_is_late_unless_they_chose_to_be(run, what);
    the_supreme_court_sits_from_october_to_april(run, what);
    the_docket_is_a_record(run, what);
}

/// 1 and 5: no appeal of the provider is accepted without contempt; contempt without sanctions is enough.
/// 3: only an amended or new notice within 60 days secures it.
fn appeals_need_contempt_and_a_timely_notice(run: &Run, what: &str) {
    for (n, accepted) in find(run, |paper| paper == Paper::AppealAccepted(Side::Provider)) {
        let held =
            |paper| matches!(paper, Paper::HeldInContempt { .. } | Paper::HeldAtACostNotConfirmed);
        let contempt = find(run, held);
        let before = contempt.iter().rfind(|(number, _)| *number < n);
        let (_, contempt) = before.unwrap_or_else(|| panic!("{what}: appeal {n} without contempt"));
        let notice = run.docket.entry(accepted.responds_to[0]).expect("the notice");
        let secures = [NoticeKind::Amended, NoticeKind::New].map(Paper::NoticeOfAppeal);
        assert!(secures.contains(&notice.paper), "{what}: {:?} secured the appeal", notice.paper);
        // Sixty days, and up to three more over a weekend and a holiday.
        assert!(notice.at - contempt.at <= 64 * DAY, "{what}: the notice is late");
    }
}

/// 2: the Government's appeal is accepted at once.
fn the_government_appeals_without_contempt(run: &Run, what: &str) {
    for (n, _) in find(run, |paper| paper == Paper::NoticeOfAppeal(NoticeKind::Government)) {
        let accepted = find(run, |paper| paper == Paper::AppealAccepted(Side::Government));
        assert!(accepted.iter().any(|(_, entry)| entry.responds_to[0] == n), "{what}: {n}");
    }
}

/// 3: the premature notice is docketed, ripens into nothing, and takes nothing from the district court.
fn a_premature_notice_changes_nothing(run: &Run, what: &str) {
    for (n, _) in find(run, |paper| paper == Paper::NoticeOfAppeal(NoticeKind::First)) {
        let docketed = find(run, |paper| paper == Paper::DocketedPremature);
        assert!(docketed.iter().any(|(_, entry)| entry.responds_to[0] == n), "{what}: {n}");
    }
    for (n, dismissed) in find(run, |paper| paper == Paper::AppealDismissed(NoReview::NotFinal)) {
        let contempt_before = find(run, |paper| matches!(paper, Paper::HeldInContempt { .. }));
        assert!(contempt_before.iter().all(|(number, _)| *number > n), "{what}: {dismissed:?}");
    }
}

/// 4: nothing follows from a lifted stay but a live duty. Contempt takes a motion, a stipulation, or a day
/// named with a fine, and that day passing.
fn a_lifted_stay_is_no_contempt(run: &Run, what: &str) {
    for (n, contempt) in find(run, |paper| matches!(paper, Paper::HeldInContempt { .. })) {
        let cause = run.docket.entry(contempt.cause).map(|cause| cause.paper);
        if let Some(Paper::StayLifted { report_by, fine }) = cause {
            assert!(fine && calendar_date(contempt.at) > report_by, "{what}: contempt {n}");
        }
    }
}

/// 7: a magistrate judge certifies; only the district judge holds in contempt.
fn contempt_is_the_district_judges(run: &Run, what: &str) {
    let contempts =
        find(run, |paper| matches!(paper, Paper::HeldInContempt { .. } | Paper::SanctionsOrdered));
    for (n, entry) in contempts {
        assert_eq!(entry.from, Office::District, "{what}: contempt {n}");
    }
}

/// 6: sanctions after affirmance follow a refusal.
fn sanctions_need_refusal(run: &Run, what: &str) {
    for (n, entry) in find(run, |paper| paper == Paper::SanctionsOrdered) {
        let refusal = run.docket.entry(entry.cause).map(|entry| entry.paper);
        assert_eq!(refusal, Some(Paper::Declined), "{what}: sanctions {n}");
    }
}

/// 8 and 9: an even poll denies rehearing and leaves the panel's ruling; an even vote after rehearing
/// affirms the district court.
fn even_votes_change_nothing(run: &Run, what: &str) {
    for (_, entry) in find(run, |paper| matches!(paper, Paper::RehearingGranted { .. })) {
        let Paper::RehearingGranted { votes_for, voting } = entry.paper else { continue };
        assert!(votes_for * 2 > voting, "{what}: {votes_for} of {voting}");
    }
    if has(run, |paper| paper == Paper::RehearingDenied { votes_for: 4, voting: 8 }) {
        assert!(!has(run, |paper| matches!(paper, Paper::EnBancDecided(_))), "{what}");
    }
    let tie = |paper| paper == Paper::EnBancDecided(Disposition::EvenlyDivided);
    let overtaken = |paper| {
        matches!(
            paper,
            Paper::MeritsDecided { .. } | Paper::VacatedAsMoot | Paper::RemandedUnderTheAct
        )
    };
    if has(run, tie) && !has(run, overtaken) {
        let winner = run.posture.circuit.map(|ruling| ruling.winner);
        assert_eq!(winner, Some(Side::Government), "{what}");
    }
}

/// 11: the rulings are gone; the new warrant is not.
fn vacatur_wipes_out_the_rulings(run: &Run, what: &str) {
    let Some((vacated, _)) = find(run, |paper| paper == Paper::VacatedAsMoot).first().copied()
    else {
        return;
    };
    let posture = &run.posture;
    let rulings = [posture.magistrate, posture.district, posture.circuit];
    assert!(rulings.iter().all(Option::is_none), "{what}: {rulings:?}");
    // A contempt of the new warrant is another matter.
    assert!(posture.contempt.is_none_or(|contempt| contempt.entry > vacated), "{what}");
    assert!(posture.vacated, "{what}");
    assert!(posture.replacement.is_some(), "{what}: the new warrant is untouched");
}

/// 12: after production no court of appeals decides the provider's appeal.
fn production_moots_the_appeal(run: &Run, what: &str) {
    let full = |paper| matches!(paper, Paper::Produced(by) if by != ProducedBy::InPart);
    let Some((produced, _)) = find(run, full).first().copied() else { return };
    let decided = |paper| matches!(paper, Paper::Decided { .. } | Paper::EnBancDecided(_));
    for (n, _) in find(run, decided) {
        assert!(n < produced, "{what}: decided ({n}) after production ({produced})");
    }
}

/// 13: the treaty is in force from the first day to the last.
fn the_treaty_is_there_on_every_day(scenario: &Scenario, run: &Run, what: &str) {
    for entry in &run.docket.entries {
        assert!(scenario.authorities.get(T_US_IE).in_force(calendar_date(entry.at)), "{what}");
    }
}

fn every_step_rests_on_law_in_force(scenario: &Scenario, run: &Run, what: &str) {
    for (n, entry) in (1..).zip(&run.docket.entries) {
        let date = calendar_date(entry.at);
        for authority in scenario.authority(entry) {
            let authority = scenario.authorities.get(authority);
            let (in_force, id) = (authority.in_force(date), &authority.id);
            assert!(in_force, "{what}: entry {n} ({:?}) cites {id} on {date}", entry.paper);
        }
    }
}

/// An act that was drawn falls on a day when the office's courts are open. An entry that only follows from
/// another, or keeps the day the record or the law gives it, is not drawn.
pub(crate) fn drawn_acts_fall_on_working_days(scenario: &Scenario, run: &Run, what: &str) {
    for (n, entry) in (1usize..).zip(&run.docket.entries) {
        let fixed = entry.point.and_then(|point| Point::numbered(point.0)).is_some_and(|point| {
            // Acts of Congress keep their day. The other two had been placed by the record, on a day nobody
            // found, before the choice departed from it.
            [Point::Act, Point::Bill, Point::Mandate, Point::NewWarrant].contains(&point)
        });
        if entry.status != Status::Simulated || entry.point.is_none() || fixed {
            continue;
        }
        let before = n.checked_sub(2).and_then(|before| run.docket.entries.get(before));
        if before.is_some_and(|before: &Entry| before.at == entry.at) {
            continue; // It followed at once from what came before.
        }
        let date = calendar_date(entry.at);
        if date == scenario.opens {
            continue; // Nobody drew the day on which the case opens.
        }
        if matches!(entry.paper, Paper::Stage { .. }) && !entry.from.keeps_office_days() {
            continue; // A company answers on any day.
        }
        let stage = entry.point.and_then(|point| scenario.stage(point));
        if stage.is_some_and(|stage| stage.any_day) {
            continue;
        }
        let country = scenario.forums.of(entry.from);
        assert!(country.is_open(date), "{what}: entry {n} ({:?}) on {date}", entry.paper);
    }
}

fn nobody_is_late_unless_they_chose_to_be(run: &Run, what: &str) {
    for deadline in &run.docket.deadlines {
        let Some(act) = run.docket.entry(deadline.done_by) else { continue };
        if matches!(deadline.acts, Acts::EndOfRequest { .. }) {
            continue; // Nobody owes the end of a request by that day.
        }
        let late = calendar_date(act.at) > deadline.due;
        let chose_to_be = act.paper == Paper::NoticeOfAppeal(NoticeKind::Late);
        // Who refuses and pays the fine, or yields to it later, chose that.
        let fined = matches!(deadline.acts, Acts::Points(acts) if acts == [Point::Production]);
        let simulated = act.status == Status::Simulated && !deadline.replaced && !fined;
        assert!(!(late && simulated) || chose_to_be, "{what}: {deadline:?} by {:?}", act.paper);
    }
}

fn the_supreme_court_sits_from_october_to_april(run: &Run, what: &str) {
    for (n, argued) in find(run, |paper| paper == Paper::ArguedInSupremeCourt) {
        let month = calendar_date(argued.at).month();
        assert!(!(5..=9).contains(&month), "{what}: argued ({n}) in month {month}");
    }
}

/// Entries come in the order of time, and refer only to what came before.
fn the_docket_is_a_record(run: &Run, what: &str) {
    let mut before = None;
    for (n, entry) in (1u32..).zip(&run.docket.entries) {
        assert!(
            before.is_none_or(|before| before <= entry.at),
            "{what}: entry {n} goes back in time"
        );
        before = Some(entry.at);
        assert!(entry.cause < n, "{what}: entry {n} comes of {}", entry.cause);
        assert!(entry.responds_to.iter().all(|answered| *answered < n), "{what}: entry {n}");
    }
}

/// 10: in the record the Supreme Court never votes on the merits.
#[test]
fn no_merits_vote_takes_place_in_the_record() {
    for seed in 0..100 {
        assert!(!has(&run_of(seed, &[]), |paper| matches!(paper, Paper::MeritsDecided { .. })));
    }
}

/// 13: the treaty is never used in the record, and can be turned to at each of these points.
#[test]
fn the_treaty_can_be_turned_to_from_the_first_day_to_the_last_ruling() {
    let requested = |paper| matches!(paper, Paper::Requested(_));
    assert!(!has(&run_of(1, &[]), requested));
    for turn in [
        "prosecutor.instrument=treaty",
        "prosecutor.instrument=preserve-first",
        "prosecutor.answer=withdraw",
        "prosecutor.answer=treaty-in-parallel",
        "magistrate.motion=abate",
        "prosecutor.finality=turn-to-treaty",
        "prosecutor.after-panel=let-stand",
    ] {
        assert!(has(&run_of(1, &[turn]), requested), "{turn}");
    }
}

/// 4 and 14: the record has a contempt and no fine.
#[test]
fn the_contempt_of_the_record_costs_nothing() {
    let run = run_of(1, &[]);
    let contempts = find(&run, |paper| matches!(paper, Paper::HeldInContempt { .. }));
    let sanctions: Vec<Paper> = contempts.iter().map(|(_, entry)| entry.paper).collect();
    assert_eq!(sanctions, [Paper::HeldInContempt { sanction: Sanction::None, agreed: true }]);
}
