//! What a figure measures or counts, in the words of its sentence.
use super::lex::Lexemes;
use super::range::Reading;
use crate::text::Span;

/// The words that say what the figure measures.
pub(super) fn subject(_lexemes: &Lexemes, _reading: &Reading) -> Option<Span> {
    None
}
