//! What a scenario says soundly and can hardly mean: a path nobody takes, a condition that never comes to hold, a
//! request the law of the day refuses. Each is a warning, since a lesson may want just that.
//!
//! Only what the file itself says is doubted, not what the files it is based on say.

use std::ops::Range;

use crate::law::authority::{Authority, AuthorityId};
use crate::law::channel::{Channels, Stage, StageEnd, Standing};
use crate::law::condition::Condition;
use crate::law::decision::PointId;
use crate::law::message::PathEnd;
use crate::law::strategy::{Path, Step};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::document::{Document, dotted};
use crate::scenario::{Expectation, Scenario, prompt};

/// Looks at a scenario that can be run.
pub(super) fn look_at(scenario: &Scenario, document: &Document) -> Vec<Diagnostic> {
    let doubts = Doubts { scenario, document };
    let mut found = doubts.idle_channels();
    found.extend(doubts.unlisted_channels());
    found.extend(doubts.idle_calendars());
    found.extend(doubts.stuck_paths());
    found.extend(doubts.unfilled());
    found.extend(doubts.steps());
    found.extend(doubts.variants());
    found
}

struct Doubts<'a> {
    scenario: &'a Scenario,
    document: &'a Document,
}

impl Doubts<'_> {
    /// Where the file itself says something; `None` if it is said below.
    fn own(&self, span: Option<Range<usize>>) -> Option<Range<usize>> {
        span.filter(|span| self.document.is_own(span))
    }

    /// Whether the file expects a path to end so: what it expects it knows of.
    fn expects(&self, path: u8, standing: Standing) -> bool {
        let word = self.scenario.path_word(path);
        let said = |one: &Expectation| match one {
            Expectation::Outcome { path, ending } => path == word && ending == standing.as_str(),
            Expectation::Entry { .. } => false,
        };
        self.scenario.expectations.iter().any(said)
    }

    /// Channels that nothing ever starts.
    fn idle_channels(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (number, named) in (0u8..).zip(self.document.channels()) {
            let idle = !self.scenario.takes(Path::Channel(number))
                && !self.expects(number, Standing::NotUsed);
            let Some(span) = self.own(Some(named.span.clone())).filter(|_| idle) else { continue };
            let path = self.scenario.path_word(number);
            let message = format!("nobody ever takes the path `{path}`");
            found.push(
                Diagnostic::warning("idle-channel", message)
                    .at(span, "nothing starts a request by this channel")
                    .help(format!("add [[path]] with take = \"{path}\", or leave the channel out")),
            );
        }
        found
    }

    /// The keys of a table that the file itself has, with the places of what they hold.
    fn own_keys(&self, table: &str) -> Vec<(String, Range<usize>)> {
        let keys = self.document.find(table).map(|found| found.keys).unwrap_or_default();
        let placed = keys.into_iter().filter_map(|key| {
            let span = self.own(self.document.span(&dotted(&[table, &key])))?;
            Some((key, span))
        });
        placed.collect()
    }

    /// Channels that are described in the file and that the case does not have: another one may go by their path.
    fn unlisted_channels(&self) -> Vec<Diagnostic> {
        let listed = |id: &str| self.document.channels().iter().any(|known| known.value == id);
        let own = self.own_keys("channel").into_iter().filter(|(id, _)| !listed(id));
        let found = own.filter_map(|(id, span)| {
            let path = self.document.text(&dotted(&["channel", &id, "path"]))?;
            let instead = self.scenario.channels.find(path).map(|other| {
                let other = &self.scenario.channels.list[usize::from(other)].id;
                format!("without it the path `{path}` is that of `{other}`")
            });
            Some(
                Diagnostic::warning("unlisted-channel", format!("`channels` does not name `{id}`"))
                    .at(span, instead.unwrap_or_else(|| "described, and never used".to_owned()))
                    .help(format!(
                        "name it in `channels`, such as channels = [\"{id}\"], or leave it out"
                    )),
            )
        });
        found.collect()
    }

    /// Calendars that nobody goes by.
    fn idle_calendars(&self) -> Vec<Diagnostic> {
        let kept = |id: &str| {
            ["courts.foreign", "courts.requesting"]
                .iter()
                .any(|key| self.document.text(key) == Some(id))
        };
        let own = self.own_keys("calendar").into_iter().filter(|(id, _)| !kept(id));
        let foreign = self.document.text("courts.foreign").unwrap_or("?");
        let found = own.map(|(id, span)| {
            Diagnostic::warning("idle-calendar", format!("no office keeps the calendar `{id}`"))
                .at(span, format!("the offices a request goes to keep `{foreign}`"))
                .help(format!(
                    "add foreign = \"{id}\" under [courts], or requesting = \"{id}\" if the request comes from there"
                ))
        });
        found.collect()
    }

    /// Paths that wait for one another: one doubt, at the first of them.
    fn stuck_paths(&self) -> Option<Diagnostic> {
        let stuck = self.scenario.stuck();
        let steps = self.scenario.strategy.iter().enumerate();
        let steps = steps.filter(|(_, step)| {
            stuck.contains(&step.take) && self.scenario.why_never(&step.when).is_none()
        });
        let mut places =
            steps.filter_map(|(number, _)| self.own(self.document.span_in("path", number, "when")));
        let message = "this can never hold: these paths wait for one another";
        let mistake = Diagnostic::warning("never-holds", message)
            .at(places.next()?, "this waits")
            .help("let one of them begin by itself: leave out its `when`");
        Some(places.fold(mistake, |mistake, place| mistake.also(place, "and so does this")))
    }

    /// Texts that `comity new` left for the author: one doubt, at the first of them.
    fn unfilled(&self) -> Option<Diagnostic> {
        let headings = prompt::HEADINGS.iter().map(|(key, asked)| (dotted(&["info", key]), *asked));
        let texts = headings.chain([("summary".to_owned(), prompt::SUMMARY)]);
        let unfilled = texts.filter(|(key, asked)| self.document.text(key) == Some(*asked));
        let places = unfilled.filter_map(|(key, _)| self.own(self.document.span(&key)));
        let mut places: Vec<Range<usize>> = places.collect();
        places.sort_by_key(|place| place.start);
        let mut places = places.into_iter();
        let mistake = Diagnostic::warning("unfilled", "these texts are still to be written")
            .at(places.next()?, "so `comity new` asks for it")
            .help("write what is asked for, or leave the line out");
        Some(places.fold(mistake, |mistake, place| mistake.also(place, "and for this")))
    }

    /// The steps of the strategy.
    fn steps(&self) -> Vec<Diagnostic> {
        let steps = self.scenario.strategy.iter().enumerate();
        let found = steps.filter_map(|(number, step)| {
            let take = self.own(self.document.span_in("path", number, "take"))?;
            let when = self.document.span_in("path", number, "when");
            if let Some(why) = self.scenario.why_never(&step.when) {
                return Some(never_holds(when.unwrap_or(take), "this path is never taken", why));
            }
            self.taken_before(number, step, &take).or_else(|| self.refused_at_once(step, &take))
        });
        found.collect()
    }

    /// A request is made once in a case: a second step for the same path does nothing once the first has acted.
    fn taken_before(&self, number: usize, step: &Step, take: &Range<usize>) -> Option<Diagnostic> {
        let same = |(other, before): &(usize, &Step)| {
            let first = self.scenario.holds_at_once(&before.when)
                && (*other < number || !self.scenario.holds_at_once(&step.when));
            let twin = *other < number && before.when == step.when;
            *other != number && before.take == step.take && (first || twin)
        };
        let (other, _) = self.scenario.strategy.iter().enumerate().find(same)?;
        let mistake = Diagnostic::warning("taken-before", "this path has been taken by then")
            .at(take.clone(), "this step never does anything")
            .help("leave one of the two out, or let the other one wait for something");
        Some(match self.document.span_in("path", other, "take") {
            Some(first) => mistake.also(first, "taken here"),
            None => mistake,
        })
    }

    /// A request that is made on the first day, and that the law of that day does not know.
    fn refused_at_once(&self, step: &Step, take: &Range<usize>) -> Option<Diagnostic> {
        let Path::Channel(path) = step.take else { return None };
        let known = self.expects(path, Standing::Ended(PathEnd::Unavailable));
        if known || !self.scenario.holds_at_once(&step.when) {
            return None;
        }
        let opens = self.scenario.opens;
        let Authority { id, citation, force, .. } = self.lacking(path)?;
        let message = format!("this path is not open on {opens}: {citation} is {force}");
        Some(
            Diagnostic::warning("not-in-force", message)
                .at(take.clone(), format!("taken at once, on {opens}"))
                .help(format!(
                    "let it wait, or expect \"{}=unavailable\"; what it is: comity law {id}",
                    self.scenario.path_word(path)
                )),
        )
    }

    /// What a request of the first day rests on and does not have: an authority of the channel that is not in force
    /// on that day, or one of the stages every file comes to that is in force on no day of the case.
    fn lacking(&self, path: u8) -> Option<&Authority> {
        let Scenario { opens, horizon, authorities, .. } = self.scenario;
        let get = |id: &AuthorityId| authorities.get(*id);
        let channel = &self.scenario.channels.list[usize::from(path)];
        let today = channel.authority.iter().map(get).find(|one| !one.in_force(*opens));
        let never = |one: &&Authority| {
            let (first, last) = one.force.bounds();
            first > *horizon || last < *opens || last < first
        };
        let first_stages = first_stages(channel.first, &self.scenario.channels);
        today.or_else(|| first_stages.flat_map(|stage| &stage.authority).map(get).find(never))
    }

    /// The conditions below decisions and stages.
    fn variants(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for point in self.scenario.points() {
            let variants = &self.scenario.plan.assumptions[usize::from(point.0)].variants;
            for (number, variant) in variants.iter().enumerate() {
                let why = self.scenario.why_never(&variant.when);
                found.extend(why.and_then(|why| self.variant(point, number, &variant.when, why)));
            }
        }
        found
    }

    fn variant(
        &self,
        point: PointId,
        number: usize,
        when: &Condition,
        why: String,
    ) -> Option<Diagnostic> {
        let (home, ..) = self.scenario.home(point);
        let list = format!("{home}.when");
        let key = match when {
            Condition::Chose(..) => "chose",
            Condition::Since(_) => "since",
            Condition::Before(_) => "before",
            _ => "",
        };
        let span = self.document.span_in(&list, number, key);
        let span = span.or_else(|| self.document.spans_in(&list).get(number).cloned());
        Some(never_holds(self.own(span)?, "these numbers are never used", why))
    }
}

/// The first stage, and those that every file comes to from there.
fn first_stages(first: u16, channels: &Channels) -> impl Iterator<Item = &Stage> {
    let only_next = |stage: &&Stage| match &stage.outcomes[..] {
        [only] => match only.leads_to {
            StageEnd::Stage(next) => channels.stages.get(usize::from(next)),
            _ => None,
        },
        _ => None,
    };
    std::iter::successors(channels.stages.get(usize::from(first)), only_next)
}

fn never_holds(span: Range<usize>, therefore: &str, why: String) -> Diagnostic {
    Diagnostic::warning("never-holds", format!("this can never hold: {therefore}"))
        .at(span, why)
        .help("change the condition, or leave it out")
}
