//! Words of the law that a student may meet in a docket, each with what it means and on what that rests.

use crate::law::authority::{self as known, AuthorityId};

/// A word.
pub(super) struct Term {
    /// As a glossary has it.
    pub(super) word: &'static str,
    /// How it stands in a text, in small letters: one of these must be there as a word or as words.
    seen: &'static [&'static str],
    /// What it means.
    pub(super) says: &'static str,
    /// What that rests on.
    pub(super) authority: AuthorityId,
}

const fn term(
    word: &'static str,
    seen: &'static [&'static str],
    says: &'static str,
    authority: AuthorityId,
) -> Term {
    Term { word, seen, says, authority }
}

/// Every word, in the order of the alphabet.
const TERMS: &[Term] = &[
    term(
        "amicus",
        &["amicus", "friend of the court", "friends of the court"],
        "a friend of the court: one who is no party and is heard if the court allows it",
        known::X_LEAVE,
    ),
    term(
        "Central Authority",
        &["central authority", "central authorities"],
        "the office through which states send each other treaty requests: the Attorney General in the United States, \
         the Minister for Justice in Ireland",
        known::T_US_IE,
    ),
    term(
        "certiorari",
        &["certiorari"],
        "review by the Supreme Court, which it grants or denies at its discretion",
        known::R_SC10,
    ),
    term(
        "comity",
        &["comity"],
        "regard for the law and the interests of another state, which a court weighs case by case",
        known::C_AEROSPATIALE,
    ),
    term(
        "contempt",
        &["contempt"],
        "disobedience of a court's lawful process, which a federal court may punish",
        known::US_401,
    ),
    term(
        "en banc",
        &["en banc"],
        "before the active judges of a court of appeals instead of a panel; it needs a majority of those who may vote",
        known::US_46C,
    ),
    term(
        "European Production Order",
        &["european production order", "production certificate"],
        "an order of one member state's authority that goes straight to a provider's addressee in another",
        known::EU_EPO,
    ),
    term(
        "executive agreement",
        &["executive agreement", "executive agreements"],
        "an agreement under the CLOUD Act that makes a foreign government a qualifying one",
        known::US_2523,
    ),
    term(
        "final order",
        &["final", "final order", "finality"],
        "what a court of appeals may review; an order to produce is not one as long as nobody is in contempt of it",
        known::US_1291,
    ),
    term(
        "letter rogatory",
        &["letter rogatory", "letters rogatory"],
        "the request of a court to a foreign court, sent through the State Department or from court to court",
        known::US_1781,
    ),
    term(
        "moot",
        &["moot", "mootness"],
        "without a live dispute; a judgment below is then vacated and the case dismissed",
        known::C_MUNSINGWEAR,
    ),
    term(
        "motion to quash, or to vacate",
        &["quash", "quashed", "vacate the process"],
        "the request that a court undo process that should not have issued, or would be unreasonable to obey",
        known::R_CRP17C,
    ),
    term(
        "notice of appeal",
        &["notice of appeal", "notices of appeal"],
        "the paper by which an appeal is taken: filed with the district clerk, it names the order appealed from",
        known::R_AP3,
    ),
    term(
        "objections",
        &["objections", "objects"],
        "what brings a magistrate judge's order before the district judge; who makes none in time has no review",
        known::R_CRP59,
    ),
    term(
        "preservation",
        &["preservation", "preserve"],
        "the duty of a provider, on request, to keep existing records for 90 days, and 90 more on a new request",
        known::US_2703F,
    ),
    term(
        "stay",
        &["stay", "stays", "stayed"],
        "the suspension of an order while it is reviewed; it is asked of the court that made the order first",
        known::R_AP8,
    ),
    term(
        "treaty request",
        &["treaty request", "under the treaty"],
        "a request for legal assistance in a criminal matter from one central authority to the other",
        known::T_US_IE,
    ),
    term(
        "warrant",
        &["warrant", "warrants"],
        "here: what a judge issues on probable cause, and a provider must answer with the content of an account",
        known::US_2703A,
    ),
];

/// The words that stand in a text, in the order of the alphabet.
pub(super) fn met(text: &str) -> Vec<&'static Term> {
    let sign = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let small: String = text.to_lowercase().chars().map(sign).collect();
    let words = format!(" {} ", small.split_whitespace().collect::<Vec<_>>().join(" "));
    let stands = |one: &&Term| one.seen.iter().any(|seen| words.contains(&format!(" {seen} ")));
    TERMS.iter().filter(stands).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_met_as_a_word_and_the_words_are_in_order() {
        let words = |text| met(text).iter().map(|term| term.word).collect::<Vec<_>>();
        assert_eq!(words("The warrant is stayed."), ["stay", "warrant"]);
        assert_eq!(words("They stayed on. No warranty."), ["stay"]);
        assert_eq!(words("Rehearing en\n banc is denied."), ["en banc"]);
        assert!(TERMS.is_sorted_by_key(|term| term.word.to_lowercase()));
    }
}
