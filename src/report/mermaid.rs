//! Text as Mermaid takes it.

/// What Mermaid reads as its own wherever it stands, and what is written instead.
const ALWAYS: [(char, &str); 3] = [('#', "#35;"), ('<', "#lt;"), ('>', "#gt;")];

/// A label: what Mermaid would read as its own is written as an entity.
pub fn quoted(text: &str) -> String {
    written(text, &[('"', "#quot;"), ('&', "#amp;"), ('`', "'")])
}

/// The same where no quotation marks stand around it: a semicolon would end it, and two signs for per cent begin a
/// remark.
pub fn bare(text: &str) -> String {
    written(text, &[(';', "#59;"), ('%', "#37;")])
}

/// A text in one line, with other signs for some.
fn written(text: &str, here: &[(char, &str)]) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        match ALWAYS.iter().chain(here).find(|(sign, _)| *sign == c) {
            Some((_, instead)) => out.push_str(instead),
            None => out.push(c),
        }
    }
    out
}

/// A text without line breaks or anything that commands a terminal.
pub fn one_line(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = text.chars().map(clean).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_would_read_as_its_own_is_an_entity() {
        assert_eq!(quoted("a \"b\" #1 <c>"), "a #quot;b#quot; #35;1 #lt;c#gt;");
        assert_eq!(bare("a; b\n50 %% #c"), "a#59; b 50 #37;#37; #35;c");
    }
}
