//! From the arguments, or from a play file, to a play that can be begun.

use std::path::Path;

use crate::experiment::play::file::{self, Draft};
use crate::experiment::play::role::{NoRole, Role, find, roles};
use crate::experiment::play::{Play, Refusal};
use crate::law::answers::Choice;
use crate::law::chambers::calendar_date;
use crate::law::office::Office;
use crate::report::lines::quoted;
use crate::report::play as words;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::{Diagnostic, render};
use crate::scenario::document::{Document, Reader, Spanned};
use crate::scenario::library;
use crate::simulate::Terms;

use super::super::exit::{Exit, Problem, Trouble};
use super::super::load::{self, SetArguments};
use super::super::output::{Color, say};
use super::super::search::explain;
use super::super::terms::read_choice;
use super::{Arguments, refused};

/// What is played, and how far it has come.
pub(super) struct Opened {
    pub(super) scenario: Scenario,
    pub(super) given: Terms,
    pub(super) roles: Vec<Office>,
    /// The choices of a play file, and the file.
    kept: Vec<Spanned<Choice>>,
    file: Option<Document>,
    /// The choices of the command line.
    chosen: Vec<Choice>,
}

/// Opens a scenario, or a play file.
pub(super) fn open(arguments: &Arguments, color: Color) -> Result<Opened, Trouble> {
    if let Some(document) = play_file(&arguments.scenario, color)? {
        return open_file(arguments, document, color);
    }
    let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
    let given = arguments.terms.read(&scenario);
    let roles = read_roles(&arguments.roles, &scenario);
    let chosen = read_choices(&arguments.choices, &scenario);
    let mut trouble: Option<Trouble> = None;
    let mut also = |next: Trouble| {
        trouble = Some(match trouble.take() {
            Some(first) => first.and_all(next),
            None => next,
        });
    };
    let given = given.map_err(&mut also).ok();
    let roles = roles.map_err(&mut also).ok();
    let chosen = chosen.map_err(&mut also).ok();
    match (given, roles, chosen, trouble) {
        (Some(given), Some(roles), Some(chosen), None) => {
            Ok(Opened { scenario, given, roles, kept: Vec::new(), file: None, chosen })
        }
        (.., Some(trouble)) => Err(trouble),
        _ => Err(Trouble::usage(Problem::new("nothing can be played", "see: comity help play"))),
    }
}

/// The file at a path, if it is that of a play.
fn play_file(name: &str, color: Color) -> Result<Option<Document>, Trouble> {
    let shipped = library::SCENARIOS.iter().any(|shipped| shipped.name == name);
    if shipped || !Path::new(name).is_file() {
        return Ok(None);
    }
    // What cannot be read is explained where scenarios are read.
    let Ok(text) = std::fs::read_to_string(name) else { return Ok(None) };
    let (document, mistakes) = Document::parse(name, text);
    if !file::is_play(&document) {
        return Ok(None);
    }
    if mistakes.is_empty() { Ok(Some(document)) } else { Err(invalid(&document, &mistakes, color)) }
}

/// The mistakes of a play file.
fn invalid(document: &Document, mistakes: &[Diagnostic], color: Color) -> Trouble {
    let name = &document.sources().main().name;
    let shown = render(mistakes, document.sources(), color.on(&std::io::stderr()));
    let count = match mistakes.len() {
        1 => "1 mistake".to_owned(),
        many => format!("{many} mistakes"),
    };
    let help = "mend the file, or begin anew: comity play SCENARIO --as ROLE";
    Trouble::laid_out(
        Exit::Invalid,
        shown,
        Problem::new(format!("{name} has {count}; nothing was played"), help),
    )
}

