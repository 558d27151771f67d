//! Plays through a pipe: what is asked, what is answered, what is kept, and that it comes out again.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use super::forms::schema_file;
use super::{CASE, Ran, changed, comity, program, run};

#[cfg(unix)]
mod terminal;

/// A play in which these lines are typed.
fn typed(arguments: &[&str], lines: &str) -> Ran {
    let mut command = program();
    command.args(["play"].iter().chain(arguments)).stdin(Stdio::piped());
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(lines.as_bytes()).expect("it listens");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    Ran { said: format!("comity play {arguments:?} <<< {lines:?}"), output }
}

const PROVIDER: [&str; 5] = [CASE, "--as", "provider", "-n", "0"];

fn provider(lines: &str) -> Ran {
    typed(&PROVIDER, lines)
}

/// A folder, and the path of a file in it.
fn file_in_folder(name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name).to_str().expect("UTF-8").to_owned();
    (folder, path)
}

#[test]
fn without_a_role_those_who_can_be_played_are_listed() {
    comity(["play", CASE])
        .refused("provider            Microsoft, 11 decisions", "--as provider, or --as all")
        .stderr_contains("central-authority   Minister for Justice");
    comity(["play", CASE, "--as", "providr"]).refused("--as providr", "did you mean `provider`?");
    comity(["play", CASE, "--as", "judge"])
        .refused("--as judge could be any of magistrate, district", "name one of them");
    comity(["play", CASE, "--as", "nobody"]).refused("nobody of that name", "the roles are prose");
}

