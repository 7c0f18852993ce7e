//! In one document: its words as numbers, which of them say nothing about where a text comes from, and its headers, footers and tables of contents.

mod contents;
pub(crate) mod fingerprint;
pub(crate) mod furniture;
mod stopwords;
