//! Caps that keep the search linear, and what they may have left out.

use serde::{Deserialize, Serialize};

use super::candidates::MAX_DOCUMENTS_ALL_PAIRED;
use super::index::MAX_IN_DOCUMENT;
use crate::duplicates::{Passage, Place};

/// A cap that was reached by something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// Passages (their number) in so many documents that only some of these are paired.
    Pairs(u32),
    /// Passages (their number) with as many places in one document as are looked at.
    Places(u32),
    /// Alignments (their number) among so many others that they may be reported as passages of their own.
    Joined(u32),
}

impl Limit {
    /// The limit as a sentence for readers.
    pub fn sentence(self) -> String {
        let (Limit::Pairs(n) | Limit::Places(n) | Limit::Joined(n)) = self;
        let texts = if n == 1 { "1 text stands".into() } else { format!("{n} texts stand") };
        match self {
            Limit::Pairs(_) => format!(
                "{texts} in more than {MAX_DOCUMENTS_ALL_PAIRED} documents. Of the pairs of documents that share such a text only those with the first of them and from each to the next are listed; \
                 the text itself is listed with all its places."
            ),
            Limit::Places(_) => {
                format!("{texts} {MAX_IN_DOCUMENT} times or more in one document. Further places in that document may be missing.")
            }
            Limit::Joined(_) => {
                format!(
                    "{texts} in a place where many copied texts overlap. The same text may be listed more than once, with some of its places each."
                )
            }
        }
    }
}

/// The limits that these passages reached; `apart` alignments were not compared with all others at their place.
pub(crate) fn limits(passages: &[Passage], apart: u32) -> Vec<Limit> {
    let by_document =
        |passage: &Passage| passage.occurrences.chunk_by(|x, y| x.document == y.document).map(<[Place]>::len).collect::<Vec<_>>();
    let (mut pairs, mut places) = (0, 0);
    for documents in passages.iter().map(by_document) {
        pairs += u32::from(documents.len() > MAX_DOCUMENTS_ALL_PAIRED as usize);
        places += u32::from(documents.iter().any(|&places| places >= MAX_IN_DOCUMENT));
    }
    let mut limits = vec![Limit::Pairs(pairs), Limit::Places(places), Limit::Joined(apart)];
    limits.retain(|&(Limit::Pairs(n) | Limit::Places(n) | Limit::Joined(n))| n > 0);
    limits
}
