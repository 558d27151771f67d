//! When an option is open: on the days on which its principal authority, the first it names, is in force.
//!
//! A rule that was renumbered is followed to its new number, so that a petition for rehearing does not end
//! with Fed. R. App. P. 35 but goes on under Rule 40. The windows are worked out once for the days a case can
//! reach; an option that is open on all of them costs a run nothing.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use crate::law::authority::{AuthorityId, Catalogue};
use crate::law::chambers::noon;
use crate::law::day;
use crate::law::point::{Point, SPECS};
use crate::sim::Time;
use crate::sim::time::DAY;

/// Why an option is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// By what stands on the docket.
    Posture(&'static str),
    /// By the day: this authority is not in force on it.
    NotInForce(AuthorityId),
}

/// The days on which an option is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its principal authority.
    pub authority: AuthorityId,
    /// The beginning of the first day.
    pub from: Time,
    /// The beginning of the day after the last.
    pub until: Time,
}

impl Window {
    /// Whether it is open at a moment.
    pub fn is_open(&self, at: Time) -> bool {
        self.from <= at && at < self.until
    }
}

/// The windows of the options of each fixed point, by its number, in the order of the options. A point whose
/// options are open on all days from the first to the last has none.
#[derive(Clone, Default)]
pub struct Windows(Vec<Vec<Window>>);

impl Windows {
    /// The windows of a case.
    pub fn new(catalogue: &Catalogue, first: Date, last: Date) -> Windows {
        let of_point = |point: Point| {
            let options = point.spec().options.iter();
            let windows: Vec<Window> = options
                .filter_map(|option| Some(window(catalogue, *option.authority.first()?)))
                .collect();
            let limited =
                windows.iter().any(|one| !one.is_open(noon(first)) || !one.is_open(noon(last)));
            if limited { windows } else { Vec::new() }
        };
        Windows(SPECS.iter().map(|spec| of_point(spec.point)).collect())
    }

    /// Why the law of the day closes an option, if it does. `point` is the number of the point.
    pub fn closed(&self, point: u16, option: u8, now: Time) -> Option<Closed> {
        let window = self.0.get(usize::from(point))?.get(usize::from(option))?;
        (!window.is_open(now)).then_some(Closed::NotInForce(window.authority))
    }
}

impl fmt::Debug for Windows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limited = self.0.iter().enumerate().filter(|(_, windows)| !windows.is_empty());
        f.debug_map().entries(limited).finish()
    }
}

/// The days on which all of these authorities are in force.
pub fn of_all(authorities: &[AuthorityId], catalogue: &Catalogue) -> Range<Time> {
    let bounds = authorities.iter().map(|authority| catalogue.get(*authority).force.bounds());
    let all = (Date::MIN, Date::MAX);
    let (from, to) = bounds.fold(all, |all, one| (all.0.max(one.0), all.1.min(one.1)));
    whole_days(from, to)
}

/// From the beginning of a day to the end of another.
fn whole_days(from: Date, to: Date) -> Range<Time> {
    day::start(from)..day::start(to) + DAY
}

/// The days on which an authority, or the one that took its place, is in force.
fn window(catalogue: &Catalogue, authority: AuthorityId) -> Window {
    let (from, mut to) = catalogue.get(authority).force.bounds();
    if let Some(successor) = catalogue.successor(authority) {
        to = catalogue.get(successor).force.bounds().1;
    }
    let Range { start: from, end: until } = whole_days(from, to);
    Window { authority, from, until }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::law::authority::{R_AP35, US_CLOUD103C};

    fn windows() -> Windows {
        Windows::new(&Catalogue::default(), date(2013, 12, 4), date(2033, 11, 29))
    }

    fn closed(point: Point, option: &str, on: Date) -> Option<Closed> {
        let options = point.spec().options;
        let number = options.iter().position(|known| known.name == option).expect(option);
        windows().closed(point as u16, number as u8, noon(on))
    }

    /// CLOUD Act s. 103(c), enacted 23 March 2018.
    #[test]
    fn comity_against_a_new_warrant_opens_with_the_cloud_act() {
        let on = |day| closed(Point::NewWarrant, "comity-motion", day);
        assert_eq!(on(date(2018, 3, 22)), Some(Closed::NotInForce(US_CLOUD103C)));
        assert_eq!(on(date(2018, 3, 23)), None);
    }

    /// Fed. R. App. P. 35 was absorbed into Rule 40 on 1 December 2024.
    #[test]
    fn rehearing_stays_open_when_its_rule_changes_its_number() {
        for day in [date(2016, 10, 13), date(2024, 11, 30), date(2024, 12, 1), date(2026, 1, 5)] {
            assert_eq!(closed(Point::AfterPanel, "rehearing", day), None, "{day}");
        }
        let alone = window(&Catalogue::default(), R_AP35);
        assert!(alone.is_open(noon(date(2030, 1, 1))));
    }

    /// TIAS 13137, in force 11 August 2009.
    #[test]
    fn no_treaty_request_is_chosen_before_there_is_a_treaty() {
        let windows = Windows::new(&Catalogue::default(), date(2009, 1, 2), date(2012, 1, 2));
        let treaty = Point::Instrument.spec().options.iter().position(|one| one.name == "treaty");
        let on = |day| windows.closed(Point::Instrument as u16, treaty.unwrap() as u8, noon(day));
        assert!(on(date(2009, 8, 10)).is_some());
        assert_eq!(on(date(2009, 8, 11)), None);
    }

    #[test]
    fn every_option_names_a_principal_authority() {
        for spec in SPECS {
            for option in spec.options {
                assert!(!option.authority.is_empty(), "{}={}", spec.name, option.name);
            }
        }
    }

    #[test]
    fn points_whose_law_does_not_change_have_no_windows() {
        let limited = windows().0.iter().filter(|windows| !windows.is_empty()).count();
        assert!(limited < 10, "{limited} points are looked at by the day");
    }
}
