//! Two documents side by side, the shared passages next to each other, aligned to the word.

mod pieces;
mod shared;

use serde::{Deserialize, Serialize};

use self::pieces::{boundary, own, paragraphs};
use self::shared::{Shared, heaviest_chain, in_order, is_identical, shared};
use super::format::{counted, percent};
use super::handles::PassageHandle;
use crate::duplicates::{Pair, PairSide, Sensitivity, find, same_words};
use crate::report::{Report, ReportDocument, hints};
use crate::text::Span;
use crate::text::span::covered;
use crate::view::format::shown as signs;

/// Two documents, ready to draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The left document.
    pub left: Side,
    /// The right one.
    pub right: Side,
    /// What there is to see: "1 passage, 3 differences".
    pub summary: String,
    /// Which text may be the earlier or the fuller, with the reason.
    pub hints: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Where the shared rows are in both documents.
    pub map: Vec<Band>,
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

impl Comparison {
    /// What the passage with this index is known by, if it is shown.
    pub fn handle(&self, passage: u32) -> Option<PassageHandle> {
        self.rows.iter().find(|row| row.passage == Some(passage))?.handle
    }

    /// The index of a passage, if it is shown.
    pub fn passage(&self, handle: &PassageHandle) -> Option<u32> {
        self.rows.iter().find(|row| row.handle.as_ref() == Some(handle))?.passage
    }

    /// The passage that is meant by a key: the one with this index, or where none is said, the only one.
    pub fn meant(&self, passage: Option<u32>) -> Option<PassageHandle> {
        let mut shared = self.rows.iter().filter(|row| row.handle.is_some() && (passage.is_none() || row.passage == passage));
        let first = shared.next()?.handle;
        first.filter(|_| passage.is_some() || shared.next().is_none())
    }
}

impl Side {
    /// How much of it is in the other, as a number alone: "58 %".
    pub fn part(&self) -> &str {
        self.share.trim_end_matches(" shared")
    }
}

/// What stands next to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its label ("260 words, identical"); empty for text of one side only.
    pub label: String,
    /// Index of the passage in the report, if it is one: its address.
    pub passage: Option<u32>,
    /// The same, as it is decided about.
    pub handle: Option<PassageHandle>,
    /// For a passage that was moved, the row with its other half.
    pub partner: Option<u32>,
    /// Paragraphs of the left side.
    pub left: Vec<Vec<Piece>>,
    /// Paragraphs of the right side.
    pub right: Vec<Vec<Piece>>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// Text of one side only.
    Own,
    /// A passage that both have, in the same order.
    Shared,
    /// A passage that both have, before or after others: one half of it.
    Moved,
    /// Boilerplate of both.
    Boilerplate,
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
    /// The same words, before or after others on the other side.
    Moved,
}

/// A shared row on the map of both documents: start and end on each side, in thousandths of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // said above
pub struct Band {
    pub row: u32,
    pub kind: RowKind,
    pub left: (u16, u16),
    pub right: (u16, u16),
}

/// Words that must stand together elsewhere to have been moved.
const MIN_MOVED: u32 = 6;
/// Bytes of a shared passage that are aligned and drawn.
const MAX_SHARED: usize = 100_000;

/// The two documents, or `None` if there is no such document.
pub fn compare(report: &Report, left: u32, right: u32) -> Option<Comparison> {
    if left == right {
        return None;
    }
    let mut comparison = aligned_texts(report, left, right)?;
    for row in &mut comparison.rows {
        row.handle = row.passage.and_then(|at| PassageHandle::new(report, &report.duplicates.passages[at as usize]));
    }
    comparison.hints = hints::between(report, left, right).into_iter().map(|hint| hint.sentence(report)).collect();
    Some(comparison)
}

