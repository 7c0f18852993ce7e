//! The terms of a selection.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::entities::resolve::MentionRef;
use crate::figures::edtf::{self, Days, civil, day_number, days_in_month};
use crate::figures::{Figure, FigureRef, Value};
use crate::report::{Report, ReportDocument};
use crate::view::format::{capitalised, edtf as date_in_words};
use crate::view::format::{counted, excerpt, one_of, short, unit_name, value};
use crate::view::status::Status;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Term {
    /// A document, by its index.
    Document(u32),
    /// A name, by one of its mentions, like the address of its card.
    Entity(MentionRef),
    /// A copied passage, by its index: the documents in which it stands.
    Passage(u32),
    /// A group of equal documents, by its index.
    Cluster(u32),
    /// The figures that say the same as this one.
    Figure(FigureRef),
    /// The figures in this unit: an identifier as in [`Figure::unit`], which has no dot.
    Unit(String),
    /// The figures with this checking status.
    Status(Status),
    /// The documents that were written then.
    Written(Written),
}

/// When a document was written: its own date, not what its text tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Written {
    /// In this year.
    Year(i32),
    /// In this month of this year, from 1 on.
    Month(i32, u8),
    /// Nobody says when.
    Unknown,
}

/// The kind of a term. Of several chosen terms of one kind, any one suffices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // as above
pub enum Kind {
    Document,
    Entity,
    Passage,
    Cluster,
    Written,
    Figure,
    Unit,
    Status,
}

impl Kind {
    /// Whether terms of this kind are about figures, not about documents.
    pub fn is_of_figures(self) -> bool {
        matches!(self, Kind::Figure | Kind::Unit | Kind::Status)
    }
}

impl Term {
    /// As it stands in the address: `d3`, `e2-17`, `p4`, `c0`, `f3-5`, `uUSD-per-barrel`, `sopen`, `y2017`, `y2017m11`, `y`.
    pub fn name(&self) -> String {
        self.to_string()
    }

    /// Reads what [`Term::name`] wrote.
    pub fn parse(name: &str) -> Option<Term> {
        let mut chars = name.chars();
        let kind = chars.next()?;
        let rest = chars.as_str();
        let pair = || {
            let (document, at) = rest.split_once('-')?;
            Some((document.parse().ok()?, at.parse().ok()?))
        };
        let is_unit = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        match kind {
            'd' => rest.parse().ok().map(Term::Document),
            'e' => pair().map(|(document, mention)| Term::Entity(MentionRef { document, mention })),
            'p' => rest.parse().ok().map(Term::Passage),
            'c' => rest.parse().ok().map(Term::Cluster),
            'f' => pair().map(|(document, figure)| Term::Figure(FigureRef { document, figure })),
            'u' if !rest.is_empty() && rest.bytes().all(is_unit) => Some(Term::Unit(rest.to_string())),
            's' => Status::ALL.into_iter().find(|(_, name)| *name == rest).map(|(status, _)| Term::Status(status)),
            'y' => Written::parse(rest).map(Term::Written),
            _ => None,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Term::Document(_) => Kind::Document,
            Term::Entity(..) => Kind::Entity,
            Term::Passage(_) => Kind::Passage,
            Term::Cluster(_) => Kind::Cluster,
            Term::Figure(..) => Kind::Figure,
            Term::Unit(_) => Kind::Unit,
            Term::Status(_) => Kind::Status,
            Term::Written(_) => Kind::Written,
        }
    }

    /// The document whose index it rests on.
    pub(in crate::view) fn document(&self) -> Option<u32> {
        match self {
            Term::Document(document) | Term::Entity(MentionRef { document, .. }) | Term::Figure(FigureRef { document, .. }) => {
                Some(*document)
            }
            _ => None,
        }
    }

    /// The same, resting on another index.
    pub(in crate::view) fn moved_to(&self, document: u32) -> Term {
        match self {
            Term::Document(_) => Term::Document(document),
            Term::Entity(at) => Term::Entity(MentionRef { document, ..*at }),
            Term::Figure(at) => Term::Figure(FigureRef { document, ..*at }),
            other => other.clone(),
        }
    }

    /// Whether what it names by an index is there.
    pub(in crate::view) fn is_in(&self, report: &Report) -> bool {
        match self {
            Term::Document(document) => (*document as usize) < report.documents.len(),
            Term::Entity(at) => entity(report, *at).is_some(),
            Term::Passage(passage) => (*passage as usize) < report.duplicates.passages.len(),
            Term::Cluster(cluster) => (*cluster as usize) < report.duplicates.clusters.len(),
            Term::Figure(at) => figure(report, *at).is_some(),
            Term::Unit(_) | Term::Status(_) | Term::Written(_) => true,
        }
    }

    /// The documents that have it, where it is about documents.
    pub(in crate::view) fn documents(&self, report: &Report) -> Vec<u32> {
        match self {
            Term::Document(document) => vec![*document],
            Term::Entity(at) => entity(report, *at)
                .map_or(Vec::new(), |entity| report.entities[entity as usize].mentions.iter().map(|at| at.document).collect()),
            Term::Passage(passage) => report
                .duplicates
                .passages
                .get(*passage as usize)
                .map_or(Vec::new(), |passage| passage.occurrences.iter().map(|place| place.document).collect()),
            Term::Cluster(cluster) => {
                report.duplicates.clusters.get(*cluster as usize).map_or(Vec::new(), |cluster| cluster.documents.clone())
            }
            Term::Written(written) => {
                (0..).zip(&report.documents).filter(|(_, source)| written.has(written_on(source))).map(|(at, _)| at).collect()
            }
            Term::Figure(..) | Term::Unit(_) | Term::Status(_) => Vec::new(),
        }
    }

