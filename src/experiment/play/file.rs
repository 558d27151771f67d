//! The play file: scenario, seed and choices, from which a play comes out again exactly as it was.

use std::fmt::Write;

use jiff::civil::Date;

use crate::experiment::play::Play;
use crate::law::answers::Choice;
use crate::law::office::Office;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::{Document, Reader, Spanned, Table, quoted};
use crate::simulate::Terms;

/// The number of this form of the file.
pub const FORM: i64 = 1;

/// The most choices a file may hold; no case asks a tenth of them.
const MOST_CHOICES: usize = 500;

/// The text of the file.
pub fn written(play: &Play<'_>) -> String {
    let (scenario, given) = (play.scenario(), play.given());
    let mut out = String::from(
        "# A play of comity: a scenario, a seed and choices. `comity play THIS-FILE` goes on with it.\n",
    );
    let list = |items: Vec<String>| {
        let items = items.iter().map(|item| quoted(item));
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    };
    let mut line = |key: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{key} = {value}");
    };
    line("play", FORM.to_string());
    line("version", quoted(env!("CARGO_PKG_VERSION")));
    line("scenario", quoted(&scenario.name));
    line("scenario_hash", quoted(&scenario.hash));
    if !scenario.sets.is_empty() {
        line("set", list(scenario.sets.clone()));
    }
    line("seed", quoted(&given.seed.to_string()));
    for (key, day) in [("from", given.from), ("until", given.until)] {
        if let Some(day) = day {
            line(key, day.to_string());
        }
    }
    let words = |choice: &Choice| scenario.choice_words(*choice);
    if !given.choices.is_empty() {
        line("what_if", list(given.choices.iter().map(words).collect()));
    }
    line("as", list(play.roles().iter().map(|role| role.id().to_owned()).collect()));
    out.push_str("choices = [\n");
    for made in play.made() {
        let _ = writeln!(out, "    {}, # {}", quoted(&words(&made.choice)), made.on);
    }
    out.push_str("]\n");
    out
}

/// Whether a text is meant as a play file rather than as a scenario.
pub fn is_play(document: &Document) -> bool {
    let reader = Reader::new(document);
    let root = reader.root();
    root.has("play") || (root.has("scenario") && root.has("choices"))
}

/// A play file as it was read, before anybody looked at the scenario.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The scenario: a name or a path.
    pub scenario: Spanned<&'a str>,
    /// The hash of its texts when it was played.
    pub hash: Spanned<&'a str>,
    /// The version of the program that wrote the file.
    pub version: Option<&'a str>,
    /// What is set on top of the scenario.
    pub sets: Vec<String>,
    /// `None` where it cannot be read.
    seed: Option<u64>,
    from: Option<Spanned<Date>>,
    until: Option<Spanned<Date>>,
    what_if: Vec<Spanned<&'a str>>,
    roles: Vec<Spanned<&'a str>>,
    choices: Vec<Spanned<&'a str>>,
}

/// Everything a file says of a play.
#[derive(Clone, Debug)]
pub struct Told {
    /// What was decided before it.
    pub given: Terms,
    /// Who is played.
    pub roles: Vec<Office>,
    /// The choices, in their order, and where they stand.
    pub choices: Vec<Spanned<Choice>>,
}

/// Reads the file; what is wrong is with the reader. `None` where it does not say which scenario is played.
pub fn read<'a>(reader: &'a Reader<'a>) -> Option<Draft<'a>> {
    let root = reader.root();
    let form = root.required_integer("play");
    if let Some(form) = form.filter(|form| form.value != FORM) {
        root.report(
            Diagnostic::error("unknown-form", format!("form {} of a play is unknown", form.value))
                .at(form.span, "unknown form")
                .help(format!("this version of comity reads form {FORM}")),
        );
    }
    let version = root.str("version").map(|version| version.value);
    let scenario = root.required_str("scenario");
    let hash = root.required_str("scenario_hash");
    let seed = read_seed(&root);
    let sets = root.strings("set").iter().map(|set| set.value.to_owned()).collect();
    let (from, until) = (root.date("from"), root.date("until"));
    let what_if = root.strings("what_if");
    let (roles, choices) = (root.required_strings("as"), root.required_strings("choices"));
    if let Some(beyond) = choices.get(MOST_CHOICES) {
        let message = format!("a play has at most {MOST_CHOICES} choices");
        root.report(Diagnostic::error("too-many", message).at(beyond.span.clone(), "too many"));
    }
    root.finish();
    let (scenario, hash) = (scenario?, hash?);
    Some(Draft { scenario, hash, version, sets, seed, from, until, what_if, roles, choices })
}

