//! Which of the guesses a result hangs on.

use serde_json::Value;

use super::forms::hold_to_schema;
use super::{comity, program};

const SPEED: &str = "channel.us-ie-mlat.factor.k_ie.value";

/// What `sensitivity` says of a scenario in few cases, held to its schema.
fn of(scenario: &str, more: &[&str]) -> Value {
    let words = ["sensitivity", scenario, "-n", "300", "--json"];
    let ran = comity(words.into_iter().chain(more.iter().copied()));
    let report = ran.code(0).stderr_is_empty().json();
    let method = ["tornado", "morris", "sobol"].into_iter().find(|one| report[one].is_object());
    hold_to_schema("sensitivity", &report, &[method.expect("a method"), "cases"]);
    report
}

fn treaty(more: &[&str]) -> Value {
    of("treaty-first", more)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn a_number_that_nothing_hangs_on_has_a_swing_of_exactly_zero() {
    // No case of the treaty alone comes to the Supreme Court.
    let result = treaty(&["--only", "decide.supreme.merits"]);
    let guess = &result["tornado"]["guesses"][0];
    assert_eq!(guess["key"], "decide.supreme.merits.odds.reverse");
    assert_eq!(guess["swing"], 0.0);
    assert_eq!(guess["distinct"], false);
}

#[test]
fn a_number_set_by_hand_gives_the_figures_of_the_tornado() {
    let result = treaty(&["--only", SPEED]);
    let guess = &result["tornado"]["guesses"][0];
    for (end, value) in [("low", "0.5"), ("high", "2.0")] {
        let set = format!("{SPEED}={value}");
        let forecast =
            comity(["forecast", "treaty-first", "-n", "300", "--json", "--set", &set]).json();
        let by_hand = &forecast["forecast"]["days_without_data"]["mean"];
        assert!(by_hand["value"].is_number(), "{forecast}");
        assert_eq!(guess[end]["measured"], *by_hand);
    }
    assert_eq!(guess["distinct"], true);
}

#[test]
fn the_chances_beside_one_that_is_moved_take_the_rest_in_proportion() {
    let key = "channel.us-ie-mlat.stage.b4.outcome";
    let refused = format!("{key}.refused");
    let result = treaty(&["--measure", "p_data", "--only", &refused]);
    // 0.784 and 0.196 of 0.98, in 0.95.
    let sets = [("accepted", "0.76"), ("returned", "0.19"), ("refused", "0.05")];
    let sets = sets.map(|(name, chance)| format!("{key}.{name}.p={chance}"));
    let sets = sets.iter().flat_map(|set| ["--set", set]);
    let words = ["forecast", "treaty-first", "-n", "300", "--json"];
    let forecast = comity(words.into_iter().chain(sets)).code(0).json();
    let shares = forecast["forecast"]["outcomes"].as_array().expect("outcomes").iter();
    let data = shares.filter(|one| one["outcome"].as_str().expect("a name").starts_with("data"));
    let data: f64 = data.map(|one| one["share"]["value"].as_f64().expect("a share")).sum();
    let high = &result["tornado"]["guesses"][0]["high"]["measured"]["value"];
    assert!((high.as_f64().expect("a share") - data).abs() < 1e-12, "{high} {data}");
}

#[test]
fn the_guesses_stand_by_their_swing_and_the_text_fits_a_page() {
    let result = treaty(&[]);
    let guesses = result["tornado"]["guesses"].as_array().expect("guesses");
    let swings: Vec<f64> = guesses.iter().map(|one| one["swing"].as_f64().expect("one")).collect();
    assert!(swings.len() > 8 && swings.is_sorted_by(|one, other| one >= other), "{swings:?}");
    let ran = comity(["sensitivity", "treaty-first", "-n", "300"]);
    let text = ran.code(0).stderr_is_empty().stdout();
    assert!(text.contains("guesses state no range") && text.contains("not told from nothing"));
    assert_eq!(text.lines().find(|line| line.chars().count() > 80), None);
    let ran = comity(["sensitivity", "treaty-first", "-n", "50", "--format", "svg"]);
    ran.code(0).stdout_contains("<title").stdout_contains("<desc").stdout_contains(SPEED);
}

#[test]
fn what_cannot_be_measured_or_moved_is_refused_at_once() {
    let words = ["sensitivity", "treaty-first", "--measure", "p_data_181", "--only", "decide.no"];
    comity(words)
        .code(2)
        .stderr_contains("`p_data_181` is not counted case by case")
        .stderr_contains("no guess of that key states a range");
}

#[test]
fn a_factor_under_a_preset_is_moved_by_the_value_of_the_preset() {
    let key = "channel.us-ie-mlat.factor.k_ie.presets.generic";
    let result = of("treaty-paces", &["--only", "channel.us-ie-mlat.factor.k_ie"]);
    let guess = &result["tornado"]["guesses"][0];
    assert_eq!((guess["key"].as_str(), &guess["low"]["value"]), (Some(key), &Value::from(0.5)));
    let set = format!("{key}=0.5");
    let by_hand = ["forecast", "treaty-paces", "-n", "300", "--json", "--set", &set];
    let by_hand = comity(by_hand).json();
    assert_eq!(guess["low"]["measured"], by_hand["forecast"]["days_without_data"]["mean"]);
    // The preset is where the range ends: nothing is moved there.
    assert_eq!(guess["high"]["difference"]["value"], 0.0);
}

/// Of 22 ends one that chance alone brings about once in fifty times is bound to turn up.
#[test]
fn what_is_told_from_nothing_is_told_beside_all_other_ends() {
    let result = treaty(&[]);
    for guess in result["tornado"]["guesses"].as_array().expect("guesses") {
        let least = number(&guess["low"]["p"]).min(number(&guess["high"]["p"]));
        assert_eq!(guess["distinct"], least < 0.05, "{guess}");
    }
    let alone = treaty(&["--only", "channel.us-ie-mlat.frailty"]);
    let beside = result["tornado"]["guesses"].as_array().expect("guesses").iter();
    let frailty = |one: &&Value| one["key"] == "channel.us-ie-mlat.frailty.s";
    let beside = beside.clone().find(frailty).expect("it is there");
    let alone = &alone["tornado"]["guesses"][0];
    assert_eq!(alone["low"]["difference"], beside["low"]["difference"]);
    assert!(number(&alone["low"]["p"]) <= number(&beside["low"]["p"]));
}

#[test]
fn on_two_levels_the_effect_of_one_guess_is_the_difference_of_its_two_ends() {
    let ends = treaty(&["--only", SPEED]);
    let guess = &ends["tornado"]["guesses"][0];
    let expected =
        number(&guess["high"]["measured"]["value"]) - number(&guess["low"]["measured"]["value"]);
    let more = ["--method", "morris", "--levels", "2", "--trajectories", "3", "--only", SPEED];
    let screened = treaty(&more);
    let effects = &screened["morris"]["guesses"][0];
    assert!((number(&effects["mu"]) - expected).abs() < 1e-9, "{effects} {expected}");
    assert!((number(&effects["mu_star"]["value"]) - expected).abs() < 1e-9);
    assert!(number(&effects["sigma"]).abs() < 1e-9);
    assert_eq!(screened["morris"]["base"], ends["tornado"]["base"]);
}

#[test]
fn a_guess_that_no_case_draws_on_has_exactly_no_effect_and_no_share() {
    let only = ["--only", "decide.supreme.merits", "--only", SPEED];
    let screened = treaty(&[&["--method", "morris", "--trajectories", "4"], &only[..]].concat());
    let last = &screened["morris"]["guesses"][1];
    assert_eq!(last["key"], "decide.supreme.merits.odds.reverse");
    assert_eq!((&last["mu_star"]["value"], &last["sigma"]), (&Value::from(0.0), &Value::from(0.0)));
    let divided = treaty(&[&["--method", "sobol", "--samples", "16"], &only[..]].concat());
    let guesses = &divided["sobol"]["guesses"];
    assert_eq!(guesses[1]["total"]["value"], 0.0);
    assert_eq!(guesses[1]["first"]["value"], 0.0);
    // The other has all of the variance; sixteen samples know that no better.
    assert!((number(&guesses[0]["total"]["value"]) - 1.0).abs() < 0.25, "{guesses}");
    let share = number(&divided["sobol"]["from_guesses"]);
    let (over, within) = (&divided["sobol"]["variance"], &divided["sobol"]["case_variance"]);
    assert!((share - number(over) / (number(over) + number(within))).abs() < 1e-12);
}

#[test]
fn chances_of_one_decision_that_come_to_more_than_one_are_scaled_and_it_is_said() {
    let stage = "channel.us-ie-mlat.stage.b4.outcome";
    let wide = ["refused", "returned"].map(|name| format!("{stage}.{name}.range=[0.0, 0.95]"));
    let more = ["--method", "morris", "--trajectories", "8", "--only", stage];
    let sets = wide.iter().flat_map(|set| ["--set", set.as_str()]);
    let more: Vec<&str> = more.into_iter().chain(sets).collect();
    let screened = treaty(&more);
    let crowded = number(&screened["morris"]["crowded"]);
    assert!(crowded > 0.0 && crowded < number(&screened["morris"]["points"]), "{crowded}");
    let text = comity(["sensitivity", "treaty-first", "-n", "50"].into_iter().chain(more));
    let words = text.code(0).stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("did not fit into 1, and were scaled to it"), "{words}");
}