/// The two documents without hints, which look at everything that they share with others, and without handles.
pub(super) fn aligned_texts(report: &Report, left: u32, right: u32) -> Option<Comparison> {
    let (a, b) = (report.documents.get(left as usize)?, report.documents.get(right as usize)?);
    let all = shared(report, left, right);
    let ordered = in_order(&all);
    let moved: Vec<Shared> = (0..all.len()).filter(|at| ordered.binary_search(at).is_err()).map(|at| all[at]).collect();
    let mut page = Page { a, b, rows: Vec::new(), map: Vec::new(), halves: vec![(None, None); moved.len()], moved };
    let (mut left_at, mut right_at) = (0, 0);
    for &at in &ordered {
        let shared = all[at];
        page.between(Span::new(left_at, shared.left.start()), Span::new(right_at, shared.right.start()));
        page.shared(shared);
        (left_at, right_at) = (shared.left.end(), shared.right.end());
    }
    page.between(Span::new(left_at, a.text().len()), Span::new(right_at, b.text().len()));
    page.join_halves();
    Some(Comparison {
        left: side(report, (left, right), &all, |shared| shared.left),
        right: side(report, (right, left), &all, |shared| shared.right),
        summary: summary(&page.rows),
        hints: Vec::new(),
        rows: page.rows,
        map: page.map,
    })
}

fn side(report: &Report, (document, other): (u32, u32), all: &[Shared], span: impl Fn(&Shared) -> Span) -> Side {
    let own = &report.documents[document as usize];
    let mut spans: Vec<Span> = all.iter().filter(|shared| !shared.boilerplate).map(span).collect();
    spans.sort_unstable();
    let by_passages = || report.share(document, covered(spans.iter().copied()) as u32);
    let shared = if spans.is_empty() { 0 } else { pair_share(report, document, other).unwrap_or_else(by_passages) };
    // Only the same text is all the same: a changed word is never rounded away.
    let shared = if is_identical(report, document, other) { shared } else { shared.min(9_900) };
    Side { document, id: signs(&own.id), title: signs(&own.title()), share: format!("{} shared", percent(shared)) }
}

/// How much of one document stands in another, in ten-thousandths: the same number as in the list of pairs. `None` where the two are
/// not listed and a person's decisions say what is shared.
fn pair_share(report: &Report, document: u32, other: u32) -> Option<u32> {
    let pairs = &report.duplicates.pairs;
    let key = (document.min(other), document.max(other));
    if let Ok(at) = pairs.binary_search_by_key(&key, Pair::documents) {
        return pairs[at].side(document).map(PairSide::share);
    }
    if !report.by_user.dismissed.is_empty() || !report.by_user.boilerplate.is_empty() {
        return None;
    }
    // Of a text in very many documents not all pairs are listed: these two are compared now.
    let fingerprint = |document: u32| &*report.documents[document as usize].analysis.fingerprint;
    let alone = find(&[fingerprint(document), fingerprint(other)], &Sensitivity::STANDARD);
    alone.pairs.first().map(|pair| pair.a.share())
}

fn summary(rows: &[Row]) -> String {
    let of = |kind: RowKind| rows.iter().filter(|row| row.kind == kind).count();
    let passages = of(RowKind::Shared) + of(RowKind::Moved) / 2;
    let differences: usize = rows.iter().map(Row::differences).sum();
    let mut parts = vec![counted(passages, "shared passage")];
    let in_rows = rows.iter().filter(|row| row.kind == RowKind::Shared).map(|row| of_kind(&row.left, PieceKind::Moved)).sum::<usize>();
    let moved = of(RowKind::Moved) / 2 + in_rows;
    if moved > 0 {
        parts.push(format!("{moved} moved"));
    }
    parts.push(if differences == 0 { "no word differs".into() } else { counted(differences, "difference") });
    if passages == 0 { "These two documents share no passage.".into() } else { parts.join(", ") }
}

impl Row {
    /// Places where the two sides differ: changed words that stand opposite each other are one.
    pub fn differences(&self) -> usize {
        of_kind(&self.left, PieceKind::Changed).max(of_kind(&self.right, PieceKind::Changed))
    }
}

fn of_kind(side: &[Vec<Piece>], kind: PieceKind) -> usize {
    side.iter().flatten().filter(|piece| piece.kind == kind).count()
}

/// The page while it is filled.
struct Page<'r> {
    a: &'r ReportDocument,
    b: &'r ReportDocument,
    rows: Vec<Row>,
    map: Vec<Band>,
    moved: Vec<Shared>,
    /// For each moved passage the rows of its halves.
    halves: Vec<(Option<u32>, Option<u32>)>,
}

