//! Which documents may share a passage, and where: seeds that lie close together in both.

use super::index::{GRAM, Held, Index, MAX_IN_DOCUMENT};
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
pub(super) const MAX_ALL_PAIRS: u32 = 12;
/// How far apart two seeds may be that support each other, in words.
const NEAR: u32 = 40;
/// How much the distance between the two places may differ, in words.
const DRIFT: u32 = 8;
/// Words that near seeds must cover where they are rare.
const RARE_COVER: u32 = 7;
/// Words that near seeds must cover where they are in many documents: formulas are shorter.
const COMMON_COVER: u32 = 12;

/// All seeds that a document shares with later ones (or with a later place of its own), sorted by the other document; seeds in boilerplate left out.
pub(super) fn seeds<P: Held>(index: &Index<P>, document: usize, is_boilerplate: impl Fn(u32) -> bool, found: &mut Vec<Seed>) {
    found.clear();
    for here in 0..index.prints(document).len() {
        let Some(list) = index.list_at(document, here) else { continue };
        let here = here as u32;
        if is_boilerplate(here) {
            continue;
        }
        let own = (document as u32, here);
        let places = index.places(list);
        if index.spread(list) <= MAX_ALL_PAIRS {
            let later = places.iter().map(|&place| index.place(place)).filter(|&place| place > own);
            found.extend(later.map(|(other, there)| Seed { other, here, there, rare: true }));
            continue;
        }
        let later = &places[places.partition_point(|&place| index.place(place) <= own)..];
        let first = index.place(places[0]).0 == own.0;
        let partners = if first { later } else { &later[..later.len().min(1)] };
        let partners = partners.iter().map(|&place| index.place(place));
        found.extend(partners.map(|(other, there)| Seed { other, here, there, rare: false }));
    }
    found.sort_unstable();
}

/// All seeds that a document shares with earlier ones, as [`seeds`] gives them for these: with the earlier document, the seed that it has with `document`.
/// Sorted by the earlier document.
pub(super) fn seeds_before<P: Held>(
    index: &Index<P>,
    document: usize,
    is_boilerplate: impl Fn(u32, u32) -> bool,
    found: &mut Vec<(u32, Seed)>,
) {
    found.clear();
    let other = document as u32;
    for there in 0..index.prints(document).len() as u32 {
        let Some(list) = index.list_at(document, there as usize) else { continue };
        let places = index.places(list);
        let rare = index.spread(list) <= MAX_ALL_PAIRS;
        let own = if rare { places.len() } else { places.partition_point(|&place| index.place(place) < (other, there)) };
        let first = index.place(places[0]).0;
        // Of a common one the first document, and the place before.
        let is_partner = |at: usize, document: u32| document < other && (rare || document == first || at + 1 == own);
        let before = if rare { 0..own } else { 0..own.min(MAX_IN_DOCUMENT) };
        let last = own.checked_sub(1).filter(|last| *last >= before.end);
        for at in before.chain(last) {
            let (earlier, here) = index.place(places[at]);
            if is_partner(at, earlier) && !is_boilerplate(earlier, here) {
                found.push((earlier, Seed { other, here, there, rare }));
            }
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
