//! Parts of a document that stand elsewhere, too.

use super::{BlockKind, NAMED};
use crate::duplicates::{Passage, Place};
use crate::report::Report;
use crate::text::Span;
use crate::view::format::counted;
use crate::view::news::News;
use crate::view::route::{Focus, Open, Target};

/// A stretch of the document that stands elsewhere, too.
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) kind: BlockKind,
    pub(super) label: String,
    pub(super) open: Option<Open>,
    pub(super) current: bool,
    pub(super) folded: bool,
    pub(super) passage: Option<u32>,
}

/// What of `part` stands elsewhere, sorted; with `news`, only what stands in a document before this one, folded.
pub(super) fn stretches(report: &Report, target: Target, part: Span, news: Option<&News>) -> Vec<Stretch> {
    let mut stretches = match news {
        Some(news) => read_before(report, target, part, news),
        None => copied(report, target, part),
    };
    stretches.extend(boilerplate(report, target, part, news.is_some()));
    stretches.sort_by_key(|stretch| stretch.span);
    stretches
}

/// What documents before this one say, each stretch with where it was first.
fn read_before(report: &Report, target: Target, part: Span, news: &News) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for &(span, passage) in news.is_read(target.document).iter().filter(|(span, _)| span.overlaps(part)) {
        if let Some(last) = stretches.last_mut().filter(|last| last.span.overlaps(span)) {
            last.span = last.span.cover(span);
            continue;
        }
        let found = &report.duplicates.passages[passage as usize];
        let first = news.first(report, found);
        let words = span.of(report.documents[target.document as usize].text()).split_whitespace().count();
        stretches.push(Stretch {
            span,
            kind: BlockKind::Copied,
            label: format!("Read before in {} · {}", report.documents[first as usize].id, counted(words, "word")),
            open: Some(Open::Compare { left: first, right: target.document, passage: Some(passage) }),
            current: false,
            folded: true,
            passage: Some(passage),
        });
    }
    stretches
}

fn copied(report: &Report, target: Target, part: Span) -> Vec<Stretch> {
    let here = target.document;
    let mut found: Vec<(Span, u32, &Passage)> = Vec::new();
    for (at, passage) in report.duplicates.passages.iter().enumerate() {
        found.extend(
            passage
                .occurrences
                .iter()
                .filter(|place| place.document == here && place.span.overlaps(part))
                .map(|place| (place.span, at as u32, passage)),
        );
    }
    found.sort_by_key(|(span, at, _)| (*span, *at));
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut next = 0;
    while next < found.len() {
        // Passages that overlap are one stretch: the same words, shared with several documents.
        let mut span = found[next].0;
        let first = next;
        while next < found.len() && (next == first || found[next].0.overlaps(span)) {
            span = span.cover(found[next].0);
            next += 1;
        }
        let group = &found[first..next];
        let mut others: Vec<u32> = group
            .iter()
            .flat_map(|(.., passage)| passage.occurrences.iter().map(|place| place.document))
            .filter(|&other| other != here)
            .collect();
        others.sort_unstable();
        others.dedup();
        let words = group.iter().map(|(.., passage)| passage.words as usize).max().unwrap_or(0);
        stretches.push(Stretch {
            span,
            kind: BlockKind::Copied,
            label: label(report, &others, words),
            open: others.first().map(|&right| Open::Compare { left: here, right, passage: Some(group[0].1) }),
            current: group.iter().any(|(span, at, passage)| is_current(target, *span, *at, &passage.occurrences)),
            folded: false,
            passage: group.iter().max_by_key(|(_, at, passage)| (passage.words, std::cmp::Reverse(*at))).map(|(_, at, _)| *at),
        });
    }
    stretches
}

fn boilerplate(report: &Report, target: Target, part: Span, folded: bool) -> Vec<Stretch> {
    let here = target.document;
    let mut stretches = Vec::new();
    for (at, item) in report.duplicates.boilerplate.iter().enumerate() {
        for (nth, place) in item.occurrences.iter().enumerate().filter(|(_, place)| place.document == here && place.span.overlaps(part)) {
            stretches.push(Stretch {
                span: place.span,
                kind: BlockKind::Boilerplate,
                label: format!(
                    "Boilerplate in {}{}",
                    counted(item.occurrences.len(), "place"),
                    if report.by_user.boilerplate.contains(&item.occurrences[0]) { " · by you" } else { "" }
                ),
                open: None,
                current: target.focus == Focus::Boilerplate(at as u32, nth as u32),
                folded,
                passage: None,
            });
        }
    }
    stretches
}

fn is_current(target: Target, span: Span, at: u32, places: &[Place]) -> bool {
    matches!(target.focus, Focus::Passage(passage, nth) if passage == at && places.get(nth as usize).is_some_and(|place| place.span == span && place.document == target.document))
}

fn label(report: &Report, others: &[u32], words: usize) -> String {
    let words = counted(words, "word");
    if others.is_empty() {
        return format!("Repeated in this document · {words}");
    }
    let names: Vec<&str> = others.iter().take(NAMED).map(|&other| report.documents[other as usize].id.as_str()).collect();
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("Also in {}{more} · {words}", names.join(", "))
}
