//! Every decision point of a scenario by name: the fixed ones, then the stages of its channels.

use crate::law::answers::Choice;
use crate::law::decision::PointId;
use crate::law::point::{Point, SPECS};
use crate::scenario::diagnostic::{Diagnostic, did_you_mean};
use crate::scenario::document::Spanned;

/// The names of the points and of their options.
#[derive(Clone, Debug, Default)]
pub struct Points {
    /// The stages, in the order of their numbers.
    stages: Vec<StageNames>,
}

/// The name of a stage and of its outcomes.
#[derive(Clone, Debug)]
pub struct StageNames {
    /// `treaty.legal-check`.
    pub name: String,
    /// `accepted`, `returned`, `refused`; a stage with one outcome decides nothing.
    pub outcomes: Vec<String>,
}

impl Points {
    /// The fixed points and these stages.
    pub fn new(stages: Vec<StageNames>) -> Points {
        Points { stages }
    }

    /// They, in order.
    pub fn all(&self) -> impl Iterator<Item = PointId> + use<> {
        (0..SPECS.len() + self.stages.len()).map(|number| PointId(number as u16))
    }

    fn stage(&self, point: PointId) -> Option<&StageNames> {
        self.stages.get(usize::from(point.0).checked_sub(SPECS.len())?)
    }

    /// The name of a point.
    pub fn name(&self, point: PointId) -> &str {
        match Point::numbered(point.0) {
            Some(point) => point.spec().name,
            None => self.stage(point).map_or("?", |stage| &stage.name),
        }
    }

    /// The point of that name.
    pub fn find(&self, name: &str) -> Option<PointId> {
        if let Some(point) = Point::find(name) {
            return Some(point.into());
        }
        let stage = self.stages.iter().position(|stage| stage.name == name)?;
        Some(PointId((SPECS.len() + stage) as u16))
    }

    /// The names of the options at a point; empty for a step that only takes time.
    pub fn options(&self, point: PointId) -> Vec<&str> {
        match Point::numbered(point.0) {
            Some(point) => point.spec().options.iter().map(|option| option.name).collect(),
            None => match self.stage(point) {
                Some(stage) if stage.outcomes.len() > 1 => {
                    stage.outcomes.iter().map(String::as_str).collect()
                }
                _ => Vec::new(),
            },
        }
    }

    /// The mistake of a point that does not exist.
    pub fn unknown(&self, name: &str) -> Diagnostic {
        let names = self.all().map(|point| self.name(point));
        Diagnostic::error("unknown-point", format!("there is no decision point `{name}`"))
            .help_if(did_you_mean(name, names))
    }

    /// Reads `point=option`, or `point#2=option` for the second time it is asked. The mistake has no place yet.
    pub fn parse_choice(&self, text: &str) -> Result<Choice, Diagnostic> {
        let Some((place, option)) = text.split_once('=') else {
            return Err(Diagnostic::error("bad-choice", format!("`{text}` is not a choice"))
                .help("write point=option, such as district.review=reverse"));
        };
        let (name, occurrence) = match place.split_once('#') {
            None => (place, 1),
            Some((name, nth)) => match nth.parse::<u16>() {
                Ok(nth) if nth > 0 => (name, nth),
                _ => {
                    let message = format!("`#{nth}` does not say which time");
                    return Err(Diagnostic::error("bad-choice", message)
                        .help(format!("write {name}#2={option} for the second time")));
                }
            },
        };
        let point = self.find(name).ok_or_else(|| self.unknown(name))?;
        let option = self.option(point, option)?;
        Ok(Choice { point, occurrence, option })
    }

    /// The number of an option. The mistake has no place yet.
    pub fn option(&self, point: PointId, option: &str) -> Result<u8, Diagnostic> {
        let options = self.options(point);
        let found = options.iter().position(|known| *known == option);
        found.map(|number| number as u8).ok_or_else(|| {
            let name = self.name(point);
            let message = if options.is_empty() {
                format!("nothing is decided at `{name}`: it only takes time")
            } else {
                format!("`{name}` has no option `{option}`")
            };
            Diagnostic::error("unknown-option", message)
                .help("leave this out: only its time can be changed")
                .help_if(did_you_mean(option, options.into_iter()))
        })
    }

    /// Reads a choice that stands in a file, and puts the mistake where the choice is.
    pub fn choice_at(&self, text: &Spanned<&str>) -> Result<Choice, Diagnostic> {
        self.parse_choice(text.value)
            .map_err(|mistake| mistake.at(text.span.clone(), "no such choice"))
    }
}
