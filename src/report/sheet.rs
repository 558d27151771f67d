//! What a teacher hands out and what stays with the teacher: a sheet that asks and does not answer, and its key. Markdown in lines of
//! 80 characters, so that it can be printed as it is or set by any word processor.
//!
//! Of a lesson the sheet asks its question; of another case, every decision that came up. What may be known before is on
//! the sheet: the docket to the day of the question, or to the day to which the record is followed.

use crate::experiment::departures::Crossing;
use crate::report::decisions::{consequence, head};
use crate::report::law::force_words;
use crate::report::lesson::{commands, letter, seen};
use crate::report::lines::{capital, day};
use crate::report::record::{EntryRecord, Manifest, RunRecord};
use crate::report::text::{citations, name_on, outcome_words, people};
use crate::scenario::{Lesson, Scenario};

mod glossary;
mod markdown;

use markdown::{Page, bold, plain};

/// A case, its run, and the decisions that came up in it.
pub struct Case<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it ran to.
    pub record: &'a RunRecord,
    /// The decisions; of a lesson none are needed.
    pub crossings: &'a [Crossing],
}

impl Case<'_> {
    /// What students get.
    pub fn handout(&self) -> String {
        let mut page = Page::default();
        self.heading(&mut page, "");
        self.beginning(&mut page);
        let seen = &self.record.entries[..seen(self.scenario, self.record)];
        if let Some(last) = seen.last() {
            page.heading(2, &format!("The docket to {}", day(last.date)));
            self.docket(&mut page, seen, false);
        }
        match &self.scenario.lesson {
            Some(lesson) => predict(&mut page, lesson),
            None => self.decide(&mut page, seen.len()),
        }
        glossary_of(&mut page, self.scenario);
        foot(&mut page, &self.record.manifest);
        page.text()
    }

    /// What the teacher keeps.
    pub fn key(&self) -> String {
        let mut page = Page::default();
        self.heading(&mut page, ": key");
        let from = match &self.scenario.lesson {
            Some(lesson) => {
                self.answers(&mut page, lesson);
                seen(self.scenario, self.record)
            }
            None => {
                self.decided(&mut page);
                0
            }
        };
        let rest = &self.record.entries[from..];
        if let Some(first) = rest.first() {
            let since = format!("The docket from {} on", day(first.date));
            page.heading(2, if from == 0 { "The docket" } else { &since });
            self.docket(&mut page, rest, true);
        }
        page.paragraph(&format!("It ended so: {}.", plain(&outcome_words(&self.record.outcome))));
        if let Some(lesson) = &self.scenario.lesson {
            closing(&mut page, lesson);
            self.authorities(&mut page, lesson);
        }
        foot(&mut page, &self.record.manifest);
        page.text()
    }

    fn heading(&self, page: &mut Page, what: &str) {
        let Scenario { title: name, caption, dockets, lesson, .. } = self.scenario;
        let name = match lesson {
            Some(lesson) => format!("Lesson {}: {name}{what}", lesson.number),
            None => format!("{name}{what}"),
        };
        page.heading(1, &name);
        for line in [caption, &dockets.join("; ")] {
            if !line.is_empty() {
                page.paragraph(&plain(line));
            }
        }
    }

    /// How it begins. What a scenario that is no lesson says of itself may tell how it ends.
    fn beginning(&self, page: &mut Page) {
        let Scenario { opens, request, summary, lesson, .. } = self.scenario;
        page.heading(2, "What happened");
        if lesson.is_some() {
            page.paragraph(&plain(summary));
            return;
        }
        let places =
            [("stored in", &request.stored_in), ("controlled from", &request.controlled_from)];
        let known = places.iter().filter(|(_, country)| *country != "unknown");
        let places: String = known.map(|(word, country)| format!(", {word} {country}")).collect();
        page.paragraph(&plain(&format!("{}. Demanded: {}{places}.", day(*opens), request.what)));
    }

    fn docket(&self, page: &mut Page, entries: &[EntryRecord], cited: bool) {
        page.gap();
        for entry in entries {
            let about = match entry.precision.as_deref() {
                Some("unknown") => "no day found".to_owned(),
                Some("approx") => format!("about {}, day {}", day(entry.date), entry.day),
                _ => format!("{}, day {}", day(entry.date), entry.day),
            };
            let who = people(self.scenario, entry).replace(" > ", " to ");
            let mut text =
                format!("{} {}: {}", bold(&format!("{about}.")), plain(&who), plain(&entry.text));
            if cited && !entry.authority.is_empty() {
                let all = citations(&self.scenario.authorities, &entry.authority).join("; ");
                text.push_str(&format!(" ({})", plain(&all)));
            }
            page.item(&format!("{}. ", entry.n), &text);
        }
    }

    /// Every decision after the entries that may be seen, with its options in no order of the law.
    fn decide(&self, page: &mut Page, seen: usize) {
        page.heading(2, "Decide");
        page.paragraph("Choose at each decision, give a reason, and name the rule it rests on.");
        let open = self.crossings.iter().filter(|one| one.taken.is_some() && one.entry > seen);
        for (number, crossing) in open.enumerate() {
            let (_, office, question) = head(self.scenario, crossing.point);
            let entry = &self.record.entries[crossing.entry - 1];
            let who = capital(name_on(self.scenario, entry.date, office.id()));
            let sign = format!("{}. ", number + 1);
            page.gap();
            page.item(&sign, &format!("{}: {}", bold(&who), plain(&question)));
            page.gap();
            for option in self.options(crossing) {
                let name = self.scenario.option_name(crossing.point, option).replace('-', " ");
                let (_, leads) = consequence(self.scenario, crossing.point, option.into());
                page.under(4, "- [ ] ", &format!("{}: {}", bold(&name), plain(&leads)));
            }
            page.gap();
            page.under(4, "", "Because");
            page.lines(4, 2);
        }
    }

    /// The options of a decision by their names: in the order of the law the first is mostly what happened.
    fn options(&self, crossing: &Crossing) -> Vec<u8> {
        let others = crossing.ways.iter().map(|way| way.choice.option);
        let mut options: Vec<u8> = others.chain(crossing.taken).collect();
        options.sort_by_key(|option| self.scenario.option_name(crossing.point, *option));
        options
    }

    /// What was decided, and on what authority.
    fn decided(&self, page: &mut Page) {
        if self.record.entries.iter().all(|entry| entry.status == "recorded") {
            page.heading(2, "How it ended");
            page.paragraph(&plain(&self.scenario.summary));
        }
        page.heading(2, "What was decided");
        page.gap();
        let known = self.crossings.iter().filter_map(|one| Some((one, one.taken?)));
        for (number, (crossing, taken)) in known.enumerate() {
            let entry = &self.record.entries[crossing.entry - 1];
            let (_, office, question) = head(self.scenario, crossing.point);
            let who = name_on(self.scenario, entry.date, office.id());
            let option = self.scenario.option_name(crossing.point, taken).replace('-', " ");
            let all = citations(&self.scenario.authorities, &entry.authority).join("; ");
            let text = format!(
                "{}: {} {} {}, entry {}. ({})",
                plain(&capital(who)),
                plain(&question),
                bold(&option),
                day(entry.date),
                entry.n,
                plain(&all)
            );
            page.item(&format!("{}. ", number + 1), &text);
        }
    }

    /// The answers of a lesson, each with what is to be said of it.
    fn answers(&self, page: &mut Page, lesson: &Lesson) {
        page.paragraph(&plain(&format!("It teaches {}.", lesson.teaches)));
        page.heading(2, "The question");
        page.paragraph(&plain(&lesson.question));
        page.gap();
        for (place, answer) in lesson.answers.iter().enumerate() {
            let verdict = if answer.right { "Right." } else { "Wrong." };
            let mut text =
                format!("{} {} ", bold(&format!("{}.", letter(place))), plain(&answer.says));
            text.push_str(&format!("{} {}", bold(verdict), plain(&answer.because)));
            let shown: Vec<String> = answer.shown_by.iter().map(|id| self.shown(id)).collect();
            if !shown.is_empty() {
                text.push_str(&format!(" Shown by {}.", plain(&shown.join("; "))));
            }
            page.item("- ", &text);
        }
        page.heading(2, "What the run shows");
        page.paragraph(&plain(&lesson.reveal));
        page.gap();
        for command in commands(self.scenario, lesson) {
            page.command(&command);
        }
    }

    /// A step with its day in this run, or an outcome.
    fn shown(&self, id: &str) -> String {
        match self.record.entries.iter().find(|entry| entry.id.as_deref() == Some(id)) {
            Some(entry) => {
                format!("{id}, entry {}, {}, day {}", entry.n, day(entry.date), entry.day)
            }
            None => format!("the outcome {id}"),
        }
    }

    /// What the answers rest on, and how well that is known.
    fn authorities(&self, page: &mut Page, lesson: &Lesson) {
        page.heading(2, "What the answers rest on");
        page.gap();
        for id in &lesson.authority {
            let one = self.scenario.authorities.get(*id);
            let text = format!(
                "{} {} {}; {}.",
                bold(&one.citation),
                plain(&one.holding),
                capital(&force_words(one.force)),
                one.evidence
            );
            page.item("- ", &text);
        }
    }
}

