//! From the fingerprints of many documents to what is copied among them.

use super::clusters;
use super::finder::{Shared, SharedPair};
use super::limits::limits;
use super::passages::{self, Group};
use super::runs::total;
use super::template::Relation;
use crate::duplicates::stretch::Stretch;
use crate::duplicates::within::fingerprint::Fingerprint;
use crate::duplicates::{
    Boilerplate, Cluster, ClusterKind, Duplicates, Pair, PairSide, Passage, PassageKind, Place, Sensitivity, SharedRun,
};

/// Identical documents in up to this number are paired each with each in [`Duplicates::pairs`]; of more, the first with all.
pub(crate) const MAX_LISTED_PAIRS: usize = 48;

/// Words of a quotation that must stand in quotation marks, in hundredths: "he said" stands between two halves, or after them.
const QUOTED_WORDS: u32 = 80;
/// Places where they must, in hundredths: somebody forgets a mark, or makes prose of it.
const QUOTED_PLACES: usize = 90;

/// Finds everything that is copied among `documents`, which the caller gives in a fixed order: the result depends on nothing else.
///
/// Time grows with the words and with what is shared: a text in more than a few dozen documents is aligned with its first version
/// and from each version to the next, not all with all. Memory is about 7 bytes a word beside the fingerprints. Who searches again when a document came or went
/// keeps a [`Finder`](crate::duplicates::Finder).
pub fn find(documents: &[&Fingerprint], sensitivity: &Sensitivity) -> Duplicates {
    crate::duplicates::Finder::default().find(documents, sensitivity)
}

/// Puts together what was found among documents, of which `identical` are the same.
pub(crate) fn duplicates(documents: &[&Fingerprint], identical: &[Vec<u32>], shared: &Shared, sensitivity: &Sensitivity) -> Duplicates {
    let copies = Copies { documents, groups: identical };
    let (groups, apart) = passages::joined(&shared.matches);
    let mut passages: Vec<Passage> =
        groups.iter().map(|group| copies.passage(&group.places, group.sameness, &shared.gaps(group))).collect();
    passages.extend(passages::joined(&shared.templates).0.iter().map(|group| {
        let passage = copies.passage(&group.places, group.sameness, &shared.gaps(group));
        Passage { kind: PassageKind::Template, ..passage }
    }));
    for (group, barriers) in shared.barriers.iter().enumerate() {
        passages.extend(copies.whole(group, barriers, sensitivity));
    }
    passages.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    passages.dedup_by(|a, b| a.occurrences == b.occurrences);
    let boilerplate = shared.lines.iter().map(|places| copies.boilerplate(places)).collect();
    let clusters = copies.clusters(shared);
    Duplicates { pairs: copies.pairs(shared), limits: limits(&passages, apart), clusters, passages, boilerplate }
}

impl Shared {
    /// The words inside the places of a group that have no partner in any other of its places, in order.
    fn gaps(&self, group: &Group) -> Vec<Stretch> {
        let mut runs: Vec<Stretch> = Vec::new();
        for pair in &group.pairs {
            if let Ok(at) = self.pairs.binary_search_by_key(pair, |shared| (shared.a, shared.b)) {
                runs.extend(self.pairs[at].runs.a.iter().chain(&self.pairs[at].runs.b));
            }
        }
        runs.sort_unstable();
        let mut gaps = Vec::new();
        for &place in &group.places {
            let first = runs.partition_point(|run| run.document < place.document);
            let own = runs[first..].iter().take_while(|run| run.document == place.document && run.start < place.end);
            let mut reached = None;
            for run in own.filter(|run| run.end > place.start) {
                // What stands before the first run and behind the last belongs to the edges.
                if let Some(start) = reached.filter(|&start| start < run.start) {
                    gaps.push(Stretch { start, end: run.start, ..place });
                }
                reached = reached.max(Some(run.end));
            }
        }
        gaps
    }
}

/// Carries results from the first of identical documents over to all of them.
struct Copies<'a> {
    documents: &'a [&'a Fingerprint],
    /// Identical documents; the search knows each group as one document.
    groups: &'a [Vec<u32>],
}

