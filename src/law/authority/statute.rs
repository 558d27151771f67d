//! Statutes of the United States, and the Constitution they rest on.

use super::Evidence::{Secondary, Source};
use super::Force::{Always, SinceYear};
use super::{HIGH, MEDIUM, since};

catalogue! {
    after 0;

    US_1254: "us.1254", HIGH, since(1948, 6, 25),
        "28 U.S.C. 1254(1), 2101(c)",
        "The Supreme Court may review the courts of appeals by certiorari, on a petition filed in \
         a civil case within 90 days, extendable by up to 60.";

    US_1291: "us.1291", HIGH, since(1948, 6, 25),
        "28 U.S.C. 1291",
        "The courts of appeals review final decisions.";

    US_1292B: "us.1292b", HIGH, Always,
        "28 U.S.C. 1292(b)",
        "A certified interlocutory appeal is open only in a civil action.";

    US_1651: "us.1651", HIGH, Always,
        "28 U.S.C. 1651(a)",
        "A court of appeals may issue mandamus, an extraordinary remedy that is very likely to be \
         denied while contempt offers an adequate one.";

    US_1781: "us.1781", HIGH, since(1964, 10, 3),
        "28 U.S.C. 1781",
        "The State Department may transmit and receive letters rogatory, and direct transmission \
         between courts is not excluded.";

    US_1782: "us.1782", Source, since(1964, 10, 3),
        "28 U.S.C. 1782",
        "A district court may order evidence to be given for use in a foreign proceeding.";

    US_1826: "us.1826", HIGH, since(1970, 10, 15),
        "28 U.S.C. 1826",
        "A recalcitrant witness may be confined, and an appeal from a confinement order is to be \
         decided within 30 days.";

    US_2101C: "us.2101c", HIGH, since(1948, 6, 25),
        "28 U.S.C. 2101(c)",
        "A civil petition for certiorari is due within 90 days, which a Justice may extend by up \
         to 60.";

    US_22CFR92_54: "us.22cfr92.54", MEDIUM, Always,
        "22 C.F.R. 92.54 and the sections after it",
        "Consular rules on letters rogatory, their authentication and their transmission.";

    US_2523: "us.2523", HIGH, since(2018, 3, 23),
        "18 U.S.C. 2523 (CLOUD Act s. 105)",
        "The Attorney General with the Secretary of State may certify an executive agreement, \
         which Congress has 180 days to disapprove (seen in a source) and which is reviewed every \
         five years; orders under it must concern serious crime, name a specific account, rest on \
         a reasonable justification, be reviewed by an independent authority and not target US \
         persons.";

    US_2702B8: "us.2702b8", HIGH, since(2001, 10, 26),
        "18 U.S.C. 2702(b)(8), (c)(4)",
        "A provider may, but need not, disclose content or records to a governmental entity when \
         it believes in good faith that an emergency involving danger of death or serious physical \
         injury requires it without delay.";

    US_2703A: "us.2703a", Source, since(1987, 1, 19),
        "18 U.S.C. 2703(a), (b)(1)(A), (c)(1)(A)",
        "Content is obtained by a warrant that a court of competent jurisdiction issues under the \
         procedures of the Federal Rules of Criminal Procedure or their state equivalents.";

    US_2703B1B: "us.2703b1B", HIGH, since(1987, 1, 19),
        "18 U.S.C. 2703(b)(1)(B)",
        "Older or remotely stored content may, on the text, be reached by subpoena or court order \
         with notice to the subscriber, although a warrant is now required in practice.";

    US_2703C: "us.2703c", HIGH, since(1987, 1, 19),
        "18 U.S.C. 2703(c)",
        "Records and other non-content information about a subscriber can be obtained by process \
         of their own.";

    US_2703D: "us.2703d", HIGH, since(1994, 10, 25),
        "18 U.S.C. 2703(d)",
        "A court may order non-content on specific and articulable facts, and the provider may \
         move to quash an order that is unusually voluminous or unduly burdensome.";

    US_2703E: "us.2703e", HIGH, since(1987, 1, 19),
        "18 U.S.C. 2703(e)",
        "A provider that discloses as the process requires is immune from suit for having done so.";

    US_2703F: "us.2703f", Source, since(1996, 4, 24),
        "18 U.S.C. 2703(f)",
        "At the request of a governmental entity the provider must preserve the records it has for \
         90 days, and for another 90 days if the request is renewed.";

    US_2703G: "us.2703g", HIGH, since(2002, 11, 2),
        "18 U.S.C. 2703(g)",
        "No officer need be present when a Stored Communications Act warrant is served or executed \
         (the starting date is known with medium confidence).";

    US_2703H: "us.2703h", HIGH, since(2018, 3, 23),
        "18 U.S.C. 2703(h)",
        "Within 14 days of service a provider may move to modify or quash if it reasonably \
         believes that the subscriber is not a US person and does not reside in the US and that \
         disclosure risks breaking the law of a qualifying foreign government; the court may grant \
         only if the breach is real, the eight-factor comity test and the interests of justice \
         require it, and the subscriber is in fact neither (the 14 days and the conditions were \
         seen in a source).";

    US_2704: "us.2704", Source, since(1987, 1, 19),
        "18 U.S.C. 2704",
        "A subpoena or order may require a backup copy: made within 2 business days, notified to \
         the customer within 3 days, and open to the customer's challenge for 14 days.";

    US_2705B: "us.2705b", HIGH, since(1987, 1, 19),
        "18 U.S.C. 2705(b)",
        "A court may forbid the provider to tell the user.";

    US_2711_3: "us.2711-3", HIGH, since(2009, 10, 19),
        "18 U.S.C. 2711(3)",
        "A court of competent jurisdiction is a federal court with jurisdiction over the offence, \
         or where the provider or the data is, or acting on a foreign request under section 3512, \
         or a state court of general criminal jurisdiction (present form).";

    US_2713: "us.2713", Source, since(2018, 3, 23),
        "18 U.S.C. 2713 (CLOUD Act s. 103(a))",
        "A provider must preserve, back up or disclose data in its possession, custody or control \
         whether the data is inside or outside the United States.";

    US_28CFR0_64_1: "us.28cfr0.64-1", HIGH, Always,
        "28 C.F.R. 0.64-1",
        "The Department of Justice acts as the central authority of the United States under \
         treaties on mutual legal assistance, through its Office of International Affairs.";

    US_3161H8: "us.3161h8", HIGH, since(1984, 10, 12),
        "18 U.S.C. 3161(h)(8)",
        "Up to one year spent on obtaining foreign evidence may be left out of the speedy-trial \
         clock.";

    US_3292: "us.3292", Source, since(1984, 10, 12),
        "18 U.S.C. 3292",
        "A court may suspend the limitation period for up to three years while an official request \
         for foreign evidence is pending.";

    US_3512: "us.3512", Source, since(2009, 10, 19),
        "18 U.S.C. 3512 (Pub. L. 111-79)",
        "On the application of an authorised government attorney a federal judge may issue any \
         order needed to execute a foreign request, a section 2703 warrant included; a Rule 41 \
         search warrant is sought where the place or person is and only for foreign offences \
         punishable by more than one year, other orders where the person or evidence is, where a \
         related case is, or in D.C.";

    US_3731: "us.3731", MEDIUM, Always,
        "18 U.S.C. 3731",
        "The Government may appeal an order that grants a motion to quash without anyone being \
         held in contempt.";

    US_401: "us.401", HIGH, since(1948, 6, 25),
        "18 U.S.C. 401(3)",
        "Federal courts may punish disobedience of their lawful process as contempt.";

    US_46C: "us.46c", Secondary, Always,
        "28 U.S.C. 46(c)",
        "Rehearing en banc is decided by the circuit judges in regular active service, so a judge \
         who has taken senior status or sits by designation has no vote on whether to grant it.";

    US_6103: "us.6103", HIGH, Always,
        "5 U.S.C. 6103",
        "Lists the federal legal holidays; the current list dates from 17 June 2021, when Pub. L. \
         117-17 added Juneteenth.";

    US_636: "us.636", HIGH, SinceYear(1979),
        "28 U.S.C. 636(b)(1)(A)-(B)",
        "A district judge may reconsider a magistrate judge's non-dispositive order that is \
         clearly erroneous or contrary to law (1979 form).";

    US_636E: "us.636e", HIGH, Always,
        "28 U.S.C. 636(e)(6)",
        "A magistrate judge certifies the facts of a contempt and the district judge punishes it, \
         so contempt cannot issue from the magistrate judge alone.";

    US_ART1: "us.art1", HIGH, Always,
        "U.S. Const. art. I",
        "Congress makes the statutes of the United States, and may change the law a pending case \
         turns on.";

    US_CLOUD: "us.cloud", Source, since(2018, 3, 23),
        "CLOUD Act, Pub. L. 115-141, div. V",
        "Added sections 2713, 2703(h) and 2523 to title 18 while United States v. Microsoft Corp. \
         was under submission.";

    US_CLOUD103C: "us.cloud103c", Source, since(2018, 3, 23),
        "CLOUD Act s. 103(c)",
        "Common-law comity is left untouched for process that section 2703(h) does not cover, such \
         as a conflict with Irish law.";

    US_JM9_13_500: "us.jm9-13.500", MEDIUM, Always,
        "Justice Manual 9-13.500",
        "A prosecutor who wants evidence from abroad goes through the Office of International \
         Affairs, which reviews the request (policy of the Department of Justice).";

    US_SCA: "us.sca", HIGH, since(1987, 1, 19),
        "18 U.S.C. 2701-2713 (Pub. L. 99-508, tit. II)",
        "A provider may not disclose stored communications except in the listed cases, and the \
         government must use the listed process to get them.";
}
