//! Across documents: what can be compared ([`claim`]), what agrees and what does not ([`agreement`]), and when things happened ([`timeline`]).

pub(crate) mod agreement;
pub(crate) mod claim;
pub(crate) mod comparable;
mod setting;
pub(crate) mod timeline;
mod vocabulary;
