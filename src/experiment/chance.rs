//! The chance of one option moved: under which key it stands, and what is set so that the other options of its decision
//! take the rest in proportion.

use crate::law::decision::PointId;
use crate::scenario::Scenario;
use crate::scenario::document::dotted;

/// The key of the chance of one option.
pub fn key(scenario: &Scenario, point: PointId, option: usize) -> String {
    let (table, odds, _) = scenario.home(point);
    let name = dotted(&[scenario.options(point).get(option).copied().unwrap_or_default()]);
    match scenario.stage(point) {
        Some(_) => format!("{table}.{odds}.{name}.p"),
        None => format!("{table}.{odds}.{name}"),
    }
}

/// The decision and the option whose chance stands under a key.
pub fn find(scenario: &Scenario, wanted: &str) -> Option<(PointId, usize)> {
    scenario.points().find_map(|point| {
        let options = scenario.options(point).len();
        let option = (0..options).find(|option| key(scenario, point, *option) == wanted)?;
        Some((point, option))
    })
}

/// What is set to give some options of a decision these chances.
pub fn sets(scenario: &Scenario, point: PointId, fixed: &[(usize, f64)]) -> Vec<String> {
    let Some(assumed) = scenario.assumed.get(usize::from(point.0)) else { return Vec::new() };
    let odds = proportional(&assumed.odds, fixed);
    if scenario.stage(point).is_some() {
        let each = odds.iter().enumerate();
        return each.map(|(option, p)| format!("{}={p:?}", key(scenario, point, option))).collect();
    }
    let (table, leaf, _) = scenario.home(point);
    let names = scenario.options(point);
    let each = names.iter().zip(&odds).map(|(name, p)| format!("{} = {p:?}", dotted(&[name])));
    let mut sets = vec![format!("{table}.{leaf}={{ {} }}", each.collect::<Vec<_>>().join(", "))];
    // Odds that came out of factors have no basis of their own.
    if !assumed.factors.is_empty() {
        sets.push(format!("{table}.{leaf}_basis=\"guess\""));
    }
    sets
}

/// Whether the fixed chances of a decision cannot all be given as they are: they come to more than everything, or
/// nothing else could take the rest.
pub fn is_crowded(scenario: &Scenario, point: PointId, fixed: &[(usize, f64)]) -> bool {
    let assumed = scenario.assumed.get(usize::from(point.0));
    assumed.is_some_and(|assumed| (part_given(&assumed.odds, fixed) - 1.0).abs() > 1e-12)
}

/// Which part of the fixed chances can be given. More than everything cannot: then they share it. So they do where no
/// option is left that could take a rest, or none but such as had no chance before, which may have been for a reason;
/// one that is fixed alone would not move then, and leaves the rest to those.
fn part_given(odds: &[f64], fixed: &[(usize, f64)]) -> f64 {
    let given: f64 = fixed.iter().map(|(_, chance)| chance).sum();
    let free = odds.len() - fixed.len();
    let fixed_before: f64 = fixed.iter().filter_map(|(option, _)| odds.get(*option)).sum();
    let before: f64 = odds.iter().sum::<f64>() - fixed_before;
    let alone = free == 0 || (fixed.len() > 1 && before < 1e-9);
    if given > 1.0 || (alone && given > 0.0) { 1.0 / given } else { 1.0 }
}

/// Odds of which some are fixed, and the others share the rest as they did before.
fn proportional(odds: &[f64], fixed: &[(usize, f64)]) -> Vec<f64> {
    let given: f64 = fixed.iter().map(|(_, chance)| chance).sum();
    let part = part_given(odds, fixed);
    let held = |option: usize| fixed.iter().find(|(known, _)| *known == option);
    let free: Vec<usize> = (0..odds.len()).filter(|option| held(*option).is_none()).collect();
    let before: f64 = free.iter().map(|option| odds[*option]).sum();
    let rest = (1.0 - given * part).max(0.0);
    let share = |option: usize| match held(option) {
        Some((_, chance)) => chance * part,
        None if before > 0.0 => odds[option] / before * rest,
        None => rest / free.len() as f64,
    };
    // Without the dust of binary fractions, so that it is what somebody would write.
    (0..odds.len()).map(|option| (share(option) * 1e12).round() / 1e12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_options_take_the_rest_in_proportion() {
        assert_eq!(proportional(&[0.6, 0.3, 0.1], &[(0, 0.2)]), [0.2, 0.6, 0.2]);
        assert_eq!(proportional(&[1.0, 0.0, 0.0], &[(0, 0.5)]), [0.5, 0.25, 0.25]);
    }

    #[test]
    fn chances_that_come_to_more_than_everything_share_it() {
        assert_eq!(proportional(&[0.5, 0.3, 0.2], &[(0, 0.9), (1, 0.6)]), [0.6, 0.4, 0.0]);
        assert_eq!(part_given(&[0.5, 0.3, 0.2], &[(0, 0.5), (1, 0.4)]), 1.0);
    }

    #[test]
    fn an_option_without_a_chance_gets_none_because_two_others_leave_a_rest() {
        assert_eq!(proportional(&[0.6, 0.4, 0.0], &[(0, 0.3), (1, 0.2)]), [0.6, 0.4, 0.0]);
        let all = [(0, 0.1), (1, 0.1), (2, 0.2)];
        assert_eq!(proportional(&[0.6, 0.3, 0.1], &all), [0.25, 0.25, 0.5]);
    }
}
