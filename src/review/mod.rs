//! Review: pinned places, verdicts on figures, corrected names and titles.
//!
//! These are plain data. The log that makes them and can undo them is [`crate::edits`]; a report shows them.

mod anchor;
mod corrections;

pub use anchor::{Anchor, words_hash};
pub use corrections::{About, Corrections, Field, Meaning, Named, Scope, Spot, is_named, occurrences, plain};

use serde::{Deserialize, Serialize};

/// The result of checking a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is right.
    Verified,
    /// It is wrong.
    Wrong,
}

/// A place that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pin {
    /// Where it is.
    pub anchor: Anchor,
    /// The user's note beside it, or nothing.
    pub note: String,
}

impl Pin {
    /// Whether it keeps a place.
    pub fn is_at(&self, anchor: &Anchor) -> bool {
        (self.anchor.document, self.anchor.span) == (anchor.document, anchor.span)
    }
}
