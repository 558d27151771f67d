//! Who can be played: the offices that have something to decide, under the names a lawyer would type.

use crate::experiment::branches::{Reach, Seen, walk};
use crate::law::office::Office;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::did_you_mean;
use crate::simulate::{Failure, Terms};

/// An office that can be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The office.
    pub office: Office,
    /// How many decisions can come up for it, each counted once.
    pub decisions: usize,
}

/// Branches walked to see what can come up. A walk takes the options that it has not seen first.
const BRANCHES: u64 = 600;

/// The offices for which a decision can come up, in the order of their addresses.
///
/// # Errors
///
/// As [`walk`].
pub fn roles(scenario: &Scenario) -> Result<Vec<Role>, Failure> {
    let from = (!scenario.record.is_empty()).then_some(scenario.opens);
    let terms = Terms { from, ..Terms::default() };
    let mut seen = Seen::new(scenario);
    let reach = Reach { most: BRANCHES, case: 0, time: None, pass_over: None };
    walk(scenario, &terms, reach, &mut seen, &mut |_| ())?;
    let of = |office: Office| {
        let mine = |point: &_| scenario.decides(*point, &[office]) && seen.came_up(*point);
        Role { office, decisions: scenario.points().filter(mine).count() }
    };
    // What the two sides decide together is asked of either.
    let alone = Office::ALL.into_iter().filter(|office| *office != Office::Parties);
    Ok(alone.map(of).filter(|role| role.decisions > 0).collect())
}

/// The role a word names: by its office, by a part of that, or by a part of the name it has in this case.
///
/// # Errors
///
/// What may be meant, where no role or more than one is named.
pub fn find(scenario: &Scenario, roles: &[Role], word: &str) -> Result<Office, Option<String>> {
    let offices = || roles.iter().map(|role| role.office);
    let word = word.trim().to_lowercase();
    if let Some(office) = offices().find(|office| office.id() == word) {
        return Ok(office);
    }
    let known = |office: Office| office.id().to_owned() + " " + &names(scenario, office);
    let fits = |office: &Office| {
        !word.is_empty() && parts(&known(*office)).any(|part| part.starts_with(&word))
    };
    let found: Vec<Office> = offices().filter(fits).collect();
    match found[..] {
        [office] => Ok(office),
        [] => {
            let words: Vec<String> = offices()
                .flat_map(|office| {
                    let named = names(scenario, office);
                    let named: Vec<String> = parts(&named).map(str::to_owned).collect();
                    [vec![office.id().to_owned()], named].concat()
                })
                .collect();
            Err(did_you_mean(&word, words.iter().map(String::as_str)))
        }
        _ => {
            let ids: Vec<&str> = found.iter().map(|office| office.id()).collect();
            Err(Some(format!("it could be {}", ids.join(" or "))))
        }
    }
}

/// The names of an office in this case, in small letters.
fn names(scenario: &Scenario, office: Office) -> String {
    scenario.names.of(office).to_lowercase()
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    // Words that many names have tell nobody apart.
    words.filter(|word| word.len() > 2 && !["the", "court", "judge", "for", "and"].contains(word))
}