impl Page<'_> {
    /// Text between two shared passages, with what was moved there.
    fn between(&mut self, left: Span, right: Span) {
        let within = |range: Span, span: fn(&Shared) -> Span| {
            let mut inside: Vec<(Span, usize)> =
                self.moved.iter().enumerate().map(|(at, shared)| (span(shared), at)).filter(|(span, _)| range.contains(*span)).collect();
            inside.sort_unstable();
            // Far apart in the list of passages two may overlap on one side: the first is drawn.
            let mut reached = range.start();
            inside.retain(|(span, _)| {
                let is_free = span.start() >= reached;
                reached = if is_free { span.end() } else { reached };
                is_free
            });
            inside
        };
        let (lefts, rights) = (within(left, |shared| shared.left), within(right, |shared| shared.right));
        let (mut left_at, mut right_at) = (left.start(), right.start());
        for at in 0..=lefts.len().max(rights.len()) {
            let (moved_left, moved_right) = (lefts.get(at), rights.get(at));
            let own_left =
                Span::new(left_at, moved_left.map_or(if at >= lefts.len() { left.end() } else { left_at }, |(span, _)| span.start()));
            let own_right =
                Span::new(right_at, moved_right.map_or(if at >= rights.len() { right.end() } else { right_at }, |(span, _)| span.start()));
            let (own_left_text, own_right_text) = (own(self.a, own_left), own(self.b, own_right));
            if !own_left_text.is_empty() || !own_right_text.is_empty() {
                self.push(RowKind::Own, String::new(), None, own_left_text, own_right_text);
            }
            (left_at, right_at) = (own_left.end(), own_right.end());
            if let Some(&(span, moved)) = moved_left {
                self.half(moved, true);
                left_at = span.end();
            }
            if let Some(&(span, moved)) = moved_right {
                self.half(moved, false);
                right_at = span.end();
            }
        }
    }

    /// One half of a moved passage.
    fn half(&mut self, at: usize, is_left: bool) {
        let shared = self.moved[at];
        let (label, left, right) = aligned(self.a, self.b, shared);
        let row = self.rows.len() as u32;
        let (left, right) = if is_left { (left, Vec::new()) } else { (Vec::new(), right) };
        let kind = if shared.boilerplate { RowKind::Boilerplate } else { RowKind::Moved };
        self.push(kind, label, shared.passage, left, right);
        let half = &mut self.halves[at];
        if is_left { half.0 = Some(row) } else { half.1 = Some(row) }
    }

    /// A passage that both have.
    fn shared(&mut self, shared: Shared) {
        let (label, left, right) = aligned(self.a, self.b, shared);
        let kind = if shared.boilerplate { RowKind::Boilerplate } else { RowKind::Shared };
        self.band(self.rows.len() as u32, kind, shared);
        self.push(kind, label, shared.passage, left, right);
    }

    fn push(&mut self, kind: RowKind, label: String, passage: Option<u32>, left: Vec<Vec<Piece>>, right: Vec<Vec<Piece>>) {
        self.rows.push(Row { kind, label, passage, handle: None, partner: None, left, right });
    }

    fn band(&mut self, row: u32, kind: RowKind, shared: Shared) {
        let part = |span: Span, document: &ReportDocument| {
            let of = |byte: usize| (byte as u64 * 1000 / document.text().len().max(1) as u64) as u16;
            (of(span.start()), of(span.end()))
        };
        self.map.push(Band { row, kind, left: part(shared.left, self.a), right: part(shared.right, self.b) });
    }

    /// Each half of a moved passage says where the other is.
    fn join_halves(&mut self) {
        for at in 0..self.moved.len() {
            let (Some(left), Some(right)) = self.halves[at] else { continue };
            let (kind, shared) = (self.rows[left as usize].kind, self.moved[at]);
            self.band(left, kind, shared);
            for (row, partner, side) in [(left, right, "right"), (right, left, "left")] {
                let way = if partner > row { "further down" } else { "further up" };
                let row = &mut self.rows[row as usize];
                row.partner = Some(partner);
                row.label.push_str(&format!(" · moved: on the {side} {way}"));
            }
        }
        self.map.sort_by_key(|band| (band.left, band.right));
    }
}

