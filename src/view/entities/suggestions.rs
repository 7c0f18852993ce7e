//! Possible duplicate names: a card for each pair, with a sentence of each side. First what is likely and decides the most.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EntityQuery, names, times};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::entities::suggest::Suggestion;
use crate::report::Report;
use crate::view::filter::Filter;
use crate::view::format::{capitalised, counted};
use crate::view::handles::{NameHandle, is_shared_name};
use crate::view::quoted::{Quoted, quoted_mention};

/// The cards, the most likely first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SuggestionCards {
    /// The heading: a fact.
    pub heading: String,
    /// The sentence below it.
    pub lead: String,
    /// The cards that are shown.
    pub cards: Vec<SuggestionCard>,
    /// Cards that are left out at the end.
    pub more: u32,
}

/// Two names that may belong to one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestionCard {
    /// The one whose name would be kept, and the other.
    pub sides: [Side; 2],
    /// Why, as a sentence.
    pub reasons: String,
    /// What it decides, as a sentence: how many mentions, quotes and posts.
    pub hanging: String,
    /// Whether the names alone say who is meant, so that it may be decided together with others.
    pub by_name: bool,
}

/// Several pairs for one reason, of which a look at the list may be enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestionGroup {
    /// The reason, as a sentence.
    pub reasons: String,
    /// The pairs, by their index among the cards.
    pub cards: Vec<u32>,
}

impl SuggestionCards {
    /// The pairs that may be decided at once, by their reason; the largest group first. None of fewer than three.
    pub fn groups(&self) -> Vec<SuggestionGroup> {
        let mut by_reason: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, card) in (0..).zip(&self.cards).filter(|(_, card)| card.by_name) {
            by_reason.entry(&card.reasons).or_default().push(at);
        }
        let mut groups: Vec<SuggestionGroup> = by_reason
            .into_iter()
            .filter(|(_, cards)| cards.len() >= MIN_GROUP)
            .map(|(reasons, cards)| SuggestionGroup { reasons: reasons.to_string(), cards })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.cards.len()));
        groups
    }
}

/// Fewer pairs are decided as quickly one by one.
const MIN_GROUP: usize = 3;

/// One of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// What it is known by.
    pub handle: NameHandle,
    /// What it is.
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// How often it is named, and where.
    pub detail: String,
    /// A mention of it: the address of its card.
    pub card: MentionRef,
    /// A sentence that names it.
    pub quoted: Quoted,
}

/// Cards that are drawn.
const MAX_CARDS: usize = 100;

/// The pairs with a name of the kind and the words of the query.
pub fn suggestions(report: &Report, query: &EntityQuery) -> SuggestionCards {
    let filter = match Filter::parse(&query.text) {
        Ok(filter) => filter,
        Err(lead) => return SuggestionCards { heading: heading(0), lead, ..SuggestionCards::default() },
    };
    let is_shown = |index: u32| {
        let entity = &report.entities[index as usize];
        query.kind.is_none_or(|kind| entity.kind == kind) && names(entity).any(|name| filter.shows(name))
    };
    let quotes = quotes_of_entities(report);
    let mut shown: Vec<(&Suggestion, Hanging)> = report
        .suggestions
        .iter()
        .filter(|suggestion| is_shown(suggestion.a) || is_shown(suggestion.b))
        .map(|suggestion| (suggestion, Hanging::on(report, &quotes, suggestion)))
        .collect();
    shown.sort_by_key(|(suggestion, hanging)| std::cmp::Reverse(u32::from(suggestion.score) * (2 + hanging.weight().ilog2())));
    let cards = shown.iter().take(MAX_CARDS).filter_map(|(suggestion, hanging)| {
        let reasons: Vec<&str> = suggestion.reasons.iter().map(|reason| reason.words()).collect();
        Some(SuggestionCard {
            sides: [side(report, suggestion.a, suggestion.evidence[0])?, side(report, suggestion.b, suggestion.evidence[1])?],
            reasons: format!("{}.", capitalised(&reasons.join("; "))),
            hanging: hanging.words(),
            by_name: !is_shared_name(report, suggestion.b),
        })
    });
    SuggestionCards {
        heading: heading(shown.len()),
        lead: match shown.len() {
            0 if query.text.trim().is_empty() => "Nothing here looks like a second name of something else.".into(),
            // They are those of all documents, whatever is chosen.
            0 => {
                format!("Nothing here contains “{}”. Press Esc in the filter of this list to clear it.", query.text.trim())
            }
            _ => "Nothing is merged until you say so. Read both sentences, then decide; every decision can be taken back.".into(),
        },
        cards: cards.collect(),
        more: shown.len().saturating_sub(MAX_CARDS) as u32,
    }
}

