//! The names shown for offices and friends of the court.

use jiff::civil::Date;

use crate::law::message::Supports;
use crate::law::office::Office;

/// Who filed in an amicus slot, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filers {
    /// Their names.
    pub names: Vec<String>,
    /// The side they took.
    pub supports: Option<Supports>,
    /// How many briefs there were, where not all filers are named.
    pub briefs: Option<u32>,
}

/// The name of an office after the last day for which it is known who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The office.
    pub office: Office,
    /// The last day of the name before.
    pub until: Date,
    /// The name after it.
    pub name: String,
}

/// The names shown for the offices of one scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The name of each office, in the order of [`Office::ALL`].
    pub offices: Vec<String>,
    /// The offices whose holder is known only to a day.
    pub later: Vec<Later>,
    /// Who files in each amicus slot; the first is slot 1.
    pub filers: Vec<Filers>,
}

impl Names {
    /// The name of an office; its id if the scenario gives none.
    pub fn of(&self, office: Office) -> &str {
        self.offices.get(office as usize).map_or(office.id(), String::as_str)
    }

    /// The name of an office on a day.
    pub fn on(&self, day: Date, office: Office) -> &str {
        let later = self.later.iter().find(|later| later.office == office && later.until < day);
        later.map_or_else(|| self.of(office), |later| &later.name)
    }

    /// Who files in an amicus slot, as one phrase. A long list is cut, and the rest counted.
    pub(super) fn filers_in(&self, slot: u16, supports: Supports) -> String {
        /// Once the phrase is this long, in bytes, no further filer is named.
        const ROOM: usize = 60;
        let index = usize::from(slot).checked_sub(1);
        let slot = index.and_then(|index| self.filers.get(index));
        // Nobody is put on a side they did not take.
        let on_this_side = slot.filter(|filers| filers.supports == Some(supports));
        let briefs = on_this_side.and_then(|filers| filers.briefs);
        let filers = on_this_side.map_or(&[][..], |filers| &filers.names);
        // A filer may itself be a list with commas.
        let separator = if filers.iter().any(|filer| filer.contains(',')) { "; " } else { ", " };
        let (mut phrase, mut shown) = (String::new(), 0);
        for (number, filer) in filers.iter().enumerate() {
            let left = filers.len() - number;
            if number > 0 && phrase.len() + filer.len() > ROOM {
                break;
            }
            phrase.push_str(match (number, left) {
                (0, _) => "",
                (_, 1) if briefs.is_none() => " and ",
                _ => separator,
            });
            phrase.push_str(filer);
            shown += 1;
        }
        match (briefs, filers.len() - shown) {
            _ if phrase.is_empty() => "a friend of the court".to_owned(),
            (Some(briefs), _) => format!("{phrase} and others, {briefs} briefs in all"),
            (None, 0) => phrase,
            (None, left) => format!("{phrase} and {left} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(filers: &[&str]) -> Names {
        let names = filers.iter().map(|&filer| filer.to_owned()).collect();
        let filers = Filers { names, supports: Some(Supports::Provider), briefs: None };
        Names { filers: vec![filers], ..Names::default() }
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
    fn an_office_keeps_the_name_of_its_holder_to_the_last_day_he_is_known() {
        let later = Later {
            office: Office::Magistrate,
            until: Date::constant(2016, 7, 13),
            name: "a magistrate judge".to_owned(),
        };
        let names = Names { later: vec![later], ..names(&[]) };
        let on = |day| names.on(Date::constant(2016, 7, day), Office::Magistrate);
        assert_eq!([on(13), on(14)], ["magistrate", "a magistrate judge"]);
    }

    /// 23 briefs for Microsoft on 18 January 2018, of which the record names some filers.
    #[test]
    fn where_not_all_filers_are_named_their_briefs_are_counted() {
        let mut names = names(&["members of Congress", "EPIC"]);
        names.filers[0].briefs = Some(23);
        let phrase = names.filers_in(1, Supports::Provider);
        assert_eq!(phrase, "members of Congress, EPIC and others, 23 briefs in all");
    }

    #[test]
    fn nobody_is_put_on_a_side_they_did_not_take() {
        let names = names(&["Verizon"]);
        assert_eq!(names.filers_in(1, Supports::Government), "a friend of the court");
        assert_eq!(names.filers_in(9, Supports::Provider), "a friend of the court");
    }
}
