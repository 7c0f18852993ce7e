//! A place that the address can name: a document and what in it is meant.

use serde::{Deserialize, Serialize};

use super::pair;

/// A place that can be read: a document and what in it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Index of the document in the report.
    pub document: u32,
    /// What in it.
    pub focus: Focus,
}

/// What in a document is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Focus {
    /// The beginning.
    Start,
    /// A mention, by its index in the document.
    Mention(u32),
    /// A figure, by its index in the document.
    Figure(u32),
    /// An occurrence of a passage: passage in the report, occurrence in the passage.
    Passage(u32, u32),
    /// An occurrence of boilerplate: line in the report, occurrence of the line.
    Boilerplate(u32, u32),
    /// A place of a name of the watch-list: name in the list, place of it in the report.
    Watched(u32, u32),
    /// Words that somebody says, by their index among the quotes of the document.
    Quote(u32),
    /// Words that describe somebody who is named elsewhere, by their index among the descriptions of the document.
    Description(u32),
    /// An address, number or pair of coordinates, by its index among those of the document.
    Address(u32),
    /// A stretch of the text: its start and end in bytes.
    Span(u32, u32),
    /// What was searched for: its first byte and the first after it, so that the place can be read without the words.
    Hit(u32, u32),
}

impl Focus {
    /// As it stands in the address: `m17`, `p4.1`; `None` for the beginning.
    pub(super) fn to_address(self) -> Option<String> {
        Some(match self {
            Focus::Start => return None,
            Focus::Mention(at) => format!("m{at}"),
            Focus::Figure(at) => format!("f{at}"),
            Focus::Passage(passage, at) => format!("p{passage}.{at}"),
            Focus::Boilerplate(item, at) => format!("b{item}.{at}"),
            Focus::Watched(name, at) => format!("w{name}.{at}"),
            Focus::Quote(at) => format!("q{at}"),
            Focus::Description(at) => format!("d{at}"),
            Focus::Address(at) => format!("a{at}"),
            Focus::Span(start, end) => format!("s{start}.{end}"),
            Focus::Hit(start, end) => format!("h{start}.{end}"),
        })
    }

    /// Reads what [`Focus::to_address`] wrote.
    pub(super) fn parse(text: &str) -> Option<Focus> {
        let mut chars = text.chars();
        let kind = chars.next()?;
        let rest = chars.as_str();
        match kind {
            'm' => rest.parse().ok().map(Focus::Mention),
            'f' => rest.parse().ok().map(Focus::Figure),
            'p' => pair(rest).map(|(passage, at)| Focus::Passage(passage, at)),
            'b' => pair(rest).map(|(item, at)| Focus::Boilerplate(item, at)),
            'q' => rest.parse().ok().map(Focus::Quote),
            'd' => rest.parse().ok().map(Focus::Description),
            'a' => rest.parse().ok().map(Focus::Address),
            'h' => pair(rest).map(|(start, end)| Focus::Hit(start, end)),
            'w' => pair(rest).map(|(name, at)| Focus::Watched(name, at)),
            's' => pair(rest).map(|(start, end)| Focus::Span(start, end)),
            _ => None,
        }
    }
}
