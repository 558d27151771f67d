//! The statistics against independent implementations: lifelines, SALib, scipy and statsmodels, which `tests/oracles/`
//! asks; and event logs as pm4py and pandas read them.
//! It needs a Python that has them, named by `COMITY_PYTHON`; `.ci/run` makes one.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use comity::experiment::estimate::{
    DayCounts, Estimate, Level, best, binomial, curve, holm, mean, normal, paired, quantile, share,
    student,
};
use comity::experiment::sensitivity::{morris, sobol};
use comity::sim::draw::{Aspect, CaseKey, KeyedRng, PointKey, Seed};
use rand::RngExt;
use serde_json::{Value, json};

mod logs;

/// A question, and how we answer it.
struct Question {
    ask: Value,
    ours: Vec<Option<f64>>,
    /// How far the answers may lie apart, beside the greater of 1 and the answer.
    apart: f64,
}

/// Where both compute the same.
const CLOSE: f64 = 1e-9;

fn question(ask: Value, ours: impl IntoIterator<Item = f64>) -> Question {
    Question { ask, ours: ours.into_iter().map(Some).collect(), apart: CLOSE }
}

fn three(estimate: Estimate) -> [f64; 3] {
    [estimate.value, estimate.interval.low, estimate.interval.high]
}

fn level(level: f64) -> Level {
    Level::new(level).expect("a level")
}

