//! The figures that a query shows, each once: what several documents copy word for word is one claim.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{FigureQuery, Status};
use crate::figures::{Figure, FigureKind, FigureRef, Value, is_verb};
use crate::report::{Report, ReportDocument};
use crate::text::fold::folded;
use crate::view::filter::Filter;
use crate::view::format::value;
use crate::view::route::Sort;

/// One claim.
#[derive(Clone, Debug)]
pub struct Claim<'r> {
    /// The document in which it stands first.
    pub document: u32,
    /// Which of its figures.
    pub at: u32,
    /// The figure.
    pub figure: &'r Figure,
    /// The same figure in the same sentence of other documents, or further on in this one.
    pub copies: Vec<FigureRef>,
    /// The entity in whose quoted or reported words it stands, by its index.
    pub said_by: Option<u32>,
    /// What is measured, for putting claims together: the last noun of the subject, folded, without its plural.
    pub measure: String,
    /// That noun as it is written, or empty.
    pub noun: &'r str,
}

impl<'r> Claim<'r> {
    /// The document in which it stands first.
    pub fn report_document<'a>(&self, report: &'a Report) -> &'a ReportDocument {
        &report.documents[self.document as usize]
    }

    /// How far checking it has come: a verdict on one of its copies holds for all.
    pub fn status(&self, report: &Report) -> Status {
        Status::of(self.places().find_map(|place| report.by_user.verdicts.get(&place)).copied())
    }

    /// The user's note beside it, likewise.
    pub fn note<'a>(&self, report: &'a Report) -> &'a str {
        self.places().find_map(|place| report.by_user.notes.get(&place)).map_or("", String::as_str)
    }

    /// Where it stands first.
    pub fn first(&self) -> FigureRef {
        FigureRef { document: self.document, figure: self.at }
    }

    /// Where it stands, all of its copies.
    pub fn places(&self) -> impl Iterator<Item = FigureRef> + '_ {
        std::iter::once(self.first()).chain(self.copies.iter().copied())
    }

    /// How large it is, on its own unit's scale.
    pub fn magnitude(&self) -> Option<f64> {
        match &self.figure.value {
            Value::Number(number) => Some(number.to_f64()),
            Value::Range(low, high) => high.or(*low).map(|number| number.to_f64()),
            Value::Score(..) | Value::Date(_) | Value::Unknown => None,
        }
    }
}

/// Kinds in the order of the list: what is most worth checking first.
pub(super) const ORDER: [FigureKind; 11] = [
    FigureKind::Money,
    FigureKind::Percent,
    FigureKind::Dimension,
    FigureKind::Number,
    FigureKind::Temperature,
    FigureKind::Duration,
    FigureKind::Age,
    FigureKind::Date,
    FigureKind::Score,
    FigureKind::Fraction,
    FigureKind::Ordinal,
];

/// The place of a kind in that order.
pub(super) fn rank(kind: FigureKind) -> usize {
    ORDER.iter().position(|known| *known == kind).unwrap_or(ORDER.len())
}

/// The claims that are looked at and contain the text of the query, whatever else narrows it; in reading order.
pub fn claims<'r>(report: &'r Report, filter: &Filter) -> Vec<Claim<'r>> {
    found(report, filter, |document, at| report.scope.means_figure(document, at))
}

/// The claims that would be looked at whatever figures the selection means, likewise.
pub(super) fn claims_of_any_figures<'r>(report: &'r Report, filter: &Filter) -> Vec<Claim<'r>> {
    found(report, filter, |_, _| true)
}

