//! One text in k places is one passage: joins what was found pair by pair.

use super::align::Match;
use crate::duplicates::stretch::{Sets, Stretch};

/// Two stretches of one document are the same text when the words they share are this much of the words they hold together, in hundredths.
const SAME_STRETCH: u32 = 70;
/// Most words that one of two stretches of the same text may reach further at an edge: a sentence more is a text that only some of the places have,
/// as the reply above a quoted letter.
const SAME_EDGE: u32 = 16;
/// Of long stretches, one in so many words: edited versions end where their last equal words are.
const SAME_EDGE_PART: u32 = 20;
/// Stretches before it, in order of place, that a stretch is compared with: keeps a thousand copies of one paragraph linear.
const LOOK_BACK: usize = 16;

/// One text and its places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    /// Sorted and apart.
    pub(crate) places: Vec<Stretch>,
    /// Share of equal words, in thousandths: that of the least alike places that were aligned.
    pub(crate) sameness: u16,
    /// Pairs of documents that were aligned, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
}

/// Groups the stretches of all matches. Sorted. And how many matches were not compared with all that are at their place, and are in another group than
/// one of those.
pub(crate) fn joined(matches: &[Match]) -> (Vec<Group>, u32) {
    let mut places: Vec<(Stretch, u32)> =
        matches.iter().enumerate().flat_map(|(at, found)| [(found.a, at as u32), (found.b, at as u32)]).collect();
    places.sort_unstable();
    let mut sets = Sets::new(matches.len());
    let same = |place: Stretch, before: Stretch| {
        let shared = place.shared(before);
        let apart = place.start.abs_diff(before.start).max(place.end.abs_diff(before.end));
        shared * 100 >= (place.len() + before.len() - shared) * SAME_STRETCH
            && apart <= SAME_EDGE.max(place.len().min(before.len()) / SAME_EDGE_PART)
    };
    let mut beyond: Vec<(u32, u32)> = Vec::new();
    for (at, &(place, found)) in places.iter().enumerate() {
        let first = at.saturating_sub(LOOK_BACK);
        for &(_, other) in places[first..at].iter().filter(|before| same(place, before.0)) {
            sets.join(found as usize, other as usize);
        }
        let next = first.checked_sub(1).map(|before| places[before]).filter(|before| same(place, before.0));
        beyond.extend(next.map(|(_, other)| (found, other)));
    }
    beyond.retain(|&(found, other)| sets.find(found as usize) != sets.find(other as usize));
    beyond.dedup_by_key(|pair| pair.0);
    let mut groups: Vec<Group> = sets
        .groups()
        .into_iter()
        .flat_map(|same| around_fullest(same.into_iter().map(|at| matches[at]).collect()))
        .map(|group| {
            let mut pairs: Vec<(u32, u32)> = group.iter().map(|found| (found.a.document, found.b.document)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            Group {
                sameness: group.iter().map(Match::sameness).min().unwrap_or(0),
                places: apart(group.into_iter().flat_map(|found| [found.a, found.b]).collect()),
                pairs,
            }
        })
        .filter(|group| group.places.len() > 1)
        .collect();
    groups.sort_unstable();
    (groups, beyond.len() as u32)
}

/// Share of equal words, in thousandths of the shorter place, from which two places are one text of a group.
const CORE: u32 = 500;

/// Divides matches that overlap in a chain into groups, in each of which every place was aligned with the fullest one: that which most others were aligned
/// with, the longest of these. A text that changes a little from one document to the next is not the same in the first and in the last. Places in one
/// document stay together: there each is aligned with the next only.
fn around_fullest(matches: Vec<Match>) -> Vec<Vec<Match>> {
    if matches.iter().all(|found| found.a.document == found.b.document) {
        return vec![matches];
    }
    let is_core = |found: &Match| found.matched * 1000 >= found.a.len().min(found.b.len()) * CORE;
    let (mut open, apart_ones): (Vec<Match>, Vec<Match>) = matches.into_iter().partition(is_core);
    let mut groups: Vec<Vec<Match>> = Vec::new();
    while !open.is_empty() {
        let places = apart(open.iter().flat_map(|found| [found.a, found.b]).collect());
        let place = |stretch: Stretch| {
            // Places are apart: the one that shares most words with a stretch is at or beside its start.
            let at = places.partition_point(|place| (place.document, place.end) <= (stretch.document, stretch.start));
            at.min(places.len() - 1)
        };
        let ends: Vec<(usize, usize)> = open.iter().map(|found| (place(found.a), place(found.b))).collect();
        let mut degrees = vec![0_u32; places.len()];
        for &(a, b) in &ends {
            degrees[a] += 1;
            degrees[b] += 1;
        }
        let best = |at: &usize| (degrees[*at], places[*at].len(), std::cmp::Reverse(*at));
        let Some(fullest) = (0..places.len()).max_by_key(best) else { break };
        let mut within = vec![false; places.len()];
        within[fullest] = true;
        for &(a, b) in ends.iter().filter(|(a, b)| *a == fullest || *b == fullest) {
            within[a] = true;
            within[b] = true;
        }
        let mut group = Vec::new();
        let mut rest = Vec::new();
        for (found, (a, b)) in open.into_iter().zip(ends) {
            if within[a] && within[b] { group.push(found) } else { rest.push(found) }
        }
        groups.push(group);
        open = rest;
    }
    groups.extend(apart_ones.into_iter().map(|found| vec![found]));
    groups
}

/// Makes one place of stretches that overlap.
fn apart(mut places: Vec<Stretch>) -> Vec<Stretch> {
    places.sort_unstable();
    let mut groups: Vec<(Stretch, Vec<Stretch>)> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some((whole, parts)) if whole.shared(place) > 0 => {
                whole.end = whole.end.max(place.end);
                parts.push(place);
            }
            _ => groups.push((place, vec![place])),
        }
    }
    groups.into_iter().map(|(whole, parts)| middle(whole, &parts)).collect()
}

