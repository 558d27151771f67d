//! Several tests at once: the step-down method of Holm (1979, "A simple sequentially rejective multiple test
//! procedure").

/// The p-values adjusted, in the order they came in: whoever calls those below 0.05 more than chance is wrong about
/// any of them at most once in twenty times. Asks nothing of how the tests depend on each other.
#[must_use]
pub fn adjusted(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut reached = 0.0_f64;
    for (rank, place) in order.iter().enumerate() {
        let left = (p_values.len() - rank) as f64;
        reached = reached.max((left * p_values[*place]).min(1.0));
        adjusted[*place] = reached;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_pays_for_all_and_no_later_one_pays_less_than_an_earlier() {
        assert_eq!(adjusted(&[0.25, 0.0625, 0.375]), [0.5, 0.1875, 0.5]);
        assert_eq!(adjusted(&[0.9, 0.8]), [1.0, 1.0]);
        assert_eq!(adjusted(&[]), [0.0; 0]);
    }
}
