//! The page as the server gives it out: its frame, its scripts and style under paths of their own, and the first page,
//! which lists the scenarios and needs no script.

use std::sync::LazyLock;

use crate::report::list::{Listed, list};
use crate::report::record::NOTICE;

use super::{FRAME, SCRIPTS as SHARED, STYLE, escaped, filled};

/// What the server adds to the scripts of a file, in their order.
pub(super) const SCRIPTS: [&str; 6] = [
    include_str!("assets/live/address.js"),
    include_str!("assets/live/asking.js"),
    include_str!("assets/live/choices.js"),
    include_str!("assets/live/forecast.js"),
    include_str!("assets/live/text.js"),
    include_str!("assets/live/begin.js"),
];

const LIST: &str = include_str!("assets/live/list.html");
const MORE_STYLE: &str = include_str!("assets/live/live.css");

/// The page of a case, into which the scripts put what they ask for.
pub(super) fn frame() -> String {
    let parts = [
        ("{{policy}}", String::new()),
        ("{{title}}", "comity".to_owned()),
        ("{{style}}", "<link rel=\"stylesheet\" href=\"/assets/page.css\">\n".to_owned()),
        ("{{scripts}}", "<script type=\"module\" src=\"/assets/page.js\"></script>\n".to_owned()),
    ];
    filled(FRAME, &parts)
}

/// All scripts as one module.
pub(super) fn script() -> String {
    SHARED.concat() + &SCRIPTS.concat()
}

/// All styles.
pub(super) fn style() -> String {
    STYLE.to_owned() + MORE_STYLE
}

/// The first page.
pub(super) fn first_page() -> &'static str {
    static PAGE: LazyLock<String> = LazyLock::new(|| {
        let mut groups: Vec<(&str, String)> = Vec::new();
        for one in list().scenarios {
            let group = one.group.unwrap_or("Scenarios");
            if groups.last().is_none_or(|(known, _)| *known != group) {
                groups.push((group, String::new()));
            }
            if let Some((_, items)) = groups.last_mut() {
                items.push_str(&item(&one));
            }
        }
        let section = |(group, items): &(&str, String)| {
            format!(
                "<section id=\"{}\"><h2>{}</h2>\n<ul class=\"cases\">\n{items}</ul>\n</section>\n",
                place(group),
                escaped(group)
            )
        };
        let jump = |(group, _): &(&str, String)| {
            format!("<li><a href=\"#{}\">{}</a></li>\n", place(group), escaped(group))
        };
        let parts = [
            ("{{jumps}}", groups.iter().map(jump).collect()),
            ("{{groups}}", groups.iter().map(section).collect()),
            ("{{notice}}", escaped(NOTICE)),
        ];
        filled(LIST, &parts)
    });
    &PAGE
}

/// What a group of scenarios is called in an address.
fn place(group: &str) -> String {
    let letters = group.to_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// A scenario with its title, its name and the first sentences of its summary.
fn item(one: &Listed) -> String {
    let Listed { name, title, summary, .. } = one;
    format!(
        "<li class=\"card\"><h3><a href=\"/case?scenario={name}\">{}</a></h3>\n<p class=\"quiet\"><code>{name}</code></p>\n<p>{}</p></li>\n",
        escaped(title),
        escaped(beginning(summary)),
    )
}

/// How long the beginning of a summary may be, in bytes.
const BEGINNING: usize = 240;

/// As many whole sentences as are short enough, and at least one.
fn beginning(summary: &str) -> &str {
    let ends = summary.match_indices(". ").map(|(at, _)| at + 1);
    let mut ends = ends.chain([summary.len()]);
    let first = ends.next().unwrap_or(summary.len());
    let last = ends.take_while(|end| *end <= BEGINNING).last();
    &summary[..last.unwrap_or(first)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library::SCENARIOS;

    #[test]
    fn the_first_page_has_every_scenario_and_no_script() {
        for shipped in SCENARIOS {
            let link = format!("href=\"/case?scenario={}\"", shipped.name);
            assert!(first_page().contains(&link), "{}", shipped.name);
        }
        assert!(!first_page().contains("<script") && !first_page().contains("{{"));
    }

    #[test]
    fn nothing_stands_in_the_page_of_a_server_that_its_policy_forbids() {
        for page in [frame().as_str(), first_page()] {
            for inline in ["<style", "style=\"", " onclick", "http-equiv", "{{"] {
                assert!(!page.contains(inline), "{inline}");
            }
        }
    }

    #[test]
    fn a_summary_is_cut_behind_a_sentence() {
        assert_eq!(beginning("One. Two."), "One. Two.");
        let long = format!("One. Two. {}.", "x".repeat(300));
        assert_eq!(beginning(&long), "One. Two.");
        let one = format!("{}. Two.", "x".repeat(300));
        assert_eq!(beginning(&one), &one[..301]);
    }
}
