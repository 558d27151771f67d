//! At which points a sweep looks: all combinations, a Latin hypercube, or the points of a Sobol' sequence.

use super::Axis;
use crate::sim::draw::{Aspect, Draws, PointKey, Seed};

/// How points are laid over the values that are varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// Every value of each with every value of the others.
    Grid,
    /// So many points, each alone in its row and its column (McKay, Beckman and Conover 1979).
    LatinHypercube(u32),
    /// The first so many of a Sobol' sequence, scrambled as Owen does it.
    Sobol(u32),
}

impl Design {
    /// How many points it has.
    pub fn size(self, axes: &[Axis]) -> usize {
        match self {
            Design::Grid => {
                axes.iter().fold(1, |size: usize, axis| size.saturating_mul(axis.values.len()))
            }
            Design::LatinHypercube(points) | Design::Sobol(points) => points as usize,
        }
    }

    /// Its points, each with a value on every axis. The first axis of a grid changes slowest.
    pub fn points(self, axes: &[Axis], seed: u64) -> Vec<Vec<f64>> {
        let (seed, size) = (Seed(seed), self.size(axes));
        let columns: Vec<Vec<f64>> = match self {
            Design::Grid => return grid(axes),
            Design::LatinHypercube(_) => {
                axes.iter().map(|axis| hypercube_column(axis, size, seed)).collect()
            }
            Design::Sobol(_) => (0..)
                .zip(axes)
                .map(|(number, axis)| sobol_column(axis, number, size, seed))
                .collect(),
        };
        (0..size).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
    }
}

fn grid(axes: &[Axis]) -> Vec<Vec<f64>> {
    let longer = |points: Vec<Vec<f64>>, axis: &Axis| {
        let more = |point: Vec<f64>| {
            axis.values.iter().map(move |value| [point.as_slice(), &[*value]].concat())
        };
        points.into_iter().flat_map(more).collect()
    };
    axes.iter().fold(vec![Vec::new()], longer)
}

/// One value in each of as many equal parts of the range as there are points, in an order that is drawn.
fn hypercube_column(axis: &Axis, size: usize, seed: Seed) -> Vec<f64> {
    let key = PointKey::of(&axis.key);
    let draw = |part: usize, aspect| Draws::new(seed, part as u64).uniform(key, 0, aspect);
    let mut parts: Vec<usize> = (0..size).collect();
    parts.sort_by(|a, b| draw(*a, Aspect::Choice).total_cmp(&draw(*b, Aspect::Choice)));
    let share = |part: usize| (part as f64 + draw(part, Aspect::Time)) / size as f64;
    parts.into_iter().map(|part| axis.within(share(part))).collect()
}

fn sobol_column(axis: &Axis, number: u32, size: usize, seed: Seed) -> Vec<f64> {
    (0..size).map(|point| axis.within(sobol(point as u32, number, seed))).collect()
}

/// A coordinate, in `[0, 1)`, of a point of a Sobol' sequence, scrambled as Owen does it (Burley 2020). There are 2^16
/// points and 256 dimensions.
pub fn sobol(point: u32, dimension: u32, seed: Seed) -> f64 {
    let scramble = (seed.0 ^ (seed.0 >> 32)) as u32;
    f64::from(sobol_burley::sample(point, dimension, scramble))
}

impl Axis {
    /// The value at a share of the range.
    fn within(&self, share: f64) -> f64 {
        self.from + (self.to - self.from) * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(key: &str, values: &[f64]) -> Axis {
        Axis { key: key.to_owned(), unit: None, from: 0.0, to: 1.0, values: values.to_vec() }
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let axes = [axis("a", &[1.0, 2.0]), axis("b", &[5.0, 6.0, 7.0])];
        let points = Design::Grid.points(&axes, 1);
        assert_eq!(points.len(), Design::Grid.size(&axes));
        assert_eq!(points[0], [1.0, 5.0]);
        assert_eq!(points[5], [2.0, 7.0]);
    }

    #[test]
    fn every_row_and_column_of_a_latin_hypercube_has_one_point() {
        let axes = [axis("a", &[]), axis("b", &[]), axis("c", &[])];
        let points = Design::LatinHypercube(50).points(&axes, 7);
        for column in 0..axes.len() {
            let mut parts: Vec<u32> =
                points.iter().map(|point| (point[column] * 50.0) as u32).collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..50).collect::<Vec<_>>());
        }
        let order = |column: usize| points.iter().map(move |point| point[column]);
        assert!(order(0).zip(order(1)).any(|(a, b)| (a < 0.5) != (b < 0.5)));
    }

    /// The defining property of a (0, m, 2)-net in base 2: each elementary box of area 2^-m holds one of 2^m points.
    #[test]
    fn the_first_points_of_a_sobol_sequence_fill_every_box_of_their_number_once() {
        let axes = [axis("a", &[]), axis("b", &[])];
        let points = Design::Sobol(64).points(&axes, 3);
        for bits in 0..=6 {
            let (wide, high) = (f64::from(1 << bits), f64::from(1 << (6 - bits)));
            let mut boxes: Vec<(u32, u32)> =
                points.iter().map(|p| ((p[0] * wide) as u32, (p[1] * high) as u32)).collect();
            boxes.sort_unstable();
            boxes.dedup();
            assert_eq!(boxes.len(), 64, "{bits}");
        }
    }
}
