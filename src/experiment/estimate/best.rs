//! Which of several alternatives is the best: how often it would be, were the truth as far from the estimates as
//! their errors allow.

use crate::sim::draw::{Aspect, Draws, PointKey, Seed};

use super::normal;

/// How often the truth is drawn: a chance of one half is then known to one part in five hundred.
const DRAWS: u64 = 1 << 16;

/// For each alternative the chance that its mean is the highest, given the estimated means and the covariance of
/// these estimates (not of single cases), all finite. Alternatives between which no case differs share their chance.
///
/// Means of many cases are as good as normal, and with common random numbers they go together; so they are drawn
/// together (through the factor of Cholesky), by key: the same numbers give the same answer.
#[must_use]
pub fn chances(means: &[f64], covariance: &[Vec<f64>], seed: Seed) -> Vec<f64> {
    let like =
        |i: usize, j: usize| means[i] == means[j] && differs_by_chance(covariance, i, j) == 0.0;
    // Each alternative is drawn as the first that is like it.
    let leader: Vec<usize> =
        (0..means.len()).map(|i| (0..i).find(|j| like(i, *j)).unwrap_or(i)).collect();
    let drawn: Vec<usize> = (0..means.len()).filter(|i| leader[*i] == *i).collect();
    let wins = wins(means, &factor(covariance, &drawn), &drawn, seed);
    let share = |i: &usize| {
        let alike = leader.iter().filter(|other| *other == i).count();
        wins[*i] as f64 / DRAWS as f64 / alike as f64
    };
    leader.iter().map(share).collect()
}

/// How often each of those drawn comes out highest.
fn wins(means: &[f64], factor: &[Vec<f64>], drawn: &[usize], seed: Seed) -> Vec<u64> {
    let point = PointKey::of("experiment.best");
    let mut wins = vec![0; means.len()];
    let mut luck = vec![0.0; drawn.len()];
    for draw in 0..DRAWS {
        let draws = Draws::new(seed, draw);
        for (place, luck) in luck.iter_mut().enumerate() {
            // From the middle of its step, so that none is infinite.
            let uniform = draws.uniform(point, place as u16, Aspect::Choice);
            *luck = normal::quantile(uniform + f64::EPSILON / 4.0);
        }
        let mut best = (f64::NEG_INFINITY, None);
        for (row, alternative) in factor.iter().zip(drawn) {
            let error: f64 = row.iter().zip(&luck).map(|(weight, luck)| weight * luck).sum();
            let value = means[*alternative] + error;
            if value > best.0 {
                best = (value, Some(*alternative));
            }
        }
        if let (_, Some(alternative)) = best {
            wins[alternative] += 1;
        }
    }
    wins
}

/// What cannot be told from 0 beside the numbers it is the difference of.
const NOTHING: f64 = 1e-12;

/// The variance of the difference of two means.
fn differs_by_chance(covariance: &[Vec<f64>], i: usize, j: usize) -> f64 {
    let both = covariance[i][i] + covariance[j][j];
    let variance = both - 2.0 * covariance[i][j];
    if variance > NOTHING * both { variance } else { 0.0 }
}

/// The lower triangular matrix whose square is the covariance of those drawn. A direction in which there is no chance
/// has an empty column.
fn factor(covariance: &[Vec<f64>], drawn: &[usize]) -> Vec<Vec<f64>> {
    let mut factor: Vec<Vec<f64>> = Vec::new();
    for (i, alternative) in drawn.iter().enumerate() {
        let own = &covariance[*alternative];
        let mut row = vec![0.0; i + 1];
        for j in 0..=i {
            let before = |other: &[f64]| -> f64 { (0..j).map(|k| row[k] * other[k]).sum() };
            if i == j {
                let left = own[*alternative] - before(&row);
                row[j] = if left > NOTHING * own[*alternative] { left.sqrt() } else { 0.0 };
            } else if factor[j][j] > 0.0 {
                row[j] = (own[drawn[j]] - before(&factor[j])) / factor[j][j];
            }
        }
        factor.push(row);
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed(1);

    #[test]
    fn of_two_the_chance_is_that_of_a_normal_difference() {
        for (gap, variances, shared) in
            [(0.5, (1.0, 1.0), 0.0), (0.1, (4.0, 4.0), 3.99), (-1.0, (1.0, 2.0), -0.5)]
        {
            let covariance = vec![vec![variances.0, shared], vec![shared, variances.1]];
            let chances = chances(&[gap, 0.0], &covariance, SEED);
            let spread: f64 = variances.0 + variances.1 - 2.0 * shared;
            let expected = normal::distribution(gap / spread.sqrt());
            assert!((chances[0] - expected).abs() < 0.01, "{chances:?} for {expected}");
            assert!((chances[0] + chances[1] - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn alternatives_that_are_the_same_share_their_chance() {
        let same = vec![vec![1.0, 1.0, 0.0], vec![1.0, 1.0, 0.0], vec![0.0, 0.0, 1.0]];
        let [one, other, third] = chances(&[2.0, 2.0, 2.0], &same, SEED)[..] else { panic!() };
        assert_eq!(one, other);
        assert!((third - 0.5).abs() < 0.01, "{third}");
        let still = vec![vec![0.0; 4]; 4];
        assert_eq!(chances(&[1.0, 1.0, 1.0, 1.0], &still, SEED), [0.25; 4]);
    }

    #[test]
    fn what_is_surely_less_is_never_the_best() {
        let together = vec![vec![1.0, 1.0], vec![1.0, 1.0]];
        assert_eq!(chances(&[1.0, 1.5], &together, SEED), [0.0, 1.0]);
        assert_eq!(chances(&[3.0], &[vec![1.0]], SEED), [1.0]);
        assert_eq!(chances(&[], &[], SEED), [0.0; 0]);
    }

    #[test]
    fn alternatives_alike_in_all_but_name_have_equal_chances() {
        let covariance: Vec<Vec<f64>> =
            (0..5).map(|i| (0..5).map(|j| if i == j { 2.0 } else { 1.0 }).collect()).collect();
        for chance in chances(&[7.0; 5], &covariance, SEED) {
            assert!((chance - 0.2).abs() < 0.01, "{chance}");
        }
    }

    #[test]
    fn the_factor_squares_to_the_covariance() {
        let covariance = vec![vec![4.0, 2.0, 0.6], vec![2.0, 3.0, 0.2], vec![0.6, 0.2, 1.0]];
        let factor = factor(&covariance, &[0, 1, 2]);
        for (i, row) in covariance.iter().enumerate() {
            for (j, expected) in row.iter().enumerate() {
                let square: f64 = factor[i].iter().zip(&factor[j]).map(|(a, b)| a * b).sum();
                assert!((square - expected).abs() < 1e-14);
            }
        }
    }
}