/// The question of a lesson, with room for an answer before the run and for what it shows after.
fn predict(page: &mut Page, lesson: &Lesson) {
    page.heading(2, "Predict");
    page.paragraph(&plain(&lesson.question));
    page.gap();
    for (place, answer) in lesson.answers.iter().enumerate() {
        let letter = bold(&format!("{}.", letter(place)));
        page.item("- [ ] ", &format!("{letter} {}", plain(&answer.says)));
    }
    for (what, lines) in [("Because", 3), ("The rule it rests on", 1)] {
        page.paragraph(what);
        page.lines(0, lines);
    }
    page.heading(2, "Then look");
    page.paragraph("What the run shows, and what surprised you");
    page.lines(0, 4);
}

fn closing(page: &mut Page, lesson: &Lesson) {
    page.heading(2, "To think on at the end");
    page.paragraph(&plain(&lesson.closing));
    page.paragraph(&plain(&lesson.closing_answer));
}

/// The words of the law that stand on the page.
fn glossary_of(page: &mut Page, scenario: &Scenario) {
    let met = glossary::met(page.so_far());
    if met.is_empty() {
        return;
    }
    page.heading(2, "Words");
    page.gap();
    for term in met {
        let rests = &scenario.authorities.get(term.authority).citation;
        let text = format!("{}: {} ({}).", bold(term.word), plain(term.says), plain(rests));
        page.item("- ", &text);
    }
}

fn foot(page: &mut Page, manifest: &Manifest) {
    let Manifest { notice, version, scenario, scenario_hash, seed, .. } = manifest;
    page.gap();
    page.paragraph(&plain(&format!(
        "{notice} Made by comity {version} with seed {seed} from {scenario} ({scenario_hash})."
    )));
}
