//! What the user can decide, and what was decided, in words.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::format::{counted, excerpt};
use crate::edits::{Anchor, Edit, Log, Step, anchors, text_hashes};
use crate::report::Report;

/// A decision about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The passage, by its index in the report.
    pub passage: u32,
    /// Its words: where documents came in between, the index may mean another one, about which nothing is decided.
    pub words: Option<u32>,
    /// What it is.
    pub verdict: Verdict,
}

/// What a passage is, if not a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum Verdict {
    NotACopy,
    Boilerplate,
}

/// One decision in the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// Its number in the log.
    pub at: u32,
    /// What was decided, as a sentence.
    pub label: String,
    /// Whether it holds, or was undone.
    pub holds: bool,
}

/// The step of the log that a decision is; `None` if there is no such passage.
pub fn step(report: &Report, decision: &Decision) -> Option<Step> {
    let passage = report.duplicates.passages.get(decision.passage as usize)?;
    if decision.words.is_some_and(|words| words != passage.words) {
        return None;
    }
    let anchors = anchors(report, &passage.occurrences);
    Some(Step::Do(match decision.verdict {
        Verdict::NotACopy => Edit::NotACopy(anchors),
        Verdict::Boilerplate => Edit::Boilerplate(anchors),
    }))
}

/// All decisions, the latest first.
pub fn history(report: &Report, log: &Log) -> Vec<HistoryRow> {
    let known: HashMap<u64, u32> = text_hashes(report).into_iter().zip(0..).collect();
    let rows = (0..).zip(log.decisions());
    let mut rows: Vec<HistoryRow> = rows.map(|(at, (edit, holds))| HistoryRow { at, label: label(report, &known, edit), holds }).collect();
    rows.reverse();
    rows
}

fn label(report: &Report, known: &HashMap<u64, u32>, edit: &Edit) -> String {
    let (verdict, anchors) = match edit {
        Edit::NotACopy(anchors) => ("Not a copy", anchors),
        Edit::Boilerplate(anchors) => ("Boilerplate", anchors),
    };
    format!("{verdict}: {}", quoted(report, known, anchors))
}

/// The words of the first place that is here. The log itself holds none.
fn quoted(report: &Report, known: &HashMap<u64, u32>, anchors: &[Anchor]) -> String {
    let text = anchors.iter().find_map(|anchor| report.documents[*known.get(&anchor.document)? as usize].text().get(anchor.span.range()));
    match text {
        Some(text) => format!("“{}”, {}", excerpt(text, 12), counted(anchors.len(), "place")),
        None => format!("{} in documents that are not here now", counted(anchors.len(), "place")),
    }
}
