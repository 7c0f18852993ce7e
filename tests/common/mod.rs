//! What several test programs need.
#![allow(dead_code, reason = "no test program needs all of it")]

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::formats::{ReadOptions, read};
use dossier::report::Report;
use quickcheck::{Arbitrary, Gen, QuickCheck};

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

/// Random, but the same every time; `LAWS_SEED` tries other numbers.
pub(crate) fn random(size: usize) -> Gen {
    let seed = std::env::var("LAWS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    Gen::from_size_and_seed(size, seed)
}

/// Tries a law, which panics where it does not hold, on so many inputs of up to `size` parts. An input that breaks it is made smaller as long as it
/// breaks it, and told.
pub(crate) fn law<T: Arbitrary + std::fmt::Debug>(tests: u64, size: usize, holds: fn(T)) {
    QuickCheck::new().rng(random(size)).tests(tests).quickcheck(holds);
}

pub(crate) fn below(random: &mut Gen, n: usize) -> usize {
    (u64::arbitrary(random) % n as u64) as usize
}

pub(crate) fn shuffle<T>(random: &mut Gen, items: &mut [T]) {
    for at in (1..items.len()).rev() {
        items.swap(at, below(random, at + 1));
    }
}
