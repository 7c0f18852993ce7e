//! An inverted index with one compressed part for each document, so that documents come and go.

use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use super::words::{Word, words};
use crate::corpus::DocumentKey;
use crate::report::Report;

/// The words of all documents of a report.
///
/// A part holds, for each word of its document in the order of their numbers, the bytes at which the word begins: numbers
/// and bytes as differences, in as few bytes as they need. 40 MB of news in 10,000 documents take about half of that.
#[derive(Clone, Debug, Default)]
pub struct Index {
    vocabulary: Vocabulary,
    /// In the order of the report.
    parts: Vec<(DocumentKey, Box<[u8]>)>,
    /// An update that is not done.
    update: Option<Update>,
}

/// Documents are being read, some at a time.
#[derive(Clone, Debug)]
struct Update {
    /// Those of the report, in its order.
    keys: Vec<DocumentKey>,
    /// The parts of the first of them.
    parts: Vec<(DocumentKey, Box<[u8]>)>,
    /// Parts that were there before.
    known: BTreeMap<DocumentKey, Box<[u8]>>,
}

impl Index {
    /// Takes in the documents that are new and forgets those that are gone.
    pub fn update(&mut self, report: &Report) {
        self.update_some(report, usize::MAX);
    }

    /// The same, a part of it: new documents are read until they have this many bytes. Returns whether all is done. Until then nothing may be looked up,
    /// and whoever changes the documents says so ([`Index::documents_changed`]).
    pub fn update_some(&mut self, report: &Report, bytes: usize) -> bool {
        let mut update = self.update.take().unwrap_or_else(|| self.begin(report));
        let mut read = 0;
        while let Some(key) = update.keys.get(update.parts.len()) {
            let part = match update.known.remove(key) {
                Some(part) => part,
                None if read >= bytes => {
                    self.update = Some(update);
                    return false;
                }
                None => {
                    let text = report.documents[update.parts.len()].text();
                    read += text.len();
                    part(&mut self.vocabulary, text)
                }
            };
            update.parts.push((key.clone(), part));
        }
        self.parts = update.parts;
        true
    }

    fn begin(&mut self, report: &Report) -> Update {
        let mut known: BTreeMap<DocumentKey, Box<[u8]>> = std::mem::take(&mut self.parts).into_iter().collect();
        let keys: Vec<DocumentKey> = report.documents.iter().map(|document| DocumentKey::of(&document.analysis.document)).collect();
        // No part is left that holds their numbers: the words of what is gone go, too.
        if !keys.iter().any(|key| known.contains_key(key)) {
            self.vocabulary = Vocabulary::default();
            known.clear();
        }
        Update { parts: Vec::with_capacity(keys.len()), keys, known }
    }

    /// Documents came or went: what was read of them is kept for the next update.
    pub fn documents_changed(&mut self) {
        if let Some(Update { parts, known, .. }) = self.update.take() {
            self.parts = parts;
            self.parts.extend(known);
        }
    }

    /// Where words stand in a document: its part is read once for all that are wanted. `wanted` must be sorted.
    pub fn places(&self, document: u32, wanted: &[u32]) -> WordPlaces {
        let mut found = Vec::new();
        let mut wanted = wanted.iter().copied().peekable();
        let Some((_, part)) = self.parts.get(document as usize) else { return WordPlaces(found) };
        let mut reader = Reader(part);
        let mut word = 0;
        while let (Some(step), Some(length)) = (reader.number(), reader.number()) {
            word += step;
            while wanted.peek().is_some_and(|&next| next < word) {
                wanted.next();
            }
            let Some(&next) = wanted.peek() else { break };
            let mut places = reader.take(length as usize);
            if next == word {
                let mut place = 0;
                while let Some(step) = places.number() {
                    place += step;
                    found.push((word, place));
                }
            }
        }
        WordPlaces(found)
    }

