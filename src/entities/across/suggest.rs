//! Entities that are likely, but not certainly, one. Nothing is merged here: a person decides.
//!
//! Candidates meet under a key that both have (the skeleton of a surname, the initials of a body, the words of a name without
//! "Group" and "the"), so that nobody is compared with everybody. What makes a pair likely are the two names; what
//! supports it are posts and company that both have. Who is named beside the other in one sentence is another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::people::PersonName;
use super::resolve::{Entity, MentionRef, Resolution, plain};
use super::spelling::{Likeness, is_known_variant, likeness, skeleton};
use crate::entities::co_mentions::beside;
use crate::entities::within::lexicon;
use crate::entities::{EntityKind, Names};
use crate::text::Layout;

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Index of the entity whose name would be kept.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// How likely, in ten-thousandths: a rough scale for sorting.
    pub score: u16,
    /// Why: first what the names have in common, then what supports it. Never empty.
    pub reasons: Vec<Reason>,
    /// A mention of each: its sentence is the evidence.
    pub evidence: [MentionRef; 2],
}

/// Why two entities may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// One word is another spelling of the same name.
    Transliteration,
    /// The same letters, with other hyphens and spaces.
    Punctuation,
    /// A letter or two differ.
    Spelling,
    /// The same name; whether it is the same person is not known.
    SameName,
    /// A short name that may be theirs in this document.
    NamedHere,
    /// A given name alone, which one or two people have.
    GivenNameAlone,
    /// A surname alone, which one or two people have.
    SurnameAlone,
    /// A middle name is left out.
    MiddleName,
    /// A forename is only an initial.
    Initials,
    /// The letters that the words of the other begin with.
    Acronym,
    /// The same but for a word such as "Group".
    HeadWord,
    /// The same words in another order.
    WordOrder,
    /// The same name, taken for two kinds of thing.
    Kind,
    /// Both have the same post.
    SharedRole,
    /// Both are named beside the same others.
    SharedCompany,
}

impl Reason {
    /// The reason as part of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Transliteration => "another spelling of the same name",
            Reason::Punctuation => "the same letters with other hyphens or spaces",
            Reason::Spelling => "a letter or two differ",
            Reason::SameName => "the same name, and nothing says that they are one or two",
            Reason::NamedHere => "a short name that may be theirs in the same text",
            Reason::GivenNameAlone => "a given name alone, which one or two people here have",
            Reason::SurnameAlone => "a surname alone, which one or two people here have",
            Reason::MiddleName => "a middle name is left out",
            Reason::Initials => "a forename is only an initial",
            Reason::Acronym => "the first letters of the longer name",
            Reason::HeadWord => "the same but for a word such as “Group”",
            Reason::WordOrder => "the same words in another order",
            Reason::Kind => "the same name, taken for two kinds of thing",
            Reason::SharedRole => "both have the same post",
            Reason::SharedCompany => "both are named beside the same others",
        }
    }

    /// How often two such names are one, in ten-thousandths, before anything supports it: a rough scale for sorting.
    fn score(self) -> u16 {
        match self {
            Reason::Punctuation => 8_000,
            Reason::Transliteration => 7_500,
            Reason::HeadWord | Reason::WordOrder => 7_000,
            Reason::Initials | Reason::Acronym => 6_000,
            Reason::MiddleName => 5_500,
            Reason::SurnameAlone => 5_000,
            Reason::GivenNameAlone => 4_200,
            Reason::SameName => 5_200,
            Reason::NamedHere => 6_500,
            Reason::Spelling => 4_500,
            Reason::Kind => 4_000,
            Reason::SharedRole => 1_500,
            Reason::SharedCompany => 800,
        }
    }

    /// Whether this likeness alone says too little.
    fn needs_support(self) -> bool {
        self == Reason::Spelling
    }
}

/// A document as suggestions need it.
#[derive(Clone, Copy, Debug)]
pub struct Named<'d> {
    /// Its names.
    pub names: &'d Names,
    /// Its sentences.
    pub layout: &'d Layout,
}

/// Entities of one key that are compared with one another, the most named first.
const MAX_BLOCK: usize = 24;
/// Mentions of an entity that are read for its company.
const MAX_READ: usize = 200;
/// Others that a surname alone, an initial or an acronym may stand for: of more, none is likely.
const MAX_MEANINGS: usize = 2;
/// Suggestions that are kept, the most likely first.
const MAX_SUGGESTIONS: usize = 500;

