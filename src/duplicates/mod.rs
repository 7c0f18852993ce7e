//! What is copied: identical and near-identical documents, shared passages, boilerplate.

use serde::{Deserialize, Serialize};

use crate::text::Span;

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
    /// Words of its longest occurrence (a word is a run between white space).
    pub words: u32,
    /// Sorted by document, then start. Two or more; for a copy in at least two documents.
    pub occurrences: Vec<Place>,
}

/// Where the occurrences of a passage are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// In different documents.
    Copy,
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

/// Documents that say the same.
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
}
