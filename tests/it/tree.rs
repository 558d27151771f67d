//! The decision tree: chances that are exact, levels that add up, and the same shares as simulation.

use std::collections::BTreeMap;

use comity::experiment::fate::{End, Fate};
use comity::experiment::tree::shape::{Cut, Place, Share, What, shape};
use comity::experiment::tree::{Ending, Grown, Shown, Times, grow};
use comity::law::answers::Choice;
use comity::law::point::Point;
use comity::scenario::Scenario;
use comity::scenario::check::check;
use comity::scenario::diagnostic::render;
use comity::scenario::library;
use comity::simulate::{Batch, Terms};

const WHOLE: Cut = Cut { prune: 0.0, depth: None };
/// What adding up many chances may lose.
const ROUNDING: f64 = 1e-12;

fn shipped(name: &str) -> Scenario {
    let found = library::find(name).unwrap_or_else(|_| panic!("no {name}"));
    check(name, &found.text).scenario.expect("a sound scenario")
}

/// As if nothing of the record were known.
fn unrecorded(scenario: &Scenario) -> Terms {
    Terms { seed: 1, from: scenario.opens.yesterday().ok(), ..Terms::default() }
}

fn grown(scenario: &Scenario, times: Times, most: u64, shown: &Shown) -> Grown {
    grow(scenario, &unrecorded(scenario), times, most, shown).expect("a tree")
}

fn only(scenario: &Scenario, points: &[&str]) -> Shown {
    Shown::Only(points.iter().map(|name| scenario.find_point(name).expect("a point")).collect())
}

/// The chance of each outcome.
fn fates(grown: &Grown) -> BTreeMap<usize, f64> {
    let mut fates = BTreeMap::new();
    for leaf in grown.merged.leaves() {
        if let Ending::Over(over) = &grown.endings[leaf.ending] {
            *fates.entry(over.fate.number()).or_default() += leaf.chance;
        }
    }
    fates
}

/// The places after a place, and what is not shown there.
fn after(place: &Place) -> (Vec<&Place>, Option<Share>) {
    match &place.what {
        What::Decision { ways, rest, .. } => (ways.iter().map(|(_, to)| to).collect(), *rest),
        What::Next { ways, rest } => (ways.iter().collect(), *rest),
        What::End { .. } | What::More => (Vec::new(), None),
    }
}

/// Holds every level against its sum, and gives the chance of all ends below.
fn adds_up(place: &Place) -> f64 {
    let (ways, rest) = after(place);
    if ways.is_empty() && rest.is_none() {
        return place.share.chance;
    }
    let rest = rest.map_or(0.0, |rest| rest.chance);
    let sum = rest + ways.iter().map(|to| to.share.chance).sum::<f64>();
    assert!((sum - place.share.chance).abs() < ROUNDING, "{sum} is not {}", place.share.chance);
    let known = place.share.known;
    assert!(known <= place.share.chance + ROUNDING && place.share.data <= known + ROUNDING);
    rest + ways.into_iter().map(adds_up).sum::<f64>()
}

#[test]
fn every_level_adds_up_and_all_ends_together_are_certain() {
    for name in
        ["treaty-first", "e-evidence", "both-at-once", "statutory-motion", "microsoft-ireland"]
    {
        let scenario = shipped(name);
        for times in [Times::Cases(3), Times::Median] {
            let grown = grown(&scenario, times, 300, &Shown::Procedure);
            for (prune, depth) in [(0.0, None), (0.02, None), (0.005, Some(3)), (0.3, Some(0))] {
                let tree = shape(&grown.merged, &grown.endings, Cut { prune, depth });
                assert!((tree.share.chance - 1.0).abs() < ROUNDING, "{name}");
                let sum = adds_up(&tree);
                assert!((sum - 1.0).abs() < ROUNDING, "{name}, pruned at {prune}: {sum}");
            }
            let sum = grown.merged.known() + grown.not_walked();
            assert!((sum - 1.0).abs() < ROUNDING, "{name}: {sum}");
        }
    }
}

/// The option's place in a scenario.
fn option(scenario: &Scenario, point: &str, option: &str) -> (comity::law::decision::PointId, u8) {
    let point = scenario.find_point(point).expect("a point");
    let place = scenario.options(point).iter().position(|known| *known == option);
    (point, place.expect("an option") as u8)
}

/// Follows options through decisions that come one after the other.
fn follow<'a>(scenario: &Scenario, tree: &'a Place, way: &[(&str, &str)]) -> &'a Place {
    way.iter().fold(tree, |place, (point, name)| {
        let (wanted, option) = option(scenario, point, name);
        let What::Decision { point: found, ways, .. } = &place.what else {
            panic!("no decision before {point}={name}: {place:?}");
        };
        assert_eq!(*found, wanted, "{point}");
        let found = ways.iter().find(|(known, _)| *known == option);
        &found.unwrap_or_else(|| panic!("no {point}={name}")).1
    })
}

