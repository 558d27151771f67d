//! Drawings as SVG: a frame with a title and a description for those who do not see it, a few shapes, and text that
//! is measured by counting characters. Everything is drawn in lines and light fills, so that it prints in black.

use crate::report::lines::broken;

/// A drawing.
pub struct Drawing {
    width: f64,
    height: f64,
    title: String,
    description: String,
    body: String,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It begins there.
    Right,
    /// It is centred there.
    Middle,
    /// It ends there.
    Left,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// Its size, in units of the drawing.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Its colour.
    pub color: &'static str,
}

/// How a curve is drawn: told from others by its colour, and in black and white by its dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    /// Its colour.
    pub color: &'static str,
    /// The lengths of dashes and gaps in turn; none for a line without gaps.
    pub dashes: &'static str,
}

/// Text in the usual colour: 15:1 on white.
pub const INK: &str = "#222222";
/// Text that matters less: 7:1 on white.
pub const GREY: &str = "#555555";
/// Lines: 4.5:1 on white.
pub const LINE: &str = "#767676";

/// How wide a character is on average, in parts of its size: a sans-serif face has about half an em.
const CHARACTER: f64 = 0.55;
/// How far lines of text stand apart, in parts of their size.
const LEADING: f64 = 1.25;

impl Drawing {
    /// An empty drawing. The description says what it shows, with the numbers.
    pub fn new(width: f64, height: f64, title: &str, description: &str) -> Drawing {
        Drawing {
            width,
            height,
            title: title.to_owned(),
            description: description.to_owned(),
            body: String::new(),
        }
    }

    /// A line from point to point.
    pub fn line(&mut self, points: &[(f64, f64)], color: &str, dotted: bool) {
        let dashes = if dotted { " stroke-dasharray=\"1 4\"" } else { "" };
        let points = joined(points);
        self.element(&format!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.2\"{dashes}/>"
        ));
    }

    /// A curve from point to point.
    pub fn curve(&mut self, points: &[(f64, f64)], pen: Pen) {
        let Pen { color, dashes } = pen;
        let points = joined(points);
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        self.element(&format!(
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.8\"{dashes}/>"
        ));
    }

    /// A closed shape.
    pub fn polygon(&mut self, points: &[(f64, f64)], fill: &str) {
        let points = joined(points);
        self.element(&format!(
            "<polygon points=\"{points}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"1.2\"/>"
        ));
    }

    /// A shape without an edge that lets what is behind it through.
    pub fn area(&mut self, points: &[(f64, f64)], fill: &str) {
        let points = joined(points);
        self.element(&format!(
            "<polygon points=\"{points}\" fill=\"{fill}\" fill-opacity=\"0.18\"/>"
        ));
    }

    /// A box, with corners of that radius.
    pub fn rectangle(&mut self, at: (f64, f64), size: (f64, f64), radius: f64, fill: &str) {
        let (x, y) = (number(at.0), number(at.1));
        let (width, height, radius) = (number(size.0), number(size.1), number(radius));
        self.element(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" \
             fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"1.2\"/>"
        ));
    }

    /// A circle.
    pub fn circle(&mut self, center: (f64, f64), radius: f64, fill: &str) {
        let (x, y, r) = (number(center.0), number(center.1), number(radius));
        self.element(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"1.2\"/>"
        ));
    }

    /// One line of text. `at` is on its baseline.
    pub fn text(&mut self, at: (f64, f64), side: Side, face: Face, text: &str) {
        let anchor = match side {
            Side::Right => "start",
            Side::Middle => "middle",
            Side::Left => "end",
        };
        let bold = if face.bold { " font-weight=\"bold\"" } else { "" };
        let (x, y, size) = (number(at.0), number(at.1), number(face.size));
        self.element(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{}\"{bold}>{}</text>",
            face.color,
            escaped(text)
        ));
    }

    /// Lines of text below each other; `at` is on the first baseline.
    pub fn lines(&mut self, at: (f64, f64), side: Side, face: Face, lines: &[String]) {
        for (number, line) in lines.iter().enumerate() {
            let down = number as f64 * leading(face.size);
            self.text((at.0, at.1 + down), side, face, line);
        }
    }

    fn element(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let (title, description) = (escaped(&self.title), escaped(&self.description));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-labelledby=\"title description\" \
             font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n\
             <title id=\"title\">{title}</title>\n<desc id=\"description\">{description}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}

/// How far apart lines of that size stand.
pub fn leading(size: f64) -> f64 {
    LEADING * size
}

/// How wide a text of that size is, about.
pub fn width_of(text: &str, size: f64) -> f64 {
    CHARACTER * size * text.chars().count() as f64
}

/// A text in lines that fit a width, at most so many; what does not fit is cut, and says so.
pub fn fitted(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let room = ((width / (CHARACTER * size)) as usize).max(2);
    let mut lines: Vec<String> =
        broken(text, room, room).into_iter().flat_map(|line| halves(&line, room)).collect();
    let most = most.max(1);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        let cut: String = rest.chars().take(room - 1).collect();
        let whole = rest.chars().count() <= room;
        lines.push(if whole { rest } else { format!("{}\u{2026}", cut.trim_end()) });
    }
    lines
}

/// A word that is wider than the room, broken after a hyphen or a stop, or where it must be.
fn halves(line: &str, room: usize) -> Vec<String> {
    let mut left: Vec<char> = line.chars().collect();
    let mut lines = Vec::new();
    while left.len() > room {
        let within = &left[..room];
        let cut = within.iter().rposition(|c| "-./ ".contains(*c)).map_or(room, |at| at + 1);
        lines.push(left.drain(..cut).collect());
    }
    lines.push(left.into_iter().collect());
    lines
}

/// A number with at most two decimals and no more than it needs.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn joined(points: &[(f64, f64)]) -> String {
    let pairs = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y)));
    pairs.collect::<Vec<_>>().join(" ")
}

/// A text as XML takes it. Characters that XML forbids are replaced.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_digits_than_they_need() {
        assert_eq!(number(3.0), "3");
        assert_eq!(number(0.126), "0.13");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(120.0), "120");
    }

    #[test]
    fn what_xml_forbids_is_escaped_or_replaced() {
        assert_eq!(
            escaped("a < b & \"c\"\u{1}\u{ffff}"),
            "a &lt; b &amp; &quot;c&quot;\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn a_text_fits_its_width_or_says_that_it_is_cut() {
        let lines = fitted("one two three four five six", 10.0, 50.0, 2);
        assert_eq!(lines, ["one two", "three fo\u{2026}"]);
        assert_eq!(fitted("one-two-six four", 10.0, 50.0, 2), ["one-two-", "six four"]);
        assert_eq!(fitted("foreign-government", 10.0, 60.0, 3), ["foreign-", "government"]);
        assert_eq!(fitted("abcdefghijklmn", 10.0, 40.0, 3), ["abcdefg", "hijklmn"]);
    }
}
