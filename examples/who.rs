//! Who is named in some files, in how many of them, and as what: `cargo run --example who -- seeds/*.txt`

#![allow(clippy::print_stdout)] // its work is to print

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::entities::EntityKind;
use dossier::formats::{ReadOptions, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::new(Parts { entities: true, duplicates: false, figures: false });
    let mut corpus = Corpus::new();
    for path in std::env::args().skip(1) {
        for document in read(&path, &std::fs::read(&path)?, &ReadOptions::AUTO)?.documents {
            corpus.add(analyze(document, &engine));
        }
    }
    let report = corpus.report(&Sensitivity::STANDARD);
    for person in report.entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
        let posts: Vec<String> = person.roles.iter().map(|role| report.post(role)).collect();
        println!("{} ({} documents) {}", person.name, person.documents, posts.join(", "));
    }
    Ok(())
}
