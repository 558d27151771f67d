//! `law`: the regimes, the catalogue, and what rests on an authority.

use serde_json::Value;

use super::comity;

fn law<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Value {
    comity(["law", "--json"].into_iter().chain(arguments)).json()
}

/// The values of a key in a list of objects.
fn each<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| row[key].as_str().expect("text")).collect()
}

fn ids(law: &Value) -> Vec<&str> {
    let groups = law["groups"].as_array().expect("groups").iter();
    groups.flat_map(|group| each(&group["authorities"], "id")).collect()
}

/// A scenario that brings an authority along, and rests its channel on it.
fn ruritania() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ruritania.toml");
    let text = "base = \"microsoft-ireland\"\ntitle = \"Ruritania\"\n[[authority]]\nid = \"rt.act-7\"\n\
                citation = \"Act No. 7\"\nholding = \"Data stays.\"\nfrom = 2013-01-01\n\
                evidence = \"assumption\"\nreference = \"The gazette\"\n[channel.us-ie-mlat]\n\
                authority = [\"t.us-ie\", \"rt.act-7\"]\n";
    std::fs::write(&path, text).expect("a file");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

/// 829 F.3d 197 (2d Cir. 14 July 2016) came next; the CLOUD Act (23 March 2018) was far off.
#[test]
fn the_law_of_a_day_is_that_in_force_on_it_with_the_regime_that_comes_next() {
    let day = law(["--on", "2014-08-29"]);
    let governing = each(&day["regimes"], "id");
    assert!(governing.contains(&"mlat-us-ie") && governing.contains(&"sca-data-abroad-control"));
    assert!(!governing.contains(&"cloud-act") && !governing.contains(&"sca-1986"));
    assert_eq!(each(&day["next"], "id"), ["sca-data-abroad-2d-cir-bar"]);
    assert_eq!(day["next"][0]["from"], "2016-07-14");
    let there = ids(&day);
    assert!(there.contains(&"us.2703a") && there.contains(&"r.ap35"));
    for absent in ["us.2703h", "us.cloud", "r.ap40", "coe.224", "c.msft-2d"] {
        assert!(!there.contains(&absent), "{absent}");
    }
    assert!(ids(&law([])).contains(&"us.2703h"));
}

#[test]
fn after_the_last_regime_none_is_next() {
    assert_eq!(each(&law(["--on", "2026-02-17"])["next"], "id"), ["eu-eevidence-dir"]);
    comity(["law", "--on", "2026-08-18"]).code(0).stdout_contains("No regime known begins later.");
}

#[test]
fn the_timeline_comes_before_the_catalogue_and_the_marks_are_explained() {
    let text = comity(["law"]).code(0).stderr_is_empty().stdout();
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in\n{text}"));
    assert!(at("Regimes:") < at("since 23 Mar 2018             cloud-act"));
    assert!(at("cloud-act\n") < at("Catalogue:"));
    assert!(at("seen in a source") < at("United States: Constitution"));
    assert!(at("United States: rules of court") < at("United States: decisions"));
    assert!(at("Ireland\n") < at("European Union\n"));
}

/// 18 U.S.C. 2703(h) came with the CLOUD Act, enacted 23 March 2018.
#[test]
fn an_authority_is_shown_with_its_days_and_how_well_it_is_known() {
    comity(["law", "us.2703h", "--on", "2014-08-29"])
        .code(0)
        .stderr_is_empty()
        .stdout_contains("us.2703h: 18 U.S.C. 2703(h)")
        .stdout_contains("since 23 Mar 2018")
        .stdout_contains("29 Aug 2014   not in force")
        .stdout_contains("no source has");
}

