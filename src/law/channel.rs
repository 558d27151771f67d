//! Channels: the paths to data that run by a table of stages instead of by courtroom rules.
//!
//! A treaty request, a letter rogatory, an emergency disclosure, a European order: the stages, their times
//! and their outcomes are data (`scenarios/channels/`). This file says what a table holds;
//! `channel/desk.rs` says how a file moves through one.

pub mod consequence;
pub mod desk;

use std::ops::Range;

use crate::law::authority::AuthorityId;
use crate::law::calendar::Rule;
use crate::law::channel::consequence::Consequence;
use crate::law::decision::PointId;
use crate::law::message::{Paper, PathEnd, ProducedBy};
use crate::law::office::Office;
use crate::law::point::SPECS;
use crate::law::season::Season;
use crate::sim::Time;

/// The most channels one case may have.
pub const MOST_CHANNELS: usize = 8;

/// The most stages the channels of one case may have together.
pub const MOST_STAGES: usize = 400;

/// The word for the court track in scenarios and results.
pub const WARRANT: &str = "warrant";

/// The word for the path the courts' own decisions can turn to.
const TREATY: &str = "treaty";

/// The channels of a case.
#[derive(Clone, Debug, Default)]
pub struct Channels {
    /// They, in the order in which the scenario names them.
    pub list: Vec<Channel>,
    /// The stages of all of them, one channel after the other.
    pub stages: Vec<Stage>,
}

/// One channel.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The name of its table: `us-ie-mlat`.
    pub id: String,
    /// The word for this path: `treaty`.
    pub path: String,
    /// What it is.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// Who makes the request and gets the data.
    pub demander: Office,
    /// It runs beside the other paths and asks for no data: what a production may bring on the provider.
    pub overlay: bool,
    /// What must be in force on the day the request is made.
    pub authority: Vec<AuthorityId>,
    /// When all of it is.
    pub in_force: Range<Time>,
    /// The number of its first stage, where a request starts.
    pub first: u16,
    /// When which of its offices work more slowly.
    pub slow: Vec<Season>,
    /// What the law attaches to a request while it is pending.
    pub consequences: Vec<Consequence>,
    /// How the request crosses the border, if it goes from one authority to another.
    pub crossing: Option<Crossing>,
}

/// How a request crosses the border and its answer comes back: by the authorities on either side, never from the
/// police or a court of the one to a prosecutor of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The stage with whose end the request leaves.
    pub sent: u16,
    /// The stage with whose end the answer is back.
    pub answered: u16,
    /// Who sends it, and gets the answer.
    pub home: Office,
    /// Who takes it up on the other side.
    pub abroad: Office,
}

/// One stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The channel it belongs to.
    pub channel: u8,
    /// Its number in its table: `b4`.
    pub id: String,
    /// Its name as a decision point: `treaty.legal-check`.
    pub name: String,
    /// Who holds the file.
    pub office: Office,
    /// What is done with it, or which paper comes out.
    pub document: String,
    /// What the stage rests on; all of it must be in force when the stage ends.
    pub authority: Vec<AuthorityId>,
    /// When all of it is.
    pub in_force: Range<Time>,
    /// Whether it can end on a day on which the office is closed: emergencies, automatic systems.
    pub any_day: bool,
    /// The time the law allows for it.
    pub limit: Option<Limit>,
    /// The outcome if the data is gone by then.
    pub if_gone: Option<u8>,
    /// How it can end.
    pub outcomes: Vec<StageOutcome>,
}

/// The time the law allows for a stage.
#[derive(Clone, Debug)]
pub struct Limit {
    /// What is due, in a few words; `None`: what the stage does.
    pub what: Option<String>,
    /// The stages with whose end it begins to run, the last of them that came; none: when the stage is taken up.
    pub from: Vec<u16>,
    /// How long.
    pub length: LimitLength,
    /// As it is written: `10 days`.
    pub words: String,
    /// What sets it.
    pub authority: AuthorityId,
}

/// How a limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitLength {
    /// In days, by a rule that moves a closed last day.
    Days(u32, Rule),
    /// In days, every one of which counts, to the same hour.
    PlainDays(u32),
    /// In days on which the office is open.
    WorkingDays(u32),
    /// In hours, every one of which counts; by Regulation 1182/71 from the end of the hour in which it begins.
    Hours(u32, HoursFrom),
}

/// When the first hour of a period begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursFrom {
    /// At once.
    TheMoment,
    /// With the next full hour.
    TheNextHour,
}

/// How a stage can end.
#[derive(Clone, Debug)]
pub struct StageOutcome {
    /// The option's name.
    pub name: String,
    /// Where it leads.
    pub leads_to: StageEnd,
    /// How often a file may go back in one case before this outcome is closed; 0 for no limit.
    pub at_most: u8,
    /// The days for which somebody holds a copy of the data from then on, if so.
    pub holds_days: Option<u32>,
    /// What sets that time, if the law does.
    pub holds_by: Option<AuthorityId>,
    /// The data is delivered, and the file goes on: what follows a production.
    pub delivers: bool,
    /// The time the law allows passes without the act. It happens when that time is up, every other outcome by then.
    pub late: bool,
    /// Where it leads, in words.
    pub words: String,
}

