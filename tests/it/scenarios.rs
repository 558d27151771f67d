//! Every scenario that comes with the program: it is sound, shows what it says it shows, says what it is, and runs to
//! the docket that is recorded beside it. `UPDATE_EXPECT=1 cargo test --test it scenarios` records the dockets anew.

use std::path::Path;
use std::process::Command;
use std::{fs, thread};

use comity::experiment::audit;
use comity::report::expect::{unmet, words};
use comity::report::record::{RunRecord, record};
use comity::report::text;
use comity::scenario::Scenario;
use comity::scenario::check::{Checked, check};
use comity::scenario::diagnostic::render;
use comity::scenario::info::HEADINGS;
use comity::scenario::library::{CHANNELS, SCENARIOS, Shipped};
use comity::simulate::{Driver, Run, Terms, run};

/// The branches walked with each set of times: enough to see every option that comes up.
const BRANCHES: u64 = 120;

fn checked(shipped: &Shipped) -> Checked {
    check(shipped.name, shipped.text)
}

fn scenario(shipped: &Shipped) -> Scenario {
    checked(shipped).scenario.unwrap_or_else(|| panic!("{} is not sound", shipped.name))
}

fn played(scenario: &Scenario, driver: Driver) -> (Run, RunRecord) {
    let terms = Terms { seed: 1, ..Terms::default() };
    let run = run(scenario, &terms, driver, &mut |_| ());
    let run = run.unwrap_or_else(|failure| panic!("{}: {failure:?}", scenario.name));
    let record = record(scenario, &terms, &run, String::new());
    (run, record)
}

/// Does it for every scenario, on as many threads as the machine has.
fn each(look: impl Fn(&Shipped) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for part in SCENARIOS.chunks(SCENARIOS.len().div_ceil(threads)) {
            let look = &look;
            scope.spawn(move || part.iter().for_each(look));
        }
    });
}

#[test]
fn every_scenario_is_without_a_mistake_and_shows_what_it_says_it_shows() {
    each(|shipped| {
        let checked = checked(shipped);
        let rendered = render(&checked.diagnostics, checked.sources(), false);
        assert!(checked.diagnostics.is_empty(), "{}:\n{rendered}", shipped.name);
        let scenario = scenario(shipped);
        assert!(!scenario.expectations.is_empty(), "{} expects nothing", shipped.name);
        let replay = audit::replay(&scenario, &checked.document);
        let found = &replay.diagnostics;
        assert!(replay.run.is_some() && found.is_empty(), "{}: {found:?}", shipped.name);
        let (_, record) = played(&scenario, Driver::InPlace);
        for expected in &scenario.expectations {
            assert_eq!(unmet(expected, &record), None, "{}: {}", shipped.name, words(expected));
        }
    });
}

#[test]
fn every_scenario_but_a_lesson_says_what_it_is_under_all_eight_headings() {
    for shipped in SCENARIOS {
        let scenario = scenario(shipped);
        let headings = if scenario.lesson.is_some() { 0 } else { HEADINGS.len() };
        assert_eq!(scenario.info.said().count(), headings, "{}", shipped.name);
        assert!(!scenario.summary.is_empty(), "{}", shipped.name);
        assert!(CHANNELS.iter().all(|channel| channel.name != shipped.name), "{}", shipped.name);
    }
}

#[test]
fn every_scenario_runs_to_its_recorded_docket_with_both_drivers() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    each(|shipped| {
        let scenario = scenario(shipped);
        let (in_place, record) = played(&scenario, Driver::InPlace);
        let (live, _) = played(&scenario, Driver::Live(None));
        assert!(in_place == live, "{}: the drivers differ", shipped.name);
        let docket = text::report(&scenario, &record);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shipped.path);
        let path = path.with_extension("docket.txt");
        if update {
            fs::write(&path, &docket).expect("written");
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert!(docket == recorded, "{} runs to another docket than is recorded", shipped.name);
    });
}

#[test]
fn every_authority_on_a_docket_is_in_force_on_its_day() {
    each(|shipped| {
        let scenario = scenario(shipped);
        let (run, record) = played(&scenario, Driver::InPlace);
        for (entry, shown) in run.docket.entries.iter().zip(&record.entries) {
            for id in scenario.authority(entry) {
                let authority = scenario.authorities.get(id);
                let (name, n) = (shipped.name, shown.n);
                assert!(authority.in_force(shown.date), "{name} {n}: {}", authority.citation);
            }
        }
    });
}

#[test]
fn no_branch_of_a_scenario_leads_nowhere() {
    each(|shipped| {
        let checked = checked(shipped);
        let paths = audit::paths(&scenario(shipped), &checked.document, BRANCHES);
        let rendered = render(&paths.diagnostics, checked.sources(), false);
        assert!(paths.diagnostics.is_empty(), "{}:\n{rendered}", shipped.name);
        assert!(paths.unreached.is_empty(), "{}: {:?}", shipped.name, paths.unreached);
    });
}

/// The words of a command, as a shell splits them: what stands between single quotes is one.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.iter_mut().last().expect("one at least").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_a_scenario_names_works() {
    each(|shipped| {
        let scenario = scenario(shipped);
        if scenario.lesson.is_some() {
            return; // Its commands are held to more: lessons.rs.
        }
        let lines = scenario.info.texts.iter().flat_map(|text| text.lines());
        let commands: Vec<&str> =
            lines.filter_map(|line| line.trim().strip_prefix("comity ")).collect();
        assert!(!commands.is_empty(), "{} names no command", shipped.name);
        for command in commands {
            let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
            let output = program.args(split(command)).output().expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: comity {command}: {said}", shipped.name);
        }
    });
}

/// What the recipe in CONTRIBUTING says to write, block by block, is a scenario that comes with the program.
#[test]
fn the_recipe_for_a_country_ends_with_the_invented_country() {
    let contributing = include_str!("../../CONTRIBUTING.md");
    let (_, recipe) = contributing.split_once("## Add a treaty channel").expect("the recipe");
    let (recipe, _) = recipe.split_once("\n## ").expect("its end");
    let blocks = recipe.split("```toml\n").skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|block| Some(block.split_once("```")?.0)).collect();
    let shipped = SCENARIOS.iter().find(|shipped| shipped.name == "invented-country");
    let text = shipped.expect("it is shipped").text;
    let (text, _) = text.split_once("\n[info]\n").expect("the eight headings");
    assert_eq!(blocks.join("\n"), text);
}
