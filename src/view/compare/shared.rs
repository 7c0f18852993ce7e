//! Which places of two documents belong together, and which of them were moved.

use std::collections::BTreeMap;

use crate::duplicates::{Cluster, ClusterKind};
use crate::report::Report;
use crate::text::Span;

/// A place that both documents have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    pub(super) left: Span,
    pub(super) right: Span,
    pub(super) passage: Option<u32>,
    pub(super) boilerplate: bool,
    pub(super) words: u32,
}

/// The passages and the boilerplate of both, in the order of the left one, without overlaps on either side.
pub(super) fn shared(report: &Report, left: u32, right: u32) -> Vec<Shared> {
    let found = &report.duplicates;
    let words = |document: u32, span: Span| span.of(report.documents[document as usize].text()).split_whitespace().count();
    let most_words = |a: Span, b: Span| words(left, a).max(words(right, b)) as u32;
    // The passages of both: where on the left, where on the right.
    let mut passages: Vec<(u32, Span, Span)> = Vec::new();
    for (at, passage) in (0..).zip(&found.passages) {
        let of = |document: u32| passage.occurrences.iter().filter(move |place| place.document == document).map(|place| place.span);
        passages.extend(of(left).flat_map(|a| of(right).map(move |b| (at, a, b))));
    }
    let passage_of = |left: Span, right: Span| {
        let within = passages.iter().filter(|(_, a, b)| left.contains(*a) && right.contains(*b));
        within.max_by_key(|(at, a, _)| (a.len(), std::cmp::Reverse(*at))).map(|(at, ..)| *at)
    };
    let mut all: Vec<Shared> = found
        .between(left, right)
        .into_iter()
        .map(|(a, b)| Shared { left: a, right: b, passage: passage_of(a, b), boilerplate: false, words: most_words(a, b) })
        .collect();
    if all.is_empty() && is_identical(report, left, right) {
        let whole = |document: u32| Span::new(0, report.documents[document as usize].text().len());
        let words = report.documents[left as usize].analysis.words() as u32;
        all.push(Shared { left: whole(left), right: whole(right), passage: None, boilerplate: false, words });
    }
    for line in &found.boilerplate {
        let place = |document: u32| line.occurrences.iter().find(|place| place.document == document).map(|place| place.span);
        if let (Some(a), Some(b)) = (place(left), place(right)) {
            all.push(Shared { left: a, right: b, passage: None, boilerplate: true, words: most_words(a, b) });
        }
    }
    all.sort_by_key(|shared| (shared.left.start(), std::cmp::Reverse(shared.words)));
    let mut kept: Vec<Shared> = Vec::new();
    let mut reached = 0;
    let mut rights: BTreeMap<usize, usize> = BTreeMap::new();
    for shared in all {
        let overlaps_right = rights.range(..shared.right.end()).next_back().is_some_and(|(_, end)| *end > shared.right.start());
        if shared.left.start() >= reached && !overlaps_right {
            reached = shared.left.end();
            rights.insert(shared.right.start(), shared.right.end());
            kept.push(shared);
        }
    }
    kept
}

/// Whether two documents have the same words.
pub(super) fn is_identical(report: &Report, left: u32, right: u32) -> bool {
    let both = |cluster: &Cluster| cluster.documents.binary_search(&left).is_ok() && cluster.documents.binary_search(&right).is_ok();
    report.duplicates.clusters.iter().any(|cluster| cluster.kind == ClusterKind::Identical && both(cluster))
}

/// The longest run (in words) of passages that come in the same order on both sides; the others were moved. Ascending.
pub(super) fn in_order(all: &[Shared]) -> Vec<usize> {
    let places: Vec<(Span, Span, u32)> = all.iter().map(|shared| (shared.left, shared.right, shared.words)).collect();
    heaviest_chain(&places)
}

/// Of places sorted by their left span the heaviest (by the third number) that come in the same order on the right, too. Ascending.
///
/// The weighted longest increasing subsequence, by a tree of prefix maxima over where they begin on the right: n log n.
pub(super) fn heaviest_chain(places: &[(Span, Span, u32)]) -> Vec<usize> {
    let mut starts: Vec<usize> = places.iter().map(|place| place.1.end()).collect();
    starts.sort_unstable();
    starts.dedup();
    // At each node the heaviest chain that ends at or before its place on the right: its weight and its last member.
    let mut tree: Vec<(u32, Option<usize>)> = vec![(0, None); starts.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    let mut best = (0, None);
    for (at, place) in places.iter().enumerate() {
        let mut node = starts.partition_point(|end| *end <= place.1.start());
        let mut heaviest = (0, None);
        while node > 0 {
            if tree[node].0 > heaviest.0 {
                heaviest = tree[node];
            }
            node -= node & node.wrapping_neg();
        }
        before.push(heaviest.1);
        let chain = (heaviest.0 + place.2, Some(at));
        if chain.0 > best.0 {
            best = chain;
        }
        let mut node = starts.partition_point(|end| *end < place.1.end()) + 1;
        while node < tree.len() {
            if chain.0 > tree[node].0 {
                tree[node] = chain;
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(here) = at {
        chain.push(here);
        at = before[here];
    }
    chain.reverse();
    chain
}
