//! How the table of papers is written down.

/// Writes the one match over all papers. A row: paper, name, authorities, ruling or `-`, sentence.
macro_rules! papers {
    ($($pattern:pat => $event:literal [$($authority:ident)*] $ruling:tt $text:literal;)+) => {
        /// The row of a paper.
        pub(super) fn row(paper: Paper) -> Row {
            use Paper::*;
            match paper {
                $($pattern => Row {
                    event: $event,
                    authority: &[$($authority),*],
                    ruling: papers!(@ruling $ruling),
                    text: $text,
                },)+
            }
        }

        /// The names, with what each rests on, in the order of the table.
        pub(super) static EVENTS: &[(&str, &[AuthorityId])] = &[$(($event, &[$($authority),*])),+];
    };
    (@ruling -) => { None };
    (@ruling ($stage:literal $winner:ident)) => {
        Some(Ruling { stage: $stage, winner: Winner::$winner })
    };
}
pub(super) use papers;
