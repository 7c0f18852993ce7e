//! The search for copies, kept from one run to the next.

use super::align::{Match, align};
use super::boilerplate::{Run, boilerplate, least_documents, recurring_runs};
use super::candidates::{MAX_DOCUMENTS_ALL_PAIRED, Shingle, is_promising, shingles, shingles_before, windows};
use super::index::{Changed, Held, Index};
use super::runs::{Runs, total};
use super::side::{Bigrams, Side};
use super::template::{Relation, is_template};
use super::{clusters, find};
use crate::duplicates::stretch::Stretch;
use crate::duplicates::within::furniture::furniture;
use crate::duplicates::{Duplicates, Fingerprint, Sensitivity};

/// Finds what is copied in a set of documents that changes, again and again: what two documents share is computed once.
///
/// After a document came or went, the work is that of its own words, of the documents that share one of its shingles, and of putting the
/// passages together again, which is linear in what was found. `find` is the same for a set that never changes.
///
/// It keeps what it needs of the documents it saw last: about 11 bytes for each of their words, beside the fingerprints.
#[derive(Clone, Debug)]
pub struct Finder<P> {
    index: Index<P>,
    /// By slot of the index.
    kept: Vec<DocumentState>,
    /// In how many documents a line must be to be boilerplate, and how much alike texts must be: what is kept holds for these.
    least: u32,
    sensitivity: Sensitivity,
}

/// The state of one document.
#[derive(Clone, Debug, Default)]
struct DocumentState {
    /// Its headers and footers.
    furniture: Vec<Vec<Stretch>>,
    /// Its candidates for boilerplate.
    runs: Vec<Run>,
    /// Its boilerplate.
    barriers: Vec<Stretch>,
    /// Its alignments with later documents and with itself, by slot of the other.
    pairs: Vec<Compared>,
}

/// The alignment of two documents. The document numbers in its stretches are out of date.
#[derive(Clone, Debug)]
struct Compared {
    /// Slot of the other document.
    other: u32,
    /// Hash of all that the alignment depends on beside the words.
    basis: u64,
    relation: Relation,
    matches: Vec<Match>,
    /// The words in common; none within one document. Of a template, what is equal between its slots.
    runs: Runs,
}

/// The alignments and boilerplate of an index. Numbers of documents are the index's.
#[derive(Default)]
pub(crate) struct Shared {
    /// Places that say the same, two by two.
    pub(crate) matches: Vec<Match>,
    /// Places that are of one template, two by two.
    pub(crate) templates: Vec<Match>,
    /// Documents that share something, `a < b`, sorted.
    pub(crate) pairs: Vec<SharedPair>,
    /// Lines of boilerplate: the places of each.
    pub(crate) lines: Vec<Vec<Stretch>>,
    /// The boilerplate of each document, in order.
    pub(crate) barriers: Vec<Vec<Stretch>>,
}

/// Two documents that share something.
#[derive(Clone, Debug)]
pub(crate) struct SharedPair {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) relation: Relation,
    pub(crate) runs: Runs,
}

impl<P> Default for Finder<P> {
    fn default() -> Self {
        Finder { index: Index::default(), kept: Vec::new(), least: 0, sensitivity: Sensitivity::STANDARD }
    }
}

impl<P: Held> Finder<P> {
    /// Finds everything that is copied among `documents`, which the caller gives in a fixed order: the result depends on nothing else, not on what was searched before.
    ///
    /// A document that was there before is known by the address of its fingerprint.
    pub fn find(&mut self, documents: &[P], sensitivity: &Sensitivity) -> Duplicates {
        let fingerprints: Vec<&Fingerprint> = documents.iter().map(|fingerprint| &**fingerprint).collect();
        let identical = clusters::identical(&fingerprints);
        // Of identical documents only the first is looked at.
        let different: Vec<P> = identical.iter().map(|group| documents[group[0] as usize].clone()).collect();
        let shared = self.shared(&different, sensitivity);
        find::duplicates(&fingerprints, &identical, &shared, sensitivity)
    }

