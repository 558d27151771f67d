//! A screening by elementary effects: for people, and as a drawing.

use super::{Unit, heading, idle, interrupted, keyed, notes, one_or_many, short, words};
use crate::experiment::sensitivity::morris::Effects;
use crate::experiment::sensitivity::screening::{Morris, Screened};
use crate::report::chart::{COLORS, NAME, Plot, SMALL, Scale, TITLE};
use crate::report::forecast::thousands;
use crate::report::lines::wrap;
use crate::report::record::NOTICE;
use crate::report::study::Study;
use crate::report::svg::{Drawing, INK, LINE, Side, fitted, leading, width_of};

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
        setting.level * 100.0,
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
/// Where the list of the guesses begins.
const LIST: f64 = CORNER.1 + SIZE.1 + 62.0;

/// The screening as a drawing: mu* to the right, sigma upwards, each guess by its number in the list below.
pub(super) fn svg(manifest: &Study, morris: &Morris) -> String {
    let unit = Unit::of(&morris.setting.measure);
    let findings: Vec<String> = findings(morris).into_iter().skip(1).collect();
    let note = findings.iter().flat_map(|one| fitted(one, NAME.size, WIDTH - 40.0, 4));
    let note: Vec<String> = note.collect();
    let line = leading(SMALL.size) + 2.0;
    let below = LIST + line * morris.guesses.len() as f64 + 12.0;
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
        "Elementary effects, {} trajectories. Bars: {} % intervals of mu*. Dotted: sigma is mu*, or half of it.",
        morris.trajectories,
        morris.setting.level * 100.0
    );
    drawing.text((20.0, 50.0), Side::Right, SMALL, &words);
    scatter(&mut drawing, morris, unit);
    for (number, one) in morris.guesses.iter().enumerate() {
        let y = LIST + line * number as f64;
        drawing.text((44.0, y), Side::Left, SMALL, &format!("{}", number + 1));
        let Effects { mu_star, mu, sigma } = one.effects;
        let [mu_star, mu, sigma] = [unit.plain(mu_star.value), unit.signed(mu), unit.plain(sigma)];
        let key = fitted(&one.key, SMALL.size, 440.0, 1).concat();
        drawing.text((52.0, y), Side::Right, SMALL, &key);
        let figures = format!("mu* {mu_star}   mu {mu}   sigma {sigma}");
        drawing.text((WIDTH - 20.0, y), Side::Left, SMALL, &figures);
    }
    drawing.lines((20.0, below), Side::Right, NAME, &note);
    drawing.text((20.0, height - 10.0), Side::Right, SMALL, NOTICE.trim());
    drawing.finish()
}

fn scatter(drawing: &mut Drawing, morris: &Morris, unit: Unit) {
    let place = |one: &Screened| {
        let Effects { mu_star, sigma, .. } = one.effects;
        (unit.drawn(mu_star.value), unit.drawn(sigma))
    };
    let reach = |one: &Screened| {
        let interval = one.effects.mu_star.interval;
        [interval.low, interval.high].map(|end| unit.drawn(end))
    };
    let right = morris.guesses.iter().flat_map(reach).chain([0.0]);
    let up = morris.guesses.iter().map(|one| place(one).1).chain([0.0]);
    let plot = Plot { corner: CORNER, size: SIZE, x: Scale::around(right), y: Scale::around(up) };
    let name = format!("mu*, {}", unit.name());
    plot.axes(drawing, &name, ("sigma", crate::report::svg::number));
    for slope in [1.0, 0.5] {
        let end = plot.x.to.min(plot.y.to / slope);
        drawing.line(&[plot.at(0.0, 0.0), plot.at(end, end * slope)], LINE, true);
    }
    for one in &morris.guesses {
        let y = place(one).1;
        let ends = reach(one).map(|x| plot.at(x.clamp(plot.x.from, plot.x.to), y));
        drawing.line(&ends, COLORS[0], false);
    }
    for one in &morris.guesses {
        let (x, y) = place(one);
        drawing.circle(plot.at(x, y), 3.5, COLORS[0]);
    }
    // The larger effects first; a number that finds no room is in the list alone.
    let circles: Vec<Room> = morris
        .guesses
        .iter()
        .map(|one| Room::around(plot.at(place(one).0, place(one).1), 4.0))
        .collect();
    let mut taken: Vec<Room> = Vec::new();
    for (number, one) in morris.guesses.iter().enumerate() {
        let (x, y) = plot.at(place(one).0, place(one).1);
        let label = format!("{}", number + 1);
        let wide = width_of(&label, NAME.size);
        let around = [(8.0, -6.0), (-wide - 8.0, -6.0), (8.0, 14.0), (-wide / 2.0, -9.0)];
        let free = around.iter().map(|(dx, dy)| Room {
            corner: (x + dx, y + dy - NAME.size * 0.8),
            size: (wide, NAME.size),
        });
        let fits = |one: &Room| !taken.iter().chain(&circles).any(|other| one.meets(other));
        let Some(found) = free.into_iter().find(fits) else { continue };
        let at = (found.corner.0, found.corner.1 + NAME.size * 0.8);
        drawing.text(at, Side::Right, crate::report::svg::Face { color: INK, ..NAME }, &label);
        taken.push(found);
    }
}

/// A place that is taken.
struct Room {
    corner: (f64, f64),
    size: (f64, f64),
}

impl Room {
    fn around((x, y): (f64, f64), radius: f64) -> Room {
        Room { corner: (x - radius, y - radius), size: (2.0 * radius, 2.0 * radius) }
    }

    fn meets(&self, other: &Room) -> bool {
        let apart = |a: f64, wide: f64, b: f64, other: f64| a + wide <= b || b + other <= a;
        !apart(self.corner.0, self.size.0, other.corner.0, other.size.0)
            && !apart(self.corner.1, self.size.1, other.corner.1, other.size.1)
    }
}
