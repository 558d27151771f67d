//! The books of one replication: what came, waited, was worked on and left, in whole numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that is counted, from a day on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Books {
    /// What happened on each day, from the first on.
    pub days: Vec<DayBook>,
    /// Each kind of file.
    pub kinds: Vec<KindBook>,
    /// Each office.
    pub offices: Vec<OfficeBook>,
    /// The number on the books, by the second, added up over all seconds.
    pub area: u128,
    /// The seconds that files spent on the books, added up over all files.
    pub spent: u128,
    /// How many events there were.
    pub events: u64,
}

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "DayRow", into = "DayRow")]
pub struct DayBook {
    /// Files that came in.
    pub came: u32,
    /// Files that went off the books.
    pub closed: u32,
    /// On the books at the end of the day.
    pub pending: u32,
    /// Of those, the ones on which nothing is done any more.
    pub asleep: u32,
    /// In line at each office at the end of the day.
    pub lines: Vec<u32>,
}

/// One kind of file. Counted are those that end after the warm-up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindBook {
    /// Files that came after the warm-up.
    pub came: u64,
    /// Files that brought the data.
    pub obtained: u64,
    /// The seconds to the data of all of these.
    pub obtained_seconds: i128,
    /// Files that ended without it.
    pub lost: u64,
}

/// One office. Counted are visits that begin after the warm-up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeBook {
    /// For each class the hours that files waited before a desk took them up.
    pub waits: Vec<BTreeMap<i64, u64>>,
    /// For each class the seconds that these files waited, nights and weekends included.
    pub waited: Vec<i128>,
    /// Visits to which the law sets a limit, for each class: those whose limit was up before the end.
    pub limited: Vec<u64>,
    /// Of those, the ones that a desk decided within it.
    pub in_time: Vec<u64>,
    /// The same by the day on which the limit was up, from the first day on.
    pub limited_by_day: Vec<(u32, u32)>,
    /// Seconds of work done, of one desk at full speed.
    #[serde(with = "bits")]
    pub worked: f64,
    /// Seconds of work that all desks could have done.
    #[serde(with = "bits")]
    pub capacity: f64,
}

/// A day as a file has it, without the names that every one of its days would repeat.
type DayRow = (u32, u32, u32, u32, Vec<u32>);

impl From<DayRow> for DayBook {
    fn from((came, closed, pending, asleep, lines): DayRow) -> DayBook {
        DayBook { came, closed, pending, asleep, lines }
    }
}

impl From<DayBook> for DayRow {
    fn from(day: DayBook) -> DayRow {
        (day.came, day.closed, day.pending, day.asleep, day.lines)
    }
}

/// A number with a fraction, as the whole number that has its bits: what is read is then what was written.
mod bits {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(value.to_bits())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        u64::deserialize(deserializer).map(f64::from_bits)
    }
}

impl Books {
    /// Empty ones, for so many days, kinds and offices.
    pub fn new(days: i64, kinds: usize, offices: usize, classes: usize) -> Books {
        let day = DayBook { lines: vec![0; offices], ..DayBook::default() };
        let days = usize::try_from(days).unwrap_or(0);
        let office = OfficeBook {
            waits: vec![BTreeMap::new(); classes],
            waited: vec![0; classes],
            limited: vec![0; classes],
            in_time: vec![0; classes],
            limited_by_day: vec![(0, 0); days],
            ..OfficeBook::default()
        };
        Books {
            days: vec![day; days],
            kinds: vec![KindBook::default(); kinds],
            offices: vec![office; offices],
            ..Books::default()
        }
    }

    /// Whether they have as many days, kinds, offices and classes as others.
    pub fn is_like(&self, other: &Books) -> bool {
        let lines =
            |books: &Books| books.days.iter().map(|day| day.lines.len()).collect::<Vec<_>>();
        let office = |office: &OfficeBook| {
            let OfficeBook { waits, waited, limited, in_time, limited_by_day, .. } = office;
            [waits.len(), waited.len(), limited.len(), in_time.len(), limited_by_day.len()]
        };
        let offices = |books: &Books| books.offices.iter().map(office).collect::<Vec<_>>();
        lines(self) == lines(other)
            && self.kinds.len() == other.kinds.len()
            && offices(self) == offices(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// JSON readers may be off by the last bit of a fraction, and have no word for what is no number.
    #[test]
    fn books_are_read_as_they_were_written_to_the_last_bit() {
        let mut books = Books::new(2, 1, 1, 2);
        books.area = u128::MAX;
        books.days[1].lines[0] = 7;
        books.kinds[0].obtained_seconds = i128::MIN;
        books.offices[0].waits[1] = [(-3, 4), (12, 1)].into();
        for worked in [0.1 + 0.2, -0.0, f64::MIN_POSITIVE / 3.0, 1e300 / 7.0, f64::INFINITY] {
            books.offices[0].worked = worked;
            let text = serde_json::to_string(&books).expect("it is written");
            let read: Books = serde_json::from_str(&text).expect("it is read");
            assert!(read.is_like(&books) && read == books, "{text}");
            assert_eq!(read.offices[0].worked.to_bits(), worked.to_bits());
            assert_eq!(serde_json::to_string(&read).expect("it is written"), text);
        }
        assert!(!books.is_like(&Books::new(2, 1, 2, 2)));
    }
}
