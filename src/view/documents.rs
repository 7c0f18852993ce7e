//! The list of documents.

use serde::{Deserialize, Serialize};

use super::copies::share;
use super::format::{counted, short, shown};
use super::handles::anchor_of;
use super::route::{Focus, Target};
use super::window::Window;
use crate::corpus::DocumentKey;
use crate::duplicates::{ClusterKind, Pair, PairSide};
use crate::formats::Skipped;
use crate::report::{Report, ReportDocument};
use crate::review::Anchor;
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
    /// How many bytes of it also begin another document's title: the rest tells them apart, or where there is none, the id.
    pub alike: u32,
    /// Words, and with whom it shares most.
    pub detail: String,
    /// What a reader of the results should know, if anything.
    pub warning: Option<String>,
    /// What of it is kept or quoted: its first sentence.
    pub place: Option<Anchor>,
    /// Whether it is outside of what is chosen.
    pub is_out: bool,
}

/// The documents of `window`.
pub fn rows(report: &Report, window: Window) -> DocumentRows {
    let titles: Vec<String> = report.documents.iter().map(|document| shown(&document.title())).collect();
    let alike = beginnings(&titles);
    let mut all: Vec<u32> = (0..report.documents.len() as u32).collect();
    all.sort_by_key(|&document| !report.scope.has_document(document));
    DocumentRows {
        total: all.len() as u32,
        shown: report.documents_in_scope() as u32,
        offset: window.offset,
        rows: window.slice(&all).iter().map(|&index| row(report, index, &titles[index as usize], alike[index as usize])).collect(),
        skipped: report.skipped.clone(),
    }
}

/// What a reader of the results should know about a document.
pub(super) fn warnings(document: &ReportDocument) -> impl Iterator<Item = &str> {
    let notes = document.analysis.document.notes.iter();
    notes.filter(|note| !matches!(note.kind, NoteKind::Format)).map(|note| note.message.as_str())
}

/// Fewer letters are no reason to leave out the beginning of a title.
const LEAST: usize = 12;

/// For each document, how many bytes of its title also begin another one's, up to a word.
fn beginnings(titles: &[String]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..titles.len()).collect();
    order.sort_by(|&a, &b| titles[a].cmp(&titles[b]));
    let mut shared = vec![0; titles.len()];
    // The title that begins most alike is a neighbour.
    for pair in order.windows(2) {
        let length = common(&titles[pair[0]], &titles[pair[1]]);
        for &at in pair {
            shared[at] = length.max(shared[at]);
        }
    }
    shared
}

/// How many bytes of two titles are the same from the first to the end of a word, if they are many.
fn common(one: &str, other: &str) -> u32 {
    let differs = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let end = match differs {
        None if one == other => one.len(),
        None => one.len().min(other.len()),
        Some(at) => at,
    };
    let is_whole = end == one.len() && end == other.len();
    let end = if is_whole { end } else { one[..end].rfind(char::is_whitespace).map_or(0, |space| space + 1) };
    if end < LEAST { 0 } else { end as u32 }
}

fn row(report: &Report, index: u32, title: &str, alike: u32) -> DocumentRow {
    let document = &report.documents[index as usize];
    let warnings: Vec<&str> = warnings(document).collect();
    let words = counted(document.analysis.words(), "word");
    let detail = match shared(report, index) {
        Some(shared) => format!("{words} · {shared}"),
        None => words,
    };
    DocumentRow {
        index,
        key: DocumentKey { id: document.analysis.document.id.clone(), text_hash: document.text_hash },
        id: shown(&document.id),
        title: title.to_string(),
        alike,
        detail,
        warning: (!warnings.is_empty()).then(|| warnings.join(" ")),
        place: anchor_of(report, Target { document: index, focus: Focus::Start }),
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
    let share_of = |pair: &Pair| pair.side(index).map_or(0, PairSide::share);
    let pair = found
        .pairs
        .iter()
        .filter(|pair| pair.side(index).is_some())
        .max_by_key(|pair| (share_of(pair), std::cmp::Reverse(pair.documents())))?;
    let (a, b) = pair.documents();
    let other = if a == index { b } else { a };
    Some(format!("{} also in {}", share(report, pair, index), short(&report.documents[other as usize].id, 12)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn what_is_hidden_in_a_title_is_a_sign() {
        let report = report(&["Report \u{202e}gpj.exe of Monday."]);
        let rows = rows(&report, Window { offset: 0, limit: 1 }).rows;
        assert_eq!(rows[0].title, "Report ⍽gpj.exe of Monday.", "nothing after it is turned around");
    }

    #[test]
    fn titles_that_begin_alike_are_told_apart_by_what_follows() {
        let texts =
            ["The minister of foreign affairs spoke.", "The minister of foreign affairs left.", "The minister of defence came.", "No one."];
        let report = report(&[&texts[..], &texts[3..]].concat());
        let rows = rows(&report, Window { offset: 0, limit: 9 }).rows;
        let rest: Vec<&str> = rows.iter().map(|row| &row.title[row.alike as usize..]).collect();
        assert_eq!(rest, ["spoke.", "left.", "defence came.", "No one.", "No one."], "too little is left where it is");
        assert_eq!(common("The same title everywhere", "The same title everywhere"), 25);
        assert_eq!(common("The same title everywhere", "The same title every day"), 15);
        assert_eq!(common("Iranian Präsident A", "Iranian Präsident Ä"), 19);
    }
}
