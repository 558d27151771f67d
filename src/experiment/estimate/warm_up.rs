//! How much of the beginning of a run is to be left out, so that what remains speaks of the long run.

/// The fifth marginal standard error rule (White 1997, *Simulation* 69(6); MSER-5): of all beginnings, the one without
/// which the mean of the rest is known best. The series is taken in groups of five, which smooths it, and at most
/// its first half is left out. Gives how many values to leave out.
#[must_use]
pub fn mser5(series: &[f64]) -> usize {
    const GROUP: usize = 5;
    let groups: Vec<f64> =
        series.chunks_exact(GROUP).map(|group| group.iter().sum::<f64>() / GROUP as f64).collect();
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut best = (f64::INFINITY, 0);
    // From the end, so that each beginning needs one step more.
    for left_out in (0..groups.len()).rev() {
        let value = groups[left_out];
        (sum, squares) = (sum + value, squares + value * value);
        let rest = (groups.len() - left_out) as f64;
        let spread = (squares - sum * sum / rest).max(0.0) / (rest * rest);
        if left_out <= groups.len() / 2 && spread <= best.0 {
            best = (spread, left_out);
        }
    }
    best.1 * GROUP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_that_settles_loses_its_beginning_and_one_that_is_settled_loses_nothing() {
        let settles: Vec<f64> = (0..1000).map(|at| 100.0 - f64::from((200 - at).max(0))).collect();
        let left_out = mser5(&settles);
        assert!((195..=200).contains(&left_out), "{left_out}");
        let settled: Vec<f64> = (0..1000).map(|at| f64::from(at % 5)).collect();
        assert_eq!(mser5(&settled), 0);
        assert_eq!(mser5(&[]), 0);
    }

    #[test]
    fn no_more_than_half_is_left_out_of_a_series_that_never_settles() {
        let grows: Vec<f64> = (0..1000).map(f64::from).collect();
        assert_eq!(mser5(&grows), 500);
    }
}
