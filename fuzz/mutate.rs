//! Changes to a text that leave it much like a scenario: by line, by table, by word and by number.

/// The words of the language, as libFuzzer's dictionary has them.
const WORDS: &str = include_str!("scenario.dict");

/// Values at which programs stumble.
const VALUES: [&str; 24] = [
    "0",
    "1",
    "-1",
    "2",
    "100",
    "101",
    "255",
    "256",
    "65536",
    "9223372036854775807",
    "0.0",
    "0.5",
    "1.0",
    "1e-300",
    "1e300",
    "1e9",
    "true",
    "\"\"",
    "[]",
    "{}",
    "1970-01-01",
    "9999-12-31",
    "0001-01-01",
    "2014-02-28",
];

/// A source of choices that one number fixes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let number = self.below(all.len());
        all.get(number)
    }
}

/// One to four changes.
pub(crate) fn change(text: &str, seed: u32) -> Option<String> {
    let mut dice = Dice(u64::from(seed));
    dice.below(2);
    let mut changed = text.to_owned();
    for _ in 0..=dice.below(4) {
        changed = match dice.below(10) {
            0 => lines(&changed, &mut dice, 1),
            1 => lines(&changed, &mut dice, 4),
            2 => tables(&changed, &mut dice),
            3 | 4 => number(&changed, &mut dice)?,
            _ => word(&changed, &mut dice)?,
        };
    }
    Some(changed)
}

/// Takes some lines out, or puts them somewhere else, or there as well.
fn lines(text: &str, dice: &mut Dice, most: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    shuffled(&lines, dice, most)
}

/// The same with whole tables.
fn tables(text: &str, dice: &mut Dice) -> String {
    let mut tables: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("\n[") {
        tables.extend(text.get(start..at));
        start = at + 1;
    }
    tables.extend(text.get(start..));
    shuffled(&tables, dice, 1)
}

fn shuffled(parts: &[&str], dice: &mut Dice, most: usize) -> String {
    let from = dice.below(parts.len());
    let to = (from + 1 + dice.below(most)).min(parts.len());
    let mut rest: Vec<&str> = [&parts[..from.min(to)], &parts[to..]].concat();
    let at = dice.below(rest.len() + 1);
    match dice.below(3) {
        0 => {}
        1 => drop(rest.splice(at..at, parts[from.min(to)..to].iter().copied())),
        _ => {
            rest = parts.to_vec();
            let at = dice.below(rest.len() + 1);
            rest.splice(at..at, parts[from.min(to)..to].iter().copied());
        }
    }
    rest.join("\n")
}

/// Puts another number in the place of one.
fn number(text: &str, dice: &mut Dice) -> Option<String> {
    let number = |(start, end): &(usize, usize)| text.get(*start..*end)?.parse::<f64>().ok();
    let numbers: Vec<(usize, usize)> =
        words(text).into_iter().filter(|place| number(place).is_some()).collect();
    let place = *dice.of(&numbers)?;
    let new = match dice.below(2) {
        0 => (*dice.of(&VALUES)?).to_owned(),
        _ => (number(&place)? * *dice.of(&[-1.0, 0.5, 2.0, 10.0, 1e6])?).to_string(),
    };
    Some([text.get(..place.0)?, &new, text.get(place.1..)?].concat())
}

/// Puts another word, value or piece of text in the place of one.
fn word(text: &str, dice: &mut Dice) -> Option<String> {
    let words = words(text);
    let (start, end) = *dice.of(&words)?;
    let another = *dice.of(&words)?;
    let known = || WORDS.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    let new = match dice.below(6) {
        0 => (*dice.of(&VALUES)?).to_owned(),
        1 => dice.of(&known().collect::<Vec<_>>())?.replace("\\\"", "\""),
        2 => text.get(start..end)?.chars().skip(1).collect(),
        _ => text.get(another.0..another.1)?.to_owned(),
    };
    Some([text.get(..start)?, &new, text.get(end..)?].concat())
}

/// Where the words of a text are, numbers and names with dots among them.
fn words(text: &str) -> Vec<(usize, usize)> {
    let is_part = |c: char| c.is_alphanumeric() || "._-".contains(c);
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (is_part(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push((begin, at));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|begin| (begin, text.len())));
    words
}
