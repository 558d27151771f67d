//! The posture of a case: what its docket, read from the top, says stands today.
//!
//! Offices keep no notes; each asks the posture. It changes in one place only, [`Posture::apply`], when a
//! paper is entered, so the docket and the posture cannot disagree.

mod apply;

use crate::law::channel::{File, MOST_CHANNELS, Standing};
use crate::law::message::{Defence, EntryNumber, Process, ProducedBy, Sanction, Side};
use crate::law::office::Office;
use crate::sim::Time;

/// A ruling that stands: the entry that made it, and whom it favours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The entry.
    pub entry: EntryNumber,
    /// The day it was made.
    pub at: Time,
    /// The side it favours: the Government if the provider must produce.
    pub winner: Side,
}

/// When each court first ruled on the reach of the process. A vacatur wipes out a ruling, not that it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FirstRulings {
    /// The magistrate judge's.
    pub magistrate: Option<Time>,
    /// The district judge's.
    pub district: Option<Time>,
    /// The court of appeals'.
    pub circuit: Option<Time>,
    /// The Supreme Court's judgment, on the merits or not.
    pub supreme: Option<Time>,
}

/// A contempt that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContemptOrder {
    /// The entry.
    pub entry: EntryNumber,
    /// The day it was made: the clock for the notice of appeal starts here.
    pub at: Time,
    /// What it costs.
    pub sanction: Sanction,
}

/// Where an appeal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appeal {
    /// No notice, or the appeal is over.
    None,
    /// A notice is on the docket that has no effect yet.
    Premature,
    /// The court of appeals has the case.
    Accepted {
        /// Who appeals.
        by: Side,
    },
}

/// Where a petition for certiorari stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertiorariStage {
    /// No petition, or it is over.
    None,
    /// Filed, not yet ruled on.
    Pending {
        /// The petitioner.
        by: Side,
    },
    /// Granted: the case is in the Supreme Court.
    Granted {
        /// The petitioner.
        by: Side,
    },
}

/// How the warrant path ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The data was produced under the process.
    Produced,
    /// Only records other than content, or data in the United States, were produced; the rest was given up.
    ProducedInPart,
    /// The process was quashed as to the data abroad.
    Quashed,
    /// The Government withdrew it.
    Withdrawn,
    /// No court would issue it.
    Refused,
    /// The provider lost its appeal for want of a timely, ripe notice.
    AppealDismissed,
    /// A statute overtook the case and the rulings were vacated.
    MootVacated,
    /// The data was gone before the process came.
    NoData,
}

impl Ending {
    /// Every one.
    pub const ALL: [Ending; 8] = [
        Ending::Produced,
        Ending::ProducedInPart,
        Ending::Quashed,
        Ending::Withdrawn,
        Ending::Refused,
        Ending::AppealDismissed,
        Ending::MootVacated,
        Ending::NoData,
    ];

    /// Its name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Ending::Produced => "produced",
            Ending::ProducedInPart => "produced-in-part",
            Ending::Quashed => "quashed",
            Ending::Withdrawn => "withdrawn",
            Ending::Refused => "refused",
            Ending::AppealDismissed => "appeal-dismissed",
            Ending::MootVacated => "moot-vacated",
            Ending::NoData => "no-data",
        }
    }
}

/// What the docket says stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is the number of the entry its name says, unless it says more"
)]
pub struct Posture {
    pub process: Option<Process>,
    pub issued: Option<EntryNumber>,
    /// When it issued: the provider's days to answer run from then.
    pub issued_at: Option<Time>,
    /// The process was limited to data stored in the United States.
    pub limited: bool,
    pub served: Option<EntryNumber>,
    /// When: the days for the statutory motion run from then.
    pub served_at: Option<Time>,
    pub motion: Option<EntryNumber>,
    /// What the provider's motion rests on.
    pub defence: Defence,
    /// The motion is the Government's, to compel, not the provider's, to vacate.
    pub moved_to_compel: bool,
    pub answered: Option<EntryNumber>,
    /// The magistrate judge's ruling on the reach of the process.
    pub magistrate: Option<Ruling>,
    pub objections: Option<EntryNumber>,
    /// The right to review was lost by not objecting in time.
    pub waived: bool,
    /// The district judge's ruling on that ruling.
    pub district: Option<Ruling>,
    /// The district judge closed the case with a final order.
    pub closed_below: bool,
    /// The stay in force.
    pub stay: Option<EntryNumber>,
    /// The motion to lift it that is pending.
    pub lifting_motion: Option<EntryNumber>,
    /// The stay was lifted, or never granted: the duty to produce is live.
    pub duty_is_live: bool,
    /// The order that lifted the stay and asked the parties how to proceed.
    pub lifted: Option<EntryNumber>,
    /// The notice filed before any contempt.
    pub first_notice: Option<EntryNumber>,
    /// The proposal for an agreed contempt, and what it would cost.
    pub stipulation: Option<(EntryNumber, Sanction)>,
    /// The contested motion for contempt or the order to show cause.
    pub contempt_motion: Option<(EntryNumber, Sanction)>,
    pub contempt: Option<ContemptOrder>,
    /// A contempt that a court of appeals vacated; it revives if that ruling falls.
    pub vacated_contempt: Option<ContemptOrder>,
    /// The court of appeals has stayed a fine.
    pub fine_stayed: bool,
    pub appeal: Appeal,
    pub last_brief: Option<EntryNumber>,
    /// The ruling of the court of appeals.
    pub circuit: Option<Ruling>,
    pub rehearing_petition: Option<EntryNumber>,
    /// The last order that started the clock for certiorari: the judgment, or the denial of rehearing.
    pub judgment: Option<(EntryNumber, Time)>,
    pub certiorari: CertiorariStage,
    pub petition: Option<EntryNumber>,
    pub supreme_argument: Option<EntryNumber>,
    pub act: Option<EntryNumber>,
    /// The new warrant under the Act, once issued.
    pub replacement: Option<EntryNumber>,
    pub vacatur_motion: Option<EntryNumber>,
    /// The Supreme Court sent the case back to be decided under the Act.
    pub remanded_under_the_act: bool,
    pub mootness_answer: Option<EntryNumber>,
    pub comity_motion: Option<EntryNumber>,
    /// Which ruling, if any, said that the provider need not answer the new warrant.
    pub comity_granted: bool,
    /// The rulings below were vacated.
    pub vacated: bool,
    /// When each court first ruled.
    pub first: FirstRulings,
    pub produced: Option<(ProducedBy, Time)>,
    pub ending: Option<(Ending, Time)>,
    /// The file of each channel, in the order of the scenario.
    pub files: [File; MOST_CHANNELS],
    /// How many files are still worked on after they brought the data.
    pub follow_ups: u8,
}

