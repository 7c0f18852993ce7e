//! Two documents side by side, the shared passages next to each other, aligned to the word.

use serde::{Deserialize, Serialize};

use super::format::{counted, percent};
use super::reader::shown;
use crate::duplicates::{ClusterKind, same_words};
use crate::report::{Report, ReportDocument};
use crate::text::Span;

/// Two documents, ready to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The left document.
    pub left: Side,
    /// The right one.
    pub right: Side,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Its index in the report.
    pub document: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How much of it is in the other: "58 % shared".
    pub share: String,
}

/// What stands next to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// For a shared passage its label ("260 words, identical"); empty for text of one side only.
    pub label: String,
    /// Index of the passage in the report, if it is one.
    pub passage: Option<u32>,
    /// Paragraphs of the left side.
    pub left: Vec<Vec<Piece>>,
    /// Paragraphs of the right side.
    pub right: Vec<Vec<Piece>>,
}

/// Some words of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they are.
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum PieceKind {
    Own,
    Same,
    Changed,
    Moved,
}

/// A passage that both documents have.
#[derive(Clone, Copy, Debug)]
struct Shared {
    left: Span,
    right: Span,
    passage: Option<u32>,
    words: u32,
}

/// Passages of one pair that are put in order; what is beyond is shown as moved.
const MAX_ORDERED: usize = 400;

/// The two documents, or `None` if there is no such document.
pub fn compare(report: &Report, left: u32, right: u32) -> Option<Comparison> {
    let (a, b) = (report.documents.get(left as usize)?, report.documents.get(right as usize)?);
    if left == right {
        return None;
    }
    let all = shared(report, left, right);
    let ordered = in_order(&all);
    let moved: Vec<Shared> = all.iter().enumerate().filter(|(at, _)| !ordered.contains(at)).map(|(_, shared)| *shared).collect();
    let mut rows = Vec::new();
    let (mut left_at, mut right_at) = (0, 0);
    for &at in &ordered {
        let shared = all[at];
        push_own(&mut rows, a, b, (left_at, shared.left.start()), (right_at, shared.right.start()), &moved);
        rows.push(aligned(a, b, shared));
        (left_at, right_at) = (shared.left.end(), shared.right.end());
    }
    push_own(&mut rows, a, b, (left_at, a.text().len()), (right_at, b.text().len()), &moved);
    Some(Comparison { left: side(report, left, &all, |shared| shared.left), right: side(report, right, &all, |shared| shared.right), rows })
}

fn side(report: &Report, document: u32, all: &[Shared], span: impl Fn(&Shared) -> Span) -> Side {
    let mut spans: Vec<Span> = all.iter().map(span).collect();
    spans.sort_unstable();
    let bytes = crate::text::span::covered(spans) as u32;
    let own = &report.documents[document as usize];
    Side { document, id: own.id.clone(), title: own.title(), share: format!("{} shared", percent(report.share(document, bytes))) }
}

/// The passages of both, in the order of the left one, without overlaps on either side.
fn shared(report: &Report, left: u32, right: u32) -> Vec<Shared> {
    let passage_of = |span: Span| {
        let at = report
            .duplicates
            .passages
            .iter()
            .position(|passage| passage.occurrences.iter().any(|place| place.document == left && span.contains(place.span)));
        at.map(|at| at as u32)
    };
    let words = |document: u32, span: Span| span.of(report.documents[document as usize].text()).split_whitespace().count();
    let mut all: Vec<Shared> = report
        .duplicates
        .between(left, right)
        .into_iter()
        .map(|(a, b)| Shared { left: a, right: b, passage: passage_of(a), words: words(left, a).max(words(right, b)) as u32 })
        .collect();
    let identical = |cluster: &&crate::duplicates::Cluster| {
        cluster.kind == ClusterKind::Identical && cluster.documents.contains(&left) && cluster.documents.contains(&right)
    };
    if all.is_empty() && report.duplicates.clusters.iter().any(|cluster| identical(&cluster)) {
        let whole = |document: u32| Span::new(0, report.documents[document as usize].text().len());
        let words = report.documents[left as usize].analysis.words() as u32;
        all.push(Shared { left: whole(left), right: whole(right), passage: None, words });
    }
    all.sort_by_key(|shared| (shared.left.start(), std::cmp::Reverse(shared.words)));
    let mut kept: Vec<Shared> = Vec::new();
    for shared in all {
        if !kept.iter().rev().take(MAX_ORDERED).any(|other| other.left.overlaps(shared.left) || other.right.overlaps(shared.right)) {
            kept.push(shared);
        }
    }
    kept
}

