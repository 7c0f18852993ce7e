//! Keyword in context: every hit with what stands before and after it.

use serde::{Deserialize, Serialize};

use super::evaluate::SearchHits;
use super::words::{key, words, words_from};
use crate::report::Report;
use crate::text::Span;

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Order {
    /// As they are read.
    #[default]
    Reading,
    /// By the words before the hit, from the nearest on.
    Left,
    /// By the hit and the words after it.
    Right,
}

/// A hit, to be shown in its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kwic {
    /// The document, by its index in the report.
    pub document: u32,
    /// Where the hit stands.
    pub span: Span,
}

/// Most rows that are put in order: of more, those that are read first.
pub const MAX_ROWS: usize = 20_000;
/// Words on either side that decide the order.
const WORDS: usize = 4;
/// Bytes on either side in which they are looked for.
const BYTES: usize = 80;

/// All hits in an order, at most [`MAX_ROWS`].
pub fn kwic(report: &Report, found: &SearchHits, order: Order) -> Vec<Kwic> {
    let all = found.documents.iter().flat_map(|found| found.hits.iter().map(|&span| Kwic { document: found.document, span }));
    let mut rows: Vec<Kwic> = all.take(MAX_ROWS).collect();
    let text = |row: &Kwic| report.documents[row.document as usize].text();
    match order {
        Order::Reading => {}
        Order::Left => rows.sort_by_cached_key(|row| before(text(row), row.span)),
        Order::Right => rows.sort_by_cached_key(|row| after(text(row), row.span)),
    }
    rows
}

/// The words before a hit, the nearest first.
fn before(text: &str, span: Span) -> Vec<String> {
    let mut all: Vec<String> =
        words(&text[boundary(text, span.start().saturating_sub(BYTES))..span.start()]).map(|word| word.key).collect();
    all.reverse();
    all.truncate(WORDS);
    all
}

/// The hit and the words after it.
fn after(text: &str, span: Span) -> Vec<String> {
    std::iter::once(key(span.of(text))).chain(words_from(text, span.end()).take(WORDS).map(|word| word.key)).collect()
}

/// The first place at or after `at` where a character begins.
pub fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::Index;
    use crate::search::query::parse;
    use crate::search::tests::report;

    #[test]
    fn rows_are_sorted_by_what_stands_beside_them() {
        let report = report(&["The new gas field. “Old gas is gone.”", "A big gas bill and old, old gas now. gas"]);
        let mut index = Index::default();
        index.update(&report);
        let found = crate::search::search(&report, &index, &parse("gas"));
        let around = |order: Order| -> Vec<String> {
            let rows = kwic(&report, &found, order);
            let text = |row: &Kwic| report.documents[row.document as usize].text();
            rows.iter()
                .map(|row| format!("{} | {}", before(text(row), row.span).join(" "), after(text(row), row.span)[1..].join(" ")))
                .collect()
        };
        let first = |rows: Vec<String>, nth: usize| {
            rows.iter().map(|row| row.split(" | ").nth(nth).unwrap().split(' ').next().unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(first(around(Order::Reading), 0), ["new", "old", "big", "old", "now"]);
        assert_eq!(first(around(Order::Left), 0), ["big", "new", "now", "old", "old"]);
        assert_eq!(first(around(Order::Right), 1), ["", "bill", "field", "is", "now"]);
        assert_eq!(around(Order::Left)[3], "old field gas new | is gone", "of equal neighbours the next decides");
    }
}