#[test]
fn a_play_stops_at_each_decision_and_ends_beside_history() {
    let ran = provider("1\n2\n").code(0);
    let text = ran.stdout();
    for part in [
        "You play Microsoft (provider).",
        "  2  E02  n.d. ",
        "DECISION 1. Microsoft, on a day not found, here ",
        "What to do when the data turns out to be abroad?\n(D03, provider.response)",
        "The warrant (entry 1, 4 Dec 2013) is served (entry 2).",
        "  5. statutory-motion: CLOSED BY LAW\n     18 U.S.C. 2703(h) was not in force on",
        "CHOSEN: provider.response=move-to-vacate",
        "DECISION 2. Microsoft, 25 Apr 2014, day 142",
        "Days that run: Microsoft: object to the magistrate judge's order by 9 May 2014",
        "CHOSEN: provider.objections=miss-window",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    // What history went on to do does not come before the end.
    assert!(!text.contains("history") && !text.contains("stay-and-notice\n  provider"));
    let whole = provider(&"1\n".repeat(9)).code(0);
    whole
        .stdout_contains("THE END. 27 Apr 2018, day 1605")
        .stdout_contains("  provider.mootness     agree                agree\n")
        .stdout_contains("  provider.new-warrant  comply               not-confirmed\n");
    provider("produce\n")
        .code(0)
        .stdout_contains("THE END. 23 Dec 2013, day 19")
        .stdout_contains("  provider.response     produce-all  move-to-vacate\n")
        .stdout_contains("  provider.objections   -            object\n");
}

#[test]
fn the_play_of_the_record_has_its_docket() {
    // The last decision is the one of which the record knows nothing.
    let lines = "1\n".repeat(8) + "docket\n";
    let docket = provider(&lines).code(0).stdout();
    let record = run([]).stdout();
    for step in ["E06", "E20", "E22", "E47"] {
        let line = record.lines().find(|line| line.contains(&format!("  {step} "))).expect(step);
        let (line, _) = line.split_at(50);
        assert!(docket.contains(line.trim_end()), "{line}");
    }
}

#[test]
fn a_wrong_answer_is_said_in_a_line_and_changes_nothing() {
    let lines =
        "\nfoo\n0\n7\n-1\n1 2\nre x\nwhy 99\nwhy foo\nsave\nstat\n5\nmove-to\nobjct\nobject\n1\n";
    let wrong = provider(lines).code(0);
    // The beginning of one name is enough, and a whole name is enough where another begins with it.
    assert_eq!(wrong.stdout(), provider("1\n1\n1\n").stdout());
    wrong
        .stderr_contains("`foo` is no option here; type 1 to 6, or ? for help\n")
        .stderr_contains("there is no option 0; type 1 to 6")
        .stderr_contains("there is no option 7; type 1 to 6")
        .stderr_contains("save where?");
    provider("5\n").stderr_contains("the law closes statutory-motion here: 18 U.S.C. 2703(h)");
    provider("1\nobj\n").stderr_contains("`obj` could be object or object-without-stay; type more");
    provider("1\nobjct\n").stderr_contains("did you mean `object`?");
    provider("why 99\n").stderr_contains("`99` is no entry of the docket so far; it has 1 to 2");
    provider("back\n").stderr_contains("there is no choice to take back");
}

#[test]
fn an_empty_line_only_asks_again() {
    let ran = provider("\n\n").code(0);
    assert_eq!(ran.stdout(), provider("").stdout());
    assert_eq!(ran.stderr().matches("Choose 1 to 6, or ? for help: ").count(), 3);
}

#[test]
fn questions_are_answered_and_do_not_tell_what_would_come() {
    let ran = provider("1\n?\nwhy\nwhy 7\nwhy E06\nhistory\noptions\n").code(0);
    let text = ran.stdout();
    for part in [
        "You can type\n",
        "This is decided because of\n\n  7  E06  25 Apr 2014 ",
        "Because\n  28 U.S.C. 636(b)(1)(A)-(B)",
        "From\n  4 (E04), 18 Dec 2013: ",
        "  1. provider.response=move-to-vacate, 10 Dec 2013\n     As it was really decided.",
        "Here\n     Really decided: object.",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("Otherwise"), "what would have come of other choices is not told");
    assert_eq!(text.matches("DECISION 2.").count(), 2);
    assert!(!ran.stderr().contains("no "), "{}", ran.stderr());
    let left = provider("3\nhistory\n").stdout();
    assert!(left.contains("Really decided: move-to-vacate."));
    assert!(left.contains("The play has left what really happened"));
}

#[test]
fn choices_are_taken_back_one_by_one_to_the_beginning() {
    let ran = provider("1\n1\nback\nback\nback\n2\n").code(0);
    ran.stdout_contains("TAKEN BACK: provider.objections=object")
        .stdout_contains("TAKEN BACK: provider.response=move-to-vacate")
        .stderr_contains("there is no choice to take back")
        .stdout_contains("THE END. 23 Dec 2013, day 19")
        .stderr_contains("--choose provider.response=produce-all\n");
    // At the end, too; what was shown is not shown again.
    let again = provider("2\nback\n1\n").code(0).stdout();
    assert!(again.contains("THE END.") && again.contains("DECISION 2."));
    assert_eq!(again.matches("E02  n.d.").count(), 1);
}

#[test]
fn a_saved_play_comes_out_again_to_the_byte_and_goes_on() {
    let (_folder, path) = file_in_folder("my.play.toml");
    let kept = typed(&[CASE, "--as", "provider", "-n", "0", "-o", &path], "1\n1\n").code(0);
    let again = typed(&[&path, "-n", "0"], "").code(0);
    assert_eq!(again.stdout(), kept.stdout());
    // By way of mistakes, questions and choices taken back it is the same play.
    let (_other, detour) = file_in_folder("my.play.toml");
    let lines = format!("foo\n3\nback\nwhy\n1\nhistory\n5\nback\n1\nsave {detour}\nquit\n");
    provider(&lines).code(0).stderr_contains("Saved. To go on later: comity play ");
    assert_eq!(typed(&[&detour, "-n", "0"], "").code(0).stdout(), kept.stdout());
    // It goes on, and the file that is read stays as it is.
    let before = std::fs::read_to_string(&path).expect("the play");
    let on = typed(&[&path, "-n", "0"], "1\n").code(0);
    assert_eq!(on.stdout(), provider("1\n1\n1\n").stdout());
    assert_eq!(std::fs::read_to_string(&path).expect("the play"), before);
    // To its end, with the forecasts.
    let (_third, end) = file_in_folder("end.play.toml");
    let whole = typed(&[CASE, "--as", "provider", "-o", &end], "2\n").code(0);
    whole.stdout_contains("What could be expected");
    let whole = typed(&[&end], "").code(0);
    assert_eq!(whole.stdout(), typed(&[&end], "quit\n").code(0).stdout());
}

#[test]
fn what_is_set_and_who_wrote_it_are_part_of_a_play() {
    let (_folder, path) = file_in_folder("my.play.toml");
    let set = ["treaty-first", "--as", "oia", "--set", "request.urgency=emergency", "-n", "0"];
    let kept = typed(&[&set as &[&str], &["-o", &path]].concat(), "1\n").code(0);
    let text = std::fs::read_to_string(&path).expect("the play");
    assert!(text.contains("set = [\"request.urgency=emergency\"]"), "{text}");
    assert_eq!(typed(&[&path, "-n", "0"], "").code(0).stdout(), kept.stdout());
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    std::fs::write(&path, text.replace(&version, "version = \"0.0.9\"")).expect("a file");
    let older = typed(&[&path, "-n", "0"], "").code(0);
    older.stderr_contains("was written by comity 0.0.9");
}

#[test]
fn a_pipe_that_never_ends_is_left() {
    let ran = provider(&"foo\n".repeat(1001)).code(2);
    ran.stderr_contains("no person can have typed it").stderr_contains("To go on later:");
}

#[test]
fn who_leaves_is_told_how_to_go_on() {
    for (lines, code) in [("1\n", 0), ("1\nquit\n", 0)] {
        let ran = provider(lines).code(code).stderr_contains("To go on later:\n  comity play ");
        let told = ran.stderr().replace("\\\n", "");
        let (_, command) = told.split_once("To go on later:\n  comity ").expect("a command");
        let words: Vec<&str> = command.lines().next().expect("a line").split_whitespace().collect();
        let again = comity(words.into_iter().chain(["-n", "0"])).code(0);
        assert_eq!(again.stdout(), ran.stdout());
    }
}

#[test]
fn a_play_is_refused_on_another_text_of_its_scenario() {
    let (folder, scenario) = changed("title = \"Microsoft Ireland\"", "title = \"Mine\"");
    let play = folder.path().join("my.play.toml").to_str().expect("UTF-8").to_owned();
    typed(&[&scenario, "--as", "provider", "-o", &play], "1\n").code(0);
    typed(&[&play], "").code(0).stdout_contains("DECISION 2.");
    let text = std::fs::read_to_string(&scenario).expect("the scenario");
    std::fs::write(&scenario, text.replacen("\"Mine\"", "\"Ours\"", 1)).expect("a file");
    typed(&[&play], "")
        .code(3)
        .stdout_is_empty()
        .stderr_contains("was played on another text of ")
        .stderr_contains("make the same choices on the new one: comity play ")
        .stderr_contains("--as provider --seed 1 --choose provider.response=move-to-vacate");
}

#[test]
fn every_mistake_in_a_play_file_is_shown_where_it_is() {
    let (_folder, path) = file_in_folder("my.play.toml");
    typed(&[CASE, "--as", "provider", "-n", "0", "-o", &path], "1\n1\n1\n").code(0);
    let sound = std::fs::read_to_string(&path).expect("the play");
    let damaged = sound
        .replace("seed = \"1\"", "seed = \"one\"\nsede = 2")
        .replace("\"provider\"", "\"provdier\"")
        .replace("provider.objections=object", "provider.objections=objct")
        .replace("provider.review", "provider.reviw");
    std::fs::write(&path, damaged).expect("a file");
    typed(&[&path], "")
        .code(3)
        .stdout_is_empty()
        .stderr_contains("error[bad-seed]: `one` is not a seed")
        .stderr_contains("there is no key `sede`")
        .stderr_contains("there is no office `provdier`")
        .stderr_contains("`provider.objections` has no option `objct`")
        .stderr_contains("there is no decision point `provider.reviw`")
        .stderr_contains("my.play.toml:")
        .stderr_contains("^^^^")
        .stderr_contains("5 mistakes; nothing was played");
    for (from, to, message) in [
        ("play = 1", "play = 9", "error[unknown-form]: form 9 of a play is unknown"),
        ("as = [", "from = 1999-01-01\nas = [", "error[day-outside]: 1999-01-01 is outside"),
        ("objections=object", "objections=refuse", "error[not-asked]: choice 3, `provider.review="),
        (
            "response=move-to-vacate",
            "response=statutory-motion",
            "error[closed]: `provider.response=statutory-motion` is closed by law",
        ),
        ("scenario = ", "scenaro = ", "scenario"),
        ("choices = [", "choices = ", "my.play.toml:"),
    ] {
        assert!(sound.contains(from), "{from}");
        std::fs::write(&path, sound.replace(from, to)).expect("a file");
        typed(&[&path], "").code(3).stdout_is_empty().stderr_contains(message);
    }
    std::fs::write(&path, &sound).expect("a file");
    typed(&[&path, "--as", "district"], "").refused("says itself who is played", "leave out --as");
}

#[test]
fn a_file_that_is_no_play_is_not_written_over_by_save() {
    let (_folder, path) = file_in_folder("notes.txt");
    std::fs::write(&path, "my notes").expect("a file");
    provider(&format!("save {path}\n")).code(0).stderr_contains("is no play; give another name");
    assert_eq!(std::fs::read_to_string(&path).expect("the notes"), "my notes");
    let (_folder, nowhere) = file_in_folder("none/my.play.toml");
    provider(&format!("save {nowhere}\n1\n")).code(0).stderr_contains("cannot be written");
    typed(&[CASE, "--as", "provider", "-o", &nowhere], "1\n").code(1).stdout_is_empty();
}

#[test]
fn choices_of_the_command_line_are_made_in_their_order() {
    let words = ["play", CASE, "--as", "provider", "-n", "0", "--choose"];
    let with = |choices: &[&'static str]| {
        let choices: Vec<&str> = choices.to_vec();
        comity(words.iter().copied().chain(choices))
    };
    let made =
        with(&["provider.response=move-to-vacate", "--choose", "provider.objections=object"]);
    assert_eq!(made.code(0).stdout(), provider("1\n1\n").stdout());
    with(&["provider.objections=object"]).refused(
        "not asked yet: on 2013-12-10 provider.response",
        "its options are move-to-vacate",
    );
    with(&["district.review=affirm"]).refused("decided by district, whom you do not play", "--as");
    with(&["provider.response=statutory-motion"]).refused("the law closes", "another option");
    with(&["provider.response=produce-all", "--choose", "provider.objections=object"])
        .refused("never asked: the case is over before", "leave it out");
    with(&["provider.respnse=x"]).refused("no decision point", "did you mean `provider.response`?");
}

#[test]
fn a_play_can_begin_on_a_day_of_the_record_and_with_a_what_if() {
    let ran = typed(&[CASE, "--as", "district", "--from", "2014-08-28", "-n", "0"], "").code(0);
    ran.stdout_contains("Up to 28 Aug 2014 everything is as recorded")
        .stdout_contains("(D14, district.lift-stay)")
        .stdout_contains("DECISION 1.");
    typed(&[CASE, "--as", "provider", "--what-if", "district.review=reverse", "-n", "0"], "1\n1\n")
        .code(0)
        .stdout_contains("Given: district.review=reverse.");
    let seeds = ["1", "2"].map(|seed| {
        let given = ["treaty-first", "--as", "oia", "--seed", seed, "-n", "0"];
        typed(&given, &"1\n".repeat(5)).code(0).stdout()
    });
    assert_ne!(seeds[0], seeds[1]);
}

#[test]
fn history_is_spoken_of_only_where_there_is_one() {
    let treaty = typed(&["treaty-first", "--as", "all", "-n", "200"], &"1\n".repeat(9)).code(0);
    let text = treaty.stdout();
    assert!(text.contains("\nYour path\n") && text.contains("no choice fixed"), "{text}");
    assert!(text.contains("The others decide by the odds") && !text.contains("history"), "{text}");
}

#[test]
fn the_json_is_valid_against_its_schema_in_the_middle_and_at_the_end() {
    let text = std::fs::read_to_string(schema_file("play")).expect("schema/play.json");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("play.json", schema).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("play.json", &mut schemas).expect("a schema");
    let of = |choice: &'static str| {
        let words = ["play", CASE, "--as", "provider", "--json", "-n", "300", "--choose", choice];
        comity(words).json()
    };
    let middle = of("provider.response=move-to-vacate");
    let end = of("provider.response=produce-all");
    for play in [&middle, &end] {
        if let Err(error) = schemas.validate(play, index) {
            panic!("{error}");
        }
    }
    assert_eq!(middle["pending"]["point"], "provider.objections");
    assert_eq!((&middle["outcome"], &middle["ending"]), (&Value::Null, &Value::Null));
    assert_eq!(end["pending"], Value::Null);
    assert_eq!(end["outcome"]["warrant"], "produced");
    assert_eq!(end["made"][0]["recorded"], "move-to-vacate");
    let mut broken = end;
    broken["made"][0]["occurrence"] = Value::from("first");
    assert!(schemas.validate(&broken, index).is_err());
}