const METHODS: [&[&str]; 3] = [
    &["--only", "channel"],
    &["--method", "morris", "--trajectories", "3", "--level", "90"],
    &["--method", "sobol", "--samples", "4", "--only", "channel", "--measure", "p_data_400"],
];

#[test]
fn the_same_comes_out_on_any_number_of_threads_and_by_its_own_command() {
    for method in METHODS {
        let result = treaty(&[method, &["--threads", "1"]].concat());
        for threads in ["2", "5"] {
            assert_eq!(treaty(&[method, &["--threads", threads]].concat()), result, "{method:?}");
        }
        let command = result["manifest"]["command"].as_str().expect("a command");
        let again = command.strip_prefix("comity ").expect("a command").split(' ');
        assert_eq!(comity(again.chain(["--json"])).json(), result);
    }
}

#[test]
fn each_method_is_printed_drawn_and_tabled() {
    for (method, sentence, rows) in [
        (METHODS[0], "swings the mean days without the data the most", 5 * 6),
        (METHODS[1], "changes the mean days without the data the most", 3 * 11),
        (METHODS[2], "comes from not knowing these guesses", 2 * 6),
    ] {
        let form = |form: &str| {
            let words = ["sensitivity", "treaty-first", "-n", "100", "--format", form];
            comity(words.iter().chain(method).copied()).code(0).stderr_is_empty().stdout()
        };
        let text = form("text");
        assert_eq!(text.lines().find(|line| line.chars().count() > 80), None);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(sentence), "{text}");
        let drawing = form("svg");
        let document = roxmltree::Document::parse(&drawing).expect("it is well formed");
        let described = document.descendants().find(|node| node.has_tag_name("desc"));
        let described = described.and_then(|node| node.text()).expect("a description");
        assert!(described.contains(SPEED) && described.contains(sentence), "{described}");
        assert!(document.descendants().any(|node| node.has_tag_name("title")));
        let table = form("csv");
        assert!(table.starts_with("method,measure,guess,figure,at,value,low,high,p\n"), "{table}");
        assert_eq!(table.lines().count(), 1 + rows, "{table}");
    }
}