/// scenarios/invented-country.toml: checked 0.8, returned 0.15 at most twice, refused 0.05; ordered 0.95; produced 0.97.
/// What is closed after two returns goes to the other options in proportion.
#[test]
fn without_choices_that_depend_on_time_every_leaf_is_the_product_of_its_odds() {
    let scenario = shipped("invented-country");
    for times in [Times::Cases(1), Times::Cases(7), Times::Median] {
        let grown = grown(&scenario, times, 1_000, &Shown::Procedure);
        assert_eq!(grown.not_walked(), 0.0);
        let tree = shape(&grown.merged, &grown.endings, WHOLE);
        let mut leaves = 0;
        for returns in 0..=2 {
            let open = if returns == 2 { 0.85 } else { 1.0 };
            let before = 0.15_f64.powi(returns);
            let way = vec![("treaty.legal-check", "returned"); returns as usize];
            let go = |more: &[(&'static str, &'static str)]| {
                let way = [way.as_slice(), more].concat();
                let place = follow(&scenario, &tree, &way);
                assert!(matches!(place.what, What::End { .. }), "{way:?}");
                place.share.chance
            };
            let accepted = ("treaty.legal-check", "accepted");
            let ordered = ("treaty.order", "ordered");
            let expected = [
                (go(&[("treaty.legal-check", "refused")]), 0.05),
                (go(&[accepted, ("treaty.order", "denied")]), 0.8 * 0.05),
                (go(&[accepted, ordered, ("treaty.production", "produced")]), 0.8 * 0.95 * 0.97),
                (go(&[accepted, ordered, ("treaty.production", "no-data")]), 0.8 * 0.95 * 0.03),
            ];
            for (chance, product) in expected {
                let product = before * product / open;
                assert!((chance - product).abs() < 1e-14, "{chance} is not {product}");
                leaves += 1;
            }
        }
        assert_eq!(grown.merged.leaves().count(), leaves);
    }
}

/// How often each outcome came among simulated cases from case 0 on.
fn simulated(scenario: &Scenario, terms: &Terms, cases: u64) -> BTreeMap<usize, f64> {
    let mut batch = Batch::new(scenario, terms, false);
    let mut shares = BTreeMap::new();
    for number in 0..cases {
        let (matter, _) = batch.case(number).expect("it comes to an end");
        let fate: Fate = End::of(&matter.posture).fate;
        *shares.entry(fate.number()).or_default() += 1.0 / cases as f64;
    }
    shares
}

/// With the times of the same cases only the choices are left to chance. Given the times, the variance of a share is
/// at most that of a draw with the mean chance.
#[test]
fn chances_agree_with_simulated_shares_over_the_same_times() {
    for (name, cases, most) in [
        ("invented-country", 4_000, 100),
        ("e-evidence-conflict", 2_000, 100),
        ("treaty-first", 400, 1_000),
        ("uncontested-warrant", 60, 3_000),
        ("microsoft-ireland", 300, 300),
        ("both-at-once", 300, 300),
    ] {
        let scenario = shipped(name);
        let grown = grown(&scenario, Times::Cases(cases), most, &Shown::Procedure);
        let unknown = grown.not_walked();
        let shares = simulated(&scenario, &unrecorded(&scenario), cases);
        let chances = fates(&grown);
        for fate in
            (0..Fate::COUNT).filter(|fate| chances.contains_key(fate) || shares.contains_key(fate))
        {
            let chance = chances.get(&fate).copied().unwrap_or(0.0);
            let share = shares.get(&fate).copied().unwrap_or(0.0);
            let error =
                |chance: f64| 4.0 * (chance * (1.0 - chance).max(0.0) / cases as f64).sqrt();
            let most = chance + unknown;
            let fits = share >= chance - error(chance) - ROUNDING
                && share <= most + error(most) + ROUNDING;
            assert!(fits, "{name}, {fate}: {share} of the cases, chance {chance} to {most}");
        }
    }
}

