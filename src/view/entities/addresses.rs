//! Addresses, numbers and coordinates: each value once, with how often and where it stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::quotes::{cut, tail};
use crate::entities::patterns::PatternKind;
use crate::report::Report;
use crate::review::Anchor;
use crate::view::filter::{Filter, nothing};
use crate::view::format::{counted, one_line};
use crate::view::handles::anchor_of;
use crate::view::route::{Focus, Target};
use crate::view::scope::in_documents;
use crate::view::window::Window;

/// A window of the list of addresses and numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddressRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many match.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<AddressRow>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddressRow {
    /// What it is.
    pub kind: PatternKind,
    /// How many there are of its kind: only on the first of them.
    pub group: Option<u32>,
    /// The form in which it is compared.
    pub value: String,
    /// The sentence of the first place: before, as written, after.
    pub sentence: (String, String, String),
    /// The document of the first place.
    pub document: String,
    /// In how many places.
    pub places: u32,
    /// In how many documents.
    pub documents: u32,
    /// The first place.
    pub first: Target,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
}

/// Kinds in the order of the list: whom one can reach, then where money and places are, then the many web addresses.
const ORDER: [PatternKind; 6] =
    [PatternKind::Email, PatternKind::Phone, PatternKind::Handle, PatternKind::Iban, PatternKind::Coordinates, PatternKind::Url];
/// Characters of the sentence on either side.
const CONTEXT: usize = 70;

/// Values with their places (document, pattern), by kind and then value.
pub(in crate::view) type Values<'r> = BTreeMap<(usize, &'r str), Vec<(u32, u32)>>;

/// Where each value stands.
pub(in crate::view) fn values(report: &Report) -> Values<'_> {
    let mut values = Values::new();
    for (document, source) in report.shown_documents() {
        let here = (0..).zip(&source.analysis.patterns);
        for (at, pattern) in here.filter(|(_, pattern)| report.scope.has_sentence(source, document, pattern.span)) {
            values.entry((rank(pattern.kind), pattern.value.as_str())).or_default().push((document, at));
        }
    }
    values
}

/// The place of a kind in the order of the list.
pub(in crate::view) fn rank(kind: PatternKind) -> usize {
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}

/// How many different values there are.
pub(super) fn total(report: &Report) -> usize {
    values(report).len()
}

/// The values of `window` that contain `text`, most often named first within a kind.
pub fn addresses(report: &Report, text: &str, window: Window) -> AddressRows {
    let filter = match Filter::parse(text) {
        Ok(filter) => filter,
        Err(lead) => return AddressRows { heading: heading(report, 0), lead, ..AddressRows::default() },
    };
    let mut all: Vec<_> = values(report).into_iter().collect();
    all.retain(|((rank, value), places)| {
        filter.shows(value)
            || ORDER.get(*rank).is_some_and(|kind| filter.shows(kind_name(*kind)))
            || places.iter().any(|&(document, at)| {
                let source = &report.documents[document as usize];
                filter.shows(source.analysis.patterns[at as usize].span.of(source.text())) || filter.shows(&source.id)
            })
    });
    all.sort_by_key(|((rank, _), places)| (*rank, std::cmp::Reverse(places.len())));
    let group = |at: usize| {
        let rank = all[at].0.0;
        let members = || all[at..].iter().take_while(|((other, _), _)| *other == rank).count() as u32;
        (at == 0 || all[at - 1].0.0 != rank).then(members)
    };
    let start = (window.offset as usize).min(all.len());
    AddressRows {
        heading: heading(report, all.len()),
        lead: match all.is_empty() {
            true => nothing(report, text, NONE),
            false => "Found by their form and checked: bank account numbers by their check digits, coordinates by their range.".into(),
        },
        total: all.len() as u32,
        offset: window.offset,
        rows: window
            .slice(&all)
            .iter()
            .zip(start..)
            .map(|((_, places), at)| AddressRow { group: group(at), ..row(report, places) })
            .collect(),
    }
}

const NONE: &str = "No e-mail or web address, telephone or bank account number, coordinates or handle stands in these texts.";

fn heading(report: &Report, total: usize) -> String {
    let values = if total == 1 {
        "1 address or number".into()
    } else {
        counted(total, "address or number").replace("address or numbers", "addresses and numbers")
    };
    format!("{values} in {}", in_documents(report))
}

fn row(report: &Report, places: &[(u32, u32)]) -> AddressRow {
    let (document, at) = places.first().copied().unwrap_or_default();
    let source = &report.documents[document as usize];
    let pattern = &source.analysis.patterns[at as usize];
    let (text, sentence) = (source.text(), source.sentence(pattern.span));
    let piece = |start: usize, end: usize| one_line(&text[start..end]);
    let mut documents: Vec<u32> = places.iter().map(|(document, _)| *document).collect();
    documents.dedup();
    AddressRow {
        kind: pattern.kind,
        group: None,
        value: pattern.value.clone(),
        sentence: (
            tail(&piece(sentence.start().min(pattern.span.start()), pattern.span.start()), CONTEXT),
            piece(pattern.span.start(), pattern.span.end()),
            cut(&piece(pattern.span.end(), sentence.end().max(pattern.span.end())), CONTEXT),
        ),
        document: source.id.clone(),
        places: places.len() as u32,
        documents: documents.len() as u32,
        first: Target { document, focus: Focus::Address(at) },
        place: anchor_of(report, Target { document, focus: Focus::Address(at) }),
    }
}

/// What a form is, as the heading of its list.
pub fn kind_name(kind: PatternKind) -> &'static str {
    match kind {
        PatternKind::Url => "Web",
        PatternKind::Email => "E-mail",
        PatternKind::Iban => "Bank account",
        PatternKind::Coordinates => "Coordinates",
        PatternKind::Phone => "Telephone",
        PatternKind::Handle => "Handle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn a_value_is_listed_once_however_it_is_written() {
        let texts = ["Write to Press@Example.org or see https://example.org/a now.", "The address is press@example.org."];
        let report = report(&texts);
        let found = addresses(&report, "", Window { offset: 0, limit: 10 });
        let lines: Vec<_> = found.rows.iter().map(|row| (row.kind, row.group, row.value.as_str(), row.places, row.documents)).collect();
        assert_eq!(
            lines,
            [(PatternKind::Email, Some(1), "press@example.org", 2, 2), (PatternKind::Url, Some(1), "https://example.org/a", 1, 1)]
        );
        assert_eq!(found.heading, "2 addresses and numbers in 2 documents");
        assert_eq!(found.rows[0].sentence.1, "Press@Example.org");
        assert_eq!(addresses(&report, "e-mail", Window { offset: 0, limit: 10 }).total, 1);
        assert_eq!(addresses(&report, "https", Window { offset: 0, limit: 10 }).total, 1);
    }
}
