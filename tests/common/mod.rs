//! What several test programs need.
#![allow(dead_code, reason = "no test program needs all of it")]

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::formats::{ReadOptions, read};
use dossier::report::Report;

/// The sample articles: name and bytes.
pub(crate) fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<_> = std::fs::read_dir("seeds")
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "txt"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    seeds.sort();
    assert_eq!(seeds.len(), 5, "seeds/ holds the five sample articles");
    seeds
}

/// The report of some files. What is not text is skipped.
pub(crate) fn report_of(files: &[(String, Vec<u8>)]) -> Report {
    let engine = Engine::new(Parts::ALL);
    let mut corpus = Corpus::new();
    for (name, bytes) in files {
        if let Ok(loaded) = read(name, bytes, &ReadOptions::AUTO) {
            loaded.documents.into_iter().for_each(|document| {
                corpus.add(analyze(document, &engine));
            });
        }
    }
    corpus.report(&Sensitivity::STANDARD)
}

/// A small generator of reproducible noise (xorshift, Marsaglia 2003).
pub(crate) struct Noise(u64);

impl Noise {
    pub(crate) fn new(seed: u64) -> Noise {
        Noise(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
