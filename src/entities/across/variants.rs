//! Full names in two spellings that are certainly one person.
//!
//! A wrong merge is the worst fault, so two things are asked for: no letters but hyphens differ ("Kim Jong-un", "Kim Jong
//! Un"), or exactly one word is another known spelling and both have the same post of the same country or body.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::people::PersonName;
use super::resolve::plain;
use super::spelling::known;
use crate::entities::within::lexicon;
use crate::entities::{EntityKind, Names};
use crate::text::fold::folded;

/// A post and of what: "president", "iran".
type Post = (String, String);

/// Gives the full names of one person one key. `person` has the key of each full name.
pub(crate) fn join_variants(documents: &[(&str, &Names)], person: &mut HashMap<String, String>) {
    let keys: BTreeSet<String> = person.values().cloned().collect();
    let posts = posts(documents, person);
    let mut alike: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for key in &keys {
        let spelled: Vec<&str> = words(key).map(known).collect();
        alike.entry(spelled.join(" ")).or_default().push(key);
    }
    let mut joined: HashMap<String, String> = HashMap::new();
    for keys in alike.values().filter(|keys| keys.len() > 1) {
        for (at, key) in keys.iter().enumerate() {
            // The first that it is one with; that one may itself have been joined to another.
            let first = keys[..at].iter().find(|other| are_one(&posts, other, key));
            if let Some(first) = first {
                let to = joined.get(*first).unwrap_or(first).to_string();
                joined.insert((*key).clone(), to);
            }
        }
    }
    person.values_mut().for_each(|key| {
        if let Some(to) = joined.get(key) {
            *key = to.clone();
        }
    });
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '-']).filter(|word| !word.is_empty())
}

fn are_one(posts: &HashMap<String, BTreeSet<Post>>, a: &str, b: &str) -> bool {
    let differing = words(a).zip(words(b)).filter(|(a, b)| a != b).count();
    let none = BTreeSet::new();
    let (of_a, of_b) = (posts.get(a).unwrap_or(&none), posts.get(b).unwrap_or(&none));
    differing == 0 || differing == 1 && of_a.intersection(of_b).next().is_some()
}

/// The posts of each person, where it is said of what.
fn posts(documents: &[(&str, &Names)], person: &HashMap<String, String>) -> HashMap<String, BTreeSet<Post>> {
    let mut posts: HashMap<String, BTreeSet<Post>> = HashMap::new();
    for (text, names) in documents {
        for role in &names.roles {
            let Some(of) = role.of else { continue };
            let written = |mention: u32| names.mentions[mention as usize].span.of(text);
            let Some(key) = person.get(&PersonName::read(written(role.mention)).key()) else { continue };
            posts.entry(key.clone()).or_default().insert((role.role.clone(), holder(text, names, of)));
        }
    }
    posts
}

/// Of what a post is, by the mention that says it: "Iranian President" and "President of Iran" are one post.
pub(super) fn holder(text: &str, names: &Names, of: u32) -> String {
    let mention = &names.mentions[of as usize];
    let body = plain(mention.span.of(text));
    match lexicon::lookup(&body) {
        Some(entry) if mention.kind == EntityKind::Group => folded(entry.of.unwrap_or(entry.canonical)),
        Some(entry) => folded(entry.canonical),
        None => body,
    }
}

#[cfg(test)]
mod tests {
    use super::super::resolve::resolve;
    use super::*;
    use crate::entities::read;
    use crate::text::{Language, Layout};

    fn people(texts: &[&str]) -> Vec<String> {
        let names: Vec<Names> = texts.iter().map(|text| read(text, &Layout::new(text), Language::ENGLISH)).collect();
        let documents: Vec<(&str, &Names)> = texts.iter().copied().zip(&names).collect();
        let entities = resolve(&documents).entities;
        entities.into_iter().filter(|entity| entity.kind == EntityKind::Person).map(|entity| entity.name).collect()
    }

    #[test]
    fn another_spelling_with_the_same_post_is_the_same_person() {
        let texts =
            ["Egyptian President Mohamed Mursi left.", "Egyptian President Muhammad Mursi came. Mursi spoke.", "President Mursi left."];
        assert_eq!(people(&texts).len(), 1);
    }

    #[test]
    fn another_spelling_without_it_is_not() {
        assert_eq!(people(&["President Mohamed Mursi left.", "Egyptian President Muhammad Mursi came."]).len(), 2);
        assert_eq!(people(&["Egyptian President Mohamed Mursi left.", "Syrian President Muhammad Mursi came."]).len(), 2);
        assert_eq!(
            people(&["Egyptian President Mohamed Hassan left.", "Egyptian President Muhammad Hasan came."]).len(),
            2,
            "two words differ"
        );
    }

    #[test]
    fn hyphens_make_no_other_person() {
        assert_eq!(people(&["President Kim Jong-un left.", "President Kim Jong Un came."]), ["Kim Jong Un"]);
    }
}