    /// The numbers of the words that `is_wanted` says yes to, sorted.
    pub fn numbers(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<u32> {
        (0..self.vocabulary.ends.len() as u32).filter(|&word| is_wanted(self.vocabulary.word(word))).collect()
    }

    /// The number of a word, if any document had it.
    pub fn number(&self, key: &str) -> Option<u32> {
        self.vocabulary.find(key).ok()
    }

    /// Bytes that the index holds, without what allocation adds.
    pub fn bytes(&self) -> usize {
        let parts: usize = self.parts.iter().map(|(key, part)| part.len() + key.id.len() + size_of::<(DocumentKey, Box<[u8]>)>()).sum();
        let words = &self.vocabulary;
        // A hash map is filled to seven eighths at most and holds a byte beside each entry.
        parts + words.letters.len() + words.ends.len() * size_of::<u32>() + words.numbers.capacity() * (size_of::<(u64, u32)>() + 1)
    }
}

/// Where some words stand in one document: the number of the word and the byte at which it begins, sorted.
#[derive(Clone, Debug, Default)]
pub struct WordPlaces(Vec<(u32, u32)>);

impl WordPlaces {
    /// The bytes at which one of these words begins, in order. `words` must be sorted.
    pub fn of(&self, words: &[u32]) -> Vec<u32> {
        let mut found: Vec<u32> = if words.len() < self.0.len() {
            let here = |word: u32| {
                let first = self.0.partition_point(|(known, _)| *known < word);
                self.0[first..].iter().take_while(move |(known, _)| *known == word).map(|(_, place)| *place)
            };
            words.iter().copied().flat_map(here).collect()
        } else {
            // A prefix may stand for more words than the document has.
            self.0.iter().filter(|(known, _)| words.binary_search(known).is_ok()).map(|(_, place)| *place).collect()
        };
        found.sort_unstable(); // of several words
        found.dedup(); // a word, and the pair that begins with it
        found
    }
}

/// The words of one document, compressed.
fn part(vocabulary: &mut Vocabulary, text: &str) -> Box<[u8]> {
    let mut all: Vec<(u32, u32)> = Vec::with_capacity(text.len() / 5);
    // "co-operation" and "coopera-\ntion" are found as "cooperation", too; a chain of more words is not one word.
    let mut chain: Vec<Word> = Vec::new();
    let pair = |chain: &mut Vec<Word>, vocabulary: &mut Vocabulary, all: &mut Vec<(u32, u32)>| {
        if let [a, b] = chain.as_slice() {
            all.push((vocabulary.number(&format!("{}{}", a.key, b.key)), a.span.start() as u32));
        }
        chain.clear();
    };
    for word in words(text) {
        if !word.hyphened {
            pair(&mut chain, vocabulary, &mut all);
        }
        all.push((vocabulary.number(&word.key), word.span.start() as u32));
        chain.push(word);
    }
    pair(&mut chain, vocabulary, &mut all);
    all.sort_unstable();
    let mut bytes = Vec::with_capacity(all.len() * 2);
    let (mut last, mut places) = (0, Vec::new());
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        push(&mut bytes, same[0].0 - last);
        last = same[0].0;
        let mut before = 0;
        places.clear();
        for &(_, place) in same {
            push(&mut places, place - before);
            before = place;
        }
        push(&mut bytes, places.len() as u32);
        bytes.extend_from_slice(&places);
    }
    bytes.into_boxed_slice()
}

/// Every word once, with a number.
#[derive(Clone, Debug, Default)]
struct Vocabulary {
    /// All words without anything between them.
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Numbers by the hash of the word; two words of one hash stand one after the other.
    numbers: HashMap<u64, u32>,
}

impl Vocabulary {
    fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start as usize..self.ends[at] as usize]
    }

    /// The number of a word, or the hash under which it belongs.
    fn find(&self, word: &str) -> Result<u32, u64> {
        let mut hash = xxh3_64(word.as_bytes());
        loop {
            match self.numbers.get(&hash) {
                Some(&number) if self.word(number) == word => return Ok(number),
                Some(_) => hash = hash.wrapping_add(1),
                None => return Err(hash),
            }
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        self.find(word).unwrap_or_else(|hash| {
            let number = self.ends.len() as u32;
            self.letters.push_str(word);
            self.ends.push(self.letters.len() as u32);
            self.numbers.insert(hash, number);
            number
        })
    }
}

