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
fn who_decides_otherwise_before_a_choice_leaves_it_open() {
    let held = data(&page(["--what-if", "magistrate.motion=grant"]).code(0).stdout());
    let worlds = held["worlds"]["list"].as_array().expect("worlds");
    let command = |choice: &str| {
        let world = worlds.iter().find(|world| world["choice"] == choice);
        world.unwrap_or_else(|| panic!("no {choice}"))["command"].as_str().expect("it").to_owned()
    };
    for earlier in ["prosecutor.instrument=court-order", "magistrate.application=issue-with-rider"]
    {
        let alone = format!("comity run {CASE} --seed 1 --what-if {earlier}");
        assert_eq!(command(earlier), alone);
        let printed = run(["--what-if", earlier, "--json"]).json();
        let world = worlds.iter().find(|world| world["choice"] == earlier).expect("it");
        let held = docket(&held, world);
        assert_eq!(held.len(), printed["entries"].as_array().expect("entries").len(), "{earlier}");
    }
    // What is decided after it keeps it.
    let after = worlds.iter().filter_map(|world| world["command"].as_str());
    assert!(
        after.filter(|one| one.contains("--what-if magistrate.motion=grant --what-if")).count() > 5
    );
    // With nothing chosen the same decision has the same options and the same bars.
    let plain = data(&page([]).code(0).stdout());
    assert_eq!(held["crossings"][0]["prospect"], plain["crossings"][0]["prospect"]);
    let ways = |held: &Value| held["crossings"][0]["ways"].as_array().map(Vec::len);
    assert_eq!(ways(&held), ways(&plain));
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

/// A letter of the kinds of branches as the number it stands for.
fn number_of(letter: char) -> usize {
    let mut code = letter as usize;
    code -= if code > 126 { 0xa1 - 0x7f } else { 0 };
    code - usize::from(code > 92) - usize::from(code > 60) - 35
}

/// The chance of each end with other odds at some decisions, from the sums that a page holds.
fn moved(moves: &Value, odds: &[(usize, Vec<f64>)]) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().expect("a number");
    let weight = |meeting: &Value| {
        let place = meeting["point"].as_u64().expect("a place") as usize;
        let Some((_, odds)) = odds.iter().find(|(at, _)| *at == place) else { return 1.0 };
        let own = moves["points"][place]["odds"].as_array().expect("odds");
        let own: Vec<f64> = own.iter().map(number).collect();
        let outweighs = |time: &Value| {
            let (open, taken) = (time[0].as_u64().expect("bits"), time[1].as_u64().expect("it"));
            let share = |odds: &[f64]| {
                let among = (0..odds.len()).filter(|place| open >> place & 1 == 1);
                odds[taken as usize] / among.map(|place| odds[place]).sum::<f64>()
            };
            share(odds) / share(&own)
        };
        meeting["times"].as_array().expect("times").iter().map(outweighs).product()
    };
    let meetings = moves["meetings"].as_array().expect("meetings");
    let weights: Vec<f64> = meetings.iter().map(weight).collect();
    let ends = moves["ends"].as_array().expect("ends");
    let mut chances: Vec<f64> = ends.iter().map(|end| number(&end["chance"])).collect();
    let mut letters = moves["kinds"].as_str().expect("kinds").chars().map(number_of);
    let mut next = || letters.next().expect("a letter");
    let mut met: Vec<usize> = Vec::new();
    for chance in moves["chances"].as_array().expect("chances") {
        met.truncate(next());
        for _ in 0..next() {
            met.push(next());
        }
        let weight: f64 = met.iter().map(|meeting| weights[*meeting]).product();
        chances[next()] += number(chance) * (weight - 1.0);
    }
    assert!(letters.next().is_none(), "every letter is read");
    chances
}

/// Odds in which the likeliest option gives two fifths of its own to the others, in proportion.
fn evened(own: &[f64]) -> Vec<f64> {
    let most = (0..own.len()).max_by(|a, b| own[*a].total_cmp(&own[*b])).expect("an option");
    let rest = 1.0 - own[most];
    let even = |place: usize| match place == most {
        true => own[place] * 0.6,
        false => own[place] * (1.0 + own[most] * 0.4 / rest),
    };
    (0..own.len()).map(even).collect()
}

/// The words that set odds in the scenario.
fn set_words(point: &Value, odds: &[f64]) -> String {
    let options = point["options"].as_array().expect("options").iter();
    let words =
        options.zip(odds).map(|(option, p)| format!("{} = {p}", option.as_str().expect("a name")));
    let key = point["key"].as_str().expect("a key");
    format!("{key}={{ {} }}", words.collect::<Vec<_>>().join(", "))
}

