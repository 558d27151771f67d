//! Legal holidays: which days a court or country treats as holidays for each counting rule, from
//! which year, and by what authority.
//!
//! Three sources feed the lists used in the United States, and a counting rule decides which of
//! them it looks at (Fed. R. Crim. P. 45(a)(6), Fed. R. Civ. P. 6(a)(6), Fed. R. App. P.
//! 26(a)(6)):
//!
//! * (A) days set aside by statute, 5 U.S.C. 6103(a);
//! * (B) days declared holidays by the President or Congress;
//! * (C) for periods measured *after* an event only, holidays of the state where the district
//!   court sits (on appeal: where that court or the circuit clerk's office sits).
//!
//! Sup. Ct. R. 30.1 looks at the federal statutory list alone. Ireland has its own list
//! (Organisation of Working Time Act 1997, Second Schedule).
//!
//! A list without a stated first year is the present list, applied to every year. Nothing is a
//! holiday before the year given for it.

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// First day of the federal Juneteenth holiday (5 U.S.C. 6103(a), Pub. L. 117-17).
const JUNETEENTH_FROM: Date = date(2021, 6, 17);

/// Days the President closed federal offices, with the occasion. One-off, never recurring.
const CLOSURES: [(Date, &str); 2] = [
    (date(2018, 12, 5), "day of closure by presidential order (5 December 2018)"),
    (date(2025, 1, 9), "day of closure by presidential order (9 January 2025)"),
];

/// Irish public holidays that were declared once.
const IRISH_ONE_OFF: [(Date, &str); 1] =
    [(date(2022, 3, 18), "one-off public holiday (18 March 2022)")];

/// A rule for counting periods of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// Federal Rule of Criminal Procedure 45.
    #[serde(rename = "crim45")]
    Crim45,
    /// Federal Rule of Civil Procedure 6.
    #[serde(rename = "civ6")]
    Civ6,
    /// Federal Rule of Appellate Procedure 26.
    #[serde(rename = "app26")]
    App26,
    /// Supreme Court Rule 30.1.
    #[serde(rename = "scotus30")]
    Scotus30,
    /// Interpretation Act 2005 (Ireland), section 18(h).
    #[serde(rename = "ie-s18h")]
    IeS18h,
    /// Regulation (EEC, Euratom) 1182/71, article 3.
    #[serde(rename = "eu-1182")]
    Eu1182,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 6] =
        [Rule::Crim45, Rule::Civ6, Rule::App26, Rule::Scotus30, Rule::IeS18h, Rule::Eu1182];

    /// Identifier, authority and citation.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Rule::Crim45 => ("crim45", "r.crp45", "Fed. R. Crim. P. 45(a)"),
            Rule::Civ6 => ("civ6", "r.civ6", "Fed. R. Civ. P. 6(a)"),
            Rule::App26 => ("app26", "r.ap26", "Fed. R. App. P. 26(a)"),
            Rule::Scotus30 => ("scotus30", "r.sc30", "Sup. Ct. R. 30.1"),
            Rule::IeS18h => ("ie-s18h", "ie.s18h", "Interpretation Act 2005 (Ireland) s. 18(h)"),
            Rule::Eu1182 => ("eu-1182", "eu.1182", "Regulation (EEC, Euratom) 1182/71 art. 3"),
        }
    }

    /// Identifier, such as `crim45`.
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// Identifier of the rule in the catalogue of authorities, such as `r.crp45`.
    pub fn authority(self) -> &'static str {
        self.names().1
    }

    /// Legal citation.
    pub fn citation(self) -> &'static str {
        self.names().2
    }

    /// The rule with this identifier, or `None`.
    pub fn find(id: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.id() == id)
    }

    /// First day on which the rule had the form applied here, if known. Earlier periods are
    /// counted all the same, with a caveat in the result.
    pub fn in_force_from(self) -> Option<Date> {
        match self {
            // The "days are days" amendments.
            Rule::Crim45 | Rule::Civ6 | Rule::App26 => Some(date(2009, 12, 1)),
            Rule::Eu1182 => Some(date(1971, 7, 1)),
            Rule::Scotus30 | Rule::IeS18h => None,
        }
    }

    /// True for Fed. R. Crim. P. 45, Fed. R. Civ. P. 6 and Fed. R. App. P. 26, which share one
    /// text.
    pub fn is_federal_trio(self) -> bool {
        matches!(self, Rule::Crim45 | Rule::Civ6 | Rule::App26)
    }

    /// True if the rule says how to count a period stated in hours.
    pub fn counts_hours(self) -> bool {
        self.is_federal_trio() || self == Rule::Eu1182
    }

    /// True if the rule says how to count back from an event.
    pub fn counts_backward(self) -> bool {
        self.is_federal_trio()
    }
}

