//! A part of the report that is looked at: some documents, and in them what has to do with some names and some years.
//!
//! Nothing gets another index: what is out of scope stays where it is and is passed over by those who list it.

use std::collections::BTreeMap;

use super::{Report, ReportDocument};
use crate::duplicates::Place;
use crate::entities::resolve::Entity;
use crate::figures::edtf::{self, Days};
use crate::figures::{Figure, Moment, Value};
use crate::quotes::Quote;
use crate::text::Span;

/// Which part of the report is looked at. The default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// For each document, whether it is part of it; `None` for all of them.
    documents: Option<Vec<bool>>,
    /// The names that are meant, by their index, each with the mention by which it was chosen; where there are any, figures,
    /// quotes, dates and copies must have to do with one.
    entities: BTreeMap<u32, (u32, u32)>,
    /// Where they stand in each document.
    places: Vec<Vec<Span>>,
    /// The days in which dates must lie.
    days: Option<Days>,
}

impl Scope {
    /// The documents for which `documents` is true, and in them what has to do with one of `entities` and with `days`.
    pub fn new(report: &Report, documents: Vec<bool>, entities: BTreeMap<u32, (u32, u32)>, days: Option<Days>) -> Scope {
        let places =
            if entities.is_empty() { Vec::new() } else { report.documents.iter().map(|source| mentions(source, &entities)).collect() };
        Scope { documents: Some(documents), entities, places, days }
    }

    /// Whether it is the whole report.
    pub fn is_all(&self) -> bool {
        self.documents.is_none()
    }

    /// Whether a document is part of it.
    pub fn has_document(&self, document: u32) -> bool {
        self.documents.as_ref().is_none_or(|documents| documents.get(document as usize).copied().unwrap_or(false))
    }

    /// Whether a name is one of those that are meant.
    pub fn means(&self, entity: u32) -> bool {
        self.entities.contains_key(&entity)
    }

    /// The mention by which a name was chosen, if it is one of those that are meant.
    pub fn chosen(&self, entity: u32) -> Option<(u32, u32)> {
        self.entities.get(&entity).copied()
    }

    /// Whether the sentence around `span` names somebody who is meant, where somebody is.
    pub fn has_sentence(&self, source: &ReportDocument, document: u32, span: Span) -> bool {
        self.entities.is_empty() || self.names(document, source.sentence(span))
    }

    /// Whether a figure is part of it. `said_by` is the name in whose words it stands.
    pub fn has_figure(&self, source: &ReportDocument, document: u32, figure: &Figure, said_by: Option<u32>) -> bool {
        let meant = || said_by.is_some_and(|speaker| self.means(speaker)) || self.has_sentence(source, document, figure.span);
        let dated = || match (&figure.value, self.days) {
            (Value::Date(date), Some(days)) => edtf::days(date).is_none_or(|own| own.overlaps(days)),
            _ => true,
        };
        self.has_document(document) && dated() && meant()
    }

    /// Whether a quote is part of it.
    pub fn has_quote(&self, source: &ReportDocument, document: u32, quote: &Quote) -> bool {
        let meant = || source.speaker(quote).is_some_and(|speaker| self.means(speaker)) || self.has_sentence(source, document, quote.span);
        self.has_document(document) && meant()
    }

    /// Whether a date is part of it.
    pub fn has_moment(&self, source: &ReportDocument, document: u32, moment: &Moment) -> bool {
        let dated = || self.days.is_none_or(|days| moment.days.is_some_and(|own| own.overlaps(days)));
        let meant = || match moment.span {
            Some(span) => self.has_sentence(source, document, span),
            None => true, // the date of the document
        };
        self.has_document(document) && dated() && meant()
    }

    /// Whether a copied text is part of it: it stands in one of the documents and names somebody who is meant.
    pub fn has_copy(&self, places: &[Place]) -> bool {
        self.is_all()
            || places
                .iter()
                .any(|place| self.has_document(place.document) && (self.entities.is_empty() || self.names(place.document, place.span)))
    }

    fn names(&self, document: u32, around: Span) -> bool {
        self.places.get(document as usize).is_some_and(|places| {
            let first = places.partition_point(|place| place.end() <= around.start());
            places.get(first).is_some_and(|place| place.overlaps(around))
        })
    }
}

/// Where the names stand in a document, sorted.
fn mentions(source: &ReportDocument, entities: &BTreeMap<u32, (u32, u32)>) -> Vec<Span> {
    let all = source.analysis.names.mentions.iter().zip(&source.entity_of);
    all.filter(|(_, entity)| entities.contains_key(entity)).map(|(mention, _)| mention.span).collect()
}

impl Report {
    /// The same report, of which only a part is looked at. Names are counted in that part; those that do not stand in it
    /// keep their index, without a place.
    pub fn within(&self, scope: Scope) -> Report {
        let mut report = self.clone();
        for entity in &mut report.entities {
            entity.mentions.retain(|(document, _)| scope.has_document(*document));
            entity.documents = entity.mentions.chunk_by(|a, b| a.0 == b.0).count() as u32;
        }
        report.scope = scope;
        report
    }

    /// How many documents are looked at.
    pub fn documents_in_scope(&self) -> usize {
        if self.scope.is_all() { self.documents.len() } else { self.shown_documents().count() }
    }

    /// The documents that are looked at, with their index.
    pub fn shown_documents(&self) -> impl Iterator<Item = (u32, &ReportDocument)> {
        (0..).zip(&self.documents).filter(|(document, _)| self.scope.has_document(*document))
    }

    /// The names that stand in what is looked at.
    pub fn shown_entities(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter().filter(|entity| !entity.mentions.is_empty())
    }
}
