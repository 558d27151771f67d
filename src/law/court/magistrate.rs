//! The magistrate judge: issues process, rules first on its reach. In the seed case: Judge Francis.
//!
//! A magistrate judge cannot hold anybody in contempt; the facts are certified to a district judge.

use crate::law::chambers::{Context, calendar, calendar_date, day_after};
use crate::law::clock;
use crate::law::decision::{PointId, decision};
use crate::law::message::{Defence, Paper, Process};
use crate::law::office::{Desk, Office, Outcome};
use crate::law::point::Point;
use crate::law::rule;

decision! {
    /// D02. Whether process issues on the application.
    Application at Application {
        Issue = "issue" [US_2703A, R_CRP41] "The process issues and is served.",
        Refuse = "refuse" [US_2703A, R_CRP41] "For want of probable cause or particularity; the Government may resubmit or go to a district judge.",
        Rider = "issue-with-rider" [US_2703A, R_CRP41] "It issues, limited to data stored in the United States; the Government objects, and a district judge decides in days.",
    }
}

decision! {
    /// D05. Whether the process reaches data stored abroad.
    MotionRuling at MotionRuling {
        Deny = "deny" [US_2703A, US_636] "A warrant under the Act is executed like a subpoena: control decides, not location. The provider must produce or seek review.",
        Grant = "grant" [US_2703A, R_CRP41B] "A warrant stops at the border. The Government goes to the district judge, and later appeals without contempt.",
        Abate = "abate" [T_US_IE, C_AEROSPATIALE] "The ruling waits 60 to 300 days for a treaty request; then it is made, or moot.",
        DenyInPart = "deny-in-part" [C_AEROSPATIALE] "Denied, with comity weighed: a narrower record, on which the court of appeals may not reach extraterritoriality.",
    }
}

decision! {
    /// Whether a contested stay is granted.
    StayRuling at MagistrateStay {
        Grant = "grant" [R_AP8, C_NKEN] "The order is stayed while the district judge reviews it.",
        Refuse = "refuse" [R_AP8, C_NKEN] "The provider must obey or be certified for contempt at once.",
    }
}

decision! {
    /// Whether the interests of justice require that the process be modified or quashed: the eight factors of
    /// 18 U.S.C. 2703(h)(3). They are scored in the scenario, under `factors`.
    StatutoryRuling at StatutoryRuling {
        Deny = "deny" [US_2703H] "The factors favour the United States: the provider must produce or seek review.",
        Grant = "modify-or-quash" [US_2703H] "The process is modified or quashed; the Government may seek review, and needs no contempt for it.",
    }
}

decision! {
    /// Whether common-law comity forbids enforcing the process: the factors of the Restatement (Third) of Foreign
    /// Relations Law s. 442, as Aerospatiale weighs them, with the Second Circuit's hardship and good faith. They
    /// are scored in the scenario, under `factors`.
    ComityRuling at Comity {
        Deny = "deny" [US_CLOUD103C, C_AEROSPATIALE] "Courts usually order production: the data is produced, or review sought.",
        Grant = "grant" [US_CLOUD103C] "The process is quashed.",
    }
}

/// The magistrate judge.
pub struct Magistrate;

impl Desk for Magistrate {
    fn read(&mut self, paper: Paper, cx: &mut Context) -> Outcome {
        match paper {
            Paper::ApplicationFor(Process::Replacement) => calendar(cx, Point::Replacement),
            Paper::ApplicationFor(process) => {
                cx.world.posture.process = Some(process);
                calendar(cx, Point::Application)
            }
            Paper::OppositionToMotion | Paper::MotionToCompel => self.take_under_advisement(cx),
            Paper::MotionForContempt | Paper::Declined => self.certify(cx),
            Paper::ReviewWaived => self.watch_the_window(cx),
            Paper::StayOpposed => calendar(cx, Point::MagistrateStay),
            Paper::RemandedToMagistrate => calendar(cx, Point::Findings),
            Paper::ComityMotion => calendar(cx, Point::Comity),
            Paper::MotionToVacate(_)
            | Paper::OppositionToCompel
            | Paper::ReplyOnMotion
            | Paper::StayedOnConsent
            | Paper::Withdrawn
            | Paper::Narrowed => Ok(()),
            _ => cx.unaccepted(paper),
        }
    }

