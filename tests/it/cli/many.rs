//! Commands that run many cases.

use super::comity;

#[test]
fn a_forecast_says_how_cases_end_when_the_data_comes_and_what_that_rests_on() {
    let ran = comity(["forecast", "microsoft-ireland", "--from", "2014-08-29", "-n", "2000"]);
    let text = ran.code(0).stderr_is_empty().stdout();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "2,000 cases from 29 Aug 2014, day 0",
        "data under the warrant",
        "by day 365",
        "the court of appeals",
        "What happened: the court track ended (moot; all rulings vacated) on 17 Apr 2018, day 1327.",
        "Guesses: ",
        "not legal advice",
    ] {
        assert!(words.contains(part), "{part} is not in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn the_shares_of_a_forecast_add_up_to_one_and_its_command_makes_it_again() {
    let ran = comity(["forecast", "contested-warrant", "-n", "1500", "--json", "--threads", "1"]);
    let result = ran.code(0).json();
    let outcomes = result["forecast"]["outcomes"].as_array().expect("outcomes");
    let shares = outcomes.iter().map(|one| one["share"]["value"].as_f64().expect("a share"));
    assert!((shares.sum::<f64>() - 1.0).abs() < 1e-12);
    let command = result["manifest"]["command"].as_str().expect("a command").to_owned();
    let again = command.strip_prefix("comity ").expect("a command").split(' ').chain(["--json"]);
    assert_eq!(comity(again).code(0).json(), result);
}

#[test]
fn a_requirement_decides_the_exit_code() {
    let with = |requirement: &str| {
        comity(["forecast", "treaty-first", "-n", "2000", "--require", requirement])
    };
    with("p_data_365 >= 0.8 @ 95%").code(0).stdout_contains("met.");
    with("p_data_365 <= 80%").code(5).stdout_contains("not met.");
    with("p_data_365 >= 0.875").code(5).stdout_contains("undecided.");
    with("p_data_365 > 0.8").code(2).stderr_contains("has no `>=` or `<=`");
}

#[test]
fn a_forecast_to_a_precision_stops_when_every_interval_is_that_narrow() {
    let ran = comity(["forecast", "treaty-first", "--until-precision", "4%", "--json"]);
    let result = ran.code(0).json();
    for by in result["forecast"]["data_by_day"].as_array().expect("days") {
        let end = |end: &str| by["chance"]["interval"][end].as_f64().expect("an end");
        assert!(end("high") - end("low") <= 0.08, "{by}");
    }
    assert_eq!(result["forecast"]["always_valid"], true);
    comity(["forecast", "treaty-first", "--until-precision", "0"]).code(2);
    comity(["forecast", "treaty-first", "--until-precision", "1%", "-n", "5"]).code(2);
}

#[test]
fn a_comparison_takes_a_path_at_each_of_its_presets_or_at_one() {
    let compare = |path: &str| {
        comity(["compare", "microsoft-ireland", "--path", "warrant", "--path", path, "-n", "300"])
    };
    let all = compare("treaty").code(0).stderr_is_empty().stdout();
    for label in ["treaty@expedited", "treaty@central", "treaty@generic"] {
        assert!(all.contains(&format!("{label}, against warrant")), "{all}");
    }
    let wide = |line: &&str| line.chars().count() > 80 && !line.starts_with("  comity ");
    assert!(!all.lines().any(|line| wide(&line)), "{all}");
    let one = compare("treaty@generic").code(0).stdout();
    assert!(!one.contains("central"), "{one}");
    compare("treatie").code(2).stderr_contains("did you mean `treaty`?");
    compare("treaty@slow").code(2).stderr_contains("there is no preset `slow`");
}

#[test]
fn a_comparison_of_one_thing_is_refused() {
    comity(["compare", "treaty-first"]).code(2).stderr_contains("nothing to compare it with");
    comity(["compare", "treaty-first", "-n", "0", "--or-set", "opens=2014-01-01"]).code(2);
}

#[test]
fn a_what_if_of_a_comparison_is_one_more_alternative() {
    let ran = comity([
        "compare",
        "microsoft-ireland",
        "--from",
        "2014-08-29",
        "--or",
        "circuit.panel=affirm",
        "-n",
        "300",
        "--require",
        "difference: days_without_data <= 0",
    ]);
    ran.code(0).stdout_contains("circuit.panel=affirm, against microsoft-ireland");
}

#[test]
fn a_what_if_that_the_law_closes_in_some_cases_is_met_with_how_many_and_what_opens_it() {
    let what_if = "district.contested-contempt=daily-fine";
    let asked = |more: &[&str]| {
        let words = ["forecast", "yahoo-md-fla", "-n", "400", "--what-if", what_if];
        comity(words.iter().chain(more).copied().collect::<Vec<_>>())
    };
    let ran = asked(&[]).code(2).stdout_is_empty().stderr_contains("the law closes");
    let said = ran.stderr();
    let ran = ran.stderr_contains("of the first 1,000 cases").stderr_contains("not in the others");
    let way = "--what-if prosecutor.answer=oppose";
    ran.stderr_contains(way);
    assert!(said.contains("nothing a fine could enforce"), "{said}");
    asked(&["--what-if", "prosecutor.answer=oppose"]).code(0);
    let never = ["forecast", "microsoft-ireland", "--what-if", "provider.response=comity-motion"];
    comity(never).refused("each of the first 1,000 cases", "choose another option");
}

/// The points of one scenario are not those of another.
#[test]
fn a_what_if_that_is_closed_under_the_second_of_two_is_told_of_that_one() {
    let compared = ["compare", "after-the-cloud-act", "contested-warrant", "-n", "20", "--or"];
    let ran = comity(compared.into_iter().chain(["provider.response=comity-motion"]));
    ran.refused("the law closes provider.response=comity-motion here", "choose another option");
}

/// The counts of some cases of a question, in a file.
fn part(folder: &std::path::Path, question: &[&str], cases: &str) -> String {
    let file = folder.join(format!("{cases}.json")).display().to_string();
    let more = ["--cases", cases, "--partial", "-o", &file];
    comity(question.iter().copied().chain(more)).code(0).stdout_is_empty();
    file
}

#[test]
fn counts_of_parts_add_up_to_what_one_run_prints() {
    let folder = tempfile::tempdir().expect("a folder");
    for question in [
        &["forecast", "microsoft-ireland", "--from", "2014-08-29"] as &[&str],
        &["compare", "treaty-first", "contested-warrant"],
    ] {
        let whole = comity(question.iter().copied().chain(["-n", "900"])).code(0).stdout();
        let parts =
            ["300..900", "0..1", "1..300"].map(|cases| part(folder.path(), question, cases));
        let merged = comity(["merge"].into_iter().chain(parts.iter().map(String::as_str)));
        assert_eq!(merged.code(0).stdout(), whole);
        // Two merged first, and the third after: the same again.
        let two = folder.path().join("two.json").display().to_string();
        comity(["merge", &parts[0], &parts[2], "--partial", "-o", &two]).code(0);
        assert_eq!(comity(["merge", &parts[1], &two]).code(0).stdout(), whole);
    }
}

#[test]
fn parts_that_make_no_whole_are_refused_with_file_and_range() {
    let folder = tempfile::tempdir().expect("a folder");
    let question = ["forecast", "treaty-first"];
    let [a, b, c] =
        ["0..100", "100..200", "150..300"].map(|cases| part(folder.path(), &question, cases));
    let gap = part(folder.path(), &question, "310..400");
    let merge = |files: &[&str]| comity(["merge"].into_iter().chain(files.iter().copied())).code(2);
    merge(&[&a, &b, &c]).stdout_is_empty().stderr_contains("cases 150..200 are both in");
    merge(&[&a, &a]).stderr_contains("cases 0..100 are both in");
    merge(&[&c, &gap]).stderr_contains("cases 300..310 are missing between");
    let other = folder.path().join("other.json").display().to_string();
    comity([
        "forecast",
        "treaty-first",
        "--seed",
        "2",
        "--cases",
        "100..200",
        "--partial",
        "-o",
        &other,
    ])
    .code(0);
    merge(&[&a, &other]).stderr_contains("answer different questions");
    let text = std::fs::read_to_string(&a).expect("a file");
    for (broken, part) in [
        (text[..text.len() / 2].to_owned(), "is no partial result, or not all of one"),
        (text.replacen("\"cases\":100", "\"cases\":101", 1), "was changed after it was written"),
        (text.replacen("\"version\":\"", "\"version\":\"9", 1), "changed"),
        (String::new(), "is no partial result"),
    ] {
        let file = folder.path().join("broken.json").display().to_string();
        std::fs::write(&file, broken).expect("written");
        merge(&[&file, &b]).stdout_is_empty().stderr_contains(part);
    }
}
