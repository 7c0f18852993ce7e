//! From the prints of many documents to what is copied among them.

use super::align::{Match, align};
use super::boilerplate::boilerplate;
use super::candidates::{is_promising, seeds, windows};
use super::index::Index;
use super::prints::Prints;
use super::side::{Bigrams, Side};
use super::stretch::Stretch;
use super::{Boilerplate, Cluster, ClusterKind, Duplicates, Pair, Passage, PassageKind, Place, Sensitivity, clusters, passages};
use crate::text::span::covered;

/// A passage in up to this many documents pairs each with each in [`Duplicates::pairs`]; in more, the first with all.
const MAX_ALL_PAIRS: usize = 48;

/// Finds everything that is copied among `documents`, which the caller gives in a fixed order: the result depends on nothing else.
///
/// Time grows with the words and with what is shared: a text in more than a few dozen documents is aligned with its first version
/// and from each version to the next, not all with all. Memory is about 7 bytes a word beside the prints.
pub fn find(documents: &[&Prints], sensitivity: &Sensitivity) -> Duplicates {
    let identical = clusters::identical(documents);
    let index = Index::new(identical.iter().map(|group| documents[group[0] as usize]).collect());
    let lines = boilerplate(&index);
    let mut barriers: Vec<Vec<Stretch>> = vec![Vec::new(); identical.len()];
    for &line in lines.iter().flatten() {
        barriers[line.document as usize].push(line);
    }
    barriers.iter_mut().for_each(|lines| lines.sort_unstable());
    let Shared { matches, near } = shared(&index, &barriers, sensitivity);
    drop(index);

    let copies = Copies { documents, groups: &identical };
    let mut passages: Vec<Passage> = passages::joined(&matches).iter().map(|places| copies.passage(places)).collect();
    for (group, barriers) in barriers.iter().enumerate() {
        passages.extend(copies.whole(group, barriers, sensitivity));
    }
    passages.sort_unstable_by(|a, b| a.occurrences.cmp(&b.occurrences));
    passages.dedup_by(|a, b| a.occurrences == b.occurrences);
    let boilerplate = lines.iter().map(|places| copies.boilerplate(places)).collect();
    Duplicates { pairs: pairs(&passages), clusters: copies.clusters(&near, identical.len()), passages, boilerplate }
}

/// What the alignment of all candidates found.
struct Shared {
    matches: Vec<Match>,
    near: Vec<(u32, u32)>,
}

/// Aligns every promising pair of documents, and every document with itself.
fn shared(index: &Index, barriers: &[Vec<Stretch>], sensitivity: &Sensitivity) -> Shared {
    let mut shared = Shared { matches: Vec::new(), near: Vec::new() };
    let in_boilerplate = |document: usize, word: u32| {
        let lines = &barriers[document];
        let before = lines.partition_point(|line| line.end <= word);
        lines.get(before).is_some_and(|line| line.start <= word)
    };
    let mut found = Vec::new();
    for document in 0..index.documents.len() {
        seeds(index, document, in_boilerplate, &mut found);
        let a = Side { document: document as u32, prints: index.documents[document], barriers: &barriers[document] };
        let mut bigrams = None;
        for seeds in found.chunk_by(|x, y| x.other == y.other).filter(|seeds| is_promising(seeds)) {
            let other = seeds[0].other as usize;
            let b = Side { document: other as u32, prints: index.documents[other], barriers: &barriers[other] };
            let here = windows(a.document, a.prints.len() as u32, seeds, |seed| seed.here);
            let there = windows(b.document, b.prints.len() as u32, seeds, |seed| seed.there);
            let bigrams = bigrams.get_or_insert_with(|| Bigrams::new(a));
            let matches = align(a, b, bigrams, (&here, &there), sensitivity);
            let own_words = |side: Side| side.prints.len() as u32 - side.barriers.iter().map(|line| line.len()).sum::<u32>();
            if document != other && clusters::is_near(&matches, own_words(a), own_words(b), sensitivity.near_percent) {
                shared.near.push((a.document, b.document));
                shared.matches.extend(whole_versions(a, b, matches));
            } else {
                shared.matches.extend(matches.into_iter().filter(|found| found.score >= sensitivity.min_score));
            }
        }
    }
    shared
}

/// Two versions of one text share one passage, with whatever was added or left out in between; only boilerplate divides it.
fn whole_versions(a: Side, b: Side, mut matches: Vec<Match>) -> Vec<Match> {
    let segment = |found: &Match| (a.segment(found.a.start), b.segment(found.b.start));
    matches.sort_unstable_by_key(|found| (segment(found), *found));
    matches.chunk_by(|x, y| segment(x) == segment(y)).filter_map(|part| part.iter().copied().reduce(Match::cover)).collect()
}

/// Carries results from the first of identical documents over to all of them.
struct Copies<'a> {
    documents: &'a [&'a Prints],
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

    fn passage(&self, stretches: &[Stretch]) -> Passage {
        let within_one = stretches.iter().all(|stretch| stretch.document == stretches[0].document);
        let alone = self.groups[stretches[0].document as usize].len() == 1;
        let kind = if within_one && alone { PassageKind::Repeat } else { PassageKind::Copy };
        let (occurrences, words) = self.places(stretches);
        Passage { kind, words, sameness: 1000, occurrences }
    }

    fn boilerplate(&self, stretches: &[Stretch]) -> Boilerplate {
        let (occurrences, words) = self.places(stretches);
        Boilerplate { words, occurrences }
    }

    /// What identical documents share: all between their boilerplate.
    fn whole(&self, group: usize, barriers: &[Stretch], sensitivity: &Sensitivity) -> Vec<Passage> {
        if self.groups[group].len() < 2 {
            return Vec::new();
        }
        let words = self.documents[self.groups[group][0] as usize].len() as u32;
        let starts = std::iter::once(0).chain(barriers.iter().map(|line| line.end));
        let ends = barriers.iter().map(|line| line.start).chain([words]);
        let parts = starts.zip(ends).filter(|(start, end)| end.saturating_sub(*start) >= sensitivity.min_words);
        parts.map(|(start, end)| self.passage(&[Stretch { document: group as u32, start, end }])).collect()
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
        let firsts = if by_document.len() <= MAX_ALL_PAIRS { by_document.len() } else { 1 };
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
