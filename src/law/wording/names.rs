//! The names shown for offices and friends of the court.

use crate::law::message::Supports;
use crate::law::office::Office;

/// Who filed in an amicus slot, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filers {
    /// Their names.
    pub names: Vec<String>,
    /// The side they took.
    pub supports: Option<Supports>,
}

/// The names shown for the offices of one scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name of each office, in the order of [`Office::ALL`].
    pub offices: Vec<String>,
    /// Who files in each amicus slot; the first is slot 1.
    pub filers: Vec<Filers>,
}

impl Names {
    /// The name of an office; its id if the scenario gives none.
    pub fn of(&self, office: Office) -> &str {
        self.offices.get(office as usize).map_or(office.id(), String::as_str)
    }

    /// Who files in an amicus slot, as one phrase. A long list is cut, and the rest counted.
    pub(super) fn filers_in(&self, slot: u16, supports: Supports) -> String {
        /// Once the phrase is this long, in bytes, no further filer is named.
        const ROOM: usize = 60;
        let index = usize::from(slot).checked_sub(1);
        let slot = index.and_then(|index| self.filers.get(index));
        // Nobody is put on a side they did not take.
        let on_this_side = slot.filter(|filers| filers.supports == Some(supports));
        let filers = on_this_side.map_or(&[][..], |filers| &filers.names);
        // A filer may itself be a list with commas.
        let separator = if filers.iter().any(|filer| filer.contains(',')) { "; " } else { ", " };
        let mut phrase = String::new();
        for (number, filer) in filers.iter().enumerate() {
            let left = filers.len() - number;
            if number > 0 && phrase.len() + filer.len() > ROOM {
                return format!("{phrase} and {left} more");
            }
            phrase.push_str(match (number, left) {
                (0, _) => "",
                (_, 1) => " and ",
                _ => separator,
            });
            phrase.push_str(filer);
        }
        if phrase.is_empty() { "a friend of the court".to_owned() } else { phrase }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(filers: &[&str]) -> Names {
        let names = filers.iter().map(|&filer| filer.to_owned()).collect();
        let filers = Filers { names, supports: Some(Supports::Provider) };
        Names { offices: Vec::new(), filers: vec![filers] }
    }

    #[test]
    fn a_long_list_of_filers_is_cut_and_the_rest_counted() {
        let of = |filers: &[&str]| names(filers).filers_in(1, Supports::Provider);
        assert_eq!(of(&["Verizon"]), "Verizon");
        assert_eq!(of(&["Apple", "Cisco", "HP"]), "Apple, Cisco and HP");
        let many = [
            "Brennan Center, ACLU, Constitution Project, EFF",
            "Apple",
            "BSA, CDT and NAM",
            "Verizon",
        ];
        assert_eq!(of(&many), "Brennan Center, ACLU, Constitution Project, EFF; Apple and 2 more");
    }

    #[test]
    fn nobody_is_put_on_a_side_they_did_not_take() {
        let names = names(&["Verizon"]);
        assert_eq!(names.filers_in(1, Supports::Government), "a friend of the court");
        assert_eq!(names.filers_in(9, Supports::Provider), "a friend of the court");
    }
}
