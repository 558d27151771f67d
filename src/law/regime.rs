//! The regimes: which law governs on a day, and what changed when it began.
//!
//! A regime is a name for a period of days, so that a scenario can say `law = "cloud-act"` instead of a
//! date. Each rests on an authority of the catalogue, which says how well it is known.

use jiff::civil::{Date, date};

use crate::law::authority::*;

/// A regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regime {
    /// Its name in scenarios: `cloud-act`.
    pub id: &'static str,
    /// The first day; `None` where no first day is known.
    pub from: Option<Date>,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// What changed with it, in a sentence.
    pub changes: &'static str,
    /// What it rests on.
    pub authority: AuthorityId,
}

impl Regime {
    /// Whether it governs on a day; the first and the last day count.
    pub fn governs(&self, on: Date) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }
}

/// A regime that still lasts.
const fn since(
    id: &'static str,
    from: Date,
    authority: AuthorityId,
    changes: &'static str,
) -> Regime {
    Regime { id, from: Some(from), to: None, changes, authority }
}

/// Every regime, in the order in which they began.
pub static REGIMES: &[Regime] = &[
    Regime {
        id: "sca-data-abroad-control",
        from: None,
        to: Some(date(2016, 7, 13)),
        changes: "Data under the provider's control is treated as within reach wherever it is stored.",
        authority: C_MSFT_MJ,
    },
    Regime {
        id: "sca-1986",
        from: Some(date(1987, 1, 19)),
        to: Some(date(1996, 4, 23)),
        changes: "Stored content is obtained by a warrant under the Stored Communications Act.",
        authority: US_SCA,
    },
    since(
        "sca-preserve",
        date(1996, 4, 24),
        US_2703F,
        "A governmental entity can have records preserved for 90 days, and 90 more.",
    ),
    since(
        "sca-emergency",
        date(2001, 10, 26),
        US_2702B8,
        "A provider may disclose in an emergency that endangers life or limb.",
    ),
    since(
        "ie-mla-2008",
        date(2008, 9, 1),
        IE_2008,
        "Ireland's statute on mutual legal assistance takes effect.",
    ),
    since(
        "mlat-us-ie",
        date(2009, 8, 11),
        T_US_IE,
        "The treaty on mutual legal assistance between the United States and Ireland is in force.",
    ),
    since(
        "us-3512",
        date(2009, 10, 19),
        US_3512,
        "One prosecutor and one court in the United States can execute a foreign request.",
    ),
    since(
        "days-are-days",
        date(2009, 12, 1),
        R_CRP45,
        "The federal rules on computing time count every day.",
    ),
    since(
        "mlat-us-eu",
        date(2010, 2, 1),
        T_US_EU,
        "The US-EU agreement and the Instrument with Ireland modernise the treaty.",
    ),
    since(
        "ie-dcr-2010",
        date(2010, 4, 5),
        IE_DCR2010,
        "Ireland's District Court has rules of procedure for the Act of 2008.",
    ),
    Regime {
        id: "sca-data-abroad-2d-cir-bar",
        from: Some(date(2016, 7, 14)),
        to: Some(date(2018, 3, 22)),
        changes: "In the Second Circuit a warrant does not reach content stored only abroad; the other \
                  courts that ruled in 2017 disagreed.",
        authority: C_MSFT_2D,
    },
    since(
        "cloud-act",
        date(2018, 3, 23),
        US_CLOUD,
        "Location no longer matters; a statutory motion to quash and executive agreements are created.",
    ),
    since(
        "gdpr",
        date(2018, 5, 25),
        EU_GDPR48,
        "The EU's rules on transfers to other states apply.",
    ),
    since(
        "ea-uk",
        date(2022, 10, 3),
        EA_UK,
        "The US-UK agreement is in force: the United Kingdom can be a qualifying foreign government.",
    ),
    since(
        "ea-au",
        date(2024, 1, 30),
        EA_AU,
        "The US-Australia agreement is in force: Australia can be a qualifying foreign government.",
    ),
    since(
        "eu-eevidence-dir",
        date(2026, 2, 18),
        EU_ADDR,
        "Providers in the EU designate an addressee for orders.",
    ),
    since(
        "eu-eevidence-reg",
        date(2026, 8, 18),
        EU_EPO,
        "European production and preservation orders go straight to the addressee.",
    ),
];

/// The regime of that name.
pub fn find(id: &str) -> Option<&'static Regime> {
    REGIMES.iter().find(|regime| regime.id == id)
}

