//! The indices against functions whose indices are known exactly, and how often the intervals hold them.

use std::f64::consts::PI;

use super::*;

fn analysed(f: impl Fn(&[f64]) -> f64, inputs: usize, rows: u32, seed: u64) -> Analysis {
    let results: Vec<f64> = (0..rows)
        .flat_map(|number| row(inputs, number, Seed(seed)))
        .map(|point| f(&point))
        .collect();
    analyse(&results, inputs, Level::default(), Seed(seed))
}

/// Holds the indices to those of the closed form.
fn hold(analysis: &Analysis, truth: &[(f64, f64)], apart: f64) {
    assert_eq!(analysis.inputs.len(), truth.len());
    for (found, (first, total)) in analysis.inputs.iter().zip(truth) {
        assert!((found.first.value - first).abs() < apart, "{found:?}, S1 {first}");
        assert!((found.total.value - total).abs() < apart, "{found:?}, ST {total}");
    }
}

/// Ishigami and Homma 1990: sin x + 7 sin² y + 0.1 z⁴ sin x, each from -π to π.
fn ishigami(point: &[f64]) -> f64 {
    let [x, y, z] = [point[0], point[1], point[2]].map(|share| PI * (2.0 * share - 1.0));
    let sine = libm::sin(y);
    libm::sin(x) * (1.0 + 0.1 * z * z * z * z) + 7.0 * sine * sine
}

#[test]
fn the_indices_of_ishigamis_function_are_those_of_its_closed_form() {
    let analysis = analysed(ishigami, 3, 8192, 1);
    hold(&analysis, &[(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)], 0.01);
    // Its mean is 7 / 2, its variance 1/2 + 7² / 8 + 0.1 π⁴ / 5 + 0.01 π⁸ / 18.
    assert!((analysis.mean - 3.5).abs() < 0.01 && (analysis.variance - 13.8446).abs() < 0.1);
}

#[test]
fn of_a_linear_function_both_indices_are_the_shares_of_its_squared_slopes() {
    let slopes = [3.0, -2.0, 1.0, 0.0];
    let of = |x: &[f64]| slopes.iter().zip(x).map(|(slope, x)| slope * x).sum::<f64>();
    let analysis = analysed(of, 4, 4096, 7);
    hold(&analysis, &slopes.map(|slope| (slope * slope / 14.0, slope * slope / 14.0)), 0.005);
    let unused = analysis.inputs[3];
    assert_eq!((unused.first.value, unused.total.value), (0.0, 0.0));
    assert_eq!((unused.total.interval.low, unused.total.interval.high), (0.0, 0.0));
}

/// Sobol' 1993; Saltelli and Sobol' 1995: the product of (|4 x - 2| + a) / (1 + a).
#[test]
fn the_indices_of_sobols_own_function_are_those_of_its_closed_form() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0];
    let of = |x: &[f64]| {
        x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product::<f64>()
    };
    let own = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let all: f64 = own.iter().map(|own| 1.0 + own).product();
    let truth = own.map(|own| (own / (all - 1.0), own * all / (1.0 + own) / (all - 1.0)));
    hold(&analysed(of, 5, 8192, 3), &truth, 0.01);
}

#[test]
fn what_does_not_vary_has_no_indices() {
    let analysis = analysed(|_| 4.0, 2, 16, 1);
    assert_eq!((analysis.mean, analysis.variance), (4.0, 0.0));
    assert!(analysis.inputs.is_empty());
}

#[test]
fn a_row_has_a_point_of_a_one_of_b_and_between_them_a_with_each_input_of_b() {
    let points = row(3, 5, Seed(2));
    let (a, b) = (&points[0], &points[4]);
    for (input, mixed) in points[1..4].iter().enumerate() {
        for place in 0..3 {
            assert_eq!(mixed[place], if place == input { b[place] } else { a[place] });
        }
    }
    assert!(a.iter().zip(b).all(|(one, other)| one != other));
    // The last dimension there is.
    assert_eq!(row(MOST_INPUTS, MOST_SAMPLES - 1, Seed(2)).len(), MOST_INPUTS + 2);
}

#[test]
fn the_inputs_of_a_linear_function_bring_all_of_its_variance_one_by_one() {
    let alone = analysed(|x| x[0] - x[1], 2, 4096, 5).alone.expect("it varies");
    assert!((alone.value - 1.0).abs() < 0.01, "{alone:?}");
    // Ishigami's leave 0.2437 to what two of them do together.
    let alone = analysed(ishigami, 3, 8192, 1).alone.expect("it varies");
    assert!((alone.value - 0.7563).abs() < 0.02, "{alone:?}");
    assert!(alone.interval.low < 0.7563 && 0.7563 < alone.interval.high, "{alone:?}");
}

#[test]
fn one_row_says_nothing_of_how_far_it_is_off() {
    let found = analysed(|x| x[0] + x[1], 2, 1, 5).inputs[0].first.interval;
    assert_eq!((found.low, found.high), (f64::NEG_INFINITY, f64::INFINITY));
}

/// How many of so many studies of Ishigami's function hold the truth, S1 and ST of each input.
fn held(studies: u64, rows: u32, even: bool) -> Vec<u64> {
    let truth = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    let mut held = vec![0; 6];
    for study in 0..studies {
        let key = CaseKey::new(Seed(9), study);
        let mut luck = KeyedRng::open(key, PointKey::of("rows"), 0, Aspect::Choice);
        let mut drawn = || {
            let (a, b): ([f64; 3], [f64; 3]) = (luck.random(), luck.random());
            let mixed = (0..3).map(|input| {
                let mut point = a;
                point[input] = b[input];
                point.to_vec()
            });
            [vec![a.to_vec()], mixed.collect(), vec![b.to_vec()]].concat()
        };
        let points = (0..rows).flat_map(|number| match even {
            true => row(3, number, Seed(study)),
            false => drawn(),
        });
        let results: Vec<f64> = points.map(|point| ishigami(&point)).collect();
        let found = analyse(&results, 3, Level::default(), Seed(study));
        let holds = |one: Estimate, truth: f64| {
            u64::from(one.interval.low <= truth && truth <= one.interval.high)
        };
        for (place, (found, truth)) in found.inputs.iter().zip(truth).enumerate() {
            held[2 * place] += holds(found.first, truth.0);
            held[2 * place + 1] += holds(found.total, truth.1);
        }
    }
    held
}

/// At 95 %. A bootstrap needs rows: of 2,000 studies with drawn ones the worst interval holds in 88 of 100 with 64 rows and
/// in 93 with 256 (in numpy 91 and 93), of which the limit here is three standard errors less; of even ones, which are
/// what is used, the intervals hold their level.
#[test]
fn the_intervals_hold_their_level_for_even_rows_and_for_many_that_are_drawn() {
    for (rows, even, least) in [(64, true, 368), (256, true, 372), (256, false, 358)] {
        let held = held(400, rows, even);
        println!("{rows} rows, even {even}: {held:?} of 400");
        assert!(held.iter().all(|held| *held >= least), "{rows} {even}: {held:?}");
    }
}
