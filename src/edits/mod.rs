//! The user's decisions: one log of operations that can be undone, applied over the report, never written into it.
//!
//! A decision must hold when documents come and go and when the program is started again, so it names no index: an
//! [`Anchor`] is a hash of a document's text, a place in it, and a hash of the words there, a [`NameAnchor`] a hash of a name.
//! Of the texts themselves the log holds the names that were corrected, so that they are found in other documents, too; what else is
//! written in it are the user's own notes, dates and watch-list.

pub mod carried;
mod duplicates;
mod entities;
mod figures;
mod import;
mod log;
pub mod pins;
mod regroup;
pub mod rules;
pub mod watch;
pub mod windows;

pub use entities::NameAnchor;
pub use import::{Imported, imported};
pub use log::{DERIVED, Log, Operation, OperationId, Step};

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::duplicates::Sensitivity;
use crate::report::{Report, UserChanges};
use crate::review::{Anchor, Corrections, Field, Meaning, Pin, Scope, Verdict, words_hash};

/// One decision. Variants are only ever added at the end: what is kept and project files hold their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edit {
    /// These places are no copies of one another. Other documents that turn up with the same words are covered, too; a
    /// place with other words brings the passage back.
    NotACopy(Vec<Anchor>),
    /// These places are boilerplate, and so is every passage with the same words in documents that come later.
    Boilerplate(Vec<Anchor>),
    /// The verdict on a figure; `None` takes it back.
    /// All places of one claim: a sentence that is copied is checked once.
    Checked(Vec<Anchor>, Option<Verdict>),
    /// A note beside a claim; empty takes it away.
    Noted(Vec<Anchor>, String),
    /// When the document with this text was written, in EDTF; `None` for what the program finds.
    Dated(u64, Option<String>),
    /// Two entities are one; the first keeps its name.
    Same(NameAnchor, NameAnchor),
    /// Two entities are not one.
    Different(NameAnchor, NameAnchor),
    /// The names to look out for, in place of those before. No longer written: a list that replaces another loses what a second window has put
    /// there; see [`Edit::Watch`].
    Watched(Vec<String>),
    /// The meaning of some words: a name of some kind, of some entity, or no name.
    Named(Vec<Scope>, Meaning),
    /// An entity is called this; empty for what the program calls it.
    Renamed(NameAnchor, String),
    /// The places that are kept, in place of those before. No longer written, likewise; see [`Edit::Pin`].
    Pins(Vec<Pin>),
    /// The title or source of the document with this text; `None` for what the program finds.
    About(u64, Field, Option<String>),
    /// These places are kept, behind those that are. Beside one that is kept already stands this note, if it is one.
    Pin(Vec<Pin>),
    /// A place is kept no longer.
    Unpin(Anchor),
    /// A place that is kept goes behind this one, which is kept, too; `None` for the front.
    MovePin(Anchor, Option<Anchor>),
    /// The note beside a pinned place; empty takes it away.
    PinNote(Anchor, String),
    /// Names to look out for: those that come, and those that go.
    Watch(Vec<String>, Vec<String>),
    /// When the documents with these texts were written: [`Edit::Dated`] for many at once, taken back at once.
    DatedAll(Vec<u64>, Option<String>),
    /// The title or source of the documents with these texts: [`Edit::About`] for many at once, taken back at once.
    AboutAll(Vec<u64>, Field, Option<String>),
    /// Two entities are one, of each pair the first keeps its name: [`Edit::Same`] for many at once, taken back at once.
    SameAll(Vec<(NameAnchor, NameAnchor)>),
}

impl Edit {
    /// The texts (by their hashes) of the documents whose date it says, and that date in EDTF; `None` for what the program finds.
    pub fn dated(&self) -> Option<(&[u64], Option<&String>)> {
        match self {
            Edit::Dated(text, date) => Some((std::slice::from_ref(text), date.as_ref())),
            Edit::DatedAll(texts, date) => Some((texts, date.as_ref())),
            _ => None,
        }
    }

    /// The texts (by their hashes) of the documents whose title or source it says, which of the two, and what it is.
    pub fn about(&self) -> Option<(&[u64], Field, Option<&String>)> {
        match self {
            Edit::About(text, field, words) => Some((std::slice::from_ref(text), *field, words.as_ref())),
            Edit::AboutAll(texts, field, words) => Some((texts, *field, words.as_ref())),
            _ => None,
        }
    }
}