    fn act(&mut self, point: PointId, cx: &mut Context) -> Outcome {
        match Point::numbered(point.0) {
            Some(Point::Application) => self.rule_on_application(cx),
            Some(Point::Replacement) => self.issue_replacement(cx),
            Some(Point::MotionRuling | Point::Abatement) => self.rule_on_motion(cx),
            Some(Point::WindowCloses) => self.note_waiver(cx),
            Some(Point::MagistrateStay) => self.rule_on_stay(cx),
            Some(Point::Findings) => self.find_facts(cx),
            Some(Point::StatutoryRuling) => self.rule_on_statutory_motion(cx),
            Some(Point::Comity) => self.rule_on_comity(cx),
            _ => cx.unaccepted(point),
        }
    }
}

impl Magistrate {
    fn rule_on_application(&self, cx: &mut Context) -> Outcome {
        let process = cx.posture().process.unwrap_or(Process::Warrant);
        let rider = match cx.decide::<Application>()? {
            Application::Issue => false,
            Application::Rider => true,
            Application::Refuse => {
                cx.file(Paper::ApplicationRefused, &[Office::Prosecutor], &[]);
                return Ok(());
            }
        };
        cx.file(Paper::Issued { process, rider }, &[Office::Prosecutor], &[]);
        Ok(())
    }

    fn issue_replacement(&self, cx: &mut Context) -> Outcome {
        if !cx.posture().data_wanted() {
            return Ok(());
        }
        let replaced = cx.posture().issued;
        let warrant = Paper::Issued { process: Process::Replacement, rider: false };
        cx.file(warrant, &[Office::Prosecutor, Office::Provider], &[replaced, cx.posture().act]);
        Ok(())
    }

    fn take_under_advisement(&self, cx: &mut Context) -> Outcome {
        match cx.posture().defence {
            Defence::Territory => calendar(cx, Point::MotionRuling),
            Defence::Statute => calendar(cx, Point::StatutoryRuling),
            Defence::Comity => calendar(cx, Point::Comity),
        }
    }

    /// Whether there is still a motion to rule on.
    fn motion_is_open(&self, cx: &Context) -> bool {
        let posture = cx.posture();
        posture.contested() && posture.data_wanted() && posture.district.is_none()
    }

    fn rule_on_motion(&self, cx: &mut Context) -> Outcome {
        if !self.motion_is_open(cx) {
            return Ok(());
        }
        let motion = cx.posture().motion;
        let abated = cx.world.ground.occurrence > 1
            || cx.world.ground.point == Some(Point::Abatement.into());
        let territorial = rule::territorial_objection(cx.posture().process);
        let settled = cx.reach_is_settled();
        let closed = |ruling| match ruling {
            MotionRuling::Grant if settled => Some(rule::REACH_IS_SETTLED),
            MotionRuling::Abate if abated => {
                Some("the ruling has waited for the treaty once already")
            }
            MotionRuling::Grant => territorial.err(),
            _ => None,
        };
        let both = [Office::Provider, Office::Prosecutor];
        let compel = cx.posture().moved_to_compel;
        match cx.decide_among::<MotionRuling>(closed)? {
            MotionRuling::Deny => cx.file(for_government(compel, false), &both, &[motion]),
            MotionRuling::DenyInPart => cx.file(for_government(compel, true), &both, &[motion]),
            MotionRuling::Grant if compel => cx.file(Paper::CompulsionDenied, &both, &[motion]),
            MotionRuling::Grant => cx.file(Paper::MotionGranted, &both, &[motion]),
            MotionRuling::Abate => {
                let abated = cx.file(Paper::Abated, &both, &[motion]);
                cx.because(abated);
                cx.calendar(Point::Abatement);
                abated
            }
        };
        Ok(())
    }