/// Holds odds moved on a page against a tree with these odds; returns how many chances were compared.
fn holds(held: &Value, odds: &[(usize, Vec<f64>)]) -> usize {
    let moves = &held["moves"];
    let command = held["tree"]["manifest"]["command"].as_str().expect("a command");
    let mut words: Vec<String> = command.split(' ').skip(1).map(str::to_owned).collect();
    for (place, odds) in odds {
        words.extend(["--set".to_owned(), set_words(&moves["points"][*place], odds)]);
    }
    let tree = comity(words.iter().map(String::as_str).chain(["--json"])).json();
    let here = moved(moves, odds);
    // Neither knows how what it did not walk ends.
    let unknown = 1.0 - here.iter().sum::<f64>();
    let unknown = unknown.max(tree["extent"]["not_walked"].as_f64().expect("a chance"));
    assert!(unknown < 0.01, "{odds:?}: {unknown}");
    for (end, chance) in moves["ends"].as_array().expect("ends").iter().zip(&here) {
        let there = tree["outcomes"].as_array().expect("outcomes");
        let there = there.iter().find(|one| one["words"] == end["words"]);
        let there = there.and_then(|one| one["chance"].as_f64()).unwrap_or(0.0);
        // A page keeps four digits of the chance of a kind of branches.
        assert!((there - chance).abs() < unknown + 1e-6, "{odds:?}, {end}: {there} and {chance}");
    }
    here.len()
}

#[test]
fn odds_moved_on_a_page_give_what_a_tree_with_these_odds_gives() {
    const OTHER: &str = "after-the-cloud-act";
    let held = data(&comity(["page", OTHER, "-n", "40"]).code(0).stdout());
    let points = held["moves"]["points"].as_array().expect("decisions");
    let other: Vec<(usize, Vec<f64>)> = points
        .iter()
        .zip(0..)
        .filter(|(point, _)| point["key"].is_string())
        .map(|(point, place)| {
            let own = point["odds"].as_array().expect("odds").iter().filter_map(Value::as_f64);
            (place, evened(&own.collect::<Vec<_>>()))
        })
        .filter(|one| {
            let changed = moved(&held["moves"], std::slice::from_ref(one));
            let ends = held["moves"]["ends"].as_array().expect("ends").iter();
            ends.zip(changed)
                .any(|(end, now)| (end["chance"].as_f64().expect("it") - now).abs() > 1e-3)
        })
        .take(4)
        .collect();
    assert!(other.len() > 2, "{other:?}");
    let one: usize = other.iter().map(|one| holds(&held, std::slice::from_ref(one))).sum();
    assert!(one > 9, "{one}");
    // Several at once are no sum of the single ones.
    holds(&held, &other[..2]);
    holds(&held, &other);
}

/// What a page says of a decision as it was made must be comparable with what it says of the other options: those who
/// depart from the record still meet the Act of Congress.
#[test]
fn the_forecasts_on_a_page_are_those_that_forecast_prints_and_all_know_what_came_from_outside() {
    let held = data(&page([]).code(0).stdout());
    let last = |prospect: &Value| {
        let days = prospect["by_day"].as_array().expect("days");
        days.last().expect("one")["chance"]["value"].as_f64().expect("a chance")
    };
    let printed = |more: &[&str]| {
        let words = ["forecast", CASE, "-n", "40", "--json"];
        let told = comity(words.into_iter().chain(more.iter().copied())).json();
        let days = told["forecast"]["data_by_day"].as_array().expect("days").clone();
        days.last().expect("one")["chance"]["value"].as_f64().expect("a chance")
    };
    let crossings = held["crossings"].as_array().expect("decisions");
    let ruling = crossings.iter().find(|one| one["point"] == "magistrate.motion").expect("it");
    assert_eq!(ruling["taken"], "deny");
    // Days are counted from the first of the case on the page, and from the day given here: the last is 142 days off.
    let from = ["--from", "2014-04-25", "--what-if", "congress.act=enact"];
    let there = printed(&[&from[..], &["--horizon", "1683"]].concat());
    assert!((last(&ruling["prospect"]) - there).abs() < 1e-4, "{} and {there}", ruling["prospect"]);
    let worlds = held["worlds"]["list"].as_array().expect("worlds");
    let grant = worlds.iter().find(|one| one["choice"] == "magistrate.motion=grant").expect("it");
    let there = printed(&["--what-if", "magistrate.motion=grant"]);
    assert!((last(&grant["prospect"]) - there).abs() < 1e-4, "{} and {there}", grant["prospect"]);
}