/// The edges most alignments agree on: one that ran too far does not move them.
fn middle(whole: Stretch, parts: &[Stretch]) -> Stretch {
    let mut starts: Vec<u32> = parts.iter().map(|part| part.start).collect();
    let mut ends: Vec<u32> = parts.iter().map(|part| part.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let (start, end) = (starts[(starts.len() - 1) / 2], ends[ends.len() / 2]);
    if start < end { Stretch { start, end, ..whole } } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Matches as `(document, start, end)` pairs; groups the same way.
    #[track_caller]
    fn check(matches: &[[(u32, u32, u32); 2]], expected: &[&[(u32, u32, u32)]]) {
        let stretch = |(document, start, end)| Stretch { document, start, end };
        let matches: Vec<Match> = matches
            .iter()
            .map(|&[a, b]| Match { a: stretch(a), b: stretch(b), matched: 40, strong: 40, named: 0, sentence: true, score: 0 })
            .collect();
        let found: Vec<Vec<(u32, u32, u32)>> = joined(&matches)
            .0
            .iter()
            .map(|group| group.places.iter().map(|place| (place.document, place.start, place.end)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_text_in_three_documents_is_one_group() {
        check(&[[(0, 10, 50), (1, 0, 40)], [(0, 11, 50), (2, 5, 45)]], &[&[(0, 10, 50), (1, 0, 40), (2, 5, 45)]]);
    }

    #[test]
    fn chains_are_not_one_text() {
        check(
            &[[(0, 0, 40), (1, 0, 40)], [(1, 0, 40), (2, 0, 40)], [(2, 0, 40), (3, 0, 40)]],
            &[&[(0, 0, 40), (1, 0, 40), (2, 0, 40)], &[(2, 0, 40), (3, 0, 40)]],
        );
    }

    #[test]
    fn what_reaches_a_sentence_further_is_a_group_of_its_own() {
        check(&[[(0, 0, 90), (1, 0, 90)], [(0, 20, 90), (2, 0, 70)]], &[&[(0, 0, 90), (1, 0, 90)], &[(0, 20, 90), (2, 0, 70)]]);
    }

    #[test]
    fn a_paragraph_of_a_copied_article_is_a_group_of_its_own() {
        check(&[[(0, 0, 400), (1, 0, 400)], [(0, 100, 150), (2, 0, 50)]], &[&[(0, 0, 400), (1, 0, 400)], &[(0, 100, 150), (2, 0, 50)]]);
    }
}