    fn shared(&mut self, documents: &[P], sensitivity: &Sensitivity) -> Shared {
        let least = least_documents(documents.len());
        let mut changed = self.index.update(documents, MAX_DOCUMENTS_ALL_PAIRED, least);
        if changed.all {
            self.kept.clear();
        }
        self.kept.resize_with(self.index.slots(), DocumentState::default);
        if self.sensitivity != *sensitivity {
            self.sensitivity = *sensitivity;
            changed.shingles.fill(true);
            self.kept.iter_mut().for_each(|kept| kept.pairs.clear());
        }
        if self.least != least {
            self.least = least;
            changed.frequent.fill(true);
        }
        let mut shared = Shared::default();
        self.find_boilerplate(&mut changed.shingles, &changed.frequent, &mut shared);
        self.align_changed(&changed.shingles, &shared.barriers);
        self.align_new(&changed, &shared.barriers);
        for document in 0..self.index.len() {
            let here = document as u32;
            for aligned in &self.kept[self.index.slot(document)].pairs {
                let Some(other) = self.index.document_in(aligned.other as usize) else { continue };
                if here != other && !aligned.matches.is_empty() {
                    let in_document =
                        |runs: &[Stretch], document: u32| runs.iter().map(|run| Stretch { document, ..*run }).collect::<Vec<_>>();
                    let Runs { a, b, equal } = &aligned.runs;
                    let runs = Runs { a: in_document(a, here), b: in_document(b, other), equal: *equal };
                    shared.pairs.push(SharedPair { a: here, b: other, relation: aligned.relation, runs });
                }
                let renumbered =
                    |found: &Match| Match { a: Stretch { document: here, ..found.a }, b: Stretch { document: other, ..found.b }, ..*found };
                let places = if aligned.relation == Relation::Template { &mut shared.templates } else { &mut shared.matches };
                places.extend(aligned.matches.iter().map(renumbered));
            }
        }
        // The order of the slots is that of arrival.
        shared.matches.sort_unstable();
        shared.templates.sort_unstable();
        shared.pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
        shared
    }

    /// Finds the boilerplate again. `changed` gets the documents where it is another than before, and their partners.
    fn find_boilerplate(&mut self, changed: &mut [bool], frequent: &[bool], shared: &mut Shared) {
        let Finder { index, kept, least, .. } = self;
        let mut runs: Vec<Run> = Vec::new();
        for document in 0..index.len() {
            let slot = index.slot(document);
            if frequent[slot] {
                kept[slot].furniture = furniture(index.fingerprint(document));
                kept[slot].runs = recurring_runs(index, document, *least);
            }
            runs.extend(kept[slot].runs.iter().map(|run| run.of(document as u32)));
        }
        shared.lines = boilerplate(index, &runs, *least);
        let furniture = |document: u32| &kept[index.slot(document as usize)].furniture;
        for line in &mut shared.lines {
            line.retain(|place| {
                furniture(place.document).iter().flatten().all(|other| place.end <= other.start || other.end <= place.start)
            });
        }
        shared.lines.retain(|line| line.len() > 1);
        for document in 0..index.len() as u32 {
            let own = |group: &Vec<Stretch>| group.iter().map(|place| Stretch { document, ..*place }).collect();
            shared.lines.extend(furniture(document).iter().map(own));
        }
        shared.lines.sort_unstable();
        shared.barriers = vec![Vec::new(); index.len()];
        for &line in shared.lines.iter().flatten() {
            shared.barriers[line.document as usize].push(line);
        }
        let mut moved = vec![false; changed.len()];
        for (document, barriers) in shared.barriers.iter_mut().enumerate() {
            barriers.sort_unstable();
            let slot = index.slot(document);
            let same = |(x, y): (&Stretch, &Stretch)| (x.start, x.end) == (y.start, y.end);
            if barriers.len() != kept[slot].barriers.len() || !barriers.iter().zip(&kept[slot].barriers).all(same) {
                moved[slot] = true;
                kept[slot].barriers.clone_from(barriers);
            }
        }
        for (slot, kept) in kept.iter().enumerate() {
            changed[slot] |= moved[slot] || kept.pairs.iter().any(|aligned| moved[aligned.other as usize]);
        }
    }

    /// Aligns every promising pair of documents whose shingles or boilerplate changed, and every such document with itself.
    fn align_changed(&mut self, changed: &[bool], barriers: &[Vec<Stretch>]) {
        let Finder { index, kept, sensitivity, .. } = self;
        let side =
            |document: usize| Side { document: document as u32, fingerprint: index.fingerprint(document), barriers: &barriers[document] };
        let mut found = Vec::new();
        for document in (0..index.len()).filter(|&document| changed[index.slot(document)]) {
            let a = side(document);
            shingles(index, document, |word| a.segment(word).is_none(), &mut found);
            // What was known of documents that went stays unused: their slots are never given again.
            let mut before = std::mem::take(&mut kept[index.slot(document)].pairs);
            let mut bigrams = None;
            let promising = found.chunk_by(|x, y| x.other == y.other).filter(|shingles| is_promising(shingles));
            let pairs = promising.map(|shingles| {
                let b = side(shingles[0].other as usize);
                let other = index.slot(b.document as usize) as u32;
                let basis = basis(shingles, a, b);
                let known = before.binary_search_by_key(&other, |aligned| aligned.other).ok().map(|at| &mut before[at]);
                if let Some(known) = known.filter(|known| known.basis == basis) {
                    let (matches, runs) = (std::mem::take(&mut known.matches), std::mem::take(&mut known.runs));
                    return Compared { matches, runs, ..*known };
                }
                let bigrams = bigrams.get_or_insert_with(|| Bigrams::new(a));
                let (matches, runs, relation) = compared(a, b, bigrams, shingles, sensitivity);
                Compared { other, basis, relation, matches, runs }
            });
            let mut pairs: Vec<Compared> = pairs.collect();
            pairs.sort_unstable_by_key(|aligned| aligned.other);
            kept[index.slot(document)].pairs = pairs;
        }
    }

