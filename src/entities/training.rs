//! What makes this room’s model and lexicon needs of it, and nobody else (the workspace member `tools`): no part of what the library promises.

pub use super::within::features::{
    FormLabels, LABELS, Lists, OUTSIDE, Page, Stretch, begin, inside, known_names, list, may_follow, phrase_hashes,
};
pub use super::within::model::{KEY_BITS, MAGIC, MAX_WEIGHT, Model, SCORES, write_number};
use super::within::{classify, lexicon, runs, tagger};
use super::{EntityKind, Names, read_with};
use crate::text::{Layout, Span, Token, token::tokens};

/// The page of a text with the tokens `tokens`.
pub fn page<'t>(text: &'t str, tokens: &'t [Token], layout: &Layout, lists: &impl Lists) -> Page<'t> {
    let runs = runs::find(text, tokens, layout);
    let rules = classify::mentions(text, tokens, &runs);
    Page::new(text, tokens, layout, &runs, &rules, lists)
}

/// Finds the names of a text with `model`.
pub fn read(text: &str, layout: &Layout, model: &Model) -> Names {
    read_with(text, layout, Some(model))
}

/// The names of a text as the tagger leaves them, with how far each is ahead of everything else.
pub fn margins(text: &str, layout: &Layout, model: &Model) -> Vec<(Span, EntityKind, i32)> {
    let tokens = tokens(text);
    let page = page(text, &tokens, layout, model);
    let span = |start: usize, end: usize| tokens[start].span.cover(tokens[end - 1].span);
    tagger::tag(&page, tokens.len(), model).into_iter().map(|name| (span(name.start, name.end), name.kind, name.margin)).collect()
}

/// Words of the longest name in the lexicon’s list of cities.
pub const MAX_LEXICON_WORDS: usize = lexicon::MAX_CITY_WORDS;

/// The form in which names are kept in the lexicon: folded words, joined by single spaces.
pub fn lexicon_key(name: &str) -> String {
    lexicon::key(name)
}
