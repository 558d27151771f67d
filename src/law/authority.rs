//! The catalogue of legal authorities: every statute, rule, ruling and treaty a step may rest on.
//!
//! An authority is named by an [`AuthorityId`]. Code uses the constants ([`US_2703A`]), data files
//! the ids (`"us.2703a"`); one macro writes both from the same row. A scenario may add authorities
//! of its own: its [`Catalogue`] holds both kinds.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;

/// One authority: what it says, when it could be relied on, and how well that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The name used in data files: `us.2703a`.
    pub id: Cow<'static, str>,
    /// The citation, as a court would recognise it.
    pub citation: Cow<'static, str>,
    /// When it could be relied on.
    pub force: Force,
    /// What it says, in one plain sentence; a weaker detail is marked there.
    pub holding: Cow<'static, str>,
    /// How well the holding is known; where its parts differ in weight, the weakest.
    pub evidence: Evidence,
    /// Where a reader finds it, if somebody says so: a page, a collection.
    pub reference: Option<Cow<'static, str>>,
    /// Its address on the web, if somebody gives it.
    pub url: Option<Cow<'static, str>>,
}

impl Authority {
    /// Whether it could be relied on that day; the first and the last day count.
    pub fn in_force(&self, on: Date) -> bool {
        let (first, last) = self.force.bounds();
        first <= on && on <= last
    }
}

/// The days on which an authority could be relied on, in the form its holding describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// No starting date was found, and no end.
    Always,
    /// From this day on.
    Since(Date),
    /// From some day of this year on; the whole year counts.
    SinceYear(i16),
    /// From the first day to the last, both included.
    Between(Date, Date),
    /// To this day, included; no starting date was found.
    Until(Date),
    /// Proposed, signed or published, but not known to be in force anywhere it would matter.
    NotInForce,
}

/// In words: `in force since 2018-03-23`.
impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Force::Always => f.write_str("in force; its first day is not known here"),
            Force::Since(from) => write!(f, "in force since {from}"),
            Force::SinceYear(from) => write!(f, "in force since {from}"),
            Force::Between(from, to) => write!(f, "in force from {from} to {to}"),
            Force::Until(to) => write!(f, "in force to {to}"),
            Force::NotInForce => f.write_str("not in force"),
        }
    }
}

impl Force {
    /// The first day and the last; for what was never in force, a last day before the first.
    pub fn bounds(self) -> (Date, Date) {
        let year = |year| Date::new(year, 1, 1).unwrap_or(Date::MIN);
        match self {
            Force::Always => (Date::MIN, Date::MAX),
            Force::Since(from) => (from, Date::MAX),
            Force::SinceYear(from) => (year(from), Date::MAX),
            Force::Between(from, to) => (from, to),
            Force::Until(to) => (Date::MIN, to),
            Force::NotInForce => (Date::MAX, Date::MIN),
        }
    }
}

/// Where a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Seen in a source.
    Source,
    /// Seen in a source that quotes or reports the original.
    Secondary,
    /// General knowledge that no source has confirmed.
    Unconfirmed(Confidence),
    /// An assumption: nothing was found.
    Assumption,
    /// Worked out from other statements.
    Derived,
}

impl Evidence {
    /// Every mark, the best first.
    pub const ALL: [Evidence; 7] = [
        Self::Source,
        Self::Secondary,
        Self::Unconfirmed(Confidence::High),
        Self::Unconfirmed(Confidence::Medium),
        Self::Unconfirmed(Confidence::Low),
        Self::Assumption,
        Self::Derived,
    ];

    /// The mark in words: `source`, or `unconfirmed, high`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Secondary => "secondary",
            Self::Unconfirmed(Confidence::High) => "unconfirmed, high",
            Self::Unconfirmed(Confidence::Medium) => "unconfirmed, medium",
            Self::Unconfirmed(Confidence::Low) => "unconfirmed, low",
            Self::Assumption => "assumption",
            Self::Derived => "derived",
        }
    }

    /// What the mark means, in words that follow it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Source => "seen in a source",
            Self::Secondary => "seen in a source that quotes or reports the original",
            Self::Unconfirmed(Confidence::High) => {
                "general knowledge that no source has confirmed; as good as certain"
            }
            Self::Unconfirmed(Confidence::Medium) => {
                "general knowledge that no source has confirmed; probably right"
            }
            Self::Unconfirmed(Confidence::Low) => {
                "general knowledge that no source has confirmed; a guess with some ground"
            }
            Self::Assumption => "assumed, since nothing was found",
            Self::Derived => "worked out from other statements",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How sure general knowledge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// As good as certain.
    High,
    /// Probably right.
    Medium,
    /// A guess with some ground.
    Low,
}

