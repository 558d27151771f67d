//! `tree`: the same tree as text, JSON, drawing and diagram.

use std::collections::BTreeSet;

use serde_json::Value;

use super::forms::schema_file;
use super::{CASE, Ran, comity};

const FORMS: [&str; 4] = ["text", "json", "svg", "mermaid"];

fn tree<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Ran {
    comity(["tree"].into_iter().chain(arguments))
}

/// A tree of the seed case that is quickly walked.
fn quick<'a>(more: impl IntoIterator<Item = &'a str>) -> Ran {
    tree([CASE, "--times", "2", "--branches", "400"].into_iter().chain(more))
}

/// Every place of a tree.
fn places<'a>(place: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(place);
    for way in place["ways"].as_array().into_iter().flatten() {
        places(&way["to"], found);
    }
}

fn all_places(tree: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    places(&tree["tree"], &mut found);
    found
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("no number: {value}"))
}

#[test]
fn a_tree_is_the_same_bytes_every_time_in_every_form() {
    for form in FORMS {
        let print = || quick(["--format", form]).code(0).stderr_is_empty().stdout();
        assert_eq!(print(), print(), "{form}");
    }
    assert_eq!(quick(["--json"]).stdout(), quick(["--format", "json"]).stdout());
    quick(["--json", "--format", "svg"]).code(2).stdout_is_empty();
}

#[test]
fn the_odds_at_every_place_and_the_chances_of_all_outcomes_add_up_to_one() {
    for tree in [quick(["--json"]).json(), tree(["treaty-first", "--json"]).json()] {
        for place in all_places(&tree) {
            if let Some(ways) = place["ways"].as_array() {
                let odds: f64 = ways.iter().map(|way| number(&way["odds"])).sum();
                let rest = &place["less_likely"];
                let rest = if rest.is_null() { 0.0 } else { number(&rest["odds"]) };
                assert!((odds + rest - 1.0).abs() < 1e-12, "{odds} and {rest}");
            }
        }
        let outcomes = tree["outcomes"].as_array().expect("outcomes");
        let chances: f64 = outcomes.iter().map(|one| number(&one["chance"])).sum();
        let not_walked = number(&tree["extent"]["not_walked"]);
        assert!((chances + not_walked - 1.0).abs() < 1e-12);
    }
}

#[test]
fn the_text_shows_what_the_json_has() {
    let json = tree(["treaty-first", "--json"]).json();
    let text = tree(["treaty-first"]).code(0).stderr_is_empty().stdout();
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for place in all_places(&json) {
        match place["kind"].as_str() {
            Some("decision") => {
                let (question, point) = (place["question"].as_str(), place["point"].as_str());
                let line = format!("{} [{}]", question.expect("text"), point.expect("text"));
                assert!(whole.contains(&line), "{line}");
            }
            Some("end") => {
                let words = place["words"].as_str().expect("words");
                assert!(whole.contains(&format!("End: {words}; ")), "{words}");
            }
            _ => {}
        }
    }
    for one in json["outcomes"].as_array().expect("outcomes") {
        assert!(whole.contains(one["words"].as_str().expect("words")));
    }
    for part in ["all there are", "exact", "Rests on: ", "guesses", "not legal advice", "Next: "] {
        assert!(whole.contains(part), "{part}");
    }
    assert!(whole.contains("Reached by no branch: the warrant path (never taken)"));
}

#[test]
fn what_was_not_walked_is_stated_as_a_bound() {
    let text = quick([]).code(0).stdout();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("was not walked") && text.contains("may have up to so much more"));
    assert!(text.contains("Reached by no branch that was walked"));
    assert!(number(&quick(["--json"]).json()["extent"]["not_walked"]) > 0.01);
}

#[test]
fn every_tree_is_valid_against_the_schema_and_a_broken_one_is_not() {
    let text = std::fs::read_to_string(schema_file("tree")).expect("schema/tree.json");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("tree.json", schema).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("tree.json", &mut schemas).expect("a schema");
    let mut kinds = BTreeSet::new();
    for more in [&[] as &[&str], &["--prune", "0"], &["--depth", "1"], &["--until", "2014-06-01"]] {
        let tree = quick(more.iter().copied().chain(["--json"])).json();
        kinds.extend(all_places(&tree).iter().map(|place| place["kind"].to_string()));
        if let Err(error) = schemas.validate(&tree, index) {
            panic!("{more:?}: {error}");
        }
        let mut broken = tree;
        broken["tree"]["chance"] = Value::from("likely");
        assert!(schemas.validate(&broken, index).is_err());
    }
    assert!(kinds.len() >= 4, "{kinds:?}");
}

