//! Paragraphs cut into pieces: what is the same, what was changed.

use super::{Piece, PieceKind};
use crate::report::ReportDocument;
use crate::text::Span;
use crate::view::format::{count, shown};

/// Bytes of a stretch that only one side has which are drawn, half from each end.
pub(super) const MAX_OWN: usize = 20_000;

/// Text of one side only, its middle left out where it is long: it is of interest near what both have.
pub(super) fn own(document: &ReportDocument, span: Span) -> Vec<Vec<Piece>> {
    let (start, end) = (span.start(), span.end());
    let cut = |start: usize, end: usize| paragraphs(document, Span::new(start, end), &[], PieceKind::Own);
    if span.len() <= MAX_OWN {
        return cut(start, end);
    }
    let (head, tail) = (boundary(document.text(), start + MAX_OWN / 2), boundary(document.text(), end - MAX_OWN / 2));
    let left_out = Piece { text: format!("… {} characters are left out here …", count(tail - head)), kind: PieceKind::Own };
    cut(start, head).into_iter().chain([vec![left_out]]).chain(cut(tail, end)).collect()
}

/// The first char boundary at or after `byte`.
pub(super) fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(text.len())
}

/// Paragraphs of a range, cut at the edges of `spans` (sorted, each with its kind); between them `outside`.
pub(super) fn paragraphs(document: &ReportDocument, range: Span, spans: &[(Span, PieceKind)], outside: PieceKind) -> Vec<Vec<Piece>> {
    let (start, end) = (range.start(), range.end());
    let text = document.text();
    let all = &document.analysis.layout.paragraphs;
    let first = all.partition_point(|paragraph| paragraph.end() <= start);
    let mut paragraphs = Vec::new();
    for paragraph in all[first..].iter().take_while(|paragraph| paragraph.start() < end) {
        let (mut at, to) = (paragraph.start().max(start), paragraph.end().min(end));
        let mut pieces: Vec<Piece> = Vec::new();
        let mut push = |from: usize, to: usize, kind: PieceKind| {
            // White space between two equal words is no change.
            let kind = if text[from..to].trim().is_empty() && outside == PieceKind::Changed { PieceKind::Same } else { kind };
            match pieces.last_mut() {
                Some(last) if last.kind == kind => last.text.push_str(&shown(&text[from..to])),
                _ if from < to => pieces.push(Piece { text: shown(&text[from..to]), kind }),
                _ => {}
            }
        };
        let first = spans.partition_point(|(span, _)| span.end() <= at);
        for (span, within) in spans[first..].iter().take_while(|(span, _)| span.start() < to) {
            let (from, until) = (span.start().max(at), span.end().min(to));
            if from > at {
                push(at, from, outside);
            }
            if until > from {
                push(from, until, *within);
                at = until;
            }
        }
        if at < to {
            push(at, to, outside);
        }
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            paragraphs.push(pieces);
        }
    }
    paragraphs
}