/// Which way a period runs from its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// After an event: "within 14 days after".
    Forward,
    /// Before an event: "at least 7 days before".
    Backward,
}

/// How open questions are answered. [`Switches::DEFAULT`] is the usual answer to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switches {
    /// A federal holiday on a Saturday is kept on Friday, and one on a Sunday on Monday. Default
    /// true. The statute and Executive Order 11582 move the day for federal employees' pay and
    /// leave; courts close, but the rules speak of the day "set aside by statute".
    pub observed_friday: bool,
    /// Regulation 1182/71, hours: count from the minute of the trigger instead of leaving out
    /// the hour in which it falls. Default false.
    pub eu_literal_hours: bool,
    /// Ireland: court rules carry a period that ends on a day when the office is closed to the
    /// next open day. Default false.
    pub ie_roll: bool,
    /// Ireland: a holiday on a weekend closes offices the next weekday, though the holiday does
    /// not move in law. Default false.
    pub ie_office_monday: bool,
    /// Days on which the clerk's office cannot be reached, or the Supreme Court's building is
    /// closed by order. A forward period in days does not end on one, except under Regulation
    /// 1182/71. Default none.
    pub closed: Vec<Date>,
}

impl Switches {
    /// The usual answers.
    pub const DEFAULT: Switches = Switches {
        observed_friday: true,
        eu_literal_hours: false,
        ie_roll: false,
        ie_office_monday: false,
        closed: Vec::new(),
    };
}

impl Default for Switches {
    fn default() -> Switches {
        Switches::DEFAULT
    }
}

/// Where a forum sits, which decides whose local holidays it adds to the federal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// New York.
    NewYork,
    /// The District of Columbia, which counts as a state.
    Columbia,
    /// California.
    California,
    /// Washington.
    Washington,
    /// Another state, whose list is not held here: only federal holidays are counted.
    Unlisted,
    /// The Supreme Court of the United States, which counts no state holidays at all.
    SupremeCourt,
    /// Ireland.
    Ireland,
}

/// One of the lists a holiday can come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// Days set aside by federal statute, with their observed days.
    Federal,
    /// Days declared holidays by the President or Congress.
    Declared,
    /// New York state holidays.
    NewYork,
    /// District of Columbia holidays.
    Columbia,
    /// California state holidays.
    California,
    /// Washington state holidays.
    Washington,
    /// Irish public holidays.
    Ireland,
}

impl List {
    /// The authority that makes the days of this list holidays.
    pub fn citation(self) -> &'static str {
        match self {
            List::Federal => "5 U.S.C. 6103(a)",
            List::Declared => "day declared a holiday by the President",
            List::NewYork => "N.Y. Gen. Constr. Law s. 24",
            List::Columbia => "holiday of the District of Columbia",
            List::California => "state holiday of California",
            List::Washington => "state holiday of Washington",
            List::Ireland => "Organisation of Working Time Act 1997 (Ireland), Second Schedule",
        }
    }

    /// The subparagraph of the federal counting rules that lets the list in: `(6)(A)`, `(6)(B)`
    /// or `(6)(C)`. `None` for Ireland, whose list those rules do not know.
    pub fn subparagraph(self) -> Option<&'static str> {
        match self {
            List::Federal => Some("(6)(A)"),
            List::Declared => Some("(6)(B)"),
            List::NewYork | List::Columbia | List::California | List::Washington => Some("(6)(C)"),
            List::Ireland => None,
        }
    }
}

/// A holiday on one given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Holiday {
    /// Name of the day.
    pub name: &'static str,
    /// List it was found in.
    pub list: List,
    /// True if the holiday itself falls on a neighbouring weekend day and is kept on this one.
    pub observed: bool,
    /// Authority that makes it a holiday.
    pub citation: &'static str,
}

