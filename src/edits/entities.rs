//! Whose a name is, what an entity is called, "one and the same" and "two different ones", applied in this order.
//!
//! All decisions about pairs are looked up in the report as it was found and taken together, so that their order does not matter; of two
//! about the same pair the later holds. What is one with a third is one with all that the third is one with, but never with what is
//! said to be another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::{Edit, Log, regroup, words_hash};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, EntityRole};
use crate::entities::suggest::keeps;
use crate::report::{Merged, Report};

/// An entity that is found again: by what it is and a hash of what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameAnchor {
    /// What it is.
    pub kind: EntityKind,
    /// Hash of the words of its name, whatever their case, accents and typography.
    pub name: u64,
}

impl NameAnchor {
    /// The anchor of an entity of this kind and name.
    pub fn new(kind: EntityKind, name: &str) -> NameAnchor {
        NameAnchor { kind, name: words_hash(name) }
    }
}

/// Applies all decisions about entities.
pub(super) fn apply(report: &mut Report, log: &Log) {
    let decided = decided(log);
    let regrouped = regroup::regroup(report, log);
    let renames: Vec<(NameAnchor, &str)> = renames(log);
    if decided.is_empty() && renames.is_empty() && !regrouped {
        return;
    }
    let mut found = Found::new(report);
    for (anchor, name) in renames {
        rename(report, &mut found, anchor, name);
    }
    let mut parts = Parts::new(report.entities.len());
    let (mut same, mut different) = (BTreeSet::new(), BTreeSet::new());
    for ((a, b), is_same) in decided {
        let (Some(a), Some(b)) = (found.index(a), found.index(b)) else { continue };
        if is_same { &mut same } else { &mut different }.insert(pair(a, b));
    }
    for &(a, b) in &same {
        // A person decides tens of pairs, not thousands: each is held against all that are different.
        let joined = pair(parts.root(a), parts.root(b));
        if !different.iter().any(|&(a, b)| pair(parts.root(a), parts.root(b)) == joined) {
            parts.join(a, b);
        }
    }
    let moved = merge(report, &mut parts);
    let different: BTreeSet<(u32, u32)> = different.into_iter().map(|(a, b)| pair(moved[a as usize], moved[b as usize])).collect();
    let mut seen = different.clone();
    for suggestion in &mut report.suggestions {
        (suggestion.a, suggestion.b) = (moved[suggestion.a as usize], moved[suggestion.b as usize]);
        if !keeps(&report.entities[suggestion.a as usize], &report.entities[suggestion.b as usize]) {
            (suggestion.a, suggestion.b) = (suggestion.b, suggestion.a);
            suggestion.evidence.reverse();
        }
    }
    // Of several that mean the same two now, the likeliest stays.
    report.suggestions.retain(|suggestion| suggestion.a != suggestion.b && seen.insert(pair(suggestion.a, suggestion.b)));
    report.suggestions.sort_by_key(|suggestion| (std::cmp::Reverse(suggestion.score), suggestion.a, suggestion.b));
}

/// Entities and what they are to be called, in the order of the decisions.
pub(super) fn renames(log: &Log) -> Vec<(NameAnchor, &str)> {
    let renamed = |(_, edit)| match edit {
        &Edit::Renamed(anchor, ref name) => Some((anchor, name.as_str())),
        _ => None,
    };
    log.active().filter_map(renamed).collect()
}

/// Gives an entity another name. It is still found by the one before.
fn rename(report: &mut Report, found: &mut Found, anchor: NameAnchor, name: &str) {
    let Some(index) = found.index(anchor) else { return };
    let as_found = report.by_user.renamed.get(&index).cloned();
    let name = if name.is_empty() { as_found.clone().unwrap_or_default() } else { name.to_string() };
    if name.is_empty() {
        return;
    }
    let entity = &report.entities[index as usize];
    let before = as_found.unwrap_or_else(|| entity.name.clone());
    found.by_name.insert(NameAnchor::new(entity.kind, &name), Some(index));
    let aliases = report.forms(entity).into_iter().map(|(form, _)| form).filter(|form| *form != name).collect();
    let entity = &mut report.entities[index as usize];
    (entity.name, entity.aliases) = (name, aliases);
    if entity.name == before {
        report.by_user.renamed.remove(&index);
    } else {
        report.by_user.renamed.insert(index, before);
    }
}

