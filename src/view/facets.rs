//! Facets: the names in the current scope, most documents first, and when its documents were written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::entities::chosen_by;
use super::handles::mention_anchor;
use super::scope::resolve;
use super::selection::{Kind, Selection, Term, Written, written_on};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::figures::edtf::Days;
use crate::report::Report;
use crate::review::Anchor;

/// Names by kind, and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRows {
    /// When the documents were written, if that tells them apart, the latest first, with how many there are.
    pub written: Vec<(Written, u32)>,
    /// Kinds that have any.
    pub groups: Vec<FacetGroup>,
}

/// The names of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetGroup {
    /// The kind.
    pub kind: EntityKind,
    /// How many there are.
    pub total: u32,
    /// The first of them.
    pub names: Vec<FacetName>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetName {
    /// What it is called.
    pub name: String,
    /// The mention by which it is chosen, or would be.
    pub choose: MentionRef,
    /// What of it is kept or quoted.
    pub place: Option<Anchor>,
    /// How many of the documents that are looked at name it.
    pub documents: u32,
}

/// Kinds that have a facet.
const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Place, EntityKind::Organization];
/// Names of a facet; the list has them all.
const NAMES: usize = 10;
/// Lines of dates: where months would be more, they are years.
const LINES: usize = 24;

/// The facets of what is looked at: `report` is what `selection` leaves of `whole`.
pub fn facets(whole: &Report, report: &Report, selection: &Selection) -> FacetRows {
    let groups = KINDS.into_iter().filter_map(|kind| group(report, kind)).collect();
    FacetRows { written: written(whole, report, selection), groups }
}

fn group(report: &Report, kind: EntityKind) -> Option<FacetGroup> {
    let mut all: Vec<_> = report.shown_entities().filter(|entity| entity.kind == kind).collect();
    all.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len())));
    let names = all.iter().take(NAMES).map(|entity| FacetName {
        name: entity.name.clone(),
        choose: chosen_by(report, entity.mentions[0]),
        place: mention_anchor(report, entity.mentions[0]),
        documents: entity.documents,
    });
    Some(FacetGroup { kind, total: all.len() as u32, names: names.collect() }).filter(|group| group.total > 0)
}

/// One excludes the other: they are counted as if none were chosen.
fn written(whole: &Report, report: &Report, selection: &Selection) -> Vec<(Written, u32)> {
    let all: Vec<Option<Days>> = whole.documents.iter().map(written_on).collect();
    // Whether months are told apart rests on all documents, so that the lines stay when something is chosen.
    let lines = |by_month: bool| -> BTreeSet<Written> { all.iter().map(|days| Written::from_days(*days, by_month)).collect() };
    let (months, years) = (lines(true), lines(false));
    let lines = if months.len() > LINES { years } else { months };
    if lines.len() < 2 {
        return Vec::new();
    }
    let others = selection.keeping(|term| term.kind() != Kind::Written);
    let resolved = (others != *selection).then(|| resolve(whole, &others));
    let scope = resolved.as_ref().unwrap_or(&report.scope);
    let shown: Vec<Option<Days>> = (0..).zip(all).filter(|(at, _)| scope.has_document(*at)).map(|(_, days)| days).collect();
    let is_chosen = |line: Written| selection.terms().any(|term| *term == Term::Written(line));
    let mut counted: Vec<(Written, u32)> =
        lines.into_iter().map(|line| (line, shown.iter().filter(|days| line.has(**days)).count() as u32)).collect();
    counted.retain(|(line, count)| *count > 0 || is_chosen(*line));
    // The latest are kept, and documents without a date at the end.
    counted.sort_by_key(|(line, _)| line.days().map_or((true, 0), |days| (false, -days.start)));
    let undated = counted.pop_if(|(line, _)| *line == Written::Unknown);
    counted.truncate(LINES);
    counted.extend(undated);
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn counts_are_those_of_what_is_chosen() {
        let report =
            report(&["Vladimir Putin met Ebrahim Raisi in Moscow.", "Vladimir Putin stayed in Moscow.", "Ebrahim Raisi flew to Tehran."]);
        let counts = |report: &Report| -> Vec<(String, u32)> {
            facets(report, report, &Selection::default())
                .groups
                .into_iter()
                .flat_map(|group| group.names)
                .map(|name| (name.name, name.documents))
                .collect()
        };
        let has = |counts: &[(String, u32)], name: &str, documents: u32| counts.contains(&(name.to_string(), documents));
        let all = counts(&report);
        assert!(has(&all, "Vladimir Putin", 2) && has(&all, "Tehran", 1), "{all:?}");
        let raisi = report.entities.iter().find(|entity| entity.name == "Ebrahim Raisi").unwrap().mentions[0];
        let chosen = counts(&report.within(resolve(&report, &Selection::only(Term::Entity(raisi)))));
        assert!(has(&chosen, "Vladimir Putin", 1) && has(&chosen, "Moscow", 1) && has(&chosen, "Ebrahim Raisi", 2), "{chosen:?}");
    }
    #[test]
    fn dates_of_documents_are_counted_as_if_none_were_chosen() {
        let report =
            report(&["TEHRAN, 27 March 2017 – It rained.", "TEHRAN, 3 November 2018 – Ebrahim Raisi came.", "Ebrahim Raisi went."]);
        let counts = |selection: &Selection| facets(&report, &report.within(resolve(&report, selection)), selection).written;
        let (march, november) = (Written::Month(2017, 3), Written::Month(2018, 11));
        let all = [(november, 1), (march, 1), (Written::Unknown, 1)];
        assert_eq!(counts(&Selection::default()), all);
        assert_eq!(counts(&Selection::only(Term::Written(march))), all);
        let raisi = report.entities.iter().find(|entity| entity.name == "Ebrahim Raisi").unwrap().mentions[0];
        let named = Selection::only(Term::Entity(raisi));
        assert_eq!(counts(&named), [(november, 1), (Written::Unknown, 1)]);
        assert_eq!(counts(&named.toggled(&Term::Written(march), false)), [(november, 1), (march, 0), (Written::Unknown, 1)]);
    }
}
