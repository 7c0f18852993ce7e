//! What somebody has seen at an index, by which it is found again: indices move when documents come and go, and when names are corrected.

use serde::{Deserialize, Serialize};

use super::term::entity;
use crate::entities::EntityKind;
use crate::report::Report;
use crate::text::Span;

/// A document, or a mention in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seen {
    /// The document's id in the report.
    pub document: String,
    /// Of a mention: where it stands, and whose it is.
    pub name: Option<SeenName>,
}

/// A mention and the name that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SeenName {
    /// In bytes.
    pub place: Span,
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub called: String,
}

impl Seen {
    /// A document.
    pub fn document(id: String) -> Seen {
        Seen { document: id, name: None }
    }

    /// A mention; `None` where there is none.
    pub fn mention(report: &Report, (document, mention): (u32, u32)) -> Option<Seen> {
        let owner = &report.entities[entity(report, (document, mention))? as usize];
        let source = &report.documents[document as usize];
        let place = source.analysis.names.mentions[mention as usize].span;
        Some(Seen { document: source.id.clone(), name: Some(SeenName { place, kind: owner.kind, called: owner.name.clone() }) })
    }

    /// Where the document is now.
    pub fn index(&self, report: &Report) -> Option<u32> {
        report.documents.binary_search_by(|source| source.id.as_str().cmp(&self.document)).ok().map(|at| at as u32)
    }

    /// Where a mention is now that was `mention` of the document: the same place, or where it is another's by now, the first place of the
    /// name that it belonged to. Where there is no such name any more, the place it is that goes by another.
    pub fn find(&self, report: &Report, mention: u32) -> Option<(u32, u32)> {
        let document = self.index(report);
        let Some(SeenName { place, kind, called }) = &self.name else {
            return document.map(|document| (document, mention)).filter(|at| entity(report, *at).is_some());
        };
        let mentions = |document: u32| &report.documents[document as usize].analysis.names.mentions;
        let here = document.and_then(|document| {
            let at = mentions(document).binary_search_by_key(place, |mention| mention.span).ok()?;
            Some((document, at as u32))
        });
        let is_it = |at: (u32, u32)| {
            entity(report, at)
                .map(|owner| &report.entities[owner as usize])
                .is_some_and(|owner| owner.kind == *kind && owner.name == *called)
        };
        let first = || report.entities.iter().find(|owner| owner.kind == *kind && owner.name == *called)?.mentions.first().copied();
        here.filter(|at| is_it(*at)).or_else(first).or(here)
    }
}
