//! A sentence with the words that are meant in it.

use serde::{Deserialize, Serialize};

use super::format::shown;
use super::handles::anchor_of;
use super::route::{Focus, Target};
use crate::entities::resolve::MentionRef;
use crate::report::Report;
use crate::review::Anchor;
use crate::text::Span;

/// A sentence as evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    /// The sentence before the words, the words, the sentence after them.
    pub sentence: (String, String, String),
    /// The id of the document.
    pub document: String,
    /// Where it stands.
    pub target: Target,
    /// The words: what is kept or quoted.
    pub place: Option<Anchor>,
}

/// The sentence around `span`.
pub fn quoted(report: &Report, document: u32, span: Span, focus: Focus) -> Quoted {
    let source = &report.documents[document as usize];
    let (text, sentence) = (source.text(), source.sentence(span));
    let piece = |start: usize, end: usize| shown(&text[start..end]);
    Quoted {
        sentence: (piece(sentence.start(), span.start()), piece(span.start(), span.end()), piece(span.end(), sentence.end())),
        document: shown(&source.id),
        target: Target { document, focus },
        place: anchor_of(report, Target { document, focus }),
    }
}

/// The sentence of a mention.
pub fn quoted_mention(report: &Report, MentionRef { document, mention }: MentionRef) -> Quoted {
    let span = report.documents[document as usize].analysis.names.mentions[mention as usize].span;
    quoted(report, document, span, Focus::Mention(mention))
}