/// The treaty with Ireland, TIAS 13137: what an option or a stage says it rests on is found from here.
#[test]
fn what_rests_on_an_authority_is_named() {
    let treaty = law(["t.us-ie"]);
    let used = &treaty["used_by"];
    let has = |key: &str, name: &str| used[key].as_array().expect(key).contains(&name.into());
    assert!(has("options", "prosecutor.instrument=treaty"));
    assert!(has("further_options", "prosecutor.answer=treaty-in-parallel"));
    let papers = &law(["us.2705b"])["used_by"]["papers"];
    assert!(papers.as_array().expect("papers").contains(&"notice-to-ireland".into()));
    let channel = &used["channels"][0];
    assert_eq!(channel["channel"], "us-ie-mlat");
    assert_eq!(channel["request"], true);
    assert!(channel["scenarios"].as_array().expect("names").contains(&"microsoft-ireland".into()));
    let stages = channel["stages"].as_array().expect("stages");
    assert!(stages.contains(&"treaty.legal-check".into()));
    assert!(!stages.contains(&"treaty.order".into()));
    assert_eq!(each(&treaty["regimes"], "id"), ["mlat-us-ie"]);
    let rule = law(["r.crp45"]);
    assert_eq!(rule["used_by"]["periods"][0]["what"], "execute the warrant");
    assert_eq!(rule["used_by"]["counting_rule"], "crim45");
}

/// 18 U.S.C. 2703(h)(2): the motion it creates, and its 14 days.
#[test]
fn a_test_that_a_motion_invokes_stands_behind_every_paper_on_it() {
    let section = law(["us.2703h"]);
    assert_eq!(section["used_by"]["test"], "18 U.S.C. 2703(h)");
    assert_eq!(section["used_by"]["periods"][0]["length"], "14 days");
    assert_eq!(law(["us.636"])["used_by"]["test"], Value::Null, "a court's own authority");
}

/// Fed. R. App. P. 40 absorbed Rule 35 on 1 December 2024.
#[test]
fn a_rule_that_was_renumbered_names_its_successor_and_the_other_way_round() {
    assert_eq!(law(["r.ap35"])["successor"]["id"], "r.ap40");
    assert_eq!(each(&law(["r.ap40"])["predecessors"], "id"), ["r.ap35", "r.ap40a1"]);
}

#[test]
fn a_regime_is_shown_with_what_it_rests_on() {
    let regime = law(["cloud-act", "--on", "2018-03-23"]);
    assert_eq!(regime["authority"], "us.cloud");
    assert_eq!(regime["on"]["in_force"], true);
    comity(["law", "cloud-act"]).code(0).stdout_contains("law = \"cloud-act\"");
}

#[test]
fn what_a_scenario_brings_along_is_law_too() {
    let (_folder, path) = ruritania();
    comity(["law", "rt.act-7"]).refused("no authority or regime `rt.act-7`", "--scenario");
    let own = law(["rt.act-7", "--scenario", &path]);
    assert_eq!(own["scenario"], path.as_str());
    assert_eq!(own["reference"], "The gazette");
    assert_eq!(own["used_by"]["channels"][0]["request"], true);
    assert!(ids(&law(["--scenario", &path])).contains(&"rt.act-7"));
    assert!(!ids(&law(["--scenario", &path, "--on", "2012-12-31"])).contains(&"rt.act-7"));
}

#[test]
fn an_unknown_authority_is_met_with_the_nearest_or_with_those_cited_so() {
    comity(["law", "us.2703hh"]).refused("no authority or regime", "did you mean `us.2703h`?");
    comity(["law", "clod-act"]).refused("no authority or regime", "did you mean `cloud-act`?");
    comity(["law", "2703(h)"]).refused("no authority or regime", "`us.2703h`");
    comity(["law", "u.s.c."]).refused("no authority or regime", " more; see: comity law");
    comity(["law", ""]).refused("no authority or regime", "comity law");
    comity(["law", "us.2703h", "--on", "soon", "--scenario", "nope"])
        .refused("`soon` is not a date", "--on 2014-08-29")
        .stderr_contains("no scenario called `nope`");
}
