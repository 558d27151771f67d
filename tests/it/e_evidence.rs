//! The European Production Order, Regulation (EU) 2023/1543: its limits, in days and in hours.

use comity::law::chambers::calendar_date;
use comity::law::docket::Entry;
use comity::law::message::Paper;
use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::scenario::diagnostic::render;
use comity::sim::Time;
use comity::sim::time::DAY;
use comity::simulate::{Driver, Run, Terms, run};

use crate::support::find;

const HOUR: i64 = DAY / 24;

/// A shipped scenario in which some choices are made.
fn scenario(name: &str, choose: &[&str], sets: &[&str]) -> Scenario {
    let text = format!("base = \"{name}\"\nexpect = []\nchoose = {choose:?}\n");
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    let checked = check_with("order.toml", &text, &sets);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn runs(scenario: &Scenario) -> impl Iterator<Item = Run> {
    let with = |seed| Terms { seed, ..Terms::default() };
    (0..200).map(move |seed| {
        run(scenario, &with(seed), Driver::InPlace, &mut |_| ()).expect("it comes to an end")
    })
}

/// The entry a stage ends with, if a run comes to it.
fn ending(scenario: &Scenario, run: &Run, stage: &str) -> Option<Entry> {
    let event = stage.replace('.', "-");
    find(run, |paper| scenario.event(paper) == event).first().map(|(_, entry)| *entry)
}

/// When a stage's limit was up, and the entry that met it.
fn limit(run: &Run, period: &str) -> Option<(jiff::civil::Date, Option<Time>, u32)> {
    let mut deadlines = run.docket.deadlines.iter();
    let found = deadlines.find(|deadline| deadline.period == period)?;
    Some((found.due, found.to_the_hour, found.done_by))
}

/// Art. 10: ten days from receipt. Lateness shows when they are over, and obedience before.
#[test]
fn an_addressee_is_late_when_its_ten_days_are_over_and_not_before() {
    let choose = |how| ["e-evidence.notification=not-notified", how];
    let late = scenario("e-evidence", &choose("e-evidence.execution=late"), &[]);
    for run in runs(&late) {
        let ended = ending(&late, &run, "e-evidence.execution").expect("it is executed");
        let (due, _, done_by) = limit(&run, "10 days").expect("a limit");
        assert_eq!(calendar_date(ended.at), due);
        assert_eq!(done_by, 0, "what comes too late does not meet the limit");
    }
    let kept = scenario("e-evidence", &choose("e-evidence.execution=in-time"), &[]);
    for run in runs(&kept) {
        let ended = ending(&kept, &run, "e-evidence.execution").expect("it is executed");
        let (due, _, done_by) = limit(&run, "10 days").expect("a limit");
        assert!(calendar_date(ended.at) <= due);
        assert!(done_by > 0);
    }
}

/// Art. 10: eight hours in an emergency, on a Saturday as on any day.
#[test]
fn in_an_emergency_the_limit_is_eight_hours_from_the_order() {
    let choose = ["e-evidence.notification=emergency-alone", "e-evidence.emergency-alone=produced"];
    let order = scenario("e-evidence-emergency", &choose, &[]);
    for run in runs(&order) {
        let told = ending(&order, &run, "e-evidence.notification").expect("it is sent");
        let ended = ending(&order, &run, "e-evidence.emergency-alone").expect("it is executed");
        let (_, hour, _) = limit(&run, "8 hours").expect("a limit");
        assert_eq!(hour, Some(told.at + 8 * HOUR));
        assert!(ended.at - told.at <= 8 * HOUR);
    }
}

/// Art. 4(5): subscriber data can be ordered in an emergency before a judge or prosecutor has validated the order, which
/// must follow within 48 hours. Art. 8: nobody need be notified of it.
#[test]
fn an_order_that_goes_out_first_is_validated_within_48_hours() {
    let order = scenario("e-evidence-emergency", &[], &["request.data=subscriber"]);
    let mut validated = 0;
    for run in runs(&order) {
        let Some(ended) = ending(&order, &run, "e-evidence.validation") else { continue };
        let produced = find(&run, |paper| matches!(paper, Paper::Produced(_)))[0].1.at;
        assert!(ended.at > produced && ended.at - produced <= 48 * HOUR);
        assert!(ending(&order, &run, "e-evidence.emergency-refusal").is_none());
        validated += 1;
    }
    assert!(validated > 150, "{validated} of 200");
    let content = scenario("e-evidence-emergency", &[], &[]);
    assert!(runs(&content).all(|run| ending(&content, &run, "e-evidence.validation").is_none()));
}

/// Art. 17: an objection suspends execution until a court of the issuing state has decided, whether or not the enforcing
/// authority is notified.
#[test]
fn an_objection_suspends_execution_until_the_review() {
    for notification in ["notified", "not-notified"] {
        let told = format!("e-evidence.notification={notification}");
        let order = scenario("e-evidence-conflict", &["e-evidence.review=upheld", &told], &[]);
        for run in runs(&order) {
            let review = ending(&order, &run, "e-evidence.review").expect("a court decides");
            let produced = find(&run, |paper| matches!(paper, Paper::Produced(_)));
            assert!(produced.iter().all(|(_, entry)| entry.at > review.at));
            let told = ending(&order, &run, "e-evidence.notification").expect("it goes on");
            assert!(told.at >= review.at);
        }
    }
}
