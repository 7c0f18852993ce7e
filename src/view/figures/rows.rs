//! The list of figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::claims::{Claim, ORDER, claims, is_shown, sort};
use super::{FigureQuery, Status};
use crate::figures::FigureKind;
use crate::report::Report;
use crate::view::desk::Window;
use crate::view::filter::{Filter, nothing};
use crate::view::format::{count as count_of, counted, figure_kinds, one_line, value};
use crate::view::route::{Focus, Sort, Target};
use crate::view::selection::in_documents;

/// A window of the list of figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many there are of each kind, for the text of the query.
    pub kinds: Vec<(FigureKind, u32)>,
    /// How many there are in each unit, most first, likewise.
    pub units: Vec<(String, u32)>,
    /// How many are checked and how many are not, likewise.
    pub statuses: Vec<(Status, u32)>,
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
    /// What the rows from here on measure, and how many they are: only on the first of them.
    pub group: Option<(String, u32)>,
    /// Where it stands: "000.txt", "000.txt and 2 more, word for word".
    pub document: String,
    /// In whose quoted or reported words it stands, or empty.
    pub said_by: String,
    /// What checking it gave.
    pub status: Status,
    /// The user's note.
    pub note: String,
    /// Where it stands.
    pub target: Target,
}

/// Units that a menu offers.
const MAX_UNITS: usize = 60;

/// The figures of `window`.
pub fn rows(report: &Report, query: &FigureQuery, window: Window) -> FigureRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return FigureRows { heading: "0 figures".into(), lead, ..FigureRows::default() },
    };
    let mut all = claims(report, &filter);
    let kinds: Vec<_> = ORDER
        .into_iter()
        .map(|kind| (kind, all.iter().filter(|claim| claim.figure.kind == kind).count() as u32))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut units: BTreeMap<&str, u32> = BTreeMap::new();
    for unit in all.iter().filter_map(|claim| claim.figure.unit.as_deref()) {
        *units.entry(unit).or_default() += 1;
    }
    let mut units: Vec<(String, u32)> = units.into_iter().map(|(unit, count)| (unit.to_string(), count)).collect();
    units.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    units.truncate(MAX_UNITS);
    let status = |wanted: Status| all.iter().filter(|claim| claim.status(report) == wanted).count() as u32;
    let statuses = Status::ALL.map(|(wanted, _)| (wanted, status(wanted))).to_vec();
    all.retain(|claim| is_shown(report, claim, query));
    sort(report, &mut all, query.sort);
    let shown = all.iter().map(|claim| 1 + claim.copies.len()).sum();
    let start = (window.offset as usize).min(all.len());
    FigureRows {
        heading: format!("{} in {}", counted(shown, "figure"), in_documents(report)),
        lead: match (all.is_empty(), kinds.is_empty()) {
            (true, true) => nothing(report, &query.text, NONE),
            (true, false) => NONE.into(),
            (false, _) => lead(&all, shown),
        },
        kinds,
        units,
        statuses,
        total: all.len() as u32,
        offset: window.offset,
        rows: window.of(&all).iter().zip(start..).map(|(claim, at)| row(report, claim, group(&all, at, query.sort))).collect(),
    }
}

/// What is measured from row `at` on, if it is the first that measures it.
fn group(all: &[Claim<'_>], at: usize, sort: Sort) -> Option<(String, u32)> {
    let key = |claim: &Claim<'_>| (claim.figure.kind, claim.measure.clone());
    let own = key(&all[at]);
    if sort != Sort::Weight || (at > 0 && key(&all[at - 1]) == own) {
        return None;
    }
    let members = all[at..].iter().take_while(|claim| key(claim) == own).count();
    let label = if own.1.is_empty() { format!("other {}", figure_kinds(own.0).to_lowercase()) } else { own.1 };
    Some((label, members as u32)).filter(|(_, members)| *members > 1)
}

const NONE: &str = "No figure is left by these conditions: “All figures” takes them away.";

fn lead(all: &[Claim<'_>], shown: usize) -> String {
    let count = |kind: FigureKind| all.iter().filter(|claim| claim.figure.kind == kind).count();
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
        None => String::new(),
        Some((last, first)) => {
            let list = if first.is_empty() { last.clone() } else { format!("{} and {last}", first.join(", ")) };
            let copied = match shown - all.len() {
                0 => String::new(),
                1 => " One repeats the sentence of another and is not listed again.".into(),
                n => format!(" {} repeat the sentence of another and are not listed again.", count_of(n)),
            };
            format!("{list}, each with the sentence that claims it.{copied}")
        }
    }
}

/// Characters of the sentence that are shown on either side.
const CONTEXT: usize = 110;

fn row(report: &Report, claim: &Claim<'_>, group: Option<(String, u32)>) -> FigureRow {
    let source = claim.report_document(report);
    let text = source.text();
    let span = claim.figure.span;
    let sentence = source.sentence(span);
    let before = one_line(&text[sentence.start()..span.start()]);
    let after = one_line(&text[span.end()..sentence.end()]);
    let cut: String = {
        let skip = before.chars().count().saturating_sub(CONTEXT / 2);
        let kept: String = before.chars().skip(skip).collect();
        // Cut between words.
        if skip > 0 { format!("… {}", kept.split_once(' ').map_or("", |(_, rest)| rest)) } else { kept }
    };
    FigureRow {
        kind: claim.figure.kind,
        written: one_line(span.of(text)).trim().to_string(),
        value: value(claim.figure),
        subject: claim.figure.subject.map_or(String::new(), |subject| one_line(subject.of(text)).trim().to_string()),
        before: cut,
        after: match after.char_indices().nth(CONTEXT) {
            Some((end, _)) => format!("{} …", after[..end].rsplit_once(' ').map_or("", |(kept, _)| kept)),
            None => after,
        },
        group,
        document: match claim.copies.len() {
            0 => source.id.clone(),
            n => format!("{} and {n} more, word for word: one source", source.id),
        },
        said_by: claim.said_by.map_or(String::new(), |entity| report.entities[entity as usize].name.clone()),
        status: claim.status(report),
        note: claim.note(report).to_string(),
        target: Target { document: claim.document, focus: Focus::Figure(claim.at) },
    }
}
