//! The lessons: in their order, each with what a class needs, and with a key that holds for what the program shows today.

use std::process::Command;

use comity::report::record::{RunRecord, record};
use comity::report::text;
use comity::scenario::check::check;
use comity::scenario::library::{SCENARIOS, Shipped};
use comity::scenario::{Lesson, Scenario};
use comity::simulate::{Driver, Terms, run};

struct One {
    shipped: Shipped,
    scenario: Scenario,
    lesson: Lesson,
}

fn lessons() -> Vec<One> {
    let one = |shipped: &Shipped| {
        let scenario = check(shipped.name, shipped.text).scenario.expect("it is sound");
        let lesson = scenario.lesson.clone()?;
        Some(One { shipped: *shipped, scenario, lesson })
    };
    SCENARIOS.iter().filter_map(one).collect()
}

fn record_of(scenario: &Scenario) -> RunRecord {
    let terms = Terms { seed: 1, ..Terms::default() };
    let run = run(scenario, &terms, Driver::InPlace, &mut |_| ()).expect("it runs");
    record(scenario, &terms, &run, String::new())
}

/// What a command prints, with one blank between words.
fn printed(command: &str) -> String {
    let words = command.strip_prefix("comity ").expect("a command of this program");
    let mut program = Command::new(env!("CARGO_BIN_EXE_comity"));
    let output = program.args(words.split(' ')).stdin(std::process::Stdio::null()).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {said}");
    one_blank(&String::from_utf8(output.stdout).expect("UTF-8"))
}

