//! The one selection that all views follow: what of the corpus is looked at. In the address it is numbers:
//! `only=d3.e2-17&not=e1-5&span=2015..2018`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::format::{count, counted, excerpt, short};
use crate::entities::EntityKind;
use crate::figures::edtf::{self, Days, day_number};
use crate::report::Report;
use crate::report::scope::Scope;

/// What is chosen.
///
/// Of what is chosen of one kind any will do, and all kinds must be met: documents 1 or 3 that name A or B. What is taken out
/// goes with the documents that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selection {
    /// Only these, in the order in which they were chosen.
    pub only: Vec<Term>,
    /// Without these.
    pub not: Vec<Term>,
    /// Not before this year.
    pub from: Option<i32>,
    /// Not after this year.
    pub to: Option<i32>,
}

/// Something that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Term {
    /// A document, by its index.
    Document(u32),
    /// A name, by one of its mentions (document, mention), like the address of its card.
    Entity(u32, u32),
    /// A copied passage, by its index: the documents in which it stands.
    Passage(u32),
    /// A group of equal documents, by its index.
    Cluster(u32),
}

/// A selection with the ids of the documents that its terms name, as the page has seen them: indices move when documents come
/// and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Within {
    /// What is chosen.
    pub selection: Selection,
    /// For each term of `only`, then of `not`, the id of its document; empty where none was seen.
    pub seen: Vec<Option<String>>,
}

/// The selection in words, and as it stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chips {
    /// The selection that was asked about.
    pub asked: Selection,
    /// With the indices that documents have now; what is gone is left out.
    pub within: Within,
    /// What is chosen: `only` kind by kind, `not`, years.
    pub chips: Vec<Chip>,
    /// How many documents are looked at, and how many there are.
    pub documents: (u32, u32),
    /// How the parts go together, as a sentence; empty where there is one.
    pub rule: String,
}

/// One thing that is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    /// "Person", "Document", "Passage", or "Years".
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whether it is taken out.
    pub is_out: bool,
    /// The selection without it.
    pub without: Selection,
    /// How it goes with the one before it: "or", "and", or nothing for the first.
    pub joint: String,
}

impl Term {
    /// As it stands in the address: `d3`, `e2-17`, `p4`, `c0`.
    pub fn name(self) -> String {
        match self {
            Term::Document(document) => format!("d{document}"),
            Term::Entity(document, mention) => format!("e{document}-{mention}"),
            Term::Passage(passage) => format!("p{passage}"),
            Term::Cluster(cluster) => format!("c{cluster}"),
        }
    }

    /// Reads what [`Term::name`] wrote.
    pub fn parse(name: &str) -> Option<Term> {
        let mut chars = name.chars();
        let kind = chars.next()?;
        let rest = chars.as_str();
        match kind {
            'd' => rest.parse().ok().map(Term::Document),
            'e' => {
                let (document, mention) = rest.split_once('-')?;
                Some(Term::Entity(document.parse().ok()?, mention.parse().ok()?))
            }
            'p' => rest.parse().ok().map(Term::Passage),
            'c' => rest.parse().ok().map(Term::Cluster),
            _ => None,
        }
    }

    /// Of the terms of a kind any will do.
    fn kind(self) -> usize {
        match self {
            Term::Document(_) => 0,
            Term::Entity(..) => 1,
            Term::Passage(_) => 2,
            Term::Cluster(_) => 3,
        }
    }

    /// The document whose index it rests on.
    fn document(self) -> Option<u32> {
        match self {
            Term::Document(document) | Term::Entity(document, _) => Some(document),
            Term::Passage(_) | Term::Cluster(_) => None,
        }
    }
}

impl Selection {
    /// Only this document, or only this name.
    pub fn of(term: Term) -> Selection {
        Selection { only: vec![term], ..Selection::default() }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Selection::default()
    }

    /// With a term chosen, or taken out; again, without it.
    pub fn toggled(&self, term: Term, is_out: bool) -> Selection {
        let mut next = self.without(term);
        let had = if is_out { self.not.contains(&term) } else { self.only.contains(&term) };
        if !had {
            if is_out { &mut next.not } else { &mut next.only }.push(term);
        }
        next
    }

