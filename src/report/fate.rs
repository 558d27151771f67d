//! How cases end, in words.

use crate::report::text::{path_name, path_words, warrant_words};

/// An outcome of many cases in words: `data by the treaty path`, `no data: warrant quashed`, `still open`.
pub fn words(outcome: &str) -> String {
    match outcome {
        "open" => return "still open".to_owned(),
        "nothing-tried" => return "no path taken".to_owned(),
        "data-by-warrant" => return "data under the warrant".to_owned(),
        "data-in-part" => return "only what was not in dispute".to_owned(),
        "data-by-replacement-warrant" => return "data under the new warrant".to_owned(),
        "data-by-warrant-elsewhere" => return "data under another court's warrant".to_owned(),
        _ => {}
    }
    if let Some(path) = outcome.strip_prefix("data-by-") {
        return format!("data by the {} path", path_name(path));
    }
    if let Some(ending) = outcome.strip_prefix("warrant-") {
        return format!("no data: warrant {}", warrant_words(ending));
    }
    no_data(outcome)
}

/// `treaty-no-data` is a path and how it ended; both may have hyphens, and the longest known ending wins.
fn no_data(outcome: &str) -> String {
    use crate::law::message::PathEnd;
    let ends = PathEnd::ALL.into_iter().map(PathEnd::as_str);
    let known = ends.filter_map(|end| Some((outcome.strip_suffix(end)?.strip_suffix('-')?, end)));
    match known.max_by_key(|(_, end)| end.len()) {
        Some((path, "no-data")) => format!("no data: the {} path found none left", path_name(path)),
        Some((path, end)) => format!("no data: {} path {}", path_name(path), path_words(end)),
        None => outcome.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_reads_as_people_say_it() {
        assert_eq!(words("data-by-treaty"), "data by the treaty path");
        assert_eq!(words("warrant-moot-vacated"), "no data: warrant moot; all rulings vacated");
        assert_eq!(words("treaty-no-data"), "no data: the treaty path found none left");
        assert_eq!(words("e-evidence-refused"), "no data: e-evidence path refused");
    }
}