fn pair<T: Ord>(a: T, b: T) -> (T, T) {
    if a <= b { (a, b) } else { (b, a) }
}

/// What holds of each pair that was decided on.
fn decided(log: &Log) -> BTreeMap<(NameAnchor, NameAnchor), bool> {
    let mut decided = BTreeMap::new();
    for (_, edit) in log.active() {
        match *edit {
            Edit::Same(a, b) => decided.insert(pair(a, b), true),
            Edit::Different(a, b) => decided.insert(pair(a, b), false),
            _ => None,
        };
    }
    decided
}

/// Entities by their anchors.
struct Found {
    by_name: HashMap<NameAnchor, Option<u32>>,
    by_alias: HashMap<NameAnchor, Option<u32>>,
    /// Whatever they are: a decision about a place holds when it is said to be a body.
    of_any_kind: HashMap<u64, Option<u32>>,
}

impl Found {
    fn new(report: &Report) -> Found {
        let mut found = Found { by_name: HashMap::new(), by_alias: HashMap::new(), of_any_kind: HashMap::new() };
        let add = |names: &mut HashMap<NameAnchor, Option<u32>>, anchor: NameAnchor, index: u32| {
            names.entry(anchor).and_modify(|known| *known = known.filter(|known| *known == index)).or_insert(Some(index));
        };
        // What has lost all its mentions to others is none any more.
        for (index, entity) in (0..).zip(&report.entities).filter(|(_, entity)| !entity.mentions.is_empty()) {
            let anchor = NameAnchor::new(entity.kind, &entity.name);
            add(&mut found.by_name, anchor, index);
            found.of_any_kind.entry(anchor.name).and_modify(|known| *known = None).or_insert(Some(index));
            for alias in &entity.aliases {
                // A surname is part of a name: whose it is may change with every document.
                if entity.kind != EntityKind::Person || alias.split_whitespace().count() > 1 {
                    add(&mut found.by_alias, NameAnchor::new(entity.kind, alias), index);
                }
            }
        }
        found
    }

    /// The entity of this name, else the only one that also goes by it (with other documents another form may be the fullest), else the only
    /// one of another kind that is called so.
    fn index(&self, anchor: NameAnchor) -> Option<u32> {
        match self.by_name.get(&anchor) {
            Some(index) => *index,
            None => {
                let alias = self.by_alias.get(&anchor).copied().flatten();
                alias.or_else(|| self.of_any_kind.get(&anchor.name).copied().flatten())
            }
        }
    }
}

/// Entities that are one, by union and find.
struct Parts(Vec<u32>);

