//! Event logs and timelines, written as the cases are run. However many there are, only some at a time are in memory;
//! what a form wants later than it is known waits in a file.

use std::ops::{ControlFlow, Range};

use crate::experiment::compare::Alternative;
use crate::experiment::many::{MANY_LINES, in_order};
#[cfg(feature = "parquet")]
use crate::report::log::columns;
use crate::report::log::ocel::Seen;
#[cfg(feature = "sqlite")]
use crate::report::log::ocel_sqlite;
use crate::report::log::{Case, Piece, ocel, ocel_xml, rows, trace, xes};
use crate::report::study::Study;
use crate::scenario::Scenario;
use crate::sim::Fault;
use crate::simulate::{Batch, Failure};

use super::super::exit::{Exit, Trouble};
use super::super::many::{Extent, explained, interrupted, obey_interrupts};
use super::super::output::{Kept, Stream, Target, program_fault, say};
#[cfg(feature = "sqlite")]
use super::database::Database;

/// The forms that are written case by case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Ocel,
    OcelXml,
    #[cfg(feature = "sqlite")]
    OcelSqlite,
    Xes,
    Jsonl,
    Csv,
    #[cfg(feature = "parquet")]
    Table(columns::Form),
    Trace,
}

/// Writes the cases. `manifest` is what made those that were run.
pub(super) fn write(
    one: &Alternative,
    cases: Range<u64>,
    form: Form,
    extent: &Extent,
    target: &Target,
    manifest: impl FnOnce(Range<u64>) -> Study,
) -> Result<Exit, Trouble> {
    let mut log = Log::begin(form, &one.scenario, target.stream()?)?;
    obey_interrupts();
    let mut trouble = None;
    let run = extent.with_crew(cases.end - cases.start, |crew| {
        let begin = || Batch::new(&one.scenario, &one.terms, true);
        let case = |batch: &mut Batch, number: u64, piece: &mut Piece| {
            let (matter, _) = batch.case(number)?;
            let (scenario, docket) = (&one.scenario, &matter.docket);
            let (posture, data) = (&matter.posture, &matter.data);
            let case = Case { scenario, number, docket, posture, data };
            add(form, &case, piece).map_err(|why| Failure::Fault(Fault::Broken(why)))
        };
        let take = |piece: Piece| match log.take(piece) {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => {
                trouble = Some(why);
                ControlFlow::Break(())
            }
        };
        in_order(cases, MANY_LINES, crew, begin, case, take)
    });
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    let reached = run.map_err(|trouble| explained(trouble, std::slice::from_ref(one)))?;
    let (start, end) = (reached.start, reached.end);
    log.end()?.finish(&manifest(reached))?;
    if form == Form::Xes {
        say(&format!("XES has no place for:\n  {}\nOCEL has.\n", xes::DROPPED.join("\n  ")));
    }
    if !interrupted() {
        return Ok(Exit::Done);
    }
    say(&format!("interrupted: the file is whole, and has the cases {start}..{end}\n"));
    Ok(Exit::Interrupted)
}

/// Adds a case to a piece of the log.
fn add(form: Form, case: &Case<'_>, piece: &mut Piece) -> Result<(), String> {
    match form {
        Form::Ocel => ocel::add(case, piece).map_err(|error| error.to_string()),
        Form::OcelXml => {
            ocel_xml::add(case, piece);
            Ok(())
        }
        #[cfg(feature = "sqlite")]
        Form::OcelSqlite => {
            ocel_sqlite::add(case, piece);
            Ok(())
        }
        Form::Xes => {
            xes::add(case, &mut piece.events);
            Ok(())
        }
        Form::Jsonl => rows::add_json(case, &mut piece.events).map_err(|error| error.to_string()),
        Form::Csv => rows::add_csv(case, &mut piece.events).map_err(|error| error.to_string()),
        #[cfg(feature = "parquet")]
        Form::Table(_) => {
            piece.columns.get_or_insert_default().add(case);
            Ok(())
        }
        Form::Trace => trace::add(case, &mut piece.events).map_err(|error| error.to_string()),
    }
}

