//! What the page has seen at an index of the address, so that it can be found again: indices move when documents come and go, and when names
//! are corrected.

use serde::{Deserialize, Serialize};

use super::handles::{NameHandle, PassageHandle};
use super::places::focus_span;
use super::route::{Focus, Target};
use super::selection::Term;
use crate::corpus::DocumentKey;
use crate::duplicates::{ClusterKind, Place};
use crate::report::{Report, ReportDocument};
use crate::text::Span;

/// What was seen at a term of a selection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Seen {
    /// A document, by its id in the report.
    Document(String),
    /// A name.
    Name(NameHandle),
    /// A passage.
    Passage(PassageHandle),
    /// A group of documents: its kind, and a hash of the text of its first document.
    Cluster(ClusterKind, u64),
}

impl Seen {
    /// What is seen at a term; `None` where it names nothing that could move.
    pub fn at(report: &Report, term: &Term) -> Option<Seen> {
        match *term {
            Term::Entity(at) => NameHandle::at(report, at).map(Seen::Name),
            Term::Passage(at) => {
                let passage = report.duplicates.passages.get(at as usize)?;
                PassageHandle::new(report, passage).map(Seen::Passage)
            }
            Term::Cluster(at) => {
                let cluster = report.duplicates.clusters.get(at as usize)?;
                let first = report.documents.get(*cluster.documents.first()? as usize)?;
                Some(Seen::Cluster(cluster.kind, first.text_hash))
            }
            _ => Some(Seen::Document(report.documents.get(term.document()? as usize)?.id.clone())),
        }
    }

    /// The term that means what was seen at `term`; `None` where it is gone.
    pub fn find(&self, report: &Report, term: &Term) -> Option<Term> {
        Some(match self {
            Seen::Document(id) => {
                let at = report.documents.binary_search_by(|source| source.id.cmp(id)).ok()?;
                term.moved_to(at as u32)
            }
            Seen::Name(name) => Term::Entity(name.mention(report)?),
            Seen::Passage(passage) => Term::Passage(passage.find(report, &report.duplicates.passages)?),
            Seen::Cluster(kind, text) => {
                let has = |document: &u32| report.documents[*document as usize].text_hash == *text;
                let at =
                    report.duplicates.clusters.iter().position(|cluster| cluster.kind == *kind && cluster.documents.iter().any(has))?;
                Term::Cluster(at as u32)
            }
        })
    }
}

/// What the page has seen at an address: the document, and where in it what is meant stands, if it is a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPlace {
    /// The document.
    pub key: DocumentKey,
    /// The place, in bytes.
    pub span: Option<Span>,
}

impl SeenPlace {
    /// The address by which the same place is known now: by its number, or, where it no longer has a number, by where it stands.
    pub fn find(&self, report: &Report, target: Target) -> Target {
        let target = Target { document: document_now(report, target.document, &self.key), ..target };
        let (Some(span), Some(document)) = (self.span, report.documents.get(target.document as usize)) else { return target };
        if focus_span(report, document, target) == Some(span) {
            return target;
        }
        let here = Place { document: target.document, span };
        let nth = |places: &[Place]| places.iter().position(|place| *place == here).map(|nth| nth as u32);
        let found = match target.focus {
            Focus::Start | Focus::Span(..) | Focus::Hit(..) => return target,
            Focus::Passage(..) => (0..)
                .zip(&report.duplicates.passages)
                .find_map(|(at, passage)| Some(Focus::Passage(at, nth(&passage.occurrences)?)))
                .or_else(|| boilerplate_at(report, here)),
            Focus::Boilerplate(..) => boilerplate_at(report, here),
            Focus::Watched(..) => {
                (0..).zip(&report.by_user.watched).find_map(|(at, watched)| Some(Focus::Watched(at, nth(&watched.places)?)))
            }
            _ => None,
        };
        // A name that stands there is found by its place: see `reader`.
        Target { focus: found.unwrap_or(Focus::Span(span.start() as u32, span.end() as u32)), ..target }
    }
}

fn boilerplate_at(report: &Report, here: Place) -> Option<Focus> {
    let nth = |places: &[Place]| places.iter().position(|place| *place == here).map(|nth| nth as u32);
    (0..).zip(&report.duplicates.boilerplate).find_map(|(at, item)| Some(Focus::Boilerplate(at, nth(&item.occurrences)?)))
}

/// Where a document is now that was seen at `at`; where it is gone, another one of its name.
fn document_now(report: &Report, at: u32, seen: &DocumentKey) -> u32 {
    let is_it = |document: &ReportDocument| {
        let own = &document.analysis.document;
        own.id == seen.id && document.text_hash == seen.text_hash
    };
    if report.documents.get(at as usize).is_some_and(is_it) {
        return at;
    }
    report.documents.iter().position(is_it).map_or_else(|| index_now(report, at, Some(&seen.id)), |found| found as u32)
}

/// Where the document is now that the page knows by `id`; without one, or if it is gone, `at` as it stands.
pub fn index_now(report: &Report, at: u32, id: Option<&str>) -> u32 {
    let Some(id) = id else { return at };
    report.documents.binary_search_by(|document| document.id.as_str().cmp(id)).map_or(at, |found| found as u32)
}