fn one_blank(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_lessons_are_numbered_in_the_order_in_which_they_are_listed() {
    let lessons = lessons();
    assert!(lessons.len() >= 8, "{}", lessons.len());
    let names = |one: &One| (one.shipped.name.to_owned(), one.shipped.path.to_owned());
    for (one, number) in lessons.iter().zip(1..) {
        assert_eq!(one.lesson.number, number, "{}", one.shipped.name);
        let (name, path) = names(one);
        assert!(name.starts_with(&format!("lesson-{number}-")), "{name}");
        assert_eq!(path, format!("scenarios/lessons/{name}.toml"));
    }
    let list = one_blank(&printed("comity list"));
    let (_, group) = list.split_once("Lessons, in teaching order").expect("a group of their own");
    let places: Vec<_> = lessons.iter().map(|one| group.find(one.shipped.name)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

/// A base tells how its case ended, and a lesson asks just that.
#[test]
fn a_lesson_has_a_title_and_a_summary_of_its_own_and_no_headings_of_its_base() {
    for One { shipped, scenario, .. } in lessons() {
        let checked = check(shipped.name, shipped.text);
        for key in ["title", "summary", "lesson.question"] {
            let span = checked.document.span(key).expect(key);
            assert!(checked.document.is_own(&span), "{}: {key}", shipped.name);
        }
        assert_eq!(scenario.info.said().count(), 0, "{}", shipped.name);
    }
}

#[test]
fn every_command_of_a_lesson_works_and_shows_what_the_lesson_says_it_shows() {
    for One { shipped, lesson, .. } in lessons() {
        assert!(!lesson.runs.is_empty(), "{}", shipped.name);
        for one in &lesson.runs {
            let printed = printed(&one.command);
            for shows in &one.shows {
                let name = shipped.name;
                assert!(
                    printed.contains(shows),
                    "{name}: {}: no {shows:?} in\n{printed}",
                    one.command
                );
            }
        }
        assert!(lesson.runs[0].command.contains(shipped.name), "{}", shipped.name);
    }
}

/// Every word with a digit in what a key states stands in what the program shows for it: in the docket, in what the
/// commands are held to show, or in the authorities it names. So a change of the model or of the law breaks this test
/// and not the lesson.
#[test]
fn no_figure_and_no_day_of_a_key_stands_alone() {
    for One { shipped, scenario, lesson } in lessons() {
        let mut known = text::report(&scenario, &record_of(&scenario));
        // The reveal stands below the docket; it cannot vouch for itself.
        known = known
            .replace(&known[place_of(&known, "What lesson ")..place_of(&known, "A model for")], "");
        for shows in lesson.runs.iter().flat_map(|one| &one.shows) {
            known.push_str(&format!(" {shows} "));
        }
        for id in &lesson.authority {
            let one = scenario.authorities.get(*id);
            known.push_str(&format!(
                " {} {} {} ",
                one.citation,
                one.holding,
                words_of(&one.force.to_string())
            ));
        }
        let known = one_blank(&known);
        let answers = lesson.answers.iter().map(|answer| &answer.because);
        for said in answers.chain([&lesson.reveal, &lesson.closing_answer]) {
            for figure in figures(said) {
                assert!(holds(&known, &figure), "{}: {figure:?} in {said:?}", shipped.name);
            }
        }
    }
}

fn place_of(text: &str, words: &str) -> usize {
    text.rfind(words).unwrap_or_else(|| panic!("no {words}"))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2018-03-23` as reports write it.
fn words_of(force: &str) -> String {
    let word = |word: &str| match word.split('-').map(str::parse).collect::<Result<Vec<usize>, _>>()
    {
        Ok(parts) if parts.len() == 3 => {
            format!("{} {} {}", parts[2], MONTHS[parts[1] - 1], parts[0])
        }
        _ => word.to_owned(),
    };
    force.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The words with digits; days of the calendar whole; what is numbered as one.
fn figures(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().map(bare).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let is_date = words.get(at + 1).is_some_and(|next| MONTHS.contains(next));
        let word = words[at];
        if !word.contains(|c: char| c.is_ascii_digit()) {
            at += 1;
        } else if is_date && at + 2 < words.len() {
            found.push(words[at..at + 3].join(" "));
            at += 3;
        } else {
            let named = at > 0 && ["day", "lesson", "section", "Section"].contains(&words[at - 1]);
            // "on the last day 9,816 files": a thousand is no day of a case.
            let named = named && !word.contains(',');
            found.push(if named { format!("{} {word}", words[at - 1]) } else { word.to_owned() });
            at += 1;
        }
    }
    // A lesson may point to another, and name a scenario.
    let is_name = |figure: &str| SCENARIOS.iter().any(|shipped| shipped.name == figure);
    found.retain(|figure| !figure.starts_with("lesson ") && !is_name(figure));
    found
}

/// A word without the signs around it; a bracket that closes in it may have opened in it.
fn bare(word: &str) -> &str {
    let signs = |c: char| "\"'`,;:.?!".contains(c);
    let mut word = word.trim_matches(signs).trim_start_matches('(');
    while word.matches(')').count() > word.matches('(').count() {
        let Some(less) = word.strip_suffix(')') else { break };
        word = less.trim_end_matches(signs);
    }
    word
}

/// Whether a figure stands there as a whole.
fn holds(known: &str, figure: &str) -> bool {
    let figure = figure.replace("section ", "s. ").replace("Section ", "s. ");
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    known.match_indices(&figure).any(|(at, _)| {
        edge(known[..at].chars().next_back()) && edge(known[at + figure.len()..].chars().next())
    })
}

#[test]
fn figures_are_found_and_must_stand_as_they_are() {
    let text =
        "On 29 Aug 2014, day 268, see lesson 4 (829 F.3d 197) and section 103(c); 11,226 files.";
    let found = ["29 Aug 2014", "day 268", "829", "F.3d", "197", "section 103(c)", "11,226"];
    assert_eq!(figures(text), found);
    assert!(holds("on 29 Aug 2014", "29 Aug 2014") && !holds("on 129 Aug 2014", "29 Aug 2014"));
    assert!(holds("CLOUD Act s. 103(c)", "section 103(c)") && holds("829 F.3d 197.", "197"));
    assert_eq!(words_of("in force since 2018-03-23"), "in force since 23 Mar 2018");
}

#[test]
fn what_students_see_before_the_run_tells_nothing_of_the_key() {
    let mut letters = std::collections::BTreeSet::new();
    for One { shipped, lesson, .. } in lessons() {
        let name = shipped.name;
        let about = printed(&format!("comity list {name}"));
        let handout = printed(&format!("comity export {name} --format handout"));
        let key = printed(&format!("comity export {name} --format key"));
        let plain = |text: &str| text.replace('\\', "");
        let (handout, key) = (plain(&handout), plain(&key));
        for answer in &lesson.answers {
            for page in [&about, &handout, &key] {
                assert!(page.contains(&answer.says), "{name}: {}", answer.says);
            }
            assert!(key.contains(&answer.because), "{name}: {}", answer.because);
            assert!(!about.contains(&answer.because) && !handout.contains(&answer.because));
        }
        for told in [&lesson.reveal, &lesson.closing, &lesson.closing_answer] {
            assert!(
                !about.contains(told) && !handout.contains(told) && key.contains(told),
                "{name}"
            );
        }
        assert!(about.contains(&lesson.question) && handout.contains(&lesson.question), "{name}");
        letters.insert(lesson.answers.iter().position(|answer| answer.right));
    }
    assert!(letters.len() >= 2, "the right answer always stands at the same place");
}

#[test]
fn a_handout_holds_the_docket_to_the_day_of_the_question_and_no_further() {
    for One { shipped, scenario, lesson } in lessons() {
        let handout = printed(&format!("comity export {} --format handout", shipped.name));
        let record = record_of(&scenario);
        let last = lesson.asked_on;
        let (before, after): (Vec<_>, Vec<_>) =
            record.entries.iter().partition(|entry| last.is_some_and(|last| entry.date <= last));
        assert_eq!(before.is_empty(), last.is_none(), "{}", shipped.name);
        for entry in before {
            assert!(
                handout.contains(&entry.text.replace('[', "\\[").replace(']', "\\]")),
                "{}",
                entry.text
            );
        }
        let told = after.iter().filter(|entry| handout.contains(&entry.text)).count();
        assert_eq!(told, 0, "{}", shipped.name);
    }
}

#[test]
fn the_key_of_a_lesson_is_shown_under_its_run_and_under_no_other() {
    let plain = printed("comity run lesson-3-stay");
    assert!(plain.contains("Predict first: comity list lesson-3-stay"));
    assert!(plain.contains("What lesson 3 shows"));
    for more in ["--seed 2", "--until 2014-08-12", "--what-if district.lift-stay=keep-stay"] {
        assert!(
            !printed(&format!("comity run lesson-3-stay {more}")).contains("What lesson 3 shows")
        );
    }
}