/// Names one authority of a [`Catalogue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityId(u16);

/// The authorities a case can rest on: the built-in rows, which every catalogue has under the same
/// ids, then those a scenario brings along. The default has the built-in rows alone.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    own: Vec<Authority>,
}

impl Catalogue {
    /// The authority an id of this catalogue names.
    ///
    /// # Panics
    ///
    /// For an id that another catalogue gave to an authority of its own.
    pub fn get(&self, id: AuthorityId) -> &Authority {
        let mut place = usize::from(id.0);
        for part in self.parts() {
            match part.get(place) {
                Some(row) => return row,
                None => place -= part.len(),
            }
        }
        panic!("an id is only ever used with the catalogue it came from")
    }

    /// The authority with this id in data files, if there is one.
    pub fn find(&self, id: &str) -> Option<AuthorityId> {
        self.all().find(|authority| self.get(*authority).id == id)
    }

    /// The authority that took the place of another, if one did: a rule under its new number.
    pub fn successor(&self, id: AuthorityId) -> Option<AuthorityId> {
        SUCCESSORS.iter().find(|(old, _)| *old == id).map(|(_, new)| *new)
    }

    /// The authorities whose place another took.
    pub fn predecessors(&self, id: AuthorityId) -> impl Iterator<Item = AuthorityId> + use<> {
        SUCCESSORS.iter().filter(move |(_, new)| *new == id).map(|(old, _)| *old)
    }

    /// Whether a scenario brought an authority along.
    pub fn is_own(&self, id: AuthorityId) -> bool {
        id.0 >= foreign::END
    }

    /// The authority as it was called on a day: from the day its successor is in force, the successor.
    pub fn called(&self, id: AuthorityId, on: Date) -> AuthorityId {
        self.successor(id).filter(|new| self.get(*new).in_force(on)).unwrap_or(id)
    }

    /// Whether an authority can be cited in a case that belongs to that court of appeals.
    pub fn binds_in(&self, id: AuthorityId, circuit: &str) -> bool {
        LOCAL_RULES.iter().all(|(local, court)| *local != id || *court == circuit)
    }

    /// Every authority, the built-in ones first.
    pub fn all(&self) -> impl Iterator<Item = AuthorityId> + use<> {
        let rows = self.parts().map(<[Authority]>::len).sum::<usize>();
        (0..=u16::MAX).take(rows).map(AuthorityId)
    }

    /// Adds an authority. `None`, and nothing added, if its id is taken or no number is left.
    pub fn add(&mut self, authority: Authority) -> Option<AuthorityId> {
        let next = usize::from(foreign::END) + self.own.len();
        let number = u16::try_from(next).ok()?;
        if self.find(&authority.id).is_some() {
            return None;
        }
        self.own.push(authority);
        Some(AuthorityId(number))
    }

    /// The rows in the order of their numbers.
    fn parts(&self) -> impl Iterator<Item = &[Authority]> {
        PARTS.into_iter().chain([&self.own[..]])
    }
}

/// Writes one part of the catalogue: its rows, and for each row the constant that names it.
///
/// `after` is the number of rows in the parts before it.
macro_rules! catalogue {
    (
        after $first:expr;
        $(
            $name:ident: $id:literal, $evidence:expr, $force:expr,
            $citation:literal,
            $holding:literal;
        )+
    ) => {
        #[expect(non_camel_case_types, reason = "a row has the name of its constant")]
        enum Row {
            $($name,)+
        }

        $(
            #[doc = concat!("`", $citation, "`\n\n", $holding)]
            pub const $name: super::AuthorityId = super::AuthorityId($first + Row::$name as u16);
        )+

        pub(super) static ROWS: &[super::Authority] = &[$(super::Authority {
            id: std::borrow::Cow::Borrowed($id),
            citation: std::borrow::Cow::Borrowed($citation),
            force: $force,
            holding: std::borrow::Cow::Borrowed($holding),
            evidence: $evidence,
            reference: None,
            url: None,
        },)+];

        /// The number of rows up to here.
        pub(super) const END: u16 = $first + [$(Row::$name as u16,)+].len() as u16;

        #[cfg(test)]
        pub(super) const NAMES: &[(&str, super::AuthorityId)] = &[$((stringify!($name), $name),)+];
    };
}

