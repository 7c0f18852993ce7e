//! The list of documents.

use serde::{Deserialize, Serialize};

use super::copies::share;
use super::desk::Window;
use super::format::{counted, short};
use crate::corpus::DocumentKey;
use crate::duplicates::{ClusterKind, Pair};
use crate::formats::Skipped;
use crate::report::Report;
use crate::text::NoteKind;

/// A window of the list of documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentRows {
    /// How many documents there are.
    pub total: u32,
    /// How many of them are looked at: they come first.
    pub shown: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<DocumentRow>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its index in the report.
    pub index: u32,
    /// What it is removed by.
    pub key: DocumentKey,
    /// The id it is shown under, a path.
    pub id: String,
    /// Its title, or its first words.
    pub title: String,
    /// Words, and with whom it shares most.
    pub detail: String,
    /// What a reader of the results should know, if anything.
    pub warning: Option<String>,
    /// Whether it is outside of what is chosen.
    pub is_out: bool,
}

/// The documents of `window`.
pub fn rows(report: &Report, window: Window) -> DocumentRows {
    let mut all: Vec<u32> = (0..report.documents.len() as u32).collect();
    all.sort_by_key(|&document| !report.scope.has_document(document));
    DocumentRows {
        total: all.len() as u32,
        shown: report.documents_in_scope() as u32,
        offset: window.offset,
        rows: window.of(&all).iter().map(|&index| row(report, index)).collect(),
        skipped: report.skipped.clone(),
    }
}

fn row(report: &Report, index: u32) -> DocumentRow {
    let document = &report.documents[index as usize];
    let warnings: Vec<&str> = document
        .analysis
        .document
        .notes
        .iter()
        .filter(|note| !matches!(note.kind, NoteKind::Format))
        .map(|note| note.message.as_str())
        .collect();
    let words = counted(document.analysis.words(), "word");
    let detail = match shared(report, index) {
        Some(shared) => format!("{words} · {shared}"),
        None => words,
    };
    DocumentRow {
        index,
        key: DocumentKey::of(&document.analysis.document),
        id: document.id.clone(),
        title: document.title(),
        detail,
        warning: (!warnings.is_empty()).then(|| warnings.join(" ")),
        is_out: !report.scope.has_document(index),
    }
}

/// "58 % also in 001.txt", for the document that it shares most with.
fn shared(report: &Report, index: u32) -> Option<String> {
    let found = &report.duplicates;
    if let Some(cluster) =
        found.clusters.iter().find(|cluster| cluster.kind == ClusterKind::Identical && cluster.documents.contains(&index))
    {
        let other = cluster.documents.iter().find(|&&other| other != index)?;
        return Some(format!("identical to {}", short(&report.documents[*other as usize].id, 12)));
    }
    let of = |pair: &Pair| if pair.a == index { pair.a_bytes } else { pair.b_bytes };
    let pair = found
        .pairs
        .iter()
        .filter(|pair| pair.a == index || pair.b == index)
        .max_by_key(|pair| (of(pair), std::cmp::Reverse((pair.a, pair.b))))?;
    let other = if pair.a == index { pair.b } else { pair.a };
    Some(format!("{} also in {}", share(report, pair, index), short(&report.documents[other as usize].id, 12)))
}
