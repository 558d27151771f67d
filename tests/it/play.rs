//! Every role of every scenario that comes with the program can be played to an end, whatever is chosen.

use comity::experiment::play::role::roles;
use comity::experiment::play::{Play, file};
use comity::law::office::Office;
use comity::report::play::ending::{self, ending};
use comity::report::play::record::{MadeRecord, decision};
use comity::report::play::{entries_in_short, heading, history, why_here};
use comity::report::record::record;
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::library::SCENARIOS;
use comity::simulate::Terms;

/// More decisions than this no play has.
const MOST_STOPS: usize = 200;

fn assert_fits(text: &str, scenario: &Scenario) {
    for line in text.lines().filter(|line| !line.trim_start().starts_with("comity ")) {
        assert!(line.chars().count() <= 80, "{}: {line}", scenario.name);
    }
}

/// Plays to the end, taking the first option that is open, or the last, and reads all that is shown on the way. Gives
/// the number of choices.
fn played(scenario: &Scenario, office: &[Office], seed: u64, last: bool) -> usize {
    let given = Terms { seed, ..Terms::default() };
    let mut play = Play::begin(scenario, given, office.to_vec()).expect("it begins");
    assert_fits(&heading(scenario, &play), scenario);
    let mut shown = 0;
    for _ in 0..MOST_STOPS {
        let so_far = record(scenario, &play.terms(), play.run(), String::new());
        assert_fits(&entries_in_short(scenario, &so_far.entries[shown..]), scenario);
        shown = so_far.entries.len();
        let Some(asked) = decision(&play, &so_far) else {
            let past = play.history().expect("the record runs");
            let end = ending(&play, &past, None);
            let made: Vec<_> =
                play.made().iter().map(|made| MadeRecord::new(scenario, made)).collect();
            assert_fits(&ending::text(scenario, &so_far, &made, &end), scenario);
            assert_fits(&history(scenario, &play), scenario);
            return made.len();
        };
        assert!(asked.options.len() > 1 && asked.options.iter().any(|one| one.closed.is_none()));
        assert!(!asked.posture.is_empty());
        assert_fits(&comity::report::play::decision(scenario, &asked), scenario);
        assert_fits(&why_here(scenario, &so_far, &asked), scenario);
        let mut open = asked.options.iter().filter(|option| option.closed.is_none());
        let taken = if last { open.next_back() } else { open.next() };
        let option = taken.expect("an open option").number - 1;
        play.choose(option as u8).unwrap_or_else(|why| {
            panic!("{} as {office:?}, {}: {why:?}", scenario.name, asked.point)
        });
    }
    panic!("{} as {office:?} never ends", scenario.name);
}

#[test]
fn every_role_of_every_scenario_can_be_played_to_an_end_by_the_first_options_and_by_the_last() {
    let mut plays = 0;
    for shipped in SCENARIOS {
        let scenario = check(shipped.name, shipped.text).scenario.expect("it is sound");
        let roles: Vec<Office> =
            roles(&scenario).expect("it can be walked").iter().map(|role| role.office).collect();
        assert!(!roles.is_empty(), "{} has nobody to play", shipped.name);
        for last in [false, true] {
            for office in &roles {
                for seed in 1..=3 {
                    played(&scenario, &[*office], seed, last);
                    plays += 1;
                }
            }
            assert!(played(&scenario, &roles, 1, last) > 0, "{}: nobody is asked", shipped.name);
        }
    }
    assert!(plays > 500, "{plays} plays");
}

#[test]
fn a_play_file_says_all_that_makes_the_play() {
    let scenario = crate::support::microsoft_ireland();
    let given = Terms {
        seed: u64::MAX,
        from: Some(jiff::civil::date(2014, 4, 24)),
        until: Some(jiff::civil::date(2016, 1, 1)),
        choices: vec![crate::support::choice("district.review=affirm-without-stay")],
    };
    let roles = vec![Office::Provider, Office::Prosecutor];
    let mut play = Play::begin(scenario, given.clone(), roles.clone()).expect("it begins");
    play.choose(0).expect("open");
    let text = file::written(&play);
    let (document, mistakes) = comity::scenario::document::Document::parse("p.toml", text);
    assert_eq!(mistakes, []);
    assert!(file::is_play(&document));
    let reader = comity::scenario::document::Reader::new(&document);
    let draft = file::read(&reader).expect("a play");
    assert_eq!(draft.hash.value, scenario.hash);
    let told = draft.of(scenario, &reader);
    assert_eq!(reader.take(), []);
    let choices: Vec<_> = told.choices.iter().map(|choice| choice.value).collect();
    let made: Vec<_> = play.made().iter().map(|made| made.choice).collect();
    assert_eq!((told.given, told.roles, choices), (given, roles, made));
}
