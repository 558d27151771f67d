//! The law of the day: a request gets the law of its date, and a step without law is refused with the citation.

use comity::law::message::{Paper, PathEnd};
use comity::scenario::Scenario;
use comity::scenario::check::check_with;
use comity::scenario::diagnostic::render;
use comity::simulate::{Driver, Run, Terms, run};

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
    refused.iter().map(|(_, entry)| scenario.text(entry.paper)).collect()
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
