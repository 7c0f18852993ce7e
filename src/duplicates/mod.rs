//! Copies: identical and near-identical documents, shared passages, boilerplate.
//!
//! In one document, [`fingerprint()`] turns its words into numbers. Across documents, [`find`] compares the numbers of many, and a [`Finder`] does so again and again while documents come and
//! go. [`same_words`] compares two places word by word when somebody opens them. Names in brackets below are files of this room.
//!
#![doc = include_str!("ALGORITHM.md")]

mod across;
mod stretch;
mod within;

#[cfg(test)]
mod tests;

pub use across::diff::same_words;
pub use across::find::{find, pairs};
pub use across::finder::Finder;
pub use across::index::Held;
pub use across::limits::Limit;
pub use within::fingerprint::{Fingerprint, fingerprint};

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How much alike two texts must be to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Fewest equal words in a passage. Below ten, stock phrases and short quotations are found.
    pub min_words: u32,
    /// Fewest of its words that are no stop words.
    pub min_content: u32,
    /// Share of the words of a passage that must be equal, in hundredths.
    pub min_matched_percent: u32,
    /// Least score of a passage where the documents share no more: one for each equal word, two more for each different one
    /// that is no stop word. Thirteen words of a sentence copied as it is reach 29.
    pub min_score: u32,
    /// Most words that differ in a row within a passage.
    pub gap: u32,
    /// Share of two documents that must be equal passages for them to be versions of one text, in hundredths.
    pub near_percent: u32,
}

impl Sensitivity {
    /// The sensitivity that is measured: it finds passages with up to 40 % of the words changed and reports no quotation of seven words.
    pub const STANDARD: Sensitivity =
        Sensitivity { min_words: 10, min_content: 5, min_matched_percent: 30, min_score: 29, gap: 18, near_percent: 60 };
}

/// A place in the corpus. `document` is an index into the list of documents that was searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Index of the document.
    pub document: u32,
    /// Where in its text.
    pub span: Span,
}

/// One text that stands in two or more places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Between documents, or inside one.
    pub kind: PassageKind,
    /// Words of its longest occurrence: runs between white space with a letter or digit in them, and single characters of scripts without spaces.
    pub words: u32,
    /// Share of equal words, in thousandths: equal words of two occurrences, of the words of the longer one, for the two that are least alike of
    /// those that were aligned with each other. In up to twelve documents that is each with each; in more, the first with all and
    /// each with the next. 1000 means that all words are equal everywhere, however they are spelled. Words count as equal where
    /// the alignment pairs them, whatever their order; chance pairs of single words beside it do not.
    pub sameness: u16,
    /// Sorted by document, then start. Two or more; for a copy in at least two documents.
    pub occurrences: Vec<Place>,
}

/// Where the occurrences of a passage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// In different documents. A copied article with quotations in it is a copy.
    Copy,
    /// In different documents, nearly all of it in quotation marks in nearly all of them: they quote the same speech.
    Quote,
    /// Within one document.
    Repeat,
}

/// A line that recurs in documents which share little else: licences, signatures, navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// Words of its longest occurrence.
    pub words: u32,
    /// Sorted by document, then start.
    pub occurrences: Vec<Place>,
}

/// A group of documents that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// How much the same.
    pub kind: ClusterKind,
    /// Indices, ascending; two or more.
    pub documents: Vec<u32>,
}

/// How alike the documents of a cluster are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClusterKind {
    /// The same words in the same order.
    Identical,
    /// Most of each is in the other.
    Near,
}

/// How much two documents share, boilerplate left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Index of the first document; `a < b`.
    pub a: u32,
    /// Index of the second.
    pub b: u32,
    /// Bytes of `a` that stand in passages shared with `b`.
    pub a_bytes: u32,
    /// Bytes of `b` that stand in passages shared with `a`.
    pub b_bytes: u32,
}

/// Everything that is copied in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicates {
    /// Sorted by first occurrence.
    pub passages: Vec<Passage>,
    /// Sorted by first occurrence; never covers a byte of a passage.
    pub boilerplate: Vec<Boilerplate>,
    /// Sorted by first document.
    pub clusters: Vec<Cluster>,
    /// Sorted by `a`, then `b`.
    pub pairs: Vec<Pair>,
    /// Limits that were reached, each kind once, in the order of the kinds.
    pub limits: Vec<Limit>,
}

impl Duplicates {
    /// The places of `a` and `b` that say the same, for their side-by-side view; with `a == b` the repeats inside one document.
    ///
    /// Pairs that overlap on both sides are one: of two versions of an article the article is shown, not also its paragraph that a third copied.
    /// Sorted. Looks at every passage once.
    pub fn between(&self, a: u32, b: u32) -> Vec<(Span, Span)> {
        let mut found: Vec<(Span, Span)> = Vec::new();
        for passage in &self.passages {
            let places = |document: u32| passage.occurrences.iter().filter(move |place| place.document == document).map(|place| place.span);
            for left in places(a) {
                found.extend(places(b).filter(|right| a != b || left < *right).map(|right| (left, right)));
            }
        }
        whole_pairs(found)
    }
}

/// Joins pairs of places in the same two documents where they overlap on both sides. Sorted.
pub fn whole_pairs(mut found: Vec<(Span, Span)>) -> Vec<(Span, Span)> {
    found.sort_unstable();
    let mut joined: Vec<(Span, Span)> = Vec::new();
    for mut pair in found {
        let overlaps = |other: &(Span, Span), pair: (Span, Span)| other.0.overlaps(pair.0) && other.1.overlaps(pair.1);
        while let Some(at) = joined.iter().position(|other| overlaps(other, pair)) {
            let other = joined.swap_remove(at);
            pair = (pair.0.cover(other.0), pair.1.cover(other.1));
        }
        joined.push(pair);
    }
    joined.sort_unstable();
    joined
}
