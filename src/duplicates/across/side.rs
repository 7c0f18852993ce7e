//! One document as a side of an alignment, and its word pairs.

use super::grow::APART;
use crate::duplicates::stretch::Stretch;
use crate::duplicates::within::fingerprint::Fingerprint;

/// One side of an alignment.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    /// Index of the document.
    pub(crate) document: u32,
    /// Its words.
    pub(crate) fingerprint: &'a Fingerprint,
    /// Its boilerplate, in order: never matched, never crossed.
    pub(crate) barriers: &'a [Stretch],
}

impl<'a> Side<'a> {
    /// The words of a stretch, as numbers.
    pub(crate) fn words(&self, place: Stretch) -> &'a [u32] {
        &self.fingerprint.words[place.start as usize..place.end as usize]
    }

    /// The word at `at` and the next, unless both are stop words or one is boilerplate.
    pub(crate) fn bigram(&self, at: usize) -> Option<(u32, u32)> {
        let fingerprint = self.fingerprint;
        let content = fingerprint.is_content(at) || fingerprint.is_content(at + 1);
        let free = self.segment(at as u32).is_some() && self.segment(at as u32) == self.segment(at as u32 + 1);
        (content && free).then(|| (fingerprint.words[at], fingerprint.words[at + 1]))
    }

    /// Which part between barriers a word is in; none inside a barrier.
    pub(crate) fn segment(&self, at: u32) -> Option<usize> {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        self.barriers.get(before).is_none_or(|barrier| at < barrier.start).then_some(before)
    }

    /// The part between barriers that `at` is in.
    pub(crate) fn bounds(&self, at: u32) -> (u32, u32) {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        let start = before.checked_sub(1).map_or(0, |last| self.barriers[last].end);
        let end = self.barriers.get(before).map_or(self.fingerprint.len() as u32, |barrier| barrier.start);
        (start, end)
    }

    /// The score of an equal word, where words without partner cost one each.
    pub(crate) fn value(&self, at: u32) -> i32 {
        if self.fingerprint.is_content(at as usize) { 3 } else { 1 }
    }
}

/// Places a bigram may have in one document to be looked at: more, and it says nothing about where.
pub(crate) const MAX_BIGRAM: usize = 8;

/// Word pairs of one document, to be looked up: where each stands.
pub(crate) struct Bigrams {
    /// Open addressing: word + 1, or 0. The word is the first with its bigram.
    slots: Vec<u32>,
    /// The next word with the same bigram, or 0.
    next: Vec<u32>,
}

impl Bigrams {
    /// Indexes all pairs of neighbouring words that are not both stop words.
    pub(crate) fn new(side: Side) -> Bigrams {
        let words = side.fingerprint.len();
        let mut bigrams = Bigrams { slots: vec![0; (words * 2).next_power_of_two().max(2)], next: vec![0; words] };
        // From the end, so that chains run forward.
        for at in (0..words.saturating_sub(1)).rev() {
            if let Some(pair) = side.bigram(at) {
                let slot = bigrams.slot(side.fingerprint, pair);
                bigrams.next[at] = bigrams.slots[slot];
                bigrams.slots[slot] = at as u32 + 1;
            }
        }
        bigrams
    }

    fn slot(&self, fingerprint: &Fingerprint, pair: (u32, u32)) -> usize {
        let mask = self.slots.len() - 1;
        let hash = (u64::from(pair.0) << 32 | u64::from(pair.1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (hash >> 32) as usize & mask;
        while let Some(at) = self.slots[slot].checked_sub(1) {
            if (fingerprint.words[at as usize], fingerprint.words[at as usize + 1]) == pair {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Words where `pair` stands, ascending, at most one more than `MAX_BIGRAM`.
    pub(crate) fn places<'s>(&'s self, fingerprint: &Fingerprint, pair: (u32, u32)) -> impl Iterator<Item = u32> + 's {
        self.chain(self.slots[self.slot(fingerprint, pair)]).take(MAX_BIGRAM + 1)
    }

    /// Words after `at` where its bigram stands, the nearest [`APART`](super::grow::APART) of them.
    pub(crate) fn places_after(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        self.chain(self.next[at as usize]).take(APART as usize)
    }

    fn chain(&self, mut link: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::from_fn(move || {
            let at = link.checked_sub(1)?;
            link = self.next[at as usize];
            Some(at)
        })
    }
}
