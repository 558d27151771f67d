use comity::experiment::caseload::{setup::Setup, world::replication};
use comity::scenario::check::check_with;
use comity::simulate::Terms;
fn main() {
    let name = std::env::args().nth(1).unwrap();
    let sets: Vec<String> = std::env::args().skip(2).collect();
    let text = std::fs::read_to_string(&name).unwrap();
    let checked = check_with(&name, &text, &sets);
    for d in &checked.diagnostics {
        println!("{} {:?}", d.message, d.span().map(|s| s.clone()));
    }
    let scenario = checked.scenario.unwrap();
    let load = scenario.caseload.clone().unwrap();
    let kinds: Vec<_> = load
        .streams
        .iter()
        .flat_map(|s| &s.kinds)
        .map(|k| {
            let all: Vec<String> = sets.iter().cloned().chain(k.sets.iter().cloned()).collect();
            let c = check_with(&name, &text, &all);
            c.scenario.unwrap()
        })
        .collect();
    let setup = Setup::new(&scenario, &load, &kinds);
    let t = std::time::Instant::now();
    let left = replication(&setup, &Terms::default(), 0, setup.opens, None).unwrap();
    let b = left.books;
    println!("{:?} events {} area {} spent {}", t.elapsed(), b.events, b.area, b.spent);
    for (k, s) in b.kinds.iter().zip(&setup.kinds) {
        let m = |m: &std::collections::BTreeMap<i64, u64>| {
            let n: u64 = m.values().sum();
            let d: i64 = m.iter().map(|(a, b)| a * *b as i64).sum();
            (n, d as f64 / n as f64)
        };
        println!("{} came {} obtained {:?} lost {:?}", s.name, k.came, m(&k.obtained), m(&k.lost));
    }
    for o in &b.offices {
        println!(
            "came {} decided {} lapsed {} gaveup {} in time {:?} of {:?} worked {} cap {} util {} wait h {}",
            o.came,
            o.decided,
            o.lapsed,
            o.gave_up,
            o.in_time,
            o.limited,
            o.worked,
            o.capacity,
            o.worked / o.capacity,
            o.waited as f64 / o.came as f64 / 3600.0
        );
    }
    for d in (0..b.days.len()).step_by(60) {
        let x = &b.days[d];
        println!("{d} pend {} asleep {} lines {:?}", x.pending, x.asleep, x.lines);
    }
}
