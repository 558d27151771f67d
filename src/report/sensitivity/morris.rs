//! A screening by elementary effects: for people, and as a drawing.

use super::{Unit, heading, idle, interrupted, keyed, notes, one_or_many, short, words};
use crate::experiment::sensitivity::morris::Effects;
use crate::experiment::sensitivity::screening::{Morris, Screened};
use crate::report::chart::{COLORS, NAME, Plot, SMALL, Scale, TITLE};
use crate::report::forecast::thousands;
use crate::report::lines::{per_cent, wrap};
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::svg::{Drawing, LINE, Side, fitted, leading, number, width_of};

/// The screening as text.
pub(super) fn text(manifest: &Study, morris: &Morris) -> String {
    let setting = &morris.setting;
    let mut intro = format!(
        "Elementary effects (Morris): from {} places drawn, each guess moved once by {} of its range, on a grid of {} levels; the same {} cases at each of {} points, seed {}. In brackets: {} % intervals.",
        morris.trajectories,
        fraction(morris.levels),
        morris.levels,
        thousands(setting.cases),
        thousands(morris.points as u64),
        manifest.seed,
        per_cent(setting.level),
    );
    let asked = morris.asked as usize;
    intro.push_str(&interrupted(morris.trajectories, asked, "trajectories were finished"));
    let mut out = heading(manifest, &setting.measure, setting.base.as_ref(), &intro);
    out.push_str(&table(morris, Unit::of(&setting.measure)));
    out.push('\n');
    for finding in findings(morris) {
        out.push_str(&wrap(&finding, "", ""));
    }
    out + &notes(setting, morris.points, morris.crowded)
}

/// `2/3`: by how much of its range a guess is moved.
fn fraction(levels: u32) -> String {
    // p / (2 (p - 1)), and p is even.
    let (above, below) = (levels / 2, levels - 1);
    if below == 1 { "all".to_owned() } else { format!("{above}/{below}") }
}

/// How many characters the longest bar has.
const BAR: f64 = 24.0;

/// A line with the key of each guess that changes something, and one with its figures.
fn table(morris: &Morris, unit: Unit) -> String {
    let most = morris.guesses.first().map_or(0.0, |first| first.effects.mu_star.value);
    let moving: Vec<&Screened> = morris.guesses.iter().filter(|one| is_moving(one)).collect();
    if moving.is_empty() {
        return String::new();
    }
    let head = ["mu*", "", "mu", "sigma", ""].map(str::to_owned);
    let rows = moving.into_iter().map(|one| {
        let Effects { mu, mu_star, sigma } = one.effects;
        let ends = [mu_star.interval.low, mu_star.interval.high].map(|end| unit.plain(end));
        let figures = [
            unit.plain(mu_star.value),
            format!("({} to {})", ends[0], ends[1]),
            unit.signed(mu),
            unit.plain(sigma),
            "#".repeat((mu_star.value / most * BAR).round() as usize),
        ];
        (format!("{} ({} to {})", one.key, short(one.low), short(one.high)), figures)
    });
    keyed(head, rows)
}

/// Whether it changes anything.
fn is_moving(one: &Screened) -> bool {
    one.effects.mu_star.value > 0.0
}

/// What it comes to.
fn findings(morris: &Morris) -> Vec<String> {
    let what = words(&morris.setting.measure);
    let unit = Unit::of(&morris.setting.measure);
    let Some(first) = morris.guesses.first() else {
        return vec!["No guess that states a range was moved.".to_owned()];
    };
    let Effects { mu_star, .. } = first.effects;
    if mu_star.value == 0.0 {
        return vec![format!("No guess changes {what} at all.")];
    }
    let mut all = vec![
        format!(
            "mu*: the mean size of what the whole range of a guess changes; mu: the same with its sign; sigma: how much that varies with where the others lie, or along the range. In {}.",
            if unit.shares { "hundredths" } else { "days" }
        ),
        format!(
            "Over its whole range {} changes {what} the most: by {} ({} to {}) on average.",
            first.key,
            unit.amount(mu_star.value),
            unit.plain(mu_star.interval.low),
            unit.plain(mu_star.interval.high),
        ),
    ];
    let uneven = |one: &&Screened| {
        let Effects { mu_star, sigma, .. } = one.effects;
        mu_star.value > 0.0 && sigma >= mu_star.value / 2.0
    };
    let uneven = morris.guesses.iter().filter(uneven).count();
    if uneven > 0 {
        all.push(format!(
            "{} by an amount that depends on the others or on the place in the range (sigma at least half of mu*).",
            one_or_many(uneven, "1 guess changes it", "guesses change it"),
        ));
    }
    let still = morris.guesses.iter().filter(|one| !is_moving(one));
    all.extend(idle(still.map(|one| one.key.as_str())));
    all
}