impl Copies<'_> {
    fn place(&self, document: u32, start: u32, end: u32) -> Place {
        Place { document, span: self.documents[document as usize].span(start as usize, end as usize) }
    }

    /// Places in all copies, and the most words any of them has.
    fn places(&self, stretches: &[Stretch]) -> (Vec<Place>, u32) {
        let mut places = Vec::new();
        let mut words = 0;
        for stretch in stretches {
            for &document in &self.groups[stretch.document as usize] {
                places.push(self.place(document, stretch.start, stretch.end));
                words = words.max(self.documents[document as usize].words_between(stretch.start as usize, stretch.end as usize));
            }
        }
        places.sort_unstable();
        (places, words)
    }

    fn passage(&self, stretches: &[Stretch], sameness: u16, gaps: &[Stretch]) -> Passage {
        let within_one = stretches.iter().all(|stretch| stretch.document == stretches[0].document);
        let alone = self.groups[stretches[0].document as usize].len() == 1;
        let kind = match within_one && alone {
            true => PassageKind::Repeat,
            false if self.is_quotation(stretches) => PassageKind::Quote,
            false => PassageKind::Copy,
        };
        let (occurrences, words) = self.places(stretches);
        Passage { kind, words, sameness, occurrences, gaps: self.places(gaps).0 }
    }

    /// Whether nearly all words stand in quotation marks in nearly every place: then nobody copied from the other, both quote the same.
    fn is_quotation(&self, stretches: &[Stretch]) -> bool {
        let (mut places, mut quoted) = (0, 0);
        for stretch in stretches {
            for &document in &self.groups[stretch.document as usize] {
                let words = self.documents[document as usize].quoted_between(stretch.start as usize, stretch.end as usize);
                places += 1;
                quoted += usize::from(words * 100 >= stretch.len() * QUOTED_WORDS);
            }
        }
        quoted * 100 >= places * QUOTED_PLACES
    }

    fn boilerplate(&self, stretches: &[Stretch]) -> Boilerplate {
        let (occurrences, words) = self.places(stretches);
        Boilerplate { words, occurrences }
    }

    /// The passages of identical documents: everything between their boilerplate.
    fn whole(&self, group: usize, barriers: &[Stretch], sensitivity: &Sensitivity) -> Vec<Passage> {
        if self.groups[group].len() < 2 {
            return Vec::new();
        }
        let words = self.documents[self.groups[group][0] as usize].len() as u32;
        let parts = between(barriers, words).into_iter().filter(|part| part.len() >= sensitivity.min_words);
        parts.map(|part| self.passage(&[Stretch { document: group as u32, ..part }], 1000, &[])).collect()
    }

    fn clusters(&self, shared: &Shared) -> Vec<Cluster> {
        let identical = self.groups.iter().filter(|group| group.len() > 1);
        let mut found: Vec<Cluster> = identical.map(|group| Cluster { kind: ClusterKind::Identical, documents: group.clone() }).collect();
        let words: Vec<u32> = self.groups.iter().map(|group| self.documents[group[0] as usize].len() as u32).collect();
        let near: Vec<(u32, u32)> =
            shared.pairs.iter().filter(|pair| pair.relation == Relation::Versions).map(|pair| (pair.a, pair.b)).collect();
        for group in clusters::near(&words, &near) {
            let mut documents: Vec<u32> = group.iter().flat_map(|&at| self.groups[at as usize].iter().copied()).collect();
            documents.sort_unstable();
            found.push(Cluster { kind: ClusterKind::Near, documents });
        }
        found.sort_unstable_by(|a, b| (&a.documents, a.kind).cmp(&(&b.documents, b.kind)));
        found
    }

    /// How much of each document stands in each other, by what was aligned of the two. Sorted.
    fn pairs(&self, shared: &Shared) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        for SharedPair { a, b, runs, .. } in shared.pairs.iter().filter(|pair| pair.relation != Relation::Template) {
            let (of_a, of_b) = (&self.groups[*a as usize], &self.groups[*b as usize]);
            let all = of_a.len() * of_b.len() <= MAX_LISTED_PAIRS;
            for &first in &of_a[..if all { of_a.len() } else { 1 }] {
                for &second in &of_b[..if all { of_b.len() } else { 1 }] {
                    let barriers = [&shared.barriers[*a as usize], &shared.barriers[*b as usize]];
                    let (x, y) = (self.side(first, &runs.a, barriers[0]), self.side(second, &runs.b, barriers[1]));
                    let sameness = runs.sameness();
                    pairs.push(if first < second { Pair { a: x, b: y, sameness } } else { Pair { a: y, b: x, sameness } });
                }
            }
        }
        for (group, barriers) in self.groups.iter().zip(&shared.barriers).filter(|(group, _)| group.len() > 1) {
            let whole = between(barriers, self.documents[group[0] as usize].len() as u32);
            let firsts = if group.len() <= MAX_LISTED_PAIRS { group.len() } else { 1 };
            for (at, &a) in group[..firsts].iter().enumerate() {
                let side = |document: u32| self.side(document, &whole, barriers);
                pairs.extend(group[at + 1..].iter().map(|&b| Pair { a: side(a), b: side(b), sameness: 1000 }));
            }
        }
        pairs.retain(|pair| !pair.a.runs.is_empty() && !pair.b.runs.is_empty());
        pairs.sort_unstable_by_key(|pair| (pair.a.document, pair.b.document));
        pairs
    }

    fn side(&self, document: u32, runs: &[Stretch], barriers: &[Stretch]) -> PairSide {
        let fingerprint = self.documents[document as usize];
        let run = |run: &Stretch| SharedRun { span: fingerprint.span(run.start as usize, run.end as usize), words: run.len() };
        let words = fingerprint.len() as u32 - total(barriers);
        PairSide { document, words, runs: runs.iter().map(run).collect() }
    }
}

/// The words of a document outside its boilerplate.
fn between(barriers: &[Stretch], words: u32) -> Vec<Stretch> {
    let starts = std::iter::once(0).chain(barriers.iter().map(|line| line.end));
    let ends = barriers.iter().map(|line| line.start).chain([words]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| Stretch { document: 0, start, end }).collect()
}