/// Anchors kept of one decision: one for each wording, and of more wordings the first. Half of so many found again are enough.
const MAX_ANCHORS: usize = 200;

/// The report of a corpus with all that the user has decided, the watch-list too.
pub fn report(corpus: &mut Corpus, log: &Log) -> Report {
    corpus.set_dates(dates(log));
    corpus.set_corrections(corrections(log));
    let mut report = corpus.report(&Sensitivity::STANDARD);
    apply(&mut report, log);
    let names = watch::watched(log);
    let places = watch::places(&report, &names);
    report.by_user.watched = watch::find(&report, &names, &places);
    report
}

/// The report as the user has corrected it. What was taken away or moved is noted in [`Report::by_user`]. The watch-list is looked for
/// separately, see [`watch`]: that takes longer, and needs no report to be made anew.
pub fn apply(report: &mut Report, log: &Log) {
    // What was made of single documents is part of the corpus.
    let UserChanges { removed, added, .. } = std::mem::take(&mut report.by_user);
    report.by_user = UserChanges { removed, added, ..UserChanges::default() };
    let mut active = log.active().peekable();
    if active.peek().is_none() {
        return;
    }
    report.forget_stories();
    let hashes = text_hashes(report);
    let places: HashMap<u64, Vec<u32>> = hashes.iter().zip(0..).fold(HashMap::new(), |mut places, (hash, document)| {
        places.entry(*hash).or_insert_with(Vec::new).push(document);
        places
    });
    for (_, edit) in active {
        match edit {
            Edit::Checked(anchors, verdict) => anchors.iter().for_each(|anchor| figures::check(report, &places, anchor, *verdict)),
            Edit::Noted(anchors, note) => anchors.iter().for_each(|anchor| figures::note(report, &places, anchor, note)),
            // Part of the corpus: see `dates` and `Corrections`.
            Edit::Dated(..) | Edit::About(..) | Edit::DatedAll(..) | Edit::AboutAll(..) => {}
            // Taken together: see `duplicates`, `entities`, `watch`.
            Edit::NotACopy(_) | Edit::Boilerplate(_) => {}
            Edit::Same(..) | Edit::SameAll(_) | Edit::Different(..) | Edit::Named(..) | Edit::Renamed(..) => {}
            Edit::Pins(_) | Edit::Pin(_) | Edit::Unpin(_) | Edit::MovePin(..) | Edit::PinNote(..) => {}
            Edit::Watched(_) | Edit::Watch(..) => {}
        }
    }
    duplicates::apply(report, &hashes, log);
    report.by_user.pins = pins::find(report, &places, log);
    entities::apply(report, log);
}

/// The dates that the user has set, by the hash of the document's text: what is found in a corpus rests on them.
pub fn dates(log: &Log) -> BTreeMap<u64, String> {
    let mut dates = BTreeMap::new();
    for (_, edit) in log.active() {
        let Some((texts, date)) = edit.dated() else { continue };
        for text in texts {
            match date {
                Some(date) => dates.insert(*text, date.clone()),
                None => dates.remove(text),
            };
        }
    }
    dates
}

/// The user's corrections of single documents: names, titles and sources.
pub fn corrections(log: &Log) -> Corrections {
    let mut corrections = Corrections::default();
    for (_, edit) in log.active() {
        if let Edit::Named(scopes, meaning) = edit {
            scopes.iter().for_each(|scope| corrections.add_name(scope.clone(), meaning.kind()));
        } else if let Some((texts, field, words)) = edit.about() {
            texts.iter().for_each(|text| corrections.set_about(*text, field, words.cloned()));
        }
    }
    corrections
}

/// One place as an anchor.
pub fn anchor(report: &Report, place: crate::duplicates::Place) -> Anchor {
    Anchor { document: report.documents[place.document as usize].text_hash, span: place.span, words: words_hash(report.text_at(place)) }
}

/// The places as anchors, one for each wording first.
pub fn anchors(report: &Report, places: &[crate::duplicates::Place]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = places.iter().map(|place| anchor(report, *place)).collect();
    if anchors.len() > MAX_ANCHORS {
        anchors.sort_unstable_by_key(|anchor| (anchor.words, *anchor));
        anchors.dedup_by_key(|anchor| anchor.words);
        anchors.truncate(MAX_ANCHORS);
    }
    anchors
}

/// For each document the hash of its text, by which anchors know it.
pub fn text_hashes(report: &Report) -> Vec<u64> {
    report.documents.iter().map(|document| document.text_hash).collect()
}
