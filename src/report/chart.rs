//! A plot: a box with two linear scales, round ticks and the names of both.

pub mod course;

use super::svg::{Drawing, Face, GREY, INK, LINE, Pen, Side, number, width_of};

/// The face of ticks and labels.
pub const SMALL: Face = Face { size: 11.0, bold: false, color: GREY };
/// The face of the names of scales and lines.
pub const NAME: Face = Face { size: 12.0, bold: false, color: INK };
/// The face of a title.
pub const TITLE: Face = Face { size: 15.0, bold: true, color: INK };
/// Colours of lines: 4.5:1 on white or more, and told apart by those who do not see red or green.
pub const COLORS: [&str; 4] = ["#1f5f99", "#a8480f", "#2f6f4f", "#6a4c93"];
/// Dashes of lines, told apart where there is no colour.
pub const DASHES: [&str; 6] = ["", "8 4", "2 3", "12 3 2 3", "16 6", "6 3 2 3 2 3"];

/// The pen of the curve at a place, counted from 0: another than that of any of the eleven before it.
pub fn pen(place: usize) -> Pen {
    Pen { color: COLORS[place % COLORS.len()], dashes: DASHES[place % DASHES.len()] }
}

/// About how many ticks a scale has.
const TICKS: f64 = 6.0;

/// A linear scale between two values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Its lower end.
    pub from: f64,
    /// Its upper end.
    pub to: f64,
}

impl Scale {
    /// From the round value below the least to the one above the most.
    pub fn around(values: impl Iterator<Item = f64>) -> Scale {
        let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            (from, to) = (from.min(value), to.max(value));
        }
        if from > to {
            return Scale { from: 0.0, to: 1.0 };
        }
        if from == to {
            let room = (from.abs() * 0.1).max(0.5);
            (from, to) = (from - room, to + room);
        }
        let step = step(to - from);
        Scale { from: (from / step).floor() * step, to: (to / step).ceil() * step }
    }

    /// Round values on it.
    pub fn ticks(self) -> Vec<f64> {
        let step = step(self.to - self.from);
        let first = (self.from / step - 1e-9).ceil() as i64;
        let last = (self.to / step + 1e-9).floor() as i64;
        (first..=last).map(|tick| tick as f64 * step).collect()
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    pub fn share(self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }
}

/// One, two or five times a power of ten.
fn step(range: f64) -> f64 {
    let rough = (range / TICKS).max(f64::MIN_POSITIVE);
    let power = libm::pow(10.0, libm::log10(rough).floor());
    let times = [1.0, 2.0, 5.0].into_iter().find(|times| times * power >= rough * 0.999);
    times.unwrap_or(10.0) * power
}

/// A box to plot in.
#[derive(Clone, Copy, Debug)]
pub struct Plot {
    /// Its upper left corner.
    pub corner: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
    /// From left to right.
    pub x: Scale,
    /// From bottom to top.
    pub y: Scale,
}

impl Plot {
    /// The place of two values.
    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (left, top) = self.corner;
        (left + self.x.share(x) * self.size.0, top + (1.0 - self.y.share(y)) * self.size.1)
    }

    /// Draws the two axes with their ticks, the one across the bottom with its name below it, the other with its name
    /// above it, where it reads without turning one's head.
    pub fn axes(&self, drawing: &mut Drawing, x_name: &str, y: (&str, fn(f64) -> String)) {
        let ticks: Vec<_> = self.x.ticks().iter().map(|tick| (*tick, number(*tick))).collect();
        self.axes_with(drawing, (x_name, &ticks), y);
    }

    /// The same with these ticks across the bottom, such as the beginnings of years.
    pub fn axes_with(
        &self,
        drawing: &mut Drawing,
        (x_name, ticks): (&str, &[(f64, String)]),
        y: (&str, fn(f64) -> String),
    ) {
        let ((left, top), (width, height)) = (self.corner, self.size);
        let bottom = top + height;
        drawing.line(&[(left, top), (left, bottom), (left + width, bottom)], LINE, false);
        for (tick, label) in ticks {
            let (x, _) = self.at(*tick, self.y.from);
            drawing.line(&[(x, bottom), (x, bottom + 4.0)], LINE, false);
            drawing.text((x, bottom + 17.0), Side::Middle, SMALL, label);
        }
        for tick in self.y.ticks() {
            let (_, at) = self.at(self.x.from, tick);
            drawing.line(&[(left, at), (left + width, at)], LINE, true);
            drawing.text((left - 6.0, at + 4.0), Side::Left, SMALL, &y.1(tick));
        }
        drawing.text((left + width / 2.0, bottom + 36.0), Side::Middle, NAME, x_name);
        let from = (left - width_of(&y.1(self.y.to), SMALL.size) - 6.0).max(4.0);
        drawing.text((from, top - 12.0), Side::Right, NAME, y.0);
    }
}