impl Default for Posture {
    fn default() -> Posture {
        Posture {
            process: None,
            issued: None,
            issued_at: None,
            limited: false,
            served: None,
            served_at: None,
            motion: None,
            defence: Defence::default(),
            moved_to_compel: false,
            answered: None,
            magistrate: None,
            objections: None,
            waived: false,
            district: None,
            closed_below: false,
            stay: None,
            lifting_motion: None,
            duty_is_live: false,
            lifted: None,
            first_notice: None,
            stipulation: None,
            contempt_motion: None,
            contempt: None,
            vacated_contempt: None,
            fine_stayed: false,
            appeal: Appeal::None,
            last_brief: None,
            circuit: None,
            rehearing_petition: None,
            judgment: None,
            certiorari: CertiorariStage::None,
            petition: None,
            supreme_argument: None,
            act: None,
            replacement: None,
            vacatur_motion: None,
            remanded_under_the_act: false,
            mootness_answer: None,
            comity_motion: None,
            comity_granted: false,
            vacated: false,
            first: FirstRulings::default(),
            produced: None,
            ending: None,
            files: [File::default(); MOST_CHANNELS],
            follow_ups: 0,
        }
    }
}

impl Posture {
    /// Whether the Government still lacks the data it asked for.
    pub fn data_wanted(&self) -> bool {
        self.produced.is_none()
    }

    /// Whether a request is under way in any channel.
    pub fn request_pending(&self) -> bool {
        self.files.iter().any(|file| file.standing == Standing::Pending)
    }

    /// The court in which the case is pending on appeal, if any.
    pub fn appeal_pending_in(&self) -> Option<Office> {
        match (self.certiorari, self.appeal) {
            (CertiorariStage::Pending { .. } | CertiorariStage::Granted { .. }, _) => {
                Some(Office::Supreme)
            }
            (CertiorariStage::None, Appeal::Accepted { .. } | Appeal::Premature) => {
                Some(Office::Circuit)
            }
            (CertiorariStage::None, Appeal::None) if self.rehearing_petition.is_some() => {
                Some(Office::Circuit)
            }
            (CertiorariStage::None, Appeal::None) => None,
        }
    }

    /// Whether nothing is left to be done: the data is there and no court has the case.
    pub fn is_over(&self) -> bool {
        // Asked after every delivery, and most often answered by its first word.
        let decided = || self.ending.is_some() || self.issued.is_none();
        let elsewhere = || self.request_pending() || self.appeal_pending_in().is_some();
        !self.data_wanted() && decided() && self.follow_ups == 0 && !elsewhere()
    }

    /// When the last path that was open was decided; `None` while one still is, or if none was taken.
    pub fn closed_at(&self) -> Option<Time> {
        let warrant_open = self.ending.is_none() && self.process.is_some();
        if warrant_open || self.request_pending() {
            return None;
        }
        let ends = [self.ending.map(|(_, at)| at), self.produced.map(|(_, at)| at)];
        let files = self.files.iter().map(|file| file.ended);
        ends.into_iter().chain(files).flatten().max()
    }

    /// Whether the court of appeals is hearing the case: it has it, and nobody says it is moot.
    pub fn on_appeal(&self) -> bool {
        matches!(self.appeal, Appeal::Accepted { .. }) && self.vacatur_motion.is_none()
    }

    /// Whether the active judges are at work on a rehearing.
    pub fn in_rehearing(&self) -> bool {
        self.rehearing_petition.is_some() && self.vacatur_motion.is_none()
    }

    /// Whether the Supreme Court is hearing the case: it has agreed to, and nobody says it is moot.
    pub fn in_supreme_court(&self) -> bool {
        let granted = matches!(self.certiorari, CertiorariStage::Granted { .. });
        granted && self.vacatur_motion.is_none()
    }

    /// Whether the fight over the first process is still on.
    pub fn contested(&self) -> bool {
        self.ending.is_none()
    }

    /// The ruling of the district court that an appeal would bring up.
    pub fn district_winner(&self) -> Option<Side> {
        self.district.or(self.magistrate).map(|ruling| ruling.winner)
    }

    /// Whether the provider is bound to produce today: the duty is live, or it is in contempt of it.
    pub fn must_produce(&self) -> bool {
        self.duty_is_live || self.contempt.is_some()
    }

    /// No court will issue the process.
    pub fn refuse_for_good(&mut self, at: Time) {
        self.end(Ending::Refused, at);
    }
}
