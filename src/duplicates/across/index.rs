//! Which runs of four words stand in more than one place, kept up to date while documents come and go.

use std::collections::HashMap;
use std::ops::Deref;

use super::lists::Lists;
use super::lookup::Lookup;
use crate::duplicates::within::fingerprint::{Fingerprint, NOTHING};

/// Words in a shingle. Three would meet by chance too often; five miss texts with every third word changed.
pub(crate) const GRAM: usize = 4;
/// Places of one shingle that are kept in one document. The rest of a text that repeats itself thousands of times adds nothing.
pub(crate) const MAX_IN_DOCUMENT: usize = 8;
/// Places that a shingle with a single word of content may have; more, and it is a formula.
const MAX_WEAK: usize = 4;
/// Words sorted at a time: bounds what sorting needs beside the index itself to 8 MB.
const SLICE_WORDS: usize = 1 << 20;
/// Share of the words that may come and go before everything is sorted anew: adding shingle by shingle costs about five times as much a word.
const REBUILD: usize = 8;

/// Bits of a shingle's hash. Shingles with the same hash are taken for the same: of five million different ones some five thousand
/// are, and no decision hangs on one shingle.
const HASH_BITS: u32 = 31;
/// State of a word: it starts no shingle that is kept, …
const NONE: u32 = u32::MAX;
/// … or one that stands nowhere else, with its hash; anything else is the number of a list.
const ALONE: u32 = 1 << HASH_BITS;

/// Positions in a block; see [`Index::blocks`].
const BLOCK: u32 = 1 << 8;

/// How the fingerprint of a document are held: borrowed, or shared. Its address stays the same as long as it is.
pub trait Held: Deref<Target = Fingerprint> + Clone {}

impl<P: Deref<Target = Fingerprint> + Clone> Held for P {}

/// The repeated shingles of documents that come and go. `P` is how a document's fingerprint are held.
///
/// Documents are numbered by their order, from 0, and the numbers shift when one comes or goes. Inside, each has a **slot** for as
/// long as it stays. **Positions** count words through all slots, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Index<P> {
    slots: Vec<Slot<P>>,
    /// The slot of each document.
    order: Vec<u32>,
    /// For every 256th position the slot it is in.
    blocks: Vec<u32>,
    lists: Lists,
    /// Made when the first document is added to others: who never does pays nothing for it.
    lookup: Option<Lookup>,
}

/// A document, or what is left when it went.
#[derive(Clone, Debug)]
struct Slot<P> {
    /// None when it went.
    fingerprint: Option<P>,
    /// Its number.
    document: u32,
    /// Position of its first word.
    base: u32,
    /// How many it has, or had.
    words: u32,
    /// The state of each of its words: `NONE`, `ALONE` with a hash, or a list.
    starts: Box<[u32]>,
}

/// The effect of an update.
pub(crate) struct Changed {
    /// Everything is new: slots have other documents than before.
    pub(crate) all: bool,
    /// For each slot, whether the shingles that its document shares with later ones may have changed, those shared with new documents left out.
    pub(crate) shingles: Vec<bool>,
    /// For each slot, whether its document has a shingle that came to be in so many documents that it is frequent, or is no longer.
    pub(crate) frequent: Vec<bool>,
    /// Documents that are new.
    pub(crate) new: Vec<u32>,
}

impl<P> Default for Index<P> {
    fn default() -> Self {
        Index { slots: Vec::new(), order: Vec::new(), blocks: Vec::new(), lists: Lists::default(), lookup: None }
    }
}

