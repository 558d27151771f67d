//! Motions against a process because of another state's law: 18 U.S.C. 2703(h), and common-law comity.

use comity::law::comity::chance_to_quash;
use comity::law::docket::Entry;
use comity::law::message::{Defence, Paper, Side};
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::diagnostic::render;
use comity::simulate::{Batch, Driver, Failure, Run, Terms, run};

use crate::support::{find, has};

/// A warrant of 2023 for an account of somebody in the United Kingdom, whose law forbids disclosure.
fn british_subscriber(opens: &str, more: &str) -> Scenario {
    let text = format!(
        "base = \"microsoft-ireland\"\nopens = {opens}\nrecord = []\nexpect = []\n{more}\n\
         [request]\nforbidden_by = \"GB\"\nsubscriber_of = \"GB\"\nsubscriber_in = \"GB\"\n"
    );
    sound(&text)
}

fn sound(text: &str) -> Scenario {
    let checked = check("british.toml", text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}"))
}

fn chosen(scenario: &Scenario, seed: u64, choices: &[&str]) -> Result<Run, Failure> {
    let choices = choices.iter().map(|text| scenario.points.parse_choice(text).expect("a choice"));
    let warrant = scenario.points.parse_choice("prosecutor.instrument=warrant").expect("a choice");
    let terms =
        Terms { seed, choices: [warrant].into_iter().chain(choices).collect(), ..Terms::default() };
    run(scenario, &terms, Driver::InPlace, &mut |_| ())
}

fn why_closed(scenario: &Scenario, choices: &[&str]) -> String {
    match chosen(scenario, 1, choices) {
        Err(Failure::Barred { why, on, .. }) => scenario.closed_words(why, on),
        other => format!("{other:?}"),
    }
}

fn only(run: &Run, fits: impl Fn(Paper) -> bool) -> Entry {
    let found = find(run, fits);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].1
}

/// 18 U.S.C. 2703(h)(2)(A): 14 days after service.
#[test]
fn the_statutory_motion_comes_within_fourteen_days_of_service_and_is_weighed_by_its_factors() {
    let scenario = british_subscriber("2023-03-06", "");
    let ruled = ["provider.response=statutory-motion", "magistrate.statutory-motion=deny"];
    for seed in 0..50 {
        let run = chosen(&scenario, seed, &ruled).expect("it runs");
        let served = only(&run, |paper| matches!(paper, Paper::Served(_)));
        let motion = only(&run, |paper| paper == Paper::MotionToVacate(Defence::Statute));
        let days = (motion.at - served.at) / comity::sim::time::DAY;
        assert!((0..=17).contains(&days), "14 days, and a long weekend: {days}");
        let denied = only(&run, |paper| matches!(paper, Paper::MotionDenied { .. }));
        let rests = scenario.ids(&scenario.authority(&denied));
        assert_eq!(rests[0], "us.2703h");
        assert!(scenario.text(&denied).contains("18 U.S.C. 2703(h)"));
    }
}

/// Agreement with the United Kingdom, in force 3 October 2022; 18 U.S.C. 2523.
#[test]
fn the_statutory_motion_is_closed_for_the_law_of_a_government_without_an_agreement() {
    let motion = ["provider.response=statutory-motion"];
    let before = why_closed(&british_subscriber("2022-08-01", ""), &motion);
    assert!(before.contains("qualifying foreign government"), "{before}");
    let irish = sound(
        "base = \"microsoft-ireland\"\nopens = 2023-03-06\nrecord = []\nexpect = []\n[request]\n\
         subscriber_of = \"IE\"\nsubscriber_in = \"IE\"\n",
    );
    assert!(why_closed(&irish, &motion).contains("qualifying foreign government"));
    let american = sound(
        "base = \"microsoft-ireland\"\nopens = 2023-03-06\nrecord = []\nexpect = []\n[request]\n\
         forbidden_by = \"GB\"\nsubscriber_of = \"US\"\nsubscriber_in = \"GB\"\n",
    );
    assert!(why_closed(&american, &motion).contains("neither a US person"));
}

