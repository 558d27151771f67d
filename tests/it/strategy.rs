//! Which path is taken when: one, several in order, several at once, preservation first; and what the data that one
//! path brings does to the others.

use comity::law::chambers::calendar_date;
use comity::law::message::{Paper, PathEnd, ProducedBy};
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::diagnostic::render;
use comity::sim::time::DAY;
use comity::simulate::{Driver, Run, Terms, run};

use crate::support::{find, has};

fn scenario(text: &str) -> Scenario {
    let text = format!(
        "base = \"microsoft-ireland\"\nrecord = []\nexpect = []\nopens = 2014-02-03\n{text}"
    );
    let checked = check("strategy.toml", &text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn run_of(scenario: &Scenario, seed: u64) -> Run {
    run(scenario, &Terms { seed, ..Terms::default() }, Driver::InPlace, &mut |_| ())
        .expect("it runs")
}

/// The seeds with which a run shows something.
fn seeds(scenario: &Scenario, shows: impl Fn(&Run) -> bool) -> Vec<Run> {
    let runs = (0..300).map(|seed| run_of(scenario, seed)).filter(shows);
    runs.collect()
}

fn requested(paper: Paper) -> bool {
    matches!(paper, Paper::Requested(_))
}

fn issued(paper: Paper) -> bool {
    matches!(paper, Paper::Issued { .. })
}

#[test]
fn one_path_is_one_path() {
    let treaty = scenario("[[path]]\ntake = \"treaty\"\n");
    let run = run_of(&treaty, 1);
    assert!(has(&run, requested) && !has(&run, issued));
    let warrant = scenario("[[path]]\ntake = \"warrant\"\n");
    assert!(has(&run_of(&warrant, 1), issued));
}

#[test]
fn in_order_the_second_path_waits_for_the_first_to_fail() {
    let text = "[[path]]\ntake = \"treaty\"\n\
                [[path]]\ntake = \"warrant\"\nwhen = { ended = \"treaty=failed\" }\n";
    let scenario = scenario(text);
    let failed = seeds(&scenario, |run| {
        has(run, |paper| matches!(paper, Paper::PathEnded { how: PathEnd::Refused, .. }))
    });
    assert!(!failed.is_empty());
    for run in &failed {
        let ended = find(run, |paper| matches!(paper, Paper::PathEnded { .. }))[0].1.at;
        let applied = find(run, issued);
        assert!(applied.iter().all(|(_, entry)| entry.at >= ended), "{applied:?}");
    }
    assert!(failed.iter().any(|run| has(run, issued)), "the warrant follows");
    let obtained = seeds(&scenario, |run| has(run, |paper| matches!(paper, Paper::Produced(_))));
    let by_treaty = obtained.iter().filter(|run| !has(run, issued)).count();
    assert!(by_treaty > 100, "what the treaty brings needs no warrant: {by_treaty}");
}

/// The docket knows one process: a second application would argue both in one.
#[test]
fn the_court_track_is_taken_once() {
    let once = "[[path]]\ntake = \"warrant\"\n";
    let twice = scenario(&format!("{once}{once}when = {{ day = 30 }}\n"));
    let once = scenario(once);
    for seed in 0..100 {
        assert_eq!(run_of(&once, seed).docket, run_of(&twice, seed).docket, "seed {seed}");
    }
}

/// What is given up is not asked for by another path: no request is left that nobody works on.
#[test]
fn a_process_that_is_narrowed_withdraws_the_request_beside_it() {
    let text = "choose = [\"prosecutor.answer=narrow\"]\n\
                [[path]]\ntake = \"warrant\"\n[[path]]\ntake = \"treaty\"\n";
    let scenario = scenario(text);
    let narrowed = seeds(&scenario, |run| has(run, |paper| paper == Paper::Narrowed));
    assert!(!narrowed.is_empty());
    for run in &narrowed {
        assert!(!run.posture.request_pending(), "{:?}", run.posture.files);
    }
}

/// A file that goes on after it brought the data keeps the case open, but nobody then argues for a process that is
/// withdrawn, or makes a request for what is there.
#[test]
fn nothing_is_asked_for_once_the_data_is_there() {
    let stage = |id: &str, to: &str| {
        format!(
            "[[channel.quick.stage]]\nid = \"{id}\"\nname = \"quick.{id}\"\noffice = \"prosecutor\"\n\
             document = \"Stage {id}\"\nauthority = []\nduration = {{ uniform = [\"30 hours\", \"86 days\"] }}\n\
             basis = \"guess\"\noutcome = [{{ name = \"on\", {to}, p = 1.0, words = \"on\" }}]\n"
        )
    };
    let text = format!(
        "channels = [\"us-ie-mlat\", \"quick\"]\nchoose = [\"provider.response=move-to-vacate\"]\n\
         [[path]]\ntake = \"warrant\"\n[[path]]\ntake = \"quick\"\nwhen = {{ day = 40 }}\n\
         [decide.provider.response]\ntakes = \"72 days\"\ntakes_basis = \"guess\"\n\
         [channel.quick]\npath = \"quick\"\ntitle = \"Quick\"\nauthority = []\n{}{}",
        stage("s0", "to = \"s1\", delivers = true"),
        stage("s1", "to = \"end:obtained\"")
    );
    let scenario = scenario(&text);
    let produced = |paper| matches!(paper, Paper::Produced(ProducedBy::Channel(_)));
    let served = seeds(&scenario, |run| has(run, issued) && has(run, produced));
    assert!(served.len() > 50, "{}", served.len());
    for run in &served {
        let (there, _) = find(run, produced)[0];
        let asks = |paper| paper == Paper::OppositionToMotion || requested(paper);
        let late = find(run, asks);
        assert!(late.iter().all(|(n, _)| *n < there), "{late:?} after {there}");
        assert!(!run.posture.request_pending(), "{:?}", run.posture.files);
    }
}

#[test]
fn in_parallel_the_data_that_comes_first_withdraws_the_request_that_is_left() {
    let text = "choose = [\"prosecutor.answer=oppose\"]\n\
                [[path]]\ntake = \"warrant\"\n[[path]]\ntake = \"treaty\"\n";
    let scenario = scenario(text);
    let by_warrant = |run: &Run| has(run, |paper| paper == Paper::Produced(ProducedBy::Warrant));
    let withdrawn =
        |paper: Paper| matches!(paper, Paper::PathEnded { how: PathEnd::Withdrawn, .. });
    let runs = seeds(&scenario, by_warrant);
    assert!(!runs.is_empty());
    for run in &runs {
        let produced = find(run, |paper| matches!(paper, Paper::Produced(_)));
        assert_eq!(produced.len(), 1, "the data comes once");
        let ended = find(run, withdrawn);
        assert!(ended.iter().all(|(_, entry)| entry.at == produced[0].1.at), "{ended:?}");
    }
    assert!(runs.iter().any(|run| has(run, withdrawn)));
    let by_treaty = seeds(&scenario, |run| {
        has(run, |paper| matches!(paper, Paper::Produced(ProducedBy::Channel(_))))
    });
    for run in &by_treaty {
        let produced = find(run, |paper| matches!(paper, Paper::Produced(_)))[0].1.at;
        let dropped = find(run, |paper| paper == Paper::Withdrawn);
        assert!(dropped.iter().all(|(_, entry)| entry.at >= produced));
    }
    assert!(by_treaty.iter().any(|run| has(run, |paper| paper == Paper::Withdrawn)));
}

/// Invariant 12: data in hand before judgment moots the appeal.
#[test]
fn data_that_comes_by_the_treaty_moots_the_appeal_in_the_other_path() {
    let text = "channels = [\"us-ie-mlat\"]\n\
                [[path]]\ntake = \"warrant\"\n[[path]]\ntake = \"treaty\"\nwhen = { day = 300 }\n";
    let scenario = scenario(text);
    let mooted = seeds(&scenario, |run| has(run, |paper| paper == Paper::AppealMoot));
    assert!(!mooted.is_empty(), "some appeal is pending when the data comes");
    for run in mooted {
        assert!(!has(&run, |paper| matches!(paper, Paper::MeritsDecided { .. })));
    }
}

#[test]
fn a_path_can_wait_for_a_day_of_the_case() {
    let scenario = scenario("[[path]]\ntake = \"treaty\"\nwhen = { day = 100 }\n");
    let run = run_of(&scenario, 1);
    let request = find(&run, requested)[0].1;
    assert_eq!(calendar_date(request.at), jiff::civil::date(2014, 5, 14));
}

const DELETED: &str = "[data]\ndeleted = \"60 days\"\nbasis = \"guess\"\n";

/// 18 U.S.C. 2703(f)(2): 90 days, and 90 more on a renewed request.
#[test]
fn preservation_first_keeps_the_data_that_its_user_deletes() {
    let treaty = "channels = [\"preservation-2703f\", \"us-ie-mlat\"]\n\
                  [channel.us-ie-mlat.factor.k_ie]\nuse = \"expedited\"\n";
    let alone = scenario(&format!("{treaty}{DELETED}[[path]]\ntake = \"treaty\"\n"));
    let first = scenario(&format!(
        "{treaty}{DELETED}[[path]]\ntake = \"preservation\"\n\
         [[path]]\ntake = \"treaty\"\nwhen = {{ chose = \"preservation.snapshot=held\" }}\n"
    ));
    let by_treaty = |run: &Run| has(run, |paper| matches!(paper, Paper::Produced(_)));
    let (without, with) = (seeds(&alone, by_treaty), seeds(&first, by_treaty));
    assert!(with.len() > 5 * without.len().max(1), "{} against {}", with.len(), without.len());
    for run in &with {
        let produced = find(run, |paper| first.event(paper) == "treaty-production")[0].1.at;
        let start = find(run, requested)[0].1.at;
        // The copy is taken within days of the request.
        assert!((produced - start) / DAY <= 180 + 30, "it is held for 180 days at most");
    }
}

/// 18 U.S.C. 2703(f): a copy asked for before the case opens is held for 90 days.
#[test]
fn a_copy_preserved_before_the_case_outlives_the_account_for_ninety_days() {
    let warrant = |preserved| {
        scenario(&format!(
            "{DELETED}[request]\npreserved = {preserved}\n[[path]]\ntake = \"warrant\"\nwhen = {{ day = 70 }}\n"
        ))
    };
    let gone = |run: &Run| has(run, |paper| paper == Paper::NothingLeft);
    let left = seeds(&warrant(true), gone).len();
    let lost = seeds(&warrant(false), gone).len();
    assert!(lost > 200, "a warrant on day 70 comes too late: {lost}");
    assert!(left < 30, "but for the copy: {left}");
}

/// GDPR art. 48 is an overlay: it follows a production, and takes nothing from it.
#[test]
fn an_overlay_follows_the_data_and_delivers_none() {
    let text = "base = \"microsoft-ireland\"\nrecord = []\nexpect = []\nopens = 2019-01-07\n\
                channels = [\"us-sca-warrant\", \"eu-gdpr48\"]\n\
                [[path]]\ntake = \"sca\"\n[[path]]\ntake = \"gdpr\"\nwhen = { chose = \"sca.production-abroad=full\" }\n";
    let scenario = check("overlay.toml", text).scenario.expect("sound");
    let runs = seeds(&scenario, |run| has(run, |paper| matches!(paper, Paper::Produced(_))));
    assert!(runs.len() > 200);
    let cleared = |paper: Paper| matches!(paper, Paper::PathEnded { how: PathEnd::Cleared, .. });
    let followed = runs.iter().filter(|run| has(run, cleared)).count();
    assert!(followed > 200, "{followed}");
    for run in runs {
        let (produced, ended) =
            (find(&run, |paper| matches!(paper, Paper::Produced(_))), find(&run, cleared));
        assert!(ended.iter().all(|(_, entry)| entry.at > produced[0].1.at));
    }
}