impl<P: Held> Index<P> {
    /// Makes these the documents, in this order; each must have words, and words different from the others'. What is there already is known by its address.
    ///
    /// The work is that of the documents that came and went, unless they are many or the others changed their order. `common` is how many documents may share a shingle before their
    /// partners are picked, `frequent` from how many on it may be boilerplate.
    pub(crate) fn update(&mut self, documents: &[P], common: u32, frequent: u32) -> Changed {
        let address = |fingerprint: &P| std::ptr::from_ref::<Fingerprint>(fingerprint) as usize;
        let mut known: HashMap<usize, u32> = HashMap::new();
        for &slot in &self.order {
            known.extend(self.slots[slot as usize].fingerprint.as_ref().map(|fingerprint| (address(fingerprint), slot)));
        }
        // Those that stay, in the order they had; what changed its order goes and comes again.
        let mut last = None;
        let stays: Vec<Option<u32>> = documents
            .iter()
            .map(|fingerprint| {
                let slot = *known.get(&address(fingerprint))?;
                let before = Some(self.slots[slot as usize].document);
                (before > last).then(|| {
                    last = before;
                    known.remove(&address(fingerprint));
                    slot
                })
            })
            .collect();
        let mut gone: Vec<u32> = known.into_values().collect();
        gone.sort_unstable();
        let words = |slot: u32| self.slots[slot as usize].starts.len();
        let gone_words: usize = gone.iter().map(|&slot| words(slot)).sum();
        let new_words: usize =
            documents.iter().zip(&stays).filter(|(_, slot)| slot.is_none()).map(|(fingerprint, _)| fingerprint.len()).sum();
        let total: usize = documents.iter().map(|fingerprint| fingerprint.len()).sum();
        let room = u32::MAX as usize - 1 - self.end() as usize;
        if (gone_words + new_words) * REBUILD > total || self.end() as usize > total * 2 || new_words > room {
            self.build(documents);
            let all = vec![true; self.slots.len()];
            return Changed { all: true, shingles: all.clone(), frequent: all, new: Vec::new() };
        }
        let none = vec![false; self.slots.len()];
        let changed = Changed { all: false, shingles: none.clone(), frequent: none, new: Vec::new() };
        let mut update = Update { changed, common, frequent };
        if (!gone.is_empty() || new_words > 0) && self.lookup.as_ref().is_none_or(Lookup::is_old) {
            self.lookup = Some(self.new_lookup());
        }
        gone.into_iter().for_each(|slot| self.remove(slot, &mut update));
        self.order = stays.iter().map(|slot| slot.unwrap_or(u32::MAX)).collect();
        for (document, slot) in stays.iter().enumerate() {
            if let Some(slot) = slot {
                self.slots[*slot as usize].document = document as u32;
            }
        }
        for (document, fingerprint) in documents.iter().enumerate().filter(|(document, _)| stays[*document].is_none()) {
            self.insert(document as u32, fingerprint, &mut update);
        }
        update.changed
    }