fn found<'r>(report: &'r Report, filter: &Filter, is_meant: impl Fn(u32, u32) -> bool) -> Vec<Claim<'r>> {
    let mut claims: Vec<Claim<'r>> = Vec::new();
    let mut known: HashMap<(u64, u32, Option<&str>), usize> = HashMap::new();
    for (index, source) in (0..).zip(&report.documents) {
        let claimants = source.claimants();
        let mut sentence = None;
        let (mut hash, mut nth) = (0, 0);
        for (at, figure) in (0..).zip(&source.analysis.figures).filter(|(_, figure)| !figure.minor) {
            let around = source.sentence(figure.span);
            if sentence != Some(around) {
                (sentence, nth) = (Some(around), 0);
                hash = xxh3_64(folded(around.of(source.text())).as_bytes());
            }
            nth += 1;
            let said_by = claimants.get(at as usize).copied().flatten();
            if !is_meant(index, at) || !report.scope.could_have_figure(source, index, at, said_by) {
                continue;
            }
            // The same letters are another claim where they are another currency, by the country of the document.
            let key = (hash, nth, figure.unit.as_deref());
            if let Some(&first) = known.get(&key) {
                claims[first].copies.push(FigureRef { document: index, figure: at });
                continue;
            }
            known.insert(key, claims.len());
            let noun = figure.subject.map_or("", |subject| head(subject.of(source.text())));
            claims.push(Claim { document: index, at, figure, copies: Vec::new(), said_by, measure: singular(noun), noun });
        }
    }
    if !matches!(filter, Filter::All) {
        claims.retain(|claim| {
            let source = claim.report_document(report);
            filter.shows(source.sentence(claim.figure.span).of(source.text()))
                || filter.shows(&value(claim.figure))
                || claim.said_by.is_some_and(|speaker| filter.shows(&format!("said by {}", report.entities[speaker as usize].name)))
                || filter.shows(&source.id)
                || claim.copies.iter().any(|at| filter.shows(&report.documents[at.document as usize].id))
        });
    }
    claims
}

/// Whether the rest of the query shows a claim.
pub(super) fn is_shown(claim: &Claim, query: &FigureQuery) -> bool {
    let scope = &query.scope;
    let within = || {
        if scope.low.is_none() && scope.high.is_none() {
            return true;
        }
        claim
            .magnitude()
            .is_some_and(|value| scope.low.is_none_or(|low| low.to_f64() <= value) && scope.high.is_none_or(|high| value <= high.to_f64()))
    };
    query.kind.is_none_or(|kind| claim.figure.kind == kind) && within()
}

/// Puts claims in the order of the query.
pub(super) fn sort(report: &Report, claims: &mut [Claim], sort: Sort) {
    match sort {
        Sort::Weight => by_measure(claims),
        Sort::Name => claims.sort_by_cached_key(|claim| folded(claim.figure.span.of(claim.report_document(report).text()))),
        // By value within a unit: amounts of different things have no common order.
        Sort::Value => claims.sort_by(|a, b| {
            let key = |claim: &Claim| (rank(claim.figure.kind), claim.figure.unit.clone());
            let size = |claim: &Claim| claim.magnitude().or_else(|| year(claim.figure)).unwrap_or(f64::NEG_INFINITY);
            key(a).cmp(&key(b)).then_with(|| size(b).total_cmp(&size(a)))
        }),
    }
}

/// What is measured alike stands together: by kind, then the measure with most claims first, at the end what measures nothing by name.
fn by_measure(claims: &mut [Claim]) {
    let mut sizes: HashMap<(usize, String), usize> = HashMap::new();
    let key = |claim: &Claim| (rank(claim.figure.kind), claim.measure.clone());
    for claim in claims.iter() {
        *sizes.entry(key(claim)).or_default() += 1;
    }
    claims.sort_by_cached_key(|claim| {
        let (kind, measure) = key(claim);
        let size = sizes[&(kind, measure.clone())];
        (kind, measure.is_empty(), std::cmp::Reverse(size), measure, claim.document, claim.at)
    });
}

fn year(figure: &Figure) -> Option<f64> {
    match &figure.value {
        Value::Date(date) => date.split(['-', '/']).find_map(|part| part.parse::<f64>().ok()),
        _ => None,
    }
}

/// The last word of a subject that is no verb: "its gas reserves" → "reserves", "homes were damaged" → "homes".
fn head(subject: &str) -> &str {
    let words = subject.split(|c: char| !c.is_alphanumeric());
    let mut nouns = words.filter(|word| word.chars().count() > 2 && !word.starts_with(|c: char| c.is_numeric()) && !is_verb(word));
    nouns.next_back().unwrap_or_default()
}

/// A noun, folded and without its plural: "Countries" → "country".
fn singular(noun: &str) -> String {
    let word = folded(noun);
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(&word).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured_is_the_last_noun_in_the_singular() {
        for (subject, measure) in [
            ("its gas reserves", "reserve"),
            ("the city’s Countries", "country"),
            ("glass", "glass"),
            ("12", ""),
            ("Unemployment fell", "unemployment"),
            ("homes were damaged", "home"),
            ("labour costs", "cost"),
            ("fell", ""),
        ] {
            assert_eq!(singular(head(subject)), measure, "{subject}");
        }
    }
}