#[test]
fn the_forecasts_at_the_end_are_those_that_forecast_makes() {
    for (scenario, role, choices) in [
        (CASE, "provider", &["provider.response=produce-all"] as &[&str]),
        (CASE, "prosecutor", &["prosecutor.instrument=treaty"]),
        ("foreign-request-2013", "all", &[]),
    ] {
        let mut words = vec!["play", scenario, "--as", role, "--json", "--seed", "5", "-n", "700"];
        choices.iter().for_each(|choice| words.extend(["--choose", choice]));
        let mut play = comity(words.iter().copied()).json();
        // Whatever is asked further, the first open option is taken.
        let mut more: Vec<String> = Vec::new();
        while let Some(options) = play["pending"]["options"].as_array() {
            let open = options.iter().find(|option| option["closed"].is_null()).expect("open");
            let nth = play["pending"]["occurrence"].as_u64().expect("a number");
            let nth = if nth == 1 { String::new() } else { format!("#{nth}") };
            let point = play["pending"]["point"].as_str().expect("a point");
            more.push(format!("{point}{nth}={}", open["name"].as_str().expect("a name")));
            let extra = more.iter().flat_map(|choice| ["--choose", choice.as_str()]);
            play = comity(words.iter().copied().chain(extra)).json();
        }
        for side in ["yours", "beside"] {
            let expected = &play["ending"]["expected"];
            assert!(!expected.is_null(), "{}", play["ending"]["no_forecast"]);
            let prospect = &expected[side];
            let command = prospect["command"].as_str().expect("a command");
            let forecast = comity(command.split_whitespace().skip(1).chain(["--json"])).json();
            let forecast = &forecast["forecast"];
            assert_eq!(forecast["cases"], expected["cases"]);
            assert_eq!(forecast["day_zero"], expected["day_zero"]);
            for key in ["outcomes", "data_by_day", "days_to_data", "days_without_data"] {
                assert_eq!(forecast[key], prospect[key], "{command}: {key}");
            }
            let outcomes = forecast["outcomes"].as_array().expect("outcomes");
            let same = outcomes.iter().find(|one| one["outcome"] == play["ending"]["outcome"]);
            let same = same.map_or(0.0, |one| one["share"]["value"].as_f64().expect("a share"));
            assert_eq!(prospect["same_end"]["value"].as_f64(), Some(same));
        }
    }
}

#[test]
fn no_line_of_a_play_is_wider_than_eighty_columns() {
    for (arguments, lines) in [
        (
            &[CASE, "--as", "provider"] as &[&str],
            "?\nwhy\n1\nwhy 7\nhistory\n1\n1\n1\n1\n1\n1\n1\n1\n?\n",
        ),
        (&["treaty-first", "--as", "all", "--seed", "3"], "1\n1\n1\n1\n1\n1\ndocket\n"),
    ] {
        let ran = typed(arguments, lines).code(0);
        for line in ran.stdout().lines().chain(ran.stderr().lines()) {
            let command = line.trim_start().starts_with("comity ");
            assert!(command || line.chars().count() <= 80, "{arguments:?}: {line}");
        }
    }
}
