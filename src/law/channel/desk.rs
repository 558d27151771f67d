//! How a file moves through a channel: it is requested, held for a time at each stage, ended or passed on.
//!
//! Any office can hold a stage. It takes its time, ends the stage with one of the stage's outcomes, and
//! hands the file on; nothing of this depends on which channel it is.

use std::ops::Range;
use std::sync::Arc;

use crate::law::authority::AuthorityId;
use crate::law::chambers::{Context, Ground, calendar_date, noon};
use crate::law::channel::{
    Channel, Channels, HoursFrom, Limit, LimitLength, MOST_CHANNELS, Stage, StageEnd, StageOutcome,
    Standing, consequence,
};
use crate::law::decision::PointId;
use crate::law::docket::{Acts, Deadline};
use crate::law::message::{EntryNumber, Paper, PathEnd, ProducedBy};
use crate::law::office::{Desk, Office, Outcome};
use crate::sim::Time;
use crate::sim::time::DAY;

/// An office that only handles files of channels.
pub struct ChannelOffice;

impl Desk for ChannelOffice {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            // The state where the data lies may be told of a warrant; what it then does is its own affair.
            Paper::NoticeToIreland => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        cx.unaccepted(point)
    }
}

/// Where the file of each channel is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// How often it has gone back.
    returns: u8,
    /// Who holds it.
    holder: Office,
    /// The request has crossed the border.
    sent: bool,
    /// It has brought the data, and goes on.
    delivered: bool,
    /// When the time the law allows for its stage is up.
    due: Option<Time>,
    /// The outcome that waits for that, and on what ground.
    late: Option<(u8, Ground)>,
}

/// The progress of each channel when a case opens.
pub fn at_rest() -> [Progress; MOST_CHANNELS] {
    let at_rest = Progress {
        returns: 0,
        holder: Office::Parties,
        sent: false,
        delivered: false,
        due: None,
        late: None,
    };
    [at_rest; MOST_CHANNELS]
}

/// Whether a paper is one that channels file, and that every office can therefore read.
pub(in crate::law) fn is_mine(paper: Paper) -> bool {
    matches!(
        paper,
        Paper::Requested(_)
            | Paper::Stage { .. }
            | Paper::PathEnded { .. }
            | Paper::NotInForce { .. }
    )
}

