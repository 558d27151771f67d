//! Screening by elementary effects (Morris 1991, "Factorial sampling plans for preliminary computational experiments";
//! Campolongo, Cariboni and Saltelli 2007 for the mean of their sizes): which inputs of a function matter, and whether
//! an input acts in the same way wherever the others lie. Every input runs over the unit range.

use schemars::JsonSchema;
use serde::Serialize;

use crate::experiment::estimate::{Estimate, Level, paired};
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};

/// A walk through the unit cube on a grid of levels: each input is moved once, by half of the levels, in an order that
/// is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Its points, one more than there are inputs.
    pub points: Vec<Vec<f64>>,
    /// Which input each step moves.
    pub moved: Vec<usize>,
}

/// The effects of one input.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Effects {
    /// The mean of its elementary effects, per unit range.
    pub mu: f64,
    /// The mean of their sizes, whatever their signs, with an interval.
    pub mu_star: Estimate,
    /// Their standard deviation: large where the effect is no straight line, or depends on other inputs.
    pub sigma: f64,
}

/// How far an input is moved: p / (2 (p - 1)) for p levels, which gives every level the same chance at either end.
pub fn step(levels: u32) -> f64 {
    f64::from(levels) / (2.0 * f64::from(levels - 1))
}

/// The trajectory of a number, on an even number of levels, at least two. Its draws belong to the seed, the number and
/// the name of an input: one input more leaves the levels and the order of the others as they were.
pub fn trajectory(names: &[&str], levels: u32, number: u64, seed: Seed) -> Trajectory {
    let draws = Draws::new(seed, number);
    let draw = |name: &&str, aspect| draws.uniform(PointKey::of(name), 0, aspect);
    let at = |level: u32| f64::from(level) / f64::from(levels - 1);
    let start = |name: &&str| (draw(name, Aspect::Choice) * f64::from(levels)) as u32;
    let starts: Vec<u32> = names.iter().map(start).collect();
    let mut moved: Vec<usize> = (0..names.len()).collect();
    let order = |input: &usize| draw(&names[*input], Aspect::Time);
    moved.sort_by(|one, other| order(one).total_cmp(&order(other)));
    let mut point: Vec<f64> = starts.iter().map(|level| at(*level)).collect();
    let mut points = vec![point.clone()];
    for input in &moved {
        // From the lower half of the levels up, from the upper half down.
        point[*input] = at((starts[*input] + levels / 2) % levels);
        points.push(point.clone());
    }
    Trajectory { points, moved }
}

/// The effects of each input: `results` has those of every trajectory, in their order, point by point. Nothing is known
/// without a trajectory.
///
/// The interval of mu* is Student's over the trajectories, which do not depend on each other. It says nothing of the
/// levels: how far the grid stands for the range, more levels tell.
pub fn effects(trajectories: &[Trajectory], results: &[f64], level: Level) -> Vec<Effects> {
    let inputs = trajectories.first().map_or(0, |one| one.moved.len());
    let mut elementary = vec![Vec::new(); inputs];
    for (one, results) in trajectories.iter().zip(results.chunks_exact(inputs + 1)) {
        for (place, input) in one.moved.iter().enumerate() {
            let moved = one.points[place + 1][*input] - one.points[place][*input];
            elementary[*input].push((results[place + 1] - results[place]) / moved);
        }
    }
    elementary.iter().map(|effects| of_input(effects, level)).collect()
}

