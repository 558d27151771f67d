//! Tests of the counting rules: worked examples, the real docket, and properties.

use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

use super::*;
use crate::law::holiday::List;

fn forum(id: &str) -> Forum {
    *Forum::find(id).unwrap()
}

/// Due date of a forward period in days; also checks that the quick form agrees.
#[track_caller]
fn forward(rule: Rule, id: &str, from: Date, days: u32) -> Date {
    let out = explain(rule, id, midnight(from), Length::Days(days), Direction::Forward);
    assert_eq!(due(rule, &forum(id), from, days), out.due.date());
    out.due.date()
}

#[track_caller]
fn explain(rule: Rule, id: &str, from: DateTime, length: Length, way: Direction) -> Computation {
    count(rule, &forum(id), from, length, way, &Switches::DEFAULT).unwrap()
}

#[track_caller]
fn with(switches: &Switches, rule: Rule, id: &str, from: DateTime, length: Length) -> DateTime {
    count(rule, &forum(id), from, length, Direction::Forward, switches).unwrap().due
}

// Worked examples.

/// Fed. R. Crim. P. 45(a)(1); warrant of 4 Dec 2013, motion to vacate filed 18 Dec 2013.
#[test]
fn fourteen_days_from_the_warrant_reach_the_day_the_motion_was_filed() {
    assert_eq!(forward(Rule::Crim45, "nysd", date(2013, 12, 4), 14), date(2013, 12, 18));
}

/// Fed. R. Crim. P. 59(a), counted by 45(a)(1), from the magistrate judge's order of 25 Apr 2014.
/// The objections were filed on 6 June 2014, so another schedule applied.
#[test]
fn objections_to_the_magistrate_would_by_default_have_been_due_on_9_may_2014() {
    assert_eq!(forward(Rule::Crim45, "nysd", date(2014, 4, 25), 14), date(2014, 5, 9));
}

/// Fed. R. Crim. P. 45(a)(6)(C); N.Y. Gen. Constr. Law s. 24.
#[test]
fn lincolns_birthday_rolls_a_new_york_deadline_but_not_a_washington_one() {
    assert_eq!(forward(Rule::Crim45, "nysd", date(2014, 1, 29), 14), date(2014, 2, 13));
    assert_eq!(forward(Rule::Crim45, "wawd", date(2014, 1, 29), 14), date(2014, 2, 12));
}

/// Fed. R. Crim. P. 45(a)(6)(C).
#[test]
fn lincolns_birthday_is_no_holiday_in_the_district_of_columbia() {
    assert_eq!(forward(Rule::Crim45, "dcd", date(2014, 1, 29), 14), date(2014, 2, 12));
}

/// Fed. R. Crim. P. 45(a)(6)(C), D.C. being a state for this purpose.
#[test]
fn emancipation_day_rolls_a_deadline_in_the_district_of_columbia() {
    assert_eq!(forward(Rule::Crim45, "dcd", date(2014, 4, 2), 14), date(2014, 4, 17));
    assert_eq!(forward(Rule::Crim45, "nysd", date(2014, 4, 2), 14), date(2014, 4, 16));
}

/// Fed. R. Crim. P. 45(a)(6)(C); N.Y. Gen. Constr. Law s. 24.
#[test]
fn general_election_day_rolls_a_new_york_deadline() {
    assert_eq!(forward(Rule::Crim45, "nysd", date(2014, 10, 21), 14), date(2014, 11, 5));
    // Not the first Tuesday of the month, if no Monday came before it.
    assert_eq!(forward(Rule::Crim45, "nysd", date(2016, 10, 18), 14), date(2016, 11, 1));
    assert_eq!(forward(Rule::Crim45, "nysd", date(2016, 10, 25), 14), date(2016, 11, 9));
}

/// Fed. R. App. P. 4(a)(1)(B), counted by 26(a)(1), from the contempt order of 8 Sept 2014.
#[test]
fn sixty_days_to_appeal_the_contempt_order_end_on_7_november_2014() {
    assert_eq!(forward(Rule::App26, "nysd", date(2014, 9, 8), 60), date(2014, 11, 7));
}

