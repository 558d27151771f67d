//! Which of the guesses a result hangs on.

use serde_json::Value;

use super::comity;

const SPEED: &str = "channel.us-ie-mlat.factor.k_ie.value";

fn treaty(more: &[&str]) -> Value {
    let words = ["sensitivity", "treaty-first", "-n", "300", "--json"];
    comity(words.into_iter().chain(more.iter().copied())).code(0).stderr_is_empty().json()
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
    let wide = |line: &&str| line.chars().count() > 80 && !line.starts_with("  comity ");
    assert_eq!(text.lines().find(wide), None);
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
