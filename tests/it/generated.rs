//! Whole scenarios that a generator makes up: each is sound, runs, keeps its calendar and gives the same bytes
//! through both drivers; and each, with one thing broken, gets a mistake with a place.

use std::fmt::Write as _;

use comity::law::chambers::calendar_date;
use comity::report::record::{outcome, record};
use comity::scenario::Scenario;
use comity::scenario::check::{Checked, check};
use comity::scenario::diagnostic::{Severity, narrate, render};
use comity::simulate::{Driver, Finish, Terms, run};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::invariants::drawn_acts_fall_on_working_days;

/// A stage that is made up: all but where it leads.
#[derive(Clone, Debug)]
struct Stage {
    office: &'static str,
    takes: String,
    /// The time the law allows, and whether the act comes by it.
    limit: Option<(u32, &'static str, bool)>,
    /// Keys with a value each, beside those every stage has.
    more: Vec<&'static str>,
    /// The data is delivered when the file goes on.
    delivers: bool,
    /// Besides going on: a weight, where to, and how often.
    ways: Vec<(u32, Way)>,
    on: u32,
}

#[derive(Clone, Debug)]
enum Way {
    /// Past some stages.
    Ahead(Index),
    /// Back, at most so often.
    Back(Index, u8),
    /// To an end.
    End(&'static str),
}

fn takes() -> impl Strategy<Value = String> {
    let days = || 1u32..90;
    prop_oneof![
        days().prop_map(|days| format!("\"{days} days\"")),
        Just("\"0 days\"".to_owned()),
        (days(), days()).prop_map(|(low, more)| format!("\"{low} to {} days\"", low + more)),
        (days(), days()).prop_map(|(median, more)| {
            format!("{{ median = \"{median} days\", q95 = \"{} days\" }}", median + more)
        }),
        (days(), days()).prop_map(|(low, more)| {
            format!("{{ uniform = [\"{low} hours\", \"{} days\"] }}", low + more)
        }),
        (days(), days(), days(), select(vec!["triangular", "pert"])).prop_map(
            |(low, up, more, family)| {
                format!(
                    "{{ {family} = [\"{low} days\", \"{} days\", \"{} days\"] }}",
                    low + up,
                    low + up + more
                )
            }
        ),
        days().prop_map(|mean| format!("{{ exponential = \"{mean} days\" }}")),
        (days(), 1u32..40, select(vec!["gamma", "weibull"])).prop_map(|(days, shape, family)| {
            format!("{{ {family} = \"{days} days\", shape = {} }}", f64::from(shape) / 4.0)
        }),
        (days(), days(), 1u32..100).prop_map(|(first, more, share)| {
            let share = f64::from(share) / 100.0;
            format!(
                "{{ empirical = [[\"{first} days\", {share}], [\"{} days\", 1.0]] }}",
                first + more
            )
        }),
        (days(), days()).prop_map(|(short, long)| {
            format!(
                "{{ mixture = [{{ share = 0.75, takes = \"{short} days\" }}, \
                 {{ share = 0.25, takes = \"{long} to {} weeks\" }}] }}",
                long + 1
            )
        }),
    ]
}

/// What a stage may say besides.
const MORE: [&str; 4] = [
    "any_day = true\n",
    "scale = [\"k\", \"frailty\"]\n",
    "if_gone = \"on\"\n",
    "when = [{ since = 2016-01-01, duration = \"2 days\", duration_basis = \"guess\" }]\n",
];

fn stage() -> impl Strategy<Value = Stage> {
    let offices =
        vec!["prosecutor", "oia", "central-authority", "police", "foreign-court", "provider"];
    let ends = vec!["obtained", "refused", "no-data", "abandoned", "in-part"];
    let way = prop_oneof![
        any::<Index>().prop_map(Way::Ahead),
        (any::<Index>(), 1u8..4).prop_map(|(to, most)| Way::Back(to, most)),
        select(ends).prop_map(Way::End),
    ];
    let limit = (1u32..60, select(vec!["eu", "us", "fixed"]), any::<bool>());
    (
        select(offices),
        takes(),
        prop::option::weighted(0.3, limit),
        subsequence(MORE.to_vec(), 0..=MORE.len()),
        prop::bool::weighted(0.2),
        prop::collection::vec((1u32..50, way), 0..3),
        1u32..100,
    )
        .prop_map(|(office, takes, limit, more, delivers, ways, on)| Stage {
            office,
            takes,
            limit,
            more,
            delivers,
            ways,
            on,
        })
}

/// The table of a stage. Every stage leads on to the next, so all are reached and none is stuck.
fn stage_text(number: usize, stages: &[Stage]) -> String {
    let Stage { office, takes, limit, more, delivers, ways, on } = &stages[number];
    let next = |number: usize| match number {
        number if number < stages.len() => format!("s{number}"),
        _ => "end:obtained".to_owned(),
    };
    let total = f64::from(*on + ways.iter().map(|(weight, _)| weight).sum::<u32>());
    let outcome = |name: &str, to: String, more: String, weight: u32| {
        let p = f64::from(weight) / total;
        format!("    {{ name = \"{name}\", to = \"{to}\", {more}p = {p}, words = \"{name}\" }},\n")
    };
    let goes_on = *delivers && number + 1 < stages.len();
    let delivers = if goes_on { "delivers = true, " } else { "" };
    let mut outcomes = outcome("on", next(number + 1), delivers.to_owned(), *on);
    for (way, (weight, leads)) in ways.iter().enumerate() {
        let (to, more) = match leads {
            Way::Ahead(by) => (next(number + 1 + by.index(3)), String::new()),
            Way::Back(to, most) => (next(to.index(number + 1)), format!("at_most = {most}, ")),
            Way::End(end) => (format!("end:{end}"), String::new()),
        };
        outcomes += &outcome(&format!("way-{way}"), to, more, *weight);
    }
    let by_deadline = limit.is_some_and(|(_, _, by)| by);
    let takes = if by_deadline { "{ by = \"deadline\" }" } else { takes };
    let limit = limit.map_or(String::new(), |(days, rule, _)| {
        format!("limit = {{ period = \"{days} days\", rule = \"{rule}\", authority = \"rt.1\" }}\n")
    });
    format!(
        "\n[[channel.made.stage]]\nid = \"s{number}\"\nname = \"made.s{number}\"\noffice = \"{office}\"\n\
         document = \"Stage {number}\"\nauthority = [\"rt.1\"]\nduration = {takes}\nbasis = \"guess\"\n\
         {limit}{}outcome = [\n{outcomes}]\n",
        more.concat()
    )
}

/// A whole scenario on top of the seed case.
#[derive(Clone, Debug)]
struct Made {
    opens: (i16, i8, i8),
    stages: Vec<Stage>,
    strategy: &'static str,
    channels: &'static str,
    weekend: &'static str,
    holidays: Vec<String>,
    /// The first year in which the law of the channel is in force.
    law: i16,
    lives: Option<String>,
    working_days: bool,
    decides: Vec<(&'static str, String)>,
}

fn holiday() -> impl Strategy<Value = String> {
    prop_oneof![
        (1u32..13, 1u32..29).prop_map(|(month, day)| format!("{month:02}-{day:02}")),
        (
            select(vec!["first", "third", "last"]),
            select(vec!["monday", "friday"]),
            select(vec!["may", "october"])
        )
            .prop_map(|(nth, day, month)| format!("{nth} {day} of {month}")),
        (0i32..60).prop_map(|days| format!("easter + {days}")),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let strategies = vec![
        "[[path]]\ntake = \"made\"\n",
        "[[path]]\ntake = \"warrant\"\n\n[[path]]\ntake = \"made\"\n",
        "[[path]]\ntake = \"made\"\n\n[[path]]\ntake = \"warrant\"\nwhen = { ended = \"made=failed\" }\n",
        "[[path]]\ntake = \"warrant\"\n\n[[path]]\ntake = \"made\"\n\
         when = { any = [{ day = 40 }, { ended = \"warrant=failed\" }] }\n",
    ];
    let weekends = vec![
        "[]",
        "[\"friday\", \"saturday\"]",
        "[\"sunday\"]",
        "[\"monday\", \"thursday\", \"sunday\"]",
    ];
    let points = select(vec![
        "provider.response",
        "magistrate.motion",
        "district.review",
        "circuit.panel",
        "supreme.certiorari",
    ]);
    (
        (2012i16..2026, 1i8..13, 1i8..29),
        prop::collection::vec(stage(), 1..7),
        (
            select(strategies),
            select(vec!["\"made\"", "\"us-ie-mlat\", \"made\"", "\"made\", \"us-ie-mlat\""]),
        ),
        select(weekends),
        prop::collection::vec(holiday(), 0..12),
        2010i16..2020,
        prop::option::weighted(0.3, takes().prop_filter("it lives", |takes| takes != "\"0 days\"")),
        prop::bool::weighted(0.8),
        prop::collection::vec((points, takes()), 0..3),
    )
        .prop_map(
            |(
                opens,
                stages,
                (strategy, channels),
                weekend,
                holidays,
                law,
                lives,
                working_days,
                mut decides,
            )| {
                decides.sort();
                decides.dedup_by_key(|(point, _)| *point);
                Made {
                    opens,
                    stages,
                    strategy,
                    channels,
                    weekend,
                    holidays,
                    law,
                    lives,
                    working_days,
                    decides,
                }
            },
        )
}

/// How it is written.
fn text(made: &Made) -> String {
    let (year, month, day) = made.opens;
    let mut text = format!(
        "base = \"microsoft-ireland\"\ntitle = \"Made up\"\nopens = {year:04}-{month:02}-{day:02}\n\
         record = []\nexpect = []\nchannels = [{}]\n\n{}\n[courts]\nforeign = \"rt\"\n\n\
         [law]\nworking_days = {}\n\n[calendar.rt]\nname = \"Ruritania\"\nweekend = {}\n",
        made.channels, made.strategy, made.working_days, made.weekend
    );
    for holiday in &made.holidays {
        let _ = write!(text, "\n[[calendar.rt.holiday]]\nname = \"Holiday\"\non = \"{holiday}\"\n");
    }
    let _ = write!(
        text,
        "\n[[authority]]\nid = \"rt.1\"\ncitation = \"Ruritania, Data Act s. 1\"\nholding = \"Data.\"\n\
         from = {}-01-01\nevidence = \"source\"\n",
        made.law
    );
    if let Some(lives) = &made.lives {
        let _ = write!(text, "\n[data]\ndeleted = {lives}\nbasis = \"guess\"\n");
    }
    for (point, takes) in &made.decides {
        let _ = write!(text, "\n[decide.{point}]\ntakes = {takes}\ntakes_basis = \"guess\"\n");
    }
    text += "\n[channel.made]\npath = \"made\"\ntitle = \"A made-up channel\"\nauthority = [\"rt.1\"]\n\n\
             [channel.made.factor.k]\nvalue = 1.5\nbasis = \"guess\"\n\n\
             [channel.made.frailty]\ns = 0.3\nbasis = \"guess\"\n\n\
             [[channel.made.slow]]\noffices = [\"police\", \"oia\"]\nfrom = \"12-01\"\nto = \"01-15\"\n\
             speed = 0.3\nbasis = \"guess\"\n";
    for number in 0..made.stages.len() {
        text += &stage_text(number, &made.stages);
    }
    text
}

/// The scenario of a text that has no mistake.
fn sound(text: &str) -> Scenario {
    let checked = check("made.toml", text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    checked.scenario.unwrap_or_else(|| panic!("{shown}\n{text}"))
}

/// Runs a case, holds it to its calendar, and gives its bytes.
fn bytes(scenario: &Scenario, seed: u64, driver: Driver) -> String {
    let terms = Terms { seed, ..Terms::default() };
    let run = run(scenario, &terms, driver, &mut |_| ()).expect("it runs");
    let ending = outcome(scenario, &run);
    let last = run.docket.entries.last().map_or(scenario.opens, |entry| calendar_date(entry.at));
    assert!(last <= scenario.horizon, "an entry after the last day: {last}");
    if run.finish == Finish::Horizon {
        assert_eq!(ending.closed, None, "it came to its end and does not say that it is pending");
    } else {
        assert!(!run.posture.request_pending(), "nothing is left to do, and a request is pending");
    }
    if scenario.working_days {
        drawn_acts_fall_on_working_days(scenario, &run, "made up");
    }
    serde_json::to_string(&record(scenario, &terms, &run, String::new())).expect("JSON")
}

/// What can be broken: what stands there, and what is put in its place.
const BREAKS: [(&str, &str); 22] = [
    ("base = \"microsoft-ireland\"", "base = \"microsoft-irland\""),
    ("title = \"Made up\"", "title = \"Made up"),
    ("opens = 2", "opens = 9"),
    ("foreign = \"rt\"", "foreign = \"tr\""),
    ("channels = [\"", "channels = [\"x"),
    ("take = \"made\"", "take = \"mode\""),
    ("take = \"made\"", "take = made"),
    ("weekend = [", "weekend = [\"caturday\", "),
    ("id = \"s0\"", "idd = \"s0\""),
    ("name = \"made.s0\"", "name = \"other.s0\""),
    ("office = \"", "office = \"x"),
    ("authority = [\"rt.1\"]", "authority = [\"rt.2\"]"),
    ("duration = ", "duratoin = "),
    ("duration = ", "duration = [], was = "),
    ("basis = \"guess\"", "basis = \"guessed\""),
    ("to = \"", "to = \"nowhere-"),
    ("p = 0", "p = 3"),
    ("p = ", "q = "),
    ("any_day = ", "any_day = \"\" # "),
    ("if_gone = \"on", "if_gone = \"off"),
    ("since = 2016-01-01", "since = 2016-13-01"),
    ("[channel.made.factor.k]", "[channel.made.factor.k"),
];

/// The text with one place changed, if it is there.
fn broken(text: &str, (old, new): (&str, &str), which: Index) -> Option<String> {
    let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
    if places.is_empty() {
        return None;
    }
    let at = *which.get(&places);
    Some([&text[..at], new, &text[at + old.len()..]].concat())
}

fn has_an_error_with_a_place(checked: &Checked) -> bool {
    let own = 0..checked.sources().main().text.len() + 1;
    checked.diagnostics.iter().any(|one| {
        one.severity == Severity::Error && one.span().is_some_and(|span| own.contains(&span.start))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_made_up_scenario_is_sound_and_runs_the_same_through_both_drivers(made in made(), seed in any::<u64>()) {
        let scenario = sound(&text(&made));
        for seed in [seed, seed.wrapping_add(1)] {
            let in_place = bytes(&scenario, seed, Driver::InPlace);
            prop_assert_eq!(&in_place, &bytes(&scenario, seed, Driver::Live(None)));
            prop_assert_eq!(&in_place, &bytes(&scenario, seed, Driver::InPlace));
        }
    }

    #[test]
    fn a_made_up_scenario_with_one_thing_broken_gets_a_mistake_with_a_place(
        made in made(),
        what in select(&BREAKS[..]),
        which in any::<Index>(),
    ) {
        let Some(text) = broken(&text(&made), what, which) else { return Ok(()) };
        let checked = check("made.toml", &text);
        prop_assert!(checked.scenario.is_none(), "{what:?} is no mistake in\n{text}");
        prop_assert!(has_an_error_with_a_place(&checked), "{}", narrate(&checked.diagnostics, checked.sources()));
    }
}