impl Holiday {
    fn new(name: &'static str, list: List, observed: bool) -> Holiday {
        let citation = match (list, observed) {
            (List::Federal, true) => {
                "5 U.S.C. 6103 (observed day; Sunday to Monday by Executive Order 11582)"
            }
            _ => list.citation(),
        };
        Holiday { name, list, observed, citation }
    }
}

/// A court or country whose holidays count, named by its CourtListener id (`ie` for Ireland).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Forum {
    /// CourtListener id, such as `nysd`; `ie` for Ireland.
    pub id: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Where the court (for a court of appeals, its clerk's office) sits.
    pub place: Place,
    /// On appeal, where the district court appealed from sits, if that was given.
    pub below: Option<Place>,
}

const fn forum(id: &'static str, name: &'static str, place: Place) -> Forum {
    Forum { id, name, place, below: None }
}

impl Forum {
    /// Every forum known here.
    pub const ALL: &'static [Forum] = &[
        forum("nysd", "U.S. District Court, Southern District of New York", Place::NewYork),
        forum("nyed", "U.S. District Court, Eastern District of New York", Place::NewYork),
        forum("nynd", "U.S. District Court, Northern District of New York", Place::NewYork),
        forum("nywd", "U.S. District Court, Western District of New York", Place::NewYork),
        forum("dcd", "U.S. District Court, District of Columbia", Place::Columbia),
        forum("cacd", "U.S. District Court, Central District of California", Place::California),
        forum("cand", "U.S. District Court, Northern District of California", Place::California),
        forum("caed", "U.S. District Court, Eastern District of California", Place::California),
        forum("casd", "U.S. District Court, Southern District of California", Place::California),
        forum("waed", "U.S. District Court, Eastern District of Washington", Place::Washington),
        forum("wawd", "U.S. District Court, Western District of Washington", Place::Washington),
        forum("paed", "U.S. District Court, Eastern District of Pennsylvania", Place::Unlisted),
        forum("wied", "U.S. District Court, Eastern District of Wisconsin", Place::Unlisted),
        forum("flmd", "U.S. District Court, Middle District of Florida", Place::Unlisted),
        forum("alnd", "U.S. District Court, Northern District of Alabama", Place::Unlisted),
        forum("almd", "U.S. District Court, Middle District of Alabama", Place::Unlisted),
        forum("njd", "U.S. District Court, District of New Jersey", Place::Unlisted),
        forum("ksd", "U.S. District Court, District of Kansas", Place::Unlisted),
        forum("ohsd", "U.S. District Court, Southern District of Ohio", Place::Unlisted),
        forum("ca2", "U.S. Court of Appeals for the Second Circuit", Place::NewYork),
        forum("ca3", "U.S. Court of Appeals for the Third Circuit", Place::Unlisted),
        forum("ca6", "U.S. Court of Appeals for the Sixth Circuit", Place::Unlisted),
        forum("ca7", "U.S. Court of Appeals for the Seventh Circuit", Place::Unlisted),
        forum("ca9", "U.S. Court of Appeals for the Ninth Circuit", Place::California),
        forum("ca11", "U.S. Court of Appeals for the Eleventh Circuit", Place::Unlisted),
        forum("cadc", "U.S. Court of Appeals for the D.C. Circuit", Place::Columbia),
        forum("scotus", "Supreme Court of the United States", Place::SupremeCourt),
        forum("ie", "Ireland", Place::Ireland),
    ];

    /// The forum with this id, or `None`.
    pub fn find(id: &str) -> Option<&'static Forum> {
        Forum::ALL.iter().find(|forum| forum.id == id)
    }

    /// This court of appeals hearing an appeal from `district`: the holidays of both places
    /// count (Fed. R. App. P. 26(a)(6)(C)).
    pub fn on_appeal_from(self, district: &Forum) -> Forum {
        Forum { below: Some(district.place), ..self }
    }

    /// The local lists this forum adds to the federal one: none, one or two.
    pub fn local_lists(&self) -> impl Iterator<Item = List> + use<> {
        [Some(self.place), self.below].into_iter().flatten().filter_map(|place| match place {
            Place::NewYork => Some(List::NewYork),
            Place::Columbia => Some(List::Columbia),
            Place::California => Some(List::California),
            Place::Washington => Some(List::Washington),
            Place::Ireland => Some(List::Ireland),
            Place::Unlisted | Place::SupremeCourt => None,
        })
    }

    /// True if state holidays count here but the state's own list is not held, so that a local
    /// holiday may have been missed.
    pub fn local_list_missing(&self) -> bool {
        self.place == Place::Unlisted || self.below == Some(Place::Unlisted)
    }
}