    fn certify(&self, cx: &mut Context) -> Outcome {
        debug_assert!(rule::may_hold_in_contempt(Office::Magistrate).is_err());
        let order = cx.posture().magistrate.map(|ruling| ruling.entry).or(cx.posture().motion);
        let asked = cx.world.ground.cause;
        cx.file(
            Paper::FactsCertified,
            &[Office::District, Office::Provider, Office::Prosecutor],
            &[Some(asked), order.filter(|order| *order != asked)],
        );
        Ok(())
    }

    fn watch_the_window(&self, cx: &mut Context) -> Outcome {
        let Some(order) = cx.posture().magistrate else { return Ok(()) };
        let ordered = calendar_date(order.at);
        let due = clock::OBJECTIONS.ends(ordered, &cx.world.forums);
        cx.calendar_on(Point::WindowCloses, day_after(due));
        Ok(())
    }

    fn note_waiver(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        cx.file(
            Paper::ReviewWaived,
            &[Office::District, Office::Provider, Office::Prosecutor],
            &[order],
        );
        Ok(())
    }

    fn rule_on_stay(&self, cx: &mut Context) -> Outcome {
        let order = cx.posture().magistrate.map(|ruling| ruling.entry);
        let paper = match cx.decide::<StayRuling>()? {
            StayRuling::Grant => Paper::StayGrantedByMagistrate,
            StayRuling::Refuse => Paper::StayRefusedByMagistrate,
        };
        cx.file(paper, &[Office::Provider, Office::Prosecutor], &[order]);
        Ok(())
    }

    fn find_facts(&self, cx: &mut Context) -> Outcome {
        let objections = cx.posture().objections;
        cx.file(
            Paper::FindingsByMagistrate,
            &[Office::District, Office::Provider, Office::Prosecutor],
            &[objections],
        );
        Ok(())
    }

    /// The eight factors of 2703(h)(3) are weighed only once the statute's own conditions are met, which the
    /// provider had to show to make the motion.
    fn rule_on_statutory_motion(&self, cx: &mut Context) -> Outcome {
        if !self.motion_is_open(cx) {
            return Ok(());
        }
        let motion = cx.posture().motion;
        let paper = match cx.decide::<StatutoryRuling>()? {
            StatutoryRuling::Deny => Paper::MotionDenied { in_part: false },
            StatutoryRuling::Grant => Paper::MotionGranted,
        };
        cx.file(paper, &[Office::Provider, Office::Prosecutor], &[motion]);
        Ok(())
    }

    /// Comity is raised against the first process by motion, and against the new one after it was answered.
    fn rule_on_comity(&self, cx: &mut Context) -> Outcome {
        if cx.posture().replacement.is_none() {
            return self.rule_on_comity_motion(cx);
        }
        if !cx.posture().data_wanted() {
            return Ok(());
        }
        let motion = cx.posture().comity_motion;
        let paper = match cx.decide::<ComityRuling>()? {
            ComityRuling::Deny => Paper::ComityDenied,
            ComityRuling::Grant => Paper::ComityGranted,
        };
        cx.file(paper, &[Office::Provider, Office::Prosecutor], &[motion]);
        Ok(())
    }
}

impl Magistrate {
    fn rule_on_comity_motion(&self, cx: &mut Context) -> Outcome {
        if !self.motion_is_open(cx) {
            return Ok(());
        }
        let motion = cx.posture().motion;
        let paper = match cx.decide::<ComityRuling>()? {
            ComityRuling::Deny => Paper::MotionDenied { in_part: false },
            ComityRuling::Grant => Paper::MotionGranted,
        };
        cx.file(paper, &[Office::Provider, Office::Prosecutor], &[motion]);
        Ok(())
    }
}

/// The order that upholds the process: it denies the provider's motion, or grants the Government's.
fn for_government(compel: bool, in_part: bool) -> Paper {
    if compel { Paper::Compelled { in_part } } else { Paper::MotionDenied { in_part } }
}