fn open_file(arguments: &Arguments, document: Document, color: Color) -> Result<Opened, Trouble> {
    let told_twice = !arguments.roles.is_empty()
        || !arguments.set.sets.is_empty()
        || arguments.terms.are_given();
    if told_twice {
        return Err(Trouble::usage(Problem::new(
            format!("{} says itself who is played, and on what terms", arguments.scenario),
            "leave out --as, --set, --seed, --from, --until and --what-if, or name the scenario",
        )));
    }
    let reader = Reader::new(&document);
    let Some(draft) = file::read(&reader) else {
        return Err(invalid(&document, &reader.take(), color));
    };
    let set = SetArguments { sets: draft.sets.clone() };
    let known = load::scenario(draft.scenario.value, &set, color)
        .and_then(|scenario| same_text(&arguments.scenario, &draft, &scenario).map(|()| scenario));
    let told = known.map(|scenario| (draft.of(&scenario, &reader), scenario));
    // What is wrong in the file comes before what is wrong with the scenario it names.
    let mistakes = reader.take();
    if !mistakes.is_empty() {
        return Err(invalid(&document, &mistakes, color));
    }
    let (told, scenario) = told?;
    let now = env!("CARGO_PKG_VERSION");
    if let Some(then) = draft.version.filter(|then| *then != now) {
        say(&format!(
            "note: {} was written by comity {then}, and this is {now}: what is drawn may differ\n",
            arguments.scenario
        ));
    }
    let chosen = read_choices(&arguments.choices, &scenario)?;
    let file::Told { given, roles, choices: kept } = told;
    Ok(Opened { scenario, given, roles, kept, file: Some(document), chosen })
}

/// Whether the scenario has the texts that were played.
fn same_text(file: &str, draft: &Draft<'_>, scenario: &Scenario) -> Result<(), Trouble> {
    if draft.hash.value == scenario.hash {
        return Ok(());
    }
    let now = env!("CARGO_PKG_VERSION");
    let by = match draft.version {
        Some(then) if then != now => {
            format!(" The file was written by comity {then}; this is {now}.")
        }
        _ => String::new(),
    };
    let message = format!(
        "{file} was played on another text of {}: its hash was {} then and is {} now.{by}",
        scenario.name, draft.hash.value, scenario.hash
    );
    let cure = format!(
        "play it on the text it was made with; or make the same choices on the new one: {}",
        draft.as_command().iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    );
    Err(Trouble::all(Exit::Invalid, vec![Problem::new(message, cure)]))
}

