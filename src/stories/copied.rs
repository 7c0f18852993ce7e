//! Documents that are one story because text of the one stands in the other.

use std::collections::BTreeMap;

use super::features::Features;
use super::{Edge, MAX_DAYS_APART, Source, Tie, Versions};
use crate::duplicates::{ClusterKind, Duplicates, Pair, PairSide, PassageKind};
use crate::text::Span;

/// Share of one document that must stand in the other, in ten-thousandths, …
const CONSIDERABLE: u32 = 5_000;
/// … and of the other in it: a digest of the day holds many a story as a whole and is none of them.
const NOT_A_DIGEST: u32 = 2_500;

/// Least share of both documents, in ten-thousandths, and least sameness, in thousandths, of versions that lie days apart: the same text again. What
/// was written anew after weeks with the words of the last time (results, minutes, an anniversary) tells of another event.
const SAME_AGAIN: u32 = 8_000;
const SAME_WORDS: u16 = 850;

/// The versions of each document. Members of a cluster are all versions of its fullest.
pub(super) fn versions(sources: &[Source<'_>], features: &[Features], duplicates: &Duplicates) -> Versions {
    let mut versions: Versions = (0..sources.len() as u32).collect();
    let words = |document: u32| sources[document as usize].analysis.fingerprint.len();
    // A document may be identical to one and a version of others: what is identical is settled first, then its fullest is looked up.
    for kind in [ClusterKind::Identical, ClusterKind::Near] {
        for cluster in duplicates.clusters.iter().filter(|cluster| cluster.kind == kind) {
            let fullest = cluster.documents.iter().copied().min_by_key(|&document| (std::cmp::Reverse(words(document)), document));
            let Some(fullest) = fullest else { continue };
            for &document in &cluster.documents {
                let close = || may_be_one(&features[document as usize], &features[fullest as usize]);
                if kind == ClusterKind::Identical || close() || is_same_again(duplicates, document, fullest) {
                    versions[document as usize] = fullest;
                }
            }
        }
    }
    let settled = versions.clone();
    versions.iter_mut().for_each(|version| *version = settled[*version as usize]);
    versions
}

fn is_same_again(duplicates: &Duplicates, a: u32, b: u32) -> bool {
    let found = duplicates.pairs.binary_search_by_key(&(a.min(b), a.max(b)), Pair::documents);
    found.is_ok_and(|at| {
        let pair = &duplicates.pairs[at];
        pair.a.share().min(pair.b.share()) >= SAME_AGAIN && pair.sameness >= SAME_WORDS
    })
}

/// The joins between documents that are no versions of one another and share a considerable part of their text.
pub(super) fn joins(sources: &[Source<'_>], features: &[Features], duplicates: &Duplicates, versions: &Versions) -> Vec<Edge> {
    let quoted = quoted(sources.len(), duplicates);
    let mut best: BTreeMap<(u32, u32), Edge> = BTreeMap::new();
    for pair in &duplicates.pairs {
        let (a, b) = pair.documents();
        let ends = [versions[a as usize], versions[b as usize]];
        if ends[0] == ends[1] || !may_be_one(&features[a as usize], &features[b as usize]) {
            continue;
        }
        let shares = shares(pair, &quoted);
        if shares[0].max(shares[1]) < CONSIDERABLE || shares[0].min(shares[1]) < NOT_A_DIGEST {
            continue;
        }
        // The documents themselves, or versions of them: what joins these joins all.
        let weight = 100 + (shares[0] + shares[1]) / 100;
        let (ends, shares) = if ends[0] < ends[1] { (ends, shares) } else { ([ends[1], ends[0]], [shares[1], shares[0]]) };
        let edge = Edge { ends, weight, tie: Tie::Copied(shares) };
        let known = best.entry((ends[0], ends[1])).or_insert_with(|| edge.clone());
        if edge.weight > known.weight {
            *known = edge;
        }
    }
    best.into_values().collect()
}

/// Whether the dates of two documents allow one event: where both are known, they are close.
pub(super) fn may_be_one(a: &Features, b: &Features) -> bool {
    let (Some(a), Some(b)) = (a.day, b.day) else { return true };
    a.start - b.end <= MAX_DAYS_APART && b.start - a.end <= MAX_DAYS_APART
}

/// For each document, where speeches stand that others quote, too: who quotes the same words need not tell of the same.
fn quoted(documents: usize, duplicates: &Duplicates) -> Vec<Vec<Span>> {
    let mut quoted = vec![Vec::new(); documents];
    for place in duplicates.passages.iter().filter(|passage| passage.kind == PassageKind::Quote).flat_map(|passage| &passage.occurrences) {
        quoted[place.document as usize].push(place.span);
    }
    quoted
}

/// The shares of both documents without what they only quote.
fn shares(pair: &Pair, quoted: &[Vec<Span>]) -> [u32; 2] {
    [&pair.a, &pair.b].map(|side| {
        let quoted = &quoted[side.document as usize];
        let runs = side.runs.iter().filter(|run| !quoted.iter().any(|span| span.overlaps(run.span))).copied().collect();
        PairSide { runs, ..side.clone() }.share()
    })
}
