//! Which claims a query shows, and in which order.

use std::collections::HashMap;

use super::FigureQuery;
use crate::figures::{Figure, FigureKind, Value};
use crate::report::Report;
use crate::text::fold::folded;
use crate::view::claims::Claim;
use crate::view::route::Sort;

/// Kinds in the order of the list: what is most worth checking first.
pub(super) const ORDER: [FigureKind; 11] = [
    FigureKind::Money,
    FigureKind::Percent,
    FigureKind::Number,
    FigureKind::Dimension,
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
        Sort::Weight => by_measure(report, claims),
        Sort::Name => claims.sort_by_cached_key(|claim| folded(claim.figure.span.of(claim.report_document(report).text()))),
        // By value within a unit: amounts of different things have no common order.
        Sort::Value => claims.sort_by(|a, b| {
            let key = |claim: &Claim| (rank(claim.figure.kind), claim.figure.unit.clone());
            let size = |claim: &Claim| claim.magnitude().or_else(|| year(claim.figure)).unwrap_or(f64::NEG_INFINITY);
            key(a).cmp(&key(b)).then_with(|| size(b).total_cmp(&size(a)))
        }),
    }
}

/// What is worth checking first: amounts of money, percentages and counts of which it is known what they measure, each told once. Of these
/// what is measured alike stands together, the measure with most claims first; behind them the rest.
fn by_measure(report: &Report, claims: &mut [Claim]) {
    let mut sizes: HashMap<(usize, String), usize> = HashMap::new();
    let key = |claim: &Claim| (rank(claim.figure.kind), claim.measure.clone());
    for claim in claims.iter() {
        *sizes.entry(key(claim)).or_default() += 1;
    }
    claims.sort_by_cached_key(|claim| {
        let (kind, measure) = key(claim);
        let size = sizes[&(kind, measure.clone())];
        let later = !is_worth_checking(report, claim);
        (later, kind, measure.is_empty(), std::cmp::Reverse(size), measure, claim.document, claim.at)
    });
}

/// Whether a claim says what it measures, is of a kind that articles get wrong, and is no other currency or unit for the figure before it.
fn is_worth_checking(report: &Report, claim: &Claim) -> bool {
    matches!(claim.figure.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Number)
        && !claim.measure.is_empty()
        && !is_conversion(report, claim)
}

/// Whether a claim only tells the figure before it in another unit: "R$3.3 billion ($620 million)", "16 km (10 miles)".
pub(super) fn is_conversion(report: &Report, claim: &Claim) -> bool {
    let source = claim.report_document(report);
    let before = claim.at.checked_sub(1).and_then(|at| source.analysis.figures.get(at as usize));
    let Some(before) = before.filter(|before| before.kind == claim.figure.kind && before.unit != claim.figure.unit) else { return false };
    let between = source.text().get(before.span.end()..claim.figure.span.start()).unwrap_or_default();
    // "(about $620 million)" too.
    between.trim_start().strip_prefix('(').is_some_and(|hedge| hedge.len() < 20 && !hedge.contains([')', ',', '.', ';']))
}

fn year(figure: &Figure) -> Option<f64> {
    match &figure.value {
        Value::Date(date) => date.split(['-', '/']).find_map(|part| part.parse::<f64>().ok()),
        _ => None,
    }
}
