//! One document as a side of an alignment, and its word pairs.

use super::grow::APART;
use super::prints::Prints;
use super::stretch::Stretch;

/// One side of an alignment.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// Index of the document.
    pub(super) document: u32,
    /// Its words.
    pub(super) prints: &'a Prints,
    /// Its boilerplate, in order: never matched, never crossed.
    pub(super) barriers: &'a [Stretch],
}

impl<'a> Side<'a> {
    /// The words of a stretch, as numbers.
    pub(super) fn words(&self, place: Stretch) -> &'a [u32] {
        &self.prints.words[place.start as usize..place.end as usize]
    }

    /// The word at `at` and the next, unless both are stop words or one is boilerplate.
    pub(super) fn bigram(&self, at: usize) -> Option<(u32, u32)> {
        let prints = self.prints;
        let content = prints.is_content(at) || prints.is_content(at + 1);
        let free = self.segment(at as u32).is_some() && self.segment(at as u32) == self.segment(at as u32 + 1);
        (content && free).then(|| (prints.words[at], prints.words[at + 1]))
    }

    /// Which part between barriers a word is in; none inside a barrier.
    pub(super) fn segment(&self, at: u32) -> Option<usize> {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        self.barriers.get(before).is_none_or(|barrier| at < barrier.start).then_some(before)
    }

    /// The part between barriers that `at` is in.
    pub(super) fn bounds(&self, at: u32) -> (u32, u32) {
        let before = self.barriers.partition_point(|barrier| barrier.end <= at);
        let start = before.checked_sub(1).map_or(0, |last| self.barriers[last].end);
        let end = self.barriers.get(before).map_or(self.prints.len() as u32, |barrier| barrier.start);
        (start, end)
    }

    /// What an equal word is worth when words without partner cost one each.
    pub(super) fn value(&self, at: u32) -> i32 {
        if self.prints.is_content(at as usize) { 3 } else { 1 }
    }
}

/// Places a bigram may have in one document to be looked at: more, and it says nothing about where.
pub(super) const MAX_BIGRAM: usize = 8;

/// Word pairs of one document, to be looked up: where each stands.
pub(super) struct Bigrams {
    /// Open addressing: word + 1, or 0. The word is the first with its bigram.
    slots: Vec<u32>,
    /// The next word with the same bigram, or 0.
    next: Vec<u32>,
}

impl Bigrams {
    /// Indexes all pairs of neighbouring words that are not both stop words.
    pub(super) fn new(side: Side) -> Bigrams {
        let words = side.prints.len();
        let mut bigrams = Bigrams { slots: vec![0; (words * 2).next_power_of_two().max(2)], next: vec![0; words] };
        // From the end, so that chains run forward.
        for at in (0..words.saturating_sub(1)).rev() {
            if let Some(pair) = side.bigram(at) {
                let slot = bigrams.slot(side.prints, pair);
                bigrams.next[at] = bigrams.slots[slot];
                bigrams.slots[slot] = at as u32 + 1;
            }
        }
        bigrams
    }

    fn slot(&self, prints: &Prints, pair: (u32, u32)) -> usize {
        let mask = self.slots.len() - 1;
        let hash = (u64::from(pair.0) << 32 | u64::from(pair.1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut slot = (hash >> 32) as usize & mask;
        while let Some(at) = self.slots[slot].checked_sub(1) {
            if (prints.words[at as usize], prints.words[at as usize + 1]) == pair {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Words where `pair` stands, ascending, at most one more than `MAX_BIGRAM`.
    pub(super) fn places<'s>(&'s self, prints: &Prints, pair: (u32, u32)) -> impl Iterator<Item = u32> + 's {
        self.chain(self.slots[self.slot(prints, pair)]).take(MAX_BIGRAM + 1)
    }

    /// Words after `at` where its bigram stands, the nearest [`APART`](super::grow::APART) of them.
    pub(super) fn places_after(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
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
