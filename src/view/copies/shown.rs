//! The copies that remain when short or much changed passages are left out. Nothing is analysed anew.

use crate::duplicates::{Pair, Passage};
use crate::report::Report;
use crate::view::route::CopyQuery;

/// Passages and pairs that a query shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Indices into the report's passages, ascending.
    pub passages: Vec<u32>,
    /// What documents share in these passages (and, if asked for, in boilerplate).
    pub pairs: Vec<Pair>,
}

impl Shown {
    /// What `query` shows of a report. Costs as much as there are passages.
    pub fn new(report: &Report, query: &CopyQuery) -> Shown {
        let found = &report.duplicates;
        let is_shown = |passage: &Passage| {
            passage.words >= u32::from(query.min_words)
                && passage.sameness + 10 * u16::from(query.max_changed) >= 1000
                && report.scope.has_copy(&passage.occurrences)
        };
        let passages: Vec<u32> = (0..).zip(&found.passages).filter(|(_, passage)| is_shown(passage)).map(|(at, _)| at).collect();
        let mut pairs = if passages.len() == found.passages.len() && !query.boilerplate {
            found.pairs.clone()
        } else {
            let lines = found.boilerplate.iter().filter(|line| query.boilerplate && report.scope.has_copy(&line.occurrences));
            found.pairs_among(&passages, lines, |document| report.documents[document as usize].analysis.fingerprint.len() as u32)
        };
        pairs.retain(|pair| report.scope.has_document(pair.a.document) || report.scope.has_document(pair.b.document));
        Shown { passages, pairs }
    }
}
