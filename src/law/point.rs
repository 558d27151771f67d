//! The table of all fixed decision points, in the order in which a case can reach them.
//!
//! A point with options is a decision; a point without is a step that only takes time. The stages of a
//! treaty channel are points too, but they come from a stage table and are numbered after these.

use crate::law::court::{circuit, district, elsewhere, magistrate, supreme};
use crate::law::decision::{Decision, OptionSpec};
use crate::law::office::Office;
use crate::law::{amici, legislature, prosecutor, provider, solicitor_general};

/// A fixed decision point or step.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Which one.
    pub point: Point,
    /// Its name in scenarios and commands.
    pub name: &'static str,
    /// Its number in the study of the case: D01 to D28, where it has one.
    pub id: Option<&'static str>,
    /// Who decides or acts.
    pub decider: Office,
    /// What is decided, or what is done.
    pub question: &'static str,
    /// The options; empty for a step that only takes time.
    pub options: &'static [OptionSpec],
}

macro_rules! points {
    ($($point:ident $name:literal $id:tt $decider:ident $options:tt $question:literal;)+) => {
        /// A fixed decision point or step. The number is its place in [`SPECS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Point {
            $(#[doc = $question] $point,)+
        }

        /// What is known of each point, by its number.
        pub static SPECS: &[Spec] = &[
            $(Spec {
                point: Point::$point,
                name: $name,
                id: points!(@id $id),
                decider: Office::$decider,
                question: $question,
                options: points!(@options $options),
            },)+
        ];
    };
    (@id -) => { None };
    (@id $id:ident) => { Some(stringify!($id)) };
    (@options -) => { &[] };
    (@options ($module:ident::$decision:ident)) => { <$module::$decision as Decision>::OPTIONS };
}

