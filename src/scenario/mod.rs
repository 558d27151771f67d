//! The scenario language: a file as written, checked, with every mistake explained at once.
//!
//! A file is parsed into a [`document::Document`] that keeps the place of every value; the check walks it
//! and makes a [`Scenario`], in which only what can be run can be said.

pub mod assume;
pub mod authorities;
pub mod channel;
pub mod check;
pub mod diagnostic;
pub mod document;
pub mod library;
pub mod line;
pub mod takes;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::law::Forums;
use crate::law::answers::{Choice, Plan};
use crate::law::authority::{AuthorityId, Catalogue};
use crate::law::channel::Channel;
use crate::law::decision::PointId;
use crate::law::message::Paper;
use crate::law::point::{Point, SPECS};
use crate::law::wording::{self, Names};

pub use assume::{Assumed, Basis};
pub use line::Line;

/// A scenario that can be run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The name it was asked for by: a built-in name or a path.
    pub name: String,
    /// The first 16 hexadecimal digits of the SHA-256 of its text and its channel's.
    pub hash: String,
    /// What it is called.
    pub title: String,
    /// The caption of the case.
    pub caption: String,
    /// The docket numbers.
    pub dockets: Vec<String>,
    /// What happened, what is asked, how it ended.
    pub summary: String,
    /// The first day.
    pub opens: Date,
    /// The last day a run may reach.
    pub horizon: Date,
    /// The names shown for offices and amici.
    pub names: Names,
    /// Whose holidays count where.
    pub forums: Forums,
    /// The record, with its sources.
    pub record: Vec<Line>,
    /// What is assumed of each point, in words, by the point's number.
    pub assumed: Vec<Assumed>,
    /// The sources the record cites.
    pub sources: BTreeMap<String, String>,
    /// What a run of this file must show.
    pub expectations: Vec<check::Expectation>,
    /// The authorities it can rest on: the built-in ones and its own.
    pub authorities: Arc<Catalogue>,
    /// The treaty channel.
    pub channel: Arc<Channel>,
    /// All of it in the form a run uses.
    pub plan: Plan,
}

impl Scenario {
    /// The points of this scenario: the fixed ones, then the stages of its channel.
    pub fn points(&self) -> impl Iterator<Item = PointId> {
        (0..SPECS.len() + self.channel.stages.len()).map(|number| PointId(number as u16))
    }

    /// The stage a point belongs to, if it is not a fixed one.
    fn stage(&self, point: PointId) -> Option<&crate::law::channel::Stage> {
        self.channel.stages.get(usize::from(Channel::stage_at(point)?))
    }

    /// The name of a point.
    pub fn point_name(&self, point: PointId) -> &str {
        match Point::numbered(point.0) {
            Some(point) => point.spec().name,
            None => self.stage(point).map_or("?", |stage| &stage.name),
        }
    }

    /// The point of that name.
    pub fn find_point(&self, name: &str) -> Option<PointId> {
        self.points().find(|point| self.point_name(*point) == name)
    }

    /// The step of the record that fixes a point, or shows what was chosen there.
    pub fn step_of(&self, point: PointId) -> Option<&Line> {
        let fixes = self.record.iter().find(|line| line.point == point);
        fixes.or_else(|| self.record.iter().find(|line| line.also.iter().any(|c| c.point == point)))
    }

    /// The names of the options at a point; empty for a step that only takes time.
    pub fn options(&self, point: PointId) -> Vec<&str> {
        match Point::numbered(point.0) {
            Some(point) => point.spec().options.iter().map(|option| option.name).collect(),
            None => match self.stage(point) {
                Some(stage) if stage.outcomes.len() > 1 => {
                    stage.outcomes.iter().map(|outcome| outcome.name.as_str()).collect()
                }
                _ => Vec::new(),
            },
        }
    }

    /// The name of one option.
    pub fn option_name(&self, point: PointId, option: u8) -> &str {
        let options = self.options(point);
        options.get(usize::from(option)).copied().unwrap_or("done")
    }

    /// A choice as the command line writes it: `point=option`, with `#n` for the nth time.
    pub fn choice_words(&self, choice: Choice) -> String {
        let name = self.point_name(choice.point);
        let option = self.option_name(choice.point, choice.option);
        match choice.occurrence {
            1 => format!("{name}={option}"),
            nth => format!("{name}#{nth}={option}"),
        }
    }

    /// What a paper is called.
    pub fn event(&self, paper: Paper) -> String {
        match paper {
            Paper::Stage { stage, .. } => self
                .channel
                .stages
                .get(usize::from(stage))
                .map_or("?".into(), |s| s.name.replace('.', "-")),
            paper => paper.event().to_owned(),
        }
    }

    /// How a paper reads on the docket.
    pub fn text(&self, paper: Paper) -> String {
        match paper {
            Paper::Stage { stage, outcome } => self.channel.text(stage, outcome),
            paper => wording::text(paper, &self.names),
        }
    }

    /// What a paper rests on.
    pub fn authority(&self, paper: Paper) -> &[AuthorityId] {
        match paper {
            Paper::Stage { stage, .. } => &self.channel.stages[usize::from(stage)].authority,
            paper => paper.authority(),
        }
    }

    /// The ids of authorities, as data files and reports write them.
    pub fn ids(&self, authorities: &[AuthorityId]) -> Vec<String> {
        authorities.iter().map(|id| self.authorities.get(*id).id.clone().into_owned()).collect()
    }

    /// How many assumptions are guesses in some part, and how many there are.
    pub fn guesses(&self) -> (usize, usize) {
        let guessed = self.assumed.iter().filter(|assumed| assumed.is_guess()).count();
        (guessed, self.assumed.len())
    }
}
