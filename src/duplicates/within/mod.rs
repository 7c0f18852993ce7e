//! In one document: its words as numbers, and which of them say nothing about where a text comes from.

pub(crate) mod fingerprint;
mod stopwords;