/// The holiday that `rule` sees in `forum` on `day`, for a period counted in `direction`.
///
/// `None` on an ordinary day, and on a weekend day that is not itself a holiday. Where two lists
/// name the same day the federal one is given. Uses [`Switches::DEFAULT`].
pub fn on(day: Date, forum: &Forum, direction: Direction, rule: Rule) -> Option<Holiday> {
    on_with(day, forum, direction, rule, &Switches::DEFAULT)
}

/// As [`on`], with the open questions of law answered by `switches`.
pub fn on_with(
    day: Date,
    forum: &Forum,
    direction: Direction,
    rule: Rule,
    switches: &Switches,
) -> Option<Holiday> {
    match rule {
        Rule::Crim45 | Rule::Civ6 | Rule::App26 => {
            federal(day, switches).or_else(|| declared(day)).or_else(|| {
                // State holidays lengthen forward periods only: subparagraph (6)(C).
                let lists = forum.local_lists().filter(|_| matches!(direction, Direction::Forward));
                lists.filter(|l| *l != List::Ireland).find_map(|list| state(day, list))
            })
        }
        // The Court's rule names the statutory list and orders closing its own building (which
        // the caller gives as closed days); a presidential closure is neither.
        Rule::Scotus30 => federal(day, switches),
        Rule::IeS18h | Rule::Eu1182 => {
            if !forum.local_lists().any(|l| l == List::Ireland) {
                return None;
            }
            let name = irish_day(day).map(|name| (name, false));
            let kept = || (rule == Rule::IeS18h && switches.ie_office_monday).then_some(day);
            name.or_else(|| kept().and_then(irish_weekend_before).map(|name| (name, true)))
                .map(|(name, observed)| Holiday::new(name, List::Ireland, observed))
        }
    }
}

/// True on a Saturday or Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn federal(day: Date, switches: &Switches) -> Option<Holiday> {
    if let Some(name) = federal_day(day) {
        return Some(Holiday::new(name, List::Federal, false));
    }
    if !switches.observed_friday {
        return None;
    }
    // Only fixed-date holidays can fall on a weekend, so looking one day across is enough.
    let weekend_day = match day.weekday() {
        Weekday::Friday => day.tomorrow().ok()?,
        Weekday::Monday => day.yesterday().ok()?,
        _ => return None,
    };
    federal_day(weekend_day).map(|name| Holiday::new(name, List::Federal, true))
}

/// The days of 5 U.S.C. 6103(a), on the dates the statute names.
fn federal_day(day: Date) -> Option<&'static str> {
    match (day.month(), day.day(), day.weekday()) {
        (1, 1, _) => Some("New Year's Day"),
        (1, 15..=21, Weekday::Monday) if day.year() >= 1986 => {
            Some("Birthday of Martin Luther King, Jr.")
        }
        (2, 15..=21, Weekday::Monday) => Some("Washington's Birthday"),
        (5, 25..=31, Weekday::Monday) => Some("Memorial Day"),
        (6, 19, _) if day >= JUNETEENTH_FROM => Some("Juneteenth National Independence Day"),
        (7, 4, _) => Some("Independence Day"),
        (9, 1..=7, Weekday::Monday) => Some("Labor Day"),
        (10, 8..=14, Weekday::Monday) => Some("Columbus Day"),
        (11, 11, _) => Some("Veterans Day"),
        (11, 22..=28, Weekday::Thursday) => Some("Thanksgiving Day"),
        (12, 25, _) => Some("Christmas Day"),
        _ => None,
    }
}

fn declared(day: Date) -> Option<Holiday> {
    let (_, name) = CLOSURES.iter().find(|(closed, _)| *closed == day)?;
    Some(Holiday::new(name, List::Declared, false))
}

