//! Bodies that every country has: "Ministry of Health" is that of the country it stands beside, else of the document's. Three countries' ministries
//! are three.

use std::collections::{BTreeMap, BTreeSet};

use super::resolve::plain;
use crate::entities::within::lexicon;
use crate::entities::{EntityKind, Names};
use crate::text::fold::folded;

/// Whether a folded name is that of a body which countries have each of their own, and says not which country's.
pub(super) fn is_national(name: &str) -> bool {
    const BODIES: &[&str] = &[
        "air force",
        "army",
        "cabinet",
        "central bank",
        "constitutional court",
        "court of appeal",
        "electoral commission",
        "foreign office",
        "high court",
        "house of representatives",
        "interior ministry",
        "national assembly",
        "national guard",
        "navy",
        "parliament",
        "senate",
        "supreme court",
    ];
    const SUBJECTS: &[&str] = &[
        "foreign",
        "interior",
        "defence",
        "defense",
        "health",
        "education",
        "finance",
        "justice",
        "transport",
        "energy",
        "agriculture",
        "trade",
        "labour",
        "labor",
    ];
    BODIES.contains(&name)
        || name.starts_with("ministry of ")
        || name.starts_with("department of ")
        || name.strip_suffix(" ministry").is_some_and(|subject| SUBJECTS.contains(&subject))
}

/// The country of a document: the one that it names most, if one does.
pub(super) fn home(text: &str, names: &Names) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mention in &names.mentions {
        if let Some(country) = country(mention.kind, mention.span.of(text)) {
            *counts.entry(country).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    let mut first = counts.into_iter().filter(|(_, count)| *count == most).map(|(country, _)| country);
    let only = first.next()?;
    first.next().is_none().then_some(only)
}

/// Folded names of such bodies → the countries that stand beside them in a document.
pub(super) fn stated(text: &str, names: &Names) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (at, mention) in names.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityKind::Organization) {
        let name = plain(mention.span.of(text));
        if is_national(&name)
            && let Some(country) = beside(text, names, at)
        {
            found.entry(name).or_default().insert(country);
        }
    }
    found
}

/// The country right before a mention ("Kenya's", "Kenyan") or behind it ("of Kenya").
pub(super) fn beside(text: &str, names: &Names, at: usize) -> Option<String> {
    let mention = names.mentions.get(at)?;
    let before = at.checked_sub(1).and_then(|at| names.mentions.get(at)).filter(|other| {
        let between = text.get(other.span.end()..mention.span.start()).unwrap_or("…").trim();
        matches!(between, "" | "'s" | "’s" | "'" | "’" | "'s new" | "’s new")
    });
    let after =
        names.mentions.get(at + 1).filter(|other| matches!(text[mention.span.end()..other.span.start()].trim(), "of" | "in" | "of the"));
    [before, after].into_iter().flatten().find_map(|other| country(other.kind, other.span.of(text)))
}

fn country(kind: EntityKind, name: &str) -> Option<String> {
    if !matches!(kind, EntityKind::Place | EntityKind::Group) {
        return None;
    }
    let entry = lexicon::lookup(&plain(name)).filter(|entry| !entry.gazetteer)?;
    match entry.kind {
        EntityKind::Group => entry.of.map(folded),
        EntityKind::Place => Some(folded(entry.of.unwrap_or(entry.canonical))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_bodies_of_their_own() {
        assert!(is_national("ministry of health") && is_national("defence ministry") && is_national("supreme court"));
        assert!(!is_national("world health organization") && !is_national("gazprom"));
    }
}
