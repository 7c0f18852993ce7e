//! From the fingerprints of many documents to what is copied among them.

use super::finder::Shared;
use super::limits::limits;
use super::{clusters, passages};
use crate::duplicates::stretch::Stretch;
use crate::duplicates::within::fingerprint::Fingerprint;
use crate::duplicates::{Boilerplate, Cluster, ClusterKind, Duplicates, Pair, Passage, PassageKind, Place, Sensitivity};
use crate::text::span::covered;

/// A passage in up to this many documents pairs each with each in [`Duplicates::pairs`]; in more, the first with all.
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
    let mut passages: Vec<Passage> = groups.iter().map(|group| copies.passage(&group.places, group.sameness)).collect();
    for (group, barriers) in shared.barriers.iter().enumerate() {
        passages.extend(copies.whole(group, barriers, sensitivity));
    }
    passages.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    passages.dedup_by(|a, b| a.occurrences == b.occurrences);
    let boilerplate = shared.lines.iter().map(|places| copies.boilerplate(places)).collect();
    let clusters = copies.clusters(&shared.near, identical.len());
    Duplicates { pairs: pairs(&passages), limits: limits(&passages, apart), clusters, passages, boilerplate }
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

    fn passage(&self, stretches: &[Stretch], sameness: u16) -> Passage {
        let within_one = stretches.iter().all(|stretch| stretch.document == stretches[0].document);
        let alone = self.groups[stretches[0].document as usize].len() == 1;
        let kind = match within_one && alone {
            true => PassageKind::Repeat,
            false if self.is_quotation(stretches) => PassageKind::Quote,
            false => PassageKind::Copy,
        };
        let (occurrences, words) = self.places(stretches);
        Passage { kind, words, sameness, occurrences }
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
        let starts = std::iter::once(0).chain(barriers.iter().map(|line| line.end));
        let ends = barriers.iter().map(|line| line.start).chain([words]);
        let parts = starts.zip(ends).filter(|(start, end)| end.saturating_sub(*start) >= sensitivity.min_words);
        parts.map(|(start, end)| self.passage(&[Stretch { document: group as u32, start, end }], 1000)).collect()
    }

    fn clusters(&self, near: &[(u32, u32)], groups: usize) -> Vec<Cluster> {
        let identical = self.groups.iter().filter(|group| group.len() > 1);
        let mut found: Vec<Cluster> = identical.map(|group| Cluster { kind: ClusterKind::Identical, documents: group.clone() }).collect();
        for group in clusters::near(groups, near) {
            let mut documents: Vec<u32> = group.iter().flat_map(|&at| self.groups[at as usize].iter().copied()).collect();
            documents.sort_unstable();
            found.push(Cluster { kind: ClusterKind::Near, documents });
        }
        found.sort_unstable_by(|a, b| (&a.documents, a.kind).cmp(&(&b.documents, b.kind)));
        found
    }
}

/// How much of each document stands in passages with each other. Sorted; a passage in very many documents pairs the first with all.
pub fn pairs(passages: &[Passage]) -> Vec<Pair> {
    // One entry for each place in a passage that another document has too.
    let mut shared: Vec<(u32, u32, Place)> = Vec::new();
    for passage in passages {
        let by_document: Vec<&[Place]> = passage.occurrences.chunk_by(|x, y| x.document == y.document).collect();
        let firsts = if by_document.len() <= MAX_LISTED_PAIRS { by_document.len() } else { 1 };
        for (at, a) in by_document[..firsts].iter().enumerate() {
            for b in &by_document[at + 1..] {
                let pair = (a[0].document, b[0].document);
                shared.extend(a.iter().chain(b.iter()).map(|&place| (pair.0, pair.1, place)));
            }
        }
    }
    shared.sort_unstable();
    let pairs = shared.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1));
    pairs
        .map(|places| {
            let (a, b) = (places[0].0, places[0].1);
            let bytes =
                |document: u32| covered(places.iter().filter(|place| place.2.document == document).map(|place| place.2.span)) as u32;
            Pair { a, b, a_bytes: bytes(a), b_bytes: bytes(b) }
        })
        .collect()
}