impl Parts {
    fn new(count: usize) -> Parts {
        Parts((0..count as u32).collect())
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// Makes one entity of each part. For every entity that was found, the index of what it is now.
fn merge(report: &mut Report, parts: &mut Parts) -> Vec<u32> {
    let count = report.entities.len() as u32;
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for index in 0..count {
        members.entry(parts.root(index)).or_default().push(index);
    }
    let kept: HashMap<u32, u32> = members.iter().map(|(&root, part)| (root, fullest(report, part))).collect();
    let mut whole: Vec<(u32, Entity)> = members
        .iter()
        // An entity whose names were all given to others is none any more.
        .filter(|(_, part)| part.iter().any(|&member| !report.entities[member as usize].mentions.is_empty()))
        .map(|(root, part)| {
            let first = &report.entities[kept[root] as usize];
            (*root, if part.len() == 1 { first.clone() } else { joined(report, first, part) })
        })
        .collect();
    whole.sort_by(|(a_root, a), (b_root, b)| {
        let rank = |entity: &Entity| (entity.kind, std::cmp::Reverse(entity.mentions.len()));
        rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)).then(a_root.cmp(b_root))
    });
    let now: HashMap<u32, u32> = whole.iter().zip(0..).map(|((root, _), index)| (*root, index)).collect();
    let moved: Vec<u32> = (0..count).map(|index| now.get(&parts.root(index)).copied().unwrap_or_default()).collect();
    report.by_user.merged = (0..count)
        .filter(|&index| kept[&parts.root(index)] != index && !report.entities[index as usize].mentions.is_empty())
        .map(|index| {
            let entity = &report.entities[index as usize];
            Merged { into: moved[index as usize], kind: entity.kind, name: entity.name.clone() }
        })
        .collect();
    report.by_user.merged.sort_by(|a, b| (a.into, a.kind, &a.name).cmp(&(b.into, b.kind, &b.name)));
    let renamed = std::mem::take(&mut report.by_user.renamed);
    report.by_user.renamed = renamed
        .into_iter()
        .filter(|(index, _)| kept[&parts.root(*index)] == *index)
        .map(|(index, name)| (moved[index as usize], name))
        .collect();
    report.entities = whole.into_iter().map(|(_, entity)| entity).collect();
    for (index, entity) in (0..).zip(&mut report.entities) {
        entity.of = entity.of.map(|of| moved[of as usize]).filter(|of| *of != index);
        entity.roles.iter_mut().for_each(|role| role.of = role.of.map(|of| moved[of as usize]));
        entity.roles = once_each(std::mem::take(&mut entity.roles));
    }
    for document in &mut report.documents {
        document.entity_of.iter_mut().for_each(|entity| *entity = moved[*entity as usize]);
    }
    moved
}

/// The member whose name the part keeps.
fn fullest(report: &Report, part: &[u32]) -> u32 {
    let entity = |index: u32| &report.entities[index as usize];
    // A name that the user has given stays.
    let given = part.iter().copied().find(|index| report.by_user.renamed.contains_key(index));
    let fullest = || part.iter().copied().reduce(|best, other| if keeps(entity(best), entity(other)) { best } else { other });
    given.or_else(fullest).unwrap_or_default()
}

/// The members of a part as one entity.
fn joined(report: &Report, first: &Entity, part: &[u32]) -> Entity {
    let mut whole = Entity { mentions: Vec::new(), roles: Vec::new(), ..first.clone() };
    for &member in part {
        let member = &report.entities[member as usize];
        whole.mentions.extend(&member.mentions);
        whole.roles.extend(member.roles.iter().cloned());
        whole.of = whole.of.or(member.of);
    }
    whole.mentions.sort_unstable();
    let mut documents: Vec<u32> = whole.mentions.iter().map(|(document, _)| *document).collect();
    documents.dedup();
    whole.documents = documents.len() as u32;
    whole.aliases = report.forms(&whole).into_iter().map(|(form, _)| form).filter(|form| *form != whole.name).collect();
    whole
}

/// Posts with all their evidence, most used first.
fn once_each(roles: Vec<EntityRole>) -> Vec<EntityRole> {
    let mut each: BTreeMap<(String, Option<u32>), Vec<_>> = BTreeMap::new();
    for role in roles {
        each.entry((role.role, role.of)).or_default().extend(role.evidence);
    }
    let mut roles: Vec<EntityRole> = each
        .into_iter()
        .map(|((role, of), mut evidence)| {
            evidence.sort_unstable();
            EntityRole { role, of, evidence }
        })
        .collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.evidence.len()));
    roles
}

#[cfg(test)]
mod tests {
    use super::super::{Step, apply};
    use super::*;
    use crate::analysis::{Engine, Parts, analyze};
    use crate::corpus::Corpus;
    use crate::duplicates::Sensitivity;
    use crate::text::Document;

