//! The words with which documents open: what happened, without who and where.
//!
//! Names and figures say who is concerned; that two texts tell of the same deed shows in their nouns and verbs. Only the first part of a text is
//! read, and only of documents that have something in common.

use std::cell::OnceCell;

use xxhash_rust::xxh3::xxh3_64;

use super::Source;
use crate::entities;
use crate::text::english;
use crate::text::fold::folded;
use crate::text::token::tokens;
use crate::text::{Token, TokenKind};

/// Bytes from which the words of an opening are taken, …
const LEAD: usize = 400;
/// … and those of the text in which they are looked for.
const READ: usize = 2_000;
/// Characters of a word that count: endings do not. Truncation is the simplest stemmer, and no worse than others for finding words again.
const STEM: usize = 5;

/// The openings of all documents, read when asked for.
pub(super) struct Openings<'s, 'a> {
    sources: &'s [Source<'a>],
    read: Vec<OnceCell<Opening>>,
}

/// Hashes of stems, sorted.
struct Opening {
    lead: Vec<u32>,
    words: Vec<u32>,
}

impl<'s, 'a> Openings<'s, 'a> {
    pub(super) fn new(sources: &'s [Source<'a>]) -> Openings<'s, 'a> {
        Openings { sources, read: sources.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Share of the words of one opening that stand in the first part of the other document, the larger of both ways, in hundredths; 0 where fewer
    /// than [`FEWEST`] words are the same.
    pub(super) fn common(&self, [a, b]: [u32; 2]) -> u32 {
        let (a, b) = (self.opening(a), self.opening(b));
        let share = |one: &Opening, other: &Opening| {
            let same = one.lead.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
            if same < FEWEST { 0 } else { (same * 100 / one.lead.len().max(1)) as u32 }
        };
        share(a, b).max(share(b, a))
    }

    fn opening(&self, document: u32) -> &Opening {
        self.read[document as usize].get_or_init(|| Opening::new(&self.sources[document as usize].analysis.document.text))
    }
}

/// Fewest words that two openings must have in common to count at all.
const FEWEST: usize = 4;

impl Opening {
    fn new(text: &str) -> Opening {
        let end = (0..=READ.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
        let text = &text[..end];
        let all: Vec<(usize, u32)> = tokens(text).iter().filter_map(|token| Some((token.span.start(), stem(text, token)?))).collect();
        let sorted = |words: &mut dyn Iterator<Item = u32>| {
            let mut words: Vec<u32> = words.collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        Opening {
            lead: sorted(&mut all.iter().filter(|(start, _)| *start < LEAD).map(|(_, word)| *word)),
            words: sorted(&mut all.iter().map(|(_, word)| *word)),
        }
    }
}

/// The hash of a word's stem; `None` for names, short words, and those that any text may have.
fn stem(text: &str, token: &Token) -> Option<u32> {
    let written = token.span.of(text);
    if token.kind != TokenKind::Word || !written.starts_with(char::is_lowercase) {
        return None;
    }
    let word = folded(written);
    if word.chars().count() < 4 || is_common(&word) || entities::is_title(&word) || entities::is_post(&word) {
        return None;
    }
    let word = word.strip_suffix('s').unwrap_or(&word);
    let end = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
    Some(xxh3_64(&word.as_bytes()[..end]) as u32)
}

/// Words that say nothing about an event.
fn is_common(word: &str) -> bool {
    #[rustfmt::skip]
    const COMMON: &[&str] = &[
        "according", "been", "being", "billion", "city", "company", "council", "country", "country's", "crown", "crowns", "dollar", "dollars",
        "euro", "euros", "every", "first", "five", "four", "government", "have", "hundred", "last", "leader", "million", "more", "most",
        "nine", "official", "officials", "only", "other", "party", "people", "percent", "police", "pound", "pounds", "second", "seven",
        "some", "such", "than", "their", "them", "there", "these", "they", "this", "those", "thousand", "three", "time", "town", "very",
        "week", "were", "what", "will", "year", "years",
    ];
    let lists = [english::PREPOSITIONS, english::CONJUNCTIONS, english::ADVERBS, english::AUXILIARIES, english::REPORTING_VERBS, COMMON];
    lists.iter().any(|list| list.contains(&word)) || english::weekday(word).is_some() || english::month(word).is_some()
}
