//! What comes from whoever plays: lines, the end of them, or an interrupt.

use std::io::{BufRead, IsTerminal, Read, stdin};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::super::many::at_each_interrupt;

/// The longest line, in bytes; what is longer is taken for several.
const LONGEST: u64 = 1000;

/// What was heard.
pub(super) enum Heard {
    /// A line, without its end.
    Line(String),
    /// Nothing more will come.
    End,
    /// Somebody wants to leave at once.
    Interrupt,
}

/// An ear for all of it.
pub(super) struct Ear {
    heard: Receiver<Heard>,
    /// Whether the lines are not shown by a terminal, so that the transcript must.
    pub(super) is_silent: bool,
}

impl Ear {
    /// Begins to listen.
    pub(super) fn open() -> Ear {
        let (sender, heard) = sync_channel(1);
        let interrupts = sender.clone();
        at_each_interrupt(move || {
            let _ = interrupts.send(Heard::Interrupt);
        });
        // Without the thread nothing is heard, which is the end.
        let _ = std::thread::Builder::new().name("lines".to_owned()).spawn(move || read(&sender));
        Ear { heard, is_silent: !stdin().is_terminal() }
    }

    /// Waits for what comes next.
    pub(super) fn next(&self) -> Heard {
        self.heard.recv().unwrap_or(Heard::End)
    }
}

fn read(sender: &SyncSender<Heard>) {
    let mut lines = stdin().lock();
    loop {
        let mut bytes = Vec::new();
        let heard = match lines.by_ref().take(LONGEST).read_until(b'\n', &mut bytes) {
            Ok(0) | Err(_) => Heard::End,
            Ok(_) => {
                let text = String::from_utf8_lossy(&bytes);
                Heard::Line(text.trim_end_matches(['\n', '\r']).to_owned())
            }
        };
        let is_end = matches!(heard, Heard::End);
        if sender.send(heard).is_err() || is_end {
            return;
        }
    }
}
