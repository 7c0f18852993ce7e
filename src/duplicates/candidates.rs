//! Which documents may share a passage, and where: seeds that lie close together in both.

use super::index::{GRAM, Index};
use super::stretch::Stretch;

/// A seed found at a word of one document and at a word of another (or, later, of the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    /// The other document.
    pub(super) other: u32,
    /// Word of this document.
    pub(super) here: u32,
    /// Word of the other.
    pub(super) there: u32,
    /// Whether few documents share it.
    pub(super) rare: bool,
}

/// Seeds in up to this many documents pair each with each; in more, the first with all and each with the next.
/// So a story in a thousand versions costs two thousand pairs, not half a million.
const MAX_ALL_PAIRS: u32 = 12;
/// How far apart two seeds may be that support each other, in words.
const NEAR: u32 = 40;
/// How much the distance between the two places may differ, in words.
const DRIFT: u32 = 8;
/// Words that near seeds must cover where they are rare.
const RARE_COVER: u32 = 7;
/// Words that near seeds must cover where they are in many documents: formulas are shorter.
const COMMON_COVER: u32 = 12;

/// All seeds that a document shares with later ones (or with a later place of its own), sorted by the other document; seeds in boilerplate left out.
pub(super) fn seeds(index: &Index, document: usize, is_boilerplate: impl Fn(usize, u32) -> bool, found: &mut Vec<Seed>) {
    found.clear();
    for here in 0..index.documents[document].len() {
        let Some(list) = index.list_at(document, here) else { continue };
        if is_boilerplate(document, here as u32) {
            continue;
        }
        let places = index.places(list);
        let own = places.partition_point(|&place| place <= index.position(document, here));
        let rare = index.spread(list) <= MAX_ALL_PAIRS;
        let first = rare || index.document_of(places[0]) == document;
        let later = &places[own..];
        for &place in if first { later } else { &later[..later.len().min(1)] } {
            let other = index.document_of(place);
            found.push(Seed { other: other as u32, here: here as u32, there: index.word_of(other, place), rare });
        }
    }
    found.sort_unstable();
}

/// Whether seeds shared with one document, sorted, lie close enough together somewhere to be worth aligning.
pub(super) fn is_promising(seeds: &[Seed]) -> bool {
    // Looks back over few seeds: chains are dense where it matters.
    const LOOK_BACK: usize = 12;
    for (at, last) in seeds.iter().enumerate() {
        let mut covered = GRAM as u32;
        let mut rare = last.rare;
        let mut from = last.here;
        for seed in seeds[at.saturating_sub(LOOK_BACK)..at].iter().rev() {
            if last.here - seed.here > NEAR {
                break;
            }
            let drift = (last.there.wrapping_sub(last.here)).wrapping_sub(seed.there.wrapping_sub(seed.here)) as i32;
            if drift.unsigned_abs() <= DRIFT && seed.here < from {
                covered += (from - seed.here).min(GRAM as u32);
                from = seed.here;
                rare |= seed.rare;
            }
        }
        if covered >= if rare { RARE_COVER } else { COMMON_COVER } {
            return true;
        }
    }
    false
}

/// Parts of one side worth aligning: the words around its seeds, merged. `at` gives the place of a seed on that side.
pub(super) fn windows(document: u32, words: u32, seeds: &[Seed], at: impl Fn(&Seed) -> u32) -> Vec<Stretch> {
    let mut places: Vec<u32> = seeds.iter().map(at).collect();
    places.sort_unstable();
    let mut windows: Vec<Stretch> = Vec::new();
    for place in places {
        let (start, end) = (place.saturating_sub(MARGIN), (place + MARGIN).min(words));
        match windows.last_mut() {
            Some(window) if start <= window.end => window.end = end,
            _ => windows.push(Stretch { document, start, end }),
        }
    }
    windows
}

/// Words on both sides of a seed that are read when aligning: a passage reaches further only from seed to seed.
const MARGIN: u32 = 100;
