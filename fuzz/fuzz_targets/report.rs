//! Some texts, cut at a byte that the input chooses: the report is the same in both orders of arrival.
#![no_main]

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::report::json::{JsonOptions, to_string};
use dossier::text::Document;
use dossier::text::offsets::Unit;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let engine = Engine::new(Parts::ALL);
    let texts: Vec<&str> = text.split('\u{1}').take(8).collect();
    let report = |order: &mut dyn Iterator<Item = usize>| {
        let mut corpus = Corpus::new();
        for at in order {
            corpus.add(analyze(Document::from_text(format!("{}.txt", at / 2), texts[at]), &engine));
        }
        to_string(&corpus.report(&Sensitivity::STANDARD), JsonOptions { unit: Unit::Chars, text: true })
    };
    assert_eq!(report(&mut (0..texts.len())), report(&mut (0..texts.len()).rev()));
});
