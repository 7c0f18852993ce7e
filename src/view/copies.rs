//! The list of what is copied: clusters of documents, pairs, passages, boilerplate.

use serde::{Deserialize, Serialize};

use super::desk::Window;
use super::filter::Filter;
use super::format::{counted, percent};
use super::route::{Focus, Open, Target};
use crate::duplicates::{ClusterKind, Pair, PassageKind, Place};
use crate::report::Report;
use crate::text::fold::folded;

/// A window of the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CopyRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many rows there are.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<CopyRow>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyRow {
    /// What it is.
    pub kind: CopyKind,
    /// The fact: "260 words in 2 documents".
    pub fact: String,
    /// Which documents, or the wording.
    pub detail: String,
    /// What it opens.
    pub open: Open,
}

/// Kinds of findings, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)] // their labels say it
pub enum CopyKind {
    Identical,
    Near,
    Pair,
    Passage,
    Repeat,
    Boilerplate,
}

impl CopyKind {
    /// How the row is labelled.
    pub fn label(self) -> &'static str {
        match self {
            CopyKind::Identical => "Identical documents",
            CopyKind::Near => "Nearly identical documents",
            CopyKind::Pair => "Documents that share text",
            CopyKind::Passage => "Shared passage",
            CopyKind::Repeat => "Repeated in one document",
            CopyKind::Boilerplate => "Boilerplate",
        }
    }
}

/// The rows of `window`, those that contain `text` if it is not empty.
pub fn rows(report: &Report, text: &str, window: Window) -> CopyRows {
    let filter = match Filter::parse(text) {
        Ok(filter) => filter,
        Err(lead) => return CopyRows { heading: heading(report), lead, ..CopyRows::default() },
    };
    let all: Vec<CopyRow> = all_rows(report).into_iter().filter(|row| filter.shows(&row.detail) || filter.shows(&row.fact)).collect();
    CopyRows {
        heading: heading(report),
        lead: lead(report),
        total: all.len() as u32,
        offset: window.offset,
        rows: window.of(&all).to_vec(),
    }
}

fn heading(report: &Report) -> String {
    let found = &report.duplicates;
    if found.passages.is_empty() && found.clusters.is_empty() {
        return "Nothing is copied".into();
    }
    let count = |kind: PassageKind| found.passages.iter().filter(|passage| passage.kind == kind).count();
    let (copies, repeats) = (count(PassageKind::Copy), count(PassageKind::Repeat));
    let what = match (copies, repeats) {
        (0, 0) => format!("{} of equal documents", counted(found.clusters.len(), "group")),
        (0, _) => counted(repeats, "repeated passage"),
        _ => counted(copies, "shared passage"),
    };
    format!("{what} in {}", counted(report.documents.len(), "document"))
}

fn lead(report: &Report) -> String {
    let found = &report.duplicates;
    let mut lead = Vec::new();
    if let Some(pair) = found.pairs.iter().max_by_key(|pair| {
        (report.share(pair.a, pair.a_bytes).max(report.share(pair.b, pair.b_bytes)), std::cmp::Reverse((pair.a, pair.b)))
    }) {
        lead.push(format!(
            "{} of {} is also in {}, of which it is {}.",
            share(report, pair, pair.a),
            report.documents[pair.a as usize].id,
            report.documents[pair.b as usize].id,
            share(report, pair, pair.b)
        ));
    }
    if !found.boilerplate.is_empty() {
        lead.push(format!(
            "{} kept apart.",
            if found.boilerplate.len() == 1 {
                "1 line of boilerplate is".into()
            } else {
                format!("{} lines of boilerplate are", found.boilerplate.len())
            }
        ));
    }
    if lead.is_empty() {
        lead.push("No two documents share a passage of ten words or more.".into());
    }
    lead.join(" ")
}

