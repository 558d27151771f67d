//! The talk with whoever plays: what is shown goes to standard output and is only ever added to; what is asked, and what
//! is wrong with an answer, goes to standard error.

use std::path::{Path, PathBuf};

use crate::experiment::play::Play;
use crate::experiment::play::file::{self, is_play};
use crate::report::lines::wrap;
use crate::report::play as words;
use crate::report::play::ending;
use crate::report::play::record::{DecisionRecord, MadeRecord, decision};
use crate::report::record::RunRecord;
use crate::report::why;
use crate::scenario::diagnostic::did_you_mean;
use crate::scenario::document::Document;

use super::super::exit::{Exit, Problem, Trouble};
use super::super::output::{print, put, say};
use super::super::search::explain;
use super::super::why::{find, grounds};
use super::listen::{Ear, Heard};
use super::{command, docket_so_far, ending_of, is_over, refused};

/// What is kept from one answer to the next, besides the play itself.
pub(super) struct Session {
    /// How many cases the forecasts have.
    count: u64,
    /// Where the play is kept.
    file: Option<PathBuf>,
    /// How many entries were shown.
    shown: usize,
}

/// After so many lines in a row that are no choice, what comes through a pipe is taken to go on for ever.
const PATIENCE: u32 = 1000;

/// What an answer asks for.
enum Wish {
    Nothing,
    Help,
    Here,
    Entry(String),
    History,
    Back,
    Docket,
    Options,
    Save(String),
    Quit,
    Option(String),
}

/// What follows an answer.
enum Next {
    /// The question is put again.
    Ask,
    /// The play has moved.
    Show,
    /// It is left.
    Leave,
}

impl Wish {
    fn of(line: &str) -> Wish {
        let line = line.trim();
        let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match (first.to_lowercase().as_str(), rest) {
            ("", _) => Wish::Nothing,
            ("?" | "help", "") => Wish::Help,
            ("why", "") => Wish::Here,
            ("why", entry) => Wish::Entry(entry.to_owned()),
            ("history", "") => Wish::History,
            ("back" | "undo", "") => Wish::Back,
            ("docket", "") => Wish::Docket,
            ("options", "") => Wish::Options,
            ("save", file) => Wish::Save(file.to_owned()),
            ("quit" | "exit" | "q", "") => Wish::Quit,
            _ => Wish::Option(line.to_owned()),
        }
    }
}

impl Session {
    /// A session in which nothing was shown yet.
    pub(super) fn new(count: u64, file: Option<PathBuf>) -> Session {
        Session { count, file, shown: 0 }
    }

    /// Shows what is played.
    pub(super) fn open(&mut self, play: &Play<'_>) -> Result<(), Trouble> {
        self.keep(play)?;
        tell(&words::heading(play.scenario(), play))?;
        self.show(play)
    }

    /// Shows the play after a choice that nobody typed.
    pub(super) fn replayed(&mut self, play: &Play<'_>) -> Result<(), Trouble> {
        self.show_choice(play)?;
        self.show(play)
    }

    fn show_choice(&self, play: &Play<'_>) -> Result<(), Trouble> {
        play.made().last().map_or(Ok(()), |made| tell(&words::chosen(play.scenario(), made)))
    }

    /// Shows what is new, then the decision that waits, or the end.
    fn show(&mut self, play: &Play<'_>) -> Result<(), Trouble> {
        let (scenario, record) = (play.scenario(), docket_so_far(play));
        let new = record.entries.get(self.shown..).unwrap_or_default();
        tell(&words::entries_in_short(scenario, new))?;
        self.shown = record.entries.len();
        self.show_where(play, &record)
    }

    fn show_where(&self, play: &Play<'_>, record: &RunRecord) -> Result<(), Trouble> {
        let scenario = play.scenario();
        if let Some(decision) = decision(play, record) {
            return tell(&(words::decision(scenario, &decision) + "\n"));
        }
        let ended = ending_of(play, self.count)?;
        let made: Vec<_> = play.made().iter().map(|made| MadeRecord::new(scenario, made)).collect();
        tell(&ending::text(scenario, record, &made, &ended))
    }

    /// Asks and answers until the play is left.
    pub(super) fn go_on(&mut self, mut play: Play<'_>) -> Result<Exit, Trouble> {
        let ear = Ear::open();
        let mut in_vain = 0;
        let exit = loop {
            say(&words::prompt(open_options(&play)));
            let line = match ear.next() {
                Heard::Line(line) => line,
                Heard::End => {
                    say("\n");
                    break Exit::Done;
                }
                Heard::Interrupt => {
                    say("\n");
                    break Exit::Interrupted;
                }
            };
            if ear.is_silent {
                say(&format!("{line}\n"));
            }
            match self.answer(&mut play, Wish::of(&line))? {
                Next::Ask => in_vain += 1,
                Next::Show => {
                    in_vain = 0;
                    self.show(&play)?;
                }
                Next::Leave => break Exit::Done,
            }
            if ear.is_silent && in_vain > PATIENCE {
                wrong("nothing of all this is a choice, and no person can have typed it: left");
                break Exit::Usage;
            }
        };
        self.take_leave(&play);
        Ok(exit)
    }

