//! `comity forecast`: what can be expected of a scenario, from many cases.

use std::ops::Range;

use clap::Args;

use crate::ask;
use crate::experiment::estimate::Estimate;
use crate::experiment::forecast::Counted;
use crate::experiment::forecast::summary::{DAYS, Precision};
use crate::experiment::partial::{self, Partial};
use crate::experiment::require::{Checked, Requirement, Verdict};
use crate::experiment::tally::by_day;
use crate::report::forecast::svg::svg;
use crate::report::forecast::text;
use crate::report::measures;
use crate::scenario::Scenario;

use super::exit::{Exit, Problem, Trouble};
use super::load::{self, SetArguments};
use super::long::{self, no_cases};
use super::many::{Format, ManyArguments, Shown, interrupted, obey_interrupts, partial_text};
use super::output::{Color, Target, json, table};
use super::terms::TermsArguments;

pub(super) use crate::ask::forecast::HORIZON;

/// Arguments of `forecast`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity forecast microsoft-ireland --from 2014-08-29
  comity forecast treaty-first -n 100000
  comity forecast microsoft-ireland --what-if district.stay=deny-opposed
  comity forecast treaty-first --until-precision 1%
  comity forecast treaty-first --require 'p_data_365 >= 80% @ 99%'
  comity forecast treaty-first --json -o treaty.json
  comity forecast treaty-first --format csv -o treaty.csv
  comity forecast treaty-first --format svg -o treaty.svg
  comity forecast treaty-first -n 1000 --format long -o cases.csv

Days are counted from --from, or from the day the case opens. Where the record
of a case is whole and neither --from nor --what-if is given, nothing of it is
used: the forecast is that of the day the case opens.

--format svg draws when the data comes. --format long writes rows for every
case: scenario,set,seed,case,metric,value; parts of the cases (--cases A..B) put
together, less their first lines but one, are the whole.")]
pub(super) struct Arguments {
    /// A name from `comity list`, or the path of a file
    scenario: String,
    #[command(flatten)]
    set: SetArguments,
    #[command(flatten)]
    terms: TermsArguments,
    #[command(flatten)]
    many: ManyArguments,
    /// Run until every chance by a day is known so closely to either side: 1%
    #[arg(long, value_name = "PER_CENT", conflicts_with_all = ["count", "cases", "partial"])]
    until_precision: Option<String>,
    /// The days without the data are counted up to this day
    #[arg(long, value_name = "DAYS", default_value_t = HORIZON)]
    horizon: u32,
    #[command(flatten)]
    pub(super) shown: Shown,
    #[command(flatten)]
    target: Target,
}

/// Does it.
pub(super) fn obey(arguments: &Arguments, color: Color) -> Result<Exit, Trouble> {
    let question = Question::read(arguments, color)?;
    let (level, _) = (arguments.shown.level()?, arguments.shown.requirements()?);
    let narrow = arguments.until_precision.as_deref().map(read_precision).transpose()?;
    let cases = arguments.many.cases()?;
    arguments.shown.check(arguments.many.partial)?;
    if arguments.shown.format() == Format::Long {
        return match narrow {
            None => question.rows(cases, &arguments.many, &arguments.target),
            Some(_) => Err(rows_have_no_precision()),
        };
    }
    obey_interrupts();
    let precision = Precision { level, always: narrow.is_some() };
    let (counted, reached) = match narrow {
        None => question.count(cases, &arguments.many)?,
        Some(narrow) => question.count_until(narrow, precision, &arguments.many)?,
    };
    if arguments.many.partial {
        let hashes = vec![question.scenario().hash.clone()];
        let counted = partial::Counted::Forecast(Box::new(counted));
        let partial = Partial::new(question.0.asked(), hashes, reached, counted);
        arguments.target.write(&partial_text(&partial)?)?;
        return Ok(exit(&[]));
    }
    question.show(&counted, reached, precision.always, &arguments.shown, &arguments.target)
}

fn rows_have_no_precision() -> Trouble {
    Trouble::usage(Problem::new(
        "--format long writes what became of each case, and --until-precision asks how many are enough",
        "say how many cases with -n",
    ))
}

/// What the requirements come to, unless the work was interrupted.
pub(super) fn exit(required: &[Checked]) -> Exit {
    let met = required.iter().all(|one| one.verdict == Verdict::Met);
    match (interrupted(), met) {
        (true, _) => Exit::Interrupted,
        (_, false) => Exit::Required,
        _ => Exit::Done,
    }
}