/// Pairs that may be one, the most likely first. `documents` are those that were resolved, in their order.
pub fn suggest(documents: &[Named<'_>], resolution: &Resolution) -> Vec<Suggestion> {
    let entities = &resolution.entities;
    let mut pairs: BTreeMap<(u32, u32), BTreeSet<Reason>> = BTreeMap::new();
    let words: Vec<Vec<String>> = entities.iter().map(name_of).collect();
    for block in blocks(entities, &words).values() {
        let block = &block[..block.len().min(MAX_BLOCK)];
        for (at, &a) in block.iter().enumerate() {
            for &b in &block[at + 1..] {
                let (one, other) = (&entities[a as usize], &entities[b as usize]);
                // Of many of one name each is held against the one who is named most.
                if block[..at].iter().any(|known| words[*known as usize] == words[a as usize] && words[a as usize] == words[b as usize]) {
                    continue;
                }
                if let Some(reason) = alike((one, &words[a as usize]), (other, &words[b as usize])) {
                    pairs.entry((a.min(b), a.max(b))).or_default().insert(reason);
                }
            }
        }
    }
    drop_ambiguous(&mut pairs);
    for (doubts, entity_of) in resolution.doubts.iter().zip(&resolution.entity_of) {
        for doubt in doubts {
            let own = entity_of[doubt.mention as usize];
            for candidate in doubt.candidates.iter().filter(|candidate| candidate.entity != own) {
                pairs.entry((own.min(candidate.entity), own.max(candidate.entity))).or_default().insert(Reason::NamedHere);
            }
        }
    }
    let mut company = Company { documents, resolution, known: HashMap::new() };
    let mut suggestions: Vec<Suggestion> =
        pairs.into_iter().filter_map(|(pair, names)| weigh(entities, &mut company, pair, names)).collect();
    suggestions.sort_by_key(|found| (std::cmp::Reverse(found.score), found.a, found.b));
    suggestions.truncate(MAX_SUGGESTIONS);
    suggestions
}

/// Whether `a` is the one whose name two that are one keep: the fuller name of a person or a body, then the more common one.
pub fn keeps(a: &Entity, b: &Entity) -> bool {
    let fullness = |entity: &Entity| {
        let counts = a.kind == b.kind && matches!(a.kind, EntityKind::Person | EntityKind::Organization);
        let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if counts { entity.name.split_whitespace().filter(is_word).count() } else { 0 }
    };
    let rank = |entity: &Entity| (fullness(entity), entity.mentions.len(), std::cmp::Reverse((entity.kind, entity.name.clone())));
    rank(a) >= rank(b)
}

/// The words of an entity's name, folded; of a person without honorifics.
fn name_of(entity: &Entity) -> Vec<String> {
    let words = match entity.kind {
        EntityKind::Person => PersonName::read(&entity.name).words,
        _ => plain(&entity.name).split(' ').map(str::to_string).collect(),
    };
    words.iter().flat_map(|word| word.split('-')).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Entities that have a key in common, in the order of the report: by kind, the most named first.
fn blocks(entities: &[Entity], words: &[Vec<String>]) -> BTreeMap<String, Vec<u32>> {
    let mut blocks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (index, (entity, words)) in (0..).zip(entities.iter().zip(words)) {
        for key in keys(entity, words) {
            blocks.entry(key).or_default().push(index);
        }
    }
    blocks.retain(|_, entities| entities.len() > 1);
    blocks
}

fn keys(entity: &Entity, words: &[String]) -> BTreeSet<String> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return BTreeSet::new() };
    let mut keys = BTreeSet::new();
    let joined: String = words.concat();
    if entity.kind == EntityKind::Person {
        if words.len() > 1 {
            keys.insert(format!("given {} {}", skeleton(last), skeleton(first).chars().next().unwrap_or(' ')));
            keys.insert(format!("letters person {joined}"));
        }
        keys.insert(format!("surname {}", skeleton(last)));
        keys.insert(format!("word {first}"));
    } else {
        let kind = entity.kind;
        let content = content(words);
        keys.insert(format!("thing {kind:?} {}", skeleton(&content.concat())));
        let mut sorted = content.clone();
        sorted.sort_unstable();
        keys.insert(format!("words {kind:?} {}", sorted.concat()));
        keys.insert(format!("letters {kind:?} {joined}"));
        keys.insert(format!("content {}", content.concat()));
        keys.insert(format!("name {}", words.join(" ")));
        if matches!(kind, EntityKind::Organization | EntityKind::Other) {
            keys.extend(is_acronym(&entity.name).then(|| format!("initials {joined}")));
        }
        if kind == EntityKind::Organization && content.len() >= LEAST_ACRONYM {
            keys.insert(format!("initials {}", initials(words)));
        }
    }
    keys
}