    /// Forgets everything and sorts all shingles, in slices of the space of their hashes so that memory stays bounded. O(n log n) in words.
    fn build(&mut self, documents: &[P]) {
        *self = Index::default();
        for (document, fingerprint) in documents.iter().enumerate() {
            let shingles = (0..fingerprint.len()).map(|at| shingle(fingerprint, at).map_or(NONE, |hash| ALONE | hash)).collect();
            self.add_slot(document as u32, fingerprint.clone(), shingles);
            self.order.push(document as u32);
        }
        let total = self.end() as usize;
        let slices = (total / SLICE_WORDS + 1) as u64;
        let mut shingles: Vec<u64> = Vec::with_capacity(total.min(SLICE_WORDS * 9 / 8));
        for slice in 0..slices {
            let border = |slice: u64| ALONE | ((slice << HASH_BITS) / slices) as u32;
            let (from, to) = (border(slice), if slice + 1 == slices { NONE } else { border(slice + 1) });
            shingles.clear();
            for slot in &self.slots {
                let here = |&(_, &word): &(usize, &u32)| from <= word && word < to;
                shingles.extend(
                    slot.starts.iter().enumerate().filter(here).map(|(at, &word)| u64::from(word) << 32 | u64::from(slot.base + at as u32)),
                );
            }
            shingles.sort_unstable();
            for run in shingles.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
                self.add_list((run[0] >> 32) as u32 & !ALONE, run);
            }
        }
        self.lists.shrink();
    }

    /// Makes a list of places in the lower halves of `run`.
    fn add_list(&mut self, hash: u32, run: &[u64]) {
        let (mut end, mut in_document, mut documents) = (0, 0, 0);
        // Looked up once: the slots of a list are all over the memory.
        let mut kept = Vec::with_capacity(run.len());
        for position in run.iter().map(|&shingle| shingle as u32) {
            if position >= end {
                let slot = &self.slots[self.slot_of(position)];
                end = slot.base + slot.words;
                in_document = 0;
                documents += 1;
            }
            in_document += 1;
            if in_document <= MAX_IN_DOCUMENT {
                kept.push(position);
            } else {
                self.set(position, NONE);
            }
        }
        let list = self.lists.add(hash, kept.iter().copied());
        kept.iter().for_each(|&position| self.set(position, list));
        self.set_documents(list, documents);
    }

    fn add_slot(&mut self, document: u32, fingerprint: P, starts: Box<[u32]>) {
        let base = self.end();
        let words = starts.len() as u32;
        while (self.blocks.len() as u32) * BLOCK < base + words {
            self.blocks.push(self.slots.len() as u32);
        }
        self.slots.push(Slot { fingerprint: Some(fingerprint), document, base, words, starts });
    }

    /// Adds a document, shingle by shingle.
    fn insert(&mut self, document: u32, fingerprint: &P, update: &mut Update) {
        let base = self.end();
        let mut lookup = self.lookup.take().unwrap_or_else(|| self.new_lookup());
        self.order[document as usize] = self.slots.len() as u32;
        self.add_slot(document, fingerprint.clone(), vec![NONE; fingerprint.len()].into());
        update.changed.new.push(document);
        update.changed.shingles.push(true);
        update.changed.frequent.push(true);
        for at in 0..fingerprint.len() {
            let Some(hash) = shingle(fingerprint, at) else { continue };
            let position = base + at as u32;
            let Some(other) = lookup.get(hash, |place| self.hash_at(place) == Some(hash)) else {
                lookup.insert(hash, position);
                self.set(position, ALONE | hash);
                continue;
            };
            let there = self.get(other);
            if there & ALONE != 0 {
                let (first, second) = if self.key(other) < self.key(position) { (other, position) } else { (position, other) };
                let list = self.lists.add(hash, [first, second].into_iter());
                [first, second].into_iter().for_each(|position| self.set(position, list));
                self.set_documents(list, 1 + u32::from(self.slot_of(first) != self.slot_of(second)));
                continue;
            }
            let places = self.lists.places(there);
            let after = places.partition_point(|&place| self.key(place) < self.key(position));
            if places[..after].iter().rev().take(MAX_IN_DOCUMENT).filter(|&&place| place >= base).count() == MAX_IN_DOCUMENT {
                continue;
            }
            let before = self.lists.spread(there);
            self.lists.insert(there, after, position);
            self.set(position, there);
            self.set_documents(there, self.lists.documents(there) + u32::from(self.is_only(there, after)));
            update.list(self, there, after, before);
        }
        self.lookup = Some(lookup);
    }

    /// Takes a document out, shingle by shingle.
    fn remove(&mut self, slot: u32, update: &mut Update) {
        let mut lookup = self.lookup.take().unwrap_or_else(|| self.new_lookup());
        let base = self.slots[slot as usize].base;
        for at in 0..self.slots[slot as usize].starts.len() {
            let position = base + at as u32;
            let there = self.get(position);
            if there == NONE {
                continue;
            }
            if there & ALONE != 0 {
                lookup.replace(there & !ALONE, position, None);
                continue;
            }
            let before = self.lists.spread(there);
            let places = self.lists.places(there);
            let own = places.partition_point(|&place| self.key(place) < self.key(position));
            let left = self.lists.documents(there) - u32::from(self.is_only(there, own));
            self.lists.take(there, own);
            let hash = self.lists.hash(there);
            match *self.lists.places(there) {
                [only] => {
                    self.set(only, ALONE | hash);
                    lookup.replace(hash, position, Some(only));
                    self.lists.end(there);
                }
                [first, ..] => {
                    lookup.replace(hash, position, Some(first));
                    self.set_documents(there, left);
                    update.list(self, there, own, before);
                }
                [] => {}
            }
        }
        let slot = &mut self.slots[slot as usize];
        slot.fingerprint = None;
        slot.starts = Box::default();
        self.lookup = Some(lookup);
    }

    fn new_lookup(&self) -> Lookup {
        Lookup::new(HASH_BITS, || {
            let alone = self.slots.iter().flat_map(|slot| {
                let shingles = slot.starts.iter().enumerate().filter(|(_, word)| **word & ALONE != 0 && **word != NONE);
                shingles.map(|(at, word)| (*word & !ALONE, slot.base + at as u32))
            });
            alone.chain(self.lists.all().map(|list| (self.lists.hash(list), self.lists.places(list)[0])))
        })
    }

    /// Notes that a list whose places changed is in so many documents. A shingle with a single word of content is a formula unless it is rare.
    fn set_documents(&mut self, list: u32, documents: u32) {
        let places = self.lists.places(list);
        let formula = places.len() > MAX_WEAK && self.is_weak(places[0]);
        self.lists.set_documents(list, documents, formula);
    }

    /// Whether the place at `at` in a list is the only one of its document there.
    fn is_only(&self, list: u32, at: usize) -> bool {
        let places = self.lists.places(list);
        let slot = |at: usize| places.get(at).map(|&place| self.slot_of(place));
        slot(at.wrapping_sub(1)) != slot(at) && slot(at + 1) != slot(at)
    }

    /// Whether the shingle at a position has a single word that is no stop word.
    fn is_weak(&self, position: u32) -> bool {
        let slot = &self.slots[self.slot_of(position)];
        let at = (position - slot.base) as usize;
        slot.fingerprint.as_ref().is_some_and(|fingerprint| (at..at + GRAM).filter(|&at| fingerprint.is_content(at)).count() < 2)
    }

    /// The hash of the shingle at a position, if one starts there.
    fn hash_at(&self, position: u32) -> Option<u32> {
        match self.get(position) {
            NONE => None,
            word if word & ALONE != 0 => Some(word & !ALONE),
            list => Some(self.lists.hash(list)),
        }
    }

    fn get(&self, position: u32) -> u32 {
        let slot = &self.slots[self.slot_of(position)];
        slot.starts.get((position - slot.base) as usize).copied().unwrap_or(NONE)
    }

    fn set(&mut self, position: u32, word: u32) {
        let slot = self.slot_of(position);
        let slot = &mut self.slots[slot];
        slot.starts[(position - slot.base) as usize] = word;
    }

    /// The document a position is in, and the word there.
    pub(crate) fn place(&self, position: u32) -> (u32, u32) {
        let slot = &self.slots[self.slot_of(position)];
        (slot.document, position - slot.base)
    }

    /// Sorts positions by their documents, then words.
    fn key(&self, position: u32) -> (u32, u32) {
        (self.slots[self.slot_of(position)].document, position)
    }

    fn slot_of(&self, position: u32) -> usize {
        let block = (position / BLOCK) as usize;
        let from = self.blocks[block] as usize;
        // Mostly one or two slots, unless documents are very short.
        let to = self.blocks.get(block + 1).map_or(self.slots.len(), |&slot| slot as usize + 1);
        from + self.slots[from..to].partition_point(|slot| slot.base <= position) - 1
    }

    /// The position after the last.
    fn end(&self) -> u32 {
        self.slots.last().map_or(0, |slot| slot.base + slot.words)
    }
}