/// Reads such a paper: takes the file up if it is meant to go on here, or passes on word of its end.
pub(in crate::law) fn read(paper: Paper, cx: &mut Context) -> Outcome {
    let next = match paper {
        Paper::Requested(path) => cx.world.channels.list[usize::from(path)].first,
        Paper::Stage { stage, outcome } => match leads_to(stage, outcome, cx) {
            Some((_, StageEnd::Stage(next))) => next,
            Some((path, end)) => {
                bring_back(paper, path, end, cx);
                return Ok(());
            }
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    take_up(next, cx);
    Ok(())
}

/// Makes the request, if the law has this path on this day and the data is still wanted. One request a case.
pub(in crate::law) fn request(path: u8, cx: &mut Context) -> Outcome {
    let channel = &cx.world.channels.list[usize::from(path)];
    let made = cx.posture().files[usize::from(path)].standing != Standing::NotUsed;
    if made || (!channel.overlay && !cx.posture().data_wanted()) {
        return Ok(());
    }
    if let Some(authority) = out_of_force(&channel.authority, &channel.in_force, cx) {
        cx.file(Paper::NotInForce { path, authority }, &[], &[]);
        return Ok(());
    }
    let at_once = channel.crossing.is_none();
    let office = cx.world.channels.stages[usize::from(channel.first)].office;
    let request = hand_on(Paper::Requested(path), path, office, None, cx)?;
    if at_once {
        consequence::note(path, request, cx);
    }
    Ok(())
}

/// The first of these authorities that is not in force today, if we are not in the time in which all of them are.
fn out_of_force(
    authorities: &[AuthorityId],
    all: &Range<Time>,
    cx: &Context,
) -> Option<AuthorityId> {
    if all.contains(&cx.now) {
        return None;
    }
    let (today, catalogue) = (cx.today(), &cx.world.authorities);
    authorities.iter().copied().find(|authority| !catalogue.get(*authority).in_force(today))
}

/// Files a paper of the channel and passes the file on. An office that keeps the file writes itself no mail, and
/// what one office thinks of an overlay it need not tell the next.
fn hand_on(
    paper: Paper,
    path: u8,
    to: Office,
    before: Option<EntryNumber>,
    cx: &mut Context,
) -> Outcome<EntryNumber> {
    let keeps = cx.me == to.address();
    let quiet = cx.world.channels.list[usize::from(path)].overlay;
    let addressees = if keeps || quiet { &[][..] } else { &[to][..] };
    let entry = cx.file(paper, addressees, &[before]);
    if let Paper::Stage { stage, .. } = paper {
        cx.world.stage_ends[usize::from(stage)] = Some((cx.now, entry));
    }
    if keeps || quiet {
        cx.because(entry);
    }
    if keeps {
        read(paper, cx)?;
    } else if quiet {
        cx.write(to, paper);
    }
    Ok(entry)
}

/// The path of a stage, and where an outcome of it leads.
fn leads_to(stage: u16, outcome: u8, cx: &Context) -> Option<(u8, StageEnd)> {
    let stage = cx.world.channels.stages.get(usize::from(stage))?;
    Some((stage.channel, stage.outcomes.get(usize::from(outcome))?.leads_to))
}

/// Takes a file up at a stage: the time of the stage begins to run, and with it the time the law allows.
fn take_up(stage: u16, cx: &mut Context) {
    let Some(held) = cx.world.channels.stages.get(usize::from(stage)) else { return };
    let Stage { channel, office, .. } = *held;
    let due = if held.limit.is_some() { note_limit(stage, cx) } else { None };
    let progress = &mut cx.world.progress[usize::from(channel)];
    *progress = Progress { holder: office, due, late: None, ..*progress };
    cx.calendar_stage(stage, due);
}

/// Notes the legal limit of a stage as a deadline, and gives the moment it ends.
fn note_limit(stage: u16, cx: &mut Context) -> Option<Time> {
    let channels = Arc::clone(&cx.world.channels);
    let held = &channels.stages[usize::from(stage)];
    let limit = held.limit.as_ref()?;
    let (began, entry) = began(limit, cx);
    let due = limit_ends(limit.length, began, cx);
    if cx.world.docket.keeps() {
        cx.note_deadline(Deadline {
            what: limit.what.as_ref().unwrap_or(&held.document).clone().into(),
            whose: held.office,
            entry,
            from: calendar_date(began),
            period: limit.words.clone().into(),
            due: calendar_date(due),
            to_the_hour: matches!(limit.length, LimitLength::Hours(..)).then_some(due),
            authority: vec![limit.authority].into(),
            acts: Acts::Stage(Channels::point(stage)),
            done_by: 0,
            late: Vec::new(),
            replaced: false,
        });
    }
    Some(due)
}

/// When a limit began to run, and the entry that set it running.
fn began(limit: &Limit, cx: &Context) -> (Time, EntryNumber) {
    let ends = limit.from.iter().filter_map(|stage| cx.world.stage_ends[usize::from(*stage)]);
    ends.max().unwrap_or((cx.now, cx.world.ground.cause))
}

fn limit_ends(length: LimitLength, began: Time, cx: &Context) -> Time {
    const HOUR: i64 = DAY / 24;
    let country = cx.world.forums.of(cx.my_office());
    match length {
        LimitLength::Days(days, rule) => noon(country.due(rule, calendar_date(began), days)),
        LimitLength::WorkingDays(days) => noon(country.working_day(calendar_date(began), days)),
        LimitLength::PlainDays(days) => began + i64::from(days) * DAY,
        LimitLength::Hours(hours, HoursFrom::TheMoment) => began + i64::from(hours) * HOUR,
        LimitLength::Hours(hours, HoursFrom::TheNextHour) => {
            Time((began.0.div_euclid(HOUR) + 1) * HOUR) + i64::from(hours) * HOUR
        }
    }
}

/// The time of a stage is up: one of its outcomes happens, and the file goes on, or the path ends.
pub(in crate::law) fn end_stage(point: PointId, cx: &mut Context) -> Outcome {
    let Some(number) = Channels::stage_at(point) else { return cx.unaccepted(point) };
    let stage = &cx.world.channels.stages[usize::from(number)];
    let (path, index, office) = (stage.channel, usize::from(stage.channel), stage.office);
    let Channel { demander, overlay, .. } = cx.world.channels.list[index];
    let wanted = overlay || cx.posture().data_wanted();
    let open = cx.posture().files[index].standing == Standing::Pending && wanted;
    if !open && !cx.world.progress[index].delivered {
        return Ok(());
    }
    match out_of_force(&stage.authority, &stage.in_force, cx) {
        Some(_) if !open => {
            end_follow_up(path, cx);
            return Ok(());
        }
        Some(authority) => {
            let before = Some(cx.world.ground.cause);
            cx.file(Paper::NotInForce { path, authority }, &[demander], &[before]);
            return Ok(());
        }
        None => {}
    }
    let Some(chosen) = outcome_today(point, number, cx)? else { return Ok(()) };
    let stage = &cx.world.channels.stages[usize::from(number)];
    let StageOutcome { leads_to, at_most, holds_days, holds_by, delivers, .. } =
        stage.outcomes[usize::from(chosen)];
    cx.world.progress[index].returns += u8::from(at_most > 0);
    let paper = Paper::Stage { stage: number, outcome: chosen };
    let entry = pass_on(paper, path, (leads_to, delivers), cx)?;
    if let Some(days) = holds_days {
        hold(days, holds_by, (office, entry), cx);
    }
    Ok(())
}

/// The outcome of a stage whose time has come; `None` if it is one of lateness and the law's time is not up.
fn outcome_today(point: PointId, number: u16, cx: &mut Context) -> Outcome<Option<u8>> {
    if cx.world.desks.is_some()
        && let Some(chosen) = cx.decided_by_time(point)
    {
        return Ok(Some(chosen));
    }
    let index = usize::from(cx.world.channels.stages[usize::from(number)].channel);
    let chosen = match cx.world.progress[index].late {
        Some((chosen, ground)) => {
            cx.world.progress[index].late = None;
            cx.world.ground = ground;
            chosen
        }
        None => decide(point, number, cx)?,
    };
    let stage = &cx.world.channels.stages[usize::from(number)];
    if !stage.outcomes[usize::from(chosen)].late {
        return Ok(Some(chosen));
    }
    match cx.world.progress[index].due.filter(|due| cx.now < *due) {
        Some(due) if cx.world.ground.line.is_none() => {
            cx.world.progress[index].late = Some((chosen, cx.world.ground));
            cx.calendar_again(point, due);
            Ok(None)
        }
        _ => {
            cx.world.docket.let_pass(stage.office, point);
            Ok(Some(chosen))
        }
    }
}

/// Somebody holds a copy of the data from now on. It is a period of the law only where the law sets it.
fn hold(
    days: u32,
    by: Option<AuthorityId>,
    (whose, entry): (Office, EntryNumber),
    cx: &mut Context,
) {
    let (now, from) = (cx.now, cx.today());
    let until = now + i64::from(days) * DAY;
    cx.world.data.hold(now, until);
    let Some(by) = by else { return };
    cx.note_deadline(Deadline {
        what: "keep the copy of the data".into(),
        whose,
        entry,
        from,
        period: format!("{days} days").into(),
        due: calendar_date(until),
        to_the_hour: None,
        authority: vec![by].into(),
        acts: Acts::Retention,
        done_by: 0,
        late: Vec::new(),
        replaced: false,
    });
}

/// What an outcome leads to: the next stage, the data, or the end of the path; and whether it delivers the data.
fn pass_on(
    paper: Paper,
    path: u8,
    (leads_to, delivers): (StageEnd, bool),
    cx: &mut Context,
) -> Outcome<EntryNumber> {
    let Channel { demander, crossing, .. } = cx.world.channels.list[usize::from(path)];
    let before = Some(cx.world.ground.cause);
    let delivered = cx.world.progress[usize::from(path)].delivered;
    let StageEnd::Stage(next) = leads_to else {
        let way = way_back(path, cx);
        let entry = cx.file(paper, way.as_slice(), &[before]);
        if way.is_none() {
            end_path(path, leads_to, entry, cx);
        }
        return Ok(entry);
    };
    let office = cx.world.channels.stages[usize::from(next)].office;
    let entry = hand_on(paper, path, office, before, cx)?;
    let leaves = paper.ends_stage(crossing.map(|crossing| crossing.sent));
    if leaves && !cx.world.progress[usize::from(path)].sent {
        cx.world.progress[usize::from(path)].sent = true;
        consequence::note(path, entry, cx);
    }
    if delivers && !delivered {
        cx.world.progress[usize::from(path)].delivered = true;
        cx.world.posture.follow_ups += 1;
        deliver(path, demander, entry, cx);
    }
    Ok(entry)
}

/// Through whom word of the end goes on from here, where the request has crossed the border; `None` at whoever
/// answers for it at home, or asked.
fn way_back(path: u8, cx: &Context) -> Option<Office> {
    let channel = &cx.world.channels.list[usize::from(path)];
    let crossing = channel.crossing.filter(|_| cx.world.progress[usize::from(path)].sent)?;
    match cx.my_office() {
        me if me == crossing.home || me == channel.demander => None,
        me if me == crossing.abroad => Some(crossing.home),
        _ => Some(crossing.abroad),
    }
}

/// Word of the end of a path passes through here on its way to whoever asked.
fn bring_back(paper: Paper, path: u8, end: StageEnd, cx: &mut Context) {
    if cx.posture().files[usize::from(path)].standing != Standing::Pending {
        return; // Withdrawn in the same hour.
    }
    match way_back(path, cx) {
        Some(on) => cx.write(on, paper),
        None => end_path(path, end, cx.world.ground.cause, cx),
    }
}

/// The path ends, with the data or without: whoever asked is told.
fn end_path(path: u8, end: StageEnd, last: EntryNumber, cx: &mut Context) {
    let Channel { demander, .. } = cx.world.channels.list[usize::from(path)];
    match end {
        // The data is there; how what follows it ends is on the docket, and changes nothing.
        _ if cx.world.progress[usize::from(path)].delivered => end_follow_up(path, cx),
        StageEnd::Ended(how) => {
            let to = if demander.address() == cx.me { &[][..] } else { &[demander][..] };
            cx.file(Paper::PathEnded { path, how }, to, &[Some(last)]);
        }
        StageEnd::Obtained | StageEnd::Stage(_) => deliver(path, demander, last, cx),
    }
}

/// Nothing more is done on a file that has brought its data.
fn end_follow_up(path: u8, cx: &mut Context) {
    cx.world.progress[usize::from(path)].delivered = false;
    cx.world.posture.follow_ups -= 1;
}

/// Which outcome a stage has: not one that sends the file back once too often, and where the data is gone
/// only the one that says so.
fn decide(point: PointId, number: u16, cx: &mut Context) -> Outcome<u8> {
    let stage = &cx.world.channels.stages[usize::from(number)];
    let returns = cx.world.progress[usize::from(stage.channel)].returns;
    let gone = stage.if_gone.filter(|_| !cx.world.data.is_there(cx.now));
    let options = stage.outcomes.len();
    let spent = if returns == 0 { 0 } else { spent(stage, returns) };
    if gone.is_none() && spent == 0 {
        return cx.decide_by_number(point, options, &|_| None);
    }
    let closed = |option: u8| {
        if gone.is_some_and(|gone| gone != option) {
            return Some("the data has been deleted, and nobody holds a copy");
        }
        (spent >> option & 1 == 1)
            .then_some("the request has gone back as often as the channel allows")
    };
    cx.decide_by_number(point, options, &closed)
}

/// The outcomes that would send a file back once too often, as bits: a stage has fewer than 64.
fn spent(stage: &Stage, returns: u8) -> u64 {
    let is_spent = |outcome: &StageOutcome| (1..=returns).contains(&outcome.at_most);
    let outcomes = stage.outcomes.iter().enumerate();
    outcomes.filter(|(_, outcome)| is_spent(outcome)).fold(0, |bits, (place, _)| bits | 1 << place)
}

/// The data is here: whoever asked has it, and a court that has the case on appeal must know.
fn deliver(path: u8, demander: Office, entry: EntryNumber, cx: &mut Context) {
    cx.world.answers.depart_if_simulated(cx.world.ground.status);
    let paper = Paper::Produced(ProducedBy::Channel(path));
    match cx.posture().appeal_pending_in() {
        Some(court) => cx.file(paper, &[demander, court], &[Some(entry)]),
        None => cx.file(paper, &[demander], &[Some(entry)]),
    };
}

/// With the data in hand, every other request is withdrawn, by the way it went.
pub(in crate::law) fn withdraw_rest(cx: &mut Context) {
    let production = Some(cx.world.ground.cause);
    for index in 0..cx.world.channels.list.len() {
        let pending = cx.posture().files[index].standing == Standing::Pending;
        if pending && !cx.world.channels.list[index].overlay {
            let paper = Paper::PathEnded { path: index as u8, how: PathEnd::Withdrawn };
            let Progress { holder, sent, .. } = cx.world.progress[index];
            let crossing = cx.world.channels.list[index].crossing.filter(|_| sent);
            let holder = crossing.map_or(holder, |crossing| crossing.home);
            let keeps = holder == Office::Parties || holder.address() == cx.me;
            let to = if keeps { &[][..] } else { &[holder][..] };
            cx.file(paper, to, &[production]);
        }
    }
}
