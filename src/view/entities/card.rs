//! Everything about one entity, each fact with its sentence.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::quotes::{QuoteRow, row as quote_row};
use super::strips::Strip;
use super::times;
use super::{chosen_by, descriptions};
use crate::entities::co_mentions::beside;
use crate::entities::resolve::{Entity, MentionRef};
use crate::entities::{EntityKind, Why};
use crate::report::Report;
use crate::view::format::{capitalised, count, one_line, percent, value, why};
use crate::view::handles::NameHandle;
use crate::view::quoted::{Quoted, quoted, quoted_mention};
use crate::view::route::{Focus, Target};
use crate::view::statements::{Statement, statements};

/// An entity's card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The mention by which it was asked for, where it is now.
    pub at: MentionRef,
    /// Its first and its last mention.
    pub ends: (MentionRef, MentionRef),
    /// What it is known by: that mention.
    pub handle: NameHandle,
    /// The mention by which it is chosen, or would be.
    pub choose: MentionRef,
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// How often it is named, and where.
    pub lead: String,
    /// Who may be meant by it, where that is not known, the likeliest first.
    pub candidates: Vec<PossibleBearer>,
    /// What the user has merged into it.
    pub merged: Vec<String>,
    /// What the program called it, if the user has renamed it; else empty.
    pub renamed: String,
    /// Mentions that the user has put, or given to it.
    pub given: u32,
    /// The forms in which it is named, with how often: most used first.
    pub forms: Vec<(String, u32)>,
    /// Forms that are left out.
    pub more_forms: u32,
    /// The documents as blocks of the strip.
    pub blocks: Vec<(u16, u16)>,
    /// Where in the corpus it is named, in thousandths.
    pub ticks: Vec<u16>,
    /// Its posts, most used first.
    pub roles: Vec<CardRole>,
    /// Who and what is named beside it, most often first.
    pub beside: Vec<Beside>,
    /// Others that are left out.
    pub more_beside: u32,
    /// Its first sentence in each document, with how often it is named there.
    pub documents: Vec<(Quoted, u32)>,
    /// Documents that are left out.
    pub more_documents: u32,
    /// What it says: its first quotes.
    pub said: Vec<QuoteRow>,
    /// How many quotes it has in all.
    pub said_total: u32,
    /// How it is described where it is not named, most often first.
    pub described: Vec<Described>,
    /// Figures in its sentences, those about it first.
    pub figures: Vec<CardFigure>,
    /// Why the program takes its mentions for names, most often first.
    pub why: Vec<String>,
}

/// Somebody who may be meant by a short name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PossibleBearer {
    /// What they are known by.
    pub handle: NameHandle,
    /// What they are called.
    pub name: String,
    /// A mention of them: the address of their card.
    pub card: MentionRef,
    /// Why, as a sentence.
    pub why: String,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardRole {
    /// "President of Russia".
    pub role: String,
    /// How often it is said.
    pub times: u32,
    /// Where it is said first.
    pub quoted: Quoted,
}

/// Somebody or something in the same sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// In how many sentences.
    pub times: u32,
    /// A mention of it: the address of its card.
    pub card: MentionRef,
}

/// A figure in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CardFigure {
    /// As read.
    pub value: String,
    /// Its sentence.
    pub quoted: Quoted,
}

/// Words that stand for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Described {
    /// "the Iranian president".
    pub words: String,
    /// How often.
    pub times: u32,
    /// In which documents, with the first place in each; a few.
    pub documents: Vec<(String, Target)>,
    /// Documents that are left out.
    pub more: u32,
}

/// Forms, others, documents and figures that fit.
const MAX_FORMS: usize = 12;
const MAX_BESIDE: usize = 16;
const MAX_DOCUMENTS: usize = 60;
const MAX_FIGURES: usize = 8;
/// Quotes, descriptions and documents of one description that fit.
const MAX_SAID: usize = 4;
const MAX_DESCRIBED: usize = 8;
const MAX_DESCRIBED_IN: usize = 6;
/// Mentions whose sentences are read for co-mentions and figures.
const MAX_READ: usize = 5_000;