/// Notes taken during an update.
struct Update {
    changed: Changed,
    common: u32,
    frequent: u32,
}

impl Update {
    /// Notes whom it concerns that a place came to a list or went from it, at `at`. `before` is in how many documents it was.
    ///
    /// In a rare list it concerns nobody else how two documents are paired.
    fn list<P: Held>(&mut self, index: &Index<P>, list: u32, at: usize, before: u32) {
        let (places, now) = (index.lists.places(list), index.lists.spread(list));
        // None, with all, or with the first and the next: how the documents of a list are paired.
        let pairing = |spread: u32| (spread > 0, spread > self.common);
        let shingles = &mut self.changed.shingles;
        if pairing(before) != pairing(now) {
            places.iter().for_each(|&place| shingles[index.slot_of(place)] = true);
        } else if now > self.common {
            let concerned = [0, 1, at.wrapping_sub(1)].into_iter().filter_map(|at| places.get(at));
            concerned.for_each(|&place| shingles[index.slot_of(place)] = true);
        }
        if (before >= self.frequent) != (now >= self.frequent) {
            places.iter().for_each(|&place| self.changed.frequent[index.slot_of(place)] = true);
        }
    }
}

impl<P: Held> Index<P> {
    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// The slot that a document stays in when others come and go.
    pub(crate) fn slot(&self, document: usize) -> usize {
        self.order[document] as usize
    }

    /// The document in a slot, if it is still there.
    pub(crate) fn document_in(&self, slot: usize) -> Option<u32> {
        let slot = &self.slots[slot];
        slot.fingerprint.as_ref().map(|_| slot.document)
    }

    /// How many slots there are.
    pub(crate) fn slots(&self) -> usize {
        self.slots.len()
    }

    /// The words of a document.
    pub(crate) fn fingerprint(&self, document: usize) -> &Fingerprint {
        // Slots that `order` names are taken.
        self.slots[self.order[document] as usize].fingerprint.as_deref().unwrap_or(&NOTHING)
    }

    /// The list that word `at` of a document starts a shingle of.
    pub(crate) fn list_at(&self, document: usize, at: usize) -> Option<u32> {
        let list = self.slots[self.order[document] as usize].starts[at];
        (list & ALONE == 0 && self.lists.spread(list) > 0).then_some(list)
    }

    /// Positions of a list, in the order of documents, then words.
    pub(crate) fn places(&self, list: u32) -> &[u32] {
        self.lists.places(list)
    }

    /// In how many documents a list has places.
    pub(crate) fn spread(&self, list: u32) -> u32 {
        self.lists.spread(list)
    }
}

/// Hash of the four words from `at` on; none where they say too little: all stop words, or two that alternate.
fn shingle(fingerprint: &Fingerprint, at: usize) -> Option<u32> {
    let words: &[u32; GRAM] = fingerprint.words[at..].first_chunk()?;
    let content = (at..at + GRAM).filter(|&at| fingerprint.is_content(at)).count();
    let [a, b, c, d] = *words;
    if content < 1 || (a == c && b == d) {
        return None;
    }
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    for word in [a, b, c, d] {
        hash = (hash ^ u64::from(word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    // One less than all bits, which mean that there is none.
    Some(((hash >> (64 - HASH_BITS)) as u32).min(ALONE - 2))
}

#[cfg(test)]
mod tests;
