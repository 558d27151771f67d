//! Functions without a closed form: the normal quantile, the incomplete gamma and beta functions, and what inverts
//! them. Bit-exact on every platform: only `libm` and what IEEE 754 fixes.

/// A place in a distribution: the probability below it and above it, which add up to 1.
///
/// Both, because the smaller is the precise one.
#[derive(Clone, Copy)]
pub(crate) struct Rank {
    pub(crate) below: f64,
    pub(crate) above: f64,
}

/// The standard normal quantile: Wichura's AS 241, precise to some 10⁻¹⁵. Infinite where a tail is empty.
pub(crate) fn normal(rank: Rank) -> f64 {
    let ratio = |(over, under): Ratio, x: f64| {
        let at = |terms: [f64; 8]| terms.iter().fold(0.0, |sum, term| sum * x + term);
        at(over) / at(under)
    };
    let offset = rank.below - 0.5;
    if (-0.425..=0.425).contains(&offset) {
        return offset * ratio(CENTRE, 0.180_625 - offset * offset);
    }
    let tail = rank.below.min(rank.above);
    let distance = match (-libm::log(tail)).sqrt() {
        f64::INFINITY => f64::INFINITY,
        root if root > 5.0 => ratio(FAR, root - 5.0),
        root => ratio(TAIL, root - 1.6),
    };
    if offset < 0.0 { -distance } else { distance }
}

/// Two polynomials, one over the other.
type Ratio = ([f64; 8], [f64; 8]);

/// AS 241 within 0.425 of the median: the terms over and under the line, highest power first.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
const CENTRE: Ratio = (
    [
        2.509_080_928_730_122_672_7e3,
        3.343_057_558_358_812_810_5e4,
        6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4,
        1.373_169_376_550_946_112_5e4,
        1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2,
        3.387_132_872_796_366_608_0e0,
    ],
    [
        5.226_495_278_852_854_561_0e3,
        2.872_908_573_572_194_267_4e4,
        3.930_789_580_009_271_061_0e4,
        2.121_379_430_158_659_586_7e4,
        5.394_196_021_424_751_107_7e3,
        6.871_870_074_920_579_083_0e2,
        4.231_333_070_160_091_125_2e1,
        1.0,
    ],
);
/// AS 241 further out.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
const TAIL: Ratio = (
    [
        7.745_450_142_783_414_076_40e-4,
        2.272_384_498_926_918_458_33e-2,
        2.417_807_251_774_506_117_70e-1,
        1.270_458_252_452_368_382_58e0,
        3.647_848_324_763_204_605_04e0,
        5.769_497_221_460_691_405_50e0,
        4.630_337_846_156_545_295_90e0,
        1.423_437_110_749_683_577_34e0,
    ],
    [
        1.050_750_071_644_416_843_24e-9,
        5.475_938_084_995_344_946_00e-4,
        1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_90e-1,
        6.897_673_349_851_000_045_50e-1,
        1.676_384_830_183_803_849_40e0,
        2.053_191_626_637_758_821_87e0,
        1.0,
    ],
);

/// AS 241 for tails below e⁻²⁵.
#[expect(clippy::excessive_precision, reason = "the coefficients as published")]
const FAR: Ratio = (
    [
        2.010_334_399_292_288_132_65e-7,
        2.711_555_568_743_487_578_15e-5,
        1.242_660_947_388_078_438_60e-3,
        2.653_218_952_657_612_309_30e-2,
        2.965_605_718_285_048_912_30e-1,
        1.784_826_539_917_291_335_80e0,
        5.463_784_911_164_114_369_90e0,
        6.657_904_643_501_103_777_20e0,
    ],
    [
        2.044_263_103_389_939_785_64e-15,
        1.421_511_758_316_445_888_70e-7,
        1.846_318_317_510_054_681_80e-5,
        7.868_691_311_456_132_591_00e-4,
        1.487_536_129_085_061_485_25e-2,
        1.369_298_809_227_358_053_10e-1,
        5.998_322_065_558_879_376_90e-1,
        1.0,
    ],
);

/// A distribution at one place: its two tails and its density.
pub(crate) struct Tails {
    pub(crate) below: f64,
    pub(crate) above: f64,
    pub(crate) density: f64,
}

/// The place at which a continuous distribution on `[0, highest]` reaches a rank: Newton's steps, held within
/// what is known to lie below and above. `start` is a place known not to lie beyond it.
pub(crate) fn invert(rank: Rank, start: f64, highest: f64, tails: impl Fn(f64) -> Tails) -> f64 {
    const MOST_STEPS: usize = 200;
    let (mut low, mut high) = (start, highest);
    let mut at = if start > 0.0 { start } else { 0.5_f64.min(highest / 2.0) };
    for _ in 0..MOST_STEPS {
        let Tails { below, above, density } = tails(at);
        // The smaller tail is the precise one.
        let excess = if rank.below < 0.5 { below - rank.below } else { rank.above - above };
        if excess > 0.0 {
            high = at;
        } else {
            low = at;
        }
        let newton = at - excess / density;
        let middle = if high.is_finite() { low + (high - low) / 2.0 } else { 2.0 * at };
        let next = if newton > low && newton < high { newton } else { middle };
        if (next - at).abs() <= 4.0 * f64::EPSILON * at {
            return next;
        }
        at = next;
    }
    at
}

