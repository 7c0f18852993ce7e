//! `cargo xtask eval duplicates TRUTH`: what was copied in generated documents against what was found.
//!
//! TRUTH lists pairs of copied passages, groups of versions, boilerplate and short quotations that are none; offsets are code points. Its documents
//! lie in `docs/` beside it.

mod score;
mod spans;
mod table;

use std::collections::BTreeMap;
use std::path::Path;

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::{Duplicates, Sensitivity, same_words, whole_pairs};
use dossier::formats::{ReadOptions, read};
use dossier::report::Report;
use dossier::text::Span;
use dossier::text::offsets::{Offsets, Unit};
use serde::{Deserialize, Serialize};

use super::{Outcome, read_json};
use crate::files;

/// What is true of a set of documents, or what was found in it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Findings {
    /// Every pair of places that say the same.
    passages: Vec<Copied>,
    /// Identical documents and versions of one text.
    clusters: Vec<Vec<String>>,
    boilerplate: Vec<Line>,
    /// Stretches of versions that only one of them has, between two that both have; where a finding ends in them does not matter.
    /// Truth only: the documents, and a stretch of each.
    #[serde(skip_serializing)]
    gaps: Vec<(String, String, usize, usize, usize, usize)>,
    /// Short quotations that are no copies. Truth only.
    #[serde(skip_serializing)]
    hard_negatives: Vec<Copied>,
}

/// Two places that say the same.
#[derive(Serialize, Deserialize)]
struct Copied {
    a: String,
    a_start: usize,
    a_end: usize,
    b: String,
    b_start: usize,
    b_end: usize,
    /// How it was copied. Truth only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
    /// Runs of equal words: start and end in `a`, start and end in `b`.
    #[serde(default)]
    same: Vec<[usize; 4]>,
}

/// A line of boilerplate.
#[derive(Serialize, Deserialize)]
struct Line {
    /// Document, start and end of each place.
    spans: Vec<(String, usize, usize)>,
}

/// Analyses the documents of a truth and scores what was found.
pub(super) fn measure(truth: &Path) -> Result<Outcome, String> {
    let known: Findings = read_json(truth)?;
    let documents = truth.with_file_name("docs");
    if !documents.is_dir() {
        return Err(format!("{}: the documents of the truth are expected there", documents.display()));
    }
    let report = corpus(&documents)?.report(&Sensitivity::STANDARD);
    let found = findings(&report);
    let scores = score::score(&known, &found);
    Ok(Outcome {
        table: table::table(&scores),
        measures: serde_json::to_value(&scores).map_err(|error| error.to_string())?,
        predictions: serde_json::to_value(&found).map_err(|error| error.to_string())?,
    })
}

/// All documents below a folder; what cannot be read is told.
fn corpus(folder: &Path) -> Result<Corpus, String> {
    let engine = Engine::new(Parts { entities: false, duplicates: true, figures: false });
    let mut corpus = Corpus::new();
    for (id, bytes) in files::below(folder)? {
        match read(&id, &bytes, &ReadOptions::AUTO) {
            Ok(loaded) => {
                loaded.skipped.iter().for_each(|skipped| eprintln!("dossier-tools: {}: {}", skipped.id, skipped.reason));
                loaded.documents.into_iter().for_each(|document| {
                    corpus.add(analyze(document, &engine));
                });
            }
            Err(error) => eprintln!("dossier-tools: {id}: {error}"),
        }
    }
    Ok(corpus)
}

/// The duplicates of a report as pairs: a passage in k places is k·(k−1)/2 of them, and pairs that overlap on both sides are one.
fn findings(report: &Report) -> Findings {
    let offsets: Vec<Offsets<'_>> = report.documents.iter().map(|document| Offsets::new(document.text(), Unit::Chars)).collect();
    let id = |document: u32| report.documents[document as usize].id.clone();
    let chars = |document: u32, byte: usize| offsets[document as usize].of_byte(byte);
    let mut passages = Vec::new();
    for ((a, b), places) in pairs(&report.duplicates) {
        for (left, right) in whole_pairs(places) {
            let text = |document: u32, span: Span| span.of(report.documents[document as usize].text());
            let runs = same_words(text(a, left), text(b, right));
            let of_a = |byte: usize| chars(a, left.start() + byte);
            let of_b = |byte: usize| chars(b, right.start() + byte);
            passages.push(Copied {
                a: id(a),
                a_start: chars(a, left.start()),
                a_end: chars(a, left.end()),
                b: id(b),
                b_start: chars(b, right.start()),
                b_end: chars(b, right.end()),
                kind: String::new(),
                same: runs.iter().map(|(x, y)| [of_a(x.start()), of_a(x.end()), of_b(y.start()), of_b(y.end())]).collect(),
            });
        }
    }
    let clusters = report.duplicates.clusters.iter().map(|cluster| cluster.documents.iter().map(|&at| id(at)).collect()).collect();
    let place = |place: &dossier::duplicates::Place| {
        (id(place.document), chars(place.document, place.span.start()), chars(place.document, place.span.end()))
    };
    let boilerplate =
        report.duplicates.boilerplate.iter().map(|line| Line { spans: line.occurrences.iter().map(place).collect() }).collect();
    Findings { passages, clusters, boilerplate, ..Findings::default() }
}

/// Every two places of a passage, by their documents; two in one document only if the passage is in no other.
fn pairs(found: &Duplicates) -> BTreeMap<(u32, u32), Vec<(Span, Span)>> {
    let mut pairs: BTreeMap<(u32, u32), Vec<(Span, Span)>> = BTreeMap::new();
    for passage in &found.passages {
        let repeat = passage.occurrences.first().map(|place| place.document) == passage.occurrences.last().map(|place| place.document);
        for (at, left) in passage.occurrences.iter().enumerate() {
            for right in passage.occurrences[at + 1..].iter().filter(|right| repeat || right.document != left.document) {
                pairs.entry((left.document, right.document)).or_default().push((left.span, right.span));
            }
        }
    }
    pairs
}