/// The card of the entity with the mention `at`, or `None` if there is no such mention.
pub fn card(report: &Report, at: MentionRef) -> Option<Card> {
    let source = report.documents.get(at.document as usize)?;
    let index = *source.entity_of.get(at.mention as usize)?;
    let entity = &report.entities[index as usize];
    let strip = Strip::new(report);
    let forms = report.forms(entity);
    let (beside, more_beside) = co_mentions(report, index, entity);
    let first = first_places(entity);
    let said: Vec<Statement<'_>> = statements(report).into_iter().filter(|said| said.speaker == Some(index)).collect();
    Some(Card {
        at,
        ends: (entity.mentions.first().copied().unwrap_or(at), entity.mentions.last().copied().unwrap_or(at)),
        handle: NameHandle::at(report, at)?,
        choose: chosen_by(report, at),
        kind: entity.kind,
        name: entity.name.clone(),
        lead: lead(report, index),
        candidates: candidates(report, index),
        merged: report.by_user.merged_into(index).map(|merged| merged.name.clone()).collect(),
        renamed: report.by_user.renamed.get(&index).cloned().unwrap_or_default(),
        given: entity
            .mentions
            .iter()
            .filter(|at| report.by_user.added.contains_key(at) || report.by_user.reassigned.contains_key(at))
            .count() as u32,
        more_forms: forms.len().saturating_sub(MAX_FORMS) as u32,
        forms: forms.into_iter().take(MAX_FORMS).collect(),
        blocks: strip.blocks(),
        ticks: strip.ticks(report, entity),
        roles: roles(report, index, entity),
        beside,
        more_beside,
        more_documents: first.len().saturating_sub(MAX_DOCUMENTS) as u32,
        documents: first.iter().take(MAX_DOCUMENTS).map(|&(place, times)| (quoted_mention(report, place), times)).collect(),
        said: said.iter().take(MAX_SAID).map(|said| quote_row(report, said)).collect(),
        said_total: said.len() as u32,
        described: described(report, index),
        figures: figures(report, entity),
        why: reasons(report, entity),
    })
}

/// How often it is named, and that it is not known who is meant.
fn lead(report: &Report, index: u32) -> String {
    let entity = &report.entities[index as usize];
    let named = format!("Named {}.", times(entity.mentions.len(), entity.documents as usize));
    match candidates(report, index).len() {
        0 => named,
        1 => format!("{named} It is not certain who is meant."),
        several => format!("{named} One of {}: it is not certain who is meant.", count(several)),
    }
}

/// Who may be meant by the mentions of an entity.
fn candidates(report: &Report, index: u32) -> Vec<PossibleBearer> {
    let mut seen = BTreeSet::new();
    let of_mention = |at: &MentionRef| {
        report.documents[at.document as usize].doubt(at.mention).map(|doubt| doubt.candidates.as_slice()).unwrap_or_default()
    };
    let all = report.entities[index as usize].mentions.iter().take(MAX_READ).flat_map(of_mention);
    all.filter(|candidate| seen.insert(candidate.entity))
        .filter_map(|candidate| {
            Some(PossibleBearer {
                handle: NameHandle::for_entity(report, candidate.entity)?,
                name: report.entities[candidate.entity as usize].name.clone(),
                card: *report.entities[candidate.entity as usize].mentions.first()?,
                why: format!("{}.", capitalised(candidate.clue.words())),
            })
        })
        .collect()
}

/// The first mention in each document, and how many there are.
fn first_places(entity: &Entity) -> Vec<(MentionRef, u32)> {
    let mut first: Vec<(MentionRef, u32)> = Vec::new();
    for &place in &entity.mentions {
        match first.last_mut().filter(|(at, _)| at.document == place.document) {
            Some((_, times)) => *times += 1,
            None => first.push((place, 1)),
        }
    }
    first
}

