//! `page`: one file that needs nothing else, and says what the other commands say.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{CASE, Ran, changed, comity, run};

/// A page that is quickly written.
fn page<'a>(more: impl IntoIterator<Item = &'a str>) -> Ran {
    comity(["page", CASE, "-n", "40"].into_iter().chain(more))
}

/// What stands between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, after) = text.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    after.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

/// The data a page holds.
fn data(html: &str) -> Value {
    let json = between(html, r#"<script type="application/json" id="data">"#, "</script>");
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn a_page_is_the_same_bytes_every_time_and_on_any_number_of_threads() {
    let first = page([]).code(0).stderr_is_empty().stdout();
    assert!(first == page([]).stdout());
    assert!(first == page(["--threads", "1"]).stdout());
    assert!(first != page(["--seed", "2"]).stdout());
}

#[test]
fn a_page_is_one_small_file_that_asks_nothing_of_any_network() {
    let html = comity(["page", CASE]).code(0).stderr_is_empty().stdout();
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
    let (frame, rest) = html.split_once(r#"<script type="application/json""#).expect("data");
    let (_, scripts) = rest.split_once("</script>").expect("its end");
    for text in [frame, scripts] {
        for asks in ["src=", "url(", "@import", "fetch(", "XMLHttpRequest", "WebSocket", "import("]
        {
            assert!(!text.contains(asks), "{asks}");
        }
        let without_names = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!without_names.contains("http:") && !without_names.contains("https:"));
    }
    let policy = between(&html, r#"Content-Security-Policy" content=""#, "\"");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
}

#[test]
fn a_page_holds_what_run_decisions_and_assumptions_print() {
    let held = data(&page([]).code(0).stdout());
    let printed = run(["--json"]).json();
    for part in ["entries", "deadlines", "outcome"] {
        assert_eq!(held["run"][part], printed[part], "{part}");
    }
    assert_eq!(held["decisions"], comity(["decisions", CASE, "--json"]).json());
    assert_eq!(held["assumptions"], comity(["assumptions", CASE, "--json"]).json());
}

/// The docket of a world, put together again as the page does it.
fn docket(held: &Value, world: &Value) -> Vec<Value> {
    let base = held["run"]["entries"].as_array().expect("entries");
    let same = world["same"].as_u64().expect("a number") as usize;
    let mut docket = base[..same].to_vec();
    for row in world["rows"].as_array().expect("rows") {
        let act = row[0].as_u64().expect("a number") as usize;
        let mut entry = held["worlds"]["acts"][act].clone();
        entry["n"] = (docket.len() + 1).into();
        for (place, key) in
            [(1, "date"), (2, "time"), (3, "status"), (4, "responds_to"), (5, "cause")]
        {
            entry[key] = row[place].clone();
        }
        docket.push(entry);
    }
    docket
}

#[test]
fn every_other_world_of_a_page_is_what_its_command_runs_to() {
    let held = data(&page([]).code(0).stdout());
    let worlds = held["worlds"]["list"].as_array().expect("worlds");
    assert!(worlds.len() > 60, "{} worlds", worlds.len());
    for world in worlds.iter().step_by(7) {
        let choice = world["choice"].as_str().expect("a choice");
        let printed = run(["--what-if", choice, "--json"]).json();
        let mut entries = printed["entries"].as_array().expect("entries").clone();
        let mut held = docket(&held, world);
        assert_eq!(held.len(), entries.len(), "{choice}");
        for entry in held.iter_mut().chain(&mut entries) {
            entry["day"] = Value::Null;
        }
        assert_eq!(held, entries, "{choice}");
    }
}

#[test]
fn a_page_offers_every_option_that_why_offers_at_a_decision() {
    let held = data(&page([]).code(0).stdout());
    let crossings = held["crossings"].as_array().expect("decisions");
    for step in ["E14", "E20", "E31"] {
        let why = comity(["why", CASE, step, "--json"]).json();
        for otherwise in why["otherwise"].as_array().expect("a list") {
            let same = |one: &&Value| one["point"] == otherwise["point"];
            let crossing = crossings.iter().find(same).unwrap_or_else(|| panic!("{otherwise}"));
            assert_eq!(crossing["taken"], otherwise["decided"]);
            let names = |list: &Value| -> BTreeSet<String> {
                let options = list.as_array().expect("options").iter();
                options.map(|option| option["option"].to_string()).collect()
            };
            assert_eq!(names(&crossing["ways"]), names(&otherwise["options"]));
        }
    }
}

#[test]
fn a_hostile_title_is_words_on_the_page_and_ends_no_script() {
    let hostile = "</script><!--<img src=x onerror=alert(1)>{{script}}";
    let title = format!("title = \"{hostile}\"");
    let (_folder, path) = changed("title = \"Microsoft Ireland\"", &title);
    let html = comity(["page", &path, "-n", "1"]).code(0).stdout();
    assert!(!html.contains("<img"), "it is escaped everywhere");
    assert_eq!(html.matches("</script>").count(), 2, "the data and the module");
    assert_eq!(data(&html)["head"]["title"], hostile);
}

#[test]
fn a_page_goes_into_a_file_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.html");
    let path = path.to_str().expect("UTF-8");
    page(["-o", path]).code(0).stdout_is_empty().stderr_is_empty();
    assert_eq!(std::fs::read_to_string(path).expect("a file"), page([]).stdout());
    page(["-o", "/nowhere/case.html"]).code(1).stdout_is_empty();
    comity(["page", CASE, "-n", "0"]).refused("no case is to be run", "give -n a number above 0");
}

#[test]
fn the_page_of_a_lesson_holds_its_question_and_key_and_only_for_the_run_it_speaks_of() {
    let lesson = |more: &[&str]| {
        let words = ["page", "lesson-6-comity", "-n", "20"].into_iter().chain(more.iter().copied());
        data(&comity(words).code(0).stdout())["lesson"].clone()
    };
    let held = lesson(&[]);
    assert_eq!(held["number"], 6);
    assert_eq!(held["seen"], 2);
    assert_eq!(held["answers"].as_array().map(Vec::len), held["verdicts"].as_array().map(Vec::len));
    assert!(held["reveal"].as_str().is_some_and(|text| text.contains("denies")));
    assert!(lesson(&["--seed", "2"]).is_null());
    assert!(data(&page([]).code(0).stdout())["lesson"].is_null());
}

#[test]
fn the_paths_on_a_page_are_those_that_compare_prints() {
    let held = data(&page([]).code(0).stdout());
    let command = held["paths"]["command"].as_str().expect("a command");
    let printed = comity(command.split(' ').skip(1).chain(["--json"])).json();
    let each = held["paths"]["each"].as_array().expect("paths");
    let labels: Vec<&str> = each.iter().filter_map(|one| one["label"].as_str()).collect();
    assert_eq!(labels, ["warrant", "treaty@expedited", "treaty@central", "treaty@generic"]);
    let close = |held: &Value, printed: &Value| {
        let [held, printed] = [held, printed].map(|one| one["value"].as_f64().expect("a number"));
        assert!((held - printed).abs() < 1e-4, "{held} and {printed}");
    };
    for (place, one) in each.iter().enumerate() {
        let there = &printed["compared"]["alternatives"][place];
        close(&one["ever"], &there["data_ever"]);
        close(&one["days_without"], &there["days_without_data"]);
        assert_eq!(one["half"], there["median_day"]["value"]);
        if place > 0 {
            let less = &printed["compared"]["against_first"][place - 1];
            close(&one["against_first"]["ever"], &less["data_ever"]["difference"]);
        }
    }
    // What is chosen beforehand has no place in paths that are taken from the first day.
    let chosen = data(&page(["--what-if", "district.stay=deny-opposed"]).code(0).stdout());
    assert!(chosen["paths"].is_null());
}

/// The chance of each end with other odds at one decision, from the sums that a page holds.
fn moved(moves: &Value, point: &Value, odds: &[f64]) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().expect("a number");
    let own: Vec<f64> = point["odds"].as_array().expect("odds").iter().map(number).collect();
    let ends = moves["ends"].as_array().expect("ends");
    let mut chances: Vec<f64> = ends.iter().map(|end| number(&end["chance"])).collect();
    for met in point["met"].as_array().expect("meetings") {
        let mut weight = 1.0;
        for time in met["times"].as_array().expect("times") {
            let (open, taken) = (time[0].as_u64().expect("bits"), time[1].as_u64().expect("it"));
            let share = |odds: &[f64]| {
                let among = (0..odds.len()).filter(|place| open >> place & 1 == 1);
                odds[taken as usize] / among.map(|place| odds[place]).sum::<f64>()
            };
            weight *= share(odds) / share(&own);
        }
        for end in met["ends"].as_array().expect("ends") {
            chances[end[0].as_u64().expect("a place") as usize] += number(&end[1]) * (weight - 1.0);
        }
    }
    chances
}

#[test]
fn odds_moved_on_a_page_give_what_a_tree_with_these_odds_gives() {
    const OTHER: &str = "after-the-cloud-act";
    let held = data(&comity(["page", OTHER, "-n", "40"]).code(0).stdout());
    let moves = &held["moves"];
    let command = held["tree"]["manifest"]["command"].as_str().expect("a command");
    let mut tried = 0;
    let met = |point: &&Value| {
        let meetings = point["met"].as_array().expect("meetings").iter();
        let ends = meetings.flat_map(|met| met["ends"].as_array().expect("ends"));
        point["key"].is_string() && ends.filter_map(|end| end[1].as_f64()).sum::<f64>() > 0.02
    };
    for point in moves["points"].as_array().expect("decisions").iter().filter(met).take(4) {
        let name = point["point"].as_str().expect("a name");
        let own: Vec<f64> =
            point["odds"].as_array().expect("odds").iter().filter_map(Value::as_f64).collect();
        // The likeliest option gives two fifths of its odds to the others, in proportion.
        let most = (0..own.len()).max_by(|a, b| own[*a].total_cmp(&own[*b])).expect("an option");
        let rest = 1.0 - own[most];
        let odds: Vec<f64> = (0..own.len())
            .map(|place| {
                if place == most {
                    own[place] * 0.6
                } else {
                    own[place] * (1.0 + own[most] * 0.4 / rest)
                }
            })
            .collect();
        let options = point["options"].as_array().expect("options");
        let words = options
            .iter()
            .zip(&odds)
            .map(|(option, p)| format!("{} = {p}", option.as_str().expect("a name")));
        let key = point["key"].as_str().expect("a key");
        let set = format!("{key}={{ {} }}", words.collect::<Vec<_>>().join(", "));
        let tree = command.split(' ').skip(1).chain(["--set", &set, "--json"]);
        let tree = comity(tree).json();
        let here = moved(moves, point, &odds);
        // Neither knows how what it did not walk ends.
        let unknown = 1.0 - here.iter().sum::<f64>();
        let unknown = unknown.max(tree["extent"]["not_walked"].as_f64().expect("a chance"));
        assert!(unknown < 0.01, "{name}: {unknown}");
        for (end, chance) in moves["ends"].as_array().expect("ends").iter().zip(here) {
            let there = tree["outcomes"].as_array().expect("outcomes");
            let there = there.iter().find(|one| one["words"] == end["words"]);
            let there = there.and_then(|one| one["chance"].as_f64()).unwrap_or(0.0);
            assert!((there - chance).abs() < unknown + 1e-9, "{name}, {end}: {there} and {chance}");
            tried += 1;
        }
    }
    assert!(tried > 9, "{tried}");
}
