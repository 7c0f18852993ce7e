//! Words on a page: spans, documents, decoding, tokens, sentences, lines, folding.
//!
//! This room knows nothing of the others. Everything above speaks of text in the types found here.

pub mod data;
pub mod decode;
pub mod document;
pub mod english;
pub mod fold;
pub mod language;
pub mod lines;
pub mod lookalikes;
pub mod offsets;
pub mod quotation;
pub mod sentence;
pub mod span;
pub mod token;

pub use document::{Aside, AsideKind, Document, Mark, Note, NoteKind, Origin, Origins};
pub use language::Language;
pub use sentence::Layout;
pub use span::Span;
pub use token::{Token, TokenKind};
