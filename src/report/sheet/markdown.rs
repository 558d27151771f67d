//! Markdown (CommonMark) in lines of 80 characters, which reads as plain text too.

use crate::report::lines::{shell_lines, wrap};

/// A page as it is written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// The whole of it.
    pub(super) fn text(self) -> String {
        self.0
    }

    /// What is written so far.
    pub(super) fn so_far(&self) -> &str {
        &self.0
    }

    /// A heading; 1 is the title.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.gap();
        self.0.push_str(&format!("{} {}\n", "#".repeat(level), plain(text)));
    }

    /// A paragraph of marked-up text.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap();
        self.0.push_str(&wrap(text, "", ""));
    }

    /// Marked-up items under each other. `sign` stands before each: `- `, or a number.
    pub(super) fn item(&mut self, sign: &str, text: &str) {
        let rest = " ".repeat(sign.chars().count());
        self.0.push_str(&wrap(text, sign, &rest));
    }

    /// Something indented under an item.
    pub(super) fn under(&mut self, indent: usize, sign: &str, text: &str) {
        let first = format!("{}{sign}", " ".repeat(indent));
        self.0.push_str(&wrap(text, &first, &" ".repeat(first.chars().count())));
    }

    /// A command, as code.
    pub(super) fn command(&mut self, command: &str) {
        self.0.push_str(&shell_lines(command, "    "));
    }

    /// Lines to write on: rules, each in a paragraph of its own.
    pub(super) fn lines(&mut self, indent: usize, count: usize) {
        let blank = " ".repeat(indent);
        for _ in 0..count {
            self.0.push_str(&format!("\n{blank}{}\n", "_".repeat(76 - indent)));
        }
    }

    /// An empty line, unless there is one or nothing stands above it.
    pub(super) fn gap(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }
}

/// Text in which nothing is markup.
pub(super) fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let mut out = String::new();
        // A word that begins a line could begin a list, a heading or a quotation.
        let begins = word.starts_with(['#', '>', '='])
            || matches!(word, "-" | "+" | "1." | "1)")
            || word.chars().all(|c| c == '-');
        if begins && !word.starts_with('1') {
            out.push('\\');
        }
        for c in word.chars() {
            let marks = matches!(c, '\\' | '*' | '_' | '`' | '<' | '[' | ']' | '|');
            if marks || (begins && word.starts_with('1') && c != '1') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Plain text in bold letters.
pub(super) fn bold(text: &str) -> String {
    format!("**{}**", plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_text_is_taken_for_markup() {
        assert_eq!(plain("a * b_c [1] - 1. # x <i>"), r"a \* b\_c \[1\] \- 1\. \# x \<i>");
        assert_eq!(plain("59(a), 28 U.S.C. 2713"), "59(a), 28 U.S.C. 2713");
    }

    #[test]
    fn a_line_to_write_on_is_a_rule_of_its_own() {
        let mut page = Page::default();
        page.paragraph("Because");
        page.lines(0, 2);
        let rule = "_".repeat(76);
        assert_eq!(page.text(), format!("Because\n\n{rule}\n\n{rule}\n"));
    }
}