/// The regimes that govern on a day.
pub fn on(day: Date) -> impl Iterator<Item = &'static Regime> {
    REGIMES.iter().filter(move |regime| regime.governs(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn governs(id: &str, on: Date) -> bool {
        find(id).is_some_and(|regime| regime.governs(on))
    }

    /// Pub. L. 99-508 (effective 90 days after 21 October 1986); AEDPA s. 804 (24 April 1996); USA PATRIOT
    /// Act s. 212 (26 October 2001); Criminal Justice (Mutual Assistance) Act 2008 (1 September 2008); TIAS
    /// 13137 (11 August 2009); Pub. L. 111-79 (19 October 2009); the 2009 time-computation amendments
    /// (1 December 2009); the US-EU Agreement and the Instrument of Dublin (1 February 2010); S.I. 94/2010
    /// (5 April 2010); 829 F.3d 197 (14 July 2016); CLOUD Act (23 March 2018); Regulation (EU) 2016/679
    /// (25 May 2018); the agreements with the United Kingdom (3 October 2022) and Australia (30 January
    /// 2024); Directive (EU) 2023/1544 (18 February 2026); Regulation (EU) 2023/1543 (18 August 2026).
    #[test]
    fn each_regime_begins_on_its_day_and_not_the_day_before() {
        let first_days = [
            ("sca-1986", date(1987, 1, 19)),
            ("sca-preserve", date(1996, 4, 24)),
            ("sca-emergency", date(2001, 10, 26)),
            ("ie-mla-2008", date(2008, 9, 1)),
            ("mlat-us-ie", date(2009, 8, 11)),
            ("us-3512", date(2009, 10, 19)),
            ("days-are-days", date(2009, 12, 1)),
            ("mlat-us-eu", date(2010, 2, 1)),
            ("ie-dcr-2010", date(2010, 4, 5)),
            ("sca-data-abroad-2d-cir-bar", date(2016, 7, 14)),
            ("cloud-act", date(2018, 3, 23)),
            ("gdpr", date(2018, 5, 25)),
            ("ea-uk", date(2022, 10, 3)),
            ("ea-au", date(2024, 1, 30)),
            ("eu-eevidence-dir", date(2026, 2, 18)),
            ("eu-eevidence-reg", date(2026, 8, 18)),
        ];
        for (id, first) in first_days {
            assert!(!governs(id, first.yesterday().unwrap()), "{id} began before {first}");
            assert!(governs(id, first), "{id} did not begin on {first}");
        }
        assert_eq!(first_days.len() + 1, REGIMES.len(), "one has no first day");
    }

    /// AEDPA s. 804; 829 F.3d 197 (2d Cir. 14 July 2016); CLOUD Act (23 March 2018).
    #[test]
    fn a_regime_that_was_replaced_ends_on_the_day_before() {
        for (old, new) in [
            ("sca-1986", "sca-preserve"),
            ("sca-data-abroad-control", "sca-data-abroad-2d-cir-bar"),
            ("sca-data-abroad-2d-cir-bar", "cloud-act"),
        ] {
            let first = find(new).and_then(|regime| regime.from).unwrap();
            assert_eq!(find(old).unwrap().to, first.yesterday().ok(), "{old}");
        }
    }

    /// 15 F. Supp. 3d 466; the treaty was in force and the CLOUD Act four years away.
    #[test]
    fn the_warrant_of_2013_issued_under_control_with_the_treaty_open() {
        let there: Vec<&str> = on(date(2013, 12, 4)).map(|regime| regime.id).collect();
        let expected = [
            "sca-data-abroad-control",
            "sca-preserve",
            "sca-emergency",
            "ie-mla-2008",
            "mlat-us-ie",
            "us-3512",
            "days-are-days",
            "mlat-us-eu",
            "ie-dcr-2010",
        ];
        assert_eq!(there, expected);
    }

    #[test]
    fn a_regime_begins_when_its_authority_does() {
        let catalogue = Catalogue::default();
        for Regime { id, from, authority, .. } in REGIMES {
            let Some(from) = from else { continue };
            assert!(catalogue.get(*authority).in_force(*from), "{id}");
            assert!(!catalogue.get(*authority).in_force(from.yesterday().unwrap()), "{id}");
        }
    }

    #[test]
    fn regimes_stand_in_the_order_in_which_they_began() {
        assert!(REGIMES.is_sorted_by_key(|regime| regime.from));
        assert!(REGIMES.iter().all(|one| find(one.id) == Some(one)), "a name stands twice");
    }
}