    const TEXTS: [&str; 4] = [
        "President Muhammad Mursi spoke to Mr. Adam Stone. President Muhammad Mursi left.",
        "Mr. Mohamed Mursi was tried.",
        "Mr. Mohammed Mursi was heard.",
        "President George Bush met Prime Minister Tony Blair.",
    ];

    fn found() -> Report {
        let mut corpus = Corpus::new();
        for (at, text) in TEXTS.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        corpus.report(&Sensitivity::STANDARD)
    }

    fn anchor(name: &str) -> NameAnchor {
        NameAnchor::new(EntityKind::Person, name)
    }

    fn decided(steps: Vec<Step>) -> Report {
        let mut report = found();
        apply(&mut report, &Log::from_steps(steps));
        report
    }

    fn same(a: &str, b: &str) -> Step {
        Step::Do(Edit::Same(anchor(a), anchor(b)))
    }

    fn people(report: &Report) -> Vec<(&str, usize, Vec<&str>)> {
        let people = report.entities.iter().filter(|entity| entity.kind == EntityKind::Person && entity.name.contains("Mursi"));
        people.map(|person| (person.name.as_str(), person.mentions.len(), person.aliases.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn what_is_one_with_a_third_is_one() {
        let chain = [same("Muhammad Mursi", "Mohamed Mursi"), same("Mohamed Mursi", "Mohammed Mursi")];
        let both = decided(chain.to_vec());
        assert_eq!(people(&both), [("Muhammad Mursi", 4, vec!["Mohamed Mursi", "Mohammed Mursi"])]);
        assert_eq!(both.by_user.merged.len(), 2);
        assert!(both.suggestions.is_empty());
        for (index, entity) in (0..).zip(&both.entities) {
            assert!(
                entity.mentions.iter().all(|&(document, mention)| both.documents[document as usize].entity_of[mention as usize] == index)
            );
        }
        // In the other order it is the same; without the first the second still means something.
        let other = decided(chain.iter().rev().cloned().collect());
        assert_eq!((people(&other), &other.by_user), (people(&both), &both.by_user));
        let second = decided(vec![chain[0].clone(), chain[1].clone(), Step::Undo(0)]);
        assert_eq!(people(&second).len(), 2);
        assert_eq!(decided(vec![chain[0].clone(), Step::Undo(0)]).entities, found().entities);
    }

    #[test]
    fn two_that_are_different_are_suggested_no_more() {
        assert_eq!(found().suggestions.len(), 3);
        let apart = Step::Do(Edit::Different(anchor("Mohamed Mursi"), anchor("Muhammad Mursi")));
        assert_eq!(decided(vec![apart.clone()]).suggestions.len(), 2);
        // Also when one of them has become part of a third.
        assert!(decided(vec![apart.clone(), same("Mohammed Mursi", "Mohamed Mursi")]).suggestions.is_empty());
        // The later decision about one pair holds.
        assert_eq!(people(&decided(vec![apart, same("Muhammad Mursi", "Mohamed Mursi")])).len(), 2);
    }

    #[test]
    fn a_chain_makes_nothing_one_that_is_different() {
        let chain = [
            Step::Do(Edit::Different(anchor("Muhammad Mursi"), anchor("Mohammed Mursi"))),
            same("Muhammad Mursi", "Mohamed Mursi"),
            same("Mohamed Mursi", "Mohammed Mursi"),
        ];
        let report = decided(chain.to_vec());
        assert_eq!(people(&report).len(), 2);
        let reversed = decided(chain.into_iter().rev().collect());
        assert_eq!((people(&report), &report.by_user), (people(&reversed), &reversed.by_user));
    }

    #[test]
    fn names_that_are_not_here_are_left_alone() {
        assert_eq!(decided(vec![same("George Bush", "Nobody Known")]).entities, found().entities);
    }
}
