//! Possible duplicate names: a card for each pair, with a sentence of each side.

use serde::{Deserialize, Serialize};

use super::{EntityQuery, names, times};
use crate::entities::EntityKind;
use crate::entities::resolve::MentionRef;
use crate::report::Report;
use crate::view::filter::Filter;
use crate::view::format::{capitalised, counted};
use crate::view::handles::NameHandle;
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
}

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
    let shown: Vec<_> = report.suggestions.iter().filter(|suggestion| is_shown(suggestion.a) || is_shown(suggestion.b)).collect();
    let cards = shown.iter().take(MAX_CARDS).filter_map(|suggestion| {
        let reasons: Vec<&str> = suggestion.reasons.iter().map(|reason| reason.words()).collect();
        Some(SuggestionCard {
            sides: [side(report, suggestion.a, suggestion.evidence[0])?, side(report, suggestion.b, suggestion.evidence[1])?],
            reasons: format!("{}.", capitalised(&reasons.join("; "))),
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