fn of_input(effects: &[f64], level: Level) -> Effects {
    let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
    let mut mu_star = paired::sections(&sizes, level);
    // No mean of sizes is below nought.
    mu_star.interval.low = mu_star.interval.low.max(0.0);
    let count = effects.len() as f64;
    let mu = effects.iter().sum::<f64>() / count;
    let squares: f64 = effects.iter().map(|effect| (effect - mu) * (effect - mu)).sum();
    let sigma = if effects.len() < 2 { 0.0 } else { (squares / (count - 1.0)).sqrt() };
    Effects { mu, mu_star, sigma }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["a", "b", "c", "d"];

    fn screen(f: impl Fn(&[f64]) -> f64, levels: u32, count: u64, seed: u64) -> Vec<Effects> {
        let walks: Vec<Trajectory> =
            (0..count).map(|number| trajectory(&NAMES, levels, number, Seed(seed))).collect();
        let results: Vec<f64> =
            walks.iter().flat_map(|walk| walk.points.iter().map(|point| f(point))).collect();
        effects(&walks, &results, Level::default())
    }

    #[test]
    fn each_step_moves_one_input_by_the_step_and_each_input_moves_once() {
        for levels in [2, 4, 6, 10] {
            for number in 0..50 {
                let Trajectory { points, moved } = trajectory(&NAMES, levels, number, Seed(3));
                for (pair, input) in points.windows(2).zip(&moved) {
                    for (place, (one, other)) in pair[0].iter().zip(&pair[1]).enumerate() {
                        let expected = if place == *input { step(levels) } else { 0.0 };
                        assert!(((other - one).abs() - expected).abs() < 1e-12, "{place}");
                    }
                }
                let mut once = moved.clone();
                once.sort_unstable();
                assert_eq!(once, [0, 1, 2, 3]);
                assert!(points.iter().flatten().all(|x| (0.0..=1.0).contains(x)));
            }
        }
    }

    #[test]
    fn one_input_more_leaves_the_draws_of_the_others() {
        let few = trajectory(&NAMES[..3], 4, 7, Seed(1));
        let many = trajectory(&NAMES, 4, 7, Seed(1));
        assert_eq!(few.points[0], many.points[0][..3]);
        let order: Vec<usize> = many.moved.into_iter().filter(|input| *input < 3).collect();
        assert_eq!(few.moved, order);
    }

    #[test]
    fn every_level_is_as_likely_as_any_other_at_every_point() {
        let mut counts = [[0_u32; 4]; 5];
        for number in 0..4_000 {
            let walk = trajectory(&NAMES, 4, number, Seed(2));
            for (counts, point) in counts.iter_mut().zip(&walk.points) {
                counts[(point[1] * 3.0).round() as usize] += 1;
            }
        }
        // Five standard deviations about 1,000.
        assert!(counts.iter().flatten().all(|count| (863..=1137).contains(count)), "{counts:?}");
    }

    #[test]
    fn of_a_linear_function_the_effects_are_its_slopes_and_do_not_vary() {
        let found = screen(|x| 3.0 * x[0] - 2.0 * x[1] + 0.5 * x[2], 4, 20, 1);
        for (effects, slope) in found.iter().zip([3.0, -2.0, 0.5, 0.0]) {
            let Effects { mu, mu_star, sigma } = effects;
            assert!((mu - slope).abs() < 1e-12 && sigma.abs() < 1e-12, "{effects:?}");
            assert!((mu_star.value - slope.abs()).abs() < 1e-12);
            assert!(mu_star.interval.high - mu_star.interval.low < 1e-12);
        }
        assert_eq!(found[3].mu_star.value, 0.0, "what is not used has exactly no effect");
    }

    /// On four levels the effects of (x - 1/2)^2 from 0 to 2/3 and from 1/3 to 1 are -1/3 and 1/3; those of the product
    /// of b and c are the other of the two, whose mean is 1/2 and whose variance is 5/36.
    #[test]
    fn what_rises_and_falls_has_no_mean_but_a_size_and_what_interacts_has_a_spread() {
        let found = screen(|x| (x[0] - 0.5) * (x[0] - 0.5) + x[1] * x[2], 4, 4_000, 1);
        assert!(found[0].mu.abs() < 0.03, "{:?}", found[0]);
        assert!((found[0].mu_star.value - 1.0 / 3.0).abs() < 1e-12);
        for effects in &found[1..3] {
            assert!((effects.mu - 0.5).abs() < 0.03 && effects.mu == effects.mu_star.value);
            assert!((effects.sigma - (5.0_f64 / 36.0).sqrt()).abs() < 0.02, "{effects:?}");
        }
    }
}
