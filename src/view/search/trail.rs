//! The hits of one document among those of all.

use crate::search::SearchHits;
use crate::text::Span;
use crate::view::route::{Focus, Target};

/// The hits of a document and their places among all, for the reader.
pub struct Trail<'f> {
    /// All hits of the document.
    pub here: &'f [Span],
    /// How many hits there are before this document, and in all.
    pub before: usize,
    /// How many there are in all.
    pub all: usize,
    /// The hit before those of this document, and the hit after them.
    pub beside: (Option<Target>, Option<Target>),
}

/// Where the hits of a document stand among those of all.
pub fn trail(found: &SearchHits, document: u32) -> Trail<'_> {
    let at = found.documents.partition_point(|found| found.document < document);
    let to = |document: u32, span: &Span| target(document, *span);
    let last = found.documents[..at].iter().rev().find_map(|before| Some(to(before.document, before.hits.last()?)));
    let next = found.documents[at..]
        .iter()
        .filter(|after| after.document > document)
        .find_map(|after| Some(to(after.document, after.hits.first()?)));
    Trail {
        here: found.hits(document),
        before: found.documents[..at].iter().map(|before| before.hits.len()).sum(),
        all: found.total(),
        beside: (last, next),
    }
}

/// The place of a hit.
pub fn target(document: u32, span: Span) -> Target {
    Target { document, focus: Focus::Hit(span.start() as u32, span.end() as u32) }
}