    /// Without a term, chosen or taken out.
    pub fn without(&self, term: Term) -> Selection {
        let keep = |terms: &[Term]| terms.iter().copied().filter(|known| *known != term).collect();
        Selection { only: keep(&self.only), not: keep(&self.not), ..self.clone() }
    }

    /// Without what was chosen last: years, what is taken out, what is chosen.
    pub fn without_last(&self) -> Selection {
        let mut next = self.clone();
        if next.from.take().or(next.to.take()).is_some() {
            next.to = None;
        } else if next.not.pop().is_none() {
            next.only.pop();
        }
        next
    }

    /// Adds itself to the parts of an address.
    pub fn write(&self, query: &mut Vec<String>) {
        for (name, terms) in [("only", &self.only), ("not", &self.not)] {
            if !terms.is_empty() {
                query.push(format!("{name}={}", terms.iter().map(|term| term.name()).collect::<Vec<_>>().join(".")));
            }
        }
        if self.from.is_some() || self.to.is_some() {
            let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
            query.push(format!("span={}..{}", year(self.from), year(self.to)));
        }
    }

    /// Reads what [`Selection::write`] wrote.
    pub fn read<'q>(value: &impl Fn(&str) -> Option<&'q str>) -> Selection {
        let terms = |name: &str| {
            let mut terms: Vec<Term> = Vec::new();
            for term in value(name).iter().flat_map(|names| names.split('.')).filter_map(Term::parse) {
                if !terms.contains(&term) && terms.len() < MAX_TERMS {
                    terms.push(term);
                }
            }
            terms
        };
        let (from, to) = value("span").and_then(|span| span.split_once("..")).unwrap_or_default();
        Selection { only: terms("only"), not: terms("not"), from: from.parse().ok(), to: to.parse().ok() }
    }

    fn days(&self) -> Option<Days> {
        let (from, to) = (self.from.map_or(-9_999, i64::from), self.to.map_or(9_999, i64::from));
        (self.from.is_some() || self.to.is_some()).then(|| Days { start: day_number(from, 1, 1), end: day_number(to.max(from), 12, 31) })
    }
}

/// Terms of an address: more nobody chooses by hand.
const MAX_TERMS: usize = 100;

impl Within {
    /// A selection as the page knows it. `id` says which document the page has seen at an index.
    pub fn new(selection: Selection, id: impl Fn(u32) -> Option<String>) -> Within {
        let seen = selection.only.iter().chain(&selection.not).map(|term| term.document().and_then(&id)).collect();
        Within { selection, seen }
    }

    /// Takes over what was known of the documents of the same terms.
    pub fn remember(&mut self, before: &Within) {
        let known = |terms: &Selection| terms.only.iter().chain(&terms.not).copied().collect::<Vec<Term>>();
        for (term, seen) in known(&self.selection).into_iter().zip(&mut self.seen) {
            let old = known(&before.selection).into_iter().zip(&before.seen).find(|(other, _)| *other == term);
            if let Some((_, Some(id))) = old {
                *seen = Some(id.clone());
            }
        }
    }

    /// The same with the indices of now, without what is gone.
    pub fn current(&self, report: &Report) -> Within {
        let mut ids = self.seen.iter();
        let mut seen = Vec::new();
        let mut current = |terms: &[Term]| {
            let mut now = Vec::new();
            for &term in terms {
                let id = ids.next().cloned().flatten();
                let moved = |document: u32| match &id {
                    Some(id) => report.documents.binary_search_by(|source| source.id.as_str().cmp(id)).ok().map(|at| at as u32),
                    None => Some(document),
                };
                let term = match term {
                    Term::Document(document) => moved(document).map(Term::Document),
                    Term::Entity(document, mention) => moved(document).map(|document| Term::Entity(document, mention)),
                    other => Some(other),
                };
                if let Some(term) = term.filter(|&term| is_there(report, term)) {
                    seen.push(term.document().map(|document| report.documents[document as usize].id.clone()));
                    now.push(term);
                }
            }
            now
        };
        let (only, not) = (current(&self.selection.only), current(&self.selection.not));
        Within { selection: Selection { only, not, ..self.selection.clone() }, seen }
    }
}

fn is_there(report: &Report, term: Term) -> bool {
    match term {
        Term::Document(document) => (document as usize) < report.documents.len(),
        Term::Entity(document, mention) => entity(report, (document, mention)).is_some(),
        Term::Passage(passage) => (passage as usize) < report.duplicates.passages.len(),
        Term::Cluster(cluster) => (cluster as usize) < report.duplicates.clusters.len(),
    }
}

