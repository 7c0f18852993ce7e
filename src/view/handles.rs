//! What a row, a card or a sheet is about, so that a decision about it means the same when documents have come and gone meanwhile, or
//! names have been corrected.
//!
//! The page sends back what it was shown, never an index: a place as an [`Anchor`], a passage by two of its places, a name by where it
//! stands and what it is called. What is no longer in the report can still be decided about, as far as the decision needs no more than its handle.

use serde::{Deserialize, Serialize};

use super::format::one_of;
use super::places::quotable;
use super::route::{Focus, Target};
use crate::duplicates::{Passage, Place};
use crate::edits::{NameAnchor, anchor};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::FigureRef;
use crate::report::Report;
use crate::review::Anchor;
use crate::review::Spot;

/// A passage, by its first two places: two passages may share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PassageHandle {
    /// Its first place.
    pub first: Anchor,
    /// Its second place.
    pub second: Anchor,
}

impl PassageHandle {
    /// The handle of a passage.
    pub fn new(report: &Report, passage: &Passage) -> Option<PassageHandle> {
        let [first, second, ..] = passage.occurrences.as_slice() else { return None };
        Some(PassageHandle { first: anchor(report, *first), second: anchor(report, *second) })
    }

    /// As one word.
    pub fn name(&self) -> String {
        format!("{}_{}", self.first.name(), self.second.name())
    }

    /// Reads what [`PassageHandle::name`] wrote; `None` for anything else.
    pub fn parse(name: &str) -> Option<PassageHandle> {
        let (first, second) = name.split_once('_')?;
        Some(PassageHandle { first: Anchor::parse(first)?, second: Anchor::parse(second)? })
    }

    /// The passage among `passages` that has both places. Their edges move a little when documents come and go: the one that has most of
    /// both is meant.
    pub fn find(&self, report: &Report, passages: &[Passage]) -> Option<u32> {
        let shared = |passage: &Passage, meant: &Anchor| {
            let here = passage.occurrences.iter().filter(|place| report.documents[place.document as usize].text_hash == meant.document);
            here.map(|place| place.span.shared(meant.span)).filter(|shared| shared * 2 > meant.span.len()).max()
        };
        let both = |passage: &Passage| Some(shared(passage, &self.first)? + shared(passage, &self.second)?);
        let found = (0..).zip(passages).filter_map(|(at, passage)| Some((both(passage)?, passage.words, at)));
        // Of two that have as much of it the one that has least beside it.
        found.max_by_key(|&(shared, words, at)| (shared, std::cmp::Reverse(words), std::cmp::Reverse(at))).map(|(.., at)| at)
    }

    /// Whether its first place is boilerplate by now.
    pub fn is_boilerplate(&self, report: &Report) -> bool {
        let meant = &self.first;
        let is_it = |place: &Place| {
            let text = report.documents[place.document as usize].text_hash;
            text == meant.document && place.span.shared(meant.span) * 2 > meant.span.len()
        };
        report.duplicates.boilerplate.iter().flat_map(|item| &item.occurrences).any(is_it)
    }
}

/// A name: where it stands, and whose it was when it was shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameHandle {
    /// One of its places: hash of the document's text, and where in it.
    pub place: Spot,
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub called: String,
}

impl NameHandle {
    /// The handle of the entity with this mention; `None` where there is none.
    pub fn at(report: &Report, MentionRef { document, mention }: MentionRef) -> Option<NameHandle> {
        let source = report.documents.get(document as usize)?;
        let owner = &report.entities[*source.entity_of.get(mention as usize)? as usize];
        let place = (source.text_hash, source.analysis.names.mentions[mention as usize].span);
        Some(NameHandle { place, kind: owner.kind, called: owner.name.clone() })
    }

    /// The handle of an entity, by its first mention.
    pub fn for_entity(report: &Report, entity: u32) -> Option<NameHandle> {
        NameHandle::at(report, *report.entities.get(entity as usize)?.mentions.first()?)
    }

    /// As it is proposed: "Ebrahim Raisi (person)".
    pub fn label(&self) -> String {
        format!("{} ({})", self.called, one_of(self.kind))
    }

