//! What the law attaches to a request while it is pending: a limitation period that may stand still, time that may be
//! left out of a speedy-trial clock. Nobody owes anything by that day, so it is no period to be kept. It runs from the
//! day the request leaves for the authority abroad until the answer is back, the request ends, or the law's own time
//! is up.

use jiff::ToSpan;

use crate::law::authority::AuthorityId;
use crate::law::chambers::Context;
use crate::law::docket::{Acts, Deadline};
use crate::law::message::EntryNumber;

/// One consequence of a pending request.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// What may happen, in words.
    pub says: String,
    /// For how many years at most; 1 to 99.
    pub years: u8,
    /// As it is written: `3 years`.
    pub words: String,
    /// What allows it.
    pub authority: AuthorityId,
}

/// Notes the consequences of the request that leaves with this entry, as far as the law has them on this day.
pub(super) fn note(path: u8, request: EntryNumber, cx: &mut Context) {
    if !cx.world.docket.keeps() {
        return;
    }
    let channels = std::sync::Arc::clone(&cx.world.channels);
    let channel = &channels.list[usize::from(path)];
    let today = cx.today();
    let answered = channel.crossing.map(|crossing| crossing.answered);
    for one in &channel.consequences {
        if !cx.world.authorities.get(one.authority).in_force(today) {
            continue;
        }
        cx.note_deadline(Deadline {
            what: one.says.clone().into(),
            whose: channel.demander,
            entry: request,
            from: today,
            period: one.words.clone().into(),
            due: today.saturating_add(i64::from(one.years).years()),
            to_the_hour: None,
            authority: vec![one.authority].into(),
            acts: Acts::EndOfRequest { path, answered },
            done_by: 0,
            late: Vec::new(),
            replaced: false,
        });
    }
}
