//! Self-written cases in the styles of agencies of many countries: quotes and their speakers.
//!
//! `tests/quotes/*.txt` has a case a paragraph. `{I:Ann Lee|they left}` is indirect speech of Ann Lee, `D` direct, `P` partial; the speaker is `-`
//! where nobody is named. Marks may hold others. The labels were written before the program was run on them.
#![allow(clippy::print_stdout, reason = "what is wrong is shown with --nocapture")]

use std::collections::BTreeMap;

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::quotes::QuoteKind;
use dossier::text::Document;

/// A labelled or a found quote: start and end in bytes, kind, speaker.
type Label = (usize, usize, QuoteKind, Option<String>);

/// The text without marks, and what they say.
fn parsed(marked: &str) -> (String, Vec<Label>) {
    let (mut text, mut labels, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with('}') {
            let (start, kind, speaker): (usize, QuoteKind, Option<String>) = open.pop().expect("a mark is opened before it is closed");
            labels.push((start, text.len(), kind, speaker));
            rest = &rest[at + 1..];
        } else {
            let (head, after) = rest[at + 1..].split_once('|').expect("a mark is {kind:speaker|words}");
            let (kind, speaker) = head.split_once(':').expect("a mark is {kind:speaker|words}");
            let kind = match kind {
                "D" => QuoteKind::Direct,
                "P" => QuoteKind::Partial,
                _ => QuoteKind::Indirect,
            };
            open.push((text.len(), kind, (speaker != "-").then(|| speaker.to_string())));
            rest = after;
        }
    }
    text.push_str(rest);
    labels.sort_by_key(|label| (label.0, std::cmp::Reverse(label.1), label.2));
    (text, labels)
}

fn found(text: &str) -> Vec<Label> {
    let mut corpus = Corpus::new();
    let parts = Parts { entities: true, duplicates: false, figures: false };
    corpus.add(analyze(Document::from_text("a.txt", text), &Engine::new(parts)));
    let report = corpus.report(&Sensitivity::STANDARD);
    let document = &report.documents[0];
    let quotes = document.analysis.quotes.iter();
    quotes
        .map(|quote| {
            let speaker = document.speaker(quote).map(|entity| report.entities[entity as usize].name.clone());
            (quote.span.start(), quote.span.end(), quote.kind, speaker)
        })
        .collect()
}

/// F1 of spans with their kinds, and the share of right speakers among the spans found; what is wrong is printed.
fn score(file: &str) -> (f64, f64) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for case in std::fs::read_to_string(file).unwrap().split("\n\n").filter(|case| !case.trim().is_empty()) {
        let (text, labels) = parsed(case.trim_end());
        let found = found(&text);
        for label in &labels {
            *counts.entry("labels").or_default() += 1;
            match found.iter().find(|quote| (quote.0, quote.1, quote.2) == (label.0, label.1, label.2)) {
                Some(quote) => {
                    *counts.entry("right").or_default() += 1;
                    *counts.entry("speakers").or_default() += usize::from(quote.3 == label.3);
                    if quote.3 != label.3 {
                        println!("speaker {:?}, not {:?}: {}\n    {text}", quote.3, label.3, &text[label.0..label.1]);
                    }
                }
                None => println!("missed {:?} {}\n    {text}", label.2, &text[label.0..label.1]),
            }
        }
        for quote in &found {
            *counts.entry("found").or_default() += 1;
            if !labels.iter().any(|label| (quote.0, quote.1, quote.2) == (label.0, label.1, label.2)) {
                println!("wrong {:?} {}\n    {text}", quote.2, &text[quote.0..quote.1]);
            }
        }
    }
    let count = |name: &str| counts.get(name).copied().unwrap_or_default() as f64;
    let (f1, speakers) = (2.0 * count("right") / (count("labels") + count("found")), count("speakers") / count("right"));
    println!("{file}: F1 {f1:.3}, speakers {speakers:.3}, {counts:?}");
    (f1, speakers)
}

#[test]
fn quotes_of_the_press_are_found_with_their_speakers() {
    let (f1, speakers) = score("tests/quotes/press.txt");
    assert!(f1 >= 0.97 && speakers >= 0.88, "F1 {f1:.3}, speakers {speakers:.3}");
}