points! {
    // Getting the warrant.
    Instrument "prosecutor.instrument" D01 Prosecutor (prosecutor::Instrument)
        "Which instrument shall bring the content of the mail?";
    Draft "prosecutor.draft" - Prosecutor - "The application and the affidavit are drafted";
    Application "magistrate.application" D02 Magistrate (magistrate::Application)
        "Shall the process issue on the application?";
    AfterRefusal "prosecutor.after-refusal" - Prosecutor (prosecutor::AfterRefusal)
        "What after the application was refused?";
    DistrictApplication "district.application" - District (district::Application)
        "Shall the process issue after the magistrate judge refused it?";
    Rider "district.rider" - District (district::Rider)
        "Shall the limit to data stored in the United States stand?";
    Service "service.warrant" - Prosecutor - "Service of the process on the provider";
    Response "provider.response" D03 Provider (provider::Response)
        "What to do when the data turns out to be abroad?";
    Production "provider.production" - Provider - "Production of the data";
    Motion "provider.motion" - Provider - "Motion to vacate the process as to data abroad";
    StatutoryMotion "provider.statutory-motion" - Provider - "Motion to modify or quash under 18 U.S.C. 2703(h)";
    ComityMotion "provider.comity-motion" - Provider - "Motion to quash on common-law comity";
    Compel "prosecutor.compel" - Prosecutor - "Motion to compel after a refusal without a motion";
    // Before the magistrate judge.
    CompelOpposition "provider.compel-opposition" - Provider - "Opposition to the motion to compel, and oral argument before the magistrate judge";
    Answer "prosecutor.answer" D04 Prosecutor (prosecutor::Answer)
        "How to answer the motion to vacate?";
    Reply "provider.reply" - Provider - "Reply, and oral argument before the magistrate judge";
    MotionRuling "magistrate.motion" D05 Magistrate (magistrate::MotionRuling)
        "Does the process reach data stored abroad?";
    StatutoryRuling "magistrate.statutory-motion" - Magistrate (magistrate::StatutoryRuling)
        "Do the interests of justice require that the process be modified or quashed?";
    Abatement "magistrate.abatement" - Magistrate - "The pause that lets the treaty request run";
    Objections "provider.objections" D06 Provider (provider::Objections)
        "What after the magistrate judge's order to comply?";
    ConsentStay "prosecutor.consent-stay" D07 Prosecutor (prosecutor::ConsentStay)
        "Shall the order be stayed by consent while the district judge reviews it?";
    MagistrateStay "magistrate.stay" - Magistrate (magistrate::StayRuling)
        "Do the stay factors favour a contested stay?";
    WindowCloses "objections.lapse" - Magistrate - "The time for objections runs out";
    AfterWaiver "provider.after-waiver" - Provider (provider::AfterWaiver)
        "What when no review is left?";
    ProsecutorObjections "prosecutor.objections" - Prosecutor (prosecutor::Objections)
        "Shall the Government object after the motion was granted?";
    // Before the district judge.
    FileObjections "provider.file-objections" - Provider - "Objections to the magistrate judge's order";
    Amicus "amici.brief" D08 Amici (amici::Brief)
        "Shall a friend of the court file, and for which side?";
    DistrictBrief "prosecutor.district-brief" - Prosecutor - "The Government's brief before the district judge";
    DistrictReply "provider.district-reply" - Provider - "The provider's reply before the district judge";
    Review "district.review" D09 District (district::Review)
        "Was the magistrate judge right to order production?";
    GovernmentReview "district.government-review" - District (district::GovernmentReview)
        "Was the magistrate judge right to vacate the process?";
    Findings "magistrate.findings" - Magistrate - "Findings of fact after a remand to the magistrate judge";
    ReviewRoute "provider.review" D10 Provider (provider::ReviewRoute)
        "How to seek review in the court of appeals?";
    StayRuling "district.stay" D11 District (district::StayRuling)
        "Shall the order be stayed pending appeal?";
    WrittenOrder "district.written-order" - District - "The written order that records the ruling from the bench";
    FirstNotice "provider.first-notice" - Provider - "The first notice of appeal";
    Finality "prosecutor.finality" D12 Prosecutor (prosecutor::Finality)
        "What to do about an appeal from an order that is not final?";
    Opposition "provider.opposition" D13 Provider (provider::Opposition)
        "How to answer the motion to lift the stay?";
    LiftStay "district.lift-stay" D14 District (district::LiftStay)
        "Shall the stay be lifted?";
    Proposal "parties.proposal" D15 Parties (provider::Proposal)
        "What do the parties propose once the order is live?";
    ContemptMotion "prosecutor.contempt-motion" - Prosecutor - "Contested motion for contempt";
    ShowCause "district.show-cause" - District - "Order to show cause, and the hearing on it";
    DateCertain "district.date-certain" - District - "The day set for compliance passes";
    Contempt "district.contempt" D16 District (district::ContemptRuling)
        "Shall the court enter the contempt the parties propose?";
    ContestedContempt "district.contested-contempt" - District (district::ContestedContempt)
        "Shall the court hold the provider in contempt over its opposition?";
    Fine "provider.fine" - Provider (provider::FineResponse)
        "Pay the daily fine and refuse, or produce?";
    // Before the court of appeals.
    Notice "provider.notice" D17 Provider (provider::Notice)
        "Which notice of appeal follows the contempt?";
    NoticeLapses "notice.lapse" - Provider - "The time for a notice from the contempt runs out";
    Jurisdiction "circuit.jurisdiction" - Circuit - "Ruling on the court of appeals' own jurisdiction";
    Mandamus "circuit.mandamus" - Circuit - "Ruling on the petition for mandamus";
    CircuitStay "circuit.stay" - Circuit (circuit::StayRuling)
        "Shall the fine be stayed pending appeal?";
    Appeal "prosecutor.appeal" - Prosecutor (prosecutor::AppealRoute)
        "Shall the Government appeal from the order that vacates the process?";
    OpeningBrief "provider.opening-brief" - Provider - "The appellant's brief";
    AnsweringBrief "prosecutor.answering-brief" - Prosecutor - "The appellee's brief";
    ReplyBrief "provider.reply-brief" - Provider - "The appellant's reply brief";
    GovernmentBrief "prosecutor.opening-brief" - Prosecutor - "The Government's brief as appellant";
    ProviderAnswer "provider.answering-brief" - Provider - "The provider's brief as appellee";
    Argument "circuit.argument" - Circuit - "Oral argument in the court of appeals";
    Panel "circuit.panel" D18 Circuit (circuit::Panel)
        "What does the panel do with the contempt and the order under it?";
    GovernmentAppeal "circuit.government-appeal" - Circuit (circuit::GovernmentAppeal)
        "Was the process rightly vacated?";
    DistrictFindings "district.findings" - District - "Findings of fact after a remand by the court of appeals";
    AfterPanel "prosecutor.after-panel" D19 Prosecutor (prosecutor::AfterPanel)
        "What does the Government do after losing the appeal?";
    RehearingPetition "prosecutor.rehearing-petition" - Prosecutor - "The petition for rehearing";
    LetRulingStand "prosecutor.let-stand" - Prosecutor - "The ruling is accepted, and a treaty request made";
    ApplyElsewhere "prosecutor.apply-elsewhere" - Prosecutor - "The ruling is accepted, and a warrant sought elsewhere";
    AskCongress "prosecutor.ask-congress" - Prosecutor - "The ruling is accepted, and Congress asked";
    AfterAffirmance "provider.after-affirmance" - Provider (provider::AfterAffirmance)
        "What does the provider do after losing the appeal?";
    EnBancPoll "circuit.en-banc" D20 EnBanc (circuit::EnBancPoll)
        "How many of the eight active judges who may vote want rehearing en banc?";
    EnBancMerits "circuit.en-banc-merits" - EnBanc (circuit::EnBancMerits)
        "How does the court sitting en banc vote?";
    ElsewhereRuling "elsewhere.ruling" - Elsewhere (elsewhere::Ruling)
        "Does another court enforce a new warrant for the same data?";
    // Before the Supreme Court.
    CertiorariRoute "solicitor-general.certiorari" D21 SolicitorGeneral (solicitor_general::CertiorariRoute)
        "Petition for certiorari, and when?";
    Extension "solicitor-general.extension" - SolicitorGeneral - "Application to extend the time for certiorari";
    Petition "solicitor-general.petition" - SolicitorGeneral - "The Government's petition for certiorari";
    PetitionLapses "certiorari.lapse" - SolicitorGeneral - "The time for certiorari runs out";
    ProviderPetition "provider.petition" - Provider - "The provider's petition for certiorari";
    BriefInOpposition "provider.certiorari" D22 Provider (provider::BriefInOpposition)
        "Oppose the petition, or acquiesce?";
    Certiorari "supreme.certiorari" D23 Supreme (supreme::Certiorari)
        "Shall the Court hear the Government's case?";
    ProviderCertiorari "supreme.private-certiorari" - Supreme (supreme::ProviderCertiorari)
        "Shall the Court hear the provider's case?";
    GovernmentMerits "solicitor-general.merits-brief" - SolicitorGeneral - "The Government's brief on the merits";
    ProviderMerits "provider.merits-brief" - Provider - "The provider's brief on the merits";
    Bill "congress.bill" - Congress - "Introduction of the CLOUD Act bills";
    SupremeArgument "supreme.argument" - Supreme - "Oral argument in the Supreme Court";
    Act "congress.act" D24 Congress (legislature::Act)
        "Does Congress pass the CLOUD Act?";
    AfterAct "prosecutor.after-act" D25 Prosecutor (prosecutor::AfterAct)
        "What does the Government do once the Act is law?";
    Replacement "magistrate.replacement" - Magistrate - "The new warrant under the Act";
    VacaturMotion "solicitor-general.vacatur-motion" - SolicitorGeneral - "Motion to vacate the judgment below as moot";
    Mootness "provider.mootness" D26 Provider (provider::Mootness)
        "How does the provider answer the motion to vacate?";
    Disposition "supreme.disposition" D27 Supreme (supreme::Disposition)
        "How does the Court dispose of a case that a statute has overtaken?";
    Merits "supreme.merits" - Supreme (supreme::Merits)
        "How does the Court rule on the merits?";
    Mandate "circuit.mandate" - Circuit - "Execution of the Supreme Court's remand";
    NewWarrant "provider.new-warrant" D28 Provider (provider::NewWarrant)
        "How does the provider answer the new warrant?";
    Comity "magistrate.comity" - Magistrate (magistrate::ComityRuling)
        "Does common-law comity forbid enforcing the process?";
}

impl Point {
    /// What is known of it.
    pub fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }

    /// The point with this number; `None` for the stages of a channel.
    pub fn numbered(number: u16) -> Option<Point> {
        SPECS.get(usize::from(number)).map(|spec| spec.point)
    }

    /// The point of that name.
    pub fn find(name: &str) -> Option<Point> {
        SPECS.iter().find(|spec| spec.name == name).map(|spec| spec.point)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_point_stands_at_its_own_number_under_a_name_of_its_own() {
        let mut names = BTreeSet::new();
        for (number, spec) in SPECS.iter().enumerate() {
            assert_eq!(spec.point as usize, number, "{}", spec.name);
            assert!(names.insert(spec.name), "{} twice", spec.name);
        }
    }

    #[test]
    fn the_twenty_eight_decisions_of_the_study_are_all_there() {
        let ids: BTreeSet<_> = SPECS.iter().filter_map(|spec| spec.id).collect();
        assert_eq!(ids.len(), 28);
        for number in 1..=28 {
            assert!(ids.contains(format!("D{number:02}").as_str()), "D{number:02}");
        }
    }
}