/// Label and both sides of a passage, with what differs.
fn aligned(a: &ReportDocument, b: &ReportDocument, mut shared: Shared) -> (String, Vec<Vec<Piece>>, Vec<Vec<Piece>>) {
    let is_cut = shared.left.len().max(shared.right.len()) > MAX_SHARED;
    if is_cut {
        let first = |span: Span, text: &str| Span::new(span.start(), boundary(text, span.end().min(span.start() + MAX_SHARED)));
        shared = Shared { left: first(shared.left, a.text()), right: first(shared.right, b.text()), ..shared };
    }
    let (left, right) = (shared.left.of(a.text()), shared.right.of(b.text()));
    let same = same_words(left, right);
    let shift = |span: Span, by: usize| Span::new(span.start() + by, span.end() + by);
    let words = |span: Span| span.of(a.text()).split_whitespace().count();
    let mut runs: Vec<(Span, Span, u32)> = same
        .iter()
        .map(|(l, r)| (shift(*l, shared.left.start()), shift(*r, shared.right.start())))
        .map(|(l, r)| (l, r, words(l).max(1) as u32))
        .collect();
    runs.sort_unstable();
    let in_place = heaviest_chain(&runs);
    // A few equal words out of order are chance, not a move.
    let kind = |at: usize| match in_place.binary_search(&at) {
        Ok(_) => PieceKind::Same,
        Err(_) if runs[at].2 >= MIN_MOVED => PieceKind::Moved,
        Err(_) => PieceKind::Changed,
    };
    let left_same: Vec<(Span, PieceKind)> = runs.iter().enumerate().map(|(at, run)| (run.0, kind(at))).collect();
    let mut right_same: Vec<(Span, PieceKind)> = runs.iter().enumerate().map(|(at, run)| (run.1, kind(at))).collect();
    right_same.sort_unstable_by_key(|(span, _)| *span);
    let equal: usize = left_same.iter().filter(|(_, kind)| *kind != PieceKind::Changed).map(|(span, _)| words(*span)).sum();
    let (equal, most) = (equal, left.split_whitespace().count().max(right.split_whitespace().count()).max(1));
    let sameness =
        if equal >= most { "identical".to_string() } else { format!("{} the same", percent((equal * 10_000 / most).min(9_999) as u32)) };
    let what = if shared.boilerplate { "Boilerplate · " } else { "" };
    let part = if is_cut { " in the part that is shown" } else { "" };
    (
        format!("{what}{}, {sameness}{part}", counted(shared.words as usize, "word")),
        paragraphs(a, shared.left, &left_same, PieceKind::Changed),
        paragraphs(b, shared.right, &right_same, PieceKind::Changed),
    )
}

#[cfg(test)]
mod tests {
    use super::pieces::MAX_OWN;
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
        let [row] = shared.rows.iter().filter(|row| row.kind == RowKind::Shared).collect::<Vec<_>>()[..] else {
            panic!("{:?}", shared.rows)
        };
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

    const OTHER: &str =
        "Fishermen from the villages beyond the cape protested in front of the ministry against the new quotas for herring.";
    const THIRD: &str = "A court in the capital sentenced the former head of the state railways to six years in prison for taking bribes.";

    #[test]
    fn a_sentence_that_was_moved_is_shown_as_moved() {
        let moved = comparison(&format!("{STORY}\n\n{OTHER}\n\n{THIRD}"), &format!("{THIRD}\n\n{STORY}\n\n{OTHER}"));
        let [row] = &moved.rows[..] else { panic!("{:?}", moved.rows) };
        assert_eq!((text(&row.left, PieceKind::Moved), text(&row.right, PieceKind::Moved)), (THIRD.to_string(), THIRD.to_string()));
        assert_eq!(moved.summary, "1 shared passage, 1 moved, no word differs");
    }

    #[test]
    fn passages_that_were_moved_say_where_their_other_half_is() {
        let filler = |word: &str| (0..60).map(|at| format!("{word}{at} {word}x{at} ")).collect::<String>() + ".";
        let moved = comparison(
            &format!("{STORY} {OTHER}\n\n{}\n\n{THIRD}", filler("alpha")),
            &format!("{THIRD}\n\n{}\n\n{STORY} {OTHER}", filler("beta")),
        );
        let halves: Vec<&Row> = moved.rows.iter().filter(|row| row.kind == RowKind::Moved).collect();
        let [half, other_half] = halves[..] else { panic!("{:?}", moved.rows) };
        assert_eq!((text(&half.right, PieceKind::Same), text(&other_half.left, PieceKind::Same)), (THIRD.to_string(), THIRD.to_string()));
        assert!(half.label.ends_with("on the left further down"), "{}", half.label);
        assert!(other_half.label.ends_with("on the right further up"), "{}", other_half.label);
        assert_eq!(moved.rows[half.partner.unwrap() as usize].left, other_half.left);
        assert_eq!(moved.map.len(), 2);
    }
}