/// The entity with this mention.
fn entity(report: &Report, (document, mention): (u32, u32)) -> Option<u32> {
    report.documents.get(document as usize)?.entity_of.get(mention as usize).copied()
}

/// What of the report is looked at.
pub fn resolve(report: &Report, selection: &Selection) -> Scope {
    if selection.is_empty() {
        return Scope::default();
    }
    let mut wanted: [Option<BTreeSet<u32>>; 4] = Default::default();
    for &term in &selection.only {
        wanted[term.kind()].get_or_insert_default().extend(documents_of(report, term));
    }
    let out: BTreeSet<u32> = selection.not.iter().flat_map(|&term| documents_of(report, term)).collect();
    let days = selection.days();
    let documents = (0..).zip(&report.documents).map(|(at, source)| {
        let is_dated = |days: Days| {
            let own = source.date.as_ref().and_then(|date| edtf::days(&date.date)).is_some_and(|own| own.overlaps(days));
            own || source.moments().iter().any(|moment| moment.days.is_some_and(|told| told.overlaps(days)))
        };
        wanted.iter().flatten().all(|any| any.contains(&at)) && !out.contains(&at) && days.is_none_or(is_dated)
    });
    let documents = documents.collect();
    let entities = selection.only.iter().filter_map(|&term| match term {
        Term::Entity(document, mention) => entity(report, (document, mention)).map(|entity| (entity, (document, mention))),
        _ => None,
    });
    let entities: BTreeMap<u32, (u32, u32)> = entities.collect();
    Scope::new(report, documents, entities, days)
}

/// The documents that have a term.
fn documents_of(report: &Report, term: Term) -> Vec<u32> {
    match term {
        Term::Document(document) => vec![document],
        Term::Entity(document, mention) => entity(report, (document, mention))
            .map_or(Vec::new(), |entity| report.entities[entity as usize].mentions.iter().map(|(document, _)| *document).collect()),
        Term::Passage(passage) => report
            .duplicates
            .passages
            .get(passage as usize)
            .map_or(Vec::new(), |passage| passage.occurrences.iter().map(|place| place.document).collect()),
        Term::Cluster(cluster) => report.duplicates.clusters.get(cluster as usize).map_or(Vec::new(), |cluster| cluster.documents.clone()),
    }
}

/// "5 documents", or "3 of 5 documents" where something is chosen.
pub fn in_documents(report: &Report) -> String {
    let all = counted(report.documents.len(), "document");
    if report.scope.is_all() { all } else { format!("{} of {all}", count(report.documents_in_scope())) }
}

/// The selection in words.
pub fn chips(report: &Report, within: &Within) -> Chips {
    let asked = within.selection.clone();
    let within = within.current(report);
    let selection = &within.selection;
    let scope = resolve(report, selection);
    let shown = (0..report.documents.len() as u32).filter(|&document| scope.has_document(document)).count();
    let chip = |term: &Term, is_out: bool, joint: &str| {
        let (kind, label) = words(report, *term);
        Chip { kind, label, is_out, without: selection.without(*term), joint: joint.into() }
    };
    let mut chips: Vec<Chip> = Vec::new();
    // Those of a kind stand together, whenever they were chosen: between them is an "or".
    let mut kinds: Vec<usize> = selection.only.iter().map(|term| term.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        for (at, term) in selection.only.iter().filter(|term| term.kind() == kind).enumerate() {
            let joint = if at > 0 { "or" } else { "and" };
            chips.push(chip(term, false, joint));
        }
    }
    chips.extend(selection.not.iter().map(|term| chip(term, true, "and")));
    let label = match (selection.from, selection.to) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from}–{to}")),
        (Some(from), None) => Some(format!("from {from} on")),
        (None, Some(to)) => Some(format!("to {to}")),
    };
    let without = Selection { from: None, to: None, ..selection.clone() };
    chips.extend(label.map(|label| Chip { kind: "Years".into(), label, is_out: false, without, joint: "and".into() }));
    if let Some(first) = chips.first_mut() {
        first.joint.clear();
    }
    Chips { asked, rule: rule(&chips).into(), chips, documents: (shown as u32, report.documents.len() as u32), within }
}

