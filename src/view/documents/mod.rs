//! The documents: the list at the side, and the table.

mod checked;
mod table;

pub use checked::{Checked, PageForm, Picked};
pub use table::{RowStory, TableQuery, TableRow, TableRows, picked, places, table};

use serde::{Deserialize, Serialize};

use super::format::{counted, edtf, middle, percent, short, shown};
use super::handles::anchor_of;
use super::route::{Focus, Target};
use super::window::Window;
use crate::corpus::DocumentKey;
use crate::duplicates::ClusterKind;
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
    /// What is known of it, in the order of what tells it from others: the name of its file where its title does not, its outlet, its date, how
    /// long it is, and with whom it shares most.
    pub details: Vec<String>,
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
    let alike = alike(report, &titles);
    let copied = copied(report);
    let mut all: Vec<u32> = (0..report.documents.len() as u32).collect();
    all.sort_by_key(|&document| !report.scope.has_document(document));
    let row = |&index: &u32| {
        let at = index as usize;
        row(report, index, &titles[at], alike[at], copied[at].as_ref())
    };
    DocumentRows {
        total: all.len() as u32,
        shown: report.documents_in_scope() as u32,
        offset: window.offset,
        rows: window.slice(&all).iter().map(row).collect(),
        skipped: report.skipped.clone(),
    }
}

/// What a reader of the results should know about a document.
pub(super) fn warnings(document: &ReportDocument) -> impl Iterator<Item = &str> {
    let notes = document.analysis.document.notes.iter();
    notes.filter(|note| !matches!(note.kind, NoteKind::Format)).map(|note| note.message.as_str())
}

/// What makes a document the same as another.
pub(super) fn key_of(document: &ReportDocument) -> DocumentKey {
    DocumentKey { id: document.analysis.document.id.clone(), text_hash: document.text_hash }
}

/// Letters of a title that a narrow list shows: titles that begin with the same ones look the same there.
const SEEN: usize = 28;

/// For each document, whether another one looks the same: its title where it is cut, its outlet and its date.
fn alike(report: &Report, titles: &[String]) -> Vec<bool> {
    let seen = |at: usize| {
        let document = &report.documents[at];
        let date = document.date.as_ref().map(|date| date.date.as_str());
        (titles[at].chars().take(SEEN).collect::<String>(), document.analysis.document.source.as_deref(), date)
    };
    let mut all: Vec<_> = (0..titles.len()).map(|at| (seen(at), at)).collect();
    all.sort_unstable();
    let mut alike = vec![false; titles.len()];
    for pair in all.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        (alike[pair[0].1], alike[pair[1].1]) = (true, true);
    }
    alike
}

/// Characters of a file's name that are shown.
const NAME: usize = 18;

fn row(report: &Report, index: u32, title: &str, is_alike: bool, copied: Option<&Copied>) -> DocumentRow {
    let document = &report.documents[index as usize];
    let warnings: Vec<&str> = warnings(document).collect();
    let outlet = document.analysis.document.source.as_deref().map(shown);
    let date = document.date.as_ref().map(|date| edtf(&date.date));
    let id = shown(&document.id);
    let file = middle(id.rsplit('/').next().unwrap_or(&id), NAME);
    let name = (is_alike || outlet.is_none() && date.is_none()).then_some(file).filter(|file| file != title);
    let words = counted(document.analysis.words(), "word");
    let copied = copied.map(|copied| copied.words(report));
    DocumentRow {
        index,
        key: key_of(document),
        title: title.to_string(),
        details: [name, outlet, date, Some(words), copied].into_iter().flatten().collect(),
        warning: (!warnings.is_empty()).then(|| warnings.join(" ")),
        place: anchor_of(report, Target { document: index, focus: Focus::Start }),
        is_out: !report.scope.has_document(index),
        id,
    }
}

/// How much of a document stands in another one: that with which it shares most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Copied {
    /// In ten-thousandths. Only what is the same from the first word to the last is all of it.
    share: u32,
    /// The other document.
    other: u32,
    is_identical: bool,
}

/// Not quite all of it.
const NEARLY_ALL: u32 = 9_900;

