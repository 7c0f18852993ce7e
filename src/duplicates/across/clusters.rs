//! A group of documents that say the same.

use super::align::Aligned;
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

/// Whether matches between two documents cover so much of both, gaps and all, that they are versions of one text.
pub(crate) fn is_near(found: &[Aligned], a_words: u32, b_words: u32, percent: u32) -> bool {
    let enough = |side: fn(&Aligned) -> Stretch, words: u32| {
        let mut places: Vec<Stretch> = found.iter().map(side).collect();
        places.sort_unstable();
        let (mut covered, mut reached) = (0, 0);
        for place in places {
            covered += place.end.saturating_sub(place.start.max(reached));
            reached = reached.max(place.end);
        }
        covered > 0 && covered * 100 >= words * percent
    };
    enough(|aligned| aligned.found.a, a_words) && enough(|aligned| aligned.found.b, b_words)
}

/// Groups documents of which some pairs are versions of one text; `words` are their lengths. Each group is made of versions of one document, that with
/// the most versions, the fullest of these: a chain of versions, each a little different from the one before, is not one group.
pub(crate) fn near(words: &[u32], pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut versions: Vec<Vec<u32>> = vec![Vec::new(); words.len()];
    let mut sets = Sets::new(words.len());
    for &(a, b) in pairs {
        sets.join(a as usize, b as usize);
        versions[a as usize].push(b);
        versions[b as usize].push(a);
    }
    let mut found = Vec::new();
    for mut part in sets.groups().into_iter().filter(|part| part.len() > 1) {
        part.sort_by_key(|&at| (std::cmp::Reverse((versions[at].len(), words[at])), at));
        let mut free: std::collections::BTreeSet<u32> = part.iter().map(|&at| at as u32).collect();
        for first in part {
            if !free.contains(&(first as u32)) {
                continue;
            }
            let mut group: Vec<u32> = versions[first].iter().copied().filter(|other| free.contains(other)).collect();
            if group.is_empty() {
                continue;
            }
            group.push(first as u32);
            group.sort_unstable();
            group.iter().for_each(|member| {
                free.remove(member);
            });
            found.push(group);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_versions_is_no_cluster() {
        assert_eq!(near(&[10, 12, 11, 10], &[(0, 1), (1, 2), (2, 3)]), [vec![0, 1, 2]]);
        assert_eq!(near(&[12, 11, 10, 10, 10], &[(0, 1), (1, 2), (2, 3), (3, 4)]), [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn the_document_with_most_versions_leads() {
        assert_eq!(near(&[10, 10, 30, 10], &[(0, 1), (0, 2), (0, 3)]), [vec![0, 1, 2, 3]]);
    }
}
