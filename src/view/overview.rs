//! What is in these files? The first answer, in words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::copies::{self, CopyQuery, Shown};
use super::desk::Window;
use super::entities::role;
use super::format::{count, counted, kinds, value};
use super::picture::Link;
use super::route::{Focus, Open, Route, Target, View};
use super::selection::in_documents;
use crate::duplicates::{ClusterKind, Passage, PassageKind};
use crate::entities::EntityKind;
use crate::figures::edtf::{Days, civil};
use crate::figures::{Figure, FigureKind, FigureRef};
use crate::report::{Report, ReportDocument};
use crate::text::Span;

/// The summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// How many documents there are.
    pub documents: u32,
    /// The heading: a fact.
    pub heading: String,
    /// A few sentences, one a paragraph.
    pub lead: Vec<String>,
    /// Lists of what matters most.
    pub sections: Vec<Section>,
    /// How many rows each view has.
    pub totals: Totals,
}

/// Numbers beside the names of the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Entities.
    pub entities: u32,
    /// Shared passages.
    pub passages: u32,
    /// Figures.
    pub figures: u32,
}

/// A short list with the way to the long one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// How many there are in all.
    pub total: u32,
    /// The view that has them all.
    pub all: Route,
    /// The first few.
    pub items: Vec<Item>,
}

/// One thing, and where it can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub label: String,
    /// More about it.
    pub detail: String,
    /// A number, ready to show.
    pub number: String,
    /// Where to read it.
    pub open: Route,
}

/// Items of a section.
const ITEMS: usize = 6;

/// The summary of a report.
pub fn overview(report: &Report) -> Overview {
    let found = &report.duplicates;
    let figures = report.shown_documents().map(|(at, document)| shown_figures(report, at, document).count()).sum::<usize>();
    let words: usize = report.shown_documents().map(|(_, document)| document.analysis.words()).sum();
    let is_shown = |passage: &&Passage| passage.kind == PassageKind::Copy && report.scope.has_copy(&passage.occurrences);
    let copies = found.passages.iter().filter(is_shown).count();
    let mut sections: Vec<Section> =
        [EntityKind::Person, EntityKind::Place, EntityKind::Organization].into_iter().filter_map(|kind| people(report, kind)).collect();
    sections.extend(copied(report));
    sections.extend(numbers(report));
    Overview {
        documents: report.documents.len() as u32,
        heading: format!("{}, {} words", in_documents(report), count(words)),
        lead: lead(report, copies, figures),
        sections,
        totals: Totals { entities: report.shown_entities().count() as u32, passages: copies as u32, figures: figures as u32 },
    }
}

/// The figures of a document that are looked at, with their index.
fn shown_figures<'r>(report: &'r Report, document: u32, source: &'r ReportDocument) -> impl Iterator<Item = (usize, &'r Figure)> {
    let claimants = if report.scope.is_all() { Vec::new() } else { source.claimants() };
    let all = source.analysis.figures.iter().enumerate().filter(|(_, figure)| !figure.minor);
    all.filter(move |(at, figure)| report.scope.has_figure(source, document, figure, claimants.get(*at).copied().flatten()))
}

fn lead(report: &Report, copies: usize, figures: usize) -> Vec<String> {
    let found = &report.duplicates;
    let mut lead = Vec::new();
    let of_kind = |kind: EntityKind| report.shown_entities().filter(move |entity| entity.kind == kind);
    let names: Vec<&str> = of_kind(EntityKind::Person).take(3).map(|entity| entity.name.as_str()).collect();
    if let [first, rest @ ..] = names.as_slice() {
        let others = of_kind(EntityKind::Person).count() - names.len();
        let list = match (rest, others) {
            ([], 0) => (*first).to_string(),
            (_, 0) => format!("{} and {}", names[..names.len() - 1].join(", "), names[names.len() - 1]),
            _ => format!(
                "{} and {}",
                names.join(", "),
                if others == 1 { "one other person".into() } else { format!("{} other people", count(others)) }
            ),
        };
        lead.push(format!("They name {list}."));
    }
    let mut copied = Vec::new();
    for kind in [ClusterKind::Identical, ClusterKind::Near] {
        let documents: usize = found
            .clusters
            .iter()
            .filter(|cluster| cluster.kind == kind && cluster.documents.iter().any(|&at| report.scope.has_document(at)))
            .map(|cluster| cluster.documents.len())
            .sum();
        if documents > 0 {
            copied.push(format!(
                "{} {}",
                counted(documents, "document"),
                if kind == ClusterKind::Identical { "are copies of one another, word for word" } else { "are versions of one another" }
            ));
        }
    }
    if let Some(longest) = found
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Copy && report.scope.has_copy(&passage.occurrences))
        .max_by_key(|passage| passage.words)
    {
        copied.push(format!(
            "{} shared, the longest of {}",
            if copies == 1 { "1 passage is".into() } else { format!("{} passages are", count(copies)) },
            counted(longest.words as usize, "word")
        ));
    }
    let lines: Vec<_> = found.boilerplate.iter().filter(|item| report.scope.has_copy(&item.occurrences)).collect();
    if let Some(widest) = lines.iter().max_by_key(|item| item.occurrences.len()) {
        copied.push(format!(
            "{} of boilerplate stand{} in up to {}",
            counted(lines.len(), "line"),
            if lines.len() == 1 { "s" } else { "" },
            counted(widest.occurrences.len(), "place")
        ));
    }
    if copied.is_empty() && report.documents.len() > 1 {
        lead.push("No document copies from another.".into());
    } else if !copied.is_empty() {
        lead.push(format!("{}.", copied.join("; ")));
    }
    lead.extend(claimed(report, figures));
    lead.extend(report.notes.iter().map(|note| note.message.clone()));
    let warned = report.shown_documents().filter(|(_, document)| !document.analysis.document.notes.is_empty()).count();
    if warned > 0 {
        lead.push(format!("{} with remarks: see the list of documents.", counted(warned, "document")));
    }
    lead
}