    /// Aligns new documents with earlier ones that have not changed.
    fn align_new(&mut self, changed: &Changed, barriers: &[Vec<Stretch>]) {
        let Finder { index, kept, sensitivity, .. } = self;
        let side =
            |document: u32| Side { document, fingerprint: index.fingerprint(document as usize), barriers: &barriers[document as usize] };
        let mut found = Vec::new();
        for &document in &changed.new {
            let b = side(document);
            shingles_before(index, document as usize, |earlier, word| side(earlier).segment(word).is_none(), &mut found);
            for with in found.chunk_by(|x, y| x.0 == y.0) {
                let slot = index.slot(with[0].0 as usize);
                let shingles: Vec<Shingle> = with.iter().map(|(_, shingle)| *shingle).collect();
                if changed.shingles[slot] || !is_promising(&shingles) {
                    continue;
                }
                let a = side(with[0].0);
                let (matches, runs, relation) = compared(a, b, &Bigrams::new(a), &shingles, sensitivity);
                // New slots are the last: the order stays.
                let other = index.slot(document as usize) as u32;
                kept[slot].pairs.push(Compared { other, basis: basis(&shingles, a, b), relation, matches, runs });
            }
        }
    }
}

/// Share of one of two documents, in hundredths, that is no coincidence however short it is.
const HALF: u32 = 50;

/// Compares two documents (or one with itself): the texts that both have, the words in common, and how they belong together.
fn compared(a: Side, b: Side, bigrams: &Bigrams, shingles: &[Shingle], sensitivity: &Sensitivity) -> (Vec<Match>, Runs, Relation) {
    let here = windows(a.document, a.fingerprint.len() as u32, shingles, |shingle| shingle.here);
    let there = windows(b.document, b.fingerprint.len() as u32, shingles, |shingle| shingle.there);
    let mut found = align(a, b, bigrams, (&here, &there), sensitivity);
    let (mut runs, mut near, mut half) = (Runs::default(), false, false);
    if a.document != b.document {
        runs = Runs::new(a, b, &found, shingles);
        let own_words = |side: Side| side.fingerprint.len() as u32 - total(side.barriers);
        let is_part = |runs: &[Stretch], side: Side, percent: u32| total(runs) * 100 >= own_words(side) * percent;
        near = clusters::is_near(&found, own_words(a), own_words(b), sensitivity.near_percent)
            && u32::from(runs.sameness()) >= sensitivity.near_sameness_percent * 10;
        half = is_part(&runs.a, a, HALF) || is_part(&runs.b, b, HALF);
    }
    if !near && !half {
        let before = found.len();
        found.retain(|aligned| aligned.found.score >= sensitivity.min_score);
        if a.document != b.document && found.len() < before {
            runs = Runs::new(a, b, &found, shingles);
        }
    }
    let mut relation = if near { Relation::Versions } else { Relation::Shares };
    if near && is_template(a, b, &found, (&runs.a, &runs.b)) {
        relation = Relation::Template;
        runs = Runs::between_slots(a, b, &found);
    }
    let mut matches: Vec<Match> = found.into_iter().map(|aligned| aligned.found).collect();
    if near {
        matches = whole_versions(a, b, matches);
    }
    for found in &mut matches {
        let longer = found.a.len().max(found.b.len());
        // The alignment passes over single words, and its edges move to those of sentences.
        found.matched = if a.words(found.a) == b.words(found.b) { longer } else { found.matched.min(longer - 1) };
    }
    matches.shrink_to_fit();
    (matches, runs, relation)
}

/// Two versions of one text share one passage, with whatever was added or left out in between; only boilerplate divides it.
fn whole_versions(a: Side, b: Side, mut matches: Vec<Match>) -> Vec<Match> {
    let segment = |found: &Match| (a.segment(found.a.start), b.segment(found.b.start));
    matches.sort_unstable_by_key(|found| (segment(found), *found));
    matches.chunk_by(|x, y| segment(x) == segment(y)).filter_map(|part| part.iter().copied().reduce(Match::cover)).collect()
}

/// Hash of everything that the alignment of two documents depends on beside their words.
fn basis(shingles: &[Shingle], a: Side, b: Side) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut add = |x: u32, y: u32| hash.update(&(u64::from(x) << 32 | u64::from(y)).to_le_bytes());
    for shingle in shingles {
        add(shingle.here, shingle.there << 1 | u32::from(shingle.rare));
    }
    for side in [a, b] {
        add(u32::MAX, 0);
        side.barriers.iter().for_each(|line| add(line.start, line.end));
    }
    hash.digest()
}
