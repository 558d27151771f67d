//! `--vary KEY=FROM..TO:STEP`: the values of a sweep, and what is set for each. A chance takes the other chances of its
//! point with it, in proportion, so that they still add up to one.

use crate::experiment::chance;
use crate::experiment::sweep::Axis;
use crate::law::decision::PointId;
use crate::report::lines::{asked, quoted};
use crate::scenario::Scenario;

use super::exit::Problem;
use super::load::SetArguments;

/// The most values of one key.
const MOST_VALUES: f64 = 200.0;

/// Reads one. Without a step there are so many values, evenly spaced.
pub(super) fn read(text: &str, evenly: u32) -> Result<Axis, Problem> {
    let wrong = |what: String| {
        let cure = "write it as in --vary channel.us-ie-mlat.stage.b6.duration='10..90:20 days'";
        Problem::new(format!("--vary {}: {what}", quoted(text)), cure)
    };
    let (key, range) = text.split_once('=').ok_or_else(|| wrong("it has no `=`".to_owned()))?;
    let (from, rest) = range
        .split_once("..")
        .ok_or_else(|| wrong("it has no range: two values and `..` between them".to_owned()))?;
    let (to, step) = rest.split_once(':').map_or((rest, None), |(to, step)| (to, Some(step)));
    let parts = [Some(from), Some(to), step]
        .into_iter()
        .flatten()
        .map(|part| measure(part).ok_or_else(|| wrong(format!("`{}` is no number", part.trim()))));
    let parts: Vec<(f64, Option<String>)> = parts.collect::<Result<_, _>>()?;
    let mut units: Vec<&String> = parts.iter().filter_map(|(_, unit)| unit.as_ref()).collect();
    units.dedup();
    if let [one, other, ..] = units[..] {
        return Err(wrong(format!("it is in {one} and in {other}")));
    }
    let (from, to) = (parts[0].0, parts[1].0);
    if from >= to {
        return Err(wrong(format!("{from} is not below {to}")));
    }
    let step = parts.get(2).map_or((to - from) / f64::from(evenly.max(2) - 1), |step| step.0);
    let steps = ((to - from) / step + 1e-9).floor();
    if step <= 0.0 || steps >= MOST_VALUES {
        return Err(wrong(format!("a step of {step} gives no values, or more than {MOST_VALUES}")));
    }
    // Through the decimals of a step that binary fractions do not hit.
    let value = |place: u32| tidy(from + step * f64::from(place));
    let values = (0..=steps as u32).map(value).collect();
    Ok(Axis {
        key: key.trim().to_owned(),
        unit: units.first().map(|unit| (*unit).clone()),
        from,
        to,
        values,
    })
}

/// `30`, `30 days`, `20 %`.
fn measure(text: &str) -> Option<(f64, Option<String>)> {
    let text = text.trim();
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || ".-+eE".contains(c))).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok().filter(|number: &f64| number.is_finite())?;
    let unit = text[end..].trim();
    Some((number, (!unit.is_empty()).then(|| unit.to_owned())))
}

/// A number without the last digits, which are the rounding of sums.
fn tidy(value: f64) -> f64 {
    const DIGITS: f64 = 1e9;
    (value * DIGITS).round() / DIGITS
}

/// What is set at a point of a design, on top of what is set at all of them.
pub(super) fn set_at(
    scenario: &Scenario,
    axes: &[Axis],
    at: &[f64],
    mut set: SetArguments,
) -> Result<SetArguments, Problem> {
    for (axis, value) in axes.iter().zip(at) {
        set = set.with_all(&sets(scenario, axis, *value)?);
    }
    Ok(set)
}

/// What is set for one value.
fn sets(scenario: &Scenario, axis: &Axis, value: f64) -> Result<Vec<String>, Problem> {
    if let Some((point, option)) = chance::find(scenario, &axis.key) {
        check_chance(scenario, (point, option), value)?;
        return Ok(chance::sets(scenario, point, &[(option, value)]));
    }
    Ok(vec![match &axis.unit {
        Some(unit) => format!("{}={value} {unit}", axis.key),
        None => format!("{}={value}", axis.key),
    }])
}

/// Whether an option can have that chance, and the others the rest.
fn check_chance(
    scenario: &Scenario,
    (point, option): (PointId, usize),
    value: f64,
) -> Result<(), Problem> {
    if !(0.0..=1.0).contains(&value) {
        let name = scenario.option_name(point, option as u8);
        let message = format!("--vary {name}: {value} is no chance");
        return Err(Problem::new(message, "give a range within 0..1"));
    }
    let odds = &scenario.assumed[usize::from(point.0)].odds;
    let others: f64 = odds.iter().sum::<f64>() - odds[option];
    if others <= 0.0 && value < 1.0 {
        let name = scenario.point_name(point);
        let (table, odds, _) = scenario.home(point);
        let case = asked(&scenario.name, &scenario.sets);
        return Err(Problem::new(
            format!("`{name}` has no other option to which the rest of the chance could go"),
            format!("set all of them: see comity explain {case} {table}.{odds}"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_ends_its_step_and_its_unit() {
        let axis = read("a.b=30..120:30 days", 5).expect("it is one");
        assert_eq!(axis.values, [30.0, 60.0, 90.0, 120.0]);
        assert_eq!((axis.key.as_str(), axis.unit.as_deref()), ("a.b", Some("days")));
        assert_eq!(read("a=0..1:0.1", 5).expect("it is one").values[3], 0.3);
        assert_eq!(read("a=1 day..2 day", 3).expect("it is one").values, [1.0, 1.5, 2.0]);
        // What the step does not reach is left out.
        assert_eq!(read("a=0..10:4", 5).expect("it is one").values, [0.0, 4.0, 8.0]);
    }

    #[test]
    fn what_is_no_range_is_explained() {
        for (text, part) in [
            ("a", "no `=`"),
            ("a=3", "no range"),
            ("a=x..3", "`x` is no number"),
            ("a=3..3", "3 is not below 3"),
            ("a=0..1:0", "a step of 0"),
            ("a=0..1:0.0001", "more than"),
            ("a=1 day..2 weeks", "in day and in weeks"),
        ] {
            let problem = read(text, 5).expect_err(text);
            assert!(format!("{problem:?}").contains(part), "{text}: {problem:?}");
        }
    }
}