mod case;
mod foreign;
mod rule;
mod statute;

pub use case::*;
pub use foreign::*;
pub use rule::*;
pub use statute::*;

/// The parts in the order in which each continues the numbers of the one before.
static PARTS: [&[Authority]; 4] = [statute::ROWS, rule::ROWS, case::ROWS, foreign::ROWS];

/// The court of appeals for the Second Circuit, by its CourtListener id.
pub const SECOND_CIRCUIT: &str = "ca2";

/// Rules of one court of appeals, which no other cites.
const LOCAL_RULES: [(AuthorityId, &str); 1] = [(R_CA2_31_2, SECOND_CIRCUIT)];

/// Rules that were absorbed into another: the old one, and where it went.
const SUCCESSORS: [(AuthorityId, AuthorityId); 2] = [(R_AP35, R_AP40), (R_AP40A1, R_AP40)];

const HIGH: Evidence = Evidence::Unconfirmed(Confidence::High);
const MEDIUM: Evidence = Evidence::Unconfirmed(Confidence::Medium);

const fn since(year: i16, month: i8, day: i8) -> Force {
    Force::Since(Date::constant(year, month, day))
}

const fn between(from: (i16, i8, i8), to: (i16, i8, i8)) -> Force {
    Force::Between(Date::constant(from.0, from.1, from.2), Date::constant(to.0, to.1, to.2))
}

