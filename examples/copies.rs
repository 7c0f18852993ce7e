//! How much of each of two files is also in the other, and the shared passages: `cargo run --example copies -- a.txt b.txt`

#![allow(clippy::print_stdout)] // its work is to print

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::formats::{ReadOptions, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::new(Parts { entities: false, duplicates: true, figures: false });
    let mut corpus = Corpus::new();
    for path in std::env::args().skip(1) {
        for document in read(&path, &std::fs::read(&path)?, &ReadOptions::AUTO)?.documents {
            corpus.add(analyze(document, &engine));
        }
    }
    let report = corpus.report(&Sensitivity::STANDARD);
    for pair in &report.duplicates.pairs {
        for side in [&pair.a, &pair.b] {
            println!("{:.1} % of {}", f64::from(side.share()) / 100.0, report.documents[side.document as usize].id);
        }
    }
    for passage in &report.duplicates.passages {
        println!("{} words in {} places: {}", passage.words, passage.occurrences.len(), report.text_at(passage.occurrences[0]));
    }
    Ok(())
}
