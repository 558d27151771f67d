//! The replay of the record: every step on its day, and the tallies.

use comity::law::docket::{Precision, Status};
use comity::report::record::{Outcome, outcome, tally};
use jiff::civil::Date;

use crate::support::{microsoft_ireland, run_of};

/// The docketed steps of 13-mj-2814 (S.D.N.Y.), 14-2985 (2d Cir.) and No. 17-2 (U.S.): step, date, day since
/// the warrant, and how well the day is known (e exact, a approximate, u unknown).
const STEPS: &str = "
    E01 2013-12-04 0 e | E02 - - u | E03 - - u | E04 2013-12-18 14 e | E05 - - u | E06 2014-04-25 142 e
    E07 - - u | E08 2014-06-06 184 e | E09 2014-06-10 188 e | E10 2014-06-12 190 e | E11 2014-06-13 191 e
    E12 2014-07-09 217 e | E13 2014-07-24 232 e | E14 2014-07-31 239 e | E15 2014-08-01 240 e
    E16 2014-08-12 251 e | E17 2014-08-12 251 a | E18 2014-08-12 251 e | E19 - - u | E20 2014-08-29 268 e
    E21 2014-09-04 274 a | E22 2014-09-08 278 e | E23 2014-09-09 279 a | E24 2014-12-08 369 e
    E25 2014-12-15 376 e | E26 2014-12-19 380 a | E27 2014-12-23 384 e | E28 2015-03-09 460 e
    E29 2015-04-08 490 a | E30 2015-09-09 644 e | E31 2016-07-14 953 e | E32 2016-10-13 1044 a
    E33 2017-01-24 1147 e | E34 - - u | E35 2017-06-23 1297 e | E36 2017-08-28 1363 e | E37 2017-10-16 1412 e
    E38 2017-12-06 1463 a | E39 2017-12-13 1470 e | E40 2018-01-11 1499 a | E41 2018-01-18 1506 e
    E42 2018-02-06 1525 e | E43 2018-02-27 1546 e | E44 2018-03-23 1570 e | E45 2018-03-30 1577 e
    E46 2018-03-30 1577 e | E47 2018-04-03 1581 e | E48 2018-04-17 1595 e | E49 - - u | E50 - - u";

