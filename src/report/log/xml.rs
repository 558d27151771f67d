//! Text and attributes in XML.

use std::fmt::Write;

/// Text as an attribute or an element has it.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\n' | '\t' | '\r' => out.write_char(' ')?,
                // XML has no way to write the other control characters.
                c if c.is_control() => out.write_char('\u{fffd}')?,
                c => out.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reserves_is_escaped_and_what_it_cannot_hold_replaced() {
        let text = Escaped("a<b> & \"c\"\n\u{1}d").to_string();
        assert_eq!(text, "a&lt;b&gt; &amp; &quot;c&quot; \u{fffd}d");
    }
}