/// Where a stage leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageEnd {
    /// To another stage.
    Stage(u16),
    /// The data is delivered.
    Obtained,
    /// The path ends without it.
    Ended(PathEnd),
}

impl Stage {
    /// Whether the time the law allows can pass without the act.
    pub fn can_be_late(&self) -> bool {
        self.outcomes.iter().any(|outcome| outcome.late)
    }
}

impl Channels {
    /// The channel of that path word.
    pub fn find(&self, path: &str) -> Option<u8> {
        let found = self.list.iter().position(|channel| channel.path == path)?;
        u8::try_from(found).ok()
    }

    /// The treaty channel, to which a prosecutor may turn in the middle of a court case.
    pub fn treaty(&self) -> Option<u8> {
        self.find(TREATY)
    }

    /// The decision point of the stage that an office has under that id.
    pub fn stage_of(&self, office: Office, id: &str) -> Option<PointId> {
        let found = self.stages.iter().position(|one| one.office == office && one.id == id)?;
        Some(Channels::point(u16::try_from(found).ok()?))
    }

    /// The decision point of a stage: they are numbered after the fixed ones.
    pub fn point(stage: u16) -> PointId {
        PointId(SPECS.len() as u16 + stage)
    }

    /// The number of the stage a decision point belongs to.
    pub fn stage_at(point: PointId) -> Option<u16> {
        point.0.checked_sub(SPECS.len() as u16)
    }

    /// The stage a decision point belongs to.
    pub fn stage(&self, point: PointId) -> Option<&Stage> {
        self.stages.get(usize::from(Channels::stage_at(point)?))
    }

    /// The channel a paper belongs to, if it is one that channels file.
    fn channel_of(&self, paper: Paper) -> Option<&Channel> {
        let number = match paper {
            Paper::Stage { stage, .. } => self.stages.get(usize::from(stage))?.channel,
            Paper::Requested(path)
            | Paper::PathEnded { path, .. }
            | Paper::NotInForce { path, .. }
            | Paper::Produced(ProducedBy::Channel(path)) => path,
            _ => return None,
        };
        self.list.get(usize::from(number))
    }

    /// What such a paper is called: `treaty-request`, `treaty-legal-check`, `treaty-refused`.
    pub fn event(&self, paper: Paper) -> Option<String> {
        let path = &self.channel_of(paper)?.path;
        Some(match paper {
            Paper::Stage { stage, .. } => self.stages[usize::from(stage)].name.replace('.', "-"),
            Paper::PathEnded { how, .. } => format!("{path}-{}", how.as_str()),
            Paper::NotInForce { .. } => format!("{path}-unavailable"),
            Paper::Produced(_) => format!("data-produced-by-{path}"),
            _ => format!("{path}-request"),
        })
    }

    /// What such a paper rests on.
    pub fn authority(&self, paper: Paper) -> Option<&[AuthorityId]> {
        let channel = self.channel_of(paper)?;
        match paper {
            Paper::Stage { stage, .. } => Some(&self.stages[usize::from(stage)].authority),
            _ => Some(&channel.authority),
        }
    }

    /// How such a paper reads on the docket. `cited` gives the citation of an authority.
    pub fn text(&self, paper: Paper, cited: &dyn Fn(AuthorityId) -> String) -> Option<String> {
        let title = &self.channel_of(paper)?.title;
        Some(match paper {
            Paper::Stage { stage, outcome } => self.stage_text(stage, outcome),
            Paper::PathEnded { how, .. } => format!("{title}: {}.", how.words()),
            Paper::NotInForce { authority, .. } => {
                format!("{title}: not open on this day. {} is not in force.", cited(authority))
            }
            Paper::Produced(_) => format!("{title}: the data arrives by this path."),
            _ if self.channel_of(paper)?.overlay => format!("{title}: the question arises."),
            _ if self.channel_of(paper)?.crossing.is_some() => {
                format!("{title}: work on the request begins.")
            }
            _ => format!("{title}: the request is made."),
        })
    }

    fn stage_text(&self, stage: u16, outcome: u8) -> String {
        let stage = &self.stages[usize::from(stage)];
        match stage.outcomes.get(usize::from(outcome)) {
            Some(outcome) if stage.outcomes.len() > 1 => {
                format!("{}: {}.", stage.document, outcome.words)
            }
            _ => format!("{}.", stage.document),
        }
    }
}

/// Where the path of a channel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Standing {
    /// No request was made.
    #[default]
    NotUsed,
    /// A request is under way.
    Pending,
    /// The data came by it.
    Obtained,
    /// It ended without the data.
    Ended(PathEnd),
}

impl Standing {
    /// Its name in scenarios and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::NotUsed => "not-used",
            Standing::Pending => "pending",
            Standing::Obtained => "obtained",
            Standing::Ended(how) => how.as_str(),
        }
    }
}

/// The file of one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct File {
    /// Where it stands.
    pub standing: Standing,
    /// When it ended, with the data or without.
    pub ended: Option<Time>,
}
