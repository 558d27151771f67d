//! Keyed draws: what chance decides is looked up by key, not consumed in call order, so that a
//! change in one part of a case leaves every other draw as it was.
//!
//! A draw belongs to (seed, case, point, occurrence, aspect) and is one number in `[0, 1)`. It
//! depends on nothing else: not on the draws made before it, on the thread, or on the platform.
//! Two runs that differ in one rule therefore share all their other luck (common random numbers).
//!
//! Opening a ChaCha stream for each key would cost some seventy nanoseconds. A draw here is two
//! rounds of a 64-bit finaliser over a key that is mixed once per case. That is ample for
//! simulation and no secret: whoever sees the draws can work out the key.

use std::convert::Infallible;

use rand::RngExt;
use rand::rand_core::{TryRng, utils};

/// What sets one run apart from another with the same scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

/// What is drawn at a point: the two numbers of one occurrence do not depend on each other.
///
/// The discriminants are part of the key: a changed one changes every draw of that aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Aspect {
    /// Which of several outcomes comes about.
    Choice = 0,
    /// How long it takes.
    Time = 1,
}

/// The key of a point: its name, mixed into 64 bits when the scenario is loaded.
///
/// The name and not a number, so that two scenarios with different points share the draws of those they
/// have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointKey(u64);

impl PointKey {
    /// Its highest bits: a number below two to the power of `bits`, of which there are 1 to 64.
    #[must_use]
    pub fn top(self, bits: u32) -> u64 {
        self.0 >> (u64::BITS - bits)
    }

    /// The key of the point of that name.
    #[must_use]
    pub fn of(name: &str) -> PointKey {
        let absorb =
            |word: u64, byte: u8| mix(word.wrapping_add(u64::from(byte)).wrapping_mul(STEP));
        PointKey(name.bytes().fold(THIRD, absorb))
    }
}

/// A seed and a case mixed into 128 bits, once per case.
///
/// Two words, so that no two cases share their draws even where one word happens to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseKey {
    first: u64,
    second: u64,
}

impl CaseKey {
    /// Mixes the key of a case. Any values will do; neighbouring ones are as unlike as others.
    #[must_use]
    pub const fn new(seed: Seed, case: u64) -> CaseKey {
        CaseKey {
            first: mix(mix(seed.0.wrapping_add(FIRST)).wrapping_add(case.wrapping_mul(STEP))),
            second: mix(mix(case.wrapping_add(SECOND)).wrapping_add(seed.0.wrapping_mul(STEP))),
        }
    }
}

/// The draws of one case: a value to copy, without state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    key: CaseKey,
}

impl Draws {
    /// The draws of case number `case` under `seed`.
    #[must_use]
    pub const fn new(seed: Seed, case: u64) -> Draws {
        Draws { key: CaseKey::new(seed, case) }
    }

    /// The one number in `[0, 1)`, a multiple of 2⁻⁵³, that belongs to `aspect` of the
    /// `occurrence`-th passage through `point`.
    #[inline]
    #[must_use]
    pub fn uniform(&self, point: PointKey, occurrence: u16, aspect: Aspect) -> f64 {
        KeyedRng::open(self.key, point, occurrence, aspect).random()
    }
}

/// The generator opened at a key, for `rand` to turn its bits into a number.
///
/// After its first word it goes on as a `SplitMix64` would, so a caller that needs more than one
/// number for a key may go on reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedRng {
    state: u64,
}

impl KeyedRng {
    /// Opens the generator of one draw.
    #[inline]
    #[must_use]
    pub const fn open(key: CaseKey, point: PointKey, occurrence: u16, aspect: Aspect) -> KeyedRng {
        let place = point.0.wrapping_add((occurrence as u64) << 16 | aspect as u64);
        let mixed = mix(key.first.wrapping_add(place.wrapping_mul(STEP)));
        KeyedRng { state: mixed.wrapping_add(key.second) }
    }
}

impl TryRng for KeyedRng {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.state = self.state.wrapping_add(STEP);
        Ok(mix(self.state))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        utils::fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

/// 2⁶⁴ divided by the golden ratio: spreads small whole numbers over the whole word.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
/// Tells the first word of a case's key from the second (the first digits of π).
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
/// Tells the second word of a case's key from the first (the next digits of π).
const SECOND: u64 = 0x1319_8a2e_0370_7344;
/// Where the mixing of a name begins (the digits of π after those).
const THIRD: u64 = 0xa409_3822_299f_31d0;

/// Pelle Evensen's "moremur" finaliser: one to one, and of the four measured (with Stafford's
/// mix13, nasam and a 128-bit multiply) the cheapest that keeps low-entropy words apart.
#[inline]
const fn mix(mut word: u64) -> u64 {
    word ^= word >> 27;
    word = word.wrapping_mul(0x3c79_ac49_2ba7_b653);
    word ^= word >> 33;
    word = word.wrapping_mul(0x1c69_b3f7_4ac4_ae35);
    word ^ (word >> 27)
}

#[cfg(test)]
mod tests;