/// "53 figures are claimed; 2 sums and 1 difference between documents are worth a second look. The dates run from 1945 to 2022."
fn claimed(report: &Report, figures: usize) -> Option<String> {
    let shown = || report.shown_documents().map(|(_, document)| document);
    if figures == 0 {
        return None;
    }
    let sums = shown().flat_map(|document| &document.analysis.checks).filter(|check| !check.fits).count();
    let among = |figures: &Vec<FigureRef>| figures.iter().any(|figure| report.scope.has_document(figure.document));
    let differences = report.conflicts.iter().filter(|conflict| conflict.sides.iter().any(among)).count();
    let mut doubts = Vec::new();
    if sums > 0 {
        doubts.push(counted(sums, "sum"));
    }
    if differences > 0 {
        doubts.push(format!("{} between documents", counted(differences, "difference")));
    }
    let mut sentence = if figures == 1 { "1 figure is claimed".to_string() } else { format!("{} figures are claimed", count(figures)) };
    if !doubts.is_empty() {
        let verb = if sums + differences == 1 { "is" } else { "are" };
        sentence.push_str(&format!("; {} {verb} worth a second look", doubts.join(" and ")));
    }
    sentence.push('.');
    let days: Vec<Days> = shown().flat_map(ReportDocument::moments).filter_map(|moment| moment.days).collect();
    let year = |day: i64| civil(day).0;
    if let (Some(first), Some(last)) = (days.iter().map(|days| days.start).min(), days.iter().map(|days| days.end).max()) {
        let (first, last) = (year(first), year(last));
        sentence.push_str(&if first == last {
            format!(" The dates are of {first}.")
        } else {
            format!(" The dates run from {first} to {last}.")
        });
    }
    Some(sentence)
}

fn people(report: &Report, kind: EntityKind) -> Option<Section> {
    let mut of_kind: Vec<_> = report.shown_entities().filter(|entity| entity.kind == kind).collect();
    of_kind.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    let route = Route { view: View::Entities, entity_kind: Some(kind), ..Route::default() };
    let items = of_kind.iter().take(ITEMS).map(|entity| {
        let (document, mention) = entity.mentions[0];
        Item {
            label: entity.name.clone(),
            detail: role(report, entity),
            number: entity.mentions.len().to_string(),
            open: route.opening(Open::Reader(Target { document, focus: Focus::Mention(mention) })),
        }
    });
    Some(Section { title: kinds(kind).into(), total: of_kind.len() as u32, items: items.collect(), all: route.clone() })
        .filter(|section| section.total > 0)
}

fn copied(report: &Report) -> Option<Section> {
    let route = Route { view: View::Duplicates, ..Route::default() };
    let query = CopyQuery::default();
    let rows = copies::rows(report, &Shown::new(report, &query), &query, "", Window { offset: 0, limit: ITEMS as u32 });
    let items = rows.rows.into_iter().map(|row| Item {
        label: row.detail,
        detail: row.kind.label().into(),
        number: row.fact,
        open: match row.link {
            Link::Open(open) => route.opening(open),
            Link::Route(route) => *route,
        },
    });
    Some(Section { title: "Copied".into(), total: rows.total, items: items.collect(), all: route.clone() })
        .filter(|section| section.total > 0)
}

fn numbers(report: &Report) -> Option<Section> {
    let route = Route { view: View::Figures, ..Route::default() };
    let mut all = Vec::new();
    for (index, document) in report.shown_documents() {
        for (at, figure) in shown_figures(report, index, document) {
            // Money, shares and quantities are worth a look before dates and ordinals.
            let weight = match figure.kind {
                FigureKind::Money => 0,
                FigureKind::Percent => 1,
                FigureKind::Dimension => 2,
                FigureKind::Number => 3,
                FigureKind::Duration | FigureKind::Temperature | FigureKind::Score => 4,
                _ => 5,
            };
            all.push((weight, index, at, document, figure));
        }
    }
    let total = all.len() as u32;
    all.sort_by_key(|&(weight, index, at, ..)| (weight, index, at));
    // A copied sentence claims its figure once.
    let mut seen = BTreeSet::new();
    let distinct = all.into_iter().filter(|(.., document, figure)| {
        let words = |span: Span| span.of(document.text()).split_whitespace().collect::<String>();
        seen.insert((words(figure.span), words(document.sentence(figure.span))))
    });
    let items = distinct.take(ITEMS).map(|(_, index, at, document, figure)| Item {
        label: figure.span.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" "),
        detail: figure
            .subject
            .map_or(String::new(), |subject| subject.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" ")),
        number: value(figure),
        open: route.opening(Open::Reader(Target { document: index, focus: Focus::Figure(at as u32) })),
    });
    Some(Section { title: "Figures".into(), total, items: items.collect(), all: route.clone() }).filter(|section| section.total > 0)
}