/// Fed. R. App. P. 35(c), 40(a)(1), counted by 26(a)(1)(C), from the opinion of 14 July 2016.
#[test]
fn forty_five_days_for_rehearing_roll_from_a_sunday_to_29_august_2016() {
    assert_eq!(forward(Rule::App26, "ca2", date(2016, 7, 14), 45), date(2016, 8, 29));
}

/// Sup. Ct. R. 13.1, 13.3 and 30.1, from the denial of rehearing on 24 Jan 2017.
#[test]
fn ninety_days_for_certiorari_end_on_24_april_2017() {
    assert_eq!(forward(Rule::Scotus30, "scotus", date(2017, 1, 24), 90), date(2017, 4, 24));
}

/// Sup. Ct. R. 13.5; petition in No. 17-2 filed 23 June 2017.
#[test]
fn the_longest_extension_ends_on_the_day_the_petition_was_filed() {
    let scotus = forum("scotus");
    let first = due(Rule::Scotus30, &scotus, date(2017, 1, 24), 90);
    let out = extend(Rule::Scotus30, &scotus, first, 60, &Switches::DEFAULT).unwrap();
    assert_eq!(out.due.date(), date(2017, 6, 23));
    assert!(out.steps[0].note.starts_with("the period would have ended here"));
}

/// Fed. R. Crim. P. 45(a)(1)(C) and (6)(A); 5 U.S.C. 6103(a).
#[test]
fn a_deadline_on_saturday_juneteenth_2021_moves_to_monday() {
    assert_eq!(forward(Rule::Crim45, "paed", date(2021, 6, 5), 14), date(2021, 6, 21));
}

/// Fed. R. Crim. P. 45(a)(6)(A); 5 U.S.C. 6103(a).
#[test]
fn juneteenth_on_a_wednesday_moves_a_deadline_by_one_day() {
    assert_eq!(forward(Rule::Crim45, "paed", date(2024, 6, 5), 14), date(2024, 6, 20));
}

/// 5 U.S.C. 6103(a) as it stood before Pub. L. 117-17; New York's holiday began in 2020.
#[test]
fn juneteenth_2019_is_an_ordinary_day() {
    assert_eq!(forward(Rule::Crim45, "paed", date(2019, 6, 5), 14), date(2019, 6, 19));
    assert_eq!(forward(Rule::Crim45, "nysd", date(2019, 6, 5), 14), date(2019, 6, 19));
    assert_eq!(forward(Rule::Crim45, "nysd", date(2020, 6, 5), 14), date(2020, 6, 22));
    assert_eq!(forward(Rule::Crim45, "paed", date(2020, 6, 5), 14), date(2020, 6, 19));
}

/// Fed. R. Crim. P. 45(a)(2).
#[test]
fn hours_that_end_on_labor_day_run_to_the_same_time_on_tuesday() {
    let from = date(2014, 8, 29).at(10, 0, 0, 0);
    let out = explain(Rule::Crim45, "nysd", from, Length::Hours(72), Direction::Forward);
    assert_eq!(out.due, date(2014, 9, 2).at(10, 0, 0, 0));
    assert!(out.steps.iter().any(|s| s.note.contains("Labor Day")));
}

/// Fed. R. Civ. P. 6(a)(1), advisory committee's example for the 2009 text.
#[test]
fn ten_days_after_22_august_2007_pass_a_weekend_and_labor_day() {
    assert_eq!(forward(Rule::Civ6, "paed", date(2007, 8, 22), 10), date(2007, 9, 4));
}

/// Fed. R. Civ. P. 6(a)(5), advisory committee's example for the 2009 text.
#[test]
fn ten_days_before_11_september_2007_go_back_from_saturday_to_friday() {
    let from = midnight(date(2007, 9, 11));
    let out = explain(Rule::Civ6, "paed", from, Length::Days(10), Direction::Backward);
    assert_eq!(out.due.date(), date(2007, 8, 31));
    assert!(out.caveats[0].contains("2009-12-01"));
}

/// Regulation 1182/71 art. 3; Organisation of Working Time Act 1997, Second Schedule.
#[test]
fn an_eu_period_passes_a_sunday_and_the_irish_october_holiday() {
    assert_eq!(forward(Rule::Eu1182, "ie", date(2026, 10, 15), 10), date(2026, 10, 27));
}