/// Writes a number in groups of seven bits, the lowest first.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads what [`push`] wrote.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn take(&mut self, length: usize) -> Reader<'b> {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        Reader(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::{corpus, report};

    fn places(index: &Index, document: u32, word: &str) -> Vec<u32> {
        index.number(word).map_or(Vec::new(), |word| index.places(document, &[word]).of(&[word]))
    }

    #[test]
    fn words_are_found_where_they_begin() {
        let mut index = Index::default();
        index.update(&report(&["Iran and Iran’s co-operation.", "No cooperation."]));
        assert_eq!(places(&index, 0, "iran"), [0, 9]);
        assert_eq!(places(&index, 0, "cooperation"), places(&index, 0, "co"));
        assert_eq!(places(&index, 1, "cooperation"), [3]);
        assert_eq!(places(&index, 1, "iran"), Vec::<u32>::new());
        let starts = index.numbers(|word| word.starts_with("co"));
        assert_eq!(index.places(0, &starts).of(&starts).len(), 1, "the pair and its first word begin at one place");
        let all = index.places(0, &index.numbers(|_| true));
        let and = index.number("and").unwrap();
        assert_eq!((all.of(&[and]), all.of(&starts), all.of(&[])), (vec![5], index.places(0, &starts).of(&starts), vec![]));
        let more: Vec<u32> = (0..100).collect();
        assert_eq!(all.of(&more).len(), 5, "more words than the document has");
    }

    #[test]
    fn far_places_and_many_words_come_back() {
        let text: String = (0..3_000).map(|n| format!("w{n} the ")).collect();
        let mut index = Index::default();
        index.update(&report(&[&text]));
        assert_eq!(places(&index, 0, "the").len(), 3_000);
        assert_eq!(places(&index, 0, "w2999"), [text.rfind("w2999").unwrap() as u32]);
        assert!(index.bytes() < 2 * text.len() + 200_000);
    }

    #[test]
    fn documents_come_and_go() {
        let mut corpus = corpus(&["Alpha one.", "Beta two."]);
        let mut index = Index::default();
        index.update(&corpus.report(&crate::duplicates::Sensitivity::STANDARD));
        assert_eq!(places(&index, 1, "beta"), [0]);
        corpus.remove(&DocumentKey::of(&crate::text::Document::from_text("0.txt", "Alpha one.")));
        index.update(&corpus.report(&crate::duplicates::Sensitivity::STANDARD));
        assert_eq!(places(&index, 0, "beta"), [0]);
        assert_eq!(places(&index, 0, "alpha"), Vec::<u32>::new());
        // All of them make room for others between two searches: their words are gone.
        index.update(&report(&["Gamma three."]));
        assert_eq!((index.number("beta"), places(&index, 0, "gamma")), (None, vec![0]));
    }

    #[test]
    fn documents_that_are_read_some_at_a_time_are_found_like_all_at_once() {
        let all = report(&["Alpha one.", "Beta two.", "Gamma three.", "Alpha again."]);
        let (mut whole, mut some) = (Index::default(), Index::default());
        whole.update(&all);
        assert!(!some.update_some(&all, 12));
        some.documents_changed();
        let fewer = report(&["Alpha one.", "Gamma three.", "Alpha again."]);
        assert!(!some.update_some(&fewer, 1), "one of them is gone meanwhile");
        some.documents_changed();
        assert!(!some.update_some(&report(&["Zeta.", "Eta."]), 1), "all of them are, and so are the numbers of their words");
        some.documents_changed();
        let rounds = (1..10).find(|_| some.update_some(&all, 1));
        assert!(rounds > Some(1), "{rounds:?}");
        assert_eq!(some.number("zeta"), None);
        for word in ["alpha", "beta", "gamma", "again"] {
            let places = |index: &Index| {
                let number = index.number(word).unwrap();
                (0..4).map(|document| index.places(document, &[number]).of(&[number])).collect::<Vec<_>>()
            };
            assert_eq!(places(&whole), places(&some), "{word}");
        }
    }
}
