//! The names of what is looked at, most documents first: to choose one, or to go on without one.

use serde::{Deserialize, Serialize};

use super::entities::chosen_by;
use crate::entities::EntityKind;
use crate::report::Report;

/// Names by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRows {
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
    pub choose: (u32, u32),
    /// How many of the documents that are looked at name it.
    pub documents: u32,
}

/// Kinds that have a facet.
const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Place, EntityKind::Organization];
/// Names of a facet; the list has them all.
const NAMES: usize = 10;

/// The facets of what is looked at.
pub fn facets(report: &Report) -> FacetRows {
    let groups = KINDS.into_iter().filter_map(|kind| group(report, kind)).collect();
    FacetRows { groups }
}

fn group(report: &Report, kind: EntityKind) -> Option<FacetGroup> {
    let mut all: Vec<_> = report.shown_entities().filter(|entity| entity.kind == kind).collect();
    all.sort_by_key(|entity| std::cmp::Reverse((entity.documents, entity.mentions.len())));
    let names = all.iter().take(NAMES).map(|entity| FacetName {
        name: entity.name.clone(),
        choose: chosen_by(report, entity.mentions[0]),
        documents: entity.documents,
    });
    Some(FacetGroup { kind, total: all.len() as u32, names: names.collect() }).filter(|group| group.total > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;
    use crate::view::selection::{Selection, Term, resolve};

    #[test]
    fn counts_are_those_of_what_is_chosen() {
        let report =
            report(&["Vladimir Putin met Ebrahim Raisi in Moscow.", "Vladimir Putin stayed in Moscow.", "Ebrahim Raisi flew to Tehran."]);
        let counts = |report: &Report| -> Vec<(String, u32)> {
            facets(report).groups.into_iter().flat_map(|group| group.names).map(|name| (name.name, name.documents)).collect()
        };
        let has = |counts: &[(String, u32)], name: &str, documents: u32| counts.contains(&(name.to_string(), documents));
        let all = counts(&report);
        assert!(has(&all, "Vladimir Putin", 2) && has(&all, "Tehran", 1), "{all:?}");
        let raisi = report.entities.iter().find(|entity| entity.name == "Ebrahim Raisi").unwrap().mentions[0];
        let chosen = counts(&report.within(resolve(&report, &Selection::of(Term::Entity(raisi.0, raisi.1)))));
        assert!(has(&chosen, "Vladimir Putin", 1) && has(&chosen, "Moscow", 1) && has(&chosen, "Ebrahim Raisi", 2), "{chosen:?}");
    }
}
