//! A play at a terminal, by way of a pseudo-terminal: what is typed shows, and control keys do what they do.

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use super::super::program;
use super::{CASE, PROVIDER, file_in_folder, provider};

/// How long to wait for what must come, in milliseconds: a slow machine is no mistake.
const PATIENCE: u64 = 60_000;

fn at_terminal(arguments: &[&str]) -> PtySession {
    let mut command = program();
    command.args(["play"].iter().chain(arguments));
    spawn_command(command, Some(PATIENCE)).expect("a terminal")
}

/// Waits for the question, and answers it. Gives what was shown before.
fn answer(terminal: &mut PtySession, line: &str) -> String {
    let shown = terminal.exp_string("or ? for help: ").expect("a question");
    terminal.send_line(line).expect("it listens");
    shown
}

fn code(terminal: &PtySession) -> Option<i32> {
    match terminal.process().wait().expect("it ends") {
        WaitStatus::Exited(_, code) => Some(code),
        _ => None,
    }
}

#[test]
fn a_case_is_played_at_a_terminal_from_start_to_end_with_detours() {
    let mut terminal = at_terminal(&PROVIDER);
    assert!(answer(&mut terminal, "3").contains("DECISION 1."));
    answer(&mut terminal, "back");
    assert!(answer(&mut terminal, "seven").contains("TAKEN BACK: provider.response=refuse"));
    assert!(answer(&mut terminal, "5").contains("`seven` is no option here"));
    assert!(answer(&mut terminal, "?").contains("the law closes statutory-motion here"));
    assert!(answer(&mut terminal, "move").contains("You can type"));
    assert!(answer(&mut terminal, "why").contains("CHOSEN: provider.response=move-to-vacate"));
    assert!(answer(&mut terminal, "1").contains("This is decided because of"));
    for _ in 0..6 {
        answer(&mut terminal, "1");
    }
    assert!(answer(&mut terminal, "1").contains("DECISION 9."));
    let end = terminal.exp_string("Over. back, docket, why N, save FILE, quit, or ?: ");
    let end = end.expect("the end").replace("\r\n", "\n");
    let (_, end) = end.split_once("THE END.").expect("the end");
    let piped = provider(&"1\n".repeat(9)).stdout();
    assert_eq!(end, piped.split_once("THE END.").expect("the end").1);
    terminal.send_line("quit").expect("it listens");
    let farewell = terminal.exp_eof().expect("its end");
    assert!(farewell.contains("The same play again:"), "{farewell}");
    assert_eq!(code(&terminal), Some(0));
}

#[test]
fn an_interrupt_leaves_at_once_keeps_the_play_and_says_how_to_go_on() {
    let (_folder, path) = file_in_folder("my.play.toml");
    let mut terminal = at_terminal(&[CASE, "--as", "provider", "-n", "0", "-o", &path]);
    answer(&mut terminal, "1");
    terminal.exp_string("or ? for help: ").expect("a question");
    terminal.send_control('c').expect("it listens");
    let farewell = terminal.exp_eof().expect("its end");
    assert!(farewell.contains("To go on later:") && farewell.contains("my.play.toml"));
    assert_eq!(code(&terminal), Some(130));
    let kept = std::fs::read_to_string(&path).expect("the play");
    assert!(kept.contains("provider.response=move-to-vacate"));
}

#[test]
fn the_end_of_the_input_leaves_in_peace() {
    let mut terminal = at_terminal(&PROVIDER);
    answer(&mut terminal, "1");
    terminal.exp_string("or ? for help: ").expect("a question");
    terminal.send_control('d').expect("it listens");
    let farewell = terminal.exp_eof().expect("its end");
    assert!(farewell.contains("--choose provider.response=move-to-vacate"), "{farewell}");
    assert_eq!(code(&terminal), Some(0));
}
