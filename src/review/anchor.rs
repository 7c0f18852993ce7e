//! Places that are found again when documents come and go.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::text::Span;
use crate::text::fold::folded;

/// A place that is found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// Hash of the text of its document.
    pub document: u64,
    /// Where in it, in bytes.
    pub span: Span,
    /// Hash of the words there, whatever their case, accents and typography.
    pub words: u64,
}

impl Anchor {
    /// As one word: `00000000000000ab-3-9-00000000000000cd`.
    pub fn name(&self) -> String {
        format!("{:016x}-{}-{}-{:016x}", self.document, self.span.start(), self.span.end(), self.words)
    }

    /// Reads what [`Anchor::name`] wrote; `None` for anything else.
    pub fn parse(name: &str) -> Option<Anchor> {
        let mut parts = name.split('-');
        let document = u64::from_str_radix(parts.next()?, 16).ok()?;
        let (start, end) = (parts.next()?.parse::<u32>().ok()?, parts.next()?.parse::<u32>().ok()?);
        let words = u64::from_str_radix(parts.next()?, 16).ok()?;
        let is_whole = parts.next().is_none() && start <= end;
        is_whole.then(|| Anchor { document, span: Span::new(start as usize, end as usize), words })
    }
}

/// Hash of the letters and digits of a text, word by word.
pub fn words_hash(text: &str) -> u64 {
    let mut hash = Xxh3::new();
    for word in folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
    hash.digest()
}
