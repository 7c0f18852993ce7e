//! Two documents side by side, the shared passages next to each other, aligned to the word.

use serde::{Deserialize, Serialize};

use super::format::{count, counted, percent};
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

/// Bytes of a stretch that only one side has which are drawn, half from each end.
const MAX_OWN: usize = 20_000;
/// Bytes of a shared passage that are aligned and drawn.
const MAX_SHARED: usize = 100_000;
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
    let shared = report.share(document, bytes);
    // Only the same text is all the same: a changed word is never rounded away.
    let shared = if all.iter().all(|shared| shared.passage.is_none()) { shared } else { shared.min(9_900) };
    Side { document, id: own.id.clone(), title: own.title(), share: format!("{} shared", percent(shared)) }
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
    let cut = |start: usize, end: usize| paragraphs(document, start, end, &moved, PieceKind::Moved, PieceKind::Own);
    if end - start <= MAX_OWN {
        return cut(start, end);
    }
    // What only one side has is of interest near what both have.
    let (head, tail) = (boundary(document.text(), start + MAX_OWN / 2), boundary(document.text(), end - MAX_OWN / 2));
    let left_out = Piece { text: format!("… {} characters are left out here …", count(tail - head)), kind: PieceKind::Own };
    cut(start, head).into_iter().chain([vec![left_out]]).chain(cut(tail, end)).collect()
}

/// The first char boundary at or after `byte`.
fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(text.len())
}

fn aligned(a: &ReportDocument, b: &ReportDocument, mut shared: Shared) -> Row {
    let is_cut = shared.left.len().max(shared.right.len()) > MAX_SHARED;
    if is_cut {
        let first = |span: Span, text: &str| Span::new(span.start(), boundary(text, span.end().min(span.start() + MAX_SHARED)));
        shared = Shared { left: first(shared.left, a.text()), right: first(shared.right, b.text()), ..shared };
    }
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
        label: format!("{}, {sameness}{}", counted(shared.words as usize, "word"), if is_cut { " in the part that is shown" } else { "" }),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    fn comparison(left: &str, right: &str) -> Comparison {
        let mut corpus = Corpus::new();
        for (id, text) in [("a", left), ("b", right)] {
            corpus.add(analyze(Document::from_text(id, text), &Engine::new(Parts::ALL)));
        }
        compare(&corpus.report(&Sensitivity::STANDARD), 0, 1).unwrap()
    }

    fn text(paragraphs: &[Vec<Piece>], kind: PieceKind) -> String {
        paragraphs.iter().flatten().filter(|piece| piece.kind == kind).map(|piece| piece.text.trim()).collect::<Vec<_>>().join("|")
    }

    const STORY: &str =
        "The northern harbour was closed on Tuesday after heavy winds had damaged two cranes and a warehouse near the old lighthouse.";

    #[test]
    fn an_edited_passage_is_aligned_to_the_word() {
        let shared = comparison(
            &format!("An entirely unrelated first line stands here. {STORY}"),
            &format!("{} Then came a quite different ending for everybody.", STORY.replace("Tuesday", "Wednesday")),
        );
        let [row] = shared.rows.iter().filter(|row| !row.label.is_empty()).collect::<Vec<_>>()[..] else { panic!("{:?}", shared.rows) };
        assert_eq!((text(&row.left, PieceKind::Changed), text(&row.right, PieceKind::Changed)), ("Tuesday".into(), "Wednesday".into()));
    }

    #[test]
    fn long_texts_are_shown_in_part() {
        let filler: String = (0..8_000).map(|at| format!("Word{at} only{} here{}. ", at * 7 % 1013, at * 31 % 997)).collect();
        let long = comparison(&format!("{filler}{STORY}"), &format!("{STORY} {STORY}"));
        let drawn: usize = long.rows.iter().flat_map(|row| row.left.iter().chain(&row.right)).flatten().map(|piece| piece.text.len()).sum();
        assert!(drawn < 3 * MAX_OWN, "{drawn} bytes are drawn");
        assert!(long.rows.iter().any(|row| text(&row.left, PieceKind::Own).contains("characters are left out here")));
    }

    #[test]
    fn a_document_is_not_compared_with_itself() {
        assert_eq!(compare(&Corpus::new().report(&Sensitivity::STANDARD), 0, 0), None);
    }
}
