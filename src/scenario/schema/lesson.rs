//! The keys of a lesson: the question, its answers, what shows them, and the key.

use serde_json::Value;

use crate::scenario::lesson::{MOST_ANSWERS, MOST_LESSONS};

use super::shape::{at_most, day, keys, list, number, table, text_like, texts, truth};
use super::terms::SAID;

/// `[lesson]`.
pub(super) fn lesson() -> Value {
    let said = |about: &str| text_like(about, SAID);
    let mut place = number("Its place in the order of teaching.", (1.0, MOST_LESSONS as f64));
    place["type"] = "integer".into();
    let asked_on = "The last day of which the docket may be seen before the question is answered (default: nothing of \
                    it).";
    let runs = "The commands that show the answer (default: the scenario itself, run).";
    table(
        "What a teacher does with the scenario.",
        keys([
            ("number", place),
            ("teaches", said("What is taught, in a few words.")),
            ("question", said("What is to be predicted.")),
            ("asked_on", day(asked_on)),
            ("answer", at_most(MOST_ANSWERS, list("The possible answers.", answer()))),
            ("run", list(runs, run())),
            ("reveal", said("What the run shows.")),
            ("closing", said("What is asked at the end.")),
            ("closing_answer", said("What is to be said to that: part of the key.")),
            ("authority", texts("What the answers rest on: ids that comity law shows.")),
        ]),
    )
}

fn answer() -> Value {
    let shown_by = "What shows that it is right: steps (E20) and outcomes (warrant=moot-vacated) that [[expect]] names.";
    table(
        "A possible answer.",
        keys([
            ("says", text_like("The answer.", SAID)),
            ("right", truth("Whether it is right (default: false).")),
            ("because", text_like("Why it is right or wrong: part of the key.", SAID)),
            ("shown_by", texts(shown_by)),
        ]),
    )
}

fn run() -> Value {
    let shows = "What stands in its output, whatever the blanks between the words.";
    table(
        "A command that shows the answer.",
        keys([
            ("command", text_like("The command, as it is typed.", "^\\s*comity ")),
            ("shows", texts(shows)),
        ]),
    )
}
