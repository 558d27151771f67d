//! A log as an SQLite database: one transaction into a file that nobody else knows of, so nothing has to be undone.

use rusqlite::{Connection, params_from_iter};
use tempfile::NamedTempFile;

use crate::report::log::ocel_sqlite::{Row, TABLES, Tables};

use super::super::exit::Trouble;

/// More tables than most logs have, so that no statement is read twice.
const STATEMENTS: usize = 256;

/// What is done without: the journal of what could be undone, and waiting for the disk. 64 MiB are kept in memory, however
/// large the file grows. An object may be named before it is there.
const MANNERS: &str = "\
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -65536;
BEGIN;
";

/// A database as it is written.
pub(super) struct Database {
    connection: Connection,
    file: NamedTempFile,
    tables: Tables,
}

impl Database {
    /// Makes the tables, in an empty file.
    pub(super) fn begin(file: NamedTempFile) -> Result<Database, Trouble> {
        let connection = Connection::open(file.path()).map_err(|error| refused(&error))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let mut tables = Tables::default();
        let made = [MANNERS, TABLES, &tables.of_objects()].concat();
        connection.execute_batch(&made).map_err(|error| refused(&error))?;
        Ok(Database { connection, file, tables })
    }

    /// Adds rows.
    pub(super) fn add(&mut self, rows: Vec<Row>) -> Result<(), Trouble> {
        rows.into_iter().try_for_each(|row| self.put(row)).map_err(|error| refused(&error))
    }

    fn put(&mut self, row: Row) -> rusqlite::Result<()> {
        let (insert, made) = self.tables.insert(&row.table);
        if let Some(made) = made {
            self.connection.execute_batch(&made)?;
        }
        self.connection.prepare_cached(insert)?.execute(params_from_iter(row.values))?;
        Ok(())
    }

    /// The file, when all is in it.
    pub(super) fn end(self) -> Result<NamedTempFile, Trouble> {
        let Database { connection, file, .. } = self;
        connection.execute_batch("COMMIT").map_err(|error| refused(&error))?;
        connection.close().map_err(|(_, error)| refused(&error))?;
        Ok(file)
    }
}

fn refused(error: &rusqlite::Error) -> Trouble {
    Trouble::fault(
        format!("the database cannot be written: {error}"),
        "free some space, or name a file in a folder that you may write to",
    )
}