/// The gamma quantile of `shape`, in units of the scale. `start`: that of a rank below this one.
pub(crate) fn gamma(shape: f64, rank: Rank, start: f64) -> f64 {
    if rank.below == 0.0 {
        return 0.0;
    }
    let constant = libm::lgamma(shape);
    invert(rank, start, f64::INFINITY, |x| {
        let front = libm::exp(shape * libm::log(x) - x - constant);
        let (below, above) = if x < shape + 1.0 {
            let below = front * gamma_series(shape, x);
            (below, 1.0 - below)
        } else {
            let above = front * gamma_fraction(shape, x);
            (1.0 - above, above)
        };
        Tails { below, above, density: front / x }
    })
}

/// The lower incomplete gamma function over its front factor, where its series is quick.
fn gamma_series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / shape, 1.0 / shape);
    let mut n = shape;
    while term > sum * f64::EPSILON {
        n += 1.0;
        term *= x / n;
        sum += term;
    }
    sum
}

/// The upper incomplete gamma function over its front factor, where its continued fraction is quick.
fn gamma_fraction(shape: f64, x: f64) -> f64 {
    let first = x + 1.0 - shape;
    let part = |n: f64| (-n * (n - shape), first + 2.0 * n);
    1.0 / continued(first, part)
}

/// The beta distribution.
pub(crate) struct Beta {
    a: f64,
    b: f64,
    constant: f64,
}

impl Beta {
    /// That with the parameters `a` and `b`, both above 0.
    pub(crate) fn new(a: f64, b: f64) -> Beta {
        let constant = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
        Beta { a, b, constant }
    }

    /// At `x`, which lies between 0 and 1 and is neither.
    pub(crate) fn tails(&self, x: f64) -> Tails {
        let &Beta { a, b, constant } = self;
        let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) + constant);
        let (below, above) = if x < (a + 1.0) / (a + b + 2.0) {
            let below = front / (a * beta_fraction(a, b, x));
            (below, 1.0 - below)
        } else {
            let above = front / (b * beta_fraction(b, a, 1.0 - x));
            (1.0 - above, above)
        };
        Tails { below, above, density: front / (x * (1.0 - x)) }
    }

    /// The place that has a rank, for parameters of at least 1. `start`: that of a rank below this one.
    pub(crate) fn quantile(&self, rank: Rank, start: f64) -> f64 {
        if rank.below == 0.0 || rank.above == 0.0 {
            return if rank.below == 0.0 { 0.0 } else { 1.0 };
        }
        invert(rank, start, 1.0, |x| self.tails(x))
    }
}

/// The continued fraction of the incomplete beta function.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    continued(1.0, |n| {
        let m = (n / 2.0).floor();
        let over = if n % 2.0 == 0.0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        (over, 1.0)
    })
}

/// `first + o1/(u1 + o2/(u2 + ...))`, where `part` gives the over and the under of each place from 1: the
/// method of Lentz as Thompson and Barnett have it.
fn continued(first: f64, part: impl Fn(f64) -> (f64, f64)) -> f64 {
    const MOST_PARTS: u32 = 10_000;
    const TINY: f64 = 1e-300;
    let nonzero = |x: f64| if x.abs() < TINY { TINY } else { x };
    let mut value = nonzero(first);
    let (mut c, mut d) = (value, 0.0);
    for n in 1..=MOST_PARTS {
        let (over, under) = part(f64::from(n));
        d = 1.0 / nonzero(under + over * d);
        c = nonzero(under + over / c);
        value *= c * d;
        if (c * d - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of a normal distribution below `z`, precise on both sides.
    fn normal_below(z: f64) -> f64 {
        libm::erfc(-z / 2.0_f64.sqrt()) / 2.0
    }

    fn relative(value: f64, expected: f64) -> f64 {
        (value - expected).abs() / expected.abs()
    }

    #[test]
    fn the_normal_quantile_inverts_the_error_function() {
        let tails = (0..6900).map(|i| 0.4999 * libm::exp(-0.1 * f64::from(i)));
        for tail in tails {
            let z = normal(Rank { below: tail, above: 1.0 - tail });
            assert!(relative(normal_below(z), tail) < 1e-11, "{tail}: {z}");
            assert!(relative(normal(Rank { below: 1.0 - tail, above: tail }), -z) < 1e-13);
        }
        let known = [
            (0.95, 1.644_853_626_951_472_2),
            (0.975, 1.959_963_984_540_054),
            (0.999, 3.090_232_306_167_813),
        ];
        for (p, z) in known {
            assert!(relative(normal(Rank { below: p, above: 1.0 - p }), z) < 1e-14);
        }
        assert_eq!(normal(Rank { below: 0.5, above: 0.5 }), 0.0);
        assert_eq!(normal(Rank { below: 0.0, above: 1.0 }), f64::NEG_INFINITY);
    }

    #[test]
    fn a_beta_of_whole_parameters_is_a_binomial_tail() {
        for (k, n) in [(1, 1), (1, 12), (5, 12), (12, 12), (3, 40)] {
            let beta = Beta::new(f64::from(k), f64::from(n - k + 1));
            for x in [1e-6, 0.01, 0.2, 0.5, 0.7, 0.99] {
                let (mut chance, mut below) = (libm::pow(1.0 - x, f64::from(n)), 0.0);
                for successes in 0..k {
                    below += chance;
                    chance *= f64::from(n - successes) / f64::from(successes + 1) * x / (1.0 - x);
                }
                let tails = beta.tails(x);
                assert!((tails.above - below).abs() < 1e-13, "{k} of {n} at {x}");
                assert!((tails.below + tails.above - 1.0).abs() < 1e-15);
            }
        }
    }
}