const fn until(year: i16, month: i8, day: i8) -> Force {
    Force::Until(Date::constant(year, month, day))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    fn names() -> impl Iterator<Item = (&'static str, AuthorityId)> {
        [statute::NAMES, rule::NAMES, case::NAMES, foreign::NAMES].into_iter().flatten().copied()
    }

    static BUILT_IN: Catalogue = Catalogue { own: Vec::new() };

    fn get(id: AuthorityId) -> &'static Authority {
        BUILT_IN.get(id)
    }

    fn all() -> impl Iterator<Item = AuthorityId> {
        BUILT_IN.all()
    }

    #[test]
    fn ids_are_unique() {
        let ids: BTreeSet<_> = all().map(|authority| &get(authority).id).collect();
        assert_eq!(ids.len(), all().count());
    }

    /// In a file one looks for an id, so each part is in the order of the alphabet.
    #[test]
    fn the_parts_are_complete_and_in_the_order_of_their_ids() {
        let counts = PARTS.map(<[Authority]>::len);
        assert_eq!(counts, [38, 35, 37, 50], "statutes, rules, cases, treaties and foreign law");
        for part in PARTS {
            assert!(part.is_sorted_by_key(|row| &row.id));
        }
    }

    #[test]
    fn a_catalogue_counts_on_after_the_built_in_rows() {
        let own = |id: &'static str| Authority { id: id.into(), ..get(US_2703A).clone() };
        let mut catalogue = Catalogue::default();
        let first = catalogue.add(own("xx.1")).expect("a new id");
        let second = catalogue.add(own("xx.2")).expect("a new id");
        assert_eq!(catalogue.add(own("xx.1")), None);
        assert_eq!(catalogue.add(own("us.2703a")), None);
        assert_eq!(catalogue.find("xx.2"), Some(second));
        assert_eq!(catalogue.get(first).id, "xx.1");
        assert_eq!(catalogue.all().count(), all().count() + 2);
        assert_eq!(catalogue.get(US_2703A), get(US_2703A));
    }

    #[test]
    fn every_constant_names_the_row_with_its_id() {
        for (name, authority) in names() {
            assert_eq!(get(authority).id.replace(['.', '-'], "_").to_uppercase(), name);
        }
        assert!(names().map(|(_, authority)| authority).eq(all()));
    }

    #[test]
    fn every_id_finds_its_authority_and_no_other_text_does() {
        for authority in all() {
            assert_eq!(BUILT_IN.find(&get(authority).id), Some(authority));
        }
        assert_eq!(BUILT_IN.find("us.2703a"), Some(US_2703A));
        assert_eq!(BUILT_IN.find("us.2703A"), None);
        assert_eq!(BUILT_IN.find(""), None);
    }

    #[test]
    fn citations_and_holdings_are_written_out() {
        for Authority { id, citation, holding, .. } in all().map(get) {
            assert!(!citation.trim().is_empty(), "{id} has no citation");
            assert!(holding.ends_with('.'), "the holding of {id} does not end with a full stop");
            for text in [citation, holding] {
                assert!(!text.contains("  ") && text.trim() == *text, "{id} is badly spaced");
            }
        }
    }

    #[test]
    fn a_period_of_force_never_ends_before_it_begins() {
        for Authority { id, force, .. } in all().map(get) {
            assert!(!matches!(force, Force::Between(from, to) if to < from), "{id} ends too soon");
        }
    }

    /// CLOUD Act, Pub. L. 115-141, div. V, enacted 2018-03-23.
    #[test]
    fn the_statutory_motion_to_quash_came_with_the_cloud_act() {
        for authority in [US_2703H, US_2713, US_2523] {
            assert!(!get(authority).in_force(date(2014, 8, 29)));
            assert!(!get(authority).in_force(date(2018, 3, 22)));
            assert!(get(authority).in_force(date(2018, 3, 23)));
        }
    }

    /// United States v. Microsoft Corp., No. 17-2, 2018-04-17: everything below is vacated.
    #[test]
    fn the_microsoft_rulings_are_gone_after_the_supreme_court_vacated_them() {
        for authority in [C_MSFT_MJ, C_MSFT_DJ, C_MSFT_CONTEMPT, C_MSFT_2D] {
            assert!(get(authority).in_force(date(2018, 4, 17)));
            assert!(!get(authority).in_force(date(2018, 4, 18)));
        }
        assert!(!get(C_MSFT_MJ).in_force(date(2014, 4, 24)));
        assert!(get(C_MSFT_SCT).in_force(date(2018, 4, 18)));
    }

    /// TIAS 13137, in force 2009-08-11; the warrant issued on 2013-12-04.
    #[test]
    fn the_treaty_with_ireland_was_in_force_when_the_warrant_issued() {
        assert!(!get(T_US_IE).in_force(date(2009, 8, 10)));
        assert!(get(T_US_IE).in_force(date(2009, 8, 11)));
        assert!(get(T_US_IE).in_force(date(2013, 12, 4)));
    }

    /// CETS 224 needs five ratifications; ETS 185 binds others but not Ireland.
    #[test]
    fn an_instrument_that_is_not_in_force_never_is() {
        for authority in [COE_224, IE_BUDAPEST, IE_CJICO, IE_PPAD] {
            assert!(!get(authority).in_force(date(2013, 12, 4)));
            assert!(!get(authority).in_force(date(2030, 1, 1)));
        }
        assert!(get(COE_185).in_force(date(2013, 12, 4)));
    }

    /// Fed. R. App. P. 40 absorbed Rule 35 on 2024-12-01.
    #[test]
    fn the_two_rehearing_rules_meet_without_gap_or_overlap() {
        for day in [date(2016, 10, 13), date(2024, 11, 30), date(2024, 12, 1)] {
            assert_ne!(get(R_AP40A1).in_force(day), get(R_AP40).in_force(day));
            assert_eq!(get(R_AP40A1).in_force(day), get(R_AP35).in_force(day));
        }
    }

    /// A window that follows a rule to its new number must not open a gap.
    #[test]
    fn a_successor_begins_on_the_day_after_the_last() {
        for (old, new) in SUCCESSORS {
            let after = get(old).force.bounds().1.tomorrow().unwrap();
            assert_eq!(get(new).force.bounds().0, after, "{}", get(old).id);
            assert_eq!(BUILT_IN.called(old, after), new);
            assert_eq!(BUILT_IN.called(old, after.yesterday().unwrap()), old);
        }
    }

    /// RJR Nabisco was cited by 829 F.3d 197 in the year it was decided.
    #[test]
    fn an_authority_known_by_its_year_counts_for_the_whole_year() {
        assert!(!get(C_RJR).in_force(date(2015, 12, 31)));
        assert!(get(C_RJR).in_force(date(2016, 7, 14)));
    }

    #[test]
    fn evidence_reads_as_a_mark() {
        assert_eq!(get(US_2703A).evidence.as_str(), "source");
        assert_eq!(get(C_BNS).evidence.to_string(), "secondary");
        assert_eq!(get(US_1291).evidence.to_string(), "unconfirmed, high");
        assert_eq!(get(IE_2008_S75).evidence.to_string(), "unconfirmed, medium");
    }
}