#[test]
fn an_option_that_makes_no_sense_or_belongs_to_another_method_is_refused() {
    for (more, message, cure) in [
        (&["--levels", "4"] as &[&str], "--levels is for --method morris", "or leave it out"),
        (&["--samples", "8", "--method", "morris"], "--samples is for --method sobol", "add"),
        (&["--method", "morris", "--levels", "5"], "--levels 5: half of", "an even number"),
        (&["--method", "morris", "--levels", "0"], "--levels 0", "--levels 4"),
        (&["--method", "morris", "--trajectories", "1"], "--trajectories 1", "give 2 to"),
        (&["--method", "sobol", "--samples", "0"], "--samples 0", "a power of two"),
        (&["--method", "sobol", "--samples", "65537"], "--samples 65537", "give 2 to 65536"),
        (&["--method", "saltelli"], "saltelli", "morris"),
        (&["--method", "sobol", "-n", "0"], "no case is to be run", "-n"),
    ] {
        let words = ["sensitivity", "treaty-first"].into_iter().chain(more.iter().copied());
        comity(words).refused(message, cure);
    }
    let several = ["--levels", "3", "--samples", "1", "--only", "decide.no"];
    let ran = comity(["sensitivity", "treaty-first"].into_iter().chain(several)).code(2);
    ran.stderr_contains("--levels 3").stderr_contains("--samples 1").stderr_contains("decide.no");
}

#[test]
fn samples_that_are_no_power_of_two_are_warned_of_and_run() {
    let words = ["sensitivity", "treaty-first", "-n", "20", "--only", SPEED, "--method", "sobol"];
    let ran = comity(words.into_iter().chain(["--samples", "5"])).code(0);
    ran.stderr_contains("5 is no power of two").stderr_contains("--samples 8");
}

/// An interrupt after a tenth of the work: what is printed is what as many trajectories show by themselves.
#[cfg(unix)]
#[test]
fn an_interrupt_keeps_whole_trajectories_and_says_how_many() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    let words = ["sensitivity", "treaty-first", "--method", "morris", "-n", "4000", "--json"];
    let only = ["--only", SPEED, "--only", "channel.us-ie-mlat.frailty"];
    let mut child = program()
        .args(words.iter().chain(&only).chain(&["--trajectories", "200"]))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let stderr = BufReader::new(child.stderr.take().expect("it is piped"));
    let mut lines = stderr.lines();
    let tenth = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("10 % done")));
    assert!(tenth.is_some(), "it says how far it is");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    let mut printed = String::new();
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_to_string(&mut printed).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let kept: Value = serde_json::from_str(&printed).expect("JSON");
    hold_to_schema("sensitivity", &kept, &["morris", "asked"]);
    assert_eq!(kept["manifest"]["interrupted"], true);
    let finished = kept["morris"]["trajectories"].to_string();
    assert!((2.0..200.0).contains(&number(&kept["morris"]["trajectories"])), "{finished}");
    let alone = comity(words.iter().chain(&only).chain(&["--trajectories", &finished]).copied());
    let alone: Value = serde_json::from_str(&alone.code(0).stdout()).expect("JSON");
    assert_eq!(kept["morris"]["guesses"], alone["morris"]["guesses"]);
}