/// A log as it is written.
struct Log<'a> {
    form: Form,
    scenario: &'a Scenario,
    stream: Stream<'a>,
    /// Objects, which are known with the events and stand after or before all of them.
    objects: Option<Kept>,
    /// Events, where they stand after all objects.
    events: Option<Kept>,
    #[cfg(feature = "parquet")]
    table: Option<columns::Table>,
    #[cfg(feature = "sqlite")]
    database: Option<Database>,
    seen: Seen,
    /// Nothing was written yet before which a comma stands.
    first: bool,
}

impl<'a> Log<'a> {
    /// Writes what stands before the first case.
    fn begin(
        form: Form,
        scenario: &'a Scenario,
        mut stream: Stream<'a>,
    ) -> Result<Log<'a>, Trouble> {
        match form {
            Form::Ocel => stream.write(ocel::HEAD.as_bytes())?,
            Form::Xes => stream.write(xes::head(scenario).as_bytes())?,
            Form::Csv => stream.write(&rows::head().map_err(in_memory)?)?,
            Form::Trace => stream.write(trace::HEAD.as_bytes())?,
            _ => {}
        }
        let kept = |wanted: bool| wanted.then(|| stream.keep()).transpose();
        let objects = kept(matches!(form, Form::Ocel | Form::OcelXml))?;
        let events = kept(form == Form::OcelXml)?;
        Ok(Log {
            #[cfg(feature = "parquet")]
            table: match form {
                Form::Table(form) => Some(columns::Table::begin(form).map_err(in_memory)?),
                _ => None,
            },
            #[cfg(feature = "sqlite")]
            database: match form {
                Form::OcelSqlite => Some(Database::begin(stream.work_on()?)?),
                _ => None,
            },
            form,
            scenario,
            stream,
            objects,
            events,
            seen: Seen::default(),
            first: true,
        })
    }

    /// Writes or keeps the next cases.
    fn take(&mut self, piece: Piece) -> Result<(), Trouble> {
        self.seen.add(piece.seen);
        #[cfg(feature = "parquet")]
        if let (Some(table), Some(columns)) = (&mut self.table, piece.columns) {
            return self.stream.write(&table.add(*columns).map_err(in_memory)?);
        }
        #[cfg(feature = "sqlite")]
        if let Some(database) = &mut self.database {
            return database.add(piece.rows);
        }
        if let Some(objects) = &mut self.objects {
            objects.write(&piece.objects)?;
        }
        if let Some(events) = &mut self.events {
            return events.write(&piece.events);
        }
        let with_commas = matches!(self.form, Form::Ocel | Form::Trace);
        let skipped = usize::from(with_commas && self.first && !piece.events.is_empty());
        self.first &= piece.events.is_empty();
        self.stream.write(&piece.events[skipped..])
    }

    /// Writes what stands after the last case.
    fn end(self) -> Result<Stream<'a>, Trouble> {
        let Log { form, scenario, mut stream, objects, events, seen, .. } = self;
        #[cfg(feature = "parquet")]
        if let Some(table) = self.table {
            stream.write(&table.end().map_err(in_memory)?)?;
        }
        #[cfg(feature = "sqlite")]
        if let Some(mut database) = self.database {
            database.add(ocel_sqlite::tail(scenario, &seen))?;
            stream.take(database.end()?)?;
        }
        match form {
            Form::Ocel => {
                stream.write(ocel::BETWEEN.as_bytes())?;
                put(objects, 1, &mut stream)?;
                stream.write(&ocel::tail(scenario, &seen).map_err(in_memory)?)?;
            }
            Form::OcelXml => {
                stream.write(&ocel_xml::head(&seen))?;
                put(objects, 0, &mut stream)?;
                stream.write(&ocel_xml::between(scenario, &seen))?;
                put(events, 0, &mut stream)?;
                stream.write(ocel_xml::TAIL.as_bytes())?;
            }
            Form::Xes => stream.write(xes::TAIL.as_bytes())?,
            Form::Trace => stream.write(trace::TAIL.as_bytes())?,
            _ => {}
        }
        Ok(stream)
    }
}

fn put(kept: Option<Kept>, skip: u64, stream: &mut Stream<'_>) -> Result<(), Trouble> {
    kept.map_or(Ok(()), |kept| kept.put_into(skip, stream))
}

fn in_memory(error: impl ToString) -> Trouble {
    program_fault(&error.to_string())
}
