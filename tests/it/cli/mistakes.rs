//! Every mistake in the arguments is met with what, where and cure.

use super::{CASE, comity, run};

#[test]
fn an_unknown_scenario_is_met_with_the_nearest() {
    comity(["run", "microsoft-irland"])
        .refused("no scenario called `microsoft-irland`", "did you mean `microsoft-ireland`?");
    comity(["run", "zzz"]).refused("no scenario called `zzz`", "the scenarios are");
    comity(["run", "no/such/file.toml"]).refused("no/such/file.toml", "comity list");
}

#[test]
fn an_unknown_point_or_option_is_met_with_the_nearest() {
    run(["--what-if", "district.revew=reverse"])
        .refused("no decision point `district.revew`", "did you mean `district.review`?");
    run(["--what-if", "district.review=revers"])
        .refused("`district.review` has no option `revers`", "did you mean `reverse`?");
}

#[test]
fn an_option_of_another_point_is_said_to_be_there() {
    run(["--what-if", "district.review=lift"])
        .refused("`district.review` has no option `lift`", "`district.lift-stay`");
}

#[test]
fn a_step_that_only_takes_time_cannot_be_decided() {
    run(["--what-if", "service.warrant=late"]).refused("only takes time", "comity decisions");
    run(["--what-if", "treaty.draft=ready"]).refused("only takes time", "comity decisions");
}

#[test]
fn a_what_if_that_is_none_is_explained() {
    run(["--what-if", "reverse"]).refused("no `=`", "point=option");
    run(["--what-if", "district.review"]).refused("no `=`", "district.review=affirm");
    run(["--what-if", "district.review#0=reverse"])
        .refused("does not say which time", "district.review#2=reverse");
    run(["--what-if", "district.review#x=reverse"]).refused("does not say which time", "#2");
}

#[test]
fn a_point_is_decided_once() {
    run(["--what-if", "district.review=reverse", "--what-if", "district.review=affirm"])
        .refused("decided twice", "district.review#2");
}

#[test]
fn a_date_outside_the_case_is_met_with_the_range() {
    run(["--from", "2012-01-01"]).refused("before the case opens", "2013-12-04");
    run(["--until", "2099-01-01"]).refused("after the last day", "2033-");
    run(["--from", "soon"]).refused("`soon` is not a date", "--from 2013-12-04");
    run(["--from", "2014-02-30"]).refused("`2014-02-30` is not a date", "give a day");
    run(["--from", "2015-01-01", "--until", "2014-01-01"]).refused("later than --until", "--from");
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let said = run([
        "--from",
        "x",
        "--until",
        "2099-01-01",
        "--what-if",
        "nothing",
        "--what-if",
        "district.review=lift",
        "--pace",
        "fast",
    ])
    .code(2)
    .stdout_is_empty()
    .stderr();
    assert_eq!(said.matches("error: ").count(), 5, "{said}");
}

#[test]
fn a_what_if_that_never_comes_up_names_what_would_bring_it_up() {
    run(["--what-if", "circuit.en-banc-merits=tie"]).refused(
        "circuit.en-banc-merits is never reached on this record",
        "--what-if circuit.en-banc=five-of-eight",
    );
    run(["--what-if", "district.review#2=reverse"])
        .refused("district.review#2 is never reached", "--what-if");
    // With the first seed the Act overtakes the court sitting en banc, so the message names another.
    let way = ["--seed", "2", "--what-if", "circuit.en-banc=five-of-eight"];
    run(way.into_iter().chain(["--what-if", "circuit.en-banc-merits=tie"])).code(0);
}

#[test]
fn a_what_if_that_the_odds_pass_by_names_the_seed() {
    run(["--from", "2014-01-01", "--what-if", "circuit.en-banc-merits=tie"])
        .refused("does not come up with seed 1", "another --seed");
}

#[test]
fn an_option_the_law_closes_is_refused_with_the_reason() {
    run(["--what-if", "district.review=remand", "--what-if", "district.review#2=remand"])
        .refused("the law closes district.review#2=remand", "choose another option");
}

#[test]
fn a_pace_needs_a_meaning_and_the_live_driver() {
    for pace in ["fast", "1d", "0d=1s", "1d=1fortnight", "1x=1s", "1d=-1s", "=", "1ms=99999999999w"]
    {
        run(["--pace", pace]).refused("is not a pace", "1d=100ms");
    }
    run(["--pace", "1w=1ms", "--driver", "in-place"]).refused("--pace does not go", "--driver");
}

#[test]
fn a_log_filter_that_is_none_is_refused() {
    run(["--log", "a=b=c"]).refused("is not a log filter", "comity::docket=info");
}

#[test]
fn what_clap_refuses_is_wrong_usage_too() {
    for arguments in [&["bogus"] as &[&str], &["run"], &["run", CASE, "--seed", "x"], &["check"]] {
        comity(arguments.iter().copied()).code(2).stdout_is_empty().stderr_contains("error: ");
    }
}
