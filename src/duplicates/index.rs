//! Which runs of four words stand in more than one place.

use super::prints::Prints;

/// Words in a seed. Three would meet by chance too often; five miss texts with every third word changed.
pub(super) const GRAM: usize = 4;
/// Places of one seed that are kept in one document. The rest of a text that repeats itself thousands of times adds nothing.
const MAX_IN_DOCUMENT: usize = 8;
/// Places that a seed with a single word of content may have; more, and it is a formula.
const MAX_WEAK: usize = 4;
/// Words sorted at a time: bounds what sorting needs beside the index itself to 8 MB.
const SLICE_WORDS: usize = 1 << 20;
/// "Stands in no list."
const NONE: u32 = u32::MAX;

/// The repeated seeds of a set of documents. Positions count words through all documents, one after the other.
pub(super) struct Index<'p> {
    /// The documents, each with different words.
    pub(super) documents: Vec<&'p Prints>,
    /// Position of each document's first word, and the end of all.
    bases: Vec<u32>,
    /// The list each position stands in, or `NONE`.
    list_of: Vec<u32>,
    /// Positions, list after list, ascending in each.
    positions: Vec<u32>,
    /// Where each list starts in `positions`, and the end of all.
    starts: Vec<u32>,
    /// In how many documents each list has places.
    spread: Vec<u32>,
}

impl<'p> Index<'p> {
    /// Sorts all seeds, in slices of the hash space so that memory stays bounded. O(n log n) in words.
    pub(super) fn new(documents: Vec<&'p Prints>) -> Index<'p> {
        let mut bases = vec![0];
        for prints in &documents {
            bases.push(bases[bases.len() - 1] + prints.len() as u32);
        }
        let total = bases[documents.len()] as usize;
        let mut index = Index { documents, bases, list_of: vec![NONE; total], positions: Vec::new(), starts: vec![0], spread: Vec::new() };
        let slices = (total / SLICE_WORDS + 1).next_power_of_two();
        let mut seeds: Vec<u64> = Vec::with_capacity(total.min(SLICE_WORDS * 5 / 4));
        for slice in 0..slices as u64 {
            seeds.clear();
            for (document, prints) in index.documents.iter().enumerate() {
                let base = index.bases[document] as usize;
                for at in 0..prints.len().saturating_sub(GRAM - 1) {
                    if let Some(key) = seed(prints, at).filter(|key| key >> 32 & (slices as u64 - 1) == slice) {
                        seeds.push(key << 32 | (base + at) as u64);
                    }
                }
            }
            seeds.sort_unstable();
            for run in seeds.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
                // A run with one word of content is a formula unless it is rare.
                if run.len() > MAX_WEAK && index.is_weak(run[0] as u32) {
                    continue;
                }
                index.add_list(run.iter().map(|&seed| seed as u32));
            }
        }
        index
    }

    fn add_list(&mut self, places: impl Iterator<Item = u32>) {
        let list = self.spread.len() as u32;
        let (mut spread, mut document_end, mut in_document) = (0, 0, 0);
        for position in places {
            if position >= document_end {
                document_end = self.bases[self.document_of(position) + 1];
                spread += 1;
                in_document = 0;
            }
            in_document += 1;
            if in_document <= MAX_IN_DOCUMENT {
                self.positions.push(position);
                self.list_of[position as usize] = list;
            }
        }
        self.spread.push(spread);
        self.starts.push(self.positions.len() as u32);
    }

    /// Whether the seed at a position has a single word that is no stop word.
    fn is_weak(&self, position: u32) -> bool {
        let document = self.document_of(position);
        let at = self.word_of(document, position) as usize;
        (at..at + GRAM).filter(|&at| self.documents[document].is_content(at)).count() < 2
    }

    /// The document a position is in.
    pub(super) fn document_of(&self, position: u32) -> usize {
        self.bases.partition_point(|&base| base <= position) - 1
    }

    /// The word of its document a position is at.
    pub(super) fn word_of(&self, document: usize, position: u32) -> u32 {
        position - self.bases[document]
    }

    /// The list that word `at` of a document starts a seed of.
    pub(super) fn list_at(&self, document: usize, at: usize) -> Option<u32> {
        Some(self.list_of[self.bases[document] as usize + at]).filter(|&list| list != NONE)
    }

    /// Positions of a list, ascending.
    pub(super) fn places(&self, list: u32) -> &[u32] {
        &self.positions[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// In how many documents a list has places.
    pub(super) fn spread(&self, list: u32) -> u32 {
        self.spread[list as usize]
    }

    /// The position of word `at` of a document.
    pub(super) fn position(&self, document: usize, at: usize) -> u32 {
        self.bases[document] + at as u32
    }
}

/// Hash of the four words from `at` on; none where they say too little: all stop words, or two that alternate.
fn seed(prints: &Prints, at: usize) -> Option<u64> {
    let words: &[u32; GRAM] = prints.words[at..].first_chunk()?;
    let content = (at..at + GRAM).filter(|&at| prints.is_content(at)).count();
    let [a, b, c, d] = *words;
    if content < 1 || (a == c && b == d) {
        return None;
    }
    let mut hash = 0x9e37_79b9_7f4a_7c15_u64;
    for word in [a, b, c, d] {
        hash = (hash ^ u64::from(word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::prints;
    use crate::text::Layout;

    fn lists(texts: &[&str]) -> Vec<Vec<u32>> {
        let all: Vec<Prints> = texts.iter().map(|text| prints(text, &Layout::new(text))).collect();
        let index = Index::new(all.iter().collect());
        let mut lists: Vec<Vec<u32>> = (0..index.spread.len() as u32).map(|list| index.places(list).to_vec()).collect();
        lists.sort();
        lists
    }

    #[test]
    fn shared_runs_of_four_words_are_listed() {
        assert_eq!(lists(&["red apples grow on tall trees", "in gardens red apples grow on walls"]), [[0, 8]]);
    }

    #[test]
    fn runs_without_content_are_not() {
        assert!(lists(&["it was of the same", "and it was of the same"]).is_empty());
    }

    #[test]
    fn one_word_over_and_over_is_no_seed() {
        assert!(lists(&[&"Iran ".repeat(1000)]).is_empty());
        assert_eq!(lists(&[&"Iran and Russia ".repeat(1000)]).iter().map(Vec::len).max(), Some(MAX_IN_DOCUMENT));
    }
}