/// How the parts of a selection go together.
fn rule(chips: &[Chip]) -> &'static str {
    let has = |joint: &str| chips.iter().any(|chip| chip.joint == joint);
    match (has("or"), has("and")) {
        (false, false) => "",
        (true, false) => "One of them is enough.",
        (false, true) => "All of this must hold.",
        (true, true) => "Of those with “or” between them one is enough; all groups must hold.",
    }
}

fn words(report: &Report, term: Term) -> (String, String) {
    match term {
        Term::Document(document) => {
            ("Document".into(), report.documents.get(document as usize).map_or(String::new(), |source| short(&source.id, 24)))
        }
        Term::Entity(document, mention) => entity(report, (document, mention)).map_or(("Name".into(), String::new()), |entity| {
            let entity = &report.entities[entity as usize];
            (kind(entity.kind).into(), entity.name.clone())
        }),
        Term::Passage(passage) => {
            let first = report.duplicates.passages.get(passage as usize).and_then(|passage| passage.occurrences.first());
            ("Passage".into(), first.map_or(String::new(), |&place| excerpt(report.text_at(place), 5)))
        }
        Term::Cluster(cluster) => {
            let documents = report.duplicates.clusters.get(cluster as usize).map_or(0, |cluster| cluster.documents.len());
            ("Group".into(), counted(documents, "document"))
        }
    }
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Place => "Place",
        EntityKind::Organization => "Organisation",
        EntityKind::Group => "Group",
        EntityKind::Event => "Event",
        EntityKind::Law => "Law",
        EntityKind::Product => "Product",
        EntityKind::Other => "Name",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    const TEXTS: [&str; 4] = [
        "Vladimir Putin met Ebrahim Raisi in Moscow in 2015. It cost $5 million.",
        "Ebrahim Raisi flew to Tehran in 2018.",
        "Vladimir Putin went home. He paid $7 million.",
        "Nobody was there.",
    ];

    fn mention(report: &Report, name: &str) -> Term {
        let (document, mention) = report.entities.iter().find(|entity| entity.name == name).unwrap().mentions[0];
        Term::Entity(document, mention)
    }

    fn documents(report: &Report, selection: &Selection) -> Vec<u32> {
        report.within(resolve(report, selection)).shown_documents().map(|(at, _)| at).collect()
    }

    #[test]
    fn any_of_a_kind_and_all_kinds() {
        let report = report(&TEXTS);
        let (putin, raisi) = (mention(&report, "Vladimir Putin"), mention(&report, "Ebrahim Raisi"));
        let all = Selection::default();
        assert_eq!(documents(&report, &all), [0, 1, 2, 3]);
        let putins = all.toggled(putin, false);
        assert_eq!(documents(&report, &putins), [0, 2]);
        assert_eq!(documents(&report, &putins.toggled(raisi, false)), [0, 1, 2]);
        assert_eq!(documents(&report, &putins.toggled(raisi, true)), [2]);
        assert_eq!(documents(&report, &putins.toggled(Term::Document(2), false).toggled(Term::Document(3), false)), [2]);
        assert_eq!(documents(&report, &Selection { from: Some(2016), ..all.clone() }), [1]);
        assert_eq!(documents(&report, &Selection { to: Some(2015), ..putins.clone() }), [0]);
        assert_eq!(putins.toggled(putin, false), all, "again it is no longer chosen");
        assert_eq!(putins.toggled(putin, true).not, [putin], "taken out it is not chosen");
    }

    #[test]
    fn names_are_counted_in_what_is_looked_at() {
        let report = report(&TEXTS);
        let narrowed = report.within(resolve(&report, &Selection::of(Term::Document(0))));
        let counts: Vec<(&str, usize)> = narrowed.shown_entities().map(|entity| (entity.name.as_str(), entity.mentions.len())).collect();
        assert_eq!(counts.len(), 3, "{counts:?}");
        assert!(counts.contains(&("Vladimir Putin", 1)) && counts.contains(&("Moscow", 1)));
    }

    #[test]
    fn figures_must_stand_beside_the_name() {
        let report = report(&TEXTS);
        let narrowed = report.within(resolve(&report, &Selection::of(mention(&report, "Vladimir Putin"))));
        let shown: Vec<&str> = narrowed
            .shown_documents()
            .flat_map(|(at, source)| {
                let scope = &narrowed.scope;
                source
                    .analysis
                    .figures
                    .iter()
                    .filter(move |figure| scope.has_figure(source, at, figure, None))
                    .map(|figure| figure.span.of(source.text()))
            })
            .collect();
        assert_eq!(shown, ["2015"]);
    }

    #[test]
    fn documents_that_move_keep_their_place_in_the_selection() {
        let before = report(&TEXTS);
        let selection = Selection::of(Term::Document(2)).toggled(mention(&before, "Ebrahim Raisi"), true);
        let within = Within::new(selection, |at| Some(before.documents[at as usize].id.clone()));
        let mut after = before.clone();
        after.documents.remove(1);
        assert_eq!(within.current(&after).selection.only, [Term::Document(1)]);
        let mut next = Within::new(within.selection.clone(), |_| None);
        next.remember(&within);
        assert_eq!(next, within, "what was seen once stays known");
        after.documents.remove(1);
        assert!(within.current(&after).selection.only.is_empty(), "what is gone is no longer chosen");
    }

    #[test]
    fn chips_say_what_is_chosen_and_lead_out_of_it() {
        let report = report(&TEXTS);
        let (putin, document) = (mention(&report, "Vladimir Putin"), Term::Document(1));
        let selection = Selection { from: Some(2015), to: Some(2018), ..Selection::of(putin).toggled(document, true) };
        let shown = chips(&report, &Within { selection: selection.clone(), seen: Vec::new() });
        let said: Vec<String> =
            shown.chips.iter().map(|chip| format!("{}{}: {}", if chip.is_out { "not " } else { "" }, chip.kind, chip.label)).collect();
        assert_eq!(said, ["Person: Vladimir Putin", "not Document: 1.txt", "Years: 2015–2018"]);
        assert_eq!(shown.documents, (1, 4));
        assert_eq!(shown.chips[1].without.not, []);
        let order: Vec<usize> =
            std::iter::successors(Some(selection), |selection| (!selection.is_empty()).then(|| selection.without_last()))
                .map(|selection| selection.only.len() + selection.not.len() + usize::from(selection.from.is_some()))
                .collect();
        assert_eq!(order, [3, 2, 1, 0]);
    }

    #[test]
    fn chips_say_how_they_go_together() {
        let report = report(&TEXTS);
        let (putin, raisi) = (mention(&report, "Vladimir Putin"), mention(&report, "Ebrahim Raisi"));
        let said = |selection: &Selection| {
            let shown = chips(&report, &Within { selection: selection.clone(), seen: Vec::new() });
            let joints: Vec<String> = shown.chips.iter().map(|chip| format!("{} {}", chip.joint, chip.label).trim().to_string()).collect();
            (joints.join(" "), shown.rule)
        };
        let one = Selection::of(putin);
        assert_eq!(said(&one), ("Vladimir Putin".into(), String::new()));
        let two = one.toggled(Term::Document(0), false).toggled(raisi, false).toggled(Term::Document(2), false);
        let all = (
            "0.txt or 2.txt and Vladimir Putin or Ebrahim Raisi".to_string(),
            "Of those with “or” between them one is enough; all groups must hold.".to_string(),
        );
        assert_eq!(said(&two), all);
        assert_eq!(documents(&report, &two), [0, 2], "as it is said");
        assert_eq!(said(&one.toggled(raisi, false)).1, "One of them is enough.");
        assert_eq!(said(&one.toggled(raisi, true)), ("Vladimir Putin and Ebrahim Raisi".into(), "All of this must hold.".into()));
    }

    #[test]
    fn addresses_hold_numbers() {
        let selection = Selection {
            only: vec![Term::Document(3), Term::Entity(2, 17), Term::Passage(4)],
            not: vec![Term::Cluster(0)],
            from: None,
            to: Some(-44),
        };
        let mut query = Vec::new();
        selection.write(&mut query);
        assert_eq!(query, ["only=d3.e2-17.p4", "not=c0", "span=..-44"]);
        let value =
            |wanted: &str| query.iter().filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value);
        assert_eq!(Selection::read(&value), selection);
        for nonsense in ["", "x1", "d", "e1", "e1-", "d-1", "é"] {
            assert_eq!(Term::parse(nonsense), None, "{nonsense}");
        }
    }
}
