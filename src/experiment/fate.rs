//! How one case ended, as outcomes that compete: the data came by some path, or the last path was lost, or the case
//! was still open on its last day. Every case has exactly one.

use crate::law::case::{Ending, Posture};
use crate::law::channel::{MOST_CHANNELS, Standing};
use crate::law::message::{PathEnd, ProducedBy};
use crate::scenario::Scenario;
use crate::sim::Time;

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The data came, all of it or the part that was never in dispute.
    Data(ProducedBy),
    /// No data, and the court track was the last path to be lost.
    Warrant(Ending),
    /// No data, and this channel was the last path to be lost.
    Channel(u8, PathEnd),
    /// A path was still open on the last day simulated.
    Open,
    /// No path was ever taken.
    NothingTried,
}

/// A fate, and when the case met it; an open case has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// How.
    pub fate: Fate,
    /// When.
    pub at: Option<Time>,
}

impl End {
    /// How the case of that posture ended.
    pub fn of(posture: &Posture) -> End {
        if let Some((by, at)) = posture.produced {
            return End { fate: Fate::Data(by), at: Some(at) };
        }
        if posture.closed_at().is_none() {
            let tried = posture.process.is_some() || posture.request_pending();
            let fate = if tried { Fate::Open } else { Fate::NothingTried };
            return End { fate, at: None };
        }
        let warrant = posture.ending.map(|(how, at)| (at, Fate::Warrant(how)));
        let channels = (0u8..).zip(&posture.files).filter_map(|(path, file)| match file.standing {
            Standing::Ended(how) => Some((file.ended?, Fate::Channel(path, how))),
            _ => None,
        });
        let last = warrant.into_iter().chain(channels).max_by_key(|(at, _)| *at);
        let (at, fate) = last.map_or((None, Fate::NothingTried), |(at, fate)| (Some(at), fate));
        End { fate, at }
    }

    /// When the data came, if all of it did.
    pub fn data(self) -> Option<Time> {
        self.at.filter(|_| self.fate.has_data())
    }
}

impl Fate {
    /// How many there are.
    pub const COUNT: usize =
        2 + WAYS_OF_COURTS + MOST_CHANNELS + Ending::ALL.len() + MOST_CHANNELS * PathEnd::ALL.len();

    /// Whether the data came, and not only the part that was never in dispute.
    pub fn has_data(self) -> bool {
        matches!(self, Fate::Data(by) if by != ProducedBy::InPart)
    }

    /// The channel it is of, if it is of one.
    pub fn channel(self) -> Option<usize> {
        match self {
            Fate::Data(ProducedBy::Channel(path)) | Fate::Channel(path, _) => Some(path.into()),
            _ => None,
        }
    }

    /// Its place among all, below [`Fate::COUNT`].
    pub fn number(self) -> usize {
        let endings = WAYS_OF_COURTS + MOST_CHANNELS;
        let channels = endings + Ending::ALL.len();
        2 + match self {
            Fate::Open => return 0,
            Fate::NothingTried => return 1,
            Fate::Data(ProducedBy::Warrant) => 0,
            Fate::Data(ProducedBy::InPart) => 1,
            Fate::Data(ProducedBy::Replacement) => 2,
            Fate::Data(ProducedBy::Elsewhere) => 3,
            Fate::Data(ProducedBy::Channel(path)) => WAYS_OF_COURTS + usize::from(path),
            Fate::Warrant(ending) => endings + ending as usize,
            Fate::Channel(path, end) => {
                channels + usize::from(path) * PathEnd::ALL.len() + end as usize
            }
        }
    }

    /// The fate at that place.
    pub fn numbered(number: usize) -> Option<Fate> {
        ALL_OF_COURTS.into_iter().chain(of_channels()).find(|fate| fate.number() == number)
    }

