//! A treaty channel: a table of stages, run by whichever office holds the file.
//!
//! The stages, their times and their outcomes are data (`scenarios/channels/`). An office that gets the
//! file takes its time, ends its stage with one of the stage's outcomes and passes the file on.

use crate::law::authority::AuthorityId;
use crate::law::chambers::Context;
use crate::law::decision::PointId;
use crate::law::message::{EntryNumber, Paper, ProducedBy, TreatyFailure};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::SPECS;

/// A treaty channel.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name in scenarios.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The stages; the request starts at the first.
    pub stages: Vec<Stage>,
}

/// One stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its number in the study of the channel: `b4`.
    pub id: String,
    /// Its name as a decision point: `treaty.legal-check`.
    pub name: String,
    /// Who holds the file.
    pub office: Office,
    /// What is done with it, or which paper comes out.
    pub document: String,
    /// What the stage rests on.
    pub authority: Vec<AuthorityId>,
    /// How it can end.
    pub outcomes: Vec<StageOutcome>,
}

/// How a stage can end.
#[derive(Clone, Debug)]
pub struct StageOutcome {
    /// The option's name.
    pub name: String,
    /// Where it leads.
    pub leads_to: StageEnd,
    /// How often it may be taken in one case; 0 for as often as it comes.
    pub at_most: u8,
    /// Where it leads, in words.
    pub words: String,
}

/// Where a stage leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageEnd {
    /// To another stage.
    Stage(u8),
    /// The data is delivered.
    Obtained,
    /// The request ends without it.
    Failed(TreatyFailure),
}

impl Channel {
    /// The decision point of a stage: they are numbered after the fixed ones.
    pub fn point(stage: u8) -> PointId {
        PointId(SPECS.len() as u16 + u16::from(stage))
    }

    /// The stage a decision point belongs to.
    pub fn stage_at(point: PointId) -> Option<u8> {
        let number = usize::from(point.0).checked_sub(SPECS.len())?;
        u8::try_from(number).ok()
    }

    /// What the docket says when a stage ended.
    pub fn text(&self, stage: u8, outcome: u8) -> String {
        let stage = &self.stages[usize::from(stage)];
        match stage.outcomes.get(usize::from(outcome)) {
            Some(outcome) if stage.outcomes.len() > 1 => {
                format!("{}: {}.", stage.document, outcome.words)
            }
            _ => format!("{}.", stage.document),
        }
    }
}

/// An office that only handles treaty requests.
pub struct ChannelOffice;

impl Desk for ChannelOffice {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::TreatyRequest | Paper::Stage { .. } => take_up(paper, cx),
            Paper::NoticeToIreland | Paper::TreatyFailed(TreatyFailure::Withdrawn) => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        end_stage(point, cx)
    }
}

/// Files the request. It goes to the office of the first stage, or stays where it is made to be drafted.
pub(super) fn begin(cx: &mut Context) -> Outcome {
    let first = cx.world.channel.stages.first().map(|stage| stage.office);
    let Some(office) = first else { return Ok(()) };
    hand_on(Paper::TreatyRequest, office, None, cx)
}

/// Files a paper of the channel and passes the file on. An office that keeps the file writes itself no mail.
fn hand_on(paper: Paper, to: Office, before: Option<EntryNumber>, cx: &mut Context) -> Outcome {
    let keeps = cx.me == to.address();
    let addressees = if keeps { &[][..] } else { &[to][..] };
    let entry = cx.file(paper, addressees, &[before]);
    if keeps {
        cx.because(entry);
        return take_up(paper, cx);
    }
    Ok(())
}

/// Takes up a request or a file that another office passed on.
pub(super) fn take_up(paper: Paper, cx: &mut Context) -> Outcome {
    let next = match paper {
        Paper::Stage { stage, outcome } => next_stage(stage, outcome, cx),
        _ => Some(0),
    };
    if let Some(stage) = next {
        cx.calendar(Channel::point(stage));
    }
    Ok(())
}

fn next_stage(stage: u8, outcome: u8, cx: &Context) -> Option<u8> {
    let outcomes = &cx.world.channel.stages.get(usize::from(stage))?.outcomes;
    match outcomes.get(usize::from(outcome))?.leads_to {
        StageEnd::Stage(next) => Some(next),
        StageEnd::Obtained | StageEnd::Failed(_) => None,
    }
}

/// The time of a stage is up: one of its outcomes happens, and the file goes on, or the request ends.
pub(super) fn end_stage(point: PointId, cx: &mut Context) -> Outcome {
    let Some(number) = Channel::stage_at(point) else { return cx.unaccepted(point) };
    if !cx.posture().data_wanted() {
        return Ok(());
    }
    let channel = std::sync::Arc::clone(&cx.world.channel);
    let stage = &channel.stages[usize::from(number)];
    let returns = cx.world.returns;
    let closed = |option: u8| {
        let limit = stage.outcomes[usize::from(option)].at_most;
        (limit > 0 && returns >= limit)
            .then_some("the request has gone back as often as the channel allows")
    };
    let chosen = cx.decide_by_number(point, stage.outcomes.len(), &closed)?;
    let outcome = &stage.outcomes[usize::from(chosen)];
    cx.world.returns += u8::from(outcome.at_most > 0);
    let before = Some(cx.world.ground.cause);
    let paper = Paper::Stage { stage: number, outcome: chosen };
    if let StageEnd::Stage(next) = outcome.leads_to {
        return hand_on(paper, channel.stages[usize::from(next)].office, before, cx);
    }
    let entry = cx.file(paper, &[], &[before]);
    match outcome.leads_to {
        StageEnd::Failed(why) => {
            cx.file(Paper::TreatyFailed(why), &[Office::Prosecutor], &[Some(entry)]);
        }
        _ => deliver(entry, cx),
    }
    Ok(())
}

/// The data is here: the prosecutor has it, and a court that has the case on appeal must know.
fn deliver(entry: u32, cx: &mut Context) {
    let mut to = vec![Office::Prosecutor];
    to.extend(cx.posture().appeal_pending_in());
    cx.file(Paper::Produced(ProducedBy::Treaty), &to, &[Some(entry)]);
}
