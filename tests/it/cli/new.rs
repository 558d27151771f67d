//! `new`: a scenario file on top of another.

use std::path::Path;

use serde_json::Value;

use super::{CASE, Ran, comity, program, ran};
use crate::schema::{Validator, parsed};

/// `comity new` in a folder.
fn new(folder: &Path, arguments: &[&str]) -> Ran {
    ran(program().arg("new").args(arguments).current_dir(folder), &arguments.join(" "))
}

/// A folder with a new file in it, and its path and text.
fn written() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    new(folder.path(), &["mine.toml"]).code(0);
    let path = folder.path().join("mine.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    (folder, path.to_str().expect("UTF-8").to_owned(), text)
}

/// Puts a text in place of another, and gives the path again.
fn rewritten<'a>(path: &'a str, text: &str) -> &'a str {
    std::fs::write(path, text).expect("a file");
    path
}

/// What a scenario assumes, but for where it says it has it from.
fn numbers(scenario: &str) -> Vec<Value> {
    let all = comity(["assumptions", scenario, "--json"]).json();
    let mut rows = all["assumptions"].as_array().expect("rows").clone();
    for row in &mut rows {
        row["reference"] = Value::Null;
    }
    rows
}

#[test]
fn a_new_file_is_sound_at_once_and_says_what_to_do_next() {
    let folder = tempfile::tempdir().expect("a folder");
    new(folder.path(), &["my-case.toml", "--from", CASE])
        .code(0)
        .stdout_is_empty()
        .stderr_contains("comity check my-case.toml")
        .stderr_contains("comity run my-case.toml")
        .stderr_contains("comity explain my-case.toml")
        .stderr_contains("comity schema -o comity-scenario.schema.json");
    let path = folder.path().join("my-case.toml");
    let path = path.to_str().expect("UTF-8");
    comity(["check", path]).code(0).stdout_contains("sound; 0 expectations met");
    comity(["run", path]).code(0).stdout_contains("My case\n").stdout_contains("simulated");
    let text = std::fs::read_to_string(path).expect("a file");
    assert!(text.starts_with("#:schema ./comity-scenario.schema.json\n"));
    for line in text.lines().filter(|line| line.starts_with("# ")) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    for (key, _) in comity::scenario::info::HEADINGS {
        assert!(text.contains(&format!("\ninfo.{key} = \"")), "{key}");
    }
}

/// The text with every value of the base uncommented, and how many there are.
fn uncommented(text: &str) -> (String, usize) {
    let bare = |line: &str| match line.strip_prefix('#') {
        Some(value) if value.starts_with(|c: char| c.is_ascii_lowercase()) => value.to_owned(),
        _ => line.to_owned(),
    };
    let all: Vec<String> = text.lines().map(bare).collect();
    let values = all.iter().zip(text.lines()).filter(|(bare, line)| bare != line).count();
    (all.join("\n"), values)
}

#[test]
fn every_line_of_the_base_can_be_uncommented_and_then_nothing_has_changed() {
    let (_folder, path, text) = written();
    let schema = Validator::new(comity::scenario::schema::scenario());
    assert_eq!(schema.mistakes(&parsed(&text)), None);
    let (text, values) = uncommented(&text);
    assert!(values > 400, "{values}");
    assert_eq!(schema.mistakes(&parsed(&text)), None);
    let path = rewritten(&path, &text);
    comity(["check", path]).code(0).stdout_contains(": sound; ");
    assert_eq!(numbers(path), numbers(CASE));
}

/// A channel of its own in another folder, names that need quotes, a title that no comment can hold.
#[test]
fn a_base_of_ones_own_gives_a_sound_file_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let lower = folder.path().join("a b");
    std::fs::create_dir(&lower).expect("a folder");
    let channel = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/channels/us-ie-mlat.toml");
    let channel = std::fs::read_to_string(channel).expect("the channel");
    let channel = channel.replace("id = \"us-ie-mlat\"", "id = \"my own.one\"");
    std::fs::write(lower.join("own.toml"), channel).expect("a file");
    let season = "offices = [\"police\"]\nto = \"08-31\"\nspeed = 0.5\nbasis = \"guess\"\n";
    let base = format!(
        "base = \"microsoft-ireland\"\ntitle = \"A \\\"b\\\"\\n\\u0007 c\"\nchannels = [\"own.toml\"]\n\
         [data]\ndeleted = \"400 days\"\nbasis = \"guess\"\n\
         [[channel.\"my own.one\".slow]]\nfrom = \"08-01\"\n{season}\
         [[channel.\"my own.one\".slow]]\nfrom = \"07-01\"\n{season}"
    );
    std::fs::write(lower.join("base.toml"), base).expect("a file");
    new(folder.path(), &["mine.toml", "--from", "a b/base.toml"]).code(0);
    let path = folder.path().join("mine.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains("\n#data.deleted = \"400 days\"\n"));
    assert_eq!(text.matches("slow = [").count(), 1, "a list without ids is one line");
    let (path, base) = (path.to_str().expect("UTF-8"), lower.join("base.toml"));
    let path = rewritten(path, &uncommented(&text).0);
    assert_eq!(numbers(path), numbers(base.to_str().expect("UTF-8")));
}

