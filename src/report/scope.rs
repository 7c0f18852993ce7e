//! A part of the report that is looked at: some documents, and in them what has to do with some names, some figures and some years.
//!
//! Nothing gets another index: what is out of scope stays where it is and is passed over by those who list it.

use std::collections::BTreeMap;

use super::{Report, ReportDocument};
use crate::duplicates::Place;
use crate::entities::resolve::{Entity, MentionRef};
use crate::figures::edtf::{self, Days};
use crate::figures::{Moment, Value};
use crate::quotes::Quote;
use crate::text::Span;

/// Which part of the report is looked at. The default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// For each document, whether it is part of it; `None` for all of them.
    documents: Option<Vec<bool>>,
    /// The names that are meant, by their index, each with the mention by which it was chosen; where there are any, figures,
    /// quotes, dates and copies must have to do with one.
    entities: BTreeMap<u32, MentionRef>,
    /// Where they stand in each document.
    places: Vec<Vec<Span>>,
    /// The days in which dates must lie.
    days: Option<Days>,
    /// The figures that are meant, where not all are.
    figures: Option<Figures>,
}

/// The figures that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Figures {
    /// For each document, for each of its figures, whether it is.
    meant: Vec<Vec<bool>>,
    /// Where they stand in each document, sorted, if what else is looked at must stand in a sentence with one.
    places: Option<Vec<Vec<Span>>>,
    /// The documents that would be part of the scope whatever figures are meant.
    documents: Vec<bool>,
}

impl Scope {
    /// The documents for which `documents` is true, and in them what has to do with one of `entities` and with `days`.
    pub fn new(report: &Report, documents: Vec<bool>, entities: BTreeMap<u32, MentionRef>, days: Option<Days>) -> Scope {
        let places =
            if entities.is_empty() { Vec::new() } else { report.documents.iter().map(|source| mentions(source, &entities)).collect() };
        Scope { documents: Some(documents), entities, places, days, figures: None }
    }