fn checked(required: &[Requirement], counted: &Counted, precision: Precision) -> Vec<Checked> {
    let check = |one: &Requirement| {
        let precision = Precision { level: one.level, ..precision };
        let Counted { counts, all, squares, .. } = counted;
        Checked::new(one, one.measure.of(counts, *all, *squares, precision))
    };
    required.iter().map(check).collect()
}

/// `1%`: how far an interval may reach to either side.
fn read_precision(text: &str) -> Result<f64, Trouble> {
    let number = text.trim().strip_suffix('%').unwrap_or(text).trim();
    let narrow = number.parse().ok().filter(|narrow: &f64| (0.01..50.0).contains(narrow));
    narrow.map(|narrow| narrow / 100.0).ok_or_else(|| {
        Trouble::usage(Problem::new(
            format!("--until-precision `{text}` is no precision"),
            "give the half width of the intervals, from 0.01% to 50%, such as 1%",
        ))
    })
}

/// What is asked, read.
pub(super) struct Question(ask::forecast::Question);

/// How many cases are run before the first look at the precision; each later look is after half as many more.
const FIRST_LOOK: u64 = 1_000;

/// More cases than this are not run for the sake of precision.
const MOST_FOR_PRECISION: u64 = 100_000_000;

impl Question {
    /// Reads it.
    pub(super) fn read(arguments: &Arguments, color: Color) -> Result<Question, Trouble> {
        let scenario = load::scenario(&arguments.scenario, &arguments.set, color)?;
        let terms = arguments.terms.read(&scenario)?;
        Ok(Question(ask::forecast::Question::new(scenario, terms, arguments.horizon)))
    }

    /// Its scenario.
    pub(super) fn scenario(&self) -> &Scenario {
        &self.0.alternative().scenario
    }

    /// Shows what was counted.
    pub(super) fn show(
        &self,
        counted: &Counted,
        reached: Range<u64>,
        always: bool,
        shown: &Shown,
        target: &Target,
    ) -> Result<Exit, Trouble> {
        let precision = Precision { level: shown.level()?, always };
        let mut report = self.0.report(counted, reached, interrupted(), precision)?;
        report.forecast.required = checked(&shown.requirements()?, counted, precision);
        let scenario = self.scenario();
        match shown.format() {
            Format::Text => target.write(&text(scenario, &report))?,
            Format::Json => target.write(&json(&report)?)?,
            Format::Csv => {
                let rows = table(measures::forecast(&report.forecast))?;
                target.write_with(&report.manifest, &rows)?
            }
            Format::Svg => target.write_with(&report.manifest, &svg(scenario, &report))?,
            Format::Long => return Err(no_cases()),
        };
        Ok(exit(&report.forecast.required))
    }

    /// Writes what becomes of each case.
    fn rows(
        &self,
        cases: Range<u64>,
        many: &ManyArguments,
        target: &Target,
    ) -> Result<Exit, Trouble> {
        let one = std::slice::from_ref(self.0.alternative());
        long::write(one, cases, many, target, |reached| {
            self.0.study(reached, interrupted(), " --format long")
        })
    }

    /// Counts a range of cases.
    fn count(
        &self,
        cases: Range<u64>,
        many: &ManyArguments,
    ) -> Result<(Counted, Range<u64>), Trouble> {
        let all = cases.end - cases.start;
        Ok(many.with_crew(all, |crew| self.0.count(cases, crew))?)
    }

    /// Counts cases until every chance by a day is known that closely. The looks are at fixed numbers of cases, so
    /// that the result is the same on any number of threads.
    fn count_until(
        &self,
        narrow: f64,
        precision: Precision,
        many: &ManyArguments,
    ) -> Result<(Counted, Range<u64>), Trouble> {
        let mut sum = Counted::default();
        let mut next = FIRST_LOOK;
        loop {
            let (more, reached) = self.count(sum.all.cases..next, many)?;
            sum.add(&more);
            let wide = widest(&sum, precision);
            if wide <= narrow || interrupted() || next >= MOST_FOR_PRECISION {
                return Ok((sum, 0..reached.end));
            }
            next = (next + next / 2).min(MOST_FOR_PRECISION);
        }
    }
}

/// Half the width of the widest interval for the chance that the data is there by a day.
fn widest(counted: &Counted, precision: Precision) -> f64 {
    let data = counted.counts.data();
    let half = |day: &i64| {
        let Estimate { interval, .. } = precision.share(by_day(&data, *day), counted.all.cases);
        (interval.high - interval.low) / 2.0
    };
    DAYS.iter().map(half).fold(0.0, f64::max)
}
