//! `--method tornado`: each guess at either end of its range.

use std::slice;

use crate::experiment::many::Crew;
use crate::experiment::sensitivity::gauge::{self, Beside, Days};
use crate::experiment::sensitivity::tornado::{Tornado, judge, swing};

use super::super::exit::Trouble;
use super::super::many::explained;
use super::super::output::Color;
use super::Arguments;
use super::read::Asked;

/// Runs the scenario as it is, then moves one guess after another. What an interrupt leaves unfinished is left out.
pub(super) fn blow(arguments: &Arguments, asked: &Asked, color: Color) -> Result<Tornado, Trouble> {
    let mut tornado = Tornado {
        measure: arguments.measure.clone(),
        cases: asked.cases.end,
        level: asked.level.get(),
        base: None,
        guesses: Vec::new(),
        asked: asked.guesses.ranged.len(),
        without_range: asked.guesses.unstated,
    };
    let work = asked.cases.end.saturating_mul(asked.points());
    arguments
        .effort
        .with_crew(work, |crew| move_each(arguments, asked, color, crew, &mut tornado))?;
    judge(&mut tornado.guesses, asked.level);
    Ok(tornado)
}

fn move_each(
    arguments: &Arguments,
    asked: &Asked,
    color: Color,
    crew: Crew<'_>,
    tornado: &mut Tornado,
) -> Result<(), Trouble> {
    let Asked { base, guesses, measure, level, cases, .. } = asked;
    let days = Days::new(cases.end);
    let counted = gauge::run(base, Beside::Keep(&days), cases.clone(), crew)
        .map_err(|trouble| explained(trouble, slice::from_ref(base)))?;
    let Some((as_it_is, _)) = counted else { return Ok(()) };
    tornado.base = Some(as_it_is.measured(measure, *level));
    for guess in &guesses.ranged {
        let end = |value: f64| {
            let moved = asked.moved(arguments, &[(guess, value)], color)?;
            gauge::run(&moved, Beside::Against(&days), cases.clone(), crew)
                .map_err(|trouble| explained(trouble, slice::from_ref(&moved)))
        };
        let (Some(low), Some(high)) = (end(guess.range.0)?, end(guess.range.1)?) else {
            return Ok(());
        };
        tornado.guesses.extend(swing(guess, &as_it_is, &[low, high], measure, *level));
    }
    Ok(())
}
