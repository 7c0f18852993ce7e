//! The name of a person in words, and which of two names is the other one with words left out.

use crate::entities::within::titles::{Title, title};
use crate::entities::within::words::is_particle;
use crate::text::fold::folded;

/// A person's name in folded words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PersonName {
    /// Given names and surname, without honorifics, full stops and particles. "bin Salman" is one word: the son of Salman is
    /// not called Salman.
    pub(crate) words: Vec<String>,
    /// "jr", "iii": father and son.
    pub(crate) generation: Option<String>,
}

impl PersonName {
    pub(crate) fn read(name: &str) -> PersonName {
        let folded = folded(name);
        let mut raw: Vec<&str> = folded.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
        let generation = raw.pop_if(|last| matches!(*last, "jr" | "sr" | "ii" | "iii" | "iv")).map(str::to_string);
        // In Portuguese; "Neto" is as often a surname.
        let generation = generation.or_else(|| {
            let is_younger = raw.len() > 2 && matches!(raw.last(), Some(&("filho" | "junior")));
            is_younger.then(|| raw.pop().map(|_| "jr".to_string())).flatten()
        });
        let named = raw.iter().filter(|word| title(word) != Some(Title::Honorific)).count();
        if named > 0 {
            raw.retain(|word| title(word) != Some(Title::Honorific));
        }
        let mut words: Vec<String> = Vec::with_capacity(raw.len());
        let mut father = None;
        for (at, word) in raw.iter().enumerate() {
            let is_last = at + 1 == raw.len();
            // "al-Assad" is also written "Assad".
            let bare = word.split_once('-').filter(|(particle, _)| is_particle(particle)).map_or(*word, |(_, rest)| rest);
            match (bare, father.take()) {
                ("bin" | "ibn" | "bint", _) if !is_last => father = Some(bare),
                // "Ben Johnson", "Al Gore": at the beginning of a name these are forenames.
                ("ben" | "al" | "van" | "abu", _) if at == 0 && !is_last && !is_particle(raw[1]) => words.push(bare.to_string()),
                (particle, _) if is_particle(particle) && !is_last => {}
                (_, Some(father)) => words.push(format!("{father} {bare}")),
                _ => words.push(bare.to_string()),
            }
        }
        PersonName { words, generation }
    }

    /// The key of a full name.
    pub(crate) fn key(&self) -> String {
        let mut key = self.words.join(" ");
        if let Some(generation) = &self.generation {
            key.push(' ');
            key.push_str(generation);
        }
        key
    }

    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    pub(super) fn given(&self) -> &[String] {
        self.words.split_last().map_or(&[], |(_, given)| given)
    }

    /// Whether it is `long` with words left out. One who is called by an initial is not called by another one.
    pub(super) fn shortens(&self, long: &PersonName) -> bool {
        let fewer = self.words.len() < long.words.len() || self.generation.is_none() && long.generation.is_some();
        if !fewer || self.generation.is_some() && self.generation != long.generation {
            return false;
        }
        let mut rest = long.words.iter();
        if !self.words.iter().all(|word| rest.any(|other| other == word || is_initial_of(word, other))) {
            return false;
        }
        let is_initial = |word: &&String| word.chars().count() == 1;
        let (own, others) = (self.given().iter().skip(1), long.given().iter().skip(1));
        self.given().len() < 2 || own.filter(is_initial).count() == others.filter(is_initial).count()
    }
}

pub(super) fn is_initial_of(word: &str, other: &str) -> bool {
    word.chars().count() == 1 && other.starts_with(word)
}

/// A word of a name without the marks around it: a nickname stands in quotation marks, an initial has a full stop.
fn bare(word: &str) -> &str {
    word.trim_matches(['"', '(', ')']).trim_end_matches(['.', ','])
}

/// Whether `short` is `long` with words left out or as initials.
pub(super) fn fits(short: &PersonName, long: &PersonName) -> bool {
    if short.shortens(long) {
        return true;
    }
    // "D Shaw", "Danny Shaw"
    short.words.len() == long.words.len()
        && short.generation == long.generation
        && short.surname() == long.surname()
        && short.words != long.words
        && short.given().iter().zip(long.given()).all(|(word, other)| word == other || is_initial_of(word, other))
}
