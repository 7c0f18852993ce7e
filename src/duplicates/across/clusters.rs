//! A group of documents that say the same.

use super::align::Match;
use crate::duplicates::stretch::{Sets, Stretch};
use crate::duplicates::within::fingerprint::Fingerprint;

/// Groups of documents with the same words in the same order; groups of one included, documents without words left out.
/// Each ascending, sorted by the first.
pub(crate) fn identical(documents: &[&Fingerprint]) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..documents.len() as u32).filter(|&at| !documents[at as usize].is_empty()).collect();
    let key = |at: u32| (documents[at as usize].digest, documents[at as usize].len(), at);
    order.sort_unstable_by_key(|&at| key(at));
    let same = |&a: &u32, &b: &u32| key(a).0 == key(b).0 && key(a).1 == key(b).1;
    let mut groups: Vec<Vec<u32>> = order.chunk_by(same).map(<[u32]>::to_vec).collect();
    groups.sort_unstable();
    groups
}

/// Whether matches between two documents cover so much of both that they are versions of one text.
pub(crate) fn is_near(matches: &[Match], a_words: u32, b_words: u32, percent: u32) -> bool {
    let enough = |side: fn(&Match) -> Stretch, words: u32| {
        let mut places: Vec<Stretch> = matches.iter().map(side).collect();
        places.sort_unstable();
        let (mut covered, mut reached) = (0, 0);
        for place in places {
            covered += place.end.saturating_sub(place.start.max(reached));
            reached = reached.max(place.end);
        }
        covered * 100 >= words * percent
    };
    enough(|found| found.a, a_words) && enough(|found| found.b, b_words)
}

/// Joins pairs of near documents to groups of two or more.
pub(crate) fn near(documents: usize, pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut sets = Sets::new(documents);
    for &(a, b) in pairs {
        sets.join(a as usize, b as usize);
    }
    let groups = sets.groups().into_iter().filter(|group| group.len() > 1);
    groups.map(|group| group.into_iter().map(|at| at as u32).collect()).collect()
}
