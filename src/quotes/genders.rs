//! Whether people are "he" or "she": as titles and names say it, and as the text's own pronouns tell it.

use std::collections::HashMap;

use crate::entities::gender::{self, Gender};
use crate::entities::{EntityKind, Names};
use crate::text::fold::folded;

/// What is known of "he" and "she".
pub(super) struct Genders<'t> {
    text: &'t str,
    names: &'t Names,
    /// For each mention what its title, its forename or its full name says.
    named: Vec<Option<Gender>>,
    /// What pronouns have told: last word of a name → "he" or "she"; nothing inside where they disagree.
    told: HashMap<String, Option<Gender>>,
}

impl<'t> Genders<'t> {
    pub(super) fn read(text: &'t str, names: &'t Names) -> Genders<'t> {
        Genders { text, names, named: named(text, names), told: HashMap::new() }
    }

    /// What is known for a mention: what its name says, else what pronouns have told.
    pub(super) fn of(&self, mention: u32) -> Option<Gender> {
        self.named[mention as usize].or_else(|| self.told.get(&self.last_word(mention)).copied().flatten())
    }

    /// Takes note that a pronoun stands for somebody whose name does not say it.
    pub(super) fn learn(&mut self, mention: u32, told: Gender) {
        if self.named[mention as usize].is_none() {
            let known = self.told.entry(self.last_word(mention)).or_insert(Some(told));
            if *known != Some(told) {
                *known = None;
            }
        }
    }

    /// Whether two mentions end in the same word.
    pub(super) fn are_of_one_name(&self, one: u32, other: u32) -> bool {
        one == other || self.last_word(one) == self.last_word(other)
    }

    fn last_word(&self, mention: u32) -> String {
        folded(self.names.mentions[mention as usize].span.of(self.text)).split_whitespace().last().unwrap_or_default().to_string()
    }
}

/// For each mention of a person what its name says.
fn named(text: &str, names: &Names) -> Vec<Option<Gender>> {
    let mut by_surname: HashMap<String, Option<Gender>> = HashMap::new();
    let own: Vec<Option<Gender>> = names
        .mentions
        .iter()
        .map(|mention| {
            if mention.kind != EntityKind::Person {
                return None;
            }
            let name = folded(mention.span.of(text));
            let mut words = name.split_whitespace();
            let title = text[..mention.span.start()].trim_end().trim_end_matches('.').rsplit(|c: char| !c.is_alphabetic()).next();
            let found = title
                .and_then(|title| gender::of_title(&title.to_lowercase()))
                .or_else(|| words.clone().count().gt(&1).then(|| words.next().and_then(gender::of_forename)).flatten());
            if let (Some(_), Some(last)) = (found, name.split_whitespace().last()) {
                by_surname
                    .entry(last.to_string())
                    .and_modify(|known| {
                        if *known != found {
                            *known = None; // a couple of one surname
                        }
                    })
                    .or_insert(found);
            }
            found
        })
        .collect();
    own.into_iter()
        .zip(&names.mentions)
        .map(|(found, mention)| {
            let surname =
                || folded(mention.span.of(text)).split_whitespace().last().and_then(|last| by_surname.get(last).copied().flatten());
            found.or_else(|| (mention.kind == EntityKind::Person).then(surname).flatten())
        })
        .collect()
}