/// Regulation 1182/71 art. 3.
#[test]
fn an_eu_period_that_ends_on_a_working_day_stays_there() {
    assert_eq!(forward(Rule::Eu1182, "ie", date(2026, 9, 4), 10), date(2026, 9, 14));
}

/// Regulation 1182/71 art. 3.
#[test]
fn eu_hours_leave_out_the_trigger_hour_and_never_roll() {
    let from = date(2026, 8, 29).at(14, 20, 0, 0);
    let eight = Length::Hours(8);
    let at = |switches: &Switches| with(switches, Rule::Eu1182, "ie", from, eight);
    assert_eq!(at(&Switches::DEFAULT), date(2026, 8, 29).at(23, 0, 0, 0));
    let literal = Switches { eu_literal_hours: true, ..Switches::DEFAULT };
    assert_eq!(at(&literal), date(2026, 8, 29).at(22, 20, 0, 0));
}

/// Interpretation Act 2005 (Ireland) s. 18(h); the US count from the same day is one day longer.
#[test]
fn seven_irish_days_from_a_monday_end_on_sunday() {
    assert_eq!(forward(Rule::IeS18h, "ie", date(2014, 9, 8), 7), date(2014, 9, 14));
    assert_eq!(forward(Rule::Crim45, "nysd", date(2014, 9, 8), 7), date(2014, 9, 15));
}

/// Fed. R. Crim. P. 45(a); order of 29 Aug 2014 asking for a joint letter by 5 September.
#[test]
fn a_fixed_date_is_not_counted() {
    let out = fixed(Rule::Crim45, date(2014, 9, 5));
    assert_eq!((out.due.date(), out.steps.len()), (date(2014, 9, 5), 1));
    let sunday = date(2014, 9, 7);
    assert_eq!(fixed(Rule::Crim45, sunday).due.date(), sunday);
}

/// 18 U.S.C. 2703(f)(2).
#[test]
fn preservation_runs_ninety_days_and_ninety_more_without_rolling() {
    let first = retention(date(2014, 4, 1), RETENTION_DAYS).unwrap();
    assert_eq!(first.due.date(), date(2014, 6, 30));
    let second = retention(first.due.date(), RETENTION_DAYS).unwrap();
    assert_eq!(second.due.date(), date(2014, 9, 28));
    assert_eq!(second.steps[1].weekday, "Sunday");
}

// The clocks of the Microsoft case that are not worked examples above.

/// Fed. R. App. P. 4(b)(1)(A), from the ruling of 31 July 2014; noticed by 12 Aug 2014.
#[test]
fn the_criminal_appeal_clock_ends_on_14_august_2014() {
    assert_eq!(forward(Rule::App26, "nysd", date(2014, 7, 31), 14), date(2014, 8, 14));
}

/// Fed. R. App. P. 4(a)(1)(B), from the ruling of 31 July 2014; noticed by 12 Aug 2014.
#[test]
fn the_civil_appeal_clock_ends_on_29_september_2014() {
    assert_eq!(forward(Rule::App26, "nysd", date(2014, 7, 31), 60), date(2014, 9, 29));
}

/// 2d Cir. L.R. 31.2(a)(1)(A), ready date 8 Sept 2014; brief filed 8 Dec 2014.
#[test]
fn the_appellants_brief_came_on_its_ninety_first_day() {
    assert_eq!(forward(Rule::App26, "ca2", date(2014, 9, 8), 91), date(2014, 12, 8));
}

/// Fed. R. App. P. 29(e) (2014 text), from the brief of 8 Dec 2014; amici filed 15 Dec 2014.
#[test]
fn the_first_amici_came_on_their_seventh_day() {
    assert_eq!(forward(Rule::App26, "ca2", date(2014, 12, 8), 7), date(2014, 12, 15));
}

/// 2d Cir. L.R. 31.2(a)(1)(B), from the brief of 8 Dec 2014; brief filed 9 Mar 2015.
#[test]
fn the_appellees_brief_came_on_its_ninety_first_day() {
    assert_eq!(forward(Rule::App26, "ca2", date(2014, 12, 8), 91), date(2015, 3, 9));
}

