use comity::simulate::*;
fn main() {
    let text = std::fs::read_to_string("scenarios/microsoft-ireland.toml").unwrap();
    let checked = comity::scenario::check::check("microsoft-ireland", &text);
    print!(
        "{}",
        comity::scenario::diagnostic::render(&checked.diagnostics, &checked.source, false)
    );
    let Some(s) = checked.scenario else { return };
    let mut terms = Terms::default();
    for arg in std::env::args().skip(1) {
        if let Some(d) = arg.strip_prefix("from=") {
            terms.from = Some(d.parse().unwrap());
            continue;
        }
        if let Some(d) = arg.strip_prefix("seed=") {
            terms.seed = d.parse().unwrap();
            continue;
        }
        let (point, option) = comity::scenario::assume::parse_choice(&arg).unwrap();
        terms.choices.push(comity::law::answers::Choice { point, occurrence: 1, option });
    }
    match run(&s, &terms, Driver::InPlace, &mut |_| ()) {
        Ok(r) => {
            let rec = comity::report::record::record(&s, &terms, &r, String::new());
            for e in &rec.entries {
                println!(
                    "{:>3} {:9} {} {:>5} {:9} {:>5} {:20} -> {:30} {:?} c{:?} {}",
                    e.n,
                    e.id.clone().unwrap_or_default(),
                    e.date,
                    e.day,
                    e.status,
                    e.precision.clone().unwrap_or_default(),
                    e.from,
                    e.to.join(","),
                    e.responds_to,
                    e.cause,
                    e.text
                );
            }
            println!("{:?}", rec.outcome);
        }
        Err(e) => println!("{e:?}"),
    }
}
