//! The document from top to bottom, small: where it is copied, where the name that is read stands, where the reader is.

use serde::{Deserialize, Serialize};

use crate::report::{Report, ReportDocument};
use crate::text::Span;
use crate::view::places::focus_span;
use crate::view::route::{Focus, Target};

/// A stretch on the map, in thousandths of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapMark {
    /// Where it begins.
    pub from: u16,
    /// Where it ends.
    pub to: u16,
    /// What it is.
    pub kind: MapKind,
    /// Where it leads.
    pub focus: Focus,
}

/// What a stretch on the map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the names say it
pub enum MapKind {
    Copied,
    Boilerplate,
    Name,
    Here,
}

/// Marks of one kind that are drawn: with more, none could be seen by itself.
const MAX_MARKS: usize = 400;

/// The map of a document: what is copied, mentions of the name that was asked for, the place that was asked for.
pub(super) fn map(report: &Report, document: &ReportDocument, target: Target) -> Vec<MapMark> {
    let length = document.text().len().max(1);
    let thousandth = |byte: usize| (byte.min(length) as u64 * 1_000 / length as u64) as u16;
    let mark = |span: Span, kind: MapKind, focus: Focus| {
        let from = thousandth(span.start()).min(998);
        MapMark { from, to: thousandth(span.end()).max(from + 2), kind, focus }
    };
    let mut marks = Vec::new();
    for (at, passage) in (0..).zip(&report.duplicates.passages) {
        let here = (0..).zip(&passage.occurrences).filter(|(_, place)| place.document == target.document);
        marks.extend(here.map(|(nth, place)| mark(place.span, MapKind::Copied, Focus::Passage(at, nth))).take(MAX_MARKS));
    }
    for (at, item) in (0..).zip(&report.duplicates.boilerplate) {
        let here = (0..).zip(&item.occurrences).filter(|(_, place)| place.document == target.document);
        marks.extend(here.map(|(nth, place)| mark(place.span, MapKind::Boilerplate, Focus::Boilerplate(at, nth))).take(MAX_MARKS));
    }
    if let Focus::Mention(mention) = target.focus
        && let Some(entity) = document.entity_of.get(mention as usize)
    {
        let names = (0..).zip(&document.analysis.names.mentions).zip(&document.entity_of).filter(|(_, of)| *of == entity);
        marks.extend(names.map(|((at, name), _)| mark(name.span, MapKind::Name, Focus::Mention(at))).take(MAX_MARKS));
    }
    marks.extend(focus_span(report, document, target).map(|span| mark(span, MapKind::Here, target.focus)));
    marks
}
