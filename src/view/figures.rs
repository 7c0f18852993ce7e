//! The list of figures.

use serde::{Deserialize, Serialize};

use super::desk::Window;
use super::filter::Filter;
use super::format::{count as count_of, counted, value};
use super::route::{Focus, Sort, Target};
use crate::figures::{Figure, FigureKind, Value};
use crate::report::{Report, ReportDocument};
use crate::text::fold::folded;

/// Which figures, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureQuery {
    /// Of this kind only. Without a kind, what only points back ("the two countries") is left out.
    pub kind: Option<FigureKind>,
    /// With this in their sentence.
    pub text: String,
    /// By reading order, by wording, or by value.
    pub sort: Sort,
}

/// A window of the list of figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many there are of each kind, for the text of the query.
    pub kinds: Vec<(FigureKind, u32)>,
    /// How many match the query.
    pub total: u32,
    /// First row of the window.
    pub offset: u32,
    /// The rows.
    pub rows: Vec<FigureRow>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    /// What kind of thing is measured.
    pub kind: FigureKind,
    /// As written.
    pub written: String,
    /// As read: "> 37 %".
    pub value: String,
    /// What it measures, as written, or empty.
    pub subject: String,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// Id of the document.
    pub document: String,
    /// Where it stands.
    pub target: Target,
}

/// Kinds in the order of the list: what is most worth checking first.
const ORDER: [FigureKind; 11] = [
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

struct Found<'r> {
    index: u32,
    at: u32,
    document: &'r ReportDocument,
    figure: &'r Figure,
}

/// The figures of `window`.
pub fn rows(report: &Report, query: &FigureQuery, window: Window) -> FigureRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return FigureRows { heading: "0 figures".into(), lead, ..FigureRows::default() },
    };
    let mut all: Vec<Found<'_>> = Vec::new();
    for (index, document) in report.documents.iter().enumerate() {
        for (at, figure) in document.analysis.figures.iter().enumerate().filter(|(_, figure)| !figure.minor) {
            if filter.shows(document.sentence(figure.span).of(document.text()))
                || filter.shows(&value(figure))
                || filter.shows(&document.id)
            {
                all.push(Found { index: index as u32, at: at as u32, document, figure });
            }
        }
    }
    let kinds = ORDER
        .into_iter()
        .map(|kind| (kind, all.iter().filter(|found| found.figure.kind == kind).count() as u32))
        .filter(|(_, count)| *count > 0)
        .collect();
    all.retain(|found| query.kind.is_none_or(|kind| found.figure.kind == kind));
    match query.sort {
        Sort::Weight => all.sort_by_key(|found| ORDER.iter().position(|kind| *kind == found.figure.kind)),
        Sort::Name => all.sort_by_cached_key(|found| folded(found.figure.span.of(found.document.text()))),
        // By value within a unit: amounts of different things have no common order.
        Sort::Value => all.sort_by(|a, b| {
            let key = |found: &Found<'_>| (ORDER.iter().position(|kind| *kind == found.figure.kind), found.figure.unit.clone());
            key(a).cmp(&key(b)).then_with(|| magnitude(b.figure).total_cmp(&magnitude(a.figure)))
        }),
    }
    FigureRows {
        heading: format!("{} in {}", counted(all.len(), "figure"), counted(report.documents.len(), "document")),
        lead: lead(&all),
        kinds,
        total: all.len() as u32,
        offset: window.offset,
        rows: window.of(&all).iter().map(row).collect(),
    }
}

fn lead(all: &[Found<'_>]) -> String {
    let count = |kind: FigureKind| all.iter().filter(|found| found.figure.kind == kind).count();
    let (money, percent, dates) = (count(FigureKind::Money), count(FigureKind::Percent), count(FigureKind::Date));
    let rest = all.len() - money - percent - dates;
    let parts: Vec<String> = [(money, "amount of money"), (percent, "percentage"), (rest, "count or quantity"), (dates, "date")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| match noun {
            "amount of money" if n > 1 => format!("{} amounts of money", count_of(n)),
            "count or quantity" if n > 1 => format!("{} counts and quantities", count_of(n)),
            _ => counted(n, noun),
        })
        .collect();
    match parts.split_last() {
        None => "No figure is shown. A filter may hide some: Esc in its field clears it.".into(),
        Some((last, [])) => format!("{last}, each with the sentence that claims it."),
        Some((last, first)) => format!("{} and {last}, each with the sentence that claims it.", first.join(", ")),
    }
}

fn magnitude(figure: &Figure) -> f64 {
    match &figure.value {
        Value::Number(number) => number.to_f64(),
        Value::Range(low, high) => high.or(*low).map_or(f64::NEG_INFINITY, |number| number.to_f64()),
        Value::Score(a, _) => a.to_f64(),
        Value::Date(date) => date.split(['-', '/']).find_map(|part| part.parse::<f64>().ok()).unwrap_or(f64::NEG_INFINITY),
        Value::Unknown => f64::NEG_INFINITY,
    }
}

/// Characters of the sentence that are shown on either side.
const CONTEXT: usize = 110;

fn row(found: &Found<'_>) -> FigureRow {
    let text = found.document.text();
    let span = found.figure.span;
    let sentence = found.document.sentence(span);
    let before = one_line(&text[sentence.start()..span.start()]);
    let after = one_line(&text[span.end()..sentence.end()]);
    let cut: String = {
        let skip = before.chars().count().saturating_sub(CONTEXT / 2);
        let kept: String = before.chars().skip(skip).collect();
        // Cut between words.
        if skip > 0 { format!("… {}", kept.split_once(' ').map_or("", |(_, rest)| rest)) } else { kept }
    };
    FigureRow {
        kind: found.figure.kind,
        written: one_line(span.of(text)).trim().to_string(),
        value: value(found.figure),
        subject: found.figure.subject.map_or(String::new(), |subject| one_line(subject.of(text)).trim().to_string()),
        before: cut,
        after: match after.char_indices().nth(CONTEXT) {
            Some((end, _)) => format!("{} …", after[..end].rsplit_once(' ').map_or("", |(kept, _)| kept)),
            None => after,
        },
        document: found.document.id.clone(),
        target: Target { document: found.index, focus: Focus::Figure(found.at) },
    }
}

/// White space collapsed, also at the ends, where one space stays.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
