//! Where a case stands, in a few sentences: which order binds, what is pending where, which days run.

use jiff::civil::Date;

use crate::law::case::{Appeal, CertiorariStage, Posture, Ruling};
use crate::law::chambers::calendar_date;
use crate::law::channel::Standing;
use crate::law::message::{Process, Sanction, Side};
use crate::law::office::Office;
use crate::report::lines::{capital, count, day, list};
use crate::report::record::{DeadlineRecord, EntryRecord, RunRecord, days_between};
use crate::report::text::{name, path_name, warrant_words};
use crate::scenario::Scenario;
use crate::simulate::Run;

/// The most deadlines named; the nearest are.
const DEADLINES: usize = 4;

/// Where the case stands on a day.
pub fn lines(scenario: &Scenario, run: &Run, record: &RunRecord, today: Date) -> Vec<String> {
    let stand = Stand { scenario, posture: &run.posture, entries: &record.entries, today };
    let mut lines = Vec::new();
    lines.extend(stand.process());
    lines.extend(stand.rulings());
    lines.extend(stand.duty());
    lines.push(stand.pending());
    lines.extend(deadlines(scenario, record, today));
    lines
}

struct Stand<'a> {
    scenario: &'a Scenario,
    posture: &'a Posture,
    entries: &'a [EntryRecord],
    today: Date,
}

