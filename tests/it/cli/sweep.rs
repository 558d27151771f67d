//! `comity sweep`.

use serde_json::Value;

use super::comity;
use super::forms::hold_to_schema;

const B6: &str = "channel.us-ie-mlat.stage.b6.duration";

fn sweep(more: &[&str]) -> Value {
    let common = ["sweep", "microsoft-ireland", "--json", "-n", "400"];
    let swept = comity(common.iter().chain(more).copied()).code(0).stderr_is_empty().json();
    hold_to_schema("sweep", &swept, &["asked"]);
    swept
}

#[test]
fn each_point_shows_what_a_forecast_with_that_value_set_shows() {
    let vary = format!("{B6}=30..90:60 days");
    let swept = sweep(&["--vary", &vary]);
    for (place, days) in [(0, 30), (1, 90)] {
        let set = format!("{B6}={days} days");
        let alone = ["forecast", "microsoft-ireland", "--json", "-n", "400", "--set", &set];
        let alone = comity(alone).code(0).json();
        assert_eq!(
            swept["points"][place]["measured"][0],
            alone["forecast"]["days_without_data"]["mean"]
        );
    }
}

#[test]
fn a_path_that_ties_with_another_does_so_where_their_difference_passes_zero() {
    let vary = format!("{B6}=30..360:66 days");
    let paths = ["--path", "warrant", "--path", "treaty@generic", "--vary", &vary];
    let swept = sweep(&paths);
    let tie = &swept["ties"][0]["ties"][0];
    let number = |value: &Value| value.as_f64().expect("a number");
    let (low, at, high) = (number(&tie["low"]), number(&tie["at"]), number(&tie["high"]));
    assert!(30.0 < low && low < at && at < high && high < 360.0, "{tie}");
    let points = swept["points"].as_array().expect("points");
    for point in points {
        let difference = number(&point["against_first"][0]["value"]);
        assert_eq!(difference < 0.0, number(&point["at"][0]) < at, "{point}");
    }
    let text = comity(["sweep", "microsoft-ireland", "-n", "400"].iter().chain(&paths).copied());
    let text = text.code(0).stdout();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("treaty@generic ties with warrant in the mean days"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

/// Half of the rest was the other options' already, so half of it is theirs now: 0.5 to 0.02 becomes 0.577 to 0.023.
#[test]
fn a_chance_takes_the_others_with_it_in_proportion() {
    let key = "decide.circuit.panel.odds.affirm";
    let swept = sweep(&["--vary", &format!("{key}=0.4..1:0.6")]);
    let odds = "decide.circuit.panel.odds={ affirm = 0.4, dismiss = 0, reverse = 0.576923076923077, \
                remand = 0.0230769230769231 }";
    let alone = ["forecast", "microsoft-ireland", "--json", "-n", "400", "--set", odds];
    let alone = comity(alone).code(0).json();
    let mean = &alone["forecast"]["days_without_data"]["mean"];
    assert_eq!(&swept["points"][0]["measured"][0], mean);
}

#[test]
fn the_same_design_comes_out_on_any_number_of_threads_and_by_its_own_command() {
    let design = [
        "--level",
        "90",
        "--design",
        "sobol",
        "--points",
        "4",
        "--vary",
        "channel.us-ie-mlat.factor.k_ie.value=0.5..2",
        "--vary",
        "channel.us-ie-mlat.stage.b2.outcome.edits.p=0.2..0.6",
    ];
    let swept = sweep(&design);
    let threads = [design.as_slice(), &["--threads", "3"]].concat();
    assert_eq!(sweep(&threads), swept);
    assert_eq!(swept["correlations"].as_array().map(Vec::len), Some(2));
    let command = swept["manifest"]["command"].as_str().expect("a command");
    let again = command.strip_prefix("comity ").expect("a command").split(' ').chain(["--json"]);
    assert_eq!(comity(again).code(0).json(), swept);
}

#[test]
fn every_mistake_in_what_is_varied_is_found_before_anything_is_run() {
    let ran =
        comity(["sweep", "treaty-first", "--vary", "a", "--vary", "b=3..1", "--measure", "x"]);
    ran.code(2)
        .stderr_contains("--vary a: it has no `=`")
        .stderr_contains("3 is not below 1")
        .stderr_contains("`x` is no measure");
    let vary = format!("{B6}=1..1000:1 days");
    comity(["sweep", "treaty-first", "--vary", &vary]).code(2).stderr_contains("more than 200");
    let misspelt = "decide.provider.motion.tkes=5..60 days";
    comity(["sweep", "treaty-first", "--vary", misspelt]).code(2).stderr_contains("`takes`");
}

/// The drawing tells those who do not see it what it shows, and the table has the numbers.
#[test]
fn a_sweep_is_drawn_with_a_title_and_its_findings_and_tabled_with_every_number() {
    let vary = format!("{B6}=30..360:110 days");
    let other = "decide.circuit.panel.odds.affirm=0..1:0.5";
    let form = |form: &str, more: &[&str]| {
        let common = ["sweep", "microsoft-ireland", "-n", "100", "--format", form];
        let paths = ["--path", "warrant", "--path", "treaty@generic", "--vary", &vary];
        comity([&common, &paths[..], more].concat()).code(0).stdout()
    };
    for (more, shapes) in [
        (&[][..], "polyline"),
        (&["--vary", other], "rect"),
        (&["--vary", other, "--design", "lhs", "--points", "5"], "circle"),
    ] {
        let drawing = form("svg", more);
        let document = roxmltree::Document::parse(&drawing).expect("it is well formed");
        let has = |tag: &str| document.descendants().filter(|node| node.has_tag_name(tag)).count();
        assert!(has("title") == 1 && has("desc") == 1 && has(shapes) > 3, "{drawing}");
        let described = document.descendants().find(|node| node.has_tag_name("desc"));
        let described = described.and_then(|node| node.text()).expect("a description");
        assert!(described.contains("the mean days without the data"), "{described}");
    }
    let table = form("csv", &[]);
    assert_eq!(table.lines().count(), 1 + 4 * 3, "{table}");
    assert!(
        table.starts_with(&format!("{B6},alternative,less,measure,value,low,high\n")),
        "{table}"
    );
}
