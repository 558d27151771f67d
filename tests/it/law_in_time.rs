//! The law of the day: a request gets the law of its date, and a step without law is refused with the citation.

use std::collections::BTreeSet;

use comity::law::authority::{Authority, Catalogue};
use comity::law::chambers::calendar_date;
use comity::law::docket::{Acts, Deadline};
use comity::law::message::{Paper, PathEnd};
use comity::law::regime::REGIMES;
use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::scenario::diagnostic::render;
use comity::simulate::{Batch, Driver, Failure, Run, Terms, run};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::support::find;

/// The seed case with the treaty path alone, opened on a day, and with more text at its end.
fn treaty_only(opens: &str, more: &str) -> Scenario {
    scenario_with(opens, more, &[])
}

fn scenario_with(opens: &str, more: &str, sets: &[String]) -> Scenario {
    let text = format!(
        "base = \"microsoft-ireland\"\nopens = {opens}\nrecord = []\nexpect = []\n{more}\n\
         [[path]]\ntake = \"treaty\"\n"
    );
    let checked = check_with("treaty-only.toml", &text, sets);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn run_once(scenario: &Scenario) -> Run {
    run(scenario, &Terms::default(), Driver::InPlace, &mut |_| ()).expect("it comes to an end")
}

/// The texts of the papers that say the law is not there.
fn refusals(scenario: &Scenario, run: &Run) -> Vec<String> {
    let refused = find(run, |paper| matches!(paper, Paper::NotInForce { .. }));
    refused.iter().map(|(_, entry)| scenario.text(entry)).collect()
}

const OWN_ACT: &str = "\
[[authority]]
id = \"rt.act-7\"
citation = \"Data Act 2015 (Ruritania) s. 7\"
holding = \"The Ministry executes requests of other states.\"
from = 2015-03-01
evidence = \"unconfirmed, high\"

[channel.us-ie-mlat]
authority = [\"rt.act-7\"]
";

/// An invented statute: nothing but its dates matters.
#[test]
fn a_request_made_before_a_scenarios_own_statute_is_refused_with_its_citation() {
    let before = treaty_only("2015-02-27", OWN_ACT);
    let refused = refusals(&before, &run_once(&before));
    assert_eq!(refused.len(), 1);
    assert!(refused[0].contains("Data Act 2015 (Ruritania) s. 7"), "{}", refused[0]);
    let after = treaty_only("2015-03-02", OWN_ACT);
    assert!(refusals(&after, &run_once(&after)).is_empty());
}

/// An invented statute, repealed while the file is under way.
#[test]
fn a_stage_whose_authority_lapsed_meanwhile_ends_the_path_with_its_citation() {
    let act = OWN_ACT.replace("from = 2015-03-01", "to = 2014-01-02");
    let act = act.split("\n[channel").next().expect("the table");
    let sets = ["channel.us-ie-mlat.stage.b1.authority=[\"rt.act-7\"]".to_owned()];
    let scenario = scenario_with("2014-01-02", act, &sets);
    let run = run_once(&scenario);
    let refused = refusals(&scenario, &run);
    assert_eq!(refused.len(), 1, "the draft takes longer than the day that is left");
    assert!(refused[0].contains("Data Act 2015 (Ruritania) s. 7"), "{}", refused[0]);
}

/// TIAS 13137, in force 11 August 2009; the 2005 Instrument, 1 February 2010.
#[test]
fn the_treaty_path_opens_when_the_instrument_with_ireland_is_in_force() {
    for (opens, cited) in [
        ("2008-08-29", Some("TIAS 13137")),
        ("2009-08-10", Some("TIAS 13137")),
        ("2009-08-11", Some("Dublin, 14 July 2005")),
        ("2010-01-29", Some("Dublin, 14 July 2005")),
        ("2010-02-01", None),
    ] {
        let scenario = treaty_only(opens, "");
        let run = run_once(&scenario);
        let refused = refusals(&scenario, &run);
        match cited {
            None => assert!(refused.is_empty(), "{opens}: {refused:?}"),
            Some(cited) => assert!(refused[0].contains(cited), "{opens}: {refused:?}"),
        }
        let unavailable = run.posture.files[0].standing.as_str() == PathEnd::Unavailable.as_str();
        assert_eq!(unavailable, cited.is_some(), "{opens}");
    }
}

/// The first days of the regimes; their sources are named beside them in `src/law/regime.rs`.
#[test]
fn moving_a_request_across_a_regime_date_changes_what_is_available() {
    for regime in REGIMES {
        let Some(first) = regime.from else { continue };
        let catalogue = Catalogue::default();
        let Authority { id, citation, .. } = catalogue.get(regime.authority);
        let more = format!("[channel.us-ie-mlat]\nauthority = [\"{id}\"]\n");
        let refused_on = |day: Date| {
            let scenario = treaty_only(&day.to_string(), &more);
            refusals(&scenario, &run_once(&scenario))
        };
        let before = refused_on(first.yesterday().expect("a day before"));
        let cited = before.first().is_some_and(|text| text.contains(&**citation));
        assert!(cited, "{}: {before:?} does not cite {citation}", regime.id);
        // What the later stages rest on may still be to come; the request itself is made.
        let after = refused_on(first);
        assert!(!after.iter().any(|text| text.contains(&**citation)), "{}: {after:?}", regime.id);
    }
}

/// A condition on the law turns on the first day of the regime: Ireland's Act of 2008 and its treaty.
#[test]
fn a_path_taken_under_a_regime_waits_for_its_first_day() {
    let text = "base = \"microsoft-ireland\"\nopens = 2009-06-01\nrecord = []\nexpect = []\n\
                [channel.us-ie-mlat]\nauthority = [\"t.us-ie\"]\n\
                [[path]]\ntake = \"treaty\"\nwhen = { law = \"mlat-us-ie\" }\n";
    let scenario = check_with("waits.toml", text, &[]).scenario.expect("sound");
    let run = run_once(&scenario);
    let requested = find(&run, |paper| matches!(paper, Paper::Requested(_)));
    assert_eq!(calendar_date(requested[0].1.at), date(2009, 8, 11));
}

/// The seed case without its record: the prosecutor chooses at first among the instruments.
fn instruments(opens: &str, choose: &str) -> Scenario {
    let text = format!(
        "base = \"microsoft-ireland\"\nopens = {opens}\nrecord = []\nexpect = []\n\
         choose = [{choose}]\n\
         [decide.prosecutor.instrument]\n\
         odds = {{ warrant = 0.5, treaty = 0.2, court-order = 0.1, non-content = 0.1, preserve-first = 0.1 }}\n\
         odds_basis = \"guess\"\n"
    );
    let checked = check_with("instruments.toml", &text, &[]);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn instruments_drawn(opens: &str) -> BTreeSet<String> {
    let scenario = instruments(opens, "");
    let point = scenario.find_point("prosecutor.instrument").expect("a point");
    let mut batch = Batch::new(&scenario, &Terms::default(), false);
    let mut drawn = BTreeSet::new();
    for number in 0..60 {
        let (matter, _) = batch.case(number).expect("it comes to an end");
        let option = matter.answers.taken()[usize::from(point.0)].expect("an instrument");
        drawn.insert(scenario.option_name(point, option).to_owned());
    }
    drawn
}

/// Pub. L. 99-508 (19 January 1987); AEDPA s. 804 (24 April 1996); TIAS 13137 (11 August 2009).
#[test]
fn the_odds_of_an_instrument_without_law_go_to_the_others() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let sca: BTreeSet<String> = names(&["court-order", "non-content", "warrant"]);
    assert_eq!(instruments_drawn("1996-04-23"), sca);
    assert_eq!(instruments_drawn("1996-04-24"), &sca | &names(&["preserve-first"]));
    assert_eq!(instruments_drawn("2009-08-10"), &sca | &names(&["preserve-first"]));
    let all = names(&["court-order", "non-content", "preserve-first", "treaty", "warrant"]);
    assert_eq!(instruments_drawn("2009-08-11"), all);
}

fn barred(scenario: &Scenario) -> String {
    match run(scenario, &Terms::default(), Driver::InPlace, &mut |_| ()) {
        Err(Failure::Barred { choice, on, why }) => {
            format!("{}: {}", scenario.choice_words(choice), scenario.closed_words(why, on))
        }
        other => format!("{other:?}"),
    }
}

/// TIAS 13137, in force 11 August 2009.
#[test]
fn a_forced_choice_without_law_is_refused_with_the_citation() {
    let refused = barred(&instruments("2009-08-10", "\"prosecutor.instrument=treaty\""));
    assert!(refused.starts_with("prosecutor.instrument=treaty: "), "{refused}");
    assert!(refused.contains("TIAS 13137"), "{refused}");
    assert!(refused.ends_with("was not in force on 2009-08-10 (in force since 2009-08-11)"));
}

/// Pub. L. 99-508, in force 19 January 1987: before it there is no process for stored mail.
#[test]
fn where_no_option_has_law_the_case_cannot_begin() {
    let refused = barred(&instruments("1987-01-18", ""));
    assert!(refused.contains("was not in force on 1987-01-18"), "{refused}");
    assert!(instruments_drawn("1987-01-19").contains("warrant"));
}

/// 18 U.S.C. 2701 ff. (19 January 1987), 2703(f) (24 April 1996), 2702(b)(8) (26 October 2001);
/// the agreements with the United Kingdom (3 October 2022) and Australia (30 January 2024); Regulation (EU) 2023/1543
/// (18 August 2026); Regulation (EU) 2016/679 (25 May 2018); 28 U.S.C. 1781 (3 October 1964).
#[test]
fn each_channel_opens_on_the_day_of_its_law_and_is_refused_with_the_citation_before() {
    for (channel, path, first, cited) in [
        ("us-sca-warrant", "sca", date(1987, 1, 19), "18 U.S.C. 2701"),
        ("preservation-2703f", "preservation", date(1996, 4, 24), "18 U.S.C. 2703(f)"),
        ("emergency-2702", "emergency", date(2001, 10, 26), "18 U.S.C. 2702(b)(8)"),
        ("uk-us-agreement", "agreement", date(2022, 10, 3), "US-UK Agreement"),
        ("us-uk-agreement", "agreement-us", date(2022, 10, 3), "US-UK Agreement"),
        ("au-us-agreement", "agreement-au", date(2024, 1, 30), "US-Australia Agreement"),
        ("eu-e-evidence", "e-evidence", date(2026, 8, 18), "2023/1543"),
        ("eu-e-preservation", "eu-preservation", date(2026, 8, 18), "2023/1543"),
        ("eu-gdpr48", "gdpr", date(2018, 5, 25), "2016/679"),
        ("letters-rogatory", "rogatory", date(1964, 10, 3), "28 U.S.C. 1781"),
    ] {
        let refused_on = |day: Date| {
            let text = format!(
                "base = \"microsoft-ireland\"\nopens = {day}\nrecord = []\nexpect = []\n\
                 channels = [\"{channel}\"]\n[[path]]\ntake = \"{path}\"\n"
            );
            let scenario = check_with("opens.toml", &text, &[]).scenario.expect(channel);
            refusals(&scenario, &run_once(&scenario))
        };
        let before = refused_on(first.yesterday().expect("a day before"));
        assert!(before.first().is_some_and(|text| text.contains(cited)), "{channel}: {before:?}");
        let after = refused_on(first);
        assert!(!after.iter().any(|text| text.contains(cited)), "{channel}: {after:?}");
    }
}

/// 18 U.S.C. 3512, in force since 19 October 2009. The foreign state asks under the treaty; it is the American prosecutor
/// who applies under the statute.
#[test]
fn before_section_3512_a_foreign_request_is_made_and_the_application_on_it_refused() {
    let text = "base = \"microsoft-ireland\"\nopens = 2007-01-02\nrecord = []\nexpect = []\n\
                channels = [\"foreign-us-mlat\"]\n[[path]]\ntake = \"mlat\"\n";
    let scenario = check_with("early.toml", text, &[]).scenario.expect("sound");
    let refused = (0..20).flat_map(|seed| {
        let terms = Terms { seed, ..Terms::default() };
        let run = run(&scenario, &terms, Driver::InPlace, &mut |_| ()).expect("it ends");
        let first = run.docket.entries[0];
        assert!(matches!(first.paper, Paper::Requested(_)));
        assert_eq!(scenario.ids(&scenario.authority(&first)), ["x.treaty"]);
        refusals(&scenario, &run)
    });
    let refused = Vec::from_iter(refused);
    assert!(!refused.is_empty() && refused.iter().all(|text| text.contains("18 U.S.C. 3512")));
}

/// CETS 224: not in force in anything found.
#[test]
fn a_request_under_a_protocol_that_is_not_in_force_is_refused_on_any_day() {
    for day in ["2014-02-03", "2026-11-02"] {
        let text = format!(
            "base = \"microsoft-ireland\"\nopens = {day}\nrecord = []\nexpect = []\n\
             channels = [\"coe-224\"]\n[request]\ndata = \"subscriber\"\n[[path]]\ntake = \"protocol\"\n"
        );
        let scenario = check_with("protocol.toml", &text, &[]).scenario.expect("sound");
        let refused = refusals(&scenario, &run_once(&scenario));
        assert!(refused.first().is_some_and(|text| text.contains("CETS 224")), "{refused:?}");
    }
}

/// The catalogue ids an issued warrant rests on in a case that opened on a day.
fn warrant_rests_on(opens: &str) -> Vec<String> {
    let scenario = instruments(opens, "\"prosecutor.instrument=warrant\"");
    let run = run_once(&scenario);
    let issued = find(&run, |paper| matches!(paper, Paper::Issued { .. }));
    let (_, entry) = issued.first().expect("a warrant issues");
    scenario.ids(&scenario.authority(entry))
}

/// 18 U.S.C. 2713, in force since 23 March 2018.
#[test]
fn a_warrant_reaches_abroad_by_statute_from_the_day_of_the_cloud_act() {
    let by_statute = |opens| warrant_rests_on(opens).iter().any(|id| id == "us.2713");
    assert!(!by_statute("2018-03-01"));
    assert!(by_statute("2018-04-02"));
}

/// 18 U.S.C. 3292 (at most three years) and 3161(h)(8) (at most one): what a pending official request does meanwhile. It
/// is pending from the day it leaves for the foreign authority to the day the answer is back, not while it is drafted.
#[test]
fn what_a_pending_request_suspends_runs_from_its_sending_to_the_answer() {
    let quick = treaty_only("2013-12-04", "");
    let run = run_once(&quick);
    let ends = |stage: &str| find(&run, |paper| quick.event(paper) == stage)[0];
    let ((sent, leaves), (answered, back)) = (ends("treaty-send"), ends("treaty-return"));
    let pending = |run: &Run| {
        let deadlines = run.docket.deadlines.clone().into_iter();
        let runs = |one: &Deadline| matches!(one.acts, Acts::EndOfRequest { path: 0, .. });
        Vec::from_iter(deadlines.filter(runs))
    };
    let (both, first) = (pending(&run), calendar_date(leaves.at));
    assert!(first > date(2013, 12, 4), "it is drafted first");
    for (one, years) in both.iter().zip([3, 1]) {
        assert_eq!((one.entry, one.from, one.done_by), (sent, first, answered));
        assert_eq!(one.due, first.saturating_add(years.years()));
    }
    assert!(both.len() == 2 && calendar_date(back.at) < first.saturating_add(1.year()), "quick");

    let slow = scenario_with(
        "2013-12-04",
        "",
        &["channel.us-ie-mlat.stage.b4.duration=\"500 days\"".into()],
    );
    let run = run_once(&slow);
    let clock = pending(&run).into_iter().min_by_key(|one| one.due).expect("a clock");
    let end = run.docket.entry(clock.done_by).expect("it ends");
    assert!(calendar_date(end.at) > clock.due, "the year was used up");
    let record = comity::report::record::record(&slow, &Terms::default(), &run, String::new());
    let shown = comity::report::text::report(&slow, &record);
    assert!(shown.contains("Used up while"), "{shown}");
}