/// What is decided with a pair: whatever is said of the one who is named less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Hanging {
    mentions: u32,
    quotes: u32,
    posts: u32,
}

impl Hanging {
    fn on(report: &Report, quotes: &[u32], suggestion: &Suggestion) -> Hanging {
        let of = |index: u32| {
            let entity = &report.entities[index as usize];
            Hanging { mentions: entity.mentions.len() as u32, quotes: quotes[index as usize], posts: entity.roles.len() as u32 }
        };
        let (a, b) = (of(suggestion.a), of(suggestion.b));
        if b.weight() <= a.weight() { b } else { a }
    }

    /// At least one. A quote in the wrong mouth is worse than a post, and a post than a mention.
    fn weight(self) -> u32 {
        1 + self.mentions + 2 * self.posts + 3 * self.quotes
    }

    fn words(self) -> String {
        let parts = [(self.mentions, "mention"), (self.quotes, "quote"), (self.posts, "post")];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| counted(*n as usize, what)).collect();
        match parts.as_slice() {
            [] => String::new(),
            [one] => format!("{one} {} on it.", if one.starts_with("1 ") { "hangs" } else { "hang" }),
            [first @ .., last] => format!("{} and {last} hang on it.", first.join(", ")),
        }
    }
}

/// For each entity how many quotes it has.
fn quotes_of_entities(report: &Report) -> Vec<u32> {
    let mut quotes = vec![0; report.entities.len()];
    for document in &report.documents {
        for speaker in document.analysis.quotes.iter().filter_map(|quote| document.speaker(quote)) {
            quotes[speaker as usize] += 1;
        }
    }
    quotes
}

fn heading(count: usize) -> String {
    match count {
        0 => "No possible duplicate names".into(),
        n => counted(n, "possible duplicate name"),
    }
}

fn side(report: &Report, index: u32, evidence: MentionRef) -> Option<Side> {
    let entity = &report.entities[index as usize];
    Some(Side {
        handle: NameHandle::for_entity(report, index)?,
        kind: entity.kind,
        name: entity.name.clone(),
        detail: times(entity.mentions.len(), entity.documents as usize),
        card: evidence,
        quoted: quoted_mention(report, evidence),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::entities::tests::report;

    #[test]
    fn what_decides_more_comes_first_and_says_so() {
        let report = report(&[
            "Councillor Sarah Mills opened the library. \"We are glad,\" Mills said. \"It is ours,\" Mills said. Tom Hale came.",
            "Olympic swimmer Sarah Mills broke the record. \"I am glad,\" Mills said. Baker Tom Hale came.",
            "Plumber Tom Hale fled.",
        ]);
        let cards = suggestions(&report, &EntityQuery::default()).cards;
        let said: Vec<(&str, &str)> = cards.iter().map(|card| (card.sides[0].name.as_str(), card.hanging.as_str())).collect();
        assert_eq!(said.first(), Some(&("Sarah Mills", "2 mentions and 1 quote hang on it.")), "{said:?}");
    }

    #[test]
    fn pairs_for_one_reason_are_a_group_without_those_whose_name_others_bear() {
        let pairs = [
            ("Ahmad Zorvikov", "Ahmed Zorvikov"),
            ("Boris Tallweg", "Boris Talweg"),
            ("Carlos Medrano", "Carlos Medranno"),
            ("Dmitri Halvorsen", "Dmitry Halvorsen"),
        ];
        let texts: Vec<String> = pairs
            .iter()
            .flat_map(|(one, other)| {
                [
                    format!("Minister {one} spoke. He was glad. {one} left."),
                    format!("In the port {other} bought a ship. It was old. {other} sold it."),
                ]
            })
            .collect();
        let of = |texts: &[String]| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            suggestions(&report(&texts), &EntityQuery::default())
        };
        let cards = of(&texts);
        assert_eq!(cards.groups().iter().map(|group| group.cards.len()).collect::<Vec<_>>(), [4], "{cards:?}");
        assert_eq!(cards.groups()[0].reasons, cards.cards[0].reasons);
        assert!(of(&texts[..4]).groups().is_empty(), "two are decided one by one");
    }
}
