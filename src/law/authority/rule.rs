//! US rules of court, and what a court or the parties may do without one.

use super::Evidence::Source;
use super::Force::Always;
use super::{HIGH, MEDIUM, since, until};

catalogue! {
    after super::statute::END;

    R_AP26: "r.ap26", HIGH, since(2009, 12, 1),
        "Fed. R. App. P. 26",
        "Computes time on appeal (2009 form).";

    R_AP28: "r.ap28", HIGH, Always,
        "Fed. R. App. P. 28",
        "Governs the parties' briefs.";

    R_AP29: "r.ap29", HIGH, Always,
        "Fed. R. App. P. 29",
        "A friend of the court files within 7 days of the brief of the side it supports, and \
         anyone but the United States or a State, a foreign state included, needs consent or leave \
         (as the rule stood in 2014).";

    R_AP3: "r.ap3", HIGH, Always,
        "Fed. R. App. P. 3",
        "An appeal is taken by a notice of appeal filed with the district clerk, which designates \
         the order appealed from.";

    R_AP30: "r.ap30", HIGH, Always,
        "Fed. R. App. P. 30",
        "Governs the appendix filed with the appellant's brief.";

    R_AP31: "r.ap31", HIGH, Always,
        "Fed. R. App. P. 31(a)(1); 2d Cir. L.R. 31.2",
        "The opening brief is due 40 days after the record, the answer in 30 days and the reply in \
         21; the Second Circuit lets the parties pick dates up to 91 days out.";

    R_AP35: "r.ap35", HIGH, until(2024, 11, 30),
        "Fed. R. App. P. 35 (until absorbed into Rule 40 on 1 December 2024)",
        "Rehearing en banc needs a majority of the active judges who are not disqualified, so a \
         tie denies it.";

    R_AP4: "r.ap4", HIGH, Always,
        "Fed. R. App. P. 4(a)(1)(B), 4(a)(5), 4(b)(1), 4(b)(4)",
        "A notice of appeal is due in 60 days in a civil case with the United States a party, in \
         14 days from a criminal defendant and in 30 days from the government in a criminal case, \
         with limited extensions.";

    R_AP40: "r.ap40", Source, since(2024, 12, 1),
        "Fed. R. App. P. 40 (absorbing Rule 35 since 1 December 2024)",
        "One rule for panel and en banc rehearing: a petition is due 14 days after judgment, or 45 \
         days in a civil case with the United States a party (combined form).";

    R_AP40A1: "r.ap40a1", HIGH, until(2024, 11, 30),
        "Fed. R. App. P. 35(c), 40(a)(1) (before the combined form)",
        "A petition for rehearing, by the panel or en banc, is due 14 days after judgment, or 45 \
         days in a civil case with the United States a party.";

    R_AP41: "r.ap41", HIGH, since(2018, 12, 1),
        "Fed. R. App. P. 41",
        "The mandate issues 7 days after the time for rehearing runs out or rehearing is denied, \
         and may be stayed pending certiorari for normally at most 90 days (2018 form).";

    R_AP41D: "r.ap41d", HIGH, Always,
        "Fed. R. App. P. 41(d)",
        "The mandate may be stayed while a party petitions for certiorari.";

    R_AP4A2: "r.ap4a2", HIGH, Always,
        "Fed. R. App. P. 4(a)(2)",
        "Saves only a premature notice filed between the announcement and the entry of an order \
         that would be final.";

    R_AP8: "r.ap8", HIGH, Always,
        "Fed. R. App. P. 8; Nken v. Holder, 556 U.S. 418 (2009)",
        "A stay pending appeal is asked of the district court first and decided on four factors.";

    R_AP8A2: "r.ap8a2", HIGH, Always,
        "Fed. R. App. P. 8(a)(2)",
        "A stay pending appeal may then be asked of the court of appeals.";

    R_CA2_31_2: "r.ca2-31.2", HIGH, Always,
        "2d Cir. L.R. 31.2",
        "A party may choose its own date for a principal brief, at most 91 days out.";

    R_CIV6: "r.civ6", Source, since(2009, 12, 1),
        "Fed. R. Civ. P. 6",
        "Computes time in civil matters in the same way as the criminal rule (2009 form).";

    R_CRP17C: "r.crp17c", HIGH, Always,
        "Fed. R. Crim. P. 17(c)(2)",
        "A court may quash or modify a subpoena if compliance would be unreasonable or oppressive, \
         a power borrowed by analogy for Stored Communications Act warrants.";

    R_CRP41: "r.crp41", Source, since(2009, 12, 1),
        "Fed. R. Crim. P. 41(d), (e)(2)(A)-(B), (f)",
        "A warrant issues on probable cause and is executed within the time it sets, at most 14 \
         days, which for electronic storage covers the seizure or on-site copying and not the \
         later review, and is returned promptly (14-day form).";

    R_CRP41B: "r.crp41b", HIGH, Always,
        "Fed. R. Crim. P. 41(b)",
        "A warrant has territorial limits.";

    R_CRP45: "r.crp45", Source, since(2009, 12, 1),
        "Fed. R. Crim. P. 45",
        "Computes time in criminal matters: leave out the day of the event, count every day, and \
         roll a last day that is a Saturday, Sunday or legal holiday forward (2009 form).";

    R_CRP59: "r.crp59", HIGH, since(2005, 12, 1),
        "Fed. R. Crim. P. 59(a), (b)",
        "Objections to a magistrate judge's order or recommendation are due within 14 days of \
         service (14-day form since 1 December 2009) or at another time the court sets, and \
         failure to object waives review.";

    R_SC10: "r.sc10", HIGH, Always,
        "Sup. Ct. R. 10",
        "Certiorari is a matter of judicial discretion, not of right.";

    R_SC13: "r.sc13", HIGH, Always,
        "Sup. Ct. R. 13",
        "A petition is due within 90 days of the entry of judgment, not of the mandate, or of the \
         denial of timely rehearing, and a Justice may extend the time by up to 60 days.";

    R_SC15: "r.sc15", HIGH, Always,
        "Sup. Ct. R. 15.3, 25.1-25.3",
        "A brief in opposition is due 30 days after docketing; on the merits the petitioner has 45 \
         days after the grant, the answer 30 and the reply 30.";

    R_SC25: "r.sc25", HIGH, Always,
        "Sup. Ct. R. 25.1-25.3",
        "On the merits the petitioner's brief is due 45 days after the grant, the respondent's 30 \
         days later and the reply 30 days after that.";

    R_SC30: "r.sc30", HIGH, Always,
        "Sup. Ct. R. 30.1",
        "Computes time in the Supreme Court, where only federal holidays and days the building is \
         closed by order count as holidays.";

    R_SC37: "r.sc37", HIGH, Always,
        "Sup. Ct. R. 37.3(a)",
        "A friend of the court files within 7 days of the brief of the side it supports, or of the \
         petitioner's brief if it supports neither.";

    X_CONSENT: "x.consent", HIGH, Always,
        "Consent of the parties",
        "What both sides agree to, a court may order without deciding a contest.";

    X_FOREIGN: "x.foreign", MEDIUM, Always,
        "Law of the foreign state, and reciprocity",
        "A foreign court executes a letter from abroad by its own law and out of reciprocity, and \
         owes no execution.";

    X_INHERENT: "x.inherent", HIGH, Always,
        "Inherent power of the court",
        "A court may control its own process, stay its own orders and hold in contempt those who \
         disobey them.";

    X_LEAVE: "x.leave", HIGH, Always,
        "Leave of court",
        "A non-party may be heard if the court allows it.";

    X_NATIONAL: "x.national", MEDIUM, Always,
        "Law of the state that asks",
        "How a request for assistance is drafted and reviewed at home is for the law of the state \
         that makes it.";

    X_PRACTICE: "x.practice", MEDIUM, Always,
        "Practice of the office",
        "What an office does by its own policy, where no rule tells it to.";

    X_TREATY: "x.treaty", MEDIUM, Always,
        "Treaty on mutual legal assistance with the state that asks, or letters rogatory",
        "Central authorities send each other requests and what they yield under the instrument \
         between their states.";
}