    /// What it is and what it is called: "Person", "Vladimir Putin".
    pub(in crate::view) fn words(&self, report: &Report) -> (String, String) {
        match self {
            Term::Document(document) => {
                ("Document".into(), report.documents.get(*document as usize).map_or(String::new(), |source| short(&source.id, 24)))
            }
            Term::Entity(at) => entity(report, *at).map_or(("Name".into(), String::new()), |entity| {
                let entity = &report.entities[entity as usize];
                (capitalised(one_of(entity.kind)), entity.name.clone())
            }),
            Term::Passage(passage) => {
                let first = report.duplicates.passages.get(*passage as usize).and_then(|passage| passage.occurrences.first());
                ("Passage".into(), first.map_or(String::new(), |&place| excerpt(report.text_at(place), 5)))
            }
            Term::Cluster(cluster) => {
                let documents = report.duplicates.clusters.get(*cluster as usize).map_or(0, |cluster| cluster.documents.len());
                ("Group".into(), counted(documents, "document"))
            }
            Term::Figure(at) => ("Figure".into(), figure(report, *at).map_or(String::new(), value)),
            Term::Unit(unit) => ("Figures in".into(), unit_name(unit, false)),
            Term::Status(status) => ("Figures".into(), status.label().to_lowercase()),
            Term::Written(written) => ("Written".into(), written.label()),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Document(document) => write!(f, "d{document}"),
            Term::Entity(MentionRef { document, mention }) => write!(f, "e{document}-{mention}"),
            Term::Passage(passage) => write!(f, "p{passage}"),
            Term::Cluster(cluster) => write!(f, "c{cluster}"),
            Term::Figure(FigureRef { document, figure }) => write!(f, "f{document}-{figure}"),
            Term::Unit(unit) => write!(f, "u{unit}"),
            Term::Status(status) => write!(f, "s{}", Status::ALL.iter().find(|(known, _)| known == status).map_or("", |(_, name)| *name)),
            Term::Written(Written::Year(year)) => write!(f, "y{year}"),
            Term::Written(Written::Month(year, month)) => write!(f, "y{year}m{month}"),
            Term::Written(Written::Unknown) => write!(f, "y"),
        }
    }
}

impl Written {
    fn parse(text: &str) -> Option<Written> {
        match text.split_once('m') {
            None if text.is_empty() => Some(Written::Unknown),
            None => text.parse().ok().map(Written::Year),
            Some((year, month)) => {
                let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Written::Month(year.parse().ok()?, month))
            }
        }
    }

    /// The year of the days on which a document may have been written, or their month if they are of one.
    pub(in crate::view) fn from_days(days: Option<Days>, by_month: bool) -> Written {
        let Some(days) = days else { return Written::Unknown };
        let ((year, month, _), (last_year, last_month, _)) = (civil(days.start), civil(days.end));
        match (by_month && (year, month) == (last_year, last_month), i32::try_from(year), u8::try_from(month)) {
            (true, Ok(year), Ok(month)) => Written::Month(year, month),
            (false, Ok(year), _) => Written::Year(year),
            _ => Written::Unknown,
        }
    }

    /// Whether a document of these days was, or may have been, written then.
    pub(in crate::view) fn has(self, days: Option<Days>) -> bool {
        match (self.days(), days) {
            (Some(own), Some(days)) => own.overlaps(days),
            (own, days) => own.is_none() && days.is_none(),
        }
    }

    /// Its first and last day.
    pub(in crate::view) fn days(self) -> Option<Days> {
        match self {
            Written::Year(year) => Some(Days { start: day_number(year.into(), 1, 1), end: day_number(year.into(), 12, 31) }),
            Written::Month(year, month) => {
                let (year, month) = (i64::from(year), i64::from(month));
                Some(Days { start: day_number(year, month, 1), end: day_number(year, month, days_in_month(year, month)) })
            }
            Written::Unknown => None,
        }
    }

    /// "2017", "November 2017", "without a date".
    pub fn label(self) -> String {
        match self {
            Written::Year(year) => year.to_string(),
            Written::Month(year, month) => date_in_words(&format!("{year:04}-{month:02}")),
            Written::Unknown => "without a date".into(),
        }
    }
}

/// The days of a document's own date; none where no year is known.
pub(in crate::view) fn written_on(source: &ReportDocument) -> Option<Days> {
    source.date.as_ref().and_then(|date| edtf::days(&date.date))
}

/// The entity with this mention.
pub(in crate::view) fn entity(report: &Report, MentionRef { document, mention }: MentionRef) -> Option<u32> {
    report.documents.get(document as usize)?.entity_of.get(mention as usize).copied()
}

/// The figure at this place.
pub(in crate::view) fn figure(report: &Report, FigureRef { document, figure }: FigureRef) -> Option<&Figure> {
    report.documents.get(document as usize)?.analysis.figures.get(figure as usize)
}

/// Whether two figures say the same: the same amount of the same unit, however firmly.
pub(in crate::view) fn says_the_same(a: &Figure, b: &Figure) -> bool {
    a.kind == b.kind && a.unit == b.unit && a.value == b.value && a.value != Value::Unknown
}
