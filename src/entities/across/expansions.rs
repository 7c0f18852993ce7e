//! What acronyms stand for: in their own document what it says in brackets; in others only where both are about the same things, because the same
//! letters stand for many bodies.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::resolve::{Key, plain, thing_key};
use crate::entities::within::lexicon;
use crate::entities::{Mention, Names};
use crate::text::fold::folded;

/// Folded acronym → the key of what it stands for in one document.
pub(super) fn own_acronyms(text: &str, names: &Names) -> BTreeMap<String, Key> {
    let (own, corpus) = (BTreeMap::new(), HashMap::new());
    let written = |at: u32| names.mentions[at as usize].span.of(text);
    let key = |full: u32| thing_key(names.mentions[full as usize].kind, written(full), &own, &corpus);
    // Of two expansions the first stays.
    names.acronyms.iter().rev().map(|&(short, full)| (plain(written(short)), key(full))).collect()
}

/// What acronyms stand for in documents that do not say it.
pub(super) struct Expansions {
    /// Folded acronym → the key that all documents that say it agree on, and the first of them.
    known: HashMap<String, (Key, Vec<u32>)>,
    /// What these documents name.
    named: HashMap<u32, BTreeSet<String>>,
}

/// Documents that explain an acronym, of which the names are compared.
const MAX_EXPLAINING: usize = 8;

impl Expansions {
    pub(super) fn new(documents: &[(&str, &Names)]) -> Expansions {
        let mut seen: BTreeMap<String, BTreeMap<Key, Vec<u32>>> = BTreeMap::new();
        for (document, (text, names)) in (0..).zip(documents) {
            for (short, key) in own_acronyms(text, names) {
                let places = seen.entry(short).or_default().entry(key).or_default();
                if places.len() < MAX_EXPLAINING {
                    places.push(document);
                }
            }
        }
        let known: HashMap<String, (Key, Vec<u32>)> = seen
            .into_iter()
            .filter(|(_, keys)| keys.len() == 1)
            .filter_map(|(short, keys)| Some((short, keys.into_iter().next()?)))
            .collect();
        let explaining: BTreeSet<u32> = known.values().flat_map(|(_, documents)| documents.iter().copied()).collect();
        let named = explaining.into_iter().map(|document| (document, named(documents[document as usize]))).collect();
        Expansions { known, named }
    }

    /// Acronyms of a document and what they stand for, where it names something else that a document names which says so: the same letters
    /// stand for many bodies.
    pub(super) fn in_document(&self, document: u32, text: &str, names: &Names) -> HashMap<String, Key> {
        let mut own: Option<BTreeSet<String>> = None;
        let mut found = HashMap::new();
        let mut tried: BTreeSet<String> = BTreeSet::new();
        for mention in &names.mentions {
            let short = plain(mention.span.of(text));
            if !self.known.contains_key(&short) || !tried.insert(short.clone()) {
                continue;
            }
            let Some((key, explaining)) = self.known.get(&short) else { continue };
            let own = own.get_or_insert_with(|| named((text, names)));
            let shares = |other: &u32| self.named[other].intersection(own).any(|name| *name != short && *name != key.1);
            if explaining.contains(&document) || explaining.iter().any(shares) {
                found.insert(short, key.clone());
            }
        }
        found
    }
}

/// The names of a document, those of one thing in one form; at most [`MAX_NAMED`].
fn named((text, names): (&str, &Names)) -> BTreeSet<String> {
    let canonical = |mention: &Mention| {
        let plain = plain(mention.span.of(text));
        // "Kenyan" and "Kenya" are about one country.
        lexicon::lookup(&plain).map_or(plain, |entry| folded(entry.of.unwrap_or(entry.canonical)))
    };
    names.mentions.iter().take(MAX_NAMED).map(canonical).collect()
}

/// Names of a document that are compared with those of another one.
const MAX_NAMED: usize = 200;
