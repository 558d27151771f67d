//! The scenario language: a file as written, checked, with every mistake explained at once.
//!
//! A file and those it names are put together into a [`document::Document`] that keeps the place of every
//! value; the check walks it and makes a [`Scenario`], in which only what can be run can be said.

pub mod assume;
pub mod authorities;
mod basis;
mod calendar;
pub mod caseload;
mod cast;
pub mod channel;
pub mod check;
pub mod condition;
mod data;
pub mod diagnostic;
pub mod document;
mod doubt;
pub mod expectation;
pub mod factor;
mod graph;
pub mod info;
pub mod lesson;
pub mod library;
pub mod line;
pub mod number;
pub mod points;
mod possible;
pub mod prompt;
pub mod reference;
pub mod request;
pub mod schema;
pub mod strategy;
pub mod takes;
pub mod weighing;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::law::Forums;
use crate::law::answers::{Choice, Plan};
use crate::law::authority::{self, Authority, AuthorityId, Catalogue};
use crate::law::chambers::calendar_date;
use crate::law::channel::{Channels, Stage};
use crate::law::decision::PointId;
use crate::law::docket::Entry;
use crate::law::message::Paper;
use crate::law::office::Office;
use crate::law::point::Point;
use crate::law::strategy::Step;
use crate::law::window::Closed;
use crate::law::wording::{self, Names};

pub use assume::Assumed;
pub use basis::Basis;
pub use caseload::Caseload;
pub use expectation::Expectation;
pub use factor::Factor;
pub use lesson::Lesson;
pub use line::Line;
use number::Number;
use points::Points;
pub use reference::Reference;
use request::Request;

/// A scenario that can be run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The name it was asked for by: a built-in name or a path.
    pub name: String,
    /// The first 16 hexadecimal digits of the SHA-256 of all its texts: its own, those it is based on, the
    /// values set on top, and its channels'.
    pub hash: String,
    /// The values set on top of its files, as `key.path=value`.
    pub sets: Vec<String>,
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
    /// The last day of which anything is known: a replay of the record stops here.
    pub known_until: Option<Date>,
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
    pub expectations: Vec<Expectation>,
    /// The authorities it can rest on: the built-in ones and its own.
    pub authorities: Arc<Catalogue>,
    /// What is asked for.
    pub request: Request,
    /// The points by name.
    pub points: Points,
    /// The channels.
    pub channels: Arc<Channels>,
    /// Their shared factors.
    pub factors: Vec<Factor>,
    /// The numbers that belong to no point, with what they rest on.
    pub other_numbers: Vec<Number>,
    /// Which path is taken when; empty: the court track at once.
    pub strategy: Vec<Step>,
    /// What-ifs that are part of the scenario.
    pub chosen: Vec<Choice>,
    /// Whether courts and authorities act only on their working days, and slowly in their slow seasons.
    pub working_days: bool,
    /// Many cases through the same offices, if it says how many.
    pub caseload: Option<Caseload>,
    /// The eight headings: their names and texts.
    pub info: info::Info,
    /// What a teacher does with it, if it is a lesson.
    pub lesson: Option<Lesson>,
    /// All of it in the form a run uses.
    pub plan: Plan,
}

impl Scenario {
    /// The points of this scenario: the fixed ones, then the stages of its channels.
    pub fn points(&self) -> impl Iterator<Item = PointId> {
        self.points.all()
    }

    /// The stage a point belongs to, if it is not a fixed one.
    pub fn stage(&self, point: PointId) -> Option<&Stage> {
        self.channels.stage(point)
    }

    /// Whether hours count in this case: an emergency is over before the day is.
    pub fn runs_by_the_hour(&self) -> bool {
        self.request.urgency == "emergency"
    }

    /// Who decides or acts at a point.
    pub fn decider(&self, point: PointId) -> Office {
        match (Point::numbered(point.0), self.stage(point)) {
            (Some(point), _) => point.spec().decider,
            (None, Some(stage)) => stage.office,
            (None, None) => Office::Parties,
        }
    }

    /// Whether one of these offices decides something at a point, alone or with the other side.
    pub fn decides(&self, point: PointId, offices: &[Office]) -> bool {
        const SIDES: [Office; 2] = [Office::Prosecutor, Office::Provider];
        let decider = self.decider(point);
        let together = decider == Office::Parties && offices.iter().any(|one| SIDES.contains(one));
        self.options(point).len() > 1 && (offices.contains(&decider) || together)
    }

    /// The name of a point.
    pub fn point_name(&self, point: PointId) -> &str {
        self.points.name(point)
    }

