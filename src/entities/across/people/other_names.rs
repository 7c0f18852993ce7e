//! Names that a text puts together: "John and Mary Elwood", "Greta Lindholm, née Aaltonen".

use std::collections::{BTreeMap, BTreeSet};

use super::bearer::Named;
use crate::entities::Names;
use crate::entities::within::lexicon;

/// "John and Mary Elwood": John's name is Elwood, too.
pub(super) fn complete_pairs(text: &str, names: &Names, named: &mut [Named]) {
    let full: BTreeSet<String> = named.iter().filter(|one| one.name.is_full()).flat_map(|one| one.name.words.clone()).collect();
    for at in 1..named.len() {
        let [one, other] = [&named[at - 1], &named[at]];
        let Some(between) = text.get(names.mentions[one.mention].span.end()..names.mentions[other.mention].span.start()) else { continue };
        let (Some(first), Some(second)) = (one.name.words.first(), other.name.words.first()) else { continue };
        let are_forenames = || lexicon::is_forename(first) && lexicon::is_forename(second);
        let is_pair = matches!(between, " and " | " & ") && one.name.words.len() == 1 && other.name.words.len() == 2;
        if is_pair && !full.contains(first) && are_forenames() {
            let family = other.name.surname().to_string();
            named[at - 1].name.words.push(family);
        }
    }
}

/// "Greta Lindholm, née Aaltonen", "Jane Nowak (formerly Jane Kowal)": the second is another name of the first.
pub(super) fn other_names(text: &str, names: &Names, named: &[Named]) -> BTreeMap<usize, usize> {
    const LINKS: &[&str] = &[
        "née",
        "nee",
        "né",
        "born",
        "formerly",
        "formerly known as",
        "previously",
        "previously known as",
        "better known as",
        "best known as",
        "also known as",
        "known as",
        "also called",
        "aka",
        "a.k.a.",
        "alias",
        "or",
    ];
    let mut found = BTreeMap::new();
    for at in 1..named.len() {
        let [from, to] = [at - 1, at].map(|at| names.mentions[named[at].mention].span);
        let Some(between) = text.get(from.end()..to.start()).filter(|between| between.len() < 40) else { continue };
        let between = between.trim();
        let (bracketed, rest) = match (between.strip_prefix(','), between.strip_prefix('(')) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => (false, between),
        };
        let marks = |c: char| matches!(c, '"' | '“' | '‘' | '\'' | ' ');
        let link = rest.trim_matches(marks).to_lowercase();
        let is_open = between.starts_with([',', '(']) || link.ends_with("née") || link.ends_with("known as");
        if is_open && LINKS.contains(&link.as_str()) && (link != "or" || bracketed) {
            found.insert(at, at - 1);
        }
    }
    found
}