#[test]
fn decisions_that_are_not_shown_are_summed_over() {
    let scenario = shipped("treaty-first");
    let all: Vec<&str> = scenario
        .points()
        .filter(|point| !scenario.options(*point).is_empty())
        .map(|point| scenario.point_name(point))
        .collect();
    let times = Times::Cases(4);
    let whole = fates(&grown(&scenario, times, 5_000, &only(&scenario, &all)));
    for points in [&["treaty.legal-check"] as &[&str], &["treaty.order", "treaty.review"], &[]] {
        let partly = grown(&scenario, times, 5_000, &only(&scenario, points));
        let sums = fates(&partly);
        assert_eq!(sums.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        for (fate, chance) in &whole {
            assert!((sums[fate] - chance).abs() < ROUNDING, "{points:?}, {fate}");
        }
    }
}

/// What is shown is the chance of each option among the cases that come to it, whatever was decided before.
#[test]
fn a_decision_shown_alone_has_its_odds_among_the_cases_that_reach_it() {
    let scenario = shipped("invented-country");
    let shown = only(&scenario, &["treaty.order"]);
    let grown = grown(&scenario, Times::Cases(2), 1_000, &shown);
    let tree = shape(&grown.merged, &grown.endings, WHOLE);
    let What::Next { ways, .. } = &tree.what else { panic!("{tree:?}") };
    let reaches = 0.8 * (1.0 + 0.15 + 0.15 * 0.15 / 0.85);
    assert!((ways[0].share.chance - reaches).abs() < ROUNDING);
    let What::Decision { ways: options, .. } = &ways[0].what else { panic!("{:?}", ways[0]) };
    assert!((options[0].1.share.chance - 0.95 * reaches).abs() < ROUNDING);
    assert!(matches!(ways[1].what, What::End { .. }));
    assert!((ways[1].share.chance - (1.0 - reaches)).abs() < ROUNDING);
}

/// Fed. R. App. P. 29: a friend of the court informs, and changes nothing about finality. The tree walks one option of
/// theirs for all.
#[test]
fn whether_friends_of_the_court_file_changes_no_outcome() {
    let scenario = shipped("microsoft-ireland");
    let options = scenario.options(Point::Amicus.into()).len() as u8;
    let with = |option: u8, case: u64| {
        let choose = |occurrence| Choice { point: Point::Amicus.into(), occurrence, option };
        let choices = (1..=8).map(choose).collect();
        let terms = Terms { choices, ..unrecorded(&scenario) };
        let mut batch = Batch::new(&scenario, &terms, false);
        let (matter, finish) = batch.case(case).expect("it comes to an end");
        (matter.posture.ending, matter.posture.produced, matter.posture.files, finish)
    };
    for case in 0..60 {
        let silent = with(options - 1, case);
        for option in 0..options - 1 {
            assert_eq!(with(option, case), silent, "case {case}, option {option}");
        }
    }
}

#[test]
fn friends_of_the_court_are_walked_where_something_hangs_on_their_briefs() {
    let text = "base = \"microsoft-ireland\"\nrecord = []\nexpect = []\n\
                [[decide.district.review.when]]\nchose = \"amici.brief=for-provider\"\n\
                odds = { affirm = 0.2, affirm-without-stay = 0.0, affirm-and-close = 0.0, \
                reverse = 0.8, remand = 0.0 }\nodds_basis = \"guess\"\n\
                reference = \"Invented.\"\n";
    let checked = check("friends.toml", text);
    let shown = render(&checked.diagnostics, checked.sources(), false);
    let hanging = checked.scenario.unwrap_or_else(|| panic!("{shown}"));
    let amicus = Point::Amicus.into();
    let walked = |scenario: &Scenario| {
        grown(scenario, Times::Median, 50, &Shown::Procedure).decided.contains(&amicus)
    };
    assert!(walked(&hanging));
    assert!(!walked(&shipped("microsoft-ireland")));
}

/// What a what-if chooses the law may close in one branch and leave open in another.
#[test]
fn a_branch_that_the_law_closes_is_a_dead_end_with_its_chance() {
    let scenario = shipped("microsoft-ireland");
    let mut found = 0;
    for point in scenario.points() {
        for option in 0..scenario.options(point).len() as u8 {
            let choices = vec![Choice { point, occurrence: 1, option }];
            let terms = Terms { choices, ..unrecorded(&scenario) };
            let grown =
                grow(&scenario, &terms, Times::Median, 60, &Shown::Procedure).expect("a tree");
            let dead = grown
                .merged
                .leaves()
                .filter(|leaf| matches!(grown.endings[leaf.ending], Ending::DeadEnd(_)));
            let dead: f64 = dead.map(|leaf| leaf.chance).sum();
            found += usize::from(dead > 0.0);
            assert!(dead <= grown.merged.known() + ROUNDING);
        }
    }
    assert!(found > 0, "no what-if leads to a dead end");
}

#[test]
fn the_same_terms_give_the_same_tree() {
    let scenario = shipped("microsoft-ireland");
    let tree = || {
        let grown = grown(&scenario, Times::Cases(4), 200, &Shown::Procedure);
        shape(&grown.merged, &grown.endings, WHOLE)
    };
    assert_eq!(tree(), tree());
}
