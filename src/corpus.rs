//! Many analyses become one report. The result depends on the set of documents, not on the order of their arrival.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::duplicates::{Boilerplate, Duplicates, Finder, Fingerprint, Place, Sensitivity};
use crate::entities::resolve::{MentionRef, Resolution, resolve};
use crate::entities::suggest::{Named, suggest};
use crate::entities::{self, EntityKind, Mention, Names, Why};
use crate::figures::{self, Claims, Comparison, DateSource, DocumentDate, Evidence, Source, compare};
use crate::formats::Skipped;
use crate::report::scope::Scope;
use crate::report::{Report, ReportDocument, UserChanges};
use crate::review::About;
use crate::review::Corrections;
use crate::text::{AsideKind, Document, Note, NoteKind, Origin, Span};

/// The identity of a document: its id, and a hash of its text. The same text under the same id is one document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentKey {
    /// The document's own id, not the one it is shown under.
    pub id: String,
    /// Hash of its text.
    pub text_hash: u64,
}

impl DocumentKey {
    /// The key of a document with this id and this text.
    pub fn new(id: &str, text: &str) -> DocumentKey {
        DocumentKey { id: id.to_string(), text_hash: xxhash_rust::xxh3::xxh3_64(text.as_bytes()) }
    }

    /// The key of a document.
    pub fn of(document: &Document) -> DocumentKey {
        DocumentKey { id: document.id.clone(), text_hash: document.text_hash() }
    }
}

/// A set of analysed documents.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    members: BTreeMap<DocumentKey, Arc<Analysis>>,
    /// Files that could not be read.
    skipped: BTreeSet<Skipped>,
    /// Dates of documents that a person has set.
    dates: BTreeMap<u64, String>,
    /// The user's corrections of single documents, and the corrected documents as far as they were asked for.
    corrections: Corrections,
    corrected: RefCell<BTreeMap<DocumentKey, Option<Arc<Corrected>>>>,
    /// The search for copies of the last report, so that the next one costs only what is new. It changes no report.
    finder: RefCell<Finder<HeldFingerprint>>,
}

/// A document as a person has corrected it.
#[derive(Debug)]
struct Corrected {
    analysis: Arc<Analysis>,
    /// Names that were found and are not there any more.
    removed: Vec<Mention>,
    /// Names that were put, with the kind of what was found there, if anything was.
    put: Vec<(u32, Option<EntityKind>)>,
}

impl Corrected {
    /// `None` if nothing is said about the document, or only what was found.
    fn new(key: &DocumentKey, found: &Analysis, corrections: &Corrections) -> Option<Corrected> {
        let said = corrections.in_document(key.text_hash, &found.document.text, &found.names);
        let about = corrections.about(key.text_hash);
        if said.is_empty() && about.is_none() {
            return None;
        }
        let (mut removed, mut put) = (Vec::new(), Vec::new());
        let mut analysis = if said.is_empty() {
            found.clone()
        } else {
            let names = entities::corrected(&found.document.text, &found.names, &said);
            let at = |names: &Names, span: Span| names.mentions.binary_search_by_key(&span, |mention| mention.span).ok();
            let before = |mention: &Mention| at(&found.names, mention.span).map(|at| found.names.mentions[at].kind);
            removed = found.names.mentions.iter().copied().filter(|mention| at(&names, mention.span).is_none()).collect();
            put = (0..)
                .zip(&names.mentions)
                .filter(|(_, mention)| mention.why == Why::User)
                .map(|(at, mention)| (at, before(mention)))
                .collect();
            found.with_names(names)
        };
        if let Some(About { title, source }) = about {
            let document = &mut analysis.document;
            if let Some(title) = title {
                (document.title, document.origins.title) = (Some(title.clone()), Origin::ByYou);
            }
            if let Some(source) = source {
                (document.source, document.origins.source) = (Some(source.clone()), Origin::ByYou);
            }
        }
        Some(Corrected { analysis: Arc::new(analysis), removed, put })
    }
}

/// The fingerprint of a document, which stays where it is as long as its analysis does.
#[derive(Clone, Debug)]
struct HeldFingerprint(Arc<Analysis>);

impl Deref for HeldFingerprint {
    type Target = Fingerprint;

    fn deref(&self) -> &Fingerprint {
        &self.0.fingerprint
    }
}

/// The outcome of adding a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The document is new.
    New,
    /// The same text is there already under the same id. Of what the files say about it, the lesser stays, so that the
    /// order of arrival does not matter.
    Already,
}

impl Corpus {
    /// A corpus without documents.
    pub fn new() -> Corpus {
        Corpus::default()
    }

