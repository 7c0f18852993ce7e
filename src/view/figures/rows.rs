//! The list of figures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FigureQuery;
use super::order::{ORDER, is_shown, sort};
use crate::duplicates::Place;
use crate::edits::anchor;
use crate::figures::{FigureKind, FigureRef};
use crate::report::Report;
use crate::review::Anchor;
use crate::view::claims::{Claim, claims_of_any_figures};
use crate::view::filter::{Filter, nothing};
use crate::view::format::{count as count_of, counted, figure_kinds, one_line, out_of, value};
use crate::view::route::{Focus, Sort, Target};
use crate::view::scope::{FigureConditions, in_documents};
use crate::view::selection::{Kind, Selection, Term, says_the_same};
use crate::view::status::Status;
use crate::view::window::Window;

/// A window of the list of figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRows {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// How many are left of each kind by the text of the query and by the selection.
    pub kinds: Vec<(FigureKind, u32)>,
    /// How many there would be in each unit if no unit were chosen, most first.
    pub units: Vec<(String, u32)>,
    /// How many there would be of each status if no status were chosen.
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
    /// Of whom or of what it is told, or empty.
    pub holder: String,
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
    /// The same, as it is decided about, kept and quoted.
    pub place: Anchor,
    /// The figure by which all that say the same are chosen, or would be.
    pub choose: FigureRef,
}

/// Units that a menu offers.
const MAX_UNITS: usize = 60;

/// The figures of `window`. `selection` is what left of the report what is in scope.
pub fn rows(report: &Report, selection: &Selection, query: &FigureQuery, window: Window) -> FigureRows {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return FigureRows { heading: "0 figures".into(), lead, ..FigureRows::default() },
    };
    let mut all: Vec<(Claim<'_>, Status)> = Vec::new();
    for claim in claims_of_any_figures(report, &filter) {
        let status = claim.status(report);
        all.push((claim, status));
    }
    let conditions = FigureConditions::new(report, selection).unwrap_or_default();
    let left = |claim: &Claim<'_>, status: Status, but: Option<Kind>| conditions.mean(claim.figure, status, but);
    let units = units(all.iter().filter(|(claim, status)| left(claim, *status, Some(Kind::Unit))).map(|(claim, _)| claim));
    let with =
        |wanted: Status| all.iter().filter(|(claim, status)| *status == wanted && left(claim, *status, Some(Kind::Status))).count() as u32;
    let statuses = Status::ALL.iter().map(|(status, _)| (*status, with(*status))).collect();
    let mut all: Vec<Claim<'_>> = all.into_iter().filter(|(claim, status)| left(claim, *status, None)).map(|(claim, _)| claim).collect();
    let kinds: Vec<_> = ORDER
        .into_iter()
        .map(|kind| (kind, all.iter().filter(|claim| claim.figure.kind == kind).count() as u32))
        .filter(|(_, count)| *count > 0)
        .collect();
    all.retain(|claim| is_shown(claim, query));
    sort(report, &mut all, query.sort);
    let shown = all.iter().map(|claim| 1 + claim.copies.len()).sum();
    let start = (window.offset as usize).min(all.len());
    FigureRows {
        heading: format!("{} in {}", out_of(shown, total(report), "figure"), in_documents(report)),
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
        rows: window
            .slice(&all)
            .iter()
            .zip(start..)
            .map(|(claim, at)| row(report, selection, claim, group(&all, at, query.sort)))
            .collect(),
    }
}

/// The units of claims with how many there are, most first.
fn units<'c>(claims: impl Iterator<Item = &'c Claim<'c>>) -> Vec<(String, u32)> {
    let mut units: BTreeMap<&str, u32> = BTreeMap::new();
    for unit in claims.filter_map(|claim| claim.figure.unit.as_deref()) {
        *units.entry(unit).or_default() += 1;
    }
    let mut units: Vec<(String, u32)> = units.into_iter().map(|(unit, count)| (unit.to_string(), count)).collect();
    units.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    units.truncate(MAX_UNITS);
    units
}

/// What is measured from row `at` on, if it is the first that measures it.
fn group(all: &[Claim<'_>], at: usize, sort: Sort) -> Option<(String, u32)> {
    let key = |claim: &Claim<'_>| (claim.figure.kind, claim.measure.clone());
    let own = key(&all[at]);
    if sort != Sort::Weight || (at > 0 && key(&all[at - 1]) == own) {
        return None;
    }
    let members = all[at..].iter().take_while(|claim| key(claim) == own).count();
    let label =
        if own.1.is_empty() { format!("other {}", figure_kinds(own.0).to_lowercase()) } else { as_written(&all[at..at + members]).into() };
    Some((label, members as u32)).filter(|(_, members)| *members > 1)
}

/// What these claims measure, as most of them write it: "Leeds", not its stem.
fn as_written<'c>(members: &[Claim<'c>]) -> &'c str {
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in members {
        *forms.entry(claim.noun).or_default() += 1;
    }
    // Of forms that are as frequent the one in lower case, which comes last.
    forms.into_iter().max_by_key(|(_, count)| *count).map_or("", |(form, _)| form)
}

