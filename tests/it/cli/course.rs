//! When the data comes, drawn: `--format svg` of `forecast` and `compare`.

use roxmltree::Document;
use serde_json::Value;

use super::comity;

const HISTORIC: [&str; 6] = ["forecast", "microsoft-ireland", "--from", "2014-08-29", "-n", "2000"];
const PATHS: [&str; 8] =
    ["compare", "microsoft-ireland", "--path", "warrant", "--path", "treaty", "-n", "600"];

fn drawn(question: &[&'static str], more: &[&str]) -> String {
    let words = question.iter().chain(&["--format", "svg"]).chain(more).copied();
    comity(words.collect::<Vec<_>>()).code(0).stderr_is_empty().stdout()
}

fn json(question: &[&'static str], more: &[&str]) -> Value {
    comity(question.iter().chain(&["--json"]).chain(more).copied().collect::<Vec<_>>())
        .code(0)
        .json()
}

/// The texts of a drawing, in their order.
fn texts<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    let nodes = document.descendants().filter(|node| node.has_tag_name("text"));
    nodes.filter_map(|node| node.text()).collect()
}

fn described(document: &Document<'_>) -> String {
    let node = |tag: &str| document.descendants().find(|node| node.has_tag_name(tag));
    assert!(node("title").and_then(|node| node.text()).is_some_and(|title| title.len() > 10));
    node("desc").and_then(|node| node.text()).expect("a description").to_owned()
}

/// The curves: the polylines of a curve's width that are no piece beside a label.
fn curves(document: &Document<'_>) -> Vec<Vec<(f64, f64)>> {
    let lines = document.descendants().filter(|node| {
        node.has_tag_name("polyline") && node.attribute("stroke-width") == Some("1.8")
    });
    let points = lines.map(|line| {
        let pairs = line.attribute("points").expect("points").split(' ');
        let pair = |pair: &str| {
            let (x, y) = pair.split_once(',').expect("a pair");
            (x.parse::<f64>().expect("a number"), y.parse::<f64>().expect("a number"))
        };
        pairs.map(pair).collect::<Vec<_>>()
    });
    points.filter(|points| points.len() > 2).collect()
}

/// The share that a height stands for: the ticks of the scale say which heights are which shares.
fn share_at(document: &Document<'_>, y: f64) -> f64 {
    let ticks = document.descendants().filter(|node| {
        node.attribute("text-anchor") == Some("end")
            && node.attribute("x") == Some("64")
            && node.text().is_some_and(|text| text.ends_with(" %"))
    });
    let ticks: Vec<(f64, f64)> = ticks
        .map(|tick| {
            let share = tick.text().expect("text").trim_end_matches(" %");
            let at = tick.attribute("y").expect("a place").parse::<f64>().expect("a number");
            (at - 4.0, share.parse::<f64>().expect("a share") / 100.0)
        })
        .collect();
    let ((low_y, low), (high_y, high)) = (ticks[0], ticks[ticks.len() - 1]);
    low + (y - low_y) / (high_y - low_y) * (high - low)
}

/// As the tables write a share.
fn percent(share: &Value) -> String {
    let hundredths = share.as_f64().expect("a share") * 100.0;
    match hundredths.min(100.0 - hundredths) {
        close if close <= 0.0 => format!("{hundredths:.0} %"),
        close if close < 1.0 => format!("{hundredths:.2} %"),
        _ => format!("{hundredths:.1} %"),
    }
}

#[test]
fn the_curves_of_a_forecast_end_where_its_json_says_and_never_go_down() {
    let drawing = drawn(&HISTORIC, &[]);
    let document = Document::parse(&drawing).expect("XML");
    let report = json(&HISTORIC, &[]);
    let forecast = &report["forecast"];
    let mut lines = curves(&document);
    // The last is drawn first, so that the data lies above the others.
    lines.reverse();
    let ends = forecast["ends_without_data"].as_array().expect("ends");
    let all: Vec<&Value> =
        [&forecast["curve"]].into_iter().chain(ends.iter().map(|end| &end["curve"])).collect();
    assert_eq!(lines.len(), all.len());
    for (line, curve) in lines.iter().zip(&all) {
        assert!(line.windows(2).all(|pair| pair[1].1 <= pair[0].1 && pair[1].0 >= pair[0].0));
        let points = curve.as_array().expect("points");
        let horizon = points.iter().find(|point| point["day"] == 1825).expect("the horizon");
        let value = horizon["chance"]["value"].as_f64().expect("a share");
        let drawn = share_at(&document, line[line.len() - 1].1);
        assert!((drawn - value).abs() < 1e-3, "{drawn} and {value}");
    }
    let texts = texts(&document);
    for curve in all {
        let points = curve.as_array().expect("points");
        for day in [30, 180, 730, 7032] {
            let point = points.iter().find(|point| point["day"] == day).expect("the day");
            let shown = percent(&point["chance"]["value"]);
            assert!(texts.contains(&shown.as_str()), "day {day}: {shown}");
        }
    }
}

#[test]
fn every_end_has_a_course_that_comes_to_its_share_and_together_they_come_to_one() {
    let forecast = json(&HISTORIC, &[])["forecast"].clone();
    let last = |curve: &Value| {
        let points = curve.as_array().expect("points");
        points[points.len() - 1]["chance"]["value"].as_f64().expect("a share")
    };
    let mut whole = last(&forecast["curve"]);
    for end in forecast["ends_without_data"].as_array().expect("ends") {
        let named = end["outcomes"].as_array().expect("outcomes");
        let outcomes = forecast["outcomes"].as_array().expect("outcomes");
        let own = outcomes.iter().filter(|one| named.contains(&one["outcome"]));
        let own: f64 = own.map(|one| one["share"]["value"].as_f64().expect("a share")).sum();
        assert!((last(&end["curve"]) - own).abs() < 1e-12, "{}", end["of"]);
        whole += own;
    }
    let open = forecast["outcomes"].as_array().expect("outcomes");
    let open = open.iter().filter(|one| one["outcome"] == "open");
    whole += open.map(|one| one["share"]["value"].as_f64().expect("a share")).sum::<f64>();
    assert!((whole - 1.0).abs() < 1e-9, "{whole}");
}

#[test]
fn a_drawing_tells_in_words_what_it_shows() {
    let drawing = drawn(&HISTORIC, &[]);
    let document = Document::parse(&drawing).expect("XML");
    let words = described(&document);
    for part in [
        "2,000 cases from 29 Aug 2014",
        "data, by any path: ",
        " by day 730",
        "day 1327",
        "quashed",
    ] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
    let all = texts(&document).join(" ");
    assert!(all.contains("Horizon: day 1825") && all.contains("What happened: "), "{all}");
    assert!(all.contains("each for its day alone"), "{all}");
    assert!(all.contains("not legal advice"), "{all}");
}

#[test]
fn the_data_is_named_after_its_path_where_only_one_brings_it() {
    let drawing = drawn(&["forecast", "treaty-first", "-n", "500"], &[]);
    let words = described(&Document::parse(&drawing).expect("XML"));
    assert!(words.contains("data by the treaty path: "), "{words}");
    assert!(!drawing.contains("by any path"));
}

#[test]
fn a_band_of_a_forecast_to_a_precision_is_of_the_intervals_of_its_table() {
    let question = ["forecast", "treaty-first", "--until-precision", "5%"];
    let drawing = drawn(&question, &[]);
    assert!(drawing.contains("that hold at any number of cases"), "{drawing}");
    let forecast = json(&question, &[])["forecast"].clone();
    let curve = forecast["curve"].as_array().expect("points");
    for by in forecast["data_by_day"].as_array().expect("days") {
        let on = curve.iter().find(|point| point["day"] == by["day"]);
        assert_eq!(on.expect("the day")["chance"], by["chance"]);
    }
}

#[test]
fn a_comparison_has_a_curve_and_a_circle_for_each_alternative_and_labels_that_do_not_meet() {
    let drawing = drawn(&PATHS, &[]);
    let document = Document::parse(&drawing).expect("XML");
    let compared = json(&PATHS, &[])["compared"].clone();
    let alternatives = compared["alternatives"].as_array().expect("alternatives");
    let circles = document.descendants().filter(|node| node.has_tag_name("circle")).count();
    assert_eq!((curves(&document).len(), circles), (alternatives.len(), alternatives.len()));
    let texts = texts(&document);
    let mut labels: Vec<f64> = Vec::new();
    for one in alternatives {
        let label = one["label"].as_str().expect("a label");
        let shown = format!("{} {label}", percent(&one["data_ever"]["value"]));
        let same = |node: &roxmltree::Node<'_, '_>| node.text() == Some(&shown);
        let node = document.descendants().find(same).unwrap_or_else(|| panic!("{shown}"));
        labels.push(node.attribute("y").expect("a place").parse().expect("a number"));
        assert!(texts.contains(&one["median_day"]["value"].to_string().as_str()), "{label}");
    }
    labels.sort_by(f64::total_cmp);
    assert!(labels.windows(2).all(|pair| pair[1] - pair[0] >= 12.0), "{labels:?}");
}

#[test]
fn a_drawing_is_the_same_on_any_number_of_threads_and_after_a_merge() {
    let whole = drawn(&HISTORIC, &["--threads", "1"]);
    for threads in ["2", "8"] {
        assert!(drawn(&HISTORIC, &["--threads", threads]) == whole, "{threads}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let part = |cases: &str| {
        let file = folder.path().join(cases).display().to_string();
        let asked = ["forecast", "microsoft-ireland", "--from", "2014-08-29", "--cases", cases];
        comity(asked.into_iter().chain(["--partial", "-o", &file])).code(0);
        file
    };
    let parts = ["0..700", "700..2000"].map(part);
    let merged = comity(["merge", &parts[0], &parts[1], "--format", "svg"]).code(0).stdout();
    assert!(merged == whole);
}