/// Why two names may be one, if they may.
fn alike((a, a_words): (&Entity, &[String]), (b, b_words): (&Entity, &[String])) -> Option<Reason> {
    match (a.kind, b.kind) {
        (EntityKind::Person, EntityKind::Person) => people(a_words, b_words),
        (EntityKind::Person, _) | (_, EntityKind::Person) => None,
        _ if stands_for(a, b, b_words) || stands_for(b, a, a_words) => Some(Reason::Acronym),
        (one, other) if one == other => things(a_words, b_words),
        // "Ruhrstahl lawyers" beside "Ruhrstahl AG"
        (EntityKind::Organization, EntityKind::Product | EntityKind::Other | EntityKind::Place)
        | (EntityKind::Product | EntityKind::Other | EntityKind::Place, EntityKind::Organization)
            if a_words.len() != b_words.len() =>
        {
            (content(a_words) == content(b_words)).then_some(Reason::HeadWord)
        }
        _ => (a_words == b_words && may_be_confused(a.kind, b.kind)).then_some(Reason::Kind),
    }
}

/// Kinds that texts mix for one thing. That a nation and its people share a name is no reason to merge them.
fn may_be_confused(a: EntityKind, b: EntityKind) -> bool {
    a != EntityKind::Group && b != EntityKind::Group
}

fn people(a: &[String], b: &[String]) -> Option<Reason> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a == b {
        return Some(Reason::SameName);
    }
    if a.concat() == b.concat() && a.len() > 1 {
        return Some(Reason::Punctuation);
    }
    let same = |a: &String, b: &String| likeness(a, b).is_some_and(|found| found <= Likeness::Respelled);
    let begins = |a: &String, b: &String| is_initial(a, b) || is_initial(b, a);
    let (surname, other_surname) = (short.last()?, long.last()?);
    if short.len() == 1 {
        let is_surname = long.len() > 1 && same(surname, other_surname);
        return is_surname.then_some(Reason::SurnameAlone).or_else(|| (long[0] == *surname).then_some(Reason::GivenNameAlone));
    }
    if short.len() < long.len() {
        let mut rest = long.iter();
        let left_out = short.iter().all(|word| rest.any(|other| same(word, other) || begins(word, other)));
        return (left_out && same(surname, other_surname)).then_some(Reason::MiddleName);
    }
    let differing: Vec<(&String, &String)> = short.iter().zip(long).filter(|(a, b)| !same(a, b)).collect();
    match differing.as_slice() {
        [] => Some(Reason::Transliteration),
        _ if !same(surname, other_surname) => match differing.as_slice() {
            [(a, b)] if likeness(a, b).is_some() => Some(Reason::Spelling),
            _ => None,
        },
        all if all.iter().all(|(a, b)| begins(a, b)) => Some(Reason::Initials),
        [(a, b)] if likeness(a, b).is_some() && !(lexicon::is_forename(a) && lexicon::is_forename(b)) => Some(Reason::Spelling),
        _ => None, // among them two middle names: two people
    }
}

fn is_initial(word: &str, of: &str) -> bool {
    word.chars().count() == 1 && of.chars().count() > 1 && of.starts_with(word)
}

fn things(a: &[String], b: &[String]) -> Option<Reason> {
    if a.concat() == b.concat() {
        return Some(Reason::Punctuation);
    }
    let (a_content, b_content) = (content(a), content(b));
    if a_content == b_content {
        return Some(Reason::HeadWord);
    }
    let sorted = |words: &[&str]| {
        let mut words: Vec<String> = words.iter().map(|word| word.to_string()).collect();
        words.sort_unstable();
        words
    };
    if sorted(&a_content) == sorted(&b_content) {
        return Some(Reason::WordOrder);
    }
    if a.len() != b.len() {
        return None;
    }
    let likenesses: Option<Vec<Likeness>> = a.iter().zip(b).map(|(a, b)| likeness(a, b)).collect();
    let likenesses = likenesses?;
    let near = likenesses.iter().filter(|found| **found == Likeness::Near).count();
    let by_table = a.iter().zip(b).all(|(a, b)| a == b || is_known_variant(a, b));
    match near {
        // Two names that everybody knows are two, unless everybody knows that they are one.
        _ if !by_table && are_known_apart(&a.join(" "), &b.join(" ")) => None,
        0 => Some(Reason::Transliteration),
        1 => Some(Reason::Spelling),
        _ => None,
    }
}

fn are_known_apart(a: &str, b: &str) -> bool {
    match (lexicon::lookup(a), lexicon::lookup(b)) {
        (Some(a), Some(b)) => a.canonical != b.canonical,
        _ => false,
    }
}

/// The words that tell one body from another: no small words, no legal form.
fn content(words: &[String]) -> Vec<&str> {
    let content: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_small(word) && !is_form(word)).collect();
    if content.is_empty() { words.iter().map(String::as_str).collect() } else { content }
}

fn is_small(word: &str) -> bool {
    matches!(word, "the" | "of" | "and" | "for" | "in" | "on" | "&" | "de" | "la" | "al" | "el")
}

