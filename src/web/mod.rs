//! The page: one HTML file that holds a whole case and asks nothing of any network, or the same behind a local server
//! with the engine in it.
//!
//! What it shows is computed before and put in as JSON; the scripts only show it. They are plain, live in `assets/`,
//! one idea a file, and are put in one after the other as a single module.

use crate::report::page::Page;

mod answer;
mod connection;
mod guard;
pub mod limits;
mod live;
mod routes;
pub mod server;
mod tasks;
mod turns;
mod wish;
mod work;

const FRAME: &str = include_str!("assets/page.html");
const STYLE: &str = include_str!("assets/page.css");

/// The scripts in the order in which they are put in: each uses only those before it, but for what runs on an event.
const SCRIPTS: [&str; 14] = [
    include_str!("assets/build.js"),
    include_str!("assets/case.js"),
    include_str!("assets/state.js"),
    include_str!("assets/docket.js"),
    include_str!("assets/why.js"),
    include_str!("assets/pictures.js"),
    include_str!("assets/paths.js"),
    include_str!("assets/moves.js"),
    include_str!("assets/ways.js"),
    include_str!("assets/tables.js"),
    include_str!("assets/class.js"),
    include_str!("assets/handout.js"),
    include_str!("assets/lesson.js"),
    include_str!("assets/main.js"),
];

/// What begins a page that holds its case.
const BEGIN: &str = include_str!("assets/file.js");

/// What a page that is a file may do: nothing but what stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The page as a file.
///
/// # Errors
///
/// When the page cannot be put into JSON, which does not happen.
pub fn html(page: &Page) -> Result<String, serde_json::Error> {
    let data = in_script(&serde_json::to_string(page)?);
    let script = SCRIPTS.concat() + BEGIN;
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n");
    let parts = [
        ("{{policy}}", policy),
        ("{{title}}", escaped(&format!("{} · comity", page.head.title))),
        ("{{style}}", format!("<style>\n{STYLE}</style>\n")),
        (
            "{{scripts}}",
            format!(
                "<script type=\"application/json\" id=\"data\">{data}</script>\n\
                 <script type=\"module\">\n{script}</script>\n"
            ),
        ),
    ];
    Ok(filled(FRAME, &parts))
}

/// A template with its places filled. What is put in is not looked at again: a title may read like a place.
fn filled(template: &str, parts: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    let next = |rest: &str| {
        let found = parts.iter().filter_map(|part| Some((rest.find(part.0)?, part)));
        found.min_by_key(|(at, _)| *at)
    };
    while let Some((at, (place, text))) = next(rest) {
        out.push_str(&rest[..at]);
        out.push_str(text);
        rest = &rest[at + place.len()..];
    }
    out + rest
}

/// Text that stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// JSON that stands in a script: no text in it can end the script or begin a comment.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_filled_again() {
        let parts = [("{{a}}", "{{b}}".to_owned()), ("{{b}}", "two".to_owned())];
        assert_eq!(filled("<{{b}}|{{a}}|{{b}}>", &parts), "<two|{{b}}|two>");
    }

    #[test]
    fn no_text_of_a_scenario_can_end_the_script_it_stands_in() {
        let json = serde_json::to_string("</script><!-- & \u{2028}").expect("JSON");
        let safe = in_script(&json);
        assert!(!safe.contains('<') && !safe.contains('\u{2028}'), "{safe}");
        let read: String = serde_json::from_str(&safe).expect("JSON");
        assert_eq!(read, "</script><!-- & \u{2028}");
    }

    #[test]
    fn no_function_of_a_script_is_longer_than_seventy_lines() {
        for (number, script) in SCRIPTS.iter().chain(&live::SCRIPTS).enumerate() {
            let mut start = None;
            for (at, line) in script.lines().enumerate() {
                if line.starts_with("function ") || line.starts_with("const ") {
                    start = Some(at);
                }
                if line == "}" {
                    let lines = start.map_or(0, |start| at - start + 1);
                    assert!(lines <= 70, "script {number}, line {at}: {lines} lines");
                }
            }
            assert!(script.lines().count() <= 350, "script {number} is long");
        }
    }
}