#[test]
fn the_drawing_is_well_formed_with_a_title_a_description_and_every_end_in_it() {
    for scenario in ["treaty-first", "e-evidence", "uncontested-warrant"] {
        let svg = tree([scenario, "--format", "svg"]).code(0).stderr_is_empty().stdout();
        let xml = roxmltree::Document::parse(&svg).expect("XML");
        let root = xml.root_element();
        assert!(root.has_tag_name(("http://www.w3.org/2000/svg", "svg")));
        assert_eq!(root.attribute("role"), Some("img"));
        let inside = |name: &str| {
            let found = root.children().find(|node| node.tag_name().name() == name);
            found.and_then(|node| node.text()).unwrap_or_else(|| panic!("no {name}")).to_owned()
        };
        assert!(inside("title").starts_with("Decision tree: "));
        let json = tree([scenario, "--json", "--depth", "6"]).json();
        for one in json["outcomes"].as_array().expect("outcomes") {
            assert!(inside("desc").contains(one["words"].as_str().expect("words")));
        }
        let named =
            |name: &str| xml.descendants().filter(|node| node.tag_name().name() == name).count();
        let places = all_places(&json);
        let ends = places.iter().filter(|place| place["kind"] == "end").count();
        assert_eq!(named("polygon"), ends + 1, "a triangle for each end, and one in the key");
        let view: Vec<f64> = root
            .attribute("viewBox")
            .expect("a view")
            .split(' ')
            .map(|number| number.parse().expect("a number"))
            .collect();
        for text in xml
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        {
            let at = |name: &str| {
                text.attribute(name).and_then(|at| at.parse::<f64>().ok()).expect("a place")
            };
            assert!(at("x") < view[2] && at("y") < view[3], "{:?}", text.text());
            assert!(at("font-size") >= 10.0);
        }
    }
}

#[test]
fn the_diagram_draws_every_node_and_says_what_it_is() {
    let mermaid =
        quick(["--format", "mermaid", "--prune", "0.05"]).code(0).stderr_is_empty().stdout();
    let mut lines = mermaid.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("%% comity tree ")));
    assert_eq!(lines.next(), Some("flowchart LR"));
    assert!(mermaid.contains("  accTitle: Decision tree: ") && mermaid.contains("  accDescr {\n"));
    let after = mermaid.split_once("\n  }\n").expect("the end of the description").1;
    let (mut nodes, mut reached) = (BTreeSet::new(), BTreeSet::new());
    for line in after.lines() {
        let name =
            |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        let first = name(line.trim_start());
        match line.split_once("\"| ") {
            Some((_, to)) => {
                assert!(nodes.contains(&first), "{line}");
                assert!(reached.insert(name(to)), "{line}");
            }
            None => assert!(nodes.insert(first), "{line}"),
        }
        assert_eq!(line.matches('"').count(), 2, "{line}");
    }
    nodes.remove("n0");
    assert_eq!(nodes, reached);
    let json = quick(["--json", "--prune", "0.05", "--depth", "6"]).json();
    let places = all_places(&json);
    let rests = places.iter().filter(|place| place["less_likely"].is_object()).count();
    assert_eq!(nodes.len() + 1, places.len() + rests);
}

#[test]
fn only_the_decisions_that_are_asked_for_make_nodes() {
    let json =
        quick(["--json", "--points", "district.review,circuit.panel", "--prune", "0"]).json();
    for place in all_places(&json).iter().filter(|place| place["kind"] == "decision") {
        assert!(["district.review", "circuit.panel"].map(Value::from).contains(&place["point"]));
    }
    assert_eq!(json["extent"]["points"].as_array().expect("points").len(), 2);
}

#[test]
fn a_what_if_is_no_node_and_one_that_never_comes_up_is_refused() {
    let json =
        quick(["--what-if", "district.review=reverse", "--from", "2014-07-30", "--json"]).json();
    assert!(all_places(&json).iter().all(|place| place["point"] != "district.review"));
    tree(["treaty-first", "--what-if", "supreme.merits=affirm"]).code(2).stdout_is_empty();
}

#[test]
fn a_whole_record_leaves_nothing_to_decide_so_the_tree_is_that_of_the_first_day() {
    let json = quick(["--json"]).json();
    assert_eq!(json["manifest"]["from"], "2013-12-04");
    assert_eq!(tree(["treaty-first", "--json"]).json()["manifest"]["from"], Value::Null);
}

#[test]
fn the_command_of_a_tree_makes_it_again() {
    let json = quick(["--json", "--depth", "2", "--prune", "0.05"]).json();
    let command = json["manifest"]["command"].as_str().expect("a command").to_owned();
    let words = command.strip_prefix("comity ").expect("comity").split(' ');
    let again = comity(words.chain(["--json"])).json();
    assert_eq!(again, json);
}

#[test]
fn every_mistake_in_what_is_asked_is_met_at_once() {
    tree([CASE, "--times", "0", "--prune", "2", "--points", "district.reviw", "--from", "soon"])
        .refused("--times `0`", "`median`")
        .stderr_contains("--prune `2`")
        .stderr_contains("did you mean `district.review`?")
        .stderr_contains("`soon` is not a date");
    tree([CASE, "--points", "provider.motion"]).refused("it only takes time", "comity decisions");
    tree(["microsoft-irland"]).refused("no scenario called", "microsoft-ireland");
}
