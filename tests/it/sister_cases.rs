//! The six matters of 2016 and 2017 on the same question: each replays its known dates, and can be changed.

use comity::law::docket::Status;
use comity::law::message::{Paper, Side};
use comity::report::record::{EntryRecord, days_between, entries};
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::library;
use comity::simulate::{Driver, Failure, Run, Terms, run};
use jiff::civil::{Date, date};

use crate::support::has;

const SISTERS: [&str; 6] = [
    "google-ed-pa",
    "google-ed-wis",
    "yahoo-md-fla",
    "google-nd-cal",
    "google-cd-cal",
    "google-nd-ala",
];

fn scenario(name: &str) -> Scenario {
    let shipped = library::SCENARIOS.iter().find(|shipped| shipped.name == name).expect(name);
    check(shipped.name, shipped.text).scenario.expect(name)
}

fn replay(scenario: &Scenario, seed: u64, choices: &[&str]) -> Result<Run, Failure> {
    let choices = choices.iter().map(|text| scenario.points.parse_choice(text).expect("a choice"));
    let terms = Terms { seed, choices: choices.collect(), ..Terms::default() };
    run(scenario, &terms, Driver::InPlace, &mut |_| ())
}

fn docket(name: &str, seed: u64) -> Vec<EntryRecord> {
    let scenario = scenario(name);
    entries(&scenario, &replay(&scenario, seed, &[]).expect("it replays"))
}

fn day_of(docket: &[EntryRecord], event: &str) -> Date {
    let found: Vec<_> = docket.iter().filter(|entry| entry.event == event).collect();
    assert_eq!(found.len(), 1, "{event}: {found:?}");
    found[0].date
}

/// The opinions of 2016 to 2018 on data stored abroad, table 3.1 of the study.
#[test]
fn each_replays_its_known_dates_with_every_seed() {
    for name in SISTERS {
        let scenario = scenario(name);
        let dated = scenario.record.iter().filter(|line| line.on.is_some() && !line.exogenous);
        let dated: Vec<_> = dated.map(|line| (line.id.clone(), line.on.expect("a day"))).collect();
        for seed in 0..50 {
            let docket = docket(name, seed);
            for (id, on) in &dated {
                let entry = docket.iter().find(|entry| entry.id.as_ref() == Some(id)).expect(id);
                assert_eq!(
                    (entry.date, entry.precision.as_deref()),
                    (*on, Some("exact")),
                    "{name}"
                );
            }
            let all_recorded = docket.iter().all(|entry| entry.status == Status::Recorded.as_str());
            assert!(all_recorded, "{name}: something is told that nobody knows");
            let last = docket.last().map(|entry| entry.date);
            assert_eq!(last, dated.last().map(|(_, on)| *on), "{name} goes on after what is known");
        }
    }
}

/// 195 days from the magistrate judge to the district judge.
#[test]
fn in_pennsylvania_the_government_moved_and_won_twice() {
    let docket = docket("google-ed-pa", 1);
    let compelled = day_of(&docket, "order-compelling-production");
    assert_eq!(compelled, date(2017, 2, 3));
    assert_eq!(days_between(compelled, day_of(&docket, "order-affirmed-no-stay")), 195);
    assert!(
        docket.iter().all(|entry| entry.event != "motion-to-vacate"),
        "its posture is reversed"
    );
}

/// 6 days from the application, and 129 from the first order to the second.
#[test]
fn in_wisconsin_the_judge_ruled_first_alone_and_then_against_google() {
    let scenario = scenario("google-ed-wis");
    let docket = docket("google-ed-wis", 1);
    let issued = day_of(&docket, "warrant-issued");
    assert_eq!(days_between(scenario.opens, issued), 6);
    assert_eq!(days_between(issued, day_of(&docket, "order-denying-motion")), 129);
}

/// 293 days from the warrant, 117 more to the district judge, 30 and 36 to the contempt.
#[test]
fn in_california_google_asked_to_be_held_in_contempt() {
    let docket = docket("google-nd-cal", 1);
    let denied = day_of(&docket, "order-denying-motion");
    assert_eq!(days_between(date(2016, 6, 30), denied), 293);
    let affirmed = day_of(&docket, "order-affirmed-no-stay");
    assert_eq!(days_between(denied, affirmed), 117);
    let asked = day_of(&docket, "own-motion-for-contempt");
    assert_eq!(days_between(affirmed, asked), 30);
    assert_eq!(days_between(asked, day_of(&docket, "contempt-sanction-not-confirmed")), 36);
}

#[test]
fn at_each_decision_of_each_record_every_other_option_can_be_taken() {
    for name in SISTERS {
        let scenario = scenario(name);
        let mut taken = 0;
        for line in scenario.record.iter().filter(|line| !line.exogenous) {
            for option in scenario.options(line.point) {
                let words = format!("{}={option}", scenario.point_name(line.point));
                match replay(&scenario, 1, &[&words]) {
                    Ok(run) => {
                        assert!(run.never_arose.is_empty(), "{name}: {words} never came up");
                        taken += 1;
                    }
                    // Motions under the Act are of a later law.
                    Err(Failure::Barred { on, .. }) => assert!(on < date(2018, 3, 23), "{words}"),
                    Err(failure) => panic!("{name}: {words}: {failure:?}"),
                }
            }
        }
        assert!(taken >= 2, "{name}: {taken} what-ifs");
    }
}

/// Fed. R. App. P. 31(a)(1); 2d Cir. L.R. 31.2 is the Second Circuit's own.
#[test]
fn outside_the_second_circuit_the_appellants_brief_is_due_in_forty_days() {
    let scenario = scenario("google-nd-cal");
    let appealed = (0..50).find_map(|seed| {
        let choices = ["parties.proposal=stipulated-contempt", "provider.notice=new-notice"];
        let run = replay(&scenario, seed, &choices).expect("it runs");
        has(&run, |paper| paper == Paper::OpeningBrief(Side::Provider)).then_some(run)
    });
    let run = appealed.expect("some seed reaches the court of appeals");
    let due = run.docket.deadlines.iter().find(|due| due.what == "file the appellant's brief");
    let due = due.expect("it is noted");
    assert_eq!(due.period, "40 days");
    let cited: Vec<String> =
        entries(&scenario, &run).into_iter().flat_map(|e| e.authority).collect();
    assert!(!cited.iter().any(|id| id == "r.ca2-31.2"), "a rule of another circuit");
    assert!(!scenario.ids(&due.authority).iter().any(|id| id == "r.ca2-31.2"));
}
