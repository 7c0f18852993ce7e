//! Lists of names in which phrases are looked up.

use xxhash_rust::xxh3::xxh3_64;

use crate::entities::{EntityKind, lexicon};
use crate::text::fold::folded;

/// Lists of names, a bit each; the words of a match know whether they begin or continue it.
pub mod list {
    /// Names of countries.
    pub const COUNTRY: u16 = 1;
    /// Cities.
    pub const CITY: u16 = 1 << 2;
    /// Provinces and states.
    pub const REGION: u16 = 1 << 3;
    /// Nationalities.
    pub const DEMONYM: u16 = 1 << 4;
    /// Well-known bodies.
    pub const ORGANIZATION: u16 = 1 << 5;
    /// Well-known groups.
    pub const GROUP: u16 = 1 << 6;
    /// Other well-known places.
    pub const PLACE: u16 = 1 << 7;
    /// Well-known events.
    pub const EVENT: u16 = 1 << 8;
    /// Well-known treaties.
    pub const LAW: u16 = 1 << 9;
    /// Forenames.
    pub const FORENAME: u16 = 1 << 10;
    /// Surnames.
    pub const SURNAME: u16 = 1 << 11;
    /// Companies.
    pub const COMPANY: u16 = 1 << 12;
    /// Cities of many inhabitants.
    pub const BIG_CITY: u16 = 1 << 13;
    /// A longer entry begins with these words.
    pub const GOES_ON: u16 = 1 << 15;
}

/// Looks up which lists a phrase is in, by the hash of its folded words.
pub trait Lists {
    /// Bits of [`list`].
    fn of(&self, phrase: u32) -> u16;

    /// The class of the word that is this phrase, among words that are used alike; 0 if it is in none.
    fn class(&self, phrase: u32) -> u8;
}

/// Longest phrase that is looked up, in tokens.
pub(crate) const MAX_PHRASE: usize = 6;

/// The hash of one word of a phrase, folded.
pub(crate) fn phrase_word(word: &str) -> u32 {
    xxh3_64(folded(word).as_bytes()) as u32
}

/// The hash of a phrase that goes on with `word`.
pub(crate) fn phrase_with(phrase: u32, word: u32) -> u32 {
    (phrase.rotate_left(9) ^ word).wrapping_mul(0x9E37_79B1)
}

/// Hashes of the beginnings of a name, the last of which is the name's own.
pub fn phrase_hashes(name: &str) -> Vec<u32> {
    let mut hashes = Vec::new();
    let mut phrase = 0;
    for token in crate::text::token::tokens(name) {
        phrase = phrase_with(phrase, phrase_word(token.span.of(name)));
        hashes.push(phrase);
    }
    hashes
}

/// The bit of a token that begins a match of `list`.
pub(crate) fn begins(list: u16) -> u32 {
    1 << (2 * list.trailing_zeros())
}

/// Names of the lexicon that the rules use, with the list that they are in.
pub fn known_names(mut take: impl FnMut(&str, u16)) {
    lexicon::each(|name, entry| {
        let list = match (entry.kind, entry.of) {
            (EntityKind::Place, _) => list::PLACE,
            (EntityKind::Organization, _) => list::ORGANIZATION,
            (EntityKind::Group, Some(_)) => list::DEMONYM,
            (EntityKind::Group, None) => list::GROUP,
            (EntityKind::Event, _) => list::EVENT,
            _ => list::LAW,
        };
        take(name, list);
    });
}
