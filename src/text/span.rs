//! Where something stands in a text.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in one document's text, both ends on `char` boundaries.
///
/// Bytes are what Rust indexes by; JavaScript gets UTF-16 units and exported JSON code points,
/// converted at the edge by [`Offsets`](super::offsets::Offsets).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: u32, // Invariant: start <= end.
    end: u32,
}

impl Span {
    /// The range `start..end`.
    ///
    /// # Panics
    /// When `start > end`, or when a text is larger than 4 GiB: `formats` refuses such files.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        assert!(end <= u32::MAX as usize, "text larger than 4 GiB");
        Span { start: start as u32, end: end as u32 }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// First byte after the range.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// What stands there in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether every byte of `other` is in `self`.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes both have.
    pub fn shared(self, other: Span) -> usize {
        self.end().min(other.end()).saturating_sub(self.start().max(other.start()))
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Bytes that a set of spans covers, each counted once. `spans` must be sorted by start.
pub fn covered(spans: impl IntoIterator<Item = Span>) -> usize {
    let mut total = 0;
    let mut reached = 0;
    for span in spans {
        let start = span.start().max(reached);
        if span.end() > start {
            total += span.end() - start;
            reached = span.end();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_counts_each_byte_once() {
        let spans = [Span::new(0, 4), Span::new(2, 6), Span::new(3, 5), Span::new(8, 9)];
        assert_eq!(covered(spans), 7);
    }

    #[test]
    #[should_panic(expected = "span ends before it starts")]
    fn backward_span_is_a_bug() {
        Span::new(3, 2);
    }
}
