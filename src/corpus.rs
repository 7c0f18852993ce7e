//! Many analyses become one report. The result depends on the set of documents, not on the order of their arrival.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::duplicates::{self, Duplicates, Prints, Sensitivity};
use crate::entities::Names;
use crate::entities::resolve::{Resolution, resolve};
use crate::formats::Skipped;
use crate::report::{Report, ReportDocument};

/// A set of analysed documents.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// By id, then by hash of the text: the same text under the same id is one document.
    members: BTreeMap<(String, u64), Arc<Analysis>>,
    /// What was given and could not be read: id → reason.
    skipped: BTreeMap<String, String>,
}

/// What adding a document did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The document is new.
    New,
    /// The same text is there already under the same id: nothing changed.
    Already,
}

impl Corpus {
    /// A corpus without documents.
    pub fn new() -> Corpus {
        Corpus::default()
    }

    /// Adds a document.
    pub fn add(&mut self, analysis: Analysis) -> Added {
        let key = (analysis.document.id.clone(), analysis.document.text_hash());
        self.skipped.remove(&key.0);
        match self.members.insert(key, Arc::new(analysis)) {
            None => Added::New,
            Some(_) => Added::Already,
        }
    }

    /// Notes that something could not be read.
    pub fn skip(&mut self, skipped: Skipped) {
        if !self.members.keys().any(|(id, _)| *id == skipped.id) {
            self.skipped.insert(skipped.id, skipped.reason);
        }
    }

    /// Removes the document that the report calls `id` (which may be "name (2)"). Whether there was one.
    pub fn remove(&mut self, id: &str) -> bool {
        if self.skipped.remove(id).is_some() {
            return true;
        }
        let found = self.shown().into_iter().find(|(shown, ..)| shown == id).map(|(_, key, _)| key.clone());
        found.is_some_and(|key| self.members.remove(&key).is_some())
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.members.clear();
        self.skipped.clear();
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Everything that can be said about the documents together.
    pub fn report(&self, sensitivity: &Sensitivity) -> Report {
        let shown = self.shown();
        let documents: Vec<(&str, &Names)> = shown.iter().map(|(_, _, analysis)| (&*analysis.document.text, &analysis.names)).collect();
        let Resolution { entities, entity_of } = resolve(&documents);
        let prints: Vec<&Prints> = shown.iter().map(|(_, _, analysis)| &analysis.prints).collect();
        let duplicates: Duplicates = duplicates::find(&prints, sensitivity);
        let documents = shown
            .into_iter()
            .zip(entity_of)
            .map(|((id, _, analysis), entity_of)| ReportDocument { id, analysis: Arc::clone(analysis), entity_of })
            .collect();
        let skipped = self.skipped.iter().map(|(id, reason)| Skipped { id: id.clone(), reason: reason.clone() }).collect();
        Report { documents, entities, duplicates, skipped, notes: Vec::new() }
    }

    /// Members by the id under which they are shown, in code point order of it.
    fn shown(&self) -> Vec<(String, &(String, u64), &Arc<Analysis>)> {
        let mut taken: HashMap<&str, usize> = HashMap::new();
        let mut shown: Vec<_> = self
            .members
            .iter()
            .map(|(key, analysis)| {
                let count = taken.entry(key.0.as_str()).or_default();
                *count += 1;
                // "report.txt", "report.txt (2)": in the order of the hashes, which is that of the map.
                let mut id = if *count == 1 { key.0.clone() } else { format!("{} ({count})", key.0) };
                while *count > 1 && self.members.range((id.clone(), 0)..).next().is_some_and(|((other, _), _)| *other == id) {
                    *count += 1; // a file is really called that
                    id = format!("{} ({count})", key.0);
                }
                (id, key, analysis)
            })
            .collect();
        shown.sort_by(|a, b| a.0.cmp(&b.0));
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::text::Document;

    fn analysis(id: &str, text: &str) -> Analysis {
        analyze(Document::from_text(id, text), &Engine::new(Parts::ALL))
    }

    fn ids(corpus: &Corpus) -> Vec<String> {
        corpus.report(&Sensitivity::STANDARD).documents.into_iter().map(|document| document.id).collect()
    }

    #[test]
    fn the_same_file_twice_is_one_document() {
        let mut corpus = Corpus::new();
        assert_eq!(corpus.add(analysis("a.txt", "One text.")), Added::New);
        assert_eq!(corpus.add(analysis("a.txt", "One text.")), Added::Already);
        assert_eq!(ids(&corpus), ["a.txt"]);
    }

    #[test]
    fn two_texts_under_one_name_are_told_apart_in_any_order() {
        let texts = ["One text.", "Another text."];
        let of = |order: [usize; 2]| {
            let mut corpus = Corpus::new();
            order.iter().for_each(|&at| {
                corpus.add(analysis("a.txt", texts[at]));
            });
            corpus.add(analysis("a.txt (2)", "A third."));
            corpus
                .report(&Sensitivity::STANDARD)
                .documents
                .into_iter()
                .map(|document| (document.id, document.analysis.document.text.to_string()))
                .collect::<Vec<_>>()
        };
        assert_eq!(of([0, 1]), of([1, 0]));
        let ids: Vec<String> = of([0, 1]).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["a.txt", "a.txt (2)", "a.txt (3)"]);
    }

    #[test]
    fn documents_are_removed_by_the_id_they_are_shown_under() {
        let mut corpus = Corpus::new();
        corpus.add(analysis("a.txt", "One text."));
        corpus.add(analysis("a.txt", "Another text."));
        assert!(corpus.remove("a.txt (2)") && !corpus.remove("a.txt (2)") && !corpus.remove("b.txt"));
        assert_eq!(ids(&corpus), ["a.txt"]);
    }

    #[test]
    fn a_file_that_reads_at_last_is_no_longer_skipped() {
        let mut corpus = Corpus::new();
        corpus.skip(Skipped { id: "a.txt".into(), reason: "changed on disk".into() });
        assert_eq!(corpus.report(&Sensitivity::STANDARD).skipped.len(), 1);
        corpus.add(analysis("a.txt", "One text."));
        assert!(corpus.report(&Sensitivity::STANDARD).skipped.is_empty());
    }
}