const WIDTH: f64 = 760.0;
const CORNER: (f64, f64) = (70.0, 92.0);
const SIZE: (f64, f64) = (640.0, 320.0);
/// How far apart the lines of the list of the guesses are, and where it begins.
const LINE_HEIGHT: f64 = 16.0;
const LIST: f64 = CORNER.1 + SIZE.1 + 62.0;

/// The screening as a drawing: mu* to the right, sigma upwards, each guess by its number in the list below.
pub(super) fn svg(manifest: &Study, morris: &Morris) -> String {
    let unit = Unit::of(&morris.setting.measure);
    let findings: Vec<String> = findings(morris).into_iter().skip(1).collect();
    let note = findings.iter().flat_map(|one| fitted(one, NAME.size, WIDTH - 40.0, 4));
    let note: Vec<String> = note.collect();
    let moving: Vec<&Screened> = morris.guesses.iter().filter(|one| is_moving(one)).collect();
    let below = LIST + LINE_HEIGHT * (moving.len() + 1) as f64 + 12.0;
    let height = below + leading(NAME.size) * note.len() as f64 + 24.0;
    let title = format!("What {} hangs on: {}", morris.setting.measure, manifest.scenario);
    let each = morris.guesses.iter().map(|one| {
        let Effects { mu_star, sigma, .. } = one.effects;
        format!("{}: mu* {}, sigma {}", one.key, unit.plain(mu_star.value), unit.plain(sigma))
    });
    let each = each.collect::<Vec<_>>().join("; ");
    let description = format!("Elementary effects of each guess. {each}. {}", findings.join(" "));
    let mut drawing = Drawing::new(WIDTH, height, &title, &description);
    drawing.lines((20.0, 28.0), Side::Right, TITLE, &fitted(&title, TITLE.size, WIDTH - 40.0, 1));
    let words = format!(
        "Elementary effects, {} trajectories. Bars: {} % intervals of mu*. Dotted: sigma is mu*, or half of it. Numbers without room: see the list.",
        morris.trajectories,
        per_cent(morris.setting.level)
    );
    drawing.lines((20.0, 48.0), Side::Right, SMALL, &fitted(&words, SMALL.size, WIDTH - 40.0, 2));
    scatter(&mut drawing, &moving, unit);
    listed(&mut drawing, &moving, unit);
    drawing.lines((20.0, below), Side::Right, NAME, &note);
    drawing.text((20.0, height - 10.0), Side::Right, SMALL, NOTICE.trim());
    drawing.finish()
}

/// The guesses by their numbers, with their figures in columns.
fn listed(drawing: &mut Drawing, moving: &[&Screened], unit: Unit) {
    const COLUMNS: [f64; 3] = [WIDTH - 160.0, WIDTH - 90.0, WIDTH - 20.0];
    for (x, name) in COLUMNS.into_iter().zip(["mu*", "mu", "sigma"]) {
        drawing.text((x, LIST), Side::Left, SMALL, name);
    }
    for (number, one) in moving.iter().enumerate() {
        let y = LIST + LINE_HEIGHT * (number + 1) as f64;
        drawing.text((44.0, y), Side::Left, SMALL, &format!("{}", number + 1));
        let key = format!("{} ({} to {})", one.key, short(one.low), short(one.high));
        drawing.text((52.0, y), Side::Right, SMALL, &fitted(&key, SMALL.size, 500.0, 1).concat());
        let Effects { mu_star, mu, sigma } = one.effects;
        let figures = [unit.plain(mu_star.value), unit.signed(mu), unit.plain(sigma)];
        for (x, figure) in COLUMNS.into_iter().zip(figures) {
            drawing.text((x, y), Side::Left, SMALL, &figure);
        }
    }
}