/// Puts the questions to a script of `tests/oracles/`, and compares. Without a Python to ask it says so.
fn ask(script: &str, questions: &[Question]) {
    let Some(python) = env::var_os("COMITY_PYTHON") else {
        println!("left out: COMITY_PYTHON names no Python to ask {script} with");
        return;
    };
    let path = format!("{}/tests/oracles/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut child = Command::new(python)
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("COMITY_PYTHON names a Python");
    let asked: Vec<&Value> = questions.iter().map(|question| &question.ask).collect();
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(json!(asked).to_string().as_bytes()).expect("it listens");
    drop(stdin);
    let output = child.wait_with_output().expect("it answers");
    assert!(output.status.success(), "{script} failed");
    let answers: Vec<Vec<Option<f64>>> =
        serde_json::from_slice(&output.stdout).expect("lists of numbers");
    assert_eq!(answers.len(), questions.len());
    for (Question { ask, ours, apart }, theirs) in questions.iter().zip(&answers) {
        let agree = |(ours, theirs): (&Option<f64>, &Option<f64>)| match (ours, theirs) {
            (Some(ours), Some(theirs)) => (ours - theirs).abs() <= apart * theirs.abs().max(1.0),
            (ours, theirs) => ours == theirs,
        };
        let same = ours.len() == theirs.len() && ours.iter().zip(theirs).all(agree);
        assert!(same, "{ask}\nours   {ours:?}\ntheirs {theirs:?}");
    }
}

fn luck(name: &str) -> KeyedRng {
    KeyedRng::open(CaseKey::new(Seed(1), 0), PointKey::of(name), 0, Aspect::Choice)
}

/// Events of two kinds and cases cut off, with many on a day or few, as days are long or short.
fn study(name: &str, cases: usize, days: f64) -> (Vec<(i64, Vec<u64>)>, DayCounts) {
    let mut luck = luck(name);
    let (mut events, mut censored) = (Vec::<(i64, Vec<u64>)>::new(), DayCounts::new());
    for _ in 0..cases {
        let day = (days * luck.random::<f64>() * luck.random::<f64>()) as i64;
        match (luck.random::<f64>() * 4.0) as usize {
            cause @ (0 | 1) => match events.binary_search_by_key(&day, |(day, _)| *day) {
                Ok(place) => events[place].1[cause] += 1,
                Err(place) => {
                    let mut counts = vec![0, 0];
                    counts[cause] = 1;
                    events.insert(place, (day, counts));
                }
            },
            _ => match censored.binary_search_by_key(&day, |(day, _)| *day) {
                Ok(place) => censored[place].1 += 1,
                Err(place) => censored.insert(place, (day, 1)),
            },
        }
    }
    (events, censored)
}

#[test]
fn distributions_agree_with_scipy() {
    let mut questions = Vec::new();
    for (p, x) in [(1e-12, -7.0), (0.025, -1.0), (0.5, 0.0), (0.8, 2.5), (0.999_999, 5.0)] {
        let ours = [normal::quantile(p), normal::distribution(x)];
        questions.push(question(json!({"ask": "normal", "p": p, "x": x}), ours));
        for degrees in [1.0, 2.0, 4.0, 19.0, 399.0, 100_000.0] {
            let ours = [student::quantile(p, degrees), student::beyond(x, degrees)];
            let ask = json!({"ask": "student", "p": p, "t": x, "degrees": degrees});
            questions.push(question(ask, ours));
        }
    }
    for (k, n, p) in [(0, 1, 0.3), (3, 12, 0.5), (12, 12, 0.9), (40, 400, 0.08), (990, 1000, 0.995)]
    {
        let ours = [
            binomial::at_least(k, n, p),
            binomial::at_most(k, n, p),
            binomial::log_exactly(k, n, p),
        ];
        questions.push(question(json!({"ask": "binomial", "k": k, "n": n, "p": p}), ours));
    }
    ask("estimates.py", &questions);
}

#[test]
fn shares_agree_with_scipy() {
    let mut questions = Vec::new();
    for (k, n) in [(0, 1), (0, 50), (3, 9), (50, 50), (39, 400), (999, 1000), (5000, 20_000)] {
        for at in [0.5, 0.95, 0.999] {
            let put = |name: &str, ours: Estimate| {
                question(json!({"ask": name, "k": k, "n": n, "level": at}), three(ours))
            };
            questions.push(put("wilson", share::wilson(k, n, level(at))));
            questions.push(put("share_always", share::always_valid(k, n, level(at))));
        }
    }
    ask("estimates.py", &questions);
}

#[test]
fn quantiles_agree_with_a_sorted_list() {
    let mut questions = Vec::new();
    for (cases, never, days) in [(3, 0, 50.0), (40, 0, 900.0), (400, 50, 900.0), (1200, 100, 90.0)]
    {
        let (events, _) = study("quantiles", cases, days);
        let days: Vec<(i64, u64)> =
            events.iter().map(|(day, counts)| (*day, counts.iter().sum())).collect();
        let n = days.iter().map(|(_, count)| count).sum::<u64>() + never;
        for q in [0.1, 0.25, 0.5, 0.75] {
            let put = |name: &str, ours: Option<quantile::QuantileEstimate>| {
                let ours = ours.expect("it is reached");
                let ends = [Some(ours.value), ours.low, ours.high];
                let ours = ends.map(|end| end.map(|day| day as f64)).to_vec();
                let ask = json!({"ask": name, "days": days, "n": n, "q": q, "level": 0.95});
                Question { ask, ours, apart: 0.0 }
            };
            questions.push(put("quantile", quantile::of(&days, n, q, level(0.95))));
            let always = quantile::always_valid(&days, n, q, level(0.95));
            questions.push(put("quantile_always", always));
        }
    }
    ask("estimates.py", &questions);
}

#[test]
fn curves_agree_with_lifelines_and_statsmodels() {
    let mut questions = Vec::new();
    for (cases, days) in [(60, 1e7), (300, 40.0), (1000, 900.0)] {
        let (events, censored) = study("curves", cases, days);
        let curves = curve::aalen_johansen(&events, &censored, level(0.9));
        let facts = |name: &str, day: i64| {
            json!({"ask": name, "events": events, "censored": censored, "day": day,
                "level": 0.9})
        };
        for day in [0.1, 0.3, 0.6].map(|part| (part * days) as i64) {
            let step = |curve: &curve::Curve| {
                let last = curve.steps.iter().rfind(|step| step.day <= day).expect("a step");
                let [value, low, high] = three(last.estimate);
                assert_eq!(last.estimate, curve::at(curve, day));
                [value, last.variance, low, high]
            };
            questions.push(question(facts("kaplan_meier", day), step(&curves.waiting)));
            for (cause, curve) in curves.causes.iter().enumerate() {
                let ours = step(curve);
                let mut ask = facts("aalen_johansen", day);
                ask["cause"] = json!(cause);
                questions.push(question(ask, ours));
                let ask = json!({"ask": "aalen_johansen_of_lifelines", "events": events,
                    "censored": censored, "cause": cause, "day": day});
                // Where outcomes share a day, lifelines puts events and cuts in an order that chance chooses.
                let shared = events.iter().any(|(_, counts)| counts[0] > 0 && counts[1] > 0);
                let apart = if shared { 0.01 } else { CLOSE };
                questions.push(Question { apart, ..question(ask, [ours[0], ours[1]]) });
            }
        }
    }
    ask("estimates.py", &questions);
}

#[test]
fn restricted_means_agree_with_lifelines() {
    let mut questions = Vec::new();
    for (cases, days) in [(60, 1e6), (300, 40.0), (1000, 900.0)] {
        let (events, censored) = study("areas", cases, days);
        for horizon in [0.2, 0.5].map(|part| (part * days) as i64) {
            let waiting = curve::aalen_johansen(&events, &censored, level(0.95)).waiting;
            let ask = json!({"ask": "restricted_mean", "events": events, "censored": censored,
                "horizon": horizon, "level": 0.95});
            questions.push(question(ask, three(mean::restricted(&waiting, horizon, level(0.95)))));

            let whole = curve::aalen_johansen(&events, &[], level(0.95)).waiting;
            let ours = mean::restricted(&whole, horizon, level(0.95));
            let error = (ours.interval.high - ours.value) / normal::upper(0.025);
            let ask =
                json!({"ask": "restricted_mean_of_all", "events": events, "horizon": horizon});
            questions.push(question(ask, [ours.value, error * error]));
        }
    }
    ask("estimates.py", &questions);
}

#[test]
fn means_agree_with_scipy() {
    let mut questions = Vec::new();
    let mut luck = luck("means");
    for n in [2, 5, 400, 2000_u64] {
        let mut numbers: Vec<i128> = Vec::new();
        numbers.resize_with(n as usize, || (1000.0 * luck.random::<f64>()) as i128 - 450);
        let (sum, squares) = (numbers.iter().sum(), numbers.iter().map(|x| x * x).sum());
        let numbers: Vec<i64> = numbers.iter().map(|x| *x as i64).collect();
        for at in [0.8, 0.95] {
            let p_value = paired::means_p_value(sum, squares, n);
            let [value, low, high] = three(paired::means(sum, squares, n, level(at)));
            assert_eq!([value, low, high], three(mean::of(sum, squares, n, level(at))));
            let facts = json!({"ask": "mean", "numbers": numbers, "level": at});
            questions.push(question(facts.clone(), [value, low, high, p_value]));
            let sections: Vec<f64> = numbers.iter().map(|x| *x as f64).collect();
            let [value, low, high] = three(paired::sections(&sections, level(at)));
            questions.push(question(facts, [value, low, high, p_value]));
            if n >= mean::FIRST_LOOK {
                let ask = json!({"ask": "mean_always", "numbers": numbers, "level": at,
                    "tightest": 10_000});
                let ours = mean::always_valid(sum, squares, n, level(at));
                questions.push(question(ask, three(ours)));
            }
        }
    }
    ask("estimates.py", &questions);
}

#[test]
fn comparisons_agree_with_scipy_and_statsmodels() {
    let mut questions = Vec::new();
    for (first, second, n) in
        [(9, 3, 44), (1, 1, 30), (20, 5, 1000), (40, 60, 2000), (300, 200, 700)]
    {
        let ask = json!({"ask": "paired_shares", "first": first, "second": second, "n": n, "level": 0.95});
        let ours = three(paired::shares(0, first, second, n, level(0.95)));
        questions.push(question(ask, ours));
    }
    for (first, second) in [(1, 0), (9, 3), (20, 5), (40, 60), (900, 1000)] {
        let ask = json!({"ask": "paired_shares_p_value", "first": first, "second": second});
        questions.push(question(ask, [paired::shares_p_value(first, second)]));
    }
    for p_values in [vec![0.01, 0.04, 0.03, 0.005], vec![0.2, 0.2, 0.9], vec![0.5]] {
        let ask = json!({"ask": "holm", "p_values": p_values});
        questions.push(question(ask, holm::adjusted(&p_values)));
    }
    ask("estimates.py", &questions);
}

#[test]
fn the_chance_to_be_the_best_agrees_with_the_orthants_of_the_normal_distribution() {
    let means = [1.0, 1.2, 0.8, 1.1];
    let covariance = vec![
        vec![0.10, 0.06, 0.02, 0.05],
        vec![0.06, 0.12, 0.01, 0.04],
        vec![0.02, 0.01, 0.30, 0.00],
        vec![0.05, 0.04, 0.00, 0.08],
    ];
    let ours = best::chances(&means, &covariance, Seed(1));
    let ask_ = json!({"ask": "best", "means": means, "covariance": covariance});
    // Ours are 65,536 draws.
    ask("estimates.py", &[Question { apart: 0.01, ..question(ask_, ours) }]);
}

/// A function of four inputs that bends, has the inputs act on each other, and leaves the last out.
fn bent(x: &[f64]) -> f64 {
    3.0 * x[0] * x[0] - x[1] + 5.0 * (x[1] - 0.3).abs() * x[2] + 100.0
}

#[test]
fn elementary_effects_agree_with_salib() {
    let names = ["a", "b", "c", "d"];
    let mut questions = Vec::new();
    for (levels, count) in [(2, 5), (4, 20), (6, 7), (10, 50)] {
        let walks: Vec<morris::Trajectory> =
            (0..count).map(|number| morris::trajectory(&names, levels, number, Seed(4))).collect();
        let points: Vec<&Vec<f64>> = walks.iter().flat_map(|walk| &walk.points).collect();
        let results: Vec<f64> = points.iter().map(|point| bent(point)).collect();
        let found = morris::effects(&walks, &results, level(0.95));
        let mu = found.iter().map(|one| one.mu);
        let mu_star = found.iter().map(|one| one.mu_star.value);
        let ours: Vec<f64> = mu.chain(mu_star).chain(found.iter().map(|one| one.sigma)).collect();
        let ask = json!({"ask": "morris", "points": points, "results": results, "levels": levels});
        questions.push(question(ask, ours));
    }
    ask("sensitivity.py", &questions);
}

#[test]
fn shares_of_the_variance_agree_with_salib_on_the_same_order_of_points() {
    let mut questions = Vec::new();
    for rows in [2, 16, 100, 512] {
        let points = (0..rows).flat_map(|number| sobol::row(4, number, Seed(4)));
        let results: Vec<f64> = points.map(|point| bent(&point)).collect();
        let found = sobol::analyse(&results, 4, level(0.95), Seed(4)).inputs;
        let first = found.iter().map(|one| one.first.value);
        let ours: Vec<f64> = first.chain(found.iter().map(|one| one.total.value)).collect();
        questions.push(question(json!({"ask": "sobol", "results": results, "inputs": 4}), ours));
        if rows < 100 {
            continue;
        }
        // Both draw rows again, 2,000 and 5,000 times; above the value alone, for below it an interval may end at 0.
        let reach = student::upper(0.025, f64::from(rows - 1));
        let spread = |one: Estimate| 100.0 * (one.interval.high - one.value) / reach;
        let first = found.iter().map(|one| spread(one.first));
        let ours: Vec<f64> = first.chain(found.iter().map(|one| spread(one.total))).collect();
        let ask = json!({"ask": "spreads", "results": results, "inputs": 4});
        questions.push(Question { apart: 0.08, ..question(ask, ours) });
    }
    let row = sobol::row(4, 3, Seed(4));
    let moved = |point: &Vec<f64>| -> Vec<f64> {
        point.iter().zip(&row[0]).map(|(x, first)| f64::from(u8::from(x != first))).collect()
    };
    let ours: Vec<f64> = row.iter().flat_map(moved).collect();
    questions.push(question(json!({"ask": "order", "inputs": 4}), ours));
    ask("sensitivity.py", &questions);
}