    /// Adds a document.
    pub fn add(&mut self, analysis: Analysis) -> Added {
        let key = DocumentKey::of(&analysis.document);
        match self.members.entry(key) {
            Entry::Vacant(place) => {
                place.insert(Arc::new(analysis));
                Added::New
            }
            Entry::Occupied(mut place) => {
                if about(&analysis.document) < about(&place.get().document) {
                    self.corrected.get_mut().remove(place.key());
                    place.insert(Arc::new(analysis));
                }
                Added::Already
            }
        }
    }

    /// Notes that something could not be read.
    pub fn skip(&mut self, skipped: Skipped) {
        self.skipped.insert(skipped);
    }

    /// Forgets that these could not be read: they are given again.
    pub fn unskip(&mut self, ids: &[String]) {
        let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
        self.skipped.retain(|skipped| !ids.contains(skipped.id.as_str()));
    }

    /// Removes a document. Whether there was one.
    pub fn remove(&mut self, key: &DocumentKey) -> bool {
        self.corrected.get_mut().remove(key);
        self.members.remove(key).is_some()
    }

    /// Takes the dates that a person has set, by the hash of the document's text: EDTF, in place of what is known.
    pub fn set_dates(&mut self, dates: BTreeMap<u64, String>) {
        self.dates = dates;
    }

    /// Takes what a person says about single documents, in place of what was said before.
    pub fn set_corrections(&mut self, corrections: Corrections) {
        if corrections != self.corrections {
            self.corrections = corrections;
            self.corrected.borrow_mut().clear();
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        *self = Corpus::default();
    }

    /// The documents as they were given, in the order of their ids.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.members.values().map(|analysis| &analysis.document)
    }

