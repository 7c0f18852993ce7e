//! Names that the user gives to another entity: "this Raisi is somebody else".

use std::collections::{BTreeSet, HashMap};

use super::{Edit, Log, NameAnchor, text_hashes};
use crate::entities::Names;
use crate::entities::resolve::{Entity, MentionRef, add_roles};
use crate::report::Report;
use crate::review::{Meaning, Scope, plain};

/// The meaning of the words of a scope.
type Rule<'l> = (&'l Scope, &'l Meaning);

/// Gives mentions to the entities that decisions say. Whether there were such decisions. What loses all its mentions stays, without
/// any, until entities are put in order: see `entities::merge`.
pub(super) fn regroup(report: &mut Report, log: &Log) -> bool {
    let rules = rules(log);
    if rules.is_empty() {
        return false;
    }
    let moves = moves(report, log, &rules);
    let mut touched: BTreeSet<u32> = BTreeSet::new();
    for (at, to) in moves {
        let of = &mut report.documents[at.document as usize].entity_of[at.mention as usize];
        let from = std::mem::replace(of, to);
        touched.extend([from, to]);
        report.documents[at.document as usize].doubts.retain(|doubt| doubt.mention != at.mention);
        report.by_user.reassigned.insert(at, report.entities[from as usize].name.clone());
    }
    if touched.is_empty() {
        return true;
    }
    let mut mentions: Vec<Vec<MentionRef>> = vec![Vec::new(); report.entities.len()];
    for (document, source) in (0..).zip(&report.documents) {
        for (mention, &entity) in (0..).zip(&source.entity_of) {
            mentions[entity as usize].push(MentionRef { document, mention });
        }
    }
    for index in touched {
        // Before its mentions change: is it called by a form that stands in the texts, not by a known name ("United States")?
        let entity = &report.entities[index as usize];
        let by_form = report.forms(entity).iter().any(|(form, _)| *form == entity.name);
        let entity = &mut report.entities[index as usize];
        entity.mentions = std::mem::take(&mut mentions[index as usize]);
        let documents: BTreeSet<u32> = entity.mentions.iter().map(|at| at.document).collect();
        entity.documents = documents.len() as u32;
        let forms: Vec<String> = report.forms(&report.entities[index as usize]).into_iter().map(|(form, _)| form).collect();
        let entity = &mut report.entities[index as usize];
        if let (true, false, Some(most_used)) = (by_form, forms.contains(&entity.name), forms.first()) {
            entity.name.clone_from(most_used); // the form by which it was called is another's now
        }
        entity.aliases = forms.into_iter().filter(|form| *form != entity.name).collect();
    }
    let gone: Vec<bool> = report.entities.iter().map(|entity| entity.mentions.is_empty()).collect();
    for entity in &mut report.entities {
        entity.of = entity.of.filter(|of| !gone[*of as usize]);
        entity.roles.clear();
    }
    for document in &mut report.documents {
        document.doubts.iter_mut().for_each(|doubt| doubt.candidates.retain(|candidate| !gone[candidate.entity as usize]));
        document.doubts.retain(|doubt| !doubt.candidates.is_empty());
    }
    report.suggestions.retain(|suggestion| !gone[suggestion.a as usize] && !gone[suggestion.b as usize]);
    let entity_of: Vec<Vec<u32>> = report.documents.iter().map(|document| document.entity_of.clone()).collect();
    let documents: Vec<(&str, &Names)> = report.documents.iter().map(|document| (document.text(), &document.analysis.names)).collect();
    add_roles(&documents, &entity_of, &mut report.entities);
    true
}

/// Decisions about words, in their order: a later one that only says the kind ends an earlier one that says whose they are.
/// Nothing, if none says whose.
fn rules(log: &Log) -> HashMap<&str, Vec<Rule<'_>>> {
    let mut rules: HashMap<&str, Vec<Rule<'_>>> = HashMap::new();
    for (_, edit) in log.active() {
        if let Edit::Named(scopes, meaning) = edit {
            for scope in scopes {
                rules.entry(&scope.words).or_default().push((scope, meaning));
            }
        }
    }
    rules.retain(|_, rules| rules.iter().any(|(_, meaning)| matches!(meaning, Meaning::Of(..))));
    rules
}

/// Which mentions go to which entity; entities that are not there yet are added.
fn moves(report: &mut Report, log: &Log, rules: &HashMap<&str, Vec<Rule<'_>>>) -> Vec<(MentionRef, u32)> {
    let mut by_name: HashMap<NameAnchor, u32> = HashMap::new();
    for (index, entity) in (0..).zip(&report.entities) {
        by_name.entry(NameAnchor::new(entity.kind, &entity.name)).or_insert(index);
    }
    // Names that the user has given are applied later, but are what is chosen from.
    for (anchor, name) in super::entities::renames(log) {
        if let Some(&at) = by_name.get(&anchor).filter(|_| !name.is_empty()) {
            by_name.entry(NameAnchor::new(anchor.kind, name)).or_insert(at);
        }
    }
    let mut moves = Vec::new();
    for ((document, source), hash) in (0..).zip(&report.documents).zip(text_hashes(report)) {
        for ((mention, found), &from) in (0..).zip(&source.analysis.names.mentions).zip(&source.entity_of) {
            let words = plain(found.span.of(source.text()));
            let holding = rules.get(words.as_str()).and_then(|rules| rules.iter().rfind(|(scope, ..)| scope.holds((hash, found.span))));
            let Some(&(_, Meaning::Of(kind, name))) = holding else { continue };
            let next = report.entities.len() as u32;
            let to = *by_name.entry(NameAnchor::new(*kind, name)).or_insert(next);
            if to == next {
                let (aliases, roles, mentions) = (Vec::new(), Vec::new(), Vec::new());
                report.entities.push(Entity { kind: *kind, name: name.clone(), aliases, roles, of: None, documents: 0, mentions });
            }
            if to != from {
                moves.push((MentionRef { document, mention }, to));
            }
        }
    }
    moves
}