/// The seed is text: not every one fits the whole numbers of TOML.
fn read_seed(root: &Table<'_>) -> Option<u64> {
    let seed = root.required_str("seed")?;
    let read = seed.value.parse().ok();
    if read.is_none() {
        root.report(
            Diagnostic::error("bad-seed", format!("`{}` is not a seed", seed.value))
                .at(seed.span, "no whole number from 0 to 18446744073709551615")
                .help("write it in quotes, such as seed = \"1\""),
        );
    }
    read
}

impl Draft<'_> {
    /// The words of the command that makes the same choices.
    pub fn as_command(&self) -> Vec<String> {
        let mut words =
            vec!["comity".to_owned(), "play".to_owned(), self.scenario.value.to_owned()];
        let mut add = |name: &str, value: &str| words.extend([name.to_owned(), value.to_owned()]);
        self.sets.iter().for_each(|set| add("--set", set));
        self.roles.iter().for_each(|role| add("--as", role.value));
        self.seed.iter().for_each(|seed| add("--seed", &seed.to_string()));
        for (name, day) in [("--from", &self.from), ("--until", &self.until)] {
            day.iter().for_each(|day| add(name, &day.value.to_string()));
        }
        self.what_if.iter().for_each(|choice| add("--what-if", choice.value));
        self.choices.iter().for_each(|choice| add("--choose", choice.value));
        words
    }

    /// What the file says of this scenario; what is wrong is with the reader, and then it is not to be used.
    pub fn of(&self, scenario: &Scenario, reader: &Reader<'_>) -> Told {
        let choice = |text: &Spanned<&str>| {
            let read = scenario.points.choice_at(text).map_err(|mistake| reader.report(mistake));
            read.ok().map(|value| Spanned { value, span: text.span.clone() })
        };
        let given: Vec<Choice> =
            self.what_if.iter().filter_map(choice).map(|choice| choice.value).collect();
        let choices = self.choices.iter().take(MOST_CHOICES).filter_map(choice).collect();
        let role = |text: &Spanned<&str>| {
            let office = Office::find(text.value);
            if office.is_none() {
                let ids = Office::ALL.iter().map(|office| office.id());
                reader.report(
                    Diagnostic::error(
                        "unknown-office",
                        format!("there is no office `{}`", text.value),
                    )
                    .at(text.span.clone(), "unknown office")
                    .help_if(did_you_mean(text.value, ids)),
                );
            }
            office
        };
        let day = |day: &Option<Spanned<Date>>| {
            let Spanned { value, span } = day.as_ref()?;
            if (scenario.opens..=scenario.horizon).contains(value) {
                return Some(*value);
            }
            let help = format!("give a day from {} to {}", scenario.opens, scenario.horizon);
            let mistake = Diagnostic::error("day-outside", format!("{value} is outside the case"));
            reader.report(mistake.at(span.clone(), "no day of the case").help(help));
            None
        };
        Told {
            given: Terms {
                seed: self.seed.unwrap_or_default(),
                from: day(&self.from),
                until: day(&self.until),
                choices: given,
            },
            roles: self.roles.iter().filter_map(role).collect(),
            choices,
        }
    }
}

/// The mistake of a choice that is not asked where it stands.
pub fn not_asked(play: &Play<'_>, place: usize, choice: &Spanned<Choice>) -> Diagnostic {
    let words = play.scenario().choice_words(choice.value);
    let message = format!("choice {place}, `{words}`, is not what is decided then");
    let mistake = Diagnostic::error("not-asked", message).at(choice.span.clone(), "not asked here");
    mistake.help(match play.waiting() {
        Some(waiting) => {
            let pending = &waiting.pending;
            let (scenario, at) = (play.scenario(), crate::law::chambers::calendar_date(pending.at));
            let options = scenario.options(pending.point).join(", ");
            format!(
                "on {at} `{}` is decided: {options}; put one of them in its place, or end the list before it",
                scenario.place_words(pending.point, pending.occurrence)
            )
        }
        None => "the case is over before it; end the list before it".to_owned(),
    })
}

/// The mistake of a choice that the law closes where it stands.
pub fn closed(play: &Play<'_>, choice: &Spanned<Choice>, why: &str) -> Diagnostic {
    let words = play.scenario().choice_words(choice.value);
    Diagnostic::error("closed", format!("`{words}` is closed by law: {why}"))
        .at(choice.span.clone(), "closed by law")
        .help("put another option in its place, or end the list before it")
}