/// A step: its number, its date and day if they are known, and how well.
type Step = (&'static str, Option<(Date, i64)>, Precision);

fn steps() -> Vec<Step> {
    let words: Vec<&str> = STEPS.split_whitespace().filter(|word| *word != "|").collect();
    let step = |step: &[&'static str]| {
        let day = step[1].parse().ok().map(|date| (date, step[2].parse().expect("a day")));
        let precision = match step[3] {
            "e" => Precision::Exact,
            "a" => Precision::Approximate,
            _ => Precision::Unknown,
        };
        (step[0], day, precision)
    };
    words.chunks(4).map(step).collect()
}

#[test]
fn every_step_of_the_record_comes_in_order_and_on_its_day() {
    let scenario = microsoft_ireland();
    for seed in 0..50 {
        let run = run_of(seed, &[]);
        let entries = comity::report::record::entries(scenario, &run);
        let numbered: Vec<_> =
            entries.iter().filter(|e| e.id.as_deref().is_some_and(|id| id.len() == 3)).collect();
        let steps = steps();
        assert_eq!(numbered.len(), steps.len());
        for (entry, (id, day, precision)) in numbered.iter().zip(&steps) {
            assert_eq!(entry.id.as_deref(), Some(*id));
            assert_eq!(entry.precision.as_deref(), Some(precision.as_str()), "{id}");
            assert_eq!(entry.status, "recorded", "{id}");
            if let Some((date, number)) = day {
                assert_eq!((entry.date, entry.day), (*date, *number), "{id}");
            }
        }
    }
}

#[test]
fn a_step_without_a_day_lies_between_its_neighbours_and_nowhere_else() {
    let before_after = [
        ("E02", "E01", "E03"),
        ("E03", "E02", "E04"),
        ("E05", "E04", "E06"),
        ("E07", "E06", "E08"),
        ("E19", "E18", "E20"),
        ("E34", "E33", "E35"),
        ("E49", "E48", "E50"),
    ];
    let mut days_of_e19 = std::collections::BTreeSet::new();
    for seed in 0..300 {
        let run = run_of(seed, &[]);
        let entries = comity::report::record::entries(microsoft_ireland(), &run);
        let day = |id: &str| {
            let entry = entries.iter().find(|entry| entry.id.as_deref() == Some(id));
            entry.expect("a step of the record").day
        };
        for (id, before, after) in before_after {
            assert!(day(before) <= day(id) && day(id) <= day(after), "{id} with seed {seed}");
        }
        days_of_e19.insert(day("E19"));
    }
    assert!(days_of_e19.len() > 5, "the day is not known, so it must not look known");
}

#[test]
fn every_entry_of_the_replay_is_recorded_and_names_its_authority() {
    let scenario = microsoft_ireland();
    let run = run_of(1, &[]);
    for (n, entry) in (1..).zip(&run.docket.entries) {
        assert_eq!(entry.status, Status::Recorded, "entry {n}");
        let date = comity::law::chambers::calendar_date(entry.at);
        let authorities = scenario.authority(entry);
        assert!(!authorities.is_empty(), "entry {n} rests on nothing");
        for authority in authorities {
            let authority = scenario.authorities.get(authority);
            assert!(authority.in_force(date), "entry {n}: {} on {date}", authority.id);
        }
    }
}

#[test]
fn the_case_ends_moot_on_day_1595_and_the_treaty_is_never_used() {
    let run = run_of(1, &[]);
    let Outcome { warrant, paths, produced_by, closed, day, .. } =
        outcome(microsoft_ireland(), &run);
    assert_eq!((warrant.as_str(), paths["treaty"].as_str()), ("moot-vacated", "not-used"));
    assert_eq!(produced_by, None, "whether the data came under the new warrant is not confirmed");
    assert_eq!((closed, day), (Some(jiff::civil::date(2018, 4, 17)), 1595));
}

/// Two warrants, one motion, a stay by consent and one by the district judge, one lifting, two notices, one
/// contempt without a fine, one rehearing petition, one certiorari petition, one statute, no treaty request.
#[test]
fn the_papers_of_the_record_add_up() {
    let tally = tally(microsoft_ireland(), &run_of(1, &[]));
    let expected = comity::report::record::Tally {
        warrants: 2,
        motions_to_vacate: 1,
        stays_by_consent: 1,
        stays_by_district_judge: 1,
        stays_lifted: 1,
        notices_of_appeal: 2,
        contempts: 1,
        fines: 0,
        rehearing_petitions: 1,
        certiorari_petitions: 1,
        statutes: 1,
        requests: 0,
    };
    assert_eq!(tally, expected);
}

#[test]
fn the_rulings_of_the_record_are_won_in_this_order() {
    let wins = outcome(microsoft_ireland(), &run_of(1, &[])).wins;
    let won: Vec<(&str, &str)> =
        wins.iter().map(|win| (win.stage.as_str(), win.winner.as_str())).collect();
    let expected = [
        ("magistrate", "government"),
        ("district", "government"),
        ("stay", "provider"),
        ("lifting", "government"),
        ("contempt", "joint"),
        ("panel", "provider"),
        ("en-banc", "tie"),
        ("certiorari", "government"),
        ("statute", "government"),
        ("supreme", "neither"),
    ];
    assert_eq!(won, expected);
}

#[test]
fn the_seed_case_meets_its_own_expectations() {
    use comity::scenario::Expectation;
    let scenario = microsoft_ireland();
    let run = run_of(1, &[]);
    let entries = comity::report::record::entries(scenario, &run);
    let outcome = outcome(scenario, &run);
    assert!(scenario.expectations.len() > 30);
    for expectation in &scenario.expectations {
        match expectation {
            Expectation::Outcome { path, ending } => {
                let came = outcome.paths.get(path).unwrap_or(&outcome.warrant);
                assert_eq!(came, ending, "{path}");
            }
            Expectation::Entry { id, on, day } => {
                let entry = entries.iter().find(|entry| entry.id.as_ref() == Some(id));
                let entry = entry.expect("a step of the record");
                assert_eq!((entry.date, Some(entry.day)), (*on, *day), "{id}");
            }
        }
    }
}
