//! Cases as a table with types, one row an entry: Parquet, and Arrow IPC as a file (Feather, version 2).
//!
//! The columns are those of JSON Lines, and leave out what it leaves out. `time` is an instant in UTC, in milliseconds;
//! `to`, `authority` and `responds_to` are lists; what an entry does not have is null.
//!
//! A table is written in groups of rows. What is in memory is the group that is being filled.

use std::sync::Arc;

use arrow_array::builder::{
    ListBuilder, StringBuilder, TimestampMillisecondBuilder, UInt32Builder, UInt64Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow_select::concat::concat_batches;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;

use super::rows::COLUMNS;
use super::{Case, Event};

/// How many rows a group has.
const GROUP: usize = 1 << 16;

const ZONE: &str = "UTC";

/// The columns and their types, and whether an entry may have nothing there.
fn schema() -> SchemaRef {
    let word = DataType::Utf8;
    let list = |of: &DataType| DataType::List(Arc::new(Field::new_list_field(of.clone(), false)));
    let types = [
        (DataType::UInt64, false),
        (DataType::UInt32, false),
        (DataType::Timestamp(TimeUnit::Millisecond, Some(ZONE.into())), false),
        (word.clone(), false),
        (word.clone(), false),
        (list(&word), false),
        (word.clone(), true),
        (word.clone(), true),
        (word.clone(), false),
        (word.clone(), true),
        (word.clone(), true),
        (list(&word), false),
        (list(&DataType::UInt32), false),
        (DataType::UInt32, true),
        (word, false),
    ];
    let columns = COLUMNS.into_iter().zip(types);
    let fields = columns.map(|(name, (kind, nullable))| Field::new(name, kind, nullable));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Some cases as columns.
#[derive(Default)]
pub struct Columns {
    case: UInt64Builder,
    n: UInt32Builder,
    time: TimestampMillisecondBuilder,
    event: StringBuilder,
    from: StringBuilder,
    to: ListBuilder<StringBuilder>,
    point: StringBuilder,
    choice: StringBuilder,
    status: StringBuilder,
    precision: StringBuilder,
    path: StringBuilder,
    authority: ListBuilder<StringBuilder>,
    responds_to: ListBuilder<UInt32Builder>,
    cause: UInt32Builder,
    outcome: StringBuilder,
}

impl Columns {
    /// Adds the entries of a case.
    pub fn add(&mut self, case: &Case<'_>) {
        for event in case.events(&case.end().fate.name(case.scenario)) {
            self.add_event(&event);
        }
    }

    fn add_event(&mut self, event: &Event<'_>) {
        self.case.append_value(event.case);
        self.n.append_value(event.n);
        self.time.append_value(event.at.0.saturating_mul(1000));
        self.event.append_value(&event.event);
        self.from.append_value(event.from);
        self.to.append_value(event.to.iter().map(Some));
        self.point.append_option(event.point);
        self.choice.append_option(event.choice);
        self.status.append_value(event.status);
        self.precision.append_option(event.precision);
        self.path.append_option(event.path);
        self.authority.append_value(event.authority.iter().map(Some));
        self.responds_to.append_value(event.responds_to.iter().copied().map(Some));
        self.cause.append_option(event.cause);
        self.outcome.append_value(event.outcome);
    }

    /// All of it, in the order of the columns.
    fn finish(mut self, schema: &SchemaRef) -> Result<RecordBatch> {
        let item = |kind| Field::new_list_field(kind, false);
        let columns: [ArrayRef; COLUMNS.len()] = [
            Arc::new(self.case.finish()),
            Arc::new(self.n.finish()),
            Arc::new(self.time.with_timezone(ZONE).finish()),
            Arc::new(self.event.finish()),
            Arc::new(self.from.finish()),
            Arc::new(self.to.with_field(item(DataType::Utf8)).finish()),
            Arc::new(self.point.finish()),
            Arc::new(self.choice.finish()),
            Arc::new(self.status.finish()),
            Arc::new(self.precision.finish()),
            Arc::new(self.path.finish()),
            Arc::new(self.authority.with_field(item(DataType::Utf8)).finish()),
            Arc::new(self.responds_to.with_field(item(DataType::UInt32)).finish()),
            Arc::new(self.cause.finish()),
            Arc::new(self.outcome.finish()),
        ];
        Ok(RecordBatch::try_new(schema.clone(), columns.to_vec())?)
    }
}

/// A form of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Parquet, compressed by Snappy.
    Parquet,
    /// Arrow IPC as a file, compressed by LZ4.
    Arrow,
}

/// A table as it is written. It keeps what has to wait for the end of its group.
pub struct Table {
    schema: SchemaRef,
    waiting: Vec<RecordBatch>,
    writer: Writer,
}

enum Writer {
    Parquet(Box<ArrowWriter<Vec<u8>>>),
    Arrow(Box<FileWriter<Vec<u8>>>),
}

impl Table {
    /// A table without rows.
    ///
    /// # Errors
    ///
    /// When it cannot be written, which does not happen in memory.
    pub fn begin(form: Form) -> Result<Table> {
        let (schema, out) = (schema(), Vec::new());
        let writer = match form {
            Form::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
                let properties = properties.set_max_row_group_row_count(None).build();
                let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
                Writer::Parquet(Box::new(writer))
            }
            Form::Arrow => {
                let options = IpcWriteOptions::default();
                let options = options.try_with_compression(Some(CompressionType::LZ4_FRAME))?;
                let writer = FileWriter::try_new_with_options(out, &schema, options)?;
                Writer::Arrow(Box::new(writer))
            }
        };
        Ok(Table { schema, waiting: Vec::new(), writer })
    }

    /// Adds rows, and gives the bytes that are ready.
    ///
    /// # Errors
    ///
    /// As [`Table::begin`].
    pub fn add(&mut self, columns: Columns) -> Result<Vec<u8>> {
        self.waiting.push(columns.finish(&self.schema)?);
        let rows: usize = self.waiting.iter().map(RecordBatch::num_rows).sum();
        if rows < GROUP {
            return Ok(Vec::new());
        }
        self.write_group()
    }

    fn write_group(&mut self) -> Result<Vec<u8>> {
        let group = concat_batches(&self.schema, &self.waiting)?;
        self.waiting.clear();
        Ok(match &mut self.writer {
            Writer::Parquet(writer) => {
                writer.write(&group)?;
                writer.flush()?;
                std::mem::take(writer.inner_mut())
            }
            Writer::Arrow(writer) => {
                writer.write(&group)?;
                std::mem::take(writer.get_mut())
            }
        })
    }

    /// The bytes that are left, and the end.
    ///
    /// # Errors
    ///
    /// As [`Table::begin`].
    pub fn end(mut self) -> Result<Vec<u8>> {
        let mut last = match self.waiting.is_empty() {
            true => Vec::new(),
            false => self.write_group()?,
        };
        last.extend(match self.writer {
            Writer::Parquet(writer) => writer.into_inner()?,
            Writer::Arrow(writer) => writer.into_inner()?,
        });
        Ok(last)
    }
}