    /// Files that could not be read.
    pub fn skipped(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter()
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The report on all documents together.
    pub fn report(&self, sensitivity: &Sensitivity) -> Report {
        let found = self.shown();
        let corrected = self.corrected(&found);
        let fingerprints: Vec<HeldFingerprint> = found.iter().map(|(_, _, analysis)| HeldFingerprint(Arc::clone(analysis))).collect();
        let shown: Vec<Shown<'_>> = found
            .into_iter()
            .zip(&corrected)
            .map(|((id, key, analysis), corrected)| (id, key, corrected.as_ref().map_or(analysis, |corrected| &corrected.analysis)))
            .collect();
        let documents: Vec<(&str, &Names)> = shown.iter().map(|(_, _, analysis)| (&*analysis.document.text, &analysis.names)).collect();
        let resolution = resolve(&documents);
        let named: Vec<Named<'_>> =
            shown.iter().map(|(_, _, analysis)| Named { names: &analysis.names, layout: &analysis.layout }).collect();
        let suggestions = suggest(&named, &resolution);
        let Resolution { entities, entity_of, doubts } = resolution;
        let mut duplicates: Duplicates = self.finder.borrow_mut().find(&fingerprints, sensitivity);
        add_furniture(&shown, &mut duplicates);
        let dates: Vec<Option<DocumentDate>> = shown.iter().map(|(_, key, analysis)| self.date(key, analysis)).collect();
        let Comparison { agreements, conflicts, tried } = compared(&shown, &dates, &duplicates);
        let documents = shown
            .into_iter()
            .zip(entity_of.into_iter().zip(doubts))
            .zip(dates)
            .map(|(((id, key, analysis), (entity_of, doubts)), date)| ReportDocument {
                id,
                text_hash: key.text_hash,
                analysis: Arc::clone(analysis),
                entity_of,
                doubts,
                date,
            })
            .collect();
        let skipped = self.skipped.iter().cloned().collect();
        let notes = duplicates.limits.iter().map(|limit| Note::new(NoteKind::Limit, limit.sentence())).collect();
        let by_user = by_user(&corrected);
        Report {
            documents,
            entities,
            suggestions,
            duplicates,
            agreements,
            conflicts,
            tried,
            skipped,
            notes,
            by_user,
            scope: Scope::default(),
            told: Arc::default(),
        }
    }

    /// For each document, what it is with what a person says about it. Made once for each.
    fn corrected(&self, shown: &[Shown<'_>]) -> Vec<Option<Arc<Corrected>>> {
        let mut made = self.corrected.borrow_mut();
        if self.corrections.is_empty() {
            return vec![None; shown.len()];
        }
        let one = |(_, key, analysis): &Shown<'_>| match made.get(*key) {
            Some(corrected) => corrected.clone(),
            None => {
                let corrected = Corrected::new(key, analysis, &self.corrections).map(Arc::new);
                made.insert((*key).clone(), corrected.clone());
                corrected
            }
        };
        shown.iter().map(one).collect()
    }

    /// When a document was written: what a person says goes before what its file and its text say.
    fn date(&self, key: &DocumentKey, analysis: &Analysis) -> Option<DocumentDate> {
        match self.dates.get(&key.text_hash) {
            Some(date) => Some(DocumentDate { date: date.clone(), source: DateSource::ByHand }),
            None => analysis.date.clone(),
        }
    }

    /// Members by the id under which they are shown, in code point order of it.
    fn shown(&self) -> Vec<(String, &DocumentKey, &Arc<Analysis>)> {
        let mut taken: HashMap<&str, usize> = HashMap::new();
        let mut shown: Vec<_> = self
            .members
            .iter()
            .map(|(key, analysis)| {
                let count = taken.entry(key.id.as_str()).or_default();
                *count += 1;
                // "report.txt", "report.txt (2)": in the order of the hashes, which is that of the map.
                let mut id = if *count == 1 { key.id.clone() } else { format!("{} ({count})", key.id) };
                while *count > 1 && self.has_id(&id) {
                    *count += 1; // a file is really called that
                    id = format!("{} ({count})", key.id);
                }
                (id, key, analysis)
            })
            .collect();
        shown.sort_by(|a, b| a.0.cmp(&b.0));
        shown
    }

    fn has_id(&self, id: &str) -> bool {
        let first = DocumentKey { id: id.to_string(), text_hash: 0 };
        self.members.range(first..).next().is_some_and(|(key, _)| key.id == id)
    }
}

/// The user's changes in single documents.
fn by_user(corrected: &[Option<Arc<Corrected>>]) -> UserChanges {
    let mut by_user = UserChanges::default();
    for (document, corrected) in (0..).zip(corrected) {
        let Some(corrected) = corrected else { continue };
        by_user.removed.extend(corrected.removed.iter().map(|mention| (document, *mention)));
        by_user.added.extend(corrected.put.iter().map(|&(mention, before)| (MentionRef { document, mention }, before)));
    }
    by_user
}

/// A document as the report shows it: its id there, its key, what was found in it.
type Shown<'c> = (String, &'c DocumentKey, &'c Arc<Analysis>);

/// Compares the figures of all documents. Those that stand in one copied passage are one source.
fn compared(shown: &[Shown<'_>], dates: &[Option<DocumentDate>], duplicates: &Duplicates) -> Comparison {
    let mut copied: Vec<Vec<(Span, u32)>> = vec![Vec::new(); shown.len()];
    // Of one template, each has figures of its own.
    for (passage, found) in
        duplicates.passages.iter().enumerate().filter(|(_, found)| found.kind != crate::duplicates::PassageKind::Template)
    {
        for place in &found.occurrences {
            copied[place.document as usize].push((place.span, passage as u32));
        }
    }
    // "Last year" of a document to which a person has given another date is another year.
    let claims: Vec<Cow<'_, Claims>> = shown
        .iter()
        .zip(dates)
        .map(|((_, _, analysis), date)| match date {
            Some(DocumentDate { date, source: DateSource::ByHand }) => {
                let Analysis { document, layout, figures, relative_times, names, .. } = &***analysis;
                let names: Vec<Span> = names.mentions.iter().map(|mention| mention.span).collect();
                Cow::Owned(figures::claims(&Source {
                    text: &document.text,
                    layout,
                    figures,
                    relative_times,
                    names: &names,
                    date: Some(date),
                }))
            }
            _ => Cow::Borrowed(&analysis.claims),
        })
        .collect();
    let evidence: Vec<Evidence<'_>> = shown
        .iter()
        .zip(&claims)
        .zip(&mut copied)
        .zip(dates)
        .map(|((((_, _, analysis), claims), copied), date)| {
            copied.sort_unstable();
            let passages = claims.claims.iter().map(|claim| {
                let span = analysis.figures[claim.figure as usize].span;
                // Passages may overlap: the last that begins before the figure is the nearest.
                let before = copied.partition_point(|(place, _)| place.start() <= span.start());
                copied[..before].iter().rev().take(NEAREST).find(|(place, _)| span.end() <= place.end()).map(|&(_, passage)| passage)
            });
            Evidence { claims, date: date.as_ref().map(|found| found.date.as_str()), passages: passages.collect() }
        })
        .collect();
    compare(&evidence)
}

/// Adds the heads and feet of pages, which no comparison has seen, to what is boilerplate: those of one document that are the same but for
/// their numbers.
fn add_furniture(shown: &[Shown<'_>], duplicates: &mut Duplicates) {
    let before = duplicates.boilerplate.len();
    for (number, (_, _, analysis)) in (0..).zip(shown) {
        let text = &analysis.document.text;
        let mut alike: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for aside in analysis.document.asides.iter().filter(|aside| aside.kind == AsideKind::Furniture) {
            let words = aside.span.of(text);
            let start = aside.span.start() + words.len() - words.trim_start().len();
            let span = Span::new(start, start + words.trim().len());
            let shape = words.split_whitespace().map(|word| word.replace(|c: char| c.is_ascii_digit(), "")).collect::<Vec<_>>().join(" ");
            alike.entry(shape).or_default().push(Place { document: number, span });
        }
        duplicates.boilerplate.extend(alike.into_iter().filter(|(_, places)| places.len() > 1).map(|(shape, occurrences)| Boilerplate {
            words: shape.split(' ').filter(|word| !word.is_empty()).count() as u32,
            occurrences,
        }));
    }
    if duplicates.boilerplate.len() > before {
        duplicates.boilerplate.sort_by_key(|line| line.occurrences.first().map(|place| (place.document, place.span)));
    }
}

/// How many passages before a figure are looked at for the one that holds it.
const NEAREST: usize = 8;

/// The metadata of a document, for a choice that does not depend on the order of files.
fn about(document: &Document) -> impl Ord + '_ {
    (&document.date, &document.source, &document.title, &document.url, &document.author, &document.encoding, &document.notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};

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
    fn a_document_is_removed_by_its_key() {
        let mut corpus = Corpus::new();
        let texts = ["One text.", "Another text."].map(|text| analysis("a.txt", text));
        let keys = texts.each_ref().map(|analysis| DocumentKey::of(&analysis.document));
        texts.into_iter().for_each(|analysis| {
            corpus.add(analysis);
        });
        assert!(corpus.remove(&keys[0]) && !corpus.remove(&keys[0]));
        assert_eq!(ids(&corpus), ["a.txt"]);
        assert_eq!(&*corpus.report(&Sensitivity::STANDARD).documents[0].analysis.document.text, "Another text.");
    }

    #[test]
    fn reports_in_between_do_not_matter() {
        let text = |n: usize| {
            let shared = "Farmers in the northern valleys have begun to store their grain in stone towers again.";
            format!(
                "Note {n} of the {} editor. {} Number {n} ends here.",
                n * n,
                if n.is_multiple_of(3) { shared } else { "Nothing is shared." }
            )
        };
        let mut corpus = Corpus::new();
        for n in 0..12 {
            corpus.add(analysis(&format!("{}.txt", n * 7 % 12), &text(n)));
            if n % 4 == 3 {
                let id = format!("{}.txt", (n - 2) * 7 % 12);
                assert!(corpus.remove(&DocumentKey::of(&Document::from_text(id, text(n - 2)))));
            }
            let mut fresh = Corpus::new();
            for analysis in corpus.members.values() {
                fresh.add(Analysis::clone(analysis));
            }
            let (kept, fresh) = (corpus.report(&Sensitivity::STANDARD), fresh.report(&Sensitivity::STANDARD));
            assert_eq!(kept.duplicates, fresh.duplicates);
        }
        assert!(!corpus.report(&Sensitivity::STANDARD).duplicates.passages.is_empty());
    }

    #[test]
    fn nothing_that_was_given_is_lost() {
        let mut corpus = Corpus::new();
        let skipped = |reason: &str| Skipped { id: "a.txt".into(), reason: reason.into() };
        corpus.skip(skipped("a PDF"));
        corpus.skip(skipped("a picture"));
        corpus.add(analysis("a.txt", "A file of the same name in another folder."));
        assert_eq!(corpus.report(&Sensitivity::STANDARD).skipped, [skipped("a PDF"), skipped("a picture")]);
        corpus.unskip(&["a.txt".into()]);
        assert!(corpus.report(&Sensitivity::STANDARD).skipped.is_empty());
    }

    #[test]
    fn of_two_dates_of_one_text_the_same_one_stays_in_any_order() {
        let dated = |date: &str| {
            let mut analysis = analysis("a.txt", "One text.");
            analysis.document.date = Some(date.into());
            analysis
        };
        for order in [["2020", "2021"], ["2021", "2020"]] {
            let mut corpus = Corpus::new();
            order.iter().for_each(|date| {
                corpus.add(dated(date));
            });
            assert_eq!(corpus.report(&Sensitivity::STANDARD).documents[0].analysis.document.date.as_deref(), Some("2020"));
        }
    }
}
