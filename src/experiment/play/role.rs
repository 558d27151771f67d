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

/// Why a word names no role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRole {
    /// It fits several.
    Several(Vec<Office>),
    /// It fits none; what may be meant.
    Unknown(Option<String>),
}

/// The role that is named: by its office, by the name it has in this case, or by the beginnings of words of either.
///
/// # Errors
///
/// Where no role or more than one is named.
pub fn find(scenario: &Scenario, roles: &[Role], named: &str) -> Result<Office, NoRole> {
    let offices = || roles.iter().map(|role| role.office);
    let named = named.trim().to_lowercase();
    let name = |office: Office| scenario.names.of(office).to_lowercase();
    let whole = offices().find(|office| office.id() == named);
    if let Some(office) = whole.or_else(|| offices().find(|office| name(*office) == named)) {
        return Ok(office);
    }
    let known = |office: Office| format!("{} {}", office.id(), name(office));
    let fits = |office: &Office| {
        let known = known(*office);
        let begins = |word: &str| words(&known).any(|part| part.starts_with(word));
        words(&named).next().is_some() && words(&named).all(begins)
    };
    match offices().filter(fits).collect::<Vec<Office>>()[..] {
        [office] => Ok(office),
        [] => {
            let known: Vec<String> = offices().map(known).collect();
            let ids = offices().map(|office| office.id());
            let candidates = ids.chain(known.iter().flat_map(|known| words(known)));
            Err(NoRole::Unknown(did_you_mean(&named, candidates)))
        }
        ref several => Err(NoRole::Several(several.to_vec())),
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::check::check;
    use crate::scenario::library;

    #[test]
    fn a_role_goes_by_its_office_or_by_who_holds_it() {
        let shipped = library::SCENARIOS[0];
        let scenario = check(shipped.name, shipped.text).scenario.expect("the seed case is sound");
        let roles = roles(&scenario).expect("it can be walked");
        let find = |word| find(&scenario, &roles, word);
        for (word, office) in [
            ("provider", Office::Provider),
            ("Microsoft", Office::Provider),
            ("preska", Office::District),
            ("Second Circuit", Office::Circuit),
            ("en-banc", Office::EnBanc),
            ("irish authority", Office::CentralAuthority),
            ("high court ireland", Office::ForeignHighCourt),
        ] {
            assert_eq!(find(word), Ok(office), "{word}");
        }
        let judges = find("judge");
        assert_eq!(
            judges,
            Err(NoRole::Several(vec![Office::Magistrate, Office::District, Office::EnBanc]))
        );
        let near = Err(NoRole::Unknown(Some("did you mean `provider`?".to_owned())));
        assert_eq!(find("provder"), near);
        assert!(matches!(find(""), Err(NoRole::Unknown(_))));
        assert!(roles.iter().all(|role| role.office != Office::Parties));
    }
}