/// 18 U.S.C. 2713, in force 23 March 2018.
#[test]
fn after_the_act_the_place_of_storage_is_no_defence_and_before_it_comity_is_none() {
    let after = british_subscriber("2018-03-26", "");
    let territory = why_closed(&after, &["provider.response=move-to-vacate"]);
    assert!(territory.contains("18 U.S.C. 2713"), "{territory}");
    let before = british_subscriber("2018-02-05", "");
    let comity = why_closed(&before, &["provider.response=comity-motion"]);
    assert!(comity.contains("was not in force"), "{comity}");
    assert!(chosen(&before, 1, &["provider.response=move-to-vacate"]).is_ok());
}

/// CLOUD Act s. 103(c); 28 U.S.C. 636, 1291, 3731.
#[test]
fn a_motion_on_comity_goes_the_way_of_any_other_through_the_courts() {
    let scenario = british_subscriber("2023-03-06", "");
    let denied = ["provider.response=comity-motion", "magistrate.comity=deny"];
    let contempt = ["provider.objections=refuse", "district.contested-contempt=without-sanction"];
    let run = chosen(&scenario, 3, &[denied, contempt].concat()).expect("it runs");
    let held = only(&run, |paper| matches!(paper, Paper::HeldInContempt { .. }));
    assert!(has(&run, |paper| paper == Paper::AppealAccepted(Side::Provider)));
    assert_eq!(held.defence, Defence::Comity);
    let granted = [
        "provider.response=comity-motion",
        "magistrate.comity=grant",
        "prosecutor.objections=object",
        "district.government-review=affirm",
        "prosecutor.appeal=appeal",
    ];
    let run = chosen(&scenario, 3, &granted).expect("it runs");
    assert!(has(&run, |paper| paper == Paper::AppealAccepted(Side::Government)));
    assert!(!has(&run, |paper| matches!(paper, Paper::HeldInContempt { .. })));
}

/// The default of .05, range .01 to .15, from the pattern of cases (D.C. Cir. 2019; 11th Cir. 1984).
#[test]
fn the_scores_of_comity_come_to_one_in_twenty() {
    let scenario = british_subscriber("2023-03-06", "");
    let point = scenario.find_point("magistrate.comity").expect("a point");
    let assumed = &scenario.assumed[usize::from(point.0)];
    let pairs: Vec<(f64, f64)> =
        assumed.factors.iter().map(|one| (one.weight, one.score)).collect();
    assert_eq!(chance_to_quash(&pairs), Some(assumed.odds[1]));
    assert!((assumed.odds[1] - 0.05).abs() < 1e-12, "{:?}", assumed.odds);
}

/// 18 U.S.C. 2703(h)(3)(G): the likelihood of timely access by less harmful means. The study feeds it from the treaty
/// path's own forecast.
#[test]
fn the_score_for_other_means_is_the_forecast_of_the_treaty_path() {
    let scenario = british_subscriber("2023-03-06", "");
    let point = scenario.find_point("magistrate.statutory-motion").expect("a point");
    let factors = &scenario.assumed[usize::from(point.0)].factors;
    let score = factors.iter().find(|one| one.name == "alternatives").expect("a factor").score;
    let treaty = sound(
        "base = \"microsoft-ireland\"\nopens = 2014-02-03\nrecord = []\nexpect = []\n\
         [law]\nworking_days = false\n[[path]]\ntake = \"treaty\"\n",
    );
    let mut batch = Batch::new(&treaty, &Terms::default(), false);
    let cases = 20_000;
    let in_half_a_year = (0..cases).filter(|number| {
        let (matter, _) = batch.case(*number).expect("it comes to an end");
        let produced = matter.posture.produced.map(|(_, at)| at - matter.opened);
        produced.is_some_and(|after| after <= 180 * comity::sim::time::DAY)
    });
    let share = in_half_a_year.count() as f64 / f64::from(cases as u32);
    assert!((share - score).abs() < 0.02, "forecast {share}, score {score}");
}