/// State holidays beyond the federal ones.
fn state(day: Date, list: List) -> Option<Holiday> {
    let plain = |name: Option<&'static str>| name.map(|name| Holiday::new(name, list, false));
    match list {
        List::NewYork => plain(new_york_day(day)).or_else(|| {
            // New York moves a Sunday holiday, federal days among them, to Monday; it has no
            // Saturday rule.
            let sunday = (day.weekday() == Weekday::Monday).then(|| day.yesterday().ok())??;
            let name = new_york_day(sunday).or_else(|| federal_day(sunday))?;
            Some(Holiday::new(name, list, true))
        }),
        List::Columbia => plain((md(day) == (4, 16)).then_some("Emancipation Day")),
        List::California if md(day) == (3, 31) => plain(Some("Cesar Chavez Day")),
        List::California | List::Washington => {
            plain(day_after_thanksgiving(day).then_some("day after Thanksgiving"))
        }
        List::Federal | List::Declared | List::Ireland => None,
    }
}

fn md(day: Date) -> (i8, i8) {
    (day.month(), day.day())
}

fn day_after_thanksgiving(day: Date) -> bool {
    matches!((day.month(), day.day(), day.weekday()), (11, 23..=29, Weekday::Friday))
}

/// N.Y. Gen. Constr. Law s. 24, beyond the federal days. The second Sunday of June is left out:
/// a Sunday never counts anyway.
fn new_york_day(day: Date) -> Option<&'static str> {
    match (day.month(), day.day(), day.weekday()) {
        (2, 12, _) => Some("Lincoln's Birthday"),
        // The Tuesday after the first Monday of November.
        (11, 2..=8, Weekday::Tuesday) => Some("general election day"),
        (6, 19, _) if day.year() >= 2020 => Some("Juneteenth"),
        _ => None,
    }
}

/// Irish public holidays. One that falls on a weekend does not move.
fn irish_day(day: Date) -> Option<&'static str> {
    match (day.month(), day.day(), day.weekday()) {
        (1, 1, _) => Some("New Year's Day"),
        (2, _, _) => st_brigid(day).then_some("St Brigid's Day"),
        (3, 17, _) => Some("St Patrick's Day"),
        (3 | 4, _, Weekday::Monday) if is_easter_monday(day) => Some("Easter Monday"),
        (5, 1..=7, Weekday::Monday) => Some("May holiday"),
        (6, 1..=7, Weekday::Monday) => Some("June holiday"),
        (8, 1..=7, Weekday::Monday) => Some("August holiday"),
        (10, 25..=31, Weekday::Monday) => Some("October holiday"),
        (12, 25, _) => Some("Christmas Day"),
        (12, 26, _) => Some("St Stephen's Day"),
        _ => IRISH_ONE_OFF.iter().find(|(once, _)| *once == day).map(|(_, name)| *name),
    }
}

/// From 2023 the first Monday of February, unless 1 February is a Friday: then that Friday.
fn st_brigid(day: Date) -> bool {
    if day.year() < 2023 {
        return false;
    }
    match (day.day(), day.weekday()) {
        (1, Weekday::Friday) => true,
        // A 4 February on a Monday means the 1st was that Friday.
        (4, Weekday::Monday) => false,
        (1..=7, Weekday::Monday) => true,
        _ => false,
    }
}

/// The weekend holiday just before `day`, if `day` is a Monday: the day offices usually close
/// instead, though the holiday itself does not move in law.
fn irish_weekend_before(day: Date) -> Option<&'static str> {
    if day.weekday() != Weekday::Monday {
        return None;
    }
    let sunday = day.yesterday().ok()?;
    irish_day(sunday).or_else(|| irish_day(sunday.yesterday().ok()?))
}

fn is_easter_monday(day: Date) -> bool {
    let Ok(sunday) = day.yesterday() else { return false };
    easter_sunday(day.year()) == md(sunday)
}

/// Month and day of Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher computus).
pub(super) fn easter_sunday(year: i16) -> (i8, i8) {
    // Gregorian Easter repeats every 5,700,000 years; shifting by that keeps every quotient
    // below positive for years before 1.
    let year = i32::from(year) + 5_700_000;
    let golden = year % 19;
    let (century, in_century) = (year / 100, year % 100);
    let lunar_shift = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - lunar_shift + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    // Two late full moons are pulled back a week.
    let late = (golden + 11 * moon + 22 * to_sunday) / 451;
    let n = moon + to_sunday - 7 * late + 114;
    ((n / 31) as i8, (n % 31 + 1) as i8)
}