/// Sup. Ct. R. 37.3(a), from the brief of 6 Dec 2017; briefs for neither side filed 13 Dec 2017.
#[test]
fn amici_for_neither_side_came_seven_days_after_the_petitioners_brief() {
    assert_eq!(forward(Rule::Scotus30, "scotus", date(2017, 12, 6), 7), date(2017, 12, 13));
}

/// Sup. Ct. R. 37.3(a), from the brief of 11 Jan 2018; briefs for Microsoft filed 18 Jan 2018.
#[test]
fn amici_for_the_respondent_came_seven_days_after_its_brief() {
    assert_eq!(forward(Rule::Scotus30, "scotus", date(2018, 1, 11), 7), date(2018, 1, 18));
}

// Which holidays count.

/// Fed. R. Crim. P. 45(a)(6)(C).
#[test]
fn a_state_holiday_does_not_move_a_backward_period() {
    let from = midnight(date(2014, 2, 19));
    let out = explain(Rule::Crim45, "nysd", from, Length::Days(7), Direction::Backward);
    assert_eq!(out.due.date(), date(2014, 2, 12));
}

/// Sup. Ct. R. 30.1.
#[test]
fn the_supreme_court_sees_no_state_holiday_and_no_presidential_closure() {
    assert_eq!(forward(Rule::Scotus30, "nysd", date(2014, 1, 29), 14), date(2014, 2, 12));
    assert_eq!(forward(Rule::Scotus30, "scotus", date(2018, 11, 28), 7), date(2018, 12, 5));
    let switches = Switches { closed: vec![date(2018, 12, 5)], ..Switches::DEFAULT };
    let from = midnight(date(2018, 11, 28));
    let end = with(&switches, Rule::Scotus30, "scotus", from, Length::Days(7));
    assert_eq!(end.date(), date(2018, 12, 6));
}

/// Fed. R. Crim. P. 45(a)(6)(B).
#[test]
fn a_presidential_closure_moves_a_district_court_deadline() {
    assert_eq!(forward(Rule::Crim45, "ksd", date(2018, 11, 28), 7), date(2018, 12, 6));
    assert_eq!(forward(Rule::Crim45, "ksd", date(2025, 1, 2), 7), date(2025, 1, 10));
}

/// Fed. R. App. P. 26(a)(6)(C).
#[test]
fn an_appeal_counts_the_holidays_of_both_courts() {
    let ca2 = forum("ca2");
    let from_dc = ca2.on_appeal_from(&forum("dcd"));
    assert_eq!(due(Rule::App26, &ca2, date(2014, 4, 2), 14), date(2014, 4, 16));
    assert_eq!(due(Rule::App26, &from_dc, date(2014, 4, 2), 14), date(2014, 4, 17));
    assert_eq!(due(Rule::App26, &from_dc, date(2014, 1, 29), 14), date(2014, 2, 13));
}

/// State lists of California and Washington.
#[test]
fn western_states_keep_the_day_after_thanksgiving() {
    let friday = date(2014, 11, 28);
    for (id, open) in [("cand", false), ("wawd", false), ("ca9", false), ("nysd", true)] {
        assert_eq!(is_business_day(friday, &forum(id)), open, "{id}");
    }
    assert!(!is_business_day(date(2015, 3, 31), &forum("cacd")));
    assert!(is_business_day(date(2015, 3, 31), &forum("waed")));
}

/// 5 U.S.C. 6103; Executive Order 11582. New York moves a Sunday holiday by its own law.
#[test]
fn observed_days_can_be_switched_off_but_new_yorks_monday_stays() {
    let off = Switches { observed_friday: false, ..Switches::DEFAULT };
    let see = |day, id, switches: &Switches| {
        holiday::on_with(day, &forum(id), Direction::Forward, Rule::Crim45, switches)
    };
    let (friday, monday) = (date(2020, 7, 3), date(2021, 7, 5));
    for day in [friday, monday] {
        assert!(see(day, "ksd", &Switches::DEFAULT).is_some_and(|h| h.observed));
        assert_eq!(see(day, "ksd", &off), None);
    }
    assert_eq!(see(friday, "nysd", &off), None);
    assert_eq!(see(monday, "nysd", &off).map(|h| h.list), Some(List::NewYork));
    assert!(see(date(2021, 12, 31), "ksd", &Switches::DEFAULT).is_some_and(|h| h.observed));
}

