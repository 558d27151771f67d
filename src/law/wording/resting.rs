//! The table of papers read the other way round: what rests on an authority.

use super::{defence, texts};
use crate::law::authority::AuthorityId;
use crate::law::message::{Defence, Paper};

/// The names of the papers that rest on an authority, each once.
pub fn papers_on(authority: AuthorityId) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for (event, rests_on) in texts::EVENTS {
        if rests_on.contains(&authority) && !names.contains(event) {
            names.push(event);
        }
    }
    names
}

/// The test for which an authority stands, in a motion that invokes the law of another state: every paper on
/// such a motion rests on it too.
pub fn test_on(authority: AuthorityId) -> Option<&'static str> {
    let rests = |defence: &Defence| {
        let variant = defence::variant(Paper::OppositionToMotion, *defence);
        variant.is_some_and(|variant| variant.authority.contains(&authority))
    };
    [Defence::Statute, Defence::Comity].iter().find(|one| rests(one)).map(|one| defence::test(*one))
}
