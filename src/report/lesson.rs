//! A lesson for people: what is asked before the run, and what the run shows. The key stands in `sheet.rs`.

use jiff::civil::Date;
use serde::Serialize;

use crate::report::lines::{asked, shell_lines, wrap};
use crate::report::record::{Manifest, RunRecord};
use crate::scenario::lesson::Answer;
use crate::scenario::{Lesson, Scenario};

/// What is asked: nothing in it tells the answer.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// The place of the lesson in the order of teaching, from 1.
    pub number: u32,
    /// What is taught.
    pub teaches: String,
    /// What is to be predicted.
    pub question: String,
    /// The last day of which the docket may be seen before; none: nothing of it.
    pub asked_on: Option<Date>,
    /// The possible answers.
    pub answers: Vec<String>,
    /// The command that shows which is right.
    pub command: String,
}

/// What is asked and what is to be said of it.
#[derive(Clone, Debug, Serialize)]
pub struct Whole {
    /// What is asked.
    #[serde(flatten)]
    pub question: Question,
    /// How many entries of the docket may be seen before.
    pub seen: usize,
    /// Of each answer whether it is right, and why.
    pub verdicts: Vec<Verdict>,
    /// What the run shows.
    pub reveal: String,
    /// What is asked at the end.
    pub closing: String,
    /// What is to be said to that.
    pub closing_answer: String,
    /// What the answers rest on.
    pub authority: Vec<String>,
}

/// What is to be said of an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// Whether it is right.
    pub right: bool,
    /// Why.
    pub because: String,
}

impl Question {
    /// The question of a scenario that is a lesson.
    pub fn of(scenario: &Scenario) -> Option<Question> {
        let lesson = scenario.lesson.as_ref()?;
        Some(Question {
            number: lesson.number,
            teaches: lesson.teaches.clone(),
            question: lesson.question.clone(),
            asked_on: lesson.asked_on,
            answers: lesson.answers.iter().map(|answer| answer.says.clone()).collect(),
            command: commands(scenario, lesson).remove(0),
        })
    }

    /// `Lesson 3: what a stay does.`
    pub fn title(&self) -> String {
        format!("Lesson {}: {}.", self.number, self.teaches)
    }

    /// The question and its answers.
    pub fn lines(&self, indent: &str) -> String {
        let mut out = wrap(&self.question, indent, indent);
        for (place, answer) in self.answers.iter().enumerate() {
            let first = format!("{indent}  {}  ", letter(place));
            out.push_str(&wrap(answer, &first, &format!("{indent}     ")));
        }
        out
    }
}

impl Whole {
    /// The lesson of a scenario that is one, where the run is the one it speaks of.
    pub fn of(scenario: &Scenario, record: &RunRecord) -> Option<Whole> {
        let lesson = scenario.lesson.as_ref().filter(|_| is_plain(scenario, &record.manifest))?;
        let verdict =
            |answer: &Answer| Verdict { right: answer.right, because: answer.because.clone() };
        Some(Whole {
            question: Question::of(scenario)?,
            seen: seen(scenario, record),
            verdicts: lesson.answers.iter().map(verdict).collect(),
            reveal: lesson.reveal.clone(),
            closing: lesson.closing.clone(),
            closing_answer: lesson.closing_answer.clone(),
            authority: scenario.ids(&lesson.authority),
        })
    }
}

/// The commands of a lesson; the first shows the answer. There is one at least.
pub fn commands(scenario: &Scenario, lesson: &Lesson) -> Vec<String> {
    if lesson.runs.is_empty() {
        return vec![format!("comity run {}", asked(&scenario.name, &scenario.sets))];
    }
    lesson.runs.iter().map(|run| run.command.clone()).collect()
}

/// How many entries may be seen before anything is asked: those of a lesson to its day, those of another case as far
/// as the record is followed.
pub fn seen(scenario: &Scenario, record: &RunRecord) -> usize {
    let last = match &scenario.lesson {
        Some(lesson) => lesson.asked_on,
        None => record.manifest.from,
    };
    let before = |day: Date| record.entries.iter().take_while(|entry| entry.date <= day).count();
    last.map_or(0, before)
}

/// The letter of an answer by its place.
pub fn letter(place: usize) -> char {
    char::from(b'A'.saturating_add(u8::try_from(place).unwrap_or(u8::MAX)))
}

/// What stands over a lesson that is run: where its question is.
pub fn above(scenario: &Scenario) -> String {
    let Some(question) = Question::of(scenario) else { return String::new() };
    let name = asked(&scenario.name, &scenario.sets);
    wrap(&question.title(), "", "") + &format!("Predict first: comity list {name}\n")
}

/// What `comity list` shows of a lesson, by its name.
pub fn page(name: &str, question: &Question) -> String {
    let name = asked(name, &[]);
    let mut out = wrap(&question.title(), "", "");
    out.push_str("\nPredict first\n");
    out.push_str(&question.lines("  "));
    out.push_str("\nThen look\n");
    out.push_str(&shell_lines(&question.command, "    "));
    out.push_str("\nFor the class\n");
    for words in ["--format handout", "--format key"] {
        out.push_str(&format!("    comity export {name} {words}\n"));
    }
    out
}

/// What stands under a lesson that was run as it is meant to be; nothing under a what-if or another seed, which may show
/// something else.
pub fn below(scenario: &Scenario, manifest: &Manifest) -> String {
    let Some(lesson) = scenario.lesson.as_ref().filter(|_| is_plain(scenario, manifest)) else {
        return String::new();
    };
    let mut out = format!("What lesson {} shows\n", lesson.number);
    out.push_str(&wrap(&lesson.reveal, "  ", "  "));
    out.push_str(&wrap(&format!("To think on: {}", lesson.closing), "  ", "  "));
    for command in commands(scenario, lesson).iter().skip(1) {
        out.push_str(&shell_lines(command, "    "));
    }
    let name = asked(&scenario.name, &scenario.sets);
    out.push_str(&format!("  The answers: comity export {name} --format key\n\n"));
    out
}

/// Whether a run is the one the lesson speaks of.
fn is_plain(scenario: &Scenario, manifest: &Manifest) -> bool {
    manifest.seed == 1
        && manifest.choices.is_empty()
        && manifest.set.is_empty()
        && manifest.from.is_none()
        && manifest.until == scenario.known_until
}