fn all_rows(report: &Report) -> Vec<CopyRow> {
    let found = &report.duplicates;
    let id = |document: u32| report.documents[document as usize].id.as_str();
    let mut rows = Vec::new();
    for cluster in &found.clusters {
        let (kind, how) = match cluster.kind {
            ClusterKind::Identical => (CopyKind::Identical, "identical"),
            ClusterKind::Near => (CopyKind::Near, "nearly identical"),
        };
        let documents: Vec<&str> = cluster.documents.iter().map(|&document| id(document)).collect();
        rows.push(CopyRow {
            kind,
            fact: format!("{} {how} documents", documents.len()),
            detail: documents.join(", "),
            open: Open::Compare { left: cluster.documents[0], right: cluster.documents[1], passage: None },
        });
    }
    let mut pairs: Vec<_> = found.pairs.iter().collect();
    pairs.sort_by_key(|pair| {
        (std::cmp::Reverse(report.share(pair.a, pair.a_bytes).max(report.share(pair.b, pair.b_bytes))), pair.a, pair.b)
    });
    for pair in pairs {
        rows.push(CopyRow {
            kind: CopyKind::Pair,
            fact: format!("{} and {}", share(report, pair, pair.a), share(report, pair, pair.b)),
            detail: format!("{} — {}", id(pair.a), id(pair.b)),
            open: Open::Compare { left: pair.a, right: pair.b, passage: None },
        });
    }
    let mut passages: Vec<_> = found.passages.iter().enumerate().collect();
    passages.sort_by_key(|(at, passage)| (passage.kind, std::cmp::Reverse(passage.words as usize * passage.occurrences.len()), *at));
    for (at, passage) in passages {
        let (kind, place) = match passage.kind {
            PassageKind::Copy => (CopyKind::Passage, counted(documents(&passage.occurrences), "document")),
            PassageKind::Repeat => (CopyKind::Repeat, counted(passage.occurrences.len(), "place")),
        };
        rows.push(CopyRow {
            kind,
            fact: format!(
                "{} in {place}{}",
                counted(passage.words as usize, "word"),
                if differs(report, &passage.occurrences) { ", with changes" } else { "" }
            ),
            detail: excerpt(report.text_at(passage.occurrences[0])),
            open: Open::Reader(Target { document: passage.occurrences[0].document, focus: Focus::Passage(at as u32, 0) }),
        });
    }
    for (at, item) in found.boilerplate.iter().enumerate() {
        rows.push(CopyRow {
            kind: CopyKind::Boilerplate,
            fact: format!("{} in {}", counted(item.words as usize, "word"), counted(documents(&item.occurrences), "document")),
            detail: excerpt(report.text_at(item.occurrences[0])),
            open: Open::Reader(Target { document: item.occurrences[0].document, focus: Focus::Boilerplate(at as u32, 0) }),
        });
    }
    rows
}

/// How much of one side of a pair is in the other. Only documents with the same words share all.
pub(super) fn share(report: &Report, pair: &Pair, side: u32) -> String {
    let bytes = if side == pair.a { pair.a_bytes } else { pair.b_bytes };
    let identical = report.duplicates.clusters.iter().any(|cluster| {
        cluster.kind == ClusterKind::Identical && cluster.documents.contains(&pair.a) && cluster.documents.contains(&pair.b)
    });
    let most = if identical { 10_000 } else { 9_900 };
    percent(report.share(side, bytes).min(most))
}

/// Whether the words of some places differ: white space and punctuation aside.
fn differs(report: &Report, places: &[Place]) -> bool {
    let words = |place: &Place| {
        folded(report.text_at(*place))
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_string)
            .collect::<Vec<_>>()
    };
    let Some((first, rest)) = places.split_first() else { return false };
    let first = words(first);
    // A few are enough to say so; a boilerplate-like passage has hundreds.
    rest.iter().take(8).any(|place| words(place) != first)
}

fn documents(places: &[Place]) -> usize {
    let mut documents: Vec<u32> = places.iter().map(|place| place.document).collect();
    documents.dedup();
    documents.len()
}

/// The first words, on one line.
fn excerpt(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut excerpt = words.by_ref().take(40).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}
