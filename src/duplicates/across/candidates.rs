//! Which documents may share a passage, and where: shingles that lie close together in both.

use super::index::{GRAM, Held, Index, MAX_IN_DOCUMENT};
use crate::duplicates::stretch::Stretch;

/// A shingle found at a word of one document and at a word of another (or, later, of the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shingle {
    /// The other document.
    pub(crate) other: u32,
    /// Word of this document.
    pub(crate) here: u32,
    /// Word of the other.
    pub(crate) there: u32,
    /// Whether few documents share it.
    pub(crate) rare: bool,
}

/// Shingles in up to this many documents pair each with each; in more, the first with all and each with the next.
/// So a story in a thousand versions costs two thousand pairs, not half a million.
pub(crate) const MAX_DOCUMENTS_ALL_PAIRED: u32 = 12;
/// How far apart two shingles may be that support each other, in words.
const NEAR: u32 = 40;
/// How much the distance between the two places may differ, in words.
const DRIFT: u32 = 8;
/// Words that near shingles must cover where they are rare.
const RARE_COVER: u32 = 7;
/// Words that near shingles must cover where they are in many documents: formulas are shorter.
const COMMON_COVER: u32 = 12;

/// All shingles that a document shares with later ones (or with a later place of its own), sorted by the other document; shingles in boilerplate left out.
pub(crate) fn shingles<P: Held>(index: &Index<P>, document: usize, is_boilerplate: impl Fn(u32) -> bool, found: &mut Vec<Shingle>) {
    found.clear();
    for here in 0..index.fingerprint(document).len() {
        let Some(list) = index.list_at(document, here) else { continue };
        let here = here as u32;
        if is_boilerplate(here) {
            continue;
        }
        let own = (document as u32, here);
        let places = index.places(list);
        if index.spread(list) <= MAX_DOCUMENTS_ALL_PAIRED {
            let later = places.iter().map(|&place| index.place(place)).filter(|&place| place > own);
            found.extend(later.map(|(other, there)| Shingle { other, here, there, rare: true }));
            continue;
        }
        let later = &places[places.partition_point(|&place| index.place(place) <= own)..];
        let first = index.place(places[0]).0 == own.0;
        let partners = if first { later } else { &later[..later.len().min(1)] };
        let partners = partners.iter().map(|&place| index.place(place));
        found.extend(partners.map(|(other, there)| Shingle { other, here, there, rare: false }));
    }
    found.sort_unstable();
}

/// All shingles that a document shares with earlier ones, exactly as [`shingles`] yields them for those: pairs of the earlier document and its shingle with `document`.
/// Sorted by the earlier document.
pub(crate) fn shingles_before<P: Held>(
    index: &Index<P>,
    document: usize,
    is_boilerplate: impl Fn(u32, u32) -> bool,
    found: &mut Vec<(u32, Shingle)>,
) {
    found.clear();
    let other = document as u32;
    for there in 0..index.fingerprint(document).len() as u32 {
        let Some(list) = index.list_at(document, there as usize) else { continue };
        let places = index.places(list);
        let rare = index.spread(list) <= MAX_DOCUMENTS_ALL_PAIRED;
        let own = if rare { places.len() } else { places.partition_point(|&place| index.place(place) < (other, there)) };
        let first = index.place(places[0]).0;
        // For a common shingle, only its first document and the place just before this one count.
        let is_partner = |at: usize, document: u32| document < other && (rare || document == first || at + 1 == own);
        let before = if rare { 0..own } else { 0..own.min(MAX_IN_DOCUMENT) };
        let last = own.checked_sub(1).filter(|last| *last >= before.end);
        for at in before.chain(last) {
            let (earlier, here) = index.place(places[at]);
            if is_partner(at, earlier) && !is_boilerplate(earlier, here) {
                found.push((earlier, Shingle { other, here, there, rare }));
            }
        }
    }
    found.sort_unstable();
}

/// Whether shingles shared with one document, sorted, lie close enough together somewhere to be worth aligning.
pub(crate) fn is_promising(shingles: &[Shingle]) -> bool {
    // How many earlier shingles to look back over; few suffice, because chains are dense where it matters.
    const LOOK_BACK: usize = 12;
    for (at, last) in shingles.iter().enumerate() {
        let mut covered = GRAM as u32;
        let mut rare = last.rare;
        let mut from = last.here;
        for shingle in shingles[at.saturating_sub(LOOK_BACK)..at].iter().rev() {
            if last.here - shingle.here > NEAR {
                break;
            }
            let drift = (last.there.wrapping_sub(last.here)).wrapping_sub(shingle.there.wrapping_sub(shingle.here)) as i32;
            if drift.unsigned_abs() <= DRIFT && shingle.here < from {
                covered += (from - shingle.here).min(GRAM as u32);
                from = shingle.here;
                rare |= shingle.rare;
            }
        }
        if covered >= if rare { RARE_COVER } else { COMMON_COVER } {
            return true;
        }
    }
    false
}

/// Parts of one side worth aligning: the words around its shingles, merged. `at` gives the place of a shingle on that side.
pub(crate) fn windows(document: u32, words: u32, shingles: &[Shingle], at: impl Fn(&Shingle) -> u32) -> Vec<Stretch> {
    let mut places: Vec<u32> = shingles.iter().map(at).collect();
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

/// Words on both sides of a shingle that are read when aligning: a passage reaches further only from shingle to shingle.
const MARGIN: u32 = 100;
