//! Whose a name is, what an entity is called, "one and the same" and "two different ones", applied in this order.
//!
//! All decisions about pairs are looked up in the report as it was found and taken together, so that it does not depend on their order what
//! is one; of two about the same pair the later holds. What is one with a third is one with all that the third is one with, but never
//! with what is said to be another. What was merged into another is called as that one is; of two that it was merged into the later decision
//! says which. A name that the user has given stays.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{Edit, Log, OperationId, regroup};
use crate::entities::EntityKind;
use crate::entities::resolve::{Entity, EntityRole};
use crate::entities::suggest::keeps;
use crate::report::{Merged, Report};
use crate::text::fold::folded;

/// An entity that is found again: by what it is and a hash of what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NameAnchor {
    /// Its kind.
    pub kind: EntityKind,
    /// Hash of its name, whatever its case, accents and typography. Hyphens, apostrophes and full stops count: two spellings that differ in them only
    /// may be two entities, about which can be decided.
    pub name: u64,
}

impl NameAnchor {
    /// The anchor of an entity of this kind and name.
    pub fn new(kind: EntityKind, name: &str) -> NameAnchor {
        let words: Vec<&str> = name.split_whitespace().collect();
        NameAnchor { kind, name: xxh3_64(folded(&words.join(" ")).as_bytes()) }
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
    let mut found = EntityIndex::new(report);
    for (anchor, name) in renames {
        rename(report, &mut found, anchor, name);
    }
    let mut parts = Parts::new(report.entities.len());
    let (mut same, mut different) = (Vec::new(), BTreeSet::new());
    for decision in decided {
        if !decision.same {
            // Of several of one name all are meant: that they are not one is never wrong for long.
            let (firsts, seconds) = (found.all(decision.first), found.all(decision.second));
            different.extend(firsts.iter().flat_map(|&a| seconds.iter().filter(move |&&b| a != b).map(move |&b| pair(a, b))));
        } else if let (Some(a), Some(b)) = (found.index(decision.first), found.index(decision.second)) {
            same.push((a, b));
        }
    }
    let pairs: BTreeSet<(u32, u32)> = same.iter().map(|&(a, b)| pair(a, b)).collect();
    for (a, b) in pairs {
        // A person decides tens of pairs, not thousands: each is held against all that are different.
        let joined = pair(parts.root(a), parts.root(b));
        if !different.iter().any(|&(a, b)| pair(parts.root(a), parts.root(b)) == joined) {
            parts.join(a, b);
        }
    }
    let chosen = chosen(&mut parts, &same);
    let moved = merge(report, &mut parts, &chosen);
    let different: BTreeSet<(u32, u32)> = different.into_iter().map(|(a, b)| pair(moved[a as usize], moved[b as usize])).collect();
    settle(report, &moved, &different);
    let mut seen = different.clone();
    for suggestion in &mut report.suggestions {
        (suggestion.a, suggestion.b) = (moved[suggestion.a as usize], moved[suggestion.b as usize]);
        let given = |index: u32| report.by_user.renamed.contains_key(&index);
        let keeps = match (given(suggestion.a), given(suggestion.b)) {
            (true, false) => true,
            (false, true) => false,
            _ => keeps(&report.entities[suggestion.a as usize], &report.entities[suggestion.b as usize]),
        };
        if !keeps {
            (suggestion.a, suggestion.b) = (suggestion.b, suggestion.a);
            suggestion.evidence.reverse();
        }
    }
    // Of several that mean the same two now, the likeliest stays.
    report.suggestions.retain(|suggestion| suggestion.a != suggestion.b && seen.insert(pair(suggestion.a, suggestion.b)));
    report.suggestions.sort_by_key(|suggestion| (std::cmp::Reverse(suggestion.score), suggestion.a, suggestion.b));
}

/// Doubts after decisions: who was said to be the one meant, or another, is no candidate any more.
fn settle(report: &mut Report, moved: &[u32], different: &BTreeSet<(u32, u32)>) {
    for document in &mut report.documents {
        let entity_of = &document.entity_of;
        for doubt in &mut document.doubts {
            let own = entity_of[doubt.mention as usize];
            doubt.candidates.iter_mut().for_each(|candidate| candidate.entity = moved[candidate.entity as usize]);
            let is_settled = doubt.candidates.iter().any(|candidate| candidate.entity == own);
            let mut seen = BTreeSet::new();
            doubt
                .candidates
                .retain(|candidate| !is_settled && !different.contains(&pair(own, candidate.entity)) && seen.insert(candidate.entity));
        }
        document.doubts.retain(|doubt| !doubt.candidates.is_empty());
    }
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
fn rename(report: &mut Report, found: &mut EntityIndex, anchor: NameAnchor, name: &str) {
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

/// The decision on a pair.
struct Decided {
    /// The entity of a merged pair whose name is kept.
    first: NameAnchor,
    second: NameAnchor,
    same: bool,
}

/// The last decision about each pair, in the order of the decisions.
fn decided(log: &Log) -> Vec<Decided> {
    let mut last: BTreeMap<(NameAnchor, NameAnchor), (OperationId, Decided)> = BTreeMap::new();
    for (at, edit) in log.active() {
        let (pairs, same) = match edit {
            Edit::Same(kept, other) => (vec![(*kept, *other)], true),
            Edit::SameAll(pairs) => (pairs.clone(), true),
            Edit::Different(a, b) => (vec![(*a, *b)], false),
            _ => continue,
        };
        for (first, second) in pairs {
            last.insert(pair(first, second), (at, Decided { first, second, same }));
        }
    }
    let mut decided: Vec<(OperationId, Decided)> = last.into_values().collect();
    decided.sort_by_key(|(at, _)| *at);
    decided.into_iter().map(|(_, decided)| decided).collect()
}

/// Entities of one name that a decision is about.
const MAX_NAMESAKES: usize = 64;

/// Entities by their anchors.
struct EntityIndex {
    by_name: HashMap<NameAnchor, Option<u32>>,
    by_alias: HashMap<NameAnchor, Option<u32>>,
    /// Those of one kind and name; at most [`MAX_NAMESAKES`].
    namesakes: HashMap<NameAnchor, Vec<u32>>,
    /// Whatever they are: a decision about a place holds when it is said to be a body.
    of_any_kind: HashMap<u64, Option<u32>>,
}

impl EntityIndex {
    fn new(report: &Report) -> EntityIndex {
        let mut found =
            EntityIndex { by_name: HashMap::new(), by_alias: HashMap::new(), namesakes: HashMap::new(), of_any_kind: HashMap::new() };
        let add = |names: &mut HashMap<NameAnchor, Option<u32>>, anchor: NameAnchor, index: u32| {
            names.entry(anchor).and_modify(|known| *known = known.filter(|known| *known == index)).or_insert(Some(index));
        };
        // What has lost all its mentions to others no longer exists.
        for (index, entity) in (0..).zip(&report.entities).filter(|(_, entity)| !entity.mentions.is_empty()) {
            let anchor = NameAnchor::new(entity.kind, &entity.name);
            add(&mut found.by_name, anchor, index);
            let namesakes = found.namesakes.entry(anchor).or_default();
            if namesakes.len() < MAX_NAMESAKES {
                namesakes.push(index);
            }
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

    /// The entities of this name, else the one that [`index`](EntityIndex::index) finds.
    fn all(&self, anchor: NameAnchor) -> Vec<u32> {
        match self.namesakes.get(&anchor).filter(|found| found.len() > 1) {
            Some(found) => found.clone(),
            None => self.index(anchor).into_iter().collect(),
        }
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

/// By the root of each part of several the member into which the others were merged. `same` are the pairs in the order of the decisions, first the one
/// that is kept.
fn chosen(parts: &mut Parts, same: &[(u32, u32)]) -> HashMap<u32, u32> {
    // Decision by decision, as the user saw it: what is merged into an entity takes the name by which that one goes by then.
    let mut so_far = Parts::new(parts.0.len());
    let mut chosen: HashMap<u32, u32> = HashMap::new();
    for &(kept, other) in same {
        if parts.root(kept) != parts.root(other) {
            continue; // they must not be one
        }
        let (into, from) = (so_far.root(kept), so_far.root(other));
        let name = chosen.get(&into).copied().unwrap_or(into);
        so_far.join(into, from);
        // In a ring of decisions the last one is the one that counts.
        chosen.insert(so_far.root(into), if name == other { kept } else { name });
    }
    // By now both know the same parts, whose root is their first member.
    chosen.retain(|&member, _| parts.root(member) == member);
    chosen
}

/// Makes one entity of each part. For every entity that was found, the index of what it is now.
fn merge(report: &mut Report, parts: &mut Parts, chosen: &HashMap<u32, u32>) -> Vec<u32> {
    let count = report.entities.len() as u32;
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for index in 0..count {
        members.entry(parts.root(index)).or_default().push(index);
    }
    let kept: HashMap<u32, u32> = members.iter().map(|(&root, part)| (root, named(report, part, chosen.get(&root).copied()))).collect();
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

/// The member whose name the part keeps: a name that the user has given stays, whatever is merged into what.
fn named(report: &Report, part: &[u32], chosen: Option<u32>) -> u32 {
    let is_given = |index: &u32| report.by_user.renamed.contains_key(index);
    let given = || part.iter().copied().find(is_given);
    chosen.filter(is_given).or_else(given).or(chosen).or(part.first().copied()).unwrap_or_default()
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
    let mut documents: Vec<u32> = whole.mentions.iter().map(|at| at.document).collect();
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
        apply(&mut report, &steps.into_iter().collect());
        report
    }

    fn same(a: &str, b: &str) -> Step {
        Step::Do(Edit::Same(anchor(a), anchor(b)))
    }

    /// The id of a step among those that are decided here, counted from 1.
    fn nth(counter: u32) -> OperationId {
        OperationId { counter, window: 0 }
    }

    fn people(report: &Report) -> Vec<(&str, usize, Vec<&str>)> {
        let people = report.entities.iter().filter(|entity| entity.kind == EntityKind::Person && entity.name.contains("Mursi"));
        people.map(|person| (person.name.as_str(), person.mentions.len(), person.aliases.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn spellings_that_differ_in_signs_only_are_decided_about() {
        let mut corpus = Corpus::new();
        let texts = [
            "He is a native of Al-Qa'im, in Iraq, and went to Baghdad.",
            "There were attacks in Al Qa’im, in Iraq, said Adam Stone in Baghdad.",
        ];
        for (at, text) in texts.iter().enumerate() {
            corpus.add(analyze(Document::from_text(format!("{at}.txt"), *text), &Engine::new(Parts::ALL)));
        }
        let mut report = corpus.report(&Sensitivity::STANDARD);
        let names = |report: &Report| {
            report.entities.iter().filter(|entity| entity.name.contains("Qa")).map(|entity| entity.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&report), ["Al Qa’im", "Al-Qa'im"]);
        let of = |name: &str| NameAnchor::new(report.entities.iter().find(|entity| entity.name == name).unwrap().kind, name);
        let same = Edit::Same(of("Al Qa’im"), of("Al-Qa'im"));
        apply(&mut report, &[Step::Do(same)].into_iter().collect());
        assert_eq!(names(&report), ["Al Qa’im"]);
    }

    #[test]
    fn what_is_one_with_a_third_is_one() {
        let chain = [same("Muhammad Mursi", "Mohamed Mursi"), same("Mohamed Mursi", "Mohammed Mursi")];
        let both = decided(chain.to_vec());
        assert_eq!(people(&both), [("Muhammad Mursi", 4, vec!["Mohamed Mursi", "Mohammed Mursi"])]);
        assert_eq!(both.by_user.merged.len(), 2);
        assert!(both.suggestions.is_empty());
        let pairs = vec![(anchor("Muhammad Mursi"), anchor("Mohamed Mursi")), (anchor("Mohamed Mursi"), anchor("Mohammed Mursi"))];
        assert_eq!(people(&decided(vec![Step::Do(Edit::SameAll(pairs.clone()))])), people(&both), "at once as one by one");
        assert_eq!(decided(vec![Step::Do(Edit::SameAll(pairs)), Step::Undo(nth(1))]).by_user.merged.len(), 0, "and back at once");
        for (index, entity) in (0..).zip(&both.entities) {
            assert!(entity.mentions.iter().all(|at| both.documents[at.document as usize].entity_of[at.mention as usize] == index));
        }
        // In the other order it is the same; without the first the second still means something.
        let other = decided(chain.iter().rev().cloned().collect());
        assert_eq!((people(&other), &other.by_user), (people(&both), &both.by_user));
        let second = decided(vec![chain[0].clone(), chain[1].clone(), Step::Undo(nth(1))]);
        assert_eq!(people(&second).len(), 2);
        assert_eq!(decided(vec![chain[0].clone(), Step::Undo(nth(1))]).entities, found().entities);
    }

    /// What the three are called, which are one after these steps.
    fn called(steps: Vec<Step>) -> String {
        let report = decided(steps);
        assert_eq!(people(&report).len(), 1);
        people(&report)[0].0.to_string()
    }

    #[test]
    fn what_is_merged_into_another_takes_its_name() {
        // The one that is named least, too.
        let first = same("Mohamed Mursi", "Muhammad Mursi");
        assert_eq!(people(&decided(vec![first.clone()]))[0], ("Mohamed Mursi", 3, vec!["Muhammad Mursi"]));
        let chain = vec![first.clone(), same("Mohammed Mursi", "Mohamed Mursi")];
        assert_eq!(called(chain.clone()), "Mohammed Mursi");
        assert_eq!(called(chain.iter().rev().cloned().collect()), "Mohammed Mursi", "a chain says it in any order");
        // Of two that one was merged into the later decision says which; what else is undone and redone changes nothing.
        let both = vec![first, same("Mohammed Mursi", "Muhammad Mursi"), same("George Bush", "Tony Blair")];
        let turned = [both.clone(), vec![Step::Undo(nth(1)), Step::Redo(nth(1)), Step::Undo(nth(3))]].concat();
        assert_eq!((called(both.clone()), called(turned)), ("Mohammed Mursi".into(), "Mohammed Mursi".into()));
        assert_eq!(called(vec![both[1].clone(), both[0].clone()]), "Mohamed Mursi");
        // Round and round: the last one counts.
        let ring = [chain, vec![same("Muhammad Mursi", "Mohammed Mursi")]].concat();
        assert_eq!(called(ring), "Muhammad Mursi");
        assert_eq!(
            people(&decided(vec![same("Muhammad Mursi", "Mohamed Mursi"), same("Mohamed Mursi", "Muhammad Mursi")]))[0].0,
            "Mohamed Mursi"
        );
    }

    #[test]
    fn a_name_that_was_given_stays_whatever_is_merged_into_what() {
        let rename = Step::Do(Edit::Renamed(anchor("Muhammad Mursi"), "M. Mursi".into()));
        let into = same("Mohamed Mursi", "Muhammad Mursi");
        for steps in [vec![rename.clone(), into.clone()], vec![into, rename.clone()]] {
            assert_eq!(people(&decided(steps))[0].0, "M. Mursi");
        }
        // Suggestions say which name would be kept.
        let report = decided(vec![rename]);
        let name = |index: u32| report.entities[index as usize].name.as_str();
        let kept: Vec<&str> = report.suggestions.iter().map(|suggestion| name(suggestion.a)).collect();
        assert_eq!(kept.iter().filter(|name| **name == "M. Mursi").count(), 2, "{kept:?}");
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
