//! The draws are pinned bit for bit, and look random along every dimension of the key.
//!
//! The keys are fixed, so each statistic is one number that never changes. The limits are those
//! that good draws pass with near certainty, counting how many statistics are compared.

use rand::Rng;

use super::*;

/// A key, to vary one word of at a time.
#[derive(Clone, Copy)]
struct Key {
    seed: u64,
    case: u64,
    point: PointKey,
    occurrence: u16,
    aspect: Aspect,
}

impl Key {
    fn word(self) -> u64 {
        let key = CaseKey::new(Seed(self.seed), self.case);
        KeyedRng::open(key, self.point, self.occurrence, self.aspect).next_u64()
    }

    fn uniform(self) -> f64 {
        Draws::new(Seed(self.seed), self.case).uniform(self.point, self.occurrence, self.aspect)
    }
}

const START: Key =
    Key { seed: 1, case: 0, point: PointKey(3), occurrence: 0, aspect: Aspect::Choice };
const LENGTH: usize = 1 << 16;

/// Runs of neighbouring keys: by seed, case, point, occurrence; and the aspects in turn.
fn runs() -> Vec<(&'static str, Vec<Key>)> {
    let run = |at: fn(usize) -> Key| (0..LENGTH).map(at).collect::<Vec<Key>>();
    let small = |index: usize| u16::try_from(index).expect("a run has 65536 keys");
    let named = |i: usize| PointKey::of(&format!("office.{i}"));
    let points = (0..LENGTH).map(|i| Key { point: named(i), ..START }).collect();
    let occurrences = (0..LENGTH).map(|i| Key { occurrence: small(i), ..START }).collect();
    vec![
        ("seeds", run(|i| Key { seed: i as u64, ..START })),
        ("cases", run(|i| Key { case: i as u64, ..START })),
        ("high cases", run(|i| Key { case: (i as u64) << 48, ..START })),
        ("points", points),
        ("occurrences", occurrences),
        (
            "aspects",
            run(|i| {
                let aspect = if i % 2 == 0 { Aspect::Choice } else { Aspect::Time };
                Key { case: i as u64 / 2, aspect, ..START }
            }),
        ),
    ]
}

/// How far `count` of `trials` fair coins lies from half, in standard deviations.
fn deviation(count: u32, trials: usize) -> f64 {
    (f64::from(count) - trials as f64 / 2.0) / (trials as f64 / 4.0).sqrt()
}

fn add_bits(counts: &mut [u32; 64], word: u64) {
    for (bit, count) in counts.iter_mut().enumerate() {
        *count += u32::from(word >> bit & 1 == 1);
    }
}

#[test]
fn draws_are_pinned() {
    // From an implementation in Python's whole numbers.
    let pinned = [
        ((0, 0, 0, 0, Aspect::Choice), 0x392c_fbcd_c904_fae0, 0x3fcc_967d_e6e4_827c),
        ((0, 0, 0, 0, Aspect::Time), 0x38d5_35af_0def_7e57, 0x3fcc_6a9a_d786_f7bc),
        ((1, 0, 0, 0, Aspect::Choice), 0xaa3e_c2a4_2f6a_36a2, 0x3fe5_47d8_5485_ed46),
        ((0, 1, 0, 0, Aspect::Choice), 0x13f6_83de_2d4e_7574, 0x3fb3_f683_de2d_4e70),
        ((0, 0, 1, 0, Aspect::Choice), 0x0f05_eeb4_d066_5178, 0x3fae_0bdd_69a0_cca0),
        ((0, 0, 0, 1, Aspect::Choice), 0xbcdc_2a52_d395_d5d1, 0x3fe7_9b85_4a5a_72ba),
        ((42, 123_456, 7, 3, Aspect::Time), 0xa5fe_86f0_6818_08e8, 0x3fe4_bfd0_de0d_0301),
        (
            (u64::MAX, u64::MAX, 0xffff, u16::MAX, Aspect::Time),
            0x8061_a389_b6e2_32a3,
            0x3fe0_0c34_7136_dc46,
        ),
    ];
    for ((seed, case, point, occurrence, aspect), word, uniform) in pinned {
        let point = PointKey(point << 32);
        let key = Key { seed, case, point, occurrence, aspect };
        assert_eq!(key.word(), word);
        assert_eq!(key.uniform().to_bits(), uniform);
    }
}

#[test]
fn the_key_of_a_name_is_pinned() {
    // From the same.
    for (name, key) in [
        ("", 0xa409_3822_299f_31d0),
        ("district.stay", 0xa75d_f7d9_a2ba_b11d),
        ("treaty.legal-check", 0x9928_dc8e_7a70_fe15),
    ] {
        assert_eq!(PointKey::of(name), PointKey(key), "{name}");
    }
}

#[test]
fn a_draw_is_the_upper_53_bits_of_its_word() {
    for (_, keys) in runs() {
        for key in keys {
            let expected = (key.word() >> 11) as f64 / (1_u64 << 53) as f64;
            assert_eq!(key.uniform().to_bits(), expected.to_bits());
        }
    }
}