impl Stand<'_> {
    /// `entry 12, 25 Apr 2014`.
    fn entry(&self, n: u32) -> String {
        let entry = self.entries.iter().find(|entry| entry.n == n);
        match entry.map(|entry| (entry.precision.as_deref(), day(entry.date))) {
            Some((Some("unknown"), _)) | None => format!("entry {n}"),
            Some((Some("approx"), on)) => format!("entry {n}, c. {on}"),
            Some((_, on)) => format!("entry {n}, {on}"),
        }
    }

    fn office(&self, office: Office) -> String {
        self.scenario.names.on(self.today, office).to_owned()
    }

    fn side(&self, side: Side) -> String {
        match side {
            Side::Government => "the Government".to_owned(),
            Side::Provider => self.office(Office::Provider),
        }
    }

    fn process(&self) -> Option<String> {
        let Posture { process, issued, served, limited, ending, replacement, .. } = self.posture;
        let (process, issued) = ((*process)?, (*issued)?);
        let what = match process {
            Process::Warrant | Process::Replacement => "warrant",
            Process::CourtOrder => "court order",
            Process::NonContent => "demand for records other than content",
        };
        let mut text = match (ending, served) {
            (Some((ending, at)), _) => {
                let ended = warrant_words(ending.as_str());
                format!(
                    "The fight over the {what} is over since {}: {ended}.",
                    day(calendar_date(*at))
                )
            }
            (None, served) => {
                let served = match served {
                    Some(n) => format!("served ({})", self.entry(*n)),
                    None => "not served yet".to_owned(),
                };
                let limit =
                    if *limited { ", limited to data stored in the United States" } else { "" };
                format!("The {what} ({}) is {served}{limit}.", self.entry(issued))
            }
        };
        if let Some(n) = replacement {
            text.push_str(&format!(" A new warrant has issued ({}).", self.entry(*n)));
        }
        Some(text)
    }

    /// The rulings on the reach of the process.
    fn rulings(&self) -> Option<String> {
        let Posture { magistrate, district, circuit, vacated, ending, .. } = self.posture;
        if *vacated {
            return Some("All rulings are vacated.".to_owned());
        }
        let ruled = |ruling: &Option<Ruling>, office| {
            let Ruling { entry, at, winner } = (*ruling)?;
            let who = self.scenario.names.on(calendar_date(at), office);
            Some(format!("{who} for {} ({})", self.side(winner), self.entry(entry)))
        };
        let all = [
            ruled(magistrate, Office::Magistrate),
            ruled(district, Office::District),
            ruled(circuit, Office::Circuit),
        ];
        let all: Vec<String> = all.into_iter().flatten().collect();
        let is_open = !all.is_empty() && ending.is_none();
        let latest = if all.len() > 1 { "; the latest governs" } else { "" };
        is_open.then(|| format!("On whether it reaches the data: {}{latest}.", all.join("; ")))
    }

    /// Whether the duty to produce binds today.
    fn duty(&self) -> Option<String> {
        let Posture { stay, duty_is_live, contempt, ending, lifted, .. } = self.posture;
        if ending.is_some() {
            return None;
        }
        let provider = capital(&self.office(Office::Provider));
        let contempt = contempt.map(|contempt| {
            let cost = match contempt.sanction {
                Sanction::None => "without a sanction",
                Sanction::FineStayed => "with a daily fine that is stayed",
                Sanction::FineAccruing => "with a daily fine that runs",
            };
            format!("{provider} is in contempt ({}), {cost}.", self.entry(contempt.entry))
        });
        let duty = match (stay, lifted) {
            (Some(n), _) => Some(format!("The order is stayed ({}).", self.entry(*n))),
            (None, Some(n)) if *duty_is_live => Some(format!(
                "The stay is lifted ({}): the duty to produce is live.",
                self.entry(*n)
            )),
            (None, _) if *duty_is_live => {
                Some("Nothing is stayed: the duty to produce is live.".to_owned())
            }
            (None, _) => None,
        };
        let both: Vec<String> = duty.into_iter().chain(contempt).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    /// What somebody has asked for and nobody has answered.
    fn pending(&self) -> String {
        let all: Vec<String> = self.in_trial_courts().chain(self.on_appeal()).collect();
        let paths = self.scenario.channels.list.iter().zip(&self.posture.files);
        let requests = paths.filter(|(_, file)| file.standing == Standing::Pending);
        let requests = requests.map(|(channel, _)| match channel.overlay {
            true => format!("the {} procedure", path_name(&channel.path)),
            false => format!("the request on the {} path", path_name(&channel.path)),
        });
        let all: Vec<String> = all.into_iter().chain(requests).collect();
        if all.is_empty() {
            return "Nothing is pending.".to_owned();
        }
        format!("Pending: {}.", list(&all))
    }

    fn in_trial_courts(&self) -> impl Iterator<Item = String> {
        let p = self.posture;
        let open = p.ending.is_none() && !p.vacated;
        let motion = p.motion.filter(|_| p.magistrate.is_none() && open);
        let moved = if p.moved_to_compel { "the motion to compel" } else { "the motion to vacate" };
        let unreviewed = open && p.district.is_none() && !p.waived;
        let asked = [
            (motion, moved),
            (p.objections.filter(|_| unreviewed), "the objections before the district judge"),
            (p.lifting_motion.filter(|_| p.stay.is_some()), "the motion to lift the stay"),
            (p.stipulation.map(|(n, _)| n), "the proposal for an agreed contempt"),
            (p.contempt_motion.map(|(n, _)| n), "the motion for contempt"),
        ];
        let asked = asked.into_iter().filter_map(|(n, what)| Some((n?, what)));
        let words: Vec<String> =
            asked.map(|(n, what)| format!("{what} ({})", self.entry(n))).collect();
        words.into_iter()
    }

    fn on_appeal(&self) -> impl Iterator<Item = String> {
        let p = self.posture;
        let mut all = Vec::new();
        match p.appeal {
            Appeal::None => {}
            Appeal::Premature => {
                all.push("a notice of appeal that has no effect yet".to_owned());
            }
            Appeal::Accepted { by } => {
                all.push(format!("the appeal of {} in the court of appeals", self.side(by)));
            }
        }
        if let Some(n) = p.rehearing_petition {
            all.push(format!("the petition for rehearing en banc ({})", self.entry(n)));
        }
        match p.certiorari {
            CertiorariStage::None => {}
            CertiorariStage::Pending { by } => {
                all.push(format!("the petition of {} for certiorari", self.side(by)));
            }
            CertiorariStage::Granted { by } => {
                all.push(format!("the case of {} in the Supreme Court", self.side(by)));
            }
        }
        if let Some(n) = p.vacatur_motion.filter(|_| !p.vacated && p.ending.is_none()) {
            all.push(format!("the motion to vacate the judgment as moot ({})", self.entry(n)));
        }
        all.into_iter()
    }
}

/// The deadlines that run on a day, the nearest first.
fn deadlines(scenario: &Scenario, record: &RunRecord, today: Date) -> Option<String> {
    let runs = |one: &&DeadlineRecord| {
        one.done_by.is_none() && !one.replaced && one.kind == "act" && one.due >= today
    };
    let mut running: Vec<&DeadlineRecord> = record.deadlines.iter().filter(runs).collect();
    running.sort_by_key(|one| one.due);
    let words = |one: &&DeadlineRecord| {
        let whose = name(scenario, &one.whose);
        let left = days_between(today, one.due);
        let left = match left {
            0 => "today".to_owned(),
            left => format!("{} left", count(left as u32, "day", "days")),
        };
        format!("{whose}: {} by {} ({left})", one.what, day(one.due))
    };
    let mut all: Vec<String> = running.iter().take(DEADLINES).map(words).collect();
    if running.len() > DEADLINES {
        all.push(format!("and {} more", running.len() - DEADLINES));
    }
    (!all.is_empty()).then(|| format!("Days that run: {}.", all.join("; ")))
}