/// For each document the one with which it shares most.
fn copied(report: &Report) -> Vec<Option<Copied>> {
    let mut copied: Vec<Option<Copied>> = vec![None; report.documents.len()];
    for pair in &report.duplicates.pairs {
        for (side, other) in [(&pair.a, &pair.b), (&pair.b, &pair.a)] {
            let share = side.share().min(NEARLY_ALL);
            let most = &mut copied[side.document as usize];
            if share > most.map_or(0, |most| most.share) {
                *most = Some(Copied { share, other: other.document, is_identical: false });
            }
        }
    }
    for cluster in report.duplicates.clusters.iter().filter(|cluster| cluster.kind == ClusterKind::Identical) {
        let &[first, second, ..] = cluster.documents.as_slice() else { continue };
        for &document in &cluster.documents {
            let other = if document == first { second } else { first };
            copied[document as usize] = Some(Copied { share: 10_000, other, is_identical: true });
        }
    }
    copied
}

impl Copied {
    /// "58 % also in 001.txt".
    fn words(&self, report: &Report) -> String {
        let other = short(&report.documents[self.other as usize].id, 12);
        if self.is_identical { format!("identical to {other}") } else { format!("{} also in {other}", percent(self.share)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;
    use crate::view::entities::tests::report;

    #[test]
    fn a_date_alone_is_no_title() {
        let title = |text: &str| report(&[text]).documents[0].title();
        assert_eq!(title("2021-08-14\n\nThe bridge in Sundhavn is closed."), "The bridge in Sundhavn is closed.");
        assert_eq!(title("14 August 2021.\n\nThe bridge is closed."), "The bridge is closed.");
        assert_eq!(title("2021-08-14"), "2021-08-14");
    }

    #[test]
    fn what_is_hidden_in_a_title_is_a_sign() {
        let report = report(&["Report \u{202e}gpj.exe of Monday."]);
        let rows = rows(&report, Window { offset: 0, limit: 1 }).rows;
        assert_eq!(rows[0].title, "Report ⍽gpj.exe of Monday.", "nothing after it is turned around");
    }

    #[test]
    fn titles_are_shown_from_their_beginning_and_told_apart_by_the_file_below() {
        let document = |id: &str, title: &str, outlet: Option<&str>| Document {
            title: Some(title.into()),
            source: outlet.map(String::from),
            ..Document::from_text(id, "It rained on the coast.")
        };
        let mut corpus = Corpus::new();
        for document in [
            document("2017-03-28_a-long-name_1.txt", "The minister of foreign affairs spoke", Some("Mehr")),
            document("2017-03-28_a-long-name_2.txt", "The minister of foreign affairs left", Some("Mehr")),
            document("2017-03-28_a-long-name_3.txt", "The minister of foreign affairs came", None),
            document("c.txt", "No one came", Some("IRNA")),
            document("d.txt", "Nothing at all", None),
        ] {
            corpus.add(analyze(document, &Engine::new(Parts::ALL)));
        }
        let rows = rows(&corpus.report(&Sensitivity::STANDARD), Window { offset: 0, limit: 9 }).rows;
        let shown: Vec<String> = rows.iter().map(|row| format!("{} | {}", row.title, row.details[..2].join(" · "))).collect();
        assert_eq!(
            shown,
            [
                "The minister of foreign affairs spoke | 2017-03-2…ame_1.txt · Mehr",
                "The minister of foreign affairs left | 2017-03-2…ame_2.txt · Mehr",
                "The minister of foreign affairs came | 28 March 2017 · 5 words",
                "No one came | IRNA · 5 words",
                "Nothing at all | d.txt · 5 words",
            ]
        );
    }

    #[test]
    fn what_is_the_same_is_told_from_what_is_nearly() {
        let long = "The pipeline to the coast was built in eleven months by four thousand workers from nine provinces of the country.";
        let more = format!("{long} Nobody had expected it to be finished before the end of the year.");
        let found = |texts: &[&str]| -> Vec<Option<(u32, u32, bool)>> {
            copied(&report(texts)).iter().map(|copied| copied.map(|copied| (copied.share, copied.other, copied.is_identical))).collect()
        };
        assert_eq!(found(&[long, long, "It rained."]), [Some((10_000, 1, true)), Some((10_000, 0, true)), None]);
        let nearly = found(&[long, &more]);
        assert_eq!(nearly[0], Some((NEARLY_ALL, 1, false)));
        assert!(nearly[1].is_some_and(|(share, other, _)| share < NEARLY_ALL && other == 0));
    }
}