/// Words with and without which bodies are named. "Neft" is none: Gazprom and Gazprom Neft are two companies.
fn is_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "group"
            | "company"
            | "corporation"
            | "corp"
            | "inc"
            | "incorporated"
            | "limited"
            | "ltd"
            | "llc"
            | "plc"
            | "co"
            | "holding"
            | "holdings"
            | "ag"
            | "gmbh"
            | "agency"
            | "party"
            | "fc"
            | "afc"
    )
}

/// Letters of the shortest acronym: two letters stand for too much.
const LEAST_ACRONYM: usize = 3;

fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (LEAST_ACRONYM..=8).contains(&letters) && name.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The first letters of the words that have weight.
fn initials(words: &[String]) -> String {
    words.iter().filter(|word| !is_small(word)).filter_map(|word| word.chars().next()).collect()
}

fn stands_for(short: &Entity, long: &Entity, long_words: &[String]) -> bool {
    long.kind == EntityKind::Organization
        && matches!(short.kind, EntityKind::Organization | EntityKind::Other)
        && is_acronym(&short.name)
        && long_words.len() >= LEAST_ACRONYM
        && lexicon::lookup(&plain(&short.name)).is_none()
        && initials(long_words) == plain(&short.name).replace('.', "")
}

/// A short name that may stand for more than a few says nothing of any of them.
fn drop_ambiguous(pairs: &mut BTreeMap<(u32, u32), BTreeSet<Reason>>) {
    for reason in [Reason::SurnameAlone, Reason::GivenNameAlone, Reason::Initials, Reason::Acronym, Reason::MiddleName] {
        let mut meanings: HashMap<u32, usize> = HashMap::new();
        for (&(a, b), _) in pairs.iter().filter(|(_, reasons)| reasons.contains(&reason)) {
            *meanings.entry(a).or_default() += 1;
            *meanings.entry(b).or_default() += 1;
        }
        for ((a, b), reasons) in pairs.iter_mut() {
            if meanings.get(a).max(meanings.get(b)).is_some_and(|most| *most > MAX_MEANINGS) {
                reasons.remove(&reason);
            }
        }
    }
    pairs.retain(|_, reasons| !reasons.is_empty());
}

/// The likeness of two names with its support, or nothing if that is too little.
fn weigh(entities: &[Entity], company: &mut Company<'_>, (a, b): (u32, u32), names: BTreeSet<Reason>) -> Option<Suggestion> {
    let (one, other) = (&entities[a as usize], &entities[b as usize]);
    let explains_itself = [Reason::Acronym, Reason::Kind, Reason::NamedHere].iter().any(|reason| names.contains(reason));
    if !explains_itself && company.of(a).contains_key(&b) {
        return None;
    }
    let mut reasons: Vec<Reason> = names.into_iter().collect();
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.score()), *reason));
    reasons.truncate(1); // what is likeliest says it all
    let first = reasons[0];
    let role = one.roles.iter().any(|role| other.roles.iter().any(|known| known.role == role.role && known.of == role.of));
    if role {
        reasons.push(Reason::SharedRole);
    }
    let others: Vec<u32> = company.of(a).keys().copied().collect();
    let shared: Vec<u32> = others.into_iter().filter(|other| company.of(b).contains_key(other)).collect();
    let tells = |index: u32| matches!(entities[index as usize].kind, EntityKind::Person | EntityKind::Organization);
    if shared.len() > 1 || shared.iter().any(|&other| tells(other)) {
        reasons.push(Reason::SharedCompany);
    }
    if first.needs_support() && reasons.len() == 1 {
        return None;
    }
    let score = reasons.iter().map(|reason| reason.score()).sum::<u16>().min(9_500);
    let (a, b) = if keeps(one, other) { (a, b) } else { (b, a) };
    let evidence = [entities[a as usize].mentions[0], entities[b as usize].mentions[0]];
    Some(Suggestion { a, b, score, reasons, evidence })
}

/// Who is named beside whom, read when it is asked for.
struct Company<'c> {
    documents: &'c [Named<'c>],
    resolution: &'c Resolution,
    known: HashMap<u32, BTreeMap<u32, u32>>,
}

impl Company<'_> {
    /// The entities in the sentences of one, with how often.
    fn of(&mut self, entity: u32) -> &BTreeMap<u32, u32> {
        let (documents, resolution) = (self.documents, self.resolution);
        self.known.entry(entity).or_insert_with(|| {
            let mut others: BTreeMap<u32, u32> = BTreeMap::new();
            for &MentionRef { document, mention } in resolution.entities[entity as usize].mentions.iter().take(MAX_READ) {
                let Named { names, layout } = documents[document as usize];
                for other in beside(names, layout, mention) {
                    let other = resolution.entity_of[document as usize][other as usize];
                    if other != entity {
                        *others.entry(other).or_default() += 1;
                    }
                }
            }
            others
        })
    }
}

#[cfg(test)]
mod tests;