    /// The one of these names that is written: as it was proposed, or the only one that is called so.
    pub fn written<'p>(proposed: &'p [NameHandle], text: &str) -> Option<&'p NameHandle> {
        let text = text.trim();
        let mut called = proposed.iter().filter(|proposed| proposed.called.eq_ignore_ascii_case(text));
        let exact = proposed.iter().find(|proposed| proposed.label() == text);
        exact.or_else(|| called.next().filter(|_| called.next().is_none()))
    }

    /// Its name, as decisions know it.
    pub fn anchor(&self) -> NameAnchor {
        NameAnchor::new(self.kind, &self.called)
    }

    /// A mention of the same entity: the same place, or where it is another's by now, the first place of the name. Where
    /// that name no longer exists, the same place under its new name.
    pub fn mention(&self, report: &Report) -> Option<MentionRef> {
        let is_it = |entity: u32| {
            let owner = &report.entities[entity as usize];
            owner.kind == self.kind && owner.name == self.called
        };
        let here = documents_of(report, self.place.0).find_map(|document| {
            let mentions = &report.documents[document as usize].analysis.names.mentions;
            let at = mentions.binary_search_by_key(&self.place.1, |mention| mention.span).ok()?;
            Some(MentionRef { document, mention: at as u32 })
        });
        let owner = |at: MentionRef| report.documents[at.document as usize].entity_of[at.mention as usize];
        let first = || {
            let entity = (0..report.entities.len() as u32).find(|entity| is_it(*entity))?;
            report.entities[entity as usize].mentions.first().copied()
        };
        here.filter(|at| is_it(owner(*at))).or_else(first).or(here)
    }

    /// The entity, by its index in the report.
    pub fn entity(&self, report: &Report) -> Option<u32> {
        let MentionRef { document, mention } = self.mention(report)?;
        report.documents[document as usize].entity_of.get(mention as usize).copied()
    }
}

/// The documents with this text, by their indices.
pub fn documents_of(report: &Report, text: u64) -> impl Iterator<Item = u32> + '_ {
    (0..).zip(&report.documents).filter(move |(_, document)| document.text_hash == text).map(|(at, _)| at)
}

/// The place in the first document with the text of an anchor; `None` where there is none.
pub fn place_of(report: &Report, meant: &Anchor) -> Option<Place> {
    let document = documents_of(report, meant.document).next()?;
    let words = report.documents[document as usize].text().get(meant.span.range())?;
    (!words.is_empty()).then_some(Place { document, span: meant.span })
}

/// The figure at a place; `None` where there is none.
pub fn figure_at(report: &Report, meant: &Anchor) -> Option<FigureRef> {
    documents_of(report, meant.document).find_map(|document| {
        let figures = &report.documents[document as usize].analysis.figures;
        let at = figures.iter().position(|figure| figure.span == meant.span)?;
        Some(FigureRef { document, figure: at as u32 })
    })
}

/// What is kept or quoted of a place that a row leads to: its words, of a document as a whole its first sentence.
pub fn anchor_of(report: &Report, target: Target) -> Option<Anchor> {
    let document = report.documents.get(target.document as usize)?;
    let span = quotable(report, document, target)?;
    Some(anchor(report, Place { document: target.document, span }))
}

/// The same of a mention.
pub fn mention_anchor(report: &Report, MentionRef { document, mention }: MentionRef) -> Option<Anchor> {
    anchor_of(report, Target { document, focus: Focus::Mention(mention) })
}

/// Whether an entity's name is not a whole one, or others bear it as well: what is decided about the name is then not only about this one.
pub fn is_shared_name(report: &Report, entity: u32) -> bool {
    let entity = &report.entities[entity as usize];
    let is_short = entity.kind == EntityKind::Person && !entity.name.trim().contains(' ');
    is_short || report.entities.iter().filter(|known| known.kind == entity.kind && known.name == entity.name).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_name_that_two_have_is_meant_only_with_its_kind() {
        let name = |kind, called: &str| NameHandle { place: (1, Span::new(0, 5)), kind, called: called.into() };
        let proposed = [name(EntityKind::Person, "Paris"), name(EntityKind::Place, "Paris"), name(EntityKind::Place, "Tehran")];
        assert_eq!(NameHandle::written(&proposed, " tehran "), Some(&proposed[2]));
        assert_eq!(NameHandle::written(&proposed, "Paris"), None);
        assert_eq!(NameHandle::written(&proposed, &proposed[1].label()), Some(&proposed[1]));
        assert_eq!(NameHandle::written(&proposed, ""), None);
    }
}