    /// The point of that name.
    pub fn find_point(&self, name: &str) -> Option<PointId> {
        self.points.find(name)
    }

    /// The what-ifs of the scenario and of whoever runs it, who has the last word.
    pub fn choices_with(&self, terms: &[Choice]) -> Vec<Choice> {
        let same = |one: &Choice, other: &Choice| {
            (one.point, one.occurrence) == (other.point, other.occurrence)
        };
        let kept = self.chosen.iter().filter(|own| !terms.iter().any(|term| same(own, term)));
        kept.chain(terms).copied().collect()
    }

    /// The step of the record that fixes a point, or shows what was chosen there.
    pub fn step_of(&self, point: PointId) -> Option<&Line> {
        let fixes = self.record.iter().find(|line| line.point == point);
        fixes.or_else(|| self.record.iter().find(|line| line.also.iter().any(|c| c.point == point)))
    }

    /// The names of the options at a point; empty for a step that only takes time.
    pub fn options(&self, point: PointId) -> Vec<&str> {
        self.points.options(point)
    }

    /// The name of one option.
    pub fn option_name(&self, point: PointId, option: u8) -> &str {
        let options = self.options(point);
        options.get(usize::from(option)).copied().unwrap_or("done")
    }

    /// A choice as the command line writes it: `point=option`, with `#n` for the nth time.
    pub fn choice_words(&self, choice: Choice) -> String {
        let option = self.option_name(choice.point, choice.option);
        format!("{}={option}", self.place_words(choice.point, choice.occurrence))
    }

    /// A decision as the command line names it: its point, with `#n` for the nth time.
    pub fn place_words(&self, point: PointId, occurrence: u16) -> String {
        let name = self.point_name(point);
        match occurrence {
            1 => name.to_owned(),
            nth => format!("{name}#{nth}"),
        }
    }

    /// What a paper is called.
    pub fn event(&self, paper: Paper) -> String {
        self.channels.event(paper).unwrap_or_else(|| paper.event().to_owned())
    }

    /// How an entry reads on the docket.
    pub fn text(&self, entry: &Entry) -> String {
        let cited =
            |authority: AuthorityId| self.authorities.get(authority).citation.clone().into_owned();
        let of_channel = self.channels.text(entry.paper, &cited);
        let on = calendar_date(entry.at);
        of_channel.unwrap_or_else(|| wording::text(entry.paper, entry.defence, &self.names, on))
    }

    /// What an entry rests on, each authority under the name it had that day.
    pub fn authority(&self, entry: &Entry) -> Vec<AuthorityId> {
        let on = calendar_date(entry.at);
        let of_channel = self.channels.authority(entry.paper);
        let rests = of_channel.unwrap_or_else(|| wording::authority(entry.paper, entry.defence));
        let circuit = self.forums.circuit.id;
        let binding = rests.iter().filter(|id| self.authorities.binds_in(**id, circuit));
        let mut called: Vec<_> = binding.map(|id| self.authorities.called(*id, on)).collect();
        called.dedup();
        if entry.paper.reaches_abroad() && self.opened_under_the_act() {
            called.push(authority::US_2713);
        }
        called
    }

    /// Whether the case opened when the place of storage no longer mattered.
    fn opened_under_the_act(&self) -> bool {
        self.authorities.get(authority::US_2713).in_force(self.opens)
    }

    /// Why an option was closed on a day, in words that follow a colon.
    pub fn closed_words(&self, why: Closed, on: Date) -> String {
        match why {
            Closed::Posture(why) => why.to_owned(),
            Closed::NotInForce(authority) => {
                let Authority { citation, force, .. } = self.authorities.get(authority);
                format!("{citation} was not in force on {on} ({force})")
            }
        }
    }

    /// The ids of authorities, as data files and reports write them.
    pub fn ids(&self, authorities: &[AuthorityId]) -> Vec<String> {
        authorities.iter().map(|id| self.authorities.get(*id).id.clone().into_owned()).collect()
    }

    /// How many assumptions are guesses in some part, and how many there are.
    pub fn guesses(&self) -> (usize, usize) {
        self.guesses_among(self.points())
    }

    /// The same of some points only.
    pub fn guesses_among(&self, points: impl Iterator<Item = PointId>) -> (usize, usize) {
        let assumed: Vec<_> =
            points.filter_map(|point| self.assumed.get(usize::from(point.0))).collect();
        (assumed.iter().filter(|assumed| assumed.is_guess()).count(), assumed.len())
    }
}