/// The offices named; without any, who can be named.
fn read_roles(named: &[String], scenario: &Scenario) -> Result<Vec<Office>, Trouble> {
    let all = roles(scenario).map_err(|failure| explain(scenario, failure))?;
    if named.is_empty() {
        return Err(list_roles(scenario, &all));
    }
    if named.iter().any(|word| word.eq_ignore_ascii_case("all")) {
        return Ok(all.iter().map(|role| role.office).collect());
    }
    let (mut found, mut problems): (Vec<Office>, Vec<Problem>) = Default::default();
    for word in named {
        match find(scenario, &all, word) {
            Ok(office) if !found.contains(&office) => found.push(office),
            Ok(_) => {}
            Err(why) => problems.push(no_role(word, why, &all)),
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

fn no_role(word: &str, why: NoRole, all: &[Role]) -> Problem {
    let ids = |offices: &mut dyn Iterator<Item = Office>| {
        offices.map(|office| office.id()).collect::<Vec<_>>().join(", ")
    };
    match why {
        NoRole::Several(offices) => Problem::new(
            format!("--as {word} could be any of {}", ids(&mut offices.into_iter())),
            "name one of them",
        ),
        NoRole::Unknown(near) => Problem::new(
            format!("--as {word}: nobody of that name decides anything in this case"),
            near.unwrap_or_else(|| {
                format!("the roles are {}", ids(&mut all.iter().map(|role| role.office)))
            }),
        ),
    }
}

fn list_roles(scenario: &Scenario, all: &[Role]) -> Trouble {
    let listed: Vec<_> = all.iter().map(|role| (role.office, role.decisions)).collect();
    let name = quoted(&scenario.name);
    let first = all.iter().find(|role| role.office == Office::Provider).or(all.first());
    let example = first.map_or("ROLE", |role| role.office.id());
    let list = format!(
        "Who can be played, and how many decisions can come up:\n{}",
        words::roles(scenario, &listed)
    );
    let problem = Problem::new(
        "nobody is named to be played",
        format!("comity play {name} --as {example}, or --as all"),
    );
    Trouble::laid_out(Exit::Usage, list, problem)
}

/// The choices of the command line; every mistake in them at once.
fn read_choices(texts: &[String], scenario: &Scenario) -> Result<Vec<Choice>, Trouble> {
    let (mut choices, mut problems): (Vec<Choice>, Vec<Problem>) = Default::default();
    for text in texts {
        match read_choice("--choose", text, scenario) {
            Ok(choice) => choices.push(choice),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(choices) } else { Err(Trouble::all(Exit::Usage, problems)) }
}

impl Opened {
    /// Makes the choices of the file and those of the command line, one after the other, and shows the play after each.
    pub(super) fn replay(
        &self,
        play: &mut Play<'_>,
        color: Color,
        show: &mut dyn FnMut(&Play<'_>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        for (choice, place) in self.kept.iter().zip(1..) {
            if let Err(mistake) = take_kept(play, place, choice) {
                let Some(document) = &self.file else { break };
                return Err(match mistake {
                    Ok(mistake) => invalid(document, &[mistake], color),
                    Err(trouble) => trouble,
                });
            }
            show(play)?;
        }
        for choice in &self.chosen {
            take_chosen(play, *choice)?;
            show(play)?;
        }
        Ok(())
    }
}

/// Whether a choice is one of the decision that waits.
fn is_asked(play: &Play<'_>, choice: Choice) -> bool {
    play.waiting().is_some_and(|waiting| {
        (waiting.pending.point, waiting.pending.occurrence) == (choice.point, choice.occurrence)
    })
}

/// Makes a choice of the file.
fn take_kept(
    play: &mut Play<'_>,
    place: usize,
    choice: &Spanned<Choice>,
) -> Result<(), Result<Diagnostic, Trouble>> {
    if !is_asked(play, choice.value) {
        return Err(Ok(file::not_asked(play, place, choice)));
    }
    play.choose(choice.value.option).map_err(|refusal| match refusal {
        Refusal::Closed(why, on) => {
            let why = play.scenario().closed_words(why, on);
            Ok(file::closed(play, choice, &why))
        }
        refusal => Err(refused(play, &play.scenario().choice_words(choice.value), refusal)),
    })
}

/// Makes a choice of the command line.
fn take_chosen(play: &mut Play<'_>, choice: Choice) -> Result<(), Trouble> {
    let scenario = play.scenario();
    let words = scenario.choice_words(choice);
    if is_asked(play, choice) {
        return play.choose(choice.option).map_err(|refusal| refused(play, &words, refusal));
    }
    if !scenario.decides(choice.point, play.roles()) {
        let office = scenario.decider(choice.point);
        return Err(Trouble::usage(Problem::new(
            format!("--choose {words}: that is decided by {}, whom you do not play", office.id()),
            format!("play it too with --as {}, or fix it with --what-if {words}", office.id()),
        )));
    }
    Err(Trouble::usage(match play.waiting() {
        Some(waiting) => {
            let pending = &waiting.pending;
            let place = scenario.place_words(pending.point, pending.occurrence);
            let options = scenario.options(pending.point).join(", ");
            Problem::new(
                format!(
                    "--choose {words} is not asked yet: on {} {place} is decided first",
                    calendar_date(pending.at)
                ),
                format!("put --choose {place}=OPTION before it; its options are {options}"),
            )
        }
        None => Problem::new(
            format!("--choose {words} is never asked: the case is over before"),
            "leave it out, or make an earlier choice another",
        ),
    }))
}
