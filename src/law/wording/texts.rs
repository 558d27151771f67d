//! The table of papers: for each its name, what it rests on, whom it favours, and its sentence.
//!
//! Every paper has a row, or the table does not compile. In a sentence, a word in braces is a blank
//! that [`crate::law::wording::text`] fills. The weightiest authority stands first. Papers that can
//! be filed before the CLOUD Act must not rest on it.

use super::row::papers;
use super::{Row, Ruling, Winner};
use crate::law::authority::*;
use crate::law::message::{
    Affirmance, Defence, Disposition, NewWarrantAnswer, NoReview, NoticeKind, Paper, Process,
    ProducedBy, Sanction, Side,
};

papers! {
    // Getting the process.
    OpenMatter => "matter-opened" [US_SCA] -
        "The Government wants the content of an account that {provider} holds. To get it, it must \
         use a process the law lists.";
    ApplicationFor(Process::Warrant) => "warrant-application" [US_2703A R_CRP41] -
        "The Government applies for a search warrant for the content. It must show probable cause.";
    ApplicationFor(Process::CourtOrder) => "court-order-application" [US_2703B1B US_2703D] -
        "The Government applies for a court order with notice to the subscriber. It need not show \
         probable cause, only specific and articulable facts.";
    ApplicationFor(Process::NonContent) => "records-application" [US_2703C] -
        "The Government asks only for records other than content. Content stays out of the case.";
    ApplicationFor(Process::Replacement) => "replacement-warrant-application" [US_2703A US_2713] -
        "The Government applies for a new warrant for the same data, now under the CLOUD Act.";
    ApplicationRefused => "application-refused" [US_2703A R_CRP41] -
        "The application is refused. No process exists and {provider} owes nothing; the Government \
         may try again.";
    Issued { process: Process::Warrant, rider: false } => "warrant-issued" [US_2703A R_CRP41] -
        "The warrant issues. It demands what {provider} controls, and is silent on where the data \
         is.";
    Issued { process: Process::Warrant, rider: true } =>
        "warrant-issued-with-rider" [US_2703A R_CRP41] -
        "The warrant issues with a rider: it reaches only data stored in the United States.";
    Issued { process: Process::CourtOrder, rider: false } =>
        "court-order-issued" [US_2703B1B US_2703D] -
        "The court order issues, with notice to the subscriber. It is executed by {provider}, like \
         a subpoena.";
    Issued { process: Process::CourtOrder, rider: true } =>
        "court-order-issued-with-rider" [US_2703B1B US_2703D] -
        "The court order issues with a rider: it reaches only data stored in the United States.";
    Issued { process: Process::NonContent, rider: false } => "records-process-issued" [US_2703C] -
        "The process for records other than content issues. It leaves the content where it is.";
    Issued { process: Process::NonContent, rider: true } =>
        "records-process-issued-with-rider" [US_2703C] -
        "The process for records issues with a rider: only records in the United States.";
    Issued { process: Process::Replacement, rider: false } =>
        "replacement-warrant-issued" [US_2703A US_2713] -
        "A new warrant for the same data issues. Under the CLOUD Act it reaches what {provider} \
         controls, wherever it is stored, and replaces the old process.";
    Issued { process: Process::Replacement, rider: true } =>
        "replacement-warrant-issued-with-rider" [US_2703A US_2713] -
        "A new warrant issues with a rider that limits it to data stored in the United States.";
    RiderObjected => "rider-objected-to" [US_636 R_CRP59] -
        "The Government objects to the rider and asks the district judge to let the process reach \
         data stored abroad.";
    RiderStruck => "rider-struck" [US_636 US_2703A] ("rider" Government)
        "{district} strikes the rider: the process reaches what {provider} controls, wherever it \
         is stored.";
    RiderUpheld => "rider-upheld" [US_636 US_2703A] ("rider" Provider)
        "{district} lets the rider stand: the process does not reach data stored abroad.";
    PreservationLetter => "preservation-request" [US_2703F] -
        "The Government asks {provider} to preserve the data: for 90 days, renewable. Preserving \
         is not producing.";
    Served(Process::Warrant) => "warrant-served" [US_2703G US_2703A] -
        "The warrant is served on {provider}. No officer need be present: {provider} itself must \
         search and copy.";
    Served(Process::CourtOrder) => "court-order-served" [US_2703D US_2703B1B] -
        "The court order is served on {provider}, which must now produce or move to quash.";
    Served(Process::NonContent) => "records-process-served" [US_2703C] -
        "The process for records is served on {provider}. It does not ask for content.";
    Served(Process::Replacement) => "replacement-warrant-served" [US_2703G US_2713] -
        "The new warrant is served on {provider}, which must now answer it afresh.";
    PartialProduction => "partial-production" [US_2703A US_2703C] -
        "{provider} produces what is in the United States and withholds the content stored abroad. \
         Only the content abroad remains in dispute.";
    Produced(ProducedBy::Warrant) => "data-produced" [US_2703A US_2703E] -
        "{provider} produces the data. The law protects it from suit for obeying; an appeal is \
         moot, unless a court could still order the data returned.";
    Produced(ProducedBy::InPart) => "undisputed-data-produced" [US_2703C US_2703E] -
        "{provider} produces only what was never in dispute: records and data in the United \
         States. The content abroad stays there.";
    Produced(ProducedBy::Replacement) => "data-produced-under-new-warrant" [US_2713 US_2703E] -
        "{provider} produces the data under the new warrant. That does not settle the old one.";
    Produced(ProducedBy::Elsewhere) => "data-produced-elsewhere" [US_2703A US_2703E US_2711_3] -
        "{provider} produces the data under a warrant from another district, not under this one.";
    Produced(ProducedBy::Channel(_)) => "data-produced-by-path" [] -
        "The data arrives by another path. No court need decide if the process reaches abroad.";
    NothingLeft => "nothing-left" [US_2703A US_2703F] -
        "{provider} answers that the data is gone: it was deleted before the process came, and nobody \
         holds a copy.";
    NoticeToIreland => "notice-to-ireland" [US_2705B] -
        "{provider} tells {foreign} of the demand, as far as no court order forbids it. That neither \
         stays nor answers the process.";
    MotionToVacate(Defence::Statute) => "statutory-motion" [US_2703H] -
        "{provider} moves to modify or quash the process under 18 U.S.C. 2703(h): it reasonably \
         believes that the subscriber is foreign, and that disclosure risks breaking the law of a \
         qualifying foreign government.";
    MotionToVacate(Defence::Comity) => "motion-on-comity" [US_CLOUD103C C_AEROSPATIALE] -
        "{provider} moves to quash the process on common-law comity, which the CLOUD Act leaves \
         untouched: disclosure would break the law of another state.";
    MotionToVacate(Defence::Territory) => "motion-to-vacate" [R_CRP17C X_INHERENT] -
        "{provider} moves to vacate the process as to data stored abroad. The court hears it as a \
         motion to quash.";
    Declined => "refusal" [C_RYAN C_COBBLEDICK] -
        "{provider} refuses to comply. A refusal is not yet contempt: it takes a court to compel \
         or to punish it.";
    MotionToCompel => "motion-to-compel" [US_2703A X_INHERENT] -
        "The Government moves to compel {provider} to obey. The question is that of a motion to \
         quash: whether the process reaches abroad.";
    OppositionToCompel => "opposition-to-motion-to-compel" [R_CRP41B C_MORRISON] -
        "{provider} opposes, and the motion is argued: a warrant has territorial limits. The motion is \
         ready for decision.";
    Narrowed => "process-narrowed" [US_2703C] -
        "The Government narrows the demand to records other than content. The dispute over data \
         abroad ends without a ruling.";
    Withdrawn => "process-withdrawn" [US_2703A] -
        "The Government withdraws the process. {provider} owes nothing under it any more; the \
         withdrawal itself decides no question of law.";

    // Before the magistrate judge.
    OppositionToMotion => "opposition-to-motion" [US_2703A US_SCA] -
        "The Government opposes the motion: what counts is who controls the data, not its place.";
    ReplyOnMotion => "reply-on-motion" [R_CRP41B C_MORRISON] -
        "{provider} replies and the motion is argued: a warrant has territorial limits. The motion \
         is ready for decision.";
    MotionForContempt => "motion-for-contempt-at-once" [US_636E US_401] -
        "The Government asks for contempt at once. A magistrate judge can only certify the facts; \
         the district judge punishes.";
    FactsCertified => "facts-certified" [US_636E] ("certification" Government)
        "{magistrate} certifies the facts of the refusal. That is no contempt: only the district \
         judge may hold {provider} in contempt.";
    MotionDenied { in_part: false } =>
        "order-denying-motion" [US_636 US_2703A] ("magistrate" Government)
        "{magistrate} denies the motion: {provider} must produce what it controls, wherever it is \
         stored. The district judge may review this; no appeal lies yet.";
    MotionDenied { in_part: true } =>
        "order-denying-motion-in-part" [US_636 US_2703A C_AEROSPATIALE] ("magistrate" Government)
        "{magistrate} denies the motion in part, weighing comity. What is left of the process \
         binds {provider}; the district judge may review it.";
    MotionGranted => "order-granting-motion" [US_636 R_CRP41B R_CRP17C] ("magistrate" Provider)
        "{magistrate} grants the motion: the process does not reach data stored abroad. The \
         Government may seek review, and needs no contempt for it.";
    Compelled { in_part: false } =>
        "order-compelling-production" [US_636 US_2703A] ("magistrate" Government)
        "{magistrate} grants the motion to compel: {provider} must produce what it controls, wherever \
         it is stored. The district judge may review this; no appeal lies yet.";
    Compelled { in_part: true } =>
        "order-compelling-production-in-part" [US_636 US_2703A C_AEROSPATIALE] ("magistrate" Government)
        "{magistrate} grants the motion to compel in part, weighing comity. What is left of the \
         process binds {provider}; the district judge may review it.";
    CompulsionDenied => "order-refusing-to-compel" [US_636 R_CRP41B] ("magistrate" Provider)
        "{magistrate} will not compel {provider}: the process does not reach data stored abroad. The \
         Government may seek review, and needs no contempt for it.";
    Abated => "motion-abated" [X_INHERENT C_AEROSPATIALE] ("abatement" Neither)
        "{magistrate} puts the motion on hold so that a treaty request can run. Nothing is decided \
         and nothing need be produced.";
    StayProposed => "stay-proposed" [X_CONSENT] -
        "A stay on consent is proposed, so that the district judge can review the order first. The \
         order binds until a stay is in place.";
    StayedOnConsent => "stay-on-consent" [X_CONSENT R_CRP59 US_636] -
        "By consent the order is stayed while the district judge reviews it. {provider} need not \
         comply meanwhile; nobody has won anything.";
    StayOpposed => "stay-opposed" [C_NKEN] -
        "The Government opposes a stay during review. {provider} must show the four stay factors.";
    StayGrantedByMagistrate =>
        "stay-granted-by-magistrate" [C_NKEN X_INHERENT] ("review-stay" Provider)
        "{magistrate} grants the contested stay. {provider} need not comply while the district \
         judge reviews.";
    StayRefusedByMagistrate => "stay-refused-by-magistrate" [C_NKEN] ("review-stay" Government)
        "{magistrate} refuses a stay. The order to comply is live during review; refusing may lead \
         to contempt.";
    ReviewWaived => "review-waived" [R_CRP59] -
        "The time for objections runs out. Review is waived: the order to comply stands, and an \
         appeal on it will fail.";

    // Before the district judge.
    ObjectionsFiled(Side::Provider) => "objections" [R_CRP59 US_636] -
        "{provider} objects to the magistrate judge's order. The district judge will review it.";
    ObjectionsFiled(Side::Government) => "government-objections" [R_CRP59 US_636] -
        "The Government objects to the order that vacates the process. The district judge will \
         look at it again.";
    AmicusBrief { slot: ..=3, with_leave: false, .. } => "amicus-brief" [X_LEAVE] -
        "Amicus {support} comes from {filers}. It informs the court and changes nobody's rights.";
    AmicusBrief { slot: ..=3, with_leave: true, .. } => "amicus-brief-with-leave" [X_LEAVE] -
        "With leave of court, amicus {support} comes from {filers}. It informs the court and \
         changes nobody's rights.";
    AmicusBrief { slot: 4..=6, with_leave: false, .. } => "amicus-brief" [R_AP29] -
        "Amicus {support} comes from {filers}. It informs the court and changes nobody's rights.";
    AmicusBrief { slot: 4..=6, with_leave: true, .. } =>
        "amicus-brief-with-leave" [R_AP29 X_LEAVE] -
        "With leave of court, amicus {support} comes from {filers}. It informs the court and \
         changes nobody's rights.";
    AmicusBrief { slot: 7.., with_leave: false, .. } => "amicus-brief" [R_SC37] -
        "Amicus {support} comes from {filers}. It informs the Court and changes nobody's rights.";
    AmicusBrief { slot: 7.., with_leave: true, .. } => "amicus-brief-with-leave" [R_SC37 X_LEAVE] -
        "With leave of court, amicus {support} comes from {filers}. It informs the Court and \
         changes nobody's rights.";
    DiplomaticNote => "diplomatic-note" [C_AEROSPATIALE] -
        "A foreign government sends a diplomatic note instead of a brief. It bears on comity, and \
         binds no court.";
    GovernmentBriefBelow => "government-brief-below" [US_636 US_2703A] -
        "The Government asks the district judge to affirm: control decides, not storage.";
    ProviderReplyBelow => "provider-reply-below" [R_CRP59 R_CRP41B] -
        "{provider} replies in support of its objections. The district judge can now rule.";
    OrderAffirmed(Affirmance::StayAnnounced) =>
        "order-affirmed-stay-announced" [US_636 R_CRP59] ("district" Government)
        "Reviewing de novo, {district} overrules the objections, affirms the order to comply and \
         announces a stay. Nobody is in contempt, so nothing is final yet.";
    OrderAffirmed(Affirmance::NoStay) =>
        "order-affirmed-no-stay" [US_636 R_CRP59] ("district" Government)
        "{district} overrules the objections and affirms, without a stay. The order to comply is \
         live now; without a contempt it is not final.";
    OrderAffirmed(Affirmance::Closed) =>
        "order-affirmed-case-closed" [US_636 R_CRP59 US_1291] ("district" Government)
        "{district} affirms and closes the case. That helps {provider} argue that the order is \
         final; the court of appeals must still find jurisdiction.";
    OrderReversed => "order-reversed" [US_636 R_CRP41B] ("district" Provider)
        "{district} sustains the objections and vacates the process as to data abroad. The \
         Government may appeal, without any contempt.";
    RemandedToMagistrate => "remand-to-magistrate" [US_636] ("district" Neither)
        "{district} sends the case back for facts about the customer. Nobody has won yet and \
         nothing need be produced.";
    FindingsByMagistrate => "findings-by-magistrate" [US_636] -
        "{magistrate} reports the facts found on remand. The district judge can now rule.";
    GrantAffirmed => "grant-affirmed" [US_636 R_CRP41B] ("district" Provider)
        "{district} affirms: the process stays vacated as to data abroad. The Government may \
         appeal, without any contempt.";
    GrantReversed => "grant-reversed" [US_636 US_2703A] ("district" Government)
        "{district} reverses: the process reaches data stored abroad, and {provider} must comply. \
         Only contempt makes that appealable.";
    StayApplication => "stay-application" [X_INHERENT R_AP8] -
        "{provider} asks {district} to stay the order pending appeal. The order binds until a stay \
         is granted.";
    Stayed => "stay-granted" [X_INHERENT R_AP8] ("stay" Provider)
        "On {provider}'s own unopposed application {district} stays the order pending appeal. \
         {provider} need not comply for now; a stay does not make the order final.";
    StayDenied => "stay-denied" [US_1291 R_AP8] ("stay" Government)
        "{district} denies a stay: there is no final order to appeal. The order to comply is live; \
         that is no contempt yet.";
    WrittenOrder => "written-order" [X_INHERENT] -
        "{district} enters a short written order that records the ruling from the bench. That adds \
         nothing to its finality.";
    CertificationSought => "certification-sought" [US_1292B] -
        "{provider} asks {district} to certify the order for an early appeal, a path open only in \
         civil actions.";
    CertificationRefused => "certification-refused" [US_1292B] ("interlocutory-appeal" Government)
        "{district} refuses: a certified appeal exists only in a civil action, and this is none. \
         The order still waits for contempt.";
    MotionToLiftStay => "motion-to-lift-stay" [US_1291 C_COBBLEDICK C_RYAN] -
        "The Government moves to lift the stay: the order is not final, so {provider} must comply, \
         or be held in contempt and then appeal.";
    OppositionToLifting => "opposition-to-lifting-stay" [US_1291 C_GRIGGS] -
        "{provider} opposes: the order is final already, it says, and its notice of appeal took \
         the case out of {district}'s hands.";
    StayLifted { fine: false, .. } =>
        "stay-lifted" [US_1291 C_COBBLEDICK C_RODGERS C_SALERNO] ("lifting" Government)
        "{district} lifts the stay. The order to comply is live again; that is no contempt yet. \
         The parties shall report by joint letter by {day} how to proceed.";
    StayLifted { fine: true, .. } =>
        "stay-lifted-with-fine" [US_1291 C_COBBLEDICK US_401 C_RODGERS] ("lifting" Government)
        "{district} lifts the stay and sets a daily fine for refusing after {day}. The order is \
         live again; that is no contempt yet, but {provider} must produce or pay.";
    StayKept => "stay-kept" [US_1291 C_GRIGGS] ("lifting" Provider)
        "{district} keeps the stay and treats the order as final. The court of appeals must still \
         decide whether it has jurisdiction.";
    OrderToShowCause => "order-to-show-cause" [US_401 X_INHERENT] -
        "{district} orders {provider} to show why it should not be held in contempt; any stay \
         ends. It must be heard first.";
    Stipulation(Sanction::None) => "stipulation-without-sanction" [X_CONSENT US_401] -
        "Both sides ask that {provider} be held in contempt with no sanctions for now. That yields \
         a final order; the Government may seek sanctions later.";
    Stipulation(Sanction::FineStayed) => "stipulation-fine-stayed" [X_CONSENT US_401] -
        "Both sides propose contempt with a daily fine that is stayed until the appeal is decided. \
         That yields a final order.";
    Stipulation(Sanction::FineAccruing) => "stipulation-fine-accruing" [X_CONSENT US_401] -
        "Both sides propose contempt with a daily fine that runs at once. That yields a final \
         order, at a price for every day of the appeal.";
    ContemptMotion(Sanction::None) => "contempt-motion-without-sanction" [US_401 X_INHERENT] -
        "The court is asked to hold {provider} in contempt, without a sanction. Until it rules \
         there is nothing final to appeal.";
    ContemptMotion(Sanction::FineStayed) => "contempt-motion-fine-stayed" [US_401 X_INHERENT] -
        "The court is asked to hold {provider} in contempt, with a daily fine stayed pending \
         appeal. Until it rules there is nothing final to appeal.";
    ContemptMotion(Sanction::FineAccruing) =>
        "contempt-motion-fine-accruing" [US_401 C_MARCRICH_FINE X_INHERENT] -
        "The court is asked to hold {provider} in contempt and to fine it for every day of \
         refusal. Until it rules there is nothing final to appeal.";
    ContemptRefused => "contempt-refused" [US_401 X_INHERENT] ("contempt" Neither)
        "{district} will not enter a contempt by consent. There is still no final order; a \
         contested motion must follow.";
    HeldInContempt { sanction: Sanction::None, agreed: true } =>
        "contempt-without-sanction" [US_401 X_CONSENT X_INHERENT] ("contempt" Joint)
        "{district} holds {provider} in civil contempt, without sanctions for now. That is a final \
         order: {provider} can appeal.";
    HeldInContempt { sanction: Sanction::None, agreed: false } =>
        "contested-contempt-without-sanction" [US_401 X_INHERENT] ("contempt" Government)
        "Over its opposition {district} holds {provider} in civil contempt, without sanctions for \
         now. That is a final order.";
    HeldInContempt { sanction: Sanction::FineStayed, .. } =>
        "contempt-fine-stayed" [US_401 X_INHERENT] ("contempt" Government)
        "{district} holds {provider} in civil contempt with a daily fine, stayed until the appeal \
         is decided. That is a final order.";
    HeldInContempt { sanction: Sanction::FineAccruing, .. } =>
        "contempt-fine-accruing" [US_401 C_MARCRICH_FINE X_INHERENT] ("contempt" Government)
        "{district} holds {provider} in civil contempt with a daily fine that runs at once. That \
         is a final order, but every day of refusal costs.";
    HeldAtACostNotConfirmed => "contempt-sanction-not-confirmed" [US_401] ("contempt" Joint)
        "{district} holds {provider} in civil contempt, a final order. Its sanction is not confirmed.";
    AsksToBeHeld => "own-motion-for-contempt" [US_401 C_COBBLEDICK] -
        "{provider} refuses openly and asks to be held in contempt, so that there is a final order \
         to appeal.";
    FineRefused => "refusal-despite-fine" [US_401 C_RYAN] -
        "{provider} goes on refusing, and every day costs it the fine. Only producing ends that.";
    SanctionsOrdered => "sanctions-ordered" [US_401 X_INHERENT] ("sanctions" Government)
        "{district} orders a daily fine: {provider} still refuses, and no ruling excuses it.";

    // Before the court of appeals.
    NoticeOfAppeal(NoticeKind::First) => "notice-of-appeal" [US_1291 R_AP3 R_AP4] -
        "{provider} files a notice of appeal from the order to comply. No contempt has been found, \
         so it is doubtful that there is anything final.";
    NoticeOfAppeal(NoticeKind::Amended) => "amended-notice-of-appeal" [R_AP3 R_AP4 US_1291] -
        "{provider} amends its notice of appeal to add the contempt. The appeal now rests on a \
         final order.";
    NoticeOfAppeal(NoticeKind::New) => "new-notice-of-appeal" [R_AP3 R_AP4 US_1291] -
        "{provider} files a new notice of appeal, from the contempt. The appeal now rests on a \
         final order.";
    NoticeOfAppeal(NoticeKind::Late) => "late-notice-of-appeal" [R_AP4 R_AP3] -
        "{provider} files a notice of appeal from the contempt after its time has run out. A late \
         notice gives no jurisdiction.";
    NoticeOfAppeal(NoticeKind::Government) =>
        "government-notice-of-appeal" [US_3731 US_1291 R_AP3] -
        "The Government appeals from the order that vacates the process. It needs no contempt.";
    DocketedPremature =>
        "appeal-docketed-premature" [C_COBBLEDICK C_RYAN US_1291 C_RODGERS C_GRIGGS R_AP4A2] -
        "The appeal is docketed. With no contempt there is no final order, so in law the notice is \
         premature: it divests nobody and does not become good by itself. No court has said so yet.";
    AppealAccepted(Side::Provider) => "appeal-accepted" [US_1291 C_COBBLEDICK] -
        "{provider}'s appeal is docketed and goes forward. It names a contempt, which is a final \
         order even without a fine, and brings up the order to comply.";
    AppealAccepted(Side::Government) => "government-appeal-accepted" [US_3731 US_1291] -
        "The court of appeals takes the Government's appeal. From an order that vacates the \
         process, the Government needs no contempt.";
    BriefedAnyway => "non-final-appeal-briefed" [US_1291 C_COBBLEDICK] -
        "The Government lets the appeal go on from an order that is not final. The parties cannot \
         waive jurisdiction: the court must check it itself.";
    MotionToDismissAppeal => "motion-to-dismiss-appeal" [US_1291 C_COBBLEDICK] -
        "The Government moves to dismiss the appeal: without contempt there is no final order.";
    AppealDismissed(NoReview::NotFinal) =>
        "appeal-dismissed-not-final" [US_1291 C_COBBLEDICK C_RYAN] ("jurisdiction" Government)
        "The court of appeals dismisses the appeal: without contempt there is nothing final to \
         review. A stay pending it ends; {provider} may appeal again once held in contempt.";
    AppealDismissed(NoReview::NoNotice) =>
        "appeal-dismissed-no-notice" [R_AP3 R_AP4 C_COBBLEDICK] ("jurisdiction" Government)
        "The court of appeals dismisses the appeal: the first notice came before the contempt, and \
         none followed it. The order to comply stands.";
    AppealDismissed(NoReview::Late) => "appeal-dismissed-late" [R_AP4] ("jurisdiction" Government)
        "The court of appeals dismisses the appeal: the notice came too late. The contempt and the \
         order to comply stand.";
    MandamusPetition => "mandamus-petition" [US_1651] -
        "{provider} petitions the court of appeals for mandamus, an extraordinary remedy, without \
         having been held in contempt.";
    MandamusDenied => "mandamus-denied" [US_1651 C_COBBLEDICK] ("mandamus" Government)
        "The court of appeals denies mandamus: refusing, being held in contempt and appealing is \
         an adequate remedy.";
    FineStayMotion => "motion-to-stay-fine" [R_AP8A2 C_NKEN] -
        "{provider} asks the court of appeals to stay the daily fine pending appeal. Asking does \
         not stop it.";
    FineStayed => "fine-stayed" [R_AP8A2 C_NKEN] ("fine-stay" Provider)
        "The court of appeals stays the daily fine until the appeal is decided. The order to \
         comply is not undone.";
    FineStayDenied => "fine-stay-denied" [R_AP8A2 C_NKEN] ("fine-stay" Government)
        "The court of appeals denies a stay of the daily fine: {provider} must pay or produce.";
    OpeningBrief(Side::Provider) => "opening-brief" [R_AP28 R_AP31 R_CA2_31_2] -
        "{provider} files its brief as appellant: the process does not reach data stored abroad. \
         The Government's time to answer runs.";
    OpeningBrief(Side::Government) => "government-opening-brief" [R_AP28 R_AP31 R_CA2_31_2] -
        "The Government files its brief as appellant: the process was wrongly vacated. \
         {provider}'s time to answer runs.";
    AnsweringBrief(Side::Provider) => "answering-brief" [R_AP28 R_AP31 R_CA2_31_2] -
        "{provider} files its brief as appellee: the process does not reach data stored abroad.";
    AnsweringBrief(Side::Government) => "government-answering-brief" [R_AP28 R_AP31 R_CA2_31_2] -
        "The Government files its brief as appellee: the order to comply was right, since \
         {provider} controls the data.";
    ReplyBrief => "reply-brief" [R_AP31 R_AP28] -
        "The appellant replies. The appeal is fully briefed.";
    ArguedOnAppeal => "argued-on-appeal" [US_1291] -
        "The appeal is argued and submitted. No rule says when the court must decide.";
    DismissalRefused => "dismissal-refused" [US_1291 C_COBBLEDICK R_AP4] ("jurisdiction" Provider)
        "The court of appeals will not dismiss: contempt and a timely notice give it jurisdiction. \
         It must reach the merits.";
    Decided { disposition: Disposition::Affirmed, appellant: Side::Provider } =>
        "panel-affirmance" [US_1291 US_2703A C_MARCRICH] ("panel" Government)
        "The court of appeals affirms: the contempt and the order to comply stand. If {provider} \
         still refuses, sanctions may follow.";
    Decided { disposition: Disposition::Reversed, appellant: Side::Provider } =>
        "panel-reversal" [US_1291 US_2703A C_MORRISON C_TOUHY R_CRP41B] ("panel" Provider)
        "The court of appeals reverses the order to comply, vacates the contempt and remands to \
         quash the warrant as to content stored abroad.";
    Decided { disposition: Disposition::Affirmed, appellant: Side::Government } =>
        "panel-affirmance-of-vacatur" [US_3731 C_MORRISON R_CRP41B] ("panel" Provider)
        "The court of appeals affirms: the process stays vacated as to data abroad, and {provider} \
         need not produce it.";
    Decided { disposition: Disposition::Reversed, appellant: Side::Government } =>
        "panel-reversal-of-vacatur" [US_3731 US_2703A C_MARCRICH] ("panel" Government)
        "The court of appeals reverses: the process reaches data stored abroad. {provider} must \
         comply, or be held in contempt.";
    Decided { disposition: Disposition::EvenlyDivided, .. } =>
        "panel-evenly-divided" [US_46C] ("panel" Tie)
        "The votes in the court of appeals are even: the ruling below stands, without precedent.";
    Decided { disposition: Disposition::Waived, appellant: Side::Provider } =>
        "panel-finds-waiver" [R_CRP59] ("panel" Government)
        "The court of appeals does not reach the question: {provider} waived review by not \
         objecting in time. The order to comply stands.";
    Decided { disposition: Disposition::Waived, appellant: Side::Government } =>
        "panel-finds-government-waiver" [R_CRP59] ("panel" Provider)
        "The court of appeals does not reach the question: the Government waived review by not \
         objecting in time. The process stays vacated.";
    Decided { disposition: Disposition::UnderTheAct, .. } =>
        "panel-affirmance-under-the-act" [US_2713 US_CLOUD] ("panel" Government)
        "The court of appeals applies the new Act: where the data is stored no longer matters. The \
         order to comply stands.";
    RemandedForFacts => "remand-for-facts" [US_1291] ("panel" Neither)
        "The court of appeals sends the case back for facts about the customer. Nobody has won \
         yet; the appeal goes on once they are found.";
    FactsFound => "facts-found" [X_INHERENT] -
        "{district} finds the facts the court of appeals asked for. The appeal can be decided.";
    LetStand => "ruling-let-stand" [R_SC13 R_AP4 R_CRP59] -
        "The Government seeks no further review here. The last ruling stands, and {provider} need \
         not produce the data stored abroad.";
    RehearingPetition => "rehearing-petition" [R_AP35 R_AP40A1] -
        "The Government asks for rehearing en banc. A majority of the active judges who may vote \
         is needed.";
    RehearingDenied { .. } => "rehearing-denied" [US_46C R_AP35] ("en-banc" Provider)
        "Rehearing en banc is denied with {votes} for it: a majority of the judges who may vote is \
         needed, so the panel's ruling stands.";
    RehearingGranted { .. } => "rehearing-granted" [US_46C R_AP35] ("en-banc" Government)
        "Rehearing en banc is granted with {votes} for it: a majority of the judges who may vote. \
         The court sitting en banc decides the appeal anew.";
    EnBancDecided(Disposition::Affirmed) =>
        "en-banc-affirmance" [US_46C US_2703A] ("en-banc-merits" Government)
        "The court sitting en banc affirms the district court's judgment. The panel's ruling is \
         gone; the order to comply stands.";
    EnBancDecided(Disposition::Reversed) =>
        "en-banc-reversal" [US_46C C_MORRISON] ("en-banc-merits" Provider)
        "The court sitting en banc reverses the district court's judgment: the process falls as to \
         data stored abroad.";
    EnBancDecided(Disposition::EvenlyDivided) =>
        "en-banc-evenly-divided" [US_46C R_AP35] ("en-banc-merits" Tie)
        "The court sitting en banc is evenly divided. That affirms the district court's judgment, \
         not the panel's, and makes no precedent.";
    EnBancDecided(Disposition::Waived) =>
        "en-banc-finds-waiver" [R_CRP59 US_46C] ("en-banc-merits" Government)
        "The court sitting en banc does not reach the question: review was waived by a missed \
         objection. The district court's judgment stands.";
    EnBancDecided(Disposition::UnderTheAct) =>
        "en-banc-affirmance-under-the-act" [US_2713 US_CLOUD] ("en-banc-merits" Government)
        "The court sitting en banc applies the new Act: where the data is stored no longer \
         matters. The order to comply stands.";
    ElsewhereApplication => "application-elsewhere" [US_2703A US_2711_3] -
        "The Government asks a court in another circuit for a new warrant for the same data. The \
         ruling here does not bind that court.";
    ElsewhereRuled(Side::Government) =>
        "compelled-elsewhere" [US_2703A US_2711_3] ("elsewhere" Government)
        "The other court enforces the new warrant: {provider} must produce there what it need not \
         produce here.";
    ElsewhereRuled(Side::Provider) =>
        "quashed-elsewhere" [US_2703A C_MORRISON] ("elsewhere" Provider)
        "The other court will not enforce the new warrant for data stored abroad. The data stays \
         where it is.";
    CongressAsked => "congress-asked" [US_ART1] -
        "The Government asks Congress to change the law. The ruling of the court of appeals stands \
         meanwhile.";
    AppealMoot => "appeal-moot" [US_1291 C_MUNSINGWEAR] ("mootness" Neither)
        "The case is moot: the data was obtained or the process withdrawn, so no live dispute is \
         left to decide.";

    // Before the Supreme Court.
    TimeExtended { .. } => "time-extended" [US_2101C R_SC13] -
        "The Government asks the Circuit Justice for more time to petition for certiorari, and has it \
         to {day}. The ruling of the court of appeals stands meanwhile.";
    NoPetition => "no-petition" [US_2101C R_SC13] -
        "The time to petition for certiorari runs out unused. The ruling of the court of appeals \
         is final.";
    Petition(Side::Government) => "government-petition" [US_1254 R_SC10 R_SC13] -
        "The Government petitions for certiorari. The ruling of the court of appeals stands until \
         the Supreme Court takes the case and decides it.";
    Petition(Side::Provider) => "provider-petition" [US_1254 R_SC10 R_SC13] -
        "{provider} petitions for certiorari. That alone does not stay the order to comply.";
    BriefInOpposition { acquiesces: false } => "brief-in-opposition" [R_SC15 R_SC10] -
        "{provider} opposes certiorari and would keep the ruling below as it is.";
    BriefInOpposition { acquiesces: true } => "acquiescence-in-certiorari" [R_SC15 R_SC10] -
        "{provider} does not oppose certiorari, and so accepts to win or lose for the whole \
         country.";
    CertiorariGranted(Side::Government) =>
        "certiorari-granted" [US_1254 R_SC10] ("certiorari" Government)
        "The Supreme Court takes the Government's case. The ruling below stands until it decides.";
    CertiorariGranted(Side::Provider) =>
        "certiorari-granted-to-provider" [US_1254 R_SC10] ("certiorari" Provider)
        "The Supreme Court takes {provider}'s case. The ruling below stands until it decides.";
    CertiorariDenied(Side::Government) =>
        "certiorari-denied" [R_SC10 US_1254] ("certiorari" Provider)
        "The Supreme Court will not hear the Government. The ruling below stands in its circuit; a \
         denial makes no precedent.";
    CertiorariDenied(Side::Provider) =>
        "certiorari-denied-to-provider" [R_SC10 US_1254] ("certiorari" Government)
        "The Supreme Court will not hear {provider}. The order to comply stands; a denial makes no \
         precedent.";
    GovernmentMeritsBrief => "government-merits-brief" [R_SC25] -
        "The Government files its brief on the merits: disclosure happens in the United States, \
         wherever the data is stored.";
    ProviderMeritsBrief => "provider-merits-brief" [R_SC25] -
        "{provider} files its brief on the merits: the statute does not reach data stored abroad, \
         and only Congress can change that.";
    ArguedInSupremeCourt => "argued-in-supreme-court" [US_1254] -
        "The case is argued in the Supreme Court and submitted for decision.";
    BillIntroduced => "bill-introduced" [US_ART1] -
        "The CLOUD Act bills are introduced in Congress. A bill changes nothing until it is law.";
    ActPassed => "act-passed" [US_ART1] ("statute" Government)
        "The CLOUD Act becomes law: a provider must produce what it controls, inside or outside \
         the United States. That answers the question in dispute.";
    NoAct => "no-act" [US_ART1] ("statute" Neither)
        "Congress does not pass the CLOUD Act. Pending cases are decided under the old law.";
    OldWarrantLetter => "old-warrant-letter" [US_2713 US_CLOUD] -
        "The Government tells the court that the new Act validates the old warrant. If so, the \
         case is not moot.";
    PetitionWithdrawn => "petition-withdrawn" [US_1254] -
        "The Government withdraws from the Supreme Court. The ruling of the court of appeals \
         survives as precedent.";
    VacaturMotion => "motion-to-vacate-as-moot" [C_MUNSINGWEAR] -
        "The Government asks to have the rulings vacated as moot: a new Act and a new warrant \
         leave no live dispute.";
    MootnessConceded => "mootness-conceded" [C_MUNSINGWEAR] -
        "{provider} agrees that the case is moot. It does not thereby accept the new warrant.";
    VacaturResisted => "vacatur-resisted" [C_BANCORP] -
        "{provider} resists vacatur: the Government made the case moot itself and should not \
         thereby wipe out the ruling it lost.";
    ComityMotion => "comity-motion" [US_CLOUD103C C_AEROSPATIALE] -
        "{provider} moves to quash the new warrant on common-law comity. The Act's own motion is for \
         the law of governments with an executive agreement.";
    ComityDenied => "comity-denied" [US_CLOUD103C C_AEROSPATIALE US_2713] ("comity" Government)
        "{magistrate} denies the motion: comity does not outweigh the demand. {provider} must obey \
         the new warrant.";
    ComityGranted => "comity-granted" [US_CLOUD103C C_AEROSPATIALE] ("comity" Provider)
        "{magistrate} grants the motion: comity forbids enforcing the new warrant against data \
         stored abroad.";
    NewWarrantAnswered(NewWarrantAnswer::Comity) =>
        "new-warrant-contested" [US_CLOUD103C C_AEROSPATIALE] -
        "{provider} answers the new warrant with a motion on common-law comity. It need not \
         produce until the court rules.";
    NewWarrantAnswered(NewWarrantAnswer::Refused) => "new-warrant-refused" [C_COBBLEDICK US_2713] -
        "{provider} refuses the new warrant without a motion. That starts the path to contempt \
         again, under the new Act.";
    NewWarrantAnswered(NewWarrantAnswer::NotConfirmed) =>
        "new-warrant-answer-not-confirmed" [US_2713] -
        "How {provider} answers the new warrant is not confirmed. The Act's own motion is for the law \
         of governments with an executive agreement.";
    VacatedAsMoot => "vacated-as-moot" [C_MUNSINGWEAR C_GALIOTO] ("supreme" Neither)
        "The case is moot. All rulings on the old process are wiped out: any judgment of the court \
         of appeals, the contempt and the denial of the motion. Nobody wins.";
    DismissedAsImprovident => "dismissed-as-improvident" [R_SC10 US_1254] ("supreme" Provider)
        "The Supreme Court drops the case as one it should not have taken. The ruling of the court \
         of appeals survives as law in its circuit.";
    MeritsDecided { reversed: false, winner: Side::Provider } =>
        "merits-affirmance" [US_1254 C_MORRISON] ("supreme" Provider)
        "The Supreme Court affirms: under the statute as it stood in 2013 the process does not reach \
         data stored abroad. That is law for the whole country.";
    MeritsDecided { reversed: true, winner: Side::Government } =>
        "merits-reversal" [US_1254 US_2703A] ("supreme" Government)
        "The Supreme Court reverses: the process reaches what {provider} controls, as law for the \
         whole country. {provider} must comply.";
    MeritsDecided { reversed: false, winner: Side::Government } =>
        "merits-affirmance-for-government" [US_1254 US_2703A] ("supreme" Government)
        "The Supreme Court affirms: the order to comply stands, now as law for the whole country.";
    MeritsDecided { reversed: true, winner: Side::Provider } =>
        "merits-reversal-for-provider" [US_1254 C_MORRISON] ("supreme" Provider)
        "The Supreme Court reverses: the process does not reach data stored abroad, as law for the \
         whole country.";
    RemandedUnderTheAct => "remanded-under-the-act" [US_2713 US_1254] ("supreme" Neither)
        "The Supreme Court vacates the judgment and sends the case back, to be decided under the \
         new Act. The appeal is open again.";
    RemandExecuted => "remand-executed" [US_1254 C_MUNSINGWEAR] -
        "The court of appeals carries out the remand: the contempt and the denial of the motion \
         are vacated, and the case is dismissed as moot.";

    // The channels. Each brings its own words; these stand in where no channel is at hand.
    TakePath(_) => "path-taken" [US_SCA] -
        "The next path of the strategy is taken.";
    Requested(_) => "path-request" [] -
        "The request is made.";
    Stage { .. } => "path-stage" [] -
        "The file reaches the end of stage {stage}.";
    PathEnded { .. } => "path-ended" [] -
        "The path ends without the data.";
    NotInForce { .. } => "path-unavailable" [] -
        "The path is not open on this day.";
}
