//! `cargo xtask eval resolution GOLD`: who is who, what they are called and what they say, against labelled corpora.
//!
//! GOLD has one JSON object a line: a corpus of documents with its entities, descriptions, roles and quotes; offsets are code points. What is labelled
//! and how is told in tests/gold/README.md. Each corpus is analysed by itself.

mod clusters;
mod roles;
mod score;

use std::fmt::Write;
use std::path::Path;

use dossier::analysis::{Engine, Parts, analyze};
use dossier::corpus::Corpus;
use dossier::duplicates::Sensitivity;
use dossier::report::json::{JsonOptions, json};
use dossier::text::Document;
use dossier::text::offsets::Unit;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::Outcome;

/// A labelled corpus.
#[derive(Deserialize)]
struct Gold {
    group: String,
    documents: Vec<GoldDocument>,
    entities: Vec<GoldEntity>,
    #[serde(default)]
    descriptions: Vec<GoldDescription>,
    #[serde(default)]
    roles: Vec<GoldRole>,
    #[serde(default)]
    quotes: Vec<GoldQuote>,
    #[serde(default)]
    not_entities: Vec<GoldPlace>,
    #[serde(default)]
    never_merge: Vec<GoldPair>,
}

#[derive(Deserialize)]
struct GoldDocument {
    id: String,
    #[serde(default)]
    text: String,
    /// Stretches left out of scoring.
    #[serde(default)]
    ignore: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct GoldEntity {
    id: u32,
    kind: String,
    name: String,
    /// Other names that are right.
    #[serde(default)]
    name_accept: Vec<String>,
    /// Other kinds that are right.
    #[serde(default)]
    kind_alt: Vec<String>,
    /// For a group, the place that it belongs to.
    of: Option<u32>,
    mentions: Vec<GoldMention>,
}

#[derive(Deserialize)]
struct GoldMention {
    document: String,
    start: usize,
    end: usize,
    /// Other spans that are right.
    #[serde(default)]
    alt: Vec<(usize, usize)>,
    /// Neither missed nor wrong.
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    metonymy: bool,
}

#[derive(Deserialize)]
struct GoldDescription {
    document: String,
    start: usize,
    end: usize,
    entity: u32,
}

#[derive(Deserialize)]
struct GoldRole {
    entity: u32,
    role: String,
    of: Option<u32>,
    of_name: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct GoldQuote {
    document: String,
    start: usize,
    end: usize,
    kind: String,
    speaker: Option<u32>,
    /// All of them, where several speak.
    speakers: Option<Vec<u32>>,
}

#[derive(Deserialize)]
struct GoldPlace {
    document: String,
    start: usize,
    end: usize,
}

/// Two entities that must stay apart.
#[derive(Deserialize)]
struct GoldPair {
    a: u32,
    b: u32,
    names: Vec<String>,
}

/// What a report says, as far as it is scored.
#[derive(Deserialize)]
struct Found {
    documents: Vec<FoundDocument>,
    entities: Vec<FoundEntity>,
}

#[derive(Deserialize)]
struct FoundDocument {
    id: String,
    mentions: Vec<FoundMention>,
    quotes: Vec<FoundQuote>,
}

#[derive(Deserialize)]
struct FoundMention {
    start: usize,
    end: usize,
    kind: String,
    entity: u32,
    #[serde(default)]
    description: bool,
    #[serde(default)]
    metonymy: bool,
}

#[derive(Deserialize)]
struct FoundQuote {
    start: usize,
    end: usize,
    kind: String,
    speaker: Option<u32>,
}

#[derive(Deserialize)]
struct FoundEntity {
    id: u32,
    name: String,
    roles: Vec<FoundRole>,
}

#[derive(Deserialize)]
struct FoundRole {
    role: String,
}

/// Analyses the corpora of `gold` and scores what was found.
pub(super) fn measure(gold: &Path) -> Result<Outcome, String> {
    let lines = std::fs::read_to_string(gold).map_err(|error| format!("{}: {error}", gold.display()))?;
    let (mut table, mut measures, mut predictions) = (String::new(), Map::new(), Vec::new());
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let known: Gold = serde_json::from_str(line).map_err(|error| format!("{}, line {}: {error}", gold.display(), number + 1))?;
        let report = report(&known)?;
        let found: Found = serde_json::from_value(report.clone()).map_err(|error| error.to_string())?;
        let scores = score::score(&known, &found);
        // Writing into a string has no way to fail.
        let _ = writeln!(table, "{}", known.group);
        lines_of(&scores, 1, &mut table);
        measures.insert(known.group, scores);
        predictions.push(report);
    }
    Ok(Outcome { table, measures: Json::Object(measures), predictions: Json::Array(predictions) })
}

/// The report of a corpus as it leaves the program.
fn report(gold: &Gold) -> Result<Json, String> {
    let engine = Engine::new(Parts { entities: true, duplicates: false, figures: true });
    let mut corpus = Corpus::new();
    for document in &gold.documents {
        corpus.add(analyze(Document::from_text(document.id.as_str(), document.text.as_str()), &engine));
    }
    let report = corpus.report(&Sensitivity::STANDARD);
    serde_json::to_value(json(&report, JsonOptions { unit: Unit::Chars, text: false })).map_err(|error| error.to_string())
}

/// One line a measure; measures of measures are indented.
fn lines_of(scores: &Json, depth: usize, table: &mut String) {
    let Some(scores) = scores.as_object() else { return };
    for (name, measure) in scores {
        let label = format!("{}{name}", "  ".repeat(depth));
        let _ = match measure.as_object() {
            Some(inner) if inner.values().any(Json::is_object) => {
                let _ = writeln!(table, "{label}");
                lines_of(measure, depth + 1, table);
                Ok(())
            }
            Some(inner) => {
                let cells: Vec<String> = inner
                    .iter()
                    .map(|(name, value)| match value.as_f64().filter(|_| !value.is_u64()) {
                        Some(number) => format!("{name}={number:.3}"),
                        None => format!("{name}={value}"),
                    })
                    .collect();
                writeln!(table, "{label:<38} {}", cells.join("  "))
            }
            None => writeln!(table, "{label:<38} {measure}"),
        };
    }
}