#[test]
fn one_line_uncommented_and_changed_is_one_value_changed() {
    let (_folder, path, text) = written();
    let line = text.lines().find(|line| line.starts_with("#decide.district.stay.takes = "));
    let stage = "#channel.us-ie-mlat.stage.b4.duration = ";
    let other = text.lines().find(|line| line.starts_with(stage));
    let text = text.replace(line.expect("a line"), "decide.district.stay.takes = \"3 days\"");
    let text = text.replace(other.expect("a line"), &format!("{}\"5 days\"", &stage[1..]));
    let path = rewritten(&path, &text);
    let changed: Vec<Value> =
        numbers(path).into_iter().filter(|row| !numbers(CASE).contains(row)).collect();
    let values: Vec<&str> = changed.iter().filter_map(|row| row["value"].as_str()).collect();
    assert_eq!(values, ["3 days", "5 days"]);
}

#[test]
fn the_record_of_the_base_comes_back_when_the_lines_that_drop_it_go() {
    let (_folder, path, text) = written();
    let kept = text.lines().filter(|line| {
        !["record = ", "expect = ", "caption = ", "dockets = "]
            .iter()
            .any(|key| line.starts_with(key))
    });
    let path = rewritten(&path, &kept.collect::<Vec<_>>().join("\n"));
    let met = comity(["check", CASE, "--json"]).json()["files"][0]["expectations_met"].clone();
    comity(["check", path]).code(0).stdout_contains(&format!("sound; {met} expectations met"));
}

#[test]
fn a_base_on_disk_is_named_by_the_way_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("a/b")).expect("folders");
    new(folder.path(), &["first.toml"]).code(0);
    new(folder.path(), &["a/b/second.toml", "--from", "first.toml"]).code(0);
    new(&folder.path().join("a"), &["third.toml", "--from", "b/second.toml"]).code(0);
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file");
    assert!(text("first.toml").contains("base = \"microsoft-ireland\"\n"));
    assert!(text("a/b/second.toml").contains("base = \"../../first.toml\"\n"));
    assert!(text("a/third.toml").contains("base = \"b/second.toml\"\n"));
    let third = folder.path().join("a/third.toml");
    comity(["check", third.to_str().expect("UTF-8")]).code(0);
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("mine.toml"), "mine").expect("a file");
    let text = || std::fs::read_to_string(folder.path().join("mine.toml")).expect("a file");
    new(folder.path(), &["mine.toml"]).refused("mine.toml is there already", "--force");
    assert_eq!(text(), "mine");
    new(folder.path(), &["mine.toml", "--force", "--from", "nope"]).code(2);
    assert_eq!(text(), "mine");
    new(folder.path(), &["mine.toml", "--force"]).code(0);
    assert!(text().starts_with("#:schema "));
    new(folder.path(), &["mine.toml", "--from", "mine.toml", "--force"])
        .refused("cannot be based on itself", "another --from");
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 1, "no half-written file is left behind");
}

#[test]
fn a_new_file_that_cannot_be_is_refused_with_everything_that_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    new(folder.path(), &["mine", "--from", "microsoft-irland"])
        .refused("`mine` does not end in .toml", "comity new mine.toml")
        .stderr_contains("did you mean `microsoft-ireland`?");
    new(folder.path(), &["no/such/mine.toml"]).code(1).stderr_contains("cannot be written");
    std::fs::write(folder.path().join("broken.toml"), "title = \"x\"\n").expect("a file");
    new(folder.path(), &["mine.toml", "--from", "broken.toml"])
        .code(3)
        .stdout_is_empty()
        .stderr_contains("error[missing-key]");
    assert!(!folder.path().join("mine.toml").exists());
}