    /// Its name in results and in requirements: `data-by-treaty`, `warrant-quashed`, `treaty-refused`, `open`.
    pub fn name(self, scenario: &Scenario) -> String {
        let path = |path: u8| scenario.channels.list[usize::from(path)].path.as_str();
        match self {
            Fate::Data(by) => match by {
                ProducedBy::Warrant => "data-by-warrant".to_owned(),
                ProducedBy::InPart => "data-in-part".to_owned(),
                ProducedBy::Replacement => "data-by-replacement-warrant".to_owned(),
                ProducedBy::Elsewhere => "data-by-warrant-elsewhere".to_owned(),
                ProducedBy::Channel(number) => format!("data-by-{}", path(number)),
            },
            Fate::Warrant(ending) => format!("warrant-{}", ending.as_str()),
            Fate::Channel(number, end) => format!("{}-{}", path(number), end.as_str()),
            Fate::Open => "open".to_owned(),
            Fate::NothingTried => "nothing-tried".to_owned(),
        }
    }
}

/// The ways in which courts bring the data.
const WAYS_OF_COURTS: usize = 4;

const ALL_OF_COURTS: [Fate; 6 + Ending::ALL.len()] = [
    Fate::Open,
    Fate::NothingTried,
    Fate::Data(ProducedBy::Warrant),
    Fate::Data(ProducedBy::InPart),
    Fate::Data(ProducedBy::Replacement),
    Fate::Data(ProducedBy::Elsewhere),
    Fate::Warrant(Ending::Produced),
    Fate::Warrant(Ending::ProducedInPart),
    Fate::Warrant(Ending::Quashed),
    Fate::Warrant(Ending::Withdrawn),
    Fate::Warrant(Ending::Refused),
    Fate::Warrant(Ending::AppealDismissed),
    Fate::Warrant(Ending::MootVacated),
    Fate::Warrant(Ending::NoData),
];

fn of_channels() -> impl Iterator<Item = Fate> {
    (0..MOST_CHANNELS as u8).flat_map(|path| {
        let lost = PathEnd::ALL.into_iter().map(move |end| Fate::Channel(path, end));
        lost.chain([Fate::Data(ProducedBy::Channel(path))])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::channel::File;
    use crate::law::message::Process;

    #[test]
    fn every_fate_has_a_place_of_its_own() {
        for number in 0..Fate::COUNT {
            let fate = Fate::numbered(number).expect("a fate");
            assert_eq!(fate.number(), number, "{fate:?}");
        }
        assert_eq!(Fate::numbered(Fate::COUNT), None);
    }

    #[test]
    fn the_path_that_was_lost_last_is_the_fate_of_a_case_without_data() {
        let mut posture = Posture {
            process: Some(Process::Warrant),
            ending: Some((Ending::Quashed, Time(50))),
            ..Posture::default()
        };
        let refused = Standing::Ended(PathEnd::Refused);
        posture.files[1] = File { standing: refused, ended: Some(Time(80)) };
        let end = End::of(&posture);
        assert_eq!((end.fate, end.at), (Fate::Channel(1, PathEnd::Refused), Some(Time(80))));
        assert_eq!(end.data(), None);
    }

    #[test]
    fn a_case_with_a_pending_request_is_open_whatever_the_courts_said() {
        let mut posture = Posture {
            process: Some(Process::Warrant),
            ending: Some((Ending::Quashed, Time(50))),
            ..Posture::default()
        };
        posture.files[0] = File { standing: Standing::Pending, ended: None };
        assert_eq!(End::of(&posture), End { fate: Fate::Open, at: None });
    }

    #[test]
    fn what_was_never_in_dispute_is_not_the_data() {
        let produced = |by| Posture { produced: Some((by, Time(9))), ..Posture::default() };
        assert_eq!(End::of(&produced(ProducedBy::InPart)).data(), None);
        assert_eq!(End::of(&produced(ProducedBy::Channel(2))).data(), Some(Time(9)));
    }
}
