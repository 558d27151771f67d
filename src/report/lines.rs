//! Lines of text: breaking, indenting, dates and names as people write them.

use jiff::civil::Date;

/// How wide a report is: it fits a terminal of the old size and a printed page.
pub const WIDTH: usize = 80;

/// Breaks a text into lines of at most [`WIDTH`] characters, each ended by a line break. The first line
/// starts with `first`, every other with `rest`. A word longer than a line stays whole.
pub fn wrap(text: &str, first: &str, rest: &str) -> String {
    let room = |indent: &str| WIDTH.saturating_sub(indent.chars().count());
    let mut out = String::new();
    for (number, line) in broken(text, room(first), room(rest)).iter().enumerate() {
        out.push_str(format!("{}{line}", if number == 0 { first } else { rest }).trim_end());
        out.push('\n');
    }
    out
}

/// The lines of a text: the first of at most `first` characters, the others of at most `rest`.
pub fn broken(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace() {
        let size = word.chars().count();
        let room = if lines.len() == 1 { first } else { rest };
        if length > 0 && length + 1 + size > room {
            lines.push(String::new());
            length = 0;
        }
        let Some(line) = lines.last_mut() else { break };
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += size;
    }
    lines
}

/// Rows of cells in columns two blanks apart, a header first. Columns of numbers stand to the right.
pub fn columns<Row: AsRef<[String]>>(rows: &[Row]) -> String {
    let cells = |column: usize| rows.iter().filter_map(move |row| row.as_ref().get(column));
    let width = |column: usize| cells(column).map(|cell| cell.chars().count()).max();
    let is_number = |cell: &String| {
        cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit() || "+-~".contains(c))
    };
    let numbers = |column: usize| cells(column).skip(1).all(is_number);
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.as_ref().iter().enumerate() {
            let gap = if column == 0 { "" } else { "  " };
            let width = width(column).unwrap_or(0);
            line.push_str(&match numbers(column) {
                true => format!("{gap}{cell:>width$}"),
                false => format!("{gap}{cell:<width$}"),
            });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A date as people write it: `29 Aug 2014`.
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| MONTHS.get(month));
    format!("{} {} {}", date.day(), month.unwrap_or(&"?"), date.year())
}

/// A text that begins with a capital.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `1 warrant`, `2 warrants`.
pub fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The items as far as they fit in `room` characters, and how many more there are. The first is always
/// there.
pub fn fitting(items: &[&str], separator: &str, room: usize) -> String {
    let mut text = String::new();
    for (number, item) in items.iter().enumerate() {
        let size = text.chars().count() + separator.len() + item.chars().count();
        if number > 0 && size > room {
            return format!("{text}{separator}and {} more", items.len() - number);
        }
        if number > 0 {
            text.push_str(separator);
        }
        text.push_str(item);
    }
    text
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:@%+,~".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A scenario and what is set on top of it, as a command names them.
pub fn asked(scenario: &str, sets: &[String]) -> String {
    let sets = sets.iter().map(|set| format!(" --set {}", quoted(set)));
    quoted(scenario) + &sets.collect::<String>()
}

/// A command in lines of at most [`WIDTH`] characters, as a shell takes them: it is broken before an option, behind a
/// backslash.
pub fn shell_lines(command: &str, indent: &str) -> String {
    let mut parts = command.split(" --");
    let mut line = format!("{indent}{}", parts.next().unwrap_or_default());
    let mut out = String::new();
    for part in parts {
        // The blank and two dashes before it, the blank and the backslash behind it.
        if line.chars().count() + part.chars().count() + 5 > WIDTH {
            out.push_str(&format!("{line} \\\n"));
            line = format!("{indent}    --{part}");
        } else {
            line.push_str(&format!(" --{part}"));
        }
    }
    out + &line + "\n"
}

/// The level of intervals, in per cent, as it was given: 0.57 is 57, and not a little less.
pub fn per_cent(level: f64) -> f64 {
    (level * 1e11).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_page_unless_a_word_is() {
        let text = "one two three ".repeat(40);
        for line in wrap(&text, "    ", "      ").lines() {
            assert!(line.chars().count() <= WIDTH && line.starts_with("    "), "{line}");
        }
        let long = "x".repeat(100);
        assert_eq!(wrap(&long, "  ", "  "), format!("  {long}\n"));
        assert_eq!(wrap("", "", ""), "\n");
    }

    #[test]
    fn a_long_command_goes_on_behind_a_backslash() {
        let short = "comity run microsoft-ireland --seed 1";
        assert_eq!(shell_lines(short, "  "), format!("  {short}\n"));
        let long =
            "comity run microsoft-ireland --seed 1 --what-if district.review=affirm-without-stay";
        assert_eq!(
            shell_lines(long, "  "),
            "  comity run microsoft-ireland --seed 1 \\\n      --what-if district.review=affirm-without-stay\n"
        );
    }

    #[test]
    fn lists_read_as_sentences_do() {
        let of = |items: &[&str]| list(&items.iter().map(|i| (*i).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["a"]), "a");
        assert_eq!(of(&["a", "b", "c"]), "a, b and c");
        assert_eq!(quoted("a-b.toml"), "a-b.toml");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(fitting(&["aaaa", "bbbb", "cccc"], "; ", 10), "aaaa; bbbb; and 1 more");
    }
}
