//! The span of a target in its document, and what is quoted of it.

use super::route::{Focus, Target};
use crate::duplicates::Place;
use crate::report::{Report, ReportDocument};
use crate::text::Span;

/// Where it is, if it is a place.
pub fn focus_span(report: &Report, document: &ReportDocument, target: Target) -> Option<Span> {
    let occurrence =
        |places: &[Place], at: u32| places.get(at as usize).filter(|place| place.document == target.document).map(|place| place.span);
    match target.focus {
        Focus::Start => None,
        Focus::Mention(at) => document.analysis.names.mentions.get(at as usize).map(|mention| mention.span),
        Focus::Figure(at) => document.analysis.figures.get(at as usize).map(|figure| figure.span),
        Focus::Passage(passage, at) => occurrence(&report.duplicates.passages.get(passage as usize)?.occurrences, at),
        Focus::Boilerplate(item, at) => occurrence(&report.duplicates.boilerplate.get(item as usize)?.occurrences, at),
        Focus::Quote(at) => document.analysis.quotes.get(at as usize).map(|quote| quote.span),
        Focus::Description(at) => document.analysis.names.descriptions.get(at as usize).map(|description| description.span),
        Focus::Address(at) => document.analysis.patterns.get(at as usize).map(|pattern| pattern.span),
        Focus::Watched(name, at) => occurrence(&report.by_user.watched.get(name as usize)?.places, at),
        // They come from the address: it may be a place of another text.
        Focus::Span(start, end) | Focus::Hit(start, end) => {
            document.text().get(start as usize..end as usize).filter(|hit| !hit.is_empty()).map(|_| Span::new(start as usize, end as usize))
        }
    }
}

/// What is quoted of a place: its words; of a document as a whole its first sentence.
pub fn quotable(report: &Report, document: &ReportDocument, target: Target) -> Option<Span> {
    match target.focus {
        Focus::Start => document.analysis.layout.sentences.first().copied(),
        _ => focus_span(report, document, target),
    }
    .filter(|span| !span.is_empty())
}
