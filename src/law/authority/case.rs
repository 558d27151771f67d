//! Decisions of US courts.

use super::Evidence::{Secondary, Source};
use super::Force::{Always, SinceYear};
use super::{HIGH, MEDIUM, between, since};

catalogue! {
    after super::rule::END;

    C_AEROSPATIALE: "c.aerospatiale", HIGH, since(1987, 6, 15),
        "Societe Nationale Industrielle Aerospatiale v. U.S. Dist. Ct., 482 U.S. 522 (1987)",
        "Treaty procedures for evidence are optional, and courts weigh comity factors case by \
         case.";

    C_BANCORP: "c.bancorp", HIGH, Always,
        "U.S. Bancorp Mortgage Co. v. Bonner Mall Partnership, 513 U.S. 18",
        "The winner below may resist vacatur by arguing that the party who asks for it caused the \
         mootness.";

    C_BASEY: "c.basey", MEDIUM, SinceYear(2019),
        "United States v. Basey (9th Cir. 2019)",
        "A preservation letter was followed about nine months later by a warrant, and a challenge \
         to the preservation failed on procedural grounds.";

    C_BNS: "c.bns", Secondary, since(1984, 8, 14),
        "In re Grand Jury Proceedings (Bank of Nova Scotia), 740 F.2d 817 (11th Cir. 1984)",
        "Contempt is upheld for refusing to produce bank records held in a secrecy jurisdiction.";

    C_COBBLEDICK: "c.cobbledick", Source, SinceYear(1940),
        "Cobbledick v. United States, 309 U.S. 323 (1940)",
        "A recipient of process must usually disobey and be held in contempt before appealing, a \
         rule restated in 1971.";

    C_CONSTRUCTIONPRODUCTS: "c.constructionproducts", Source, SinceYear(1996),
        "United States v. Construction Products Research, Inc., 73 F.3d 464 (2d Cir. 1996)",
        "One who would appeal must ordinarily defy the order and be held in contempt, except that \
         an order enforcing an administrative agency's subpoena is final at once.";

    C_FIRSTIER: "c.firstier", HIGH, Always,
        "FirsTier Mortgage Co. v. Investors Mortgage Insurance Co., 498 U.S. 269",
        "A premature notice is saved only if it follows the announcement of an order that would be \
         appealable if entered at once.";

    C_GALIOTO: "c.galioto", HIGH, Always,
        "United States v. Galioto, 477 U.S. 556",
        "The judgment below is vacated when a new statute has left no live dispute.";

    C_GOOGLE_CONTEMPT: "c.google-contempt", Source, since(2017, 10, 19),
        "In re Search of Content Stored at Premises Controlled by Google, No. 16-mc-80263 (N.D. \
         Cal. 19 Oct. 2017) (contempt)",
        "Google is held in civil contempt on its own motion, having proposed 10,000 dollars a day \
         stayed until seven business days after affirmance (whether that sanction was adopted is \
         not confirmed).";

    C_GOOGLE_EDPA: "c.google-edpa", Source, between((2017, 2, 3), (2018, 3, 22)),
        "In re Search Warrant No. 16-960-M-01 to Google, 232 F. Supp. 3d 708 (E.D. Pa. 2017), \
         aff'd, 275 F. Supp. 3d 605",
        "Declines to follow the Second Circuit, because the search happens in the United States \
         when the data is disclosed (affirmed 17 August 2017, superseded by the CLOUD Act).";

    C_GOOGLE_EDWIS: "c.google-edwis", MEDIUM, between((2017, 2, 21), (2018, 3, 22)),
        "In re Two Accounts Stored at Google, No. 17-M-1235 (E.D. Wis. 2017); earlier Yahoo ruling \
         of 21 Feb. 2017",
        "Declines to follow the Second Circuit, in an earlier ruling on a Yahoo account and a \
         later one on Google accounts (superseded by the CLOUD Act).";

    C_GOOGLE_NDCAL: "c.google-ndcal", HIGH, between((2017, 4, 25), (2018, 3, 22)),
        "In re Search of Content Stored at Premises Controlled by Google, No. 16-mc-80263 (N.D. \
         Cal. 2017)",
        "Declines to follow the Second Circuit, on the same ground as the Pennsylvania ruling \
         (affirmed 14 August 2017, superseded by the CLOUD Act).";

    C_GRIGGS: "c.griggs", HIGH, Always,
        "Griggs v. Provident Consumer Discount Co., 459 U.S. 56",
        "A proper notice of appeal divests the district court of control over what is appealed.";

    C_IBM: "c.ibm", HIGH, SinceYear(1973),
        "IBM Corp. v. United States, 493 F.2d 112 (2d Cir. 1973)",
        "Civil contempt of a party to a pending case is generally not final, unlike that of a \
         witness who is not a party.";

    C_MARCRICH: "c.marcrich", HIGH, since(1983, 5, 4),
        "In re Marc Rich & Co., 707 F.2d 663 (2d Cir. 1983)",
        "A party within the court's jurisdiction must produce documents it controls abroad.";

    C_MARCRICH_FINE: "c.marcrich-fine", Source, SinceYear(1983),
        "In re Marc Rich & Co., 707 F.2d 663 (2d Cir. 1983), and 736 F.2d 864 (2d Cir. 1984)",
        "Refusal to produce cost 50,000 dollars a day, taking effect when the expedited appeal was \
         decided.";

    C_MOHAWK: "c.mohawk", HIGH, Always,
        "Mohawk Industries, Inc. v. Carpenter, 558 U.S. 100",
        "Narrows the collateral-order doctrine, under which some orders may be appealed before the \
         case ends.";

    C_MORRISON: "c.morrison", HIGH, SinceYear(2010),
        "Morrison v. National Australia Bank, 561 U.S. 247 (2010)",
        "A statute is presumed not to apply abroad, under a two-step focus test that was used in \
         Microsoft and restated in 2016.";

    C_MSFT_2D: "c.msft-2d", Source, between((2016, 7, 14), (2018, 4, 17)),
        "Microsoft Corp. v. United States, 829 F.3d 197 (2d Cir. 2016)",
        "The warrant provision of the Stored Communications Act does not apply abroad, and \
         enforcing it against content stored only in Ireland would apply it there (vacated as moot \
         17 April 2018).";

    C_MSFT_CONTEMPT: "c.msft-contempt", Source, between((2014, 9, 8), (2018, 4, 17)),
        "In re Warrant to Search a Certain E-Mail Account, No. 13-MJ-2814 (S.D.N.Y. 8 Sept. 2014) \
         (stipulated contempt order)",
        "Microsoft agrees to be held in civil contempt, without sanctions for now, so that there \
         is a final order to appeal.";

    C_MSFT_DJ: "c.msft-dj", Source, between((2014, 7, 31), (2018, 4, 17)),
        "In re Warrant to Search a Certain E-Mail Account, No. 13-MJ-2814 (S.D.N.Y. 31 July 2014) \
         (Preska, C.J.); 2014 WL 4629624 (29 Aug. 2014)",
        "Affirms the magistrate judge from the bench, and on 29 August 2014 lifts the stay because \
         the July order was not final and appealable.";

    C_MSFT_ENBANC: "c.msft-enbanc", Source, since(2017, 1, 24),
        "Microsoft Corp. v. United States, 855 F.3d 53 (2d Cir. 2017)",
        "Rehearing en banc is denied by a vote of 4 to 4.";

    C_MSFT_MJ: "c.msft-mj", Source, between((2014, 4, 25), (2018, 4, 17)),
        "In re Warrant to Search a Certain E-Mail Account, 15 F. Supp. 3d 466 (S.D.N.Y. 2014) \
         (Francis, M.J.)",
        "A Stored Communications Act warrant is a hybrid of warrant and subpoena, and reaches what \
         the provider controls wherever it is stored (ordered vacated 17 April 2018).";

    C_MSFT_SCT: "c.msft-sct", Source, since(2018, 4, 17),
        "United States v. Microsoft Corp., 584 U.S. 236 (2018) (per curiam), No. 17-2",
        "The CLOUD Act and a replacement warrant left no live dispute, so the judgment is vacated \
         and the case remanded to be dismissed as moot (the reporter page is known with medium \
         confidence).";

    C_MUNSINGWEAR: "c.munsingwear", HIGH, Always,
        "United States v. Munsingwear, Inc., 340 U.S. 36",
        "When a case becomes moot on its way to the Supreme Court the judgment below is vacated \
         and the case remanded to be dismissed.";

    C_NIXON: "c.nixon", HIGH, Always,
        "United States v. Nixon, 418 U.S. 683",
        "The President need not be held in contempt before appealing.";

    C_NKEN: "c.nken", HIGH, SinceYear(2009),
        "Nken v. Holder, 556 U.S. 418 (2009)",
        "A stay pending appeal depends on four factors, which the applicant must show.";

    C_PERLMAN: "c.perlman", HIGH, Always,
        "Perlman v. United States, 247 U.S. 7",
        "An order may be appealed without contempt when it is directed to a third-party holder who \
         will not risk contempt for the objector.";

    C_PUNN: "c.punn", Source, since(2013, 12, 6),
        "United States v. Punn, 737 F.3d 1 (2d Cir. 2013)",
        "The denial of a motion to quash cannot be appealed at once, and the collateral-order test \
         is applied strictly.";

    C_RJR: "c.rjr", HIGH, SinceYear(2016),
        "RJR Nabisco v. European Community, 579 U.S. 325 (2016)",
        "Restates the two steps: whether the statute applies abroad, and if not, whether the \
         conduct relevant to its focus took place in the United States.";

    C_RODGERS: "c.rodgers", Secondary, Always,
        "United States v. Rodgers, 101 F.3d 247 (2d Cir.)",
        "A notice of appeal from an order that cannot be appealed does not divest the district \
         court.";

    C_RYAN: "c.ryan", Source, SinceYear(1971),
        "United States v. Ryan, 402 U.S. 530 (1971)",
        "An order to produce records is not appealable even where they are in Kenya and foreign \
         law is said to forbid their removal: the choice is to obey, or to refuse and contest the \
         order in contempt.";

    C_SALERNO: "c.salerno", Secondary, Always,
        "United States v. Salerno, 868 F.2d 524 (2d Cir.)",
        "A premature notice of appeal does not divest the district court.";

    C_SEALED_2023: "c.sealed-2023", Source, since(2023, 7, 18),
        "In re Sealed Case, No. 23-5044 (D.C. Cir. 2023)",
        "Twitter is held to 350,000 dollars for three days' delay.";

    C_SEALED_DC: "c.sealed-dc", Source, since(2019, 7, 30),
        "In re Sealed Case, 932 F.3d 915 (D.C. Cir. 2019)",
        "Civil contempt of three Chinese banks is affirmed although Chinese law forbade \
         production, because the comity balance favoured the United States.";

    C_TOUHY: "c.touhy", Secondary, Always,
        "United States ex rel. Touhy v. Ragen, 340 U.S. 462",
        "A contempt finding that rests on a mistake of law is vacated.";

    C_WARSHAK: "c.warshak", HIGH, since(2010, 12, 14),
        "United States v. Warshak, 631 F.3d 266 (6th Cir. 2010)",
        "The Fourth Amendment protects the content of email, since when providers have demanded a \
         warrant for all content.";
}
