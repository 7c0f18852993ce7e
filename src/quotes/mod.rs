//! Quotes: direct, partial and reported speech in one document, with its speaker and the words that introduce it.
//!
//! `passage` cuts the text into statements in which a quotation is one unit, `cues`
//! knows the verbs, `complements` reads what stands behind them, `statements` what is said, and `speakers` tells
//! who says it; `signatures` and `turns` read what has no verb: signed quotations and transcripts. Everything rests on what is written beside the words: a verb of saying, "according to", a colon. Verbs
//! that only name a topic ("praised", "pointed to") report no speech.

mod complements;
mod cues;
mod genders;
mod passage;
mod signatures;
mod speakers;
mod statements;
mod turns;

use serde::{Deserialize, Serialize};

use crate::entities::Names;
use crate::text::{Language, Layout, Span};

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// In quotation marks, a clause or more. The span has the marks.
    Direct,
    /// A piece in quotation marks within somebody's statement: “strategic”. The span has the marks.
    Partial,
    /// In the writer's words, with an explicit cue. The span is the clause without "that" and without the full stop.
    Indirect,
}

/// How the speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// A name stands at the cue.
    Name,
    /// A description of a person stands there: "the Russian leader".
    Description,
    /// A pronoun stands there.
    Pronoun,
    /// Words that name nobody stand there: "officials". The speaker is open, the phrase is kept.
    Unnamed,
    /// Without a cue of its own: whoever spoke just before.
    Continued,
    /// Nothing says who.
    Open,
}

/// Words of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, in bytes of the text.
    pub span: Span,
    /// How they are given.
    pub kind: QuoteKind,
    /// The verb or phrase that introduces them: "said", "according to".
    pub cue: Option<Span>,
    /// Index of a mention of the speaker among the document's names.
    pub speaker: Option<u32>,
    /// The phrase at the cue that says who speaks: a name, a description, a pronoun or "officials".
    pub speaker_span: Option<Span>,
    /// How the speaker was found.
    pub by: Attribution,
    /// Whether the speaker says that it is not so: "denied that". Words in full quotation are the speaker's own and never denied.
    pub denied: bool,
}

/// Finds what is said in `text`, by start, then the longer first. `names` are those of the same text. Other languages than English give nothing.
pub fn read(text: &str, layout: &Layout, names: &Names, language: Language) -> Vec<Quote> {
    if !language.is_english() {
        return Vec::new();
    }
    let mut quotes = statements::read(text, layout, names);
    quotes.extend(turns::read(text, names));
    quotes.sort_by_key(|quote| (quote.span.start(), std::cmp::Reverse(quote.span.end()), quote.kind));
    quotes.dedup_by_key(|quote| quote.span);
    quotes
}

/// For each of `spans` (in order, without overlaps: the figures of the document) the index of the quote in whose words it stands; of several
/// the innermost whose speaker is known. What is denied nobody claims.
pub fn claims(quotes: &[Quote], spans: impl IntoIterator<Item = Span>) -> Vec<Option<u32>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    spans
        .into_iter()
        .map(|span| {
            while next < quotes.len() && quotes[next].span.start() <= span.start() {
                open.push(next);
                next += 1;
            }
            open.retain(|&at| quotes[at].span.end() > span.start());
            let around = || open.iter().rev().filter(|&&at| quotes[at].span.contains(span));
            if around().any(|&at| quotes[at].denied) {
                return None;
            }
            around().find(|&&at| quotes[at].speaker.is_some()).or_else(|| around().next()).map(|&at| at as u32)
        })
        .collect()
}

#[cfg(test)]
mod tests;