/// Where a guess lies.
fn place(one: &Screened, unit: Unit) -> (f64, f64) {
    let Effects { mu_star, sigma, .. } = one.effects;
    (unit.drawn(mu_star.value), unit.drawn(sigma))
}

/// From where to where its mu* is believed to lie; as drawn, one that is not known is none.
fn reach(one: &Screened, unit: Unit) -> [f64; 2] {
    let Effects { mu_star, .. } = one.effects;
    [mu_star.interval.low, mu_star.interval.high].map(|end| match end.is_finite() {
        true => unit.drawn(end),
        false => unit.drawn(mu_star.value),
    })
}

fn scatter(drawing: &mut Drawing, moving: &[&Screened], unit: Unit) {
    let right = moving.iter().flat_map(|one| reach(one, unit)).chain([0.0]);
    let up = moving.iter().map(|one| place(one, unit).1).chain([0.0]);
    let plot = Plot { corner: CORNER, size: SIZE, x: Scale::around(right), y: Scale::around(up) };
    let name = format!("mu*, {}", unit.name());
    plot.axes(drawing, &name, ("sigma", number));
    for slope in [1.0, 0.5] {
        let end = plot.x.to.min(plot.y.to / slope);
        drawing.line(&[plot.at(0.0, 0.0), plot.at(end, end * slope)], LINE, true);
    }
    for one in moving {
        let y = place(one, unit).1;
        drawing.line(&reach(one, unit).map(|x| plot.at(x, y)), COLORS[0], false);
    }
    let at = |one: &&Screened| {
        let (x, y) = place(one, unit);
        plot.at(x, y)
    };
    for one in moving {
        drawing.circle(at(one), 3.5, COLORS[0]);
    }
    let centers: Vec<(f64, f64)> = moving.iter().map(at).collect();
    label(drawing, &centers);
}

/// Numbers the circles, the larger effects first. A number that finds no room is in the list alone.
fn label(drawing: &mut Drawing, centers: &[(f64, f64)]) {
    let mut taken: Vec<Room> = centers.iter().map(|center| Room::around(*center, 4.0)).collect();
    let ascent = NAME.size * 0.8;
    for (place, (x, y)) in centers.iter().enumerate() {
        let text = format!("{}", place + 1);
        let wide = width_of(&text, NAME.size);
        let around = [(8.0, -6.0), (-wide - 8.0, -6.0), (8.0, 14.0), (-wide / 2.0, -9.0)];
        let rooms = around.map(|(right, down)| Room {
            corner: (x + right, y + down - ascent),
            size: (wide, NAME.size),
        });
        let fits = |one: &Room| one.is_inside() && !taken.iter().any(|other| one.meets(other));
        let Some(found) = rooms.into_iter().find(fits) else { continue };
        drawing.text((found.corner.0, found.corner.1 + ascent), Side::Right, NAME, &text);
        taken.push(found);
    }
}

/// A place on the plot that is taken.
struct Room {
    corner: (f64, f64),
    size: (f64, f64),
}

impl Room {
    fn around((x, y): (f64, f64), radius: f64) -> Room {
        Room { corner: (x - radius, y - radius), size: (2.0 * radius, 2.0 * radius) }
    }

    /// Whether it is clear of the axes and what stands beside them.
    fn is_inside(&self) -> bool {
        self.corner.0 > CORNER.0 && self.corner.1 + self.size.1 < CORNER.1 + SIZE.1
    }

    fn meets(&self, other: &Room) -> bool {
        let apart = |a: f64, wide: f64, b: f64, other: f64| a + wide <= b || b + other <= a;
        !apart(self.corner.0, self.size.0, other.corner.0, other.size.0)
            && !apart(self.corner.1, self.size.1, other.corner.1, other.size.1)
    }
}