fn roles(report: &Report, index: u32, entity: &Entity) -> Vec<CardRole> {
    let name = |index: u32| report.entities[index as usize].name.as_str();
    let of_place = entity.of.map(|of| format!("of {}", name(of)));
    let role = |role: &crate::entities::resolve::EntityRole| {
        let &(document, span) = role.evidence.first()?;
        // The name that the post stands with is where the sentence is read.
        let mentions = &report.documents[document as usize].analysis.names.mentions;
        let after = mentions.partition_point(|mention| mention.span.start() < span.start());
        let is_mine = |at: &usize| report.documents[document as usize].entity_of[*at] == index;
        let near = (after..mentions.len()).take(4).chain((0..after).rev().take(4)).find(is_mine)?;
        Some(CardRole {
            role: capitalised(&report.post(role)),
            times: role.evidence.len() as u32,
            quoted: quoted(report, document, span, Focus::Mention(near as u32)),
        })
    };
    let mut roles: Vec<CardRole> = entity.roles.iter().filter_map(role).collect();
    if let (Some(role), Some(&first)) = (of_place, entity.mentions.first()) {
        roles.insert(0, CardRole { role: capitalised(&role), times: entity.mentions.len() as u32, quoted: quoted_mention(report, first) });
    }
    roles
}

/// Who stands in the same sentences, and how many more there are.
fn co_mentions(report: &Report, index: u32, entity: &Entity) -> (Vec<Beside>, u32) {
    let mut sentences: BTreeMap<u32, BTreeSet<(u32, usize)>> = BTreeMap::new();
    for &MentionRef { document, mention } in entity.mentions.iter().take(MAX_READ) {
        let source = &report.documents[document as usize];
        let (names, layout) = (&source.analysis.names, &source.analysis.layout);
        let sentence = source.sentence(names.mentions[mention as usize].span).start();
        for other in beside(names, layout, mention) {
            let other = source.entity_of[other as usize];
            if other != index {
                sentences.entry(other).or_default().insert((document, sentence));
            }
        }
    }
    let mut others: Vec<(u32, usize)> = sentences.into_iter().map(|(other, sentences)| (other, sentences.len())).collect();
    others.sort_by_key(|&(other, times)| (std::cmp::Reverse(times), other));
    let more = others.len().saturating_sub(MAX_BESIDE) as u32;
    let named = others.into_iter().take(MAX_BESIDE).map(|(other, times)| {
        let other = &report.entities[other as usize];
        Beside { kind: other.kind, name: other.name.clone(), times: times as u32, card: other.mentions[0] }
    });
    (named.collect(), more)
}

/// The words that stand for an entity, whatever their case.
fn described(report: &Report, index: u32) -> Vec<Described> {
    let mut found: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for (document, at) in descriptions(report, index) {
        let source = &report.documents[document as usize];
        let words = one_line(source.analysis.names.descriptions[at as usize].span.of(source.text()));
        found.entry(words.to_lowercase()).or_default().push((document, at));
    }
    let mut found: Vec<Vec<(u32, u32)>> = found.into_values().collect();
    found.sort_by_key(|places| (std::cmp::Reverse(places.len()), places[0]));
    let described = |places: &Vec<(u32, u32)>| {
        let written = |&(document, at): &(u32, u32)| {
            let source = &report.documents[document as usize];
            one_line(source.analysis.names.descriptions[at as usize].span.of(source.text()))
        };
        let mut documents: Vec<(u32, u32)> = places.clone();
        documents.dedup_by_key(|(document, _)| *document);
        Described {
            // The form within a sentence, if there is one.
            words: places.iter().map(written).max_by_key(|words| words.starts_with(char::is_lowercase)).unwrap_or_default(),
            times: places.len() as u32,
            more: documents.len().saturating_sub(MAX_DESCRIBED_IN) as u32,
            documents: documents
                .iter()
                .take(MAX_DESCRIBED_IN)
                .map(|&(document, at)| (report.documents[document as usize].id.clone(), Target { document, focus: Focus::Description(at) }))
                .collect(),
        }
    };
    found.iter().take(MAX_DESCRIBED).map(described).collect()
}

