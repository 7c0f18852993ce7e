//! The evidence of a match, and its exact edges.

use super::align::Match;
use super::side::Side;
use crate::duplicates::Sensitivity;
use crate::duplicates::stretch::Stretch;

/// Distance of a sentence border that an edge may be moved out to, in words.
const SNAP: i64 = 10;
/// The same inward, where equal words are given up.
const SNAP_IN: i64 = 3;
/// How much farther that border may be in one document than in the other, in words.
const SNAP_SLACK: i64 = 4;

/// Least share of equal words of a text that stands twice in one document, in hundredths: one document says similar things again and again.
const REPEAT_PERCENT: u32 = 60;

/// Words of names, titles and numbers that count as much as one other word: a table of figures is copied, a name with its titles is not.
const WEAK_WORDS: u32 = 3;

/// Matched words, those of names and numbers counted for less, those of addresses not at all.
fn weight(found: &Match) -> u32 {
    found.strong + found.named / WEAK_WORDS
}

/// Whether a match says more than that both texts are in the same language.
pub(crate) fn is_evidence(a: Side, found: &Match, sensitivity: &Sensitivity) -> bool {
    let repeat = if found.a.document == found.b.document { REPEAT_PERCENT } else { 0 };
    let longer = found.a.len().max(found.b.len());
    let content = (found.a.start..found.a.end).filter(|&at| a.fingerprint.is_content(at as usize)).count() as u32;
    let halves = halves(a, found);
    found.matched - halves >= sensitivity.min_words
        && (weight(found).saturating_sub(halves) >= sensitivity.min_words || found.sentence)
        && content >= sensitivity.min_content
        && found.matched * 100 >= longer * sensitivity.min_matched_percent.max(repeat)
}

/// How much a match proves: one for each equal word, two more for each different word of content that both have.
///
/// Measured on generated sets: nine in ten of the texts alike by chance lie below 29, and one in a thousand of the copied ones,
/// half of their words changed. Counting the words without partner against a match separated them less well.
pub(crate) fn score(a: Side, b: Side, found: &Match) -> u32 {
    let content = |side: Side, place: Stretch| {
        let range = place.start as usize..place.end as usize;
        let mut words: Vec<u32> = range.filter(|&at| side.fingerprint.is_content(at)).map(|at| side.fingerprint.words[at]).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (of_a, of_b) = (content(a, found.a), content(b, found.b));
    let common = of_a.iter().filter(|word| of_b.binary_search(word).is_ok()).count() as u32;
    let halves = halves(a, found);
    found.matched - halves + 2 * common.saturating_sub(halves)
}

/// Words to take off where two characters make a word, as in Chinese, Japanese and Thai: half of those matched.
fn halves(a: Side, found: &Match) -> u32 {
    let single = (found.a.start..found.a.end).filter(|&at| a.fingerprint.is_half(at as usize)).count() as u32;
    single.min(found.matched) / 2
}

/// Moves an edge to the sentence border where both documents have one about as far away.
pub(crate) fn snap(a: Side, b: Side, found: &mut Match) {
    let nearest = |side: Side, at: u32, distance: i64, bounds: (u32, u32)| {
        let word = i64::from(at) + distance;
        (i64::from(bounds.0) <= word && word <= i64::from(bounds.1) && side.fingerprint.starts_sentence(word as usize))
            .then_some(word as u32)
    };
    // Outward farther than inward: what is cut off was equal.
    let border = |out: i64, a_at: u32, a_bounds: (u32, u32), b_at: u32, b_bounds: (u32, u32)| {
        // Who said it is no part of what was said.
        if a.fingerprint.is_quotation_edge(a_at as usize) && b.fingerprint.is_quotation_edge(b_at as usize) {
            return Some((a_at, b_at));
        }
        let distances = (0..=SNAP).flat_map(|distance| [Some(distance * out), (distance <= SNAP_IN).then_some(-distance * out)]).flatten();
        distances.into_iter().find_map(|distance| {
            let a_border = nearest(a, a_at, distance, a_bounds)?;
            let b_border = (0..=SNAP_SLACK).flat_map(|more| [more, -more]).find_map(|more| nearest(b, b_at, distance + more, b_bounds))?;
            Some((a_border, b_border))
        })
    };
    let (a_bounds, b_bounds) = (a.bounds(found.a.start), b.bounds(found.b.start));
    let starts = border(-1, found.a.start, a_bounds, found.b.start, b_bounds);
    let ends = border(1, found.a.end, a_bounds, found.b.end, b_bounds);
    let mut snapped = *found;
    if let Some(starts) = starts {
        (snapped.a.start, snapped.b.start) = starts;
    }
    if let Some(ends) = ends {
        (snapped.a.end, snapped.b.end) = ends;
    }
    let valid = snapped.a.start < snapped.a.end && snapped.b.start < snapped.b.end;
    if valid && (a.document != b.document || snapped.a.end <= snapped.b.start) {
        *found = snapped;
    }
}