/// N.Y. Gen. Constr. Law s. 24.
#[test]
fn new_york_moves_lincolns_birthday_from_sunday_only() {
    let new_york = forum("nyed");
    assert!(!is_business_day(date(2017, 2, 13), &new_york));
    assert!(is_business_day(date(2022, 2, 11), &new_york));
}

/// 5 U.S.C. 6103(a).
#[test]
fn martin_luther_king_day_begins_in_1986() {
    assert!(is_business_day(date(1985, 1, 21), &forum("ksd")));
    assert!(!is_business_day(date(1986, 1, 20), &forum("ksd")));
}

/// Organisation of Working Time Act 1997, Second Schedule.
#[test]
fn irish_holidays_fall_where_the_schedule_puts_them() {
    let ireland = forum("ie");
    let holidays = [
        (2022, 3, 18),
        (2023, 2, 6),
        (2024, 4, 1),
        (2026, 2, 2),
        (2026, 4, 6),
        (2026, 5, 4),
        (2026, 6, 1),
        (2026, 8, 3),
        (2026, 10, 26),
        (2030, 2, 1),
        (2036, 2, 1),
        (2038, 4, 26),
        (2049, 4, 19),
    ];
    for (year, month, day) in holidays {
        let day = date(year, month, day);
        assert!(!is_business_day(day, &ireland), "{day}");
    }
    // Before St Brigid's Day began, the Monday it left in 2030, Good Friday, an ordinary Monday,
    // the day after a Sunday holiday, and 18 March in a year without the one-off.
    for (year, month, day) in
        [(2022, 2, 7), (2030, 2, 4), (2026, 4, 3), (2023, 3, 20), (2024, 3, 18), (2021, 3, 18)]
    {
        let day = date(year, month, day);
        assert!(is_business_day(day, &ireland), "{day}");
    }
}

/// Interpretation Act 2005 s. 18(h); rules of court.
#[test]
fn irish_court_rules_roll_only_when_switched_on() {
    let from = midnight(date(2024, 3, 11));
    let end = |switches: &Switches| with(switches, Rule::IeS18h, "ie", from, Length::Days(7));
    let roll = Switches { ie_roll: true, ..Switches::DEFAULT };
    let office = Switches { ie_office_monday: true, ..roll.clone() };
    assert_eq!(end(&Switches::DEFAULT).date(), date(2024, 3, 17));
    assert_eq!(end(&roll).date(), date(2024, 3, 18));
    assert_eq!(end(&office).date(), date(2024, 3, 19));
}

// Particular rules.

/// Regulation 1182/71 art. 3.
#[test]
fn an_eu_period_of_two_days_contains_two_working_days() {
    assert_eq!(forward(Rule::Eu1182, "ie", date(2026, 9, 4), 1), date(2026, 9, 7));
    assert_eq!(forward(Rule::Eu1182, "ie", date(2026, 9, 4), 2), date(2026, 9, 8));
    // Christmas 2026 is a Friday: the second working day after Wednesday is the Monday.
    assert_eq!(forward(Rule::Eu1182, "ie", date(2026, 12, 23), 2), date(2026, 12, 28));
}