    /// Of it, only the figures for which `meant` is true (by document and figure); and, where `only` is set, of everything else only
    /// what has to do with one: documents that have one, and in them what stands in a sentence with one.
    pub fn with_figures(self, report: &Report, meant: Vec<Vec<bool>>, only: bool) -> Scope {
        let before = self.documents.unwrap_or_else(|| vec![true; report.documents.len()]);
        let mut documents = before.clone();
        let mut places = None;
        if only {
            for (is_part, meant) in documents.iter_mut().zip(&meant) {
                *is_part &= meant.contains(&true);
            }
            let of = |(source, meant): (&ReportDocument, &Vec<bool>)| {
                let figures = source.analysis.figures.iter().zip(meant).filter(|(_, meant)| **meant);
                figures.map(|(figure, _)| figure.span).collect()
            };
            places = Some(report.documents.iter().zip(&meant).map(of).collect());
        }
        Scope { documents: Some(documents), figures: Some(Figures { meant, places, documents: before }), ..self }
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
    pub fn chosen(&self, entity: u32) -> Option<MentionRef> {
        self.entities.get(&entity).copied()
    }

    /// Whether the sentence around `span` has somebody who is meant and a figure that is meant, where any are.
    pub fn has_sentence(&self, source: &ReportDocument, document: u32, span: Span) -> bool {
        self.names(document, || source.sentence(span)) && self.counts(document, || source.sentence(span))
    }

    /// Whether a figure is part of it. `at` is its index in the document, `said_by` the name in whose words it stands.
    pub fn has_figure(&self, source: &ReportDocument, document: u32, at: u32, said_by: Option<u32>) -> bool {
        self.has_document(document) && self.means_figure(document, at) && self.could_have_figure(source, document, at, said_by)
    }

    /// Whether a figure would be part of it whatever figures are meant.
    pub fn could_have_figure(&self, source: &ReportDocument, document: u32, at: u32, said_by: Option<u32>) -> bool {
        let Some(figure) = source.analysis.figures.get(at as usize) else { return false };
        let is_part = match &self.figures {
            Some(figures) => figures.documents.get(document as usize).copied().unwrap_or(false),
            None => self.has_document(document),
        };
        let meant = || said_by.is_some_and(|speaker| self.means(speaker)) || self.names(document, || source.sentence(figure.span));
        let dated = || match (&figure.value, self.days) {
            (Value::Date(date), Some(days)) => edtf::days(date).is_none_or(|own| own.overlaps(days)),
            _ => true,
        };
        is_part && dated() && meant()
    }

    /// Whether a figure is one of those that are meant; all are, unless some are chosen or taken out.
    pub fn means_figure(&self, document: u32, at: u32) -> bool {
        self.figures.as_ref().is_none_or(|figures| figures.is_meant(document, at))
    }

    /// Whether a figure is one of some that were chosen.
    pub fn has_chosen_figure(&self, document: u32, at: u32) -> bool {
        self.figures.as_ref().is_some_and(|figures| figures.places.is_some() && figures.is_meant(document, at))
    }

    /// Whether a quote is part of it.
    pub fn has_quote(&self, source: &ReportDocument, document: u32, quote: &Quote) -> bool {
        let around = || source.sentence(quote.span);
        let meant = || source.speaker(quote).is_some_and(|speaker| self.means(speaker)) || self.names(document, around);
        self.has_document(document) && meant() && self.counts(document, around)
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
        let has = |&Place { document, span }: &Place| {
            self.has_document(document) && self.names(document, || span) && self.counts(document, || span)
        };
        self.is_all() || places.iter().any(has)
    }

    /// Whether a copied text stands in one of the documents and is out of scope for what it does not name.
    pub fn passes_over(&self, places: &[Place]) -> bool {
        !self.has_copy(places) && places.iter().any(|place| self.has_document(place.document))
    }

    /// Whether sentences count only if somebody stands in them who is meant, or a figure that is.
    pub fn looks_at_sentences(&self) -> bool {
        !self.entities.is_empty() || self.figures.as_ref().is_some_and(|figures| figures.places.is_some())
    }

    /// Whether somebody who is meant is named there, where somebody is meant.
    fn names(&self, document: u32, around: impl FnOnce() -> Span) -> bool {
        self.entities.is_empty() || stand_in(&self.places, document, around())
    }

    /// Whether a figure that is meant stands there, where some are chosen.
    fn counts(&self, document: u32, around: impl FnOnce() -> Span) -> bool {
        let places = self.figures.as_ref().and_then(|figures| figures.places.as_ref());
        places.is_none_or(|places| stand_in(places, document, around()))
    }
}

impl Figures {
    fn is_meant(&self, document: u32, at: u32) -> bool {
        self.meant.get(document as usize).and_then(|meant| meant.get(at as usize)).copied().unwrap_or(false)
    }
}

/// Whether one of the places in a document, which are sorted, overlaps a span.
fn stand_in(places: &[Vec<Span>], document: u32, around: Span) -> bool {
    places.get(document as usize).is_some_and(|places| {
        let first = places.partition_point(|place| place.end() <= around.start());
        places.get(first).is_some_and(|place| place.overlaps(around))
    })
}

/// Where the names stand in a document, sorted.
fn mentions(source: &ReportDocument, entities: &BTreeMap<u32, MentionRef>) -> Vec<Span> {
    let all = source.analysis.names.mentions.iter().zip(&source.entity_of);
    all.filter(|(_, entity)| entities.contains_key(entity)).map(|(mention, _)| mention.span).collect()
}

impl Report {
    /// The same report, of which only a part is looked at. Names are counted in that part; those that do not stand in it
    /// keep their index, without a place.
    pub fn within(&self, scope: Scope) -> Report {
        let mut report = self.clone();
        for entity in &mut report.entities {
            entity.mentions.retain(|at| scope.has_document(at.document));
            entity.documents = entity.mentions.chunk_by(|a, b| a.document == b.document).count() as u32;
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
