//! One word: its letters, how it is written, and the closed lists that it is in.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::Lists;
use super::hashes::pair;
use super::lists::{phrase_with, phrase_word};
use crate::entities::within::runs::is_dash;
use crate::entities::within::titles::{Title, title};
use crate::entities::within::words::{
    is_calendar, is_common, is_event_head, is_law_head, is_organization_head, is_particle, is_place_head, is_place_preposition,
    is_speech_verb,
};
use crate::text::TokenKind;

/// Features of a word that do not depend on its place.
pub(crate) struct Word {
    pub(crate) lower: u64,
    pub(crate) shape: u64,
    pub(crate) case: Case,
    pub(crate) prefixes: [u64; 4],
    pub(crate) suffixes: [u64; 4],
    pub(crate) phrase: u32,
    /// Words that are used alike have the same.
    pub(crate) class: u8,
    pub(crate) marks: u16,
    /// Index of its lower-case form among those of the document.
    pub(crate) form: u32,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Capital,
    Shouted,
    Letter,
    Camel,
    Number,
    Mixed,
    Mark,
}

/// Closed lists that a word is in, as bits.
pub(crate) mod mark {
    pub(in crate::entities::within::features) const COMMON: u16 = 1;
    pub(in crate::entities::within::features) const POST: u16 = 1 << 1;
    pub(in crate::entities::within::features) const MODIFIER: u16 = 1 << 2;
    pub(in crate::entities::within::features) const HONORIFIC: u16 = 1 << 3;
    pub(in crate::entities::within::features) const ORGANIZATION: u16 = 1 << 4;
    pub(in crate::entities::within::features) const PLACE: u16 = 1 << 5;
    pub(in crate::entities::within::features) const EVENT: u16 = 1 << 6;
    pub(in crate::entities::within::features) const LAW: u16 = 1 << 7;
    pub(in crate::entities::within::features) const SPEECH: u16 = 1 << 8;
    pub(in crate::entities::within::features) const PREPOSITION: u16 = 1 << 9;
    pub(in crate::entities::within::features) const CALENDAR: u16 = 1 << 10;
    pub(in crate::entities::within::features) const PARTICLE: u16 = 1 << 11;
}

impl Case {
    pub(crate) fn is_name_like(self) -> bool {
        matches!(self, Case::Capital | Case::Shouted | Case::Letter | Case::Camel)
    }
}

impl Word {
    pub(crate) fn new(written: &str, kind: TokenKind, forms: &mut HashMap<u64, u32>, lists: &impl Lists) -> Word {
        let lowered = written.to_lowercase();
        let lower = match kind {
            // Years, days and amounts are alike.
            TokenKind::Number => pair(0x23, lowered.len() as u64),
            _ => xxh3_64(lowered.as_bytes()),
        };
        let number = forms.len() as u32;
        let form = *forms.entry(lower).or_insert(number);
        let (prefixes, suffixes) = if matches!(kind, TokenKind::Word | TokenKind::Mixed) { affixes(&lowered) } else { ([0; 4], [0; 4]) };
        let phrase = phrase_word(written);
        let class = lists.class(phrase_with(0, phrase));
        Word {
            lower,
            shape: shape(written),
            case: case(written, kind),
            prefixes,
            suffixes,
            phrase,
            class,
            marks: marks(&lowered, kind),
            form,
        }
    }
}

fn affixes(lowered: &str) -> ([u64; 4], [u64; 4]) {
    let mut prefixes = [0; 4];
    let mut suffixes = [0; 4];
    for (length, (at, c)) in lowered.char_indices().take(4).enumerate() {
        prefixes[length] = xxh3_64(&lowered.as_bytes()[..at + c.len_utf8()]);
    }
    for (length, (at, _)) in lowered.char_indices().rev().take(4).enumerate() {
        suffixes[length] = xxh3_64(&lowered.as_bytes()[at..]);
    }
    (prefixes, suffixes)
}

/// The kinds of characters in order, repetitions left out: "Xx", "X-d", "XxXx".
fn shape(written: &str) -> u64 {
    let mut shape = 0_u64;
    let mut last = 0;
    for c in written.chars().take(24) {
        let kind = if c.is_uppercase() {
            1
        } else if c.is_lowercase() {
            2
        } else if c.is_numeric() {
            3
        } else if c.is_alphabetic() {
            4
        } else {
            u64::from(c) + 8
        };
        if kind != last {
            shape = pair(shape, kind);
        }
        last = kind;
    }
    shape
}

fn case(written: &str, kind: TokenKind) -> Case {
    match kind {
        TokenKind::Number => return Case::Number,
        TokenKind::Mark | TokenKind::Possessive => return Case::Mark,
        _ => {}
    }
    let upper = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    match (upper, letters) {
        (0, _) if kind == TokenKind::Mixed => Case::Mixed,
        (0, _) => Case::Lower,
        (1, 1) => Case::Letter,
        _ if upper == letters => Case::Shouted,
        (1, _) if written.starts_with(char::is_uppercase) => Case::Capital,
        _ => Case::Camel,
    }
}

fn marks(lowered: &str, kind: TokenKind) -> u16 {
    if kind != TokenKind::Word {
        return if is_dash(lowered) { mark::PARTICLE } else { 0 };
    }
    let titled = match title(lowered) {
        Some(Title::Post) => mark::POST,
        Some(Title::Modifier) => mark::MODIFIER,
        Some(Title::Honorific) => mark::HONORIFIC,
        None => 0,
    };
    type Holds = fn(&str) -> bool;
    let lists: [(Holds, u16); 9] = [
        (is_common, mark::COMMON),
        (is_organization_head, mark::ORGANIZATION),
        (is_place_head, mark::PLACE),
        (is_event_head, mark::EVENT),
        (is_law_head, mark::LAW),
        (is_speech_verb, mark::SPEECH),
        (is_place_preposition, mark::PREPOSITION),
        (is_calendar, mark::CALENDAR),
        (is_particle, mark::PARTICLE),
    ];
    lists.iter().fold(titled, |marks, (is_in, bit)| if is_in(lowered) { marks | bit } else { marks })
}