/// The longest run (in words) of passages that come in the same order on both sides; the others were moved.
fn in_order(all: &[Shared]) -> Vec<usize> {
    let n = all.len().min(MAX_ORDERED);
    let mut best: Vec<(u32, Option<usize>)> = Vec::with_capacity(n);
    for at in 0..n {
        let before = (0..at)
            .filter(|&other| all[other].right.end() <= all[at].right.start())
            .max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
        best.push((all[at].words + before.map_or(0, |other| best[other].0), before));
    }
    let mut chain = Vec::new();
    let mut at = (0..n).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
    while let Some(here) = at {
        chain.push(here);
        at = best[here].1;
    }
    chain.reverse();
    chain
}

fn push_own(rows: &mut Vec<Row>, a: &ReportDocument, b: &ReportDocument, left: (usize, usize), right: (usize, usize), moved: &[Shared]) {
    let left = own(a, left, moved.iter().map(|shared| shared.left));
    let right = own(b, right, moved.iter().map(|shared| shared.right));
    if !left.is_empty() || !right.is_empty() {
        rows.push(Row { label: String::new(), passage: None, left, right });
    }
}

fn own(document: &ReportDocument, (start, end): (usize, usize), moved: impl Iterator<Item = Span>) -> Vec<Vec<Piece>> {
    let mut moved: Vec<Span> = moved.filter(|span| span.start() >= start && span.end() <= end).collect();
    moved.sort_unstable();
    paragraphs(document, start, end, &moved, PieceKind::Moved, PieceKind::Own)
}

fn aligned(a: &ReportDocument, b: &ReportDocument, shared: Shared) -> Row {
    let (left, right) = (shared.left.of(a.text()), shared.right.of(b.text()));
    let same = same_words(left, right);
    let shift = |span: Span, by: usize| Span::new(span.start() + by, span.end() + by);
    let mut left_same: Vec<Span> = same.iter().map(|(span, _)| shift(*span, shared.left.start())).collect();
    let mut right_same: Vec<Span> = same.iter().map(|(_, span)| shift(*span, shared.right.start())).collect();
    left_same.sort_unstable();
    right_same.sort_unstable();
    let words = |spans: &[Span], text: &str| spans.iter().map(|span| span.of(text).split_whitespace().count()).sum::<usize>();
    let (equal, most) = (words(&left_same, a.text()), left.split_whitespace().count().max(right.split_whitespace().count()).max(1));
    let sameness =
        if equal >= most { "identical".to_string() } else { format!("{} the same", percent((equal * 10_000 / most).min(9_999) as u32)) };
    Row {
        label: format!("{}, {sameness}", counted(shared.words as usize, "word")),
        passage: shared.passage,
        left: paragraphs(a, shared.left.start(), shared.left.end(), &left_same, PieceKind::Same, PieceKind::Changed),
        right: paragraphs(b, shared.right.start(), shared.right.end(), &right_same, PieceKind::Same, PieceKind::Changed),
    }
}

/// Paragraphs of a range, cut at the edges of `spans` (sorted): inside them `within`, outside `outside`.
fn paragraphs(
    document: &ReportDocument,
    start: usize,
    end: usize,
    spans: &[Span],
    within: PieceKind,
    outside: PieceKind,
) -> Vec<Vec<Piece>> {
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
        let first = spans.partition_point(|span| span.end() <= at);
        for span in spans[first..].iter().take_while(|span| span.start() < to) {
            let (from, until) = (span.start().max(at), span.end().min(to));
            if from > at {
                push(at, from, outside);
            }
            if until > from {
                push(from, until, within);
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