/// Fed. R. Crim. P. 45(c), Fed. R. Civ. P. 6(d), Fed. R. App. P. 26(c).
#[test]
fn three_days_follow_service_by_mail_but_no_longer_electronic_service() {
    let nysd = forum("nysd");
    let end = |from, service| {
        served(Rule::Crim45, &nysd, from, 14, service, &Switches::DEFAULT).unwrap().due.date()
    };
    // The period first rolls to Thursday 13 February; the third day after that is a Sunday, and
    // the Monday is Washington's Birthday, so the added days run to Tuesday.
    assert_eq!(end(date(2014, 1, 29), Service::MailOrOther), date(2014, 2, 18));
    assert_eq!(end(date(2016, 11, 30), Service::Electronic), date(2016, 12, 19));
    assert_eq!(end(date(2016, 12, 1), Service::Electronic), date(2016, 12, 15));
    assert_eq!(end(date(2016, 12, 1), Service::MailOrOther), date(2016, 12, 19));
    let mail = Service::MailOrOther;
    let out = served(Rule::Crim45, &nysd, date(2014, 1, 29), 14, mail, &Switches::DEFAULT).unwrap();
    assert_eq!(out.authorities, ["r.crp45", "us.6103"]);
    assert_eq!(out.steps.iter().filter(|s| s.counts == Counts::Last).count(), 1);
    let none = served(
        Rule::Scotus30,
        &nysd,
        date(2017, 1, 2),
        14,
        Service::Electronic,
        &Switches::DEFAULT,
    );
    assert!(matches!(none, Err(CountError::NotCovered(Rule::Scotus30, _))));
}

/// Fed. R. Crim. P. 45(a): clerk's office inaccessible on the last day.
#[test]
fn an_unreachable_office_extends_a_forward_period_in_days() {
    let closed = vec![date(2014, 5, 9), date(2014, 5, 12)];
    let switches = Switches { closed, ..Switches::DEFAULT };
    let from = midnight(date(2014, 4, 25));
    let end = with(&switches, Rule::Crim45, "nysd", from, Length::Days(14));
    assert_eq!(end.date(), date(2014, 5, 13));
}

// The explanation and the errors.

/// Fed. R. Crim. P. 45(a); N.Y. Gen. Constr. Law s. 24.
#[test]
fn the_explanation_names_the_holiday_and_its_authority() {
    let from = midnight(date(2014, 1, 29));
    let out = explain(Rule::Crim45, "nysd", from, Length::Days(14), Direction::Forward);
    let steps: Vec<_> = out.steps.iter().map(|s| (s.date.to_string(), s.counts)).collect();
    let expected = [
        ("2014-01-29", Counts::No),
        ("2014-01-30", Counts::Yes),
        ("2014-02-12", Counts::Rolled),
        ("2014-02-13", Counts::Last),
    ];
    assert_eq!(steps, expected.map(|(day, counts)| (day.to_owned(), counts)));
    assert_eq!(
        out.steps[2].note,
        "day 14 of 14: Lincoln's Birthday, a holiday (N.Y. Gen. Constr. Law s. 24; Fed. R. Crim. \
         P. 45(a)(6)(C)); the period runs on"
    );
    assert_eq!(out.citations, ["Fed. R. Crim. P. 45(a)", "N.Y. Gen. Constr. Law s. 24"]);
    assert!(out.caveats.is_empty());
}

/// Dates in results are ISO 8601 and rules are named by id.
#[test]
fn results_serialise_with_iso_dates() {
    let from = midnight(date(2018, 11, 28));
    let out = explain(Rule::Crim45, "ksd", from, Length::Days(7), Direction::Forward);
    let json = serde_json::to_value(&out).unwrap();
    assert_eq!(json["due"], "2018-12-06T00:00:00");
    assert_eq!(json["rule"], "crim45");
    assert_eq!(json["steps"][2]["date"], "2018-12-05");
    assert_eq!(json["forum"]["place"], "unlisted");
    assert_eq!(out.caveats.len(), 1);
}

/// Every rule and forum is found by its identifier.
#[test]
fn rules_and_forums_are_found_by_id() {
    for rule in Rule::ALL {
        assert_eq!(Rule::find(rule.id()), Some(rule));
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.id());
    }
    for known in Forum::ALL {
        assert_eq!(Forum::find(known.id), Some(known));
    }
    assert_eq!((Rule::find("crim46"), Forum::find("mars")), (None, None));
}

