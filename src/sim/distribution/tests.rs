//! The tables against closed forms, with `libm` as the oracle, and bit-exact samples.

use proptest::prelude::*;

use super::*;
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};
use crate::sim::special;

fn days(days: f64) -> f64 {
    days * DAY
}

/// One of each family, with lengths as scenarios have them.
fn families() -> [(&'static str, Distribution); 12] {
    let made = |result: Result<Distribution, DistributionError>| result.expect("sound parameters");
    [
        ("fixed", made(Distribution::fixed(days(14.0)))),
        ("uniform", made(Distribution::uniform(days(10.0), days(40.0)))),
        ("triangular", made(Distribution::triangular(days(5.0), days(20.0), days(90.0)))),
        ("lognormal", made(Distribution::lognormal(days(120.0), days(400.0)))),
        ("wide lognormal", wide()),
        ("interval", made(Distribution::interval(days(30.0), days(90.0)))),
        ("exponential", made(Distribution::exponential(days(30.0)))),
        ("pert", made(Distribution::pert(days(5.0), days(20.0), days(90.0)))),
        ("gamma", made(Distribution::gamma(days(30.0), 2.5))),
        ("weibull", made(Distribution::weibull(days(30.0), 1.5))),
        ("empirical", made(Distribution::empirical(&observed()))),
        ("mixture", made(Distribution::mixture(&fast_or_slow()))),
    ]
}

/// A quarter within 20 days, three quarters within 40, all within 90.
fn observed() -> [(f64, f64); 4] {
    [(days(10.0), 0.0), (days(20.0), 0.25), (days(40.0), 0.75), (days(90.0), 1.0)]
}

/// Three in ten take up to 20 days, the rest from 20 to 60.
fn fast_or_slow() -> [(f64, Distribution); 2] {
    let from = |low, high| Distribution::uniform(days(low), days(high)).expect("sound parameters");
    [(0.3, from(5.0, 20.0)), (0.7, from(20.0, 60.0))]
}

/// A lognormal with sigma 1.5 and median 3 days: 200 years lie beyond all but one draw in 10¹¹.
fn wide() -> Distribution {
    Distribution::lognormal(days(3.0), days(3.0) * libm::exp(1.5 * NORMAL_95))
        .expect("sound parameters")
}

fn relative(value: f64, expected: f64) -> f64 {
    (value - expected).abs() / expected.abs()
}

/// `count` draws by key, in `[0, 1)`.
fn uniforms(seed: u64, count: u64) -> impl Iterator<Item = f64> {
    (0..count)
        .map(move |case| Draws::new(Seed(seed), case).uniform(PointKey::of(""), 0, Aspect::Time))
}

/// Probabilities from far in one tail to far in the other, few of them at the edge of a bin.
fn probabilities() -> Vec<f64> {
    let lower: Vec<f64> = (0..1900).map(|i| 0.4999 * libm::exp(-0.01 * f64::from(i))).collect();
    lower.iter().copied().chain(lower.iter().map(|p| 1.0 - p)).collect()
}

#[test]
fn the_bin_edges_are_in_order_and_invert_the_lookup() {
    let mut last = -1.0;
    for edge in 0..KNOTS {
        let rank = Rank::of_edge(edge);
        assert!(rank.below > last, "edge {edge}");
        assert_eq!(rank.below + rank.above, 1.0);
        last = rank.below;
    }
    for edge in 0..SIDE {
        assert_eq!(bin_of_tail(Rank::of_edge(edge).below), (edge, 0.0));
    }
    assert_eq!((Rank::of_edge(0).below, Rank::of_edge(KNOTS - 1).below), (0.0, 1.0));
    assert_eq!(Rank::of_edge(SIDE).below, 0.5);
    assert_eq!(size_of::<[f64; KNOTS]>(), 31_768);
}

#[test]
fn quantiles_agree_with_the_closed_forms() {
    let (uniform, triangular) = (&families()[1].1, &families()[2].1);
    let (interval, exponential) = (&families()[5].1, &families()[6].1);
    let sigma = libm::log(3.0) / (2.0 * NORMAL_95);
    for p in probabilities() {
        let z = special::normal(Rank { below: p, above: 1.0 - p });
        let bend = 15.0 / 85.0;
        let corner = if p < bend {
            5.0 + (p * 85.0 * 15.0).sqrt()
        } else {
            90.0 - ((1.0 - p) * 85.0 * 70.0).sqrt()
        };
        let cases = [
            ("uniform", uniform, days(10.0 + 30.0 * p), 1e-15),
            ("triangular", triangular, days(corner), 1e-4),
            ("wide lognormal", &wide(), days(3.0) * libm::exp(1.5 * z), 2e-4),
            ("interval", interval, days(2700.0_f64.sqrt()) * libm::exp(sigma * z), 1e-4),
            ("exponential", exponential, -days(30.0) * libm::log1p(-p), 1e-4),
        ];
        for (name, distribution, expected, limit) in cases {
            let error = relative(distribution.quantile(p), expected);
            assert!(error < limit, "{name} at {p}: off by {error}");
        }
    }
}

#[test]
fn parameters_come_back_as_quantiles() {
    let lognormal = &families()[3].1;
    assert_eq!(lognormal.quantile(0.5), days(120.0));
    assert!(relative(lognormal.quantile(0.95), days(400.0)) < 1e-4);
    let interval = &families()[5].1;
    assert!(relative(interval.quantile(0.05), days(30.0)) < 1e-4);
    assert!(relative(interval.quantile(0.95), days(90.0)) < 1e-4);
    assert!(relative(wide().quantile(0.999), days(3.0) * libm::exp(1.5 * 3.090_232_306)) < 2e-4);
    let uniform = &families()[1].1;
    assert_eq!((uniform.quantile(0.0), uniform.quantile(1.0)), (days(10.0), days(40.0)));
    let triangular = &families()[2].1;
    assert_eq!((triangular.quantile(0.0), triangular.quantile(1.0)), (days(5.0), days(90.0)));
}

#[test]
fn means_agree_with_the_closed_forms() {
    let lognormal = |median: f64, sigma: f64| median * libm::exp(sigma * sigma / 2.0);
    let expected = [
        days(14.0),
        days(25.0),
        days(115.0 / 3.0),
        lognormal(days(120.0), libm::log(400.0 / 120.0) / NORMAL_95),
        lognormal(days(3.0), 1.5),
        lognormal(days(2700.0_f64.sqrt()), libm::log(3.0) / (2.0 * NORMAL_95)),
        days(30.0),
        days((5.0 + 4.0 * 20.0 + 90.0) / 6.0),
        days(30.0),
        days(30.0) * libm::tgamma(1.0 + 1.0 / 1.5),
        days(0.25 * 15.0 + 0.5 * 30.0 + 0.25 * 65.0),
        days(0.3 * 12.5 + 0.7 * 40.0),
    ];
    for ((name, distribution), mean) in families().into_iter().zip(expected) {
        let error = relative(distribution.mean(), mean);
        assert!(error < 2e-4, "{name}: {} for {mean}, off by {error}", distribution.mean());
    }
}

#[test]
fn samples_have_the_mean_and_the_variance_of_the_family() {
    let moments = |distribution: &Distribution| {
        let (mut sum, mut squares, count) = (0.0, 0.0, 200_000);
        for u in uniforms(11, count) {
            let value = distribution.sample(u) as f64;
            sum += value;
            squares += value * value;
        }
        let mean = sum / count as f64;
        (mean, squares / count as f64 - mean * mean)
    };
    let sigma = libm::log(3.0) / (2.0 * NORMAL_95);
    let spread = libm::exp(sigma * sigma);
    let expected = [
        ("uniform", days(25.0), days(30.0) * days(30.0) / 12.0),
        ("triangular", days(115.0 / 3.0), DAY * DAY * (25.0 + 400.0 + 8100.0 - 2350.0) / 18.0),
        (
            "interval",
            days(2700.0_f64.sqrt()) * spread.sqrt(),
            2700.0 * DAY * DAY * spread * (spread - 1.0),
        ),
        ("exponential", days(30.0), days(30.0) * days(30.0)),
        ("gamma", days(30.0), days(30.0) * days(30.0) / 2.5),
    ];
    for (name, mean, variance) in expected {
        let families = families();
        let found = families.iter().find(|family| family.0 == name).expect("a family");
        let (sampled_mean, sampled_variance) = moments(&found.1);
        assert!(relative(sampled_mean, mean) < 0.01, "{name}: mean {sampled_mean} for {mean}");
        assert!(relative(sampled_variance, variance) < 0.02, "{name}: {sampled_variance}");
    }
}

#[test]
fn samples_are_pinned() {
    let draws = [0.0, 1e-12, 0.3, 0.5, 0.999, 1.0];
    let mut pinned = PINNED.into_iter();
    for (name, family) in families().into_iter().skip(1) {
        let bits = draws.map(|u| family.sample_seconds(u).to_bits());
        assert_eq!(pinned.next(), Some((name, bits)));
    }
}

const PINNED: [(&str, [u64; 6]); 11] = [
    (
        "uniform",
        [
            0x412a_5e00_0000_0000,
            0x412a_5e00_0000_56f9,
            0x4139_0c80_0000_0000,
            0x4140_7ac0_0000_0000,
            0x414a_58f0_0000_0000,
            0x414a_5e00_0000_0000,
        ],
    ),
    (
        "triangular",
        [
            0x411a_5e00_0000_0000,
            0x411a_5e00_cf09_9074,
            0x4140_c8eb_7d56_511a,
            0x4147_5f46_2ee8_bb02,
            0x415c_dbf0_5184_0b7a,
            0x415d_a9c0_0000_0000,
        ],
    ),
    (
        "lognormal",
        [
            0x40f4_f9d4_f059_0075,
            0x40f4_ffe0_6253_aaf0,
            0x415a_f18e_41c4_a35c,
            0x4163_c680_0000_0000,
            0x4197_bc19_f454_757c,
            0x41d2_a4c1_fb40_741b,
        ],
    ),
    (
        "wide lognormal",
        [
            0x402c_1bf7_3290_8729,
            0x402c_2edb_7b76_ce62,
            0x40fc_d16d_d192_8974,
            0x410f_a400_0000_0000,
            0x4179_7a1f_5aad_5a5e,
            0x41f1_cecd_efce_517d,
        ],
    ),
    (
        "interval",
        [
            0x411e_c3b8_4c60_ef53,
            0x411e_c782_8b94_27ee,
            0x414c_bfda_8c39_c53c,
            0x4151_2040_ec5d_b141,
            0x4168_0895_13fa_bd76,
            0x4183_1140_0ccb_be49,
        ],
    ),
    (
        "exponential",
        [
            0x0000_0000_0000_0000,
            0x3ec5_be47_11dc_06b8,
            0x412c_36b7_cb91_fc21,
            0x413b_6a1d_7df4_752b,
            0x4171_1355_0c94_fa60,
            0x418d_fc10_41c3_6027,
        ],
    ),
    (
        "pert",
        [
            0x411a_5e00_0000_0000,
            0x411a_5e00_145a_17d0,
            0x4139_c48a_bfcf_fc68,
            0x4141_d1ef_e2c5_626c,
            0x4159_619a_dceb_3444,
            0x415d_a9c0_0000_0000,
        ],
    ),
    (
        "gamma",
        [
            0x0000_0000_0000_0000,
            0x3ff0_2722_0318_df34,
            0x4137_bad0_5a61_6acf,
            0x4141_35da_7b45_adba,
            0x4164_48e0_a0f8_fb25,
            0x417c_c151_d6aa_abd4,
        ],
    ),
    (
        "weibull",
        [
            0x0000_0000_0000_0000,
            0x3f71_41f5_1cdc_5d3a,
            0x4133_e441_872d_1843,
            0x413e_fa19_a402_8c93,
            0x4161_ee8b_4986_47ca,
            0x4174_b731_4328_579f,
        ],
    ),
    (
        "empirical",
        [
            0x412a_5e00_0000_0000,
            0x412a_5e00_0000_73f7,
            0x413d_0100_0000_0000,
            0x4143_c680_0000_0000,
            0x415d_98e0_0000_0000,
            0x415d_a9c0_0000_0000,
        ],
    ),
    (
        "mixture",
        [
            0x411a_5e00_0000_0000,
            0x411a_5e00_0001_21e9,
            0x413a_5f81_b6db_6db7,
            0x4144_b792_4924_9249,
            0x4153_c1ad_b6db_6db7,
            0x4153_c680_0000_0000,
        ],
    ),
];

#[test]
fn a_length_is_rounded_to_the_nearest_second() {
    let sample = |seconds: f64| Distribution::fixed(seconds).map(|fixed| fixed.sample(0.3));
    assert_eq!(sample(0.0), Ok(0));
    assert_eq!(sample(10.49), Ok(10));
    assert_eq!(sample(10.5), Ok(11));
    assert_eq!(sample(LONGEST), Ok(6_311_520_000));
}

#[test]
fn a_uniform_number_out_of_range_counts_as_the_nearest_within() {
    for (name, family) in families() {
        for low in [f64::NAN, f64::NEG_INFINITY, -1.0, -0.0] {
            assert_eq!(family.sample(low), family.sample(0.0), "{name}");
        }
        for high in [f64::INFINITY, 1.5] {
            assert_eq!(family.sample(high), family.sample(1.0), "{name}");
        }
    }
}

#[test]
fn a_tail_beyond_the_longest_length_is_cut() {
    let hours_or_centuries = Distribution::lognormal(3600.0, LONGEST).expect("sound parameters");
    assert_eq!(hours_or_centuries.sample(1.0), LONGEST as i64);
    assert_eq!(hours_or_centuries.cdf(LONGEST), 1.0);
    assert!(hours_or_centuries.mean() < LONGEST);
}

#[test]
fn a_length_within_bounds_is_distributed_as_one_kept_when_it_falls_within() {
    let bounds = [(20.0, Some(50.0)), (0.0, Some(30.0)), (60.0, None), (31.0, Some(31.5))];
    for (name, family) in families().iter().skip(1) {
        for (low, high) in bounds {
            let (low, high) = (days(low) as i64, high.map(|high| days(high) as i64));
            let within = |value: &i64| *value >= low && high.is_none_or(|high| *value <= high);
            let mut kept: Vec<i64> =
                uniforms(21, 400_000).map(|u| family.sample(u)).filter(within).collect();
            if kept.len() < 500 {
                continue;
            }
            let mut drawn: Vec<i64> =
                uniforms(22, 20_000).map(|u| family.sample_within(u, low, high)).collect();
            assert!(drawn.iter().all(within), "{name} {low} {high:?}");
            kept.sort_unstable();
            drawn.sort_unstable();
            let distance = distance(&kept, &drawn);
            assert!(distance < 1.95, "{name} {low} {high:?}: {distance}, past 1.95 once in 1000");
        }
    }
}

/// The Kolmogorov-Smirnov distance of two sorted samples, scaled to their sizes.
fn distance(left: &[i64], right: &[i64]) -> f64 {
    let share = |sample: &[i64], value: i64| {
        sample.partition_point(|other| *other <= value) as f64 / sample.len() as f64
    };
    let gap = |value: &i64| (share(left, *value) - share(right, *value)).abs();
    let widest = left.iter().chain(right).map(gap).fold(0.0, f64::max);
    let (left, right) = (left.len() as f64, right.len() as f64);
    widest * (left * right / (left + right)).sqrt()
}

#[test]
fn without_mass_between_the_bounds_the_nearer_is_drawn() {
    for (name, family) in families() {
        let (first, last) = (family.sample(0.0), family.sample(1.0));
        assert_eq!(family.sample_within(0.4, last + 10, Some(last + 20)), last + 10, "{name}");
        assert_eq!(family.sample_within(0.4, last + 10, None), last + 10, "{name}");
        if first > 20 {
            assert_eq!(family.sample_within(0.4, 0, Some(first - 10)), first - 10, "{name}");
        }
        assert_eq!(family.sample_within(0.4, -9, Some(-5)), 0, "{name}");
        assert_eq!(family.sample_within(0.4, i64::MAX, Some(3)), i64::MAX, "{name}");
        assert_eq!(family.sample_within(0.4, 0, None), family.sample(0.4), "{name}");
    }
}

#[test]
fn a_deadline_draws_most_acts_to_its_last_two_days() {
    let remaining = days(30.0) as i64;
    let delays: Vec<i64> = uniforms(31, 100_000).map(|u| by_deadline(u, remaining)).collect();
    let share = |from: f64, to: f64| {
        let within = |delay: &&i64| **delay as f64 >= days(from) && (**delay as f64) < days(to);
        delays.iter().filter(within).count() as f64 / delays.len() as f64
    };
    assert!((share(28.0, 30.1) - 0.7).abs() < 0.005);
    assert!((share(29.0, 30.1) - 0.35).abs() < 0.005);
    assert!((share(0.0, 14.0) - 0.15).abs() < 0.005);
    assert!((share(14.0, 28.0) - 0.15).abs() < 0.005);
}

#[test]
fn a_near_deadline_is_met_at_any_time_before_it() {
    assert_eq!(by_deadline(0.25, days(2.0) as i64), days(0.5) as i64);
    assert_eq!(by_deadline(0.1, days(2.0) as i64 + 1), 17_280);
    assert_eq!(by_deadline(1.0, 60), 60);
    assert_eq!(by_deadline(0.9, 0), 0);
    assert_eq!(by_deadline(0.9, -5), 0);
    assert_eq!(by_deadline(f64::NAN, 60), 0);
    assert_eq!(by_deadline(2.0, i64::MAX), i64::MAX);
}

#[test]
fn unsound_lengths_are_refused_in_a_sentence() {
    let refusals = [
        (Distribution::fixed(f64::NAN), "the length must be a finite number"),
        (Distribution::fixed(-1.0), "the length (-1 seconds) must not be negative"),
        (
            Distribution::fixed(days(73_051.0)),
            "the length (73051 days) must not be longer than 200 years",
        ),
        (
            Distribution::uniform(days(9.0), days(3.0)),
            "the upper end (3 days) must not be below the lower end (9 days)",
        ),
        (
            Distribution::triangular(days(1.0), days(12.0), days(9.0)),
            "the upper end (9 days) must not be below the most likely length (12 days)",
        ),
        (
            Distribution::triangular(days(2.0), days(1.0), days(9.0)),
            "the most likely length (1 day) must not be below the lower end (2 days)",
        ),
        (Distribution::lognormal(0.0, days(9.0)), "the median (0 seconds) must be more than zero"),
        (
            Distribution::lognormal(-7.5, days(9.0)),
            "the median (-7.5 seconds) must be more than zero",
        ),
        (
            Distribution::lognormal(days(9.0), days(9.0)),
            "the 95th percentile (9 days) must be above the median (9 days)",
        ),
        (
            Distribution::lognormal(days(9.0), f64::INFINITY),
            "the 95th percentile must be a finite number",
        ),
        (
            Distribution::interval(days(90.0), days(30.0)),
            "the upper end (30 days) must be above the lower end (90 days)",
        ),
        (Distribution::exponential(0.0), "the mean (0 seconds) must be more than zero"),
    ];
    for (made, sentence) in refusals {
        let error = made.expect_err("a refusal");
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn a_distribution_is_shown_by_its_quantiles() {
    let shown = format!("{:?}", Distribution::fixed(60.0));
    assert_eq!(shown, "Ok(Distribution { q05: 60.0, median: 60.0, q95: 60.0 })");
}

/// Any family with parameters of any kind, in or out of its range.
fn any_distribution() -> impl Strategy<Value = Distribution> {
    let plain = 0.0..LONGEST;
    let length = prop_oneof![plain, any::<f64>(), Just(0.0), Just(1.0), Just(f64::MIN_POSITIVE)];
    (0..6_u8, [length.clone(), length.clone(), length]).prop_filter_map(
        "sound",
        |(family, lengths)| {
            let mut ordered = lengths;
            ordered.sort_by(f64::total_cmp);
            let [low, mode, high] = ordered;
            let made = match family {
                0 => Distribution::fixed(low),
                1 => Distribution::uniform(low, high),
                2 => Distribution::triangular(low, mode, high),
                3 => Distribution::lognormal(low, mode),
                4 => Distribution::interval(low, high),
                _ => Distribution::exponential(low),
            };
            made.ok()
        },
    )
}

/// Numbers in `[0, 1)`, many of them tiny or close together.
fn any_unit() -> impl Strategy<Value = f64> {
    let small = (0.0..1.0, 0..1100).prop_map(|(u, halvings): (f64, i32)| libm::ldexp(u, -halvings));
    prop_oneof![0.0..1.0, small, (0.0..1e-9).prop_map(|u: f64| 1.0 - u)]
}

proptest! {
    #[test]
    fn values_rise_with_the_number(family in any_distribution(), a in any_unit(), b in any_unit()) {
        let (low, high) = (a.min(b), a.max(b));
        for (low, high) in [(low, high), (low, low.next_up()), (low, low + 1e-16)] {
            let (from, to) = (family.sample_seconds(low), family.sample_seconds(high));
            prop_assert!((0.0..=LONGEST).contains(&from));
            prop_assert!(from <= to, "{from} at {low}, {to} at {high}");
            prop_assert!(family.sample(low) <= family.sample(high));
        }
    }

    #[test]
    fn the_cdf_inverts_the_quantiles(family in any_distribution(), p in any_unit()) {
        let value = family.quantile(p);
        prop_assert!(family.cdf(value.next_up()) >= p - 1e-12);
        prop_assert!(family.cdf(value * (1.0 - 1e-12) - 1e-300) <= p + 1e-6);
    }

    #[test]
    fn nothing_panics_and_bounds_hold(
        family in any_distribution(),
        a in any::<f64>(),
        b in any::<f64>(),
        low in any::<i64>(),
        high in any::<Option<i64>>(),
    ) {
        let (a, b) = (a.min(b), a.max(b));
        let (from, to) = (family.sample_within(a, low, high), family.sample_within(b, low, high));
        prop_assert!(from <= to && from >= low.max(0));
        prop_assert!(high.is_none_or(|high| to <= high.max(low).max(0)));
        let share = family.cdf(a);
        prop_assert!((0.0..=1.0).contains(&share) && share <= family.cdf(b));
        prop_assert!((0.0..=LONGEST).contains(&family.mean()));
        let (soon, late) = (by_deadline(a, low), by_deadline(b, low));
        prop_assert!(0 <= soon && soon <= late && late <= low.max(0));
    }

    #[test]
    fn bounded_values_rise_with_the_number(
        family in any_distribution(),
        a in any_unit(),
        b in any_unit(),
        low in 0..100_000_000_i64,
        span in 0..100_000_000_i64,
    ) {
        let draw = |u: f64| family.sample_within(u, low, Some(low + span));
        prop_assert!(draw(a.min(b)) <= draw(a.max(b)));
    }
}
