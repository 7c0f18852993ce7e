//! What somebody has seen at an index of the address, by which it is found again: indices move when documents come and go, and when names
//! are corrected.

use serde::{Deserialize, Serialize};

use super::Term;
use crate::duplicates::ClusterKind;
use crate::report::Report;
use crate::view::handles::{NameHandle, PassageHandle};

/// What was seen there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Seen {
    /// A document, by its id in the report.
    Document(String),
    /// A name.
    Name(NameHandle),
    /// A passage.
    Passage(PassageHandle),
    /// A group of documents: of which kind, and a hash of the text of its first one.
    Cluster(ClusterKind, u64),
}

impl Seen {
    /// What is seen at a term; `None` where it names nothing that could move.
    pub fn of(report: &Report, term: &Term) -> Option<Seen> {
        match *term {
            Term::Entity(at) => NameHandle::of(report, at).map(Seen::Name),
            Term::Passage(at) => {
                let passage = report.duplicates.passages.get(at as usize)?;
                PassageHandle::of(report, passage).map(Seen::Passage)
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
