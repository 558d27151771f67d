//! Treaties and agreements, and the law of Ireland, the EU, the Council of Europe and the UK.

use super::Evidence::{Secondary, Source};
use super::Force::{Always, NotInForce, SinceYear};
use super::{HIGH, MEDIUM, since};

catalogue! {
    after super::case::END;

    COE_185: "coe.185", HIGH, since(2004, 7, 1),
        "Convention on Cybercrime (ETS 185) arts. 16-18, 29, 31, 35",
        "Expedited preservation, production orders, mutual assistance and a network of contact \
         points open day and night.";

    COE_224: "coe.224", Source, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224), opened 12 May \
         2022, not in force in anything found",
        "Direct requests to providers abroad for subscriber data, orders given effect across \
         borders, and emergency disclosure; it needs five ratifications, of which those of Japan \
         and, unconfirmed, Serbia are known.";

    COE_224_A10: "coe.224.a10", HIGH, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224) art. 10",
        "In an emergency a request for mutual assistance would be dealt with without undue delay.";

    COE_224_A6: "coe.224.a6", HIGH, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224) art. 6",
        "Authorities would ask registrars abroad for domain registration data.";

    COE_224_A7: "coe.224.a7", HIGH, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224) art. 7",
        "A provider abroad would answer a request for subscriber information within 30 days, \
         failing which the order goes through governments.";

    COE_224_A8: "coe.224.a8", HIGH, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224) art. 8",
        "The other party would give effect to an order, with reasonable efforts to serve it within \
         45 days and a return within 20 days for subscriber information or 45 for traffic data.";

    COE_224_A9: "coe.224.a9", HIGH, NotInForce,
        "Second Additional Protocol to the Convention on Cybercrime (CETS 224) art. 9",
        "In an emergency data would be disclosed without undue delay through the contact points \
         that are open day and night.";

    EA_AU: "ea.au", Source, since(2024, 1, 30),
        "US-Australia Agreement on Access to Electronic Data, 15 Dec. 2021",
        "Direct orders on the same pattern as with the United Kingdom (some Australian texts give \
         31 January as the starting day).";

    EA_UK: "ea.uk", Source, since(2022, 10, 3),
        "US-UK Agreement on Access to Electronic Data, 3 Oct. 2019",
        "Each side may send orders for serious crime directly to the other's providers, screened \
         by designated authorities.";

    EU_1182: "eu.1182", Source, since(1971, 7, 1),
        "Regulation (EEC, Euratom) No 1182/71",
        "The EU's rules on counting periods, dates and time limits.";

    EU_ADDR: "eu.addr", Source, since(2026, 2, 18),
        "Directive (EU) 2023/1544",
        "Providers offering services in the EU designate an establishment or legal representative \
         to receive orders, and Ireland is bound without an opt-in (the date, by which it must be \
         transposed, and the internal-market basis are unconfirmed, high).";

    EU_EDPB48: "eu.edpb48", Source, since(2025, 6, 4),
        "EDPB Guidelines 02/2024 on art. 48, final 4 June 2025",
        "A transfer is tested in two steps, a legal basis under art. 6 and a transfer ground under \
         chapter V, for art. 48 is neither a ground in itself nor a blanket ban.";

    EU_EIO: "eu.eio", Source, since(2017, 5, 22),
        "Directive 2014/41/EU",
        "A European Investigation Order is recognised in 30 days and executed in 90 more, but \
         Ireland and Denmark do not take part, although the Irish government decided in 2025 to \
         provide for it in its new bill.";

    EU_EPO: "eu.epo", Source, since(2026, 8, 18),
        "Regulation (EU) 2023/1543",
        "Binding production and preservation orders go straight to a provider's addressee in \
         another member state (in force 18 August 2023, applies from 18 August 2026).";

    EU_EPO_A10: "eu.epo.a10", Source, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 10",
        "The addressee produces the data within 10 days of receipt, or in an emergency within 8 \
         hours (that the issuer clears up a defective certificate within 5 days is unconfirmed, \
         high).";

    EU_EPO_A11: "eu.epo.a11", Source, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 11",
        "Data is preserved for 60 days, for 30 more on request, and longer once a request for its \
         production is confirmed.";

    EU_EPO_A12: "eu.epo.a12", Source, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 12",
        "The enforcing authority may refuse within 10 days, or 96 hours in an emergency, for \
         immunity, privilege or the freedom of press and speech, a manifest breach of a \
         fundamental right, double jeopardy, or want of dual criminality for an unlisted offence.";

    EU_EPO_A15: "eu.epo.a15", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 15",
        "A provider that does not comply may be fined up to 2 % of its worldwide annual turnover.";

    EU_EPO_A16: "eu.epo.a16", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 16",
        "On request the enforcing authority decides within 5 working days on enforcing an order, \
         then sets the addressee a time to comply or object.";

    EU_EPO_A17: "eu.epo.a17", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 17",
        "An addressee may within 10 days object that the order conflicts with the law of a third \
         country, for reasons other than that no similar rule exists there or that the data lies \
         there, and a court of the issuing state weighs the interests and upholds or lifts it.";

    EU_EPO_A4: "eu.epo.a4", Source, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 4",
        "A judge or court issues an order for traffic data or content, a prosecutor also one for \
         subscriber and identification data, which in an emergency may go out first and be \
         validated within 48 hours or withdrawn (who issues is unconfirmed, high).";

    EU_EPO_A5: "eu.epo.a5", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 5",
        "A production order for traffic data or content needs an offence with a maximum of at \
         least three years, or a listed one.";

    EU_EPO_A6: "eu.epo.a6", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 6",
        "Sets the conditions for a preservation order.";

    EU_EPO_A7: "eu.epo.a7", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 7",
        "Orders are addressed to the provider's designated establishment or legal representative.";

    EU_EPO_A8: "eu.epo.a8", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 8",
        "The enforcing authority is notified of an order for content or for traffic data that does \
         more than identify, unless offence and person are in the issuing state, and disclosure \
         waits for it except in an emergency.";

    EU_EPO_A9: "eu.epo.a9", HIGH, since(2026, 8, 18),
        "Regulation (EU) 2023/1543 art. 9",
        "An order travels to its addressee as a certificate.";

    EU_GDPR48: "eu.gdpr48", Source, since(2018, 5, 25),
        "Regulation (EU) 2016/679 art. 48 (with arts. 6, 44-49, 83(5)(c))",
        "A third-country order is recognisable or enforceable only if based on an international \
         agreement such as a mutual assistance treaty, without prejudice to other transfer \
         grounds, and a transfer breach can cost up to 20 million euro or 4 % of turnover (the \
         fine is unconfirmed, high).";

    IE_2008: "ie.2008", Source, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (No. 7 of 2008) (Ireland)",
        "Ireland's statute on mutual legal assistance, under which the Minister for Justice is the \
         Central Authority.";

    IE_2008_P7: "ie.2008.p7", Source, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) Part 7 (ss. 93-94)",
        "The treaty with the United States, as applied by the Instrument, has the force of law, \
         and the court powers for requests of member states extend to US requests (effective with \
         the treaties).";

    IE_2008_S3: "ie.2008.s3", MEDIUM, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) s. 3",
        "Assistance must be refused for sovereignty, security, essential interests or public \
         policy, for a discriminatory purpose, torture or a breach of human rights, for \
         non-conformity with the instrument, or for prejudice to an Irish case; a refusal under s. \
         3(1)(b) is on the public record, and no statutory appeal exists (both seen in a source).";

    IE_2008_S6: "ie.2008.s6", Source, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) s. 6",
        "Requests go to the Central Authority in writing or a form that leaves a record, and the \
         international instrument governs form, insufficiency and refusal.";

    IE_2008_S62: "ie.2008.s62", Source, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) ss. 62, 67, 73, 77",
        "Letters of request that Ireland sends abroad, not used for a US request to Ireland.";

    IE_2008_S63: "ie.2008.s63", Source, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) ss. 63-64",
        "On an incoming request for evidence from a person the Minister may ask the President of \
         the District Court to nominate a judge, who can compel documents, and an assurance on use \
         is required.";

    IE_2008_S74: "ie.2008.s74", Secondary, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) s. 74",
        "On an incoming request for a search the Garda applies for a warrant, for an offence that \
         carries at least six months' imprisonment in both states, or in Ireland where the other \
         state prosecutes administratively.";

    IE_2008_S75: "ie.2008.s75", MEDIUM, since(2008, 9, 1),
        "Criminal Justice (Mutual Assistance) Act 2008 (Ireland) s. 75",
        "On an incoming request for particular material a District Court judge, on the application \
         of a Garda inspector or above, orders the holder to produce it or give access within the \
         period stated (wording, and a default period of 7 days, to be checked against the \
         statute).";

    IE_AMICUS: "ie.amicus", Source, since(2014, 12, 23),
        "Briefs for Ireland, No. 14-2985 (2d Cir. 23 Dec. 2014) and No. 17-2 (U.S. Dec. 2017)",
        "Ireland reserves its sovereignty and says that it would consider a treaty request as \
         expeditiously as possible.";

    IE_BRADY: "ie.brady", Source, since(2005, 7, 29),
        "Brady v. Haughton [2005] IESC 54",
        "The execution of a request was challenged by judicial review begun in 2002 and ended in \
         the Supreme Court about 3.3 years later.";

    IE_BUDAPEST: "ie.budapest", Source, NotInForce,
        "Convention on Cybercrime (ETS 185), signed by Ireland 28 Feb. 2002, not in force for \
         Ireland as of March 2024",
        "Ireland, alone among EU states, is not a party, so expedited preservation under art. 29 \
         cannot be relied on towards it.";

    IE_CJICO: "ie.cjico", Source, NotInForce,
        "Criminal Justice (International Cooperation Office) Bill 2026 (Ireland), general scheme \
         11 June 2025, enactment not confirmed",
        "A new office would be the enforcing authority and central authority for e-Evidence, with \
         150 staff expected by 2028.";

    IE_DCR2010: "ie.dcr2010", Source, since(2010, 4, 5),
        "District Court rules for the Criminal Justice (Mutual Assistance) Act 2008, S.I. No. 94 \
         of 2010 (Ireland)",
        "Set the procedure of the District Court under the 2008 Act.";

    IE_MCDOWELL: "ie.mcdowell", Source, since(2014, 6, 6),
        "Declaration of Michael McDowell (S.D.N.Y. filed 6 June 2014)",
        "A former Attorney General and Minister for Justice states that the treaties were meant to \
         be the means for evidence in the other country, that the 2008 Act gives the procedure, \
         and that the Central Authority evaluates the request.";

    IE_PPAD: "ie.ppad", Source, NotInForce,
        "Criminal Justice (Protection, Preservation and Access to Data) Bill (Ireland), published \
         2026, enactment not confirmed",
        "Would provide domestic preservation and production orders and the Budapest Convention's \
         measures, with the District Court as issuing authority.";

    IE_RSC84: "ie.rsc84", HIGH, SinceYear(2012),
        "Rules of the Superior Courts, O. 84 (Ireland)",
        "Judicial review of the order or of the Minister's decision needs leave, sought within \
         three months (2012 form).";

    IE_S18H: "ie.s18h", Source, Always,
        "Interpretation Act 2005 s. 18(h) (Ireland)",
        "The day from which a period is reckoned is included unless a contrary intention appears.";

    IE_SCA_RET: "ie.sca-ret", MEDIUM, SinceYear(2011),
        "Communications (Retention of Data) Act 2011, as amended 2022 (Ireland)",
        "Domestic retention, preservation and production orders for traffic data, with amendments \
         from 26 June 2023; in 2021 the Irish authorities told Europol (seen in a source) that \
         they no longer used the Act against online providers.";

    IE_WALSH: "ie.walsh", Source, SinceYear(2013),
        "Walsh v. National Irish Bank [2013] IESC 2",
        "An Irish court may order an Irish entity to disclose records held abroad for a \
         criminal-type investigation when there is no alternative, as Ireland itself pointed out \
         in both its amicus briefs.";

    T_US_EU: "t.us-eu", Source, since(2010, 2, 1),
        "US-EU Agreement on Mutual Legal Assistance, 25 June 2003; Instrument for Ireland under \
         art. 3(2), Dublin, 14 July 2005",
        "Modernises the bilateral treaty with expedited transmission, bank information, video \
         evidence and limits on use.";

    T_US_IE: "t.us-ie", Source, since(2009, 8, 11),
        "Treaty on Mutual Legal Assistance in Criminal Matters, US-Ireland, Washington, 18 Jan. \
         2001, TIAS 13137 (Treaty Doc. 107-9)",
        "The central authorities, the US Attorney General and the Irish Minister for Justice, \
         assist each other within limits (art. 3), in a set form (art. 4), by execution (art. 5) \
         and subject to limits on use (art. 7), with no deadline in days that is known.";

    UK_COPO: "uk.copo", Source, since(2019, 2, 12),
        "Crime (Overseas Production Orders) Act 2019 (UK)",
        "A Crown Court order may be served abroad, with seven days to produce by default (dated \
         from royal assent).";

    UK_IPA: "uk.ipa", Source, since(2016, 11, 29),
        "Investigatory Powers Act 2016 (UK)",
        "UK interception and data warrants, the main instrument used under the agreement with the \
         United States (dated from royal assent).";
}
