//! The European Production Order, Regulation (EU) 2023/1543: its limits, in days and in hours.

use comity::law::chambers::calendar_date;
use comity::law::docket::Entry;
use comity::law::message::Paper;
use comity::law::office::Office;
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

/// Art. 10: eight hours in an emergency, on a Sunday as on any day. They run from the receipt, whose own hour is left
/// out (Regulation 1182/71 art. 3).
#[test]
fn in_an_emergency_the_limit_is_eight_full_hours_after_the_hour_of_the_receipt() {
    let choose = ["e-evidence.notification=emergency-alone", "e-evidence.emergency-alone=produced"];
    let order = scenario("e-evidence-emergency", &choose, &[]);
    for run in runs(&order) {
        let received = ending(&order, &run, "e-evidence.receipt").expect("it is received");
        let ended = ending(&order, &run, "e-evidence.emergency-alone").expect("it is executed");
        let (_, hour, _) = limit(&run, "8 hours").expect("a limit");
        let first = (received.at.0 / HOUR + 1) * HOUR;
        assert_eq!(hour, Some(Time(first + 8 * HOUR)));
        assert!(ended.at <= Time(first + 8 * HOUR));
    }
}

/// Art. 4(5): an authority can itself order subscriber data in an emergency, before a judge or prosecutor has validated
/// the order, which must follow within 48 hours of its issue. Art. 8: nobody need be notified of it.
#[test]
fn an_order_that_goes_out_first_is_validated_within_48_hours_of_its_issue() {
    let order = scenario("e-evidence-emergency", &[], &["request.data=subscriber"]);
    let mut validated = 0;
    for run in runs(&order) {
        let issued = ending(&order, &run, "e-evidence.order-first").expect("it is issued");
        assert_eq!(issued.from, Office::RequestingAuthority);
        assert!(ending(&order, &run, "e-evidence.order").is_none(), "no judge makes it");
        let Some(ended) = ending(&order, &run, "e-evidence.validation") else { continue };
        let produced = find(&run, |paper| matches!(paper, Paper::Produced(_)))[0].1.at;
        assert!(ended.at >= produced && ended.at - issued.at <= 49 * HOUR);
        let (_, hour, _) = limit(&run, "48 hours").expect("a limit");
        assert_eq!(hour, Some(Time((issued.at.0 / HOUR + 49) * HOUR)));
        assert!(ending(&order, &run, "e-evidence.emergency-refusal").is_none());
        validated += 1;
    }
    assert!(validated > 150, "{validated} of 200");
    let content = scenario("e-evidence-emergency", &[], &[]);
    for run in runs(&content) {
        assert!(ending(&content, &run, "e-evidence.validation").is_none());
        assert!(ending(&content, &run, "e-evidence.order").is_some(), "content needs a judge");
    }
}

/// Art. 8: the enforcing authority is notified when the order goes out, before anybody knows of a conflict.
#[test]
fn the_enforcing_authority_is_notified_when_the_order_goes_out() {
    for name in ["e-evidence", "e-evidence-conflict"] {
        let order = scenario(name, &[], &[]);
        for run in runs(&order) {
            let told = ending(&order, &run, "e-evidence.notification").expect("it goes out");
            let received = ending(&order, &run, "e-evidence.receipt").expect("it is received");
            assert!(told.at <= received.at);
        }
    }
}

/// Art. 16: on request of the issuing authority, within five working days; then the addressee has a time to comply. What
/// it produces comes from the addressee.
#[test]
fn an_order_not_obeyed_is_enforced_on_request_and_within_five_working_days() {
    let choose = ["e-evidence.notification=not-notified", "e-evidence.execution=late"];
    let late = scenario("e-evidence", &choose, &[]);
    for run in runs(&late) {
        let asked = ending(&late, &run, "e-evidence.enforcement-request").expect("it is asked");
        assert_eq!(asked.from, Office::RequestingAuthority);
        let decided = ending(&late, &run, "e-evidence.enforcement").expect("it decides");
        let (due, _, done_by) = limit(&run, "5 working days").expect("a limit");
        assert_eq!(due, late.forums.foreign.working_day(calendar_date(asked.at), 5));
        assert!(done_by > 0 && calendar_date(decided.at) <= due);
        let produced = find(&run, |paper| matches!(paper, Paper::Produced(_)));
        assert!(produced.iter().all(|(_, entry)| entry.from == Office::Subsidiary));
    }
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
        }
    }
}
