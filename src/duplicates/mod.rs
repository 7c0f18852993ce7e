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
use across::find::MAX_LISTED_PAIRS;
pub use across::find::find;
pub use across::finder::Finder;
pub use across::index::Held;
pub use across::limits::Limit;
pub use within::fingerprint::{Fingerprint, fingerprint};

use std::collections::BTreeMap;

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
    /// Share of each of two documents that its passages must cover, new text inside them and all, for the two to be versions of one text, in hundredths.
    pub near_percent: u32,
    /// Share of the words of their runs that must be equal, in hundredths.
    pub near_sameness_percent: u32,
}

impl Sensitivity {
    /// The sensitivity that is measured: it finds passages with up to 40 % of the words changed and reports no quotation of seven words.
    pub const STANDARD: Sensitivity = Sensitivity {
        min_words: 10,
        min_content: 5,
        min_matched_percent: 30,
        min_score: 29,
        gap: 18,
        near_percent: 60,
        near_sameness_percent: 50,
    };
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
    /// Stretches inside the occurrences that have no partner in any other of them: new text, or the slots of a template. Sorted.
    pub gaps: Vec<Place>,
}

impl Passage {
    /// Where it stands in one document.
    pub fn places_in(&self, document: u32) -> &[Place] {
        let first = self.occurrences.partition_point(|place| place.document < document);
        let behind = self.occurrences.partition_point(|place| place.document <= document);
        &self.occurrences[first..behind]
    }

    /// How many slots a template has: the most gaps in any of its occurrences.
    pub fn slots(&self) -> usize {
        self.occurrences.iter().map(|place| self.gaps_in(*place).len()).max().unwrap_or(0)
    }

    /// The gaps of one of its occurrences.
    pub fn gaps_in(&self, place: Place) -> &[Place] {
        let first = self.gaps.partition_point(|gap| (gap.document, gap.span.start()) < (place.document, place.span.start()));
        let inside = self.gaps[first..].iter().take_while(|gap| gap.document == place.document && gap.span.end() <= place.span.end());
        &self.gaps[first..first + inside.count()]
    }
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
    /// In different documents that are equal but for names, numbers and dates: one template. No copy; its gaps are the slots.
    Template,
}

/// A line that recurs in documents which share little else: licences, signatures, navigation; or on every page of one document, around its number; or a table of contents, which may stand once.
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

/// Two documents that share text, by the alignment of these two alone: no third document changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The document with the smaller index.
    pub a: PairSide,
    /// The other.
    pub b: PairSide,
    /// Share of equal words in the runs of both, in thousandths.
    pub sameness: u16,
}

/// One document of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairSide {
    /// Index of the document.
    pub document: u32,
    /// Its words outside boilerplate.
    pub words: u32,
    /// Its runs that stand in the other document, in order.
    pub runs: Vec<SharedRun>,
}

/// A run of words that begins and ends with words that the other document has, too, and holds no gap: see `across/runs.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedRun {
    /// Where it stands.
    pub span: Span,
    /// How many words it has.
    pub words: u32,
}

impl PairSide {
    /// Share of the document that stands in the other: words of its runs over its words outside boilerplate, in ten-thousandths.
    pub fn share(&self) -> u32 {
        let shared: u64 = self.runs.iter().map(|run| u64::from(run.words)).sum();
        (shared * 10_000 / u64::from(self.words.max(1))).min(10_000) as u32
    }

    /// Bytes of its runs.
    pub fn bytes(&self) -> u32 {
        self.runs.iter().map(|run| run.span.len() as u32).sum()
    }
}

impl Pair {
    /// The side of a document, if it is one of the two.
    pub fn side(&self, document: u32) -> Option<&PairSide> {
        [&self.a, &self.b].into_iter().find(|side| side.document == document)
    }

    /// The larger of both shares, in ten-thousandths.
    pub fn most(&self) -> u32 {
        self.a.share().max(self.b.share())
    }

    /// The indices of both documents.
    pub fn documents(&self) -> (u32, u32) {
        (self.a.document, self.b.document)
    }
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
    /// The pairs that have one of the passages (by their indices, ascending) in common, each whole; and those that have one of the lines of boilerplate,
    /// which is left out otherwise: with these, shares are of all words of a document, which `words` counts.
    pub fn pairs_among<'b>(&self, passages: &[u32], lines: impl Iterator<Item = &'b Boilerplate>, words: impl Fn(u32) -> u32) -> Vec<Pair> {
        let among = Among::new(passages.iter().map(|&at| &self.passages[at as usize]));
        let mut pairs: BTreeMap<(u32, u32), Pair> = BTreeMap::new();
        for pair in self.pairs.iter().filter(|pair| among.any(pair)) {
            pairs.insert(pair.documents(), pair.clone());
        }
        for line in lines {
            let documents: Vec<&[Place]> = line.occurrences.chunk_by(|x, y| x.document == y.document).collect();
            let firsts = if documents.len() <= MAX_LISTED_PAIRS { documents.len() } else { 1 };
            for (at, a) in documents[..firsts].iter().enumerate() {
                for b in &documents[at + 1..] {
                    let side = |places: &[Place]| PairSide { document: places[0].document, words: 0, runs: Vec::new() };
                    let pair =
                        pairs.entry((a[0].document, b[0].document)).or_insert_with(|| Pair { a: side(a), b: side(b), sameness: 1000 });
                    for (side, places) in [(&mut pair.a, *a), (&mut pair.b, *b)] {
                        side.runs.extend(places.iter().map(|place| SharedRun { span: place.span, words: line.words }));
                        side.runs.sort_unstable_by_key(|run| run.span);
                        side.words = words(side.document);
                    }
                }
            }
        }
        pairs.into_values().collect()
    }

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

/// Passages by document: which pairs have one in common.
#[derive(Debug)]
pub struct Among<'p> {
    passages: Vec<&'p Passage>,
    by_document: BTreeMap<u32, Vec<u32>>,
}

impl<'p> Among<'p> {
    /// Looks through the occurrences once.
    pub fn new(passages: impl Iterator<Item = &'p Passage>) -> Among<'p> {
        let passages: Vec<&Passage> = passages.collect();
        let mut by_document: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (at, passage) in (0..).zip(&passages) {
            for places in passage.occurrences.chunk_by(|x, y| x.document == y.document) {
                by_document.entry(places[0].document).or_default().push(at);
            }
        }
        Among { passages, by_document }
    }

    /// The passages that stand in both documents of a pair.
    pub fn of_both(&self, pair: &Pair) -> impl Iterator<Item = &'p Passage> {
        let of = |document: u32| self.by_document.get(&document).map_or(&[][..], Vec::as_slice);
        let (a, b) = pair.documents();
        let others = of(b);
        of(a).iter().filter(move |at| others.binary_search(at).is_ok()).map(|&at| self.passages[at as usize])
    }

    /// Whether one stands in both documents of a pair.
    pub fn any(&self, pair: &Pair) -> bool {
        self.of_both(pair).next().is_some()
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