    fn answer(&mut self, play: &mut Play<'_>, wish: Wish) -> Result<Next, Trouble> {
        let scenario = play.scenario();
        match wish {
            Wish::Nothing => {}
            Wish::Help if is_over(play) => tell(words::HELP_AT_THE_END)?,
            Wish::Help => tell(words::HELP)?,
            Wish::Here => {
                let record = docket_so_far(play);
                match decision(play, &record) {
                    Some(decision) => tell(&words::why_here(scenario, &record, &decision))?,
                    None => wrong("the case is over: say of which entry, such as why 12"),
                }
            }
            Wish::Entry(entry) => why_entry(play, &entry)?,
            Wish::History => tell(&words::history(scenario, play))?,
            Wish::Docket => tell(&words::docket(scenario, &docket_so_far(play)))?,
            Wish::Options => self.show_where(play, &docket_so_far(play))?,
            Wish::Save(file) => self.save(play, &file),
            Wish::Quit => return Ok(Next::Leave),
            Wish::Back => return self.back(play),
            Wish::Option(word) => return self.choose(play, &word),
        }
        Ok(Next::Ask)
    }

    fn choose(&mut self, play: &mut Play<'_>, word: &str) -> Result<Next, Trouble> {
        let record = docket_so_far(play);
        let Some(waiting) = decision(play, &record) else {
            wrong(&format!("`{word}` is nothing that can be typed here; type ? for what can"));
            return Ok(Next::Ask);
        };
        let option = match option(&waiting, word) {
            Ok(option) => option,
            Err(problem) => {
                wrong(&problem.line());
                return Ok(Next::Ask);
            }
        };
        let name = waiting.options.get(option).map_or(word, |option| &option.name);
        if let Err(refusal) = play.choose(option as u8) {
            wrong(&refused(play, name, refusal).line());
            return Ok(Next::Ask);
        }
        self.keep(play)?;
        self.show_choice(play)?;
        Ok(Next::Show)
    }

    fn back(&mut self, play: &mut Play<'_>) -> Result<Next, Trouble> {
        let scenario = play.scenario();
        match play.back().map_err(|failure| explain(scenario, failure))? {
            None => {
                wrong("there is no choice to take back: this is the beginning");
                Ok(Next::Ask)
            }
            Some(taken) => {
                self.keep(play)?;
                tell(&words::taken_back(scenario, &taken))?;
                self.shown = play.run().docket.entries.len();
                Ok(Next::Show)
            }
        }
    }

    /// Writes the play where it is kept, if it is.
    fn keep(&self, play: &Play<'_>) -> Result<(), Trouble> {
        let Some(path) = &self.file else { return Ok(()) };
        put(path, &file::written(play), true).map(|_| ())
    }

    /// Writes the play where it was asked to, and keeps it there from then on.
    fn save(&mut self, play: &Play<'_>, name: &str) {
        if name.is_empty() {
            return wrong("save where? Give a file, such as save my.play.toml");
        }
        let path = Path::new(name);
        let is_other = path.exists()
            && !std::fs::read_to_string(path)
                .is_ok_and(|text| is_play(&Document::parse(name, text).0));
        if is_other {
            return wrong(&format!("{name} is there already and is no play; give another name"));
        }
        match put(path, &file::written(play), true) {
            Ok(_) => {
                say(&format!("Saved. To go on later: comity play {name}\n"));
                self.file = Some(path.to_owned());
            }
            Err(trouble) => wrong(&trouble.line()),
        }
    }

    fn take_leave(&self, play: &Play<'_>) {
        let command = match &self.file {
            Some(path) => {
                format!("comity play {}", crate::report::lines::quoted(&path.display().to_string()))
            }
            None => command(play),
        };
        let manifest = docket_so_far(play).manifest;
        say(&words::farewell(&command, &manifest, is_over(play)));
    }
}

/// Shows something.
fn tell(text: &str) -> Result<(), Trouble> {
    print(text).map(|_| ())
}

/// Says what is wrong with an answer, and the cure.
fn wrong(text: &str) {
    say(&wrap(text, "", ""));
}

fn open_options(play: &Play<'_>) -> usize {
    play.waiting().map_or(0, |waiting| waiting.pending.closed.len())
}

/// What stands behind an entry.
fn why_entry(play: &Play<'_>, word: &str) -> Result<(), Trouble> {
    let (scenario, record) = (play.scenario(), docket_so_far(play));
    match find(scenario, &record, word) {
        Ok(entry) => {
            let why = grounds(scenario, &record, entry);
            tell(&(why::grounds(scenario, &record, &why) + "\n"))
        }
        Err(_) => {
            let last = record.entries.len();
            wrong(&format!("`{word}` is no entry of the docket so far; it has 1 to {last}"));
            Ok(())
        }
    }
}

/// The option a word means: its number, its name, or the beginning of one name only.
fn option(decision: &DecisionRecord, word: &str) -> Result<usize, Problem> {
    let options = &decision.options;
    let range = || format!("type 1 to {}, or ? for help", options.len());
    if let Ok(number) = word.parse::<usize>() {
        let fits = (1..=options.len()).contains(&number);
        let none = || Problem::new(format!("there is no option {number}"), range());
        return if fits { Ok(number - 1) } else { Err(none()) };
    }
    let word = word.to_lowercase();
    if let Some(place) = options.iter().position(|option| option.name == word) {
        return Ok(place);
    }
    let begins = options.iter().enumerate().filter(|(_, one)| one.name.starts_with(&word));
    match begins.collect::<Vec<_>>()[..] {
        [(place, _)] => Ok(place),
        [] => {
            let names = options.iter().map(|option| option.name.as_str());
            let cure = did_you_mean(&word, names).unwrap_or_else(range);
            Err(Problem::new(format!("`{word}` is no option here"), cure))
        }
        ref many => {
            let names: Vec<&str> = many.iter().map(|(_, one)| one.name.as_str()).collect();
            let message = format!("`{word}` could be {}", names.join(" or "));
            Err(Problem::new(message, "type more of it"))
        }
    }
}
