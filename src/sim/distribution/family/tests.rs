//! The families without a closed quantile function, held against what is known of them exactly.

use super::*;

const DAY: f64 = 86_400.0;

fn relative(value: f64, expected: f64) -> f64 {
    (value - expected).abs() / expected.abs()
}

fn ranks() -> Vec<f64> {
    let tails = [1e-9, 1e-6, 1e-3, 0.01, 0.05];
    let middle = (1..20).map(|i| f64::from(i) / 20.0);
    tails.into_iter().chain(middle).chain(tails.map(|tail| 1.0 - tail)).collect()
}

/// The share of an Erlang distribution of `k` steps and scale 1 that exceeds `x`.
fn erlang_above(k: u32, x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..k {
        term *= x / f64::from(n);
        sum += term;
    }
    libm::exp(-x) * sum
}

#[test]
fn a_gamma_of_a_whole_shape_is_a_sum_of_exponentials() {
    for k in [1, 2, 5, 40] {
        let gamma = Distribution::gamma(f64::from(k) * DAY, f64::from(k)).expect("sound");
        for p in ranks() {
            let above = erlang_above(k, gamma.quantile(p) / DAY);
            let error = if p < 0.5 { relative(1.0 - above, p) } else { relative(above, 1.0 - p) };
            assert!(error < 2e-3, "{k} at {p}: {above}");
        }
    }
}

#[test]
fn a_gamma_of_shape_one_half_is_a_squared_normal() {
    // Chi-squared with one degree of freedom has mean 1; its 95th percentile is 1.96 squared.
    let squared = Distribution::gamma(DAY, 0.5).expect("sound");
    assert!(relative(squared.quantile(0.95), 3.841_458_820_694_124 * DAY) < 1e-5);
    assert!(relative(squared.quantile(0.5), 0.454_936_423_119_572_8 * DAY) < 1e-5);
}

#[test]
fn a_pert_is_the_beta_distribution_it_says() {
    // With the mode in the middle: a = b = 3, whose cdf is 6x^5 - 15x^4 + 10x^3.
    let pert = Distribution::pert(10.0 * DAY, 20.0 * DAY, 30.0 * DAY).expect("sound");
    for p in ranks() {
        let x = (pert.quantile(p) / DAY - 10.0) / 20.0;
        let below = x * x * x * (10.0 - x * (15.0 - 6.0 * x));
        assert!((below - p).abs() < 1e-5, "{p}: {below}");
    }
    // With the mode at the low end: a = 1, b = 5, whose cdf is 1 - (1 - x)^5.
    let early = Distribution::pert(0.0, 0.0, DAY).expect("sound");
    for p in ranks() {
        let x = early.quantile(p) / DAY;
        assert!((1.0 - (1.0 - x).powi(5) - p).abs() < 1e-5, "{p}: {x}");
    }
}

#[test]
fn a_weibull_keeps_its_closed_form() {
    let weibull = Distribution::weibull(30.0 * DAY, 1.5).expect("sound");
    for p in ranks() {
        let at = weibull.quantile(p) / (30.0 * DAY);
        let above = libm::exp(-libm::pow(at, 1.5));
        let error = if p < 0.5 { relative(1.0 - above, p) } else { relative(above, 1.0 - p) };
        assert!(error < 2e-3, "{p}: {above}");
    }
    let memoryless = Distribution::weibull(30.0 * DAY, 1.0).expect("sound");
    let exponential = Distribution::exponential(30.0 * DAY).expect("sound");
    assert!(relative(memoryless.quantile(0.7), exponential.quantile(0.7)) < 1e-12);
}

#[test]
fn a_table_gives_back_its_rows() {
    let rows = [(DAY, 0.1), (5.0 * DAY, 0.5), (5.0 * DAY, 0.75), (9.0 * DAY, 1.0)];
    let table = Distribution::empirical(&rows).expect("sound");
    assert_eq!(table.quantile(0.05), DAY, "one in ten take exactly the first length");
    assert!(relative(table.quantile(0.5), 5.0 * DAY) < 1e-9);
    assert!(relative(table.quantile(0.7), 5.0 * DAY) < 1e-9, "a quarter take exactly five days");
    assert!(relative(table.quantile(0.3), 3.0 * DAY) < 1e-3);
    assert_eq!(table.quantile(1.0), 9.0 * DAY);
}

#[test]
fn a_mixture_has_the_shares_of_its_parts() {
    let part = |low: f64, high: f64| Distribution::uniform(low * DAY, high * DAY).expect("sound");
    let mixture =
        Distribution::mixture(&[(0.25, part(0.0, 10.0)), (0.75, part(20.0, 40.0))]).expect("sound");
    assert!(relative(mixture.cdf(10.0 * DAY), 0.25) < 1e-3);
    assert!(relative(mixture.cdf(15.0 * DAY), 0.25) < 1e-2);
    assert!(relative(mixture.cdf(30.0 * DAY), 0.625) < 1e-3);
    let one = Distribution::mixture(&[(1.0, part(3.0, 7.0))]).expect("sound");
    assert!(relative(one.quantile(0.4), part(3.0, 7.0).quantile(0.4)) < 1e-9);
}

#[test]
fn parameters_that_make_no_distribution_are_refused() {
    let fixed = Distribution::fixed(DAY).expect("sound");
    let refused = [
        Distribution::pert(2.0, 1.0, 3.0),
        Distribution::gamma(0.0, 1.0),
        Distribution::gamma(DAY, 0.0),
        Distribution::weibull(DAY, f64::NAN),
        Distribution::weibull(-DAY, 1.0),
        Distribution::empirical(&[]),
        Distribution::empirical(&[(DAY, 0.5)]),
        Distribution::empirical(&[(DAY, 0.5), (DAY / 2.0, 1.0)]),
        Distribution::empirical(&[(DAY, 0.5), (2.0 * DAY, 0.5), (3.0 * DAY, 1.0)]),
        Distribution::mixture(&[]),
        Distribution::mixture(&[(0.5, fixed.clone())]),
        Distribution::mixture(&[(1.5, fixed.clone()), (-0.5, fixed)]),
    ];
    for (number, made) in refused.into_iter().enumerate() {
        assert!(made.is_err(), "{number}");
    }
}