fn figures(report: &Report, entity: &Entity) -> Vec<CardFigure> {
    // Whether it is about the entity, by document and figure.
    let mut found: BTreeMap<(u32, u32), bool> = BTreeMap::new();
    for &MentionRef { document, mention } in entity.mentions.iter().take(MAX_READ) {
        let source = &report.documents[document as usize];
        let named = source.analysis.names.mentions[mention as usize].span;
        let sentence = source.sentence(named);
        let all = &source.analysis.figures;
        let first = all.partition_point(|figure| figure.span.start() < sentence.start());
        let within = (first as u32..).zip(&all[first..]).take_while(|(_, figure)| figure.span.start() < sentence.end());
        for (at, figure) in within.filter(|(_, figure)| !figure.minor) {
            *found.entry((document, at)).or_default() |= figure.subject.is_some_and(|subject| subject.overlaps(named));
        }
    }
    let mut found: Vec<(bool, (u32, u32))> = found.into_iter().map(|(place, is_about)| (!is_about, place)).collect();
    found.sort_unstable();
    // A copied sentence gives its figure once.
    let mut seen = BTreeSet::new();
    let figure = |&(_, (document, at)): &(bool, (u32, u32))| {
        let figure = &report.documents[document as usize].analysis.figures[at as usize];
        CardFigure { value: value(figure), quoted: quoted(report, document, figure.span, Focus::Figure(at)) }
    };
    found.iter().map(figure).filter(|given| seen.insert(given.quoted.sentence.clone())).take(MAX_FIGURES).collect()
}

fn reasons(report: &Report, entity: &Entity) -> Vec<String> {
    let mut reasons: BTreeMap<Why, (usize, u16)> = BTreeMap::new();
    for &MentionRef { document, mention } in &entity.mentions {
        let mention = &report.documents[document as usize].analysis.names.mentions[mention as usize];
        let (times, best) = reasons.entry(mention.why).or_default();
        *times += 1;
        *best = (*best).max(mention.score);
    }
    let mut reasons: Vec<(Why, (usize, u16))> = reasons.into_iter().collect();
    reasons.sort_by_key(|&(why, (times, _))| (std::cmp::Reverse(times), why));
    let sentence = |(reason, (times, best)): (Why, (usize, u16))| {
        let mentions = if times == 1 { "1 mention".to_string() } else { format!("{} mentions", count(times)) };
        format!("{}: {mentions}, up to {} sure", capitalised(why(reason)), percent(u32::from(best)))
    };
    reasons.into_iter().map(sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn a_card_gathers_what_is_said() {
        let texts = [
            "Iranian President Hassan Rouhani met Russian President Vladimir Putin in Moscow. Rouhani signed 14 documents with Vladimir Putin.",
            "President Rouhani left.",
        ];
        let report = report(&texts);
        let entity = report.entities.iter().find(|entity| entity.name == "Hassan Rouhani").unwrap();
        let card = card(&report, entity.mentions[1]).unwrap();
        assert_eq!((card.name.as_str(), card.lead.as_str()), ("Hassan Rouhani", "Named 3 times in 2 documents."));
        assert_eq!(card.forms, [("Rouhani".to_string(), 2), ("Hassan Rouhani".to_string(), 1)]);
        assert_eq!((card.beside[0].name.as_str(), card.beside[0].times), ("Vladimir Putin", 2));
        assert_eq!(card.roles[0].role, "Iranian president", "Iran itself is not named");
        assert_eq!(card.documents.len(), 2);
        assert_eq!(card.documents[1].0.sentence, ("President ".into(), "Rouhani".into(), " left.".into()));
        assert_eq!(card.figures.len(), 1);
        assert!(super::card(&report, MentionRef { document: 7, mention: 7 }).is_none());
    }

    #[test]
    fn a_card_says_what_somebody_says_and_is_called() {
        let texts = ["Russian President Vladimir Putin met Prime Minister Dmitry Medvedev. The Russian president said that trade grows. \
             “We are ready,” Vladimir Putin said."];
        let report = report(&texts);
        let entity = report.entities.iter().find(|entity| entity.name == "Vladimir Putin").unwrap();
        let card = card(&report, entity.mentions[0]).unwrap();
        let words: Vec<&str> = card.said.iter().map(|row| row.words.as_str()).collect();
        assert_eq!((words, card.said_total), (vec!["trade grows", "“We are ready,”"], 2));
        assert_eq!(card.said[0].phrase, "The Russian president");
        let described: Vec<_> = card.described.iter().map(|described| (described.words.as_str(), described.times)).collect();
        assert_eq!(described, [("The Russian president", 1)]);
        assert_eq!(card.described[0].documents, [("0.txt".to_string(), Target { document: 0, focus: Focus::Description(0) })]);
    }
}