/// Nothing panics at the edges of the calendar or at absurd lengths.
#[test]
fn impossible_counts_are_refused_in_words() {
    let nysd = forum("nysd");
    let try_count = |rule, from, length, way| {
        count(rule, &nysd, from, length, way, &Switches::DEFAULT).map(|out| out.due)
    };
    use {Direction::*, Length::*};
    let (min, max) = (DateTime::MIN, DateTime::MAX);
    let noon = date(2014, 1, 1).at(12, 0, 0, 0);
    assert_eq!(try_count(Rule::Civ6, noon, Days(0), Forward), Err(CountError::Zero));
    assert_eq!(try_count(Rule::Civ6, noon, Hours(0), Forward), Err(CountError::Zero));
    for length in [Days(u32::MAX), Days(36_501), Hours(u32::MAX)] {
        assert_eq!(try_count(Rule::Civ6, noon, length, Forward), Err(CountError::TooLong(length)));
    }
    for length in [Days(1), Days(36_500), Hours(1)] {
        let refused = Err(CountError::OutOfRange);
        assert_eq!(try_count(Rule::Civ6, max, length, Forward), refused);
    }
    assert_eq!(try_count(Rule::Civ6, min, Days(1), Backward), Err(CountError::OutOfRange));
    let irish = try_count(Rule::IeS18h, noon, Days(1), Forward).unwrap_err();
    assert_eq!(irish, CountError::WrongForum(Rule::IeS18h, "nysd"));
    let back = try_count(Rule::Scotus30, noon, Days(1), Backward).unwrap_err();
    assert_eq!(back.to_string(), "Sup. Ct. R. 30.1 does not say how to count back from an event");
    assert_eq!(due(Rule::Civ6, &nysd, Date::MAX, 5), Date::MAX);
    assert_eq!(due(Rule::Civ6, &nysd, noon.date(), 0), noon.date());
}

// Properties.

fn any_date() -> impl Strategy<Value = Date> {
    (-3_700_000i64..=2_900_000)
        .prop_map(|days| add_days(date(2000, 1, 1), days).unwrap_or(Date::MAX))
}

fn near_date() -> impl Strategy<Value = Date> {
    (-15_000i64..30_000).prop_map(|days| add_days(date(2000, 1, 1), days).unwrap_or(Date::MAX))
}

fn any_forum() -> impl Strategy<Value = Forum> {
    proptest::sample::select(Forum::ALL.to_vec())
}

fn any_rule() -> impl Strategy<Value = Rule> {
    proptest::sample::select(Rule::ALL.to_vec())
}

proptest! {
    /// Fed. R. Crim. P. 45(a)(1)(C): a period never ends on a weekend or holiday.
    #[test]
    fn a_federal_period_ends_on_a_business_day(
        forum in any_forum(), from in near_date(), days in 1u32..400,
    ) {
        prop_assume!(forum.id != "ie" && forum.id != "scotus");
        let end = due(Rule::Crim45, &forum, from, days);
        prop_assert!(is_business_day(end, &forum));
        prop_assert!(end > from);
    }

    /// A longer period never ends sooner, and no forward period ends before its trigger.
    #[test]
    fn a_longer_period_never_ends_sooner(
        rule in any_rule(), forum in any_forum(), from in any_date(), days in 0u32..40_000,
    ) {
        let end = due(rule, &forum, from, days);
        prop_assert!(from <= end);
        prop_assert!(end <= due(rule, &forum, from, days + 1));
    }

    /// Whatever is asked, the answer is a date or an error; the steps lead to the date.
    #[test]
    fn no_count_panics_and_every_explanation_ends_at_its_date(
        rule in any_rule(), forum in any_forum(), from in any_date(), hour in 0i8..24,
        n in prop_oneof![0u32..50, Just(36_500), Just(36_501), any::<u32>()],
        (hours, back, roll) in any::<(bool, bool, bool)>(),
    ) {
        let length = if hours { Length::Hours(n) } else { Length::Days(n) };
        let way = if back { Direction::Backward } else { Direction::Forward };
        let switches = Switches { ie_roll: roll, ie_office_monday: roll, ..Switches::DEFAULT };
        let from = from.at(hour, 20, 0, 0);
        if let Ok(out) = count(rule, &forum, from, length, way, &switches) {
            let last = out.steps.last().unwrap();
            prop_assert_eq!((last.date, last.counts), (out.due.date(), Counts::Last));
            prop_assert_eq!(back, out.due < midnight(from.date()));
            prop_assert!(out.steps.len() < 20);
        }
    }
}