/// Places for labels that would stand on each other, moved apart: downwards, and where the lower end of their room
/// comes first, upwards. They come back from top to bottom, each with what it is the label of. `height` says how far
/// below a label the next may stand.
pub fn apart<T>(
    mut places: Vec<(f64, T)>,
    height: impl Fn(&T) -> f64,
    room: (f64, f64),
) -> Vec<(f64, T)> {
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = room.0;
    for (at, label) in &mut places {
        *at = at.max(free);
        free = *at + height(label);
    }
    let mut taken = room.1;
    for (at, label) in places.iter_mut().rev() {
        *at = at.min(taken - height(label));
        taken = *at;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_and_ticks_on_round_values() {
        let scale = Scale::around([3.0, 97.0].into_iter());
        assert_eq!(scale, Scale { from: 0.0, to: 100.0 });
        assert_eq!(scale.ticks(), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        let share = Scale::around([5.0].into_iter()).share(5.0);
        assert!((share - 0.5).abs() < 1e-9, "{share}");
        assert_eq!(Scale::around(std::iter::empty()), Scale { from: 0.0, to: 1.0 });
    }

    #[test]
    fn labels_that_meet_are_moved_apart_within_their_room() {
        let placed = |at: &[f64]| {
            let labels = at.iter().map(|at| (*at, ())).collect();
            let placed = apart(labels, |()| 5.0, (0.0, 35.0));
            placed.iter().map(|(at, ())| *at).collect::<Vec<f64>>()
        };
        assert_eq!(placed(&[20.0, 10.0, 12.0]), [10.0, 15.0, 20.0]);
        assert_eq!(placed(&[29.0, 28.0, 30.0]), [20.0, 25.0, 30.0]);
        assert_eq!(placed(&[-3.0]), [0.0]);
    }

    /// The contrast of WCAG 2.2 on white: text needs 4.5 to 1, a line 3 to 1 (success criteria 1.4.3 and 1.4.11).
    fn contrast(color: &str) -> f64 {
        let part = |from: usize| {
            let part = u8::from_str_radix(&color[from..from + 2], 16).expect("two digits");
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
        };
        1.05 / (0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05)
    }

    #[test]
    fn every_pen_and_every_text_is_dark_enough_on_white() {
        assert!(
            (contrast("#ffffff") - 1.0).abs() < 1e-9 && (contrast("#000000") - 21.0).abs() < 1e-9
        );
        for color in COLORS.into_iter().chain([INK, GREY, LINE]) {
            assert!(contrast(color) >= 4.5, "{color}: {}", contrast(color));
        }
    }

    #[test]
    fn twelve_curves_have_twelve_pens_and_neighbours_other_dashes() {
        let pens: Vec<Pen> = (0..12).map(pen).collect();
        for (place, one) in pens.iter().enumerate() {
            assert!(!pens[..place].contains(one), "{place}");
        }
        assert!(pens.windows(2).all(|pair| pair[0].dashes != pair[1].dashes));
    }
}