#[test]
fn the_generator_goes_on_past_its_first_word() {
    let open = || KeyedRng::open(CaseKey::new(Seed(5), 6), PointKey(7), 8, Aspect::Choice);
    let (mut words, mut bytes) = (open(), [0; 20]);
    open().fill_bytes(&mut bytes);
    let first = words.next_u64();
    let second = words.next_u64();
    assert_ne!(first, second);
    assert_eq!(bytes[..8], first.to_le_bytes());
    assert_eq!(bytes[8..16], second.to_le_bytes());
    assert_eq!(bytes[16..], words.next_u64().to_le_bytes()[..4]);
    assert_eq!(u64::from(open().next_u32()), first >> 32);
}

#[test]
fn each_bit_is_set_half_of_the_time_and_changes_half_of_the_time() {
    for (name, keys) in runs() {
        let words: Vec<u64> = keys.iter().map(|key| key.word()).collect();
        let (mut set, mut changed) = ([0; 64], [0; 64]);
        words.iter().for_each(|word| add_bits(&mut set, *word));
        words.windows(2).for_each(|pair| add_bits(&mut changed, pair[0] ^ pair[1]));
        for bit in 0..64 {
            let (of_set, of_change) =
                (deviation(set[bit], LENGTH), deviation(changed[bit], LENGTH - 1));
            assert!(of_set.abs() < 4.5, "{name}: bit {bit} set, {of_set} deviations");
            assert!(of_change.abs() < 4.5, "{name}: bit {bit} changed, {of_change} deviations");
        }
    }
}

#[test]
fn each_byte_takes_its_values_evenly() {
    for (name, keys) in runs() {
        let mut counts = [[0_u32; 256]; 8];
        for key in &keys {
            for (count, byte) in counts.iter_mut().zip(key.word().to_le_bytes()) {
                count[usize::from(byte)] += 1;
            }
        }
        let expected = LENGTH as f64 / 256.0;
        for (place, count) in counts.iter().enumerate() {
            let chi: f64 = count.iter().map(|n| (f64::from(*n) - expected).powi(2)).sum();
            let excess = (chi / expected - 255.0) / 510.0_f64.sqrt();
            assert!(excess.abs() < 4.0, "{name}: byte {place}, {excess} deviations");
        }
    }
}

#[test]
fn neighbouring_draws_are_not_correlated() {
    for (name, keys) in runs() {
        let draws: Vec<f64> = keys.iter().map(|key| key.uniform() - 0.5).collect();
        for lag in [1, 2, 256] {
            let pairs = draws.iter().zip(&draws[lag..]);
            let correlation = 12.0 * pairs.map(|(a, b)| a * b).sum::<f64>() / LENGTH as f64;
            let deviations = correlation * (LENGTH as f64).sqrt();
            assert!(deviations.abs() < 4.0, "{name}: lag {lag}, {deviations} deviations");
        }
    }
}

#[test]
fn the_aspects_of_a_place_are_not_correlated() {
    let products = (0..LENGTH as u64).map(|case| {
        let choice = Key { case, ..START };
        let time = Key { aspect: Aspect::Time, ..choice };
        (choice.uniform() - 0.5) * (time.uniform() - 0.5)
    });
    let deviations = 12.0 * products.sum::<f64>() / (LENGTH as f64).sqrt();
    assert!(deviations.abs() < 4.0, "{deviations} deviations");
}

#[test]
fn draws_are_uniform_by_kolmogorov_and_smirnov() {
    for (name, keys) in runs() {
        let mut draws: Vec<f64> = keys.iter().map(|key| key.uniform()).collect();
        draws.sort_by(f64::total_cmp);
        let gap = |(rank, draw): (usize, &f64)| {
            let (from, to) = (rank as f64 / LENGTH as f64, (rank + 1) as f64 / LENGTH as f64);
            (draw - from).max(to - draw)
        };
        let distance = draws.iter().enumerate().map(gap).fold(0.0, f64::max);
        let scaled = distance * (LENGTH as f64).sqrt();
        assert!(scaled < 2.0, "{name}: distance {scaled}, past 2.0 once in 1500");
    }
}

#[test]
fn a_flipped_bit_of_the_key_flips_half_of_the_word() {
    type Flip = fn(Key, u32) -> Key;
    let flips: [(&str, u32, Flip); 5] = [
        ("seed", 64, |key, bit| Key { seed: key.seed ^ 1 << bit, ..key }),
        ("case", 64, |key, bit| Key { case: key.case ^ 1 << bit, ..key }),
        ("point", 64, |key, bit| Key { point: PointKey(key.point.0 ^ 1 << bit), ..key }),
        ("occurrence", 16, |key, bit| Key { occurrence: key.occurrence ^ 1 << bit, ..key }),
        ("aspect", 1, |key, _| Key { aspect: Aspect::Time, ..key }),
    ];
    let trials = 4096;
    for (name, width, flip) in flips {
        for bit in 0..width {
            let mut flipped = [0; 64];
            for case in 0..trials as u64 {
                let key = Key { case, occurrence: (case % 3) as u16, ..START };
                add_bits(&mut flipped, key.word() ^ flip(key, bit).word());
            }
            for (output, count) in flipped.into_iter().enumerate() {
                let off = deviation(count, trials);
                assert!(off.abs() < 5.5, "{name} bit {bit}, output bit {output}: {off} deviations");
            }
        }
    }
}