/// All figures of all documents, whatever is chosen.
fn total(report: &Report) -> usize {
    report.documents.iter().map(|source| source.analysis.figures.iter().filter(|figure| !figure.minor).count()).sum()
}

/// The chosen figure that says the same as a claim, or its own.
fn chosen_by(report: &Report, selection: &Selection, claim: &Claim) -> FigureRef {
    let says_it = |term: &Term| match term {
        Term::Figure(at) => {
            let figure = report.documents.get(at.document as usize)?.analysis.figures.get(at.figure as usize)?;
            says_the_same(figure, claim.figure).then_some(*at)
        }
        _ => None,
    };
    selection.terms().find_map(says_it).unwrap_or(claim.first())
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
/// Of those, before the figure: it is to be seen in a narrow list, too.
const BEFORE: usize = 40;

fn row(report: &Report, selection: &Selection, claim: &Claim<'_>, group: Option<(String, u32)>) -> FigureRow {
    let source = claim.report_document(report);
    let text = source.text();
    let span = claim.figure.span;
    let sentence = source.sentence(span);
    let before = one_line(&text[sentence.start()..span.start()]);
    let after = one_line(&text[span.end()..sentence.end()]);
    let cut: String = {
        let skip = before.chars().count().saturating_sub(BEFORE);
        let kept: String = before.chars().skip(skip).collect();
        // Cut between words.
        if skip > 0 { format!("… {}", kept.split_once(' ').map_or("", |(_, rest)| rest)) } else { kept }
    };
    FigureRow {
        kind: claim.figure.kind,
        written: one_line(span.of(text)).trim().to_string(),
        value: value(claim.figure),
        subject: claim.figure.subject.map_or(String::new(), |subject| one_line(subject.of(text)).trim().to_string()),
        holder: one_line(claim.holder(report)).trim().to_string(),
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
        place: anchor(report, Place { document: claim.document, span }),
        choose: chosen_by(report, selection, claim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn groups_are_called_as_the_texts_write_them() {
        let report = report(&[
            "It built 300 homes. It sold 200 homes. In all 40 homes were damaged and one home remained.",
            "The council spent 20 percent of Leeds. It spent 30 percent of Leeds.",
        ]);
        let query = FigureQuery { sort: Sort::Weight, ..FigureQuery::default() };
        let rows = rows(&report, &Selection::default(), &query, Window { offset: 0, limit: 100 }).rows;
        let groups: Vec<(String, u32)> = rows.into_iter().filter_map(|row| row.group).collect();
        assert_eq!(groups, [("Leeds".to_string(), 2), ("homes".to_string(), 4)]);
    }

    #[test]
    fn the_list_opens_on_what_is_worth_checking() {
        let report = report(&[
            "In all 40 homes were damaged on 5 May 2021. The fund got R$3.3 billion ($620 million). Unemployment was 6 percent. It is 12 km long.",
        ]);
        let rows = rows(&report, &Selection::default(), &FigureQuery::default(), Window { offset: 0, limit: 9 }).rows;
        let written: Vec<&str> = rows.iter().map(|row| &*row.written).collect();
        assert_eq!(written, ["R$3.3 billion", "6 percent", "40", "$620 million", "12 km", "5 May 2021"]);
    }

    #[test]
    fn a_row_says_of_whom_it_is_told() {
        let report = report(&["Vladimir Putin received 52,310 votes. Zambia's copper output rose 8 percent."]);
        let rows = rows(&report, &Selection::default(), &FigureQuery::default(), Window { offset: 0, limit: 9 }).rows;
        let told: Vec<(&str, &str)> = rows.iter().map(|row| (&*row.subject, &*row.holder)).collect();
        assert_eq!(told, [("copper output", "Zambia"), ("votes", "Vladimir Putin")]);
    }

    #[test]
    fn nothing_turns_a_figure_around() {
        let report = report(&["Vladimir Putin paid \u{202e}$5 million\u{202c} to Iran."]);
        let rows = rows(&report, &Selection::default(), &FigureQuery::default(), Window { offset: 0, limit: 9 }).rows;
        assert_eq!((&*rows[0].before, &*rows[0].written, &*rows[0].after), ("Vladimir Putin paid ⍽", "$5 million", "⍽ to Iran."));
    }
}
