//! `[[consequence]]`: what the law attaches to a request while it is pending.

use crate::law::authority::Catalogue;
use crate::law::channel::consequence::Consequence;
use crate::scenario::assume;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Spanned, Table};

/// `says = "...", at_most = "3 years", authority = "us.3292"`.
pub(super) fn read(table: &Table<'_>, catalogue: &Catalogue) -> Option<Consequence> {
    let says = table.required_str("says").map(|says| says.value.trim().to_owned());
    let at_most = table.required_measure("at_most", "years");
    let authority = table.required_str("authority");
    let authority = authority.and_then(|text| assume::authority(&text, table, catalogue));
    table.finish();
    let at_most = at_most?;
    let Some(years) = years(at_most.value) else {
        report_period(&at_most, table);
        return None;
    };
    Some(Consequence { says: says?, years, words: at_most.value.to_owned(), authority: authority? })
}

/// Whole years, from 1 to 99.
fn years(text: &str) -> Option<u8> {
    let (number, unit) = text.split_once(' ')?;
    let years = number.parse().ok().filter(|years| (1..=99).contains(years))?;
    matches!(unit, "year" | "years").then_some(years)
}

fn report_period(at_most: &Spanned<&str>, table: &Table<'_>) {
    let message = format!("`{}` is no period the law sets", at_most.value);
    table.report(
        Diagnostic::error("bad-limit", message)
            .at(at_most.span.clone(), "expected whole years, from 1 to 99")
            .help("write \"3 years\""),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn such_a_period_is_one_of_whole_years() {
        assert_eq!(years("3 years"), Some(3));
        assert_eq!(years("1 year"), Some(1));
        for wrong in ["0 years", "100 years", "1.5 years", "36 months", "years", "-1 years", ""] {
            assert_eq!(years(wrong), None, "{wrong}");
        }
    }
}
