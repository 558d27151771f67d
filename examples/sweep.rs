use comity::law::answers::Choice;
use comity::simulate::*;
use std::collections::BTreeMap;
fn main() {
    let text = std::fs::read_to_string("scenarios/microsoft-ireland.toml").unwrap();
    let checked = comity::scenario::check::check("microsoft-ireland", &text);
    let s = checked.scenario.unwrap();
    let n: u64 = std::env::args().nth(1).map_or(200, |x| x.parse().unwrap());
    let filter = std::env::args().nth(2).unwrap_or_default();
    for point in s.points() {
        for (i, name) in s.options(point).iter().enumerate() {
            let label = format!("{}={}", s.point_name(point), name);
            if !label.contains(&filter) {
                continue;
            }
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for seed in 0..n {
                let terms = Terms {
                    seed,
                    choices: vec![Choice { point, occurrence: 1, option: i as u8 }],
                    ..Terms::default()
                };
                let r = match run(&s, &terms, Driver::InPlace, &mut |_| ()) {
                    Ok(r) => {
                        let o = comity::report::record::outcome(&s, &r);
                        if !r.never_arose.is_empty() {
                            "never".into()
                        } else {
                            format!(
                                "{}/{}/{}{}",
                                o.warrant,
                                o.treaty,
                                o.produced_by.unwrap_or("-".into()),
                                if o.closed.is_none() {
                                    println!("   open at seed {seed}");
                                    " OPEN"
                                } else {
                                    ""
                                }
                            )
                        }
                    }
                    Err(e) => format!("{e:?}"),
                };
                *counts.entry(r).or_default() += 1;
            }
            println!("{label}: {counts:?}");
        }
    }
}
