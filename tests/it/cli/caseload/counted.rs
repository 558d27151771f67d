//! When what happens is counted, and over what time.

use serde_json::Value;

use crate::cli::comity;

use super::{DESKS, IRELAND, caseload, measured, one_desk, parsed, written};

/// Regulation (EU) 2023/1543, arts. 10 and 12: in an emergency the data is produced within eight hours, and the enforcing
/// authority looks after the fact. So how long that takes changes nothing of when the data is there.
#[test]
fn the_data_of_an_emergency_is_there_before_the_authority_has_looked() {
    let produced = ["g5e", "g5f"].map(|stage| {
        let outcome = format!("channel.eu-e-evidence.stage.{stage}.outcome");
        [format!("{outcome}.late.p=0"), format!("{outcome}.produced.p=0.97")]
    });
    let mut sets: Vec<String> = produced.concat();
    sets.push(format!("{DESKS}=400"));
    let few = format!("{DESKS}=9");
    let mut ask = vec!["compare", IRELAND, "--caseload", "--years", "0.2", "--or-set", &few];
    sets.iter().for_each(|set| ask.extend(["--set", set.as_str()]));
    ask.extend(["--replications", "2", "--json"]);
    let said = parsed(comity(ask));
    let rows = said["rows"].as_array().expect("rows");
    let less = |name: &str| {
        let row = rows.iter().find(|row| row["name"] == name).expect("a row");
        row["against_first"][0]["value"].as_f64().expect("a number")
    };
    assert_eq!(less("days_obtained:emergency"), 0.0);
    assert!(less("wait_days@enforcing-authority:emergency") > 0.5);
}

#[test]
fn what_comes_at_midnight_comes_on_the_day_that_begins() {
    let one_day = "from = 2013-09-01\nuntil = 2013-09-01";
    let text = one_desk(1, "{ exponential = \"1 hours\" }", one_day);
    let (_folder, path) = written(&text.replace("per_year = 1\n", "every = \"2 days\"\n"));
    let said = caseload(&[&path, "-n", "1", "--by", "month"]);
    let periods = said["summary"]["periods"].as_array().expect("periods");
    let came = |month: &str| {
        let period = periods.iter().find(|one| one["from"] == format!("{month}-01"));
        period.expect("a month")["came"]["value"].as_f64()
    };
    assert_eq!((came("2013-08"), came("2013-09")), (Some(0.0), Some(1.0)));
}

/// Points that differ in how long they are, or in what is left out of them, are each what a caseload by itself is.
#[test]
fn a_sweep_over_the_time_leaves_out_of_each_point_what_it_would_by_itself() {
    let rule = "caseload.warm_up=\"mser-5\"";
    let ask = ["sweep", "oia-2014", "--caseload", "--replications", "2", "--json", "--set", rule];
    let vary = ["--measure", "pending", "--vary", "caseload.years=1..4:3"];
    let swept = parsed(comity(ask.into_iter().chain(vary)));
    for (place, years) in ["1", "4"].into_iter().enumerate() {
        let said = caseload(&["oia-2014", "-n", "2", "--years", years, "--set", rule]);
        let (pending, ..) = measured(&said, "pending");
        assert_eq!(swept["points"][place]["measured"][0]["value"].as_f64(), Some(pending));
    }
}

#[test]
fn files_that_were_there_on_the_first_day_have_numbers_too() {
    let (_folder, path) = written(&one_desk(100, "{ exponential = \"1 hours\" }", "backlog = 50"));
    let ask = |number: &str| comity(["caseload", &path, "--years", "1", "--file", number]);
    let refused = ask("100000").code(2).stderr();
    let (_, last) = refused.split_once("a number from 1 to ").expect("a cure");
    let last = last.split_whitespace().next().expect("a number");
    let said: Value = parsed(comity(["caseload", &path, "--years", "1", "--file", last, "--json"]));
    assert_eq!(said["file"]["number"].to_string(), last);
    assert!(last.parse::<u32>().expect("a number") > 120, "{last}");
}

#[test]
fn an_hour_beyond_all_days_is_refused() {
    let set = "caseload.office.oia.hours=\"1193047:00-1193048:00\"";
    comity(["caseload", "oia-2014", "--set", set]).refused("are no hours", "09:00-17:00");
}
